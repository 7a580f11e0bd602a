"""On which later days an absence may begin, or cease, to be of a kind, or to count at all: perhaps too many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policydsl.domain.absence import Absence
from policydsl.domain.number import Day
from policydsl.interpret.person import AHEAD, Person
from policydsl.interpret.selection import counts_working_days, rests_on_expectation, turning_lengths
from policydsl.model.condition import Selection
from policydsl.model.policy import Taken


def kind_changes(kind: Selection, absences: tuple[Absence, ...], person: Person) -> Iterator[Day]:
    """The days on which an absence may begin to be of a kind, as it grows longer or something is recorded of it."""
    for absence in absences:
        if counts_working_days(kind, person, person.on) or rests_on_expectation(kind, person, person.on):
            latest = person.on + AHEAD
            yield from range(absence.first, min(absence.settled or latest, latest) + 1)
        yield from days_of_lengths(absence, turning_lengths(kind, person, person.on))
        yield from _last_days(absence, person)


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
            yield expected + 1
    for one in selections:
        yield from days_of_lengths(absence, turning_lengths(one, person, on))
    yield from _last_days(absence, person)


def left_out_of_counts(person: Person) -> list[Selection]:
    """The kinds of absences that the policy leaves out, or lets people leave out, of counts and measures."""
    found = [form.meaning for one in person.conventions.left_out for form in one.forms]
    discounting = person.conventions.discounting
    found += [form.meaning.kind for form in (discounting.forms if discounting else ()) if form.meaning.kind]
    return found


def days_of_lengths(absence: Absence, lengths: Iterable[int]) -> Iterator[Day]:
    """The days on which an absence comes to be so long."""
    return (absence.first + length - 1 for length in lengths)


def _last_days(absence: Absence, person: Person) -> Iterator[Day]:
    """The days on which an end that is recorded gives an absence its category, where its last day does.

    Under any other rule it only grows no longer after its end, and the day on which it is settled is looked at anyway.
    """
    if person.taken(absence) is Taken.LAST_DAY:
        yield from (last for _, last in absence.runs if last is not None)


def begins_to_count(selections: list[Selection], person: Person, on: Day) -> Iterator[Day]:
    """The days on which some absence that runs may come into one of the selections and count, or out of it."""
    for absence in running(person, on):
        yield from may_come_in(absence, selections, person, on)


def may_come_in(absence: Absence, selections: list[Selection], person: Person, on: Day) -> Iterator[Day]:
    """The days on which an absence that runs may come into one of the selections and count, or out of it."""
    yield from membership_changes([*selections, *left_out_of_counts(person)], absence, person, on)
    if not person.empty_counts(absence):
        yield from absence.lost[:1]


def running(person: Person, on: Day) -> Iterator[Absence]:
    """The absences that have begun and are not settled; the day on which another one begins is looked at anyway."""
    for absence in reversed(person.absences):
        if absence.is_settled(on):
            return
        if absence.first <= on:
            yield absence
