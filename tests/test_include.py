"""Policies of several files: where each line stands, what is wrong with an `include`, and every command over them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from policydsl_cli.main import program

import policydsl
from policydsl.check import Checked, check_text
from policydsl.gathered import Gathered, LineOf, Unfound, file_of
from policydsl.interpret.snapshot import _put, _take
from policydsl.source import Place, Source, Span
from policydsl.syntax import parse
from policydsl.syntax.include import changed, gather

HEAD = """policy Attendance
  in force from 1 September 2024
  absences never join
  an absence ends on its last recorded day
  an absence takes its category as soon as that is certain
  an absence may count towards several steps
  a part day counts as its fraction
  a working day is a day the employee was due to work
  with no working pattern on file, use Monday to Friday
  an absence with no working day counts
  a waived step counts as held
"""
ROOT = (
    HEAD
    + """
include "shared/words.policy"

branch Short follows each absence while it lasts
  step talk
    falls due when the absence has lasted over limit
    then close
"""
)
WORDS = "setting limit is 7 calendar days\n"
EXAMPLE = """
example two absences
  absent from 26 January 2026
  on 2 February 2026, talk is due
"""
HISTORY = """employee: E1
absences:
  - {first: 2026-01-26}
"""


def checked(root: str, **files: str) -> tuple[Source, Checked]:
    """A policy `main.policy` with files named without their ending."""
    whole = gather(Source("main.policy", root), {f"{name}.policy": text for name, text in files.items()})
    return whole, check_text(whole)


def told(found: Checked) -> list[tuple[str, str, str]]:
    """Each problem: its name, its file, and what stands underlined there."""
    return [(one.code.name, one.at.place.source, one.message) for one in found.diagnostics]


# ------------------------------------------------------------------ one text of several


def test_a_file_stands_behind_the_line_that_includes_it() -> None:
    whole = gather(Source("p/main.policy", ROOT), {"p/shared/words.policy": WORDS})
    assert isinstance(whole, Gathered)
    assert [one.name for one in whole.files] == ["p/main.policy", "p/shared/words.policy"]
    at = whole.text.index("setting limit")
    assert whole.place(Span(at, at + 7)) == Place("p/shared/words.policy", Span(0, 7))
    assert whole.position(at).line == LineOf(1, "p/shared/words.policy")
    behind = whole.text.index("branch Short")
    assert (whole.position(behind).line, file_of(whole.position(behind).line)) == (15, None)
    assert whole.line_at(behind) == "branch Short follows each absence while it lasts"
    assert whole.line_at(at) == WORDS.strip()


def test_a_policy_without_includes_is_as_it_was_handed_in() -> None:
    source = Source("main.policy", HEAD)
    assert gather(source, {}) is source


def test_an_answer_names_file_and_line() -> None:
    policy = policydsl.policy(ROOT, "main.policy", files={"shared/words.policy": WORDS})
    (history,) = policydsl.histories(HISTORY, policy)
    answer = policydsl.answer(policy, history, date(2026, 2, 3))
    values = policydsl.as_json(answer, policy_digest="sha256:" + "0" * 64, history_digest="sha256:" + "0" * 64)
    assert "source" not in values["fell_due"][0]["reasons"][0]  # type: ignore[index]
    moved = policydsl.policy(
        HEAD + 'include "b.policy"\n', "main.policy", files={"b.policy": WORDS + ROOT.partition('words.policy"\n')[2]}
    )
    (history,) = policydsl.histories(HISTORY, moved)
    answer = policydsl.answer(moved, history, date(2026, 2, 3))
    values = policydsl.as_json(answer, policy_digest="sha256:" + "0" * 64, history_digest="sha256:" + "0" * 64)
    reason: Any = values["fell_due"][0]["reasons"][0]  # type: ignore[index]
    assert (reason["line"], reason["source"]) == (5, "b.policy")
    assert "(line 5 of b.policy" in policydsl.as_text(answer)


def test_twice_included_by_two_ways_is_once() -> None:
    root = ROOT.replace('include "shared/words.policy"', 'include "a.policy"\ninclude "shared/../words.policy"')
    whole, found = checked(root, a='include "./words.policy"\n', words=WORDS)
    assert found.policy is not None
    assert [one.name for one in whole.files] == ["main.policy", "a.policy", "words.policy"]
    assert whole.text.count("setting limit") == 1


def test_paths_are_relative_to_the_including_file() -> None:
    files = {"north/a/x.policy": 'include "../y.policy"\n', "north/y.policy": WORDS, "y.policy": "setting other is 1\n"}
    root = ROOT.replace("shared/words.policy", "a/x.policy")
    assert check_text(gather(Source("north/main.policy", root), files)).policy is not None


# ------------------------------------------------------------------ what is wrong


def test_a_clash_names_both_places() -> None:
    whole, found = checked(ROOT.replace("shared/words", "words") + "setting limit is 3 weeks\n", words=WORDS)
    (clash,) = found.diagnostics
    assert clash.code.name == "declared-twice"
    places = [clash.at.place, *(label.place for label in clash.also)]
    assert {place.source for place in places} == {"main.policy", "words.policy"}
    assert {whole.by_name[place.source].text_of(place.span) for place in places} == {"limit"}


def test_a_missing_file_hides_what_it_may_declare() -> None:
    _, found = checked(ROOT.replace("shared/words", "word"), words=WORDS)
    assert told(found) == [("include-not-found", "main.policy", "there is no file word.policy")]
    assert found.diagnostics[0].help == "did you mean `words.policy`?"


def test_nobody_handed_the_file_in() -> None:
    assert [one.code.name for one in check_text(Source("main.policy", ROOT)).diagnostics] == ["include-not-found"]


def test_a_circle_names_every_line_of_it() -> None:
    _, found = checked(HEAD + 'include "a.policy"\n', a='include "b.policy"\n', b='include "a.policy"\n')
    (circle,) = found.diagnostics
    assert (circle.code.name, circle.at.place.source) == ("include-in-a-circle", "b.policy")
    assert [label.place.source for label in circle.also] == ["a.policy"]
    _, found = checked(HEAD + 'include "main.policy"\n', main="")
    assert [one.code.name for one in found.diagnostics] == ["include-in-a-circle"]


def test_a_name_that_never_ends_is_stopped() -> None:
    def resolve(name: str, written: str) -> Source | Unfound:
        return Source(f"{name}+", f'include "{written}"\n')

    found = check_text(gather(Source("main.policy", HEAD + 'include "x"\n'), resolve))
    assert [one.message for one in found.diagnostics] == ["too many files are included"]


def test_an_included_file_has_no_policy_line() -> None:
    _, found = checked(HEAD + 'include "a.policy"\n', a="policy Other\n  absences never join\n")
    assert [(one[0], one[1]) for one in told(found)] == [("second-policy", "a.policy")]


def test_no_block_runs_from_one_file_into_another() -> None:
    _, found = checked(
        HEAD + 'include "a.policy"\n    then close\n',
        a="branch B follows each employee\n  step s\n    falls due at once\n",
    )
    assert ("line-in-the-wrong-place", "main.policy") in [one[:2] for one in told(found)]
    _, found = checked(
        HEAD + 'branch B follows each employee\n  step s\n    falls due at once\ninclude "a.policy"\n',
        a="    then close\n",
    )
    assert ("line-in-the-wrong-place", "a.policy") in [one[:2] for one in told(found)]


@pytest.mark.parametrize(
    "wrong", ["setting limit is 2 wekks\n", "setting limit is 2 weeks of\n", 'setting limit is "2\n']
)
def test_a_problem_and_its_fix_stand_in_the_included_file(wrong: str) -> None:
    """Whatever is said of a file by itself is said of it when it is included, at the same place."""
    alone = parse(Source("words.policy", wrong)).diagnostics
    _, found = checked(ROOT.replace("shared/words", "words"), words=wrong)
    assert alone
    assert [one for one in found.diagnostics if one.at.place.source == "words.policy"] == list(alone)


def test_a_sentence_said_otherwise_is_mended_in_the_included_file() -> None:
    policy = ROOT.replace("shared/words", "steps").partition("branch")[0] + "setting limit is 7 calendar days\n"
    said = ROOT[ROOT.index("branch") :].replace(
        "the absence has lasted over limit", "somebody is absent on more than three occasions in a rolling year"
    )
    _, found = checked(policy, steps=said)
    alone = check_text(Source("steps.policy", HEAD + "setting limit is 7 calendar days\n" + said))
    assert [(one.code, one.message, one.help) for one in found.diagnostics] == [
        (one.code, one.message, one.help) for one in alone.diagnostics
    ]
    assert {one.at.place.source for one in found.diagnostics} == {"steps.policy"}


def test_a_changed_whole_is_the_whole_of_the_changed_file() -> None:
    whole = gather(Source("main.policy", ROOT), {"shared/words.policy": WORDS})
    at = whole.text.index("is 7")
    other = changed(whole, Span(at, at + 4), "is 77")
    assert {one.name: one.text for one in other.files} == {
        "main.policy": ROOT,
        "shared/words.policy": "setting limit is 77 calendar days\n",
    }


def test_a_file_alone_is_told_apart_from_a_faulty_policy() -> None:
    found = check_text(
        Source("part.policy", "branch B follows each employee\n  step s\n    falls due when score is over 3\n")
    )
    assert [one.code.name for one in found.diagnostics] == ["no-policy-line"]
    assert "policydsl check THE_POLICY" in (found.diagnostics[0].help or "")


def test_what_an_included_file_declares_may_be_for_others() -> None:
    _, found = checked(ROOT.replace("shared/words", "words"), words=WORDS + "setting spare is 3 weeks\n")
    assert found.diagnostics == ()
    _, found = checked(ROOT.replace("shared/words", "words") + "setting spare is 3 weeks\n", words=WORDS)
    assert [one.code.name for one in found.diagnostics] == ["unused"]


# ------------------------------------------------------------------ lines, digests


def test_a_line_of_another_file_is_another_line() -> None:
    line = LineOf(3, "a.policy")
    assert (line == 3, line != 3, line == LineOf(3, "a.policy"), line == LineOf(3, "b.policy")) == (
        False,
        True,
        True,
        False,
    )
    assert {line: 1}.get(LineOf(3, "a.policy")) == 1
    assert _take(json.loads(json.dumps(_put((line, 4))))) == (line, 4)
    assert file_of(_take(json.loads(json.dumps(_put(line))))) == "a.policy"


def test_the_digest_covers_every_file() -> None:
    def digest(words: str) -> str:
        return policydsl.digest_of_source(gather(Source("main.policy", ROOT), {"shared/words.policy": words}))

    assert digest(WORDS) == digest(WORDS) != digest(WORDS + "# later\n")
    assert policydsl.digest_of_source(Source("main.policy", HEAD)) == policydsl.digest_of_text(HEAD)


# ------------------------------------------------------------------ the command line


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shared").mkdir()
    for name, text in (("main.policy", ROOT), ("shared/words.policy", WORDS + EXAMPLE), ("h.yaml", HISTORY)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "one.policy").write_text(
        ROOT.replace('include "shared/words.policy"', WORDS + EXAMPLE), encoding="utf-8"
    )
    return tmp_path


def run(*arguments: str, status: int = 0) -> str:
    done = CliRunner().invoke(program, list(arguments))
    assert done.exit_code == status, done.output
    return done.output


def test_check_says_what_it_looked_at(folder: Path) -> None:
    assert run("check", "main.policy") == "main.policy: no problems (with shared/words.policy)\n"
    values = json.loads(run("check", "main.policy", "--format", "json"))
    assert [one["name"] for one in values["sources"]] == ["main.policy", "shared/words.policy"]


def test_a_part_checked_alone_is_answered_with_its_policy(folder: Path) -> None:
    output = run("check", "shared/words.policy", status=1)
    assert "shared/words.policy is included by main.policy; check that one: policydsl check main.policy" in output


def test_every_answer_is_that_of_one_file(folder: Path) -> None:
    def answer(policy: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(run("evaluate", policy, "h.yaml", "--on", "2026-02-03", "--format", "json"))
        return found

    split, whole = answer("main.policy"), answer("one.policy")
    assert [one["name"] for one in split["policy"]["sources"]] == ["main.policy", "shared/words.policy"]
    assert "sources" not in whole["policy"]
    assert [one["on"] for one in split["fell_due"]] == [one["on"] for one in whole["fell_due"]] == ["2026-02-02"]
    (folder / "kept.json").write_text(json.dumps(split), encoding="utf-8")
    assert "comes out again" in run("verify", "kept.json", "main.policy", "h.yaml")
    (folder / "shared" / "words.policy").write_text(WORDS + EXAMPLE + "# later\n", encoding="utf-8")
    assert "policy.digest" in run("verify", "kept.json", "main.policy", "h.yaml", status=1)


def test_a_snapshot_fits_all_the_files(folder: Path) -> None:
    on = ("--on", "2026-02-03")
    run("evaluate", "main.policy", "h.yaml", *on, "--snapshot", "s.jsonl")
    later = ("evaluate", "main.policy", "h.yaml", "--on", "2026-02-09")
    assert run(*later, "--resume", "s.jsonl") == run(*later)
    (folder / "shared" / "words.policy").write_text(WORDS, encoding="utf-8")
    assert "another text of the policy" in run(*later, "--resume", "s.jsonl", status=2)


def test_examples_of_an_included_file_run_and_are_put_right_there(folder: Path) -> None:
    assert run("test", "main.policy") == "1 example: it holds\n"
    words = folder / "shared" / "words.policy"
    words.write_text(
        WORDS
        + EXAMPLE.replace("on 2 February 2026, talk is due", "on 3 February 2026, talk fell due on 1 February 2026"),
        encoding="utf-8",
    )
    assert "shared/words.policy:3: two absences" in run("test", "main.policy", status=1)
    run("test", "main.policy", "--accept", "--yes")
    assert "talk fell due on 2 February 2026" in words.read_text(encoding="utf-8")
    assert (folder / "main.policy").read_text(encoding="utf-8") == ROOT


def test_a_file_of_examples_beside_an_included_file_is_run(folder: Path) -> None:
    beside = "- title: not ill\n  on: 2026-02-02\n  history: {absences: []}\n  expect: {not_fell_due: [talk]}\n"
    (folder / "shared" / "words.examples.yaml").write_text(beside, encoding="utf-8")
    assert run("test", "main.policy") == "2 examples: all hold\n"


def test_show_and_against_name_the_files(folder: Path) -> None:
    shown = run("show", "main.policy")
    assert "Of shared/words.policy" in shown
    assert "limit  7 calendar days (of shared/words.policy)" in shown
    values = json.loads(run("show", "main.policy", "--format", "json"))
    assert values["settings"][0]["source"] == "shared/words.policy"
    against = run("evaluate", "main.policy", "h.yaml", "--on", "2026-02-03", "--against", "one.policy")
    assert 'include "shared/words.policy"' in against
    assert against.count("no such line") == 1
    assert "nobody moves" in against


def test_each_file_is_formatted_by_itself(folder: Path) -> None:
    (folder / "shared" / "words.policy").write_text("setting limit is    7 calendar days\n", encoding="utf-8")
    run("format", "main.policy", "shared/words.policy")
    assert (folder / "shared" / "words.policy").read_text(encoding="utf-8") == "setting limit is 7 calendar days\n"
    assert (folder / "main.policy").read_text(encoding="utf-8").count("include") == 1
    assert "setting" not in (folder / "main.policy").read_text(encoding="utf-8")


def test_a_register_beside_an_included_file_joins(folder: Path) -> None:
    register = (
        'register: 1\nsource: {title: "T", cited_as: "T"}\nclauses:\n'
        "  - {id: %s, where: page 1, paraphrase: something, disposition: implemented}\n"
    )
    (folder / "own.clauses.yaml").write_text(register % "A-1", encoding="utf-8")
    (folder / "shared" / "words.clauses.yaml").write_text(register % "B-1", encoding="utf-8")
    (folder / "shared" / "words.policy").write_text("setting limit is 7 calendar days [B-1]\n", encoding="utf-8")
    source = '  source "T", clauses in "own.clauses.yaml"\n  absences never join [A-1]\n'
    (folder / "main.policy").write_text(ROOT.replace("  absences never join\n", source), encoding="utf-8")
    output = run("clauses", "main.policy")
    assert "line 1 of shared/words.policy" in output
    assert "2 clauses: 2 implemented" in output
    (folder / "shared" / "words.clauses.yaml").write_text(register % "A-1", encoding="utf-8")
    assert "stands here twice" in run("clauses", "main.policy", status=1)


def test_what_cannot_be_read_is_told_at_its_line(folder: Path) -> None:
    (folder / "shared" / "words.policy").write_bytes(b"\xff\x00")
    output = run("check", "main.policy", status=1)
    assert "main.policy:13:1" in output
    assert "this file cannot be included" in output
    (folder / "shared" / "words.policy").unlink()
    assert "there is no such file" in run("evaluate", "main.policy", "h.yaml", "--on", "2026-02-03", status=1)
