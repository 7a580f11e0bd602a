"""One person under every policy that is shipped, against the LUU policy: `python benchmarks/gallery.py`.

Each policy is timed in turn with the LUU policy, in processor time, and the median of the ratios is printed: so that
what else the machine does meanwhile weighs on both.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from measuring import ROOT, machine
from one_person import ON, history

from policydsl.check import check_text
from policydsl.history.make import make
from policydsl.interpret.evaluate import evaluate
from policydsl.records.read import read
from policydsl.source import Source

LUU = ROOT / "policies" / "luu_attendance.policy"


def main() -> None:
    """Print a table: the policy, how many times as long as the LUU policy an evaluation with reasons takes."""
    print(machine())
    luu = evaluating(LUU)
    for path in (*sorted(ROOT.glob("policies/*.policy")), *sorted(ROOT.glob("policies/gallery/*.policy"))):
        work = evaluating(path)
        ratio = statistics.median(taken(work) / taken(luu) for _ in range(25))
        print(f"{path.stem:<28} {ratio:>6.2f}")


def evaluating(path: Path) -> Callable[[], object]:
    """One evaluation of the person under a policy."""
    policy = check_text(Source(path.name, path.read_text(encoding="utf-8"))).policy
    assert policy is not None
    (assertions,), _ = read(Source("history.json", json.dumps(history())))
    person, _ = make(assertions, policy)
    assert person is not None
    return lambda: evaluate(policy, person, ON)


def taken(work: Callable[[], object]) -> float:
    """Seconds of processor time of one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
