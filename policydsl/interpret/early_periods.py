"""Periods begun too early: by a paper before any meeting that could lead to it, by a meeting before the policy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policydsl.history.history import What
from policydsl.interpret.answer import Warned
from policydsl.interpret.person import Person
from policydsl.interpret.standing import Standings
from policydsl.model.action import Do
from policydsl.model.amount import Deed, StepEvent, ThingEvent
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
                if not isinstance(event, ThingEvent) or run.past is not None or period.goes_on:
                    continue
                steps = [one.name for one in _steps(person, period.owner) if _leads_to(one, event.thing)]
                if steps:
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


def not_begun_before_the_policy(person: Person) -> Iterator[Warned]:
    """A meeting of before the policy's first day moves no case, and so begins no period: `standing` says it instead."""
    for period in person.policy.periods.values():
        lasts = period.lasts.form(person.first_day)
        event = lasts.meaning.after
        stood = {one.branch for one in person.standing}
        if not isinstance(event, StepEvent) or event.deed is not Deed.HELD or period.owner in stood:
            continue
        held = [
            (day, one)
            for day, events in person.events.items()
            for one in events
            if one.what is What.HELD and one.step == event.step
        ]
        if held and held[-1][0] < person.first_day and period.owner in person.policy.branches:
            day, one = held[-1]
            on = date.fromordinal(day)
            yield Warned(
                "before-the-policy",
                f"`held` of {event.step} on {on} begins no {period.name}: that was before the policy was in force",
                event.step,
                one.absence,
                on,
                f"say under `standing` that {period.owner} stood at {event.step}, held on {on}",
                lasts.written.cites,
                place=one.place,
            )


def _steps(person: Person, owner: str) -> tuple[Step, ...]:
    block = person.policy.branches.get(owner) or person.policy.procedures.get(owner)
    return block.steps if block else ()


def _leads_to(step: Step, thing: str) -> bool:
    return any(isinstance(part, Do) and part.thing == thing for part in parts_of(step))
