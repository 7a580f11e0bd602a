"""The blocks of a policy: a heading and the lines below it."""

from __future__ import annotations

from policydsl.frozen import frozen
from policydsl.syntax.nodes.clauses import Actions, StepClause, Things
from policydsl.syntax.nodes.conditions import Bounds, Condition, Event, Kind, Kinds, Prorata, Rounding, Window, Worth
from policydsl.syntax.nodes.examples import ExampleLine
from policydsl.syntax.nodes.header import HeaderLine
from policydsl.syntax.nodes.node import (
    Amount,
    Broken,
    Clause,
    Date,
    DayMonth,
    Name,
    Node,
    NotYet,
    Number,
    Text,
    Weekday,
    Word,
)
from policydsl.syntax.nodes.pay import PayLine
from policydsl.syntax.nodes.periods import PeriodLine
from policydsl.syntax.nodes.points import PointsLine
from policydsl.syntax.nodes.readings import ReadingLine
from policydsl.syntax.nodes.versions import Version


@frozen(kw_only=True)
class Block(Clause):
    """A heading and what stands below it; the span holds both, `cites` is of the heading alone.

    A heading that cannot be read still opens its block: `broken` is true, its name is what could be guessed (perhaps
    no text at all), and what else the heading would have said is a `Broken`.
    """

    broken: bool = False


@frozen(kw_only=True)
class PolicyHead(Block):
    """`policy LUU Attendance Support Procedure`."""

    name: Name


@frozen(kw_only=True)
class Setting(Block):
    """`setting Bradford threshold is 150`; its lines are dated or grouped values."""

    name: Name
    worth: Worth | Broken
    lines: tuple[SettingCase | NotYet | Broken, ...] = ()


@frozen(kw_only=True)
class SetAt(Block):
    """`setting personal standard is set at informal review`."""

    name: Name
    step: Name | Broken


@frozen(kw_only=True)
class SettingCase(Clause):
    """`for employees on trial from 1 April 2027 it is 200`: another value of a setting."""

    group: Name | None = None
    since: Date | None = None
    until: Date | None = None
    worth: Worth


@frozen(kw_only=True)
class Group(Block):
    """`group on trial is employees recorded as on trial`."""

    name: Name
    how: RecordedAs | Having | NotYet | Broken


@frozen(kw_only=True)
class RecordedAs(Node):
    """`recorded as on trial`: those whom a history says to be in it, in these words."""

    words: Name


@frozen(kw_only=True)
class Having(Node):
    """`with service under 6 months`: those of whom this is so, as worked out from the history."""

    measured: Word
    bound: Bounds


@frozen(kw_only=True)
class Category(Block):
    """`category short-term absence is an absence lasting at most 7 calendar days`."""

    name: Name
    kinds: Kinds | Broken
    lines: tuple[CategoryCase | MayOverlap | MayBeFollowedByGap | NotYet | Broken, ...] = ()


@frozen(kw_only=True)
class CategoryCase(Clause):
    """`from 1 April 2027 it is instead an absence lasting under 7 calendar days`."""

    group: Name | None = None
    since: Date | None = None
    until: Date | None = None
    kinds: Kinds


@frozen(kw_only=True)
class MayOverlap(Clause):
    """`may overlap medium-term absence`: some absences are meant to be of both categories."""

    category: Name


@frozen(kw_only=True)
class MayBeFollowedByGap(Clause):
    """`may be followed by a gap`: the lengths up to the next category are meant to be of none."""


@frozen(kw_only=True)
class Reason(Block):
    """`reason mental ill health covers stress, anxiety`."""

    name: Name
    covers: Things | Broken


@frozen(kw_only=True)
class Calendar(Block):
    """`calendar payday covers 30 January 2026, 27 February 2026`, or a file, or a calendar that is handed in."""

    name: Name
    covers: DaysCovered | Text | Broken


@frozen(kw_only=True)
class DaysCovered(Node):
    """`30 January 2026, 14 February 2026 to 22 February 2026, Saturdays`."""

    ranges: tuple[DayRange | EveryWeekday | EveryYear | EveryDate, ...]


@frozen(kw_only=True)
class DayRange(Node):
    """`14 February 2026 to 22 February 2026`, or one day."""

    first: Date
    last: Date | None = None


