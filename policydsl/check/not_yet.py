"""What the grammar reads and this version goes no further with, in plain words, and what to do meanwhile."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policydsl.check import problems
from policydsl.check.walk import walk
from policydsl.diagnostics import Diagnostic
from policydsl.source import Place, Source, Span
from policydsl.syntax import nodes

TAKE_OUT = "take the line out, or keep it as a comment with `#`"
TAKE_BLOCK_OUT = "take these lines out, or keep them as comments with `#`"
NOTE = 'write it as a note for now: `note "…"`'
WORDS = {
    # blocks
    "guarantee": ("guarantees", TAKE_BLOCK_OUT),
    # the header
    "late_paper": ("papers received later", TAKE_OUT),
    "protected_kind": ("exceptions for some absences only", "write `except after every absence`"),
    # values, units and windows
    "working_weeks": ("working weeks", "write `working days` or `weeks`"),
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


def is_every(kind: nodes.Kind) -> bool:
    """Is this every absence, and not only some?"""
    return kind.name.text in ("absence", "absences") and not kind.filters


def _first_line(source: Source, span: Span) -> Span:
    """The first line of a piece: of a block, its heading is enough to underline."""
    words = SAYS.match(source.text, span.start, span.end)
    return Span(span.start, span.start + len(words[0].rstrip())) if words else span
