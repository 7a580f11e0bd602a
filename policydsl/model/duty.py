"""What people owe, may do and should see at a step: notices, deadlines, papers, companions, topics."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from policydsl.frozen import frozen
from policydsl.model.amount import Amount, Event, Value

LEADER = ""
"""The bearer of what whoever leads the step owes, where a version may say somebody else (see `model.version`)."""
EMPLOYER = "employer"
"""Who owes what a step asks for that nobody leads."""


class Strength(Enum):
    """How firmly something is asked for."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"


class Meeting(Enum):
    """The meeting that the step is, as the point a deadline counts from."""

    IT = "the meeting"


@frozen
class By:
    """When something is owed: within a time after, at least a time before, or (no amount) before a day."""

    amount: Amount | None
    before: bool
    point: Event | Meeting


@frozen
class Act:
    """`must complete Attendance Support Plan`: a verb and a thing, or a text in quotes (verb empty)."""

    strength: Strength
    bearer: str
    verb: str
    thing: str
    by: By | None = None


@frozen
class TellDuty:
    """`must tell the employee "..."`."""

    bearer: str
    listener: str
    text: str


@frozen
class Notice:
    """Notice of the meeting, at least so long before it; working days are the organisation's."""

    amount: Amount
    in_writing: bool


@frozen
class HoldWithin:
    """The meeting is to be held within so long after an event (None: after falling due)."""

    amount: Amount
    after: Event | None


@frozen
class Bring:
    """The employee may bring one of these; `when_invited`: a right of an employee who is asked to attend."""

    companions: tuple[str, ...]
    when_invited: bool = False
    named: Amount | None = None


@frozen
class Appeal:
    """The employee may appeal: to whom and in what time, or under which procedure, as far as the policy says."""

    to: tuple[str, ...] = ()
    amount: Amount | None = None
    after: Event | None = None
    under: str | None = None


@frozen
class OtherDate:
    """The employee may offer another date at most so long after the original one.

    `offered`: it is the offer, not the other date, that must come in that time.
    """

    length: Value
    offered: bool = False


@frozen
class LedBy:
    """Who leads (the first named before the others), and who else is there."""

    leaders: tuple[str, ...]
    others: tuple[str, ...] = ()


@frozen
class Present:
    """Who is there: always, usually, or possibly."""

    roles: tuple[str, ...]
    how: str  # "with", "usually with", "may include"


@frozen
class Discuss:
    """What is talked about."""

    topics: tuple[str, ...]


@frozen
class Note:
    """A remark that people should see at this step."""

    text: str


@frozen
class NeverShow:
    """What is not to be shown to anybody."""

    things: tuple[str, ...]


@frozen
class AskedFor:
    """May be asked for at any time by one of these."""

    roles: tuple[str, ...]


@frozen
class DecidedBy:
    """Who decides; `other_than`: anybody but the role named; `led`: but who led the latest meeting of a step."""

    roles: tuple[str, ...] = ()
    other_than: str | None = None
    led: str | None = None


@frozen
class Waivable:
    """Who may decide that the step is not needed; `reason`: giving a reason."""

    roles: tuple[str, ...]
    reason: bool = False


@frozen
class Postponable:
    """How often the meeting may be put off, and by how much after the day it was first set for."""

    times: int
    amount: Amount


Duty = (
    Act
    | TellDuty
    | Notice
    | HoldWithin
    | Bring
    | Appeal
    | OtherDate
    | LedBy
    | Present
    | Discuss
    | Note
    | NeverShow
    | AskedFor
    | DecidedBy
    | Waivable
    | Postponable
)


def leader_of(duties: Iterable[Duty]) -> str:
    """Who leads a step with these duties, in the first place."""
    return next((duty.leaders[0] for duty in duties if isinstance(duty, LedBy)), EMPLOYER)
