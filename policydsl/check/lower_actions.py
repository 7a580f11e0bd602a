"""What follows: where a case goes, and what is done or told."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import assert_never

from policydsl.check import clause_problems, points_problems, units
from policydsl.check.names import NameKind
from policydsl.check.scene import Scene
from policydsl.check.verbs import verb
from policydsl.diagnostics import one_slip
from policydsl.model import action
from policydsl.model.action import Action, Actions, Modal
from policydsl.syntax import names as words
from policydsl.syntax import nodes

SET_TO = re.compile(r"^(?:the )?(.+?) (?:back |down |up )?(?:to|at|by) (\d+(?:\.\d+)?)(?: points?)?$", re.IGNORECASE)
"""How a number of points would be given."""


def actions_of(scene: Scene, node: nodes.Actions | None) -> Actions:
    """One action or several, in order; none where nothing is said."""
    if node is None:
        return ()
    _goes_to_one_place(scene, node.actions)
    return tuple(found for one in node.actions if (found := _action(scene, one)))


GOES = (nodes.WaitFor, nodes.GoTo, nodes.GoBackTo, nodes.Return, nodes.Close, nodes.Stay, nodes.MoveOnAsIfHeld)
"""What says where the case goes. A procedure may start behind it: when that is over, the case is there."""


def _goes_to_one_place(scene: Scene, actions: tuple[nodes.Action, ...]) -> None:
    """A case is at one place; of two in one line nobody could say which is meant."""
    going = [one for one in actions if isinstance(one, (*GOES, nodes.StartProcedure))]
    for first, second in pairwise(going):
        leaves = isinstance(first, nodes.StartProcedure | nodes.Return | nodes.Close)
        if leaves or not isinstance(second, nodes.StartProcedure):
            scene.say(clause_problems.goes_to_two_places(scene.at(second.span), scene.at(first.span)))


FOR_PEOPLE = (nodes.Do, nodes.FreeText, nodes.StartProcedure, nodes.LeaveTo, nodes.TellThem)
"""What people may do, and put on file when they have. Everything else happens by itself, or not at all."""


def _is_for_people(scene: Scene, node: nodes.MayDo | nodes.ShouldDo, deed: nodes.Deed) -> None:
    """Say so where nobody could put on file what stands behind `may` or `should`, or tell that it was done."""
    if not isinstance(deed, FOR_PEOPLE):
        scene.say(clause_problems.moves_by_an_outcome(scene.at(node.span), scene.text(deed.span)))


def _action(scene: Scene, node: nodes.Action) -> Action | None:
    match node:
        case nodes.MayDo(deed=deed):
            _is_for_people(scene, node, deed)
            modal, what = Modal.MAY, _deed(scene, deed)
        case nodes.ShouldDo(deed=deed):
            _is_for_people(scene, node, deed)
            modal, what = Modal.SHOULD, _deed(scene, deed)
        case _:
            modal, what = Modal.DOES, _deed(scene, node)
    return Action(modal, what) if what else None


def _deed(scene: Scene, node: nodes.Deed) -> action.Deed | None:
    match node:
        case nodes.WaitFor(place=place):
            return action.WaitFor(_step(scene, place))
        case nodes.GoTo(place=place):
            return action.GoTo(_step(scene, place))
        case nodes.GoBackTo(place=place):
            return action.GoBack(_step(scene, place))
        case nodes.StartProcedure(procedure=name):
            return action.StartProcedure(scene.refer(name, NameKind.PROCEDURE))
        case nodes.Return():
            if not scene.in_procedure:
                scene.say(clause_problems.return_outside(scene.at(node.span)))
            return action.Return()
        case nodes.Close():
            return action.Close()
        case nodes.Stay():
            return action.Stay()
        case nodes.MoveOnAsIfHeld():
            return action.AsIfHeld()
        case nodes.LeaveTo(who=who):
            return action.LeaveTo(scene.words(who))
        case nodes.TellThem(told=told, text=text):
            return action.Tell(listener(scene, told), text.value)
        case nodes.Do(verb=word, thing=name):
            if name is not None and (points := _points_set(scene, word.text, name)) is not None:
                scene.say(points_problems.points_are_not_set(scene.at(node.span), points))
            return action.Do(verb(scene, word), thing(scene, name) if name else "")
        case nodes.FreeText(text=text):
            return action.Do("", text.value)
        case nodes.EndPeriod(period=name):
            return action.EndPeriod(_period(scene, name))
        case nodes.AddTo(amount=amount, period=name):
            return action.AddTo(units.amount(scene, amount, units.TIME), _period(scene, name))
        case nodes.Reset(what=name):
            if scene.names.find(name.text, NameKind.PERIOD):
                return action.ResetPeriod(_period(scene, name))
            return action.StopCounting(scene.refer(name, NameKind.PERIOD, NameKind.MEASURE, NameKind.POINTS))
        case nodes.StopCounting():
            return action.StopCounting()
        case nodes.TakeOff(number=number, points=name):
            return action.TakeOff(units.number(number), scene.refer(name, NameKind.POINTS))
        case _ as never:
            assert_never(never)


SETS = frozenset({"set", "reduce", "change", "adjust", "put", "bring", "give", "add", "remove", "return"})


def _points_set(scene: Scene, word: str, name: nodes.Name) -> str | None:
    """The points, where a number of points is given as in `set attendance points to 7`."""
    found = None if name.quoted else SET_TO.match(scene.words(name))
    points = scene.names.find(found[1], NameKind.POINTS) if found and word in SETS else None
    return points.name if points else None


def listener(scene: Scene, told: nodes.Word | nodes.Name) -> str:
    """Who is told."""
    return "employee" if isinstance(told, nodes.Word) else scene.words(told)


def thing(scene: Scene, name: nodes.Name) -> str:
    """What something is done to: a document by its declared name, anything else as written.

    What is a document's name but for a slip is reported, or else that paper would be asked for and never on file.
    """
    document = scene.lookup(name, NameKind.DOCUMENT)
    if (
        document is None
        and not name.quoted
        and any(_misspelt(name.text, one.name) for one in scene.names.of(NameKind.DOCUMENT))
    ):
        scene.unknown(name, NameKind.DOCUMENT)
    return document.name if document else scene.words(name)


def _misspelt(written: str, meant: str) -> bool:
    """The same words, of which at least one has a slip in it."""
    here, there = words.shown(written).casefold().split(), words.shown(meant).casefold().split()
    slips = [one_slip(one, other) for one, other in zip(here, there, strict=False) if one != other]
    return len(here) == len(there) and any(slips) and all(slips)


def _period(scene: Scene, name: nodes.Name) -> str:
    """A period of the case: one of its own branch or procedure."""
    found = scene.names.find(name.text, NameKind.PERIOD)
    if found is not None and found.name not in scene.periods:
        scene.lookup(name, NameKind.PERIOD)
        scene.say(clause_problems.period_of_another(scene.at(name.span), found.name, scene.at(found.at)))
        return found.name
    return scene.refer(name, NameKind.PERIOD)


def _step(scene: Scene, name: nodes.Name) -> str:
    """A step that the case can go to: one of its own branch or procedure."""
    if scene.built_in(name) == "previous step":
        if scene.before is None:
            scene.say(clause_problems.no_previous_step(scene.at(name.span)))
        return scene.before or scene.owner
    found = scene.names.find(name.text, NameKind.STEP)
    if found is not None and found.name not in scene.steps:
        scene.lookup(name, NameKind.STEP)
        scene.say(clause_problems.leads_out(scene.at(name.span), found.name, scene.block, scene.at(found.at)))
        return found.name
    return scene.refer(name, NameKind.STEP)
