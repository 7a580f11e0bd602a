"""Words that people write for what the language says otherwise, one by one and several together."""

from __future__ import annotations

import re
from collections.abc import Mapping

from policydsl.diagnostics import Diagnostic
from policydsl.source import Span
from policydsl.syntax import problems
from policydsl.syntax.faults import Trouble
from policydsl.syntax.names import WORD_END

SAID: Mapping[str, tuple[str, ...]] = {
    # how many and how long
    "a minimum of": ("at least",),
    "minimum of": ("at least",),
    "no less than": ("at least",),
    "no fewer than": ("at least",),
    "not less than": ("at least",),
    "not fewer than": ("at least",),
    "a maximum of": ("at most",),
    "maximum of": ("at most",),
    "no more than": ("at most",),
    "not more than": ("at most",),
    "no longer than": ("at most",),
    "up to": ("at most",),
    "atleast": ("at least",),
    "atmost": ("at most",),
    "longer than": ("over",),
    "greater than": ("over",),
    "higher than": ("over",),
    "shorter than": ("under",),
    "lower than": ("under",),
    "exceeds": ("is over",),
    "exceed": ("over",),
    "reaches": ("is at least",),
    # when
    "is due": ("falls due",),
    "is due if": ("falls due when",),
    "due when": ("falls due when",),
    "due if": ("due when", "falls due when"),
    "becomes due": ("falls due",),
    "lasts": ("has lasted",),
    "immediately": ("at once",),
    "straight away": ("at once",),
    "if": ("when",),
    "only if": ("only after",),
    "not before": ("never before",),
    "no earlier than": ("not before",),
    "not earlier than": ("not before",),
    "start in": ("start within",),
    "starts in": ("starts within",),
    "start after": ("start since",),
    "starts after": ("starts since",),
    "in advance": ("before",),
    "beforehand": ("before",),
    "half way": ("halfway",),
    "half-way": ("halfway",),
    "whichever comes first": ("whichever is sooner",),
    "whichever is first": ("whichever is sooner",),
    "whichever comes last": ("whichever is later",),
    "or otherwise on": ("or failing that on",),
    "or else on": ("or failing that on",),
    "in-force": ("in force",),
    "inforce": ("in force",),
    "effective from": ("in force from",),
    "valid from": ("in force from",),
    # who and what
    "has to": ("must",),
    "have to": ("must",),
    "needs to": ("must",),
    "is required to": ("must",),
    "can be accompanied by": ("may bring",),
    "may be accompanied by": ("may bring",),
    "chaired by": ("led by",),
    "conducted by": ("led by",),
    "give written notice": ("give notice in writing",),
    "may be requested": ("may be asked for",),
    "return to": ("go back to",),
    "stage": ("step",),
    "import": ("include",),
    "phase": ("step",),
    "chapter": ("branch", "procedure"),
    "section": ("branch", "step"),
}
"""What is written, and what may be meant: the first that carries the line on past where it stopped."""

BEGINS = r"(?<![\w'&-])"
PHRASES = re.compile(rf"{BEGINS}(?:{'|'.join(sorted(SAID, key=len, reverse=True))}){WORD_END}")
MARKER = re.compile(r"(?:[\u2022\u00b7\u25aa\u25cf\u25e6*\u2013\u2014-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+")
DASHES = ("-", "\u2013", "\u2014")
ROUND = re.compile(r"\(([\w.-]*\d[\w.-]*(?:\s*,\s*[\w.-]*\d[\w.-]*)*)\)$")
INVISIBLE = "\u00ad\u200c\u200d\u2060"


def said_otherwise(t: Trouble) -> Diagnostic | None:
    """Several words, at the fault or before it, for which the language has others: the line goes on with those."""
    for found in PHRASES.finditer(t.text, t.clause.start, t.clause.end):
        if found.start() > t.at.span.start:
            return None
        span = Span(*found.span())
        # A single word that the language has as well is meant as such, unless the line stops at it.
        if found[0] == "if" and span != t.at.span:
            continue
        for meant in SAID[found[0]]:
            if t.helps(span, meant):
                return problems.other_word(t.place(span), found[0], meant)
    return _first_word(t)


def _first_word(t: Trouble) -> Diagnostic | None:
    """A heading with a capital letter for which the language has another word: `Stage first meeting`."""
    first = t.before[0] if t.before else t.at
    if first.span.start != t.clause.start or first.text == first.text.lower():
        return None
    for meant in SAID.get(first.text.lower(), ()):
        if t.helps(first.span, meant):
            return problems.other_word(t.place(first.span), first.text, meant)
    return None


def list_marker(t: Trouble) -> Diagnostic | None:
    """A bullet or a number before the line."""
    found = MARKER.match(t.text, t.clause.start, t.clause.end)
    if found is None or t.at.span.start > found.end() or t.gets_to(Span(*found.span()), "") <= found.end():
        return None
    marker = found[0].rstrip()
    return problems.list_marker(t.place(Span(found.start(), found.start() + len(marker))), marker, Span(*found.span()))


def dash(t: Trouble) -> Diagnostic | None:
    """A dash for a colon, or a long one inside a word."""
    if t.at.text not in DASHES:
        return None
    if t.helps(t.at.span, ": "):
        return problems.sign_for_another(t.place(), t.at.text, ":", "a colon")
    start, end = t.at.span.start, t.at.span.end
    inside = t.text[start - 1 : start].isalpha() and t.text[end : end + 1].isalpha()
    return problems.sign_for_another(t.place(), t.at.text, "-", "`-`") if inside and t.at.text != "-" else None


def round_brackets(t: Trouble) -> Diagnostic | None:
    """Clauses of the source text in round brackets."""
    found = ROUND.match(t.text, t.at.span.start, t.clause.end)
    if found is None or not t.helps(Span(*found.span()), f"[{found[1]}]"):
        return None
    return problems.sign_for_another(t.place(Span(*found.span())), "(", f"[{found[1]}]", f"`[{found[1]}]`")


def open_bracket(t: Trouble) -> Diagnostic | None:
    """A bracket that is not closed."""
    if t.at.text != "[" or "]" in t.text[t.at.span.start : t.clause.end]:
        return None
    written = t.written(Span(t.at.span.start, t.clause.end))
    return problems.sign_for_another(t.place(Span(t.at.span.start, t.clause.end)), "[", f"{written}]", f"`{written}]`")


def invisible_sign(t: Trouble) -> Diagnostic | None:
    """A sign without width inside a word, which cuts it in two."""
    at = next((at for at in (t.at.span.start, t.at.span.end) if t.text[at : at + 1] in tuple(INVISIBLE)), None)
    return None if at is None else problems.invisible_sign(t.place(Span(at, at + 1)), t.text[at])
