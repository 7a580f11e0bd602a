"""Records in dispute: the answer says whether it turns on them, one by one and all together."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import policydsl
from policydsl.explain.schema import answer_schema
from policydsl.interpret.answer import Answer, Difference
from policydsl.interpret.evaluate import evaluate
from tests.engine import answer_of, history_of, shipped
from tests.small import small

DAYS = ("2026-01-12", "2026-02-03", "2026-03-05", "2026-04-08")
ON = date(2026, 5, 29)


def told(disputed: tuple[str, ...], last: str = "2026-05-20") -> dict[str, Any]:
    absences: list[dict[str, Any]] = [
        {"id": f"a{number}", "first": day, "last": day} for number, day in enumerate(DAYS)
    ]
    absences.append({"id": "a9", "first": "2026-05-18", "last": last})
    return {
        "employee": "E1",
        "absences": [{**one, "disputed": True} if one["id"] in disputed else one for one in absences],
    }


def due(one: Answer) -> list[str]:
    return [each.on.isoformat() for each in one.fell_due if each.step == "first informal meeting"]


def test_a_record_that_counts_is_said_to_count() -> None:
    answer = answer_of(told(("a1",)), ON)
    assert due(answer) == ["2026-05-20"]
    (one,) = answer.disputed
    assert [(each.record, each.first) for each in one.records] == [("a1", date(2026, 2, 3))]
    assert ("first informal meeting", date(2026, 5, 20), None) in [
        (each.what, each.here, each.there) for each in one.differences if each.kind == "fell-due"
    ]


def test_the_differences_are_those_of_the_history_without_the_record() -> None:
    values = told(("a1",))
    without = {**values, "absences": [one for one in values["absences"] if one["id"] != "a1"]}
    (one,) = answer_of(values, ON).disputed
    gone = {each.here for each in one.differences if each.kind == "fell-due" and each.there is None}
    before, after = answer_of(values, ON), answer_of(without, ON)
    assert gone == {each.on for each in before.fell_due} - {each.on for each in after.fell_due}


def test_a_disputed_record_changes_nothing_else_in_the_answer() -> None:
    plain, with_dispute = answer_of(told(()), ON), answer_of(told(("a1",)), ON)
    assert plain.disputed == ()
    assert due(plain) == due(with_dispute)
    assert plain.measures == with_dispute.measures


def test_a_meeting_after_it_is_all_that_turns_on_a_record_that_does_not_count() -> None:
    values = told(("old",))
    values["absences"].append({"id": "old", "first": "2024-12-02", "last": "2024-12-02", "disputed": True})
    (one,) = answer_of(values, ON).disputed
    assert {each.what for each in one.differences if each.kind == "fell-due"} == {"return to work meeting"}


def test_two_records_that_matter_only_together_are_told_together() -> None:
    """Six absences of one day and one of three: a score of 441 without any two of them is still over 150."""
    values = told(("a0", "a1", "a2"))
    extra = [
        {"id": f"b{number}", "first": f"2026-04-{14 + number}", "last": f"2026-04-{14 + number}"} for number in (0, 6)
    ]
    values["absences"] += extra
    found = answer_of(values, ON).disputed
    *each, together = found
    assert [len(one.records) for one in found] == [1, 1, 1, 3]
    alone = {difference for one in each for difference in one.differences}
    assert not alone.issuperset(together.differences)


def test_a_dispute_ends_with_a_version_that_drops_it() -> None:
    values = told(())
    values["absences"][1] |= {"disputed": True, "recorded": "2026-02-03"}
    assert len(answer_of(values, ON).disputed) == 1
    values["absences"].append({"id": "a1", "first": DAYS[1], "last": DAYS[1], "recorded": "2026-03-02"})
    assert answer_of(values, ON).disputed == ()
    then = evaluate(shipped(), history_of(values), ON, known=date(2026, 2, 20)).answer
    assert then is not None
    assert len(then.disputed) == 1


def test_a_record_that_had_not_begun_is_not_told() -> None:
    assert answer_of(told(("a9",)), date(2026, 5, 1)).disputed == ()


def test_it_stands_in_the_text_and_in_the_published_form() -> None:
    answer = answer_of(told(("a1",)), ON)
    text = " ".join(policydsl.as_text(answer).split())
    assert "Disputed The record a1 of 3 Feb 2026 is disputed. Without it:" in text
    assert "first informal meeting would not have fallen due on Wed 20 May 2026" in text
    digest = policydsl.digest_of_text("p")
    values = json.loads(json.dumps(policydsl.as_json(answer, policy_digest=digest, history_digest=digest)))
    Draft202012Validator(json.loads(answer_schema())).validate(values)
    assert values["disputed"][0]["records"] == [{"record": "a1", "first": "2026-02-03", "last": "2026-02-03"}]


@pytest.mark.parametrize(
    ("last", "here"),
    [
        ("2026-05-20", date(2026, 5, 20)),
        ("2026-05-29", ON),  # it ends on the day asked about
        ("2026-05-30", None),
        ("2026-07-01", None),
    ],
)
def test_an_absence_that_runs_has_no_last_day_here(last: str, here: date | None) -> None:
    (one,) = answer_of(told(("a9",), last), ON).disputed
    assert one.records[0].last == here


# ------------------------------------------------------------------ which records go

ONE = """
branch Watch follows each employee
  step talk
    falls due when 1 absence starts in the last 4 weeks
    falls due again only on a new absence
    then close
