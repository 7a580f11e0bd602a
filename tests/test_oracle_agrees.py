"""The interpreter and the independent oracle of the LUU policy say the same about random histories."""

from __future__ import annotations

from random import Random

import pytest

from tests.engine import answer_of
from tests.oracle import differences
from tests.random_histories import history

BATCHES, SIZE = 30, 100


@pytest.mark.parametrize("batch", range(BATCHES))
def test_they_agree(batch: int) -> None:
    for number in range(batch * SIZE, (batch + 1) * SIZE):
        made, on = history(Random(number))
        found = list(differences(made, on, answer_of(made, on)))
        assert not found, "\n".join([f"history {number} on {on}: {made}", *found])
