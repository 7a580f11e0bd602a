"""Two views of one person side by side, under two policies or by two states of the record: what differs, and why."""

from __future__ import annotations

from datetime import date

from policydsl.diagnostics import Diagnostic
from policydsl.frozen import frozen
from policydsl.history.history import History
from policydsl.interpret.answer import Difference, Reason
from policydsl.interpret.came import Differs, came, compared
from policydsl.interpret.either_side import why, why_not
from policydsl.interpret.fold import over_days_that_matter
from policydsl.interpret.person import Person
from policydsl.interpret.problems import fitting_several
from policydsl.interpret.record_differs import RecordDiffers, record_differences
from policydsl.interpret.standing import Standings
from policydsl.model.policy import Policy

MOVES = ("fell-due", "state", "unsupported", "lapsed", "closed", "stands", "target", "unknown", "no-answer")
"""Kinds of differences that say that a person moves; the others change what is owed, or a number."""


@frozen
class View:
    """A policy, a history made under it, and the day asked about; `known` None: everything on file."""

    policy: Policy
    history: History
    on: date
    known: date | None = None


@frozen
class Moved:
    """One difference, and why it is so on each side."""

    difference: Difference
    why_here: tuple[Reason, ...] = ()
    why_there: tuple[Reason, ...] = ()


@frozen
class Comparison:
    """All that differs for one person. `records`: how the record differs between the two days it was known by.

    `here` and `there`: the problems for which one side, or each, has no answer.
    """

    differences: tuple[Moved, ...] = ()
    records: tuple[RecordDiffers, ...] = ()
    here: tuple[Diagnostic, ...] = ()
    there: tuple[Diagnostic, ...] = ()

    @property
    def moves(self) -> bool:
        """Does anything fall due, lapse, close or stand otherwise?"""
        return any(one.difference.kind in MOVES for one in self.differences)


def compare(here: View, there: View) -> Comparison:
    """What differs between two views of one person, with the reasons of both sides.

    Where an event fits several cases on one side only, that side has no answer, and that is the difference.
    """
    sides = [_side(here), _side(there)]
    wrong = [fitting_several(*side) for side in sides]
    records: tuple[RecordDiffers, ...] = ()
    if here.known != there.known and here.history == there.history:
        records = record_differences(here.history, sides[0][0].known, sides[1][0].known)
    if any(wrong):
        return unanswered(wrong[0], wrong[1], records)
    one, other = (came(person, standings, whole=True) for person, standings in sides)
    found = tuple(_moved(each, sides[0], sides[1]) for each in compared(one, other))
    return Comparison(found, records)


def unanswered(
    here: tuple[Diagnostic, ...], there: tuple[Diagnostic, ...], records: tuple[RecordDiffers, ...] = ()
) -> Comparison:
    """What is said of a person for whom one side, or each, has problems in the place of an answer."""
    if here and there:
        return Comparison((), records, here, there)
    state = ("problems", "an answer") if here else ("an answer", "problems")
    return Comparison((Moved(Difference("no-answer", "the history", *state)),), records, here, there)


def _side(view: View) -> tuple[Person, Standings]:
    known = None if view.known is None else view.known.toordinal()
    person = Person(view.policy, view.history, view.on.toordinal(), known)
    return person, over_days_that_matter(person)


def _moved(each: Differs, here: tuple[Person, Standings], there: tuple[Person, Standings]) -> Moved:
    one = each.difference
    return Moved(
        one,
        why_not(one, here[0]) if each.here is None else why(each.here, *here),
        why_not(one, there[0]) if each.there is None else why(each.there, *there),
    )
