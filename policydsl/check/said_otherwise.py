"""Lines that can be read and whose names nothing bears, because the sentence is said in other words here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from policydsl.diagnostics import Diagnostic, Severity
from policydsl.source import Source, Span
from policydsl.syntax import problems, text
from policydsl.syntax.capitals import as_meant
from policydsl.syntax.include import changed
from policydsl.syntax.said import Mended, known_in, mended

DOUBTFUL = frozenset(
    [
        *("unknown-name", "unknown-verb", "used-as-the-wrong-thing", "comparison-missing", "question-nobody-asks"),
        *("cannot-happen-to-it", "unknown-what", "amount-without-a-unit", "days-without-a-kind"),
        "points-from-nothing",
    ]
)
"""Problems that words have which were read as a name."""
MOST = 12
"""So many lines of a text are tried in other words."""

Problems = Callable[[Source], Iterable[Diagnostic]]


def said_otherwise(source: Source, found: tuple[Diagnostic, ...], problems_in: Problems) -> tuple[Diagnostic, ...]:
    """The problems, and for lines of which nothing is wrong in other words, these words in place of theirs."""
    if not any(one.code.name in DOUBTFUL for one in found):
        return found
    plain = as_meant(text.plain(source.text))
    about = known_in(plain)
    for line in _lines(plain, source, found):
        other = mended(plain, line, about)
        if other is not None and not other.picked and _nothing_wrong(source, other, problems_in):
            problem = problems.said_altogether(source.place(other.span), other.lines, other.notes)
            found = (*(one for one in found if not _within(one, line, source)), problem)
    return found


def _lines(plain: str, source: Source, found: tuple[Diagnostic, ...]) -> Iterator[Span]:
    """The clauses that have a doubtful problem and no other."""
    tried = 0
    for span in text.clauses(plain):
        here = {one.code.name for one in found if _within(one, span, source) and one.code.severity is Severity.ERROR}
        if here and here <= DOUBTFUL and tried < MOST:
            tried += 1
            yield span


def _within(one: Diagnostic, span: Span, source: Source) -> bool:
    at, here = one.at.place, source.place(span)
    return at.source == here.source and here.span.start <= at.span.start < here.span.end


def _nothing_wrong(source: Source, lines: Mended, problems_in: Problems) -> bool:
    """Whether the lines written in place of this one have no problem."""
    words = "\n".join(lines.lines)
    other = changed(source, lines.span, words)
    there = Span(lines.span.start, lines.span.start + len(words))
    wrong = (one for one in problems_in(other) if one.code.severity is Severity.ERROR)
    return not any(_within(one, there, other) for one in wrong)
