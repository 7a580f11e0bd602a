"""Steps that fall due every so often while their case is at them: on which days, and what becomes of the one before.

The days are counted from the day on which the step first fell due, each by itself, so that months never drift. An
occurrence that is still due when the next one falls due stays due beside it, and keeps its own name and record.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from policydsl.domain.number import Day, figures
from policydsl.interpret.answer import Reason
from policydsl.interpret.condition import Seen
from policydsl.interpret.standing import At, Case, Position
from policydsl.interpret.today import Today
from policydsl.model.amount import Amount, Deed
from policydsl.model.clause import Form
from policydsl.model.policy import Repeat


def next_day(case: Case, seen: Seen) -> tuple[Day, Form[Repeat]] | None:
    """The next day on which the step that a case is at falls due again, and the line that says so; None: it does not.

    Days that went by in a pause, in a procedure or between linked absences are not made up for.
    """
    position = case.active
    one = seen.person.policy.steps[position.step]
    if one.repeats is None or position.at is At.WAITING or position.row is None:
        return None
    form = one.repeats.form(seen.on)
    amount, until = form.meaning.amount, form.meaning.until
    if until is not None and seen.day_of(until) is not None:
        return None
    latest = max(mark.day for mark in position.marks if mark.step == position.step and mark.deed is Deed.DUE)
    times = 1
    while (day := seen.person.after(position.row, Amount(amount.number * times, amount.unit))) <= max(
        latest, seen.on - 1
    ):
        times += 1
    return day, form


def repeat(case: Case, today: Today) -> None:
    """The step falls due again where its day has come; what was due and not held stays outstanding beside it."""
    if today.person.base.policy.steps[case.active.step].repeats is None:
        return  # in no version
    found = next_day(case, today.seen(case))
    if found is None or found[0] > today.on:
        return
    position, form = case.active, found[1]
    left = _outstanding(position, today)
    again = replace(position, outstanding=left, occurrence=None, notices=())
    why = Reason(
        "case",
        f"again every {_words(form.meaning.amount)}",
        form.written.line,
        form.written.cites,
        value=date.fromordinal(found[0]),
    )
    today.fall_due(today.move(case, again), (why,))


def _words(amount: Amount) -> str:
    unit = amount.unit.value
    return f"{figures(amount.number)} {unit[:-1] if amount.number == 1 else unit}"


def _outstanding(position: Position, today: Today) -> tuple[str, ...]:
    occurrence = today.occurrences.get(position.occurrence or "")
    if position.at is not At.DUE or occurrence is None:
        return position.outstanding
    return (*position.outstanding, occurrence.id)
