"""Conditions and sentences that few policies have: working days of one absence, empty absences, a policy not in force.

5 January 2026 is a Monday; everybody works from Monday to Friday.
"""

from __future__ import annotations

from typing import Any

import pytest

from policydsl.interpret.answer import Answer
from tests.small import codes, fell, held, small, stands, told

# ------------------------------------------------------------------ working days of one absence

ABSENCE = """
category whole week is an absence lasting at least 5 working days
branch Watch follows each absence while it lasts
  step talk
    falls due when {when}
    then close
"""


def absence(when: str, absent: str, on: str = "2026-03-31") -> Answer:
    return told(ABSENCE.format(when=when), on, absent)


@pytest.mark.parametrize(
    ("when", "absent", "day"),
    [
        ("the absence is whole week", "2026-01-08 -", "2026-01-14"),
        ("the absence is whole week", "2026-01-08 2026-01-13", None),
        ("the absence is whole week and the absence has lasted over 1 week", "2026-01-05 -", "2026-01-12"),
        ("the absence is whole week or when the absence has lasted over 3 calendar days", "2026-01-05 -", "2026-01-08"),
        ("the absence is not whole week", "2026-01-05 -", None),  # it may still become one, and then is one
        ("the absence has lasted from 3 calendar days to 5 calendar days", "2026-01-05 2026-01-12", None),
    ],
)
def test_working_days_of_an_absence(when: str, absent: str, day: str | None) -> None:
    assert fell(absence(when, absent)) == ([f"talk {day}"] if day else [])


def test_the_next_day_to_look_at_is_the_day_it_falls_due_or_earlier() -> None:
    # asked on Thursday: four working days so far
    found = absence("the absence is whole week", "2026-01-05 -", on="2026-01-08")
    assert (fell(found), str(found.next_change)) == ([], "2026-01-09")


# ------------------------------------------------------------------ after an event

LADDER = """
category whole week is an absence lasting at least 5 working days
branch Watch follows each employee
  step talk
    falls due when 1 absence starts in the last 4 weeks
    falls due again only on a new absence
    then wait for review
  step review
    falls due when {count} within {length} after talk is held
    if not due by then: close
"""
EMPTY = (("an absence with no working day counts", "an absence with no working day does not count"),)


def ladder(count: str, *absent: str, header: tuple[tuple[str, str], ...] = (), length: str = "2 weeks") -> list[str]:
    policy = small(LADDER.format(count=count, length=length), *header)
    found = told(policy, "2026-03-31", "2026-01-05", *absent, events=[held("2026-01-07")])
    return [one.removeprefix("review ") for one in fell(found) if one.startswith("review")]


@pytest.mark.parametrize(
    ("absent", "day"),
    [
        ("2026-01-14 2026-01-20", "2026-01-20"),  # Wednesday to Tuesday: the fifth working day
        ("2026-01-14 2026-01-19", None),
        ("2026-01-21 2026-01-30", "2026-01-27"),  # begins on the last day of the two weeks, and is long enough later
        ("2026-01-22 2026-01-30", None),
    ],
)
def test_a_length_in_working_days_after_an_event(absent: str, day: str | None) -> None:
    assert ladder("1 new whole week starts", absent) == ([day] if day else [])


@pytest.mark.parametrize(
    ("absent", "counts", "does_not"),
    [
        ("2026-01-17 2026-01-18", "2026-01-17", None),  # Saturday and Sunday
        ("2026-01-17 2026-01-19", "2026-01-17", "2026-01-19"),  # it counts from the first day that is lost
        ("2026-01-19", "2026-01-19", "2026-01-19"),
    ],
)
def test_an_absence_without_a_working_day(absent: str, counts: str, does_not: str | None) -> None:
    assert ladder("1 new absence starts", absent) == [counts]
    assert ladder("1 new absence starts", absent, header=EMPTY) == ([does_not] if does_not else [])


# ------------------------------------------------------------------ again

AGAIN = """
measure lost over the last 4 weeks
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

branch Watch follows each employee
  step talk
    falls due when {when}
    falls due again only on a new absence
    then wait for review
  step review
    falls due when 3 new absences start within 1 week after talk is held
    if not due by then: go back to talk
"""


@pytest.mark.parametrize(
    "when",
    [
        "lost is over 2 working days and 1 absence starts in the last 4 weeks",
        "lost is over 20 working days or when 1 absence starts in the last 4 weeks",
    ],
)
def test_of_two_conditions_one_must_count_something_new(when: str) -> None:
    # held on 8 January: back on the 16th with the condition still so, and nothing new before the 27th
    absent = ("2026-01-05 2026-01-07", "2026-01-27")
    answer = told(AGAIN.format(when=when), "2026-02-02", *absent, events=[held("2026-01-08")])
    first = "2026-01-07" if " and " in when else "2026-01-05"
    assert fell(answer) == [f"talk {first}", "talk 2026-01-27"]


