"""An answer as JSON: its published form, its keys, its numbers, and the digests beside it."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from policydsl.calendars import found_calendar
from policydsl.diagnostics import Code, Diagnostic, Label, Severity
from policydsl.explain.digest import canonical, digest_of_text, digest_of_values
from policydsl.explain.json import as_json, problems
from policydsl.explain.schema import answer_schema
from policydsl.explain.values import number
from policydsl.interpret.answer import Answer
from policydsl.records.plain import plain_histories
from policydsl.source import Place, Source, Span
from policydsl.version import ENGINE, LANGUAGE
from tests.answers import BY_HAND, answer, answers, mid_procedure, simple

SCHEMA = json.loads(answer_schema())
VALID = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
KEYS = [
    *(
        "schema_version",
        "produced_by",
        "policy",
        "calendars",
        "history",
        "employee",
        "on",
        "known",
        "next_change",
        "ahead",
    ),
    *(
        "standing",
        "fell_due",
        "targets",
        "duties",
        "lapsed",
        "closed",
        "measures",
        "blocked",
        "possible",
        "asked_for",
        "unknown",
    ),
    *("human", "shown", "to_record", "adjusted", "sick_pay", "turns_on", "disputed", "warnings"),
]
OF_INCLUDED = {"source", "sources"}
"""What is there only where a policy includes files."""
TEXT = Source("e1.yaml", "employee: E1\nabsences: []\n")


def values(one: Answer, **more: Any) -> dict[str, Any]:
    """The JSON form after a journey through JSON."""
    digests = {"policy_digest": digest_of_text("p"), "history_digest": digest_of_values({})}
    read: dict[str, Any] = json.loads(json.dumps(as_json(one, **digests, **more), allow_nan=False))
    return read


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"] == "urn:policydsl:schema:answer:1"


def test_every_object_of_the_schema_is_closed_and_described() -> None:
    def objects(node: Any) -> list[dict[str, Any]]:
        if isinstance(node, list):
            return [found for one in node for found in objects(one)]
        if not isinstance(node, dict):
            return []
        return ([node] if "properties" in node else []) + [found for one in node.values() for found in objects(one)]

    found = objects(SCHEMA)
    assert len(found) > 20
    assert [one for one in found if one.get("additionalProperties") is not False] == []
    seldom = {"entries", "uncovered", *OF_INCLUDED}  # there only where something is meant by them
    assert [one for one in found if {*one["properties"]} - {*one["required"]} - seldom] == []
    assert [one for one in found if {*one["required"]} - {*one["properties"]}] == []
    bare = [
        name
        for one in found
        for name, part in one["properties"].items()
        if "description" not in part and "$ref" not in part
    ]
    assert bare == []


@pytest.mark.parametrize("name", BY_HAND)
def test_answers_built_by_hand_have_the_published_form(name: str) -> None:
    assert list(VALID.iter_errors(values(BY_HAND[name]()))) == []


@settings(max_examples=60, deadline=None)
@given(answers())
def test_any_answer_has_the_published_form(one: Answer) -> None:
    VALID.validate(values(one))


def test_every_key_is_there_when_there_is_nothing_to_say() -> None:
    empty = values(answer("2026-05-29"))
    assert list(empty) == KEYS
    assert empty["produced_by"] == {"engine": ENGINE, "language": LANGUAGE}
    assert empty["standing"] == empty["turns_on"] == empty["adjusted"] == []
    assert empty["known"] is None


def test_days_are_iso_and_windows_always_there() -> None:
    read = values(simple())
    assert read["fell_due"][0]["on"] == "2026-05-20"
    assert read["standing"][0]["window"] == {"first": None, "last": None}


def test_a_duty_names_its_clause() -> None:
    (notice,) = (duty for duty in values(mid_procedure())["duties"] if duty["duty"] == "notice")
    assert (notice["clause"], notice["line"], notice["state"]) == ("LUU-25", 87, "breached")


def test_reasons_carry_what_was_counted() -> None:
    (why,) = values(simple())["fell_due"][0]["reasons"]
    assert why["counted"][-1] == {
        "absence": "2026-05-18",
        "first": "2026-05-18",
        "last": "2026-05-20",
        "days": 3,
        "holidays": [],
    }
    assert why["left_out"] == [{"absence": "2025-03-03", "first": "2025-03-03", "why": "before-the-window"}]
    assert (why["value"], why["limit"], why["line"]) == (175, 150, 51)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (175, 175),
        (Fraction(325, 2), 162.5),
        (Fraction(1, 10**6), 0.000001),
        (Fraction(1, 2 * 10**6), {"exact": "1/2000000"}),
        (Fraction(-10, 3), {"exact": "-10/3"}),
        (10**30, {"exact": str(10**30)}),
    ],
)
def test_numbers_are_exact(value: int | Fraction, written: object) -> None:
    assert number(value) == written


@given(st.fractions(max_denominator=10**7))
def test_no_number_is_rounded(value: Fraction) -> None:
    exact = value.numerator if value.denominator == 1 else value
    read = json.loads(json.dumps(number(exact)))
    assert Fraction(read["exact"] if isinstance(read, dict) else str(read)) == value


def test_calendars_are_named_with_their_digests() -> None:
    scotland = found_calendar("scotland")
    assert scotland is not None
    read = values(replace(simple(), calendars=(scotland,)))
    assert read["calendars"] == [{"name": "Scotland", "digest": digest_of_values(scotland.values())}]
    VALID.validate(read)


def problem(severity: Severity) -> Diagnostic:
    return Diagnostic(
        Code("unknown-flag", severity), Label(Place("e1.yaml", Span(13, 21), "absences")), "a flag", help="mend it"
    )


def test_warnings_of_policy_and_history_stand_beside_the_answers_own() -> None:
    found = (problem(Severity.WARNING), problem(Severity.ERROR))
    read = values(answer("2026-05-29"), found=found, sources={"e1.yaml": TEXT})
    (warning,) = read["warnings"]
    assert (warning["code"], warning["message"], warning["help"]) == ("unknown-flag", "a flag", "mend it")
    assert warning["place"] == {"source": "e1.yaml", "field": "absences", "line": 2, "column": 1}
    VALID.validate(read)


def test_a_place_without_its_text_has_no_line() -> None:
    (warning,) = values(answer("2026-05-29"), found=(problem(Severity.WARNING),))["warnings"]
    assert warning["place"] == {"source": "e1.yaml", "field": "absences", "line": None, "column": None}


def test_problems_stand_in_the_place_of_an_answer() -> None:
    read = json.loads(json.dumps(problems("E1", (problem(Severity.ERROR),), {"e1.yaml": TEXT})))
    assert sorted(read) == ["employee", "problems"]
    VALID.validate(read)


def test_half_an_answer_is_none() -> None:
    read = values(simple())
    del read["warnings"]
    assert not VALID.is_valid(read)
    assert not VALID.is_valid({"employee": "E1", "problems": []})


# ------------------------------------------------------------------ digests


def test_a_digest_of_a_text_is_of_its_utf_8() -> None:
    assert digest_of_text("") == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert digest_of_text("a") != digest_of_text("a\n")


YAML = """
employee: E1
absences:
  - {id: a1, last: 2026-01-09, first: 2026-01-05, part: {2026-01-05: 0.50}, disputed: true}   # a remark
"""
JSON = """[{"employee": "E1", "absences": [
  {"first": "2026-01-05", "last": "2026-01-09", "id": "a1", "part": {"2026-01-05": 0.5}, "disputed": true}]}]"""


def digest(text: str) -> str:
    (history,) = plain_histories(Source("e1", text))
    return digest_of_values(history)


def test_one_content_has_one_digest_in_yaml_and_json() -> None:
    assert digest(YAML) == digest(JSON)
    assert digest(YAML) != digest(YAML.replace("2026-01-09", "2026-01-08"))


def test_canonical_json_has_sorted_keys_and_no_blanks() -> None:
    assert canonical({"b": [1.0, None, "é"], "a": Fraction(1, 2)}) == '{"a":0.5,"b":[1,null,"é"]}'


def test_every_history_of_a_file_has_its_values() -> None:
    text = "employee: E1\n---\n- {employee: E2}\n- {employee: 'E3'}\n"
    assert plain_histories(Source("e", text)) == ({"employee": "E1"}, {"employee": "E2"}, {"employee": "E3"})
