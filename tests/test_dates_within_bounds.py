"""Dates of steps of which only bounds are known: where nobody can tell which days the organisation works, and whose pay
goes on only while the absence does.

The closure days of the works are known from 1 January 2027 on. The absence runs from Monday 28 December 2026; over a
week on Monday 4 January 2027. Ten working days after it began it is Monday 11 January if 29 to 31 December are working
days, and Thursday 14 January if none of them is.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest

import policydsl
from policydsl.interpret.answer import Answer, Reason
from policydsl.interpret.fold import over_days_that_matter, over_every_day
from policydsl.model.policy import Policy
from tests.engine import answer_of, person_of
from tests.small import HEADER, fell, held, outcome, small, told, told_both_ways
from tests.test_periods_going_on import DOUBT

WORKS = policydsl.calendar("name: Works closure\ncovers: {first: 2027-01-01, last: 2028-12-31}\ndays: []\n")
LONG = """
branch Long follows each absence while it lasts
  step talk
    falls due when the absence has lasted over 1 week
    then wait for review
  step review
    falls due {rule} [4.2]
    {lines}
    outcome well: close
"""
PASSED = "dates already passed are left out\n    with no date left, it is set by HR"
COUNT = "dates already passed count"
TEN = "10 working days after the absence began"
WEEK = "1 week after talk is held"
THREE_WEEKS = "3 weeks after talk is held"
UNKNOWN = ("holiday calendar Works closure for 2026",)


@cache
def closing(rule: str, lines: str) -> Policy:
    head = HEADER.replace(
        "works Monday to Friday", "works Monday to Friday, without the public holidays of Works closure"
    )
    return policydsl.policy(head + LONG.format(rule=rule, lines=lines), calendars=[WORKS])


def met(on: str, rule: str, day: str, lines: str = PASSED) -> Answer:
    """The answer where the talk was held on a day of January 2027."""
    values = {"employee": "E1", "absences": [{"first": "2026-12-28"}], "events": [held(day)]}
    person = person_of(values, date.fromisoformat(on), closing(rule, lines))
    assert over_every_day(person) == over_days_that_matter(person)
    return answer_of(values, date.fromisoformat(on), closing(rule, lines))


@pytest.mark.parametrize(
    ("day", "rule", "earliest", "latest"),
    [
        # held on the 10th: the date is still ahead, for certain
        ("2027-01-10", TEN, "2027-01-11", "2027-01-14"),
        ("2027-01-10", f"{TEN} or {THREE_WEEKS}, whichever is sooner", "2027-01-11", "2027-01-14"),
        ("2027-01-10", f"{TEN} or {THREE_WEEKS}, whichever is later", "2027-01-31", "2027-01-31"),
        ("2027-01-10", f"{TEN}, or failing that {THREE_WEEKS}", "2027-01-11", "2027-01-14"),
        # held on the 11th: it may be that very day, which has passed then
        ("2027-01-11", TEN, "2027-01-12", "2027-01-14"),
        ("2027-01-11", f"{TEN} or {THREE_WEEKS}, whichever is sooner", "2027-01-12", "2027-02-01"),
        ("2027-01-11", f"{TEN} or {THREE_WEEKS}, whichever is later", "2027-02-01", "2027-02-01"),
        ("2027-01-11", f"{TEN}, or failing that {THREE_WEEKS}", "2027-01-12", "2027-02-01"),
        # held on the 14th: it has passed, for certain
        ("2027-01-14", f"{TEN}, or failing that {THREE_WEEKS}", "2027-02-04", "2027-02-04"),
    ],
)
def test_a_date_that_may_have_passed_is_left_out_only_where_it_certainly_has(
    day: str, rule: str, earliest: str, latest: str
) -> None:
    (target,) = met(day, rule, day).targets
    assert (str(target.earliest), str(target.latest)) == (earliest, latest)
    assert target.needs == (() if earliest == latest else UNKNOWN)


def test_the_reason_tells_between_which_days_a_date_lies() -> None:
    answer = met("2027-01-20", f"on half pay date or {TEN}, whichever is sooner", "2027-01-05", COUNT)
    assert fell(answer) == ["talk 2027-01-04", "review 2027-01-14"]
    (reason,) = answer.fell_due[1].reasons
    first, last = date(2027, 1, 11), date(2027, 1, 14)
    half_pay = Reason("fact", "half pay date", reason.line, ("4.2",), needs=("half pay date",))
    ten = Reason(
        "date", "10 working days after the absence began", reason.line, ("4.2",), first=first, last=last, needs=UNKNOWN
    )
    assert reason == Reason(
        "date",
        "review",
        reason.line,
        ("4.2",),
        last=last,
        needs=("half pay date", *UNKNOWN),
        because=(half_pay, ten),
    )


@pytest.mark.parametrize(("lines", "day"), [(PASSED, "2027-01-10"), (COUNT, "2027-01-10"), (COUNT, "2027-01-12")])
def test_a_step_falls_due_on_the_last_of_the_days_between_which_its_date_lies(lines: str, day: str) -> None:
    answer = met("2027-01-20", TEN, day, lines)
    assert fell(answer) == ["talk 2027-01-04", "review 2027-01-14"]
    (reason,) = answer.fell_due[1].reasons
    days = {"first": date(2027, 1, 11), "last": date(2027, 1, 14), "needs": UNKNOWN}
    ten = Reason("date", TEN, reason.line, ("4.2",), **days)
    assert reason == Reason("date", "review", reason.line, ("4.2",), **days, because=(ten,))


def test_the_first_day_back_lies_within_bounds_where_nobody_can_tell_which_days_are_worked() -> None:
    """Back from Tuesday 29 December 2026, and Friday 1 January 2027 is the first day of which it is known."""
    text = """
