"""What an edit of a policy can matter to: the steps whose lines rest on it, and nothing else."""

from __future__ import annotations

from random import Random

import pytest

from policydsl.interpret.fold import over_days_that_matter
from policydsl.interpret.turns_on import _reached
from policydsl.model.affects import affects
from tests.engine import POLICIES, person_of, policy_of, shipped
from tests.random_histories import history

TEXT = (POLICIES / "luu_attendance.policy").read_text(encoding="utf-8").partition("\nreading ")[0]
FORMAL = {"first formal meeting", "second formal meeting", "final formal meeting"}
EDITS = {
    "a setting of three steps": ("follow-up period is 6 months", "follow-up period is 9 months", FORMAL, False),
    "a setting of one step": (
        "Bradford threshold is 150",
        "Bradford threshold is 200",
        {"first informal meeting"},
        False,
    ),
    "a measure": ("over the last 52 weeks", "over the last 26 weeks", {"first informal meeting"}, True),
    "a category": ("lasting at most 7 calendar days", "lasting at most 6 calendar days", FORMAL, False),
    "a convention about lengths": ("as soon as that is certain", "on its first day", FORMAL, False),
    "a line of a step": ("has lasted over 4 weeks", "has lasted over 5 weeks", {"long-term informal meeting"}, False),
}


@pytest.mark.parametrize("name", EDITS)
def test_the_steps_that_rest_on_an_edit(name: str) -> None:
    old, new, steps, measures = EDITS[name]
    assert old in TEXT
    found = affects(policy_of(TEXT), policy_of(TEXT.replace(old, new, 1)))
    assert found is not None
    assert (found.steps, found.measures) == (steps, measures)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("when no working day lies between them", "when one starts the day after the other ends"),
        ("in force from 1 September 2024", "in force from 1 October 2024"),
        ("follows each absence while it lasts", "follows each absence after it ends"),
        ("a part day counts as its fraction", "a part day counts as a whole day"),
    ],
)
def test_of_what_every_step_rests_on_nothing_is_said(old: str, new: str) -> None:
    assert old in TEXT
    assert affects(policy_of(TEXT), policy_of(TEXT.replace(old, new, 1))) is None


def test_a_policy_and_itself_have_nothing_between_them() -> None:
    found = affects(shipped(), shipped())
    assert found is not None
    assert (found.steps, found.measures, found.pauses) == (frozenset(), False, frozenset())


@pytest.mark.parametrize("name", EDITS)
def test_where_no_case_has_come_to_these_steps_all_stands_the_same(name: str) -> None:
    """Over random histories, and at least some of them are ones that the edit cannot matter to."""
    old, new, steps, _ = EDITS[name]
    one, other = policy_of(TEXT), policy_of(TEXT.replace(old, new, 1))
    passed_over = 0
    for seed in range(40):
        made, on = history(Random(seed))
        person = person_of(made, on, one)
        standings = over_days_that_matter(person)
        reached = _reached(person, standings)
        if reached is not None and not steps & reached:
            passed_over += 1
            assert over_days_that_matter(person.under(other)) == standings
    if steps == FORMAL:
        assert passed_over
