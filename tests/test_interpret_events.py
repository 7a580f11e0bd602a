"""Conditions on what has happened, prompts in words, waived and postponed steps, absences used once: by hand.

The absence runs from Monday 5 January 2026; the first meeting falls due on Monday 12 January.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.small import codes, fell, small, stands, told

TWO = """
measure lost over the last 8 weeks
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

branch Long follows each absence while it lasts
  step talk
    falls due when the absence has lasted over 1 week
    {line}
    must issue plan
    must record whether the employee is fit
    outcome on: wait for review
    outcome over: close
  step review
    falls due when {condition}
    then close

document plan
"""
OPEN = "2026-01-05 -"


def event(day: str, what: str = "held", step: str = "talk", **more: Any) -> dict[str, Any]:
    return {"date": day, "step": step, "what": what, **more}


ON = (event("2026-01-12"), event("2026-01-13", "outcome", value="on"))
ISSUED = {"date": "2026-01-20", "what": "issued", "name": "plan"}


def two(condition: str, on: str, *events: dict[str, Any], line: str = "") -> Any:
    return told(TWO.format(condition=condition, line=line), on, OPEN, events=[*ON, *events])


@pytest.mark.parametrize(
    ("condition", "events", "due"),
    [
        ("plan is issued", [ISSUED], "2026-01-20"),
        ("plan is issued", [], None),
        ("plan is issued", [ISSUED | {"value": False}], None),
        ("plan is recorded", [ISSUED], "2026-01-20"),  # on file in whatever way
        ("plan is issued", [ISSUED | {"what": "recorded"}], None),
        ("plan is not issued", [], "2026-01-14"),  # the first day on which the case waits
        ("talk has outcome on", [], "2026-01-13"),  # the day of the outcome, on which the step is reached
        ("talk is held and plan is issued", [ISSUED], "2026-01-20"),
        ("lost is over 80 working days, or when plan is issued", [ISSUED], "2026-01-20"),
        (
            "the employee is not fit and the absence is a long absence",
            [event("2026-01-21", "recorded", name="whether the employee is fit", value=False)],
            "2026-01-21",
        ),
    ],
)
def test_a_condition_on_what_has_happened(condition: str, events: list[dict[str, Any]], due: str | None) -> None:
    assert fell(two(condition, "2026-02-20", *events))[1:] == ([f"review {due}"] if due else [])


@pytest.mark.parametrize(
    ("condition", "because"),
    [
        ("lost is over 8 working days", "lost"),
        ("the absence has lasted over 10 calendar days", "the length of the absence"),
        ("the absence is a long absence", "the absence is long absence"),
        ("the absence is not a short absence", "the absence is not short absence"),
        ("plan is issued", "plan is issued"),
        ("plan is not issued", "not: plan is issued"),
        ("talk is due and lost is over 8 working days", "talk is due and lost"),
        ("lost is over 8 working days, or when talk is held", "lost or talk is held"),
        ("1 absence or 2 long absences start in the last 8 weeks", "absence or long absence"),
        ("the employee is fit", "the employee is fit"),
    ],
)
def test_a_prompt_says_what_brought_it_up(condition: str, because: str) -> None:
    fit = event("2026-01-16", "recorded", name="whether the employee is fit", value=True)
    answer = told(
        TWO.format(condition="plan is issued", line=f"if {condition}: leave it to HR"),
        *("2026-01-31", OPEN),
        events=[fit, ISSUED],
    )
    assert [one.what for one in answer.human if one.code == "left-to"] == [f"HR decides: {because}"]


# ------------------------------------------------------------------ reasons


def test_the_reason_says_where_a_month_end_was_moved() -> None:
    text = """
branch Watch follows each absence while it lasts
  step talk
    falls due when the absence has lasted over 1 week
    then wait for review
  step review
    falls due when 1 absence flagged injury starts within 1 month after talk is held
    if not due by then: close
"""
    answer = told(text, "2026-02-10", "2026-01-24 -", events=[event("2026-01-31")])
    (whole,) = answer.standing[0].reasons
    (reason,) = whole.because
    assert [(one.kind, one.what) for one in reason.because] == [
        ("event", "talk is held"),
        ("month-end", "its last day"),
    ]
    assert [(one.absence, one.why) for one in reason.left_out] == [("2026-01-24", "before-the-window")]


# ------------------------------------------------------------------ waived and postponed

WAIVED = {"what": "waived", "by": "HR", "why": "not needed"}


@pytest.mark.parametrize(
    ("how", "due", "standing"),
    [
        ("counts as held", ["review 2026-01-26"], ["review due"]),  # 2 weeks after the day it was waived
        ("closes its branch", [], []),
        ("is watched again", ["talk 2026-01-13"], ["talk due"]),
    ],
)
def test_a_waived_step(how: str, due: list[str], standing: list[str]) -> None:
    text = """
branch Long follows each absence while it lasts
  step talk
    falls due when the absence has lasted over 1 week
    falls due again immediately
    then wait for review
  step review
    falls due 2 weeks after talk is held
    then close
"""
    policy = small(text, ("a waived step counts as held", f"a waived step {how}"))
    answer = told(policy, "2026-01-31", OPEN, events=[event("2026-01-12", **WAIVED)])
    assert fell(answer) == ["talk 2026-01-12", *due]
    assert answer.fell_due[0].state.value == "waived"
    assert stands(answer) == standing
    assert codes(answer) == []
    assert codes(told(policy, "2026-01-31", OPEN, events=[event("2026-01-12", "waived")])) == ["waiver-without-reason"]
    assert codes(told(policy, "2026-01-31", OPEN, events=[event("2026-01-08", **WAIVED)])) == ["out-of-sequence"]


def test_a_postponed_step() -> None:
    postponed = event("2026-01-13", "postponed", **{"for": "2026-01-28"})
    answer = told(TWO.format(condition="plan is issued", line=""), "2026-01-20", OPEN, events=[postponed])
    assert stands(answer) == ["talk postponed"]


# ------------------------------------------------------------------ used once

USED = """
branch Watch follows each employee
  step talk
    falls due when 2 absences start in the last 8 weeks
    falls due again immediately
    then wait for review
  step review
    falls due when 1 absence starts in the last 8 weeks
    falls due again immediately
    then wait for talk
"""


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("may count towards several steps", ["talk 2026-01-19", "review 2026-01-21"]),  # the day after the meeting
        ("counts towards one step only", ["talk 2026-01-19", "review 2026-02-02"]),
    ],
)
def test_an_absence_that_led_to_a_step(line: str, due: list[str]) -> None:
    policy = small(USED, ("an absence may count towards several steps", f"an absence {line}"))
    absent = ("2026-01-12", "2026-01-19", "2026-02-02")
    assert fell(told(policy, "2026-02-10", *absent, events=[event("2026-01-20")])) == due
