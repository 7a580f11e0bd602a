"""One person under every policy that is shipped, against the LUU policy: `python benchmarks/gallery.py`."""

from __future__ import annotations

import json

from measuring import ROOT, machine, median_of
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
    taken: dict[str, float] = {}
    for path in (LUU, *sorted(ROOT.glob("policies/*.policy")), *sorted(ROOT.glob("policies/gallery/*.policy"))):
        policy = check_text(Source(path.name, path.read_text(encoding="utf-8"))).policy
        assert policy is not None
        (assertions,), _ = read(Source("history.json", json.dumps(history())))
        person, _ = make(assertions, policy)
        assert person is not None
        taken[path.stem] = median_of(lambda: evaluate(policy, person, ON), 20)  # noqa: B023
    for name, seconds in taken.items():
        print(f"{name:<28} {seconds / taken[LUU.stem]:>6.2f}")


if __name__ == "__main__":
    main()
