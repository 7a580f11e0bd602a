"""Windows in pay periods: where each begins, by weeks, days and months, and what counts in them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydsl.check import check_text
from policydsl.domain.calendar import MonthEnd, add_months
from policydsl.interpret.answer import Answer
from policydsl.interpret.fold import over_days_that_matter, over_every_day
from policydsl.source import Source
from tests.engine import person_of
from tests.small import HEADER, fell, small, told, value

RULE = "when a month is too short, use its last day"
FORTNIGHT = "a pay period is 2 weeks from 5 January 2026"
COUNT = """
{setting}
measure recent {window}
  is calendar days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

branch Watch follows each employee
  step talk
    falls due when recent is at least {limit} calendar days
    falls due again only on a new absence
    then close
"""


def counting(window: str, says: str = FORTNIGHT, limit: int = 3, setting: str = "", rule: str = RULE):  # type: ignore[no-untyped-def]
    text = COUNT.format(window=window, limit=limit, setting=setting)
    return small(text, (RULE, f"{rule}\n  {says}"))


def window(answer: Answer) -> tuple[str, str]:
    (one,) = answer.measures
    return one.first.isoformat(), one.last.isoformat()


@pytest.mark.parametrize(
    ("said", "on", "first"),
    [
        ("in the pay period", "2026-01-05", "2026-01-05"),
        ("in the pay period", "2026-01-18", "2026-01-05"),
        ("in the pay period", "2026-01-19", "2026-01-19"),
        ("in the pay period", "2026-01-04", "2025-12-22"),  # before the day that is named
        ("over the last 1 pay period", "2026-01-18", "2026-01-05"),
        ("over the last 2 pay periods", "2026-01-18", "2025-12-22"),
        ("over the last 2 pay periods", "2026-01-19", "2026-01-05"),
        ("over the last 26 pay periods", "2026-12-31", "2026-01-05"),
        ("over the last 26 pay periods", "2027-01-03", "2026-01-05"),
        ("over the last 26 pay periods", "2027-01-04", "2026-01-19"),
    ],
)
def test_where_a_window_begins(said: str, on: str, first: str) -> None:
    assert window(told(counting(said), on)) == (first, on)


def test_the_window_may_end_yesterday() -> None:
    policy = counting("over the 2 pay periods ending yesterday")
    assert window(told(policy, "2026-01-19")) == ("2025-12-22", "2026-01-18")
    assert window(told(policy, "2026-01-20")) == ("2026-01-05", "2026-01-19")


@pytest.mark.parametrize(
    ("says", "rule", "on", "first"),
    [
        ("a pay period is 1 month from 15 January 2026", RULE, "2026-03-14", "2026-02-15"),
        ("a pay period is 1 month from 15 January 2026", RULE, "2026-03-15", "2026-03-15"),
        ("a pay period is 1 month from 15 January 2026", RULE, "2026-01-14", "2025-12-15"),
        ("a pay period is 1 month from 31 January 2026", RULE, "2026-02-28", "2026-02-28"),
        ("a pay period is 1 month from 31 January 2026", RULE, "2026-03-30", "2026-02-28"),
        ("a pay period is 1 month from 31 January 2026", "next", "2026-02-28", "2026-01-31"),
        ("a pay period is 1 month from 31 January 2026", "next", "2026-03-01", "2026-03-01"),
        ("a pay period is 1 month from 15 January 2026", RULE, "2024-12-20", "2024-12-15"),
        ("a pay period is 2 months from 15 January 2026", RULE, "2026-03-14", "2026-01-15"),
        ("a pay period is 2 months from 15 January 2026", RULE, "2026-03-15", "2026-03-15"),
        ("a pay period is 1 year from 6 April 2026", RULE, "2026-04-05", "2025-04-06"),
        ("a pay period is 1 year from 6 April 2026", RULE, "2027-04-05", "2026-04-06"),
        ("a pay period is 1 year from 6 April 2026", RULE, "2027-04-06", "2027-04-06"),
        ("a pay period is 1 year from 6 April 2026", RULE, "2050-04-05", "2049-04-06"),
        ("a pay period is 10 calendar days from 5 January 2026", RULE, "2026-01-15", "2026-01-15"),
    ],
)
def test_periods_of_other_lengths(says: str, rule: str, on: str, first: str) -> None:
    rule = "when a month is too short, use the first day of the next month" if rule == "next" else rule
    assert window(told(counting("in the pay period", says, rule=rule), on)) == (first, on)


def test_days_leave_the_window_when_the_next_period_begins() -> None:
    policy = counting("over the last 2 pay periods", limit=4)
    away = "2026-01-16 2026-01-18"
    for on, number in (("2026-01-18", 3), ("2026-02-01", 3), ("2026-02-02", 0)):
        assert value(told(policy, on, away), "recent") == number
    assert fell(told(policy, "2026-02-28", away, "2026-02-01")) == ["talk 2026-02-01"]
    assert fell(told(policy, "2026-02-28", away, "2026-02-02")) == []


def test_a_setting_and_an_adjustment_in_pay_periods() -> None:
    policy = counting("over the last look-back", setting="setting look-back is 2 pay periods")
    assert window(told(policy, "2026-01-18")) == ("2025-12-22", "2026-01-18")
    one = {"setting": "look-back", "value": "1 pay period", "by": "HR", "why": "a reason"}
    assert window(told(policy, "2026-01-18", adjustments=[one])) == ("2026-01-05", "2026-01-18")


def test_the_line_may_change_on_a_day() -> None:
    monthly = "from 1 March 2026: a pay period is 1 month from 1 March 2026"
    says = f"{FORTNIGHT}\n  {monthly}\n  cases already open move at once"
    policy = counting("in the pay period", says)
    assert window(told(policy, "2026-02-28")) == ("2026-02-16", "2026-02-28")
    assert window(told(policy, "2026-03-31")) == ("2026-03-01", "2026-03-31")


@pytest.mark.parametrize(
    ("window_", "says", "problem"),
    [
        ("over the last 26 pay periods", "", "pay-period-missing"),
        ("in the pay period", "", "pay-period-missing"),
        ("over the last 2.5 pay periods", FORTNIGHT, "not-a-whole-number"),
        ("in the pay period", FORTNIGHT.replace("2 weeks", "10 working days"), "unit-does-not-fit"),
        ("in the pay period", FORTNIGHT.replace("2 weeks", "0 weeks"), "no-time"),
        ("in the pay period", f"{FORTNIGHT}\n  {FORTNIGHT}", "said-twice"),
    ],
)
def test_what_is_wrong(window_: str, says: str, problem: str) -> None:
    text = HEADER.replace(RULE, f"{RULE}\n  {says}") + COUNT.format(window=window_, limit=3, setting="")
    assert problem in [one.code.name for one in check_text(Source("test.policy", text)).diagnostics]


def test_a_deadline_is_not_in_pay_periods() -> None:
    text = (
        HEADER.replace(RULE, f"{RULE}\n  {FORTNIGHT}")
        + """
