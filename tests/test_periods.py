"""Periods: when they run, what is counted during them, and what follows when they end, with days worked out by hand."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from policydsl.interpret.answer import Answer
from policydsl.interpret.examples import Passed, run_all
from policydsl.interpret.fold import over_days_that_matter, over_every_day
from policydsl.interpret.snapshot import put, resume, taken
from tests.engine import person_of
from tests.small import codes, fell, held, outcome, small, stands, told, told_both_ways

REVIEWS = """
branch attendance follows each employee
  step review
    falls due when 3 absences start in the last 12 months
    falls due again only on a new absence
    outcome given: wait for second review
    outcome not given: close

  period monitoring
    lasts 6 months after review is held
    may be extended by manager, to at most 9 months
    may be ended early by manager
    {at_end}

  step second review
    falls due when {when}
    outcome given: {given}
    outcome not given: stay
"""
TWO = "2 absences start during monitoring"
THREE_DAYS = ("2026-01-12", "2026-02-02", "2026-03-02")
GIVEN = [held("2026-03-09", "review"), outcome("2026-03-09", "review", "given")]
"""The review fell due on 2 March 2026 and was held on the 9th: the period runs from 9 March to 8 September 2026."""


def reviews(when: str = TWO, at_end: str = "at its end: close", given: str = "close") -> str:
    return REVIEWS.format(when=when, at_end=at_end, given=given)


def asked(on: str, *absent: str, policy: str = "", more: tuple[dict[str, Any], ...] = ()) -> Answer:
    return told(policy or reviews(), on, *THREE_DAYS, *absent, events=[*GIVEN, *more])


def closed(answer: Answer) -> list[str]:
    return [f"{one.on} {one.why}" for one in answer.closed]


def shown(answer: Answer) -> list[str]:
    return [one.text for one in answer.shown if one.code == "period"]


# ------------------------------------------------------------------ when it runs


def test_it_runs_from_the_day_of_its_event_to_the_day_before_the_day_so_much_later() -> None:
    assert shown(asked("2026-09-08")) == ["monitoring runs from 2026-03-09 to 2026-09-08"]
    assert closed(asked("2026-09-08")) == []
    assert closed(asked("2026-09-09")) == ["2026-09-09 period-ended"]
    assert shown(asked("2026-09-09")) == []
    assert asked("2026-05-01").next_change == date(2026, 9, 9)


@pytest.mark.parametrize(
    ("first", "due"),
    [
        ("2026-03-08", []),  # before the period
        ("2026-03-09", ["second review 2026-07-06"]),  # its first day
        ("2026-09-07", ["second review 2026-09-07"]),
        ("2026-09-08", ["second review 2026-09-08"]),  # its last day
        ("2026-09-09", []),
    ],
)
def test_an_absence_counts_that_starts_on_a_day_of_it(first: str, due: list[str]) -> None:
    answer = asked("2026-12-31", *sorted([first, "2026-07-06"]))
    assert [one for one in fell(answer) if one.startswith("second")] == due


def test_a_new_absence_starts_after_its_first_day() -> None:
    policy = reviews("2 new absences start during monitoring")
    assert fell(asked("2026-08-31", "2026-03-09", "2026-07-06", policy=policy)) == ["review 2026-03-02"]
    assert fell(asked("2026-08-31", "2026-03-10", "2026-07-06", policy=policy))[1:] == ["second review 2026-07-06"]


def test_days_of_it_are_counted_whenever_the_absence_began() -> None:
    policy = reviews("5 calendar days of absence fall during monitoring")
    assert fell(asked("2026-12-31", "2026-09-02 2026-09-06", policy=policy))[1:] == ["second review 2026-09-06"]
    # Of seven days from the 5th on, four lie in it.
    assert fell(asked("2026-12-31", "2026-09-05 2026-09-11", policy=policy)) == ["review 2026-03-02"]


def test_a_measure_may_be_taken_during_it() -> None:
    policy = """
