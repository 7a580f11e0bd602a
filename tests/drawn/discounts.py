"""Narrows the discounts of drawn policies to a kind or a purpose, by a chance of its own that keeps the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

DISCOUNTED = re.compile(r"^  an absence may be discounted by .*$")
NAMED = re.compile(r"^(?:measure|condition|branch|  step) (\S+ \S+)")
KINDS = ("flagged planned", "because of stress", "lasting over 7 calendar days", "lasting at most 3 calendar days")


def narrowed(lines: Sequence[str], seed: int) -> list[str]:
    """The lines of a policy with its discounts narrowed now and then."""
    random = Random(f"discounts {seed}")
    names = sorted({found[1] for line in lines if (found := NAMED.match(line))})

    def changed(line: str) -> str:
        if random.random() < 0.5:
            line = line.replace("an absence may", f"an absence {random.choice(KINDS)} may")
        if names and random.random() < 0.5:
            line += f", for {' and '.join(random.sample(names, min(len(names), random.choice((1, 1, 2)))))}"
        return line

    return [changed(line) if DISCOUNTED.match(line) else line for line in lines]
