"""Events and windows: what has happened to a step, a thing or the absence, and the days that are looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from policydsl.check import clause_problems, problems, units
from policydsl.check.names import Declared, NameKind
from policydsl.check.scene import Scene
from policydsl.check.versions import all_said
from policydsl.diagnostics import Diagnostic
from policydsl.model import amount
from policydsl.model.amount import (
    AbsenceBegan,
    AbsenceEnded,
    BranchClosed,
    Deed,
    EndsOn,
    Event,
    OutcomeEvent,
    PeriodBegan,
    PeriodEnded,
    StepEvent,
    ThingEvent,
)
from policydsl.syntax import nodes

OF_A_STEP = (Deed.HELD, Deed.DUE)
"""What a case knows of its steps."""
ONLY_OF_A_STEP = (Deed.HELD, Deed.DUE, Deed.OPEN, Deed.CLOSED)
"""What no thing can be."""
DEEDS = {deed.value: deed for deed in Deed}


def event(scene: Scene, node: nodes.Event) -> Event:
    """Something that happens on a day."""
    match node:
        case nodes.Happens(name=name, happening=happening):
            return happens(scene, name, happening)
        case nodes.HasOutcome(name=name, outcome=outcome):
            return _has_outcome(scene, name, outcome)
        case nodes.Begins(name=name):
            if found := scene.lookup(name, NameKind.PERIOD):
                return PeriodBegan(found.name)
            _one_absence(scene, node, name, "began")
            return AbsenceBegan()
        case nodes.Ends(name=name):
            if found := scene.lookup(name, NameKind.PERIOD):
                return PeriodEnded(found.name)
            _one_absence(scene, node, name, "ends")
            return AbsenceEnded()
        case _ as never:
            assert_never(never)


def _one_absence(scene: Scene, node: nodes.Begins | nodes.Ends, name: nodes.Name, verb: str) -> None:
    """Report a first or last day of something else than the one absence that there is."""
    if scene.is_the_absence(name):
        scene.about_one_absence(node.span, "count from a step instead: write its name and `is held`")
    else:
        _not_the_absence(scene, name, verb)


def happens(scene: Scene, name: nodes.Name, happening: nodes.Word | nodes.HeldTimes | nodes.NotYet) -> Event:
    """`first informal meeting is held`, `Attendance Recommendation is issued`."""
    deed = DEEDS[happening.text] if isinstance(happening, nodes.Word) else Deed.HELD
    times = _times(scene, happening) if isinstance(happening, nodes.HeldTimes) else 1
    if deed is Deed.CLOSED and (branch := scene.lookup(name, NameKind.BRANCH)):
        return BranchClosed(branch.name)
    if scene.built_in(name) == "previous step":
        return StepEvent(_previous(scene, name), deed, times)
    found = scene.names.any(name.text)
    step = scene.lookup(name, NameKind.STEP, NameKind.GUIDANCE)
    if step is not None:
        if deed not in OF_A_STEP:
            scene.say(_cannot(scene, name, step.kind.value, deed, OF_A_STEP))
        return StepEvent(step.name, deed, times)
    document = scene.lookup(name, NameKind.DOCUMENT)
    thing = document.name if document else scene.things.find(name.text)
    if found is not None and document is None:
        return _other_thing(scene, name, found)
    if thing is None:
        kinds = (NameKind.STEP,) if deed in ONLY_OF_A_STEP else (NameKind.DOCUMENT, NameKind.STEP)
        scene.unknown(name, *kinds, also=tuple(scene.things.named.values()))
        return StepEvent(name.text, deed)
    if deed in ONLY_OF_A_STEP:
        kind = "document" if document else "thing"
        scene.say(_cannot(scene, name, kind, deed, (Deed.COMPLETED, Deed.ISSUED, Deed.RECORDED)))
    return ThingEvent(thing, deed)


def _times(scene: Scene, happening: nodes.HeldTimes) -> int:
    number = units.number(happening.number)
    if not isinstance(number, int) or number < 1:
        scene.say(clause_problems.not_whole(scene.at(happening.number.span), "how often a step is held"))
        return 1
    return number


def _cannot(scene: Scene, name: nodes.Name, kind: str, deed: Deed, choices: tuple[Deed, ...]) -> Diagnostic:
    typed = [choice.value for choice in choices]
    return clause_problems.cannot_happen(scene.at(name.span), kind, deed.value, typed)


def _other_thing(scene: Scene, name: nodes.Name, found: Declared) -> Event:
    """A setting, a branch ... of which nothing like this can be said."""
    if found.kind is NameKind.PERIOD:
        scene.say(clause_problems.is_a_period(scene.at(name.span), found.name))
        return StepEvent(found.name, Deed.HELD)
    scene.refer(name, NameKind.STEP, NameKind.DOCUMENT)
    return StepEvent(found.name, Deed.HELD)


def _not_the_absence(scene: Scene, name: nodes.Name, verb: str) -> None:
    found = scene.names.any(name.text)
    if found is None:
        scene.unknown(name, also=("absence",))
    else:
        scene.say(clause_problems.begins_or_ends(scene.at(name.span), found.kind.value, verb))


def _previous(scene: Scene, name: nodes.Name) -> str:
    if scene.before is None:
        scene.say(clause_problems.no_previous_step(scene.at(name.span)))
        return scene.owner
    return scene.before


def _has_outcome(scene: Scene, name: nodes.Name, outcome: nodes.Name) -> Event:
    if scene.built_in(name) == "previous step":
        step = _previous(scene, name)
    else:
        step = scene.refer(name, NameKind.STEP, NameKind.GUIDANCE)
    found = scene.names.find(step, NameKind.STEP, NameKind.GUIDANCE)
    written = scene.words(outcome)
    if found is None or not isinstance(found.block, nodes.Step | nodes.Guidance):
        return OutcomeEvent(step, written)
    lines = tuple(all_said(found.block.clauses))
    offered = {scene.words(line.name) for line in lines if isinstance(line, nodes.Outcome)}
    same = next((one for one in sorted(offered) if problems.same(one, written)), None)
    unread = any(isinstance(line, nodes.Broken | nodes.NotYet) for line in lines)
    if same is None and not unread and not found.block.broken:
        scene.say(
            clause_problems.unknown_outcome(scene.at(outcome.span), written, step, sorted(offered), scene.at(found.at))
        )
    return OutcomeEvent(step, same or written)


# ------------------------------------------------------------------ windows

YEARS: Mapping[str, amount.Window] = {
    "calendar_year": amount.CalendarYear(),
    "year_of_leave": amount.LeaveYear(),
    "quarter_year": amount.Quarter(),
    "calendar_month": amount.CalendarMonth(),
    "pay_period": amount.PayPeriod(),
}


def window(scene: Scene, node: nodes.Window) -> amount.Window:
    """The days that are looked at."""
    match node:
        case nodes.Last(length=length):
            return amount.Last(units.value(scene, length, units.WINDOW))
        case nodes.WithinAfter(length=length, event=after):
            return amount.Within(units.value(scene, length, units.RUNNING_TIME), event(scene, after))
        case nodes.Since(event=since):
            return amount.Since(event(scene, since))
        case nodes.DuringPeriod(period=name):
            return amount.During(scene.refer(name, NameKind.PERIOD))
        case nodes.DuringIt():
            if scene.period is None:
                scene.say(clause_problems.during_what(scene.at(node.span)))
            return amount.During(scene.period or "")
        case nodes.EndingOn(length=length, ending=ending):
            return amount.Ending(units.value(scene, length, units.WINDOW), _ends(scene, ending))
        case nodes.EachYear(year=nodes.HalfYear(start=start)):
            return amount.HalfYear(amount.DayOfYear(start.day, start.month))
        case nodes.EachYear(year=nodes.Word(text=year)) if year in YEARS:
            return YEARS[year]
        case nodes.WholeRecord() | nodes.EachYear() | nodes.NotYet():
            return amount.WholeRecord()  # but for the first, reported as not yet in the language
        case _ as never:
            assert_never(never)


def _ends(scene: Scene, node: nodes.Word | nodes.WhenEvent) -> EndsOn | Event:
    """The last day of a window: today, yesterday, that of an event, or the last one of the absence."""
    match node:
        case nodes.Word(text=text):
            return EndsOn(text)
        case nodes.WhenEvent(event=nodes.Ends(name=name)) if scene.is_the_absence(name):
            return EndsOn.LAST_DAY
        case nodes.WhenEvent(event=when):
            return event(scene, when)
        case _ as never:
            assert_never(never)
