"""Steps of one absence that wait for a count of all absences: what falls due for old ones, and the warning of it."""

from __future__ import annotations

import pytest

from policydsl.check import check_text
from policydsl.source import Source
from tests.small import fell, told

MEASURE = """
measure this year in each calendar year
  is absences
  an absence that began before the window does not count
  an absence still running counts day by day

measure ever over the whole record
  is absences
  an absence still running counts day by day
"""
TALK = """
{where}
  step talk
    falls due when {condition}
    then close
"""
AFTER = "after every absence"
CODE = "met-by-old-absences"


def warned(condition: str, where: str = AFTER) -> bool:
    text = HEAD + MEASURE + TALK.format(where=where, condition=condition)
    return CODE in [one.code.name for one in check_text(Source("a.policy", text)).diagnostics]


HEAD = """policy Small
  in force from 1 January 2026
  absences join when no working day lies between them
  an absence ends on its last recorded day
  an absence may count towards several steps
  a waived step counts as held
  with no working pattern on file, use Monday to Friday
"""


@pytest.mark.parametrize(
    ("condition", "where", "found"),
    [
        ("this year is under 3", AFTER, True),
        ("this year is at most 2", AFTER, True),
        ("this year is exactly 2", AFTER, True),
        ("this year is from 1 to 2", AFTER, True),
        ("this year is under 3", "branch talks follows each absence after it ends", True),
        ("this year is at least 3", AFTER, False),  # a number that grows is not of an old absence's making
        ("ever is under 3", AFTER, False),  # nothing drops out of the whole record
        ("this year is under 3 and 1 absence starts in the last 2 weeks", AFTER, False),
        ("this year is under 3", "during every absence", False),  # it ends with its absence
    ],
)
def test_a_step_after_an_absence_that_waits_for_a_number_to_fall(condition: str, where: str, found: bool) -> None:
    assert warned(condition, where) is found


def test_what_is_warned_of_happens() -> None:
    """The third absence of 2026 has no talk until the year is over; then it falls due at once."""
    text = MEASURE + TALK.format(where=AFTER, condition="this year is under 3")
    away = ("2026-02-02 2026-02-02", "2026-03-02 2026-03-02", "2026-04-01 2026-04-01")
    early = ["talk 2026-02-03", "talk 2026-03-03"]
    assert fell(told(text, "2026-12-31", *away)) == early
    assert fell(told(text, "2027-01-01", *away)) == [*early, "talk 2027-01-01"]
