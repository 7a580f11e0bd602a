"""Events as they are asserted to events of a policy: every name found, every key in its place, no two outcomes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policydsl.diagnostics import Diagnostic
from policydsl.domain.number import Day, exact
from policydsl.history import problems
from policydsl.history.assertions import Said, SaidEvent
from policydsl.history.history import Event, What
from policydsl.history.kinds import (
    ALWAYS_SO,
    DECLARED,
    NAMED,
    NEEDS_A_DAY,
    NO_PAPER,
    OF_A_PERIOD,
    OF_A_STEP,
    OF_A_THING,
    OF_AN_ABSENCE,
    TAKES_A_DAY,
    TAKES_A_NAME,
)
from policydsl.history.known import Known
from policydsl.history.names import found
from policydsl.model.named import DISCOUNT
from policydsl.model.policy import Step
from policydsl.source import Place

NUMBER = re.compile(r"[0-9]+([.][0-9]+)?")
NEW_LAST_DAY = {
    What.EXTENDED: "the new last day of the period",
    What.SHORTENED: "the new last day of the period",
    What.EXPECTED: "the last day that the absence is expected to have",
}


def make_event(said: SaidEvent, known: Known) -> Event:
    """The event in the policy's own words; what is wrong with it is added to what is known."""
    known.found.extend(_key_faults(said))
    known.found.extend(_faults_of_declared(said, known))
    known.found.extend(_faults_of_cover(said, known))
    what = said.what.value
    value = None if said.value is None else said.value.value
    if what is What.HELD and value is False:
        what, value = What.NOT_HELD, None
    name = _name(said, known)
    if what is What.RECORDED and name in known.policy.settings and not _is_number(value):
        known.found.append(problems.value_to_record(said.place if said.value is None else said.value.place, name or ""))
    if what is What.RECORDED and name == DISCOUNT and isinstance(value, str) and said.value is not None:
        known.found.append(problems.discount_in_part(said.value.place))
    branch = known.branch(said.branch)
    step = known.step(said.step, branch)
    return Event(
        day=said.day.value,
        what=what,
        step=None if step is None else step.name,
        name=name,
        value=_outcome(said, step, known) if what is What.OUTCOME else value,
        for_=_value(said.for_),
        branch=branch,
        absence=known.the_absence(said.absence, _of(said)) if what in OF_AN_ABSENCE else known.absence(said.absence),
        due=_value(said.due),
        by=None if said.by is None else said.by.value,
        why=None if said.why is None else said.why.value,
        recorded=_value(said.recorded),
        since=_value(said.since),
        until=_value(said.until),
        minutes=None if said.minutes is None else exact(said.minutes.value),
        flags=frozenset(found(flag.value, known.policy.flags) or flag.value for flag in said.flags),
        place=said.place,
    )


def _is_number(value: str | bool | None) -> bool:
    return isinstance(value, str) and NUMBER.fullmatch(value.strip()) is not None


def _name(said: SaidEvent, known: Known) -> str | None:
    """The thing, or the period, that the event is of."""
    if said.what.value in DECLARED:
        return known.event(said.name)
    if said.what.value in OF_A_PERIOD:
        return known.period(said.name)
    return known.thing(said.name) if said.what.value in TAKES_A_NAME else None


def _of(said: SaidEvent) -> Said[str]:
    return Said(said.what.value.value, said.what.place)


def _value(said: Said[Day] | None) -> Day | None:
    return None if said is None else said.value


def _outcome(said: SaidEvent, step: Step | None, known: Known) -> str | None:
    if said.value is None or not isinstance(said.value.value, str):
        return None
    return known.outcome(Said(said.value.value, said.value.place), step)


def _lacking(said: SaidEvent, key: str) -> Place:
    """Each key is a field of its own, or several at one place would be taken for one problem."""
    place, event = said.what.place, said.place.field
    return Place(place.source, place.span, f"{event}.{key}" if event else key)


