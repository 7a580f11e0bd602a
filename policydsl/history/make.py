"""Assertions to a history that makes sense under a policy, with everything that does not, all at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from policydsl.calendars import found_calendar, names_of_calendars
from policydsl.calendars.problems import unknown_calendar
from policydsl.diagnostics import Diagnostic, has_errors, in_order
from policydsl.domain.absence import Record
from policydsl.domain.calendar import FIRST_DAY
from policydsl.domain.holidays import HolidayCalendar
from policydsl.history import problems
from policydsl.history.adjusting import make_adjustment, overlapping
from policydsl.history.as_known import as_known
from policydsl.history.assertions import Assertions, Said, SaidFact, SaidStanding
from policydsl.history.belonging import worked_out
from policydsl.history.entries import make_records
from policydsl.history.grouping import contradictions, make_membership
from policydsl.history.happened import contradicting_outcomes, make_event
from policydsl.history.header import header_of
from policydsl.history.history import FactValue, History, Membership, Stood
from policydsl.history.join import absences, is_leave, joins_across, works_of
from policydsl.history.known import Known, names_of_absences, names_of_records
from policydsl.history.names import Names, names_of
from policydsl.model.policy import Policy, Scope


def make(
    assertions: Assertions, policy: Policy, names: Names | None = None
) -> tuple[History | None, tuple[Diagnostic, ...]]:
    """The history, or None where something is wrong with it or could not be read; and what is wrong.

    `names` are the policy's, for those who make many histories under it and gather them once.
    """
    records, record_problems = make_records(assertions.records, policy)
    records_hold = assertions.records_complete and not has_errors(record_problems)
    bare = Known(policy, names or names_of(policy), {}, {}, (), records_hold)
    groups = tuple(made for said in assertions.groups if (made := make_membership(said, bare)) is not None)
    groups = (*groups, *worked_out(assertions, groups, bare))
    known = _known(assertions, bare, records if records_hold else (), groups)
    events = tuple(make_event(said, known) for said in assertions.events)
    known.found.extend(contradicting_outcomes(events, assertions.events, known))
    facts = tuple(_fact(said, known) for said in assertions.facts)
    known.found.extend(_contradicting_facts(facts, assertions.facts, known))
    standing = tuple(_standing(said, known) for said in assertions.standing)
    known.found.extend(_contradicting_standing(standing, assertions.standing, known))
    adjustments = tuple(make_adjustment(said, known) for said in assertions.adjustments)
    known.found.extend(overlapping(adjustments))
    known.found.extend(contradictions(groups, policy))
    known.found.extend(_unknown_calendar(assertions.holidays, policy))
    found = in_order((*record_problems, *known.found))
    if has_errors(found) or not assertions.complete:
        return None, found
    history = History(
        employee=assertions.employee.value,
        works=None if assertions.works is None else assertions.works.value,
        holidays=_holidays(assertions.holidays, policy),
        service=None if assertions.service is None else assertions.service.value,
        records=records,
        events=events,
        facts=tuple(fact for fact in facts if fact is not None),
        standing=tuple(stood for stood in standing if stood is not None),
        adjustments=tuple(one for one in adjustments if one is not None),
        groups=groups,
    )
    return history, found


def _known(assertions: Assertions, bare: Known, records: Sequence[Record], groups: Sequence[Membership]) -> Known:
    """What is known with the person's absences, too."""
    policy = bare.policy
    patterns = None if assertions.works is None else assertions.works.value
    holidays = _holidays(assertions.holidays, policy)
    conventions = header_of(policy.conventions, groups)
    works = works_of(patterns, holidays, conventions)
    # Only names are asked for here: with no day to count days lost up to, none are counted.
    standing = as_known(History(assertions.employee.value, records=tuple(records)), None).records
    leave = [one for one in standing if is_leave(one, conventions)]
    bridged = [one for one in leave if joins_across(one, conventions)]
    joined = absences([one for one in standing if one not in leave], conventions, works, FIRST_DAY, bridged)
    described = tuple(one.name for one in joined)
    return replace(
        bare,
        record_of=names_of_records(records),
        absence_of=names_of_absences(joined),
        absences=described,
    )


def _holidays(said: Said[str] | None, policy: Policy) -> HolidayCalendar | None:
    return None if said is None else found_calendar(said.value, policy.calendars)


def _unknown_calendar(said: Said[str] | None, policy: Policy) -> Iterator[Diagnostic]:
    if said is not None and _holidays(said, policy) is None:
        yield unknown_calendar(said.place, said.value, names_of_calendars(policy.calendars))


# ------------------------------------------------------------------ facts


def _fact(said: SaidFact, known: Known) -> FactValue | None:
    name = known.fact(said.name)
    if name is None:
        return None
    absence = None
    if known.policy.facts[name].of_absence:
        absence = known.the_absence(said.absence, said.name)
    elif said.absence is not None:
        known.found.append(problems.no_absence_needed(said.absence.place, problems.quoted(name)))
    return FactValue(
        fact=name,
        value=said.value.value,
        absence=absence,
        since=None if said.since is None else said.since.value,
        recorded=None if said.recorded is None else said.recorded.value,
        place=said.place,
    )


def _contradicting_facts(
    facts: Sequence[FactValue | None], said: Sequence[SaidFact], known: Known
) -> Iterator[Diagnostic]:
    first: dict[tuple[object, ...], tuple[FactValue, SaidFact]] = {}
    for fact, asserted in zip(facts, said, strict=True):
        if fact is None:
            continue
        # A fact whose absence is not known belongs to none of the others.
        absence = known.absence_of.get(fact.absence or "") or (asserted.absence.value if asserted.absence else "")
        # One that was recorded later is a correction.
        other, other_said = first.setdefault((fact.fact, absence, fact.since, fact.recorded), (fact, asserted))
        if other.value != fact.value:
            yield problems.contradicting_facts(asserted.value.place, other_said.value.place, fact.fact)


# ------------------------------------------------------------------ standing


def _standing(said: SaidStanding, known: Known) -> Stood | None:
    branch = known.branch(said.branch)
    step = known.step(said.step, branch)
    outcome = known.outcome(said.outcome, step)
    absence = None
    if branch is None or step is None:
        return None
    if _is_of_employee(branch, said, known.policy):
        if said.absence is not None:
            known.found.append(problems.no_absence_needed(said.absence.place, problems.quoted(branch)))
    else:
        absence = known.the_absence(said.absence, Said(branch, said.branch.place))
    return Stood(
        branch=branch,
        step=step.name,
        held=said.held.value,
        absence=absence,
        outcome=outcome,
        by=None if said.by is None else said.by.value,
        why=None if said.why is None else said.why.value,
        place=said.place,
    )


def _is_of_employee(branch: str, said: SaidStanding, policy: Policy) -> bool:
    """Steps after or during every absence are no branch and always of one absence."""
    followed = policy.branches.get(branch)
    return followed is not None and followed.scope.meaning(said.held.value) is Scope.EMPLOYEE


def _contradicting_standing(
    standing: Sequence[Stood | None], said: Sequence[SaidStanding], known: Known
) -> Iterator[Diagnostic]:
    first: dict[tuple[str, str], SaidStanding] = {}
    for stood, asserted in zip(standing, said, strict=True):
        if stood is None:
            continue
        absence = known.absence_of.get(stood.absence or "") or (asserted.absence.value if asserted.absence else "")
        other = first.setdefault((stood.branch, absence), asserted)
        if other is not asserted:
            yield problems.contradicting_standing(asserted.place, other.place, stood.branch)
