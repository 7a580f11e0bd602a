"""Steps: when they are due, what holding them asks for, and what comes of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any, assert_never

from policydsl.check import problems, rule_problems, units
from policydsl.check.guards import guarded
from policydsl.check.lower_actions import actions_of
from policydsl.check.lower_conditions import condition_of
from policydsl.check.lower_dates import date_rule
from policydsl.check.lower_duties import DutyLine, duties, people
from policydsl.check.lower_events import event, window
from policydsl.check.lower_versions import merged, needs_always, of_version, put
from policydsl.check.names import NameKind
from policydsl.check.once import Once
from policydsl.check.scene import Scene
from policydsl.check.version_problems import of_which_line
from policydsl.check.versions import plain
from policydsl.diagnostics import Label
from policydsl.model import policy
from policydsl.model.clause import Clause
from policydsl.model.duty import LEADER, DecidedBy, Duty
from policydsl.model.policy import Again
from policydsl.source import Span
from policydsl.syntax import names as wording
from policydsl.syntax import nodes

AGAIN = {
    "only_on_new_absence": Again.NEW_ABSENCE,
    "only_after_falling_back": Again.AFTER_FALLING_BACK,
    "immediately": Again.IMMEDIATELY,
}

BY_NAME = ("duty", "tell", "note")
"""Kinds of duty of which a step may have several, told apart by what they are about."""


@dataclass(slots=True)
class Gathered:
    """The clauses of a step so far: those of which there is one by the name of their field, and the lists."""

    single: dict[str, Clause[Any]] = field(default_factory=dict)
    never_before: list[Clause[Any]] = field(default_factory=list)
    ifs: list[Clause[policy.IfThen]] = field(default_factory=list)
    outcomes: list[Clause[policy.Outcome]] = field(default_factory=list)
    duties: list[Clause[Duty]] = field(default_factory=list)

    def put(self, name: str, clause: Clause[Any]) -> None:
        """A clause of which there is one, or another version of it."""
        put(self.single, name, clause)


def step(scene: Scene, node: nodes.Step | nodes.Guidance, owner: str) -> policy.Step:
    """A step of the block called `owner`, or guidance, which is its own."""
    scene = replace(scene, owner=scene.words(node.name), leader=_leader(scene, node))
    gathered, once = Gathered(), Once(scene)
    for line in node.clauses:
        there, words = of_version(scene, line)
        _take(there, words, gathered, replace(once, scene=there))
    needs_always(scene, gathered.single.get("due"), "when the step falls due")
    if due := guarded(scene, node.clauses, gathered.single.get("due")):
        gathered.single["due"] = due
    _whole_lines(scene, gathered.duties)
    return policy.Step(
        name=scene.owner,
        label=node.label.value if node.label else None,
        owner=owner,
        never_before=merged(scene, gathered.never_before, lambda one, other: True),
        ifs=merged(scene, gathered.ifs, _same_condition),
        outcomes=merged(scene, gathered.outcomes, lambda one, other: problems.same(one.key.name, other.key.name)),
        duties=merged(scene, gathered.duties, _same_duty),
        written=scene.written(node),
        **gathered.single,
    )


def _same_condition(one: Clause[policy.IfThen], other: Clause[policy.IfThen]) -> bool:
    return one.forms[0].meaning.condition == other.forms[0].meaning.condition


def _same_duty(one: Clause[Duty], other: Clause[Duty]) -> bool:
    """Duties, notes and what is told are told apart by what they are about; of the others a step has one."""
    return one.key.kind == other.key.kind and (one.key.kind not in BY_NAME or one.key.name == other.key.name)


def _whole_lines(scene: Scene, found: list[Clause[Duty]]) -> None:
    """Report a version that has some of the things that a line has, and not all of them or more."""
    lines: dict[Span, set[str]] = {}
    varying: list[Span] = []
    for clause in (one for one in found if one.key.kind == "duty"):
        span = clause.forms[0].written.span
        lines.setdefault(span, set()).add(clause.key.name)
        varying += [span] if clause.varies and span not in varying else []
    for span in varying:
        for other, names in lines.items():
            if other not in varying and names & lines[span] and names != lines[span]:
                scene.say(of_which_line(scene.at(span), scene.at(other)))


def _leader(scene: Scene, node: nodes.Step | nodes.Guidance) -> str:
    """Who owes what the step asks for: the first who leads it, which may be somebody else in another version."""
    found = [line for line in node.clauses if isinstance(plain(line), nodes.LedBy)]
    if any(isinstance(line, nodes.ClauseOf) for line in found):
        return LEADER
    leaders = [people(scene, line.by)[0] for line in found if isinstance(line, nodes.LedBy)]
    return leaders[0] if leaders else scene.leader


def _take(scene: Scene, line: nodes.StepClause, gathered: Gathered, once: Once) -> None:
    match line:
        case nodes.DueWhen() | nodes.DueOn() | nodes.DueAtOnce():
            if once.first(line, "when the step falls due"):
                gathered.put("due", scene.clause("due", line, _due(scene, line)))
        case nodes.Again(how=nodes.Every(amount=amount, until=until)):
            if once.first(line, "how often the step falls due"):
                length = units.amount(scene, amount, units.BETWEEN)
                row = policy.Repeat(length, event(scene, until) if until else None)
                gathered.put("repeats", scene.clause("repeats", line, row))
        case nodes.Again(how=how):
            if once.first(line, "when the step falls due again") and isinstance(how, nodes.Word):
                gathered.put("again", scene.clause("again", line, AGAIN[how.text]))
        case nodes.Early():
            if once.first(line, "whether the step may be held early"):
                gathered.put("early", scene.clause("early", line, True))
        case nodes.HeldAtOnce():
            if once.first(line, "whether the step counts as held at once"):
                gathered.put("held_at_once", scene.clause("held at once", line, True))
        case nodes.NotDueByThen(actions=actions):
            if once.first(line, "what happens if it is not due by then"):
                gathered.put("not_due", scene.clause("not due by then", line, actions_of(scene, actions)))
        case nodes.PassedDates(how=how):
            if once.first(line, "what dates already passed count for"):
                gathered.put("passed_left_out", scene.clause("passed dates", line, how.text == "dropped"))
        case nodes.NoneLeft(by=by):
            if once.first(line, "what happens with no date left"):
                gathered.put("none_left", scene.clause("no date left", line, people(scene, by)))
        case nodes.DecidedBy():
            if once.first(line, "who decides"):
                gathered.put("decided_by", scene.clause("decided by", line, _decided_by(scene, line)))
        case nodes.Then(actions=actions):
            if once.first(line, "what follows when the step is held"):
                gathered.put("then", scene.clause("then", line, actions_of(scene, actions)))
        case nodes.IfWaived(actions=actions):
            if once.first(line, "what follows when the step is waived"):
                gathered.put("if_waived", scene.clause("if waived", line, actions_of(scene, actions)))
        case nodes.NeverBefore(events=events):
            name = str(len(gathered.never_before) + 1)
            meaning = tuple(event(scene, one) for one in events)
            gathered.never_before.append(scene.clause("never before", line, meaning, name))
        case nodes.If(condition=condition, actions=actions):
            name = str(len(gathered.ifs) + 1)
            follows = policy.IfThen(condition_of(scene, condition), actions_of(scene, actions))
            gathered.ifs.append(scene.clause("if", line, follows, name))
        case nodes.Outcome():
            _outcome(scene, line, gathered)
        case nodes.ReachedDirectly():
            if once.first(line, "whether the step can be reached without those before"):
                gathered.put("direct", scene.clause("reached directly", line, True))
        case nodes.OnlyIf() | nodes.NotTriggeredBy():
            return  # they guard when the step falls due
        case nodes.ClauseOf() | nodes.NotYet() | nodes.Broken():
            return  # its words are another line; or reported: not yet in the language, or not readable
        case _:
            _take_duty(scene, line, gathered)


def _take_duty(scene: Scene, line: DutyLine, gathered: Gathered) -> None:
    """Duties, each kept apart from the others of the step."""
    taken = {one.key for one in gathered.duties if one.forms[0].guard == scene.guard}
    for clause in duties(scene, line):
        again = sum(key.kind == clause.key.kind and key.name.split(" #")[0] == clause.key.name for key in taken)
        key = replace(clause.key, name=f"{clause.key.name} #{again + 1}") if again else clause.key
        taken.add(key)
        gathered.duties.append(replace(clause, key=key))


def _due(scene: Scene, line: nodes.DueWhen | nodes.DueOn | nodes.DueAtOnce) -> policy.Due:
    match line:
        case nodes.DueWhen(condition=condition):
            return policy.DueWhen(condition_of(scene, condition))
        case nodes.DueOn(rule=rule):
            return policy.DueOn(date_rule(scene, rule))
        case nodes.DueAtOnce():
            return policy.DueAtOnce()
        case _ as never:
            assert_never(never)


def _decided_by(scene: Scene, line: nodes.DecidedBy) -> DecidedBy:
    match line.by:
        case nodes.SomeoneOtherThan(who=who):
            return _other_than(scene, who)
        case nodes.Roles() as roles:
            return DecidedBy(people(scene, roles))
        case _ as never:
            assert_never(never)


WHO_LED = re.compile(r"(?:^|\s)(?:who|that) (?:led|held|chaired|ran|conducted|took) (?:the )?", re.I)


def _other_than(scene: Scene, who: nodes.Name) -> DecidedBy:
    """A role, or `who led` and a step: whoever the record of that meeting names."""
    words = scene.words(who)
    led = None if who.quoted else WHO_LED.search(words)
    if led is None:
        if not who.quoted and re.search(r"\bwho(?:ever)?\b", words):
            scene.say(rule_problems.decided_by_whom(Label(scene.at(who.span))))
        return DecidedBy(other_than=words)
    found = WHO_LED.search(scene.source.text[: who.span.end], who.span.start)
    start = found.end() if found else who.span.start
    step = nodes.Name(text=wording.shown(words[led.end() :]), span=Span(start, who.span.end))
    return DecidedBy(led=scene.refer(step, NameKind.STEP))


def _outcome(scene: Scene, line: nodes.Outcome, gathered: Gathered) -> None:
    name = scene.words(line.name)
    like = [one for one in gathered.outcomes if one.forms[0].guard == scene.guard]
    before = next((one for one in like if problems.same(one.key.name, name)), None)
    if before is not None:
        first = scene.at(before.forms[0].written.span)
        scene.say(problems.declared_twice(scene.at(line.name.span), name, "outcome", first))
        return
    only_after = event(scene, line.only_after) if line.only_after else None
    since = event(scene, line.window.event) if isinstance(line.window, nodes.Since) else None
    within = window(scene, line.window) if line.window is not None and since is None else None
    meaning = policy.Outcome(name, only_after, actions_of(scene, line.actions), since, within)
    gathered.outcomes.append(scene.clause("outcome", line, meaning, name))
