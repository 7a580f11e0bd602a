"""What is another way for this employee than for others, and what that has changed so far."""

from __future__ import annotations

from collections.abc import Iterator

from policydsl.explain import words
from policydsl.explain.page import Row
from policydsl.interpret.answer import Adjusted, Answer, WouldBe


def adjusted(answer: Answer) -> Iterator[Row]:
    """Each adjusted setting with its usual value; then what would have been without the adjustments."""
    for one in answer.adjusted:
        yield Row("  ", f"{one.setting} is {one.value} for this employee, usually {one.would_be}{_when(one)}", hang=4)
    for each in answer.adjusted[0].differences if answer.adjusted else ():
        yield Row("  ", f"Without it {_would(each)}.", hang=4)


def _when(one: Adjusted) -> str:
    parts = []
    if one.first or one.last:
        start = f"from {words.day(one.first)}" if one.first else ""
        end = f"to {words.day(one.last)}" if one.last else ""
        parts.append(f"{start} {end}".strip())
    if one.by:
        parts.append(f"decided by {one.by}")
    if one.review:
        parts.append(f"to be reviewed on {words.day(one.review)}")
    return f" ({', '.join(parts)})" if parts else ""


def _would(each: WouldBe) -> str:
    where = words.case(each.branch, each.absence)
    verb = "would have fallen due" if each.due else "would not have fallen due"
    return f"{each.step}, {where}, {verb} on {words.day(each.on)}"
