"""Rules about categories by length: together they leave out no length between them, and no absence is in two."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from policydsl.check import rule_problems as problems
from policydsl.check.names import NameKind, is_built_in
from policydsl.check.needs import says
from policydsl.check.problems import unknown_name
from policydsl.check.whole import Whole, same
from policydsl.diagnostics import Diagnostic, count_of
from policydsl.frozen import frozen
from policydsl.syntax import nodes

DAYS = {"calendar_days": 1, "weeks": 7}
GAP = "may_be_followed_by_gap"
SHORTEST = 1
"""An absence lasts at least a day, and a whole number of days."""


@frozen
class Band:
    """The lengths of a category in calendar days, both ends included; no last one: however long."""

    category: nodes.Category
    first: int
    last: int | None

    def __and__(self, other: Band) -> tuple[int, int | None] | None:
        """The lengths that are in both."""
        lasts = [last for last in (self.last, other.last) if last is not None]
        first, last = max(self.first, other.first), min(lasts, default=None)
        return (first, last) if last is None or first <= last else None


def no_length_falls_between_categories(whole: Whole) -> Iterator[Diagnostic]:
    """Between the shortest and the longest category every length belongs to one, or the policy says it need not."""
    if any(block.broken for block in whole.tree.blocks if isinstance(block, nodes.Category)):
        return  # one that could not be read may fill the gap
    bands = sorted(_bands(whole), key=lambda band: (band.first, band.last is None, band.last or 0))
    longest: Band | None = None
    for band in bands:
        if longest is None:
            longest = band
            continue
        if longest.last is None:
            return
        if band.first > longest.last + 1 and not says(longest.category.lines, GAP, nodes.MayBeFollowedByGap):
            yield problems.category_gap(
                whole.label(longest.category.kinds.span, f"up to {count_of(longest.last, 'day')}"),
                whole.label(band.category.kinds.span, f"from {count_of(band.first, 'day')}"),
                _days(longest.last + 1, band.first - 1),
                whole.words(longest.category.name),
            )
        if band.last is None or band.last > longest.last:
            longest = band


def no_length_is_in_two_categories(whole: Whole) -> Iterator[Diagnostic]:
    """No absence is in two categories by its length alone, or the policy says that it may be."""
    bands = tuple(_bands(whole))
    for number, band in enumerate(bands):
        for earlier in bands[:number]:
            both = band & earlier
            if both is not None and not (_may_overlap(band, earlier) or _may_overlap(earlier, band)):
                yield problems.category_overlap(
                    whole.label(band.category.kinds.span, _days(band.first, band.last)),
                    whole.label(earlier.category.kinds.span, _days(earlier.first, earlier.last)),
                    _days(*both),
                    whole.words(band.category.name),
                    whole.words(earlier.category.name),
                )


def every_overlap_names_a_category(whole: Whole) -> Iterator[Diagnostic]:
    """`may overlap` is followed by the name of a category."""
    known = [one.name for one in whole.names.of(NameKind.CATEGORY)]
    for block in whole.tree.blocks:
        for line in block.lines if isinstance(block, nodes.Category) else ():
            if isinstance(line, nodes.MayOverlap) and not whole.names.find(line.category.text, NameKind.CATEGORY):
                written = whole.words(line.category)
                yield unknown_name(whole.place(line.category.span), written, [NameKind.CATEGORY.value], known)


def _may_overlap(band: Band, other: Band) -> bool:
    """Do the lines of a category say that the overlap is meant, or may one that cannot be read say so?"""
    for line in band.category.lines:
        match line:
            case nodes.MayOverlap(category=name) if same(name.text) == same(other.category.name.text):
                return True
            case nodes.Broken(about="may_overlap"):
                return True
    return False


def _days(first: int, last: int | None) -> str:
    """Lengths in words."""
    if last is None:
        return f"{count_of(first, 'day')} or more"
    if first == last:
        return f"exactly {count_of(first, 'day')}"
    return f"{first} to {count_of(last, 'day')}"


# ------------------------------------------------------------------ from words to lengths


def _bands(whole: Whole) -> Iterator[Band]:
    """The categories that are defined by one run of lengths in calendar days and by nothing else."""
    for block in whole.tree.blocks:
        match block:
            case nodes.Category(
                kinds=nodes.Kinds(
                    which=nodes.Either(kinds=(nodes.Kind(name=name, filters=(nodes.Lasting(bound=bound),)),)),
                    but_not=None,
                ),
                lines=lines,
            ) if is_built_in(name.text, "absence") and not any(isinstance(line, nodes.NotYet) for line in lines):
                lengths = _lengths(whole, bound)
                if lengths is not None and (lengths[1] is None or SHORTEST <= lengths[1] >= lengths[0]):
                    yield Band(block, max(SHORTEST, lengths[0]), lengths[1])


def _lengths(whole: Whole, bound: nodes.Bounds) -> tuple[int, int | None] | None:
    """First and last length that a limit lets through; nothing when it is not in calendar days."""
    match bound:
        case nodes.Bound(comparison=comparison, value=limit):
            days = _in_days(whole, limit)
            return None if days is None else _compared(comparison.text, days)
        case nodes.Between(low=low, high=high) | nodes.BetweenOpen(low=low, high=high):
            most = _in_days(whole, high)
            least = low.value if isinstance(low, nodes.Number) else _in_days(whole, low)
            if most is None or least is None:
                return None
            if isinstance(low, nodes.Number) and isinstance(high, nodes.Amount):
                least *= DAYS[high.unit.text]
            return ceil(least), floor(most) if isinstance(bound, nodes.Between) else ceil(most) - 1


def _compared(comparison: str, days: Fraction) -> tuple[int, int | None] | None:
    match comparison:
        case "over":
            return floor(days) + 1, None
        case "at_least":
            return ceil(days), None
        case "at_most":
            return SHORTEST, floor(days)
        case "under":
            return SHORTEST, ceil(days) - 1
        case "exactly" if days.denominator == 1:
            return int(days), int(days)
        case _:
            return None


def _in_days(whole: Whole, value: nodes.Node) -> Fraction | None:
    match whole.worth(value):
        case nodes.Amount(number=number, unit=unit, how=None) if unit.text in DAYS:
            return number.value * DAYS[unit.text]
        case _:
            return None
