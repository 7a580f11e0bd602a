"""The lines of a period as written: what starts it and how long it lasts, who may change that, what follows its end."""

from __future__ import annotations

from policydsl.frozen import frozen
from policydsl.syntax.nodes.clauses import Actions, Roles
from policydsl.syntax.nodes.conditions import Condition, Event
from policydsl.syntax.nodes.node import Amount, Broken, Clause, Name, NotYet, Word


@frozen(kw_only=True)
class Lasts(Clause):
    """`lasts 12 months after first written warning is issued`."""

    length: Amount | Name
    after: Event


@frozen(kw_only=True)
class GoesOn(Clause):
    """`goes on when its case closes`."""


@frozen(kw_only=True)
class Adjustable(Clause):
    """`may be extended by manager, to at most 18 months`: extended, shortened or ended_early."""

    change: Word
    by: Roles
    limit: Amount | None = None


@frozen(kw_only=True)
class AtEnd(Clause):
    """`at its end, if …: close`; the condition, otherwise (a Word), or nothing: in any event."""

    when: Condition | Word | None
    actions: Actions


PeriodLine = Lasts | GoesOn | Adjustable | AtEnd | NotYet | Broken
