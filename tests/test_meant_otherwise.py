"""Sentences that were taken in silence for something else: each means what it says now, or is answered."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policydsl.check import check_text
from policydsl.source import Source
from tests.engine import person_of
from tests.small import HEADER, RELAPSE, codes, fell, held, outcome, small, stands, told, told_both_ways


def found(text: str, header: str = HEADER) -> list[str]:
    """The codes of what the check finds, but for names of the usual header that nothing uses."""
    return [one.code.name for one in check_text(Source("test.policy", header + text), thorough=False).diagnostics]


def periods(answer: Any) -> list[str]:
    return [one.text for one in answer.shown if one.code == "period"]


# ------------------------------------------------------------------ what happened before the policy

PROBATION = """
branch probation follows each employee
  period probation
    lasts 6 months after "start of probation" is recorded
    at its end: close
  step talk
    falls due when 1 absence starts during probation
    then close
"""


@pytest.mark.parametrize(
    ("began", "due", "runs"),
    [
        ("2025-12-01", ["talk 2026-02-02"], ["probation runs from 2025-12-01 to 2026-05-31"]),
        ("2025-07-02", [], ["probation runs from 2025-07-02 to 2026-01-01"]),
        ("2025-07-01", [], []),
    ],
)
def test_a_period_that_began_before_the_policy_runs_on(began: str, due: list[str], runs: list[str]) -> None:
    events = [{"date": began, "what": "recorded", "name": "start of probation"}]
    assert fell(told_both_ways(PROBATION, "2026-02-03", "2026-02-02", events=events)) == due
    assert periods(told_both_ways(PROBATION, "2026-01-01", "2026-02-02", events=events)) == runs


WELCOME = """
branch probation follows each employee
  step welcome
    falls due at once
    then wait for talk
  period probation
    lasts 6 months after welcome is held
    at its end: close
  step talk
    falls due when 1 absence starts during probation
    then close
"""


def test_a_meeting_of_before_the_policy_begins_nothing_and_the_answer_says_so() -> None:
    answer = told(WELCOME, "2026-01-05", events=[held("2025-12-01", "welcome")])
    assert codes(answer) == ["before-the-policy"]
    stood = {"branch": "probation", "step": "welcome", "held": "2025-12-01"}
    answer = told_both_ways(WELCOME, "2026-02-03", "2026-02-02", standing=[stood])
    assert fell(answer) == ["talk 2026-02-02"]
    again = [held("2025-12-01", "welcome"), held("2026-01-05", "welcome")]
    assert codes(told(WELCOME, "2026-01-06", events=again)) == []


@pytest.mark.parametrize(("stood", "due"), [("2025-07-12", "third talk"), ("2025-07-11", "first talk")])
def test_a_step_that_somebody_stood_at_was_reached(stood: str, due: str) -> None:
    where = {"branch": "attendance", "step": "second talk", "held": stood, "outcome": "improved"}
    answer = told_both_ways(RELAPSE, "2026-01-12", "2026-01-05", "2026-01-12", standing=[where])
    assert fell(answer) == [f"{due} 2026-01-12"]


# ------------------------------------------------------------------ talks that come again

TALKS = """
branch talks follows each employee
  step talk
    falls due when at least 3 absences start in the last 12 months
    falls due again only on a new absence
    {end}
