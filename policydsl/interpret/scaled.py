"""Values that are worked out from others: shares, values pro rata, rounded ones. Exact until rounded."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import assert_never

from policydsl.domain.number import Exact, exact
from policydsl.model.amount import Amount, Rounding


def times(value: Exact | Amount, factor: Exact) -> Exact | Amount:
    """The value so many times, in its unit."""
    if isinstance(value, Amount):
        return Amount(exact(value.number * factor), value.unit, value.clock)
    return exact(value * factor)


def rounded(value: Exact | Amount, how: Rounding) -> Exact | Amount:
    """The value rounded, in its unit."""
    if isinstance(value, Amount):
        return Amount(_rounded(value.number, how), value.unit, value.clock)
    return _rounded(value, how)


def _rounded(number: Exact, how: Rounding) -> Exact:
    match how:
        case Rounding.UP:
            return ceil(number)
        case Rounding.DOWN:
            return floor(number)
        case Rounding.WHOLE:
            return _nearest(number, 1)
        case Rounding.HALF:
            return _nearest(number, 2)
        case Rounding.QUARTER:
            return _nearest(number, 4)
        case _ as never:
            assert_never(never)


def _nearest(number: Exact, parts: int) -> Exact:
    return exact(Fraction(floor(number * parts + Fraction(1, 2)), parts))