after every absence
  step return meeting
    falls due on first working time back
    outcome done: close
"""
    values: dict[str, Any] = {"employee": "E1", "holidays": "Works closure"}
    values["absences"] = [{"first": "2026-12-28", "last": "2026-12-29"}]
    policy = policydsl.policy(HEADER + text, calendars=[WORKS])
    assert fell(answer_of(values, date(2026, 12, 31), policy)) == []
    answer = answer_of(values, date(2027, 1, 10), policy)
    assert fell(answer) == ["return meeting 2027-01-01"]
    (reason,) = answer.fell_due[0].reasons
    assert (reason.first, reason.last, reason.needs) == (date(2026, 12, 30), date(2027, 1, 1), UNKNOWN)
    assert [one.what for one in reason.because] == ["first working time back"]


# ------------------------------------------------------------------ facts: on file, or not


@pytest.mark.parametrize(
    ("rule", "lines", "earliest", "latest"),
    [
        # the sooner of a day that is still to come and the very next one; the later of bounds and their last day
        ("1 calendar day after talk is held or on half pay date, whichever is sooner", PASSED, "13", "13"),
        (f"{WEEK} or on half pay date, whichever is sooner, but not before {WEEK}", PASSED, "19", "19"),
        ("on half pay date, but not before on end of pay", COUNT, "13", None),
        ("on half pay date, or failing that on end of pay", COUNT, "13", None),
        ("on half pay date or on end of pay, whichever is later", COUNT, "13", None),
        ("on half pay date or 1 week after talk is held, whichever is sooner", COUNT, "13", "19"),
    ],
)
def test_a_fact_that_is_missing_leaves_bounds(rule: str, lines: str, earliest: str, latest: str | None) -> None:
    answer = told(LONG.format(rule=rule, lines=lines), "2026-01-12", "2026-01-05 -", events=[held("2026-01-12")])
    (target,) = answer.targets
    found = (f"{target.earliest:%d}", None if target.latest is None else f"{target.latest:%d}")
    assert found == (earliest, latest)
    assert bool(target.needs) is (earliest != latest)


def test_the_very_next_day_is_known_although_a_fact_is_missing() -> None:
    """What is not on file cannot come sooner than the day after the meeting."""
    rule = "1 calendar day after talk is held or on half pay date, whichever is sooner"
    text = LONG.format(rule=rule, lines=PASSED)
    answer = told(text, "2026-01-20", "2026-01-05 -", events=[held("2026-01-12")])
    assert fell(answer) == ["talk 2026-01-12", "review 2026-01-13"]
    (reason,) = answer.fell_due[1].reasons
    assert (reason.value, reason.first, reason.needs) == (date(2026, 1, 13), None, ())


WORKED = """
branch Watch follows each employee
  step talk
    falls due when 1 absence starts in the last 4 weeks
    falls due again only on a new absence
    then wait for review
  step review
    falls due 1 week of time worked after talk is held
    dates already passed count
    outcome well: close
