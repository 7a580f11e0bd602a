"""Absences that count as nothing and are there all the same: days off, parts of a day, and links of a run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policydsl.domain.absence import Absence
from policydsl.domain.number import YES, Day
from policydsl.interpret.answer import Warned
from policydsl.interpret.person import Person
from policydsl.interpret.selection import is_left_out
from policydsl.model.policy import When


def without_working_day(person: Person) -> Iterator[Warned]:
    """Absences in which no working day was missed, by the pattern or because parts of days count as nothing."""
    for absence in person.seen_around[When.AFTER]:
        if not _is_of_no_days(absence, person):
            continue
        counts = "counts as an absence of 0 days" if person.empty_counts(absence) else "counts for nothing"
        parts = bool(absence.lost)  # days that were worked, and add up to nothing
        why = "has only part days, which count as nothing," if parts else "has no working day in it"
        yield Warned(
            "absence-without-working-day",
            f"the absence of {_day(absence.first)} {why} and {counts}",
            absence=absence.name,
            on=date.fromordinal(absence.first),
            help="if it shall be no absence at all, flag it and write `absences flagged half day count for nothing`"
            if parts
            else "check the dates and the working pattern",
        )


def linked_and_of_no_days(person: Person) -> Iterator[Warned]:
    """Absences that count as nothing, and with which a run of linked absences begins or goes on."""
    for run in person.linked:
        of_run = [one for one in person.absences if one.records[0] in run.records]
        for absence in of_run if len(of_run) > 1 else ():
            out = is_left_out(absence, person, person.on, frozenset()) is YES
            if not out and not _is_of_no_days(absence, person):
                continue
            how = "begins with" if absence is of_run[0] else "goes on with"
            yield Warned(
                "linked-by-nothing",
                f"the run of linked absences of {_day(run.first)} {how} the absence of {_day(absence.first)},"
                " which counts as nothing elsewhere",
                absence=absence.name,
                on=date.fromordinal(absence.first),
                help="if it shall link with nothing, flag it and write `absences flagged apart count for nothing`",
            )


def _is_of_no_days(absence: Absence, person: Person) -> bool:
    return absence.is_settled(person.on) and absence.working_days(absence.first, person.on).high == 0


def _day(number: Day) -> str:
    return date.fromordinal(number).isoformat()
