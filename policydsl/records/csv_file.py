"""A text with separators as a table: knows quotes, line ends and the marks of Excel, and nothing of columns.

Python's own reader of such texts gives no places, so the form is read here: a quotation mark at the beginning of a cell
opens it, two of them inside it are one, and separators and line ends between them are part of the cell (RFC 4180).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from policydsl.diagnostics import Diagnostic
from policydsl.records import table_problems as problems
from policydsl.records.table import Cell, Row, Table
from policydsl.source import Place, Source, Span

BYTE_ORDER_MARK = "\ufeff"
SEPARATORS = (",", ";", "\t")
QUOTED = re.compile(r'"([^"]*(?:""[^"]*)*)" *')
LINE_END = re.compile(r"\r\n|\n|\r")


def table_of(source: Source) -> tuple[Table, tuple[Diagnostic, ...]]:
    """The rows of a text as far as they can be read, and what keeps the others from being read."""
    start = len(BYTE_ORDER_MARK) if source.text.startswith(BYTE_ORDER_MARK) else 0
    reading = _Reading(source, _separator(source.text, start), start)
    rows = tuple(reading.rows())
    table = Table(source.name, rows, reading.separator, frozenset(reading.broken), reading.unread)
    return table, tuple(reading.found)


def _separator(text: str, start: int) -> str:
    """The one that stands most often in the first line with words in it, quotes left out; a comma where there is none.

    Which it is depends on the country that a computer is set up for, and nobody who saves a table is told.
    """
    first = next((line for line in LINE_END.split(text[start:]) if line.strip()), "")
    bare = QUOTED.sub("", first)
    return max(SEPARATORS, key=lambda one: (bare.count(one), -SEPARATORS.index(one)))


@dataclass(slots=True)
class _Reading:
    """A text being read cell by cell, from `at` on."""

    source: Source
    separator: str
    at: int
    found: list[Diagnostic] = field(default_factory=list)
    broken: set[int] = field(default_factory=set)
    unread: Span | None = None

    def rows(self) -> Iterator[Row]:
        number = 0
        while self.at < len(self.source.text) and self.unread is None:
            number += 1
            cells = tuple(self.cells(number))
            if self.unread is None:
                yield Row(number, cells)

    def cells(self, number: int) -> Iterator[Cell]:
        """The cells of one row, and past its line end."""
        text, begin = self.source.text, self.at
        while True:
            cell = self.quoted(number, begin) if text.startswith('"', self.at) else self.bare()
            if cell is None:
                return
            yield cell
            if not text.startswith(self.separator, self.at):
                break
            self.at += len(self.separator)
        if end := LINE_END.match(text, self.at):
            self.at = end.end()

    def bare(self) -> Cell:
        """A cell without quotes, up to the next separator or line end; its span is that of its words."""
        start, end = self.at, self.end_of_cell()
        self.at = end
        said = self.source.text[start:end]
        before = len(said) - len(said.lstrip())
        words = said.strip()
        return Cell(words, Span(start + before, start + before + len(words)) if words else Span(start, end))

    def quoted(self, number: int, begin: int) -> Cell | None:
        """A cell in quotes; None where they are never closed, and then nothing further can be read."""
        start = self.at
        found = QUOTED.match(self.source.text, start)
        if found is None:
            self.unread = Span(begin, len(self.source.text))
            place = Place(self.source.name, Span(start, start + 1), f"row {number}")
            self.found.append(problems.quote_not_closed(place))
            return None
        self.at = self.end_of_cell(found.end())
        if self.at > found.end():
            self.broken.add(number)
            place = Place(self.source.name, Span(start, start + 1), f"row {number}")
            self.found.append(problems.after_quote(place))
        return Cell(found[1].replace('""', '"').strip(), Span(start, start + len(found[0].rstrip(" "))))

    def end_of_cell(self, start: int | None = None) -> int:
        text, at = self.source.text, self.at if start is None else start
        while at < len(text) and text[at] not in (self.separator, "\r", "\n"):
            at += 1
        return at
