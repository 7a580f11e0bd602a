"""Lines to blocks: which lines belong under which heading, and what becomes of those that stand elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from policydsl.frozen import frozen
from policydsl.source import Span
from policydsl.syntax import nodes
from policydsl.syntax.build import Head, shapes

BELONGS_IN: Mapping[str, tuple[str, ...]] = {
    "header_line": ("policy",),
    "setting_line": ("setting",),
    "category_line": ("category",),
    "document_line": ("document",),
    "measure_line": ("measure",),
    "branch_line": ("branch",),
    "clause": ("step", "guidance"),
    "period_line": ("period",),
    "pay_line": ("pay",),
    "points_line": ("points",),
    "limit_line": ("limit",),
    "reading_line": ("reading",),
    "example_line": ("example",),
}
"""The kinds of line, and the kinds of block they may stand in."""

INNER = ("step", "period")
HOLDS_STEPS = ("branch", "procedure", "around")


@frozen
class Line:
    """One clause, read: its kind, and a heading or a node. A broken heading is a Head whose values are missing."""

    kind: str
    content: Any
    span: Span
    cites: tuple[str, ...] = ()
    broken: bool = False


@dataclass(slots=True)
class Open:
    """A block while its lines are being gathered."""

    head: Line
    lines: list[Any] = field(default_factory=list)
    steps: list[Any] = field(default_factory=list)
    last: int = 0

    @property
    def kind(self) -> str:
        return str(self.head.content.kind)

    @property
    def span(self) -> Span:
        return Span(self.head.span.start, max(self.head.span.end, self.last))


@frozen
class Misplaced:
    """A line that stands where it cannot belong; `under` is the kind of block it stands in, or nothing."""

    line: Line
    under: str


@dataclass(slots=True)
class Assembly:
    """Gathers lines into blocks, in order."""

    head: nodes.PolicyHead | None = None
    header: list[Any] = field(default_factory=list)
    blocks: list[Any] = field(default_factory=list)
    misplaced: list[Misplaced] = field(default_factory=list)
    top: Open | None = None
    inner: Open | None = None
    doubtful: bool = False
    """Whether the line last seen that may have been a heading could not be read: what follows may belong to it."""

    def take(self, line: Line) -> None:
        """Put one more line where it belongs."""
        if not isinstance(line.content, Head):
            self._take_line(line)
        elif line.content.kind in INNER:
            self._take_inner(line)
        else:
            self.close()
            self.doubtful = False
            if line.content.kind == "policy" and self.head is not None:
                self.misplaced.append(Misplaced(line, "policy"))
            self.top = Open(line)

    def end_file(self) -> None:
        """Finish what is open where one file ends and another goes on: no block runs from one into the other."""
        self.close()
        self.doubtful = False

    def close(self) -> None:
        """Finish what is open."""
        self._close_inner()
        if self.top is None:
            return
        if self.top.kind in INNER:
            name = self.top.head.content.name
            self.blocks.append(nodes.Broken(span=self.top.span, about=self.top.kind, name=name))
        elif self.top.kind != "policy":
            self.blocks.append(block(self.top))
        elif self.head is None:
            made = block(self.top)
            assert isinstance(made, nodes.PolicyHead)
            self.head, self.header = made, self.top.lines
        self.top = None

    def _close_inner(self) -> None:
        if self.inner is not None and self.top is not None:
            self.top.steps.append(block(self.inner))
            self.top.last = self.inner.span.end
        self.inner = None

    def _take_inner(self, line: Line) -> None:
        self._close_inner()
        if self.top is None or self.top.kind not in HOLDS_STEPS:
            # Of several steps in a row that stand nowhere, the first is told.
            if not self.doubtful and (self.top is None or self.top.kind not in INNER):
                self.misplaced.append(Misplaced(line, self.top.kind if self.top else ""))
            self.close()
            self.top = Open(line)
        else:
            self.doubtful = False
            self.inner = Open(line)

    def _take_line(self, line: Line) -> None:
        place = self.inner or self.top
        self.doubtful = self.doubtful or (line.broken and not line.kind)
        if place is None:
            self.misplaced += [] if line.broken or self.doubtful else [Misplaced(line, "")]
            self.blocks.append(stray(line))
        elif line.broken and not _holds_lines(place.kind):
            self.close()
            self.blocks.append(stray(line))
        elif line.broken or place.kind in BELONGS_IN[line.kind]:
            place.lines.append(line.content)
            place.last = line.span.end
        elif not self.doubtful:
            self.misplaced.append(Misplaced(line, place.kind))


def _holds_lines(kind: str) -> bool:
    return any(kind in kinds for kinds in BELONGS_IN.values())


def stray(line: Line) -> nodes.Broken:
    """A line that is in no block."""
    about = line.content.about if isinstance(line.content, nodes.Broken) else ""
    return nodes.Broken(span=line.span, about=about)


def block(found: Open) -> Any:
    """The node of a finished block; a block that the tree does not have yet keeps none of its lines."""
    head, cites = found.head.content, found.head.cites
    shape = shapes().get("policy_head" if head.kind == "policy" else head.kind)
    if shape is None:
        return nodes.NotYet(rule=head.kind, name=head.name, span=found.span, cites=cites)
    below = {"lines": found.lines, "says": found.lines, "clauses": found.lines, "steps": found.steps}
    own = [known for known in shape.fields if known not in below]
    values = dict(zip(own, head.values, strict=not head.broken))
    if head.broken:
        gone = nodes.Broken(span=found.head.span, about=head.kind)
        nameless = nodes.Name(text="", span=found.head.span)
        values |= {
            known: nameless if known == "name" else gone for known in own[len(values) :] if known in shape.needed
        }
    lines = {known: tuple(below[known]) for known in shape.fields if known in below}
    return shape.make(span=found.span, cites=cites, broken=head.broken, **values, **lines)
