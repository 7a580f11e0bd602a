"""The lines of a step, and the actions in them."""

from __future__ import annotations

from policydsl.frozen import frozen
from policydsl.syntax.nodes.conditions import Condition, DateRule, Event, Kinds, Window
from policydsl.syntax.nodes.node import Amount, Broken, Clause, Name, Node, NotYet, Number, Text, Word
from policydsl.syntax.nodes.versions import Version


@frozen(kw_only=True)
class Things(Node):
    """Phrases joined by commas or `and`."""

    names: tuple[Name, ...]


@frozen(kw_only=True)
class Roles(Node):
    """People joined by commas or `or`."""

    names: tuple[Name, ...]


# ------------------------------------------------------------------------------------------ when a step is due


@frozen(kw_only=True)
class DueWhen(Clause):
    """`falls due when C`."""

    condition: Condition


@frozen(kw_only=True)
class DueOn(Clause):
    """`falls due on half pay date, or …, whichever is sooner`."""

    rule: DateRule


@frozen(kw_only=True)
class DueAtOnce(Clause):
    """`falls due at once`."""


@frozen(kw_only=True)
class Again(Clause):
    """`falls due again …`: only_on_new_absence, only_after_falling_back, immediately, or every so often."""

    how: Word | Every


@frozen(kw_only=True)
class Every(Node):
    """`every 4 weeks until the absence ends`."""

    amount: Amount
    until: Event | None = None


@frozen(kw_only=True)
class NotDueByThen(Clause):
    """`if not due by then: …`."""

    actions: Actions


@frozen(kw_only=True)
class NotTriggeredBy(Clause):
    """`is not triggered by absences flagged occupational`."""

    kinds: Kinds


@frozen(kw_only=True)
class OnlyIf(Clause):
    """`only if C`."""

    condition: Condition


@frozen(kw_only=True)
class NeverBefore(Clause):
    """`never before E`; with several events, the first of them is enough."""

    events: tuple[Event, ...]


@frozen(kw_only=True)
class ReachedDirectly(Clause):
    """`can be reached without the steps before it`."""


@frozen(kw_only=True)
class PassedDates(Clause):
    """`dates already passed are left out`: counted or dropped."""

    how: Word


@frozen(kw_only=True)
class NoneLeft(Clause):
    """`with no date left, it is set by HR`."""

    by: Roles


@frozen(kw_only=True)
class AskedFor(Clause):
    """`may be asked for at any time by manager, HR`."""

    by: Things


@frozen(kw_only=True)
class Waivable(Clause):
    """`may be waived by manager, giving a reason`."""

    by: Roles
    reason: Word | None = None


@frozen(kw_only=True)
class Early(Clause):
    """`may be held early`."""


@frozen(kw_only=True)
class HeldAtOnce(Clause):
    """`counts as held at once`."""


# ------------------------------------------------------------------------------------------ what holding it asks for


@frozen(kw_only=True)
class HeldWithin(Clause):
    """`must be held within 10 working days after falling due`, or after an event."""

    amount: Amount
    after: Word | Event


@frozen(kw_only=True)
class Postponed(Clause):
    """`may be postponed once, to at most 5 working days after the original date`; times: once, twice or a number."""

    times: Word | SoManyTimes
    amount: Amount


@frozen(kw_only=True)
class SoManyTimes(Node):
    """`3 times`."""

    number: Number


@frozen(kw_only=True)
class LedBy(Clause):
    """`led by line manager or supervisor, with employee`."""

    by: Roles
    others: Things | None = None


@frozen(kw_only=True)
class AttendedBy(Clause):
    """`with employee, HR`."""

    people: Things


@frozen(kw_only=True)
class UsuallyWith(Clause):
    """`usually with HR`."""

    people: Things


@frozen(kw_only=True)
class MayInclude(Clause):
    """`may include HR, note-taker`."""

    people: Things


