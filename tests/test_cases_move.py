"""Where a case goes and what it takes along: straight to a later step, past a waived one, back to an earlier one.

5 January 2026 is a Monday; everybody works from Monday to Friday.
"""

from __future__ import annotations

from typing import Any

import pytest

from policydsl.interpret.answer import Answer
from tests.small import fell, held, outcome, small, stands, states, told

AGAIN = (("a waived step counts as held", "a waived step is watched again"),)


def waived(day: str, step: str, **more: Any) -> dict[str, Any]:
    return {"date": day, "step": step, "what": "waived", "by": "HR", "why": "agreed", **more}


# ------------------------------------------------------------------ straight to a later step

AT_ONCE = """
measure lost over the last 4 weeks
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

branch Watch follows each absence while it lasts
  step talk
    falls due at once
    outcome done: close
  step plan
    can be reached without the steps before it
    falls due when lost is at least 1 working day
    falls due again only on a new absence
    outcome agreed: close
"""


def test_a_case_goes_straight_on_only_on_the_day_after_it_came_to_a_step() -> None:
    # the first day is a day lost: both steps could fall due on the 5th
    assert fell(told(AT_ONCE, "2026-01-31", "2026-01-05 -")) == ["talk 2026-01-05", "plan 2026-01-06"]


BACK = """
measure lost over the last 12 months
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts once it has ended

branch Levels follows each employee
  step review
    falls due when lost is at least 3 working days
    falls due again only on a new absence
    outcome reviewed: close
  step plan
    can be reached without the steps before it
    falls due when lost is over 5 working days
    falls due again only on a new absence
    outcome not agreed: wait for review
    outcome agreed: close
"""


def test_a_step_that_a_case_came_back_from_is_reached_straight_again_only_on_a_new_absence() -> None:
    # 6 days lost, so that the plan stays certain; from the review that falls due on the 23rd nothing new leads to it
    events = [held("2026-01-21", "plan"), outcome("2026-01-22", "plan", "not agreed")]
    answer = told(BACK, "2026-02-28", "2026-01-12 2026-01-19", events=events)
    assert fell(answer) == ["plan 2026-01-20", "review 2026-01-23"]
    anew = told(BACK, "2026-02-28", "2026-01-12 2026-01-19", "2026-02-09", events=events)
    assert fell(anew) == ["plan 2026-01-20", "review 2026-01-23", "plan 2026-02-10"]


def test_where_the_highest_step_may_not_fall_due_again_one_below_it_may() -> None:
    # 8 days lost lead straight to the hearing; from the review the plan, which was never due, is reached, and not again
    hearing = """
  step hearing
    can be reached without the steps before it
    falls due when lost is at least 8 working days
    falls due again only on a new absence
    outcome adjourned: wait for review
    outcome dismissed: close
"""
    events = [held("2026-01-23", "hearing"), outcome("2026-01-23", "hearing", "adjourned")]
    answer = told(BACK + hearing.lstrip("\n"), "2026-02-28", "2026-01-12 2026-01-21", events=events)
    assert fell(answer) == ["hearing 2026-01-22", "plan 2026-01-24"]


def test_what_counts_no_more_in_a_case_leads_straight_nowhere() -> None:
    policy = BACK.replace("outcome not agreed: wait", "outcome not agreed: reset lost, and wait")
    events = [held("2026-01-21", "plan"), outcome("2026-01-22", "plan", "not agreed")]
    answer = told(policy, "2026-02-28", "2026-01-12 2026-01-19", "2026-02-09", events=events)
    assert fell(answer) == ["plan 2026-01-20"]


OPEN_CASES = (
    "  a waived step counts as held",
    "  cases already open move at their next step\n  a waived step counts as held",
)
NOTICE = """    give notice at least 5 calendar days before
    from 1 April 2026: give notice at least 10 calendar days before
"""


@pytest.mark.parametrize(
    ("away", "due", "given", "meeting", "state"),
    [
        ("2026-03-09 2026-03-11", "2026-03-11", "2026-03-12", "2026-03-19", "met"),
        ("2026-04-13 2026-04-15", "2026-04-15", "2026-04-16", "2026-04-23", "breached"),
    ],
)
def test_a_step_reached_straight_is_the_next_step_of_the_case(
    away: str, due: str, given: str, meeting: str, state: str
) -> None:
    """Nobody held the review of February; of the 7 days of notice 5 were asked for before April, and 10 are since."""
    policy = BACK.replace("    outcome not agreed", NOTICE + "    outcome not agreed").replace(
        "once it has ended", "day by day"
    )
    notice = {"date": given, "step": "plan", "what": "notice", "value": "written", "for": meeting}
    events = [notice, held(meeting, "plan")]
    answer = told(small(policy, OPEN_CASES), meeting, "2026-02-16 2026-02-18", away, events=events)
    assert fell(answer) == ["review 2026-02-18", f"plan {due}"]
    assert states(answer)["notice"] == state


