"""An outcome recorded when the case of its meeting has moved on: into a procedure, to its end, to a new beginning."""

from __future__ import annotations

import pytest

from policydsl.interpret.answer import Answer
from tests.small import codes, fell, held, outcome, stands, told_both_ways

TALK = """
branch care follows each {followed}
  step talk
    falls due when {due}
    then {then}
    outcome letter: send letter, and tell HR "file it"
    outcome none: stay

procedure inquiry
  step look
    falls due at once
    outcome done: return
    outcome heard: wait for second look
  step second look
    falls due 1 week after look is held
"""
TWO = "2 absences start in the last 4 weeks\n    falls due again only on a new absence"
OF_ALL = TALK.replace("{followed}", "employee").replace("{due}", TWO)
OF_ONE = TALK.replace("{followed}", "absence").replace("{due}", "the absence has lasted over 3 calendar days")
"""Talk falls due on Monday 12 January, of two absences, or on Thursday 8 January, of one."""

LATE = outcome("2026-01-16", "talk", "letter")


def given(answer: Answer) -> tuple[list[tuple[str, str]], list[str]]:
    """What a talk gives people to do, and since when; what they are told."""
    told = [one.message for one in answer.warnings if one.code == "tell"]
    return [(one.what, str(one.since)) for one in answer.human if one.step == "talk"], told


ASKED = ([("send letter", "2026-01-16")], ["HR: file it"])


@pytest.mark.parametrize("meeting", ["2026-01-12", "2026-01-13"])  # on the day it fell due too: closed as it had begun
def test_an_outcome_after_the_close_gives_people_what_it_says(meeting: str) -> None:
    text = OF_ALL.replace("{then}", "close")
    answer = told_both_ways(text, "2026-02-01", "2026-01-05", "2026-01-12", events=[held(meeting), LATE])
    assert (fell(answer), stands(answer)) == (["talk 2026-01-12"], ["talk waiting"])
    assert given(answer) == ASKED
    assert [one.outcome for one in answer.fell_due] == ["letter"]


def test_an_outcome_after_the_close_of_an_absence_gives_people_what_it_says() -> None:
    text = OF_ONE.replace("{then}", "close")
    answer = told_both_ways(text, "2026-02-01", "2026-01-05 2026-01-09", events=[held("2026-01-12"), LATE])
    assert ([(one.step, str(one.on)) for one in answer.closed], stands(answer)) == ([("talk", "2026-01-12")], [])
    assert given(answer) == ASKED


def test_what_is_put_on_file_is_done_though_the_case_has_closed() -> None:
    text = OF_ONE.replace("{then}", "close") + "\ndocument letter\n"
    sent = {"date": "2026-01-20", "name": "letter", "what": "issued"}
    answer = told_both_ways(text, "2026-02-01", "2026-01-05 2026-01-09", events=[held("2026-01-12"), LATE, sent])
    assert given(answer) == ([], ["HR: file it"])


def test_what_follows_a_close_in_one_line_is_told_too() -> None:
    text = OF_ONE.replace("{then}", 'close, and tell HR "over"')
    answer = told_both_ways(text, "2026-01-15", "2026-01-05 2026-01-09", events=[held("2026-01-12")])
    assert given(answer) == ([], ["HR: over"])


@pytest.mark.parametrize(
    ("events", "where"),
    [
        ([], "look due"),
        ([held("2026-01-14", "look")], "look held"),
        ([held("2026-01-14", "look"), outcome("2026-01-15", "look", "done")], "talk decided"),
    ],
)
def test_an_outcome_gives_people_what_it_says_beside_a_procedure(events: list[dict[str, str]], where: str) -> None:
    text = OF_ALL.replace("{then}", "start inquiry")
    record = [held("2026-01-13"), *events, LATE]
    answer = told_both_ways(text, "2026-02-01", "2026-01-05", "2026-01-12", events=record)
    assert (stands(answer)[-1], given(answer)) == (where, ASKED)
    assert codes(answer) == ["tell"]


def test_an_outcome_beside_a_procedure_changes_the_period_of_the_branch_and_not_where_the_case_is() -> None:
    text = OF_ALL.replace("{then}", "start inquiry").replace(
        "    outcome none", "    outcome off: end trial\n    outcome none"
    )
    text = text.replace("  step talk\n", "  period trial\n    lasts 6 months after talk is held\n  step talk\n")
    away, meeting = ("2026-01-05", "2026-01-12"), held("2026-01-13")
    runs = told_both_ways(text, "2026-02-01", *away, events=[meeting])
    assert [one.text for one in runs.shown if one.code == "period"] == ["trial runs from 2026-01-13 to 2026-07-12"]
    over = told_both_ways(text, "2026-02-01", *away, events=[meeting, outcome("2026-01-16", "talk", "off")])
    assert stands(over) == ["talk decided", "look due"]
    assert [one.text for one in over.shown if one.code == "period"] == []


