"""What comes of days that are not worked, or of which nobody can tell: joined absences, and what is missing on file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from policydsl.domain.absence import Absence
from policydsl.domain.hours import HOURS, hours_on
from policydsl.domain.number import YES, Day
from policydsl.domain.working_time import WorkingTime
from policydsl.interpret.answer import Shown, Unknown, Warned
from policydsl.interpret.duties import Owed
from policydsl.interpret.holidays import Named, holidays
from policydsl.interpret.person import Person
from policydsl.model.policy import Gap, When


def joined_over_holidays(person: Person) -> Iterator[Shown]:
    """Absences whose records are one because the days between them were holidays."""
    rule = person.conventions.join
    for absence in person.seen_around[When.AFTER]:
        for (_, last), (first, _) in pairwise(absence.runs):
            over = holidays(person.works, (last or first) + 1, first - 1)
            if rule is not None and rule.meaning(first).gap is Gap.NO_WORKING_DAY and over:
                text = f"the absence of {_day(absence.first)} goes on over {_listed(over)}"
                yield Shown("joined-over-holiday", text, absence=absence.name, clauses=rule.form(first).written.cites)


def _listed(found: Iterable[Named]) -> str:
    return " and ".join(f"{name} {day}" for day, name in found)


def _day(number: Day) -> str:
    return date.fromordinal(number).isoformat()


# ------------------------------------------------------------------ what nobody can tell


def unknown(person: Person, duties: Iterable[Owed]) -> Iterator[Unknown]:
    """What keeps from being told when an absence is over, and until when a duty is in time."""
    around = {each.when: each.steps for each in person.policy.around}
    for absence in person.seen_around[When.AFTER]:
        untold = absence.untold
        since = None if untold is None else untold.back.earliest
        if untold is None or since is None or since > person.on:
            continue
        if absence.is_own is YES and absence.is_settled(person.on):
            continue
        for need in sorted(untold.back.needs):
            for one in around.get(When.AFTER, ()):
                yield Unknown(need, one.name, When.AFTER.value, absence.name, date.fromordinal(since))
    for owed in duties:
        for need in sorted(owed.needs):
            item = owed.item
            yield Unknown(need, item.step, item.branch, item.absence, date.fromordinal(owed.occurrence.on))


def warned(person: Person) -> Iterator[Warned]:
    """Absences of which nobody can tell what was lost or whether they are one, and holidays not announced so far."""
    for absence in person.seen_around[When.AFTER]:
        yield from _untold(absence, person)
        yield from _hours_untold(absence, person)
    used = [one for each in person.seen_around[When.AFTER] for one in holidays(person.works, *_reach(each, person))]
    calendar = person.works.holidays if isinstance(person.works, WorkingTime) else None
    days = {day for day, _ in used if calendar is not None and calendar.days[day.toordinal()].extrapolated}
    if calendar is not None and days:
        several = f"{min(days)} to {max(days)}" if len(days) > 1 else f"{min(days)}"
        yield Warned(
            "holidays-extrapolated",
            f"the holidays of {calendar.name} on {several} had not been announced when the calendar was made",
            on=min(days),
            help="hand in a newer calendar with `--calendar FILE` once they are",
        )


def _reach(absence: Absence, person: Person) -> tuple[Day, Day]:
    """The days on which it matters for the absence whether they are holidays, up to the day asked about.

    That is up to the return, and where nobody can tell of it, a holiday may be why.
    """
    return absence.first, person.on if absence.settled is None else min(absence.settled, person.on)


def _untold(absence: Absence, person: Person) -> Iterator[Warned]:
    untold = absence.untold
    if untold is None:
        return
    begun = date.fromordinal(absence.first)
    if untold.before is not None:
        yield Warned(
            "one-absence-or-two",
            f"it cannot be told whether the absence of {begun} goes on from the one of {_day(untold.before)}",
            absence=absence.name,
            on=begun,
            help=_help(untold.joins),
        )
    lost = [(day, why) for day, why in zip(untold.days, untold.whys, strict=True) if day <= person.on]
    if lost:
        first, last = _day(lost[0][0]), _day(lost[-1][0])
        several = f"which days from {first} to {last} were working days"
        yield Warned(
            "working-days-not-known",
            f"it cannot be told {several if len(lost) > 1 else f'whether {first} was a working day'}",
            absence=absence.name,
            on=begun,
            help=_help({why for _, why in lost}),
        )


def _hours_untold(absence: Absence, person: Person) -> Iterator[Warned]:
    """The days of an absence that were worked for certain, and of which nobody says for how long."""
    lost = (day for day in absence.lost if day <= person.on) if person.turns_on_hours else ()
    days = [day for day in lost if hours_on(person.works, day).needs]
    if days:
        which = f"from {_day(days[0])} to {_day(days[-1])}" if len(days) > 1 else f"on {_day(days[0])}"
        yield Warned(
            "hours-not-known",
            f"it cannot be told how many hours were lost {which}",
            absence=absence.name,
            on=date.fromordinal(absence.first),
            help=_help({HOURS}),
        )


def _help(needs: Iterable[str]) -> str:
    return f"missing: {', '.join(sorted(needs))}"
