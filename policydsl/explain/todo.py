"""What is to be done: for each step that is due, or that still owes something, why, the duties, and what to record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from policydsl.diagnostics import count_of
from policydsl.explain import words
from policydsl.explain.page import BLANK, Ink, Row, labelled
from policydsl.explain.reasons import because
from policydsl.explain.standing import OUTCOME_TO_RECORD, state_of
from policydsl.interpret.answer import Answer, DutyItem, DutyState, FellDue, Shown, StepState, ToRecord

COLUMN = 12
OPEN_STATES = frozenset({StepState.DUE, StepState.NOTICED, StepState.ARRANGED, StepState.POSTPONED})


def to_do(answer: Answer) -> Iterator[Row]:
    """A block for each step; the same step after several absences is one block."""
    blocks = _blocks(answer)
    for number, block in enumerate(blocks):
        if number:
            yield BLANK
        yield from _block(answer, block)
    left = list(_left_open(answer))
    if blocks and left:
        yield BLANK
    yield from left
    if not blocks and not left:
        yield Row("  ", "Nothing is due.")


def pending(answer: Answer) -> tuple[FellDue, ...]:
    """What fell due and is not finished: not held yet, held and waiting for its outcome, or late with something."""
    held = {(case.step, case.branch, case.absence) for case in answer.standing if case.state is StepState.HELD}
    at = held & {(one.step, one.branch, one.absence) for one in answer.human if one.code == OUTCOME_TO_RECORD}
    owing = {duty.occurrence for duty in answer.duties if _presses(duty, answer)}
    latest = {(due.step, due.branch, due.absence): due for due in answer.fell_due}
    return tuple(
        due
        for due in answer.fell_due
        if due.state in OPEN_STATES or due.id in owing or (due in latest.values() and _where(due) in at)
    )


def _where(due: FellDue) -> tuple[str, str, str | None]:
    return due.step, due.branch, due.absence


def belongs(item: FellDue | DutyItem | ToRecord) -> str:
    """Which step that fell due an item belongs to, by its id."""
    return item.id if isinstance(item, FellDue) else item.occurrence


def _presses(duty: DutyItem, answer: Answer) -> bool:
    """Is it to be done now: has it a last day, or is it of the latest step of its kind that nobody had to hold?"""
    if duty.state is DutyState.OPEN and duty.latest is None:
        return duty.occurrence in _given_at_once(answer)
    return duty.state in (DutyState.BREACHED, DutyState.OPEN)


def _given_at_once(answer: Answer) -> frozenset[str]:
    """The latest of each step that counted as held at once: no meeting is left to think of it."""
    latest = {_where(due): due for due in answer.fell_due}
    return frozenset(due.id for due in latest.values() if words.counted_as_held(due))


def _blocks(answer: Answer) -> list[list[FellDue]]:
    """Steps still to be held before others; several absences at one step in one state together."""

    def alike(due: FellDue) -> tuple[str, str, str, str]:
        return due.step, due.branch, due.state.value, "" if due.absence else due.id

    open_ = pending(answer)
    order = {key: rank for rank, key in enumerate(dict.fromkeys(map(alike, open_)))}
    blocks = [list(group) for _, group in groupby(sorted(open_, key=lambda due: order[alike(due)]), key=alike)]
    # What a meeting held long ago still owes, and a heap of old meetings, must not hide the step that is due now.
    return sorted(blocks, key=lambda block: (block[0].state not in OPEN_STATES, len(block) > 1))


def _block(answer: Answer, block: list[FellDue]) -> Iterator[Row]:
    newest = block[-1]
    duties = [duty for duty in answer.duties if belongs(duty) == belongs(newest)]
    keys = {belongs(due) for due in block}
    late = any(duty.state is DutyState.BREACHED for duty in answer.duties if belongs(duty) in keys)
    yield Row("  ", _title(block, answer), Ink.LATE if late else Ink.DUE, hang=4)
    if len(block) > 1:
        if _of_several(block):
            label, listed = "Absences", [words.its_day(due.absence or due.id) for due in block]
        else:
            label, listed = "Due on", [words.short_day(due.on) for due in block]
        yield from labelled(label, ", ".join(listed), indent=4, column=COLUMN)
    elif newest.state in OPEN_STATES:
        yield from _why(newest)
    to_come = newest.state in OPEN_STATES
    yield from duty_rows(duty for duty in duties if to_come or _presses(duty, answer))
    yield from _other_breaches(answer, block[:-1])
    if to_come:
        named = {duty.duty for duty in duties}
        yield from notes(one for one in answer.shown if _is_about(one, newest) and one.text not in named)
    yield from _to_record(answer, block)


def _of_several(block: list[FellDue]) -> bool:
    """Is it the same step of several absences, and not one step of one absence again and again?"""
    return len({due.absence for due in block}) > 1


def _title(block: list[FellDue], answer: Answer) -> str:
    newest = block[-1]
    if len(block) > 1:
        count = f"for {count_of(len(block), 'absence')}" if _of_several(block) else f"{len(block)} times"
        if newest.state in OPEN_STATES:
            return f"{newest.step}, {newest.branch}: still due {count}, the oldest since {words.day(block[0].on)}"
        return f"{newest.step}, {newest.branch}: {newest.state.value} {count}, something is still open"
    if newest.held_on:
        outcome = f", outcome {newest.outcome}" if newest.outcome else ""
        wanted = any(belongs(one) == belongs(newest) and one.what == "outcome" for one in answer.to_record)
        state = f"{words.held(newest)}{outcome or (', outcome to be recorded' if wanted else '')}"
    else:
        state = state_of(newest.state, newest.on, answer.on)
    unsupported = "; the record as it stands no longer calls for it" if newest.unsupported else ""
    return f"{newest.step}, {words.case(newest.branch, newest.absence)}: {state}{unsupported}"


def _why(due: FellDue) -> Iterator[Row]:
    label = "Why"
    for line in because(due.reasons):
        yield from labelled(label, line, indent=4, column=COLUMN)
        label = ""


def duty_rows(duties: Iterable[DutyItem]) -> Iterator[Row]:
    """Each duty behind its box."""
    for duty in duties:
        box, _ = words.DUTY_STATES[duty.state]
        ink = Ink.LATE if duty.state is DutyState.BREACHED else Ink.PLAIN
        yield Row(f"    {box} ", f"{_duty(duty)}{_cited(duty)}", ink)


def _duty(duty: DutyItem) -> str:
    """`line manager: complete Attendance Support Plan, by Tue 28 Jul 2026 at the latest`."""
    told = f' "{duty.text}"' if duty.text else ""
    gaps = ", ".join(words.days(first, last) for first, last in duty.uncovered)
    what = f"{duty.bearer}: {words.DUTIES.get(duty.duty, duty.duty)}{told}{f', still for {gaps}' if gaps else ''}"
    _, ended = words.DUTY_STATES[duty.state]
    if duty.duty == "other date" and duty.latest and ended:
        late = " - too late" if duty.state is DutyState.BREACHED else " - in time"
        return f"{what}, at most {words.day(duty.latest)}{late}"
    if duty.state is DutyState.BREACHED and duty.latest:
        return f"{what} - {ended}, was due by {words.day(duty.latest)}"
    if ended:
        return f"{what} - {ended}"
    latest = f", by {words.day(duty.latest)} at the latest" if duty.latest else ""
    if duty.duty == "notice":
        earliest = f"; the meeting can be held from {words.day(duty.earliest)} on" if duty.earliest else ""
        return f"{what}{latest}{earliest}"
    if duty.earliest and duty.latest:
        return f"{what}, from {words.day(duty.earliest)} to {words.day(duty.latest)}"
    return what + (f", not before {words.day(duty.earliest)}" if duty.earliest else latest)


def _cited(duty: DutyItem) -> str:
    return words.cited(duty.line, duty.clauses)


def _other_breaches(answer: Answer, older: list[FellDue]) -> Iterator[Row]:
    """Of the older steps in a block only what was missed is repeated."""
    keys = {belongs(due) for due in older}
    for duty in answer.duties:
        if belongs(duty) in keys and duty.state is DutyState.BREACHED and duty.absence:
            text = f"{words.absence(duty.absence)}: {_duty(duty)}{_cited(duty)}"
            yield Row("    [!] ", text, Ink.LATE)


def _left_open(answer: Answer) -> Iterator[Row]:
    """What steps held before were to bring and nobody recorded; it has no day and is never late."""
    above = {belongs(due) for due in pending(answer) if due.state in OPEN_STATES}
    asked_for = {meeting.id for meeting in answer.asked_for}  # these have a section of their own
    open_ = [duty for duty in answer.duties if duty.state is DutyState.OPEN and not _presses(duty, answer)]
    open_ = [duty for duty in open_ if duty.occurrence not in asked_for]
    rest = [duty for duty in open_ if belongs(duty) not in above]
    if rest:
        yield Row("  ", "Left open at earlier steps, and never late:")
    whats = dict.fromkeys((duty.step, duty.duty) for duty in rest)
    for step, what in whats:
        alike = [duty for duty in rest if (duty.step, duty.duty) == (step, what)]
        times = f", for {count_of(len(alike), 'absence')}" if len(alike) > 1 and alike[0].absence else ""
        yield Row("    [ ] ", f"{_duty(alike[-1])}, at {step}{times}{_cited(alike[-1])}")


def notes(shown: Iterable[Shown], *, indent: int = 4, with_step: bool = False) -> Iterator[Row]:
    """What people should see, under its label, the label once for several of a kind."""
    for code, group in groupby(shown, key=lambda note: note.code):
        label = words.label(code, words.SHOWN)
        for place, note in enumerate(group):
            about = f", at {note.step}" if with_step and note.step else ""
            said = note.text[len(label) :].strip() if note.text.casefold().startswith(label.casefold()) else note.text
            text = f"{words.with_days(said)}{about}{words.cited(None, note.clauses)}"
            yield from labelled("" if place else label, text, indent=indent, column=COLUMN)


def _is_about(shown: Shown, due: FellDue) -> bool:
    return shown.step == due.step and shown.absence in {None, due.absence}


def _to_record(answer: Answer, block: list[FellDue]) -> Iterator[Row]:
    """The lines of the newest; those of older absences differ by the absence they name. Of outcomes one is true."""
    newest = block[-1]
    lines = [one for one in answer.to_record if belongs(one) == belongs(newest)]
    outcomes = [one for one in lines if one.what == "outcome"]
    done = [one for one in lines if one.what != "outcome"]
    thing = "absence" if _of_several(block) else "time"
    rest = thing if len(block) == 2 else count_of(len(block) - 1, thing)
    others = f", likewise for the other {rest}" if len(block) > 1 else ""
    if done:
        yield Row("    ", f"When done, put under `events:`, with the right day{others}")
        yield from map(record_row, done)
    if outcomes:
        which = "the outcome" if len(outcomes) == 1 else "one of these outcomes"
        yield Row("    ", f"and {which}" if done else f"When decided, put under `events:` {which}{others}")
        yield from map(record_row, outcomes)


def record_row(one: ToRecord) -> Row:
    """A line for the history, to be copied whole."""
    return Row("      ", one.line if one.line.startswith("-") else f"- {one.line}", whole=True)
