"""From the tree as written to a policy that makes sense: every block to its value, in the order of the policy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, replace
from functools import partial
from itertools import chain
from typing import Any, Protocol, TypeVar

from policydsl.check import (
    clause_problems,
    lower_header,
    lower_pay,
    lower_points,
    lower_words,
    named_conditions,
    problems,
    units,
)
from policydsl.check.days_named import calendar_days
from policydsl.check.lower_conditions import condition_of
from policydsl.check.lower_events import event
from policydsl.check.lower_periods import period
from policydsl.check.lower_steps import step
from policydsl.check.lower_versions import days_in, look_at_days
from policydsl.check.names import BUILT_IN, NameKind, Names, as_written, is_built_in
from policydsl.check.once import Once
from policydsl.check.scene import Found, Scene
from policydsl.check.selection import kind_of
from policydsl.check.things import Things
from policydsl.check.walk import walk
from policydsl.frozen import frozen
from policydsl.model import policy
from policydsl.model.clause import Clause
from policydsl.model.condition import Selection
from policydsl.model.period import Period
from policydsl.model.policy import Scope, When
from policydsl.source import Place, Source, Span
from policydsl.syntax import nodes, text
from policydsl.syntax.names import shown


class HasName(Protocol):
    """Something with a name."""

    @property
    def name(self) -> str: ...


Named = TypeVar("Named", bound=HasName)
Block = TypeVar("Block", bound=nodes.Block)

MAY_NAME = frozenset(["", "duty", "duty_of", "duty_of_employee", "outcome", *(kind.value for kind in NameKind)])
"""The kinds of line, as far as one that cannot be read shows its kind, that name something."""

SCOPES = {
    "each_employee": Scope.EMPLOYEE,
    "each_absence_while_it_lasts": Scope.ABSENCE,
    "each_ended_absence": Scope.ABSENCE_ENDED,
    "each_absence": Scope.ABSENCE_OPEN,
    "each_linked_run": Scope.LINKED,
}


@frozen
class Before:
    """What is known from a tree that differs in a few lines: its flags, names called unknown, lines not read.

    `made` is what its blocks mean; it is empty, and the procedures of one absence are None, when the lines that differ
    may change what others mean.
    """

    flags: frozenset[str]
    unknown: frozenset[str]
    not_read: tuple[str, ...] = ()
    of_one_absence: frozenset[str] | None = None
    made: Mapping[int, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, tree: nodes.Policy, source: Source, names: Names, found: Found) -> Before:
        """What is known from lowering a tree."""
        follows = procedures_of_one_absence(tree, names)
        return cls(flags_in(tree, source), frozenset(found.unknown), unread(tree, source), follows, found.made)


def lower(
    tree: nodes.Policy, source: Source, names: Names, things: Things, before: Before | None = None
) -> tuple[policy.Policy, Found]:
    """The policy, and what was found. With an error among the problems the policy is not to be used.

    Without what `with_names` gathers. With `before`, names declared twice are not reported again.
    """
    not_read = unread(tree, source) if before is None else before.not_read
    scene = Scene(source=source, names=names, things=things, found=Found(), unread=not_read)
    if before is None:
        _declarations(scene)
    else:
        scene = replace(scene, kept=before.made)
        scene.found.unknown.update(before.unknown)
    if tree.head is None:
        scene.say(problems.no_policy_line(Place(source.name, Span(0, 0))))
    since, until = lower_header.in_force(scene, tree.header)
    if before is None:
        look_at_days(scene, tree, since, until)
    follows = before.of_one_absence if before else None
    if follows is None:
        follows = procedures_of_one_absence(tree, names)
    blocks = tree.blocks
    named_conditions.declared(scene, blocks, condition_of)
    branches = [_branch(scene, one) for one in blocks if isinstance(one, nodes.Branch)]
    procedures = [_procedure(scene, one, follows) for one in blocks if isinstance(one, nodes.Procedure)]
    around = [_around(scene, one) for one in blocks if isinstance(one, nodes.Around)]
    guidance = [_guidance(scene, one) for one in blocks if isinstance(one, nodes.Guidance)]
    held = (*(one.steps for one in branches), *(one.steps for one in procedures), *(one.steps for one in around))
    steps = sorted([*chain.from_iterable(held), *guidance], key=lambda one: one.written.span)
    of_procedures = [*chain.from_iterable(one.periods for one in procedures)]
    conventions = lower_header.conventions(scene, tree.header)
    lower_header.reaches(scene, tree.header, since)
    made = policy.Policy(
        name=scene.words(tree.head.name) if tree.head else "",
        in_force=since,
        until=until,
        origin=lower_header.origin(scene, tree.header),
        conventions=conventions,
        settings={
            **_each(scene, blocks, nodes.Setting, lower_words.setting),
            **_each(scene, blocks, nodes.SetAt, lower_words.set_at),
        },
        categories=_each(scene, blocks, nodes.Category, lower_words.category),
        measures=_measures(scene, blocks),
        facts=_each(scene, blocks, nodes.Fact, lower_words.fact),
        documents=_each(scene, blocks, nodes.Document, lower_words.document),
        principles=_principles(scene, blocks),
        branches=_by_name(branches),
        procedures=_by_name(procedures),
        around=tuple(around),
        guidance=_by_name(guidance),
        flags=before.flags if before else flags_in(tree, source),
        pays=_each(scene, blocks, nodes.Pay, lower_pay.schedule),
        groups=_each(scene, blocks, nodes.Group, lower_words.group),
        events=_each(scene, blocks, nodes.DeclaredEvent, lower_points.declared_event),
        version_days=days_in(tree),
        steps=_by_name(steps),
        periods=_by_name([*chain.from_iterable(one.periods for one in branches), *of_procedures]),
        calendars=names.calendars,
        days=_each(scene, blocks, nodes.Calendar, calendar_days),
    )
    return made, scene.found


def _each(
    scene: Scene, blocks: Iterable[nodes.Node], kind: type[Block], make: Callable[[Scene, Block], Named | None]
) -> dict[str, Named]:
    """What the blocks of a kind mean, by name."""
    return _by_name(scene.once(one, partial(make, scene, one)) for one in blocks if isinstance(one, kind))


def _measures(scene: Scene, blocks: Iterable[nodes.Node]) -> dict[str, policy.Measure]:
    """Measures and points, by name, in the order of the policy."""
    made = dict[str, policy.Measure]()
    for one in blocks:
        match one:
            case nodes.Measure():
                made |= _by_name([scene.once(one, partial(lower_words.measure, scene, one))])
            case nodes.Points():
                made |= _by_name([scene.once(one, partial(lower_points.points, scene, one))])
            case _:
                pass
    return made


def _by_name(found: Iterable[Named | None]) -> dict[str, Named]:
    """By name, in order; of a name that is declared twice, the first."""
    named: dict[str, Named] = {}
    for one in found:
        if one is not None:
            named.setdefault(one.name, one)
    return named


def _principles(scene: Scene, blocks: tuple[nodes.PolicyBlock, ...]) -> tuple[Clause[str], ...]:
    found = [(one, one.text) for one in blocks if isinstance(one, nodes.Principle)]
    return tuple(
        scene.clause("principle", block, text.value, str(number))
        for number, (block, text) in enumerate(found, 1)
        if isinstance(text, nodes.Text)
    )


def unread(tree: nodes.Policy, source: Source) -> tuple[str, ...]:
    """The words of lines that could not be read, or not yet, and may name something."""
    lines = [
        piece.span
        for piece in walk(tree)
        if isinstance(piece, nodes.NotYet) or (isinstance(piece, nodes.Broken) and piece.about in MAY_NAME)
    ]
    return tuple(f" {shown(text.plain(source.text_of(span)))} ".casefold() for span in lines)


def _declarations(scene: Scene) -> None:
    """Report names declared twice, and names that the language brings itself."""
    for later, first in scene.names.twice:
        where = scene.at(later.at)
        scene.say(problems.declared_twice(where, later.name, later.kind.value, scene.at(first.at)))
    for one in scene.names.declared:
        if any(is_built_in(one.name, known) for known in BUILT_IN):
            scene.say(problems.declares_built_in(scene.at(one.at), one.name, one.kind.value))


# ------------------------------------------------------------------ blocks with steps


def _branch(scene: Scene, node: nodes.Branch) -> policy.Branch:
    name = scene.words(node.name)
    scope, group = Scope.EMPLOYEE, None
    if isinstance(node.scope, nodes.Word):
        scope = SCOPES[node.scope.text]
    elif isinstance(node.scope, nodes.EachEmployeeOf):
        group = scene.refer(node.scope.group, NameKind.GROUP)
    unknown = isinstance(node.scope, nodes.NotYet | nodes.Broken)  # then whatever is said of the absence may be right
    follows = unknown or scope is not Scope.EMPLOYEE
    inside = replace(scene, block=name, no_absence=f"{name} follows each employee", follows_absence=follows)
    return policy.Branch(
        name=name,
        label=node.label.value if node.label else None,
        scope=replace(scene, owner=name).clause("follows", node, scope),
        pauses=tuple(_pauses(replace(scene, owner=name), node)),
        group=group,
        steps=_steps(inside, node.steps, name),
        periods=_periods(inside, node.steps, name),
        enters=_enters(replace(inside, owner=name), node),
        written=scene.written(node),
    )


def _enters(scene: Scene, node: nodes.Branch) -> Clause[policy.Entry] | None:
    """At which step a new case falls due first."""
    once, found = Once(scene), None
    for line in node.lines:
        if isinstance(line, nodes.Enters) and once.first(line, "at which step the branch starts"):
            source = scene.refer(line.branch, NameKind.BRANCH) if line.branch else None
            within = units.amount(scene, line.within, units.TIME) if line.within else None
            after = event(scene, line.after) if line.after else None
            entry = policy.Entry(line.how.text == "step_after", source, within, after)
            found = scene.clause("starts at", line, entry)
    return found


def _pauses(scene: Scene, node: nodes.Branch) -> Iterator[Clause[str]]:
    """The branches whose open cases make this one pause."""
    lines = [line for line in node.lines if isinstance(line, nodes.Pauses)]
    for number, line in enumerate(lines, 1):
        yield scene.clause("pauses", line, scene.refer(line.branch, NameKind.BRANCH), str(number))


def _procedure(scene: Scene, node: nodes.Procedure, of_one_absence: frozenset[str]) -> policy.Procedure:
    name = scene.words(node.name)
    follows = name in of_one_absence
    why_not = "this procedure is not only started for one absence"
    inside = replace(scene, block=name, no_absence=why_not, in_procedure=True, follows_absence=follows)
    return policy.Procedure(
        name=name,
        steps=_steps(inside, node.steps, name),
        periods=_periods(inside, node.steps, name),
        written=scene.written(node),
    )


def _around(scene: Scene, node: nodes.Around) -> policy.Around:
    during = isinstance(node.how, nodes.Word) and node.how.text == "during"
    when = When.DURING if during else When.AFTER
    inside = replace(scene, block=when.value, follows_absence=True)
    kind = None
    if isinstance(node.kind, nodes.Kind) and not (scene.is_the_absence(node.kind.name) and not node.kind.filters):
        kind = Selection((kind_of(scene, node.kind),))
    for one in node.steps:
        if isinstance(one, nodes.Period) and one.name is not None:
            found = clause_problems.period_outside_a_branch(scene.at(one.name.span), one.name.text, when.value)
            scene.say(found)
    steps = _steps(inside, node.steps, when.value)
    return policy.Around(when=when, steps=steps, kind=kind, written=scene.written(node))


def _guidance(scene: Scene, node: nodes.Guidance) -> policy.Step:
    name = scene.words(node.name)
    inside = replace(scene, block=name, no_absence="guidance is not about one absence")
    return scene.once(node, partial(step, inside, node, name))


def _steps(scene: Scene, found: tuple[nodes.StepBlock, ...], owner: str) -> tuple[policy.Step, ...]:
    """The steps of a block, each knowing the one before it."""
    scene = _inside(scene, found)
    made: list[policy.Step] = []
    for node in found:
        if isinstance(node, nodes.Step):
            before = made[-1].name if made else None
            made.append(scene.once(node, partial(step, replace(scene, before=before), node, owner)))
    return tuple(made)


def _inside(scene: Scene, found: tuple[nodes.StepBlock, ...]) -> Scene:
    """The scene within a block: its steps and its periods are known."""
    named = [one for one in found if one.name is not None and one.name.text]
    steps = tuple(scene.words(one.name) for one in named if one.name and not isinstance(one, nodes.Period))
    periods = tuple(scene.words(one.name) for one in named if one.name and isinstance(one, nodes.Period))
    return replace(scene, steps=steps, periods=periods)


def _periods(scene: Scene, found: tuple[nodes.StepBlock, ...], owner: str) -> tuple[Period, ...]:
    """The periods of a block."""
    scene = _inside(scene, found)
    made = (scene.once(one, partial(period, scene, one, owner)) for one in found if isinstance(one, nodes.Period))
    return tuple(one for one in made if one is not None)


def procedures_of_one_absence(tree: nodes.Policy, names: Names) -> frozenset[str]:
    """The procedures that only branches of each absence start, so that there is one absence in them."""
    starts: dict[str, list[str]] = {}
    follows: dict[str, bool] = {}
    for block in tree.blocks:
        if isinstance(block, nodes.Branch | nodes.Procedure):
            own = names.any(block.name.text)
            name = own.name if own else block.name.text
            follows[name] = isinstance(block, nodes.Branch) and not _follows_employees(block)
            for piece in walk(block.steps):
                if isinstance(piece, nodes.StartProcedure) and (started := names.any(piece.procedure.text)):
                    starts.setdefault(started.name, []).append(name)
    procedures = {name for name in starts if not follows.get(name, False)}
    for _ in procedures:  # a procedure may be started by another one
        for name in procedures:
            follows[name] = all(follows.get(by, False) for by in starts[name] if by != name)
    return frozenset(name for name in procedures if follows[name])


def _follows_employees(block: nodes.Branch) -> bool:
    scope = block.scope
    return isinstance(scope, nodes.EachEmployeeOf) or (isinstance(scope, nodes.Word) and scope.text == "each_employee")


def flags_in(tree: nodes.Policy, source: Source) -> frozenset[str]:
    """Every flag that some line of the policy names; an example only has them, as a history does."""
    found = set()
    for piece in walk((tree.header, tuple(one for one in tree.blocks if not isinstance(one, nodes.Example)))):
        match piece:
            case nodes.Flagged(flag=flag) | nodes.NotFlagged(flag=flag):
                found.add(as_written(source, flag))
            case nodes.Bridge(leave=leave) | nodes.LeaveCovers(leave=leave):
                found |= {as_written(source, name) for name in leave.names}
            case nodes.ActiveService(leaves_out=things):
                found |= {as_written(source, name) for name in things.names}
            case nodes.Marks(flags=flags):
                found |= {as_written(source, flag) for flag in flags}
    return frozenset(found)
