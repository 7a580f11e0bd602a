"""Windows that end on another day than today, and those of years: first and last day, and the day a step falls due.

In 2026 the 5th of January, the 2nd and 9th of March and the 6th of April are Mondays.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydsl.check import check_text
from policydsl.domain.calendar import MonthEnd
from policydsl.domain.number import Range, Truth, truth
from policydsl.interpret.recent_stretches import in_periods, number_of_periods
from policydsl.interpret.standing import Standings
from policydsl.interpret.windows_years import half_year_begun, only_loses, quarter_begun, year_begun
from policydsl.model.amount import (
    Amount,
    CalendarYear,
    DayOfYear,
    Deed,
    During,
    Ending,
    EndsOn,
    Last,
    LeaveYear,
    OutcomeEvent,
    PayPeriod,
    PeriodEnded,
    Since,
    StepEvent,
    ThingEvent,
    Unit,
    WholeRecord,
    Window,
    Within,
)
from policydsl.model.condition import InPeriods
from policydsl.model.policy import DueWhen
from policydsl.source import Source
from tests import strategies as some
from tests.engine import person_of
from tests.small import HEADER, fell, held, outcome, record, small, told, value

LOST = """
measure lost {window}
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

branch Watch follows each employee
  step talk
    falls due when lost is at least 3 working days
    falls due again only on a new absence
    then close
"""
LEAVE_YEAR = ("when a month", "the leave year starts on 1 April\n  when a month")


@pytest.mark.parametrize(
    ("window", "due"),
    [
        ("over the last 4 weeks", "2026-03-04"),
        ("over the 4 weeks ending today", "2026-03-04"),
        ("over the 4 weeks ending yesterday", "2026-03-05"),  # the third day lost is the 4th, and counts on the 5th
        ("over the 4 weeks ending when the absence ends", "2026-03-04"),
        ("in each leave year", "2026-03-04"),
        ("in the quarter", "2026-03-04"),
        ("in each half-year from 3 March", "2026-03-05"),  # the 2nd is of the half-year before
        ("in each half-year from 3 September", "2026-03-05"),
    ],
)
def test_the_day_on_which_the_third_day_lost_counts(window: str, due: str) -> None:
    policy = small(LOST.format(window=window), LEAVE_YEAR)
    for on in ("2026-03-06", "2026-04-30"):
        assert fell(told(policy, on, "2026-03-02 2026-03-06")) == [f"talk {due}"]


def test_a_day_that_counts_tomorrow_makes_a_step_due_although_the_person_is_back() -> None:
    policy = small(LOST.format(window="over the 4 weeks ending yesterday"))
    assert fell(told(policy, "2026-03-04", "2026-03-02 2026-03-04")) == []
    assert fell(told(policy, "2026-03-05", "2026-03-02 2026-03-04")) == ["talk 2026-03-05"]


@pytest.mark.parametrize(
    ("window", "before", "after"),
    [
        # Monday to Wednesday around the boundary: two days before it and one after it are never three in one window
        ("in each calendar year", "2025-12-30 2025-12-31", "2026-01-01 2026-01-01"),
        ("in each leave year", "2026-03-30 2026-03-31", "2026-04-01 2026-04-01"),
        ("in the quarter", "2026-06-29 2026-06-30", "2026-07-01 2026-07-01"),
        ("in each half-year from 1 April", "2026-09-29 2026-09-30", "2026-10-01 2026-10-01"),
    ],
)
def test_a_year_begins_at_nothing(window: str, before: str, after: str) -> None:
    policy = small(LOST.format(window=window), LEAVE_YEAR)
    answer = told(policy, after.split()[0], before, after)
    assert (fell(answer), value(answer)) == ([], 1)
    assert value(told(policy, before.split()[1], before, after)) == 2


def test_a_window_that_ends_with_the_absence_stands_still_until_the_next_one() -> None:
    policy = small(LOST.format(window="over the 2 weeks ending when the absence ends"))
    away = ("2026-01-05 2026-01-06", "2026-03-02 2026-03-02")
    assert value(told(policy, "2026-02-28", *away)) == 2  # from 24 December to 6 January, however long ago
    assert value(told(policy, "2026-03-02", *away)) == 1  # from 17 February
    (found,) = told(policy, "2026-02-28", *away).measures
    assert (found.first, found.last) == (date(2025, 12, 24), date(2026, 1, 6))
    assert told(policy, "2026-02-28").measures == ()  # no absence: there is no such window


def test_a_case_of_an_absence_looks_at_the_days_up_to_its_own() -> None:
    policy = small("""
branch Long follows each absence after it ends
  step talk
    falls due when at least 6 working days of absence fall in the 4 weeks ending when the absence ends
    falls due again only on a new absence
    then close
