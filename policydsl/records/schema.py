"""The published schema of a history file, as it stands in the package."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any


def history_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of one history; a file with several is a list of these, or one document for each."""
    text = resources.files("policydsl.records").joinpath("history.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
