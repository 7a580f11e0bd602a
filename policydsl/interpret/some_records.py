"""What records say of one another's days: flags that some records of an absence have, and a day that counts twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from policydsl.domain.absence import Absence
from policydsl.domain.number import YES, Day
from policydsl.interpret.answer import Warned
from policydsl.interpret.occurrences import Given, given, is_of, occurrences
from policydsl.interpret.occurrences import Occurrence as Happening
from policydsl.interpret.person import Person
from policydsl.interpret.selection import is_discounted, is_selected
from policydsl.model.condition import Points, Selection
from policydsl.model.policy import Measure


def flagged_in_part(person: Person) -> Iterator[Warned]:
    """Absences that are spared as a whole for a flag or reason that only some of their records have."""
    for absence in person.absences:
        if len({(one.flags, one.reason) for one in absence.records}) < 2:
            continue
        how = next((how for how, kind in _spared(absence, person) if _is_in_part(absence, kind, person)), None)
        if how is not None:
            yield Warned(
                "flag-of-some-records",
                f"the absence that began on {_day(absence.first)} {how} as a whole;"
                " not every record of it has the flag or reason for that",
                absence=absence.name,
                on=date.fromordinal(absence.first),
                help="a flag holds for the whole absence that records join to; decide whether the others belong to it",
            )


def _spared(absence: Absence, person: Person) -> Iterator[tuple[str, Selection]]:
    """How the absence is spared, and the kind that it is of for that."""
    on, conventions = person.on, person.conventions
    for clause in conventions.left_out:
        if (kinds := person.said(clause, absence.first)) is not None:
            yield "is left out", kinds
    rule = person.said(conventions.discounting, absence.first)
    purposes = frozenset(() if rule is None else rule.purposes)
    if rule is not None and rule.kind is not None and is_discounted(absence, person, on, purposes) is YES:
        yield "is discounted", rule.kind
    for measure, points in _points(person):
        happening = Happening(absence.first, absence.first, absence)
        held = (one for one in points.entries if one.guard.holds(absence.first, person.groups_on(absence.first)))
        line = next((one for one in held if is_of(happening, one.kind, person, on).value is not False), None)
        if line is not None and line.number == 0:
            yield f"has 0 of {measure.name}", Selection((line.kind,))


def _is_in_part(absence: Absence, kind: Selection, person: Person) -> bool:
    """Is it of the kind for certain, and would not be if it had some one of its records alone?"""
    if is_selected(absence, kind, person, person.on) is not YES:
        return False
    alone = (replace(absence, records=(one,)) for one in absence.records if one.first <= person.on)
    return any(is_selected(one, kind, person, person.on).value is False for one in alone)


def counted_twice(person: Person) -> Iterator[Warned]:
    """Days for which an absence and an event beside it both have points of one kind."""
    for measure, points in _points(person):
        found = [(one, given(points, measure.name, one, person, person.on)) for one in occurrences(person, person.on)]
        absent = [(one.absence, parts) for one, parts in found if one.absence is not None]
        for one, own in found:
            event, adds = one.event, _adds(own)
            if event is None or adds is None:
                continue
            for absence, parts in absent:
                if absence.is_recorded(one.day, one.day) and _adds(_about(one.day, parts)) is adds:
                    yield Warned(
                        "absence-and-event-on-one-day",
                        f"{_day(one.day)} has {measure.name} twice: for the absence that began on"
                        f" {_day(absence.first)}, and for {event.name}",
                        absence=absence.name,
                        on=date.fromordinal(one.day),
                        help="if both records are about one thing, withdraw one of them",
                        place=event.place,
                    )


def _points(person: Person) -> Iterator[tuple[Measure, Points]]:
    for measure in person.policy.measures.values():
        formula = measure.formula.meaning(person.on)
        if isinstance(formula, Points):
            yield measure, formula


def _about(day: Day, parts: tuple[Given, ...]) -> tuple[Given, ...]:
    """Those of an absence as a whole, or of this day of it."""
    return tuple(one for one in parts if one.line is None or one.line.unit is None or one.day == day)


def _adds(parts: tuple[Given, ...]) -> bool | None:
    """Are there certainly points that add up, or (no) that are taken off? None: neither is certain."""
    low, high = sum(one.low for one in parts), sum(one.high for one in parts)
    return True if low > 0 else False if high < 0 else None


def _day(number: Day) -> str:
    return date.fromordinal(number).isoformat()
