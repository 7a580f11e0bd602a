"""Draws whole policies: a seed gives the text of one, and it always passes the check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from random import Random

from policydsl.model.policy import Policy
from tests.drawn import duties, steps, words
from tests.drawn.allowances import with_allowances
from tests.drawn.clocks import standing_still
from tests.drawn.conditions import Spot, condition, measure, named_conditions
from tests.drawn.discounts import narrowed
from tests.drawn.lengths import with_lengths
from tests.drawn.pen import Pen
from tests.drawn.periods import with_periods
from tests.drawn.pieces import parts
from tests.drawn.points import with_points
from tests.drawn.words import FLAGS, ROLES, Words
from tests.engine import policy_of

FOLLOWS = {
    "employee": "each employee",
    "absence": "each absence while it lasts",
    "ended": "each absence after it ends",
}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A policy's text, and the words that its names are made of."""

    seed: int
    text: str
    named: tuple[str, ...]

    @property
    def policy(self) -> Policy:
        return checked(self.text)


@cache
def checked(text: str) -> Policy:
    return policy_of(text, "drawn.policy")


def header(pen: Pen, known: Words) -> list[str]:
    """The lines under `policy`, all of them that any line may need."""
    most = words.size(pen, pen.one("calendar days", "working days", "weeks"), short=True)
    gap = pen.one(
        "join when no working day lies between them",
        "join when one starts the day after the other ends",
        f"join when at most {most} lie between them",
        "never join",
    )
    if gap != "never join" and pen.often(0.2):
        gap += ", and they have the same reason"
    in_force = date(pen.number(2025, 2026), pen.one(1, 3, 9), pen.number(1, 28))
    if pen.often(0.35):
        known.days += sorted({in_force + timedelta(days=pen.number(10, 300)) for _ in range(pen.number(1, 3))})
    calendar = f", without the public holidays of {pen.one('England and Wales', 'Scotland')}"
    lines = [
        f"in force from {words.said(in_force)}" + pen.one("", "", " until 31 December 2027"),
        f"absences {gap}",
        f"an absence ends {pen.one('on its last recorded day', 'when the employee is back')}",
        f"an absence takes its category {pen.one('as soon as that is certain', 'on its first day', 'on its last day')}",
        pen.one("an absence may count towards several steps", "an absence counts towards one step only"),
        f"a part day counts as {pen.one('its fraction', 'a whole day', 'nothing')}",
        f"a working day is a day the employee was due to work{pen.one('', '', ', public holidays included', calendar)}",
        f"with no working pattern on file, use {weekdays(pen)}",
        f"the organisation works {weekdays(pen)}{pen.one('', '', calendar)}",
        f"the leave year starts on {pen.one('1 April', '29 February', '1 September')}",
        f"a pay period is {pen.one('2 weeks', '1 month', '10 calendar days')} from {pen.one('5', '31')} January 2026",
        f"an absence with no working day {pen.one('counts', 'does not count')}",
        f"when a month is too short, use {pen.one('its last day', 'the first day of the next month')}",
        f"a waived step {pen.one('counts as held', 'closes its branch', 'is watched again')}",
    ]
    if pen.often(0.3):
        lines.append(f"absences flagged {' or '.join(pen.some(FLAGS, 2))} count for nothing{around_exception(pen)}")
    if pen.often(0.2):
        lines.append(f"leave out absences{left_out(pen)}")
    if pen.often(0.2):
        reason = pen.one("", ", giving a reason")
        lines.append(f"an absence may be discounted by {' or '.join(pen.some(ROLES, 2))}{reason}")
    if gap != "never join" and pen.often(0.25):
        known.leave += pen.one(["planned"], ["stress"], ["planned", "stress"])
        lines.append(f"absences join across {', '.join(known.leave)}")
    elif pen.often(0.15):
        known.leave += pen.one(["planned"], ["planned", "injury"])
        lines.append(f"leave covers {', '.join(known.leave)}")
    if known.days and pen.often(0.4):
        lines.append(f"from {words.said(pen.among(known.days))}: {header_version(pen)}")
    if known.days or pen.often(0.1):
        lines.append(
            f"cases already open {pen.one('move at once', 'move at their next step', 'stay with the earlier version')}"
        )
    if pen.often(0.2):
        clauses = pen.one("", f', clauses in "{pen.name("")}.yaml"')
        lines.append(f"source {pen.text()}{clauses}")
    return [f"policy {pen.name('Policy')}", *(f"  {line}" for line in pen.mixed(lines))]


