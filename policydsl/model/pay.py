"""Sick pay: how much of it there is, what comes off it, which absences it is for, and the days that follow from it."""

from __future__ import annotations

from dataclasses import field
from enum import Enum

from policydsl.domain.number import Exact
from policydsl.frozen import frozen
from policydsl.model.amount import Amount, Bound, Unit, Value, Window
from policydsl.model.clause import Clause, Written
from policydsl.model.condition import Selection

FULL: Exact = 100
HALF: Exact = 50


class CountedBack(Enum):
    """From which day sick pay received earlier is looked for."""

    FIRST_DAY = "the first day of the absence"
    DAY_BEFORE = "the day before the absence"
    DAILY = "each day"


class ComesOff(Enum):
    """From which kind of pay comes off what was received earlier."""

    OWN_KIND = "each kind of pay separately"
    FULL_FIRST = "full pay first"
    HALF_FIRST = "half pay first"


class PayDay(Enum):
    """A day of an absence that sick pay gives, in the words by which a fact says what it means."""

    HALF_BEGINS = "first day on half pay"
    FULL_ENDS = "last day on full pay"
    NOTHING_BEGINS = "first day with no pay"
    PAY_ENDS = "last day with pay"


@frozen
class Tier:
    """So much pay at so many per cent."""

    amount: Value
    rate: Exact


@frozen
class PayBand:
    """The pay of those whose service is within a bound (None: of everybody), in the order in which it is used."""

    service: Bound | None
    tiers: tuple[Tier, ...]
    written: Written = field(compare=False)


@frozen
class LookBack:
    """Sick pay received in a window comes off, as it stands on some day."""

    window: Window
    back: CountedBack
    written: Written = field(compare=False)


@frozen
class Cap:
    """At most so much pay in a window, whatever the band says; `rate` None: of all pay together."""

    amount: Amount
    rate: Exact | None
    within: LookBack


@frozen
class Waiting:
    """The first days without pay: of each absence, or once in a run of linked absences."""

    amount: Amount
    once_in_a_run: bool
    written: Written = field(compare=False)


@frozen(kw_only=True)
class Pay:
    """One schedule of sick pay. `less` None: earlier sick pay does not count."""

    name: str
    bands: tuple[PayBand, ...]
    unit: Unit
    """Calendar days or working days."""
    service_daily: bool = False
    """Is service looked at again on each day of the absence?"""
    less: LookBack | None = None
    comes_off: ComesOff = ComesOff.OWN_KIND
    caps: tuple[Cap, ...] = ()
    waiting: Waiting | None = None
    pays_for: Selection | None = None
    not_for: Selection | None = None
    gives: tuple[tuple[str, PayDay], ...] = ()
    """The facts whose days it gives."""
    read: Clause[Pay] | None = None
    """The whole schedule by the first day of the absence and the employee's groups on it; None: it has no versions."""
    written: Written = field(compare=False)
