"""What follows: the actions of a `then`, an outcome, an `if`, or a window that passes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Modal(Enum):
    """Whether something is done by the case itself, expected of people, or open to them."""

    DOES = "does"
    SHOULD = "should"
    MAY = "may"


@dataclass(frozen=True, slots=True)
class WaitFor:
    """The case waits for what the step's own `falls due` says."""

    step: str


@dataclass(frozen=True, slots=True)
class GoTo:
    """The step is due at once."""

    step: str


@dataclass(frozen=True, slots=True)
class GoBack:
    """The case lapses: it waits for an earlier step under that step's `falls due again`."""

    step: str


@dataclass(frozen=True, slots=True)
class StartProcedure:
    """A procedure opens for this case, which waits at its step until the procedure returns or closes."""

    procedure: str


@dataclass(frozen=True, slots=True)
class Return:
    """The procedure ends; the case that started it waits at its step for another outcome."""


@dataclass(frozen=True, slots=True)
class Close:
    """The case ends (and, in a procedure, the case that started it)."""


@dataclass(frozen=True, slots=True)
class Stay:
    """The case stays where it is."""


@dataclass(frozen=True, slots=True)
class AsIfHeld:
    """The case moves on as if the step had been held."""


@dataclass(frozen=True, slots=True)
class LeaveTo:
    """Nothing moves; somebody is to decide."""

    role: str


@dataclass(frozen=True, slots=True)
class Tell:
    """Somebody is told a text."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Do:
    """A deed that people record: `issue Attendance Recommendation`."""

    verb: str
    thing: str


Deed = WaitFor | GoTo | GoBack | StartProcedure | Return | Close | Stay | AsIfHeld | LeaveTo | Tell | Do


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that follows, and whether it follows by itself."""

    modal: Modal
    deed: Deed


Actions = tuple[Action, ...]


def places(actions: Actions) -> tuple[Deed, ...]:
    """The actions that by themselves say where the case goes."""
    moving = (WaitFor, GoTo, GoBack, StartProcedure, Return, Close, Stay, AsIfHeld)
    return tuple(one.deed for one in actions if one.modal is Modal.DOES and isinstance(one.deed, moving))
