"""Knows the histories under `tests/cases/histories`: a text and, below it, exactly what is said about it.

`python -m tests.history_chunks` writes what is said today below every text; read what changed before keeping it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from policydsl.diagnostics import Diagnostic, as_text
from policydsl.history.history import History
from policydsl.history.make import make
from policydsl.model.policy import Policy
from policydsl.records.mask import masked
from policydsl.records.read import read
from policydsl.source import Source
from tests.support_policy import POLICY

FOLDER = Path(__file__).parent / "cases" / "histories"
NEXT, SAID = "=" * 80, "-" * 80
FINE = "(nothing is wrong)"


@dataclass(frozen=True, slots=True)
class Chunk:
    """One text and what must be said of it; the title is for people."""

    title: str
    text: str
    said: str


def histories(text: str, policy: Policy = POLICY) -> tuple[list[History | None], list[Diagnostic]]:
    """The histories of a text and every problem of it."""
    assertions, found = read(Source("history.yaml", text))
    made = [make(one, policy) for one in assertions]
    return [history for history, _ in made], [*found, *(problem for _, more in made for problem in more)]


def history(text: str) -> History:
    """The one history of a text that is in order."""
    (made,), found = histories(text)
    assert made is not None, found
    return made


def shown(text: str) -> str:
    """What a user sees of a text."""
    _, found = histories(text)
    source = Source("history.yaml", text)
    return as_text(found, {source.name: masked(source)}, colour=False) or FINE


def chunks(path: Path) -> Iterator[Chunk]:
    for block in path.read_text(encoding="utf-8").split(NEXT + "\n")[1:]:
        title, _, rest = block.partition("\n")
        text, _, said = rest.partition(SAID + "\n")
        yield Chunk(title, text, said.strip("\n"))


def every_chunk() -> list[tuple[str, Chunk]]:
    return [(f"{path.stem}: {chunk.title}", chunk) for path in sorted(FOLDER.glob("*.txt")) for chunk in chunks(path)]


def rewrite(path: Path) -> None:
    parts = [f"{NEXT}\n{one.title}\n{one.text}{SAID}\n{shown(one.text)}\n\n" for one in chunks(path)]
    path.write_text("".join(parts), encoding="utf-8")


if __name__ == "__main__":
    for path in sorted(FOLDER.glob("*.txt")):
        rewrite(path)
