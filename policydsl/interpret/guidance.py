"""Guidance, read off the record: the meetings that people asked for or held, of which none ever falls due by itself.

Guidance has no state that days are folded over: what is on file about one meeting, looked at on the day asked about,
is all there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain

from policydsl.domain.number import Day
from policydsl.frozen import frozen
from policydsl.history.history import Event, What
from policydsl.interpret.answer import AskedMeeting, DutyState, StepState
from policydsl.interpret.duties import Owed, owed_at
from policydsl.interpret.person import Person
from policydsl.interpret.standing import CaseKey, Occurrence, Standings
from policydsl.interpret.version import step_of
from policydsl.model.duty import Act, By, Meeting
from policydsl.model.policy import Step, When

BEGINS = frozenset({What.REQUESTED, What.NOTICE, What.SCHEDULED, What.HELD})
"""After a meeting was held or closed, the first of these is about another one."""
ENDS = frozenset({What.HELD, What.CLOSED})
ARRANGING = "arrange"
"""The verb of the duty that a date on file fulfils."""


@frozen
class Asked:
    """One meeting of guidance as the record has it.

    `person` sees no event but those of this meeting; `events` are these. `latest`: no later one of its step is on file.
    """

    step: Step
    occurrence: Occurrence
    person: Person
    events: tuple[Event, ...]
    latest: bool

    @property
    def is_held(self) -> bool:
        """Was the meeting held?"""
        return self.occurrence.held is not None

    @property
    def is_closed(self) -> bool:
        """Did a person record that there will be none?"""
        return self.occurrence.state is StepState.MOOT


def asked(person: Person) -> tuple[Asked, ...]:
    """Every meeting of guidance on file, by the day it came up, then in the order of the policy."""
    found = []
    for one in person.policy.guidance.values():
        runs = list(_runs(one, person))
        found += [_asked(one, run, person, run is runs[-1]) for run in runs]
    return tuple(sorted(found, key=lambda each: each.occurrence.on))


def _runs(one: Step, person: Person) -> Iterator[tuple[Event, ...]]:
    """The events of a step of guidance, meeting by meeting."""
    run: list[Event] = []
    over: Day | None = None
    own = person.policy.own_things.get(one.name, frozenset())
    for event in chain.from_iterable(person.events.values()):
        mine = event.step == one.name or (event.step is None and event.name in own)
        if not mine or event.day < person.first_day:
            continue
        again = event.what is What.HELD and event.day == over
        if over is not None and event.name is None and event.what in BEGINS and not again:
            yield tuple(run)
            run, over = [], None
        run.append(event)
        if event.what in ENDS:
            over = event.day
    if run:
        yield tuple(run)


def _asked(one: Step, run: tuple[Event, ...], person: Person, latest: bool) -> Asked:
    absence = next((_absence(event.absence, person) for event in run if event.absence is not None), None)
    events = tuple(replace(event, step=one.name, branch=None, absence=None) for event in run)
    first = events[0].day
    held = next((event for event in events if event.what is What.HELD), None)
    decided = next((event for event in events if event.what is What.OUTCOME), None)
    closed = any(event.what is What.CLOSED for event in events)
    days = [event.for_ for event in events if event.what in (What.NOTICE, What.SCHEDULED)]
    occurrence = Occurrence(
        id=" / ".join(filter(None, (one.name, absence, date.fromordinal(first).isoformat()))),
        case=CaseKey(one.name, absence),
        step=one.name,
        on=first,
        # Nobody asks more of it than whether it is still to be held.
        state=StepState.MOOT if closed and held is None else StepState.DUE,
        held=None if held is None else held.day,
        held_by=None if held is None else held.by,
        outcome=None if decided is None or decided.value is None else str(decided.value),
        noticed=tuple((event.day, event.for_) for event in events if event.what is What.NOTICE),
        arranged=days[-1] if days else None,
    )
    narrow = Person(person.base.policy, replace(person.history, events=events), person.on)
    one = step_of(person, occurrence)
    return Asked(one, occurrence, narrow, events, latest)


def _absence(record: str, person: Person) -> str:
    """The absence that a record belongs to, by its name."""
    seen = person.seen_around[When.AFTER]
    return next((one.name for one in seen if any(each.name == record for each in one.records)), record)


def as_answer(meetings: Iterable[Asked]) -> Iterator[AskedMeeting]:
    """The meetings as an answer lists them."""
    for one in meetings:
        request = next((event for event in one.events if event.what is What.REQUESTED and event.name is None), None)
        closed = next((event for event in one.events if event.what is What.CLOSED), None)
        offers = [event.for_ for event in one.events if event.what is What.ALTERNATIVE_OFFERED]
        other = offers[-1] if offers else None
        at = one.occurrence
        yield AskedMeeting(
            id=at.id,
            step=at.step,
            absence=at.case.absence,
            since=date.fromordinal(at.on),
            asked_on=None if request is None else date.fromordinal(request.day),
            asked_by=None if request is None else request.by,
            meeting_on=None if at.arranged is None else date.fromordinal(at.arranged),
            other_date=None if other is None else date.fromordinal(other),
            held_on=None if at.held is None else date.fromordinal(at.held),
            led_by=at.held_by,
            closed_on=None if closed is None or one.is_held else date.fromordinal(closed.day),
        )


# ------------------------------------------------------------------ duties


def owed(meetings: Iterable[Asked], standings: Standings) -> Iterator[Owed]:
    """What people owe at each meeting. A date on file is arranging; what was for before the meeting ends with it."""
    for one in meetings:
        for each in owed_at(one.occurrence, one.person, standings):
            duty = each.duty
            if each.item.state is DutyState.OPEN and isinstance(duty, Act):
                if duty.verb == ARRANGING and (one.is_held or one.occurrence.arranged is not None):
                    each = replace(each, item=replace(each.item, state=DutyState.MET))
                elif one.is_held and duty.by == By(None, True, Meeting.IT):
                    each = replace(each, item=replace(each.item, state=DutyState.MOOT))
            yield each
