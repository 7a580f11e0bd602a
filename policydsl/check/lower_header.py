"""The lines under `policy`: the conventions by which everything else is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, assert_never

from policydsl.calendars import found_calendar, names_of_calendars
from policydsl.calendars.problems import does_not_reach, unknown_calendar
from policydsl.check import clause_problems, problems, units
from policydsl.check.lower_versions import merged, of_version, put
from policydsl.check.names import NameKind
from policydsl.check.once import Once
from policydsl.check.scene import Scene
from policydsl.check.selection import because_of, filter_of, selection
from policydsl.domain.calendar import MonthEnd, Week
from policydsl.domain.holidays import HolidayCalendar
from policydsl.domain.working_time import pattern_of, working_days
from policydsl.model import policy
from policydsl.model.amount import DayOfYear
from policydsl.model.clause import Clause
from policydsl.model.condition import Kind, Selection
from policydsl.model.policy import AbsenceEnd, Conventions, Gap, Join, OpenCases, PartDay, Taken, WaivedStep
from policydsl.syntax import nodes

GAPS = {"no_working_day": Gap.NO_WORKING_DAY, "next_day": Gap.NEXT_DAY}
ENDS = {
    "on_last_recorded_day": AbsenceEnd.LAST_RECORDED,
    "when_back": AbsenceEnd.BACK,
    "when_declared_fit": AbsenceEnd.DECLARED_FIT,
}
TAKEN = {"when_certain": Taken.CERTAIN, "on_first_day": Taken.FIRST_DAY, "on_last_day": Taken.LAST_DAY}
PART_DAYS = {"fraction": PartDay.FRACTION, "whole": PartDay.WHOLE, "nothing": PartDay.NOTHING}
WAIVED = {
    "as_held": WaivedStep.AS_HELD,
    "closes_branch": WaivedStep.CLOSES,
    "watched_again": WaivedStep.WATCHED,
}
OPEN_CASES = {
    "move_at_once": OpenCases.AT_ONCE,
    "move_at_next_step": OpenCases.NEXT_STEP,
    "stay_with_earlier": OpenCases.EARLIER_VERSION,
}
PURPOSES = (NameKind.MEASURE, NameKind.CONDITION, NameKind.STEP, NameKind.BRANCH)
"""What a discount may be for."""
MONTH_ENDS = {"last_day_of_month": MonthEnd.LAST_DAY, "first_day_of_next": MonthEnd.NEXT_FIRST}


def conventions(scene: Scene, lines: tuple[nodes.HeaderLine, ...]) -> Conventions:
    """The conventions of a policy."""
    made: dict[str, Any] = {}
    protected: list[Clause[policy.Protected]] = []
    left_out: list[Clause[Selection]] = []
    once = Once(scene)
    bridges = [line for line in lines if isinstance(of_version(scene, line)[1], nodes.Bridge)]
    for line in lines:
        there, words = of_version(scene, line)
        if isinstance(words, nodes.Protected):
            protected.append(there.clause("protected", words, _protected(there, words), str(len(protected) + 1)))
        elif isinstance(words, nodes.LeftOut):
            left_out.append(there.clause("left out", words, selection(there, words.kinds), str(len(left_out) + 1)))
        elif found := _convention(there, words):
            kind, what, meaning = found
            if replace(once, scene=there).first(words, what) and meaning is not None:
                put(made, kind, there.clause(kind.replace("_", " "), words, meaning))
    join: Clause[Join] | None = made.get("join")
    if bridges and join is not None and all(form.meaning.gap is Gap.NEVER for form in join.forms):
        scene.say(clause_problems.nothing_to_join(scene.at(bridges[0].span)))
    return Conventions(
        protected=merged(scene, protected, lambda one, other: True),
        left_out=merged(scene, left_out, lambda one, other: True),
        **made,
    )


def _convention(scene: Scene, line: nodes.HeaderLine) -> tuple[str, str, Any] | None:
    """The field that a line fills, what it says in words, and its meaning; None for a line that is no convention."""
    match line:
        case nodes.Join():
            return "join", "when absences join", _join(scene, line)
        case nodes.Link():
            return "link", "when absences are linked", _join(scene, line)
        case nodes.Bridge(leave=leave):
            return "across", "across which leave absences join", tuple(scene.words(name) for name in leave.names)
        case nodes.LeaveCovers(leave=leave):
            return "leave", "what is leave", tuple(scene.words(name) for name in leave.names)
        case nodes.NeverJoin():
            return "join", "when absences join", Join(Gap.NEVER)
        case nodes.AbsenceEnds(how=how):
            return "absence_end", "when an absence ends", ENDS.get(how.text)
        case nodes.TakesCategory(how=how):
            return "taken", "when an absence takes its category", TAKEN[how.text]
        case nodes.CountsTowards(how=how):
            return "several_steps", "how many steps an absence counts towards", how.text == "several_steps"
        case nodes.PartDay(how=how):
            return "part_day", "what a part day counts as", PART_DAYS[how.text]
        case nodes.WorkingDay():
            return "working_day", "what a working day is", _holidays(scene, line)
        case nodes.NoPattern(first=first, last=last):
            return "no_pattern", "which days to use with no working pattern", week(first, last)
        case nodes.OrganisationWorks(first=first, last=last):
            days = pattern_of(week(first, last))
            holidays = _calendar(scene, line.holidays.calendar) if line.holidays else None
            return "organisation", "when the organisation works", working_days((days,), holidays)
        case nodes.EmptyAbsence(how=how):
            what = "whether an absence with no working day counts"
            return "empty_absence_counts", what, how.text == "counted"
        case nodes.WaivedStep(how=how):
            return "waived", "what a waived step means", WAIVED[how.text]
        case nodes.MonthEnd(how=how):
            return "month_end", "what to do when a month is too short", MONTH_ENDS[how.text]
        case nodes.Discounting():
            return "discounting", "who may discount an absence", _discounting(scene, line)
        case nodes.PayPeriodIs(length=length, first=first_day):
            every = units.amount(scene, length, units.PAY_PERIOD)
            meaning = policy.PayPeriods(every, first_day.value.toordinal())
            return "pay_period", "what a pay period is", meaning
        case nodes.ActiveService():
            return "active_service", "what active service leaves out", _active_service(scene, line)
        case nodes.LeaveYear(start=start):
            return "leave_year", "when the leave year starts", DayOfYear(start.day, start.month)
        case nodes.OpenCases(how=how):
            return "open_cases", "what becomes of cases already open", OPEN_CASES[how.text]
        case (
            nodes.InForce()
            | nodes.SourceText()
            | nodes.Protected()
            | nodes.LeftOut()
            | nodes.HeaderOf()
            | nodes.NotYet()
            | nodes.Broken()
        ):
            return None
        case _ as never:
            assert_never(never)


def _join(scene: Scene, line: nodes.Join | nodes.Link) -> Join:
    match line.gap:
        case nodes.Word(text=word):
            return Join(GAPS[word], None, line.same_reason is not None)
        case nodes.GapAtMost(amount=amount):
            return Join(Gap.AT_MOST, units.amount(scene, amount, units.GAP), line.same_reason is not None)
        case _ as never:
            assert_never(never)


def _holidays(scene: Scene, line: nodes.WorkingDay) -> policy.Holidays:
    match line.holidays:
        case None:
            return policy.Holidays()
        case nodes.Word():
            return policy.Holidays(included=True)
        case nodes.WithoutHolidays(calendar=calendar):
            return policy.Holidays(calendar=_calendar(scene, calendar))
        case _ as never:
            assert_never(never)


def _calendar(scene: Scene, name: nodes.Name) -> HolidayCalendar | None:
    """The calendar that a line names."""
    known = scene.names.calendars
    found = found_calendar(scene.words(name), known)
    if found is None:
        scene.say(unknown_calendar(scene.at(name.span), scene.words(name), names_of_calendars(known)))
    return found


def reaches(scene: Scene, lines: tuple[nodes.HeaderLine, ...], in_force: date) -> None:
    """Calendars that say nothing of the first day of the policy are reported."""
    for line in lines:
        if isinstance(line, nodes.WorkingDay | nodes.OrganisationWorks) and isinstance(
            line.holidays, nodes.WithoutHolidays
        ):
            name = line.holidays.calendar
            found = found_calendar(scene.words(name), scene.names.calendars)
            if found is not None and in_force != date.min and not found.covers(in_force.toordinal()):
                scene.say(does_not_reach(scene.at(name.span), found, in_force))


def week(first: nodes.Weekday, last: nodes.Weekday) -> Week:
    """From one day of the week to another, over the weekend where need be."""
    worked = {(first.value + ahead) % 7 for ahead in range((last.value - first.value) % 7 + 1)}
    return Week(tuple(day in worked for day in range(7)))  # type: ignore[arg-type]


def _discounting(scene: Scene, line: nodes.Discounting) -> policy.Discounting:
    """Who may discount which absences, and for what: measures, steps, branches and conditions, by their names."""
    roles = tuple(scene.words(name) for name in line.by.names)
    filters = line.narrowed.filters if line.narrowed else ()
    narrows = tuple(one for each in filters if (one := filter_of(scene, each)))
    purposes = tuple(scene.refer(name, *PURPOSES) for name in (line.purposes.names if line.purposes else ()))
    kind = Selection((Kind(None, narrows),)) if narrows else None
    return policy.Discounting(roles, line.reason is not None, kind, purposes)


def _active_service(scene: Scene, line: nodes.ActiveService) -> policy.ActiveService:
    """Kinds of absence by their category, reasons that are declared, and any other words as a flag or reason."""
    kinds: list[Kind] = []
    words: dict[str, None] = {}
    for name in line.leaves_out.names:
        if scene.is_the_absence(name):
            kinds.append(Kind(None))
        elif (calendar := scene.lookup(name, NameKind.CALENDAR)) is not None:
            where = scene.at(name.span)
            scene.say(problems.calendar_stops_no_clock(where, scene.words(name), scene.at(calendar.at)))
        elif scene.lookup(name, NameKind.CATEGORY) is not None:
            kinds.append(Kind(scene.refer(name, NameKind.CATEGORY)))
        else:
            found = because_of(scene, name)
            words.update(dict.fromkeys((found.reason, *found.covers)))
    return policy.ActiveService(Selection(tuple(kinds)) if kinds else None, tuple(words))


def _protected(scene: Scene, line: nodes.Protected) -> policy.Protected:
    flags = tuple(scene.words(flag) for flag in line.flags.flags)
    spared = line.except_how.text if line.except_how else ""
    return policy.Protected(flags, spared == "after", spared == "during")


# ------------------------------------------------------------------ what is no convention


def in_force(scene: Scene, lines: tuple[nodes.HeaderLine, ...]) -> tuple[date, date | None]:
    """From which day the policy is in force, and until when."""
    found = [line for line in lines if isinstance(line, nodes.InForce)]
    once = Once(scene)
    for line in found:
        once.first(line, "from when the policy is in force")
    if not found:
        return date.min, None
    return found[0].since.value, found[0].until.value if found[0].until else None


def origin(scene: Scene, lines: tuple[nodes.HeaderLine, ...]) -> policy.Origin | None:
    """The source text that the policy puts into words."""
    found = [line for line in lines if isinstance(line, nodes.SourceText)]
    once = Once(scene)
    for line in found:
        once.first(line, "where the clauses come from")
    if not found:
        return None
    register = found[0].register
    return policy.Origin(found[0].title.value, register.value if register else None)
