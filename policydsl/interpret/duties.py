"""What people owe at the steps that fell due, and where each duty stands at the end of the day asked about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from policydsl.domain.number import FUTURE, NOTHING, Day, DayRange, Needs, later
from policydsl.frozen import frozen
from policydsl.history.history import What
from policydsl.interpret.answer import DutyItem, DutyState, StepState
from policydsl.interpret.clocks import day_after
from policydsl.interpret.condition import Seen
from policydsl.interpret.papers import mine, on_file, still_open
from policydsl.interpret.people import events_of, offered
from policydsl.interpret.person import Person, shifted
from policydsl.interpret.postponed import put_off_to
from policydsl.interpret.same_paper import also_asking, day_among
from policydsl.interpret.standing import At, Case, Mark, Occurrence, Position, Standings
from policydsl.interpret.version import of_occurrence
from policydsl.interpret.wording import value_in_words
from policydsl.model.amount import Amount, Deed, StepEvent, ThingEvent, Unit
from policydsl.model.amount import Event as PolicyEvent
from policydsl.model.clause import Form
from policydsl.model.duty import Act, By, Duty, HoldWithin, Meeting, Notice, OtherDate, Strength, TellDuty, leader_of
from policydsl.model.policy import Step

NEVER = DayRange(None, None)
"""The last day of a time that has not begun to run."""
ON_FILE = frozenset({"complete", "record", "agree", "issue", "send", "tell"})
"""Verbs whose `must` wants something on file by the end of the day of the meeting (semantics 0a, duties)."""

WRITTEN = "written"
ATTENDING = "attend"
"""`employee should attend`: done when the employee was there."""


@frozen
class Owed:
    """A duty of one occurrence of a step with what its state rests on.

    `given` and `meeting` of a notice: the day it was given that decides, and the day of the meeting.
    """

    item: DutyItem
    duty: Duty
    occurrence: Occurrence
    given: Day | None = None
    meeting: Day | None = None
    needs: Needs = NOTHING
    """What would settle the last day for it, where nobody can tell on which days the organisation works."""
    moves: bool = False
    """May its last day move on, because an absence that stops its clock is perhaps not over?"""


def owed(person: Person, standings: Standings) -> Iterator[Owed]:
    """Every duty of every step that fell due, in order of the steps' days, then of the policy."""
    place = {name: number for number, name in enumerate(person.policy.steps)}
    occurrences = sorted(standings.occurrences.values(), key=lambda one: (one.on, place[one.step], one.id))
    for occurrence in occurrences:
        yield from owed_at(occurrence, person, standings)


def owed_at(occurrence: Occurrence, person: Person, standings: Standings) -> Iterator[Owed]:
    """Every duty of one occurrence of a step, in the order of the policy."""
    person = of_occurrence(person, occurrence)
    one = person.policy.steps[occurrence.step]
    for clause in one.duties:
        form = clause.form(occurrence.on)
        found = _owed(form, one, occurrence, person, standings)
        if found is not None:
            yield found


def _owed(form: Form[Duty], one: Step, occurrence: Occurrence, person: Person, standings: Standings) -> Owed | None:
    match form.meaning:
        case Notice():
            return _notice(form.meaning, form, one, occurrence, person)
        case HoldWithin(amount, after):
            seen = Seen(person, case_then(occurrence, person, standings), standings, person.on)
            start = occurrence.on if after is None else _deadline_from(after, seen)
            limit = NEVER if start is None else day_after(start, amount, person, person.on)
            put_off = put_off_to(one, occurrence, person, standings)
            if put_off is not None and start is not None:
                limit = later([limit, DayRange.of(put_off)])
            state = _timely(occurrence.held, limit.latest, person.on)
            return _timed("hold", form, occurrence, _leader(one), state, limit, person.on)
        case Act(strength) if strength is not Strength.MAY:
            return _act(form.meaning, form, one, occurrence, person, standings)
        case TellDuty(bearer, listener, text):
            told = _told(occurrence, person)
            latest = None if one.held_at_once else occurrence.held
            state = _open(told) if one.held_at_once else _checked(told, occurrence, person.on)
            return _item(f"tell {listener}", form, occurrence, bearer, state, latest=latest, text=text)
        case OtherDate():
            return _other_date(form.meaning, form, occurrence, person, standings)
        case _:
            return None


def case_then(occurrence: Occurrence, person: Person, standings: Standings) -> Case:
    """The case in which a step fell due: as it stands, or, once it is closed, with what happened to its steps."""
    ends = [one.on for one in standings.ended if one.case == occurrence.case and not one.lapsed]
    closed = next((day for day in ends if day >= occurrence.on), None)
    case = standings.cases.get(occurrence.case)
    if case is not None and closed is None:
        return case
    since = max((day for day in ends if day < occurrence.on), default=0)
    until = person.on if closed is None else closed
    mine = [one for one in standings.occurrences.values() if one.case == occurrence.case and since < one.on <= until]
    marks = sorted((mark for one in mine for mark in _marks(one)), key=lambda mark: mark.day)
    owner = person.policy.steps[occurrence.step].owner
    place = Position(owner, occurrence.step, At.HELD, occurrence.on, marks=tuple(marks))
    return Case(occurrence.case, since, place)