measure lost during monitoring
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
""" + reviews("lost is at least 4 working days\n    falls due again only on a new absence")
    assert fell(asked("2026-12-31", "2026-05-04 2026-05-08", policy=policy))[1:] == ["second review 2026-05-07"]
    assert fell(asked("2026-12-31", "2026-09-07 2026-09-11", policy=policy)) == ["review 2026-03-02"]


def test_what_is_recorded_during_it() -> None:
    policy = reviews('"no improvement" is recorded during monitoring')

    def recorded(day: str) -> dict[str, Any]:
        return {"date": day, "what": "recorded", "name": "no improvement"}

    for day, due in (("2026-03-09", True), ("2026-09-08", True), ("2026-03-08", False), ("2026-09-09", False)):
        answer = asked("2026-12-31", policy=policy, more=(recorded(day),))
        assert (len(fell(answer)) == 2) is due, day


def test_that_nothing_is_recorded_during_it_is_certain_on_its_last_day() -> None:
    policy = reviews('"improvement" is not recorded during monitoring')
    assert fell(asked("2026-09-07", policy=policy)) == ["review 2026-03-02"]
    assert fell(asked("2026-09-08", policy=policy))[1:] == ["second review 2026-09-08"]


def test_months_end_where_the_policy_says() -> None:
    events = [held("2026-08-31", "review"), outcome("2026-08-31", "review", "given")]
    # Six months after 31 August is 28 February: the last day is the 27th.
    answer = told(reviews(), "2027-02-28", *THREE_DAYS, events=events)
    assert closed(answer) == ["2027-02-28 period-ended"]


# ------------------------------------------------------------------ what follows its end

STEP_DOWN = """at its end, if at most 4 calendar days of absence fall during it: close
    at its end, otherwise: reset monitoring"""


@pytest.mark.parametrize(
    ("away", "ends", "runs"),
    [
        ("2026-05-05 2026-05-08", ["2026-09-09 period-ended"], []),  # 4 days
        ("2026-05-04 2026-05-08", [], ["monitoring runs from 2026-09-09 to 2027-03-08"]),  # 5 days
    ],
)
def test_a_condition_and_otherwise(away: str, ends: list[str], runs: list[str]) -> None:
    answer = asked("2026-09-30", away, policy=reviews("10 absences start during monitoring", STEP_DOWN))
    assert closed(answer) == ends
    assert shown(answer) == runs


def test_the_lines_may_stand_in_either_order() -> None:
    turned = "\n    ".join(reversed(STEP_DOWN.split("\n    ")))
    answer = asked("2026-09-30", "2026-05-05 2026-05-08", policy=reviews("10 absences start during monitoring", turned))
    assert closed(answer) == ["2026-09-09 period-ended"]


def test_it_ends_once_all_that_is_counted_in_it_is_certain() -> None:
    """A short absence that began on the last day keeps it open until the person is back."""
    policy = reviews("2 short absences start during monitoring")
    away = ("2026-05-04", "2026-09-08 2026-09-10")
    assert closed(asked("2026-09-10", *away, policy=policy)) == []
    answer = asked("2026-09-11", *away, policy=policy)
    assert fell(answer)[1:] == ["second review 2026-09-11"]
    long = asked("2026-09-15", "2026-05-04", "2026-09-08 -", policy=policy)
    assert (fell(long), closed(long)) == (["review 2026-03-02"], ["2026-09-15 period-ended"])


def test_a_running_absence_does_not_keep_it_open_where_nothing_is_open() -> None:
    assert closed(asked("2026-12-31", "2026-09-07 -")) == ["2026-09-09 period-ended"]


def test_a_meeting_that_is_due_comes_first() -> None:
    policy = reviews()
    away = ("2026-07-06", "2026-08-03")
    due = asked("2026-09-30", *away, policy=policy)
    assert (stands(due), closed(due)) == (["second review due"], [])
    held_late = (held("2026-09-21", "second review"), outcome("2026-09-23", "second review", "not given"))
    answer = asked("2026-09-30", *away, policy=policy, more=held_late)
    assert closed(answer) == ["2026-09-24 period-ended"]  # the day after it was decided that nothing follows


def test_a_case_that_has_moved_on_is_left_alone() -> None:
    policy = (
        reviews(given="wait for last review")
        + """
  step last review
    falls due when 9 absences start in the last 12 months
    then close
