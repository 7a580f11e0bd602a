"""The oracle of policy 3.3 gives what was worked out by hand from the clauses."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from tests import luu_oracle as luu
from tests.luu_oracle import Expected, answer
from tests.random_histories import distribution, history

CASES = yaml.safe_load((Path(__file__).parent / "luu_oracle_cases.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_worked_cases(case: dict[str, Any]) -> None:
    found = answer(case, case["asked"])
    expect = case["expect"]
    due = [[step, day] for step, _, _, day in found.fell_due]
    assert [item for item in expect.get("due", []) if item not in due] == []
    assert [step for step, _ in due if step in expect.get("none", [])] == []
    assert float(found.score) == expect.get("score", float(found.score))
    assert [item for item in expect.get("lapsed", []) if item not in [list(lapse) for lapse in found.lapsed]] == []
    closed = [[branch, day] for branch, _, day in found.closed]
    assert [item for item in expect.get("closed", []) if item not in closed] == []
    targets = [[step, earliest, latest] for step, _, earliest, latest in found.targets]
    assert targets == expect.get("targets", targets)
    needs = sorted(need for _, need in found.unknown)
    assert needs == expect.get("unknown", needs)
    assert bool(found.notice_breached) == expect.get("notice_breached", bool(found.notice_breached))
    assert [step for step in expect.get("blocked", []) if step not in dict(found.out_of_sequence)] == []
    for step in expect.get("no_date_left", []):
        assert (luu.WAITING, step) in [(state, waiting) for _, _, state, waiting in found.standing]
        assert (found.targets, found.unknown) == ([], set())


def day(text: str) -> date:
    return date.fromisoformat(text)


def off(first: str, last: str | None = None, **more: Any) -> dict[str, Any]:
    return {"first": day(first), **({"last": day(last)} if last else {}), **more}


def on(what: str, when: str, step: str, **more: Any) -> dict[str, Any]:
    return {"date": day(when), "step": step, "what": what, **more}


def stood(step: str, held: str, **more: Any) -> dict[str, Any]:
    return {"branch": luu.BRANCH_1, "step": step, "held": day(held), **more}


def asked(when: str, *absences: dict[str, Any], **more: Any) -> Expected:
    return answer({"absences": list(absences), **more}, day(when))


def dues(found: Expected, *left_out: str) -> list[tuple[str, str]]:
    return [(step, f"{when}") for step, _, _, when in found.fell_due if step not in (luu.RETURN, *left_out)]


LONG = off("2026-01-05")
NOT_CLEAR = "return date not clear"
FIVE = [off(f"2026-{first}", f"2026-{first}") for first in ("01-12", "02-03", "03-05", "04-08")]
FIVE.append(off("2026-05-18", "2026-05-20"))


@pytest.mark.parametrize(
    ("held", "lapse"), [("2025-08-31", "2026-03-01"), ("2027-08-31", "2028-03-01"), ("2026-03-30", "2026-10-01")]
)
def test_six_months_end_with_a_short_month(held: str, lapse: str) -> None:
    found = asked("2028-06-01", standing=[stood(luu.INFORMAL, held)])
    assert found.lapsed == [(luu.BRANCH_1, day(lapse))]


def test_a_lapse_waits_for_the_first_day_back() -> None:
    found = asked("2026-10-01", off("2026-09-10", "2026-09-11"), standing=[stood(luu.INFORMAL, "2026-03-10")])
    assert found.lapsed == [(luu.BRANCH_1, day("2026-09-14"))]
    found = asked("2026-10-01", off("2026-09-10", "2026-09-18"), standing=[stood(luu.INFORMAL, "2026-03-10")])
    assert (found.lapsed, dues(found)) == ([], [(luu.FORMAL_1, "2026-09-17")])


def test_a_lapsed_case_wants_a_new_absence() -> None:
    told = [*FIVE, off("2026-12-01", "2026-12-01")]
    events = [on("held", "2026-05-26", luu.INFORMAL)]
    assert dues(asked("2026-11-30", *told, events=events)) == [(luu.INFORMAL, "2026-05-20")]
    found = asked("2026-12-31", *told, events=events)
    assert found.lapsed == [(luu.BRANCH_1, day("2026-11-27"))]
    assert dues(found) == [(luu.INFORMAL, "2026-05-20"), (luu.INFORMAL, "2026-12-01")]


def test_a_day_counts_once_with_its_largest_part() -> None:
    monday = day("2026-03-02")
    half, quarter = ({"part": {monday: part}} for part in (0.5, 0.25))
    assert asked("2026-03-10", off("2026-03-02", "2026-03-02", **half), off("2026-03-02", "2026-03-02", **quarter)) == (
        asked("2026-03-10", off("2026-03-02", "2026-03-02", **half))
    )
    assert asked("2026-03-10", off("2026-03-02", "2026-03-02", **half)).score == Fraction(1, 2)
    assert asked("2026-03-10", off("2026-03-02", "2026-03-02", **half), off("2026-03-02", "2026-03-03")).score == 2


def test_the_window_of_the_score() -> None:
    last_year = off("2025-03-03", "2025-03-03")
    this_year = off("2026-03-01", "2026-03-03")
    assert asked("2026-03-01", last_year, this_year).score == 4 * 1  # Sunday: two absences, one day
    assert asked("2026-03-02", last_year, this_year).score == 1 * 1  # 364 days after the first


def test_a_weekend_is_an_absence_of_no_days() -> None:
    found = asked("2026-03-10", off("2026-03-07", "2026-03-08"))
    assert (found.score, found.fell_due) == (
        0,
        [(luu.RETURN, luu.AFTERWARDS, "2026-03-07", day("2026-03-09"))],
    )


def test_a_flagged_record_joins_nothing_in_the_branches() -> None:
    friday, tuesday = off("2026-03-06", "2026-03-06"), off("2026-03-10", "2026-03-10")
    found = asked("2026-03-20", friday, off("2026-03-09", "2026-03-09", flags=["pregnancy-related"]), tuesday)
    assert found.score == 4 * 2
    assert found.fell_due == [(luu.RETURN, luu.AFTERWARDS, "2026-03-06", day("2026-03-11"))]
    assert [when for _, _, when in found.closed] == [day("2026-03-09"), day("2026-03-11")]


def test_the_first_day_of_the_policy() -> None:
    over, running = off("2023-11-01", "2024-05-01"), off("2024-07-01", "2024-09-03")
    found = asked("2024-09-10", over, running)
    assert found.fell_due == [
        (luu.INFORMAL, luu.BRANCH_1, None, day("2024-09-01")),
        (luu.LONG_INFORMAL, luu.BRANCH_2, "2024-07-01", day("2024-09-01")),
        (luu.RETURN, luu.AFTERWARDS, "2024-07-01", day("2024-09-04")),
    ]


def test_a_target_on_a_day_off_before_the_return() -> None:
    events = [
        on("held", "2026-02-07", luu.LONG_INFORMAL),
        on("outcome", "2026-02-07", luu.LONG_INFORMAL, value=NOT_CLEAR),
    ]
    events.append(on("held", "2026-03-09", luu.LONG_FORMAL_1))
    found = asked("2026-03-10", off("2026-01-05", "2026-03-06"), events=events)
    assert dues(found) == [(luu.LONG_INFORMAL, "2026-02-02"), (luu.LONG_FORMAL_1, "2026-03-07")]
    assert found.closed == [(luu.BRANCH_2, "2026-01-05", day("2026-03-09"))]
    assert found.out_of_sequence == {(luu.LONG_FORMAL_1, day("2026-03-09"))}


def test_a_late_outcome_puts_off_the_next_step() -> None:
    events = [
        on("held", "2026-02-04", luu.LONG_INFORMAL),
        on("outcome", "2026-03-10", luu.LONG_INFORMAL, value=NOT_CLEAR),
    ]
    found = asked("2026-03-10", LONG, events=events)
    assert found.targets == [(luu.LONG_FORMAL_1, "2026-01-05", day("2026-03-11"), day("2026-03-11"))]
    assert found.unknown == set()
    assert dues(asked("2026-03-20", LONG, events=events))[1:] == [(luu.LONG_FORMAL_1, "2026-03-11")]


def after_long_formal_1(**facts: str) -> dict[str, Any]:
    names = {"half_pay": luu.HALF_PAY, "end": luu.END_OF_PAY}
    return {
        "facts": [{"name": names[name], "value": day(value)} for name, value in facts.items()],
        "standing": [
            {"branch": luu.BRANCH_2, "step": luu.LONG_FORMAL_1, "held": day("2026-03-05"), "outcome": NOT_CLEAR}
        ],
    }


@pytest.mark.parametrize(
    ("facts", "earliest", "latest", "needs"),
    [
        ({"half_pay": "2026-04-06", "end": "2026-07-06"}, "2026-04-06", "2026-04-06", set()),
        ({"half_pay": "2026-04-06"}, "2026-03-06", "2026-04-06", {luu.END_OF_PAY}),
        ({"half_pay": "2026-03-06"}, "2026-03-06", "2026-03-06", set()),
        ({"half_pay": "2026-03-05"}, "2026-03-06", None, {luu.END_OF_PAY}),
        ({"end": "2026-07-07"}, "2026-03-06", "2026-05-06", {luu.HALF_PAY}),
        ({"end": "2026-03-06"}, "2026-03-06", None, {luu.HALF_PAY}),
        ({}, "2026-03-06", None, {luu.HALF_PAY, luu.END_OF_PAY}),
    ],
)
def test_the_second_formal_meeting_with_a_date_missing(
    facts: dict[str, str], earliest: str, latest: str | None, needs: set[str]
) -> None:
    found = asked("2026-03-05", LONG, **after_long_formal_1(**facts))
    assert found.targets == [(luu.LONG_FORMAL_2, "2026-01-05", day(earliest), day(latest) if latest else None)]
    assert {need for _, need in found.unknown} == needs


def test_with_no_date_left_a_person_sets_it() -> None:
    told = after_long_formal_1(half_pay="2026-03-05", end="2026-03-06")
    assert asked("2026-04-30", LONG, **told).targets == []
    told["events"] = [on("scheduled", "2026-03-09", luu.LONG_FORMAL_2, **{"for": day("2026-03-20")})]
    assert asked("2026-03-19", LONG, **told).targets[0][2:] == (day("2026-03-20"), day("2026-03-20"))
    assert dues(asked("2026-03-20", LONG, **told)) == [(luu.LONG_FORMAL_2, "2026-03-20")]


def test_the_procedure_returns_and_closes() -> None:
    recommend = "recommend capability dismissal meeting"
    attested = on("recorded", "2026-04-20", luu.DISMISSAL, name=luu.ATTESTATION)
    told: dict[str, Any] = {
        "standing": [stood(luu.FINAL, "2026-03-10")],
        "events": [
            on("outcome", "2026-03-11", luu.FINAL, value=recommend, by="A"),
            on("outcome", "2026-03-12", luu.REVIEW, value="proceed", by="A"),
            on("outcome", "2026-03-13", luu.REVIEW, value="more support first", by="B"),
            on("outcome", "2026-04-01", luu.FINAL, value=recommend),
            on("notice", "2026-04-02", luu.DISMISSAL, **{"for": day("2026-04-20")}),
            on("outcome", "2026-04-03", luu.REVIEW, value="proceed", by="B"),
            on("held", "2026-04-20", luu.DISMISSAL),
            on("outcome", "2026-04-20", luu.DISMISSAL, value="dismissed"),
        ],
    }
    found = asked("2026-04-30", **told)
    assert dues(found) == [(luu.REVIEW, "2026-03-11"), (luu.REVIEW, "2026-04-01"), (luu.DISMISSAL, "2026-04-03")]
    assert found.not_permitted == {(luu.REVIEW, day("2026-03-12"))}
    assert found.out_of_sequence == {(luu.DISMISSAL, day("2026-04-02")), (luu.DISMISSAL, day("2026-04-20"))}
    assert found.standing == [
        (luu.BRANCH_1, None, luu.HELD, luu.FINAL),
        (luu.BRANCH_1, None, luu.HELD, luu.DISMISSAL),
    ]
    found = asked("2026-04-30", **{**told, "events": [*told["events"], attested]})
    assert found.closed == [(luu.BRANCH_1, None, day("2026-04-20"))]
    assert found.standing == [(luu.BRANCH_1, None, luu.WAITING, luu.INFORMAL)]


def test_an_absence_that_ends_closes_its_procedure() -> None:
    final = {"branch": luu.BRANCH_2, "step": luu.LONG_FINAL, "held": day("2026-06-01")}
    events = [
        on("outcome", "2026-06-02", luu.LONG_FINAL, value="no clear prospects"),
        {"date": day("2026-06-05"), "what": "recorded", "name": luu.STARTS_THE_PROCEDURE},
        on("outcome", "2026-06-15", luu.REVIEW, value="proceed"),
    ]
    found = asked("2026-06-20", off("2026-01-05", "2026-06-12"), standing=[final], events=events)
    assert dues(found, luu.INFORMAL) == [(luu.REVIEW, "2026-06-05")]
    assert found.closed == [(luu.BRANCH_2, "2026-01-05", day("2026-06-15"))]
    assert found.out_of_sequence == {(luu.REVIEW, day("2026-06-15"))}


def test_what_was_recorded_before_a_standing_moves_nothing() -> None:
    events = [on("held", "2026-03-10", luu.INFORMAL), on("held", "2026-03-11", luu.INFORMAL)]
    found = asked("2026-04-01", standing=[stood(luu.INFORMAL, "2026-03-10")], events=events)
    assert found.before_standing == {(luu.INFORMAL, day("2026-03-10"))}
    assert found.out_of_sequence == {(luu.INFORMAL, day("2026-03-11"))}
    assert found.standing == [(luu.BRANCH_1, None, luu.WAITING, luu.FORMAL_1)]


# --- made-up histories ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(40))
def test_a_later_day_takes_nothing_back(seed: int) -> None:
    made, on_day = history(Random(seed))
    earlier = on_day - timedelta(days=Random(seed).randrange(200))
    held = [entry["held"] for entry in made.get("standing", [])]
    if any(day > earlier for day in held) or any(record["first"] > earlier for record in made.get("absences", [])):
        made["standing"] = []
        made["facts"] = []
    before, after = answer(made, earlier), answer(made, on_day)
    assert before.fell_due == [due for due in after.fell_due if due[3] <= earlier]
    assert before.closed == [case for case in after.closed if case[2] <= earlier]
    assert before.lapsed == [lapse for lapse in after.lapsed if lapse[1] <= earlier]


@pytest.mark.parametrize("seed", range(40))
def test_the_order_of_the_file_means_nothing(seed: int) -> None:
    made, on_day = history(Random(seed))
    shuffled = {key: Random(seed).sample(value, len(value)) for key, value in made.items() if isinstance(value, list)}
    assert answer(made | shuffled, on_day) == answer(made, on_day)


@pytest.mark.parametrize("seed", range(40))
def test_flagged_records_change_no_branch(seed: int) -> None:
    made, on_day = history(Random(seed))
    without = [record for record in made.get("absences", []) if "flags" not in record]
    found, expected = answer(made, on_day), answer(made | {"absences": without}, on_day)
    assert dues(found) == dues(expected)
    assert (found.score, found.closed, found.lapsed, found.targets, found.unknown) == (
        *(expected.score, expected.closed, expected.lapsed, expected.targets, expected.unknown),
    )


def test_every_step_falls_due_somewhere() -> None:
    histories = distribution(150)["histories"]
    assert [step for step in luu.STEPS if not histories[f"due: {step}"]] == []
