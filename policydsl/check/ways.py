"""The ways that a case can take from step to step, and what has happened in it by the time it gets there.

Whether a condition holds plays no part: every outcome can be recorded, every time can pass. What a step's lines lead to
is found in the tree, so that it is known although other lines make no sense. A branch or procedure of which some line
cannot be read is left out: the missing line might be the one that leads somewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from policydsl.check.names import NameKind, is_built_in
from policydsl.check.whole import Whole, same, steps_of
from policydsl.frozen import frozen
from policydsl.syntax import nodes

LEADING = frozenset({"", "then", "outcome", "not_due_by_then", "if_waived", "if_", "clause_of"})
"""The kinds of line that may lead to another step; a line of no kind may be any of them."""
LADDERS = (nodes.Branch, nodes.Procedure)
PLACES = (nodes.WaitFor, nodes.GoTo, nodes.GoBackTo)
HELD, DUE = "held", "due"

Fact = tuple[str, str]
"""A step, and what has happened to it: it was due, it was held, or it had the outcome of this name."""
Facts = frozenset[Fact]
Leads = nodes.Then | nodes.Outcome | nodes.NotDueByThen | nodes.If | nodes.IfWaived | nodes.AtEnd


@frozen
class Ladder:
    """The steps of a branch or procedure; `clear` when every line is known that may lead from one to another."""

    block: nodes.Branch | nodes.Procedure
    steps: tuple[nodes.Step, ...]
    clear: bool

    @property
    def name(self) -> str:
        return same(self.block.name.text)

    @property
    def follows_employee(self) -> bool:
        """Does its case begin again whenever it closes?"""
        match self.block:
            case nodes.Branch(scope=nodes.Word(text="each_employee") | nodes.EachEmployeeOf()):
                return True
            case _:
                return False

    @property
    def ends_by_itself(self) -> bool:
        """Does its case close with the absence that it follows, whatever its steps say?"""
        match self.block:
            case nodes.Branch(scope=nodes.Word(text="each_ended_absence" | "each_absence")):
                return False
            case _:
                return isinstance(self.block, nodes.Branch) and not self.follows_employee


@frozen
class Way:
    """A line that takes a case from a step to a step.

    `back`: what happened in the case so far no longer counts; `waits`: the step is waited for, not due at once;
    `closes`: it is a new case that begins there.
    """

    start: str
    end: str
    line: Leads
    gains: Facts
    back: bool = False
    waits: bool = True
    closes: bool = False


@frozen
class Ways:
    """All ladders, the ways in them, and the steps a case can begin at."""

    ladders: tuple[Ladder, ...]
    ways: tuple[Way, ...]
    firsts: frozenset[str]
    entries: frozenset[str] = frozenset()
    """The steps at which a case may fall due first, because of what was reached before or elsewhere."""

    def ladder_of(self, step: nodes.Step) -> Ladder | None:
        return next((one for one in self.ladders if any(step is known for known in one.steps)), None)

    def ending_at(self, key: str) -> tuple[Way, ...]:
        return tuple(way for way in self.ways if way.end == key)

    def reached(self, start: Iterable[str], takes: Callable[[Way], bool] = lambda _: True) -> frozenset[str]:
        """The steps that ways lead to from these, themselves included."""
        found = set(start)
        todo = list(found)
        while todo:
            key = todo.pop()
            for way in self.ways:
                if way.start == key and way.end not in found and takes(way):
                    found.add(way.end)
                    todo.append(way.end)
        return frozenset(found)

    def waited_for_twice(self, step: nodes.Step) -> bool:
        """Can one case wait for this step again? The branch of an employee begins again whenever its case closes."""
        ladder, key = self.ladder_of(step), same(step.name.text)
        if ladder is None or not ladder.clear:
            return False
        if ladder.follows_employee and (ladder.steps[0] is step or _says(step, nodes.ReachedDirectly)):
            return True
        after = self.reached([key], lambda way: not way.closes)
        return any(way.start in after and way.waits and not way.closes for way in self.ending_at(key))

    def is_always_ahead(self, step: nodes.Step, date: nodes.DateTerm) -> bool:
        """Is this date later than the day on which the step before was held, whatever happens?"""
        match date:
            case nodes.AfterEvent(amount=nodes.Amount() as amount, event=event) if amount.number.value > 0:
                pass
            case _:
                return False
        before = {way.start for way in self.ending_at(same(step.name.text))}
        ladder = self.ladder_of(step)
        first = ladder is not None and ladder.steps[0] is step
        match event:
            case nodes.Happens(name=name, happening=nodes.Word(text="held")) | nodes.HasOutcome(name=name):
                return not first and before == {same(name.text)}
            case nodes.Begins():
                return first and not before
            case _:
                return False

    def always(self) -> Mapping[str, Facts]:
        """What has happened by the time a step is waited for, whichever way the case came."""
        return self._flow(lambda known, more: more if known is None else known & more)

    def sometimes(self) -> Mapping[str, Facts]:
        """What may have happened by the time a step is waited for."""
        return self._flow(lambda known, more: more if known is None else known | more)

    def _flow(self, join: Callable[[Facts | None, Facts], Facts]) -> Mapping[str, Facts]:
        found: dict[str, Facts] = {key: frozenset() for key in self.firsts}
        homes = {same(step.name.text): ladder.name for ladder in self.ladders for step in ladder.steps}
        order = {key: number for number, key in enumerate(homes)}
        changed = True
        while changed:
            changed = False
            for way in self.ways:
                if way.start not in found:
                    continue
                brought = found[way.start] | way.gains
                if way.back:
                    # A lapse keeps what happened to the steps before the one it goes back to; a close keeps nothing.
                    own, kept = homes[way.start], -1 if way.closes else order[way.end]
                    brought = frozenset(fact for fact in brought if homes.get(fact[0]) != own or order[fact[0]] < kept)
                joined = join(found.get(way.end), brought)
                if found.get(way.end) != joined:
                    found[way.end], changed = joined, True
        return found


def ways(whole: Whole) -> Ways:
    """The ways of a policy."""
    ladders = tuple(_ladder(whole, block) for block in whole.tree.blocks if isinstance(block, LADDERS) and block.steps)
    steps = [(ladder, step) for ladder in ladders for step in ladder.steps]
    found = tuple(way for ladder, step in steps for way in _leading_from(whole, ladders, ladder, step))
    found += tuple(way for ladder in ladders for way in _leading_from_periods(whole, ladder, found))
    firsts = frozenset(
        same(step.name.text)
        for ladder, step in steps
        if (step is ladder.steps[0] and isinstance(ladder.block, nodes.Branch)) or _says(step, nodes.ReachedDirectly)
    )
    entering = (
        ladder
        for ladder in ladders
        if isinstance(ladder.block, nodes.Branch) and any(isinstance(one, nodes.Enters) for one in ladder.block.lines)
    )
    return Ways(ladders, found, firsts, frozenset(same(step.name.text) for one in entering for step in one.steps))


def _ladder(whole: Whole, block: nodes.Branch | nodes.Procedure) -> Ladder:
    steps = steps_of(block)
    lines = block.lines if isinstance(block, nodes.Branch) else ()
    periods = periods_of(block)
    clear = (
        len(steps) + len(periods) == len(block.steps)
        and all(isinstance(one, nodes.Pauses | nodes.Enters) for one in lines)
        and all(_is_period_clear(whole, steps, period) for period in periods)
        and all(_is_clear(whole, steps, step) for step in steps)
        and not any(one.at == step.name.span for pair in whole.names.twice for one in pair for step in steps)
    )
    return Ladder(block, steps, clear)


def periods_of(block: nodes.Branch | nodes.Procedure) -> tuple[nodes.Period, ...]:
    """The periods below a heading that can be read."""
    return tuple(one for one in block.steps if isinstance(one, nodes.Period))


def _is_period_clear(whole: Whole, steps: tuple[nodes.Step, ...], period: nodes.Period) -> bool:
    if period.broken or any(isinstance(line, nodes.Broken | nodes.NotYet) for line in period.lines):
        return False
    places = (deed for _, deed in end_deeds(period) if isinstance(deed, PLACES))
    return all(_place(whole, steps, None, deed) is not None for deed in places)


def end_deeds(period: nodes.Period) -> Iterator[tuple[nodes.AtEnd, nodes.Deed]]:
    """What the lines about the end of a period lead to."""
    for line in period.lines:
        if isinstance(line, nodes.AtEnd):
            yield from ((line, deed) for deed in _deeds_in(line.actions))


def _is_clear(whole: Whole, steps: tuple[nodes.Step, ...], step: nodes.Step) -> bool:
    """Is it known of every line of the step whether it leads anywhere, and where?"""
    if step.broken or not step.name.text:
        return False
    for line in step.clauses:
        match line:
            case nodes.Broken(about=rule) | nodes.NotYet(rule=rule) if rule in LEADING:
                return False
    return all(_place(whole, steps, step, deed) is not None for _, deed in deeds(step) if isinstance(deed, PLACES))


def deeds(step: nodes.Step | nodes.Guidance) -> Iterator[tuple[Leads, nodes.Deed]]:
    """What the lines of a step lead to, by themselves or when people decide so."""
    for line in step.clauses:
        match line:
            case nodes.Then() | nodes.Outcome() | nodes.NotDueByThen() | nodes.If() | nodes.IfWaived():
                yield from ((line, deed) for deed in _deeds_in(line.actions))


def _deeds_in(actions: nodes.Actions | None) -> Iterator[nodes.Deed]:
    for action in actions.actions if actions else ():
        match action:
            case nodes.MayDo(deed=deed) | nodes.ShouldDo(deed=deed):
                yield deed
            case _:
                yield action


def _place(
    whole: Whole,
    steps: tuple[nodes.Step, ...],
    step: nodes.Step | None,
    deed: nodes.WaitFor | nodes.GoTo | nodes.GoBackTo,
) -> nodes.Step | None:
    """The step of the same branch or procedure that an action leads to."""
    if step is not None and is_built_in(deed.place.text, "previous step"):
        at = next(number for number, known in enumerate(steps) if known is step)
        return steps[at - 1] if at else None
    found = whole.names.find(deed.place.text, NameKind.STEP)
    return next((known for known in steps if found and known is found.block), None)


def _leading_from_periods(whole: Whole, ladder: Ladder, found: tuple[Way, ...]) -> Iterator[Way]:
    """The ways that the ends of periods open, from the steps that a case may wait for then."""
    first = same(ladder.steps[0].name.text)
    for period in periods_of(ladder.block):
        starts = _waited_for_at_the_end(whole, ladder, period, found)
        for line, deed in end_deeds(period):
            match deed:
                case nodes.WaitFor() | nodes.GoTo() | nodes.GoBackTo():
                    place = _place(whole, ladder.steps, None, deed)
                    back, waits = isinstance(deed, nodes.GoBackTo), not isinstance(deed, nodes.GoTo)
                    if place is not None:
                        end = same(place.name.text)
                        yield from (Way(key, end, line, frozenset(), back, waits) for key in starts)
                case nodes.Close() if ladder.follows_employee:
                    for key in starts:
                        yield Way(key, first, line, frozenset(), back=True, closes=True)


def _waited_for_at_the_end(
    whole: Whole, ladder: Ladder, period: nodes.Period, found: tuple[Way, ...]
) -> frozenset[str]:
    """The steps that a case may be waiting for when a period ends: those that the step it began at leads to."""
    keys = frozenset(same(step.name.text) for step in ladder.steps)
    begins = _begins_at(whole, ladder, period)
    if begins is None:
        return keys
    return keys & ({begins} | {way.end for way in found if way.start == begins and not way.back and way.waits})


def _begins_at(whole: Whole, ladder: Ladder, period: nodes.Period) -> str | None:
    """The step at which a period begins: the one of its event, or the one whose lines bring what its event is about."""
    after = next((line.after for line in period.lines if isinstance(line, nodes.Lasts)), None)
    match after:
        case nodes.Happens(name=name) | nodes.HasOutcome(name=name):
            for step in ladder.steps:
                things = (deed.thing for _, deed in deeds(step) if isinstance(deed, nodes.Do) and deed.thing)
                if same(name.text) in (same(step.name.text), *(same(thing.text) for thing in things)):
                    return same(step.name.text)
    return None


def _leading_from(whole: Whole, ladders: tuple[Ladder, ...], ladder: Ladder, step: nodes.Step) -> Iterator[Way]:
    key, first = same(step.name.text), same(ladder.steps[0].name.text)
    for line, deed in deeds(step):
        gains = _gains(key, line)
        match deed:
            case nodes.WaitFor() | nodes.GoTo() | nodes.GoBackTo():
                place = _place(whole, ladder.steps, step, deed)
                if place is not None:
                    back, waits = isinstance(deed, nodes.GoBackTo), not isinstance(deed, nodes.GoTo)
                    yield Way(key, same(place.name.text), line, gains, back, waits)
            case nodes.Close() if ladder.follows_employee:
                yield Way(key, first, line, frozenset(), back=True, closes=True)
            case nodes.StartProcedure(procedure=name):
                started = whole.names.find(name.text, NameKind.PROCEDURE)
                for other in ladders if started else ():
                    if started and other.block is started.block and other.steps:
                        yield Way(key, same(other.steps[0].name.text), line, gains)


def _gains(key: str, line: Leads) -> Facts:
    """What has happened to a step when this line of it takes the case away."""
    match line:
        case nodes.NotDueByThen() | nodes.AtEnd():
            return frozenset()
        case nodes.If():
            return frozenset({(key, DUE)})
        case nodes.Outcome(name=name):
            return frozenset({(key, DUE), (key, HELD), (key, same(name.text))})
        case nodes.Then() | nodes.IfWaived():
            # What is waived is passed over as if held.
            return frozenset({(key, DUE), (key, HELD)})


def _says(step: nodes.Step, kind: type[nodes.Node]) -> bool:
    return any(isinstance(line, kind) for line in step.clauses)
