"""Names that are declared and stand nowhere else: a slip, or lines that can go."""

from __future__ import annotations

from collections.abc import Iterator

from policydsl.check import problems
from policydsl.check.names import NameKind, Names
from policydsl.diagnostics import Diagnostic
from policydsl.source import Place, Source
from policydsl.syntax import nodes

OF_USE_ELSEWHERE = (
    *(NameKind.SETTING, NameKind.CATEGORY, NameKind.MEASURE, NameKind.FACT, NameKind.DOCUMENT),
    *(NameKind.CONDITION, NameKind.GROUP, NameKind.REASON, NameKind.CALENDAR, NameKind.EVENT, NameKind.POINTS),
)
"""Kinds that do nothing by themselves; a procedure that nothing starts is the matter of a rule."""


def unused(names: Names, source: Source) -> Iterator[Diagnostic]:
    """Everything declared that nothing uses; what an included file declares may be for another policy."""
    used = {use.what.at for use in names.uses}
    for one in names.of(*OF_USE_ELSEWHERE):
        # A category that cites the source text stands for what the source defines, used or not.
        defined = one.kind is NameKind.CATEGORY and isinstance(one.block, nodes.Category) and one.block.cites
        if one.at not in used and not defined and source.file_at(one.at.start) is source.root:
            yield problems.unused(Place(source.name, one.at), one.kind.value, one.name)