@frozen(kw_only=True)
class DecidedBy(Clause):
    """`decided by someone other than recommender`, or by roles."""

    by: Roles | SomeoneOtherThan


@frozen(kw_only=True)
class SomeoneOtherThan(Node):
    """`someone other than recommender`."""

    who: Name


@frozen(kw_only=True)
class Notice(Clause):
    """`give notice in writing at least 5 calendar days before`."""

    written: Word | None
    amount: Amount


@frozen(kw_only=True)
class Bring(Clause):
    """`employee, when invited, may bring a colleague, named at least 24 hours before`."""

    invited: Word | None
    companions: Roles
    named: Amount | None = None


@frozen(kw_only=True)
class Appeal(Clause):
    """`employee may appeal to director within 10 working days after outcome letter is sent`."""

    to: Roles | None = None
    within: Amount | None = None
    after: Event | None = None


@frozen(kw_only=True)
class AppealUnder(Clause):
    """`employee may appeal under the disciplinary procedure`."""

    what: Name


@frozen(kw_only=True)
class OtherDate(Clause):
    """`employee may offer another date at most 5 working days after the original date`.

    `at_most`: the other date is at most so long after it; `within`: the offer is made in that time.
    """

    how: Word
    length: Amount | Name


@frozen(kw_only=True)
class Discuss(Clause):
    """`discuss nature of the illness, support options`."""

    topics: Things


@frozen(kw_only=True)
class Duty(Clause):
    """`must complete Attendance Support Plan`; the modal is must, should or may."""

    modal: Word
    act: Act | FreeText
    by_when: ByWhen | None = None


@frozen(kw_only=True)
class DutyOf(Clause):
    """`manager must provide absence records`."""

    bearer: Name
    modal: Word
    act: Act | FreeText
    by_when: ByWhen | None = None


@frozen(kw_only=True)
class DutyOfEmployee(Clause):
    """`employee should attend`."""

    modal: Word
    act: Act | FreeText
    by_when: ByWhen | None = None


@frozen(kw_only=True)
class Act(Node):
    """`review Attendance Support Plan, likelihood of attendance improving`."""

    verb: Verb
    things: Things | None = None


@frozen(kw_only=True)
class Verb(Node):
    """The first word of an act."""

    text: str


@frozen(kw_only=True)
class FreeText(Node):
    """An act in quotes."""

    text: Text


@frozen(kw_only=True)
class WithinAfterMeeting(Node):
    """`within 5 working days after the meeting`, or after an event."""

    amount: Amount
    event: Word | Event


@frozen(kw_only=True)
class AtLeastBefore(Node):
    """`at least 2 working days before the meeting`, or before an event."""

    amount: Amount
    event: Word | Event


@frozen(kw_only=True)
class Before(Node):
    """`before the meeting`, or before an event."""

    event: Word | Event


ByWhen = WithinAfterMeeting | AtLeastBefore | Before


@frozen(kw_only=True)
class Tell(Clause):
    """`must tell the employee "…"`; told is a name, or the word the_employee."""

    told: Word | Name
    text: Text


@frozen(kw_only=True)
class TellBy(Clause):
    """`manager must tell the employee "…"`."""

    bearer: Name
    told: Word | Name
    text: Text


@frozen(kw_only=True)
class ToldByEmployee(Clause):
    """`employee must tell line manager "…"`."""

    told: Name
    text: Text


@frozen(kw_only=True)
class Note(Clause):
    """`note "…"`."""

    text: Text


@frozen(kw_only=True)
class NeverShow(Clause):
    """`never show medical information`."""

    things: Things


# ------------------------------------------------------------------------------------------ what comes of it


@frozen(kw_only=True)
class Outcome(Clause):
    """`outcome dismissed, only after E since F: issue dismissal letter, and close`; the window may be another one."""

    name: Name
    only_after: Event | None = None
    window: Window | None = None
    actions: Actions | None = None


@frozen(kw_only=True)
class Then(Clause):
    """`then wait for second formal meeting`."""

    actions: Actions


