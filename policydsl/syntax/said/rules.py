"""What a rewriting is, and the pieces that its patterns are made of.

Names that the policy declares, and quoted words, are one sign each while a sentence is rewritten, so that no rule can
reach into them; the sign says which kind of name it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from policydsl.frozen import frozen
from policydsl.syntax.build import MONTHS
from policydsl.syntax.signs import NUMBER_WORD, ONES, figures

Words = Callable[[re.Match[str]], str]

# One sign for a declared name: from the first of its kind on, in the range that Unicode leaves to its users.
FIRST_SIGNS = {"step": 0xE000, "document": 0xE100, "measure": 0xE200, "period": 0xE300, "category": 0xE400}
OTHER_NAME, QUOTED, LAST_SIGN = 0xE500, 0xF000, 0xF8FF
STEP, DOCUMENT, MEASURE, PERIOD, CATEGORY = (f"[{chr(first)}-{chr(first + 0xFF)}]" for first in FIRST_SIGNS.values())
NAMED = f"[{chr(FIRST_SIGNS['step'])}-{chr(LAST_SIGN)}]"

N = r"\d+(?:\.\d+)?"
KIND = r"(?:calendar|working|clear)"
UNIT = r"(?:days?|weeks?|months?|years?)"
TIME = rf"{N} (?:{KIND} )?{UNIT}"
CMP = r"(?:over|more than|at least|exactly|at most|under|less than|fewer than)"
ABSENCES = rf"(?:{CATEGORY}|absences?)"
SICK = r"(?:sickness|sick|ill-health|sickness-related|unplanned)"
SPELLS = (
    rf"(?:(?:spell|episode|period|instance|occasion|occurrence|incident|bout)s?(?: of (?:{SICK} )?absences?)?"
    rf"|{SICK} absences?|absences?|{CATEGORY})"
)
IF = r"(?:if|when|whenever|where|once|should|as soon as|in the event that)"
ORDINALS = dict(
    zip(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
        range(1, 11),
        strict=True,
    )
)
ORDINAL = rf"(?:{'|'.join(ORDINALS)}|\d+(?:st|nd|rd|th))"


@frozen
class Rule:
    """What is written, what is to be written for it, and what the author should know who meant another thing."""

    written: str
    meant: str | Words
    note: str = ""
    picks: bool = False
    """Whether it decides something that the author has left open, and says nothing in other words."""
    near: bool = False
    """Whether what is meant here is only the nearest that can be said; the note says what is lost."""

    def tried(self, line: str) -> str:
        """The line with what is meant in place of what is written."""
        return compiled(self.written).sub(self.meant, line, count=1)


@frozen
class Section:
    """Rules for the lines that begin in one way, or that stand below one of these headings."""

    lines: str
    rules: tuple[Rule, ...]
    below: tuple[str, ...] = ()

    def has(self, line: str, heading: str) -> bool:
        """Whether its rules are for this line below that heading."""
        return (not self.below or heading in self.below) and compiled(self.lines).search(line) is not None


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """What finds these words, in capitals or not; made for the first line that cannot be read, and not at every start."""
    return re.compile(pattern, re.IGNORECASE)


def rule(written: str, meant: str | Words, note: str = "", *, picks: bool = False, near: bool = False) -> Rule:
    """A rule by the words of its pattern, in capitals or not."""
    return Rule(written, meant, note, picks, near)


def section(lines: str, *rules: Rule, below: tuple[str, ...] = ()) -> Section:
    """Rules by the pattern of the lines that they are for."""
    return Section(lines, rules, below)


def ordinal(word: str) -> int:
    """3 for `third` and for `3rd`."""
    return ORDINALS.get(word.lower()) or int(re.sub(r"\D", "", word))


def _in_figures(found: re.Match[str]) -> str:
    return figures(found[0]) or found[0]


COUNTED = rf"(?= (?:or|single|further|new|separate|other|more|consecutive|{KIND}|{UNIT}|{SPELLS}|\([0-9]+\)|times)\b|-(?:day|week|month|year)|$)"
NUMBERS = section(
    "",
    rule(rf"{NUMBER_WORD.pattern} \((\d+)\)", r"\1"),
    rule(rf"{NUMBER_WORD.pattern}{COUNTED}", _in_figures),
    rule(rf"(?<![\w'&-])(?:{'|'.join(reversed(ONES))})(?=-(?:day|week|month|year)s?\b)", _in_figures),
    rule(rf"\b(\d{{1,2}})(?:st|nd|rd|th) (?=(?:{'|'.join(MONTHS)})\b)", r"\1 "),
    rule(r"\b(?:a|one|1|any) fortnight\b", "2 weeks"),
    rule(r"\ba (week|month|year)'s\b", r"1 \1"),
    rule(r"\ba (week|month|year) (?=after|before|of|from|later)", r"1 \1 "),
    rule(r"\bno (?:fewer|less) than\b|\bnot (?:fewer|less) than\b|\b(?:a )?minimum of\b", "at least"),
    rule(r"\bno more than\b|\bnot more than\b|\b(?:a )?maximum of\b", "at most"),
)
"""Numbers in figures, and comparisons, in every line."""
ONE_TO_TEN = ONES[1:11]
