"""Periods that go on when their case closes: each day worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from policydsl.check import check_text
from policydsl.source import Source
from tests.small import HEADER, fell, held, outcome, small, told_both_ways

GOING_ON = """
document letter
branch own follows each employee
  step first
    falls due when 2 absences start in the last 3 months
    falls due again only on a new absence
    only if live is not running
    outcome warned: {leads}
    outcome spared: close
    outcome worse: wait for second
  step second
    falls due when 3 absences start within 3 months after first is held
    if not due by then: {lapses}
    then close
  period live
    lasts 6 months after {event}
    may be ended early by HR
    may be extended by HR
    {line}
branch other follows each employee
  step third
    falls due when 2 new absences start during live
    if not due by then: stay
    falls due again only on a new absence
    then close
"""
GOES_ON = "goes on when its case closes"
WARNED = [held("2026-02-09", "first"), outcome("2026-02-09", "first", "warned")]
ABSENT = ("2026-01-05", "2026-02-02")


def policy(
    line: str = GOES_ON, leads: str = "close", event: str = "first has outcome warned", lapses: str = "close"
) -> str:
    return GOING_ON.format(line=line, leads=leads, event=event, lapses=lapses)


def runs(answer: Any) -> list[str]:
    return [one.text.removeprefix("live runs from ") for one in answer.shown if one.code == "period"]


def told(on: str, *absences: str, events: list[Any] | None = None, **how: str) -> Any:
    return told_both_ways(policy(**how), on, *ABSENT, *absences, events=WARNED if events is None else events)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-02-08", []),
        ("2026-02-09", ["2026-02-09 to 2026-08-08"]),
        ("2026-08-08", ["2026-02-09 to 2026-08-08"]),
        ("2026-08-09", []),
    ],
)
def test_a_period_that_goes_on_runs_to_its_last_day(on: str, expected: list[str]) -> None:
    assert runs(told(on)) == expected
    assert runs(told(on, line="at its end: close")) == []


def test_other_branches_and_the_new_case_of_its_own_look_at_it() -> None:
    answer = told("2026-09-30", "2026-03-02", "2026-04-06", "2026-08-10", "2026-09-07")
    assert fell(answer) == ["first 2026-02-02", "third 2026-04-06", "first 2026-09-07"]
    # Without the line the warning is over with its case, and the next absence is a new trigger.
    answer = told("2026-09-30", "2026-03-02", "2026-04-06", "2026-08-10", "2026-09-07", line="at its end: close")
    assert fell(answer) == ["first 2026-02-02", "first 2026-03-02"]


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        ("2026-02-07", ["2026-02-07 to 2026-08-06"]),
        ("2026-02-09", ["2026-02-09 to 2026-08-08"]),
        ("2026-02-12", ["2026-02-12 to 2026-08-11"]),
    ],
)
def test_a_letter_begins_it_before_its_case_closes_on_that_day_or_after_it(issued: str, expected: list[str]) -> None:
    letter = {"date": issued, "what": "issued", "name": "letter"}
    events = sorted([*WARNED, letter], key=lambda one: str(one["date"]))
    assert runs(told("2026-03-31", events=events, event="letter is issued")) == expected


@pytest.mark.parametrize(
    ("change", "on", "expected"),
    [
        (
            {"date": "2026-04-01", "what": "ended", "name": "live", "by": "HR"},
            "2026-04-01",
            ["2026-02-09 to 2026-04-01"],
        ),
        ({"date": "2026-04-01", "what": "ended", "name": "live", "by": "HR"}, "2026-04-02", []),
        (
            {"date": "2026-04-01", "what": "extended", "name": "live", "by": "HR", "for": "2026-09-30"},
            "2026-09-30",
            ["2026-02-09 to 2026-09-30"],
        ),
    ],
)
def test_people_change_it_after_its_case_has_closed(change: dict[str, Any], on: str, expected: list[str]) -> None:
    assert runs(told(on, events=[*WARNED, change])) == expected


def test_it_lasts_through_a_case_that_goes_back() -> None:
    events = WARNED
    how = {"leads": "wait for second", "lapses": "go back to first", "event": "first has outcome warned"}
    assert runs(told("2026-08-08", events=events, **how)) == ["2026-02-09 to 2026-08-08"]
    assert runs(told("2026-05-09", events=events, **how, line="at its end: close")) != []
    assert runs(told("2026-05-10", events=events, **how, line="at its end: close")) == []


AROUND = """
branch own follows each absence while it lasts
  step first
    falls due when the absence has lasted over 7 calendar days
    outcome warned: stay
  period live
    lasts 6 months after first has outcome warned
    may be ended early by HR
    {line}
