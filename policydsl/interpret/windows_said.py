"""In which time something is looked at, in the words of the language."""

from __future__ import annotations

from typing import assert_never

from policydsl.interpret.why import words
from policydsl.interpret.wording import value_in_words
from policydsl.model.amount import (
    CalendarMonth,
    CalendarYear,
    During,
    Ending,
    EndsOn,
    HalfYear,
    Last,
    LeaveYear,
    PayPeriod,
    Quarter,
    Since,
    WholeRecord,
    Window,
    Within,
)


def window_in_words(window: Window) -> str:
    """`in the last 12 months`."""
    match window:
        case Last(length):
            return f"in the last {value_in_words(length)}"
        case Within(length, after):
            return f"within {value_in_words(length)} after {words(after)}"
        case Ending(length, ends):
            end = ends.value if isinstance(ends, EndsOn) else f"when {words(ends)}"
            return f"in the {value_in_words(length)} ending {end}"
        case Since(event):
            return f"since {words(event)}"
        case During(period):
            return f"during {period}"
        case CalendarYear():
            return "in the calendar year"
        case LeaveYear():
            return "in the leave year"
        case Quarter():
            return "in the quarter"
        case CalendarMonth():
            return "in the calendar month"
        case PayPeriod():
            return "in the pay period"
        case HalfYear():
            return "in the half-year"
        case WholeRecord():
            return "over the whole record"
        case _ as never:
            assert_never(never)
