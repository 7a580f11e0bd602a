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
NO_GROUP: frozenset[str] = frozenset()


@frozen
class Form(Generic[Meaning_co]):
    """One wording of a clause: what it means, where it is written, and when it holds."""

    meaning: Meaning_co
    written: Written = field(compare=False)
    guard: Guard = ALWAYS


@frozen
class Clause(Generic[Meaning_co]):
    """One clause of a policy in all its forms: a form that holds always comes first, where there is one."""

    key: ClauseKey
    forms: tuple[Form[Meaning_co], ...]

    @property
    def varies(self) -> bool:
        """Does the clause not say the same on every day and for everybody?"""
        return len(self.forms) > 1 or self.forms[0].guard is not ALWAYS

    @property
    def edges(self) -> frozenset[Day]:
        """The days on which a form begins to hold, and those on which one no longer does."""
        guards = [form.guard for form in self.forms]
        return frozenset(one.first for one in guards if one.first is not None) | frozenset(
            one.last + 1 for one in guards if one.last is not None
        )

    def held(self, on: Day, groups: frozenset[str] = NO_GROUP) -> Form[Meaning_co] | None:
        """The form that holds on a day for members of these groups: a group's before all others, then the newest.

        None: the clause is not there on that day. INVARIANT (checked): of two forms of different groups, a person is a
        member of one group only, or they mean the same.
        """
        if not self.varies:
            return self.forms[0]
        held = [form for form in self.forms if form.guard.holds(on, groups)]
        return max(held, key=lambda form: (form.guard.group is not None, form.guard.first or 0), default=None)

    def form(self, on: Day, groups: frozenset[str] = NO_GROUP) -> Form[Meaning_co]:
        """The form that holds on a day. INVARIANT: there is one, as in a policy as it reads on a day."""
        if len(self.forms) == 1:
            return self.forms[0]
        return self.held(on, groups) or self.forms[0]

    def meaning(self, on: Day, groups: frozenset[str] = NO_GROUP) -> Meaning_co:
        """What the clause means on a day for members of these groups."""
        if len(self.forms) == 1:
            return self.forms[0].meaning
        return self.form(on, groups).meaning

    def as_read(self, on: Day, groups: frozenset[str]) -> Clause[Meaning_co] | None:
        """The clause in the one form that holds; None: it is not there on that day."""
        if not self.varies:
            return self
        found = self.held(on, groups)
        return None if found is None else Clause(self.key, (Form(found.meaning, found.written),))
