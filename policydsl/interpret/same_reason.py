"""Which of the absences that a count takes have one reason between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from policydsl.domain.absence import Absence
from policydsl.domain.number import Day


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
