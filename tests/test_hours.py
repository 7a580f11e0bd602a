"""Hours and shifts: what an absence takes of them, limits in them, and what is said where hours are not on file."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydsl.calendars import shipped
from policydsl.check import check_text
from policydsl.diagnostics import has_errors
from policydsl.domain.calendar import Week
from policydsl.domain.hours import HOURS, added_up, hours_between, hours_on
from policydsl.domain.number import Range, exact
from policydsl.domain.working_time import MONDAY, Pattern, WorkingDays, WorkingTime
from policydsl.explain.text import as_text
from policydsl.interpret.answer import Answer
from policydsl.interpret.fold import over_days_that_matter, over_every_day
from policydsl.interpret.time_lost import due_between
from policydsl.model.amount import Unit
from policydsl.source import Source
from tests.engine import json_of, person_of
from tests.small import HEADER, codes, fell, small, told, value, watched

WEEK = ["mon", "tue", "wed", "thu", "fri"]
FULL = [{"days": WEEK, "hours": 7.5}]
SHIFTS = [{"cycle": [12, 12, 0, 0], "starting": "2026-01-01"}]
"""1, 2, 5, 6, 9, 10, 13, 14, 17, 18, 21, 22 January ..."""


def lost(limit: str, formula: str = "hours of absence", settings: str = "", window: str = "12 months") -> str:
    return watched(limit, formula, settings, window)


# ------------------------------------------------------------------ totals


@pytest.mark.parametrize(
    ("works", "limit", "falls_due"),
    [
        # Monday 5 to Friday 16 January: ten days of 7.5 hours
        (FULL, "at least 72 hours", "2026-01-16"),  # 67.5 on the 15th, 75 on the 16th
        (FULL, "at least 67.5 hours", "2026-01-15"),
        (FULL, "over 67.5 hours", "2026-01-16"),
        (FULL, "at least 75 hours", "2026-01-16"),
        (FULL, "over 75 hours", None),
        # Two days of 12 hours on, two off: the 5th, 6th, 9th, 10th, 13th, 14th
        (SHIFTS, "at least 72 hours", "2026-01-14"),
        (SHIFTS, "over 72 hours", None),
        (SHIFTS, "at least 60 hours", "2026-01-13"),
    ],
)
def test_hours_add_up_day_by_day(works: list[dict[str, Any]], limit: str, falls_due: str | None) -> None:
    answer = told(lost(limit), "2026-02-28", "2026-01-05 2026-01-16", works=works)
    assert fell(answer) == ([f"talk {falls_due}"] if falls_due else [])


@pytest.mark.parametrize(
    ("limit", "falls_due"),
    [("at least 5 shifts", "2026-01-13"), ("over 5 shifts", "2026-01-14"), ("over 6 shifts", None)],
)
def test_shifts_are_days_with_hours(limit: str, falls_due: str | None) -> None:
    answer = told(lost(limit, "shifts of absence"), "2026-02-28", "2026-01-05 2026-01-16", works=SHIFTS)
    assert fell(answer) == ([f"talk {falls_due}"] if falls_due else [])


def test_a_pattern_that_changes_has_the_hours_of_each_day() -> None:
    works = [{"days": WEEK, "hours": 7.5}, {"from": "2026-01-12", "days": ["mon", "tue"], "hours": 4}]
    answer = told(lost("over 100 hours"), "2026-01-31", "2026-01-05 2026-01-16", works=works)
    assert value(answer) == Fraction(91, 2)  # 5 x 7.5 and 2 x 4


@pytest.mark.parametrize(
    ("rule", "hours"), [("its fraction", Fraction(75, 4)), ("a whole day", Fraction(45, 2)), ("nothing", 15)]
)
def test_a_part_day_has_its_part_of_the_hours(rule: str, hours: Fraction) -> None:
    policy = small(lost("over 100 hours"), ("a part day counts as its fraction", f"a part day counts as {rule}"))
    record = {"first": "2026-01-05", "last": "2026-01-07", "part": {"2026-01-07": 0.5}}
    assert value(told(policy, "2026-01-31", absences=[record], works=FULL)) == hours


def test_hours_on_a_public_holiday_are_not_lost() -> None:
    answer = told(
        lost("over 100 hours"), "2026-04-30", "2026-04-01 2026-04-07", works=FULL, holidays="England and Wales"
    )
    assert value(answer) == Fraction(45, 2)  # 1, 2 and 7 April: Good Friday and Easter Monday are holidays
    (measure,) = answer.measures
    assert [name for _, name in measure.counted[0].holidays] == ["Good Friday", "Easter Monday"]


def test_a_share_of_the_hours_due() -> None:
    formula = "hours of absence divided by hours due, as a percentage"
    policy = lost("at least 10%", formula, window="4 weeks")
    answer = told(policy, "2026-01-31", "2026-01-05 2026-01-07", works=FULL)
    assert fell(answer) == ["talk 2026-01-06"]  # 15 of 150
    assert "/ 150 hours due" in answer.fell_due[0].reasons[0].arithmetic  # type: ignore[operator]


def test_a_count_of_hours_in_a_window() -> None:
    policy = """
