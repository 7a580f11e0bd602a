"""How messages count things and list them; knows English plurals and nothing of policies."""

from __future__ import annotations

import re
from collections.abc import Sequence


def listing(words: Sequence[str], last: str = "or") -> str:
    """`a`, `a or b`, `a, b or c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def count_of(n: int, singular: str, plural: str | None = None) -> str:
    """`1 absence`, `3 absences`; a plural is needed only where English has no rule for it."""
    if n == 1:
        return f"{n} {singular}"
    return f"{n} {plural or _plural(singular)}"


def _plural(singular: str) -> str:
    if re.search(r"[^aeiou]y$", singular):
        return singular[:-1] + "ies"
    if re.search(r"(?:s|x|z|ch|sh)$", singular):
        return singular + "es"
    return singular + "s"
