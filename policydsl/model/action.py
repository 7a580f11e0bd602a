"""What follows: the actions of a `then`, an outcome, an `if`, or a window that passes."""

from __future__ import annotations

from enum import Enum

from policydsl.domain.number import Exact
from policydsl.frozen import frozen
from policydsl.model.amount import Amount


class Modal(Enum):
    """Whether something is done by the case itself, expected of people, or open to them."""

    DOES = "does"
    SHOULD = "should"
    MAY = "may"


@frozen
class WaitFor:
    """The case waits for what the step's own `falls due` says."""

    step: str


@frozen
class GoTo:
    """The step is due at once."""

    step: str


@frozen
class GoBack:
    """The case lapses: it waits for an earlier step under that step's `falls due again`."""

    step: str


@frozen
class StartProcedure:
    """A procedure opens for this case, which waits at its step until the procedure returns or closes."""

    procedure: str


@frozen
class Return:
    """The procedure ends; the case that started it waits at its step for another outcome."""


@frozen
class Close:
    """The case ends (and, in a procedure, the case that started it)."""


@frozen
class Stay:
    """The case stays where it is."""


@frozen
class AsIfHeld:
    """The case moves on as if the step had been held."""


@frozen
class LeaveTo:
    """Nothing moves; somebody is to decide."""

    role: str


@frozen
class Tell:
    """Somebody is told a text."""

    role: str
    text: str


@frozen
class Do:
    """A deed that people record: `issue Attendance Recommendation`."""

    verb: str
    thing: str


@frozen
class EndPeriod:
    """A period of the case ends with this day."""

    period: str


@frozen
class AddTo:
    """A period of the case lasts so much longer."""

    amount: Amount
    period: str


@frozen
class ResetPeriod:
    """A period of the case begins again on this day, in its full length."""

    period: str


@frozen
class StopCounting:
    """Absences that began by this day count no more in this branch: in a measure, or (None) in everything it counts."""

    measure: str | None = None


@frozen
class TakeOff:
    """So many points come off, as a credit does."""

    number: Exact
    points: str


Deed = (
    WaitFor
    | GoTo
    | GoBack
    | StartProcedure
    | Return
    | Close
    | Stay
    | AsIfHeld
    | LeaveTo
    | Tell
    | Do
    | EndPeriod
    | AddTo
    | ResetPeriod
    | StopCounting
    | TakeOff
)


@frozen
class Action:
    """One thing that follows, and whether it follows by itself."""

    modal: Modal
    deed: Deed


Actions = tuple[Action, ...]


def places(actions: Actions) -> tuple[Deed, ...]:
    """The actions that by themselves say where the case goes."""
    moving = (WaitFor, GoTo, GoBack, StartProcedure, Return, Close, Stay, AsIfHeld)
    return tuple(one.deed for one in actions if one.modal is Modal.DOES and isinstance(one.deed, moving))
