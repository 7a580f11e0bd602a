"""What differs between two states of one record: entries added, corrected or withdrawn between two days of knowing."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from datetime import date

from policydsl.domain.absence import Record
from policydsl.domain.number import Day
from policydsl.frozen import frozen
from policydsl.history.as_known import as_known
from policydsl.history.history import Adjustment, Event, FactValue, History

Entry = Record | Event | FactValue | Adjustment


@frozen
class RecordDiffers:
    """One entry that stands in one state of the record and not, or otherwise, in the other.

    `what` is `absence`, `event`, `fact` or `adjustment`; `how` is `added`, `corrected` or `withdrawn`, seen from the
    earlier state; `earlier` and `later` are the entry's own days, and `parts` names what of it was corrected.
    """

    what: str
    name: str
    how: str
    earlier: tuple[date, date | None] | None = None
    later: tuple[date, date | None] | None = None
    parts: tuple[str, ...] = ()


def record_differences(filed: History, one: Day | None, other: Day | None) -> tuple[RecordDiffers, ...]:
    """Every entry that differs between what was on file by two days (None: everything on file)."""
    first, second = sorted((one, other), key=lambda day: (day is None, day or 0))
    before, after = as_known(filed, first), as_known(filed, second)
    return (
        *_listed("absence", before.records, after.records),
        *_listed("event", before.events, after.events),
        *_listed("fact", before.facts, after.facts),
        *_listed("adjustment", before.adjustments, after.adjustments),
    )


def _listed(what: str, before: Iterable[Entry], after: Iterable[Entry]) -> Iterator[RecordDiffers]:
    old, new = {_key(one): one for one in before}, {_key(one): one for one in after}
    for key in dict.fromkeys((*old, *new)):
        was, now = old.get(key), new.get(key)
        if was is None or now is None:
            there = was or now
            assert there is not None
            how = "added" if was is None else "withdrawn"
            earlier = None if was is None else _days(was)
            yield RecordDiffers(what, _name(there), how, earlier, None if now is None else _days(now))
        elif parts := tuple(_corrected(was, now)):
            yield RecordDiffers(what, _name(now), "corrected", _days(was), _days(now), parts)


def _key(one: Entry) -> Hashable:
    """What makes two entries two versions of one: an event has only one."""
    match one:
        case Record():
            return one.name if one.has_id else (one.name, one.last)
        case FactValue():
            return one.fact, one.absence, one.since
        case Adjustment():
            return one.setting, one.since
        case _:
            return one


def _name(one: Entry) -> str:
    match one:
        case Record():
            return one.name
        case FactValue():
            return one.fact
        case Adjustment():
            return one.setting
        case _:
            about = one.step or one.name or ""
            return f"{about}: {one.what.value}" if about else one.what.value


def _days(one: Entry) -> tuple[date, date | None]:
    match one:
        case Record():
            return date.fromordinal(one.first), None if one.last is None else date.fromordinal(one.last)
        case FactValue():
            return date.fromordinal(one.value), date.fromordinal(one.value)
        case Adjustment():
            first = date.min if one.since is None else date.fromordinal(one.since)
            return first, None if one.until is None else date.fromordinal(one.until)
        case _:
            return date.fromordinal(one.day), date.fromordinal(one.day)


PARTS = {
    Record: {key: key for key in ("first", "last", "part", "flags", "reason", "disputed")},
    FactValue: {"value": "value"},
    Adjustment: {"value": "value", "until": "to", "review": "review", "by": "by"},
}
"""What of an entry can be corrected, by its key in a history file. What a flag or a reason says is not told."""


def _corrected(was: Entry, now: Entry) -> Iterator[str]:
    for attribute, key in PARTS.get(type(now), {}).items():
        if getattr(was, attribute) != getattr(now, attribute):
            yield key