""")
    # 4 days and 1, then 3: the second absence has 5 behind it, the third 8
    away = ("2026-03-02 2026-03-05", "2026-03-09", "2026-03-16 2026-03-18")
    answer = told(policy, "2026-04-30", *away)
    assert [(one.absence, str(one.on)) for one in answer.fell_due] == [("2026-03-16", "2026-03-19")]


def test_a_window_that_ends_with_an_event_is_there_from_its_day() -> None:
    policy = small("""
measure lost over the 2 weeks ending when talk is held
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

branch Watch follows each employee
  step talk
    falls due at once
    then wait for review
  step review
    falls due when lost is at least 2 working days
    falls due again only on a new absence
    then close
""")
    away = ("2026-03-02 2026-03-06",)
    events = [held("2026-03-17")]
    assert fell(told(policy, "2026-03-17", *away, events=events)) == ["talk 2026-01-01"]
    assert fell(told(policy, "2026-03-18", *away, events=events)) == ["talk 2026-01-01", "review 2026-03-18"]
    late = [held("2026-03-19")]  # from 6 March
    assert fell(told(policy, "2026-04-30", *away, events=late)) == ["talk 2026-01-01"]


@pytest.mark.parametrize(
    ("window", "limit", "on", "due"),
    [
        # 3 days lost in March 2026, 2 in April, 3 in May: Mondays 2 March, 6 April and 4 May
        (
            "over the last 1 month",
            "at least 3 in at least 2 of the last 3 months",
            "2026-12-31",
            "2026-05-04",
        ),  # 3, 0 and 3
        ("over the last 1 month", "at least 3 in at least 2 of the last 2 months", "2026-12-31", None),
        (
            "over the last 1 month",
            "at least 2 in at least 3 of the last 3 months",
            "2026-12-31",
            "2026-05-07",
        ),  # 3, 2 and 3
        ("over the last 4 weeks", "at least 2 in at least 2 of the last 2 months", "2026-12-31", "2026-04-07"),
        ("in each calendar year", "at least 3 in at least 2 of the last 2 years", "2026-12-31", None),
        ("in each calendar year", "at least 3 in at least 2 of the last 2 years", "2027-12-31", "2027-01-06"),
        ("in each leave year", "at least 3 in at least 2 of the last 2 years", "2027-12-31", "2026-05-04"),
    ],
)
def test_a_measure_in_so_many_of_the_last_periods(window: str, limit: str, on: str, due: str | None) -> None:
    policy = small(LOST.format(window=window).replace("at least 3 working days", limit), LEAVE_YEAR)
    away = ("2026-03-02 2026-03-04", "2026-04-06 2026-04-07", "2026-05-04 2026-05-06", "2027-01-04 2027-01-06")
    assert fell(told(policy, on, *away))[:1] == ([f"talk {due}"] if due else [])


IN_MONTHS = LOST.format(window="over the last 1 month").replace("then close", "outcome done: {then}")
MONDAYS = ("2026-03-02 2026-03-04", "2026-04-06 2026-04-07", "2026-05-04 2026-05-06")
"""3 days lost in March 2026, 2 in April and 3 in May."""


def in_months(limit: str, on: str, *absent: str, formula: str = "working days of absence") -> tuple[Range, Truth]:
    """In how many of the last months it is so, and whether that is as many as the step asks for."""
    text = IN_MONTHS.format(then="close").replace("at least 3 working days", limit)
    policy = small(text.replace("working days of absence", formula))
    absences = [record(one) for one in absent]
    person = person_of({"employee": "E1", "absences": absences}, date.fromisoformat(on), policy)
    due = policy.steps["talk"].due
    assert due is not None
    meant = due.meaning(person.on)
    assert isinstance(meant, DueWhen)
    condition = meant.condition
    assert isinstance(condition, InPeriods)
    return (
        number_of_periods(condition, person, None, Standings(), person.on),
        in_periods(condition, person, None, Standings(), person.on),
    )


@pytest.mark.parametrize(
    ("limit", "on", "number", "so"),
    [
        ("at least 2 in at most 2 of the last 3 months", "2026-05-04", 2, True),
        ("at least 2 in at most 2 of the last 3 months", "2026-05-07", 3, False),
        ("at least 3 in at most 1 of the last 3 months", "2026-03-04", 1, True),
        ("at least 3 in at most 1 of the last 3 months", "2026-05-07", 2, False),
        ("at least 4 in at most 1 of the last 3 months", "2026-05-07", 0, True),
    ],
)
def test_a_measure_in_so_few_of_the_last_periods(limit: str, on: str, number: int, so: bool) -> None:
    assert in_months(limit, on, *MONDAYS) == (Range.of(number), truth(so))


def test_while_an_absence_may_become_long_nobody_knows_in_how_many_periods_it_is_so() -> None:
    """Away for four days so far; of 2 to 20 February it is certain."""
    away = ("2026-02-02 2026-02-20", "2026-03-16 -")
    long_ = "working days of long absences"
    found = in_months("at least 3 in at least 2 of the last 2 months", "2026-03-19", "2026-03-16 -", formula=long_)
    needs = frozenset({"future"})
    assert found == (Range(0, 1, needs), truth(False))
    found = in_months("at least 3 in at least 2 of the last 2 months", "2026-04-02", *away[:1], formula=long_)
    assert found[0] == Range.of(1)


def test_periods_before_a_reset_count_no_more() -> None:
    twice = "lost is at least 2 working days in at least 2 of the last 2 months"
    text = IN_MONTHS.format(then="reset lost, and stay").replace("lost is at least 3 working days", twice)
    met = [held("2026-04-08"), outcome("2026-04-08", "talk", "done")]
    assert fell(told(small(text), "2026-04-30", *MONDAYS[:2], events=met)) == ["talk 2026-04-07"]
    # On 6 May the days of 6 and 7 April lie before the reset.
    assert fell(told(small(text), "2026-06-30", *MONDAYS, events=met)) == ["talk 2026-04-07"]


def test_periods_go_with_a_window_that_earlier_days_have() -> None:
    text = LOST.replace("at least 3 working days", "at least 3 in at least 2 of the last 2 {unit}")
    for window, unit in (
        ("in the quarter", "years"),
        ("since talk is held", "years"),
        ("in each calendar year", "months"),
    ):
        found = check_text(Source("test.policy", HEADER + text.format(window=window, unit=unit))).diagnostics
        assert "unit-does-not-fit" in [one.code.name for one in found]


@given(some.days, st.integers(1, 12), st.integers(1, 31))
def test_a_year_and_its_halves_are_found_by_walking_back(on: int, month: int, number: int) -> None:
    last = (date(2001, month % 12 + 1, 1) - timedelta(1)).day
    number = min(number, last)
    start = DayOfYear(number, month)

    def begins(day: date) -> bool:
        return (day.month, day.day) == (month, number)

    walked = date.fromordinal(on)
    while not begins(walked):
        walked -= timedelta(1)
    assert year_begun(start, on) == walked.toordinal()
    half = date.fromordinal(half_year_begun(start, on, MonthEnd.LAST_DAY))
    assert half <= date.fromordinal(on)
    assert half == walked or (half - walked).days in range(181, 185)
    assert (date.fromordinal(on) - half).days <= 184


@given(some.days)
def test_a_quarter_is_found_by_walking_back(on: int) -> None:
    walked = date.fromordinal(on)
    while not (walked.day == 1 and walked.month in (1, 4, 7, 10)):
        walked -= timedelta(1)
    assert quarter_begun(on) == walked.toordinal()


def test_a_year_that_starts_on_a_leap_day() -> None:
    start = DayOfYear(29, 2)
    for on, begun in (("2027-02-28", "2026-03-01"), ("2027-03-01", "2027-03-01"), ("2028-02-29", "2028-02-29")):
        assert date.fromordinal(year_begun(start, date.fromisoformat(on).toordinal())).isoformat() == begun


def test_the_year_before_the_first_one_begins_with_the_first_day_there_is() -> None:
    start = DayOfYear(1, 4)
    assert year_begun(start, date(1, 3, 31).toordinal()) == date(1, 1, 1).toordinal()
    assert year_begun(start, date(1, 4, 1).toordinal()) == date(1, 4, 1).toordinal()
    assert year_begun(start, date(2, 3, 31).toordinal()) == date(1, 4, 1).toordinal()


HELD = StepEvent("talk", Deed.HELD)
A_YEAR = Amount(Fraction(1), Unit.YEARS)


@pytest.mark.parametrize(
    ("window", "loses"),
    [
        # each day that passes takes a day out at the beginning, or none, and brings in that day alone
        (Last(A_YEAR), True),
        (CalendarYear(), True),
        (WholeRecord(), True),
        (Since(HELD), True),
        (Since(OutcomeEvent("talk", "done")), True),
        (Since(ThingEvent("letter", Deed.ISSUED)), True),
        # a day may come in that lies further back
        (Since(PeriodEnded("warning")), False),
        (Ending(A_YEAR, EndsOn.YESTERDAY), False),
        (Ending(A_YEAR, HELD), False),
        (Within(A_YEAR, HELD), False),
        (LeaveYear(), False),
        (PayPeriod(), False),
        (During("warning"), False),
    ],
)
def test_which_windows_take_in_the_day_itself_alone(window: Window, loses: bool) -> None:
    assert only_loses(window) is loses
