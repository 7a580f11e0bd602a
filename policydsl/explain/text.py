"""An answer for a line manager: where the person stands, what to do by when, why, and what waits for whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from policydsl.explain import words
from policydsl.explain.adjusted import adjusted
from policydsl.explain.asked_for import asked_for
from policydsl.explain.behind import numbers, so_far, worth_knowing
from policydsl.explain.disputed import disputed
from policydsl.explain.page import BLANK, Ink, Row, as_lines, heading
from policydsl.explain.sick_pay import sick_pay
from policydsl.explain.standing import ahead, standings
from policydsl.explain.todo import to_do
from policydsl.explain.turns_on import turns_on
from policydsl.explain.waiting import not_known, please_check, waiting
from policydsl.interpret.answer import Answer

Section = Callable[[Answer], Iterator[Row]]

SECTIONS: tuple[tuple[str, Section], ...] = (
    ("Where things stand", standings),
    ("To do", to_do),
    ("Asked for", asked_for),
    ("Please check", please_check),
    ("Waiting for a person", waiting),
    ("Not known", not_known),
    ("Ahead", ahead),
    ("Sick pay", sick_pay),
    ("Adjusted", adjusted),
    ("What it turns on", turns_on),
    ("Disputed", disputed),
    ("The numbers", numbers),
    ("So far", so_far),
    ("Worth knowing", worth_knowing),
)
"""Every section with its heading, in order; one without rows is left out, heading and all."""


def as_text(answer: Answer, *, colour: bool = False, width: int = 100) -> str:
    """The whole answer for people, wrapped to so many columns; no line end after the last line."""
    return as_lines(_rows(answer), colour=colour, width=width)


def _rows(answer: Answer) -> Iterator[Row]:
    known = f", as recorded by {words.day(answer.known)}" if answer.known else ""
    yield heading(f"{answer.employee} on {words.day(answer.on)}{known}")
    yield Row("", f"{answer.policy}, in force from {words.short_day(answer.in_force)}", Ink.QUIET)
    for title, taken in answer.takings:
        yield Row("", f"{title}: {taken}, which is not as the policy takes it", Ink.QUIET)
    for title, section in SECTIONS:
        rows = list(section(answer))
        if rows:
            yield BLANK
            yield heading(title)
            yield from rows
