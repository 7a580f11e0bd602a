"""Groups that are worked out: on which days the employee belongs to them, and what keeps that from being told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policydsl.check import check_text
from policydsl.diagnostics import as_text
from policydsl.domain.calendar import MonthEnd
from policydsl.domain.number import Comparison
from policydsl.history.belonging import days_of_service
from policydsl.history.make import make
from policydsl.interpret.fold import over_days_that_matter, over_every_day
from policydsl.model.amount import Amount, Bound, Unit
from policydsl.model.policy import Policy
from policydsl.records.read import read
from policydsl.source import Source
from tests.engine import answer_of, person_of, policy_of

POLICY = """policy Attendance
  in force from 1 January 2025
  absences join when no working day lies between them
  an absence ends on its last recorded day
  a waived step counts as held
  when a month is too short, use its last day
  with no working pattern on file, use Monday to Friday

group new starters is employees GROUP

measure days away over the last 12 months
  is calendar days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

branch short absences follows each employee
  step review
    falls due when days away is over 9
    for employees new starters: falls due when days away is over 5
    falls due again only on a new absence
    then close
"""
SIX_DAYS = [{"first": "2026-06-01", "last": "2026-06-06"}]


def policy(group: str) -> Policy:
    return policy_of(POLICY.replace("GROUP", group))


def is_due(group: str, **more: Any) -> bool:
    """Is the review due, for which six days away are enough for members of the group alone?"""
    answer = answer_of({"employee": "E1", "absences": SIX_DAYS, **more}, date(2026, 6, 6), policy(group))
    return any(one.step == "review" for one in answer.fell_due)


@pytest.mark.parametrize(
    ("group", "since", "inside"),
    [
        ("with service under 6 months", "2025-12-07", True),
        ("with service under 6 months", "2025-12-06", False),
        ("with service at most 6 months", "2025-12-06", True),
        ("with service at most 6 months", "2025-12-05", False),
        ("with service over 6 months", "2025-12-05", True),
        ("with service over 6 months", "2025-12-06", False),
        ("with service at least 1 year", "2025-06-06", True),
        ("with service at least 1 year", "2025-06-07", False),
        ("with service from 6 months to under 1 year", "2025-06-07", True),
        ("with service from 6 months to under 1 year", "2025-12-06", True),
        ("with service from 6 months to under 1 year", "2025-06-06", False),
        ("with service exactly 27 weeks", "2025-11-29", True),
        ("with service over 20 calendar days", "2026-05-16", True),
        ("with service over 20 calendar days", "2026-05-17", False),
    ],
)
def test_service_counts_from_its_first_day_on(group: str, since: str, inside: bool) -> None:
    """The sixth day away is 6 June 2026: that is the day asked for."""
    assert is_due(group, **{"service from": since}) is inside


def test_a_group_of_service_is_left_from_one_day_to_the_next() -> None:
    values = {
        "employee": "E1",
        "service from": "2026-03-02",
        "absences": [*SIX_DAYS, {"first": "2026-09-02", "last": "2026-09-02"}],
    }
    for last in range(date(2026, 6, 1).toordinal(), date(2026, 9, 8).toordinal(), 3):
        person = person_of(values, date.fromordinal(last), policy("with service under 6 months"))
        assert over_every_day(person) == over_days_that_matter(person)


@pytest.mark.parametrize(
    ("group", "works", "inside"),
    [
        ("with working days per week under 4", [{"days": ["mon", "tue", "wed"]}], True),
        ("with working days per week under 3", [{"days": ["mon", "tue", "wed"]}], False),
        ("with working days per week at least 5", None, True),
        ("with hours per week from 15 to under 24", [{"days": ["mon", "tue", "wed"], "hours": 7.5}], True),
        ("with hours per week at most 22", [{"days": ["mon", "tue", "wed"], "hours": 7.5}], False),
        (
            "with working days per week under 4",
            [{"from": "2025-01-01", "days": ["mon"]}, {"from": "2026-06-06", "days": ["mon", "tue", "wed", "thu"]}],
            False,
        ),
        (
            "with working days per week under 4",
            [{"from": "2025-01-01", "days": ["mon"]}, {"from": "2026-06-07", "days": ["mon", "tue", "wed", "thu"]}],
            True,
        ),
    ],
)
def test_working_time_counts_as_it_is_on_the_day(group: str, works: Any, inside: bool) -> None:
    assert is_due(group, **({} if works is None else {"works": works})) is inside


@pytest.mark.parametrize(
    ("group", "history", "said"),
    [
        ("with service under 6 months", "employee: E1", "say from when service counts"),
        ("with hours per week under 20", "employee: E1", "say for how long each day"),
        ("with hours per week under 20", "employee: E1\nworks: [{days: [mon]}]", "say for how long each day"),
        ("with service under 6 months", "employee: E1\ngroups: [{name: new starters}]", "take it out of `groups`"),
    ],
)
def test_what_cannot_be_told_is_named(group: str, history: str, said: str) -> None:
    source = Source("history.yaml", history)
    (said_of,), _ = read(source)
    made, found = make(said_of, policy(group))
    assert made is None
    assert said in as_text(found, {source.name: source}, colour=False)


NEW = "group new starters is employees with service under 6 months"
FEW = "group few hours is employees with hours per week under 20"


def untold(*groups: str, history: str) -> str:
    """What is said of a history under a policy with these groups."""
    source = Source("history.yaml", history)
    (said_of,), _ = read(source)
    made, found = make(said_of, policy_of(POLICY.replace("group new starters is employees GROUP", "\n".join(groups))))
    assert made is None
    return as_text(found, {source.name: source}, colour=False)


def test_each_key_that_groups_need_is_named_although_both_are_missing_at_one_place() -> None:
    assert (
        untold(NEW, FEW, history="employee: E1\n")
        == """\
