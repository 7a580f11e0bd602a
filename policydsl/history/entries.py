"""Records as they are asserted to records that make sense together: days, parts, ids, overlaps, flags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from policydsl.diagnostics import Diagnostic
from policydsl.domain.absence import Record
from policydsl.domain.calendar import LAST_DAY
from policydsl.domain.number import Day
from policydsl.history import problems
from policydsl.history.assertions import SaidRecord
from policydsl.history.names import found
from policydsl.model.policy import Policy


def make_records(said: Sequence[SaidRecord], policy: Policy) -> tuple[tuple[Record, ...], tuple[Diagnostic, ...]]:
    """A record for each asserted one, versions included, in the same order; and what is wrong.

    Contradictions and overlaps are looked for among the records that stand today.
    """
    standing = _standing(said)
    reports = (
        *(problem for record in said for problem in _days(record)),
        *_ids(said),
        *_after_open(standing),
        *_overlaps(standing),
        *_flags(said, policy),
    )
    return tuple(_record(record, policy) for record in said), reports


def name_of(record: SaidRecord) -> str:
    """A record's id, or its first day."""
    return date.fromordinal(record.first.value).isoformat() if record.id is None else record.id.value


def _record(said: SaidRecord, policy: Policy) -> Record:
    return Record(
        name=name_of(said),
        first=said.first.value,
        last=None if said.last is None else said.last.value,
        part={day.value: fraction.value for day, fraction in said.part},
        flags=frozenset(found(flag.value, policy.flags) or flag.value for flag in said.flags),
        reason=None if said.reason is None else said.reason.value,
        recorded=_recorded(said),
        retracted=None if said.retracted is None else said.retracted.value,
        disputed=said.disputed,
        has_id=said.id is not None,
        place=said.place,
    )


def _standing(said: Sequence[SaidRecord]) -> list[SaidRecord]:
    """The records that stand today: of each id the version put on file last, and none that was withdrawn."""
    latest: dict[str, Day] = {}
    for record in said:
        if record.id is not None:
            latest[record.id.value] = max(latest.get(record.id.value, 0), _recorded(record) or 0)
    return [
        record
        for record in said
        if record.retracted is None and (record.id is None or latest[record.id.value] == (_recorded(record) or 0))
    ]


def _days(record: SaidRecord) -> Iterator[Diagnostic]:
    first, last = record.first.value, record.last
    backwards = last is not None and last.value < first
    if last is not None and backwards:
        yield problems.end_before_start(last.place, record.first.place, first)
    for day, fraction in record.part:
        # With its ends exchanged a record has no inside that a day could be outside of.
        if not backwards and (day.value < first or (last is not None and day.value > last.value)):
            yield problems.part_day_outside(day.place, day.value)
        if not 0 < fraction.value < 1:
            yield problems.part_day_size(fraction.place)
    recorded, retracted = record.recorded, record.retracted
    if retracted is not None and recorded is not None and retracted.value < recorded.value:
        yield problems.retracted_before_recorded(retracted.place, recorded.place)


def _ids(said: Sequence[SaidRecord]) -> Iterator[Diagnostic]:
    """The same id with another `recorded` is another version of the record; with the same it is a contradiction."""
    first_with: dict[tuple[str, Day | None], SaidRecord] = {}
    for record in said:
        if record.id is None:
            continue
        other = first_with.setdefault((record.id.value, _recorded(record)), record)
        if other is not record:
            yield problems.record_twice(record.id.place, other.place, record.id.value)


def _recorded(record: SaidRecord) -> Day | None:
    return None if record.recorded is None else record.recorded.value


def _in_order(said: Sequence[SaidRecord]) -> list[SaidRecord]:
    """By first day, open ones first; of one id only the first record: what is wrong with the others is said already."""
    ids: set[str] = set()
    kept = []
    for record in said:
        if record.id is None or record.id.value not in ids:
            kept.append(record)
        if record.id is not None:
            ids.add(record.id.value)
    return sorted(kept, key=lambda record: (record.first.value, record.last is not None))


def _after_open(said: Sequence[SaidRecord]) -> Iterator[Diagnostic]:
    open_: SaidRecord | None = None
    for record in _in_order(said):
        if open_ is not None and not _same(open_, record):
            yield problems.record_after_open(record.place, open_.place, open_.first.value)
        elif record.last is None and open_ is None:
            open_ = record


def _overlaps(said: Sequence[SaidRecord]) -> Iterator[Diagnostic]:
    """Records that share days, each reported against one before it; a duplicate is not also called an overlap."""
    alike: dict[tuple[Day, Day | None], list[SaidRecord]] = {}
    longest: SaidRecord | None = None
    for record in _in_order(said):
        days = (record.first.value, _last(record))
        twin = next((other for other in alike.get(days, ()) if _same(other, record)), None)
        if twin is not None:
            yield problems.duplicate_record(record.place, twin.place)
        elif longest is not None and longest.last is not None and record.first.value <= longest.last.value:
            yield problems.overlapping_records(record.place, longest.place)
        alike.setdefault(days, []).append(record)
        if longest is None or _end(record) > _end(longest):
            longest = record


def _last(record: SaidRecord) -> Day | None:
    return None if record.last is None else record.last.value


def _end(record: SaidRecord) -> Day:
    return LAST_DAY if record.last is None else record.last.value


def _same(one: SaidRecord, other: SaidRecord) -> bool:
    """Do two records, at least one of them without an id, say the same?"""
    return (one.id is None or other.id is None) and _said_by(one) == _said_by(other)


def _said_by(record: SaidRecord) -> tuple[object, ...]:
    return (
        record.first.value,
        _last(record),
        {day.value: fraction.value for day, fraction in record.part},
        {flag.value for flag in record.flags},
        None if record.reason is None else record.reason.value,
    )


def _flags(said: Sequence[SaidRecord], policy: Policy) -> Iterator[Diagnostic]:
    reported: set[str] = set()
    for record in said:
        for flag in record.flags:
            if flag.value not in reported and found(flag.value, policy.flags) is None:
                reported.add(flag.value)
                yield problems.unknown_flag(flag.place, flag.value, policy.flags)
