"""A policy as it reads on a day for members of some groups: every line of it in the one form that holds then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from policydsl.domain.number import Day
from policydsl.model.clause import Clause
from policydsl.model.policy import Branch, Category, Measure, Policy, Procedure, Step

Block = TypeVar("Block", Step, Measure, Category)


def as_read(policy: Policy, on: Day, groups: frozenset[str]) -> Policy:
    """The policy with the lines of its steps, measures and categories as they hold on a day.

    Settings keep all their values, because a time counts from another day than the one examined, and so do the lines
    below the heading, each of which is read on a day of its own (an absence's first day, a day from which time counts).
    """
    steps = {name: _block(step, on, groups) for name, step in policy.steps.items()}

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
