"""Whether a step would fall due by absences that, as the policy says, make it due by themselves never."""

from __future__ import annotations

from policydsl.domain.absence import Absence
from policydsl.domain.number import NO, Day, Truth, all_of, any_of, not_
from policydsl.interpret.occurrences import Occurrence, is_of, occurrences
from policydsl.interpret.person import Person
from policydsl.interpret.selection import is_selected
from policydsl.interpret.standing import Case
from policydsl.model.condition import Selection


def by_another(selection: Selection, person: Person, case: Case | None, on: Day) -> Truth:
    """Is it an absence outside the selection that the day is about?

    The absence that the case follows; where it follows none, any that has begun and was not settled the day before, and
    any event that the policy declares, on its own day.
    """
    about, today = _what_the_day_is_about(person, case, on)
    if today:  # an absence that only ended by then is not what such a day is about
        about = tuple(one for one in about if one.is_recorded(on, on))
    others = [not_(is_selected(one, selection, person, on)) for one in about]
    others += [not_(_is_declared(one, selection, person, on)) for one in today]
    return any_of(others)


def is_about_anything(person: Person, case: Case | None, on: Day) -> bool:
    """Is there an absence, or a declared event, that the day is about?"""
    return any(_what_the_day_is_about(person, case, on))


def _what_the_day_is_about(
    person: Person, case: Case | None, on: Day
) -> tuple[tuple[Absence, ...], tuple[Occurrence, ...]]:
    own = person.named(case.key.branch, case.key.absence) if case else None
    if own is not None:
        return (own,), ()
    about = tuple(one for one in person.absences if one.first <= on and not one.is_settled(on - 1))
    return about, tuple(one for one in occurrences(person, on) if one.event is not None and one.day == on)


def _is_declared(one: Occurrence, selection: Selection, person: Person, on: Day) -> Truth:
    """Is an event that the policy declares one of the selection?"""
    inside = any_of([NO, *(is_of(one, kind, person, on) for kind in selection.kinds)])
    outside = any_of([NO, *(is_of(one, kind, person, on) for kind in selection.exceptions)])
    return all_of([inside, not_(outside)])
