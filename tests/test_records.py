"""A history file is read as it is written: every line becomes an assertion or a problem with its place."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from policydsl.diagnostics import as_json, as_text, has_errors
from policydsl.history.entries import make_records
from policydsl.history.history import What
from policydsl.history.kinds import NAMED, OF_A_STEP, OF_AN_ABSENCE
from policydsl.records import yaml_file
from policydsl.records.mask import MASK, masked
from policydsl.records.read import read
from policydsl.records.schema import history_schema
from policydsl.records.shape import ADJUSTMENT, EVENT, FACT, GROUP, HISTORY, RECORD, STANDING, WORKS, Shape
from policydsl.records.yaml_file import List, Mapping, Scalar, Value, documents
from policydsl.source import Source, Span
from tests.history_chunks import FOLDER, Chunk, every_chunk, shown
from tests.problem_pages import all_codes
from tests.support_policy import POLICY

SCHEMA = Draft202012Validator(history_schema())
EXAMPLES = sorted(Path("docs/examples").glob("*.yaml"))


def plain(value: Value) -> Any:
    """The value as JSON would hold it."""
    match value:
        case Mapping(pairs):
            return {key.text: plain(one) for key, one in pairs}
        case List(items):
            return [plain(one) for one in items]
        case Scalar(text, True) if text in ("true", "false"):
            return text == "true"
        case Scalar(text, True) if text in ("", "~", "null"):
            return None
        case Scalar(text, True) if re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", text):
            return float(text) if "." in text else int(text)
        case Scalar(text):
            return text
    raise AssertionError(value)


def values(text: str) -> list[Any]:
    read_documents, found = documents(Source("history.yaml", text))
    assert not found
    return [plain(one) for one in read_documents]


@pytest.mark.parametrize("chunk", [pytest.param(chunk, id=name) for name, chunk in every_chunk()])
def test_what_is_said_of_a_history(chunk: Chunk) -> None:
    assert shown(chunk.text) == chunk.said


def test_every_problem_of_a_history_is_shown_in_some_chunk() -> None:
    said = set(re.findall(r"\[([a-z-]+)\]$", "\n".join(one.said for _, one in every_chunk()), re.MULTILINE))
    own = set()
    for module in ("history", "records"):
        text = Path(f"policydsl/{module}/problems.py").read_text(encoding="utf-8")
        own |= set(re.findall(r'Code\("([a-z-]+)"', text))
    assert own - said == set()
    assert own <= {code.name for code in all_codes()}


def test_first_lines_of_messages_are_short() -> None:
    for path in FOLDER.glob("*.txt"):
        for line in re.findall(r"^(?:error|warning): (.*?)  \[", path.read_text(encoding="utf-8"), re.MULTILINE):
            assert len(line) < 72, line


# Values and places ---------------------------------------------------------------------------------------------------


def test_words_stay_words() -> None:
    (found,) = values("{a: NO, b: yes, c: on, d: 2026-01-12, e: 0o14, f: 1_000, g: 12:30:00, h: .inf, i: 0x1F}")
    assert found == {
        "a": "NO",
        "b": "yes",
        "c": "on",
        "d": "2026-01-12",
        "e": "0o14",
        "f": "1_000",
        "g": "12:30:00",
        "h": ".inf",
        "i": "0x1F",
    }


def test_fractions_are_exact() -> None:
    source = Source("a", "employee: E1\nabsences: [{first: 2026-01-12, part: {2026-01-12: 0.1}}]")
    (said,), found = read(source)
    assert not found
    assert said.records[0].part[0][1].value == Fraction(1, 10)


def test_json_is_read_with_its_tabs() -> None:
    text = '{\t"employee":"E\\t1",\n\t"absences":[{"first":"2026-01-12",\t"last":"2026-01-13"}]}'
    (said,), found = read(Source("a.json", text))
    assert not found
    assert said.employee.value == "E\t1"
    place = said.records[0].first.place
    assert Source("a.json", text).text_of(place.span) == '"2026-01-12"'
    assert place.field == "absences[1].first"


def test_a_byte_order_mark_moves_no_place() -> None:
    text = "\ufeffemployee: E1"
    (said,), _ = read(Source("a", text))
    assert text[said.employee.place.span.start :] == "E1"


def test_places_count_letters_not_bytes() -> None:
    text = "employee: 'Zoë 😀'  # ü\nabsences: [{first: 2026-01-12}]"
    (said,), _ = read(Source("a", text))
    assert Source("a", text).text_of(said.records[0].first.place.span) == "2026-01-12"


def test_references_are_read_at_the_place_that_refers() -> None:
    text = "employee: &e E1\nabsences: [{id: *e, first: 2026-01-12}]"
    (said,), found = read(Source("a", text))
    assert not found
    assert said.records[0].id is not None
    assert said.records[0].id.value == "E1"
    assert Source("a", text).text_of(said.records[0].id.place.span) == "*e"


def test_references_cannot_stand_for_billions() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    _, found = documents(Source("a", "\n".join(lines)))
    assert [one.code.name for one in found] == ["not-read-in-yaml"]


def test_depth_hurts_nobody() -> None:
    for text in ("[" * 5000, "[" * 900 + "]" * 900, "- " * 900 + "x"):
        assert read(Source("a", text))[1]
        masked(Source("a", text))


def test_the_slow_reader_of_yaml_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [one.text for _, one in every_chunk()]
    fast = [documents(Source("a", text)) for text in texts]
    monkeypatch.setattr(yaml_file, "LOADER", yaml.SafeLoader)
    slow = [documents(Source("a", text)) for text in texts]
    assert [one for one, _ in fast] == [one for one, _ in slow]


# The schema ----------------------------------------------------------------------------------------------------------


def test_schema_has_every_key_and_no_other() -> None:
    SCHEMA.check_schema(SCHEMA.schema)
    schema = SCHEMA.schema
    assert schema["$id"] == "urn:policydsl:schema:history:1"
    shapes: dict[str, Shape] = {
        "works": WORKS,
        "record": RECORD,
        "event": EVENT,
        "fact": FACT,
        "standing": STANDING,
        "group": GROUP,
        "adjustment": ADJUSTMENT,
    }
    for name, shape in shapes.items():
        assert set(schema["$defs"][name]["properties"]) == set(shape.keys), name
        assert set(schema["$defs"][name].get("required", shape.needed)) == set(shape.needed), name
    assert set(schema["properties"]) == set(HISTORY.keys)
    event = schema["$defs"]["event"]
    assert event["properties"]["what"]["enum"] == [what.value for what in What]
    assert event["anyOf"] == [{"required": [key]} for key in ("what", *(what.value for what in What))]
    assert set(What) == OF_A_STEP | NAMED | OF_AN_ABSENCE


WHOLE: dict[str, Any] = {
    "employee": "E1042",
    "groups": [],
    "works": [{"days": ["mon", "tue"], "hours": 7.5}],
    "standing": [{"branch": "Branch 1", "step": "a", "held": "2025-03-10", "by": "HR", "why": "x", "outcome": "b"}],
    "facts": [{"name": "half pay date", "value": "2026-03-09", "absence": "a1", "from": "2026-01-05"}],
    "absences": [
        {"id": "a1", "first": "2026-01-05", "last": "2026-01-09", "reason": "R12", "flags": ["x"], "disputed": False},
        {"first": "2026-05-18", "last": "2026-05-20", "part": {"2026-05-20": 0.5}, "recorded": "2026-05-21"},
    ],
    "events": [
        {"date": "2026-07-27", "step": "a", "what": "notice", "value": "written", "for": "2026-08-03"},
        {"date": "2026-08-03", "step": "a", "held": True, "outcome": "b", "recorded": "2026-08-04", "by": "me"},
        {"date": "2026-08-05", "issued": ["Letter", "Form"], "why": "y", "branch": "B", "due": "2026-07-01"},
    ],
    "adjustments": [],
}
ODD: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3000),
    st.floats(-2, 2, allow_nan=False).map(lambda number: round(number, 3)),
    st.sampled_from(("", " ", "2026-02-01", "2026-2-1", "mon", "held", "no", "x")),
    st.sampled_from(("[]", "{}", '["x"]', "[null]", '{"first": "2026-01-01"}', '{"hours": 3}')).map(json.loads),
)
KEYS = sorted({*HISTORY.keys, *RECORD.keys, *EVENT.keys, *WORKS.keys, *FACT.keys, "x"})


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every container with every key or index in it."""
    if isinstance(value, dict | list):
        for key in list(value) if isinstance(value, dict) else range(len(value)):
            yield value, key
            yield from places(value[key])


