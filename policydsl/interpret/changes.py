"""On which later days a condition may change if nothing more is recorded: perhaps too many, never too few."""

from __future__ import annotations

from collections.abc import Iterator

from policydsl.domain.absence import Absence
from policydsl.domain.number import (
    Comparison,
    Day,
)
from policydsl.interpret import measure as measures
from policydsl.interpret.condition import (
    Seen,
)
from policydsl.interpret.periods import lasts_to, run_of
from policydsl.interpret.person import AHEAD, Person
from policydsl.interpret.points import Asked, next_days
from policydsl.interpret.selection import bounds, counts_working_days
from policydsl.interpret.time_lost import is_of_the_pattern
from policydsl.interpret.window import widest_days, window_days
from policydsl.model.amount import (
    Bound,
    CalendarYear,
    During,
    Last,
    OutcomeEvent,
    Since,
    StepEvent,
    ThingEvent,
    WholeRecord,
    Window,
    Within,
)
from policydsl.model.condition import (
    Both,
    Compare,
    Condition,
    Either,
    Finding,
    Happened,
    HasLasted,
    InPeriods,
    IsCategory,
    IsExpected,
    Kind,
    KOfN,
    Named,
    NotBy,
    OnlyIf,
    Points,
    Running,
    Selection,
    Tally,
)

RISING = (Comparison.OVER, Comparison.AT_LEAST)
"""Comparisons that a number which falls never begins to meet."""


def changes(condition: Condition, seen: Seen, falls: bool) -> Iterator[Day]:
    """Later days on which the condition may change if nothing more is recorded: perhaps too many, never too few.

    `falls`: a return to `no` matters too (for `falls due again only after falling back`). Days on which something is
    recorded, an absence begins or is settled, and the day after anything moved, are looked at anyway.
    """
    match condition:
        case Compare(name, bound):
            yield from _measure_changes(name, bound, seen, falls)
        case Tally():
            yield from _tally_changes(condition, seen, falls)
        case HasLasted(bound):
            absence = seen.absence
            if absence is not None and not absence.is_settled(seen.on):
                if is_of_the_pattern(bound.value, seen.person, seen.on):
                    yield seen.on + 1
                yield from _around_lengths(absence, _limits(bound, seen))
        case IsCategory(category, _):
            absence = seen.absence
            if absence is not None and not absence.is_settled(seen.on):
                selection = Selection((Kind(category),))
                if counts_working_days(selection, seen.person, seen.on):
                    yield seen.on + 1
                yield from _around_lengths(absence, bounds(selection, seen.person, seen.on))
                yield from (day for _, last in absence.runs if last is not None for day in (last, last + 1))
        case Named(name, clause, negated):
            yield from changes(clause.meaning(seen.on), seen.inside(name), falls or negated)
        case OnlyIf(guard):
            yield from changes(guard.meaning(seen.on), seen, falls)
        case NotBy():
            # While an absence is unsettled its length may decide of what kind it is; afterwards nothing does.
            if any(one.first <= seen.on and not one.is_settled(seen.on) for one in seen.person.absences):
                yield seen.on + 1
        case Both(parts) | Either(parts):
            for part in parts:
                yield from changes(part, seen, falls)
        case Happened(_, negated, window):
            if window is not None and (falls or negated or not _loses(window)):
                yield from _happened_changes(window, seen)
        case InPeriods():
            if seen.person.absences and seen.person.absences[0].first <= seen.on:
                yield seen.on + 1
        case KOfN():
            if any(one.first <= seen.on and not one.is_settled(seen.on) for one in seen.person.absences):
                yield seen.on + 1
        case Running(period):
            run = run_of(period, seen.person, seen.case, seen.before)
            if run is not None:
                last = lasts_to(run, seen.person, seen.on)
                yield from (run.first, (last.earliest or run.last) + 1, *([seen.on + 1] if last.known is None else []))
        case Finding() | IsExpected():
            return


def _happened_changes(window: Window, seen: Seen) -> Iterator[Day]:
    """The day after the window ends, and while it moves on with the days, each day on which one may drop out of it."""
    if isinstance(window, Within | During):
        days = window_days(window, seen.person, seen.case, seen.before, seen.on)
        if days is not None:
            yield from (days[1], days[1] + 1)
        if _may_move(window, seen):
            yield seen.on + 1
    else:
        yield seen.on + 1


