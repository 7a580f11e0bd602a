"""Sentences about points, numbers and papers that a help by their words alone would turn into other ones."""

from __future__ import annotations

import re

from policydsl.syntax import names
from policydsl.syntax.said.mend import Known
from policydsl.syntax.said.place import Help, below, without_names
from policydsl.syntax.said.rules import ORDINAL, ordinal

DOUBLED = re.compile(
    r"^(?:(?:during|in|on|within) (?:the |a |an )?([\w' -]+?)[:,]? +)?(?:all |the )?([\w' -]+?) (?:are|is|count|counts|will be|shall be) "
    r"(double|doubled|twice|triple|tripled|three times)(?: (?:points? )?(?:during|in|on|within) (?:the |a |an )?([\w' -]+))?$"
)
TIMES = {"double": "2", "doubled": "2", "twice": "2", "triple": "3", "tripled": "3", "three times": "3"}
FRACTION = re.compile(
    r"^(?:(\d+)/(\d+)|(?:(?:one|a|an|1)[ -])?(third|quarter|half|sixth)|(two)[ -]thirds)(?: of a)?(?: points?| an? occurrence)? (?:for|per) (.+)$"
)
FROM_THE_NTH = re.compile(
    rf"^([\d./]+|one|a|half|a third|a half) (?:of a point )?for (.+?) (?:from|after|starting (?:with|from)) the ({ORDINAL})(?: one)?(?: on(?:wards)?)? ((?:in|within|over|during) .+)$"
)
PARTS = {"half": "2", "third": "3", "quarter": "4", "sixth": "6"}
IN_TIME = re.compile(
    r"^(.*?)\bwith (?:a |the )?([\w' ]+?) (?:(?:handed in|received|submitted|provided|given in|given|sent|turned in|produced|supplied|brought|presented) )?"
    r"(?:within|no later than|not later than|by the end of) (\d+ .+)$"
)
IN_A_ROW = re.compile(
    r"^(.*?)\b(\d+) (?:(?:consecutive|successive) ([a-zA-Z' /&-]+?)|([a-zA-Z' /&-]+?) (?:in (?:a row|succession)|back to back))"
    r"(?= (?:start|starts|fall|in|within|over|during|since)\b|[,:]|$)"
)
STRETCH = re.compile(r"\b(?:days?|weeks?|months?|years?|shifts?|hours?|quarters?|periods?)\b")
CONSECUTIVE = re.compile(r"\b(?:consecutive|successive|in a row|in succession|back to back)\b")
ROUNDED = re.compile(r"\brounded (?:(?:up|down) to|to) (?!nearest|the nearest)")
CLEAR_OF_SEVERAL = re.compile(
    r"^credit (\d+(?:\.\d+)?|all) for each (.+?) without (?!an? entry)([\w' ]+(?:, | or | and )[\w' ,]+)$"
)
TOGETHER = re.compile(
    r"\b((?:at least |more than |over |exactly |at most )?)(\d+) (new )?([a-zA-Z' -]+?) or ([a-zA-Z' -]+?) (starts?|ends?|fall)\b"
)


def doubled(line: str, about: Known, at: int) -> str | None:
    """Points that count twice on the days of a calendar."""
    found = DOUBLED.match(line)
    if found is None or not below(about, at, "points"):
        return None
    time, what = found[1] or found[4] or "peak season", found[2]
    kind = what if about.kind(what) in ("event", "category") else "absence"
    return (
        "each line gives its points: write one more for those days, above the one for other days; the first that fits counts\n"
        f"`{TIMES[found[3]]} for {_a(kind)} falling on {time}`\n"
        f"`calendar {time} covers …` says which days those are"
    )


def fraction(line: str, about: Known, at: int) -> str | None:
    """A third of a point."""
    found = FRACTION.match(line)
    if found is None or not below(about, at, "points"):
        return None
    over = int(found[2] or PARTS.get(found[3] or "third", "3"))
    share = int(found[1] or (2 if found[4] else 1))
    kind = found[5]
    if over in (2, 4, 5, 8, 10):
        return (
            f"points are written with a decimal point\nwrite `{_decimal(share, over)} for {kind}`,\n"
            f"or, where the other lines count in thirds, `{_decimal(3 * share, over)} for {kind}`"
        )
    parts = {3: "thirds", 6: "sixths"}.get(over, f"parts of which {over} make a whole one")
    return (
        f"points are whole or have decimals: count in {parts} instead\n"
        f"`{share} for {kind}`, and {over} times the number in every other line and limit of these points"
    )