branch Watch follows each employee
  step talk
    falls due when at least 24 hours of absence fall in the last 2 weeks
    falls due again only on a new absence
    then close
"""
    assert fell(told(policy, "2026-02-28", "2026-01-05", "2026-01-09 2026-01-10", works=SHIFTS)) == ["talk 2026-01-09"]
    assert fell(told(policy, "2026-02-28", "2026-01-05", "2026-01-19", works=SHIFTS)) == []


# ------------------------------------------------------------------ lengths

LENGTH = """
branch Watch follows each employee
  step talk
    falls due when 1 absence lasting {bound} starts in the last 3 months
    falls due again only on a new absence
    then close
"""


@pytest.mark.parametrize(
    ("bound", "falls_due"),
    [
        ("over 24 hours", "2026-01-09"),  # the 5th, 6th and 9th are worked
        ("at least 24 hours", "2026-01-06"),
        ("at most 48 hours", "2026-01-13"),  # back on the 13th
        ("under 48 hours", None),
        ("over 3 shifts", "2026-01-10"),
        ("at most 3 shifts", None),
        ("from 3 to 4 shifts", "2026-01-13"),
    ],
)
def test_lengths(bound: str, falls_due: str | None) -> None:
    answer = told(LENGTH.format(bound=bound), "2026-02-28", "2026-01-05 2026-01-10", works=SHIFTS)
    assert fell(answer) == ([f"talk {falls_due}"] if falls_due else [])


@pytest.mark.parametrize(
    ("bound", "falls_due"),
    [
        ("over 24 hours", "2026-01-09"),
        ("at least 4 shifts", "2026-01-10"),
        ("over 4 working days", "2026-01-13"),
        ("over 60 hours", None),
    ],
)
def test_how_long_the_absence_has_lasted(bound: str, falls_due: str | None) -> None:
    policy = f"""
branch Watch follows each absence while it lasts
  step talk
    falls due when the absence has lasted {bound}
    then close
"""
    answer = told(policy, "2026-02-28", "2026-01-05 2026-01-13", works=SHIFTS)
    assert fell(answer) == ([f"talk {falls_due}"] if falls_due else [])
    if falls_due:
        (reason,) = answer.fell_due[0].reasons
        assert bound.endswith(f" {reason.unit}")
        asked = told(policy, falls_due, "2026-01-05 2026-01-13", works=SHIFTS)
        assert f"{reason.value} {reason.unit}, {bound}" in as_text(asked)


def test_an_expected_length() -> None:
    policy = """
branch Watch follows each absence while it lasts
  step talk
    falls due when the absence is expected to last over 36 hours
    then close
