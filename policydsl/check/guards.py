"""What keeps a step from falling due: `only if`, `is not triggered by`; and steps reached without those before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from policydsl.check import clause_problems
from policydsl.check.lower_conditions import condition_of
from policydsl.check.lower_versions import merged, of_version
from policydsl.check.scene import Scene
from policydsl.check.selection import selection
from policydsl.check.versions import plain
from policydsl.model import policy
from policydsl.model.clause import Clause
from policydsl.model.condition import Both, Condition, NotBy, OnlyIf, Selection
from policydsl.syntax import nodes

GUARDS = {
    nodes.OnlyIf: "`only if`",
    nodes.NotTriggeredBy: "`is not triggered by`",
    nodes.ReachedDirectly: "`can be reached without the steps before it`",
}
"""Lines that go with a condition, and what they are called."""


def guarded(scene: Scene, lines: Iterable[nodes.Node], due: Clause[policy.Due] | None) -> Clause[policy.Due] | None:
    """When a step falls due, as its guards allow it; a guard beside a day or beside `at once` is reported."""
    mine = [line for line in lines if isinstance(plain(line), tuple(GUARDS))]
    conditions = tuple(_conditions(scene, mine))
    if due is None:
        return None
    for form in due.forms:
        for line in mine if not isinstance(form.meaning, policy.DueWhen) else ():
            at_once = isinstance(form.meaning, policy.DueAtOnce)
            scene.say(clause_problems.guard_without_condition(scene.at(line.span), GUARDS[type(plain(line))], at_once))
    forms = (replace(form, meaning=_guarded(form.meaning, conditions)) for form in due.forms)
    return replace(due, forms=tuple(forms))


def _guarded(due: policy.Due, guards: tuple[Condition, ...]) -> policy.Due:
    if not guards or not isinstance(due, policy.DueWhen):
        return due
    return policy.DueWhen(Both((due.condition, *guards)))


def _conditions(scene: Scene, lines: Iterable[nodes.Node]) -> Iterator[Condition]:
    """What each guard says, in all its versions."""
    only_if: list[Clause[Condition]] = []
    never: list[Clause[Selection]] = []
    for number, line in enumerate(lines, 1):
        there, words = of_version(scene, line)
        match words:
            case nodes.OnlyIf(condition=condition):
                only_if.append(there.clause("only if", words, condition_of(there, condition), str(number)))
            case nodes.NotTriggeredBy(kinds=kinds):
                meant = selection(replace(there, takes_events=True), kinds)
                never.append(there.clause("not triggered by", words, meant, str(number)))
            case _:
                continue
    yield from map(OnlyIf, merged(scene, only_if, lambda one, other: True))
    yield from map(NotBy, merged(scene, never, lambda one, other: True))
