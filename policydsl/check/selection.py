"""Which absences are meant: kinds, what narrows them, and what is left out."""

from __future__ import annotations

from typing import assert_never

from policydsl.check import problems, units
from policydsl.check.names import NameKind
from policydsl.check.scene import Scene
from policydsl.model.condition import BecauseOf, Filter, Flagged, Kind, Lasting, Selection
from policydsl.syntax import nodes


def selection(scene: Scene, node: nodes.Kinds) -> Selection:
    """`A, or B, except C`."""
    left_out = node.but_not.kinds if node.but_not else ()
    return Selection(
        tuple(kind_of(scene, kind) for kind in node.which.kinds), tuple(kind_of(scene, kind) for kind in left_out)
    )


def kind_of(scene: Scene, node: nodes.Kind) -> Kind:
    """Absences, or those of a category, and what narrows them."""
    filters = tuple(narrows for one in node.filters if (narrows := _filter(scene, one)))
    if scene.is_the_absence(node.name):
        return Kind(None, filters)
    if scene.built_in(node.name):
        where = scene.at(node.name.span)
        scene.say(problems.built_in_as_wrong_thing(where, scene.words(node.name), ["category"]))
        return Kind(None, filters)
    found = scene.names.any(node.name.text)
    if found is None:
        scene.unknown(node.name, NameKind.CATEGORY, also=("absence",))
        return Kind(None, filters)
    return Kind(scene.refer(node.name, NameKind.CATEGORY), filters)


def _filter(scene: Scene, node: nodes.Filter) -> Filter | None:
    match node:
        case nodes.Lasting(bound=bound):
            return Lasting(units.bound(scene, bound, units.ABSENCE_LENGTH))
        case nodes.Flagged(flag=flag):
            return Flagged(scene.words(flag))
        case nodes.NotFlagged(flag=flag):
            return Flagged(scene.words(flag), negated=True)
        case nodes.BecauseOf(reason=reason):
            return BecauseOf(scene.words(reason))
        case nodes.NotYet():
            return None
        case _ as never:
            assert_never(never)
