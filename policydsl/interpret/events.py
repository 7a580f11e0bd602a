"""What a recorded event does on its day: it moves at most one case, or is noted as out of sequence, never dropped."""

from __future__ import annotations

from dataclasses import replace

from policydsl.history.history import Event, What
from policydsl.history.kinds import OF_A_PERIOD
from policydsl.history.names import found_role, key_of
from policydsl.interpret.answer import Reason, StepState
from policydsl.interpret.condition import Seen, holds
from policydsl.interpret.meanwhile import record_outstanding
from policydsl.interpret.period_changes import change_period
from policydsl.interpret.standing import WHO_LED, At, Case, CaseKey, Mark, Noted, Occurrence
from policydsl.interpret.today import Today
from policydsl.model.action import places
from policydsl.model.amount import (
    AbsenceBegan,
    AbsenceEnded,
    BranchClosed,
    Deed,
    OutcomeEvent,
    PeriodBegan,
    PeriodEnded,
    StepEvent,
    ThingEvent,
)
from policydsl.model.amount import Event as PolicyEvent
from policydsl.model.clause import Form
from policydsl.model.condition import Happened
from policydsl.model.policy import Outcome, Step


def record(event: Event, number: int, today: Today) -> None:
    """Take one event of the day. `number` is its place among the events of that day."""
    if event.name is not None:
        _put_on_file(event, today)
    if event.what in OF_A_PERIOD:
        change_period(event, number, today)
    if event.what is What.CLOSED and event.step is None:
        _close_branch(event, number, today)
    if event.step is None or event.step in today.person.policy.guidance:
        return
    one = today.person.policy.steps[event.step]
    if _is_before_standing(event, one, number, today) or record_outstanding(event, one, today):
        return
    match event.what:
        case What.HELD if event.value is not False:
            _hold(event, one, number, today)
        case What.OUTCOME:
            _decide(event, one, number, today)
        case What.NOTICE | What.SCHEDULED:
            _arrange(event, one, number, today)
        case What.WAIVED:
            _waive(event, one, number, today)
        case What.POSTPONED:
            _postpone(event, one, number, today)
        case What.CLOSED:
            _close(event, one, number, today)
        case _:
            return


def _put_on_file(event: Event, today: Today) -> None:
    """A deed that waited for people is done; a procedure that should start opens on the day this is on file."""
    done = [
        one
        for one in today.pending
        if one.thing == event.name
        and event.value is not False
        and event.step in (None, one.step)
        and today.person.is_about(event, one.case.branch, one.case.absence)
    ]
    today.drop(done)
    for one in done:
        case = today.cases.get(one.case)
        if one.procedure is not None and case is not None and case.procedure is None and case.place.step == one.step:
            today.start(case, one.procedure, event.by)


# ------------------------------------------------------------------ which case


def _mine(event: Event, one: Step, today: Today) -> list[Case]:
    """The open cases that the event can be about, by the branch and absence it names and the owner of its step."""
    return [
        case
        for case in today.cases.values()
        if today.person.is_about(event, case.key.branch, case.key.absence)
        and case.key.step in (None, one.name)
        and one.owner in (case.place.owner, case.procedure.owner if case.procedure else None)
    ]


def _is_due(case: Case, event: Event, one: Step, today: Today) -> bool:
    position = case.active
    if position.step != one.name or position.at is not At.DUE:
        return False
    return event.due is None or today.occurrences[position.occurrence or ""].on == event.due


def _note(code: str, event: Event, number: int, today: Today, case: Case | None = None, **about: str) -> None:
    key = case.key if case else None
    clauses = tuple(about.pop("clauses", "").split())
    facts = (("what", event.what.value), *about.items())
    today.note(Noted(code, today.on, event.step, key, facts, clauses, number))


def _only(found: list[Case], event: Event, number: int, today: Today) -> Case | None:
    """The one case that an event moves; several: an error of the history that lists them."""
    if len(found) > 1:
        names = " | ".join(" / ".join(filter(None, (one.key.branch, one.key.absence))) for one in found)
        _note("fits-several", event, number, today, cases=names)
        return None
    return found[0]


