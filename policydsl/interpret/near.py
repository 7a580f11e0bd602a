"""Which absences lie next to a payday, a holiday or leave, and which fall on such a day, as far as a day can tell."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from policydsl.domain.absence import Absence
from policydsl.domain.calendar import FIRST_DAY, LAST_DAY
from policydsl.domain.holidays import HolidayCalendar
from policydsl.domain.number import NO, NOTHING, YES, Day, Needs, Truth, any_of, truth, unsettled
from policydsl.domain.working_time import HOLIDAY_CALENDAR, WorkingTime
from policydsl.interpret.person import Person
from policydsl.model.near import CalendarDays, DaysOff, LeaveDays, Near, PublicHolidays, SameDates

FARTHEST = 366
"""How many days on one side are looked through when none of them is known to be worked."""
NO_CALENDAR = unsettled(frozenset({HOLIDAY_CALENDAR}))


def is_next_to(absence: Absence, days: Near, person: Person, on: Day) -> Truth:
    """Does one of the days lie beside the absence, with no working day of the person between?

    The side behind it is certain when nothing can join the absence any more: then its last day is known.
    """
    if absence.joins:  # nobody can tell where it begins or ends
        return unsettled(absence.joins)
    before = _beside(absence.first, -1, absence, days, person, on)
    if before is YES:
        return YES
    last = absence.last(on)
    if last is None or not absence.is_settled(on):
        return any_of([before, unsettled(absence.open_needs(on))])
    return any_of([before, _beside(last, 1, absence, days, person, on)])


def falls_on(absence: Absence, days: Near, person: Person, on: Day) -> Truth:
    """Is one of the days a day of the absence, from its first to its last, or up to today while it runs?"""
    last = absence.last(on)
    end = on if last is None else last
    found = [_is_one(day, absence, days, person, on) for day in range(absence.first, end + 1)]
    if last is None or not absence.is_settled(on):
        found.append(unsettled(absence.open_needs(on)))
    if absence.joins:
        found.append(unsettled(absence.joins))
    return any_of(found)


def is_next_to_event(event: Absence, days: Near, person: Person, on: Day) -> Truth:
    """Does one of the days lie beside the one day of an event, which is over at once?"""
    return any_of([_beside(event.first, step, event, days, person, on) for step in (-1, 1)])


def starts_on(absence: Absence, days: Near, person: Person, on: Day) -> Truth:
    """Is its first day one of the days?"""
    if absence.joins:  # nobody can tell where it begins
        return unsettled(absence.joins)
    return _is_one(absence.first, absence, days, person, on)


def _beside(edge: Day, step: int, absence: Absence, days: Near, person: Person, on: Day) -> Truth:
    """Going away from a day of the absence, up to the first day that is worked for certain."""
    reach: Needs = NOTHING
    doubt: Needs = NOTHING
    day = edge
    for _ in range(FARTHEST):
        day += step
        if not FIRST_DAY <= day <= LAST_DAY:
            break
        found = _is_one(day, absence, days, person, on)
        if found.value is True:
            return unsettled(reach | doubt) if reach else YES
        if found.value is None:
            doubt |= found.needs | reach
        worked = person.works.is_worked(day)
        if worked:
            break
        if worked is None and isinstance(person.works, WorkingTime):
            reach |= person.works.needs(day, day)
    return unsettled(doubt) if doubt else NO


def _is_one(day: Day, absence: Absence, days: Near, person: Person, on: Day) -> Truth:
    """Is the day one of those meant?"""
    match days:
        case CalendarDays():
            known = days.has(day)
            return unsettled(frozenset({_missing(days, day)})) if known is None else truth(known)
        case PublicHolidays():
            return _is_holiday(day, person.public_holidays)
        case DaysOff():
            worked = person.works.is_worked(day)
            if worked is None and isinstance(person.works, WorkingTime):
                return unsettled(person.works.needs(day, day))
            return truth(not worked)
        case LeaveDays(name):
            return truth(
                any(
                    one.first <= min(day, on)  # leave that has not begun is no leave yet
                    and day <= (on if one.last is None else one.last)
                    and name in (one.reason, *one.flags)
                    for one in person.leave_taken
                )
            )
        case SameDates():
            return _was_away(day, absence, person, on)
    assert_never(days)


def _is_holiday(day: Day, calendar: HolidayCalendar | None) -> Truth:
    if calendar is None:
        return NO_CALENDAR
    if not calendar.covers(day):
        return unsettled(frozenset({f"{HOLIDAY_CALENDAR} {calendar.name} for {_year(day)}"}))
    return truth(day in calendar.days)


def _was_away(day: Day, absence: Absence, person: Person, on: Day) -> Truth:
    """Was the person absent on the same date of the year before? 29 February is a date that no year before has."""
    this = date.fromordinal(day)
    if this.year == 1 or (this.month, this.day) == (2, 29):
        return NO
    then = this.replace(year=this.year - 1).toordinal()
    parts = [NO]
    for one in person.absences:
        if one is absence or one.first > then:
            continue
        last = one.last(on)
        if last is None or then <= last:
            return YES
        if one.untold is not None and one.joins and (one.untold.until is None or then <= one.untold.until):
            parts.append(unsettled(one.joins))
    return any_of(parts)


def _missing(days: CalendarDays, day: Day) -> str:
    """The year that is missing of a calendar, or, of a year that it has a part of, which part."""
    first, last = days.known or (day, day)
    if day < first and _year(day) == _year(first):
        return f"calendar {days.name} before {date.fromordinal(first)}"
    if day > last and _year(day) == _year(last):
        return f"calendar {days.name} after {date.fromordinal(last)}"
    return f"calendar {days.name} for {_year(day)}"


def _year(day: Day) -> int:
    return date.fromordinal(day).year
