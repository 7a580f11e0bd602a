"""A value that is another for one person: what it is, what it would be, from when to when, and what it changed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policydsl.explain.text import as_text
from policydsl.interpret.answer import Answer, Human, WouldBe
from tests.small import fell, told

TALK = """
setting threshold is 3 working days
setting time to settle is 1 week
measure lost over the last 4 weeks
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

branch Watch follows each employee
  step talk
    falls due when lost is over threshold
    falls due again only on a new absence
    then wait for look back
  step look back
    falls due when 1 new absence starts within time to settle after talk is held
    if not due by then: close
"""
AGREED = {"setting": "threshold", "from": "2026-01-01", "by": "HR", "why": "agreed"}
ABSENT = ("2026-01-12 2026-01-14", "2026-01-19 2026-01-20")  # three working days, and two: over 3 on the 19th


def answer(on: str, *adjustments: dict[str, Any]) -> Answer:
    return told(TALK, on, *ABSENT, adjustments=[AGREED | one for one in adjustments])


def differences(found: Answer) -> list[tuple[str, bool]]:
    return [(f"{one.step} {one.on}", one.due) for one in found.adjusted[0].differences]


def test_what_is_usual_is_no_adjustment() -> None:
    found = answer("2026-01-31")
    assert (fell(found), found.adjusted) == (["talk 2026-01-19"], ())


def test_a_step_that_would_have_fallen_due_is_said() -> None:
    # five working days in all, which is not over five
    found = answer("2026-01-31", {"value": "5 working days"})
    (one,) = found.adjusted
    assert (one.setting, one.value, one.would_be, one.by) == ("threshold", "5 working days", "3 working days", "HR")
    assert (str(one.first), one.last, one.review) == ("2026-01-01", None, None)
    assert (fell(found), differences(found)) == ([], [("talk 2026-01-19", True)])


def test_a_step_that_falls_due_only_here_is_said() -> None:
    # the second day of the first absence is over one, and the step that is due does not fall due again
    found = answer("2026-01-31", {"value": "1 working day"})
    assert found.adjusted[0].value == "1 working day"
    assert fell(found) == ["talk 2026-01-13"]
    assert differences(found) == [("talk 2026-01-19", True), ("talk 2026-01-13", False)]


@pytest.mark.parametrize(
    ("on", "holds"),
    [("2026-01-04", False), ("2026-01-05", True), ("2026-01-15", True), ("2026-01-16", False)],
)
def test_both_days_of_an_adjustment_are_included(on: str, holds: bool) -> None:
    found = answer(on, {"value": "5 working days", "from": "2026-01-05", "to": "2026-01-15"})
    assert [str(one.last) for one in found.adjusted] == (["2026-01-15"] if holds else [])


@pytest.mark.parametrize(
    ("until", "due"),
    [("2026-01-18", "2026-01-19"), ("2026-01-19", "2026-01-20"), ("2026-01-20", None)],
)
def test_after_it_the_usual_value_holds_again(until: str, due: str | None) -> None:
    # four working days on Monday the 19th, five on the 20th, and none more
    found = answer("2026-01-20", {"value": "5 working days", "to": until})
    assert fell(found) == ([f"talk {due}"] if due else [])


@pytest.mark.parametrize(("on", "waits"), [("2026-01-19", False), ("2026-01-20", True), ("2026-02-20", True)])
def test_its_review_waits_for_a_person_from_its_day_on(on: str, waits: bool) -> None:
    found = answer(on, {"value": "5 working days", "review": "2026-01-20"})
    what = "the adjustment of threshold was to be reviewed on 2026-01-20"
    human = Human("review-overdue", what, "", "", None, date(2026, 1, 20))
    assert found.human == ((human,) if waits else ())


def test_what_is_over_needs_no_review() -> None:
    found = answer("2026-02-20", {"value": "5 working days", "to": "2026-01-31", "review": "2026-01-20"})
    assert found.human == ()


def test_two_settings_are_told_in_the_order_of_the_policy() -> None:
    found = answer(
        "2026-01-31",
        {"setting": "time to settle", "value": "2 weeks"},
        {"setting": "threshold", "value": "1 working day"},
    )
    assert [(one.setting, one.value, one.would_be) for one in found.adjusted] == [
        ("threshold", "1 working day", "3 working days"),
        ("time to settle", "2 weeks", "1 week"),
    ]


def test_a_setting_that_is_as_usual_keeps_none_of_those_after_it_from_being_told() -> None:
    found = answer("2026-01-31", {"setting": "time to settle", "value": "2 weeks"})
    assert [(one.setting, one.value, one.would_be) for one in found.adjusted] == [
        ("time to settle", "2 weeks", "1 week")
    ]


@pytest.mark.parametrize(
    ("later", "waits"),
    [
        ({"value": "6 working days"}, []),
        ({"value": "6 working days", "review": "2026-03-02"}, []),
        ({"value": "6 working days", "review": "2026-01-26"}, ["2026-01-26"]),
        # as recorded at first until the 25th, from then on the other value
        ({"value": "6 working days", "from": "2026-02-02"}, ["2026-01-20"]),
    ],
)
def test_what_a_later_record_has_taken_the_place_of_needs_no_review(later: dict[str, Any], waits: list[str]) -> None:
    first = {"value": "5 working days", "review": "2026-01-20", "recorded": "2026-01-01"}
    found = answer("2026-01-31", first, later | {"recorded": "2026-01-15"})
    assert [str(one.since) for one in found.human if one.code == "review-overdue"] == waits


def test_reviews_of_several_settings_wait_in_the_order_of_the_policy() -> None:
    found = answer(
        "2026-01-31",
        {"setting": "time to settle", "value": "2 weeks", "review": "2026-01-20"},
        {"setting": "threshold", "value": "5 working days", "review": "2026-01-26"},
    )
    assert [one.what for one in found.human] == [
        "the adjustment of threshold was to be reviewed on 2026-01-26",
        "the adjustment of time to settle was to be reviewed on 2026-01-20",
    ]


TWO = """
setting few is {few} working days
setting many is {many} working days
measure lost over the last 4 weeks
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
branch Zeal follows each employee
  step early talk
    falls due when lost is over few
    falls due again only on a new absence
    then close
