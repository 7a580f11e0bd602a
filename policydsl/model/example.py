"""An example of the policy itself: what happened to somebody, and what must follow from it on a day; plain data."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Generic, TypeVar

from policydsl.domain.number import Exact
from policydsl.domain.working_time import Pattern
from policydsl.frozen import frozen
from policydsl.model.clause import Written
from policydsl.source import Span

Value_co = TypeVar("Value_co", covariant=True)


@frozen
class Told(Generic[Value_co]):
    """A value and where the policy text says it."""

    value: Value_co
    span: Span = field(compare=False)


# ------------------------------------------------------------------ what happened


@frozen(kw_only=True)
class AbsenceTold:
    """Days away; without `last` still absent; `half`: a day of which half was missed."""

    first: Told[date]
    last: Told[date] | None = None
    half: Told[date] | None = None
    flags: tuple[Told[str], ...] = ()
    reason: Told[str] | None = None
    span: Span = field(compare=False)


@frozen(kw_only=True)
class EventTold:
    """Something that happened; `what` is the history's word for it, `absence` the first day of the one meant."""

    day: Told[date]
    what: Told[str]
    step: Told[str] | None = None
    name: Told[str] | None = None
    value: Told[str | bool] | None = None
    other: Told[date] | None = None
    """The other day that matters: of a notice and of a date that is set, the day of the meeting."""
    branch: Told[str] | None = None
    absence: Told[date] | None = None
    by: Told[str] | None = None
    since: Told[date] | None = None
    until: Told[date] | None = None
    """The first and the last day that a paper covers."""
    minutes: Told[Fraction] | None = None
    flags: tuple[Told[str], ...] = ()
    span: Span = field(compare=False)


@frozen(kw_only=True)
class FactTold:
    """The day of a fact."""

    name: Told[str]
    value: Told[date]
    absence: Told[date] | None = None
    span: Span = field(compare=False)


@frozen(kw_only=True)
class OwnValueTold:
    """Another value of a setting for this employee, in the words of a history."""

    setting: Told[str]
    value: Told[str]
    since: Told[date] | None = None
    until: Told[date] | None = None
    span: Span = field(compare=False)


@frozen(kw_only=True)
class StoodTold:
    """Where a case stood before."""

    branch: Told[str]
    step: Told[str]
    held: Told[date]
    outcome: Told[str] | None = None
    absence: Told[date] | None = None
    span: Span = field(compare=False)


# ------------------------------------------------------------------ what must follow


class StepWord(Enum):
    """How a step is on the day asked about. Late: it was to be held by a day, and that day has passed."""

    DUE = "due"
    NOT_DUE = "not due"
    BLOCKED = "blocked"
    LATE = "late"
    IN_TIME = "in time"
    POSSIBLE = "possible"


class DutyWord(Enum):
    """How a duty is on the day asked about. In time: met, or open with the time not yet past."""

    MET = "met"
    OPEN = "open"
    BREACHED = "breached"
    IN_TIME = "in time"


class AppealWord(Enum):
    """How an appeal is on the day asked about. In time: made by its last day, or it may still be made."""

    OPEN = "open"
    IN_TIME = "in time"
    LATE = "late"


@frozen
class MeasureIs:
    """A measure is so much."""

    measure: str
    number: Exact


@frozen
class SettingIs:
    """A setting has so much for this person."""

    setting: str
    number: Exact


@frozen
class StepIs:
    """A step of some case is due, blocked, late."""

    step: str
    word: StepWord


@frozen
class DutyIs:
    """Duties of one step, or of whichever steps have them, are met, open or breached.

    `owed`: the line of each, and what an answer calls it.
    """

    owed: tuple[tuple[int, str], ...]
    step: str | None
    word: DutyWord


@frozen
class AppealIs:
    """An appeal against one of these steps is open, in time, late."""

    steps: tuple[str, ...]
    word: AppealWord


@frozen
class FellDueOn:
    """A step fell due on a day; None: it never did."""

    step: str
    day: date | None


@frozen
class ExpectedOn:
    """A step ahead falls due on a day, or between two."""

    step: str
    first: date
    last: date


@frozen
class FactIs:
    """Sick pay gives a day for a fact."""

    fact: str
    day: date


@frozen
class LapsedOn:
    """A case of a branch lapsed on a day; None: none did."""

    branch: str
    day: date | None


@frozen
class ClosedOn:
    """A case of a branch closed on a day; None: on whatever day. `never`: none did."""

    branch: str
    day: date | None
    never: bool = False


@frozen
class StandsAt:
    """A case of a branch, or of a procedure, is at a step, or (`waiting`) waits for it."""

    block: str
    step: str
    waiting: bool


@frozen
class PeriodRuns:
    """A period runs in a case of a branch, or of a procedure; `negated`: it does not."""

    block: str
    period: str
    negated: bool = False


@frozen
class LeftTo:
    """Something about a step is left to somebody; None: to a person, whoever that is."""

    step: str
    role: str | None


@frozen
class FactMissing:
    """The answer asks for a fact that is not on file."""

    fact: str


@frozen
class TurnsOn:
    """The answer turns on a reading; None: on none."""

    reading: str | None


Expectation = (
    MeasureIs
    | SettingIs
    | StepIs
    | DutyIs
    | AppealIs
    | FellDueOn
    | ExpectedOn
    | FactIs
    | LapsedOn
    | ClosedOn
    | StandsAt
    | PeriodRuns
    | LeftTo
    | FactMissing
    | TurnsOn
)


@frozen
class Expected:
    """An expectation, its author's words, and where they stand.

    `subject`: the name that it is about, `tail`: from there to its end; `value`: its number or its day.
    """

    meaning: Expectation
    words: str = field(compare=False)
    subject: str = field(compare=False)
    span: Span = field(compare=False)
    tail: Span = field(compare=False)
    value: Span | None = field(compare=False)


@frozen
class Day:
    """What must be so at the end of a day."""

    on: date
    expected: tuple[Expected, ...]
    written: Written = field(compare=False)


@frozen(kw_only=True)
class Example:
    """A short history, and what follows from it. `source` is the name of the text it stands in."""

    title: str
    source: str = field(compare=False)
    works: Told[Pattern] | None = None
    service: Told[date] | None = None
    groups: tuple[Told[str], ...] = ()
    """The groups that the employee belongs to, in the words of a history."""
    absences: tuple[AbsenceTold, ...] = ()
    events: tuple[EventTold, ...] = ()
    facts: tuple[FactTold, ...] = ()
    own_values: tuple[OwnValueTold, ...] = ()
    standing: tuple[StoodTold, ...] = ()
    days: tuple[Day, ...] = ()
    written: Written = field(compare=False)
