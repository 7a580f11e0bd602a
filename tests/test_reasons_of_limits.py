"""What a reason says of the limit that something was held against, and of each thing that was counted up to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from policydsl.domain.hours import HOURS
from policydsl.interpret.answer import Counted, Reason
from policydsl.model.amount import Unit
from tests.small import small, told

LOST = """
measure lost over the last 4 weeks
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
"""


def why(text: str, on: str, *absent: str, branch: str = "Watch", **more: Any) -> Reason:
    """Why the step of a branch is due, or its case waits for it."""
    at_once = ("when a month is too short", "cases already open move at once\n  when a month is too short")
    answer = told(small(text, at_once), on, *absent, **more)
    ((reason,),) = (one.reasons for one in answer.standing if one.branch == branch)
    return reason.because[0] if reason.kind == "count" and not reason.what else reason


# ------------------------------------------------------------------ settings that vary

SETTINGS = f"""
group managers is employees recorded as managers
setting day limit is 3 working days [S-1]
  from 1 March 2026 it is 4 working days [S-2]
  for employees managers it is 5 working days [S-3]
setting number limit is 2
  from 1 March 2026 it is 1 [S-4]
setting other limit is 3 working days
{LOST}
branch Watch follows each employee
  step talk
    falls due when {{condition}}
    falls due again only on a new absence
    then close
branch Other follows each employee
  step chat
    falls due when lost is over the other limit
    falls due again only on a new absence
    then close
branch Long follows each absence while it lasts
  step note
    falls due when the absence has lasted over the day limit [G-2]
    then close
"""
OVER = SETTINGS.format(condition="lost is over the day limit")
UP_TO = SETTINGS.format(condition="lost is from 2 working days to the day limit")
MANY = SETTINGS.format(condition="at least the number limit absences start in the last 4 weeks")


def version(value: int, clause: str, since: str | None = "2026-03-01", whose: str | None = None) -> Reason:
    first = None if since is None else date.fromisoformat(since)
    return Reason(
        *("setting", "day limit"), clauses=(clause,), value=value, unit="working days", comparison=whose, first=first
    )


def adjusted(setting: str) -> dict[str, Any]:
    return {"adjustments": [{"setting": setting, "value": "9 working days", "by": "HR", "why": "agreed"}]}


@pytest.mark.parametrize(
    ("text", "branch", "on", "more", "said"),
    [
        (OVER, "Watch", "2026-02-12", {}, None),  # the value that it always had
        (OVER, "Watch", "2026-03-12", {}, version(4, "S-2")),
        (OVER, "Watch", "2026-03-12", adjusted("other limit"), version(4, "S-2")),
        (OVER, "Watch", "2026-03-12", adjusted("day limit"), None),
        (
            *(OVER, "Watch", "2026-02-12", {"groups": [{"name": "managers", "from": "2026-01-01"}]}),
            version(5, "S-3", None, "for employees managers"),
        ),
        (UP_TO, "Watch", "2026-03-12", {}, version(4, "S-2")),  # the upper end of a range
        (OVER, "Long", "2026-03-12", {}, version(4, "S-2")),
    ],
)
def test_a_reason_says_which_value_of_a_setting_it_rests_on(
    text: str, branch: str, on: str, more: dict[str, Any], said: Reason | None
) -> None:
    reason = why(text, on, f"{on[:8]}11 -", branch=branch, **more)
    assert [replace(one, line=None) for one in reason.because] == ([said] if said else [])


def test_a_number_of_absences_may_be_another_from_a_day_on() -> None:
    (setting,) = why(MANY, "2026-03-12", "2026-03-11 -").because
    assert replace(setting, line=None) == Reason(
        "setting", "number limit", clauses=("S-4",), value=1, first=date(2026, 3, 1)
    )


def test_how_long_the_absence_has_lasted() -> None:
    reason = why(OVER, "2026-02-12", "2026-02-11 -", branch="Long")
    assert reason == Reason(
        *("length", "2026-02-11", reason.line, ("G-2",)),
        value=2,
        comparison="over",
        limit=3,
        unit="working days",
        first=date(2026, 2, 11),
        last=date(2026, 2, 12),
    )


# ------------------------------------------------------------------ a limit that is set at a meeting

STANDARD = "personal standard, set at review"
SET_AT = f"""
setting personal standard is set at review [S-5]
{LOST}
branch Watch follows each employee
  step review
    falls due when 1 absence starts in the last 4 weeks
    falls due again only on a new absence
    must record personal standard
    then wait for talk
  step talk
    falls due when {{condition}}
    falls due again only on a new absence
    then close
