"""What people see beside what is due: rights, notes, appeals still in time, deadlines that may move, lines to paste."""

from __future__ import annotations

from typing import Any

import pytest

from policydsl.interpret.answer import Answer, Shown
from tests.engine import history_of
from tests.small import held, outcome, small, told

AWAY = {"id": "a1", "first": "2026-01-05", "last": "2026-03-31"}
"""From a Monday; the talk falls due on 12 January, the 8th day."""
CARE = """
branch care follows each absence
  step talk
    falls due when the absence has lasted over 1 week
    {line} [C-1]
    outcome well: close
    outcome more: wait for review
  step review
    falls due 12 weeks after talk is held
    outcome done: close
document letter
document summary
"""


def in_care(line: str, on: str, *events: dict[str, Any]) -> Answer:
    return told(CARE.format(line=line), on, absences=[AWAY], events=list(events))


def seen(answer: Answer, code: str) -> list[Shown]:
    return [one for one in answer.shown if one.code == code]


# ------------------------------------------------------------------ in words


@pytest.mark.parametrize(
    ("line", "code", "text"),
    [
        ("may be waived by manager or HR", "may-be-waived", "by manager or HR"),
        ("may be waived by manager, giving a reason", "may-be-waived", "by manager, giving a reason"),
        (
            "may be postponed once, to at most 1 week after the original date",
            "may-be-postponed",
            "once, to at most 1 week after the original date",
        ),
        (
            "may be postponed twice, to at most 5 working days after the original date",
            "may-be-postponed",
            "twice, to at most 5 working days after the original date",
        ),
        (
            "may be postponed 3 times, to at most 5 working days after the original date",
            "may-be-postponed",
            "3 times, to at most 5 working days after the original date",
        ),
        (
            "employee may appeal to director or HR",
            "right-to-appeal",
            "the employee may appeal to director or HR",
        ),
        (
            "led by manager or HR, with employee, minute taker",
            "led-by",
            "led by manager or HR, with employee and minute taker",
        ),
        ("never show medical information, names", "never-shown", "medical information, names"),
        ("manager may issue letter", "may-do", "manager: issue letter"),
    ],
)
def test_what_is_shown_at_a_step_names_the_absence_and_the_clauses(line: str, code: str, text: str) -> None:
    assert seen(in_care(line, "2026-01-12"), code) == [Shown(code, text, "talk", "a1", ("C-1",))]


# ------------------------------------------------------------------ appeals

APPEAL = "employee may appeal to director or HR within 10 calendar days after talk is held"
MET = held("2026-01-14", "talk", absence="a1")
MORE = outcome("2026-01-14", "talk", "more", absence="a1")


def test_an_appeal_is_shown_once_while_the_case_is_at_its_step_and_after_it_up_to_its_last_day() -> None:
    text = "the employee may appeal to director or HR, up to 2026-01-24"
    open_ = [Shown("right-to-appeal", text, "talk", "a1", ("C-1",))]
    assert seen(in_care(APPEAL, "2026-01-15", MET), "right-to-appeal") == open_
    assert seen(in_care(APPEAL, "2026-01-24", MET, MORE), "right-to-appeal") == open_
    assert seen(in_care(APPEAL, "2026-01-25", MET, MORE), "right-to-appeal") == []


def test_an_appeal_without_a_last_day_is_not_shown_once_the_case_has_gone_on() -> None:
    line = "employee may appeal to director"
    assert len(seen(in_care(line, "2026-01-15", MET), "right-to-appeal")) == 1
    assert seen(in_care(line, "2026-01-15", MET, MORE), "right-to-appeal") == []


def test_against_a_meeting_that_was_not_held_nobody_appeals() -> None:
    line = "employee may appeal to director within 10 calendar days after letter is issued"
    letter = {"date": "2026-01-14", "what": "issued", "name": "letter", "absence": "a1"}
    closed = {"date": "2026-01-15", "what": "closed", "branch": "care", "absence": "a1"}
    assert len(seen(in_care(line, "2026-01-15", letter), "right-to-appeal")) == 1
    assert seen(in_care(line, "2026-01-15", letter, closed), "right-to-appeal") == []
    assert len(seen(in_care(line, "2026-01-15", MET, letter, closed), "right-to-appeal")) == 1


# ------------------------------------------------------------------ periods, and deadlines that may move

CLOCK = (
    "  a part day counts as its fraction\n",
    "  a part day counts as its fraction\n  active service leaves out unpaid leave\n  leave covers unpaid leave\n",
)
WARNED = """
branch care follows each employee
  step talk
    falls due when 1 absence starts in the last 12 months
    falls due again only on a new absence
    must send summary within 10 calendar days of active service after talk is held [C-1]
    outcome warned: wait for review
  period live
    lasts 6 months of active service after talk is held [C-2]
    may be ended early by HR or manager [C-3]
  step review
    falls due when 9 absences start during live
    if not due by then: stay
    then close
document summary
"""


def on_leave(on: str, first: str, *events: dict[str, Any]) -> Answer:
    away = [{"first": "2026-01-05", "last": "2026-01-05"}, {"first": first, "reason": "unpaid leave"}]
    meeting = [held("2026-01-12"), outcome("2026-01-12", "talk", "warned")]
    return told(small(WARNED, CLOCK), on, absences=away, events=[*meeting, *events])


def test_a_deadline_that_leave_may_move_is_shown_while_it_is_open() -> None:
    """Ten days after the 12th are up on the 22nd; on the 20th one day of leave has moved that on by one."""
    text = "send summary: 2026-01-23 at the earliest is its last day; an absence that is not over may move that on"
    assert seen(on_leave("2026-01-20", "2026-01-20"), "deadline-may-move") == [
        Shown("deadline-may-move", text, "talk", None, ("C-1",))
    ]
    sent = {"date": "2026-01-19", "what": "sent", "name": "summary"}
    assert seen(on_leave("2026-01-20", "2026-01-20", sent), "deadline-may-move") == []
    assert seen(on_leave("2026-01-19", "2026-01-20"), "deadline-may-move") == []


def test_a_period_is_shown_with_the_clauses_and_who_may_change_it() -> None:
    text = "live runs from 2026-01-12 to 2026-07-13 at least (2 days of it are no active service)"
    answer = on_leave("2026-01-21", "2026-01-20")
    assert seen(answer, "period") == [
        Shown("period", f"{text}; an absence that is not over may move that on", None, None, ("C-2",))
    ]
    assert seen(answer, "period-may-change") == [
        Shown("period-may-change", "live may be ended early by HR or manager", None, None, ("C-3",))
    ]


# ------------------------------------------------------------------ lines to paste


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("A4 talk", "A4 talk"),
        ("a talk", "a talk"),
        ("4 eyes", '"4 eyes"'),
        ("yes, now", '"yes, now"'),
        ("well \\ good", '"well \\\\ good"'),
    ],
)
def test_a_name_is_quoted_where_a_history_would_read_it_otherwise(name: str, written: str) -> None:
    text = CARE.format(line='note "Talk."').replace("outcome well", f'outcome "{name}"')
    lines = [one.line for one in told(text, "2026-01-12", absences=[AWAY]).to_record if one.what == "outcome"]
    values = [one.partition("value: ")[2].removesuffix("}") for one in lines]
    assert values == [written, "more"]
    line = lines[0]
    events = f"events:\n  - {{date: 2026-01-12, step: talk, absence: a1, what: held}}\n  - {line}\n"
    history = f"employee: E1\nabsences:\n  - {{id: a1, first: 2026-01-05, last: 2026-03-31}}\n{events}"
    assert history_of(history, small(text)).events[-1].value == name
