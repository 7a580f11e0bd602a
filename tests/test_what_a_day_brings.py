"""What one day brings: cases open and close, for absences, for members of a group, and from where they stood before."""

from __future__ import annotations

from typing import Any

import pytest

from policydsl.interpret.answer import Answer
from tests.small import fell, held, small, stands, told_both_ways

GAP = "when no working day lies between them", "when at most 14 calendar days lie between them"


def told(text: str, on: str, *absent: str, header: tuple[tuple[str, str], ...] = (), **more: Any) -> Answer:
    return told_both_ways(small(text, *header), on, *absent, **more)


def closed(answer: Answer) -> list[str]:
    return [f"{one.branch} {one.absence or ''} {one.on} {one.why}" for one in answer.closed]


# ------------------------------------------------------------------ several cases on one day


def test_a_case_that_goes_straight_to_a_later_step_keeps_no_other_from_its_own() -> None:
    text = """
branch Ladder follows each employee
  step talk
    falls due when 2 absences start in the last 4 weeks
    falls due again only on a new absence
    then wait for review
  step review
    can be reached without the steps before it
    falls due when 3 absences start in the last 3 months
    falls due again only on a new absence
    then close
branch Watch follows each employee
  step call
    falls due when 3 absences start in the last 12 weeks
    falls due again only on a new absence
    then close
"""
    answer = told(text, "2026-03-31", "2026-01-05", "2026-02-09", "2026-03-16")
    assert fell(answer) == ["review 2026-03-16", "call 2026-03-16"]


def test_a_run_that_goes_on_keeps_no_case_of_an_absence_open() -> None:
    text = """
branch Runs follows each run of linked absences while it lasts
  step care
    falls due when the absence has lasted over 1 week
    then close
branch Long follows each absence while it lasts
  step talk
    falls due when the absence has lasted over 1 week
    then close
"""
    links = (
        "  an absence ends on its last recorded day",
        "  absences link when at most 4 weeks lie between them\n  an absence ends on its last recorded day",
    )
    # back on Friday 9 January; the run may go on up to 5 February, 4 weeks between
    answer = told(text, "2026-01-09", "2026-01-07 2026-01-08", header=(links,))
    assert (closed(answer), stands(answer)) == (["Long 2026-01-07 2026-01-09 absence-over"], ["care paused"])
    # of the two absences of a run each has a case, and the run has one, with the name of its first
    answer = told(text, "2026-01-31", "2026-01-07 2026-01-08", "2026-01-19 2026-01-23", header=(links,))
    assert [(one.branch, one.absence) for one in answer.standing] == [("Runs", "2026-01-07")]


# ------------------------------------------------------------------ which absences cases open for

CALL = """
during every absence
  step call
    falls due at once
    outcome done: close
"""
CARD = """
during every absence
  step card
    falls due 7 calendar days after the absence began
    then close
"""
RETURN = """
after every absence
  step return
    falls due on first working time back
    then close
"""


@pytest.mark.parametrize(
    ("absent", "due"),
    [
        (["2025-12-01 2025-12-02"], []),  # over before the policy came into force
        (["2025-12-22 2026-01-02"], ["call 2026-01-01"]),
        (["2026-01-01 2026-01-02"], ["call 2026-01-01"]),
        (["2025-12-01 2025-12-02", "2026-01-05 2026-01-09"], ["call 2026-01-05"]),  # once, on its first day
    ],
)
def test_a_step_during_absences_opens_on_the_first_day_or_while_one_runs(absent: list[str], due: list[str]) -> None:
    assert fell(told(CALL, "2026-01-31", *absent)) == due


def test_around_an_absence_what_joins_over_days_at_work_is_two() -> None:
    # Two absences with two working days between, which counts and branches take for one
    absent = ("2026-01-05 2026-01-07", "2026-01-12 2026-01-13")
    assert fell(told(CALL, "2026-01-31", *absent, header=(GAP,))) == ["call 2026-01-05", "call 2026-01-12"]
    assert fell(told(RETURN, "2026-01-31", *absent, header=(GAP,))) == ["return 2026-01-08", "return 2026-01-14"]
    # What has not fallen due by the return no longer does, although the absence may still go on by the rule.
    answer = told(CARD, "2026-01-31", "2026-01-05 2026-01-07", header=(GAP,))
    assert (fell(answer), closed(answer)) == ([], ["during every absence 2026-01-05 2026-01-08 absence-over"])


