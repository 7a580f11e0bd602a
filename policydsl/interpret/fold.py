"""The step function folded over every day (the definition), or over the days that matter (the same result)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import replace

from policydsl.domain.number import Day
from policydsl.domain.working_time import WorkingTime
from policydsl.history.as_known import has_corrections
from policydsl.history.history import Event, What
from policydsl.interpret import changes, dates
from policydsl.interpret.again import is_watched
from policydsl.interpret.condition import Seen
from policydsl.interpret.cover import has_days, turns
from policydsl.interpret.day_after import carries_on
from policydsl.interpret.direct import reached_directly
from policydsl.interpret.kinds_ahead import kind_changes
from policydsl.interpret.meanwhile import is_paused, seen_meanwhile
from policydsl.interpret.pay_course import days_that_matter
from policydsl.interpret.pay_facts import paid_as
from policydsl.interpret.period_ends import changes_of_what_outlived_its_case, period_changes
from policydsl.interpret.person import Person
from policydsl.interpret.repeated import next_day
from policydsl.interpret.standing import NOBODY, At, Case, CaseKey, Standings
from policydsl.interpret.step import step
from policydsl.interpret.today import awake
from policydsl.model.policy import Again, DueOn, DueWhen, When


def start(person: Person) -> Day:
    """The first day of the fold: the policy's first day, or the day of an earlier standing."""
    return min([person.first_day, *(stood.held for stood in person.standing)])


def over_every_day(person: Person) -> Standings:
    """The definition: the step function folded over each day up to the day asked about."""
    person = with_meetings_once_due(person)
    standings = NOBODY
    for on in range(start(person), person.on + 1):
        standings = step(person, standings, on)
    return standings


def over_days_that_matter(person: Person) -> Standings:
    """The same standings from those days only on which something may change; each construct names its own."""
    person = with_meetings_once_due(person)
    return resumed(person, NOBODY, start(person))


def with_meetings_once_due(person: Person) -> Person:
    """The person with the meetings that were held when their step was due by what was known at the time.

    Known on the day of the meeting, or on the day it was recorded (semantics 0a, a late entry). Each is looked for in
    the record as known then and as it stood before that meeting. What was found of an earlier meeting depends on
    nothing later, so the meetings are gone through in order, and each is looked for once.
    """
    if not has_corrections(person.filed, person.known):
        return person
    found: dict[Event, tuple[CaseKey, Day]] = {}
    held = [one for one in person.filed.events if one.what is What.HELD and one.step is not None]
    for event in sorted((one for one in held if one.day <= person.on), key=lambda one: one.day):
        before = tuple(one for one in person.filed.events if one.day < event.day)
        for known in dict.fromkeys((_by(person, event.day), _by(person, event.recorded or event.day))):
            then = Person(person.base.policy, replace(person.filed, events=before), event.day, known)
            then = _with(then, found)
            for case in resumed(then, NOBODY, start(then)).cases.values():
                position = case.active
                mine = then.is_about(event, case.key.branch, case.key.absence) and position.step == event.step
                if mine and position.at is At.DUE:
                    found.setdefault(event, (case.key, position.since))
    return _with(person, found)


def _by(person: Person, day: Day) -> Day:
    """The day, but never later than the one by which all that is looked at had been recorded."""
    return day if person.known is None else min(day, person.known)


def _with(person: Person, found: Mapping[Event, tuple[CaseKey, Day]]) -> Person:
    """The person with those of the meetings that are on file as known."""
    return replace(person, once_due={one: found[one] for one in person.history.events if one in found})


def next_change(person: Person, standings: Standings) -> Day | None:
    """The next day after the one asked about on which the standings change if nothing more is recorded.

    None: within the days that running absences are followed, and of the windows that are open, there is none.
    """
    found = next_standings(person, standings)
    return None if found is None else found[0]


def next_standings(person: Person, standings: Standings) -> tuple[Day, Standings] | None:
    """That day, and the standings at its end.

    The day after the one asked about is always looked at: what changed on that one, such as the end of a pause, cases
    see on the next.
    """
    fixed = _fixed_days(person)
    on: Day | None = person.on + 1
    while on is not None:
        after = step(person, standings, on)
        if after is not standings:
            return on, after
        on = _next(person, standings, on, fixed) if on < person.on + 366 else None
    return None


