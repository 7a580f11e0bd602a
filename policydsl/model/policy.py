"""A whole policy: its conventions, words, measures, branches, procedures and guidance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from enum import Enum

from policydsl.domain.calendar import MonthEnd, Week
from policydsl.domain.holidays import HolidayCalendar
from policydsl.domain.number import Day
from policydsl.domain.working_time import WorkingDays
from policydsl.frozen import frozen
from policydsl.model.action import Actions
from policydsl.model.amount import Amount, Bound, DayOfYear, Deed, Event, Value, Window
from policydsl.model.clause import Clause, Written
from policydsl.model.condition import Condition, DateRule, Formula, Selection
from policydsl.model.duty import DecidedBy, Duty
from policydsl.model.example import Example
from policydsl.model.near import CalendarDays
from policydsl.model.pay import Pay
from policydsl.model.period import Period

# ------------------------------------------------------------------ conventions


class Gap(Enum):
    """When two records are one absence."""

    NO_WORKING_DAY = "no working day lies between them"
    NEXT_DAY = "one starts the day after the other ends"
    AT_MOST = "at most so much lies between them"
    NEVER = "never"


@frozen
class Join:
    """The join rule; `at_most` for `Gap.AT_MOST`. Overlapping records are always united."""

    gap: Gap
    at_most: Amount | None = None
    same_reason: bool = False


class AbsenceEnd(Enum):
    """Where an absence ends, for its length."""

    LAST_RECORDED = "on its last recorded day"
    BACK = "when the employee is back"
    DECLARED_FIT = "when the employee is declared fit"


class Taken(Enum):
    """When an absence takes its category."""

    CERTAIN = "as soon as that is certain"
    FIRST_DAY = "on its first day"
    LAST_DAY = "on its last day"


class PartDay(Enum):
    """What a part day counts as."""

    FRACTION = "its fraction"
    WHOLE = "a whole day"
    NOTHING = "nothing"


class WaivedStep(Enum):
    """What a waived step means."""

    AS_HELD = "counts as held"
    CLOSES = "closes its branch"
    WATCHED = "is watched again"


class OpenCases(Enum):
    """What becomes of cases already open when a new version of a clause comes into force."""

    AT_ONCE = "move at once"
    NEXT_STEP = "move at their next step"
    EARLIER_VERSION = "stay with the earlier version"


@frozen
class Holidays:
    """Whether public holidays are working days (`included`), or which calendar's are not (None: none named)."""

    included: bool = False
    calendar: HolidayCalendar | None = None


@frozen
class Protected:
    """Absences with one of these flags count for nothing; `after_every`, `during_every`: but for those steps."""

    flags: tuple[str, ...]
    after_every: bool = False
    during_every: bool = False


@frozen
class Discounting:
    """Who may discount an absence, whether they give a reason, and which absences.

    `purposes`: the measures, steps, branches and conditions in which alone a discounted one does not count; none: all.
    """

    by: tuple[str, ...]
    with_reason: bool
    kind: Selection | None = None
    purposes: tuple[str, ...] = ()


@frozen
class PayPeriods:
    """Pay periods follow each other, all of one length, and one of them begins on `first`."""

    length: Amount
    first: Day


@frozen
class ActiveService:
    """The days that are none: those of absences of these kinds, and of records with one of these flags or reasons."""

    kinds: Selection | None
    words: tuple[str, ...] = ()


