"""Counts in windows that move on: nothing is lost by not looking at every day, and not every day is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from random import Random
from typing import Any

import pytest

from policydsl.interpret import fold
from policydsl.interpret.fold import over_days_that_matter, over_every_day
from tests.engine import person_of
from tests.small import held, outcome, small

KINDS = (
    "absences",
    "short absences",
    "long absences",
    "absences lasting over 2 working days",
    "absences flagged planned",
)
WINDOWS = ("in the last 3 months", "in each calendar year", "over the whole record", "since review is held")
COUNTS = [
    pytest.param(
        f"at least 2 new {kind} {placed} {window}" if "since" in window else f"at least 2 {kind} {placed} {window}"
    )
    for kind, placed, window in product(KINDS, ("start", "end", "fall"), WINDOWS)
]
POLICY = """
branch attendance follows each employee
  step review
    falls due when at least 2 absences start in the last 2 months
    falls due again {again}
    outcome not well: wait for second review
    outcome well: close
  step second review
    falls due when {count}{more}
    falls due again only on a new absence
    outcome done: close
"""


def history(chance: Random) -> dict[str, Any]:
    """Some ten absences of up to three weeks within a year, the last perhaps still running, and two meetings."""
    first, absences = date(2026, 1, 5), []
    while first < date(2027, 1, 15):
        last = first + timedelta(days=chance.choice((0, 0, 1, 3, 6, 7, 8, 20)))
        flags = ["planned"] if chance.random() < 0.3 else []
        absences.append({"first": first.isoformat(), "last": last.isoformat(), "flags": flags})
        first = last + timedelta(days=chance.choice((1, chance.randint(2, 70))))
    if chance.random() < 0.3:
        del absences[-1]["last"]
    met = (date(2026, 3, 2) + timedelta(days=chance.randint(0, 60))).isoformat()
    return {
        "employee": "E1",
        "absences": absences,
        "events": [held(met, "review"), outcome(met, "review", chance.choice(("not well", "not well", "well")))],
    }


def histories(number: int, seed: str) -> Iterator[dict[str, Any]]:
    return (history(Random(f"{seed} {place}")) for place in range(number))


@pytest.mark.parametrize("count", COUNTS)
def test_the_days_that_matter_are_enough(count: str) -> None:
    again = ("only on a new absence", "only after falling back", "immediately")
    more = (
        "",
        "\n    can be reached without the steps before it",
        "\n    only if at most 1 absence starts in the last 1 month",
    )
    if "since" in count:
        more = more[:1]  # nothing counts from a review that there may not have been
    for place, values in enumerate(histories(6, count)):
        policy = small(POLICY.format(count=count, again=again[place % 3], more=more[place % len(more)]))
        person = person_of(values, date(2027, 3, 1), policy)
        assert over_days_that_matter(person) == over_every_day(person)


SUMS = """
category kept absence is an absence flagged planned, except an absence flagged planned lasting longer than expected

measure days over the last 3 months
  is {unit} of {kind}
  an absence that began before the window counts {straddle}
  an absence still running counts {running}
{more}
branch attendance follows each employee
  step review
    falls due when {condition}
    falls due again {again}
    {guard}
    outcome not well: wait for second review
    outcome well: close
  step second review
    {direct}
    falls due when days is over 6
    falls due again only on a new absence
    outcome done: close
"""
CONDITIONS = (
    "at least {number} calendar days of absence fall in the last 3 months",
    "at least {number} working days of absence fall in each calendar year",
    "at least {number} calendar days of absence fall over the whole record",
    "days is at least {number}",
    "days is over {number} and at least 1 short absence starts in the last 1 month",
    "at least 2 of the last 4 absences are short absences",
    "at least 2 absences start in the last 3 months",
)
GUARDS = (
    "",
    "is not triggered by kept absences",
    "is not triggered by long absences",
    "is not triggered by short absences",
    "only if days is at least 3",
    "only if at most 1 absence starts in the last 1 month",
)


@pytest.mark.parametrize("condition", CONDITIONS)
@pytest.mark.parametrize("guard", GUARDS)
def test_the_days_that_matter_are_enough_for_sums_of_days(condition: str, guard: str) -> None:
    chance = Random(f"{condition} {guard}")
    for values in histories(4, f"{condition} {guard}"):
        policy = small(
            SUMS.format(
                unit=chance.choice(("calendar days", "working days")),
                kind=chance.choice(("absence", "short absence")),
                straddle=chance.choice(("whole", "for its days inside it")),
                running=chance.choice(("day by day", "once it has ended")),
                more=chance.choice(
                    ("", "  counting only absences flagged planned\n", "  not counting long absences\n")
                ),
                condition=condition.format(number=chance.randint(1, 12)),
                again=chance.choice(("only on a new absence", "only after falling back", "immediately")),
                guard=guard,
                direct=chance.choice(("", "", "can be reached without the steps before it")),
            )
        )
        person = person_of(values, date(2027, 3, 1), policy)
        every = over_every_day(person)
        assert over_days_that_matter(person) == every


def test_a_quiet_year_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    step = fold.step

    def counting(*arguments: Any) -> Any:
        looked.append(arguments[2])
        return step(*arguments)

    monkeypatch.setattr(fold, "step", counting)
    policy = small(POLICY.format(count="at least 9 absences start in the last 12 months", again="immediately", more=""))
    over_days_that_matter(
        person_of(
            {"employee": "E1", "absences": [{"first": "2026-01-05", "last": "2026-01-05"}]}, date(2027, 3, 1), policy
        )
    )
    assert len(looked) < 20
