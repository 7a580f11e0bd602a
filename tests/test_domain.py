"""Months, working days, bounds and truths, and what an absence says of a day: each at its edge, counted by hand.

5 January 2026 is a Monday.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from policydsl.domain.absence import Absence, Untold
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
from policydsl.domain.holidays import Holiday, HolidayCalendar
from policydsl.domain.hours import HOURS, added_up, hours_between, hours_on, hours_per_week, times
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
    between,
    figures,
    later,
    not_,
    sooner,
    unsettled,
)
from policydsl.domain.working_time import Pattern, WorkingTime

UNTIL_SUNDAY = Week((False, False, True, True, True, True, True))
NEEDS = frozenset({"half pay date"})


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


# ------------------------------------------------------------------ months


@pytest.mark.parametrize(
    ("start", "months", "last_day", "next_first"),
    [
        ("2026-01-31", 1, "2026-02-28", "2026-03-01"),
        ("2026-01-31", 2, "2026-03-31", "2026-03-31"),
        ("2026-01-31", 3, "2026-04-30", "2026-05-01"),
        ("2028-01-31", 1, "2028-02-29", "2028-03-01"),
        ("2026-01-28", 1, "2026-02-28", "2026-02-28"),
        ("2026-01-29", 1, "2026-02-28", "2026-03-01"),
        ("2026-11-30", 1, "2026-12-30", "2026-12-30"),
        ("2026-12-15", 1, "2027-01-15", "2027-01-15"),
        ("2026-01-15", -1, "2025-12-15", "2025-12-15"),
        ("2026-03-31", -1, "2026-02-28", "2026-03-01"),
        ("2026-01-15", -12, "2025-01-15", "2025-01-15"),
        ("0002-01-15", -12, "0001-01-15", "0001-01-15"),
        ("0001-12-15", -11, "0001-01-15", "0001-01-15"),
        ("0001-01-15", -1, "0001-01-01", "0001-01-01"),  # there is no day before
        ("9998-12-15", 12, "9999-12-15", "9999-12-15"),
        ("9999-12-15", 1, "9999-12-31", "9999-12-31"),  # nor after
    ],
)
def test_months_later(start: str, months: int, last_day: str, next_first: str) -> None:
    assert add_months(day(start), months, MonthEnd.LAST_DAY) == day(last_day)
    assert add_months(day(start), months, MonthEnd.NEXT_FIRST) == day(next_first)


@pytest.mark.parametrize(
    ("start", "months", "met"),
    [
        ("2026-01-31", 1, True),
        ("2026-01-29", 1, True),
        ("2026-01-28", 1, False),
        ("2028-01-29", 1, False),
        ("2026-01-31", 2, False),
        ("2026-10-31", 1, True),
        ("2026-11-30", 3, True),  # 30 February
        ("0001-03-31", -1, True),
        ("9999-01-31", 1, True),
        ("0001-03-31", -13, False),
        ("9999-01-31", 13, False),
    ],
)
def test_a_month_that_is_too_short_for_the_day(start: str, months: int, met: bool) -> None:
    assert is_clamped(day(start), months) is met


def test_days_beyond_the_calendar_are_its_first_and_last() -> None:
    assert [within(one) for one in (FIRST_DAY - 1, FIRST_DAY, LAST_DAY, LAST_DAY + 1)] == [
        FIRST_DAY,
        FIRST_DAY,
        LAST_DAY,
        LAST_DAY,
    ]
    assert (day("0001-01-01"), day("9999-12-31")) == (FIRST_DAY, LAST_DAY)


# ------------------------------------------------------------------ working days


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2026-01-05", "2026-01-05", 1),
        ("2026-01-05", "2026-01-09", 5),
        ("2026-01-09", "2026-01-12", 2),  # Friday and Monday
        ("2026-01-10", "2026-01-11", 0),
        ("2026-01-05", "2026-01-18", 10),
        ("2026-01-06", "2026-01-05", 0),
        ("2026-01-12", "2026-01-05", 0),
    ],
)
def test_working_days_between_two_days(first: str, last: str, days: int) -> None:
    assert MONDAY_TO_FRIDAY.count(day(first), day(last)) == days


def test_which_days_are_worked() -> None:
    week = [day("2026-01-05") + number for number in range(7)]
    assert [MONDAY_TO_FRIDAY.is_worked(one) for one in week] == [True] * 5 + [False] * 2
    assert [UNTIL_SUNDAY.is_worked(one) for one in week] == [False] * 2 + [True] * 5


@pytest.mark.parametrize(
    ("after", "found"),
    [("2026-01-08", "2026-01-09"), ("2026-01-09", "2026-01-12"), ("2026-01-10", "2026-01-12")],
)
def test_the_next_working_day(after: str, found: str) -> None:
    assert MONDAY_TO_FRIDAY.next_worked(day(after)) == day(found)


def test_the_next_working_day_may_be_a_week_away() -> None:
    assert Week((True, *[False] * 6)).next_worked(day("2026-01-05")) == day("2026-01-12")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("start", "days", "found"),
    [
        ("2026-01-05", 1, "2026-01-06"),
        ("2026-01-09", 1, "2026-01-12"),
        ("2026-01-10", 1, "2026-01-12"),
        ("2026-01-05", 5, "2026-01-12"),
        ("2026-01-12", -1, "2026-01-09"),
        ("2026-01-11", -1, "2026-01-09"),
        ("2026-01-12", -5, "2026-01-05"),
        ("2026-01-10", 0, "2026-01-10"),  # zero gives the day itself, worked or not
    ],
)
def test_working_days_later(start: str, days: int, found: str) -> None:
    assert MONDAY_TO_FRIDAY.shift(day(start), days) == day(found)


# ------------------------------------------------------------------ numbers within bounds


@pytest.mark.parametrize(
    ("how", "certain", "open_", "no"),
    [
        # the range and the limit 7: certainly so, not settled, certainly not so
        (Comparison.OVER, [(8, 9), (8, None)], [(7, 8), (7, None)], [(6, 7), (7, 7)]),
        (Comparison.AT_LEAST, [(7, 9), (7, None), (7, 7)], [(6, 7), (6, None)], [(5, 6)]),
        (Comparison.AT_MOST, [(6, 7), (7, 7)], [(7, 8), (7, None)], [(8, 9), (8, None)]),
        (Comparison.UNDER, [(5, 6)], [(6, 7), (6, None)], [(7, 9), (7, None), (7, 7)]),
        (Comparison.EXACTLY, [(7, 7)], [(6, 7), (7, 8), (7, None), (6, None)], [(5, 6), (8, 9), (8, None)]),
    ],
)
def test_a_number_within_bounds_against_a_limit(
    how: Comparison, certain: list[tuple[int, int]], open_: list[tuple[int, int]], no: list[tuple[int, int]]
) -> None:
    def values(ranges: list[tuple[int, int]]) -> list[bool | None]:
        return [Range(low, high, NEEDS).compare(how, 7).value for low, high in ranges]

    assert values(certain) == [True] * len(certain)
    assert values(open_) == [None] * len(open_)
    assert values(no) == [False] * len(no)
    assert all(Range(low, high, NEEDS).compare(how, 7).needs == NEEDS for low, high in open_)


@pytest.mark.parametrize(
    ("days", "soonest", "latest"),
    [
        ([(3, 3), (5, 5)], (3, 3, False), (5, 5, False)),
        ([(3, 6), (4, 4)], (3, 4, True), (4, 6, True)),
        ([(None, None), (4, 4)], (None, 4, True), (4, None, True)),
        ([(None, 2), (4, 4)], (None, 2, True), (4, 4, False)),
        ([(9, None), (4, 4)], (4, 4, False), (9, None, True)),
        ([(None, None)], (None, None, True), (None, None, True)),
    ],
)
def test_the_sooner_and_the_later_of_days_that_are_not_all_known(
    days: list[tuple[int | None, int | None]],
    soonest: tuple[int | None, int | None, bool],
    latest: tuple[int | None, int | None, bool],
) -> None:
    given = [DayRange(first, last, frozenset() if first == last is not None else NEEDS) for first, last in days]
    for combine, expected in ((sooner, soonest), (later, latest)):
        found = combine(given)
        assert (found.earliest, found.latest, found.needs == NEEDS) == expected
        assert found.needs in (NEEDS, frozenset())


# ------------------------------------------------------------------ what an absence says of a day

MONDAY, FRIDAY, NEXT_MONDAY = day("2026-01-05"), day("2026-01-09"), day("2026-01-12")
ENDED = Absence("a1", MONDAY, ((MONDAY, FRIDAY),), (), back=NEXT_MONDAY, settled=NEXT_MONDAY)
TWO_RUNS = Absence("a1", MONDAY, ((MONDAY, FRIDAY), (NEXT_MONDAY, NEXT_MONDAY)), (), None, None)
RUNNING = Absence("a1", MONDAY, ((MONDAY, None),), (), None, None)


def test_it_has_ended_when_its_last_day_is_over() -> None:
    assert [ENDED.last(one) for one in (MONDAY, FRIDAY, FRIDAY + 1, NEXT_MONDAY)] == [None, None, FRIDAY, FRIDAY]
    assert [TWO_RUNS.last(one) for one in (FRIDAY + 1, NEXT_MONDAY, NEXT_MONDAY + 1)] == [FRIDAY, None, NEXT_MONDAY]
    assert RUNNING.last(NEXT_MONDAY) is None


def test_it_is_settled_on_the_day_of_the_return() -> None:
    assert [ENDED.is_settled(one) for one in (NEXT_MONDAY - 1, NEXT_MONDAY)] == [False, True]
    assert not RUNNING.is_settled(NEXT_MONDAY)


def test_its_length_may_grow_until_it_is_settled() -> None:
    grows = frozenset({FUTURE})
    assert ENDED.length(MONDAY) == Range(1, None, grows)
    assert ENDED.length(FRIDAY) == Range(5, None, grows)
    assert ENDED.length(NEXT_MONDAY - 1) == Range(5, None, grows)  # Sunday: nobody has seen the return
    assert ENDED.length(NEXT_MONDAY) == Range.of(5)
    assert RUNNING.length(NEXT_MONDAY) == Range(8, None, grows)


@pytest.mark.parametrize(
    ("first", "last", "recorded", "days"),
    [
        (MONDAY - 7, MONDAY - 1, False, 0),
        (MONDAY - 7, MONDAY, True, 1),
        (MONDAY, MONDAY, True, 1),
        (MONDAY + 1, MONDAY + 2, True, 2),
        (FRIDAY, NEXT_MONDAY, True, 1),
        (FRIDAY + 1, NEXT_MONDAY, False, 0),
        (NEXT_MONDAY, NEXT_MONDAY + 7, False, 0),
        (MONDAY - 7, NEXT_MONDAY + 7, True, 5),
    ],
)
def test_its_days_between_two_days(first: int, last: int, recorded: bool, days: int) -> None:
    assert (ENDED.is_recorded(first, last), ENDED.calendar_days(first, last)) == (recorded, Range.of(days))


def test_days_off_inside_it_are_days_of_it_once_it_goes_on() -> None:
    assert [TWO_RUNS.calendar_days(MONDAY, one) for one in (FRIDAY, FRIDAY + 1, NEXT_MONDAY)] == [
        *(Range.of(5), Range.of(5), Range.of(8))
    ]
    assert TWO_RUNS.is_recorded(FRIDAY + 1, NEXT_MONDAY - 1) is False
    assert RUNNING.calendar_days(MONDAY, NEXT_MONDAY) == Range.of(8)


WEEK = tuple(range(MONDAY, FRIDAY + 1))
LOST = Absence("a1", MONDAY, ((MONDAY, FRIDAY),), (), NEXT_MONDAY, NEXT_MONDAY, WEEK, (0, 1, 2, 3, 4, 5))


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (MONDAY, FRIDAY, 5),
        (MONDAY + 2, FRIDAY, 3),
        (MONDAY + 2, MONDAY + 3, 2),
        (FRIDAY, NEXT_MONDAY, 1),
        (FRIDAY + 1, NEXT_MONDAY, 0),
    ],
)
def test_the_working_days_of_it_between_two_days(first: int, last: int, days: int) -> None:
    assert LOST.working_days(first, last) == Range.of(days)
    doubtful = replace(LOST, lost=(), weights=(0,), untold=Untold(DayRange(1, 1), WEEK, LOST.weights, ("p",) * 5))
    found = doubtful.working_days(first, last)
    assert found == (Range(0, days, frozenset({"p"})) if days else Range.of(0))


def test_days_that_would_count_for_nothing_leave_nothing_open() -> None:
    untold = Untold(DayRange(1, 1), (MONDAY,), (0, 0), ("p",))
    assert replace(LOST, untold=untold).working_days(MONDAY, FRIDAY) == Range.of(5)


P = frozenset({"p"})
MAY_GO_ON = Untold(DayRange(FRIDAY + 1, NEXT_MONDAY, P), joins=P, after=MONDAY + 14, until=MONDAY + 18)
PERHAPS = replace(ENDED, untold=MAY_GO_ON)
"""From Monday to Friday, and perhaps one with another absence that begins two weeks after it and lasts as long."""


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (MONDAY, MONDAY + 30, Range(5, 14, P)),
        (MONDAY, MONDAY + 14, Range(5, 14, P)),
        (MONDAY, MONDAY + 13, Range.of(5)),  # the other has not begun
        (FRIDAY, MONDAY + 14, Range(1, 10, P)),
        (MONDAY - 9, MONDAY - 1, Range.of(0)),
        (MONDAY + 14, MONDAY + 30, Range.of(0)),  # these days are those of the other
        (MONDAY + 20, MONDAY + 30, Range.of(0)),
    ],
)
def test_days_between_two_absences_that_may_be_one(first: int, last: int, days: Range) -> None:
    assert PERHAPS.calendar_days(first, last) == days


def test_a_day_that_is_perhaps_one_with_another_absence() -> None:
    one_day = replace(PERHAPS, runs=((MONDAY, MONDAY),))
    assert one_day.calendar_days(MONDAY, MONDAY + 14) == Range(1, 14, P)


def test_how_long_it_may_be_with_all_that_it_may_be_one_with() -> None:
    assert PERHAPS.longest() == 19
    other = replace(ENDED, first=MONDAY + 14, untold=replace(MAY_GO_ON, before=MONDAY, after=None))
    assert other.longest() == 19
    assert replace(PERHAPS, untold=replace(MAY_GO_ON, until=None)).longest() is None
    assert ENDED.longest() is None


def test_what_is_missing_is_the_pattern_too_once_a_day_has_come_that_was_perhaps_worked() -> None:
    future = frozenset({FUTURE})
    asked = (FRIDAY, FRIDAY + 1, NEXT_MONDAY)
    assert [PERHAPS.open_needs(on) for on in asked] == [future, future | P, future | P]


# ------------------------------------------------------------------ truths together

PAY, END = unsettled(frozenset({"half pay date"})), unsettled(frozenset({"end of pay"}))


@pytest.mark.parametrize(
    ("parts", "both", "either"),
    [
        ([YES], YES, YES),
        ([PAY], PAY, PAY),
        ([YES, YES], YES, YES),
        ([YES, NO], NO, YES),
        ([NO, NO], NO, NO),
        ([YES, PAY], PAY, YES),
        ([NO, PAY], NO, PAY),
        ([PAY, PAY], PAY, PAY),
        ([PAY, END], unsettled(PAY.needs | END.needs), unsettled(PAY.needs | END.needs)),
    ],
)
def test_what_is_missing_of_a_part_is_missing_of_the_whole(parts: list[Truth], both: Truth, either: Truth) -> None:
    for given in (parts, parts[::-1]):
        assert (all_of(given), any_of(given)) == (both, either)
    assert [not_(one) for one in (YES, NO, PAY)] == [NO, YES, PAY]


# ------------------------------------------------------------------ hours

WITHOUT, WITH = (
    Pattern(MONDAY_TO_FRIDAY.worked, since=MONDAY),
    Pattern((True, True, False), MONDAY + 14, (Fraction(15, 2), 9, 0), MONDAY + 14),
)
WORKS = WorkingTime((WITHOUT, WITH))
"""Nothing is known before the Monday; for two weeks no hours; then 7.5, 9 and none in turn."""
BEFORE = frozenset({"working pattern before 2026-01-05"})


@pytest.mark.parametrize(
    ("on", "hours"),
    [
        (MONDAY - 1, Range(0, 24, BEFORE)),
        (MONDAY, Range(0, 24, frozenset({HOURS}))),
        (FRIDAY + 1, Range.of(0)),
        (MONDAY + 14, Range.of(Fraction(15, 2))),
        (MONDAY + 15, Range.of(9)),
        (MONDAY + 16, Range.of(0)),
        (MONDAY + 17, Range.of(Fraction(15, 2))),
    ],
)
def test_the_hours_of_a_day(on: int, hours: Range) -> None:
    assert hours_on(WORKS, on) == hours


def test_the_hours_of_a_week_alone_are_not_known() -> None:
    assert hours_on(MONDAY_TO_FRIDAY, MONDAY) == Range(0, 24, frozenset({HOURS}))
    assert hours_on(MONDAY_TO_FRIDAY, FRIDAY + 1) == Range.of(0)
    assert hours_per_week(MONDAY_TO_FRIDAY, MONDAY) is None


@pytest.mark.parametrize(
    ("first", "last", "hours"),
    [
        (MONDAY + 14, MONDAY + 16, Range.of(Fraction(33, 2))),
        (MONDAY + 14, MONDAY + 17, Range.of(24)),
        (MONDAY + 15, MONDAY + 15, Range.of(9)),
        (FRIDAY, FRIDAY + 1, Range(0, 24, frozenset({HOURS}))),
        (MONDAY - 1, MONDAY, Range(0, 48, BEFORE | {HOURS})),
        (MONDAY + 13, MONDAY + 14, Range.of(Fraction(15, 2))),
        (MONDAY + 1, MONDAY, Range.of(0)),
    ],
)
def test_the_hours_between_two_days(first: int, last: int, hours: Range) -> None:
    assert hours_between(WORKS, first, last) == hours


def test_the_hours_of_a_holiday_are_not_due() -> None:
    """Monday to Friday of 8 hours each, of which Wednesday is a holiday, and so is Saturday."""
    days = {MONDAY + 2: Holiday("Founder's day"), MONDAY + 5: Holiday("Fair")}
    pattern = Pattern((True,) * 5 + (False,) * 2, MONDAY, (8, 8, 8, 8, 8, 0, 0))
    works = WorkingTime((pattern,), HolidayCalendar("Here", MONDAY, MONDAY + 13, days))
    assert hours_between(works, MONDAY, MONDAY + 6) == Range.of(32)
    assert hours_between(works, MONDAY + 2, MONDAY + 2) == Range.of(0)
    assert hours_between(works, MONDAY + 3, MONDAY + 13) == Range.of(56)


def test_the_hours_in_a_week_on_average() -> None:
    assert hours_per_week(WORKS, MONDAY) is None
    assert hours_per_week(WORKS, MONDAY + 14) == Fraction(77, 2)
    assert hours_per_week(WorkingTime((WITH,)), MONDAY) == Fraction(77, 2)  # before the first pattern, as in that one


def test_a_holiday_that_nobody_can_tell_leaves_the_hours_between_nothing_and_those_of_the_pattern() -> None:
    works = WorkingTime((Pattern((True,), MONDAY, (8,)),), HolidayCalendar("Here", MONDAY, FRIDAY, {}))
    assert hours_on(works, FRIDAY) == Range.of(8)
    unknown = "holiday calendar Here for 2026"
    assert hours_on(works, FRIDAY + 1) == Range(0, 8, frozenset({unknown}))
    without = replace(works, patterns=(Pattern((True,)),))
    assert hours_on(without, FRIDAY + 1) == Range(0, 24, frozenset({unknown, HOURS}))


def test_numbers_within_bounds_add_up_and_multiply() -> None:
    some, more = Range(1, 3, P), Range(Fraction(1, 2), Fraction(3, 2), BEFORE)
    assert added_up([some, more]) == Range(Fraction(3, 2), Fraction(9, 2), P | BEFORE)
    assert added_up([Range.of(Fraction(1, 2))] * 2) == Range.of(1)
    assert added_up([]) == Range.of(0)
    assert times(some, 2) == Range(2, 6, P)
    assert times(some, 0) == Range.of(0)
    assert times(Range.of(Fraction(1, 2)), 2) == Range.of(1)
    assert DayRange.of(7) == DayRange(7, 7)


@pytest.mark.parametrize(
    ("certain", "perhaps", "found"),
    [
        (Range.of(3), Range.of(3), Range.of(3)),
        (Range.of(3), Range.of(5), Range(3, 5, frozenset({FUTURE}))),
        (Range(3, 4, P), Range(3, 5, BEFORE), Range(3, 5, P | BEFORE | {FUTURE})),
        (Range(3, 4, P), Range(3, None, BEFORE), Range(3, None, P | BEFORE | {FUTURE})),
    ],
)
def test_a_number_that_may_still_grow_to_another(certain: Range, perhaps: Range, found: Range) -> None:
    assert between(certain, perhaps) == found


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (40, "40"),
        (Fraction(75, 2), "37.5"),
        (Fraction(37, 5), "7.4"),
        (Fraction(1, 8), "0.125"),
        (Fraction(1, 16), "1/16"),  # four decimals are not few
        (Fraction(1, 3), "1/3"),
    ],
)
def test_a_number_is_written_with_a_few_decimals_or_as_a_fraction(number: int | Fraction, written: str) -> None:
    assert figures(number) == written
