"""What is expected of an answer's JSON form, and what differs: of every list some items, of every item some keys."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from policydsl.frozen import frozen
from policydsl.records.expectations import LISTS, NOT_FELL_DUE

SPOKEN = ("message", "what", "text")
"""The keys under which an item says something in words, where `says` looks."""


@frozen
class Miss:
    """Something expected that is not so: a sentence, where the expectation stands, and the value that is there instead.

    `path`: the list, the number of the item (from 0), the key. `got` is None where no single value could stand there.
    """

    words: str
    path: tuple[str | int, ...]
    got: Any = None


def misses(expect: Mapping[str, Any], answer: Mapping[str, Any]) -> tuple[Miss, ...]:
    """What differs; empty when the answer has everything that is expected."""
    return tuple(miss for part, wanted in expect.items() for miss in _of_list(part, wanted, answer))


def _of_list(part: str, wanted: Any, answer: Mapping[str, Any]) -> Iterator[Miss]:
    listed = "fell_due" if part == NOT_FELL_DUE else part
    if listed not in LISTS:
        yield Miss(f"{part}: no list of an answer has this name", (part,))
    elif listed not in answer:
        yield Miss(f"{listed}: the answer has no such list", (part,))
    elif part == NOT_FELL_DUE:
        yield from _fell_due_after_all(wanted, answer[listed])
    elif not wanted:
        for item in answer[part]:
            yield Miss(f"{part}: nothing is expected, and there is {_in_words(item)}", (part,))
    else:
        for number, item in enumerate(wanted):
            yield from _of_item(part, number, item, answer[part])


def _fell_due_after_all(unwanted: Sequence[str], items: Sequence[Mapping[str, Any]]) -> Iterator[Miss]:
    for item in items:
        if item.get("step") in unwanted:
            words = f"fell_due: `{item['step']}` must not fall due, and did on {item.get('on')}"
            yield Miss(words, (NOT_FELL_DUE, unwanted.index(item["step"])))


def _of_item(part: str, number: int, wanted: Mapping[str, Any], items: Sequence[Mapping[str, Any]]) -> Iterator[Miss]:
    """Why no item of the list is as expected, told of the one that comes nearest."""
    path = (part, number)
    nearest = min((tuple(_of_keys(path, wanted, item)) for item in items), key=len, default=None)
    if nearest is None:
        yield Miss(f"{part}: expected {_in_words(wanted)}; the list is empty", path)
    elif nearest:
        words = f"{part}: expected {_in_words(wanted)}; in the nearest item {', '.join(one.words for one in nearest)}"
        first = nearest[0] if len(nearest) == 1 else Miss(words, path)
        yield Miss(words, first.path, first.got)


def _of_keys(path: tuple[str | int, ...], wanted: Mapping[str, Any], item: Mapping[str, Any]) -> Iterator[Miss]:
    """The keys of one expected item that this item of the answer does not bear out."""
    for key, value in wanted.items():
        if key == "says":
            missing = [one for one in _fragments(value) if not _is_said(one, item)]
            yield from (Miss(f"`{one}` is not said", (*path, key)) for one in missing)
        elif key == "clause":
            if not _is_cited(str(value), item):
                yield Miss(f"clause {value} is not cited", (*path, key))
        elif key not in item:
            yield Miss(f"there is no `{key}`", (*path, key))
        elif not same(value, item[key]):
            yield Miss(f"`{key}` is {item[key]}", (*path, key), item[key])


def same(wanted: Any, found: Any) -> bool:
    """Whether a value of an expectation and one of an answer say the same; a day may be text or a date."""
    if isinstance(wanted, bool) or isinstance(found, bool):
        return wanted is found
    if isinstance(wanted, date):
        return bool(wanted.isoformat() == found)
    if (number := _exact(wanted)) is not None:
        return number == _exact(found)
    if isinstance(wanted, Mapping):
        return isinstance(found, Mapping) and all(key in found and same(wanted[key], found[key]) for key in wanted)
    if isinstance(wanted, list):
        return isinstance(found, list) and len(wanted) == len(found) and all(map(same, wanted, found))
    return bool(wanted == found)


def _exact(value: Any) -> Fraction | None:
    """A number without rounding: a JSON number, or the fraction beside the key `exact`."""
    if isinstance(value, Mapping) and "exact" in value:
        return Fraction(str(value["exact"]))
    if isinstance(value, int | float | Fraction) and not isinstance(value, bool):
        return Fraction(str(value))
    return None


def _fragments(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else [value]


def _is_said(fragment: Any, item: Mapping[str, Any]) -> bool:
    """Whether an item's words hold these; a date may be written 2026-04-21 or 21 April 2026."""
    words = "\n".join(str(item[key]) for key in SPOKEN if item.get(key) is not None)
    spellings = [str(fragment)]
    if isinstance(fragment, date):
        spellings.append(f"{fragment.day} {fragment:%B %Y}")
    # A figure or a name is looked for as a whole, so that 1 April is not found in 21 April.
    return any(re.search(rf"(?<!\w){re.escape(spelling)}(?!\w)", words) for spelling in spellings)


def _is_cited(clause: str, item: Mapping[str, Any]) -> bool:
    """Whether an item cites a clause of the source, in its own key, in its list, or in its words."""
    if clause == item.get("clause") or clause in item.get("clauses", ()):
        return True
    return re.search(rf"(?<!\w){re.escape(clause)}(?!\w)", str(item.get("message", ""))) is not None


def _in_words(item: Mapping[str, Any]) -> str:
    return ", ".join(f"{key} {value}" for key, value in item.items())
