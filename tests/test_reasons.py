"""Why a step fell due, as programs read it: what was compared with which limit, in which days, and what was counted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policydsl.interpret.answer import Answer, Reason
from tests.small import HEADER, held, outcome, told

MEASURE = """
measure lost over the last 4 weeks
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

branch Watch follows each employee
  step talk
    falls due when {when} [A-1]
    falls due again only on a new absence
    then wait for review
  step review
    falls due when {count} within 4 weeks after talk is held [A-2]
    if not due by then: close
"""
LONG = """
branch Long follows each absence while it lasts
  step talk
    falls due when {when} [B-1]
    then close
"""
AWAY = "2026-01-12 2026-01-14"


def watch(when: str = "lost is over 2 working days", count: str = "1 new absence starts", *absent: str) -> Answer:
    text = MEASURE.format(when=when, count=count)
    return told(text, "2026-02-28", AWAY, *absent, events=[held("2026-01-15")])


def why(answer: Answer, step: str = "talk") -> Reason:
    (reason,) = next(one.reasons for one in answer.fell_due if one.step == step)
    return reason


def said(reason: Reason) -> tuple[Any, ...]:
    return reason.kind, reason.what, reason.value, reason.comparison, reason.limit, reason.unit


def days(reason: Reason) -> tuple[str, str]:
    return str(reason.first), str(reason.last)


def counted(reason: Reason) -> list[tuple[str, Any]]:
    return [(str(one.first), one.days) for one in reason.counted]


def test_a_measure() -> None:
    reason = why(watch())
    assert said(reason) == ("measure", "lost", 3, "over", 2, "working days")
    assert days(reason) == ("2025-12-18", "2026-01-14")
    assert counted(reason) == [("2026-01-12", 3)]
    assert (reason.clauses, reason.arithmetic) == (("A-1",), "3 working days")


@pytest.mark.parametrize(
    ("more", "arithmetic"),
    [((), "1 absence x 1 absence x 3 working days"), (("2026-01-19",), "2 absences x 2 absences x 4 working days")],
)
def test_the_arithmetic_of_a_product(more: tuple[str, ...], arithmetic: str) -> None:
    text = MEASURE.format(when="lost is over 900 working days", count="1 new absence starts")
    text = text.replace("is working days of absence", "is absences x absences x working days of absence")
    (one,) = told(text.replace("over 900 working days", "over 900"), "2026-01-31", AWAY, *more).measures
    assert one.arithmetic == arithmetic


def test_a_count() -> None:
    reason = why(watch("lost is over 2 working days", "1 new absence starts", "2026-01-19"), "review")
    assert said(reason) == ("count", "absence", 1, "at least", 1, None)
    assert days(reason) == ("2026-01-16", "2026-02-12")
    assert [one for one, _ in counted(reason)] == ["2026-01-19"]
    assert [(one.kind, one.what, str(one.value)) for one in reason.because] == [("event", "talk is held", "2026-01-15")]
    assert reason.clauses == ("A-2",)


def test_of_several_counts_those_that_hold() -> None:
    either = "2 new short absences, or 1 new long absence, start"
    reason = why(watch("lost is over 2 working days", either, "2026-01-19 2026-01-28"), "review")
    assert said(reason) == ("count", "long absence", 1, "at least", 1, None)


def test_of_alternatives_those_that_hold() -> None:
    """What did not make the step fall due is no reason for it; while it waits, every way to it is told."""
    either = "lost is over 9 working days, or when lost is over 2 working days, or when lost is at least 3 working days"
    both = why(watch(either))
    assert [(one.comparison, one.limit) for one in both.because] == [("over", 2), ("at least", 3)]
    assert said(why(watch("lost is over 9 working days, or when lost is over 2 working days")))[3:5] == ("over", 2)
    waits = watch("lost is over 9 working days, or when lost is over 8 working days").standing[0].reasons
    assert [one.limit for reason in waits for one in reason.because] == [9, 8]


def test_a_length() -> None:
    reason = why(told(LONG.format(when="the absence has lasted over 1 week"), "2026-02-28", "2026-01-05 -"))
    assert said(reason) == ("length", "2026-01-05", 8, "over", 1, "weeks")
    assert days(reason) == ("2026-01-05", "2026-01-12")


def test_a_length_is_that_up_to_the_last_day_on_record() -> None:
    """From Monday 5 to Friday 9 January 2026, five days; on Sunday the 11th the absence may still go on on Monday."""
    text = LONG.format(when="the absence has lasted over 1 week")
    (waits,) = told(text, "2026-01-11", "2026-01-05 2026-01-09").standing[0].reasons
    assert said(waits) == ("length", "2026-01-05", 5, "over", 1, "weeks")
    assert days(waits) == ("2026-01-05", "2026-01-09")


@pytest.mark.parametrize(("last", "left_out"), [("2026-01-30", []), ("2026-01-31", ["before-the-window"])])
def test_a_count_tells_of_the_absence_that_reached_up_to_its_window(last: str, left_out: list[str]) -> None:
    """The last four weeks are from Sunday 1 to Saturday 28 February 2026."""
    text = LONG.format(when="2 absences start in the last 4 weeks").replace(
        "each absence while it lasts", "each employee"
    )
    ((waits,),) = (one.because for one in told(text, "2026-02-28", f"2026-01-26 {last}").standing[0].reasons)
    assert days(waits) == ("2026-02-01", "2026-02-28")
    assert [one.why for one in waits.left_out] == left_out


def test_a_category() -> None:
    reason = why(told(LONG.format(when="the absence is long absence"), "2026-02-28", "2026-01-05 -"))
    assert (reason.kind, reason.what, reason.clauses) == ("length", "the absence is long absence", ("B-1",))
    (waits,) = told(LONG.format(when="the absence is long absence"), "2026-01-12", "2026-01-06 -").standing[0].reasons
    assert (waits.kind, waits.what) == ("length", "the absence is long absence: not so far")


def test_two_conditions_together() -> None:
    both = why(watch("lost is over 2 working days and 1 absence starts in the last 4 weeks"))
    assert (both.kind, [one.kind for one in both.because]) == ("condition", ["measure", "count"])


# ------------------------------------------------------------------ by what a line says, with its place and its clauses

STORY = """
branch Long follows each absence while it lasts
  step talk
    falls due when the absence has lasted over 1 week [C-1]
    falls due again immediately
    outcome on: go to review [C-2]
    outcome wait: wait for review [C-3]
    outcome back: go back to talk [C-4]
    outcome hearing: start dismissal [C-5]
    outcome advice: should start dismissal, issue warning letter, and may send leaflet [C-6]
    outcome HR: leave it to HR, and tell HR "come" [C-7]
  step review
    falls due at once [C-8]
    then wait for look
  step look
    falls due 4 weeks after review is held [C-9]
    may be held early [C-10]
    then close

