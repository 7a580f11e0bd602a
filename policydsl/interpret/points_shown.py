"""The points of a day with every line behind them: its date, its points, when it drops off, and why it is gone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from policydsl.domain.number import FUTURE, Day, Exact, Range, exact
from policydsl.interpret.answer import LeftOut, MeasureValue, PointsEntry
from policydsl.interpret.occurrences import given, occurrences
from policydsl.interpret.person import Person
from policydsl.interpret.points import Account, Asked, Line, account
from policydsl.interpret.standing import Case, Standings
from policydsl.model.condition import Points
from policydsl.model.policy import Measure


def points_of_day(
    measure: Measure,
    person: Person,
    case: Case | None,
    before: Standings,
    on: Day,
    number: Range,
    window: tuple[Day, Day],
) -> MeasureValue:
    """The points on a day, line by line; where they are not settled, those that are certain."""
    form = measure.formula.form(on)
    assert isinstance(form.meaning, Points)
    asked = Asked(measure, form.meaning, person, case, before, on)
    found = account(asked, high=False)
    return MeasureValue(
        name=measure.name,
        value=exact(number.low),
        unit=None,
        first=date.fromordinal(window[0]),
        last=date.fromordinal(window[1]),
        arithmetic=_sum(found),
        left_out=tuple(_without_points(asked, window)),
        entries=tuple(_shown(one) for one in found.lines),
        line=form.written.line,
        clauses=measure.written.cites,
        needs=tuple(sorted(number.needs - {FUTURE})) if number.low != number.high else (),
    )


def _without_points(asked: Asked, window: tuple[Day, Day]) -> Iterator[LeftOut]:
    """The declared events that some lines are about and that none of them fits, such as one that lasted too long."""
    events = {line.kind.event for line in asked.points.entries}
    for one in occurrences(asked.person, asked.on):
        if one.event is None or one.event.name not in events or not window[0] <= one.day <= window[1]:
            continue
        if not given(asked.points, asked.measure.name, one, asked.person, asked.on):
            yield LeftOut(one.event.name or "", date.fromordinal(one.day), "no-line-fits")


def _shown(one: Line) -> PointsEntry:
    of = one.of
    return PointsEntry(
        what="credit" if of is None else _kind(one),
        absence=of.of.absence.name if of is not None and of.of.absence is not None else None,
        on=date.fromordinal(one.day),
        points=exact(one.points),
        left=exact(one.left),
        drops_off=None if one.drops is None or not one.surely else date.fromordinal(one.drops),
        gone=one.gone,
        gone_on=None if one.gone_on is None else date.fromordinal(one.gone_on),
    )


def _kind(one: Line) -> str:
    assert one.of is not None
    event, line = one.of.of.event, one.of.line
    if event is not None and event.name is not None:
        return event.name
    return (line.kind.category if line is not None else None) or "absence"


def _sum(found: Account) -> str:
    """`10 - 1 - 0.5`: what the points start at, and what is left of each entry."""
    parts = [one.left for one in found.lines if one.of is not None and one.left]
    first = [written(found.opening)] if found.opening else [written(parts.pop(0))] if parts else []
    return "".join([*first, *(f" {'-' if one < 0 else '+'} {written(-one if one < 0 else one)}" for one in parts)])


def written(number: Exact) -> str:
    """A number as people write it: whole, as a decimal where that is exact, else as a fraction."""
    whole = exact(number)
    if isinstance(whole, Fraction):
        decimal = f"{float(whole):.6f}".rstrip("0")
        return decimal if Fraction(decimal) == whole else f"{whole.numerator}/{whole.denominator}"
    return str(whole)
