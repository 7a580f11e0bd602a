"""The lines of an example as written: what happened to somebody, and what must follow from it on a day."""

from __future__ import annotations

from policydsl.frozen import frozen
from policydsl.syntax.nodes.conditions import BecauseOf, Flagged
from policydsl.syntax.nodes.node import Amount, Broken, Clause, Date, Name, Node, NotYet, Number, Text, Weekday, Word

# ------------------------------------------------------------------------------------------ what happened


@frozen(kw_only=True)
class HoursADay(Node):
    """`7.5 hours a day`, behind `for`."""

    number: Number


@frozen(kw_only=True)
class DaysWorked(Node):
    """`Monday, Tuesday`."""

    days: tuple[Weekday, ...]


@frozen(kw_only=True)
class Works(Clause):
    """`works Monday, Tuesday`, perhaps with the hours of each of these days."""

    days: DaysWorked
    hours: HoursADay | None = None


@frozen(kw_only=True)
class InGroup(Clause):
    """`in group on trial`."""

    group: Name


@frozen(kw_only=True)
class Served(Clause):
    """`service from 3 March 2020`: the first day of the employee's service."""

    since: Date


@frozen(kw_only=True)
class WorksRange(Clause):
    """`works Monday to Thursday`, perhaps with the hours of each of these days."""

    first: Weekday
    last: Weekday
    hours: HoursADay | None = None


@frozen(kw_only=True)
class Absent(Clause):
    """`absent on 12 January 2026, 3 February 2026`: an absence of one day each."""

    days: DaysAway
    told: tuple[ToldOf, ...] = ()


@frozen(kw_only=True)
class DaysAway(Node):
    """The days of `absent on`."""

    days: tuple[Date, ...]


@frozen(kw_only=True)
class AbsentHalf(Clause):
    """`absent for half of 12 January 2026`."""

    day: Date
    told: tuple[ToldOf, ...] = ()


@frozen(kw_only=True)
class AbsentFrom(Clause):
    """`absent from 18 May 2026 to 20 May 2026, for half of 20 May 2026`; without `to` still absent."""

    first: Date
    last: Date | None = None
    half: Date | None = None
    told: tuple[ToldOf, ...] = ()


ToldOf = Flagged | BecauseOf


@frozen(kw_only=True)
class OfAbsence(Node):
    """`for the absence from 5 January 2026`: which of several absences is meant, by its first day."""

    day: Date


@frozen(kw_only=True)
class Stood(Clause):
    """`stood at first informal meeting, held on 10 March 2026`: where a case stood before what the example tells."""

    step: Name
    day: Date
    outcome: Name | None = None
    absence: OfAbsence | None = None


@frozen(kw_only=True)
class Supposed(Clause):
    """`given half pay date is 9 March 2026`."""

    fact: Name
    day: Date
    absence: OfAbsence | None = None


@frozen(kw_only=True)
class OwnValue(Clause):
    """`given trigger point is 12 working days from 1 May 2026`: a setting is another for this employee."""

    setting: Name
    value: Number | Amount
    since: Date | None = None
    until: Date | None = None


@frozen(kw_only=True)
class WasHeld(Clause):
    """`held first formal meeting on 8 May 2026, with outcome attendance likely to improve`."""

    step: Name
    day: Date
    outcome: Name | None = None
    by: Name | None = None
    absence: OfAbsence | None = None


@frozen(kw_only=True)
class WasDecided(Clause):
    """`decided review of the recommendation on 8 May 2026, with outcome proceed, by head of service`."""

    step: Name
    day: Date
    outcome: Name
    by: Name | None = None
    absence: OfAbsence | None = None


@frozen(kw_only=True)
class Noticed(Clause):
    """`gave notice in writing of first formal meeting on 4 May 2026, for 11 May 2026`."""

    writing: Word | None
    step: Name
    day: Date
    meeting: Date | None = None
    absence: OfAbsence | None = None


@frozen(kw_only=True)
class WasScheduled(Clause):
    """`scheduled first formal meeting on 4 May 2026, for 11 May 2026`."""

    step: Name
    day: Date
    meeting: Date
    absence: OfAbsence | None = None


@frozen(kw_only=True)
class WasOffered(Clause):
    """`offered another date for case management meeting on 4 May 2026, for 12 May 2026`: the employee did."""

    step: Name
    day: Date
    other: Date
    absence: OfAbsence | None = None


@frozen(kw_only=True)
class Attended(Clause):
    """`attended capability dismissal meeting on 8 May 2026`: the employee was there."""

    step: Name
    day: Date
    absence: OfAbsence | None = None


@frozen(kw_only=True)
class DidNotAttend(Clause):
    """`did not attend capability dismissal meeting on 8 May 2026`."""

    step: Name
    day: Date
    absence: OfAbsence | None = None


@frozen(kw_only=True)
class WasClosed(Clause):
    """`closed Branch 2 on 8 May 2026`: a person ended the case."""

    name: Name
    day: Date
    absence: OfAbsence | None = None


@frozen(kw_only=True)
class WasChanged(Clause):
    """`extended live warning on 1 May 2026, to 31 December 2026`: extended, shortened or ended_early."""

    change: Word
    period: Name
    day: Date
    last: Date | None = None
    absence: OfAbsence | None = None


@frozen(kw_only=True)
class WasWaived(Clause):
    """`waived first informal meeting on 8 May 2026, by line manager`: people decided that it is not needed."""

    step: Name
    day: Date
    by: Name | None = None
    absence: OfAbsence | None = None


