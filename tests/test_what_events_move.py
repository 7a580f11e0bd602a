"""What a recorded event moves and what it leaves alone: two absences, cases of before the record, earlier meetings.

Of two absences of twelve days each, the talks fall due on 12 January and on 9 February 2026, the eighth day of each.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from policydsl.diagnostics import Diagnostic
from policydsl.interpret.answer import Answer, Warned
from policydsl.interpret.evaluate import evaluate
from tests.engine import history_of
from tests.small import codes, fell, held, outcome, record, small, stands, told_both_ways

CARE = """
branch care follows each absence
  step talk
    falls due when the absence has lasted over 1 week
    outcome well: close
    outcome on: wait for review
    outcome letter: issue warning letter, and leave it to HR
    outcome HR: leave it to HR
    outcome hearing: start dismissal
    outcome advice: should start dismissal
  step review
    falls due 4 weeks after talk is held
    must agree target
    outcome done: close

procedure dismissal
  step check
    falls due at once
    decided by someone other than recommender [C-1, C-2]
    outcome yes: wait for hearing
    outcome no: return
    outcome later: leave it to HR
  step hearing
    falls due when check has outcome yes
    never before check has outcome yes [D-1, D-2]
    outcome dismissed, only after "options exhausted" is recorded: close [E-1, E-2]
    outcome kept: return

document warning letter
"""
FIRST, SECOND = "2026-01-05", "2026-02-02"
AWAY = ("2026-01-05 2026-01-16", "2026-02-02 2026-02-13")
WRITTEN = {"what": "notice", "value": "written"}


def of_first(day: str, what: str = "", step: str = "talk", **more: Any) -> dict[str, Any]:
    """Held, or with an outcome, for the first absence."""
    return {**(outcome(day, step, what) if what else held(day, step)), "absence": FIRST, **more}


def of_second(day: str, what: str = "", step: str = "talk", **more: Any) -> dict[str, Any]:
    return of_first(day, what, step, **{"absence": SECOND, **more})


def care(on: str, *events: dict[str, Any], away: tuple[str, ...] = AWAY, policy: str = CARE) -> Answer:
    return told_both_ways(policy, on, *away, events=list(events))


def refused(policy: str, on: str, *events: dict[str, Any], away: tuple[str, ...] = AWAY) -> tuple[Diagnostic, ...]:
    """The problems that keep the history from having an answer."""
    values = {"employee": "E1", "absences": [record(one) for one in away], "events": list(events)}
    found = evaluate(small(policy), history_of(values, small(policy)), date.fromisoformat(on))
    assert found.answer is None
    return found.diagnostics


def talks(answer: Answer, step: str = "talk") -> dict[str | None, tuple[str, str | None, str | None]]:
    """Of each absence what became of a step: its state, the day it was held, the outcome."""
    return {
        one.absence: (one.state.value, None if one.held_on is None else str(one.held_on)[5:], one.outcome)
        for one in answer.fell_due
        if one.step == step
    }


# ------------------------------------------------------------------ two absences at the same step


def test_a_meeting_of_one_absence_is_none_of_the_other() -> None:
    both_due = care("2026-02-20")
    assert talks(both_due) == {FIRST: ("due", None, None), SECOND: ("due", None, None)}
    answer = care("2026-02-20", of_second("2026-02-11"))
    assert talks(answer) == {FIRST: ("due", None, None), SECOND: ("held", "02-11", None)}
    assert codes(answer) == []


def test_an_outcome_of_one_absence_is_none_of_the_other() -> None:
    meetings = of_first("2026-02-10"), of_second("2026-02-11")
    answer = care("2026-02-20", *meetings, of_first("2026-02-12", "on"))
    assert talks(answer) == {FIRST: ("decided", "02-10", "on"), SECOND: ("held", "02-11", None)}
    assert stands(answer) == ["review waiting", "talk held"]
    later = care("2026-03-10", *meetings, of_first("2026-02-12", "on"), of_second("2026-02-12", "on"))
    assert talks(later, "review") == {FIRST: ("due", None, None)}
    # the review of the first, held on 10 March, is not decided by what is recorded of the talk of the second
    held_too = of_first("2026-03-10", step="review")
    answer = care("2026-03-10", *meetings, of_first("2026-02-12", "on"), held_too, of_second("2026-03-10", "on"))
    assert (talks(answer)[SECOND], talks(answer, "review")[FIRST]) == (
        ("decided", "02-11", "on"),
        ("held", "03-10", None),
    )


def test_one_absence_is_closed_by_a_person_and_the_other_stays() -> None:
    closed = {"date": "2026-02-16", "what": "closed", "by": "HR"}
    for which in ({"step": "talk"}, {"branch": "care"}):
        answer = care("2026-02-20", {**closed, **which, "absence": SECOND})
        assert ([one.absence for one in answer.closed], codes(answer)) == ([SECOND], [])
        (problem,) = refused(CARE, "2026-02-20", closed | which)
        assert (problem.code.name, problem.help) == (
            "event-fits-several",
            f"add `absence: {FIRST}` or `absence: {SECOND}`",
        )


TWO_BRANCHES = """
branch care follows each absence while it lasts
  step talk
    falls due when the absence has lasted over 1 week
    then stay
