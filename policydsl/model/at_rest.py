"""Steps at which a case watches nothing: once they are due or held, only what is recorded moves it."""

from __future__ import annotations

from collections.abc import Iterator

from policydsl.model.action import WaitFor
from policydsl.model.amount import Deed, StepEvent, Within
from policydsl.model.condition import Both, Condition, Either, Named, OnlyIf, Tally
from policydsl.model.policy import DueWhen, Policy, Step


def steps_at_rest(policy: Policy) -> frozenset[str]:
    """The steps without prompts, and from which no step is waited for beside them, in whatever form of their lines."""
    direct = {one.owner for one in policy if one.direct is not None}
    return frozenset(
        one.name for one in policy if not one.ifs and one.owner not in direct and not _leads_beside(one, policy)
    )


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
    """The counts within a time after an event that a condition rests on."""
    match condition:
        case Tally() if isinstance(condition.window, Within):
            yield condition
        case Named(clause=clause) | OnlyIf(clause):
            for form in clause.forms:
                yield from tallies(form.meaning)
        case Both(parts) | Either(parts):
            for part in parts:
                yield from tallies(part)
        case _:
            return
