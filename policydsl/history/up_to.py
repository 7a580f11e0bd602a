"""What a history says of the days up to one of them, as plain values: if that is the same, evaluation can go on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from policydsl.domain.absence import Record
from policydsl.domain.number import Day
from policydsl.domain.working_time import Pattern
from policydsl.history.as_known import as_known
from policydsl.history.history import Adjustment, Event, FactValue, History, Membership, What

Values = list[object]


def up_to(filed: History, on: Day, known: Day | None) -> dict[str, object]:
    """All that can change where a case stands at the end of a day, in an order that is not that of the file.

    An absence or an adjustment that ends later runs on, as on that day. Where meetings were recorded, every version of
    a record, a fact or a group that was on file by then counts too: a meeting may rest on one of them.
    """
    history = as_known(filed, known)
    events = [one for one in history.events if one.day <= on]
    versions: Iterable[Values] = ()
    if any(one.what is What.HELD for one in events):
        until = max(on, *(one.recorded or one.day for one in events))
        versions = _versions(filed, on, until if known is None else min(known, until))
    works = None if history.works is None else [_pattern(one) for one in history.works if _has_come(one.since, on)]
    return {
        "employee": history.employee,
        "works": works,
        "holidays": None if history.holidays is None else history.holidays.values(),
        "service": history.service if history.service is not None and history.service <= on else None,
        "groups": _sorted(_membership(one, on) for one in history.groups if _has_come(one.since, on)),
        "records": _sorted(_record(one, on) for one in history.records if one.first <= on),
        "versions": _sorted(versions),
        "events": _sorted(_event(one) for one in events),
        "facts": _sorted(_fact(one) for one in history.facts if _has_come(one.since, on)),
        "standing": _sorted(
            [one.branch, one.step, one.held, one.absence, one.outcome] for one in history.standing if one.held <= on
        ),
        "adjustments": _sorted(_adjustment(one, on) for one in history.adjustments if _has_come(one.since, on)),
    }


def _has_come(day: Day | None, on: Day) -> bool:
    """What has no day of its own was always there."""
    return day is None or day <= on


def _versions(filed: History, on: Day, until: Day) -> Iterator[Values]:
    """What had been put on file by a day about the days up to another, each version of it."""
    for one in _about([one for one in filed.records if _has_come(one.recorded, until)], on):
        yield _version(one, on, until)
    for fact in filed.facts:
        if _has_come(fact.since, on) and _has_come(fact.recorded, until):
            yield [*_fact(fact), fact.recorded]
    for member in filed.groups:
        if _has_come(member.since, on) and _has_come(member.recorded, until):
            yield _membership(member, on)


def _about(records: Sequence[Record], on: Day) -> Iterator[Record]:
    """Every version of the records of which some version begins by the day."""
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
    covered = one.since, one.until
    return [*about, one.due, one.by, one.why is not None, one.recorded, *covered, str(one.minutes), sorted(one.flags)]


def _fact(one: FactValue) -> Values:
    return [one.fact, one.value, one.absence, one.since]


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
