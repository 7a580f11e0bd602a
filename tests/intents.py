"""The index of sentences by intent, printed from the cookbook and from the sentences that the check puts right.

`python -m tests.intents --rewrite` writes `docs/sentences.md` anew.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.cookbook import FIRST_PAGE, pages
from tests.gate.tools import ROOT, blocks
from tests.reference import anchor, escaped, sentences

PAGE = ROOT / "docs" / "sentences.md"
SAID = ROOT / "tests" / "cases" / "said_otherwise.txt"
WANTED = re.compile(
    r"^\| (?P<say>.+?) \| \[(?P<recipe>[^\]]+)\]\((?P<page>[\w-]+\.md)#(?P<anchor>[\w-]+)\) \|$", re.MULTILINE
)
FEW = 2
"""So many sentences of a recipe are shown: those that fewest other recipes have."""
FIRST_CHOICE = "triggers.md"
"""Of several recipes alike, one of this page: what leads to a meeting is looked for most."""
LIKE = 0.4
"""How much of what two lines are made of is shared, where one shows how the other is said."""
ASIDE = ("example", "absent", "on ", "held", "gave", "recorded", "when ", "works", "given", "stood", "expected", "told")
"""How the lines of an example begin, which are no sentences of a policy."""
INTRODUCTION = (
    "What the [cookbook](cookbook/index.md) has, by what one wants to say, with the lines that say it; below it",
    "sentences as policies have them, each with the line that says the same here. Look for your words with the",
    "browser's search. A recipe has a dated example, variations and mistakes. The tests print this page.",
)


@dataclass(frozen=True)
class Recipe:
    """A recipe of the cookbook: where it stands, and each of its lines with the pieces of the grammar in it."""

    page: str
    title: str
    lines: tuple[tuple[str, frozenset[str]], ...]

    @property
    def link(self) -> str:
        return f"[{self.title}](cookbook/{self.page}#{anchor(self.title)})"


@cache
def recipes() -> tuple[Recipe, ...]:
    """Every recipe with its lines, in the order of the pages."""
    return tuple(one for page in pages() for one in _of_page(page))


def _of_page(page: Path) -> Iterator[Recipe]:
    text = page.read_text(encoding="utf-8")
    for title, section in re.findall(r"^## (.+)\n((?:(?!^## ).*\n?)*)", text, re.MULTILINE):
        whole = "\n".join(one.text for one in blocks(section, "recipe"))
        yield Recipe(page.name, title, tuple(made_of(whole.partition("\nexample ")[0])))


def made_of(policy: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Each line of a text that can be read, and the pieces of the grammar that it is made of."""
    found: dict[str, set[str]] = {}
    for rule, words in sentences(policy):
        found.setdefault(words, set()).add(rule)
    for words, rules in found.items():
        if not words.startswith(ASIDE):
            yield words, frozenset(rules - {""})


@cache
def how_often() -> Counter[str]:
    """In how many recipes a piece of the grammar stands."""
    return Counter(rule for one in recipes() for rule in {rule for _, rules in one.lines for rule in rules})


def telling(recipe: Recipe) -> list[str]:
    """The sentences of a recipe that fewest others have, in its order."""
    often = how_often()
    ranked = sorted(recipe.lines, key=lambda line: min((often[rule] for rule in line[1]), default=99))
    chosen = {words for words, _ in ranked[:FEW]}
    return [words for words, _ in recipe.lines if words in chosen]


# ------------------------------------------------------------------ as policies say it


def said() -> dict[tuple[str, ...], list[str]]:
    """By the lines to write: the sentences that policies have for them."""
    found: dict[tuple[str, ...], list[str]] = {}
    wording, lines = "", list[str]()
    for line in [*SAID.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("  "):
            lines.append(line.strip())
            continue
        if wording and lines:
            found.setdefault(tuple(lines), []).append(wording)
        wording, lines = ("", []) if line.startswith("#") or not line.strip() else (line.strip(), [])
    return found


def nearest(lines: tuple[str, ...]) -> Recipe | None:
    """The recipe with a line made most like these."""
    rules = frozenset(rule for _, one in made_of("\n".join(lines)) for rule in one)
    best = max(
        (
            ((_alike(rules, made), words in telling(one), one.page == FIRST_CHOICE), -number, one)
            for number, one in enumerate(recipes())
            for words, made in one.lines
        ),
        key=lambda found: found[:2],
        default=None,
    )
    return best[2] if best is not None and best[0][0] >= LIKE else None


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of what either is made of is in both; what few recipes have weighs more."""
    often = how_often()
    both, all_ = (sum(1 / (1 + often[rule]) for rule in rules) for rules in (one & other, one | other))
    return both / all_ if all_ else 0.0


# ------------------------------------------------------------------ the page


def page() -> str:
    """The whole page."""
    lines = ["# Sentences by intent", "", *INTRODUCTION, ""]
    listed = {
        (one["page"], one["anchor"]): one["say"] for one in WANTED.finditer(FIRST_PAGE.read_text(encoding="utf-8"))
    }
    for path in pages():
        title = path.read_text(encoding="utf-8").split("\n", 1)[0].removeprefix("# ")
        lines += [f"## {title}", "", "| you want to say | you write | recipe |", "|---|---|---|"]
        for one in (one for one in recipes() if one.page == path.name):
            say = listed.get((one.page, anchor(one.title)), one.title)
            lines.append(f"| {say} | {_code(telling(one))} | {one.link} |")
        lines.append("")
    lines += ["## As policies say it", "", "| a policy says | you write | recipe |", "|---|---|---|"]
    for written, wordings in said().items():
        found = nearest(written)
        lines.append(f"| {'<br>'.join(map(escaped, wordings))} | {_code(written)} | {found.link if found else ''} |")
    return "\n".join(lines) + "\n"


def _code(lines: list[str] | tuple[str, ...]) -> str:
    return "<br>".join(f"`{escaped(line)}`" for line in lines)


def main(arguments: list[str]) -> int:
    """Write the page anew."""
    if arguments != ["--rewrite"]:
        sys.stderr.write("python -m tests.intents --rewrite\n")
        return 2
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