branch other follows each employee
  step third
    falls due when 2 new absences start during live
    if not due by then: stay
    falls due again only on a new absence
    then close
"""


@pytest.mark.parametrize(
    ("line", "due", "running"),
    [(GOES_ON, ["first 2026-01-12", "third 2026-04-06"], ["2026-01-13 to 2026-07-12"]), ("", ["first 2026-01-12"], [])],
)
def test_it_outlives_the_case_of_an_absence(line: str, due: list[str], running: list[str]) -> None:
    absences = ("2026-01-05 2026-01-20", "2026-03-02", "2026-04-06")
    events = [held("2026-01-13", "first"), outcome("2026-01-13", "first", "warned")]
    whole = AROUND.format(line=line)
    assert fell(told_both_ways(whole, "2026-09-30", *absences, events=events)) == due
    assert runs(told_both_ways(whole, "2026-07-12", *absences, events=events)) == running
    assert runs(told_both_ways(whole, "2026-07-13", *absences, events=events)) == []
    ended = {"date": "2026-03-31", "what": "ended", "name": "live", "by": "HR"}
    assert fell(told_both_ways(whole, "2026-09-30", *absences, events=[*events, ended])) == ["first 2026-01-12"]


def test_what_closes_its_case_on_the_day_it_begins_is_no_problem_then() -> None:
    def found(line: str) -> list[str]:
        whole = HEADER + policy(line=line)
        return [one.code.name for one in check_text(Source("test.policy", whole), thorough=False).diagnostics]

    assert "period-never-runs" not in found(GOES_ON)
    assert "period-never-runs" in found("at its end: close")


# ------------------------------------------------------------------ beside another, and by a clock that stands still

TWO = """
branch own follows each absence while it lasts
  step first
    falls due when the absence has lasted at least 1 calendar day
    outcome warned: close
  period live
    lasts 6 months after first has outcome warned
    goes on when its case closes
  period watch
    lasts 1 month after first has outcome warned
    goes on when its case closes
branch other follows each employee
  step look
    falls due when {so} and 2 absences start in the last 3 months
    falls due again only on a new absence
    then close
"""


@pytest.mark.parametrize(("so", "looked"), [("live is running", True), ("watch is running", False)])
def test_of_two_that_go_on_each_is_over_by_itself(so: str, looked: bool) -> None:
    """Both begin on 6 January 2026; the watch is over on 6 February, the warning is not."""
    events = [held("2026-01-06", "first"), outcome("2026-01-06", "first", "warned")]
    for said, due in ((so, looked), (so.replace("running", "not running"), not looked)):
        answer = told_both_ways(TWO.format(so=said), "2026-03-31", "2026-01-05 2026-01-16", "2026-03-02", events=events)
        assert fell(answer) == ["first 2026-01-05", "first 2026-03-02", *(["look 2026-03-02"] if due else [])]


SEVERAL = "  an absence may count towards several steps\n"
SHORT = (SEVERAL, f"{SEVERAL}  active service leaves out short absence\n")
CLOCK = """
branch own follows {whom}
  step first
    falls due when {due}
    outcome warned: close
  period live
    lasts 6 months of active service after first has outcome warned
    goes on when its case closes
