"""What comes of a made-up history, in pieces of which each can be said in an example."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from policydsl.interpret.answer import Answer, CaseState, DutyState
from policydsl.interpret.evaluate import evaluate
from policydsl.model.policy import Policy
from policydsl.propose.story import Story, as_history, in_words
from policydsl.records.on_file import read_histories
from policydsl.source import Source

Key = tuple[str, ...]
Outcome = Mapping[Key, object]
"""What is so, each by what it is about; the value is a day, a state or True."""

STATES = {DutyState.MET: "met", DutyState.BREACHED: "breached", DutyState.OPEN: "open"}


def outcome(policy: Policy, story: Story) -> Outcome | None:
    """What comes of a story on its day; None: the history makes no sense under the policy."""
    (filed,) = read_histories(Source("story", as_history(story)), policy)
    if filed.history is None:
        return None
    answer = evaluate(policy, filed.history, story.asked).answer
    return None if answer is None else _alone(_pieces(answer))


def _alone(pieces: Iterator[tuple[Key, object]]) -> Outcome:
    """The pieces by what they are about, without duties of one name that are met here and missed there."""
    found: dict[Key, object] = {}
    several: set[Key] = set()
    for key, value in pieces:
        if found.setdefault(key, value) != value and not isinstance(value, date):
            several.add(key)
    return {key: value for key, value in found.items() if key not in several}


def _pieces(answer: Answer) -> Iterator[tuple[Key, object]]:
    yield from _steps(answer)
    for lapse in answer.lapsed:
        yield ("lapsed", lapse.branch), lapse.on
    for closed in answer.closed:
        yield ("closed", closed.branch), closed.on
    for case in answer.standing:
        if case.step is not None:
            yield (
                ("stands", case.branch),
                "waits for " + case.step if case.state is CaseState.WAITING else ("is at " + case.step),
            )


def _steps(answer: Answer) -> Iterator[tuple[Key, object]]:
    for step in answer.fell_due:
        yield ("fell", step.step), step.on
    for duty in answer.duties:
        if duty.state not in STATES or duty.step is None:
            continue
        if duty.duty == "hold":
            yield ("late", duty.step), "late" if duty.state is DutyState.BREACHED else "in time"
        elif duty.text:
            yield ("duty", duty.step, duty.text), STATES[duty.state]
        elif duty.duty == "notice":
            yield ("duty", duty.step, "notice"), STATES[duty.state]


def differ(one: Outcome, other: Outcome) -> list[Key]:
    """What is so on one side and not on the other; on which day a step falls due or a case ends makes no difference."""
    return [key for key in dict.fromkeys((*one, *other)) if _said(key, one) != _said(key, other)]


def _said(key: Key, of: Outcome) -> object:
    value = of.get(key)
    return True if isinstance(value, date) else value


def sentence(key: Key, of: Outcome) -> str | None:
    """What an example says of it; None: nothing can be said."""
    value, name = of.get(key), key[1]
    match key[0], value:
        case "fell", date():
            return f"{name} fell due on {in_words(value)}"
        case "fell", None:
            return f"{name} has not fallen due"
        case "lapsed", date():
            return f"{name} lapsed on {in_words(value)}"
        case "lapsed", None:
            return f"{name} has not lapsed"
        case "closed", date():
            return f"{name} closed on {in_words(value)}"
        case "stands", str():
            return f"{name} {value}"
        case "late", str():
            return f"{name} is {value}"
        case "duty", str():
            return f'"{key[2]}" of {name} is {value}'
    return None
