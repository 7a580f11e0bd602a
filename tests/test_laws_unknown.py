"""The laws of what is not known: whatever a missing fact or a running absence turns out to be, what was said stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from policydsl.domain.absence import Record
from policydsl.domain.number import Comparison, DayRange
from policydsl.domain.working_time import pattern_of
from policydsl.history.history import FactValue, History
from policydsl.interpret.answer import Answer, FellDue
from policydsl.interpret.condition import Seen
from policydsl.interpret.dates import dated
from policydsl.interpret.evaluate import evaluate
from policydsl.interpret.person import Person
from policydsl.interpret.selection import is_selected
from policydsl.interpret.standing import NOBODY
from policydsl.model.amount import Amount, Bound, Unit
from policydsl.model.clause import Written
from policydsl.model.condition import DateRule, Failing, Flagged, Kind, Lasting, Later, OnFact, Selection, Sooner
from policydsl.model.policy import Fact, Policy
from policydsl.source import Span
from tests import strategies as some
from tests.engine import history_of, shipped
from tests.strategies import histories, made_up, seeds, tries
from tests.variants import variant

WRITTEN = Written(Span(0, 0), 1)

# ------------------------------------------------------------------ facts that are missing


def told(seed: int) -> tuple[History, int]:
    values, on = made_up(seed)
    return history_of(values), on.toordinal()


def answer(history: History, on: int) -> Answer | None:
    return evaluate(shipped(), history, date.fromordinal(on)).answer


@tries(1)
@given(st.one_of(seeds.map(told), histories("as it is", 3)), st.data())
def test_what_was_said_holds_for_every_date_that_a_missing_fact_may_have(
    made: tuple[History, int], data: st.DataObject
) -> None:
    history, on = made
    if data.draw(st.booleans()):
        history = replace(history, facts=())
    person = Person(shipped(), history, on)
    added = [
        FactValue(name, one.first + data.draw(st.integers(-20, 250)), one.name)
        for name, one in product(shipped().facts, person.absences)
        if not any(fact.fact == name and fact.absence == one.name for fact in history.facts)
    ]
    unknown, known = answer(history, on), answer(replace(history, facts=(*history.facts, *added)), on)
    if unknown is None or known is None:
        return
    for absence in {one.absence for one in (*known.fell_due, *known.targets) if one.branch == "Branch 2"}:
        compare(unknown, known, absence)


def compare(unknown: Answer, known: Answer, absence: str | None) -> None:
    """Step for step: the same, until one falls due earlier now that its date is known."""
    mine, theirs = list(steps(unknown, absence)), list(steps(known, absence))
    for number, now in enumerate(theirs):
        if number == len(mine):
            check_target(unknown, absence, now.step, now.on)
            return
        assert now.step == mine[number].step
        assert now.on <= mine[number].on
        if now.on < mine[number].on or now.held_on != mine[number].held_on or now.outcome != mine[number].outcome:
            return
    assert len(mine) == len(theirs)
    for target in known.targets:
        if (target.branch, target.absence) == ("Branch 2", absence) and target.on is not None:
            check_target(unknown, absence, target.step, target.on)


def steps(found: Answer, absence: str | None) -> Iterator[FellDue]:
    return (one for one in found.fell_due if (one.branch, one.absence) == ("Branch 2", absence))


def check_target(unknown: Answer, absence: str | None, step: str, on: date) -> None:
    """The day lies within the bounds that were given while the fact was missing, and the fact was asked for."""
    for target in unknown.targets:
        if (target.branch, target.absence, target.step) == ("Branch 2", absence, step):
            assert target.earliest is None or target.earliest <= on
            assert target.latest is None or on <= target.latest
            assert target.on in (None, on)
            return
    closed = any((one.branch, one.absence) == ("Branch 2", absence) for one in unknown.closed)
    assert closed or any((one.absence, one.step) == (absence, step) for one in (*unknown.unknown, *unknown.human))


# ------------------------------------------------------------------ date rules

NAMES = ("one", "two", "three", "floor")
BOUNDS = [-9, 29]
"""Days that stand for `much earlier` and `much later` than any other."""
DAY = st.integers(1, 20)


def dates_of(days: tuple[int | None, ...]) -> Seen:
    """What a date rule is asked against where facts of these names have these days, or (None) are not on file."""
    facts = {name: Fact(name, "a day", False, WRITTEN) for name in NAMES}
    policy: Policy = replace(shipped(), facts=facts)
    on_file = tuple(FactValue(name, day) for name, day in zip(NAMES, days, strict=True) if day is not None)
    return Seen(Person(policy, History("E1", facts=on_file), 100), None, NOBODY, 100)


def worked_out(rule: DateRule, days: tuple[int, ...], passed: int | None) -> int | None:
    """What a rule means when every day is known."""
    terms = rule.date.dates if isinstance(rule.date, Sooner | Later | Failing) else (rule.date,)
    left = [days[NAMES.index(term.fact)] for term in terms if isinstance(term, OnFact)]
    left = [day for day in left if passed is None or day > passed]
    if not left:
        return None
    chosen = min(left) if isinstance(rule.date, Sooner) else max(left) if isinstance(rule.date, Later) else left[0]
    return max(chosen, days[3]) if rule.not_before else chosen


@st.composite
def rules(draw: st.DrawFn) -> DateRule:
    terms = tuple(OnFact(name) for name in NAMES[: draw(st.integers(1, 3))])
    how = draw(st.sampled_from([Sooner, Later, Failing]))
    return DateRule(how(terms) if len(terms) > 1 else terms[0], draw(st.sampled_from([None, OnFact("floor")])))


@tries(5)
@given(rules(), st.tuples(*[st.one_of(st.none(), DAY)] * 4), st.one_of(st.none(), DAY))
def test_a_date_rule_bounds_the_day_that_comes_out_and_no_more(
    rule: DateRule, days: tuple[int | None, ...], passed: int | None
) -> None:
    found = dated(rule, dates_of(days), passed, WRITTEN)
    known = [day for day in (*days, passed) if day is not None]
    guesses = sorted({*BOUNDS, *(day + n for day in known for n in (-1, 0, 1))})
    used = [NAMES.index(name) for name in names_in(rule)]
    ways = product(*[([day] if day is not None else guesses) if n in used else [0] for n, day in enumerate(days)])
    outcomes = {worked_out(rule, way, passed) for way in ways}
    reached = {day for day in outcomes if day is not None}
    assert (found.day is None) is (not reached)
    if found.day is not None:
        check_bounds(found.day, reached)


def names_in(rule: DateRule) -> tuple[str, ...]:
    terms = rule.date.dates if isinstance(rule.date, Sooner | Later | Failing) else (rule.date,)
    floor = (rule.not_before,) if rule.not_before else ()
    return tuple(term.fact for term in (*terms, *floor) if isinstance(term, OnFact))


def check_bounds(found: DayRange, reached: set[int]) -> None:
    assert all((found.earliest or -99) <= day <= (99 if found.latest is None else found.latest) for day in reached)
    assert found.latest is None or found.latest == max(reached)
    assert found.earliest is None or found.earliest == min(reached)
    assert (found.earliest is None) is (min(reached) == BOUNDS[0])
    assert bool(found.needs) is (found.known is None)


# ------------------------------------------------------------------ absences still running


@st.composite
def kinds(draw: st.DrawFn) -> Kind:
    unit = draw(st.sampled_from([Unit.CALENDAR_DAYS, Unit.WORKING_DAYS, Unit.WEEKS]))
    most = 2 if unit is Unit.WEEKS else 9

    def bound(up_to: bool) -> Bound:
        beyond = bound(False) if up_to else None
        return Bound(draw(st.sampled_from(Comparison)), Amount(draw(st.integers(1, most)), unit), beyond)

    filters: list[Lasting | Flagged] = [Lasting(bound(draw(st.booleans())))]
    if draw(st.booleans()):
        filters.append(Flagged("pregnancy-related", draw(st.booleans())))
    return Kind(draw(st.sampled_from([None, None, "short-term absence", "long-term absence"])), tuple(filters))


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    return Selection(tuple(draw(st.lists(kinds(), min_size=1, max_size=2))), tuple(draw(st.lists(kinds(), max_size=1))))


@tries(5)
@given(selections(), some.weeks, st.integers(0, 25), st.sampled_from(["as it is", "until back", "never joins"]))
def test_a_category_that_is_certain_stays_whatever_day_the_absence_ends(
    selection: Selection, week: object, so_far: int, name: str
) -> None:
    first = date(2026, 1, 5).toordinal()
    policy = variant(name)
    on = first + so_far

    def person(last: int | None, asked: int) -> Person:
        return Person(policy, History("E1", (pattern_of(week),), records=(Record("a", first, last),)), asked)  # type: ignore[arg-type]

    now = is_selected(person(None, on).absences[0], selection, person(None, on), on)
    settled = set()
    for last in range(on, on + 25):
        ended = person(last, last + 8)
        settled.add(is_selected(ended.absences[0], selection, ended, last + 8).value)
    assert None not in settled
    assert now.value is None or settled == {now.value}
    assert now.value is None or not now.needs
