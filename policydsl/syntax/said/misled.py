"""Sentences that a help by their words alone would turn into other ones: what comes nearest to each of them."""

from __future__ import annotations

import re
from collections.abc import Callable

from policydsl.syntax.build import MONTHS
from policydsl.syntax.said.mend import Known
from policydsl.syntax.said.misled_by_names import MAY_BE, OF_NAMES
from policydsl.syntax.said.misled_by_numbers import OF_NUMBERS, in_a_row
from policydsl.syntax.said.misled_by_papers import days_of_a_paper, one_more_paper
from policydsl.syntax.said.misled_by_parts import part_counted, part_discounted
from policydsl.syntax.said.misled_by_times import OF_TIMES
from policydsl.syntax.said.misled_by_warnings import MAY_BE as MAY_BE_A_WARNING
from policydsl.syntax.said.misled_by_warnings import OF_WARNINGS
from policydsl.syntax.said.place import Help, below, without_names

FULL_DATE = rf"\d{{1,2}} (?:{'|'.join(MONTHS)})(?! ?\d| \d{{4}})"
EACH_OF = re.compile(
    r"\b(follows each employee|for employees)(?: who (?:is|are))? ((?:not(?: in| on| among| part of)?|except(?: for)?(?: in| on)?|other than|outside|apart from|excluding|but not) "
    r"(?:the |a |an )?)([\w' &-]+?)(?= from \d| *[:,]|$)"
)
ONLY_WHILE = re.compile(
    r"^(outcome [^,:]+?)(?:: [^,:]+)?,? only (?:(?:while|during) (.+?)(?: (?:is running|runs|is live|is in force|is open))?|(?:when|if) (.+?) (?:is running|runs|is live|is in force|is open))(?=:|$)"
)
ONLY_DONE = re.compile(
    r"^(outcome [^,:]+?)(?:: [^,:]+)?,? only after ((?:the )?[\w' -]+? (?:has|have|had) (?:not )?(?!been |outcome |lasted )[\w]+(?: .+?)?)(?=:|$)"
)
AGAIN_UNTIL = re.compile(
    r"^falls due again every (.+?) until (?:the )?absence has lasted (over|at least|more than) (.+)$"
)
AFTER_AFTER = re.compile(r"^falls due (\d+ [\w ]+?) after (\d+ [\w ]+?) after (.+)$")
IS_LATE = re.compile(r"^((?:.*\b)?(?:if|when) )([\w' -]+?) is (late|overdue|missed|in time|on time)\b")
QUOTED_IN_TIME = re.compile(r'"([^"\n]+)" is (late|in time|overdue|on time)\b')
NO_YEAR = re.compile(rf"\b(?:from |covers )?({FULL_DATE})(?: (?:to|until|up to|-|–) ({FULL_DATE}))?")
OF_EVERY_YEAR = re.compile(r"\b(?:every|each|annual(?:ly)?|yearly|recurring)\b")
WITHOUT_CALENDAR = re.compile(
    r"^(the organisation works [\w ]+?|a working day is .+?),? (?:without|except|but not|excluding|not) (?:in |during )?(?!(?:the )?(?:public|bank|statutory|national) holidays)(?:the )?([\w' -]+)$"
)
NOT_RUN_IN = re.compile(
    r"\b(?:only if |when |if |and |or )([\w' -]+?) (?:does not run|did not run|has not run|is not running) ((?:in|within|over) [\w ]+)"
)
LASTS_OTHER = re.compile(r"^lasts (\d+) (school|term|term-time|teaching|academic) (weeks?|days?|months?)\b(.*)$")


def others_of_a_group(line: str, about: Known, at: int) -> str | None:
    """`Each employee not on supply staff`, where the others have no name."""
    found = EACH_OF.search(line)
    if found is None or about.kind(f"{found[2]}{found[3]}") == "group":
        return None
    preposition = found[2].split()[1] if len(found[2].split()) > 1 else ""
    if not any(about.kind(one) == "group" for one in (found[3], f"{preposition} {found[3]}")):
        return None
    others = f"other than {found[3]}"
    return (
        f"a group cannot be turned round: give the others a group of their own, and record who is in it\n"
        f"`group {others} is employees recorded as {others}`\n"
        f"and write `{line[: found.start()]}{found[1]} {others}{line[found.end() :]}`"
    )


