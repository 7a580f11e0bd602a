"""Sentences that can be read with a name that nothing declares, and what comes nearest to what they say."""

from __future__ import annotations

import re

from policydsl.syntax.said.mend import Known
from policydsl.syntax.said.place import Help, below, without_names
from policydsl.syntax.said.rules import TIME

ON_ONE_WEEKDAY = re.compile(r"\b(?:on|falling on|starting on) the same (?:weekday|day of the week|week day)\b")
ON_A_HOLIDAY = re.compile(r"^(\d[\d.]* for .*\babsence)s? on (?:an? |the |any )?((?:[\w'-]+ )?holiday)s?$")
GRIEVANCE = re.compile(
    rf"^employee may (?:file|raise|lodge|submit|bring) an? (?:[\w-]+ )?(?:grievance|appeal)(?: against .+?)? within ({TIME}) (?:after|of) (.+)$"
)
LEARNS = re.compile(
    rf"^must be held within ({TIME}) after (?:the )?[\w' -]+? (?:learns?|becomes? aware|finds? out|is told|hears?|is informed)(?: of| about|$)"
)
ENDED = r"(?:is|was|has been) (?:held|over|closed|completed|done)"
STEP_AFTER = re.compile(
    rf"^step (?=.*(?:, | {ENDED}$))([\w' -]+?),? (?:after|once|following) (?:the )?([\w' -]+?)(?: {ENDED})?$"
)
ABSENCE_IS = re.compile(
    r"\bthe absence is ((?:next to|falling on|starting on|flagged|because of|lasting) .+?)(?=,? (?:and|or)\b|[,:]|$)"
)
MAY_BE = re.compile(
    r"\bthe same (?:weekday|day of the week|week day)\b|\bholidays?$|\bgrievance\b|\bmay \w+ an? (?:[\w-]+ )?appeal\b"
    r"|\b(?:learns?|aware|finds? out|is told|hears?|is informed)\b|^step .*(?: after| once| following) "
    r"|\bthe absence is (?:next|falling|starting|flagged|because|lasting) "
)
"""What each of them has in it."""


def on_one_weekday(line: str, about: Known, at: int) -> str | None:
    """Several absences on one weekday, whichever it is."""
    if ON_ONE_WEEKDAY.search(without_names(line, about)) is None:
        return None
    return (
        "each day of the week is counted by itself, in a condition of its own:\n"
        "`falls due when at least 3 absences starting on a Monday start in the last 6 months`, and so on for the others,\n"
        "joined by `, or when …`"
    )


def on_a_holiday(line: str, about: Known, at: int) -> str | None:
    """Points for an absence on a holiday."""
    found = ON_A_HOLIDAY.match(line)
    if found is None or not below(about, at, "points") or about.kind(line.partition(" for ")[2][3:].strip()):
        return None
    named = found[2] if about.kind(found[2]) == "calendar" else "a public holiday"
    return f"write `{found[1]} falling on {named}`,\nand for the days beside it `{found[1]} next to {named}`"


def grievance(line: str, about: Known, at: int) -> str | None:
    """An appeal under its other name."""
    found = GRIEVANCE.match(line)
    if found is None:
        return None
    return f"here it is an appeal: write `employee may appeal within {found[1]} after {found[2]}`"


def learns_of(line: str, about: Known, at: int) -> str | None:
    """A time from the day on which somebody learns of something, which is on file only when people put it there."""
    found = LEARNS.match(line)
    if found is None:
        return None
    return (
        "nobody can tell the day on which somebody learned of it, unless it is put on file:\n"
        f'`must be held within {found[1]} after "occurrence known" is recorded`\n'
        f"the nearest without that is `must be held within {found[1]} after falling due`"
    )


def step_after(line: str, about: Known, at: int) -> str | None:
    """Which step comes before one, in its first line: it is said where a case leaves that step."""
    found = STEP_AFTER.match(line)
    if found is None or about.kind(found[2]) != "step":
        return None
    return (
        f"write `step {found[1]}`, and below `step {found[2]}` what brings a case to it:\n"
        f"`then wait for {found[1]}`, or `outcome …: wait for {found[1]}`"
    )


def absence_is(line: str, about: Known, at: int) -> str | None:
    """What a single absence is like, which only a category says."""
    found = ABSENCE_IS.search(line)
    if found is None:
        return None
    return (
        f"give such absences a name: `category such absence is an absence {found[1]}`\n"
        f"and write `{line[: found.start()]}the absence is a such absence{line[found.end() :]}`"
    )


OF_NAMES: tuple[Help, ...] = (on_one_weekday, on_a_holiday, grievance, learns_of, step_after, absence_is)