"""
    )
    moved = (held("2026-08-10", "second review"), outcome("2026-08-10", "second review", "given"))
    answer = asked("2026-12-31", "2026-07-06", "2026-08-03", policy=policy, more=moved)
    assert (stands(answer), closed(answer)) == (["last review waiting"], [])


def test_a_case_that_goes_back_loses_it() -> None:
    """The case is at its first step again, and nothing is left to end in September."""
    policy = reviews(given="go back to review")
    back = (held("2026-08-10", "second review"), outcome("2026-08-10", "second review", "given"))
    answer = asked("2026-12-31", "2026-07-06", "2026-08-03", policy=policy, more=back)
    assert (stands(answer), closed(answer), shown(answer)) == (["review waiting"], [], [])


def test_what_was_issued_before_a_case_closed_starts_nothing_in_the_next() -> None:
    policy = """
branch attendance follows each employee
  step talk
    falls due when 2 absences start in the last 12 months
    outcome warned: issue warning, and wait for hearing
  period live warning
    lasts 12 months after warning is issued
    at its end: close
  step hearing
    falls due when 2 absences start during live warning
    outcome done: close
"""
    events = [
        held("2026-02-02"),
        outcome("2026-02-02", "talk", "warned"),
        {"date": "2026-02-04", "what": "issued", "name": "warning"},
        {"date": "2026-02-20", "branch": "attendance", "what": "closed"},
    ]
    away = ("2026-01-05", "2026-02-02")
    open_ = told(policy, "2026-02-19", *away, events=events)
    assert shown(open_) == ["live warning runs from 2026-02-04 to 2027-02-03"]
    after = told(policy, "2027-06-30", *away, events=events)
    assert closed(after) == ["2026-02-20 person"]
    assert shown(after) == []


def test_its_end_is_an_event() -> None:
    policy = reviews("10 absences start during monitoring", "at its end: wait for farewell").replace(
        "  step second review",
        "  step farewell\n    falls due 2 weeks after monitoring ends\n    then close\n\n  step second review",
    )
    assert fell(asked("2026-09-21", policy=policy)) == ["review 2026-03-02"]
    assert fell(asked("2026-09-22", policy=policy))[1:] == ["farewell 2026-09-22"]  # its last day is the 8th


# ------------------------------------------------------------------ longer, shorter, again


def change(day: str, what: str, last: str = "", **more: str) -> dict[str, Any]:
    return {"date": day, "what": what, "name": "monitoring", **({"for": last} if last else {}), **more}


def test_people_extend_it() -> None:
    longer = change("2026-09-01", "extended", "2026-10-31", by="manager")
    answer = asked("2026-11-01", more=(longer,))
    assert (closed(answer), codes(answer)) == (["2026-11-01 period-ended"], [])
    assert fell(asked("2026-10-31", "2026-07-06", "2026-10-31", more=(longer,)))[1:] == ["second review 2026-10-31"]


@pytest.mark.parametrize(
    ("event", "code", "ends"),
    [
        (change("2026-09-01", "extended", "2026-12-08", by="manager"), [], "2026-12-09"),  # 9 months to the day
        (change("2026-09-01", "extended", "2026-12-09", by="manager"), ["period-beyond-limit"], "2026-12-10"),
        (change("2026-09-01", "extended", "2026-10-31", by="HR"), ["period-changed-by-another"], "2026-11-01"),
        (change("2026-09-01", "shortened", "2026-09-04", by="manager"), ["period-not-to-change"], "2026-09-09"),
        (change("2026-10-01", "extended", "2026-10-31", by="manager"), ["no-such-period"], "2026-09-09"),
        (change("2026-05-04", "ended", by="manager"), [], "2026-05-05"),
    ],
)
def test_what_people_record_stands_and_is_checked(event: dict[str, Any], code: list[str], ends: str) -> None:
    answer = asked("2026-12-31", more=(event,))
    assert closed(answer) == [f"{ends} period-ended"]
    assert codes(answer) == code


CARE = """
branch care follows each absence
  step talk
    falls due when the absence has lasted over 1 week
    then wait for review
  period watch
    lasts 3 months after talk is held
    may be extended by manager or team lead, to at most 4 months [A-1, A-2]
  step review
    falls due 9 months after talk is held
    outcome done: close
