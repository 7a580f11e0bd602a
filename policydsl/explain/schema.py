"""The published form of an answer in JSON, as this version writes it."""

from __future__ import annotations

from importlib.resources import files

FILE = "answer.schema.json"


def answer_schema() -> str:
    """The JSON Schema of an answer (2020-12), as text."""
    return files("policydsl.explain").joinpath(FILE).read_text(encoding="utf-8")
