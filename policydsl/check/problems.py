"""The wording of every problem in what a policy means: one function for each, its code beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from policydsl.diagnostics import Code, Diagnostic, Label, Severity, listing, nearest
from policydsl.source import Place
from policydsl.syntax import names
from policydsl.syntax.signs import NUMBER_WORD, figures

NO_POLICY_LINE = Code("no-policy-line")
UNKNOWN_NAME = Code("unknown-name")
USED_AS_THE_WRONG_THING = Code("used-as-the-wrong-thing")
DECLARED_TWICE = Code("declared-twice")
SAID_TWICE = Code("said-twice")
UNUSED = Code("unused", Severity.WARNING)
NOT_YET = Code("not-yet-in-the-language")

LONGEST = 32
"""Letters of the author's own words that a message quotes, so that its first line stays short."""

COMPARING = {
    "above": "over",
    "more than": "over",
    "greater than": "over",
    "higher than": "over",
    "exceeding": "over",
    "beyond": "over",
    "below": "under",
    "less than": "under",
    "fewer than": "under",
    "lower than": "under",
    "not more than": "at most",
    "no more than": "at most",
    "up to": "at most",
    "not less than": "at least",
    "no less than": "at least",
    "equal to": "exactly",
}
"""Words that people compare with, and the words of the language for them."""
TIMES = {"year": "12 months", "month": "1 month", "week": "1 week", "fortnight": "2 weeks", "half year": "6 months"}
LENGTH = re.compile(r"(?:over|at least|exactly|at most|under|from)\s+\d")
COMPARED = re.compile(rf"\b({'|'.join(sorted(COMPARING, key=len, reverse=True))})\s+(\S.*)", re.IGNORECASE)
OPEN_COMPARISON = re.compile(rf"\b({'|'.join(sorted(COMPARING, key=len, reverse=True))})$", re.IGNORECASE)


def quoted(text: str) -> str:
    """The author's own words in backticks, cut when they are long."""
    words = " ".join(text.split())
    return f"`{words}`" if len(words) <= LONGEST else f"`{words[: LONGEST - 1]}…`"


def a(thing: str) -> str:
    """With its article: a step, an amount."""
    if thing == "guidance":
        return thing
    return f"an {thing}" if thing[:1] in "aeio" else f"a {thing}"


def typed(choices: Iterable[str]) -> str:
    """At most three things to type."""
    return listing([f"`{choice}`" for choice in list(choices)[:3]])


def no_policy_line(at: Place) -> Diagnostic:
    """A text without its heading."""
    return Diagnostic(
        NO_POLICY_LINE,
        Label(at),
        "this file has no `policy` line",
        help="begin it with `policy` and the name of the policy\n"
        "where another policy includes this file, check that one: policydsl check THE_POLICY",
    )


# ------------------------------------------------------------------ names


def comparison_in(words: str) -> str | None:
    """The comparison that a supposed name hides, in the words of the language."""
    found = COMPARED.search(words)
    if found is None:
        return None
    prefix = "lasting " if re.search(r"\blasts?\b", words[: found.start()]) else ""
    return f"{prefix}{COMPARING[found[1].lower()]} {found[2]}"


def comparison_as_name(at: Place, words: str, meant: str) -> Diagnostic:
    """A comparison in words that the language does not have, which were read as a name."""
    return Diagnostic(
        UNKNOWN_NAME,
        Label(at),
        f"nothing is called {quoted(words)}",
        help=f"did you mean `{meant}`?",
    )


def another_flag(at: Place, name: str, kind: str) -> Diagnostic:
    """`absences flagged a or b`, of which `b` would be a kind of absence."""
    flag = re.sub("^(?:not )?flagged ", "", name)
    help = f"if it is another flag, say again of what it is: `or {kind} flagged {flag}`"
    return Diagnostic(UNKNOWN_NAME, Label(at), f"no category is called {quoted(name)}", help=help)


