"""Where a case stands after each thing that can happen to it, in full: what the next days go on from, by hand.

The absence runs from Monday 5 January 2026; it has lasted over a week on the 12th, on which the talk falls due.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from policydsl.domain.number import Day
from policydsl.interpret.answer import StepState
from policydsl.interpret.fold import over_every_day
from policydsl.interpret.standing import At, Case, CaseKey, Ended, Mark, Occurrence, Position, Standings
from policydsl.model.amount import Deed
from tests.engine import person_of
from tests.small import held, outcome, record, small

STORY = """
branch Watch follows each absence while it lasts
  step talk
    falls due when the absence has lasted over 1 week
    falls due again only on a new absence
    then wait for review
    outcome well: close
    outcome back: go back to talk
    outcome on: start levels
  step review
    falls due 4 weeks after talk is held
    outcome done: close
    outcome first: wait for talk

procedure levels
  step check
    falls due when "plan" is recorded
    decided by HR
    outcome no: return
"""
WAIVED = "a waived step counts as held"


def day(text: str) -> Day:
    return date.fromisoformat(f"2026-{text}").toordinal()


def after(
    on: str, *events: dict[str, Any], absent: str = "2026-01-05 -", waived: str = WAIVED, **more: Any
) -> Standings:
    values = {"employee": "E1", "absences": [record(absent)], "events": list(events), **more}
    person = person_of(values, date.fromisoformat(f"2026-{on}"), small(STORY, (WAIVED, waived)))
    return over_every_day(person)


KEY = CaseKey("Watch", "2026-01-05")
FIRST, DUE, MET, THEN = map(day, ("01-05", "01-12", "01-13", "01-14"))
OPENED = Case(KEY, FIRST, Position("Watch", "talk", At.WAITING, FIRST, passed=FIRST))
ID = "Watch / 2026-01-05 / talk / 2026-01-12"
FELL_DUE = Mark("talk", Deed.DUE, DUE)
HELD = Mark("talk", Deed.HELD, MET)
IS_DUE = Position("Watch", "talk", At.DUE, DUE, passed=FIRST, marks=(FELL_DUE,), occurrence=ID, reached=FIRST, row=DUE)
WAITS = Position("Watch", "review", At.WAITING, MET, left="talk", passed=MET, marks=(FELL_DUE, HELD), moved=MET)
BY_ANN = {"by": "Ann"}
HELD_ON_13 = held("2026-01-13", by="Bob")
WAIVED_ON_13 = {"date": "2026-01-13", "step": "talk", "what": "waived", "by": "HR", "why": "agreed"}


def only(found: Standings) -> Case:
    (case,) = found.cases.values()
    return case


def talk(found: Standings) -> Occurrence:
    """The talk that fell due, without the reasons for that."""
    return replace(found.occurrences[ID], reasons=())


def test_a_case_waits_for_its_first_step() -> None:
    assert after("01-04", absent="2026-01-05 -").cases == {}
    found = after("01-11")
    assert (only(found), found.occurrences, found.ended, found.pending, found.noted) == (OPENED, {}, (), (), ())


def test_a_step_falls_due() -> None:
    found = after("01-12")
    assert only(found) == replace(OPENED, place=IS_DUE)
    assert talk(found) == Occurrence(ID, KEY, "talk", DUE, StepState.DUE)


def test_a_notice_given_before_it_falls_due_is_one_of_it() -> None:
    notice = {"date": "2026-01-08", "step": "talk", "what": "notice", "value": "written", "for": "2026-01-20"}
    found = after("01-12", notice)
    given = ((day("01-08"), day("01-20")),)
    assert only(found).place == replace(IS_DUE, notices=given)
    assert talk(found) == Occurrence(ID, KEY, "talk", DUE, StepState.NOTICED, noticed=given)
    moved = only(after("01-13", notice, HELD_ON_13)).place
    assert moved == WAITS  # it is none of the step after


def test_a_meeting_that_is_held_leads_to_the_next_step() -> None:
    found = after("01-13", HELD_ON_13)
    assert only(found) == replace(OPENED, place=WAITS)
    assert talk(found) == Occurrence(ID, KEY, "talk", DUE, StepState.HELD, held=MET, held_by="Bob")


def test_a_waived_step_counts_as_held() -> None:
    found = after("01-13", WAIVED_ON_13)
    assert only(found) == replace(OPENED, place=WAITS)
    assert talk(found) == Occurrence(ID, KEY, "talk", DUE, StepState.WAIVED, decided=MET)


def test_a_waived_step_is_watched_again() -> None:
    found = after("01-20", WAIVED_ON_13, waived="a waived step is watched again")
    again = replace(IS_DUE, at=At.WAITING, since=MET, again=MET, occurrence=None, row=None)
    assert only(found) == replace(OPENED, place=again)
    assert talk(found).state is StepState.WAIVED


def test_a_waived_step_closes_its_branch() -> None:
    found = after("01-20", WAIVED_ON_13, waived="a waived step closes its branch")
    assert (found.cases, found.ended) == ({}, (Ended(KEY, MET, "waived", "talk"),))
    assert talk(found) == Occurrence(ID, KEY, "talk", DUE, StepState.WAIVED, decided=MET)


def decided(value: str, on: str = "01-14") -> Standings:
    return after(on, HELD_ON_13, outcome("2026-01-14", "talk", value, **BY_ANN))


TALK_DECIDED = Occurrence(ID, KEY, "talk", DUE, StepState.DECIDED, held=MET, held_by="Bob", decided=THEN)


def test_a_case_that_closes_leaves_what_was_decided() -> None:
    found = decided("well", "01-20")
    assert (found.cases, found.ended) == ({}, (Ended(KEY, THEN, "outcome", "review"),))
    assert talk(found) == replace(TALK_DECIDED, outcome="well")


def test_a_case_that_goes_back_has_everything_before_it_again() -> None:
    found = decided("back", "01-20")
    back = Position("Watch", "talk", At.WAITING, THEN, again=THEN, passed=THEN, fresh=THEN)
    assert only(found) == replace(OPENED, place=back)
    assert [replace(one, reasons=()) for one in found.ended] == [Ended(KEY, THEN, None, "review")]


def test_a_procedure_begins_beside_the_place_of_its_case() -> None:
    found = decided("on", "01-20")
    marks = (FELL_DUE, HELD, Mark("talk", None, THEN, "on"))
    check = Position("levels", "check", At.WAITING, THEN, passed=THEN)
    begun = replace(OPENED, place=replace(WAITS, marks=marks), procedure=check, started=THEN)
    assert replace(only(found), started_by=None) == begun
    plan = {"date": "2026-01-19", "what": "recorded", "name": "plan"}
    no = outcome("2026-01-21", "check", "no", by="HR")
    events = (HELD_ON_13, outcome("2026-01-14", "talk", "on", **BY_ANN), plan, no)
    returned = after("01-21", *events)
    assert only(returned) == replace(begun, procedure=None, started=None)


def test_a_case_that_comes_back_to_a_step_that_was_due_waits_for_it_again() -> None:
    found = after("02-11", HELD_ON_13, held("2026-02-10", "review"), outcome("2026-02-11", "review", "first"))
    review = (Mark("review", Deed.DUE, day("02-10")), Mark("review", Deed.HELD, day("02-10")))
    marks = (FELL_DUE, HELD, *review, Mark("review", None, day("02-11"), "first"))
    back = day("02-11")
    expected = Position("Watch", "talk", At.WAITING, back, again=back, left="review", passed=day("02-10"), marks=marks)
    assert only(found).place == replace(expected, moved=day("02-10"))


def test_a_case_ends_with_its_absence() -> None:
    found = after("01-31", absent="2026-01-05 2026-01-14")
    assert (found.cases, found.ended) == ({}, (Ended(KEY, day("01-15"), "returned-before-the-meeting", "talk"),))
    assert talk(found) == Occurrence(ID, KEY, "talk", DUE, StepState.MOOT)
    met = after("01-31", HELD_ON_13, absent="2026-01-05 2026-01-14")
    assert met.ended == (Ended(KEY, day("01-15"), "absence-over", "review"),)
    assert talk(met).state is StepState.HELD


def test_a_branch_of_the_employee_begins_again_when_its_case_closes() -> None:
    text = STORY.replace("each absence while it lasts", "each employee")
    text = text.replace("when the absence has lasted over 1 week", "when 1 absence starts in the last 1 week")
    values = {"employee": "E1", "absences": [record("2026-01-05")]}
    closing = [held("2026-01-13"), outcome("2026-01-14", "talk", "well")]
    found = over_every_day(person_of(values | {"events": closing}, date(2026, 1, 20), small(text)))
    key, later = CaseKey("Watch"), Position("Watch", "talk", At.WAITING, THEN, again=THEN, passed=THEN, fresh=THEN)
    assert found.cases == {key: Case(key, THEN, later)}
    assert [(one.case, one.on, one.why) for one in found.ended] == [(key, THEN, "outcome")]
    assert [one.state for one in found.occurrences.values()] == [StepState.DECIDED]
    by_hr = {"date": "2026-01-14", "branch": "Watch", "what": "closed", "by": "HR"}
    found = over_every_day(person_of(values | {"events": [by_hr]}, date(2026, 1, 20), small(text)))
    assert found.cases == {key: Case(key, THEN, later)}
    assert [one.state for one in found.occurrences.values()] == [StepState.MOOT]


@pytest.mark.parametrize(("on", "changes"), [("01-08", False), ("01-12", True), ("01-13", False)])
def test_a_day_on_which_nothing_happens_leaves_the_standings_as_they_are(on: str, changes: bool) -> None:
    before = date.fromordinal(day(on) - 1).strftime("%m-%d")
    assert (after(on) != after(before)) is changes


# ------------------------------------------------------------------ a case that stood somewhere before the records

STOOD = {"branch": "Watch", "absence": "2026-01-05", "step": "talk", "held": "2026-01-13"}
MARKS = (Mark("talk", Deed.DUE, MET), HELD)
"""Nobody says when it fell due: on the day it was held, at the latest."""
AFTER_TALK = Position("Watch", "review", At.WAITING, MET, left="talk", passed=MET, marks=MARKS, moved=MET)


def stood(on: str, **more: str) -> Standings:
    return after(on, standing=[STOOD | more])


def test_a_case_begins_where_it_stood_on_the_day_of_that_meeting() -> None:
    assert stood("01-12").cases == {}
    assert only(stood("01-13")) == Case(KEY, MET, AFTER_TALK)
    assert stood("01-20").occurrences == {}


def test_what_the_outcome_says_that_stood_there_follows() -> None:
    found = stood("01-13", outcome="on")
    marks = (*MARKS, Mark("talk", None, MET, "on"))
    check = Position("levels", "check", At.WAITING, MET, passed=MET)
    assert only(found) == Case(KEY, MET, replace(AFTER_TALK, marks=marks), procedure=check, started=MET)
    closed = stood("01-13", outcome="well")
    assert (closed.cases, closed.ended) == ({}, (Ended(KEY, MET, "outcome", "review"),))


def test_a_case_that_stood_in_a_procedure_is_beside_the_step_that_started_it() -> None:
    found = stood("01-13", step="check")
    at_check = (Mark("check", Deed.DUE, MET), Mark("check", Deed.HELD, MET))
    place = Position("Watch", "talk", At.HELD, MET, passed=MET, row=MET)
    assert only(found) == Case(KEY, MET, place, replace(place, owner="levels", step="check", marks=at_check))


def test_a_case_that_stood_at_its_last_step_stays_there() -> None:
    marks = (Mark("review", Deed.DUE, MET), Mark("review", Deed.HELD, MET))
    expected = Position("Watch", "review", At.HELD, MET, passed=MET, marks=marks, row=MET)
    assert only(stood("01-20", step="review")) == Case(KEY, MET, expected)


# ------------------------------------------------------------------ what counts no more, and what was taken off


@pytest.mark.parametrize(("measure", "until"), [("lost", 7), ("score", 12), ("late", 9), (None, 9)])
def test_absences_count_no_more_up_to_the_latest_day_said_of_the_measure_or_of_everything(
    measure: str | None, until: Day
) -> None:
    case = replace(OPENED, counted_after=(("lost", 3), ("score", 12), (None, 9)))
    of_lost_alone = replace(OPENED, counted_after=(("lost", 7), ("score", 12)))
    assert (of_lost_alone if measure == "lost" else case).counts_after(measure) == until
    assert OPENED.counts_after(measure) == 0


def test_what_was_taken_off_is_taken_off_the_points_that_are_named() -> None:
    taken = Standings(taken=(("odd points", 3, 1), ("even points", 5, 2), ("odd points", 9, 4)))
    assert taken.taken_off("odd points") == ((3, 1), (9, 4))
    assert taken.taken_off("even points") == ((5, 2),)
    assert taken.taken_off("other points") == ()


@pytest.mark.parametrize("procedure", [None, replace(WAITS, owner="levels", step="check")])
def test_what_moves_is_the_place_in_the_procedure_while_one_is_open(procedure: Position | None) -> None:
    case = replace(OPENED, procedure=procedure)
    there = replace(IS_DUE, since=day("02-02"))
    moved = case.moved_to(there)
    assert (moved.active, moved.place) == (there, there if procedure is None else OPENED.place)
    assert (moved.procedure is None) is (procedure is None)
