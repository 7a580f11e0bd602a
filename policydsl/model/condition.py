"""Conditions, counts, measures and date rules as data in closed unions."""

from __future__ import annotations

from dataclasses import field
from enum import Enum

from policydsl.domain.number import Comparison, Exact
from policydsl.frozen import frozen
from policydsl.model.amount import Amount, Bound, Event, Unit, Value, Window
from policydsl.model.clause import ALWAYS, Clause, Guard, Written
from policydsl.model.near import CalendarDays, Near

# ------------------------------------------------------------------ which absences


@frozen
class Lasting:
    """By length: calendar days from the first to the last recorded one, or what was missed of the working pattern."""

    bound: Bound


@frozen
class Flagged:
    """Bearing a flag, or not bearing it."""

    flag: str
    negated: bool = False


@frozen
class BecauseOf:
    """With this reason code, or one of those that the reason covers."""

    reason: str
    covers: tuple[str, ...] = ()


@frozen
class ExpectedToLast:
    """By the length that people expect it to have; one of which nobody has said so is not among them."""

    bound: Bound


@frozen
class LongerThanExpected:
    """Longer than people expect it to be."""


@frozen
class StartingOn:
    """Beginning on one of these days of the week, Monday being 0."""

    days: tuple[int, ...]


@frozen
class StartingOnDays:
    """Beginning on one of the days of a calendar, a holiday, a day off or leave."""

    days: Near


@frozen
class WithPaper:
    """With this paper on file for it, or (negated) without."""

    paper: str
    negated: bool = False


@frozen
class NextTo:
    """Beside one of these days: no working day of the employee lies between, and the day is not one of the absence."""

    days: Near


@frozen
class FallingOn:
    """With one of these days among its own, from the first to the last."""

    days: Near


Filter = (
    Lasting
    | Flagged
    | BecauseOf
    | ExpectedToLast
    | LongerThanExpected
    | StartingOn
    | StartingOnDays
    | WithPaper
    | NextTo
    | FallingOn
)


@frozen
class Kind:
    """Absences of a category (None: every absence) that pass all filters."""

    category: str | None
    filters: tuple[Filter, ...] = ()
    event: str | None = None
    """The declared event that this is about, and no absence."""


@frozen
class Selection:
    """Absences of any of these kinds, except those of any of the others."""

    kinds: tuple[Kind, ...]
    exceptions: tuple[Kind, ...] = ()


EVERY_ABSENCE = Selection((Kind(None),))

# ------------------------------------------------------------------ formulas of measures


@frozen
class Constant:
    """A number in a formula."""

    value: Exact


@frozen
class Absences:
    """How many absences of the selection lie in the window, wholly or in part."""

    selection: Selection


@frozen
class DaysOf:
    """How much of such absences lies in the window: calendar days, or the person's working days, hours or shifts."""

    unit: Unit
    selection: Selection


@frozen
class DaysDue:
    """How much lies in the window: calendar days, or the working days, hours or shifts the person was due to work."""

    unit: Unit


@frozen
class Sum:
    """Terms added up."""

    terms: tuple[Formula, ...]


@frozen
class Difference:
    """One less another."""

    whole: Formula
    less: Formula


@frozen
class Product:
    """Factors multiplied."""

    factors: tuple[Formula, ...]


@frozen
class Quotient:
    """One divided by another; divided by nothing it is nothing."""

    dividend: Formula
    divisor: Formula


@frozen
class PointsFor:
    """So many points for each occurrence of a kind, or (`unit`) for each working day, shift ... of such an absence.

    `guard`: the days of the occurrences, and the group, that the line is for.
    """

    number: Exact
    kind: Kind
    unit: Unit | None
    written: Written = field(compare=False)
    guard: Guard = ALWAYS


@frozen
class DropOff:
    """Entries for a kind (None: every entry) count no more from the day so long after their own date."""

    kind: Kind | None
    after: Amount
    guard: Guard = ALWAYS


@frozen
class Credit:
    """So many points (None: all there are) come off for each stretch of time without an occurrence of a kind.

    `clean` None: without an entry. A stretch is so long after the last occurrence or credit, or one of the calendar,
    or each run of days of a calendar that the policy declares.
    """

    number: Exact | None
    every: Amount | Window | CalendarDays
    clean: Kind | None
    written: Written = field(compare=False)
    guard: Guard = ALWAYS
    unless: tuple[Guard, ...] = ()
    """When another line holds in its place."""


@frozen
class CreditFor:
    """So many points (None: all there are) come off for each event of a kind, on its day."""

    number: Exact | None
    kind: Kind
    written: Written = field(compare=False)
    guard: Guard = ALWAYS
    unless: tuple[Guard, ...] = ()
    """When another line holds in its place."""


class CreditUse(Enum):
    """Which entry a credit comes off."""

    NEWEST = "the newest entry"
    OLDEST = "the oldest entry"
    NEXT = "the next entry"


@frozen(kw_only=True)
class Points:
    """Points by the entries that occurrences make: the first line that fits an occurrence says how many."""

    entries: tuple[PointsFor, ...]
    opening: Value = 0
    drops: tuple[DropOff, ...] = ()
    held_by: tuple[str, ...] = ()
    """The periods during which nothing drops off."""
    no_credit_during: tuple[str, ...] = ()
    """Those of them during which no credit takes anything off either."""
    credits: tuple[Credit | CreditFor, ...] = ()
    use: CreditUse | None = None
    or_next: bool = False
    """Is what is left of a credit kept for the next entry?"""
    lasts: Amount | None = None
    kept: Exact | None = None
    """So many points of credit are kept at most."""
    ceiling: Value | None = None
    floor: Value | None = None


