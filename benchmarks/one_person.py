"""One person with 20 absences over 5 years, with reasons: `python benchmarks/one_person.py`."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from measuring import ROOT, machine, median_of, milliseconds

from policydsl.check import check_text
from policydsl.history.make import make
from policydsl.interpret.evaluate import evaluate
from policydsl.interpret.fold import over_days_that_matter, over_every_day
from policydsl.interpret.person import Person
from policydsl.records.read import read
from policydsl.source import Source

ON = date(2029, 8, 31)


def history() -> dict[str, Any]:
    """20 absences of 1 to 12 calendar days over the 5 years from 1 September 2024, meetings not recorded."""
    first = date(2024, 9, 2)
    absences = []
    for number in range(20):
        start = first + timedelta(days=91 * number)
        end = start + timedelta(days=(number * 5) % 12)
        absences.append({"first": start.isoformat(), "last": end.isoformat()})
    return {"employee": "E1", "absences": absences}


def main() -> None:
    """Print a table: what, how long."""
    print(machine())
    path = ROOT / "policies" / "luu_attendance.policy"
    policy = check_text(Source(path.name, path.read_text(encoding="utf-8"))).policy
    assert policy is not None
    source = Source("history.json", json.dumps(history()))
    (assertions,), _ = read(source)
    person, _ = make(assertions, policy)
    assert person is not None
    rows = (
        ("read the history file", lambda: read(source)),
        ("make sense of it", lambda: make(assertions, policy)),
        ("evaluate, with reasons", lambda: evaluate(policy, person, ON)),
        ("  of which the fold", lambda: over_days_that_matter(Person(policy, person, ON.toordinal()))),
        ("evaluate, with all readings", lambda: evaluate(policy, person, ON, readings=True)),
        ("the fold over every day", lambda: over_every_day(Person(policy, person, ON.toordinal()))),
    )
    for name, work in rows:
        print(f"{name:<28} {milliseconds(median_of(work, 20)):>10}")


if __name__ == "__main__":
    main()
