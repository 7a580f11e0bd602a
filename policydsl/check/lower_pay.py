"""Schedules of sick pay: what each line means, and what a schedule must say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import assert_never

from policydsl.check import clause_problems, scaled, units
from policydsl.check import pay_problems as wording
from policydsl.check.choice_problems import Choice, not_said
from policydsl.check.lower_events import window
from policydsl.check.names import NameKind
from policydsl.check.once import Once
from policydsl.check.pay_bands import meeting
from policydsl.check.pay_versions import with_versions
from policydsl.check.scene import Scene
from policydsl.check.selection import selection
from policydsl.diagnostics import Label
from policydsl.domain.number import Exact
from policydsl.model.amount import Unit, Window
from policydsl.model.condition import Selection
from policydsl.model.pay import (
    FULL,
    HALF,
    Cap,
    ComesOff,
    CountedBack,
    LookBack,
    Pay,
    PayBand,
    PayDay,
    Tier,
    Waiting,
)
from policydsl.source import Place
from policydsl.syntax import names as keys
from policydsl.syntax import nodes

BACK = {
    "from_start": CountedBack.FIRST_DAY,
    "from_before": CountedBack.DAY_BEFORE,
    "from_each_day": CountedBack.DAILY,
}
COMES_OFF = {
    "own_kind": ComesOff.OWN_KIND,
    "full_first": ComesOff.FULL_FIRST,
    "half_first": ComesOff.HALF_FIRST,
}
RATES: dict[str, Exact] = {"full_pay": FULL, "half_pay": HALF}
WINDOWS = (nodes.Last, nodes.EachYear, nodes.WholeRecord)
IN_DAYS = {"calendar_days": Unit.CALENDAR_DAYS, "working_days": Unit.WORKING_DAYS}
DAY_OF = {keys.key(one.value): one for one in PayDay}


@dataclass(slots=True)
class _Lines:
    """What the lines of a schedule have said so far."""

    bands: list[PayBand] = field(default_factory=list)
    band_lines: list[nodes.PayBand | nodes.PayEverybody] = field(default_factory=list)
    counted: nodes.PayCounted | None = None
    service: nodes.PayService | None = None
    less: LookBack | None = None
    anew: bool = False
    order: nodes.PayOrder | None = None
    caps: list[Cap] = field(default_factory=list)
    waiting: Waiting | None = None
    pays_for: Selection | None = None
    not_for: Selection | None = None
    gives: list[tuple[str, PayDay]] = field(default_factory=list)
    doubtful: bool = False


def schedule(scene: Scene, node: nodes.Pay) -> Pay | None:
    """A schedule of sick pay with its versions."""
    return with_versions(scene, node, pay)


def pay(scene: Scene, node: nodes.Pay) -> Pay | None:
    """A schedule of sick pay by its lines, none of which is a version."""
    scene = replace(scene, owner=scene.words(node.name))
    said, once = _Lines(doubtful=node.broken), Once(scene)
    for line in node.lines:
        _line(scene, line, said, once)
    if not said.doubtful:
        for choice in _not_said(said):
            heading = scene.written(node).span
            scene.say(not_said(choice, Label(scene.at(heading)), f"sick pay {scene.owner}".strip(), ()))
        for problem in meeting(scene, said.band_lines):
            scene.say(problem)
    unit = _unit(said)
    for line in (*said.band_lines, *(one for one in node.lines if isinstance(one, nodes.PayCap))):
        _same_days(scene, line, unit, said.counted)
    return Pay(
        name=scene.owner,
        bands=tuple(said.bands),
        unit=unit,
        service_daily=said.service is not None and said.service.how.text == "daily",
        less=said.less,
        comes_off=ComesOff.OWN_KIND if said.order is None else COMES_OFF[said.order.how.text],
        caps=tuple(said.caps),
        waiting=said.waiting,
        pays_for=said.pays_for,
        not_for=said.not_for,
        gives=tuple(said.gives),
        written=scene.written(node),
    )


def _line(scene: Scene, line: nodes.PayLine, said: _Lines, once: Once) -> None:
    """Take in what one line says."""
    match line:
        case nodes.PayBand(service=service):
            bound = units.bound(scene, service, units.SERVICE)
            said.bands.append(PayBand(bound, _tiers(scene, line.terms), scene.written(line)))
            said.band_lines.append(line)
        case nodes.PayEverybody():
            said.bands.append(PayBand(None, _tiers(scene, line.terms), scene.written(line)))
            said.band_lines.append(line)
        case nodes.PayCounted(unit=unit):
            if once.first(line, "which days use up sick pay"):
                said.counted = line
            if unit.text not in IN_DAYS and unit.text in units.UNITS:
                found = units.UNITS[unit.text].value
                scene.say(wording.other_days(scene.at(unit.span), found, "calendar days or working days", None))
        case nodes.PayService():
            if once.first(line, "on which day service is looked at"):
                said.service = line
        case nodes.PayLess():
            if once.first(line, "what earlier sick pay comes off"):
                said.less = _look_back(scene, line)
        case nodes.PayAnew():
            if once.first(line, "what earlier sick pay comes off"):
                said.anew = True
        case nodes.PayOrder():
            if once.first(line, "from which kind of pay it comes off"):
                said.order = line
        case nodes.PayCap(amount=amount, kind=kind):
            found_amount = units.amount(scene, amount, units.PAY)
            _whole_weeks(scene, amount)
            said.caps.append(Cap(found_amount, RATES.get(kind.text), _look_back(scene, line)))
        case nodes.PayWait(amount=amount, how=how):
            if once.first(line, "how long there is no pay at first"):
                number = units.amount(scene, amount, units.WAITING)
                said.waiting = Waiting(number, how is not None and how.text == "of_each_run", scene.written(line))
        case nodes.PaysFor(kinds=kinds):
            if once.first(line, "what the schedule pays for"):
                said.pays_for = selection(scene, kinds)
        case nodes.NotPaid(kinds=kinds):
            if once.first(line, "what the schedule does not pay for"):
                said.not_for = selection(scene, kinds)
        case nodes.PayGives(facts=facts):
            if once.first(line, "which days it gives"):
                said.gives += [given for name in facts.names if (given := _given(scene, name))]
        case nodes.NotYet() | nodes.Broken() | nodes.PayOf():
            said.doubtful = True
        case _ as never:
            assert_never(never)


def _not_said(said: _Lines) -> Iterator[Choice]:
    """The choices that a schedule leaves open."""
    if not said.bands:
        yield wording.TERMS
        return
    if any(line for line in said.bands if line.service is not None) and said.service is None:
        yield wording.SERVICE
    if said.counted is None and len(_days_said(said)) != 1:
        yield wording.COUNTED
    if said.less is None and not said.anew and not said.caps:
        yield wording.LESS
    if said.less is not None and said.order is None and any(len(one.tiers) > 1 for one in said.bands):
        yield wording.ORDER


def _days_said(said: _Lines) -> set[str]:
    """The units of the schedule's amounts, where all of them are days of one sort; else nothing."""
    amounts = [one.amount for line in said.band_lines for one in _every_tier(line)]
    words = {one.unit.text if isinstance(one, nodes.Amount) else "" for one in amounts if not _is_nothing(one)}
    return words if words <= {*IN_DAYS} and len(words) == 1 else set()