def _out_of_sequence(event: Event, one: Step, mine: list[Case], number: int, today: Today) -> None:
    """Say what stands in the way: the step is not due, or it was held already."""
    held = [
        occurrence
        for occurrence in today.occurrences.values()
        if occurrence.step == one.name
        and occurrence.held is not None
        and today.person.is_about(event, occurrence.case.branch, occurrence.case.absence)
    ]
    waits = next((case.active.step for case in mine), "")
    due = "yes" if any(case.active.step == one.name and case.active.at is At.DUE for case in mine) else ""
    last = str(max(occurrence.held or 0 for occurrence in held)) if held else ""
    by_itself = "yes" if held and one.held_at_once is not None else ""
    case = mine[0] if mine else None
    _note("out-of-sequence", event, number, today, case, waits=waits, held=last, due=due, by_itself=by_itself)


def _is_before_standing(event: Event, one: Step, number: int, today: Today) -> bool:
    """Events of a case dated on or before the day on which `standing` says where it stood move nothing."""
    for stood in today.person.standing:
        if today.on > stood.held or not today.person.is_about(event, stood.branch, stood.absence):
            continue
        key = CaseKey(stood.branch, stood.absence)
        mine = [case.key for case in _mine(event, one, today)]
        named = event.branch == stood.branch or event.absence is not None
        of_branch = one.owner == stood.branch and not any(other != key for other in mine)
        of_procedure = one.owner in today.person.policy.procedures and (mine == [key] or (named and not mine))
        if of_branch or of_procedure:
            _note("before-standing", event, number, today, held=str(stood.held), branch=stood.branch)
            return True
    return False


# ------------------------------------------------------------------ held, decided, arranged, closed


def subject(event: PolicyEvent) -> str:
    """What must come first: the step or the thing that an event is about."""
    match event:
        case StepEvent(step, _, _) | OutcomeEvent(step, _):
            return step
        case ThingEvent(thing, _):
            return thing
        case AbsenceBegan() | AbsenceEnded():
            return "the absence"
        case PeriodBegan(period) | PeriodEnded(period):
            return period
        case BranchClosed(branch):
            return branch


def is_kept_back(outcome: Outcome, first: PolicyEvent, seen: Seen) -> bool:
    """Has what must come `first`, before this outcome, not happened, or not in the time in which it counts?"""
    if outcome.within is not None:
        return holds(Happened(first, window=outcome.within), seen).value is not True
    day = seen.day_of(first)
    since = None if outcome.since is None else seen.begun_with(outcome.since)
    return day is None or (outcome.since is not None and (since is None or day < since))


def not_before(one: Step, case: Case | None, today: Today) -> tuple[PolicyEvent, tuple[str, ...]] | None:
    """The event that must come first and has not, with the clauses that say so."""
    one = today.seen(case).person.policy.steps[one.name]
    for clause in one.never_before:
        form = clause.form(today.on)
        if all(today.seen(case).day_of(first) is None for first in form.meaning):
            return form.meaning[0], form.written.cites
    return None


def _is_blocked(event: Event, one: Step, mine: list[Case], number: int, today: Today) -> bool:
    case = mine[0] if mine else None
    missing = not_before(one, case, today)
    if missing is None:
        return False
    first, cites = missing
    _note("before-permitted", event, number, today, case, needs=subject(first), clauses=" ".join(cites))
    return True


def _hold(event: Event, one: Step, number: int, today: Today) -> None:
    mine = _mine(event, one, today)
    due = [case for case in mine if _is_due(case, event, one, today)]
    if _is_blocked(event, one, due or mine, number, today):
        return
    early = [] if due else [case for case in mine if _may_be_early(case, one, today)]
    if not due and not early:
        if not _uphold(event, one, number, today):
            _out_of_sequence(event, one, mine, number, today)
        return
    case = _only(due or early, event, number, today)
    if case is not None and today.step_of(case).decided_by is not None:
        _note("not-a-meeting", event, number, today, case)
    elif case is not None:
        today.hold(_due_early(case, one, today) if early else case, event.by)


