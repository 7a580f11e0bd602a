"""Kept answers stay: each still has the published form, and asking again gives the same one, sign for sign."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from tests import freeze
from tests.freeze import ANSWERS, CURRENT, FORM, FROZEN, POLICY, SCHEMA, Frozen, frozen, wrong_form

KEPT = frozen()
BY_FOLDER = pytest.mark.parametrize("one", KEPT, ids=[one.name for one in KEPT])
KINDS = {"case", "condition", "count", "date", "event", "fact", "length", "measure", "month-end"}
NEVER_FILLED = {
    "answer.calendars",  # no calendar is handed in
    *("sick_pay.last", "sick_pay.source"),  # no sick pay ends here, and none is included
    *(f"{one}.entries" for one in ("measure", "reason")),  # nothing gives points
    *(f"{one}.source" for one in ("duty", "measure", "reason", "to_record", "turns_on")),  # nothing is included
    "duty.uncovered",  # no paper is recorded with its days
    "lapsed.absence",  # a case that follows an absence and lapses is closed
    "measure.unit",
    "reason.clipped",
}
"""What an answer has a place for and nothing fills."""
LISTS = {"target": "targets", "duty": "duties", "measure": "measures", "warning": "warnings"}
"""Definitions of the schema by another name than their list in an answer; the others have the same."""


def without_version(line: str) -> str:
    """An answer without which version made it."""
    values = json.loads(line)
    values.pop("produced_by", None)
    return json.dumps(values, ensure_ascii=False)


@BY_FOLDER
def test_it_has_the_form_that_was_published(one: Frozen) -> None:
    kept = one.kept.read_text(encoding="utf-8")
    published = json.loads((one.folder.parent / FORM).read_text(encoding="utf-8"))
    assert published["$id"].rpartition(":")[2] == one.folder.parent.name.rpartition("-")[2]
    assert kept
    assert wrong_form(kept, published) is None
    if one.folder.parent == CURRENT:
        assert wrong_form(kept) is None


@BY_FOLDER
def test_it_comes_out_again(one: Frozen) -> None:
    """Later versions of the form may say more; under the same one nothing differs but who says it."""
    again = one.answers()
    if one.folder.parent == CURRENT:
        kept = one.kept.read_text(encoding="utf-8").splitlines()
        assert list(map(without_version, again.splitlines())) == list(map(without_version, kept))


@BY_FOLDER
def test_its_bytes_are_those_of_the_command_line(one: Frozen) -> None:
    data = one.kept.read_bytes()
    assert b"\r" not in data
    assert data.endswith(b"\n")
    for line in data.decode().splitlines():
        assert json.dumps(json.loads(line), ensure_ascii=False) == line


# ------------------------------------------------------------------ what is kept leaves nothing out


def filled(value: Any) -> bool:
    return value not in (None, [], "", False)


def kept_answers() -> Iterator[dict[str, Any]]:
    for one in frozen(CURRENT):
        yield from map(json.loads, one.kept.read_text(encoding="utf-8").splitlines())


def reasons(value: Any) -> Iterator[dict[str, Any]]:
    """Every reason in an answer, wherever it stands."""
    if isinstance(value, dict):
        if "because" in value:
            yield value
        for inner in value.values():
            yield from reasons(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from reasons(inner)


def items(definition: str) -> Iterator[dict[str, Any]]:
    for answer in kept_answers():
        if definition == "answer":
            yield answer
        elif definition == "reason":
            yield from reasons(answer)
        else:
            yield from answer.get(LISTS.get(definition, definition), ())


def places() -> Iterator[tuple[str, str]]:
    for definition, form in SCHEMA["$defs"].items():
        if definition in ("answer", "reason") or (definition != "problems" and list(items(definition))):
            yield from ((definition, key) for key in form.get("properties", ()))


def test_every_key_of_an_answer_says_something_in_some_kept_one() -> None:
    empty = {
        f"{definition}.{key}"
        for definition, key in places()
        if not any(filled(item.get(key)) for item in items(definition))
    }
    assert sorted(empty - NEVER_FILLED) == []


def test_every_list_of_an_answer_is_looked_at() -> None:
    lists = {key for answer in kept_answers() for key, value in answer.items() if isinstance(value, list)}
    defined = {LISTS.get(name, name) for name in SCHEMA["$defs"]}
    assert sorted(lists - defined - {"calendars", "problems"}) == []


def test_every_kind_of_reason_is_kept() -> None:
    assert {one["kind"] for one in items("reason")} >= KINDS


def test_histories_with_errors_are_kept_too() -> None:
    names = {problem["name"] for answer in kept_answers() for problem in answer.get("problems", ())}
    assert {"end-before-start", "event-fits-several", "step-not-in-policy"} <= names


# ------------------------------------------------------------------ the command


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copytree(FROZEN, tmp_path / "frozen")
    monkeypatch.setattr(freeze, "CURRENT", tmp_path / "frozen" / CURRENT.name)
    return tmp_path / "frozen" / CURRENT.name


def test_what_is_kept_is_not_written_over(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = elsewhere / "problems" / ANSWERS
    kept.write_text("kept\n", encoding="utf-8")
    assert freeze.main(["problems"]) == 1
    assert (kept.read_text(encoding="utf-8"), "is kept already" in capsys.readouterr().out) == ("kept\n", True)
    assert freeze.main(["problems", "--replace"]) == 0
    assert wrong_form(kept.read_text(encoding="utf-8")) is None


def test_a_new_one_is_written(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert freeze.main(["new"]) == 1
    assert "write answer-1/new/ask.json first" in capsys.readouterr().out
    folder = elsewhere / "new"
    folder.mkdir()
    ask = {"policy": "luu_attendance", "questions": [["history.yaml", "--on", "2026-06-30"]]}
    (folder / "ask.json").write_text(json.dumps(ask), encoding="utf-8")
    (folder / "history.yaml").write_text("employee: N1\nabsences: []\n", encoding="utf-8")
    assert freeze.main(["new"]) == 0
    assert json.loads((folder / ANSWERS).read_text(encoding="utf-8"))["employee"] == "N1"
    assert (folder / POLICY).read_text(encoding="utf-8").startswith("# The attendance support procedure")
