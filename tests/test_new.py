"""`policydsl new` and what a shell completes: every policy it writes checks, is in its form, and its examples hold."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from policydsl_cli.main import program

from policydsl import Source, check_text
from policydsl.interpret.examples import Passed, run_all
from policydsl.syntax import parse
from policydsl.syntax.write import format

CALL = "import sys; from policydsl_cli.main import main; sys.argv[0] = 'policydsl'; main()"


def new(*arguments: str | Path) -> Result:
    return CliRunner().invoke(program, ["new", *map(str, arguments)], prog_name="policydsl")


def answering(**answers: str | int) -> list[str]:
    return [word for key, value in answers.items() for word in ("--answers", f"{key.rstrip('_')}={value}")]


def must_be_well(text: str) -> None:
    """A policy as `new` promises it: no problem, in its form, with two examples that hold."""
    source = Source("new.policy", text)
    checked = check_text(source)
    assert checked.policy is not None
    assert checked.diagnostics == ()
    assert format(parse(source).tree, source) == text
    ran = run_all(checked.policy)
    assert len(ran) == 2
    assert all(isinstance(one, Passed) for one in ran), ran


# ------------------------------------------------------------------ what is written


@pytest.mark.parametrize("trigger", ["absences", "score"])
@pytest.mark.parametrize("days", ["calendar", "working", "clear"])
def test_every_kind_of_policy_is_well(trigger: str, days: str) -> None:
    must_be_well(new(*answering(trigger=trigger, days=days)).output)


@pytest.mark.parametrize(
    "answers",
    [
        {"trigger": "absences", "months": 1, "limit": 4},
        {"trigger": "absences", "months": 36, "limit": 24},
        {"trigger": "absences", "limit": 2},
        {"trigger": "score", "months": 1},
        {"trigger": "score", "months": 1, "limit": 64},
        {"trigger": "score", "limit": 2},
        {"trigger": "score", "limit": 64},
        {"trigger": "score", "limit": 65},
        {"trigger": "score", "limit": 13824},
        {"notice": 1},
        {"notice": 1, "days": "working days"},
        {"notice": 1, "days": "clear"},
        {"from_": "28 February 2027"},
        {"from_": "2027-02-28"},
        {"from_": " 1 march 2027 "},
        {"name": "2026 policy"},
        {"name": "Health, Work and Absence"},
        {"name": "# of [absences]"},
        {"name": "In Force From Today"},
    ],
    ids=lambda answers: " ".join(f"{key}={value}" for key, value in answers.items()),
)
def test_at_the_edges_it_is_well_too(answers: dict[str, str | int]) -> None:
    done = new(*answering(**answers))
    assert done.exit_code == 0, done.output
    must_be_well(done.output)


def test_minimal_asks_nothing_and_takes_the_name() -> None:
    done = new("Absence at Work", "--minimal")
    must_be_well(done.output)
    assert "policy Absence at Work\n" in done.output
    assert len(done.output.splitlines()) < 60
    assert done.output.replace("Absence at Work", "Attendance") == new("--minimal").output


def test_answers_are_in_the_policy() -> None:
    lines = new(
        *answering(trigger="score", limit=200, months=6, notice=10, days="working", from_="1 April 2027")
    ).output
    for line in (
        "  in force from 1 April 2027",
        "setting score limit is 200",
        "measure Bradford score over the last 6 months",
        "    give notice at least 10 working days before",
        "  the organisation works Monday to Friday",
    ):
        assert line in lines.splitlines()


# ------------------------------------------------------------------ what is refused


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (["--answers", "limit"], "`limit` has no `=`; write it like limit=4"),
        (["--answers", "limits=4"], "there is no question `limits`; did you mean `limit`?"),
        (["--answers", "colour=red"], "there is no question `colour`; there are name, from"),
        (answering(from_="31 February 2026"), "`31 February 2026` is no day; write it like 1 April 2026"),
        (answering(from_="01/04/2026"), "`01/04/2026` is no day"),
        (answering(from_="1 April 1926"), "1 April 1926 is far away"),
        (answering(trigger="both"), "write absences or score"),
        (answering(limit="three"), "write a number from 2 to 24"),
        (answering(limit=1), "write a number from 2 to 24"),
        (answering(months=1, limit=5), "write a number from 2 to 4"),
        (answering(notice=0), "write a number from 1 to 60"),
        (answering(days="bank"), "write calendar, working or clear"),
        (answering(name='say "what"'), "cannot be the name"),
        (answering(name=" "), "cannot be the name"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(answers: list[str], said: str) -> None:
    done = new(*answers)
    assert done.exit_code == 2
    assert said in done.output


def test_with_nobody_to_ask_it_says_what_to_add() -> None:
    done = new()
    assert done.exit_code == 2
    assert "add --minimal, or --answers" in done.output


# ------------------------------------------------------------------ files


def test_a_new_file_is_written_and_the_next_step_told(tmp_path: Path) -> None:
    file = tmp_path / "a.policy"
    done = new("--minimal", "--output", file)
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"policydsl check {file}" in done.stderr
    must_be_well(file.read_text(encoding="utf-8"))


def test_a_file_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "a.policy"
    file.write_text("mine", encoding="utf-8")
    done = new("--minimal", "--output", file)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "there is a file of this name already" in done.stderr
    assert file.read_text(encoding="utf-8") == "mine"


# ------------------------------------------------------------------ questions


def test_questions_are_asked_until_the_answer_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policydsl_cli.new.files.somebody_is_there", lambda: True)
    typed = "\n1 Aprl 2027\n1 April 2027\nscore\n\nmany\n200\n\nclear days\n"
    done = CliRunner().invoke(program, ["new"], input=typed, prog_name="policydsl")
    assert done.exit_code == 0
    must_be_well(done.stdout)
    assert done.stderr.count("From which day is it in force? [1 January 2026]") == 2
    assert done.stderr.count("Which Bradford score leads to the meeting? [150]") == 2
    assert "Error: `many` does not fit here; write a number from 2 to 13824" in done.stderr
    assert done.stdout == new(*answering(from_="1 April 2027", trigger="score", limit=200, days="clear")).stdout


def test_what_is_answered_already_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policydsl_cli.new.files.somebody_is_there", lambda: True)
    done = CliRunner().invoke(program, ["new", "Mine"], input="\n" * 6, prog_name="policydsl")
    assert done.exit_code == 0
    assert "What is the policy called?" not in done.stderr
    assert new("--answers", "limit=3").stderr == ""


# ------------------------------------------------------------------ completion


def completed(*words: str) -> list[str]:
    """What a shell is told for the last word."""
    env = {"_POLICYDSL_COMPLETE": "bash_complete", "COMP_WORDS": " ".join(["policydsl", *words])}
    command = [sys.executable, "-c", CALL]
    position = {"COMP_CWORD": str(len(words))}
    done = subprocess.run(command, env={**os.environ, **env, **position}, capture_output=True, text=True, check=False)
    return done.stdout.splitlines()


def test_a_command_is_completed() -> None:
    assert completed("ev") == ["plain,evaluate"]


def test_an_option_of_a_command_is_completed() -> None:
    assert completed("evaluate", "--kn") == ["plain,--known"]


@pytest.mark.parametrize(
    "words",
    [("check", "lu"), ("evaluate", "luu.policy", "e1"), ("new", "--output", "a"), ("evaluate", "--absences", "a")],
)
def test_names_of_files_are_left_to_the_shell(words: tuple[str, ...]) -> None:
    assert completed(*words) == [f"file,{words[-1]}"]


def test_the_lines_for_a_shell_are_printed() -> None:
    env = {**os.environ, "_POLICYDSL_COMPLETE": "zsh_source"}
    done = subprocess.run([sys.executable, "-c", CALL], env=env, capture_output=True, text=True, check=False)
    assert "_POLICYDSL_COMPLETE=zsh_complete" in done.stdout
