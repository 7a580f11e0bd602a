"""The worked cases of the two source texts, through the same door as any history."""

from __future__ import annotations

import pytest

from tests.engine import answer_of, json_of, read_history
from tests.support import Case, load_cases, matches


@pytest.mark.parametrize("case", load_cases(), ids=lambda case: case.id)
def test_the_answer_is_what_the_case_requires(case: Case) -> None:
    _, found = read_history(case.history)
    answer = json_of(answer_of(case.history, case.on), found)
    assert not (differences := matches(case.expect, answer)), "\n".join([case.why, *differences])
