"""Versions of lines of sick pay: the first day of the absence decides, and each schedule is a whole one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policydsl.check import check_text
from policydsl.history.make import make
from policydsl.records.read import read
from policydsl.source import Source
from tests.small import HEADER, small, told, told_both_ways

PAY = """
group managers is employees recorded as managers
group nights is employees recorded as nights
sick pay for everybody
  {lines}
  pay is counted in calendar days
  gives half pay date
branch long absences follows each absence while it lasts
  step review of pay
    falls due on half pay date
    dates already passed count
    then close
"""
PLAIN = "everybody: 4 weeks full, 4 weeks half; earlier sick pay does not count"


def text(*lines: str) -> str:
    return PAY.format(lines="\n  ".join(one for each in lines for one in each.split("; ")))


def half(lines: tuple[str, ...], *absent: str, on: str = "2026-12-01", **more: Any) -> list[str]:
    """The days on which the review of pay fell due, in both folds."""
    return [str(one.on) for one in told_both_ways(small(text(PLAIN, *lines)), on, *absent, **more).fell_due]


MANAGER = {"groups": [{"name": "managers", "from": "2026-05-01", "to": "2026-06-30"}]}


@pytest.mark.parametrize(
    ("lines", "first", "day"),
    [
        (("from 1 April 2026: everybody: 8 weeks full",), "2026-03-31", "2026-04-28"),
        (("from 1 April 2026: everybody: 8 weeks full",), "2026-04-01", "2026-05-27"),
        (("from 1 April 2026 until 30 April 2026: everybody: 8 weeks full",), "2026-05-01", "2026-05-29"),
        # The later of two, and that of a group before both.
        (
            ("from 1 March 2026: everybody: 6 weeks full", "from 1 April 2026: everybody: 8 weeks full"),
            *("2026-04-01", "2026-05-27"),
        ),
        (
            ("for employees managers: everybody: 2 weeks full", "from 1 April 2026: everybody: 8 weeks full"),
            *("2026-05-01", "2026-05-15"),
        ),
        (("for employees managers from 1 June 2026: everybody: 2 weeks full",), "2026-05-31", "2026-06-28"),
        (("for employees managers from 1 June 2026: everybody: 2 weeks full",), "2026-06-01", "2026-06-15"),
        (("for employees managers: everybody: 2 weeks full",), "2026-07-01", "2026-07-29"),
        # A line that is there on those days alone.
        (("from 1 April 2026: no pay for the first 3 calendar days",), "2026-03-31", "2026-04-28"),
        (("from 1 April 2026: no pay for the first 3 calendar days",), "2026-04-01", "2026-05-02"),
    ],
)
def test_the_first_day_of_the_absence_decides(lines: tuple[str, ...], first: str, day: str) -> None:
    assert half(lines, f"{first} -", **MANAGER) == [day]


def test_another_line_on_what_comes_off() -> None:
    less = "from 1 May 2026: less sick pay received in the last 12 months, counted back from the day before the absence"
    lines = (less, "from 1 May 2026: it comes off each kind of pay separately")
    assert half(lines, "2026-02-02 2026-02-15", "2026-04-30 -") == ["2026-05-28"]
    assert half(lines, "2026-02-02 2026-02-15", "2026-05-01 -") == ["2026-05-15"]


def test_which_absences_it_pays_for_may_change() -> None:
    lines = ("from 1 May 2026: does not pay for absences flagged planned",)
    for first, found in (("2026-04-30", ["2026-05-28"]), ("2026-05-01", [])):
        away = [{"first": first, "flags": ["planned"]}]
        assert half(lines, absences=away) == found


def test_the_answer_names_the_line_that_holds() -> None:
    policy = small(text(PLAIN, "from 1 April 2026: everybody: 8 weeks full"))
    (pay,) = told(policy, "2026-04-10", "2026-04-01 -").sick_pay
    assert [(one.rate, one.entitled) for one in pay.kinds] == [(100, 56)]
    assert next(one.on for one in pay.dates if one.fact) == date(2026, 5, 27)


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        (("from 1 April 2026: service under 1 year: 8 weeks full",), {"service-bands", "sick-pay-incomplete"}),
        (("from 1 April 2026: everybody: 8 weeks ful",), {"other-word", "unknown-word"}),
        (("from 1 April 2026: everybody: 8 weeks full", "from 1 April 2026: everybody: 6 weeks full"), {"said-twice"}),
        (("from 1 April 2026 until 31 March 2026: everybody: 8 weeks full",), {"version-never-holds"}),
        (("for employees clerks: everybody: 8 weeks full",), {"unknown-name"}),
        (("from 1 April 2026: everybody: 8 working days full",), {"not-for-sick-pay"}),
        (("from 1 April 2026: everybody: 8 weeks full", "for employees managers: everybody: 2 weeks full"), set()),
    ],
)
def test_each_version_is_a_whole_schedule(lines: tuple[str, ...], codes: set[str]) -> None:
    source = Source("test.policy", HEADER + text(PLAIN, *lines))
    found = [one.code.name for one in check_text(source).diagnostics if one.code.severity.value == "error"]
    assert {*found} <= codes
    assert bool(found) is bool(codes)
    assert len(found) == len({*found})  # each once, however many versions have it


def test_two_groups_with_a_line_each_are_an_error_of_the_history() -> None:
    lines = ("for employees managers: everybody: 2 weeks full", "for employees nights: everybody: 3 weeks full")
    policy = small(text(PLAIN, *lines))
    records = "employee: E1\ngroups: [{name: managers}, {name: nights}]\nabsences: [{first: 2026-05-04}]\n"
    (assertions,), _ = read(Source("e.yaml", records))
    _, found = make(assertions, policy)
    assert [one.code.name for one in found] == ["two-groups-two-lines"]