def test_on_the_first_day_of_the_policy_a_step_during_absences_sees_them_as_two() -> None:
    answer = told(CALL, "2026-01-10", "2025-12-22 2025-12-23", "2025-12-30 2026-01-02", header=(GAP,))
    assert [(one.absence, str(one.on)) for one in answer.fell_due] == [("2025-12-30", "2026-01-01")]


SHORT_OF_IT = """
branch After follows each absence after it ends
  step look back
    falls due when the absence has lasted over 1 week
    then close
"""


@pytest.mark.parametrize(("absent", "due"), [("2026-01-05 2026-01-09", []), ("2026-01-05 2026-01-12", ["2026-01-13"])])
def test_no_case_opens_for_an_absence_that_did_not_reach_the_length(absent: str, due: list[str]) -> None:
    answer = told(SHORT_OF_IT, "2026-01-31", absent)
    assert [str(one.on) for one in answer.fell_due] == due
    assert [one.state.value for one in answer.standing] == (["due"] if due else [])


# ------------------------------------------------------------------ absences of a kind

EXPECTED_LONG = """
category announced absence is an absence expected to last over 2 weeks
during every announced absence
  step call
    falls due at once
    then close
  step letter
    falls due at once
    outcome sent: close
"""


def expected(day: str, until: str) -> dict[str, Any]:
    return {"date": day, "what": "expected", "absence": "2026-01-05", "for": until}


def test_during_an_absence_of_a_kind_the_steps_open_once_on_the_first_day_of_the_kind() -> None:
    long, short = "2026-01-30", "2026-01-12"
    events = [expected("2026-01-07", long), expected("2026-01-09", short), expected("2026-01-12", long)]
    due = ["call 2026-01-07", "letter 2026-01-07"]
    answer = told(EXPECTED_LONG, "2026-01-31", "2026-01-05 -", events=events)
    assert (fell(answer), stands(answer)) == (due, ["call due", "letter due"])
    # also where the case of one step has closed meanwhile
    answer = told(EXPECTED_LONG, "2026-01-31", "2026-01-05 -", events=[*events, held("2026-01-08", "call")])
    assert (fell(answer), stands(answer)) == (due, ["letter due"])
    # another absence has a case of its own
    again = expected("2026-02-16", "2026-03-31") | {"absence": "2026-02-16"}
    answer = told(EXPECTED_LONG, "2026-02-20", "2026-01-05 2026-01-30", "2026-02-16 -", events=[*events, again])
    assert fell(answer) == [*due, "call 2026-02-16", "letter 2026-02-16"]


def test_during_a_long_absence_the_steps_open_on_the_day_that_it_becomes_one() -> None:
    text = CALL.replace("every absence", "every long absence")
    assert fell(told(text, "2026-01-31", "2026-01-05 -")) == ["call 2026-01-12"]
    assert fell(told(text, "2026-01-11", "2026-01-05 -")) == []


# ------------------------------------------------------------------ branches of a group

GROUP = """
group managers is employees recorded as managers
branch Managers follows each employee managers
  step welcome
    falls due at once
    outcome done: close
"""


@pytest.mark.parametrize(
    ("groups", "due", "over"),
    [
        ([("2025-06-01", None)], ["2026-01-01"], []),  # in it before the policy came into force
        ([("2026-01-01", None)], ["2026-01-01"], []),
        ([("2026-01-14", None)], ["2026-01-14"], []),
        ([("2026-01-14", "2026-01-20")], ["2026-01-14"], ["2026-01-21"]),
        ([("2026-01-14", "2026-01-20"), ("2026-01-22", None)], ["2026-01-14", "2026-01-22"], ["2026-01-21"]),
        ([], [], []),
    ],
)
def test_a_branch_of_a_group_has_a_case_while_somebody_is_in_it(
    groups: list[tuple[str, str | None]], due: list[str], over: list[str]
) -> None:
    said = [{"name": "managers", "from": first} | ({"to": last} if last else {}) for first, last in groups]
    answer = told(GROUP, "2026-01-31", groups=said)
    assert fell(answer) == [f"welcome {day}" for day in due]
    assert closed(answer) == [f"Managers  {day} left-the-group" for day in over]


# ------------------------------------------------------------------ where a case stood before the records

LADDER = """
branch Long follows each absence while it lasts
  step talk
    falls due when the absence has lasted over 1 week
    then wait for review
  step review
    falls due 2 weeks after talk is held
    then close
branch Watch follows each employee
  step first
    falls due when 1 absence starts in the last 4 weeks
    falls due again immediately
    then stay
"""


