"""The lines under `policy`: the conventions by which everything else is read."""

from __future__ import annotations

from policydsl.frozen import frozen
from policydsl.syntax.nodes.clauses import Roles, Things
from policydsl.syntax.nodes.conditions import Filter, Kind, Kinds
from policydsl.syntax.nodes.node import Amount, Broken, Clause, Date, DayMonth, Name, Node, NotYet, Text, Weekday, Word
from policydsl.syntax.nodes.versions import Version


@frozen(kw_only=True)
class InForce(Clause):
    """`in force from 1 September 2024`."""

    since: Date
    until: Date | None = None


@frozen(kw_only=True)
class SourceText(Clause):
    """`source "Policy 3.3", clauses in "luu_attendance.clauses.yaml"`."""

    title: Text
    register: Text | None = None


@frozen(kw_only=True)
class OrganisationWorks(Clause):
    """`the organisation works Monday to Friday`."""

    first: Weekday
    last: Weekday
    holidays: WithoutHolidays | None = None


@frozen(kw_only=True)
class WithoutHolidays(Node):
    """`without the public holidays of Scotland`."""

    calendar: Name


@frozen(kw_only=True)
class EmptyAbsence(Clause):
    """`an absence with no working day counts`: counted or not_counted."""

    how: Word


@frozen(kw_only=True)
class WaivedStep(Clause):
    """`a waived step counts as held`: as_held, closes_branch or watched_again."""

    how: Word


@frozen(kw_only=True)
class OpenCases(Clause):
    """`cases already open stay with the earlier version`: move_at_once, move_at_next_step or stay_with_earlier."""

    how: Word


@frozen(kw_only=True)
class Join(Clause):
    """`absences join when no working day lies between them`: a gap (no_working_day, next_day, or at most so long)."""

    gap: Word | GapAtMost
    same_reason: Word | None = None


@frozen(kw_only=True)
class GapAtMost(Node):
    """`when at most 14 calendar days lie between them`."""

    amount: Amount


@frozen(kw_only=True)
class Link(Clause):
    """`absences link when at most 4 weeks lie between them`: kept apart, and followed together."""

    gap: Word | GapAtMost
    same_reason: Word | None = None


@frozen(kw_only=True)
class NeverJoin(Clause):
    """`absences never join`."""


@frozen(kw_only=True)
class Bridge(Clause):
    """`absences join across annual leave`."""

    leave: Things


@frozen(kw_only=True)
class LeaveCovers(Clause):
    """`leave covers annual leave`: records of it are no absences."""

    leave: Things


@frozen(kw_only=True)
class MonthEnd(Clause):
    """`when a month is too short, use its last day`: last_day_of_month or first_day_of_next."""

    how: Word


@frozen(kw_only=True)
class PartDay(Clause):
    """`a part day counts as its fraction`: fraction, whole or nothing."""

    how: Word


@frozen(kw_only=True)
class WorkingDay(Clause):
    """`a working day is a day the employee was due to work`, without the holidays of a place or holidays_included."""

    holidays: WithoutHolidays | Word | None = None


@frozen(kw_only=True)
class NoPattern(Clause):
    """`with no working pattern on file, use Monday to Friday`."""

    first: Weekday
    last: Weekday


@frozen(kw_only=True)
class AbsenceEnds(Clause):
    """`an absence ends on its last recorded day`: on_last_recorded_day, when_declared_fit or when_back."""

    how: Word


@frozen(kw_only=True)
class TakesCategory(Clause):
    """`an absence takes its category as soon as that is certain`: when_certain, on_first_day or on_last_day."""

    how: Word


@frozen(kw_only=True)
class CountsTowards(Clause):
    """`an absence may count towards several steps`: one_step_only or several_steps."""

    how: Word


@frozen(kw_only=True)
class Protected(Clause):
    """`absences flagged F count for nothing, except after every absence`; `except_how` is after or during."""

    flags: Marks
    except_how: Word | None = None
    except_kind: Kind | None = None


@frozen(kw_only=True)
class Marks(Node):
    """Flags joined by `or`."""

    flags: tuple[Name, ...]


@frozen(kw_only=True)
class LeftOut(Clause):
    """`leave out absences lasting under 1 working day`."""

    kinds: Kinds


@frozen(kw_only=True)
class Narrowed(Node):
    """What narrows the absences that a line is about: `because of accident at work`."""

    filters: tuple[Filter, ...]


@frozen(kw_only=True)
class Discounting(Clause):
    """`an absence may be discounted by manager, giving a reason`; `purposes` are what it is discounted for."""

    narrowed: Narrowed | None = None
    by: Roles
    reason: Word | None = None
    purposes: Things | None = None


@frozen(kw_only=True)
class PayPeriodIs(Clause):
    """`a pay period is 2 weeks from 5 January 2026`: so long, and one of them begins on that day."""

    length: Amount
    first: Date


@frozen(kw_only=True)
class ActiveService(Clause):
    """`active service leaves out unpaid leave, long-term absence`: kinds of absence, flags and reasons."""

    leaves_out: Things


@frozen(kw_only=True)
class LeaveYear(Clause):
    """`the leave year starts on 1 April`."""

    start: DayMonth


@frozen(kw_only=True)
class HeaderOf(Clause):
    """`from 1 April 2027: absences never join`: a line under `policy` for some days or some employees."""

    version: Version
    line: HeaderLine


HeaderLine = (
    InForce
    | SourceText
    | OrganisationWorks
    | EmptyAbsence
    | WaivedStep
    | OpenCases
    | Join
    | NeverJoin
    | Bridge
    | LeaveCovers
    | Link
    | MonthEnd
    | PartDay
    | WorkingDay
    | NoPattern
    | AbsenceEnds
    | TakesCategory
    | CountsTowards
    | Protected
    | LeaveYear
    | ActiveService
    | PayPeriodIs
    | HeaderOf
    | LeftOut
    | Discounting
    | NotYet
    | Broken
)
