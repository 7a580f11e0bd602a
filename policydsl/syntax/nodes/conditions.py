"""Which absences, how many, when: kinds, comparisons, counts, events, windows, conditions, rules for a date."""

from __future__ import annotations

from policydsl.frozen import frozen
from policydsl.syntax.nodes.node import Amount, DayMonth, Name, Node, NotYet, Number, Percent, Weekday, Weekdays, Word

# ------------------------------------------------------------------------------------------ which absences


@frozen(kw_only=True)
class Kinds(Node):
    """`A, or B, except C`."""

    which: Either
    but_not: Either | None = None


@frozen(kw_only=True)
class Either(Node):
    """`A, or B`: one kind or several."""

    kinds: tuple[Kind, ...]


@frozen(kw_only=True)
class Kind(Node):
    """`an absence lasting over 7 calendar days`: a name and what narrows it."""

    name: Name
    filters: tuple[Filter, ...] = ()


@frozen(kw_only=True)
class Lasting(Node):
    """`lasting at most 7 calendar days`."""

    bound: Bounds


@frozen(kw_only=True)
class Flagged(Node):
    """`flagged pregnancy-related`."""

    flag: Name


@frozen(kw_only=True)
class NotFlagged(Node):
    """`not flagged planned`."""

    flag: Name


@frozen(kw_only=True)
class BecauseOf(Node):
    """`because of stress`."""

    reason: Name


@frozen(kw_only=True)
class ExpectedToLast(Node):
    """`expected to last over 4 weeks`."""

    bound: Bounds


@frozen(kw_only=True)
class Overrun(Node):
    """`lasting longer than expected`."""


@frozen(kw_only=True)
class StartingOn(Node):
    """`starting on a Friday or Monday`."""

    day: Weekday | Weekdays


@frozen(kw_only=True)
class StartingOnDays(Node):
    """`starting on peak season`: its first day is one of these days."""

    what: Name


@frozen(kw_only=True)
class HavingPaper(Node):
    """`with medical certificate`."""

    paper: Name


@frozen(kw_only=True)
class LackingPaper(Node):
    """`without medical certificate`."""

    paper: Name


@frozen(kw_only=True)
class NextTo(Node):
    """`next to payday`: no working day lies between them."""

    what: Name


@frozen(kw_only=True)
class FallingOn(Node):
    """`falling on school holidays`."""

    what: Name


Filter = (
    Lasting
    | Flagged
    | NotFlagged
    | BecauseOf
    | ExpectedToLast
    | Overrun
    | StartingOn
    | StartingOnDays
    | HavingPaper
    | LackingPaper
    | NextTo
    | FallingOn
    | NotYet
)


# ------------------------------------------------------------------------------------------ comparisons


@frozen(kw_only=True)
class Bound(Node):
    """`over 150`, `at most 7 calendar days`; the comparison is over, at_least, exactly, at_most or under."""

    comparison: Word
    value: Value


@frozen(kw_only=True)
class Between(Node):
    """`from 20 to 50`, both ends included."""

    low: Number | Amount
    high: Value


@frozen(kw_only=True)
class BetweenOpen(Node):
    """`from 3 months to under 6 months`, the upper end left out."""

    low: Number | Amount
    high: Value


@frozen(kw_only=True)
class Share(Node):
    """`50% of the trigger point`."""

    number: Number
    of: Value


@frozen(kw_only=True)
class Prorata(Node):
    """`pro rata to a full-time week of 5 working days`."""

    amount: Amount


@frozen(kw_only=True)
class Rounding(Node):
    """`rounded up`, `rounded to the nearest half day`: up, down or Nearest."""

    how: Word | Nearest


@frozen(kw_only=True)
class Nearest(Node):
    """`to the nearest half day`: whole, half or quarter."""

    part: Word


@frozen(kw_only=True)
class Scaled(Node):
    """`9 working days, pro rata to a full-time week of 5 working days, rounded up`; the word exact: not rounded."""

    value: Value
    week: Prorata
    rounding: Rounding | Word | None = None


@frozen(kw_only=True)
class Rounded(Node):
    """`50% of the trigger point, rounded up`."""

    value: Value
    rounding: Rounding | Word


