"""Laws about what is not known yet, and about limits that are easier to pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from policydsl.domain.number import Comparison, Exact
from policydsl.history.history import FactValue, History
from policydsl.interpret.answer import Answer, FellDue
from policydsl.interpret.fold import over_days_that_matter
from policydsl.interpret.person import Person
from policydsl.model.amount import Amount, Bound, CalendarYear, Last, SettingValue, Value, WholeRecord
from policydsl.model.condition import Both, Compare, Condition, Count, Either, HasLasted, IsCategory, Tally
from policydsl.model.policy import Branch, DueWhen, Policy, Step
from tests.drawn.laws import Told, answer

# ------------------------------------------------------------------ easier limits


def what_is_easier_to_pass_is_never_passed_later(one: Told) -> None:
    """The first step of a branch falls due for the first time no later when each of its limits is easier to pass.

    Of conditions that look at absences alone, and of people for whom nothing but absences is on file: then nothing that
    happens in between, and no other case, can make a difference.
    """
    policy, history = one.policy, History("E1", one.history.works, records=one.history.records)
    if policy.conventions.several_steps is None or not policy.conventions.several_steps.meaning(0):
        return  # an absence that another step has used up counts no more
    for branch in policy.branches.values():
        first = branch.steps[0]
        due = first.due.meaning(0) if first.due else None
        if (
            isinstance(due, DueWhen)
            and not branch.pauses
            and not policy.varies
            and of_absences_alone(due.condition, policy)
        ):
            there = first_due(with_step(policy, branch, eased_step(first, policy)), history, one.on, branch, first)
            here = first_due(policy, history, one.on, branch, first)
            for absence, on in here.items():
                assert there.get(absence, on + 1) <= on, (first.name, absence, on, there)


def of_absences_alone(condition: Condition, policy: Policy) -> bool:
    match condition:
        case Both(parts) | Either(parts):
            return all(of_absences_alone(part, policy) for part in parts)
        case Tally(window=window):
            return isinstance(window, Last | CalendarYear | WholeRecord)
        case Compare(name, bound):
            return is_plain(bound.value, policy) and isinstance(
                policy.measures[name].window.meaning(0), Last | CalendarYear | WholeRecord
            )
        case HasLasted(bound):
            return is_plain(bound.value, policy)
        case IsCategory():
            return True
        case _:
            return False


def is_plain(value: Value, policy: Policy) -> bool:
    """Is it a number, or a setting that is one, and not worked out from another?"""
    while isinstance(value, SettingValue):
        value = policy.settings[value.setting].value.meaning(0)
    return isinstance(value, int | Fraction | Amount)


def eased(value: Any, policy: Policy) -> Any:
    """A condition with limits that are easier to pass; which absences it is about stays."""
    match value:
        case Both(parts) | Either(parts):
            return replace(value, parts=tuple(eased(part, policy) for part in parts))
        case Tally(counts):
            return replace(value, counts=tuple(eased(count, policy) for count in counts))
        case Count(comparison, number):
            return replace(value, number=number + less(comparison))
        case Compare(_, bound) | HasLasted(bound):
            return replace(value, bound=eased_bound(bound, policy))
        case _:
            return value


def eased_bound(bound: Bound, policy: Policy) -> Bound:
    up_to = None if bound.up_to is None else eased_bound(bound.up_to, policy)
    return Bound(bound.comparison, changed(bound.value, less(bound.comparison), policy), up_to)


def less(comparison: Comparison) -> int:
    match comparison:
        case Comparison.OVER | Comparison.AT_LEAST:
            return -1
        case Comparison.AT_MOST | Comparison.UNDER:
            return 1
        case Comparison.EXACTLY:
            return 0


def changed(value: Value, by: int, policy: Policy) -> Exact | Amount:
    while isinstance(value, SettingValue):
        value = policy.settings[value.setting].value.meaning(0)
    assert isinstance(value, int | Fraction | Amount)
    return replace(value, number=value.number + by) if isinstance(value, Amount) else value + by


def eased_step(first: Step, policy: Policy) -> Step:
    assert first.due is not None
    (form,) = first.due.forms
    assert isinstance(form.meaning, DueWhen)
    due = DueWhen(eased(form.meaning.condition, policy))
    return replace(first, due=replace(first.due, forms=(replace(form, meaning=due),)))


def with_step(policy: Policy, branch: Branch, new: Step) -> Policy:
    steps = tuple(new if one.name == new.name else one for one in branch.steps)
    branches = {**policy.branches, branch.name: replace(branch, steps=steps)}
    return replace(policy, branches=branches, steps={**policy.steps, new.name: new})


def first_due(policy: Policy, history: History, on: int, branch: Branch, first: Step) -> dict[str | None, int]:
    """The day on which the step first fell due, by absence."""
    found: dict[str | None, int] = {}
    for one in over_days_that_matter(Person(policy, history, on)).occurrences.values():
        if (one.case.branch, one.step) == (branch.name, first.name):
            found[one.case.absence] = min(one.on, found.get(one.case.absence, one.on))
    return found


# ------------------------------------------------------------------ facts that are missing


def what_is_certain_stays_so_whatever_the_missing_days_are(one: Told) -> None:
    """Up to the first day on which a missing fact makes a difference, and that day is among those that were named."""
    history, random = one.history, one.random
    left = tuple(fact for fact in history.facts if random.random() < 0.4)
    on_file = {(fact.fact, fact.absence) for fact in left}
    named = [
        (name, record.name if fact.of_absence else None)
        for name, fact in one.policy.facts.items()
        for record in (history.records if fact.of_absence else history.records[:1])
    ]
    first = min(record.first for record in history.records)
    added = tuple(
        FactValue(name, first + random.randint(-20, 250), absence)
        for name, absence in dict.fromkeys(named)
        if (name, absence) not in on_file
    )
    missing, known = replace(history, facts=left), replace(history, facts=(*left, *added))
    there, here = (answer(one.policy, which, one.on) for which in (missing, known))
    if isinstance(there, str) or isinstance(here, str):
        return
    mine, theirs = ({(due.id, due.on): due for due in which.fell_due} for which in (there, here))
    differ = sorted((due.on, id) for id, due in {**mine, **theirs}.items() if (id in mine) is not (id in theirs))
    if not differ:
        return
    on = differ[0][0]
    for day, id in differ:
        if day == on:
            assert id in theirs, ("certain, and not so", id)
            assert is_announced(one, missing, theirs[id]), ("not announced", id)


def is_announced(one: Told, missing: History, due: FellDue) -> bool:
    """Was it said on the day, or the day before, that the step may fall due on that day?"""
    for on in (due.on.toordinal(), due.on.toordinal() - 1):
        found = answer(one.policy, missing, on)
        if isinstance(found, Answer) and any(_announces(found, due)):
            return True
    return False


def _announces(found: Answer, due: FellDue) -> Iterator[bool]:
    for unknown in found.unknown:
        yield (unknown.step, unknown.branch, unknown.absence) == (due.step, due.branch, due.absence)
    for target in found.targets:
        if (target.step, target.branch, target.absence) == (due.step, due.branch, due.absence):
            yield (target.earliest is None or target.earliest <= due.on) and (
                target.latest is None or due.on <= target.latest
            )
