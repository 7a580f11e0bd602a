"""What a measure is counted in, told from its formula as written."""

from __future__ import annotations

from typing import assert_never

from policydsl.check.units import UNITS
from policydsl.model.amount import Unit
from policydsl.syntax import nodes


def unit_of_measure(block: nodes.Node) -> Unit | None:
    """The unit of a measure's value; None: a bare number, such as a score."""
    lines = block.lines if isinstance(block, nodes.Measure) else ()
    return next((unit_of(line.value) for line in lines if isinstance(line, nodes.Formula)), None)


def is_percentage(block: nodes.Node) -> bool:
    """Is a measure's value so many per cent?"""
    lines = block.lines if isinstance(block, nodes.Measure) else ()
    return any(isinstance(line, nodes.Formula) and line.percentage is not None for line in lines)


def unit_of(sum: nodes.Sum) -> Unit | None:
    """The unit of a sum or product: days stay days when they are added up, or multiplied by a number alone."""
    match sum:
        case nodes.AmountOf(unit=word):
            return UNITS.get(word.text)
        case nodes.Plus(left=left, right=right) | nodes.Minus(left=left, right=right):
            return unit_of(left) or unit_of(right)
        case nodes.Times(left=nodes.Number(), right=other) | nodes.Times(left=other, right=nodes.Number()):
            return unit_of(other)
        case nodes.DividedBy(left=left, right=nodes.Number()):
            return unit_of(left)
        case nodes.Times() | nodes.DividedBy() | nodes.WorkDue() | nodes.Kind() | nodes.Number():
            return None
        case _ as never:
            assert_never(never)
