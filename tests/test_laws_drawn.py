"""The laws, held against drawn policies and histories; `python benchmarks/laws.py 5000` takes many more."""

from __future__ import annotations

from functools import cache

import pytest

from tests.drawn import histories
from tests.drawn.every_law import LAWS
from tests.drawn.laws import Law, Told, told
from tests.drawn.policies import Drawn
from tests.variants import luu_text

BATCHES, SIZE = 3, 5


@pytest.mark.long
@pytest.mark.parametrize("batch", range(BATCHES))
@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_it_holds(law: Law, batch: int) -> None:
    for seed in range(batch * SIZE, (batch + 1) * SIZE):
        try:
            law(told(seed))
        except Exception as fault:
            fault.add_note(f"seed {seed}: python benchmarks/laws.py 1 {seed} shows it, and the policy made smaller")
            raise


OF_TEXT = ("renaming", "order_of_lines")
"""Laws that rewrite a text of which they know every name."""


@pytest.mark.parametrize("law", [law for law in LAWS if not any(one in law.__name__ for one in OF_TEXT)])
def test_it_holds_of_the_shipped_policy(law: Law) -> None:
    """With corrections, waivers, adjustments and all else that a drawn history has."""
    for seed in range(5):
        law(told_of_shipped(seed))


@cache
def told_of_shipped(seed: int) -> Told:
    drawn = Drawn(seed, luu_text(), ())
    return Told(drawn, *histories.draw(drawn.policy, seed))
