"""Why a step fell due, as programs read it: what was compared with which limit, in which days, and what was counted."""

from __future__ import annotations

from typing import Any

import pytest

from policydsl.interpret.answer import Answer, Reason
from tests.small import held, told

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


def test_a_category() -> None:
    reason = why(told(LONG.format(when="the absence is long absence"), "2026-02-28", "2026-01-05 -"))
    assert (reason.kind, reason.what, reason.clauses) == ("length", "the absence is long absence", ("B-1",))
    (waits,) = told(LONG.format(when="the absence is long absence"), "2026-01-12", "2026-01-06 -").standing[0].reasons
    assert (waits.kind, waits.what) == ("length", "the absence is long absence: not so far")


def test_two_conditions_together() -> None:
    both = why(watch("lost is over 2 working days and 1 absence starts in the last 4 weeks"))
    assert (both.kind, [one.kind for one in both.because]) == ("condition", ["measure", "count"])
