"""What a source asserts about one employee, each thing with its place, before a policy makes sense of it."""

from __future__ import annotations

from fractions import Fraction
from typing import Generic, TypeVar

from policydsl.domain.number import Day
from policydsl.domain.working_time import Pattern
from policydsl.frozen import frozen
from policydsl.history.history import What
from policydsl.source import Place

Value_co = TypeVar("Value_co", covariant=True)


@frozen
class Said(Generic[Value_co]):
    """A value and where it was said."""

    value: Value_co
    place: Place


@frozen(kw_only=True)
class SaidRecord:
    """A line about days away; without `last` it is open."""

    place: Place
    first: Said[Day]
    last: Said[Day] | None = None
    id: Said[str] | None = None
    part: tuple[tuple[Said[Day], Said[Fraction]], ...] = ()
    flags: tuple[Said[str], ...] = ()
    reason: Said[str] | None = None
    recorded: Said[Day] | None = None
    retracted: Said[Day] | None = None
    disputed: bool = False


@frozen(kw_only=True)
class SaidEvent:
    """One thing that happened; a short form that says several is several of these."""

    place: Place
    day: Said[Day]
    what: Said[What]
    step: Said[str] | None = None
    name: Said[str] | None = None
    value: Said[str | bool] | None = None
    for_: Said[Day] | None = None
    branch: Said[str] | None = None
    absence: Said[str] | None = None
    due: Said[Day] | None = None
    by: Said[str] | None = None
    why: Said[str] | None = None
    recorded: Said[Day] | None = None
    since: Said[Day] | None = None
    until: Said[Day] | None = None
    minutes: Said[Fraction] | None = None
    flags: tuple[Said[str], ...] = ()


@frozen(kw_only=True)
class SaidFact:
    """A day supplied for a fact."""

    place: Place
    name: Said[str]
    value: Said[Day]
    absence: Said[str] | None = None
    since: Said[Day] | None = None
    recorded: Said[Day] | None = None


@frozen(kw_only=True)
class SaidStanding:
    """Where a case stood before the first record."""

    place: Place
    branch: Said[str]
    step: Said[str]
    held: Said[Day]
    absence: Said[str] | None = None
    outcome: Said[str] | None = None
    by: Said[str] | None = None
    why: Said[str] | None = None


@frozen(kw_only=True)
class SaidAdjustment:
    """Another value of a setting for this employee."""

    place: Place
    setting: Said[str]
    value: Said[str]
    since: Said[Day] | None = None
    until: Said[Day] | None = None
    review: Said[Day] | None = None
    by: Said[str] | None = None
    why: Said[str] | None = None
    recorded: Said[Day] | None = None


@frozen(kw_only=True)
class SaidGroup:
    """A group that the employee belongs to; without days: always."""

    place: Place
    name: Said[str]
    since: Said[Day] | None = None
    until: Said[Day] | None = None
    recorded: Said[Day] | None = None


@frozen(kw_only=True)
class Assertions:
    """All that a source asserts about one employee, in its order.

    `complete` is False when part of it could not be read (and was reported): what is left can be examined, but no
    history is made of it. `records_complete` says the same of the records alone, because much refers to them.
    """

    employee: Said[str]
    works: Said[tuple[Pattern, ...]] | None = None
    holidays: Said[str] | None = None
    service: Said[Day] | None = None
    records: tuple[SaidRecord, ...] = ()
    events: tuple[SaidEvent, ...] = ()
    facts: tuple[SaidFact, ...] = ()
    standing: tuple[SaidStanding, ...] = ()
    adjustments: tuple[SaidAdjustment, ...] = ()
    groups: tuple[SaidGroup, ...] = ()
    complete: bool = True
    records_complete: bool = True