@st.composite
def damaged(draw: st.DrawFn) -> Any:
    """A history in which a few things were changed, left out or put in."""
    whole = copy.deepcopy(WHOLE)
    for _ in range(draw(st.integers(1, 3))):
        container, key = draw(st.sampled_from(list(places(whole))))
        match draw(st.sampled_from(("change", "leave out", "put in"))):
            case "change":
                container[key] = draw(ODD)
            case "leave out":
                del container[key]
            case _ if isinstance(container, dict):
                container[draw(st.sampled_from(KEYS))] = draw(ODD)
            case _:
                container.append(draw(ODD))
        if not whole:
            break
    return whole


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(damaged())
@example(WHOLE)
def test_what_the_schema_refuses_the_reader_refuses(whole: Any) -> None:
    refused = not SCHEMA.is_valid(whole)
    for text in (json.dumps(whole), json.dumps(whole, indent="\t"), yaml.safe_dump(whole, sort_keys=False)):
        assertions, found = read(Source("history", text))
        # How much of a day a part may be is a question of sense, examined with the record that it belongs to.
        parts = [problem for one in assertions for problem in make_records(one.records, POLICY)[1]]
        assert has_errors((*found, *parts)) or not refused, text


def test_the_whole_history_is_fine() -> None:
    assert SCHEMA.is_valid(WHOLE)
    assert read(Source("history", json.dumps(WHOLE)))[1] == ()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_the_examples_of_the_documentation_are_fine(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert read(Source(path.name, text))[1] == ()
    assert all(SCHEMA.is_valid(value) for value in values(text))


# Nothing is ever thrown, and nothing private is ever shown -----------------------------------------------------------

PIECES = st.sampled_from(
    (
        *("employee: E1\n", "absences:\n", "  - ", "- ", "{", "}", "[", "]", ", ", ": ", "\n", "\t", "---\n", "...\n"),
        *("first: 2026-01-12", "last:", "events:", "why: ", "reason", "part: {", "held: true", "&a ", "*a", "<<", "? "),
        *("!x ", "'", '"', "\\u12", "#", "|\n", ">\n", "%YAML 1.1\n", "\x00", "\ufeff", "\u2028", "é", "😀", "\ud800"),
    )
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=25).map("".join)))
@example("a: *a")
@example("{" * 200)
@example("? - a\n: b")
def test_no_text_makes_the_reader_fail(text: str) -> None:
    source = Source("history.yaml", text)
    assertions, found = read(source)
    assert found or assertions
    hidden = masked(source)
    assert len(hidden.text) == len(text)
    assert as_text(found, {source.name: hidden}, colour=False) or assertions
    as_json(found, {source.name: hidden})


