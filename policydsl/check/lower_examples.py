"""Examples to values that can be run, and whatever is wrong with the histories they tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from policydsl.check import example_problems as wording
from policydsl.check import problems
from policydsl.check.lower import unread
from policydsl.check.lower_expected import expected, in_order
from policydsl.check.lower_happened import meetings
from policydsl.check.lower_told import Story, tell
from policydsl.check.names import Names, as_written
from policydsl.check.once import Once
from policydsl.check.scene import Found, Scene
from policydsl.check.things import Things
from policydsl.diagnostics import Diagnostic, Label
from policydsl.history.group_problems import GROUP_CANNOT_BE_TOLD
from policydsl.history.make import make
from policydsl.history.names import names_of
from policydsl.history.told import assertions, in_words_of_the_language
from policydsl.model.example import Day, Example
from policydsl.model.policy import Policy
from policydsl.source import Source, Span
from policydsl.syntax import nodes

TITLE = re.compile(r"^(?:(?:an? |the )*)example ")


def examples_in(
    tree: nodes.Policy, source: Source, names: Names, things: Things, policy: Policy, *, complete: bool
) -> tuple[tuple[Example, ...], Found]:
    """The examples, and what was found in them; every other block has been made out already, in `policy`.

    `complete`: without an error; else the line of a duty may be one of those with an error.
    """
    scene = Scene(source=source, names=names, things=things, found=Found(), unread=unread(tree, source))
    blocks = [one for one in tree.blocks if isinstance(one, nodes.Example)]
    readings = tuple(as_written(source, one.name) for one in tree.blocks if isinstance(one, nodes.Reading))
    titles: dict[str, Span] = {}
    for block in blocks:
        title = title_of(scene, block)
        first = titles.setdefault(title.casefold(), block.name.span)
        if title and first != block.name.span:
            scene.say(problems.declared_twice(scene.at(block.name.span), title, "example", scene.at(first)))
    made = tuple(
        made
        for block in blocks
        for made in _examples(replace(scene, owner=title_of(scene, block)), block, policy, readings)
    )
    found = scene.found
    # What rows share is told in each of them, and said once.
    found.problems[:] = dict.fromkeys(one for one in found.problems if complete or one.code != wording.WHICH_DUTY)
    return made, scene.found


def title_of(scene: Scene, block: nodes.Example) -> str:
    """The words behind `example`, whatever they begin with."""
    return TITLE.sub("", scene.text(Span(block.span.start, block.name.span.end)))


def _examples(scene: Scene, node: nodes.Example, policy: Policy, titles: tuple[str, ...]) -> Iterator[Example]:
    """The example, and one more for each of its rows, which begins with all that the example tells above its rows.

    What is told and a day asked about belong to the row above them, whatever the indentation.
    """
    story, asked = Story(scene, policy, Once(scene)), list[nodes.OnDay]()
    rows = list[tuple[nodes.ExampleRow, list[nodes.OnDay], list[nodes.Told]]]()
    doubtful = node.broken
    for line in node.lines:
        match line:
            case nodes.OnDay():
                (rows[-1][1] if rows else asked).append(line)
            case nodes.ExampleRow():
                rows.append((line, [line.day], [*line.happenings.told]))
            case nodes.NotYet() | nodes.Broken():
                doubtful = True  # reported already
            case _ if rows:
                rows[-1][2].append(line)
            case _:
                tell(story, line)
    if not asked and not rows and not doubtful:
        scene.say(wording.expects_nothing(scene.at(scene.written(node).span), scene.owner))
    in_order(scene, asked)
    if asked or not rows:
        yield _example(story, scene.owner, tuple(_day(scene, policy, titles, one, one) for one in asked), node)
    for row, days, happened in rows:
        own = story.copy()
        in_order(scene, days)
        for told in happened:
            tell(own, told)
        title = f"{scene.owner}, when {scene.text(row.happenings.span)}"
        first, *more = days
        made = (_day(scene, policy, titles, first, row), *(_day(scene, policy, titles, one, one) for one in more))
        yield _example(own, title, made, row)


def _day(
    scene: Scene, policy: Policy, titles: tuple[str, ...], one: nodes.OnDay, line: nodes.OnDay | nodes.ExampleRow
) -> Day:
    return Day(one.day.value, tuple(expected(scene, policy, titles, one)), scene.written(line))


def _example(story: Story, title: str, days: tuple[Day, ...], node: nodes.Example | nodes.ExampleRow) -> Example:
    scene = story.scene
    return Example(
        title=title,
        source=scene.source.name,
        works=story.works,
        service=story.service,
        groups=tuple(story.groups),
        absences=tuple(story.absences),
        events=tuple(meetings(story.events, scene)),
        facts=tuple(story.facts),
        own_values=tuple(story.own_values),
        standing=tuple(story.standing),
        days=days,
        written=scene.written(node),
    )


def untrue_histories(policy: Policy) -> Iterator[Diagnostic]:
    """What is wrong with the histories that the examples tell, as with any history under this policy."""
    names = names_of(policy)
    said: dict[Diagnostic, None] = {}
    for one in policy.examples:
        _, found = make(assertions(one), policy, names)
        said.update(dict.fromkeys(map(in_words_of_the_language, found)))
    yield from _said_once(said)


def _said_once(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Problems of examples; one that each of them has for the same line that it leaves out is said of the first."""
    alike: dict[tuple[str, str], list[Diagnostic]] = {}
    for one in found:
        if one.code == GROUP_CANNOT_BE_TOLD:
            alike.setdefault((one.message, one.at.place.source), []).append(one)
        else:
            yield one
    for first, *others in alike.values():
        if not others:
            yield first
            continue
        many = "1 more example" if len(others) == 1 else f"{len(others)} more examples"
        also = Label(others[0].at.place, "the same here")
        yield replace(first, also=(also,), help=f"{first.help};\nthe same in {many}")
