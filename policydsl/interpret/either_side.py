"""Why something came out as it did on one side of a comparison, or why nothing came out there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import assert_never

from policydsl.domain.number import Day
from policydsl.interpret.answer import Difference, DutyItem, MeasureValue, Reason, SickPay, Target
from policydsl.interpret.came import Origin
from policydsl.interpret.condition import Seen
from policydsl.interpret.fold import over_days_that_matter, start
from policydsl.interpret.measured import measured
from policydsl.interpret.person import Person
from policydsl.interpret.standing import NOBODY, At, Case, CaseKey, Ended, Occurrence, Standings
from policydsl.interpret.step import date_of
from policydsl.interpret.today import Today
from policydsl.interpret.why import reason
from policydsl.model.policy import DueOn, DueWhen, Measure, Step, When


def why(of: Origin, person: Person, standings: Standings) -> tuple[Reason, ...]:
    """The reasons of something that came out."""
    match of:
        case Occurrence():
            return of.reasons
        case Ended():
            return of.reasons if of.why is None else (Reason("closed", of.why), *of.reasons)
        case Case():
            return _waits(of, person.policy.steps[of.active.step], person, standings, person.on)
        case Target():
            return of.reasons
        case DutyItem():
            return (Reason("duty", of.duty, of.line, of.clauses),)
        case Measure():
            found = measured(of, person, None, standings, person.on)
            return () if found is None else (_as_reason(found),)
        case SickPay():
            return of.reasons
    assert_never(of)


def _as_reason(of: MeasureValue) -> Reason:
    return Reason(
        "measure",
        of.name,
        of.line,
        of.clauses,
        value=of.value,
        first=of.first,
        last=of.last,
        counted=of.counted,
        clipped=of.clipped,
        left_out=of.left_out,
        arithmetic=of.arithmetic,
    )


# ------------------------------------------------------------------ why nothing came out


def why_not(one: Difference, person: Person) -> tuple[Reason, ...]:
    """Where the case stands on the day on which the step fell due on the other side, and what it waits for."""
    other = one.here if one.there is None else one.there
    if one.kind != "fell-due" or one.step is None or one.branch is None or not isinstance(other, date):
        return ()
    policy = person.policy
    if one.step not in policy.steps:
        return (Reason("case", "the policy has no step of this name"),)
    if one.branch not in policy.branches and one.branch not in {around.value for around in When}:
        return (Reason("case", "the policy has no branch of this name"),)
    standings = _standings_on(other.toordinal(), person)
    key = CaseKey(one.branch, one.absence, one.step if one.branch in {around.value for around in When} else None)
    case = standings.cases.get(key)
    if case is None:
        what = "on that day no case is open" if one.absence is None else "on that day no case of this absence is open"
        return (Reason("case", what),)
    position, step = case.active, policy.steps[case.active.step]
    if position.step == one.step and position.at is At.WAITING:
        return _waits(case, step, person, standings, other.toordinal())
    at = {At.WAITING: "waits for", At.DUE: "is at", At.HELD: "is at"}[position.at]
    since = date.fromordinal(position.since)
    return (Reason("case", f"on that day the case {at} {position.step}, since", value=since),)


def _standings_on(day: Day, person: Person) -> Standings:
    if day < start(person):
        return NOBODY
    return over_days_that_matter(replace(person, on=min(day, person.on)))


def _waits(case: Case, step: Step, person: Person, standings: Standings, on: Day) -> tuple[Reason, ...]:
    """How far the condition of the step waited for has come, or what its date rule gives."""
    due = step.due.form(on) if step.due and case.active.at is At.WAITING else None
    if due is None:
        return ()
    then = person if on == person.on else replace(person, on=on)
    match due.meaning:
        case DueWhen(condition):
            return (reason(condition, Seen(then, case, standings, on), due.written),)
        case DueOn(rule):
            return date_of(case, step, rule, due.written, Today(then, standings, on)).reasons
        case _:
            return ()
