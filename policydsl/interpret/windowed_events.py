"""Whether something has happened on a day inside a window, also in cases that are closed by now."""

from __future__ import annotations

from dataclasses import replace

from policydsl.domain.number import FUTURE, NO, YES, Day, Truth, truth, unsettled
from policydsl.interpret.person import Person
from policydsl.interpret.standing import Case, Occurrence, Standings
from policydsl.interpret.window import event_days, is_own, last_days, widest_days, window_days
from policydsl.model.amount import Deed, During, Event, Last, OutcomeEvent, PeriodEnded, StepEvent, ThingEvent, Within
from policydsl.model.condition import Happened


def has_happened(condition: Happened, person: Person, case: Case | None, before: Standings, on: Day) -> Truth:
    """Has the event happened inside the window? While a time after another event or a period runs, it still may."""
    assert condition.window is not None
    days = days_of(condition.event, person, case, before, on)
    if not days and isinstance(condition.window, Last):
        return NO  # wherever that window begins
    window = window_days(condition.window, person, case, before, on)
    if window is None:
        return unsettled(frozenset({FUTURE}))
    if _inside(days, window, condition.event, on):
        return YES
    wide = widest_days(condition.window, person, case, before, on, window)
    if wide != window and _inside(days, wide, condition.event, on):
        return unsettled(frozenset({FUTURE}))
    # On the last day of a time after an event it may still happen. On that of a period the day itself decides, as for
    # what is counted there: what the policy says of the end follows on the next day.
    match condition.window:
        case Within():
            ahead = on <= wide[1]
        case During():
            ahead = on < wide[1]
        case _:
            ahead = False
    return unsettled(frozenset({FUTURE})) if ahead else truth(False)


def days_inside(condition: Happened, person: Person, case: Case | None, before: Standings, on: Day) -> list[Day]:
    """The days inside the window, up to `on`, on which the event happened there, as often as it says."""
    if condition.window is None:
        return []
    window = window_days(condition.window, person, case, before, on)
    if window is None:
        return []
    return _inside(days_of(condition.event, person, case, before, on), window, condition.event, on)


def _inside(days: list[Day], window: tuple[Day, Day], event: Event, on: Day) -> list[Day]:
    """Those of the days inside a window by which it had happened there so many times."""
    first, last = window
    times = event.times if isinstance(event, StepEvent) else 1
    return [day for day in days if first <= day <= min(last, on)][times - 1 :]


def days_of(event: Event, person: Person, case: Case | None, before: Standings, on: Day) -> list[Day]:
    """Every day up to `on` on which the event happened, as far as a window can ask for it, however often that was.

    Every case counts, closed or not, as it stood at the end of the day before; of its own steps a case also knows what
    happens today. Around an absence, and in a branch that follows each absence, its own steps are those of its absence.
    A period ends on its last day.
    """
    if isinstance(event, StepEvent):
        event = replace(event, times=1)
    match event:
        case ThingEvent(thing, deed):
            found = (one for one in person.things.get(thing, ()) if one.day <= on and one.value is not False)
            return [one.day for one in found if deed is Deed.RECORDED or one.what.value == deed.value]
        case StepEvent(step) | OutcomeEvent(step) if step not in person.policy.guidance:
            others = (one for one in before.occurrences.values() if one.step == step)
            if case is not None and is_own(person.policy.steps[step], case):
                if case.key.absence is not None:
                    return event_days(event, person, case, before, on)
                own = event_days(event, person, case, before, on)
                earlier = {day for one in others if (day := _day(event, one)) is not None}
                return sorted({*own, *earlier})
            return sorted(day for one in others if (day := _day(event, one)) is not None)
        case PeriodEnded(period):
            return last_days(period, person, case, before, on)
        case _:
            return event_days(event, person, case, before, on)


def _day(event: StepEvent | OutcomeEvent, one: Occurrence) -> Day | None:
    """The day on which it happened to a step that fell due."""
    if isinstance(event, OutcomeEvent):
        return one.decided if one.outcome == event.outcome else None
    return one.held if event.deed is Deed.HELD else one.on if event.deed is Deed.DUE else None
