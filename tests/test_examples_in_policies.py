"""The examples of the shipped policies hold: those that stand in them, and those in the files beside them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from policydsl_cli.main import program

from policydsl.check import check_text
from policydsl.explain.examples import got
from policydsl.interpret.examples import Failed, run
from policydsl.model.example import Example
from policydsl.model.policy import Policy
from policydsl.source import Source

POLICIES = sorted((Path(__file__).parent.parent / "policies").glob("*.policy"))


@cache
def policy_of(path: Path) -> Policy:
    checked = check_text(Source(path.name, path.read_text(encoding="utf-8")))
    assert checked.policy is not None, checked.diagnostics
    return checked.policy


EXAMPLES = [
    pytest.param(path, one, id=f"{path.stem}: {one.title}") for path in POLICIES for one in policy_of(path).examples
]


@pytest.mark.parametrize(("path", "example"), EXAMPLES)
def test_the_example_holds(path: Path, example: Example) -> None:
    result = run(policy_of(path), example)
    if isinstance(result, Failed):
        differences = [f"{one.on}: expected {one.expected.words}; {got(one)}" for one in result.differences]
        pytest.fail("\n".join([*differences, *(one.message for one in result.problems)]), pytrace=False)


@pytest.mark.parametrize("path", POLICIES, ids=[path.stem for path in POLICIES])
def test_all_of_them_hold_on_the_command_line(path: Path) -> None:
    done = CliRunner().invoke(program, ["test", str(path)])
    assert (done.exit_code, done.stdout.splitlines()[-1].endswith("all hold")) == (0, True), done.output


@pytest.mark.parametrize("path", POLICIES, ids=[path.stem for path in POLICIES])
def test_a_shipped_policy_is_in_its_form_and_without_problems(path: Path) -> None:
    assert CliRunner().invoke(program, ["format", "--check", str(path)]).output == ""
    assert CliRunner().invoke(program, ["check", str(path)]).output.endswith("no problems\n")