def _may_be_early(case: Case, one: Step, today: Today) -> bool:
    waits = case.active.step == one.name and case.active.at is At.WAITING
    return waits and today.step_of(case).early is not None


def _due_early(case: Case, one: Step, today: Today) -> Case:
    """A step that may be held early falls due on the day it is held."""
    early = today.step_of(case).early
    written = early.form(today.on).written if early else one.written
    return today.fall_due(case, (Reason("case", "held early", written.line, written.cites),))


def _uphold(event: Event, one: Step, number: int, today: Today) -> bool:
    """No human act is erased: a meeting that was called for by what was known then stands (0a, a late entry)."""
    found = today.person.once_due.get(event)
    if found is None:
        return False
    key, due = found
    case = today.cases.get(key)
    if case is None or case.active.owner != one.owner:
        _note("unsupported-meeting", event, number, today)
        return True
    today.uphold(case, one.name, due, event.by)
    _note("unsupported-meeting", event, number, today, case)
    return True


def _arrange(event: Event, one: Step, number: int, today: Today) -> None:
    mine = _mine(event, one, today)
    due = [case for case in mine if _is_due(case, event, one, today)]
    if _is_blocked(event, one, due or mine, number, today):
        return
    if not due:
        ahead = [case for case in mine if case.active.step == one.name and case.active.at is At.WAITING]
        if not ahead:
            _out_of_sequence(event, one, mine, number, today)
        elif event.what is What.NOTICE and (case := _only(ahead, event, number, today)) is not None:
            position = case.active
            today.move(case, replace(position, notices=(*position.notices, (today.on, event.for_))))
        return
    case = _only(due, event, number, today)
    if case is None:
        return
    occurrence = today.occurrences[case.active.occurrence or ""]
    if event.what is What.NOTICE:
        state = StepState.ARRANGED if occurrence.state is StepState.ARRANGED else StepState.NOTICED
        notices = (*occurrence.noticed, (today.on, event.for_))
        today.update(replace(occurrence, state=state, noticed=notices, arranged=event.for_ or occurrence.arranged))
    else:
        today.update(replace(occurrence, state=StepState.ARRANGED, arranged=event.for_))


def _decide(event: Event, one: Step, number: int, today: Today) -> None:
    mine = _mine(event, one, today)
    clause = one.outcome(str(event.value))
    if clause is None:
        return
    alone = one.decided_by is not None
    ready = [case for case in mine if _may_decide(case, event, one, alone, today)]
    if not ready:
        if not _decide_late(event, one, clause.key.name, number, today):
            _out_of_sequence(event, one, mine, number, today)
        return
    case = _only(ready, event, number, today)
    if case is None:
        return
    one = today.step_of(case, one.name)
    form = _offered(event, one, clause.key.name, case, number, today)
    if form is None:
        return
    still_due = alone and case.active.at is At.DUE and case.active.step == one.name
    if still_due and _is_blocked(event, one, [case], number, today):
        return
    if not _is_permitted(event, one, form, case, number, today):
        return
    if still_due:
        case = today.hold(case, event.by)
    _settle(event, one, form, case, number, today)


def _offered(event: Event, one: Step, name: str, case: Case | None, number: int, today: Today) -> Form[Outcome] | None:
    """The outcome as the step reads for the case; None, and noted: the version that the case goes by has none such."""
    offered = one.outcome(name)
    if offered is not None:
        return offered.form(today.on)
    names = " or ".join(f"`{each.key.name}`" for each in one.outcomes)
    _note("outcome-of-another-version", event, number, today, case, outcome=name, offered=names)
    return None


def _may_decide(case: Case, event: Event, one: Step, alone: bool, today: Today) -> bool:
    """Held and at its step; or moved on by `then`, with the outcome still to come; or decided without a meeting."""
    position = case.active
    if position.step == one.name and position.at is At.HELD:
        return True
    if alone and _is_due(case, event, one, today):
        return True
    if one.repeats is not None and position.step == one.name and position.at is At.DUE:
        # The meeting before this one was held, and what came of it is recorded after the next one fell due.
        last = _held(case, one, today)
        return last is not None and last.outcome is None and event.due in (None, last.on)
    return position.left == one.name and position.at is At.WAITING and _awaits_outcome(case, one)


