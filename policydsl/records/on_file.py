"""What a source says about each employee: a history that makes sense under a policy, or why there is none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policydsl.diagnostics import Diagnostic, has_errors, in_order
from policydsl.frozen import frozen
from policydsl.history.assertions import Assertions
from policydsl.history.history import History
from policydsl.history.make import make
from policydsl.model.policy import Policy
from policydsl.records.plain import plain_histories
from policydsl.records.read import read
from policydsl.source import Source

NUMBER = re.compile(r"\[\d+\]")


@frozen
class OnFile:
    """What a source says about one employee. `history` is None exactly when there is an error.

    `employee` is None where the source does not say who it is; `values` are those written, for their digest.
    """

    employee: str | None
    history: History | None
    values: object
    diagnostics: tuple[Diagnostic, ...]


@frozen
class Part:
    """What one source says about one employee; `values` are those written, for their digest."""

    said: Assertions
    values: object
    found: tuple[Diagnostic, ...]


def read_histories(source: Source, policy: Policy) -> tuple[OnFile, ...]:
    """One item for each employee of a YAML or JSON text, and one for what is said of nobody."""
    parts, rest = parts_of(source)
    items = tuple(_on_file(one, policy) for one in parts)
    return (*items, OnFile(None, None, None, rest)) if rest else items


def parts_of(source: Source) -> tuple[tuple[Part, ...], tuple[Diagnostic, ...]]:
    """The histories of a YAML or JSON text, each with its problems, and those that belong to none of them."""
    said, found = read(source)
    values = plain_histories(source)
    parts = tuple(Part(one, value, _own(one, found, len(values) > 1)) for one, value in zip(said, values, strict=True))
    told = {problem for part in parts for problem in part.found}
    return parts, tuple(problem for problem in found if problem not in told)


def _own(said: Assertions, found: Sequence[Diagnostic], several: bool) -> tuple[Diagnostic, ...]:
    """With several histories in a text, the field of a place begins with the number of its history."""
    number = NUMBER.match(said.employee.place.field) if several else None
    return tuple(one for one in found if number is None or one.at.place.field.startswith(number[0]))


def _on_file(part: Part, policy: Policy) -> OnFile:
    history, problems = make(part.said, policy)
    together = in_order((*part.found, *problems))
    employee = part.said.employee.value or None
    return OnFile(employee, None if has_errors(together) else history, part.values, together)
