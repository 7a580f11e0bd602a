"""The worked cases of the two source texts, through the same door as any history."""

from __future__ import annotations

import pytest

from policydsl.interpret.evaluate import evaluate
from tests.engine import answer_of, history_of, json_of, read_history, shipped
from tests.support import Case, load_cases, matches, turning_misses

POLICIES = {"luu": "luu_attendance", "university": "university_case_mgmt"}
"""For each folder of cases the policy that they are about."""


@pytest.mark.parametrize("case", [case for folder in POLICIES for case in load_cases(folder)], ids=lambda case: case.id)
def test_the_answer_is_what_the_case_requires(case: Case) -> None:
    policy = shipped(POLICIES[case.path.parent.name])
    _, found = read_history(case.history, policy)
    answer = json_of(answer_of(case.history, case.on, policy), found)
    assert not (differences := matches(case.expect, answer)), "\n".join([case.why, *differences])


TURNING = [case for folder in POLICIES for case in load_cases(folder) if case.turns_on]


@pytest.mark.parametrize("case", TURNING, ids=lambda case: case.id)
def test_the_answer_turns_on_the_readings_that_the_case_names(case: Case) -> None:
    policy = shipped(POLICIES[case.path.parent.name])
    evaluated = evaluate(policy, history_of(case.history, policy), case.on, readings=True)
    assert evaluated.answer is not None
    assert not (misses := turning_misses(case.turns_on, json_of(evaluated.answer))), "\n".join(misses)
