"""What happens on a day may make something fall due on the next one, on which nothing else is on record.

A case sees the steps of other branches as they stood the day before. In each story the answer is the same whether
every day is looked at or only those on which something may change.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.small import fell, held, outcome, told_both_ways

TALKS = """
document letter

branch Talks follows {whom}
  step talk
    falls due when 1 absence starts in the last 1 week
    falls due again only on a new absence
    {lines}
    outcome well: {well}
    outcome done: close
  step second talk
    falls due when 3 absences start in the last 1 week
    outcome done: close
"""
AFTER = """
branch Watch follows each employee
  step look
    falls due when {when}
    falls due again only on a new absence
    outcome seen: close
"""


def story(when: str, *events: dict[str, Any], whom: str = "each employee") -> list[str]:
    """When the step of the other branch falls due; the talk is due on Monday 5 January."""
    text = TALKS.format(whom=whom, well="wait for second talk", lines="") + AFTER.format(when=when)
    answer = told_both_ways(text, "2026-02-28", "2026-01-05", events=list(events))
    return [one.removeprefix("look ") for one in fell(answer) if one.startswith("look")]


MET = held("2026-01-08")
WELL = outcome("2026-01-10", "talk", "well")
DONE = outcome("2026-01-10", "talk", "done")


@pytest.mark.parametrize("whom", ["each employee", "each absence"])
@pytest.mark.parametrize(
    ("when", "events", "due"),
    [
        ("talk is due", [], "2026-01-06"),
        ("talk is held", [], None),
        ("talk is held", [MET], "2026-01-09"),
        ("talk has outcome well", [MET], None),
        ("talk has outcome well", [MET, WELL], "2026-01-11"),
        ("talk has outcome done", [MET, WELL], None),
        ("Talks is closed", [MET, DONE], "2026-01-11"),
        ("talk is held", [MET, DONE], "2026-01-09"),
        ("Talks is closed", [held("2026-01-10"), DONE], "2026-01-11"),
        ("talk is due", [held("2026-01-05")], "2026-01-06"),
        ("talk is held", [held("2026-01-05")], "2026-01-06"),
    ],
)
def test_what_happened_in_another_branch_counts_on_the_day_after(
    when: str, events: list[dict[str, Any]], due: str | None, whom: str
) -> None:
    assert story(when, *events, whom=whom) == ([due] if due else [])


PROCEDURE = """
branch Talks follows {whom}
  step talk
    falls due when 1 absence starts in the last 1 week
    falls due again only on a new absence
    outcome done: start hearings
    outcome well: close

procedure hearings
  step hearing
    falls due at once
    outcome over: close
"""


def test_a_case_that_begins_again_in_the_course_of_a_day_looks_at_its_first_step_on_the_next() -> None:
    text = PROCEDURE.format(whom="each employee").replace("only on a new absence", "immediately")
    answer = told_both_ways(text, "2026-01-11", "2026-01-05", events=[MET, WELL])
    assert fell(answer) == ["talk 2026-01-05", "talk 2026-01-11"]


def test_a_hearing_that_closed_a_case_is_not_one_of_the_case_that_begins_after_it() -> None:
    """It is held on Wednesday 14 January, and closes the case; the second absence is looked at from the 15th on."""
    text = PROCEDURE.format(whom="each employee")
    text = text.replace("the last 1 week", "the last 4 weeks and hearing is not held")
    events = [MET, DONE, held("2026-01-14", "hearing"), outcome("2026-01-14", "hearing", "over")]
    answer = told_both_ways(text, "2026-01-31", "2026-01-05", "2026-01-14", events=events)
    assert fell(answer) == ["talk 2026-01-05", "hearing 2026-01-10", "talk 2026-01-15"]


DURING = """
during every absence
  step call
    falls due when the absence has lasted over 3 calendar days
    outcome done: close
"""


@pytest.mark.parametrize(("met", "over"), [("2026-01-08", "2026-01-12"), ("2026-01-14", "2026-01-15"), (None, None)])
def test_a_call_during_an_absence_is_over_with_it_or_on_the_day_after_it_was_held(
    met: str | None, over: str | None
) -> None:
    """Due on Thursday 8 January; the employee was back on Monday the 12th."""
    events = [held(met, "call")] if met else []
    answer = told_both_ways(DURING, "2026-01-31", "2026-01-05 2026-01-09", events=events)
    assert [str(one.on) for one in answer.closed] == ([over] if over else [])


PAUSED = """
branch Watch follows each employee
  pauses while Talks is open
  step look
    falls due when 2 absences start in the last 4 weeks
    falls due again only on a new absence
    outcome seen: close