branch Watch follows each employee
  step talk
    falls due when 1 absence starts in the last 1 pay period
    must be held within 1 pay period after falling due
    then close
"""
    )
    found = check_text(Source("test.policy", text)).diagnostics
    (one,) = [one for one in found if one.code.name == "unit-does-not-fit"]
    assert one.help is not None
    assert "only a window that looks back" in one.help


# ------------------------------------------------------------------ a count by hand

FIRST = date(2026, 1, 1)


@given(
    st.sampled_from([(7, "1 week"), (14, "2 weeks"), (10, "10 calendar days"), (0, "1 month")]),
    st.integers(1, 4),
    st.lists(st.booleans(), min_size=1, max_size=70),
    st.integers(1, 12),
)
def test_the_number_is_that_of_a_walk_through_the_periods(
    length: tuple[int, str], periods: int, ill: list[bool], limit: int
) -> None:
    starts: list[date] = []
    for number in range(-10, 30):
        months = date.fromordinal(add_months(FIRST.toordinal(), number, MonthEnd.LAST_DAY))
        starts.append(FIRST + timedelta(number * length[0]) if length[0] else months)
    away = [FIRST + timedelta(number) for number, one in enumerate(ill) if one]
    due: date | None = None
    total = 0
    for number in range(len(ill)):
        day = FIRST + timedelta(number)
        begun = [one for one in starts if one <= day]
        total = sum(begun[-periods] <= one <= day for one in away)
        if due is None and total >= limit:
            due = day

    says = f"a pay period is {length[1]} from 1 January 2026"
    rule = (
        "absences join when no working day lies between them",
        "absences join when one starts the day after the other ends",
    )
    text = COUNT.format(window=f"over the last {periods} pay periods", limit=limit, setting="")
    policy = small(text, (RULE, f"{RULE}\n  {says}"), rule)
    on = FIRST + timedelta(len(ill) - 1)
    person = person_of({"employee": "E1", "absences": [{"first": one, "last": one} for one in away]}, on, policy)
    standings = over_days_that_matter(person)
    assert standings == over_every_day(person)
    assert [one.on for one in standings.occurrences.values()][:1] == ([due.toordinal()] if due else [])
    answer = told(policy, on.isoformat(), *(f"{one}" for one in away))
    assert value(answer, "recent") == total
