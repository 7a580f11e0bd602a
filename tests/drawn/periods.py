"""Gives drawn policies periods now and then: in a drawn branch, and in one of their own; by a chance of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.drawn import pieces
from tests.drawn.conditions import CONDITIONS, Spot, condition, count
from tests.drawn.pen import Pen, draw
from tests.drawn.words import ROLES, Words, size

WHEN = re.compile(r"^    falls due when ")
LEADS = re.compile(r"^    outcome \S+ \S+: ")
UNITS = ("calendar days", "calendar days", "working days", "weeks", "weeks", "weeks", "months", "years")


@dataclass
class Periods:
    """The periods of a policy, and what is drawn for them beside its blocks."""

    pen: Pen
    words: Words
    clocks: tuple[str, ...]
    """What may stand behind a length, so that its time stands still on some days."""
    names: list[str] = field(default_factory=list)
    blocks: list[list[str]] = field(default_factory=list)


def with_periods(lines: Sequence[str], seed: int, named: Pen, chance: float = 0.16) -> list[str]:
    """The lines of a policy, with periods in one of its blocks, and a branch that goes by one behind them."""
    pen = named.beside(f"periods {seed}")
    blocks = pieces.parts(lines, 0)
    ladders = [block for block in blocks if pieces.follows(block) and pieces.steps_of(block)]
    if not ladders or not pen.often(chance):
        return list(lines)
    service = any(line.startswith("  active service") for line in lines)
    clocks = ("", "", "", " of time worked", *([" of active service"] if service else []))
    drawn = Periods(pen, pieces.words_of(blocks), clocks)
    chosen = pen.among(ladders)
    found = beginnings(drawn, chosen)
    if found:
        add(drawn, chosen, *pen.among(found[:6]))
    if not drawn.names or pen.often(0.7):
        drawn.blocks.append(stages(drawn))
    other = pen.among(ladders)
    if other is not chosen:
        speak(drawn, other, 0.25)
    for block in blocks:
        if block[0].startswith("points "):
            kept = [what for what in ("drops", "comes") if pen.often(0.6)]
            block += [f"  nothing {what} off during {pen.among(drawn.names)}" for what in kept]
    days = [f"{name} {how}" for name in drawn.names for how in ("began", "ends", "ends")]
    for block in blocks:
        pieces.count_from(pen, block, days, 0.45)
    declared = [one for one in drawn.blocks if not one[0].startswith("branch ")]
    behind = [one for one in drawn.blocks if one[0].startswith("branch ")]
    things = [f"  should consider {one}" for one in drawn.words.things]
    things += [f"  should record whether the employee is {one}" for one in dict.fromkeys(drawn.words.questions)]
    if things:
        behind.append([f"guidance {pen.name('papers')}", "  may be asked for at any time by HR", *things])
    return [line for block in (*blocks, *declared, *behind) for line in block]


# ------------------------------------------------------------------ a period


def beginnings(drawn: Periods, block: Sequence[str]) -> list[tuple[str, str]]:
    """The events of a block from which a period of it can run, each with the step that brings it about."""
    found = []
    for name, step in pieces.steps_of(block).items():
        if not pieces.closes(step):
            found.append((name, f"{name} is held"))
        if not any(" at once" in line for line in step):
            found.append((name, f"{name} is due"))
        for outcome in pieces.outcomes_of(step):
            if not pieces.closes(step, outcome):
                found.append((name, f"{name} has outcome {outcome}"))
                found.append((name, f"LETTER {outcome}"))
    if pieces.follows(block) == "absence":
        found.append(("", "the absence began"))
    return found


def add(drawn: Periods, block: list[str], step: str, event: str) -> None:
    """Puts a period among the steps of a block, and lines that go by it into the steps."""
    pen = drawn.pen
    if event.startswith("LETTER "):
        letter, outcome = pen.name("warning"), event.removeprefix("LETTER ")
        at = next(at for at, line in enumerate(block) if line.startswith(f"    outcome {outcome}"))
        block[at] += f", and issue {letter}"
        event = f"{letter} is issued"
    name = pen.name("period", "phase")
    after = [at for at, line in enumerate(block) if line.startswith("  step ")][1:]
    said = period(drawn, name, event, pieces.follows(block) or "")
    at = pen.one(*after, len(block))
    block[at:at] = said
    drawn.names.append(name)
    if pen.often(0.3):
        second = pen.name("period", "phase")
        block += period(drawn, second, f"{name} {pen.one('ends', 'began')}", pieces.follows(block) or "")
        drawn.names.append(second)
    drawn.blocks += [measure(drawn, name)] if pen.often(0.4) else []
    if pen.often(0.5):
        met, concern = (
            pen.one(f"{name} is running", f"{name} is running", asked(drawn, name, "measure")),
            pen.name("concern"),
        )
        drawn.blocks.append([f"condition {concern} is met when {met}"])
        drawn.words.conditions.append(concern)
        block.insert(last_step(block), f"    if {concern} is {pen.one('', 'not ')}met: tell HR {pen.text()}")
    speak(drawn, block, 0.45)
    change(drawn, block, name)


def period(drawn: Periods, name: str, event: str, follows: str) -> list[str]:
    pen = drawn.pen
    lines = [f"lasts {length(drawn)} after {event}"]
    for how in ("extended", "shortened", "ended early"):
        if pen.often(0.3):
            most = pen.one("", f", to at most {clocked(drawn, size(pen, pen.among(UNITS)))}")
            lines.append(f"may be {how} by {' or '.join(pen.some(ROLES, 2))}{most}")
    if pen.often(0.25):
        lines.append("goes on when its case closes")
    lines = [f"  period {name}", *(f"    {line}" for line in pen.mixed(lines))]
    conditional = [f"at its end, if {asked(drawn, name, follows, 'it')}" for _ in range(pen.one(0, 1, 1, 2))]
    otherwise = [pen.one("at its end", "at its end, otherwise")] if conditional or pen.often(0.7) else []
    return [*lines, *(f"    {one}: {at_end(drawn, name, bool(conditional))}" for one in (*conditional, *otherwise))]


def length(drawn: Periods) -> str:
    """How long it lasts: mostly a few weeks or months, so that it ends while somebody is looking."""
    pen = drawn.pen
    said = size(pen, pen.among(UNITS), short=pen.often(0.8))
    if not pen.often(0.25):
        return clocked(drawn, said)
    setting = pen.name("period", "time")
    drawn.blocks.append([f"setting {setting} is {said}"])
    return setting


def clocked(drawn: Periods, said: str) -> str:
    return said if "working" in said else said + drawn.pen.among(drawn.clocks)


def at_end(drawn: Periods, name: str, several: bool) -> str:
    pen = drawn.pen
    return pen.one(
        *("close", "close", "close", "stop counting earlier absences, and close", "stay"),
        f"tell HR {pen.text()}",
        f"issue {pen.name('notice')}, and close",
        *([f"reset {name}", f"add {size(pen, 'weeks')} to {name}, and close"] if several else []),
    )


# ------------------------------------------------------------------ what goes by it


def asked(drawn: Periods, name: str, follows: str, during: str = "") -> str:
    """A condition about the days of a period, or now and then any other."""
    pen, spot = drawn.pen, Spot(drawn.words, follows)
    during = during or name
    own = [what for what, has in (("category", drawn.words.categories), ("covered", drawn.words.documents)) if has]
    own = ["lasted", *own] if spot.of_absence else []
    match pen.one("counted", "counted", "counted", "runs", "recorded", "both", "any", "any", *own):
        case "lasted":
            return f"the absence has lasted over {size(pen, 'calendar days', short=True)}"
        case "covered":
            return f"the absence is not covered by {pen.among(drawn.words.documents)}"
        case "category":
            return f"the absence is a {pen.among(drawn.words.categories)}"
        case "counted":
            counts = count(pen, spot, new=True)
            return f"{counts} {pen.one('start', 'end', 'fall')} during {during}"
        case "runs":
            return f"{name} is {pen.one('', '', 'not ')}running"
        case "recorded":
            drawn.words.things.append(pen.name("report"))
            deed = pen.one("recorded", "completed", "refused")
            return f"{drawn.words.things[-1]} is {pen.one('', 'not ')}{deed} during {during}"
        case "both":
            return f"{name} is running and {draw(pen, CONDITIONS, spot)}"
        case _:
            return condition(pen, spot)


def measure(drawn: Periods, name: str) -> list[str]:
    pen = drawn.pen
    number, day = pen.name("number"), f"{name} {pen.one('began', 'ends')}"
    window = pen.one(f"during {name}", f"during {name}", f"since {day}", f"over the 8 weeks ending when {day}")
    unit = pen.one("", "", "calendar days of ", "working days of ", "hours of ")
    drawn.words.measures[number] = unit.removesuffix(" of ") or None
    return [
        f"measure {number} {window}",
        f"  is {unit}absences",
        f"  an absence that began before the window {pen.one('counts for its days inside it', 'does not count')}",
        f"  an absence still running counts {pen.one('day by day', 'once it has ended')}",
    ]


def speak(drawn: Periods, block: list[str], chance: float) -> None:
    """Lets some steps of a block go by the periods of the policy."""
    pen, follows = drawn.pen, pieces.follows(block) or ""
    for at, line in enumerate(block):
        if WHEN.match(line) and pen.often(chance):
            block[at] = f"{line}, or when {asked(drawn, pen.among(drawn.names), follows)}"
            if any(sign in block[at] for sign in (" during ", " within ")) and not can_pass(block, at):
                block[at] += f"\n    if not due by then: {pen.one('close', 'stay')}"
    block[:] = [one for line in block for one in line.split("\n")]
    guarded = any(line.startswith("    only if ") for line in block)
    whens = [at for at, line in enumerate(block) if WHEN.match(line)]
    if whens and not guarded and pen.often(chance):
        block.insert(pen.among(whens), f"    only if {pen.among(drawn.names)} is {pen.one('', 'not ')}running")
    if pen.often(chance):
        block.insert(last_step(block), f"    if {asked(drawn, pen.among(drawn.names), follows)}: tell HR {pen.text()}")


def last_step(block: Sequence[str]) -> int:
    """Where a line can be added to the last step."""
    return max(at for at, line in enumerate(block) if line.startswith("  step ")) + 1


def can_pass(block: Sequence[str], at: int) -> bool:
    """Does the step of this line say what follows when its time passes?"""
    step = next(one for one in pieces.steps_of(block).values() if block[at] in one)
    return any("if not due by then" in line for line in step)


def change(drawn: Periods, block: list[str], name: str) -> None:
    """Lets outcomes of the block end, lengthen or begin the period anew."""
    pen = drawn.pen
    for at, line in enumerate(block):
        if LEADS.match(line) and pen.often(0.25):
            block[at] = f"{line}, and {deed(pen, name)}"
    if pen.often(0.3):
        block.insert(last_step(block), f"    if {asked(drawn, name, pieces.follows(block) or '')}: {deed(pen, name)}")


def deed(pen: Pen, name: str) -> str:
    return pen.one(f"end {name}", f"reset {name}", f"add {size(pen, pen.among(UNITS[:-1]), short=True)} to {name}")


# ------------------------------------------------------------------ a branch that goes by one


def stages(drawn: Periods) -> list[str]:
    """A meeting, a time in which people look, and what comes within it and after it."""
    pen = drawn.pen
    first, second, last = (pen.name("review", "talk", "meeting") for _ in range(3))
    name, given = pen.name("phase", "period"), pen.name("agreed")
    follows = pen.one("employee", "employee", "employee", "absence")
    scope = "each employee" if follows == "employee" else pen.one("each absence while it lasts", "each absence")
    starts = f"{pen.one('1', '2')} absences start in the last 6 months"
    lasts = f"the absence has lasted over {size(pen, 'calendar days', short=True)}"
    because = f"{name} ends" if pen.often(0.7) else f"{name} began"
    said = [
        f"branch {pen.name('Branch')} follows {scope}",
        f"  step {first}",
        f"    falls due when {starts if follows == 'employee' else lasts}",
        f"    falls due again {pen.one('only on a new absence', 'only after falling back')}",
        f"    outcome {given}: wait for {second}",
        f"    outcome {pen.name('settled')}: stay",
    ]
    event = pen.one(f"{first} is held", f"{first} has outcome {given}", f"{first} is due")
    end = pen.one("close", f"wait for {last}", f"wait for {last}", f"go to {last}")
    middle = period(drawn, name, event, follows)
    middle = [line for line in middle if not line.startswith("    at its end")]
    middle += [f"    at its end, if {asked(drawn, name, follows, 'it')}: reset {name}"] if pen.often(0.4) else []
    middle += [f"    at its end: {end}"]
    drawn.names.append(name)
    said += middle
    within = f"{pen.number(1, 2)} {pen.one('', 'new ')}absences {pen.one('start', 'fall')} during {name}"
    said += [
        f"  step {second}",
        f"    falls due when {pen.one(within, within, f'{name} is running')}",
        f"    falls due again {pen.one('only on a new absence', 'only after falling back')}",
        f"    outcome {pen.name('agreed')}: {deed(pen, name)}, and {pen.one('stay', f'go back to {first}')}",
        f"    outcome {pen.name('done')}: {pen.one('close', f'wait for {last}', f'end {name}, and stay')}",
        f"  step {last}",
        f"    falls due {size(pen, pen.among(UNITS[:4]), short=True)} after {because}",
        "    then close",
    ]
    return said if any(last in line for line in said[:-3]) else said[:-3]
