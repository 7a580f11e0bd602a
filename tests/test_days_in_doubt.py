"""What is said of days that nobody can tell: holidays between records, patterns and calendars that end, hours."""

from __future__ import annotations

from datetime import date

import pytest

import policydsl
from policydsl.interpret.answer import Shown, Unknown, Warned
from tests.small import HEADER, small, told, watched

RETURN = """
after every absence
  step return
    falls due on first working time back
    then close
"""
PATTERN = "working pattern before 2026-03-01"
FROM_MARCH = [{"from": "2026-03-01", "days": ["mon", "tue", "wed", "thu", "fri"]}]
"""Nobody can tell which days were worked before Sunday 1 March 2026. Monday the 2nd is one for certain."""
SPRING = """
name: Spring
covers: {first: 2026-01-01, last: 2026-06-30}
days:
  - {date: 2026-05-25, name: Spring day}
"""
"""Of days after June 2026 the calendar says nothing."""
SUMMER, NEXT_YEAR = "holiday calendar Spring for 2026", "holiday calendar Spring for 2027"


def spring(text: str = RETURN) -> policydsl.Policy:
    return policydsl.policy(HEADER + text, calendars=[policydsl.calendar(SPRING)])


# ------------------------------------------------------------------ absences that go on over holidays

JOINS = ("when no working day lies between them", "when no working day lies between them [J-1]")


def goes_on(*absent: str) -> list[Shown]:
    answer = told(small(RETURN, JOINS), "2026-05-31", *absent, holidays="England and Wales")
    return [one for one in answer.shown if one.code == "joined-over-holiday"]


@pytest.mark.parametrize(
    ("absent", "over"),
    [
        # Good Friday is 3 April 2026, Easter Monday the 6th
        (["2026-04-01 2026-04-02", "2026-04-07"], "Good Friday 2026-04-03 and Easter Monday 2026-04-06"),
        (["2026-04-01 2026-04-03", "2026-04-07"], "Easter Monday 2026-04-06"),  # Good Friday itself is on record
    ],
)
def test_of_the_holidays_those_between_the_records_are_named(absent: list[str], over: str) -> None:
    text = f"the absence of 2026-04-01 goes on over {over}"
    assert goes_on(*absent) == [Shown("joined-over-holiday", text, absence="2026-04-01", clauses=("J-1",))]


def test_a_holiday_that_is_itself_recorded_is_not_one_to_go_on_over() -> None:
    # up to Friday 1 May, then from the early May bank holiday, Monday 4 May: only a weekend lies between
    assert goes_on("2026-04-30 2026-05-01", "2026-05-04 2026-05-05") == []


# ------------------------------------------------------------------ when nobody can tell that an absence is over


def back(needs: str, absence: str, since: str) -> Unknown:
    return Unknown(needs, "return", "after every absence", absence, date.fromisoformat(since))


@pytest.mark.parametrize(
    ("on", "missing"),
    [
        ("2026-01-09", []),
        ("2026-01-10", [back(PATTERN, "2026-01-08", "2026-01-10")]),  # perhaps back at work on this day
        ("2026-03-01", [back(PATTERN, "2026-01-08", "2026-01-10")]),
        ("2026-03-02", []),  # back for certain
    ],
)
def test_whether_somebody_is_back_is_in_doubt_from_the_first_day_that_may_be_worked(
    on: str, missing: list[Unknown]
) -> None:
    assert list(told(RETURN, on, "2026-01-08 2026-01-09", works=FROM_MARCH).unknown) == missing


def test_each_absence_is_in_doubt_for_itself() -> None:
    # The 8th is over, for certain, on 2 March; the one of 10 March was never in doubt; after June nobody can tell.
    absent = ("2026-01-08 2026-01-09", "2026-03-10", "2026-06-24 2026-07-01")
    summer = [back(SUMMER, "2026-06-24", "2026-07-02"), back(NEXT_YEAR, "2026-06-24", "2026-07-02")]
    assert list(told(spring(), "2026-07-01", *absent, works=FROM_MARCH, holidays="Spring").unknown) == []
    assert list(told(spring(), "2026-07-10", *absent, works=FROM_MARCH, holidays="Spring").unknown) == summer


def test_an_absence_that_may_go_on_from_another_stays_in_doubt_when_both_are_over() -> None:
    # Friday 9 and Monday 12 January are one absence unless the 10th or the 11th was worked.
    absent = ("2026-01-08 2026-01-09", "2026-01-12 2026-01-13")
    first, second = back(PATTERN, "2026-01-08", "2026-01-10"), back(PATTERN, "2026-01-12", "2026-01-14")
    assert list(told(RETURN, "2026-01-20", *absent, works=FROM_MARCH).unknown) == [first, second]
    answer = told(RETURN, "2026-03-03", *absent, works=FROM_MARCH)
    assert list(answer.unknown) == [second]
    assert [one for one in answer.warnings if one.code == "one-absence-or-two"] == [
        Warned(
            "one-absence-or-two",
            "it cannot be told whether the absence of 2026-01-12 goes on from the one of 2026-01-08",
            absence="2026-01-12",
            on=date(2026, 1, 12),
            help=f"missing: {PATTERN}",
        )
    ]


