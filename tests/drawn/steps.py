"""Draws steps: when they fall due, what may come of them and what follows, so that every step is reached."""

from __future__ import annotations

import re

from tests.drawn import duties
from tests.drawn.conditions import ANCHORS, Spot, after_a_step, condition, date_rule
from tests.drawn.pen import Pen, draw
from tests.drawn.words import ROLES, kinds, when_and_whom

LOOPS = ("only on a new absence", "only after falling back")
DEED = re.compile(r"\b(?:must|should|may) (\w+) (.+)")
"""The verb of a duty, and what it is about."""


def name_of(pen: Pen) -> str:
    return pen.name("meeting", "review", "talk")


# ------------------------------------------------------------------ when it falls due


def due(pen: Pen, spot: Spot) -> list[str]:
    """When the step falls due, with every line that must then be written."""
    first = spot.at == 0
    if spot.at and spot.reached == spot.at:
        return when(pen, spot)
    if spot.follows in ("after", "during"):
        how = pen.one("at once", "on a day", "on a day", "when")
    elif spot.follows == "procedure" and first:
        how = pen.one("at once", "at once", "when")
    else:
        how = pen.one("when", "when", "when", "on a day", "at once")
    if how == "at once":
        # A branch that waits for nothing would begin again on the very day on which it closes.
        return ["falls due at once"] if not (first and spot.follows == "employee") else when(pen, spot)
    return when(pen, spot) if how == "when" else on_a_day(pen, spot)


def when(pen: Pen, spot: Spot) -> list[str]:
    said = after_a_step(pen, spot) if spot.held_before and pen.often(0.35) else condition(pen, spot)
    lines = [f"falls due when {said}"]
    if pen.often(0.12):
        lines.append(f"only if {condition(pen, spot)}")
    if pen.often(0.12):
        lines.append(f"is not triggered by {kinds(pen, spot.words)}")
    if spot.at and spot.reached == spot.at:
        lines.append("can be reached without the steps before it")
    # A step that is come back to without any absence between must not fall due again immediately.
    apart = spot.follows in ("absence", "ended", "after", "during") and not spot.at
    lines.append(f"falls due again {pen.one(*LOOPS, *(['immediately'] if apart else []))}")
    head = when_and_whom(pen, spot.words)
    if head and pen.often(0.45):
        lines.append(f"{head}: falls due when {condition(pen, spot)}")
    if any(sign in line for sign in (" within ", *spot.words.timed) for line in lines) or pen.often(0.1):
        lines.append(f"if not due by then: {leads_on(pen, spot, passed=True)}")
    return lines


def on_a_day(pen: Pen, spot: Spot) -> list[str]:
    lines = [f"falls due {date_rule(pen, spot)}"]
    head = when_and_whom(pen, spot.words)
    if head and pen.often(0.45):
        lines.append(f"{head}: falls due {date_rule(pen, spot)}")
    if pen.often(0.5):
        return [*lines, "dates already passed count"]
    return [
        *lines,
        "dates already passed are left out",
        f"with no date left, it is set by {' or '.join(pen.some(ROLES, 2))}",
    ]


# ------------------------------------------------------------------ what follows


def told(pen: Pen, spot: Spot) -> str:
    """Something beside the way that a case takes."""
    return pen.one(
        f"tell HR {pen.text()}",
        f"{pen.one('', 'may ', 'should ')}issue {duties.thing(pen, spot)}",
        f"{pen.one('', 'may ', 'should ')}{pen.text()}",
        f"tell the employee {pen.text()}",
    )


def leads_on(pen: Pen, spot: Spot, passed: bool = False) -> str:
    """What a line takes the case to; `passed`: not because the step was held."""
    on = [f"{pen.one('wait for', 'go to')} {spot.steps[spot.at + 1]}"] if spot.at + 1 < len(spot.steps) else []
    # After a step that was reached directly nobody knows that those before it were held.
    known = spot.steps[spot.reached : spot.at] or spot.steps[: min(spot.at, 1)]
    back = [f"go back to {pen.among(known)}"] if known else []
    back += ["go back to previous step"] if spot.at > spot.reached or spot.at == 1 else []
    ends = ["close", "return"] if spot.follows == "procedure" else ["close"]
    people = ["stay", f"leave it to {pen.among(ROLES)}"]
    if passed:
        return pen.among([*back, *back, *ends, *people])
    starts = [f"{pen.one('', 'may ', 'should ')}start {name}" for name in spot.procedures]
    return pen.among([*on, *on, *on, *starts, *starts, *back, *ends, *people])


