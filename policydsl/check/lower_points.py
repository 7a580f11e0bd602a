"""Events that a policy declares, and points: what gives them, when they drop off, what takes them off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from policydsl.check import credit_versions, points_problems, units
from policydsl.check.days_named import days_named
from policydsl.check.lower_events import YEARS, window
from policydsl.check.lower_versions import guard_of
from policydsl.check.names import NameKind
from policydsl.check.once import Once
from policydsl.check.scene import Scene
from policydsl.check.selection import kind_of
from policydsl.check.slots import slot
from policydsl.model import amount, condition, policy
from policydsl.model.amount import Amount, Unit, Value, Window
from policydsl.model.near import CalendarDays
from policydsl.syntax import nodes

POINTS = units.Wanted("points", (), why_not="points are bare numbers, without a unit")
AFTER = units.Wanted(
    "the time after which an entry drops off",
    units.DAYS_AND_LONGER,
    why_not="write `calendar days`, `weeks`, `months` or a year",
    clocks=True,
)
STRETCH = replace(AFTER, what="a stretch of time without an entry", clocks=False, lasts=True)
LIFE = replace(AFTER, what="the time that credits last", clocks=False, lasts=True)
USES = {
    "next_entry": condition.CreditUse.NEXT,
    "newest_entry": condition.CreditUse.NEWEST,
    "oldest_entry": condition.CreditUse.OLDEST,
}


def declared_event(scene: Scene, node: nodes.DeclaredEvent) -> policy.DeclaredEvent:
    """An event beside absences, and what it is in words."""
    return policy.DeclaredEvent(scene.words(node.name), node.means.value if node.means else None, scene.written(node))


def points(scene: Scene, node: nodes.Points) -> policy.Measure | None:
    """Points as a measure over the whole record, or over the window of the heading."""
    scene = replace(scene, owner=scene.words(node.name), takes_events=True)
    made: dict[str, Any] = {"entries": (), "drops": (), "credits": (), "held_by": (), "no_credit_during": ()}
    once = Once(scene)
    for line in _with_versions_first(node.lines):
        _line(scene, once, line, made)
    made["credits"] = credit_versions.credits(scene, node.lines, _credit)
    _whole(scene, node, made)
    over = window(scene, node.window) if node.window is not None else amount.WholeRecord()
    if not made["entries"]:
        return None
    return policy.Measure(
        name=scene.owner,
        window=scene.clause("window", node, over),
        formula=scene.clause("formula", node, condition.Points(**made)),
        written=scene.written(node),
    )


def _with_versions_first(lines: tuple[nodes.PointsLine, ...]) -> Iterator[nodes.PointsLine]:
    """Each version just before the line whose place it takes, since the first line that fits counts."""
    versions = [one for one in lines if isinstance(one, nodes.PointsOf) and not credit_versions.is_version(one)]
    for line in lines:
        if credit_versions.is_version(line):
            continue
        if isinstance(line, nodes.PointsOf):
            if not any(slot(line.line) == slot(other) for other in lines):
                yield line
            continue
        yield from sorted(
            (one for one in versions if slot(one.line) == slot(line)), key=credit_versions.special, reverse=True
        )
        yield line


def _line(scene: Scene, once: Once, line: nodes.PointsLine, made: dict[str, Any]) -> None:
    match line:
        case nodes.PointsOf():
            _version(scene, once, line, made)
        case nodes.Entry() | nodes.EntryByTime():
            made["entries"] += (_entry(scene, line),)
        case nodes.Opening(value=value):
            if once.first(line, "what the points start at"):
                made["opening"] = _value(scene, value)
        case nodes.DropOff(kind=kind, after=after):
            of = kind_of(scene, kind) if kind else None
            made["drops"] += (condition.DropOff(of, units.amount(scene, after, AFTER)),)
        case nodes.NoDrop(periods=things):
            made["held_by"] += tuple(scene.refer(one, NameKind.PERIOD) for one in things.names)
        case nodes.NoCredit(periods=things):
            periods = tuple(scene.refer(one, NameKind.PERIOD) for one in things.names)
            made["held_by"], made["no_credit_during"] = made["held_by"] + periods, made["no_credit_during"] + periods
        case nodes.Credit() | nodes.CreditFor():
            return  # taken all together, each with its versions
        case nodes.CreditUse(how=how, rest=rest):
            if once.first(line, "what credits come off"):
                made["use"], made["or_next"] = USES[how.text], rest is not None
        case nodes.CreditLife(how=how):
            if once.first(line, "how long credits are kept") and isinstance(how, nodes.CreditLasts):
                made["lasts"] = units.amount(scene, how.length, LIFE)
        case nodes.CreditsKept(most=most):
            if once.first(line, "how many credits are kept"):
                made["kept"] = units.number(most)
        case nodes.Cap(how=how, value=value):
            if once.first(line, "the most that there can be" if how.text == "ceiling" else "the least"):
                made[how.text] = _value(scene, value)
        case nodes.NotYet() | nodes.Broken():
            return


def _version(scene: Scene, once: Once, line: nodes.PointsOf, made: dict[str, Any]) -> None:
    """A line about entries of some days or some employees: the day of the occurrence decides."""
    before = {key: len(made[key]) for key in ("entries", "drops")}
    _line(scene, once, replace(line.line, cites=line.cites, span=line.span), made)
    for key, there in before.items():
        own = tuple(replace(one, guard=guard_of(scene, line)) for one in made[key][there:])
        made[key] = made[key][:there] + own


def _value(scene: Scene, node: nodes.Number | nodes.Name) -> Value:
    return units.value(scene, node, POINTS)


def _entry(scene: Scene, line: nodes.Entry | nodes.EntryByTime) -> condition.PointsFor:
    number = units.number(line.number) * (-1 if line.minus else 1)
    kind, unit = kind_of(scene, line.kind), None
    if isinstance(line, nodes.EntryByTime):
        if kind.event is not None:
            scene.say(points_problems.not_by_its_length(scene.at(line.unit.span), kind.event))
        else:
            unit = units.days_unit(scene, line.unit, line.unit.span, "absence")
    return condition.PointsFor(number, kind, unit, scene.written(line))


def _credit(scene: Scene, line: nodes.Credit | nodes.CreditFor) -> condition.Credit | condition.CreditFor:
    number = units.number(line.worth) if isinstance(line.worth, nodes.Number) else None
    if isinstance(line, nodes.CreditFor):
        return condition.CreditFor(number, kind_of(scene, line.kind), scene.written(line))
    clean = None if isinstance(line.clean, nodes.Word) else kind_of(scene, line.clean)
    return condition.Credit(number, _stretch(scene, line.every), clean, scene.written(line))


def _stretch(
    scene: Scene, node: nodes.Amount | nodes.Word | nodes.HalfYear | nodes.Name
) -> Amount | Window | CalendarDays:
    match node:
        case nodes.Amount():
            return units.amount(scene, node, STRETCH)
        case nodes.HalfYear(start=start):
            return amount.HalfYear(amount.DayOfYear(start.day, start.month))
        case nodes.Word(text=text):
            return YEARS[text]
        case nodes.Name():
            days = days_named(scene, node)
            if days is not None and not isinstance(days, CalendarDays):
                scene.say(points_problems.of_which_days(scene.at(node.span), scene.words(node)))
            return days if isinstance(days, CalendarDays) else Amount(1, Unit.YEARS)


def _whole(scene: Scene, node: nodes.Points, made: dict[str, Any]) -> None:
    """What the lines say together."""
    unread = node.broken or any(isinstance(one, nodes.NotYet | nodes.Broken) for one in node.lines)
    if not made["entries"] and not unread:
        scene.say(points_problems.from_nothing(scene.at(node.name.span), scene.owner))
    _order(scene, node)
    credits = [
        one for one in node.lines if isinstance(one, nodes.Credit | nodes.CreditFor) or credit_versions.is_version(one)
    ]
    if credits and "use" not in made and not unread:
        scene.say(points_problems.comes_off_what(scene.at(credits[0].span), scene.owner))
    kept = [
        one
        for one in node.lines
        if isinstance(one, nodes.CreditUse) and (one.how.text == "next_entry" or one.rest is not None)
    ]
    if kept and not any(isinstance(one, nodes.CreditLife) for one in node.lines) and not unread:
        scene.say(points_problems.kept_how_long(scene.at(kept[0].span), scene.owner))


def _order(scene: Scene, node: nodes.Points) -> None:
    """A line behind one that takes every absence, or every event of its kind, never counts."""
    taken: dict[str, nodes.Kind] = {}
    for line in node.lines:
        if not isinstance(line, nodes.Entry | nodes.EntryByTime):
            continue
        event = scene.names.find(line.kind.name.text, NameKind.EVENT)
        category = scene.names.find(line.kind.name.text, NameKind.CATEGORY) is not None
        absence = scene.is_the_absence(line.kind.name) or (category and "absence" in taken)
        key = event.name if event else "absence" if absence else scene.words(line.kind.name)
        if key in taken:
            name = scene.words(taken[key].name)
            scene.say(points_problems.never_counts(scene.at(line.span), scene.at(taken[key].span), name))
        elif not line.kind.filters:
            taken[key] = line.kind