@frozen(kw_only=True)
class EveryWeekday(Node):
    """`Saturdays`: every one of them."""

    day: Weekday


@frozen(kw_only=True)
class EveryYear(Node):
    """`every year from 15 November to 6 January`, over the end of the year where need be."""

    first: DayMonth
    last: DayMonth


@frozen(kw_only=True)
class EveryDate(Node):
    """`every year on 24 December`."""

    day: DayMonth


@frozen(kw_only=True)
class NamedCondition(Block):
    """`condition pattern of concern is met when at least 3 absences start in the last 6 months`."""

    name: Name
    condition: Condition | Broken


@frozen(kw_only=True)
class Fact(Block):
    """`fact half pay date is the first day on half pay, for each absence`."""

    name: Name
    meaning: Name | Broken
    scope: Word | None = None


@frozen(kw_only=True)
class Include(Block):
    """`include "shared/definitions.policy"`; what the file says stands in the tree behind it."""

    file: Text | Broken


@frozen(kw_only=True)
class Principle(Block):
    """`principle "…"`."""

    text: Text | Broken


@frozen(kw_only=True)
class Document(Block):
    """`document Attendance Recommendation`, and what it says."""

    name: Name
    says: tuple[Says | Broken, ...] = ()


@frozen(kw_only=True)
class Says(Clause):
    """`says "…"`."""

    text: Text


# ------------------------------------------------------------------------------------------ measures


@frozen(kw_only=True)
class Measure(Block):
    """`measure Bradford score over the last 52 weeks`, and how it is made."""

    name: Name
    window: Window | Broken
    lines: tuple[MeasureLine, ...] = ()


@frozen(kw_only=True)
class Formula(Clause):
    """`is absences x absences x working days of absence`."""

    value: Sum
    percentage: Word | None = None


@frozen(kw_only=True)
class Counting(Clause):
    """`counting only short-term absences`."""

    kinds: Kinds


@frozen(kw_only=True)
class NotCounting(Clause):
    """`not counting long-term absences`."""

    kinds: Kinds


@frozen(kw_only=True)
class Straddle(Clause):
    """`an absence that began before the window …`: days_inside, whole or not_counted."""

    how: Word


@frozen(kw_only=True)
class Running(Clause):
    """`an absence still running counts …`: day_by_day or once_ended."""

    how: Word


@frozen(kw_only=True)
class ByLength(Clause):
    """`an absence counts by its length …`: so_far or when_it_ends."""

    how: Word


@frozen(kw_only=True)
class MeasureOf(Clause):
    """`from 1 April 2027: counting only short-term absences`: a line of a measure for some days or some employees."""

    version: Version
    line: MeasureLine


MeasureLine = Formula | Counting | NotCounting | Straddle | Running | ByLength | MeasureOf | NotYet | Broken


@frozen(kw_only=True)
class DeclaredEvent(Block):
    """`event late arrival`: something beside absences that a history may tell of."""

    name: Name
    means: Text | None = None


@frozen(kw_only=True)
class Points(Block):
    """`points attendance points`, perhaps over a window, and what gives them."""

    name: Name
    window: Window | None = None
    lines: tuple[PointsLine, ...] = ()


@frozen(kw_only=True)
class Plus(Node):
    """`A plus B`."""

    left: Sum
    right: Sum


@frozen(kw_only=True)
class Minus(Node):
    """`A minus B`."""

    left: Sum
    right: Sum


@frozen(kw_only=True)
class Times(Node):
    """`A x B`."""

    left: Sum
    right: Sum


@frozen(kw_only=True)
class DividedBy(Node):
    """`A divided by B`."""

    left: Sum
    right: Sum


@frozen(kw_only=True)
class AmountOf(Node):
    """`working days of absence`."""

    unit: Word
    kind: Kind


@frozen(kw_only=True)
class WorkDue(Node):
    """`working days due`."""

    unit: Word


Sum = Plus | Minus | Times | DividedBy | AmountOf | WorkDue | Kind | Number


