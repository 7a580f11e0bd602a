"""Days on which something changes though nothing is recorded of them: what lapses, what is left, what is next."""

from __future__ import annotations

import pytest

from tests.small import fell, held, small, stands, told_both_ways

# ------------------------------------------------------------------ what holds up to a day

LOST = """
measure lost over the whole record
  is working days of absence
  an absence still running counts day by day
branch Watch follows each employee
  step talk
    falls due when lost is at least the limit
    falls due again only on a new absence
    then close
"""
MOVE_ON = ("  a part day counts", "  cases already open move at once\n  a part day counts")
AWAY = "2026-01-05 2026-01-07"
"""Three working days."""


def test_an_adjustment_that_lapses_makes_a_step_due_on_the_day_after_its_last() -> None:
    more = {"setting": "limit", "value": "9 working days", "to": "2026-01-31", "by": "HR", "why": "agreed"}
    answer = told_both_ways("setting limit is 2 working days\n" + LOST, "2026-03-31", AWAY, adjustments=[more])
    assert fell(answer) == ["talk 2026-02-01"]


def test_a_group_that_is_left_makes_a_step_due_on_the_day_after_the_last_in_it() -> None:
    limit = """
group on nights is employees recorded as on nights
setting limit is 2 working days
  for employees on nights it is 9 working days
"""
    groups = [{"name": "on nights", "to": "2026-01-31"}]
    answer = told_both_ways(limit + LOST, "2026-03-31", AWAY, groups=groups)
    assert fell(answer) == ["talk 2026-02-01"]


# ------------------------------------------------------------------ what changes next


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ("31 January 2027", "2 February 2027", "2027-02-02"),
        ("1 February 2027", "2 February 2027", None),  # 366 days after the day asked about: further nobody looks
    ],
)
def test_the_next_change_is_looked_for_up_to_a_year_ahead(first: str, then: str, expected: str | None) -> None:
    """The first day changes the limit and nothing else; on the second it is met."""
    limit = f"""
setting limit is 9 working days
  from {first} it is 8 working days
  from {then} it is 3 working days
"""
    answer = told_both_ways(small(limit + LOST, MOVE_ON), "2026-01-31", AWAY)
    assert (None if answer.next_change is None else str(answer.next_change)) == expected


STRAIGHT = """
branch Levels follows each employee
  step talk
    falls due when 1 absence starts in the last 12 months
    falls due again only on a new absence
    outcome well: close
  step plan
    can be reached without the steps before it
    falls due when 2 absences start in the last 12 months
    falls due again only on a new absence
    outcome agreed: close
"""


def test_the_day_after_a_meeting_is_the_next_on_which_a_case_may_go_straight_on() -> None:
    """On the day of the second absence the talk is held, which comes first; the absence goes on."""
    away, events = ("2026-01-05", "2026-01-12 2026-01-30"), [held("2026-01-12")]
    answer = told_both_ways(STRAIGHT, "2026-01-12", *away, events=events)
    assert (fell(answer), str(answer.next_change)) == (["talk 2026-01-05"], "2026-01-13")
    answer = told_both_ways(STRAIGHT, "2026-02-28", *away, events=events)
    assert fell(answer) == ["talk 2026-01-05", "plan 2026-01-13"]


WAITS = """
branch Watch follows each employee
  step talk
    falls due when 1 absence starts in the last 12 months
    falls due again only on a new absence
    then wait for review
  step review
    falls due when 2 absences start in the last 12 months
    outcome well: close
"""


def test_what_a_case_waits_for_from_today_on_is_looked_at_tomorrow() -> None:
    """Two absences there were when the talk was held."""
    away, events = ("2026-01-05", "2026-01-12 2026-01-30"), [held("2026-01-20")]
    answer = told_both_ways(WAITS, "2026-01-20", *away, events=events)
    assert (stands(answer), str(answer.next_change)) == (["review waiting"], "2026-01-21")
    assert fell(told_both_ways(WAITS, "2026-01-21", *away, events=events))[1:] == ["review 2026-01-21"]


# ------------------------------------------------------------------ a step waited for beside the one that is due

BESIDE = """
branch Watch follows each employee
  step talk
    falls due when 1 absence starts in the last 12 months
    falls due again only on a new absence
    then wait for review
  step review
    falls due when at least {days} calendar days of absence fall within 3 months after talk is due
    if not due by then: close
    outcome well: close
"""


@pytest.mark.parametrize(("days", "due"), [(5, "2026-01-10"), (6, "2026-01-11"), (12, "2026-01-17")])
def test_a_step_waited_for_beside_one_that_is_due_falls_due_as_the_days_go_by(days: int, due: str) -> None:
    """The time begins on 6 January, the day after the talk fell due; the absence goes on."""
    answer = told_both_ways(BESIDE.format(days=days), "2026-03-31", "2026-01-05 -")
    assert fell(answer) == ["talk 2026-01-05", f"review {due}"]


MEASURED = """
measure lost over the whole record
  is working days of absence
  an absence still running counts day by day
"""
LATER = """
setting limit is 9 working days
  from 1 March 2028 it is 3 working days
"""
SOON = "2 absences start in the last 12 months"
BESIDE_IT = "at least 9 calendar days of absence fall within 3 months after talk is due"


@pytest.mark.parametrize("beside", [False, True])
def test_a_day_on_which_the_policy_changes_is_told_however_far_ahead(beside: bool) -> None:
    """Nothing but the limit changes after the three days that were lost; the talk is due, and stays so."""
    now = BESIDE_IT if beside else SOON
    text = (BESIDE.format(days=9) if beside else STRAIGHT).replace(now, f"{now}, or when lost is at least the limit")
    answer = told_both_ways(small(LATER + MEASURED + text, MOVE_ON), "2026-01-31", AWAY)
    assert (stands(answer), str(answer.next_change)) == (["talk due"], "2028-03-01")


# ------------------------------------------------------------------ dates that have passed

DATED = """
branch Long follows each absence while it lasts
  step talk
    falls due when the absence has lasted over 1 week
    then wait for review
  step review
    falls due {rule}
    dates already passed {passed}
    outcome well: close
"""


TWO_WEEKS, EIGHT_WEEKS = "2 weeks after the absence began", "8 weeks after the absence began"
LEFT_OUT, COUNT = "are left out\n    with no date left, it is set by HR", "count"


@pytest.mark.parametrize(
    ("rule", "passed", "due"),
    [
        # two weeks are up on 19 January, before the talk; eight weeks on 2 March
        (f"{TWO_WEEKS} or {EIGHT_WEEKS}, whichever is sooner", LEFT_OUT, "2026-03-02"),
        (f"{TWO_WEEKS} or {EIGHT_WEEKS}, whichever is sooner", COUNT, "2026-01-27"),
        (f"{TWO_WEEKS}, but not before {EIGHT_WEEKS}", COUNT, "2026-03-02"),
    ],
)
def test_a_step_falls_due_on_the_date_that_is_left(rule: str, passed: str, due: str) -> None:
    text = DATED.format(rule=rule, passed=passed)
    answer = told_both_ways(text, "2026-03-31", "2026-01-05 -", events=[held("2026-01-26")])
    assert fell(answer) == ["talk 2026-01-12", f"review {due}"]
