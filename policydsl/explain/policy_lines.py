"""A policy line by line: each clause in words and in its formal print, where it stands, and what it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policydsl.explain.page import BLANK, Ink, Row, as_lines, heading
from policydsl.explain.values import at_line
from policydsl.frozen import frozen
from policydsl.gathered import file_of
from policydsl.source import Source
from policydsl.syntax import nodes
from policydsl.syntax.formal import formal
from policydsl.syntax.lines import Placed, lines
from policydsl.syntax.write import sentence, words_of


@frozen
class PolicyLine:
    """A clause or a heading: its line in the file, how many headings stand above it, its kind, and both its prints."""

    line: int
    depth: int
    kind: str
    words: str
    formal: str
    clauses: tuple[str, ...]


@frozen
class SettingLine:
    """A value of a setting, and when and for whom it holds (nothing: always, and for everybody)."""

    line: int
    name: str
    value: str
    clauses: tuple[str, ...]
    holds: str = ""


@frozen
class PolicyLines:
    """A whole policy, in the order of its file."""

    name: str
    settings: tuple[SettingLine, ...]
    lines: tuple[PolicyLine, ...]


def policy_lines(tree: nodes.Policy, source: Source) -> PolicyLines:
    """Every line of a policy's tree; comments are left out."""
    settings = (block for block in tree.blocks if isinstance(block, nodes.Setting))
    return PolicyLines(
        tree.head.name.text if tree.head else "",
        tuple(value for one in settings for value in _values(one, source)),
        tuple(_shown(one, source) for one in lines(tree)),
    )


def _values(one: nodes.Setting, source: Source) -> Iterator[SettingLine]:
    """The value of a setting, then those that it has from a day on or for a group."""
    name = one.name.text
    yield SettingLine(_line(one, source), name, words_of(one.worth, source), one.cites)
    for case in (line for line in one.lines if isinstance(line, nodes.SettingCase)):
        holds = sentence(case, source).partition(" it is ")[0]
        yield SettingLine(_line(case, source), name, words_of(case.worth, source), case.cites, holds)


def _shown(one: Placed, source: Source) -> PolicyLine:
    node = one.node
    kind = node.rule if isinstance(node, nodes.NotYet) else re.sub(r"(?<!^)(?=[A-Z])", "_", type(node).__name__).lower()
    words = sentence(node, source)
    return PolicyLine(_line(node, source), one.depth, kind, words, formal(node, source, one.under), node.cites)


def _line(node: nodes.Node, source: Source) -> int:
    return source.position(node.span.start).line


def as_values(policy: PolicyLines) -> dict[str, object]:
    """The same as JSON holds it."""
    return {
        "name": policy.name,
        "settings": [
            {**at_line(one.line), "name": one.name, "value": one.value, "clauses": [*one.clauses], "holds": one.holds}
            for one in policy.settings
        ],
        "lines": [
            {
                **at_line(one.line),
                "depth": one.depth,
                "kind": one.kind,
                "words": one.words,
                "formal": one.formal,
                "clauses": [*one.clauses],
            }
            for one in policy.lines
        ],
    }


def as_text(policy: PolicyLines, *, colour: bool = False, width: int = 100) -> str:
    """The settings with their values, then every line in words with its formal print below it."""
    return as_lines(_rows(policy), colour=colour, width=width)


def _rows(policy: PolicyLines) -> Iterator[Row]:
    if policy.settings:
        yield heading("Settings")
        widest = max(len(one.name) for one in policy.settings)
        for one in policy.settings:
            file = file_of(one.line)
            value = " ".join(filter(None, (one.value, one.holds, f"(of {file})" if file else "")))
            yield Row(f"{one.line:>5}  {one.name:<{widest}}  ", value + _cited(one.clauses))
        yield BLANK
    yield heading("Line by line")
    of: str | None = None
    for line in policy.lines:
        if file_of(line.line) != of:
            of = file_of(line.line)
            yield BLANK
            yield heading(f"Of {of or policy.name}")
        inside = "  " * line.depth
        yield Row(f"{line.line:>5}  {inside}", line.words + _cited(line.clauses), hang=2)
        yield Row(f"       {inside}  ", line.formal, Ink.QUIET, hang=2)


def _cited(clauses: tuple[str, ...]) -> str:
    return f"  [{', '.join(clauses)}]" if clauses else ""
