"""The days of a calendar that a policy declares, from a table: paydays, school holidays; a day or a stretch a row."""

from __future__ import annotations

from policydsl.calendars.problems import covers_backwards
from policydsl.diagnostics import Diagnostic
from policydsl.domain.holidays import Holiday, HolidayCalendar
from policydsl.domain.number import Day
from policydsl.records import table_problems as problems
from policydsl.records.calendar_file import read_calendar
from policydsl.records.csv_file import table_of
from policydsl.records.table import Cell, Row, Table
from policydsl.records.values import Sheet, day_in
from policydsl.source import Place, Source, Span

FIRST, LAST = ("date", "first"), "last"
KEYS = (*FIRST, LAST, "name")
LONGEST = 3660
"""Days that one row may cover at most: more is a slip in a year."""


def read_days(source: Source, called: str) -> tuple[HolidayCalendar | None, tuple[Diagnostic, ...]]:
    """The calendar that a file beside a policy holds, under the name by which the policy calls it.

    A table covers the days from its first to its last; a calendar in YAML or JSON says itself what it covers.
    """
    if not called.casefold().endswith(".csv"):
        found, wrong = read_calendar(source)
        if found is None:
            return None, wrong
        return HolidayCalendar(called, found.first, found.last, found.days, found.source), wrong
    table, wrong = table_of(source)
    sheet = Sheet(source.name, list(wrong))
    columns = _columns(sheet, table)
    days: dict[Day, Holiday] = {}
    for row in table.body if columns is not None else ():
        if row.number not in table.broken and columns is not None:
            days |= _days(sheet, table, row, columns)
    if not sheet.found and not days:
        sheet.found.append(problems.no_days(Place(source.name, Span(0, 0))))
    if sheet.found:
        return None, tuple(sheet.found)
    return HolidayCalendar(called, min(days), max(days), days), ()


def _columns(sheet: Sheet, table: Table) -> dict[str, int] | None:
    """Where the columns stand, by their names."""
    heading = table.heading
    if heading is None:
        return {}
    found: dict[str, int] = {}
    for number, cell in enumerate(heading.cells):
        key = cell.text.casefold()
        if key not in KEYS:
            place = table.place(heading, "", cell)
            sheet.found.append(problems.unknown_column(place, "days", cell.text, problems.columns_are(KEYS)))
        else:
            found[key] = number
    if sheet.found:
        return None
    if not any(key in found for key in FIRST):
        sheet.found.append(problems.no_column_of_days(table.place(heading)))
        return None
    return found


def _days(sheet: Sheet, table: Table, row: Row, columns: dict[str, int]) -> dict[Day, Holiday]:
    """The days of a row, all with the name that stands in it."""

    def cell(key: str) -> Cell | None:
        place = columns.get(key)
        return row.cells[place] if place is not None and place < len(row.cells) and row.cells[place].text else None

    start, end, name = next(filter(None, map(cell, FIRST)), None), cell(LAST), cell("name")
    if start is None:
        sheet.found.append(problems.missing_cell(table.place(row), "date", "2026-01-30"))
        return {}
    first = day_in(sheet, start.text, table.place(row, "", start))
    last = first if end is None else day_in(sheet, end.text, table.place(row, "", end))
    if first is None or last is None:
        return {}
    if end is not None and not first <= last <= first + LONGEST:
        sheet.found.append(covers_backwards(table.place(row, LAST, end), table.place(row, "", start)))
        return {}
    return dict.fromkeys(range(first, last + 1), Holiday(name.text if name else ""))
