"""One door for tests that need the whole pipeline: texts in, answers out, the shipped policies read once."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from policydsl.check import check_text
from policydsl.diagnostics import Diagnostic, as_text, has_errors
from policydsl.explain.json import as_json
from policydsl.history.history import History
from policydsl.history.make import make
from policydsl.interpret.answer import Answer
from policydsl.interpret.evaluate import evaluate
from policydsl.interpret.person import Person
from policydsl.model.policy import Policy
from policydsl.records.read import read
from policydsl.source import Source

POLICIES = Path(__file__).parent.parent / "policies"


@cache
def shipped(name: str = "luu_attendance") -> Policy:
    """A shipped policy, checked."""
    path = POLICIES / f"{name}.policy"
    return policy_of(path.read_text(encoding="utf-8"), path.name)


def policy_of(text: str, name: str = "test.policy") -> Policy:
    """The policy of a text that must be free of errors."""
    source = Source(name, text)
    checked = check_text(source)
    assert checked.policy is not None, "\n" + as_text(checked.diagnostics, {name: source}, colour=False)
    return checked.policy


def history_of(values: dict[str, Any] | str, policy: Policy | None = None) -> History:
    """The history of a text, or of the values a history file would have, under a policy (the LUU one)."""
    return read_history(values, policy)[0]


def read_history(values: dict[str, Any] | str, policy: Policy | None = None) -> tuple[History, tuple[Diagnostic, ...]]:
    """The history, and the warnings found while it was read."""
    text = values if isinstance(values, str) else json.dumps(plain(values))
    source = Source("history.yaml", text)
    assertions, problems = read(source)
    assert not has_errors(problems), "\n" + as_text(problems, {source.name: source}, colour=False)
    (one,) = assertions
    history, found = make(one, policy or shipped())
    assert history is not None, "\n" + as_text(found, {source.name: source}, colour=False)
    return history, (*problems, *found)


def plain(value: object) -> object:
    """Values as a JSON file would hold them: dates as text, fractions as decimals."""
    match value:
        case dict():
            return {str(plain(key)): plain(one) for key, one in value.items()}
        case list() | tuple():
            return [plain(one) for one in value]
        case date():
            return value.isoformat()
        case Fraction():
            return float(value)
        case _:
            return value


def answer_of(values: dict[str, Any] | str, on: date, policy: Policy | None = None) -> Answer:
    """The answer about a history on a day."""
    policy = policy or shipped()
    found = evaluate(policy, history_of(values, policy), on)
    assert found.answer is not None, found.diagnostics
    return found.answer


def json_of(answer: Answer, found: tuple[Diagnostic, ...] = ()) -> dict[str, Any]:
    """The JSON form of an answer with the warnings of its history, digests left empty."""
    return as_json(answer, policy_digest="sha256:", history_digest="sha256:", found=found)


def person_of(values: dict[str, Any] | str, on: date, policy: Policy | None = None) -> Person:
    """A policy, a history and a day, for tests of the fold itself."""
    policy = policy or shipped()
    return Person(policy, history_of(values, policy), on.toordinal())
