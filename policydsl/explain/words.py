"""The words of an answer for people: one table for each kind of code, and how days, numbers and clauses are written.

A code that stands in no table is written with blanks for its hyphens, so that a new one is never hidden.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from policydsl.diagnostics import listing
from policydsl.domain.number import Exact
from policydsl.gathered import line_in
from policydsl.interpret.answer import COUNTS_AS_HELD, CaseState, DutyState, FellDue, StepState

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

STEP_STATES: Mapping[StepState, str] = {
    StepState.DUE: "due since {since}",
    StepState.NOTICED: "due since {since}, notice given",
    StepState.ARRANGED: "due since {since}, a date is set",
    StepState.HELD: "held, no outcome recorded yet",
    StepState.DECIDED: "held and decided",
    StepState.WAIVED: "recorded as not needed",
    StepState.POSTPONED: "due since {since}, postponed",
    StepState.MOOT: "no longer needed",
}
CASE_STATES: Mapping[CaseState, str] = {
    CaseState.WAITING: "waiting for",
    CaseState.PAUSED: "paused",
    CaseState.CLOSED: "closed",
}
DUTY_STATES: Mapping[DutyState, tuple[str, str]] = {
    DutyState.OPEN: ("[ ]", ""),
    DutyState.MET: ("[x]", "done"),
    DutyState.BREACHED: ("[!]", "missed"),
    DutyState.MOOT: ("[-]", "no longer needed"),
}
"""The box before a duty, and the word behind it."""

DUTIES: Mapping[str, str] = {
    "notice": "give notice of the meeting",
    "hold": "hold the meeting",
    "other date": "offer another date",
}
"""Duties that are codes; every other is in the words of the policy already."""
CLOSED_WHY: Mapping[str, str] = {
    "returned-before-the-meeting": "the employee returned before this was done",
    "absence-over": "the absence is over",
    "left-the-group": "the employee is no longer in the group that it follows",
    "outcome": "an outcome closed it",
    "then": "the last step was held",
    "waived": "a step was recorded as not needed",
    "person": "a person closed it",
    "procedure": "the procedure it had started closed it",
    "not-due-by-then": "nothing brought its next step in time",
    "period-ended": "a period ended",
}
LEFT_OUT_WHY: Mapping[str, str] = {
    "before-the-window": "before the window",
    "after-the-window": "after the window",
    "began-before-the-window": "began before the window",
    "outside-the-window": "outside the window",
    "no-day-in-the-window": "no day of it inside the window",
    "not-settled": "not over yet, so its length is not certain",
    "still-running": "not over yet",
    "another-category": "of another category",
    "another-reason": "for another reason",
    "left-out": "left out by the policy",
    "discounted": "discounted by a person",
    "flagged": "flagged as counting for nothing",
    "protected": "flagged as counting for nothing",
    "already-counted": "counted at an earlier step",
    "not-new": "not new: it began no later than what it is counted after",
    "dropped-off": "dropped off since",
    "credited": "taken off by a credit",
    "counts-no-more": "no longer counted since the case was reset",
    "lost": "beyond the most or the least there can be",
    "no-working-day": "no working day in it",
    "no-line-fits": "no line says how many points it gives",
}
HUMAN: Mapping[str, str] = {
    "date-to-be-set": "Set a date",
    "left-to": "Left to",
    "may-do": "Allowed",
    "should-do": "Expected",
    "to-do": "To do",
    "outcome-to-record": "Outcome",
    "companion-not-listed": "Companion",
    "late-alternative-date": "Other date",
}
"""The label before something that only a person can settle."""
SHOWN: Mapping[str, str] = {
    "principle": "Principle",
    "right-to-bring": "Companion",
    "right-to-appeal": "Appeal",
    "right-to-another-date": "Other date",
    "working-pattern-assumed": "Assumed",
    "joined-over-holiday": "One absence",
    "open-duty": "Also asked",
    "note": "Note",
    "discuss": "To discuss",
    "led-by": "Led by",
    "led-by-another": "Leader",
    "asked-by-another": "Asked by",
    "may-do": "Allowed",
    "never-shown": "Not shown",
    "present": "Present",
    "period": "Period",
    "may-be-waived": "May be waived",
    "may-be-postponed": "May be put off",
    "period-may-change": "Allowed",
    "deadline-may-move": "Last day",
}
"""The label before something people should see."""
WARNED: Mapping[str, str] = {
    "before-permitted": "too early",
    "breached": "not done",
    "duplicate-record": "recorded twice",
    "holidays-extrapolated": "holidays",
    "notice-too-short": "short notice",
    "other-than-recorded": "two days",
    "out-of-sequence": "not due",
    "outcome-of-another-version": "not an outcome here",
    "overlapping-records": "overlap",
    "step-outstanding": "still not held",
    "unsupported": "record changed",
}
"""Two or three words before a warning; its own message says the rest."""


def in_words(code: str, table: Mapping[str, str]) -> str:
    """What a code means; one that is not in the table is spelt with blanks."""
    return table.get(code) or code.replace("-", " ")


def label(code: str, table: Mapping[str, str]) -> str:
    """The label for a code, beginning with a capital."""
    word = in_words(code, table)
    return word[:1].upper() + word[1:]


def day(when: date) -> str:
    """`Wed 20 May 2026`. The names do not depend on where the program runs."""
    return f"{WEEKDAYS[when.weekday()]} {short_day(when)}"


def counted_as_held(due: FellDue) -> bool:
    """Did nobody have to hold it?"""
    return any(reason.what == COUNTS_AS_HELD for reason in due.reasons)


def held(due: FellDue) -> str:
    """`held on Wed 20 May 2026`, or that it counted as held, where nobody had to hold it."""
    return f"{'counted as held' if counted_as_held(due) else 'held'} on {day(due.held_on)}" if due.held_on else ""


def short_day(when: date) -> str:
    """`20 May 2026`."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def days(first: date, last: date | None) -> str:
    """`20 May 2026`, `18 to 20 May 2026`, `30 Mar to 2 Apr 2026`, `from 18 May 2026 on`: all days included."""
    if last is None:
        return f"from {short_day(first)} on"
    if first == last:
        return short_day(first)
    if first.year != last.year:
        return f"{short_day(first)} to {short_day(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} to {short_day(last)}"
    return f"{first.day} to {short_day(last)}"


