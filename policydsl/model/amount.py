"""Amounts with units, limits, and the windows and events that dates are measured from."""

from __future__ import annotations

from enum import Enum

from policydsl.domain.number import Comparison, Exact
from policydsl.frozen import frozen


class Unit(Enum):
    """What an amount is counted in. A week is 7 calendar days; a month is not a number of days."""

    CALENDAR_DAYS = "calendar days"
    WORKING_DAYS = "working days"
    CLEAR_DAYS = "clear days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    HOURS = "hours"
    MINUTES = "minutes"
    SHIFTS = "shifts"
    PAY_PERIODS = "pay periods"


OF_THE_PATTERN = frozenset({Unit.WORKING_DAYS, Unit.HOURS, Unit.SHIFTS})
"""Units in which a person's own working pattern is counted."""


class Clock(Enum):
    """Of which days alone a time is made; on the others it stands still."""

    ACTIVE_SERVICE = "of active service"
    TIME_WORKED = "of time worked"


@frozen
class Amount:
    """So much of a unit: `6 months`, `5 working days`; with a `clock`, of some days alone."""

    number: Exact
    unit: Unit
    clock: Clock | None = None


@frozen
class SettingValue:
    """The value of a setting on the day it is asked for."""

    setting: str


class Rounding(Enum):
    """How a value is rounded. Halfway between two, it is rounded up."""

    UP = "up"
    DOWN = "down"
    WHOLE = "to the nearest whole day"
    HALF = "to the nearest half day"
    QUARTER = "to the nearest quarter day"


@frozen
class Share:
    """So many per cent of another value."""

    percent: Exact
    of: Value


@frozen
class ProRata:
    """A value for a full-time week, for this person: as their week is to the full-time one."""

    value: Value
    week: Amount


@frozen
class Rounded:
    """A value, rounded."""

    value: Value
    how: Rounding


@frozen
class SetAt:
    """The number that people recorded for a setting at a step, the latest one; none before that."""

    setting: str
    step: str


Value = Exact | Amount | SettingValue | Share | ProRata | Rounded | SetAt
"""What something is compared with; of a window or duration, its length."""


@frozen
class Bound:
    """A limit: `over 150`, `at most 7 calendar days`; with `up_to`, a range (`from 8 to 28 calendar days`)."""

    comparison: Comparison
    value: Value
    up_to: Bound | None = None


# ------------------------------------------------------------------ events


class Deed(Enum):
    """What can have happened to a step or a thing. DUE and OPEN are computed, the others are recorded."""

    HELD = "held"
    DUE = "due"
    OPEN = "open"
    CLOSED = "closed"
    ISSUED = "issued"
    SENT = "sent"
    RECORDED = "recorded"
    GIVEN = "given"
    RECEIVED = "received"
    REQUESTED = "requested"
    AGREED = "agreed"
    COMPLETED = "completed"
    CONSIDERED = "considered"
    REFUSED = "refused"
    MISSED = "missed"


@frozen
class StepEvent:
    """A step is held, or due, or closed: the latest day on which that happened in this case."""

    step: str
    deed: Deed
    times: int = 1


@frozen
class OutcomeEvent:
    """A step has an outcome: the day on which that was recorded."""

    step: str
    outcome: str


@frozen
class ThingEvent:
    """Something the policy names (a document, a duty's thing) is recorded, issued, completed ..."""

    thing: str
    deed: Deed


@frozen
class AbsenceBegan:
    """The first day of the absence that the case follows."""


@frozen
class AbsenceEnded:
    """The day on which the absence that the case follows ended; known on the first working day back."""


@frozen
class PeriodBegan:
    """The first day of a period of the case."""

    period: str


@frozen
class PeriodEnded:
    """The first day after a period of the case on which all that is counted in it is certain."""

    period: str


@frozen
class BranchClosed:
    """The latest day on which a case of the branch closed."""

    branch: str


Event = StepEvent | OutcomeEvent | ThingEvent | AbsenceBegan | AbsenceEnded | PeriodBegan | PeriodEnded | BranchClosed


# ------------------------------------------------------------------ windows


@frozen
class Last:
    """The last so many days, weeks or months, the day itself included."""

    length: Value


@frozen
class Within:
    """Later than the day of the event, up to and including that day plus the length."""

    length: Value
    after: Event


@frozen
class Since:
    """From the day of the event on."""

    event: Event


@frozen
class CalendarYear:
    """From 1 January of the day's year to the day."""


class EndsOn(Enum):
    """The day on which a stretch of time ends, where no event says so."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    LAST_DAY = "when the absence ends"


@frozen
class Ending:
    """So many days, weeks or months of which this day is the last: the day itself, the one before, that of an event.

    `LAST_DAY`: the last recorded day of the absence that the case follows, or else of the latest one; the day itself
    while that absence runs.
    """

    length: Value
    ends: EndsOn | Event


@frozen
class DayOfYear:
    """A day of every year. 29 February is 1 March in a year that has none."""

    day: int
    month: int


@frozen
class LeaveYear:
    """From the day on which the policy's leave year starts to the day."""


@frozen
class Quarter:
    """From 1 January, April, July or October to the day."""


@frozen
class PayPeriod:
    """From the first day of the pay period in which the day lies to the day."""


@frozen
class CalendarMonth:
    """From the first day of the month to the day."""


@frozen
class HalfYear:
    """From a named day, or the same day number six months later, to the day."""

    start: DayOfYear


@frozen
class WholeRecord:
    """Everything on file up to the day."""


@frozen
class During:
    """The days of a period of the case, from its first to its last."""

    period: str


Window = (
    Last
    | Ending
    | Within
    | Since
    | CalendarYear
    | LeaveYear
    | Quarter
    | CalendarMonth
    | HalfYear
    | PayPeriod
    | WholeRecord
    | During
)
