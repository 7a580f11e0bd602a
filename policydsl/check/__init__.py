"""From what was written to what it means: `check_text` reads a policy and finds every problem in it."""

from __future__ import annotations

from dataclasses import replace

from policydsl.check import names as declared
from policydsl.check import things
from policydsl.check.circles import circles
from policydsl.check.lower import lower
from policydsl.check.names import Names
from policydsl.check.not_yet import not_yet
from policydsl.check.rules import broken_rules
from policydsl.check.unused import unused
from policydsl.check.whole import Whole
from policydsl.diagnostics import Diagnostic, has_errors, in_order
from policydsl.frozen import frozen
from policydsl.model.policy import Policy
from policydsl.source import Source
from policydsl.syntax import nodes, parse

__all__ = ["Checked", "Names", "check", "check_text"]


@frozen
class Checked:
    """A policy that makes sense (None exactly when an error was found), its names, and all problems in order."""

    policy: Policy | None
    names: Names
    diagnostics: tuple[Diagnostic, ...]


def check(tree: nodes.Policy, source: Source, found: tuple[Diagnostic, ...] = ()) -> Checked:
    """What a tree means; `found` are the problems of reading it."""
    names = declared.collect(tree, source)
    made, more = lower(tree, source, names, things.collect(tree, source))
    names = replace(names, uses=tuple(more.uses))
    problems = [*found, *more.problems, *circles(names, source), *not_yet(tree, source)]
    policy = None if has_errors(problems) else made
    problems += broken_rules(Whole(tree, names, source, policy, complete=not has_errors(found)))
    if not has_errors(problems):
        problems += unused(names, source)
    return Checked(None if has_errors(problems) else policy, names, in_order(problems))


def check_text(source: Source) -> Checked:
    """What a policy text means, and every problem in it."""
    parsed = parse(source)
    return check(parsed.tree, source, parsed.diagnostics)
