"""Which version of the policy holds: for a person on a day, for a case by the rule for open cases, for a step once due.

A case is open from the day on which its first step falls due. The rule for cases already open is about dates alone:
whether a person is in a group is always asked for the day examined.
"""

from __future__ import annotations

from bisect import bisect_right

from policydsl.domain.calendar import FIRST_DAY
from policydsl.domain.number import Day
from policydsl.interpret.answer import StepState
from policydsl.interpret.person import Person
from policydsl.interpret.standing import Case, Occurrence
from policydsl.model.amount import Deed
from policydsl.model.policy import OpenCases, Policy, Step
from policydsl.model.version import as_read

ALIKE = "always"
"""Where the one version is kept of a policy that reads the same for a person on every day."""


def on_day(person: Person, on: Day, kept: Day | None = None) -> Person:
    """The person under the policy as it reads on a day, or as it read on an earlier one that a case keeps to."""
    whole = person.base
    if not whole.policy.varies:
        return whole
    only: Person | None = whole.versions.get(ALIKE)
    if only is not None:
        return only
    read = on if kept is None else min(on, kept)
    stretch, groups = bisect_right(whole.policy.version_days, read), whole.groups_on(on)
    keeps = None if kept is None else _first_of(stretch, whole.policy)
    known = whole.versions
    if (stretch, groups, keeps) not in known:
        policies = known.setdefault("policies", {})
        if (stretch, groups) not in policies:
            policies[stretch, groups] = as_read(whole.policy, read, groups)
        known[stretch, groups, keeps] = whole.reading(policies[stretch, groups], keeps)
    found: Person = known[stretch, groups, keeps]
    if kept is None:
        known[ALIKE if whole.reads_alike else on] = found
    return found


def _first_of(stretch: int, policy: Policy) -> Day:
    """A day of a stretch between two days on which versions begin or end: the first, or one before all of them."""
    return policy.version_days[stretch - 1] if stretch else FIRST_DAY


def of_case(person: Person, case: Case | None, on: Day) -> Person:
    """The person under the version that the case goes by on a day."""
    whole = person.base
    if not whole.policy.varies:
        return person
    only: Person | None = whole.versions.get(ALIKE)
    if only is not None:
        return only
    kept = None if case is None or person.policy.conventions.open_cases is None else kept_by(case, person.policy)
    today: Person | None = whole.versions.get(on) if kept is None else None
    return on_day(person, on, kept) if today is None else today


def kept_by(case: Case, policy: Policy) -> Day | None:
    """The day whose version an open case keeps to; None: it goes by the version of the day examined."""
    clause = policy.conventions.open_cases
    if clause is None:
        return None
    marks = case.place.marks + (case.procedure.marks if case.procedure else ())
    opened = min((mark.day for mark in marks if mark.deed is Deed.DUE), default=None)
    if opened is None:
        return None
    match clause.forms[0].meaning:
        case OpenCases.AT_ONCE:
            return None
        case OpenCases.NEXT_STEP:
            return max(opened, case.active.came)
        case OpenCases.EARLIER_VERSION:
            return opened


def of_occurrence(person: Person, one: Occurrence) -> Person:
    """The person under the version that says what a step asks for that fell due.

    Where open cases move at once, that is the version of the day it was held, or, while it is not, of the day examined.
    """
    if not person.base.policy.varies:
        return person
    over = one.state in (StepState.MOOT, StepState.WAIVED)
    day = one.held if one.held is not None else one.on if over else person.on
    return on_day(person, day, one.version)


def step_of(person: Person, one: Occurrence) -> Step:
    """The step of an occurrence as it reads for it."""
    return of_occurrence(person, one).policy.steps[one.step]
