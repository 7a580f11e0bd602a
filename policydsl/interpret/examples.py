"""Examples of a policy, run: what each expects, held against the answers about the history it tells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import assert_never

from policydsl.diagnostics import Diagnostic
from policydsl.domain.number import Exact
from policydsl.frozen import frozen
from policydsl.history.history import What
from policydsl.history.make import make
from policydsl.history.told import assertions, in_words_of_the_language
from policydsl.interpret.answer import Answer, CaseState, DutyState, Reason, StepState
from policydsl.interpret.evaluate import evaluate
from policydsl.interpret.person import Person
from policydsl.model.amount import Amount, SettingValue
from policydsl.model.example import (
    AppealIs,
    AppealWord,
    ClosedOn,
    DutyIs,
    DutyWord,
    Example,
    Expectation,
    Expected,
    ExpectedOn,
    FactIs,
    FactMissing,
    FellDueOn,
    LapsedOn,
    LeftTo,
    MeasureIs,
    PeriodRuns,
    SettingIs,
    StandsAt,
    StepIs,
    StepWord,
    TurnsOn,
)
from policydsl.model.policy import Policy

AWAITED = (StepState.DUE, StepState.NOTICED, StepState.ARRANGED, StepState.POSTPONED)
"""States of a step that fell due and is still to be held."""
WAITING = (CaseState.WAITING, CaseState.PAUSED)
"""States of a case that waits for a step, also while another branch keeps it waiting."""


@frozen
class Got:
    """What is so in place of what was expected: a number, days, a state, or words; nothing: there is none.

    `reasons` are those of the answer, and of a measure how its number comes about, without the single absences.
    """

    number: Exact | None = None
    days: tuple[date, ...] = ()
    state: str = ""
    words: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


@frozen
class Difference:
    """An expectation that does not hold at the end of a day, and what is so instead."""

    on: date
    expected: Expected
    got: Got


@frozen
class Passed:
    """An example of which everything holds."""

    example: Example


@frozen
class Failed:
    """An example of which something does not hold, or (with problems) whose history has no answer."""

    example: Example
    differences: tuple[Difference, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


def run(policy: Policy, example: Example) -> Passed | Failed:
    """Whether everything that an example of the policy expects is so."""
    history, found = make(assertions(example), policy)
    if history is None:
        return Failed(example, problems=tuple(map(in_words_of_the_language, found)))
    differences: list[Difference] = []
    for day in example.days:
        asks = any(isinstance(one.meaning, TurnsOn) for one in day.expected)
        evaluated = evaluate(policy, history, day.on, readings=asks)
        if evaluated.answer is None:
            return Failed(example, problems=tuple(map(in_words_of_the_language, evaluated.diagnostics)))
        differences += _differences(day.expected, evaluated.answer, Person(policy, history, day.on.toordinal()))
    return Failed(example, tuple(differences)) if differences else Passed(example)


def run_all(policy: Policy) -> tuple[Passed | Failed, ...]:
    """Every example of a policy, in order."""
    return tuple(run(policy, one) for one in policy.examples)


def _differences(expected: tuple[Expected, ...], answer: Answer, person: Person) -> Iterator[Difference]:
    for one in expected:
        got = _instead(one.meaning, answer, person)
        if got is not None:
            yield Difference(answer.on, one, got)


def _instead(expected: Expectation, answer: Answer, person: Person) -> Got | None:
    """What is so in place of the expectation; None when it holds."""
    match expected:
        case MeasureIs():
            return _measure(expected, answer)
        case SettingIs():
            return _setting(expected, person)
        case StepIs():
            return _step(expected, answer)
        case DutyIs():
            return _duty(expected, answer)
        case AppealIs():
            return _appeal(expected, answer, person)
        case FellDueOn():
            return _fell_due(expected, answer)
        case ExpectedOn():
            return _ahead(expected, answer)
        case FactIs():
            return _given(expected, answer)
        case LapsedOn(branch=branch, day=day):
            lapsed = [(one.on, one.reasons) for one in answer.lapsed if one.branch == branch]
            return _on_a_day(lapsed, day)
        case ClosedOn(branch=branch, day=day, never=never):
            closed = [one for one in answer.closed if one.branch == branch]
            if day is None and not never:
                return None if closed else Got(words=_where(branch, answer))
            return _on_a_day([(one.on, ()) for one in closed], day)
        case StandsAt():
            return _stands(expected, answer)
        case PeriodRuns(block=block, period=period, negated=negated):
            shown = [one.text for one in answer.shown if one.code == "period"]
            runs = tuple(text.removeprefix(f"{period} ") for text in shown if text.startswith(f"{period} "))
            return None if bool(runs) is not negated else Got(words=runs or _where(block, answer))
        case LeftTo(step=step, role=role):
            left = tuple(one.what for one in answer.human if one.step == step)
            holds = bool(left) if role is None else any(_names(role, what) for what in left)
            return None if holds else Got(words=left)
        case FactMissing(fact=fact):
            needed = [one.needs for one in answer.unknown]
            needed += [one.fact for pay in answer.sick_pay for one in pay.dates if one.fact is not None and one.needs]
            missing = tuple(dict.fromkeys(needed))
            return None if fact in missing else Got(words=missing)
        case TurnsOn(reading=reading):
            turns_on = tuple(dict.fromkeys(one.reading for one in answer.turns_on or ()))
            holds = reading in turns_on if reading else not turns_on
            return None if holds else Got(words=turns_on)
        case _ as never:
            assert_never(never)


def _names(role: str, what: str) -> bool:
    return f" {role.casefold()} " in f" {what.casefold()} "


def _on_a_day(found: list[tuple[date, tuple[Reason, ...]]], day: date | None) -> Got | None:
    """Something that happened on a day (None: never), among the days on which it did."""
    days = tuple(on for on, _ in found)
    if day in days or (day is None and not days):
        return None
    return Got(days=days, reasons=tuple(why for _, reasons in found for why in reasons))


# ------------------------------------------------------------------ settings, measures and steps


def _setting(expected: SettingIs, person: Person) -> Got | None:
    """The value that holds for the person on the day: of the version, the group and the working days of that day."""
    if person.value_needs(SettingValue(expected.setting), person.on):
        return Got()
    value = person.value(SettingValue(expected.setting), person.on)
    number = value.number if isinstance(value, Amount) else value
    return None if number == expected.number else Got(number=number)


def _measure(expected: MeasureIs, answer: Answer) -> Got | None:
    found = next((one for one in answer.measures if one.name == expected.measure), None)
    if found is None:
        return Got()
    if found.value == expected.number and not found.needs:
        return None
    why = Reason(
        "measure",
        found.name,
        found.line,
        found.clauses,
        found.value,
        first=found.first,
        last=found.last,
        arithmetic=found.arithmetic,
        needs=found.needs,
    )
    if found.needs:  # only the least that it can be is known
        return Got(words=(f"not known without {' and '.join(found.needs)}",), reasons=(why,))
    return Got(number=found.value, reasons=(why,))


def _fell_due(expected: FellDueOn, answer: Answer) -> Got | None:
    found = [one for one in answer.fell_due if one.step == expected.step]
    got = _on_a_day([(one.on, one.reasons) for one in found], expected.day)
    if got is None or found:
        return got
    # It never fell due: why it is still waited for tells more than nothing.
    waiting = [one.reasons for one in answer.standing if one.step == expected.step and one.state in WAITING]
    ahead = [one.reasons for one in answer.targets if one.step == expected.step]
    return Got(reasons=tuple(why for reasons in (*waiting, *ahead) for why in reasons))


def _ahead(expected: ExpectedOn, answer: Answer) -> Got | None:
    found = [one for one in answer.targets if one.step == expected.step]
    days = tuple(dict.fromkeys((one.on or one.earliest, one.on or one.latest) for one in found))
    if (expected.first, expected.last) in days:
        return None
    reasons = tuple(why for one in found for why in one.reasons)
    match days:
        case ((date() as first, date() as last),):
            return Got(days=(first,) if first == last else (first, last), reasons=reasons)
        case ():
            fell_due = (one.on for one in answer.fell_due if one.step == expected.step)
            return Got(words=tuple(f"fell due on {on.isoformat()}" for on in fell_due))
        case _:  # several cases wait for it, or its last day is not known: no line of an example says that
            return Got(words=tuple(f"is expected {_between(*pair)}" for pair in days), reasons=reasons)


def _between(first: date | None, last: date | None) -> str:
    if last is None:
        return f"on {first} or later"
    return f"on {last}" if first == last else f"from {first} to {last}"


def _given(expected: FactIs, answer: Answer) -> Got | None:
    """The day that sick pay gives for an absence; of several running at a time, for any of them."""
    found = [(pay, one) for pay in answer.sick_pay for one in pay.dates if one.fact == expected.fact]
    if any(one.on == expected.day for _, one in found):
        return None
    days = tuple(one.on for _, one in found if one.on is not None)
    needs = tuple(f"not known without {need}" for _, one in found if one.on is None for need in one.needs)
    return Got(days=days, words=needs, reasons=tuple(why for pay, _ in found for why in pay.reasons))


def _step(expected: StepIs, answer: Answer) -> Got | None:
    step = expected.step
    fell_due = [one for one in answer.fell_due if one.step == step]
    awaited = [one for one in fell_due if one.state in AWAITED]
    held_late = [one for one in answer.duties if one.step == step and one.duty == "hold"]
    late = [one for one in held_late if one.state is DutyState.BREACHED]
    match expected.word:
        case StepWord.DUE:
            holds = bool(awaited)
        case StepWord.NOT_DUE:
            holds = not awaited
        case StepWord.BLOCKED:
            holds = any(one.step == step for one in answer.blocked)
        case StepWord.LATE:
            holds = bool(late)
        case StepWord.IN_TIME:
            holds = bool(held_late) and not late
        case StepWord.POSSIBLE:
            holds = any(one.step == step for one in answer.possible)
        case _ as never:
            assert_never(never)
    if holds:
        return None
    state = {StepWord.DUE: "not due", StepWord.NOT_DUE: "due"}.get(expected.word, "")
    words = tuple(f"{one.state.value}; it fell due on {one.on.isoformat()}" for one in fell_due)
    return Got(state=state, words=words, reasons=tuple(why for one in fell_due for why in one.reasons))


def _stands(expected: StandsAt, answer: Answer) -> Got | None:
    for one in answer.standing:
        here = expected.block in ((one.procedure,) if one.procedure else (one.branch,))
        if here and one.step == expected.step and (one.state in WAITING) is expected.waiting:
            return None
    return Got(words=_where(expected.block, answer))


def _where(block: str, answer: Answer) -> tuple[str, ...]:
    """Where the cases of a branch or procedure are, in words."""
    here = [one for one in answer.standing if block in (one.procedure or one.branch, one.branch)]
    return tuple(
        f"waits for {one.step}" + (" (paused)" if one.state is CaseState.PAUSED else "")
        if one.state in WAITING
        else f"is at {one.step} ({one.state.value})"
        for one in here
        if one.step
    )


# ------------------------------------------------------------------ duties


def _duty(expected: DutyIs, answer: Answer) -> Got | None:
    found = [
        one for one in answer.duties if (one.line, one.duty) in expected.owed and expected.step in (None, one.step)
    ]
    states = [one.state for one in found if one.state is not DutyState.MOOT]
    match expected.word:
        case DutyWord.MET:
            holds = bool(states) and all(one is DutyState.MET for one in states)
        case DutyWord.OPEN:
            holds = DutyState.OPEN in states
        case DutyWord.BREACHED:
            holds = DutyState.BREACHED in states
        case DutyWord.IN_TIME:
            holds = bool(states) and DutyState.BREACHED not in states
        case _ as never:
            assert_never(never)
    if holds:
        return None
    state = states[0].value if len(set(states)) == 1 else ""
    return Got(state=state, words=tuple(_as_it_is(one.step, one.state, one.latest) for one in found))


def _appeal(expected: AppealIs, answer: Answer, person: Person) -> Got | None:
    """How the appeals against the steps are: made, too late, or still possible."""
    made = any(
        event.what is What.APPEALED and event.step in expected.steps
        for day, events in person.events.items()
        for event in events
        if day <= person.on
    )
    late = any(one.code == "appeal-too-late" and one.step in expected.steps for one in answer.warnings)
    possible = any(one.code == "right-to-appeal" and one.step in expected.steps for one in answer.shown)
    is_open = possible and not made
    holds = {AppealWord.OPEN: is_open, AppealWord.IN_TIME: is_open or (made and not late), AppealWord.LATE: late}
    if holds[expected.word]:
        return None
    state = "late" if late else "in time" if made else "open" if is_open else ""
    return Got(state=state)


def _as_it_is(step: str, state: DutyState, latest: date | None) -> str:
    by = f", to be done by {latest.isoformat()}" if latest else ""
    return f"{state.value} at {step}{by}"
