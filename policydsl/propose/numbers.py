"""The numbers of a policy, and how somebody names one: by its line, or by its setting, step, category or measure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from policydsl.diagnostics import nearest
from policydsl.frozen import frozen
from policydsl.gathered import line_in
from policydsl.source import Source, Span
from policydsl.syntax import nodes
from policydsl.syntax.include import changed
from policydsl.syntax.names import key
from policydsl.syntax.walk import walk

LINE = re.compile(r"\d+(?: of .+)?")
NAMED = (nodes.Setting, nodes.Category, nodes.Measure, nodes.Step, nodes.Period, nodes.NamedCondition)


@frozen
class Number:
    """A number that the policy says: how much, where, and the heading that it stands under."""

    value: Fraction
    span: Span
    line: int
    heading: str


def numbers(tree: nodes.Policy, source: Source) -> tuple[Number, ...]:
    """Every number of the rules, in order; those of readings and examples are none."""
    found = []
    for block in tree.blocks:
        if isinstance(block, nodes.Reading | nodes.Example):
            continue
        for piece, name in _under(block, ""):
            if isinstance(piece, nodes.Number):
                line = source.position(piece.span.start).line
                found.append(Number(piece.value, piece.span, line, name))
    return tuple(sorted(found, key=lambda one: one.span))


def _under(node: nodes.Node, name: str) -> Iterator[tuple[nodes.Node, str]]:
    """Every piece of a block with the name of the nearest heading above it."""
    inner = [one for one in walk(node) if isinstance(one, NAMED) and one is not node]
    own = name or _name(node)
    covered = [one.span for one in inner]
    for piece in walk(node):
        if not any(piece.span.start >= span.start and piece.span.end <= span.end for span in covered):
            yield piece, own
    for one in inner:
        yield from ((piece, _name(one)) for piece in walk(one))


def _name(node: nodes.Node) -> str:
    named = getattr(node, "name", None)
    return named.text if isinstance(named, nodes.Name) else ""


def at(tree: nodes.Policy, source: Source, wanted: str) -> tuple[Number, ...] | str:
    """The numbers that are meant; in words, why there are none.

    `27` and `line 27` name a line. A name is that of a setting, step, category, measure, period or condition; of a step
    the settings that it names belong to it.
    """
    every = numbers(tree, source)
    words = wanted.strip()
    number = words.removeprefix("line ").strip()
    if LINE.fullmatch(number):
        found = tuple(one for one in every if line_in(one.line) == number)
        return found or f"there is no number in line {number}"
    name = key(words)
    for kind in ("setting", "step", "category", "measure", "period", "condition"):
        name = name.removeprefix(f"{kind} ")
    found = tuple(one for one in every if key(one.heading).casefold() == name.casefold())
    used = _settings_of(tree, name)
    found += tuple(one for one in every if one.heading in used and one not in found)
    if found:
        return found
    known = dict.fromkeys(one.heading for one in every if one.heading)
    near = nearest(words, known)
    return f"nothing with a number in it is called `{words}`" + (f"; did you mean `{near}`?" if near else "")


def _settings_of(tree: nodes.Policy, name: str) -> set[str]:
    """The settings that the lines of a step, or of a heading, name."""
    settings = {key(one.name.text): one.name.text for one in tree.blocks if isinstance(one, nodes.Setting)}
    found = set()
    for block in (one for one in walk(tree) if isinstance(one, NAMED) and not isinstance(one, nodes.Setting)):
        if key(_name(block)).casefold() == name.casefold():
            inside = (key(one.text) for one in walk(block) if isinstance(one, nodes.Name))
            found |= {settings[one] for one in inside if one in settings}
    return found


def with_another(source: Source, one: Number, by: int) -> Source | None:
    """The policy with a number that is by so much another; None: there is no such number."""
    value = one.value + by
    if value <= 0:
        return None
    written = str(value.numerator) if value.denominator == 1 else str(float(value))
    return changed(source, one.span, written)
