"""What a policy may consist of, told from the classes of the model alone, and which of it a policy has."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from policydsl.model.clause import Clause, ClauseKey, Written
from policydsl.model.policy import Policy

Construct = tuple[str, str, str]
"""A class, one of its fields, and one of the cases that it may have: a class, a member, a choice, or none."""

NO_CONSTRUCTS = (Written, ClauseKey)
"""Where something stands and by which key it is found is no part of what it means."""
GATHERED = frozenset(
    {
        *("things", "homes", "own_things", "counts_hours", "stands_still", "steps", "takings", "flags"),
        *("looks_at_holidays", "asked_about"),
    }
)
"""Fields of a policy that are worked out from the others."""


@cache
def constructs() -> frozenset[Construct]:
    """Every case of every field of every class that a policy may be made of."""
    found: set[Construct] = set()
    seen: set[type] = set()
    left: list[type] = [Policy]
    while left:
        kind = left.pop()
        if kind in seen:
            continue
        seen.add(kind)
        hints = get_type_hints(kind, vars(sys.modules[kind.__module__]))
        for name in _fields_of(kind):
            for case, inner in _cases(hints[name]):
                found.add((kind.__name__, name, case))
                left += [inner] if inner is not None else []
    # A field with one case alone says nothing.
    return frozenset(one for one in found if len([two for two in found if two[:2] == one[:2]]) > 1)


def constructs_of(policy: Policy) -> Iterator[Construct]:
    """Those that a policy has, each as often as it has it."""
    known = constructs()
    left: list[Any] = [policy]
    while left:
        value = left.pop()
        for name in _fields_of(type(value)):
            for part in _parts(getattr(value, name)):
                construct = (type(value).__name__, name, _case(part))
                if construct in known:
                    yield construct
                if _is_construct(type(part)):
                    left.append(part)


def _fields_of(kind: type) -> tuple[str, ...]:
    if not is_dataclass(kind):
        return ()
    return tuple(one.name for one in fields(kind) if not (kind is Policy and one.name in GATHERED))


def _is_construct(kind: type) -> bool:
    return is_dataclass(kind) and kind not in NO_CONSTRUCTS


def _cases(hint: Any) -> Iterator[tuple[str, type | None]]:
    """The cases of a type, each with the class to go on with."""
    origin, of = get_origin(hint), get_args(hint)
    match hint:
        case TypeVar():
            return
        case _ if origin in (Union, UnionType):
            for one in of:
                yield from _cases(one)
        case _ if origin in (tuple, frozenset):
            yield "none", None
            yield from _cases(of[0])
        case _ if isinstance(origin, type) and issubclass(origin, Mapping):
            yield "none", None
            yield from _cases(of[1])
        case _ if origin is Clause:
            yield from _cases(of[0])
        case _ if hint is NoneType:
            yield "none", None
        case _ if hint is bool:
            yield from (("true", None), ("false", None))
        case type() if issubclass(hint, Enum):
            yield from ((member.name, None) for member in hint)
        case type() if _is_construct(hint):
            yield hint.__name__, hint
        case type():
            yield _plain(hint), None


def _plain(kind: type) -> str:
    return {int: "whole", Fraction: "fraction"}.get(kind, "some")


def _parts(value: Any) -> Iterator[Any]:
    """The values whose cases a field has: those in it, or `none` of them."""
    match value:
        case Clause():
            yield from (part for form in value.forms for part in _parts(form.meaning))
        case Mapping():
            yield from [part for one in value.values() for part in _parts(one)] or [None]
        case tuple() | frozenset():
            yield from [part for one in value for part in _parts(one)] or [None]
        case _:
            yield value


def _case(part: Any) -> str:
    match part:
        case None:
            return "none"
        case bool():
            return "true" if part else "false"
        case Enum():
            return part.name
        case _ if _is_construct(type(part)):
            return type(part).__name__
        case _:
            return _plain(type(part))