@frozen(kw_only=True)
class Conventions:
    """The lines under `policy`. None: the policy has no such line because nothing in it needs one."""

    join: Clause[Join] | None = None
    link: Clause[Join] | None = None
    """When absences that are kept apart are one run, for a branch that follows such runs."""
    across: Clause[tuple[str, ...]] | None = None
    """Records with one of these flags or reasons are leave: no absence, and absences join over it."""
    leave: Clause[tuple[str, ...]] | None = None
    """Records with one of these flags or reasons are leave: no absence."""
    absence_end: Clause[AbsenceEnd] | None = None
    taken: Clause[Taken] | None = None
    several_steps: Clause[bool] | None = None
    part_day: Clause[PartDay] | None = None
    working_day: Clause[Holidays] | None = None
    no_pattern: Clause[Week] | None = None
    organisation: Clause[WorkingDays] | None = None
    empty_absence_counts: Clause[bool] | None = None
    protected: tuple[Clause[Protected], ...] = ()
    left_out: tuple[Clause[Selection], ...] = ()
    discounting: Clause[Discounting] | None = None
    waived: Clause[WaivedStep] | None = None
    month_end: Clause[MonthEnd] | None = None
    leave_year: Clause[DayOfYear] | None = None
    pay_period: Clause[PayPeriods] | None = None
    active_service: Clause[ActiveService] | None = None
    open_cases: Clause[OpenCases] | None = None


# ------------------------------------------------------------------ words and measures


class Characteristic(Enum):
    """What a group may be told by, without anybody recording who is in it."""

    SERVICE = "service"
    DAYS_PER_WEEK = "working days per week"
    HOURS_PER_WEEK = "hours per week"


@frozen
class Having:
    """Those of whom something is so much: with service under 6 months."""

    what: Characteristic
    bound: Bound


@frozen
class Group:
    """Employees for whom lines may read differently.

    `how`: the words by which a history says who is in it, or what is worked out from the history.
    """

    name: str
    how: str | Having
    written: Written = field(compare=False)

    @property
    def recorded(self) -> str | None:
        """The words by which a history names it; None: it names nobody."""
        return self.how if isinstance(self.how, str) else None


@frozen
class Setting:
    """A value that HR changes."""

    name: str
    value: Clause[Value]


@frozen
class Category:
    """A predicate of (absence, day), never a label stored on the absence."""

    name: str
    selection: Clause[Selection]


class Straddle(Enum):
    """How an absence counts that began before the window."""

    CLIPPED = "counts for its days inside it"
    WHOLE = "counts whole"
    LEFT_OUT = "does not count"


class Running(Enum):
    """How an absence counts that is still running."""

    DAILY = "day by day"
    WHEN_ENDED = "once it has ended"


class ByLength(Enum):
    """By which length an absence is taken for its category in a measure."""

    SO_FAR = "so far"
    FINAL = "when it ends"


@frozen(kw_only=True)
class Measure:
    """A number worked out from the absences in a window."""

    name: str
    window: Clause[Window]
    formula: Clause[Formula]
    counting: Clause[Selection] | None = None
    not_counting: Clause[Selection] | None = None
    straddle: Clause[Straddle] | None = None
    running: Clause[Running] | None = None
    by_length: Clause[ByLength] | None = None
    percentage: bool = False
    """Is its value so many per cent?"""
    written: Written = field(compare=False)


@frozen
class DeclaredEvent:
    """Something beside absences that a history may tell of: a late arrival, a missed shift."""

    name: str
    means: str | None
    written: Written = field(compare=False)


@frozen
class Fact:
    """A day that people supply: what it means, in words; of the employee, or of one absence."""

    name: str
    meaning: str
    of_absence: bool
    written: Written = field(compare=False)


@frozen
class Document:
    """A paper that the policy names, and what it says."""

    name: str
    says: tuple[Clause[str], ...]
    written: Written = field(compare=False)


# ------------------------------------------------------------------ steps


@frozen
class DueWhen:
    """Falls due on the first day on which the condition is certain."""

    condition: Condition


@frozen
class DueOn:
    """Falls due on a day worked out from events and facts."""

    rule: DateRule


@frozen
class DueAtOnce:
    """Falls due on the day the step is reached."""


Due = DueWhen | DueOn | DueAtOnce


class Again(Enum):
    """What makes a step fall due again in a case that comes back to it."""

    NEW_ABSENCE = "only on a new absence"
    AFTER_FALLING_BACK = "only after falling back"
    IMMEDIATELY = "immediately"


@frozen
class Repeat:
    """The step falls due again every so often while the case is at it, until an event."""

    amount: Amount
    until: Event | None = None


