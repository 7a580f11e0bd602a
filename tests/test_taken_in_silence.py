"""Sentences that newcomers wrote, that were taken in silence for something else: each day worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from policydsl.check import check_text
from policydsl.interpret.answer import Answer
from policydsl.source import Source
from tests.small import HEADER, fell, held, outcome, small, told, told_both_ways, value

# ------------------------------------------------------------------ not held within a time

LATE = """
document letter
after every absence
  step talk
    falls due on first working time back
    {line}
    then close
"""


def said(answer: Answer) -> bool:
    """Is somebody told?"""
    return "Too late." in repr(answer)


@pytest.mark.parametrize("what", ["talk is not held", "letter is not sent", '"form" is not recorded'])
def test_what_is_not_done_within_a_time_is_so_from_the_day_after(what: str) -> None:
    line = f'if {what} within 2 working days after talk is due: tell HR "Too late."'
    policy = small(LATE.format(line=line))
    # Back on Monday 12 January: Wednesday the 14th is the last day in time.
    assert said(told_both_ways(policy, "2026-01-14", "2026-01-05 2026-01-09")) is False
    assert said(told_both_ways(policy, "2026-01-15", "2026-01-05 2026-01-09")) is True


# ------------------------------------------------------------------ the own cases that are closed

OWN = """
branch own follows each employee
  step first
    falls due when at least 1 absence starts in the last 1 month
    falls due again only on a new absence
    only if second is {so} in the last 12 months
    then wait for second
  step second
    falls due when 1 new absence starts within 2 months after first is held
    if not due by then: close
    then close
"""
EVENTS = [held("2026-01-07", "first"), held("2026-02-04", "second")]


@pytest.mark.parametrize(
    ("so", "absent", "due"),
    [
        ("not held", "2026-06-01", []),
        ("not held", "2027-02-03", []),
        ("not held", "2027-02-04", ["first 2027-02-04"]),
        ("not due", "2027-02-02", []),
        ("not due", "2027-02-03", ["first 2027-02-03"]),
    ],
)
def test_a_window_sees_the_closed_cases_of_its_own_branch(so: str, absent: str, due: list[str]) -> None:
    policy = small(OWN.format(so=so))
    answer = told_both_ways(policy, absent, "2026-01-06", "2026-02-03", absent, events=EVENTS)
    assert fell(answer)[2:] == due


# ------------------------------------------------------------------ a period that ended

ENDED = """
branch warnings follows each employee
  step review
    falls due when 1 absence starts in the last 1 month
    falls due again only on a new absence
    outcome warned: wait for hearing
    outcome none: close
  period live warning
    lasts 6 months after review has outcome warned
    at its end: close
  step hearing
    falls due when 1 absence starts during live warning
    outcome over: close
branch after follows each employee
  step talk
    falls due when 1 absence starts in the last 1 week
    falls due again only on a new absence
    only if live warning ends in the last 3 months
    then close
"""
WARNED = [held("2026-01-12", "review"), outcome("2026-01-12", "review", "warned")]


@pytest.mark.parametrize(
    ("absent", "due"),
    [
        ("2026-07-13", ["talk 2026-07-13"]),  # live from 12 January to 11 July
        ("2026-10-09", ["talk 2026-10-09"]),
        ("2026-10-12", []),  # the last 3 months began on 12 July, with 13 July to 12 October
    ],
)
def test_a_period_ends_on_its_last_day(absent: str, due: list[str]) -> None:
    answer = told_both_ways(small(ENDED), absent, "2026-01-05", absent, events=WARNED)
    assert [one for one in fell(answer) if one.startswith("talk")] == due


def test_the_day_of_the_end_is_the_last_in_the_window() -> None:
    for absent, due in (("2026-10-10", 1), ("2026-10-11", 0)):  # a Saturday and a Sunday: the window begins on the 11th
        answer = told_both_ways(small(ENDED), absent, "2026-01-05", absent, events=WARNED)
        assert len([one for one in fell(answer) if one.startswith("talk")]) == due, absent


@pytest.mark.parametrize(("absent", "due"), [("2026-05-15", ["talk 2026-05-15"]), ("2026-05-18", [])])
def test_a_period_whose_case_closes_ends_with_that_day(absent: str, due: list[str]) -> None:
    # The hearing closes the case on 18 February; the last 3 months of 17 May begin with that day.
    events = [*WARNED, held("2026-02-18", "hearing"), outcome("2026-02-18", "hearing", "over"), held("2026-02-20")]
    answer = told_both_ways(small(ENDED), absent, "2026-01-05", "2026-02-16", absent, events=events)
    assert [one for one in fell(answer) if one.startswith("talk")] == ["talk 2026-02-19", *due]


# ------------------------------------------------------------------ counted from a step after every absence

RETURN = """
measure back {window}
  is absences
  an absence that began before the window does not count
  an absence still running counts day by day
