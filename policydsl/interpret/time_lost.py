"""How long an absence is, and what a person was due to work, in the unit that a line of the policy counts in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from policydsl.domain.absence import Absence
from policydsl.domain.hours import added_up, hours_between, hours_on, times
from policydsl.domain.number import Day, Range
from policydsl.domain.working_time import WorkingDays, counted
from policydsl.interpret.person import Person
from policydsl.model.amount import OF_THE_PATTERN, Amount, Unit, Value


def unit_of(value: Value, person: Person, on: Day) -> Unit | None:
    """The unit of a limit on a day; None: a bare number."""
    found = person.value(value, on)
    return found.unit if isinstance(found, Amount) else None


def is_of_the_pattern(value: Value, person: Person, on: Day) -> bool:
    """Is a limit one of working days, hours or shifts, so that a length in calendar days does not settle it?"""
    return unit_of(value, person, on) in OF_THE_PATTERN


def missed(
    absence: Absence, unit: Unit | None, works: WorkingDays, first: Day, last: Day, seen: Day | None = None
) -> Range:
    """What of an absence lies between two days, both included. A shift is a day that the person was due to work.

    `seen`: the day by which the absence is looked at, where that is not the last of them.
    """
    if unit is Unit.HOURS:
        return added_up(_hours(absence, works, first, last))
    if unit in OF_THE_PATTERN:
        return absence.working_days(first, last)
    return absence.calendar_days(first, last, seen)


def _hours(absence: Absence, works: WorkingDays, first: Day, last: Day) -> Iterator[Range]:
    """The hours missed on each day lost for certain, and on each that was perhaps: then none is certain."""
    days, weights = absence.lost, absence.weights
    for place in range(bisect_left(days, first), bisect_right(days, last)):
        yield times(hours_on(works, days[place]), weights[place + 1] - weights[place])
    untold = absence.untold
    if untold is None:
        return
    for place in range(bisect_left(untold.days, first), bisect_right(untold.days, last)):
        yield times(hours_on(works, untold.days[place]), untold.weights[place + 1] - untold.weights[place])


def due_between(unit: Unit, works: WorkingDays, first: Day, last: Day) -> Range:
    """What the person was due to work between two days, both included; in calendar days, all of them."""
    if unit is Unit.HOURS:
        return hours_between(works, first, last)
    return counted(works, first, last) if unit in OF_THE_PATTERN else Range.of(max(0, last - first + 1))
