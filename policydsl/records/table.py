"""A table as rows of cells with their places: knows rows, and nothing of what its columns mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policydsl.source import Place, Span

NOWHERE = Span(0, 0)
"""Where every cell of a workbook stands: it has no text, its row and column say where to look."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says, spaces around it taken off; nothing where it is empty."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Row:
    """A row by the number that a spreadsheet shows beside it, from 1."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def span(self) -> Span:
        return self.cells[0].span | self.cells[-1].span if self.cells else NOWHERE

    @property
    def is_empty(self) -> bool:
        return not any(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file or of a sheet, the first with something in it being the heading.

    `separator` is what stands between two cells of a text. Of a text that cannot be read as a table, `broken` are the
    rows whose cells are uncertain, and `unread` is the part from which on nothing is known.
    """

    name: str
    rows: tuple[Row, ...]
    separator: str = ","
    broken: frozenset[int] = frozenset()
    unread: Span | None = None

    @property
    def heading(self) -> Row | None:
        return next((row for row in self.rows if not row.is_empty), None)

    @property
    def body(self) -> tuple[Row, ...]:
        """The rows below the heading that have something in them."""
        above = 0 if self.heading is None else self.heading.number
        return tuple(row for row in self.rows if row.number > above and not row.is_empty)

    def place(self, row: Row, column: str = "", cell: Cell | None = None) -> Place:
        """A row, or one of its cells, called as people call it: `row 3, column last`."""
        field = f"row {row.number}, column {column}" if column else f"row {row.number}"
        return Place(self.name, row.span if cell is None else cell.span, field)


def table_of_values(name: str, rows: Iterable[Sequence[str]]) -> Table:
    """The table that a sheet of a workbook holds, each cell already in words."""
    return Table(
        name,
        tuple(
            Row(number, tuple(Cell(text.strip(), NOWHERE) for text in cells)) for number, cells in enumerate(rows, 1)
        ),
    )
