"""Versions of lines of sick pay: the schedule as it reads from each day on, for everybody and for each group."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from policydsl.check import version_problems as wording
from policydsl.check.names import NameKind
from policydsl.check.scene import Found, Scene
from policydsl.check.versions import in_their_places, takes_the_place_of, when
from policydsl.check.whole import same
from policydsl.model.clause import Clause, ClauseKey, Form, Guard
from policydsl.model.pay import Pay
from policydsl.syntax import nodes

Lower = Callable[[Scene, nodes.Pay], Pay | None]


def with_versions(scene: Scene, node: nodes.Pay, lower: Lower) -> Pay | None:
    """A schedule of sick pay with what its versions make of it; each of them has to be a whole schedule."""
    versions = [line for line in node.lines if isinstance(line, nodes.PayOf)]
    plain = tuple(line for line in node.lines if not isinstance(line, nodes.PayOf))
    base = lower(scene, replace(node, lines=plain))
    if base is None or not versions:
        return base
    _which_lines(scene, plain, versions)
    forms = [Form(base, base.written)]
    for day, group in _editions(versions):
        quiet = replace(scene, found=Found(unknown=scene.found.unknown, uses=scene.found.uses, made=scene.found.made))
        made = lower(quiet, replace(node, lines=_lines(plain, versions, day, group)))
        for problem in quiet.found.problems:
            if problem not in scene.found.problems:
                scene.say(problem)
        if made is not None:
            called = None if group is None else scene.refer(group, NameKind.GROUP)
            forms.append(Form(made, made.written, Guard(None if day is None else day.toordinal(), None, called)))
    return replace(base, read=Clause(ClauseKey(base.name, "sick pay", ""), tuple(forms)))


def _which_lines(scene: Scene, plain: tuple[nodes.PayLine, ...], versions: list[nodes.PayOf]) -> None:
    """Report versions that may be of several lines, and two that hold alike."""
    for number, line in enumerate(versions):
        there = [one for one in plain if takes_the_place_of(line.line, one)]
        if len(there) > 1:
            scene.say(wording.of_which_line(scene.at(line.span), scene.at(there[0].span)))
        for other in versions[:number]:
            if takes_the_place_of(line.line, other.line) and _same_time(line, other):
                scene.say(wording.said_again(scene.at(line.span), scene.at(other.span)))


def _same_time(one: nodes.PayOf, other: nodes.PayOf) -> bool:
    return (when(one).from_day, _group(one)) == (when(other).from_day, _group(other))


def _group(line: nodes.PayOf) -> str | None:
    group = when(line).group
    return None if group is None else same(group.text)


def _editions(versions: list[nodes.PayOf]) -> Iterator[tuple[date | None, nodes.Name | None]]:
    """From which days, and for which groups, the schedule reads otherwise than its plain lines."""
    days: set[date] = set()
    groups: dict[str | None, nodes.Name | None] = {None: None}
    for line in versions:
        own = when(line)
        days |= {own.since.value} if own.since else set()
        days |= {own.until.value + timedelta(days=1)} if own.until else set()
        groups.setdefault(_group(line), own.group)
    for group in groups.values():
        for day in (None, *sorted(days)):
            if (day, group) != (None, None):
                yield day, group


def _lines(
    plain: tuple[nodes.PayLine, ...], versions: list[nodes.PayOf], day: date | None, group: nodes.Name | None
) -> tuple[nodes.PayLine, ...]:
    """The lines with each version that holds in the place of the line it replaces, the best last."""
    held = sorted((one for one in versions if _holds(one, day, group)), key=_special)
    return in_their_places(plain, (replace(one.line, cites=one.cites, span=one.span) for one in held))


def _special(line: nodes.PayOf) -> tuple[bool, date]:
    return _group(line) is not None, when(line).from_day or date.min


def _holds(line: nodes.PayOf, day: date | None, group: nodes.Name | None) -> bool:
    own = when(line)
    if own.group is not None and (group is None or same(own.group.text) != same(group.text)):
        return False
    if own.since is not None and (day is None or day < own.since.value):
        return False
    return own.until is None or (day or date.min) <= own.until.value
