"""Counts against a setting, outcomes within a time, months on end: each day worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from policydsl.check import check_text
from policydsl.source import Source
from policydsl.syntax import nodes, parse
from policydsl.syntax.formal import formal
from policydsl.syntax.walk import walk
from policydsl.syntax.write import format
from tests.small import HEADER, fell, held, outcome, small, told_both_ways


def found(text: str) -> list[str]:
    return [one.code.name for one in check_text(Source("test.policy", HEADER + text), thorough=False).diagnostics]


def helped(text: str) -> str:
    (one,) = (
        one
        for one in check_text(Source("test.policy", HEADER + text), thorough=False).diagnostics
        if one.code.severity.value == "error"
    )
    return one.help or ""


COUNTED = """
setting trigger absences is 2
{version}
branch own follows each employee
  step first
    falls due when {count} in the last 12 months
    falls due again only on a new absence
    then close
"""
ABSENT = ("2026-01-05 2026-01-06", "2026-02-02", "2026-03-02 2026-03-04", "2026-04-06")


@pytest.mark.parametrize(
    ("count", "version", "due"),
    [
        ("more than the trigger absences start", "", ["first 2026-03-02"]),
        ("at least the trigger absences start", "", ["first 2026-02-02"]),
        ("at least the trigger absences short absences start", "", ["first 2026-02-03"]),
        ("at least the trigger absences new absences start", "", None),
        ("over trigger absences working days of absence fall", "", ["first 2026-02-02"]),
        ("at least the trigger absences and 4 working days of absence fall", "", ["first 2026-03-02"]),
        ("more than the trigger absences start", "  from 1 March 2026 it is 3", ["first 2026-04-06"]),
        ("more than the trigger absences start", "  from 15 February 2026 it is 1", ["first 2026-02-15"]),
    ],
)
def test_a_count_against_a_setting(count: str, version: str, due: list[str] | None) -> None:
    text = COUNTED.format(count=count, version=version)
    if due is None:
        assert "new-after-what" in found(text)
        return
    open_cases = ("  a waived step", f"{'  cases already open move at once' if version else ''}\n  a waived step")
    assert fell(told_both_ways(small(text, open_cases), "2026-04-30", *ABSENT)) == due


def test_the_answer_says_how_many_are_needed_and_an_own_value_counts() -> None:
    text = COUNTED.format(count="more than the trigger absences start", version="")
    answer = told_both_ways(text, "2026-02-28", *ABSENT)
    assert "limit=2" in repr(answer.standing[0].reasons)
    own = [{"setting": "trigger absences", "value": 1, "from": "2026-02-01", "by": "HR", "why": "agreed"}]
    assert fell(told_both_ways(text, "2026-04-30", *ABSENT, adjustments=own)) == ["first 2026-02-02"]


def test_a_setting_that_has_a_unit_is_no_number_of_absences() -> None:
    text = COUNTED.format(count="more than the trigger absences start", version="")
    assert "unit-does-not-fit" in found(text.replace("is 2", "is 2 weeks"))


SET = """
setting trigger absences is set at talk
branch own follows each employee
  step talk
    falls due when 1 absence starts in the last 12 months
    falls due again only on a new absence
    then wait for first
  step first
    falls due when more than the trigger absences start in the last 12 months
    then close
"""


@pytest.mark.parametrize(("number", "due"), [(1, "2026-02-02"), (2, "2026-03-02"), (9, None), (None, None)])
def test_a_count_against_a_setting_that_a_meeting_sets(number: int | None, due: str | None) -> None:
    events: list[Any] = [held("2026-01-12", "talk")]
    if number is not None:
        events.append({"date": "2026-01-12", "what": "recorded", "name": "trigger absences", "value": number})
    answer = told_both_ways(SET, "2026-04-30", *ABSENT, events=events)
    assert [one for one in fell(answer) if one.startswith("first")] == ([f"first {due}"] if due else [])


@pytest.mark.parametrize(
    "count", ["more than the trigger absences start", "over trigger absences working days of absence fall"]
)
def test_it_is_written_as_it_was_and_has_a_formal_print(count: str) -> None:
    text = HEADER + COUNTED.format(count=count, version="")
    source = Source("test.policy", text)
    tree = parse(source).tree
    assert count.replace("more than", "over") in format(tree, source)
    (due,) = (one for one in walk(tree) if isinstance(one, nodes.DueWhen))
    assert "> trigger_absences" in formal(due, source)


# ------------------------------------------------------------------ an outcome only after an event of a time

WARNED = """
branch own follows each employee
  step first
    falls due when 2 absences start in the last 12 months
    falls due again only on a new absence
    outcome warned, only after talk is held {window}: close
    outcome spared: close