branch stages follows each employee
  {period}
  step review
    falls due when back is at least 2
    falls due again only on a new absence
    then close
after every absence lasting at least 4 weeks
  step return
    falls due on first working time back
    counts as held at once
    then close
"""
PERIOD = "period first weeks\n    lasts 13 weeks after return is held\n    at its end: stay"
WINDOWS = [("within 13 weeks after return is held", ""), ("during first weeks", PERIOD)]


@pytest.mark.parametrize(("window", "period"), WINDOWS)
def test_a_time_counts_from_the_latest_step_after_any_absence(window: str, period: str) -> None:
    policy = small(RETURN.format(window=window, period=period))
    away = ("2026-01-05 2026-02-06", "2026-03-02", "2026-04-06")  # back on 9 February
    answer = told_both_ways(policy, "2026-04-07", *away)
    assert (value(answer, "back"), fell(answer)) == (2, ["return 2026-02-09", "review 2026-04-06"])
    again = told_both_ways(policy, "2026-06-16", *away[:2], "2026-05-04 2026-06-05", "2026-06-15")
    assert value(again, "back") == 1  # from the second return, on 8 June
    assert value(told_both_ways(policy, "2026-05-12", *away[:2], "2026-05-12"), "back") in (None, 1, 0)


# ------------------------------------------------------------------ a step that closes, and the next one

TWICE = """
document written warning
branch attendance follows each employee
  step hearing
    falls due when at least 2 absences start in the last 6 months
    falls due again only on a new absence
    only if written warning is not issued in the last 12 months
    outcome warned: issue written warning, and close
    outcome none: stay
  step second hearing
    can be reached without the steps before it
    falls due when at least 2 absences start in the last 6 months
    falls due again only on a new absence
    only if written warning is issued in the last 12 months
    then close
"""


def test_what_is_held_and_closes_comes_before_a_later_step_of_that_day() -> None:
    events = [
        held("2026-03-10", "hearing"),
        outcome("2026-03-10", "hearing", "warned"),
        {"date": "2026-03-10", "what": "issued", "name": "written warning"},
    ]
    away = ("2026-02-02", "2026-03-02")
    answer = told_both_ways(small(TWICE), "2026-03-12", *away, events=events)
    assert fell(answer) == ["hearing 2026-03-02"]
    assert [str(one.on) for one in answer.closed] == ["2026-03-10"]
    later = told_both_ways(small(TWICE), "2026-04-14", *away, "2026-04-13", events=events)
    assert fell(later) == ["hearing 2026-03-02", "second hearing 2026-04-13"]


def test_a_letter_alone_still_brings_the_later_step() -> None:
    events = [{"date": "2026-03-10", "what": "issued", "name": "written warning"}]
    answer = told_both_ways(small(TWICE), "2026-03-12", "2026-02-02", "2026-03-02", events=events)
    assert fell(answer) == ["hearing 2026-03-02", "second hearing 2026-03-10"]


# ------------------------------------------------------------------ something that happens again

APPEALS = """
document written appeal
branch appeals follows each employee
  step appeal hearing
    falls due when {when}
    then close
