"""What somebody meant by figures and signs: dates in figures, numbers run together with words, odd signs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from policydsl.diagnostics import nearest
from policydsl.syntax.build import MONTHS

ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\w)")
DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\w)")
IN_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]+(?:of[ ]+)?([A-Za-z]{3,9})\.?,?[ -]+(\d{4})(?!\w)")
MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?[ ]+(\d{1,2})(?:st|nd|rd|th)?,?[ ]+(\d{4})(?!\w)")
FIGURES_THEN_LETTERS = re.compile(r"(\d+(?:\.\d+)?)-?([^\W\d_]+)$")
THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+$")
FRACTIONS = {"\u00bc": ".25", "\u00bd": ".5", "\u00be": ".75"}
UNITS = frozenset(["day", "week", "month", "year", "hour", "minute", "shift"])
ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = {word: number for number, word in enumerate(("twenty", "thirty", "forty", "fifty"), 2)}
TENS |= {"sixty": 6, "seventy": 7, "eighty": 8, "ninety": 9}
NUMBER_WORD = re.compile(
    rf"(?<![\w'&-])(?:(?:{'|'.join(TENS)})(?:[ -](?:{'|'.join(ONES[1:10])}))?|{'|'.join(reversed(ONES))})(?![\w'&-])",
    re.IGNORECASE,
)
SIGNS = {
    "–": "write `-` inside a word, `to` between two values, or a comma",
    "—": "write `-` inside a word, `to` between two values, or a comma",
    "\u2212": "write `minus`, or `-` inside a word",
    "…": "write the words out",
    ".": "a line ends without a full stop",
    ";": "write a comma",
    "/": "write `or`, or put the name it belongs to in quotes",
    "+": "write `plus` in a formula, `and` elsewhere",
    "*": "write `x`",
    "×": "write `x`",
    "'": 'put names in double quotes: `"…"`',
    "%": "a percentage is a number and `%`",
}


def figures(words: str) -> str | None:
    """`28` for `twenty-eight`; nothing for what is no number up to ninety-nine."""
    first, _, last = words.lower().replace("-", " ").partition(" ")
    if first in TENS and (not last or last in ONES[1:10]):
        return str(10 * TENS[first] + (ONES.index(last) if last else 0))
    return str(ONES.index(first)) if first in ONES and not last else None


def in_words(day: date) -> str:
    """A date as dates are written in the language."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def date_meant(text: str, start: int, end: int) -> tuple[str, str] | None:
    """What looks like a date at this place, as written and as it should be written."""
    for year, month, day, written in _dates(text, start, end):
        try:
            return written, in_words(date(year, month, day))
        except ValueError:
            continue
    return None


def _dates(text: str, start: int, end: int) -> Iterator[tuple[int, int, int, str]]:
    if found := ISO.match(text, start, end):
        yield int(found[1]), int(found[2]), int(found[3]), found[0]
    if found := DAY_FIRST.match(text, start, end):
        year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
        yield year, int(found[2]), int(found[1]), found[0]
    if found := IN_WORDS.match(text, start, end):
        yield int(found[3]), _month(found[2]), int(found[1]), found[0]
    if found := MONTH_FIRST.match(text, start, end):
        yield int(found[3]), _month(found[1]), int(found[2]), found[0]


def _month(word: str) -> int:
    known = [number for number, month in enumerate(MONTHS, 1) if month.lower().startswith(word.lower())]
    if not known and (near := nearest(word, MONTHS)):
        return MONTHS.index(near) + 1
    return known[0] if len(known) == 1 or word.lower() == "sept" else 0


def run_together(written: str) -> str | None:
    """`28days` with its blank, `1,000` without its comma."""
    if written[-1] in FRACTIONS and written[:-1].isdecimal():
        return written[:-1] + FRACTIONS[written[-1]]
    if THOUSANDS.match(written):
        return written.replace(",", "")
    if (found := FIGURES_THEN_LETTERS.match(written)) and len(found[2]) > 2:
        plural = "s" if found[2] in UNITS and found[1] != "1" else ""
        return f"{found[1]} {found[2]}{plural}"
    return None


def sign_in_words(sign: str) -> tuple[str, str]:
    """How a message names a sign, and what to write instead."""
    if unicodedata.category(sign)[0] in "CMZ":
        return f"the invisible sign {unicodedata.name(sign, f'U+{ord(sign):04X}').lower()}", "take it away"
    return f"`{sign}`", SIGNS.get(sign, "take it away, or put the name it belongs to in quotes")
