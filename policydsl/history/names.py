"""The names that a policy gives to what a history may speak of, and how a name is found again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from policydsl.diagnostics.suggest import ARTICLES
from policydsl.frozen import frozen
from policydsl.model.named import timed_events
from policydsl.model.policy import Policy

NUMBERED = re.compile(r"(.*\S)\s+[0-9]+")


def key_of(name: str) -> str:
    """What two spellings of one name have in common: case, articles, blanks and plural endings are left out."""
    return " ".join(_singular(word) for word in name.casefold().split() if word not in ARTICLES)


def _singular(word: str) -> str:
    if re.search("[^aeiou]ies$", word):
        return word[:-3] + "y"
    if re.search("(?:s|x|z|ch|sh)es$", word):
        return word[:-2]
    return word[:-1] if re.search("[^s]s$", word) else word


def found(written: str, known: Iterable[str]) -> str | None:
    """The declared name that is meant, as its declaration writes it; the very same spelling comes first."""
    names = tuple(known)
    if written in names:
        return written
    key = key_of(written)
    return next((name for name in names if key_of(name) == key), None)


@frozen
class Names:
    """What a policy names, gathered once for all histories that are read under it."""

    things: tuple[str, ...]
    """Papers, what duties and actions speak of, quoted duties, questions: what can be recorded, issued, agreed."""
    documents: tuple[str, ...]
    branches_of: Mapping[str, frozenset[str]]
    """For each block of steps the branches whose cases can be at its steps: itself, or those that start a procedure."""
    timed: frozenset[str] = frozenset()
    """The declared events of which a line asks how many minutes they lasted."""

    def thing(self, written: str) -> str | None:
        """The thing that is meant: of this name, or else the only one whose first words these are.

        A number after a document's name counts its issues and is not part of the name.
        """
        if name := found(written, self.things):
            return name
        numbered = NUMBERED.fullmatch(written)
        if numbered and (name := found(numbered[1], self.documents)):
            return name
        key = key_of(written)
        longer = [name for name in self.things if key and key_of(name).startswith(f"{key} ")]
        return longer[0] if len(longer) == 1 else None


def names_of(policy: Policy) -> Names:
    """What a history under the policy may name."""
    return Names(policy.things, tuple(policy.documents), policy.homes, timed_events(policy))


def found_role(by: str, roles: Iterable[str]) -> str | None:
    """The role of somebody on file: by itself, or beside a name with a comma (`A Name, head of service`)."""
    roles = tuple(roles)
    return next((role for part in (by, *by.split(",")) if (role := found(part.strip(), roles)) is not None), None)
