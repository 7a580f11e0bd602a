"""Which absences a line means, in the words of the language."""

from __future__ import annotations

from policydsl.domain.number import Exact
from policydsl.model.amount import Amount, Bound, SettingValue, Value
from policydsl.model.condition import BecauseOf, Filter, Flagged, Kind, Lasting, Selection


def selection_in_words(selection: Selection) -> str:
    """`absences flagged planned or long-term absences`."""
    said = " or ".join(_kind(kind) for kind in selection.kinds)
    without = " or ".join(_kind(kind) for kind in selection.exceptions)
    return f"{said} except {without}" if without else said


def _kind(kind: Kind) -> str:
    return " ".join([f"{kind.category or 'absence'}s", *(_filter(one) for one in kind.filters)])


def _filter(one: Filter) -> str:
    match one:
        case Lasting(bound):
            return f"lasting {_bound(bound)}"
        case Flagged(flag, negated):
            return f"{'not ' if negated else ''}flagged {flag}"
        case BecauseOf(reason):
            return f"because of {reason}"


def _bound(bound: Bound) -> str:
    said = f"{bound.comparison.value} {_value(bound.value)}"
    return said if bound.up_to is None else f"{said} and {_bound(bound.up_to)}"


def _value(value: Value) -> str:
    match value:
        case Amount(number, unit):
            return f"{number} {unit.value[:-1] if number == 1 else unit.value}"
        case SettingValue(setting):
            return setting
        case _:
            number_: Exact = value
            return str(number_)
