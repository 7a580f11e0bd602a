"""Tables of records as assertions: each row becomes what a history file would say, and is read by the same reader.

A row that could be anybody's (its employee is missing, or its cells do not fit the columns) is a problem of the whole
table: no history is complete while it stands there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from policydsl.diagnostics import Diagnostic
from policydsl.records import table_problems as problems
from policydsl.records import table_values, yaml_file
from policydsl.records.columns import EMPLOYEE, SHAPES, Columns, Kind, Told, columns_of, unnamed
from policydsl.records.on_file import Part
from policydsl.records.plain import plain
from policydsl.records.read import history_in
from policydsl.records.table import Row, Table
from policydsl.records.values import Entry, Sheet
from policydsl.records.yaml_file import List, Scalar, Value
from policydsl.source import Place

ITEM = re.compile(r"\w+\[([0-9]+)\]")
OF_ROW = re.compile(r"(row [0-9]+)\.(.+)", re.DOTALL)
Pairs = list[tuple[Scalar, Value]]
INSIDE_CELL = re.compile(r"(row [0-9]+, column .*)(?:\[[0-9]+\]|\.[^.]*)", re.DOTALL)


@dataclass(slots=True)
class _Rows(Sheet):
    """Rows of one employee being read; places are called by row and column, as people see them."""

    first: int = 1
    numbers: Sequence[int] = ()
    headings: Mapping[str, str] = field(default_factory=dict)

    def place(self, value: Value, name: str) -> Place:
        return Place(self.source, value.span, self._called(name))

    def _called(self, name: str) -> str:
        if name.startswith("groups[") and "groups" in self.headings:
            return f"row {self.first}, column {self.headings['groups']}"
        if found := ITEM.fullmatch(name):
            return f"row {self.numbers[int(found[1]) - 1]}"
        if found := OF_ROW.fullmatch(name):
            return f"{found[1]}, column {self.headings.get(found[2], found[2])}"
        if found := INSIDE_CELL.fullmatch(name):
            return found[1]
        return f"row {self.first}, column {self.headings[EMPLOYEE]}" if name == EMPLOYEE else name


def read_table(table: Table, kind: Kind, told: Told) -> tuple[tuple[Part, ...], tuple[Diagnostic, ...]]:
    """What the rows say of each employee, and what is wrong with the table as a whole."""
    columns, in_heading = columns_of(table, kind, told)
    found = [*in_heading, *unnamed(table, columns)]
    if not columns.readable:
        return (), tuple(found)
    rows: dict[str, list[Row]] = {}
    for row in table.body:
        problem = None if row.number in table.broken else _whose(table, row, columns)
        if problem is not None:
            found.append(problem)
        elif row.number not in table.broken:
            rows.setdefault(row.cells[columns.by_key[EMPLOYEE].index].text, []).append(row)
    # Each row of a person is read by itself, so that two that agree are no contradiction.
    groups = [[row] for of_one in rows.values() for row in of_one] if kind is Kind.PEOPLE else list(rows.values())
    return tuple(_part(table, kind, columns, told, group) for group in groups), tuple(found)


def _whose(table: Table, row: Row, columns: Columns) -> Diagnostic | None:
    """Why a row cannot be given to an employee; None where it can."""
    cells = len(row.cells)
    while cells > columns.width and not row.cells[cells - 1].text:
        cells -= 1
    if cells > columns.width:
        return problems.long_row(table.place(row), cells, columns.width, table.separator)
    if cells < columns.width:
        return problems.short_row(table.place(row), cells, columns.width, table.separator)
    whose = columns.by_key[EMPLOYEE]
    if not row.cells[whose.index].text:
        return problems.missing_cell(
            table.place(row, whose.written, row.cells[whose.index]), EMPLOYEE, SHAPES[Kind.PEOPLE].needed[EMPLOYEE]
        )
    return None


def _part(table: Table, kind: Kind, columns: Columns, told: Told, rows: list[Row]) -> Part:
    """The rows of one employee, read as the history that says the same."""
    whose = columns.by_key[EMPLOYEE]
    headings = {key: one.written for key, one in columns.by_key.items()}
    headings |= {"days": headings["works"]} if "works" in headings else {}
    sheet = _Rows(table.name, first=rows[0].number, headings=headings)
    read = [(row, pairs) for row in rows if (pairs := _pairs(sheet, table, kind, columns, told, row))]
    sheet.numbers = [row.number for row, _ in read]
    own = bool(sheet.found)
    name = rows[0].cells[whose.index]
    pairs = [(table_values.words(name, EMPLOYEE), table_values.words(name, name.text)), *_under(kind, read)]
    whole = yaml_file.Mapping(tuple(pairs), rows[0].span)
    said = history_in(sheet, Entry(whole, Place(table.name, rows[0].span), "history"))
    assert said is not None, "a mapping is always a history"
    if own:
        said = replace(said, complete=False, records_complete=said.records_complete and kind is not Kind.ABSENCES)
    return Part(said, plain(whole), tuple(problems.date_told(one, told.day_first) for one in sheet.found))


def _under(kind: Kind, rows: list[tuple[Row, Pairs]]) -> Pairs:
    """The rows of a table under the key that a history file has for them; a pattern stands in its row already."""
    if kind is Kind.PEOPLE:
        return [pair for _, pairs in rows for pair in pairs]
    wholes = tuple(yaml_file.Mapping(tuple(pairs), row.span) for row, pairs in rows)
    if not wholes:
        return []
    span = wholes[0].span | wholes[-1].span
    return [(Scalar(kind.value, True, span), List(wholes, span))]


def _pairs(sheet: Sheet, table: Table, kind: Kind, columns: Columns, told: Told, row: Row) -> Pairs | None:
    """The cells of a row with something in them, by key; None where one is missing that is always needed."""
    needed = [key for key in SHAPES[kind].needed if not row.cells[columns.by_key[key].index].text]
    for key in needed:
        cell = row.cells[columns.by_key[key].index]
        place = table.place(row, columns.by_key[key].written, cell)
        sheet.found.append(problems.missing_cell(place, key, SHAPES[kind].needed[key]))
    pairs: Pairs = []
    for key, column in columns.by_key.items():
        cell = row.cells[column.index]
        if key == EMPLOYEE or not cell.text:
            continue
        if kind is Kind.EVENTS and key == "value":
            what = columns.by_key["what"].index
            value: Value | None = table_values.value_of_event(cell, row.cells[what].text.casefold())
        else:
            value = table_values.value_of(sheet, kind, key, cell, table.place(row, column.written, cell), told)
        if value is not None:
            pairs.append((Scalar(key, True, cell.span), value))
    return None if needed else pairs
