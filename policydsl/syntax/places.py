"""Where lines belong, in words."""

from __future__ import annotations

from policydsl.diagnostics import Diagnostic
from policydsl.source import Place, Source
from policydsl.syntax import problems
from policydsl.syntax.assemble import Misplaced
from policydsl.syntax.build import Head

BELONGS = {
    "header_line": ("under `policy`", "move it to the lines below `policy`"),
    "setting_line": ("under a setting", "put it directly below its `setting`"),
    "category_line": ("under a category", "put it directly below its `category`"),
    "document_line": ("under a document", "put it below its `document`"),
    "measure_line": ("in a measure", "put it below its `measure`"),
    "branch_line": ("in a branch", "put it below `branch`, above the first step"),
    "clause": ("in a step", "put it below a `step` or `guidance`"),
    "period_line": ("in a period", "put it below its `period`"),
    "pay_line": ("under `sick pay`", "put it below `sick pay`"),
    "points_line": ("under points", "put it below `points`"),
    "limit_line": ("under a limit", "put it below its `limit`"),
    "reading_line": ("in a reading", "put it below its `reading`"),
    "example_line": ("in an example", "put it below its `example`"),
    "heading": ("in a branch or procedure", "put it below a `branch`, a `procedure` or `after every absence`"),
}


def misplaced(source: Source, found: Misplaced) -> Diagnostic:
    """The problem of a line that stands where it cannot belong."""
    place = Place(source.name, found.line.span)
    if isinstance(found.line.content, Head) and found.line.content.kind == "policy":
        return problems.second_policy(place, included=source.file_at(found.line.span.start) is not source.root)
    belongs, help = BELONGS[found.line.kind]
    return problems.line_in_the_wrong_place(place, belongs, help)
