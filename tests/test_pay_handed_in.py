"""Sick pay of another policy handed in with `--pay`: in comparisons on both sides, and in snapshots gone on from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from policydsl_cli.main import program

from policydsl.explain.schema import comparison_schema
from tests.small import HEADER

STEP = """
branch long absences follows each absence while it lasts
  step review of pay
    falls due {when}
    dates already passed count
    then close
"""
PAY = """
sick pay for everybody
  everybody: {tiers}
  pay is counted in calendar days
  earlier sick pay does not count
  gives half pay date
"""
AWAY = {"employee": "E1", "absences": [{"first": "2026-01-05"}]}
VALID = Draft202012Validator(json.loads(comparison_schema()))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "new.policy": HEADER + STEP.format(when="on half pay date"),
        "old.policy": HEADER + STEP.format(when="2 weeks before half pay date"),
        "plain.policy": HEADER.replace("fact half pay date", "fact other date") + STEP.format(when="on other date"),
        "none.policy": HEADER.replace("fact ", "# fact "),
        "pay.policy": HEADER + PAY.format(tiers="4 weeks full, 4 weeks half"),
        "better.policy": HEADER + PAY.format(tiers="8 weeks full, 4 weeks half"),
        "e1.json": json.dumps(AWAY),
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(folder: Path, *words: str, on: str = "2026-03-31") -> tuple[int, str, str]:
    here = [str(folder / word) if "." in word else word for word in words]
    found = CliRunner().invoke(program, ["evaluate", *here, "--on", on])
    return found.exit_code, found.stdout, found.stderr


def days(found: dict[str, Any]) -> list[tuple[str | None, str | None]]:
    differences = found["people"][0]["differences"]
    return [(one["here"], one["there"]) for one in differences if one["kind"] == "fell-due"]


def test_both_sides_of_a_comparison_have_the_days_that_it_gives(folder: Path) -> None:
    words = ("new.policy", "e1.json", "--against", "old.policy", "--pay", "pay.policy")
    status, out, _ = run(folder, *words, "--format", "json")
    found = json.loads(out)
    assert (status, days(found)) == (0, [("2026-02-02", "2026-01-19")])
    assert VALID.is_valid(found)
    both = [found[side]["policy"]["pay"] for side in ("here", "there")]
    assert both[0] == both[1]
    assert Path(both[0]["name"]).name == "pay.policy"
    _, out, _ = run(folder, *words)
    assert "pay.policy on both sides" in " ".join(out.split())


def test_without_it_neither_side_has_them(folder: Path) -> None:
    _, out, _ = run(folder, "new.policy", "e1.json", "--against", "old.policy", "--format", "json")
    found = json.loads(out)
    assert days(found) == []
    assert "pay" not in found["here"]["policy"]


def test_two_states_of_the_record_have_them_too(folder: Path) -> None:
    records = [{"id": "a", "first": "2026-01-05", "last": "2026-01-20", "recorded": "2026-01-20"}]
    records.append({"id": "a", "first": "2026-01-05", "recorded": "2026-02-10"})
    (folder / "e1.json").write_text(json.dumps({"employee": "E1", "absences": records}), encoding="utf-8")
    words = ("new.policy", "e1.json", "--against-known", "2026-02-01", "--pay", "pay.policy", "--format", "json")
    _, out, _ = run(folder, *words)
    assert days(json.loads(out)) == [("2026-02-02", None)]


def test_one_of_the_sides_may_ask_for_none_of_the_days(folder: Path) -> None:
    status, out, _ = run(
        folder, "new.policy", "e1.json", "--against", "plain.policy", "--pay", "pay.policy", "--format", "json"
    )
    assert (status, days(json.loads(out))) == (0, [("2026-02-02", None)])
    status, _, told = run(folder, "plain.policy", "e1.json", "--against", "plain.policy", "--pay", "pay.policy")
    assert status == 2
    assert "gives no day of the facts" in told


@pytest.mark.parametrize("day", ["2026-01-20", "2026-02-01", "2026-02-02", "2026-03-01"])
def test_going_on_from_a_snapshot_gives_the_same_answer(folder: Path, day: str) -> None:
    words = ("new.policy", "e1.json", "--pay", "pay.policy")
    assert run(folder, *words, "--snapshot", "s.jsonl", on=day)[0] == 0
    whole, resumed = (run(folder, *words, "--format", "json", *more) for more in ((), ("--resume", "s.jsonl")))
    assert whole == resumed
    assert [one["on"] for one in json.loads(whole[1])["fell_due"]] == ["2026-02-02"]


@pytest.mark.parametrize(
    ("then", "now", "why"),
    [
        (("--pay", "pay.policy"), (), "this snapshot was taken with `--pay`, which is not named now"),
        ((), ("--pay", "pay.policy"), "this snapshot was taken without the sick pay of `--pay`"),
        (
            ("--pay", "pay.policy"),
            ("--pay", "better.policy"),
            "this snapshot was taken with another text of the sick pay",
        ),
    ],
)
def test_a_snapshot_with_other_sick_pay_is_not_gone_on_from(
    folder: Path, then: tuple[str, ...], now: tuple[str, ...], why: str
) -> None:
    assert run(folder, "new.policy", "e1.json", *then, "--snapshot", "s.jsonl", on="2026-01-20")[0] == 0
    status, out, told = run(folder, "new.policy", "e1.json", *now, "--resume", "s.jsonl")
    assert (status, out) == (2, "")
    assert f"error: {why}\n" in told


def test_what_is_wrong_with_it_is_told_for_a_comparison_too(folder: Path) -> None:
    (folder / "pay.policy").write_text(HEADER + PAY.format(tiers="4 weeks ful"), encoding="utf-8")
    status, out, told = run(folder, "new.policy", "e1.json", "--against", "old.policy", "--pay", "pay.policy")
    assert (status, out) == (1, "")
    assert "ful" in told


def test_two_texts_of_the_sick_pay_are_compared_by_the_days_that_they_come_to(folder: Path) -> None:
    words = ("better.policy", "e1.json", "--against", "pay.policy")
    _, out, _ = run(folder, *words, "--format", "json")
    found = json.loads(out)
    assert VALID.is_valid(found)
    moved = [one for one in found["people"][0]["differences"] if one["kind"] == "pay"]
    assert [(one["what"], one["absence"], one["here"], one["there"]) for one in moved] == [
        ("half pay date", "2026-01-05", "2026-03-02", "2026-02-02"),
        ("first day with no pay", "2026-01-05", "2026-03-30", "2026-03-02"),
    ]
    assert moved[0]["why_here"]
    assert found["summary"]["other"] == 1
    _, out, _ = run(folder, *words)
    assert "half pay date, absence of 5 Jan 2026" in out
    _, out, _ = run(folder, "none.policy", "e1.json", "--against", "pay.policy")
    assert "no sick pay says so" in out
