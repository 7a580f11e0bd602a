"""Ways through a tree: every node of it, and the nodes at one place in the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from policydsl.syntax.nodes import Node


def walk(node: Node) -> Iterator[Node]:
    """A node and all below it, each before its parts, in the order of their fields."""
    yield node
    for part in parts(node):
        yield from walk(part)


def at(tree: Node, offset: int) -> tuple[Node, ...]:
    """The nodes that hold this place in the text, outermost to innermost."""
    found: list[Node] = []
    here: Node | None = tree if offset in tree.span else None
    while here is not None:
        found.append(here)
        here = next((part for part in parts(here) if offset in part.span), None)
    return tuple(found)


def parts(node: Node) -> Iterator[Node]:
    """The nodes that a node is directly made of."""
    for known in fields(node):
        value = getattr(node, known.name)
        if isinstance(value, Node):
            yield value
        elif isinstance(value, tuple):
            yield from (each for each in value if isinstance(each, Node))