"""
    said = {"what": "expected", "absence": "2026-01-05", "date": "2026-01-05"}
    for until, due in (("2026-01-09", []), ("2026-01-10", ["talk 2026-01-05"])):
        answer = told(policy, "2026-01-06", "2026-01-05 -", works=SHIFTS, events=[said | {"for": until}])
        assert fell(answer) == due


@pytest.mark.parametrize(("days", "due"), [
    (0, (0, 0, 0, 0)), (1, (1, 1, 12, 1)), (3, (3, 2, 24, 2)), (5, (5, 3, 36, 3)),
])  # fmt: skip
def test_what_is_due_between_two_days_in_each_unit(days: int, due: tuple[int, ...]) -> None:
    # The 5th and 6th are worked, the 7th and 8th are not.
    works = WorkingTime((Pattern((True, True, False, False), date(2026, 1, 5).toordinal(), (12, 12, 0, 0)),))
    units = (Unit.CALENDAR_DAYS, Unit.WORKING_DAYS, Unit.HOURS, Unit.SHIFTS)
    first = date(2026, 1, 5).toordinal()
    assert tuple(due_between(one, works, first, first + days - 1) for one in units) == tuple(map(Range.of, due))


# ------------------------------------------------------------------ limits pro rata

TIME_IN_HOURS = "setting time is 8 weeks, pro rata to a full-time week of 37 hours, rounded up"
HOURS_LIMIT = "setting hour limit is 74 hours, pro rata to a full-time week of 37 hours"


@pytest.mark.parametrize(
    ("works", "rounding", "limit"),
    [
        ([{"days": WEEK, "hours": 7.4}], "", 74),
        ([{"days": WEEK[:3], "hours": 7.4}], "", Fraction(222, 5)),
        ([{"days": WEEK[:3], "hours": 7.4}], ", rounded up", 45),
        ([{"cycle": [12, 12, 0, 0], "starting": "2026-01-01"}], "", 84),  # 42 hours a week
    ],
)
def test_a_limit_pro_rata_to_hours(works: list[dict[str, Any]], rounding: str, limit: object) -> None:
    policy = lost("at least the hour limit", settings=HOURS_LIMIT + rounding)
    (one,) = told(policy, "2026-01-31", works=works).standing
    assert one.reasons[0].limit == limit


def test_a_limit_in_days_may_be_pro_rata_to_hours() -> None:
    setting = "setting day limit is 10 working days, pro rata to a full-time week of 37.5 hours"
    policy = lost("at least the day limit", "working days of absence", setting)
    (one,) = told(policy, "2026-01-31", works=[{"days": WEEK[:4], "hours": 7.5}]).standing
    assert one.reasons[0].limit == 8


def test_a_limit_falls_on_the_day_that_the_hours_become_fewer() -> None:
    policy = lost("at least the hour limit", settings=HOURS_LIMIT)
    works = [{"days": WEEK, "hours": 7.4}, {"from": "2026-02-02", "days": WEEK[:2], "hours": 7.4}]
    # 37 hours lost; from 2 February on 29.6 are enough
    assert fell(told(policy, "2026-02-28", "2026-01-05 2026-01-09", works=works)) == ["talk 2026-02-02"]


# ------------------------------------------------------------------ what is not on file


def unknown(answer: Answer) -> list[str]:
    return [one.needs for one in answer.unknown]


@pytest.mark.parametrize("works", [None, [{"days": WEEK}]])
def test_without_hours_on_file_nobody_can_tell(works: list[dict[str, Any]] | None) -> None:
    more = {"works": works} if works else {}
    answer = told(lost("at least 72 hours"), "2026-01-31", "2026-01-05 2026-01-16", **more)
    assert fell(answer) == []
    assert unknown(answer) == [HOURS]
    assert "hours-not-known" in codes(answer)
    said = as_text(answer)
    assert "hours in the working pattern" in said
    assert "it cannot be told how many hours were lost from Mon 5 Jan 2026 to Fri 16 Jan 2026" in said
    assert "write the hours of a day into the pattern under `works:`" in said


def test_nobody_works_more_than_24_hours_a_day() -> None:
    assert unknown(told(lost("over 48 hours"), "2026-01-31", "2026-01-05 2026-01-06")) == []
    assert unknown(told(lost("over 47 hours"), "2026-01-31", "2026-01-05 2026-01-06")) == [HOURS]
    assert unknown(told(lost("over 0 hours"), "2026-01-31", "2026-01-10")) == []  # a Saturday, with no hours lost


def test_what_cannot_be_told_is_over_when_the_absence_leaves_the_window() -> None:
    policy = lost("over 47 hours", window="2 weeks")
    assert unknown(told(policy, "2026-01-18", "2026-01-05 2026-01-06")) == [HOURS]
    assert unknown(told(policy, "2026-01-19", "2026-01-05 2026-01-06")) == []


def test_a_limit_pro_rata_to_hours_that_are_not_on_file() -> None:
    setting = "setting day limit is 1 working day, pro rata to a full-time week of 37 hours"
    policy = lost("over the day limit", "working days of absence", setting)
    assert unknown(told(policy, "2026-01-31")) == []
    answer = told(policy, "2026-01-31", "2026-01-05 2026-01-09")
    assert (fell(answer), unknown(answer)) == ([], [HOURS])


def test_shifts_need_no_hours() -> None:
    policy = lost("over 4 shifts", "shifts of absence")
    answer = told(policy, "2026-01-31", "2026-01-05 2026-01-09", works=[{"days": WEEK}])
    assert (fell(answer), unknown(answer), codes(answer)) == (["talk 2026-01-09"], [], [])


def test_a_policy_without_hours_asks_for_none() -> None:
    answer = told(lost("over 4 working days", "working days of absence"), "2026-01-31", "2026-01-05 2026-01-09")
    assert (fell(answer), unknown(answer), codes(answer)) == (["talk 2026-01-09"], [], [])


UNTOLD = """
document plan
measure lost over the last 2 weeks
  is hours of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
