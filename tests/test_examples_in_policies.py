"""The examples that stand in the shipped policies hold, and no step and no outcome is without one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from policydsl.check import check_text
from policydsl.explain.examples import got
from policydsl.interpret.examples import Failed, run
from policydsl.model.example import Example, FellDueOn
from policydsl.model.policy import Policy
from policydsl.source import Source

POLICIES = sorted((Path(__file__).parent.parent / "policies").glob("*.policy"))


@cache
def policy_of(path: Path) -> Policy:
    checked = check_text(Source(path.name, path.read_text(encoding="utf-8")))
    assert checked.policy is not None, checked.diagnostics
    return checked.policy


EXAMPLES = [
    pytest.param(path, one, id=f"{path.stem}: {one.title}") for path in POLICIES for one in policy_of(path).examples
]


@pytest.mark.parametrize(("path", "example"), EXAMPLES)
def test_the_example_holds(path: Path, example: Example) -> None:
    result = run(policy_of(path), example)
    if isinstance(result, Failed):
        differences = [f"{one.on}: expected {one.expected.words}; {got(one)}" for one in result.differences]
        pytest.fail("\n".join([*differences, *(one.message for one in result.problems)]), pytrace=False)


def luu() -> Policy:
    return policy_of(next(path for path in POLICIES if path.stem == "luu_attendance"))


def test_every_step_falls_due_in_some_example() -> None:
    policy = luu()
    due = {
        one.meaning.step
        for example in policy.examples
        for day in example.days
        for one in day.expected
        if isinstance(one.meaning, FellDueOn) and one.meaning.day is not None
    }
    assert set(policy.steps) - set(policy.guidance) <= due


def test_every_outcome_is_recorded_in_some_example() -> None:
    policy = luu()
    recorded = {
        (event.step.value if event.step else None, event.value.value if event.value else None)
        for example in policy.examples
        for event in example.events
        if event.what.value == "outcome"
    }
    left = {(step.name, outcome.key.name) for step in policy for outcome in step.outcomes} - recorded
    assert sorted(left) == []


def test_every_example_asks_about_a_day() -> None:
    assert [one.title for one in luu().examples if not any(day.expected for day in one.days)] == []
