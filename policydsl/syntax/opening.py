"""What kind of line a clause is, as far as its first words tell, also when it cannot be read or a word is misspelt."""

from __future__ import annotations

import re
from itertools import takewhile

from policydsl.frozen import frozen
from policydsl.source import Span
from policydsl.syntax import names, nodes
from policydsl.syntax.parser import openings, slips

WORD = re.compile(r"[^\W\d_][\w'&-]*")
NEXT_WORD = re.compile(rf"\s+({WORD.pattern})")
FAR = 200
"""More signs than the longest opening has."""


@frozen
class Opening:
    """A kind of line, its rule, the words it begins with, and how many of them were found; `exact` as all are spelt."""

    kind: str
    rule: str
    words: tuple[str, ...]
    found: int
    exact: bool

    @property
    def whole(self) -> bool:
        """Whether all the opening words are there."""
        return self.found == len(self.words)


def opening(text: str, span: Span) -> Opening | None:
    """The kind of line that shares most of its first words with a clause; the first in the grammar of several."""
    written = WORD.findall(text, span.start, min(span.end, span.start + FAR))
    words = [word for word in written if word not in names.ARTICLES]
    meant = [_meant(word) for word in words]
    best: Opening | None = None
    first = meant[0] if meant else frozenset[str]()
    for start in openings():
        if start.words[0] not in first:
            continue
        found = _shared(meant, start.words)
        better = best is None or (found, found == len(start.words)) > (best.found, best.whole)
        if better:
            best = Opening(start.kind, start.rule, start.words, found, tuple(words[: len(start.words)]) == start.words)
    return best


def _shared(words: list[frozenset[str]], start: tuple[str, ...]) -> int:
    pairs = zip(words, start, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[1] in pair[0], pairs))


def _meant(word: str) -> frozenset[str]:
    """A word as it stands, with a small letter, and the keywords it may be a misspelling of."""
    return frozenset([word, word[:1].lower() + word[1:], *slips(word)])


def guessed_name(text: str, span: Span, heading: str) -> nodes.Name | None:
    """The name that a broken heading seems to declare: its words up to where it would end, or to a sign."""
    found = WORD.search(text, span.start, span.end)
    ends, words = set(names.ENDS.get(heading, ())), list[Span]()
    while found and (found := NEXT_WORD.match(text, found.end(), span.end)):
        if found[1] in ends or ends & set(slips(found[1])):
            break
        words.append(Span(*found.span(1)))
    if not words:
        return None
    whole = words[0] | words[-1]
    return nodes.Name(text=names.shown(text[whole.start : whole.end]), span=whole)
