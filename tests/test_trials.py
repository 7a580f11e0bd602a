"""What newcomers stumbled over in answers and examples, each as they met it."""

from __future__ import annotations

from policydsl.explain.text import as_text
from policydsl.interpret.examples import Failed, Passed, run
from tests.small import fell, held, outcome, small, stands, told

LADDER = """
branch short follows each employee
  step review
    falls due when 2 absences start in the last 3 months
    falls due again only on a new absence
    outcome warned: wait for second
    outcome fine: close
  step second
    falls due at once
    employee may appeal to director within 5 working days after "outcome letter" is received
    outcome back: go back to review
"""
TWO = ("2026-01-05", "2026-02-02")
WARNED = [outcome("2026-02-09", "review", "warned"), held("2026-02-10", "second")]
CALLS = """
branch long follows each absence while it lasts
  step call
    falls due when the absence has lasted at least 2 weeks
    falls due again every 2 weeks until the absence ends
    outcome rung: stay
"""


def test_a_case_that_goes_back_by_its_outcome_is_not_said_to_have_lapsed_for_want_of_anything() -> None:
    events = [held("2026-02-09", "review"), *WARNED, outcome("2026-02-11", "second", "back")]
    text = " ".join(as_text(told(LADDER, "2026-02-20", *TWO, events=events)).split())
    assert "short went back from second: so the outcome says" in text
    assert "nothing brought" not in text


def test_the_last_day_of_an_appeal_counts_from_the_day_the_letter_is_received() -> None:
    letter = {"date": "2026-02-12", "name": "outcome letter", "what": "received"}
    answer = told(LADDER, "2026-02-20", *TWO, events=[held("2026-02-09", "review"), *WARNED, letter])
    assert any("19 Feb 2026" in one.text or "2026-02-19" in one.text for one in answer.shown if one.step == "second")


def test_one_absence_with_calls_every_two_weeks_is_not_said_to_be_several() -> None:
    text = as_text(told(CALLS, "2026-03-20", "2026-01-05 -"))
    assert "call, long: still due 5 times, the oldest since Sun 18 Jan 2026" in text
    assert "Due on" in text
    assert "absences" not in text


def test_an_example_may_say_that_a_branch_has_not_closed() -> None:
    fine = "  held review on 9 February 2026, with outcome fine\n"
    example = "example {name}\n  absent on 5 January 2026, 2 February 2026\n{more}"
    example += "  on 9 February 2026, short has not closed\n"
    policy = small(LADDER + example.format(name="open", more="") + example.format(name="over", more=fine))
    still, over = (run(policy, one) for one in policy.examples)
    assert isinstance(still, Passed)
    assert isinstance(over, Failed)


GOES_ON = """
branch short follows each employee
  step review
    falls due when 2 absences start in the last 3 months
    falls due again only on a new absence
    outcome warned: issue warning letter
    outcome fine: "nothing more"
    then wait for second
  period warning
    lasts 6 months after review has outcome warned
  step second
    falls due when 9 absences start in the last 3 months
    outcome done: close
"""


def test_what_an_outcome_gives_people_to_do_is_not_lost_though_the_case_went_on_when_the_meeting_was_held() -> None:
    events = [held("2026-02-09", "review"), outcome("2026-02-16", "review", "warned")]
    answer = told(GOES_ON, "2026-02-20", *TWO, events=events)
    assert stands(answer) == ["second waiting"]
    assert [one.what for one in answer.human] == ["issue warning letter"]
    assert [one.text for one in answer.shown if one.code == "period"] == ["warning runs from 2026-02-16 to 2026-08-15"]


EITHER = """
branch short follows each employee
  step review
    falls due when 2 absences start in the last 3 months
    falls due again only on a new absence
    then wait for second
  step second
    falls due when 1 new absence starts within 6 months after review is held
      or when 1 new absence starts within 6 months after "letter" is sent
    if not due by then: go back to review
    outcome done: close
"""


def test_a_time_passes_though_another_one_has_never_begun() -> None:
    events = [held("2026-02-09", "review")]
    assert stands(told(EITHER, "2026-08-09", *TWO, events=events)) == ["second waiting"]
    assert stands(told(EITHER, "2026-08-10", *TWO, events=events)) == ["review waiting"]
    letter = [*events, {"date": "2026-03-02", "name": "letter", "what": "sent"}]
    assert stands(told(EITHER, "2026-09-02", *TWO, events=letter)) == ["second waiting"]
    assert stands(told(EITHER, "2026-09-03", *TWO, events=letter)) == ["review waiting"]


AGAIN = """
branch short follows each employee
  step review
    falls due when 2 absences start in the last 3 months
    then wait for second
  period watch
    lasts 3 months after review is held
    at its end: reset watch
  step second
    falls due when at least 2 new absences start within 6 months after review is held
    falls due again only on a new absence
    if not due by then: stay
    outcome longer: stay
    outcome done: close
"""


def test_a_new_absence_that_is_not_among_those_counted_lets_nothing_fall_due_again() -> None:
    events = [held("2026-02-09", "review"), held("2026-05-11", "second"), outcome("2026-05-11", "second", "longer")]
    away = (*TWO, "2026-03-02", "2026-05-04")
    inside = told(AGAIN, "2026-09-30", *away, "2026-08-03", events=events)
    assert fell(inside) == ["review 2026-02-02", "second 2026-05-04", "second 2026-08-03"]
    after = told(AGAIN, "2026-09-30", *away, "2026-08-31", events=events)
    assert fell(after) == ["review 2026-02-02", "second 2026-05-04"]


def test_an_example_may_say_that_a_period_is_running() -> None:
    lines = """
example warned
  absent on 5 January 2026, 2 February 2026
  held review on 9 February 2026
  when absent on 20 February 2026: on 20 February 2026, watch is running
  when absent on 21 February 2026: on 8 May 2026, watch is running
  when absent on 22 February 2026: on 8 February 2026, watch is not running
  when absent on 23 February 2026: on 20 February 2026, watch is not running
"""
    policy = small(AGAIN + lines)
    assert [isinstance(run(policy, one), Passed) for one in policy.examples] == [True, True, True, False]


def test_a_branch_may_have_the_name_of_a_keyword() -> None:
    policy = small(LADDER.replace("branch short", "branch steps"))
    assert list(policy.branches) == ["steps"]
