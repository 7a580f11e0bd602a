"""Records to absences: which records are one absence under a policy's join rule, what it lost, and when it is over."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import floor
from typing import TypeVar, assert_never

from policydsl.domain.absence import Absence, Record, Untold
from policydsl.domain.calendar import FIRST_DAY, LAST_DAY, MONDAY_TO_FRIDAY, MonthEnd, Week, add_months, within
from policydsl.domain.holidays import HolidayCalendar, in_turn
from policydsl.domain.number import NOTHING, Day, DayRange, Exact, Needs, exact
from policydsl.domain.working_time import Pattern, WorkedDays, WorkingDays, pattern_of, working_days
from policydsl.model.amount import Amount, Unit
from policydsl.model.clause import Clause
from policydsl.model.policy import Conventions, Gap, Holidays, Join, PartDay

Meaning = TypeVar("Meaning")

Run = tuple[Day, Day | None]
"""Recorded days without a gap, both ends included; the last is None while it is open."""

OVERLAPPING_ONLY = Join(Gap.NEVER)
"""For a policy without a join rule: nothing in it counts or follows absences, so no record joins another by a gap."""


Days = Week | WorkedDays
"""Working days taken one way: no day of them is in doubt."""


def absences(
    records: Iterable[Record], conventions: Conventions, works: WorkingDays, on: Day, leave: Iterable[Record] = ()
) -> tuple[Absence, ...]:
    """The absences that records make, in order of their first day; `works` is the person's, days lost end with `on`.

    Leave is no absence, and for joining it goes on where an absence ends: the next may begin where leave has ended.

    INVARIANT: what an absence says about a day depends only on records that begin on or before it. So a record is
    only ever added to one absence already begun, and the join rule is the one that holds on the record's first day.
    Records of which nobody can tell whether they are one absence are two, each of which says so.
    """
    in_order = sorted(records, key=lambda record: (record.first, record.name, _end(record)))
    groups: list[_Group] = []
    off = _runs(sorted(leave, key=lambda record: (record.first, _end(record))))
    for record in in_order:
        match _home(record, groups, conventions, works, off):
            case (home, True):
                home.add(record)
            case (home, _):
                home.after = _Group([record], record.last, record, before=home)
                groups.append(home.after)
            case None:
                groups.append(_Group([record], record.last, record))
    recorded = _runs(in_order)
    if off:
        recorded = _united((*recorded, *off))
    return tuple(_absence(group, recorded, conventions, works, on, off) for group in groups)


def is_leave(record: Record, conventions: Conventions) -> bool:
    """Is the record one of leave, and so no absence?"""
    return joins_across(record, conventions) or _is_called(record, conventions.leave)


def joins_across(record: Record, conventions: Conventions) -> bool:
    """Is the record one of leave across which absences join?"""
    return _is_called(record, conventions.across)


def _is_called(record: Record, clause: Clause[tuple[str, ...]] | None) -> bool:
    if clause is None:
        return False
    held = clause.held(record.first)
    return held is not None and any(one == record.reason or one in record.flags for one in held.meaning)


def works_of(
    patterns: tuple[Pattern, ...] | None, holidays: HolidayCalendar | None, conventions: Conventions
) -> WorkingDays:
    """The days a person works: their patterns, or what the policy takes when none is on file, less holidays.

    `conventions`: as they read for the person. Their own calendar goes before that of the policy, and neither counts
    where the policy leaves holidays in. A policy that names no pattern needs none (the check asks for the line wherever
    working days are counted).
    """
    turns = tuple((first, _calendar(said, holidays)) for first, said in _turns(conventions.working_day))
    return working_days(patterns or tuple(_assumed(conventions.no_pattern)), in_turn(turns))


def calendar_named(clause: Clause[Holidays] | None) -> HolidayCalendar | None:
    """The calendar of public holidays that a policy names for working days: of several in turn, one."""
    turns = tuple((first, None if said is None else said.calendar) for first, said in _turns(clause))
    return in_turn(turns)


def _assumed(clause: Clause[Week] | None) -> Iterator[Pattern]:
    """The patterns that the policy names for employees without one, each from its day on."""
    before: Week | None = None
    for first, said in _turns(clause):
        week = said or MONDAY_TO_FRIDAY
        if week != before:
            yield pattern_of(week, None if first == FIRST_DAY else first)
        before = week


def _turns(clause: Clause[Meaning] | None) -> Iterator[tuple[Day, Meaning | None]]:
    """What a line says from day to day: each day on which that may change, and None where there is no such line."""
    if clause is None:
        yield FIRST_DAY, None
        return
    for first in sorted({FIRST_DAY, *clause.edges}):
        form = clause.held(first)
        yield first, None if form is None else form.meaning


def _calendar(said: Holidays | None, own: HolidayCalendar | None) -> HolidayCalendar | None:
    return own if said is None else None if said.included else own or said.calendar


@dataclass(slots=True)
class _Group:
    """Records found to be one absence so far, its last recorded day, the record that has it, and its doubtful kin."""

    records: list[Record]
    last: Day | None
    ends_it: Record
    before: _Group | None = None
    """The one that it may go on from, for all that anybody knows."""
    after: _Group | None = None
    """The one that may go on from it."""

    def add(self, record: Record) -> None:
        self.records.append(record)
        if self.last is not None and (record.last is None or record.last >= self.last):
            self.last, self.ends_it = record.last, record


def _end(record: Record) -> Day:
    return LAST_DAY if record.last is None else record.last


# ------------------------------------------------------------------ joining


def _home(
    record: Record, groups: Sequence[_Group], conventions: Conventions, works: WorkingDays, leave: Sequence[Run]
) -> tuple[_Group, bool] | None:
    """The absence that the record belongs to, and whether that is certain; None: it begins one.

    It is the one it overlaps, else the latest that the rule joins it to. What ended before that one joins even less.
    """
    for group in groups:  # at most one: what overlapped an earlier one would have been added to it
        if group.last is None or record.first <= group.last:
            return group, True
    rule = conventions.join.meaning(record.first) if conventions.join else OVERLAPPING_ONLY
    for group in groups[::-1]:
        if group.last is None or (rule.same_reason and not _of_one_reason(record, group.ends_it)):
            continue
        sure, latest = _joining(group.last, rule, conventions, works, leave)
        if latest is not None and record.first > latest:
            return None
        return group, sure is None or record.first <= sure
    return None


def _of_one_reason(record: Record, other: Record) -> bool:
    """Have the two one reason? A reason that is not on file is the same as no other."""
    return record.reason is not None and record.reason == other.reason


def _joining(
    last: Day, rule: Join, conventions: Conventions, works: WorkingDays, leave: Sequence[Run]
) -> tuple[Day | None, Day | None]:
    """The latest first day of a record that joins for certain, and that may join; None: any day to come."""
    sure = _over_leave(last, rule, conventions, works.possibly, leave)
    if works.possibly is works.certainly:
        return sure, sure
    return sure, _over_leave(last, rule, conventions, works.certainly, leave)


def _over_leave(last: Day, rule: Join, conventions: Conventions, days: Days, leave: Sequence[Run]) -> Day | None:
    """The latest first day of a record that joins, where leave that the rule joins to the absence comes between."""
    latest = _last_to_join(last, rule, conventions, days)
    for first, end in leave if rule.gap is not Gap.NEVER else ():
        if latest is None or first > latest:
            break
        if end is None:
            return None
        if end > last:
            last = end
            latest = _last_to_join(last, rule, conventions, days)
    return latest


def _last_to_join(last: Day, rule: Join, conventions: Conventions, days: Days) -> Day | None:
    """The latest first day of a record that joins an absence ending on `last`; `last` itself when only overlaps do."""
    match rule.gap:
        case Gap.NEVER:
            return last
        case Gap.NEXT_DAY:
            return last + 1
        case Gap.NO_WORKING_DAY:
            return days.next_worked(last)
        case Gap.AT_MOST:
            assert rule.at_most is not None
            return _after_gap(last, rule.at_most, conventions, days)
    assert_never(rule.gap)


def _after_gap(last: Day, gap: Amount, conventions: Conventions, days: Days) -> Day | None:
    """The first day of a record with exactly so much between it and `last`, or the last day before too much is."""
    whole = floor(gap.number)
    match gap.unit:
        case Unit.CALENDAR_DAYS | Unit.CLEAR_DAYS:
            return within(last + whole + 1)
        case Unit.WEEKS:
            return within(last + floor(7 * gap.number) + 1)
        case Unit.WORKING_DAYS | Unit.SHIFTS | Unit.HOURS | Unit.MINUTES | Unit.PAY_PERIODS:  # no gap is in these
            return days.shift(last, whole + 1)
        case Unit.MONTHS | Unit.YEARS:
            months = whole if gap.unit is Unit.MONTHS else floor(12 * gap.number)
            short = conventions.month_end.meaning(last) if conventions.month_end else MonthEnd.LAST_DAY
            return within(add_months(last, months, short) + 1)
    assert_never(gap.unit)


# ------------------------------------------------------------------ what an absence knows


def _absence(
    group: _Group,
    recorded: Sequence[Run],
    conventions: Conventions,
    works: WorkingDays,
    on: Day,
    leave: Sequence[Run],
) -> Absence:
    first = group.records[0]
    runs = _runs(group.records)
    back = None if group.last is None else _back(group.last, recorded, works.certainly)
    lost, weights = _lost(group.records, runs, conventions, works.certainly, on)
    untold = None
    if works.possibly is not works.certainly:
        untold = _untold(group, recorded, back, _perhaps_lost(group.records, runs, conventions, works, on), works)
    return Absence(
        name=first.name,
        first=first.first,
        runs=runs,
        records=tuple(group.records),
        back=back if untold is None or not untold.back.needs else None,
        settled=_settled(group.last, back, conventions, works.certainly, leave),
        lost=lost,
        weights=weights,
        untold=untold,
    )


Doubtful = tuple[tuple[Day, ...], tuple[Exact, ...], tuple[str, ...]]


def _untold(
    group: _Group, recorded: Sequence[Run], latest: Day | None, doubtful: Doubtful, works: WorkingDays
) -> Untold | None:
    """What cannot be told of the absence; None: nothing."""
    days, weights, whys = doubtful
    earliest = None if group.last is None else _back(group.last, recorded, works.possibly)
    back = DayRange(earliest, latest)
    if group.last is not None and earliest is not None and earliest != latest:
        back = DayRange(earliest, latest, works.needs(earliest, within(earliest + 365) if latest is None else latest))
    kin = [group]
    while (one := kin[0].before) is not None:
        kin.insert(0, one)
    while (one := kin[-1].after) is not None:
        kin.append(one)
    if len(kin) == 1 and not days and not back.needs:
        return None
    joins: Needs = NOTHING
    for one, following in pairwise(kin):
        if one.last is not None:
            joins |= works.needs(one.last + 1, following.records[0].first - 1)
    place = kin.index(group)
    after = kin[place + 1].records[0].first if place + 1 < len(kin) else None
    before = kin[0].records[0].first if place else None
    return Untold(back, days, weights, whys, joins, before, after, kin[-1].last)


def _perhaps_lost(
    records: Sequence[Record], runs: Sequence[Run], conventions: Conventions, works: WorkingDays, on: Day
) -> Doubtful:
    """The recorded days, up to `on`, of which nobody can tell whether they were lost, and what would settle each."""
    found = tuple(
        (day, need)
        for first, last in runs
        for day in range(first, (on if last is None else min(last, on)) + 1)
        if (need := works.need(day)) is not None
    )
    part_days = {day for record in records for day in record.part}
    weights = (weight(day, records, conventions) if day in part_days else 1 for day, _ in found)
    return (
        tuple(day for day, _ in found),
        tuple(accumulate(weights, lambda total, more: exact(total + more), initial=0)),
        tuple(need for _, need in found),
    )


def _runs(in_order: Sequence[Record]) -> tuple[Run, ...]:
    """The days of records, sorted by first day, as runs that neither overlap nor touch."""
    return _united([(record.first, record.last) for record in in_order])


def _united(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Runs of which some may overlap or touch, as runs in order that do neither."""
    found: list[Run] = []
    for first, last in sorted(runs, key=lambda run: run[0]):
        start, end = found[-1] if found else (first, first - 2)
        if end is None:
            break
        if first > end + 1:
            found.append((first, last))
        elif last is None or last > end:
            found[-1] = (start, last)
    return tuple(found)


