"""The keys of a history file: which there are, which are needed, and what people write in their place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field

from policydsl.frozen import frozen
from policydsl.history.history import What

WHATS = {what.value: what for what in What}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@frozen
class Shape:
    """What one kind of mapping holds. `needed` has an example for each key; `meant` what other words mean here.

    `mostly`: what most have besides, with an example.
    """

    whole: str
    keys: tuple[str, ...]
    needed: Mapping[str, str] = field(default_factory=dict)
    meant: Mapping[str, str] = field(default_factory=dict)
    mostly: Mapping[str, str] = field(default_factory=dict)


SERVICE = (
    *("service", "service_from", "service since", "service start", "continuous service", "continuous service from"),
    *("employed from", "employed since", "start date", "started", "since", "hired", "joined"),
)
"""What people call the first day of service."""
HISTORY = Shape(
    "a history",
    (
        "employee",
        "service from",
        "groups",
        "works",
        "holidays",
        "standing",
        "facts",
        "absences",
        "events",
        "adjustments",
    ),
    {"employee": "E1042"},
    {
        "name": "employee",
        "person": "employee",
        "id": "employee",
        "records": "absences",
        "spells": "absences",
        "meetings": "events",
        "pattern": "works",
        "patterns": "works",
        "working_pattern": "works",
        "working pattern": "works",
        "working_days": "works",
        "working days": "works",
        "rota": "works",
        "calendar": "holidays",
        "public holidays": "holidays",
        **dict.fromkeys(SERVICE, "service from"),
    },
)
WORKS = Shape(
    "a working pattern",
    ("from", "days", "hours", "cycle", "starting"),
    {},
    {"pattern": "days", "since": "from", "start": "from", "rota": "cycle", "round": "cycle", "begins": "starting"},
)
RECORD = Shape(
    "a record",
    ("id", "first", "last", "part", "reason", "flags", "recorded", "retracted", "disputed"),
    {"first": "2026-05-18"},
    {
        "start": "first",
        "begin": "first",
        "from": "first",
        "date": "first",
        "on": "first",
        "end": "last",
        "until": "last",
        "to": "last",
        "why": "reason",
        "type": "reason",
        "kind": "reason",
        "flag": "flags",
        "half": "part",
    },
    {"last": "2026-05-20"},
)
EVENT = Shape(
    "an event",
    (
        "date",
        "what",
        "step",
        "name",
        "value",
        "for",
        "branch",
        "absence",
        "due",
        "by",
        "why",
        "recorded",
        "from",
        "to",
        "minutes",
        "flags",
        *(what for what in WHATS if what != "recorded"),
    ),
    {"date": "2026-05-18"},
    {
        "on": "date",
        "day": "date",
        "type": "what",
        "kind": "what",
        "action": "what",
        "status": "what",
        "meeting": "step",
        "stage": "step",
        "document": "name",
        "first": "from",
        "since": "from",
        "covers from": "from",
        "valid from": "from",
        "last": "to",
        "until": "to",
        "covers to": "to",
        "valid to": "to",
        "valid until": "to",
        "reason": "why",
        "decision": "outcome",
        "result": "outcome",
        "led_by": "by",
        "led by": "by",
        "alternative": "alternative offered",
        "return": "return agreed",
        "invited": "recorded: whether the employee is invited",
        "companion": "recorded: companion",
        "occurrence": "had",
        "occurred": "had",
        "event": "had",
        "happened": "had",
        "minutes late": "minutes",
        "minutes_late": "minutes",
        "late": "minutes",
        "flag": "flags",
    },
    {"step": "return to work meeting", "held": "true"},
)
FACT = Shape(
    "a fact",
    ("name", "value", "absence", "from", "recorded"),
    {"name": "half pay date", "value": "2026-05-18"},
    {"fact": "name", "date": "value", "day": "value", "since": "from"},
)
STANDING = Shape(
    "a standing",
    ("branch", "step", "held", "absence", "outcome", "by", "why"),
    {"branch": "Branch 1", "step": "first informal meeting", "held": "2026-05-18"},
    {"date": "held", "on": "held", "reason": "why"},
)
GROUP = Shape(
    "a group",
    ("name", "from", "to", "recorded"),
    {"name": "established"},
    {"group": "name", "since": "from", "first": "from", "until": "to", "last": "to"},
)
ADJUSTMENT = Shape(
    "an adjustment",
    ("setting", "value", "from", "to", "review", "by", "why", "recorded"),
    {"setting": "Bradford threshold", "value": "250"},
)

SHAPES = (HISTORY, WORKS, RECORD, EVENT, FACT, STANDING, GROUP, ADJUSTMENT)
FREE_TEXT = frozenset({"why", "reason"})
"""Keys whose values may speak of somebody's health; they are never shown."""
RUN_TOGETHER = re.compile(r"""["']?\b(?:why|reason)\b["']?\s*:""", re.IGNORECASE)
"""A key of free text and its colon inside one word, where the space behind the colon is missing."""


def without_free_text(text: str) -> str:
    """A word of the file without what stands run together behind `why:` or `reason:`."""
    found = RUN_TOGETHER.search(text)
    return text[: found.end()] if found else text


SHOWN = frozenset(key for shape in SHAPES for key in shape.keys) - FREE_TEXT
