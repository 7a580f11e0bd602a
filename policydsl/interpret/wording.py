"""Which absences a line means, in the words of the language."""

from __future__ import annotations

from policydsl.domain.number import Exact, figures
from policydsl.model.amount import Amount, Bound, ProRata, Rounded, SetAt, SettingValue, Share, Value
from policydsl.model.condition import (
    BecauseOf,
    ExpectedToLast,
    FallingOn,
    Filter,
    Flagged,
    Kind,
    Lasting,
    LongerThanExpected,
    NextTo,
    Selection,
    StartingOn,
    StartingOnDays,
    WithPaper,
)
from policydsl.model.near import CalendarDays, DaysOff, LeaveDays, Near, PublicHolidays, SameDates

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def selection_in_words(selection: Selection) -> str:
    """`absences flagged planned or long-term absences`."""
    said = " or ".join(_kind(kind) for kind in selection.kinds)
    without = " or ".join(_kind(kind) for kind in selection.exceptions)
    return f"{said} except {without}" if without else said


def _kind(kind: Kind) -> str:
    return " ".join([f"{kind.category or 'absence'}s", *(_filter(one) for one in kind.filters)])


def _filter(one: Filter) -> str:
    match one:
        case Lasting(bound):
            return f"lasting {bound_in_words(bound)}"
        case Flagged(flag, negated):
            return f"{'not ' if negated else ''}flagged {flag}"
        case BecauseOf(reason):
            return f"because of {reason}"
        case ExpectedToLast(bound):
            return f"expected to last {bound_in_words(bound)}"
        case LongerThanExpected():
            return "lasting longer than expected"
        case StartingOn(days):
            return "starting on a " + " or ".join(WEEKDAYS[day] for day in days)
        case StartingOnDays(among):
            return f"starting on {_near(among)}"
        case WithPaper(paper, negated):
            return f"{'without' if negated else 'with'} {paper}"
        case NextTo(days):
            return f"next to {_near(days)}"
        case FallingOn(days):
            return f"falling on {_near(days)}"


def _near(days: Near) -> str:
    match days:
        case CalendarDays(name=name) | LeaveDays(name):
            return name
        case PublicHolidays():
            return "a public holiday"
        case DaysOff():
            return "a day off"
        case SameDates():
            return "the same dates as last year"


def bound_in_words(bound: Bound) -> str:
    """`at least 3 months and under 6 months`."""
    said = f"{bound.comparison.value} {value_in_words(bound.value)}"
    return said if bound.up_to is None else f"{said} and {bound_in_words(bound.up_to)}"


def value_in_words(value: Value) -> str:
    """`9 working days pro rata to 5 working days a week, rounded up`."""
    match value:
        case Amount(number, unit, clock):
            of = f" {clock.value}" if clock else ""
            return f"{figures(number)} {unit.value[:-1] if number == 1 else unit.value}{of}"
        case SettingValue(setting) | SetAt(setting):
            return setting
        case Share(percent, of):
            return f"{figures(percent)}% of {value_in_words(of)}"
        case ProRata(full, week):
            return f"{value_in_words(full)} pro rata to {value_in_words(week)} a week"
        case Rounded(inner, how):
            return f"{value_in_words(inner)}, rounded {how.value}"
        case _:
            number_: Exact = value
            return figures(number_)