Value = Number | Percent | Share | Amount | Name | NotYet
Worth = Value | Scaled | Rounded
Bounds = Bound | Between | BetweenOpen


# ------------------------------------------------------------------------------------------ events and windows


@frozen(kw_only=True)
class Happens(Node):
    """`first informal meeting is held`."""

    name: Name
    happening: Word | HeldTimes | NotYet


@frozen(kw_only=True)
class HeldTimes(Node):
    """`held 3 times`."""

    number: Number


@frozen(kw_only=True)
class Begins(Node):
    """`the absence began`."""

    name: Name


@frozen(kw_only=True)
class Ends(Node):
    """`the absence ends`."""

    name: Name


@frozen(kw_only=True)
class HasOutcome(Node):
    """`review of the recommendation has outcome proceed`."""

    name: Name
    outcome: Name


Event = Happens | Begins | Ends | HasOutcome


@frozen(kw_only=True)
class Last(Node):
    """`over the last 52 weeks`, today included."""

    length: Amount | Name


@frozen(kw_only=True)
class EndingOn(Node):
    """`in the 24 months ending yesterday`."""

    length: Amount
    ending: Word | WhenEvent


@frozen(kw_only=True)
class WhenEvent(Node):
    """`ending when the absence ends`."""

    event: Event


@frozen(kw_only=True)
class WithinAfter(Node):
    """`within 6 months after first informal meeting is held`."""

    length: Amount | Name
    event: Event


@frozen(kw_only=True)
class Since(Node):
    """`since final warning is issued`."""

    event: Event


@frozen(kw_only=True)
class EachYear(Node):
    """`in each calendar year`, `in the quarter`."""

    year: Word | HalfYear


@frozen(kw_only=True)
class HalfYear(Node):
    """`half-year from 1 April`."""

    start: DayMonth


@frozen(kw_only=True)
class DuringPeriod(Node):
    """`during live warning`."""

    period: Name


@frozen(kw_only=True)
class DuringIt(Node):
    """`during it`, in a line about the end of a period."""


@frozen(kw_only=True)
class WholeRecord(Node):
    """`over the whole record`."""


Window = Last | EndingOn | WithinAfter | DuringPeriod | DuringIt | Since | EachYear | WholeRecord | NotYet


# ------------------------------------------------------------------------------------------ counts and conditions


@frozen(kw_only=True)
class CountAbsences(Node):
    """`at least 2 new short-term absences`; a bare number means at least; a setting needs the comparison."""

    comparison: Word | None
    number: Number | Name
    new: Word | None
    kind: Kind


@frozen(kw_only=True)
class CountDays(Node):
    """`at least 10 working days of absence`."""

    comparison: Word | None
    number: Number | Name
    unit: Word
    kind: Kind


@frozen(kw_only=True)
class CountSetting(Node):
    """`more than the trigger absences`: a setting that says how many, and by its name of what."""

    comparison: Word
    number: Name


@frozen(kw_only=True)
class CountNone(Node):
    """`no new absence`."""

    new: Word | None
    kind: Kind


@frozen(kw_only=True)
class AllCounts(Node):
    """Counts joined by `and`."""

    counts: tuple[Count, ...]


@frozen(kw_only=True)
class AnyCounts(Node):
    """Counts joined by `or`."""

    counts: tuple[Count, ...]


Count = CountAbsences | CountDays | CountSetting | CountNone
Counts = Count | AllCounts | AnyCounts


@frozen(kw_only=True)
class Tally(Node):
    """Counts, how the window places an absence (by_first_day, by_last_day, by_any_day), and the window."""

    counts: Counts
    placed: Word
    window: Window


@frozen(kw_only=True)
class KOfN(Node):
    """`at least 3 of the last 5 absences are pattern absences`."""

    comparison: Word
    number: Number
    last: Number
    among: Name
    kind: Kind


@frozen(kw_only=True)
class Compare(Node):
    """`the Bradford score is over the Bradford threshold`."""

    name: Name
    bound: Bounds


