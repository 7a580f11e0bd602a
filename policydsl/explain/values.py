"""Days and numbers, reasons and places as JSON holds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from policydsl.domain.number import Exact
from policydsl.gathered import file_of
from policydsl.interpret.answer import Counted, LeftOut, PointsEntry, Reason
from policydsl.source import Place, Source

Json = dict[str, object]
MOST_DECIMALS = 6
SAFE = 2**53
"""Beyond this a reader of JSON that keeps numbers as floating point would round."""


def day(when: date | None) -> str | None:
    """A day in ISO form."""
    return None if when is None else when.isoformat()


def number(value: Exact) -> int | float | Json:
    """A JSON number where that is exact: whole, or of at most six decimals; else the exact fraction as text."""
    if isinstance(value, int):
        return value if abs(value) < SAFE else {"exact": str(value)}
    scaled = value * 10**MOST_DECIMALS
    if scaled.denominator == 1 and abs(scaled) < SAFE:
        return float(value)
    return {"exact": f"{value.numerator}/{value.denominator}"}


def at_line(number_: int | None) -> Json:
    """A line of the policy; `source` names the file of one that is included, and is there for no other."""
    file = file_of(number_)
    return {"line": None if number_ is None else int(number_), **({} if file is None else {"source": file})}


def files_of(digests: Mapping[str, str]) -> Json:
    """The files that a policy is made of, with their digests; nothing of a policy that is one file."""
    files = [{"name": name, "digest": digest} for name, digest in digests.items()]
    return {"sources": files} if len(files) > 1 else {}


def reason(why: Reason) -> Json:
    """A reason with everything it looked at, and the reasons below it."""
    return {
        "kind": why.kind,
        "what": why.what,
        **at_line(why.line),
        "clauses": list(why.clauses),
        "value": value(why.value),
        "comparison": why.comparison,
        "limit": value(why.limit),
        "unit": why.unit,
        "first": day(why.first),
        "last": day(why.last),
        "counted": [counted(one) for one in why.counted],
        "clipped": list(why.clipped),
        "left_out": [left_out(one) for one in why.left_out],
        "arithmetic": why.arithmetic,
        "needs": list(why.needs),
        "because": [reason(one) for one in why.because],
    } | entries(why.entries)


def entries(found: Sequence[PointsEntry]) -> Json:
    """The lines behind points; nothing where no points are meant."""
    return {"entries": [_entry(one) for one in found]} if found else {}


def _entry(one: PointsEntry) -> Json:
    return {
        "what": one.what,
        "absence": one.absence,
        "on": day(one.on),
        "points": number(one.points),
        "left": number(one.left),
        "drops_off": day(one.drops_off),
        "gone": one.gone,
        "gone_on": day(one.gone_on),
    }


def counted(one: Counted) -> Json:
    """An absence that was counted, and the days it adds."""
    days = None if one.days is None else number(one.days)
    return {
        "absence": one.absence,
        "first": day(one.first),
        "last": day(one.last),
        "days": days,
        "holidays": [{"date": day(when), "name": name} for when, name in one.holidays],
    }


def left_out(one: LeftOut) -> Json:
    """An absence that was not counted, and why."""
    return {"absence": one.absence, "first": day(one.first), "why": one.why}


def place(where: Place | None, sources: Mapping[str, Source]) -> Json | None:
    """A place by its source, field, line and column (from 1); the last two only where the text is at hand."""
    if where is None:
        return None
    source = sources.get(where.source)
    position = None if source is None else source.position(where.span.start)
    return {
        "source": where.source,
        "field": where.field,
        "line": position.line if position else None,
        "column": position.column if position else None,
    }


def value(one: Exact | date | str | None) -> object:
    """A value of any kind: a word as it is, a number or a day."""
    if one is None or isinstance(one, str):
        return one
    return number(one) if isinstance(one, int | Fraction) else day(one)
