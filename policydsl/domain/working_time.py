"""The days that somebody is due to work: patterns with dates, less the holidays of a calendar, as far as is known."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import accumulate, pairwise

from policydsl.domain.calendar import FIRST_DAY, LAST_DAY, Week, within
from policydsl.domain.holidays import HolidayCalendar
from policydsl.domain.number import Day, Exact, Needs, Range, exact
from policydsl.frozen import frozen

WORKING_PATTERN = "working pattern"
HOLIDAY_CALENDAR = "holiday calendar"
"""The words that a need begins with."""

MONDAY: Day = 1
"""Ordinal 1 was a Monday, and so a day on which every round of a week begins."""


@dataclass(frozen=True)
class Pattern:
    """Days worked from `since` on (None: always): a round of days that begins again, one of them on `starting`.

    `hours`: what is worked on each day of the round, where that is known. INVARIANT: some day of the round is worked.
    """

    worked: tuple[bool, ...]
    starting: Day = MONDAY
    hours: tuple[Exact, ...] | None = None
    since: Day | None = None

    def is_worked(self, day: Day) -> bool:
        """Is the day one to work, as far as the pattern goes?"""
        return self.worked[(day - self.starting) % len(self.worked)]

    def count(self, first: Day, last: Day) -> int:
        """How many of the days between the two, both included, are worked. INVARIANT: in that order."""
        return self._before(last + 1) - self._before(first)

    def _before(self, day: Day) -> int:
        rounds, rest = divmod(day - self.starting, len(self.worked))
        return rounds * self._up_to[-1] + self._up_to[rest]

    @cached_property
    def _up_to(self) -> tuple[int, ...]:
        return tuple(accumulate(self.worked, initial=0))

    def hours_on(self, day: Day) -> Exact | None:
        """The hours of the day; None: not on file."""
        return None if self.hours is None else self.hours[(day - self.starting) % len(self.worked)]

    def hours_between(self, first: Day, last: Day) -> Exact:
        """The hours of all days between the two, both included. INVARIANT: in that order, and hours are on file."""
        return self._hours_before(last + 1) - self._hours_before(first)

    def _hours_before(self, day: Day) -> Exact:
        rounds, rest = divmod(day - self.starting, len(self.worked))
        return rounds * self._hours_up_to[-1] + self._hours_up_to[rest]

    @cached_property
    def _hours_up_to(self) -> tuple[Exact, ...]:
        return tuple(
            accumulate((hours * on for hours, on in zip(self.hours or (), self.worked, strict=True)), initial=0)
        )

    @property
    def week(self) -> Week | None:
        """The week that the pattern repeats, where its round is one."""
        if len(self.worked) != 7:
            return None
        mon, tue, wed, thu, fri, sat, sun = (self.is_worked(MONDAY + day) for day in range(7))
        return Week((mon, tue, wed, thu, fri, sat, sun))


def pattern_of(week: Week, since: Day | None = None) -> Pattern:
    """A week as a pattern."""
    return Pattern(week.worked, since=since)


@frozen
class Stretch:
    """Days, both ends included, on which one pattern holds (None: none yet), and whether all of them are known."""

    first: Day
    last: Day
    pattern: Pattern | None
    known: bool

    def between(self, first: Day, last: Day) -> tuple[Day, Day]:
        """The part of the stretch that lies between two days; it may be empty."""
        return max(first, self.first), min(last, self.last)


@dataclass(frozen=True)
class WorkingTime:
    """Patterns, the newest `since` holding, less the days of a calendar.

    Before the first `since`, and on a working day outside what the calendar covers, nobody can tell.
    INVARIANT: in order of `since`, each once.
    """

    patterns: tuple[Pattern, ...]
    holidays: HolidayCalendar | None = None

    @cached_property
    def _since(self) -> tuple[Day, ...]:
        return tuple(FIRST_DAY if one.since is None else one.since for one in self.patterns)

    def pattern_on(self, day: Day) -> Pattern | None:
        """The pattern that holds on a day; None: there was none yet."""
        place = bisect_right(self._since, day)
        return self.patterns[place - 1] if place else None

    def is_worked(self, day: Day) -> bool | None:
        """Is the day one to work? None: cannot tell."""
        pattern = self.pattern_on(day)
        if pattern is None:
            return None
        if self.holidays is None or not pattern.is_worked(day):
            return pattern.is_worked(day)
        return day not in self.holidays.days if self.holidays.covers(day) else None

    def hours_on(self, day: Day) -> Exact | None:
        """The hours to be worked on a day, none on a day off; None: not on file, or cannot tell."""
        worked = self.is_worked(day)
        pattern = self.pattern_on(day)
        return 0 if worked is False else pattern.hours_on(day) if pattern and worked else None

    def need(self, day: Day) -> str | None:
        """What would settle whether the day is worked; None: that is known."""
        if self.is_worked(day) is not None:
            return None
        if self.pattern_on(day) is None:
            return self._pattern_wanted
        return self._calendar_wanted(date.fromordinal(day).year)

    def needs(self, first: Day, last: Day) -> Needs:
        """What would settle whether each day from one to another is worked."""
        found: set[str] = set()
        for stretch in self.stretches:
            start, end = stretch.between(first, last)
            if stretch.known or start > end:
                continue
            if stretch.pattern is None:
                found.add(self._pattern_wanted)
                continue
            for year in range(date.fromordinal(start).year, date.fromordinal(end).year + 1):
                new_year, last_day = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
                if stretch.pattern.count(max(start, new_year), min(end, last_day)):
                    found.add(self._calendar_wanted(year))
        return frozenset(found)

    @property
    def _pattern_wanted(self) -> str:
        before = f" before {date.fromordinal(self._since[0])}" if self._since else ""
        return f"{WORKING_PATTERN}{before}"

    def _calendar_wanted(self, year: int) -> str:
        assert self.holidays is not None  # without a calendar every day that has a pattern is known
        return f"{HOLIDAY_CALENDAR} {self.holidays.name} for {year}"

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """All days there are, in the stretches of one pattern each, cut where what the calendar covers ends."""
        edges = {FIRST_DAY, *self._since}
        if self.holidays is not None:
            edges |= {within(self.holidays.first), within(self.holidays.last + 1)}
        found: list[Stretch] = []
        for first, following in pairwise([*sorted(edges), LAST_DAY + 1]):
            pattern = self.pattern_on(first)
            known = pattern is not None and (self.holidays is None or self.holidays.covers(first))
            found.append(Stretch(first, following - 1, pattern, known))
        return tuple(found)

    @cached_property
    def days_off(self) -> tuple[Day, ...]:
        """The holidays on which somebody would work otherwise, in order."""
        calendar = self.holidays
        if calendar is None:
            return ()
        return tuple(sorted(day for day in calendar.days if calendar.covers(day) and self.holiday(day) is not None))

    def holiday(self, day: Day) -> str | None:
        """The name of the holiday because of which a day is not worked that otherwise would be."""
        pattern = self.pattern_on(day)
        if pattern is None or self.holidays is None or not pattern.is_worked(day):
            return None
        found = self.holidays.days.get(day)
        return None if found is None else found.name

    @cached_property
    def certainly(self) -> WorkedDays:
        """The days that are worked for certain."""
        return WorkedDays(self, False)

    @cached_property
    def possibly(self) -> WorkedDays:
        """The days that are worked for all that anybody knows."""
        return self.certainly if self._is_known else WorkedDays(self, True)

    @property
    def _is_known(self) -> bool:
        return self.holidays is None and bool(self.patterns) and self.patterns[0].since is None

    @cached_property
    def span(self) -> tuple[Day, Day]:
        """The days between which something changes other than by going round."""
        dated = [one.since for one in self.patterns if one.since is not None]
        days = [*dated, self.holidays.first, self.holidays.last] if self.holidays else dated
        return min(days, default=LAST_DAY), max(days, default=FIRST_DAY)

    @cached_property
    def longest(self) -> int:
        """The days of the longest round."""
        return max((len(one.worked) for one in self.patterns), default=1)


@dataclass(frozen=True)
class WorkedDays:
    """Working time with every day taken one way: days of which nobody can tell are worked (`unknown`), or are not."""

    time: WorkingTime
    unknown: bool

    def is_worked(self, day: Day) -> bool:
        """Is the day one to work, taken so?"""
        worked = self.time.is_worked(day)
        return self.unknown if worked is None else worked

    def next_worked(self, day: Day) -> Day | None:
        """The first such day later than `day`; None: no day to come is one for certain."""
        return self._next(day, 1)

    def shift(self, day: Day, days: int) -> Day | None:
        """So many such days after the day (before it, when negative); zero gives the day itself; None: too few."""
        step = 1 if days > 0 else -1
        found: Day | None = day
        while days and found is not None:
            found = self._next(found, step)
            days -= step
        return found

    def count(self, first: Day, last: Day) -> int:
        """How many such days lie between the two days, both included."""
        off = self.time.days_off
        found = -(bisect_right(off, last) - bisect_left(off, first)) if last >= first else 0
        for stretch in self.time.stretches:
            start, end = stretch.between(first, last)
            if start > end:
                continue
            if stretch.pattern is None:
                found += (end - start + 1) * self.unknown
            elif stretch.known or self.unknown:
                found += stretch.pattern.count(start, end)
        return found

    def _next(self, day: Day, step: int) -> Day | None:
        """The nearest such day on one side. Beyond what is known nothing changes, but for the days going round."""
        start, end = self.time.span
        far = max(day, end) + self.time.longest if step > 0 else min(day, start) - self.time.longest
        for one in range(day + step, within(far) + step, step):
            if self.is_worked(one):
                return one
        return None


WorkingDays = Week | WorkingTime
"""The days that somebody works: one week for always, which is the usual case and fast, or whatever else there is."""


def working_days(patterns: tuple[Pattern, ...], holidays: HolidayCalendar | None = None) -> WorkingDays:
    """The days of some patterns, less the days of a calendar. A week alone knows no hours."""
    only = patterns[0] if len(patterns) == 1 and holidays is None and patterns[0].since is None else None
    week = only.week if only is not None and only.hours is None else None
    return week or WorkingTime(patterns, holidays)


def days_per_week(works: WorkingDays, day: Day) -> Exact:
    """Working days in a week of the pattern that holds on a day, on average; before the first pattern, of that one.

    Holidays are not taken off: they are no part of what somebody is contracted to work.
    """
    if isinstance(works, Week):
        return sum(works.worked)
    pattern = works.pattern_on(day) or works.patterns[0]
    return exact(Fraction(7 * sum(pattern.worked), len(pattern.worked)))


def counted(works: WorkingDays, first: Day, last: Day) -> Range:
    """How many working days lie between two days, both included: within bounds, where nobody can tell."""
    low, high = works.certainly.count(first, last), works.possibly.count(first, last)
    return Range(low, high, works.needs(first, last))
