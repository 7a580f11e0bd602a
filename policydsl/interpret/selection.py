"""Which absences are of a kind on a day: categories are predicates of (absence, day), never labels."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor
from typing import assert_never

from policydsl.domain.absence import Absence
from policydsl.domain.number import (
    FUTURE,
    NO,
    YES,
    Comparison,
    Day,
    Exact,
    Range,
    Truth,
    all_of,
    any_of,
    not_,
    truth,
    unsettled,
)
from policydsl.interpret.cover import covers, is_for, is_there
from policydsl.interpret.near import falls_on, is_next_to, starts_on
from policydsl.interpret.person import Person
from policydsl.interpret.time_lost import due_between, is_of_the_pattern, missed, unit_of
from policydsl.model.amount import OF_THE_PATTERN, Bound, Unit
from policydsl.model.condition import (
    EVERY_ABSENCE,
    BecauseOf,
    ExpectedToLast,
    FallingOn,
    Filter,
    Flagged,
    Kind,
    Lasting,
    LongerThanExpected,
    NextTo,
    Selection,
    StartingOn,
    StartingOnDays,
    WithPaper,
)
from policydsl.model.named import DISCOUNT
from policydsl.model.policy import Taken

RUNNING = frozenset({FUTURE})


def is_selected(
    absence: Absence, selection: Selection, person: Person, on: Day, so_far: bool = False, papers: Day | None = None
) -> Truth:
    """Is the absence one of the selection, as certain on `on`? `so_far`: taken by its length up to that day.

    `papers`: with the papers that cover it on that day of it, in place of all that are on file for it.
    """
    if selection is EVERY_ABSENCE:
        return YES  # the usual one, and quick
    if len(selection.kinds) == 1 and not selection.exceptions:
        return _is_kind(absence, selection.kinds[0], person, on, so_far, papers)
    inside = any_of([_is_kind(absence, kind, person, on, so_far, papers) for kind in selection.kinds])
    if not selection.exceptions:
        return inside
    outside = any_of([_is_kind(absence, kind, person, on, so_far, papers) for kind in selection.exceptions])
    return all_of([inside, not_(outside)])


def is_of_category(absence: Absence, category: str, person: Person, on: Day) -> Truth:
    """Is the absence of the category, as certain on `on`?"""
    return is_selected(absence, person.policy.categories[category].selection.meaning(on), person, on)


def _is_kind(absence: Absence, kind: Kind, person: Person, on: Day, so_far: bool, papers: Day | None) -> Truth:
    if kind.event is not None:
        return NO  # something else than an absence is meant
    parts = []
    if kind.category is not None:
        meaning = person.policy.categories[kind.category].selection.meaning(on)
        parts.append(is_selected(absence, meaning, person, on, so_far, papers))
    for one in kind.filters:
        match one:
            case Lasting(bound):
                parts.append(meets(length(absence, bound, person, on, so_far), bound, person, on))
            case Flagged(flag, negated):
                parts.append(YES if _is_flagged(absence, flag, on) is not negated else NO)
            case BecauseOf(reason, covers):
                codes = (reason, *covers)
                parts.append(truth(any(r.reason in codes for r in absence.records if r.first <= on)))
            case StartingOn(days):
                parts.append(truth((absence.first - 1) % 7 in days))
            case StartingOnDays(near):
                parts.append(starts_on(absence, near, person, on))
            case WithPaper(paper, negated):
                parts.append(truth(has_paper(absence, paper, person, on, papers) is not negated))
            case ExpectedToLast(bound):
                parts.append(is_expected(absence, bound, person, on))
            case LongerThanExpected():
                parts.append(_is_longer_than_expected(absence, person, on))
            case NextTo(days):
                parts.append(is_next_to(absence, days, person, on))
            case FallingOn(days):
                parts.append(falls_on(absence, days, person, on))
    return all_of(parts)


def _is_flagged(absence: Absence, flag: str, on: Day) -> bool:
    return any(flag in record.flags and record.first <= on for record in absence.records)


def has_paper(absence: Absence, paper: str, person: Person, on: Day, day: Day | None = None) -> bool:
    """Is the paper on file for the absence by `on`? `day`: and covers it that day of the absence?"""
    found = (one for one in person.things.get(paper, ()) if one.day <= on and is_there(one))
    return any(is_for(one, absence, person, on) and (day is None or covers(one, day)) for one in found)


def is_left_out(absence: Absence, person: Person, on: Day, purposes: frozenset[str], so_far: bool = False) -> Truth:
    """Does the policy leave the absence out of a count or measure? `purposes`: what that is for."""
    discounted = is_discounted(absence, person, on, purposes)
    if discounted is YES:
        return YES
    said = (person.said(one, absence.first) for one in person.conventions.left_out)
    parts = [is_selected(absence, kinds, person, on, so_far) for kinds in said if kinds is not None]
    return any_of([*parts, discounted])


def not_empty(absence: Absence, person: Person, on: Day) -> Truth:
    """Has the absence a working day in it, or counts it without one?"""
    days = None if person.empty_counts(absence) else absence.working_days(absence.first, on)
    if days is None or days.low:
        return YES
    if not absence.is_settled(on):
        return unsettled(days.needs | absence.open_needs(on))
    needs = days.needs | absence.joins
    return unsettled(needs) if needs else NO


def why_left_out(absence: Absence, person: Person, on: Day, purposes: frozenset[str]) -> str:
    """The code of why an absence counts nowhere."""
    return "discounted" if is_discounted(absence, person, on, purposes) is YES else "left-out"


def is_discounted(absence: Absence, person: Person, on: Day, purposes: frozenset[str]) -> Truth:
    """Has a person discounted the absence by that day for one of these purposes, and not taken that back?

    An absence that is not of the kind that may be discounted counts, whatever is recorded.
    """
    clause = person.conventions.discounting
    if clause is None:
        return NO
    mine = {record.name for record in absence.records}
    decided = [one for one in person.things.get(DISCOUNT, ()) if one.day <= on and one.absence in mine]
    if not decided or decided[-1].value is False:
        return NO
    rule = person.said(clause, absence.first) or clause.form(on).meaning
    if rule.purposes and purposes.isdisjoint(rule.purposes):
        return NO
    return YES if rule.kind is None else is_selected(absence, rule.kind, person, on)


def is_expected(absence: Absence, bound: Bound, person: Person, on: Day) -> Truth:
    """Do people expect it to last so long? Where nobody has said anything, they do not."""
    last = person.expected_last(absence, on)
    if last is None:
        return NO
    unit = unit_of(bound.value, person, on) or Unit.CALENDAR_DAYS
    return meets(due_between(unit, person.works, absence.first, last), bound, person, on)


def _is_longer_than_expected(absence: Absence, person: Person, on: Day) -> Truth:
    last = person.expected_last(absence, on)
    if last is None:
        return NO
    return absence.length(on).compare(Comparison.OVER, last - absence.first + 1)


def length(absence: Absence, bound: Bound, person: Person, on: Day, so_far: bool) -> Range:
    """The length that decides the category, in the unit of the bound, by the policy's `takes its category` line."""
    known = _length(absence, person, on, unit_of(bound.value, person, on))
    taken = Taken.FIRST_DAY if so_far else person.taken(absence)
    if taken is Taken.FIRST_DAY:
        return Range.of(known.low)
    if taken is Taken.LAST_DAY and all(last is not None and last <= on for first, last in absence.runs if first <= on):
        return Range.of(known.low)
    return known


