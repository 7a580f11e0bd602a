"""A history as the history file that says it: the way back from what the reader makes of a file."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from policydsl.domain.absence import Record
from policydsl.domain.number import Day, Exact
from policydsl.domain.working_time import MONDAY, Pattern
from policydsl.history.history import Adjustment, Event, FactValue, History, Membership, Stood
from policydsl.model.amount import Amount
from policydsl.records.shape import WEEKDAYS

Line = dict[str, Any]


def written(history: History) -> Line:
    """The keys and values of the file; what is not said has no key."""
    return _said(
        {
            "employee": history.employee,
            "service from": _day(history.service),
            "holidays": None if history.holidays is None else history.holidays.name,
            "works": None if history.works is None else [_pattern(one) for one in history.works],
            "groups": [_group(one) for one in history.groups],
            "standing": [_stood(one) for one in history.standing],
            "facts": [_fact(one) for one in history.facts],
            "absences": [_record(one) for one in history.records],
            "events": [_event(one) for one in history.events],
            "adjustments": [_adjustment(one) for one in history.adjustments],
        }
    )


def _said(line: Line) -> Line:
    return {key: value for key, value in line.items() if value is not None and value != [] and value != {}}


def _day(day: Day | None) -> str | None:
    return None if day is None else date.fromordinal(day).isoformat()


def _number(number: Exact) -> float | int:
    return float(number) if isinstance(number, Fraction) else number


def _pattern(one: Pattern) -> Line:
    since = _day(one.since)
    hours = None if one.hours is None else {each for each in one.hours if each}
    if len(one.worked) == 7 and one.starting == MONDAY and (hours is None or len(hours) == 1):
        days = [name for name, worked in zip(WEEKDAYS, one.worked, strict=True) if worked]
        return _said({"from": since, "days": days, "hours": None if hours is None else _number(hours.pop())})
    cycle = [_number(each) for each in one.hours or one.worked]
    return _said({"from": since, "starting": _day(one.starting), "cycle": cycle})


def _record(one: Record) -> Line:
    return _said(
        {
            "id": one.name if one.has_id else None,
            "first": _day(one.first),
            "last": _day(one.last),
            "part": {_day(day): _number(part) for day, part in one.part.items()},
            "flags": sorted(one.flags),
            "reason": one.reason,
            "recorded": _day(one.recorded),
            "retracted": _day(one.retracted),
            "disputed": one.disputed or None,
        }
    )


def _event(one: Event) -> Line:
    return _said(
        {
            "date": _day(one.day),
            "what": one.what.value,
            "step": one.step,
            "name": one.name,
            "value": one.value,
            "for": _day(one.for_),
            "branch": one.branch,
            "absence": one.absence,
            "due": _day(one.due),
            "by": one.by,
            "why": one.why,
            "recorded": _day(one.recorded),
            "from": _day(one.since),
            "to": _day(one.until),
            "minutes": None if one.minutes is None else _number(one.minutes),
            "flags": sorted(one.flags),
        }
    )


def _fact(one: FactValue) -> Line:
    return _said(
        {
            "name": one.fact,
            "value": _day(one.value),
            "absence": one.absence,
            "from": _day(one.since),
            "recorded": _day(one.recorded),
        }
    )


def _stood(one: Stood) -> Line:
    return _said(
        {
            "branch": one.branch,
            "step": one.step,
            "held": _day(one.held),
            "absence": one.absence,
            "outcome": one.outcome,
            "by": one.by,
            "why": one.why,
        }
    )


def _adjustment(one: Adjustment) -> Line:
    value = f"{one.value.number} {one.value.unit.value}" if isinstance(one.value, Amount) else str(_number(one.value))
    return _said(
        {
            "setting": one.setting,
            "value": value,
            "from": _day(one.since),
            "to": _day(one.until),
            "review": _day(one.review),
            "by": one.by,
            "recorded": _day(one.recorded),
        }
    )


def _group(one: Membership) -> Line:
    return _said({"name": one.group, "from": _day(one.since), "to": _day(one.until), "recorded": _day(one.recorded)})
