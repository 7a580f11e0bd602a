"""Lets drawn policies go by expected lengths, linked runs, some absences and later entries; by a chance of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tests.drawn import pieces
from tests.drawn.pen import Pen
from tests.drawn.words import size

ENDS = re.compile(r"^  an absence ends .*")
FLAGGED = re.compile(r" (?:not )?flagged [\w-]+")
LASTS = re.compile(r"(    lasts .* after) .*")
BRANCH = re.compile(r"branch (\S+ Branch)")
DUE = re.compile(r"(?:hours|shifts) due")
RUN = "each run of linked absences while it lasts"


def with_lengths(lines: Sequence[str], seed: int, named: Pen, chance: float = 0.2) -> list[str]:
    """The lines of a policy, with what people expect of an absence, and with where its branches begin."""
    pen = named.beside(f"lengths {seed}")
    blocks = pieces.parts(lines, 0)
    slow = any(DUE.search(line) for line in lines)  # each day ahead may change it, and takes long
    if not pen.often(chance) or slow or not any(pieces.follows(block) for block in blocks):
        return list(lines)
    fit = pen.often(0.4)
    said: list[list[str]] = []
    category = pen.name("spell")
    which = pen.one("lasting longer than expected", f"expected to last {expected(pen)}")
    if pen.often(0.6):
        said.append([f"category {category} is an absence {which}"])
    for block in blocks:
        if block[0].startswith("policy "):
            block[:] = [
                ENDS.sub("  an absence ends when the employee is declared fit", one) if fit else one for one in block
            ]
        elif pieces.follows(block) in ("absence", "ended") or block[0].endswith("every absence"):
            of_an_absence(pen, block, category if said else None)
        elif block[0].startswith(("branch ", "measure ", "category ")):
            block[:] = [
                FLAGGED.sub(f" expected to last {expected(pen)}", one) if pen.often(0.5) else one for one in block
            ]
    branches = [found[1] for block in blocks if (found := BRANCH.match(block[0]))]
    for block in blocks:
        own = (
            ["the absence ends"] * 5
            if pieces.follows(block) in ("absence", "ended") or block[0].endswith("absence")
            else []
        )
        pieces.count_from(pen, block, [*own, *(f"{one} is closed" for one in branches)], 0.5 if own else 0.3)
        for at, line in enumerate(block):
            if (found := LASTS.match(line)) and pen.often(0.4):
                block[at] = f"{found[1]} {pen.one(*own, f'{pen.among(branches)} is closed')}"
    scopes(pen, blocks)
    entries(pen, blocks)
    return [line for block in (*blocks, *said) for line in block]


def expected(pen: Pen) -> str:
    return (
        f"{pen.one('over', 'at least', 'under', 'at most')} {size(pen, pen.one('weeks', 'calendar days'), short=True)}"
    )


def of_an_absence(pen: Pen, block: list[str], category: str | None) -> None:
    """Lets the steps of a case that follows an absence go by how long it is expected to last, and by its end."""
    expects = [f"the absence is expected to last {expected(pen)}"]
    expects += [f"the absence is {pen.one('', 'not ')}a {category}"] if category else []
    for at, line in enumerate(block):
        if line.startswith("    falls due when ") and pen.often(0.4):
            said = f"{expects[0]} and the absence has lasted over 2 calendar days"
            both = pen.one(f"{line}, or when {pen.among(expects)}", f"{line}, or when {said}")
            block[at] = pen.one(both, both, f"    falls due when {expects[0]}")
        elif line.startswith("    if the absence has lasted") and pen.often(0.5):
            block[at] = f"    if {pen.among(expects)}:{line.partition(':')[2]}"
        elif line.startswith("    only if ") and pen.often(0.5):
            block[at] = f"    only if {pen.among(expects)}"
        elif line.startswith("    at its end, if") and pen.often(0.5):
            block[at] = f"    at its end, if {pen.among(expects)}:{line.partition(':')[2]}"
    if block[0].endswith("every absence") and pen.often(0.6):
        kinds = f"lasting over {size(pen, 'calendar days', short=True)}", f"expected to last {expected(pen)}"
        block[0] += f" {pen.one(*kinds, 'flagged planned')}"


def scopes(pen: Pen, blocks: list[list[str]]) -> None:
    """Lets branches follow whole absences, or runs of linked ones."""
    for block in blocks:
        if block[0].endswith("each absence while it lasts") and pen.often(0.6):
            scope = pen.one("each absence", RUN)
            block[0] = block[0].replace("each absence while it lasts", scope)
    if any(block[0].endswith(RUN) for block in blocks):
        gap = size(pen, pen.one("weeks", "calendar days", "working days"), short=True)
        same = pen.one("", "", ", and they have the same reason")
        blocks[0].append(f"  absences link when at most {gap} lie between them{same}")


def entries(pen: Pen, blocks: list[list[str]]) -> None:
    """Lets branches start at a later step."""
    branches = {found[1]: block for block in blocks if (found := BRANCH.match(block[0]))}
    ladders = [name for name, block in branches.items() if len(pieces.steps_of(block)) > 1]
    for name in ladders:
        if not pen.often(0.5):
            continue
        block = branches[name]
        other = pen.one("", *(f" in {one}" for one in branches if one != name))
        day = pen.among(starting(branches, name))
        within = f", within {size(pen, pen.one('weeks', 'months'))} after {day}" if pen.often(0.6) else ""
        at = next(at for at, line in enumerate(block) if line.startswith("  step "))
        block.insert(at, f"  starts at {pen.one('the step reached', 'the step after the one reached')}{other}{within}")


def starting(branches: Mapping[str, list[str]], name: str) -> list[str]:
    """The days from which the time runs in which a branch starts later: mostly those on which one closed."""
    days = [f"{one} is closed" for one in (name, name, name, *branches)]
    for block in branches.values():
        for step, lines in pieces.steps_of(block).items():
            days += [f"{step} is held", *(f"{step} has outcome {one}" for one in pieces.outcomes_of(lines))]
        days += [f"{line.removeprefix('  period ')} ends" for line in block if line.startswith("  period ")]
    return days
