"""Every piece below a piece of the tree, in the order it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from policydsl.syntax import nodes


def walk(piece: Any) -> Iterator[nodes.Node]:
    """The piece and all pieces below it."""
    if isinstance(piece, tuple):
        for one in piece:
            yield from walk(one)
    elif isinstance(piece, nodes.Node):
        yield piece
        for known in fields(piece):
            if known.name not in ("span", "cites"):
                yield from walk(getattr(piece, known.name))
