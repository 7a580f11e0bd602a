"""Records to absences: which records are one absence under a policy's join rule, what it lost, and when it is over."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import floor
from typing import assert_never

from policydsl.domain.absence import Absence, Record
from policydsl.domain.calendar import LAST_DAY, MONDAY_TO_FRIDAY, MonthEnd, Week, add_months, within
from policydsl.domain.number import Day, Exact, exact
from policydsl.model.amount import Amount, Unit
from policydsl.model.clause import Clause
from policydsl.model.policy import Conventions, Gap, Join, PartDay

Run = tuple[Day, Day | None]
"""Recorded days without a gap, both ends included; the last is None while it is open."""

OVERLAPPING_ONLY = Join(Gap.NEVER)
"""For a policy without a join rule: nothing in it counts or follows absences, so no record joins another by a gap."""


def absences(records: Iterable[Record], conventions: Conventions, week: Week, on: Day) -> tuple[Absence, ...]:
    """The absences that the records make, in order of their first day; `week` is the person's, days lost end with `on`.

    INVARIANT: what an absence says about a day depends only on records that begin on or before it. So a record is
    only ever added to one absence already begun, and the join rule is the one that holds on the record's first day.
    """
    in_order = sorted(records, key=lambda record: (record.first, record.name, _end(record)))
    groups: list[_Group] = []
    for record in in_order:
        home = _home(record, groups, conventions, week)
        if home is None:
            groups.append(_Group([record], record.last, record))
        else:
            home.add(record)
    recorded = _runs(in_order)
    return tuple(_absence(group, recorded, conventions, week, on) for group in groups)


def week_of(works: Week | None, conventions: Conventions, day: Day) -> Week:
    """The person's working pattern, or the one that the policy takes when none is on file.

    A policy that names none needs none (the check asks for the line wherever working days matter).
    """
    if works is not None:
        return works
    return conventions.no_pattern.meaning(day) if conventions.no_pattern else MONDAY_TO_FRIDAY


@dataclass(slots=True)
class _Group:
    """Records found to be one absence so far, its last recorded day, and the record that has it."""

    records: list[Record]
    last: Day | None
    ends_it: Record

    def add(self, record: Record) -> None:
        self.records.append(record)
        if self.last is not None and (record.last is None or record.last >= self.last):
            self.last, self.ends_it = record.last, record


def _end(record: Record) -> Day:
    return LAST_DAY if record.last is None else record.last


# ------------------------------------------------------------------ joining


def _home(record: Record, groups: Sequence[_Group], conventions: Conventions, week: Week) -> _Group | None:
    """The absence that the record belongs to: the one it overlaps, else the latest that the rule joins it to."""
    for group in groups[::-1]:
        if group.last is None or record.first <= group.last:
            return group
    rule = conventions.join.meaning(record.first) if conventions.join else OVERLAPPING_ONLY
    for group in groups[::-1]:
        if group.last is None or (rule.same_reason and record.reason != group.ends_it.reason):
            continue
        if record.first <= _last_to_join(group.last, rule, conventions, week):
            return group
        if not rule.same_reason:
            return None
    return None


def _last_to_join(last: Day, rule: Join, conventions: Conventions, week: Week) -> Day:
    """The latest first day of a record that joins an absence ending on `last`; `last` itself when only overlaps do."""
    match rule.gap:
        case Gap.NEVER:
            return last
        case Gap.NEXT_DAY:
            return last + 1
        case Gap.NO_WORKING_DAY:
            return week.next_worked(last)
        case Gap.AT_MOST:
            return last + 1 if rule.at_most is None else _after_gap(last, rule.at_most, conventions, week)
    assert_never(rule.gap)


def _after_gap(last: Day, gap: Amount, conventions: Conventions, week: Week) -> Day:
    """The first day of a record with exactly so much between it and `last`, or the last day before too much is."""
    whole = floor(gap.number)
    match gap.unit:
        case Unit.CALENDAR_DAYS | Unit.CLEAR_DAYS:
            return within(last + whole + 1)
        case Unit.WEEKS:
            return within(last + floor(7 * gap.number) + 1)
        case Unit.WORKING_DAYS:
            return week.shift(last, whole + 1)
        case Unit.MONTHS | Unit.YEARS:
            months = whole if gap.unit is Unit.MONTHS else floor(12 * gap.number)
            short = conventions.month_end.meaning(last) if conventions.month_end else MonthEnd.LAST_DAY
            return within(add_months(last, months, short) + 1)
    assert_never(gap.unit)


# ------------------------------------------------------------------ what an absence knows


def _absence(group: _Group, recorded: Sequence[Run], conventions: Conventions, week: Week, on: Day) -> Absence:
    first = group.records[0]
    runs = _runs(group.records)
    back = None if group.last is None else _back(group.last, recorded, week)
    lost, weights = _lost(group.records, runs, conventions, week, on)
    return Absence(
        name=first.name,
        first=first.first,
        runs=runs,
        records=tuple(group.records),
        back=back,
        settled=_settled(group.last, back, conventions, week),
        lost=lost,
        weights=weights,
    )


def _runs(in_order: Sequence[Record]) -> tuple[Run, ...]:
    """The days of records, sorted by first day, as runs that neither overlap nor touch."""
    runs: list[Run] = []
    for record in in_order:
        start, end = runs[-1] if runs else (record.first, record.first - 2)
        if end is None:
            break
        if record.first > end + 1:
            runs.append((record.first, record.last))
        elif record.last is None or record.last > end:
            runs[-1] = (start, record.last)
    return tuple(runs)


def _back(last: Day, recorded: Sequence[Run], week: Week) -> Day | None:
    """The first working day after `last` that nothing on record covers; None when an open record covers them all."""
    day = week.next_worked(last)
    following = bisect_right(recorded, last, key=lambda run: run[0])
    for start, end in recorded[max(0, following - 1) :]:
        if start > day:
            break
        if end is None:
            return None
        if end >= day:
            day = week.next_worked(end)
    return day


def _settled(last: Day | None, back: Day | None, conventions: Conventions, week: Week) -> Day | None:
    """Back at work, and past the longest gap over which a record would still join."""
    if last is None or back is None:
        return None
    settled = back
    for first, until, rule in _rules_from(last, conventions.join):
        latest = min(_last_to_join(last, rule, conventions, week), until) if rule.gap is Gap.AT_MOST else last
        settled = max(settled, latest) if latest >= first else settled
    return settled


def _rules_from(day: Day, clause: Clause[Join] | None) -> Iterator[tuple[Day, Day, Join]]:
    """The rules by which records join that begin on a day or later, each with its first and its last day."""
    if clause is None:
        yield day, LAST_DAY, OVERLAPPING_ONLY
        return
    guards = [form.guard for form in clause.forms]
    begins = {guard.first for guard in guards if guard.first} | {guard.last + 1 for guard in guards if guard.last}
    firsts = [day, *sorted(one for one in begins if one > day)]
    for first, after in zip(firsts, [*firsts[1:], LAST_DAY + 1], strict=True):
        yield first, after - 1, clause.meaning(first)


def _lost(
    records: Sequence[Record], runs: Sequence[Run], conventions: Conventions, week: Week, on: Day
) -> tuple[tuple[Day, ...], tuple[Exact, ...]]:
    """The working days in the runs up to `on`, and what they add up to; a day recorded twice counts once, the most."""
    worked = week.worked
    lost = tuple(
        day
        for first, last in runs
        for day in range(first, (on if last is None else min(last, on)) + 1)
        if worked[(day - 1) % 7]
    )
    part_days = {day for record in records for day in record.part}
    if not part_days:
        return lost, tuple(range(len(lost) + 1))
    weights = (_weight(day, records, conventions) if day in part_days else 1 for day in lost)
    return lost, tuple(accumulate(weights, lambda total, more: exact(total + more), initial=0))


def _weight(day: Day, records: Sequence[Record], conventions: Conventions) -> Exact:
    missed = max(record.part.get(day, 1) for record in records if record.first <= day <= _end(record))
    if missed == 1:
        return 1
    rule = conventions.part_day.meaning(day) if conventions.part_day else PartDay.FRACTION
    match rule:
        case PartDay.FRACTION:
            return exact(missed)
        case PartDay.WHOLE:
            return 1
        case PartDay.NOTHING:
            return 0
    assert_never(rule)
