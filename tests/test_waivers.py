"""A step that people decided is not needed, or held on another day: what follows is what the policy says of it."""

from __future__ import annotations

from datetime import date

import pytest

from policydsl.interpret.answer import Answer
from tests.engine import POLICIES, answer_of, policy_of

ON = date(2026, 6, 30)
FORMAL = "first formal meeting"
WAIVED = {"date": "2026-05-20", "step": FORMAL, "what": "waived", "by": "HR", "why": "in hospital"}
HISTORY = {
    "employee": "E1",
    "standing": [{"branch": "Branch 1", "step": "first informal meeting", "held": "2026-03-10"}],
    "absences": [
        {"first": "2026-03-30", "last": "2026-03-31"},
        {"first": "2026-05-14", "last": "2026-05-15"},
    ],
}


def asked(events: list[dict[str, str]], line: str = "a waived step counts as held", on: date = ON) -> Answer:
    text = (POLICIES / "luu_attendance.policy").read_text(encoding="utf-8")
    policy = policy_of(text.replace("a waived step counts as held", line))
    return answer_of({**HISTORY, "events": events}, on, policy)


def branch_1(answer: Answer) -> tuple[str | None, str]:
    (one,) = (one for one in answer.standing if one.branch == "Branch 1")
    return one.step, one.state.value


@pytest.mark.parametrize(
    ("line", "step"),
    [
        ("a waived step counts as held", "second formal meeting"),
        ("a waived step closes its branch", "first informal meeting"),
        ("a waived step is watched again", FORMAL),
    ],
)
def test_what_a_waived_step_means_is_what_the_policy_says(line: str, step: str) -> None:
    answer = asked([WAIVED], line)
    assert branch_1(answer) == (step, "waiting")
    (due,) = (one for one in answer.fell_due if one.step == FORMAL)
    assert (due.on, due.state.value, due.held_on) == (date(2026, 5, 18), "waived", None)
    assert {one.state.value for one in answer.duties if one.step == FORMAL} <= {"moot", "met"}


def test_counted_as_held_the_next_window_runs_from_the_day_of_the_waiver() -> None:
    (one,) = (one for one in asked([WAIVED]).standing if one.branch == "Branch 1")
    assert (one.first, one.last) == (date(2026, 5, 21), date(2026, 11, 20))


def test_a_step_watched_again_falls_due_again_only_on_what_is_new() -> None:
    answer = asked([WAIVED], "a waived step is watched again")
    assert [one.on for one in answer.fell_due if one.step == FORMAL] == [date(2026, 5, 18)]


def test_a_waiver_says_who_and_why() -> None:
    short = {key: value for key, value in WAIVED.items() if key not in ("by", "why")}
    assert "waiver-without-reason" in {one.code for one in asked([short]).warnings}
    assert "waiver-without-reason" not in {one.code for one in asked([WAIVED]).warnings}


def test_a_step_that_is_not_due_cannot_be_waived() -> None:
    early = {**WAIVED, "date": "2026-05-10"}
    assert "out-of-sequence" in {one.code for one in asked([early]).warnings}


def test_a_return_to_work_meeting_that_is_waived_is_over() -> None:
    event = {"date": "2026-04-02", "step": "return to work meeting", "absence": "2026-03-30", "what": "waived"}
    answer = asked([{**event, "by": "HR", "why": "met in the corridor"}])
    assert [(one.absence, one.why) for one in answer.closed if one.branch == "after every absence"] == [
        ("2026-03-30", "waived")
    ]


def test_a_postponed_meeting_has_its_new_day() -> None:
    moved = {"date": "2026-05-20", "step": FORMAL, "what": "postponed", "for": "2026-06-03"}
    answer = asked([moved])
    assert branch_1(answer) == (FORMAL, "postponed")
    (notice,) = (one for one in answer.duties if (one.step, one.duty) == (FORMAL, "notice"))
    assert notice.latest == date(2026, 5, 29)
