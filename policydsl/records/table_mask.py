"""A text of a table with all hidden that may speak of somebody's health, and every place in it unchanged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policydsl.diagnostics import Diagnostic
from policydsl.records.columns import Kind, Told, columns_of, looks_like_a_row
from policydsl.records.csv_file import table_of
from policydsl.records.mask import LETTER, MASK
from policydsl.records.table import Table
from policydsl.source import Source, Span


def masked_table(source: Source, kind: Kind, told: Told) -> Source:
    """Shown are the heading and the cells of known columns without free text.

    Of a row whose cells do not fit the columns nothing is: what was moved there is not known. Nor is a first row that
    names no columns, or a part of the text that could not be read (but for the mark that it begins at).
    """
    table, found = table_of(source)
    pieces = []
    at = 0
    for span in sorted(_hidden(source, table, found, kind, told)):
        pieces += [source.text[at : span.start], LETTER.sub(MASK, source.text[max(at, span.start) : span.end])]
        at = max(at, span.end)
    return Source(source.name, "".join([*pieces, source.text[at:]]))


def _hidden(source: Source, table: Table, found: Sequence[Diagnostic], kind: Kind, told: Told) -> Iterator[Span]:
    columns, _ = columns_of(table, kind, told)
    shown, heading = columns.shown(), table.heading
    for row in table.rows:
        if row is heading and not looks_like_a_row(table) and row.number not in table.broken:
            continue
        fits = len(row.cells) == columns.width and row.number not in table.broken
        if fits:
            yield from (cell.span for index, cell in enumerate(row.cells) if index not in shown)
        else:
            yield _to_line_end(source, row.span)
    if table.unread is not None:
        mark = found[-1].at.place.span
        yield from (Span(table.unread.start, mark.start), Span(mark.end, table.unread.end))


def _to_line_end(source: Source, span: Span) -> Span:
    """A broken row, on to where its last line ends."""
    end = source.text.find("\n", span.end)
    return Span(span.start, len(source.text) if end < 0 else end)
