"""Knows the cases under `tests/cases` and how what a case expects is compared with an answer's JSON form.

An expectation names a part of an answer: of every list it gives some items, of every item some keys.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from policydsl.explain.expect import misses, same
from policydsl.records.expectations import LISTS as LISTS

CASES = Path(__file__).parent / "cases"
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
    turns_on: tuple[dict[str, Any], ...] = ()
    """Readings on which the answer must turn: under that alternative these things come out otherwise."""

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


def turning_misses(turns_on: Sequence[Mapping[str, Any]], answer: Mapping[str, Any]) -> list[str]:
    """What an answer does not say of the readings on which it must turn, a sentence each."""
    found = []
    for wanted in turns_on:
        title, taking = wanted["reading"], wanted["taking"]
        same_one = (one for one in answer["turns_on"] if (one["reading"], one["taking"]) == (title, taking))
        differences = next((one["differences"] for one in same_one), [])
        for each in wanted["differences"]:
            if not any(same(each, one) for one in differences):
                found.append(f"{title} = {taking}: expected {each}; found {differences}")
    return found


def matches(expect: Mapping[str, Any], answer: Mapping[str, Any]) -> list[str]:
    """What differs, a sentence each; empty when the answer has everything that is expected."""
    return [miss.words for miss in misses(expect, answer)]
