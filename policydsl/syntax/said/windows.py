"""In which time something is looked at, as policies have it."""

from __future__ import annotations

import re

from policydsl.syntax.said.notes import CALENDAR, YEAR
from policydsl.syntax.said.rules import KIND, PERIOD, TIME, rule, section

LINES = r"^(?:falls due|only if|condition|if|at its end|reading|possible|taken) |^measure "
RECENT = r"(?:last|past|previous|preceding|prior|most recent|latest)"
ANY = r"(?:(?:an?|any|the|each|one|every|given|rolling|consecutive|continuous|running|single|period of|cycle of|window of|last|past) )*"
SPAN = r"(?:[- ](?:rolling|consecutive))?(?:[- ](?:period|cycle|window|timeframe|time frame))?"
# `over` and `for` before a time are no window behind these words.
IN = r"(?:(?<!lasted )(?<!lasting )(?<!to last )(?<! is )(?<!when )(?<! and )(?<! or )(?:within|in|over|during|throughout|across|for))"
LATER = r"(?! ?(?:after|of|following|ending|from|since|beginning|starting)\b)"


def _within_last(found: re.Match[str]) -> str:
    number, unit = found[1], found[2].removesuffix("s")
    return f"in the last {number} {unit}{'' if number == '1' else 's'}"


def _quarters(found: re.Match[str]) -> str:
    return f"in the last {found[1]} pay periods"


SCHOOL_YEAR = "`a pay period is 1 year from 1 September 2025` stands under `policy`; any year will do"
QUARTERS = (
    "`a pay period is 3 months from 1 January 2026` stands under `policy`; the quarter in which the day lies is one of them\n"
    "write `in the last {} months` for it, if the time is counted back from each day"
)
SOME_QUARTERS = tuple(
    rule(
        rf"\b{IN} (?:the )?{RECENT} ({number}) (?:calendar )?quarters\b{LATER}",
        _quarters,
        QUARTERS.format(3 * number),
    )
    for number in range(2, 13)
)

WINDOWS = section(
    LINES,
    *SOME_QUARTERS,
    rule(
        r"\b(?:in|within|over|during|per) (?:(?:the|any|an?|one|each|every) )?(?:current )?(?:school|academic) year\b",
        "in the pay period",
        SCHOOL_YEAR,
    ),
    rule(r"\b(?:in|within|over|during|per) (?:the )?(?:current )?calendar year\b", "in each calendar year"),
    rule(
        r"\b(?:in|within|over|during) (?:(?:the|any|a|one|each) )?(?:current )?(?:annual leave|leave|holiday) year\b",
        "in each leave year",
    ),
    rule(rf"\b{IN} {ANY}(?:one |1 )?quarter\b", "in the quarter"),
    rule(rf"\b{IN} the {RECENT} ({TIME})\b{LATER}", r"in the last \1"),
    rule(rf"\bof the {RECENT} ({TIME})\b{LATER}", r"in the last \1"),
    rule(
        rf"\b{IN} (?:the )?({TIME}) (?:before|prior|preceding|leading up|up to (?:now|today))\b.*$", r"in the last \1"
    ),
    rule(rf"\b{IN} {ANY}(\d+)[- ]((?:{KIND} )?(?:day|week|month|year)s?){SPAN}(?![\w-]){LATER}", _within_last),
    rule(rf"\b{IN} {ANY}(?:rolling|past|last|previous) (?:one |1 )?year\b(?: period)?", "in the last 12 months"),
    rule(rf"\b{IN} {ANY}(?:twelve|12)[- ]month\b", "in the last 12 months"),
    rule(rf"\b{IN} {ANY}(?:one |1 )?year\b(?: period)?{LATER}", "in the last 12 months", YEAR),
    rule(rf"\b{IN} {ANY}month\b{LATER}", "in the last 1 month"),
    rule(
        r"\b(?:per annum|per year|a year|each year|every year|annually|yearly|p\.?a\.?)(?= *$|,| and | or )",
        "in the last 12 months",
        YEAR,
    ),
    rule(r"\b(?:per|each|a) month(?= *$|,| and | or )", "in the last 1 month"),
    rule(rf"\b({PERIOD}) period\b", r"\1"),
    rule(
        rf"\b(?:while|whilst) (?:the |an? )?({PERIOD}) (?:is|remains) (?:open|live|active|running|in force|current)",
        r"during \1",
    ),
    rule(
        rf"\b(?:in|within|over|during|for) the (?:life|lifetime|period|duration|course|currency) of (?:the |an? )?({PERIOD})",
        r"during \1",
    ),
    rule(rf"\b(?:in|within) (?:the |an? )?({PERIOD})", r"during \1"),
    rule(r"\b(in the last \d+) (days?)\b", r"\1 calendar \2", CALENDAR, picks=True),
    rule(r"^(measure .+?) in the last ", r"\1 over the last "),
)
