"""Steps that can be reached without the steps before them: a case goes straight to the last one that is certain.

The step that the case waited for does not fall due any more. One that is due already stays due until it is held, and
moves nothing then. On the day on which the step that the case is at is held or decided, what follows from that comes
first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policydsl.domain.number import Day
from policydsl.history.history import What
from policydsl.interpret.again import is_watched, may_fire
from policydsl.interpret.condition import counted, holds
from policydsl.interpret.person import Person
from policydsl.interpret.standing import At, Case
from policydsl.interpret.today import Today
from policydsl.interpret.why import reason
from policydsl.model.amount import Deed
from policydsl.model.policy import DueWhen, Policy, Step


def reached_directly(case: Case, person: Person, on: Day) -> Iterator[tuple[Step, DueWhen]]:
    """The steps after the one that the case is at which can be reached from here, and what each waits for."""
    position = case.active
    if case.key.step is not None:
        return  # each step around an absence is a case of its own
    for one in person.steps_ahead[position.step]:
        due = one.due.meaning(on) if one.due else None
        if one.direct is not None and one.direct.meaning(on) and isinstance(due, DueWhen):
            yield one, due


def first_or_direct(policy: Policy) -> frozenset[str]:
    """The steps that a case can wait for from its beginning."""
    direct = (one.name for one in policy if one.direct is not None)
    return frozenset(direct).union(branch.steps[0].name for branch in policy.branches.values() if branch.steps)


def _come_back(case: Case, one: Step) -> Case:
    """The case as one that came back to a step: it began again or went back, or the step fell due in it before.

    A case that has stayed at the step it is at came back to that one alone.
    """
    position = case.active
    before = any(mark.step == one.name and mark.deed is Deed.DUE for mark in position.marks)
    began_again = position.again if position.again == position.fresh else None
    again = replace(position, again=began_again or (position.since if before else None))
    return case.moved_to(again)


def _is_moved_by_people(case: Case, today: Today) -> bool:
    """Is the step that the case is at held or decided today? What follows from that comes first."""
    key = case.key
    return any(
        one.step == case.active.step
        and one.what in (What.HELD, What.OUTCOME)
        and today.person.is_about(one, key.branch, key.absence)
        for one in today.person.events.get(today.on, ())
    )


def enter_directly(case: Case, today: Today) -> bool:
    """Does the case go straight to a later step today? Where several are certain, to the last of them."""
    position = case.active
    if not today.person.base.steps_ahead[position.step]:
        return False  # in no version
    if position.since >= today.on and not is_watched(case, today.on):
        return False
    if position.at is not At.WAITING and _is_moved_by_people(case, today):
        return False
    for one, due in reversed(tuple(reached_directly(case, today.seen(case).person, today.on))):
        seen = today.seen(case)
        if one.due is None or holds(due.condition, seen).value is not True:
            continue
        if not may_fire(_come_back(case, one), one, due.condition, today):
            continue
        left = (position.occurrence,) if position.at is At.DUE and position.occurrence else ()
        ahead = replace(
            position,
            step=one.name,
            since=today.on,
            reached=None,
            left=None,
            notices=(),
            overdue=False,
            outstanding=(*position.outstanding, *left),
        )
        why = reason(due.condition, seen, one.due.form(today.on).written)
        today.fall_due(today.move(case, ahead), (why,), counted(due.condition, seen))
        return True
    return False