error: cannot tell whether `new starters` has this employee in it  [group-cannot-be-told]
  history.yaml:1:11 employee: service from
  1 | employee: E1
    |           ^^
  help: say from when service counts: `service from: 2020-03-02`

error: cannot tell whether `few hours` has this employee in it  [group-cannot-be-told]
  history.yaml:1:11 employee: works
  1 | employee: E1
    |           ^^
  help: say for how long each day of a working pattern is worked:
        `works: [{days: [mon, tue], hours: 7.5}]`

2 errors in history.yaml"""
    )


def test_working_patterns_without_hours_are_where_hours_are_missing() -> None:
    assert (
        untold(FEW, NEW, history="employee: E1\nworks: [{days: [mon]}]\n")
        == """\
error: cannot tell whether `new starters` has this employee in it  [group-cannot-be-told]
  history.yaml:1:11 employee: service from
  1 | employee: E1
    |           ^^
  help: say from when service counts: `service from: 2020-03-02`

error: cannot tell whether `few hours` has this employee in it  [group-cannot-be-told]
  history.yaml:2:16 works[1].days
  2 | works: [{days: [mon]}]
    |                ^^^^^
  help: say for how long each day of a working pattern is worked:
        `works: [{days: [mon, tue], hours: 7.5}]`

2 errors in history.yaml"""
    )


def test_of_an_example_the_key_alone_is_named() -> None:
    example = "\nexample six days\n  absent from 1 June 2026 to 6 June 2026\n  on 6 June 2026, review is not due\n"
    found = check_text(Source("a.policy", POLICY.replace("group new starters is employees GROUP", NEW) + example))
    assert [(one.code.name, one.at.place.field) for one in found.diagnostics] == [
        ("group-cannot-be-told", "service from")
    ]


def test_a_group_worked_out_and_a_recorded_one_may_clash() -> None:
    """Until 5 September 2026 service is under 6 months, and a line of its own holds; on 1 June so does the other."""
    groups = """group new starters is employees with service under 6 months
group at night is employees recorded as night staff"""
    line = "    for employees new starters: falls due when days away is over 5\n"
    both = line + line.replace("new starters", "at night").replace("5", "12")
    text = POLICY.replace("group new starters is employees GROUP", groups).replace(line, both)
    said = "employee: E1\nservice from: 2026-03-06\ngroups: [{name: night staff, from: DAY}]\n"
    found = {}
    for since in ("2026-09-05", "2026-09-06"):
        (said_of,), _ = read(Source("history.yaml", said.replace("DAY", since)))
        found[since] = [one.code.name for one in make(said_of, policy_of(text))[1]]
    assert found == {"2026-09-05": ["two-groups-two-lines"], "2026-09-06": []}


@pytest.mark.parametrize(
    ("group", "said"),
    [
        ("with service under 6", "`6` of what?"),
        ("with service under 6 working days", "service is not counted in working days"),
        ("with working days per week under 3 weeks", "working days per week is not counted in weeks"),
    ],
)
def test_a_group_is_told_in_fitting_numbers(group: str, said: str) -> None:
    source = Source("test.policy", POLICY.replace("GROUP", group))
    assert said in as_text(check_text(source).diagnostics, {source.name: source}, colour=False)


def test_a_month_that_is_too_short_is_the_policys_choice() -> None:
    last_of_august = date(2025, 8, 31).toordinal()
    bound = Bound(Comparison.AT_LEAST, Amount(6, Unit.MONTHS))
    found = {short: days_of_service(bound, last_of_august, short) for short in MonthEnd}
    assert found == {
        MonthEnd.LAST_DAY: (date(2026, 2, 28).toordinal(), None),
        MonthEnd.NEXT_FIRST: (date(2026, 3, 1).toordinal(), None),
    }


@pytest.mark.parametrize(
    ("line", "on", "inside"),
    [
        ("use its last day", "2026-02-27", False),
        ("use its last day", "2026-02-28", True),
        ("use the first day of the next month", "2026-02-28", False),
        ("use the first day of the next month", "2026-03-01", True),
    ],
)
def test_six_months_after_the_31st_of_august_are_over_as_the_policy_says(line: str, on: str, inside: bool) -> None:
    text = POLICY.replace("GROUP", "with service at least 6 months").replace("use its last day", line)
    day = date.fromisoformat(on)
    away = [{"first": str(day.fromordinal(day.toordinal() - 5)), "last": on}]
    values = {"employee": "E1", "service from": "2025-08-31", "absences": away}
    answer = answer_of(values, day, policy_of(text))
    assert bool(answer.fell_due) is inside


def test_a_stretch_of_service_may_have_no_day() -> None:
    """26 weeks are 182 days; six months after 6 December are as many, after 6 January one day fewer."""
    bound = Bound(Comparison.AT_LEAST, Amount(6, Unit.MONTHS), Bound(Comparison.UNDER, Amount(26, Unit.WEEKS)))
    december, january = (date.fromisoformat(one).toordinal() for one in ("2025-12-06", "2026-01-06"))
    assert days_of_service(bound, december, MonthEnd.LAST_DAY) is None
    last = date(2026, 7, 6).toordinal()
    assert days_of_service(bound, january, MonthEnd.LAST_DAY) == (last, last)
