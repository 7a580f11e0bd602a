"""Dates of steps and conditions on one absence: rules, facts that are missing, months, on days worked out by hand.

The absence of most cases runs from Monday 5 January 2026; it has lasted over a week on the 12th, and the first
meeting is held that day.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.small import fell, held, small, stands, told

LONG = """
branch Long follows each absence while it lasts
  step talk
    falls due when the absence has lasted over 1 week
    then wait for review
  step review
    falls due {rule}
    {lines}
    outcome well: close
    outcome unwell: stay
"""
PASSED = "dates already passed are left out\n    with no date left, it is set by HR"
OPEN = "2026-01-05 -"


def long(on: str, rule: str, *, events: Any = (), facts: Any = None, lines: str = PASSED, absent: str = OPEN):  # type: ignore[no-untyped-def]
    text = LONG.format(rule=rule, lines=lines)
    on_file = [{"name": name, "value": day, "absence": "2026-01-05"} for name, day in (facts or {}).items()]
    return told(text, on, absent, events=[held("2026-01-12"), *events], facts=on_file)


# ------------------------------------------------------------------ date rules

PAY = {"half pay date": "2026-02-02", "end of pay": "2026-03-31"}


@pytest.mark.parametrize(
    ("rule", "due"),
    [
        ("2 weeks after talk is held", "2026-01-26"),
        ("10 working days after talk is held", "2026-01-26"),
        ("10 calendar days after talk is held", "2026-01-22"),
        ("1 month after talk is held", "2026-02-12"),
        ("1 year after talk is held", "2027-01-12"),
        ("5 weeks after the absence began", "2026-02-09"),
        ("2 weeks after talk is due", "2026-01-26"),
        ("on half pay date", "2026-02-02"),
        ("2 weeks before end of pay", "2026-03-17"),
        ("10 working days before end of pay", "2026-03-17"),
        ("halfway between the day talk is held and end of pay", "2026-02-20"),  # 78 days, half of them 39
        ("halfway between half pay date and end of pay", "2026-03-02"),  # 57 days, half of them 28
        ("on half pay date or 2 weeks after talk is held, whichever is sooner", "2026-01-26"),
        ("on half pay date or 2 weeks after talk is held, whichever is later", "2026-02-02"),
        (
            "on half pay date or on end of pay, whichever is sooner, but not before 6 weeks after talk is held",
            "2026-02-23",
        ),
        ("on half pay date, or failing that on end of pay", "2026-02-02"),
    ],
)
def test_a_date_rule(rule: str, due: str) -> None:
    answer = long("2027-02-01", rule, facts=PAY)
    assert fell(answer) == ["talk 2026-01-12", f"review {due}"]


@pytest.mark.parametrize(
    ("rule", "facts", "due"),
    [
        # a date on or before 12 January is already passed
        (
            "on half pay date, or failing that on end of pay",
            {"half pay date": "2026-01-12", "end of pay": "2026-03-31"},
            "2026-03-31",
        ),
        (
            "on half pay date or on end of pay, whichever is sooner",
            {"half pay date": "2026-01-12", "end of pay": "2026-03-31"},
            "2026-03-31",
        ),
        (
            "on half pay date or on end of pay, whichever is later",
            {"half pay date": "2026-01-12", "end of pay": "2026-03-31"},
            "2026-03-31",
        ),
        ("on half pay date", {"half pay date": "2026-01-13"}, "2026-01-13"),
    ],
)
def test_dates_already_passed_are_left_out(rule: str, facts: dict[str, str], due: str) -> None:
    assert fell(long("2026-12-01", rule, facts=facts))[1:] == [f"review {due}"]


def test_dates_already_passed_may_count() -> None:
    # half pay began before the meeting: due on the first day on which the case waits
    answer = long(
        "2026-02-01", "on half pay date", facts={"half pay date": "2026-01-10"}, lines="dates already passed count"
    )
    assert fell(answer)[1:] == ["review 2026-01-13"]
    assert answer.fell_due[1].reasons[0].comparison == "had already passed"


def test_with_no_date_left_people_set_it() -> None:
    facts = {"half pay date": "2026-01-10"}
    before = long("2026-01-13", "on half pay date", facts=facts)
    assert [(one.code, one.what) for one in before.human] == [("date-to-be-set", "the date of review: HR sets it")]
    scheduled = {"date": "2026-01-14", "step": "review", "what": "scheduled", "for": "2026-01-20"}
    after = long("2026-01-14", "on half pay date", facts=facts, events=[scheduled])
    assert [str(one.on) for one in after.targets] == ["2026-01-20"]
    assert fell(long("2026-02-01", "on half pay date", facts=facts, events=[scheduled]))[1:] == ["review 2026-01-20"]


@pytest.mark.parametrize(
    ("rule", "earliest", "latest"),
    [
        # nothing is on file; what is left lies after 12 January, and nothing is due before the 13th
        ("on half pay date", "2026-01-13", None),
        ("4 weeks after talk is held or on half pay date, whichever is sooner", "2026-01-13", "2026-02-09"),
        ("4 weeks after talk is held or on half pay date, whichever is later", "2026-02-09", None),
        ("on half pay date or on end of pay, whichever is later", "2026-01-13", None),
        ("on half pay date, but not before 4 weeks after talk is held", "2026-02-09", None),
        ("on half pay date, or failing that 4 weeks after talk is held", "2026-01-13", None),
        ("4 weeks after talk is held, or failing that on half pay date", "2026-02-09", "2026-02-09"),
        ("2 weeks before end of pay", "2026-01-13", None),
        ("halfway between the day talk is held and end of pay", "2026-01-13", None),
    ],
)
def test_a_date_that_is_not_known_lies_within_bounds(rule: str, earliest: str, latest: str | None) -> None:
    (target,) = long("2026-01-12", rule, lines=PASSED).targets
    assert (str(target.earliest), None if target.latest is None else str(target.latest)) == (earliest, latest)
    assert bool(target.needs) is (earliest != latest)


def test_what_is_missing_is_asked_for_and_the_step_falls_due_whatever_it_is() -> None:
    rule = "4 weeks after talk is held or on half pay date, whichever is sooner"
    waiting = long("2026-02-08", rule)
    assert [(one.needs, one.step, str(one.since)) for one in waiting.unknown] == [
        ("half pay date", "review", "2026-01-12")
    ]
    assert fell(long("2026-02-09", rule))[1:] == ["review 2026-02-09"]


def test_a_fact_counts_from_the_day_it_was_known() -> None:
    text = LONG.format(rule="on half pay date", lines=PASSED)
    facts = [
        {"name": "half pay date", "value": "2026-02-02", "from": "2026-01-10"},
        {"name": "half pay date", "value": "2026-03-02", "from": "2026-01-20"},
    ]
    for on, expected in (("2026-01-19", "2026-02-02"), ("2026-01-20", "2026-03-02")):
        (target,) = told(text, on, OPEN, events=[held("2026-01-12")], facts=facts).targets
        assert str(target.on) == expected


def test_a_fact_of_the_employee() -> None:
    text = """
