"""What a case waits for comes true, or its time passes: conditions, dates, days that people set, and an `if`."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policydsl.interpret.answer import Answer, Lapsed, Reason, Unknown
from tests.small import fell, held, small, stands, told_both_ways


def told(text: str, on: str, *absent: str, header: tuple[tuple[str, str], ...] = (), **more: Any) -> Answer:
    return told_both_ways(small(text, *header), on, *absent, **more)


def why(answer: Answer, step: str) -> Reason:
    (reason,) = next(one.reasons for one in reversed(answer.fell_due) if one.step == step)
    return reason


def closed(answer: Answer) -> list[str]:
    return [f"{one.on} {one.why}" for one in answer.closed]


# ------------------------------------------------------------------ conditions, and times that pass


def test_an_absence_that_led_to_one_step_counts_towards_no_other() -> None:
    text = """
branch Watch follows each employee
  step talk
    falls due when 2 absences start in the last 12 weeks
    falls due again only on a new absence
    then wait for review
  step review
    falls due when 2 absences start in the last 12 weeks
    falls due again only on a new absence
    then close
"""
    absent, events = ("2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26"), [held("2026-01-13")]
    several = ("an absence may count towards several steps", "an absence counts towards one step only")
    assert fell(told(text, "2026-01-31", *absent, events=events)) == ["talk 2026-01-12", "review 2026-01-14"]
    one = told(text, "2026-01-31", *absent, events=events, header=(several,))
    assert fell(one) == ["talk 2026-01-12", "review 2026-01-26"]


EITHER = """
document fit note
branch Watch follows each employee
  step talk
    falls due when 1 absence starts in the last 4 weeks
    falls due again only on a new absence
    then wait for review
  step review
    falls due when 1 absence starts within 2 weeks after talk is held,
      or when 1 absence starts within 2 weeks after fit note is recorded
    if not due by then: close [T-1]
    then close
"""


def test_a_time_that_has_not_begun_keeps_no_other_from_passing() -> None:
    # held on 7 January: the time lasts to the 21st; the other never begins
    answer = told(EITHER, "2026-01-22", "2026-01-05", events=[held("2026-01-07")])
    assert (closed(answer), stands(answer)) == (["2026-01-22 lapsed"], ["talk waiting"])
    assert stands(told(EITHER, "2026-01-21", "2026-01-05", events=[held("2026-01-07")])) == ["review waiting"]


HOURS_MISSED = """
measure hours missed over the last 2 weeks
  is hours of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
branch Watch follows each employee
  step talk
    falls due when hours missed is over 40 hours
    falls due again only on a new absence
    then close
"""


@pytest.mark.parametrize(
    ("on", "since"),
    [
        ("2026-01-05", None),  # 24 hours at most
        ("2026-01-06", "2026-01-06"),  # 48 at most
        ("2026-01-18", "2026-01-06"),
        ("2026-01-19", None),  # the 5th is out of the window
        ("2026-01-27", "2026-01-27"),  # two days again
    ],
)
def test_what_a_case_cannot_tell_is_told_since_the_day_it_could_not(on: str, since: str | None) -> None:
    absent = [one for one in ("2026-01-05 2026-01-06", "2026-01-26 2026-01-27") if one[:10] <= on]
    needs = "hours in the working pattern"
    unknown = [Unknown(needs, "talk", "Watch", None, date.fromisoformat(since))] if since else []
    assert list(told(HOURS_MISSED, on, *absent).unknown) == unknown


GO_BACK = """
branch Other follows each employee
  step chat
    falls due when 1 absence flagged odd starts in the last 4 weeks
    falls due again only on a new absence
    then close
branch Watch follows each employee
  step talk
    falls due when 1 absence starts in the last 4 weeks
    falls due again only on a new absence
    then wait for review
  step review
    falls due when 1 absence starts within 2 weeks after talk is held [T-1]
    if not due by then: go back to talk [T-2, T-3]
    then close
branch After follows each employee
  step look
    falls due when 1 absence starts within 4 weeks after Other is closed
    falls due again only on a new absence
    if not due by then: stay
    then close
"""


def test_a_time_that_passes_is_told_with_its_days_and_forgets_nothing_that_closed_before() -> None:
    events = [held("2026-01-06", "chat"), held("2026-01-07")]
    answer = told(GO_BACK, "2026-01-28", "2026-01-05 2026-01-05 odd", "2026-01-26", events=events)
    (lapsed,) = answer.lapsed
    (first, second) = lapsed.reasons
    assert (first.kind, first.what, first.value, first.clauses) == ("count", "", None, ("T-1",))
    passed = Reason(
        "case", "window passed", second.line, ("T-2", "T-3"), first=date(2026, 1, 8), last=date(2026, 1, 21)
    )
    assert lapsed == Lapsed("Watch", None, date(2026, 1, 22), "review", (first, passed))
    assert [(one.branch, str(one.on), one.why) for one in answer.closed] == [("Other", "2026-01-06", "then")]
    assert fell(answer) == ["chat 2026-01-05", "talk 2026-01-05", "talk 2026-01-26", "look 2026-01-26"]


FROM_OUTSIDE = """
branch Watch follows each employee
  step talk
    falls due when 1 absence starts within 2 weeks after return is held
    falls due again only on a new absence
    if not due by then: close
    then close
