"""A standing put away and taken up again: the whole and its parts come to the same."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random

import pytest

from policydsl.interpret.fold import over_days_that_matter
from policydsl.interpret.snapshot import resume, snapshot
from tests.engine import person_of
from tests.random_histories import history


@pytest.mark.parametrize("seed", range(60))
def test_going_on_from_a_snapshot_is_going_through_it_all(seed: int) -> None:
    made, on = history(Random(seed))
    person = person_of(made, on)
    days = max(person.on - person.first_day, 1)
    middle = replace(person, on=person.first_day + Random(seed).randrange(days))
    kept = json.loads(json.dumps(snapshot(middle, "sha256:p", "sha256:h")))
    assert resume(person, kept) == over_days_that_matter(person)
    assert resume(middle, kept) == over_days_that_matter(middle)


def test_a_snapshot_says_what_it_was_worked_out_from() -> None:
    made, on = history(Random(1))
    kept = snapshot(person_of(made, on), "sha256:p", "sha256:h")
    assert {key: kept[key] for key in ("snapshot", "policy", "history", "on", "known")} == {
        "snapshot": 1,
        "policy": "sha256:p",
        "history": "sha256:h",
        "on": on.isoformat(),
        "known": None,
    }


def test_a_snapshot_of_another_format_or_a_later_day_is_refused() -> None:
    made, on = history(Random(1))
    person = person_of(made, on)
    kept = snapshot(person, "", "")
    with pytest.raises(ValueError, match="format 2"):
        resume(person, {**kept, "snapshot": 2})
    with pytest.raises(ValueError, match="later than"):
        resume(replace(person, on=person.on - 1), kept)
