"""Versions of lines about credits: the day of the credit decides, and which line each takes the place of."""

from __future__ import annotations

from fractions import Fraction

import pytest

from policydsl.check import check_text
from policydsl.source import Source
from tests.small import HEADER, small, told_both_ways

CREDITED = """
event extra shift
group nights is employees recorded as nights
points attendance points
  starts at 5
  1 for an absence
  {lines}
  credits come off the oldest entry
"""
NIGHTS = [{"name": "nights", "from": "2026-06-01"}]


def in_full(lines: str) -> str:
    """Lines of their own, with the stretch of time in the place of its sign."""
    for sign, every in (("q", "quarter"), ("m", "calendar month"), ("30", "30 calendar days")):
        lines = lines.replace(f"/{sign}", f" for each {every} without an entry")
    for number in ("60", "90"):
        lines = lines.replace(f"/{number}", f" for each {number} calendar days without an entry")
    return lines.replace("; ", "\n  ")


def credited(lines: str, on: str, *absent: str, **more: object) -> object:
    policy = small(CREDITED.format(lines=in_full(lines)))
    return told_both_ways(policy, on, *absent, **more).measures[0].value


@pytest.mark.parametrize(
    ("lines", "on", "points"),
    [
        # Two absences in January: the first quarter is not clean, the second one is.
        ("credit 1/q", "2026-07-01", 6),
        ("credit 1/q; from 1 July 2026: credit 2/q", "2026-07-01", 5),
        ("credit 1/q; from 2 July 2026: credit 2/q", "2026-07-01", 6),
        ("credit 1/q; from 1 May 2026 until 30 June 2026: credit 2/q", "2026-07-01", 6),
        # The later of two holds, and that of a group before both.
        ("credit 0.5/q; from 1 June 2026: credit 1/q; from 1 July 2026: credit 2/q", "2026-07-01", 5),
        ("credit 2/q; for employees nights: credit 0.5/q; from 1 July 2026: credit 1/q", "2026-07-01", 6.5),
        # Another stretch takes the place of the only one.
        ("credit 1/q; from 1 May 2026: credit 2/m", "2026-05-01", 5),
        ("credit 1/q; from 2 May 2026: credit 2/m", "2026-05-01", 7),
        # One with other words behind `without` is a line of its own.
        ("credit 1/q; from 1 May 2026: credit 1 for each quarter without an extra shift", "2026-07-01", 5),
    ],
)  # fmt: skip
def test_a_version_of_a_credit_goes_by_the_day_on_which_it_is_given(lines: str, on: str, points: float) -> None:
    found = credited(lines, on, "2026-01-12", "2026-01-20", groups=NIGHTS)
    assert found == Fraction(points)


@pytest.mark.parametrize(("day", "points"), [("2026-05-31", 6), ("2026-06-01", 5), ("2026-07-01", 5)])
def test_a_credit_for_an_event_goes_by_its_day(day: str, points: int) -> None:
    lines = "credit 1 for an extra shift; from 1 June 2026: credit 2 for an extra shift"
    assert (
        credited(lines, "2026-12-31", "2026-01-12", "2026-01-20", events=[{"date": day, "had": "extra shift"}])
        == points
    )


def test_a_group_has_its_own_credit_on_the_days_of_its_members() -> None:
    lines = "credit 1 for an extra shift; for employees nights: credit 2 for an extra shift"
    for day, points in (("2026-05-31", 6), ("2026-06-01", 5)):
        events = [{"date": day, "had": "extra shift"}]
        assert credited(lines, "2026-12-31", "2026-01-12", "2026-01-20", events=events, groups=NIGHTS) == points


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("credit 1/30; credit 1/90; from 1 May 2026: credit 1/60", "version-of-which-line"),
        ("credit 1/q; from 1 May 2026: credit 2/q; from 1 May 2026: credit 3/q", "said-twice"),
        ("from 1 May 2026 until 30 April 2026: credit 2 for an extra shift", "version-never-holds"),
        ("from 1 May 2026 until 30 April 2026: 2 for an extra shift", "version-never-holds"),
    ],
)  # fmt: skip
def test_versions_of_credits_that_cannot_be_told_apart(lines: str, code: str) -> None:
    text = HEADER + CREDITED.format(lines=in_full(lines))
    assert code in [one.code.name for one in check_text(Source("test.policy", text)).diagnostics]
