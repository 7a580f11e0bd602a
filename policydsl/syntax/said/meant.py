"""Lines that are all but said: a unit too much, a list with commas, a filter the other way round, a number that counts twice."""

from __future__ import annotations

import re

from policydsl.syntax.said.patterns import WEEKDAY
from policydsl.syntax.said.rules import ABSENCES, NAMED, PERIOD, TIME, N, Section, rule, section

SERVICE = r"(?:active|actual|continuous) (?:employment|duty|service|work)"


def _calendar(found: re.Match[str]) -> str:
    """`180 days` as `180 calendar days`."""
    amount = re.sub(r"^(\d+) days?$", r"\1 calendar days", found[2])
    return f"{found[1]}{amount} of active service"


def _days(found: re.Match[str]) -> str:
    days = " or ".join(dict.fromkeys(one.removesuffix("s") for one in re.findall(WEEKDAY, found[0])))
    return f"starting on a {days}"


MEANT = (
    section(
        r"^lasts |\bwithin \d|\bafter ",
        rule(rf"^(lasts )({TIME}) of {SERVICE}", _calendar),
    ),
    section(
        r"starting on ",
        rule(rf"\bstarting on (?:a |an )?{WEEKDAY}(?:(?:,| and| or|, or|, and|/) ?(?:a )?{WEEKDAY})+", _days),
    ),
    section(
        r"\bnot because of ",
        rule(rf"\b({ABSENCES}) not because of ({NAMED}|[\w' -]+)$", r"\1 except \1 because of \2"),
    ),
    section(
        "^falls due |^only if |^if ",
        rule(
            rf"((?:at least )?\b1 (?:new )?)({NAMED}|absence) or ((?:an? )?(?:{NAMED}|absence)) (starts?|ends?) (?=\w)",
            lambda found: f"{found[1]}{found[2]} or {found[1]}{found[3]} {found[4].removesuffix('s')}s ",
        ),
        rule(rf"({PERIOD}) (?:does|do|did) not run\b", r"\1 is not running"),
        rule(rf"({PERIOD}) (?:runs|is live|is active|is in force)\b(?! in| until)", r"\1 is running"),
    ),
    section(
        "^starts at ",
        rule(rf"^(starts at {N}) (?:hours?|days?|points?|minutes?|occurrences?)$", r"\1", "points have no unit"),
        below=("points",),
    ),
    section(
        "^credit ",
        rule(
            rf"^(credit (?:{N}|all) for each .+?) of (?:perfect|clean|full) attendance$",
            r"\1 without an entry",
            "an entry is all that gives points here",
        ),
        below=("points",),
    ),
)
SECTIONS: tuple[Section, ...] = MEANT
