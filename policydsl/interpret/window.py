"""First and last day of a window, as it stands on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from policydsl.domain.calendar import FIRST_DAY, LAST_DAY
from policydsl.domain.number import Day, DayRange
from policydsl.history.history import Event as Recorded
from policydsl.history.history import What
from policydsl.interpret.clocks import clock_of, day_after, first_day
from policydsl.interpret.periods import lasts_to, run_of
from policydsl.interpret.person import Person
from policydsl.interpret.standing import Case, Occurrence, PeriodRun, Standings
from policydsl.interpret.windows_years import (
    NEW_YEAR,
    first_of,
    half_year_begun,
    last_day,
    pay_period_begun,
    quarter_begun,
    year_begun,
)
from policydsl.model.amount import (
    AbsenceBegan,
    AbsenceEnded,
    BranchClosed,
    CalendarMonth,
    CalendarYear,
    Deed,
    During,
    Ending,
    EndsOn,
    Event,
    HalfYear,
    Last,
    LeaveYear,
    OutcomeEvent,
    PayPeriod,
    PeriodBegan,
    PeriodEnded,
    Quarter,
    Since,
    StepEvent,
    ThingEvent,
    Value,
    WholeRecord,
    Window,
    Within,
)
from policydsl.model.policy import Step, When


def event_day(event: Event, person: Person, case: Case | None, before: Standings, on: Day) -> Day | None:
    """The latest day, up to `on`, on which the event happened; None: it has not."""
    days = event_days(event, person, case, before, on)
    return days[-1] if days else None


def or_in_a_closed_case(
    day: Day | None, event: Event, person: Person, case: Case | None, before: Standings
) -> Day | None:
    """The latest day from which a time may be counted: of a step of another branch also that of a closed case."""
    if not isinstance(event, StepEvent | OutcomeEvent) or event.step in person.policy.guidance:
        return day
    one = person.policy.steps[event.step]
    if one.owner in AROUND or (case is not None and is_own(one, case)):
        return day
    deed = event.deed if isinstance(event, StepEvent) else None
    if isinstance(event, StepEvent) and event.times > 1:
        return day  # so many times in one running of a case
    outcome = event.outcome if isinstance(event, OutcomeEvent) else None
    found = _days_of(deed, outcome, _of_step(one, before))
    return max((*found, *(() if day is None else (day,))), default=None)


def is_own(one: Step, case: Case) -> bool:
    """Is it a step that the case goes through, in its branch or in the procedure that it started?"""
    return one.owner in (case.place.owner, case.procedure.owner if case.procedure else None)


def event_days(event: Event, person: Person, case: Case | None, before: Standings, on: Day) -> list[Day]:
    """The days, up to `on`, on which the event happened, in order.

    A case sees its own steps as they stand, and those of other branches as they stood at the end of the day before.
    In a procedure, things count that were put on file since it was started.
    """
    match event:
        case AbsenceBegan():
            absence = person.named(case.key.branch, case.key.absence) if case else None
            return [absence.first] if absence is not None and absence.first <= on else []
        case AbsenceEnded():
            last = _last_day(person, case, on)
            return [] if last is None else [last]
        case ThingEvent(thing, deed):
            since = case.started if case and case.started else 0
            return [
                one.day
                for one in person.things.get(thing, ())
                if since <= one.day <= on
                and one.value is not False
                and deed.value in (one.what.value, Deed.RECORDED.value)
            ]
        case StepEvent(step, deed, times) if step in person.policy.guidance:
            days = [one.day for one in _of_guidance(step, What.HELD, person, on)] if deed is Deed.HELD else []
            return days[times - 1 :]
        case OutcomeEvent(step, outcome) if step in person.policy.guidance:
            return [one.day for one in _of_guidance(step, What.OUTCOME, person, on) if one.value == outcome]
        case StepEvent(step, deed, times):
            return _marked(person.policy.steps[step], deed, None, case, before, on)[times - 1 :]
        case OutcomeEvent(step, outcome):
            return _marked(person.policy.steps[step], None, outcome, case, before, on)
        case PeriodBegan(period):
            run = run_of(period, person, case, before)
            return [] if run is None or run.first > on else [run.first]
        case PeriodEnded(period):
            return [run.over for run in _over(period, person, case, before, on) if run.over is not None]
        case BranchClosed(branch):
            return [one.on for one in before.ended if one.case.branch == branch and not one.lapsed]


def date_of(
    event: Event, person: Person, case: Case | None, before: Standings, on: Day, *, widest: bool = False
) -> Day | None:
    """The day from which a time after the event is counted: of the end of a period its last day."""
    if isinstance(event, PeriodEnded):
        over = _over(event.period, person, case, before, on)
        return _end_of(over[-1], person, on, widest) if over else None
    return event_day(event, person, case, before, on)


def begun_with(event: Event, person: Person, case: Case | None, before: Standings, on: Day) -> Day | None:
    """The first day of a time that begins with the event: of the end of a period the day after its last one."""
    day = date_of(event, person, case, before, on)
    return day + 1 if day is not None and isinstance(event, PeriodEnded) else day


def days_of_end(event: PeriodEnded, person: Person, case: Case | None, before: Standings, on: Day) -> DayRange | None:
    """Between which days the last day lies of a period that is over; None: none is."""
    over = _over(event.period, person, case, before, on)
    return lasts_to(over[-1], person, on) if over else None


def _over(period: str, person: Person, case: Case | None, before: Standings, on: Day) -> list[PeriodRun]:
    """The latest run of a period that is over: in the case or another, else in one that is closed by now."""
    run = run_of(period, person, case, before)
    if run is not None:
        return [run] if run.over is not None and run.over <= on else []
    closed = [one for ended in before.ended for one in ended.periods if one.period == period]
    return closed[-1:]


def last_days(period: str, person: Person, case: Case | None, before: Standings, on: Day) -> list[Day]:
    """The last day of every run of a period that is over: of cases that are open, and of those closed by now."""
    current = run_of(period, person, case, before)
    runs = [one for ended in before.ended for one in ended.periods if one.period == period]
    runs += [] if current is None else [current]
    return sorted({_end_of(run, person, on, False) for run in runs if run.over is not None and run.over <= on})


def _last_day(person: Person, case: Case | None, on: Day) -> Day | None:
    """The day on which the absence of the case ended, once nothing can join it any more."""
    absence = person.current(case.key.branch, case.key.absence, on) if case else None
    if absence is None or not absence.is_settled(on):
        return None
    return absence.back - 1 if person.until_back(absence) and absence.back is not None else absence.last(on)


def _of_guidance(step: str, what: What, person: Person, on: Day) -> list[Recorded]:
    """What is recorded of guidance, which has no case: the record itself is all there is."""
    events = (one for recorded, events in person.events.items() if recorded <= on for one in events)
    return [one for one in events if one.step == step and one.what is what]


def _marked(
    one: Step, deed: Deed | None, outcome: str | None, case: Case | None, before: Standings, on: Day
) -> list[Day]:
    """The days on which such a mark was set: by the case, or, of a step that it does not go through, by any other."""
    own = case.marks(one.name, deed, outcome) if case else []
    if case is not None and one.owner in AROUND and case.key.absence is not None and one.name != case.key.step:
        return _of_the_absence(one, deed, outcome, case.key.absence, before)
    if one.owner in AROUND and (case is None or case.key.absence is None):
        return _of_any_absence(one, deed, outcome, before)
    if own or (case and is_own(one, case)):
        return own
    others = (other for other in before.cases.values() if case is None or other.key != case.key)
    open_now = (day for other in others for day in other.marks(one.name, deed, outcome))
    return sorted((*open_now, *_with_the_end(one, deed, outcome, case, before, on)))


def _with_the_end(
    one: Step, deed: Deed | None, outcome: str | None, case: Case | None, before: Standings, on: Day
) -> Iterator[Day]:
    """The day before, if it was so on that day and the case ended with it: nobody else could have seen it before."""
    closed = {ended.case for ended in before.ended if ended.on == on - 1}
    if case is not None:
        closed.discard(case.key)
    ended = (each for each in _of_step(one, before) if each.case in closed) if closed else ()
    return (day for day in _days_of(deed, outcome, ended) if day == on - 1)


AROUND = frozenset(when.value for when in When)
"""The blocks whose steps have a case each for every absence."""


def _of_the_absence(one: Step, deed: Deed | None, outcome: str | None, absence: str, before: Standings) -> list[Day]:
    """The days on which it was so of a step around every absence, for this absence."""
    return _days_of(deed, outcome, (each for each in _of_step(one, before) if each.case.absence == absence))


def _of_any_absence(one: Step, deed: Deed | None, outcome: str | None, before: Standings) -> list[Day]:
    """The days on which it was so of a step around every absence, for whichever absence, done with or not."""
    return _days_of(deed, outcome, _of_step(one, before))


def _of_step(one: Step, before: Standings) -> Iterator[Occurrence]:
    return (each for each in before.occurrences.values() if each.step == one.name)


def _days_of(deed: Deed | None, outcome: str | None, mine: Iterable[Occurrence]) -> list[Day]:
    found: Iterable[Day | None]
    match deed:
        case Deed.DUE:
            found = (each.on for each in mine)
        case None:
            found = (each.decided for each in mine if each.outcome == outcome)
        case _:
            found = (each.held for each in mine)
    return sorted(day for day in found if day is not None)


def window_days(
    window: Window, person: Person, case: Case | None, before: Standings, on: Day, *, widest: bool = False
) -> tuple[Day, Day] | None:
    """First and last day of the window on a day; None: what it counts from has not happened, or the end is not known.

    The last N includes the day itself; within N after an event begins the day after it and includes its last day. Of a
    time that may stand still, the days that are in it for certain; `widest`: those that are perhaps.
    """
    match window:
        case Last(length):
            return _first_of(length, on, person, on, widest), on
        case Ending(length, ends):
            if isinstance(ends, EndsOn):
                last = last_day(ends, person, case, on)
                return None if last is None else (_first_of(length, last, person, on, widest), last)
            days = _counted_from(ends, person, case, before, on, widest)
            return None if days is None else _days(_first_of(length, days[0], person, on, widest), days[1])
        case Within(length, after):
            days = _counted_from(after, person, case, before, on, widest)
            last = None if days is None else _last_of(length, days[1], person, on, widest)
            return None if days is None or last is None else _days(days[0] + 1, last)
        case Since(event):
            days = _counted_from(event, person, case, before, on, widest)
            return None if days is None else (days[0] + (1 if isinstance(event, PeriodEnded) else 0), on)
        case CalendarYear():
            return date(date.fromordinal(on).year, 1, 1).toordinal(), on
        case LeaveYear():
            start = person.conventions.leave_year
            return year_begun(start.meaning(on) if start else NEW_YEAR, on), on
        case PayPeriod():
            return pay_period_begun(person, on), on
        case Quarter():
            return quarter_begun(on), on
        case CalendarMonth():
            return on - date.fromordinal(on).day + 1, on
        case HalfYear(start_of_half):
            return half_year_begun(start_of_half, on, person.month_end(on)), on
        case WholeRecord():
            return FIRST_DAY, on
        case During(period):
            run = run_of(period, person, case, before)
            return None if run is None else (run.first, _end_of(run, person, on, widest))


def _counted_from(
    event: Event, person: Person, case: Case | None, before: Standings, on: Day, widest: bool
) -> tuple[Day, Day] | None:
    """The day from which the first day of a time after the event is counted, and the one from which its last is.

    They are two only after a period of which nobody can tell the last day: for certain, such a time begins after the
    latest day that it may be and ends so long after the earliest one; `widest`, the other way round.
    """
    found = [
        or_in_a_closed_case(date_of(event, person, case, before, on, widest=one), event, person, case, before)
        for one in ((not widest, widest) if isinstance(event, PeriodEnded) else (widest,))
    ]
    first, last = found[0], found[-1]
    return None if first is None or last is None else (first, last)


def _days(first: Day, last: Day) -> tuple[Day, Day]:
    """A window between two days; of no day where the last one comes before the first."""
    return min(first, last + 1), last


def widest_days(
    window: Window, person: Person, case: Case | None, before: Standings, on: Day, certain: tuple[Day, Day]
) -> tuple[Day, Day]:
    """The days that are perhaps in a window: more than those `certain` alone where a time may stand still."""
    if not person.policy.stands_still:
        return certain
    return window_days(window, person, case, before, on, widest=True) or certain


def _first_of(length: Value, last: Day, person: Person, on: Day, widest: bool) -> Day:
    first, clock = first_of(length, last, person, on), clock_of(length, person, on)
    return first if clock is None else first_day(first, last, clock, person, on)[1 if widest else 0]


def _last_of(length: Value, day: Day, person: Person, on: Day, widest: bool) -> Day | None:
    if clock_of(length, person, day) is None:
        return person.day_after(day, length).known
    found = day_after(day, length, person, on)
    return (LAST_DAY if found.latest is None else found.latest) if widest else found.earliest


def _end_of(run: PeriodRun, person: Person, on: Day, widest: bool) -> Day:
    found = lasts_to(run, person, on)
    latest = LAST_DAY if found.latest is None else found.latest
    return latest if widest or found.earliest is None else found.earliest
