"""Groups told by service or working time: on which days the employee belongs to them, or that nobody can tell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from policydsl.domain.calendar import FIRST_DAY, MonthEnd, Week, add_months, within
from policydsl.domain.hours import hours_per_week
from policydsl.domain.number import Comparison, Day, Exact, Range
from policydsl.domain.working_time import WorkingDays, days_per_week
from policydsl.history.assertions import Assertions
from policydsl.history.group_problems import group_untold
from policydsl.history.header import header_of
from policydsl.history.history import Membership
from policydsl.history.join import works_of
from policydsl.history.known import Known
from policydsl.model.amount import Amount, Bound, Unit, Value
from policydsl.model.policy import Characteristic, Conventions, Having
from policydsl.source import Place

Stretch = tuple[Day | None, Day | None]
"""Days, both ends included; None: no end on that side."""


def worked_out(said: Assertions, recorded: tuple[Membership, ...], known: Known) -> Iterator[Membership]:
    """The memberships that follow from service and working patterns; what keeps one from being told is reported."""
    groups = [(one.name, one.how) for one in known.policy.groups.values() if isinstance(one.how, Having)]
    if not groups:
        return
    conventions = header_of(known.policy.conventions, recorded)
    works = works_of(None if said.works is None else said.works.value, None, conventions)
    for name, having in groups:
        if having.what is Characteristic.SERVICE:
            if said.service is None:
                known.found.append(group_untold(_lacking(said, "service from"), name, of_service=True))
                continue
            place = said.service.place
            stretches = [days_of_service(having.bound, said.service.value, month_end(conventions, said.service.value))]
        else:
            place = _lacking(said, "works") if said.works is None else said.works.place
            if not known_throughout(having.what, works):
                known.found.append(group_untold(place, name, of_service=False))
                continue
            stretches = [*_of_the_week(having, works)]
        yield from (_membership(name, one, place) for one in stretches if one is not None)


def _lacking(said: Assertions, key: str) -> Place:
    """Each key is a field of its own, or two that are not on file would be taken for one problem."""
    place = said.employee.place
    return Place(place.source, place.span, f"{place.field}: {key}" if place.field else key)


def _membership(name: str, days: Stretch, place: Place) -> Membership:
    return Membership(group=name, since=days[0], until=days[1], place=place)


def month_end(conventions: Conventions, day: Day) -> MonthEnd:
    """What a month that is too short does to the day number of a day."""
    clause = conventions.month_end
    form = None if clause is None else clause.held(day)
    return MonthEnd.LAST_DAY if form is None else form.meaning


# ------------------------------------------------------------------ service


def days_of_service(bound: Bound, service: Day, short: MonthEnd) -> Stretch | None:
    """The days on which service is so long: `at least 6 months` from the same day number six months later on.

    Before the first day there is no service at all, which is under every length. None: there is no such day.
    """
    at = served(bound.value, service, short)
    first: Day | None
    last: Day | None
    match bound.comparison:
        case Comparison.AT_LEAST:
            first, last = at, None
        case Comparison.OVER:
            first, last = at + 1, None
        case Comparison.UNDER:
            first, last = None, at - 1
        case Comparison.AT_MOST:
            first, last = None, at
        case Comparison.EXACTLY:
            first, last = at, at
        case _ as never:
            assert_never(never)
    if bound.up_to is not None:
        upper = days_of_service(bound.up_to, service, short)
        last = None if upper is None else upper[1]
    return None if first is not None and last is not None and last < first else (first, last)


def served(length: Value, service: Day, short: MonthEnd) -> Day:
    """The day on which service has lasted so long. INVARIANT (checked): an amount of days, weeks, months or years."""
    assert isinstance(length, Amount)
    number = int(length.number)
    match length.unit:
        case Unit.WEEKS:
            return within(service + 7 * number)
        case Unit.MONTHS:
            return add_months(service, number, short)
        case Unit.YEARS:
            return add_months(service, 12 * number, short)
        case _:
            return within(service + number)


# ------------------------------------------------------------------ working time


def known_throughout(what: Characteristic, works: WorkingDays) -> bool:
    """Is it on file for every day how much of a week is worked?"""
    if what is not Characteristic.HOURS_PER_WEEK:
        return True
    return not isinstance(works, Week) and all(one.hours is not None for one in works.patterns)


def _of_the_week(having: Having, works: WorkingDays) -> Iterator[Stretch]:
    """The stretches of one pattern each in which the week is so long."""
    starts: list[Day | None] = [None]
    if not isinstance(works, Week):
        starts += [one.since for one in works.patterns[1:] if one.since is not None]
    for start, after in zip(starts, [*starts[1:], None], strict=True):
        day = FIRST_DAY if start is None else start
        week = days_per_week(works, day) if having.what is Characteristic.DAYS_PER_WEEK else hours_per_week(works, day)
        if week is not None and _meets(week, having.bound):
            yield start, None if after is None else after - 1


def _meets(number: Exact, bound: Bound) -> bool:
    assert isinstance(bound.value, Exact)
    met = Range.of(number).compare(bound.comparison, bound.value).value is True
    return met and (bound.up_to is None or _meets(number, bound.up_to))