def _marks(one: Occurrence) -> Iterator[Mark]:
    yield Mark(one.step, Deed.DUE, one.on)
    if one.held is not None:
        yield Mark(one.step, Deed.HELD, one.held)
    if one.outcome is not None and one.decided is not None:
        yield Mark(one.step, None, one.decided, one.outcome)


def _leader(one: Step) -> str:
    return leader_of(clause.meaning(0) for clause in one.duties)


def _item(
    duty: str,
    form: Form[Duty],
    occurrence: Occurrence,
    bearer: str,
    state: DutyState,
    *,
    earliest: Day | None = None,
    latest: Day | None = None,
    text: str | None = None,
) -> Owed:
    if occurrence.state in (StepState.MOOT, StepState.WAIVED) and state is DutyState.OPEN:
        state = DutyState.MOOT
    item = DutyItem(
        duty=duty,
        step=occurrence.step,
        branch=occurrence.case.branch,
        absence=occurrence.case.absence,
        bearer=bearer,
        earliest=None if earliest is None else date.fromordinal(earliest),
        latest=None if latest is None else date.fromordinal(latest),
        state=state,
        line=form.written.line,
        clauses=form.written.cites,
        text=text,
        occurrence=occurrence.id,
    )
    return Owed(item, form.meaning, occurrence)


def _timed(
    duty: str,
    form: Form[Duty],
    occurrence: Occurrence,
    bearer: str,
    state: DutyState,
    limit: DayRange,
    on: Day,
    earliest: Day | None = None,
) -> Owed:
    """A duty with a last day. Where that may move on while an absence goes on, the one it has for certain so far."""
    latest, moves = limit.known, FUTURE in limit.needs
    if moves and limit.earliest is not None:
        latest = max(limit.earliest, on)
    found = _item(duty, form, occurrence, bearer, state, earliest=earliest, latest=latest)
    return replace(found, needs=limit.needs - {FUTURE}, moves=moves)


# ------------------------------------------------------------------ notice


def latest_notice(person: Person, amount: Amount, meeting: Day) -> Day:
    """The last day on which notice of a meeting is in time: `at least N before`; clear days leave out both ends.

    Working days are counted from the day after the notice to the day of the meeting, so that a notice given on a day
    off is as good as one given on the working day before it.
    """
    if amount.unit is Unit.WORKING_DAYS:
        latest = shifted(person.organisation(meeting), meeting + 1, -int(amount.number)).latest
        return (meeting if latest is None else latest) - 1
    return person.after(meeting, amount, -1)


def earliest_meeting(person: Person, amount: Amount, given: Day) -> Day:
    """The first day on which a meeting may be, for a notice given on a day."""
    meeting = person.after(given, amount)
    while latest_notice(person, amount, meeting) < given:
        meeting += 1
    return meeting


def _notice(duty: Notice, form: Form[Duty], one: Step, occurrence: Occurrence, person: Person) -> Owed:
    """Met by the earliest notice when the meeting is (or is arranged for) a day that leaves it the time."""
    meeting = occurrence.held or occurrence.arranged
    days = (day for day, _ in occurrence.noticed if not duty.in_writing or _may_be_written(day, occurrence, person))
    given = min(days, default=None)
    latest = None if meeting is None else latest_notice(person, duty.amount, meeting)
    earliest = None if given is None else earliest_meeting(person, duty.amount, given)
    in_time = given is not None and latest is not None and given <= latest
    if occurrence.held is not None:
        state = DutyState.MET if in_time else DutyState.BREACHED
    else:
        state = DutyState.MET if in_time else DutyState.OPEN
    found = _item("notice", form, occurrence, _leader(one), state, earliest=earliest, latest=latest)
    return Owed(found.item, duty, occurrence, given, meeting)


def _may_be_written(day: Day, occurrence: Occurrence, person: Person) -> bool:
    """Was notice given on a day of which nobody recorded that it was not in writing?"""
    events = person.events.get(day, ())
    notices = [event for event in events if event.what is What.NOTICE and event.step == occurrence.step]
    return any(event.value in (None, True, WRITTEN) for event in notices)


def _other_date(
    duty: OtherDate, form: Form[Duty], occurrence: Occurrence, person: Person, standings: Standings
) -> Owed | None:
    """Once another date is offered: in time or not. Without a date that it takes the place of, nobody can tell."""
    offer = offered(duty, events_of(occurrence, person, standings), person)
    if offer is None:
        return None
    judged = DutyState.MET if offer.in_time else DutyState.BREACHED
    state = DutyState.OPEN if offer.latest is None else judged
    return _item("other date", form, occurrence, "employee", state, latest=offer.latest)


# ------------------------------------------------------------------ papers and other deeds


def _timely(done: Day | None, latest: Day | None, on: Day) -> DutyState:
    if done is not None:
        return DutyState.MET if latest is None or done <= latest else DutyState.BREACHED
    return DutyState.BREACHED if latest is not None and on > latest else DutyState.OPEN