"""


@pytest.mark.parametrize(
    ("condition", "value"),
    [
        ("lost is over the personal standard", 4),
        ("more than the personal standard absences start in the last 4 weeks", 2),
    ],
)
def test_a_limit_that_is_set_at_a_meeting(condition: str, value: int) -> None:
    text, absent = SET_AT.format(condition=condition), ("2026-03-02 2026-03-03", "2026-03-11 -")
    events = [{"date": "2026-03-05", "step": "review", "what": "held"}]
    reason = why(text, "2026-03-12", *absent, events=events)
    assert (reason.value, reason.comparison, reason.limit, reason.needs) == (value, "over", None, (STANDARD,))
    recorded = {"date": "2026-03-06", "what": "recorded", "name": "personal standard", "value": 5}
    reason = why(text, "2026-03-12", *absent, events=[*events, recorded])
    assert (reason.value, reason.comparison, reason.limit, reason.needs) == (value, "over", 5, ())
    (told_,) = reason.because
    assert told_ == Reason(
        *("setting", "personal standard", told_.line, ("S-5",)),
        value=5,
        comparison="as set at review",
        first=date(2026, 3, 6),
    )


# ------------------------------------------------------------------ what was counted

COUNTS = """
event late arrival
points attendance points
  1 for a late arrival
  0 for an absence
measure hours missed over the last 4 weeks
  is hours of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
branch Watch follows each employee
  step talk
    falls due when {condition} [G-1]
    falls due again only on a new absence
    then close
"""
WEEK = [{"days": ["mon", "tue", "wed", "thu", "fri"], "hours": 7}]
GOOD_FRIDAY = ((date(2026, 4, 3), "Good Friday"),)


@pytest.mark.parametrize(
    ("condition", "counted"),
    [
        # Thursday 2 to Tuesday 7 April 2026, asked about on Saturday the 4th: Good Friday is the 3rd
        ("9 absences fall", Counted("2026-04-02", date(2026, 4, 2), None)),
        ("9 calendar days of absence fall", Counted("2026-04-02", date(2026, 4, 2), None, 3)),
        ("9 working days of absence fall", Counted("2026-04-02", date(2026, 4, 2), None, 1, GOOD_FRIDAY)),
        ("9 hours of absence fall", Counted("2026-04-02", date(2026, 4, 2), None, 7, GOOD_FRIDAY, Unit.HOURS)),
        ("9 shifts of absence fall", Counted("2026-04-02", date(2026, 4, 2), None, 1, GOOD_FRIDAY, Unit.SHIFTS)),
        ("9 late arrivals fall", Counted("late arrival", date(2026, 4, 4), date(2026, 4, 4))),
    ],
)
def test_each_absence_or_event_that_counts_is_named_with_what_it_adds(condition: str, counted: Counted) -> None:
    text = COUNTS.format(condition=f"{condition} in the last 4 weeks")
    more = {"works": WEEK, "holidays": "Scotland", "events": [{"date": "2026-04-04", "had": "late arrival"}]}
    reason = why(text, "2026-04-04", "2026-04-02 2026-04-07", **more)
    assert (reason.counted, reason.needs) == ((counted,), ())
    assert reason.what == ("late arrival" if counted.absence == "late arrival" else "absence")


@pytest.mark.parametrize("condition", ["hours missed is over 9 hours", "9 hours of absence fall in the last 4 weeks"])
def test_hours_that_are_not_on_file_are_missing(condition: str) -> None:
    reason = why(COUNTS.format(condition=condition), "2026-04-04", "2026-04-01")
    assert (reason.value, reason.needs) == (0, (HOURS,))


def test_a_limit_in_points_is_told_with_the_entries() -> None:
    events = [{"date": "2026-04-03", "had": "late arrival"}]
    reason = why(COUNTS.format(condition="attendance points is at least 2"), "2026-04-04", events=events)
    assert (reason.value, [(one.what, str(one.on)) for one in reason.entries]) == (1, [("late arrival", "2026-04-03")])
