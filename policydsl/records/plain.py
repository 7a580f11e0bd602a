"""The values of a YAML or JSON text without their places: what the digest of a history is made of."""

from __future__ import annotations

import re
from fractions import Fraction

from policydsl.records.yaml_file import List, Mapping, Scalar, Value, documents
from policydsl.source import Source

NUMBER = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,30})?")
PLAIN_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}


def plain_histories(source: Source) -> tuple[object, ...]:
    """The values of every history of a text, in the order in which they are read; none for a text that cannot be."""
    read, found = documents(source)
    if found:
        return ()
    wholes = [whole for one in read for whole in (one.items if isinstance(one, List) else (one,))]
    return tuple(plain(whole) for whole in wholes if isinstance(whole, Mapping))


def plain(value: Value) -> object:
    """A value as JSON would hold it. Days stay text, so that quotes around one make no difference."""
    match value:
        case Mapping(pairs):
            return {key.text: plain(inner) for key, inner in pairs}
        case List(items):
            return [plain(item) for item in items]
        case Scalar(text, is_plain):
            return _scalar(text) if is_plain else text


def _scalar(text: str) -> object:
    if text in PLAIN_WORDS:
        return PLAIN_WORDS[text]
    return Fraction(text) if NUMBER.fullmatch(text) else text
