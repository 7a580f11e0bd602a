"""What waits for somebody: decisions, steps that may not be yet, facts that are missing, and warnings."""

from __future__ import annotations

from collections.abc import Iterator

from policydsl.diagnostics import count_of
from policydsl.domain.hours import HOURS
from policydsl.domain.working_time import HOLIDAY_CALENDAR, WORKING_PATTERN
from policydsl.explain import words
from policydsl.explain.page import Ink, Row, labelled
from policydsl.interpret.answer import Answer, Blocked, DutyState, Human, Unknown
from policydsl.interpret.person import SET

COLUMN = 14
TOLD_ABOVE = frozenset({"missing-at-meeting", "too-late"})
"""Warnings about a duty that was missed: `To do` has the duty itself, as missed."""


WAYS = {
    WORKING_PATTERN: "To settle it, record the pattern of that time under `works:` with its `from`",
    HOURS: "To settle it, write the hours of a day into the pattern under `works:`, as in `hours: 7.4`",
    HOLIDAY_CALENDAR: "To settle it, hand in a calendar that covers that time with `--calendar FILE`",
}
"""What to do about what is missing, where that is no fact, by the words that it begins with."""


def please_check(answer: Answer) -> Iterator[Row]:
    """Each warning with what to do about it."""
    missed = {(duty.step, duty.absence) for duty in answer.duties if duty.state is DutyState.BREACHED}
    for warning in answer.warnings:
        if warning.code in TOLD_ABOVE and (warning.step, warning.absence) in missed:
            continue
        text = f"{words.with_days(warning.message)}{words.cited(None, warning.clauses)}"
        yield Row("  ! ", text, Ink.LATE)
        if warning.help:
            yield from (Row("    ", words.with_days(line), Ink.QUIET) for line in warning.help.splitlines())


def waiting(answer: Answer) -> Iterator[Row]:
    """What only a person can settle, what may not be yet and what comes first, and what may be asked for."""
    alike = dict.fromkeys((item.code, item.what, item.step, item.branch) for item in answer.human)
    for key in alike:
        items = [item for item in answer.human if (item.code, item.what, item.step, item.branch) == key]
        yield from labelled(words.label(key[0], words.HUMAN), _human(items), indent=2, column=COLUMN)
    for blocked in answer.blocked:
        yield from labelled("Not yet", _blocked(blocked), indent=2, column=COLUMN)
    for possible in answer.possible:
        by = f", by {' or '.join(possible.by)}" if possible.by else ""
        text = f"{possible.step} may be asked for at any time{by}{words.cited(None, possible.clauses)}"
        yield from labelled("Possible", text, indent=2, column=COLUMN)


def not_known(answer: Answer) -> Iterator[Row]:
    """What is missing from the record, what waits for it, and the line that would settle it."""
    once = {(item.needs, item.step, item.absence): item for item in reversed(answer.unknown)}
    for item in reversed(once.values()):
        about = f" ({words.absence(item.absence)})" if item.absence else ""
        since = words.day(item.since)
        needs = words.with_days(item.needs)
        yield Row("  ? ", f"{needs}: not on file; {item.step}{about} waits for it since {since}")
    begins = {sign for sign in WAYS for item in answer.unknown if item.needs.startswith(sign)}
    yield from (Row("    ", way) for sign, way in WAYS.items() if sign in begins)
    rest = [item for item in answer.unknown if not item.needs.startswith(tuple(WAYS))]
    if set_at := dict.fromkeys(_set_line(item) for item in rest if SET in item.needs):
        yield Row("    ", "To settle it, put under `events:` the number that was set, with the day")
        yield from (Row("      ", line, whole=True) for line in set_at)
    facts = (item for item in rest if SET not in item.needs)
    lines = dict.fromkeys(_fact_line(item) for item in facts)
    if lines:
        yield Row("    ", "To settle it, record under `facts:` with the day")
        yield from (Row("      ", line, whole=True) for line in lines)


def _human(items: list[Human]) -> str:
    """One thing for a person to settle, and for which absences."""
    first = items[0]
    at = "" if first.step in first.what else f", at {first.step}"
    about = f", {words.absence(first.absence)}" if first.absence else ""
    if len(items) > 1:
        about = f", for {count_of(len(items), 'absence')}"
    since = f", since {words.day(first.since)}" if first.since else ""
    return f"{words.with_days(first.what)}{at}{about}{since}{words.cited(None, first.clauses)}"


def _blocked(item: Blocked) -> str:
    about = f" ({words.absence(item.absence)})" if item.absence else ""
    return f"{item.message}{about}{words.cited(None, item.clauses)}"


def _set_line(item: Unknown) -> str:
    setting, _, step = item.needs.partition(SET)
    return f"- {{date: YYYY-MM-DD, step: {step}, what: recorded, name: {setting}, value: 4}}"


def _fact_line(item: Unknown) -> str:
    absence = f", absence: {item.absence}" if item.absence else ""
    return f"- {{name: {item.needs}, value: YYYY-MM-DD{absence}}}"