"""
AWAY = ("2026-01-12", "2026-02-02", "2026-03-02", "2026-04-06")


@pytest.mark.parametrize("end", ["then stay", "then close", "outcome noted: stay", "outcome noted: close"])
@pytest.mark.parametrize("on", ["2026-03-02", "2026-03-09"])
def test_a_talk_comes_again_with_the_next_absence_however_it_ends(end: str, on: str) -> None:
    events = [held(on), *([outcome(on, "talk", "noted")] if "outcome" in end else [])]
    policy = TALKS.format(end=end)
    answer = told_both_ways(policy, "2026-04-05", *AWAY, events=events)
    assert fell(answer) == ["talk 2026-03-02"]
    assert stands(answer) == ["talk waiting"]
    assert fell(told_both_ways(policy, "2026-04-06", *AWAY, events=events)) == ["talk 2026-03-02", "talk 2026-04-06"]


def test_an_absence_on_the_day_of_a_later_talk_is_a_new_one() -> None:
    answer = told_both_ways(TALKS.format(end="then stay"), "2026-04-07", *AWAY, events=[held("2026-04-06")])
    assert fell(answer) == ["talk 2026-03-02", "talk 2026-04-07"]


def test_the_outcome_of_each_talk_is_taken_where_then_stays() -> None:
    policy = TALKS.format(end="then stay\n    outcome noted: stay\n    outcome enough: close")
    events = [held("2026-03-02"), outcome("2026-03-03", "talk", "noted"), held("2026-04-06")]
    events.append(outcome("2026-04-07", "talk", "enough"))
    answer = told_both_ways(policy, "2026-04-08", *AWAY, events=events)
    assert [f"{one.on} {one.why}" for one in answer.closed] == ["2026-04-07 outcome"]
    assert codes(answer) == []


# ------------------------------------------------------------------ lines that would mean something else

HEARING = """
branch reviews follows each employee
  step hearing
    falls due when 3 absences start in the last 3 months
    falls due again only on a new absence
    {line}
    then close
"""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("led by someone other than the manager", ["led-by-whom"]),
        ("led by HR or anybody other than the manager", ["led-by-whom"]),
        ("led by another manager", []),
        ("must hear appeal within 10 calendar days after appeal is received", ["met-by-its-own-event"]),
        ('must record "heard appeal" within 10 calendar days after "appeal" is received', []),
        ('must issue warning letter within 10 calendar days after "appeal" is received', []),
    ],
)
def test_a_line_of_a_step_that_would_mean_something_else_is_answered(line: str, said: list[str]) -> None:
    assert found(HEARING.format(line=line)) == said


DAYS = """
measure lost over the last 12 months
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

condition too many is met when lost is over 20
branch days follows each employee
  step days talk
    falls due when lost is over 3
    falls due again only on a new absence
    then wait for days meeting
  step days meeting
    falls due when too many is met
    then close
branch counts follows each employee
  step count talk
    falls due when 3 absences start in the last 3 months
    falls due again only on a new absence
    then close
"""


@pytest.mark.parametrize(
    ("purposes", "times"),
    [
        ("days", 1),
        ("days talk", 1),
        ("days meeting", 1),
        ("too many", 1),
        ("counts", 0),
        ("lost", 0),
        ("days and lost", 0),
        ("days and counts", 1),
    ],
)
def test_a_discount_for_a_branch_names_its_measures(purposes: str, times: int) -> None:
    line = "  a waived step counts as held"
    header = HEADER.replace(line, f"  an absence may be discounted by manager, for {purposes}\n{line}")
    assert found(DAYS, header) == ["discount-misses-a-measure"] * times


# ------------------------------------------------------------------ an appeal that several steps ask about

APPEALS = """
branch reviews follows each employee
  step first hearing
    falls due when 2 absences start in the last 3 months
    falls due again only on a new absence
    must record "heard appeal" within 10 calendar days after "appeal" is received
    then wait for second hearing
  step second hearing
    falls due when 1 new absence starts within 6 months after first hearing is held
    if not due by then: close
    must record "heard appeal" within 10 calendar days after "appeal" is received
    then close
