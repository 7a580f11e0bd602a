"""Values worked out from others: which unit they have, and whether they are whole."""

from __future__ import annotations

from policydsl.check import clause_problems
from policydsl.check.scene import Scene
from policydsl.domain.number import exact
from policydsl.model.amount import Amount, Rounding, Unit
from policydsl.syntax import nodes

ROUNDINGS = {
    "up": Rounding.UP,
    "down": Rounding.DOWN,
    "whole": Rounding.WHOLE,
    "half": Rounding.HALF,
    "quarter": Rounding.QUARTER,
}


def base(worth: nodes.Node) -> nodes.Node:
    """The value that a share, a value pro rata or a rounded one is worked out from."""
    while True:
        match worth:
            case nodes.Scaled(value=inner) | nodes.Rounded(value=inner) | nodes.Share(of=inner):
                worth = inner
            case _:
                return worth


def week_in_hours(worth: nodes.Node) -> nodes.Amount | None:
    """The full-time week in hours that a value is pro rata to."""
    while isinstance(worth, nodes.Scaled | nodes.Rounded | nodes.Share):
        if isinstance(worth, nodes.Scaled) and worth.week.amount.unit.text == "hours":
            return worth.week.amount
        worth = worth.of if isinstance(worth, nodes.Share) else worth.value
    return None


def rounding(node: nodes.Rounding | nodes.Word | None) -> Rounding | None:
    """How a value is rounded; None: not at all."""
    match node:
        case nodes.Rounding(how=nodes.Nearest(part=word)) | nodes.Rounding(how=nodes.Word() as word):
            return ROUNDINGS[word.text]
        case _:
            return None


def is_whole(worth: nodes.Node) -> bool:
    """Is the value certain to be whole, whatever it is worked out from?"""
    match worth:
        case nodes.Scaled(rounding=how) | nodes.Rounded(rounding=how):
            return rounding(how) in (Rounding.UP, Rounding.DOWN, Rounding.WHOLE)
        case _:
            return not isinstance(worth, nodes.Share)


def full_week(scene: Scene, node: nodes.Prorata) -> Amount:
    """The week of somebody full-time, in working days or hours."""
    number, word = node.amount.number, node.amount.unit
    if word.text in nodes.UNITS - {"working_days", "hours"}:
        scene.say(
            clause_problems.unit_does_not_fit(
                scene.at(node.amount.span),
                word.text.replace("_", " "),
                "a full-time week",
                "it is counted in `working days` or `hours`, as in `pro rata to a full-time week of 5 working days`",
            )
        )
    elif not number.value:
        scene.say(clause_problems.full_week_of_nothing(scene.at(number.span)))
    return Amount(exact(number.value or 1), Unit.HOURS if word.text == "hours" else Unit.WORKING_DAYS)
