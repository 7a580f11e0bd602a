"""No part of an answer changes unseen: `python -m tests.kept` says more about one that does."""

from __future__ import annotations

import pytest

from tests.kept import Question, fingerprint, questions

QUESTIONS = list(questions())


@pytest.mark.parametrize("one", QUESTIONS, ids=[one.name for one in QUESTIONS])
def test_the_answer_is_what_it_was(one: Question) -> None:
    assert fingerprint(one.answer()) == one.kept