def stood(branch: str, step: str, day: str, absence: str | None = None, **more: str) -> dict[str, str]:
    return {"branch": branch, "step": step, "held": day, **({"absence": absence} if absence else {}), **more}


def test_each_case_stands_from_the_day_of_its_own_standing() -> None:
    long, watch = stood("Long", "talk", "2026-01-13", "2026-01-02"), stood("Watch", "first", "2026-01-06")
    for standing in ([long, watch], [watch, long]):
        answer = told(LADDER, "2026-01-31", "2026-01-02 -", standing=standing)
        assert [one for one in fell(answer) if "review" in one] == ["review 2026-01-27"]
        assert stands(answer) == ["review due", "first due"]


def test_a_case_that_stood_somewhere_before_the_policy_came_into_force_does_not_begin_anew() -> None:
    answer = told(LADDER, "2026-01-31", "2025-12-01 -", standing=[stood("Long", "talk", "2025-12-22", "2025-12-01")])
    assert [one for one in fell(answer) if "first" not in one] == ["review 2026-01-05"]
    assert [one.step for one in answer.standing] == ["review", "first"]


@pytest.mark.parametrize(
    ("then", "standing", "closes"),
    [
        ("stay", ["talk waiting"], []),  # it falls due again: the case waits for it once more
        ("close", ["talk waiting"], ["Watch  2026-01-12 then"]),
        ("wait for review", ["review waiting"], []),
    ],
)
def test_what_follows_a_step_that_was_held_before_the_records(
    then: str, standing: list[str], closes: list[str]
) -> None:
    text = f"""
branch Watch follows each employee
  step talk
    falls due when 1 absence starts in the last 4 weeks
    falls due again only on a new absence
    then {then}
    outcome next: wait for review
  step review
    falls due when 2 absences start within 4 weeks after talk is held
    if not due by then: stay
    then close
"""
    answer = told(text, "2026-01-20", "2026-01-05", standing=[stood("Watch", "talk", "2026-01-12")])
    assert (fell(answer), stands(answer), closed(answer)) == ([], standing, closes)
    again = told(text, "2026-01-31", "2026-01-05", "2026-01-26", standing=[stood("Watch", "talk", "2026-01-12")])
    assert fell(again) == ([] if then.startswith("wait") else ["talk 2026-01-26"])


PROCEDURE = """
branch Watch follows each employee
  step talk
    falls due when 1 absence starts in the last 4 weeks
    falls due again only on a new absence
    {first}
    outcome fine: close
    outcome bad: wait for review
  step review
    falls due 12 weeks after talk is held
    {second}
    outcome good: close
  step farewell
    falls due 12 weeks after talk is held
    outcome good: close
procedure dismissal
  step check
    falls due at once
    outcome yes: wait for hearing
    outcome no: return
  step hearing
    falls due when check has outcome yes
    {third}
    outcome over: close
"""


@pytest.mark.parametrize(
    ("first", "second", "third", "step", "started_by"),
    [
        ("outcome worse: start dismissal", "", "", "check", "talk"),
        ("outcome worse: start dismissal", "outcome worse: start dismissal", "", "check", "review"),
        ("outcome worse: should start dismissal", "", "", "check", "talk"),
        ("then start dismissal", "", "", "check", "talk"),
        ("if 2 absences start in the last 4 weeks: start dismissal", "", "", "check", "talk"),
        # not by way of a procedure that has nothing to do with it, but by way of one that leads to it
        ("then start dismissal", "outcome worse: start appeal", "outcome yet: stay", "check", "talk"),
        ("then start dismissal", "", "outcome appeal: start appeal", "appeal meeting", "talk"),
        (
            "then start dismissal",
            "outcome worse: start appeal",
            "outcome appeal: start appeal",
            "appeal meeting",
            "review",
        ),
    ],
)
def test_a_case_that_stood_in_a_procedure_is_at_the_step_that_started_it(
    first: str, second: str, third: str, step: str, started_by: str
) -> None:
    text = PROCEDURE.format(first=first, second=second, third=third)
    if third:
        text += "procedure appeal\n  step appeal meeting\n    falls due at once\n    outcome heard: close\n"
    text = text.replace(
        "    outcome good: close\n  step farewell", "    outcome good: wait for farewell\n  step farewell"
    )
    answer = told(text, "2026-01-20", "2026-01-05", standing=[stood("Watch", step, "2026-01-12")])
    assert [(one.step, one.state.value) for one in answer.standing if one.procedure is None] == [(started_by, "held")]
    assert [one.step for one in answer.standing if one.procedure is not None] == [step]
