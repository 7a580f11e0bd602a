"""Whether a period of a case has begun by a day: the day of its event, if that belongs to this running of the case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from policydsl.domain.number import Day
from policydsl.interpret import periods
from policydsl.interpret.condition import Seen
from policydsl.interpret.periods import is_running
from policydsl.interpret.standing import Case, PeriodRun, Position
from policydsl.model.period import Period
from policydsl.model.policy import Policy


def periods_of(position: Position, policy: Policy) -> tuple[Period, ...]:
    """The periods of the block that a position is in."""
    block = policy.branches.get(position.owner) or policy.procedures.get(position.owner)
    return block.periods if block else ()


def with_periods_begun(case: Case, seen_by: Callable[[Case], Seen], *, that_go_on: bool = False) -> Case:
    """The case with every period begun whose event has happened: of its procedure, and of the branch that waits.

    `that_go_on`: those alone that go on when their case closes.
    """
    for position in (case.place, case.procedure):
        for period in periods_of(position, seen_by(case).person.policy) if position is not None else ():
            if period.goes_on is not None or not that_go_on:
                case = _with_begun(period, case, seen_by(case))
    return case


def _with_begun(period: Period, case: Case, seen: Seen) -> Case:
    """The case with the period begun anew, on the day of its event, if that has happened."""
    in_procedure = case.procedure is not None and case.procedure.owner == period.owner
    position = case.procedure if case.procedure is not None and in_procedure else case.place
    first = _event_day(period, case, position, seen)
    run = periods.run_in(position, period.name)
    if first is None or (run is not None and run.first >= first):
        return case
    begun = periods.begun(period, position, first, seen.person)
    return replace(case, procedure=begun) if in_procedure else replace(case, place=begun)


def _event_day(period: Period, case: Case, position: Position, seen: Seen) -> Day | None:
    """The day of the event that starts the period, if it belongs to this running of the case."""
    day = seen.begun_with(period.lasts.meaning(seen.on).after)
    if day is None:
        return None
    if position.fresh is not None:
        return day if day > position.fresh else None
    return day if day >= case.opened or _runs_on_the_first_day(period, case, day, seen) else None


def _runs_on_the_first_day(period: Period, case: Case, day: Day, seen: Seen) -> bool:
    """Does a period that began before the policy was in force run on its first day, in a case that opened then?"""
    person = seen.person
    if case.opened != person.first_day or period.owner != case.place.owner:
        return False
    absence = person.followed(case.key.branch, case.key.absence)
    if absence is not None and day < absence.first:
        return False
    run = periods.run_in(periods.begun(period, case.place, day, person), period.name)
    return run is not None and is_running(run, person, case.opened).value is not False


# ------------------------------------------------------------------ what outlives its case


def closed_with(case: Case, seen: Seen) -> tuple[PeriodRun, ...]:
    """The periods of a case that closes on the day: those that go on run as they did, the others end with it."""
    person, on = seen.person, seen.on
    case = with_periods_begun(case, lambda _: seen, that_go_on=True)
    runs = (*case.place.periods, *(case.procedure.periods if case.procedure else ()))
    return tuple(
        periods.left_behind(run) if goes_on(run, seen) and run.over is None else periods.closed(run, person, on)
        for run in runs
    )


def goes_on(run: PeriodRun, seen: Seen) -> bool:
    """Does the period keep its last day when its case closes?"""
    clause = seen.person.policy.periods[run.period].goes_on
    return clause is not None and clause.meaning(run.first)
