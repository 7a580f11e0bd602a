"""A holiday calendar from a YAML or JSON file: its days, and every problem of its form at its line."""

from __future__ import annotations

from policydsl.calendars.problems import covers_backwards, holiday_outside, holiday_twice
from policydsl.diagnostics import Diagnostic
from policydsl.domain.holidays import Holiday, HolidayCalendar
from policydsl.domain.number import Day
from policydsl.history.assertions import Said
from policydsl.records import problems, values
from policydsl.records.shape import Shape
from policydsl.records.values import Entry, Sheet
from policydsl.records.yaml_file import Mapping, documents
from policydsl.source import Place, Source, Span

CALENDAR = Shape(
    "a holiday calendar",
    ("name", "covers", "source", "days"),
    {
        "name": "University of Leeds",
        "covers": "{first: 2026-01-01, last: 2027-12-31}",
        "days": "[{date: 2026-12-25, name: Christmas Day}]",
    },
    {"title": "name", "holidays": "days", "dates": "days", "from": "covers", "years": "covers"},
)
COVERS = Shape(
    "what a calendar covers",
    ("first", "last"),
    {"first": "2026-01-01", "last": "2027-12-31"},
    {"from": "first", "start": "first", "to": "last", "until": "last", "end": "last"},
)
HOLIDAY = Shape(
    "a holiday",
    ("date", "name", "extrapolated"),
    {"date": "2026-12-25", "name": "Christmas Day"},
    {"day": "date", "on": "date", "title": "name", "holiday": "name"},
)


def read_calendar(source: Source) -> tuple[HolidayCalendar | None, tuple[Diagnostic, ...]]:
    """The calendar that a text holds (None when it has errors), and every problem of its form."""
    read, found = documents(source)
    if found:
        return None, found
    sheet = Sheet(source.name)
    here = Place(source.name, Span(0, 0))
    if len(read) != 1 or not isinstance(read[0], Mapping):
        return None, (problems.another_kind(here, "calendar", "one document with keys", "name: Scotland"),)
    keys = values.keys(sheet, Entry(read[0], sheet.place(read[0], ""), "calendar"), CALENDAR) or {}
    name, origin = values.text(sheet, keys.get("name")), values.text(sheet, keys.get("source"))
    covers = (values.keys(sheet, keys["covers"], COVERS) or {}) if "covers" in keys else {}
    first, last = values.day(sheet, covers.get("first")), values.day(sheet, covers.get("last"))
    if first is not None and last is not None and last.value < first.value:
        sheet.found.append(covers_backwards(last.place, first.place))
    days = _days(sheet, keys.get("days"), first, last)
    if sheet.found or name is None or first is None or last is None:
        return None, tuple(sheet.found)
    return HolidayCalendar(name.value, first.value, last.value, days, origin.value if origin else ""), ()


def _days(sheet: Sheet, whole: Entry | None, first: Said[Day] | None, last: Said[Day] | None) -> dict[Day, Holiday]:
    found: dict[Day, Holiday] = {}
    places: dict[Day, Place] = {}
    for entry in values.items(sheet, whole):
        keys = values.keys(sheet, entry, HOLIDAY) or {}
        day, name = values.day(sheet, keys.get("date")), values.text(sheet, keys.get("name"))
        marked = values.truth(sheet, keys["extrapolated"]) if "extrapolated" in keys else None
        if day is None or name is None:
            continue
        if day.value in places:
            sheet.found.append(holiday_twice(day.place, places[day.value]))
        elif first and last and first.value <= last.value and not first.value <= day.value <= last.value:
            sheet.found.append(holiday_outside(day.place, first.place))
        places.setdefault(day.value, day.place)
        found[day.value] = Holiday(name.value, marked is not None and marked.value)
    return found