@frozen
class Outcome:
    """What a meeting can come to: people record which; `only_after` blocks this outcome until the event.

    `since`: the event counts if it is on that day or later; `within`: if it is in that window.
    """

    name: str
    only_after: Event | None
    actions: Actions
    since: Event | None = None
    within: Window | None = None


@frozen
class IfThen:
    """On the first day on which the condition is certain while the step is due or held, the actions follow."""

    condition: Condition
    actions: Actions


@frozen(kw_only=True)
class Step:
    """One step of a branch, procedure, `after every absence` or guidance. `owner` is the name of that block."""

    name: str
    label: str | None
    owner: str
    due: Clause[Due] | None = None
    again: Clause[Again] | None = None
    repeats: Clause[Repeat] | None = None
    early: Clause[bool] | None = None
    """May it be held while the case still waits for it?"""
    held_at_once: Clause[bool] | None = None
    """Does it count as held on the day it falls due, without anybody holding it?"""
    direct: Clause[bool] | None = None
    """Can it be reached without the steps before it?"""
    not_due: Clause[Actions] | None = None
    passed_left_out: Clause[bool] | None = None
    none_left: Clause[tuple[str, ...]] | None = None
    never_before: tuple[Clause[tuple[Event, ...]], ...] = ()
    decided_by: Clause[DecidedBy] | None = None
    then: Clause[Actions] | None = None
    ifs: tuple[Clause[IfThen], ...] = ()
    if_waived: Clause[Actions] | None = None
    outcomes: tuple[Clause[Outcome], ...] = ()
    duties: tuple[Clause[Duty], ...] = ()
    written: Written = field(compare=False)

    def outcome(self, name: str) -> Clause[Outcome] | None:
        """The outcome of this name."""
        return next((one for one in self.outcomes if one.key.name == name), None)


class Scope(Enum):
    """Whom or what a branch follows."""

    EMPLOYEE = "each employee"
    ABSENCE = "each absence while it lasts"
    ABSENCE_ENDED = "each absence after it ends"
    ABSENCE_OPEN = "each absence"
    LINKED = "each run of linked absences while it lasts"


@frozen
class Entry:
    """A new case falls due first at the step reached (`after`: the one after it) in a branch, None: in this one.

    `within` so much `after` an event; None: whenever.
    """

    after: bool
    branch: str | None = None
    within: Amount | None = None
    event: Event | None = None


@frozen(kw_only=True)
class Branch:
    """Steps that a case goes through, for each employee or for each absence. The first step is waited for first."""

    name: str
    label: str | None
    scope: Clause[Scope]
    steps: tuple[Step, ...]
    pauses: tuple[Clause[str], ...] = ()
    """The branches of which an open case makes this one pause."""
    periods: tuple[Period, ...] = ()
    enters: Clause[Entry] | None = None
    group: str | None = None
    """The group whose members alone it follows; None: everybody."""
    written: Written = field(compare=False)


@frozen(kw_only=True)
class Procedure:
    """Steps that an outcome of a case starts, and that return to it or close it."""

    name: str
    steps: tuple[Step, ...]
    periods: tuple[Period, ...] = ()
    written: Written = field(compare=False)


class When(Enum):
    """After or during every absence."""

    AFTER = "after every absence"
    DURING = "during every absence"


@frozen(kw_only=True)
class Around:
    """Steps after (during) every absence, or those of a kind. Each step is a case of its own."""

    when: When
    steps: tuple[Step, ...]
    kind: Selection | None = None
    written: Written = field(compare=False)


# ------------------------------------------------------------------ the whole


@frozen
class Origin:
    """Where the policy's clauses come from: the source's title, and the register file beside the policy."""

    title: str
    register: str | None


@frozen
class Alternative:
    """One way to take what the source leaves open: where it is written, and the policy that takes it so.

    `written` has the place of each of its lines. The policy has no readings of its own.
    """

    name: str
    written: tuple[Written, ...] = field(compare=False)
    policy: Policy = field(compare=False, repr=False)
    steps: frozenset[str] | None = None
    """The steps whose meaning may be another, with what their lines rest on; None: cannot tell."""
    measures: bool = True
    """May a measure have another value?"""
    pauses: frozenset[str] = frozenset()
    """The branches whose open cases make another branch pause, or no longer do."""
    only_empty: bool = False
    """Does it change nothing but whether absences without a working day count?"""
    only_duties: bool = False
    """Does it change nothing but what holding a step asks of people?"""
    only_absences: bool = False
    """Does it change nothing but which records are one absence, and what their part days count?"""


