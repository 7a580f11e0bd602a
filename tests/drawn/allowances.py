"""Lets meetings of drawn policies come again every so often, early, later or not at all; by a chance of its own."""

from __future__ import annotations

from collections.abc import Sequence

from tests.drawn import pieces
from tests.drawn.pen import Pen
from tests.drawn.words import ROLES, TIMES, size

EVERY = ("1 week", "2 weeks", "3 weeks", "4 weeks", "1 month", "10 calendar days", "9 working days")


def with_allowances(lines: Sequence[str], seed: int, named: Pen, chance: float = 0.22) -> list[str]:
    """The lines of a policy, and in some of its steps what is allowed there."""
    pen = named.beside(f"allowances {seed}")
    blocks = pieces.parts(lines, 0)
    if not pen.often(chance):
        return list(lines)
    documents = pieces.words_of(blocks).documents
    for block in blocks:
        for name, step in pieces.steps_of(block).items():
            if not any("counts as held at once" in line for line in step):
                at = block.index(step[0]) + 1
                block[at:at] = [f"    {line}" for line in allowed(pen, block, name, step, documents)]
    return [line for block in blocks for line in block]


def allowed(pen: Pen, block: Sequence[str], name: str, step: Sequence[str], documents: Sequence[str]) -> list[str]:
    said = []
    if pen.often(0.35):
        until = f" until {until_when(pen, block, name, step, documents)}" if pen.often(0.5) else ""
        said.append(f"falls due again every {pen.among(EVERY)}{until}")
    if pen.often(0.35):
        said.append("may be held early")
    if pen.often(0.3):
        reason = pen.one("", ", giving a reason")
        said.append(f"may be waived by {' or '.join(pen.some(ROLES, 2))}{reason}")
    if pen.often(0.3):
        often = pen.one("once", "twice", "3 times")
        said.append(
            f"may be postponed {often}, to at most {size(pen, pen.among(TIMES), short=True)} after the original date"
        )
    return said


def until_when(pen: Pen, block: Sequence[str], name: str, step: Sequence[str], documents: Sequence[str]) -> str:
    """The event after which a step does not come again."""
    events = [f"{name} has outcome {one}" for one in pieces.outcomes_of(step)]
    events += [
        f"{line.removeprefix('  period ')} {pen.one('began', 'ends')}" for line in block if line.startswith("  period ")
    ]
    if pieces.follows(block) in ("absence", "ended") or block[0].endswith("every absence"):
        events += ["the absence ends", "the absence began"]
    events += [f"{one} is {pen.one('issued', 'agreed')}" for one in documents]
    return pen.among([*events, f"{name} is held"])
