"""What a word processor puts at the beginning of a line and nobody meant: a capital letter, a bullet.

Names keep their capitals: only words that open a line of the language are read as if they were written small, and only
where the line cannot be read as it stands. Every sign keeps its place.
"""

from __future__ import annotations

import re

from policydsl.source import Span
from policydsl.syntax import names, text
from policydsl.syntax.opening import WORD, opening
from policydsl.syntax.parser import stops

BULLET = re.compile(r"^([ \t]*)[\u2022\u2023\u25aa\u25cf\u25e6\u2013\u2014*-](?=[ \t]+\S)", re.MULTILINE)
OWN_WORDS = re.compile(
    r"^[ \t]*(?:(?:the|an|a)[ \t]+)*(?:(?:the|an|a|employee)\b(?=[ \t]))", re.IGNORECASE | re.MULTILINE
)
"""Articles, and the employee: no name begins with these, so they are small wherever a line begins."""
ACTION = re.compile(r':\s+([A-Z][a-z]+)\b(?=[^"]*(?:"[^"]*"[^"]*)*$)')
"""The first word behind a colon, outside quotes."""
BEFORE_ACTIONS = ("outcome", "if", "at", "beyond")
"""Words that open a line in which actions follow a colon: no name stands there."""
MOST = 12
"""So many words of a line are looked at, and so many capitals inside one are made small."""


def as_meant(plain: str) -> str:
    """A plain text with its bullets taken away and the first words of its lines written small, sign for sign."""
    plain = BULLET.sub(r"\1 ", plain)
    plain = OWN_WORDS.sub(lambda found: found[0].lower(), plain)
    for span in text.clauses(plain):
        if any(word[:1].isupper() for word in _first_words(plain, span)) and stops(plain, span, None) is not None:
            plain = _small(plain, span)
    return plain


def _first_words(plain: str, span: Span) -> list[str]:
    """The first word of a line that is no article, and the articles before it."""
    found: list[str] = []
    for word in WORD.finditer(plain, span.start, span.end):
        found.append(word[0])
        if word[0].lower() not in names.ARTICLES:
            break
    return found


def _small(plain: str, span: Span) -> str:
    """The text with the words small that open this line, if they open one; then those that it cannot go on at."""
    words = [found.span() for _, found in zip(range(MOST), WORD.finditer(plain, span.start, span.end), strict=False)]
    all_small = plain
    for start, end in words:
        all_small = _lowered(all_small, start, end)
    best = opening(all_small, span)
    if best is None:
        return plain
    wanted = best.words[: best.found]
    for start, end in words:
        if not wanted:
            break
        plain = _lowered(plain, start, end)
        wanted = wanted if plain[start:end] in names.ARTICLES else wanted[1:]
    if best.words[0] in BEFORE_ACTIONS and (colon := ACTION.search(plain, span.start, span.end)):
        plain = _lowered(plain, *colon.span(1))
    return _goes_on(plain, span)


def _goes_on(plain: str, span: Span) -> str:
    for _ in range(MOST):
        stop = stops(plain, span, None)
        word = WORD.match(plain, stop, span.end) if stop is not None and stop < span.end else None
        if stop is None or word is None or not word[0][:1].isupper():
            return plain
        smaller = _lowered(plain, *word.span())
        beyond = stops(smaller, span, None)
        if beyond is not None and beyond <= stop:
            return plain
        plain = smaller
    return plain


def _lowered(plain: str, start: int, end: int) -> str:
    small = plain[start:end].lower()
    return plain[:start] + small + plain[end:] if len(small) == end - start else plain