procedure dismissal
  step check
    falls due at once [C-11]
    decided by manager
    outcome yes: wait for hearing
    outcome no: return
  step hearing
    falls due when check has outcome yes [C-12]
    outcome kept: return

document warning letter
document leaflet
"""
TALK = held("2026-01-12")


def decided(value: str, *more: dict[str, Any], on: str = "2026-01-20") -> Answer:
    """The talk falls due on 12 January 2026, is held then, and decided on the 13th."""
    return told(STORY, on, "2026-01-05 -", events=[TALK, outcome("2026-01-13", "talk", value, by="Ann"), *more])


def place(reason: Reason) -> tuple[str, str, str, tuple[str, ...]]:
    """Kind, words, the line of the policy without its clauses, and the clauses."""
    assert reason.line is not None
    written = (HEADER + STORY).splitlines()[reason.line - 1].strip()
    return reason.kind, reason.what, written.partition(" [")[0], reason.clauses


YES = outcome("2026-01-15", "check", "yes", by="manager")


@pytest.mark.parametrize(
    ("answer", "step", "expected"),
    [
        (decided("on"), "review", ("case", "after talk", "outcome on: go to review", ("C-2",))),
        (decided("wait"), "review", ("case", "at once", "falls due at once", ("C-8",))),
        (decided("hearing"), "check", ("case", "at once", "falls due at once", ("C-11",))),
        (
            decided("hearing", YES),
            "hearing",
            ("event", "check has outcome yes", "falls due when check has outcome yes", ("C-12",)),
        ),
        (
            decided("on", held("2026-01-14", "review"), held("2026-01-16", "look")),
            "look",
            ("case", "held early", "may be held early", ("C-10",)),
        ),
    ],
)
def test_why_a_step_fell_due_without_a_condition_of_its_own(
    answer: Answer, step: str, expected: tuple[str, str, str, tuple[str, ...]]
) -> None:
    assert place(why(answer, step)) == expected


def test_the_day_of_an_outcome_is_told() -> None:
    assert why(decided("hearing", YES), "hearing").value == date(2026, 1, 15)


def test_why_a_case_went_back() -> None:
    (lapse,) = decided("back").lapsed
    assert (str(lapse.on), lapse.step, lapse.branch, lapse.absence) == ("2026-01-13", "talk", "Long", "2026-01-05")
    assert [place(one) for one in lapse.reasons] == [("case", "outcome", "outcome back: go back to talk", ("C-4",))]


def test_what_is_left_to_people_and_by_which_clause() -> None:
    since = date(2026, 1, 13)
    left = [
        (one.code, one.what, one.step, one.branch, one.absence, one.since, one.clauses)
        for one in (*decided("advice").human, *decided("HR").human)
    ]
    case = ("talk", "Long", "2026-01-05", since)
    assert left == [
        ("should-do", "start dismissal", *case, ("C-6",)),
        ("to-do", "issue warning letter", *case, ("C-6",)),
        ("may-do", "send leaflet", *case, ("C-6",)),
        ("left-to", "HR decides", *case, ("C-7",)),
    ]
    (warned,) = decided("HR").warnings
    assert (warned.code, warned.message, warned.step, warned.absence, warned.on, warned.clauses) == (
        *("tell", "HR: come", "talk", "2026-01-05", since),
        ("C-7",),
    )
    assert len(decided("HR", on="2026-03-20").warnings) == 1


ENDED = {"date": "2026-01-16", "step": "talk", "what": "recorded", "name": "dismissal", "by": "Bob"}


def test_a_procedure_is_started_by_whoever_decided_and_on_the_day_of_it() -> None:
    for answer, day in ((decided("hearing"), "2026-01-13"), (decided("advice", ENDED), "2026-01-16")):
        assert [(one.step, str(one.on)) for one in answer.fell_due][1:] == [("check", day)]
        assert [one.step for one in answer.standing] == ["talk", "check"]
