"""Knows why nothing can notice a planted fault: what the files of `mutation_survivors/` say, a file for each module.

Each entry names the lines that a fault changes (`was`), what they become (`is`, one or several such faults), and why no
answer changes by it. With `pattern` and `becomes` it is about every line of the module that is changed in that way, and
in `everywhere.yaml` about those of all modules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "mutation_survivors"


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why nothing can notice some faults of a module, or of every module (`None`)."""

    module: str | None
    was: str
    becomes: tuple[str, ...]
    is_pattern: bool
    why: str

    def covers(self, module: str, was: str, becomes: str) -> bool:
        """Is it about this fault? Of a pattern the rest of the line stays as it is."""
        if self.module not in (None, module):
            return False
        if self.is_pattern:
            return any(re.sub(self.was, each, was) == becomes != was for each in self.becomes)
        return self.was == was and becomes in self.becomes

    def is_there(self) -> bool:
        """Are the lines that it is about still in its module?"""
        if self.module is None:
            return True
        path = Path(f"policydsl/{self.module}.py")
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
        if self.is_pattern:
            return re.search(self.was, "\n".join(lines)) is not None
        return all(line in lines for line in self.was.splitlines())


@cache
def explanations(folder: Path = FOLDER) -> tuple[Explanation, ...]:
    """What stands in the files."""
    return tuple(
        explanation(None if about == "everywhere" else about, each)
        for path in sorted(folder.rglob("*.yaml"))
        for about in (str(path.relative_to(folder).with_suffix("")),)
        for each in yaml.safe_load(path.read_text(encoding="utf-8")) or []
    )


def explanation(module: str | None, said: dict[str, Any]) -> Explanation:
    """One entry of the file of a module."""
    if "pattern" in said:
        return Explanation(module, said["pattern"], tuple(said["becomes"]), True, said["why"])
    becomes = [said["is"]] if isinstance(said["is"], str) else said["is"]
    return Explanation(module, said["was"].strip(), tuple(each.strip() for each in becomes), False, said["why"])
