"""Frozen, slotted values declared like dataclasses, made without compiling any code.

`dataclasses` writes and compiles up to six functions for each class. The library declares some 400 small classes, and
that is felt at every start of a command. Here all classes share their functions: the classes are made faster, and each
value of theirs somewhat slower. So values made by the thousand stay plain dataclasses. To
readers, type checkers, `dataclasses.replace`, `dataclasses.fields` and `match` there is no difference.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field, field
from inspect import get_annotations
from operator import attrgetter
from typing import Any, ClassVar, TypeVar, dataclass_transform, overload

T = TypeVar("T")


@overload
def frozen(cls: type[T], /) -> type[T]: ...
@overload
def frozen(*, kw_only: bool = False) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T] | None = None, /, *, kw_only: bool = False) -> type[T] | Callable[[type[T]], type[T]]:
    """The class as a frozen value with slots, equal to another of its class when all compared fields are equal."""
    if cls is None:
        return lambda one: _made(one, kw_only)
    return _made(cls, kw_only)


def _made(cls: type[T], kw_only: bool) -> type[T]:
    own = _own_fields(cls, kw_only)
    fields: dict[str, Field[Any]] = {}
    for base in reversed(cls.__mro__[1:]):
        fields.update(getattr(base, "__dataclass_fields__", {}))
    fields.update(own)
    members = {name: one for name, one in cls.__dict__.items() if name not in own and name not in _LEFT_OUT}
    inherited = {name for base in cls.__mro__[1:] for name in getattr(base, "__slots__", ())}
    members |= {
        "__slots__": tuple(name for name in own if name not in inherited),
        "__dataclass_fields__": fields,
        "__dataclass_params__": _PARAMS,
        "__match_args__": tuple(name for name, one in fields.items() if not one.kw_only),
        "__qualname__": cls.__qualname__,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__getstate__": _state,
        "__setstate__": _set_state,
    }
    members.setdefault("__repr__", _repr)
    made: type[T] = type(cls)(cls.__name__, cls.__bases__, members)  # type: ignore[misc]
    compared = [name for name, one in fields.items() if one.compare]
    key: Callable[[Any], Any] = attrgetter(*compared) if compared else _nothing
    _set_unless_there(made, cls, "__init__", _init(made, fields))
    _set_unless_there(made, cls, "__eq__", _eq(key))
    _set_unless_there(made, cls, "__hash__", _hash(key))
    return made


_LEFT_OUT = frozenset({"__dict__", "__weakref__"})
_PARAMS = dataclasses.make_dataclass("_", [], frozen=True).__dataclass_params__  # type: ignore[attr-defined]


def _own_fields(cls: type[Any], kw_only: bool) -> dict[str, Field[Any]]:
    found: dict[str, Field[Any]] = {}
    for name, annotation in get_annotations(cls).items():
        if annotation is ClassVar or str(annotation).startswith(("ClassVar", "typing.ClassVar")):
            continue
        default = cls.__dict__.get(name, MISSING)
        one: Field[Any] = default if isinstance(default, Field) else field(default=default)
        one.name, one.type = name, annotation
        one.kw_only = kw_only if one.kw_only is MISSING else one.kw_only
        one._field_type = dataclasses._FIELD  # type: ignore[attr-defined]
        found[name] = one
    return found


def _set_unless_there(made: type[Any], written: type[Any], name: str, function: Callable[..., Any]) -> None:
    """A function of the value, unless the class writes its own (`__hash__` is None beside a written `__eq__`)."""
    if written.__dict__.get(name) is None:
        type.__setattr__(made, name, function)


def _init(made: type[Any], fields: dict[str, Field[Any]]) -> Callable[..., None]:
    """The one constructor, bound to the setters of this class's slots."""
    setters = {name: getattr(made, name).__set__ for name in fields}
    ordered = [name for name, one in fields.items() if not one.kw_only]
    in_order = tuple(setters[name] for name in ordered)
    known = len(fields)
    missing = [
        (name, setters[name], one.default, one.default_factory)
        for name, one in sorted(fields.items(), key=lambda one: one[1].kw_only is True)
    ]

    def __init__(self: Any, *args: Any, **named: Any) -> None:
        number = len(args)
        if number:
            if number > len(in_order) or not named.keys().isdisjoint(ordered[:number]):
                raise TypeError(f"{made.__name__} got a value too many: it takes {', '.join(fields)}")
            for setter, one in zip(in_order, args):  # noqa: B905 (checked above; `strict` costs time)
                setter(self, one)
        for name, one in named.items():
            if name not in setters:
                raise TypeError(f"{made.__name__} has no `{name}`; it takes {', '.join(fields)}")
            setters[name](self, one)
        if number + len(named) != known:
            for name, setter, default, factory in missing[number:]:
                if name in named:
                    continue
                if default is not MISSING:
                    setter(self, default)
                elif factory is not MISSING:
                    setter(self, factory())
                else:
                    raise TypeError(f"{made.__name__} needs `{name}`")

    return __init__


def _eq(key: Callable[[Any], Any]) -> Callable[[Any, object], Any]:
    def __eq__(self: Any, other: object) -> Any:
        if self is other:
            return True
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    return __eq__


def _hash(key: Callable[[Any], Any]) -> Callable[[Any], int]:
    def __hash__(self: Any) -> int:
        return hash((self.__class__, key(self)))

    return __hash__


def _nothing(_: Any) -> tuple[()]:
    return ()


def _refuse(self: Any, name: str, *_: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot change `{name}` of a {type(self).__name__}")


def _repr(self: Any) -> str:
    shown = (f"{one.name}={getattr(self, one.name)!r}" for one in self.__dataclass_fields__.values() if one.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _state(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__dataclass_fields__]


def _set_state(self: Any, state: list[Any]) -> None:
    for name, one in zip(self.__dataclass_fields__, state, strict=True):
        object.__setattr__(self, name, one)
