"""Whether a case looks today at what it waits for, and whether a step that it came back to may fall due again."""

from __future__ import annotations

from policydsl.domain.number import Day
from policydsl.interpret.condition import Seen, has_new_absence, holds
from policydsl.interpret.standing import At, Case
from policydsl.interpret.today import Today
from policydsl.model.condition import Condition, Either, Happened, Named, without_guards
from policydsl.model.policy import Again, Step


def is_watched(case: Case, on: Day) -> bool:
    """A state entered today is first examined tomorrow, but for a case that opens today at its first step."""
    position = case.active
    return position.at is At.WAITING and (position.since < on or (case.opened == on and position.left is None))


def may_fire(case: Case, one: Step, condition: Condition, today: Today) -> bool:
    """A step that a case came back to falls due again only as its `falls due again` says."""
    since = case.active.again
    if since is None:
        return True
    if one.again is None and (happened := _has_happened_anew(condition, since, today.seen(case))) is not None:
        return happened
    if any(one.case == case.key and one.on == since for one in today.occurrences.values()):
        since += 1  # what began on the day on which a step fell due and was held is what that meeting was about
    match one.again.meaning(today.on) if one.again else Again.NEW_ABSENCE:
        case Again.NEW_ABSENCE:
            return has_new_absence(condition, since, today.seen(case))
        case Again.AFTER_FALLING_BACK:
            return holds(condition, today.seen(case).at(today.on - 1)).value is not True
        case Again.IMMEDIATELY:
            return True


def _has_happened_anew(condition: Condition, since: Day, seen: Seen) -> bool | None:
    """Where a step waits for nothing but that something happens: has it, later than that day? None: it counts, too."""
    match without_guards(condition):
        case Happened(event, False, None):
            day = seen.day_of(event)
            return day is not None and day > since
        case Named(name, clause, False):
            return _has_happened_anew(clause.meaning(seen.on), since, seen.inside(name))
        case Either(parts):
            found = [_has_happened_anew(part, since, seen) for part in parts]
            return None if None in found else any(found)
        case _:
            return None