"""


@pytest.mark.parametrize(
    ("absent", "due"),
    [
        # held on Monday 12 January; the days up to the last one of the absence are left out
        ("2026-01-05 2026-01-09", "2026-01-19"),
        ("2026-01-05 2026-01-13", "2026-01-20"),
        ("2026-01-05 2026-01-16", "2026-01-23"),
    ],
)
def test_a_date_moves_on_with_an_absence_that_stops_its_time(absent: str, due: str) -> None:
    answer = told_both_ways(WORKED, "2026-02-10", absent, events=[held("2026-01-12")])
    assert fell(answer) == ["talk 2026-01-05", f"review {due}"]


def test_a_date_on_the_very_day_of_the_meeting_has_passed() -> None:
    facts = [{"name": "half pay date", "value": "2026-01-12", "absence": "2026-01-05"}]
    text = LONG.format(rule="on half pay date", lines=PASSED)
    answer = told(text, "2026-01-31", "2026-01-05 -", events=[held("2026-01-12")], facts=facts)
    assert fell(answer) == ["talk 2026-01-12"]
    assert [one.code for one in answer.human] == ["date-to-be-set"]


def test_the_reason_says_which_date_had_passed() -> None:
    days = {"half pay date": "2026-01-12", "end of pay": "2026-01-20"}
    facts = [{"name": name, "value": day, "absence": "2026-01-05"} for name, day in days.items()]
    rule = "on half pay date, or failing that on end of pay, but not before 1 week of time worked after talk is held"
    events = [held("2026-01-12", absence="2026-01-05")]
    answer = told(LONG.format(rule=rule, lines=PASSED), "2026-03-31", "2026-01-05 -", events=events, facts=facts)
    (target,) = answer.targets
    about = target.reasons[0].line, ("4.2",)
    passed = Reason("fact", "half pay date", *about, value=date(2026, 1, 12), comparison="already passed")
    left = Reason("fact", "end of pay", *about, value=date(2026, 1, 20))
    assert target.reasons[:2] == (passed, left)
    floor = target.reasons[2]
    assert (floor.what, floor.comparison) == ("1 week of time worked after talk is held", "not before")


RUNS = """
branch Long follows each run of linked absences while it lasts
  step talk
    falls due on half pay date
    dates already passed count
    outcome well: close
