"""The second time axis: versions of a record, withdrawn records, and meetings that a correction no longer supports."""

from __future__ import annotations

from datetime import date

import pytest

from policydsl.interpret import fold
from policydsl.interpret.answer import Answer
from policydsl.interpret.evaluate import evaluate
from tests.engine import history_of, shipped
from tests.support import CASES, load_case

S20 = load_case(CASES / "luu" / "S20.yaml").history
MEETING = "first informal meeting"


def answer(history: dict[str, object], on: str, known: str | None = None) -> Answer:
    found = evaluate(
        shipped(), history_of(history), date.fromisoformat(on), None if known is None else date.fromisoformat(known)
    )
    assert found.answer is not None
    return found.answer


def score(one: Answer) -> object:
    return one.measures[0].value


def test_what_could_be_known_then_still_can() -> None:
    assert score(answer(S20, "2026-05-29", "2026-05-26")) == 175
    assert score(answer(S20, "2026-05-29")) == 96
    then = answer(S20, "2026-05-29", "2026-05-31")
    assert [one.unsupported for one in then.fell_due if one.step == MEETING] == [False]
    assert then.known == date(2026, 5, 31)


def test_what_rests_on_an_unsupported_meeting_is_marked_too() -> None:
    later = {**S20, "absences": [*S20["absences"], {"first": "2026-06-08"}]}
    found = {one.step: one.unsupported for one in answer(later, "2026-06-20").fell_due if one.branch == "Branch 1"}
    assert found == {MEETING: True, "first formal meeting": True}


def test_a_case_that_begins_again_rests_on_nothing() -> None:
    assert all(not one.unsupported for one in answer(S20, "2027-01-20").fell_due if one.step != MEETING)
    assert [(one.branch, one.on) for one in answer(S20, "2027-01-20").lapsed] == [("Branch 1", date(2026, 11, 27))]


def test_a_meeting_that_nothing_ever_called_for_is_out_of_sequence() -> None:
    early = {**S20, "events": [{"date": "2026-05-15", "step": MEETING, "what": "held", "recorded": "2026-05-15"}]}
    assert "out-of-sequence" in {one.code for one in answer(early, "2026-05-18").warnings}


def test_the_version_recorded_last_counts() -> None:
    versions = [
        {"id": "a1", "first": "2026-01-05", "last": "2026-01-09", "recorded": "2026-01-05"},
        {"id": "a1", "first": "2026-01-05", "last": "2026-01-14", "recorded": "2026-01-15"},
    ]
    history = {"employee": "E1", "absences": versions}
    assert score(answer(history, "2026-02-01")) == 8
    assert score(answer(history, "2026-02-01", "2026-01-14")) == 5
    assert score(answer(history, "2026-02-01", "2026-01-04")) == 0
    assert score(answer({**history, "absences": versions[::-1]}, "2026-02-01")) == 8


def test_a_withdrawn_version_leaves_no_older_one_behind() -> None:
    versions = [
        {"id": "a1", "first": "2026-01-05", "last": "2026-01-09", "recorded": "2026-01-05"},
        {"id": "a1", "first": "2026-01-05", "last": "2026-01-14", "recorded": "2026-01-15", "retracted": "2026-01-20"},
    ]
    assert score(answer({"employee": "E1", "absences": versions}, "2026-02-01")) == 0


def test_an_event_recorded_later_was_not_known() -> None:
    event = {"date": "2026-05-26", "step": MEETING, "what": "held", "recorded": "2026-06-10"}
    history = {**S20, "absences": [{**one, "retracted": None} for one in S20["absences"]], "events": [event]}
    history["absences"] = [{key: day for key, day in one.items() if day is not None} for one in history["absences"]]
    states = [one.state.value for one in answer(history, "2026-06-12", "2026-06-01").fell_due if one.step == MEETING]
    assert states == ["due"]
    states = [one.state.value for one in answer(history, "2026-06-12").fell_due if one.step == MEETING]
    assert states == ["held"]


def test_every_meeting_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not once for each meeting after it as well, or nobody could wait for a history with a dozen meetings."""
    days = [f"2026-{month:02}-05" for month in range(1, 13)]
    history = {
        "employee": "E1",
        "absences": [{"id": f"a{at}", "first": day, "recorded": day, "last": day} for at, day in enumerate(days)],
        "events": [{"date": day, "step": MEETING, "what": "held"} for day in days],
    }
    whole, folds = fold.resumed, []
    monkeypatch.setattr(fold, "resumed", lambda *given: folds.append(given) or whole(*given))
    assert answer(history, "2026-12-31").warnings
    assert len(folds) == len(days) + 1


def test_a_correction_made_later_than_known_plays_no_part() -> None:
    """The meeting was held because of an absence that is put on file only after the day by which all must be known."""
    late = {**S20, "absences": [{**one, "recorded": "2026-05-26"} for one in S20["absences"]]}
    late["absences"] = [{key: day for key, day in one.items() if key != "retracted"} for one in late["absences"]]
    late["events"] = [{"date": "2026-05-26", "step": MEETING, "what": "held"}]
    never = {**late, "absences": []}
    assert answer(late, "2026-05-29", "2026-05-20") == answer(never, "2026-05-29", "2026-05-20")
