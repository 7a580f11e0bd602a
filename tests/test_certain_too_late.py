"""Counts of a quarter that were certain only after it: which are told, of which steps, and in which words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policydsl.interpret.answer import Warned
from tests.small import held, small, told_both_ways

HELP = (
    "decide whether talk is to be held for it; a time that goes back from each day, as `in the last 3 months`, has no"
    " such end"
)


def said(first: str, last: str, certain: str, **more: Any) -> Warned:
    words = f"what talk counts from {first} to {last} was certain only on {certain}, too late for it to fall due"
    return Warned("certain-too-late", words, "talk", on=date.fromisoformat(certain), help=HELP, **more)


def warned(policy: Any, on: str, *absences: str, **more: Any) -> list[Warned]:
    answer = told_both_ways(policy, on, *absences, **more)
    return [one for one in answer.warnings if one.code == "certain-too-late"]


COUNTED = """
branch own follows each employee
  step talk
    falls due when {} [4.2, 4.3]
    falls due again only on a new absence
    outcome done: close
    outcome not yet: stay
"""
TWO = COUNTED.format("2 short absences start in the quarter")
SECOND = "2026-03-30 2026-04-01"
"""An absence that is settled on Thursday 2 April."""


def test_the_whole_of_what_is_said() -> None:
    cites = ("4.2", "4.3")
    first = said("2026-01-01", "2026-03-31", "2026-04-02", clauses=cites)
    assert warned(TWO, "2026-05-20", "2026-02-02", SECOND) == [first]


def test_what_is_certain_on_the_day_after_the_quarter_is_told_on_that_day() -> None:
    """Away to Tuesday 31 March, and back on Wednesday 1 April."""
    (one,) = warned(TWO, "2026-04-01", "2026-02-02", "2026-03-30 2026-03-31")
    assert one.on == date(2026, 4, 1)


def test_what_is_certain_on_the_last_day_of_the_quarter_is_in_time() -> None:
    """Away to Monday 30 March, and back on Tuesday 31 March."""
    answer = told_both_ways(TWO, "2026-04-01", "2026-02-02", "2026-03-30 2026-03-30")
    assert [str(one.on) for one in answer.fell_due] == ["2026-03-31"]
    assert not answer.warnings


DISCOUNTED = ("an absence may count", "an absence may be discounted by HR, giving a reason{}\n  an absence may count")


def discount(day: str, absence: str = "2026-02-09", left_out: bool = True) -> dict[str, Any]:
    found = {"date": day, "what": "recorded", "name": "discount", "absence": absence, "by": "HR", "why": "agreed"}
    return found if left_out else found | {"value": False}


def test_the_first_day_after_the_quarter_is_told_and_no_day_inside_it() -> None:
    """Two of the two that April asks for were certain on 30 March, one on 31 March, and two again on 3 April."""
    text = TWO.replace("falls due when 2", "falls due when 3").replace(
        "    falls due again",
        "    from 1 April 2026: falls due when 2 short absences start in the quarter\n    falls due again",
    )
    rule = DISCOUNTED[1].format("")
    header = rule.replace("an absence may count", "cases already open move at once\n  an absence may count")
    policy = small(text, (DISCOUNTED[0], header))
    events = [discount("2026-03-31"), discount("2026-04-03", left_out=False)]
    (one,) = warned(policy, "2026-04-30", "2026-02-02", "2026-02-09", events=events)
    assert one.on == date(2026, 4, 3)


def test_a_discount_that_is_for_the_step_alone_leaves_the_absence_out_of_what_it_counts() -> None:
    policy = small(TWO, (DISCOUNTED[0], DISCOUNTED[1].format(", for talk")))
    assert len(warned(policy, "2026-04-30", "2026-02-09", SECOND)) == 1
    assert not warned(policy, "2026-04-30", "2026-02-09", SECOND, events=[discount("2026-02-12")])


# ------------------------------------------------------------------ which counts


@pytest.mark.parametrize(
    ("condition", "days"),
    [
        ("2 short absences start in the quarter", ["2026-04-02"]),
        ("3 short absences start in the quarter", []),
        ("2 short absences start in each leave year, or when 2 short absences start in the quarter", ["2026-04-02"]),
        ("2 short absences start in each calendar year, or when 2 short absences start in the quarter", []),
        ("3 short absences start in the quarter, or when 2 short absences start in the quarter", ["2026-04-02"]),
        ("9 absences start in the last 3 months, or when 2 short absences start in the quarter", ["2026-04-02"]),
        ("9 long absences, or 2 short absences, start in the quarter", ["2026-04-02"]),
        ("2 long absences, and 2 short absences, start in the quarter", []),
        ("at least 2 absences, and 2 short absences, start in the quarter", ["2026-04-02"]),
        ("2 short absences start in the quarter and 1 absence starts in the last 1 month", []),  # not by itself
        ("concern is met", ["2026-04-02"]),
        ("concern is not met", []),
    ],
)
def test_the_counts_that_make_a_step_due_by_themselves(condition: str, days: list[str]) -> None:
    concern = "condition concern is met when 2 short absences start in the quarter\n"
    policy = small(
        (concern if "concern" in condition else "") + COUNTED.format(condition),
        ("  an absence ends on", "  the leave year starts on 1 April\n  an absence ends on"),
    )
    assert [str(one.on) for one in warned(policy, "2026-04-30", "2026-02-02", SECOND)] == days


# ------------------------------------------------------------------ which cases

WATCHED_AGAIN = ("a waived step counts as held", "a waived step is watched again")
ALARM = COUNTED.format(
    "2 short absences start in the quarter, or when 1 absence flagged alarm starts in the last 1 week"
)
JULY = ("2026-05-25", "2026-06-29 2026-07-01")
"""Two short absences of the second quarter, of which the later is settled on Thursday 2 July."""


def waived(day: str, step: str = "talk") -> dict[str, Any]:
    return {"date": day, "step": step, "what": "waived", "by": "HR", "why": "no need"}


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2026-03-31", "2026-04-08", ["2026-07-02"]),  # the step was due in the quarter before
        ("2026-04-01", "2026-04-09", []),  # it was due on the first day of the quarter
        ("2026-05-04", "2026-05-12", []),
    ],
)
def test_a_step_that_was_due_in_the_quarter_for_something_else_is_no_matter(
    first: str, last: str, days: list[str]
) -> None:
    """It was waived on the last day of that absence, and the case waits for it again."""
    policy = small(ALARM, WATCHED_AGAIN)
    answer = told_both_ways(policy, "2026-07-31", f"{first} {last} alarm", *JULY, events=[waived(last)])
    assert [str(one.on) for one in answer.fell_due] == [first]
    assert [str(one.on) for one in answer.warnings if one.code == "certain-too-late"] == days


def test_a_step_that_is_due_still_is_no_matter() -> None:
    """Due on 31 March, and neither held nor waived by July."""
    assert not warned(small(ALARM, WATCHED_AGAIN), "2026-07-31", "2026-03-31 2026-04-08 alarm", *JULY)


def test_steps_that_fell_due_in_other_branches_are_another_matter() -> None:
    """And so are cases that wait for no count, or for no count of a quarter, whichever branch is written first."""
    before = """