SECRET = "secret word"


@given(damaged(), st.booleans(), st.data())
def test_free_text_is_never_shown(whole: Any, as_yaml: bool, data: st.DataObject) -> None:
    for container, key in list(places(whole)):
        if key in ("why", "reason"):
            container[key] = data.draw(st.sampled_from((SECRET, f"{SECRET}: worse", f"a\n{SECRET}", f"'{SECRET}'")))
    text = yaml.safe_dump(whole, width=30) if as_yaml else json.dumps(whole)
    if data.draw(st.booleans()):
        # A file that cannot be read any more.
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(st.sampled_from(("{", "}", ":", "\t", "'", '"', "*"))) + text[at:]
    source = Source("history.yaml", text)
    hidden = masked(source)
    assert "secret" not in hidden.text or "secret" not in text or _only_where_no_key_says(hidden.text)
    said = as_text(read(source)[1], {source.name: hidden}, colour=False)
    assert SECRET not in re.sub(r"\s+", " ", said)


def _only_where_no_key_says(text: str) -> bool:
    """A stray sign may have broken the very key: then nothing can tell that the text is free text."""
    before = text[: text.index("secret")]
    return re.search(r"(?:why|reason)[\"']?\s*:", before.rpartition("\n")[2]) is None


def test_masking_moves_nothing() -> None:
    text = "employee: E1 # tall\nabsences:\n- {first: 2026-01-12, reason: 'R\n  12', part: {2026-01-12: 0.5}}\n"
    hidden = masked(Source("a", text))
    assert hidden.text == text.replace("# tall", MASK * 6).replace("'R", MASK * 2).replace("  12'", MASK * 5)
    assert documents(hidden)[1] == ()
    assert hidden.bounds(2) == Span(20, 29)
