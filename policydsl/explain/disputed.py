"""What turns on records that are in dispute, for people: each record, and what would be otherwise without it."""

from __future__ import annotations

from collections.abc import Iterator

from policydsl.explain import words
from policydsl.explain.page import Row
from policydsl.explain.turns_on import sentence
from policydsl.interpret.answer import Answer, DisputedRecord


def disputed(answer: Answer) -> Iterator[Row]:
    """Each disputed record, then all together where that changes more."""
    for one in answer.disputed:
        what = f"{_record(one.records[0])} is disputed. Without it"
        if len(one.records) > 1:
            what = f"Without all {len(one.records)} of them"
        if not one.differences:
            yield Row("  ", f"{what} nothing would be otherwise.", hang=4)
            continue
        yield Row("  ", f"{what}:", hang=4)
        for difference in one.differences:
            yield Row("    ", sentence(difference), hang=2)


def _record(one: DisputedRecord) -> str:
    name = "" if words.ISO_DAY.fullmatch(one.record) else f" {one.record}"
    return f"The record{name} of {words.days(one.first, one.last)}"
