"""Working time over dates: what a plain look at each day says, and nothing where nobody can tell."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydsl.calendars import found_calendar
from policydsl.domain.absence import Absence, Record
from policydsl.domain.calendar import MONDAY_TO_FRIDAY, Week
from policydsl.domain.holidays import Holiday, HolidayCalendar, in_turn
from policydsl.domain.number import Day, DayRange, Range
from policydsl.domain.working_time import (
    MONDAY,
    Pattern,
    WorkingDays,
    WorkingTime,
    counted,
    days_per_week,
    pattern_of,
    working_days,
)
from policydsl.history.join import absences
from policydsl.interpret.person import shifted
from policydsl.model.policy import Gap, Join
from tests.support_policy import conventions


def day(text: str) -> Day:
    return date.fromisoformat(text).toordinal()


WEEKDAYS = pattern_of(MONDAY_TO_FRIDAY)
FROM_APRIL = pattern_of(MONDAY_TO_FRIDAY, day("2025-04-01"))
ROUND = Pattern(
    (True, True, False, False), day("2026-09-01"), (Fraction(37, 5), Fraction(37, 5), 0, 0), day("2026-09-01")
)
ENGLAND = found_calendar("England and Wales")
assert ENGLAND is not None


# ------------------------------------------------------------------ boundaries


def test_one_week_for_always_is_a_week() -> None:
    assert working_days((WEEKDAYS,)) == MONDAY_TO_FRIDAY
    assert isinstance(working_days((FROM_APRIL,)), WorkingTime)


@pytest.mark.parametrize(
    ("when", "worked", "need"),
    [
        ("2025-03-31", None, "working pattern before 2025-04-01"),
        ("2025-04-01", True, None),
        ("2026-08-31", True, None),  # a Monday, and the last day of the week's pattern
        ("2026-09-01", True, None),
        ("2026-09-03", False, None),  # a Thursday, and the third day of the round
        ("2026-09-05", True, None),  # a Saturday, and its first day again
    ],
)
def test_the_newest_pattern_holds_from_its_first_day_on(when: str, worked: bool | None, need: str | None) -> None:
    works = WorkingTime((FROM_APRIL, ROUND))
    assert (works.is_worked(day(when)), works.need(day(when))) == (worked, need)


def test_a_round_goes_round_before_the_day_it_starts_on() -> None:
    works = Pattern((True, False, False), day("2026-09-01"))
    assert [works.is_worked(day(when)) for when in ("2026-08-29", "2026-08-30", "2026-08-31")] == [True, False, False]


@pytest.mark.parametrize(
    ("when", "worked", "need"),
    [
        ("2014-12-31", None, "holiday calendar England and Wales for 2014"),
        ("2015-01-01", False, None),
        ("2035-12-26", False, None),
        ("2035-12-31", True, None),
        ("2036-01-01", None, "holiday calendar England and Wales for 2036"),
        ("2036-01-05", False, None),  # a Saturday, whatever the calendar would say
    ],
)
def test_outside_what_the_calendar_covers_only_days_off_are_known(
    when: str, worked: bool | None, need: str | None
) -> None:
    works = WorkingTime((WEEKDAYS,), ENGLAND)
    assert (works.is_worked(day(when)), works.need(day(when))) == (worked, need)


def test_hours_are_kept_exactly() -> None:
    works = WorkingTime((FROM_APRIL, ROUND), ENGLAND)
    assert works.hours_on(day("2026-09-01")) == Fraction(37, 5)
    assert works.hours_on(day("2026-12-25")) == 0
    assert works.hours_on(day("2026-01-05")) is None
    assert works.hours_on(day("2025-01-06")) is None


def test_a_holiday_is_named_only_where_it_takes_a_working_day_away() -> None:
    works = WorkingTime((pattern_of(Week((True, True, True, False, False, False, False))),), ENGLAND)
    assert works.holiday(day("2026-04-06")) == "Easter Monday"
    assert works.holiday(day("2026-04-03")) is None


THIRDS = Pattern((True, False, False), day("2026-09-02"), (Fraction(15, 2), 0, 0))


def test_the_next_day_of_a_round_may_be_the_whole_round_away() -> None:
    works = WorkingTime((THIRDS,))
    assert works.certainly.next_worked(day("2026-09-02")) == day("2026-09-05")
    assert works.certainly.shift(day("2026-09-05"), -1) == day("2026-09-02")


def test_the_hours_of_a_round_go_round_with_it() -> None:
    days = [day(f"2026-09-0{number}") for number in range(2, 7)]
    assert [THIRDS.hours_on(one) for one in days] == [Fraction(15, 2), 0, 0, Fraction(15, 2), 0]


def test_a_week_becomes_a_pattern_from_a_day_on() -> None:
    assert pattern_of(MONDAY_TO_FRIDAY, day("2025-04-01")) == Pattern(MONDAY_TO_FRIDAY.worked, since=day("2025-04-01"))


@pytest.mark.parametrize(
    ("first", "last", "certainly", "possibly"),
    [
        # Good Friday is 3 April 2026, Easter Monday the 6th
        ("2026-04-01", "2026-04-10", 6, 6),
        ("2026-04-03", "2026-04-03", 0, 0),
        ("2026-04-10", "2026-04-01", 0, 0),
        # and in 2025 the 18th and the 21st; of the days of March nobody can tell
        ("2025-03-31", "2025-03-31", 0, 1),
        ("2025-03-22", "2025-04-18", 13, 23),
        ("2025-04-21", "2025-04-21", 0, 0),
    ],
)
def test_working_days_between_two_days_less_the_holidays(first: str, last: str, certainly: int, possibly: int) -> None:
    works = WorkingTime((FROM_APRIL,), ENGLAND)
    assert works.certainly.count(day(first), day(last)) == certainly
    assert works.possibly.count(day(first), day(last)) == possibly


@pytest.mark.parametrize(
    ("first", "last", "needs"),
    [
        ("2025-03-31", "2025-03-31", {"working pattern before 2025-04-01"}),
        ("2025-04-01", "2035-12-31", set()),
        ("2035-12-31", "2036-01-01", {"2036"}),
        ("2036-01-02", "2036-01-31", {"2036"}),
        ("2036-12-31", "2037-01-01", {"2036", "2037"}),
        ("2036-01-05", "2036-01-06", set()),  # Saturday and Sunday
        ("2037-01-01", "2037-12-31", {"2037"}),
        ("2025-03-31", "2036-01-01", {"working pattern before 2025-04-01", "2036"}),
    ],
)
def test_what_would_settle_the_days_between_two_days(first: str, last: str, needs: set[str]) -> None:
    calendars = {f"holiday calendar England and Wales for {one}" if one.isdigit() else one for one in needs}
    assert WorkingTime((FROM_APRIL,), ENGLAND).needs(day(first), day(last)) == calendars


@pytest.mark.parametrize(("when", "expected"), [("2025-03-31", 5), ("2026-08-31", 5), ("2026-09-01", Fraction(7, 2))])
def test_working_days_in_a_week_of_the_pattern_of_a_day(when: str, expected: Fraction | int) -> None:
    assert days_per_week(WorkingTime((FROM_APRIL, ROUND)), day(when)) == expected


def test_a_calendar_as_a_file_of_it_would_say_it() -> None:
    days = {day("2026-03-03"): Holiday("Founder's day"), day("2026-03-02"): Holiday("Eve", extrapolated=True)}
    here = HolidayCalendar("Here", day("2026-01-01"), day("2026-12-31"), days, "the founder")
    said = {
        "name": "Here",
        "covers": {"first": "2026-01-01", "last": "2026-12-31"},
        "source": "the founder",
        "days": [
            {"date": "2026-03-02", "name": "Eve", "extrapolated": True},
            {"date": "2026-03-03", "name": "Founder's day"},
        ],
    }
    assert here.values() == said
    nameless = HolidayCalendar("Here", here.first, here.last, days)
    assert nameless.values() == {key: value for key, value in said.items() if key != "source"}


def test_of_two_calendars_in_turn_both_sources_are_named() -> None:
    one = HolidayCalendar("One", day("2026-01-01"), day("2026-12-31"), {}, "first")
    other = HolidayCalendar("Other", day("2026-03-01"), day("2027-12-31"), {}, "second")
    both = in_turn([(1, one), (day("2026-06-01"), other)])
    assert both is not None
    assert (both.name, both.source) == ("One, then Other", "first; second")
    assert (both.first, both.last) == (other.first, one.last)


def test_each_calendar_in_turn_counts_from_its_first_day_up_to_the_day_before_the_next() -> None:
    def calendar(name: str, *days: str) -> HolidayCalendar:
        return HolidayCalendar(
            name, day("2026-01-01"), day("2026-12-31"), {day(f"2026-{one}"): Holiday(f"{name} {one}") for one in days}
        )

    one = calendar("One", "05-01", "06-01", "07-01", "09-01", "10-01")
    other = calendar("Other", "05-04", "06-02", "08-31", "09-02")
    from_june = calendar("June", "06-01")
    found = in_turn([(1, one), (day("2026-06-01"), other), (day("2026-09-01"), one)])
    assert found is not None
    assert [each.name for _, each in sorted(found.days.items())] == [
        *("One 05-01", "Other 06-02", "Other 08-31", "One 09-01", "One 10-01"),
    ]
    found = in_turn([(1, other), (day("2026-06-01"), from_june)])
    assert found is not None
    assert [each.name for _, each in sorted(found.days.items())] == ["Other 05-04", "June 06-01"]


def test_one_day_is_counted_as_one() -> None:
    """Tuesday 1 April 2025 is the first day of the pattern, and its first Saturday the 5th."""
    always = WorkingTime((FROM_APRIL,))
    assert always.certainly.count(day("2025-04-01"), day("2025-04-01")) == 1
    assert always.certainly.count(day("2025-04-05"), day("2025-04-05")) == 0
    assert always.certainly.count(day("2025-04-02"), day("2025-04-01")) == 0


# ------------------------------------------------------------------ against a look at each day

START = day("2026-01-01")
PATTERNS = st.builds(
    lambda worked, starting, since: Pattern(tuple(worked), START + starting, None, START + since),
    st.lists(st.booleans(), min_size=1, max_size=9).filter(any),
    st.integers(-20, 20),
    st.integers(-5, 30),
)


@st.composite
def working_times(draw: st.DrawFn) -> WorkingDays:
    dated = {one.since: one for one in draw(st.lists(PATTERNS, max_size=3))}
    first = [WEEKDAYS] if draw(st.booleans()) or not dated else []
    patterns = (*first, *sorted(dated.values(), key=lambda one: one.since or 0))
    if draw(st.booleans()):
        return working_days(patterns)
    begin = START + draw(st.integers(-30, 10))
    end = begin + draw(st.integers(0, 60))
    days = draw(st.sets(st.integers(begin, end), max_size=8))
    return working_days(patterns, HolidayCalendar("days off", begin, end, {one: Holiday("a day off") for one in days}))


def naive(works: WorkingDays, when: Day) -> bool | None:
    """Is the day worked, found by going through the patterns one by one?"""
    if isinstance(works, Week):
        return works.worked[date.fromordinal(when).weekday()]
    pattern = None
    for one in works.patterns:
        if one.since is None or one.since <= when:
            pattern = one
    if pattern is None:
        return None
    place = pattern.starting
    if place == MONDAY:  # a week; so long ago that counting up from there takes long
        place = when - date.fromordinal(when).weekday()
    while place > when:
        place -= len(pattern.worked)
    while place + len(pattern.worked) <= when:
        place += len(pattern.worked)
    if not pattern.worked[when - place]:
        return False
    if works.holidays is None:
        return True
    if when < works.holidays.first or when > works.holidays.last:
        return None
    return when not in works.holidays.days


ALL = range(START - 60, START + 120)
SOME = st.integers(START - 40, START + 60)
FURTHEST = 160
"""Days further away are like those before them."""


@given(working_times(), SOME, st.integers(0, 40))
def test_days_and_their_number_are_found_by_looking_at_each(works: WorkingDays, first: Day, more: int) -> None:
    days = range(first, first + more)
    known = [naive(works, one) for one in days]
    low, high = known.count(True), len(known) - known.count(False)
    found = counted(works, first, first + more - 1)
    assert (found.low, found.high) == (low, high)
    assert (found.needs == frozenset()) == (low == high)
    for one, worked in zip(days, known, strict=True):
        assert works.certainly.is_worked(one) == (worked is True)
        assert works.possibly.is_worked(one) == (worked is not False)
        assert (works.need(one) is None) == (worked is not None)


@given(working_times(), SOME, st.integers(-4, 4).filter(bool))
def test_the_day_so_many_working_days_on_is_found_by_looking_at_each(works: WorkingDays, first: Day, many: int) -> None:
    days = range(first + 1, first + FURTHEST) if many > 0 else range(first - 1, first - FURTHEST, -1)
    known = {one: naive(works, one) for one in days}

    def reached(unknown: bool) -> Day | None:
        left = abs(many)
        for one in days:
            worked = known[one]
            left -= unknown if worked is None else worked
            if not left:
                return one
        return None

    assert works.possibly.shift(first, many) == reached(True)
    assert works.certainly.shift(first, many) == reached(False)
    assert works.possibly.next_worked(first) == works.possibly.shift(first, 1)
    found = shifted(works, first, many)
    assert {found.earliest, found.latest} == {reached(True), reached(False)}
    assert bool(found.needs) == (reached(True) != reached(False))


# ------------------------------------------------------------------ joining

RULE = conventions(Join(Gap.NO_WORKING_DAY))
FAR = day("2038-01-01")


def joined(works: WorkingDays, *runs: tuple[str, str]) -> tuple[Absence, ...]:
    records = [Record(first, day(first), day(last)) for first, last in runs]
    return absences(records, RULE, works, FAR)


def test_friday_and_tuesday_are_one_absence_over_a_bank_holiday() -> None:
    friday, tuesday = ("2026-05-22", "2026-05-22"), ("2026-05-26", "2026-05-26")
    assert len(joined(MONDAY_TO_FRIDAY, friday, tuesday)) == 2
    (one,) = joined(WorkingTime((WEEKDAYS,), ENGLAND), friday, tuesday)
    assert one.untold is None
    assert one.back == day("2026-05-27")
    assert one.lost == (day("2026-05-22"), day("2026-05-26"))


def test_back_is_after_the_holidays() -> None:
    (one,) = joined(WorkingTime((WEEKDAYS,), ENGLAND), ("2026-03-27", "2026-04-02"))
    assert (one.back, one.settled) == (day("2026-04-07"), day("2026-04-07"))


def test_where_the_pattern_is_not_known_two_records_may_be_one_absence() -> None:
    one, other = joined(WorkingTime((FROM_APRIL,)), ("2025-03-20", "2025-03-21"), ("2025-03-27", "2025-03-28"))
    needs = frozenset({"working pattern before 2025-04-01"})
    assert (one.is_own.value, other.is_own.value) == (True, None)
    assert one.length(FAR) == Range(2, 9, needs)
    assert other.length(FAR) == Range(2, 9, needs)
    assert one.working_days(one.first, FAR) == Range(0, 2, needs)
    assert one.calendar_days(one.first, FAR) == Range(2, 7, needs)
    assert one.settled == day("2025-04-01")
    assert one.untold is not None
    assert one.untold.back == DayRange(day("2025-03-22"), day("2025-04-01"), needs)
    assert not one.is_settled(day("2025-03-31"))


def test_a_day_known_to_be_worked_keeps_two_records_apart() -> None:
    one, other = joined(WorkingTime((FROM_APRIL,)), ("2025-03-27", "2025-03-28"), ("2025-04-02", "2025-04-02"))
    assert (one.is_own.value, other.is_own.value) == (True, True)
    assert other.untold is None


def test_nobody_is_ever_back_for_certain_where_no_calendar_reaches() -> None:
    (one,) = joined(WorkingTime((WEEKDAYS,), ENGLAND), ("2037-05-04", "2037-05-05"))
    assert (one.back, one.settled) == (None, None)
    assert one.open_needs(FAR) >= {"holiday calendar England and Wales for 2037"}


@given(
    working_times(),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 4)), max_size=4),
    st.integers(0, 2 ** len(ALL) - 1),
)
def test_what_is_said_within_bounds_holds_once_every_day_is_known(
    works: WorkingDays, made: list[tuple[int, int]], chosen: int
) -> None:
    """`chosen` has a bit for each day: is it worked, where nobody can tell?"""
    records = [Record(str(n), START + first, START + first + more) for n, (first, more) in enumerate(made)]
    said = [naive(works, one) for one in ALL]
    worked = tuple(bool(chosen >> n & 1) if one is None else one for n, one in enumerate(said))
    settled = WorkingTime((Pattern((*worked, True), ALL[0]),))
    bounds, known = absences(records, RULE, works, ALL[-1]), absences(records, RULE, settled, ALL[-1])
    assert sum(one.is_own.value is True for one in bounds) <= len(known) <= len(bounds)
    low = sum(one.working_days(ALL[0], ALL[-1]).low for one in bounds)
    high = sum(one.working_days(ALL[0], ALL[-1]).high or 0 for one in bounds)
    assert low <= sum(len(one.lost) for one in known) <= high
    by_record = {record.name: one for one in known for record in one.records}
    for one in bounds:
        whole = by_record[one.name]
        assert all(by_record[record.name] is whole for record in one.records)
        if one.is_own.value is True:
            assert whole.name == one.name
            if one.settled is not None and one.settled < ALL[-1]:
                assert whole.settled is not None
                assert whole.settled <= one.settled
                length = one.length(ALL[-1])
                assert length.low <= whole.length(ALL[-1]).low <= (length.high or length.low)