branch Watch follows each employee
  step talk
    falls due when plan is issued
    falls due again only on a new absence
    only if lost is {limit}
    then close
"""


@pytest.mark.parametrize(
    ("limit", "half", "due"),
    [
        # From the 7th to the 20th: the 12th to the 14th with 7.5 hours, and before them five days of up to 24 hours.
        ("at least 22.5 hours", False, True),
        ("over 22.5 hours", False, False),
        ("at most 142.5 hours", False, True),
        ("under 142.5 hours", False, False),
        ("at most 130.5 hours", True, True),  # half of the 8th was worked
        ("under 130.5 hours", True, False),
    ],
)
def test_days_before_the_first_pattern_may_have_any_hours(limit: str, half: bool, due: bool) -> None:
    works = [{"from": "2026-01-12", "days": WEEK, "hours": 7.5}]
    record: dict[str, Any] = {"first": "2026-01-05", "last": "2026-01-14"}
    record |= {"part": {"2026-01-08": 0.5}} if half else {}
    issued = [{"date": "2026-01-20", "what": "issued", "name": "plan"}]
    answer = told(UNTOLD.format(limit=limit), "2026-01-20", absences=[record], works=works, events=issued)
    assert fell(answer) == (["talk 2026-01-20"] if due else [])
    assert answer.measures[0].needs == ("working pattern before 2026-01-12",)


# ------------------------------------------------------------------ reasons


def test_reasons_have_the_unit_in_text_and_json() -> None:
    answer = told(lost("at least 60 hours"), "2026-01-14", "2026-01-05 2026-01-16", works=SHIFTS)
    said = as_text(answer)
    assert "lost 60, at least 60 hours: 60 hours, in 14 Jan 2025 to 13 Jan 2026" in said
    assert "counted (hours): from 5 Jan 2026 on (60 so far)" in said
    (due,) = json_of(answer)["fell_due"]
    (reason,) = due["reasons"]
    assert (reason["value"], reason["limit"], reason["unit"], reason["arithmetic"]) == (60, 60, "hours", "60 hours")
    assert reason["counted"][0]["days"] == 60
    (measure,) = json_of(answer)["measures"]
    assert (measure["value"], measure["unit"]) == (72, "hours")


# ------------------------------------------------------------------ what the check says


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (lost("over 5 working days"), "unit-does-not-fit"),
        (lost("over 5 hours", "working days of absence"), "unit-does-not-fit"),
        (lost("over 5", "hours of absence plus shifts of absence"), "unit-does-not-fit"),
        (lost("over 5 minutes"), "unit-does-not-fit"),
        (lost("over 5 hours", window="72 hours"), "unit-does-not-fit"),
        (lost("over the limit", settings="setting limit is 3 shifts"), "unit-does-not-fit"),
        (LENGTH.format(bound="from 8 hours to 3 working days"), "unit-does-not-fit"),
        (
            lost(
                "over 5 hours", settings="setting time is 8 weeks, pro rata to a full-time week of 37 hours, rounded up"
            ).replace("the last 12 months", "the last time"),
            "unit-does-not-fit",
        ),
        (lost("over 5 hours", settings=HOURS_LIMIT.replace("37 hours", "0 hours")), "not-a-whole-number"),
    ],
)
def test_what_is_wrong_in_hours(text: str, problem: str) -> None:
    assert problem in [one.code.name for one in check_text(Source("test.policy", HEADER + text)).diagnostics]


@pytest.mark.parametrize("line", ["a working day is", "with no working pattern", "a part day counts"])
def test_the_choices_of_working_time_are_asked_for(line: str) -> None:
    header = "\n".join(one for one in HEADER.splitlines() if line not in one)
    assert has_errors(check_text(Source("test.policy", header + lost("over 5 hours"))).diagnostics)


# ------------------------------------------------------------------ a count by hand

FIRST = date(2026, 1, 1)


@st.composite
def lives(draw: st.DrawFn) -> tuple[list[Fraction], list[tuple[int, int]], int, int]:
    """A round of hours, absences as first and last day after 1 January, the day asked about and a limit in hours."""
    cycle = [Fraction(one, 2) for one in draw(st.lists(st.integers(0, 24), min_size=2, max_size=6)) or [8]]
    if not any(cycle):
        cycle[0] = Fraction(7)
    days, away = 0, []
    for _ in range(draw(st.integers(1, 4))):
        first = days + draw(st.integers(1, 9))
        days = first + draw(st.integers(0, 9))
        away.append((first, days))
    return cycle, away, days + draw(st.integers(0, 5)), draw(st.integers(1, 90))


@given(lives(), st.sampled_from(("hours", "shifts")))
def test_the_total_is_that_of_a_count_day_by_day(
    life: tuple[list[Fraction], list[tuple[int, int]], int, int], unit: str
) -> None:
    cycle, away, asked, limit = life
    absences = [{"first": FIRST + timedelta(one), "last": FIRST + timedelta(other)} for one, other in away]
    works = [{"cycle": cycle, "starting": FIRST}]
    policy = small(lost(f"over {limit} {unit}", f"{unit} of absence"))
    on = FIRST + timedelta(asked)
    person = person_of({"employee": "E1", "absences": absences, "works": works}, on, policy)

    total, due = Fraction(0), None
    for day in range(asked + 1):
        missed = any(first <= day <= last for first, last in away)
        hours = cycle[day % len(cycle)] if missed else Fraction(0)
        total += hours if unit == "hours" else hours > 0
        if due is None and total > limit:
            due = FIRST + timedelta(day)

    standings = over_days_that_matter(person)
    found = [one.on for one in standings.occurrences.values()]
    assert found[:1] == ([due.toordinal()] if due else [])
    assert standings == over_every_day(person)
    answer = told(policy, on.isoformat(), absences=absences, works=works)
    assert value(answer) == exact(total)


def test_a_number_that_cannot_be_told_is_not_said_to_be_nothing_so_far() -> None:
    text = (
        lost("over 40 hours")
        + """