def absence(name: str) -> str:
    """An absence by its name; one that is named by its first day is written as a day."""
    return f"absence of {its_day(name)}" if ISO_DAY.fullmatch(name) else f"absence {name}"


def case(branch: str, absence_: str | None) -> str:
    """`Branch 1`, `Branch 2, absence of 5 Jan 2026`, `after the absence of 18 May 2026`."""
    if absence_ is None:
        return branch
    around = branch.removesuffix(" every absence")
    return f"{around} the {absence(absence_)}" if around != branch else f"{branch}, {absence(absence_)}"


def its_day(name: str) -> str:
    """`20 May 2026` for a name that is a day, any other name as it is."""
    try:
        return short_day(date.fromisoformat(name)) if ISO_DAY.fullmatch(name) else name
    except ValueError:
        return name


def number(value: Exact) -> str:
    """A number without rounding where few decimals do, else rounded and with the exact fraction beside it."""
    if isinstance(value, int):
        return str(value)
    if 1000 % value.denominator == 0:
        return str(float(value))
    return f"about {float(value):.2f} ({value.numerator}/{value.denominator})"


def with_days(text: str) -> str:
    """A sentence whose days are written 2026-05-20, with them as people write them."""
    return ISO_DAY.sub(lambda found: _as_day(found[0]), text)


def _as_day(text: str) -> str:
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text


def value_of(value: Exact | date | str | None) -> str:
    """A value of any kind as people write it."""
    if value is None:
        return ""
    if isinstance(value, date):
        return day(value)
    return value if isinstance(value, str) else number(value)


def plural(amount: Exact, one: str) -> str:
    """`1 absence`, `0.5 working days`: a unit given in the plural loses its `s` beside a single one."""
    if one == "%":
        return f"{number(amount)}%"
    singular = one.removesuffix("s")
    several_ = singular + "s" if one.isascii() and one[-1:].isalpha() else one
    return f"{number(amount)} {singular if amount == 1 else several_}"


def cited(line: int | None, clauses: Sequence[str]) -> str:
    """` (line 37, LUU-9)`, to stand behind a sentence; nothing where there is nothing to cite."""
    parts = ([f"line {line_in(line)}"] if line else []) + list(clauses)
    return f" ({', '.join(parts)})" if parts else ""


def several(words: Sequence[str]) -> str:
    """`a, b and c`."""
    return listing(list(words), "and")


AHEAD = {"falls-due": "falls due", "lapses": "lapses, and waits for its first step again", "closes": "closes"}
"""What a change to come does to a step or a case."""
