"""Whether an answer that was kept comes out again: what differs between it and the same question asked once more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from policydsl.frozen import frozen

NOT_THERE = object()


@frozen
class Differs:
    """A place in an answer (`fell_due[2].on`), what was kept there and what comes out now, as JSON values."""

    where: str
    kept: object = field(repr=False)
    now: object = field(repr=False)


def differences(kept: object, now: object, where: str = "") -> Iterator[Differs]:
    """Every place at which two JSON values differ, in the order of the kept one; a missing value is `NOT_THERE`."""
    if isinstance(kept, Mapping) and isinstance(now, Mapping):
        for key in dict.fromkeys((*kept, *now)):
            inner = f"{where}.{key}" if where else str(key)
            yield from differences(kept.get(key, NOT_THERE), now.get(key, NOT_THERE), inner)
    elif isinstance(kept, list) and isinstance(now, list):
        for number in range(max(len(kept), len(now))):
            one = kept[number] if number < len(kept) else NOT_THERE
            other = now[number] if number < len(now) else NOT_THERE
            yield from differences(one, other, f"{where}[{number + 1}]")
    elif kept != now:
        yield Differs(where, kept, now)
