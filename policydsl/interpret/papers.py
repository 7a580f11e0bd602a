"""When a deed that a duty asks for was put on file, and which papers of an absence count although they came early."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policydsl.domain.absence import Absence
from policydsl.domain.number import Day
from policydsl.history.history import Event, What
from policydsl.history.kinds import NO_PAPER
from policydsl.interpret.asked_days import left_open
from policydsl.interpret.cover import first_covered, has_days
from policydsl.interpret.person import Person
from policydsl.interpret.standing import Occurrence, Standings
from policydsl.model.duty import Act

EMPLOYEE = "employee"
HANDED_IN = frozenset(
    {"bring", "complete", "forward", "give", "hand", "present", "produce", "provide", "return"}
    | {"send", "show", "sign", "submit", "supply"}
)
"""Verbs with which an employee hands in a paper."""
OBTAINED = frozenset({"collect", "gather", "get", "hold", "obtain", "receive"})
"""Verbs with which somebody else comes by a paper."""


def on_file(duty: Act, occurrence: Occurrence, person: Person, standings: Standings, since: Day | None) -> Day | None:
    """The first day on which the thing was put on file for the duty, whatever the deed was called.

    A paper that is recorded with its days is enough for the duty once no day that it asks for is left open.

    That is a day since the step fell due, or since `since`, from which the time of the duty runs. A paper that is
    handed in for an absence counts from the first day of the absence on; of a step that falls due several times for
    one absence each takes a paper of its own.
    """
    absence = _absence(occurrence, person) if _is_paper(duty) else None
    for event in _filed(duty, occurrence, person, standings, since):
        if absence is None or not has_days(event) or event.value is False:
            return event.day
        if not left_open(duty, occurrence, absence, person, standings, event.day):
            return event.day
    return None


def still_open(
    duty: Act, occurrence: Occurrence, person: Person, standings: Standings, since: Day | None
) -> tuple[tuple[Day, Day], ...]:
    """The days that the papers put on file for a duty leave open; none where no paper came at all."""
    absence = _absence(occurrence, person) if _is_paper(duty) else None
    if absence is None or next(_filed(duty, occurrence, person, standings, since), None) is None:
        return ()
    return left_open(duty, occurrence, absence, person, standings, person.on)


def _filed(
    duty: Act, occurrence: Occurrence, person: Person, standings: Standings, since: Day | None
) -> Iterator[Event]:
    """The events that put the thing on file for the duty, in the order of their days."""
    early = occurrence.on if since is None else min(since, occurrence.on)
    first = _absence_began(occurrence, person) if _is_paper(duty) else None
    if first is not None:
        early = min(early, first)
    used = None
    if early < occurrence.on and (before := _before(occurrence, standings)) is not None:
        used = on_file(duty, before, person, standings, since)
        early = occurrence.on if used is None else early
    for event in person.things.get(duty.thing, ()):
        if event.day >= occurrence.on:
            if _recorded(event, occurrence, person):
                yield event
        elif (
            (event.day >= early or _covers_from(first, event))
            and (used is None or event.day > used)
            and _came_early(event, occurrence, person)
        ):
            yield event


def _covers_from(first: Day | None, event: Event) -> bool:
    """Is it a paper recorded with its days that came while the absence lasted, or covers days of it from before?

    From before it comes a paper for an operation that was planned.
    """
    if first is None or not has_days(event):
        return False
    return (event.day if event.until is None else event.until) >= first


def _is_paper(duty: Act) -> bool:
    return duty.verb in OBTAINED or (duty.bearer == EMPLOYEE and duty.verb in HANDED_IN)


def _absence_began(occurrence: Occurrence, person: Person) -> Day | None:
    """The first day of the absence, or of the run of linked ones, that the step is about; None: it is about none."""
    absence = _absence(occurrence, person)
    return None if absence is None else absence.first


def _absence(occurrence: Occurrence, person: Person) -> Absence | None:
    """The absence, or the run of linked ones, that the step is about; None: it is about none."""
    return person.followed(occurrence.case.branch, occurrence.case.absence)


def _before(occurrence: Occurrence, standings: Standings) -> Occurrence | None:
    """The time before this one that the step fell due in the same case, or for the same absence."""
    earlier = [
        one
        for one in standings.occurrences.values()
        if one.step == occurrence.step and one.case == occurrence.case and one.on < occurrence.on
    ]
    return max(earlier, key=lambda one: one.on, default=None)


def _came_early(event: Event, occurrence: Occurrence, person: Person) -> bool:
    """Was the paper put on file for this absence? Where nothing says for which, for the latest one begun by then."""
    if event.what in NO_PAPER or not mine(event, replace(occurrence, on=event.day), person):
        return False
    name = occurrence.case.absence
    if name is None or event.absence is not None or has_days(event):
        return True
    begun = [one for one in person.absences if one.first <= event.day]
    return not begun or person.is_of(begun[-1].records[0].name, occurrence.case.branch, name)


def mine(event: Event, occurrence: Occurrence, person: Person) -> bool:
    """Is the event, on a day since the step fell due, about this occurrence of it?"""
    return (
        event.day >= occurrence.on
        and event.step in (None, occurrence.step)
        and person.is_about(event, occurrence.case.branch, occurrence.case.absence)
        and event.value is not False
        and _covers_it(event, occurrence, person)
    )


def _covers_it(event: Event, occurrence: Occurrence, person: Person) -> bool:
    """Of a paper that is recorded with its days: is one of them a day of the absence that the step is about?"""
    absence = _absence(occurrence, person)
    if absence is None or event.absence is not None or not has_days(event):
        return True
    last = absence.last(max(event.day, occurrence.on))
    return (event.until is None or absence.first <= event.until) and (last is None or first_covered(event) <= last)


def _recorded(event: Event, occurrence: Occurrence, person: Person) -> bool:
    """A yes or no recorded of a question is an answer either way."""
    if event.value is False and event.what is What.RECORDED:
        return event.day >= occurrence.on and event.step in (None, occurrence.step)
    return mine(event, occurrence, person)
