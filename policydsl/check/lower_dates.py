"""Rules for a date: days worked out from events and facts."""

from __future__ import annotations

from typing import assert_never

from policydsl.check import problems, units
from policydsl.check.lower_events import event
from policydsl.check.names import NameKind
from policydsl.check.scene import Scene
from policydsl.model import condition
from policydsl.model.condition import DateRule, DateTerm, OnEvent, OnFact, WorkingTimeBack
from policydsl.syntax import nodes


def date_rule(scene: Scene, node: nodes.DateRule) -> DateRule:
    """A day worked out from events and facts, not before another one where the policy says so."""
    if isinstance(node, nodes.NotBefore):
        return DateRule(_dates(scene, node.rule), _term(scene, node.floor))
    return DateRule(_dates(scene, node))


def _dates(
    scene: Scene, node: nodes.DateTerm | nodes.Sooner | nodes.Later | nodes.Failing
) -> DateTerm | condition.Sooner | condition.Later | condition.Failing:
    match node:
        case nodes.Sooner(dates=dates):
            return condition.Sooner(tuple(_term(scene, one) for one in dates))
        case nodes.Later(dates=dates):
            return condition.Later(tuple(_term(scene, one) for one in dates))
        case nodes.Failing(dates=dates):
            return condition.Failing(tuple(_term(scene, one) for one in dates))
        case nodes.OnDate() | nodes.AfterEvent() | nodes.BeforeDate() | nodes.Halfway():
            return _term(scene, node)
        case _ as never:
            assert_never(never)


def _term(scene: Scene, node: nodes.DateTerm) -> DateTerm:
    match node:
        case nodes.OnDate(name=name):
            if scene.built_in(name) == "first working time back":
                scene.about_one_absence(name.span, "put the step below a line `after every absence`")
                return WorkingTimeBack()
            return _fact(scene, name)
        case nodes.AfterEvent(amount=amount, event=after):
            return condition.After(units.value(scene, amount, units.RUNNING_TIME), event(scene, after))
        case nodes.BeforeDate(amount=amount, name=name):
            return condition.Before(units.amount(scene, amount, units.TIME), _fact(scene, name).fact)
        case nodes.Halfway(first=first, last=last):
            return condition.Halfway(_point(scene, first), _point(scene, last))
        case _ as never:
            assert_never(never)


def _point(scene: Scene, node: nodes.DayOf | nodes.OnDate) -> OnFact | OnEvent:
    match node:
        case nodes.DayOf(event=on):
            return OnEvent(event(scene, on))
        case nodes.OnDate(name=name):
            return _fact(scene, name)
        case _ as never:
            assert_never(never)


def _fact(scene: Scene, name: nodes.Name) -> OnFact:
    """The day that a fact gives; a fact of each absence needs one absence."""
    if scene.built_in(name):
        scene.say(problems.built_in_as_wrong_thing(scene.at(name.span), scene.words(name), ["fact"]))
        return OnFact(name.text)
    found = scene.names.find(name.text, NameKind.FACT)
    if found is not None and isinstance(found.block, nodes.Fact) and found.block.scope is not None:
        instead = f"`{found.name}` is of each absence; use it in a branch that follows each absence"
        scene.about_one_absence(name.span, instead)
    return OnFact(scene.refer(name, NameKind.FACT))
