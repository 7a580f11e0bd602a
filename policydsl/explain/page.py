"""Rows of text under headings: knows width, hanging indents and colour, and nothing of what the rows say."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from enum import Enum

from policydsl.diagnostics.frame import visible
from policydsl.frozen import frozen

NARROWEST = 40
"""Under so many columns wrapping would leave one word a line; narrower screens wrap by themselves."""
GLUED = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) |\b\d{1,2} to )?"
    r"\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b(?: \d{4})?"
    r"(?: \(\d[\d.]*(?: so far| in the window)?\))?"
    r"|\((?:line \d+)?(?:, )?(?:[A-Z][A-Z0-9]*-\d+[a-z]?(?:, )?){0,3}\)"
)
"""Days and citations: a line is not broken inside them."""
HARD_BLANK = "\N{NO-BREAK SPACE}"


class Ink(Enum):
    """What a row is, so that it can be coloured."""

    PLAIN = ""
    HEADING = "\x1b[1m"
    DUE = "\x1b[33m"
    LATE = "\x1b[31m"
    QUIET = "\x1b[2m"


RESET = "\x1b[0m"


@frozen
class Row:
    """What stands first (an indent, a box, a label), then text that wraps beside it, `hang` columns further in.

    `whole` never wraps.
    """

    lead: str
    text: str = ""
    ink: Ink = Ink.PLAIN
    whole: bool = False
    hang: int = 0


BLANK = Row("")


def heading(text: str) -> Row:
    """A heading of a section."""
    return Row("", text, Ink.HEADING)


def labelled(label: str, text: str, *, indent: int, column: int, ink: Ink = Ink.PLAIN) -> Iterator[Row]:
    """A label and its text side by side; a label too long for its column has a line to itself."""
    if len(label) + 2 <= column:
        yield Row(" " * indent + label.ljust(column), text, ink)
    else:
        yield Row(" " * indent, label, ink)
        yield Row(" " * (indent + min(column, 4)), text, ink)


def as_lines(rows: Iterable[Row], *, colour: bool, width: int) -> str:
    """The rows as text, without a line end after the last."""
    return "\n".join(line for row in rows for line in _lines(row, colour, max(NARROWEST, width)))


def _lines(row: Row, colour: bool, width: int) -> Iterator[str]:
    text = visible(row.text)
    lead = visible(row.lead)
    if row.whole or not text:
        lines = [f"{lead}{text}".rstrip()]
    else:
        glued = GLUED.sub(lambda found: found[0].replace(" ", HARD_BLANK), text)
        lines = textwrap.wrap(
            glued,
            width,
            initial_indent=lead,
            subsequent_indent=" " * (len(lead) + row.hang),
            break_long_words=False,
            break_on_hyphens=False,
        )
    for line in lines:
        shown = line.replace(HARD_BLANK, " ")
        yield f"{row.ink.value}{shown}{RESET}" if colour and row.ink.value and shown else shown
