"""What somebody should look at, sentence by sentence and with the way out: events that moved nothing, papers missing.

The absence runs from Monday 5 January 2026; the talk falls due on Monday 12 January.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.small import held, outcome, told

LONG = """
branch Long follows each absence while it lasts
  step talk
    falls due when the absence has lasted over 1 week
    must be held within 2 weeks after falling due
    must issue plan
    outcome on: wait for review
    outcome over: close
  step review
    falls due when the absence has lasted over 3 weeks
    outcome over: close

document plan
"""
OPEN = "2026-01-05 -"
HELD = held("2026-01-13")
ON = outcome("2026-01-14", "talk", "on")
PLAN = {"date": "2026-01-13", "step": "talk", "what": "issued", "name": "plan"}
TO_RECORD = "record what led to it, or state where the case stood before under `standing`"


def warned(on: str, *events: dict[str, Any], absent: str = OPEN) -> list[tuple[str, str | None]]:
    return [(one.message, one.help) for one in told(LONG, on, absent, events=[*events]).warnings]


@pytest.mark.parametrize(
    ("events", "message", "help_"),
    [
        (
            [outcome("2026-01-12", "talk", "over")],
            "`outcome` of talk on 2026-01-12 moves nothing: it was not recorded as held by then",
            "record its `held` with its day",
        ),
        (
            [held("2026-01-09")],
            "`held` of talk on 2026-01-09 moves nothing: it was not due",
            TO_RECORD,
        ),
        (
            [held("2026-01-13", "review")],
            "`held` of review on 2026-01-13 moves nothing: it was not due; the case waits for talk",
            TO_RECORD,
        ),
        (
            [HELD, PLAN, held("2026-01-14")],
            "`held` of talk on 2026-01-14 moves nothing: it was held on 2026-01-13 already",
            TO_RECORD,
        ),
        (
            [HELD, PLAN, ON, held("2026-01-15")],
            "`held` of talk on 2026-01-15 moves nothing: it was held on 2026-01-13 already; the case waits for review",
            TO_RECORD,
        ),
    ],
)
def test_an_event_that_moves_nothing(events: list[dict[str, Any]], message: str, help_: str) -> None:
    assert (message, help_) in warned("2026-01-16", *events)


def test_a_paper_missing_at_the_meeting_can_be_put_on_file() -> None:
    assert warned("2026-01-16", HELD) == [
        ("`issue plan` is missing when talk was held on 2026-01-13", "put it on file")
    ]
    assert warned("2026-01-16", HELD, PLAN) == []


def test_a_meeting_that_comes_too_late_cannot_be_put_right() -> None:
    late = ("`hold` of talk was to be done by 2026-01-26", None)
    assert warned("2026-01-26") == []
    assert warned("2026-01-27") == [late]
    assert late in warned("2026-01-31", held("2026-01-27"), PLAN)


def test_a_meeting_led_by_another_is_a_note_about_its_absence() -> None:
    text = LONG.replace("    must be held", "    led by manager or supervisor\n    must be held", 1)
    answer = told(text, "2026-01-16", OPEN, events=[HELD | {"by": "supervisor"}, PLAN])
    assert [(one.text, one.absence) for one in answer.shown if one.code == "led-by-another"] == [
        ("talk was led by supervisor, not by manager", "2026-01-05")
    ]
    assert answer.warnings == ()


def test_a_meeting_that_the_record_supports_no_more() -> None:
    # of 5 to 16 January only a day was left when it was put right
    absences = [
        {"id": "a1", "first": "2026-01-05", "last": "2026-01-16", "recorded": "2026-01-05"},
        {"id": "a1", "first": "2026-01-05", "last": "2026-01-05", "recorded": "2026-01-20"},
    ]
    text = LONG.replace("while it lasts", "after it ends")
    found = told(text, "2026-01-31", absences=absences, events=[held("2026-01-19", recorded="2026-01-19")])
    assert [(one.code, one.message, one.help) for one in found.warnings if one.code == "unsupported-meeting"] == [
        (
            "unsupported-meeting",
            "talk held on 2026-01-19 is no longer supported by the record as it stands",
            "decide what becomes of it and of what rests on it",
        )
    ]
