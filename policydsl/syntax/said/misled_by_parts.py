"""Parts of an absence that are to count, or to be discounted: what comes nearest to them."""

from __future__ import annotations

import re

from policydsl.syntax.said.mend import Known
from policydsl.syntax.said.place import below, without_names

SOME = r"(?:up to|at most|no more than|(?:only )?(?:the )?first|(?:only )?(?:the )?last|part|half|some(?: days)?|a few days|\d+)"
DISCOUNTED = re.compile(
    r"(?!(?:an? )?absence\b.*\blasting\b.*\bmay be discounted by\b)"  # a sentence of the language, about whole absences
    rf"(?=.*\bdiscount)(?=.*\b(?:{SOME} (?:\d+ )?(?:\w+ )?(?:days?|weeks?|of (?:an|the|each) absence)\b|partly\b|in part\b|partially\b|part of\b))"
)
COUNTED = re.compile(
    r"^(?:(?:only )?(?:counting only |not counting |leave out )?(?:the )?(?:first|last) \d+ (?:\w+ )?days?\b.*"
    r"|(?:an|each|every|any|one)? ?absence (?:counts|is capped|is counted|can count|may count)(?: for| as| at| with)? (?:at most|up to|at|no more than|a maximum of) .*)$"
)
LENGTH = re.compile(r"\b(?:lasting|to last) (?:\S+ ){1,8}?(?:days?|weeks?|months?|years?|hours?|shifts?|minutes?)\b")
"""How long an absence lasts, which says which absences and not which days of them."""
PAPER = "days set aside"
HOW = (
    f"days are set aside by a paper that is recorded with its days: `document {PAPER}`\n"
    f"and what adds days up says `of absence without {PAPER}`, as in `is working days of absence without {PAPER}`"
)


def part_discounted(line: str, about: Known, at: int) -> str | None:
    """Some days of an absence to be discounted."""
    if not below(about, at, "policy") or DISCOUNTED.match(LENGTH.sub("", without_names(line, about))) is None:
        return None
    return f"an absence is discounted as a whole, and people say so of each\n{HOW}"


def part_counted(line: str, about: Known, at: int) -> str | None:
    """Some days of each absence to count, the first of them or so many at most."""
    if not below(about, at, "policy", "measure") or COUNTED.match(line) is None:
        return None
    return f"all days of an absence count alike, unless people set some of them aside\n{HOW}"
