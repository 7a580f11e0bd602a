"""The names that a policy gives to what a history may speak of, and how a name is found again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from policydsl.diagnostics.suggest import ARTICLES
from policydsl.model.action import Do, StartProcedure, Tell
from policydsl.model.amount import ThingEvent
from policydsl.model.condition import Finding
from policydsl.model.duty import Act, Bring, TellDuty
from policydsl.model.policy import Policy

COMPANION = "companion"
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


@dataclass(frozen=True, slots=True)
class Names:
    """What a policy names, gathered once for all histories that are read under it."""

    things: tuple[str, ...]
    """Papers, what duties and actions speak of, quoted duties, questions: what can be recorded, issued, agreed."""
    documents: tuple[str, ...]
    branches_of: Mapping[str, frozenset[str]]
    """For each block of steps the branches whose cases can be at its steps: itself, or those that start a procedure."""

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
    """Everything in the policy that a history may name, wherever the policy names it."""
    things = {name: None for part in parts_of(policy) for name in _things_in(part) if name}
    documents = tuple(policy.documents)
    return Names(tuple(dict.fromkeys((*documents, *things))), documents, _branches_of(policy))


def parts_of(value: object) -> Iterator[object]:
    """Every value inside a model value, itself included."""
    left = [value]
    while left:
        one = left.pop()
        yield one
        if is_dataclass(one):
            left.extend(getattr(one, each.name) for each in reversed(fields(one)))
        elif isinstance(one, Mapping):
            left.extend(reversed(tuple(one.values())))
        elif isinstance(one, tuple):
            left.extend(reversed(one))


def _things_in(part: object) -> tuple[str, ...]:
    match part:
        case Act() | Do():
            return (part.thing,)
        case ThingEvent():
            return (part.thing,)
        case Finding():
            return (part.question,)
        case Bring():
            return (COMPANION,)
        case TellDuty() | Tell():
            return (part.text,)
        case StartProcedure():
            return (part.procedure,)
        case _:
            return ()


def _branches_of(policy: Policy) -> Mapping[str, frozenset[str]]:
    blocks: dict[str, object] = {**policy.branches, **policy.procedures}
    started = {
        name: frozenset(part.procedure for part in parts_of(block) if isinstance(part, StartProcedure))
        for name, block in blocks.items()
    }
    found_in: dict[str, set[str]] = {name: {name} for name in policy.branches}
    found_in |= {around.when.value: {around.when.value} for around in policy.around}
    for branch in policy.branches:
        left = list(started[branch])
        while left:
            procedure = left.pop()
            homes = found_in.setdefault(procedure, set())
            if branch not in homes:
                homes.add(branch)
                left.extend(started.get(procedure, ()))
    return {block: frozenset(branches) for block, branches in found_in.items()}
