"""Answers kept for ever: `python -m tests.freeze` asks what a folder of tests/frozen asks, and writes the answers down.

Each folder has its policy, its histories or tables, and `ask.json`: what follows `policydsl evaluate policy.policy` on
the command line, once for each question. The answers are what it prints.
"""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from jsonschema import Draft202012Validator, FormatChecker
from policydsl_cli.main import program

from policydsl.explain.schema import answer_schema

ROOT = Path(__file__).resolve().parents[1]
FROZEN = Path(__file__).parent / "frozen"
SCHEMA = json.loads(answer_schema())
CURRENT = FROZEN / f"answer-{SCHEMA['$id'].rpartition(':')[2]}"
"""Where answers of the published schema are kept."""
POLICY, ASK, ANSWERS, FORM = "policy.policy", "ask.json", "answers.jsonl", "answer.schema.json"


@dataclass(frozen=True)
class Frozen:
    """A folder of tests/frozen: what is asked, and where the answers are kept."""

    folder: Path

    @property
    def name(self) -> str:
        return f"{self.folder.parent.name}/{self.folder.name}"

    @property
    def ask(self) -> dict[str, Any]:
        asked: dict[str, Any] = json.loads((self.folder / ASK).read_text(encoding="utf-8"))
        return asked

    @property
    def kept(self) -> Path:
        return self.folder / ANSWERS

    @property
    def shipped(self) -> Path | None:
        """The shipped policy that the folder keeps a copy of; None: it has a policy of its own."""
        name = self.ask["policy"]
        return ROOT / "policies" / f"{name}.policy" if name else None

    def answers(self) -> str:
        """What is printed for each question, one answer a line."""
        printed = []
        with chdir(self.folder):
            for question in self.ask["questions"]:
                done = CliRunner().invoke(program, ["evaluate", POLICY, *question, "--format", "jsonl"])
                if done.exception is not None and not isinstance(done.exception, SystemExit):
                    raise done.exception
                printed.append(done.stdout)
        return "".join(printed)


def frozen(under: Path = FROZEN) -> list[Frozen]:
    """Every folder with something to ask."""
    return [Frozen(path.parent) for path in sorted(under.rglob(ASK))]


def wrong_form(lines: str, schema: Any = SCHEMA) -> str | None:
    """What is wrong with the form of the first answer that does not have the published one."""
    valid = Draft202012Validator(schema, format_checker=FormatChecker())
    for number, line in enumerate(lines.splitlines(), 1):
        for wrong in valid.iter_errors(json.loads(line)):
            return f"answer {number} does not have the published form: {wrong.message[:200]}"
    return None


def freeze(one: Frozen, *, replace: bool) -> str | None:
    """Writes the answers of a folder down, under the policy as it is now; else the reason why not."""
    if one.kept.exists() and not replace:
        return f"{one.name} is kept already, and what is kept never changes; see README.md about --replace"
    if one.shipped is not None:
        (one.folder / POLICY).write_bytes(one.shipped.read_bytes())
    made = one.answers()
    if (wrong := wrong_form(made)) or not made:
        return f"{one.name}: {wrong or 'nothing is answered'}"
    one.kept.write_bytes(made.encode())
    (one.folder.parent / FORM).write_text(f"{answer_schema().rstrip()}\n", encoding="utf-8")
    return None


def main(arguments: list[str]) -> int:
    read = argparse.ArgumentParser(prog="python -m tests.freeze")
    read.add_argument("names", nargs="*", metavar="NAME", help=f"folders in {CURRENT.name}; without one, all of them")
    read.add_argument("--replace", action="store_true", help="write answers anew that are kept already")
    told = read.parse_args(arguments)
    there = {one.folder.name: one for one in frozen(CURRENT)}
    refused = [f"{name}: write {CURRENT.name}/{name}/{ASK} first" for name in told.names if name not in there]
    wanted = [there[name] for name in told.names if name in there] if told.names else list(there.values())
    outcomes = [freeze(one, replace=told.replace) for one in wanted]
    refused += [why for why in outcomes if why]
    sys.stdout.write("".join(f"{line}\n" for line in (*refused, f"{outcomes.count(None)} written")))
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
