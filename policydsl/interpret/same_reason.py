"""Which of the absences that a count takes have one reason between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from policydsl.domain.absence import Absence
from policydsl.domain.number import Day
from policydsl.interpret.person import Person
from policydsl.interpret.standing import CaseKey


def reasons_of(absence: Absence, on: Day) -> frozenset[str]:
    """The reasons recorded of an absence, as far as it had begun; nothing where nobody has given one."""
    return frozenset(one.reason for one in absence.records if one.reason is not None and one.first <= on)


def by_reason(absences: Iterable[Absence], on: Day) -> Mapping[str, frozenset[str]]:
    """The names of the absences that have a reason, by that reason, in the order in which reasons came first."""
    found: dict[str, frozenset[str]] = {}
    for absence in absences:
        for reason in sorted(reasons_of(absence, on)):
            found[reason] = found.get(reason, frozenset()) | {absence.name}
    return found


def reasons_of_run(person: Person, case: CaseKey, on: Day) -> frozenset[str] | None:
    """The reasons of the run of linked absences that a case follows; None: it follows none that links by its reason."""
    link = person.policy.conventions.link
    if link is None or not person.follows_runs(case.branch) or not link.meaning(on).same_reason:
        return None
    run = person.followed(case.branch, case.absence)
    return frozenset() if run is None else reasons_of(run, on)