"""
FIRST, SECOND = "2026-01-05 2026-01-14", "2026-02-02 2026-02-11"


def cared(*events: dict[str, Any], absent: tuple[str, ...] = (FIRST, SECOND)) -> Answer:
    """Of each absence a talk on its last day but one, from which the watch runs for three months."""
    talks = [held("2026-01-13", absence="2026-01-05"), held("2026-02-10", absence="2026-02-02")]
    return told(CARE, "2026-03-31", *absent, events=[*talks[: len(absent)], *events])


def longer(until: str, **more: str) -> dict[str, Any]:
    return {"date": "2026-03-02", "what": "extended", "name": "watch", "for": until, **more}


def test_each_absence_has_a_period_of_its_own() -> None:
    runs = ["watch runs from 2026-01-13 to 2026-04-12", "watch runs from 2026-02-10 to 2026-05-09"]
    assert shown(cared()) == runs
    for absence, number in (("2026-01-05", 0), ("2026-02-02", 1)):
        changed = [*runs]
        changed[number] = f"{runs[number][:-10]}2026-05-11"
        answer = cared(longer("2026-05-11", absence=absence, by="team lead"))
        assert (shown(answer), answer.warnings) == (changed, ())


def test_a_measure_is_taken_during_the_period_of_the_case() -> None:
    """In the first watch, from 13 January, 2 days are lost, 8 and 1; in the second, from 10 February, 2 and 1."""
    lost = """
measure lost during watch
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
"""
    text = lost + CARE.replace("9 months after talk is held", "when lost is at least 11 working days")
    text = text.replace(
        "at least 11 working days", "at least 11 working days\n    falls due again only on a new absence"
    )
    talks = [held("2026-01-13", absence="2026-01-05"), held("2026-02-10", absence="2026-02-02")]
    answer = told(text, "2026-03-31", FIRST, SECOND, "2026-03-02", events=talks)
    reviews_ = [(one.absence, str(one.on)) for one in answer.fell_due if one.step == "review"]
    assert reviews_ == [("2026-01-05", "2026-03-02")]


def test_a_change_that_fits_the_periods_of_several_absences_is_a_problem() -> None:
    with pytest.raises(AssertionError) as raised:
        cared(longer("2026-05-11", by="manager"))
    assert "event-fits-several" in str(raised.value)
    assert "2026-01-05" in str(raised.value)
    assert shown(cared(longer("2026-05-11", by="manager"), absent=(FIRST,))) == [
        "watch runs from 2026-01-13 to 2026-05-11"
    ]


@pytest.mark.parametrize(
    ("event", "code", "clauses"),
    [
        (longer("2026-05-13", by="manager"), "period-beyond-limit", ("A-1", "A-2")),
        (longer("2026-05-11", by="HR"), "period-changed-by-another", ("A-1", "A-2")),
        ({"date": "2026-03-02", "what": "ended", "name": "watch", "by": "manager"}, "period-not-to-change", ()),
    ],
)
def test_a_doubtful_change_is_shown_with_its_absence_its_clauses_and_its_place(
    event: dict[str, Any], code: str, clauses: tuple[str, ...]
) -> None:
    (found,) = cared({**event, "absence": "2026-01-05"}).warnings
    assert (found.code, found.absence, found.clauses) == (code, "2026-01-05", clauses)
    assert "watch" in found.message
    assert found.place is not None
    assert found.place.field == "events[3]"


@pytest.mark.parametrize(
    ("action", "ends"),
    [
        ("add 2 months to monitoring, and stay", "2026-11-09"),  # 8 months from 9 March
        ("add 2 weeks to monitoring, and stay", "2026-09-23"),
        ("end monitoring, and stay", "2026-08-11"),
        ("reset monitoring, and stay", "2027-02-10"),
    ],
)
def test_an_outcome_changes_it(action: str, ends: str) -> None:
    policy = reviews(given=action)
    more = (held("2026-08-10", "second review"), outcome("2026-08-10", "second review", "given"))
    answer = asked("2027-03-31", "2026-07-06", "2026-08-03", policy=policy, more=more)
    assert closed(answer) == [f"{ends} period-ended"]


def test_months_added_are_counted_from_the_first_day() -> None:
    policy = reviews(given="add 1 month to monitoring, and stay").replace("lasts 6 months", "lasts 1 month")
    events = [held("2026-03-31", "review"), outcome("2026-03-31", "review", "given")]
    more = [held("2026-04-20", "second review"), outcome("2026-04-20", "second review", "given")]
    answer = told(policy, "2026-06-30", *THREE_DAYS, "2026-04-06", "2026-04-13", events=[*events, *more])
    # One month after 31 March is 30 April; two months are 31 May, and not 30 May.
    assert closed(answer) == ["2026-05-31 period-ended"]


def test_a_period_that_is_reset_is_one_stage_down() -> None:
    """At the end of the second period the case goes on as after the first review, in a new first period."""
    policy = """