after every absence
  step return
    falls due on first working time back
    then close
"""


@pytest.mark.parametrize(
    ("day", "since", "closings"),
    [
        ("2026-01-20", "2026-01-22", ["2026-01-20 person", "2026-01-22 lapsed"]),
        ("2026-01-21", "2026-01-22", ["2026-01-21 person", "2026-01-22 lapsed"]),  # the last day of the time
        ("2026-01-23", "2026-01-23", ["2026-01-22 lapsed", "2026-01-23 person"]),  # it had passed before
    ],
)
def test_a_time_that_had_passed_when_the_case_began_anew_passes_no_more(
    day: str, since: str, closings: list[str]
) -> None:
    # back on 6 January, and held on the 7th: 8 to 21 January
    events = [held("2026-01-07", "return"), {"date": day, "what": "closed", "branch": "Watch", "by": "HR"}]
    answer = told(FROM_OUTSIDE, "2026-01-25", "2026-01-05", events=events)
    assert [(one.step, str(one.since)) for one in answer.standing] == [("talk", since)]
    assert [f"{one.on} {one.why}" for one in answer.closed if one.branch == "Watch"] == closings


# ------------------------------------------------------------------ periods that end


def test_what_waits_for_the_end_of_a_period_sees_it_on_the_day_after_its_last() -> None:
    text = """
branch Watch follows each employee
  period watch
    lasts 2 weeks after talk is held
  step talk
    falls due when 1 absence starts in the last 4 weeks
    falls due again only on a new absence
    then wait for review
  step review
    falls due when watch ends
    then close
"""
    # held on 7 January: 7 to 20 January
    assert fell(told(text, "2026-01-31", "2026-01-05", events=[held("2026-01-07")])) == [
        "talk 2026-01-05",
        "review 2026-01-21",
    ]


# ------------------------------------------------------------------ dates

ON_A_DAY = """
branch Watch follows each employee
  step talk
    falls due when 1 absence starts in the last 4 weeks
    falls due again only on a new absence
    then wait for review
  step review
    falls due on probation end [D-1]
    dates already passed count
    then close
"""


def on_file(day: str) -> dict[str, Any]:
    return {"name": "probation end", "value": day}


@pytest.mark.parametrize(
    ("day", "due", "comparison"),
    [
        ("2026-01-14", "2026-01-14", None),
        ("2026-01-08", "2026-01-08", None),
        ("2026-01-07", "2026-01-08", "had already passed"),  # the day of the meeting before it
        ("2026-01-02", "2026-01-08", "had already passed"),
    ],
)
def test_a_reason_says_that_a_date_had_already_passed(day: str, due: str, comparison: str | None) -> None:
    answer = told(ON_A_DAY, "2026-01-31", "2026-01-05", events=[held("2026-01-07")], facts=[on_file(day)])
    assert fell(answer) == ["talk 2026-01-05", f"review {due}"]
    reason, known = why(answer, "review"), date.fromisoformat(day)
    fact = Reason("fact", "probation end", reason.line, ("D-1",), value=known)
    assert reason == Reason(
        "date", "review", reason.line, ("D-1",), value=known, comparison=comparison, last=known, because=(fact,)
    )


def test_a_day_for_which_the_step_fell_due_is_no_day_for_the_first_step_of_the_next_case() -> None:
    text = """
branch Watch follows each employee
  step talk
    falls due on probation end
    dates already passed count
    then close
"""
    for day, due in (("2026-01-14", ["talk 2026-01-14"]), ("2026-01-12", ["talk 2026-01-12"])):
        answer = told(text, "2026-01-31", events=[held("2026-01-15")], facts=[on_file(day)])
        assert (fell(answer), stands(answer)) == (due, ["talk waiting"])
    # the day is another from 20 January on
    moved = on_file("2026-01-28") | {"from": "2026-01-20"}
    answer = told(text, "2026-01-31", events=[held("2026-01-15")], facts=[on_file("2026-01-14"), moved])
    assert fell(answer) == ["talk 2026-01-14", "talk 2026-01-28"]


def test_a_later_step_falls_due_for_the_same_day_in_the_next_case() -> None:
    events = [held("2026-01-07"), held("2026-01-15", "review"), held("2026-01-20")]
    answer = told(ON_A_DAY, "2026-01-31", "2026-01-05", "2026-01-19", events=events, facts=[on_file("2026-01-14")])
    assert fell(answer) == ["talk 2026-01-05", "review 2026-01-14", "talk 2026-01-19", "review 2026-01-21"]


SET_BY_PEOPLE = """
branch Long follows each absence while it lasts
  step talk
    falls due when the absence has lasted over 2 calendar days
    then wait for review
  step review
    falls due on half pay date
    dates already passed are left out
    with no date left, it is set by HR
    then close
