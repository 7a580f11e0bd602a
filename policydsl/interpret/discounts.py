"""Absences that a person has discounted: who did so, and what somebody should look at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policydsl.history.history import Event
from policydsl.interpret.answer import Warned
from policydsl.interpret.person import Person
from policydsl.interpret.selection import is_selected
from policydsl.interpret.wording import selection_in_words
from policydsl.model.condition import Selection
from policydsl.model.named import DISCOUNT
from policydsl.model.policy import Discounting


def doubtful_discounts(person: Person) -> Iterator[Warned]:
    """Discounts that name no absence, or do not say who decided and why as the policy asks. They count all the same."""
    clause = person.conventions.discounting
    if clause is None:
        return
    form = clause.form(person.on)
    roles = " or ".join(form.meaning.by)
    for one in person.things.get(DISCOUNT, ()):
        if (not_of_kind := _of_another_kind(one, form.meaning, person)) is not None:
            message = f"the discount of {date.fromordinal(one.day)} is of an absence that may not be discounted"
            help_ = f"it counts; only {selection_in_words(not_of_kind)} may be discounted"
            on, cites = date.fromordinal(one.day), form.written.cites
            yield Warned(
                "discount-of-another-kind",
                message,
                absence=one.absence,
                on=on,
                help=help_,
                clauses=cites,
                place=one.place,
            )
            continue
        missing = _missing(one.absence, one.by, one.why, form.meaning.by, form.meaning.with_reason)
        if missing is None:
            continue
        message = f"the discount of {date.fromordinal(one.day)} {missing}"
        help_ = (
            f"add `absence`, `by` ({roles}) and `why`"
            if form.meaning.with_reason
            else f"add `absence` and `by` ({roles})"
        )
        on, cites = date.fromordinal(one.day), form.written.cites
        yield Warned(
            "discount-not-explained", message, absence=one.absence, on=on, help=help_, clauses=cites, place=one.place
        )


def _of_another_kind(event: Event, rule: Discounting, person: Person) -> Selection | None:
    """The kind that may be discounted, where the absence of a discount is certainly not of it."""
    if rule.kind is None or event.absence is None or event.value is False:
        return None
    of = (one for one in person.absences if any(record.name == event.absence for record in one.records))
    absence = next(of, None)
    if absence is None or is_selected(absence, rule.kind, person, person.on).value is not False:
        return None
    return rule.kind


def _missing(absence: str | None, by: str | None, why: str | None, roles: tuple[str, ...], reason: bool) -> str | None:
    if absence is None:
        return "names no absence, and discounts none"
    if by is None:
        return "does not say who decided it"
    if by.casefold() not in (role.casefold() for role in roles):
        return f"was decided by {by}, whom the policy does not name"
    return "gives no reason" if reason and why is None else None
