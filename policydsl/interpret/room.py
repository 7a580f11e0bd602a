"""How many days must pass before a measure can come to a limit, however the absences that run go on."""

from __future__ import annotations

from policydsl.domain.absence import Absence
from policydsl.domain.number import NOTHING, Comparison, Exact
from policydsl.interpret import measure as measures
from policydsl.interpret.condition import Seen
from policydsl.interpret.measure import Candidate
from policydsl.interpret.selection import most
from policydsl.interpret.window import window_days
from policydsl.model.amount import Bound, Unit
from policydsl.model.condition import Absences, Constant, DaysOf, Formula, Product, Sum
from policydsl.model.policy import Measure

FAR = 512
"""So many days ahead and no further are looked at."""


def days_of_room(measure: Measure, bound: Bound, running: tuple[Absence, ...], seen: Seen) -> int:
    """The days to come on which the measure is certainly below the limit, if no other absence begins; 0: cannot tell.

    No more than a day is lost on a day, and an absence that runs counts at most whole. Those that are settled count as
    they do, or less once they leave the window. INVARIANT: time in the window only passes, and nothing is taken off.
    """
    formula, person, on = measure.formula.meaning(seen.on), seen.person, seen.on
    window = window_days(measure.window.meaning(on), person, seen.case, seen.before, on)
    if window is None or not _grows_by_days(formula) or person.value_needs(bound.value, on) is not NOTHING:
        return 0
    sorted_out = measures.sorted_out(measure, person, (window, window), on, seen.case)
    settled = [one for one, why in sorted_out if why is None and one.absence not in running]
    limit = person.number(bound.value, on)

    def is_below(days: int) -> bool:
        number = _at_most(formula, settled, running, measure, seen, days)
        return number <= limit if bound.comparison is Comparison.OVER else number < limit

    days = 0
    while days < FAR and is_below(ahead := 2 * days or 1):
        days = ahead
    return days


def _grows_by_days(formula: Formula) -> bool:
    """Is it made of absences and of days alone, of which a day brings one at most?"""
    match formula:
        case Sum(parts) | Product(parts):
            return all(_grows_by_days(part) for part in parts)
        case DaysOf(unit):
            return unit is not Unit.HOURS
        case Absences() | Constant():
            return True
        case _:
            return False


def _at_most(
    formula: Formula, settled: list[Candidate], running: tuple[Absence, ...], measure: Measure, seen: Seen, days: int
) -> Exact:
    """What a formula comes to so many days later if all that runs goes on and counts whole."""
    match formula:
        case Constant(number):
            return number
        case Sum(parts):
            return sum(_at_most(part, settled, running, measure, seen, days) for part in parts)
        case Product(parts):
            product: Exact = 1
            for part in parts:
                product *= _at_most(part, settled, running, measure, seen, days)
            return product
        case Absences():
            return _now(formula, settled, measure, seen) + len(running)
        case _:
            return _now(formula, settled, measure, seen) + sum(seen.on + days - one.first + 1 for one in running)


def _now(formula: Formula, settled: list[Candidate], measure: Measure, seen: Seen) -> Exact:
    nowhere = (seen.on, seen.on)  # of the days due in a window, which are no part of it
    return most(measures.evaluated(formula, settled, measure, seen.person, (nowhere, nowhere), seen.on))
