"""Many small questions and the fingerprints of their answers: `python -m tests.kept` says which answers differ now.

A folder has policies, and beside each a file with a question on each line: a history, the day asked about, and the
fingerprint of the whole answer, reasons and arithmetic and all. Nobody worked these answers out by hand. They are held
against what they were, so that no part of an answer changes unseen:

    python -m tests.kept                      which answers are not what they were
    python -m tests.kept NAME 3               the third answer about NAME.policy as it is now, to compare two versions
    python -m tests.kept --rewrite            new fingerprints, after somebody has looked at what differs
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from policydsl.check import check_text
from policydsl.interpret.evaluate import evaluate
from policydsl.model.policy import Policy
from policydsl.source import Source
from tests.engine import json_of, read_history

FOLDER = Path(__file__).parent / "kept"


@dataclass(frozen=True)
class Question:
    """A line of a file: the policy, the number of the line, and what it holds."""

    policy: Path
    number: int
    asked: str
    known: str | None
    history: str
    kept: str

    @property
    def name(self) -> str:
        return f"{self.policy.stem} {self.number}"

    def line(self, kept: str) -> str:
        """The line with this fingerprint."""
        line = {"answer": kept, "on": self.asked, "known": self.known, "history": json.loads(self.history)}
        return json.dumps({key: value for key, value in line.items() if value is not None}, ensure_ascii=False)

    def answer(self) -> dict[str, Any]:
        """The answer as it is now, or the problems in its place; the warnings of the history with it."""
        policy = policy_at(self.policy)
        history, warned = read_history(self.history, policy)
        known = None if self.known is None else date.fromisoformat(self.known)
        found = evaluate(policy, history, date.fromisoformat(self.asked), known)
        if found.answer is None:
            return {"problems": [f"{one.code}: {one.message}" for one in found.diagnostics]}
        answer = json_of(found.answer, warned)
        del answer["produced_by"]
        return answer


@cache
def policy_at(path: Path) -> Policy:
    """The policy of a file; its readings and examples change no answer."""
    source = Source(path.name, path.read_text(encoding="utf-8"))
    policy = check_text(source, thorough=False).policy
    assert policy is not None, path
    return policy


def fingerprint(answer: dict[str, Any]) -> str:
    """Of the whole answer."""
    return hashlib.sha256(json.dumps(answer, sort_keys=True).encode()).hexdigest()[:16]


def questions(folder: Path = FOLDER) -> Iterator[Question]:
    """Every question there is."""
    for path in sorted(folder.glob("*.policy")):
        for number, line in enumerate(path.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines(), 1):
            said = json.loads(line)
            history = json.dumps(said["history"], ensure_ascii=False)
            yield Question(path, number, said["on"], said.get("known"), history, said["answer"])


def rewrite(folder: Path = FOLDER) -> int:
    """New fingerprints; how many differ."""
    lines: dict[Path, list[str]] = {}
    differ = 0
    for one in questions(folder):
        now = fingerprint(one.answer())
        differ += now != one.kept
        lines.setdefault(one.policy.with_suffix(".jsonl"), []).append(one.line(now) + "\n")
    for path, text in lines.items():
        path.write_text("".join(text), encoding="utf-8")
    return differ


def main(arguments: list[str]) -> int:
    read = argparse.ArgumentParser(prog="python -m tests.kept")
    read.add_argument("name", nargs="?", help="the name of a policy in tests/kept")
    read.add_argument("number", nargs="?", type=int, help="which of the answers about it")
    read.add_argument("--rewrite", action="store_true", help="keep the answers as they are now")
    told = read.parse_args(arguments)
    if told.rewrite:
        sys.stdout.write(f"{rewrite()} answers are kept anew\n")
        return 0
    wanted = [one for one in questions() if told.name in (None, one.policy.stem)]
    if told.number is not None:
        sys.stdout.write(json.dumps(wanted[told.number - 1].answer(), indent=2, ensure_ascii=False) + "\n")
        return 0
    differ = [one.name for one in wanted if fingerprint(one.answer()) != one.kept]
    sys.stdout.write("\n".join([*differ, f"{len(differ)} of {len(wanted)} answers differ\n"]))
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
