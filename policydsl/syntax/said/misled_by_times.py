"""Sentences about terms and about months one after another, of which no window is made."""

from __future__ import annotations

import re
from itertools import pairwise

from policydsl.syntax.said.certificates import DAYS_LISTED
from policydsl.syntax.said.mend import Known
from policydsl.syntax.said.place import Help

TERM = re.compile(
    r"^(.*?\b)((?:new )?)([\w' -]*?\babsences?|absences?)(?: (?:starts?|begins?|occurs?|falls?|ends?))? "
    r"(?:in|within|during|over) (?:the |a |an |any |each |every |one |current |same )*((?:[\w']+ ){0,2}?term(?: \d+)?)(?P<rest>$|(?=[ ,:]).*)"
)
SPAN_OF_TERMS = {
    "autumn": "1 September to 20 December",
    "spring": "6 January to 31 March",
    "summer": "15 April to 20 July",
}
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
MONTHS_ON_END = re.compile(
    r"\b(?:in |over |for |during )?(?:each of (?:the )?(?:last |past )?(\w+) (?:calendar )?months"
    r"|(\w+) (?:consecutive|successive) (?:calendar )?months|(\w+) (?:calendar )?months (?:in a row|running|in succession|on end))\b"
)
NUMBER_BEFORE = re.compile(r"\b(\d+)(?: or more)? (?:new )?[\w' -]*?absences?\b")
LINE = re.compile(r"^(falls due when|only if|condition .+? is met when|if) ")


ON_DAYS = re.compile(
    rf"^(falls due|.*\b(?:must|should|will|contact|touch|ring|phone)\b.*?) (?:on|by|at) (?:the )?(?:(?:calendar )?days? )?({DAYS_LISTED})\b"
    r"(?! (?:working|weeks?|months?|of [A-Z]))"
)


def on_unequal_days(line: str, about: Known, at: int) -> str | None:
    """Several days of an absence that are not equally far from each other."""
    found = ON_DAYS.match(line)
    if found is None or re.search(r"\bdays?\b|\d(?:st|nd|rd|th)\b", line) is None:
        return None
    days = [int(one) for one in re.findall(r"\d+", found[2])]
    if len({two - one for one, two in pairwise(days)}) == 1:
        return None
    lines = (f"`falls due when the absence has lasted at least {_calendar_days(day)}`" for day in sorted(set(days)))
    return (
        "each of these days is a step of its own, as they do not lie equally far apart, each with one of\n"
        + "\n".join(lines)
    )


def _calendar_days(number: int) -> str:
    return f"{number} calendar day{'' if number == 1 else 's'}"


def in_a_term(line: str, about: Known, at: int) -> str | None:
    """Absences counted in a term."""
    found = TERM.match(line)
    if found is None or LINE.match(line) is None or about.kind(found[4]) == "period":
        return None
    name = found[4].strip()
    term = name if name != "term" else "autumn term"
    days = next((days for word, days in SPAN_OF_TERMS.items() if word in term), SPAN_OF_TERMS["autumn"])
    declared = (
        "" if about.kind(term) == "calendar" else f"`calendar {term} covers every year from {days}` declares it\n"
    )
    again = "" if name == term else "\nand the same for the others, each behind `or when`"
    rest = found["rest"]
    return (
        "a term is a calendar: count the absences that start on its days, over a time that is longer than it\n"
        f"{declared}write `{found[1]}{found[2]}{found[3]} starting on {term} start in the last 6 months{rest}`{again}"
    )


def months_on_end(line: str, about: Known, at: int) -> str | None:
    """An absence in each of several months one after another."""
    found = MONTHS_ON_END.search(line)
    opening = LINE.match(line)
    if found is None or opening is None:
        return None
    word = next(one for one in found.groups() if one is not None)
    number = int(word) if word.isdecimal() else NUMBERS.get(word)
    if number is None:
        return None
    least = NUMBER_BEFORE.search(line)
    return (
        "how many there are in each month is a measure: 4 lines\n"
        "`measure absences of the month in each calendar month` with `is absences`,\n"
        "`an absence that began before the window does not count` and `an absence still running counts day by day`\n"
        f"and here `{opening[1]} absences of the month is at least {least[1] if least else 1}"
        f" in at least {number} of the last {number} months`"
    )


OF_TIMES: tuple[Help, ...] = (in_a_term, months_on_end, on_unequal_days)
