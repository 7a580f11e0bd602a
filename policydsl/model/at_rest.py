"""Steps at which a case watches nothing: once they are due or held, only what is recorded moves it."""

from __future__ import annotations

from collections.abc import Iterator

from policydsl.model.action import WaitFor
from policydsl.model.amount import Deed, During, StepEvent, Within
from policydsl.model.condition import Both, Condition, Either, Named, OnlyIf, Tally
from policydsl.model.policy import DueWhen, Policy, Step


def steps_at_rest(policy: Policy) -> frozenset[str]:
    """The steps without prompts, and from which no step is waited for beside them, in whatever form of their lines.

    In a block with periods a day can move a case wherever it is; a step that falls due every so often moves its own
    case.
    """
    blocks = {one.owner for one in policy if one.direct is not None}.union(one.owner for one in policy.periods.values())
    moving = {one.name for one in policy if one.ifs or one.repeats is not None or one.owner in blocks}
    return frozenset(one.name for one in policy if one.name not in moving and not _leads_beside(one, policy))


def steps_ahead(policy: Policy) -> dict[str, tuple[Step, ...]]:
    """For each step the later ones of its block that may be reached without those before them."""
    found: dict[str, tuple[Step, ...]] = {}
    ahead: dict[str, tuple[Step, ...]] = {}
    for one in reversed(tuple(policy)):
        found[one.name] = later = ahead.get(one.owner, ())
        ahead[one.owner] = later if one.direct is None else (one, *later)
    return found


def _leads_beside(one: Step, policy: Policy) -> bool:
    for form in one.then.forms if one.then is not None else ():
        for action in form.meaning:
            ahead = policy.steps.get(action.deed.step) if isinstance(action.deed, WaitFor) else None
            for due in ahead.due.forms if ahead is not None and ahead.due is not None else ():
                if isinstance(due.meaning, DueWhen) and runs_from_due(due.meaning.condition, one.name):
                    return True
    return False


def runs_from_due(condition: Condition, step: str) -> bool:
    """Does the condition count within a time that runs from the day on which the step falls due?"""
    return any(
        isinstance(tally.window, Within) and tally.window.after == StepEvent(step, Deed.DUE)
        for tally in tallies(condition)
    )


def tallies(condition: Condition) -> Iterator[Tally]:
    """The counts within a time after an event, or during a period, that a condition rests on."""
    for part in parts_of(condition):
        if isinstance(part, Tally) and isinstance(part.window, Within | During):
            yield part


def parts_of(condition: Condition) -> Iterator[Condition]:
    """What a condition is made of, joined by `and` and `or`, in whatever form of a condition with a name."""
    match condition:
        case Named(clause=clause) | OnlyIf(clause):
            for form in clause.forms:
                yield from parts_of(form.meaning)
        case Both(parts) | Either(parts):
            for part in parts:
                yield from parts_of(part)
        case _:
            yield condition
