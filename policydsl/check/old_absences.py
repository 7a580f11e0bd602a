"""A rule about steps of one absence that is over: what a later absence or the calendar may make true falls due then."""

from __future__ import annotations

from collections.abc import Iterator

from policydsl.check import rule_problems as problems
from policydsl.check.names import NameKind
from policydsl.check.versions import plain
from policydsl.check.walk import walk
from policydsl.check.whole import Whole, steps_of
from policydsl.diagnostics import Diagnostic
from policydsl.syntax import nodes

FALLING = frozenset({"under", "at_most", "exactly"})
"""Comparisons that come true when a number falls."""


def no_step_of_an_old_absence_waits_for_a_number_to_fall(whole: Whole) -> Iterator[Diagnostic]:
    """A step after an absence does not wait for a measure, which is of all absences, to be under something.

    The measure falls when a year is over or an absence leaves its window, and the step of each absence that waited
    falls due on that day. A step that also asks for something that is so for a while alone is not meant.
    """
    for block in whole.tree.blocks:
        if not _is_of_ended_absences(block):
            continue
        for step in steps_of(block):
            for line in (plain(one) for one in step.clauses):
                if isinstance(line, nodes.DueWhen) and not _is_kept_to_a_time(line):
                    found = next((one for one in walk(line.condition) if _may_fall(one, whole)), None)
                    if isinstance(found, nodes.Compare):
                        name = whole.words(found.name)
                        yield problems.met_by_old_absences(whole.label(found.span), name, whole.words(step.name))


def _is_of_ended_absences(block: nodes.Node) -> bool:
    match block:
        case nodes.Around(how=nodes.Word(text="after")):
            return True
        case nodes.Branch(scope=nodes.Word(text="each_ended_absence")):
            return True
        case _:
            return False


def _may_fall(piece: nodes.Node, whole: Whole) -> bool:
    match piece:
        case nodes.Compare(name=name, bound=nodes.Bound(comparison=comparison)):
            return comparison.text in FALLING and not _never_falls(name, whole)
        case nodes.Compare(name=name, bound=nodes.Between()):
            return not _never_falls(name, whole)
        case _:
            return False


def _never_falls(measure: nodes.Name, whole: Whole) -> bool:
    """Is it of the whole record, out of which nothing drops?"""
    found = whole.names.find(measure.text, NameKind.MEASURE)
    return (
        found is not None
        and isinstance(found.block, nodes.Measure)
        and isinstance(found.block.window, nodes.WholeRecord)
    )


def _is_kept_to_a_time(line: nodes.DueWhen) -> bool:
    """Is something else asked for that is only so for a while, such as what happened in the last days?"""
    return any(isinstance(one, nodes.Last | nodes.WithinAfter | nodes.DuringPeriod) for one in walk(line.condition))
