"""Every piece below a piece of the tree, in the order it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from typing import Any

from policydsl.syntax import nodes


def walk(piece: Any) -> Iterator[nodes.Node]:
    """The piece and all pieces below it, each before its parts."""
    left = [piece]
    while left:
        one = left.pop()
        if isinstance(one, nodes.Node):
            yield one
            left.extend([getattr(one, name) for name in _parts(type(one))])  # type: ignore[arg-type]
        elif isinstance(one, tuple):
            left.extend(reversed(one))


@cache
def _parts(kind: Any) -> tuple[str, ...]:
    """The fields of a kind of piece that may hold other pieces, the last first."""
    return tuple(known.name for known in reversed(fields(kind)) if known.name not in ("span", "cites"))
