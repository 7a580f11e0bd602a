"""How many of the last so many absences are of a kind."""

from __future__ import annotations

from policydsl.domain.absence import Absence
from policydsl.domain.number import NOTHING, Day, Range, Truth, all_of, not_
from policydsl.interpret.person import Person
from policydsl.interpret.selection import is_left_out, is_selected, not_empty
from policydsl.model.condition import KOfN


def among_the_last(condition: KOfN, person: Person, on: Day, purposes: frozenset[str]) -> Truth:
    """Are so many of the last absences of the kind, whatever becomes of those that are not settled?"""
    return number_among(condition, person, on, purposes).compare(condition.comparison, condition.number)


def number_among(condition: KOfN, person: Person, on: Day, purposes: frozenset[str]) -> Range:
    """How many of them are of the kind; a range while absences are unsettled.

    Going back from the latest absence: with so many taken, the least and the most that may be of the kind.
    """
    reached = {0: (0, 0)}
    needs = NOTHING
    for one in (one for one in reversed(person.absences) if one.first <= on):
        if reached.keys() == {condition.last}:
            break
        belongs, kind = _belongs(one, condition, person, on, purposes), is_selected(one, condition.kind, person, on)
        further: dict[int, tuple[int, int]] = {}
        for taken, (least, most) in reached.items():
            if taken == condition.last or belongs.value is not True:
                _reach(further, taken, least, most)
            if taken < condition.last and belongs.value is not False:
                _reach(further, taken + 1, least + (kind.value is True), most + (kind.value is not False))
        reached = further
        needs |= belongs.needs | kind.needs  # of what is settled there are none
    low, high = min(least for least, _ in reached.values()), max(most for _, most in reached.values())
    return Range.of(low) if low == high else Range(low, high, needs)


def _reach(further: dict[int, tuple[int, int]], taken: int, least: int, most: int) -> None:
    known = further.get(taken, (least, most))
    further[taken] = min(known[0], least), max(known[1], most)


def _belongs(one: Absence, condition: KOfN, person: Person, on: Day, purposes: frozenset[str]) -> Truth:
    """Is it one of those among which is counted?"""
    parts = [is_selected(one, condition.among, person, on), not_(is_left_out(one, person, on, purposes))]
    return all_of([*parts, not_empty(one, person, on)])
