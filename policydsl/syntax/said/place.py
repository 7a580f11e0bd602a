"""What tells where a sentence stands, and which of its words are the policy's own."""

from __future__ import annotations

import re
from collections.abc import Callable

from policydsl.syntax.said.mend import Known

Help = Callable[[str, Known, int], str | None]
"""What comes nearest to a sentence, of which text, at what place; None: it is another sentence."""
STRING = re.compile(r'"[^"\n]*"')


def without_names(line: str, about: Known) -> str:
    """The line without quoted words and declared names, in which the language's words say nothing."""
    line = STRING.sub('""', line)
    return about.declared.sub("\u2026", line) if about.declared else line


def below(about: Known, at: int, *headings: str) -> bool:
    """Whether one of these headings is the last above a place; an empty one: there is none."""
    above = about.above(at)
    return (above[-1][1] if above else "") in headings