def outcomes(pen: Pen, spot: Spot) -> list[str]:
    lines = []
    names = [pen.name("agreed", "done", "decided") for _ in range(pen.number(1, 3))]
    spot.words.outcomes[spot.steps[spot.at]] = names
    for name in names:
        only = f", only after {draw(pen, ANCHORS, spot)}" if pen.often(0.15) else ""
        also = f", and {told(pen, spot)}" if pen.often(0.25) else ""
        lines.append(f"outcome {name}{only}: {leads_on(pen, spot)}{also}")
    return lines


def on_ward(pen: Pen, spot: Spot) -> str:
    """What follows for certain: without it the next step would never be reached."""
    if spot.at + 1 < len(spot.steps):
        return f"{pen.one('wait for', 'wait for', 'go to')} {spot.steps[spot.at + 1]}"
    return "return" if spot.follows == "procedure" and pen.often(0.5) else "close"


def follows(pen: Pen, spot: Spot) -> list[str]:
    """What follows when the step was held, decided, waived, or when a condition becomes certain meanwhile."""
    lines = []
    how = pen.one("then", "then", "outcomes", "outcomes", "both")
    if how != "outcomes":
        lines.append(f"then {on_ward(pen, spot)}")
    if how != "then":
        lines += outcomes(pen, spot)
    if how == "outcomes":
        name = pen.name("agreed", "settled")
        spot.words.outcomes[spot.steps[spot.at]].append(name)
        lines.append(f"outcome {name}: {on_ward(pen, spot)}")
        if pen.often(0.15):
            lines.append(f"decided by {pen.one('someone other than recommender', 'HR or director')}")
    if pen.often(0.15):
        lines.append(f"if waived: {pen.one('move on as if held', 'close', 'stay')}")
    for _ in range(pen.one(0, 0, 0, 1, 2)):
        action = pen.one("", f"{leads_on(pen, spot, passed=True)}, ") + told(pen, spot)
        lines.append(f"if {condition(pen, spot)}: {action}")
    return lines


def prevented(pen: Pen, spot: Spot) -> list[str]:
    events = [draw(pen, ANCHORS, spot) for _ in range(1 + pen.often(0.3))]
    return [f"never before {' or '.join(events)}"]


def version_of(pen: Pen, spot: Spot, lines: list[str]) -> str:
    """A line that takes the place of another, or that is there on some days alone."""
    outcome = next((line for line in lines if line.startswith("outcome ") and "," not in line), None)
    if outcome and pen.often(0.4):
        return f"{outcome}, and {told(pen, spot)}"
    return pen.among((duties.notice, duties.held_within, duties.duty, duties.tell))(pen, spot)


HOLDING = re.compile(
    r"give notice|must be held|postponed|held early|decided by|may be waived|if waived|led by|^with |: with "
    r"|usually with|may include|may bring|another date|discuss"
)
"""Lines about a meeting, which a step that counts as held at once does not have."""


def is_of_a_part(version: str, lines: list[str]) -> bool:
    """Is it a duty about some of the things of a line, and not about all of them? The check refuses that."""
    own = DEED.search(version)
    others = [found for line in lines if (found := DEED.search(line))]
    return own is not None and any(
        one[1] == own[1] and one[2] != own[2] and {*one[2].split()} & {*own[2].split()} - {"and"} for one in others
    )


def step(pen: Pen, spot: Spot) -> list[str]:
    """A whole step."""
    name = spot.steps[spot.at]
    lines = [*due(pen, spot), *follows(pen, spot), *duties.duties(pen, spot)]
    if pen.often(0.12):
        lines += prevented(pen, spot)
    head = when_and_whom(pen, spot.words)
    if head and pen.often(0.4):
        version = version_of(pen, spot, lines)
        lines += [] if is_of_a_part(version, lines) else [f"{head}: {version}"]
    if not any(HOLDING.search(line) for line in lines) and len(lines) % 3 == 0:  # draws nothing
        lines.append("counts as held at once")
    spot.words.steps.append(name)
    label = f" {pen.text()}" if pen.often(0.1) else ""
    return [f"  step {name}{label}", *(f"    {line}" for line in pen.mixed(lines))]
