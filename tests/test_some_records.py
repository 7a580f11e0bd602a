"""What the records of one absence, or of one day, do to one another: the answer tells who has to look at them."""

from __future__ import annotations

import pytest

from policydsl.check import check_text
from policydsl.diagnostics import Diagnostic
from policydsl.source import Source
from tests.small import HEADER, codes, small, told

POINTS = """
event no call no show
points marks
  0 for an absence flagged jury service
  6 for a no call no show
  1 for an absence
branch ladder follows each employee
  step warning
    falls due when marks is at least 20
    falls due again only on a new absence
    then close
"""
LEFT_OUT = (
    "  an absence may count towards several steps\n",
    "  an absence may count towards several steps\n  leave out absences flagged pregnancy-related\n",
)


@pytest.mark.parametrize(("flag", "how"), [("pregnancy-related", "is left out"), ("jury service", "has 0 of marks")])
def test_a_flag_of_one_record_spares_the_others_and_the_answer_says_so(flag: str, how: str) -> None:
    policy = small(POINTS, LEFT_OUT)
    one, others = {"first": "2026-03-02", "last": "2026-03-02", "flags": [flag]}, {"first": "2026-03-03"}
    (warning,) = told(policy, "2026-04-01", absences=[one, others | {"last": "2026-03-06"}]).warnings
    assert warning.code == "flag-of-some-records"
    assert warning.message.startswith(f"the absence that began on 2026-03-02 {how} as a whole")
    alike = [one, others | {"last": "2026-03-06", "flags": [flag]}]
    assert codes(told(policy, "2026-04-01", absences=alike)) == []
    apart = [one, {"first": "2026-03-04", "last": "2026-03-06"}]
    assert codes(told(policy, "2026-04-01", absences=apart)) == []


@pytest.mark.parametrize(("day", "expected"), [
    ("2026-05-05", ["absence-and-event-on-one-day"]), ("2026-05-06", []),
])  # fmt: skip
def test_points_for_an_absence_and_for_an_event_of_one_day_are_told(day: str, expected: list[str]) -> None:
    events = [{"date": day, "had": "no call no show"}]
    answer = told(small(POINTS, LEFT_OUT), "2026-06-01", "2026-05-04 2026-05-05", events=events)
    assert codes(answer) == expected
    assert answer.measures[0].value == 7


def _is_other(one: Diagnostic) -> bool:
    return one.code.name == "other-word"


@pytest.mark.parametrize("words", ["starting in peak season", "starting during the peak season"])
def test_a_calendar_goes_with_starting_on(words: str) -> None:
    text = f"{HEADER}\ncalendar peak season covers 15 November 2026 to 31 December 2026\n"
    text += f"category season absence is an absence {words}\n"
    (problem,) = [one for one in check_text(Source("test.policy", text), thorough=False).diagnostics if _is_other(one)]
    assert problem.help is not None
    assert "an absence starting on peak season`" in problem.help


@pytest.mark.parametrize("flags", [
    "maternity, work injury", "maternity, flagged work injury and flagged long stay", "maternity or work injury",
    "maternity or flagged work injury", "maternity, or work injury",
])  # fmt: skip
def test_a_list_of_flags_is_answered_with_or(flags: str) -> None:
    header = HEADER.replace(LEFT_OUT[0], LEFT_OUT[0] + f"  leave out absences flagged {flags}\n")
    found = check_text(Source("test.policy", header + POINTS), thorough=False).diagnostics
    helps = " ".join(one.help or "" for one in found)
    assert "or absences flagged work injury" in helps
