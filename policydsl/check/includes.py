"""What is wrong with the `include` lines of a policy, and what can be said of a text that is only a part of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from policydsl.check.include_problems import INCLUDE_IN_A_CIRCLE, INCLUDE_NOT_FOUND, in_a_circle, not_found
from policydsl.check.problems import NO_POLICY_LINE
from policydsl.diagnostics import Diagnostic
from policydsl.source import Source
from policydsl.syntax import nodes
from policydsl.syntax.include import fault_of

HIDES_OTHERS = frozenset([INCLUDE_NOT_FOUND, INCLUDE_IN_A_CIRCLE, NO_POLICY_LINE])
"""Problems of a text that lacks a part: what else it seems to lack may stand there."""


def faulty_includes(tree: nodes.Policy, source: Source) -> Iterator[Diagnostic]:
    """A problem for each line that includes what is not there."""
    for block in tree.blocks:
        if isinstance(block, nodes.Include) and isinstance(block.file, nodes.Text):
            fault = fault_of(source, block.span.start, block.file.value)
            if fault is not None:
                at = source.place(block.span)
                yield in_a_circle(at, fault) if fault.circle else not_found(at, fault)


def of_a_part(problems: Iterable[Diagnostic], read: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Of a text that lacks a part, only the lines that cannot be read, and what it lacks."""
    found = list(problems)
    if any(one.code in HIDES_OTHERS for one in found):
        return [one for one in found if one.code in HIDES_OTHERS or one in read]
    return found
