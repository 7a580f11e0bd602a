"""`policydsl new --like`: a copy of each policy that comes with the program is one to begin from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from policydsl_cli import like
from policydsl_cli.main import program

ROOT = Path(__file__).parent.parent
SHIPPED = {path.stem for path in (ROOT / "policies").rglob("*.policy")}


def run(*arguments: str, status: int = 0) -> str:
    done = CliRunner().invoke(program, list(arguments))
    assert done.exit_code == status, done.output
    return done.output


def test_every_policy_is_listed() -> None:
    assert set(like.names()) == SHIPPED
    listed = run("new", "--like")
    assert all(re.search(rf"^  {name} +\S", listed, re.MULTILINE) for name in SHIPPED)


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_a_copy_stands_on_its_own(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under another name, without problems, in its form; its examples hold, and it cites nobody's clauses."""
    monkeypatch.chdir(tmp_path)
    assert run("new", "Our Policy", "--like", name, "--output", "ours.policy").startswith("ours.policy: written")
    assert run("check", "ours.policy") == "ours.policy: no problems\n"
    assert run("test", "ours.policy").endswith("all hold\n")
    run("format", "--check", "ours.policy")
    text = (tmp_path / "ours.policy").read_text(encoding="utf-8")
    assert "\npolicy Our Policy\n" in text
    assert "clauses in" not in text
    assert re.search(r"\[[A-Z]+-[0-9]", text) is None
    shipped = next((ROOT / "policies").rglob(f"{name}.policy")).read_text(encoding="utf-8")
    assert text.count("\nexample ") == shipped.count("\nexample ")
    assert text.count("\nsetting ") == shipped.count("\nsetting ")


def test_it_is_printed_where_no_file_is_named() -> None:
    assert "\npolicy Attendance\n" in run("new", "--like", "york")


def test_what_cannot_be_is_answered(tmp_path: Path) -> None:
    assert "did you mean `york`?" in run("new", "--like", "yorc", status=2)
    assert "leave --minimal" in run("new", "--like", "york", "--minimal", status=2)
    there = tmp_path / "mine.policy"
    there.write_text("mine", encoding="utf-8")
    assert "there is a file of this name already" in run("new", "--like", "york", "--output", str(there), status=2)
    assert there.read_text(encoding="utf-8") == "mine"
