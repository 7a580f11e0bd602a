"""Absences that join across leave: which days may lie between, what leave is worth, and when the absence is over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydsl.check import check_text
from policydsl.interpret.fold import over_days_that_matter, over_every_day
from policydsl.source import Source
from tests.engine import person_of, read_history
from tests.small import HEADER, fell, small, told, value

RULE = "absences join when no working day lies between them"
ACROSS = "\n  absences join across annual leave, bank holidays"
COUNT = """
measure absences begun over the last 12 months
  is absences
  an absence that began before the window counts whole
  an absence still running counts day by day
measure lost over the last 12 months
  is working days of absence
  an absence that began before the window counts whole
  an absence still running counts day by day
measure length over the last 12 months
  is calendar days of absence
  an absence that began before the window counts whole
  an absence still running counts day by day

branch Watch follows each absence while it lasts
  step talk
    falls due when the absence has lasted over 14 calendar days
    then close
after every absence
  step return
    falls due on first working time back
    then close
"""


def policy(rule: str = RULE, across: str = ACROSS, ends: str = "on its last recorded day"):  # type: ignore[no-untyped-def]
    return small(COUNT, (RULE, rule + across), ("ends on its last recorded day", f"ends {ends}"))


def away(first: str, last: str | None = None, **more: object) -> dict[str, object]:
    return {"first": f"2026-01-{first}", **({"last": f"2026-01-{last}"} if last else {}), **more}


def leave(first: str, last: str | None = None, flag: str = "annual leave") -> dict[str, object]:
    return away(first, last, flags=[flag])


@pytest.mark.parametrize(
    ("records", "number"),
    [
        # Friday 9 January is the last day of the first absence; leave is the week after it
        ([away("05", "09"), leave("12", "16"), away("19")], 1),
        ([away("05", "09"), leave("12", "16", "bank holidays"), away("19")], 1),
        ([away("05", "09"), away("12", "16", reason="annual leave"), away("19")], 1),
        ([away("05", "09"), leave("12", "13"), leave("14", "16"), away("19")], 1),
        ([away("05", "09"), leave("12", "16"), away("20")], 2),  # work on Monday the 19th
        ([away("05", "09"), leave("13", "16"), away("19")], 2),  # work on Monday the 12th
        ([away("05", "09"), leave("12", "13"), leave("15", "16"), away("19")], 2),  # work on the 14th
        ([away("05", "09"), leave("12", "16"), away("14")], 1),  # ill during the leave
        ([away("05", "14"), leave("12", "16"), away("19")], 1),  # leave that begins during the illness
        ([away("05", "09"), leave("12", "16")], 1),
        ([leave("12", "16"), away("19")], 1),
        ([leave("12", "16")], 0),
    ],
)
def test_which_are_one(records: list[dict[str, object]], number: int) -> None:
    answer = told(policy(), "2026-01-31", absences=records)
    assert value(answer, "absences begun") == number


@pytest.mark.parametrize(
    ("rule", "leave_", "second", "number"),
    [
        ("absences join when one starts the day after the other ends", ("10", "13"), "14", 1),
        ("absences join when one starts the day after the other ends", ("11", "13"), "14", 2),
        ("absences join when one starts the day after the other ends", ("10", "13"), "15", 2),
        ("absences join when at most 2 calendar days lie between them", ("12", "13"), "16", 1),
        ("absences join when at most 2 calendar days lie between them", ("12", "13"), "17", 2),
        ("absences join when at most 2 calendar days lie between them", ("13", "14"), "15", 2),
    ],
)
def test_leave_is_joined_as_an_absence_would_be(rule: str, leave_: tuple[str, str], second: str, number: int) -> None:
    records = [away("05", "09"), leave(*leave_), away(second)]
    assert value(told(policy(rule), "2026-01-31", absences=records), "absences begun") == number


def test_the_same_reason_is_asked_of_the_absences_and_not_of_the_leave() -> None:
    rule = policy(RULE + ", and they have the same reason")
    for reason, number in (("flu", 1), ("injury", 2)):
        records = [away("05", "09", reason="flu"), leave("12", "16"), away("19", reason=reason)]
        assert value(told(rule, "2026-01-31", absences=records), "absences begun") == number


def test_leave_between_is_not_lost_and_lies_within_the_absence() -> None:
    records = [away("05", "09"), leave("12", "16"), away("19", "20")]
    answer = told(policy(), "2026-01-31", absences=records)
    assert (value(answer), value(answer, "length")) == (7, 16)
    assert fell(answer) == ["talk 2026-01-19", "return 2026-01-21"]  # the 15th day
    # On the 16th nobody has seen it go on: it had five days.
    assert value(told(policy(), "2026-01-16", absences=records), "length") == 5


def test_without_the_line_a_record_of_leave_is_an_absence() -> None:
    records = [away("05", "09"), leave("12", "16"), away("19", "20")]
    answer = told(policy(across=""), "2026-01-31", absences=records)
    assert (value(answer, "absences begun"), value(answer)) == (1, 12)


def test_the_absence_is_over_on_the_first_day_at_work_after_the_leave() -> None:
    records = [away("05", "09"), leave("12", "16")]
    assert fell(told(policy(), "2026-01-31", absences=records)) == ["return 2026-01-19"]
    assert fell(told(policy(), "2026-01-31", absences=records[:1])) == ["return 2026-01-12"]
    # Leave that is still running keeps open whether the absence goes on.
    assert fell(told(policy(), "2026-01-31", absences=[away("05", "09"), leave("12")])) == []
    # Leave that begins once the person is back is nothing to the absence.
    assert fell(told(policy(), "2026-01-31", absences=[away("05", "09"), leave("13", "16")])) == ["return 2026-01-12"]


@pytest.mark.parametrize("ends", ["on its last recorded day", "when the employee is back"])
def test_leave_before_the_return_belongs_to_it_only_where_the_policy_says_so(ends: str) -> None:
    text = """
