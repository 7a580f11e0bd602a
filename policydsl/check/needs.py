"""What in a policy makes a choice necessary: where absences, working days, months and categories by length matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policydsl.check.names import NameKind
from policydsl.check.scaled import base
from policydsl.check.walk import walk
from policydsl.check.whole import Whole, same
from policydsl.diagnostics import Label
from policydsl.syntax import nodes

COUNTS = (nodes.CountAbsences, nodes.CountDays, nodes.CountSetting, nodes.CountNone, nodes.KOfN)
PERSONAL = frozenset({"working_days", "hours", "shifts"})
ORGANISATIONAL = frozenset({"working_days", "working_weeks"})
MONTHS = frozenset({"months", "years"})
SHORTEST_MONTH = 28


def _rules(whole: Whole) -> tuple[nodes.Node, ...]:
    """The blocks that say what holds; an example is a history, and a history makes no choice necessary."""
    return tuple(block for block in whole.tree.blocks if not isinstance(block, nodes.Example))


def absences(whole: Whole) -> Iterator[Label]:
    """Where absences are counted, measured or followed."""
    for block in whole.tree.blocks:
        match block:
            case nodes.Measure():
                yield whole.label(block.name.span, "absences are measured here")
            case nodes.Points(lines=lines) if any(_has_absences(whole, one) for one in lines):
                yield whole.label(block.name.span, "absences have points here")
            case nodes.Branch(scope=nodes.Word() | nodes.NotYet() as scope) if not _of_employees(scope):
                yield whole.label(scope.span, "each absence is followed here")
            case nodes.Around(kind=nodes.Kind() as kind):
                yield whole.label(kind.span, "every absence is followed here")
            case nodes.Pay():
                yield whole.label(block.name.span, "absences are paid here")
        yield from (whole.label(one.span, "absences are counted here") for one in _counts(block))


def _has_absences(whole: Whole, line: nodes.Node) -> bool:
    line = line.line if isinstance(line, nodes.PointsOf) else line
    return isinstance(line, nodes.Entry | nodes.EntryByTime) and not _is_event(whole, line.kind)


def _is_event(whole: Whole, kind: nodes.Kind) -> bool:
    """Is it a kind of events that the policy declares, whose length is minutes and never working time?"""
    return whole.names.find(kind.name.text, NameKind.EVENT) is not None


def linked_runs(whole: Whole) -> Iterator[Label]:
    """Where runs of linked absences are followed."""
    for block in whole.tree.blocks:
        match block:
            case nodes.Branch(scope=nodes.Word(text="each_linked_run") as scope):
                yield whole.label(scope.span, "linked absences are followed here")
            case nodes.Pay(lines=lines):
                for line in (one.line if isinstance(one, nodes.PayOf) else one for one in lines):
                    if isinstance(line, nodes.PayWait) and line.how is not None and line.how.text == "of_each_run":
                        yield whole.label(line.how.span, "linked absences are paid here")


def _of_employees(scope: nodes.Word | nodes.NotYet) -> bool:
    said = scope.text if isinstance(scope, nodes.Word) else scope.rule
    return said.startswith("each_employee")


def categories_by_length(whole: Whole) -> Iterator[Label]:
    """Where something counts absences of a category by length."""
    by_length = names_by_length(whole)
    for block in whole.tree.blocks:
        if isinstance(block, nodes.Category):
            continue
        for kind in walk(block):
            match kind:
                case nodes.Kind() if _is_event(whole, kind):
                    continue
                case nodes.Kind(name=name) if same(name.text) in by_length:
                    yield whole.label(kind.span, "a category by length counts here")
                case nodes.Kind(filters=filters) if any(isinstance(one, nodes.Lasting) for one in filters):
                    yield whole.label(kind.span, "a length decides what counts here")
                case nodes.IsA(what=name) | nodes.IsNotA(what=name) if same(name.text) in by_length:
                    yield whole.label(name.span, "a category by length counts here")


def names_by_length(whole: Whole) -> frozenset[str]:
    """The categories that a length decides, by themselves or through another category."""
    found: set[str] = set()
    categories = [one for one in whole.tree.blocks if isinstance(one, nodes.Category)]
    for _ in categories:
        for category in categories:
            kinds = [one for one in walk(category.kinds) if isinstance(one, nodes.Kind)]
            if any(same(kind.name.text) in found or _lasting(kind) for kind in kinds):
                found.add(same(category.name.text))
    return frozenset(found)


def _lasting(kind: nodes.Kind) -> bool:
    return any(isinstance(one, nodes.Lasting) for one in kind.filters)


def counts_at_several_steps(whole: Whole) -> tuple[Label, ...]:
    """Where two steps count absences, if two do."""
    first_counts = [counts[0] for block in whole.tree.blocks for step in _steps(block) if (counts := [*_counts(step)])]
    labels = (whole.label(one.span, "counted here") for one in first_counts[:2])
    return tuple(labels) if len(first_counts) > 1 else ()


def _steps(block: nodes.Node) -> Iterator[nodes.Node]:
    match block:
        case nodes.Branch() | nodes.Procedure() | nodes.Around():
            yield from block.steps
        case nodes.Guidance():
            yield block


def _counts(piece: nodes.Node) -> Iterator[nodes.Node]:
    return (one for one in walk(piece) if isinstance(one, COUNTS))


def own_working_days(whole: Whole) -> Iterator[Label]:
    """Where working days of a person are measured or counted."""
    of_events = {
        narrows.span
        for kind in walk(_rules(whole))
        if isinstance(kind, nodes.Kind) and _is_event(whole, kind)
        for narrows in kind.filters
    }
    for piece in walk(_rules(whole)):
        match piece:
            case nodes.Lasting() if piece.span in of_events:
                continue
            case nodes.EntryByTime(unit=unit) if unit.text in PERSONAL:
                yield whole.label(piece.span, f"{unit.text.replace('_', ' ')} have points here")
            case nodes.AmountOf(unit=unit) | nodes.WorkDue(unit=unit) | nodes.CountDays(unit=unit):
                if unit.text in PERSONAL:
                    yield whole.label(piece.span, f"{unit.text.replace('_', ' ')} are counted here")
            case (
                nodes.Lasting(bound=bound)
                | nodes.Lasted(bound=bound)
                | nodes.ExpectedToLast(bound=bound)
                | nodes.Expected(bound=bound)
            ):
                limits = [_unscaled(whole, one) for one in _values(bound)]
                if any(isinstance(one, nodes.Amount) and one.unit.text in PERSONAL for one in limits):
                    yield whole.label(piece.span, "this length is counted in working time")


def beside_days(whole: Whole) -> Iterator[Label]:
    """Where it matters which days lie beside an absence and are not worked."""
    for piece in walk(_rules(whole)):
        if isinstance(piece, nodes.NextTo):
            yield whole.label(piece.span, "no working day of the employee lies between")
        elif isinstance(piece, nodes.FallingOn | nodes.StartingOnDays) and same(piece.what.text) == same("days off"):
            yield whole.label(piece.span, "a day off is one that is not worked")


def days_worked(whole: Whole) -> Iterator[Label]:
    """Where it matters which days are working days of a person."""
    yield from own_working_days(whole)
    yield from beside_days(whole)
    yield from paid_working_days(whole)


def part_days(whole: Whole) -> Iterator[Label]:
    """Where it matters what a part day counts as."""
    yield from own_working_days(whole)
    for block in whole.tree.blocks:
        if isinstance(block, nodes.Pay):
            yield whole.label(block.name.span, "days of pay are counted here")


def paid_working_days(whole: Whole) -> Iterator[Label]:
    """Where sick pay is counted in working days."""
    for block in whole.tree.blocks:
        if isinstance(block, nodes.Pay):
            for piece in walk(block):
                if isinstance(piece, nodes.Word) and piece.text == "working_days":
                    yield whole.label(piece.span, "working days are paid here")


def working_patterns(whole: Whole) -> Iterator[Label]:
    """Where it matters on which days a person works."""
    yield from days_worked(whole)
    for piece in walk(_rules(whole)):
        if isinstance(piece, nodes.Prorata):
            yield whole.label(piece.span, "this value is for a person's own week")
        if isinstance(piece, nodes.Having) and piece.measured.text != "service":
            yield whole.label(piece.span, "this group goes by a person's own week")


def _unscaled(whole: Whole, value: nodes.Node) -> nodes.Node:
    """A value in its unit, whatever share of it is meant."""
    seen: set[str] = set()
    worth = base(whole.worth(value))
    while isinstance(worth, nodes.Name) and worth.text not in seen:
        seen.add(worth.text)
        worth = base(whole.worth(worth))
    return worth


def organisation_days(whole: Whole) -> Iterator[Label]:
    """Where a notice, a deadline or a duration is counted in working days."""
    for piece in walk(_rules(whole)):
        for length in _durations(piece):
            worth = _unscaled(whole, length)
            if isinstance(worth, nodes.Amount) and worth.unit.text in ORGANISATIONAL:
                yield whole.label(length.span, "this time is counted in working days")


def months(whole: Whole) -> Iterator[Label]:
    """Where months or years are counted from a day."""
    for piece in (*walk(whole.tree.header), *walk(_rules(whole))):
        match piece:
            case nodes.Amount(unit=unit) if unit.text in MONTHS:
                yield whole.label(piece.span, f"{unit.text} are counted here")
            case nodes.HalfYear(start=start) if start.day > SHORTEST_MONTH:
                yield whole.label(piece.span, "the other half-year starts six months later")


def leave_years(whole: Whole) -> Iterator[Label]:
    """Where something is looked at in the leave year."""
    for piece in walk(_rules(whole)):
        match piece:
            case nodes.EachYear(year=nodes.Word(text="year_of_leave")):
                yield whole.label(piece.span, "the leave year is looked at here")


def pay_periods(whole: Whole) -> Iterator[Label]:
    """Where something is looked at in pay periods."""
    for piece in walk(_rules(whole)):
        match piece:
            case nodes.EachYear(year=nodes.Word(text="pay_period")) | nodes.Amount(unit=nodes.Word(text="pay_periods")):
                yield whole.label(piece.span, "pay periods are looked at here")


def active_service(whole: Whole) -> Iterator[Label]:
    """Where a time is one of active service."""
    for piece in walk(whole.tree.blocks):
        match piece:
            case nodes.Amount(how=nodes.Word(text="of_active_service")):
                yield whole.label(piece.span, "active service is counted here")


def steps_without_waiver(whole: Whole) -> Iterator[Label]:
    """Steps of a branch or procedure that do not say what follows when they are waived."""
    for block in whole.tree.blocks:
        match block:
            case nodes.Branch() | nodes.Procedure():
                for step in block.steps:
                    if isinstance(step, nodes.Step) and not says(step.clauses, "if_waived", nodes.IfWaived):
                        yield whole.label(step.name.span, "this step can be waived")


def says(lines: Iterable[nodes.Node], rule: str, *kinds: type[nodes.Node]) -> bool:
    """Is one of these lines there, or one that could not be read and seems to be?"""
    return any(isinstance(one, kinds) or (isinstance(one, nodes.Broken) and one.about == rule) for one in lines)


def reads_as_fact(whole: Whole, name: nodes.Name) -> bool:
    """Is this the name of a fact?"""
    return whole.names.find(name.text, NameKind.FACT) is not None


def _values(bound: nodes.Bounds) -> tuple[nodes.Node, ...]:
    match bound:
        case nodes.Bound(value=value):
            return (value,)
        case nodes.Between(low=low, high=high) | nodes.BetweenOpen(low=low, high=high):
            return (low, high)


def _durations(piece: nodes.Node) -> tuple[nodes.Node, ...]:
    """The times that a piece lays down, from or up to a day."""
    match piece:
        case nodes.Notice() | nodes.HeldWithin() | nodes.Postponed() | nodes.Every() | nodes.AddTo():
            return (piece.amount,)
        case nodes.WithinAfterMeeting() | nodes.AtLeastBefore() | nodes.AfterEvent() | nodes.BeforeDate():
            return (piece.amount,)
        case nodes.Last() | nodes.EndingOn() | nodes.WithinAfter() | nodes.OtherDate() | nodes.Lasts():
            return (piece.length,)
        case nodes.Appeal(within=nodes.Amount() as within):
            return (within,)
        case nodes.Bring(named=nodes.Amount() as named):
            return (named,)
        case _:
            return ()
