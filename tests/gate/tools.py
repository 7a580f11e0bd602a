"""How a test of the gate runs a tool, finds the files of the project, and reads the fenced blocks of a page."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Folders that hold nothing anybody wrote, wherever they stand.
_LEFTOVERS = {"build", "dist", "site", "htmlcov", "__pycache__", "node_modules"}

_FENCE = re.compile(
    r"^(?P<indent> *)(?P<ticks>`{3,})(?P<tag>[\w-]*)(?P<options>[^\n`]*)\n(?P<text>.*?)^(?P=indent)(?P=ticks) *$",
    re.M | re.S,
)
_TITLE = re.compile(r'title="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block of a page: its tag, its text, the line of the page on which the text begins, and its title."""

    tag: str
    text: str
    line: int
    title: str = ""


def blocks(page: str, *tags: str) -> Iterator[Block]:
    """The fenced blocks of a page in order; with tags, only those."""
    for found in _FENCE.finditer(page):
        if not tags or found["tag"] in tags:
            indent = len(found["indent"])
            text = "".join(line[indent:] if line.strip() else line for line in found["text"].splitlines(keepends=True))
            title = _TITLE.search(found["options"])
            yield Block(found["tag"], text, page.count("\n", 0, found.start("text")) + 1, title[1] if title else "")


def pages() -> list[Path]:
    """README and every page of the documentation."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def text_files(root: Path = ROOT) -> Iterator[tuple[Path, str]]:
    """Every file of the project that is text, with the text: what git tracks or would track, or all there is."""
    listed: list[Path] = []
    if shutil.which("git"):
        asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        answer = subprocess.run(asked, cwd=root, capture_output=True, text=True, check=False)
        listed = [root / name for name in answer.stdout.split("\0") if name]
    for path in listed or sorted(_walk(root)):
        try:
            yield path, path.read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if not path.is_dir():
            yield path
        elif path.name == ".ci" or not (
            path.name.startswith(".") or path.name in _LEFTOVERS or path.suffix == ".egg-info"
        ):
            yield from _walk(path)


def run(
    module: str, *arguments: str | Path, cwd: Path = ROOT, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a tool of the test extra as `python -m module`; a tool that is not installed fails the test."""
    if importlib.util.find_spec(module.partition(".")[0]) is None:
        pytest.fail(f"`{module}` is not installed here: run pip install -e '.[test]'", pytrace=False)
    return python("-m", module, *arguments, cwd=cwd, env=env)


def python(
    *arguments: str | Path, cwd: Path = ROOT, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run this environment's Python, what it prints in one piece and without colour."""
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8", "COLUMNS": "120", **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


def must_pass(done: subprocess.CompletedProcess[str]) -> None:
    """Fail the test with what the tool said."""
    if done.returncode:
        pytest.fail(done.stdout, pytrace=False)
