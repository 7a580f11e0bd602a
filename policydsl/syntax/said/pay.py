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
FIXED_YEAR = (
    "a year that begins on a fixed day is a leave year: `the leave year starts on 1 April` stands under `policy`"
)
NOT_LEAVE = "if leave has another year, write `in the pay period`, with `a pay period is 1 year from 1 April 2025`"
DATE = rf"\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}"
DAY_OF_YEAR = rf"\d{{1,2}} (?:{'|'.join(MONTHS)})"
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


def _received(found: re.Match[str]) -> str:
    return f"less sick pay received in the last {found[1]}, counted back from the first day of the absence"


OFF = (
    r"^(?:less|minus|after deducting|deducting) (?:(?:the |any |all )*(?:occupational )?(?:sick )?pay"
    r"|(?:the )?(?:sick )?days|what(?:ever)?|anything|everything|all|any|the amount|amounts)"
    r"(?: (?:that|which))?(?: (?:was|were|has been|have been|is))?(?: (?:already|previously))?(?: of)?"
    r" (?:paid|received|taken|used|had)(?: (?:already|before|out|as sick pay|to (?:the )?employee))?"
)
IN_TIME = r" (?:in|during|within|over|for)"
PAST = r"(?:last|previous|preceding|past|prior)"
YEAR_NAMED = r"(?:same |current )?(?:sick(?:ness)?(?:[- ](?:pay|leave))?|leave|holiday|entitlement|financial|fiscal|tax|school|academic|policy|pay)"
IN_YEAR = rf"(?:{YEAR_NAMED} year(?:,? (?:from|starting|beginning|running|which (?:starts|begins|runs))(?: on| from)? {DAY_OF_YEAR}(?: (?:to|until) {DAY_OF_YEAR})?)?|year (?:from|starting|beginning|running)(?: on| from)? {DAY_OF_YEAR}(?: (?:to|until) {DAY_OF_YEAR})?)"
GROWING = r"(?:it )?(?:grows?|growing|accrues?|accruing|increases?|builds up|goes on|passes|is earned|accumulates)"

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
    rule(
        rf"^((?:from {DATE}[^:]*: |for [^:]+: )?(?:everybody|service [^:]+?): .+?),? (?:and )?(?:then|followed by|plus|thereafter|after that)(?: (?:a )?further)? (?={N} )",
        r"\1, ",
    ),
    rule(
        rf"^((?:from {DATE}[^:]*: |for [^:]+: )?(?:everybody|service [^:]+?): (?:.*?\b)?{LONG})['’]?s? (?:on|at|of) (full|half)\b(?:[- ](?:pay|rate))?",
        r"\1 \2",
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
    rule(rf"{OFF}{IN_TIME} (?:the )?(?:{PAST}|rolling) ({LONG})(?: period)?$", _received, STILL),
    rule(
        rf"{OFF}{IN_TIME} (?:the )?(?:{PAST} )?(?:rolling )?(?:year|12-month period)$",
        "less sick pay received in the last 12 months, counted back from the first day of the absence",
        STILL,
    ),
    rule(
        rf"{OFF}{IN_TIME} (?:the |each |any |a )?(?:current |same )?calendar year(?: from 1 January)?$",
        r"less sick pay received in each calendar year, counted back from each day",
    ),
    rule(
        rf"{OFF}{IN_TIME} (?:the |each |any |a |that )?{IN_YEAR}$",
        r"less sick pay received in each leave year, counted back from each day",
        f"{FIXED_YEAR}\n{NOT_LEAVE}",
    ),
    rule(
        r"^(?:length of )?service (?:is )?(?:(?:taken|counted|looked at|measured|assessed|calculated|read|worked out) )?(?:as|while|when) "
        rf"{GROWING}(?: .*)?$",
        "service is taken on each day",
    ),
    rule(
        rf"^(?:length of )?service {GROWING} (?:during|while|in the course of|throughout|over|day by day) ?(?:.*)$",
        "service is taken on each day",
    ),
    rule(
        r"^(?:length of )?service (?:is )?(?:taken|counted|looked at|measured|assessed|calculated|read|worked out|fixed) (?:at|on|from|as at|as of) (?:the )?"
        r"(?:start|beginning|first day|date|day) (?:of (?:the |an |each |any )?(?:sickness )?absence|(?:the|an|each) absence (?:began|begins|starts|started))$",
        "service is taken on the first day of the absence",
    ),
    rule(
        r"^(?:length of )?service (?:is )?(?:taken|counted|looked at|measured|assessed|calculated|read|worked out) (?:daily|day by day|each day|every day|on every day|on (?:each|any|the) day of (?:the |an )?absence)$",
        "service is taken on each day",
    ),
    below=("sick pay",),
)
SECTIONS: tuple[Section, ...] = (PAY,)
OPEN_BAND = re.compile(r"service at least (\d+) (month|year)s?(?=: )")
NEXT_BAND = re.compile(
    rf"\s*(?:{SERVED}|(?:employees|staff) with service) (?:is )?(?:from|of at least|at least|of|after) (\d+) (month|year)s?\b[^\n:]*:"
)


def up_to_the_next(line: str, below: str) -> str:
    """A band of service up to the one in the line below, when that begins later; two that overlap say too much."""
    found, following = OPEN_BAND.match(line), NEXT_BAND.match(below)
    if found is None or following is None:
        return line
    (first, last), (start, end) = (
        (_months(found), _months(following)),
        (found[0].removeprefix("service at least "), following.group(1, 2)),
    )
    if first >= last:
        return line
    later = f"{end[0]} {end[1]}{'' if end[0] == '1' else 's'}"
    return f"service {f'from {start} to under' if first else 'under'} {later}{line[found.end() :]}"


def _months(found: re.Match[str]) -> int:
    return int(found[1]) * (12 if found[2] == "year" else 1)
