"""Rules about what a step waits for: what it counts from has happened, what it asks for can happen first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policydsl.check import rule_problems as problems
from policydsl.check.names import NameKind
from policydsl.check.walk import walk
from policydsl.check.ways import DUE, HELD, Fact, Facts, Ladder, Ways, ways
from policydsl.check.whole import Whole, every_step, same
from policydsl.diagnostics import Diagnostic, Label
from policydsl.frozen import frozen
from policydsl.syntax import nodes


@frozen
class Anchor:
    """An event that a step needs, what must have happened for it, and whether the step counts from its day."""

    event: nodes.Event
    fact: Fact
    counted_from: bool


def every_anchor_has_happened(whole: Whole) -> Iterator[Diagnostic]:
    """Whatever a step counts from, or waits for, has happened or can happen on the way to it.

    While a case waits for a step, no other step of its branch can be held. So what has not happened by then never will.
    """
    found = ways(whole)
    always, sometimes = found.always(), found.sometimes()
    for ladder in found.ladders:
        for step in ladder.steps if ladder.clear else ():
            key = same(step.name.text)
            if key not in always:
                continue
            for anchor in _anchors(whole, found, ladder, step):
                late = _may_be_decided_later(ladder, anchor.fact, sometimes[key])
                if (
                    anchor.fact not in sometimes[key]
                    and not late
                    and not _passed_on_the_way(ladder, step, anchor.fact[0])
                ):
                    at = whole.label(anchor.event.span)
                    yield problems.waits_for_a_later_step(at, whole.label(step.name.span, "the case is here by then"))
                elif anchor.counted_from and anchor.fact not in always[key]:
                    at, event = whole.label(anchor.event.span), whole.source.text_of(anchor.event.span)
                    comes = _comes_without(whole, found, always, step, anchor.fact)
                    yield problems.anchor_not_on_every_path(at, comes, " ".join(event.split()))


def no_step_around_an_absence_waits_for_itself(whole: Whole) -> Iterator[Diagnostic]:
    """What a step after or during every absence counts from happens to another step: it has a case of its own."""
    for block in whole.tree.blocks:
        for step in block.steps if isinstance(block, nodes.Around) else ():
            for line in step.clauses if isinstance(step, nodes.Step) else ():
                match line:
                    case nodes.DueWhen(condition=condition):
                        events = _of_condition(whole, condition)
                    case nodes.DueOn(rule=rule):
                        events = _of_dates(rule)
                    case _:
                        continue
                for event, _ in events:
                    fact = _fact(whole, event)
                    if fact is not None and step.name is not None and fact[0] == same(step.name.text):
                        at, name = whole.label(event.span), whole.label(step.name.span, "this very step")
                        yield problems.waits_for_a_later_step(at, name)


def _may_be_decided_later(ladder: Ladder, fact: Fact, facts: Facts) -> bool:
    """Is it an outcome of a step held on the way, whose `then` took the case on before people decided?"""
    name, what = fact
    told = any(same(one.name.text) == name and _says(one, nodes.Then) for one in ladder.steps)
    return told and what not in (HELD, DUE) and (name, HELD) in facts


def _passed_on_the_way(ladder: Ladder, step: nodes.Step, key: str) -> bool:
    """Is the step one that can be reached directly, from a case that may have been at this earlier one?"""
    before = ladder.steps[: ladder.steps.index(step)]
    return _says(step, nodes.ReachedDirectly) and any(same(one.name.text) == key for one in before)


def _comes_without(whole: Whole, found: Ways, always: Mapping[str, Facts], step: nodes.Step, fact: Fact) -> Label:
    """Where a case comes from for which the event has not happened."""
    key = same(step.name.text)
    for way in found.ending_at(key):
        if way.start in always and (way.back or fact not in always[way.start] | way.gains):
            said = "going back, a case begins anew" if way.back else "a case can come from here without it"
            return whole.label(way.line.span, said)
    return whole.label(step.name.span, "a case can begin here")


def _anchors(whole: Whole, found: Ways, ladder: Ladder, step: nodes.Step) -> Iterator[Anchor]:
    """The events of this or a calling ladder that the step cannot do without."""
    for line in step.clauses:
        match line:
            case nodes.DueWhen(condition=condition):
                events = _of_condition(whole, condition)
            case nodes.DueOn(rule=rule):
                events = _of_dates(rule)
            case nodes.NeverBefore(events=(event,)):
                events = iter([(event, False)])
            case _:
                continue
        for event, counted_from in events:
            fact = _fact(whole, event)
            if fact and _in_reach(found, ladder, step, fact[0]):
                yield Anchor(event, fact, counted_from)


def _of_condition(whole: Whole, condition: nodes.Condition) -> Iterator[tuple[nodes.Event, bool]]:
    """The events without which the condition never holds, and whether it counts from them."""
    match condition:
        case nodes.AllOf(conditions=parts):
            for part in parts:
                yield from _of_condition(whole, part)
        case nodes.Tally(window=window):
            yield from ((event, True) for event in (*_of_window(window), *_of_period(whole, window)))
        case nodes.State(event=event, window=window):
            yield event, False
            yield from ((one, True) for one in (*_of_window(window), *_of_period(whole, window)))
        case _:
            return  # of alternatives, another one may do


def _of_period(whole: Whole, window: nodes.Window | None) -> Iterator[nodes.Event]:
    """The event that starts the period that a window is."""
    match window:
        case nodes.DuringPeriod(period=name):
            found = whole.names.find(name.text, NameKind.PERIOD)
            if found and isinstance(found.block, nodes.Period):
                yield from (line.after for line in found.block.lines if isinstance(line, nodes.Lasts))
        case _:
            return


def _of_window(window: nodes.Window | None) -> Iterator[nodes.Event]:
    match window:
        case nodes.WithinAfter(event=event) | nodes.Since(event=event):
            yield event
        case nodes.EndingOn(ending=nodes.WhenEvent(event=event)):
            yield event
        case _:
            return


def _of_dates(rule: nodes.DateRule) -> Iterator[tuple[nodes.Event, bool]]:
    if any(isinstance(piece, nodes.Failing) for piece in walk(rule)):
        return
    for piece in walk(rule):
        match piece:
            case nodes.AfterEvent(event=event) | nodes.DayOf(event=event):
                yield event, True


def _fact(whole: Whole, event: nodes.Event) -> Fact | None:
    """What must have happened to a step for the event, if it is about a step."""
    match event:
        case nodes.Happens(name=name, happening=nodes.Word(text="held" | "due" as what)):
            fact = HELD if what == "held" else DUE
        case nodes.HasOutcome(name=name, outcome=outcome):
            fact = same(outcome.text)
        case _:
            return None
    found = whole.names.find(name.text, NameKind.STEP)
    return (same(found.name), fact) if found else None


def _in_reach(found: Ways, ladder: Ladder, step: nodes.Step, key: str) -> bool:
    """Is this a step that a case waiting for `step` may have passed, and that cannot be held meanwhile?"""
    if key == same(step.name.text) and _says(step, nodes.NeverBefore):
        return False
    for home in found.ladders:
        for one in home.steps:
            if same(one.name.text) == key:
                free = _says(one, nodes.Early) or _says(one, nodes.ReachedDirectly)
                return home.clear and not free and (home is ladder or _calls(found, home, ladder))
    return False


def _calls(found: Ways, home: Ladder, ladder: Ladder) -> bool:
    """Can a case of `home` be in `ladder`, a procedure?"""
    firsts = {same(one.name.text) for one in home.steps}
    return isinstance(ladder.block, nodes.Procedure) and same(ladder.steps[0].name.text) in found.reached(firsts)


def _says(step: nodes.Step, kind: type[nodes.Node]) -> bool:
    return any(isinstance(line, kind) for line in step.clauses)


def new_says_after_what(whole: Whole) -> Iterator[Diagnostic]:
    """`new` stands only in a count whose window begins with an event."""
    for step in every_step(whole.tree):
        for tally in walk(step):
            if not isinstance(tally, nodes.Tally) or isinstance(tally.window, nodes.WithinAfter | nodes.Since):
                continue
            if isinstance(tally.window, nodes.NotYet | nodes.DuringPeriod | nodes.DuringIt):
                continue
            for count in walk(tally.counts):
                match count:
                    case (
                        nodes.CountAbsences(new=nodes.Word() as new, kind=kind)
                        | nodes.CountNone(new=nodes.Word() as new, kind=kind)
                    ):
                        window = whole.label(tally.window.span, "the window")
                        yield problems.new_after_what(whole.label(new.span), window, whole.words(kind.name))