branch attendance follows each employee
  step review 1
    falls due when 2 absences start in the last 12 months
    outcome given: wait for review 2
  period period 1
    lasts 3 months after review 1 is held
    at its end: close
  step review 2
    falls due when 2 absences start during period 1
    outcome given: wait for review 3
  period period 2
    lasts 3 months after review 2 is held
    at its end: reset period 1, and wait for review 2
  step review 3
    falls due when 2 absences start during period 2
    outcome dismissed: close
""".replace("period 1", "first period").replace("period 2", "second period")
    policy = policy.replace("review 1", "first review").replace("review 2", "second review")
    policy = policy.replace("review 3", "third review")
    away = ["2026-01-05", "2026-01-12", "2026-02-02", "2026-02-09"]
    events = [
        held("2026-01-19", "first review"),
        outcome("2026-01-19", "first review", "given"),
        held("2026-02-16", "second review"),
        outcome("2026-02-16", "second review", "given"),
    ]
    down = told(policy, "2026-05-16", *away, events=events)
    assert stands(down) == ["second review waiting"]
    assert shown(down) == ["first period runs from 2026-05-16 to 2026-08-15"]
    again = told(policy, "2026-07-31", *away, "2026-06-01", "2026-07-06", events=events)
    assert fell(again)[2:] == ["second review 2026-07-06"]
    assert closed(told(policy, "2026-12-31", *away, "2026-06-01", events=events)) == ["2026-08-16 period-ended"]


# ------------------------------------------------------------------ whose period it is

OTHER = """
branch other follows each employee
  step look
    falls due when 2 absences start during monitoring
    falls due again only on a new absence
    then close
"""


def looked(answer: Answer) -> list[str]:
    return [one for one in fell(answer) if one.startswith("look")]


def test_another_branch_may_count_during_it() -> None:
    policy = reviews("9 absences start during monitoring") + OTHER
    assert looked(asked("2026-12-31", "2026-03-08", "2026-07-06", policy=policy)) == []
    assert looked(asked("2026-12-31", "2026-03-09", "2026-07-06", policy=policy)) == ["look 2026-07-06"]
    assert looked(asked("2026-12-31", "2026-07-06", "2026-09-09", policy=policy)) == []


IN_PROCEDURE = """
branch attendance follows each employee
  step review
    falls due when 3 absences start in the last 12 months
    falls due again only on a new absence
    outcome given: start warnings

procedure warnings
  step first warning
    falls due at once
    outcome warned: wait for hearing
  period monitoring
    lasts 6 months after first warning is held
    at its end: close
  step hearing
    falls due when 2 absences start during monitoring
    outcome done: close
"""
WARNED_FIRST = (held("2026-03-12", "first warning"), outcome("2026-03-12", "first warning", "warned"))


def test_it_may_belong_to_a_procedure() -> None:
    """It runs from 12 March to 11 September 2026, for the procedure and for others that count during it."""
    policy = IN_PROCEDURE + OTHER
    before = asked("2026-09-11", "2026-03-11", "2026-09-11", policy=policy, more=WARNED_FIRST)
    assert (fell(before)[2:], shown(before)) == ([], ["monitoring runs from 2026-03-12 to 2026-09-11"])
    answer = asked("2026-09-11", "2026-03-13", "2026-09-11", policy=policy, more=WARNED_FIRST)
    assert sorted(fell(answer)[2:]) == ["hearing 2026-09-11", "look 2026-09-11"]
    assert closed(asked("2026-09-12", policy=policy, more=WARNED_FIRST)) == ["2026-09-12 procedure"]


def test_it_may_begin_on_the_day_its_case_opens() -> None:
    policy = """
branch care follows each absence
  step talk
    falls due when the absence has lasted over 2 weeks
    then close
  period early days
    lasts 1 week after the absence began
    at its end: tell HR "a week"