# After a plan is issued on 7 January two new absences by the 14th call for a review, and by the 28th for a hearing.
# Nothing new comes by the 14th; the absences of the 16th and the 20th lead straight to the hearing.
PAST = """
measure lost over the last 1 week
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

document support plan

branch Watch follows each employee
  step review
    falls due when 2 new absences start within 1 week after support plan is issued
    falls due again only on a new absence
    if not due by then: tell HR "no review"
    outcome reviewed: close
  step hearing
    can be reached without the steps before it
    falls due when 2 new absences start within 3 weeks after support plan is issued and lost is at least 1 working day
    falls due again only on a new absence
    if not due by then: tell HR "no hearing"
    outcome agreed: close
"""
ISSUED = {"date": "2026-01-07", "what": "issued", "name": "support plan"}


def past(on: str, *events: dict[str, Any]) -> Answer:
    return told(small(PAST, *AGAIN), on, "2026-01-16", "2026-01-20", events=[ISSUED, *events])


def said(answer: Answer) -> list[str]:
    return [one.message for one in answer.warnings]


def test_what_passed_for_the_step_before_has_not_passed_for_the_one_reached_straight() -> None:
    assert said(past("2026-01-14")) == []
    assert said(past("2026-01-15")) == ["HR: no review"]
    answer = past("2026-01-28", waived("2026-01-21", "hearing"))
    assert (fell(answer), stands(answer)) == (["hearing 2026-01-20"], ["hearing waiting"])
    assert said(answer) == ["HR: no review"]
    assert said(past("2026-01-29", waived("2026-01-21", "hearing"))) == ["HR: no review", "HR: no hearing"]


def test_a_notice_of_the_step_before_is_no_notice_of_the_one_reached_straight() -> None:
    notice = {"date": "2026-01-12", "step": "review", "what": "notice", "value": "written", "for": "2026-01-26"}
    assert stands(past("2026-01-20", notice)) == ["hearing due"]


AFTER_TALK = """
measure lost over the last 12 months
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

branch Levels follows each employee
  step talk
    falls due when lost is at least 1 working day
    falls due again only on a new absence
    then wait for review
    outcome well: close
  step review
    falls due when lost is over 20 working days
    falls due again only on a new absence
    outcome reviewed: close
  step plan
    can be reached without the steps before it
    falls due when lost is at least 3 working days
    falls due again only on a new absence
    outcome agreed: close
"""


def test_an_outcome_of_the_first_step_moves_nothing_once_a_later_one_was_reached_straight() -> None:
    policy, absent = small(AFTER_TALK, *AGAIN), ("2026-01-05", "2026-01-16", "2026-01-20")
    events = [held("2026-01-07"), waived("2026-01-21", "plan"), outcome("2026-01-22", "talk", "well")]
    answer = told(policy, "2026-01-23", *absent, events=events)
    assert fell(answer) == ["talk 2026-01-05", "plan 2026-01-20"]
    assert (stands(answer), answer.closed, answer.warnings) == (["plan waiting"], (), ())
    assert [one.outcome for one in answer.fell_due] == ["well", None]
    before = told(policy, "2026-01-19", *absent, events=[held("2026-01-07"), outcome("2026-01-19", "talk", "well")])
    assert [str(one.on) for one in before.closed] == ["2026-01-19"]


# ------------------------------------------------------------------ the day after

STOOD = """
measure lost over the last 1 week
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

branch Watch follows each employee
  step talk
    falls due when lost is over 4 working days
    falls due again only after falling back
    then wait for review
    outcome again: wait for talk
  step review
    falls due when lost is at least 1 working day
    falls due again immediately
    outcome reviewed: close
"""


def test_a_case_that_stood_at_a_step_looks_at_the_next_one_from_the_day_after() -> None:
    standing = [{"branch": "Watch", "step": "talk", "held": "2026-01-06"}]
    assert fell(told(STOOD, "2026-01-31", "2026-01-05 2026-01-07", standing=standing)) == ["review 2026-01-07"]