def _checked(done: Day | None, occurrence: Occurrence, on: Day) -> DutyState:
    """Wanted on file by the end of the day the meeting is held; missing then, breached until it is."""
    if done is not None:
        return DutyState.MET
    return DutyState.BREACHED if occurrence.held is not None and occurrence.held <= on else DutyState.OPEN


def _act(duty: Act, form: Form[Duty], one: Step, occurrence: Occurrence, person: Person, standings: Standings) -> Owed:
    earliest, limit = (None, NEVER) if duty.by is None else _span(duty.by, occurrence, person, standings)
    came = duty.verb == ATTENDING and not duty.thing
    done = _came(occurrence, person) if came else on_file(duty, occurrence, person, standings, earliest)
    found = _judged(duty, form, one, occurrence, person, (done, earliest, limit))
    days = () if came or done is not None else still_open(duty, occurrence, person, standings, earliest)
    gaps = tuple((date.fromordinal(first), date.fromordinal(last)) for first, last in days)
    return replace(found, item=replace(found.item, uncovered=gaps)) if gaps else found


def _judged(
    duty: Act,
    form: Form[Duty],
    one: Step,
    occurrence: Occurrence,
    person: Person,
    times: tuple[Day | None, Day | None, DayRange],
) -> Owed:
    """The duty by the day on which it was done, and its first and last day."""
    words, bearer, by = f"{duty.verb} {duty.thing}".strip(), duty.bearer, duty.by
    done, earliest, limit = times
    if by is not None:
        # What is to be before an event is missed at the end of the event's day, a deadline when its day has passed.
        passed = person.on + 1 if by.before and by.amount is None else person.on
        state = _timely(done, limit.latest, passed) if duty.strength is Strength.MUST else _open(done)
        return _timed(words, form, occurrence, bearer, state, limit, person.on, earliest)
    if duty.strength is Strength.MUST and duty.verb in ON_FILE and not one.held_at_once:
        state = _checked(done, occurrence, person.on)
        return _item(words, form, occurrence, bearer, state, latest=occurrence.held)
    return _item(words, form, occurrence, bearer, _open(done))


def _open(done: Day | None) -> DutyState:
    return DutyState.OPEN if done is None else DutyState.MET


def _span(by: By, occurrence: Occurrence, person: Person, standings: Standings) -> tuple[Day | None, DayRange]:
    """First and last day on which a deed with a time is in time."""
    point = _point(by.point, occurrence, person, standings)
    if point is None:
        return None, NEVER
    if by.amount is None:
        # A history has days and no hours: what is on file of one day may be in either order.
        return None, DayRange.of(point)
    if by.before:
        return None, DayRange.of(latest_notice(person, by.amount, point))
    return point, day_after(point, by.amount, person, person.on)


def _point(point: PolicyEvent | Meeting, occurrence: Occurrence, person: Person, standings: Standings) -> Day | None:
    if isinstance(point, Meeting):
        return occurrence.held or occurrence.arranged
    if isinstance(point, ThingEvent) and (others := also_asking(point, occurrence, person, standings)):
        return day_among(point, occurrence, others, person)
    return _deadline_from(point, Seen(person, case_then(occurrence, person, standings), standings, person.on))


def _deadline_from(event: PolicyEvent, seen: Seen) -> Day | None:
    """The day from which a deadline runs; of a step of another branch also where its case has closed meanwhile.

    Only what happened since the case of the deadline opened: an earlier one was no concern of this case.
    """
    found = seen.deadline_from(event)
    case = seen.case
    if found is not None or case is None or not isinstance(event, StepEvent) or event.times > 1:
        return found
    mine = (
        one
        for one in seen.before.occurrences.values()
        if one.step == event.step and one.case.branch != case.key.branch and _may_be_meant(one, case)
    )
    days = (one.on if event.deed is Deed.DUE else one.held for one in mine)
    return max((day for day in days if day is not None and case.opened <= day <= seen.on), default=None)


def _may_be_meant(one: Occurrence, case: Case) -> bool:
    """Where both cases follow an absence, it is one and the same."""
    return None in (one.case.absence, case.key.absence) or one.case.absence == case.key.absence


def _told(occurrence: Occurrence, person: Person) -> Day | None:
    return _first(What.TOLD, occurrence, person)


def _came(occurrence: Occurrence, person: Person) -> Day | None:
    return _first(What.ATTENDED, occurrence, person)


def _first(what: What, occurrence: Occurrence, person: Person) -> Day | None:
    """The first day on which this happened at the step."""
    for day, events in person.events.items():
        for event in events:
            if event.what is what and event.step == occurrence.step and mine(event, occurrence, person):
                return day
    return None


def unit_words(amount: Amount) -> str:
    """`5 calendar days`, `1 working day`."""
    return value_in_words(amount)


def days_between(person: Person, amount: Amount, given: Day, meeting: Day) -> int:
    """How much notice that was, in the unit of the amount (weeks and months: calendar days)."""
    match amount.unit:
        case Unit.WORKING_DAYS:
            return person.organisation(meeting).certainly.count(given + 1, meeting)
        case Unit.CLEAR_DAYS:
            return max(0, meeting - given - 1)
        case _:
            return meeting - given
