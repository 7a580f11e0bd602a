"""Who leads, who comes along and which other date is offered: whose step and whose absence it is recorded of."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policydsl.interpret.answer import Answer, Human, Shown, Warned
from tests.small import codes, held, outcome, told_both_ways

CARE = """
branch care follows each absence
  step talk
    falls due when the absence has lasted over 1 week
    led by line manager, head of department or HR [A-1]
    employee may bring a work colleague or trade union representative [A-2]
    employee may offer another date at most 5 working days after the original date [A-3]
    then wait for review
  step review
    falls due 4 weeks after talk is held
    employee may bring a work colleague [A-4]
    outcome decided: close
"""
FIRST, SECOND = "2026-01-05 2026-01-16", "2026-02-02 2026-02-13"
"""Two absences of twelve days, of which the talks fall due on 12 January and on 9 February."""
OF_FIRST = "2026-01-05"


def friend(day: str, step: str = "talk", **more: Any) -> dict[str, Any]:
    return {"date": day, "step": step, "what": "recorded", "name": "companion", "value": "friend", **more}


def about(*events: dict[str, Any], on: str = "2026-03-31", away: tuple[str, ...] = (FIRST, SECOND)) -> Answer:
    return told_both_ways(CARE, on, *away, events=list(events))


def asked_of_people(answer: Answer, code: str) -> list[Human]:
    return [one for one in answer.human if one.code == code]


# ------------------------------------------------------------------ who comes along


def test_a_companion_whom_the_policy_does_not_name_is_a_question_of_that_step_and_absence() -> None:
    answer = about(friend("2026-01-13", absence=OF_FIRST))
    assert asked_of_people(answer, "companion-not-listed") == [
        Human(
            "companion-not-listed",
            "whether friend may come along; the policy names work colleague or trade union representative",
            "talk",
            "care",
            OF_FIRST,
            date(2026, 1, 13),
            ("A-2",),
        )
    ]


def test_who_comes_along_to_another_step_is_asked_there_alone() -> None:
    later = (held("2026-01-14", absence=OF_FIRST), friend("2026-02-12", "review", absence=OF_FIRST))
    (left,) = asked_of_people(about(*later), "companion-not-listed")
    assert (left.step, left.absence, left.clauses) == ("review", OF_FIRST, ("A-4",))


AGAIN = """
branch attendance follows each employee
  step talk
    falls due when 1 absence starts in the last 6 months
    falls due again only on a new absence
    employee may bring a work colleague
    then stay
branch other follows each employee
  step chat
    falls due when 2 absences start in the last 6 months
    falls due again only on a new absence
    employee may bring a work colleague
    then stay
