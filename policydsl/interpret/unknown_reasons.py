"""Absences that stay apart because nobody recorded why somebody was away: what a rule about one reason cannot join."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from policydsl.domain.absence import Absence
from policydsl.domain.calendar import LAST_DAY
from policydsl.interpret.answer import Warned
from policydsl.interpret.person import Person
from policydsl.model.clause import Clause
from policydsl.model.policy import Join


def kept_apart(person: Person) -> Iterator[Warned]:
    """Absences that would be one, or be linked, if they had one reason, and of which a reason is not on file."""
    rules = person.conventions
    for clause, runs, verb in (
        (rules.join, person.absences, "joined with"),
        (rules.link, person.linked, "linked with"),
    ):
        if clause is None or not any(form.meaning.same_reason for form in clause.forms):
            continue
        together = {name: one.name for one in person.by_gap_alone(_by_gap(clause)) for name in _names(one)}
        for one, following in pairwise(runs):
            if together[one.name] == together[following.name] and _is_reason_missing(one, following):
                yield _warned(one, following, verb)


def _by_gap(clause: Clause[Join]) -> Clause[Join]:
    """The rule as if it asked for no reason."""
    return replace(
        clause, forms=tuple(replace(one, meaning=replace(one.meaning, same_reason=False)) for one in clause.forms)
    )


def _names(absence: Absence) -> Iterator[str]:
    return (record.name for record in absence.records)


def _is_reason_missing(one: Absence, following: Absence) -> bool:
    ends_it = max(one.records, key=lambda record: LAST_DAY if record.last is None else record.last)
    return ends_it.reason is None or following.records[0].reason is None


def _warned(one: Absence, following: Absence, verb: str) -> Warned:
    first, second = (date.fromordinal(each.first).isoformat() for each in (one, following))
    return Warned(
        "reason-not-on-file",
        f"the absence of {second} is not {verb} that of {first}: a reason is not on file",
        absence=following.name,
        on=date.fromordinal(following.first),
        help="record the `reason` of each; where it is the same, they belong together",
    )