def test_a_step_has_fallen_back_when_its_condition_did_not_hold_on_the_day_before() -> None:
    # in the week up to the day: 3 days lost on the 8th and up to the 11th, 2 on the 12th, 3 again on the 13th
    policy = STOOD.replace("over 4", "at least 3").replace("then wait for review", "outcome on: wait for review")
    events = [held("2026-01-09"), outcome("2026-01-09", "talk", "again")]
    absent = ("2026-01-05", "2026-01-07 2026-01-08", "2026-01-13")
    assert fell(told(policy, "2026-01-31", *absent, events=events)) == ["talk 2026-01-08", "talk 2026-01-13"]


# ------------------------------------------------------------------ dates that have passed

DATED = """
branch Long follows each absence while it lasts
  step talk
    falls due on half pay date or 1 week after the absence began, whichever is sooner
    dates already passed are left out
    with no date left, it is set by HR
    then wait for review
  step review
    falls due on end of pay or 6 weeks after the absence began, whichever is sooner
    dates already passed are left out
    with no date left, it is set by HR
    outcome well: close
"""


def dated(half_pay: str, end_of_pay: str, *events: dict[str, Any]) -> list[str]:
    facts = [
        {"name": name, "value": day, "absence": "2026-01-05"}
        for name, day in (("half pay date", half_pay), ("end of pay", end_of_pay))
    ]
    return fell(told(DATED, "2026-02-28", "2026-01-05 -", facts=facts, events=list(events)))


def test_for_the_first_step_dates_up_to_the_day_the_case_opens_have_passed() -> None:
    assert dated("2026-01-04", "2026-03-01") == ["talk 2026-01-12"]
    assert dated("2026-01-05", "2026-03-01") == ["talk 2026-01-12"]
    assert dated("2026-01-06", "2026-03-01") == ["talk 2026-01-06"]


def test_for_the_step_after_dates_up_to_the_day_of_a_meeting_or_its_waiver_have_passed() -> None:
    for met in (held("2026-01-14"), waived("2026-01-14", "talk", absence="2026-01-05")):
        assert dated("2026-01-04", "2026-01-13", met)[1:] == ["review 2026-02-16"]
        assert dated("2026-01-04", "2026-01-14", met)[1:] == ["review 2026-02-16"]
        assert dated("2026-01-04", "2026-01-15", met)[1:] == ["review 2026-01-15"]


# ------------------------------------------------------------------ the policy's first day

FEBRUARY = (("in force from 1 January 2026", "in force from 1 February 2026"),)
LINK = (
    "  an absence ends on its last recorded day",
    "  absences link when at most 4 weeks lie between them\n  an absence ends on its last recorded day",
)
FOLLOWS = """
branch Watch follows {what}
  step talk
    falls due when the absence has lasted at least 2 weeks
    then close
"""
RUNS, LASTS, ENDS = (
    "each run of linked absences while it lasts",
    "each absence while it lasts",
    "each absence after it ends",
)


@pytest.mark.parametrize(
    ("what", "absent", "due"),
    [
        # with four weeks between, a record of 1 February is linked with what ended on 3 January
        (RUNS, "2025-12-01 2026-01-02", []),
        (RUNS, "2025-12-01 2026-01-03", []),  # settled on the first day itself
        (RUNS, "2025-12-01 2026-01-04", []),  # not settled, and at rest: the employee is back at work
        (RUNS, "2026-01-05 2026-01-30", ["talk 2026-02-01"]),
        (RUNS, "2026-01-05 -", ["talk 2026-02-01"]),
        (LASTS, "2026-01-05 2026-01-30", ["talk 2026-02-01"]),
        (LASTS, "2026-01-05 2026-01-29", []),
        (ENDS, "2026-01-05 2026-01-30", ["talk 2026-02-02"]),
        (ENDS, "2026-01-05 2026-01-29", []),
        (RUNS, "2026-02-01 -", ["talk 2026-02-14"]),
        (LASTS, "2026-02-01 -", ["talk 2026-02-14"]),
        (RUNS, "2026-02-09 -", ["talk 2026-02-22"]),
        (LASTS, "2026-02-09 -", ["talk 2026-02-22"]),
    ],
)
def test_on_the_first_day_cases_open_for_what_is_not_over_yet(what: str, absent: str, due: list[str]) -> None:
    policy = small(FOLLOWS.format(what=what), *FEBRUARY, *((LINK,) if what == RUNS else ()))
    assert fell(told(policy, "2026-03-31", absent)) == due