def outcome_while(line: str, about: Known, at: int) -> str | None:
    """An outcome only while a period runs."""
    found = ONLY_WHILE.match(line)
    if found is None:
        return None
    what = found[2] or found[3]
    running = what if " is " in what else f"{what} is running"
    return (
        "an outcome can wait for an event, and not for what is so on that day\n"
        f"the nearest is a step of its own with this outcome, and below it `only if {running}`\n"
        f'or people see to it: `note "Only while {running}: {found[1]}."`'
    )


def outcome_done(line: str, about: Known, at: int) -> str | None:
    """An outcome only after somebody has done something."""
    found = ONLY_DONE.match(line)
    if found is None:
        return None
    done = found[2].replace('"', "")
    return (
        "what must come before is an event, such as that a paper is on file\n"
        f'declare `document "record that {done}"`\n'
        f'and write `{found[1]}, only after "record that {done}" is issued{line[found.end() :]}`'
    )


def again_until(line: str, about: Known, at: int) -> str | None:
    """Again and again until the absence has lasted so long."""
    found = AGAIN_UNTIL.match(line)
    if found is None:
        return None
    long = found[3]
    if found[2] == "at least" and (days := re.fullmatch(r"(\d+) (?:calendar )?(day|week)s?", long)):
        long = f"{int(days[1]) * (7 if days[2] == 'week' else 1) - 1} calendar days"
    return (
        "it stops at an event, such as `until the absence ends`, and so let that time be a period of the branch,\n"
        f"which `follows each absence while it lasts`: `period first time` with `lasts {long} after the absence began`\n"
        f"and here `falls due again every {found[1]} until first time ends`"
    )


def after_after(line: str, about: Known, at: int) -> str | None:
    """A time after a time after an event."""
    found = AFTER_AFTER.match(line)
    if found is None:
        return None
    return (
        "a day lies one time after an event: let the first time be a period of its own\n"
        f"`period first time` with `lasts {found[2]} after {found[3]}` below it\n"
        f"and here `falls due {found[1]} after first time ends`"
    )


def is_late(line: str, about: Known, at: int) -> str | None:
    """Whether a step is late, asked in the policy itself; an example may say so."""
    if below(about, at, "example"):
        return None
    if quoted := QUOTED_IN_TIME.search(line):
        name, word = quoted[1], quoted[2]
    elif found := IS_LATE.match(line):
        name, word = found[2], found[3]
    else:
        return None
    kind = about.kind(name)
    if kind == "document" and word == "missed":
        return None  # that can happen to it
    if kind == "document":
        negated = "not " if word in ("late", "overdue") else ""
        return (
            f"`is {word}` is asked in an `example` alone; a line of a step asks whether it came within a time\n"
            f"write `{name} is {negated}received within 10 working days after outcome letter is issued`, with the time and event that are meant"
        )
    if kind != "step":
        return None
    negated = "not " if word in ("late", "overdue", "missed") else ""
    return (
        f"`is {word}` is asked in an `example` alone; a line of a step asks whether it was held within a time\n"
        f"write `{name} is {negated}held within 5 working days after {name} is due`, with the time that is meant"
    )


def year_missing(line: str, about: Known, at: int) -> str | None:
    """A day of the year where a date must stand."""
    if not re.match(r"(?:calendar .+ covers|from|for employees .+ from)\b", line):
        return None
    found = NO_YEAR.search(without_names(line, about) if line.startswith("from") else line)
    if found is None or (line.startswith("calendar") and OF_EVERY_YEAR.search(line)):
        return None  # of a calendar of every year the lines said otherwise know
    first, last = found[1], found[2]
    if line.startswith("calendar"):
        years = [f"{first} {year}{f' to {last} {year}' if last else ''}" for year in (2026, 2027)]
        start = line[: line.index(" covers ") + 1]
        return (
            f"for the same days of every year write `{start}covers {every_year(first, last)}`\n"
            f"for certain years, each date with its year: `{start}covers {', '.join(years)}`"
        )
    calendar = f"`calendar time of year covers {every_year(first, last)}`"
    return (
        f"the year is missing: a version holds from one date on, as in `from {first} 2026{f' until {last} 2026' if last else ''}: …`\n"
        f"for the same days of each year there is the filter `falling on time of year`, with {calendar}"
    )