Formula = Constant | Absences | DaysOf | DaysDue | Sum | Difference | Product | Quotient | Points

# ------------------------------------------------------------------ conditions


class Placed(Enum):
    """Which of its days put an absence in a window."""

    FIRST_DAY = "start"
    LAST_DAY = "end"
    ANY_DAY = "fall"


@frozen
class Count:
    """So many absences of a kind (`unit` None), or so many of their days. `new`: begun after the window's anchor.

    `same_reason`: so many of them have one reason between them.
    """

    comparison: Comparison
    number: Value
    selection: Selection
    new: bool = False
    unit: Unit | None = None
    same_reason: bool = False


@frozen
class Tally:
    """All (or any) of the counts are met by the absences that lie in the window by the day named in `placed`."""

    counts: tuple[Count, ...]
    every: bool
    placed: Placed
    window: Window


@frozen
class KOfN:
    """So many of the last `last` absences of a category (None: of all) are of a kind; of fewer, those there are."""

    comparison: Comparison
    number: Exact
    last: int
    among: Selection
    kind: Selection


@frozen
class Compare:
    """A measure stands so to a limit."""

    measure: str
    bound: Bound


@frozen
class InPeriods:
    """A measure stands so to a limit in so many of the last periods: today, a period ago, and so on, `periods` days."""

    measure: str
    bound: Bound
    comparison: Comparison
    number: Exact
    periods: Amount


@frozen
class Running:
    """A period of the case (or of another, as of yesterday) runs on the day: from its first to its last day."""

    period: str
    negated: bool = False


@frozen
class HasLasted:
    """The absence that the case follows has lasted so long, counted in calendar days from its first day."""

    bound: Bound


@frozen
class IsExpected:
    """People expect the absence that the case follows to last so long."""

    bound: Bound


@frozen
class IsCategory:
    """The absence that the case follows is of the category."""

    category: str
    negated: bool = False


@frozen
class Covered:
    """A paper covers the day, of the absence that the case follows; up to `after` of it none needs to (None: no time).

    Of an absence that is over, its last day is meant. Negated: no paper does.
    """

    paper: str
    after: Value | None = None
    negated: bool = False


@frozen
class Happened:
    """The event has happened, on the day asked about or before, and in the window if there is one; negated: not."""

    event: Event
    negated: bool = False
    window: Window | None = None


@frozen
class Finding:
    """A person recorded yes (negated: no) to a question that a step asks: `whether the employee is fit to attend`."""

    question: str
    negated: bool = False


@frozen
class Named:
    """A condition that stands elsewhere under this name is met; negated: it is not."""

    name: str
    clause: Clause[Condition]
    negated: bool = False


@frozen
class OnlyIf:
    """What must be so besides for a step to fall due: `only if …`. It makes nothing due by itself."""

    clause: Clause[Condition]


@frozen
class NotBy:
    """Something else makes a step fall due than absences of this selection: `is not triggered by …`.

    Where a case follows an absence, that absence is not of the selection. Elsewhere an absence that is not runs on the
    day, or is settled on it.
    """

    clause: Clause[Selection]


@frozen
class Both:
    """All of the parts."""

    parts: tuple[Condition, ...]


@frozen
class Either:
    """At least one of the parts."""

    parts: tuple[Condition, ...]


Condition = (
    Tally
    | KOfN
    | Compare
    | InPeriods
    | Running
    | HasLasted
    | IsExpected
    | IsCategory
    | Covered
    | Happened
    | Finding
    | Named
    | OnlyIf
    | NotBy
    | Both
    | Either
)


def without_guards(condition: Condition) -> Condition:
    """What makes a step due, without what only keeps it back."""
    match condition:
        case Both(parts) if any(isinstance(part, OnlyIf | NotBy) for part in parts):
            kept = tuple(part for part in parts if not isinstance(part, OnlyIf | NotBy))
            return kept[0] if len(kept) == 1 else Both(kept)
        case _:
            return condition


# ------------------------------------------------------------------ date rules


@frozen
class OnFact:
    """The day that a fact gives."""

    fact: str


@frozen
class OnEvent:
    """The day of an event."""

    event: Event


@frozen
class After:
    """So long after an event. Working days are the organisation's."""

    length: Value
    event: Event


@frozen
class Before:
    """So long before the day that a fact gives."""

    length: Value
    fact: str


@frozen
class Halfway:
    """Halfway between two days, rounded down to a whole day."""

    start: OnFact | OnEvent
    end: OnFact | OnEvent


@frozen
class WorkingTimeBack:
    """The first working day attended after the absence."""


@frozen
class Sooner:
    """The earliest of the dates that are left."""

    dates: tuple[DateTerm, ...]


@frozen
class Later:
    """The latest of the dates that are left."""

    dates: tuple[DateTerm, ...]


@frozen
class Failing:
    """The first of the dates, in the order written, that is left."""

    dates: tuple[DateTerm, ...]


DateTerm = OnFact | OnEvent | After | Before | Halfway | WorkingTimeBack


@frozen
class DateRule:
    """A day worked out from events and facts, not before another day where the policy says so."""

    date: DateTerm | Sooner | Later | Failing
    not_before: DateTerm | None = None