"""


def test_a_branch_goes_on_the_day_after_the_one_that_made_it_pause_has_closed() -> None:
    """Two days away call for a talk, which is over on the 10th; the day away on the 8th is too short for another."""
    talks = PROCEDURE.format(whom="each absence").replace(
        "1 absence starts in the last 1 week\n    falls due again only on a new absence",
        "the absence has lasted over 1 calendar day",
    )
    away = ("2026-01-05 2026-01-06", "2026-01-08")
    answer = told_both_ways(talks + PAUSED, "2026-01-31", *away, events=[MET, WELL])
    assert fell(answer) == ["talk 2026-01-06", "look 2026-01-11"]


LIVE = """
branch Talks follows {whom}
  step talk
    falls due when 1 absence starts in the last 1 week
    falls due again only on a new absence
    outcome done: close

  period live
    lasts 2 weeks after talk is held
"""


@pytest.mark.parametrize("whom", ["each employee", "each absence"])
@pytest.mark.parametrize(
    ("when", "due"),
    [
        ("live is running", "2026-01-09"),
        ("live is not running", "2026-01-01"),
        ("live is not running and talk is held", "2026-01-22"),
    ],
)
def test_a_period_counts_from_the_day_after_it_began(when: str, due: str, whom: str) -> None:
    text = LIVE.format(whom=whom) + AFTER.format(when=when)
    answer = told_both_ways(text, "2026-02-28", "2026-01-05", events=[MET])
    assert [one for one in fell(answer) if one.startswith("look")] == [f"look {due}"]


@pytest.mark.parametrize("whom", ["each employee", "each absence"])
@pytest.mark.parametrize(
    ("when", "due"),
    [
        ("hearing is due", "2026-01-11"),
        ("hearing is held", "2026-01-15"),
        ("Talks is closed", "2026-01-17"),
    ],
)
def test_what_happened_in_a_procedure_counts_on_the_day_after(when: str, due: str, whom: str) -> None:
    text = PROCEDURE.format(whom=whom) + AFTER.format(when=when)
    events = [MET, DONE, held("2026-01-14", "hearing"), outcome("2026-01-16", "hearing", "over")]
    answer = told_both_ways(text, "2026-02-28", "2026-01-05", events=events)
    assert [one for one in fell(answer) if one.startswith("look")] == [f"look {due}"]


def test_a_case_that_ends_on_the_very_first_day_looks_at_its_first_step_on_the_next() -> None:
    text = PROCEDURE.format(whom="each employee").replace("only on a new absence", "immediately")
    events = [held("2026-01-01"), outcome("2026-01-01", "talk", "well")]
    answer = told_both_ways(text, "2026-01-02", "2026-01-01 2026-01-09", events=events)
    assert fell(answer) == ["talk 2026-01-01", "talk 2026-01-02"]


@pytest.mark.parametrize(
    ("step", "waived", "due"),
    [("talk", "2026-01-08", "2026-01-09"), ("hearing", "2026-01-14", "2026-01-15")],
)
def test_a_step_that_was_waived_counts_as_held_from_the_day_after(step: str, waived: str, due: str) -> None:
    text = PROCEDURE.format(whom="each employee") + AFTER.format(when=f"{step} is held")
    gone = {"date": waived, "step": step, "what": "waived", "by": "HR", "why": "agreed"}
    before = [MET, DONE] if step == "hearing" else []
    answer = told_both_ways(text, "2026-02-28", "2026-01-05", events=[*before, gone])
    assert [one for one in fell(answer) if one.startswith("look")] == [f"look {due}"]


def test_what_closed_its_case_is_seen_for_one_day() -> None:
    """The next talk is held, and closes its case, on Tuesday 13 January; on the 15th nobody sees it any more."""
    events = [MET, outcome("2026-01-08", "talk", "done"), held("2026-01-13"), outcome("2026-01-13", "talk", "done")]
    text = TALKS.format(whom="each employee", well="wait for second talk", lines="")
    text += AFTER.format(when="3 absences start in the last 4 weeks and talk is not held")
    answer = told_both_ways(text, "2026-01-31", "2026-01-05", "2026-01-12", "2026-01-14 2026-01-23", events=events)
    assert [one for one in fell(answer) if one.startswith("look")] == ["look 2026-01-15"]


WHOLE_DAY = [held("2026-01-05"), outcome("2026-01-05", "talk", "done")]


@pytest.mark.parametrize("first", ["", "branch First follows each employee\n  step greet\n    falls due at once\n"])
@pytest.mark.parametrize("when", ["talk is due", "talk is held", "talk has outcome done", "Talks is closed"])
def test_a_case_that_opens_and_closes_on_one_day_is_seen_on_the_next(when: str, first: str) -> None:
    """Its marks come and go within Monday 5 January; another step, due since the 1st, does not stand in the way."""
    text = first + TALKS.format(whom="each absence", well="wait for second talk", lines="") + AFTER.format(when=when)
    answer = told_both_ways(text, "2026-02-28", "2026-01-05 2026-01-30", events=WHOLE_DAY)
    assert [one for one in fell(answer) if one.startswith("look")] == ["look 2026-01-06"]


def test_a_meeting_is_no_longer_seen_on_the_day_after_its_case_has_closed() -> None:
    """It was held on Thursday 8 January and its case closed on the 10th; the second absence began in between."""
    text = TALKS.format(whom="each absence", well="wait for second talk", lines="")
    text += AFTER.format(when="2 absences start in the last 4 weeks and talk is not held")
    answer = told_both_ways(text, "2026-01-31", "2026-01-05", "2026-01-09 2026-01-30", events=[MET, DONE])
    assert [one for one in fell(answer) if one.startswith("look")] == ["look 2026-01-11"]


UNTIL_CLOSED = """
branch Talks follows each absence
  step talk
    falls due when the absence has lasted over 1 calendar day
    outcome done: close

  period live
    lasts 2 weeks after letter is issued
