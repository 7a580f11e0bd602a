"""The interpreter and the independent oracle of the LUU policy say the same about random histories."""

from __future__ import annotations

from random import Random

import pytest

from tests.corrected_histories import put_on_file
from tests.engine import answer_of
from tests.oracle import differences
from tests.random_histories import history

BATCHES, SIZE = 10, 100


@pytest.mark.long
@pytest.mark.parametrize("batch", range(BATCHES))
def test_they_agree(batch: int) -> None:
    for number in range(batch * SIZE, (batch + 1) * SIZE):
        made, on = history(Random(number))
        found = list(differences(made, on, answer_of(made, on)))
        assert not found, "\n".join([f"history {number} on {on}: {made}", *found])


@pytest.mark.parametrize("batch", range(3))
def test_they_agree_on_what_stands_after_corrections(batch: int) -> None:
    """However it was put on file. A meeting that a correction no longer supports is for the tests of corrections."""
    for number in range(batch * 30, (batch + 1) * 30):
        made, on = history(Random(number))
        answer = answer_of(put_on_file(made, Random(number)), on)
        found = [] if any(one.unsupported for one in answer.fell_due) else list(differences(made, on, answer))
        assert not found, "\n".join([f"history {number} on {on}: {made}", *found])
