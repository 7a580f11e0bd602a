"""The pages of the gallery: what is printed in them from the policies, so that they cannot fall behind.

`python -m tests.gallery_pages --rewrite` prints into every page the address of the source, its clauses with the lines
that carry them, and what the source leaves open.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from policydsl.check import check_text
from policydsl.explain.clauses import Accounts, cited_lines
from policydsl.model.policy import Policy
from policydsl.records.register import Register, read_register
from policydsl.source import Source
from policydsl.syntax import parse

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "gallery"
POLICIES = ROOT / "policies" / "gallery"
INDEX = ROOT / "docs" / "gallery.md"
NAV = ROOT / "mkdocs.yml"
BEGIN, END = "<!-- printed: {part} -->", "<!-- end of what is printed -->"
PARTS = ("source", "clauses", "open")
SECTIONS = (
    "Its rules",
    "What remains a human decision",
    "What the source leaves open",
    "Clause by clause",
    "The policy",
)
"""What every page has, in this order; others may stand between."""
ADDRESS = re.compile(r"https?://[^\s>,]+")
NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.]*\.\w)")
ROW = re.compile(r"^\|(.+)\|$", re.MULTILINE)


def pages() -> tuple[Path, ...]:
    """Every page about a policy, by name."""
    return tuple(sorted(FOLDER.glob("*.md")))


def folder_of(name: str) -> Path:
    """Where the policy that a page is about stands: in the gallery, or beside it."""
    return POLICIES if (POLICIES / f"{name}.policy").is_file() else POLICIES.parent


def text_of(name: str) -> str:
    """The policy that a page is about."""
    return (folder_of(name) / f"{name}.policy").read_text(encoding="utf-8")


def printed(name: str) -> dict[str, str]:
    """What is printed into the page of a policy, by part."""
    source = Source(f"{name}.policy", text_of(name))
    policy = check_text(source).policy
    assert policy is not None
    assert policy.origin is not None
    assert policy.origin.register is not None
    file = folder_of(name) / policy.origin.register
    register, _ = read_register(Source(file.name, file.read_text(encoding="utf-8")))
    assert register is not None
    accounts = Accounts(register, cited_lines(parse(source).tree, source))
    parts = (_source(source, register), _clauses(accounts), _open(policy))
    return dict(zip(PARTS, ("\n".join(part) for part in parts), strict=True))


def _source(source: Source, register: Register) -> Iterator[str]:
    head = source.text.partition("\npolicy ")[0]
    yield f"Source: {register.title}."
    yield ""
    yield from (f"- <{address}>" for address in dict.fromkeys(ADDRESS.findall(head)))


def _clauses(accounts: Accounts) -> Iterator[str]:
    yield "| clause | what it asks for, in other words | what becomes of it | line |"
    yield "|---|---|---|---|"
    for one in accounts.register.clauses:
        lines = ", ".join(str(line) for line in accounts.of(one.id)) or "-"
        yield f"| {one.id} | {_cell(one.paraphrase)} | {one.disposition.value} | {lines} |"


def _open(policy: Policy) -> Iterator[str]:
    yield "| what is open | taken here | or else | clauses |"
    yield "|---|---|---|---|"
    for one in policy.readings:
        others = "; ".join(each.name for each in one.alternatives) or "-"
        cites = ", ".join(one.written.cites)
        yield f"| {_cell(one.question)} | {_cell(one.taken)} | {_cell(others)} | {cites} |"


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|")


def block(part: str, text: str) -> str:
    return f"{BEGIN.format(part=part)}\n\n{text}\n\n{END}"


def rewritten(name: str, page: str) -> str:
    """The page with what is printed today."""
    for part, text in printed(name).items():
        begin = re.escape(BEGIN.format(part=part))
        page = re.sub(rf"{begin}\n.*?{re.escape(END)}", lambda _, p=part, t=text: block(p, t), page, flags=re.DOTALL)  # type: ignore[misc]
    return page


def faults(name: str, page: str) -> Iterator[str]:
    """What is wrong with a page, in words for its author."""
    titles = [found for found in re.findall(r"^## (.+)$", page, re.MULTILINE) if found in SECTIONS]
    if titles != [*SECTIONS]:
        yield f"the sections {', '.join(SECTIONS)} stand in this order; there are {', '.join(titles) or 'none'}"
        return
    for part in PARTS:
        if page.count(BEGIN.format(part=part)) != 1:
            yield f"the part `{part}` is printed once"
    if f'--8<-- "{name}.policy"' not in page:
        yield "the policy is shown from its file"
    if rewritten(name, page) != page:
        yield "what is printed is out of date: python -m tests.gallery_pages --rewrite"
    known = {*NUMBER.findall(text_of(name))}
    yield from (
        f"`{number}` stands in the rules and not in the policy" for number in in_the_rules(page) if number not in known
    )


def in_the_rules(page: str) -> list[str]:
    """Every number that the table of the rules tells, without its clauses."""
    rules = page.partition("\n## Its rules\n")[2].partition("\n## ")[0]
    rows = [found[1].split(" | ") for found in ROW.finditer(rules)]
    clauses = len(rows[0]) - 1 if rows and rows[0][-1].strip() in ("clause", "register") else None
    return [number for row in rows[2:] for number in NUMBER.findall(" ".join(row[:clauses]))]


def main(arguments: list[str]) -> int:
    """Print into every page; say which have changed."""
    if arguments != ["--rewrite"]:
        sys.stderr.write("python -m tests.gallery_pages --rewrite\n")
        return 2
    for path in pages():
        before = path.read_text(encoding="utf-8")
        after = rewritten(path.stem, before)
        if after != before:
            path.write_text(after, encoding="utf-8")
            sys.stdout.write(f"{path.name}: printed anew\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