"""
    assert shown(told(policy, "2026-01-05", "2026-01-05 -")) == ["early days runs from 2026-01-05 to 2026-01-11"]
    for day, warned in (("2026-01-11", []), ("2026-01-12", ["HR: a week"]), ("2026-01-16", ["HR: a week"])):
        assert [one.message for one in told(policy, day, "2026-01-05 -").warnings] == warned


def test_a_meeting_after_which_the_case_began_again_starts_none() -> None:
    events = [held("2026-03-09", "review"), outcome("2026-03-09", "review", "not given")]
    answer = told(reviews(), "2026-03-10", *THREE_DAYS, events=events)
    assert (closed(answer), shown(answer)) == (["2026-03-09 outcome"], [])


def test_what_is_added_again_is_added_to_what_was_added() -> None:
    policy = reviews(given="add 1 month to monitoring, and stay")
    second = [held("2026-08-10", "second review"), outcome("2026-08-10", "second review", "given")]
    third = [held("2026-09-10", "second review"), outcome("2026-09-10", "second review", "given")]
    first = "falls due when 2 absences start during monitoring"
    policy = policy.replace(first, f"{first}\n    falls due again only on a new absence")
    away = ("2026-07-06", "2026-08-03", "2026-09-07")
    assert closed(asked("2026-12-31", *away, policy=policy, more=(*second,))) == []
    # 6 months and 1 from 9 March, and 1 more
    answer = asked("2026-12-31", *away, policy=policy, more=(*second, *third))
    assert closed(answer) == ["2026-11-09 period-ended"]


def test_what_is_added_to_a_last_day_that_people_set_is_counted_from_the_day_after() -> None:
    policy = reviews(given="add 1 month to monitoring, and stay").replace("may be extended", "may be shortened")
    policy = policy.replace(", to at most 9 months", "")
    events = (
        change("2026-08-07", "shortened", "2026-08-20", by="manager"),
        held("2026-08-10", "second review"),
        outcome("2026-08-10", "second review", "given"),
    )
    answer = asked("2026-12-31", "2026-07-06", "2026-08-03", policy=policy, more=events)
    assert closed(answer) == ["2026-09-21 period-ended"]


# ------------------------------------------------------------------ what counts no more


def test_stop_counting_earlier_absences() -> None:
    forgets = reviews(at_end="at its end: stop counting earlier absences, and close")
    away = ("2026-07-06", "2026-09-14")
    assert fell(asked("2026-09-30", *away)) == ["review 2026-03-02", "review 2026-09-14"]
    assert fell(asked("2026-09-30", *away, policy=forgets)) == ["review 2026-03-02"]
    more = ("2026-10-05", "2026-11-02")
    assert fell(asked("2026-11-30", *away, *more, policy=forgets))[1:] == ["review 2026-11-02"]


def test_an_absence_that_runs_when_counting_stops_is_an_earlier_one() -> None:
    forgets = reviews(at_end="at its end: stop counting earlier absences, and close")
    after = ("2026-10-05", "2026-11-02")
    assert fell(asked("2026-11-30", "2026-09-09 2026-09-11", *after, policy=forgets)) == ["review 2026-03-02"]
    assert fell(asked("2026-11-30", "2026-09-10 2026-09-11", *after, policy=forgets))[1:] == ["review 2026-11-02"]


def test_a_measure_that_is_reset_counts_from_nothing() -> None:
    policy = """
measure lost over the last 12 months
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

branch attendance follows each employee
  step talk
    falls due when lost is at least 3 working days
    falls due again only on a new absence
    outcome done: reset lost, and close
"""
    events = [held("2026-01-08"), outcome("2026-01-08", "talk", "done")]
    away = ("2026-01-05 2026-01-07", "2026-02-02 2026-02-03")
    answer = told(policy, "2026-02-28", *away, events=events)
    assert fell(answer) == ["talk 2026-01-07"]
    assert [one.value for one in answer.measures] == [2]
    assert [(one.absence, one.why) for one in answer.measures[0].left_out] == [("2026-01-05", "counts-no-more")]
    assert fell(told(policy, "2026-03-31", *away, "2026-03-02", events=events))[1:] == ["talk 2026-03-02"]


def test_a_measure_that_one_branch_resets_goes_on_in_another() -> None:
    """Three days in January and two in February: two for the talk, held in between, and five for the review."""
    policy = """