def test_a_deadline_that_nobody_can_tell_names_the_absence_of_its_step() -> None:
    text = """
branch Long follows each absence while it lasts
  step talk
    falls due when the absence has lasted over 1 week
    must be held within 3 working days after falling due
    then close
"""
    works = ("works Monday to Friday", "works Monday to Friday, without the public holidays of Spring")
    policy = policydsl.policy(HEADER.replace(*works) + text, calendars=[policydsl.calendar(SPRING)])
    answer = told(policy, "2026-07-02", "2026-06-23 -")
    due = date(2026, 6, 30)
    assert list(answer.unknown) == [Unknown(one, "talk", "Long", "2026-06-23", due) for one in (SUMMER, NEXT_YEAR)]


# ------------------------------------------------------------------ days that may have been lost


def warned(code: str, message: str, first: str, missing: str) -> Warned:
    return Warned(code, message, absence=first, on=date.fromisoformat(first), help=f"missing: {missing}")


@pytest.mark.parametrize(
    ("absent", "on", "which", "missing"),
    [
        ("2026-06-24 -", "2026-06-30", None, ""),
        ("2026-06-24 -", "2026-07-01", "whether 2026-07-01 was a working day", SUMMER),  # the day itself counts
        ("2026-06-24 -", "2026-07-02", "which days from 2026-07-01 to 2026-07-02 were working days", SUMMER),
        ("2026-06-24 -", "2026-07-03", "which days from 2026-07-01 to 2026-07-03 were working days", SUMMER),
        ("2026-06-24 2026-07-01", "2026-07-03", "whether 2026-07-01 was a working day", SUMMER),
        (
            "2026-06-24 -",
            "2027-01-01",
            "which days from 2026-07-01 to 2027-01-01 were working days",
            f"{SUMMER}, {NEXT_YEAR}",
        ),
    ],
)
def test_the_days_of_which_nobody_can_tell_are_named_up_to_the_day_asked_about(
    absent: str, on: str, which: str | None, missing: str
) -> None:
    message = f"it cannot be told {which}"
    said = [warned("working-days-not-known", message, "2026-06-24", missing)] if which else []
    assert list(told(spring(), on, absent, holidays="Spring").warnings) == said


@pytest.mark.parametrize(
    ("absent", "on", "which"),
    [
        ("2026-01-05 -", "2026-01-05", "on 2026-01-05"),
        ("2026-01-05 -", "2026-01-08", "from 2026-01-05 to 2026-01-08"),
        ("2026-01-05 2026-01-06", "2026-01-08", "from 2026-01-05 to 2026-01-06"),
    ],
)
def test_hours_that_are_not_on_file_are_missed_up_to_the_day_asked_about(absent: str, on: str, which: str) -> None:
    message = f"it cannot be told how many hours were lost {which}"
    answer = told(watched("over 72 hours", "hours of absence"), on, absent)
    said = warned("hours-not-known", message, "2026-01-05", "hours in the working pattern")
    assert [one for one in answer.warnings if one.code == "hours-not-known"] == [said]


# ------------------------------------------------------------------ holidays that were not announced


@pytest.mark.parametrize(
    ("absent", "on", "days"),
    [
        # Good Friday is 14 April 2028, Easter Monday the 17th
        ("2028-04-10 2028-04-13", "2028-04-13", None),
        ("2028-04-10 2028-04-13", "2028-04-14", ["2028-04-14"]),
        ("2028-04-10 2028-04-13", "2028-05-31", ["2028-04-14", "2028-04-17"]),  # on which somebody was not back
        ("2028-04-10 -", "2028-05-01", ["2028-04-14", "2028-05-01"]),
        ("2028-04-10 2028-04-11", "2028-05-31", None),  # back on the 12th
    ],
)
def test_of_holidays_not_announced_those_up_to_the_return_are_a_warning(
    absent: str, on: str, days: list[str] | None
) -> None:
    said = f"the holidays of England and Wales on {' to '.join(days or ())} had not been announced"
    warning = Warned(
        "holidays-extrapolated",
        f"{said} when the calendar was made",
        on=date.fromisoformat(days[0]) if days else None,
        help="hand in a newer calendar with `--calendar FILE` once they are",
    )
    answer = told(RETURN, on, absent, holidays="England and Wales")
    assert list(answer.warnings) == ([warning] if days else [])


def test_holidays_at_the_end_of_a_calendar_matter_for_whether_somebody_is_back() -> None:
    days = "days: [{date: 2026-06-30, name: June day, extrapolated: true}]"
    ends = policydsl.calendar(f"name: Spring\ncovers: {{first: 2026-01-01, last: 2026-06-30}}\n{days}\n")
    policy = policydsl.policy(HEADER + RETURN, calendars=[ends])
    # up to Monday 29 June: back on the 30th if that is no holiday, and else nobody can tell
    answer = told(policy, "2026-06-30", "2026-06-29", holidays="Spring")
    assert [(one.code, one.on) for one in answer.warnings] == [("holidays-extrapolated", date(2026, 6, 30))]
