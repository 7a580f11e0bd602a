"""When a step that a case came back to falls due again: which absences and events are new, worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.small import fell, held, outcome, stands, told_both_ways

TALKS = """
condition report in is met when "report" is recorded
branch Watch follows each employee
  step talk
    falls due when {due}
    {again}
    outcome on: {on}
    outcome more: wait for review
  step review
    falls due when 1 absence starts within 3 months after talk is held
    falls due again only on a new absence
    if not due by then: stay
    outcome on: stay
    outcome done: close
"""
NEW = "falls due again only on a new absence"


def talks(due: str, again: str = NEW, on: str = "stay") -> str:
    return TALKS.format(due=due, again=again, on=on)


def meeting(day: str, step: str = "talk", value: str = "on") -> list[dict[str, Any]]:
    return [held(day, step), outcome(day, step, value)]


@pytest.mark.parametrize(
    ("day", "absent", "found"),
    [
        # the absence that begins on the day of the meeting is what that meeting was about
        ("2026-01-12", ("2026-01-05", "2026-01-12"), ["2026-01-12"]),
        ("2026-01-12", ("2026-01-05", "2026-01-12", "2026-01-14"), ["2026-01-12", "2026-01-14"]),
        # held a week after it fell due, an absence that begins on that day is new, and the case looks on the next
        ("2026-01-19", ("2026-01-05", "2026-01-12", "2026-01-19"), ["2026-01-12", "2026-01-20"]),
    ],
)
def test_what_is_new_after_a_meeting(day: str, absent: tuple[str, ...], found: list[str]) -> None:
    policy = talks("2 absences start in the last 4 weeks")
    answer = told_both_ways(policy, "2026-01-31", *absent, events=meeting(day))
    assert fell(answer) == [f"talk {one}" for one in found]


def test_the_day_after_one_on_which_it_fell_due_and_was_held_is_new() -> None:
    # back on Thursday 8 January the absence is known to be short; ill again on the Friday, and short again on Monday
    policy = talks("1 short absence starts in the last 4 weeks")
    answer = told_both_ways(policy, "2026-01-31", "2026-01-05 2026-01-07", "2026-01-09", events=meeting("2026-01-08"))
    assert fell(answer) == ["talk 2026-01-08", "talk 2026-01-12"]


MEASURED = """measure shorts over the last 4 weeks
  is absences
  counting only short absences
  an absence that began before the window counts whole
  an absence still running counts day by day
"""


@pytest.mark.parametrize("due", ["1 short absence starts in the last 4 weeks", "shorts is at least 1"])
@pytest.mark.parametrize(
    ("away", "days"),
    [
        ("2026-01-09", ["2026-01-12"]),
        ("2026-01-09 2026-01-13", ["2026-01-14"]),
        ("2026-01-09 2026-01-15", ["2026-01-16"]),
        ("2026-01-09 2026-01-16", []),  # its 8th day
        ("2026-01-09 -", []),
    ],
)
def test_an_absence_is_new_only_once_it_is_certain_that_it_counts(due: str, away: str, days: list[str]) -> None:
    policy = MEASURED + talks(due)
    answer = told_both_ways(policy, "2026-01-31", "2026-01-05 2026-01-07", away, events=meeting("2026-01-08"))
    assert fell(answer) == ["talk 2026-01-08", *(f"talk {one}" for one in days)]


def test_what_falls_due_elsewhere_on_that_day_makes_no_absence_old() -> None:
    # the other branch falls due on the 19th, on which the talk of the 12th is held
    other = """
branch Other follows each employee
  step check
    falls due when 3 absences start in the last 4 weeks
    falls due again only on a new absence
    then close
