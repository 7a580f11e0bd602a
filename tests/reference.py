"""The reference page, printed from the grammar: what it says of each line, with sentences from the shipped texts.

`python -m tests.reference --rewrite` writes `docs/reference.md` anew.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from policydsl.check.walk import walk
from policydsl.source import Span
from policydsl.syntax import names, nodes, text
from policydsl.syntax.build import Builder, Head, shapes
from policydsl.syntax.capitals import as_meant
from policydsl.syntax.parser import Clause, grammar, read
from policydsl.syntax.samples import SAMPLES

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "reference.md"
EXPLAINED_IN = (
    *("language", "stages", "readings", "examples", "semantics", "cookbook/triggers", "cookbook/counting"),
    *(
        "cookbook/long-term",
        "cookbook/meetings",
        "cookbook/stages",
        "cookbook/people",
        "cookbook/further",
        "cookbook/points",
    ),
)
"""The pages that a line may be explained on, the first first."""
MOST_LINKS = 3
ASIDE = ("possible ", "taken ", "from ", "for employees ")
"""Lines that have another line in them are shown only where there is none without."""
RULE = re.compile(r"^(\??)(_?[a-z_]+): (.*(?:\n {4}\|.*)*)", re.MULTILINE)
BLOCK = re.compile(r"^```(?:policy|recipe)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECTION = re.compile(r"^#{2,3} (.+)$", re.MULTILINE)
KINDS = {"_COMMA": ",", "_COLON": ":", "_day": "day"}
STRUCTURE = ("start", "line", "_line", "_end", "heading", "_block", "_step", "_period")
"""Rules that say which line may stand where: the tables of this page say it too."""
TITLES = {
    "policy_head": "Under `policy`",
    "setting_head": "Settings",
    "category_head": "Categories",
    "document_head": "Documents",
    "measure_head": "Measures",
    "points_head": "Points",
    "pay_head": "Sick pay",
    "limit_head": "Limits",
    "branch_head": "Branches",
    "procedure_head": "Procedures",
    "around_head": "Around every absence",
    "guidance_head": "Guidance",
    "reading_head": "Readings",
    "example_head": "Examples",
    "step_head": "Steps",
    "period_head": "Periods",
}


def rules() -> dict[str, str]:
    """Every rule of the grammar by its name, on one line, without what the tree calls its choices."""
    plain = re.sub(r"^//.*$", "", grammar(), flags=re.MULTILINE)
    return {found[2]: " ".join(re.sub(r" *-> \w+", "", found[3]).split()) for found in RULE.finditer(plain)}


def choices() -> dict[str, str]:
    """The rule by what the tree calls one of its choices."""
    return {name: found[2] for found in RULE.finditer(grammar()) for name in re.findall(r"-> ([a-z_]+)", found[3])} | {
        name: name for name in rules()
    }


def in_words(rule: str) -> str:
    """A production with its words as they stand in a policy."""
    pieces = re.findall(r'"([^"]*)"|([A-Za-z_]+)|([\[\]()|*+?~.{}0-9]+)', rule)
    said = " ".join(
        quoted or (KINDS.get(name) or f"‹{name.lstrip('_')}›" if name else sign) for quoted, name, sign in pieces
    )
    said = re.sub(r"([\[(]) ", r"\1", said)
    return re.sub(r" ([\])*+?,:])", r"\1", said).strip()


def blocks() -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """The heading of each kind of block, the rules of the lines in it, and the other headings that share them."""
    known = rules()
    shapes = [shape.strip() for name in ("_block", "_step", "_period") for shape in known[name].split(" | ")]
    shapes = [shape for shape in re.split(r" \| (?![^(]*\))", " | ".join(shapes)) if shape]
    for shape in shapes:
        heads = re.findall(r"[a-z_]+_head", shape)
        lines = tuple(
            line for kind in re.findall(r"\(([a-z]+(?:_line)?) _end\)", shape) for line in members(kind, known)
        )
        if lines:
            yield heads[0], lines, tuple(heads[1:])
        else:
            yield from ((head, (), ()) for head in heads)


def members(kind: str, known: dict[str, str]) -> Iterator[str]:
    """The rules of the lines of a kind; some stand together under a name of their own."""
    for one in known[kind].split(" | "):
        if one.startswith("_"):
            yield from members(one, known)
        else:
            yield one


# ------------------------------------------------------------------ what the shipped texts say


def sentences(policy: str) -> Iterator[tuple[str, str]]:
    """The rule of each line of a text that can be read, and the line."""
    plain = as_meant(text.plain(policy))
    spans = tuple(text.clauses(plain))
    declared = names.pattern(name for span in spans if (name := names.declares(plain[span.start : span.end])))
    rule_of = choices()
    for span in spans:
        found = read(plain, Span(span.start, span.end), declared)
        if isinstance(found, Clause):
            for rule in sorted({rule_of.get(str(part.data), "") for part in found.content.iter_subtrees()}):
                words = re.sub(r"#[^\n]*|\[[^\]\n]*\]\s*$", "", plain[span.start : span.end])
                yield rule, " ".join(words.split())


@cache
def on_pages() -> dict[str, list[tuple[str, str, str]]]:
    """By rule: the page and section with a line of it, and that line."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for name in EXPLAINED_IN:
        page = (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
        for block in BLOCK.finditer(page):
            titles = SECTION.findall(page[: block.start()])
            if not titles or (block[1].startswith("policy ") and name != "language"):
                continue
            for rule, words in sentences(block[1]):
                place = (name, titles[-1], words)
                if not any(one[:2] == place[:2] for one in found.setdefault(rule, [])):
                    found[rule].append(place)
    return found


def anchor(title: str) -> str:
    return re.sub(r"[^\w -]", "", title.lower()).strip().replace(" ", "-")


@cache
def in_policies() -> dict[str, str]:
    """By rule: a line of a policy that comes with the project."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "policies").glob("*.policy")):
        for rule, words in sentences(path.read_text(encoding="utf-8")):
            found.setdefault(rule, words)
    return found


def without_meaning(sentence: str) -> frozenset[str]:
    """The rules of a sentence that become nothing with a meaning; the check answers them with `cannot be used yet`."""
    plain = as_meant(text.plain(sentence))
    found = frozenset[str]()
    for span in text.clauses(plain):
        clause = read(plain, span, names.pattern([]))
        if isinstance(clause, Clause):
            built = Builder(plain).build(clause.content)
            if isinstance(built, Head):
                if built.kind not in shapes() and f"{built.kind}_head" not in shapes():
                    found |= {built.kind}
            else:
                found |= {one.rule for one in walk(built) if isinstance(one, nodes.NotYet)}
    return found


# ------------------------------------------------------------------ the page

INTRODUCTION = (
    "Every line of the language, printed from the [grammar](grammar.md), each with a sentence from the pages and",
    "policies of this project and the places that explain it. `[...]` may be left out, `|` stands between choices, `*`",
    "means any number of times. `‹…›` is a [piece](#pieces) of its own, and in capitals something that the author",
    "chooses: a date, a number, a word, words in quotes. `a`, `an` and `the` may stand anywhere.",
)


def row(
    rule: str, pages: dict[str, list[tuple[str, str, str]]], shipped: dict[str, str], *, named: bool = False
) -> str:
    """One line of the language: how it is made, a sentence, and where it is explained."""
    places = pages.get(rule, [])
    whole = [words for _, _, words in places] + ([shipped[rule]] if rule in shipped else [])
    sentence = min(whole, key=lambda words: (words.startswith(ASIDE), len(words))) if whole else SAMPLES.get(rule, "")
    links = ", ".join(f"[{title}]({page}.md#{anchor(title)})" for page, title, _ in places[:MOST_LINKS])
    if rule.removesuffix("_head") in without_meaning(sentence):
        links = "[cannot be used yet](limits.md)"
    name = f"`{rule.lstrip('_')}`: " if named else ""
    return f"| {name}`{escaped(in_words(rules()[rule]))}` | {f'`{escaped(sentence)}`' if sentence else ''} | {links} |"


def escaped(words: str) -> str:
    return words.replace("|", "\\|")


def table(of: Iterable[str], first: str, *, named: bool = False) -> Iterator[str]:
    pages, shipped = on_pages(), in_policies()
    yield from ("", f"| {first} | such as | explained in |", "|---|---|---|")
    yield from (row(rule, pages, shipped, named=named) for rule in of)


@cache
def printed() -> str:
    """The whole page."""
    lines = [
        "---\nhide: [toc]\n---\n\n# Reference\n",
        *INTRODUCTION,
    ]
    seen: set[str] = set()
    plain_heads = []
    for head, of_block, others in blocks():
        if not of_block:
            plain_heads.append(head)
            continue
        lines += ["", f"## {TITLES.get(head, head)}"]
        if set(of_block) <= seen:
            lines += [*table((head, *others), "heading"), "", "Below it stand the lines of [steps](#steps)."]
        else:
            lines += list(table((head, *others, *of_block), "heading, and the lines below it"))
        seen |= {head, *others, *of_block}
    lines += ["", "## Headings with no lines below them", *table(plain_heads, "heading")]
    seen |= {*plain_heads}
    pieces = [name for name in rules() if name not in seen and name not in STRUCTURE]
    lines += ["", "## Pieces", *table(pieces, "piece", named=True)]
    lines += ["", "## Which line may stand where", "", "| part | is made of |", "|---|---|"]
    lines += [f"| `{name.lstrip('_')}` | `{escaped(in_words(rules()[name]))}` |" for name in STRUCTURE]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    if sys.argv[1:] == ["--rewrite"]:
        PAGE.write_text(printed(), encoding="utf-8")
    else:
        sys.stdout.write(printed())