def _awaits_outcome(case: Case, one: Step) -> bool:
    """Was the step held, with no outcome on record of its latest meeting?"""
    mine = [mark for mark in case.active.marks if mark.step == one.name and mark.deed is not Deed.DUE]
    return bool(mine) and mine[-1].outcome is None


def _decide_late(event: Event, one: Step, name: str, number: int, today: Today) -> bool:
    """An outcome of a meeting whose case has moved on, when it was held or past it: recorded, and the case stays.

    What the outcome gives people to do, tells them or does to a period follows all the same, also where the case is in
    a procedure, has closed or begun again by now.
    """
    if one.then is None and not any(other.direct for other in today.person.policy if other.owner == one.owner):
        return False
    open_ = [
        each
        for each in today.occurrences.values()
        if each.step == one.name
        and each.held is not None
        and each.outcome is None
        and today.person.is_about(event, each.case.branch, each.case.absence)
        and event.due in (None, each.on)
    ]
    if not open_:
        return False
    latest = max(open_, key=lambda each: each.on)
    case = today.cases.get(latest.case)
    has_closed = case is None or _has_closed_since(latest, today)
    form = _offered(
        event, one if case is None or has_closed else today.step_of(case, one.name), name, case, number, today
    )
    if form is None:
        return True
    today.update(replace(latest, state=StepState.DECIDED, outcome=name, decided=today.on))
    moving = places(form.meaning.actions)
    staying = tuple(each for each in form.meaning.actions if each.deed not in moving)
    if case is None:
        for each in staying:
            today.leave_to_people(latest.case, one.name, each, form.written)
        return True
    if not has_closed:
        case = today.put(_with_mark(case, one, Mark(one.name, None, today.on, name)))
    today.follow_late(case, one.name, staying, form.written)
    return True


def _has_closed_since(meeting: Occurrence, today: Today) -> bool:
    """Has the case of a meeting closed since that was held, so that an open one under its name is another?"""
    return any(
        one.case == meeting.case and not one.lapsed and meeting.held is not None and one.on >= meeting.held
        for one in today.ended
    )


def _with_mark(case: Case, one: Step, mark: Mark) -> Case:
    """The case with a mark where its step belongs: in its branch, or in the procedure that it is in."""
    if case.procedure is not None and case.procedure.owner == one.owner:
        return case.moved_to(replace(case.procedure, marks=(*case.procedure.marks, mark)))
    if case.place.owner == one.owner:
        return replace(case, place=replace(case.place, marks=(*case.place.marks, mark)))
    return case


def _held(case: Case, one: Step, today: Today) -> Occurrence | None:
    """The latest occurrence of the step in the case that was held."""
    found = [
        each
        for each in today.occurrences.values()
        if each.case == case.key and each.step == one.name and each.held is not None
    ]
    return max(found, key=lambda each: each.on) if found else None


def _is_permitted(event: Event, one: Step, form: Form[Outcome], case: Case, number: int, today: Today) -> bool:
    first = form.meaning.only_after
    if first is not None and is_kept_back(form.meaning, first, today.seen(case)):
        cites, needs = " ".join(form.written.cites), subject(first)
        _note("before-permitted", event, number, today, case, needs=needs, outcome=form.meaning.name, clauses=cites)
        return False
    decided = one.decided_by.form(today.on) if one.decided_by else None
    if decided is not None and decided.meaning.led is not None:
        return _is_not_by_who_led(event, decided.meaning.led, decided.written.cites, case, number, today)
    if decided is None or decided.meaning.other_than is None:
        return True
    cites = " ".join(decided.written.cites)
    other = decided.meaning.other_than
    if event.by is not None and found_role(event.by, (other,)) is not None:
        _note("decided-by-the-same", event, number, today, case, other=other, clauses=cites)
        return False
    if event.by is not None and one.owner not in today.person.policy.procedures:
        return True  # nobody has recommended it, and another name is somebody else's
    if event.by is None or case.started_by is None:
        _note("decider-not-named", event, number, today, case, other=decided.meaning.other_than, clauses=cites)
        return True
    if key_of(event.by) == key_of(case.started_by):
        _note("decided-by-the-same", event, number, today, case, other=decided.meaning.other_than, clauses=cites)
        return False
    return True


