"""Sentences that no line of a policy says: how they are recognised, and what comes nearest."""

from __future__ import annotations

import re

from policydsl.syntax.build import MONTHS
from policydsl.syntax.said.mend import Known
from policydsl.syntax.said.misled import MISLED
from policydsl.syntax.said.place import Help
from policydsl.syntax.said.rules import TIME

DATE = rf"\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}"
OF_A_GROUP = re.compile(r"^for (?:the |all )?employees (?:in |on |with |who are )?([^:]+?)(?: from \d[^:]*)?:")
OF_A_TIME = re.compile(rf"^(?:from|until) {DATE}\b")
WITHOUT_A_COLON = re.compile(
    rf"^from {DATE}(?: until {DATE})?[:,]? (?:it is (?:instead )?)?(?:credit |minus |\d|each entry )"
)
"""A line that gives points, without the colon before it."""
FOR_EVERYBODY_THEN = re.compile(
    rf"^((?:for employees [^:]+? )?from {DATE}(?: until {DATE})?|for employees [^:]+?)[:,]? (\d+ .+)$"
)
"""So much sick pay from a day on or for a group, and not for whom of them."""
LATER_CONDITION = re.compile(
    rf"^((?:for employees [^:]+? )?from {DATE}(?: until {DATE})?|for employees [^:]+?):? (?:it )?(?:is )?(?:instead )?(?:condition .+ is )?"
    r"(?:met )?(?:when|if) (.+)$"
)
AFTER_A_FACT = re.compile(
    rf"\b(?:({TIME}) )?after (?:the )?((?:[\w'-]+ ){{0,3}}?[\w'-]+|\"[^\"]*\")(?: (?:is over|has passed|has ended|ends|ended|expires|has expired))?$"
)
ON_A_FACT = re.compile(r"^falls due (?:on|at|upon) (?:the )?([\w' -]+)$")
PAPER_ENDS = re.compile(
    r"^(?:(?:medical |doctor's |sick )?(?:certificate|fit note|note)(?:'s)? (?:end|expiry|end date|expiry date)|(?:end|expiry|last day) of (?:the |an? )?(?:medical )?(?:certificate|fit note))$"
)
POINTS_DO_NOT = (
    "lines that give points or credits can be others for a group, and so can a setting, as in `never above most points`\n"
    "for the rest write points of the group's own, in a branch that `follows each employee {}`"
)


def points_of_a_group(line: str, about: Known, at: int) -> str | None:
    """A line of points that no version can be of, for a group, or from a day on."""
    if not _below(about, at, "points") or WITHOUT_A_COLON.match(line):
        return None
    if of_a_group := OF_A_GROUP.match(line):
        group = of_a_group[1] if about.kind(of_a_group[1]) == "group" else "on trial"
        return POINTS_DO_NOT.format(group)
    if OF_A_TIME.match(line):
        return (
            "lines that give points or credits can change on a day, and so can a setting: write `never above most points`\n"
            "what credits come off, and how long they are kept, is the same on every day"
        )
    return None


def pay_of_a_group(line: str, about: Known, at: int) -> str | None:
    """A line of sick pay for a group, or from a day on."""
    above = about.above(at)
    if not above or above[-1][1] != "sick pay":
        return None
    found = FOR_EVERYBODY_THEN.match(line)
    if found is None:
        return None
    return (
        "it is not said for whom so much pay is: for everybody, or by service\n"
        f"write `{found[1]}: everybody: {found[2]}`, or `{found[1]}: service at least 1 year: {found[2]}`"
    )


def condition_of_a_time(line: str, about: Known, at: int) -> str | None:
    """A condition that is another from a day on, or for a group."""
    found = LATER_CONDITION.match(line)
    if found is None or not (name := _below(about, at, "condition")):
        return None
    return (
        "a condition reads alike on every day: give the later one a name of its own\n"
        f"`condition later {name} is met when {found[2]}`\n"
        f"and in each step that speaks of it: `{found[1]}: falls due when later {name} is met`"
    )


def after_a_fact(line: str, about: Known, at: int) -> str | None:
    """A time counted from a fact, which is a day that people know."""
    found = AFTER_A_FACT.search(line)
    if found is None:
        return None
    name = found[2].strip('"')
    if about.kind(name) != "fact" and PAPER_ENDS.match(name) is None:
        return None
    words = f"day {found[1]} after {name}" if found[1] else f"day after {name}"
    if not line.startswith("falls due"):
        return (
            f"no time runs on from a day that people know: people record it, and the time runs from that day\n"
            f'write `{line[: found.start()]}{found[1] or ""} after "{name}" is recorded`'.replace("  ", " ")
        )
    fact = f"day of {about.above(at)[-1][2]}" if about.above(at) else f"day after {name}"
    return (
        f"let the day itself be what people know: `fact {fact} is the {words}, for each absence`\n"
        f"and write `falls due on {fact}`"
    )


def on_a_fact(line: str, about: Known, at: int) -> str | None:
    """The end of a certificate, which nothing has declared."""
    found = ON_A_FACT.match(line)
    if found is None or about.kind(found[1]) == "fact" or PAPER_ENDS.match(found[1]) is None:
        return None
    return (
        f"the program cannot work out that day: declare it, and people put it on file\n"
        f"`fact {found[1]} is the last day of the certificate, for each absence`"
    )


UNSAYABLE: tuple[Help, ...] = (
    *MISLED,
    points_of_a_group,
    pay_of_a_group,
    condition_of_a_time,
    after_a_fact,
    on_a_fact,
)


def unsayable(line: str, about: Known, at: int) -> str | None:
    """What comes nearest to a line that nothing says."""
    return next((found for help in UNSAYABLE if (found := help(line, about, at))), None)


def _below(about: Known, at: int, heading: str) -> str:
    """The name of the heading above, if it is one of this kind."""
    above = about.above(at)
    return above[-1][2] if above and above[-1][1] == heading else ""
