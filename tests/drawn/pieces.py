"""A drawn policy in pieces: its blocks, the steps of one, and what has been declared, for rules that add to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tests.drawn.conditions import DEEDS
from tests.drawn.pen import Pen
from tests.drawn.words import Words

STEP = re.compile(r"^  step (\S+ (?:meeting|review|talk))")
OUTCOME = re.compile(r"^    outcome (\S+ \S+?)[,:]")
DECLARED = re.compile(r"^(category|condition|document|measure|group) (\S+ \S+(?: absence)?)(?: |$)")
DAY = rf"falling due|the absence began|\S+ (?:report|agreement|letter|plan) is (?:{'|'.join(DEEDS)})\b"
COUNTED = re.compile(rf"\b(after|since|before|when|day|or) (?:{DAY})")
ONLY_AFTER = re.compile(r"(    outcome [^:]*, only after [^:]*):(.*)")


def parts(lines: Sequence[str], indent: int) -> list[list[str]]:
    """Lines that begin at this indent, each with the deeper ones below it."""
    found: list[list[str]] = []
    for line in lines:
        if len(line) - len(line.lstrip()) == indent:
            found.append([])
        found[-1].append(line)
    return found


def follows(block: Sequence[str]) -> str | None:
    """Whom or what the steps of a block are about, in the words of a `Spot`; None: it has none."""
    heading = block[0]
    if heading.startswith("procedure "):
        return "procedure"
    if not heading.startswith("branch "):
        return None
    if "follows each employee" in heading:
        return "employee"
    return "ended" if heading.endswith("after it ends") else "absence"


def steps_of(block: Sequence[str]) -> dict[str, list[str]]:
    """The lines of each step, by its name."""
    found = (one for one in parts(block[1:], 2) if STEP.match(one[0]))
    return {name[1]: one for one in found if (name := STEP.match(one[0]))}


def outcomes_of(step: Sequence[str]) -> list[str]:
    """The names of its outcomes, without versions of them."""
    return [found[1] for line in step if (found := OUTCOME.match(line))]


def closes(step: Sequence[str], outcome: str | None = None) -> bool:
    """Does a line that follows from holding the step, or from this outcome, close the case?"""
    sign = "then " if outcome is None else f"outcome {outcome}"
    return any(sign in line and "close" in line for line in step)


def words_of(blocks: Sequence[Sequence[str]]) -> Words:
    """What the blocks declare, as far as conditions may speak of it."""
    known = Words()
    for block in blocks:
        if not (found := DECLARED.match(block[0])):
            continue
        match found[1]:
            case "category":
                known.categories.append(found[2])
            case "condition" if "the absence" in block[0]:
                known.conditions_of_absence.append(found[2])
            case "condition":
                known.conditions.append(found[2])
            case "document":
                known.documents.append(found[2])
            case "group":
                known.groups.append(found[2])
            case _:
                if re.search(r" (over|in) (the last|each calendar|each leave) ?", block[0]):
                    known.returning.append(found[2])
                known.measures[found[2]] = "percent" if any("percentage" in line for line in block) else None
    return known


def count_from(pen: Pen, block: list[str], days: Sequence[str], chance: float) -> None:
    """Lets some times and dates of a block count from other days, in place of the one that was drawn."""

    def changed(found: re.Match[str]) -> str:
        return f"{found[1]} {pen.among(days)}" if pen.often(chance) else found[0]

    for at, line in enumerate(block):
        new = line if line.startswith("    lasts ") else COUNTED.sub(changed, line)
        if (found := ONLY_AFTER.match(new)) and " since " not in new and pen.often(chance):
            new = f"{found[1]} since {pen.among(days)}:{found[2]}"
        block[at] = new
