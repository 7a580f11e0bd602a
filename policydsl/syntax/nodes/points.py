"""The lines below `points` as written: what gives points, when they drop off, what takes them off."""

from __future__ import annotations

from policydsl.frozen import frozen
from policydsl.syntax.nodes.clauses import Things
from policydsl.syntax.nodes.conditions import HalfYear, Kind
from policydsl.syntax.nodes.node import Amount, Broken, Clause, Name, Node, NotYet, Number, Word
from policydsl.syntax.nodes.versions import Version


@frozen(kw_only=True)
class Entry(Clause):
    """`1.5 for an absence with physician's note`."""

    minus: Word | None = None
    number: Number
    kind: Kind


@frozen(kw_only=True)
class EntryByTime(Clause):
    """`1 for each working day of absence`."""

    minus: Word | None = None
    number: Number
    unit: Word
    kind: Kind


@frozen(kw_only=True)
class Opening(Clause):
    """`starts at 10`."""

    value: Number | Name


@frozen(kw_only=True)
class DropOff(Clause):
    """`each entry drops off 12 months after its own date`, perhaps only those for a kind."""

    kind: Kind | None = None
    after: Amount


@frozen(kw_only=True)
class PointsOf(Clause):
    """`from 1 April 2027: 3 for a missed shift`: a line about entries or credits of some days or some employees."""

    version: Version
    line: Entry | EntryByTime | DropOff | Credit | CreditFor


@frozen(kw_only=True)
class NoDrop(Clause):
    """`nothing drops off during live warning`."""

    periods: Things


@frozen(kw_only=True)
class NoCredit(Clause):
    """`nothing comes off during live warning`: no entry drops off, and no credit takes one off."""

    periods: Things


@frozen(kw_only=True)
class Credit(Clause):
    """`credit 1 for each quarter without an entry`."""

    worth: Number | Word
    every: Amount | Word | HalfYear | Name
    clean: Word | Kind


@frozen(kw_only=True)
class CreditFor(Clause):
    """`credit 1 for an extra shift`."""

    worth: Number | Word
    kind: Kind


@frozen(kw_only=True)
class OrElse(Node):
    """`or else the next entry`: what is left of a credit is kept for it."""


@frozen(kw_only=True)
class CreditUse(Clause):
    """`credits come off the newest entry, or else the next entry`."""

    how: Word
    rest: OrElse | None = None


@frozen(kw_only=True)
class CreditLasts(Node):
    """`last 12 months`."""

    length: Amount


@frozen(kw_only=True)
class CreditLife(Clause):
    """`credits never expire`, `credits last 12 months`."""

    how: Word | CreditLasts


@frozen(kw_only=True)
class CreditsKept(Clause):
    """`at most 3 credits are kept`."""

    most: Number


@frozen(kw_only=True)
class Cap(Clause):
    """`never above 12`, `never below 0`."""

    how: Word
    value: Number | Name


PointsLine = (
    Entry
    | EntryByTime
    | Opening
    | DropOff
    | PointsOf
    | NoDrop
    | NoCredit
    | Credit
    | CreditFor
    | CreditUse
    | CreditLife
    | CreditsKept
    | Cap
    | NotYet
    | Broken
)
