"""Which deeds and papers on file a duty takes: of whom, from which day on, for which absence, and with which days."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.small import held, outcome, small, states, told, told_both_ways

NOTE = """
document fit note
document letter
during every absence
  step certificate
    falls due when the absence has lasted over 7 calendar days
    {duty}
    then close
"""
PROVIDE = "employee must provide fit note"
DISCUSS = "line manager must discuss fit note"


def note(day: str, first: str | None = None, last: str | None = None, **more: Any) -> dict[str, Any]:
    """A fit note put on file on a day, and the days that it covers."""
    days = {key: one for key, one in (("from", first), ("to", last)) if one}
    return {"date": day, "recorded": "fit note", **days, **more}


def state(duty: str, on: str, *away: str, paper: dict[str, Any]) -> str:
    """The state of the duty of the last absence."""
    return told_both_ways(small(NOTE.format(duty=duty)), on, *away, events=[paper]).duties[-1].state.value


# ------------------------------------------------------------------ from which day on


@pytest.mark.parametrize(
    ("duty", "found"),
    [
        (PROVIDE, "met"),
        ("line manager must obtain fit note", "met"),
        ("line manager must send fit note", "open"),
        ("employee must discuss fit note", "open"),
    ],
)
def test_only_what_is_handed_in_or_obtained_counts_from_before_the_step_falls_due(duty: str, found: str) -> None:
    assert state(duty, "2026-01-20", "2026-01-05 -", paper=note("2026-01-07")) == found


REPORT = """
document report
branch Watch follows each employee
  step talk
    falls due when 2 absences start in the last 3 months
    outcome poor: wait for review
  step review
    falls due 4 weeks after talk is held
    {again}
    must complete report within {time} after talk is held
    outcome seen: stay
"""
AWAY = ("2026-01-05", "2026-02-02")
TALK = [held("2026-02-10"), outcome("2026-02-10", "talk", "poor")]


def reports(on: str, *days: str, time: str = "6 weeks", again: str = "") -> list[str]:
    done = [{"date": day, "completed": "report"} for day in days]
    answer = told_both_ways(small(REPORT.format(time=time, again=again)), on, *AWAY, events=[*TALK, *done])
    return [one.state.value for one in answer.duties]


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2026-02-09", "open"),
        ("2026-02-10", "met"),  # the day on which its time begins, four weeks before the step falls due
        ("2026-03-09", "met"),
        ("2026-03-10", "met"),
    ],
)
def test_a_deed_with_a_time_counts_from_the_day_on_which_that_begins(day: str, found: str) -> None:
    assert reports("2026-03-20", day) == [found]


def test_of_a_deed_that_is_asked_for_again_each_time_takes_one_of_its_own() -> None:
    how: dict[str, Any] = {"time": "20 weeks", "again": "falls due again every 4 weeks"}
    assert reports("2026-04-10", "2026-02-20", **how) == ["met", "open"]
    assert reports("2026-04-10", "2026-02-20", "2026-02-21", **how) == ["met", "met"]


def test_a_paper_with_a_first_day_alone_from_before_the_step_falls_due_again_is_for_that_time() -> None:
    text = NOTE.format(duty=PROVIDE).replace("during every absence", "branch Notes follows each absence while it lasts")
    text = text.replace("    then close", "    falls due again every 4 weeks\n    outcome seen: stay")
    for last in (None, "2026-03-01"):
        events = [note("2026-02-05", "2026-02-09", last)]
        answer = told_both_ways(small(text), "2026-02-20", "2026-01-05 -", events=events)
        assert [one.state.value for one in answer.duties] == ["open", "met"]


def test_a_paper_on_file_since_the_time_of_the_duty_began_says_what_it_leaves_open() -> None:
    """The time begins with the letter, before the absence; the eighth day of the absence is the 12th."""
    text = NOTE.format(duty=PROVIDE + " within 90 calendar days after letter is issued")
    letter = {"date": "2025-12-22", "issued": "letter"}
    events = [letter, note("2026-01-02", "2026-01-13")]
    (duty,) = told_both_ways(small(text), "2026-01-20", "2026-01-05 -", events=events).duties
    assert (duty.state.value, duty.uncovered) == ("open", ((date(2026, 1, 12), date(2026, 1, 12)),))


# ------------------------------------------------------------------ for which absence

LATER = """
document fit note
after every absence
  step return
    falls due 4 weeks after the absence ends
    employee must provide fit note
    then close
