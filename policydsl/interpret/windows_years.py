"""Years, half-years and quarters in which a day lies, and stretches of time that end on a day."""

from __future__ import annotations

from calendar import isleap
from datetime import date
from itertools import takewhile
from typing import assert_never

from policydsl.domain.calendar import FIRST_DAY, MonthEnd, add_months, within
from policydsl.domain.number import Day
from policydsl.interpret.person import Person
from policydsl.interpret.standing import Case
from policydsl.model.amount import (
    Amount,
    CalendarYear,
    DayOfYear,
    EndsOn,
    Last,
    OutcomeEvent,
    Since,
    StepEvent,
    ThingEvent,
    Unit,
    Value,
    WholeRecord,
    Window,
)

NEW_YEAR = DayOfYear(1, 1)
MONTHS = {Unit.MONTHS: 1, Unit.YEARS: 12}


def first_of(length: Value, last: Day, person: Person, on: Day) -> Day:
    """The first of so many days, weeks or months of which `last` is the last; the length is read on `on`."""
    amount = person.value(length, on)
    if isinstance(amount, Amount) and amount.unit is Unit.PAY_PERIODS:
        return pay_period_begun(person, last, int(amount.number) - 1)
    if isinstance(amount, Amount) and amount.unit in MONTHS:
        return add_months(last, -int(amount.number) * MONTHS[amount.unit], person.month_end(last)) + 1
    return within(last - int(person.number(length, on)) + 1)


def last_day(ends: EndsOn, person: Person, case: Case | None, on: Day) -> Day | None:
    """The day on which a window ends; None: there is no absence yet."""
    match ends:
        case EndsOn.TODAY:
            return on
        case EndsOn.YESTERDAY:
            return on - 1
        case EndsOn.LAST_DAY:
            own = person.named(case.key.branch, case.key.absence) if case else None
            begun = [own] if own else list(takewhile(lambda one: one.first <= on, person.absences))
            if not begun:
                return None
            last = begun[-1].last(on)
            return on if last is None else last
        case _ as never:
            assert_never(never)


def _in_year(start: DayOfYear, year: int) -> Day:
    if (start.day, start.month) == (29, 2) and not isleap(year):
        return date(year, 3, 1).toordinal()
    return date(year, start.month, start.day).toordinal()


def year_begun(start: DayOfYear, on: Day) -> Day:
    """The first day of the year that starts on this day of every year, in which the day lies."""
    year = date.fromordinal(on).year
    begun = _in_year(start, year)
    if begun <= on:
        return begun
    return _in_year(start, year - 1) if year > 1 else FIRST_DAY


def pay_period_begun(person: Person, on: Day, before: int = 0) -> Day:
    """The first day of the pay period in which the day lies, or of one so many before it."""
    rule = person.said(person.policy.conventions.pay_period, on)
    if rule is None:
        return on  # the check asks for the line
    number = int(rule.length.number)
    if rule.length.unit is Unit.WEEKS:
        number *= 7
    if rule.length.unit not in (Unit.MONTHS, Unit.YEARS):
        return within(rule.first + ((on - rule.first) // number - before) * number)
    number *= 12 if rule.length.unit is Unit.YEARS else 1
    short = person.month_end(rule.first)
    day, start = date.fromordinal(on), date.fromordinal(rule.first)
    round_ = (12 * (day.year - start.year) + day.month - start.month) // number + 1
    while add_months(rule.first, round_ * number, short) > on:
        round_ -= 1
    return add_months(rule.first, (round_ - before) * number, short)


def quarter_begun(on: Day) -> Day:
    """The first day of the quarter in which the day lies."""
    day = date.fromordinal(on)
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1).toordinal()


def half_year_begun(start: DayOfYear, on: Day, short: MonthEnd) -> Day:
    """The first day of the half-year in which the day lies: this day of a year, or the same six months later."""
    begun = year_begun(start, on)
    second = add_months(begun, 6, short)
    return second if second <= on else begun


def only_loses(window: Window) -> bool:
    """Do days that pass take something out of the window, and bring in only what happens on them?"""
    match window:
        case Last() | CalendarYear() | WholeRecord() | Since(StepEvent() | OutcomeEvent() | ThingEvent()):
            return True
        case _:
            return False
