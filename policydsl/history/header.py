"""The lines below a policy's heading as they read for one person: of a group's lines only those of their own groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from itertools import pairwise
from typing import Any

from policydsl.domain.calendar import FIRST_DAY, LAST_DAY
from policydsl.history.history import Membership
from policydsl.model.clause import ALWAYS, Clause, Form, Guard
from policydsl.model.policy import Conventions


def header_of(conventions: Conventions, groups: Sequence[Membership]) -> Conventions:
    """The conventions with no form for a group any more: those of the person's groups hold on the days of membership.

    Whatever reads a convention on a day (an absence's first, the day examined) need not ask for groups then.
    """
    changed: dict[str, Any] = {}
    for known in fields(conventions):
        value = getattr(conventions, known.name)
        if isinstance(value, tuple):
            changed[known.name] = tuple(one for each in value if (one := _for_person(each, groups)) is not None)
        elif value is not None:
            changed[known.name] = _for_person(value, groups)
    return replace(conventions, **changed)


def _for_person(clause: Clause[Any], groups: Sequence[Membership]) -> Clause[Any] | None:
    """The clause in forms with days alone; None: it never holds for the person."""
    if all(form.guard.group is None for form in clause.forms):
        return clause
    forms = tuple(_merged(_forms(clause, groups)))
    return Clause(clause.key, forms) if forms else None


def _forms(clause: Clause[Any], groups: Sequence[Membership]) -> Iterator[Form[Any]]:
    """The form that holds between each two days on which that may change, where one does."""
    days = clause.edges | {one.since for one in groups if one.since} | {one.until + 1 for one in groups if one.until}
    for first, after in pairwise([*sorted({FIRST_DAY, *days}), LAST_DAY + 1]):
        form = clause.held(first, frozenset(one.group for one in groups if one.holds(first)))
        if form is not None:
            yield replace(form, guard=Guard(first, after - 1))


def _merged(forms: Iterator[Form[Any]]) -> Iterator[Form[Any]]:
    """The same with neighbours that are one line made one, and no day given where there is no limit."""
    found: list[Form[Any]] = []
    for form in forms:
        if found and found[-1].written == form.written and found[-1].guard.last == (form.guard.first or 0) - 1:
            found[-1] = replace(form, guard=Guard(found[-1].guard.first, form.guard.last))
        else:
            found.append(form)
    for form in found:
        first, last = form.guard.first, form.guard.last
        guard = Guard(None if first == FIRST_DAY else first, None if last == LAST_DAY else last)
        yield replace(form, guard=ALWAYS if guard == ALWAYS else guard)
