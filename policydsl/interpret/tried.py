"""Which alternatives of readings the examples of a policy show to matter: those that make another answer of one."""

from __future__ import annotations

from collections.abc import Mapping

from policydsl.history.make import make
from policydsl.history.told import assertions
from policydsl.interpret.evaluate import evaluate
from policydsl.model.policy import Policy

Tried = Mapping[tuple[str, str], tuple[str, ...]]
"""By the reading and the name of the alternative: the titles of the examples that it would answer otherwise."""


def tried(policy: Policy) -> Tried:
    """Every alternative, tried on every day that an example asks about."""
    found: dict[tuple[str, str], dict[str, None]] = {
        (reading.title, one.name): {} for reading in policy.readings for one in reading.alternatives
    }
    for example in policy.examples:
        history, _ = make(assertions(example), policy)
        for day in example.days if history is not None else ():
            assert history is not None
            answer = evaluate(policy, history, day.on, readings=True).answer
            for one in (answer.turns_on if answer else None) or ():
                found[one.reading, one.taking][example.title] = None
    return {key: tuple(titles) for key, titles in found.items()}