measure lost over the last 12 months
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

branch First follows each employee
  step talk
    falls due when lost is at least 3 working days
    falls due again only on a new absence
    outcome done: reset lost, and close

branch Second follows each employee
  step review
    falls due when lost is at least 5 working days
    falls due again only on a new absence
    then close
"""
    events = [held("2026-01-08"), outcome("2026-01-08", "talk", "done")]
    answer = told(policy, "2026-02-28", "2026-01-05 2026-01-07", "2026-02-02 2026-02-03", events=events)
    assert fell(answer) == ["talk 2026-01-07", "review 2026-02-03"]


# ------------------------------------------------------------------ the laws

POLICIES = {
    "one": reviews(),
    "short": reviews("2 short absences start during monitoring", STEP_DOWN),
    "days": reviews(
        "9 calendar days of absence fall during monitoring", STEP_DOWN, "add 2 months to monitoring, and stay"
    ),
    "not recorded": reviews('"improvement" is not recorded during monitoring', given="reset monitoring, and stay"),
    "forgets": reviews(at_end="at its end: stop counting earlier absences, and close"),
}
STORIES: list[tuple[tuple[str, ...], list[dict[str, Any]]]] = [
    (THREE_DAYS, GIVEN),
    ((*THREE_DAYS, "2026-09-07 2026-09-12"), GIVEN),
    ((*THREE_DAYS, "2026-05-04 2026-05-08", "2026-09-08 2026-09-30"), GIVEN),
    ((*THREE_DAYS, "2026-05-04", "2026-06-01 2026-06-12"), [*GIVEN, held("2026-07-06", "second review")]),
    (
        (*THREE_DAYS, "2026-05-04", "2026-06-01 2026-06-12", "2026-11-02 -"),
        [*GIVEN, held("2026-07-06", "second review"), outcome("2026-07-07", "second review", "given")],
    ),
    ((*THREE_DAYS, "2026-10-05"), [*GIVEN, change("2026-09-01", "extended", "2026-10-31")]),
    ((*THREE_DAYS, "2026-05-04", "2026-06-01"), [*GIVEN, change("2026-04-01", "ended")]),
]


@pytest.mark.parametrize("name", POLICIES)
@pytest.mark.parametrize("story", range(len(STORIES)))
def test_the_laws_hold(name: str, story: int) -> None:
    """Every day and the days that matter give the same, and so does a standing that was put away in between."""
    away, events = STORIES[story]
    policy = small(POLICIES[name])
    values = {"employee": "E1", "absences": [_record(one) for one in away], "events": events}
    on = date(2027, 6, 30)
    whole = over_every_day(person_of(values, on, policy))
    assert over_days_that_matter(person_of(values, on, policy)) == whole
    for day in (date(2026, 5, 5), date(2026, 9, 8), date(2026, 9, 9), date(2026, 12, 1)):
        kept = json.loads(json.dumps(put(over_days_that_matter(person_of(values, day, policy)))))
        assert resume(person_of(values, on, policy), taken(kept), day.toordinal()) == whole


def _record(said: str) -> dict[str, Any]:
    first, *rest = said.split(" ")
    last = rest[0] if rest else first
    return {"first": first} if last == "-" else {"first": first, "last": last}


# ------------------------------------------------------------------ in an example


def test_an_example_tells_and_expects() -> None:
    policy = small(
        reviews()
        + """
example extended
  absent on 12 January 2026, 2 February 2026, 2 March 2026
  held review on 9 March 2026, with outcome given
  extended monitoring on 1 September 2026, to 31 October 2026
  on 31 October 2026, attendance is at monitoring
  on 1 November 2026, attendance closed on 1 November 2026
"""
    )
    assert all(isinstance(one, Passed) for one in run_all(policy))


def test_a_due_step_of_another_branch_is_passed_over_though_there_are_periods() -> None:
    """A period moves the cases of its own branch; a meeting after an absence is moved by what is recorded alone."""
    after = "\nafter every absence\n  step welcome back\n    falls due on first working time back\n    then close\n"
    person = person_of(
        {"employee": "E1", "absences": [{"first": "2026-01-12"}]}, date(2026, 3, 1), small(reviews() + after)
    )
    assert person.at_rest == {"welcome back"}


# ------------------------------------------------------------------ while it runs, and after it

RUNS = """
branch short follows each employee
  step first
    falls due when 2 absences start in the last 3 months
    falls due again only on a new absence
    then wait for second
  period warning
    lasts 6 months after first is held
    at its end: close
  step second
    falls due when 2 absences start in the last 3 months and {test}
    outcome done: close
