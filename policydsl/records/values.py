"""Single values of a history file: texts, days, fractions and truths, each with its place or a problem."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from policydsl.diagnostics import Diagnostic
from policydsl.domain.number import Day
from policydsl.frozen import frozen
from policydsl.history.assertions import Said
from policydsl.records import problems
from policydsl.records.shape import WHATS, Shape, without_free_text
from policydsl.records.yaml_file import List, Mapping, Scalar, Value
from policydsl.source import Place

LISTS = "[one, two], or on lines that begin with `- `"
LISTED = {
    "absences": "`- {first: 2026-05-18, last: 2026-05-20}` on the line below",
    "events": "`- {date: 2026-05-21, step: return to work meeting, held: true}` on the line below",
    "facts": "`- {name: half pay date, value: 2026-10-05}` on the line below",
    "standing": "`- {branch: Branch 1, step: first informal meeting, held: 2026-05-18}` on the line below",
    "works": "`[{days: [mon, tue, wed, thu, fri]}]`",
}
"""How a list is written, of those keys of which people write one thing alone."""
DATE = re.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})")
NUMBER = re.compile(r"[0-9]{0,9}(?:[0-9]|\.[0-9]{1,9})")
TRUTHS = {"true": True, "false": False}
TRUTH_LIKE = frozenset({"true", "false", "yes", "no", "y", "n", "on", "off"})
EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
EARLIEST, LATEST = 1900, 2200


@frozen
class Entry:
    """A value and what it is called: its key, and its field in the file (`absences[2].last`, counted from 1)."""

    value: Value
    place: Place
    key: str


@dataclass(slots=True)
class Sheet:
    """A text being read: its name, and the problems found so far."""

    source: str
    found: list[Diagnostic] = field(default_factory=list)

    def place(self, value: Value, name: str) -> Place:
        return Place(self.source, value.span, name)


def is_empty(value: Value) -> bool:
    """Has a key been written with nothing after it (or `null`)?"""
    return isinstance(value, Scalar) and value.plain and value.text in EMPTY


def keys(sheet: Sheet, whole: Entry, shape: Shape) -> dict[str, Entry] | None:
    """The values of a mapping by key. Unknown, repeated, empty and missing keys are reported and left out."""
    if not isinstance(whole.value, Mapping):
        sheet.found.append(problems.no_keys(whole.place, shape.whole, _example(shape)))
        return None
    entries: dict[str, Entry] = {}
    written: dict[str, Place] = {}
    again: set[str] = set()
    for key, value in whole.value.pairs:
        name = without_free_text(key.text)
        path = f"{whole.place.field}.{name}" if whole.place.field else name
        place = sheet.place(key, path)
        if name != key.text:
            sheet.found.append(problems.space_behind_colon(place, name))
            continue
        if key.text not in shape.keys:
            says_what = "what" in shape.keys and isinstance(value, Scalar) and value.text in WHATS
            near = "what" if says_what else problems.meant_by(key.text, shape.keys, shape.meant)
            sheet.found.append(problems.unknown_key(place, key.text, shape.whole, near))
            # What it was meant to be is then not reported missing.
            written.setdefault(near or key.text, place)
            continue
        if key.text in entries:
            # Behind a second employee all keys come again.
            if "employee" not in again:
                sheet.found.append(problems.repeated_key(place, written[key.text], key.text))
            again.add(key.text)
        elif is_empty(value):
            sheet.found.append(problems.key_without_value(place, key.text, INSTEAD.get((shape.whole, key.text))))
        else:
            entries[key.text] = Entry(value, sheet.place(value, path), key.text)
        written.setdefault(key.text, place)
    for needed, example in shape.needed.items():
        if needed not in written:
            sheet.found.append(problems.missing_key(whole.place, shape.whole, needed, example))
    return entries


INSTEAD = {("a record", "last"): "write the last day, or leave `last` out while the absence is still running"}


def _example(shape: Shape) -> str:
    return "{" + ", ".join(f"{key}: {example}" for key, example in {**shape.needed, **shape.mostly}.items()) + "}"


def items(sheet: Sheet, whole: Entry | None) -> tuple[Entry, ...]:
    """The items of a list, each called after it."""
    if whole is None:
        return ()
    if not isinstance(whole.value, List):
        sheet.found.append(problems.another_kind(whole.place, whole.key, "a list", LISTED.get(whole.key, LISTS)))
        return ()
    return tuple(
        Entry(item, sheet.place(item, f"{whole.place.field}[{number}]"), whole.key)
        for number, item in enumerate(whole.value.items, 1)
    )


def text(sheet: Sheet, entry: Entry | None) -> Said[str] | None:
    """Words, a name or a number that is one; neither empty nor a truth value."""
    if entry is None:
        return None
    value = entry.value
    if not isinstance(value, Scalar) or is_empty(value) or not value.text.strip():
        sheet.found.append(
            problems.another_kind(entry.place, entry.key, "a word or a few words", "R12, or 'some words' in quotes")
        )
        return None
    if value.plain and value.text.casefold() in TRUTHS:
        sheet.found.append(
            problems.another_kind(entry.place, entry.key, "a word or a few words", f"'{value.text}', in quotes")
        )
        return None
    return Said(value.text, entry.place)


def day(sheet: Sheet, entry: Entry | None) -> Said[Day] | None:
    """A day written year first. Nothing else is guessed at: 03/04/2026 is April here and March elsewhere."""
    if entry is None:
        return None
    if not isinstance(entry.value, Scalar):
        sheet.found.append(problems.another_kind(entry.place, entry.key, "one date", "`2026-05-18`"))
        return None
    said = day_in(sheet, entry.value.text, entry.place)
    return None if said is None else Said(said, entry.place)


def day_in(sheet: Sheet, words: str, place: Place) -> Day | None:
    """The day that a text gives, or a problem."""
    found = DATE.fullmatch(words)
    if found is None:
        sheet.found.append(problems.not_a_date(place, words))
        return None
    year, month, number = map(int, found.groups())
    if not EARLIEST <= year <= LATEST:
        sheet.found.append(problems.far_off_date(place, words))
        return None
    if not 1 <= month <= 12:
        sheet.found.append(problems.no_such_day(place, words, "months go from 01 to 12; write year, month, day"))
        return None
    days = monthrange(year, month)[1]
    if not 1 <= number <= days:
        sheet.found.append(problems.no_such_day(place, words, f"{date(year, month, 1):%B %Y} has {days} days"))
        return None
    return date(year, month, number).toordinal()


def number(sheet: Sheet, entry: Entry) -> Said[Fraction] | None:
    """A number, exactly as written."""
    value = entry.value
    if not isinstance(value, Scalar) or not value.plain or not NUMBER.fullmatch(value.text):
        sheet.found.append(problems.another_kind(entry.place, entry.key, "a number without quotes", "`0.5`"))
        return None
    return Said(Fraction(value.text), entry.place)


def truth(sheet: Sheet, entry: Entry) -> Said[bool] | None:
    """`true` or `false`."""
    said = truth_or_text(sheet, entry)
    if said is not None and not isinstance(said.value, bool):
        sheet.found.append(problems.another_kind(entry.place, entry.key, "true or false", "`true`"))
    return Said(said.value, said.place) if said is not None and isinstance(said.value, bool) else None


def truth_or_text(sheet: Sheet, entry: Entry | None) -> Said[str | bool] | None:
    """`true`, `false` or words; `no`, `Yes` and the like could be either and are asked about."""
    if entry is None:
        return None
    value = entry.value
    if isinstance(value, Scalar):
        if value.plain and value.text in TRUTHS:
            return Said(TRUTHS[value.text], entry.place)
        if value.text.strip().casefold() in TRUTH_LIKE:
            sheet.found.append(problems.true_or_false(entry.place, entry.key))
            return None
    return text(sheet, entry)