@frozen(kw_only=True)
class Limit(Block):
    """`limit self-certified leave is at most 7 calendar days of absence in the 24 months ending today`."""

    name: Name
    comparison: Word | Broken
    number: Number | Broken
    unit: Word | Broken
    kind: Kind | Broken
    window: Window | Broken
    week: Prorata | None = None
    rounding: Rounding | Word | None = None
    lines: tuple[Beyond | NotYet | Broken, ...] = ()


@frozen(kw_only=True)
class Beyond(Clause):
    """`beyond it: tell HR "…"`: what follows when the limit is passed."""

    actions: Actions


# ------------------------------------------------------------------------------------------ branches and steps


@frozen(kw_only=True)
class Step(Block):
    """`step first informal meeting "Informal Attendance Support meeting"`, and its clauses."""

    name: Name
    label: Text | None = None
    clauses: tuple[StepClause, ...] = ()


@frozen(kw_only=True)
class Period(Block):
    """`period live warning`: a time that something starts and that ends by itself; it stands among the steps."""

    name: Name
    lines: tuple[PeriodLine, ...] = ()


StepBlock = Step | Period | NotYet | Broken


@frozen(kw_only=True)
class Pauses(Clause):
    """`pauses while Branch 2 is open`."""

    branch: Name


@frozen(kw_only=True)
class Enters(Clause):
    """`starts at the step after the one reached in short-term absence`: step_reached or step_after."""

    how: Word
    branch: Name | None = None
    within: Amount | None = None
    after: Event | None = None


BranchLine = Pauses | Enters | NotYet | Broken


@frozen(kw_only=True)
class Branch(Block):
    """`branch Branch 1 "Bradford Factor trigger" follows each employee`.

    The scope is each_employee (or those of a group), each_absence_while_it_lasts or each_ended_absence; `lines` stand
    before the steps.
    """

    name: Name
    label: Text | None = None
    scope: Word | EachEmployeeOf | NotYet | Broken
    lines: tuple[BranchLine, ...] = ()
    steps: tuple[StepBlock, ...] = ()


@frozen(kw_only=True)
class EachEmployeeOf(Node):
    """`each employee on trial`: the employees of a group."""

    group: Name


@frozen(kw_only=True)
class Procedure(Block):
    """`procedure capability dismissal`, and its steps."""

    name: Name
    steps: tuple[StepBlock, ...] = ()


@frozen(kw_only=True)
class Around(Block):
    """`after every absence`: how is after or during; and its steps."""

    how: Word | Broken
    kind: Kind | Broken
    steps: tuple[StepBlock, ...] = ()


@frozen(kw_only=True)
class Guidance(Block):
    """`guidance case management meeting`: nothing in it falls due by itself."""

    name: Name
    label: Text | None = None
    clauses: tuple[StepClause, ...] = ()


@frozen(kw_only=True)
class Pay(Block):
    """`sick pay by length of service`."""

    name: Name
    lines: tuple[PayLine, ...] = ()


@frozen(kw_only=True)
class Example(Block):
    """`example the six months pass`: the name is free words; lines tell what happened, and what must follow."""

    name: Name
    lines: tuple[ExampleLine, ...] = ()


@frozen(kw_only=True)
class Reading(Block):
    """`reading exactly seven days`: a question that the source leaves open; the name is free words."""

    name: Name
    lines: tuple[ReadingLine, ...] = ()


Heading = Setting | Category | Measure | Fact | NamedCondition | Branch
"""The headings that an alternative of a reading can put in the place of others."""

PolicyBlock = (
    Setting
    | Group
    | Category
    | DeclaredEvent
    | Measure
    | Points
    | Limit
    | Fact
    | NamedCondition
    | Reason
    | Calendar
    | Principle
    | Include
    | Document
    | Branch
    | Procedure
    | Around
    | Guidance
    | Pay
    | Example
    | Reading
    | NotYet
    | Broken
)


@frozen(kw_only=True)
class Comment(Node):
    """A comment as written, its sign included; `alone` says whether it has a line of its own."""

    text: str
    alone: bool


@frozen(kw_only=True)
class Policy(Node):
    """A whole file as written."""

    head: PolicyHead | None
    header: tuple[HeaderLine, ...] = ()
    blocks: tuple[PolicyBlock, ...] = ()
    comments: tuple[Comment, ...] = ()