"""


def duties(on: str, *events: dict[str, Any]) -> list[str]:
    away = ("2026-01-12", "2026-02-02", "2026-03-02")
    answer = told(APPEALS, on, *away, events=[held("2026-02-04", "first hearing"), *events])
    return [f"{one.step}: {one.latest} {one.state.value}" for one in answer.duties]


def test_an_appeal_belongs_to_the_step_that_was_due_last_or_that_it_names() -> None:
    first = {"date": "2026-02-09", "what": "received", "name": "appeal"}
    heard = {"date": "2026-02-16", "what": "recorded", "name": "heard appeal"}
    assert duties("2026-05-01", first, heard) == ["first hearing: 2026-02-19 met", "second hearing: None open"]
    later = {"date": "2026-03-09", "what": "received", "name": "appeal"}
    assert duties("2026-03-10", first, heard, later) == [
        "first hearing: 2026-02-19 met",
        "second hearing: 2026-03-19 open",
    ]
    assert duties("2026-03-10", first, heard, later | {"step": "first hearing"}) == [
        "first hearing: 2026-03-19 met",
        "second hearing: None open",
    ]


@pytest.mark.parametrize(
    ("day", "more", "latest"),
    [
        ("2026-01-20", {}, ("2026-01-30", None)),  # before either is due
        ("2026-03-01", {}, ("2026-03-11", None)),
        ("2026-03-02", {}, (None, "2026-03-12")),  # on the day on which the second is due
        ("2026-03-02", {"value": True}, (None, "2026-03-12")),
        ("2026-03-02", {"value": False}, (None, None)),  # it was not received
        ("2026-03-02", {"what": "recorded"}, (None, None)),  # and here nobody said that it was
        ("2026-02-09", {"step": "second hearing"}, (None, "2026-02-19")),
    ],
)
def test_the_days_of_an_appeal_that_belong_to_each_step(
    day: str, more: dict[str, Any], latest: tuple[str | None, str | None]
) -> None:
    appeal = {"date": day, "what": "received", "name": "appeal", **more}
    steps = ("first hearing", "second hearing")
    found = [one.rsplit(" ", 1)[0] for one in duties("2026-03-02", appeal)]
    assert found == [f"{step}: {last}" for step, last in zip(steps, latest, strict=True)]


def hearings(policy: str, *events: dict[str, Any], on: str = "2026-03-31") -> list[str]:
    answer = told_both_ways(policy, on, "2026-01-12", "2026-02-02", "2026-03-02", events=list(events))
    return [f"{one.step}: {one.latest}" for one in answer.duties if one.duty == "record heard appeal"]


def test_a_step_that_asks_for_nothing_of_an_appeal_takes_none() -> None:
    talk = "then wait for talk\n  step talk\n    falls due 1 week after first hearing is held\n    "
    between = f"{talk}then wait for second hearing"
    events = [held("2026-02-04", "first hearing"), held("2026-02-12", "talk")]
    events.append({"date": "2026-02-20", "what": "received", "name": "appeal"})
    found = hearings(APPEALS.replace("then wait for second hearing", between), *events)
    assert found == ["first hearing: 2026-03-02", "second hearing: None"]


def test_an_appeal_belongs_to_each_step_that_was_due_on_one_day() -> None:
    policy = APPEALS.replace("then wait for second hearing", "then go to second hearing")
    for day, latest in (("2026-01-20", "2026-01-30"), ("2026-02-09", "2026-02-19")):
        events = [held("2026-02-02", "first hearing"), {"date": day, "what": "received", "name": "appeal"}]
        assert hearings(policy, *events) == [f"first hearing: {latest}", f"second hearing: {latest}"]


def test_steps_of_two_branches_have_the_same_appeal_each() -> None:
    first, second = APPEALS.split("    then wait for second hearing\n")
    hearing = second.replace("1 new absence starts within 6 months after first hearing is held", "{}")
    hearing = hearing.format("3 absences start in the last 3 months").replace("    if not due by then: close\n", "")
    again = "    falls due again only on a new absence\n    must"
    policy = f"{first}    then close\nbranch others follows each employee\n{hearing.replace('    must', again)}"
    appeal = {"date": "2026-03-09", "what": "received", "name": "appeal"}
    assert hearings(policy, appeal) == ["first hearing: 2026-03-19", "second hearing: 2026-03-19"]


# ------------------------------------------------------------------ meetings put off, periods changed too late

PUT_OFF = """
branch reviews follows each employee
  step review
    falls due when 3 absences start in the last 12 months
    falls due again only on a new absence
    may be postponed once, to at most 5 working days after the original date
    must be held within 10 working days after falling due
    then close