"""
NO_TALK = Difference("fell-due", "talk", date(2026, 1, 5), None, "talk", "Watch")


def without(*records: dict[str, Any]) -> list[tuple[int, list[Difference]]]:
    """How many records are gone each time, and what differs then of the steps that fell due."""
    answer = answer_of({"employee": "E1", "absences": list(records)}, date(2026, 1, 10), small(ONE))
    return [
        (len(each.records), [one for one in each.differences if one.kind == "fell-due"]) for each in answer.disputed
    ]


def test_two_records_of_one_day_matter_only_together() -> None:
    day = {"first": "2026-01-05", "last": "2026-01-05", "disputed": True}
    assert without({"id": "a", **day}, {"id": "b", **day}) == [(1, []), (1, []), (2, [NO_TALK])]


def test_every_version_of_a_disputed_record_goes() -> None:
    told_of = {"id": "a", "first": "2026-01-05", "last": "2026-01-05"}
    assert without({**told_of, "recorded": "2026-01-05"}, {**told_of, "recorded": "2026-01-06", "disputed": True}) == [
        (1, [NO_TALK])
    ]


def test_of_records_without_an_id_only_the_disputed_one_goes() -> None:
    day = {"first": "2026-01-05", "last": "2026-01-05"}
    assert without({**day, "disputed": True}) == [(1, [NO_TALK])]
    assert without({**day, "disputed": True}, {**day, "last": "2026-01-06"}) == [(1, [])]


def test_the_records_are_told_in_the_order_of_their_first_days() -> None:
    days = (("a", "2026-01-07"), ("b", "2026-01-05"), ("c", "2026-01-06"))
    records = [{"id": name, "first": day, "last": day, "disputed": True} for name, day in days]
    answer = answer_of({"employee": "E1", "absences": records}, date(2026, 1, 10), small(ONE))
    assert [[one.record for one in each.records] for each in answer.disputed] == [["b"], ["c"], ["a"], ["b", "c", "a"]]


def test_where_an_event_would_fit_several_cases_without_a_record_that_is_all_that_is_said() -> None:
    """Without the week between them two absences are over, and nothing says after which one the meeting was held."""
    weeks = (("a", "2026-01-05", "2026-01-09"), ("b", "2026-01-12", "2026-01-16"), ("c", "2026-01-19", "2026-01-23"))
    values = {
        "employee": "E1",
        "absences": [{"id": name, "first": first, "last": last} for name, first, last in weeks],
        "events": [{"date": "2026-01-27", "step": "return to work meeting", "what": "held"}],
    }
    values["absences"][1]["disputed"] = True
    (one,) = answer_of(values, date(2026, 1, 28)).disputed
    assert one.differences == (
        Difference("no-answer", "an event that is recorded would fit several cases", None, None),
    )


LONG = """
branch Long follows each absence while it lasts
  step talk
    falls due when the absence has lasted over 1 week
    outcome well: close
"""


def test_the_state_of_a_step_that_turns_on_a_disputed_record_is_told() -> None:
    """Without the second record the employee was back on Monday 19 January, and nobody owes the talk any more."""
    records = [
        {"id": "a", "first": "2026-01-05", "last": "2026-01-16"},
        {"id": "b", "first": "2026-01-17", "last": "2026-01-23", "disputed": True},
    ]
    answer = answer_of({"employee": "E1", "absences": records}, date(2026, 1, 20), small(LONG))
    (one,) = answer.disputed
    assert Difference("state", "talk", "due", "moot", "talk", "Long", "a", date(2026, 1, 12)) in one.differences