"""
OF_ABSENCE = {"whom": "each absence while it lasts", "due": "the absence has lasted at least 1 calendar day"}
OF_EMPLOYEE = {"whom": "each employee", "due": "1 absence starts in the last 1 week"}


@pytest.mark.parametrize("own", [OF_ABSENCE, OF_EMPLOYEE], ids=["absence", "employee"])
@pytest.mark.parametrize(
    ("away", "before", "over"),
    [
        ("2026-07-03 2026-07-31", "2026-07-09", "2026-07-10"),
        ("2026-07-04 2026-07-31", "2026-07-10", "2026-07-11"),
        ("2026-07-05 2026-07-31", "2026-07-11", "2026-07-12"),
    ],
)
def test_it_is_over_once_an_absence_is_too_long_to_have_stopped_its_clock(
    own: dict[str, str], away: str, before: str, over: str
) -> None:
    """Up to Sunday 5 July 2026 by the calendar; an absence of up to seven days is no active service."""
    text = CLOCK.format(**own)
    if own is OF_EMPLOYEE:
        text = text.replace("    outcome", "    falls due again only on a new absence\n    outcome")
    policy = small(text, SHORT)
    events = [held("2026-01-06", "first"), outcome("2026-01-06", "first", "warned")]
    for on, running in ((before, 1), (over, 0)):
        assert len(runs(told_both_ways(policy, on, "2026-01-05 2026-01-06", away, events=events))) == running


LETTER = """
document letter
branch own follows each employee
  step first
    falls due when 1 absence starts in the last 1 week
    falls due again only on a new absence
    outcome warned: close
  period live
    lasts 2 weeks after letter is issued
branch other follows each employee
  step look
    falls due 1 week after live ended
    then close
"""


@pytest.mark.parametrize(("issued", "expected"), [("2026-01-06", ["look 2026-01-14"]), ("2026-01-07", [])])
def test_one_that_ends_with_its_case_does_not_begin_on_the_day_on_which_that_closes(
    issued: str, expected: list[str]
) -> None:
    """The case closes on Wednesday 7 January 2026."""
    letter = {"date": issued, "what": "issued", "name": "letter"}
    events = sorted(
        [held("2026-01-07", "first"), outcome("2026-01-07", "first", "warned"), letter],
        key=lambda one: str(one["date"]),
    )
    answer = told_both_ways(LETTER, "2026-02-28", "2026-01-05", events=events)
    assert fell(answer) == ["first 2026-01-05", *expected]


DOUBT = """
category lost time is an absence lasting at least 1 working day
branch own follows each employee
  step first
    falls due when 1 absence starts in the last 1 week
    falls due again only on a new absence
    outcome warned: wait for second
  step second
    falls due 1 week after first is held
    outcome done: close
  period live
    lasts 2 weeks of active service after first has outcome warned
"""
LOOK = """
branch other follows each employee
  step look
    falls due when 1 absence starts within 1 week after live ended
    if not due by then: close
    then close
"""


@pytest.mark.parametrize("closes", ["2026-01-20", "2026-01-21"])
@pytest.mark.parametrize(("third", "expected"), [("2026-01-26", ["look 2026-01-26"]), ("2026-01-27", [])])
def test_its_last_day_stays_in_doubt_when_its_case_closes_on_the_latest_day_that_it_may_be(
    closes: str, third: str, expected: list[str]
) -> None:
    """Its last day is Monday 19 January 2026, or the 20th if the 13th was a working day, which nobody can tell."""
    clock = (SEVERAL, f"{SEVERAL}  active service leaves out lost time\n")
    policy = small(DOUBT + LOOK, clock, ("absences join when no working day lies between them", "absences never join"))
    steps = (("2026-01-06", "first", "warned"), (closes, "second", "done"))
    events = [one for day, step, so in steps for one in (held(day, step), outcome(day, step, so))]
    works = [{"days": ["mon", "tue", "wed", "thu", "fri"], "from": "2026-01-14"}]
    answer = told_both_ways(policy, "2026-02-28", "2026-01-05", "2026-01-13", third, events=events, works=works)
    assert [one for one in fell(answer) if one.startswith("look")] == expected
