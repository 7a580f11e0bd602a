"""Periods: what starts one and how long it lasts, who may change that, and what follows its end."""

from __future__ import annotations

from dataclasses import replace

from policydsl.check import clause_problems, units
from policydsl.check.lower_actions import actions_of
from policydsl.check.lower_conditions import condition_of
from policydsl.check.lower_duties import people
from policydsl.check.lower_events import event
from policydsl.check.once import Once
from policydsl.check.scene import Scene
from policydsl.model.clause import Clause
from policydsl.model.period import Adjustable, AtEnd, Change, Lasts, Period
from policydsl.syntax import nodes

CHANGES = {"extended": Change.EXTENDED, "shortened": Change.SHORTENED, "ended_early": Change.ENDED_EARLY}


def period(scene: Scene, node: nodes.Period, owner: str) -> Period | None:
    """A period of the block called `owner`; None when nothing says how long it lasts."""
    scene = replace(scene, owner=scene.words(node.name), period=scene.words(node.name))
    once = Once(scene)
    lasts: Clause[Lasts] | None = None
    goes_on: Clause[bool] | None = None
    adjustable: list[Clause[Adjustable]] = []
    at_end: list[Clause[AtEnd]] = []
    for line in node.lines:
        match line:
            case nodes.Lasts(length=length, after=after):
                if once.first(line, "how long the period lasts"):
                    meaning = Lasts(units.value(scene, length, units.RUNNING_TIME), event(scene, after))
                    lasts = scene.clause("lasts", line, meaning)
            case nodes.GoesOn():
                if once.first(line, "that the period goes on"):
                    goes_on = scene.clause("goes on", line, True)
            case nodes.Adjustable():
                if once.first(line, f"whether it may be {CHANGES[line.change.text].value}"):
                    adjustable.append(_adjustable(scene, line))
            case nodes.AtEnd():
                at_end.append(scene.clause("at its end", line, _at_end(scene, line, once), str(len(at_end) + 1)))
            case nodes.NotYet() | nodes.Broken():
                continue
    if lasts is None:
        unread = any(isinstance(line, nodes.NotYet | nodes.Broken) for line in node.lines)
        if not node.broken and not unread:
            scene.say(clause_problems.period_without_length(scene.at(node.name.span), scene.owner))
        return None
    # A line without a condition is what follows when no other one says what does, wherever it stands.
    in_order = sorted(at_end, key=lambda clause: clause.forms[0].meaning.condition is None)
    return Period(
        name=scene.owner,
        owner=owner,
        lasts=lasts,
        adjustable=tuple(adjustable),
        at_end=tuple(in_order),
        goes_on=goes_on,
        written=scene.written(node),
    )


def _adjustable(scene: Scene, line: nodes.Adjustable) -> Clause[Adjustable]:
    limit = units.amount(scene, line.limit, units.RUNNING_TIME) if line.limit else None
    change = CHANGES[line.change.text]
    return scene.clause("may be", line, Adjustable(change, people(scene, line.by), limit), change.value)


def _at_end(scene: Scene, line: nodes.AtEnd, once: Once) -> AtEnd:
    if line.when is None or isinstance(line.when, nodes.Word):
        once.first(line, "what follows at its end in any event")
        return AtEnd(None, actions_of(scene, line.actions))
    return AtEnd(condition_of(scene, line.when), actions_of(scene, line.actions))
