"""What is on file of one person, as the policy reads it on a day: records that count for nothing, facts, own values."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policydsl.domain.holidays import Holiday, HolidayCalendar
from policydsl.domain.number import DayRange
from policydsl.domain.working_time import Pattern, WorkingTime
from policydsl.explain.text import as_text
from policydsl.interpret.person import shifted
from tests.small import fell, held, small, told, told_both_ways, value

WATCHED = """
measure lost over the last 12 months
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
branch Watch follows each employee
  step talk
    falls due when lost is over 100
    falls due again only on a new absence
    then close
"""

# ------------------------------------------------------------------ records that count for nothing

AROUND = (
    WATCHED
    + """
during every absence
  step call
    falls due when the absence has lasted over 3 calendar days
    then close
after every absence
  step return
    falls due on first working time back
    then close
"""
)
ENDS = "  an absence ends on its last recorded day"


@pytest.mark.parametrize(
    ("but", "due"),
    [
        ("", []),
        (", except during every absence", ["call 2026-01-08"]),
        (", except after every absence", ["return 2026-01-12"]),
    ],
)
def test_who_sees_an_absence_that_counts_for_nothing(but: str, due: list[str]) -> None:
    """Monday 5 to Friday 9 January: longer than three days on Thursday, back on Monday 12."""
    policy = small(AROUND, (ENDS, f"  absences flagged planned count for nothing{but}\n{ENDS}"))
    answer = told(policy, "2026-01-31", "2026-01-05 2026-01-09 planned")
    assert (fell(answer), value(answer)) == (due, 0)


def test_a_line_from_a_day_on_takes_the_place_of_the_one_for_all_days() -> None:
    """Two days of jury service in February, and four planned ones in June, count: the other line holds by then."""
    lines = (
        "  from 1 June 2026: absences flagged jury service count for nothing\n"
        "  absences flagged planned count for nothing\n"
        "  cases already open move at once\n"
    )
    policy = small(WATCHED, (ENDS, lines + ENDS))
    absent = [
        {"first": "2026-01-05", "flags": ["planned"], "last": "2026-01-05"},
        {"first": "2026-02-02", "flags": ["jury service"], "last": "2026-02-03"},
        {"first": "2026-06-01", "flags": ["jury service"], "last": "2026-06-03"},
        {"first": "2026-06-15", "flags": ["planned"], "last": "2026-06-18"},
    ]
    assert value(told(policy, "2026-06-30", absences=absent)) == 2 + 4


# ------------------------------------------------------------------ what lies ahead of the day asked about


def test_half_a_day_counts_on_its_own_day_and_not_before() -> None:
    policy = small(WATCHED)
    record = {"first": "2026-01-05", "part": {"2026-01-07": 0.5}}
    lost = {on: value(told(policy, f"2026-01-0{on}", absences=[record])) for on in (6, 7, 8)}
    assert lost == {6: 2, 7: 2.5, 8: 3.5}


def test_half_a_day_that_lies_ahead_moves_no_day_that_is_told() -> None:
    """Four days are lost on Thursday 8 January; that Wednesday is to be half a day is not looked at before it comes."""
    policy = small(WATCHED.replace("over 100", "at least 4"))
    part = {"2026-01-07": 0.5}
    plain, planned = (
        told(policy, "2026-01-06", absences=[{"first": "2026-01-05", **more}]) for more in ({}, {"part": part})
    )
    assert plain.next_change == date(2026, 1, 8)
    assert planned == plain


# ------------------------------------------------------------------ facts

FACTS = """
branch Watch follows each employee
  step talk
    falls due on probation end
    dates already passed count
    then close
