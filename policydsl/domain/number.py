"""Exact numbers, dates and truths that may be known only within bounds, and what would settle them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Final

Exact = int | Fraction
"""A number without rounding. Whole numbers are `int`, so that the usual case stays fast."""

Day = int
"""A calendar day as the proleptic Gregorian ordinal of `datetime.date.toordinal`."""

Needs = frozenset[str]
"""What would settle something: names of facts, or `FUTURE`."""

FUTURE: Final = "future"
"""The need of what only the days to come can settle: an absence is still running. Normal, no gap in the record."""

NOTHING: Final[Needs] = frozenset()


class Comparison(Enum):
    """How a number is held against a limit, in the words of the language."""

    OVER = "over"
    AT_LEAST = "at least"
    EXACTLY = "exactly"
    AT_MOST = "at most"
    UNDER = "under"


def exact(number: Exact) -> Exact:
    """The same number, as an `int` when it is whole."""
    return number.numerator if isinstance(number, Fraction) and number.denominator == 1 else number


def figures(number: Exact) -> str:
    """`37.5`; as a fraction where a few decimals do not say the whole of it."""
    few = isinstance(number, Fraction) and 1000 % number.denominator == 0
    return str(float(number)) if few else str(number)


@dataclass(frozen=True, slots=True)
class Truth:
    """Certainly so, certainly not so (`value`), or not settled (`value` is None) until `needs` are known."""

    value: bool | None
    needs: Needs = NOTHING

    @property
    def facts(self) -> Needs:
        """The missing facts among the needs, without the future."""
        return self.needs - {FUTURE}


YES: Final = Truth(True)
NO: Final = Truth(False)


def unsettled(needs: Needs) -> Truth:
    """Neither certainly so nor certainly not so."""
    return Truth(None, needs)


def truth(value: bool) -> Truth:
    """A settled truth."""
    return YES if value else NO


def not_(one: Truth) -> Truth:
    """Strong Kleene negation."""
    return one if one.value is None else truth(not one.value)


def all_of(parts: list[Truth]) -> Truth:
    """Strong Kleene `and`: one certain no settles it; needs are those of the unsettled parts."""
    if len(parts) == 1:
        return parts[0]
    needs: Needs = NOTHING
    settled = YES
    for part in parts:
        if part.value is False:
            return NO
        if part.value is None:
            needs, settled = needs | part.needs, part
    return YES if settled is YES else unsettled(needs)


def any_of(parts: list[Truth]) -> Truth:
    """Strong Kleene `or`: one certain yes settles it."""
    if len(parts) == 1:
        return parts[0]
    needs: Needs = NOTHING
    settled = NO
    for part in parts:
        if part.value is True:
            return YES
        if part.value is None:
            needs, settled = needs | part.needs, part
    return NO if settled is NO else unsettled(needs)


@dataclass(frozen=True, slots=True)
class Range:
    """A number known to lie between `low` and `high`, both included. `high` None: no upper bound is known.

    INVARIANT: `needs` is empty exactly when `low == high`.
    """

    low: Exact
    high: Exact | None
    needs: Needs = NOTHING

    @staticmethod
    def of(number: Exact) -> Range:
        """A number that is known."""
        return Range(number, number)

    def compare(self, how: Comparison, limit: Exact) -> Truth:
        """Does every number in the range stand so to the limit (yes), none (no), or only some (unsettled)?"""
        low, high = self.low, self.high
        match how:
            case Comparison.OVER:
                sure, out = low > limit, high is not None and high <= limit
            case Comparison.AT_LEAST:
                sure, out = low >= limit, high is not None and high < limit
            case Comparison.AT_MOST:
                sure, out = high is not None and high <= limit, low > limit
            case Comparison.UNDER:
                sure, out = high is not None and high < limit, low >= limit
            case Comparison.EXACTLY:
                sure, out = low == high == limit, low > limit or (high is not None and high < limit)
        return YES if sure else NO if out else unsettled(self.needs)


@dataclass(frozen=True, slots=True)
class DayRange:
    """A day known to lie between `earliest` and `latest`, both included; None: no bound on that side.

    INVARIANT: `needs` is empty exactly when `earliest == latest` and both are known.
    """

    earliest: Day | None
    latest: Day | None
    needs: Needs = NOTHING

    @staticmethod
    def of(day: Day) -> DayRange:
        """A day that is known."""
        return DayRange(day, day)

    @property
    def known(self) -> Day | None:
        """The day, when there is only one it can be."""
        return self.earliest if self.earliest is not None and self.earliest == self.latest else None


def between(certain: Range, perhaps: Range) -> Range:
    """A number that is at least the first one, and at most the second, which is no smaller."""
    if perhaps.high is not None and perhaps.high == certain.low:
        return certain
    return Range(certain.low, perhaps.high, certain.needs | perhaps.needs | {FUTURE})


def sooner(days: list[DayRange]) -> DayRange:
    """The earliest of several days: a known one bounds the result even when another is unknown."""
    starts = [day.earliest for day in days]
    ends = [day.latest for day in days if day.latest is not None]
    earliest = None if None in starts else min(start for start in starts if start is not None)
    latest = min(ends) if ends else None
    return _between(earliest, latest, days)


def later(days: list[DayRange]) -> DayRange:
    """The latest of several days."""
    starts = [day.earliest for day in days if day.earliest is not None]
    ends = [day.latest for day in days]
    earliest = max(starts) if starts else None
    latest = None if None in ends else max(end for end in ends if end is not None)
    return _between(earliest, latest, days)


def _between(earliest: Day | None, latest: Day | None, days: list[DayRange]) -> DayRange:
    if earliest is not None and earliest == latest:
        return DayRange(earliest, latest)
    return DayRange(earliest, latest, NOTHING.union(*(day.needs for day in days)))
