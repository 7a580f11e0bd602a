"""Files of examples: each with a title, a history, a day, and what an answer must have; text in, values out."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from policydsl.diagnostics import Diagnostic
from policydsl.domain.number import Day
from policydsl.frozen import frozen
from policydsl.history.assertions import Assertions, Said
from policydsl.records import problems, values
from policydsl.records.plain import plain
from policydsl.records.read import history_in
from policydsl.records.shape import Shape
from policydsl.records.values import Entry, Sheet
from policydsl.records.yaml_file import List, Mapping, Scalar, Value, documents
from policydsl.source import Place, Source, Span

LISTS = (
    *("standing", "fell_due", "targets", "duties", "lapsed", "closed", "measures", "blocked", "possible", "unknown"),
    *("human", "shown", "to_record", "asked_for", "adjusted", "sick_pay", "turns_on", "ahead", "warnings"),
)
"""The lists of an answer of which a part can be expected."""
NOT_FELL_DUE = "not_fell_due"
"""Steps that must not have fallen due."""
EXAMPLE = Shape(
    "an example",
    ("id", "title", "on", "history", "expect", "why"),
    {"title": "the six months pass", "on": "2026-05-29"},
    {"name": "title", "date": "on", "day": "on", "expected": "expect", "reason": "why"},
)
EXPECT = Shape("what is expected", (*LISTS, NOT_FELL_DUE), {}, {"due": "fell_due", "steps": "fell_due"})


@frozen
class FiledExample:
    """One example of a file; `expect` keeps its places, so that a value in it can be rewritten."""

    title: str
    on: Day
    said: Assertions
    expect: Mapping
    place: Place

    @property
    def wanted(self) -> dict[str, Any]:
        """What is expected, as plain values."""
        found = plain(self.expect)
        assert isinstance(found, dict)
        return found

    def scalar(self, path: tuple[str | int, ...]) -> Scalar | None:
        """The single value that an expectation has at a place."""
        here: Value | None = self.expect
        for part in path:
            match here:
                case Mapping(pairs=pairs):
                    here = next((value for key, value in pairs if key.text == part), None)
                case List(items=items) if isinstance(part, int) and part < len(items):
                    here = items[part]
                case _:
                    return None
        return here if isinstance(here, Scalar) else None


def read_examples(source: Source) -> tuple[tuple[FiledExample, ...], tuple[Diagnostic, ...]]:
    """Every example of a YAML or JSON text that can be read, and every problem of its form."""
    read, found = documents(source)
    if found:
        return (), found
    sheet = Sheet(source.name)
    wholes = [whole for one in read for whole in (one.items if isinstance(one, List) else (one,))]
    if not wholes or all(values.is_empty(one) for one in wholes):
        sheet.found.append(problems.no_examples(Place(source.name, Span(0, 0))))
        return (), tuple(sheet.found)
    entries = (Entry(one, sheet.place(one, f"[{number}]"), "example") for number, one in enumerate(wholes, 1))
    return tuple(made for entry in entries if (made := _example(sheet, entry))), tuple(sheet.found)


def _example(sheet: Sheet, whole: Entry) -> FiledExample | None:
    before = len(sheet.found)
    keys = values.keys(sheet, whole, EXAMPLE) or {}
    title, on = values.text(sheet, keys.get("title")), values.day(sheet, keys.get("on"))
    history = keys.get("history")
    said = history_in(sheet, _with_employee(history, title)) if history else None
    expect = _expect(sheet, keys.get("expect"))
    for key in ("history", "expect"):
        if key not in keys and isinstance(whole.value, Mapping):
            sheet.found.append(problems.missing_key(whole.place, EXAMPLE.whole, key, NEEDED[key]))
    if title is None or on is None or said is None or expect is None or len(sheet.found) > before:
        return None
    return FiledExample(title.value, on.value, said, expect, whole.place)


NEEDED = {"history": "{absences: [{first: 2026-05-18}]}", "expect": "{measures: [{name: Bradford score, value: 1}]}"}


def _with_employee(history: Entry, title: Said[str] | None) -> Entry:
    """The history of an example need not say whose it is."""
    value = history.value
    if not isinstance(value, Mapping) or any(key.text == "employee" for key, _ in value.pairs):
        return history
    nobody = Scalar(title.value if title else "example", False, value.span)
    whole = Mapping(((Scalar("employee", True, value.span), nobody), *value.pairs), value.span)
    return Entry(whole, history.place, history.key)


def _expect(sheet: Sheet, whole: Entry | None) -> Mapping | None:
    """The lists expected, each of items with keys; of steps that must not fall due, their names."""
    if whole is None:
        return None
    for key, entry in (values.keys(sheet, whole, EXPECT) or {}).items():
        for item in values.items(sheet, entry):
            if key == NOT_FELL_DUE:
                values.text(sheet, item)
            elif not isinstance(item.value, Mapping):
                sheet.found.append(problems.no_keys(item.place, f"an item of `{key}`", "{step: first meeting}"))
    return whole.value if isinstance(whole.value, Mapping) else None


def examples_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of a file of examples, as it stands in the package."""
    text = resources.files("policydsl.records").joinpath("examples.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
