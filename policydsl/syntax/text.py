"""A policy text as signs and lines: the signs of word processors made plain, comments found, lines cut into clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policydsl.frozen import frozen
from policydsl.source import Span

QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02"
HYPHENS = "\u2010\u2011"
APOSTROPHES = "\u2018\u2019\u02bc"
# Line ends other than the three that end a line here, the mark at the start of a file, and a blank of no width.
BLANKS = "\u000b\u000c\u001c\u001d\u001e\u001f\u0085\u2028\u2029\ufeff\u200b"
PLAIN = str.maketrans({**dict.fromkeys(HYPHENS, "-"), **dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys(BLANKS, " ")})
QUOTED_OR_QUOTE = re.compile(rf'"[^"\n]*"|[{QUOTES}]')
WIDE_BLANK = re.compile(r"[^\S \t\n]")

CODE = re.compile(r'(?:"[^"\n]*"|[^#\n])*')
CARRIES_ON = re.compile(r"[ \t]*(?:and|or|but|except)\b")
RUNS_ON = (",", ":")
RUNS_ON_OF_A_TITLE = (",",)
TITLE = re.compile(r"(?:(?:the|an|a)\s+)*example\s")
"""The heading of an example: a colon at its end is of the title."""
REST_OF_QUOTES = re.compile(r'[^"]*"\s*(?:\[[^\]]*\])?\s*$')


def plain(text: str) -> str:
    """The same text, sign by sign, with plain quotes, hyphens, blanks and line ends; quoted words stay as they are."""
    text = re.sub(r"\r(?!\n)", "\n", text).replace("\r", " ").translate(PLAIN)
    text = QUOTED_OR_QUOTE.sub(lambda found: found[0] if len(found[0]) > 1 else '"', text)
    return WIDE_BLANK.sub(" ", text)


@frozen
class Remark:
    """A comment, its sign included."""

    span: Span
    alone: bool


def remarks(text: str) -> Iterator[Remark]:
    """Every comment of a plain text."""
    for start, end in _lines(text):
        sign = _code_end(text, start, end)
        if sign < end:
            yield Remark(Span(sign, start + len(text[start:end].rstrip())), not text[start:sign].strip())


def clauses(text: str) -> Iterator[Span]:
    """Every clause of a plain text, from its first word to its last.

    A clause runs on after a comma or a colon, or when the next line begins with and, or, but, except; comments between
    its lines belong to it, an empty line ends it. Quoted words that a line break has cut are kept together.
    """
    first, last = -1, -1
    for start, end in _lines(text):
        code = text[start : _code_end(text, start, end)].rstrip()
        if code.strip():
            runs_on = first >= 0 and (
                text[last - 1] in (RUNS_ON_OF_A_TITLE if TITLE.match(text, first) else RUNS_ON)
                or CARRIES_ON.match(code)
                or _closes(code, text[first:last])
            )
            if first >= 0 and not runs_on:
                yield Span(first, last)
            if not runs_on:
                first = start + len(code) - len(code.lstrip())
            last = start + len(code)
        elif first >= 0 and not text[start:end].strip():
            yield Span(first, last)
            first = -1
    if first >= 0:
        yield Span(first, last)


def _closes(code: str, before: str) -> bool:
    """Whether a line is the rest of quoted words that a line break has cut: that is one problem, not two."""
    return before.count('"') % 2 == 1 and REST_OF_QUOTES.match(code) is not None


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def _code_end(text: str, start: int, end: int) -> int:
    """Where a line's comment begins, or its end."""
    if text.find("#", start, end) < 0:
        return end
    found = CODE.match(text, start, end)
    return found.end() if found else start
