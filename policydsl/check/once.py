"""Lines of which a block has one: the second is reported."""

from __future__ import annotations

from dataclasses import field

from policydsl.check import problems
from policydsl.check.scene import Scene
from policydsl.frozen import frozen
from policydsl.source import Span
from policydsl.syntax import nodes


@frozen
class Once:
    """What the lines of one block have said so far, and where."""

    scene: Scene
    said: dict[tuple[str, object, object], Span] = field(default_factory=dict)

    def first(self, line: nodes.Node, what: str) -> bool:
        """Is this the first line that says so, of one day and one group? Another one is reported."""
        guard = self.scene.guard
        where = self.said.setdefault((what, guard.first, guard.group), line.span)
        if where != line.span:
            self.scene.say(problems.said_twice(self.scene.at(line.span), what, self.scene.at(where)))
        return where == line.span
