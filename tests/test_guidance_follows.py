"""What follows a meeting of guidance that was asked for: what people are to do, to decide and to be told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policydsl.interpret.answer import Answer, Human, Shown, Warned
from tests.engine import answer_of
from tests.small import held, outcome, small

POLICY = small(
    """
guidance advice
  may be asked for at any time by manager, HR
  outcome adjust: issue warning letter, and leave it to HR
  outcome unfit: may start capability, and tell HR "a case begins"
  outcome fit: close
  if advice has outcome unfit: should send leaflet

procedure capability
  step check
    falls due at once
    decided by HR
    outcome yes: return
    outcome no: close

branch Watch follows each employee
  step talk
    falls due when 9 absences start in the last 4 weeks
    falls due again only on a new absence
    outcome serious: start capability
    outcome light: stay

document warning letter
"""
)
HELD = held("2026-01-12", "advice", by="manager")


def asked(*events: dict[str, Any], on: str = "2026-01-31", absences: Any = ()) -> Answer:
    values = {"employee": "E1", "absences": list(absences), "events": list(events)}
    return answer_of(values, date.fromisoformat(on), POLICY)


def waiting(answer: Answer) -> list[tuple[str, str, str]]:
    return [(one.code, one.what, str(one.since)) for one in answer.human]


def test_before_an_outcome_nothing_follows() -> None:
    assert (waiting(asked(HELD)), asked(HELD).warnings) == ([], ())


def test_what_is_to_be_done_and_what_is_left_to_somebody() -> None:
    answer = asked(HELD, outcome("2026-01-13", "advice", "adjust"))
    assert waiting(answer) == [
        ("to-do", "issue warning letter", "2026-01-12"),
        ("left-to", "HR decides", "2026-01-12"),
    ]


def test_what_is_on_file_is_done() -> None:
    letter = {"date": "2026-01-14", "step": "advice", "what": "issued", "name": "warning letter"}
    answer = asked(HELD, outcome("2026-01-13", "advice", "adjust"), letter)
    assert waiting(answer) == [("left-to", "HR decides", "2026-01-12")]


def test_what_may_and_what_should_be_done_and_who_is_told() -> None:
    answer = asked(HELD, outcome("2026-01-13", "advice", "unfit"))
    assert waiting(answer) == [
        ("should-do", "send leaflet: advice has outcome unfit", "2026-01-12"),
        ("may-do", "start capability", "2026-01-12"),
    ]
    assert [(one.code, one.message, str(one.on)) for one in answer.warnings] == [
        ("tell", "HR: a case begins", "2026-01-12")
    ]


def test_an_outcome_that_closes_leaves_nothing_to_people() -> None:
    answer = asked(HELD, outcome("2026-01-13", "advice", "fit"))
    assert (waiting(answer), answer.warnings) == ([], ())


@pytest.mark.parametrize("named", [True, False])
def test_a_line_to_record_names_the_absence_that_the_meeting_is_about(named: bool) -> None:
    absent = [{"id": "a1", "first": "2026-01-05", "last": "2026-01-09"}]
    about = {"absence": "a1"} if named else {}
    answer = asked({"date": "2026-01-07", "step": "advice", "what": "requested", "by": "HR"} | about, absences=absent)
    lines = [one.line for one in answer.to_record if one.what == "held"]
    middle = ", absence: a1" if named else ""
    assert lines == [f"{{date: 2026-01-31, step: advice{middle}, what: held}}"]


# ------------------------------------------------------------------ with the absence and the clauses

CITED = small(
    """
guidance advice
  may be asked for at any time by manager, HR         [G-0]
  employee may bring a colleague                      [G-1]
  should consider leave                               [G-2]
  outcome adjust: issue letter, and leave it to HR    [G-3]
  outcome unfit: tell HR "a case begins"              [G-4]
