"""A run of comparisons: what its two sides are, whom it is about, and how many move by which step."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from policydsl.explain.policy_differs import LineDiffers
from policydsl.frozen import frozen
from policydsl.interpret.answer import Difference
from policydsl.interpret.compare import Comparison

DATED = ("fell-due", "lapsed", "closed")
"""Kinds of differences that are about a day, and are counted by what they are about."""


@frozen
class Side:
    """One side: the words for it (`said`, and few: `short`), its policy, and what of the record it looks at."""

    said: str
    short: str
    policy: str
    digest: str
    in_force: date
    takings: tuple[tuple[str, str], ...] = ()
    known: date | None = None
    pay: tuple[str, str] | None = None
    """The name of the file whose sick pay gives days of facts, and the digest of its text."""


@frozen
class Compared:
    """One person (None: the source does not say who), the digest of the history, and what differs."""

    employee: str | None
    digest: str | None
    comparison: Comparison


@frozen
class Run:
    """A whole run; `lines`: what the two policies say differently, where there are two."""

    on: date
    here: Side
    there: Side
    people: tuple[Compared, ...]
    lines: tuple[LineDiffers, ...] = ()
    is_of_policies: bool = True


@frozen
class Moving:
    """For how many people a step falls due (a branch lapses, closes) on one side only, or earlier or later here."""

    kind: str
    what: str
    only_here: int = 0
    only_there: int = 0
    earlier: int = 0
    later: int = 0


@frozen
class Summary:
    """How many people there are, move, have only other duties or numbers, are the same, and were not compared."""

    people: int
    move: int
    other: int
    same: int
    errors: int
    moving: tuple[Moving, ...]


def summary(people: Iterable[Compared]) -> Summary:
    """The numbers of a run; steps and branches in the order in which they first differ for somebody."""
    counts = {"move": 0, "other": 0, "same": 0, "errors": 0}
    moving: dict[tuple[str, str], dict[str, int]] = {}
    for one in people:
        counts[_kind(one.comparison)] += 1
        dated = [each.difference for each in one.comparison.differences if each.difference.kind in DATED]
        for each, how in dict.fromkeys(((each.kind, each.what), _how(each)) for each in dated):
            numbers = moving.setdefault(each, {})
            numbers[how] = numbers.get(how, 0) + 1
    by = tuple(
        Moving(kind, what, **numbers)
        for (kind, what), numbers in sorted(moving.items(), key=lambda one: _place(one[0][0]))
    )
    return Summary(sum(counts.values()), counts["move"], counts["other"], counts["same"], counts["errors"], by)


def _place(kind: str) -> int:
    return DATED.index(kind)


def _kind(one: Comparison) -> str:
    if one.here and one.there:
        return "errors"
    return "move" if one.moves else "other" if one.differences else "same"


def _how(one: Difference) -> str:
    if one.here is None or one.there is None:
        return "only_there" if one.here is None else "only_here"
    return "earlier" if str(one.here) < str(one.there) else "later"  # days as ISO text are in their own order
