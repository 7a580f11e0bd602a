"""Settings set at a meeting: not known before it is recorded, then the latest number, and what the check says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policydsl.check import check_text
from policydsl.explain.text import as_text
from policydsl.interpret.answer import Answer
from policydsl.interpret.fold import over_days_that_matter, over_every_day
from policydsl.source import Source
from tests.engine import person_of
from tests.small import HEADER, fell, held, small, told

POLICY = """
setting personal standard is set at review
setting half of it is 50% of personal standard

measure absences of the year over the last 12 months
  is absences
  an absence that began before the window counts whole
  an absence still running counts day by day

branch attendance follows each employee
  step review
    falls due when 2 absences start in the last 6 months
    falls due again only on a new absence
    must record personal standard
    then wait for formal review
  step formal review
    falls due when absences of the year is over {limit}
    falls due again only on a new absence
    then close
"""
AWAY = ("2026-01-12", "2026-02-02", "2026-03-02", "2026-04-01")


def standard(value: object, on: str = "2026-02-09", **more: Any) -> dict[str, Any]:
    return {"date": on, "what": "recorded", "name": "personal standard", "value": value, **more}


def asked(on: str, *recorded: dict[str, Any], limit: str = "personal standard", away: tuple[str, ...] = AWAY) -> Answer:
    return told(small(POLICY.format(limit=limit)), on, *away, events=[held("2026-02-09", "review"), *recorded])


def formal(answer: Answer) -> list[str]:
    return [one.removeprefix("formal review ") for one in fell(answer) if one.startswith("formal")]


def unknown(answer: Answer) -> list[str]:
    return [f"{one.step}: {one.needs} {one.since}" for one in answer.unknown]


def test_before_it_is_recorded_it_is_not_known_and_the_answer_names_the_record() -> None:
    answer = asked("2026-04-30")
    assert formal(answer) == []
    assert unknown(answer) == ["formal review: personal standard, set at review 2026-02-10"]
    line = "- {date: YYYY-MM-DD, step: review, what: recorded, name: personal standard, value: 4}"
    assert line in as_text(answer)


@pytest.mark.parametrize(
    ("value", "due"), [("2", ["2026-03-02"]), ("3", ["2026-04-01"]), ("4", []), ("2.5", ["2026-03-02"])]
)
def test_a_measure_is_held_against_the_number(value: str, due: list[str]) -> None:
    answer = asked("2026-04-30", standard(value))
    assert formal(answer) == due
    assert unknown(answer) == []


def test_it_counts_from_the_day_it_is_recorded() -> None:
    assert formal(asked("2026-04-30", standard("2", "2026-03-20"))) == ["2026-03-20"]
    assert unknown(asked("2026-03-19", standard("2", "2026-03-20"))) != []


def test_recorded_again_it_is_another_from_that_day_on() -> None:
    assert formal(asked("2026-04-30", standard("2"), standard("9", "2026-03-01"))) == []
    assert formal(asked("2026-04-30", standard("9"), standard("3", "2026-04-10"))) == ["2026-04-10"]


def test_a_share_of_it_is_not_known_either() -> None:
    assert unknown(asked("2026-04-30", limit="half of it")) != []
    assert formal(asked("2026-04-30", standard("4"), limit="half of it")) == ["2026-03-02"]


def test_recording_it_is_what_the_step_asks_for() -> None:
    def duty(*recorded: dict[str, Any]) -> str:
        return next(one.state.value for one in asked("2026-02-10", *recorded).duties if one.step == "review")

    assert duty() == "breached"
    assert duty(standard("3")) == "met"
    wanted = [one.line for one in asked("2026-02-05").to_record if "personal standard" in one.line]
    assert wanted == ["{date: 2026-02-05, step: review, what: recorded, name: personal standard, value: 4}"]


def test_the_reason_says_since_when_it_is_so_much() -> None:
    answer = asked("2026-04-30", standard("3"))
    due = next(one for one in answer.fell_due if one.step == "formal review")
    (why,) = due.reasons[0].because
    assert (why.kind, why.what, why.value, why.first) == ("setting", "personal standard", 3, date(2026, 2, 9))
    assert "personal standard is 3 since Mon 9 Feb 2026 as set at review" in as_text(answer)


def test_an_adjustment_goes_before_it() -> None:
    adjustment = {"setting": "personal standard", "value": "9", "by": "HR", "why": "agreed"}
    policy = small(POLICY.format(limit="personal standard"))
    events = [held("2026-02-09", "review"), standard("2")]
    assert formal(told(policy, "2026-04-30", *AWAY, events=events, adjustments=[adjustment])) == []


@pytest.mark.parametrize("recorded", [(), (standard("3"),), (standard("9"), standard("3", "2026-04-10"))])
def test_the_days_that_matter_are_named(recorded: tuple[dict[str, Any], ...]) -> None:
    events = [held("2026-02-09", "review"), *recorded]
    values = {"employee": "E1", "absences": [{"first": one, "last": one} for one in AWAY], "events": events}
    person = person_of(values, date(2026, 6, 30), small(POLICY.format(limit="personal standard")))
    assert over_days_that_matter(person) == over_every_day(person)


def test_a_time_cannot_be_set_at_a_meeting() -> None:
    text = POLICY.format(limit="personal standard").replace("in the last 6 months", "in the last personal standard")
    found = check_text(Source("t.policy", HEADER + text)).diagnostics
    assert [(one.code.name, one.message) for one in found] == [
        ("set-at-a-meeting", "`personal standard` has no value before a meeting sets one")
    ]
