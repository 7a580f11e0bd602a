"""What came of a history, thing by thing, and what differs between two such outcomes: each difference as a value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from itertools import zip_longest

from policydsl.domain.number import Exact, exact
from policydsl.frozen import frozen
from policydsl.interpret import guidance
from policydsl.interpret import measure as measures
from policydsl.interpret.answer import Difference, DutyItem, DutyState, SickPay, Target
from policydsl.interpret.duties import owed
from policydsl.interpret.pay_report import sick_pay
from policydsl.interpret.person import Person
from policydsl.interpret.report import targets
from policydsl.interpret.standing import Case, Ended, Occurrence, Standings
from policydsl.interpret.version import on_day
from policydsl.model.pay import PayDay
from policydsl.model.policy import Measure

KINDS = (
    *("fell-due", "state", "unsupported", "lapsed", "closed", "stands", "target", "unknown", "duty", "measure"),
    "pay",
    "no-answer",
)
"""Kinds of differences, in the order in which they are told."""
ALWAYS_BESIDE = ("stands", "state")
"""Kinds that are compared where both sides have them: elsewhere something else has told why."""
Value = Exact | date | str
Origin = Occurrence | Ended | Case | Target | DutyItem | Measure | SickPay
"""What a thing that came out was read off."""


@frozen
class About:
    """What something that came out is about; kinds and parts are those of a `Difference`."""

    kind: str
    what: str
    step: str | None = None
    branch: str | None = None
    absence: str | None = None
    on: date | None = None


@frozen
class Thing:
    """One thing that came out: its day, its state or its number, and what that was read off."""

    value: Value
    of: Origin = field(compare=False, repr=False)


Came = Mapping[About, tuple[Thing, ...]]
"""All that came of a history, by what it is about."""


@frozen
class Differs:
    """A difference, and what it was read off on each side (None: nothing came out there)."""

    difference: Difference
    here: Origin | None
    there: Origin | None


def came(person: Person, standings: Standings, *, whole: bool) -> Came:
    """What came of a history; `whole`: with the states of steps, and with what is missing or no longer supported."""
    found: dict[About, tuple[Thing, ...]] = {}
    parts: list[Iterable[tuple[About, Thing]]] = [_of_cases(standings), _of_the_day(person, standings)]
    if whole:
        parts += [_of_steps(standings), _of_pay(person)]
    for part in parts:
        for about, thing in part:
            found[about] = (*found.get(about, ()), thing)
    return found


def _of_cases(standings: Standings) -> Iterator[tuple[About, Thing]]:
    """What fell due, lapsed and closed, and where cases stand; a case that ends with its absence is no news."""
    for one in sorted(standings.occurrences.values(), key=lambda one: (one.on, one.id)):
        about = About("fell-due", one.step, one.step, one.case.branch, one.case.absence)
        yield about, Thing(date.fromordinal(one.on), one)
    for ended in standings.ended:
        if ended.why != "absence-over":
            key = ended.case
            about = About("lapsed" if ended.lapsed else "closed", key.branch, None, key.branch, key.absence)
            yield about, Thing(date.fromordinal(ended.on), ended)
    for case in standings.cases.values():
        if case.key.step is None:
            about = About("stands", case.key.branch, None, case.key.branch, case.key.absence)
            yield about, Thing(case.active.step, case)


def _of_the_day(person: Person, standings: Standings) -> Iterator[tuple[About, Thing]]:
    """Dates ahead, what is owed, and measures, on the day asked about."""
    for target in targets(person, standings):
        yield About("target", target.step, target.step, target.branch, target.absence), Thing(_when(target), target)
    for one in (*owed(person, standings), *guidance.owed(guidance.asked(person), standings)):
        duty = one.item
        late = f", by {duty.latest}" if duty.latest and duty.state is DutyState.OPEN else ""
        about = About("duty", duty.duty, duty.step, duty.branch, duty.absence)
        yield about, Thing(f"{duty.state.value}{late}", duty)
    now = on_day(person, person.on)
    for measure in now.policy.measures.values():
        value = measures.value(measure, now, None, standings, person.on)
        if value is not None:
            yield About("measure", measure.name), Thing(exact(value.low), measure)


def _of_steps(standings: Standings) -> Iterator[tuple[About, Thing]]:
    """States of steps, meetings that nothing calls for any more, and what cases cannot tell without."""
    for one in standings.occurrences.values():
        key, on = one.case, date.fromordinal(one.on)
        yield About("state", one.step, one.step, key.branch, key.absence, on), Thing(one.state.value, one)
        if one.unsupported and one.held is not None:
            about = About("unsupported", one.step, one.step, key.branch, key.absence)
            yield about, Thing(date.fromordinal(one.held), one)
    for case in standings.cases.values():
        position = case.active
        for need in sorted(position.stuck):
            about = About("unknown", need, position.step, case.key.branch, case.key.absence)
            yield about, Thing(date.fromordinal(position.stuck_since or position.since), case)


def _of_pay(person: Person) -> Iterator[tuple[About, Thing]]:
    """The first days of another pay, and the days that are facts, of the absences that an answer tells of."""
    firsts = (PayDay.HALF_BEGINS.value, PayDay.NOTHING_BEGINS.value)
    for pay in sick_pay(person):
        for one in (each for each in pay.dates if each.fact or each.what in firsts):
            never = "cannot tell" if one.needs else "never"
            yield About("pay", one.fact or one.what, absence=pay.absence), Thing(one.on or never, pay)


def _when(target: Target) -> date | str:
    if target.on is not None:
        return target.on
    return f"{target.earliest} to {target.latest}" if target.latest else f"from {target.earliest} on"


# ------------------------------------------------------------------ what differs


def compared(here: Came, there: Came) -> Iterator[Differs]:
    """What differs, by kind and then as it came.

    Duties are compared of steps that fell due on both sides, and where a case is or what lies ahead is told where
    nothing before it has told why.
    """
    found = [
        Differs(_difference(about, one, other), None if one is None else one.of, None if other is None else other.of)
        for about in sorted({**here, **there}, key=lambda about: KINDS.index(about.kind))
        for one, other in _pairs(about, here.get(about, ()), there.get(about, ()))
    ]
    told = [each.difference for each in found]
    moved = {(one.branch, one.absence) for one in told if one.kind in ("fell-due", "lapsed", "closed", "state")}
    due = {(one.step, one.absence) for one in told if one.kind == "fell-due"}
    for each in found:
        one = each.difference
        beside = one.here is not None and one.there is not None
        already = {
            "stands": (one.branch, one.absence) in moved,
            "target": (one.step, one.absence) in due,
            "unknown": (one.step, one.absence) in due,
            "duty": not beside and (one.step, one.absence) in due,
        }
        if not already.get(one.kind):
            yield each


def _difference(about: About, one: Thing | None, other: Thing | None) -> Difference:
    here, there = None if one is None else one.value, None if other is None else other.value
    return Difference(about.kind, about.what, here, there, about.step, about.branch, about.absence, about.on)


def _pairs(
    about: About, here: tuple[Thing, ...], there: tuple[Thing, ...]
) -> Iterator[tuple[Thing | None, Thing | None]]:
    """What is only here beside what is only there, in order."""
    if about.kind in ALWAYS_BESIDE:
        yield from ((one, other) for one, other in zip(here, there, strict=False) if one != other)
    elif about.kind == "duty":
        yield from ((one, other) for one, other in _duties(here, there) if one != other)
    else:
        only_here = [one for one in here if one not in there]
        only_there = [one for one in there if one not in here]
        yield from zip_longest(only_here, only_there)


def _duties(here: tuple[Thing, ...], there: tuple[Thing, ...]) -> Iterator[tuple[Thing | None, Thing | None]]:
    """Those of a step that fell due on the same day on both sides beside each other, then the others in order."""
    only_here, only_there = list[Thing](), list[Thing]()
    for name in dict.fromkeys(_occurrence(one) for one in (*here, *there)):
        ours = [one for one in here if _occurrence(one) == name]
        theirs = [one for one in there if _occurrence(one) == name]
        if ours and theirs:
            yield from zip_longest(ours, theirs)
        else:
            only_here += ours
            only_there += theirs
    yield from zip_longest(only_here, only_there)


def _occurrence(one: Thing) -> str | None:
    return one.of.occurrence if isinstance(one.of, DutyItem) else None
