"""Calendars as people write them: the same days of every year, months by their names, and absences that start on them."""

from __future__ import annotations

import re
from datetime import date

from policydsl.syntax.said.rules import ABSENCES, NAMED, Section, rule, section

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MONTH = rf"(?:{'|'.join(MONTHS)})"
DAY = rf"(?:\d{{1,2}} {MONTH})"
DATED = rf"{DAY}(?: \d{{4}})?"
EVERY = (
    r"(?:(?:in |of )?(?:every|each|any) (?:calendar )?year|annually|yearly|year after year|every 12 months|recurring)"
)
TO = r"(?:to|until|till|up to|through|and|-|–)"
CALENDAR = r"^(calendar .+? )(?:covers|is|means|includes|runs|are) "
AMERICAN = rf"\b({MONTH}) (\d{{1,2}})\b(?! ?\d)"
LEAP = "29 February is of leap years alone: up to it means up to the end of February in every year"
AMONG = "one day among them is enough; where the first day counts, write `starting on`"
ALL_OF_THEM = "each stretch says that it is of every year"


def _without_year(found: re.Match[str]) -> str:
    """`from 15 November 2026 to 31 December 2026` without its years."""
    return re.sub(r" \d{4}\b", "", found[0])


def _months(found: re.Match[str]) -> str:
    """`every December`, `every year in November and December`: from the first day of a month to the last of a month."""
    first, last = found[2], found[3] or found[2]
    return f"{found[1]}covers every year from 1 {first} to {_last_of(last)} {last}"


def _last_of(month: str) -> int:
    number = MONTHS.index(month.capitalize()) + 1
    return 31 if number == 12 else date.fromordinal(date(2024, number + 1, 1).toordinal() - 1).day


def _each_again(found: re.Match[str]) -> str:
    """`every year` before each stretch of a list."""
    return f"{found[1]}, every year {found[2]}"


SECTIONS: tuple[Section, ...] = (
    section(
        r"^calendar ",
        rule(AMERICAN, r"\2 \1"),
        rule(rf"{CALENDAR}{EVERY}[:,]? ", r"\1covers every year "),
        rule(rf"\b(?:the )?(?:end|last day) of ({MONTH})\b", lambda found: f"{_last_of(found[1])} {found[1]}", LEAP),
        rule(rf"\b(?:the )?(?:beginning|start|first day|first) of ({MONTH})\b", r"1 \1"),
        rule(
            rf"{CALENDAR}(?:from |between |the )?({DAY}) {TO} ({DAY}),? (?:in )?{EVERY}$",
            r"\1covers every year from \2 to \3",
        ),
        rule(rf"{CALENDAR}(?:on )?({DAY}),? (?:in )?{EVERY}$", r"\1covers every year on \2"),
        rule(rf"{CALENDAR}(?:every|each) ({DAY})$", r"\1covers every year on \2"),
        rule(
            rf"{CALENDAR}(?:(?:every year|every|each|all of)(?: from| in| during)? )?({MONTH})(?:(?: {TO}|,) ({MONTH}))?$",
            _months,
        ),
        rule(rf"{CALENDAR}({MONTH})(?: {TO} ({MONTH}))?,? (?:in )?{EVERY}$", _months),
        rule(rf"(?<= every year )from {DATED} {TO} {DATED}|(?<= every year )(?:on )?{DAY} \d{{4}}", _without_year),
        rule(rf"(?<= every year )(?:from |between )?({DAY}) (?!to )(?:{TO}) ({DAY})", r"from \1 to \2"),
        rule(rf"(?<= every year )({DAY} to {DAY})", r"from \1"),
        rule(rf"(?<= every year )({DAY})(?! to\b)", r"on \1"),
        rule(
            rf"((?:every year (?:from {DAY} to {DAY}|on {DAY})),?(?: and|,)?) (?!every)((?:from {DAY} to {DAY}|on {DAY}))(?= |,|$)",
            lambda found: f"{re.sub(r',?(?: and|,)?$', '', found[1])}, every year {found[2]}",
            ALL_OF_THEM,
        ),
        rule(
            rf"(every year from {DAY} to {DAY}|every year on {DAY}),?(?: and|,) ({DAY} to {DAY})(?= |,|$)",
            r"\1, every year from \2",
            ALL_OF_THEM,
        ),
        rule(
            rf"(every year on {DAY}),?(?: and|,) ({DAY})(?= and|,|$)",
            r"\1, every year on \2",
            ALL_OF_THEM,
        ),
    ),
    section(
        r"\b(?:start|starts|starting|begin|begins|beginning|began|started) (?:on|in|during|within|inside) |\b(?:falling|taken|occurring) (?:in|during|within|inside) ",
        rule(
            rf"({ABSENCES}|{NAMED}) (?:starting|beginning|(?:that|which) (?:starts?|begins?)) (?:in|during|within|inside|on) (?:any |one )?(?:(?:the|a) )?({NAMED})",
            r"\1 starting on \2",
        ),
        rule(
            rf"({ABSENCES}|{NAMED}) (?:falling|taken|occurring) (?:in|during|within|inside|on) (?:(?:the|a) )?({NAMED})",
            r"\1 falling on \2",
        ),
    ),
    section(
        rf"absences? (?:in|during|within) (?:the )?{NAMED}|\bnot (?:starting|falling) on |starting on \d",
        rule(rf"({ABSENCES}) (?:in|during|within) (?:the )?({NAMED})$", r"\1 falling on \2", AMONG),
        rule(
            rf"({ABSENCES}) (?:not|that do(?:es)? not) (starting|falling|start|fall) on ({NAMED})$",
            lambda found: f"{found[1]} except an absence {found[2].removesuffix('ing')}ing on {found[3]}",
        ),
    ),
)