"""


@pytest.mark.parametrize(
    "when", ["written appeal is received", 'written appeal is received, or when "grievance" is recorded']
)
def test_a_step_that_waits_for_a_paper_waits_for_the_next_one(when: str) -> None:
    policy = small(APPEALS.format(when=when))
    events: list[dict[str, Any]] = [
        {"date": "2026-03-02", "what": "received", "name": "written appeal"},
        held("2026-03-10", "appeal hearing"),
    ]
    assert fell(told_both_ways(policy, "2026-08-31", "2026-05-04", events=events)) == ["appeal hearing 2026-03-02"]
    events.append({"date": "2026-09-01", "what": "received", "name": "written appeal"})
    answer = told_both_ways(policy, "2026-09-02", "2026-05-04", events=events)
    assert fell(answer) == ["appeal hearing 2026-03-02", "appeal hearing 2026-09-01"]


# ------------------------------------------------------------------ what nothing triggered

PLANNED = """
branch Watch follows each employee
  step talk
    falls due when 2 absences start in the last 6 months
    falls due again only on a new absence
    is not triggered by absences flagged planned
    then close
"""


def test_with_nothing_on_file_nothing_is_triggered() -> None:
    assert "triggered by" not in repr(told(PLANNED, "2026-03-02"))
    assert "not triggered by" in repr(told(PLANNED, "2026-03-02", "2026-02-02", "2026-03-02"))


# ------------------------------------------------------------------ answered by the check


def found(text: str) -> list[str]:
    return [
        one.code.name
        for one in check_text(Source("test.policy", HEADER + text), thorough=False).diagnostics
        if one.code.name != "never-used"
    ]


POINTS = """
document letter
points sick points
  1 for an absence
  each entry drops off 12 months after its own date
branch stages follows each employee
  step first
    falls due when sick points is at least 4
    falls due again only on a new absence
    outcome warned: {line}
    outcome none: close
  {period}
  step second
    falls due when sick points is {limit}
    then close
"""
LIVE = "period live\n    lasts 12 months after {}\n    at its end: close"


@pytest.mark.parametrize(
    ("line", "limit", "period", "codes"),
    [
        ("wait for second", "at least 8", "", []),
        ("wait for second", "at least 4", "", ["met-when-the-case-comes"]),
        ("issue letter, and wait for second", "at least 3", "", ["met-when-the-case-comes"]),
        ("wait for second", "over 4", "", []),
        ("reset sick points, and wait for second", "at least 4", "", []),
        ("set sick points to 2, and wait for second", "at least 8", "", ["points-are-not-set"]),
        ("reduce sick points to 2, and wait for second", "at least 8", "", ["points-are-not-set"]),
        ("take 2 off sick points, and wait for second", "at least 8", "", []),
        ("issue letter, and wait for second", "at least 8", LIVE.format("letter is issued"), []),
    ],
)
def test_what_the_check_says_of_points_and_limits(line: str, limit: str, period: str, codes: list[str]) -> None:
    assert found(POINTS.format(line=line, limit=limit, period=period)) == codes


CLOSES = """
document letter
branch stages follows each employee
  step first
    falls due when 2 absences start in the last 6 months
    falls due again only on a new absence
    outcome warned: {line}
    outcome none: close
  period live
    lasts 12 months after {after}
    at its end: close
  step second
    can be reached without the steps before it
    falls due when 1 absence starts during live
    falls due again only on a new absence
    then close
"""


@pytest.mark.parametrize(
    ("line", "after", "codes"),
    [
        ("issue letter, and close", "letter is issued", ["period-never-runs"]),
        ("issue letter, and close", "first has outcome warned", ["period-never-runs"]),
        ("may issue letter, and close", "letter is issued", []),
        ("issue letter, and wait for second", "letter is issued", []),
        ("issue letter, and wait for second", "first has outcome warned", []),
    ],
)
def test_a_period_that_begins_where_its_case_closes(line: str, after: str, codes: list[str]) -> None:
    assert [one for one in found(CLOSES.format(line=line, after=after)) if one == "period-never-runs"] == codes
