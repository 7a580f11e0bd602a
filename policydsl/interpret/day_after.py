"""Whether the day after one on which something changed may change something because of that."""

from __future__ import annotations

from policydsl.domain.number import Day
from policydsl.interpret.again import is_watched
from policydsl.interpret.person import Person
from policydsl.interpret.standing import At, Case, Mark, Standings
from policydsl.model.amount import Deed
from policydsl.model.policy import When

DURING = When.DURING.value


def carries_on(person: Person, before: Standings, after: Standings, on: Day) -> bool:
    """May what changed on a day change something on the next one? In doubt it may.

    A case sees other cases as they stood the day before. So the next day matters for each case that has moved and
    watches something again, and for all others where some line asks about what has happened.
    """
    policy = person.base.policy
    if policy.asked_about is None or not person.base.sees_marks_alone:
        return True
    if after.pending is not before.pending or after.taken is not before.taken or _periods_changed(before, after):
        return True
    known = set(map(id, before.cases.values()))
    changed = [case for case in after.cases.values() if id(case) not in known]
    if not all(_is_quiet(case, person, before, on) for case in changed):
        return True
    return bool(policy.asked_about) and not policy.asked_about.isdisjoint(_happened(before, after, changed))


def _periods_changed(before: Standings, after: Standings) -> bool:
    """Has a case with periods closed, or a period ended that outlived its case?"""
    if after.ended is before.ended:
        return False
    known = set(map(id, before.ended))
    return any(one.periods for one in after.ended if id(one) not in known)


def _is_quiet(case: Case, person: Person, before: Standings, on: Day) -> bool:
    """Does nothing move the case on the next day, but on days that are looked at anyway?

    Either it watches nothing any more, or it opened in the morning and was watched on the day itself.
    """
    position = case.active
    if case.place.periods or position.periods:
        return False
    if case.rests(person.base.at_rest):
        # Over with its absence, unless its step is due.
        return position.at is At.DUE or case.key.branch != DURING
    return (
        case.key not in before.cases
        and case.opened == on
        and position.again is None
        and case.procedure is None
        and is_watched(case, on)
    )


def _happened(before: Standings, after: Standings, changed: list[Case]) -> set[tuple[str, Deed | None]]:
    """What has happened to which steps and branches, or is no longer to be seen there."""
    left = set(map(id, after.cases.values()))
    gone = {case.key: case for case in before.cases.values() if id(case) not in left}
    marks = [mark for case in changed for mark in _otherwise(_marks(gone.pop(case.key, None)), _marks(case))]
    marks += [mark for case in gone.values() for mark in _marks(case)]
    found: set[tuple[str, Deed | None]] = {(mark.step, mark.deed) for mark in marks}
    known = set(map(id, before.occurrences.values()))
    for one in after.occurrences.values():
        if id(one) in known:
            continue
        earlier = before.occurrences.get(one.id)
        if earlier is None:
            found.add((one.step, Deed.DUE))
        if one.held != (earlier.held if earlier else None):
            found.add((one.step, Deed.HELD))
        if (one.outcome, one.decided) != ((earlier.outcome, earlier.decided) if earlier else (None, None)):
            found.add((one.step, None))
    found.update((one.case.branch, Deed.CLOSED) for one in after.ended[len(before.ended) :])
    return found


def _marks(case: Case | None) -> tuple[Mark, ...]:
    if case is None:
        return ()
    return case.place.marks + (case.procedure.marks if case.procedure else ())


def _otherwise(earlier: tuple[Mark, ...], later: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks that are no longer there, and those that are new: all from the first on that is another one."""
    same = 0
    while same < min(len(earlier), len(later)) and earlier[same] == later[same]:
        same += 1
    return earlier[same:] + later[same:]
