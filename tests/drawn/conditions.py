"""Draws conditions, counts, windows, events and rules for dates; a new one is one more function in a tuple."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.drawn.pen import Pen, draw
from tests.drawn.words import (
    COMPARISONS,
    FLAGS,
    LONG,
    OF_ABSENCE,
    TIMES,
    Words,
    bound,
    kind,
    kinds,
    size,
    time,
    when_and_whom,
)


@dataclass
class Spot:
    """Where a line stands, and so of what it may speak."""

    words: Words
    follows: str
    """`employee`, `absence`, `ended`, `after`, `during`, `procedure`, `guidance` or `measure`."""
    steps: list[str] = field(default_factory=list)
    """The steps of this block."""
    at: int = 0
    """The number of this step among them."""
    procedures: list[str] = field(default_factory=list)
    """Those that may be started from here."""
    reached: int = 0
    """The number of the step that was last reached perhaps without those before it."""

    @property
    def of_absence(self) -> bool:
        return self.follows in ("absence", "ended", "after", "during")

    @property
    def held_before(self) -> list[str]:
        """Steps that have been held whichever way a case came here."""
        return (
            self.steps[self.reached : self.at] if self.follows in ("employee", "absence", "ended", "procedure") else []
        )


# ------------------------------------------------------------------ events


def step_happened(pen: Pen, spot: Spot) -> str | None:
    """Something of a step that has happened whenever a case is here."""
    if not spot.held_before:
        return None
    if spot.held_before[-1] and pen.often(0.3):
        return f"previous step is {pen.one('held', 'due')}"
    return f"{pen.among(spot.held_before)} is {pen.one('held', 'held', 'due')}"


def absence_began(_: Pen, spot: Spot) -> str | None:
    return "the absence began" if spot.of_absence else None


DEEDS = (
    *("issued", "sent", "recorded", "given", "requested"),
    *("agreed", "completed", "considered", "refused", "missed"),
)


def thing_happened(pen: Pen, spot: Spot) -> str | None:
    """Something that people do to a paper or another thing."""
    if spot.words.documents and pen.often(0.5):
        name = pen.among(spot.words.documents)
    else:
        if not spot.words.things or pen.often(0.3):
            spot.words.things.append(pen.name("report", "agreement"))
        name = pen.among(spot.words.things)
    return f"{name} is {pen.among(DEEDS)}"


def other_step_happened(pen: Pen, spot: Spot) -> str | None:
    """Something of a step of another branch; a procedure could only speak of steps that all who start it have held."""
    others = [one for one in spot.words.steps if one not in spot.steps and spot.follows != "procedure"]
    if not others:
        return None
    one = pen.among(others)
    if spot.words.outcomes.get(one) and pen.often(0.65):
        return f"{one} has outcome {pen.among(spot.words.outcomes[one])}"
    return f"{one} is {pen.one('held', 'due')}"


ANCHORS = (step_happened, absence_began, other_step_happened, thing_happened)
"""What a window or a date may be counted from."""


def anchor(pen: Pen, spot: Spot) -> str:
    if spot.held_before and pen.often(0.55):
        return step_happened(pen, spot) or ""
    return draw(pen, ANCHORS, spot)


# ------------------------------------------------------------------ windows


def last(pen: Pen, spot: Spot) -> str:
    return f"{pen.one('over', 'in')} the last {time(pen, spot.words, (*LONG, 'pay periods'))}"


def within(pen: Pen, spot: Spot) -> str:
    return f"within {time(pen, spot.words, short=pen.often(0.5))} after {anchor(pen, spot)}"


def since(pen: Pen, spot: Spot) -> str:
    return f"since {anchor(pen, spot)}"


def each_year(pen: Pen, _: Spot) -> str:
    return f"{pen.one('in', 'over')} each calendar year"


def each_part_of_a_year(pen: Pen, _: Spot) -> str:
    part = pen.one("each leave year", "the quarter", "each half-year from 6 April", "the pay period")
    return f"{pen.one('in', 'over')} {part}"


def ending(pen: Pen, spot: Spot) -> str:
    """A stretch of time that does not end today."""
    ends = pen.one("yesterday", "when the absence ends", "event")
    if ends == "event":
        ends = f"when {anchor(pen, spot)}"
    return f"over the {size(pen, pen.among(LONG))} ending {ends}"


def whole_record(_: Pen, __: Spot) -> str:
    return "over the whole record"


WINDOWS = (within, since, each_year, each_part_of_a_year, each_part_of_a_year, ending, whole_record, last)


def window(pen: Pen, spot: Spot) -> str:
    return last(pen, spot) if pen.often(0.35) else draw(pen, WINDOWS, spot)


# ------------------------------------------------------------------ counts


def count(pen: Pen, spot: Spot, new: bool) -> str:
    fresh = "new " if new and pen.often(0.5) else ""
    if pen.often(0.1):
        return f"no {fresh}{kind(pen, spot.words)}"
    how = f"{pen.among(COMPARISONS)} " if pen.often(0.5) else ""
    if spot.words.numbers and pen.often(0.1):
        of = pen.one("", f" {kind(pen, spot.words)}", f" {pen.among(OF_ABSENCE)} of {kind(pen, spot.words)}")
        return f"{pen.among(COMPARISONS)} {pen.among(spot.words.numbers)}{of}"
    if pen.often(0.25):
        half = pen.one("", "", "", ".5")
        return f"{how}{pen.number(1, 9)}{half} {pen.among(OF_ABSENCE)} of {kind(pen, spot.words)}"
    same = " with the same reason" if pen.often(0.1) else ""
    return f"{how}{pen.number(1, 3)} {fresh}{kind(pen, spot.words)}{same}"


def tally(pen: Pen, spot: Spot) -> str:
    days = window(pen, spot)
    new = days.startswith(("within", "since"))
    counts = f" {pen.one('and', 'or')} ".join(["{}"] * (1 + pen.often(0.25) + pen.often(0.05)))
    said = counts.format(*(count(pen, spot, new) for _ in range(counts.count("{}"))))
    if " and " in said and " or " in said:
        said = said.replace(" and ", " or ")
    return f"{said} {pen.one('start', 'end', 'fall')} {days}"


# ------------------------------------------------------------------ conditions


def compared(pen: Pen, spot: Spot) -> str | None:
    if not spot.words.measures:
        return None
    name = pen.among(list(spot.words.measures))
    unit = spot.words.measures[name]
    return f"{name} is {limit(pen, spot.words, unit)}"


def limit(pen: Pen, words: Words, unit: str | None) -> str:
    """What a measure of this unit is held against."""
    if unit == "percent":
        return f"{pen.among(COMPARISONS)} {pen.one('2', '5', '12.5')}%"
    named = [*words.numbers, *words.lengths.get(unit or "", ()), *words.limits.get(unit or "", ())]
    if named and pen.often(0.1):
        return f"{pen.among(COMPARISONS)} {pen.one('50', '12.5')}% of {pen.among(named)}"
    return bound(pen, unit, 8, named, bare=True)


def in_periods(pen: Pen, spot: Spot) -> str | None:
    """A measure against a limit in so many of the last years."""
    if not spot.words.returning:
        return None
    name = pen.among(spot.words.returning)
    how = f"{pen.among(COMPARISONS)} {pen.one('1', '2')} of the last {pen.number(2, 4)} years"
    return f"{name} is {limit(pen, spot.words, spot.words.measures[name])} in {how}"


def k_of_n(pen: Pen, spot: Spot) -> str:
    among = pen.among(["absences", *spot.words.categories])
    how = f"{pen.among(COMPARISONS)} {pen.one('1', '2', '3')}"
    return f"{how} of the last {pen.number(3, 6)} {among} are {kind(pen, spot.words)}"


def met(pen: Pen, spot: Spot) -> str | None:
    """A condition that stands elsewhere under a name."""
    named = [*spot.words.conditions, *(spot.words.conditions_of_absence if spot.of_absence else ())]
    return f"{pen.among(named)} is {pen.one('', '', 'not ')}met" if named else None


def named_conditions(pen: Pen, words: Words) -> list[str]:
    """Conditions under a name; some that only a case of an absence can have."""
    lines = []
    for _ in range(pen.one(0, 0, 1, 2)):
        follows = pen.one("measure", "absence")
        said, name = condition(pen, Spot(words, follows)), pen.name("concern", "pattern")
        lines.append(f"condition {name} is met when {said}")
        if " within " in said or any(one in said for one in words.timed):
            words.timed.append(name)
        (words.conditions_of_absence if follows == "absence" else words.conditions).append(name)
    return lines


def lasted(pen: Pen, spot: Spot) -> str | None:
    unit = pen.one("calendar days", "weeks", "calendar days", "weeks", "working days", "hours", "shifts")
    most, named = (4 if unit == "weeks" else 15), spot.words.lengths.get(unit, [])
    return f"the absence has lasted {bound(pen, unit, most, named)}" if spot.of_absence else None


def covered(pen: Pen, spot: Spot) -> str | None:
    if not spot.of_absence or not spot.words.documents:
        return None
    unit = pen.one("calendar days", "weeks")
    named = spot.words.lengths.get(unit, [])
    length = (
        f"the {pen.among(named)}"
        if named and pen.often(0.5)
        else f"{pen.number(2, 3 if unit == 'weeks' else 9)} {unit}"
    )
    after = f" after {length}" if pen.often(0.7) else ""
    return f"the absence is {pen.one('not ', 'not ', '')}covered by {pen.among(spot.words.documents)}{after}"


def is_a(pen: Pen, spot: Spot) -> str | None:
    if not spot.of_absence or not spot.words.categories:
        return None
    return f"the absence is {pen.one('', '', 'not ')}a {pen.among(spot.words.categories)}"


def after_a_step(pen: Pen, spot: Spot) -> str:
    """New absences within a time after the step before: the usual way up a ladder, and a time that can pass."""
    days = f"within {time(pen, spot.words, short=True)} after {spot.held_before[-1]} is held"
    return f"{count(pen, spot, new=True)} {pen.one('start', 'fall')} {days}"


def happened(pen: Pen, spot: Spot) -> str:
    event = draw(pen, ANCHORS, spot)
    if " is " in event and pen.often(0.3):
        event = event.replace(" is ", " is not ")
    return f"{event} {window(pen, spot)}" if " is " in event and pen.often(0.4) else event


def found(pen: Pen, spot: Spot) -> str:
    if not spot.words.questions or pen.often(0.3):
        spot.words.questions.append(pen.name("able", "informed"))
    return f"the employee is {pen.one('', 'not ')}{pen.among(spot.words.questions)}"


CONDITIONS = (compared, compared, lasted, lasted, covered, is_a, happened, found, tally, in_periods, k_of_n, met, met)


def condition(pen: Pen, spot: Spot) -> str:
    """A condition, or several."""
    said = draw(pen, CONDITIONS, spot)
    if pen.often(0.12):
        said += f" and {draw(pen, CONDITIONS, spot)}"
    if pen.often(0.15):
        said += f", or when {draw(pen, CONDITIONS, spot)}"
    return said


# ------------------------------------------------------------------ dates


def on_fact(pen: Pen, spot: Spot) -> str | None:
    named = facts_here(spot)
    return f"on {pen.among(named)}" if named else None


def facts_here(spot: Spot) -> list[str]:
    return [*spot.words.facts, *(spot.words.facts_of_absence if spot.of_absence else ())]


def after(pen: Pen, spot: Spot) -> str:
    return f"{time(pen, Words(), TIMES, short=True)} after {anchor(pen, spot)}"


def before(pen: Pen, spot: Spot) -> str | None:
    named = facts_here(spot)
    return f"{time(pen, Words(), TIMES, short=True)} before {pen.among(named)}" if named else None


def halfway(pen: Pen, spot: Spot) -> str | None:
    points = [f"the day {anchor(pen, spot)}", *facts_here(spot)]
    return f"halfway between {pen.among(points)} and {pen.among(points)}"


def back(_: Pen, spot: Spot) -> str | None:
    return "on first working time back" if spot.of_absence else None


DATES = (on_fact, before, halfway, back, after)


def date_rule(pen: Pen, spot: Spot) -> str:
    """A day worked out from events and facts."""
    several = pen.one("", "", " or ", " or failing that ")
    dates = [draw(pen, DATES, spot) for _ in range(pen.number(2, 3) if several else 1)]
    said = several.join(dates)
    if several == " or ":
        said += f", whichever is {pen.one('sooner', 'later')}"
    return f"{said} but not before {draw(pen, DATES, spot)}" if pen.often(0.25) else said


# ------------------------------------------------------------------ measures


def term(pen: Pen, words: Words, unit: str | None) -> str:
    what = "absences" if pen.often(0.6) else kind(pen, words)
    if unit is not None:
        return f"{unit} of {what}"
    if pen.often(0.12):
        return f"{pen.among(OF_ABSENCE)} due"
    return pen.one("2", "0.5", "3") if pen.often(0.2) else what


def formula(pen: Pen, words: Words, unit: str | None, deep: int = 2) -> str:
    """A formula of which this is the unit. Working days and calendar days are never added up."""
    other = unit if pen.often(0.6) else None

    def part(of: str | None) -> str:
        said = formula(pen, words, of, deep - 1)
        return (
            f"({said})"
            if said.count(" x ") + said.count(" plus ") + said.count(" minus ") + said.count(" by ")
            else said
        )

    match (
        pen.one("term", "term", "product", "product", "sum", "sum", "less", "less", "share", "share")
        if deep
        else "term"
    ):
        case "product":
            first = part(unit)
            # So many times a number of days is that unit again.
            times = (
                part(None if first.replace(".", "").isdigit() else any_unit(pen)) if unit is None else pen.number(2, 3)
            )
            return f"{first} x {times}"
        case "sum":
            return f"{part(unit)} plus {part(other)}"
        case "less":
            return f"{part(unit)} minus {part(other)}"
        case "share":
            return f"{part(unit)} divided by {pen.number(2, 3) if unit else part(any_unit(pen))}"
        case _:
            return term(pen, words, unit)


def any_unit(pen: Pen) -> str | None:
    return pen.one(*OF_ABSENCE, None, None, None, None)


def measure(pen: Pen, spot: Spot) -> list[str]:
    """A measure with every line that it needs."""
    name, days = pen.name("score", "number"), window(pen, spot)
    unit = any_unit(pen)
    endless = days == "over the whole record"  # nobody can say how much time was due since then
    share = None if endless else pen.one(*(None,) * 8, *OF_ABSENCE)

    def value() -> str:
        if share:
            return f"is {term(pen, spot.words, share)} divided by {share} due, as a percentage"
        said = formula(pen, spot.words, unit)
        for what in OF_ABSENCE if endless else ():
            said = said.replace(f"{what} due", "absences")
        return f"is {said}"

    lines = [
        value(),
        f"an absence still running counts {pen.one('day by day', 'once it has ended')}",
    ]
    if not endless:
        straddle = pen.one("counts for its days inside it", "counts whole", "does not count")
        lines.append(f"an absence that began before the window {straddle}")
    if pen.often(0.25):
        lines.append(f"counting only {kinds(pen, spot.words)}")
    if pen.often(0.25):
        lines.append(f"not counting {pen.one(kind(pen, spot.words), f'absences flagged {pen.among(FLAGS)}')}")
    if pen.often(0.3):
        lines.append(f"an absence counts by its length {pen.one('so far', 'when it ends')}")
    head = when_and_whom(pen, spot.words)
    if head and pen.often(0.4):
        running = f"an absence still running counts {pen.one('day by day', 'once it has ended')}"
        lines.append(f"{head}: {pen.one(value(), value(), running, f'counting only {kinds(pen, spot.words)}')}")
    spot.words.measures[name] = "percent" if share else unit
    if days.startswith(("over the last", "in the last", "in each calendar", "in each leave")):
        spot.words.returning.append(name)
    return [f"measure {name} {days}", *(f"  {line}" for line in pen.mixed(lines))]
