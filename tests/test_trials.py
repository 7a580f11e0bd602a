"""What newcomers stumbled over in answers and examples, each as they met it."""

from __future__ import annotations

from policydsl.explain.text import as_text
from policydsl.interpret.examples import Failed, Passed, run
from tests.small import held, outcome, small, told

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
