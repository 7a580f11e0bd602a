"""What a measure or a setting is counted in, told from its formula or its value."""

from __future__ import annotations

from typing import assert_never

from policydsl.check.units import UNITS
from policydsl.model.amount import Amount, ProRata, Rounded, SettingValue, Share, Unit, Value
from policydsl.model.policy import Policy
from policydsl.syntax import nodes


def unit_of_measure(block: nodes.Node) -> Unit | None:
    """The unit of a measure's value; None: a bare number, such as a score."""
    lines = block.lines if isinstance(block, nodes.Measure) else ()
    return next((unit_of(line.value) for line in lines if isinstance(line, nodes.Formula)), None)


def unit_of_value(policy: Policy, value: Value) -> Unit | None:
    """The unit of a value, behind whatever is worked out of it; None: a bare number."""
    match value:
        case SettingValue(name):
            return unit_of_value(policy, policy.settings[name].value.forms[0].meaning)
        case Share(of=of):
            return unit_of_value(policy, of)
        case ProRata(value=full) | Rounded(value=full):
            return unit_of_value(policy, full)
        case Amount(unit=unit):
            return unit
        case _:
            return None


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
