"""Answers that were kept come out again, byte for byte, or say what differs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from policydsl_cli.main import program

from policydsl.explain.verify import NOT_THERE, Differs, differences

POLICY = "policies/luu_attendance.policy"
HISTORY = "docs/examples/whole_ladder.yaml"


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(program, list(arguments))
    return result.exit_code, result.stdout


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    status, text = run("evaluate", POLICY, HISTORY, "--on", "2027-03-25", "--format", "json")
    assert status == 0
    path = tmp_path / "answer.json"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_same_question_has_the_same_answer_to_the_byte(kept: Path) -> None:
    again = run("evaluate", POLICY, HISTORY, "--on", "2027-03-25", "--format", "json")[1]
    assert again == kept.read_text(encoding="utf-8")
    assert run("verify", str(kept), POLICY, HISTORY) == (0, "E1042 on 2027-03-25: comes out again\n")


def test_a_changed_policy_is_found_out(kept: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed.policy"
    changed.write_text(Path(POLICY).read_text(encoding="utf-8").replace("is 150", "is 200", 1), encoding="utf-8")
    status, text = run("verify", str(kept), str(changed), HISTORY)
    assert status == 1
    assert "policy.digest" in text
    assert "more in `fell_due`" in text


def test_an_answer_that_was_tampered_with_is_found_out(kept: Path) -> None:
    values = json.loads(kept.read_text(encoding="utf-8"))
    values["fell_due"][0]["on"] = "2026-01-01"
    kept.write_text(json.dumps(values), encoding="utf-8")
    status, text = run("verify", str(kept), POLICY, HISTORY)
    assert status == 1
    assert 'fell_due[1].on: "2026-01-01" was kept, "2026-01-13" comes out now' in text


def test_a_history_that_is_not_there_and_a_file_that_is_no_answer(kept: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text("employee: E2\n", encoding="utf-8")
    assert run("verify", str(kept), POLICY, str(other))[0] == 2
    assert run("verify", POLICY, POLICY, HISTORY)[0] == 2


def test_differences_name_the_place() -> None:
    assert list(differences({"a": [1, 2], "b": 1}, {"a": [1, 3, 4], "c": 1})) == [
        Differs("a[2]", 2, 3),
        Differs("a[3]", NOT_THERE, 4),
        Differs("b", 1, NOT_THERE),
        Differs("c", NOT_THERE, 1),
    ]
    assert list(differences({"a": {"b": [None]}}, {"a": {"b": [None]}})) == []


def test_answers_about_people_in_tables_come_out_again(tmp_path: Path) -> None:
    table = tmp_path / "absences.csv"
    table.write_text("employee,first,last\nE1,2026-05-18,2026-05-20\nE2,2026-05-04,2026-05-05\n", encoding="utf-8")
    words = (POLICY, "--absences", str(table))
    answers = tmp_path / "may.jsonl"
    answers.write_text(run("evaluate", *words, "--on", "2026-05-29", "--format", "jsonl")[1], encoding="utf-8")
    both = "E1 on 2026-05-29: comes out again\nE2 on 2026-05-29: comes out again\n"
    assert run("verify", str(answers), *words) == (0, both)
    table.write_text(table.read_text(encoding="utf-8").replace("2026-05-05", "2026-05-06"), encoding="utf-8")
    status, out = run("verify", str(answers), *words)
    assert status == 1
    assert out.startswith("E1 on 2026-05-29: comes out again\nE2 on 2026-05-29: ")


def test_somebody_who_is_in_no_table_is_named(kept: Path, tmp_path: Path) -> None:
    table = tmp_path / "absences.csv"
    table.write_text("employee,first,last\nE1,2026-05-18,2026-05-20\n", encoding="utf-8")
    done = CliRunner().invoke(program, ["verify", str(kept), POLICY, "--absences", str(table)])
    assert done.exit_code == 2
    assert "no history of E1042 is among the files" in done.stderr
