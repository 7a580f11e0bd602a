"""The recipes of the cookbook: what a page shows, put together to policies that can be checked and run.

A block tagged `recipe` stands below the policy of the cookbook's first page. Blocks tagged `instead` and `wrong` change
the recipe before them: the words above, `In place of` and a line in backticks, say which line their text replaces; of
several lines each does for itself. Below a `wrong` block stand links to the problems that it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.gate.tools import ROOT, Block, blocks

FOLDER = ROOT / "docs" / "cookbook"
FIRST_PAGE = FOLDER / "index.md"
IN_PLACE_OF = re.compile(r"In place\s+of\s+`([^`]+)`:\s*\Z")
PROBLEM = re.compile(r"\]\(\.\./problems/([a-z-]+)\.md\)")


@dataclass(frozen=True)
class Recipe:
    """A recipe, or a change of one, as a whole policy."""

    page: str
    title: str
    line: int
    text: str
    wrong: frozenset[str] | None = None
    """The problems that the page says it has; None: it has none, and with `runs` its examples hold."""
    runs: bool = True


def pages() -> list[Path]:
    return [page for page in sorted(FOLDER.glob("*.md")) if page != FIRST_PAGE]


def recipes(page: Path) -> Iterator[Recipe]:
    """Everything that a page shows, in order. A page that breaks its own rules gives a `ValueError`."""
    text = page.read_text(encoding="utf-8")
    whole = ""
    for block in blocks(text, "recipe", "instead", "wrong"):
        title = _heading_above(text, block)
        if block.tag == "recipe":
            whole = below_the_header(block.text)
            yield Recipe(page.name, title, block.line, whole)
            continue
        line = _replaced(text, block)
        for number, written in enumerate(_each(block)):
            changed = replaced(_without_examples(whole), line, written)
            wrong = frozenset(PROBLEM.findall(_below(text, block))) if block.tag == "wrong" else None
            yield Recipe(page.name, title, block.line + number, changed, wrong, runs=False)


def below_the_header(recipe: str) -> str:
    """A recipe below the cookbook's header; its own line on joining takes the place of the header's."""
    header = next(blocks(FIRST_PAGE.read_text(encoding="utf-8"), "policy")).text.rstrip("\n").split("\n")
    if recipe.startswith("policy\n"):
        own, _, recipe = recipe.removeprefix("policy\n").partition("\n\n")
        lines = own.split("\n")
        kept = [line for line in header if not any(_same_choice(line, one) for one in lines)]
        header = [*kept, *lines]
    return "\n".join(header) + "\n\n" + recipe


def _same_choice(line: str, other: str) -> bool:
    """Whether two lines under `policy` say how absences join, or where an absence ends."""
    return any(line.split()[:at] == other.split()[:at] and word in other for word, at in (("join", 2), ("ends", 3)))


def replaced(whole: str, line: str, written: str) -> str:
    """A policy with one of its clauses replaced, wherever its lines break."""
    pattern = r"(?m)^ *" + r"\s+".join(map(re.escape, line.split())) + "$"
    if len(re.findall(pattern, whole)) != 1:
        raise ValueError(f"the recipe does not have once: {line}")
    return re.sub(pattern, lambda _: "    " + written, whole)


def _without_examples(whole: str) -> str:
    """A policy without what is to come out of it, which a change may well change."""
    return whole.partition("\nexample ")[0] + "\n"


def _each(block: Block) -> list[str]:
    return [line for line in block.text.split("\n") if line.strip()]


def _replaced(text: str, block: Block) -> str:
    above = _lines(text)[: block.line - 2]
    found = IN_PLACE_OF.search("\n".join(above))
    if found is None:
        raise ValueError(f"line {block.line}: it is not said in place of what")
    return " ".join(found[1].split())


def _below(text: str, block: Block) -> str:
    """The paragraph below a block."""
    rest = "\n".join(_lines(text)[block.line - 1 + block.text.count("\n") + 1 :]).strip()
    return rest.split("\n\n")[0]


def _heading_above(text: str, block: Block) -> str:
    headings = [line for line in _lines(text)[: block.line] if line.startswith("## ")]
    return headings[-1].removeprefix("## ") if headings else ""


def _lines(text: str) -> list[str]:
    return text.split("\n")
