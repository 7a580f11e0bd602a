"""The interpreter against the independent oracle of the LUU policy: `python benchmarks/agreement.py 200000`.

Run from the project folder. Prints how many histories differ, and the first of them.
"""

from __future__ import annotations

import sys
from multiprocessing import Pool
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.engine import answer_of
from tests.oracle import differences
from tests.random_histories import history


def differs(number: int) -> tuple[int, str]:
    """The number of a history and what the two say differently about it (nothing, when they agree)."""
    made, on = history(Random(number))
    return number, "\n".join(differences(made, on, answer_of(made, on)))


def main() -> None:
    """Compare as many histories as asked for, on all cores."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    different = 0
    with Pool() as pool:
        for number, found in pool.imap_unordered(differs, range(first, first + count), chunksize=50):
            if found:
                different += 1
                if different <= 3:
                    print(f"history {number}:\n{found}")
    print(f"{count} histories compared, {different} differ")
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
