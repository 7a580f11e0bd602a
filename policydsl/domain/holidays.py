"""Holiday calendars: days on which most people need not work, and the time for which somebody has pinned them down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from policydsl.domain.number import Day
from policydsl.frozen import frozen


@frozen
class Holiday:
    """What a day is called; `extrapolated`: worked out from a rule, and not yet announced when it was written down."""

    name: str
    extrapolated: bool = False


@frozen
class HolidayCalendar:
    """The holidays from `first` to `last`, both included. Of a day outside nothing is known: it may be a holiday."""

    name: str
    first: Day
    last: Day
    days: Mapping[Day, Holiday]
    source: str = ""

    def covers(self, day: Day) -> bool:
        """Is it known whether the day is a holiday?"""
        return self.first <= day <= self.last

    def values(self) -> dict[str, object]:
        """What a calendar file of this content holds, for its digest."""
        return {
            "name": self.name,
            "covers": {"first": _iso(self.first), "last": _iso(self.last)},
            **({"source": self.source} if self.source else {}),
            "days": [
                {"date": _iso(day), "name": one.name, **({"extrapolated": True} if one.extrapolated else {})}
                for day, one in sorted(self.days.items())
            ],
        }


def in_turn(turns: Iterable[tuple[Day, HolidayCalendar | None]]) -> HolidayCalendar | None:
    """One calendar of several that hold one after the other, each from a day on (None: no holidays then).

    It covers what all of them cover, so that nothing is known of a day of which one of them says nothing.
    """
    turns = tuple(turns)
    named = {one.name: one for _, one in turns if one is not None}
    if len({None if one is None else one.name for _, one in turns}) == 1:
        return turns[0][1]
    ends = [*(first for first, _ in turns[1:]), None]
    return HolidayCalendar(
        name=", then ".join(one.name for _, one in turns if one is not None),
        first=max(one.first for one in named.values()),
        last=min(one.last for one in named.values()),
        days={
            day: holiday
            for (first, one), end in zip(turns, ends, strict=True)
            for day, holiday in (one.days.items() if one is not None else ())
            if first <= day and (end is None or day < end)
        },
        source="; ".join(one.source for one in named.values()),
    )


def _iso(day: Day) -> str:
    return date.fromordinal(day).isoformat()
