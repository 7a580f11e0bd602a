"""Times counted from a step of another branch whose case has closed, and a step that was not held in its time.

Wednesday 15 April and Wednesday 6 May 2026 are days away, so that talk is due on 6 May.
"""

from __future__ import annotations

import pytest

from policydsl.interpret.answer import Answer
from tests.small import fell, held, outcome, stands, told_both_ways

AWAY = ("2026-04-15", "2026-05-06")
VERBAL = """
branch Verbal follows each employee
  step talk
    falls due when 2 absences start in the last 6 months
    falls due again only on a new absence
    outcome issued: close
    outcome dropped: close

branch Written follows each employee
  step letter
    falls due """
CLOSED = [held("2026-05-07"), outcome("2026-05-07", "talk", "issued")]
AGAIN = "\n    falls due again only on a new absence\n    then close\n"


def letters(found: Answer) -> list[str]:
    return [one.removeprefix("letter ") for one in fell(found) if one.startswith("letter")]


@pytest.mark.parametrize(
    ("when", "absent", "due"),
    [
        ("1 new absence starts since talk is held", "2026-05-07", []),  # the day of the meeting is not after it
        ("1 new absence starts since talk is held", "2026-05-08", ["2026-05-08"]),
        ("1 new absence starts since talk has outcome issued", "2026-05-08", ["2026-05-08"]),
        ("1 new absence starts since talk has outcome dropped", "2026-05-08", []),
        # within a week of the 7th: 8 to 14 May
        ("1 absence starts within 1 week after talk is held", "2026-05-14", ["2026-05-14"]),
        ("1 absence starts within 1 week after talk is held", "2026-05-15", []),
    ],
)
def test_a_count_runs_from_a_step_of_another_branch_whose_case_has_closed(
    when: str, absent: str, due: list[str]
) -> None:
    passes = "\n    if not due by then: close" if "within" in when else ""
    text = f"{VERBAL}when {when}{passes}{AGAIN}"
    assert letters(told_both_ways(text, "2026-05-31", *AWAY, absent, events=CLOSED)) == due


@pytest.mark.parametrize(
    ("when", "due"),
    [("talk is held", ["2026-05-08"]), ("talk has outcome issued", ["2026-05-08"]), ("talk has outcome dropped", [])],
)
def test_what_happens_on_the_day_on_which_its_case_closes_is_seen_on_the_day_after(when: str, due: list[str]) -> None:
    text = f"{VERBAL}when {when}\n    outcome sent: close\n"
    assert letters(told_both_ways(text, "2026-05-31", *AWAY, events=CLOSED)) == due
    # the letter is sent on the 8th: what was held on the 7th is not seen once more
    sent = [*CLOSED, held("2026-05-08", "letter"), outcome("2026-05-08", "letter", "sent")]
    assert letters(told_both_ways(text, "2026-05-31", *AWAY, events=sent)) == due


def test_what_happened_before_its_case_closed_is_seen_up_to_the_day_on_which_it_closes() -> None:
    later = [held("2026-05-07"), outcome("2026-05-11", "talk", "issued")]
    letter = "outcome again: stay\n    falls due again only on a new absence\n    outcome sent: close\n"
    text = f"{VERBAL}when talk is held\n    {letter}"
    met = [held("2026-05-08", "letter"), outcome("2026-05-08", "letter", "sent")]
    for absent, due in (("2026-05-11", ["2026-05-08", "2026-05-11"]), ("2026-05-12", ["2026-05-08"])):
        assert letters(told_both_ways(text, "2026-05-31", *AWAY, absent, events=[*later, *met])) == due


def test_a_time_that_passed_closes_the_case_that_waited_once_and_not_the_one_that_begins_then() -> None:
    text = f"{VERBAL}when 1 absence starts within 1 week after talk is held\n    if not due by then: close{AGAIN}"
    found = told_both_ways(text, "2026-05-31", *AWAY, events=CLOSED)
    assert found.lapsed == ()
    assert stands(found) == ["talk waiting", "letter waiting"]
    assert [(one.branch, str(one.on)) for one in found.closed] == [("Verbal", "2026-05-07"), ("Written", "2026-05-15")]


def test_a_date_is_reckoned_from_a_step_of_another_branch_whose_case_has_closed() -> None:
    text = f"{VERBAL}1 week after talk is held\n    dates already passed count\n    outcome done: close\n"
    assert letters(told_both_ways(text, "2026-05-13", *AWAY, events=CLOSED)) == []
    assert letters(told_both_ways(text, "2026-05-14", *AWAY, events=CLOSED)) == ["2026-05-14"]


def test_a_count_runs_from_the_latest_of_two_meetings() -> None:
    # Friday 8 May makes both due; after the talk of the 12th only what begins on the 13th is new.
    text = f"{VERBAL}when 1 new absence starts since talk is held{AGAIN}"
    events = [*CLOSED, held("2026-05-11", "letter"), held("2026-05-12"), outcome("2026-05-12", "talk", "issued")]
    found = told_both_ways(text, "2026-05-31", *AWAY, "2026-05-08", events=events)
    assert letters(found) == ["2026-05-08"]
    found = told_both_ways(text, "2026-05-31", *AWAY, "2026-05-08", "2026-05-13", events=events)
    assert letters(found) == ["2026-05-08", "2026-05-13"]


NOT_IN_TIME = """
branch Own follows each employee
  step talk
    falls due when 2 absences start in the last 6 months
    falls due again only on a new absence
    then wait for letter
  step letter
    falls due when 1 new absence starts since talk is held
    falls due again only on a new absence
    if letter is not held within 7 calendar days after letter is due: {then}
    then close
"""


@pytest.mark.parametrize(
    ("then", "place", "next_one"),
    [
        ("go back to talk", "talk waiting", "talk 2026-06-10"),
        # the level that was reached stays: another absence is enough for its step
        ("wait for letter", "letter waiting", "letter 2026-06-10"),
    ],
)
def test_a_step_not_held_in_time_is_owed_no_longer_once_the_case_waits_anew(
    then: str, place: str, next_one: str
) -> None:
    # due on Wednesday 20 May, in time up to the 27th
    text, away, talk = NOT_IN_TIME.format(then=then), (*AWAY, "2026-05-20"), [held("2026-05-07")]
    in_time = told_both_ways(text, "2026-05-27", *away, events=talk)
    assert stands(in_time) == ["letter due"]
    assert [one.state.value for one in in_time.fell_due] == ["held", "due"]
    late = told_both_ways(text, "2026-05-28", *away, events=talk)
    assert stands(late) == [place]
    assert [one.state.value for one in late.fell_due] == ["held", "moot"]
    assert fell(told_both_ways(text, "2026-06-10", *away, "2026-06-10", events=talk))[2:] == [next_one]
