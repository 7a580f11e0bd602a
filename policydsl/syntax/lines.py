"""The lines of a tree in order: each clause that has a line of its own, how deep it stands, and under what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from policydsl.frozen import frozen
from policydsl.syntax import nodes


@frozen
class Placed:
    """A line: its node, how many headings stand above it, the nearest of them, and whether it is a heading itself."""

    node: nodes.Clause
    depth: int
    under: nodes.Clause | None
    heading: bool


def lines(tree: nodes.Policy) -> tuple[Placed, ...]:
    """Every line of a policy. Of a block that the tree does not have yet there is only its heading."""
    found: list[Placed] = []
    if tree.head is not None:
        found += _block(tree.head, 0, None, True)
    found += (Placed(line, 1, tree.head, False) for line in tree.header)
    for block in tree.blocks:
        found += _block(block, 0, None, True)
    return tuple(sorted(found, key=lambda line: line.node.span.start))


def _block(node: nodes.Clause, depth: int, under: nodes.Clause | None, heading: bool) -> Iterator[Placed]:
    yield Placed(node, depth, under, heading)
    if isinstance(node, nodes.Block):
        for known in fields(node):
            value = getattr(node, known.name)
            rows = 0
            for part in value if isinstance(value, tuple) else ():
                if isinstance(part, nodes.Clause):
                    below = bool(rows) and isinstance(part, nodes.OnDay)  # of the row above it
                    yield from _block(part, depth + 1 + below, node, known.name == "steps")
                    rows += isinstance(part, nodes.ExampleRow)
