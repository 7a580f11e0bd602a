"""Examples of a file, run: each history under the policy, its answer held against what is expected of it."""

from __future__ import annotations

import json
import re
from datetime import date
from fractions import Fraction

from policydsl.diagnostics import Diagnostic, Edit
from policydsl.explain.expect import Miss, misses
from policydsl.explain.json import as_json
from policydsl.frozen import frozen
from policydsl.history.make import make
from policydsl.interpret.evaluate import evaluate
from policydsl.model.policy import Policy
from policydsl.records.expectations import FiledExample

PLAIN = re.compile(r"[A-Za-z0-9][\w .,'/-]*[\w.]|[A-Za-z0-9]")
"""Text that means itself in YAML without quotes."""
TRUTH_LIKE = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


@frozen
class Filed:
    """An example of a file after it was run: what differs, or the problems that kept it from having an answer."""

    example: FiledExample
    misses: tuple[Miss, ...] = ()
    problems: tuple[Diagnostic, ...] = ()

    @property
    def passed(self) -> bool:
        return not self.misses and not self.problems


def run(policy: Policy, example: FiledExample) -> Filed:
    """Whether an answer about the example's history has everything that is expected."""
    history, found = make(example.said, policy)
    if history is None:
        return Filed(example, problems=found)
    evaluated = evaluate(policy, history, date.fromordinal(example.on), readings="turns_on" in example.wanted)
    if evaluated.answer is None:
        return Filed(example, problems=evaluated.diagnostics)
    answer = as_json(evaluated.answer, policy_digest="", history_digest="", found=found)
    return Filed(example, misses(example.wanted, answer))


def accepted(filed: Filed, miss: Miss) -> Edit | None:
    """The change of one value in the file that makes the expectation hold; None: a person has to write it."""
    scalar = filed.example.scalar(miss.path)
    written = _written(miss.got)
    if scalar is None or not written:
        return None
    quoted = not scalar.plain or (isinstance(miss.got, str) and _needs_quotes(written))
    return Edit(scalar.span, json.dumps(written, ensure_ascii=False) if quoted else written)


def _written(got: object) -> str:
    """A single value as a file holds it; nothing for what is none."""
    if isinstance(got, bool):
        return "true" if got else "false"
    if isinstance(got, int | float | Fraction):
        return str(got)
    return got if isinstance(got, str) else ""


def _needs_quotes(text: str) -> bool:
    return not PLAIN.fullmatch(text) or text.casefold() in TRUTH_LIKE
