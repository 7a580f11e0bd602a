"""Lines as newcomers write them: no help turns them into others, and rows of an example know nothing of each other."""

from __future__ import annotations

import pytest

from policydsl.check import check_text
from policydsl.source import Source
from tests.test_said_otherwise import errors, policy

ROWS = """
policy Rows
  in force from 1 January 2025
  absences join when no working day lies between them
  an absence ends on its last recorded day
  a waived step counts as held
  the organisation works Monday to Friday
  an absence may count towards several steps
group on trial is employees recorded as probation
measure absences in 13 weeks over the last 13 weeks
  is absences
  an absence that began before the window does not count
  an absence still running counts day by day
branch short follows each employee
  step talk
    falls due when absences in 13 weeks is at least 2
    for employees on trial: falls due when absences in 13 weeks is at least 1
    falls due again only on a new absence
    then close
example rows
  absent on 5 May 2025
"""


def test_a_name_with_in_and_a_number_in_it_is_a_name() -> None:
    assert errors(ROWS + "  on 5 May 2025, talk is not due\n") == []


def test_a_word_of_the_language_declared_again_is_one_problem() -> None:
    text = ROWS.replace("absences in 13 weeks", "absences") + "  on 5 May 2025, talk is not due\n"
    found = [one.code.name for one in errors(text)]
    assert found[0] == "declared-twice"
    assert not {"line-in-the-wrong-place", "several-steps-missing"} & {*found}


@pytest.mark.parametrize(
    "told", ["service from 6 January 2025", "works Monday to Friday", "in group on trial", "in group probation"]
)
def test_what_one_row_tells_another_row_may_tell_too(told: str) -> None:
    due = "due" if "group" in told else "not due"
    row = f"  when {told}: on 5 May 2025, talk is {due}\n"
    assert errors(ROWS + row + row) == []


def test_a_row_may_not_say_again_what_the_example_says() -> None:
    text = ROWS + "  works Monday\n  when works Tuesday: on 5 May 2025, talk is not due\n"
    assert [one.code.name for one in errors(text)] == ["said-twice"]


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("points", "during peak season: points are doubled"),
        ("block", "branch other stages follows each employee except supply staff"),
    ],
)
def test_a_sentence_that_nothing_says_is_the_only_problem(place: str, line: str) -> None:
    text = policy(place, line) + "\ngroup supply staff is employees recorded as supply staff\n"
    assert {one.code.name for one in errors(text)} == {"cannot-be-said"}


def test_the_group_of_the_others_reads_as_the_help_says() -> None:
    others = "group other than supply staff is employees recorded as other than supply staff\n"
    branch = "branch other stages follows each employee other than supply staff\n"
    step = "  step hello\n    falls due when 2 absences start in the last 4 weeks\n"
    again = "    falls due again only on a new absence\n    then close\n"
    text = ROWS.split("example rows")[0] + others + branch + step + again
    found = check_text(Source("draft.policy", text)).diagnostics
    assert {one.code.name for one in found} <= {"declared-twice", "unused"}
    assert errors(text) == []


def test_a_paper_in_time_reads_as_the_help_says() -> None:
    text = policy("points", '1 for an absence with "doctor\'s note in time"')
    assert errors(text + '\ndocument "doctor\'s note in time"\n') == []
