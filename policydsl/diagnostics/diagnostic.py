"""One problem as a fact: what kind, where, what else matters and what to do; knows nothing of how it is shown."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from policydsl.frozen import frozen
from policydsl.source import Place, Span


class Severity(Enum):
    """An error stops the policy or history from being used; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@frozen
class Code:
    """One kind of problem; docs/problems/<name>.md explains it."""

    name: str
    severity: Severity = Severity.ERROR


@frozen
class Label:
    """A place to underline, and what to say beside the underline."""

    place: Place
    text: str = ""


@frozen
class Edit:
    """Text to put where the span now stands."""

    span: Span
    replacement: str


@frozen
class Fix:
    """A change to the source of the problem that would cure it; its edits do not overlap."""

    title: str
    edits: tuple[Edit, ...]


@frozen
class Diagnostic:
    """One problem in one source: the message is one clause, lower case, no full stop, meant to stand alone."""

    code: Code
    at: Label
    message: str
    also: tuple[Label, ...] = ()
    help: str | None = None
    fix: Fix | None = None


def in_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By source in order of first appearance, then place, errors before warnings; the same is said once of a place."""
    first_of_its_kind: dict[tuple[Code, Place, str], Diagnostic] = {}
    sources: dict[str, int] = {}
    fields: dict[tuple[str, str], int] = {}
    for problem in found:
        place = problem.at.place
        first_of_its_kind.setdefault((problem.code, place, problem.message), problem)
        sources.setdefault(place.source, len(sources))
        # A table's cells have no text to stand in, so all share one span: there the order of finding decides.
        fields.setdefault((place.source, place.field), len(fields))

    def rank(problem: Diagnostic) -> tuple[int, Span, int, bool]:
        place = problem.at.place
        warning = problem.code.severity is Severity.WARNING
        return sources[place.source], place.span, fields[place.source, place.field], warning

    return tuple(sorted(first_of_its_kind.values(), key=rank))


def has_errors(found: Iterable[Diagnostic]) -> bool:
    """Whether anything found stops the policy or history from being used."""
    return any(problem.code.severity is Severity.ERROR for problem in found)