def every_year(first: str, last: str | None) -> str:
    """Days of every year, as a calendar has them."""
    return f"every year from {first} to {last}" if last else f"every year on {first}"


def works_without(line: str, about: Known, at: int) -> str | None:
    """The organisation's days without those of a calendar."""
    found = WITHOUT_CALENDAR.match(line)
    if found is None:
        return None
    own = f"{found[2]} days"
    return (
        "days on which nobody works come from a holiday calendar, which is kept beside the histories and not in the policy\n"
        f"write `{found[1]}, without the public holidays of {own}`\n"
        f"and put the days into a holiday calendar called `{own}`, together with the public holidays that are kept"
    )


def school_weeks(line: str, about: Known, at: int) -> str | None:
    """Weeks in which there is school."""
    found = LASTS_OTHER.match(line)
    if found is None:
        return None
    amount = f"{found[1]} {'calendar ' if found[3].startswith('day') else ''}{found[3]}"
    return (
        "no time counts school days alone; one `of active service` stands still on the days of some absences\n"
        f"the nearest is `lasts {amount} of active service{found[4]}`\n"
        "with `active service leaves out school holidays` below `policy`, and the holidays on file with that flag"
    )


def not_run_in(line: str, about: Known, at: int) -> str | None:
    """A period that has not run in the last months."""
    found = NOT_RUN_IN.search(line)
    if found is None or about.kind(found[1]) != "period":
        return None
    return (
        "whether a period runs is asked of one day, and not of the months before it\n"
        f"the nearest is `{found[1]} is not running`; what began it can be asked of a time,\n"
        f"as in `warning letter is not issued {found[2]}`"
    )


MISLED: tuple[Help, ...] = (
    *OF_TIMES,
    *OF_NUMBERS,
    *OF_NAMES,
    *OF_WARNINGS,
    others_of_a_group,
    outcome_while,
    outcome_done,
    again_until,
    after_after,
    is_late,
    year_missing,
    works_without,
    school_weeks,
    not_run_in,
    part_discounted,
    part_counted,
)
READ_OTHERWISE: tuple[Help, ...] = (
    *OF_TIMES,
    others_of_a_group,
    in_a_row,
    is_late,
    outcome_while,
    days_of_a_paper,
    one_more_paper,
    part_discounted,
    part_counted,
    *OF_NAMES,
    *OF_WARNINGS,
)
"""Those whose sentences can be read, as a name that nothing declares."""
MAY_READ_OTHERWISE = re.compile(
    r"\bterm\b|\bmonths\b|"
    r"\b(?:each employee|for employees) (?:who |not |except |other |outside |apart |excluding |but )"
    r"|\b\d+ (?:consecutive|successive) |\bin (?:a row|succession)\b|\bis (?:late|overdue|missed|in time|on time)\b|^outcome .*\bonly (?:while|during|if|when) "
    r"|\bdiscounted\b|^(?:counting only|not counting|leave out) (?:the )?(?:first|last) \d"
    r"|\b(?:must|should) (?:provide|submit|produce|send|give|supply|hand|bring|obtain|get)\b"
)


def read_otherwise(line: str, about: Callable[[], Known], at: int) -> str | None:
    """What comes nearest to a line that could be read, and says what no line says."""
    if not any(one.search(line) for one in (MAY_READ_OTHERWISE, MAY_BE, MAY_BE_A_WARNING)):
        return None
    return next((found for help in READ_OTHERWISE if (found := help(line, about(), at))), None)


def _done(kind: str) -> str:
    return {"document": "issued", "step": "held"}.get(kind, "recorded")
