"""What the grammar reads and this version goes no further with, in plain words, and what to do meanwhile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from policydsl.check import problems
from policydsl.check.walk import walk
from policydsl.diagnostics import Diagnostic
from policydsl.source import Place, Source, Span
from policydsl.syntax import nodes

TAKE_OUT = "take the line out, or keep it as a comment with `#`"
TAKE_BLOCK_OUT = "take these lines out, or keep them as comments with `#`"
NOTE = 'write it as a note for now: `note "…"`'
AROUND = (
    "write `except after every absence`, and say behind the heading of those steps for which absences they are,\n"
    "as in `after every absence lasting over 7 calendar days`"
)
WORDS = {
    # blocks
    "guarantee": ("guarantees", TAKE_BLOCK_OUT),
    # the header
    "late_paper": ("papers received later", ""),
    "protected_kind": ("exceptions for some absences only", AROUND),
    # values, units and windows
    "working_weeks": ("working weeks", ""),
    # conditions and events
}
"""By the name of the grammar's rule: what it is, and what to do meanwhile."""

SAYS = re.compile(r'(?:"[^"\n]*"|[^#\n\[])+')
"""A line without its comment and the clauses that it cites."""

CHOICES = frozenset(
    [
        "working_weeks",
    ]
)
"""Choices that have no meaning yet."""


def not_yet(tree: nodes.Policy, source: Source) -> Iterator[Diagnostic]:
    """One problem for each piece that this version goes no further with."""
    covered = Span(-1, -1)
    for piece in walk(tree):
        if covered.start <= piece.span.start and piece.span.end <= covered.end:
            continue  # inside a piece that is reported as a whole
        if isinstance(piece, nodes.WhenEvent):
            covered = piece.span  # a window may end when the absence ends
        elif found := _not_yet(piece):
            rule, span = found
            what, meanwhile = WORDS.get(rule, ("these words", TAKE_OUT))
            meanwhile = meanwhile or _instead(rule, source, span)
            yield problems.not_yet(Place(source.name, _first_line(source, span)), what, meanwhile)
            covered = span


def _not_yet(piece: nodes.Node) -> tuple[str, Span] | None:
    """The rule and the place of a piece without a meaning."""
    match piece:
        case nodes.NotYet(rule="bare_days"):
            return None  # a problem of its own
        case nodes.NotYet(rule=rule):
            return rule, piece.span
        case nodes.Word(text=text) if text in CHOICES:
            return text, piece.span
        case nodes.Protected(except_kind=nodes.Kind() as kind) if not is_every(kind):
            return "protected_kind", kind.span
        case _:
            return None


NUMBER_OF_WEEKS = re.compile(r"(\d+(?:\.\d+)?)\s+$")
WEEK = re.compile(r"^\s*(?:the )?organisation works (\w+day) to (\w+day)", re.MULTILINE)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _instead(rule: str, source: Source, span: Span) -> str:
    """What to write in place of these words, where it goes by what stands around them."""
    if rule == "late_paper":
        if "began" in source.text[span.start : span.end]:
            return (
                "what fell due for want of a paper stays due when it comes: take the line out; that it need not be\n"
                "held is for people to record, where the step says `may be waived by HR`"
            )
        return "take the line out: a paper counts from the day on which it is received in any event"
    number = NUMBER_OF_WEEKS.search(source.text, 0, span.start)
    weeks, days = number[1] if number else "2", _days_of_a_week(source)
    working = f"{Fraction(weeks) * days}" if (Fraction(weeks) * days).denominator == 1 else "…"
    return (
        f"a week of the organisation has {days} working days: write `{working} working days`,\n"
        f"which leaves out holidays, or `{weeks} weeks`, which are {Fraction(weeks) * 7} calendar days"
    )


def _days_of_a_week(source: Source) -> int:
    found = WEEK.search(source.text)
    if found is None or not {found[1], found[2]} <= set(WEEKDAYS):
        return 5
    return (WEEKDAYS.index(found[2]) - WEEKDAYS.index(found[1])) % 7 + 1


def is_every(kind: nodes.Kind) -> bool:
    """Is this every absence, and not only some?"""
    return kind.name.text in ("absence", "absences") and not kind.filters


def _first_line(source: Source, span: Span) -> Span:
    """The first line of a piece: of a block, its heading is enough to underline."""
    words = SAYS.match(source.text, span.start, span.end)
    return Span(span.start, span.start + len(words[0].rstrip())) if words else span
