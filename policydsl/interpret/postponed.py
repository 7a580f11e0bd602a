"""Meetings that are put off: by a postponement on record, or by a date later than the one that was set before."""

from __future__ import annotations

from collections.abc import Sequence

from policydsl.domain.number import Day
from policydsl.history.history import Event, What
from policydsl.interpret.people import SETS_A_DATE, events_of
from policydsl.interpret.person import Person
from policydsl.interpret.standing import Occurrence, Standings
from policydsl.model.duty import Postponable
from policydsl.model.policy import Step


def put_off(events: Sequence[Event]) -> list[Event]:
    """What put a meeting off, each time. A date that the employee offered puts it off for nobody else."""
    offered = {one.for_ for one in events if one.what is What.ALTERNATIVE_OFFERED}
    found, day = list[Event](), None
    for event in events:
        if event.what is What.POSTPONED:
            # The notice of the same day and date says the same.
            if found and (found[-1].day, found[-1].for_) == (event.day, event.for_):
                found.pop()
            found.append(event)
        elif event.what not in SETS_A_DATE or event.for_ is None:
            continue
        elif day is not None and event.for_ > day and event.for_ not in offered:
            found.append(event)
        day = event.for_ or day
    return found


def last_day(duty: Postponable, events: Sequence[Event], person: Person) -> Day | None:
    """The last day to which a meeting may be put off, counted from the day set before it first was; None: none was."""
    put = put_off(events)
    before = events[: events.index(put[0])] if put else events
    dates = [one.for_ for one in before if one.what in SETS_A_DATE and one.for_ is not None]
    return person.after(dates[-1], duty.amount) if dates else None


def put_off_to(one: Step, occurrence: Occurrence, person: Person, standings: Standings) -> Day | None:
    """The day to which a meeting was last put off as the policy allows; None: it was not."""
    rules = [clause.form(occurrence.on).meaning for clause in one.duties]
    rule = next((each for each in rules if isinstance(each, Postponable)), None)
    if rule is None:
        return None
    events = events_of(occurrence, person, standings)
    latest = last_day(rule, events, person)
    days = [event.for_ for event in put_off(events)[: rule.times] if event.for_ is not None]
    allowed = [day for day in days if latest is not None and day <= latest]
    return allowed[-1] if allowed else None
