"""On which later days an absence may begin, or cease, to be of a kind, or to count at all: perhaps too many."""

from __future__ import annotations

from collections.abc import Iterator

from policydsl.domain.absence import Absence
from policydsl.domain.number import Day
from policydsl.interpret.person import AHEAD, Person
from policydsl.interpret.selection import bounds, counts_working_days, rests_on_expectation
from policydsl.model.condition import Selection


def kind_changes(kind: Selection, absences: tuple[Absence, ...], person: Person) -> Iterator[Day]:
    """The days on which an absence may begin to be of a kind, as it grows longer or something is recorded of it."""
    for absence in absences:
        if counts_working_days(kind, person, person.on) or rests_on_expectation(kind, person, person.on):
            latest = person.on + AHEAD
            yield from range(absence.first, min(absence.settled or latest, latest) + 1)
        yield from around_lengths(absence, bounds(kind, person, person.on))
        yield from _around_ends(absence)


def membership_changes(selections: list[Selection], absence: Absence, person: Person, on: Day) -> Iterator[Day]:
    """The days on which an absence that has begun and is not settled may come into a selection, or out of it.

    INVARIANT: the days on which it is settled, or something is recorded of it, are looked at anyway.
    Once it is settled, nothing but what is recorded changes what it is.
    """
    if any(counts_working_days(one, person, on) for one in selections):
        yield on + 1
    if any(rests_on_expectation(one, person, on) for one in selections):
        # Another day is expected only from a day on which that is recorded.
        expected = person.expected_last(absence, on)
        if expected is not None:
            yield from around_lengths(absence, (expected - absence.first + 1,))
    yield from around_lengths(absence, tuple({length for one in selections for length in bounds(one, person, on)}))
    yield from _around_ends(absence)


def left_out_of_counts(person: Person) -> list[Selection]:
    """The kinds of absences that the policy leaves out, or lets people leave out, of counts and measures."""
    found = [form.meaning for one in person.conventions.left_out for form in one.forms]
    discounting = person.conventions.discounting
    found += [form.meaning.kind for form in (discounting.forms if discounting else ()) if form.meaning.kind]
    return found


def around_lengths(absence: Absence, lengths: tuple[int, ...]) -> Iterator[Day]:
    """The days on which an absence comes to be so long, and longer: only then is a limit met, or passed."""
    for length in lengths:
        yield absence.first + length - 1
        yield absence.first + length


def _around_ends(absence: Absence) -> Iterator[Day]:
    return (day for _, last in absence.runs if last is not None for day in (last, last + 1))
