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


def read_histories(source: Source, policy: Policy) -> tuple[OnFile, ...]:
    """One item for each employee of a YAML or JSON text, and one for what is said of nobody."""
    said, found = read(source)
    values = plain_histories(source)
    items = [_on_file(one, value, policy, found, len(values) > 1) for one, value in zip(said, values, strict=True)]
    told = {problem for item in items for problem in item.diagnostics}
    rest = tuple(problem for problem in found if problem not in told)
    return (*items, OnFile(None, None, None, rest)) if rest else tuple(items)


def _on_file(said: Assertions, values: object, policy: Policy, found: Sequence[Diagnostic], several: bool) -> OnFile:
    """One employee's part of the source. With several, the field of a place begins with the number of the history."""
    number = NUMBER.match(said.employee.place.field) if several else None
    own = [one for one in found if number is None or one.at.place.field.startswith(number[0])]
    history, problems = make(said, policy)
    together = in_order((*own, *problems))
    return OnFile(said.employee.value or None, None if has_errors(together) else history, values, together)