"""


@pytest.mark.parametrize(
    ("recorded", "due"),
    [
        ("2026-01-11", []),  # before the meeting: it was set for something else
        ("2026-01-12", ["review 2026-01-26"]),  # on the day of the meeting
        ("2026-01-13", ["review 2026-01-26"]),
    ],
)
def test_a_day_that_people_set_counts_from_the_meeting_before_on(recorded: str, due: list[str]) -> None:
    events = [held("2026-01-12"), {"date": recorded, "step": "review", "what": "scheduled", "for": "2026-01-26"}]
    facts = [{"name": "half pay date", "value": "2026-01-10"}]
    answer = told(SET_BY_PEOPLE, "2026-01-31", "2026-01-05 -", events=events, facts=facts)
    assert fell(answer)[1:] == due
    # a date that is left goes before the day that people set
    facts = [{"name": "half pay date", "value": "2026-01-21"}]
    answer = told(SET_BY_PEOPLE, "2026-01-31", "2026-01-05 -", events=events, facts=facts)
    assert fell(answer)[1:] == ["review 2026-01-21"]


def test_where_nobody_sets_a_day_there_is_none() -> None:
    text = SET_BY_PEOPLE.replace(
        "    dates already passed are left out\n    with no date left, it is set by HR\n",
        "    dates already passed count\n",
    )
    scheduled = {"date": "2026-01-13", "step": "review", "what": "scheduled", "for": "2026-01-26"}
    answer = told(text, "2026-01-31", "2026-01-05 -", events=[held("2026-01-12"), scheduled])
    assert fell(answer) == ["talk 2026-01-07"]


# ------------------------------------------------------------------ what an `if` does

IF = """
document leaflet
branch First follows each employee
  step chat
    falls due when 9 absences start in the last 4 weeks
    falls due again only on a new absence
    then close
branch Long follows each absence while it lasts
  step talk
    falls due when the absence has lasted over 2 calendar days
    if the absence has lasted over 1 week: {first}
    if the absence has lasted over 4 calendar days: {second}
    outcome done: close
"""


@pytest.mark.parametrize(
    ("first", "second", "on", "said", "closes"),
    [
        ("may issue leaflet", "close", "2026-01-08", [], []),
        ("may issue leaflet", "close", "2026-01-09", [], ["2026-01-09 prompt"]),
        ("close", "may issue leaflet", "2026-01-09", ["issue leaflet: the length of the absence"], []),
        (
            "close",
            "may issue leaflet",
            "2026-01-12",
            ["issue leaflet: the length of the absence"],
            ["2026-01-12 prompt"],
        ),
        (
            "leave it to HR",
            "may issue leaflet",
            "2026-01-12",
            ["issue leaflet: the length of the absence", "HR decides: the length of the absence"],
            [],
        ),
    ],
)
def test_an_if_comes_true_on_the_first_day_on_which_it_is_certain(
    first: str, second: str, on: str, said: list[str], closes: list[str]
) -> None:
    answer = told(IF.format(first=first, second=second), on, "2026-01-05 -")
    assert ([one.what for one in answer.human], closed(answer)) == (said, closes)


@pytest.mark.parametrize(
    ("on", "absent", "left"),
    [
        ("2026-01-12", "2026-01-05 -", 1),
        ("2026-01-13", "2026-01-05 -", 1),
        ("2026-01-12", "2026-01-05 2026-01-12", 1),
        ("2026-01-13", "2026-01-05 2026-01-12", 0),  # back
    ],
)
@pytest.mark.parametrize("talk", [(), (held("2026-01-10"),)])
def test_what_is_left_to_people_while_an_absence_lasts_is_so_no_more_after_it(
    on: str, absent: str, left: int, talk: tuple[dict[str, Any], ...]
) -> None:
    text = IF.format(first="leave it to HR", second="may issue leaflet").replace("outcome done:", "then")
    # on 9 January, and it stays so when the meeting closes the case; HR decides from the 12th on where that is open
    answer = told(text, on, absent, events=list(talk))
    leaflets = [one for one in answer.human if one.what.startswith("issue leaflet")]
    assert [(one.absence, str(one.since)) for one in leaflets] == [("2026-01-05", "2026-01-09")] * left


def test_what_is_left_to_people_in_a_branch_that_outlasts_the_absence_stays_so() -> None:
    text = IF.format(first="leave it to HR", second="may issue leaflet").replace(" while it lasts", "")
    answer = told(text, "2026-01-31", "2026-01-05 2026-01-09")
    assert [one.what for one in answer.human] == ["issue leaflet: the length of the absence"]
