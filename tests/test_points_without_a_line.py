"""Events that no line of points fits: the warning about it, and what the answer says."""

from __future__ import annotations

import pytest

from policydsl.check import check_text
from policydsl.explain.text import as_text
from policydsl.source import Source
from tests.small import HEADER, told, value

POINTS = """
event tardy

points late
{lines}

branch Watch follows each employee
  step talk
    falls due when late is at least 5
    falls due again only on a new absence
    then close
"""


def gaps(*lines: str) -> list[str]:
    text = HEADER + POINTS.format(lines="\n".join(f"  {one}" for one in lines))
    found = check_text(Source("test.policy", text))
    assert found.policy is not None, found.diagnostics
    return [one.message for one in found.diagnostics if one.code.name == "points-gap"]


@pytest.mark.parametrize(
    ("lines", "open_"),
    [
        (("1 for a tardy lasting under 2 hours",), "120 minutes or more"),
        (("1 for a tardy lasting at most 2 hours",), "121 minutes or more"),
        (("0 for a tardy lasting at most 6 minutes", "1 for a tardy lasting under 2 hours"), "120 minutes or more"),
        (("1 for a tardy lasting under 1 hour", "3 for a tardy lasting over 1 hour"), "exactly 60 minutes"),
        (("1 for a tardy lasting under 1 hour", "3 for a tardy lasting at least 90 minutes"), "60 to 89 minutes"),
    ],
)
def test_a_length_above_one_with_points_that_no_line_fits_is_warned_of(lines: tuple[str, ...], open_: str) -> None:
    assert gaps(*lines) == [f"nothing says what a tardy of {open_} gives"]


@pytest.mark.parametrize(
    "lines",
    [
        ("1 for a tardy lasting under 2 hours", "0 for a tardy"),
        ("1 for a tardy lasting under 2 hours", "3 for a tardy lasting at least 2 hours"),
        ("1 for a tardy lasting at least 6 minutes",),  # a few minutes are let pass
        ("1 for a tardy flagged repeated",),
        ("1 for a tardy lasting under 2 hours", "from 1 May 2026: 3 for a tardy"),
    ],
)
def test_nothing_is_said_where_every_longer_one_has_its_points_or_nobody_can_tell(lines: tuple[str, ...]) -> None:
    assert gaps(*lines) == []


def test_an_event_that_no_line_fits_is_named_as_not_counted() -> None:
    events = [
        {"date": "2026-02-03", "what": "had", "name": "tardy", "minutes": 119},
        {"date": "2026-02-04", "what": "had", "name": "tardy", "minutes": 120},
    ]
    found = told(POINTS.format(lines="  1 for a tardy lasting under 2 hours"), "2026-02-28", events=events)
    assert value(found, "late") == 1
    (late,) = [one for one in found.measures if one.name == "late"]
    assert [(one.absence, str(one.first), one.why) for one in late.left_out] == [
        ("tardy", "2026-02-04", "no-line-fits")
    ]
    assert "not counted, no line says how many points it gives: tardy 4 Feb 2026" in as_text(found)


def test_an_absence_whose_kind_is_not_settled_is_named_by_the_line_whose_points_it_shows() -> None:
    # Whether it will be a long one is not settled on its third day: certain is the 1 of any absence.
    lines = "  3 for a long absence\n  1 for an absence"
    found = told(POINTS.format(lines=lines), "2026-02-04", "2026-02-02 -")
    (late,) = [one for one in found.measures if one.name == "late"]
    assert [(one.what, one.points) for one in late.entries] == [("absence", 1)]
