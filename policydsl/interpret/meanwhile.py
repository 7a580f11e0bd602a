"""What goes on beside the step that a case is at: branches that pause, and steps whose time runs while one is due.

Where the time of a step runs from the day on which the step before it *is due*, a case waits for it from that day on.
The step before stays due until it is held; what is recorded of it then is kept, and moves nothing any more.
"""

from __future__ import annotations

from dataclasses import replace

from policydsl.domain.absence import Absence
from policydsl.domain.number import Day
from policydsl.history.history import Event, What
from policydsl.interpret.answer import StepState
from policydsl.interpret.condition import Seen, counted, holds
from policydsl.interpret.person import Person
from policydsl.interpret.selection import is_selected
from policydsl.interpret.standing import At, Case, Mark, Standings
from policydsl.interpret.today import Today, towards
from policydsl.interpret.version import of_case
from policydsl.interpret.why import reason
from policydsl.model.action import WaitFor, places
from policydsl.model.amount import Deed
from policydsl.model.at_rest import runs_from_due
from policydsl.model.condition import (
    Both,
    Condition,
    Either,
    HasLasted,
    IsCategory,
    Named,
    NotBy,
    OnlyIf,
    without_guards,
)
from policydsl.model.policy import Around, DueWhen, Scope, Step, When

ON_RECORD = (What.HELD, What.NOTICE, What.SCHEDULED, What.WAIVED, What.POSTPONED)
"""What can be recorded of a step that is still due while its case is at a later one."""

# ------------------------------------------------------------------ branches that pause


def is_paused(case: Case, person: Person, before: Standings, on: Day) -> bool:
    """Does the case watch nothing today?

    Because a branch that makes it pause was open at the end of the day before, or because it follows a run of linked
    absences, and the employee is at work between two of them.
    """
    if is_at_work(case, person, on):
        return True
    branch = person.policy.branches.get(case.key.branch)
    if branch is None or not branch.pauses:
        return False
    names = {clause.meaning(on) for clause in branch.pauses}
    return any(
        other.key.branch in names and has_begun(other) and not _goes_first(case, other, person, on)
        for other in before.cases.values()
    )


def is_at_work(case: Case, person: Person, on: Day) -> bool:
    """Is the employee back from the latest absence of the run that the case follows?"""
    if not person.follows_runs(case.key.branch):
        return False
    latest = person.current(case.key.branch, case.key.absence, on)
    return latest is not None and latest.is_settled(on)


def _goes_first(case: Case, other: Case, person: Person, on: Day) -> bool:
    """Of two branches that make each other pause, does this one go on? The one that opened first; then as written."""
    back = person.policy.branches.get(other.key.branch)
    if back is None or not has_begun(case) or all(one.meaning(on) != case.key.branch for one in back.pauses):
        return False
    order = list(person.policy.branches)

    def place(one: Case) -> tuple[Day, int]:
        return min((mark.day for mark in one.place.marks), default=one.place.since), order.index(one.key.branch)

    return place(case) < place(other)


def has_begun(case: Case) -> bool:
    """Is the branch open in this case? It is from the day its first step falls due; waiting for that opens nothing."""
    return case.place.at is not At.WAITING or bool(case.place.marks) or case.procedure is not None


# ------------------------------------------------------------------ branches of absences that are over


def opens(branch_scope: Scope, first: Step, case: Case, today: Today) -> bool:
    """Does a case open for an absence? Not for one that is over without the length that the first step waits for."""
    due = first.due.meaning(today.on) if first.due else None
    if branch_scope is not Scope.ABSENCE_ENDED or not isinstance(due, DueWhen) or not _is_of_length(due.condition):
        return True
    return holds(without_guards(due.condition), today.seen(case)).value is not False


def waits_in_vain(case: Case, first: Step, today: Today) -> bool:
    """Does a case still wait for its first step although the absence is over without the length for it?"""
    due = first.due.meaning(today.on) if first.due else None
    position = case.place
    waits = position.at is At.WAITING and position.step == first.name and not position.marks
    if not waits or not isinstance(due, DueWhen) or not _is_of_length(due.condition):
        return False
    return holds(without_guards(due.condition), today.seen(case)).value is False


