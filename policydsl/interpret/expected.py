"""What people recorded of an absence itself: how long it is expected to last, and the day of being declared fit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from policydsl.domain.absence import Absence, Record
from policydsl.domain.number import Day
from policydsl.domain.working_time import WorkingDays
from policydsl.history.history import Event, What


def expected_last(absence: Absence, events: Iterable[Event], on: Day) -> Day | None:
    """The last day that the absence is expected to have, by what was recorded of it last; None: nobody has said."""
    names = {record.name for record in absence.records}
    found = [
        (one.day, one.for_)
        for one in events
        if one.what is What.EXPECTED and one.for_ is not None and one.day <= on and one.absence in names
    ]
    return max(found)[1] if found else None


def until_declared_fit(record: Record, events: Iterable[Event], works: WorkingDays) -> Record:
    """The record with its end where the employee was declared fit: the day before.

    Days off after the last recorded day belong to the absence until then; with nothing on file, until work is attended
    again. Such a day stays open while it lies ahead, so nothing is known of it before it has come.
    """
    days = [one.day for one in events if one.what is What.DECLARED_FIT and one.absence == record.name]
    fit = min((day for day in days if day > record.first), default=None)
    if record.last is None:
        return record if fit is None else replace(record, last=fit - 1)
    back = works.certainly.next_worked(record.last)
    ends = [day - 1 for day in (fit, back) if day is not None]
    if not ends:
        return replace(record, last=None)
    last = min(ends)
    return replace(record, last=last, part={day: missed for day, missed in record.part.items() if day <= last})
