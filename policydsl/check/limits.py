"""What a limit is short for: a measure of what is used, a setting with how much that may be, and a step beyond it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policydsl.check.day_problems import limit_from_above
from policydsl.check.whole import same
from policydsl.diagnostics import Diagnostic
from policydsl.source import Place, Source
from policydsl.syntax import nodes

BEYOND = {"at_most": "over", "under": "at_least", "fewer_than": "at_least"}
"""What it means to be beyond a limit, by the comparison that it is written with."""


def expanded(tree: nodes.Policy) -> nodes.Policy:
    """The tree with every limit written out.

    `limit L is at most N units of K W` is the measure `L W`, made of so many units of K, with the days inside the
    window and day by day; a setting `limit of L`; and a branch `L` for each employee, whose step `beyond L` falls due
    when the measure is over the setting, again only after falling back, and closes when it is recorded as held.
    """
    if not any(isinstance(block, nodes.Limit) for block in tree.blocks):
        return tree
    return replace(tree, blocks=tuple(part for block in tree.blocks for part in _written_out(block)))


def problems_of_limits(tree: nodes.Policy, source: Source) -> Iterator[Diagnostic]:
    """Limits that say how much it must be, and not how much it may be."""
    for block in tree.blocks:
        match block:
            case nodes.Limit(comparison=nodes.Word(text=text, span=span)) if text not in BEYOND:
                yield limit_from_above(Place(source.name, span))


def _written_out(block: nodes.PolicyBlock) -> Iterator[nodes.PolicyBlock]:
    match block:
        case nodes.Limit(
            comparison=nodes.Word() as comparison,
            number=nodes.Number() as number,
            unit=nodes.Word() as unit,
            kind=nodes.Kind() as kind,
        ) if not isinstance(block.window, nodes.Broken):
            name, at = block.name, block.name.span
            most = nodes.Name(text=f"limit of {name.text}", quoted=True, span=at)
            yield _setting(block, most, number, unit)
            yield nodes.Measure(
                name=name,
                window=block.window,
                lines=(
                    nodes.Formula(value=nodes.AmountOf(unit=unit, kind=_absence(kind), span=kind.span), span=kind.span),
                    *_counting(kind),
                    nodes.Straddle(how=nodes.Word(text="days_inside", span=at), span=at),
                    nodes.Running(how=nodes.Word(text="day_by_day", span=at), span=at),
                ),
                cites=block.cites,
                span=block.span,
            )
            beyond = nodes.Word(text=BEYOND.get(comparison.text, "over"), span=comparison.span)
            bound = nodes.Bound(comparison=beyond, value=most, span=number.span)
            yield _branch(block, nodes.Compare(name=name, bound=bound, span=at))
        case nodes.Limit():
            return
        case _:
            yield block


def _absence(kind: nodes.Kind) -> nodes.Kind:
    return nodes.Kind(name=nodes.Name(text="absence", span=kind.name.span), filters=(), span=kind.span)


def _counting(kind: nodes.Kind) -> Iterator[nodes.Counting]:
    """Only absences of the kind count, where it is not all of them."""
    if not kind.filters and same(kind.name.text) == same("absence"):
        return
    which = nodes.Either(kinds=(kind,), span=kind.span)
    yield nodes.Counting(kinds=nodes.Kinds(which=which, span=kind.span), span=kind.span)


def _setting(block: nodes.Limit, name: nodes.Name, number: nodes.Number, unit: nodes.Word) -> nodes.Setting:
    """How much it may be, for this person."""
    amount = nodes.Amount(number=number, unit=unit, span=number.span)
    worth: nodes.Worth = amount
    if block.week is not None:
        worth = nodes.Scaled(value=amount, week=block.week, rounding=block.rounding, span=number.span)
    elif isinstance(block.rounding, nodes.Rounding):
        worth = nodes.Rounded(value=amount, rounding=block.rounding, span=number.span)
    return nodes.Setting(name=name, worth=worth, cites=block.cites, span=block.span)


def _branch(block: nodes.Limit, passed: nodes.Compare) -> nodes.Branch:
    """The branch of a limit, with its one step."""
    at = block.name.span
    close = nodes.Actions(actions=(nodes.Close(span=at),), span=at)
    clauses: list[nodes.StepClause] = [
        nodes.DueWhen(condition=passed, cites=block.cites, span=at),
        nodes.Again(how=nodes.Word(text="only_after_falling_back", span=at), span=at),
        *(
            nodes.If(condition=passed, actions=line.actions, cites=line.cites, span=line.span)
            for line in block.lines
            if isinstance(line, nodes.Beyond)
        ),
        nodes.Then(actions=close, span=at),
        nodes.IfWaived(actions=close, span=at),
    ]
    step = nodes.Step(
        name=nodes.Name(text=f"beyond {block.name.text}", quoted=True, span=at),
        clauses=tuple(clauses),
        cites=block.cites,
        span=block.span,
    )
    scope = nodes.Word(text="each_employee", span=at)
    return nodes.Branch(name=block.name, scope=scope, steps=(step,), cites=block.cites, span=block.span)
