"""Records of absence and what joining makes of them: absences, seen as they stood on a day."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from policydsl.domain.number import FUTURE, NOTHING, YES, Day, DayRange, Exact, Needs, Range, Truth, unsettled
from policydsl.source import Place


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a history: absent from `first` to `last`, both included; without `last`, still absent.

    `part` holds, for a day of which only a part was missed, the fraction missed (over 0, under 1).
    """

    name: str
    first: Day
    last: Day | None
    part: Mapping[Day, Fraction] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    reason: str | None = None
    recorded: Day | None = None
    """The day this version of the record was put on file; None: it was always there."""
    retracted: Day | None = None
    """The day it was withdrawn; None: it stands."""
    disputed: bool = False
    has_id: bool = field(default=False, compare=False)
    """Whether the name is an id, which further versions of the record share, or only its first day."""
    place: Place | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Untold:
    """What cannot be told of an absence, because it is not known of every day whether the person works on it.

    `days` are those perhaps lost beside the days lost for certain: `whys[i]` would settle the i-th, and `weights[i]` is
    what the first i of them add up to. `joins` would settle whether it is one with the absence before (`before` is the
    first day of that one) or after it (`after`: the first day of that one). `until` is the last day of all of them, its
    own where none comes after it; None while the last one is open.
    """

    back: DayRange
    days: tuple[Day, ...] = ()
    weights: tuple[Exact, ...] = (0,)
    whys: tuple[str, ...] = ()
    joins: Needs = NOTHING
    before: Day | None = None
    after: Day | None = None
    until: Day | None = None

    @property
    def needs(self) -> Needs:
        """Everything that would settle something of it."""
        return self.joins | self.back.needs | frozenset(self.whys)


@dataclass(frozen=True, slots=True)
class Absence:
    """One unbroken absence: records joined under the policy's rule, in order of their first day.

    Nothing here depends on the day asked about; the methods take that day and see only what had begun by then.
    """

    name: str
    first: Day
    runs: tuple[tuple[Day, Day | None], ...]
    """The recorded days as runs in order, none touching the next (several where days off lie between)."""
    records: tuple[Record, ...]
    back: Day | None
    """First working day attended after the last recorded day; None while no end is recorded, or it cannot be told."""
    settled: Day | None
    """First day on which certainly nothing can join it any more: `back`, or later where a longer gap joins."""
    lost: tuple[Day, ...] = ()
    """Working days of the person that were missed, in order, up to the day the history was read for."""
    weights: tuple[Exact, ...] = (0,)
    """`weights[i]`: what the first i days of `lost` add up to, part days counted as the policy says."""
    untold: Untold | None = None
    """What cannot be told of it; None, as is usual: nothing."""

    @property
    def flags(self) -> frozenset[str]:
        """All flags of its records."""
        return frozenset().union(*(record.flags for record in self.records))

    def last(self, on: Day) -> Day | None:
        """The last recorded day, when the absence had ended by the evening before `on`; None while it runs."""
        latest: Day | None = None
        for first, last in self.runs:
            if first > on:
                break
            if last is None or last >= on:
                return None
            latest = last
        return latest

    def is_settled(self, on: Day) -> bool:
        """Is it over for certain: has the day come on which the person was back at work?"""
        return self.settled is not None and self.settled <= on

    def length(self, on: Day) -> Range:
        """Calendar days from the first to the last recorded day, both included, as far as `on` can tell.

        Days off after the last recorded day never lengthen it. Source: semantics 0a, three days of an absence.
        """
        last = self.last(on)
        if last is None:
            return Range(on - self.first + 1, None, frozenset({FUTURE}))
        length = last - self.first + 1
        if not self.is_settled(on):
            return Range(length, None, self.open_needs(on))
        longest = self.longest()
        return Range.of(length) if longest is None else Range(length, longest, self.joins)

    def open_needs(self, on: Day) -> Needs:
        """What would settle whether it is over: the days to come, and whether a day that has come was worked."""
        untold = self.untold
        if untold is None or untold.back.earliest is None or untold.back.earliest > on:
            return frozenset({FUTURE})
        return untold.back.needs | {FUTURE}

    @property
    def joins(self) -> Needs:
        """What would settle whether it is one with another absence; nothing, where that is known."""
        return NOTHING if self.untold is None else self.untold.joins

    @property
    def is_own(self) -> Truth:
        """Is it an absence of its own, or does it go on from one before? Of two that may be one, the first counts."""
        return unsettled(self.joins) if self.untold is not None and self.untold.before is not None else YES

    def longest(self) -> int | None:
        """The length it has if it is one with every absence that it may be one with; None: there is none."""
        untold = self.untold
        if untold is None or not untold.joins:
            return None
        first = self.first if untold.before is None else untold.before
        return None if untold.until is None else untold.until - first + 1

    def is_recorded(self, first: Day, last: Day) -> bool:
        """Is at least one of its recorded days, worked or not, between the two days?"""
        return any(start <= last and (end is None or end >= first) for start, end in self.runs)

    def working_days(self, first: Day, last: Day) -> Range:
        """Working days missed between two days, both included, part days as the policy counts them."""
        low = self.weights[bisect_right(self.lost, last)] - self.weights[bisect_left(self.lost, first)]
        untold = self.untold
        if untold is None or not untold.days:
            return Range.of(low)
        start, end = bisect_left(untold.days, first), bisect_right(untold.days, last)
        more = untold.weights[end] - untold.weights[start]
        return Range(low, low + more, frozenset(untold.whys[start:end])) if more else Range.of(low)

    def calendar_days(self, first: Day, last: Day, seen: Day | None = None) -> Range:
        """Calendar days of the absence between two days, both included, the days off inside it among them.

        Only what had begun by `seen` is looked at, or else by `last`: a later run must not turn the days off before it
        into days of absence.
        """
        by = last if seen is None else seen
        end = next((end for start, end in reversed(self.runs) if start <= by), self.first - 1)
        stop = by if end is None else min(end, by)
        begin = max(self.first, first)
        days = max(0, min(stop, last) - begin + 1)
        after = None if self.untold is None else self.untold.after
        if after is None or after > by or stop < self.first:
            return Range.of(days)
        more = max(0, min(after - 1, last) - begin + 1)
        return Range(days, more, self.joins) if more > days else Range.of(days)