def _is_nothing(amount: nodes.Amount | nodes.Name) -> bool:
    return isinstance(amount, nodes.Amount) and not amount.number.value


def _unit(said: _Lines) -> Unit:
    if said.counted is not None:
        return IN_DAYS.get(said.counted.unit.text, Unit.CALENDAR_DAYS)
    return next((IN_DAYS[word] for word in _days_said(said)), Unit.CALENDAR_DAYS)


def _same_days(
    scene: Scene, line: nodes.PayBand | nodes.PayEverybody | nodes.PayCap, unit: Unit, counted: nodes.PayCounted | None
) -> None:
    """Report days that are not those in which the schedule counts."""
    written = [line.amount] if isinstance(line, nodes.PayCap) else [one.amount for one in _every_tier(line)]
    for amount in written:
        worth = units.worth_of(scene, amount)
        if isinstance(worth, nodes.Amount) and worth.unit.text in IN_DAYS and IN_DAYS[worth.unit.text] is not unit:
            where = None if counted is None else scene.at(counted.unit.span)
            scene.say(wording.other_days(scene.at(amount.span), IN_DAYS[worth.unit.text].value, unit.value, where))


def _whole_weeks(scene: Scene, amount: nodes.Amount | nodes.Name) -> None:
    """Report parts of a week or a month: of days there may be parts."""
    if isinstance(amount, nodes.Amount):
        scaled_to, whole = amount, amount.number.value.denominator == 1
    else:
        worth = units.worth_of(scene, amount)
        declared = scene.names.find(amount.text, NameKind.SETTING)
        if not isinstance(worth, nodes.Amount) or declared is None or not isinstance(declared.block, nodes.Setting):
            return
        scaled_to, whole = worth, scaled.is_whole(declared.block.worth)
    if scaled_to.unit.text not in IN_DAYS and scaled_to.unit.text in units.UNITS and not whole:
        scene.say(clause_problems.not_whole(scene.at(amount.span), "sick pay in weeks or months"))


