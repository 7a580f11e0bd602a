"""What holding a step asks of people: duties, notices, papers, companions, topics."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from policydsl.check import clause_problems, units
from policydsl.check.lower_actions import listener, thing
from policydsl.check.lower_events import event
from policydsl.check.scene import Scene
from policydsl.check.verbs import verb
from policydsl.model import duty
from policydsl.model.amount import Event
from policydsl.model.clause import Clause
from policydsl.model.duty import By, Duty, Meeting, Strength
from policydsl.syntax import nodes

STRENGTHS = {"must": Strength.MUST, "should": Strength.SHOULD, "may": Strength.MAY}

DutyLine = (
    nodes.Duty
    | nodes.DutyOf
    | nodes.DutyOfEmployee
    | nodes.Tell
    | nodes.TellBy
    | nodes.ToldByEmployee
    | nodes.Notice
    | nodes.HeldWithin
    | nodes.Bring
    | nodes.Appeal
    | nodes.AppealUnder
    | nodes.OtherDate
    | nodes.LedBy
    | nodes.AttendedBy
    | nodes.UsuallyWith
    | nodes.MayInclude
    | nodes.Discuss
    | nodes.Note
    | nodes.NeverShow
    | nodes.AskedFor
    | nodes.Waivable
    | nodes.Postponed
)


def duties(scene: Scene, line: DutyLine) -> Iterator[Clause[Duty]]:
    """The duties of one line: one for each thing that it names."""
    for kind, found, name in _duties(scene, line):
        yield scene.clause(kind, line, found, name)


def _duties(scene: Scene, line: DutyLine) -> Iterator[tuple[str, Duty, str]]:
    match line:
        case nodes.Duty() | nodes.DutyOf() | nodes.DutyOfEmployee():
            yield from (("duty", act, f"{act.verb} {act.thing}".strip()) for act in _acts(scene, line))
        case nodes.Tell() | nodes.TellBy() | nodes.ToldByEmployee():
            told = _told(scene, line)
            yield "tell", told, told.text
        case nodes.Notice():
            yield "notice", _notice(scene, line), ""
        case nodes.HeldWithin():
            yield "held within", _held_within(scene, line), ""
        case nodes.Bring():
            yield "bring", _bring(scene, line), ""
        case nodes.Appeal() | nodes.AppealUnder():
            yield "appeal", _appeal(scene, line), ""
        case nodes.OtherDate():
            yield "other date", _other_date(scene, line), ""
        case nodes.LedBy():
            yield "led by", duty.LedBy(people(scene, line.by), people(scene, line.others)), ""
        case nodes.AttendedBy():
            yield "with", duty.Present(people(scene, line.people), "with"), ""
        case nodes.UsuallyWith():
            yield "usually with", duty.Present(people(scene, line.people), "usually with"), ""
        case nodes.MayInclude():
            yield "may include", duty.Present(people(scene, line.people), "may include"), ""
        case nodes.Discuss():
            topics = people(scene, line.topics)
            yield "discuss", duty.Discuss(topics), topics[0]
        case nodes.Note():
            yield "note", duty.Note(line.text.value), line.text.value
        case nodes.NeverShow():
            things = people(scene, line.things)
            yield "never show", duty.NeverShow(things), things[0]
        case nodes.AskedFor():
            yield "asked for", duty.AskedFor(people(scene, line.by)), ""
        case nodes.Waivable():
            yield "waivable", duty.Waivable(people(scene, line.by), line.reason is not None), ""
        case nodes.Postponed():
            yield "postponable", _postponable(scene, line), ""
        case _ as never:
            assert_never(never)


def people(scene: Scene, node: nodes.Roles | nodes.Things | None) -> tuple[str, ...]:
    """Roles or topics, in their author's words."""
    return tuple(scene.words(name) for name in node.names) if node else ()


# ------------------------------------------------------------------ acts


