"""On which later days a condition may change if nothing more is recorded: perhaps too many, never too few."""

from __future__ import annotations

from collections.abc import Iterator

from policydsl.domain.number import Comparison, Day
from policydsl.history.history import What
from policydsl.interpret import measure as measures
from policydsl.interpret.condition import Seen, holds
from policydsl.interpret.kinds_ahead import begins_to_count, days_of_lengths, may_come_in, membership_changes, running
from policydsl.interpret.periods import lasts_to, run_of
from policydsl.interpret.points import Asked, next_days
from policydsl.interpret.room import room
from policydsl.interpret.selection import lengths_of_turn
from policydsl.interpret.time_lost import is_of_the_pattern
from policydsl.interpret.window import widest_days, window_days
from policydsl.interpret.windows_years import only_loses
from policydsl.model.amount import (
    Bound,
    During,
    Window,
    Within,
)
from policydsl.model.at_rest import tallies
from policydsl.model.condition import (
    Both,
    Compare,
    Condition,
    Covered,
    Either,
    Finding,
    Happened,
    HasLasted,
    InPeriods,
    IsCategory,
    IsExpected,
    KOfN,
    Named,
    NotBy,
    OnlyIf,
    Points,
    Running,
    Selection,
    Tally,
)
from policydsl.model.policy import Running as WhileRunning

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
                yield from days_of_lengths(absence, lengths_of_turn(bound, seen.person, seen.on))
        case IsCategory(category, _):
            absence = seen.absence
            if absence is not None and not absence.is_settled(seen.on):
                selection = seen.person.policy.categories[category].selection.meaning(seen.on)
                yield from membership_changes([selection], absence, seen.person, seen.on)
        case Covered(_, after, _):
            absence = seen.absence
            if absence is not None and after is not None:
                yield absence.first + int(seen.person.number(after, seen.on))
        case Named(name, clause, negated):
            yield from changes(clause.meaning(seen.on), seen.inside(name), falls or negated)
        case OnlyIf(guard):
            yield from changes(guard.meaning(seen.on), seen, falls)
        case NotBy(never):
            yield from _not_by_changes(never.meaning(seen.on), seen, falls)
        case Both(parts):
            # While one part is certainly not so, all of them are not, whatever becomes of the others.
            held_back = None if any(True for _ in tallies(condition)) else _holds_back(parts, seen)
            for part in parts if held_back is None else (held_back,):
                yield from changes(part, seen, falls)
        case Either(parts):
            for part in parts:
                yield from changes(part, seen, falls)
        case Happened(_, negated, window):
            if window is not None and (falls or negated or not only_loses(window) or _may_move(window, seen)):
                yield from _happened_changes(window, seen)
        case InPeriods():
            if seen.person.absences and seen.person.absences[0].first <= seen.on:
                yield seen.on + 1
        case KOfN(among=among, kind=kind):
            yield from begins_to_count([among, kind], seen.person, seen.on)
        case Running(period):
            run = run_of(period, seen.person, seen.case, seen.before)
            if run is not None:
                last = lasts_to(run, seen.person, seen.on)
                yield from (run.first, (last.earliest or run.last) + 1, *([seen.on + 1] if last.known is None else []))
        case Finding() | IsExpected():
            return


def _holds_back(parts: tuple[Condition, ...], seen: Seen) -> Condition | None:
    """A part that is certainly not so, of those that are quick to ask. Whether a time passed is no matter of them."""
    return next((one for one in reversed(parts) if _is_quick(one, seen) and holds(one, seen).value is False), None)


def _is_quick(part: Condition, seen: Seen) -> bool:
    match part:
        case OnlyIf(guard):
            return _is_quick(guard.meaning(seen.on), seen)
        case Compare() | Happened() | Finding() | HasLasted() | IsCategory() | Covered() | IsExpected() | Running():
            return True
        case _:
            return False


def _not_by_changes(never: Selection, seen: Seen, falls: bool) -> Iterator[Day]:
    """What an absence is may change while it is unsettled; it is no longer what the day is about after that."""
    own = seen.person.named(seen.case.key.branch, seen.case.key.absence) if seen.case else None
    about = (own,) if own is not None else seen.person.absences
    unsettled = [one for one in about if one.first <= seen.on and not one.is_settled(seen.on)]
    if unsettled and any(one.what is What.HAD for events in seen.person.events.values() for one in events):
        yield seen.on + 1  # on its own day an event stands in front of the absences
    for one in unsettled:
        yield from membership_changes([never], one, seen.person, seen.on)
    if falls:
        yield from (one.settled + 1 for one in about if one.settled is not None)


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


def _measure_changes(name: str, bound: Bound, seen: Seen, falls: bool) -> Iterator[Day]:
    """A measure rises on days of an absence; it falls when days leave the window, which only some conditions feel."""
    measure = seen.person.policy.measures[name]
    formula = measure.formula.meaning(seen.on)
    if isinstance(formula, Points):
        if seen.person.policy.stands_still and formula.held_by:
            yield seen.on + 1
        yield from next_days(Asked(measure, formula, seen.person, seen.case, seen.before, seen.on))
        return
    rises = bound.comparison in RISING and bound.up_to is None and measures.only_adds(formula)
    if falls or not rises:
        if seen.person.absences and seen.person.absences[0].first <= seen.on:
            yield seen.on + 1
        return
    if _may_move(measure.window.meaning(seen.on), seen):
        yield seen.on + 1
    if measure.running is not None and measure.running.meaning(seen.on) is WhileRunning.WHEN_ENDED:
        return  # an absence comes in on the day on which it is settled
    run = tuple(running(seen.person, seen.on))
    out = [measures.surely_out(measure, absence, seen.person, seen.on) for absence in run]
    for absence, kinds in zip(run, out, strict=True):
        if kinds is not None:  # its days add nothing before it is of another kind
            yield from membership_changes(kinds, absence, seen.person, seen.on)
    if None not in out:
        return
    loses = only_loses(measure.window.meaning(seen.on)) and not seen.person.policy.stands_still
    found = room(measure, bound, run, seen) if loses else None
    if found is None:
        yield seen.on + 1
        return
    yield seen.on + found.days + 1
    for absence in found.without:
        yield from may_come_in(absence, found.kinds, seen.person, seen.on)


def _only_loses(tally: Tally) -> bool:
    """Do days that pass take absences out of the window and bring none in, with counts that are not met by that?"""
    return only_loses(tally.window) and all(count.comparison in RISING for count in tally.counts)


def _tally_changes(tally: Tally, seen: Seen, falls: bool) -> Iterator[Day]:
    moves_on = not isinstance(tally.window, Within | During)
    if moves_on and (falls or not _only_loses(tally)):
        yield seen.on + 1
        return
    window = window_days(tally.window, seen.person, seen.case, seen.before, seen.on)
    if window is None:
        return
    if not moves_on:
        yield from (window[1], window[1] + 1, window[1] + 2)
    if _may_move(tally.window, seen):
        yield seen.on + 1
    # What lies in a window that only loses, or in one that stands still, grows on days of an absence alone.
    if any(count.unit is not None for count in tally.counts) and any(running(seen.person, seen.on)):
        yield seen.on + 1
    yield from begins_to_count([count.selection for count in tally.counts], seen.person, seen.on)