"""


def review(day: str, what: str, until: str) -> dict[str, Any]:
    return {"date": day, "step": "review", "what": what, "for": until}


FIRST = review("2026-03-03", "scheduled", "2026-03-13")


@pytest.mark.parametrize(
    ("events", "on", "warned"),
    [
        ([FIRST], "2026-03-17", ["too-late"]),
        ([FIRST, review("2026-03-09", "postponed", "2026-03-20")], "2026-03-20", []),
        ([FIRST, review("2026-03-09", "postponed", "2026-03-20")], "2026-03-21", ["too-late"]),
        ([FIRST, review("2026-03-09", "scheduled", "2026-03-20")], "2026-03-20", []),
        ([FIRST, review("2026-03-09", "postponed", "2026-03-23")], "2026-03-17", ["postponed-too-far", "too-late"]),
        ([FIRST, *(review("2026-03-09", what, "2026-03-20") for what in ("postponed", "notice"))], "2026-03-20", []),
        (
            [FIRST, review("2026-03-09", "notice", "2026-03-16"), review("2026-03-12", "notice", "2026-03-18")],
            "2026-03-12",
            ["postponed-too-often"],
        ),
        ([FIRST, review("2026-03-09", "scheduled", "2026-03-12")], "2026-03-16", []),
        # The same date once more puts nothing off; a date too far away is measured by the one that was set at first.
        (
            [FIRST, review("2026-03-04", "notice", "2026-03-13"), review("2026-03-09", "postponed", "2026-03-20")],
            "2026-03-20",
            [],
        ),
        ([FIRST, review("2026-03-09", "scheduled", "2026-03-23")], "2026-03-17", ["postponed-too-far", "too-late"]),
        # Another date than the one that was offered puts it off.
        (
            [
                FIRST,
                review("2026-03-04", "alternative offered", "2026-03-16"),
                review("2026-03-05", "notice", "2026-03-20"),
            ],
            "2026-03-20",
            [],
        ),
        (
            [
                FIRST,
                review("2026-03-04", "alternative offered", "2026-03-16"),
                review("2026-03-05", "notice", "2026-03-16"),
            ],
            "2026-03-16",
            [],
        ),
    ],
)
def test_a_later_date_puts_a_meeting_off(events: list[dict[str, Any]], on: str, warned: list[str]) -> None:
    assert codes(told(PUT_OFF, on, *AWAY[:3], events=events)) == warned


def test_a_period_that_has_ended_is_not_made_longer_and_the_answer_says_when_it_ended() -> None:
    policy = PROBATION.replace("    at its end: close\n", "    may be extended by manager\n    at its end: stay\n")
    policy = policy.replace("    then close\n", "    if not due by then: stay\n    then close\n")
    began = {"date": "2025-12-01", "what": "recorded", "name": "start of probation"}
    for day, said in (("2026-05-31", []), ("2026-06-01", ["2026-05-31"])):
        longer = {"date": day, "what": "extended", "name": "probation", "for": "2026-08-31", "by": "manager"}
        answer = told_both_ways(policy, "2026-06-02", events=[began, longer])
        assert [one.message.rsplit(" ", 1)[1] for one in answer.warnings if one.code == "no-such-period"] == said


# ------------------------------------------------------------------ clean stretches

POINTS = """
event late arrival
points marks
  1 for a late arrival
  credit 1 for each 90 calendar days without an entry
  credits come off the oldest entry
  never below 0

branch late follows each employee
  step talk
    falls due when marks is at least 3
    falls due again only on a new absence
    then close
"""


@pytest.mark.parametrize(("second", "marks"), [("2026-06-07", 2), ("2026-06-08", 2), ("2026-06-09", 1)])
def test_a_point_on_the_last_day_of_a_clean_stretch_stops_its_credit(second: str, marks: int) -> None:
    late = [{"date": day, "what": "had", "name": "late arrival"} for day in ("2026-03-10", second)]
    answer = told_both_ways(POINTS, "2026-06-10", events=late)
    assert [one.value for one in answer.measures if one.name == "marks"] == [marks]


# ------------------------------------------------------------------ rows of examples, and how often

ROWS = """
branch A follows each employee
  step talk
    falls due when 2 absences start in the last 3 months
    falls due again only on a new absence
    then close