branch Alarm follows each employee
  step late talk
    falls due when lost is over many
    falls due again only on a new absence
    then close
"""


@pytest.mark.parametrize("usual", [True, False])
def test_what_adjustments_change_is_told_in_the_order_of_the_days(usual: bool) -> None:
    # over two working days on the 14th, over four on the 20th; the branch that comes first by name is the later one
    values = (2, 4) if usual else (30, 40)
    other = ("30 working days", "40 working days") if usual else ("2 working days", "4 working days")
    own = [AGREED | {"setting": name, "value": value} for name, value in zip(("few", "many"), other, strict=True)]
    found = told(TWO.format(few=values[0], many=values[1]), "2026-01-31", *ABSENT, adjustments=own)
    assert found.adjusted[0].differences == (
        WouldBe("early talk", "Zeal", None, date(2026, 1, 14), usual),
        WouldBe("late talk", "Alarm", None, date(2026, 1, 20), usual),
    )


# ------------------------------------------------------------------ in words


def words(found: Answer) -> list[str]:
    """The lines of the text about adjustments."""
    text = as_text(found)
    return text.partition("Adjusted\n")[2].partition("\n\n")[0].splitlines()


def test_an_adjustment_is_said_with_its_days_and_with_what_it_changed() -> None:
    more = {"value": "1 working day", "to": "2026-12-31", "review": "2026-07-01"}
    assert words(answer("2026-01-31", more)) == [
        "  threshold is 1 working day for this employee, usually 3 working days (from Thu 1 Jan 2026 to",
        "      Thu 31 Dec 2026, decided by HR, to be reviewed on Wed 1 Jul 2026)",
        "  Without it talk, Watch, would have fallen due on Mon 19 Jan 2026.",
        "  Without it talk, Watch, would not have fallen due on Tue 13 Jan 2026.",
    ]
