"""The public holidays because of which days of a person are not worked, by day and name."""

from __future__ import annotations

from datetime import date

from policydsl.domain.absence import Absence
from policydsl.domain.number import Day
from policydsl.domain.working_time import WorkingDays, WorkingTime
from policydsl.interpret.person import Person

Named = tuple[date, str]


def holidays(works: WorkingDays, first: Day, last: Day) -> tuple[Named, ...]:
    """The holidays between two days that would be working days otherwise, by day and name."""
    if not isinstance(works, WorkingTime) or works.holidays is None:
        return ()
    found = ((day, works.holiday(day)) for day in sorted(works.holidays.days) if first <= day <= last)
    return tuple((date.fromordinal(day), name) for day, name in found if name is not None)


def holidays_in(person: Person, absence: Absence, first: Day, last: Day) -> tuple[Named, ...]:
    """The holidays among the recorded days of an absence between two days."""
    return tuple(
        one
        for start, end in absence.runs
        for one in holidays(person.works, max(first, start), last if end is None else min(last, end))
    )
