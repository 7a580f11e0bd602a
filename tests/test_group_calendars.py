"""A group of employees with a holiday calendar of its own, on days counted by hand; Easter Monday is 6 April 2026."""

from __future__ import annotations

from datetime import date

import pytest

from policydsl.check import check_text
from policydsl.domain.number import exact
from policydsl.model.policy import Policy
from policydsl.source import Source
from tests.engine import answer_of, json_of, policy_of

TEXT = """policy Calendars of Groups
  in force from 1 January 2026
  absences join when no working day lies between them
  an absence ends on its last recorded day
  a part day counts as its fraction
  a working day is a day the employee was due to work, without the public holidays of England and Wales
  for employees in Scotland: a working day is a day the employee was due to work,
    without the public holidays of Scotland
  with no working pattern on file, use Monday to Friday
  an absence with no working day counts
  when a month is too short, use its last day
  a waived step counts as held

group in Scotland is employees recorded as in Scotland

measure days lost over the last 12 months
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

branch short absences follows each employee
  step review
    falls due when days lost is at least 1
    falls due again only on a new absence
    outcome no concern: close
"""
EASTER = {"id": "a1", "first": "2026-04-02", "last": "2026-04-07"}
"""Thursday to Tuesday: Good Friday is a holiday for both, Easter Monday in England and Wales alone."""
SUMMER = {"id": "a2", "first": "2026-07-31", "last": "2026-08-04"}
"""Friday to Tuesday: the Monday, 3 August, is a holiday in Scotland alone."""


def policy() -> Policy:
    checked = check_text(Source("groups.policy", TEXT))
    assert checked.diagnostics == ()
    assert checked.policy is not None
    return checked.policy


@pytest.mark.parametrize(
    ("groups", "days", "calendar"),
    [
        ([], 2 + 3, "England and Wales"),
        ([{"name": "in Scotland"}], 3 + 2, "Scotland"),
        ([{"name": "in Scotland", "from": "2026-06-01"}], 2 + 2, "England and Wales, then Scotland"),
        ([{"name": "in Scotland", "to": "2026-05-31"}], 3 + 3, "Scotland, then England and Wales"),
        ([{"name": "in Scotland", "to": "2026-04-05"}], 2 + 3, None),
        ([{"name": "in Scotland", "to": "2026-04-06"}], 3 + 3, None),
        ([{"name": "in Scotland", "from": "2026-04-06", "to": "2026-04-06"}], 3 + 3, None),
    ],
)
def test_the_calendar_is_that_of_the_group_while_somebody_is_in_it(
    groups: list[dict[str, str]], days: int, calendar: str | None
) -> None:
    values = {"employee": "E1", "groups": groups, "absences": [EASTER, SUMMER]}
    found = json_of(answer_of(values, date(2026, 8, 5), policy()))
    (measure,) = found["measures"]
    assert measure["value"] == exact(days)
    if calendar is not None:
        assert [one["name"] for one in found["calendars"]] == [calendar]


@pytest.mark.parametrize(("groups", "days"), [([{"name": "in Scotland"}], 4 + 3), ([], 2 + 3)])
def test_a_group_may_have_its_holidays_counted(groups: list[dict[str, str]], days: int) -> None:
    line = ",\n    without the public holidays of Scotland"
    assert line in TEXT
    values = {"employee": "E1", "groups": groups, "absences": [EASTER, SUMMER]}
    (measure,) = answer_of(
        values, date(2026, 8, 5), policy_of(TEXT.replace(line, ", public holidays included"))
    ).measures
    assert measure.value == days


def test_a_calendar_of_the_person_goes_before_that_of_the_group() -> None:
    values = {
        "employee": "E1",
        "groups": [{"name": "in Scotland"}],
        "holidays": "England and Wales",
        "absences": [EASTER],
    }
    found = json_of(answer_of(values, date(2026, 4, 8), policy()))
    assert [one["value"] for one in found["measures"]] == [2]
