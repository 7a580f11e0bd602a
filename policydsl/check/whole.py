"""A whole policy as the rules look at it: what was written, what its names declare, and where everything stands."""

from __future__ import annotations

from collections.abc import Iterator

from policydsl.check.names import NameKind, Names, as_written
from policydsl.diagnostics import Label
from policydsl.frozen import frozen
from policydsl.model.policy import Policy
from policydsl.source import Place, Source, Span
from policydsl.syntax import names as words
from policydsl.syntax import nodes


@frozen
class Whole:
    """A policy to be checked as a whole; `policy` is what it means, None while some clause of it makes no sense.

    `complete`: every line stands in its place in the tree; false where one stands in the wrong place or is unreadable.
    """

    tree: nodes.Policy
    names: Names
    source: Source
    policy: Policy | None = None
    complete: bool = True

    def place(self, span: Span) -> Place:
        return Place(self.source.name, span)

    def label(self, span: Span, text: str = "") -> Label:
        return Label(self.place(span), text)

    def words(self, name: nodes.Name) -> str:
        """A name as its author wrote it."""
        return as_written(self.source, name) if name.text else ""

    def worth(self, value: nodes.Node) -> nodes.Node:
        """A value as written, or what the setting is worth that stands in its place."""
        seen: set[str] = set()
        while isinstance(value, nodes.Name) and value.text not in seen:
            seen.add(value.text)
            found = self.names.find(value.text, NameKind.SETTING)
            if found is None or not isinstance(found.block, nodes.Setting):
                break
            value = found.block.worth
        return value


def same(name: str) -> str:
    """By what two names are the same for the rules: singular and plural, articles and capitals make no difference."""
    return words.key(name).casefold()


def steps_of(block: nodes.Node) -> tuple[nodes.Step, ...]:
    """The steps below a heading that can be read."""
    match block:
        case nodes.Branch() | nodes.Procedure() | nodes.Around():
            return tuple(step for step in block.steps if isinstance(step, nodes.Step))
        case _:
            return ()


def every_step(tree: nodes.Policy) -> Iterator[nodes.Step]:
    """Every step of every branch, every procedure and every absence."""
    for block in tree.blocks:
        yield from steps_of(block)