def from_the_nth_on(line: str, about: Known, at: int) -> str | None:
    """Points for an event from the third one in some time on."""
    found = FROM_THE_NTH.match(line)
    if found is None or not below(about, at, "points"):
        return None
    kind, number = _one(re.sub(r"^(?:each|every|an?|any) ", "", found[2])), ordinal(found[3])
    worth = found[1] if found[1][:1].isdecimal() and "/" not in found[1] else "1"
    return (
        "a line of points does not count which one of several it is; let a step count them\n"
        f"`falls due when at least {number} {kind}s fall {found[4]}`, and people flag those that count:\n"
        f"`{worth} for {_a(kind)} flagged counted`"
    )


def _decimal(share: int, over: int) -> str:
    return f"{share * 1000 // over / 1000:g}"


def paper_in_time(line: str, about: Known, at: int) -> str | None:
    """An absence with a paper that came in time."""
    found = IN_TIME.match(line)
    if found is None or not below(about, at, "points", "category", "measure", "", "policy"):
        return None
    paper = found[2].strip()
    return (
        "a paper is on file for an absence or is not; nothing asks how soon it came\n"
        f'let people put on file that it came in time: `document "{paper} in time"`\n'
        f'and write `{found[1]}with "{paper} in time"`; the {found[3]} can stand in a `note`'
    )


def in_a_row(line: str, about: Known, at: int) -> str | None:
    """Several one after another."""
    found = IN_A_ROW.match(line)
    if found is None or STRETCH.search((found[3] or found[4]).strip()):
        return None
    kind = (found[3] or found[4]).strip()
    if CONSECUTIVE.search(without_names(line, about)) is None:
        return None
    kind = "no call no shows" if re.fullmatch(r"no[- ]?call.*", kind) else kind
    lost = f"no line asks whether {kind} follow one upon another with nothing between"
    return "\n".join((lost, *_short_of_a_row(found[2], kind, about, points=below(about, at, "points"))))


def _short_of_a_row(number: str, kind: str, about: Known, *, points: bool) -> tuple[str, ...]:
    """What comes nearest to so many one after another."""
    if about.kind(kind) == "event" and points:
        return (f"the nearest is points for each, `1 for {_a(_one(kind))}`, and a step for so many of them",)
    if about.kind(kind) == "event":
        return (f"the nearest is so many in a short time: `{number} {kind} start in the last {number} calendar days`",)
    one = f"{_one(kind)} lasting at least {number} working days"
    if points:
        return (f"days missed one after another are one absence: `1 for {_a(one)}`",)
    days = f"days missed one after another are one absence: `1 {one} starts in the last 6 months`"
    others = (
        ()
        if kind in ("absence", "absences")
        else (f"or so many of the last ones: `at least {number} of the last {number} absences are {kind}`",)
    )
    return (days, *others)


def rounding(line: str, about: Known, at: int) -> str | None:
    """A rounding that there is not."""
    if ROUNDED.search(without_names(line, about)) is None:
        return None
    if below(about, at, "points"):
        return "points are not rounded: give them by bands, such as `0.5 for an absence lasting at most 4 hours`"
    return (
        "there are these roundings, behind a comma: `rounded up` and `rounded down` to a whole one,\n"
        "`rounded to the nearest half day`, `rounded to the nearest quarter day`, `rounded to the nearest whole day`, `not rounded`"
    )


def without_several(line: str, about: Known, at: int) -> str | None:
    """A credit for a time without any of several things."""
    found = CLEAR_OF_SEVERAL.match(line)
    if found is None or not below(about, at, "points"):
        return None
    return (
        "a credit looks at one kind of absence or event, or at entries of every kind\n"
        f"the nearest is `credit {found[1]} for each {found[2]} without an entry`: what gives points here must not happen"
    )


def added_up(line: str, about: Known, at: int) -> str | None:
    """So many of two kinds together."""
    found = TOGETHER.search(line)
    if (
        found is None
        or found[2] == "1"
        or not all(about.kind(one) in ("event", "category") for one in found.group(4, 5))
    ):
        return None
    count = f"{found[1]}{found[2]} {found[3] or ''}"
    return (
        f"numbers of two kinds are not added up; each has its own: `{count}{found[4]} or {count}{found[5]} {found[6]} …`\n"
        f"for both together let each give points, `1 for {_a(_one(found[4]))}` and `1 for {_a(_one(found[5]))}`\n"
        f"and write `falls due when attendance points is {found[1] or 'at least '}{found[2]}`"
    )


def _a(kind: str) -> str:
    return f"an {kind}" if kind[:1] in "aeio" else f"a {kind}"


def _one(kind: str) -> str:
    return names.key(kind)


OF_NUMBERS: tuple[Help, ...] = (
    doubled,
    from_the_nth_on,
    fraction,
    paper_in_time,
    in_a_row,
    rounding,
    without_several,
    added_up,
)
