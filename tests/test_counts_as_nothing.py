"""What was wrong in silence: cases that stay for good, rows of examples, counts certain too late, links of nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policydsl.check import check_text
from policydsl.interpret.answer import Warned
from policydsl.interpret.examples import run_all
from policydsl.source import Source
from tests.engine import policy_of
from tests.small import HEADER, told, told_both_ways


def found(text: str) -> list[str]:
    return [one.code.name for one in check_text(Source("test.policy", HEADER + text), thorough=False).diagnostics]


STAYS = """
branch own follows {scope}
  step first
    falls due when {due}
    {again}
    {first}
  step second
    falls due when 1 new absence starts within 6 months after first is held
    if not due by then: close
    {direct}
    then close
{period}
"""
COUNT = "3 absences start in the last 12 months"


@pytest.mark.parametrize(
    ("first", "how", "warned"),
    [
        ("outcome good: stay\n    outcome bad: wait for second", {}, True),
        (
            "outcome good: stay\n    outcome bad: wait for second",
            {"again": "falls due again only on a new absence"},
            False,
        ),
        (
            "outcome good: stay\n    outcome bad: wait for second",
            {"direct": "can be reached without the steps before it"},
            False,
        ),
        ("outcome good: stay\n    outcome bad: wait for second\n    if doubt is recorded: go to second", {}, False),
        ("then stay\n    outcome bad: wait for second", {}, False),
        ("then wait for second\n    outcome good: stay", {}, False),
        (
            "outcome good: stay\n    outcome bad: wait for second",
            {"period": "  period live\n    lasts 6 months after first is held\n    at its end: close"},
            False,
        ),
        (
            "outcome good: stay\n    outcome bad: wait for second",
            {"period": "  period live\n    lasts 6 months after first is held"},
            True,
        ),
        (
            "outcome good: stay\n    outcome bad: wait for second",
            {"scope": "each absence while it lasts", "due": "the absence has lasted over 4 weeks"},
            False,
        ),
    ],
)
def test_a_case_that_stays_for_good(first: str, how: dict[str, str], warned: bool) -> None:
    words = {"scope": "each employee", "due": COUNT, "again": "", "direct": "", "period": ""} | how
    assert ("stays-for-good" in found(STAYS.format(first=first, **words))) is warned


ROWS = """
branch own follows each employee
  step first
    falls due when 3 absences start in the last 12 months
    falls due again only on a new absence
    then close
example rows
  absent on 5 January 2026
  when absent on 2 February 2026: on 3 March 2026, first is due
  absent on 2 March 2026
  when absent on 3 February 2026: on 3 March 2026, first is not due
"""


def test_what_is_told_below_a_row_belongs_to_it() -> None:
    one, other = policy_of(HEADER + ROWS).examples
    assert [each.first.value.day for each in one.absences] == [5, 2, 2]
    assert [each.first.value.day for each in other.absences] == [5, 3]
    assert all("Passed" in type(one).__name__ for one in run_all(policy_of(HEADER + ROWS)))


QUARTERS = """
branch own follows each employee
  step first
    falls due when {count} in the quarter
    {guard}
    falls due again only on a new absence
    then close
"""


def warned(text: str, on: str, *absences: str, code: str = "certain-too-late") -> list[str]:
    return [str(one.on) for one in told_both_ways(text, on, *absences).warnings if one.code == code]


@pytest.mark.parametrize(
    ("count", "guard", "on", "days"),
    [
        ("2 short absences start", "", "2026-04-01", []),
        ("2 short absences start", "", "2026-04-02", ["2026-04-02"]),
        ("2 short absences start", "", "2026-06-30", ["2026-04-02"]),
        ("2 short absences start", "", "2026-07-01", []),
        ("2 short absences start", "only if no absence starts in the last 1 week", "2026-04-30", []),
        ("3 short absences start", "", "2026-04-30", []),
        ("2 absences start", "", "2026-04-30", []),  # certain on 30 March
    ],
)
def test_a_count_that_is_certain_only_after_its_quarter(count: str, guard: str, on: str, days: list[str]) -> None:
    text = QUARTERS.format(count=count, guard=guard)
    assert warned(text, on, "2026-02-02", "2026-03-30 2026-04-01") == days


def test_a_step_that_fell_due_in_its_quarter_is_no_matter() -> None:
    text = QUARTERS.format(count="2 short absences start", guard="")
    assert warned(text, "2026-04-30", "2026-02-02", "2026-02-09", "2026-03-30 2026-04-01") == []


LOST = """
measure lost over the last 12 months
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
"""
LINKED = """
branch runs follows each run of linked absences while it lasts
  step first
    falls due when the absence has lasted over 4 weeks
    then close
