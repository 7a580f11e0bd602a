"""Bands of service: together they leave out no service, and none is in two of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from policydsl.check import pay_problems as wording
from policydsl.check.scene import Scene
from policydsl.diagnostics import Diagnostic, Label
from policydsl.frozen import frozen
from policydsl.syntax import nodes

MONTHS = {"months": 1, "years": 12}
DAYS = {"calendar_days": 1, "weeks": 7}
Edge = tuple[Fraction, bool]
"""So much service, and whether the day after it is meant, as in `over 6 months`."""
NONE_YET: Edge = (Fraction(0), False)


@frozen
class Band:
    """From one edge up to another, which is no part of it (None: for ever)."""

    line: nodes.PayBand
    first: Edge
    end: Edge | None


def meeting(scene: Scene, lines: Sequence[nodes.PayBand | nodes.PayEverybody]) -> Iterator[Diagnostic]:
    """What is wrong with where bands begin and end."""
    by_service = [one for one in lines if isinstance(one, nodes.PayBand)]
    for_all = [one for one in lines if isinstance(one, nodes.PayEverybody)]
    if for_all and len(lines) > 1:
        other = next(one for one in lines if one is not for_all[-1])
        yield wording.everybody_and_service(scene.at(for_all[-1].span), scene.at(other.span))
        return
    if not by_service:
        return
    scales = {_scale(unit) for one in by_service for unit in _units(one.service)}
    if None in scales:
        return  # reported as what service is not counted in
    if len(scales) > 1:
        first = _scale(_units(by_service[0].service)[0])
        odd = next(one for one in by_service if any(_scale(unit) != first for unit in _units(one.service)))
        yield wording.bands_in_other_units(_label(scene, odd), _label(scene, by_service[0], "other units here"))
        return
    bands = sorted((_band(one) for one in by_service), key=lambda one: one.first)
    if bands[0].first > NONE_YET:
        yield wording.ends_open(_label(scene, bands[0].line), f"service {_up_to(scene, bands[0])}: no pay")
    for before, after in pairwise(bands):
        if before.end is None or before.end > after.first:
            yield wording.overlap(_label(scene, after.line), _label(scene, before.line, "and in this one"))
        elif before.end < after.first:
            below, above = _label(scene, before.line, "this one ends before"), _label(scene, after.line, "begins later")
            yield wording.gap(below, above)
    last = max(bands, key=lambda one: (one.end is None, one.end or NONE_YET))
    if last.end is not None:
        amount = scene.text(_upper(last.line.service).span)
        how = "over" if last.end[1] else "at least"
        yield wording.ends_open(_label(scene, last.line), f"service {how} {amount}: 26 weeks full, 26 weeks half")


def _label(scene: Scene, line: nodes.PayBand, text: str = "") -> Label:
    return Label(scene.at(line.service.span), text)


def _up_to(scene: Scene, band: Band) -> str:
    how = "at most" if band.first[1] else "under"
    bound = band.line.service
    low = bound.value if isinstance(bound, nodes.Bound) else bound.low
    text = scene.text(low.span)
    if isinstance(low, nodes.Number):
        text += f" {_units(bound)[0].replace('_', ' ')}"
    return f"{how} {text}"


def _upper(bound: nodes.Bounds) -> nodes.Node:
    return bound.value if isinstance(bound, nodes.Bound) else bound.high


def _scale(unit: str) -> str | None:
    return "months" if unit in MONTHS else "days" if unit in DAYS else None


def _units(bound: nodes.Bounds) -> list[str]:
    """The units of a bound; one without any is reported elsewhere."""
    ends = [bound.value] if isinstance(bound, nodes.Bound) else [bound.low, bound.high]
    found = [one.unit.text for one in ends if isinstance(one, nodes.Amount)]
    return found or [""]


def _band(line: nodes.PayBand) -> Band:
    match line.service:
        case nodes.Bound(comparison=comparison, value=value):
            much = _much(value, line.service)
            edges: dict[str, tuple[Edge, Edge | None]] = {
                "under": (NONE_YET, (much, False)),
                "at_most": (NONE_YET, (much, True)),
                "at_least": ((much, False), None),
                "over": ((much, True), None),
                "exactly": ((much, False), (much, True)),
            }
            return Band(line, *edges[comparison.text])
        case nodes.Between(low=low, high=high):
            return Band(line, (_much(low, line.service), False), (_much(high, line.service), True))
        case nodes.BetweenOpen(low=low, high=high):
            return Band(line, (_much(low, line.service), False), (_much(high, line.service), False))


def _much(value: nodes.Node, bound: nodes.Bounds) -> Fraction:
    """So much service in months or in days; a lower end without a unit has that of the upper one."""
    if isinstance(value, nodes.Amount):
        return value.number.value * (MONTHS | DAYS)[value.unit.text]
    if isinstance(value, nodes.Number):
        return value.value * (MONTHS | DAYS)[_units(bound)[-1]]
    return Fraction(0)
