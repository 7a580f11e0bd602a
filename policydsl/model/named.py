"""What a policy names, gathered once: the things that can be recorded, and whose cases can be at a block's steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace

from policydsl.model.action import Do, StartProcedure, Tell
from policydsl.model.amount import ThingEvent
from policydsl.model.condition import Finding
from policydsl.model.duty import Act, Bring, TellDuty
from policydsl.model.policy import Policy

COMPANION = "companion"


def with_names(policy: Policy) -> Policy:
    """The policy with its `things` and `homes` filled in."""
    things = {name: None for part in parts_of(policy) for name in _things_in(part) if name}
    return replace(policy, things=tuple(dict.fromkeys((*policy.documents, *things))), homes=_homes_of(policy))


def parts_of(value: object) -> Iterator[object]:
    """Every value inside a model value, itself included."""
    left = [value]
    while left:
        one = left.pop()
        yield one
        if is_dataclass(one):
            left.extend(getattr(one, each.name) for each in reversed(fields(one)))
        elif isinstance(one, Mapping):
            left.extend(reversed(tuple(one.values())))
        elif isinstance(one, tuple):
            left.extend(reversed(one))


def _things_in(part: object) -> tuple[str, ...]:
    match part:
        case Act() | Do():
            return (part.thing,)
        case ThingEvent():
            return (part.thing,)
        case Finding():
            return (part.question,)
        case Bring():
            return (COMPANION,)
        case TellDuty() | Tell():
            return (part.text,)
        case StartProcedure():
            return (part.procedure,)
        case _:
            return ()


def _homes_of(policy: Policy) -> Mapping[str, frozenset[str]]:
    blocks: dict[str, object] = {**policy.branches, **policy.procedures}
    started = {
        name: frozenset(part.procedure for part in parts_of(block) if isinstance(part, StartProcedure))
        for name, block in blocks.items()
    }
    found_in: dict[str, set[str]] = {name: {name} for name in policy.branches}
    found_in |= {around.when.value: {around.when.value} for around in policy.around}
    for branch in policy.branches:
        left = list(started[branch])
        while left:
            procedure = left.pop()
            homes = found_in.setdefault(procedure, set())
            if branch not in homes:
                homes.add(branch)
                left.extend(started.get(procedure, ()))
    return {block: frozenset(branches) for block, branches in found_in.items()}
