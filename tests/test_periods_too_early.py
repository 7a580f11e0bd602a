"""Warnings of periods begun too early: by a paper before its meeting, by a meeting before the policy."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policydsl.interpret.answer import Answer, Warned
from tests.small import held, outcome, told


def letter(day: str, name: str = "warning", **more: Any) -> dict[str, Any]:
    return {"date": day, "name": name, "what": "issued", **more}


def early(answer: Answer) -> list[Warned]:
    return [one for one in answer.warnings if one.code in ("period-before-its-meeting", "before-the-policy")]


# ------------------------------------------------------------------ a paper before its meeting

CARE = """
branch care follows each absence
  step talk
    falls due when the absence has lasted over 2 weeks
    outcome warned: issue warning, and wait for hearing
    outcome noted: issue note, and wait for hearing
  period noted
    goes on when its case closes
    lasts 6 months after note is issued
  period live
    lasts 6 months after warning is issued [C-7]
  step hearing
    falls due when the absence has lasted over 6 weeks
    outcome warned again: issue warning, and close
    outcome done: close
document warning
document note
"""
AWAY = {"id": "a1", "first": "2026-01-05", "last": "2026-03-31"}
"""The talk falls due on 19 January, the 15th day."""


def in_care(on: str, *events: dict[str, Any]) -> list[Warned]:
    return early(told(CARE, on, absences=[AWAY], events=list(events)))


TOO_EARLY = Warned(
    "period-before-its-meeting",
    "live began on 2026-01-22 with warning, and talk or hearing was not held before",
    "talk",
    "a1",
    date(2026, 1, 22),
    "record the meeting that led to warning, or where the case stood before; if it was a mistake, record that the"
    " period has ended",
    ("C-7",),
)


def test_a_letter_before_any_meeting_that_leads_to_it_is_looked_at() -> None:
    """Also though the talk had fallen due, and is held later."""
    assert in_care("2026-01-31", letter("2026-01-22")) == [TOO_EARLY]
    assert in_care("2026-01-31", letter("2026-01-22"), held("2026-01-23", "talk")) == [TOO_EARLY]


@pytest.mark.parametrize("day", ["2026-01-21", "2026-01-22"])
def test_a_meeting_up_to_the_day_of_the_letter_may_have_led_to_it(day: str) -> None:
    assert in_care("2026-01-31", held(day, "talk"), letter("2026-01-22")) == []


def test_a_period_that_goes_on_is_not_asked_about_and_the_next_one_is() -> None:
    """Somebody may well write a note while no case is there."""
    assert in_care("2026-01-31", letter("2026-01-21", "note")) == []
    assert in_care("2026-01-31", letter("2026-01-21", "note"), letter("2026-01-22")) == [TOO_EARLY]


# ------------------------------------------------------------------ a meeting before the policy

WELCOME = """
procedure grievance
  step hearing
    falls due at once
    then close
  period calm
    lasts 6 months after hearing is held
branch probation follows each employee
  step welcome
    falls due at once
    then wait for talk
  period warned
    lasts 6 months after warning is issued
  period asked
    lasts 6 months after welcome is due
  period early days
    lasts 6 months after welcome is held [W-2]
    at its end: close
  step talk
    falls due when 3 absences start during early days
    outcome serious: start grievance
    outcome done: close
branch care follows each absence
  step visit
    falls due when the absence has lasted over 2 weeks
    then wait for second visit
  period visited
    lasts 6 months after visit is held
  step second visit
    falls due when the absence has lasted over 6 weeks
    then close
document warning
"""


def before(*events: dict[str, Any], **more: Any) -> list[Warned]:
    return early(told(WELCOME, "2026-01-31", events=list(events), **more))


BEFORE = Warned(
    "before-the-policy",
    "`held` of welcome on 2025-12-01 begins no early days: that was before the policy was in force",
    "welcome",
    None,
    date(2025, 12, 1),
    "say under `standing` that probation stood at welcome, held on 2025-12-01",
    ("W-2",),
)


@pytest.mark.parametrize("more", [{}, {"value": True}])
def test_a_meeting_of_before_the_policy_is_looked_at(more: dict[str, Any]) -> None:
    assert before(held("2025-12-01", "welcome", **more)) == [BEFORE]
    assert before(held("2025-11-03", "welcome"), held("2025-12-01", "welcome", **more)) == [BEFORE]


def test_it_names_the_absence_that_was_named_with_the_meeting() -> None:
    away = {"id": "a1", "first": "2025-11-03", "last": "2026-01-09"}
    (found,) = before(held("2025-12-01", "visit", absence="a1"), absences=[away])
    assert (found.step, found.absence, found.clauses) == ("visit", "a1", ())


@pytest.mark.parametrize(
    "events",
    [
        [{"date": "2025-12-01", "step": "welcome", "what": "held", "value": False}],
        [{"date": "2025-12-01", "step": "welcome", "what": "notice", "for": "2025-12-08"}],
        [outcome("2025-12-01", "talk", "done")],
        [held("2025-12-01", "talk")],
        [held("2025-12-01", "hearing")],
        [held("2025-12-01", "welcome"), held("2026-01-01", "welcome")],
    ],
)
def test_what_begins_no_period_of_a_branch_before_the_policy_is_not(events: list[dict[str, Any]]) -> None:
    """Not held, another step, the step of a procedure; or held again once the policy was in force."""
    assert before(*events) == []


def test_nothing_is_missing_where_the_standing_says_it() -> None:
    stood = {"branch": "probation", "step": "welcome", "held": "2025-12-01"}
    assert before(held("2025-12-01", "welcome"), standing=[stood]) == []
