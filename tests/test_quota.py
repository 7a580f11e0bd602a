"""Limits: what is used, what is left for one person, what follows beyond them, and what is wrong with one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydsl.check import check_text
from policydsl.explain.text import as_text
from policydsl.interpret.fold import over_days_that_matter, over_every_day
from policydsl.source import Source
from tests.engine import person_of
from tests.small import HEADER, small, told, value

LIMIT = """
document certificate
category self-certified absence is an absence without certificate
limit self-certified leave is at most 7 calendar days of self-certified absence in the 24 months ending today   [X-1]
  beyond it: tell HR "The days over it are unpaid."   [X-2]
"""


def fell(on: str, *absent: str, **more: object) -> list[str]:
    return [one.on.isoformat() for one in told(LIMIT, on, *absent, **more).fell_due]


def test_what_is_used_and_what_follows_beyond_it() -> None:
    answer = told(LIMIT, "2026-02-06", "2026-01-05 2026-01-07", "2026-02-02 2026-02-06")
    assert value(answer, "self-certified leave") == 8
    assert [(one.step, one.on) for one in answer.fell_due] == [("beyond self-certified leave", date(2026, 2, 6))]
    assert answer.fell_due[0].reasons[0].clauses == ("X-1",)
    assert "HR: The days over it are unpaid." in as_text(answer)


def test_a_paper_takes_an_absence_out() -> None:
    given_ = [{"date": "2026-02-04", "what": "given", "name": "certificate"}]
    assert fell("2026-02-06", "2026-01-05 2026-01-07", "2026-02-02 2026-02-06", events=given_) == []


def test_it_falls_due_again_only_once_it_has_come_back() -> None:
    held = [{"date": "2026-01-20", "step": "beyond self-certified leave", "what": "held"}]
    away = ("2026-01-05 2026-01-12", "2026-02-02")
    assert fell("2026-03-01", *away, events=held) == ["2026-01-12"]
    assert fell("2028-06-01", *away, "2028-03-01 2028-03-09", events=held) == ["2026-01-12", "2028-03-08"]


def test_it_may_be_another_for_one_person() -> None:
    own = {
        "setting": "limit of self-certified leave",
        "value": "0 calendar days",
        "from": "2026-01-01",
        "by": "HR",
        "why": "x",
    }
    assert fell("2026-01-05", "2026-01-05", adjustments=[own]) == ["2026-01-05"]
    assert fell("2026-01-05", "2026-01-05") == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("limit l is at least 7 calendar days of absence over the last 12 months", "limit-from-above"),
        ("limit l is exactly 7 calendar days of absence over the last 12 months", "limit-from-above"),
        ("limit l is at most 7 days of absence over the last 12 months", "days-without-a-kind"),
        ("limit l is at most 7 calendar days of odd absence over the last 12 months", "unknown-name"),
        ("limit l is at most 7 months of absence over the last 12 months", "unit-does-not-fit"),
        ("limit l is at most 7 calendar days of absence", "line-ends-too-soon"),
        (
            "limit l is at most 7 calendar days of absence over the last 12 months\n  beyond it: go to moon",
            "unknown-name",
        ),
    ],
)
def test_what_is_wrong_with_a_limit(line: str, code: str) -> None:
    found = check_text(Source("a", f"{HEADER}\n{line}\n")).diagnostics
    assert code in [one.code.name for one in found]


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 9)), max_size=6), st.integers(0, 600))
def test_the_days_that_matter_give_what_every_day_gives(away: list[tuple[int, int]], on: int) -> None:
    start = date(2025, 9, 1).toordinal()
    records, last = [], -1
    for first, length in sorted(away):
        if first > last:
            last = first + length
            records.append({"first": date.fromordinal(start + first), "last": date.fromordinal(start + last)})
    person = person_of({"employee": "E1", "absences": records}, date.fromordinal(start + on), small(LIMIT))
    assert over_days_that_matter(person) == over_every_day(person)
