"""Whether a step would fall due by absences that, as the policy says, make it due by themselves never."""

from __future__ import annotations

from policydsl.domain.number import NO, Day, Truth, any_of, not_
from policydsl.interpret.person import Person
from policydsl.interpret.selection import is_selected
from policydsl.interpret.standing import Case
from policydsl.model.condition import Selection


def by_another(selection: Selection, person: Person, case: Case | None, on: Day) -> Truth:
    """Is it an absence outside the selection that the day is about?

    The absence that the case follows; where it follows none, any that has begun and was not settled the day before.
    """
    own = person.by_name.get(case.key.absence or "") if case else None
    about = (own,) if own else tuple(one for one in person.absences if one.first <= on and not one.is_settled(on - 1))
    return any_of([not_(is_selected(one, selection, person, on)) for one in about]) if about else NO