branch agreed follows each employee
  step agreement
    falls due on probation end
    dates already passed are left out
    with no date left, it is set by HR
    then close
branch early follows each employee
  step early talk
    falls due when 1 absence starts in the last 12 months
    falls due again only on a new absence
    then close
"""
    assert [str(one.on) for one in warned(before + TWO, "2026-04-30", "2026-02-02", SECOND)] == ["2026-04-02"]


def test_a_case_that_came_to_the_step_within_the_quarter_is_no_matter() -> None:
    """The case came to it on 10 February, when the meeting before it was held."""
    steps = """
branch own follows each employee
  step first
    falls due when 1 absence starts in the last 12 months
    then wait for talk
  step talk
    falls due when 2 short absences start in the quarter
    falls due again only on a new absence
    outcome done: close
"""
    came = [held("2026-02-10", "first")]
    assert not warned(steps, "2026-04-30", "2026-02-02", SECOND, events=came)


VERY_LONG = """
category very long absence is an absence lasting over 100 calendar days
branch own follows each absence while it lasts
  step talk
    falls due when 1 very long absence starts in the quarter
    then close
"""


@pytest.mark.parametrize(
    ("first", "on", "days"),
    [
        ("2026-01-01", "2026-04-10", []),
        ("2026-01-01", "2026-04-11", ["2026-04-11"]),  # its 101st day
        ("2026-01-02", "2026-04-12", []),  # its case came to the step within the quarter
    ],
)
def test_the_absence_that_a_case_follows_is_named(first: str, on: str, days: list[str]) -> None:
    found = warned(VERY_LONG, on, f"{first} -")
    assert found == [said("2026-01-01", "2026-03-31", day, absence=first) for day in days]


@pytest.mark.parametrize(
    ("in_force", "days"), [("1 January", ["2026-04-02"]), ("31 March", ["2026-04-02"]), ("1 April", [])]
)
def test_nothing_was_to_fall_due_before_the_policy(in_force: str, days: list[str]) -> None:
    """The case stands at the step since December."""
    steps = """
branch own follows each employee
  step first
    falls due when 1 absence starts in the last 12 months
    falls due again only on a new absence
    then wait for talk
  step talk
    falls due when 2 short absences start in the quarter
    outcome done: close
"""
    policy = small(steps, ("1 January", in_force))
    standing = [{"branch": "own", "step": "first", "held": "2025-12-08"}]
    found = warned(policy, "2026-04-30", "2026-02-02", SECOND, standing=standing)
    assert [str(one.on) for one in found] == days
