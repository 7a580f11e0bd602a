"""Groups as they are asserted to memberships in groups of a policy, and memberships that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from policydsl.diagnostics import Diagnostic
from policydsl.domain.number import Day
from policydsl.history import problems
from policydsl.history.as_known import latest_memberships
from policydsl.history.assertions import SaidGroup
from policydsl.history.history import Membership
from policydsl.history.known import Known
from policydsl.model.clause import Clause, Form
from policydsl.model.named import clauses_of
from policydsl.model.policy import Policy


def make_membership(said: SaidGroup, known: Known) -> Membership | None:
    """The membership; what is wrong with it is added to what is known."""
    group = known.group(said.name)
    since, until = said.since, said.until
    if since and until and until.value < since.value:
        known.found.append(problems.group_backwards(until.place, since.place))
    if group is None:
        return None
    return Membership(
        group=group,
        since=None if since is None else since.value,
        until=None if until is None else until.value,
        recorded=None if said.recorded is None else said.recorded.value,
        place=said.place,
    )


def contradictions(made: Sequence[Membership | None], policy: Policy) -> Iterator[Diagnostic]:
    """Two groups of one person, at one time, for which one line of the policy reads differently.

    Of the two lines neither goes before the other, and which is meant is not for a program to choose.
    """
    known = latest_memberships([one for one in made if one is not None])
    for one, other in combinations(known, 2):
        if one.group == other.group or one.place is None or other.place is None:
            continue
        for clause in clauses_of(policy):
            if found := _clash(clause, one, other):
                mine, theirs, day = found
                lines = mine.written.line, theirs.written.line
                yield problems.two_groups_two_lines(other.place, one.place, (one.group, other.group), lines, day)
                break


def _clash(
    clause: Clause[object], one: Membership, other: Membership
) -> tuple[Form[object], Form[object], Day | None] | None:
    """A form for each of the groups that hold on one day of both memberships, and the first such day; None: always."""
    for mine in clause.forms:
        for theirs in clause.forms:
            if mine.guard.group != one.group or theirs.guard.group != other.group or mine.meaning == theirs.meaning:
                continue
            firsts = (one.since, other.since, mine.guard.first, theirs.guard.first)
            lasts = (one.until, other.until, mine.guard.last, theirs.guard.last)
            day = max((first for first in firsts if first is not None), default=None)
            if day is None or all(last is None or day <= last for last in lasts):
                return mine, theirs, day
    return None
