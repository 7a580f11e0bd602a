"""How an answer of the interpreter and one of the independent oracle of the LUU policy are held side by side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from policydsl.interpret.answer import Answer, CaseState, StepState
from tests.luu_oracle import AFTERWARDS, Expected
from tests.luu_oracle import answer as expected

MOVED_NOTHING = {
    "out-of-sequence": "out_of_sequence",
    "not-a-meeting": "out_of_sequence",
    "before-permitted": "out_of_sequence",
    "before-standing": "before_standing",
    "decided-by-the-same": "not_permitted",
}
STATES = {
    CaseState.WAITING: "waiting",
    StepState.DUE: "due",
    StepState.NOTICED: "due",
    StepState.ARRANGED: "due",
    StepState.HELD: "held",
    StepState.DECIDED: "held",
}


def seen(answer: Answer) -> Expected:
    """What the interpreter's answer says, in the oracle's terms."""
    found = Expected(score=next(one.value for one in answer.measures))
    found.fell_due = [(one.step, one.branch, one.absence, one.on) for one in answer.fell_due]
    found.lapsed = [(one.branch, one.on) for one in answer.lapsed]
    found.closed = [(one.branch, one.absence, one.on) for one in answer.closed if one.branch != AFTERWARDS]
    found.standing = [(one.branch, one.absence, STATES[one.state], one.step or "") for one in answer.standing]
    for warning in answer.warnings:
        kind = MOVED_NOTHING.get(warning.code)
        # To the oracle a notice that nothing forbids is never out of sequence: it only counts or does not.
        idle_notice = warning.code == "out-of-sequence" and warning.message.startswith("`notice`")
        if kind is not None and warning.on is not None and not idle_notice:
            getattr(found, kind).add((warning.step, warning.on))
    held = {(one.step, one.held_on) for one in answer.fell_due}
    found.notice_breached = [
        (one.step or "", one.on)
        for one in answer.warnings
        if one.code == "notice-too-short" and one.on is not None and (one.step, one.on) in held
    ]
    found.unknown = {(one.absence or "", one.needs) for one in answer.unknown}
    found.targets = [(one.step, one.absence or "", one.earliest or answer.on, one.latest) for one in answer.targets]
    return found


def differences(history: dict[str, Any], on: date, answer: Answer) -> Iterator[str]:
    """What the two say differently about one history, as sentences."""
    mine, theirs = seen(answer), expected(history, on)
    for name in ("score", "out_of_sequence", "before_standing", "not_permitted", "unknown"):
        yield from _differs(name, getattr(mine, name), getattr(theirs, name))
    for name in ("fell_due", "lapsed", "closed", "standing", "targets"):
        yield from _differs(name, _sorted(getattr(mine, name)), _sorted(getattr(theirs, name)))
    yield from _differs("notice_breached", _breaches(mine), _breaches(theirs))


def _breaches(found: Expected) -> set[tuple[str, date]]:
    return set(found.notice_breached)


def _sorted(items: list[Any]) -> list[Any]:
    return sorted(items, key=str)


def _differs(name: str, mine: object, theirs: object) -> Iterator[str]:
    if mine != theirs:
        yield f"{name}:\n  interpreter {mine}\n  oracle      {theirs}"