after every absence
  step talk
    falls due on first working time back
    then close
"""


@pytest.mark.parametrize(
    ("window", "on", "permitted"),
    [
        ("in the last 2 weeks", "2026-02-16", True),  # the talk of 3 February is the last one
        ("in the last 2 weeks", "2026-02-17", False),
        ("in each calendar month", "2026-02-27", True),
        ("in each calendar month", "2026-03-02", False),
        ("over the whole record", "2026-03-02", True),
        ("", "2026-03-02", True),
    ],
)
def test_an_outcome_only_after_an_event_of_a_time(window: str, on: str, permitted: bool) -> None:
    talk = {"absence": "2026-02-02"}
    events = [held("2026-02-03", "talk") | talk, held(on, "first"), outcome(on, "first", "warned")]
    answer = told_both_ways(WARNED.format(window=window), on, "2026-01-05", "2026-02-02", events=events)
    assert ([one.outcome for one in answer.fell_due if one.step == "first"] == ["warned"]) is permitted
    assert ("before-permitted" in [one.code for one in answer.warnings]) is not permitted
    if not permitted:
        assert window.removeprefix("in each ") in answer.blocked[0].message.replace("in the calendar", "calendar")


# ------------------------------------------------------------------ months on end

MONTHS = """
measure absences of the month in each calendar month
  is absences
  an absence that began before the window does not count
  an absence still running counts day by day
branch own follows each employee
  step first
    falls due when absences of the month is at least 1 in at least 3 of the last 3 months
    falls due again only on a new absence
    then close
"""


@pytest.mark.parametrize(
    ("absences", "due"),
    [
        (["2026-01-30", "2026-02-03", "2026-03-31"], ["first 2026-03-31"]),
        (["2026-01-30", "2026-02-26", "2026-03-02"], ["first 2026-03-02"]),
        (["2026-01-30", "2026-03-02", "2026-04-01"], []),
        (["2026-01-30 2026-03-31"], []),
        (["2025-12-31", "2026-01-15", "2026-02-03"], ["first 2026-02-03"]),
    ],
)
def test_an_absence_in_each_of_three_calendar_months(absences: list[str], due: list[str]) -> None:
    assert fell(told_both_ways(MONTHS, "2026-04-30", *absences)) == due


# ------------------------------------------------------------------ what is not said so

ASKED = """
branch own follows each absence while it lasts
  step first
    falls due when the absence has lasted over 1 week
    {line}
    then close
"""


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("must record talk within 24 hours after the absence began", "24 hours after are `1 calendar day`"),
        ("must record talk within 3 working weeks after the absence began", "write `15 working days`"),
        ("must be held within 2 working weeks after falling due", "or `2 weeks`, which are 14 calendar days"),
    ],
)
def test_hours_and_working_weeks_are_answered_with_what_to_write(line: str, words: str) -> None:
    assert words in helped(ASKED.format(line=line))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("papers received later count from the day they arrive", "from the day on which it is received in any event"),
        ("papers received later count from the day the absence began", "`may be waived by HR`"),
        (
            "absences flagged planned count for nothing, except after every absence lasting over 1 week",
            "`after every absence lasting over 7 calendar days`",
        ),
    ],
)
def test_lines_of_the_header_that_are_not_said_so(line: str, words: str) -> None:
    source = Source("test.policy", HEADER.replace("  a waived step", f"  {line}\n  a waived step"))
    assert any(words in (one.help or "") for one in check_text(source, thorough=False).diagnostics)
