"""A case that goes straight to a later step: what is on record on that day, and what becomes of the step it leaves.

5 January 2026 is a Monday; the days lost are counted day by day, so that three of them are lost on Wednesday the 7th.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.small import fell, held, outcome, small, stands, told, told_both_ways

LOST = """
measure lost over the last 12 months
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

document letter
"""
LADDER = (
    LOST
    + """
branch Levels follows each {whom}
  step talk
    falls due when lost is at least 1 working day
    falls due again only on a new absence
    {then}
    outcome well: close
  step review
    falls due when {review}
    falls due again only on a new absence
    outcome reviewed: close
  step plan
    can be reached without the steps before it
    falls due when lost is at least 3 working days
    falls due again only on a new absence
    {lines}
    outcome agreed: close
    outcome back: go back to talk

branch Chats follows each employee
  step chat
    falls due when lost is at least 1 working day
    falls due again only on a new absence
    outcome done: close
"""
)
AWAY = "2026-01-05 2026-01-07"


def ladder(
    whom: str = "employee",
    then: str = "then wait for review",
    review: str = "lost is over 20 working days",
    lines: str = "",
) -> str:
    return LADDER.format(whom=whom, then=then, review=review, lines=lines)


@pytest.mark.parametrize(
    ("event", "due"),
    [
        (None, "2026-01-07"),
        # what is held or decided on that day at the step that the case is at comes first
        (held("2026-01-07"), "2026-01-08"),
        # anything else does not
        ({"date": "2026-01-07", "step": "talk", "what": "notice", "for": "2026-01-20"}, "2026-01-07"),
        ({"date": "2026-01-07", "what": "sent", "name": "letter"}, "2026-01-07"),
        (held("2026-01-07", "chat"), "2026-01-07"),
    ],
)
def test_only_what_is_held_or_decided_at_its_own_step_comes_before_going_straight_on(
    event: dict[str, Any] | None, due: str
) -> None:
    answer = told_both_ways(ladder(), "2026-01-31", AWAY, events=[event] if event else [])
    assert [one for one in fell(answer) if not one.startswith("chat")] == ["talk 2026-01-05", f"plan {due}"]


def test_a_meeting_of_another_case_on_that_day_keeps_no_case_back() -> None:
    """The second absence takes both cases over three days lost, on Wednesday 14 January."""
    away = ("2026-01-05 2026-01-06", "2026-01-14 2026-01-14")
    first = held("2026-01-14", absence="2026-01-05")
    answer = told_both_ways(ladder("absence"), "2026-01-31", *away, events=[first])
    due = {(one.step, one.absence): str(one.on) for one in answer.fell_due if one.branch == "Levels"}
    assert due["plan", "2026-01-05"] == "2026-01-15"
    events = [held("2026-01-06", absence="2026-01-05"), outcome("2026-01-06", "talk", "well", absence="2026-01-05")]
    both = told_both_ways(ladder("absence"), "2026-01-31", "2026-01-05", "2026-01-12 2026-01-13", events=events)
    assert [str(one.on) for one in both.fell_due if one.step == "plan"] == ["2026-01-13"]


def test_a_step_waited_for_beside_the_one_that_is_due_falls_due_on_the_day_of_that_meeting() -> None:
    review = "1 new absence starts within 3 months after talk is due\n    if not due by then: close"
    text = ladder(review=review).replace("at least 3 working days", "at least 9 working days")
    answer = told_both_ways(text, "2026-01-31", "2026-01-05", "2026-01-12", events=[held("2026-01-12")])
    assert [one for one in fell(answer) if not one.startswith("chat")] == ["talk 2026-01-05", "review 2026-01-12"]


def test_a_step_that_was_due_and_never_held_is_not_reached_again_without_a_new_absence() -> None:
    lines = "if plan is not held within 2 calendar days after plan is due: wait for review"
    text = ladder(review="lost is at least 3 working days", lines=lines)
    answer = told_both_ways(text, "2026-01-31", AWAY)
    assert [one for one in fell(answer) if not one.startswith("chat")] == [
        "talk 2026-01-05",
        "plan 2026-01-07",
        "review 2026-01-11",
    ]


def test_a_meeting_that_was_held_stays_held_when_the_case_goes_back() -> None:
    events = [held("2026-01-06"), held("2026-01-08", "plan"), outcome("2026-01-09", "plan", "back")]
    answer = told_both_ways(ladder(then="outcome on: wait for review"), "2026-01-31", AWAY, events=events)
    found = [(one.step, one.state.value) for one in answer.fell_due if one.branch == "Levels"]
    assert found == [("talk", "held"), ("plan", "decided")]
    assert stands(answer)[0] == "talk waiting"


def test_an_absence_that_led_straight_to_a_step_counts_for_no_other_one() -> None:
    text = """
branch Watch follows each employee
  step talk
    falls due when 9 absences start in the last 8 weeks
    falls due again immediately
    outcome well: close
  step plan
    can be reached without the steps before it
    falls due when 2 absences start in the last 8 weeks
    falls due again immediately
    then wait for hearing
  step hearing
    falls due when 1 absence starts in the last 8 weeks
    falls due again immediately
    outcome over: close
"""
    policy = small(text, ("an absence may count towards several steps", "an absence counts towards one step only"))
    events = [held("2026-01-14", "plan")]
    answer = told(policy, "2026-02-28", "2026-01-05", "2026-01-12", "2026-02-02", events=events)
    assert fell(answer) == ["plan 2026-01-12", "hearing 2026-02-02"]


STAY = (
    "  a waived step counts as held",
    "  cases already open stay with the earlier version\n  a waived step counts as held",
)


@pytest.mark.parametrize(("opened", "due"), [("2026-01-12", "2026-02-11"), ("2026-02-09", "2026-02-10")])
def test_a_case_that_stays_with_the_earlier_version_goes_straight_on_as_that_one_says(opened: str, due: str) -> None:
    """Three working days are lost on Wednesday 11 February, or, in a case of February, two on Tuesday the 10th."""
    lines = "from 1 February 2026: falls due when lost is at least 2 working days"
    policy = small(ladder(lines=lines), STAY)
    away = ("2026-01-12", "2026-02-10 2026-02-11") if opened == "2026-01-12" else ("2026-02-09 2026-02-11",)
    answer = told(policy, "2026-02-28", *away)
    assert [one for one in fell(answer) if not one.startswith("chat")] == [f"talk {opened}", f"plan {due}"]
