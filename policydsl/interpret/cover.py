"""Which days a paper covers, and for which absence it is."""

from __future__ import annotations

from policydsl.domain.absence import Absence
from policydsl.domain.number import Day
from policydsl.history.history import Event
from policydsl.history.kinds import NO_PAPER
from policydsl.interpret.person import Person


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