"""


def test_a_period_that_ended_with_its_case_is_no_longer_running_on_the_day_after() -> None:
    """It runs from the letter of Wednesday 7 January; the case closes on the 10th, and another absence has begun."""
    text = "document letter\n" + UNTIL_CLOSED
    text += AFTER.format(when="2 absences start in the last 4 weeks and live is not running")
    issued = {"date": "2026-01-07", "what": "issued", "name": "letter"}
    away = ("2026-01-05 2026-01-06", "2026-01-08")
    answer = told_both_ways(text, "2026-01-31", *away, events=[issued, MET, DONE])
    assert [one for one in fell(answer) if one.startswith("look")] == ["look 2026-01-11"]


LETTER = """
  period live
    lasts 2 weeks after letter is issued
"""


@pytest.mark.parametrize("whom", ["each employee", "each absence"])
def test_a_period_that_begins_while_its_branch_waits_for_a_procedure_is_seen_on_the_day_after(whom: str) -> None:
    """The hearing is due since Sunday 11 January and not held; the letter is issued on Tuesday the 13th."""
    text = "document letter\n" + PROCEDURE.format(whom=whom).replace("\nprocedure", LETTER + "\nprocedure")
    issued = {"date": "2026-01-13", "what": "issued", "name": "letter"}
    text += AFTER.format(when="live is running")
    answer = told_both_ways(text, "2026-02-28", "2026-01-05", events=[MET, DONE, issued])
    assert [one for one in fell(answer) if one.startswith("look")] == ["look 2026-01-14"]


def test_what_a_case_stood_at_on_record_is_seen_on_the_day_after() -> None:
    """The talk was held on Monday 5 January; nobody says when it was due, and by that day it was."""
    text = TALKS.format(whom="each employee", well="wait for second talk", lines="") + AFTER.format(when="talk is due")
    standing = [{"branch": "Talks", "step": "talk", "held": "2026-01-05"}]
    answer = told_both_ways(text, "2026-02-28", standing=standing)
    assert fell(answer) == ["look 2026-01-06"]


GOES_ON = """
branch Talks follows each employee
  {begins}
  step talk
    falls due {due}
    {then}
  step second talk
    falls due when 9 absences start in the last 1 week
    outcome done: close
"""


def test_a_step_that_was_waived_is_seen_also_where_another_falls_due_in_its_place() -> None:
    talks = GOES_ON.format(begins="", due="when 1 absence starts in the last 1 week", then="then go to second talk")
    gone = {"date": "2026-01-08", "step": "talk", "what": "waived", "by": "HR", "why": "agreed"}
    answer = told_both_ways(talks + AFTER.format(when="talk is held"), "2026-02-28", "2026-01-05", events=[gone])
    assert fell(answer) == ["talk 2026-01-05", "second talk 2026-01-08", "look 2026-01-09"]


def test_a_step_is_no_longer_seen_as_due_on_the_day_after_its_branch_began_again_at_another() -> None:
    """Closed on the 5th, with a letter, Talks begins again at the talk; closed on the 12th, at the step after it."""
    begins = "starts at the step after the one reached, within 6 months after letter is issued"
    talks = GOES_ON.format(begins=begins, due="at once", then="outcome done: close")
    look = AFTER.format(when="1 absence starts in the last 4 weeks and talk is not due")
    events = [one for day in ("2026-01-05", "2026-01-12") for one in (held(day), outcome(day, "talk", "done"))]
    events.append({"date": "2026-01-05", "what": "issued", "name": "letter"})
    answer = told_both_ways("document letter\n" + talks + look, "2026-02-28", "2026-01-08", events=events)
    assert fell(answer) == ["talk 2026-01-01", "talk 2026-01-05", "second talk 2026-01-12", "look 2026-01-13"]
