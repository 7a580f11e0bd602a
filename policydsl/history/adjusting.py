"""Adjustments as they are asserted to values that fit the settings of a policy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from policydsl.diagnostics import Diagnostic
from policydsl.domain.number import Exact, exact
from policydsl.history import problems
from policydsl.history.assertions import Said, SaidAdjustment
from policydsl.history.history import Adjustment
from policydsl.history.known import Known
from policydsl.model.amount import Amount, ProRata, Rounded, SetAt, SettingValue, Share, Unit
from policydsl.model.policy import Policy

SHAPE = re.compile(r"(?P<number>[0-9]+(?:[.][0-9]+)?)(?: +(?P<unit>[a-z]+(?: [a-z]+)?))?")

WHOLE = frozenset({Unit.WEEKS, Unit.MONTHS, Unit.YEARS, Unit.CLEAR_DAYS, Unit.PAY_PERIODS})
"""Units of which nobody can say when half of one is over."""


def make_adjustment(said: SaidAdjustment, known: Known) -> Adjustment | None:
    """The adjustment; what is wrong with it is added to what is known."""
    setting = known.setting(said.setting)
    if said.since and said.until and said.until.value < said.since.value:
        known.found.append(problems.adjustment_backwards(said.until.place, said.since.place))
    if said.by is None or said.why is None:
        known.found.append(problems.adjustment_without_reason(said.place))
    if setting is None:
        return None
    value = _value(said.value, standard(known.policy, setting), known)
    if value is None:
        return None
    return Adjustment(
        setting=setting,
        value=value,
        since=None if said.since is None else said.since.value,
        until=None if said.until is None else said.until.value,
        review=None if said.review is None else said.review.value,
        by=None if said.by is None else said.by.value,
        recorded=None if said.recorded is None else said.recorded.value,
        place=said.place,
    )


def standard(policy: Policy, setting: str) -> Exact | Amount:
    """What the setting is worth in the policy, on its first day; of one pro rata, or of a share, the whole."""
    value = policy.settings[setting].value.meaning(policy.in_force.toordinal())
    while not isinstance(value, int | Fraction | Amount):
        match value:
            case SetAt():
                return 0  # any number may be set
            case SettingValue(setting):
                value = policy.settings[setting].value.meaning(policy.in_force.toordinal())
            case Share(of=inner) | ProRata(value=inner) | Rounded(value=inner):
                value = inner
    return value


def _value(said: Said[str], usual: Exact | Amount, known: Known) -> Exact | Amount | None:
    """The value in the unit of the setting: the unit may be left out, but not be another."""
    found = SHAPE.fullmatch(said.value.strip())
    unit = usual.unit.value if isinstance(usual, Amount) else None
    written = found["unit"] if found else None
    fits = written is None or (unit is not None and written.removesuffix("s") == unit.removesuffix("s"))
    if found is None or not fits:
        known.found.append(problems.adjustment_does_not_fit(said.place, unit))
        return None
    number = exact(Fraction(found["number"]))
    if isinstance(usual, Amount) and usual.unit in WHOLE and not isinstance(number, int):
        known.found.append(problems.adjustment_does_not_fit(said.place, unit))
        return None
    return Amount(number, usual.unit, usual.clock) if isinstance(usual, Amount) else number


def overlapping(made: Sequence[Adjustment | None]) -> Iterator[Diagnostic]:
    """Two values of one setting on one day, of which neither is recorded later."""
    for number, one in enumerate(made):
        for other in made[:number]:
            if one is None or other is None or one.setting != other.setting or one.recorded != other.recorded:
                continue
            starts = [day for day in (one.since, other.since) if day is not None]
            together = not starts or (one.holds(max(starts)) and other.holds(max(starts)))
            if together and one.value != other.value and one.place is not None and other.place is not None:
                yield problems.adjustments_overlap(one.place, other.place, one.setting)