"""


@pytest.mark.parametrize(
    ("paper", "found"),
    [
        (note("2026-01-05"), ["met", "open"]),
        (note("2026-02-01"), ["met", "open"]),
        (note("2026-02-02"), ["open", "met"]),  # the first day of the second absence, before the step of the first
        (note("2026-02-02", absence="2026-01-05"), ["met", "open"]),
        (note("2026-02-02", absence="2026-02-02"), ["open", "met"]),
    ],
)
def test_a_paper_from_before_the_step_is_for_the_latest_absence_begun_by_then(
    paper: dict[str, Any], found: list[str]
) -> None:
    """The absences end on 6 January and 3 February; their steps fall due on 3 February and 3 March."""
    away = ("2026-01-05 2026-01-06", "2026-02-02 2026-02-03")
    answer = told_both_ways(small(LATER), "2026-03-10", *away, events=[paper])
    assert [one.state.value for one in answer.duties] == found


RUNS = """
document fit note
branch Long follows each run of linked absences while it lasts
  step review
    falls due when the absence has lasted over 7 calendar days
    employee must provide fit note
    then close
"""
LINKS = (
    "  an absence ends on",
    "  absences link when at most 8 weeks lie between them\n  an absence ends on",
)


def test_a_paper_for_a_later_absence_of_a_run_is_one_for_the_run() -> None:
    """The step falls due on the eighth day of the second absence of the run."""
    away = ("2026-01-05 2026-01-06", "2026-02-02 -")
    for days, found in ((("2026-02-09", "2026-02-20"), "met"), (("2026-01-05", "2026-01-06"), "open")):
        events = [note("2026-02-12", *days)]
        answer = told_both_ways(small(RUNS, LINKS), "2026-02-12", *away, events=events)
        assert [(str(one.on), states(answer)["provide fit note"]) for one in answer.fell_due] == [("2026-02-09", found)]


# ------------------------------------------------------------------ with which days


@pytest.mark.parametrize(
    ("paper", "discuss", "provide"),
    [
        (note("2026-02-12", "2026-02-09", "2026-02-20"), "met", "met"),
        (note("2026-02-12", "2026-01-05", "2026-01-16"), "open", "open"),  # of the absence before
        (note("2026-02-12", "2026-01-20", "2026-02-01"), "open", "open"),  # up to the day before
        (note("2026-02-12", "2026-01-20", "2026-02-02"), "met", "open"),  # of its first day; the 9th is asked for
        (note("2026-02-12", "2026-02-10", "2026-02-20"), "met", "open"),
        (note("2026-02-12", "2026-01-05", "2026-01-16", absence="2026-02-02"), "met", "open"),
        (note("2026-02-12", "2026-02-09", "2026-02-20", value=True), "met", "met"),
        (note("2026-02-12", "2026-02-10", "2026-02-20", value=True), "met", "open"),
        (note("2026-02-18", "2026-02-13", "2026-02-20"), "met", "open"),  # from its last day on
        (note("2026-02-18", "2026-02-14", "2026-02-20"), "open", "open"),  # from the day after it
    ],
)
def test_a_paper_with_its_days_is_for_an_absence_that_has_one_of_them_and_has_to_cover_what_is_to_be_provided(
    paper: dict[str, Any], discuss: str, provide: str
) -> None:
    away = ("2026-01-05 2026-01-06", "2026-02-02 2026-02-13")
    found = [state(duty, "2026-02-20", *away, paper=paper) for duty in (DISCUSS, PROVIDE)]
    assert found == [discuss, provide]


def test_nothing_is_left_open_by_a_paper_that_is_to_be_discussed() -> None:
    paper = note("2026-02-03", "2026-02-10", "2026-02-20")
    for duty, left in ((DISCUSS, 0), (PROVIDE, 1)):
        (item,) = told(small(NOTE.format(duty=duty)), "2026-02-20", "2026-02-02 -", events=[paper]).duties
        assert len(item.uncovered) == left


@pytest.mark.parametrize(("last", "found"), [("2026-02-02", "met"), ("2026-02-01", "open")])
def test_a_paper_from_before_the_absence_covers_its_first_day_alone(last: str, found: str) -> None:
    text = NOTE.format(duty=PROVIDE).replace("over 7", "over 0")
    answer = told_both_ways(small(text), "2026-02-04", "2026-02-02 -", events=[note("2026-01-28", "2026-01-26", last)])
    assert states(answer)["provide fit note"] == found
