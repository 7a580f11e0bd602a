"""Texts and places in them: knows offsets, lines and columns, and how bytes become text; never touches the disk."""

from __future__ import annotations

import re
from bisect import bisect_right
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass
from functools import cached_property

from policydsl.frozen import frozen

# Only these three end a line: a form feed or a line separator pasted from elsewhere stays inside its line.
LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in one source."""

    start: int
    end: int

    def __or__(self, other: Span) -> Span:
        """The smallest span holding both."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    def __contains__(self, offset: int) -> bool:
        return self.start <= offset < self.end


@frozen
class Position:
    """A line and a column, both counted from 1; a column is one code point."""

    line: int
    column: int


@dataclass(frozen=True)
class Source:
    """One text and the name it goes by."""

    name: str
    text: str

    @cached_property
    def _bounds(self) -> tuple[tuple[int, int], ...]:
        """Start and end of every line, line ends left out; after a last line end comes one more, empty line."""
        ends = [(found.start(), found.end()) for found in LINE_END.finditer(self.text)]
        starts = [0, *(after for _, after in ends)]
        return tuple(zip(starts, [*(end for end, _ in ends), len(self.text)], strict=True))

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(start for start, _ in self._bounds)

    def position(self, offset: int) -> Position:
        """Line and column of an offset; a line end belongs to its line, an offset outside is moved to the edge."""
        inside = max(0, min(offset, len(self.text)))
        line = bisect_right(self._starts, inside)
        return Position(line, inside - self._starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The text of a line without its end; nothing for a line that is not there."""
        bounds = self.bounds(number)
        return self.text[bounds.start : bounds.end]

    def bounds(self, number: int) -> Span:
        """The span of a line without its end; for a line that is not there, the empty span at that edge of the text."""
        if number < 1:
            return Span(0, 0)
        if number > len(self._bounds):
            return Span(len(self.text), len(self.text))
        return Span(*self._bounds[number - 1])

    def lines(self, span: Span) -> tuple[str, ...]:
        """Every line that the span touches, without line ends; an empty span touches the line it stands in."""
        first, last = self.position(span.start), self.position(max(span.start, span.end - 1))
        return tuple(self.line(number) for number in range(first.line, last.line + 1))

    def text_of(self, span: Span) -> str:
        return self.text[max(0, span.start) : max(0, span.end)]

    def line_at(self, offset: int) -> str:
        """The text of the line that an offset stands in."""
        return self.line(self.position(offset).line)

    @property
    def root(self) -> Source:
        """The file that somebody named: this one, or the one that includes the others."""
        return self

    @property
    def files(self) -> tuple[Source, ...]:
        """Every file that the text is made of, the one that somebody named first."""
        return (self,)

    @property
    def by_name(self) -> dict[str, Source]:
        """The texts in which places are shown."""
        return {self.name: self}

    def place(self, span: Span) -> Place:
        """A span of the text as a place in its file."""
        return Place(self.name, span)

    def file_at(self, offset: int) -> Source:
        """The file that an offset stands in."""
        return self


@frozen
class Place:
    """Where in which source; `field` says it in a record file's own terms (`absences[2].last`, or row and column)."""

    source: str
    span: Span
    field: str = ""


@frozen
class Undecodable:
    """Bytes that are no text we can be sure of: the first that cannot be read, and how far into the file it stands."""

    name: str
    offset: int
    byte: int


def decode(name: str, data: bytes) -> Source | Undecodable:
    """UTF-8 with or without its mark, or UTF-16 with it; guessing at more would misread names and pound signs."""
    marks = ((BOM_UTF8, "utf-8"), (BOM_UTF16_LE, "utf-16-le"), (BOM_UTF16_BE, "utf-16-be"))
    mark, encoding = next((known for known in marks if data.startswith(known[0])), (b"", "utf-8"))
    try:
        return Source(name, data[len(mark) :].decode(encoding))
    except UnicodeDecodeError as fault:
        offset = len(mark) + fault.start
        return Undecodable(name, offset, data[offset])