document letter
"""
)
REQUEST = {"date": "2026-01-07", "step": "advice", "what": "requested", "by": "a friend", "absence": "a1"}
CLOSED = {"date": "2026-01-08", "step": "advice", "what": "closed", "by": "HR"}


def of_a1(*events: dict[str, Any]) -> Answer:
    """What is said on 31 January of meetings that are about one absence."""
    absences = [{"id": "a1", "first": "2026-01-05", "last": "2026-01-09"}]
    return answer_of({"employee": "E1", "absences": absences, "events": list(events)}, date(2026, 1, 31), CITED)


def seen(answer: Answer) -> list[Shown]:
    return [one for one in answer.shown if one.step is not None]


def test_what_is_shown_names_the_step_the_absence_and_the_clauses() -> None:
    asked_by = "advice was asked for by a friend; manager or HR may ask for it"
    assert seen(of_a1(REQUEST)) == [
        Shown("asked-by-another", asked_by, "advice", "a1", ("G-0",)),
        Shown("right-to-bring", "the employee may bring colleague", "advice", "a1", ("G-1",)),
        Shown("open-duty", "consider leave", "advice", "a1", ("G-2",)),
    ]


def test_who_did_something_else_asked_for_nothing() -> None:
    notice = {"date": "2026-01-08", "step": "advice", "what": "notice", "for": "2026-02-12", "by": "a clerk"}
    letter = {"date": "2026-01-09", "step": "advice", "what": "requested", "name": "letter", "by": "a clerk"}
    found = [one for one in seen(of_a1(REQUEST | {"by": "HR"}, notice, letter)) if one.code == "asked-by-another"]
    assert found == []


def test_what_is_left_to_people_names_the_absence_and_the_clauses() -> None:
    answer = of_a1(REQUEST, HELD, outcome("2026-01-13", "advice", "adjust"))
    about = ("advice", "advice", "a1", date(2026, 1, 12), ("G-3",))
    assert answer.human == (Human("to-do", "issue letter", *about), Human("left-to", "HR decides", *about))


def test_whom_to_tell_names_the_absence_and_the_clauses() -> None:
    answer = of_a1(REQUEST, HELD, outcome("2026-01-13", "advice", "unfit"))
    told = Warned("tell", "HR: a case begins", "advice", "a1", date(2026, 1, 12), None, ("G-4",))
    assert answer.warnings == (told,)


@pytest.mark.parametrize("first", [CLOSED, held("2026-01-08", "advice", by="manager")])
def test_after_a_meeting_that_is_over_the_next_one_is_told(first: dict[str, Any]) -> None:
    again = REQUEST | {"date": "2026-01-11", "by": "HR"}
    assert [one.code for one in seen(of_a1(REQUEST, first, again))] == ["right-to-bring", "open-duty"]
    assert [one.what for one in of_a1(REQUEST, first, again).to_record][-2:] == ["scheduled", "held"]
    decided = of_a1(REQUEST, first, again, HELD, outcome("2026-01-13", "advice", "adjust"))
    assert waiting(decided) == [
        ("to-do", "issue letter", "2026-01-12"),
        ("left-to", "HR decides", "2026-01-12"),
    ]


# ------------------------------------------------------------------ what belongs to which meeting

TWO = small(
    """
guidance advice
  may be asked for at any time by manager, HR
  give notice at least 3 calendar days before
  must record summary
  employee may bring a colleague
  outcome adjust: issue letter
guidance review
  may be asked for at any time by HR
  must record minutes
branch Watch follows each employee
  step talk
    falls due when 9 absences start in the last 4 weeks
    falls due again only on a new absence
    outcome light: stay
