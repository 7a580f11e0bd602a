"""What an edit of a policy can matter to: the steps whose lines, settings, categories or measures it touches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields

from policydsl.frozen import frozen
from policydsl.model.amount import SettingValue
from policydsl.model.condition import Absences, Compare, DaysOf, IsCategory, Kind, Lasting, Tally
from policydsl.model.named import parts_of
from policydsl.model.policy import Conventions, Policy

Name = tuple[str, str]
"""What kind of thing it is (`setting`, `category`, `measure`), and its name."""

BY_LENGTH = ("absence_end", "taken")
"""Conventions about the length that decides of which category an absence is."""
OF_COUNTS = ("several_steps",)
"""Conventions about the absences that counts of a step take."""
OF_ALL_COUNTS = ("empty_absence_counts",)
"""Conventions about the absences that counts and measures take."""


@frozen
class Affects:
    """What differs between two policies, as far as it can matter where cases stand.

    `steps`: those whose meaning may differ; `measures`: whether a number may; `pauses`: the branches of which a branch
    waits for the end in only one of the two; `only_empty`: they differ only about absences without a working day.
    """

    steps: frozenset[str]
    measures: bool
    pauses: frozenset[str] = frozenset()
    only_empty: bool = False


def affects(one: Policy, other: Policy) -> Affects | None:
    """What the differences between two policies can matter to; None: to everything."""
    conventions = _conventions(one.conventions, other.conventions)
    if not conventions <= {*BY_LENGTH, *OF_COUNTS, *OF_ALL_COUNTS} or not _is_of_one_shape(one, other):
        return None
    changed = _changed(one, other)
    matters = _touched(other, changed, conventions)
    if any(matters(one) for one in _of_no_step(other)):
        return None
    steps = {name for name, step in other.steps.items() if step != one.steps[name] or matters(step)}
    measures = any(each != one.measures[name] or matters(each) for name, each in other.measures.items())
    pauses: set[str] = set()
    for name, branch in other.branches.items():
        pauses ^= _paused_by(one, name) ^ {form.meaning for clause in branch.pauses for form in clause.forms}
    only_empty = conventions == {*OF_ALL_COUNTS} and not changed and not pauses
    only_empty = only_empty and all(step == one.steps[name] for name, step in other.steps.items())
    return Affects(frozenset(steps), measures, frozenset(pauses), only_empty)


def _paused_by(policy: Policy, branch: str) -> set[str]:
    return {form.meaning for clause in policy.branches[branch].pauses for form in clause.forms}


def _conventions(one: Conventions, other: Conventions) -> set[str]:
    """The names of the conventions that differ."""
    if one is other:
        return set()
    return {each.name for each in fields(one) if getattr(one, each.name) != getattr(other, each.name)}


def _is_of_one_shape(one: Policy, other: Policy) -> bool:
    """The same blocks with the same steps, and the same days and facts."""

    def shape(policy: Policy) -> object:
        return (
            (policy.in_force, policy.until, [*policy.facts.items()], [*policy.measures]),
            [
                (each.name, each.scope, each.enters, [step.name for step in each.steps])
                for each in policy.branches.values()
            ],
            [*policy.periods.values()],
            [*policy.pays.values()],
            [(each.name, [step.name for step in each.steps]) for each in policy.procedures.values()],
            [(each.when, each.kind, [step.name for step in each.steps]) for each in policy.around],
            [(step.name, step.owner) for step in policy.steps.values()],
        )

    return shape(one) == shape(other)


def _changed(one: Policy, other: Policy) -> frozenset[Name]:
    """The settings, categories and measures that the two policies do not have alike."""
    found: set[Name] = set()
    kinds: tuple[tuple[str, Mapping[str, object], Mapping[str, object]], ...] = (
        ("setting", one.settings, other.settings),
        ("category", one.categories, other.categories),
        ("measure", one.measures, other.measures),
    )
    for kind, ours, theirs in kinds:
        found |= {(kind, name) for name in {*ours, *theirs} if ours.get(name) != theirs.get(name)}
    return frozenset(found)


def _of_no_step(policy: Policy) -> Iterator[object]:
    """What moves a case and belongs to no step: periods, where a new case starts, and for which absences steps are."""
    yield from policy.periods.values()
    yield from policy.pays.values()
    yield from (branch.enters for branch in policy.branches.values() if branch.enters is not None)
    yield from (each.kind for each in policy.around if each.kind is not None)


def _touched(policy: Policy, changed: frozenset[Name], conventions: set[str]) -> Callable[[object], bool]:
    """Whether a step, a measure or a period rests on something that is changed, itself or through what it names."""
    known: dict[Name, bool] = {}

    def rests_on(value: object) -> bool:
        return any(_is_about(part, conventions) or any(map(is_touched, _names(part))) for part in parts_of(value))

    def is_touched(name: Name) -> bool:
        if name not in known:
            known[name] = name in changed  # a name met again on the way is looked at where it was met first
            known[name] = known[name] or rests_on(_named(policy, name))
        return known[name]

    return rests_on


def _named(policy: Policy, name: Name) -> object:
    kind, word = name
    of_kind: Mapping[str, Mapping[str, object]] = {
        "setting": policy.settings,
        "category": policy.categories,
        "measure": policy.measures,
    }
    return of_kind[kind].get(word)


def _names(part: object) -> tuple[Name, ...]:
    match part:
        case SettingValue(setting):
            return (("setting", setting),)
        case Kind(category) if category is not None:
            return (("category", category),)
        case IsCategory(category, _):
            return (("category", category),)
        case Compare(measure, _):
            return (("measure", measure),)
        case _:
            return ()


def _is_about(part: object, conventions: set[str]) -> bool:
    """Is the part one that these conventions are about?"""
    match part:
        case Lasting():
            return not conventions.isdisjoint(BY_LENGTH)
        case Tally():
            return not conventions.isdisjoint((*OF_COUNTS, *OF_ALL_COUNTS))
        case Absences() | DaysOf():
            return not conventions.isdisjoint(OF_ALL_COUNTS)
        case _:
            return False
