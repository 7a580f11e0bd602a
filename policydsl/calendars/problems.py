"""The words for what is wrong with a holiday calendar, or with naming one in a policy or in a history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from policydsl.diagnostics import Code, Diagnostic, Label, Severity, listing, nearest
from policydsl.domain.holidays import HolidayCalendar
from policydsl.source import Place

UNKNOWN_CALENDAR = Code("unknown-calendar")
CALENDAR_CONTRADICTS = Code("calendar-contradicts-itself")
CALENDAR_DOES_NOT_REACH = Code("calendar-does-not-reach", Severity.WARNING)


def unknown_calendar(at: Place, name: str, known: Sequence[str]) -> Diagnostic:
    """The name of a calendar that nobody handed in and that does not come with the program."""
    near = nearest(name, known)
    there = f"there are {listing([f'`{one}`' for one in known], 'and')}; hand in others with `--calendar FILE`"
    return Diagnostic(
        UNKNOWN_CALENDAR,
        Label(at),
        f"there is no holiday calendar `{name}`",
        help=f"did you mean `{near}`?\n{there}" if near else there,
    )


def does_not_reach(at: Place, calendar: HolidayCalendar, in_force: date) -> Diagnostic:
    """A calendar that says nothing of the day from which the policy is in force."""
    first, last = date.fromordinal(calendar.first), date.fromordinal(calendar.last)
    return Diagnostic(
        CALENDAR_DOES_NOT_REACH,
        Label(at, f"it covers {first} to {last}"),
        f"this calendar does not cover {in_force}",
        help="hand in one that covers the time of the policy; of other days nobody can tell whether they are worked",
    )


def covers_backwards(place: Place, first: Place) -> Diagnostic:
    """A calendar whose last day is before its first."""
    return Diagnostic(
        CALENDAR_CONTRADICTS,
        Label(place),
        "this calendar ends before it begins",
        also=(Label(first, "it begins here"),),
        help="exchange the two days, or correct one of them",
    )


def holiday_twice(place: Place, first: Place) -> Diagnostic:
    """Two holidays on one day."""
    return Diagnostic(
        CALENDAR_CONTRADICTS,
        Label(place),
        "this day stands in the calendar twice",
        also=(Label(first, "here for the first time"),),
        help="take one of them out; a name may say both, like `Christmas Day and Founders' Day`",
    )


def holiday_outside(place: Place, covers: Place) -> Diagnostic:
    """A holiday before the first day that the calendar covers, or after its last."""
    return Diagnostic(
        CALENDAR_CONTRADICTS,
        Label(place),
        "this holiday is outside what the calendar covers",
        also=(Label(covers, "it covers the days from here"),),
        help="let `covers` reach further, if every holiday up to there is in the list, or take the day out",
    )
