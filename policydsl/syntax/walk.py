"""Ways through a tree: every node of it, and the nodes at one place in the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from functools import cache

from policydsl.syntax.nodes import Node


def walk(node: Node) -> Iterator[Node]:
    """A node and all below it, each before its parts, in the order of their fields."""
    left = [node]
    while left:
        one = left.pop()
        yield one
        left.extend(reversed(tuple(parts(one))))


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
    for name in fields_with_parts(type(node)):  # type: ignore[arg-type]
        value = getattr(node, name)
        if isinstance(value, Node):
            yield value
        elif isinstance(value, tuple):
            yield from (each for each in value if isinstance(each, Node))


PLAIN = frozenset(["Span", "str", "str | None", "bool", "int", "int | None", "date", "Fraction", "tuple[str, ...]"])
"""What the fields are declared as that hold no node."""


@cache
def fields_with_parts(kind: type[Node]) -> tuple[str, ...]:
    """The names of the fields of a kind of node that may hold nodes."""
    return tuple(known.name for known in fields(kind) if known.type not in PLAIN)
