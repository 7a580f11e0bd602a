"""The laws, held against drawn policies and histories; `python benchmarks/laws.py 5000` takes many more."""

from __future__ import annotations

import pytest

from tests.drawn.every_law import LAWS
from tests.drawn.laws import Law, told

BATCHES, SIZE = 5, 6


@pytest.mark.parametrize("batch", range(BATCHES))
@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_it_holds(law: Law, batch: int) -> None:
    for seed in range(batch * SIZE, (batch + 1) * SIZE):
        try:
            law(told(seed))
        except Exception as fault:
            fault.add_note(f"seed {seed}: python benchmarks/laws.py 1 {seed} shows it, and the policy made smaller")
            raise
