"""Steps that count as held at once: nobody holds them, and what their `then` says follows on the day they fall due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from policydsl.interpret.answer import COUNTS_AS_HELD, Reason
from policydsl.interpret.events import not_before
from policydsl.interpret.meanwhile import is_paused
from policydsl.interpret.standing import At, Case
from policydsl.interpret.today import Today


def hold_at_once(today: Today) -> None:
    """Every step that is due and counts as held at once is held today, unless something must come before it.

    One that leads to another such step takes the case to that one on the same day; each occurrence is held once.
    """
    if not today.person.base.holds_at_once:
        return
    held: set[str | None] = set()
    while (case := next((one for one in today.cases.values() if _holds_itself(one, held, today)), None)) is not None:
        held.add(case.active.occurrence)
        _say_why(case, today)
        today.hold(case, None)


def _holds_itself(case: Case, held: set[str | None], today: Today) -> bool:
    position = case.active
    if position.at is not At.DUE or position.occurrence in held:
        return False
    one = today.step_of(case)
    if one.held_at_once is None or is_paused(case, today.person, today.before, today.on):
        return False
    return not_before(one, case, today) is None


def _say_why(case: Case, today: Today) -> None:
    """Put the line that holds the step of the case among the reasons of its falling due."""
    occurrence = today.occurrences[case.active.occurrence or ""]
    clause = today.step_of(case).held_at_once
    if clause is not None:
        written = clause.form(today.on).written
        line = Reason("case", COUNTS_AS_HELD, written.line, written.cites, value=date.fromordinal(today.on))
        today.update(replace(occurrence, reasons=(*occurrence.reasons, line)))