def unknown_name(at: Place, name: str, wanted: Sequence[str], known: Sequence[str]) -> Diagnostic:
    """A name that nothing of the `wanted` kinds bears; `known` are the names that do."""
    near = nearest(name, known)
    kinds = listing(tuple(dict.fromkeys(wanted))) or "thing"
    number = NUMBER_WORD.match(name)
    unit = name[number.end() :].strip() if number else ""
    if near:
        help = f"did you mean `{near}`?"
    elif number and unit and "setting" in wanted:
        help = f"write the number in figures: `{figures(number[0])} {unit}`"
    elif LENGTH.match(name) and "category" in wanted:
        help = f"write `an absence lasting {name}`, if a length is meant"
    elif name in TIMES and "setting" in wanted:
        help = f"write how long that is: `{TIMES[name]}`"
    elif tuple(wanted) == ("document",):
        help = f"add the line `document {name}`, or ask for it in a step: `employee must send {name}`"
    elif "document" in wanted:
        help = f'put it in quotes, `"{name}"`, if people record it in these words'
    elif known and len(known) <= 3:
        help = f"known here: {listing([f'`{one}`' for one in known], 'and')}"
    elif wanted and wanted[0] not in ("absence", "thing", "outcome", "question"):
        help = f"declare it with a line that begins `{wanted[0]} {name}`, or write a name that is declared"
    else:
        help = "write a name that the policy declares"
    return Diagnostic(UNKNOWN_NAME, Label(at), f"no {kinds} is called {quoted(name)}", help=help)


def wrong_thing(at: Place, name: str, is_a: str, wanted: Sequence[str], declared: Place) -> Diagnostic:
    """A name of another kind than is meant in its place."""
    meant = listing(tuple(dict.fromkeys(wanted)))
    return Diagnostic(
        USED_AS_THE_WRONG_THING,
        Label(at, f"{a(meant)} is meant here"),
        f"{quoted(name)} is {a(is_a)}, not {a(meant)}",
        also=(Label(declared, "declared here"),),
        help=f"write the name of {a(meant)} here",
    )


def calendar_stops_no_clock(at: Place, name: str, declared: Place) -> Diagnostic:
    """`active service leaves out summer holiday`, which is a calendar."""
    return Diagnostic(
        USED_AS_THE_WRONG_THING,
        Label(at, "kinds of absence and of leave are meant here"),
        f"{quoted(name)} is a calendar, not a kind of absence",
        also=(Label(declared, "declared here"),),
        help="the days of a calendar go on counting; write a category, or the flag or reason that\n"
        "records of such leave have",
    )


def built_in_as_wrong_thing(at: Place, name: str, wanted: Sequence[str]) -> Diagnostic:
    """A name that the language brings, where one of the policy is meant."""
    meant = listing(tuple(dict.fromkeys(wanted)))
    return Diagnostic(
        USED_AS_THE_WRONG_THING,
        Label(at, f"{a(meant)} is meant here"),
        f"{quoted(name)} is not {a(meant)}",
        help=f"write the name of {a(meant)} here",
    )


def declared_twice(at: Place, name: str, kind: str, first: Place) -> Diagnostic:
    """Two headings, or two outcomes of a step, with the same name."""
    return Diagnostic(
        DECLARED_TWICE,
        Label(at),
        f"{quoted(name)} is declared twice",
        also=(Label(first, "declared here first"),),
        help=f"give this {kind} another name, and write that where it is meant",
    )


def declares_built_in(at: Place, name: str, kind: str) -> Diagnostic:
    """A heading that declares a name of the language."""
    return Diagnostic(
        DECLARED_TWICE,
        Label(at),
        f"{quoted(name)} already has a meaning in every policy",
        help=f"give this {kind} another name",
    )


def said_twice(at: Place, what: str, first: Place) -> Diagnostic:
    """A second line where one is enough; `what` goes on after "a line that says"."""
    return Diagnostic(
        SAID_TWICE,
        Label(at),
        f"a second line that says {what}",
        also=(Label(first, "said here first"),),
        help="keep the line that is meant, and take the other out",
    )


def unused(at: Place, kind: str, name: str) -> Diagnostic:
    """A name that stands in its heading alone."""
    return Diagnostic(
        UNUSED,
        Label(at),
        f"nothing uses the {kind} {quoted(name)}",
        help="write its name where it is meant, or take its lines out",
    )


# ------------------------------------------------------------------ what this version does not have


def not_yet(at: Place, what: str, meanwhile: str) -> Diagnostic:
    """Something that can be read and not be worked with."""
    return Diagnostic(NOT_YET, Label(at), f"{what} cannot be used yet", help=meanwhile)


def same(one: str, other: str) -> bool:
    """Are these the same name?"""
    return names.key(one).casefold() == names.key(other).casefold()
