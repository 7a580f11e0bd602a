"""What a policy names, gathered once: the things that can be recorded, and whose cases can be at a block's steps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import Any

from policydsl.model.action import Do, StartProcedure, Tell
from policydsl.model.amount import BranchClosed, Clock, Deed, OutcomeEvent, SetAt, StepEvent, ThingEvent, Unit
from policydsl.model.clause import Clause
from policydsl.model.condition import Covered, Finding, Kind, Lasting, WithPaper
from policydsl.model.duty import Act, Bring, TellDuty
from policydsl.model.near import PublicHolidays
from policydsl.model.policy import Discounting, Policy
from policydsl.model.version import as_read

COMPANION = "companion"
DISCOUNT = "discount"


def with_names(policy: Policy) -> Policy:
    """The policy with what is gathered filled in: `things`, `homes`, `own_things`, `counts_hours` and the like."""
    parts = tuple(parts_of(policy))
    named = replace(
        policy,
        things=tuple(dict.fromkeys((*policy.documents, *_things_among(parts)))),
        homes=_homes_of(policy),
        own_things=_own_things(policy),
        looks_at_holidays=any(isinstance(part, PublicHolidays) for part in parts),
        stands_still=any(isinstance(part, Clock) for part in parts),
        asked_about=frozenset(asked_in(parts)),
    )
    return with_hours(named) if any(part is Unit.HOURS for part in parts) else named


def asked_in(parts: Iterable[object]) -> Iterator[tuple[str, Deed | None]]:
    """The steps and branches of which these parts of a policy ask what has happened to them, and what (see Policy)."""
    for part in parts:
        match part:
            case StepEvent(step, deed):
                yield step, deed
            case OutcomeEvent(step):
                yield step, None
            case BranchClosed(branch):
                yield branch, Deed.CLOSED
            case _:
                continue


def with_hours(policy: Policy) -> Policy:
    """A policy in which hours stand with `counts_hours` and `hours_for` filled in."""
    return replace(policy, counts_hours=True, hours_for=frozenset(_turning_on_hours(policy)))


def has_hours(value: object) -> bool:
    """Do hours stand in a part of a policy?"""
    return _has(value, frozenset())


def _turning_on_hours(policy: Policy) -> Iterator[str | None]:
    for group in (None, *policy.groups):
        groups = frozenset() if group is None else frozenset({group})
        if any(turns_on_hours(as_read(policy, day, groups)) for day in (1, *policy.version_days)):
            yield group


def things_in(value: object) -> tuple[str, ...]:
    """The things that a part of a policy names, each once, in its order."""
    return tuple(dict.fromkeys(_things_among(parts_of(value))))


def turns_on_hours(policy: Policy) -> bool:
    """Does a line of a step, or of what a case follows, turn on hours?"""
    words = (policy.measures, policy.settings, policy.categories)
    hourly = {name for blocks in words for name, one in blocks.items() if has_hours(one)}
    lines = (policy.steps, policy.branches, policy.procedures, policy.around, policy.conventions)
    return _has((lines, policy.categories), frozenset(hourly))


def _has(value: object, names: frozenset[str]) -> bool:
    """Are there hours in the value, or one of the names?"""
    return any(part is Unit.HOURS or (isinstance(part, str) and part in names) for part in parts_of(value))


def parts_of(value: object) -> Iterator[object]:
    """Every value inside a model value, itself included."""
    left = [value]
    while left:
        one = left.pop()
        yield one
        if parts := _parts_of_kind(type(one)):  # type: ignore[arg-type]
            left.extend(parts(one))


@cache
def _parts_of_kind(kind: type[Any]) -> Callable[[Any], Iterable[object]] | None:
    """What takes a value of a kind into the parts that it is made of, the last first; None: it has none."""
    if names := tuple(each.name for each in reversed(fields(kind))) if is_dataclass(kind) else ():
        return attrgetter(*names) if len(names) > 1 else lambda one: (getattr(one, names[0]),)
    if issubclass(kind, Mapping):
        return lambda one: reversed(tuple(one.values()))
    return reversed if issubclass(kind, tuple) else None


def clauses_of(policy: Policy) -> Iterator[Clause[Any]]:
    """Every clause of a policy that has versions."""
    blocks = (policy.settings, policy.categories, policy.measures, policy.steps, policy.pays)
    for part in parts_of(tuple(blocks)):
        if isinstance(part, Clause) and part.varies:
            yield part


THINGS: Mapping[type[Any], Callable[[Any], str | None]] = {
    **dict.fromkeys((Act, Do, ThingEvent), attrgetter("thing")),
    **dict.fromkeys((WithPaper, Covered), attrgetter("paper")),
    **dict.fromkeys((TellDuty, Tell), attrgetter("text")),
    Finding: attrgetter("question"),
    SetAt: attrgetter("setting"),
    StartProcedure: attrgetter("procedure"),
    Discounting: lambda _: DISCOUNT,
    Bring: lambda _: COMPANION,
}
"""The kinds of value that name a thing, and how it is got from one."""


def _things_among(parts: Iterable[object]) -> Iterator[str]:
    """The things that some values name, each for itself; one may come more than once."""
    for part in parts:
        thing = THINGS.get(type(part))
        if thing is not None and (name := thing(part)):
            yield name


def timed_events(policy: Policy) -> frozenset[str]:
    """The declared events of which some line asks how long they lasted."""
    if not policy.events:
        return frozenset()  # the usual case, for which nothing need be looked through
    kinds = (part for part in parts_of(policy) if isinstance(part, Kind) and part.event is not None)
    return frozenset(one.event for one in kinds if one.event and any(isinstance(f, Lasting) for f in one.filters))


def _own_things(policy: Policy) -> Mapping[str, frozenset[str]]:
    """What each step of guidance names and no other step does."""
    steps = {one.name: frozenset(_things_among(parts_of(one))) for one in policy} if policy.guidance else {}
    known = Counter(chain.from_iterable(steps.values()))
    return {name: frozenset(one for one in steps[name] if known[one] == 1) for name in policy.guidance}


def starts(block: object) -> frozenset[str]:
    """The procedures that a branch, a procedure or a step can start, or leave it to people to start."""
    return frozenset(part.procedure for part in parts_of(block) if isinstance(part, StartProcedure))


def _homes_of(policy: Policy) -> Mapping[str, frozenset[str]]:
    blocks: dict[str, object] = {**policy.branches, **policy.procedures}
    started = {name: starts(block) for name, block in blocks.items()}
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