def resumed(person: Person, standings: Standings, first: Day) -> Standings:
    """The standings on the day asked about, folded from those at the end of the day before `first`."""
    fixed = _fixed_days(person)
    on: Day | None = first
    while on is not None and on <= person.on:
        before, standings = standings, step(person, standings, on)
        at_once = standings is not before and carries_on(person, before, standings, on)
        on = on + 1 if at_once else _next(person, standings, on, fixed)
    return standings


def _fixed_days(person: Person) -> tuple[Day, ...]:
    """Days that matter whatever the cases wait for: absences begin or are settled, something is recorded or known."""
    if not person.fixed_days:
        person.fixed_days.append(tuple(sorted(_all_fixed_days(person))))
    return person.fixed_days[0]


def _all_fixed_days(person: Person) -> set[Day]:
    days = {person.first_day, *(stood.held for stood in person.standing)}
    days.update(person.events)
    for events in person.events.values():
        days.update(day for one in events if has_days(one) for day in turns(one))
    for one in person.history.adjustments:
        days.update(day for day in (one.since, None if one.until is None else one.until + 1) if day is not None)
    if person.base.policy.varies:
        days.update(person.base.policy.version_days)
        for each in person.history.groups:
            days.update(day for day in (each.since, None if each.until is None else each.until + 1) if day is not None)
    days.update(days_that_matter(paid_as(person)))
    days.update(fact.since for fact in person.facts if fact.since is not None)
    if isinstance(person.works, WorkingTime):
        days.update(one.since for one in person.works.patterns if one.since is not None)  # limits pro rata change
    days.update(one.first for one in person.leave_taken)  # an event before it is then next to leave
    leave = person.leave_as_absences if person.policy.stands_still else ()
    for absence in (
        *person.absences,
        *person.linked,
        *leave,
        *(one for seen in person.seen_around.values() for one in seen),
    ):
        days.update(first for first, _ in absence.runs)
        days.update(record.first for record in absence.records)  # one that goes on from another has flags of its own
        days.update(day for day in (absence.back, absence.settled) if day is not None)
    for around in person.policy.around:
        if around.kind is not None and around.when is When.DURING:
            days.update(kind_changes(around.kind, person.seen(around.when), person))
    return days


def _next(person: Person, standings: Standings, on: Day, fixed: tuple[Day, ...]) -> Day | None:
    """The first later day that matters: where it cannot be told of every day whether it is worked, each is."""
    if person.has_untold:
        return on + 1
    place = bisect_right(fixed, on)
    later = [fixed[place] if place < len(fixed) else None]
    going_on = changes_of_what_outlived_its_case(person, standings.ended, on)
    later.append(min((day for day in going_on if day > on), default=None))
    if standings.ended and standings.ended[-1].on == on - 1 and person.policy.asked_about != frozenset():
        later.append(on + 1)  # today others see for the last time what closed the case
    for case in awake(person, standings):
        later.append(min((day for day in _changes(person, case, standings, on) if day > on), default=None))
    return min((day for day in later if day is not None), default=None)


def _changes(person: Person, case: Case, standings: Standings, on: Day) -> Iterator[Day]:
    position = case.active
    seen = Seen.of(person, case, standings, on)
    one = seen.person.policy.steps[position.step]
    if not is_paused(case, person, standings, on):
        yield from period_changes(case, seen)
        if found := next_day(case, seen):
            yield found[0]
        for direct, ahead in reached_directly(case, seen.person, on):
            falls = direct.again is not None and direct.again.meaning(on) is Again.AFTER_FALLING_BACK
            yield from changes.changes(ahead.condition, seen, falls)
            yield position.since + 1
    if position.at is not At.WAITING:
        for clause in one.ifs:
            yield from changes.changes(clause.meaning(on).condition, seen, falls=False)
        if (beside := seen_meanwhile(case, person, standings, on)) and not is_paused(case, person, standings, on):
            yield from changes.changes(beside[0].condition, beside[1], falls=False)
        return
    if is_paused(case, person, standings, on):
        return  # it goes on the day after something else changes
    if not is_watched(case, on):
        yield on + 1
    if one.due is None:
        return
    due = one.due.form(on)
    match due.meaning:
        case DueWhen(condition):
            falls = one.again is not None and one.again.meaning(on) is Again.AFTER_FALLING_BACK
            yield from changes.changes(condition, seen, falls)
        case DueOn(rule):
            leaves_out = one.passed_left_out is not None and one.passed_left_out.meaning(on)
            yield from dates.changes(rule, seen, position.passed if leaves_out else None, due.written)
            for event in person.scheduled.get(one.name, ()):
                if event.for_ is not None:
                    yield event.for_
        case _:
            return