@frozen(kw_only=True)
class WasAppealed(Clause):
    """`appealed against first formal meeting on 8 May 2026`."""

    step: Name
    day: Date
    absence: OfAbsence | None = None


@frozen(kw_only=True)
class WasExpected(Clause):
    """`expected on 4 May 2026 to last until 31 May 2026`: the last day that somebody expected of an absence."""

    day: Date
    last: Date
    absence: OfAbsence | None = None


@frozen(kw_only=True)
class WasTold(Clause):
    """`told the employee "what happens next" on 8 May 2026`."""

    listener: Word | Name
    text: Text
    day: Date
    absence: OfAbsence | None = None


@frozen(kw_only=True)
class Covered(Node):
    """`8 February 2026 to 21 February 2026`: the days that a paper covers."""

    first: Date
    last: Date


@frozen(kw_only=True)
class WasDone(Clause):
    """`recorded fitness for normal duties on 4 May 2026`; `done` is recorded, issued, sent and so on."""

    done: Word
    thing: Name
    day: Date
    answer: Word | None = None
    covers: Covered | None = None
    by: Name | None = None
    absence: OfAbsence | None = None


# ------------------------------------------------------------------------------------------ what must follow


@frozen(kw_only=True)
class OnDay(Clause):
    """`on 29 May 2026, Bradford score is 175, and first informal meeting fell due on 20 May 2026`."""

    day: Date
    expects: tuple[Expect, ...]


@frozen(kw_only=True)
class ExampleRow(Clause):
    """`when absent on 1 May 2026: on 1 May 2026, ...`: what is told here alone, and what must follow from it."""

    happenings: Happenings
    day: OnDay


@frozen(kw_only=True)
class Happenings(Node):
    """`absent on 1 May 2026 then held hearing on 8 May 2026`: what a row of an example tells."""

    told: tuple[Told, ...]


@frozen(kw_only=True)
class IsNumber(Node):
    """`Bradford score is 175`."""

    name: Name
    number: Number
    unit: Word | None = None


@frozen(kw_only=True)
class IsSo(Node):
    """`first formal meeting is not due`, `"notice in writing" is breached`: the state is a word of the language."""

    name: Name
    state: Word


@frozen(kw_only=True)
class DutyIsSo(Node):
    """`"notice in writing" of first formal meeting is met`."""

    duty: Text
    step: Name
    state: Word


@frozen(kw_only=True)
class IsDay(Node):
    """`half pay date is 6 July 2026`: the day that sick pay gives for a fact."""

    name: Name
    day: Date


@frozen(kw_only=True)
class IsExpected(Node):
    """`long-term first formal meeting is expected on 4 March 2026`."""

    name: Name
    day: Date


@frozen(kw_only=True)
class IsExpectedBetween(Node):
    """`long-term first formal meeting is expected from 2 March 2026 to 4 March 2026`."""

    name: Name
    first: Date
    last: Date


@frozen(kw_only=True)
class IsAt(Node):
    """`Branch 1 is at first formal meeting`: that step fell due, or was held."""

    name: Name
    step: Name


@frozen(kw_only=True)
class WaitsFor(Node):
    """`Branch 1 waits for second formal meeting`."""

    name: Name
    step: Name


@frozen(kw_only=True)
class IsLeftTo(Node):
    """`final formal meeting is left to HR`."""

    name: Name
    role: Name


@frozen(kw_only=True)
class FellDue(Node):
    """`first informal meeting fell due on 20 May 2026`."""

    name: Name
    day: Date


@frozen(kw_only=True)
class NeverDue(Node):
    """`first formal meeting has not fallen due`."""

    name: Name


@frozen(kw_only=True)
class LapsedOn(Node):
    """`Branch 1 lapsed on 11 September 2026`."""

    name: Name
    day: Date


@frozen(kw_only=True)
class NeverLapsed(Node):
    """`Branch 1 has not lapsed`."""

    name: Name


@frozen(kw_only=True)
class ClosedOn(Node):
    """`Branch 2 closed on 4 February 2026`."""

    name: Name
    day: Date


@frozen(kw_only=True)
class NeverClosed(Node):
    """`Branch 2 has not closed`."""

    name: Name


@frozen(kw_only=True)
class TurnsOn(Node):
    """`it turns on exactly seven days`."""

    reading: Name


@frozen(kw_only=True)
class HadEvent(Clause):
    """`had late arrival on 4 May 2026, lasting 25 minutes, flagged bad weather`: an event that the policy declares."""

    name: Name
    day: Date
    length: Amount | None = None
    told: tuple[Flagged, ...] = ()


Told = (
    Works
    | WorksRange
    | InGroup
    | Served
    | Absent
    | AbsentHalf
    | AbsentFrom
    | Stood
    | Supposed
    | OwnValue
    | WasHeld
    | WasDecided
    | Noticed
    | WasScheduled
    | WasOffered
    | Attended
    | DidNotAttend
    | WasClosed
    | WasChanged
    | WasWaived
    | WasAppealed
    | WasExpected
    | WasTold
    | WasDone
    | HadEvent
)
ExampleLine = Told | ExampleRow | OnDay | NotYet | Broken
Expect = (
    IsNumber
    | IsSo
    | DutyIsSo
    | IsDay
    | IsExpected
    | IsExpectedBetween
    | IsAt
    | WaitsFor
    | IsLeftTo
    | FellDue
    | NeverDue
    | LapsedOn
    | NeverLapsed
    | NeverClosed
    | ClosedOn
    | TurnsOn
)
