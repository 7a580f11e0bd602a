"""The readings of a policy, as a list for people and as JSON holds them."""

from __future__ import annotations

from collections.abc import Iterator

from policydsl.diagnostics import count_of
from policydsl.explain import words
from policydsl.explain.page import BLANK, Row, as_lines, heading, labelled
from policydsl.explain.values import Json, at_line
from policydsl.gathered import file_of, line_in
from policydsl.interpret.tried import Tried
from policydsl.model.policy import Alternative, Policy, Reading

COLUMN = 8


def as_text(policy: Policy, tried: Tried | None = None, *, colour: bool = False, width: int = 100) -> str:
    """Each reading with its question, the alternative taken and the others; no line end after the last line."""
    return as_lines(_rows(policy, tried), colour=colour, width=width)


def _rows(policy: Policy, tried: Tried | None) -> Iterator[Row]:
    others = sum(len(one.alternatives) for one in policy.readings)
    if not policy.readings:
        yield Row("", f"{policy.name} has no readings: nothing in it says that its source leaves something open.")
        return
    yield Row("", f"{policy.name}: {count_of(len(policy.readings), 'reading')}, {count_of(others, 'alternative')}")
    for reading in policy.readings:
        yield BLANK
        yield heading(f"{reading.title}{words.cited(reading.written.line, reading.written.cites)}")
        yield Row("  ", reading.question)
        yield from labelled("taken", reading.taken, indent=2, column=COLUMN)
        label = "or"
        for one in reading.alternatives:
            lines = ", ".join(line_in(place.line) for place in one.written)
            said = f"line{'s' if len(one.written) > 1 else ''} {lines}"
            yield from labelled(label, f"{one.name} ({said})", indent=2, column=COLUMN)
            label = ""
            if tried is not None:
                yield Row(" " * (COLUMN + 4), _shown(tried.get((reading.title, one.name), ())), hang=2)
    if tried is not None and (never := sum(not titles for titles in tried.values())):
        none = f"{count_of(never, 'alternative')} of {len(tried)} would answer no example otherwise."
        yield BLANK
        yield Row("", f"{none} Either none is about what they change, or they change nothing that an answer says.")


def _shown(titles: tuple[str, ...]) -> str:
    """Which examples an alternative would answer otherwise: the first, and how many more."""
    if not titles:
        return "changes no answer of an example"
    more = f", and in {count_of(len(titles) - 1, 'other')}" if len(titles) > 1 else ""
    return f"changes the answer in: {titles[0]}{more}"


def as_json(policy: Policy, tried: Tried | None = None) -> list[Json]:
    """The same as values: every key always there, lines from 1; `examples` only where the alternatives were tried."""
    return [_reading(one, tried) for one in policy.readings]


def _reading(one: Reading, tried: Tried | None) -> Json:
    return {
        "reading": one.title,
        "question": one.question,
        "taken": one.taken,
        "alternatives": [
            {
                "name": each.name,
                "lines": [int(place.line) for place in each.written],
                **_files(each),
                **_examples(one, each, tried),
            }
            for each in one.alternatives
        ],
        **at_line(one.written.line),
        "clauses": list(one.written.cites),
    }


def _files(one: Alternative) -> Json:
    """The file of each line, where one of them stands in an included file."""
    files = [file_of(place.line) for place in one.written]
    return {"sources": files} if any(files) else {}


def _examples(reading: Reading, one: Alternative, tried: Tried | None) -> Json:
    """The examples that the alternative would answer otherwise, where that was tried."""
    return {} if tried is None else {"examples": list(tried.get((reading.title, one.name), ()))}
