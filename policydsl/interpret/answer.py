"""The answer about one case on one day: an immutable value whose items carry their reasons."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from enum import Enum

from policydsl.domain.holidays import HolidayCalendar
from policydsl.domain.number import Exact
from policydsl.frozen import frozen
from policydsl.model.amount import Unit
from policydsl.source import Place


class StepState(Enum):
    """Where a step that fell due stands."""

    DUE = "due"
    NOTICED = "noticed"
    ARRANGED = "arranged"
    HELD = "held"
    DECIDED = "decided"
    WAIVED = "waived"
    POSTPONED = "postponed"
    MOOT = "moot"


class CaseState(Enum):
    """Where a case stands; a case at a step that fell due shows that step's state instead."""

    WAITING = "waiting"
    PAUSED = "paused"
    CLOSED = "closed"


class DutyState(Enum):
    """Where a duty stands at the end of the day asked about."""

    OPEN = "open"
    MET = "met"
    BREACHED = "breached"
    MOOT = "moot"


@frozen
class Counted:
    """An absence that a reason counts: the part of it in the window (`last` None: still running) and what it adds."""

    absence: str
    first: date
    last: date | None
    days: Exact | None = None
    holidays: tuple[tuple[date, str], ...] = ()
    """Public holidays in that part of it, by day and name, that are no working days for this reason alone."""
    unit: Unit | None = None
    """What `days` is counted in, where that is not days."""


@frozen
class LeftOut:
    """An absence that a reason does not count, and why (a code, such as `before-the-window`, `not-settled`)."""

    absence: str
    first: date
    why: str


@frozen
class Reason:
    """Why something came out as it did: the clause, the numbers, the absences.

    `kind` is one of `measure`, `count`, `length`, `date`, `event`, `fact`, `case`, `human`, `condition`, `month-end`,
    `pay`, `setting` (its value is that of a dated version or of a group: `first` since when, `comparison` for whom).
    Absent parts are None or empty.
    `comparison` is written as in the policy (`over`, `at least`).
    """

    kind: str
    what: str
    line: int | None = None
    clauses: tuple[str, ...] = ()
    value: Exact | date | str | None = None
    comparison: str | None = None
    limit: Exact | date | None = None
    unit: str | None = None
    first: date | None = None
    last: date | None = None
    counted: tuple[Counted, ...] = ()
    clipped: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    needs: tuple[str, ...] = ()
    because: tuple[Reason, ...] = ()
    arithmetic: str | None = None
    """Of a measure: its formula with the numbers in it, `5 absences x 5 absences x 7 working days`."""
    entries: tuple[PointsEntry, ...] = ()
    """Of points: the lines behind them."""


@frozen
class Standing:
    """Where one open case is: at a step that fell due (its state), or waiting for a step."""

    branch: str
    absence: str | None
    step: str | None
    state: StepState | CaseState
    since: date
    first: date | None = None
    """First and last day of the window in which the next step can fall due, where it has one."""
    last: date | None = None
    procedure: str | None = None
    reasons: tuple[Reason, ...] = ()


COUNTS_AS_HELD = "counts as held at once"
"""What the reason says of a step that nobody has to hold."""


@frozen
class FellDue:
    """A step that fell due. `id` is branch / absence / step / day."""

    id: str
    step: str
    branch: str
    absence: str | None
    on: date
    state: StepState
    held_on: date | None = None
    outcome: str | None = None
    unsupported: bool = False
    reasons: tuple[Reason, ...] = ()


@frozen
class Target:
    """A step ahead: the day it falls due (`on`), or the days between which it does and what would settle it."""

    step: str
    branch: str
    absence: str | None
    on: date | None
    earliest: date | None
    latest: date | None
    needs: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


@frozen
class DutyItem:
    """Something owed at a step that fell due, by whom and when. `duty` is `notice`, `hold`, or a verb and a thing."""

    duty: str
    step: str
    branch: str
    absence: str | None
    bearer: str
    earliest: date | None
    latest: date | None
    state: DutyState
    line: int
    clauses: tuple[str, ...] = ()
    text: str | None = None
    """What is to be told, where the duty is to tell somebody something."""
    occurrence: str = ""
    """The `id` of the step that fell due."""
    uncovered: tuple[tuple[date, date], ...] = ()
    """First and last day of each stretch that the papers on file for the duty leave open."""


