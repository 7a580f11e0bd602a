"""The words for what is wrong with naming a holiday calendar, in a policy or in a history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from policydsl.diagnostics import Code, Diagnostic, Label, Severity, listing, nearest
from policydsl.domain.holidays import HolidayCalendar
from policydsl.source import Place

UNKNOWN_CALENDAR = Code("unknown-calendar")
CALENDAR_DOES_NOT_REACH = Code("calendar-does-not-reach", Severity.WARNING)


def unknown_calendar(at: Place, name: str, known: Sequence[str]) -> Diagnostic:
    """The name of a calendar that nobody handed in and that does not come with the program."""
    near = nearest(name, known)
    there = f"there are {listing([f'`{one}`' for one in known], 'and')}; hand in others with `--calendar FILE`"
    return Diagnostic(
        UNKNOWN_CALENDAR,
        Label(at),
        f"there is no holiday calendar `{name}`",
        help=f"did you mean `{near}`?" if near else there,
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
