"""The words for what is wrong with days that a policy names: calendars, and what an absence is next to."""

from __future__ import annotations

from collections.abc import Sequence

from policydsl.calendars.problems import UNKNOWN_CALENDAR
from policydsl.check.problems import quoted
from policydsl.diagnostics import Code, Diagnostic, Label, nearest
from policydsl.source import Place

WHICH_DAYS = Code("which-days")
SAME_REASON_ALONE = Code("same-reason-alone")
LIMIT_FROM_ABOVE = Code("limit-from-above")
CALENDAR_BACKWARDS = Code("calendar-backwards")


def which_days(at: Place, name: str, known: Sequence[str]) -> Diagnostic:
    """`next to` or `falling on` something of which nothing says which days it is."""
    near = nearest(name, known)
    ways = f"or `leave covers {name}` under `policy`, if histories have it as leave"
    help = f"write a line `calendar {name} covers …` with its days or the name of a file,\n{ways}"
    return Diagnostic(
        WHICH_DAYS,
        Label(at),
        f"nothing says which days {quoted(name)} is",
        help=f"did you mean `{near}`?" if near else help,
    )


def same_dates_beside(at: Place) -> Diagnostic:
    """`next to the same dates as last year`."""
    return Diagnostic(
        WHICH_DAYS,
        Label(at),
        "an absence falls on dates, it is not next to them",
        help="write `falling on the same dates as last year`",
    )


def same_reason_alone(at: Place) -> Diagnostic:
    """`with the same reason` where one absence is told from another and nothing is counted."""
    return Diagnostic(
        SAME_REASON_ALONE,
        Label(at),
        "one absence alone cannot have the same reason",
        help="write it in a count: `at least 3 absences with the same reason start over the last 12 months`",
    )


def no_such_calendar(at: Place, name: str) -> Diagnostic:
    """A calendar that covers what is in a file, and the file is not there."""
    return Diagnostic(
        UNKNOWN_CALENDAR,
        Label(at),
        f"there is no calendar or file {quoted(name)}",
        help="put a file of this name beside the policy, or hand in a calendar of this name with `--calendar FILE`",
    )


def range_backwards(at: Place) -> Diagnostic:
    """Days from one to another that lies before it."""
    return Diagnostic(
        CALENDAR_BACKWARDS,
        Label(at),
        "the last of these days is before the first",
        help="exchange the two days, or correct one of them",
    )


def limit_from_above(at: Place) -> Diagnostic:
    """A limit that says how much it must be."""
    return Diagnostic(
        LIMIT_FROM_ABOVE,
        Label(at),
        "a limit says how much it may be at most",
        help="write `at most`, or `under` where the number itself is too much",
    )
