"""The columns of tables of records: which there are for each kind, and which one a heading means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from enum import Enum

from policydsl.diagnostics import Diagnostic
from policydsl.frozen import frozen
from policydsl.records import table_problems as problems
from policydsl.records.problems import meant_by
from policydsl.records.shape import ADJUSTMENT, EVENT, FACT, FREE_TEXT, RECORD, SERVICE, STANDING, WHATS, Shape
from policydsl.records.table import Cell, Row, Table


class Kind(Enum):
    """What the rows of a table are about; the word is also the key of a history file."""

    PEOPLE = "people"
    ABSENCES = "absences"
    EVENTS = "events"
    FACTS = "facts"
    STANDING = "standing"
    ADJUSTMENTS = "adjustments"


EMPLOYEE = "employee"
WHOSE = {"employee": "E1042"}
WHO = {"person": EMPLOYEE, "employee no": EMPLOYEE, "employee number": EMPLOYEE, "employee id": EMPLOYEE}


def _shape(kind: Kind, keys: Sequence[str], like: Shape, needed: Mapping[str, str]) -> Shape:
    meant = {word: key for word, key in like.meant.items() if key in keys}
    return Shape(kind.value, (EMPLOYEE, *keys), WHOSE | dict(needed), meant | WHO)


EVENT_KEYS = tuple(key for key in EVENT.keys if key == "recorded" or key not in WHATS)
SHAPES = {
    Kind.PEOPLE: Shape(
        "people",
        (EMPLOYEE, "service from", "works", "holidays", "groups"),
        WHOSE,
        WHO
        | {"days": "works", "pattern": "works", "calendar": "holidays", "group": "groups"}
        | dict.fromkeys(SERVICE, "service from"),
    ),
    Kind.ABSENCES: _shape(Kind.ABSENCES, RECORD.keys, RECORD, RECORD.needed),
    Kind.EVENTS: _shape(Kind.EVENTS, EVENT_KEYS, EVENT, {"date": "2026-05-18", "what": "held"}),
    Kind.FACTS: _shape(Kind.FACTS, FACT.keys, FACT, FACT.needed),
    Kind.STANDING: _shape(Kind.STANDING, STANDING.keys, STANDING, STANDING.needed),
    Kind.ADJUSTMENTS: _shape(Kind.ADJUSTMENTS, ADJUSTMENT.keys, ADJUSTMENT, ADJUSTMENT.needed),
}
"""Of each kind its columns, the cells that every row needs, and what people write in their place."""

COLUMNS_NEEDED = {Kind.ABSENCES: ("last",)}
"""Columns that may have empty cells and must be there: without this one every absence would seem to run on."""

BEGINS_LIKE_A_VALUE = re.compile(r"[0-9]")


@frozen
class Renamed:
    """What somebody says about columns with names of their own. A heading leads to its column, or to None: ignored.

    `ignored` are further headings that mean nothing, and `rest_ignored` says so of all that are not known.
    """

    by_kind: Mapping[Kind, Mapping[str, str | None]] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()
    rest_ignored: bool = False


@frozen
class Told:
    """What somebody says about how tables are written; nothing of it is ever guessed."""

    day_first: bool = False
    decimal_comma: bool = False
    renamed: Renamed = field(default_factory=Renamed)


@frozen
class Column:
    """A column of a table: the key it stands for, and the heading as written."""

    key: str
    written: str
    index: int


@frozen
class Columns:
    """The columns of a table by their key. `readable` is False where its rows cannot be understood without them."""

    by_key: Mapping[str, Column]
    width: int
    readable: bool

    def shown(self) -> frozenset[int]:
        """Where values stand that a message may show: in known columns without free text."""
        return frozenset(one.index for one in self.by_key.values() if one.key not in FREE_TEXT)


def folded(heading: str) -> str:
    """Headings that differ in capitals and spaces alone are the same."""
    return " ".join(heading.casefold().split())


def looks_like_a_row(table: Table) -> bool:
    """Is the first row one of values? Names of columns never begin with a figure, and days do."""
    heading = table.heading
    return heading is not None and any(BEGINS_LIKE_A_VALUE.match(cell.text) for cell in heading.cells)


def columns_of(table: Table, kind: Kind, told: Told) -> tuple[Columns, tuple[Diagnostic, ...]]:
    """What the columns of a table mean, and what is wrong with its heading."""
    shape, heading = SHAPES[kind], table.heading
    if heading is None or looks_like_a_row(table):
        place = table.place(heading) if heading else table.place(_no_row(table))
        example = table.separator.join(shape.needed)
        return Columns({}, 0, False), (problems.no_heading(place, kind.value, example),)
    found: list[Diagnostic] = []
    by_key: dict[str, Column] = {}
    meant: set[str] = set()
    for index, cell in enumerate(heading.cells):
        key, near = _meaning(cell, kind, told.renamed)
        place = table.place(heading, cell.text or f"number {index + 1}", cell)
        if key is not None and key in by_key:
            first = by_key[key]
            other = table.place(heading, first.written, heading.cells[first.index])
            found.append(problems.repeated_column(place, other, key))
        elif key is not None:
            by_key[key] = Column(key, cell.text, index)
        elif near is not None:
            found.append(problems.unknown_column(place, kind.value, cell.text, _help(near, shape)))
            meant.add(near)
    needed = [key for key in (*shape.needed, *COLUMNS_NEEDED.get(kind, ())) if key not in by_key]
    for key in needed:
        if key not in meant:
            found.append(problems.missing_column(table.place(heading, key), kind.value, key))
    return Columns(by_key, len(heading.cells), not needed), tuple(found)


def _no_row(table: Table) -> Row:
    return table.rows[0] if table.rows else Row(1, ())


def _meaning(cell: Cell, kind: Kind, renamed: Renamed) -> tuple[str | None, str | None]:
    """The column that a heading means, and for a heading that is not known what was probably meant (perhaps "")."""
    word, shape = folded(cell.text), SHAPES[kind]
    of_kind = renamed.by_kind.get(kind, {})
    if word in of_kind:
        return of_kind[word], None
    if word in shape.keys:
        return word, None
    if not word or renamed.rest_ignored or word in renamed.ignored:
        return None, None
    return None, meant_by(word, shape.keys, shape.meant) or word


def _help(near: str, shape: Shape) -> str | None:
    if near in shape.keys:
        return problems.did_you_mean(near)
    return problems.what_is_no_column(near) if near in WHATS and "what" in shape.keys else None


def unnamed(table: Table, columns: Columns) -> Iterator[Diagnostic]:
    """The first cell of each column that has values and no name."""
    heading = table.heading
    if heading is None:
        return
    for index, name in enumerate(heading.cells):
        if name.text:
            continue
        for row in table.body:
            if len(row.cells) > index and row.cells[index].text and row.number not in table.broken:
                yield problems.unnamed_column(table.place(row, f"number {index + 1}", row.cells[index]))
                break
