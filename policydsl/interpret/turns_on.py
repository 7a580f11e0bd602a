"""On which readings of the policy an answer turns: what comes of the same history under each other alternative.

An alternative is a policy of its own and its standings are worked out like any others. They are not worked out where
it is certain that they are the same: a line of a step that no case has come to, or that moves no case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import zip_longest

from policydsl.domain.number import Exact, exact
from policydsl.frozen import frozen
from policydsl.history.as_known import has_corrections
from policydsl.interpret import measure as measures
from policydsl.interpret.answer import Difference, DutyState, Target, TurnsOn
from policydsl.interpret.duties import owed
from policydsl.interpret.fold import over_days_that_matter
from policydsl.interpret.person import Person
from policydsl.interpret.report import targets
from policydsl.interpret.standing import Standings
from policydsl.model.action import GoBack, GoTo, StartProcedure, WaitFor
from policydsl.model.policy import Alternative, Policy, Step

KINDS = ("fell-due", "lapsed", "closed", "stands", "target", "duty", "measure")
Value = Exact | date | str


@frozen
class About:
    """What something that came out is about; kinds and parts are those of a `Difference`."""

    kind: str
    what: str
    step: str | None = None
    branch: str | None = None
    absence: str | None = None


Came = Mapping[About, tuple[Value, ...]]
"""What came of a history, as far as readings are compared: for each thing its days, its state or its number."""


def turns_on(person: Person, standings: Standings) -> tuple[TurnsOn, ...]:
    """The readings on which the answer turns, each alternative that makes a difference for itself."""
    here = _came(person, standings)
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
    yield from compared(here, _came(other, there))


# ------------------------------------------------------------------ steps that no case has come to


def _reached(person: Person, standings: Standings) -> frozenset[str] | None:
    """The steps that some case has been at or may have waited for; None: cannot tell.

    A case waits only for the first step of its branch, and for steps that lines of those it has been at lead to.
    """
    policy = person.policy
    if any(policy.steps[stood.step].owner in policy.procedures for stood in person.standing):
        return None
    been = {branch.steps[0].name for branch in policy.branches.values() if branch.steps}
    been |= {one.name for around in policy.around for one in around.steps}
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


# ------------------------------------------------------------------ what came of it


def _came(person: Person, standings: Standings) -> Came:
    found: dict[About, tuple[Value, ...]] = {}
    for about, value in (*_of_cases(standings), *_of_the_day(person, standings)):
        found[about] = (*found.get(about, ()), value)
    return found


def _of_cases(standings: Standings) -> Iterator[tuple[About, Value]]:
    """What fell due, lapsed and closed, and where cases stand; a case that ends with its absence is no news."""
    for one in sorted(standings.occurrences.values(), key=lambda one: (one.on, one.id)):
        yield About("fell-due", one.step, one.step, one.case.branch, one.case.absence), date.fromordinal(one.on)
    for ended in standings.ended:
        if ended.lapsed or ended.why != "absence-over":
            about = About(
                "lapsed" if ended.lapsed else "closed", ended.case.branch, None, ended.case.branch, ended.case.absence
            )
            yield about, date.fromordinal(ended.on)
    for case in standings.cases.values():
        if case.key.step is None:
            yield About("stands", case.key.branch, None, case.key.branch, case.key.absence), case.active.step


def _of_the_day(person: Person, standings: Standings) -> Iterator[tuple[About, Value]]:
    """Dates ahead, what is owed, and measures, on the day asked about."""
    for target in targets(person, standings):
        yield About("target", target.step, target.step, target.branch, target.absence), _when(target)
    for one in owed(person, standings):
        duty = one.item
        late = f", by {duty.latest}" if duty.latest and duty.state is DutyState.OPEN else ""
        yield About("duty", duty.duty, duty.step, duty.branch, duty.absence), f"{duty.state.value}{late}"
    for measure in person.policy.measures.values():
        value = measures.value(measure, person, None, standings, person.on)
        if value is not None:
            yield About("measure", measure.name), exact(value.low)


def _when(target: Target) -> date | str:
    if target.on is not None:
        return target.on
    return f"{target.earliest} to {target.latest}" if target.latest else f"from {target.earliest} on"


def compared(here: Came, there: Came) -> Iterator[Difference]:
    """What differs, by kind and then as it came.

    Duties are compared where both have them, and where a case is or what lies ahead is told where nothing before it
    has told why.
    """
    found = [
        Difference(about.kind, about.what, one, other, about.step, about.branch, about.absence)
        for about in sorted({**here, **there}, key=lambda about: KINDS.index(about.kind))
        for one, other in _pairs(about, here.get(about, ()), there.get(about, ()))
    ]
    moved = {(one.branch, one.absence) for one in found if one.kind in ("fell-due", "lapsed", "closed")}
    due = {(one.step, one.absence) for one in found if one.kind == "fell-due"}
    for difference in found:
        told = {
            "stands": (difference.branch, difference.absence) in moved,
            "target": (difference.step, difference.absence) in due,
        }
        if not told.get(difference.kind, False):
            yield difference


def _pairs(
    about: About, here: tuple[Value, ...], there: tuple[Value, ...]
) -> Iterator[tuple[Value | None, Value | None]]:
    """What is only here beside what is only there, in order."""
    if about.kind in ("duty", "stands"):
        yield from ((one, other) for one, other in zip(here, there, strict=False) if one != other)
        return
    only_here = [one for one in here if one not in there]
    only_there = [one for one in there if one not in here]
    yield from zip_longest(only_here, only_there)
