"""The lines of a schedule of sick pay."""

from __future__ import annotations

from policydsl.frozen import frozen
from policydsl.syntax.nodes.clauses import Things
from policydsl.syntax.nodes.conditions import Bounds, Kinds, Window
from policydsl.syntax.nodes.node import Amount, Broken, Clause, Name, Node, NotYet, Number, Word
from policydsl.syntax.nodes.versions import Version


@frozen(kw_only=True)
class PayAt(Node):
    """`at 75%`: a kind of pay by its part of full pay."""

    number: Number


@frozen(kw_only=True)
class PayTier(Node):
    """`13 weeks full`, or a setting in the place of the time."""

    amount: Amount | Name
    rate: Word | PayAt


@frozen(kw_only=True)
class PayTiers(Node):
    """Kinds of pay in the order in which they are used."""

    tiers: tuple[PayTier, ...]


PayTerms = PayTiers | Word


@frozen(kw_only=True)
class PayBand(Clause):
    """`service under 3 months: 2 weeks full, 2 weeks half`."""

    service: Bounds
    terms: PayTerms


@frozen(kw_only=True)
class PayEverybody(Clause):
    """`everybody: 13 weeks full, 13 weeks half`, whatever the service."""

    terms: PayTerms


@frozen(kw_only=True)
class PayCounted(Clause):
    """`pay is counted in working days`."""

    unit: Word


@frozen(kw_only=True)
class PayService(Clause):
    """`service is taken on the first day of the absence`."""

    how: Word


@frozen(kw_only=True)
class PayLess(Clause):
    """`less sick pay received in the last 24 months, counted back from the first day of the absence`."""

    window: Window
    back: Word | None = None


@frozen(kw_only=True)
class PayAnew(Clause):
    """`earlier sick pay does not count`."""


@frozen(kw_only=True)
class PayOrder(Clause):
    """`it comes off full pay first`."""

    how: Word


@frozen(kw_only=True)
class PayCap(Clause):
    """`pay for at most 183 calendar days in the last 4 years, counted back from each day`."""

    kind: Word
    amount: Amount
    window: Window
    back: Word | None = None


@frozen(kw_only=True)
class PayWait(Clause):
    """`no pay for the first 3 working days, once in a run of linked absences`."""

    amount: Amount
    how: Word | None = None


@frozen(kw_only=True)
class PaysFor(Clause):
    """`pays for absences flagged critical illness`: the schedule is for these alone."""

    kinds: Kinds


@frozen(kw_only=True)
class NotPaid(Clause):
    """`does not pay for absences flagged occupational`."""

    kinds: Kinds


@frozen(kw_only=True)
class PayGives(Clause):
    """`gives half pay date, end of pay`: facts whose days follow from it."""

    facts: Things


PlainPayLine = (
    PayBand
    | PayEverybody
    | PayCounted
    | PayService
    | PayLess
    | PayAnew
    | PayOrder
    | PayCap
    | PayWait
    | PaysFor
    | NotPaid
    | PayGives
)


@frozen(kw_only=True)
class PayOf(Clause):
    """`from 1 April 2027: everybody: 8 weeks full`: a line for absences that begin on some days, or some employees."""

    version: Version
    line: PlainPayLine


PayLine = PayOf | PlainPayLine | NotYet | Broken