# ------------------------------------------------------------------ going on

ON = """
branch Watch follows each absence while it lasts
  step talk
    falls due when the absence has lasted over 1 week
    then wait for review
    outcome over: close
  step review
    falls due at once
    outcome done: close
"""


def test_a_step_that_falls_due_at_once_does_so_on_the_day_the_case_comes_to_it() -> None:
    answer = told(ON, "2026-01-31", "2026-01-05 -", events=[held("2026-01-14")])
    assert (fell(answer), stands(answer)) == (["talk 2026-01-12", "review 2026-01-14"], ["review due"])


def test_a_first_step_that_falls_due_at_once_does_so_on_the_first_day() -> None:
    text = ON.replace("when the absence has lasted over 1 week", "at once")
    assert fell(told(text, "2026-01-31", "2026-01-05 -")) == ["talk 2026-01-05"]


def test_to_move_on_as_if_held_is_to_follow_what_comes_after() -> None:
    # nothing new within two weeks of the 7th: on the 22nd the case goes on to where the review would have led it
    text = LADDER.format(count="1 new absence starts", length="2 weeks")
    text = text.replace("then: close", "then: move on as if held\n    then wait for last look")
    text += "  step last look\n    falls due at once\n    outcome done: close\n"
    answer = told(text, "2026-03-31", "2026-01-05", events=[held("2026-01-07")])
    assert (fell(answer), stands(answer)) == (["talk 2026-01-05", "last look 2026-01-22"], ["last look due"])


# ------------------------------------------------------------------ after an absence

ENDED = """
category long absence of two weeks is an absence lasting at least 2 weeks
branch Watch follows each absence after it ends
  step talk
    falls due when {when}
    outcome done: close
"""


@pytest.mark.parametrize(
    ("when", "absent", "opens"),
    [
        ("the absence has lasted over 1 week", "2026-01-05 2026-01-12", True),
        ("the absence has lasted over 1 week", "2026-01-05 2026-01-09", False),
        ("the absence has lasted over 1 week and the absence has lasted under 2 weeks", "2026-01-05 2026-01-12", True),
        ("the absence has lasted over 1 week and the absence has lasted under 2 weeks", "2026-01-05 2026-01-20", False),
        (
            "the absence has lasted over 3 weeks or when the absence has lasted over 1 week",
            "2026-01-05 2026-01-12",
            True,
        ),
        (
            "the absence has lasted over 3 weeks or when the absence has lasted over 1 week",
            "2026-01-05 2026-01-09",
            False,
        ),
        # whether it is long is told, whether another absence will start is not
        ("the absence has lasted over 1 week and 9 absences start in the last 4 weeks", "2026-01-05 2026-01-09", True),
    ],
)
def test_an_absence_that_is_too_short_for_the_first_step_opens_no_case(when: str, absent: str, opens: bool) -> None:
    assert bool(told(ENDED.format(when=when), "2026-02-28", absent).standing) is opens


# ------------------------------------------------------------------ a policy that is not in force


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2025-12-31", ["the policy is in force from 2026-01-01 on, so nothing of it applies yet"]),
        ("2026-01-01", []),
        ("2026-06-30", []),
        ("2026-07-01", ["the policy was in force until 2026-06-30; what follows is as if it still were"]),
    ],
)
def test_a_day_on_which_the_policy_is_not_in_force(on: str, said: list[str]) -> None:
    until = (("in force from 1 January 2026", "in force from 1 January 2026 until 30 June 2026"),)
    answer = told(small(ABSENCE.format(when="the absence has lasted over 1 week"), *until), on)
    assert [one.message for one in answer.warnings] == said
    assert codes(answer) == ["policy-not-in-force"] * len(said)


# ------------------------------------------------------------------ nothing to close


def test_closing_what_is_not_open_moves_nothing_and_is_said() -> None:
    closing: dict[str, Any] = {"date": "2026-01-20", "what": "closed", "branch": "Watch", "absence": "2026-01-05"}
    closing |= {"by": "HR", "why": "left"}
    answer = told(ON, "2026-01-31", "2026-01-05 2026-01-09", events=[closing])
    assert [one.message for one in answer.warnings] == [
        "`closed` on 2026-01-20 moves nothing: no case of Watch is open"
    ]
