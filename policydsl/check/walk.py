"""Every piece below a piece of the tree, in the order it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from policydsl.syntax import nodes
from policydsl.syntax.walk import fields_with_parts


def walk(piece: Any) -> Iterator[nodes.Node]:
    """The piece and all pieces below it, each before its parts."""
    left = [piece]
    while left:
        one = left.pop()
        parts = _parts(type(one))  # type: ignore[arg-type]
        if parts is None:
            continue
        if isinstance(one, nodes.Node):
            yield one
        left.extend(parts(one))


@cache
def _parts(kind: type[Any]) -> Callable[[Any], Iterable[Any]] | None:
    """What takes a piece of a kind into what may hold other pieces, the last first; None: the kind holds none."""
    if issubclass(kind, nodes.Node):
        names = fields_with_parts(kind)[::-1]  # type: ignore[arg-type]
        return lambda one: [getattr(one, name) for name in names]
    return reversed if issubclass(kind, tuple) else None
