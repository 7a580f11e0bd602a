"""The constructs that no drawn policy has, and why; a test takes out of this list what is drawn after all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tests.drawn.constructs import Construct

NEVER: Mapping[str, tuple[str, ...]] = {
    "the grammar asks for at least one": (
        "Around.steps none, AskedFor.roles none, Both.parts none, Branch.steps none, Bring.companions none",
        "Discuss.topics none, Either.parts none, Failing.dates none, IfThen.actions none, Later.dates none",
        "LedBy.leaders none, NeverShow.things none, Present.roles none, Procedure.steps none, Product.factors none",
        "Protected.flags none, Selection.kinds none, Sooner.dates none, Sum.terms none, Tally.counts none",
        "Week.worked none, Discounting.by none, Pattern.worked none, StartingOn.days none, WorkingTime.patterns none",
        "YearDays.first none, YearDays.last none",
        "Adjustable.roles none, AtEnd.actions none, Waivable.roles none",
    ),
    "sentences are flatter than the model: `or when` within `or when` is one list": ("Either.parts Either",),
    "what keeps a step back goes with its condition, and is no condition of its own": (
        "DueWhen.condition NotBy, DueWhen.condition OnlyIf, Either.parts NotBy, Either.parts OnlyIf",
        "AtEnd.condition NotBy, AtEnd.condition OnlyIf, IfThen.condition NotBy, IfThen.condition OnlyIf",
        "Named.clause NotBy, Named.clause OnlyIf",
        "OnlyIf.clause NotBy, OnlyIf.clause OnlyIf",
    ),
    "only a setting is pro rata or rounded, and a time is an amount or the name of a setting": (
        "After.length ProRata, After.length Rounded, After.length Share",
        "Before.length ProRata, Before.length Rounded, Before.length Share",
        "Covered.after ProRata, Covered.after Rounded, Covered.after Share",
        "Covered.after fraction, Covered.after whole",
        "Bound.value ProRata, Bound.value Rounded, Last.length ProRata, Last.length Rounded, Last.length Share",
        "OtherDate.length ProRata, OtherDate.length Rounded, OtherDate.length Share",
        "ProRata.value ProRata, ProRata.value Rounded, Rounded.value Rounded, Share.of ProRata, Share.of Rounded",
        "Lasts.length ProRata, Lasts.length Rounded, Lasts.length Share, Lasts.length fraction, Lasts.length whole",
        "Within.length ProRata, Within.length Rounded, Within.length Share",
        "Ending.length ProRata, Ending.length Rounded, Ending.length Share, Ending.length SettingValue",
        "Ending.length fraction, Ending.length whole",
    ),
    "a stretch of time that ends today is one over the last so many days": ("Ending.ends TODAY",),
    "seldom: no seed of the usual run comes to a window that ends when the absence began or ended, and to these": (
        "Appeal.after AbsenceEnded, AtEnd.condition InPeriods, AtEnd.condition IsExpected, Ending.ends AbsenceBegan",
        "Ending.ends OutcomeEvent, Lasts.after AbsenceEnded, Named.clause Covered, Since.event AbsenceEnded",
        "Ending.ends AbsenceEnded, Ending.ends BranchClosed",
        "Named.clause IsExpected, Repeat.until BranchClosed, Within.after AbsenceEnded",
    ),
    "the time in which a branch starts later runs from a step, or from the day on which a branch closed": (
        "Entry.event AbsenceBegan, Entry.event AbsenceEnded, Entry.event PeriodBegan, Entry.event PeriodEnded",
        "Entry.event ThingEvent",
    ),
    "what is set at a meeting is tested in test_set_at: a drawn history would have to record it": ("*.* SetAt",),
    "the line is there, or it is not: none says the contrary": (
        "Period.goes_on false, Step.direct false, Step.held_at_once false, Step.early false",
    ),
    "the week of the organisation is two days of the week; other patterns stand in histories": (
        "Pattern.hours fraction, Pattern.hours whole, Pattern.since whole, WorkingTime.holidays none",
    ),
    "calendars are handed in with a policy, and those that come with the program need not be": (
        "HolidayCalendar.days none, Policy.calendars HolidayCalendar",
    ),
    "the check refuses it: a unit, an event or a value that does not fit": (
        "After.length SettingValue, After.length fraction, After.length whole",
        "Before.length SettingValue, Before.length fraction, Before.length whole",
        "Last.length fraction, Last.length whole, OtherDate.length fraction, OtherDate.length whole",
        "Within.length fraction, Within.length whole, NextTo.days SameDates",
        "DaysDue.unit CLEAR_DAYS, DaysDue.unit MONTHS, DaysDue.unit WEEKS, DaysDue.unit YEARS",
        "Count.unit PAY_PERIODS, DaysDue.unit PAY_PERIODS, DaysOf.unit PAY_PERIODS",
        "InPeriods.number fraction, KOfN.number fraction",
        "Count.unit CLEAR_DAYS, Count.unit MONTHS, Count.unit WEEKS, Count.unit YEARS",
        "DaysOf.unit CLEAR_DAYS, DaysOf.unit MONTHS, DaysOf.unit WEEKS, DaysOf.unit YEARS",
        "StepEvent.deed AGREED, StepEvent.deed CLOSED, StepEvent.deed COMPLETED, StepEvent.deed CONSIDERED",
        "StepEvent.deed RECEIVED, ThingEvent.deed RECEIVED",
        "StepEvent.deed GIVEN, StepEvent.deed ISSUED, StepEvent.deed MISSED, StepEvent.deed OPEN",
        "StepEvent.deed RECORDED, StepEvent.deed REFUSED, StepEvent.deed REQUESTED, StepEvent.deed SENT",
        "ThingEvent.deed CLOSED, ThingEvent.deed DUE, ThingEvent.deed HELD, ThingEvent.deed OPEN",
    ),
    "no sentence has it: a day that an event gives stands in `halfway` alone, and `decided by` is a field of its own": (
        "DateRule.date OnEvent, DateRule.not_before OnEvent, Failing.dates OnEvent, Later.dates OnEvent",
        "Sooner.dates OnEvent, Step.duties DecidedBy",
    ),
    "who led a meeting is held against who decides in test_decided_by: drawn records name nobody": (
        "DecidedBy.led some",
    ),
    "points are a number of their own, of whole entries: no part of a formula, and no share of anything": (
        "Difference.less Points, Difference.whole Points, Product.factors Points, Quotient.dividend Points",
        "Quotient.divisor Points, Sum.terms Points, Points.entries none, PointsFor.unit CLEAR_DAYS",
        "PointsFor.unit MONTHS, PointsFor.unit PAY_PERIODS, PointsFor.unit WEEKS, PointsFor.unit YEARS",
        "Points.ceiling Amount, Points.ceiling ProRata, Points.ceiling Rounded, Points.ceiling Share",
        "Points.floor Amount, Points.floor ProRata, Points.floor Rounded, Points.floor Share",
        "Points.opening Amount, Points.opening ProRata, Points.opening Rounded, Points.opening Share",
    ),
    "a credit is for a stretch of the calendar or a time, and not for one that something starts": (
        "Credit.every During, Credit.every Ending, Credit.every Last, Credit.every Since",
        "Credit.every WholeRecord, Credit.every Within",
    ),
    "minutes are of events alone": (
        "Count.unit MINUTES, DaysDue.unit MINUTES, DaysOf.unit MINUTES, PointsFor.unit MINUTES",
    ),
    "a count is held against a number or a setting, whatever stands in that setting": (
        "Count.number Amount, Count.number ProRata, Count.number Rounded, Count.number Share",
    ),
    "outcomes only after something of a time are tested in test_counts_by_settings": (
        "Outcome.within CalendarMonth, Outcome.within CalendarYear, Outcome.within During, Outcome.within Ending",
        "Outcome.within HalfYear, Outcome.within Last, Outcome.within LeaveYear, Outcome.within PayPeriod",
        "Outcome.within Quarter, Outcome.within Since, Outcome.within WholeRecord, Outcome.within Within",
    ),
    "what must come before an outcome, since a day, is tested in test_interpret_steps": (
        "Outcome.since AbsenceBegan, Outcome.since OutcomeEvent, Outcome.since StepEvent, Outcome.since ThingEvent",
    ),
    "groups by service and working time are tested in test_service": (
        "Having.* *, *.* Having, Having.bound Bound, Characteristic.* *",
    ),
    "sick pay is tested in test_sick_pay: a drawn schedule would have to meet itself in every band": (
        "Policy.pays Pay, Policy.paid_by Policy, Pay.* *, PayBand.* *, Tier.* *, LookBack.* *, Cap.* *, Waiting.* *",
        "*.* Pay, *.* PayBand, *.* Tier, *.* LookBack, *.* Cap, *.* Waiting, FactIs.* *",
    ),
    "examples and readings have tests of their own: they change no answer": (
        "Alternative.* *, ClosedOn.never *, PeriodRuns.negated *",
        "AppealIs.* *, ClosedOn.day *, Day.expected *, DutyIs.owed *, DutyIs.step *, DutyIs.word *, Example.absences *",
        "Example.days *, Example.events *, Example.facts *, Example.own_values *, Example.standing *",
        "Expected.meaning *, Expected.value *, OwnValueTold.* *",
        "FellDueOn.day *, LapsedOn.day *, MeasureIs.number *, Policy.examples Example, Policy.readings Reading",
        "Reading.alternatives *, SettingIs.number *, StandsAt.waiting *, StepIs.word *, TurnsOn.reading *",
        "AbsenceTold.* *, EventTold.* *, FactTold.* *, StoodTold.* *, ExpectedOn.* *, Place.* *, LeftTo.* *",
    ),
}


def is_never(construct: Construct) -> str | None:
    """Why a construct is never drawn, if it stands in the list."""
    kind, name, case = construct
    patterns = {f"{kind}.{name} {case}", f"{kind}.{name} *", f"{kind}.* *", f"*.* {case}"}
    return next((why for why, given in NEVER.items() if not patterns.isdisjoint(_each(given))), None)


def _each(given: Iterable[str]) -> Iterable[str]:
    return (one for line in given for one in line.split(", "))