branch watch follows each employee
  step chat
    falls due when 1 absence starts in the last 3 months
    falls due again only on a new absence
    then stay
"""


@pytest.mark.parametrize("branch", ["care", "watch"])
def test_of_two_branches_a_person_closes_the_one_that_is_named(branch: str) -> None:
    closed = {"date": "2026-01-14", "branch": branch, "what": "closed", "by": "HR"}
    answer = care("2026-01-15", closed, away=("2026-01-05 -",), policy=TWO_BRANCHES)
    assert ([(one.branch, one.why) for one in answer.closed], codes(answer)) == ([(branch, "person")], [])


def test_a_branch_without_an_open_case_cannot_be_closed() -> None:
    closed = {"date": "2026-01-02", "branch": "care", "what": "closed", "by": "HR"}
    answer = care("2026-01-15", closed, away=("2026-01-05 -",), policy=TWO_BRANCHES)
    (warned,) = answer.warnings
    assert (warned.code, warned.message, warned.help, warned.on) == (
        "nothing-to-close",
        "`closed` on 2026-01-02 moves nothing: no case of care is open",
        "check `branch`",
        date(2026, 1, 2),
    )


# ------------------------------------------------------------------ put on file

LETTERS = (of_first("2026-02-10"), of_second("2026-02-10"))
LETTERS += (of_first("2026-02-11", "letter"), of_second("2026-02-11", "letter"))


def asked(answer: Answer, code: str = "to-do") -> list[str | None]:
    """The absences for which something is still to be done."""
    return [one.absence for one in answer.human if one.code == code]


@pytest.mark.parametrize(
    ("event", "left"),
    [
        ({}, [FIRST, SECOND]),
        ({"absence": SECOND}, [FIRST]),
        ({"absence": SECOND, "value": True}, [FIRST]),
        ({"absence": SECOND, "value": False}, [FIRST, SECOND]),
        ({"absence": SECOND, "step": "talk"}, [FIRST]),
        ({"absence": SECOND, "name": "target", "what": "agreed"}, [FIRST, SECOND]),
    ],
)
def test_what_is_on_file_for_one_absence_is_still_to_be_done_for_the_other(
    event: dict[str, Any], left: list[str]
) -> None:
    issued = {"date": "2026-02-12", "what": "issued", "name": "warning letter"} | event
    assert asked(care("2026-02-20", *LETTERS, *([issued] if event else []))) == left


@pytest.mark.parametrize(("by", "code"), [("Ann", "decided-by-the-same"), ("Bob", None)])
def test_who_starts_a_procedure_that_should_start_has_recommended_it(by: str, code: str | None) -> None:
    events = (of_first("2026-01-12"), of_first("2026-01-13", "advice", by="Zoe"))
    started = {"date": "2026-01-14", "what": "recorded", "name": "dismissal", "step": "talk", "by": "Ann"}
    answer = care("2026-01-20", *events, started, outcome("2026-01-15", "check", "no", by=by), away=AWAY[:1])
    assert (codes(answer), stands(answer)) == (
        ([code], ["talk decided", "check due"]) if code else ([], ["talk decided"])
    )


def test_a_later_outcome_takes_away_what_was_left_to_people_of_that_absence_and_no_task() -> None:
    answer = care("2026-02-20", *LETTERS, of_first("2026-02-12", "letter"))
    assert asked(answer, "left-to") == [SECOND, FIRST]
    gone = care("2026-02-20", *LETTERS, of_first("2026-02-12", "on"))
    assert (asked(gone, "left-to"), asked(gone)) == ([SECOND], [FIRST, SECOND])


# ------------------------------------------------------------------ held, and held not

DATED = CARE.replace("falls due when the absence has lasted over 1 week", "falls due 4 weeks after the absence began")
EARLY = DATED.replace("    outcome well", "    may be held early [B-1, B-2]\n    outcome well", 1)
"""The talks fall due on Monday 2 February and on Monday 2 March."""


@pytest.mark.parametrize(("value", "state"), [({}, "held"), ({"value": True}, "held"), ({"value": False}, "due")])
def test_a_meeting_of_which_it_is_said_that_it_was_not_held(value: dict[str, Any], state: str) -> None:
    answer = care("2026-01-14", held("2026-01-13", **value), away=AWAY[:1])
    assert (stands(answer), codes(answer)) == ([f"talk {state}"], [])


def test_a_meeting_held_early_makes_its_step_due_that_day() -> None:
    answer = care("2026-01-20", held("2026-01-14"), away=AWAY[:1], policy=EARLY)
    (due,) = answer.fell_due
    assert (str(due.on), str(due.held_on), codes(answer)) == ("2026-01-14", "2026-01-14", [])
    assert [(one.kind, one.what, one.clauses) for one in due.reasons] == [("case", "held early", ("B-1", "B-2"))]


def test_a_meeting_held_early_is_one_of_the_absence_that_is_named() -> None:
    answer = care("2026-02-10", of_first("2026-02-01"), policy=EARLY, away=("2026-01-05", "2026-01-12"))
    assert talks(answer) == {FIRST: ("held", "02-01", None), "2026-01-12": ("due", None, None)}
    (problem,) = refused(EARLY, "2026-02-10", held("2026-02-01"), away=("2026-01-05", "2026-01-12"))
    assert (problem.code.name, problem.help) == (
        "event-fits-several",
        f"add `absence: {FIRST}` or `absence: 2026-01-12`",
    )


def test_where_the_step_is_due_for_one_absence_a_meeting_is_held_early_for_no_other() -> None:
    answer = care("2026-02-04", held("2026-02-03"), policy=EARLY, away=("2026-01-05", "2026-01-12"))
    assert talks(answer) == {FIRST: ("held", "02-03", None)}
    assert fell(answer) == ["talk 2026-02-02"]


def test_only_the_step_that_the_case_waits_for_may_be_held_early() -> None:
    # at the talk no review can be; while the talk is held and not decided, it is not held once more
    review = care("2026-01-20", held("2026-01-14", "review"), away=AWAY[:1], policy=EARLY)
    assert (fell(review), codes(review)) == ([], ["out-of-sequence"])
    twice = care("2026-01-20", held("2026-01-14"), held("2026-01-15"), away=AWAY[:1], policy=EARLY)
    assert (fell(twice), codes(twice)) == (["talk 2026-01-14"], ["out-of-sequence"])


def test_a_meeting_named_by_the_day_on_which_its_step_fell_due() -> None:
    right, wrong = held("2026-01-13", due="2026-01-12"), held("2026-01-13", due="2026-01-11")
    assert stands(care("2026-01-14", right, away=AWAY[:1])) == ["talk held"]
    answer = care("2026-01-14", wrong, away=AWAY[:1])
    assert (stands(answer), codes(answer)) == (["talk due"], ["out-of-sequence"])


def test_a_step_that_counted_as_held_at_once_is_not_held_again() -> None:
    policy = """
