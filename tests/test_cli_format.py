"""`format` and `show` on the command line: what they print, what they write, and with which exit status."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from policydsl_cli import files
from policydsl_cli.main import program

POLICY = Path(__file__).resolve().parents[1] / "policies" / "luu_attendance.policy"
UNTIDY = "policy Draft\r\nin force from 1 April 2026\r\nsetting limit is 3\r\n"
TIDY = "policy Draft\n  in force from 1 April 2026\n\nsetting limit is 3\n"
BROKEN = "policy Draft\n  in forse from 1 April 2026\n"


def run(*arguments: str | Path, piped: str | None = None) -> Result:
    return CliRunner().invoke(program, [str(one) for one in arguments], input=piped, prog_name="policydsl")


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    (tmp_path / "draft.policy").write_bytes(UNTIDY.encode())
    return tmp_path / "draft.policy"


def test_a_file_is_rewritten_and_then_left_alone(draft: Path) -> None:
    draft.chmod(0o640)
    done = run("format", draft)
    assert (done.exit_code, done.stdout) == (0, f"{draft}: rewritten\n")
    assert draft.read_bytes() == TIDY.encode()
    assert draft.stat().st_mode & 0o777 == 0o640
    assert os.listdir(draft.parent) == ["draft.policy"]
    assert run("format", draft).stdout == f"{draft}: in its form already\n"


def test_a_link_stays_a_link(draft: Path) -> None:
    link = draft.with_name("link.policy")
    link.symlink_to(draft)
    assert run("format", link).exit_code == 0
    assert link.is_symlink()
    assert draft.read_bytes() == TIDY.encode()


def test_check_changes_nothing_and_says_what_would(draft: Path) -> None:
    done = run("format", "--check", draft)
    assert (done.exit_code, done.stdout) == (1, "")
    assert f"{draft}: not in its form" in done.stderr
    assert draft.read_bytes() == UNTIDY.encode()
    assert run("format", draft).exit_code == run("format", "--check", draft).exit_code == 0


def test_diff_prints_what_would_change(draft: Path) -> None:
    done = run("format", "--diff", draft)
    assert done.exit_code == 0
    assert done.stdout.splitlines()[2:] == [
        "@@ -1,3 +1,4 @@",
        " policy Draft",
        "-in force from 1 April 2026",
        "+  in force from 1 April 2026",
        "+",
        " setting limit is 3",
    ]
    assert draft.read_bytes() == UNTIDY.encode()
    assert run("format", "--diff", "--check", draft).exit_code == 1


def test_line_ends_that_alone_would_change_are_said(draft: Path) -> None:
    draft.write_bytes(TIDY.replace("\n", "\r\n").encode())
    assert run("format", "--diff", draft).stdout == f"{draft}: the ends of lines alone would change\n"


def test_what_is_piped_in_is_printed() -> None:
    done = run("format", "-", piped=UNTIDY)
    assert (done.exit_code, done.stdout) == (0, TIDY)


def test_a_line_that_cannot_be_read_leaves_the_file_as_it_is(draft: Path) -> None:
    broken = draft.with_name("broken.policy")
    broken.write_text(BROKEN, encoding="utf-8")
    done = run("format", broken, draft)
    assert done.exit_code == 1
    assert "did you mean `force`?" in done.stderr
    assert broken.read_text(encoding="utf-8") == BROKEN
    assert draft.read_bytes() == TIDY.encode()


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert run("format", tmp_path / "none.policy").exit_code == 2


def test_a_write_that_fails_leaves_the_file_and_nothing_beside_it(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    done = run("format", draft)
    assert done.exit_code == 2
    assert "this file cannot be written: No space left on device" in done.stderr
    assert draft.read_bytes() == UNTIDY.encode()
    assert os.listdir(draft.parent) == ["draft.policy"]


# ------------------------------------------------------------------ show


def test_show_has_settings_words_and_formal_print() -> None:
    done = run("show", POLICY)
    assert done.exit_code == 0
    assert "Bradford threshold  150  [LUU-9]" in done.stdout
    assert "falls due when the Bradford score is over the Bradford threshold  [LUU-9]" in done.stdout
    assert "first_informal_meeting.due := bradford_score > bradford_threshold" in done.stdout


def test_show_as_json_has_every_line() -> None:
    shown = json.loads(run("show", POLICY, "--format", "json").stdout)
    assert {"policy", "digest", "name", "settings", "lines"} == set(shown)
    assert shown["settings"][0] | {"line": 0} == {
        "line": 0,
        "name": "Bradford threshold",
        "value": "150",
        "holds": "",
        "clauses": ["LUU-9"],
    }
    written = POLICY.read_text(encoding="utf-8").splitlines()
    for line in shown["lines"]:
        assert set(line) == {"line", "depth", "kind", "words", "formal", "clauses"}
        assert written[line["line"] - 1].strip().split()[:2] == line["words"].split()[:2]


def test_show_refuses_a_policy_with_errors(tmp_path: Path) -> None:
    broken = tmp_path / "broken.policy"
    broken.write_text(BROKEN, encoding="utf-8")
    done = run("show", broken)
    assert (done.exit_code, done.stdout) == (1, "")
    assert run("show", tmp_path / "none.policy").exit_code == 2
