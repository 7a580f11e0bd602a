"""Clauses with an identity, and the forms of a clause among which date, group and reading choose."""

from __future__ import annotations

from dataclasses import field
from typing import Generic, TypeVar

from policydsl.domain.number import Day
from policydsl.frozen import frozen
from policydsl.source import Span

Meaning_co = TypeVar("Meaning_co", covariant=True)


@frozen
class Written:
    """Where a clause stands in the policy text, and the clauses of the source text that it cites."""

    span: Span
    line: int
    cites: tuple[str, ...] = ()


@frozen
class ClauseKey:
    """What makes a clause this clause: its owner (a step, a measure, `policy`), its kind, its name."""

    owner: str
    kind: str
    name: str = ""


@frozen
class Guard:
    """When a form holds: from a day until a day (both included) and for a group; None: no limit."""

    first: Day | None = None
    last: Day | None = None
    group: str | None = None

    def holds(self, on: Day, groups: frozenset[str]) -> bool:
        """Does the form hold for members of these groups on this day?"""
        return (
            (self.first is None or self.first <= on)
            and (self.last is None or on <= self.last)
            and (self.group is None or self.group in groups)
        )


ALWAYS = Guard()


@frozen
class Form(Generic[Meaning_co]):
    """One wording of a clause: what it means, where it is written, and when it holds."""

    meaning: Meaning_co
    written: Written = field(compare=False)
    guard: Guard = ALWAYS


@frozen
class Clause(Generic[Meaning_co]):
    """One clause of a policy in all its forms. INVARIANT: the first form holds always; later ones go before earlier."""

    key: ClauseKey
    forms: tuple[Form[Meaning_co], ...]

    def form(self, on: Day, groups: frozenset[str] = frozenset()) -> Form[Meaning_co]:
        """The form that holds on a day for members of these groups: groups before dates, then the newest."""
        if len(self.forms) == 1:
            return self.forms[0]
        held = [form for form in self.forms if form.guard.holds(on, groups)]
        return max(held, key=lambda form: (form.guard.group is not None, form.guard.first or 0))

    def meaning(self, on: Day, groups: frozenset[str] = frozenset()) -> Meaning_co:
        """What the clause means on a day for members of these groups."""
        return self.form(on, groups).meaning
