"""What has happened to a person that points are for: absences and declared events, and which kind each is of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policydsl.domain.absence import Absence
from policydsl.domain.number import NO, NOTHING, YES, Day, Exact, Needs, Range, Truth, all_of, not_, truth
from policydsl.history.history import Event, What
from policydsl.interpret.near import is_next_to_event, starts_on
from policydsl.interpret.person import Person
from policydsl.interpret.selection import is_left_out, is_selected, most, not_empty
from policydsl.interpret.time_lost import missed
from policydsl.model.amount import Amount, Bound, Unit
from policydsl.model.condition import (
    FallingOn,
    Filter,
    Flagged,
    Kind,
    Lasting,
    NextTo,
    Points,
    PointsFor,
    Selection,
    StartingOn,
    StartingOnDays,
)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An absence, or an event that the policy declares, with its first day and the last one known so far."""

    day: Day
    last: Day
    absence: Absence | None = None
    event: Event | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """Points of one day: by which line, how many at least and at most, and what would settle that."""

    day: Day
    low: Exact
    high: Exact
    line: PointsFor | None
    of: Occurrence
    needs: Needs = NOTHING


def occurrences(person: Person, on: Day) -> Iterator[Occurrence]:
    """Everything that had happened by a day, absences first."""
    for absence in person.absences:
        if absence.first > on:
            break
        ends = [on if last is None else min(last, on) for first, last in absence.runs if first <= on]
        yield Occurrence(absence.first, max(ends), absence)
    for day, events in person.events.items():
        if day <= on:
            yield from (Occurrence(day, day, event=one) for one in events if one.what is What.HAD)


def is_of(one: Occurrence, kind: Kind, person: Person, on: Day) -> Truth:
    """Is an occurrence of a kind?"""
    if one.event is not None:
        return _passes(one.event, kind, person, on) if kind.event == one.event.name else NO
    if kind.event is not None or one.absence is None:
        return NO
    return is_selected(one.absence, Selection((kind,)), person, on)


def _passes(event: Event, kind: Kind, person: Person, on: Day) -> Truth:
    return all_of([YES, *(_is_narrowed(event, narrows, person, on) for narrows in kind.filters)])


def _is_narrowed(event: Event, narrows: Filter, person: Person, on: Day) -> Truth:
    match narrows:
        case Lasting(bound):
            return truth(_lasted(event, bound, person, on))
        case Flagged(flag, negated):
            return truth((flag in event.flags) is not negated)
        case StartingOn(days):
            return truth((event.day - 1) % 7 in days)
        case FallingOn(near) | StartingOnDays(near):
            return starts_on(as_absence(event.name or "", event.day), near, person, on)
        case NextTo(near):
            return is_next_to_event(as_absence(event.name or "", event.day), near, person, on)
        case _:
            return YES  # the check lets nothing else narrow an event


def as_absence(name: str, day: Day) -> Absence:
    """An event as if it were an absence of its one day, for whatever looks at days."""
    return Absence(name, day, ((day, day),), (), day, day)


def _lasted(event: Event, bound: Bound, person: Person, on: Day) -> bool:
    """Has it lasted so long? INVARIANT (history): its minutes are on file where a line asks for them."""
    limit = person.value(bound.value, on)
    number = limit.number * (60 if limit.unit is Unit.HOURS else 1) if isinstance(limit, Amount) else limit
    met = Range.of(event.minutes or 0).compare(bound.comparison, number).value is True
    return met and (bound.up_to is None or _lasted(event, bound.up_to, person, on))


def counts_at_all(one: Occurrence, person: Person, on: Day, purposes: frozenset[str]) -> Truth:
    """Is it not left out of every count, and an absence for itself with a working day in it?"""
    if one.absence is None:
        return YES
    left_out = not_(is_left_out(one.absence, person, on, purposes))
    return all_of([left_out, one.absence.is_own, not_empty(one.absence, person, on)])


def given(points: Points, name: str, one: Occurrence, person: Person, on: Day) -> tuple[Given, ...]:
    """The points of an occurrence: by the first line that fits it, or within what the lines that may fit it give."""
    sure = counts_at_all(one, person, on, frozenset({name}))
    if sure.value is False:
        return ()
    possible: list[tuple[Given, ...]] = [] if sure.value is True else [()]
    needs, groups = sure.needs, person.groups_on(one.day)
    for line in points.entries:
        if not line.guard.holds(one.day, groups):
            continue
        fits = is_of(one, line.kind, person, on)
        if fits.value is False:
            continue
        possible.append(tuple(_by_line(line, one, person)))
        needs |= fits.needs
        if fits.value is True:
            break
    else:
        possible.append(())
    low = min(possible, key=lambda each: sum(part.low for part in each))
    high = max(possible, key=lambda each: sum(part.high for part in each))
    return low if low == high else _within(low, high, one, needs)


def _by_line(line: PointsFor, one: Occurrence, person: Person) -> Iterator[Given]:
    """One entry on the first day, or one for each day on which some of the unit was missed."""
    if line.unit is None or one.absence is None:
        yield Given(one.day, line.number, line.number, line, one)
        return
    for day in range(one.day, one.last + 1):
        time = missed(one.absence, line.unit, person.works, day, day)
        ends = sorted((time.low * line.number, most(time) * line.number))
        if ends != [0, 0]:
            yield Given(day, ends[0], ends[1], line, one, time.needs)


def _within(low: tuple[Given, ...], high: tuple[Given, ...], one: Occurrence, needs: Needs) -> tuple[Given, ...]:
    """Day by day what either gives; they may have entries on different days."""
    least: dict[Day, Given] = {part.day: part for part in low}
    greatest: dict[Day, Given] = {part.day: part for part in high}
    made = []
    for day in sorted({*least, *greatest}):
        less, more = least.get(day), greatest.get(day)
        line = less.line if less else more.line if more else None  # the points that are shown are the least
        ends = (less.low if less else 0), (more.high if more else 0)
        made.append(Given(day, min(ends), max(ends), line, one, needs))
    return tuple(made)