def _every_tier(line: nodes.PayBand | nodes.PayEverybody) -> tuple[nodes.PayTier, ...]:
    return line.terms.tiers if isinstance(line.terms, nodes.PayTiers) else ()


def _tiers(scene: Scene, terms: nodes.PayTerms) -> tuple[Tier, ...]:
    """The kinds of pay of a line, in the order in which they are used."""
    if not isinstance(terms, nodes.PayTiers):
        return ()
    found: list[Tier] = []
    for one in terms.tiers:
        rate = _rate(scene, one.rate)
        if any(rate == other.rate for other in found):
            scene.say(wording.rate_twice(scene.at(one.span)))
        _whole_weeks(scene, one.amount)
        found.append(Tier(units.length(scene, one.amount, units.PAY), rate))
    return tuple(found)


def _rate(scene: Scene, rate: nodes.Word | nodes.PayAt) -> Exact:
    match rate:
        case nodes.Word(text=text):
            return RATES[text]
        case nodes.PayAt(number=number):
            percent = units.number(number)
            if not 0 < percent < FULL:
                scene.say(wording.no_such_share(scene.at(rate.span)))
            return percent
        case _ as never:
            assert_never(never)


def _look_back(scene: Scene, line: nodes.PayLess | nodes.PayCap) -> LookBack:
    """A window of a schedule, and the day from which it goes back."""
    if line.back is None:
        scene.say(wording.counted_back(scene.at(line.window.span), scene.text(line.span)))
    back = CountedBack.FIRST_DAY if line.back is None else BACK[line.back.text]
    return LookBack(_window(scene, line.window), back, scene.written(line))


def _window(scene: Scene, node: nodes.Window) -> Window:
    if not isinstance(node, WINDOWS) and not isinstance(node, nodes.NotYet):
        scene.say(wording.which_window(scene.at(node.span)))
    return window(scene, node)


def _given(scene: Scene, name: nodes.Name) -> tuple[str, PayDay] | None:
    """A fact, and the day that it is by its own words."""
    found = scene.refer(name, NameKind.FACT)
    declared = scene.names.find(name.text, NameKind.FACT)
    if declared is None or not isinstance(declared.block, nodes.Fact):
        return None
    fact, at = declared.block, scene.at(name.span)
    if not isinstance(fact.meaning, nodes.Name):
        return None
    place: Place = scene.at(fact.meaning.span)
    day = DAY_OF.get(keys.key(fact.meaning.text))
    if day is None:
        scene.say(wording.no_day_of_pay(at, found, place, [one.value for one in PayDay]))
        return None
    if fact.scope is None:
        scene.say(wording.of_each_absence(at, found, place))
    return found, day
