"""What a day does to the periods of the cases: they begin, they end, and what the policy says of their end follows.

The end of a period moves a case only while the case is where it was when the period began: it waits there, or has
stayed there after a meeting. A meeting that is due, or held and not decided, comes first. A case that has moved on
from a meeting held after the period began is no longer in the stage that the period belonged to, unless that is the
meeting of the step with which the period began.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policydsl.domain.number import Day, Truth, all_of, any_of, not_
from policydsl.interpret import periods
from policydsl.interpret.changes import changes
from policydsl.interpret.condition import NOT_YET, Seen, holds
from policydsl.interpret.measure import value_once_ended
from policydsl.interpret.period_begins import periods_of, with_periods_begun
from policydsl.interpret.person import Person
from policydsl.interpret.selection import meets
from policydsl.interpret.standing import At, Case, Ended, PeriodRun, Position
from policydsl.interpret.today import Today
from policydsl.model.amount import During, OutcomeEvent, PeriodEnded, StepEvent
from policydsl.model.at_rest import parts_of
from policydsl.model.clause import Form
from policydsl.model.condition import Both, Compare, Condition, Either, Happened, Named, OnlyIf, Tally
from policydsl.model.period import AtEnd, Period
from policydsl.model.policy import DueWhen


def begin_periods(today: Today) -> None:
    """At the end of the day: every period whose event has happened in its case begins, on the day of that event."""
    # A block with periods has no steps at rest; the procedure that it waits for may have some.
    cases = {case.key: case for case in today.cases.values() if case.procedure is not None}
    for case in (cases | {case.key: case for case in today.awake()}).values():
        current = with_periods_begun(case, today.seen)
        if current is not case:
            today.put(current)


# ------------------------------------------------------------------ ending


def end_periods(case: Case, today: Today) -> None:
    """Periods that are over by today end; the lines about that take effect where they still concern the case."""
    for period in periods_of(case.active, today.person.policy):
        current = today.cases.get(case.key)
        if current is None or current.active.owner != period.owner:
            return
        run = periods.run_in(current.active, period.name)
        if run is None or (run.followed and run.over is not None):
            continue
        if run.over is None and not _has_passed(run, today.person, today.on):
            continue
        if run.followed:
            today.move(current, periods.over(current.active, run, today.on))
            continue
        if run.over is None:
            if not _is_certain(period, current, today.seen(current)):
                continue
            current = today.move(current, periods.over(current.active, run, today.on))
        if is_moved_on(current.active, run, period, today.on):
            today.move(current, periods.followed(current.active, period.name))
        elif _is_at_rest(current, today):
            _follow(period, current, today)


def end_what_outlived_its_case(today: Today) -> None:
    """Periods that went on when their case closed are over on the day after their last one."""
    over = tuple(_with_periods_over(one, today) for one in today.ended)
    if over != today.ended:
        today.ended, today.changed = over, True


def _with_periods_over(one: Ended, today: Today) -> Ended:
    if all(run.over is not None for run in one.periods):
        return one
    runs = (
        replace(run, over=today.on) if run.over is None and _has_passed(run, today.person, today.on) else run
        for run in one.periods
    )
    return replace(one, periods=tuple(runs))


def _has_passed(run: PeriodRun, person: Person, on: Day) -> bool:
    """Has the last day of a period passed for certain?"""
    latest = periods.lasts_to(run, person, on).latest
    return latest is not None and on > latest


def is_moved_on(position: Position, run: PeriodRun, period: Period, on: Day) -> bool:
    """Has the case moved on from a meeting held after the period began, other than that of the step it began with?"""
    if position.moved is None or position.moved <= run.first:
        return False
    match period.lasts.meaning(on).after:
        case StepEvent(step, _, _) | OutcomeEvent(step, _):
            return position.left != step
        case PeriodEnded(other):  # it began with the day after that one, also where that was certain only later
            run_before = periods.run_in(position, other)
            return run_before is None or run_before.over is None or position.moved > run_before.over
        case _:
            return True


def _is_at_rest(case: Case, today: Today) -> bool:
    """Does the case wait, or has it stayed at a step that is decided?"""
    position = case.active
    if position.at is At.WAITING:
        return True
    occurrence = today.occurrences.get(position.occurrence or "")
    one = today.step_of(case)
    return position.at is At.HELD and (not one.outcomes or occurrence is None or occurrence.outcome is not None)


def _follow(period: Period, case: Case, today: Today) -> None:
    """What the first line about the end says whose condition holds, or the one without a condition."""
    case = today.move(case, periods.followed(case.active, period.name))
    form = _line_that_holds(period, today.seen(case))
    if form is not None:
        today.follow(case, case.active.step, form.meaning.actions, form.written, "period-ended", period.name)


def _line_that_holds(period: Period, seen: Seen) -> Form[AtEnd] | None:
    for clause in period.at_end:
        form = clause.form(seen.on)
        if form.meaning.condition is None or holds(form.meaning.condition, seen).value is True:
            return form
    return None


# ------------------------------------------------------------------ what must be certain


def _asked(period: Period, case: Case, seen: Seen) -> Iterator[Condition]:
    """What is asked of the days of a period: by the lines about its end, and by the step that the case waits for."""
    for clause in period.at_end:
        condition = clause.meaning(seen.on).condition
        if condition is not None:
            yield condition
    one = seen.person.policy.steps[case.active.step]
    due = one.due.meaning(seen.on) if one.due and case.active.at is At.WAITING else None
    if isinstance(due, DueWhen):
        yield from (part for part in parts_of(due.condition) if _is_about(part, period.name, seen))


def _is_about(part: Condition, period: str, seen: Seen) -> bool:
    match part:
        case Tally(_, _, _, window) | Happened(_, _, window):
            return window == During(period)
        case Compare(measure, _):
            return seen.person.policy.measures[measure].window.meaning(seen.on) == During(period)
        case _:
            return False


def of_its_days(condition: Condition, period: str, seen: Seen) -> Truth:
    """How a condition comes out once nothing more can be added to the days of a period that is over.

    An absence that still runs, of which a measure knows nothing before it has ended, may yet be added.
    """
    match condition:
        case Compare(name, bound):
            now = holds(condition, seen)
            measure = seen.person.policy.measures[name]
            if now.value is None or measure.window.meaning(seen.on) != During(period):
                return now
            later = value_once_ended(measure, seen.person, seen.case, seen.before, seen.on)
            settles = later is None or meets(later, bound, seen.person, seen.on).value is now.value
            return now if settles else NOT_YET
        case Named(name, clause, negated):
            met = of_its_days(clause.meaning(seen.on), period, seen.inside(name))
            return not_(met) if negated else met
        case OnlyIf(guard):
            return of_its_days(guard.meaning(seen.on), period, seen)
        case Both(parts):
            return all_of([of_its_days(one, period, seen) for one in parts])
        case Either(parts):
            return any_of([of_its_days(one, period, seen) for one in parts])
        case _:
            return holds(condition, seen)


def _is_certain(period: Period, case: Case, seen: Seen) -> bool:
    """Is everything certain that is asked of its days?"""
    return all(of_its_days(one, period.name, seen).value is not None for one in _asked(period, case, seen))


def period_changes(case: Case, seen: Seen) -> Iterator[Day]:
    """Later days on which a period of the case may end, if nothing more is recorded."""
    for period in periods_of(case.active, seen.person.policy):
        run = periods.run_in(case.active, period.name)
        if run is None or (run.followed and run.over is not None):
            continue
        last = periods.lasts_to(run, seen.person, seen.on)
        yield (run.last if last.earliest is None else last.earliest) + 1
        if last.known is None:
            yield seen.on + 1
        if run.over is None and seen.on >= (run.last if last.latest is None else last.latest):
            for condition in _asked(period, case, seen):
                yield from changes(condition, seen, falls=True)


def changes_of_what_outlived_its_case(person: Person, ended: tuple[Ended, ...], on: Day) -> Iterator[Day]:
    """Later days on which a period may end that went on when its case closed."""
    for run in (run for one in ended for run in one.periods if run.over is None):
        last = periods.lasts_to(run, person, on)
        yield (run.last if last.earliest is None else last.earliest) + 1
        if last.known is None:
            yield on + 1
