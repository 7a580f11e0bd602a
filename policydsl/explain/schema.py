"""The published forms of an answer and of a comparison in JSON, as this version writes them."""

from __future__ import annotations

from importlib.resources import files

ANSWER, COMPARISON = "answer.schema.json", "comparison.schema.json"


def answer_schema() -> str:
    """The JSON Schema of an answer (2020-12), as text."""
    return files("policydsl.explain").joinpath(ANSWER).read_text(encoding="utf-8")


def comparison_schema() -> str:
    """The JSON Schema of a comparison (2020-12), as text."""
    return files("policydsl.explain").joinpath(COMPARISON).read_text(encoding="utf-8")
