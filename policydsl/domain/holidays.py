"""Holiday calendars: days on which most people need not work, and the time for which somebody has pinned them down."""

from __future__ import annotations

from collections.abc import Mapping
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


def _iso(day: Day) -> str:
    return date.fromordinal(day).isoformat()
