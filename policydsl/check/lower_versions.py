"""Dated and grouped versions of a line to forms of one clause, and what is wrong with their days."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from policydsl.check import problems
from policydsl.check import version_problems as wording
from policydsl.check.names import NameKind
from policydsl.check.scene import Scene
from policydsl.check.versions import VERSIONED, Versioned, plain, version_lines, versions_by_day, when
from policydsl.domain.number import Day
from policydsl.model.clause import ALWAYS, Clause, Guard
from policydsl.syntax import nodes

Line = TypeVar("Line", bound=nodes.Node)

OF_THE_WHOLE = {
    nodes.InForce: "the days on which the policy is in force",
    nodes.SourceText: "the source of the policy",
    nodes.OpenCases: "what becomes of cases already open",
}
"""Lines that say something of all versions together."""


def of_version(scene: Scene, line: Line) -> tuple[Scene, Any]:
    """Where a line is worked on, and its words: those of a version, or the line itself."""
    if not isinstance(line, VERSIONED):
        return scene, line
    return replace(scene, guard=guard_of(scene, line), version=line), plain(line)


def guard_of(scene: Scene, line: Versioned | nodes.PointsOf) -> Guard:
    """When a version holds."""
    own = when(line)
    return Guard(
        own.since.value.toordinal() if own.since else None,
        own.until.value.toordinal() if own.until else None,
        scene.refer(own.group, NameKind.GROUP) if own.group else None,
    )


def put(made: dict[str, Any], key: str, clause: Clause[Any]) -> None:
    """The clause, or one more form of the clause that is there under this key."""
    made[key] = with_forms(made[key], clause) if key in made else clause


def with_forms(clause: Clause[Any], more: Clause[Any]) -> Clause[Any]:
    """Two clauses as one; the form that holds always comes first."""
    forms = sorted((*clause.forms, *more.forms), key=lambda form: form.guard != ALWAYS)
    return replace(clause, forms=tuple(forms))


def needs_always(scene: Scene, clause: Clause[Any] | None, what: str) -> None:
    """Report a clause that must always be there and only has versions."""
    if clause is not None and all(form.guard != ALWAYS for form in clause.forms):
        scene.say(wording.of_no_line(scene.at(clause.forms[0].written.span), what))


def merged(
    scene: Scene, found: Iterable[Clause[Any]], is_same: Callable[[Clause[Any], Clause[Any]], bool]
) -> tuple[Clause[Any], ...]:
    """Clauses of which a block may have several, each version among the forms of the line that it replaces.

    A version that is of no line is a line that begins or ends on a day, or is for a group alone.
    """
    found = tuple(found)
    made = [one for one in found if not one.varies]
    for version in (one for one in found if one.varies):
        there = [place for place, one in enumerate(made) if is_same(one, version)]
        if len(there) > 1:
            other = made[there[0]].forms[0].written.span
            scene.say(wording.of_which_line(scene.at(version.forms[0].written.span), scene.at(other)))
        elif there:
            _say_twice(scene, made[there[0]], version)
            made[there[0]] = with_forms(made[there[0]], version)
        else:
            made.append(version)
    return tuple(made)


def _say_twice(scene: Scene, clause: Clause[Any], version: Clause[Any]) -> None:
    """Report a version of the same day and group as another one."""
    guard, written = version.forms[0].guard, version.forms[0].written
    for form in clause.forms:
        if (form.guard.first, form.guard.group) == (guard.first, guard.group):
            what = "what holds from this day" if guard.first else "what holds for this group"
            scene.say(problems.said_twice(scene.at(written.span), what, scene.at(form.written.span)))


# ------------------------------------------------------------------ days


def days_in(tree: nodes.Policy) -> tuple[Day, ...]:
    """The days on which a version begins, and those after the last day of one."""
    days: set[Day] = set()
    for line in version_lines(tree):
        own = when(line)
        days.update(one.value.toordinal() for one in (own.since,) if one)
        days.update(one.value.toordinal() + 1 for one in (own.until,) if one)
    return tuple(sorted(days))


def look_at_days(scene: Scene, tree: nodes.Policy, since: date, until: date | None) -> None:
    """Report versions that never hold, or that leave the line they replace no day, and lines that have no versions."""
    for line in (*version_lines(tree), *versions_by_day(tree)):
        own = when(line)
        if own.since and own.until and own.until.value < own.since.value:
            scene.say(wording.ends_before_it_begins(scene.at(own.until.span), scene.at(own.since.span)))
        elif own.since and until is not None and until < own.since.value:
            scene.say(wording.after_the_policy(scene.at(own.since.span), until))
        # The lines about absences are read on the days of absences, which may be earlier than the policy.
        elif isinstance(line, nodes.HeaderOf | nodes.PointsOf | nodes.PayOf) or own.until or own.group:
            pass
        elif own.since and date.min < own.since.value <= since:
            scene.say(wording.before_the_policy(scene.at(own.since.span), since))
        if isinstance(line, nodes.HeaderOf) and (what := OF_THE_WHOLE.get(type(line.line))):
            scene.say(wording.no_versions(scene.at(line.span), what))
