"""Problems of any word, told from what could stand in its place."""

from __future__ import annotations

import re

from policydsl.diagnostics import Diagnostic, nearest
from policydsl.source import Span
from policydsl.syntax import problems
from policydsl.syntax.faults import MOST_WORDS, NAMELIKE, Trouble, uncited
from policydsl.syntax.parser import Fault, read
from policydsl.syntax.signs import sign_in_words

MEANT = {
    "can": ("may",),
    "shall": ("must",),
    "will": ("must",),
    "until": ("to",),
    "till": ("to",),
    "above": ("over",),
    "exceeding": ("over",),
    "below": ("under",),
    "following": ("after",),
    "from": ("after",),
    "of": ("after",),
    "inside": ("within",),
    "in": ("within", "over"),
    "each": ("every",),
    "every": ("each",),
    "times": ("x",),
    "*": ("x",),
    "\u00d7": ("x",),
    "=": ("is",),
    "are": ("is",),
    "equals": ("is",),
    "was": ("is",),
    "earlier": ("sooner",),
    "earliest": ("sooner",),
    "latest": ("later",),
}


def other_word(t: Trouble) -> Diagnostic | None:
    """A word for which the language has another."""
    for meant in MEANT.get(t.at.text, ()):
        if meant in t.allowed and t.helps(t.at.span, meant):
            return problems.other_word(t.place(), t.at.text, meant)
    return None


def misspelt(t: Trouble) -> Diagnostic | None:
    """A word that is nearly one that could stand here."""
    meant = t.near or _only_choice(t)
    return problems.unknown_word(t.place(), t.at.text, meant, (), None) if meant else None


def _only_choice(t: Trouble) -> str | None:
    """`dueto` for the one word that can stand here."""
    only = next(iter(t.allowed)) if len(t.allowed) == 1 else ""
    return only if only.islower() and t.at.text.startswith(only) else None


def missing_word(t: Trouble) -> Diagnostic | None:
    """The one word, or the few, with which the clause goes on furthest past the fault."""
    choices = [word for word in (":", ",", *t.keywords) if word in t.allowed]
    reached = {words: t.gets_to(t.here, f" {words} ") for word in choices if (words := _missing(t, word))}
    best = [words for words, offset in reached.items() if offset == max(reached.values())]
    if len(best) != 1:
        return None
    start = t.last.span.end if t.last else t.at.span.start
    gap = Span(start, start if t.ends else t.at.span.start)
    return problems.missing_word(t.place(), gap, best[0], t.last.text if t.last else "", "" if t.ends else t.at.text)


def _missing(t: Trouble, word: str) -> str | None:
    """The words from this one on that carry the clause past its fault, when each but the first is the only choice."""
    words = word
    for _ in range(MOST_WORDS):
        if t.helps(t.here, f" {words} "):
            return words
        other = t.with_words(t.here, f" {words} ")
        found = read(other.text, other.clause, t.names)
        here = other.clause.end - (t.clause.end - t.at.span.start)
        if not isinstance(found, Fault) or found.at.span.start != here or len(found.allowed) != 1:
            return None
        words = f"{words} {next(iter(found.allowed))}"
    return None


def words_without_quotes(t: Trouble) -> Diagnostic | None:
    """Words where only quoted words can stand."""
    if t.allowed != {"STRING"} or t.at.kind not in NAMELIKE:
        return None
    rest = re.match(r"[^\[\n]*", t.text[t.at.span.start : t.clause.end])
    words = rest[0].rstrip() if rest else t.at.text
    span = Span(t.at.span.start, t.at.span.start + len(words))
    return problems.words_without_quotes(t.place(span), words)


MODALS = frozenset({"may", "must", "should"})


def deed_without_quotes(t: Trouble) -> Diagnostic | None:
    """What people may or must do in words of their own, which only quotes keep together."""
    words = [seen for seen in t.before if seen.text in MODALS]
    if not words or t.clause.start > words[0].span.start or (t.at.text == "be" and t.last is words[0]):
        return None
    rest = uncited(" ".join(t.text[words[0].span.end : t.clause.end].split()))
    cites = re.search(r"\s*\[[^\]\n]*\]$", t.text[: t.clause.end])
    end = cites.start() if cites else t.clause.end
    start = end - len(t.text[words[0].span.end : end].lstrip())
    if rest.startswith("be ") or '"' in rest or "," in rest or t.gets_to(Span(start, end), f'"{rest}"') <= end:
        return None
    return problems.words_without_quotes(t.place(Span(start, end)), rest)


def colon_after_outcome(t: Trouble) -> Diagnostic | None:
    """A comma where a colon must stand."""
    if not t.before or t.before[0].text != "outcome" or not t.last or t.last.kind != ",":
        return None
    if not t.helps(t.last.span, ": "):
        return None
    name, done = t.written(Span(t.clause.start, t.last.span.start)), t.written(Span(t.at.span.start, t.clause.end))
    return problems.colon_after_outcome(t.place(t.last.span), f"{name}: {uncited(done)}")


def stray_sign(t: Trouble) -> Diagnostic | None:
    """A sign without a meaning."""
    return problems.stray_sign(t.place(), *sign_in_words(t.at.text)) if t.at.kind == "OTHER" else None


def line_ends_too_soon(t: Trouble) -> Diagnostic | None:
    """The end of a line that could not end yet."""
    if not t.ends:
        return None
    # In `setting X 150` the number was read as part of the name.
    for seen in (seen for seen in t.before[1:] if seen.kind == "NUMBER" and len(t.keywords) == 1):
        word, here = t.keywords[0], Span(seen.span.start, seen.span.start)
        if t.gets_to(here, f"{word} ") > t.clause.end:
            return problems.missing_word(t.place(seen.span), here, word, "", seen.text)
    if t.before and t.before[0].text.lower() == "group" and t.keywords == ("is",):
        group = t.text[t.before[0].span.end : t.clause.end].strip()
        return problems.group_of_whom(t.place(), group)
    return problems.line_ends_too_soon(t.place(), t.go_on, t.sample)


def declared_name(t: Trouble) -> Diagnostic | None:
    """A declared name that is nearly what stands here."""
    if "NAME" not in t.allowed or t.at.kind != "WORD":
        return None
    meant = nearest(t.at.text, t.declared)
    return problems.unknown_word(t.place(), t.at.text, meant, (), None) if meant else None


def unknown_word(t: Trouble) -> Diagnostic | None:
    """Anything at all."""
    return problems.unknown_word(t.place(), t.at.text, None, t.go_on, t.sample)