category long one is an absence lasting over 9 calendar days
branch Watch follows each employee
  step talk
    falls due when 1 long one starts in the last 3 months
    falls due again only on a new absence
    then close
"""
    rules = small(text, (RULE, RULE + ACROSS), ("ends on its last recorded day", f"ends {ends}"))
    assert fell(told(rules, "2026-01-31", absences=[away("05", "09"), leave("12", "16")])) == (
        [] if ends.startswith("on") else ["talk 2026-01-14"]
    )


def test_the_line_may_hold_from_a_day_on() -> None:
    across = "\n  from 1 March 2026: absences join across annual leave"
    records = [away("05", "09"), leave("12", "16"), away("19", "19")]
    later = [
        {"first": "2026-03-02", "last": "2026-03-06"},
        {"first": "2026-03-09", "last": "2026-03-13", "flags": ["annual leave"]},
        {"first": "2026-03-16", "last": "2026-03-16"},
    ]
    rules = policy(across=across + "\n  cases already open move at once")
    assert value(told(rules, "2026-04-30", absences=records), "lost") == 11  # leave in January is an absence
    assert value(told(rules, "2026-04-30", absences=later), "lost") == 6


def test_a_day_missed_during_leave_joins_while_the_leave_still_runs() -> None:
    rules = policy()
    for last in ("16", "30"):
        records = [away("05", "09"), leave("12", last), away("14", "14")]
        for on in ("2026-01-14", "2026-01-15", "2026-01-16", "2026-01-17", "2026-01-31"):
            assert value(told(rules, on, absences=records), "absences begun") == 1, (last, on)
            person = person_of({"employee": "E1", "absences": records}, date.fromisoformat(on), rules)
            assert over_every_day(person) == over_days_that_matter(person)


def test_the_flag_is_known() -> None:
    values = {"employee": "E1", "absences": [leave("12", "16")]}
    assert read_history(values, policy())[1] == ()


def test_absences_that_never_join_join_across_nothing() -> None:
    text = HEADER.replace(RULE, "absences never join" + ACROSS) + COUNT
    assert [one.code.name for one in check_text(Source("test.policy", text)).diagnostics] == ["nothing-to-join"]


# ------------------------------------------------------------------ a count by hand

FIRST = date(2026, 1, 5)
"""A Monday."""


@given(st.lists(st.sampled_from("wwwilll"), min_size=3, max_size=40), st.integers(0, 3))
def test_the_number_is_that_of_a_walk_through_the_days(days: list[str], after: int) -> None:
    """Each day is work, illness or leave; between two illnesses of one absence lie leave and days off alone."""
    kinds = "".join(days)
    records: list[dict[str, object]] = []
    for number, kind in enumerate(kinds):
        if kind == "w":
            continue
        day = (FIRST + timedelta(number)).isoformat()
        records.append({"first": day, "last": day, **({"flags": ["annual leave"]} if kind == "l" else {})})

    number, ill_before = 0, False
    lost = 0
    for at, kind in enumerate(kinds):
        works = at % 7 < 5
        if kind == "i":
            number += not ill_before
            lost += works
            ill_before = True
        elif kind == "w" and works:
            ill_before = False

    on = FIRST + timedelta(len(kinds) - 1 + after)
    answer = told(policy(), on.isoformat(), absences=records)
    assert (value(answer, "absences begun"), value(answer)) == (number, lost)
    person = person_of({"employee": "E1", "absences": records}, on, policy())
    assert over_days_that_matter(person) == over_every_day(person)
    for day in range(0, len(kinds), 5):  # nothing later changes an answer
        before = FIRST + timedelta(day)
        until = [one for one in records if str(one["first"]) <= before.isoformat()]
        assert over_days_that_matter(person_of({"employee": "E1", "absences": records}, before, policy())) == (
            over_days_that_matter(person_of({"employee": "E1", "absences": until}, before, policy()))
        )
