"""What stands behind an answer: the numbers on that day, what happened before, and the policy's principles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from policydsl.diagnostics import count_of
from policydsl.explain import words
from policydsl.explain.asked_for import past_meetings
from policydsl.explain.page import Row, labelled
from policydsl.explain.reasons import absences, arithmetic, looked, untold
from policydsl.explain.todo import notes, pending
from policydsl.interpret.answer import Answer, Closed, FellDue, MeasureValue, Reason, StepState

FEW = 2
"""So many absences at one finished step have a row each; more share one."""
AFTER_A_MEETING = frozenset({"right-to-appeal", "note", "deadline-may-move"})
Line = tuple[date, str]


def numbers(answer: Answer) -> Iterator[Row]:
    """Each measure with its arithmetic; absences that a step above has named already are not named again."""
    named = {reason.counted for due in pending(answer) for reason in _all(due.reasons)}
    for measure in answer.measures:
        yield Row("  ", _measure(measure), hang=2)
        if measure.counted and measure.counted in named:
            yield Row("    ", "counted: the absences named above")
        else:
            yield from (Row("    ", line) for line in absences(looked(measure)))


def so_far(answer: Answer) -> Iterator[Row]:
    """What fell due before and is finished, what lapsed and what closed, in order of the days."""
    finished = [due for due in answer.fell_due if due not in set(pending(answer))]
    lines = [*_finished(finished), *_lapsed(answer), *_closed(answer), *past_meetings(answer)]
    for when, text in sorted(lines, key=lambda line: line[0]):
        yield from labelled(words.day(when), text, indent=2, column=17)


def worth_knowing(answer: Answer) -> Iterator[Row]:
    """What is shown and belongs to no step above: the principles, and what older steps left open."""
    above = {(due.step, absence) for due in pending(answer) for absence in (due.absence, None)}
    open_ = {(duty.step, duty.duty) for duty in answer.duties}
    held = {(due.step, due.absence) for due in answer.fell_due if due.held_on}
    asked_for = {one.step for one in answer.asked_for}
    rest = [
        one
        for one in answer.shown
        if (one.step, one.absence) not in above
        and one.step not in asked_for
        and (one.step, one.text) not in open_
        # Who comes to a meeting and what is discussed there is of no use once it was held; an appeal comes after it.
        and ((one.step, one.absence) not in held or one.code in AFTER_A_MEETING)
    ]
    yield from notes(rest, indent=2, with_step=True)


def _measure(measure: MeasureValue) -> str:
    seen = looked(measure)
    window = f", in {seen.window}" if seen.window else ""
    if measure.needs:
        return f"{untold(measure.name, seen, measure.unit)}{window}{words.cited(measure.line, measure.clauses)}"
    value = words.plural(measure.value, measure.unit) if measure.unit else words.number(measure.value)
    sum_ = arithmetic(seen)
    made = f": {sum_}" if sum_ else ": no entry counts" if measure.entries else ": no absence"
    return f"{measure.name} {value}{made}{window}{words.cited(measure.line, measure.clauses)}"


def _all(reasons: tuple[Reason, ...]) -> Iterator[Reason]:
    for reason in reasons:
        yield reason
        yield from _all(reason.because)


def _finished(finished: list[FellDue]) -> Iterator[Line]:
    def alike(due: FellDue) -> tuple[str, str, str, str]:
        return due.step, due.branch, due.state.value, "" if due.absence else due.id

    for _, group in groupby(sorted(finished, key=alike), key=alike):
        dues = sorted(group, key=lambda due: due.on)
        if len(dues) <= FEW:
            yield from ((due.on, _ending(due)) for due in dues)
            continue
        first, last = dues[0], dues[-1]
        times = count_of(len(dues), "absence")
        yield first.on, f"{first.step}: {_state(first.state)} for {times}, the last of {words.short_day(last.on)}"


SENT_BACK = {
    "outcome": "so the outcome says",
    "then": "so the policy says of what was held",
    "waived": "so the policy says of a step that is not needed",
    "prompt": "so the policy says of what was recorded",
    "period-ended": "a period ended",
}
"""Why a case went back, where it was not that its time passed; by the first reason."""


def _ending(due: FellDue) -> str:
    about = f" for the {words.absence(due.absence)}" if due.absence else ""
    held = f", {words.held(due)}" if due.held_on else ""
    outcome = f", outcome {due.outcome}" if due.outcome else ""
    state = f", {_state(due.state)}" if due.state in {StepState.WAIVED, StepState.MOOT} else ""
    unsupported = "; the record as it stands no longer calls for it" if due.unsupported else ""
    return f"{due.step}{about} fell due{held}{outcome}{state}{unsupported}"


def _state(state: StepState) -> str:
    return "held" if state is StepState.HELD else words.STEP_STATES[state].partition(" since")[0]


def _lapsed(answer: Answer) -> Iterator[Line]:
    for lapse in answer.lapsed:
        about = f", {words.absence(lapse.absence)}" if lapse.absence else ""
        sent_back = lapse.reasons[0].what if lapse.reasons else ""
        if sent_back in SENT_BACK:
            yield lapse.on, f"{lapse.branch}{about} went back from {lapse.step}: {SENT_BACK[sent_back]}"
        else:
            yield lapse.on, f"{lapse.branch}{about} lapsed: nothing brought {lapse.step} in time"


def _closed(answer: Answer) -> Iterator[Line]:
    """A case in which nothing fell due, or whose last step was held that day and is told, is not worth a row."""
    cases = {(due.branch, due.absence) for due in answer.fell_due}
    told = {(due.branch, due.absence, due.step, due.held_on) for due in answer.fell_due}
    for closed in answer.closed:
        plain = (closed.branch, closed.absence) not in cases and closed.why == "absence-over"
        if not plain and (closed.branch, closed.absence, closed.step, closed.on) not in told:
            yield closed.on, _closing(closed)


def _closing(closed: Closed) -> str:
    about = f", {words.absence(closed.absence)}" if closed.absence else ""
    at = f" at {closed.step}" if closed.step else ""
    return f"{closed.branch}{about} closed{at}: {words.in_words(closed.why, words.CLOSED_WHY)}"