example two absences
  absent on 12 January 2026
"""
ROW = "when absent on 2 February 2026: on 2 February 2026, talk is due"


@pytest.mark.parametrize(
    "written",
    [
        "  when absent on 2 February 2026\n    then on 2 February 2026, talk is due\n",
        "  when absent on 2 February 2026,\n    then on 2 February 2026, talk is due\n",
        "  when absent on 2 February 2026:\n    then on 2 February 2026, talk is due\n",
        "  when absent on 2 February 2026 then on 2 February 2026, talk is due\n",
    ],
)
def test_a_row_with_then_is_answered_with_the_row_to_write(written: str) -> None:
    problems = check_text(Source("test.policy", HEADER + ROWS + written)).diagnostics
    (problem,) = (one for one in problems if one.code.name != "unused")
    assert problem.help == f"write `{ROW}`"
    assert found(ROWS + f"  {ROW}\n") == []


@pytest.mark.parametrize("who", ["once by manager", "by manager once", "by the manager only once", "twice by manager"])
def test_how_often_a_period_may_be_extended_is_no_role(who: str) -> None:
    text = PROBATION.replace("    at its end", f"    may be extended {who}, to at most 9 months\n    at its end")
    (problem,) = check_text(Source("test.policy", HEADER + text), thorough=False).diagnostics
    assert problem.code.name == "other-word"
    assert "write `may be extended by manager, to at most 9 months`" in (problem.help or "")


# ------------------------------------------------------------------ pauses

FREEZE = """
branch freeze follows each employee
  step long
    falls due when "great frost" is recorded in the last 2 calendar days
    falls due again immediately
    outcome finished: close

branch short follows each employee
  pauses while freeze is open
  step talk
    falls due when at least 2 absences start in the last 12 months
    falls due again only on a new absence
    then stay
"""
FROST = [
    {"date": "2026-02-02", "what": "recorded", "name": "great frost"},
    held("2026-03-02", "long"),
    outcome("2026-03-02", "long", "finished"),
]


@pytest.mark.parametrize(
    ("meanwhile", "talk_held", "talks"),
    [
        ((), "2026-01-14", ["talk 2026-01-12"]),
        (("2026-02-09",), "2026-01-14", ["talk 2026-01-12", "talk 2026-03-03"]),
        (("2026-02-09", "2026-02-16"), "2026-01-14", ["talk 2026-01-12", "talk 2026-03-03"]),
        (("2026-02-09",), "2026-02-11", ["talk 2026-01-12"]),
        (("2026-02-16",), "2026-02-11", ["talk 2026-01-12", "talk 2026-03-03"]),
        (("2026-02-16",), None, ["talk 2026-01-12"]),
    ],
)
def test_after_a_pause_a_step_falls_due_once_for_what_is_new(
    meanwhile: tuple[str, ...], talk_held: str | None, talks: list[str]
) -> None:
    events = [*FROST, *([held(talk_held)] if talk_held else [])]
    answer = told_both_ways(FREEZE, "2026-04-30", "2026-01-05", "2026-01-12", *meanwhile, events=events)
    assert [one for one in fell(answer) if one.startswith("talk")] == talks


def test_remarks_decide_on_the_order_of_events_that_are_else_the_same() -> None:
    waived = [
        {"date": "2026-03-04", "step": "review", "what": "waived", "by": "HR", "why": why} for why in ("ill", "away")
    ]
    one, other = (
        person_of({"employee": "E1", "absences": [], "events": events}, date(2026, 3, 9), small(PUT_OFF))
        for events in (waived, waived[::-1])
    )
    assert one.events == other.events
    assert [event.why for events in one.events.values() for event in events] == ["away", "ill"]
