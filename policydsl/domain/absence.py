"""Records of absence and what joining makes of them: absences, seen as they stood on a day."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from policydsl.domain.number import FUTURE, Day, Exact, Range
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
    """First working day attended after the last recorded day; None while no end is recorded."""
    settled: Day | None
    """First day on which nothing can join it any more: `back`, or later where a longer gap joins."""
    lost: tuple[Day, ...] = ()
    """Working days of the person that were missed, in order, up to the day the history was read for."""
    weights: tuple[Exact, ...] = (0,)
    """`weights[i]`: what the first i days of `lost` add up to, part days counted as the policy says."""

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
        return Range.of(length) if self.is_settled(on) else Range(length, None, frozenset({FUTURE}))

    def is_recorded(self, first: Day, last: Day) -> bool:
        """Is at least one of its recorded days, worked or not, between the two days?"""
        return any(start <= last and (end is None or end >= first) for start, end in self.runs)

    def working_days(self, first: Day, last: Day) -> Exact:
        """Working days missed between two days, both included, part days as the policy counts them."""
        return self.weights[bisect_right(self.lost, last)] - self.weights[bisect_left(self.lost, first)]

    def calendar_days(self, first: Day, last: Day) -> int:
        """Calendar days of the absence between two days, both included, the days off inside it among them.

        Only what had begun by `last` is seen: a later run must not turn the days off before it into days of absence.
        """
        end = next((end for start, end in reversed(self.runs) if start <= last), self.first - 1)
        stop = last if end is None else min(end, last)
        return max(0, stop - max(self.first, first) + 1)
