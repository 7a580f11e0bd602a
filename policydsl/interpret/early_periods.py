"""Periods that a letter or another paper began before any meeting that could lead to it was held."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policydsl.interpret.answer import Warned
from policydsl.interpret.person import Person
from policydsl.interpret.standing import Position, Standings
from policydsl.model.action import Do
from policydsl.model.amount import Deed, ThingEvent
from policydsl.model.named import parts_of
from policydsl.model.policy import Step


def begun_before_their_meeting(person: Person, standings: Standings) -> Iterator[Warned]:
    """A paper on file begins its period whatever led to it; without a meeting before it, somebody should look."""
    for case in standings.cases.values():
        for position in (case.place, case.procedure):
            for run in position.periods if position else ():
                period = person.policy.periods[run.period]
                lasts = period.lasts.form(run.first)
                event = lasts.meaning.after
                if position is None or not isinstance(event, ThingEvent) or run.past is not None:
                    continue
                steps = [one.name for one in _steps(person, period.owner) if _leads_to(one, event.thing)]
                if steps and not _held(position, run.first):
                    began = date.fromordinal(run.first)
                    yield Warned(
                        "period-before-its-meeting",
                        f"{run.period} began on {began.isoformat()} with {event.thing}, and {' or '.join(steps)}"
                        " was not held before",
                        steps[0],
                        case.key.absence,
                        began,
                        f"record the meeting that led to {event.thing}, or where the case stood before;"
                        " if it was a mistake, record that the period has ended",
                        lasts.written.cites,
                    )


def _steps(person: Person, owner: str) -> tuple[Step, ...]:
    block = person.policy.branches.get(owner) or person.policy.procedures.get(owner)
    return block.steps if block else ()


def _leads_to(step: Step, thing: str) -> bool:
    return any(isinstance(part, Do) and part.thing == thing for part in parts_of(step))


def _held(position: Position, by: int) -> bool:
    return any(mark.deed is Deed.HELD and mark.day <= by for mark in position.marks)
