"""On which readings of the policy an answer turns: what comes of the same history under each other alternative.

An alternative is a policy of its own and its standings are worked out like any others. They are not worked out where
it is certain that they are the same: a line of a step that no case has come to, or that moves no case.
"""

from __future__ import annotations

from collections.abc import Iterator

from policydsl.history.as_known import has_corrections
from policydsl.interpret.answer import Difference, TurnsOn
from policydsl.interpret.came import Came, came, compared
from policydsl.interpret.direct import first_or_direct
from policydsl.interpret.fold import over_days_that_matter
from policydsl.interpret.person import Person
from policydsl.interpret.standing import Standings
from policydsl.model.action import Action, GoBack, GoTo, StartProcedure, WaitFor
from policydsl.model.policy import Alternative, Policy, Step


def turns_on(person: Person, standings: Standings) -> tuple[TurnsOn, ...]:
    """The readings on which the answer turns, each alternative that makes a difference for itself."""
    here = came(person, standings, whole=False)
    reached = None if has_corrections(person.filed) else _reached(person, standings)
    found = []
    for reading in person.policy.readings:
        for one in reading.alternatives:
            differences = tuple(_differences(one, person, standings, here, reached))
            if differences:
                cites = tuple(dict.fromkeys(cite for place in (*one.written, reading.written) for cite in place.cites))
                line = one.written[0].line
                found.append(
                    TurnsOn(reading.title, reading.question, reading.taken, one.name, differences, line, cites)
                )
    return tuple(found)


def _differences(
    one: Alternative, person: Person, standings: Standings, here: Came, reached: frozenset[str] | None
) -> Iterator[Difference]:
    same = reached is not None and _cannot_matter(one, person, standings, reached)
    if same and not one.measures:
        return
    other = person.under(one.policy)
    if same or one.only_duties:
        there = standings
    elif one.only_absences and other.absences == person.absences and other.seen_around == person.seen_around:
        return
    else:
        there = over_days_that_matter(other)
    if any(noted.code == "fits-several" for noted in there.noted):
        yield Difference("no-answer", "an event that is recorded would fit several cases", None, None)
        return
    yield from (one.difference for one in compared(here, came(other, there, whole=False)))


# ------------------------------------------------------------------ steps that no case has come to


def _cannot_matter(one: Alternative, person: Person, standings: Standings, reached: frozenset[str]) -> bool:
    """Is it certain that every case stands the same under the alternative?"""
    if one.steps is None:
        return False
    if one.only_empty and all(each.working_days(each.first, each.first).low for each in person.absences):
        return True
    if one.steps & reached:
        return False
    begun = {each.case.branch for each in standings.occurrences.values()} | {each.branch for each in person.standing}
    return one.pauses.isdisjoint(begun)


def _reached(person: Person, standings: Standings) -> frozenset[str] | None:
    """The steps that some case has been at or may have waited for; None: cannot tell.

    A case waits only for the first step of its branch, for steps that lines of those that fell due lead to, for those
    that a step leads to whose time has passed, and for those that the end of a period leads to.
    """
    policy = person.policy
    if any(policy.steps[stood.step].owner in policy.procedures for stood in person.standing):
        return None
    due = {occurrence.step for occurrence in standings.occurrences.values()}
    due |= {stood.step for stood in person.standing}
    been = {*first_or_direct(policy), *_at_the_end(policy)}
    been |= {one.name for around in policy.around for one in around.steps} | set(policy.guidance)
    been |= {ended.step for ended in standings.ended}
    for case in standings.cases.values():
        been |= {case.place.step, case.active.step}
    been |= due.union(*(_led_to(policy.steps[name], policy) for name in due))
    left = [*been]
    while left:
        further = {*_led_to_in_time(policy.steps[left.pop()], policy)} - been
        been |= further
        left += further
    return frozenset(been)


def _led_to(one: Step, policy: Policy) -> Iterator[str]:
    """The steps that the lines of a step lead to once it is due, held, waived or decided."""
    clauses = [clause for clause in (one.then, one.if_waived) if clause is not None]
    actions = [action for clause in clauses for form in clause.forms for action in form.meaning]
    actions += [action for clause in one.outcomes for form in clause.forms for action in form.meaning.actions]
    actions += [action for clause in one.ifs for form in clause.forms for action in form.meaning.actions]
    return _places(actions, policy)


def _at_the_end(policy: Policy) -> Iterator[str]:
    """The steps that the end of a period leads to."""
    forms = [form for period in policy.periods.values() for clause in period.at_end for form in clause.forms]
    return _places([action for form in forms for action in form.meaning.actions], policy)


def _led_to_in_time(one: Step, policy: Policy) -> Iterator[str]:
    """The steps that a step leads to when it has not fallen due in its time."""
    forms = one.not_due.forms if one.not_due is not None else ()
    return _places([action for form in forms for action in form.meaning], policy)


def _places(actions: list[Action], policy: Policy) -> Iterator[str]:
    for action in actions:
        match action.deed:
            case WaitFor(step) | GoTo(step) | GoBack(step):
                yield step
            case StartProcedure(procedure):
                yield from (each.name for each in policy.procedures[procedure].steps)