document letter
""",
    (
        "  an absence with no working day counts\n",
        "  an absence with no working day counts\n  absences flagged planned count for nothing\n",
    ),
)
SUMMARY = {"date": "2026-01-13", "what": "recorded", "name": "summary"}


def at_two(*events: dict[str, Any], on: str = "2026-01-31", absences: Any = ()) -> Answer:
    values = {"employee": "E1", "absences": list(absences), "events": list(events)}
    return answer_of(values, date.fromisoformat(on), TWO)


def meetings(answer: Answer) -> list[tuple[str, str]]:
    return [(one.step, str(one.since)) for one in answer.asked_for]


def of_duty(answer: Answer, duty: str) -> list[str]:
    return [one.state.value for one in answer.duties if one.duty == duty]


def test_meetings_of_each_guidance_are_listed() -> None:
    answer = at_two(held("2026-01-20", "review"), held("2026-01-12", "advice"))
    assert meetings(answer) == [("advice", "2026-01-12"), ("review", "2026-01-20")]


@pytest.mark.parametrize(("day", "counts"), [("2025-12-31", False), ("2026-01-01", True)])
def test_a_meeting_counts_from_the_first_day_of_the_policy(day: str, counts: bool) -> None:
    assert meetings(at_two(held(day, "advice"))) == ([("advice", day)] if counts else [])


def test_a_meeting_recorded_twice_on_its_day_is_one_and_a_request_of_that_day_asks_for_the_next() -> None:
    once, again = held("2026-01-12", "advice", by="HR"), held("2026-01-12", "advice", by="manager")
    assert meetings(at_two(once, again)) == [("advice", "2026-01-12")]
    later = held("2026-01-19", "advice")
    assert meetings(at_two(once, later)) == [("advice", "2026-01-12"), ("advice", "2026-01-19")]
    set_again = {"date": "2026-01-12", "step": "advice", "what": "scheduled", "for": "2026-01-26"}
    both = at_two(once, set_again | {"date": "2026-01-13"})
    assert [(str(one.since), str(one.meeting_on)) for one in both.asked_for] == [
        ("2026-01-12", "None"),
        ("2026-01-13", "2026-01-26"),
    ]


def test_a_notice_of_the_meeting_is_that_of_the_guidance() -> None:
    notice = {"date": "2026-01-05", "step": "advice", "what": "notice", "for": "2026-01-12"}
    assert of_duty(at_two(notice, held("2026-01-12", "advice")), "notice") == ["met"]
    dated = notice | {"what": "scheduled"}
    assert of_duty(at_two(dated, held("2026-01-12", "advice")), "notice") == ["breached"]


def test_what_only_the_guidance_asks_for_needs_no_step_beside_it() -> None:
    friend = {"date": "2026-01-10", "what": "recorded", "name": "companion", "value": "friend"}
    request = {"date": "2026-01-07", "step": "advice", "what": "requested", "by": "HR"}
    assert [one.code for one in at_two(request, friend).human] == ["companion-not-listed"]
    assert of_duty(at_two(held("2026-01-12", "advice"), SUMMARY), "record summary") == ["met"]


def test_a_branch_written_beside_what_only_the_guidance_asks_for_changes_nothing() -> None:
    assert of_duty(at_two(held("2026-01-12", "advice"), SUMMARY | {"branch": "Watch"}), "record summary") == ["met"]


@pytest.mark.parametrize("flags", [[], ["planned"]])
def test_a_meeting_about_an_absence_keeps_its_name_though_it_counts_for_nothing(flags: list[str]) -> None:
    absences = [{"id": "a1", "first": "2026-01-05", "last": "2026-01-09", "flags": flags}]
    request = {"date": "2026-01-07", "step": "advice", "what": "requested", "by": "HR", "absence": "a1"}
    answer = at_two(request, held("2026-01-12", "advice"), SUMMARY | {"absence": "a1"}, absences=absences)
    (one,) = answer.asked_for
    assert (one.id, one.absence) == ("advice / a1 / 2026-01-07", "a1")
    assert of_duty(answer, "record summary") == ["met"]


def test_a_meeting_about_one_of_two_absences_bears_its_name_and_about_one_that_goes_on_the_first() -> None:
    apart = [
        {"id": "a1", "first": "2026-01-05", "last": "2026-01-06"},
        {"id": "a2", "first": "2026-01-08", "last": "2026-01-09"},
    ]
    request = {"date": "2026-01-10", "step": "advice", "what": "requested", "by": "HR", "absence": "a2"}
    assert [one.absence for one in at_two(request, absences=apart).asked_for] == ["a2"]
    joined = [apart[0], apart[1] | {"first": "2026-01-07"}]
    assert [one.absence for one in at_two(request, absences=joined).asked_for] == ["a1"]


def test_a_meeting_that_was_closed_says_on_which_day_unless_it_was_held() -> None:
    request = {"date": "2026-01-07", "step": "advice", "what": "requested", "by": "HR"}
    closed = {"date": "2026-01-12", "step": "advice", "what": "closed", "by": "HR"}
    assert [one.closed_on for one in at_two(request, closed).asked_for] == [date(2026, 1, 12)]
    assert [one.closed_on for one in at_two(request).asked_for] == [None]
    both = at_two(request, held("2026-01-12", "advice"), closed)
    assert [(one.held_on, one.closed_on) for one in both.asked_for] == [(date(2026, 1, 12), None)]