@frozen
class Reading:
    """A question that the source leaves open: the alternative that this policy takes, and the others."""

    title: str
    question: str
    taken: str
    alternatives: tuple[Alternative, ...]
    written: Written = field(compare=False)


@frozen(kw_only=True)
class Policy:
    """A policy that makes sense.

    INVARIANT: every name used in it is a key of one of its mappings, names being written as their declaration writes
    them; every step that a case can wait for has a `due`; procedures do not call each other in a circle.
    """

    name: str
    in_force: date
    until: date | None
    origin: Origin | None
    conventions: Conventions
    settings: Mapping[str, Setting]
    categories: Mapping[str, Category]
    measures: Mapping[str, Measure]
    facts: Mapping[str, Fact]
    documents: Mapping[str, Document]
    principles: tuple[Clause[str], ...]
    branches: Mapping[str, Branch]
    procedures: Mapping[str, Procedure]
    around: tuple[Around, ...]
    guidance: Mapping[str, Step]
    flags: frozenset[str]
    """Every flag that some line of the policy names."""
    steps: Mapping[str, Step] = field(default_factory=dict)
    """Every step by its name, guidance included, in the order of the policy."""
    periods: Mapping[str, Period] = field(default_factory=dict)
    """Every period by its name, in the order of the policy."""
    things: tuple[str, ...] = ()
    """What can be recorded, issued, agreed ...: papers, what duties and actions speak of, quoted duties, questions."""
    readings: tuple[Reading, ...] = ()
    takings: tuple[tuple[str, str], ...] = ()
    """The readings, by their title, of which another alternative is taken than the one that is written."""
    homes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """For each block of steps the branches whose cases can be at its steps: itself, or those that start a procedure."""
    counts_hours: bool = False
    """Does some line of it count in hours, so that it matters for how long people work?"""
    hours_for: frozenset[str | None] = frozenset()
    """The groups for which a line of a step turns on hours on some day; None: for employees of no group."""
    stands_still: bool = False
    """Is some time in it one of active service or of time worked, so that its end or its beginning moves?"""
    asked_about: frozenset[tuple[str, Deed | None]] | None = None
    """The steps and branches of which some line asks on which day they were due, held, decided (None), closed.

    None in place of all: not gathered, so it may be anything.
    """
    own_things: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """For each step of guidance the things that it alone names, so that their events need not name the step."""

    examples: tuple[Example, ...] = ()
    groups: Mapping[str, Group] = field(default_factory=dict)
    events: Mapping[str, DeclaredEvent] = field(default_factory=dict)
    version_days: tuple[Day, ...] = ()
    """The days on which a dated version of some line begins, and those after the last day of one, in order."""
    calendars: Mapping[str, HolidayCalendar] = field(default_factory=dict)
    """The holiday calendars handed in with the policy, by name."""
    days: Mapping[str, CalendarDays] = field(default_factory=dict)
    """The calendars that it declares, by name: paydays, school holidays."""
    looks_at_holidays: bool = False
    """Does some line ask whether an absence is next to a public holiday, or falls on one?"""
    pays: Mapping[str, Pay] = field(default_factory=dict)
    """The schedules of sick pay, in the order of the policy: an absence is paid by the first that is for it."""
    paid_by: Policy | None = None
    """Another policy whose schedules of sick pay give days of facts of this one."""

    @property
    def varies(self) -> bool:
        """Are there lines that do not say the same on every day and for everybody?"""
        return bool(self.version_days or self.groups)

    @property
    def holds_at_once(self) -> bool:
        """Is there a step that counts as held at once?"""
        return any(one.held_at_once is not None for one in self)

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps.values())
