"""Checks that the cases can be relied on and that `matches` lets no wrong answer through."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import yaml

from tests.support import LISTS, Case, load_case, load_cases, matches

MEETING = {"step": "first formal meeting", "on": "2026-05-18", "state": "due", "branch": "Branch 1"}
NOTICE = {"code": "notice-too-short", "message": "4 days' notice; 2026-04-21 was the earliest day [LUU-25]"}
LEFT = {"code": "left-to", "what": "HR decides: not fit to attend", "step": "capability dismissal meeting"}
OPEN = {"code": "open-duty", "text": "levels of authority for disciplinary action"}
DUTY = {"duty": "notice", "step": "first formal meeting", "state": "met", "clause": "LUU-25"}
BLOCKED = {"step": "capability dismissal meeting", "needs": "review of the recommendation"}
WEEKS = {"step": "long-term first formal meeting", "earliest": "2026-03-02", "latest": "2026-03-04"}
CASES = [*load_cases(), *load_cases("university")]
MAY_18, MAY_14 = date(2026, 5, 18), date(2026, 5, 14)

# expectation, an answer that has it, an answer that has not, words of the difference
WRONG: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any], str]] = {
    "a day": (
        {"fell_due": [{"step": "first formal meeting", "on": MAY_18}]},
        {"fell_due": [MEETING]},
        {"fell_due": [MEETING | {"on": "2026-05-14"}]},
        "`on` is 2026-05-14",
    ),
    "a step": (
        {"fell_due": [{"step": "first formal meeting", "on": MAY_18}]},
        {"fell_due": [MEETING | {"step": "return to work meeting"}, MEETING]},
        {"fell_due": [MEETING | {"step": "return to work meeting"}]},
        "`step` is return to work meeting",
    ),
    "both at once": (
        {"fell_due": [{"step": "first formal meeting", "on": MAY_18}]},
        {"fell_due": [MEETING]},
        {"fell_due": [MEETING | {"on": "2026-05-14"}, MEETING | {"step": "return to work meeting"}]},
        "expected step first formal meeting, on 2026-05-18",
    ),
    "an item": (
        {"lapsed": [{"branch": "Branch 1", "on": MAY_14}]},
        {"lapsed": [{"branch": "Branch 1", "on": "2026-05-14"}]},
        {"lapsed": []},
        "the list is empty",
    ),
    "the second of two items": (
        {"warnings": [{"code": "overlapping-records"}, {"code": "duplicate-record"}]},
        {"warnings": [{"code": "duplicate-record"}, {"code": "overlapping-records"}]},
        {"warnings": [{"code": "overlapping-records"}]},
        "expected code duplicate-record",
    ),
    "a step that must not fall due": (
        {"not_fell_due": ["first formal meeting"]},
        {"fell_due": []},
        {"fell_due": [MEETING]},
        "`first formal meeting` must not fall due, and did on 2026-05-18",
    ),
    "an empty list": ({"warnings": []}, {"warnings": []}, {"warnings": [NOTICE]}, "nothing is expected"),
    "a list that is missing where a step must not stand": (
        {"not_fell_due": ["first formal meeting"]},
        {"fell_due": [MEETING | {"step": "first informal meeting"}]},
        {"problems": []},
        "the answer has no such list",
    ),
    "a missing list": ({"warnings": []}, {"warnings": []}, {}, "the answer has no such list"),
    "why a case closed": (
        {"closed": [{"branch": "Branch 2", "why": "returned-before-the-meeting"}]},
        {"closed": [{"branch": "Branch 2", "why": "returned-before-the-meeting"}]},
        {"closed": [{"branch": "Branch 2", "why": "outcome"}]},
        "`why` is outcome",
    ),
    "a whole number": (
        {"measures": [{"name": "Bradford score", "value": 150}]},
        {"measures": [{"name": "Bradford score", "value": 150.0}]},
        {"measures": [{"name": "Bradford score", "value": 175}]},
        "`value` is 175",
    ),
    "a decimal number": (
        {"measures": [{"value": 162.5}]},
        {"measures": [{"value": {"exact": "325/2"}}]},
        {"measures": [{"value": 162.499999}]},
        "`value` is 162.499999",
    ),
    "an exact number": (
        {"measures": [{"value": 3.6}]},
        {"measures": [{"value": {"exact": "18/5"}}]},
        {"measures": [{"value": {"exact": "19/5"}}]},
        "19/5",
    ),
    "a number that is text": (
        {"measures": [{"value": 2}]},
        {"measures": [{"value": 2}]},
        {"measures": [{"value": "2"}]},
        "is 2",
    ),
    "a truth value": (
        {"shown": [{"open": True}]},
        {"shown": [{"open": True}]},
        {"shown": [{"open": 1}]},
        "`open` is 1",
    ),
    "bounds": (
        {"targets": [{"earliest": date(2026, 3, 2), "latest": date(2026, 3, 4)}]},
        {"targets": [WEEKS]},
        {"targets": [WEEKS | {"latest": "2026-03-05"}]},
        "`latest` is 2026-03-05",
    ),
    "a key": (
        {"targets": [{"on": date(2026, 3, 4)}]},
        {"targets": [{"on": "2026-03-04"}]},
        {"targets": [WEEKS]},
        "there is no `on`",
    ),
    "a fact that is missing": (
        {"unknown": [{"needs": "half pay date"}]},
        {"unknown": [{"needs": "half pay date"}]},
        {"unknown": [{"needs": "end of pay"}]},
        "`needs` is end of pay",
    ),
    "what is waited for": (
        {"blocked": [BLOCKED]},
        {"blocked": [BLOCKED]},
        {"blocked": [BLOCKED | {"needs": "all other options exhausted"}]},
        "`needs` is all other options exhausted",
    ),
    "the state of a duty": (
        {"duties": [{"duty": "notice", "state": "met", "clause": "LUU-25"}]},
        {"duties": [DUTY]},
        {"duties": [DUTY | {"state": "breached"}]},
        "`state` is breached",
    ),
    "a clause in the words": (
        {"warnings": [{"code": "notice-too-short", "clause": "LUU-25"}]},
        {"warnings": [NOTICE]},
        {"warnings": [NOTICE | {"message": "too late [LUU-255]"}]},
        "clause LUU-25 is not cited",
    ),
    "a clause in the list": (
        {"warnings": [{"clause": "LUU-2"}]},
        {"warnings": [{"clauses": ["LUU-24", "LUU-2"]}]},
        {"warnings": [{"clauses": ["LUU-24"]}]},
        "clause LUU-2 is not cited",
    ),
    "a date that is said": (
        {"warnings": [{"says": date(2026, 4, 21)}]},
        {"warnings": [NOTICE]},
        {"warnings": [NOTICE | {"message": "the earliest day was 22 April 2026"}]},
        "`2026-04-21` is not said",
    ),
    "a date said in words": (
        {"warnings": [{"says": date(2026, 4, 1)}]},
        {"warnings": [{"message": "the earliest day was 1 April 2026"}]},
        {"warnings": [{"message": "the earliest day was 21 April 2026"}]},
        "`2026-04-01` is not said",
    ),
    "every one of several words": (
        {"warnings": [{"says": ["earliest", "4 days"]}]},
        {"warnings": [NOTICE]},
        {"warnings": [NOTICE | {"message": "the earliest day was another; 14 days"}]},
        "`4 days` is not said",
    ),
    "what is left to a person": (
        {"human": [{"code": "left-to", "says": "not fit to attend"}]},
        {"human": [LEFT]},
        {"human": [LEFT | {"what": "HR decides"}]},
        "`not fit to attend` is not said",
    ),
    "what is shown": (
        {"shown": [{"code": "open-duty", "says": "levels of authority"}]},
        {"shown": [OPEN]},
        {"shown": [OPEN | {"text": "ill-health retirement"}]},
        "`levels of authority` is not said",
    ),
    "words of another key": (
        {"shown": [{"says": "levels of authority"}]},
        {"shown": [OPEN]},
        {"shown": [{"code": "levels of authority"}]},
        "`levels of authority` is not said",
    ),
    "a value within a value": (
        {"standing": [{"window": {"last": date(2026, 9, 10)}}]},
        {"standing": [{"window": {"first": "2026-03-11", "last": "2026-09-10"}}]},
        {"standing": [{"window": {"first": "2026-03-11", "last": "2026-09-11"}}]},
        "`window` is",
    ),
    "a list within a value": (
        {"measures": [{"counted": ["a1", "a2"]}]},
        {"measures": [{"counted": ["a1", "a2"]}]},
        {"measures": [{"counted": ["a1"]}]},
        "`counted` is ['a1']",
    ),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_right_answer_has_no_differences(kind: str) -> None:
    expect, right, _, _ = WRONG[kind]
    assert matches(expect, right) == []


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_answer_has_one_difference_that_says_what(kind: str) -> None:
    expect, _, wrong, words = WRONG[kind]
    (difference,) = matches(expect, wrong)
    assert words in difference
    assert difference.split(":")[0] in LISTS


def test_a_slip_in_an_expectation_is_a_difference() -> None:
    assert matches({"fel_due": []}, {"fell_due": []}) == ["fel_due: no list of an answer has this name"]


def test_the_nearest_item_is_the_one_with_the_fewest_differences() -> None:
    far = {"step": "return to work meeting", "on": "2026-05-14"}
    (difference,) = matches(
        {"fell_due": [{"step": "first formal meeting", "on": MAY_18}]},
        {"fell_due": [far, MEETING | far | {"on": "2026-05-18"}]},
    )
    assert difference.endswith("in the nearest item `step` is return to work meeting")


def test_every_case_of_the_policy_is_there_once() -> None:
    assert len({case.id for case in load_cases()}) == len(load_cases()) == 42
    assert len({case.id for case in load_cases("university")}) == len(load_cases("university")) == 8


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_case_is_complete_and_reads_the_same_as_a_history_file(case: Case) -> None:
    assert case.path.stem == case.id == case.history["employee"]
    assert all((case.title, case.why, case.expect))
    assert set(case.expect) <= {*LISTS, "not_fell_due"}
    assert yaml.safe_load(case.history_text) == case.history
    assert yaml.safe_load(case.path.read_text(encoding="utf-8"))["expect"] == case.expect


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_every_day_of_a_case_is_a_date(case: Case) -> None:
    days = [day for key, day in values({"history": case.history, "expect": case.expect}) if key in DAYS]
    assert type(case.on) is date
    assert all(type(day) is date for day in days)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_an_answer_with_nothing_in_it_fails_every_case_that_expects_something(case: Case) -> None:
    empty: dict[str, Any] = {part: [] for part in LISTS}
    wanted = {part: items for part, items in case.expect.items() if part != "not_fell_due"}
    assert len(matches(wanted, empty)) == sum(map(len, wanted.values()))


def test_the_key_on_is_a_word_with_and_without_quotes(tmp_path: Any) -> None:
    path = tmp_path / "S1.yaml"
    path.write_text(
        'id: S1\ntitle: t\non: "2026-05-20"\nhistory: {employee: S1, open: true}\n'
        "expect: {lapsed: [{on: 2026-05-14}]}\nwhy: w\n"
    )
    case = load_case(path)
    assert case.on == date(2026, 5, 20)
    assert case.expect == {"lapsed": [{"on": MAY_14}]}
    assert case.history == {"employee": "S1", "open": True}


DAYS = {"on", "first", "last", "held", "date", "for", "earliest", "latest"}


def values(tree: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of a tree with the key it stands under."""
    if isinstance(tree, dict):
        for name, below in tree.items():
            yield from values(below, name)
    elif isinstance(tree, list):
        for below in tree:
            yield from values(below, key)
    else:
        yield key, tree
