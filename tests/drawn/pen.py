"""What a policy is drawn with: chance from a seed, words that no other name has, and what has been declared so far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import product
from random import Random
from typing import TypeVar

One = TypeVar("One")

WORDS = tuple(
    "".join(both)
    for both in product(
        ("ba", "do", "fi", "gu", "ka", "le", "mi", "no", "pu", "ra", "si", "to", "vu", "ze"),
        (
            *("lin", "mor", "nax", "pel", "rud", "tov", "gim", "zan", "fex", "hul"),
            *("jib", "kod", "quam", "vel", "wuk", "dap", "cer", "yor", "bim", "gond"),
        ),
    )
)
"""Words that mean nothing, so that a name can be told from everything else in a policy and in its answers."""


@dataclass
class Pen:
    """A source of chance, and the words that have not been used for a name."""

    random: Random
    left: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    """Every word that is part of a name, in the order drawn."""

    def __post_init__(self) -> None:
        self.left = self.random.sample(WORDS, len(WORDS))

    def often(self, chance: float) -> bool:
        return self.random.random() < chance

    def one(self, *choices: One) -> One:
        return self.random.choice(choices)

    def among(self, choices: Sequence[One]) -> One:
        return self.random.choice(choices)

    def some(self, choices: Sequence[One], most: int = 3) -> list[One]:
        """A few of them, in their order; at least one."""
        wanted = self.random.randint(1, min(most, len(choices)))
        kept = set(self.random.sample(range(len(choices)), wanted))
        return [one for number, one in enumerate(choices) if number in kept]

    def upto(self, most: int) -> int:
        return self.random.randint(0, most)

    def number(self, low: int, high: int) -> int:
        return self.random.randint(low, high)

    def name(self, *kinds: str) -> str:
        """A name that nothing else has: a word of its own, and a word for the kind of thing."""
        word = self.left.pop()
        self.named.append(word)
        return f"{word} {self.random.choice(kinds)}".strip()

    def text(self) -> str:
        """Words in quotes that nothing else has."""
        return f'"{self.name("", "matters", "is said")}"'

    def beside(self, seed: str) -> Pen:
        """Another source of chance that takes its names from the same words."""
        other = Pen(Random(seed))
        other.left, other.named = self.left, self.named
        return other

    def mixed(self, lines: Sequence[One]) -> list[One]:
        """The same in any order."""
        return self.random.sample(lines, len(lines))


Rule = Callable[..., str | None]
"""Draws a sentence or a part of one; None where that cannot stand."""


def draw(pen: Pen, rules: Sequence[Rule], *where: object) -> str:
    """What one of the rules draws; they are tried in any order, and one of them must be able to stand anywhere."""
    for rule in pen.mixed(rules):
        if (found := rule(pen, *where)) is not None:
            return found
    raise ValueError(f"none of {rules} can stand in {where}")
