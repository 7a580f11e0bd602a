"""While a measure is certainly below its limit no day is looked at, and no day on which it comes to it is missed.

Whatever the limit: the fold over every day and the one over the days that matter come to the same (`told_both_ways`).
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.small import fell, held, outcome, small, told_both_ways

WATCH = """
setting limit is {limit}
measure lost over the last 12 months
  is {formula}
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
  an absence counts by its length so far
branch Watch follows each employee
  step talk
    falls due when lost is at least the limit
    falls due again only on a new absence
    then close
"""
BUSY = [{"days": ["mon", "tue", "wed", "thu", "fri"], "hours": 8}]


def talk(formula: str, limit: str, *away: str, other: int | None = None, **more: Any) -> list[str]:
    """What fell due by the end of March; with another number in the limit for this employee."""
    text = WATCH.format(formula=formula, limit=limit)
    if other is not None:
        value = " ".join([str(other), *limit.split()[1:]])
        more |= {"adjustments": [{"setting": "limit", "value": value, "by": "HR", "why": "agreed"}]}
    return fell(told_both_ways(small(text), "2026-03-31", *away, **more))


# ------------------------------------------------------------------ what grows with the days

AWAY = (("2026-01-05 -",), ("2026-01-02", "2026-01-12 -"))


@pytest.mark.parametrize(
    ("formula", "limit", "day"),
    [
        # from Monday 5 January on: the day of this limit by hand, and all the others both ways
        ("working days of absence", "12 working days", "2026-01-20"),
        ("calendar days of absence", "12 calendar days", "2026-01-16"),
        ("hours of absence", "30 hours", "2026-01-08"),
        ("working days of absence plus absences", "12", "2026-01-19"),  # 11 and 1
        ("calendar days of absence plus 3 x absences", "12", "2026-01-13"),  # 9 and 3
        ("working days of absence x absences", "12", "2026-01-20"),
        ("2 x working days of absence", "12 working days", "2026-01-12"),
        ("working days of absence plus working days of long absence", "12 working days", "2026-01-12"),  # 6 and 6
        ("working days of absence plus 7", "12", "2026-01-09"),
        ("absences plus 2", "3", "2026-01-05"),
        # on 12 January it has lasted over 7 days, and counts from its first
        ("working days of long absence", "6 working days", "2026-01-12"),
        ("3 x long absences", "3", "2026-01-12"),
        ("short absences plus calendar days of long absence", "9", "2026-01-13"),
    ],
)
def test_a_measure_comes_to_any_limit_on_its_day(formula: str, limit: str, day: str) -> None:
    assert talk(formula, limit, "2026-01-05 -", works=BUSY) == [f"talk {day}"]
    step = 5 if "hours" in limit else 1
    for other in range(1, 16 * step, step):
        for away in AWAY:
            talk(formula, limit, *away, other=other, works=BUSY)


# ------------------------------------------------------------------ by what the case counts from

STOPPING = """
setting limit is 9 working days
measure lost over the last 12 months
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
branch First follows each employee
  step talk
    falls due when lost is at least 3 working days
    falls due again only on a new absence
    outcome done: {stop}, and wait for second talk
  step second talk
    falls due when lost is at least the limit
    then close
branch Other follows each employee
  step review
    falls due when lost is at least the limit
    falls due again only on a new absence
    then close
"""


def limited(days: int) -> list[dict[str, Any]]:
    """The limit of this employee."""
    return [{"setting": "limit", "value": f"{days} working days", "by": "HR", "why": "agreed"}]


@pytest.mark.parametrize("stop", ["stop counting earlier absences", "reset lost"])
def test_a_branch_that_goes_on_counting_comes_to_the_limit_before_one_that_began_anew(stop: str) -> None:
    """The first stops counting on 9 January, after five days; both count those of the absence from 19 January on."""
    events = [held("2026-01-09"), outcome("2026-01-09", "talk", "done")]
    text = STOPPING.format(stop=stop)
    away = ("2026-01-05 2026-01-09", "2026-01-19 -")
    found = {
        days: fell(told_both_ways(text, "2026-03-31", *away, events=events, adjustments=limited(days)))
        for days in range(4, 16)
    }
    assert found[9] == ["talk 2026-01-07", "review 2026-01-22", "second talk 2026-01-29"]
    assert all(len(one) == 3 for one in found.values())


SINCE = """
setting limit is 9 working days
measure lost since talk is held
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
branch care follows each absence
  step talk
    falls due when the absence has lasted over 1 week
    outcome more: wait for review
  step review
    falls due when lost is at least the limit
    then close
"""


def test_each_absence_counts_since_its_own_talk() -> None:
    """The talks are on 14 January and 11 February; three days of the first absence follow its own."""
    events = [
        held("2026-01-14", absence="2026-01-05"),
        outcome("2026-01-14", "talk", "more", absence="2026-01-05"),
        held("2026-02-11", absence="2026-02-02"),
        outcome("2026-02-11", "talk", "more", absence="2026-02-02"),
    ]
    away = ("2026-01-05 2026-01-16", "2026-02-02 -")
    found = {
        days: fell(told_both_ways(SINCE, "2026-03-31", *away, events=events, adjustments=limited(days)))
        for days in range(5, 17)
    }
    assert [one for one in found[9] if one.startswith("review")] == ["review 2026-02-09", "review 2026-02-23"]
