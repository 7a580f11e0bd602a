"""Which version an open case keeps to, in each of three stretches of days; and which one says what a step asks for."""

from __future__ import annotations

from typing import Any

import pytest

from policydsl.model.policy import Policy
from tests.small import fell, held, small, stands, told_both_ways

AT_ONCE, NEXT, EARLIER = "move at once", "move at their next step", "stay with the earlier version"
RULES = (AT_ONCE, NEXT, EARLIER)


def policy(text: str, rule: str) -> Policy:
    return small(text, ("when a month", f"cases already open {rule}\n  when a month"))


SETTING = """
setting threshold is 3
  from 1 April 2026 it is 5
  from 1 June 2026 it is 1
measure days over the last 52 weeks
  is calendar days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
branch Short follows each employee
  step talk
    falls due when days is over 0
    falls due again only on a new absence
    then wait for hearing
  step hearing
    falls due when days is over the threshold
    falls due again only on a new absence
    outcome done: close
"""


@pytest.mark.parametrize(
    ("rule", "away", "meeting", "due"),
    [
        # one day away, and again from Monday 6 July on: the hearing is due on the day on which they are over the limit
        (EARLIER, "2026-01-12", "2026-01-13", "2026-07-08"),  # over 3
        (EARLIER, "2026-03-31", "2026-04-01", "2026-07-08"),
        (EARLIER, "2026-04-01", "2026-04-02", "2026-07-10"),  # over 5
        (EARLIER, "2026-05-29", "2026-06-01", "2026-07-10"),
        (EARLIER, "2026-06-01", "2026-06-02", "2026-07-06"),  # over 1
        (NEXT, "2026-01-12", "2026-03-31", "2026-07-08"),
        (NEXT, "2026-01-12", "2026-04-01", "2026-07-10"),
        (NEXT, "2026-01-12", "2026-06-01", "2026-07-06"),
        (AT_ONCE, "2026-01-12", "2026-01-13", "2026-07-06"),
        (AT_ONCE, "2026-04-01", "2026-04-02", "2026-07-06"),
    ],
)
def test_a_setting_that_an_open_case_keeps_to(rule: str, away: str, meeting: str, due: str) -> None:
    answer = told_both_ways(policy(SETTING, rule), "2026-07-31", away, "2026-07-06 -", events=[held(meeting)])
    assert fell(answer) == [f"talk {away}", f"hearing {due}"]


def test_two_cases_of_one_person_keep_to_versions_of_their_own() -> None:
    """One branch opened in January and one in April; both wait for their hearing in July."""
    other = SETTING[SETTING.index("branch Short") :].replace("Short", "Long").replace("talk", "chat")
    other = other.replace("hearing", "review").replace("over 0", "over 1")
    both = policy(SETTING + other, EARLIER)
    events = [held("2026-01-13"), held("2026-04-03", "chat")]
    answer = told_both_ways(both, "2026-07-31", "2026-01-12", "2026-04-02", "2026-07-06 -", events=events)
    assert fell(answer)[2:] == ["hearing 2026-07-07", "review 2026-07-09"]


# ------------------------------------------------------------------ a case that stood in a procedure

PROCEDURE = """
branch Short follows each employee
  step talk
    falls due when 9 absences start in the last 3 months
    falls due again only on a new absence
    outcome serious: start dismissal
procedure dismissal
  step review
    falls due at once
    then wait for hearing
  step hearing
    falls due 2 weeks after review is held
    from 1 April 2026: falls due 6 weeks after review is held
    outcome done: close
"""


@pytest.mark.parametrize(
    ("rule", "stood", "due"),
    [
        (EARLIER, "2026-03-23", "2026-04-06"),
        (EARLIER, "2026-04-01", "2026-05-13"),
        (NEXT, "2026-03-23", "2026-04-06"),
        (AT_ONCE, "2026-03-23", "2026-05-04"),
    ],
)
def test_a_case_that_stood_in_a_procedure_is_open_since_then(rule: str, stood: str, due: str) -> None:
    standing = [{"branch": "Short", "step": "review", "held": stood}]
    answer = told_both_ways(policy(PROCEDURE, rule), "2026-06-30", standing=standing)
    assert fell(answer) == [f"hearing {due}"]


# ------------------------------------------------------------------ what a step asks for once nothing more is asked

ASKS = """
branch Short follows each employee
  step talk
    falls due when 1 absence starts in the last 3 months
    falls due again only on a new absence
    must complete Plan
    from 1 April 2026: must agree target
    outcome done: close
    if "doubt" is recorded: close
"""


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(
    ("day", "asked"), [("2026-03-31", ["complete Plan"]), ("2026-04-01", ["complete Plan", "agree target"])]
)
@pytest.mark.parametrize(
    "event",
    [
        {"date": "2026-04-08", "what": "recorded", "name": "doubt"},
        {"date": "2026-04-08", "what": "waived", "step": "talk", "by": "HR", "why": "no need"},
    ],
)
def test_a_step_that_was_moot_or_waived_asks_what_it_did_when_it_fell_due(
    rule: str, day: str, asked: list[str], event: dict[str, Any]
) -> None:
    answer = told_both_ways(policy(ASKS, rule), "2026-04-30", day, events=[event])
    assert [one.duty for one in answer.duties] == asked


@pytest.mark.parametrize(
    ("rule", "asked"),
    [(AT_ONCE, ["complete Plan", "agree target"]), (NEXT, ["complete Plan"]), (EARLIER, ["complete Plan"])],
)
def test_a_step_that_is_due_still_asks_what_the_version_of_its_case_asks(rule: str, asked: list[str]) -> None:
    answer = told_both_ways(policy(ASKS, rule), "2026-04-30", "2026-03-31")
    assert (stands(answer), [one.duty for one in answer.duties]) == (["talk due"], asked)
    before, after = (
        told_both_ways(policy(ASKS, rule), "2026-04-30", "2026-03-25", events=[held(day)])
        for day in ("2026-03-31", "2026-04-01")
    )
    assert [one.duty for one in before.duties] == ["complete Plan"]
    assert [one.duty for one in after.duties] == asked