@frozen
class Lapsed:
    """A case that lapsed: its window passed without a trigger."""

    branch: str
    absence: str | None
    on: date
    step: str
    """The step it had been waiting for."""
    reasons: tuple[Reason, ...] = ()


@frozen
class Closed:
    """A case that closed, and why (`returned-before-the-meeting`, `absence-over`, `outcome`, `person`, `procedure`)."""

    branch: str
    absence: str | None
    on: date
    why: str
    step: str | None = None


@frozen
class PointsEntry:
    """A line behind points: an entry or a credit, what is left of it, when it drops off, and why it counts no more.

    `left` of a credit is what is kept of it for entries to come.
    """

    what: str
    absence: str | None
    on: date
    points: Exact
    left: Exact
    drops_off: date | None = None
    gone: str | None = None
    gone_on: date | None = None


@frozen
class MeasureValue:
    """A measure on the day asked about, with its window and what it counted."""

    name: str
    value: Exact
    unit: str | None
    first: date
    last: date
    counted: tuple[Counted, ...] = ()
    clipped: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    line: int = 0
    clauses: tuple[str, ...] = ()
    arithmetic: str = ""
    """Its formula with the numbers in it: `5 absences x 5 absences x 7 working days`."""
    entries: tuple[PointsEntry, ...] = ()
    """Of points: the lines behind them, in the order of their days."""
    needs: tuple[str, ...] = ()
    """What is missing on file without which its value is only the least that it can be; said in words alone."""


@frozen
class Blocked:
    """A step, or one outcome of it, that may not be yet; `needs` is the step or thing that must come first."""

    step: str
    branch: str
    absence: str | None
    outcome: str | None
    needs: str
    message: str
    clauses: tuple[str, ...] = ()


@frozen
class Possible:
    """Something that may be asked for at any time, and by whom."""

    step: str
    by: tuple[str, ...]
    clauses: tuple[str, ...] = ()


@frozen
class AskedMeeting:
    """A meeting of guidance that is on file. Nothing made it due; `since` is the first day of its record."""

    id: str
    step: str
    absence: str | None
    since: date
    asked_on: date | None
    asked_by: str | None
    meeting_on: date | None
    """The day set for it last."""
    other_date: date | None
    """The other day that the employee offered last."""
    held_on: date | None
    led_by: str | None
    closed_on: date | None
    """The day a person recorded that there will be none."""


@frozen
class Unknown:
    """Something missing from the record, and what waits for it."""

    needs: str
    step: str
    branch: str
    absence: str | None
    since: date


@frozen
class Human:
    """Something that only a person can settle. `code` never changes its meaning."""

    code: str
    what: str
    step: str
    branch: str
    absence: str | None
    since: date | None
    clauses: tuple[str, ...] = ()


@frozen
class Shown:
    """Something that people should see: a principle, a right, a note, something open that is never breached."""

    code: str
    text: str
    step: str | None = None
    absence: str | None = None
    clauses: tuple[str, ...] = ()


@frozen
class Warned:
    """Something about the record or the procedure that somebody should look at."""

    code: str
    message: str
    step: str | None = None
    absence: str | None = None
    on: date | None = None
    help: str | None = None
    clauses: tuple[str, ...] = ()
    place: Place | None = field(default=None, compare=False, repr=False)


@frozen
class ToRecord:
    """An event line to put in the history when a thing is done: the keys and values that are known now."""

    step: str
    branch: str
    absence: str | None
    what: str
    line: str
    occurrence: str = ""
    """The `id` of the step that fell due."""


@frozen
class WouldBe:
    """A step that would have fallen due (or, not `due`, would not have) on a day without the adjustments."""

    step: str
    branch: str
    absence: str | None
    on: date
    due: bool = True


@frozen
class Adjusted:
    """A setting that is another for this employee on the day asked about, and what it would be without."""

    setting: str
    value: str
    would_be: str
    first: date | None
    last: date | None
    review: date | None
    by: str | None
    differences: tuple[WouldBe, ...] = ()
    """What all adjustments together have changed so far."""


@frozen
class Ahead:
    """What happens by itself on `next_change`: a step `falls-due`, a case `lapses` or `closes`."""

    what: str
    step: str
    branch: str
    absence: str | None


