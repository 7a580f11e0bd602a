"""One line of a source with the places in it underlined: knows how wide characters are shown and where to cut."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from enum import Enum

from policydsl.frozen import frozen

WIDEST = 100
"""Columns of a source line that are shown at most; a longer line is cut around its underlines."""
LEAD = 20
"""Columns left standing before an underline that is itself too wide to show."""
TAB = 4
CUT = "..."
JOINERS = "\u200c\u200d"
"""Invisible, but scripts and emoji need them; every other invisible character is shown, lest it hide the problem."""


class Ink(Enum):
    """What a piece of a frame is, so that it can be coloured."""

    TEXT = "text"
    MAIN = "^"
    OTHER = "-"


@frozen
class Mark:
    """A part of a line to underline, in code points of that line; an empty one still gets one column."""

    start: int
    end: int
    ink: Ink
    text: str = ""


@frozen
class Piece:
    """Some text of one ink."""

    ink: Ink
    text: str


@frozen
class Row:
    """One row of a frame: the source line itself has a number, the underlines below it have none."""

    number: int | None
    pieces: tuple[Piece, ...]


@frozen
class Underline:
    """Columns of a row, at least one."""

    start: int
    end: int
    ink: Ink
    text: str


def visible(text: str) -> str:
    """The text with every control or invisible character replaced, so that nothing in it can steer a terminal."""
    return "".join(_visible(char) for char in text)


def frame(number: int, line: str, marks: tuple[Mark, ...]) -> Iterator[Row]:
    """A line and its underlines; a line too long to show all of them together is shown once for each."""
    shown = _Shown.of(line)
    marks = tuple(sorted((shown.whole(mark) for mark in marks), key=lambda mark: (mark.start, mark.end)))
    if not shown.fits(marks) and len(marks) > 1:
        for mark in marks:
            yield from frame(number, line, (mark,))
        return
    text, underlines = shown.cut(marks)
    yield Row(number, (Piece(Ink.TEXT, text.rstrip()),))
    for row in _rows(underlines):
        yield Row(None, tuple(_pieces(row)))


@frozen
class _Shown:
    """How a line looks: what stands for each code point, and the column where each begins, with the end of the line."""

    chars: tuple[str, ...]
    columns: tuple[int, ...]

    @classmethod
    def of(cls, line: str) -> _Shown:
        chars, columns = [], [0]
        for char in line:
            shown = " " * (TAB - columns[-1] % TAB) if char == "\t" else _visible(char)
            chars.append(shown)
            columns.append(columns[-1] + sum(map(_width, shown)))
        return cls(tuple(chars), tuple(columns))

    def whole(self, mark: Mark) -> Mark:
        """The mark, kept inside the line and widened so that no letter is parted from its accents."""
        start = min(mark.start, len(self.chars))
        end = max(start, min(mark.end, len(self.chars)))
        while 0 < start < len(self.chars) and self._is_accent(start):
            start -= 1
        while start < end < len(self.chars) and self._is_accent(end):
            end += 1
        return Mark(start, end, mark.ink, mark.text)

    def _is_accent(self, index: int) -> bool:
        return self.columns[index] == self.columns[index + 1]

    def fits(self, marks: tuple[Mark, ...]) -> bool:
        left, right = self._extent(marks)
        return self.columns[-1] <= WIDEST or right - left <= WIDEST - 2 * len(CUT)

    def _extent(self, marks: tuple[Mark, ...]) -> tuple[int, int]:
        return self.columns[marks[0].start], max(self.columns[mark.end] for mark in marks)

    def cut(self, marks: tuple[Mark, ...]) -> tuple[str, tuple[Underline, ...]]:
        """The part of the line that is shown, and the underlines in its columns."""
        first, last = self._window(marks)
        before = CUT if first > 0 else ""
        after = CUT if last < len(self.chars) else ""
        shift = len(before) - self.columns[first]
        underlines = []
        for mark in marks:
            start = self.columns[mark.start] + shift
            end = min(self.columns[mark.end], self.columns[last]) + shift
            underlines.append(Underline(start, max(start + 1, end), mark.ink, visible(mark.text).rstrip()))
        return before + "".join(self.chars[first:last]) + after, tuple(underlines)

    def _window(self, marks: tuple[Mark, ...]) -> tuple[int, int]:
        """First and last code point shown: all of a short line, else the underlines with what stands around them."""
        if self.columns[-1] <= WIDEST:
            return 0, len(self.chars)
        left, right = self._extent(marks)
        room = WIDEST - 2 * len(CUT)
        lead = (room - (right - left)) // 2 if self.fits(marks) else LEAD
        start = max(0, min(left - lead, self.columns[-1] - room))
        first = bisect_left(self.columns, start)
        while first < len(self.chars) and self._is_accent(first):
            first += 1
        return first, bisect_right(self.columns, self.columns[first] + room) - 1


def _rows(underlines: tuple[Underline, ...]) -> tuple[tuple[Underline, ...], ...]:
    """Underlines that share a row stand beside each other, and only the last of them has words."""
    rows: list[list[Underline]] = []
    for underline in underlines:
        beside = bool(rows) and not rows[-1][-1].text and rows[-1][-1].end <= underline.start
        if beside:
            rows[-1].append(underline)
        else:
            rows.append([underline])
    return tuple(map(tuple, rows))


def _pieces(row: tuple[Underline, ...]) -> Iterator[Piece]:
    column = 0
    for underline in row:
        yield Piece(Ink.TEXT, " " * (underline.start - column))
        words = f" {underline.text}" if underline.text else ""
        yield Piece(underline.ink, underline.ink.value * (underline.end - underline.start) + words)
        column = underline.end


def _visible(char: str) -> str:
    if char < " ":
        return chr(0x2400 + ord(char))
    if char == "\x7f":
        return "\u2421"
    hidden = unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and char not in JOINERS
    return "\ufffd" if hidden else char


def _width(char: str) -> int:
    """Columns a shown character takes: none for accents and the inner parts of Korean syllables, two for wide ones."""
    if unicodedata.category(char) in {"Mn", "Me", "Cf"} or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1
