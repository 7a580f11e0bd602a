"""The hours that somebody is due to work, on a day and in a week, within bounds where they are not on file."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from fractions import Fraction

from policydsl.domain.calendar import Week
from policydsl.domain.number import NOTHING, Day, Exact, Range, exact
from policydsl.domain.working_time import WorkingDays

HOURS = "hours in the working pattern"
"""What is missing where a day is worked and nobody says for how long."""
MOST_A_DAY = 24
MOST_A_WEEK = 7 * MOST_A_DAY
A_DAY_OFF = Range.of(0)
A_DAY_WORKED = Range(0, MOST_A_DAY, frozenset({HOURS}))
"""Of a day that is worked, nobody says for how long."""


def hours_on(works: WorkingDays, day: Day) -> Range:
    """The hours due on a day: none on a day off; where they are not on file, anything up to a whole day."""
    if isinstance(works, Week):
        return A_DAY_WORKED if works.is_worked(day) else A_DAY_OFF
    worked = works.is_worked(day)
    if worked is False:
        return A_DAY_OFF
    pattern = works.pattern_on(day)
    said = None if pattern is None else pattern.hours_on(day)
    if worked and pattern is not None:
        return A_DAY_WORKED if said is None else Range.of(said)
    need = works.need(day)
    needs = frozenset() if need is None else frozenset({need})
    if said is None:
        return Range(0, MOST_A_DAY, needs if pattern is None else needs | {HOURS})
    return Range(0, said, needs)


def hours_between(works: WorkingDays, first: Day, last: Day) -> Range:
    """The hours due between two days, both included."""
    return added_up(_stretch_by_stretch(works, first, last))


def _stretch_by_stretch(works: WorkingDays, first: Day, last: Day) -> Iterator[Range]:
    """Days of which everything is on file as one number, the others one by one."""
    if isinstance(works, Week):
        yield times(A_DAY_WORKED, works.count(first, last))
        return
    for stretch in works.stretches:
        start, end = stretch.between(first, last)
        if start <= end and stretch.known and stretch.pattern is not None and stretch.pattern.hours is not None:
            pattern, off = stretch.pattern, works.days_off
            holidays = off[bisect_left(off, start) : bisect_right(off, end)]
            yield Range.of(
                exact(pattern.hours_between(start, end) - sum(pattern.hours_on(day) or 0 for day in holidays))
            )
        else:
            yield from (hours_on(works, day) for day in range(start, end + 1))


def hours_per_week(works: WorkingDays, day: Day) -> Exact | None:
    """Hours in a week of the pattern that holds on a day, on average; before the first pattern, of that one.

    None: not on file. Holidays are not taken off: they are no part of what somebody is contracted to work.
    """
    if isinstance(works, Week):
        return None
    hours = (works.pattern_on(day) or works.patterns[0]).hours
    return None if hours is None else exact(Fraction(7 * sum(hours), len(hours)))


def added_up(parts: Iterable[Range]) -> Range:
    """Numbers within bounds, added up. INVARIANT: each has an upper bound."""
    low: Exact = 0
    high: Exact = 0
    needs = NOTHING
    for one in parts:
        assert one.high is not None
        low, high, needs = low + one.low, high + one.high, needs | one.needs
    return Range(exact(low), exact(high), needs)


def times(number: Range, factor: Exact) -> Range:
    """A number within bounds, so many times. INVARIANT: it has an upper bound."""
    assert number.high is not None
    low, high = exact(number.low * factor), exact(number.high * factor)
    return Range(low, high, number.needs) if low != high else Range.of(low)
