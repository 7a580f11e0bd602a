"""Which days a paper covers, and for which absence it is."""

from __future__ import annotations

from policydsl.domain.absence import Absence
from policydsl.domain.number import NO, YES, Day, Truth, unsettled
from policydsl.history.history import Event
from policydsl.history.kinds import NO_PAPER
from policydsl.interpret.person import Person
from policydsl.model.amount import Value


def is_there(event: Event) -> bool:
    """Does the event say that somebody has the paper?"""
    return event.what not in NO_PAPER and event.value is not False


def has_days(event: Event) -> bool:
    """Is the paper recorded with a first or a last day that it covers?"""
    return event.since is not None or event.until is not None


def first_covered(event: Event) -> Day:
    """The first day that a paper covers: the one recorded with it, or its own."""
    return event.day if event.since is None else event.since


def covers(event: Event, day: Day) -> bool:
    """Is the day among those that the paper covers? Without a last one it covers all that follow."""
    return first_covered(event) <= day and (event.until is None or day <= event.until)


def is_for(event: Event, absence: Absence, person: Person, on: Day) -> bool:
    """Is the paper one for this absence, as far as the days up to `on` tell?

    Where the record names no absence: with a last day, for every absence that has one of its days; without one, for
    the latest absence begun by its first day.
    """
    if event.absence is not None:
        return event.absence in {record.name for record in absence.records}
    first = first_covered(event)
    if event.until is not None:
        return absence.is_recorded(first, min(event.until, on))
    if absence.first > first or (event.since is not None and first > on):
        return False
    return not any(absence.first < one.first <= first for one in person.absences)


def turns(event: Event) -> tuple[Day, ...]:
    """The days on which what a paper covers may turn: its first one, and the one after its last."""
    return (first_covered(event),) if event.until is None else (first_covered(event), event.until + 1)


# ------------------------------------------------------------------ days that no paper covers


def is_covered(absence: Absence, paper: str, after: Value | None, person: Person, on: Day) -> Truth:
    """Does the paper cover the day, if that is later than `after` of the absence? Of one that is over: its last day.

    Where it may be one absence with an earlier one, nobody can tell how long it has lasted.
    """
    day = max((on if last is None else min(last, on) for first, last in absence.runs if first <= on), default=on)
    missing = uncovered(absence, paper, after, person, on)
    if missing and missing[-1][1] == day:
        return NO
    return unsettled(absence.joins) if absence.joins and day < _begin(absence, after, person, on) else YES


def _begin(absence: Absence, after: Value | None, person: Person, on: Day) -> Day:
    """The first day of an absence that has to be covered."""
    return absence.first + (0 if after is None else int(person.number(after, on)))


def uncovered(
    absence: Absence, paper: str, after: Value | None, person: Person, on: Day
) -> tuple[tuple[Day, Day], ...]:
    """The stretches of recorded days of an absence, up to `on`, that are later than so long and have no such paper."""
    return without(absence, paper, _begin(absence, after, person, on), on, person, on)


def without(
    absence: Absence, paper: str, begin: Day, until: Day, person: Person, on: Day
) -> tuple[tuple[Day, Day], ...]:
    """The stretches of recorded days of an absence between two that no such paper on file by `on` covers."""
    papers = [one for one in person.things.get(paper, ()) if one.day <= on and is_there(one)]
    papers = [one for one in papers if is_for(one, absence, person, on)]
    found: list[tuple[Day, Day]] = []
    for first, last in absence.runs:
        start, end = max(first, begin), until if last is None else min(last, until)
        for event in sorted(papers, key=first_covered):
            if start > end:
                break
            if first_covered(event) > start:
                found.append((start, min(end, first_covered(event) - 1)))
            start = max(start, end + 1 if event.until is None else event.until + 1)
        if start <= end:
            found.append((start, end))
    return tuple(found)