@frozen
class Difference:
    """One thing that comes out otherwise on the other side: under another reading or policy, or by another record.

    `kind` is one of `fell-due`, `state`, `unsupported`, `lapsed`, `closed`, `stands`, `target`, `unknown`, `duty`,
    `measure`, `no-answer`. `what` is the step, the branch, the duty, the measure or what is missing; `here` and `there`
    are a day or two with `to` between them, a number, a state, or the step that a case is at; None: not at all.
    """

    kind: str
    what: str
    here: Exact | date | str | None
    there: Exact | date | str | None
    step: str | None = None
    branch: str | None = None
    absence: str | None = None
    on: date | None = None
    """Of a `state`: the day on which the step fell due."""


@frozen
class TurnsOn:
    """A reading on which the answer turns: what it would be under another alternative, `taking`."""

    reading: str
    question: str
    taken: str
    taking: str
    differences: tuple[Difference, ...]
    line: int
    clauses: tuple[str, ...] = ()


@frozen
class DisputedRecord:
    """A record of absence whose truth is in dispute: its name and days; `last` None: still running."""

    record: str
    first: date
    last: date | None


@frozen
class Disputed:
    """What would come out otherwise (`there`) without a disputed record, or without all of them; nothing: empty."""

    records: tuple[DisputedRecord, ...]
    differences: tuple[Difference, ...]


@frozen
class PayKind:
    """One kind of pay of an absence: so many days at so many per cent."""

    rate: Exact
    entitled: Exact
    came_off: Exact
    """For sick pay received before, on the first day of the absence."""
    paid: Exact
    """In this absence, up to the end of the day asked about."""
    left: Exact
    """What is still to be paid if the absence goes on."""


@frozen
class PayStretch:
    """Days that are paid alike; `last` None: as far as can be told they go on. `rate` None: no pay, for `why`."""

    first: date
    last: date | None
    rate: Exact | None
    why: str
    """`paid`, `waiting`, `used-up` or `none-due` (the schedule has none for these days)."""


@frozen
class PayDate:
    """A day that follows: its meaning, and the fact that it gives. `on` None: never, or (`needs`) cannot tell.

    `recorded`: what people recorded for that fact, which goes before it.
    """

    what: str
    fact: str | None
    on: date | None
    recorded: date | None = None
    needs: tuple[str, ...] = ()


@frozen
class SickPay:
    """The sick pay of one absence. `last` None: still running, and the days ahead are as if it went on."""

    policy: str
    schedule: str
    absence: str
    first: date
    last: date | None
    unit: str
    service_from: date | None
    kinds: tuple[PayKind, ...]
    stretches: tuple[PayStretch, ...]
    dates: tuple[PayDate, ...]
    needs: tuple[str, ...]
    line: int
    clauses: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


@frozen(kw_only=True)
class Answer:
    """What the policy asks for, for one person, on one day, and why. Lists are in order of date, then of the policy."""

    policy: str
    in_force: date
    employee: str
    on: date
    known: date | None
    next_change: date | None
    """The next day on which anything can change by itself, if nothing more is recorded; None: never."""
    ahead: tuple[Ahead, ...] = ()
    """What happens on that day, an absence that is running now taken to run on."""
    standing: tuple[Standing, ...]
    fell_due: tuple[FellDue, ...]
    targets: tuple[Target, ...]
    duties: tuple[DutyItem, ...]
    lapsed: tuple[Lapsed, ...]
    closed: tuple[Closed, ...]
    measures: tuple[MeasureValue, ...]
    blocked: tuple[Blocked, ...]
    possible: tuple[Possible, ...]
    unknown: tuple[Unknown, ...]
    human: tuple[Human, ...]
    shown: tuple[Shown, ...]
    to_record: tuple[ToRecord, ...]
    adjusted: tuple[Adjusted, ...] = ()
    sick_pay: tuple[SickPay, ...] = ()
    """Of each absence that still runs, or else of the latest."""
    warnings: tuple[Warned, ...]
    calendars: tuple[HolidayCalendar, ...] = ()
    """The holiday calendars that it rests on."""
    asked_for: tuple[AskedMeeting, ...] = ()
    """The meetings of guidance on file."""
    takings: tuple[tuple[str, str], ...] = ()
    """The readings taken in another way than the policy writes, each with the alternative taken."""
    turns_on: tuple[TurnsOn, ...] | None = None
    """The readings on which the answer turns, in order of the policy; None: not asked for."""
    disputed: tuple[Disputed, ...] = ()
    """Each disputed record with what turns on it, then all together where that is more than each alone."""