CHECK = """
branch other follows each employee
  step letter check
    falls due when talk has outcome letter
    then close
"""


def test_a_step_waits_for_the_outcome_that_was_recorded_beside_a_procedure() -> None:
    text = OF_ALL.replace("{then}", "start inquiry") + CHECK
    answer = told_both_ways(text, "2026-02-01", "2026-01-05", "2026-01-12", events=[held("2026-01-13"), LATE])
    assert "letter check 2026-01-17" in fell(answer)


STEPS = """
branch care follows each employee
  step talk
    falls due when 2 absences start in the last 4 weeks
    falls due again only on a new absence
    then wait for review
    outcome letter: send letter
    outcome on: move on as if held
  step review
    falls due when talk has outcome letter
    then close
"""


@pytest.mark.parametrize("closed", ["2026-01-13", "2026-01-14"])  # on the day of the meeting, or after it
def test_an_outcome_of_a_closed_case_is_none_of_the_one_that_began_after_it(closed: str) -> None:
    by_people = {"date": closed, "branch": "care", "what": "closed", "by": "HR"}
    record = [held("2026-01-13"), by_people, LATE, held("2026-01-20")]
    answer = told_both_ways(STEPS, "2026-02-01", "2026-01-05", "2026-01-12", "2026-01-19", events=record)
    assert (fell(answer), stands(answer)) == (["talk 2026-01-12", "talk 2026-01-19"], ["review waiting"])
    assert [one.outcome for one in answer.fell_due] == ["letter", None]


def test_an_outcome_that_moves_on_as_if_held_says_what_follows_its_own_meeting() -> None:
    # not what follows the review that the case has come to
    events = [held("2026-01-13"), outcome("2026-01-16", "talk", "on")]
    answer = told_both_ways(STEPS, "2026-02-01", "2026-01-05", "2026-01-12", events=events)
    assert (stands(answer), answer.closed) == (["review waiting"], ())


IN_PROCEDURE = """
branch care follows each employee
  step talk
    falls due when 2 absences start in the last 4 weeks
    falls due again only on a new absence
    then start inquiry

procedure inquiry
  step look
    falls due at once
    then wait for second look
    outcome heard: tell HR "heard"
  step second look
    falls due 1 week after look is held
    then wait for third look
  step third look
    falls due when look has outcome heard
    outcome done: return
"""


def test_an_outcome_that_is_late_in_a_procedure_is_waited_for_there() -> None:
    events = [held("2026-01-13"), held("2026-01-14", "look"), outcome("2026-01-22", "look", "heard")]
    events += [held("2026-01-23", "second look")]
    answer = told_both_ways(IN_PROCEDURE, "2026-02-01", "2026-01-05", "2026-01-12", events=events)
    assert fell(answer)[-2:] == ["second look 2026-01-21", "third look 2026-01-23"]


# ------------------------------------------------------------------ what stands beside a close

MARKS = """
points marks
  1 for an absence
  each entry drops off 12 months after its own date
branch care follows each employee
  step talk
    falls due when marks is at least 2
    falls due again only on a new absence
    outcome done: {done}
"""


@pytest.mark.parametrize("done", ["close, and take 2 off marks", "take 2 off marks, and close"])
def test_what_stands_behind_a_close_is_done_as_if_it_stood_before_it(done: str) -> None:
    events = [held("2026-01-13"), outcome("2026-01-14", "talk", "done")]
    answer = told_both_ways(MARKS.format(done=done), "2026-02-01", "2026-01-05", "2026-01-12", events=events)
    assert ([one.value for one in answer.measures], stands(answer)) == ([0], ["talk waiting"])


@pytest.mark.parametrize("done", ["close, and reset marks", "reset marks, and close"])
def test_points_are_reset_though_the_reset_stands_behind_a_close(done: str) -> None:
    events = [held("2026-01-13"), outcome("2026-01-14", "talk", "done")]
    answer = told_both_ways(MARKS.format(done=done), "2026-02-01", "2026-01-05", "2026-01-12", events=events)
    assert [one.value for one in answer.measures] == [0]


def test_what_stands_behind_move_on_as_if_held_is_done_where_that_closes_the_case() -> None:
    text = OF_ONE.replace("{then}", "close") + "\ndocument note\n"
    text = text.replace(
        "    outcome letter", '    if waived: move on as if held, and tell HR "waived"\n    outcome letter'
    )
    waived = {"date": "2026-01-12", "step": "talk", "what": "waived", "by": "HR", "why": "agreed"}
    answer = told_both_ways(text, "2026-01-15", "2026-01-05 2026-01-09", events=[waived])
    assert ([str(one.on) for one in answer.closed], given(answer)) == (["2026-01-12"], ([], ["HR: waived"]))
