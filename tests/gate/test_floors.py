"""Who may import whom, and what the library never touches; each guard is shown to bite on a planted violation."""

import ast
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gate.tools import ROOT, must_pass, python, run

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]

# Builtins and clocks that no import gives away.
TOUCHING_CALLS = {"open", "print", "input", "breakpoint", "exec", "eval", "compile", "__import__"}
CLOCK_CALLS = {"today", "now", "utcnow"}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The packages under the names and in the places they are installed by."""
    leave = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "policydsl", tmp_path / "policydsl", ignore=leave)
    shutil.copytree(ROOT / "cli", tmp_path / "policydsl_cli", ignore=leave)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint_imports(folder: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    chosen = [word for contract in contracts for word in ("--contract", contract)]
    code = (
        "import sys; from importlinter.cli import lint_imports_command; sys.path.insert(0, ''); lint_imports_command()"
    )
    run("importlinter", "--help")  # says so when it is not installed
    return python("-c", code, "--no-logo", "--no-cache", *chosen, cwd=folder)


def test_every_contract_is_kept(copy: Path) -> None:
    must_pass(lint_imports(copy))


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        pytest.param("policydsl/source.py", "import policydsl.diagnostics", "floors", id="upwards"),
        pytest.param("policydsl/domain/planted.py", "import policydsl.interpret", "floors", id="upwards-by-many"),
        pytest.param("policydsl/domain/planted.py", "import policydsl.syntax", "floors", id="next-door"),
        pytest.param("policydsl/history/planted.py", "import policydsl", "floors", id="through-the-door"),
        pytest.param("policydsl/model/planted.py", "import urllib.request", "touches-nothing", id="network"),
        pytest.param("policydsl/records/planted.py", "from pathlib import Path", "touches-nothing", id="files"),
        pytest.param("policydsl/interpret/planted.py", "import time", "touches-nothing", id="clock"),
        pytest.param("policydsl/domain/planted.py", "import importlib.resources", "own-files", id="own-files"),
        pytest.param("policydsl/explain/planted.py", "import click", "shells", id="shell"),
        pytest.param("policydsl/check/planted.py", "import lark", "lark", id="lark"),
    ],
)
def test_a_planted_import_is_found(copy: Path, module: str, line: str, contract: str) -> None:
    planted = copy / module
    assert planted.parent.is_dir(), f"there is no folder {Path(module).parent} to plant in"
    planted.write_text(f"{planted.read_text() if planted.exists() else ''}\n{line}\n")
    done = lint_imports(copy, contract)
    assert done.returncode != 0
    assert "BROKEN" in done.stdout


def named_floors() -> set[str]:
    (floors,) = (contract["layers"] for contract in CONTRACTS if contract["id"] == "floors")
    return {part.strip(" ()") for floor in floors for part in floor.split("|")}


def test_every_part_has_its_floor() -> None:
    parts = {
        f"policydsl.{path.stem}"
        for path in (ROOT / "policydsl").iterdir()
        if (path.suffix == ".py" and path.stem != "__init__") or (path.is_dir() and any(path.glob("*.py")))
    }
    assert named_floors() - {"policydsl_cli"} == parts


def touches(source: str) -> Iterator[str]:
    """Calls that reach outside without an import of their own."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in TOUCHING_CALLS:
                yield f"line {node.lineno}: {name}(...)"
            case ast.Call(func=ast.Attribute(value=ast.Name(id="date" | "datetime"), attr=name)) if name in CLOCK_CALLS:
                yield f"line {node.lineno}: {name}()"
            case ast.Global():
                yield f"line {node.lineno}: global {', '.join(node.names)}"


def test_the_library_calls_nothing_that_reaches_outside() -> None:
    found = {
        str(path.relative_to(ROOT)): calls
        for path in sorted((ROOT / "policydsl").rglob("*.py"))
        if (calls := list(touches(path.read_text(encoding="utf-8"))))
    }
    assert found == {}


@pytest.mark.parametrize(
    "planted", ["open('a')", "print(1)", "date.today()", "def f():\n    global seen\n    seen = 1"]
)
def test_a_planted_call_is_found(planted: str) -> None:
    assert list(touches(planted))
