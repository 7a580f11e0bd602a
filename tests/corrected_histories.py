"""Knows how to put a history on file by and by: entries made late, put right or withdrawn, so that the same stands.

The oracle of the LUU policy has no corrections. It is told what stands at last, the interpreter how it came to that.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

Record = dict[str, Any]


def put_on_file(history: dict[str, Any], random: Random) -> dict[str, Any]:
    """The history with the versions of its records. Only those with an id have several."""
    records = [version for one in history.get("absences", ()) for version in _versions(one, random)]
    if random.random() < 0.5 and any("id" in one for one in records):
        records.append(_withdrawn(records[0], random))
    return {**history, **({"absences": records} if records else {})}


def _versions(one: Record, random: Random) -> Iterator[Record]:
    chance = random.random()
    entered = one["first"] + timedelta(days=random.choice((0, 1, 5, 30)))
    if chance < 0.3 and "last" in one and "id" in one:
        other = max(one["first"], one["last"] + timedelta(days=random.randint(-9, 9)))
        yield {"id": one["id"], "first": one["first"], "last": other, "recorded": entered}
        yield {**one, "recorded": entered + timedelta(days=random.choice((1, 4, 30)))}
    elif chance < 0.5:
        yield {**one, "recorded": entered}
    else:
        yield one


def _withdrawn(near: Record, random: Random) -> Record:
    """A record that somebody entered by mistake and took back."""
    first = near["first"] + timedelta(days=random.randint(-40, -20))
    return {
        "id": "withdrawn",
        "first": first,
        "last": first + timedelta(days=random.randint(0, 12)),
        "recorded": first,
        "retracted": first + timedelta(days=random.choice((0, 3, 40))),
    }
