"""What a policy allows at a step and people have made use of: a waiver, a postponement, an appeal; and how it fits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policydsl.diagnostics import count_of
from policydsl.domain.number import Day
from policydsl.history.history import Event, What
from policydsl.history.names import found
from policydsl.interpret.answer import Warned
from policydsl.interpret.condition import Seen
from policydsl.interpret.people import events_of
from policydsl.interpret.person import Person
from policydsl.interpret.postponed import last_day, put_off
from policydsl.interpret.standing import Occurrence, Standings
from policydsl.interpret.version import step_of
from policydsl.model.amount import Deed, StepEvent
from policydsl.model.clause import Form
from policydsl.model.duty import Appeal, Duty, Postponable, Waivable


def beyond_what_is_allowed(person: Person, standings: Standings) -> Iterator[Warned]:
    """Waivers by others, postponements too often or too far, appeals too late: each stands, and is looked at."""
    for occurrence in standings.occurrences.values():
        for clause in step_of(person, occurrence).duties:
            form = clause.form(occurrence.on)
            match form.meaning:
                case Waivable():
                    events = events_of(occurrence, person, standings)
                    yield from _waived(form.meaning, form, occurrence, events)
                case Postponable():
                    events = events_of(occurrence, person, standings)
                    yield from _postponed(form.meaning, form, occurrence, events, person)
                case Appeal() if form.meaning.amount is not None:
                    events = events_of(occurrence, person, standings)
                    yield from _appealed(form.meaning, form, occurrence, events, person, standings)
                case _:
                    continue


def last_day_to_appeal(duty: Appeal, occurrence: Occurrence, person: Person, standings: Standings) -> Day | None:
    """The last day on which an appeal is in time; None: the day it is counted from has not come, or there is none."""
    if duty.amount is None or duty.after is None:
        return None
    seen = Seen.of(person, standings.cases.get(occurrence.case), standings, person.on)
    own = duty.after == StepEvent(occurrence.step, Deed.HELD)  # the case may be closed, and its marks gone with it
    day = occurrence.held if own else seen.day_of(duty.after)
    if day is None or day < occurrence.on:
        return None
    return person.after(day if own else seen.deadline_from(duty.after) or day, duty.amount)


def _warned(code: str, message: str, occurrence: Occurrence, event: Event, form: Form[Duty], help_: str) -> Warned:
    return Warned(
        code,
        message,
        occurrence.step,
        occurrence.case.absence,
        date.fromordinal(event.day),
        help_,
        form.written.cites,
        event.place,
    )


def _waived(duty: Waivable, form: Form[Duty], occurrence: Occurrence, events: list[Event]) -> Iterator[Warned]:
    for event in events:
        if event.what is What.WAIVED and event.by is not None and found(event.by, duty.roles) is None:
            message = f"{occurrence.step} was waived by somebody whom the policy does not name for that"
            help_ = f"it names {' or '.join(duty.roles)}; let one of them decide"
            yield _warned("waived-by-another", message, occurrence, event, form, help_)


def _postponed(
    duty: Postponable, form: Form[Duty], occurrence: Occurrence, events: list[Event], person: Person
) -> Iterator[Warned]:
    """The original date is the one that was set before the first postponement."""
    latest = last_day(duty, events, person)
    for number, event in enumerate(put_off(events), 1):
        if number > duty.times:
            message = f"{occurrence.step} was postponed {count_of(number, 'time')}; {duty.times} allowed"
            help_ = "hold the meeting on the day that was set, or decide that it may be postponed once more"
            yield _warned("postponed-too-often", message, occurrence, event, form, help_)
        if latest is None:
            message = f"{occurrence.step} was postponed, and no original date is on file"
            yield _warned("postponed-from-no-date", message, occurrence, event, form, "record the day it was set for")
        elif event.for_ is not None and event.for_ > latest:
            new, last = date.fromordinal(event.for_).isoformat(), date.fromordinal(latest).isoformat()
            message = f"{occurrence.step} was postponed to {new}; {last} at most"
            yield _warned("postponed-too-far", message, occurrence, event, form, "set a day up to then")


def _appealed(
    duty: Appeal, form: Form[Duty], occurrence: Occurrence, events: list[Event], person: Person, standings: Standings
) -> Iterator[Warned]:
    latest = last_day_to_appeal(duty, occurrence, person, standings)
    for event in events:
        if event.what is What.APPEALED and latest is not None and event.day > latest:
            last = date.fromordinal(latest).isoformat()
            message = f"the appeal of {date.fromordinal(event.day).isoformat()} came after {last}, the last day for it"
            yield _warned("appeal-too-late", message, occurrence, event, form, "decide whether it is heard")
