"""Measures as they stood today, a period ago, and so on back."""

from __future__ import annotations

from datetime import date

from policydsl.domain.number import NOTHING, Day, Range, Truth
from policydsl.interpret import measure as measures
from policydsl.interpret.person import Person
from policydsl.interpret.selection import meets
from policydsl.interpret.standing import Case, Standings
from policydsl.interpret.windows_years import NEW_YEAR, year_begun
from policydsl.model.amount import Amount, CalendarMonth, CalendarYear, LeaveYear
from policydsl.model.condition import InPeriods


def in_periods(condition: InPeriods, person: Person, case: Case | None, before: Standings, on: Day) -> Truth:
    """Was it so in as many of the last periods?"""
    return number_of_periods(condition, person, case, before, on).compare(condition.comparison, condition.number)


def number_of_periods(condition: InPeriods, person: Person, case: Case | None, before: Standings, on: Day) -> Range:
    """In how many of them it was so; a range while absences are unsettled."""
    measure = person.policy.measures[condition.measure]
    low, high, needs = 0, 0, NOTHING
    for day in days_of_periods(condition, person, on):
        number = measures.value(measure, person, case, before, day)
        if number is None:
            continue
        met = meets(number, condition.bound, person, day)
        low += met.value is True
        high += met.value is not False
        needs |= met.needs
    return Range.of(low) if low == high else Range(low, high, needs)


def days_of_periods(condition: InPeriods, person: Person, on: Day) -> list[Day]:
    """The days for which the measure is worked out, the latest first: of a year or month its last days."""
    window = person.policy.measures[condition.measure].window.meaning(on)
    periods, number = condition.periods, int(condition.periods.number)
    if isinstance(window, CalendarMonth):
        months = [on]
        for _ in range(1, number):
            months.append(months[-1] - date.fromordinal(months[-1]).day)
        return months
    if not isinstance(window, CalendarYear | LeaveYear):
        return [on, *(person.after(on, Amount(back, periods.unit), -1) for back in range(1, number))]
    clause = person.conventions.leave_year
    start = clause.meaning(on) if clause and isinstance(window, LeaveYear) else NEW_YEAR
    days = [on]
    for _ in range(1, number):
        days.append(year_begun(start, days[-1]) - 1)
    return days
