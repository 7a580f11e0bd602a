"""The day that a fact gives: the one on file, or else the one that a schedule of sick pay gives."""

from __future__ import annotations

from policydsl.domain.absence import Absence
from policydsl.domain.number import FUTURE, Day, DayRange
from policydsl.interpret.pay_course import Course, course
from policydsl.interpret.person import Person
from policydsl.model.pay import PayDay

NEVER = DayRange(None, None, frozenset({FUTURE}))


def known_day(person: Person, fact: str, absence: str | None, on: Day) -> DayRange:
    """The day as it is known on `on`. What people recorded goes before what is worked out."""
    recorded = person.fact(fact, absence, on)
    if recorded.known is not None or absence is None:
        return recorded
    return worked_out(person, fact, absence, on) or recorded


def worked_out(person: Person, fact: str, absence: str, on: Day) -> DayRange | None:
    """The day that sick pay gives for an absence, by the name of one of its records; None: it gives none."""
    payer = paid_as(person)
    if not payer.policy.pays:
        return None
    own = next((one for one in payer.absences if any(record.name == absence for record in one.records)), None)
    followed = None if own is None else course(payer, own, on)
    given = None if followed is None else dict(followed.pay.gives).get(fact)
    if own is None or followed is None or given is None:
        return None
    return day_given(given, followed, own, on)


def paid_as(person: Person) -> Person:
    """The same person under the policy that says what sick pay there is: this one, or another one handed in."""
    base = person.base
    if base.policy.paid_by is None:
        return base
    found = base.paid.get("paid by")
    if not isinstance(found, Person):
        base.paid["paid by"] = found = Person(base.policy.paid_by, base.filed, base.on, base.known)
    return found


def day_given(what: PayDay, followed: Course, absence: Absence, on: Day) -> DayRange:
    """The day of an absence, if it goes on until then; never, once it is over and had not come to it.

    An absence that has ended by what is on file, and may yet prove longer (over days off), may still come to it.
    """
    first = followed.first_below_full() if what in (PayDay.HALF_BEGINS, PayDay.FULL_ENDS) else followed.first_unpaid()
    if first is None:
        if not followed.needs | followed.doubts:
            return NEVER
        earliest = followed.days[-1].day if followed.days and not followed.doubts else absence.first
        return DayRange(earliest, None, followed.needs | followed.doubts)
    day: Day | None = first
    if what in (PayDay.FULL_ENDS, PayDay.PAY_ENDS):
        day = max((one.day for one in followed.days if one.day < first and one.paid), default=None)
    last = absence.last(on)
    if day is None:
        return NEVER
    if last is not None and day > last:
        return NEVER if absence.is_settled(on) else DayRange(day, None, frozenset({FUTURE}))
    # What was found before its days could not be told any further holds whatever they are.
    return DayRange.of(day) if not followed.doubts else DayRange(absence.first, None, followed.doubts)
