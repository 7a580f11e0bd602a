"""A rule about measures: which absences they take only once it is known how long they lasted, though they run on."""

from __future__ import annotations

from collections.abc import Iterator

from policydsl.check import rule_problems as problems
from policydsl.check.names import NameKind
from policydsl.check.needs import says
from policydsl.check.walk import walk
from policydsl.check.whole import Whole, same
from policydsl.diagnostics import Diagnostic
from policydsl.syntax import nodes

UP_TO = frozenset({"at_most", "under", "exactly"})
FROM = frozenset({"at_least", "over", "exactly"})


def every_measure_says_whether_a_short_absence_counts_while_it_runs(whole: Whole) -> Iterator[Diagnostic]:
    """Absences up to a length are settled on the return; a measure that counts day by day says what holds till then."""
    if not whole.complete or _taken_on_its_first_day(whole):
        return
    for block in whole.tree.blocks:
        if not isinstance(block, nodes.Measure) or says(block.lines, "by_length", nodes.ByLength):
            continue
        if not any(isinstance(line, nodes.Running) and line.how.text == "day_by_day" for line in block.lines):
            continue
        found = next(_known_on_the_return(whole, block), None)
        if found is not None:
            yield problems.counts_nothing_while_away(
                whole.label(found.span), whole.label(block.name.span), whole.words(block.name)
            )


def _taken_on_its_first_day(whole: Whole) -> bool:
    lines = [line for line in whole.tree.header if isinstance(line, nodes.TakesCategory)]
    return bool(lines) and all(line.how.text == "on_first_day" for line in lines)


def _known_on_the_return(whole: Whole, measure: nodes.Measure) -> Iterator[nodes.Node]:
    """The kinds of a measure to which nobody can tell that an absence belongs before it is over."""
    for line in measure.lines:
        match line:
            case nodes.Formula(value=value):
                yield from (one for one in walk(value) if isinstance(one, nodes.Kind) and _is_open(whole, one, FROM))
            case nodes.Counting(kinds=kinds) if _any_open(whole, kinds, inside=True):
                yield kinds
            case nodes.NotCounting(kinds=kinds) if _any_open(whole, kinds, inside=False):
                yield kinds


def _any_open(whole: Whole, kinds: nodes.Kinds, *, inside: bool, seen: frozenset[str] = frozenset()) -> bool:
    certain, doubtful = (FROM, UP_TO) if inside else (UP_TO, FROM)
    but = kinds.but_not.kinds if kinds.but_not else ()
    return any(_is_open(whole, one, certain, seen) for one in kinds.which.kinds) or any(
        _is_open(whole, one, doubtful, seen) for one in but
    )


def _is_open(whole: Whole, kind: nodes.Kind, certain: frozenset[str], seen: frozenset[str] = frozenset()) -> bool:
    """Does a length decide on the kind in a way that may change as long as the absence goes on?

    `certain`: the comparisons that no further day changes once they hold.
    """
    inside = "over" in certain
    for one in kind.filters:
        if isinstance(one, nodes.Lasting):
            comparison = one.bound.comparison.text if isinstance(one.bound, nodes.Bound) else "exactly"
            if comparison not in certain or comparison == "exactly":
                return True
    found = whole.names.find(kind.name.text, NameKind.CATEGORY)
    category = found.block if found else None
    if not isinstance(category, nodes.Category) or not isinstance(category.kinds, nodes.Kinds):
        return False
    name = same(category.name.text)
    return name not in seen and _any_open(whole, category.kinds, inside=inside, seen=seen | {name})