def _may_move(window: Window, seen: Seen) -> bool:
    """Does the first or last day of a window rest on an absence, or a leave, that is not over?"""
    if not seen.person.policy.stands_still:
        return False
    days = window_days(window, seen.person, seen.case, seen.before, seen.on)
    return days is not None and days != widest_days(window, seen.person, seen.case, seen.before, seen.on, days)


def kind_changes(kind: Selection, absences: tuple[Absence, ...], person: Person) -> Iterator[Day]:
    """The days on which an absence may begin to be of a kind, as it grows longer or something is recorded of it."""
    for absence in absences:
        if counts_working_days(kind, person, person.on):
            latest = person.on + AHEAD
            yield from range(absence.first, min(absence.settled or latest, latest) + 1)
        yield from _around_lengths(absence, bounds(kind, person, person.on))
        yield from (day for _, last in absence.runs if last is not None for day in (last, last + 1))


def _limits(bound: Bound, seen: Seen) -> tuple[int, ...]:
    found = [int(seen.person.number(bound.value, seen.on))]
    return tuple(found) if bound.up_to is None else (*found, *_limits(bound.up_to, seen))


def _around_lengths(absence: Absence, lengths: tuple[int, ...]) -> Iterator[Day]:
    for length in lengths:
        yield from range(absence.first + length - 2, absence.first + length + 2)


def _measure_changes(name: str, bound: Bound, seen: Seen, falls: bool) -> Iterator[Day]:
    """A measure rises on days of an absence; it falls when days leave the window, which only some conditions feel."""
    measure = seen.person.policy.measures[name]
    formula = measure.formula.meaning(seen.on)
    if isinstance(formula, Points):
        if seen.person.policy.stands_still and formula.held_by:
            yield seen.on + 1
        yield from next_days(Asked(measure, formula, seen.person, seen.case, seen.before, seen.on))
        return
    plain = bound.comparison in RISING and not seen.person.conventions.left_out
    plain = plain and measures.only_adds(formula)
    if falls or not plain or bound.up_to is not None:
        if seen.person.absences and seen.person.absences[0].first <= seen.on:
            yield seen.on + 1
        return
    if _may_move(measure.window.meaning(seen.on), seen):
        yield seen.on + 1
    for absence in reversed(seen.person.absences):
        if not absence.is_settled(seen.on):
            yield max(seen.on + 1, absence.first)
        elif absence.first <= seen.on:
            return


def _only_loses(tally: Tally) -> bool:
    """Do days that pass take absences out of the window and bring none in, with counts that are not met by that?"""
    return _loses(tally.window) and all(count.comparison in RISING for count in tally.counts)


def _loses(window: Window) -> bool:
    """Do days that pass take something out of the window, and bring in only what happens on them?"""
    match window:
        case Last() | CalendarYear() | WholeRecord() | Since(StepEvent() | OutcomeEvent() | ThingEvent()):
            return True
        case _:
            return False


def _tally_changes(tally: Tally, seen: Seen, falls: bool) -> Iterator[Day]:
    moves_on = not isinstance(tally.window, Within | During)
    if (moves_on and (falls or not _only_loses(tally))) or any(count.unit for count in tally.counts):
        yield seen.on + 1
        return
    window = window_days(tally.window, seen.person, seen.case, seen.before, seen.on)
    if window is None:
        return
    if not moves_on:
        yield from (window[1], window[1] + 1, window[1] + 2)
    if _may_move(tally.window, seen):
        yield seen.on + 1
    selections = [count.selection for count in tally.counts]
    selections += [form.meaning for one in seen.person.conventions.left_out for form in one.forms]
    discounting = seen.person.conventions.discounting
    selections += [form.meaning.kind for form in (discounting.forms if discounting else ()) if form.meaning.kind]
    lengths = {limit for one in selections for limit in bounds(one, seen.person, seen.on)}
    by_working_days = any(counts_working_days(one, seen.person, seen.on) for one in selections)
    for absence in reversed(seen.person.absences):
        if absence.is_settled(seen.on):
            return
        if by_working_days:
            yield max(seen.on + 1, absence.first)
        yield from _around_lengths(absence, tuple(lengths))
        yield from (day for _, last in absence.runs if last is not None for day in (last, last + 1))
        if not seen.person.empty_counts(absence):
            yield from absence.lost[:1]
