"""Measures as a percentage of the time somebody was due to work: numbers and days worked out by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from policydsl.check import check_text
from policydsl.source import Source
from tests.small import HEADER, fell, small, told, value

SHARE = """
setting allowed is 10%
setting plain is 10
measure lost {window}
  is working days of absence divided by working days due, as a percentage
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

branch Watch follows each employee
  step talk
    falls due when lost is {limit}
    falls due again only on a new absence
    then close
"""


def share(limit: str, window: str = "over the last 4 weeks") -> str:
    return SHARE.format(limit=limit, window=window)


@pytest.mark.parametrize(
    ("limit", "due"),
    [
        # In 4 weeks there are 20 days due. Monday 12 to Wednesday 14 January is 3 of them, 15 %.
        ("over 10%", "2026-01-14"),
        ("at least 10%", "2026-01-13"),
        ("at least the allowed", "2026-01-13"),
        ("over 15%", None),
        ("at least 12.5%", "2026-01-14"),
        ("at least 50% of the allowed", "2026-01-12"),
    ],
)
def test_a_percentage_of_the_days_due(limit: str, due: str | None) -> None:
    assert fell(told(share(limit), "2026-01-31", "2026-01-12 2026-01-14")) == ([f"talk {due}"] if due else [])


def test_the_days_due_are_those_of_the_person_in_the_window() -> None:
    away = ("2026-01-12 2026-01-14",)
    assert value(told(share("over 50%"), "2026-01-14", *away)) == 15
    part_time = [{"days": ["mon", "tue"]}]
    assert value(told(share("over 50%"), "2026-01-14", *away, works=part_time)) == 25  # 2 of 8
    year = share("over 50%", "in each calendar year")
    assert value(told(year, "2026-01-14", *away)) == 30  # 3 of 10: Thursday 1 January to Wednesday the 14th
    (measure,) = told(year, "2026-01-14", *away).measures
    assert measure.arithmetic == "100 x 3 working days / 10 working days due"


def test_a_percentage_falls_as_days_leave_the_window() -> None:
    policy = share("at most 5%")
    answer = told(policy, "2026-03-31", "2026-01-12 2026-01-14")
    assert fell(answer)[0] == "talk 2026-01-01"  # nothing lost yet
    assert value(told(policy, "2026-02-09", "2026-01-12 2026-01-14")) == 10  # the 13th and 14th of 20
    assert value(told(policy, "2026-02-11", "2026-01-12 2026-01-14")) == 0


def test_nobody_due_to_work_has_lost_nothing() -> None:
    text = share("over 5%", "in each calendar year")
    assert value(told(text, "2026-01-04", "2026-01-03 2026-01-04")) == 0
    assert value(told(text, "2026-01-01", "2026-01-01 -")) == 100


def test_exact_shares_stay_exact() -> None:
    text = share("over 50%", "over the last 3 weeks")
    assert value(told(text, "2026-01-23", "2026-01-12")) == Fraction(100, 15)


@pytest.mark.parametrize(
    ("limit", "problem"),
    [
        ("over 10", "unit-does-not-fit"),
        ("over the plain", "unit-does-not-fit"),
        ("over 10 working days", "unit-does-not-fit"),
    ],
)
def test_a_percentage_is_held_against_a_percentage(limit: str, problem: str) -> None:
    found = [one.code.name for one in check_text(Source("test.policy", HEADER + share(limit))).diagnostics]
    assert problem in found


def test_a_number_is_not_held_against_a_percentage() -> None:
    for limit in ("over 10%", "over the allowed"):
        text = share(limit).replace(", as a percentage", "")
        found = [one.code.name for one in check_text(Source("test.policy", HEADER + text)).diagnostics]
        assert "unit-does-not-fit" in found


def test_the_answer_says_per_cent() -> None:
    (one,) = told(small(share("over 10%")), "2026-01-14", "2026-01-12 -").fell_due
    (reason,) = one.reasons
    assert (reason.value, reason.comparison, reason.limit, reason.unit) == (15, "over", 10, "%")
