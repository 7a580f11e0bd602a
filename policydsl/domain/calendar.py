"""Days, weeks and months: the arithmetic of dates that is part of the language's meaning."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

from policydsl.domain.number import NOTHING, Day, Needs

FIRST_DAY: Day = date(1, 1, 1).toordinal()
LAST_DAY: Day = date(9999, 12, 31).toordinal()


class MonthEnd(Enum):
    """Which day is meant by the 31st of a month that has only 30."""

    LAST_DAY = "its last day"
    NEXT_FIRST = "the first day of the next month"


def within(day: int) -> Day:
    """The day, or the nearest one that the calendar has (years 1 to 9999)."""
    return max(FIRST_DAY, min(LAST_DAY, day))


def add_months(day: Day, months: int, short: MonthEnd) -> Day:
    """The same day number so many calendar months on (or back, when negative), counted once from `day`.

    A month that is too short is resolved as `short` says (semantics: months are never added one by one,
    because 31 January plus one and one month is not 31 January plus two).
    """
    start = date.fromordinal(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year < 1:
        return FIRST_DAY
    if year > 9999:
        return LAST_DAY
    if start.day <= 28 or start.day <= (last := monthrange(year, month + 1)[1]):
        return date(year, month + 1, start.day).toordinal()
    end = date(year, month + 1, last).toordinal()
    return end if short is MonthEnd.LAST_DAY else within(end + 1)


def is_clamped(day: Day, months: int) -> bool:
    """Did adding so many months meet a month that is too short for the day number?"""
    start = date.fromordinal(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return 1 <= year <= 9999 and start.day > monthrange(year, month + 1)[1]


@dataclass(frozen=True)
class Week:
    """Which days of a week are worked: seven truths, Monday first. A pattern that repeats every seven days."""

    worked: tuple[bool, bool, bool, bool, bool, bool, bool]

    @property
    def certainly(self) -> Week:
        """The days that are worked for certain: of a week, all that are worked."""
        return self

    @property
    def possibly(self) -> Week:
        """The days that are worked for all that anybody knows."""
        return self

    def need(self, day: Day) -> str | None:
        """What would settle whether the day is worked: nothing is open."""
        return None

    def needs(self, first: Day, last: Day) -> Needs:
        """What would settle whether each day from one to another is worked."""
        return NOTHING

    def holiday(self, day: Day) -> str | None:
        """The name of the holiday because of which a day is not worked: a week alone knows of none."""
        return None

    @cached_property
    def _up_to(self) -> tuple[int, ...]:
        counts = [0]
        for day in self.worked:
            counts.append(counts[-1] + day)
        return tuple(counts)

    def is_worked(self, day: Day) -> bool:
        """Is the day one to work? (Ordinal 1 was a Monday.)"""
        return self.worked[(day - 1) % 7]

    def count(self, first: Day, last: Day) -> int:
        """How many working days lie between the two days, both included."""
        return self._before(last + 1) - self._before(first) if last >= first else 0

    def _before(self, day: Day) -> int:
        weeks, rest = divmod(day - 1, 7)
        return weeks * self._up_to[7] + self._up_to[rest]

    def next_worked(self, day: Day) -> Day:
        """The first working day later than `day`. INVARIANT: some day of the week is worked."""
        return next(day + ahead for ahead in range(1, 8) if self.is_worked(day + ahead))

    def shift(self, day: Day, days: int) -> Day:
        """So many working days after the day (before it, when negative); zero gives the day itself."""
        step = 1 if days > 0 else -1
        while days:
            day += step
            days -= step * self.is_worked(day)
        return day


MONDAY_TO_FRIDAY = Week((True, True, True, True, True, False, False))
