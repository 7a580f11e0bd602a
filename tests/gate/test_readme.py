"""README has the two commands, CI runs the second one, and every page of the documentation can be reached."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import yaml

from tests.gate.tools import ROOT, blocks

DOCS = ROOT / "docs"


def readme_commands() -> list[str]:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return [block.text.strip() for block in blocks(readme, "sh")]


def nav_pages(entry: Any) -> Iterator[str]:
    match entry:
        case str(page):
            yield page
        case list(entries):
            for inner in entries:
                yield from nav_pages(inner)
        case dict(named):
            yield from nav_pages(list(named.values()))


def test_there_are_two_commands_of_one_line() -> None:
    first, second = readme_commands()
    assert "\n" not in first + second
    assert first.startswith("python3 -m venv .venv && ")
    assert "policydsl evaluate" in first
    assert second == 'python3 -m venv .venv && .venv/bin/pip install -q -e ".[test]" && .venv/bin/python -m pytest'


def test_the_files_of_the_first_command_are_there() -> None:
    files = [word for word in readme_commands()[0].split() if word.endswith((".policy", ".yaml"))]
    assert len(files) == 2
    assert [name for name in files if not (ROOT / name).is_file()] == []


def test_the_piece_of_policy_stands_in_the_policy() -> None:
    (piece,) = blocks((ROOT / "README.md").read_text(encoding="utf-8"), "policy")
    policy = (ROOT / "policies" / "luu_attendance.policy").read_text(encoding="utf-8")
    lines = {" ".join(line.split()) for line in policy.splitlines()}
    assert [line for line in piece.text.splitlines() if " ".join(line.split()) not in lines] == []


def test_ci_runs_the_second_command() -> None:
    bash = shutil.which("bash")
    assert bash, "bash is not installed here, and .ci/run is written in it"
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    shown = subprocess.run([bash, script, "--show"], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == readme_commands()[1]


def test_every_page_can_be_reached() -> None:
    site = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    listed = set(nav_pages(site["nav"]))
    there = {str(page.relative_to(DOCS)) for page in DOCS.rglob("*.md")}
    problems = {page for page in there if page.startswith("problems/")} - listed
    assert there - problems == listed


def test_every_problem_page_is_listed() -> None:
    index = (DOCS / "problems" / "index.md").read_text(encoding="utf-8")
    pages = sorted(page.stem for page in (DOCS / "problems").glob("*.md") if page.stem != "index")
    missing = [f"- [{name}]({name}.md)" for name in pages if f"({name}.md)" not in index]
    assert missing == [], "lines to add to docs/problems/index.md"
