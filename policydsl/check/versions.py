"""Versions of lines in the tree: which lines have one, what a line says in it, and the tree as it reads in one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from policydsl.check.slots import slot
from policydsl.check.whole import same
from policydsl.frozen import frozen
from policydsl.syntax import nodes

Line = TypeVar("Line", bound=nodes.Node)
Versioned = nodes.ClauseOf | nodes.HeaderOf | nodes.MeasureOf | nodes.SettingCase | nodes.CategoryCase
VERSIONED = (nodes.ClauseOf, nodes.HeaderOf, nodes.MeasureOf, nodes.SettingCase, nodes.CategoryCase)


@frozen
class When:
    """From which day until which a version holds (both included), and for which group."""

    since: nodes.Date | None
    until: nodes.Date | None
    group: nodes.Name | None

    @property
    def from_day(self) -> date | None:
        return self.since.value if self.since else None


def when(line: Versioned | nodes.PointsOf | nodes.PayOf) -> When:
    """When a version holds."""
    match line:
        case nodes.SettingCase() | nodes.CategoryCase():
            return When(line.since, line.until, line.group)
        case (
            nodes.ClauseOf(version=version)
            | nodes.HeaderOf(version=version)
            | nodes.MeasureOf(version=version)
            | nodes.PointsOf(version=version)
            | nodes.PayOf(version=version)
        ):
            group = version.group if isinstance(version, nodes.VersionFor) else None
            return When(version.since, version.until, group)


def plain(line: nodes.Node) -> nodes.Node:
    """The line that a version puts in the place of another; any other line itself."""
    match line:
        case nodes.ClauseOf(clause=inner) | nodes.HeaderOf(line=inner) | nodes.MeasureOf(line=inner):
            return replace(inner, cites=line.cites)
        case _:
            return line


def all_said(lines: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
    """What the lines of a block say in any of their versions."""
    return (plain(line) for line in lines)


def version_lines(tree: nodes.Policy) -> Iterator[Versioned]:
    """Every line of the policy that is a version, in order; those of readings are not looked at."""
    for lines in (tree.header, *_lines(tree.blocks)):
        yield from (line for line in lines if isinstance(line, VERSIONED))


def versions_by_day(tree: nodes.Policy) -> Iterator[nodes.PointsOf | nodes.PayOf]:
    """Every version of a line about points or sick pay, which go by the days of what happened."""
    for block in tree.blocks:
        if isinstance(block, nodes.Points | nodes.Pay):
            yield from (line for line in block.lines if isinstance(line, nodes.PointsOf | nodes.PayOf))


def has_versions(tree: nodes.Policy) -> bool:
    """Has any line of the policy a version?"""
    return next(version_lines(tree), None) is not None


def _lines(blocks: Iterable[nodes.Node]) -> Iterator[tuple[nodes.Node, ...]]:
    for block in blocks:
        match block:
            case nodes.Setting(lines=lines) | nodes.Category(lines=lines) | nodes.Measure(lines=lines):
                yield lines
            case nodes.Branch(steps=steps) | nodes.Procedure(steps=steps) | nodes.Around(steps=steps):
                yield from _lines(steps)
            case nodes.Step(clauses=clauses) | nodes.Guidance(clauses=clauses):
                yield clauses
            case _:
                pass


# ------------------------------------------------------------------ the tree as it reads in one version


def editions(tree: nodes.Policy) -> Iterator[nodes.Policy]:
    """The tree without its versions, then as it reads from each day on, for everybody and for each group."""
    found = [when(line) for line in version_lines(tree)]
    yield as_read(tree, None, None)
    days = sorted({one.since.value for one in found if one.since})
    groups = dict.fromkeys(same(one.group.text) for one in found if one.group)
    for group in (None, *groups):
        for day in (None, *days):
            if (day, group) != (None, None):
                yield as_read(tree, day, group)


def as_read(tree: nodes.Policy, day: date | None, group: str | None) -> nodes.Policy:
    """The tree as it reads on a day (None: before every version) for the members of a group, without version lines."""

    def block(one: Any) -> Any:
        match one:
            case nodes.Setting(lines=lines) if chosen := _case(lines, day, group):
                return replace(one, worth=chosen.worth, lines=_without(lines))
            case nodes.Category(lines=lines) if chosen := _case(lines, day, group):
                return replace(one, kinds=chosen.kinds, lines=_without(lines))
            case nodes.Setting(lines=lines) if any(_is_version(each) for each in lines):
                return replace(one, lines=_without(lines))
            case nodes.Category(lines=lines) if any(_is_version(each) for each in lines):
                return replace(one, lines=_without(lines))
            case nodes.Measure(lines=lines) if any(_is_version(each) for each in lines):
                return replace(one, lines=_held(lines, day, group))
            case nodes.Branch() | nodes.Procedure() | nodes.Around():
                return replace(one, steps=tuple(map(block, one.steps)))
            case nodes.Step(clauses=lines) | nodes.Guidance(clauses=lines) if any(_is_version(each) for each in lines):
                return replace(one, clauses=_held(lines, day, group))
            case _:
                return one

    return replace(tree, header=_held(tree.header, day, group), blocks=tuple(map(block, tree.blocks)))


def _is_version(line: nodes.Node) -> bool:
    return isinstance(line, VERSIONED)


def _without(lines: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(line for line in lines if not _is_version(line))


def _rank(line: Versioned, day: date | None, group: str | None) -> tuple[bool, date] | None:
    """By what versions that hold go before each other; None: it does not hold."""
    own = when(line)
    if own.group is not None and same(own.group.text) != group:
        return None
    if own.since is not None and (day is None or day < own.since.value):
        return None
    if own.until is not None and (day is None or own.until.value < day):
        return None
    return own.group is not None, own.since.value if own.since else date.min


def _case(lines: tuple[Any, ...], day: date | None, group: str | None) -> Any:
    """The value or the kinds that hold instead of those of the heading, if any do."""
    held = [(rank, line) for line in lines if _is_version(line) and (rank := _rank(line, day, group))]
    return max(held, key=lambda one: one[0])[1] if held else None


def _held(lines: tuple[Any, ...], day: date | None, group: str | None) -> Any:
    """The lines with each version that holds in the place of the line it replaces, the best last, or after them all."""
    held = [(rank, line) for line in lines if _is_version(line) and (rank := _rank(line, day, group))]
    return in_their_places(_without(lines), (plain(line) for _, line in sorted(held, key=lambda one: one[0])))


def in_their_places(lines: Iterable[Line], versions: Iterable[Line]) -> tuple[Line, ...]:
    """The lines with each version in the place of the line it replaces, a later one in that of an earlier one."""
    made = list(lines)
    for new in versions:
        there = next((place for place, one in enumerate(made) if takes_the_place_of(new, one)), None)
        if there is None:
            made.append(new)
        else:
            made[there] = new
    return tuple(made)


def takes_the_place_of(line: nodes.Node, other: nodes.Node) -> bool:
    """Does a version with these words replace that line? Of `if` lines it is the one with the same condition."""
    match line, other:
        case nodes.If(condition=one), nodes.If(condition=another):
            return one == another
        case _:
            return slot(line) == slot(other)
