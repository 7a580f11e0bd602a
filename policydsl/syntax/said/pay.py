"""The lines of sick pay as policies have them."""

from __future__ import annotations

import re

from policydsl.syntax.build import MONTHS
from policydsl.syntax.said.notes import CALENDAR
from policydsl.syntax.said.rules import KIND, TIME, N, Section, rule, section

LONG = rf"{N} (?:{KIND} )?(?:days?|weeks?|months?|years?)"
MOVING = "counted back from each day; it could also be `the first day of the absence` or `the day before the absence`"
STILL = "counted back from that day; it could also be `the day before the absence` or `each day`"
BAND = "write `from 6 months to under 1 year`, if another line begins at 1 year"
DATE = rf"\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}"
SERVED = r"(?:continuous )?(?:service|employment)"


def _terms(full: str, half: str | None) -> str:
    return f"{full} full, {half} half" if half else f"{full} full"


def _whole(found: re.Match[str]) -> str:
    line = f"everybody: {_terms(found[1], found[2])}"
    if found[3] is None:
        return line
    unit = found[4].lower() + ("" if found[3] == "1" else "s")
    return f"{line}\nless sick pay received in the last {found[3]} {unit}, counted back from each day"


def _served(found: re.Match[str]) -> str:
    how = "at least" if found[1].lower().startswith(("after", "over", "more")) else "under"
    return f"service {how} {found[2]}: {_terms(found[3], found[4])}"


def _waiting(found: re.Match[str]) -> str:
    number, kind, unit = found[1], found[2], found[3]
    kind = kind or ("calendar " if unit.startswith("day") else "")
    return f"no pay for the first {number} {kind}{unit}"


FULL = rf"(?:up to )?({LONG})(?:'s?)?(?:,? (?:on|at|of))? full[- ](?:pay|rate)"
HALF = rf"({LONG})(?:'s?)?(?:,? (?:on|at|of))? half[- ](?:pay|rate)"
THEN = r"(?:,? (?:and|then|and then|followed by|plus) |, )(?:a further )?"

SPELT = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "twelve": "12"}

PAY = section(
    "",
    rule(
        rf"^(?:employees with |staff with )?{SERVED} (?:from|of at least|of|is at least) ({TIME})(?: onwards?| or (?:more|over|longer))?(?=:)",
        r"service at least \1",
        BAND,
    ),
    rule(
        rf"^(?:employees with |staff with )?{SERVED} ({TIME}) or (?:more|over|longer)(?=:)",
        r"service at least \1",
        BAND,
    ),
    rule(rf"\b({'|'.join(SPELT)})-(?=year|month)", lambda found: f"{SPELT[found[1].lower()]}-"),
    rule(
        rf"^{FULL}(?:{THEN}{HALF})?(?: (?:in|over) (?:(?:any|a|each|every)(?: rolling)?|the last) ({N})[- ](month|year)s?(?: period)?)?$",
        _whole,
        MOVING,
    ),
    rule(
        rf"^(?:occupational )?sick pay is (?:paid|payable) at (?:the )?full (?:rate|pay) for (?:the first )?({TIME})"
        rf"(?:{THEN}(?:at )?half (?:rate|pay) for (?:a further )?({TIME}))?()()$",
        lambda found: f"everybody: {_terms(found[1], found[2])}",
    ),
    rule(
        rf"^(?:employees with |staff with )?(after|over|more than|less than|under|up to) ({LONG})(?:'s?)?(?: of)? {SERVED}:? {FULL}(?:{THEN}{HALF})?$",
        _served,
    ),
    rule(
        rf"^((?:everybody|service [^:]+?): .+?|no pay .+|pay .+|earlier .+|less .+),? (?:from|as of|starting|with effect from) ({DATE}(?: until {DATE})?)$",
        r"from \2: \1",
    ),
    rule(
        rf"^(from {DATE}(?: until {DATE})?|for employees [^:,]+?), (?=everybody|service |no pay |pay |less |earlier )",
        r"\1: ",
    ),
    rule(rf"^(everybody|service [^:]+?),? (from {DATE}(?: until {DATE})?): (?=.)", r"\2: \1: "),
    rule(
        rf"^(?:there is )?no (?:occupational )?(?:sick )?pay (?:is paid |is payable )?for (?:the )?first ({N}) ({KIND} )?(days?|weeks?)(?: of (?:any |each |an )?absence)?$",
        _waiting,
        CALENDAR,
    ),
    rule(
        rf"^(?:the )?first ({N}) ({KIND} )?(days?|weeks?)(?: of (?:any |each |an )?absence)? (?:are|is) (?:unpaid|without pay|not paid)$",
        _waiting,
        CALENDAR,
    ),
    rule(
        rf"^(?:any )?sick pay (?:already )?(?:received|paid) (?:in|during|within|over) (?:the )?(?:last|previous|preceding) ({LONG}) (?:is|will be) (?:deducted|taken off|subtracted)$",
        r"less sick pay received in the last \1, counted back from the first day of the absence",
        STILL,
    ),
    below=("sick pay",),
)
SECTIONS: tuple[Section, ...] = (PAY,)
