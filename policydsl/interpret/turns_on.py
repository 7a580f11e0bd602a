"""On which readings of the policy an answer turns: what comes of the same history under each other alternative.

An alternative is a policy of its own and its standings are worked out like any others. They are not worked out where
it is certain that they are the same: a line of a step that no case has come to, or that moves no case.
"""

from __future__ import annotations

from collections.abc import Iterator

from policydsl.history.as_known import has_corrections
from policydsl.interpret.answer import Difference, TurnsOn
from policydsl.interpret.came import Came, came, compared
from policydsl.interpret.fold import over_days_that_matter
from policydsl.interpret.person import Person
from policydsl.interpret.standing import Standings
from policydsl.model.action import GoBack, GoTo, StartProcedure, WaitFor
from policydsl.model.policy import Alternative, Policy, Step


def turns_on(person: Person, standings: Standings) -> tuple[TurnsOn, ...]:
    """The readings on which the answer turns, each alternative that makes a difference for itself."""
    here = came(person, standings)
    reached = None if has_corrections(person.filed) else _reached(person, standings)
    found = []
    for reading in person.policy.readings:
        for one in reading.alternatives:
            differences = tuple(_differences(one, person, standings, here, reached))
            if differences:
                line = one.written[0].line if one.written else reading.written.line
                cites = tuple(dict.fromkeys(cite for place in (*one.written, reading.written) for cite in place.cites))
                found.append(
                    TurnsOn(reading.title, reading.question, reading.taken, one.name, differences, line, cites)
                )
    return tuple(found)


def _differences(
    one: Alternative, person: Person, standings: Standings, here: Came, reached: frozenset[str] | None
) -> Iterator[Difference]:
    other = person.under(one.policy)
    if one.steps is not None and reached is not None and not one.steps & reached:
        return
    if one.only_duties:
        there = standings
    elif one.only_absences and other.absences == person.absences and other.seen_around == person.seen_around:
        return
    else:
        there = over_days_that_matter(other)
    if any(noted.code == "fits-several" for noted in there.noted):
        yield Difference("no-answer", "an event that is recorded would fit several cases", None, None)
        return
    yield from (one.difference for one in compared(here, came(other, there)))


# ------------------------------------------------------------------ steps that no case has come to


def _reached(person: Person, standings: Standings) -> frozenset[str] | None:
    """The steps that some case has been at or may have waited for; None: cannot tell.

    A case waits only for the first step of its branch, and for steps that lines of those it has been at lead to.
    """
    policy = person.policy
    if any(policy.steps[stood.step].owner in policy.procedures for stood in person.standing):
        return None
    been = {branch.steps[0].name for branch in policy.branches.values() if branch.steps}
    been |= {one.name for around in policy.around for one in around.steps} | set(policy.guidance)
    been |= {occurrence.step for occurrence in standings.occurrences.values()}
    been |= {ended.step for ended in standings.ended}
    been |= {stood.step for stood in person.standing}
    for case in standings.cases.values():
        been |= {case.place.step, case.active.step}
    return frozenset(been).union(*(_led_to(policy.steps[name], policy) for name in been))


def _led_to(one: Step, policy: Policy) -> Iterator[str]:
    clauses = [clause for clause in (one.then, one.not_due, one.if_waived) if clause is not None]
    actions = [action for clause in clauses for form in clause.forms for action in form.meaning]
    actions += [action for clause in one.outcomes for form in clause.forms for action in form.meaning.actions]
    actions += [action for clause in one.ifs for form in clause.forms for action in form.meaning.actions]
    for action in actions:
        match action.deed:
            case WaitFor(step) | GoTo(step) | GoBack(step):
                yield step
            case StartProcedure(procedure):
                yield from (each.name for each in policy.procedures[procedure].steps)
