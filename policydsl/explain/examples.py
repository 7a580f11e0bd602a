"""Examples that do not hold, in words: what was expected, what is so, why, and the edit that would make it so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import assert_never

from policydsl.diagnostics import Edit
from policydsl.domain.number import Exact
from policydsl.explain import reasons, sick_pay, words
from policydsl.interpret.examples import Difference, Got
from policydsl.model.example import (
    AppealIs,
    ClosedOn,
    DutyIs,
    Expectation,
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
    TurnsOn,
)


def got(difference: Difference) -> str:
    """What is so, as the language would say it, or in other words where it has none for it."""
    expected, found = difference.expected, difference.got
    said = _as_written(expected.meaning, found) or words.with_days(_otherwise(expected.meaning, found))
    if isinstance(expected.meaning, ClosedOn) and found.words:
        said += f"; it {words.several(found.words)}"
    return f"{_subject(difference)} {said}"


def _subject(difference: Difference) -> str:
    """What is spoken of: the name in the line, or where a period does not run, the branch or procedure of it."""
    match difference.expected.meaning:
        case TurnsOn():
            return "it"
        case PeriodRuns(block=block, negated=False):
            return block
        case _:
            return difference.expected.subject


def why(difference: Difference) -> tuple[str, ...]:
    """Why it is so: the numbers, the window, the absences."""
    if isinstance(difference.expected.meaning, FactIs):
        return tuple(dict.fromkeys(map(sick_pay.because, difference.got.reasons)))
    so_far = isinstance(difference.expected.meaning, FellDueOn) and not difference.got.days
    found: Iterator[str] = reasons.because(difference.got.reasons, briefly=True, so_far=so_far)
    return tuple(dict.fromkeys(found))


def accepted(difference: Difference) -> Edit | None:
    """The smallest change of the policy's text that makes the expectation hold; None: a person has to write it."""
    expected = difference.expected
    said = _as_written(expected.meaning, difference.got)
    value = _value(expected.meaning, difference.got)
    if value and expected.value is not None:
        return Edit(expected.value, value)
    return Edit(expected.tail, f" {said}") if said else None


def day(when: date) -> str:
    """A day as a policy writes it: 20 May 2026."""
    return f"{when.day} {when:%B %Y}"


def _value(meaning: Expectation, found: Got) -> str:
    """What stands in the place of the number or day that was expected."""
    match meaning:
        case MeasureIs() | SettingIs():
            return _number(found.number)
        case FellDueOn() | LapsedOn() | ClosedOn() | ExpectedOn() | FactIs():
            return day(found.days[0]) if len(found.days) == 1 else ""
        case StepIs() | DutyIs() | AppealIs() | StandsAt() | PeriodRuns() | LeftTo() | FactMissing() | TurnsOn():
            return ""
        case _ as never:
            assert_never(never)


def _as_written(meaning: Expectation, found: Got) -> str:
    """The rest of the sentence, as a policy would write it; nothing where no single sentence says it."""
    value = _value(meaning, found)
    match meaning:
        case MeasureIs() | SettingIs():
            return f"is {value}" if value else ""
        case FellDueOn():
            return f"fell due on {value}" if value else "" if found.days else "has not fallen due"
        case LapsedOn():
            return f"lapsed on {value}" if value else "" if found.days else "has not lapsed"
        case ClosedOn():
            return f"closed on {value}" if value else "" if found.days else "has not closed"
        case FactIs():
            return f"is {value}" if value else ""
        case ExpectedOn():
            if value:
                return f"is expected on {value}"
            return f"is expected from {day(found.days[0])} to {day(found.days[1])}" if len(found.days) == 2 else ""
        case StepIs() | DutyIs() | AppealIs():
            return f"is {found.state}" if found.state else ""
        case StandsAt() | PeriodRuns() | LeftTo() | FactMissing() | TurnsOn():
            return ""
        case _ as never:
            assert_never(never)


def _otherwise(meaning: Expectation, found: Got) -> str:
    match meaning:
        case MeasureIs() | SettingIs():
            if found.words:
                return f"is {words.several(found.words)}"
            return "has no value" if found.number is None else f"is {words.number(found.number)}"
        case FellDueOn() | LapsedOn() | ClosedOn() if found.days:
            return f"did so on {words.several([day(one) for one in found.days])}"
        case ExpectedOn():
            return words.several(found.words) or "is not expected on any day"
        case FactIs():
            days = tuple(day(one) for one in found.days)
            return f"is {words.several(found.words or days)}" if found.words or days else "does not come"
        case StandsAt() | PeriodRuns():
            return words.several(found.words) or "has no open case"
        case FactMissing():
            return f"is not; missing is {words.several(found.words)}" if found.words else "is not; nothing is missing"
        case TurnsOn():
            return f"turns on {words.several(found.words) or 'nothing'}"
        case LeftTo():
            return f"is left: {'; '.join(found.words)}" if found.words else "is left to nobody"
        case AppealIs():
            return "is not possible"
        case _:
            return f"is {'; '.join(found.words)}" if found.words else "is not"


def _number(value: Exact | None) -> str:
    """A number as a policy writes it; nothing for one that no few decimals give."""
    if value is None or value < 0 or 10**6 % value.denominator:
        return ""
    return str(value) if value.denominator == 1 else f"{float(value):.6f}".rstrip("0")
