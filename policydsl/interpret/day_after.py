"""Whether the day after one on which something changed may change something because of that."""

from __future__ import annotations

from policydsl.domain.number import Day
from policydsl.interpret.again import is_watched
from policydsl.interpret.person import Person
from policydsl.interpret.standing import At, Case, Mark, Standings
from policydsl.model.amount import Deed
from policydsl.model.condition import Points
from policydsl.model.policy import Policy, When

DURING = When.DURING.value


def carries_on(person: Person, before: Standings, after: Standings, on: Day) -> bool:
    """May what changed on a day change something on the next one? In doubt it may.

    A case sees other cases as they stood the day before. So the next day matters for each case that has moved and
    watches something again, and for all others where some line asks about what has happened.
    """
    policy = person.base.policy
    if policy.asked_about is None or _sees_more_than_marks(policy):
        return True
    if after.pending is not before.pending or after.taken is not before.taken:
        return True
    changed = [case for key, case in after.cases.items() if before.cases.get(key) is not case]
    if not all(_is_quiet(case, person, before, on) for case in changed):
        return True
    return not policy.asked_about.isdisjoint(_happened(before, after, changed))


def _sees_more_than_marks(policy: Policy) -> bool:
    """May a case turn on something else of other cases than what happened to their steps, and that they closed?"""
    return (
        policy.stands_still
        or policy.holds_at_once
        or any(branch.pauses for branch in policy.branches.values())
        or any(isinstance(form.meaning, Points) for one in policy.measures.values() for form in one.formula.forms)
    )


def _is_quiet(case: Case, person: Person, before: Standings, on: Day) -> bool:
    """Does nothing move the case on the next day, but on days that are looked at anyway?

    Either it watches nothing any more, or it opened in the morning and was watched on the day itself.
    """
    position = case.active
    if case.place.periods or position.periods:
        return False
    if case.rests(person.base.at_rest):
        # Over with its absence, unless its step is due.
        return position.at is At.DUE or case.key.branch != DURING
    return (
        case.key not in before.cases
        and case.opened == on
        and position.again is None
        and case.procedure is None
        and is_watched(case, on)
    )


def _happened(before: Standings, after: Standings, changed: list[Case]) -> set[tuple[str, Deed | None]]:
    """What has happened to which steps and branches, or is no longer to be seen there."""
    found: set[tuple[str, Deed | None]] = set()
    for case in changed:
        known = before.cases.get(case.key)
        marks = _marks(case) if known is None else _marks(case) ^ _marks(known)
        found.update((mark.step, mark.deed) for mark in marks)
    for key, case in before.cases.items():
        if key not in after.cases:
            found.update((mark.step, mark.deed) for mark in _marks(case))
    for name, one in after.occurrences.items():
        earlier = before.occurrences.get(name)
        if earlier is one:
            continue
        if earlier is None:
            found.add((one.step, Deed.DUE))
        if one.held != (earlier.held if earlier else None):
            found.add((one.step, Deed.HELD))
        if (one.outcome, one.decided) != ((earlier.outcome, earlier.decided) if earlier else (None, None)):
            found.add((one.step, None))
    found.update((one.case.branch, Deed.CLOSED) for one in after.ended[len(before.ended) :])
    return found


def _marks(case: Case) -> frozenset[Mark]:
    return frozenset(case.place.marks + (case.procedure.marks if case.procedure else ()))