branch Trial follows each employee
  step talk
    falls due 2 weeks before probation end
    dates already passed count
    then close
"""
    answer = told(text, "2026-07-01", facts=[{"name": "probation end", "value": "2026-06-30"}])
    assert fell(answer) == ["talk 2026-06-16"]


@pytest.mark.parametrize(
    ("how", "due"), [("its last day", "2026-02-28"), ("the first day of the next month", "2026-03-01")]
)
def test_a_month_that_is_too_short(how: str, due: str) -> None:
    policy = small(LONG.format(rule="1 month after talk is held", lines=""), ("use its last day", f"use {how}"))
    answer = told(policy, "2026-03-10", "2026-01-24 -", events=[held("2026-01-31")])
    assert fell(answer) == ["talk 2026-01-31", f"review {due}"]


# ------------------------------------------------------------------ one absence


@pytest.mark.parametrize(
    ("condition", "due"),
    [
        ("the absence has lasted over 1 week", "2026-01-12"),  # its 8th day
        ("the absence has lasted at least 8 calendar days", "2026-01-12"),
        ("the absence has lasted from 3 to 30 calendar days", None),  # not certain while it runs
        ("the absence has lasted at most 30 calendar days", None),
        ("the absence is a long absence", "2026-01-12"),
        ("the absence is not a short absence", "2026-01-12"),
        ("the absence is not a long absence", None),
        ("the absence has lasted over 1 week and lost is over 8 working days", "2026-01-15"),
    ],
)
def test_a_condition_on_the_absence(condition: str, due: str | None) -> None:
    text = f"""
measure lost over the last 4 weeks
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

branch Long follows each absence while it lasts
  step talk
    falls due when {condition}
    then close
"""
    assert fell(told(text, "2026-01-30", OPEN)) == ([f"talk {due}"] if due else [])


def test_a_case_closes_on_the_first_working_day_back() -> None:
    # absent until Friday 16 January
    answer = long("2026-01-31", "2 weeks after talk is held", absent="2026-01-05 2026-01-16")
    assert [(str(one.on), one.why) for one in answer.closed] == [("2026-01-19", "absence-over")]
    assert stands(long("2026-01-18", "2 weeks after talk is held", absent="2026-01-05 2026-01-16")) == [
        "review waiting"
    ]


def test_a_meeting_that_was_due_is_moot_when_the_employee_is_back() -> None:
    answer = told(LONG.format(rule="at once", lines=""), "2026-01-31", "2026-01-05 2026-01-16")
    assert [(one.step, one.state.value) for one in answer.fell_due] == [("talk", "moot")]
    assert [one.why for one in answer.closed] == ["returned-before-the-meeting"]
