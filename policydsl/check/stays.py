"""The rule about cases that stay at a step for good, where nothing would ever fall due again."""

from __future__ import annotations

from collections.abc import Iterator

from policydsl.check import rule_problems as problems
from policydsl.check.versions import plain
from policydsl.check.ways import Ladder, deeds, end_deeds, periods_of, ways
from policydsl.check.whole import Whole
from policydsl.diagnostics import Diagnostic
from policydsl.syntax import nodes

MOVES = (nodes.WaitFor, nodes.GoTo, nodes.GoBackTo, nodes.StartProcedure, nodes.Return, nodes.Close)
"""What takes a case away from the step that it is at."""


def no_case_stays_for_good(whole: Whole) -> Iterator[Diagnostic]:
    """A case that stays at a step comes away from it again, unless it ends with the absence in any event."""
    for ladder in ways(whole).ladders:
        if not ladder.clear or ladder.ends_by_itself or any(_moves_at_its_end(one) for one in periods_of(ladder.block)):
            continue
        for number, step in enumerate(ladder.steps):
            if _comes_away(step) or any(_is_direct(later) for later in ladder.steps[number + 1 :]):
                continue
            for line, deed in deeds(step):
                if isinstance(deed, nodes.Stay) and _is_last_word(line, step):
                    yield problems.stays_for_good(whole.label(deed.span), whole.words(step.name), _end_of(ladder))


def _moves_at_its_end(period: nodes.Period) -> bool:
    return any(True for _ in end_deeds(period))


def _comes_away(step: nodes.Step) -> bool:
    """Does the step fall due again, or does what is found out later take the case on?"""
    if any(isinstance(plain(line), nodes.Again) for line in step.clauses):
        return True
    return any(isinstance(line, nodes.If) and isinstance(deed, MOVES) for line, deed in deeds(step))


def _is_direct(step: nodes.Step) -> bool:
    return any(isinstance(line, nodes.ReachedDirectly) for line in step.clauses)


def _is_last_word(line: nodes.Node, step: nodes.Step) -> bool:
    """Is it what follows a meeting, and does nothing else that follows the same meeting take the case on?"""
    match line:
        case nodes.Then():
            return not any(isinstance(other, nodes.Outcome) and isinstance(deed, MOVES) for other, deed in deeds(step))
        case nodes.Outcome():
            return not any(isinstance(other, nodes.Then) and isinstance(deed, MOVES) for other, deed in deeds(step))
        case _:
            return False


def _end_of(ladder: Ladder) -> str:
    return "return" if isinstance(ladder.block, nodes.Procedure) else "close"
