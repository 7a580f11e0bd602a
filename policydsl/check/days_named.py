"""Which days a line means by a name: of a declared calendar, public holidays, days off, leave, dates of last year."""

from __future__ import annotations

from dataclasses import replace

from policydsl.calendars import found_calendar
from policydsl.check.day_problems import no_such_calendar, range_backwards, same_dates_beside, which_days
from policydsl.check.names import NameKind, is_built_in
from policydsl.check.scene import Found, Scene
from policydsl.domain.number import Day
from policydsl.model.near import CalendarDays, DaysOff, LeaveDays, Near, PublicHolidays, SameDates, YearDays
from policydsl.syntax import nodes

SAME_DATES = "same dates as last year"
BROUGHT: dict[str, Near] = {"public holiday": PublicHolidays(), "day off": DaysOff(), SAME_DATES: SameDates()}
"""Days that the language knows by itself."""


def days_named(scene: Scene, name: nodes.Name, without: str = "") -> Near | None:
    """The days of a name; `without`: the name of days that cannot be meant here."""
    declared = scene.lookup(name, NameKind.CALENDAR)
    if declared is not None:
        # What is wrong with its days is told where they stand.
        quiet = replace(scene, found=Found())
        return calendar_days(quiet, declared.block) if isinstance(declared.block, nodes.Calendar) else None
    for brought, meant in BROUGHT.items():
        if is_built_in(name.text, brought):
            if brought == without:
                scene.say(same_dates_beside(scene.at(name.span)))
            return meant
    for leave in scene.names.leave:
        if is_built_in(name.text, leave):
            return LeaveDays(leave)
    other = scene.names.any(name.text)
    if other is not None:
        scene.wrong_thing(name, other, NameKind.CALENDAR)
    elif name.text and not scene.may_stand_in_unread_lines(name):
        known = [one.name for one in scene.names.of(NameKind.CALENDAR)]
        known += [one for one in (*BROUGHT, *scene.names.leave) if one != without]
        scene.say(which_days(scene.at(name.span), scene.words(name), known))
    return None


def calendar_days(scene: Scene, node: nodes.Calendar) -> CalendarDays | None:
    """The days of a calendar that the policy declares."""
    name = scene.words(node.name)
    match node.covers:
        case nodes.Broken():
            return None
        case nodes.Text(value=called):
            found = found_calendar(called, scene.names.calendars)
            if found is None:
                scene.say(no_such_calendar(scene.at(node.covers.span), called))
                return None
            return CalendarDays(name, calendar=found)
        case nodes.DaysCovered(ranges=ranges):
            weekdays = {one.day.value for one in ranges if isinstance(one, nodes.EveryWeekday)}
            spans = tuple(_span(scene, one) for one in ranges if isinstance(one, nodes.DayRange))
            yearly = tuple(_of_every_year(one) for one in ranges if isinstance(one, nodes.EveryYear | nodes.EveryDate))
            return CalendarDays(name, spans, tuple(sorted(weekdays)), yearly)


def _span(scene: Scene, node: nodes.DayRange) -> tuple[Day, Day]:
    first, last = node.first.value.toordinal(), (node.last or node.first).value.toordinal()
    if last < first:
        scene.say(range_backwards(scene.at(node.span)))
    return first, last


def _of_every_year(node: nodes.EveryYear | nodes.EveryDate) -> YearDays:
    first, last = (node.day, node.day) if isinstance(node, nodes.EveryDate) else (node.first, node.last)
    return YearDays((first.month, first.day), (last.month, last.day))
