"""The laws of numbers, truths, dates and weeks: what is known within bounds holds for all it may turn out to be."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydsl.domain.absence import Absence
from policydsl.domain.calendar import (
    FIRST_DAY,
    LAST_DAY,
    MONDAY_TO_FRIDAY,
    MonthEnd,
    Week,
    add_months,
    is_clamped,
    within,
)
from policydsl.domain.number import (
    FUTURE,
    NO,
    YES,
    Comparison,
    DayRange,
    Range,
    Truth,
    all_of,
    any_of,
    exact,
    later,
    not_,
    sooner,
    truth,
    unsettled,
)
from policydsl.history.join import absences as joined
from tests import strategies as some
from tests.engine import shipped

MAYBE = unsettled(frozenset({"half pay date"}))
LATER = unsettled(frozenset({FUTURE}))
TRUTHS = st.sampled_from([YES, NO, MAYBE, LATER])
SMALL = st.integers(-6, 6)


def can_be(one: Truth) -> tuple[bool, ...]:
    return (True, False) if one.value is None else (one.value,)


# ------------------------------------------------------------------ truths


@given(st.lists(TRUTHS, max_size=4))
def test_and_is_certain_when_every_completion_agrees(parts: list[Truth]) -> None:
    outcomes = {all(each) for each in product(*map(can_be, parts))}
    found = all_of(parts)
    assert found.value == (outcomes.pop() if len(outcomes) == 1 else None)
    assert found.needs == (frozenset().union(*(one.needs for one in parts)) if found.value is None else frozenset())


@given(st.lists(TRUTHS, max_size=4))
def test_or_is_certain_when_every_completion_agrees(parts: list[Truth]) -> None:
    outcomes = {any(each) for each in product(*map(can_be, parts))}
    assert any_of(parts).value == (outcomes.pop() if len(outcomes) == 1 else None)
    assert not_(any_of(parts)) == all_of([not_(one) for one in parts])


@given(TRUTHS)
def test_not_twice_says_the_same(one: Truth) -> None:
    assert not_(not_(one)) == one
    assert one.facts == one.needs - {FUTURE}
    assert truth(True) is YES
    assert truth(False) is NO


# ------------------------------------------------------------------ numbers

COMPARED = {
    Comparison.OVER: lambda number, limit: number > limit,
    Comparison.AT_LEAST: lambda number, limit: number >= limit,
    Comparison.EXACTLY: lambda number, limit: number == limit,
    Comparison.AT_MOST: lambda number, limit: number <= limit,
    Comparison.UNDER: lambda number, limit: number < limit,
}


@given(some.ranges(), st.sampled_from(Comparison), st.one_of(SMALL, st.fractions(-6, 6, max_denominator=2)))
def test_a_comparison_is_certain_only_if_it_holds_for_every_number_in_the_range(
    known: Range, how: Comparison, limit: int | Fraction
) -> None:
    top = known.high if known.high is not None else max(known.low, limit) + 2
    halves = [known.low + Fraction(n, 2) for n in range(int((top - known.low) * 2) + 1)]
    outcomes = {COMPARED[how](number, limit) for number in halves}
    found = known.compare(how, limit)
    if found.value is None:
        assert found.needs == known.needs
        assert how is Comparison.EXACTLY or len(outcomes) == 2
    else:
        assert outcomes == {found.value}


@given(st.fractions(-3, 3))
def test_a_whole_number_is_an_int(number: Fraction) -> None:
    assert exact(number) == number
    assert isinstance(exact(number), int) is (number.denominator == 1)
    assert exact(3) == 3


# ------------------------------------------------------------------ days within bounds

FAR = 40


def completions(day: DayRange) -> list[int]:
    low = -FAR if day.earliest is None else day.earliest
    high = FAR if day.latest is None else day.latest
    return sorted({low, high, *(n for n in (low + 1, high - 1, 0) if low <= n <= high)})


def is_inside(found: DayRange, day: int) -> bool:
    return (found.earliest is None or found.earliest <= day) and (found.latest is None or day <= found.latest)


@pytest.mark.parametrize(("combine", "of"), [(sooner, min), (later, max)])
@given(days=st.lists(some.day_ranges(), min_size=1, max_size=3))
def test_sooner_and_later_bound_every_completion_and_no_more(combine, of, days: list[DayRange]) -> None:  # type: ignore[no-untyped-def]
    found = combine(days)
    reached = {of(each) for each in product(*map(completions, days))}
    assert all(is_inside(found, day) for day in reached)
    assert found.earliest is None or found.earliest == min(reached)
    assert found.latest is None or found.latest == max(reached)
    assert (found.earliest is None) is (min(reached) == -FAR)
    assert (found.latest is None) is (max(reached) == FAR)
    assert bool(found.needs) is (found.known is None)
    assert found.needs <= frozenset().union(*(day.needs for day in days))


def test_a_known_day_is_the_only_one_it_can_be() -> None:
    assert DayRange.of(5).known == 5
    assert DayRange(None, 5, frozenset({"x"})).known is None
    assert DayRange(None, None, frozenset({"x"})).known is None


# ------------------------------------------------------------------ months

MONTHS_AFTER = [  # day, months, last day of the month, first of the next
    ("2026-01-31", 1, "2026-02-28", "2026-03-01"),
    ("2024-01-31", 1, "2024-02-29", "2024-03-01"),
    ("2026-01-31", 2, "2026-03-31", "2026-03-31"),
    ("2026-03-30", 6, "2026-09-30", "2026-09-30"),
    ("2026-03-31", 6, "2026-09-30", "2026-10-01"),
    ("2026-08-31", 6, "2027-02-28", "2027-03-01"),
    ("2024-02-29", 12, "2025-02-28", "2025-03-01"),
    ("2024-02-29", 48, "2028-02-29", "2028-02-29"),
    ("2026-05-31", -3, "2026-02-28", "2026-03-01"),
    ("2026-12-31", -1, "2026-11-30", "2026-12-01"),
    ("2026-07-13", 0, "2026-07-13", "2026-07-13"),
    ("2100-01-29", 1, "2100-02-28", "2100-03-01"),
]


@pytest.mark.parametrize(("day", "months", "last", "first"), MONTHS_AFTER)
def test_months_are_added_as_worked_out_by_hand(day: str, months: int, last: str, first: str) -> None:
    start = date.fromisoformat(day).toordinal()
    assert date.fromordinal(add_months(start, months, MonthEnd.LAST_DAY)).isoformat() == last
    assert date.fromordinal(add_months(start, months, MonthEnd.NEXT_FIRST)).isoformat() == first
    assert is_clamped(start, months) is (last != first)


@given(some.days, st.integers(-30, 30), st.sampled_from(MonthEnd))
def test_months_are_added_as_a_walk_through_the_months_finds(day: int, months: int, short: MonthEnd) -> None:
    start = date.fromordinal(day)
    first = start.replace(day=1)
    for _ in range(abs(months)):
        first = (first + timedelta(days=31) if months > 0 else first - timedelta(days=1)).replace(day=1)
    wanted = first + timedelta(days=start.day - 1)  # past the end of a short month, into the next
    if wanted.month != first.month:
        last = first.replace(day=monthrange(first.year, first.month)[1])
        wanted = last if short is MonthEnd.LAST_DAY else last + timedelta(days=1)
    assert add_months(day, months, short) == wanted.toordinal()


@given(some.days, some.days, st.integers(-30, 30), st.sampled_from(MonthEnd))
def test_a_later_day_never_ends_its_months_earlier(one: int, two: int, months: int, short: MonthEnd) -> None:
    if one <= two:
        assert add_months(one, months, short) <= add_months(two, months, short)


@pytest.mark.parametrize("short", MonthEnd)
def test_dates_stay_inside_the_calendar(short: MonthEnd) -> None:
    assert add_months(FIRST_DAY, -1, short) == FIRST_DAY
    assert add_months(LAST_DAY, 1, short) == LAST_DAY
    assert not is_clamped(FIRST_DAY, -1)
    assert not is_clamped(LAST_DAY, 1)
    assert within(FIRST_DAY - 10) == FIRST_DAY
    assert within(LAST_DAY + 10) == LAST_DAY
    assert within(FIRST_DAY + 10) == FIRST_DAY + 10


# ------------------------------------------------------------------ weeks


@given(some.weeks, some.days, st.integers(-3, 40))
def test_working_days_are_counted_one_by_one(week: Week, first: int, more: int) -> None:
    worked = [day for day in range(first, first + more + 1) if week.worked[date.fromordinal(day).weekday()]]
    assert week.count(first, first + more) == len(worked)
    assert [day for day in range(first, first + more + 1) if week.is_worked(day)] == worked


@given(some.weeks, some.days, st.integers(-25, 25))
def test_so_many_working_days_on_is_found_by_walking(week: Week, day: int, days: int) -> None:
    found = week.shift(day, days)
    if days == 0:
        assert found == day
    else:
        assert week.is_worked(found)
        low, high = (day + 1, found) if days > 0 else (found, day - 1)
        assert week.count(low, high) == abs(days)
    assert week.next_worked(day) == week.shift(day, 1)


def test_ordinals_and_weekdays_agree() -> None:
    assert MONDAY_TO_FRIDAY.is_worked(date(2026, 7, 13).toordinal())  # a Monday
    assert MONDAY_TO_FRIDAY.next_worked(date(2026, 7, 17).toordinal()) == date(2026, 7, 20).toordinal()


# ------------------------------------------------------------------ absences


@given(some.records(), some.weeks, st.integers(-3, 90))
def test_what_an_absence_says_of_its_days_is_found_by_looking_at_each(records, week: Week, until: int) -> None:  # type: ignore[no-untyped-def]
    on = records[0].first + until
    for one in joined(records, shipped().conventions, week, on + 60):
        recorded = {day for first, last in one.runs for day in range(first, (on + 60 if last is None else last) + 1)}
        assert one.runs == tuple(sorted(one.runs))
        check_days(one, recorded, week, on)
        check_length(one, recorded, on)


def check_days(one: Absence, recorded: set[int], week: Week, on: int) -> None:
    first, last = on - 20, on
    weights = {
        day: min([1, *(record.part[day] for record in one.records if day in record.part)])
        for day in recorded
        if week.is_worked(day)
    }
    if not any(sum(day in record.part for record in one.records) for day in recorded):
        assert one.working_days(first, last) == Range.of(sum(1 for day in weights if first <= day <= last))
    assert one.is_recorded(first, last) is any(first <= day <= last for day in recorded)
    begun = [day for day in recorded if day <= last]
    inside = range(max(one.first, first), (max(begun) if begun else one.first - 1) + 1)
    seen = [start for start, _ in one.runs if start <= last]
    ends = dict(one.runs)
    stop = last if not seen or ends[max(seen)] is None else min(last, ends[max(seen)] or 0)
    assert one.calendar_days(first, last) == Range.of(len([day for day in inside if day <= stop]) if seen else 0)
    assert one.flags == {flag for record in one.records for flag in record.flags}


def check_length(one: Absence, recorded: set[int], on: int) -> None:
    if one.first > on:
        return
    so_far = max(day for day in recorded if day <= on) - one.first + 1
    known = one.length(on)
    assert known.low == so_far
    assert known.high == (so_far if one.is_settled(on) else None)
    assert (one.last(on) is None) is (on in recorded)
