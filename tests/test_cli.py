"""The command line: what it prints where, and with which exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

import pytest
from click.testing import CliRunner, Result
from policydsl_cli.main import COMMANDS, program
from policydsl_cli.status import Status, together

from policydsl.version import ENGINE, LANGUAGE

ROOT = Path(__file__).resolve().parents[1]
POLICY = str(ROOT / "policies" / "luu_attendance.policy")
LADDER = str(ROOT / "docs" / "examples" / "whole_ladder.yaml")
GOOD = "employee: E1\nabsences:\n  - {first: 2026-05-18, last: 2026-05-20}\n"
BAD = "employee: E2\nabsences:\n  - {first: 2026-13-18}\n"
SICK = "employee: E3\nabsences:\n  - {first: 2026-05-18, diagnosis: migraine}\n"
BROKEN = "policy Draft\n  in force from 1 September 2024\n\nsetting threshold is 150 150\n"
CALL = "import sys; from policydsl_cli.main import main; sys.argv[0] = 'policydsl'; main()"


def run(*arguments: str | Path, piped: str | bytes | None = None) -> Result:
    return CliRunner().invoke(program, [str(one) for one in arguments], input=piped, prog_name="policydsl")


def apart(*arguments: str | Path, **env: str) -> subprocess.CompletedProcess[bytes]:
    """The command as a program of its own, where the environment and the streams are real."""
    command = [sys.executable, "-c", CALL, *map(str, arguments)]
    return subprocess.run(command, env={**os.environ, **env}, cwd=ROOT, capture_output=True, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {"good.yaml": GOOD, "bad.yaml": BAD, "sick.yaml": SICK, "broken.policy": BROKEN}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


# ------------------------------------------------------------------ help, version, commands


def test_help_lists_the_commands_and_the_exit_statuses() -> None:
    done = run("--help")
    assert done.exit_code == 0
    assert all(name in done.output and text in done.output for name, (_, text) in COMMANDS.items())
    assert "3 errors in a history" in done.output


def test_help_loads_no_command_and_no_parser() -> None:
    code = (
        "import sys\nfrom policydsl_cli.main import program\n"
        "program(['--help'], standalone_mode=False)\n"
        "print(sorted(n for n in sys.modules if n.split('.')[0] in ('lark', 'policydsl', 'yaml', 'jsonschema')),"
        " [n for n in sys.modules if n.startswith('policydsl_cli.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.splitlines()[-1] == "[] ['policydsl_cli.main']"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_help_with_an_example(name: str) -> None:
    done = run(name, "--help")
    assert done.exit_code == 0
    assert f"  policydsl {name}" in done.output


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_in_a_line_is_the_beginning_of_the_help(name: str) -> None:
    assert COMMANDS[name][1] in " ".join(run(name, "--help").output.split())


def test_version_names_program_and_language() -> None:
    assert run("--version").output == f"policydsl {ENGINE}, policy language {LANGUAGE}\n"


def test_a_misspelt_command_is_guessed() -> None:
    done = run("evalaute", "x")
    assert done.exit_code == 2
    assert "did you mean `evaluate`?" in done.output


@pytest.mark.parametrize(
    ("found", "said"),
    [([], 0), ([3, 0], 3), ([3, 1], 1), ([1, 2, 3], 2), ([0, 0], 0)],
)
def test_the_gravest_status_is_said(found: list[int], said: int) -> None:
    assert together(map(Status, found)) == said


# ------------------------------------------------------------------ files


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "there is nothing in this file"),
        (b"  \n\n", "there is nothing in this file"),
        (b"policy \xa3\n", "this is not UTF-8 text: byte 8 is 0xa3"),
        (b"PK\x03\x04\x00\x00", "this is not a text file"),
    ],
)
def test_a_file_that_holds_no_text_is_refused_in_a_sentence(tmp_path: Path, data: bytes, said: str) -> None:
    file = tmp_path / "draft.policy"
    file.write_bytes(data)
    done = run("check", file)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "help: " in done.stderr
    assert done.stdout == ""


def test_a_missing_file_is_guessed(folder: Path) -> None:
    done = run("evaluate", POLICY, folder / "god.yaml", "--on", "2026-05-29")
    assert done.exit_code == 2
    assert "there is no such file" in done.stderr
    assert f"did you mean {folder / 'good.yaml'}?" in done.stderr


def test_a_folder_is_no_file(folder: Path) -> None:
    done = run("check", folder)
    assert done.exit_code == 2
    assert "this is a folder, not a file" in done.stderr


def test_a_missing_folder_is_said(folder: Path) -> None:
    assert "there is no folder" in run("check", folder / "none" / "draft.policy").stderr


def test_a_name_no_system_takes_is_no_traceback() -> None:
    done = run("check", "a\0b")
    assert done.exit_code == 2
    assert done.exception is None or isinstance(done.exception, SystemExit)


def test_utf_16_and_marks_are_read(tmp_path: Path) -> None:
    history = tmp_path / "e1.yaml"
    history.write_bytes(GOOD.encode("utf-16"))
    assert run("evaluate", POLICY, history, "--on", "2026-05-29").exit_code == 0


# ------------------------------------------------------------------ check


def test_check_is_well_for_the_policies_that_come_along() -> None:
    done = run("check", POLICY)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == f"{POLICY}: no problems\n"


def test_check_shows_errors_on_standard_error(folder: Path) -> None:
    done = run("check", folder / "broken.policy", POLICY)
    assert done.exit_code == 1
    assert "error: " in done.stderr
    assert "setting threshold is 150 150" in done.stderr
    assert done.stdout == f"{POLICY}: no problems\n"


def test_check_in_json_is_one_object_or_a_list(folder: Path) -> None:
    one = json.loads(run("check", POLICY, "--format", "json").stdout)
    assert one == {"policy": POLICY, "digest": one["digest"], "problems": []}
    done = run("check", folder / "broken.policy", "none.policy", "--format", "json")
    broken, missing = json.loads(done.stdout)
    assert (done.exit_code, done.stderr) == (2, "")
    assert broken["problems"][0]["line"] == 4
    assert missing["problems"][0]["message"] == "there is no such file"


def test_check_reads_what_is_piped_in() -> None:
    done = run("check", "-", piped=Path(POLICY).read_bytes())
    assert (done.exit_code, done.stdout) == (0, "standard input: no problems\n")


# ------------------------------------------------------------------ evaluate


def test_evaluate_answers_for_a_manager(folder: Path) -> None:
    done = run("evaluate", POLICY, folder / "good.yaml", "--on", "2026-05-29")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("E1 on Fri 29 May 2026\n")
    assert "return to work meeting, after the absence of 18 May 2026: due since Thu 21 May 2026" in done.stdout
    assert "\x1b" not in done.stdout


def test_the_whole_ladder_ends_at_the_dismissal_meeting() -> None:
    done = run("evaluate", POLICY, LADDER, "--on", "2027-03-25", "--format", "json")
    answer = json.loads(done.stdout)
    due = {one["step"]: one["on"] for one in answer["fell_due"] if one["branch"] == "Branch 1"}
    assert due == {
        "first informal meeting": "2026-05-20",
        "first formal meeting": "2026-07-23",
        "second formal meeting": "2026-10-12",
        "final formal meeting": "2027-03-03",
        "review of the recommendation": "2027-03-16",
        "capability dismissal meeting": "2027-03-22",
    }


def test_one_bad_history_does_not_stop_the_others(folder: Path) -> None:
    done = run("evaluate", POLICY, folder / "bad.yaml", folder / "good.yaml", "--on", "2026-05-29")
    assert done.exit_code == 3
    assert "there is no day 2026-13-18" in done.stderr
    assert done.stdout.startswith("E1 on Fri 29 May 2026\n")


def test_results_come_in_the_order_of_the_files(folder: Path) -> None:
    names = (folder / "good.yaml", folder / "none.yaml", folder / "bad.yaml")
    done = run("evaluate", POLICY, *names, "--on", "2026-05-29", "--format", "json")
    answered, missing, wrong = json.loads(done.stdout)
    assert done.exit_code == 2
    assert answered["employee"] == "E1"
    assert missing["employee"] is None
    assert missing["problems"][0]["name"] == "file-not-read"
    assert (wrong["employee"], wrong["problems"][0]["name"]) == ("E2", "no-such-day")
    assert done.stderr == ""


def test_several_histories_may_stand_in_one_file(folder: Path) -> None:
    both = folder / "both.yaml"
    both.write_text(f"{GOOD}---\n{BAD}---\n{GOOD.replace('E1', 'E9')}", encoding="utf-8")
    done = run("evaluate", POLICY, both, "--on", "2026-05-29", "--format", "jsonl")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 3
    assert [one["employee"] for one in found] == ["E1", "E2", "E9"]
    assert ["problems" in one for one in found] == [False, True, False]


def test_json_and_yaml_of_one_content_have_one_digest(folder: Path) -> None:
    other = folder / "good.json"
    other.write_text(
        '{"employee": "E1", "absences": [{"last": "2026-05-20", "first": "2026-05-18"}]}', encoding="utf-8"
    )
    one, two = (
        json.loads(run("evaluate", POLICY, file, "--on", "2026-05-29", "--format", "json").stdout)
        for file in (folder / "good.yaml", other)
    )
    assert one == two


def test_a_policy_with_errors_answers_nobody(folder: Path) -> None:
    done = run("evaluate", folder / "broken.policy", folder / "good.yaml", "--on", "2026-05-29")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "setting threshold is 150 150" in done.stderr


def test_an_unreadable_history_outweighs_a_policy_with_errors(folder: Path) -> None:
    done = run("evaluate", folder / "broken.policy", folder / "none.yaml", "--on", "2026-05-29")
    assert done.exit_code == 2
    assert "there is no such file" in done.stderr


def test_a_history_can_be_piped_in() -> None:
    done = run("evaluate", POLICY, "-", "--on", "2026-05-29", "--format", "json", piped=GOOD)
    assert json.loads(done.stdout)["employee"] == "E1"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("20/05/2026", "`20/05/2026` is not a day written year first"),
        ("2026-02-30", "there is no day 2026-02-30"),
        ("today", "`today` is not a day written year first"),
        ("20260529", "`20260529` is not a day written year first"),
    ],
)
def test_a_day_is_written_year_first(day: str, said: str) -> None:
    done = run("evaluate", POLICY, LADDER, "--on", day)
    assert done.exit_code == 2
    assert said in done.output
    assert "2026-05-29" in done.output


def test_the_day_is_asked_for() -> None:
    done = run("evaluate", POLICY, LADDER)
    assert done.exit_code == 2
    assert "Write the day you ask about, like --on 2026-05-29." in done.output


def test_what_is_said_of_health_is_never_shown(folder: Path) -> None:
    for form in ("text", "json"):
        done = run("evaluate", POLICY, folder / "sick.yaml", "--on", "2026-05-29", "--format", form)
        assert done.exit_code == 3
        assert "migraine" not in done.output


def test_warnings_of_a_history_stand_beside_its_answer(tmp_path: Path) -> None:
    twice = tmp_path / "twice.yaml"
    twice.write_text(GOOD + "  - {first: 2026-05-18, last: 2026-05-20}\n", encoding="utf-8")
    done = run("evaluate", POLICY, twice, "--on", "2026-05-29")
    assert done.exit_code == 0
    assert "warning: " in done.stderr
    done = run("evaluate", POLICY, twice, "--on", "2026-05-29", "--format", "json")
    assert done.stderr == ""
    assert "duplicate-record" in [one["code"] for one in json.loads(done.stdout)["warnings"]]


# ------------------------------------------------------------------ clauses, problem, schema


def test_clauses_shows_both_ways() -> None:
    done = run("clauses", POLICY)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "LUU-25" in done.stdout
    assert "58 clauses: 19 implemented" in done.stdout


def test_a_clause_nobody_accounts_for_and_a_citation_of_none_are_found(folder: Path) -> None:
    policy = Path(POLICY).read_text(encoding="utf-8").replace("[LUU-14]", "[LUU-99]")
    (folder / "luu.policy").write_text(policy, encoding="utf-8")
    register = Path(POLICY).with_name("luu_attendance.clauses.yaml").read_text(encoding="utf-8")
    (folder / "luu_attendance.clauses.yaml").write_text(register, encoding="utf-8")
    done = run("clauses", folder / "luu.policy")
    assert done.exit_code == 1
    assert "LUU-14 (Branch 1, list, item 1) is implemented, and no line cites it" in done.stderr
    assert "[LUU-99] is no clause of" in done.stderr


def test_a_register_with_faults_is_shown_where_they_are(folder: Path) -> None:
    (folder / "luu.policy").write_bytes(Path(POLICY).read_bytes())
    register = Path(POLICY).with_name("luu_attendance.clauses.yaml").read_text(encoding="utf-8")
    wrong = register.replace("disposition: shown", "disposition: displayed", 1).replace("id: LUU-2\n", "id: LUU-1\n")
    (folder / "luu_attendance.clauses.yaml").write_text(wrong, encoding="utf-8")
    done = run("clauses", folder / "luu.policy")
    assert done.exit_code == 1
    assert "disposition: displayed" in done.stderr
    assert "`LUU-1` stands here twice" in done.stderr


def test_a_register_takes_the_numbers_of_the_source_text(folder: Path) -> None:
    for name in ("luu_attendance.policy", "luu_attendance.clauses.yaml"):
        text = Path(POLICY).with_name(name).read_text(encoding="utf-8")
        (folder / name).write_text(text.replace("LUU-25", "LUU-12.5.1b"), encoding="utf-8")
    done = run("clauses", folder / "luu_attendance.policy")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "LUU-12.5.1b" in done.stdout
    wrong = (folder / "luu_attendance.clauses.yaml").read_text(encoding="utf-8").replace("LUU-12.5.1b", "LUU-12..5")
    (folder / "luu_attendance.clauses.yaml").write_text(wrong, encoding="utf-8")
    done = run("clauses", folder / "luu_attendance.policy")
    assert done.exit_code == 1
    assert "LUU-13, LUU-13a or LUU-13.2" in done.stderr


def test_a_register_that_is_not_there_is_a_file_that_cannot_be_read(folder: Path) -> None:
    (folder / "luu.policy").write_bytes(Path(POLICY).read_bytes())
    done = run("clauses", folder / "luu.policy")
    assert done.exit_code == 2
    assert "luu_attendance.clauses.yaml" in done.stderr


def test_problem_prints_a_page_or_lists_them() -> None:
    listed = run("problem")
    assert listed.exit_code == 0
    names = [line.split()[0] for line in listed.stdout.splitlines()]
    assert names == sorted(names)
    assert names
    page = run("problem", names[0])
    assert (page.exit_code, page.stdout.startswith(f"# {names[0]}")) == (0, True)


def test_a_problem_there_is_not_is_wrong_use() -> None:
    done = run("problem", "../answer")
    assert done.exit_code == 2
    assert "there is no problem of the name `../answer`" in done.stderr


@pytest.mark.parametrize("which", ["history", "answer"])
def test_schema_prints_a_schema(which: str) -> None:
    assert json.loads(run("schema", which).stdout)["$id"].startswith(f"urn:policydsl:schema:{which}:")


# ------------------------------------------------------------------ streams


def test_what_comes_out_is_utf_8_whatever_the_terminal_says(tmp_path: Path) -> None:
    history = tmp_path / "e1.yaml"
    history.write_text(GOOD.replace("E1", "Zoë"), encoding="utf-8")
    done = apart("evaluate", POLICY, history, "--on", "2026-05-29", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert done.returncode == 0
    assert "Zoë on Fri 29 May 2026" in done.stdout.decode("utf-8")


def test_a_reader_who_stops_reading_is_no_error(folder: Path) -> None:
    arguments = ["evaluate", POLICY, str(folder / "good.yaml"), "--on", "2026-05-29"]
    with subprocess.Popen([sys.executable, "-c", CALL, *arguments], cwd=ROOT, stdout=PIPE, stderr=PIPE) as running:
        assert running.stdout is not None
        running.stdout.close()
        assert running.stderr is not None
        assert running.stderr.read() == b""
    assert running.returncode == 0


def test_all_that_is_said_of_one_employee_is_one_history(tmp_path: Path) -> None:
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    first.write_text(
        "employee: E1\nabsences: [{first: 2026-05-18, last: 2026-05-20}]\n---\nemployee: E2\n", encoding="utf-8"
    )
    second.write_text("employee: E1\nabsences: [{first: 2026-05-25, last: 2026-05-26}]\n", encoding="utf-8")
    done = run("evaluate", POLICY, first, second, "--on", "2026-05-29", "--format", "json")
    assert done.exit_code == 0, done.stderr
    scores = {one["employee"]: one["measures"][0]["value"] for one in json.loads(done.stdout)}
    assert scores == {"E1": 20, "E2": 0}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-", "-", "--on", "2026-05-29"), "only one thing can be piped in"),
        ((POLICY, "x.yaml", "--on", "3026-01-01"), "3026-01-01 is too far off; years go from 1900 to 2200"),
    ],
)
def test_what_cannot_be_asked_is_said(words: tuple[str, ...], said: str) -> None:
    done = run("evaluate", *words)
    assert (done.exit_code, said in done.stderr) == (2, True)
