"""Which alternatives the examples of a policy show to matter."""

from __future__ import annotations

import json

from click.testing import CliRunner
from policydsl_cli.main import program

from policydsl.explain.readings import as_text
from policydsl.interpret.tried import tried
from policydsl.model.policy import Policy
from tests.engine import policy_of

TEXT = """policy Tried
  in force from 1 January 2026
  absences join when no working day lies between them
  an absence ends on its last recorded day
  a waived step counts as held

branch Short follows each employee
  step review
    falls due when 3 absences start in the last 13 weeks
    led by manager
    outcome done: close

reading how many
  asks "How many are several?"
  taken three: as written
  possible two, in review: falls due when 2 absences start in the last 13 weeks
  possible four, in review: falls due when 4 absences start in the last 13 weeks

reading who
  asks "Who leads?"
  taken manager: as written
  possible HR, in review: led by HR

example three
  absent on 12 January 2026, 19 January 2026, 26 January 2026
  on 26 January 2026, review fell due on 26 January 2026

example two
  absent on 12 January 2026, 19 January 2026
  on 26 January 2026, review has not fallen due
"""


def policy() -> Policy:
    return policy_of(TEXT)


def test_the_examples_that_an_alternative_would_answer_otherwise_are_named() -> None:
    assert tried(policy()) == {
        ("how many", "two"): ("three", "two"),
        ("how many", "four"): ("three",),
        ("who", "HR"): (),
    }


def test_the_list_says_where_an_alternative_matters_and_where_it_never_does() -> None:
    said = " ".join(as_text(policy(), tried(policy())).split())
    assert "two (line 16) changes the answer in: three, and in 1 other" in said
    assert "four (line 17) changes the answer in: three" in said
    assert "HR (line 22) changes no answer of an example" in said
    assert "1 alternative of 3 would answer no example otherwise" in said
    assert "changes" not in as_text(policy())


def test_the_command_prints_it_for_people_and_for_programs(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "draft.policy"
    path.write_text(TEXT, encoding="utf-8")
    asked = CliRunner().invoke(program, ["readings", str(path), "--tried"])
    assert asked.exit_code == 0
    assert "changes no answer of an example" in asked.stdout
    listed = json.loads(CliRunner().invoke(program, ["readings", str(path), "--tried", "--format", "json"]).stdout)
    assert [each["examples"] for one in listed for each in one["alternatives"]] == [["three", "two"], ["three"], []]
    plain = json.loads(CliRunner().invoke(program, ["readings", str(path), "--format", "json"]).stdout)
    assert all("examples" not in each for one in plain for each in one["alternatives"])
