"""Times that stand still on some days: which days those are, and what they do to a first or last day.

Each day left out moves the end of a time one day on, and the beginning of one that looks back one day further back. A
day is left out from the day on which that is certain. While it is not, or while an absence that stops the clock runs,
the end is known from one side alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from policydsl.domain.absence import Absence, Record
from policydsl.domain.calendar import within
from policydsl.domain.number import FUTURE, NO, NOTHING, YES, Day, DayRange, Needs, Truth
from policydsl.frozen import frozen
from policydsl.interpret.person import Person
from policydsl.interpret.selection import is_selected
from policydsl.model.amount import Amount, Clock, Value
from policydsl.model.condition import EVERY_ABSENCE, BecauseOf, Flagged, Kind, Selection


@frozen
class Stretch:
    """Days on which a clock stands still: `sure`, or perhaps; `goes_on`: the days that follow may be such days too."""

    first: Day
    last: Day
    sure: Truth
    goes_on: bool


def clock_of(length: Value, person: Person, on: Day) -> Clock | None:
    """The clock by which a length is counted; None: the calendar."""
    if not person.policy.stands_still:
        return None
    amount = person.value(length, on)
    return amount.clock if isinstance(amount, Amount) else None


def day_after(day: Day, length: Value, person: Person, on: Day) -> DayRange:
    """The day so long after `day`, as far as `on` can tell."""
    plain = person.day_after(day, length)
    clock = clock_of(length, person, day)
    return plain if clock is None or plain.known is None else last_day(day + 1, plain.known, clock, person, on)


def last_day(first: Day, last: Day, clock: Clock, person: Person, on: Day) -> DayRange:
    """The last day of a time from `first` on that would end with `last` if its clock never stood still."""
    stretches = left_out(clock, person, on)
    earliest = _moved_on(first, last, (one for one in stretches if one.sure is YES))
    latest = _moved_on(first, last, stretches)
    open_ = any(one.goes_on and one.first <= latest for one in stretches)
    needs = NOTHING.union(*(one.sure.needs for one in stretches if one.sure is not YES and one.first <= latest))
    if open_:
        return DayRange(within(earliest), None, needs | {FUTURE})
    return DayRange(within(earliest), within(latest), NOTHING if earliest == latest else _of_time(needs))


def first_day(first: Day, last: Day, clock: Clock, person: Person, on: Day) -> tuple[Day, Day]:
    """The first day of a time up to `last` that would begin with `first`: for certain, and at the earliest."""
    stretches = left_out(clock, person, on)
    certain = _moved_back(first, last, (one for one in stretches if one.sure is YES))
    return within(certain), within(_moved_back(first, last, stretches))


def _of_time(needs: Needs) -> Needs:
    return needs or frozenset({FUTURE})


def _moved_on(first: Day, last: Day, stretches: Iterable[Stretch]) -> Day:
    for start, end in _united(stretches):
        start = max(start, first)
        if start <= end and start <= last:
            last += end - start + 1
    return last


def _moved_back(first: Day, last: Day, stretches: Iterable[Stretch]) -> Day:
    for start, end in reversed(list(_united(stretches))):
        end = min(end, last)
        if start <= end and end >= first:
            first -= end - start + 1
    return first


def _united(stretches: Iterable[Stretch]) -> Iterator[tuple[Day, Day]]:
    """The days of the stretches, in order, each once."""
    begun: tuple[Day, Day] | None = None
    for one in sorted(stretches, key=lambda one: one.first):
        if begun is not None and one.first <= begun[1] + 1:
            begun = begun[0], max(begun[1], one.last)
            continue
        if begun is not None:
            yield begun
        begun = one.first, one.last
    if begun is not None:
        yield begun


# ------------------------------------------------------------------ which days


def left_out(clock: Clock, person: Person, on: Day) -> tuple[Stretch, ...]:
    """The days up to `on` on which a clock stands still, or perhaps does.

    Of an absence every calendar day from its first to its last recorded one, of a record of leave its own days.
    """
    known = person.stretches.get((clock, on))
    if known is None:
        known = person.stretches[clock, on] = tuple(_left_out(clock, person, on))
    return known


def _left_out(clock: Clock, person: Person, on: Day) -> Iterator[Stretch]:
    for absence in person.absences:
        if absence.first > on:
            break
        sure = _stands_still(absence, clock, person, on)
        if sure.value is not False:
            yield Stretch(absence.first, _last(absence, on), sure, not absence.is_settled(on))
    for leave in person.leave_as_absences if clock is Clock.ACTIVE_SERVICE else ():
        if leave.first <= on and (sure := _leave_stands_still(leave, person, on)).value is not False:
            yield Stretch(leave.first, _last(leave, on), sure, not leave.is_settled(on))
    for record in person.records:
        if record.first <= on and _is_named(record, clock, person):
            runs = record.last is None or record.last >= on
            yield Stretch(record.first, on if runs else record.last or on, YES, runs)


def _last(absence: Absence, on: Day) -> Day:
    """The last recorded day of an absence up to a day."""
    ends = [on if last is None else min(last, on) for first, last in absence.runs if first <= on]
    return ends[-1]


def _stands_still(absence: Absence, clock: Clock, person: Person, on: Day) -> Truth:
    """Is the absence one of those whose days are left out?"""
    match clock:
        case Clock.TIME_WORKED:
            return is_selected(absence, EVERY_ABSENCE, person, on)
        case Clock.ACTIVE_SERVICE:
            rule = person.said(person.conventions.active_service, absence.first)
            if rule is None or rule.kinds is None:
                return Truth(False)
            return is_selected(absence, rule.kinds, person, on)
        case _ as never:
            assert_never(never)


def _leave_stands_still(leave: Absence, person: Person, on: Day) -> Truth:
    """Is the leave of a category that active service leaves out? Only one that asks for leave by its name has any."""
    rule = person.said(person.conventions.active_service, leave.first)
    asking = [one for one in rule.kinds.kinds if _asks_for_leave(one, leave, person, on)] if rule and rule.kinds else []
    return is_selected(leave, Selection(tuple(asking)), person, on) if asking else NO


def _asks_for_leave(kind: Kind, leave: Absence, person: Person, on: Day) -> bool:
    """Does a flag or reason of the category make the record one of leave?"""
    called = {name for record in leave.records for name in person.leave_names(record)}
    for one in kind.filters:
        match one:
            case Flagged(flag, negated) if not negated and flag in called:
                return True
            case BecauseOf(reason, covers) if not called.isdisjoint((reason, *covers)):
                return True
            case _:
                continue
    if kind.category is None:
        return False
    inner = person.policy.categories[kind.category].selection.meaning(on)
    return any(_asks_for_leave(one, leave, person, on) for one in inner.kinds)


def _is_named(record: Record, clock: Clock, person: Person) -> bool:
    """Is it a record whose own days are left out? Records that count for nothing stop no clock either."""
    if person.is_protected(record):
        return False
    match clock:
        case Clock.TIME_WORKED:
            return person.is_leave(record)
        case Clock.ACTIVE_SERVICE:
            rule = person.said(person.conventions.active_service, record.first)
            return rule is not None and any(word == record.reason or word in record.flags for word in rule.words)
        case _ as never:
            assert_never(never)
