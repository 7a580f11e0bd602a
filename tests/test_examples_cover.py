"""The examples of all policies leave nothing out: every step, every duty, and every number from both sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from policydsl.check import check_text
from policydsl.check.walk import walk
from policydsl.history.make import make
from policydsl.history.told import assertions
from policydsl.interpret.answer import Answer, DutyState
from policydsl.interpret.duties import ON_FILE
from policydsl.interpret.evaluate import evaluate
from policydsl.interpret.examples import Failed, run
from policydsl.model.duty import Act, Duty, HoldWithin, Notice, OtherDate, Strength, TellDuty
from policydsl.model.example import DutyIs, Example, Expectation, FellDueOn, StepIs, StepWord, TurnsOn
from policydsl.model.policy import Policy, Step
from policydsl.source import Source
from policydsl.syntax import nodes, parse

POLICIES = sorted((Path(__file__).parent.parent / "policies").rglob("*.policy"))
BY_POLICY = pytest.mark.parametrize("path", POLICIES, ids=[path.stem for path in POLICIES])
CHECKED = (Notice, HoldWithin, TellDuty, OtherDate)
"""Duties that are kept or not kept by a day, whatever their words."""


@cache
def source_of(path: Path) -> Source:
    return Source(path.name, path.read_text(encoding="utf-8"))


@cache
def tree_of(path: Path) -> nodes.Policy:
    return parse(source_of(path)).tree


@cache
def policy_of(path: Path) -> Policy:
    policy = check_text(source_of(path)).policy
    assert policy is not None
    return policy


def nothing_left(left: Iterable[tuple[str, ...]]) -> None:
    lacking = "\n".join(sorted(map(", ".join, left)))
    assert not lacking, f"no example shows\n{lacking}"


def expectations(policy: Policy) -> Iterator[Expectation]:
    return (one.meaning for example in policy.examples for day in example.days for one in day.expected)


# ------------------------------------------------------------------ steps


def shown(step: str, meaning: Expectation) -> str | None:
    """Does an expectation show the step due, or not due?"""
    match meaning:
        case FellDueOn(step=name, day=day) if name == step:
            return "due" if day else "not due"
        case StepIs(step=name, word=StepWord.DUE | StepWord.LATE) if name == step:
            return "due"
        case StepIs(step=name, word=StepWord.NOT_DUE) if name == step:
            return "not due"
        case StepIs(step=name, word=StepWord.POSSIBLE) if name == step:
            return "possible"
        case _:
            return None


@BY_POLICY
def test_every_step_falls_due_in_one_example_and_not_in_another(path: Path) -> None:
    """Guidance never falls due: it is possible, and not due."""
    policy = policy_of(path)
    wanted = {
        (one.name, how)
        for one in policy
        for how in (("possible", "not due") if one.name in policy.guidance else ("due", "not due"))
    }
    found = {(one.name, how) for one in policy for each in expectations(policy) if (how := shown(one.name, each))}
    nothing_left(wanted - found)


@BY_POLICY
def test_every_outcome_is_recorded_in_some_example(path: Path) -> None:
    policy = policy_of(path)
    recorded = {
        (event.step.value, event.value.value)
        for example in policy.examples
        for event in example.events
        if event.what.value == "outcome" and event.step and event.value
    }
    left = {(step.name, outcome.key.name) for step in policy for outcome in step.outcomes} - recorded
    nothing_left(left)


@BY_POLICY
def test_every_example_asks_about_a_day(path: Path) -> None:
    assert [one.title for one in policy_of(path).examples if not any(day.expected for day in one.days)] == []


# ------------------------------------------------------------------ duties


def can_be_missed(duty: Duty) -> bool:
    if isinstance(duty, Act):
        return duty.strength is Strength.MUST and (duty.by is not None or duty.verb in ON_FILE)
    return isinstance(duty, CHECKED)


def owed(one: Step) -> Iterator[tuple[str, int, str, DutyState]]:
    """What examples are to show of each duty of a step: kept and not kept, or for one never late kept and open."""
    for clause in one.duties:
        duty, line = clause.form(0).meaning, clause.form(0).written.line
        match duty:
            case Act(strength=Strength.MAY):
                continue
            case Act(verb=verb, thing=thing):
                name = f"{verb} {thing}".strip()
            case Notice():
                name = "notice"
            case HoldWithin():
                name = "hold"
            case TellDuty(listener=listener):
                name = f"tell {listener}"
            case OtherDate():
                name = "other date"
            case _:
                continue
        yield one.name, line, name, DutyState.MET
        yield one.name, line, name, DutyState.BREACHED if can_be_missed(duty) else DutyState.OPEN


def answers(policy: Policy, example: Example) -> Iterator[tuple[Answer, tuple[DutyIs, ...]]]:
    """The answer of each day on which the example expects something of a duty, and what it expects."""
    history, _ = make(assertions(example), policy)
    assert history is not None
    for day in example.days:
        asked = tuple(one.meaning for one in day.expected if isinstance(one.meaning, DutyIs))
        if asked:
            answer = evaluate(policy, history, day.on).answer
            assert answer is not None
            yield answer, asked


@BY_POLICY
def test_every_duty_is_met_in_one_example_and_not_in_another(path: Path) -> None:
    policy = policy_of(path)
    found = {
        (duty.step, duty.line, duty.duty, duty.state)
        for answer, asked in chain.from_iterable(answers(policy, example) for example in policy.examples)
        for one in asked
        for duty in answer.duties
        if (duty.line, duty.duty) in one.owed and one.step in (None, duty.step)
    }
    left = {one for step in policy for one in owed(step)} - found
    nothing_left((step, name, state.value) for step, _, name, state in left)


# ------------------------------------------------------------------ numbers


def numbers(path: Path) -> Iterator[nodes.Number]:
    """Every number that the policy's own lines say: limits, lengths of time, how many absences."""
    tree = tree_of(path)
    for piece in (*tree.header, *tree.blocks):
        if not isinstance(piece, nodes.Reading | nodes.Example):
            yield from (one for one in walk(piece) if isinstance(one, nodes.Number))