def left_out(pen: Pen) -> str:
    """Which absences are left out: never all."""
    return words.filters(pen, Words()) or f" flagged {pen.among(FLAGS)}"


def header_version(pen: Pen) -> str:
    """What a line under `policy` says from some day on."""
    return pen.one(
        "absences never join",
        "absences join when at most 3 calendar days lie between them",
        f"an absence ends {pen.one('on its last recorded day', 'when the employee is back')}",
        f"an absence takes its category {pen.one('as soon as that is certain', 'on its first day', 'on its last day')}",
        f"a part day counts as {pen.one('its fraction', 'a whole day', 'nothing')}",
        f"the organisation works {weekdays(pen)}",
        f"an absence with no working day {pen.one('counts', 'does not count')}",
        f"when a month is too short, use {pen.one('its last day', 'the first day of the next month')}",
        f"a waived step {pen.one('counts as held', 'closes its branch', 'is watched again')}",
        f"leave out absences{left_out(pen)}",
    )


def weekdays(pen: Pen) -> str:
    first = pen.upto(2)
    return f"{DAYS[first]} to {DAYS[pen.number(first + 1, 6)]}"


def around_exception(pen: Pen) -> str:
    return pen.one("", ", except after every absence", ", except during every absence")


# ------------------------------------------------------------------ blocks


def branch(pen: Pen, known: Words, procedures: list[str], earlier: list[str]) -> list[str]:
    name, follows = pen.name("Branch"), pen.one("employee", "employee", "absence", "absence", "ended")
    label = f" {pen.text()}" if pen.often(0.2) else ""
    group = f" {pen.among(known.groups)}" if known.groups and follows == "employee" and pen.often(0.3) else ""
    lines = [f"branch {name}{label} follows {FOLLOWS[follows]}{group}"]
    if earlier and pen.often(0.3):
        lines.append(f"  pauses while {pen.among(earlier)} is open")
    earlier.append(name)
    return lines + ladder(pen, Spot(known, follows, procedures=procedures), pen.number(1, 4))


def ladder(pen: Pen, spot: Spot, length: int) -> list[str]:
    spot = replace(spot, steps=[steps.name_of(pen) for _ in range(length)])
    lines, direct = [], spot.follows in ("employee", "absence", "ended")
    for at in range(length):
        if at and direct and pen.often(0.12):
            spot = replace(spot, reached=at)
        lines += steps.step(pen, replace(spot, at=at))
    return lines


def procedure(pen: Pen, known: Words, name: str, others: list[str]) -> list[str]:
    return [f"procedure {name}", *ladder(pen, Spot(known, "procedure", procedures=others), pen.number(1, 3))]


def around(pen: Pen, known: Words, when: str) -> list[str]:
    lines = [f"{when} every absence"]
    for _ in range(pen.number(1, 2)):
        lines += steps.step(pen, Spot(known, when, [steps.name_of(pen)]))
    return lines


def guidance(pen: Pen, known: Words, asks: Sequence[duties.Rule] = ()) -> list[str]:
    """Guidance; with `asks`, nothing that takes the organisation's working days."""
    name = pen.name("talk", "advice")
    spot = Spot(known, "guidance", [name])
    lines = [f"may be asked for at any time by {', '.join(pen.some(ROLES, 2))}"]
    lines += duties.people(pen) + [rule(pen, spot) for rule in pen.some(asks)] if asks else duties.duties(pen, spot)
    if pen.often(0.3):
        lines.append(f"outcome {pen.name('agreed')}")
    if pen.often(0.4) and not asks:
        lines.append(f"if {condition(pen, spot)}: tell HR {pen.text()}")
    return [f"guidance {name}{pen.one('', f' {pen.text()}')}", *(f"  {line}" for line in pen.mixed(lines))]


def named_in_passing(pen: Pen, known: Words) -> list[str]:
    """A step of guidance that names all things and asks all questions of which some line wants to know."""
    lines = [f"  should consider {thing}" for thing in known.things]
    lines += [f"  should record whether the employee is {one}" for one in dict.fromkeys(known.questions)]
    if not lines:
        return []
    return [f"guidance {pen.name('papers')}", "  may be asked for at any time by HR", *lines]


