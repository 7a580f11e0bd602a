"""Every row of the tables on the page about more boundary days comes true, under the policy that the page ends with."""

from __future__ import annotations

import re
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from policydsl.interpret.answer import Answer
from policydsl.interpret.person import Person
from policydsl.model.amount import Amount, SettingValue
from policydsl.model.policy import Policy
from tests.engine import answer_of, person_of, policy_of
from tests.test_semantics_page import END_OF_YEAR, absences, day, due, expected

PAGE = (Path(__file__).parent.parent / "docs" / "boundaries.md").read_text(encoding="utf-8")
(WHOLE,) = (block for block in re.findall(r"```policy\n(.*?)```", PAGE, re.S) if block.startswith("policy "))
WEEK = ("mon", "tue", "wed", "thu", "fri")
TABLES = re.findall(r"^## (?!The policy)(.+)$", PAGE, re.M)


def rows(table: str) -> list[tuple[str, ...]]:
    """The cells of a table, below its heading on the page, without the signs for code."""
    section = PAGE.split(f"\n## {table}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [tuple(cell.strip().strip("`") for cell in line.strip("|").split("|")) for line in lines[2:]]


def all_rows(table: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", rows(table), ids=lambda row: " ".join(filter(None, row))[:110])


def policy_with(table: str, sentence: str) -> Policy:
    """The policy of the page, with a sentence in the place of the line that bears the table's name."""
    lines = [sentence if line.endswith(f"# {table}") else line for line in WHOLE.splitlines()]
    assert sentence in lines, f"no line of the policy has the comment `# {table}`"
    return policy_of("\n".join(lines) + "\n")


def asked(policy: Policy, away: str, on: date = END_OF_YEAR, **more: Any) -> Answer:
    return answer_of({"employee": "E1", "absences": list(absences(away)), **more}, on, policy)


def test_every_table_of_the_page_has_rows_on_both_sides() -> None:
    assert len(TABLES) == 7
    assert all(len({row[-1] for row in rows(table)}) > 1 for table in TABLES)


@all_rows("Scaled values")
def test_scaled_values(row: tuple[str, ...]) -> None:
    sentence, works, limit, falls_due = row
    policy = policy_with("Scaled values", f"setting day limit is {sentence}")
    days = WEEK[: 3 if works.endswith("Wednesday") else 5]
    told = {"employee": "E1", "works": [{"days": list(days)}], "absences": list(absences("from 5 January 2026"))}
    person = person_of(told, END_OF_YEAR, policy)
    value = person.value(SettingValue("day limit"), date(2026, 1, 5).toordinal())
    assert isinstance(person, Person)
    assert isinstance(value, Amount)
    assert value.number == Fraction(limit)
    assert due(answer_of(told, END_OF_YEAR, policy), "scaled meeting") == expected(falls_due)


@all_rows("Events in a window")
def test_events_in_a_window(row: tuple[str, ...]) -> None:
    sentence, issued, away, falls_due = row
    policy = policy_with("Events in a window", f"falls due when days lost is at least 3 and {sentence}")
    events = [{"date": day(issued), "name": "caution", "what": "issued"}]
    assert due(asked(policy, away, date(2026, 4, 30), events=events), "caution meeting") == expected(falls_due)


@all_rows("Steps reached directly")
def test_steps_reached_directly(row: tuple[str, ...]) -> None:
    away, first, second = row
    answer = asked(policy_of(WHOLE), away)
    assert due(answer, "first direct meeting") == expected(first)
    assert due(answer, "second direct meeting") == expected(second)


@all_rows("Branches that pause")
def test_branches_that_pause(row: tuple[str, ...]) -> None:
    limit, away, falls_due = row
    policy = policy_with("Branches that pause", f"falls due when days lost is {limit}")
    answer = asked(policy, away)
    assert due(answer, "long watch meeting") == [date(2026, 1, 19)]
    assert due(answer, "pausing meeting") == expected(falls_due)


@all_rows("Linked absences")
def test_linked_absences(row: tuple[str, ...]) -> None:
    away, falls_due = row
    assert due(asked(policy_of(WHOLE), away), "linked meeting") == expected(falls_due)


@all_rows("Starting where a case has been")
def test_starting_where_a_case_has_been(row: tuple[str, ...]) -> None:
    sentence, comes_in, step = row
    policy = policy_with("Starting where a case has been", f"starts at {sentence}")
    in_ = day(comes_in)
    days = [date(2026, 1, 5), date(2026, 1, 7), date(2026, 1, 9), *(in_ - timedelta(n) for n in (8, 5, 0))]
    records = [{"first": one, "last": one} for one in days]
    events = [
        {"date": date(2026, 1, 12), "step": "first ladder meeting", "what": "held"},
        {"date": date(2026, 1, 12), "step": "first ladder meeting", "what": "outcome", "value": "done"},
    ]
    works = [{"days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]}]
    told = {"employee": "E1", "works": works, "absences": records, "events": events}
    answer = answer_of(told, END_OF_YEAR, policy)
    fell = {one: due(answer, f"{one} ladder meeting") for one in ("first", "second")}
    first = [date(2026, 1, 9)]
    assert fell == (
        {"first": [*first, in_], "second": []} if step == "first step" else {"first": first, "second": [in_]}
    )


@all_rows("Values that change on a day or for a group")
def test_values_that_change(row: tuple[str, ...]) -> None:
    sentence, group, away, falls_due = row
    policy = policy_with("Values that change on a day or for a group", sentence)
    more = {}
    if group:
        end, _, when = group.partition(" ")
        more["groups"] = [{"name": "on trial", end: day(when)}]
    assert due(asked(policy, away, date(2026, 3, 31), **more), "odd meeting") == expected(falls_due)
