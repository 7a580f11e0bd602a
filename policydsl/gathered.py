"""A text made of several files: knows which file and line each place stands in; never reads a file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from policydsl.frozen import frozen
from policydsl.source import Place, Position, Source, Span


class LineOf(int):
    """The number of a line in an included file, which it knows; a line of the policy's own file is a plain number."""

    file: str

    def __new__(cls, number: int, file: str) -> Self:
        line = super().__new__(cls, number)
        line.file = file
        return line

    def __eq__(self, other: object) -> bool:
        return isinstance(other, int) and int(self) == int(other) and file_of(self) == file_of(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((int(self), self.file))

    def __reduce__(self) -> tuple[type[LineOf], tuple[int, str]]:
        return LineOf, (int(self), self.file)


def file_of(line: object) -> str | None:
    """The included file that a line stands in; None: the policy's own file."""
    return line.file if isinstance(line, LineOf) else None


def line_in(line: int) -> str:
    """`37`; of an included file `37 of shared/definitions.policy`."""
    file = file_of(line)
    return str(int(line)) if file is None else f"{int(line)} of {file}"


@frozen
class Piece:
    """A part of a whole text, taken from one file without a gap: where it begins in the whole, and in the file."""

    start: int
    file: Source
    begin: int


@frozen
class Unfound:
    """An included file that is not there: why, and the way out; `circle`: the lines by which a file includes itself."""

    why: str
    help: str
    circle: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Gathered(Source):
    """A text in which each included file stands behind the line that includes it; places are told in the files.

    Its own name is that of no file, so that a place in the whole is never taken for one in the file first named.
    """

    pieces: tuple[Piece, ...]
    unfound: Mapping[int, Unfound]
    """By where the line begins in the whole, what is wrong with what it includes."""
    found: Mapping[tuple[str, str], Source | Unfound]
    """By the including file and the words in quotes, what was handed in."""

    @cached_property
    def _begins(self) -> tuple[int, ...]:
        return tuple(one.start for one in self.pieces)

    @property
    def root(self) -> Source:
        return self.pieces[0].file

    @property
    def files(self) -> tuple[Source, ...]:
        return tuple({one.file.name: one.file for one in self.pieces}.values())

    @property
    def by_name(self) -> dict[str, Source]:
        return {one.name: one for one in self.files}

    def piece(self, offset: int) -> Piece:
        """What an offset stands in."""
        return self.pieces[max(0, bisect_right(self._begins, offset) - 1)]

    def file_at(self, offset: int) -> Source:
        return self.piece(offset).file

    def place(self, span: Span) -> Place:
        one = self.piece(span.start)
        return Place(one.file.name, self.in_file(span))

    def in_file(self, span: Span) -> Span:
        """A span of the whole as one of its file."""
        one = self.piece(span.start)
        most, shift = len(one.file.text), one.begin - one.start
        return Span(min(span.start + shift, most), min(span.end + shift, most))

    def position(self, offset: int) -> Position:
        one = self.piece(offset)
        found = one.file.position(self.in_file(Span(offset, offset)).start)
        return found if one.file is self.root else Position(LineOf(found.line, one.file.name), found.column)

    def line(self, number: int) -> str:
        """The text of a line, which knows its file unless that is the first."""
        file = self.by_name.get(file_of(number) or "", self.root)
        return file.line(int(number))
