"""What keeps a step from falling due: `only if`, `is not triggered by`; and steps reached without those before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from policydsl.check import clause_problems
from policydsl.check.lower_conditions import condition_of
from policydsl.check.scene import Scene
from policydsl.check.selection import selection
from policydsl.model import policy
from policydsl.model.clause import Clause
from policydsl.model.condition import Both, Condition, NotBy, OnlyIf
from policydsl.syntax import nodes

GUARDS = {
    nodes.OnlyIf: "`only if`",
    nodes.NotTriggeredBy: "`is not triggered by`",
    nodes.ReachedDirectly: "`can be reached without the steps before it`",
}
"""Lines that go with a condition, and what they are called."""


def guarded(scene: Scene, lines: Iterable[nodes.Node], due: Clause[policy.Due] | None) -> Clause[policy.Due] | None:
    """When a step falls due, as its guards allow it; a guard beside a day or beside `at once` is reported."""
    mine = [line for line in lines if isinstance(line, tuple(GUARDS))]
    conditions = tuple(_conditions(scene, mine))
    if due is None:
        return None
    for form in due.forms:
        for line in mine if not isinstance(form.meaning, policy.DueWhen) else ():
            at_once = isinstance(form.meaning, policy.DueAtOnce)
            scene.say(clause_problems.guard_without_condition(scene.at(line.span), GUARDS[type(line)], at_once))
    forms = (replace(form, meaning=_guarded(form.meaning, conditions)) for form in due.forms)
    return replace(due, forms=tuple(forms))


def _guarded(due: policy.Due, guards: tuple[Condition, ...]) -> policy.Due:
    if not guards or not isinstance(due, policy.DueWhen):
        return due
    return policy.DueWhen(Both((due.condition, *guards)))


def _conditions(scene: Scene, lines: Iterable[nodes.Node]) -> Iterator[Condition]:
    for number, line in enumerate(lines, 1):
        match line:
            case nodes.OnlyIf(condition=condition):
                yield OnlyIf(scene.clause("only if", line, condition_of(scene, condition), str(number)))
            case nodes.NotTriggeredBy(kinds=kinds):
                yield NotBy(scene.clause("not triggered by", line, selection(scene, kinds), str(number)))
            case _:
                continue
