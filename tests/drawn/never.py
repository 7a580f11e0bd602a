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
        "Week.worked none",
    ),
    "the check asks for the line": ("Measure.running none",),
    "sentences are flatter than the model: `and` within `and` is one list": (
        "Both.parts Both, Both.parts Either, Either.parts Either",
    ),
    "the check refuses it: a unit, an event or a value that does not fit": (
        "After.length SettingValue, After.length fraction, After.length whole",
        "Before.length SettingValue, Before.length fraction, Before.length whole",
        "Last.length fraction, Last.length whole, OtherDate.length fraction, OtherDate.length whole",
        "Within.length fraction, Within.length whole",
        "Count.unit CLEAR_DAYS, Count.unit MONTHS, Count.unit WEEKS, Count.unit YEARS",
        "DaysOf.unit CLEAR_DAYS, DaysOf.unit MONTHS, DaysOf.unit WEEKS, DaysOf.unit YEARS",
        "StepEvent.deed AGREED, StepEvent.deed CLOSED, StepEvent.deed COMPLETED, StepEvent.deed CONSIDERED",
        "StepEvent.deed GIVEN, StepEvent.deed ISSUED, StepEvent.deed MISSED, StepEvent.deed OPEN",
        "StepEvent.deed RECORDED, StepEvent.deed REFUSED, StepEvent.deed REQUESTED, StepEvent.deed SENT",
        "ThingEvent.deed CLOSED, ThingEvent.deed DUE, ThingEvent.deed HELD, ThingEvent.deed OPEN",
    ),
    "no sentence has it: a day that an event gives stands in `halfway` alone, and `decided by` is a field of its own": (
        "DateRule.date OnEvent, DateRule.not_before OnEvent, Failing.dates OnEvent, Later.dates OnEvent",
        "Sooner.dates OnEvent, Step.duties DecidedBy",
    ),
    "periods and what changes them are tested in test_periods: a drawn period would need its event and its end": (
        "Period.* *, Lasts.* *, Adjustable.* *, AtEnd.* *, StopCounting.* *",
        "*.* Period, *.* PeriodBegan, *.* PeriodEnded, *.* During",
        "*.* AddTo, *.* EndPeriod, *.* ResetPeriod, *.* StopCounting",
    ),
    "repetition, early meetings and allowances are tested in test_repeated_steps": (
        "Repeat.* *, Waivable.* *, Step.early false, Step.early true",
        "*.* Repeat, *.* Waivable, *.* Postponable",
    ),
    "expected lengths, linked runs and later entries are tested in test_lengths_and_entries": (
        "Entry.* *, Around.kind Selection, Branch.scope ABSENCE_OPEN, Branch.scope LINKED, Conventions.link Join",
        "Conventions.absence_end DECLARED_FIT",
        "*.* Entry, *.* IsExpected, *.* ExpectedToLast, *.* LongerThanExpected, *.* AbsenceEnded, *.* BranchClosed",
    ),
    "versions and groups are tested in test_versions, with histories on both sides of their days": (
        "Branch.group some, Policy.groups Group, Policy.version_days whole",
    ),
    "calendars and working patterns are tested in test_calendars": (
        "Pattern.* *, WorkingTime.* *, Holiday.* *, HolidayCalendar.* *, Conventions.organisation WorkingTime",
        "Holidays.calendar HolidayCalendar, Policy.calendars HolidayCalendar",
    ),
    "conditions with a name, guards, last absences and periods compared are tested with the conditions": (
        "InPeriods.* *, KOfN.* *, Named.* *, OnlyIf.* *, Step.direct false, Step.direct true",
        "*.* InPeriods, *.* KOfN, *.* Named, *.* NotBy, *.* OnlyIf",
    ),
    "scaled values and working time due are tested with their numbers in tables": (
        "ProRata.* *, Rounded.* *, Share.* *, DaysDue.* *, *.* ProRata, *.* Rounded, *.* Share, *.* DaysDue",
        "Measure.percentage true",
    ),
    "windows in other years and those that end on another day are tested in test_windows": (
        "Ending.* *, *.* Ending, *.* HalfYear, *.* LeaveYear, *.* Quarter, Conventions.leave_year DayOfYear",
        "Happened.window CalendarYear, Happened.window Last, Happened.window Since, Happened.window WholeRecord",
        "Happened.window Within",
    ),
    "what counts is tested by kind: papers, days of the week, covered reasons, what is left out or discounted": (
        "BecauseOf.covers some, StartingOn.* *, WithPaper.* *, Discounting.* *, *.* StartingOn, *.* WithPaper",
        "Conventions.discounting Discounting, Conventions.left_out Selection",
    ),
    "examples and readings have tests of their own: they change no answer": (
        "Alternative.* *",
        "ClosedOn.day *, Day.expected *, DutyIs.owed *, DutyIs.step *, DutyIs.word *, Example.absences *",
        "Example.days *, Example.events *, Example.facts *, Example.standing *, Expected.meaning *, Expected.value *",
        "FellDueOn.day *, LapsedOn.day *, MeasureIs.number *, Policy.examples Example, Policy.readings Reading",
        "Reading.alternatives *, StandsAt.waiting *, StepIs.word *, TurnsOn.reading *",
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