branch care follows each absence
  step card
    falls due when the absence has lasted over 1 week
    counts as held at once
    then wait for talk
  step talk
    falls due 4 weeks after card is held
    outcome well: close
"""
    (warned,) = care("2026-01-20", held("2026-01-14", "card"), away=AWAY[:1], policy=policy).warnings
    assert (warned.code, warned.message, warned.help, warned.absence) == (
        "out-of-sequence",
        "`held` of card on 2026-01-14 moves nothing: it counted as held at once, on 2026-01-12",
        "take the event out; nobody has to hold this step",
        FIRST,
    )


# ------------------------------------------------------------------ notices and dates


def test_a_notice_is_one_of_the_step_that_the_case_waits_for() -> None:
    def asked_of(step: str, day: str, *more: dict[str, Any]) -> Answer:
        notice = {"date": day, "step": step, **WRITTEN, "for": "2026-01-30"}
        return care("2026-01-20", notice, *more, away=AWAY[:1])

    ahead = asked_of("talk", "2026-01-08")
    assert (stands(ahead), codes(ahead)) == (["talk noticed"], [])
    other = asked_of("review", "2026-01-08")
    assert (stands(other), codes(other)) == (["talk due"], ["out-of-sequence"])
    after = asked_of("talk", "2026-01-14", held("2026-01-13"))
    assert (stands(after), codes(after)) == (["talk held"], ["out-of-sequence"])


def test_a_date_set_before_the_step_falls_due_is_no_notice() -> None:
    scheduled = {"date": "2026-01-08", "step": "talk", "what": "scheduled", "for": "2026-01-20"}
    assert stands(care("2026-01-14", scheduled, away=AWAY[:1])) == ["talk due"]


def test_a_notice_ahead_that_fits_two_absences_says_which_are_meant() -> None:
    notice = {"date": "2026-01-14", "step": "talk", **WRITTEN, "for": "2026-02-03"}
    away = ("2026-01-05", "2026-01-12")
    (problem,) = refused(DATED, "2026-02-10", notice, away=away)
    assert (problem.code.name, problem.help) == (
        "event-fits-several",
        f"add `absence: {FIRST}` or `absence: 2026-01-12`",
    )
    answer = care("2026-02-10", notice | {"absence": FIRST}, away=away, policy=DATED)
    assert talks(answer) == {FIRST: ("noticed", None, None), "2026-01-12": ("due", None, None)}


# ------------------------------------------------------------------ what must come first

HEARING = (of_first("2026-01-12"), of_first("2026-01-13", "hearing", by="Ann"))
"""The check of the first absence is due from 13 January."""


def blocked(
    on: str, what: str, needs: str, clauses: tuple[str, ...], absence: str | None = FIRST, step: str = "hearing"
) -> Warned:
    return Warned(
        "before-permitted",
        f"{what} of {step} on {on} moves nothing: first comes {needs}",
        step,
        absence,
        date.fromisoformat(on),
        f"record {needs} first",
        clauses,
    )


@pytest.mark.parametrize(
    "event",
    [
        held("2026-01-14", "hearing"),
        {"date": "2026-01-14", "step": "hearing", **WRITTEN, "for": "2026-01-30"},
    ],
)
def test_a_step_before_what_must_come_first(event: dict[str, Any]) -> None:
    what, clauses = f"`{event['what']}`", ("D-1", "D-2")
    warned = care("2026-01-20", *HEARING, event, away=AWAY[:1]).warnings
    assert [same(one) for one in warned] == [blocked("2026-01-14", what, "check", clauses)]
    # no case has got there, so none is named
    warned = care("2026-01-20", event, away=AWAY[:1]).warnings
    assert [same(one) for one in warned] == [blocked("2026-01-14", what, "check", clauses, None)]


def same(warned: Warned) -> Warned:
    """The warning without the place in the file."""
    return replace(warned, place=None)


def test_what_came_first_in_another_case_does_not_do() -> None:
    of_both = (of_first("2026-02-10"), of_second("2026-02-10"))
    started = (of_first("2026-02-11", "hearing", by="Ann"), of_second("2026-02-11", "hearing", by="Ann"))
    yes = of_first("2026-02-12", "yes", "check", by="Bob")
    warned = care("2026-02-20", *of_both, *started, yes, of_second("2026-02-16", step="hearing")).warnings
    assert [same(one) for one in warned] == [blocked("2026-02-16", "`held`", "check", ("D-1", "D-2"), SECOND)]


YES = outcome("2026-01-15", "check", "yes", by="Bob")
OPTIONS = {"what": "recorded", "name": "options exhausted"}
DISMISSED = (held("2026-01-16", "hearing"), outcome("2026-01-16", "hearing", "dismissed"))


def test_an_outcome_that_is_kept_back_until_something_is_on_file_in_the_procedure() -> None:
    early = {"date": "2026-01-12", **OPTIONS}  # before the procedure was started, on the 13th
    (warned,) = care("2026-01-16", early, *HEARING, YES, *DISMISSED, away=AWAY[:1]).warnings
    expected = blocked("2026-01-16", "`outcome`", "options exhausted", ("E-1", "E-2"))
    message = expected.message.replace("2026-01-16 moves", "2026-01-16 with outcome dismissed moves")
    assert (same(warned).message, warned.clauses, warned.absence) == (message, ("E-1", "E-2"), FIRST)
    in_time = care("2026-01-16", early | {"date": "2026-01-14"}, *HEARING, YES, *DISMISSED, away=AWAY[:1])
    assert codes(in_time) == []


def test_a_line_of_a_later_version_keeps_back_no_case_that_stays_with_the_earlier_one() -> None:
    text = CARE.replace("    never before", "    from 14 January 2026: never before")
    day = held("2026-01-14", "hearing")
    keeps = small(text, ("when a month", "cases already open stay with the earlier version\n  when a month"))
    assert codes(told_both_ways(keeps, "2026-01-20", AWAY[0], events=[*HEARING, day])) == ["out-of-sequence"]
    moves = small(text, ("when a month", "cases already open move at once\n  when a month"))
    assert codes(told_both_ways(moves, "2026-01-20", AWAY[0], events=[*HEARING, day])) == ["before-permitted"]
