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
    "not in the language yet": ("Holidays.calendar some",),
    "examples and readings have tests of their own: they change no answer": (
        "Alternative.only_absences *, Alternative.only_duties *, Alternative.steps *, Alternative.written *",
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
    patterns = {f"{kind}.{name} {case}", f"{kind}.{name} *", f"{kind}.* *"}
    return next((why for why, given in NEVER.items() if not patterns.isdisjoint(_each(given))), None)


def _each(given: Iterable[str]) -> Iterable[str]:
    return (one for line in given for one in line.split(", "))
