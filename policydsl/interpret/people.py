"""Who leads a meeting, who comes along, and which other date the employee offered, against what the policy names.

The same for a step that fell due and for a meeting of guidance that was asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policydsl.domain.number import Day
from policydsl.frozen import frozen
from policydsl.history.history import Event, What
from policydsl.history.names import found, found_role
from policydsl.interpret.answer import Human, Shown, Warned
from policydsl.interpret.person import Person
from policydsl.interpret.standing import Occurrence, Standings
from policydsl.model.clause import Form
from policydsl.model.duty import Bring, Duty, LedBy, OtherDate
from policydsl.model.named import COMPANION
from policydsl.model.policy import Step

SETS_A_DATE = (What.NOTICE, What.SCHEDULED)
SETTLED_BY = (What.AGREED, What.REFUSED)
"""Recorded of a companion, these say that a person has decided."""


def events_of(occurrence: Occurrence, person: Person, standings: Standings) -> list[Event]:
    """What is recorded of a step since it fell due, until it falls due again in its case."""
    again = [
        one.on
        for one in standings.occurrences.values()
        if (one.case, one.step) == (occurrence.case, occurrence.step) and one.on > occurrence.on
    ]
    until = min(again, default=person.on + 1)
    return [
        event
        for day, events in person.events.items()
        if occurrence.on <= day < until
        for event in events
        if event.step == occurrence.step and person.is_about(event, occurrence.case.branch, occurrence.case.absence)
    ]


# ------------------------------------------------------------------ the other date


@frozen
class Offered:
    """The other date that the employee offered last: when, for which day, and the last in time.

    `latest` None: no date that it could take the place of is on file.
    """

    event: Event
    latest: Day | None
    in_time: bool
    settled: bool
    """A date was set after it, or the meeting was held: somebody has decided."""


def offered(duty: OtherDate, events: list[Event], person: Person) -> Offered | None:
    """The last offer of another date. None: the employee has offered none."""
    last = next((one for one in reversed(events) if one.what is What.ALTERNATIVE_OFFERED), None)
    if last is None:
        return None
    # A date that the employee had offered before is no original date, or one offer would lead to the next without end.
    own = {one.for_ for one in events if one.what is What.ALTERNATIVE_OFFERED and one is not last}
    dates = [one.for_ for one in events if one.what in SETS_A_DATE and one.day <= last.day and one.for_ not in own]
    known = [day for day in dates if day is not None]
    latest = person.after(known[-1], duty.length) if known else None
    counts = last.day if duty.offered or last.for_ is None else last.for_
    after = events[events.index(last) + 1 :]
    settled = any(one.what in (*SETS_A_DATE, What.HELD) for one in after)
    return Offered(last, latest, latest is not None and counts <= latest, settled)


# ------------------------------------------------------------------ what is left to a person


def left_to_a_person(one: Step, occurrence: Occurrence, person: Person, standings: Standings) -> Iterator[Human]:
    """A companion whom the policy does not name, and another date that comes too late, until somebody has decided."""
    for clause in one.duties:
        form = clause.form(occurrence.on)
        match form.meaning:
            case Bring(companions, _, _):
                yield from _companions(companions, form, occurrence, events_of(occurrence, person, standings))
            case OtherDate():
                events = events_of(occurrence, person, standings)
                yield from _late_date(form.meaning, form, occurrence, events, person)
            case _:
                continue


def _companions(
    allowed: tuple[str, ...], form: Form[Duty], occurrence: Occurrence, events: list[Event]
) -> Iterator[Human]:
    named = [one for one in events if one.name == COMPANION]
    if any(one.what in SETTLED_BY for one in named):
        return
    for one in named:
        if isinstance(one.value, str) and found(one.value, allowed) is None:
            what = f"whether {one.value} may come along; the policy names {' or '.join(allowed)}"
            yield _human("companion-not-listed", what, form, occurrence, one.day)


def _late_date(
    duty: OtherDate, form: Form[Duty], occurrence: Occurrence, events: list[Event], person: Person
) -> Iterator[Human]:
    offer = offered(duty, events, person)
    if offer is None or offer.in_time or offer.settled or offer.latest is None:
        return
    which = "" if offer.event.for_ is None else f" {day(offer.event.for_)}"
    limit = f"the last in time was {day(offer.latest)}"
    if duty.offered:
        limit = f"it was to be offered by {day(offer.latest)}"
    what = f"whether the other date{which} is accepted; {limit}"
    yield _human("late-alternative-date", what, form, occurrence, offer.event.day)


def _human(code: str, what: str, form: Form[Duty], occurrence: Occurrence, since: Day) -> Human:
    key = occurrence.case
    return Human(code, what, occurrence.step, key.branch, key.absence, date.fromordinal(since), form.written.cites)


def day(number: Day) -> str:
    """A day as ISO text."""
    return date.fromordinal(number).isoformat()


# ------------------------------------------------------------------ who led


def led_by_another(one: Step, occurrence: Occurrence) -> Iterator[Shown]:
    """A note, where the leader on file is named, but not first."""
    for form, duty, by in _leader(one, occurrence):
        if found_role(by, duty.leaders[1:]) is not None:
            text = f"{occurrence.step} was led by {by}, not by {duty.leaders[0]}"
            yield Shown("led-by-another", text, one.name, occurrence.case.absence, form.written.cites)


def leaders_not_named(one: Step, occurrence: Occurrence) -> Iterator[Warned]:
    """A warning, where the leader on file is nobody whom the policy names."""
    for form, duty, by in _leader(one, occurrence):
        if found_role(by, duty.leaders) is None and occurrence.held is not None:
            yield Warned(
                "leader-not-named",
                f"{occurrence.step} on {day(occurrence.held)} was led by {by};"
                f" the policy names {' or '.join(duty.leaders)}",
                step=one.name,
                absence=occurrence.case.absence,
                on=date.fromordinal(occurrence.held),
                help="check `by` of the event that says it was held",
                clauses=form.written.cites,
            )


def deciders_not_named(one: Step, occurrence: Occurrence) -> Iterator[Warned]:
    """A warning, where a step is decided without a meeting by nobody whom the policy names."""
    form = one.decided_by.form(occurrence.on) if one.decided_by else None
    roles, by, decided = form.meaning.roles if form else (), occurrence.held_by, occurrence.held
    if form is None or not roles or by is None or decided is None or found_role(by, roles) is not None:
        return
    yield Warned(
        "decider-not-the-named",
        f"{occurrence.step} on {day(decided)} was decided by {by}; the policy names {' or '.join(roles)}",
        step=one.name,
        absence=occurrence.case.absence,
        on=date.fromordinal(decided),
        help="check `by` of the event that says what was decided",
        clauses=form.written.cites,
    )


def _leader(one: Step, occurrence: Occurrence) -> Iterator[tuple[Form[Duty], LedBy, str]]:
    """Who is to lead, where a leader is on file who is not the first to."""
    for clause in one.duties:
        form = clause.form(occurrence.on)
        duty, by = form.meaning, occurrence.held_by
        if isinstance(duty, LedBy) and by is not None and found_role(by, duty.leaders[:1]) is None:
            yield form, duty, by