def _acts(scene: Scene, line: nodes.Duty | nodes.DutyOf | nodes.DutyOfEmployee) -> Iterator[duty.Act]:
    strength, bearer, by = STRENGTHS[line.modal.text], _bearer(scene, line), _by_when(scene, line.by_when)
    match line.act:
        case nodes.FreeText(text=text):
            yield duty.Act(strength, bearer, "", text.value, by)
        case nodes.Act(verb=word, things=things):
            done = verb(scene, word)
            for name in things.names if things else (None,):
                yield duty.Act(strength, bearer, done, thing(scene, name) if name else "", by)
        case _ as never:
            assert_never(never)


def _bearer(scene: Scene, line: nodes.Duty | nodes.DutyOf | nodes.DutyOfEmployee) -> str:
    match line:
        case nodes.Duty():
            return scene.leader
        case nodes.DutyOf():
            return scene.words(line.bearer)
        case nodes.DutyOfEmployee():
            return "employee"
        case _ as never:
            assert_never(never)


def _by_when(scene: Scene, node: nodes.ByWhen | None) -> By | None:
    match node:
        case None:
            return None
        case nodes.WithinAfterMeeting(amount=amount, event=point):
            return By(units.amount(scene, amount, units.RUNNING_TIME), False, _point(scene, point))
        case nodes.AtLeastBefore(amount=amount, event=point):
            return By(units.amount(scene, amount, units.NOTICE), True, _point(scene, point))
        case nodes.Before(event=point):
            return By(None, True, _point(scene, point))
        case _ as never:
            assert_never(never)


def _point(scene: Scene, node: nodes.Word | nodes.Event) -> Event | Meeting:
    return Meeting.IT if isinstance(node, nodes.Word) else event(scene, node)


def _told(scene: Scene, line: nodes.Tell | nodes.TellBy | nodes.ToldByEmployee) -> duty.TellDuty:
    match line:
        case nodes.Tell():
            return duty.TellDuty(scene.leader, listener(scene, line.told), line.text.value)
        case nodes.TellBy():
            return duty.TellDuty(scene.words(line.bearer), listener(scene, line.told), line.text.value)
        case nodes.ToldByEmployee():
            return duty.TellDuty("employee", scene.words(line.told), line.text.value)
        case _ as never:
            assert_never(never)


# ------------------------------------------------------------------ notices, deadlines, rights


def _notice(scene: Scene, line: nodes.Notice) -> duty.Notice:
    return duty.Notice(units.amount(scene, line.amount, units.NOTICE), line.written is not None)


def _held_within(scene: Scene, line: nodes.HeldWithin) -> duty.HoldWithin:
    after = None if isinstance(line.after, nodes.Word) else event(scene, line.after)
    return duty.HoldWithin(units.amount(scene, line.amount, units.RUNNING_TIME), after)


def _postponable(scene: Scene, line: nodes.Postponed) -> duty.Postponable:
    amount = units.amount(scene, line.amount, units.TIME)
    if isinstance(line.times, nodes.SoManyTimes):
        times = units.number(line.times.number)
        if not isinstance(times, int):
            scene.say(clause_problems.not_whole(scene.at(line.times.span), "how often a meeting is put off"))
        return duty.Postponable(int(times), amount)
    return duty.Postponable({"once": 1, "twice": 2}[line.times.text], amount)


def _bring(scene: Scene, line: nodes.Bring) -> duty.Bring:
    named = units.amount(scene, line.named, units.NOTICE) if line.named else None
    return duty.Bring(people(scene, line.companions), line.invited is not None, named)


def _appeal(scene: Scene, line: nodes.Appeal | nodes.AppealUnder) -> duty.Appeal:
    match line:
        case nodes.AppealUnder(what=what):
            return duty.Appeal(under=scene.words(what))
        case nodes.Appeal():
            amount = units.amount(scene, line.within, units.TIME) if line.within else None
            return duty.Appeal(people(scene, line.to), amount, event(scene, line.after) if line.after else None)
        case _ as never:
            assert_never(never)


def _other_date(scene: Scene, line: nodes.OtherDate) -> duty.OtherDate:
    return duty.OtherDate(units.value(scene, line.length, units.TIME), line.how.text == "within")