"""
LINKED = (
    "  an absence ends on its last recorded day",
    "  absences link when at most 4 weeks lie between them\n  an absence ends on its last recorded day",
)


def test_in_a_run_of_linked_absences_the_fact_is_that_of_the_latest_one() -> None:
    facts = [
        {"name": "half pay date", "value": day, "absence": absence}
        for absence, day in (("2026-01-05", "2026-03-30"), ("2026-01-19", "2026-02-02"))
    ]
    answer = told(small(RUNS, LINKED), "2026-02-28", "2026-01-05 2026-01-09", "2026-01-19 -", facts=facts)
    assert fell(answer) == ["talk 2026-02-02"]


@pytest.mark.parametrize(
    ("rule", "known", "year", "earliest", "latest"),
    [
        (TEN, ("2027-01-01", "2027-06-30"), 2026, "2027-01-11", "2027-01-14"),
        ("3 working days before half pay date", ("2026-07-01", "2026-12-31"), 2027, "2026-12-29", "2026-12-31"),
    ],
)
def test_only_the_years_that_would_settle_a_date_are_asked_for(
    rule: str, known: tuple[str, str], year: int, earliest: str, latest: str
) -> None:
    """The half pay date is Tuesday 5 January 2027; the calendar knows of half a year on one side of it alone."""
    works = policydsl.calendar(f"name: Works closure\ncovers: {{first: {known[0]}, last: {known[1]}}}\ndays: []\n")
    head = HEADER.replace(
        "works Monday to Friday", "works Monday to Friday, without the public holidays of Works closure"
    )
    text = LONG.replace("over 1 week", "over 1 calendar day")
    policy = policydsl.policy(head + text.format(rule=rule, lines=PASSED), calendars=[works])
    pay = {"name": "half pay date", "value": "2027-01-05", "absence": "2026-12-01"}
    first = "2026-12-28" if rule == TEN else "2026-12-01"
    day = "2026-12-29" if rule == TEN else "2026-12-03"
    facts = [] if rule == TEN else [pay]
    values = {"employee": "E1", "absences": [{"first": first}], "events": [held(day)], "facts": facts}
    (target,) = answer_of(values, date.fromisoformat(day), policy).targets
    assert (str(target.earliest), str(target.latest)) == (earliest, latest)
    assert target.needs == (f"holiday calendar Works closure for {year}",)


LOOK = """
branch other follows each employee
  step look
    falls due {rule}
    then close
"""
AWAY = ("2026-01-05", "2026-01-13")
RECORD: dict[str, Any] = {
    "events": [
        held("2026-01-06", "first"),
        outcome("2026-01-06", "first", "warned"),
        held("2026-01-20", "second"),
        outcome("2026-01-20", "second", "done"),
    ],
    "works": [{"from": "2026-01-14", "days": ["mon", "tue", "wed", "thu", "fri"]}],
}


def ended(rule: str, *calendars: Any) -> Policy:
    head = HEADER.replace("absences join when no working day lies between them", "absences never join")
    head = head.replace("when a month", "active service leaves out lost time\n  when a month")
    if calendars:
        head = head.replace(
            "works Monday to Friday", "works Monday to Friday, without the public holidays of Works closure"
        )
    return policydsl.policy(head + DOUBT + LOOK.format(rule=rule), calendars=list(calendars))


@pytest.mark.parametrize(
    ("rule", "first", "last"),
    [
        ("1 week after live ended", "2026-01-26", "2026-01-27"),
        ("1 month after live ended", "2026-02-19", "2026-02-20"),
        ("1 week of active service after live ended", "2026-01-26", "2026-01-27"),
    ],
)
def test_a_date_after_a_period_lies_within_bounds_where_its_last_day_does(rule: str, first: str, last: str) -> None:
    """Two weeks from 6 January end on the 19th, or on the 20th if the 13th, which no pattern tells of, was worked."""
    missing = "working pattern before 2026-01-14"
    policy = ended(rule)
    for on in ("2026-01-22", first):
        answer = told_both_ways(policy, on, *AWAY, **RECORD)
        (target,) = answer.targets
        assert (target.on, str(target.earliest), str(target.latest), target.needs) == (None, first, last, (missing,))
        assert [(one.step, one.needs) for one in answer.unknown] == [("look", missing)]
    assert fell(told_both_ways(policy, "2026-03-01", *AWAY, **RECORD))[2:] == [f"look {last}"]


def test_a_date_after_a_period_names_what_is_missing_behind_its_latest_day_too() -> None:
    """Five working days after the 19th are over on Monday the 26th, and of the 27th the calendar does not know."""
    works = policydsl.calendar("name: Works closure\ncovers: {first: 2020-01-01, last: 2026-01-26}\ndays: []\n")
    (target,) = told(ended("5 working days after live ended", works), "2026-01-22", *AWAY, **RECORD).targets
    assert str(target.earliest) == "2026-01-26"
    assert target.needs == (
        "holiday calendar Works closure for 2026",
        "holiday calendar Works closure for 2027",
        "working pattern before 2026-01-14",
    )