"""


def fact(day: str, **more: Any) -> dict[str, Any]:
    return {"name": "probation end", "value": day, **more}


EARLY, LATE = fact("2026-03-02", **{"from": "2026-02-02"}), fact("2026-06-01", **{"from": "2026-02-16"})


@pytest.mark.parametrize(
    ("on", "facts", "due"),
    [
        ("2026-03-01", [fact("2026-03-02")], []),
        ("2026-03-02", [fact("2026-03-02")], ["talk 2026-03-02"]),
        ("2026-03-02", [fact("2026-03-02", **{"from": "2026-03-02"})], ["talk 2026-03-02"]),
        ("2026-03-31", [EARLY], ["talk 2026-03-02"]),
        ("2026-03-31", [EARLY, LATE], []),  # the later one holds from 16 February on
        ("2026-03-31", [LATE, EARLY], []),
        ("2026-03-31", [fact("2026-06-01"), EARLY], ["talk 2026-03-02"]),
        ("2026-03-31", [fact("2026-03-02"), LATE], []),
        (
            "2026-03-31",
            [{**EARLY, "recorded": "2026-02-20"}, {**LATE, "from": "2026-02-02", "recorded": "2026-02-03"}],
            ["talk 2026-03-02"],
        ),
    ],
)
def test_of_several_days_of_a_fact_the_one_that_holds(on: str, facts: list[dict[str, Any]], due: list[str]) -> None:
    assert fell(told_both_ways(FACTS, on, facts=facts)) == due


def test_a_fact_of_one_absence_is_none_of_another() -> None:
    policy = small(
        """
branch Long follows each absence
  step talk
    falls due on half pay date
    dates already passed count
    then close
"""
    )
    facts = [
        {"name": "half pay date", "value": day, "absence": absence}
        for day, absence in (("2026-03-02", "2026-01-05"), ("2026-04-06", "2026-02-02"))
    ]
    answer = told(policy, "2026-04-30", "2026-01-05", "2026-02-02", facts=facts)
    assert [(one.absence, str(one.on)) for one in answer.fell_due] == [
        ("2026-01-05", "2026-03-02"),
        ("2026-02-02", "2026-04-06"),
    ]


# ------------------------------------------------------------------ own values

STANDARD = """
setting personal standard is set at review
setting limit is 2
measure begun over the last 12 months
  is absences
  an absence that began before the window counts whole
  an absence still running counts day by day
branch attendance follows each employee
  step review
    falls due when begun is at least the limit
    falls due again only on a new absence
    must record personal standard
    then wait for formal review
  step formal review
    falls due when begun is over personal standard
    falls due again only on a new absence
    then close
