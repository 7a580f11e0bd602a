"""Knows the cases under `tests/cases` and how what a case expects is compared with an answer's JSON form.

An expectation names a part of an answer: of every list it gives some items, of every item some keys.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

CASES = Path(__file__).parent / "cases"
LISTS = (
    *("standing", "fell_due", "targets", "duties", "lapsed", "closed", "measures", "blocked", "possible", "unknown"),
    *("human", "shown", "adjusted", "turns_on", "warnings"),
)
SPOKEN = ("message", "what", "text")
BOOL = "tag:yaml.org,2002:bool"


class CaseLoader(yaml.SafeLoader):
    """Reads dates as dates and only `true` and `false` as truth values, so that the key `on` stays a word."""


CaseLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != BOOL]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
CaseLoader.add_implicit_resolver(BOOL, re.compile(r"^(?:true|false)$"), list("tf"))


@dataclass(frozen=True, slots=True)
class Case:
    """One history, the day asked about, and the part of the answer that must be so."""

    id: str
    title: str
    on: date
    history: dict[str, Any]
    expect: dict[str, Any]
    why: str
    path: Path

    @property
    def history_text(self) -> str:
        """The history as a YAML file of its own."""
        return yaml.safe_dump(self.history, sort_keys=False, allow_unicode=True)


def load_cases(folder: str = "luu") -> tuple[Case, ...]:
    """Every case of one folder of `tests/cases`, in the order of their names."""
    return tuple(load_case(path) for path in sorted((CASES / folder).glob("*.yaml")))


def load_case(path: Path) -> Case:
    # CaseLoader is a SafeLoader: it builds plain values only.
    written = yaml.load(path.read_text(encoding="utf-8"), Loader=CaseLoader)
    return Case(**(written | {"on": date.fromisoformat(written["on"])}), path=path)


def matches(expect: Mapping[str, Any], answer: Mapping[str, Any]) -> list[str]:
    """What differs, a sentence each; empty when the answer has everything that is expected."""
    found = []
    for part, wanted in expect.items():
        listed = "fell_due" if part == "not_fell_due" else part
        if listed not in LISTS:
            found.append(f"{part}: no list of an answer has this name")
        elif listed not in answer:
            found.append(f"{listed}: the answer has no such list")
        elif part == "not_fell_due":
            found += steps_that_fell_due(wanted, answer[listed])
        else:
            found += list_differences(part, wanted, answer[part])
    return found


def steps_that_fell_due(unwanted: Sequence[str], items: Sequence[Mapping[str, Any]]) -> list[str]:
    """A sentence for each time that a step fell due which must not."""
    return [
        f"fell_due: `{item['step']}` must not fall due, and did on {item.get('on')}"
        for item in items
        if item.get("step") in unwanted
    ]


def list_differences(part: str, wanted: Sequence[Mapping[str, Any]], items: Sequence[Mapping[str, Any]]) -> list[str]:
    """The expected items that are not in the list; for an empty expectation, the items that are."""
    if not wanted:
        return [f"{part}: nothing is expected, and there is {in_words(item)}" for item in items]
    found = []
    for item in wanted:
        misses = sorted((item_differences(item, candidate) for candidate in items), key=len)
        if not misses:
            found.append(f"{part}: expected {in_words(item)}; the list is empty")
        elif misses[0]:
            found.append(f"{part}: expected {in_words(item)}; in the nearest item {', '.join(misses[0])}")
    return found


def item_differences(wanted: Mapping[str, Any], item: Mapping[str, Any]) -> list[str]:
    """The keys of one expected item that this item of the answer does not bear out."""
    found = []
    for key, value in wanted.items():
        if key == "says":
            found += [f"`{fragment}` is not said" for fragment in fragments(value) if not is_said(fragment, item)]
        elif key == "clause":
            if not is_cited(value, item):
                found.append(f"clause {value} is not cited")
        elif key not in item:
            found.append(f"there is no `{key}`")
        elif not same(value, item[key]):
            found.append(f"`{key}` is {item[key]}")
    return found


def same(wanted: Any, found: Any) -> bool:
    """Whether a value read from YAML and one read from JSON say the same."""
    if isinstance(wanted, bool) or isinstance(found, bool):
        return wanted is found
    if isinstance(wanted, date):
        return bool(wanted.isoformat() == found)
    if (number := exact(wanted)) is not None:
        return number == exact(found)
    if isinstance(wanted, Mapping):
        return isinstance(found, Mapping) and all(key in found and same(wanted[key], found[key]) for key in wanted)
    if isinstance(wanted, list):
        return isinstance(found, list) and len(wanted) == len(found) and all(map(same, wanted, found))
    return bool(wanted == found)


def exact(value: Any) -> Fraction | None:
    """A number without rounding: a JSON number, or the fraction beside the key `exact`."""
    if isinstance(value, Mapping) and "exact" in value:
        return Fraction(str(value["exact"]))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Fraction(str(value))
    return None


def fragments(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else [value]


def is_said(fragment: Any, item: Mapping[str, Any]) -> bool:
    """Whether an item's words hold these; a date may be written 2026-04-21 or 21 April 2026."""
    words = "\n".join(str(item[key]) for key in SPOKEN if item.get(key) is not None)
    spellings = [str(fragment)]
    if isinstance(fragment, date):
        spellings.append(f"{fragment.day} {fragment:%B %Y}")
    # A figure or a name is looked for as a whole, so that 1 April is not found in 21 April.
    return any(re.search(rf"(?<!\w){re.escape(spelling)}(?!\w)", words) for spelling in spellings)


def is_cited(clause: str, item: Mapping[str, Any]) -> bool:
    """Whether an item cites a clause of the source, in its own key, in its list, or in its words."""
    if clause == item.get("clause") or clause in item.get("clauses", ()):
        return True
    return re.search(rf"(?<!\w){re.escape(clause)}(?!\w)", str(item.get("message", ""))) is not None


def in_words(item: Mapping[str, Any]) -> str:
    return ", ".join(f"{key} {value}" for key, value in item.items())
