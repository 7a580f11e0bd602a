"""Where every case stands at the end of a day: the state that the days are folded over. Immutable plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from policydsl.domain.number import NOTHING, Day, Exact, Needs
from policydsl.interpret.answer import Reason, StepState
from policydsl.model.amount import Amount, Deed

WHO_LED = "one who led "
"""Before the step whose leader may not decide, where a note says who that is."""


@dataclass(frozen=True, slots=True, order=True)
class CaseKey:
    """Which case: its branch (or `after every absence`), the absence it follows, the step where each step is a case."""

    branch: str
    absence: str | None = None
    step: str | None = None


class At(Enum):
    """A case waits for its step, or the step is due, or it is held and waits for an outcome or a person."""

    WAITING = "waiting"
    DUE = "due"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened to a step in this running of a case: held, due, or (with `outcome`) decided."""

    step: str
    deed: Deed | None
    day: Day
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class PeriodRun:
    """A period that began in a case: its first and last day, and how far the day of its end has been dealt with."""

    period: str
    first: Day
    last: Day
    counted_from: Day
    """The day from which `amounts` are counted: the first day, or the one after a last day that was set."""
    amounts: tuple[Amount, ...]
    past: str | None = None
    """The step held last when it began; a case that goes back to that step, or before it, loses the period."""
    over: Day | None = None
    """The first day after it on which everything counted in it was certain."""
    followed: bool = False
    """What the policy says of its end is done, or no longer concerns the case."""


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the steps of a branch or procedure."""

    owner: str
    step: str
    at: At
    since: Day
    again: Day | None = None
    """The case came back to this step on that day (a lapse, or a case closed before it)."""
    left: str | None = None
    """The step whose `then` led here, while its outcome may still be recorded."""
    passed: Day | None = None
    """The day up to which dates count as already passed: the step before was held then, or this one was reached."""
    marks: tuple[Mark, ...] = ()
    occurrence: str | None = None
    """The id of the occurrence that the position is at (`DUE`, `HELD`)."""
    notices: tuple[tuple[Day, Day | None], ...] = ()
    """Notices given while the case waits for the step: the day given, the meeting's day."""
    outstanding: tuple[str, ...] = ()
    """Occurrences still due although the case is at a later step, whose time ran from the day they fell due."""
    overdue: bool = False
    """The window has passed, what the policy says of that is done, and the case waits on."""
    stuck: Needs = NOTHING
    stuck_since: Day | None = None
    reached: Day | None = None
    """The day on which the case came to wait for the step, where that is not `since`."""
    moved: Day | None = None
    """The case came here from another step: the day on which that one was held."""
    fresh: Day | None = None
    """The case went back or began again on that day: what happened by then belongs to what went before."""
    periods: tuple[PeriodRun, ...] = ()
    row: Day | None = None
    """The step first fell due on that day since the case came to it: where `every so often` counts from."""

    @property
    def came(self) -> Day:
        """The day on which the case came to wait for the step."""
        return self.since if self.reached is None else self.reached


@dataclass(frozen=True, slots=True)
class Case:
    """One running of a branch for the employee or for an absence, with the procedure it started, if any."""

    key: CaseKey
    opened: Day
    place: Position
    procedure: Position | None = None
    started: Day | None = None
    """The day the procedure was started."""
    started_by: str | None = None
    """Who recorded the outcome that started the procedure."""
    unsupported: bool = False
    """It rests on a meeting that the record as it stands no longer calls for."""
    counted_after: tuple[tuple[str | None, Day], ...] = ()
    """For a measure, or (None) for everything: absences that began by that day count no more in this branch."""

    def counts_after(self, measure: str | None = None) -> Day:
        """The day up to which absences that began count no more in the measure, or in counts."""
        return max((day for name, day in self.counted_after if name in (None, measure)), default=0)

    @property
    def active(self) -> Position:
        """The position that moves now: the procedure's while one is open."""
        return self.procedure or self.place

    def moved_to(self, position: Position) -> Case:
        """The case with its active position moved."""
        return replace(self, place=position) if self.procedure is None else replace(self, procedure=position)

    def rests(self, at_rest: frozenset[str]) -> bool:
        """Is it at one of these steps and no longer waiting?"""
        position = self.procedure or self.place
        return position.step in at_rest and position.at is not At.WAITING

    def marks(self, step: str, deed: Deed | None, outcome: str | None) -> list[Day]:
        """The days on which the step bears such a mark, in order."""
        own = self.place.marks + (self.procedure.marks if self.procedure else ())
        return [mark.day for mark in own if mark.step == step and mark.deed == deed and mark.outcome == outcome]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A step that fell due in a case."""

    id: str
    case: CaseKey
    step: str
    on: Day
    state: StepState
    held: Day | None = None
    held_by: str | None = None
    outcome: str | None = None
    decided: Day | None = None
    noticed: tuple[tuple[Day, Day | None], ...] = ()
    """Notices: the day given, the meeting's day."""
    arranged: Day | None = None
    unsupported: bool = False
    prompted: tuple[int, ...] = ()
    """Which `if` clauses have taken effect."""
    counted: frozenset[str] = frozenset()
    """The absences whose count made it fall due."""
    version: Day | None = None
    """The day whose version of the policy holds for it, where its case keeps to an earlier one."""
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Ended:
    """A case that lapsed or closed."""

    case: CaseKey
    on: Day
    why: str | None
    """The code of why it closed; None: it lapsed."""
    step: str
    reasons: tuple[Reason, ...] = ()
    periods: tuple[PeriodRun, ...] = ()
    """The periods that had run in the case."""

    @property
    def lapsed(self) -> bool:
        """Did it go back to an earlier step, to wait there?"""
        return self.why is None


@dataclass(frozen=True, slots=True)
class Pending:
    """A deed that waits for people, after `may`, `should`, `leave it to`, until it is on file or decided."""

    code: str
    what: str
    thing: str
    """The name under which people put it on file."""
    case: CaseKey
    step: str
    since: Day
    line: int
    clauses: tuple[str, ...] = ()
    procedure: str | None = None
    """The procedure that opens on the day the deed is on file (`should start ...`)."""
    because: str = ""
    """What brought it up, in words of the policy."""


@dataclass(frozen=True, slots=True)
class Noted:
    """Something to report about a recorded event or an action: a code, and the facts its sentence needs."""

    code: str
    on: Day
    step: str | None
    case: CaseKey | None
    about: tuple[tuple[str, str], ...] = ()
    clauses: tuple[str, ...] = ()
    event: int | None = None
    """Which event of the day it is about, in the order they are taken."""


@dataclass(frozen=True, slots=True)
class Standings:
    """All there is to know at the end of a day."""

    cases: Mapping[CaseKey, Case] = field(default_factory=dict)
    occurrences: Mapping[str, Occurrence] = field(default_factory=dict)
    ended: tuple[Ended, ...] = ()
    pending: tuple[Pending, ...] = ()
    noted: tuple[Noted, ...] = ()
    taken: tuple[tuple[str, Day, Exact], ...] = ()
    """Points that actions of any case have taken off: whose, when, how many."""

    def taken_off(self, points: str) -> tuple[tuple[Day, Exact], ...]:
        """What was taken off these points, and when."""
        return tuple((day, number) for name, day, number in self.taken if name == points)


NOBODY = Standings()
"""Before the first day: no case, nothing due."""