"""
BOTH_AWAY = ("2026-01-05", "2026-02-02")
LIVE = [held("2026-02-09", "first")]
"""The warning runs from 9 February to 8 August 2026."""


def runs(test: str, on: str, *more: str) -> list[str]:
    answer = told_both_ways(RUNS.format(test=test), on, *BOTH_AWAY, *more, events=LIVE)
    return [one for one in fell(answer) if one.startswith("second")]


def test_a_period_is_running_from_its_first_to_its_last_day() -> None:
    test = "warning is running and at least 1 new absence starts during warning"
    assert runs(test, "2026-08-30", "2026-06-01", "2026-08-08") == ["second 2026-08-08"]
    assert runs(test, "2026-08-30", "2026-06-01", "2026-08-09") == []


def test_it_is_not_running_from_the_day_after() -> None:
    test = "warning is not running and at least 1 new absence starts during warning"
    assert runs(test, "2026-08-08", "2026-06-01", "2026-08-08") == []
    assert runs(test, "2026-08-30", "2026-06-01", "2026-08-08") == ["second 2026-08-09"]
    assert runs(test, "2026-08-30", "2026-06-01", "2026-08-09") == ["second 2026-08-09"]


RELAPSE = """
branch short follows each employee
  step first
    falls due when 3 absences start in the last 12 months
    falls due again only on a new absence
    then wait for second
  period warning
    lasts 6 months after first is held
    at its end: close
  step second
    falls due when 9 absences start in the last 3 months
    outcome done: close

branch relapse follows each employee
  step again
    falls due when 1 absence starts {window}
    if not due by then: stay
    outcome done: close
"""


@pytest.mark.parametrize(
    ("window", "day", "falls"),
    [
        ("within 3 months after warning ends", "2026-08-08", None),
        ("within 3 months after warning ends", "2026-08-09", "2026-08-10"),
        ("within 3 months after warning ends", "2026-11-08", "2026-11-08"),
        ("within 3 months after warning ends", "2026-11-09", None),
    ],
)
def test_a_time_after_the_end_of_a_period_begins_with_the_day_after_its_last(
    window: str, day: str, falls: str | None
) -> None:
    away = ("2026-01-05", "2026-01-19", "2026-02-02", day)
    answer = told_both_ways(RELAPSE.format(window=window), "2026-12-01", *away, events=LIVE)
    assert [one for one in fell(answer) if one.startswith("again")] == ([f"again {falls}"] if falls else [])


# ------------------------------------------------------------------ a letter before its meeting

LETTER = """
branch attendance follows each employee
  step review
    falls due when 3 absences start in the last 12 months
    falls due again only on a new absence
    outcome warned: issue warning letter, and wait for second review
    outcome not warned: close
  period live warning
    lasts 6 months after warning letter is issued
    at its end: close
  step second review
    falls due when 2 absences start during live warning
    then close
"""


def letter(day: str) -> dict[str, Any]:
    return {"date": day, "name": "warning letter", "what": "issued"}


def test_a_letter_begins_its_period_without_a_meeting_and_somebody_is_asked_to_look() -> None:
    early = told(LETTER, "2026-02-20", "2026-01-12", events=[letter("2026-02-16")])
    assert [(one.text, one.code) for one in early.shown if one.code == "period"] == [
        ("live warning runs from 2026-02-16 to 2026-08-15", "period")
    ]
    assert [(one.code, one.step, str(one.on)) for one in early.warnings] == [
        ("period-before-its-meeting", "review", "2026-02-16")
    ]


def test_a_letter_on_the_day_of_its_meeting_or_later_is_in_order() -> None:
    meeting = [held("2026-03-09", "review"), outcome("2026-03-09", "review", "warned")]
    for day in ("2026-03-09", "2026-03-16"):
        assert codes(told(LETTER, "2026-03-31", *THREE_DAYS, events=[*meeting, letter(day)])) == []
