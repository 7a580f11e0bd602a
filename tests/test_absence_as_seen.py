"""The absence of a step around every absence is the one that these steps see, not the one that branches see."""

from __future__ import annotations

from typing import Any

import pytest

from tests.small import fell, small, states, told_both_ways

PROTECTED = (
    "an absence with no working day counts",
    "an absence with no working day counts\n  absences flagged planned count for nothing, except {} every absence",
)
FAR = (
    "absences join when no working day lies between them",
    "absences join when at most 10 calendar days lie between them",
)
AFTER = """
document fit note
after every absence
  step return
    falls due on first working time back
    employee must provide fit note within 14 calendar days after the absence began
    then close
  step review
    falls due when the absence has lasted over 7 calendar days
    then close
"""
DURING = """
during every absence
  step call
    falls due when the absence has lasted over 7 calendar days
    then close
"""


def spared(when: str) -> tuple[str, str]:
    """Absences flagged planned count for nothing, except for these steps."""
    return PROTECTED[0], PROTECTED[1].format(when)


@pytest.mark.parametrize(
    ("away", "due"),
    [
        (["2026-01-05 2026-01-23 planned"], ["return 2026-01-26", "review 2026-01-26"]),
        (["2026-01-05 2026-01-09 planned", "2026-01-12 2026-01-13"], ["return 2026-01-14", "review 2026-01-14"]),
        (["2026-01-05 2026-01-09", "2026-01-12 2026-01-13 planned"], ["return 2026-01-14", "review 2026-01-14"]),
        (["2026-01-05 2026-01-09 planned"], ["return 2026-01-12"]),
    ],
)
def test_how_long_an_absence_lasted_that_counts_for_nothing_elsewhere(away: list[str], due: list[str]) -> None:
    assert fell(told_both_ways(small(AFTER, spared("after")), "2026-03-02", *away)) == due


@pytest.mark.parametrize(
    ("away", "due"),
    [
        ("2026-01-05 - planned", ["call 2026-01-12"]),
        ("2026-01-05 2026-01-11 planned", []),
    ],
)
def test_an_absence_is_followed_while_it_lasts_that_counts_for_nothing_elsewhere(away: str, due: list[str]) -> None:
    assert fell(told_both_ways(small(DURING, spared("during")), "2026-03-02", away)) == due


def test_whoever_was_back_at_work_has_returned_though_branches_join_the_absences() -> None:
    """Each of the two lasted under 7 days; as branches see it they are one of ten days."""
    away = ("2026-01-05 2026-01-09", "2026-01-13 2026-01-14")
    answer = told_both_ways(small(AFTER + DURING, FAR), "2026-03-02", *away)
    assert fell(answer) == ["return 2026-01-12", "return 2026-01-15"]


def note(day: str, first: str, last: str) -> dict[str, Any]:
    return {"date": day, "recorded": "fit note", "from": first, "to": last}


@pytest.mark.parametrize(
    ("away", "paper", "state"),
    [
        # Days of the record that counts for nothing elsewhere are days of the absence here.
        (("2026-01-05 2026-01-09", "2026-01-12 2026-01-13 planned"), ("2026-01-12", "2026-01-13"), "met"),
        (("2026-01-05 2026-01-09 planned", "2026-01-12 2026-01-13"), ("2026-01-05", "2026-01-09"), "met"),
        (("2026-01-05 2026-01-09 planned",), ("2026-01-05", "2026-01-09"), "met"),
        (("2026-01-05 2026-01-09 planned",), ("2026-01-12", "2026-01-16"), "open"),
    ],
)
def test_a_paper_is_for_the_absence_with_every_record_of_it(
    away: tuple[str, ...], paper: tuple[str, str], state: str
) -> None:
    answer = told_both_ways(small(AFTER, spared("after")), "2026-01-19", *away, events=[note("2026-01-15", *paper)])
    assert states(answer)["provide fit note"] == state


@pytest.mark.parametrize(("on", "state"), [("2026-01-19", "open"), ("2026-01-20", "breached")])
def test_a_time_after_the_absence_began_runs_from_its_first_day(on: str, state: str) -> None:
    answer = told_both_ways(small(AFTER, spared("after")), on, "2026-01-05 2026-01-09 planned")
    (duty,) = [one for one in answer.duties if one.duty == "provide fit note"]
    assert (duty.state.value, str(duty.latest)) == (state, "2026-01-19")


COUNTED = """
after every absence
  step review
    falls due when 1 absence starts in the last 12 months
    is not triggered by absences flagged planned
    then close
"""


def test_a_step_is_not_triggered_by_its_own_absence() -> None:
    away = ("2026-02-02 2026-02-03", "2026-03-02 2026-03-03 planned")
    assert fell(told_both_ways(small(COUNTED, spared("after")), "2026-04-01", *away)) == ["review 2026-02-04"]
