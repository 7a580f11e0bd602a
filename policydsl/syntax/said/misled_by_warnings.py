"""Warnings that are to live for a time, said where they are given or where they count: a period is what lives."""

from __future__ import annotations

import re

from policydsl.syntax.said.mend import Known
from policydsl.syntax.said.place import Help, below
from policydsl.syntax.said.rules import KIND, UNIT
from policydsl.syntax.signs import NUMBER_WORD, figures

LIVE = r"(?:live|active|current|valid|in force|on file|on record|in place|in effect|running|open|alive)"
TIME = rf"((?:\d+|{NUMBER_WORD.pattern})[ -](?:{KIND} )?{UNIT})"
GIVEN = r"^(outcome [^:]+: (?:.*?(?:, | and ))?(?:may |should )?(?:issue|give|send) )(?:(?:the|an?) )?"
FOR_A_TIME = re.compile(
    GIVEN + r"((?:(?!and |or )[\w'-]+ )*?[\w'-]+|\"[^\"]*\")"
    r"(?:,? (?:and |which |that |it |to )*(?:(?:lasts?|lasting|runs?|running|expires?|expiring|lapses?|lapsing"
    rf"|remains?|remaining|stays?|staying|kept|keep|is|be|{LIVE})(?: {LIVE})?(?: (?:for|after))?)|,? for) (?:a period of )?{TIME}"
    rf"(?: (?:from|after) [\w ]+?|(?: {LIVE})+)?(?=,| and |$)(?P<rest>.*)$"
)
SO_LONG = re.compile(GIVEN + rf"{TIME} ((?:[\w'-]+ )*?(?:warning|caution|notice|letter))(?=,| and |$)(?P<rest>.*)$")
WHILE_LIVE = re.compile(
    r"^((?:falls due when|only if|condition .+? is met when|if) .+?),? (?:and )?(?:while|whilst|when|during|throughout|within|in) "
    rf"(?:(?:the|an?|any) )?(?:(?P<lives>{LIVE}) )?(?P<name>(?:[\w'-]+ ){{0,3}}?(?:warnings?|caution|sanction))"
    rf"(?P<is>(?: period)?(?: (?:is|are|remains?|stays?|was)(?: still)? {LIVE}| lives| lasts| runs)?)(?P<rest>: .*)?$"
)
COMPARED = (
    (r"\b(?:one|1|any|a|another) (?:more|further|other|new) (?=absence\b)|\banother (?=absence\b)", "1 new "),
    (r"\b(?:one|a|any) (?=absence\b)", "1 "),
    (r"\b(?:reaches|hits|gets to|comes to|totals|has reached)\b(?: or exceeds)?", "is at least"),
    (r"\b(?:exceeds|passes|goes over)\b", "is over"),
    (r"\bis (\d+) or (?:more|above|over)", r"is at least \1"),
)
MAY_BE = re.compile(
    rf"^outcome .*\b(?:issue|give|send)\b.*\b(?:for|lasts?|lasting|{LIVE})\b|\b(?:warnings?|caution|sanction)\b.*$"
)
"""What each of them has in it."""


def given_for_a_time(line: str, about: Known, at: int) -> str | None:
    """An outcome that gives a paper for so long."""
    if not below(about, at, "step"):
        return None
    if found := FOR_A_TIME.match(line):
        paper, time = found[2].strip('"'), found[3]
    elif found := SO_LONG.match(line):
        paper, time = found[3], found[2]
    else:
        return None
    return (
        "a time runs as a period, a block of its own in the branch: leave it out of this line\n"
        f"`{found[1]}{_quoted(found[2], paper)}{found['rest']}`\n"
        f"and below this step, above the next one, write\n{_period(paper, _in_figures(time))}"
    )


def while_a_warning_is_live(line: str, about: Known, at: int) -> str | None:
    """A condition while a warning is live, and no period bears that name."""
    found = WHILE_LIVE.match(line)
    if found is None or not (found["lives"] or found["is"] or re.search(r" (?:while|during) ", line)):
        return None
    name = found["name"].removesuffix("s")
    if any(about.kind(one) == "period" for one in (name, f"{found['lives']} {name}")):
        return None
    test = found[1]
    for written, meant in COMPARED:
        test = re.sub(written, meant, test)
    known = [one for _, kind, one in about.headings if kind == "period" and re.search(r"\b(?:warning|caution)\b", one)]
    paper = name if " " in name else f"written {name}"
    period = known[0] if len(known) == 1 else f"live {paper}"
    counts = re.search(r"\b(?:start|starts|end|ends|fall|falls)$", test)
    meant = f"`{test} {'during' if counts else 'and'} {period}{'' if counts else ' is running'}{found['rest'] or ''}`"
    if len(known) == 1:
        return f"the time in which a warning is live is the period {period}\nwrite {meant}"
    return (
        "the time in which a warning is live is a period, which says how long: put it above the step\n"
        f"{_period(paper, '12 months')}\nand write {meant}"
    )


def _period(paper: str, time: str) -> str:
    return f"`period live {paper}`\n`lasts {time} after {paper} is issued`"


def _quoted(written: str, paper: str) -> str:
    return f'"{paper}"' if written.startswith('"') else paper


def _in_figures(time: str) -> str:
    number, _, unit = time.replace("-", " ", 1).partition(" ")
    number = figures(number) or number
    return f"{number} {unit.removesuffix('s')}{'' if number == '1' else 's'}"


OF_WARNINGS: tuple[Help, ...] = (given_for_a_time, while_a_warning_is_live)
