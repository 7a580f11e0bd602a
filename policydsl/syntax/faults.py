"""A fault with all that stands around it, and what happens to it when other words are written."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from policydsl.diagnostics import nearest, opposed
from policydsl.source import Place, Span
from policydsl.syntax.opening import opening
from policydsl.syntax.parser import LINE_END, Fault, Seen, stops
from policydsl.syntax.said import Known
from policydsl.syntax.samples import SAMPLES

KINDS = {
    "WORD": "a name",
    "CAPTION": "a title",
    "STRING": "words in quotes",
    "NUMBER": "a number",
    "DATE": "a date",
    "DAYMONTH": "a day of the year",
    "WEEKDAY": "a day of the week",
    ",": "a comma",
    ":": "a colon",
}
CARRY_ON = frozenset(["and", "or", "but", "except"])
ONE_MORE_WORD = re.compile(r"\s*(?:[^\W\d][\w'&-]*|\d+)")
MOST_WORDS = 3
NAMELIKE = frozenset(["WORD", "NAME", "NUMBER"])


@dataclass(frozen=True)
class Trouble:
    """A clause that cannot be read, its fault, and the text around it."""

    source: str
    text: str
    clause: Span
    fault: Fault
    names: re.Pattern[str] | None
    declared: frozenset[str]
    about: Known

    @property
    def at(self) -> Seen:
        return self.fault.at

    @property
    def allowed(self) -> frozenset[str]:
        return self.fault.allowed

    @property
    def before(self) -> tuple[Seen, ...]:
        return self.fault.before

    @property
    def last(self) -> Seen | None:
        return self.before[-1] if self.before else None

    @property
    def ends(self) -> bool:
        """Whether the clause stops too soon; what stands in brackets at its end is no part of what it says."""
        return self.at.kind == LINE_END or (self.at.kind == "CITES" and self.at.span.end == self.clause.end)

    def place(self, span: Span | None = None) -> Place:
        if span is None and self.ends and self.last:
            return Place(self.source, Span(self.last.span.end, self.last.span.end))
        return Place(self.source, self.at.span if span is None else span)

    @cached_property
    def keywords(self) -> tuple[str, ...]:
        """The words of the language that could stand here."""
        return tuple(sorted(word for word in self.allowed if word[0].islower()))

    @cached_property
    def go_on(self) -> tuple[str, ...]:
        """What could stand here, in words; that a name could run on goes without saying."""
        silent = NAMELIKE if self.last and self.last.kind in NAMELIKE else frozenset[str]()
        kinds = [words for kind, words in KINDS.items() if kind in self.allowed and kind not in silent]
        words = (word for word in self.keywords if not opposed(self.at.text, word))
        return (*(f"`{word}`" for word in words), *kinds)

    @cached_property
    def sample(self) -> str | None:
        seems = opening(self.text, self.clause)
        return SAMPLES.get(seems.rule) if seems else None

    @cached_property
    def name(self) -> Span | None:
        """The name that stands directly before the fault."""
        words: list[Seen] = []
        for seen in reversed(self.before):
            if seen.kind not in NAMELIKE:
                break
            words.append(seen)
        return words[-1].span | words[0].span if words else None

    @property
    def here(self) -> Span:
        """The place before the fault, where a word could be put."""
        return Span(self.at.span.start, self.at.span.start)

    @cached_property
    def near(self) -> str | None:
        """The word of the language that could stand here and is nearly what stands here."""
        if not self.at.text[:1].isalpha():
            return None
        meant = nearest(self.at.text, self.keywords)
        return meant if meant and (len(self.at.text) > 2 or self.helps(self.at.span, meant)) else None

    def written(self, span: Span) -> str:
        return " ".join(self.text[span.start : span.end].split())

    def with_words(self, span: Span, words: str) -> Trouble:
        """This trouble with other words in one place; only what stands before them is still as it was."""
        text = self.text[: span.start] + words + self.text[span.end :]
        return replace(self, text=text, clause=Span(self.clause.start, self.clause.end + len(words) - len_of(span)))

    def gets_to(self, span: Span, words: str) -> int:
        """How far the clause gets with other words in one place, as an offset in the text as it is."""
        other = self.with_words(span, words)
        stop = stops(other.text, other.clause, self.names)
        if stop is None:
            return self.clause.end + 1
        return min(stop, span.start) if stop < span.start + len(words) else stop - len(words) + len_of(span)

    def helps(self, span: Span, words: str) -> bool:
        """Whether with other words in one place the clause gets beyond this fault."""
        return self.gets_to(span, words) > max(self.at.span.start, span.end - 1)


def len_of(span: Span) -> int:
    """How many signs long a stretch is."""
    return span.end - span.start


def uncited(words: str) -> str:
    """Words without the brackets at their end."""
    return re.sub(r"\s*\[[^\]]*\]$", "", words)