"""
THREE = ("2026-01-12", "2026-02-02", "2026-03-02")
REVIEW = [held("2026-02-09", "review")]


def own(setting: str, number: str, **more: Any) -> dict[str, Any]:
    return {"setting": setting, "value": number, "by": "HR", "why": "agreed", **more}


def test_another_value_of_one_setting_tells_nothing_of_one_that_nobody_has_set() -> None:
    answer = told_both_ways(STANDARD, "2026-04-30", *THREE, events=REVIEW, adjustments=[own("limit", "1")])
    assert fell(answer) == ["review 2026-01-12"]
    assert [one.needs for one in answer.unknown] == ["personal standard, set at review"]


def test_what_nobody_has_set_is_not_known_without_the_adjustment_either() -> None:
    adjustments = [own("personal standard", "9")]
    answer = told_both_ways(STANDARD, "2026-04-30", *THREE, events=REVIEW, adjustments=adjustments)
    (one,) = answer.adjusted
    assert (one.setting, one.value, one.would_be) == ("personal standard", "9", "not known")
    assert "personal standard is 9 for this employee, usually not known (decided by HR)" in as_text(answer)
    assert answer.unknown == ()


# Each holds all the time, or from a day on; recorded on a day, or nobody knows when.
ALWAYS, FROM = {}, {"from": "2026-01-20"}


@pytest.mark.parametrize(
    ("first", "second", "holds"),
    [
        ({"recorded": "2026-01-05"}, {"recorded": "2026-01-06"}, "second"),
        ({"recorded": "2026-01-06"}, {"recorded": "2026-01-05"}, "first"),
        ({"recorded": "2026-01-06"}, {"recorded": "2026-01-05", **FROM}, "first"),
        ({}, {"recorded": "2026-01-05"}, "second"),
    ],
)
def test_of_two_values_the_one_recorded_last_holds(first: dict[str, str], second: dict[str, str], holds: str) -> None:
    """With the limit at 1 the review falls due on the first absence, at 3 on the third."""
    for one, other in (("1", "3"), ("3", "1")):
        adjustments = [own("limit", one, **first), own("limit", other, **second)]
        answer = told_both_ways(STANDARD, "2026-04-30", *THREE, adjustments=adjustments)
        number = {"first": one, "second": other}[holds]
        assert fell(answer) == [f"review {THREE[int(number) - 1]}"]


# ------------------------------------------------------------------ working days that nobody can tell

WEEK = (True, True, True, True, True, False, False)
CLOSED = {date(2026, 12, 25).toordinal(): Holiday("Christmas")}


def closing(first: str, last: str) -> WorkingTime:
    """Monday to Friday, without the holidays of a calendar that covers the days from one to another."""
    ends = date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()
    return WorkingTime((Pattern(WEEK),), HolidayCalendar("Home", *ends, CLOSED))


def joining(first: str) -> WorkingTime:
    """Monday to Friday from a day on; of the time before nothing is on file."""
    return WorkingTime((Pattern(WEEK, since=date.fromisoformat(first).toordinal()),))


@pytest.mark.parametrize(
    ("works", "day", "days", "earliest", "latest", "needs"),
    [
        # Christmas of 2026 is a Friday; of 2027 nothing is known, so that no day of it is one for certain.
        (closing("2026-01-01", "2026-12-31"), "2026-12-24", 1, "2026-12-28", "2026-12-28", ()),
        (closing("2026-01-01", "2026-12-31"), "2026-12-31", 1, "2027-01-01", None, (2027,)),
        (closing("2026-01-01", "2026-12-31"), "2026-12-30", 2, "2027-01-01", None, (2027,)),
        (closing("2026-01-01", "2027-12-31"), "2027-12-31", 1, "2028-01-03", None, (2028,)),
        # 259 working days of 2026 lie after New Year's Day; that nothing is known of the day before does not matter.
        (closing("2026-01-01", "2026-12-31"), "2026-01-01", 261, "2027-01-04", None, (2027,)),
        # Back: the first day of 2027 is a working day or none, the day before is one.
        (closing("2026-01-01", "2026-12-31"), "2027-01-02", -1, "2026-12-31", "2027-01-01", (2027,)),
        (closing("2021-01-01", "2026-12-31"), "2021-01-01", -1, None, "2020-12-31", (2020,)),
        (closing("2026-01-01", "2026-12-31"), "2026-12-31", -261, None, "2025-12-30", (2025,)),
    ],
)
def test_so_many_working_days_on_or_back(
    works: WorkingTime, day: str, days: int, earliest: str | None, latest: str | None, needs: tuple[int, ...]
) -> None:
    first, last = (None if one is None else date.fromisoformat(one).toordinal() for one in (earliest, latest))
    missing = frozenset(f"holiday calendar Home for {year}" for year in needs)
    assert shifted(works, date.fromisoformat(day).toordinal(), days) == DayRange(first, last, missing)


@pytest.mark.parametrize(
    ("day", "days", "earliest", "latest"),
    [("2025-12-31", 1, "2026-01-01", "2026-01-02"), ("2026-01-02", -1, None, "2026-01-01")],
)
def test_a_day_before_the_first_pattern_may_be_a_working_day(
    day: str, days: int, earliest: str | None, latest: str | None
) -> None:
    first, last = (None if one is None else date.fromisoformat(one).toordinal() for one in (earliest, latest))
    found = shifted(joining("2026-01-02"), date.fromisoformat(day).toordinal(), days)
    assert found == DayRange(first, last, frozenset({"working pattern before 2026-01-02"}))
