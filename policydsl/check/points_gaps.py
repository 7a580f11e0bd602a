"""A rule about points: lengths of a declared event that no line gives points to, above a length that has some."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from policydsl.check import points_problems as problems
from policydsl.check.names import NameKind
from policydsl.check.whole import Whole, same
from policydsl.diagnostics import Diagnostic
from policydsl.frozen import frozen
from policydsl.syntax import nodes

MINUTES = {"minutes": 1, "hours": 60}
SHORTEST = 1
"""An event that has a length lasts at least a minute, and a whole number of them."""


@frozen
class Lengths:
    """The lengths in minutes that a line gives points to, both ends included; no last one: however long."""

    line: nodes.Entry
    first: int
    last: int | None


def every_longer_event_has_its_points(whole: Whole) -> Iterator[Diagnostic]:
    """What lasts longer than an event with points has points, too, or a line says how many, if it is 0.

    Nothing is said of what is shorter than every length that is named: a few minutes are commonly let pass.
    """
    for block in whole.tree.blocks:
        if not isinstance(block, nodes.Points) or any(isinstance(line, nodes.Broken) for line in block.lines):
            continue
        entries: dict[str, list[nodes.Entry]] = {}
        for line in block.lines:
            if isinstance(line, nodes.Entry) and whole.names.find(line.kind.name.text, NameKind.EVENT) is not None:
                entries.setdefault(same(line.kind.name.text), []).append(line)
        versions = {name for line in block.lines if (name := _of_some_days(line)) is not None}
        for name, lines in entries.items():
            if name not in versions:
                yield from _gaps(whole, lines)


def _of_some_days(line: nodes.Node) -> str | None:
    """The event whose points a line gives for some days or some employees alone."""
    match line:
        case nodes.PointsOf(line=nodes.Entry(kind=kind)):
            return same(kind.name.text)
        case _:
            return None


def _gaps(whole: Whole, lines: list[nodes.Entry]) -> Iterator[Diagnostic]:
    """The gap above the shortest length, where every line is about lengths and nothing else leaves any out."""
    if any(not line.kind.filters for line in lines):
        return
    found = [_lengths(whole, line) for line in lines if len(line.kind.filters) == 1]
    bands = sorted((one for one in found if one is not None), key=lambda one: one.first)
    if not bands or len(bands) < len([one for one in lines if _is_by_length(one)]):
        return  # one that cannot be worked out may fill the gap
    longest = bands[0]
    for band in bands[1:]:
        if longest.last is None or band.first > longest.last + 1:
            break
        if band.last is None or band.last > longest.last:
            longest = band
    if longest.last is not None:
        above = next((one.first - 1 for one in bands if one.first > longest.last + 1), None)
        at = whole.label(longest.line.kind.span, f"up to {_minutes(longest.last)}")
        yield problems.points_gap(at, _one(whole, longest.line), longest.last + 1, above)


def _is_by_length(line: nodes.Entry) -> bool:
    return any(isinstance(one, nodes.Lasting) for one in line.kind.filters)


def _lengths(whole: Whole, line: nodes.Entry) -> Lengths | None:
    """The lengths that a line names; nothing when it is not about lengths in minutes or hours."""
    (narrows,) = line.kind.filters
    if not isinstance(narrows, nodes.Lasting):
        return None
    match narrows.bound:
        case nodes.Bound(comparison=comparison, value=limit):
            minutes = _in_minutes(whole, limit)
            ends = None if minutes is None else _compared(comparison.text, minutes)
            return None if ends is None else Lengths(line, *ends)
        case nodes.Between(low=low, high=high) | nodes.BetweenOpen(low=low, high=high):
            most, least = _in_minutes(whole, high), _in_minutes(whole, low)
            if isinstance(low, nodes.Number) and isinstance(high, nodes.Amount):
                least = low.value * MINUTES.get(high.unit.text, 1)
            if most is None or least is None:
                return None
            last = floor(most) if isinstance(narrows.bound, nodes.Between) else ceil(most) - 1
            return Lengths(line, ceil(least), last)


def _compared(comparison: str, minutes: Fraction) -> tuple[int, int | None] | None:
    match comparison:
        case "over":
            return floor(minutes) + 1, None
        case "at_least":
            return ceil(minutes), None
        case "at_most":
            return SHORTEST, floor(minutes)
        case "under":
            return SHORTEST, ceil(minutes) - 1
        case _:
            return None


def _in_minutes(whole: Whole, value: nodes.Node) -> Fraction | None:
    match whole.worth(value):
        case nodes.Amount(number=number, unit=unit) if unit.text in MINUTES:
            return number.value * MINUTES[unit.text]
        case _:
            return None


def _one(whole: Whole, line: nodes.Entry) -> str:
    """The event with its article, as the line has it."""
    written = " ".join(whole.source.text[line.span.start : line.span.end].split())
    return written.partition(" for ")[2].partition(" lasting ")[0]


def _minutes(number: int) -> str:
    return f"{number} minutes"
