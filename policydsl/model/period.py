"""Periods: a stretch of time in a case that an event starts, that people may change, and what follows when it ends."""

from __future__ import annotations

from dataclasses import field
from enum import Enum

from policydsl.frozen import frozen
from policydsl.model.action import Actions
from policydsl.model.amount import Amount, Event, Value
from policydsl.model.clause import Clause, Written
from policydsl.model.condition import Condition


@frozen
class Lasts:
    """From the day of the event, for so long: the last day is the one before the day so much later."""

    length: Value
    after: Event


class Change(Enum):
    """How people may change when a period ends."""

    EXTENDED = "extended"
    SHORTENED = "shortened"
    ENDED_EARLY = "ended early"


@frozen
class Adjustable:
    """Who may change it, and how long it may last then, from its first day; `limit` None: nothing is said of that."""

    change: Change
    roles: tuple[str, ...]
    limit: Amount | None = None


@frozen
class AtEnd:
    """What follows at its end, when the condition holds (None: in any event, or when no condition holds)."""

    condition: Condition | None
    actions: Actions


@frozen(kw_only=True)
class Period:
    """One period of a branch or procedure; `owner` is the name of that block."""

    name: str
    owner: str
    lasts: Clause[Lasts]
    adjustable: tuple[Clause[Adjustable], ...] = ()
    at_end: tuple[Clause[AtEnd], ...] = ()
    goes_on: Clause[bool] | None = None
    """Does it keep its last day when its case closes, or goes back to a step before it? None: it ends with its case."""
    written: Written = field(compare=False)
