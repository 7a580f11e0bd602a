"""Rows of a table that say how a class of the tree is written: parts with gaps for the class's fields.

A part is left out when something that it has a gap for is not there. `{field}` is a gap; `{field|, }` puts these signs
between the members of a list; `{field|, / and }` puts ` and ` where the author did, and a comma elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from policydsl.syntax import nodes

Row = str | tuple[str, ...]
GAP = re.compile(r"\{(\w+)(?:\|([^}]*))?\}")


def filled(row: Row, node: nodes.Node, say: Callable[[Any, str], str]) -> str:
    """The row with its gaps filled in by `say`, which takes a field's value and the signs between members."""
    parts = (row,) if isinstance(row, str) else row
    return "".join(
        GAP.sub(lambda gap: say(getattr(node, gap[1]), gap[2] or ""), part)
        for part in parts
        if all(getattr(node, gap[1]) not in (None, ()) for gap in GAP.finditer(part))
    )


def decimal(number: nodes.Number) -> str:
    """A number as people write it; every number of a policy text has an end."""
    whole, rest = divmod(number.value, 1)
    digits = ""
    while rest:
        digit, rest = divmod(rest * 10, 1)
        digits += str(digit)
    return f"{whole}.{digits}" if digits else str(whole)


def in_brackets(node: nodes.Node, above: nodes.Node) -> bool:
    """Whether a part of a sum stands in brackets: without them it would be reckoned in another order."""
    match above:
        case nodes.Times() | nodes.DividedBy():
            loose = isinstance(node, nodes.Plus | nodes.Minus)
            return loose or (node is above.right and isinstance(node, nodes.Times | nodes.DividedBy))
        case nodes.Plus() | nodes.Minus():
            return node is above.right and isinstance(node, nodes.Plus | nodes.Minus)
        case _:
            return False