branch Count follows each employee
  step other talk
    falls due when 40 hours of absence fall in the last 12 months
    then close
"""
    )
    said = " ".join(as_text(told(text, "2026-01-31", "2026-01-05 2026-01-08")).split())
    assert "lost: cannot be told without hours in the working pattern; over 40 hours are needed" in said
    assert "hours of absence: cannot be told without hours in the working pattern; at least 40 hours are needed" in said
    assert " 0 hours" not in said
    known = " ".join(as_text(told(text, "2026-01-31", "2026-01-05 2026-01-08", works=FULL)).split())
    assert "lost 30 so far, over 40 hours are needed" in known
    assert "cannot be told" not in known


def random_works(chance: Random) -> WorkingDays:
    """A week without hours, or one or two patterns, some without hours, dated or not, with a calendar or without."""
    if chance.random() < 0.15:
        return Week((True, True, True, True, chance.random() < 0.5, False, False))
    patterns = []
    for since in (chance.choice([None, date(2026, 2, 2).toordinal()]), date(2026, 6, 1).toordinal()):
        worked = (*(chance.random() < 0.6 for _ in range(chance.choice([3, 6, 13]))), True)
        hours = tuple(Fraction(chance.randint(2, 20), 2) for _ in worked) if chance.random() < 0.7 else None
        patterns.append(Pattern(worked, starting=since or MONDAY, hours=hours, since=since))
    holidays = shipped("Scotland") if chance.random() < 0.5 else None
    return WorkingTime(tuple(patterns[: chance.randint(1, 2)]), holidays)


@pytest.mark.parametrize("batch", range(5))
def test_the_hours_between_two_days_are_those_of_each_day(batch: int) -> None:
    chance = Random(batch)
    for _ in range(60):
        works = random_works(chance)
        first = date(2026, 1, 1).toordinal() + chance.randint(0, 900)
        last = first + chance.randint(-2, 120)
        assert hours_between(works, first, last) == added_up(hours_on(works, day) for day in range(first, last + 1))
