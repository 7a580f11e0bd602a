"""Two views of one person under small policies, every part of each difference: worked out by hand.

Away from Monday 12 to Wednesday 14 January 2026, three working days; the talk is due on the 14th.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

import policydsl
from policydsl.interpret.answer import Difference
from tests.engine import history_of
from tests.small import held, outcome, record, small

WATCH = """
measure lost over the last 4 weeks
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

branch Watch follows each employee
  step talk
    falls due when lost is over {limit} working days
    falls due again only on a new absence
    outcome well: {well}
    outcome unwell: wait for review
  step review
    falls due when 1 new absence starts within 4 weeks after talk is held
    if not due by then: close
    outcome better: close
"""
AFTER = """
branch Long follows each absence after it ends
  step talk
    falls due when the absence has lasted over 1 week
    outcome done: close
"""
AWAY = record("2026-01-12 2026-01-14")
HELD = held("2026-01-15")
WELL = outcome("2026-01-16", "talk", "well")


def watch(limit: int = 2, well: str = "close") -> str:
    return WATCH.format(limit=limit, well=well)


def compared(
    here: str,
    there: str,
    *events: dict[str, Any],
    known: tuple[str | None, str | None] = (None, None),
    absent: tuple[dict[str, Any], ...] = (AWAY,),
) -> policydsl.Comparison:
    values = {"employee": "E1", "absences": absent, "events": events}
    views = [
        policydsl.View(
            policy, history_of(values, policy), date(2026, 2, 28), None if day is None else date.fromisoformat(day)
        )
        for policy, day in zip((small(here), small(there)), known, strict=True)
    ]
    return policydsl.compare(views[0], views[1])


def differences(found: policydsl.Comparison) -> list[Difference]:
    return [one.difference for one in found.differences]


def test_a_step_that_falls_due_on_one_side() -> None:
    # with a limit of 3 nothing is due, and what was held is out of sequence
    due = date(2026, 1, 14)
    assert differences(compared(watch(), watch(limit=3))) == [
        Difference("fell-due", "talk", due, None, "talk", "Watch", None)
    ]


def test_a_case_that_closes_on_another_day() -> None:
    # with the outcome, or 4 weeks after the 15th have passed and nothing new began
    closed = date(2026, 1, 16), date(2026, 2, 13)
    assert differences(compared(watch(), watch(well="wait for review"), HELD, WELL)) == [
        Difference("closed", "Watch", *closed, None, "Watch", None)
    ]


def test_a_step_held_on_one_side_is_named_by_the_day_it_was_due() -> None:
    found = compared(watch(), watch(), HELD | {"recorded": "2026-01-20"}, known=("2026-01-19", "2026-01-20"))
    assert differences(found)[0] == Difference("state", "talk", "due", "held", "talk", "Watch", None, date(2026, 1, 14))


def test_where_one_side_has_no_answer_that_is_the_difference_and_the_record_says_why() -> None:
    # by the 10th the meeting may be about either absence
    absent = (record("2026-01-05 2026-01-16"), record("2026-01-26 2026-02-06") | {"recorded": "2026-02-10"})
    found = compared(AFTER, AFTER, held("2026-02-09"), known=("2026-02-09", None), absent=absent)
    assert differences(found) == [Difference("no-answer", "the history", "an answer", "problems")]
    assert (found.here, [one.code.name for one in found.there]) == ((), ["event-fits-several"])
    assert [(one.what, one.name, one.how) for one in found.records] == [("absence", "2026-01-26", "added")]
    assert found.moves


@pytest.mark.parametrize(
    ("count", "help_"),
    [
        (3, "add `absence: 2026-01-05`, `absence: 2026-01-26` or `absence: 2026-02-16`"),
        (4, "add one of\n" + "\n".join(f"- `absence: 2026-{day}`" for day in ("01-05", "01-26", "02-16", "03-09"))),
    ],
)
def test_an_event_that_fits_several_says_how_to_name_each(count: int, help_: str) -> None:
    policy = small(AFTER)
    mondays = [date(2026, 1, 5), date(2026, 1, 26), date(2026, 2, 16), date(2026, 3, 9)]
    absent = [{"first": each, "last": each + timedelta(days=11)} for each in mondays[:count]]
    values = {"employee": "E1", "absences": absent, "events": [held("2026-03-30")]}
    found = policydsl.evaluate(policy, history_of(values, policy), date(2026, 3, 31))
    assert found.answer is None
    assert [one.help for one in found.diagnostics] == [help_]