@frozen(kw_only=True)
class ComparedInPeriods(Node):
    """`yearly days is over 10 working days in at least 2 of the last 3 years`."""

    name: Name
    bound: Bounds
    comparison: Word
    number: Number
    last: Amount


@frozen(kw_only=True)
class IsA(Node):
    """`the absence is a long-term absence`, or any `X is Y` of two names."""

    name: Name
    what: Name


@frozen(kw_only=True)
class IsNotA(Node):
    """`the employee is not fit to attend`."""

    name: Name
    what: Name


@frozen(kw_only=True)
class Lasted(Node):
    """`the absence has lasted over 4 weeks`."""

    name: Name
    bound: Bounds


@frozen(kw_only=True)
class Expected(Node):
    """`the absence is expected to last over 4 weeks`."""

    name: Name
    bound: Bounds


@frozen(kw_only=True)
class IsCovered(Node):
    """`the absence is covered by fit note after 7 calendar days`."""

    name: Name
    paper: Name
    after: Amount | Name | None = None


@frozen(kw_only=True)
class NotCovered(Node):
    """`the absence is not covered by fit note after 7 calendar days`."""

    name: Name
    paper: Name
    after: Amount | Name | None = None


@frozen(kw_only=True)
class State(Node):
    """An event as a condition: `lack of improvement is recorded in the last 12 months`."""

    event: Event
    window: Window | None = None


@frozen(kw_only=True)
class NotState(Node):
    """`outcome letter is not sent`."""

    name: Name
    happening: Word | HeldTimes | NotYet
    window: Window | None = None


@frozen(kw_only=True)
class Runs(Node):
    """`live warning is running`."""

    name: Name


@frozen(kw_only=True)
class RunsNot(Node):
    """`live warning is not running`."""

    name: Name


@frozen(kw_only=True)
class Met(Node):
    """`pattern of concern is met`."""

    name: Name


@frozen(kw_only=True)
class NotMet(Node):
    """`pattern of concern is not met`."""

    name: Name


@frozen(kw_only=True)
class AllOf(Node):
    """Conditions joined by `and`."""

    conditions: tuple[Condition, ...]


@frozen(kw_only=True)
class AnyOf(Node):
    """Conditions joined by `or when`."""

    conditions: tuple[Condition, ...]


Condition = (
    Compare
    | ComparedInPeriods
    | IsA
    | IsNotA
    | Lasted
    | Expected
    | IsCovered
    | NotCovered
    | State
    | NotState
    | Runs
    | RunsNot
    | Met
    | NotMet
    | Tally
    | KOfN
    | AllOf
    | AnyOf
    | NotYet
)


# ------------------------------------------------------------------------------------------ rules for a date


@frozen(kw_only=True)
class OnDate(Node):
    """`on half pay date`."""

    name: Name


@frozen(kw_only=True)
class AfterEvent(Node):
    """`4 weeks after long-term informal meeting is held`, or with the name of a setting: `improvement time after …`."""

    amount: Amount | Name
    event: Event


@frozen(kw_only=True)
class BeforeDate(Node):
    """`2 weeks before half pay date`."""

    amount: Amount
    name: Name


@frozen(kw_only=True)
class DayOf(Node):
    """`the day long-term first formal meeting is held`."""

    event: Event


@frozen(kw_only=True)
class Halfway(Node):
    """`halfway between the day E and end of pay`."""

    first: DayOf | OnDate
    last: DayOf | OnDate


DateTerm = OnDate | AfterEvent | BeforeDate | Halfway


@frozen(kw_only=True)
class Sooner(Node):
    """`A, or B, whichever is sooner`."""

    dates: tuple[DateTerm, ...]


@frozen(kw_only=True)
class Later(Node):
    """`A, or B, whichever is later`."""

    dates: tuple[DateTerm, ...]


@frozen(kw_only=True)
class Failing(Node):
    """`A, or failing that B`."""

    dates: tuple[DateTerm, ...]


@frozen(kw_only=True)
class NotBefore(Node):
    """`…, but not before 8 weeks after the absence began`."""

    rule: DateTerm | Sooner | Later | Failing
    floor: DateTerm


DateRule = DateTerm | Sooner | Later | Failing | NotBefore
