"""Lines about credits with their versions: which line each version takes the place of, and when which of them holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from policydsl.check import problems
from policydsl.check import version_problems as wording
from policydsl.check.lower_versions import guard_of
from policydsl.check.scene import Scene
from policydsl.check.slots import said_of
from policydsl.model.condition import Credit, CreditFor
from policydsl.syntax import nodes

CREDITS = (nodes.Credit, nodes.CreditFor)
Line = nodes.Credit | nodes.CreditFor
Lower = Callable[[Scene, Line], Credit | CreditFor]


@dataclass(slots=True)
class _Place:
    """A line without a day or a group (None: there is none), and the versions that hold in its place."""

    line: Line | None
    versions: list[nodes.PointsOf] = field(default_factory=list)


def is_version(line: nodes.PointsLine) -> bool:
    """Is it a version of a line about credits?"""
    return isinstance(line, nodes.PointsOf) and isinstance(line.line, CREDITS)


def credits(scene: Scene, lines: Iterable[nodes.PointsLine], lower: Lower) -> tuple[Credit | CreditFor, ...]:
    """What every line about credits means: on each day the most special version of a line holds, or the line itself."""
    lines = tuple(lines)
    places = [_Place(one) for one in lines if isinstance(one, CREDITS)]
    for line in lines:
        if isinstance(line, nodes.PointsOf) and isinstance(line.line, CREDITS):
            _put(scene, places, line)
    made: list[Credit | CreditFor] = []
    for place in places:
        versions = sorted(place.versions, key=special, reverse=True)
        guards = tuple(guard_of(scene, one) for one in versions)
        if place.line is not None:
            made.append(replace(lower(scene, place.line), unless=guards))
        for number, one in enumerate(versions):
            if guards[number] in guards[:number]:
                first = versions[guards.index(guards[number])]
                what = "what is credited then" if guards[number].first else "what is credited to this group"
                scene.say(problems.said_twice(scene.at(one.span), what, scene.at(first.span)))
            written = replace(one.line, cites=one.cites, span=one.span)
            assert isinstance(written, CREDITS)
            made.append(replace(lower(scene, written), guard=guards[number], unless=guards[:number]))
    return tuple(made)


def special(line: nodes.PointsOf) -> tuple[bool, date]:
    """By what versions go before each other: those of a group first, then the later."""
    since = line.version.since
    return isinstance(line.version, nodes.VersionFor), since.value if since else date.min


def _put(scene: Scene, places: list[_Place], version: nodes.PointsOf) -> None:
    """Put a version where it belongs: a credit for a stretch of time goes by what breaks it, then by the stretch."""
    line = version.line
    assert isinstance(line, CREDITS)
    alike = [one for one in places if _subject(_any_of(one)) == _subject(line)]
    if isinstance(line, nodes.Credit):
        same = [one for one in alike if isinstance(each := _any_of(one), nodes.Credit) and each.every == line.every]
        alike = same or alike
    if len(alike) > 1:
        scene.say(wording.of_which_credit(scene.at(version.span), scene.at(_any_of(alike[0]).span)))
    elif alike:
        alike[0].versions.append(version)
    else:
        places.append(_Place(None, [version]))


def _any_of(place: _Place) -> Line:
    line = place.versions[0].line if place.line is None else place.line
    assert isinstance(line, CREDITS)
    return line


def _subject(line: Line) -> tuple[str, ...]:
    """What a credit is for: something that happened, or a time without something."""
    if isinstance(line, nodes.CreditFor):
        return "for", *said_of(line.kind)
    return "without", *(said_of(line.clean) if isinstance(line.clean, nodes.Kind) else ())