@frozen(kw_only=True)
class IfWaived(Clause):
    """`if waived: …`."""

    actions: Actions


@frozen(kw_only=True)
class If(Clause):
    """`if the employee is not fit to attend: leave it to HR`."""

    condition: Condition
    actions: Actions


@frozen(kw_only=True)
class Actions(Node):
    """One action or several."""

    actions: tuple[Action, ...]


@frozen(kw_only=True)
class MayDo(Node):
    """`may issue Attendance Recommendation`."""

    deed: Deed


@frozen(kw_only=True)
class ShouldDo(Node):
    """`should start capability dismissal`."""

    deed: Deed


@frozen(kw_only=True)
class Close(Node):
    """`close`."""


@frozen(kw_only=True)
class MoveOnAsIfHeld(Node):
    """`move on as if held`."""


@frozen(kw_only=True)
class Return(Node):
    """`return`."""


@frozen(kw_only=True)
class Stay(Node):
    """`stay`."""


@frozen(kw_only=True)
class WaitFor(Node):
    """`wait for first formal meeting`."""

    place: Name


@frozen(kw_only=True)
class GoTo(Node):
    """`go to final formal meeting`."""

    place: Name


@frozen(kw_only=True)
class GoBackTo(Node):
    """`go back to first informal meeting`."""

    place: Name


@frozen(kw_only=True)
class StartProcedure(Node):
    """`start capability dismissal`."""

    procedure: Name


@frozen(kw_only=True)
class EndPeriod(Node):
    """`end live warning`."""

    period: Name


@frozen(kw_only=True)
class AddTo(Node):
    """`add 3 months to live warning`."""

    amount: Amount
    period: Name


@frozen(kw_only=True)
class TakeOff(Node):
    """`take 2 off attendance points`."""

    number: Number
    points: Name


@frozen(kw_only=True)
class Reset(Node):
    """`reset attendance points`."""

    what: Name


@frozen(kw_only=True)
class StopCounting(Node):
    """`stop counting earlier absences`."""


@frozen(kw_only=True)
class LeaveTo(Node):
    """`leave it to HR`."""

    who: Name


@frozen(kw_only=True)
class TellThem(Node):
    """`tell HR "…"`."""

    told: Word | Name
    text: Text


@frozen(kw_only=True)
class Do(Node):
    """`issue Attendance Recommendation`: any verb, and what it is done to."""

    verb: Verb
    thing: Name | None = None


Deed = (
    Close
    | MoveOnAsIfHeld
    | Return
    | Stay
    | WaitFor
    | GoTo
    | GoBackTo
    | StartProcedure
    | EndPeriod
    | AddTo
    | TakeOff
    | Reset
    | StopCounting
    | LeaveTo
    | TellThem
    | Do
    | FreeText
)
Action = Deed | MayDo | ShouldDo


@frozen(kw_only=True)
class ClauseOf(Clause):
    """`from 1 April 2027: falls due when …`: a line of a step for some days or some employees."""

    version: Version
    clause: StepClause


StepClause = (
    DueWhen
    | DueOn
    | DueAtOnce
    | Again
    | NotDueByThen
    | NotTriggeredBy
    | OnlyIf
    | NeverBefore
    | ReachedDirectly
    | PassedDates
    | NoneLeft
    | AskedFor
    | Waivable
    | Early
    | HeldAtOnce
    | HeldWithin
    | Postponed
    | LedBy
    | AttendedBy
    | UsuallyWith
    | MayInclude
    | DecidedBy
    | Notice
    | Bring
    | Appeal
    | AppealUnder
    | OtherDate
    | Discuss
    | Duty
    | DutyOf
    | DutyOfEmployee
    | Tell
    | TellBy
    | ToldByEmployee
    | Note
    | NeverShow
    | Outcome
    | Then
    | IfWaived
    | If
    | ClauseOf
    | NotYet
    | Broken
)
