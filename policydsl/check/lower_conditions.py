"""Conditions and counts: what must be so for a step to fall due or for an action to follow."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from policydsl.check import clause_problems, points_problems, problems, units
from policydsl.check.formula import is_percentage, unit_of_measure
from policydsl.check.lower_events import event, happens, window
from policydsl.check.named_conditions import inside
from policydsl.check.names import NameKind
from policydsl.check.scene import Scene
from policydsl.check.selection import kind_of, paper_of, without_same_reason
from policydsl.domain.number import Comparison
from policydsl.model import condition
from policydsl.model.amount import Amount, Unit, Value, Window
from policydsl.model.condition import (
    EVERY_ABSENCE,
    Condition,
    Count,
    Finding,
    Happened,
    HasLasted,
    IsCategory,
    Placed,
    Selection,
    Tally,
)
from policydsl.syntax import nodes

PLACED = {"by_first_day": Placed.FIRST_DAY, "by_last_day": Placed.LAST_DAY, "by_any_day": Placed.ANY_DAY}
NOTHING: Condition = condition.Both(())
"""Stands for a condition that could not be made out."""


def condition_of(scene: Scene, node: nodes.Condition) -> Condition:
    """A condition."""
    match node:
        case nodes.AllOf(conditions=parts):
            return condition.Both(tuple(condition_of(scene, part) for part in parts))
        case nodes.AnyOf(conditions=parts):
            return condition.Either(tuple(condition_of(scene, part) for part in parts))
        case nodes.Compare():
            return _compare(scene, node)
        case nodes.ComparedInPeriods():
            return _in_periods(scene, node)
        case nodes.Lasted():
            return _lasted(scene, node)
        case nodes.Expected():
            if scene.is_the_absence(node.name):
                limit = scene.text(node.bound.span)
                instead = f"count absences: `at least 1 absence expected to last {limit} starts in the last 12 months`"
                scene.about_one_absence(node.span, instead)
            else:
                _only_the_absence(scene, node.name)
            return condition.IsExpected(units.bound(scene, node.bound, units.ABSENCE_LENGTH))
        case nodes.IsCovered():
            return _covered(scene, node, negated=False)
        case nodes.NotCovered():
            return _covered(scene, node, negated=True)
        case nodes.IsA():
            return _is_a(scene, node, negated=False)
        case nodes.IsNotA():
            return _is_a(scene, node, negated=True)
        case nodes.State():
            return Happened(event(scene, node.event), window=_window(scene, node.window))
        case nodes.NotState():
            happened = happens(scene, node.name, node.happening)
            return Happened(happened, negated=True, window=_window(scene, node.window))
        case nodes.Runs(name=name) | nodes.RunsNot(name=name):
            return condition.Running(scene.refer(name, NameKind.PERIOD), isinstance(node, nodes.RunsNot))
        case nodes.KOfN():
            return _k_of_n(scene, node)
        case nodes.Met(name=name):
            return _named(scene, name, negated=False)
        case nodes.NotMet(name=name):
            return _named(scene, name, negated=True)
        case nodes.Tally():
            return _tally(scene, node)
        case nodes.NotYet():
            return NOTHING
        case _ as never:
            assert_never(never)


def _window(scene: Scene, node: nodes.Window | None) -> Window | None:
    return window(scene, node) if node is not None else None


def _named(scene: Scene, name: nodes.Name, negated: bool) -> Condition:
    """A condition that is declared under a name, as it is meant where it is named."""
    found = inside(scene, name)
    if found is None:
        return NOTHING
    there, block = found
    meaning = NOTHING if isinstance(block.condition, nodes.Broken) else condition_of(there, block.condition)
    return condition.Named(there.owner, there.clause("condition", block, meaning), negated)


# ------------------------------------------------------------------ measures and counts


PERIODS = units.Wanted(
    "how often a measure is looked at",
    (Unit.WEEKS, Unit.MONTHS, Unit.YEARS),
    why_not="write `of the last 3 years`, `months` or `weeks`",
)


def _in_periods(scene: Scene, node: nodes.ComparedInPeriods) -> Condition:
    """A comparison that is made again for days before."""
    compared = _compare(scene, nodes.Compare(name=node.name, bound=node.bound, span=node.span))
    periods = units.amount(scene, node.last, PERIODS)
    declared = scene.names.find(node.name.text, NameKind.MEASURE, NameKind.POINTS)
    window = declared.block.window if declared and isinstance(declared.block, nodes.Measure) else None
    if declared and isinstance(declared.block, nodes.Points):
        scene.say(points_problems.of_one_day(scene.at(node.last.span), declared.name))
    if window is not None and not _looks_back(window, periods):
        scene.say(
            clause_problems.no_earlier_periods(scene.at(node.last.span), scene.at(window.span), periods.unit.value)
        )
    if node.number.value.denominator != 1:
        scene.say(clause_problems.not_whole(scene.at(node.number.span), "a number of times"))
    if not isinstance(compared, condition.Compare):
        return NOTHING
    comparison, number = _comparison(node.comparison), units.number(node.number)
    return condition.InPeriods(compared.measure, compared.bound, comparison, number, periods)


def _looks_back(window: nodes.Node, periods: Amount) -> bool:
    """Can a measure of this window be worked out for the day so many periods ago?"""
    match window:
        case nodes.EachYear(year=nodes.Word(text="calendar_year" | "year_of_leave")):
            return periods.unit is Unit.YEARS
        case nodes.EachYear(year=nodes.Word(text="calendar_month")):
            return periods.unit is Unit.MONTHS
        case nodes.Last() | nodes.EndingOn(ending=nodes.Word()) | nodes.Broken() | nodes.NotYet():
            return True
        case _:
            return False


def _compare(scene: Scene, node: nodes.Compare) -> Condition:
    if scene.is_the_absence(node.name):
        scene.say(clause_problems.length_without_lasted(scene.at(node.span), scene.text(node.bound.span)))
        return NOTHING
    measure = scene.refer(node.name, NameKind.MEASURE, NameKind.POINTS)
    declared = scene.names.find(node.name.text, NameKind.MEASURE, NameKind.POINTS)
    what = problems.quoted(measure)
    unit = unit_of_measure(declared.block) if declared else None
    if declared is None:
        return NOTHING
    if is_percentage(declared.block):
        wanted = units.Wanted(what, whole=False, percent=True, why_not="it is a percentage: write `10%`, say")
    elif unit is None:
        wanted = units.Wanted(what, whole=False, why_not="write a bare number, without a unit")
    else:
        wanted = units.Wanted(what, (unit,), whole=False, bare=True)  # the measure says what it counts
    return condition.Compare(measure, units.bound(scene, node.bound, replace(wanted, set_at=True)))


def _tally(scene: Scene, node: nodes.Tally) -> Tally:
    match node.counts:
        case nodes.AllCounts(counts=counts):
            every = True
        case nodes.AnyCounts(counts=counts):
            every = False
        case nodes.CountAbsences() | nodes.CountDays() | nodes.CountSetting() | nodes.CountNone():
            counts, every = (node.counts,), True
        case _ as never:
            assert_never(never)
    return Tally(
        tuple(_count(scene, one) for one in counts), every, PLACED[node.placed.text], window(scene, node.window)
    )


def _count(scene: Scene, node: nodes.Count) -> Count:
    if isinstance(node, nodes.CountSetting):
        return Count(_comparison(node.comparison), _number(scene, node.number), EVERY_ABSENCE)
    kind, same = without_same_reason(node.kind)
    return replace(_plain_count(scene, replace(node, kind=kind)), same_reason=same)


def _plain_count(scene: Scene, node: nodes.CountAbsences | nodes.CountDays | nodes.CountNone) -> Count:
    told = replace(scene, takes_events=True)
    match node:
        case nodes.CountAbsences(comparison=comparison, number=number, new=new, kind=kind):
            if isinstance(number, nodes.Number) and number.value.denominator != 1:
                scene.say(clause_problems.not_whole(scene.at(number.span), "a number of absences"))
            return Count(_comparison(comparison), _number(scene, number), _selected(told, kind), new is not None)
        case nodes.CountDays(comparison=comparison, number=number, unit=unit, kind=kind):
            found = units.days_unit(scene, unit, unit.span, "absence")
            return Count(_comparison(comparison), _number(scene, number), _selected(scene, kind), unit=found)
        case nodes.CountNone(new=new, kind=kind):
            return Count(Comparison.AT_MOST, 0, _selected(told, kind), new is not None)
        case _ as never:
            assert_never(never)


A_NUMBER = units.Wanted(
    "how many are counted",
    whole=False,
    why_not="the unit is said behind it: let the setting be a number without one",
    set_at=True,
)


def _number(scene: Scene, node: nodes.Number | nodes.Name) -> Value:
    """How many: a number, or a setting that has one."""
    return units.number(node) if isinstance(node, nodes.Number) else units.value(scene, node, A_NUMBER)


def _within(scene: Scene, node: nodes.Window | None) -> Window | None:
    return None if node is None else window(scene, node)


def _k_of_n(scene: Scene, node: nodes.KOfN) -> Condition:
    for number in (node.number, node.last):
        if number.value.denominator != 1:
            scene.say(clause_problems.not_whole(scene.at(number.span), "a number of absences"))
    among = kind_of(scene, nodes.Kind(name=node.among, span=node.among.span))
    return condition.KOfN(
        _comparison(node.comparison),
        units.number(node.number),
        int(node.last.value),
        Selection((among,)),
        _selected(scene, node.kind),
    )


def _comparison(word: nodes.Word | None) -> Comparison:
    return units.COMPARISONS[word.text] if word else Comparison.AT_LEAST


def _selected(scene: Scene, kind: nodes.Kind) -> Selection:
    return Selection((kind_of(scene, kind),))


# ------------------------------------------------------------------ the absence, and what people find


def _lasted(scene: Scene, node: nodes.Lasted) -> Condition:
    limit = scene.text(node.bound.span)
    if scene.is_the_absence(node.name):
        instead = f"count absences: `at least 1 absence lasting {limit} starts in the last 12 months`"
        scene.about_one_absence(node.span, instead)
    else:
        _only_the_absence(scene, node.name)
    return HasLasted(units.bound(scene, node.bound, units.LASTED))


def _covered(scene: Scene, node: nodes.IsCovered | nodes.NotCovered, negated: bool) -> Condition:
    """Is there a paper for every day of the absence?"""
    paper = paper_of(scene, node.paper)
    if scene.is_the_absence(node.name):
        instead = f"count days: `at least 1 calendar day of absence without {paper} falls in the last 12 months`"
        scene.about_one_absence(node.span, instead)
    else:
        _only_the_absence(scene, node.name)
    after = None if node.after is None else units.length(scene, node.after, units.COVERED_AFTER)
    return condition.Covered(paper, after, negated)


def _only_the_absence(scene: Scene, name: nodes.Name) -> None:
    found = scene.names.any(name.text)
    if found is None and not scene.built_in(name):
        scene.unknown(name, also=("absence",))
    else:
        scene.say(problems.built_in_as_wrong_thing(scene.at(name.span), scene.words(name), ["absence"]))


def _is_a(scene: Scene, node: nodes.IsA | nodes.IsNotA, negated: bool) -> Condition:
    """`the absence is a long-term absence`, or a finding: `the employee is not fit to attend`."""
    if scene.is_the_absence(node.name):
        category = scene.refer(node.what, NameKind.CATEGORY)
        instead = f"count absences: `at least 1 {scene.words(node.what)} starts in the last 12 months`"
        scene.about_one_absence(node.span, instead)
        return IsCategory(category, negated)
    who = "the employee" if scene.built_in(node.name) == "employee" else scene.words(node.name)
    question = f"whether {who} is {scene.words(node.what)}"
    asked = scene.things.asked(question)
    if asked is not None:
        return Finding(asked, negated)
    _not_asked(scene, node, question)
    return NOTHING


def _not_asked(scene: Scene, node: nodes.IsA | nodes.IsNotA, question: str) -> None:
    """Say what was probably meant by `X is Y` where no step asks whether X is Y."""
    found, other = scene.names.any(node.name.text), scene.words(node.what)
    if meant := problems.comparison_in(other):
        scene.found.unknown.add(other)
        scene.say(problems.comparison_as_name(scene.at(node.what.span), other, meant))
    elif found is not None and found.kind in (NameKind.MEASURE, NameKind.POINTS):
        scene.lookup(node.name, NameKind.MEASURE, NameKind.POINTS)
        scene.lookup(node.what, NameKind.SETTING)
        scene.say(clause_problems.comparison_missing(scene.at(node.span), found.name, other))
    elif found is not None:
        scene.refer(node.name, NameKind.MEASURE, NameKind.POINTS)
    elif scene.built_in(node.name) == "employee" or scene.things.find(node.name.text):
        if not scene.may_stand_in_unread_lines(node.what):
            scene.say(clause_problems.question_nobody_asks(scene.at(node.span), question))
    else:
        scene.unknown(node.name, NameKind.MEASURE, NameKind.STEP, NameKind.DOCUMENT, also=("absence", "employee"))
