"""Knows the days of the oracle of policy 3.3: working days, records joined into absences, the Bradford score.

A part of `luu_oracle.py`, which says what "5" and DECIDED mean. It shares nothing with the library.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

Record = dict[str, Any]
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def days(number: int) -> timedelta:
    return timedelta(days=number)


def months_after(day: date, number: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class Pattern:
    """The working days of the person; Monday to Friday when none are on file."""

    def __init__(self, history: dict[str, Any]) -> None:
        works = history.get("works")
        self.weekdays = {WEEKDAYS.index(name) for name in (works[0]["days"] if works else WEEKDAYS[:5])}

    def has(self, day: date) -> bool:
        return day.weekday() in self.weekdays

    def next_after(self, day: date) -> date:
        return next(day + days(n) for n in range(1, 8) if self.has(day + days(n)))


@dataclass(frozen=True, slots=True)
class Absence:
    """Records joined, as far as they are known on the day asked about."""

    name: str
    first: date
    last: date  # the last recorded day
    pieces: tuple[tuple[date, date], ...]  # the records, each cut off on the day asked about
    back: date | None  # the first day back, if it has come
    references: frozenset[str]  # the names of its records

    def length(self, today: date) -> int:
        """Calendar days from the first to the last recorded day so far: a day off after it adds nothing (5)."""
        return (max(min(last, today) for first, last in self.pieces if first <= today) - self.first).days + 1

    def settled(self, today: date) -> bool:
        return self.back is not None and self.back <= today


def name_of(record: Record) -> str:
    return str(record.get("id") or record["first"].isoformat())


def last_of(record: Record, on: date) -> date:
    """The last day known on the day asked about; a record without a last day is still running."""
    last: date = record.get("last") or on
    return min(last, on)


def joined(records: list[Record], pattern: Pattern, on: date) -> list[Absence]:
    """One absence for all records between which no working day lies (5); overlapping ones are united by that, too.

    A working day never lies unrecorded inside an absence, so it is the same absence on each of its days.
    DECIDED: of records with one first day the first by name is the earliest; the order in the file means nothing.
    """
    groups: list[list[Record]] = []
    reach = date.min
    for record in sorted(records, key=lambda record: (record["first"], name_of(record))):
        if record["first"] > on:
            continue
        if not groups or pattern.next_after(reach) < record["first"]:
            groups.append([])
            reach = date.min
        groups[-1].append(record)
        reach = max(reach, last_of(record, on))
    return [absence_of(group, pattern, on) for group in groups]


def absence_of(records: list[Record], pattern: Pattern, on: date) -> Absence:
    last = max(last_of(record, on) for record in records)
    # one whose last day is today or later is still running (5)
    back = pattern.next_after(last) if last < on else None
    pieces = tuple((record["first"], last_of(record, on)) for record in records)
    names = frozenset(name_of(record) for record in records)
    return Absence(name_of(records[0]), pieces[0][0], last, pieces, back if back and back <= on else None, names)


class Score:
    """Absences x absences x working days of absence, over [day - 363, day]."""

    def __init__(self, records: list[Record], absences: list[Absence], pattern: Pattern, on: date) -> None:
        lost: dict[date, Fraction] = {}
        for record in records:
            parts = {day: Fraction(str(part)) for day, part in record.get("part", {}).items()}
            day = record["first"]
            while day <= last_of(record, on):
                if pattern.has(day):  # several records of one day: once, the largest fraction
                    lost[day] = max(lost.get(day, Fraction(0)), parts.get(day, Fraction(1)))
                day += days(1)
        self.absences = absences
        self.days = sorted(lost)
        self.sums = [Fraction(0)]
        for day in self.days:
            self.sums.append(self.sums[-1] + lost[day])

    def on(self, day: date) -> int | Fraction:
        opening = day - days(363)
        # gaps inside an absence are shorter than a week: one that reaches into the window has a recorded day in it
        number = sum(1 for absence in self.absences if absence.first <= day and absence.last >= opening)
        lost = self.sums[bisect_right(self.days, day)] - self.sums[bisect_left(self.days, opening)]
        score = number * number * lost
        return int(score) if score.denominator == 1 else score
