"""Amounts and limits: which unit may stand where, and what is said when another one does."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import assert_never

from policydsl.check import clause_problems, problems, scaled
from policydsl.check.names import NameKind
from policydsl.check.scene import Scene
from policydsl.check.version_problems import in_another_unit
from policydsl.diagnostics import Diagnostic, Label
from policydsl.domain.number import Comparison, Exact, exact
from policydsl.frozen import frozen
from policydsl.model.amount import (
    OF_THE_PATTERN,
    Amount,
    Bound,
    Clock,
    ProRata,
    Rounded,
    SettingValue,
    Share,
    Unit,
    Value,
)
from policydsl.source import Span
from policydsl.syntax import nodes

UNITS = {
    "calendar_days": Unit.CALENDAR_DAYS,
    "working_days": Unit.WORKING_DAYS,
    "clear_days": Unit.CLEAR_DAYS,
    "weeks": Unit.WEEKS,
    "months": Unit.MONTHS,
    "years": Unit.YEARS,
    "hours": Unit.HOURS,
    "minutes": Unit.MINUTES,
    "shifts": Unit.SHIFTS,
    "pay_periods": Unit.PAY_PERIODS,
}
COMPARISONS = {
    "over": Comparison.OVER,
    "at_least": Comparison.AT_LEAST,
    "exactly": Comparison.EXACTLY,
    "at_most": Comparison.AT_MOST,
    "under": Comparison.UNDER,
}


WHY_NO_CLOCK = "a period, a window, a deadline, a date after an event and when points drop off can be; take it out here"


@frozen
class Wanted:
    """What sort of value is meant in a place: `what` it is, and its units; without units a bare number."""

    what: str
    units: tuple[Unit, ...] = ()
    whole: bool = True
    bare: bool = False
    """May it be a bare number as well, because the unit is said elsewhere?"""
    percent: bool = False
    """Is it so many per cent?"""
    why_not: str = ""
    """What to do about another unit, where naming the units that fit is not enough."""
    set_at: bool = False
    """May it be a setting whose value people set at a meeting?"""
    clocks: bool = False
    """May it be so much of active service, or of time worked?"""
    lasts: bool = False
    """Has it to be some time, so that anything can fall into it?"""

    @property
    def choices(self) -> tuple[str, ...]:
        return tuple(unit.value for unit in self.units)

    @property
    def advice(self) -> str:
        return self.why_not or f"it is counted in {problems.typed(self.choices)}"

    def instead_of(self, unit: Unit) -> str:
        """What to write in place of a unit that does not fit."""
        if unit is Unit.PAY_PERIODS:
            return f"only a window that looks back is counted in {unit.value}; write {problems.typed(self.choices)}"
        if unit is Unit.MINUTES:
            return f"only an event that the policy declares is counted in minutes; write {problems.typed(self.choices)}"
        if (
            unit is Unit.HOURS
            and Unit.WORKING_DAYS in self.units
            and self.what in (TIME.what, BETWEEN.what, NOTICE.what)
        ):
            return (
                "days are whole here, and nobody records the hour: 24 hours after are `1 calendar day`, 48 are\n"
                "`2 calendar days`; write `1 working day` or `2 working days` if days off do not count"
            )
        of_absence = OF_THE_PATTERN.issubset(self.units) or Unit.CALENDAR_DAYS not in self.units
        if unit in (Unit.HOURS, Unit.SHIFTS) and not of_absence:
            return f"only absence itself is counted in {unit.value}; write {problems.typed(self.choices)}"
        return self.advice


DAYS_AND_LONGER = (Unit.CALENDAR_DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS)
TIME = Wanted(
    "a length of time",
    (Unit.CALENDAR_DAYS, Unit.WORKING_DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS),
    why_not="clear days are for a notice; write `calendar days` or `working days`",
)
BETWEEN = replace(TIME, what="the time between two meetings", lasts=True)
RUNNING_TIME = replace(TIME, clocks=True)
"""A time that may stand still on some days."""
WINDOW = Wanted(
    "this stretch of time",
    (*DAYS_AND_LONGER, Unit.PAY_PERIODS),
    why_not="write `calendar days`, `weeks`, `months` or `pay periods`, which everybody has alike",
    clocks=True,
    lasts=True,
)
NOTICE = Wanted(
    "a notice",
    (Unit.CALENDAR_DAYS, Unit.WORKING_DAYS, Unit.CLEAR_DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS),
)
ABSENCE_LENGTH = Wanted(
    "the length of an absence",
    (Unit.CALENDAR_DAYS, Unit.WORKING_DAYS, Unit.WEEKS, Unit.HOURS, Unit.SHIFTS),
    whole=False,
    why_not="months differ in length; write `28 calendar days` or `4 weeks`, say",
)
LASTED = Wanted(
    "how long the absence has lasted",
    (Unit.CALENDAR_DAYS, Unit.WEEKS, Unit.WORKING_DAYS, Unit.HOURS, Unit.SHIFTS),
    whole=False,
    why_not="months differ in length; write `28 calendar days` or `4 weeks`, say,\n"
    "or a date: `falls due 3 months after the absence began`",
)
COVERED_AFTER = Wanted(
    "the days without a paper",
    (Unit.CALENDAR_DAYS, Unit.WEEKS),
    why_not="a paper covers calendar days; write `7 calendar days` or `1 week`, say",
)
EVENT_LENGTH = Wanted("the length of an event", (Unit.MINUTES, Unit.HOURS), whole=False)
SERVICE = Wanted("service", DAYS_AND_LONGER, why_not="write `calendar days`, `weeks`, `months` or `years`")
PAY = Wanted(
    "sick pay",
    (Unit.CALENDAR_DAYS, Unit.WORKING_DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS),
    whole=False,
    why_not="write `calendar days`, `working days`, `weeks` or `months`",
)
WAITING = Wanted(
    "the time without pay",
    (Unit.CALENDAR_DAYS, Unit.WORKING_DAYS, Unit.WEEKS),
    why_not="write `calendar days`, `working days` or `weeks`",
)
PAY_PERIOD = Wanted(
    "a pay period", DAYS_AND_LONGER, why_not="write `calendar days`, `weeks`, `months` or a year", lasts=True
)
GAP = Wanted("the time between two absences", (Unit.CALENDAR_DAYS, Unit.WORKING_DAYS, Unit.WEEKS, Unit.MONTHS))
ANYTHING = Wanted("a setting", tuple(Unit), whole=False, bare=True, percent=True, clocks=True, set_at=True)
CLOCKS = {"of_active_service": Clock.ACTIVE_SERVICE, "of_time_worked": Clock.TIME_WORKED}
STANDS_STILL = (Unit.CALENDAR_DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS)
"""Units of a time that may stand still on some days."""


def number(node: nodes.Number) -> Exact:
    """A number, whole ones as `int`."""
    return exact(Fraction(node.value))


def unit(word: nodes.Word) -> Unit:
    """A unit; one that this version does not have is reported elsewhere, and days stand in for it."""
    return UNITS.get(word.text, Unit.CALENDAR_DAYS)


def amount(scene: Scene, node: nodes.Amount, wanted: Wanted) -> Amount:
    """An amount that fits where it stands."""
    found = _amount(node)
    if node.unit.text not in UNITS:
        return found
    if node.how is not None:
        _clock_fits(scene, node.how, node.unit, wanted)
    if found.unit not in wanted.units:
        help = wanted.instead_of(found.unit)
        scene.say(clause_problems.unit_does_not_fit(scene.at(node.span), found.unit.value, wanted.what, help))
    elif wanted.whole and not isinstance(found.number, int):
        scene.say(clause_problems.not_whole(scene.at(node.number.span), wanted.what))
    elif wanted.lasts and not found.number:
        scene.say(clause_problems.no_time(scene.at(node.span), wanted.what, found.unit.value))
    return found


def _amount(node: nodes.Amount) -> Amount:
    clock = CLOCKS[node.how.text] if node.how is not None else None
    return Amount(number(node.number), unit(node.unit), clock)


def _clock_fits(scene: Scene, how: nodes.Word, word: nodes.Word, wanted: Wanted, also: tuple[Label, ...] = ()) -> None:
    """Whether a time that stands still on some days fits where it stands, and in its unit."""
    words = CLOCKS[how.text].value
    if not wanted.clocks:
        scene.say(clause_problems.clock_does_not_fit(scene.at(how.span), wanted.what, words, WHY_NO_CLOCK, also))
    elif word.text in UNITS and UNITS[word.text] not in STANDS_STILL:
        help = "such a time is in `calendar days`, `weeks`, `months` or `years`"
        scene.say(clause_problems.clock_does_not_fit(scene.at(how.span), UNITS[word.text].value, words, help, also))


def length(scene: Scene, node: nodes.Amount | nodes.Name, wanted: Wanted) -> Value:
    """A length of time, or the setting that holds it."""
    return value(scene, node, wanted)


def value(scene: Scene, node: nodes.Value, wanted: Wanted) -> Value:
    """What something is compared with, or how long it is."""
    match node:
        case nodes.Number():
            if wanted.units and not wanted.bare:
                scene.say(
                    clause_problems.amount_without_unit(
                        scene.at(node.span), scene.text(node.span), _choices(wanted, node)
                    )
                )
            elif wanted.percent and not wanted.units:
                scene.say(_not_in(scene, node.span, "bare numbers", wanted))
            return number(node)
        case nodes.Percent(number=percent):
            if not wanted.percent:
                scene.say(_not_in(scene, node.span, "per cent", wanted))
            return number(percent)
        case nodes.Amount():
            if not wanted.units:
                found = unit(node.unit)
                if node.unit.text in UNITS:
                    scene.say(
                        clause_problems.unit_does_not_fit(scene.at(node.span), found.value, wanted.what, wanted.why_not)
                    )
                return _amount(node)
            return amount(scene, node, wanted)
        case nodes.Name():
            return _setting(scene, node, wanted)
        case nodes.Share(number=percent, of=whole):
            if wanted.whole:
                scene.say(clause_problems.not_whole(scene.at(node.span), wanted.what))
            return Share(number(percent), value(scene, whole, wanted))
        case nodes.NotYet():
            return 0
        case _ as never:
            assert_never(never)


def _not_in(scene: Scene, span: Span, unit: str, wanted: Wanted) -> Diagnostic:
    advice = wanted.advice if wanted.why_not or wanted.units else "write a bare number, without a unit"
    return clause_problems.unit_does_not_fit(scene.at(span), unit, wanted.what, advice)


def worth(scene: Scene, node: nodes.Worth) -> Value:
    """What a setting is worth."""
    match node:
        case nodes.Scaled(value=full, week=week, rounding=how):
            found: Value = ProRata(value(scene, full, ANYTHING), scaled.full_week(scene, week))
        case nodes.Rounded(value=inner, rounding=how):
            found = value(scene, inner, ANYTHING)
        case _:
            return value(scene, node, ANYTHING)
    rounds = scaled.rounding(how)
    return found if rounds is None else Rounded(found, rounds)


def _choices(wanted: Wanted, node: nodes.Number) -> tuple[str, ...]:
    if node.value == 1:
        return tuple(choice.removesuffix("s") for choice in wanted.choices)
    return wanted.choices


def _setting(scene: Scene, name: nodes.Name, wanted: Wanted) -> Value:
    """A setting whose value fits where its name stands."""
    found = SettingValue(scene.refer(name, NameKind.SETTING))
    declared = scene.names.find(name.text, NameKind.SETTING)
    seen = set()
    while declared is not None and isinstance(declared.block, nodes.Setting) and declared.name not in seen:
        seen.add(declared.name)
        worth = declared.block.worth
        inner = scaled.base(worth)
        if wanted.whole and wanted.units and (week := scaled.week_in_hours(worth)) is not None:
            advice = "a time must be known of everybody: write the full-time week in `working days`"
            scene.say(clause_problems.unit_does_not_fit(scene.at(week.span), "hours", wanted.what, advice))
        if wanted.whole and not scaled.is_whole(worth):
            scene.say(clause_problems.not_whole(scene.at(worth.span), wanted.what))
        if isinstance(inner, nodes.Name):
            declared = scene.names.find(inner.text, NameKind.SETTING)
            continue
        _setting_fits(scene, name, inner, wanted)
        break
    if declared is not None and isinstance(declared.block, nodes.SetAt) and not wanted.set_at:
        scene.say(clause_problems.set_at_a_meeting(scene.at(name.span), scene.words(name), scene.at(declared.at)))
    return found


def _setting_fits(scene: Scene, name: nodes.Name, worth: nodes.Node, wanted: Wanted) -> None:
    where, given = scene.at(name.span), Label(scene.at(worth.span), "its value is given here")
    if isinstance(worth, nodes.Amount) and worth.how is not None and not wanted.clocks:
        _clock_fits(scene, worth.how, worth.unit, wanted, (Label(where, "it is used here"),))
    match worth:
        case nodes.Percent() if not wanted.percent:
            advice = wanted.advice if wanted.why_not or wanted.units else "write a bare number, without a unit"
            _say_once(
                scene, given, clause_problems.unit_does_not_fit(where, "per cent", wanted.what, advice, also=(given,))
            )
        case nodes.Number() if wanted.percent and not wanted.units:
            _say_once(
                scene,
                given,
                clause_problems.unit_does_not_fit(where, "bare numbers", wanted.what, wanted.advice, also=(given,)),
            )
        case nodes.Number() if wanted.units and not wanted.bare:
            _say_once(
                scene,
                given,
                clause_problems.setting_without_unit(
                    where, scene.words(name), scene.text(worth.span), _choices(wanted, worth), given.place
                ),
            )
        case nodes.Amount(unit=word) if word.text in UNITS and UNITS[word.text] not in wanted.units:
            _say_once(
                scene,
                given,
                clause_problems.unit_does_not_fit(
                    where, UNITS[word.text].value, wanted.what, wanted.instead_of(UNITS[word.text]), also=(given,)
                ),
            )
        case nodes.Amount(unit=word, number=amount) if (
            word.text in UNITS and wanted.whole and amount.value.denominator != 1
        ):
            scene.say(clause_problems.not_whole(given.place, wanted.what))
        case nodes.Amount(unit=word, number=amount) if word.text in UNITS and wanted.lasts and not amount.value:
            _say_once(scene, given, clause_problems.no_time(where, wanted.what, UNITS[word.text].value, (given,)))
        case _:
            return


def counted_alike(scene: Scene, worth: nodes.Worth, usual: nodes.Worth | nodes.Broken) -> None:
    """Another value of a setting is counted in what its own value is counted in: what reads it relies on that."""
    one, other = worth_of(scene, worth), worth_of(scene, usual)
    own, new = _counted_in(other), _counted_in(one)
    known = all(isinstance(each, nodes.Amount | nodes.Number) for each in (one, other))
    if known and own != new:
        scene.say(in_another_unit(scene.at(worth.span), scene.text(worth.span), scene.at(usual.span), own))


def _counted_in(worth: nodes.Node) -> str:
    if not isinstance(worth, nodes.Amount) or worth.unit.text not in UNITS:
        return ""
    clock = CLOCKS[worth.how.text].value if worth.how is not None else ""
    return f"{UNITS[worth.unit.text].value} {clock}".strip()


def worth_of(scene: Scene, value: nodes.Node) -> nodes.Node:
    """A value as written, or the value of the setting that stands in its place."""
    seen = set()
    value = scaled.base(value)
    while isinstance(value, nodes.Name) and value.text not in seen:
        seen.add(value.text)
        found = scene.names.find(value.text, NameKind.SETTING)
        if found is None or not isinstance(found.block, nodes.Setting):
            break
        value = scaled.base(found.block.worth)
    return value


def _say_once(scene: Scene, given: Label, problem: Diagnostic) -> None:
    """Report what is wrong with the value of a setting where that is used first: it is mended in one place."""
    said = (label.place for one in scene.found.problems if one.code == problem.code for label in one.also)
    if given.place not in said:
        scene.say(problem)


def bound(scene: Scene, node: nodes.Bounds, wanted: Wanted) -> Bound:
    """A limit, or a range: the lower end takes its unit from the upper one."""
    match node:
        case nodes.Bound(comparison=comparison, value=limit):
            return Bound(COMPARISONS[comparison.text], value(scene, limit, wanted))
        case nodes.Between(low=low, high=high):
            _same_days(scene, node)
            return Bound(
                Comparison.AT_LEAST,
                _low(scene, low, high, wanted),
                Bound(Comparison.AT_MOST, value(scene, high, wanted)),
            )
        case nodes.BetweenOpen(low=low, high=high):
            _same_days(scene, node)
            return Bound(
                Comparison.AT_LEAST, _low(scene, low, high, wanted), Bound(Comparison.UNDER, value(scene, high, wanted))
            )
        case _ as never:
            assert_never(never)


def _same_days(scene: Scene, node: nodes.Between | nodes.BetweenOpen) -> None:
    """Working days at one end of a range and other days at the other end cannot be compared."""
    match node.low, node.high:
        case nodes.Amount(unit=low), nodes.Amount(unit=high) if low.text in UNITS and high.text in UNITS:
            if low.text != high.text and not OF_THE_PATTERN.isdisjoint((UNITS[low.text], UNITS[high.text])):
                one, other = UNITS[low.text].value, UNITS[high.text].value
                scene.say(
                    clause_problems.mixed_units(scene.at(node.span), one, other, "write both ends in the same unit")
                )


def _low(scene: Scene, low: nodes.Number | nodes.Amount, high: nodes.Value, wanted: Wanted) -> Value:
    if isinstance(low, nodes.Number) and isinstance(high, nodes.Amount):
        return Amount(number(low), unit(high.unit))
    if isinstance(low, nodes.Number) and isinstance(high, nodes.Number) and wanted.units:
        return number(low)  # the upper end is reported, for both
    return value(scene, low, wanted)


def days_unit(scene: Scene, word: nodes.Word, span: Span, what: str) -> Unit:
    """The unit in which absence is counted: calendar or working days, hours or shifts, and no other."""
    found = unit(word)
    if word.text in UNITS and found is not Unit.CALENDAR_DAYS and found not in OF_THE_PATTERN:
        help = "it is counted in `working days`, `calendar days`, `hours` or `shifts`"
        scene.say(clause_problems.unit_does_not_fit(scene.at(span), found.value, what, help))
    return found
