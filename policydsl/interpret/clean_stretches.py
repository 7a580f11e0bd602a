"""On which days credits are given: stretches of time, of the calendar or of a length, without an occurrence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policydsl.domain.number import Day
from policydsl.interpret.person import Person
from policydsl.interpret.standing import Case, Standings
from policydsl.interpret.window import window_days
from policydsl.model.amount import Amount, Window
from policydsl.model.near import CalendarDays

Run = tuple[Day, Day]
"""First and last day of what breaks a stretch."""
LONGEST = 370
"""A stretch of the calendar is a year at most."""


@dataclass(frozen=True, slots=True)
class Found:
    """The days of the credits given so far, and the next one if nothing more happens (None: not known)."""

    days: tuple[Day, ...]
    ahead: Day | None


def stretches(
    every: Amount | Window | CalendarDays,
    breaks: Sequence[Run],
    person: Person,
    case: Case | None,
    before: Standings,
    on: Day,
) -> Found:
    """A credit is given on the first day after each stretch without a break since the policy came into force."""
    first = person.first_day
    found = [run for run in sorted(breaks) if run[1] >= first]
    if isinstance(every, CalendarDays):
        return _of_days(every, found, first, on)
    if isinstance(every, Amount):
        return _of_a_length(every, found, first, person, on)
    return _of_the_calendar(every, found, first, person, case, before, on)


def _of_days(days: CalendarDays, breaks: list[Run], first: Day, on: Day) -> Found:
    """Each run of days that follow one another, from the day on which the policy came into force."""
    runs: list[Run] = []
    for day in range(first, on + LONGEST):
        if days.has(day) is not True:
            continue
        start = runs.pop()[0] if runs and runs[-1][1] == day else day
        runs.append((start, day + 1))
    clean = [end for start, end in runs if not any(run[0] < end and run[1] >= start for run in breaks)]
    later = [end for end in clean if end > on]
    return Found(tuple(end for end in clean if end <= on), later[0] if later else None)


def _of_a_length(length: Amount, breaks: list[Run], first: Day, person: Person, on: Day) -> Found:
    """So long after the last break, and as long again after that; one with a break on its last day is not clean."""
    days: list[Day] = []
    anchor = first
    for begun, last in breaks:
        if begun > anchor:
            days += _since(anchor, length, person, min(begun - 1, on))
        anchor = max(anchor, last)
    given = [*_since(anchor, length, person, on)]
    return Found((*days, *given), person.after(anchor, length, len(given) + 1))


def _since(anchor: Day, length: Amount, person: Person, until: Day) -> Iterator[Day]:
    times = 1
    while (day := person.after(anchor, length, times)) <= until:
        if day <= anchor:
            return  # no time at all
        yield day
        times += 1


def _of_the_calendar(
    window: Window, breaks: list[Run], first: Day, person: Person, case: Case | None, before: Standings, on: Day
) -> Found:
    def begun(day: Day) -> Day:
        days = window_days(window, person, case, before, day)
        return day if days is None else days[0]

    current = begun(on)
    days: list[Day] = []
    end = current
    while end > first and (start := begun(end - 1)) >= first and start < end:
        if not any(run[0] < end and run[1] >= start for run in breaks):
            days.append(end)
        end = start
    return Found(tuple(reversed(days)), _next(begun, current, on))


def _next(begun: object, current: Day, on: Day) -> Day | None:
    """The first later day on which a stretch begins: halved down to, as the first days of stretches only rise."""
    assert callable(begun)
    low, high = on, on + LONGEST
    if begun(high) == current:
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if begun(middle) == current else (low, middle)
    return high