def of_kind_today(around: Around, begun: tuple[Absence, ...], today: Today) -> tuple[Absence, ...]:
    """The absences that the steps after some absences open for today: those of the kind.

    During an absence, from the first day on which it is certainly of the kind.
    """
    person, on, kind = today.person, today.on, around.kind
    if kind is None:
        return begun
    if around.when is When.AFTER:
        return tuple(one for one in begun if is_selected(one, kind, person, on).value is True)
    running = (one for one in person.seen(around.when) if one.first <= on and not one.is_settled(on))
    return tuple(one for one in running if is_selected(one, kind, person, on).value is True)


def _is_of_length(condition: Condition) -> bool:
    match condition:
        case Named(_, clause, _):
            return all(_is_of_length(form.meaning) for form in clause.forms)
        case OnlyIf() | NotBy():
            return True  # what they wait for may still come; the length does not change any more
        case HasLasted() | IsCategory():
            return True
        case Both(parts) | Either(parts):
            return all(_is_of_length(part) for part in parts)
        case _:
            return False


# ------------------------------------------------------------------ steps waited for while another is due


def waits_meanwhile(case: Case, person: Person, on: Day) -> tuple[Case, Step, DueWhen] | None:
    """The case as it waits, beside the step that is due, for the one that `then` leads to; that step, and its `due`."""
    position = case.active
    one = of_case(person, case, on).policy.steps[position.step]
    if position.at is not At.DUE or one.then is None:
        return None
    for name in [deed.step for deed in places(one.then.meaning(on)) if isinstance(deed, WaitFor)]:
        waiting = case.moved_to(replace(towards(position, name, one.name, on), since=position.since))
        ahead = of_case(person, waiting, on).policy.steps[name]
        due = ahead.due.meaning(on) if ahead.due else None
        if isinstance(due, DueWhen) and runs_from_due(due.condition, one.name):
            return waiting, ahead, due
    return None


def watch_meanwhile(case: Case, today: Today) -> None:
    """The step waited for beside the one that is due may fall due as well; that its time passes is left for later."""
    found = waits_meanwhile(case, today.person, today.on)
    position = case.active
    if found is None or position.since >= today.on or position.occurrence is None:
        return
    waiting, ahead, due = found
    seen = today.seen(waiting)
    if holds(due.condition, seen).value is True and ahead.due is not None:
        why = reason(due.condition, seen, ahead.due.form(today.on).written)
        left = replace(waiting.active, outstanding=(*position.outstanding, position.occurrence))
        today.fall_due(today.move(case, left), (why,), counted(due.condition, seen))


def seen_meanwhile(case: Case, person: Person, standings: Standings, on: Day) -> tuple[DueWhen, Seen] | None:
    """What `watch_meanwhile` asks, and against what; for the days on which it may change."""
    found = waits_meanwhile(case, person, on)
    return None if found is None else (found[2], Seen.of(person, found[0], standings, on))


def record_outstanding(event: Event, one: Step, today: Today) -> bool:
    """Keep what is recorded of a step that is still due in a case that is at a later one; was there such a step?"""
    if event.what not in ON_RECORD:
        return False
    for case in today.cases.values():
        if (case.active.step == one.name and event.due is None) or not today.person.is_about(
            event, case.key.branch, case.key.absence
        ):
            continue
        for name in case.active.outstanding:
            occurrence = today.occurrences[name]
            if occurrence.step == one.name and event.due in (None, occurrence.on):
                _keep(event, case, name, today)
                return True
    return False


def _keep(event: Event, case: Case, name: str, today: Today) -> None:
    occurrence, position = today.occurrences[name], case.active
    match event.what:
        case What.HELD:
            today.update(replace(occurrence, state=StepState.HELD, held=today.on, held_by=event.by))
        case What.WAIVED:
            today.update(replace(occurrence, state=StepState.WAIVED, decided=today.on))
        case What.NOTICE:
            state = StepState.ARRANGED if occurrence.state is StepState.ARRANGED else StepState.NOTICED
            noticed = (*occurrence.noticed, (today.on, event.for_))
            today.update(replace(occurrence, state=state, noticed=noticed, arranged=event.for_))
        case _:
            state = StepState.POSTPONED if event.what is What.POSTPONED else StepState.ARRANGED
            today.update(replace(occurrence, state=state, arranged=event.for_))
    if event.what in (What.HELD, What.WAIVED):
        left = tuple(other for other in position.outstanding if other != name)
        marks = (*position.marks, Mark(occurrence.step, Deed.HELD, today.on))
        today.move(case, replace(position, outstanding=left, marks=marks))