def _back(last: Day, recorded: Sequence[Run], days: Days) -> Day | None:
    """The first working day after `last` that nothing on record covers; None: an open record covers them all.

    Or no day to come is one for certain.
    """
    day = days.next_worked(last)
    following = bisect_right(recorded, last, key=lambda run: run[0])
    for start, end in recorded[max(0, following - 1) :]:
        if day is None or start > day:
            break
        if end is None:
            return None
        if end >= day:
            day = days.next_worked(end)
    return day


def _settled(
    last: Day | None, back: Day | None, conventions: Conventions, days: Days, leave: Sequence[Run]
) -> Day | None:
    """Back at work for certain, and past the longest gap over which a record would still join."""
    if last is None or back is None:
        return None
    settled = back
    for first, until, rule in _rules_from(last, conventions.join):
        latest = _over_leave(last, rule, conventions, days, leave) if rule.gap is Gap.AT_MOST else last
        if latest is None:
            return None
        if latest >= first:
            settled = max(settled, min(latest, until))
    return settled


def _rules_from(day: Day, clause: Clause[Join] | None) -> Iterator[tuple[Day, Day, Join]]:
    """The rules by which records join that begin on a day or later, each with its first and its last day."""
    if clause is None:
        yield day, LAST_DAY, OVERLAPPING_ONLY
        return
    firsts = [day, *sorted(one for one in clause.edges if one > day)]
    for first, after in pairwise([*firsts, LAST_DAY + 1]):
        yield first, after - 1, clause.meaning(first)


def _lost(
    records: Sequence[Record], runs: Sequence[Run], conventions: Conventions, days: Days, on: Day
) -> tuple[tuple[Day, ...], tuple[Exact, ...]]:
    """The working days in the runs up to `on`, and what they add up to; a day recorded twice counts once, the most."""
    recorded = (day for first, last in runs for day in range(first, (on if last is None else min(last, on)) + 1))
    if isinstance(days, Week):
        worked = days.worked
        lost = tuple(day for day in recorded if worked[(day - 1) % 7])
    else:
        lost = tuple(day for day in recorded if days.is_worked(day))
    part_days = {day for record in records for day in record.part}
    if not part_days:
        return lost, tuple(range(len(lost) + 1))
    weights = (weight(day, records, conventions) if day in part_days else 1 for day in lost)
    return lost, tuple(accumulate(weights, lambda total, more: exact(total + more), initial=0))


def weight(day: Day, records: Sequence[Record], conventions: Conventions) -> Exact:
    """What a day of an absence counts as, of which perhaps only a part was missed."""
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