def _length(absence: Absence, person: Person, on: Day, unit: Unit | None) -> Range:
    if unit in OF_THE_PATTERN:
        days = missed(absence, unit, person.works, absence.first, on)
        if not absence.is_settled(on):
            return Range(days.low, None, days.needs | absence.open_needs(on))
        return days if not absence.joins else Range(days.low, None, days.needs | absence.joins)
    if not person.until_back(absence):
        return absence.length(on)
    if absence.back is not None and absence.is_settled(on):
        away = absence.back - absence.first
        return Range(away, None, absence.joins) if absence.joins else Range.of(away)
    untold = absence.untold
    if untold is not None and untold.back.earliest is not None and untold.back.earliest <= on:
        return Range(untold.back.earliest - absence.first, None, absence.joins | absence.open_needs(on))
    return Range(on - absence.first + 1, None, RUNNING)


def meets(number: Range, bound: Bound, person: Person, on: Day) -> Truth:
    """Does the number stand so to the limit, and to the other limit of a range?"""
    limit, needs = person.limit(bound.value, on)
    met = number.compare(bound.comparison, limit)
    if needs and not (number.high == 0 and bound.comparison is Comparison.OVER):  # of nothing, that much is certain
        met = unsettled(number.needs | needs)
    parts = [met]
    if bound.up_to is not None:
        parts.append(meets(number, bound.up_to, person, on))
    return all_of(parts)


def most(number: Range) -> Exact:
    """The upper bound. INVARIANT: what is counted back from a day always has one."""
    assert number.high is not None
    return number.high


def counts_working_days(selection: Selection, person: Person, on: Day) -> bool:
    """Does membership depend on no fixed length, but on working time, or the days that lie there?"""
    for narrows in _filters(selection, person, on):
        if isinstance(narrows, NextTo | FallingOn | StartingOnDays):
            return True
        if isinstance(narrows, Lasting) and is_of_the_pattern(narrows.bound.value, person, on):
            return True
    return False


def rests_on_expectation(selection: Selection, person: Person, on: Day) -> bool:
    """Does membership depend on how long people expect an absence to last, against how long it has lasted?"""
    return any(isinstance(narrows, LongerThanExpected) for narrows in _filters(selection, person, on))


def _filters(selection: Selection, person: Person, on: Day) -> Iterator[Filter]:
    """What narrows the kinds of a selection, also inside the categories that it names."""
    for kind in selection.kinds + selection.exceptions:
        yield from kind.filters
        if kind.category is not None:
            yield from _filters(person.policy.categories[kind.category].selection.meaning(on), person, on)


def turning_lengths(selection: Selection, person: Person, on: Day) -> frozenset[int]:
    """The lengths in calendar days from which on membership may be otherwise; empty when it depends on no length."""
    bounds = (one.bound for one in _filters(selection, person, on) if isinstance(one, Lasting))
    return frozenset(length for bound in bounds for length in lengths_of_turn(bound, person, on))


def lengths_of_turn(bound: Bound, person: Person, on: Day) -> Iterator[int]:
    """The whole numbers from which on a bound is met otherwise than before."""
    limit = person.number(bound.value, on)
    match bound.comparison:
        case Comparison.OVER | Comparison.AT_MOST:
            yield floor(limit) + 1
        case Comparison.AT_LEAST | Comparison.UNDER:
            yield ceil(limit)
        case Comparison.EXACTLY:
            yield from (ceil(limit), floor(limit) + 1)
        case _ as never:
            assert_never(never)
    if bound.up_to is not None:
        yield from lengths_of_turn(bound.up_to, person, on)
