"""Drawn policies pass the check, have every construct of the language between them, and a lot happens under them."""

from __future__ import annotations

import pytest

from tests.drawn.constructs import constructs
from tests.drawn.firing import drawn, happened
from tests.drawn.never import is_never
from tests.drawn.policies import checked, draw

BATCHES, SIZE = 2, 120
SEEDS = BATCHES * SIZE
FLOORS = {
    "fell due: due": 10,
    "fell due: held": 20,
    "fell due: decided": 20,
    "fell due: moot": 3,
    "fell due: again": 5,
    "fell due: waived": 1,
    "fell due: every so often": 4,
    "fell due: held early": 3,
    "stands: waiting": 40,
    "stands: due": 10,
    "stands: paused": 1,
    "stands: in a procedure": 1,
    "duty: met": 10,
    "duty: open": 15,
    "duty: breached": 10,
    "answer: lapsed": 1,
    "answer: closed": 20,
    "answer: targets": 10,
    "answer: blocked": 3,
    "answer: unknown": 3,
    "answer: human": 15,
    "answer: possible": 10,
    "answer: adjusted": 3,
    "ahead: falls-due": 3,
    "measure: not nothing": 25,
    "period: begun": 5,
    "period: followed": 1,
    "recorded: expected": 5,
    "recorded: declared fit": 1,
    "recorded: extended": 1,
    "recorded: outcome": 30,
    "recorded: waived": 3,
    "recorded: postponed": 3,
    "recorded: standing": 5,
    "recorded: a record is withdrawn": 3,
    "recorded: a record is put right": 5,
    "recorded: a record is disputed": 3,
}
"""In at least so many of a hundred histories."""


@pytest.mark.long
@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_drawn_policy_passes_the_check(batch: int) -> None:
    for seed in range(batch * SIZE, (batch + 1) * SIZE):
        assert checked(draw(seed).text).name, seed


@pytest.mark.long
def test_every_construct_is_drawn() -> None:
    """One that has just come into the language needs a rule in `tests/drawn`, or a reason in `never`."""
    found = {tuple(name.split(" ")) for name in drawn(SEEDS)}
    assert sorted(one for one in constructs() - found if is_never(one) is None) == []
    assert sorted(one for one in found if is_never(one) is not None) == []


@pytest.mark.long
def test_a_lot_happens_under_drawn_policies() -> None:
    number = 100
    found = happened(number)
    assert {name: found[name] for name, floor in FLOORS.items() if found[name] < floor * number / 100} == {}
