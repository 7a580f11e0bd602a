"""Papers that several steps of a case have a duty about, such as an appeal: which of them one step's time runs from."""

from __future__ import annotations

from policydsl.domain.number import Day
from policydsl.history.history import Event
from policydsl.interpret.person import Person
from policydsl.interpret.standing import Occurrence, Standings
from policydsl.interpret.version import step_of
from policydsl.model.amount import Deed, ThingEvent
from policydsl.model.duty import Act


def also_asking(
    point: ThingEvent, occurrence: Occurrence, person: Person, standings: Standings
) -> tuple[Occurrence, ...]:
    """The other times that a step of the case fell due with a duty whose time runs from the same."""
    return tuple(
        one
        for one in standings.occurrences.values()
        if one.case == occurrence.case and one.id != occurrence.id and _asks(point, one, person)
    )


def day_among(point: ThingEvent, occurrence: Occurrence, others: tuple[Occurrence, ...], person: Person) -> Day | None:
    """The last day of the event that belongs to this one: after it fell due, and before the next one did.

    An event that names its step belongs to that step, whatever fell due since.
    """
    days = [one.day for one in person.things.get(point.thing, ()) if _belongs(one, point, occurrence, others)]
    return days[-1] if days else None


def _belongs(event: Event, point: ThingEvent, occurrence: Occurrence, others: tuple[Occurrence, ...]) -> bool:
    if event.value is False or point.deed.value not in (event.what.value, Deed.RECORDED.value):
        return False
    if event.step is not None:
        others = tuple(one for one in others if one.step == occurrence.step)
        if event.step != occurrence.step:
            return False
    since = occurrence.on if any(one.on < occurrence.on for one in others) else 0
    until = min((one.on for one in others if one.on > occurrence.on), default=event.day + 1)
    return since <= event.day < until


def _asks(point: ThingEvent, occurrence: Occurrence, person: Person) -> bool:
    meanings = (clause.form(occurrence.on).meaning for clause in step_of(person, occurrence).duties)
    return any(isinstance(one, Act) and one.by is not None and one.by.point == point for one in meanings)
