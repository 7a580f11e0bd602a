"""The days that an absence may lie next to or fall on: of a calendar, holidays, days off, leave, of last year."""

from __future__ import annotations

from datetime import date

from policydsl.domain.holidays import HolidayCalendar
from policydsl.domain.number import Day
from policydsl.frozen import frozen


@frozen
class YearDays:
    """The same dates of every year, from month and day to month and day, over the end of the year where need be.

    29 February is a date that most years do not have: up to it means up to the end of February, from it means from
    1 March in such a year, and alone it is a day of leap years only.
    """

    first: tuple[int, int]
    last: tuple[int, int]

    def has(self, day: Day) -> bool:
        """Does the day's month and day lie between the two, both included?"""
        of = date.fromordinal(day)
        at = (of.month, of.day)
        return self.first <= at <= self.last if self.first <= self.last else at >= self.first or at <= self.last


@frozen
class CalendarDays:
    """The days of a calendar that the policy declares: written down there, or those of a file or another calendar.

    Days of the week and of every year are known always. Dates are known from the first that is written to the last, or
    as far as the file covers; of other days nobody can tell.
    """

    name: str
    spans: tuple[tuple[Day, Day], ...] = ()
    weekdays: tuple[int, ...] = ()
    yearly: tuple[YearDays, ...] = ()
    calendar: HolidayCalendar | None = None

    @property
    def known(self) -> tuple[Day, Day] | None:
        """The first and the last day of which the dates are known; None: there are no dates to know."""
        if self.calendar is not None:
            return self.calendar.first, self.calendar.last
        if not self.spans:
            return None
        return min(first for first, _ in self.spans), max(last for _, last in self.spans)

    def has(self, day: Day) -> bool | None:
        """Is it one of the days? None: nobody can tell."""
        if (day - 1) % 7 in self.weekdays or any(first <= day <= last for first, last in self.spans):
            return True
        if any(one.has(day) for one in self.yearly):
            return True
        known = self.known
        if known is None:
            return False
        if not known[0] <= day <= known[1]:
            return None
        return self.calendar is not None and day in self.calendar.days


@frozen
class PublicHolidays:
    """The public holidays of the employee: of the calendar named in the history, or else in the policy."""


@frozen
class DaysOff:
    """Days on which the employee is not due to work."""


@frozen
class LeaveDays:
    """Days of leave under this name."""

    name: str


@frozen
class SameDates:
    """The same dates as those of an absence of the year before."""


Near = CalendarDays | PublicHolidays | DaysOff | LeaveDays | SameDates
