"""Where the cases stand and what lies ahead: one row a case, the many cases of one step in one row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from policydsl.diagnostics import count_of
from policydsl.explain import words
from policydsl.explain.page import Ink, Row, labelled
from policydsl.explain.reasons import because
from policydsl.explain.sick_pay import paid_in_words
from policydsl.interpret.answer import Answer, CaseState, Standing, StepState, Target

WIDEST_LABEL = 32
OUTCOME_TO_RECORD = "outcome-to-record"


def standings(answer: Answer) -> Iterator[Row]:
    """Each open case in a row; cases of several absences at the same step in the same state share one."""
    groups = _groups(answer.standing)
    awaited = frozenset((one.step, one.branch, one.absence) for one in answer.human if one.code == OUTCOME_TO_RECORD)
    column = min(WIDEST_LABEL, max((len(group[0].branch) for group in groups), default=0) + 2)
    shown = ""
    for group in groups:
        first = group[0]
        label, shown = "" if first.branch == shown else _label(first.branch), first.branch
        ink = Ink.DUE if isinstance(first.state, StepState) else Ink.PLAIN
        yield from labelled(label, _where(group, awaited), indent=2, column=column, ink=ink)
        if len(group) == 1 and isinstance(first.state, CaseState):
            yield from (Row(" " * (2 + column), line) for line in because(first.reasons, so_far=True))
    if not groups:
        yield Row("  ", "No case is open, and nothing is waited for.")


def ahead(answer: Answer) -> Iterator[Row]:
    """The steps that have a day or the bounds of one, and the next day on which anything can change by itself."""
    for target in answer.targets:
        yield Row("  ", f"{target.step}, {words.case(target.branch, target.absence)}: {_expected(target)}", hang=2)
        yield from (Row("    ", line) for line in because(target.reasons, briefly=True))
    if answer.next_change:
        change = words.day(answer.next_change)
        yield Row("  ", f"If nothing more is recorded, nothing changes before {change}.{_on_that_day(answer)}", hang=2)
    else:
        yield Row("  ", "If nothing more is recorded, nothing changes from here on.")


def _on_that_day(answer: Answer) -> str:
    said = [
        f"{one.step} {words.AHEAD[one.what]} ({words.case(one.branch, one.absence)})"
        if one.what == "falls-due"
        else f"{_whose(words.case(one.branch, one.absence))} {words.AHEAD[one.what]}"
        for one in answer.ahead
    ]
    said += [
        f"{one.schedule}: {paid_in_words(each)}"
        for one in answer.sick_pay
        for each in one.stretches
        if each.first == answer.next_change
    ]
    running = any(one.last is None for measure in answer.measures for one in measure.counted)
    running = running or any(one.last is None for one in answer.sick_pay)
    still = " if the absence goes on" if running else ""
    # Each step of every absence has a case of its own, and they are told by the absence alone.
    return f" On that day{still}: {words.several(list(dict.fromkeys(said)))}." if said else " Ask again then."


def _whose(case: str) -> str:
    """The case of a branch by its name; one of the steps around every absence is a case by its absence."""
    return f"the case {case}" if case.startswith(("during ", "after ")) else case


def state_of(state: StepState | CaseState, since: date, on: date) -> str:
    """A state in words, with the day it began and how long ago that is."""
    if isinstance(state, CaseState):
        return words.CASE_STATES[state]
    ago = (on - since).days
    long = f" ({count_of(ago, 'day')})" if ago > 0 else " (today)"
    shape = words.STEP_STATES[state]
    return shape.format(since=words.day(since)) + (long if "{since}" in shape else "")


def _groups(cases: tuple[Standing, ...]) -> list[list[Standing]]:
    """Cases of absences that differ in nothing but the absence, together; in the order in which each first appears."""

    def alike(case: Standing) -> tuple[str, str | None, str, str | None]:
        return case.branch, case.step, case.state.value, case.procedure

    order = {key: rank for rank, key in enumerate(dict.fromkeys(map(alike, cases)))}
    ranked = sorted(cases, key=lambda case: order[alike(case)])
    return [list(group) for _, group in groupby(ranked, key=alike)]


def _label(branch: str) -> str:
    return branch[:1].upper() + branch[1:]


def _where(group: list[Standing], awaited: frozenset[tuple[str, str, str | None]]) -> str:
    first, last = group[0], group[-1]
    under = f", in {first.procedure}" if first.procedure else ""
    about = f", {words.absence(first.absence)}" if first.absence else ""
    if len(group) > 1:
        state = first.state.value
        around = "for" if isinstance(first.state, StepState) else "after"
        count = count_of(len(group), "absence")
        since = f"the first since {words.day(first.since)}, the last since {words.day(last.since)}"
        return f"{first.step or 'no step'}{under}: {state} {around} {count}, {since}"
    since = words.day(first.since)
    match first.state:
        case CaseState.WAITING:
            window = _window(first.first, first.last)
            return f"waiting for {first.step or 'an outcome'}{under}{about}{window}, since {since}"
        case CaseState.PAUSED | CaseState.CLOSED:
            at = f" at {first.step}" if first.step else ""
            return f"{words.CASE_STATES[first.state]}{at}{under}{about} since {since}"
        case StepState.HELD if (first.step, first.branch, first.absence) not in awaited:
            return f"{first.step}{under}{about}: held, since {since}"
        case _:
            return f"{first.step}{under}{about}: {words.STEP_STATES[first.state].format(since=since)}"


def _window(first: date | None, last: date | None) -> str:
    if first and last:
        return f" for what begins {words.day(first)} to {words.day(last)}"
    if last:
        return f" for what begins up to {words.day(last)}"
    return f" for what begins from {words.day(first)} on" if first else ""


def _expected(target: Target) -> str:
    settles = f"; {words.several(target.needs)} would settle the day" if target.needs else ""
    if target.on:
        return f"falls due on {words.day(target.on)}"
    if target.earliest and target.latest:
        return f"falls due from {words.day(target.earliest)} to {words.day(target.latest)} at the latest{settles}"
    if target.latest:
        return f"falls due on {words.day(target.latest)} at the latest{settles}"
    if target.earliest:
        return f"does not fall due before {words.day(target.earliest)}{settles}"
    return f"falls due on a day that is not known{settles}"
