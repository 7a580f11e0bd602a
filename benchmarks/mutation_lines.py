"""Knows which tests run the line that a fault changes, and how long each takes: from one run of all under coverage."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

NOTED = Path("mutants/lines").absolute()
SECONDS = NOTED / "seconds.json"
"""Written last: where it is missing, the tests were not noted to their end."""
SETTINGS = """\
[run]
include =
    policydsl/domain/*
    policydsl/history/*
    policydsl/interpret/*
relative_files = True
data_file = {folder}/tests.coverage
"""


def note_lines(at_once: int) -> None:
    """Run every test once, with the lines that it runs and its time noted."""
    NOTED.mkdir(parents=True, exist_ok=True)
    SECONDS.unlink(missing_ok=True)
    settings = NOTED / "settings"
    settings.write_text(SETTINGS.format(folder=NOTED), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", f"-n{at_once}", "--dist=loadfile", "-p", "mutation_clock"]
    command += ["--cov", f"--cov-config={settings}", "--cov-context=test", "--cov-report="]
    command += ["--ignore=tests/gate", "tests"]
    environment = os.environ | {"PYTHONPATH": "benchmarks", "TEST_CLOCK": str(SECONDS)}
    subprocess.run(command, env=environment, check=False)  # a test that fails is left out, the others are noted
    if not SECONDS.exists():
        raise SystemExit("the tests were not run to their end: which of them run which line is not known")


class Lines:
    """What was noted of the tests."""

    def __init__(self) -> None:
        from coverage import CoverageData

        self.data = CoverageData(str(NOTED / "tests.coverage"))
        self.data.read()
        self.seconds: dict[str, float] = json.loads(SECONDS.read_text(encoding="utf-8"))
        self.files: dict[Path, File] = {}
        self.found: dict[tuple[Path, int], frozenset[str]] = {}
        self.ran: dict[Path, dict[int, list[str]]] = {}

    def tests(self, path: Path, mutant: str) -> frozenset[str]:
        """Those that pass and run the line which this fault in a file changes."""
        if path not in self.files:
            self.files[path] = File(path)
        file = self.files[path]
        ran, line = self.contexts(path), file.line(mutant)
        while line not in ran and line > file.first(original(mutant)):
            line -= 1  # what goes over several lines is noted with its first
        if (path, line) not in self.found:
            tests = {context.rpartition("|")[0] for context in ran.get(line, ())}
            self.found[path, line] = frozenset(test for test in tests if test in self.seconds)
        return self.found[path, line]

    def contexts(self, path: Path) -> dict[int, list[str]]:
        """By line, the tests and which part of each."""
        if path not in self.ran:
            self.ran[path] = self.data.contexts_by_lineno(str(path))
        return self.ran[path]


class File:
    """Where the functions of a file stand, in the source and in its copy with all their faults."""

    def __init__(self, path: Path) -> None:
        from mutmut.mutation.data import MutantLineSpans

        spans = MutantLineSpans.load(path)
        self.spans = spans.span_by_function_name if spans else {}
        self.firsts: dict[str, int] = {}
        self.source = path.read_text(encoding="utf-8").splitlines()
        self.copy = (Path("mutants") / path).read_text(encoding="utf-8").splitlines()

    def lines(self, function: str) -> list[str]:
        """Those of one function of the copy."""
        span = self.spans[function]
        return self.copy[span.start - 1 : span.end]

    def first(self, function: str) -> int:
        """The number of the line in the source at which the function begins."""
        if function not in self.firsts:
            self.firsts[function] = self._first(function)
        return self.firsts[function]

    def _first(self, function: str) -> int:
        there = self.lines(function)
        body = next(number for number, line in enumerate(there) if line.rstrip().endswith(":"))
        after = there[body + 1 :]
        for number in range(len(self.source)):
            if self.source[number + body + 1 : number + body + 1 + len(after)] == after:
                return number + 1
        return 1

    def line(self, mutant: str) -> int:
        """The number of the first line in the source that this fault changes."""
        was, becomes = self.lines(original(mutant)), self.lines(mutant.rpartition(".")[2])
        start = next(number for number, line in enumerate(was) if line.rstrip().endswith(":")) + 1
        differs = (n for n, line in enumerate(was) if n >= start and (n >= len(becomes) or becomes[n] != line))
        return self.first(original(mutant)) + next(differs, start)


def original(mutant: str) -> str:
    """The name that the function without a fault has in the copy."""
    return mutant.rpartition(".")[2].rpartition("__mutmut_")[0] + "__mutmut_orig"
