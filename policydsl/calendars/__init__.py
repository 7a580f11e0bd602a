"""The holiday calendars that come with the program, read when somebody names one, and how a name finds a calendar."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources

from policydsl.domain.holidays import Holiday, HolidayCalendar
from policydsl.source import Source

FILES = {
    "England and Wales": "england_and_wales.json",
    "Scotland": "scotland.json",
    "Northern Ireland": "northern_ireland.json",
}
"""The calendars that come with the program, by name."""

COVERS = re.compile(r'(?m)^[ \t]*calendar[ \t]+(?:"[^"\n]*"|[^"#\n]*)[ \t]+covers[ \t]+"([^"\n]+)"')
"""A line that declares a calendar and says whose days it has."""

HandedIn = Mapping[str, HolidayCalendar]
"""Further calendars by name; one with the name of a calendar of the program takes its place."""
NONE: HandedIn = {}


def found_calendar(name: str, handed_in: HandedIn = NONE) -> HolidayCalendar | None:
    """The calendar of a name, capitals and blanks aside."""
    wanted = _folded(name)
    for one in handed_in.values():
        if _folded(one.name) == wanted:
            return one
    return next((shipped(each) for each in FILES if _folded(each) == wanted), None)


def names_of_calendars(handed_in: HandedIn = NONE) -> tuple[str, ...]:
    """The names that find a calendar."""
    return tuple(dict.fromkeys((*handed_in, *FILES)))


def calendar_files(source: Source) -> tuple[str, ...]:
    """The files, or other calendars, whose days the calendars of a policy cover, as it names them."""
    return tuple(dict.fromkeys(one[1] for one in COVERS.finditer(source.text) if found_calendar(one[1]) is None))


@cache
def shipped(name: str) -> HolidayCalendar:
    """A calendar that comes with the program."""
    text = resources.files("policydsl.calendars").joinpath(FILES[name]).read_text(encoding="utf-8")
    values = json.loads(text)
    return HolidayCalendar(
        name=values["name"],
        first=_day(values["covers"]["first"]),
        last=_day(values["covers"]["last"]),
        days={_day(one["date"]): Holiday(one["name"], bool(one.get("extrapolated", False))) for one in values["days"]},
        source=values["source"],
    )


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
