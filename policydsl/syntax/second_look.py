"""Problems of lines that could be read: values that mean nothing, a comma that swallows a line, a missing colon."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from policydsl.diagnostics import Diagnostic
from policydsl.source import Place, Source, Span
from policydsl.syntax import nodes, said
from policydsl.syntax import problems as words
from policydsl.syntax.build import Builder, Doubt, cited
from policydsl.syntax.opening import opening
from policydsl.syntax.parser import Clause, keyword_at, stops

# What may begin a line that carries on another, though lines begin with it as well.
CARRIES_ON = frozenset(
    ["with", "may", "should", "for", "from", "if", "is", "it", "at", "starts", "in", "held", "absence"]
)
COMMA_AT_LINE_END = re.compile(r",(?=[ \t]*(?:#[^\n]*)?\n)")
COMMENT_OR_CITES = re.compile(r"#[^\n]*|\s\[[^\]\n]*\]")
GAP = re.compile(r"(?:\s|#[^\n]*\n)*(?:(?:the|an|a)\s+)*")
# What comes behind a comma, and without it would be part of the name before it.
BEHIND_A_COMMA = re.compile(
    r"(?<=[^\s,]) +(?:giving (?:a )?reason|for each absence|as (?:a )?percentage|named at least|only after|with)\b"
)
# What a name has swallowed although it says when, or where the case goes.
SWALLOWED = re.compile(
    r"\b(?:no|not) later than \d"
    r"|\d (?:(?:calendar|working|clear) )?(?:days?|weeks?|months?) (?:after|of) (?:the )?meeting\s*(?:\[|$)"
    r"|\b(?:proceed|progress|move|escalate|advance|revert)s? (?:on |up |back )?to\b"
    r"|\b(?:must|should)\b.* by (?:day \d+|the \w+ (?:calendar )?day)\b"
    r"|^employee may appeal\b.* in writing\b"
    r"|\b(?:must|should)\b.* (?:every (?:\d+ )?(?:calendar |working )?(?:week|month|day|fortnight)s?"
    r"|weekly|fortnightly|monthly)\s*(?:\[|$)"
    r"|\b(?:be|run|cover) (?:\w+ )?(?:continuous|consecutive|unbroken)"
    r"|\bno (?:gaps?|breaks?) (?:between|in)\b|\bfollow on\b"
    r"|\b(?:keep|have) (?:the )?absence\b.*\bcovered by\b"
    r"|^may be (?:extended|shortened)\b.*\b(?:once|twice|one time)\b"
    r"|^may be (?:extended|shortened)\b[^,]*\d (?:weeks?|months?|(?:calendar|working) days?)"
)
ROW = re.compile(r"(?:when|then)\b", re.IGNORECASE)
THEN_ON = re.compile(r"\s*[,:]?\s*\bthen\b,?\s+(?=on\b)", re.IGNORECASE)
DONE = re.compile(r"\S+ ((?:close|wait for .+|go to .+|go back to .+|leave it to .+|start .+)$)")


def carried_on(source: str, text: str, span: Span, names: re.Pattern[str] | None) -> Diagnostic | None:
    """A comma at a line end before a line of its own: both must read well alone."""
    for comma in COMMA_AT_LINE_END.finditer(text, span.start, span.end):
        gap = GAP.match(text, comma.end(), span.end)
        start = gap.end() if gap else comma.end()
        seems = opening(text, Span(start, span.end))
        if seems is None or not seems.exact or seems.words[0] in CARRIES_ON:
            continue
        parts = (Span(span.start, comma.start()), Span(start, span.end))
        if all(stops(text, part, names) is None for part in parts):
            return words.comma_carries_on(Place(source, Span(*comma.span())), " ".join(seems.words))
    return None


def missing_comma(source: str, text: str, span: Span, names: re.Pattern[str] | None) -> Diagnostic | None:
    """A part of a clause that a name has swallowed, because the comma before it is not there."""
    for found in BEHIND_A_COMMA.finditer(text, span.start, span.end):
        start = text.index(found[0].strip(), found.start())
        other = f"{text[: found.start()]}, {text[start:]}"
        grown = found.start() + 2 - start
        if keyword_at(other, Span(span.start, span.end + grown), names, found.start() + 2):
            before = text[span.start : found.start()].split()[-1]
            word = Span(start, start + len(found[0].split()[0]))
            return words.missing_word(Place(source, word), Span(found.start(), start), ",", before, found[0].strip())
    return None


def said_otherwise(source: str, text: str, span: Span, about: Callable[[], said.Known]) -> Diagnostic | None:
    """A time or a way to go that a name has swallowed, because the language says it in other words."""
    whole = " ".join(COMMENT_OR_CITES.sub(" ", text[span.start : span.end]).split())
    if (help := said.read_otherwise(whole, about, span.start - 1)) is not None:
        return words.cannot_be_said(Place(source, span), help)
    if SWALLOWED.search(text[span.start : span.end]) is None:
        return None
    mended = said.mended(text, span, about())
    if mended is None or mended.picked:
        return None
    return words.said_altogether(Place(source, mended.span), mended.lines, mended.notes)


def cut_in_two(source: str, text: str, span: Span, names: re.Pattern[str] | None, following: Span) -> Diagnostic | None:
    """A clause that a line break has cut: neither part reads well, and both together do."""
    if stops(text, span, names) != span.end or stops(text, following, names) is None:
        return None
    if "\n\n" in text[span.end : following.start] or "#" in text[span.end : following.start]:
        return None
    if stops(text, span | following, names) is not None:
        return None
    gap = Span(span.end, following.start)
    return words.line_cut_in_two(Place(source, Span(span.end, span.end)), gap)


def row_with_then(
    source: str, text: str, span: Span, names: re.Pattern[str] | None, following: Span | None
) -> tuple[Diagnostic, bool] | None:
    """`when A` and, often on the next line, `then on …`: a colon stands there; and does it take two clauses?"""
    for whole in (span, span | following) if following else (span,):
        written = text[whole.start : whole.end]
        if "\n\n" in written or (found := THEN_ON.search(written)) is None or ROW.match(written) is None:
            continue
        mended = f"{written[: found.start()]}{'' if found.start() == 0 else ': '}{written[found.end() :]}"
        if stops(mended, Span(0, len(mended)), names) is None:
            line = " ".join(mended.split())
            return words.said_altogether(Place(source, whole), (line,), ()), whole != span
    return None


def problems(source: Source, builder: Builder, content: Any, clause: Clause) -> Iterator[Diagnostic]:
    """What is wrong with a line that could be read."""
    for doubt in builder.doubts:
        yield _doubtful(source, doubt)
    if clause.cites is not None and not cited(clause.cites):
        yield words.empty_citation(Place(source.name, clause.cites_span))
    if isinstance(content, nodes.Outcome) and content.actions is None and (found := DONE.search(content.name.text)):
        name, done = content.name.text[: found.start(1)].rstrip(), found[1]
        start = content.name.span.end - len(done)
        if not content.name.quoted:
            yield words.colon_after_outcome(
                Place(source.name, Span(start, content.name.span.end)), f"outcome {name}: {done}"
            )


def _doubtful(source: Source, doubt: Doubt) -> Diagnostic:
    place, written = Place(source.name, doubt.span), source.text_of(doubt.span)
    match doubt.what:
        case "no-such-day":
            return words.no_such_day(place, " ".join(written.split()))
        case "empty-quotes":
            return words.empty_quotes(place)
        case "days-alone":
            number = re.search(r"(\d[\d.]*)\s+$", source.text[: doubt.span.start])
            return words.days_without_a_kind(place, number[1] if number else None)
