"""What a measure counted on a day and what it left out, with the arithmetic behind its number."""

from __future__ import annotations

from datetime import date

from policydsl.domain.number import FUTURE, Day, Exact, Range, any_of, exact
from policydsl.interpret.answer import Counted, LeftOut, MeasureValue
from policydsl.interpret.holidays import holidays_in
from policydsl.interpret.measure import Candidate, Days, belongs, days_of, evaluated, sorted_out, time_of, value
from policydsl.interpret.person import Person
from policydsl.interpret.points_shown import points_of_day, written
from policydsl.interpret.standing import Case, Standings
from policydsl.interpret.window import widest_days, window_days
from policydsl.model.amount import OF_THE_PATTERN, Unit
from policydsl.model.condition import (
    Absences,
    Constant,
    DaysDue,
    DaysOf,
    Difference,
    Formula,
    Points,
    Product,
    Quotient,
    Selection,
    Sum,
)
from policydsl.model.policy import Measure

BY_NAME = (Unit.HOURS, Unit.SHIFTS)
"""Units that a number is shown with; of days the formula beside it says which."""


def measured(measure: Measure, person: Person, case: Case | None, before: Standings, on: Day) -> MeasureValue | None:
    """The measure on a day with its window and what it counted, clipped and left out, and why."""
    window = window_days(measure.window.meaning(on), person, case, before, on)
    number = value(measure, person, case, before, on)
    if window is None or number is None:
        return None
    if isinstance(measure.formula.meaning(on), Points):
        return points_of_day(measure, person, case, before, on, number, window)
    first, last = window
    counted, clipped, left_out = [], [], []
    days = window, widest_days(measure.window.meaning(on), person, case, before, on, window)
    found = sorted_out(measure, person, days, on, case)
    formula = measure.formula.meaning(on)
    unit = _unit(formula)
    for one, why in found:
        absence = one.absence
        why = why or _not_in(formula, one, measure, person, on)
        if why is not None:
            left_out.append(LeftOut(absence.name, date.fromordinal(absence.first), why))
            continue
        end = absence.last(on)
        counted.append(
            Counted(
                absence.name,
                date.fromordinal(one.first),
                None if end is None else date.fromordinal(end),
                exact(_days_counted(formula, one, unit, measure, person, on)),
                holidays_in(person, absence, one.first, one.last) if unit in OF_THE_PATTERN else (),
                unit if unit in BY_NAME else None,
            )
        )
        if one.first > absence.first:
            clipped.append(absence.name)
    form = measure.formula.form(on)
    return MeasureValue(
        name=measure.name,
        value=exact(number.low),
        unit=None if measure.percentage or unit not in BY_NAME else unit.value,
        first=date.fromordinal(first),
        last=date.fromordinal(last),
        counted=tuple(counted),
        clipped=tuple(clipped),
        left_out=tuple(left_out),
        needs=missing(number),
        arithmetic=_arithmetic(form.meaning, [one for one, why in found if why is None], measure, person, days, on),
        line=form.written.line,
        clauses=measure.written.cites + form.written.cites,
    )


def missing(number: Range) -> tuple[str, ...]:
    """What is not on file and keeps a number within bounds; what the future settles is not missing."""
    return tuple(sorted(number.needs - {FUTURE}))


def _not_in(formula: Formula, one: Candidate, measure: Measure, person: Person, on: Day) -> str | None:
    """The code of why an absence that the measure takes counts in no part of its formula; None: it counts in one."""
    parts = [belongs(one, kinds, measure, person, on) for kinds in _selections(formula)]
    parts += [time_of(one, unit, kinds, measure, person, on)[1] for unit, kinds in _times(formula)]
    sure = any_of(parts)
    match sure.value:
        case True:
            return None
        case False:
            return "another-category"
        case None:
            return "not-settled"


def _days_counted(formula: Formula, one: Candidate, unit: Unit, measure: Measure, person: Person, on: Day) -> Exact:
    """The days of an absence that a formula takes: where it takes days of one kind alone, those of that kind."""
    kinds = [kinds for _, kinds in _times(formula)]
    if not kinds or any(other != kinds[0] for other in kinds):
        return days_of(one, unit, person).low
    return time_of(one, unit, kinds[0], measure, person, on)[0].low


def _times(formula: Formula) -> list[tuple[Unit, Selection]]:
    """The parts of a formula that add up time: in which unit, and of which absences."""
    match formula:
        case DaysOf(unit, selection):
            return [(unit, selection)]
        case Sum(parts) | Product(parts):
            return [one for part in parts for one in _times(part)]
        case Difference(one, two) | Quotient(one, two):
            return [*_times(one), *_times(two)]
        case Absences() | Constant() | DaysDue() | Points():
            return []


def _selections(formula: Formula) -> list[Selection]:
    """The absences that the parts of a formula are about."""
    match formula:
        case Absences(selection) | DaysOf(_, selection):
            return [selection]
        case Sum(parts) | Product(parts):
            return [one for part in parts for one in _selections(part)]
        case Difference(one, two) | Quotient(one, two):
            return [*_selections(one), *_selections(two)]
        case Constant() | DaysDue() | Points():
            return []


def _arithmetic(
    formula: Formula, taken: list[Candidate], measure: Measure, person: Person, window: Days, on: Day
) -> str:
    """The formula with the numbers in it."""

    def inner(part: Formula) -> str:
        text = _arithmetic(part, taken, measure, person, window, on)
        return f"({text})" if isinstance(part, Sum | Difference) else text

    match formula:
        case Product(factors):
            return " x ".join(inner(factor) for factor in factors)
        case Quotient(dividend, divisor):
            return f"{inner(dividend)} / {inner(divisor)}"
        case Sum(terms):
            return " + ".join(inner(term) for term in terms)
        case Difference(whole, less):
            return f"{inner(whole)} - {inner(less)}"
        case Constant(number):
            return written(number)
        case Points():
            return ""  # its lines are listed instead
        case DaysDue(due):
            days = evaluated(formula, taken, measure, person, window, on).low
            return f"{written(days)} {due.value[:-1] if days == 1 else due.value} due"
    number = evaluated(formula, taken, measure, person, window, on).low
    kinds = " or ".join(kind.category or "absence" for kind in formula.selection.kinds)
    if isinstance(formula, DaysOf):
        unit = formula.unit.value[:-1] if number == 1 else formula.unit.value
        return f"{written(number)} {unit}" + ("" if kinds == "absence" else f" of {kinds}")
    return f"{written(number)} {kinds}" + ("" if number == 1 else "s")


def _unit(formula: Formula) -> Unit:
    """The unit in which a formula counts time; working days where it counts none."""
    match formula:
        case DaysOf(unit, _) | DaysDue(unit):
            return unit
        case Sum(parts) | Product(parts):
            inner = [_unit(part) for part in parts]
        case Difference(one, two) | Quotient(one, two):
            inner = [_unit(one), _unit(two)]
        case _:
            inner = []
    said = {*inner} - {Unit.WORKING_DAYS}
    return said.pop() if len(said) == 1 else Unit.CALENDAR_DAYS if said else Unit.WORKING_DAYS
