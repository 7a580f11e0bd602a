"""What the tests of laws draw from: days, ranges, weeks, records, and whole histories with what people recorded.

Two ways to a history: from a seed, as `random_histories` makes them up (much happens in them), and piece by piece,
so that a failing one shrinks to a few absences and meetings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from policydsl.domain.absence import Record
from policydsl.domain.calendar import FIRST_DAY, Week
from policydsl.domain.number import DayRange, Range
from policydsl.domain.working_time import pattern_of
from policydsl.history.history import Event, FactValue, History, What
from policydsl.history.join import absences, works_of
from policydsl.history.kinds import OF_A_THING, TAKES_A_DAY
from policydsl.history.known import names_of_absences
from policydsl.history.names import names_of
from policydsl.interpret.fold import over_days_that_matter
from policydsl.interpret.person import Person
from policydsl.interpret.standing import At, Standings
from policydsl.model.policy import DueOn, Policy, Scope, Step
from tests import random_histories
from tests.engine import shipped
from tests.variants import variant

Drawn = dict[str, Any]


def tries(share: float) -> settings:
    """So many times as many examples as the profile says."""
    return settings(max_examples=max(1, round(settings.default.max_examples * share)))  # type: ignore[union-attr]


# ------------------------------------------------------------------ days, ranges, weeks

days = st.one_of(
    st.integers(date(2023, 1, 1).toordinal(), date(2030, 12, 31).toordinal()),
    st.builds(
        lambda year, month, back: (date(year, month, 1) - timedelta(days=back)).toordinal(),
        st.integers(2023, 2030),
        st.integers(1, 12),
        st.integers(0, 3),
    ),
)
weeks = st.tuples(*[st.booleans()] * 7).filter(any).map(lambda worked: Week(worked))  # type: ignore[arg-type]
NEEDS = st.sampled_from([frozenset({"future"}), frozenset({"half pay date"}), frozenset({"end of pay"})])


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    """A number that is known, or lies between two, or has no upper bound."""
    low = draw(st.one_of(st.integers(-5, 5), st.fractions(-5, 5, max_denominator=2)))
    more = draw(st.one_of(st.none(), st.integers(0, 5)))
    return Range.of(low) if more == 0 else Range(low, None if more is None else low + more, draw(NEEDS))


@st.composite
def day_ranges(draw: st.DrawFn) -> DayRange:
    """A day that is known, or within bounds, or open on one side or both."""
    day, more = draw(st.integers(-9, 9)), draw(st.integers(0, 6))
    if more == 0:
        return DayRange.of(day)
    earliest, latest = draw(st.sampled_from([(day, day + more), (None, day), (day, None), (None, None)]))
    return DayRange(earliest, latest, draw(NEEDS))


# ------------------------------------------------------------------ records

GAPS = st.one_of(st.integers(0, 5), st.integers(0, 40), st.integers(150, 200))
LENGTHS = st.one_of(st.integers(1, 9), st.integers(1, 32), st.integers(25, 120))
FLAGS = st.sampled_from([(), (), (), ("pregnancy-related",)])


@st.composite
def records(draw: st.DrawFn, first: int = date(2026, 1, 5).toordinal(), most: int = 5) -> list[Record]:
    """A few records one after the other; now and then they touch, overlap, or the last is still open."""
    day = first + draw(st.integers(0, 9))
    found: list[Record] = []
    for number in range(draw(st.integers(1, most))):
        length = draw(LENGTHS)
        part = {day + draw(st.integers(0, length - 1)): Fraction(1, 2)} if draw(st.integers(0, 5)) == 5 else {}
        found.append(Record(f"a{number}", day, day + length - 1, part, frozenset(draw(FLAGS))))
        day += length + draw(GAPS) - (draw(st.integers(0, 3)) if length > 3 else 0)
    if draw(st.integers(0, 4)) == 4:
        found[-1] = replace(found[-1], last=None)
    return found


# ------------------------------------------------------------------ whole histories


seeds = st.integers(0, 2**32 - 1)
"""A whole history behind each number, see `made_up`. A failing number does not shrink, but is quickly told."""


def made_up(seed: int) -> tuple[Drawn, date]:
    """The history behind a seed, as the values of a history file, and the day asked about."""
    return random_histories.history(Random(seed))


DELAYS = st.one_of(st.integers(0, 3), st.integers(0, 45))


def histories(name: str, most: int = 6) -> st.SearchStrategy[tuple[History, int]]:
    """A history in which people hold, decide and give notice of what a variant makes due, and a day to ask about."""
    return histories_under(variant(name), most)


@st.composite
def histories_under(draw: st.DrawFn, policy: Policy, most: int = 6) -> tuple[History, int]:
    """The same of any policy."""
    begun = draw(records(policy.in_force.toordinal() + draw(st.integers(-30, 60)), most))
    on = begun[-1].first + draw(st.one_of(st.integers(0, 12), st.integers(0, 90), st.integers(0, 400)))
    works = draw(st.one_of(st.none(), weeks.map(lambda week: (pattern_of(week),))))
    days = works_of(works, None, policy.conventions)
    absence_of = names_of_absences(absences(tuple(begun), policy.conventions, days, FIRST_DAY))
    history = History("E1", works, records=tuple(begun), facts=draw(facts(begun, absence_of)))
    treated: set[str] = set()
    for _ in range(draw(st.integers(0, 8))):
        person = Person(policy, history, on)
        events = draw(next_events(person, over_days_that_matter(person), treated))
        if not events:
            break
        history = replace(history, events=(*history.events, *events))
    return history, on


@st.composite
def facts(draw: st.DrawFn, begun: Sequence[Record], absence_of: Mapping[str, str]) -> tuple[FactValue, ...]:
    """Dates for some facts of some absences, known always or from a day on.

    Never two from the same day on about one absence, though it has several records: a history does not hold them.
    """
    found: dict[tuple[object, ...], FactValue] = {}
    for name, fact in shipped().facts.items():
        for record in begun if fact.of_absence else begun[:1]:
            if draw(st.booleans()):
                value = record.first + draw(st.integers(0, 130))
                since = draw(st.one_of(st.none(), st.integers(0, 60).map(lambda n, day=record.first: day + n)))
                about = record.name if fact.of_absence else None
                found.setdefault((name, absence_of[record.name], since), FactValue(name, value, about, since))
    return tuple(found.values())


@st.composite
def next_events(draw: st.DrawFn, person: Person, standings: Standings, treated: set[str]) -> list[Event]:
    """What people record about the first case that nobody has looked at yet: a meeting, an outcome, a date."""
    for case in sorted(standings.cases.values(), key=lambda one: (one.active.since, str(one.key))):
        position = case.active
        mark = f"{case.key} {position.step} {position.at} {position.since}"
        one = person.policy.steps[position.step]
        if mark in treated or (position.at is At.WAITING and not waits_for_people(one)):
            continue
        treated.add(mark)
        about = about_case(person.policy, case.key.branch, case.key.absence)
        day = position.since + draw(DELAYS)
        if position.at is At.WAITING:
            return [Event(day, What.SCHEDULED, one.name, for_=day + draw(DELAYS), **about)]
        events = []
        if position.at is At.DUE and one.decided_by is None:
            if draw(st.booleans()):
                events.append(Event(day, What.NOTICE, one.name, value="written", for_=day + draw(DELAYS), **about))
                day += draw(DELAYS)
            events.append(Event(day, What.HELD, one.name, by=draw(WHO), **about))
        if one.outcomes and (position.at is At.HELD or draw(st.integers(0, 3))):
            outcome = draw(st.sampled_from(one.outcomes))
            first = outcome.meaning(day).only_after
            if first is not None and hasattr(first, "thing"):
                events.append(Event(day, What.RECORDED, one.name, name=first.thing, **about))
            events.append(Event(day, What.OUTCOME, one.name, value=outcome.key.name, by=draw(WHO), **about))
        return events
    return []


WHO = st.sampled_from([None, "line manager", "HR"])


def waits_for_people(one: Step) -> bool:
    return one.none_left is not None and one.due is not None and isinstance(one.due.meaning(0), DueOn)


def about_case(policy: Policy, branch: str, absence: str | None) -> dict[str, Any]:
    """How an event says which case it is about."""
    if branch in policy.branches and policy.branches[branch].scope.meaning(0) is Scope.EMPLOYEE:
        return {"branch": branch}
    return {"absence": absence} if branch not in policy.branches else {"branch": branch, "absence": absence}


@st.composite
def any_event(draw: st.DrawFn, history: History, on: int) -> Event:
    """Any event that a history may hold, of any step or thing, whether it makes sense on its day or not."""
    policy = shipped()
    names = names_of(policy)
    one = draw(st.sampled_from([each for each in policy.steps.values() if each.name not in policy.guidance]))
    what = draw(st.sampled_from(What))
    owners = sorted(names.branches_of.get(one.owner, ()))
    of_a_thing = what in OF_A_THING
    value: str | bool | None = draw(st.sampled_from([None, True, False]))
    if what is What.OUTCOME:
        if not one.outcomes:
            what = What.HELD
        else:
            value = draw(st.sampled_from(one.outcomes)).key.name
    return Event(
        day=max(1, on - draw(st.integers(0, 500))),
        what=what,
        step=None if of_a_thing and draw(st.booleans()) else one.name,
        name=draw(st.sampled_from(names.things)) if of_a_thing else None,
        value=value,
        for_=on - draw(st.integers(-40, 500)) if what in TAKES_A_DAY else None,
        branch=draw(st.sampled_from([None, *owners])),
        absence=draw(st.sampled_from([None, *(record.name for record in history.records)])),
        by=draw(WHO),
    )
