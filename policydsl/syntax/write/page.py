"""A policy as a page: clauses and comments in order, how deep each stands, and where empty lines go."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from policydsl.source import Span
from policydsl.syntax import nodes, text
from policydsl.syntax.lines import Placed, lines

TOGETHER = frozenset(
    [
        *("setting", "category", "fact", "principle", "document", "measure", "group", "reason", "calendar", "event"),
        *("condition", "guarantee", "include"),
    ]
)
"""Blocks that may stand one below the other without an empty line, while they have no lines of their own."""
SAME = {"SetAt": "setting", "set_at": "setting", "NamedCondition": "condition"}


@dataclass(slots=True)
class Item:
    """A clause or a comment with lines of its own: how deep it stands, and whether an empty line comes before it.

    `inside` are the comments between the lines of a clause, `behind` is the one at its end.
    """

    span: Span
    placed: Placed | None = None
    comment: nodes.Comment | None = None
    inside: list[nodes.Comment] = field(default_factory=list)
    behind: nodes.Comment | None = None
    depth: int = 0
    blank: bool = False

    @property
    def end(self) -> int:
        return self.behind.span.end if self.behind else self.span.end

    @property
    def heading(self) -> bool:
        return self.placed is not None and self.placed.heading

    @property
    def kind(self) -> str:
        """What a heading opens."""
        node = self.placed.node if self.placed else None
        name = node.rule if isinstance(node, nodes.NotYet) else type(node).__name__
        return SAME.get(name, name).lower()


def arranged(tree: nodes.Policy, plain: str) -> list[Item]:
    """What stands on the page, in order."""
    items = _items(tree, plain)
    for before, item in pairwise(items):
        item.blank = plain.count("\n", before.end, item.span.start) > 1
    _go_through_clauses(items)
    return items


def _items(tree: nodes.Policy, plain: str) -> list[Item]:
    """Clauses with what the tree knows of them, and comments."""
    placed = lines(tree)
    starts = [line.node.span.start for line in placed]
    clauses = []
    for span in text.clauses(plain):
        index = bisect_left(starts, span.start)
        known = index < len(starts) and starts[index] < span.end
        clauses.append(Item(span, placed[index] if known else None))
    ends = [item.span.end for item in clauses]
    comments = []
    for comment in tree.comments:
        index = bisect_right(ends, comment.span.start)
        if index < len(clauses) and clauses[index].span.start < comment.span.start:
            clauses[index].inside.append(comment)
        elif comment.alone:
            comments.append(Item(comment.span, comment=comment))
        else:
            clauses[index - 1].behind = comment
    return sorted([*clauses, *comments], key=lambda item: item.span.start)


def _go_through_clauses(items: list[Item]) -> None:
    """Give every clause its depth and its empty line, with the comments that stand before it."""
    depth, top, before = 0, "", -1
    for index, item in enumerate(items):
        if item.comment is not None:
            continue
        # A line of a block that the tree does not have yet stands below that block's heading.
        item.depth = item.placed.depth if item.placed else depth + 1
        first = _place_comments(items, before, index)
        if item.heading:
            alike = item.depth == 0 and item.kind == top and top in TOGETHER
            apart = not alike or not items[before].heading
            items[first].blank = before >= 0 and (apart or items[first].blank)
            depth, top = item.depth, item.kind if item.depth == 0 else top
        elif before >= 0 and items[before].heading and first == before + 1:
            items[first].blank = False
        before = index
    _place_comments(items, before, len(items))


def _place_comments(items: Sequence[Item], before: int, after: int) -> int:
    """Give the comments between two clauses their depth; where begins what belongs to the second of them.

    Comments belong to the clause after them, unless they follow a clause directly and an empty line follows them.
    """
    first = before + 1
    follow = before >= 0 and first < after and not items[first].blank
    if follow:
        first = next((at for at in range(first + 1, after) if items[at].blank), after)
        if first == after < len(items) and not items[after].blank:
            first = before + 1
    deeper = after < len(items) and items[before].heading and items[after].depth > items[before].depth
    for at in range(before + 1, first):
        items[at].depth = items[after if deeper else before].depth
    for at in range(first, after):
        items[at].depth = items[after].depth if after < len(items) else 0
    return first
