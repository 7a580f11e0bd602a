"""Gives drawn policies events beside absences and points now and then, by a chance of its own that keeps the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tests.drawn.pen import Pen
from tests.drawn.words import FLAGS, ROLES

DECLARED = re.compile(r"^(category|group) (\S+ \S+(?: \S+)?) is ")
SPANS = ("each 90 calendar days", "each 8 weeks", "each 3 months", "each 1 year")
STRETCHES = ("quarter", "calendar month", "calendar year", "leave year", "half-year from 1 April", "pay period")
WINDOWS = (
    "",
    "",
    "",
    "",
    " over each calendar year",
    " over the last 26 weeks",
    " in each leave year",
    " in each calendar month",
)
UNITS = ("working day", "calendar day", "shift", "hour")


def with_points(lines: Sequence[str], seed: int, named: Pen, chance: float = 0.15) -> list[str]:
    """The lines of a policy, and events, points and a branch that compares them behind them."""
    pen = named.beside(f"points {seed}")
    if not pen.often(chance) or not any(line.startswith("branch ") for line in lines):
        return list(lines)
    events = [pen.name("arrival", "departure") for _ in range(pen.number(1, 2))]
    means = [f' is "{pen.name("happens")}"' if pen.often(0.3) else "" for _ in events]
    setting, calendar, points = pen.name("balance"), pen.name("season"), pen.name("points")
    said = [*(f"event {one}{what}" for one, what in zip(events, means, strict=True))]
    inner = points_of(pen, lines, events, setting, calendar)
    said += [f"setting {setting} is {pen.one('0', '1', '2.5', '12')}"] if f" {setting}" in " ".join(inner) else []
    if f" {calendar}" in " ".join(inner):
        said.append(f"calendar {calendar} covers 1 February 2026 to 20 March 2026, 1 May 2026 to 31 July 2026")
    said += [f"points {points}{pen.among(WINDOWS)}", *(f"  {one}" for one in inner)]
    return [*lines, *said, *branch(pen, points, events, any("credits come off" in one for one in inner))]


def points_of(pen: Pen, lines: Sequence[str], events: list[str], setting: str, calendar: str) -> list[str]:
    said = entries(pen, lines, events)
    if pen.often(0.4):
        said.append(f"starts at {pen.one('2', '0.5', setting)}")
    if pen.often(0.3):
        said.append(
            f"each entry for {some(pen, events)} drops off {pen.one('4 weeks', '30 calendar days')} after its own date"
        )
    if pen.often(0.7):
        said.append(f"each entry drops off {pen.one('6 months', '1 year', '60 calendar days')} after its own date")
        if pen.often(0.4):
            said.append(f"{when(pen, lines)}: each entry drops off 2 months after its own date")
    if pen.often(0.75):
        said += credits_of(pen, events, calendar)
        said += later_credits(pen.beside(f"later credits {' '.join(said)}"), lines, said)
    for how in ("never above", "never below"):
        if pen.often(0.45):
            value = pen.one("8", "6.5", setting) if how == "never above" else pen.one("0", "0.5", setting)
            said.append(f"{how} {value}")
    return said


def entries(pen: Pen, lines: Sequence[str], events: list[str]) -> list[str]:
    """What gives points: what is special before what is usual, for the first line that fits counts."""
    categories = [found[2] for line in lines if (found := DECLARED.match(line)) and found[1] == "category"]
    narrow = pen.one("flagged planned", "lasting at most 2 working days")
    special = [
        f"{worth(pen)} for an absence flagged {pen.among(FLAGS)}",
        f"{worth(pen)} for an absence lasting over {pen.one('3 working days', '7 calendar days')}",
        f"{worth(pen)} for each {pen.among(UNITS)} of an absence {narrow}",
        *(f"{worth(pen)} for a {one}" for one in categories[:1]),
    ]
    said = [*pen.some(special, 2), f"{worth(pen)} for an absence"]
    for event in events:
        if pen.often(0.6):
            which = pen.one(
                "lasting at most 2 hours", "lasting under 20 minutes", "flagged planned", "starting on Monday"
            )
            said.append(f"{worth(pen)} for a {event} {which}")
        said.append(f"{worth(pen)} for a {event}")
        if pen.often(0.3):
            said.append(f"{when(pen, lines)}: {worth(pen)} for a {event}")
    return said


def worth(pen: Pen) -> str:
    return pen.one("1", "1", "2", "0.5", "0", "minus 1", "minus 0.5", "1.5")


def some(pen: Pen, events: list[str]) -> str:
    return pen.one("an absence lasting at most 1 calendar day", f"a {pen.among(events)}")


def when(pen: Pen, lines: Sequence[str]) -> str:
    """From which day, or for whom."""
    groups = [found[2] for line in lines if (found := DECLARED.match(line)) and found[1] == "group"]
    days = f"from {pen.one('1 April 2026', '15 July 2026')}{pen.one('', ' until 31 December 2026')}"
    return f"for employees {pen.among(groups)}" if groups and pen.often(0.5) else days


def credits_of(pen: Pen, events: list[str], calendar: str) -> list[str]:
    said = []
    for _ in range(pen.number(1, 2)):
        clean = pen.one("an entry", "an entry", "an absence", f"a {pen.among(events)}")
        span = pen.one(pen.among(SPANS), *(f"each {pen.among(STRETCHES)}" for _ in range(3)), f"each {calendar}")
        said.append(f"credit {pen.one('1', '0.5', 'all')} for {span} without {clean}")
    if pen.often(0.4):
        said = [*(said if pen.often(0.5) else []), f"credit {pen.one('1', '0.5', 'all')} for a {pen.among(events)}"]
    use = pen.one("the oldest entry", "the newest entry", "the next entry")
    left = use != "the next entry" and pen.often(0.4)
    said.append(f"credits come off {use}{', or else the next entry' if left else ''}")
    if left or use == "the next entry":
        said.append(pen.one("credits never expire", "credits last 6 months"))
        said += [f"at most {pen.one('2', '1.5')} credits are kept"] if pen.often(0.5) else []
    return said


def later_credits(pen: Pen, lines: Sequence[str], said: Sequence[str]) -> list[str]:
    """Versions of lines about credits: the same line with another number, from a day on or for a group."""
    there = [one.split(" for ", 1)[1] for one in said if one.startswith("credit ")]
    alone = [one for one in there if there.count(one) == 1]
    if not alone or not pen.often(0.5):
        return []
    of = pen.among(alone)
    return [f"{when(pen, lines)}: credit {pen.one('2', '0.5', 'all')} for {of}"]


def branch(pen: Pen, points: str, events: list[str], credited: bool) -> list[str]:
    """A branch of one or two steps that compare the points, or count an event."""
    names = [pen.name("talk", "review") for _ in range(pen.number(1, 2))]
    lines = [f"branch {pen.name('Branch')} follows each employee"]
    for at, name in enumerate(names):
        compared = f"{points} is {pen.one('at least', 'over', 'at least', 'under')} {pen.one('1', '2', '3.5')}"
        counted = f"{pen.number(1, 2)} {pen.among(events)}s{pen.one('', ' flagged planned')}"
        counted += f" fall in {pen.one('the last 8 weeks', 'the calendar month')}"
        due = f"{compared}{f' or when {counted}' if pen.often(0.2) else ''}"
        due += f", or when {names[0]} is held in the calendar month" if at and pen.often(0.4) else ""
        again = pen.one("only on a new absence", "only after falling back")
        lines += [f"  step {name}", f"    falls due when {due}", f"    falls due again {again}"]
        if pen.often(0.3):
            lines.append(f"    is not triggered by a {pen.among(events)}")
        on = f"wait for {names[at + 1]}" if at + 1 < len(names) else "close"
        off = pen.one(f"take {pen.one('1', '0.5')} off {points}, and ", f"reset {points}, and ") if credited else ""
        lines.append(f"    outcome {pen.name('agreed')}: {off if pen.often(0.5) else ''}{on}")
        lines += [f"    led by {pen.among(ROLES)}"] if pen.often(0.3) else []
    return lines
