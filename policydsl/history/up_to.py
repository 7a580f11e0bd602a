"""What a history says of the days up to one of them, as plain values: if that is the same, evaluation can go on."""

from __future__ import annotations

from collections.abc import Iterable

from policydsl.domain.absence import Record
from policydsl.domain.number import Day
from policydsl.domain.working_time import Pattern
from policydsl.history.as_known import as_known, has_corrections
from policydsl.history.history import Adjustment, Event, History, Membership, What

Values = list[object]


def up_to(filed: History, on: Day, known: Day | None) -> dict[str, object]:
    """All that can change where a case stands at the end of a day, in an order that is not that of the file.

    An absence or an adjustment that ends later runs on, as on that day. Where meetings were recorded, versions of
    records that were on file by then count too: a meeting may rest on one of them.
    """
    history = as_known(filed, known)
    events = [one for one in history.events if one.day <= on]
    versions: list[Values] = []
    if has_corrections(filed) and any(one.what is What.HELD for one in events):
        until = max(on, *(one.recorded or one.day for one in events))
        versions = [_version(one, on, until) for one in _about(filed.records, on) if (one.recorded or 0) <= until]
    return {
        "employee": history.employee,
        "works": None if history.works is None else [_pattern(one) for one in history.works if (one.since or 0) <= on],
        "holidays": None if history.holidays is None else history.holidays.values(),
        "service": history.service if history.service is not None and history.service <= on else None,
        "groups": _sorted(_membership(one, on) for one in history.groups if (one.since or 0) <= on),
        "records": _sorted(_record(one, on) for one in history.records if one.first <= on),
        "versions": _sorted(versions),
        "events": _sorted(_event(one) for one in events),
        "facts": _sorted(
            [one.fact, one.value, one.absence, one.since] for one in history.facts if (one.since or 0) <= on
        ),
        "standing": _sorted(
            [one.branch, one.step, one.held, one.absence, one.outcome] for one in history.standing if one.held <= on
        ),
        "adjustments": _sorted(_adjustment(one, on) for one in history.adjustments if (one.since or 0) <= on),
    }


def _about(records: Iterable[Record], on: Day) -> Iterable[Record]:
    """Every version of the records of which some version begins by the day."""
    records = tuple(records)
    names = {one.name for one in records if one.first <= on}
    return (one for one in records if one.name in names)


def _record(one: Record, on: Day) -> Values:
    last = one.last if one.last is not None and one.last <= on else None
    part = sorted([day, str(fraction)] for day, fraction in one.part.items() if day <= on)
    return [one.name, one.first, last, part, sorted(one.flags), one.reason]


def _version(one: Record, on: Day, until: Day) -> Values:
    retracted = one.retracted if one.retracted is not None and one.retracted <= until else None
    return [*_record(one, on), one.recorded, retracted]


def _event(one: Event) -> Values:
    about = [one.day, one.what.value, one.step, one.name, one.value, one.for_, one.branch, one.absence]
    return [*about, one.due, one.by, one.why is not None, one.recorded]


def _adjustment(one: Adjustment, on: Day) -> Values:
    until = one.until if one.until is not None and one.until <= on else None
    return [one.setting, str(one.value), one.since, until, one.recorded]


def _pattern(one: Pattern) -> Values:
    return [[*one.worked], one.starting, None if one.hours is None else [*map(str, one.hours)], one.since]


def _membership(one: Membership, on: Day) -> Values:
    until = one.until if one.until is not None and one.until <= on else None
    return [one.group, one.since, until, one.recorded]


def _sorted(found: Iterable[Values]) -> list[Values]:
    return sorted(found, key=repr)
