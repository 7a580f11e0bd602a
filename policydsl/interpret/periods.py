"""Periods of a case as plain values: when one runs, begins, is changed or begins again. Knows dates, and moves no case.

A period runs from the day of its event up to the day before the day so much later: a warning of 12 months given on 15
January is live up to 14 January.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace

from policydsl.domain.number import NO, YES, Day, DayRange, Truth, unsettled
from policydsl.interpret.clocks import last_day as last_day_of
from policydsl.interpret.person import Person
from policydsl.interpret.standing import Case, PeriodRun, Position, Standings
from policydsl.model.amount import Amount, Deed, Unit, Value
from policydsl.model.period import Period

MONTHS = {Unit.MONTHS: 1, Unit.YEARS: 12}


def lasts_to(run: PeriodRun, person: Person, on: Day) -> DayRange:
    """The last day of a period, as far as `on` can tell: the clock of its own length may stand still."""
    clock = next((one.clock for one in run.amounts if one.clock is not None), None)
    return DayRange.of(run.last) if clock is None else last_day_of(run.counted_from, run.last, clock, person, on)


def is_running(run: PeriodRun, person: Person, on: Day) -> Truth:
    """Is the day one of a period's, for certain, or perhaps?"""
    last = lasts_to(run, person, on)
    if run.first > on or (last.latest is not None and on > last.latest):
        return NO
    return YES if last.earliest is not None and on <= last.earliest else unsettled(last.needs)


def days_left_out(run: PeriodRun, person: Person, on: Day) -> int:
    """How many days have moved the end of a period so far."""
    return (lasts_to(run, person, on).earliest or run.last) - run.last


def run_in(position: Position | None, name: str) -> PeriodRun | None:
    """The latest run of a period at a position."""
    return next((run for run in position.periods if run.period == name), None) if position else None


def run_of(name: str, person: Person, case: Case | None, before: Standings) -> PeriodRun | None:
    """The latest run of a period: in the case itself, or, of one it does not have, in any other as of yesterday."""
    owner = person.policy.periods[name].owner
    if case is not None:
        own = run_in(case.procedure, name) or run_in(case.place, name)
        if own is not None:
            return own
        if owner in (case.place.owner, case.procedure.owner if case.procedure else None):
            return max(outlived(name, before), key=lambda run: (run.first, run.last), default=None)
    others = (other for other in before.cases.values() if case is None or other.key != case.key)
    found = [run for other in others for run in (run_in(other.place, name), run_in(other.procedure, name)) if run]
    found += outlived(name, before)
    return max(found, key=lambda run: (run.first, run.last), default=None)


def outlived(name: str, before: Standings) -> list[PeriodRun]:
    """The runs of a period that went on when their case closed, and are not over."""
    return [run for ended in before.ended for run in ended.periods if run.period == name and run.over is None]


def running(case: Case, person: Person, on: Day) -> Iterator[PeriodRun]:
    """The periods of a case that run on a day, or perhaps do."""
    for position in (case.place, case.procedure):
        for run in position.periods if position else ():
            latest = lasts_to(run, person, on).latest
            if run.first <= on and (latest is None or on <= latest):
                yield run


# ------------------------------------------------------------------ beginning and changing


def begun(period: Period, position: Position, first: Day, person: Person) -> Position:
    """The position with the period begun on a day, in its full length; an earlier run of it is forgotten."""
    length = person.value(period.lasts.meaning(first).length, first)
    amounts = (_amount(length),)
    held = [mark for mark in position.marks if mark.deed is Deed.HELD and mark.day <= first]
    past = max(held, key=lambda mark: mark.day).step if held else None
    return _with(position, PeriodRun(period.name, first, last_day(first, amounts, person), first, amounts, past))


def _amount(length: object) -> Amount:
    """A length as an amount. INVARIANT (checked): a bare number cannot stand there."""
    assert isinstance(length, Amount)
    return length


def longer(position: Position, name: str, more: Amount, person: Person) -> Position:
    """The position with so much added to a period; months are counted once, from the first day."""
    run = run_in(position, name)
    if run is None:
        return position
    amounts = (*run.amounts, more)
    return _with(position, replace(run, amounts=amounts, last=last_day(run.counted_from, amounts, person)))


def ending(position: Position, name: str, last: Day) -> Position:
    """The position with a period ending with a day that people or an action have set."""
    run = run_in(position, name)
    if run is None or run.over is not None:
        return position
    return _with(position, ended_with(run, last))


def ended_with(run: PeriodRun, last: Day) -> PeriodRun:
    """The period with a last day that people or an action have set."""
    return replace(run, last=last, counted_from=last + 1, amounts=())


def over(position: Position, run: PeriodRun, on: Day) -> Position:
    """The position with a period over on a day."""
    return _with(position, replace(run, over=on))


def closed(run: PeriodRun, person: Person, on: Day) -> PeriodRun:
    """A period of a case that closes on a day: one that still runs ends with that day."""
    if run.over is not None:
        return run
    latest = lasts_to(run, person, on).latest
    if latest is not None and latest <= on:
        return replace(run, over=on + 1)
    return replace(ended_with(run, on), over=on + 1)


def left_behind(run: PeriodRun) -> PeriodRun:
    """A period that goes on without its case: what the policy says of its end no longer concerns it."""
    return replace(run, followed=True)


def taken_over(position: Position, runs: tuple[PeriodRun, ...]) -> Position:
    """The position with the periods of the case before it that go on."""
    return replace(position, periods=(*position.periods, *runs))


def followed(position: Position, name: str) -> Position:
    """The position with the end of a period done with."""
    run = run_in(position, name)
    return position if run is None else _with(position, replace(run, followed=True))


def last_day(first: Day, amounts: tuple[Amount, ...], person: Person) -> Day:
    """The last day of a time of these lengths: months together are counted from the first day, then the rest."""
    months = sum(int(one.number) * MONTHS[one.unit] for one in amounts if one.unit in MONTHS)
    end = person.after(first, Amount(months, Unit.MONTHS))
    for one in amounts:
        if one.unit not in MONTHS:
            end = person.after(end, one)
    return end - 1


def limit_day(run: PeriodRun, limit: Value, person: Person, on: Day) -> DayRange:
    """The latest day that a period may last to under a limit, which counts from its first day."""
    amount = _amount(person.value(limit, run.first))
    last = last_day(run.first, (amount,), person)
    return DayRange.of(last) if amount.clock is None else last_day_of(run.first, last, amount.clock, person, on)


def kept(position: Position, steps: list[str], to: str, go_on: Container[str]) -> tuple[PeriodRun, ...]:
    """The periods of a case that goes back to a step: those that began before that step was held, and that go on."""
    before = [run for run in position.periods if run.past is None or steps.index(run.past) < steps.index(to)]
    return tuple(
        run if run in before else left_behind(run) for run in position.periods if run in before or run.period in go_on
    )


def _with(position: Position, run: PeriodRun) -> Position:
    others = tuple(one for one in position.periods if one.period != run.period)
    return replace(position, periods=(*others, run))