def _key_faults(said: SaidEvent) -> Iterator[Diagnostic]:
    """Keys that the event needs and lacks, or has and cannot take."""
    what = said.what.value

    def lacks(key: str, why: str) -> Diagnostic:
        return problems.event_lacks(_lacking(said, key), what.value, key, why)

    if what is What.REQUESTED and said.step is None and said.name is None:
        yield lacks("step", "write `step:` and what was asked for, or `name:` if it is no step")
    elif what is What.CLOSED and said.step is None and said.branch is None:
        yield lacks("branch", "write `branch:` and the name of the branch, or `step:` and that of a step")
    elif what in OF_A_STEP - {What.REQUESTED, What.CLOSED} and said.step is None:
        yield lacks("step", "write `step:` and the name of the step, as in the policy")
    if what in NAMED - {What.REQUESTED} and said.name is None:
        yield lacks("name", f"write `name:` and what was {what.value}, as in the policy")
    if what in NEEDS_A_DAY and said.for_ is None:
        day = NEW_LAST_DAY.get(what, "the day of the meeting")
        yield lacks("for", f"write {day}, like `for: 2026-05-18`")
    if what is What.OUTCOME and (said.value is None or not isinstance(said.value.value, str)):
        yield lacks("value", "write `value:` and the outcome, as in the policy")
    if what in ALWAYS_SO and said.value is not None and said.value.value is False:
        yield problems.cannot_be_false(said.value.place, what.value)
    if what is What.HELD and said.value is not None and isinstance(said.value.value, str):
        outcome = f"write `outcome: {said.value.value}` in its place"
        yield problems.event_does_not_take(said.value.place, what.value, "value", outcome)
    if said.name is not None and what not in TAKES_A_NAME:
        yield problems.event_does_not_take(
            said.name.place, what.value, "name", "leave `name` out, or write another `what`"
        )
    if said.for_ is not None and what not in TAKES_A_DAY:
        yield problems.event_does_not_take(
            said.for_.place, what.value, "for", "leave `for` out; the day it happened goes after `date:`"
        )


def _faults_of_declared(said: SaidEvent, known: Known) -> Iterator[Diagnostic]:
    """What an event that the policy declares lacks, what no other event takes, and flags that no line names."""
    what = said.what.value
    if what not in DECLARED:
        for key, given in (("minutes", said.minutes), ("flags", said.flags[0] if said.flags else None)):
            if given is not None:
                why = "`had:` and the name of an event that the policy declares takes it"
                yield problems.event_does_not_take(given.place, what.value, key, why)
        return
    name = None if said.name is None else found(said.name.value, known.policy.events)
    if said.minutes is None and name in known.names.timed:
        why = "write how many minutes it was, like `minutes: 25`"
        yield problems.event_lacks(_lacking(said, "minutes"), name or "", "minutes", why)
    for key, value in (("step", said.step), ("value", said.value), ("absence", said.absence)):
        if value is not None:
            yield problems.event_does_not_take(value.place, what.value, key, f"leave `{key}` out")
    for flag in said.flags:
        if found(flag.value, known.policy.flags) is None:
            yield problems.unknown_flag(flag.place, flag.value, known.policy.flags)


def _faults_of_cover(said: SaidEvent, known: Known) -> Iterator[Diagnostic]:
    """Days that are covered are said of a paper, and the first of them comes first."""
    what, since, until = said.what.value, said.since, said.until
    thing = None if said.name is None or what not in OF_A_THING else known.names.thing(said.name.value)
    is_paper = what in OF_A_THING - NO_PAPER and thing not in known.policy.settings
    for key, day in (("from", since), ("to", until)):
        if day is not None and not is_paper:
            why = "only a paper that is there covers days, as in `issued: fit note`; leave `from` and `to` out"
            yield problems.event_does_not_take(day.place, what.value, key, why)
    first = said.day if since is None else since
    if is_paper and until is not None and until.value < first.value:
        yield problems.cover_backwards(until.place, first.place)


def contradicting_outcomes(events: Sequence[Event], said: Sequence[SaidEvent], known: Known) -> Iterator[Diagnostic]:
    """Two different outcomes of one step, case and day. The events are those made of what is said, in its order."""
    first: dict[tuple[object, ...], tuple[Event, SaidEvent]] = {}
    for event, asserted in zip(events, said, strict=True):
        if event.what is not What.OUTCOME or event.step is None or event.value is None:
            continue
        absence = known.absence_of.get(event.absence or "")
        key = (event.step, event.branch, absence, event.due, event.day)
        other, other_said = first.setdefault(key, (event, asserted))
        if other.value != event.value:
            place, other_place = _outcome_place(asserted), _outcome_place(other_said)
            yield problems.contradicting_outcomes(place, other_place, event.step, event.day)


def _outcome_place(said: SaidEvent) -> Place:
    return said.place if said.value is None else said.value.place
