"""The meetings of guidance that people asked for: what belongs to each, and what it left undone. None is ever due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policydsl.explain import words
from policydsl.explain.page import BLANK, Ink, Row, labelled
from policydsl.explain.todo import COLUMN, duty_rows, notes, record_row
from policydsl.interpret.answer import Answer, AskedMeeting, DutyItem, DutyState, Shown

OPEN_DUTY = "open-duty"


def asked_for(answer: Answer) -> Iterator[Row]:
    """A block for the last meeting of each kind, and for every earlier one with something missing."""
    for number, meeting in enumerate(_present(answer)):
        if number:
            yield BLANK
        duties = [duty for duty in answer.duties if duty.occurrence == meeting.id]
        late = any(duty.state is DutyState.BREACHED for duty in duties)
        yield Row("  ", f"{_name(meeting)}: {_how_far(meeting)}", Ink.LATE if late else Ink.PLAIN, hang=4)
        last = meeting in _last_of_each(answer)
        shown = [one for one in answer.shown if last and (one.step, one.absence) == (meeting.step, meeting.absence)]
        if meeting.held_on is None:
            yield from duty_rows(duties)
        else:
            yield from duty_rows(duty for duty in duties if _is_told(duty))
        yield from _shown(shown, meeting)
        lines = [one for one in answer.to_record if one.occurrence == meeting.id]
        if lines:
            yield Row("    ", "When done, put under `events:`, with the right day")
            yield from map(record_row, lines)


def past_meetings(answer: Answer) -> Iterator[tuple[date, str]]:
    """The meetings that have no block of their own, each by the day that it ended with."""
    shown = list(_present(answer))
    for meeting in answer.asked_for:
        if meeting not in shown:
            yield meeting.held_on or meeting.closed_on or meeting.since, f"{_name(meeting)}: {_how_far(meeting)}"


def _present(answer: Answer) -> Iterator[AskedMeeting]:
    last = _last_of_each(answer)
    missed = {duty.occurrence for duty in answer.duties if duty.state is DutyState.BREACHED}
    for meeting in answer.asked_for:
        if (meeting in last and meeting.closed_on is None) or meeting.id in missed:
            yield meeting


def _last_of_each(answer: Answer) -> list[AskedMeeting]:
    return list({meeting.step: meeting for meeting in answer.asked_for}.values())


def _is_told(duty: DutyItem) -> bool:
    """Of a meeting that was held: what has its day, done or missed. The rest is one row, or moot."""
    return duty.state is DutyState.BREACHED or (duty.state is DutyState.MET and duty.latest is not None)


def _name(meeting: AskedMeeting) -> str:
    return f"{meeting.step}, {words.absence(meeting.absence)}" if meeting.absence else meeting.step


def _how_far(meeting: AskedMeeting) -> str:
    """`asked for on Tue 5 May 2026 by manager, a date set: Tue 12 May 2026`."""
    said = []
    if meeting.asked_on:
        by = f" by {meeting.asked_by}" if meeting.asked_by else ""
        said.append(f"asked for on {words.day(meeting.asked_on)}{by}")
    if meeting.held_on:
        led = f", led by {meeting.led_by}" if meeting.led_by else ""
        said.append(f"held on {words.day(meeting.held_on)}{led}")
    elif meeting.closed_on:
        said.append(f"recorded on {words.day(meeting.closed_on)} as not to be held")
    elif meeting.meeting_on:
        said.append(f"arranged for {words.day(meeting.meeting_on)}")
        if meeting.other_date and meeting.other_date != meeting.meeting_on:
            said.append(f"the employee offers {words.day(meeting.other_date)} instead")
    else:
        said.append("no date set yet")
    return ", ".join(said)


def _shown(shown: list[Shown], meeting: AskedMeeting) -> Iterator[Row]:
    """Rights, notes and topics, those of a kind together; after the meeting what is not on file, in one row."""
    kinds = list(dict.fromkeys(one.code for one in shown))
    rest = sorted((one for one in shown if one.code != OPEN_DUTY), key=lambda one: kinds.index(one.code))
    yield from notes(rest)
    open_ = [one for one in shown if one.code == OPEN_DUTY]
    if meeting.held_on and open_:
        listed = "; ".join(f"{one.text}{words.cited(None, one.clauses)}" for one in open_)
        yield from labelled("Left open", f"{listed}; none of it is ever late", indent=4, column=COLUMN)
