"""Which absences are meant, and the settings, categories, facts, documents and measures of a policy."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, assert_never

from policydsl.check import clause_problems, units
from policydsl.check.formula import unit_of
from policydsl.check.lower_events import window
from policydsl.check.lower_versions import needs_always, of_version, put, with_forms
from policydsl.check.names import NameKind
from policydsl.check.once import Once
from policydsl.check.scene import Scene
from policydsl.check.selection import kind_of, selection
from policydsl.check.versions import plain
from policydsl.check.walk import walk
from policydsl.domain.number import Comparison
from policydsl.model import condition, policy
from policydsl.model.amount import Bound, SetAt
from policydsl.syntax import nodes

STRADDLES = {
    "days_inside": policy.Straddle.CLIPPED,
    "whole": policy.Straddle.WHOLE,
    "not_counted": policy.Straddle.LEFT_OUT,
}
RUNNINGS = {"day_by_day": policy.Running.DAILY, "once_ended": policy.Running.WHEN_ENDED}
CHARACTERISTICS = {
    "service": policy.Characteristic.SERVICE,
    "days_per_week": policy.Characteristic.DAYS_PER_WEEK,
    "hours_per_week": policy.Characteristic.HOURS_PER_WEEK,
}
LENGTHS = {"so_far": policy.ByLength.SO_FAR, "when_it_ends": policy.ByLength.FINAL}


def setting(scene: Scene, node: nodes.Setting) -> policy.Setting | None:
    """A setting and its value."""
    if isinstance(node.worth, nodes.Broken):
        return None
    scene = replace(scene, owner=scene.words(node.name))
    clause = scene.clause("value", node, units.worth(scene, node.worth))
    once = Once(scene)
    for line in node.lines:
        there, _ = of_version(scene, line)
        if isinstance(line, nodes.SettingCase) and replace(once, scene=there).first(line, "what the setting is"):
            units.counted_alike(there, line.worth, node.worth)
            clause = with_forms(clause, there.clause("value", line, units.worth(there, line.worth)))
    return policy.Setting(scene.owner, clause)


def set_at(scene: Scene, node: nodes.SetAt) -> policy.Setting | None:
    """A setting whose value people record at a step."""
    if isinstance(node.step, nodes.Broken):
        return None
    scene = replace(scene, owner=scene.words(node.name))
    step = scene.refer(node.step, NameKind.STEP, NameKind.GUIDANCE)
    return policy.Setting(scene.owner, scene.clause("value", node, SetAt(scene.owner, step)))


def group(scene: Scene, node: nodes.Group) -> policy.Group | None:
    """A group and the words by which a history names it."""
    match node.how:
        case nodes.RecordedAs(words=words):
            return policy.Group(scene.words(node.name), scene.words(words), scene.written(node))
        case nodes.Having():
            return policy.Group(scene.words(node.name), having(scene, node.how), scene.written(node))
        case nodes.NotYet() | nodes.Broken():
            return None
        case _ as never:
            assert_never(never)


def having(scene: Scene, node: nodes.Having) -> policy.Having:
    """What is so of the members of a group."""
    what = CHARACTERISTICS[node.measured.text]
    if isinstance(node.bound, nodes.Bound) and isinstance(node.bound.value, nodes.Name):
        help = "write the number itself, such as `6 months`"
        scene.say(clause_problems.unit_does_not_fit(scene.at(node.bound.value.span), "a setting", what.value, help))
        return policy.Having(what, Bound(Comparison.OVER, 0))
    wanted = units.SERVICE if what is policy.Characteristic.SERVICE else units.Wanted(what.value, whole=False)
    return policy.Having(what, units.bound(scene, node.bound, wanted))


def category(scene: Scene, node: nodes.Category) -> policy.Category | None:
    """A category and the absences in it."""
    if isinstance(node.kinds, nodes.Broken):
        return None
    scene = replace(scene, owner=scene.words(node.name))
    for line in node.lines:
        if isinstance(line, nodes.MayOverlap):
            scene.lookup(line.category, NameKind.CATEGORY)  # a rule of its own reports one that is not declared
    clause = scene.clause("selection", node, selection(scene, node.kinds))
    once = Once(scene)
    for line in node.lines:
        there, _ = of_version(scene, line)
        if isinstance(line, nodes.CategoryCase) and replace(once, scene=there).first(line, "what the category is"):
            clause = with_forms(clause, there.clause("selection", line, selection(there, line.kinds)))
    return policy.Category(scene.owner, clause)


def fact(scene: Scene, node: nodes.Fact) -> policy.Fact | None:
    """A fact and what it means."""
    if isinstance(node.meaning, nodes.Broken):
        return None
    name, meaning = scene.words(node.name), scene.words(node.meaning)
    return policy.Fact(name, meaning, node.scope is not None, scene.written(node))


def document(scene: Scene, node: nodes.Document) -> policy.Document:
    """A document and what it says."""
    scene = replace(scene, owner=scene.words(node.name))
    says = tuple(
        scene.clause("says", line, line.text.value, str(place))
        for place, line in enumerate(node.says, 1)
        if isinstance(line, nodes.Says)
    )
    return policy.Document(scene.owner, says, scene.written(node))


# ------------------------------------------------------------------ measures


def measure(scene: Scene, node: nodes.Measure) -> policy.Measure | None:
    """A measure: its window, its formula, what it counts and how."""
    scene = replace(scene, owner=scene.words(node.name))
    once = Once(scene)
    made: dict[str, Any] = {}
    over_all, once_for_all = scene, once
    for versioned in node.lines:
        scene, line = of_version(over_all, versioned)
        once = replace(once_for_all, scene=scene)
        match line:
            case nodes.Formula():
                if once.first(line, "how the measure is made"):
                    put(made, "formula", scene.clause("formula", line, _whole_formula(scene, line)))
                    made["percentage"] = made.get("percentage", False) or line.percentage is not None
            case nodes.Counting():
                if once.first(line, "what the measure counts"):
                    put(made, "counting", scene.clause("counting", line, selection(scene, line.kinds)))
            case nodes.NotCounting():
                if once.first(line, "what the measure does not count"):
                    put(made, "not_counting", scene.clause("not counting", line, selection(scene, line.kinds)))
            case nodes.Straddle():
                if once.first(line, "how an absence counts that began before"):
                    put(made, "straddle", scene.clause("straddle", line, STRADDLES[line.how.text]))
            case nodes.Running():
                if once.first(line, "how an absence counts that is still running"):
                    put(made, "running", scene.clause("running", line, RUNNINGS[line.how.text]))
            case nodes.ByLength():
                if once.first(line, "by which length an absence counts"):
                    put(made, "by_length", scene.clause("by length", line, LENGTHS[line.how.text]))
            case nodes.NotYet() | nodes.Broken():
                continue
    scene = over_all
    needs_always(scene, made.get("formula"), "how the measure is made")
    over = window(scene, node.window) if not isinstance(node.window, nodes.Broken) else None
    if "formula" not in made and not node.broken and not any(_unread(line) for line in node.lines):
        scene.say(clause_problems.measure_without_formula(scene.at(node.name.span), scene.owner))
    if isinstance(node.window, nodes.WholeRecord):
        for due in (one for one in walk(node) if isinstance(one, nodes.WorkDue)):
            scene.say(clause_problems.due_since_when(scene.at(due.span), scene.at(node.window.span)))
    if over is None or "formula" not in made:
        return None
    return policy.Measure(
        name=scene.owner,
        window=scene.clause("window", node, over),
        written=scene.written(node),
        **made,
    )


def _unread(line: nodes.MeasureLine) -> bool:
    """May this line be the formula, if only it could be read?"""
    return isinstance(plain(line), nodes.Broken | nodes.NotYet)


def _whole_formula(scene: Scene, line: nodes.Formula) -> condition.Formula:
    """The formula of a measure; as a percentage, a hundred times what it comes to."""
    found = formula(scene, line.value)
    return found if line.percentage is None else condition.Product((condition.Constant(100), found))


def formula(scene: Scene, node: nodes.Sum) -> condition.Formula:
    """How a measure is made; days of one unit are never added to days of another."""
    match node:
        case nodes.Number():
            return condition.Constant(units.number(node))
        case nodes.Kind():
            return condition.Absences(condition.Selection((kind_of(scene, node),)))
        case nodes.AmountOf(unit=word, kind=kind):
            unit = units.days_unit(scene, word, word.span, "absence")
            return condition.DaysOf(unit, condition.Selection((kind_of(scene, kind),)))
        case nodes.Plus(left=left, right=right):
            terms = formula(scene, left), formula(scene, right)
            _same_unit(scene, node)
            return condition.Sum(terms)
        case nodes.Minus(left=left, right=right):
            terms = formula(scene, left), formula(scene, right)
            _same_unit(scene, node)
            return condition.Difference(*terms)
        case nodes.Times(left=left, right=right):
            first, second = formula(scene, left), formula(scene, right)
            factors = first.factors if isinstance(first, condition.Product) else (first,)
            return condition.Product((*factors, second))
        case nodes.DividedBy(left=left, right=right):
            return condition.Quotient(formula(scene, left), formula(scene, right))
        case nodes.WorkDue(unit=word):
            return condition.DaysDue(units.days_unit(scene, word, word.span, "the time due"))
        case _ as never:
            assert_never(never)


def _same_unit(scene: Scene, node: nodes.Plus | nodes.Minus) -> None:
    one, other = unit_of(node.left), unit_of(node.right)
    if one != other and one is not None and other is not None:
        help = "count both in the same unit, such as `working days`"
        scene.say(clause_problems.mixed_units(scene.at(node.span), one.value, other.value, help))
