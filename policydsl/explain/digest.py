"""Short names for exact contents: which policy text and which history an answer was worked out from."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

from policydsl.source import Source


def digest_of_text(text: str) -> str:
    """`sha256:` and the hexadecimal digits, of a policy's text as it was read."""
    return f"sha256:{sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"


def digest_of_source(source: Source) -> str:
    """The same of a policy with all that it includes; of a policy that is one file, that of its text."""
    files = source.files
    return digest_of_text(source.text) if len(files) == 1 else digest_of_values([*digests_of_files(source).values()])


def digests_of_files(source: Source) -> dict[str, str]:
    """The digest of each file that a policy is made of, by name; the one that includes the others comes first."""
    return {one.name: digest_of_text(one.text) for one in source.files}


def digest_of_values(value: object) -> str:
    """The same of values, however they were written: a history in YAML and the same history in JSON have one digest."""
    return digest_of_text(canonical(value))


def canonical(value: object) -> str:
    """Values as JSON with sorted keys and no blanks; days in ISO form, a whole number without a point."""
    return json.dumps(_plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _plain(value: object) -> object:
    match value:
        case Mapping():
            return {_key(key): _plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case set() | frozenset():
            return sorted((_plain(inner) for inner in value), key=canonical)
        case bool() | str() | None | int():
            return value
        case float() | Decimal() | Fraction():
            return _number(value)
        case _:
            return _key(value)


def _number(value: float | Decimal | Fraction) -> object:
    if not math.isfinite(value):
        return str(value)
    return int(value) if value == int(value) else float(value)


def _key(value: object) -> str:
    """A key as JSON has it: YAML reads `2026-05-20` as a day and `true` as a truth value, JSON has only text."""
    match value:
        case str():
            return value
        case datetime() | date():
            return value.isoformat()
        case bool() | None:
            return json.dumps(value)
        case _:
            return str(value)
