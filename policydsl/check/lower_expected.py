"""What an example expects of a day: every name found, every state one that such a thing can have."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import assert_never

from policydsl.check import example_problems as wording
from policydsl.check import problems
from policydsl.check.formula import unit_of_measure, unit_of_value
from policydsl.check.names import NameKind
from policydsl.check.scene import Scene
from policydsl.check.units import UNITS
from policydsl.check.whole import same
from policydsl.domain.number import exact
from policydsl.model import example
from policydsl.model.amount import SettingValue, Unit
from policydsl.model.clause import Clause
from policydsl.model.duty import Act, Appeal, Duty, HoldWithin, Notice, OtherDate, Strength, TellDuty
from policydsl.model.example import AppealWord, DutyWord, Expectation, Expected, StepWord
from policydsl.model.policy import Policy
from policydsl.source import Span
from policydsl.syntax import names as names_of_text
from policydsl.syntax import nodes
from policydsl.syntax.text import plain as plain_signs

RUNNING = ("is_running", "not_running")
STEP_WORDS = {
    "due": StepWord.DUE,
    "not_due": StepWord.NOT_DUE,
    "blocked": StepWord.BLOCKED,
    "late": StepWord.LATE,
    "in_time": StepWord.IN_TIME,
    "possible_now": StepWord.POSSIBLE,
}
DUTY_WORDS = {
    "is_met": DutyWord.MET,
    "open": DutyWord.OPEN,
    "breached": DutyWord.BREACHED,
    "in_time": DutyWord.IN_TIME,
}
APPEAL_WORDS = {"open": AppealWord.OPEN, "in_time": AppealWord.IN_TIME, "late": AppealWord.LATE}

NOTHING = "nothing"
"""`it turns on nothing`."""
ANYBODY = "person"
"""`is left to a person`, whoever that is."""


def expected(scene: Scene, policy: Policy, titles: tuple[str, ...], line: nodes.OnDay) -> Iterator[Expected]:
    """Everything that one line expects; `titles` are those of the readings."""
    for one in line.expects:
        meaning = _meaning(scene, policy, titles, one)
        if meaning is not None:
            _in_time(scene, one, line.day)
            tail = Span(_subject(one).span.end, one.span.end)
            subject = scene.text(Span(one.span.start, tail.start))
            yield Expected(meaning, scene.text(one.span), subject, one.span, tail, _value(one))


def _meaning(scene: Scene, policy: Policy, titles: tuple[str, ...], one: nodes.Expect) -> Expectation | None:
    match one:
        case nodes.IsNumber():
            return _number(scene, policy, one)
        case nodes.IsSo():
            return _state(scene, policy, one)
        case nodes.DutyIsSo(duty=duty, step=step, state=state):
            return _duty(
                scene, policy, duty.value, duty.span, scene.refer(step, NameKind.STEP, NameKind.GUIDANCE), state
            )
        case nodes.IsDay(name=name, day=day):
            return _fact_is(scene, policy, name, day)
        case nodes.IsExpected(name=name, day=day):
            return example.ExpectedOn(_step(scene, name), day.value, day.value)
        case nodes.IsExpectedBetween(name=name, first=first, last=last):
            return example.ExpectedOn(_step(scene, name), first.value, last.value)
        case nodes.IsAt(name=name, step=step):
            return _stands(scene, policy, name, step, waiting=False)
        case nodes.WaitsFor(name=name, step=step):
            return _stands(scene, policy, name, step, waiting=True)
        case nodes.IsLeftTo(name=name, role=role):
            whom = None if role.text == ANYBODY else scene.words(role)
            return example.LeftTo(scene.refer(name, NameKind.STEP, NameKind.GUIDANCE), whom)
        case nodes.FellDue(name=name, day=day):
            return example.FellDueOn(_step(scene, name), day.value)
        case nodes.NeverDue(name=name):
            return example.FellDueOn(scene.refer(name, NameKind.STEP, NameKind.GUIDANCE), None)
        case nodes.LapsedOn(name=name, day=day):
            return example.LapsedOn(scene.refer(name, NameKind.BRANCH), day.value)
        case nodes.NeverLapsed(name=name):
            return example.LapsedOn(scene.refer(name, NameKind.BRANCH), None)
        case nodes.ClosedOn(name=name, day=day):
            return example.ClosedOn(scene.refer(name, NameKind.BRANCH), day.value)
        case nodes.NeverClosed(name=name):
            return example.ClosedOn(scene.refer(name, NameKind.BRANCH), None, never=True)
        case nodes.TurnsOn(reading=reading):
            return _turns_on(scene, policy, reading, titles)
        case _ as never:
            assert_never(never)


def _turns_on(scene: Scene, policy: Policy, name: nodes.Name, titles: tuple[str, ...]) -> Expectation:
    if name.text == NOTHING:
        return example.TurnsOn(None)
    if not any(same(one) == same(name.text) for one in titles):
        scene.say(problems.unknown_name(scene.at(name.span), scene.words(name), ["reading"], titles))
    known = (one.title for one in policy.readings if same(one.title) == same(name.text))
    return example.TurnsOn(next(known, name.text))


def _subject(one: nodes.Expect) -> nodes.Name:
    """What is spoken of."""
    match one:
        case nodes.DutyIsSo():
            return one.step
        case nodes.TurnsOn():
            return one.reading
        case _:
            return one.name


def _value(one: nodes.Expect) -> Span | None:
    """Where the number or the day stands that is expected."""
    match one:
        case nodes.IsNumber(number=number):
            return number.span
        case nodes.IsDay() | nodes.IsExpected() | nodes.FellDue() | nodes.LapsedOn() | nodes.ClosedOn():
            return one.day.span
        case _:
            return None


def _fact_is(scene: Scene, policy: Policy, name: nodes.Name, day: nodes.Date) -> Expectation | None:
    fact = scene.refer(name, NameKind.FACT)
    if fact in policy.facts and all(fact != given for pay in policy.pays.values() for given, _ in pay.gives):
        scene.say(wording.not_given_by_pay(scene.at(name.span), fact))
        return None
    return example.FactIs(fact, day.value)


def _step(scene: Scene, name: nodes.Name) -> str:
    return scene.refer(name, NameKind.STEP)


# ------------------------------------------------------------------ numbers and states


def _number(scene: Scene, policy: Policy, one: nodes.IsNumber) -> Expectation:
    name = scene.refer(one.name, NameKind.MEASURE, NameKind.POINTS, NameKind.SETTING)
    measure, number = scene.names.find(name, NameKind.MEASURE, NameKind.POINTS), exact(one.number.value)
    if measure is None and name in policy.settings:
        _unit(scene, one, name, unit_of_value(policy, SettingValue(name)))
        return example.SettingIs(name, number)
    if measure is not None:
        _unit(scene, one, name, unit_of_measure(measure.block))
    return example.MeasureIs(name, number)


def _unit(scene: Scene, one: nodes.IsNumber, name: str, own: Unit | None) -> None:
    """A unit behind the number is the one that it is counted in."""
    if one.unit is not None and own is not UNITS.get(one.unit.text):
        scene.say(wording.number_in_another_unit(scene.at(one.span), name, own.value if own else None))


def _state(scene: Scene, policy: Policy, one: nodes.IsSo) -> Expectation | None:
    name, word = one.name, one.state.text
    if name.quoted and scene.names.any(name.text) is None:
        return _duty(scene, policy, name.text, name.span, None, one.state)
    if word in RUNNING:
        period = scene.refer(name, NameKind.PERIOD)
        owner = policy.periods[period].owner if period in policy.periods else ""
        return example.PeriodRuns(owner, period, negated=word == "not_running")
    if word == "closed":
        return example.ClosedOn(scene.refer(name, NameKind.BRANCH), None)
    if word == "missing":
        return example.FactMissing(scene.refer(name, NameKind.FACT))
    if word == "open" and scene.names.find(name.text, NameKind.GUIDANCE):
        word = "possible_now"  # may be asked for
    if word == "possible_now":
        return example.StepIs(scene.refer(name, NameKind.GUIDANCE), StepWord.POSSIBLE)
    if word in STEP_WORDS:
        return example.StepIs(_step(scene, name), STEP_WORDS[word])
    scene.say(wording.duty_without_quotes(scene.at(name.span), scene.words(name), DUTY_WORDS[word].value))
    return None


def _stands(scene: Scene, policy: Policy, name: nodes.Name, step: nodes.Name, *, waiting: bool) -> Expectation:
    block = scene.refer(name, NameKind.BRANCH, NameKind.PROCEDURE)
    if not waiting and scene.names.find(step.text, NameKind.STEP) is None:
        period = scene.lookup(step, NameKind.PERIOD)
        if period is not None:
            return example.PeriodRuns(block, period.name)
    at = _step(scene, step)
    own = policy.branches.get(block) or policy.procedures.get(block)
    if own is not None and at in policy.steps and at not in {one.name for one in own.steps}:
        where, steps = scene.at(step.span), [one.name for one in own.steps]
        scene.say(wording.not_of_this_branch(where, at, block, steps))
    return example.StandsAt(block, at, waiting)


# ------------------------------------------------------------------ duties


def _duty(
    scene: Scene, policy: Policy, words: str, span: Span, step: str | None, state: nodes.Word
) -> Expectation | None:
    said = state.text.removesuffix("_now").removeprefix("is_").replace("_", " ")
    appeals = _appeals_with(scene, policy, words, step)
    if appeals and state.text in APPEAL_WORDS:
        return example.AppealIs(appeals, APPEAL_WORDS[state.text])
    if appeals:
        scene.say(wording.not_said_of_an_appeal(scene.at(state.span), said, [one.value for one in AppealWord]))
        return None
    if state.text not in DUTY_WORDS:
        scene.say(wording.not_said_of_a_duty(scene.at(state.span), said, [one.value for one in DutyWord]))
        return None
    lines = tuple(
        dict.fromkeys(
            found for one in policy if step in (None, one.name) for found in _duties_with(scene, one.duties, words)
        )
    )
    if not lines:
        known = [name for one in policy for clause in one.duties if (name := clause.key.name)]
        scene.say(wording.no_such_duty(scene.at(span), words, known))
    return example.DutyIs(lines, step, DUTY_WORDS[state.text])


def _appeals_with(scene: Scene, policy: Policy, words: str, step: str | None) -> tuple[str, ...]:
    """The steps with a line about an appeal that has these words."""
    wanted = _plain(words)
    return tuple(
        one.name
        for one in policy
        if step in (None, one.name)
        for clause in one.duties
        if any(
            isinstance(form.meaning, Appeal) and wanted in _plain(scene.source.text_of(form.written.span))
            for form in clause.forms
        )
    )


def _duties_with(scene: Scene, clauses: tuple[Clause[Duty], ...], words: str) -> Iterator[tuple[int, str]]:
    """The duties of a step whose line has these words; of a line with several, the one that the words name."""
    wanted = _plain(words)
    forms = [form for clause in clauses for form in clause.forms]
    found = [(form, said) for form in forms if (said := _as_answered(form.meaning))]
    own = {(form.written.line, said): f"must {said}" for form, said in found}
    for form, said in found:
        line = form.written.line
        named = wanted in _plain(own[line, said])
        others = any(wanted in _plain(other) for (place, _), other in own.items() if place == line)
        if named or (not others and wanted in _plain(scene.source.text_of(form.written.span))):
            yield line, said


def _as_answered(duty: Duty) -> str:
    """What an answer calls the duty; nothing for what is not owed."""
    match duty:
        case Notice():
            return "notice"
        case HoldWithin():
            return "hold"
        case TellDuty(listener=listener):
            return f"tell {listener}"
        case OtherDate():
            return "other date"
        case Act(strength=strength, verb=verb, thing=thing) if strength is not Strength.MAY:
            return f"{verb} {thing}".strip()
        case _:
            return ""


def _plain(words: str) -> str:
    words = names_of_text.shown(plain_signs(words)).replace('"', "").replace(",", "")
    return f" {words} ".casefold()


# ------------------------------------------------------------------ days


def _in_time(scene: Scene, one: nodes.Expect, on: nodes.Date) -> None:
    """What is expected to have happened is not later than the day asked about; what is ahead is."""
    where = scene.at(on.span)
    match one:
        case nodes.FellDue(day=day) | nodes.LapsedOn(day=day) | nodes.ClosedOn(day=day):
            if day.value > on.value:
                scene.say(wording.known_too_early(scene.at(day.span), where, day.value))
        case nodes.IsExpected(day=day):
            if day.value <= on.value:
                scene.say(wording.not_ahead(scene.at(day.span), where))
        case nodes.IsExpectedBetween(first=first, last=last):
            if last.value < first.value:
                scene.say(wording.days_not_in_order(scene.at(last.span), scene.at(first.span)))
        case _:
            pass


def in_order(scene: Scene, lines: list[nodes.OnDay]) -> None:
    """The days asked about follow one another."""
    for before, after in pairwise(lines):
        if after.day.value < before.day.value:
            scene.say(wording.days_not_in_order(scene.at(after.day.span), scene.at(before.day.span)))
