"""Counts of a calendar time (a quarter, a year) that became certain only after it, and led to nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policydsl.domain.number import YES, Day, Truth, all_of, any_of
from policydsl.interpret.answer import Warned
from policydsl.interpret.condition import Seen, met_by, number_of
from policydsl.interpret.person import Person
from policydsl.interpret.standing import At, Case, Standings
from policydsl.interpret.window import window_days
from policydsl.model.amount import CalendarMonth, CalendarYear, HalfYear, LeaveYear, PayPeriod, Quarter
from policydsl.model.condition import Condition, Either, Named, Tally
from policydsl.model.policy import DueWhen, Step

OF_THE_CALENDAR = (Quarter, CalendarYear, CalendarMonth, HalfYear, LeaveYear, PayPeriod)
"""Windows that begin anew on a day of the calendar, so that what is certain later counts in none of them."""


def certain_too_late(person: Person, standings: Standings) -> Iterator[Warned]:
    """Steps that a calendar time would have made due, had everything been certain before it was over.

    Of the time before the one in which the day lies alone: what lies further back has been looked at.
    """
    for case in standings.cases.values():
        one = person.policy.steps[case.active.step]
        due = one.due.form(person.on) if one.due is not None else None
        if due is None or not isinstance(due.meaning, DueWhen):
            continue
        seen = Seen.of(person, case, standings, person.on)
        for tally in _alone(due.meaning.condition, seen) if case.active.at is At.WAITING else ():
            days = _time_before(tally, seen)
            if days is None or case.active.came > days[0] or _was_due(case, one, days[0], standings):
                continue
            if _is_too_late(tally, days, seen):
                yield _warned(one, tally, days, seen, due.written.cites)


def _alone(condition: Condition, seen: Seen) -> Iterator[Tally]:
    """The counts of a calendar time that make a step due by themselves, with no guard."""
    match condition:
        case Tally(window=window) as one if isinstance(window, OF_THE_CALENDAR):
            yield one
        case Either(parts):
            for part in parts:
                yield from _alone(part, seen)
        case Named(name, clause, False):
            yield from _alone(clause.meaning(seen.on), seen.inside(name))
        case _:
            return


def _time_before(tally: Tally, seen: Seen) -> tuple[Day, Day] | None:
    """The calendar time before the one in which the day lies, if the policy was in force by its end."""
    now = window_days(tally.window, seen.person, seen.case, seen.before, seen.on)
    if now is None or now[0] <= seen.person.first_day:
        return None
    return window_days(tally.window, seen.person, seen.case, seen.before, now[0] - 1)


def _is_too_late(tally: Tally, days: tuple[Day, Day], seen: Seen) -> bool:
    return _met(tally, days, seen) is YES and _met(tally, days, seen.at(days[1])) is not YES


def _met(tally: Tally, days: tuple[Day, Day], seen: Seen) -> Truth:
    parts = [met_by(number_of(one, tally, days, seen), one, seen) for one in tally.counts]
    return all_of(parts) if tally.every else any_of(parts)


def _was_due(case: Case, one: Step, first: Day, standings: Standings) -> bool:
    found = standings.occurrences.values()
    return any(each.case == case.key and each.step == one.name and each.on >= first for each in found)


def _warned(one: Step, tally: Tally, days: tuple[Day, Day], seen: Seen, cites: tuple[str, ...]) -> Warned:
    first, last = (date.fromordinal(day) for day in days)
    since = next(day for day in range(days[1] + 1, seen.on + 1) if _met(tally, days, seen.at(day)) is YES)
    return Warned(
        "certain-too-late",
        f"what {one.name} counts from {first} to {last} was certain only on {date.fromordinal(since)},"
        " too late for it to fall due",
        step=one.name,
        absence=seen.case.key.absence if seen.case else None,
        on=date.fromordinal(since),
        help=f"decide whether {one.name} is to be held for it; a time that goes back from each day, as `in the last 3"
        " months`, has no such end",
        clauses=cites,
    )
