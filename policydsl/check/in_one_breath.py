"""Rules about what is over, or comes true, on the very day on which a case comes to it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from policydsl.check import rule_problems as problems
from policydsl.check.whole import Whole
from policydsl.diagnostics import Diagnostic
from policydsl.domain.number import Comparison, Exact
from policydsl.model.action import Actions, Close, Do, Modal, ResetPeriod, StopCounting, TakeOff, WaitFor
from policydsl.model.amount import (
    Amount,
    Deed,
    During,
    Ending,
    Event,
    OutcomeEvent,
    Since,
    StepEvent,
    ThingEvent,
    Value,
    Within,
)
from policydsl.model.clause import Form, Written
from policydsl.model.condition import Both, Compare, Condition, Either, Named, Running, without_guards
from policydsl.model.named import parts_of
from policydsl.model.period import Period
from policydsl.model.policy import Branch, DueWhen, Policy, Procedure, Step


def every_period_outlives_the_day_on_which_it_begins(whole: Whole) -> Iterator[Diagnostic]:
    """A period that does not go on ends with its case; so what begins it stands in no line that closes the case."""
    for block in _blocks(whole.policy):
        for period in block.periods:
            if period.goes_on is not None:
                continue
            for form in period.lasts.forms:
                for line in _closing(form.meaning.after, block):
                    at = whole.label(form.written.span)
                    closes = whole.label(line.span, "here the case closes, and the period with it")
                    yield problems.period_never_runs(at, closes, period.name)


def no_period_that_others_ask_about_is_cut_short(whole: Whole) -> Iterator[Diagnostic]:
    """A period that is asked about from outside its case goes on when its case closes, or no line closes that early."""
    for block in _blocks(whole.policy):
        for period in block.periods:
            asked = _asked_from_outside(period.name, block, whole.policy) if period.goes_on is None else None
            never_runs = any(True for form in period.lasts.forms for _ in _closing(form.meaning.after, block))
            closing = next(_closes_early(period, block), None) if asked is not None and not never_runs else None
            if asked is not None and closing is not None:
                at, asks = whole.label(asked.span), whole.label(closing.span, "here the case may close, and it with it")
                yield problems.period_cut_short(at, asks, period.name)


def _asked_from_outside(name: str, block: Branch | Procedure, policy: Policy | None) -> Written | None:
    """A line that asks whether a period runs, or what falls in it, where the case that had it may be closed."""
    for step in policy or ():
        if step.owner == block.name and step is not block.steps[0]:
            continue
        for form in step.due.forms if step.due is not None else ():  # its guards are part of it
            if any(isinstance(part, Running | During) and part.period == name for part in parts_of(form.meaning)):
                return form.written
    return None


def _closes_early(period: Period, block: Branch | Procedure) -> Iterator[Written]:
    """The lines of what follows a later meeting, or a time that passes, that close the case."""
    events = [form.meaning.after for form in period.lasts.forms]
    begins = next((number for number, one in enumerate(block.steps) if _brings_about(one, events)), len(block.steps))
    for step in block.steps[begins + 1 :]:
        for outcome in step.outcomes:
            yield from (one.written for one in outcome.forms if _closes(one.meaning.actions))
        for follows in (step.then, step.not_due):
            yield from (one.written for one in (follows.forms if follows else ()) if _closes(one.meaning))


def _brings_about(step: Step, events: list[Event]) -> bool:
    for event in events:
        match event:
            case StepEvent(of) | OutcomeEvent(of):
                if of == step.name:
                    return True
            case ThingEvent(thing):
                if any(isinstance(part, Do) and part.thing == thing for part in parts_of(step)):
                    return True
            case _:
                continue
    return False


def _blocks(policy: Policy | None) -> Iterator[Branch | Procedure]:
    if policy is not None:
        yield from policy.branches.values()
        yield from policy.procedures.values()


def _closing(event: Event, block: Branch | Procedure) -> Iterator[Written]:
    """The lines of the block that bring the event about and close the case."""
    for step in block.steps:
        outcomes = [form for clause in step.outcomes for form in clause.forms]
        match event:
            case ThingEvent(thing):
                for form in outcomes:
                    if _closes(form.meaning.actions) and _brings(form.meaning.actions, thing):
                        yield form.written
                yield from (one.written for one in _then(step) if _closes(one.meaning) and _brings(one.meaning, thing))
            case OutcomeEvent(of, name) if of == step.name:
                for form in outcomes:
                    if form.meaning.name == name and _closes(form.meaning.actions):
                        yield form.written
            case StepEvent(of, Deed.HELD) if of == step.name:
                yield from (one.written for one in _then(step) if _closes(one.meaning))
            case _:
                continue


def _then(step: Step) -> tuple[Form[Actions], ...]:
    return step.then.forms if step.then else ()


def _closes(actions: Actions) -> bool:
    return any(one.modal is Modal.DOES and isinstance(one.deed, Close) for one in actions)


def _brings(actions: Actions, thing: str) -> bool:
    """Is the thing done for certain? What may or should be done can come later."""
    return any(one.modal is Modal.DOES and isinstance(one.deed, Do) and one.deed.thing == thing for one in actions)


# ------------------------------------------------------------------ so already

LESS = (StopCounting, TakeOff, ResetPeriod)
"""Actions after which something counts for less than before."""
HIGHER = (Comparison.AT_LEAST, Comparison.OVER)


def no_step_asks_less_than_the_one_before_it(whole: Whole) -> Iterator[Diagnostic]:
    """What a step waits for is not so already because of what led to the step before it."""
    for block in _blocks(whole.policy):
        steps = {one.name: one for one in block.steps}
        for before in block.steps:
            for name in dict.fromkeys(_led_to(before)):
                after = steps.get(name)
                if after is None or after is before or after.direct is not None or not _is_later(before, after, block):
                    continue
                found = _no_higher(before, after)
                if found is not None and not _counts_anew(found[0], whole.policy):
                    was = whole.label(found[2].span, "this led to the step before it")
                    yield problems.met_when_the_case_comes(whole.label(found[1].span), was, found[0], before.name)


def _is_later(before: Step, after: Step, block: Branch | Procedure) -> bool:
    names = [one.name for one in block.steps]
    return names.index(before.name) < names.index(after.name)


def _led_to(step: Step) -> Iterator[str]:
    """The steps that a case comes to wait for from here, with nothing done to any count on the way."""
    lines = [*(form.meaning.actions for clause in step.outcomes for form in clause.forms)]
    lines += [form.meaning for form in _then(step)]
    for actions in lines:
        for one in actions:
            if isinstance(one.deed, WaitFor) and not any(isinstance(other.deed, LESS) for other in actions):
                yield one.deed.step


def _counts_anew(name: str, policy: Policy | None) -> bool:
    """Does the measure count from an event or during a period, which the way to the step may have begun anew?"""
    windows = policy.measures[name].window.forms if policy and name in policy.measures else ()
    return any(isinstance(form.meaning, Since | Within | During | Ending) for form in windows)


def _no_higher(before: Step, after: Step) -> tuple[str, Written, Written] | None:
    """A measure of which the later step asks no more, and the two lines."""
    for form in after.due.forms if after.due else ():
        if not isinstance(form.meaning, DueWhen):
            continue
        for asks in _alone(form.meaning.condition):
            for earlier in before.due.forms if before.due else ():
                if isinstance(earlier.meaning, DueWhen):
                    for asked in _alone(earlier.meaning.condition):
                        if _is_no_more(asks, asked):
                            return asks.measure, form.written, earlier.written
    return None


def _alone(condition: Condition) -> Iterator[Compare]:
    """The comparisons that make a step due by themselves."""
    match without_guards(condition):
        case Compare() as one:
            yield one
        case Either(parts):
            for part in parts:
                yield from _alone(part)
        case Named(clause=clause, negated=False):
            for form in clause.forms:
                yield from _alone(form.meaning)
        case Both() | _:
            return


def _is_no_more(asks: Compare, asked: Compare) -> bool:
    if asks.measure != asked.measure or asks.bound.comparison not in HIGHER or asked.bound.comparison not in HIGHER:
        return False
    if asks.bound.up_to is not None or asked.bound.up_to is not None:
        return False
    if asks.bound.value == asked.bound.value:
        return asks.bound.comparison is asked.bound.comparison or asks.bound.comparison is Comparison.AT_LEAST
    less, more = _number(asks.bound.value), _number(asked.bound.value)
    return less is not None and more is not None and less < more


def _number(value: Value) -> Exact | None:
    """The number, where one is written. The unit is that of the measure, for both."""
    if isinstance(value, Amount):
        return value.number
    return value if isinstance(value, int | Fraction) else None