def plain(example: Example) -> Example:
    """The example without what it says of readings, which takes long to find out."""
    days = (
        replace(day, expected=tuple(one for one in day.expected if not isinstance(one.meaning, TurnsOn)))
        for day in example.days
    )
    return replace(example, days=tuple(days))


def changed(path: Path, number: nodes.Number, by: int) -> Policy | None:
    """The policy with one number changed; None: it makes no sense any more."""
    source, span = source_of(path), number.span
    value = f"{number.value + by}"
    text = f"{source.text[: span.start]}{value}{source.text[span.end :]}"
    made = check_text(Source(source.name, text), thorough=False).policy
    return None if made is None else replace(made, readings=())


CHANGES_NOTHING = {
    # An absence of 8 days is medium-term, and one of those is enough, whether or not it is short-term too.
    ("luu_attendance", "short-term absence", 1),
    # Nothing that the policy itself does asks whether an absence is long-term; only a reading of the score would.
    ("luu_attendance", "long-term absence", -1),
    ("luu_attendance", "long-term absence", 1),
    # Half pay comes after all full pay of the year, and both together are the most of four years.
    ("hse_ireland", "for ordinary illness 91", 1),
    ("hse_ireland", "for critical illness 182", 1),
}
"""Numbers of categories, and of sick pay, that make no difference as the policy takes its readings."""


@cache
def shown_elsewhere(path: Path) -> tuple[tuple[int, str], ...]:
    """Where the numbers of categories and of sick pay stand, and what they are called here."""
    blocks = (one for one in tree_of(path).blocks if isinstance(one, nodes.Category | nodes.Pay))
    return tuple(
        (number.span.start, one.name.text + (f" {number.value}" if isinstance(one, nodes.Pay) else ""))
        for one in blocks
        for number in walk(one)
        if isinstance(number, nodes.Number)
    )


def matters(number: nodes.Number, path: Path, by: int) -> bool:
    names = (name for start, name in shown_elsewhere(path) if start == number.span.start)
    return all((path.stem, name, by) not in CHANGES_NOTHING for name in names)


NUMBERS = [
    pytest.param(
        path,
        number,
        by,
        id=f"{path.stem}: line {source_of(path).position(number.span.start).line}, {number.value} {by:+}",
    )
    for path in POLICIES
    for number in numbers(path)
    for by in (-1, 1)
    if matters(number, path, by)
]


LAST_BROKEN: dict[Path, int] = {}
"""The line of the example that the number before broke: its neighbours are told of nearby."""


@cache
def headings(path: Path) -> tuple[tuple[int, str], ...]:
    """Where each block with a name begins, and its name."""
    pieces = (one for block in tree_of(path).blocks for one in walk(block))
    return tuple(
        sorted(
            (one.span.start, name.text.casefold())
            for one in pieces
            if isinstance(one, nodes.Block) and isinstance(name := getattr(one, "name", None), nodes.Name)
        )
    )


def likeliest_first(path: Path, number: nodes.Number) -> list[Example]:
    """The examples, those first that expect something of the block of the number: they are likely to break."""
    above = ((start, name) for start, name in headings(path) if start < number.span.start)
    _, heading = max(above, default=(0, ""))

    def unlikely(example: Example) -> tuple[bool, int]:
        words = " ".join(one.words for day in example.days for one in day.expected).casefold()
        return heading not in words, abs(example.written.line - LAST_BROKEN.get(path, 0))

    return sorted(policy_of(path).examples, key=unlikely)


@pytest.mark.parametrize(("path", "number", "by"), NUMBERS)
def test_a_number_that_is_one_off_breaks_an_example(path: Path, number: nodes.Number, by: int) -> None:
    """Each limit is shown from both sides: one more or one less, and some example no longer holds."""
    other = changed(path, number, by)
    if other is None:
        return
    broken = next((one for one in likeliest_first(path, number) if isinstance(run(other, plain(one)), Failed)), None)
    assert broken is not None
    LAST_BROKEN[path] = broken.written.line