def _is_not_by_who_led(event: Event, led: str, clauses: tuple[str, ...], case: Case, number: int, today: Today) -> bool:
    """Has somebody else decided than who led the latest meeting of a step? With no such meeting, there is nobody."""
    held = [one for one in today.occurrences.values() if one.step == led and one.held is not None]
    held = [one for one in held if one.case == case.key] or held
    if not held:
        return True
    leader, cites = max(held, key=lambda one: one.held or 0).held_by, " ".join(clauses)
    if event.by is None or leader is None:
        _note("decider-not-named", event, number, today, case, other=f"{WHO_LED}{led}", clauses=cites)
        return True
    if key_of(event.by) == key_of(leader) or key_of(event.by.split(",")[0]) == key_of(leader.split(",")[0]):
        _note("decided-by-the-same", event, number, today, case, other=f"{WHO_LED}{led}", clauses=cites)
        return False
    return True


def _settle(event: Event, one: Step, form: Form[Outcome], case: Case, number: int, today: Today) -> None:
    """The outcome is recorded, and what it says follows."""
    occurrence = _held(case, one, today)
    if occurrence is not None:
        state = StepState.DECIDED
        today.update(replace(occurrence, state=state, outcome=form.meaning.name, decided=today.on))
    position = case.active
    marks = (*position.marks, Mark(one.name, None, today.on, form.meaning.name))
    case = today.move(case, replace(position, marks=marks))
    today.drop(
        [each for each in today.pending if each.code == "left-to" and (each.case, each.step) == (case.key, one.name)]
    )
    next_one = today.occurrences.get(position.occurrence or "") if position.at is At.DUE else None
    now = today.follow(case, one.name, form.meaning.actions, form.written, "outcome")
    if next_one is not None and now is not None and now.active.occurrence != next_one.id:
        today.update(replace(next_one, state=StepState.MOOT))  # the case has gone on from the meeting before it


def _the_due(event: Event, one: Step, number: int, today: Today) -> Case | None:
    """The one case at which the step is due; otherwise what stands in the way is noted."""
    mine = _mine(event, one, today)
    due = [case for case in mine if _is_due(case, event, one, today)]
    if not due:
        _out_of_sequence(event, one, mine, number, today)
        return None
    return _only(due, event, number, today)


def _waive(event: Event, one: Step, number: int, today: Today) -> None:
    case = _the_due(event, one, number, today)
    if case is None:
        return
    if event.by is None or event.why is None:
        _note("waiver-without-reason", event, number, today, case)
    today.waive(case)


def _postpone(event: Event, one: Step, number: int, today: Today) -> None:
    case = _the_due(event, one, number, today)
    if case is not None:
        occurrence = today.occurrences[case.active.occurrence or ""]
        today.update(replace(occurrence, state=StepState.POSTPONED, arranged=event.for_))


def _close_branch(event: Event, number: int, today: Today) -> None:
    """A person ends a case and names its branch only."""
    found = [
        case
        for case in today.cases.values()
        if case.key.branch == event.branch and today.person.is_about(event, case.key.branch, case.key.absence)
    ]
    if not found:
        _note("nothing-to-close", event, number, today, branch=event.branch or "")
        return
    case = _only(found, event, number, today)
    if case is not None:
        today.close(case, "person")


def _close(event: Event, one: Step, number: int, today: Today) -> None:
    mine = _mine(event, one, today)
    if not mine:
        _out_of_sequence(event, one, mine, number, today)
        return
    case = _only(mine, event, number, today)
    if case is not None:
        today.close(case, "person")
