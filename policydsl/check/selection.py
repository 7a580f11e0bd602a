"""Which absences are meant: kinds, what narrows them, and what is left out."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import assert_never

from policydsl.check import points_problems, problems, units
from policydsl.check.day_problems import same_reason_alone
from policydsl.check.days_named import SAME_DATES, days_named
from policydsl.check.names import NameKind, is_built_in
from policydsl.check.scene import Scene
from policydsl.domain.number import exact
from policydsl.model.amount import Amount, Bound, Unit
from policydsl.model.condition import (
    BecauseOf,
    ExpectedToLast,
    FallingOn,
    Filter,
    Flagged,
    Kind,
    Lasting,
    LongerThanExpected,
    NextTo,
    Selection,
    StartingOn,
    StartingOnDays,
    WithPaper,
)
from policydsl.syntax import nodes

SAME_REASON = "same reason"
"""`absences with the same reason`: a count takes those that have one reason between them."""


def without_same_reason(node: nodes.Kind) -> tuple[nodes.Kind, bool]:
    """The kind without `with the same reason`, and whether that stood there."""
    kept = tuple(one for one in node.filters if not _is_same_reason(one))
    return (node, False) if len(kept) == len(node.filters) else (replace(node, filters=kept), True)


def _is_same_reason(node: nodes.Node) -> bool:
    return isinstance(node, nodes.HavingPaper) and is_built_in(node.paper.text, SAME_REASON)


def selection(scene: Scene, node: nodes.Kinds) -> Selection:
    """`A, or B, except C`."""
    left_out = node.but_not.kinds if node.but_not else ()
    return Selection(_kinds(scene, node.which.kinds), _kinds(scene, left_out))


def _kinds(scene: Scene, written: tuple[nodes.Kind, ...]) -> tuple[Kind, ...]:
    return tuple(kind_of(scene, one, before) for one, before in zip(written, (None, *written), strict=False))


def kind_of(scene: Scene, node: nodes.Kind, after: nodes.Kind | None = None) -> Kind:
    """Absences, or those of a category, and what narrows them; `after`: the kind before it in `A or B`."""
    if scene.takes_events and (declared := scene.lookup(node.name, NameKind.EVENT)):
        narrowing = (_filter_of_event(scene, one) for one in node.filters)
        return Kind(None, tuple(one for one in narrowing if one), declared.name)
    filters = tuple(narrows for one in node.filters if (narrows := filter_of(scene, one)))
    if scene.is_the_absence(node.name):
        return Kind(None, filters)
    if scene.built_in(node.name):
        where = scene.at(node.name.span)
        scene.say(problems.built_in_as_wrong_thing(where, scene.words(node.name), ["category"]))
        return Kind(None, filters)
    found = scene.names.any(node.name.text)
    if found is None:
        if after is not None and after.filters and isinstance(after.filters[-1], nodes.Flagged):
            kind = scene.words(after.name)
            scene.say(problems.another_flag(scene.at(node.name.span), scene.words(node.name), kind))
            return Kind(None, filters)
        events = (NameKind.EVENT,) if scene.takes_events else ()
        scene.unknown(node.name, NameKind.CATEGORY, *events, also=("absence",))
        return Kind(None, filters)
    return Kind(scene.refer(node.name, NameKind.CATEGORY), filters)


def filter_of(scene: Scene, node: nodes.Filter) -> Filter | None:
    """What narrows the absences that a line is about; None: reported as having no meaning yet."""
    match node:
        case nodes.Lasting(bound=bound):
            return Lasting(units.bound(scene, bound, units.ABSENCE_LENGTH))
        case nodes.Flagged(flag=flag):
            return Flagged(scene.words(flag))
        case nodes.NotFlagged(flag=flag):
            return Flagged(scene.words(flag), negated=True)
        case nodes.BecauseOf(reason=reason):
            return because_of(scene, reason)
        case nodes.ExpectedToLast(bound=bound):
            return ExpectedToLast(units.bound(scene, bound, units.ABSENCE_LENGTH))
        case nodes.Overrun():
            return LongerThanExpected()
        case nodes.StartingOn(day=day):
            return StartingOn((day.value,) if isinstance(day, nodes.Weekday) else tuple(sorted(set(day.values))))
        case nodes.StartingOnDays(what=what):
            days = days_named(scene, what)
            return StartingOnDays(days) if days is not None else None
        case nodes.HavingPaper() if _is_same_reason(node):
            scene.say(same_reason_alone(scene.at(node.span)))
            return None
        case nodes.HavingPaper(paper=paper):
            return WithPaper(paper_of(scene, paper))
        case nodes.LackingPaper(paper=paper):
            return WithPaper(paper_of(scene, paper), negated=True)
        case nodes.NextTo(what=what):
            days = days_named(scene, what, SAME_DATES)
            return NextTo(days) if days is not None else None
        case nodes.FallingOn(what=what):
            days = days_named(scene, what)
            return FallingOn(days) if days is not None else None
        case nodes.NotYet():
            return None
        case _ as never:
            assert_never(never)


def _filter_of_event(scene: Scene, node: nodes.Filter) -> Filter | None:
    """What narrows events that the policy declares: how long, which flags, which day of the week."""
    match node:
        case nodes.Lasting(bound=bound):
            return Lasting(_in_minutes(units.bound(scene, bound, units.EVENT_LENGTH)))
        case (
            nodes.Flagged()
            | nodes.NotFlagged()
            | nodes.StartingOn()
            | nodes.StartingOnDays()
            | nodes.FallingOn()
            | nodes.NextTo()
            | nodes.NotYet()
        ):
            return filter_of(scene, node)
        case _:
            scene.say(points_problems.not_said_of_an_event(scene.at(node.span), scene.text(node.span)))
            return None


def _in_minutes(bound: Bound) -> Bound:
    """Hours as minutes: nobody's working hours have to be known for them."""
    value = bound.value
    if isinstance(value, Amount) and value.unit is Unit.HOURS:
        value = Amount(exact(Fraction(value.number) * 60), Unit.MINUTES)
    return Bound(bound.comparison, value, _in_minutes(bound.up_to) if bound.up_to else None)


def because_of(scene: Scene, name: nodes.Name) -> BecauseOf:
    """A reason code, or a reason that is declared to cover others, which may cover others again."""
    declared = scene.lookup(name, NameKind.REASON)
    if declared is None:
        return BecauseOf(scene.words(name))
    codes = {declared.name: None}
    _gather(scene, declared.name, codes)
    return BecauseOf(declared.name, tuple(codes)[1:])


def _gather(scene: Scene, reason: str, codes: dict[str, None]) -> None:
    """What a reason covers, each once."""
    found = scene.names.find(reason, NameKind.REASON)
    if found is None or not isinstance(found.block, nodes.Reason) or not isinstance(found.block.covers, nodes.Things):
        return
    for part in found.block.covers.names:
        code = scene.words(part)
        if other := scene.lookup(part, NameKind.REASON):
            code = other.name
        if code not in codes:
            codes[code] = None
            _gather(scene, code, codes)


def paper_of(scene: Scene, name: nodes.Name) -> str:
    """A document, or a paper that a duty speaks of."""
    document = scene.lookup(name, NameKind.DOCUMENT)
    thing = document.name if document else scene.things.find(name.text)
    if thing is None:
        scene.unknown(name, NameKind.DOCUMENT, also=tuple(scene.things.named.values()))
    return thing or scene.words(name)
