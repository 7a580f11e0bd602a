"""What differs under another policy or by another state of the record: who moves, by which step and day, and why."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator
from policydsl_cli.main import program

import policydsl
from policydsl.explain.policy_differs import policy_differences
from policydsl.explain.policy_lines import policy_lines
from policydsl.explain.schema import comparison_schema
from policydsl.interpret.compare import Comparison
from policydsl.source import Source
from policydsl.syntax import parse
from tests.engine import POLICIES, history_of, plain, policy_of, shipped
from tests.random_histories import history

TEXT = (POLICIES / "luu_attendance.policy").read_text(encoding="utf-8").partition("\nreading ")[0]
"""Without its readings, which are checked at length elsewhere."""
VALID = Draft202012Validator(json.loads(comparison_schema()))
FOUR_DAYS = ("2026-01-12", "2026-02-03", "2026-03-05", "2026-04-08")
SCORE_175: dict[str, Any] = {
    "employee": "E1",
    "absences": [*({"first": day, "last": day} for day in FOUR_DAYS), {"first": "2026-05-18", "last": "2026-05-20"}],
}
QUIET: dict[str, Any] = {"employee": "E2", "absences": [{"first": "2026-05-18", "last": "2026-05-20"}]}
ON = date(2026, 5, 29)


def changed(old: str, new: str) -> str:
    assert old in TEXT
    return TEXT.replace(old, new, 1)


HIGHER = changed("Bradford threshold is 150", "Bradford threshold is 200")


def compared(here: str, there: str, values: dict[str, Any], on: date = ON) -> Comparison:
    one, other = policy_of(here), policy_of(there)
    return policydsl.compare(
        policydsl.View(one, history_of(values, one), on), policydsl.View(other, history_of(values, other), on)
    )


# ------------------------------------------------------------------ what differs


def test_a_step_that_no_longer_falls_due_says_why_on_both_sides() -> None:
    found = compared(HIGHER, TEXT, SCORE_175)
    (moved,) = (one for one in found.differences if one.difference.kind == "fell-due")
    assert (moved.difference.what, moved.difference.here, moved.difference.there) == (
        "first informal meeting",
        None,
        date(2026, 5, 20),
    )
    (here,), (there,) = moved.why_here, moved.why_there
    assert (here.value, here.limit, there.value, there.limit) == (175, 200, 175, 150)
    assert found.moves


def test_nothing_differs_from_the_same_policy() -> None:
    assert compared(TEXT, TEXT, SCORE_175) == Comparison()


def test_sides_exchanged_say_the_same_the_other_way_round() -> None:
    for seed in range(12):
        made, on = history(Random(seed))
        one, other = compared(HIGHER, TEXT, made, on), compared(TEXT, HIGHER, made, on)
        there = [(each.difference.kind, each.difference.there, each.difference.here) for each in one.differences]
        here = [(each.difference.kind, each.difference.here, each.difference.there) for each in other.differences]
        assert sorted(map(str, there)) == sorted(map(str, here))


def test_a_step_of_another_name_is_said_to_be_none() -> None:
    renamed = TEXT.replace("first informal meeting", "opening meeting")
    found = compared(renamed, TEXT, SCORE_175)
    whys = {each.difference.what: (each.why_here, each.why_there) for each in found.differences}
    assert whys["first informal meeting"][0][0].what == "the policy has no step of this name"
    assert whys["opening meeting"][1][0].what == "the policy has no step of this name"


def test_a_duty_that_only_one_policy_has_is_told_where_the_step_fell_due_on_both_sides() -> None:
    line = "    must complete Attendance Support Plan"
    more = changed(line, "    line manager must send invitation\n" + line)
    found = compared(more, TEXT, SCORE_175)
    assert ("duty", "send invitation", "open", None) in [
        (one.difference.kind, one.difference.what, str(one.difference.here)[:4], one.difference.there)
        for one in found.differences
    ]
    assert not found.moves


def test_a_case_that_is_somewhere_else_says_where() -> None:
    meetings = [
        {"date": "2026-05-22", "step": "first informal meeting", "held": True},
        {"date": "2026-07-03", "step": "first formal meeting", "held": True},
    ]
    away = [*SCORE_175["absences"], {"first": "2026-06-08", "last": "2026-06-08"}]
    away += [{"first": "2026-06-29", "last": "2026-06-29"}]
    whole = {**SCORE_175, "absences": away, "events": meetings}
    one = next(each.policy for each in policydsl.alternatives(shipped()) if each.name == "one meeting")
    views = [policydsl.View(policy, history_of(whole), date(2026, 7, 10)) for policy in (one, shipped())]
    found = policydsl.compare(views[0], views[1])
    assert ("stands", "final formal meeting", "second formal meeting") in [
        (one.difference.kind, one.difference.here, one.difference.there) for one in found.differences
    ]


# ------------------------------------------------------------------ what a correction changed


CORRECTED: dict[str, Any] = {
    "employee": "E1",
    "absences": [
        *({"first": day, "last": day} for day in FOUR_DAYS),
        {"id": "a5", "first": "2026-05-18", "last": "2026-05-20", "recorded": "2026-05-18"},
        {"id": "a5", "first": "2026-05-18", "last": "2026-05-18", "recorded": "2026-06-01"},
        {"id": "a6", "first": "2026-05-25", "last": "2026-05-25", "recorded": "2026-06-01"},
        {"id": "a7", "first": "2026-05-27", "last": "2026-05-27", "recorded": "2026-05-27", "retracted": "2026-06-01"},
    ],
    "events": [{"date": "2026-05-22", "step": "first informal meeting", "held": True, "recorded": "2026-05-22"}],
}


def by(known: date | None) -> policydsl.View:
    return policydsl.View(shipped(), history_of(CORRECTED), ON, known)


def test_a_correction_is_named_with_what_it_changes_and_what_it_leaves_unsupported() -> None:
    found = policydsl.compare(by(date(2026, 5, 29)), by(None))
    assert [(one.name, one.how, one.parts) for one in found.records] == [
        ("a5", "corrected", ("last",)),
        ("a7", "withdrawn", ()),
        ("a6", "added", ()),
    ]
    unsupported = [one.difference for one in found.differences if one.difference.kind == "unsupported"]
    assert [(one.what, one.here, one.there) for one in unsupported] == [
        ("first informal meeting", None, date(2026, 5, 22))
    ]


def test_the_record_is_told_from_the_earlier_state_whichever_side_that_is() -> None:
    assert (
        policydsl.compare(by(date(2026, 5, 29)), by(None)).records
        == policydsl.compare(by(None), by(date(2026, 5, 29))).records
    )


def test_between_two_days_without_an_entry_nothing_differs() -> None:
    assert policydsl.compare(by(date(2026, 6, 1)), by(None)) == Comparison()


# ------------------------------------------------------------------ what the policies say


def lines_of(text: str) -> Any:
    source = Source("p", text)
    return policy_lines(parse(source).tree, source)


def test_the_lines_that_differ_stand_beside_each_other() -> None:
    (one,) = policy_differences(lines_of(HIGHER), lines_of(TEXT))
    assert one.here is not None
    assert one.there is not None
    assert (one.here.words, one.there.words) == (
        "setting Bradford threshold is 200",
        "setting Bradford threshold is 150",
    )
    assert one.here.line == one.there.line == 30


def test_layout_and_comments_are_no_difference() -> None:
    other = TEXT.replace("  led by line manager", "  # who\n     led   by line manager").replace(
        "over 4 weeks", "more than 4 weeks"
    )
    assert policy_differences(lines_of(other), lines_of(TEXT)) == ()


def test_a_step_of_another_name_is_one_line_and_what_is_below_it_is_compared() -> None:
    other = changed("step first formal meeting", "step formal talk").replace("over 28 calendar", "over 30 calendar", 1)
    found = policy_differences(lines_of(other), lines_of(TEXT))
    assert len(found) == 2
    assert found[1].here is not None
    assert found[1].here.words.startswith("step formal talk")


def test_a_line_more_stands_alone_under_its_headings() -> None:
    line = "    must complete Attendance Support Plan"
    (one,) = policy_differences(lines_of(changed(line, "    must send invitation\n" + line)), lines_of(TEXT))
    assert one.there is None
    assert one.here is not None
    assert one.here.words == "must send invitation"
    assert one.under[-1].startswith("step ")


# ------------------------------------------------------------------ the command line


def run(*words: object) -> Result:
    return CliRunner().invoke(program, [str(one) for one in words])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "old.policy").write_text(TEXT, encoding="utf-8")
    (tmp_path / "new.policy").write_text(HIGHER, encoding="utf-8")
    people = tmp_path / "people"
    people.mkdir()
    for name, values in (("a.json", SCORE_175), ("b.yaml", QUIET)):
        (people / name).write_text(json.dumps(plain(values)), encoding="utf-8")
    (people / "notes.txt").write_text("nothing", encoding="utf-8")
    (people / "luu.examples.yaml").write_text("[]", encoding="utf-8")
    return tmp_path


def asked(folder: Path, *more: object) -> Result:
    return run("evaluate", folder / "new.policy", folder / "people", "--against", folder / "old.policy", *more)


def test_who_moves_over_a_folder(folder: Path) -> None:
    done = asked(folder, "--on", "2026-05-29")
    assert done.exit_code == 0
    said = " ".join(done.stdout.split())
    assert "new.policy:30 setting Bradford threshold is 200 (LUU-9)" in said
    assert "old.policy:30 setting Bradford threshold is 150 (LUU-9)" in said
    assert "Of 2 people: 1 moves and 1 stays the same." in said
    assert "first informal meeting falls due 1 only under old.policy" in said
    assert "new.policy not due Bradford score 175 so far, over 200 is needed" in said
    assert "old.policy fell due on Wed 20 May 2026 Bradford score 175, over 150" in said
    assert "E2" not in said


def test_the_comparison_has_its_published_form(folder: Path) -> None:
    Draft202012Validator.check_schema(VALID.schema)
    whole = json.loads(asked(folder, "--on", "2026-05-29", "--format", "json").stdout)
    VALID.validate(whole)
    assert whole["summary"]["moving"][0] | {"earlier": 0} == {
        "kind": "fell-due",
        "what": "first informal meeting",
        "only_here": 0,
        "only_there": 1,
        "earlier": 0,
        "later": 0,
    }
    lines = [json.loads(line) for line in asked(folder, "--on", "2026-05-29", "--format", "jsonl").stdout.splitlines()]
    for one in lines:
        VALID.validate(one)
    head, *people = lines
    assert {**head, "people": people} == whole


def test_a_history_with_errors_under_the_old_policy_alone_is_a_difference(folder: Path) -> None:
    (folder / "new.policy").write_text(TEXT.replace("first informal meeting", "opening meeting"), encoding="utf-8")
    event = {"date": "2026-05-22", "step": "opening meeting", "held": True}
    (folder / "people" / "c.json").write_text(json.dumps({**SCORE_175, "employee": "E3", "events": [event]}))
    done = asked(folder, "--on", "2026-05-29")
    assert done.exit_code == 0
    assert f"E3, under {folder / 'old.policy'}:\nerror:" in done.stderr
    assert "the history new.policy an answer old.policy problems" in " ".join(done.stdout.split())


def test_a_history_with_errors_under_the_new_policy_ends_with_3_and_the_others_are_compared(folder: Path) -> None:
    event = {"date": "2026-05-22", "step": "no such meeting", "held": True}
    (folder / "people" / "c.json").write_text(json.dumps({**QUIET, "employee": "E3", "events": [event]}))
    done = asked(folder, "--on", "2026-05-29")
    assert done.exit_code == 3
    assert done.stderr.count("step-not-in-policy") == 1
    assert "Of 3 people: 1 moves, 1 stays the same and 1 was not compared" in " ".join(done.stdout.split())


def test_errors_in_either_policy_keep_everybody_from_being_compared(folder: Path) -> None:
    (folder / "old.policy").write_text("policy Draft\n  in force from soon\n", encoding="utf-8")
    done = asked(folder, "--on", "2026-05-29")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "old.policy:2" in done.stderr


def test_people_in_tables_are_compared_too(folder: Path) -> None:
    rows = ["employee,first,last", *(f"E7,{day},{day}" for day in FOUR_DAYS), "E7,2026-05-18,2026-05-20"]
    table = folder / "absences.csv"
    table.write_text("\n".join(rows) + "\n", encoding="utf-8")
    done = run(
        "evaluate",
        folder / "new.policy",
        "--absences",
        table,
        "--against",
        folder / "old.policy",
        "--on",
        "2026-05-29",
        "--format",
        "json",
    )
    whole = json.loads(done.stdout)
    assert [(one["employee"], one["moves"]) for one in whole["people"]] == [("E7", True)]


def test_the_record_by_two_days(tmp_path: Path) -> None:
    path = tmp_path / "e1.json"
    path.write_text(json.dumps(CORRECTED), encoding="utf-8")
    policy = POLICIES / "luu_attendance.policy"
    done = run("evaluate", policy, path, "--on", "2026-05-29", "--known", "2026-05-29", "--against-known", "everything")
    said = " ".join(done.stdout.split())
    assert said.startswith("what was on file by 29 May 2026 against everything on file, on Fri 29 May 2026")
    assert "absence a5 was corrected: last (18 May 2026, before 18 to 20 May 2026)" in said
    assert "everything held on Fri 22 May 2026, unsupported: the record no longer calls for it" in said


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--against-known", "everything"), "compares everything on file with itself"),
        (("--known", "2026-05-01", "--against-known", "2026-05-01"), "by 2026-05-01 with itself"),
        (("--against-known", "soon"), "not a day written year first"),
        (("--against", "x", "--against-known", "2026-05-01"), "ask one at a time"),
        (("--against", "x", "--readings"), "--readings is about answers"),
        (("--against", "x", "--snapshot", "y"), "--snapshot is about answers"),
    ],
)
def test_what_does_not_go_together(folder: Path, more: tuple[str, ...], said: str) -> None:
    done = run("evaluate", folder / "old.policy", folder / "people", "--on", "2026-05-29", *more)
    assert done.exit_code == 2
    assert said in " ".join(done.stderr.split())


def test_a_folder_without_histories_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run("evaluate", POLICIES / "luu_attendance.policy", tmp_path / "empty", "--on", "2026-05-29")
    assert done.exit_code == 2
    assert "there is no history in this folder" in done.stderr


def test_another_reading_over_everybody(folder: Path) -> None:
    policy = POLICIES / "luu_attendance.policy"
    done = run(
        *("evaluate", policy, folder / "people", "--on", "2026-05-29", "--against", policy),
        *("--taking", "days in the score=calendar days"),
    )
    assert done.exit_code == 0
    assert "taken so against" in " ".join(done.stdout.split()).replace(",", "")
