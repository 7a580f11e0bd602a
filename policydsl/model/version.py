"""A policy as it reads on a day for members of some groups: every line of it in the one form that holds then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from policydsl.domain.number import Day
from policydsl.model.clause import Clause
from policydsl.model.condition import Both, Condition, NotBy, OnlyIf
from policydsl.model.duty import LEADER, Act, Duty, TellDuty, leader_of
from policydsl.model.policy import Branch, Category, DueWhen, Measure, Policy, Procedure, Step

Block = TypeVar("Block", Step, Measure, Category)


def as_read(policy: Policy, on: Day, groups: frozenset[str]) -> Policy:
    """The policy with the lines of its steps, measures and categories as they hold on a day.

    Settings keep all their values, because a time counts from another day than the one examined, and so do the lines
    below the heading, each of which is read on a day of its own (an absence's first day, a day from which time counts).
    """
    steps = {name: _led(_guarded(_block(step, on, groups), on, groups)) for name, step in policy.steps.items()}

    def steps_of(old: tuple[Step, ...]) -> tuple[Step, ...]:
        return tuple(steps[one.name] for one in old)

    def ladder(old: Branch | Procedure) -> Any:
        return replace(old, steps=steps_of(old.steps))

    return replace(
        policy,
        steps=steps,
        branches={name: ladder(one) for name, one in policy.branches.items()},
        procedures={name: ladder(one) for name, one in policy.procedures.items()},
        around=tuple(replace(one, steps=steps_of(one.steps)) for one in policy.around),
        guidance={name: steps[name] for name in policy.guidance},
        measures=_blocks(policy.measures, on, groups),
        categories=_blocks(policy.categories, on, groups),
    )


def _guarded(step: Step, on: Day, groups: frozenset[str]) -> Step:
    """The step with the guards of when it falls due as they hold; those that do not hold are not there."""
    if step.due is None:
        return step
    form = step.due.forms[0]
    if not isinstance(form.meaning, DueWhen) or not isinstance(form.meaning.condition, Both):
        return step
    parts = form.meaning.condition.parts
    kept = tuple(one for part in parts if (one := _guard(part, on, groups)) is not None)
    if all(one is part for one, part in zip(kept, parts, strict=False)) and len(kept) == len(parts):
        return step
    condition = kept[0] if len(kept) == 1 else Both(kept)
    return replace(step, due=replace(step.due, forms=(replace(form, meaning=DueWhen(condition)),)))


def _guard(part: Condition, on: Day, groups: frozenset[str]) -> Condition | None:
    match part:
        case OnlyIf(guard) if guard.varies:
            only_if = guard.as_read(on, groups)
            return None if only_if is None else OnlyIf(only_if)
        case NotBy(never) if never.varies:
            not_by = never.as_read(on, groups)
            return None if not_by is None else NotBy(not_by)
        case _:
            return part


def _led(step: Step) -> Step:
    """The step with the name of who leads it wherever it is for whoever leads it."""
    bearers = (getattr(clause.forms[0].meaning, "bearer", None) for clause in step.duties)
    if all(bearer != LEADER for bearer in bearers):
        return step
    leader = leader_of(clause.forms[0].meaning for clause in step.duties)
    return replace(step, duties=tuple(_for_leader(clause, leader) for clause in step.duties))


def _for_leader(clause: Clause[Duty], leader: str) -> Clause[Duty]:
    form = clause.forms[0]
    match form.meaning:
        case Act(bearer=bearer) | TellDuty(bearer=bearer) if bearer == LEADER:
            return replace(clause, forms=(replace(form, meaning=replace(form.meaning, bearer=leader)),))
        case _:
            return clause


def _blocks(found: Mapping[str, Block], on: Day, groups: frozenset[str]) -> dict[str, Block]:
    return {name: _block(one, on, groups) for name, one in found.items()}


def _block(block: Block, on: Day, groups: frozenset[str]) -> Block:
    """A step, measure or category, each clause in the form that holds; those that do not hold are not there."""
    changed: dict[str, Any] = {}
    for known in fields(block):
        value = getattr(block, known.name)
        if isinstance(value, Clause):
            if value.varies:
                changed[known.name] = value.as_read(on, groups)
        elif isinstance(value, tuple) and any(isinstance(one, Clause) and one.varies for one in value):
            kept = (one.as_read(on, groups) for one in value)
            changed[known.name] = tuple(one for one in kept if one is not None)
    return replace(block, **changed) if changed else block
