"""Standings put away as JSON values and taken up again: evaluation goes on from there as if it had never stopped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

from policydsl.domain.number import Day
from policydsl.gathered import LineOf
from policydsl.interpret import answer, standing
from policydsl.interpret.fold import resumed, with_meetings_once_due
from policydsl.interpret.person import Person
from policydsl.interpret.standing import Standings
from policydsl.model.amount import Amount, Clock, Deed, Unit

CLASSES: Mapping[str, type[Any]] = {
    one.__name__: one
    for one in (
        *(standing.CaseKey, standing.Mark, standing.Position, standing.Case, standing.Occurrence, standing.Ended),
        *(standing.Pending, standing.Noted, Standings, answer.Reason, answer.Counted, answer.LeftOut),
        *(standing.PeriodRun, Amount, answer.PointsEntry),
    )
}
ENUMS: Mapping[str, type[Enum]] = {one.__name__: one for one in (standing.At, Deed, Unit, Clock, answer.StepState)}


def put(standings: Standings) -> object:
    """The standings as values that JSON can hold."""
    return _put(standings)


def taken(values: object) -> Standings:
    """The standings that were put away. INVARIANT: the values are those that `put` gave."""
    standings = _take(values)
    assert isinstance(standings, Standings)
    return standings


def resume(person: Person, standings: Standings, on: Day) -> Standings:
    """The standings on the person's day, worked out from those at the end of an earlier day, `on`.

    The history may have grown since; what it says of the days up to `on` must be what it said then.
    """
    return resumed(with_meetings_once_due(person), standings, on + 1)


def _put(value: object) -> object:
    match value:
        case LineOf():
            return {"line": int(value), "file": value.file}
        case None | bool() | int() | str():
            return value
        case Enum():
            return {"enum": type(value).__name__, "value": value.value}
        case date():
            return {"day": value.isoformat()}
        case Fraction():
            return {"exact": str(value)}
        case tuple():
            return [_put(one) for one in value]
        case frozenset():
            return {"set": sorted(value)}
        case Mapping():
            return {"map": [[_put(key), _put(one)] for key, one in value.items()]}
    if not is_dataclass(value):
        raise TypeError(f"{type(value).__name__} has no place in a snapshot")
    return {"is": type(value).__name__, **{one.name: _put(getattr(value, one.name)) for one in fields(value)}}


def _take(value: Any) -> object:
    match value:
        case None | bool() | int() | str():
            return value
        case list():
            return tuple(_take(one) for one in value)
        case {"enum": str(name), "value": inner}:
            return ENUMS[name](inner)
        case {"line": int(number), "file": str(file), **rest} if not rest:
            return LineOf(number, file)
        case {"day": str(text)}:
            return date.fromisoformat(text)
        case {"exact": str(text)}:
            return Fraction(text)
        case {"set": list(items)}:
            return frozenset(items)
        case {"map": list(pairs)}:
            return {_take(key): _take(one) for key, one in pairs}
        case {"is": str(name), **rest}:
            return CLASSES[name](**{str(key): _take(one) for key, one in rest.items()})
    raise ValueError("this is not a snapshot")