"""


@pytest.mark.parametrize(
    ("rule", "absences", "days"),
    [
        ("leave out absences lasting under 4 calendar days", ["2026-01-05", "2026-01-14 2026-01-23"], ["2026-01-05"]),
        ("leave out absences lasting under 4 calendar days", ["2026-01-05 2026-01-09", "2026-01-21"], ["2026-01-21"]),
        ("leave out absences lasting under 4 calendar days", ["2026-01-05"], []),
        ("leave out absences lasting under 4 calendar days", ["2026-01-05", "2026-03-02"], []),
        ("leave out absences flagged planned", ["2026-01-05", "2026-01-14 2026-01-23"], []),
    ],
)
def test_a_link_of_an_absence_that_counts_as_nothing(rule: str, absences: list[str], days: list[str]) -> None:
    head = HEADER.replace(
        "  an absence ends on", f"  absences link when at most 4 weeks lie between them\n  {rule}\n  an absence ends on"
    )
    answer: Any = told(policy_of(head + LINKED), "2026-04-30", *absences)
    assert [str(one.on) for one in answer.warnings if one.code == "linked-by-nothing"] == days


@pytest.mark.parametrize(
    ("absences", "how", "day"),
    [
        (("2026-01-05", "2026-01-14 2026-01-23"), "begins with", date(2026, 1, 5)),
        (("2026-01-05 2026-01-09", "2026-01-21"), "goes on with", date(2026, 1, 21)),
    ],
)
def test_what_is_said_of_a_link_of_an_absence_that_counts_as_nothing(
    absences: tuple[str, ...], how: str, day: date
) -> None:
    rules = (
        "  absences link when at most 4 weeks lie between them\n"
        "  leave out absences lasting under 4 calendar days\n  an absence ends on"
    )
    answer = told(policy_of(HEADER.replace("  an absence ends on", rules) + LINKED), "2026-04-30", *absences)
    said = f"the run of linked absences of 2026-01-05 {how} the absence of {day}, which counts as nothing elsewhere"
    help_ = "if it shall link with nothing, flag it and write `absences flagged apart count for nothing`"
    assert answer.warnings == (Warned("linked-by-nothing", said, absence=str(day), on=day, help=help_),)


@pytest.mark.parametrize(
    ("count", "counts"), [("counts", "counts as an absence of 0 days"), ("does not count", "counts for nothing")]
)
@pytest.mark.parametrize(
    ("absence", "why", "help_"),
    [
        (
            {"first": "2026-01-10", "last": "2026-01-11"},
            "has no working day in it",
            "check the dates and the working pattern",
        ),
        (
            {"first": "2026-01-12", "last": "2026-01-12", "part": {"2026-01-12": 0.5}},
            "has only part days, which count as nothing,",
            "if it shall be no absence at all, flag it and write `absences flagged half day count for nothing`",
        ),
    ],
)
def test_what_is_said_of_an_absence_of_no_days(
    absence: dict[str, Any], why: str, help_: str, count: str, counts: str
) -> None:
    head = HEADER.replace("a part day counts as its fraction", "a part day counts as nothing")
    head = head.replace("no working day counts", f"no working day {count}")
    answer = told(policy_of(head + LOST), "2026-01-31", absences=[absence])
    day = date.fromisoformat(absence["first"])
    said = f"the absence of {day} {why} and {counts}"
    assert answer.warnings == (Warned("absence-without-working-day", said, absence=str(day), on=day, help=help_),)
