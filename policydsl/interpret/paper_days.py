"""Days of an absence by the papers that are on file for them: those that cover each of them."""

from __future__ import annotations

from collections.abc import Iterable

from policydsl.domain.absence import Absence
from policydsl.domain.number import FUTURE, NOTHING, Day, Range, Truth, any_of, between, unsettled
from policydsl.interpret.cover import is_there, turns
from policydsl.interpret.person import Person
from policydsl.interpret.selection import most
from policydsl.interpret.time_lost import missed
from policydsl.model.amount import Unit
from policydsl.model.condition import Selection, WithPaper

Days = tuple[Day, Day]


def papers_of(selection: Selection, person: Person, on: Day) -> frozenset[str]:
    """The papers that a selection asks for, also through categories."""
    found: set[str] = set()
    for kind in selection.kinds + selection.exceptions:
        found.update(one.paper for one in kind.filters if isinstance(one, WithPaper))
        if kind.category is not None:
            found |= papers_of(person.policy.categories[kind.category].selection.meaning(on), person, on)
    return frozenset(found)


def stretches(selections: Iterable[Selection], person: Person, first: Day, last: Day, on: Day) -> tuple[Days, ...]:
    """The days between two as stretches with the same papers on each day; none where no such paper is on file."""
    if not person.things:
        return ()
    papers = frozenset[str]().union(*(papers_of(one, person, on) for one in selections))
    found = [event for paper in papers for event in person.things.get(paper, ()) if event.day <= on and is_there(event)]
    if not found:
        return ()
    starts = sorted({first, *(day for event in found for day in turns(event) if first < day <= last)})
    return tuple(zip(starts, [*(day - 1 for day in starts[1:]), last], strict=True))


def stretches_of(
    absence: Absence, selections: Iterable[Selection], person: Person, first: Day, last: Day, on: Day
) -> tuple[Days, ...]:
    """The same of an absence: no day after its last one, unless it is perhaps one with an absence after it."""
    end = absence.last(on)
    goes_on = absence.untold is not None and absence.untold.after is not None
    until = last if end is None or goes_on else min(last, end)
    return stretches(selections, person, first, until, on) if first <= until else ()


def added(absence: Absence, unit: Unit, person: Person, parts: Iterable[tuple[Days, Truth]]) -> tuple[Range, Truth]:
    """What was missed on the stretches that count, within bounds, and whether any of them does."""
    stretched = list(parts)
    seen = max((last for (_, last), _ in stretched), default=None)
    known = [(missed(absence, unit, person.works, *days, seen), sure) for days, sure in stretched]
    low = sum(time.low for time, sure in known if sure.value is True)
    high = sum(most(time) for time, sure in known if sure.value is not False)
    needs = NOTHING.union(*(time.needs | sure.needs for time, sure in known if sure.value is not False))
    return Range(low, high, NOTHING if low == high else needs), any_of([sure for _, sure in known])


def perhaps_added(certain: tuple[Range, Truth], wide: tuple[Range, Truth]) -> tuple[Range, Truth]:
    """What was missed on the days that are in a window for certain, and at most on those that perhaps are (`wide`)."""
    time, sure = between(certain[0], wide[0]), certain[1]
    if sure.value is True or wide[1].value is False:
        return time, sure
    return time, unsettled(sure.needs | wide[1].needs | {FUTURE})
