"""What somebody may have meant: names and keywords close to what was written; knows letters and words, no policies.

Two names are close when few letters differ (two neighbours exchanged count as one), or when one is made of the
other's words. Names come in any order, perhaps from a set, so ties are settled by the alphabet.
"""

from __future__ import annotations

from collections.abc import Iterable

ARTICLES = frozenset({"a", "an", "the"})
OPPOSITES = frozenset(
    frozenset(pair)
    for pair in (
        ("most", "least"),
        ("more", "less"),
        ("more", "fewer"),
        ("over", "under"),
        ("above", "below"),
        ("before", "after"),
        ("first", "last"),
        ("earliest", "latest"),
        ("earlier", "later"),
        ("sooner", "later"),
        ("start", "end"),
        ("starts", "ends"),
        ("start", "ends"),
        ("starts", "end"),
        ("begins", "ends"),
        ("began", "ended"),
        ("with", "without"),
        ("short", "long"),
        ("shorter", "longer"),
        ("shortest", "longest"),
        ("maximum", "minimum"),
        ("full", "part"),
        ("full", "half"),
        ("all", "none"),
        ("any", "none"),
        ("always", "never"),
        ("met", "missed"),
        ("may", "must"),
        ("passed", "failed"),
    )
)
NEGATIONS = frozenset({"no", "not", "never", "without", "non", "except"})
PREFIXES = ("un", "in", "im", "dis", "non", "ir", "il")
SHORTEST_SLIP = 4
"""Under four letters nearly every word is one letter away from another."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name most likely meant, or None when nothing is close."""
    return next(iter(nearest_few(word, known, most=1)), None)


def nearest_few(word: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """At most so many known names, the most likely first."""
    ranked = sorted((rank, name) for name in set(known) if (rank := _rank(word, name)) is not None)
    return tuple(name for _, name in ranked[:most])


def one_slip(word: str, keyword: str) -> bool:
    """One letter changed, added or left out, or two neighbours exchanged; a plural is a different word, no slip."""
    written, meant = word.casefold(), keyword.casefold()
    if min(len(written), len(meant)) < SHORTEST_SLIP or _same_but_for_number(written, meant):
        return False
    return distance(written, meant) == 1


def opposed(word: str, name: str) -> bool:
    """Is the one the opposite of the other, in a word: `most` and `least`, `paid` and `unpaid`?"""
    written, meant = (set(one.casefold().replace("-", " ").split()) for one in (word, name))
    more, other = written - meant, meant - written
    if (more ^ other) & NEGATIONS:
        return True
    return any(frozenset({one, two}) in OPPOSITES or _negates(one, two) for one in more for two in other)


def _negates(one: str, two: str) -> bool:
    return any(one == prefix + two or two == prefix + one for prefix in PREFIXES)


def distance(one: str, other: str) -> int:
    """How many letters to change, add, leave out or exchange with a neighbour."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        here = [row]
        for column, against in enumerate(other, 1):
            cost = min(above[column] + 1, here[-1] + 1, above[column - 1] + (letter != against))
            exchanged = row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against
            here.append(min(cost, before[column - 2] + 1) if exchanged else cost)
        before, above = above, here
    return above[-1]


def _rank(word: str, name: str) -> tuple[int, int] | None:
    """How far a name is from the word: steps apart, then letters apart; None when too far to mention."""
    written, meant = _words(word), _words(name)
    if not written or not meant or opposed(word, name):
        return None
    spelling, spelt = " ".join(written), " ".join(meant)
    letters = distance(spelling, spelt)
    words = _words_apart(written, meant)
    if letters <= max(len(spelling), len(spelt)) // 3:
        return (letters if words is None else min(letters, words)), letters
    return None if words is None else (words, letters)


def _words(name: str) -> tuple[str, ...]:
    return tuple(word for word in name.casefold().split() if word not in ARTICLES)


def _words_apart(written: tuple[str, ...], meant: tuple[str, ...]) -> int | None:
    """One for another order, one more for each word too many or too few; None unless one holds all the other has."""
    fewer, more = sorted((written, meant), key=len)
    left = list(more)
    for word in fewer:
        match = next((candidate for candidate in left if _nearly_same(word, candidate)), None)
        if match is None:
            return None
        left.remove(match)
    # Leaving words out is common; words too many mean another thing once they outnumber the words in common.
    if len(written) > len(meant) and len(left) > len(fewer):
        return None
    return 1 + len(left)


def _nearly_same(one: str, other: str) -> bool:
    return _same_but_for_number(one, other) or one_slip(one, other)


def _same_but_for_number(one: str, other: str) -> bool:
    return one == other or one + "s" == other or other + "s" == one
