"""Which days of an absence a duty to provide a paper asks for, and which of them no paper covers."""

from __future__ import annotations

from policydsl.domain.absence import Absence
from policydsl.domain.number import Day
from policydsl.interpret.cover import without
from policydsl.interpret.person import Person
from policydsl.interpret.standing import Occurrence, Standings
from policydsl.interpret.version import step_of
from policydsl.model.condition import Covered
from policydsl.model.duty import Act
from policydsl.model.named import parts_of

Run = tuple[Day, Day]


def left_open(
    duty: Act, occurrence: Occurrence, absence: Absence, person: Person, standings: Standings, on: Day
) -> tuple[Run, ...]:
    """The days that the duty asks for and no such paper on file by `on` covers, in stretches.

    A step that falls due for want of this paper asks for every day of the gap: from the day on which it fell due up to
    today, or to the day before it fell due again. Any other asks for the day on which it fell due.
    """
    on = max(on, occurrence.on)
    if _is_for_want_of(duty, occurrence, person):
        again = [one.on for one in standings.occurrences.values() if _is_later(one, occurrence)]
        return without(absence, duty.thing, occurrence.on, min([on, *(day - 1 for day in again)]), person, on)
    days = [max(first, occurrence.on) for first, last in absence.runs if last is None or last >= occurrence.on]
    return without(absence, duty.thing, min(days), min(days), person, on) if days else ()


def _is_for_want_of(duty: Act, occurrence: Occurrence, person: Person) -> bool:
    """Does the step fall due when no such paper covers the day?"""
    parts = parts_of(step_of(person, occurrence).due)
    return any(isinstance(one, Covered) and one.negated and one.paper == duty.thing for one in parts)


def _is_later(one: Occurrence, occurrence: Occurrence) -> bool:
    return one.step == occurrence.step and one.case == occurrence.case and one.on > occurrence.on
