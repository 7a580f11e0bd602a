"""Where a long clause is broken into lines: behind a colon or a comma, or before and, or, but, except."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

WIDEST = 100
CONTINUES = 2
"""Columns by which a line that carries on another stands further in."""
BREAK = re.compile(r'"[^"]*"|(?<=[:,]) | (?=(?:and|or|but|except) )')
COSTS = {":": 0, ",": 1}
DEAR = 3
"""What a break inside a phrase costs."""


def wrapped(words: str, indent: int, names: re.Pattern[str] | None = None) -> list[str]:
    """The lines of a clause, without their indentation: as few as fit, broken where that tears least apart.

    Of equally good breaks the latest is taken. A part in which there is no break may be longer than a line. No line
    breaks inside a name that the policy declares.
    """
    pieces, costs = _pieces(words, names)
    rooms = (WIDEST - indent, WIDEST - indent - CONTINUES)

    @cache
    def best(start: int) -> tuple[int, int, int, tuple[int, ...]]:
        """Signs too many, lines, costs and line starts, from the piece that begins a line."""
        if start == len(pieces):
            return 0, 0, 0, ()
        found: list[tuple[int, int, int, tuple[int, ...]]] = []
        for end in range(len(pieces), start, -1):
            over = max(0, len(" ".join(pieces[start:end])) - rooms[start > 0])
            rest = best(end)
            cost = costs[end] if end < len(pieces) else 0
            found.append((over + rest[0], 1 + rest[1], cost + rest[2], (start, *rest[3])))
        return min(found, key=lambda way: way[:3])

    starts = [*best(0)[3], len(pieces)]
    return [" ".join(pieces[start:end]) for start, end in pairwise(starts)]


def _pieces(words: str, names: re.Pattern[str] | None) -> tuple[list[str], list[int]]:
    """A clause cut at every place where it may be broken, and what a break before each piece costs."""
    pieces, costs, at = list[str](), [0], 0
    kept = [found.span() for found in re.finditer(rf"(?<![\w'&-]){names.pattern}", words)] if names else []
    for found in BREAK.finditer(words):
        if found[0] == " " and not any(first < found.start() < last for first, last in kept):
            pieces.append(words[at : found.start()])
            costs.append(COSTS.get(words[found.start() - 1], DEAR))
            at = found.end()
    return [*pieces, words[at:]], costs
