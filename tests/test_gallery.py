"""The published policies of the gallery: in their form, without problems, examples that hold, every clause kept."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from policydsl_cli.main import program

from policydsl.check import check_text
from policydsl.interpret.fold import over_days_that_matter, over_every_day
from policydsl.interpret.person import Person
from policydsl.model.named import with_names
from policydsl.source import Source
from tests.engine import shipped
from tests.strategies import histories_under

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "gallery.md").read_text(encoding="utf-8")
POLICIES = sorted((ROOT / "policies" / "gallery").glob("*.policy"))
EACH = pytest.mark.parametrize("path", POLICIES, ids=[path.stem for path in POLICIES])


def said_of(path: Path, *command: str) -> tuple[int, str]:
    done = CliRunner().invoke(program, [*command, str(path)])
    return done.exit_code, done.output


def test_there_is_a_gallery() -> None:
    assert POLICIES


@EACH
def test_it_is_without_problems(path: Path) -> None:
    status, said = said_of(path, "check")
    assert (status, said.endswith("no problems\n")) == (0, True), said


@EACH
def test_it_is_in_its_form(path: Path) -> None:
    assert said_of(path, "format", "--check") == (0, "")


@EACH
def test_its_examples_hold(path: Path) -> None:
    status, said = said_of(path, "test")
    assert (status, said.splitlines()[-1].endswith("all hold")) == (0, True), said


@EACH
def test_every_statement_of_its_source_is_accounted_for(path: Path) -> None:
    status, said = said_of(path, "clauses")
    assert status == 0, said


@EACH
def test_its_head_says_where_the_source_is(path: Path) -> None:
    head = path.read_text(encoding="utf-8").split("\npolicy ", 1)[0]
    assert all(line.startswith("#") or not line for line in head.splitlines())
    assert re.search(r"https?://\S+", head)


@EACH
def test_it_writes_down_what_its_source_leaves_open(path: Path) -> None:
    policy = check_text(Source(path.name, path.read_text(encoding="utf-8"))).policy
    assert policy is not None
    assert any(reading.alternatives for reading in policy.readings)


@EACH
def test_the_page_of_the_gallery_has_a_section_about_it(path: Path) -> None:
    assert f"policies/gallery/{path.name}" in PAGE


@EACH
@settings(max_examples=15)
@given(data=st.data())
def test_the_days_that_matter_give_what_every_day_gives(path: Path, data: st.DataObject) -> None:
    policy = shipped(f"gallery/{path.stem}")
    history, on = data.draw(histories_under(policy, 5))
    assert over_days_that_matter(Person(policy, history, on)) == over_every_day(Person(policy, history, on))


@EACH
def test_an_alternative_of_a_reading_knows_for_whom_hours_matter(path: Path) -> None:
    for reading in shipped(f"gallery/{path.stem}").readings:
        for policy in (one.policy for one in reading.alternatives if one.policy is not None):
            whole = with_names(policy)
            assert (policy.counts_hours, policy.hours_for) == (whole.counts_hours, whole.hours_for)