"""


@pytest.mark.parametrize("day", ["2026-02-02", "2026-02-03"])
def test_what_is_recorded_from_the_day_a_step_falls_due_again_is_about_that_time(day: str) -> None:
    """The talk fell due on 5 January, was held, and fell due again on 2 February: the question is asked once."""
    events = [held("2026-01-06"), friend(day)]
    answer = told_both_ways(AGAIN, "2026-02-28", "2026-01-05", "2026-02-02", events=events)
    left = asked_of_people(answer, "companion-not-listed")
    assert [(one.step, one.since) for one in left] == [("talk", date.fromisoformat(day))]


def test_another_step_that_falls_due_in_between_ends_nothing() -> None:
    answer = told_both_ways(AGAIN, "2026-02-28", "2026-01-05", "2026-02-02", events=[friend("2026-02-10")])
    assert [one.step for one in asked_of_people(answer, "companion-not-listed")] == ["talk"]


# ------------------------------------------------------------------ the other date


def offer(day: str, **more: Any) -> dict[str, Any]:
    return {"date": day, "step": "talk", "what": "alternative offered", "absence": OF_FIRST, **more}


MEETING = {"date": "2026-01-12", "step": "talk", "what": "scheduled", "for": "2026-01-14", "absence": OF_FIRST}
"""On Wednesday 14 January: five working days later is Wednesday the 21st."""


@pytest.mark.parametrize(
    ("event", "words", "since"),
    [
        (
            offer("2026-01-13", **{"for": "2026-01-22"}),
            "whether the other date 2026-01-22 is accepted; the last in time was 2026-01-21",
            date(2026, 1, 13),
        ),
        (
            offer("2026-01-12", **{"for": "2026-01-22"}),  # on the day on which the meeting was set
            "whether the other date 2026-01-22 is accepted; the last in time was 2026-01-21",
            date(2026, 1, 12),
        ),
        (
            offer("2026-01-22"),  # for no day that is on file
            "whether the other date is accepted; the last in time was 2026-01-21",
            date(2026, 1, 22),
        ),
    ],
)
def test_another_date_that_is_too_late_is_a_question(event: dict[str, Any], words: str, since: date) -> None:
    assert asked_of_people(about(MEETING, event), "late-alternative-date") == [
        Human("late-alternative-date", words, "talk", "care", OF_FIRST, since, ("A-3",))
    ]


@pytest.mark.parametrize("event", [offer("2026-01-13", **{"for": "2026-01-21"}), offer("2026-01-21")])
def test_another_date_up_to_the_fifth_working_day_is_none(event: dict[str, Any]) -> None:
    assert about(MEETING, event).human == ()


def test_a_date_offered_within_a_time_is_named_with_the_day_by_which_it_was_to_be_offered() -> None:
    text = CARE.replace("at most 5 working days after", "within 3 calendar days after")
    events = [MEETING, offer("2026-01-18", **{"for": "2026-01-19"})]
    answer = told_both_ways(text, "2026-03-31", FIRST, events=events)
    (left,) = asked_of_people(answer, "late-alternative-date")
    assert left.what == "whether the other date 2026-01-19 is accepted; it was to be offered by 2026-01-17"


# ------------------------------------------------------------------ who led, who decided


def led(by: str) -> Answer:
    return about(held("2026-01-14", absence=OF_FIRST, by=by), on="2026-01-14", away=(FIRST,))


@pytest.mark.parametrize("by", ["head of department", "HR", "A Smith, HR"])
def test_somebody_named_but_not_first_is_a_note(by: str) -> None:
    policy = CARE.replace("then wait for review", "outcome well: wait for review")
    answer = told_both_ways(policy, "2026-01-14", FIRST, events=[held("2026-01-14", absence=OF_FIRST, by=by)])
    notes = [one for one in answer.shown if one.code == "led-by-another"]
    assert notes == [
        Shown("led-by-another", f"talk was led by {by}, not by line manager", "talk", OF_FIRST, ("A-1",)),
    ]
    assert codes(answer) == []


@pytest.mark.parametrize("by", ["line manager", "A Smith, line manager"])
def test_who_is_named_first_is_nothing_to_note(by: str) -> None:
    answer = led(by)
    assert (codes(answer), [one for one in answer.shown if one.code == "led-by-another"]) == ([], [])


def test_somebody_not_named_is_a_warning() -> None:
    assert led("a friend").warnings == (
        Warned(
            "leader-not-named",
            "talk on 2026-01-14 was led by a friend; the policy names line manager or head of department or HR",
            "talk",
            OF_FIRST,
            date(2026, 1, 14),
            "check `by` of the event that says it was held",
            ("A-1",),
        ),
    )


def test_somebody_not_named_who_decides_is_a_warning() -> None:
    policy = """
branch months follows each absence
  step what next
    falls due 6 months after the absence began
    decided by owner or trustee [B-1, B-2]
    outcome decided: close
"""
    event = outcome("2026-07-20", "what next", "decided", by="supervisor")
    answer = told_both_ways(policy, "2026-08-01", "2026-01-05 2026-09-30", events=[event])
    assert answer.warnings == (
        Warned(
            "decider-not-the-named",
            "what next on 2026-07-20 was decided by supervisor; the policy names owner or trustee",
            "what next",
            "2026-01-05",
            date(2026, 7, 20),
            "check `by` of the event that says what was decided",
            ("B-1", "B-2"),
        ),
    )
