"""Lets some times of a drawn policy stand still, by a chance of its own that keeps all the rest as it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from tests.drawn.words import FLAGS, REASONS

LENGTH = r"\d+ (?:calendar day|week|month|year)s?"
TIME = re.compile(rf"((?:over|in) the last {LENGTH}|over the {LENGTH}(?= ending)|(?:within|due|or) {LENGTH}(?= after))")
ELSEWHERE = re.compile(r"appeal|another date|postponed|\d+ of the last|due again|example|\bsetting\b")
"""Lines with times that cannot stand still."""
CATEGORY = re.compile(r"^category (\S+(?: \S+)*?) is ")


def standing_still(lines: Sequence[str], seed: int) -> list[str]:
    """The lines of a policy with a clock in some of its times, and what active service leaves out."""
    random = Random(f"clocks {seed}")
    if random.random() < 0.6:
        return list(lines)

    def clocked(found: re.Match[str]) -> str:
        return found[0] + random.choice(("", " of active service", " of active service", " of time worked"))

    said = [one if ELSEWHERE.search(one) else TIME.sub(clocked, one) for one in lines]
    if any("of active service" in one for one in said) or random.random() < 0.2:
        categories = [found[1] for one in lines if (found := CATEGORY.match(one))]
        named = random.sample([*categories, *FLAGS, *REASONS, "absences"], random.choice((1, 1, 2, 3)))
        said.insert(1, f"  active service leaves out {', '.join(named)}")
    return said
