"""At which step a new case falls due first, where its branch starts at a step that was reached before or elsewhere."""

from __future__ import annotations

from policydsl.domain.number import Day
from policydsl.interpret.condition import Seen
from policydsl.interpret.standing import At, Case
from policydsl.model.amount import Deed
from policydsl.model.policy import Branch, Entry, Step


def entered(case: Case, seen: Seen) -> Step | None:
    """The step that falls due in place of the first one of the branch; None: the first one does."""
    branch = seen.person.policy.branches.get(case.key.branch)
    position = case.place
    if branch is None or branch.enters is None or case.procedure is not None:
        return None
    begins = position.at is At.WAITING and position.step == branch.steps[0].name and not position.marks
    if not begins or position.fresh not in (None, case.opened):
        return None
    entry = branch.enters.meaning(seen.on)
    source = seen.person.policy.branches[entry.branch or branch.name]
    reached = _reached(entry, source, case, seen)
    if reached is None:
        return None
    place = [one.name for one in source.steps].index(reached) + (1 if entry.after else 0)
    return branch.steps[min(place, len(branch.steps) - 1)]


def _reached(entry: Entry, source: Branch, case: Case, seen: Seen) -> str | None:
    """The step of the branch that was held last: in the case that is open, or in the one that the time runs from."""
    if entry.within is not None and entry.event is not None:
        day = seen.date_of(entry.event)
        if day is None or not day < seen.on <= seen.person.after(day, entry.within):
            return None
        return _held_last(source, _closed_before(source, day, seen), day, seen)
    if source.name == case.key.branch:
        closed = [one.on for one in seen.before.ended if one.case.branch == source.name and not one.lapsed]
        return _held_last(source, _closed_before(source, closed[-1], seen), closed[-1], seen) if closed else None
    marks = [
        mark
        for other in seen.before.cases.values()
        if other.key.branch == source.name
        for mark in other.place.marks
        if mark.deed is Deed.HELD
    ]
    return max(marks, key=lambda mark: mark.day).step if marks else None


def _closed_before(source: Branch, day: Day, seen: Seen) -> Day:
    """The last day before this one on which a case of the branch closed."""
    ended = seen.before.ended
    return max(
        (one.on for one in ended if one.case.branch == source.name and not one.lapsed and one.on < day), default=0
    )


def _held_last(source: Branch, after: Day, until: Day, seen: Seen) -> str | None:
    steps = [one.name for one in source.steps]
    held = [
        (one.held, steps.index(one.step))
        for one in seen.before.occurrences.values()
        if one.case.branch == source.name and one.step in steps and one.held is not None and after < one.held <= until
    ]
    held += [  # nothing fell due in a case of before the record, which stood at a step
        (one.held, steps.index(one.step))
        for one in seen.person.standing
        if one.branch == source.name and one.step in steps and after < one.held <= until
    ]
    return steps[max(held)[1]] if held else None