def draw(seed: int) -> Drawn:
    """The policy behind a seed. One in twenty has guidance alone, and so none of the lines that days ask for."""
    pen = Pen(Random(seed))
    lines = whole(pen) if pen.often(0.95) else guidance_alone(pen)
    lines = with_points(narrowed(standing_still(lines, seed), seed), seed, pen)
    for also in (with_periods, with_allowances, with_lengths):
        lines = also(lines, seed, pen)
    text = "\n".join(cited(pen, line) for line in lines)
    return Drawn(seed, text + "\n", tuple(pen.named))


def guidance_alone(pen: Pen) -> list[str]:
    known = Words()
    lines = [f"policy {pen.name('Policy')}", "  in force from 1 January 2025 until 31 December 2026"]
    lines += [line for _ in range(pen.upto(2)) for line in guidance(pen, known, duties.MANY[:4])]
    return lines + named_in_passing(pen, known)


def whole(pen: Pen) -> list[str]:
    known = Words()
    lines = header(pen, known)
    if pen.often(0.3):
        lines.append(f"principle {pen.text()}")
    lines += words.groups(pen, known) + words.documents(pen, known) + words.reasons(pen, known)
    lines += (
        words.calendars(pen, known)
        + words.settings(pen, known)
        + words.categories(pen, known)
        + words.facts(pen, known)
    )
    plain = Spot(known, "measure")
    lines += [line for _ in range(pen.number(0, 2)) for line in measure(pen, plain)]
    lines += named_conditions(pen, known)
    procedures = [pen.name("procedure") for _ in range(pen.one(0, 0, 1, 1, 2))]
    earlier: list[str] = []
    blocks = [branch(pen, known, procedures, earlier) for _ in range(pen.number(1, 3))]
    # A measure may count from a step: such a one is drawn when there are some, and used by what follows.
    if pen.often(0.3):
        blocks.append(measure(pen, plain))
        blocks.append(branch(pen, known, procedures, earlier))
    blocks += [procedure(pen, known, name, procedures[at + 1 :]) for at, name in enumerate(procedures)]
    blocks += [around(pen, known, when) for when in pen.one((), (), ("after",), ("during",), ("during", "after"))]
    blocks += [guidance(pen, known) for _ in range(pen.one(0, 0, 1))]
    blocks.append(named_in_passing(pen, known))
    lines += [line for block in blocks for line in block]
    unstarted = [name for name in procedures if not any(f"start {name}" in line for line in lines)]
    return lines + starting(pen, unstarted)


def starting(pen: Pen, procedures: list[str]) -> list[str]:
    """A branch that starts the procedures which nothing else starts."""
    if not procedures:
        return []
    outcomes = [f"    outcome {pen.name('started')}: start {name}" for name in procedures]
    return [
        f"branch {pen.name('Branch')} follows each employee",
        f"  step {steps.name_of(pen)}",
        "    falls due when 2 absences start over the last 8 weeks",
        "    falls due again only on a new absence",
        *outcomes,
        f"    outcome {pen.name('left')}: close",
    ]


def cited(pen: Pen, line: str) -> str:
    """A few lines cite clauses of a source text."""
    return f"{line}   [C-{pen.number(1, 99)}]" if pen.often(0.1) else line


# ------------------------------------------------------------------ the same in another order


def mixed(text: str, random: Random) -> str:
    """The same policy with its declarations, branches and lines in another order.

    Steps and periods keep theirs, and so do the `if` lines of a step, of which the first to move the case decides,
    those of the end of a period, and the lines of points, of which the first that fits an occurrence does.
    """
    head, *blocks = parts(text.splitlines(), 0)
    found = [_mixed_below(head, random)]
    found += [_mixed_below(block, random) for block in random.sample(blocks, len(blocks))]
    return "\n".join(line for block in found for line in block) + "\n"


STAYS = ("step ", "starts at ", "period ", "if ", "at its end, if ")


def _mixed_below(block: Sequence[str], random: Random) -> list[str]:
    heading, *rest = block
    inner = parts(rest, 4 if heading.startswith("  ") else 2)
    in_order = heading.startswith("points ")
    stays = [at for at, part in enumerate(inner) if in_order or part[0].lstrip().startswith(STAYS)]
    moves = iter(random.sample([part for at, part in enumerate(inner) if at not in stays], len(inner) - len(stays)))
    new = [part if at in stays else next(moves) for at, part in enumerate(inner)]
    return [heading, *(line for part in new for line in (_mixed_below(part, random) if len(part) > 1 else part))]
