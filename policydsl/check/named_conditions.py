"""Conditions with a name: what they mean where they are named, and a policy with them written out for the rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from policydsl.check.names import NameKind, Names, collect
from policydsl.check.scene import Found, Scene
from policydsl.check.walk import walk
from policydsl.source import Source
from policydsl.syntax import nodes

# ------------------------------------------------------------------ where they are named


def inside(scene: Scene, name: nodes.Name) -> tuple[Scene, nodes.NamedCondition] | None:
    """The condition of this name, and the scene in which it is given its meaning here; nothing is reported twice."""
    found = scene.refer(name, NameKind.CONDITION)
    declared = scene.names.find(name.text, NameKind.CONDITION)
    block = declared.block if declared else None
    if not isinstance(block, nodes.NamedCondition) or found in scene.conditions:
        return None
    if is_about_one_absence(scene.names, block):
        instead = f"say in {scene.owner} what is meant, or name the condition in a branch that follows each absence"
        scene.about_one_absence(name.span, instead)
    quiet = Found(made=scene.found.made)
    return replace(scene, owner=found, found=quiet, conditions=(*scene.conditions, found)), block


def is_about_one_absence(names: Names, block: nodes.NamedCondition, seen: frozenset[str] = frozenset()) -> bool:
    """Does the condition, or one that it names, speak of the absence that a case follows?"""
    for piece in walk(block.condition):
        match piece:
            case (
                nodes.Lasted()
                | nodes.IsCovered()
                | nodes.NotCovered()
                | nodes.IsA(name=nodes.Name(text="absence"))
                | nodes.IsNotA(name=nodes.Name(text="absence"))
            ):
                return True
            case nodes.Begins(name=nodes.Name(text="absence")):
                return True
            case nodes.Met(name=name) | nodes.NotMet(name=name):
                other = names.find(name.text, NameKind.CONDITION)
                if other is None or not isinstance(other.block, nodes.NamedCondition) or other.name in seen:
                    continue
                if is_about_one_absence(names, other.block, seen | {other.name}):
                    return True
    return False


def declared(scene: Scene, blocks: Iterable[nodes.Node], lower: Any) -> None:
    """Report what is wrong in the conditions themselves, whether anything names them or not."""
    for block in blocks:
        if isinstance(block, nodes.NamedCondition) and not isinstance(block.condition, nodes.Broken):
            name = scene.words(block.name)
            lower(replace(scene, owner=name, follows_absence=True, conditions=(name,)), block.condition)


# ------------------------------------------------------------------ written out


def written_out(tree: nodes.Policy, names: Names, source: Source) -> tuple[nodes.Policy, Names]:
    """The policy, and its names, with every named condition in the place of its name, and `only if` beside it.

    Only rules about a whole policy look at it: what a step waits for is then in the step.
    """
    named = any(isinstance(block, nodes.NamedCondition) for block in tree.blocks)
    if not named and not any(isinstance(piece, nodes.OnlyIf) for piece in walk(tree.blocks)):
        return tree, names
    out = replace(tree, blocks=tuple(_block(block, names) for block in tree.blocks))
    return out, collect(out, source)


def _block(block: Any, names: Names) -> Any:
    match block:
        case nodes.Branch() | nodes.Procedure() | nodes.Around():
            return replace(block, steps=tuple(_block(step, names) for step in block.steps))
        case nodes.Step() | nodes.Guidance():
            guards = tuple(line.condition for line in block.clauses if isinstance(line, nodes.OnlyIf))
            return replace(block, clauses=tuple(_line(line, guards, names) for line in block.clauses))
        case _:
            return block


def _line(line: Any, guards: tuple[nodes.Condition, ...], names: Names) -> Any:
    match line:
        case nodes.DueWhen(condition=condition):
            parts = tuple(_out(part, names) for part in (condition, *guards))
            joined = nodes.AllOf(conditions=parts, span=condition.span) if guards else parts[0]
            return replace(line, condition=joined)
        case nodes.If(condition=condition):
            return replace(line, condition=_out(condition, names))
        case _:
            return line


def _out(condition: nodes.Condition, names: Names, seen: frozenset[str] = frozenset()) -> nodes.Condition:
    match condition:
        case nodes.AllOf(conditions=parts) | nodes.AnyOf(conditions=parts):
            return replace(condition, conditions=tuple(_out(part, names, seen) for part in parts))
        case nodes.Met(name=name) | nodes.NotMet(name=name):
            found = names.find(name.text, NameKind.CONDITION)
            block = found.block if found else None
            if found is None or not isinstance(block, nodes.NamedCondition) or found.name in seen:
                return condition
            if isinstance(block.condition, nodes.Broken):
                return condition
            meant = _out(block.condition, names, seen | {found.name})
            # Of what is not met nothing need have happened: it stands among alternatives.
            return nodes.AnyOf(conditions=(meant,), span=meant.span) if isinstance(condition, nodes.NotMet) else meant
        case _:
            return condition