"""
    policy = talks("2 absences start in the last 4 weeks") + other
    absent = ("2026-01-05", "2026-01-12", "2026-01-19")
    answer = told_both_ways(policy, "2026-01-31", *absent, events=meeting("2026-01-19"))
    assert fell(answer) == ["talk 2026-01-12", "check 2026-01-19", "talk 2026-01-20"]


def test_a_new_absence_within_a_time_after_a_step_of_the_case() -> None:
    policy = talks("1 absence starts in the last 4 weeks")
    absent = ("2026-01-05", "2026-02-02", "2026-02-09", "2026-02-23")
    events = [*meeting("2026-01-12", value="more"), *meeting("2026-02-11", "review")]
    answer = told_both_ways(policy, "2026-03-31", *absent, events=events)
    assert fell(answer) == ["talk 2026-01-05", "review 2026-02-02", "review 2026-02-23"]


@pytest.mark.parametrize(
    "due", ["report in is met", '"report" is recorded', 'report in is met, or when "note" is recorded']
)
@pytest.mark.parametrize(("again", "found"), [("2026-01-13", False), ("2026-01-14", True)])
def test_what_waits_for_an_event_falls_due_again_when_it_happens_again(due: str, again: str, found: bool) -> None:
    # the case begins again on the 13th, and what happened by then belongs to what went before
    policy = talks(due, again="", on="close")
    reports = [{"date": day, "what": "recorded", "name": "report"} for day in ("2026-01-12", again)]
    events = [reports[0], *meeting("2026-01-13"), reports[1]]
    answer = told_both_ways(policy, "2026-01-31", "2026-01-05", events=events)
    assert fell(answer) == ["talk 2026-01-12", *([f"talk {again}"] if found else [])]


def test_the_end_of_a_period_that_runs_again_is_a_new_one() -> None:
    policy = """
branch Watch follows each employee
  step talk
    falls due when 1 absence starts in the last 4 weeks
    falls due again only on a new absence
    then wait for review
  period settling
    lasts 2 weeks after talk is held
    at its end: stay
  step review
    falls due when settling ends
    outcome again: go to talk
    outcome done: close
"""
    events = [held("2026-01-06"), *meeting("2026-01-22", "review", "again"), held("2026-01-26")]
    answer = told_both_ways(policy, "2026-03-31", "2026-01-05", events=events)
    assert fell(answer) == ["talk 2026-01-05", "review 2026-01-20", "talk 2026-01-22", "review 2026-02-09"]


@pytest.mark.parametrize("stood", ["2026-01-05", "2026-01-06"])
def test_a_case_that_stood_at_a_step_looks_at_the_next_one_from_the_day_after(stood: str) -> None:
    policy = """
branch Watch follows each employee
  step talk
    falls due at once
    then wait for review
  step review
    falls due when 1 absence starts in the last 4 weeks
    falls due again only on a new absence
    outcome done: stay
"""
    standing = [{"branch": "Watch", "step": "talk", "held": stood}]
    on_the_day = told_both_ways(policy, stood, "2026-01-05", standing=standing)
    assert (fell(on_the_day), stands(on_the_day)) == ([], ["review waiting"])
    after = told_both_ways(policy, "2026-01-31", "2026-01-05", standing=standing)
    assert fell(after) == [f"review 2026-01-0{int(stood[-1]) + 1}"]


SINCE = """
measure shorts since talk is held
  is absences
  counting only short absences
  an absence that began before the window does not count
  an absence still running counts day by day

branch Watch follows each absence
  step talk
    falls due at once
    then wait for review
  step review
    falls due when {due}
    falls due again only on a new absence
    outcome on: stay
"""


@pytest.mark.parametrize("due", ["1 short absence starts since talk is held", "shorts is at least 1"])
def test_a_new_absence_in_a_time_since_a_meeting_about_the_absence_of_the_case(due: str) -> None:
    # about the absence of the 5th the talk is held on the 6th, about that of the 12th on the 20th, when a third one
    # has begun: for the first case it is in the time, and known to be short on the 22nd
    absent = ("2026-01-05", "2026-01-12", "2026-01-19 2026-01-21")
    talks = [held("2026-01-06", absence="2026-01-05"), held("2026-01-20", absence="2026-01-12")]
    answer = told_both_ways(
        SINCE.format(due=due), "2026-01-31", *absent, events=[*talks, *meeting("2026-01-14", "review")]
    )
    assert [f"{one.absence} {one.on}" for one in answer.fell_due if one.step == "review"] == [
        "2026-01-05 2026-01-13",
        "2026-01-05 2026-01-22",
    ]


def test_points_that_were_reset_are_no_new_ones() -> None:
    # praise for few points: those of the 12th count no more, and the next ones are of the 19th
    policy = """
points minuses
  1 for an absence

branch Praise follows each employee
  step talk
    falls due when minuses is at most 1
    falls due again only on a new absence
    outcome on: reset minuses and stay
"""
    answer = told_both_ways(policy, "2026-01-31", "2026-01-12", "2026-01-19", events=meeting("2026-01-12"))
    assert fell(answer) == ["talk 2026-01-01", "talk 2026-01-19"]
