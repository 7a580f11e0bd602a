"""How many days must pass before a measure can come to a limit, however the absences that run go on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import prod

from policydsl.domain.absence import Absence
from policydsl.domain.number import Comparison, Exact
from policydsl.interpret import measure as measures
from policydsl.interpret.condition import Seen
from policydsl.interpret.measure import Candidate, Days, belongs, kinds_taken
from policydsl.interpret.paper_days import stretches
from policydsl.interpret.selection import most
from policydsl.interpret.time_lost import due_between, missed
from policydsl.interpret.window import window_days
from policydsl.model.amount import Bound
from policydsl.model.condition import Absences, DaysOf, Formula, Product, Selection, Sum
from policydsl.model.policy import Measure

Growth = Callable[[int], Exact]
"""What something comes to at most so many days later."""
FAR = 512
"""So many days ahead and no further are looked at."""


@dataclass(frozen=True, slots=True)
class Room:
    """The days to come on which a measure is certainly below a limit, if no other absence begins.

    And none of those `without` comes in, which runs and counts for nothing in it so far, whatever `kinds` it is of.
    """

    days: int
    without: tuple[Absence, ...]
    kinds: list[Selection]


@dataclass(frozen=True, slots=True)
class _Growing:
    """What a measure comes to at most later, and the absences that run and count for nothing in it."""

    grown: Growth
    without: tuple[Absence, ...]
    kinds: list[Selection]


def room(measure: Measure, bound: Bound, running: tuple[Absence, ...], seen: Seen) -> Room | None:
    """How long the measure certainly stays below the limit; None: it may be there tomorrow, or nobody can tell.

    Nothing but days due to work is lost, and an absence that runs counts at most whole. Those that are settled count
    as they do, or less once they leave the window. INVARIANT: time in the window only passes, and the formula adds.
    """
    limit, needs = seen.person.limit(bound.value, seen.on)
    if needs:
        return None
    found = _growing(measure, running, seen)
    over = bound.comparison is Comparison.OVER

    def is_below(days: int) -> bool:
        number = limit if found is None else found.grown(days)
        return number < limit or (over and number == limit)

    if found is None or not is_below(1):
        return None
    days = 1
    while days < FAR and is_below(2 * days):
        days = 2 * days
    return Room(days, found.without, found.kinds)


def _growing(measure: Measure, running: tuple[Absence, ...], seen: Seen) -> _Growing | None:
    """What the measure comes to at most, for several limits worked out once; None: cannot tell."""
    person, on = seen.person, seen.on
    window = window_days(measure.window.meaning(on), person, seen.case, seen.before, on)
    formula = measure.formula.meaning(on)
    if window is None:
        return None
    kinds = [*_kinds(formula), *kinds_taken(measure, on)]
    if person.things and any(stretches(kinds, person, one.first, on, on) for one in running):
        return None  # what counts goes by the paper of each day
    asked = measure.name, window, on, seen.case.counts_after(measure.name) if seen.case else 0
    if asked not in person.grows_to:
        days = window, window
        taken = measures.taken(measure, person, days, on, seen.case)
        inside = [
            one.absence
            for one in taken
            if one.absence in running
            and any(belongs(one, kind, measure, person, on).value is not False for kind in _kinds(formula))
        ]
        settled = [one for one in taken if one.absence not in running]
        without = tuple(one for one in running if one not in inside)
        grown = _growth(formula, settled, inside, measure, seen, days)
        person.grows_to[asked] = _Growing(grown, without, kinds)
    found: _Growing = person.grows_to[asked]
    return found


def _kinds(formula: Formula) -> Iterator[Selection]:
    """The kinds of absences that the parts of a formula are about."""
    match formula:
        case Sum(parts) | Product(parts):
            for part in parts:
                yield from _kinds(part)
        case Absences(selection) | DaysOf(_, selection):
            yield selection
        case _:
            return


def _growth(
    formula: Formula, settled: list[Candidate], running: list[Absence], measure: Measure, seen: Seen, days: Days
) -> Growth:
    """What a formula comes to at most if all that runs goes on and counts whole."""
    match formula:
        case Sum(parts) | Product(parts):
            each = [_growth(part, settled, running, measure, seen, days) for part in parts]
            together: Callable[..., Exact] = sum if isinstance(formula, Sum) else prod
            return lambda ahead: together(grown(ahead) for grown in each)
        case DaysOf(unit):
            works, on = seen.person.works, seen.on
            counted = most(measures.evaluated(formula, settled, measure, seen.person, days, on))
            counted += sum(most(missed(one, unit, works, one.first, on)) for one in running)
            return lambda ahead: counted + len(running) * most(due_between(unit, works, on + 1, on + ahead))
        case _:
            number = most(measures.evaluated(formula, settled, measure, seen.person, days, seen.on))
            return lambda _: number + (len(running) if isinstance(formula, Absences) else 0)
