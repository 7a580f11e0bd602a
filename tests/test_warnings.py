"""What somebody should look at, sentence by sentence and with the way out: events that moved nothing, papers missing.

The absence runs from Monday 5 January 2026; the talk falls due on Monday 12 January.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policydsl.interpret.answer import Warned
from tests.small import held, outcome, small, told

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
    (one,) = told(LONG, "2026-01-28", OPEN).warnings
    assert (one.code, one.step, one.absence, one.on, one.help) == (
        *("too-late", "talk", "2026-01-05"),
        *(date(2026, 1, 26), None),
    )
    (one,) = told(LONG, "2026-01-31", OPEN, events=[held("2026-01-27"), PLAN]).warnings
    assert (one.code, one.step, one.absence, one.on) == ("too-late", "talk", "2026-01-05", date(2026, 1, 27))
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


def test_a_record_that_counts_for_nothing_and_touches_others_is_named_with_its_flags() -> None:
    # 5 to 9 January is flagged, and the record of 12 January touches it
    text = """
branch Back follows each absence after it ends
  step call
    falls due at once
    outcome done: close
"""
    nothing = "absences flagged accident or pregnancy-related count for nothing, except after every absence"
    line = "an absence with no working day counts"
    policy = small(text, (line, f"{line}\n  {nothing}"))
    both = {"first": "2026-01-05", "last": "2026-01-09", "flags": ["pregnancy-related", "accident"]}
    plain = {"first": "2026-01-12", "last": "2026-01-13"}
    answer = told(policy, "2026-01-31", absences=[both, plain])
    assert answer.warnings == (
        Warned(
            "protected-record-touches",
            "a record flagged accident, pregnancy-related touches others of the absence that began on 2026-01-05"
            " and counts for nothing there",
            absence="2026-01-05",
            on=date(2026, 1, 5),
            help="decide whether the other records belong to it, and flag them too if they do",
        ),
    )
    assert told(policy, "2026-01-31", absences=[both]).warnings == ()
    assert told(policy, "2026-01-31", absences=[plain]).warnings == ()


@pytest.mark.parametrize(
    ("earlier", "has"),
    [
        ("", "none"),
        ("outcome well: close", "only `well`"),
        ("outcome well: close\n    outcome unwell: close", "only `well` or `unwell`"),
    ],
)
def test_an_outcome_that_the_version_of_the_case_does_not_have(earlier: str, has: str) -> None:
    text = f"""
branch Watch follows each employee
  step talk
    falls due when 1 absence starts in the last 4 weeks
    falls due again only on a new absence
    {earlier}
    from 1 February 2026: outcome done: close
"""
    keeps = "cases already open stay with the earlier version"
    policy = small(text, ("when a month", f"{keeps}\n  when a month"))
    events = [held("2026-01-13"), outcome("2026-02-02", "talk", "done")]
    (warned,) = told(policy, "2026-02-28", "2026-01-12", events=events).warnings
    assert (warned.code, warned.message, warned.help) == (
        "outcome-of-another-version",
        f"`outcome` of talk on 2026-02-02 moves nothing: the version that this case goes by has {has}, not `done`",
        "check the day of the event, and what the policy says of cases already open",
    )


def test_an_outcome_of_another_version_is_told_of_the_absence_whose_case_it_is() -> None:
    text = """
branch Long follows each absence
  step talk
    falls due when the absence has lasted over 1 week
    outcome well: close
    from 1 February 2026: outcome done: close
"""
    policy = small(text, ("when a month", "cases already open stay with the earlier version\n  when a month"))
    events = [held("2026-01-13"), outcome("2026-02-02", "talk", "done")]
    (warned,) = told(policy, "2026-02-28", OPEN, events=events).warnings
    assert (warned.code, warned.step, warned.absence) == ("outcome-of-another-version", "talk", OPEN.split()[0])


def test_a_change_of_a_period_that_does_not_run_moves_nothing() -> None:
    text = LONG.replace(
        "  step review",
        "  period watch\n    lasts 3 months after talk is held\n    may be ended early by manager\n  step review",
    )
    ended = {"date": "2026-01-09", "what": "ended", "name": "watch", "by": "manager"}
    (one,) = told(text, "2026-01-16", OPEN, events=[ended]).warnings
    assert (one.code, one.message, one.help) == (
        "no-such-period",
        "watch ended on 2026-01-09 moves nothing: it does not run",
        "check the day, and the period's name",
    )


OUTSTANDING = """
measure lost over the last 4 weeks
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

branch Long follows each absence
  step call
    falls due when the absence has lasted over 2 calendar days
    outcome done: close

branch Watch follows each employee
  step talk
    falls due when lost is over 2 working days
    falls due again only on a new absence
    outcome well: close
    outcome unwell: wait for review
  {more}
"""
HELD_FIRST = "since then {} for no stage until it is held"
BEGUN = "{} begun since then"
REVIEW = """step review
    falls due when 1 new absence starts within 6 months after {after}
    if not due by then: close
    outcome over: close
"""
AT_THE_DATE = """step review
    falls due 4 weeks after talk is held
    outcome over: close
"""
WITH_A_PERIOD = """period watch
    lasts 6 months after talk is held
  step review
    falls due when 1 absence starts {during}
    {passed}
    outcome over: close
"""


@pytest.mark.parametrize(
    ("more", "one", "two"),
    [
        (REVIEW.format(after="talk is held"), "counts", "count"),
        (REVIEW.format(after="talk has outcome unwell"), "counts", "count"),
        (WITH_A_PERIOD.format(during="during watch", passed="if not due by then: close"), "counts", "count"),
        (WITH_A_PERIOD.format(during="in the last 2 weeks", passed=""), "", ""),
        (AT_THE_DATE, "", ""),
    ],
)
def test_a_step_that_is_not_held_while_absences_go_by(more: str, one: str, two: str) -> None:
    # away from 12 to 14 January, the talk is due on the 14th; the branch of each absence is asked for nothing
    def outstanding(*since: str) -> tuple[Warned, ...]:
        answer = told(OUTSTANDING.format(more=more), "2026-02-28", "2026-01-12 2026-01-14", *since)
        return answer.warnings

    def warning(count: str, what: str) -> Warned:
        return Warned(
            "step-outstanding",
            f"talk is outstanding since 2026-01-14; {count} {what}",
            step="talk",
            on=date(2026, 1, 14),
            help="hold the meeting and record it",
        )

    assert outstanding() == ()
    what = f"since then {one} for no stage until it is held" if one else "has begun since then"
    assert outstanding("2026-02-02") == (warning("1 absence", what),)
    what = f"since then {two} for no stage until it is held" if two else "have begun since then"
    assert outstanding("2026-02-02", "2026-02-28") == (warning("2 absences", what),)


def test_a_step_from_whose_day_another_time_counts_is_not_outstanding_and_one_beside_it_is() -> None:
    text = """
branch First follows each employee
  step call
    falls due when 1 absence starts in the last 4 weeks
    falls due again only on a new absence
    outcome done: close
    outcome unwell: wait for review
  step review
    falls due when 1 new absence starts within 6 months after call is due
    if not due by then: close
    outcome over: close

branch Second follows each absence
  step visit
    falls due at once
    outcome over: close

branch Third follows each employee
  step talk
    falls due when 1 absence starts in the last 4 weeks
    falls due again only on a new absence
    outcome well: close
"""
    warnings = told(text, "2026-02-28", "2026-01-12", "2026-02-02").warnings
    assert [(one.code, one.step) for one in warnings] == [("step-outstanding", "talk")]
