"""Absences next to days and on days: certain when, what is not known, from files, the same on days that matter."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from policydsl_cli.main import program

import policydsl
from policydsl.interpret.fold import over_days_that_matter, over_every_day
from policydsl.source import Source
from tests.engine import person_of
from tests.small import small, told, told_both_ways

LEAVE = (
    "  an absence with no working day counts",
    "  an absence with no working day counts\n  leave covers annual leave, study days",
)
WATCH = """
calendar payday covers 30 January 2026, 27 February 2026, 27 March 2026
calendar carnival covers 13 February 2026 to 17 February 2026
category pattern absence is an absence next to payday, or an absence next to annual leave,
  or an absence falling on the carnival, or an absence falling on the same dates as last year
branch patterns follows each employee
  step look
    falls due when at least {number} {kind} start over the last 12 months
    falls due again only on a new absence
    then close
"""


def watch(number: int = 1, kind: str = "pattern absences"):  # type: ignore[no-untyped-def]
    return small(WATCH.format(number=number, kind=kind), LEAVE)


def due(on: str, *absent: str, kind: str = "pattern absences", number: int = 1, **more: object) -> str | None:
    answer = told(watch(number, kind), on, *absent, **more)
    found = [one.on.isoformat() for one in answer.fell_due]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("absent", "day"),
    [
        (("2026-01-28 2026-01-29",), "2026-01-30"),  # behind it: certain when the person is back
        (("2026-02-02 -",), "2026-02-02"),  # before it: certain at once, though it runs on
        (("2026-01-28 2026-02-04",), None),
        (("2026-01-28 2026-01-30",), None),  # payday is a day of the absence
        (("2026-02-10 -",), "2026-02-13"),  # falls on the carnival from that day on
        (("2026-02-18",), None),
    ],
)
def test_the_day_on_which_it_is_certain(absent: tuple[str, ...], day: str | None) -> None:
    assert due("2026-03-02", *absent) == day


def test_leave_is_no_absence_and_lies_next_to_one() -> None:
    leave = {"first": "2026-02-09", "last": "2026-02-12", "flags": ["study days"]}
    policy = small(WATCH.format(number=1, kind="absences next to study days"), LEAVE)
    ill = {"first": "2026-02-05", "last": "2026-02-06"}
    answer = told(policy, "2026-03-02", absences=[ill, leave])
    assert [one.on for one in answer.fell_due] == [date(2026, 2, 9)]
    person = person_of({"employee": "E1", "absences": [ill, leave]}, date(2026, 3, 2), policy)
    assert [one.name for one in person.absences] == ["2026-02-05"]
    assert not told(policy, "2026-03-02", absences=[{**ill, "last": "2026-02-05"}, leave]).fell_due


def test_leave_that_nothing_joins_across_keeps_absences_apart() -> None:
    leave = {"first": "2026-02-09", "last": "2026-02-13", "flags": ["annual leave"]}
    away = [{"first": "2026-02-06", "last": "2026-02-06"}, leave, {"first": "2026-02-16", "last": "2026-02-16"}]
    apart = person_of({"employee": "E1", "absences": away}, date(2026, 3, 2), watch())
    assert len(apart.absences) == 2
    both = (LEAVE[0], LEAVE[1] + "\n  absences join across annual leave")
    joined = person_of({"employee": "E1", "absences": away}, date(2026, 3, 2), small("", both))
    assert len(joined.absences) == 1


@pytest.mark.parametrize(("day", "is_due"), [("2026-06-09", True), ("2026-06-11", False), ("2026-06-04", False)])
def test_the_same_dates_as_last_year(day: str, is_due: bool) -> None:
    kind = "absences falling on the same dates as last year"
    assert (due("2026-12-01", "2025-06-08 2025-06-10", day, kind=kind) is not None) is is_due


def test_29_february_is_a_date_that_the_year_before_has_not() -> None:
    kind = "absences falling on the same dates as last year"
    assert due("2028-12-01", "2027-02-28 2027-03-01", "2028-02-29", kind=kind) is None
    assert due("2028-12-01", "2027-02-28 2027-03-01", "2028-03-01", kind=kind) == "2028-03-01"


def test_a_calendar_that_does_not_reach_is_asked_for() -> None:
    answer = told(watch(1, "absences next to payday"), "2026-04-28", "2026-04-27")
    assert [one.needs for one in answer.unknown] == ["calendar payday after 2026-03-27"]


def test_without_a_holiday_calendar_nobody_can_tell() -> None:
    policy = watch(1, "absences next to a public holiday")
    assert [one.needs for one in told(policy, "2026-04-28", "2026-04-27").unknown] == ["holiday calendar"]
    there = told(policy, "2026-04-08", "2026-04-07", holidays="England and Wales")
    assert [one.on for one in there.fell_due] == [date(2026, 4, 7)]
    assert [one.name for one in there.calendars] == ["England and Wales"]


def test_the_holiday_calendar_that_the_policy_names_is_that_of_everybody() -> None:
    """Easter Monday is 6 April 2026 in England and Wales, and a day like others in Scotland."""
    plain = "a working day is a day the employee was due to work"
    policy = small(
        WATCH.format(number=1, kind="absences next to a public holiday"),
        LEAVE,
        (plain, f"{plain}, without the public holidays of England and Wales"),
    )
    assert [one.on for one in told(policy, "2026-04-08", "2026-04-07").fell_due] == [date(2026, 4, 7)]
    assert told(policy, "2026-04-08", "2026-04-07", holidays="Scotland").fell_due == ()


def test_a_day_that_is_perhaps_worked_leaves_it_open() -> None:
    policy = watch(1, "absences next to payday")
    works = [{"from": "2026-02-04", "days": ["mon", "tue", "wed", "thu", "fri"]}]
    answer = told(policy, "2026-02-05", "2026-02-04", works=works)
    assert [one.needs for one in answer.unknown] == ["working pattern before 2026-02-04"]
    assert not told(policy, "2026-02-06", "2026-02-05", works=works).unknown


@pytest.mark.parametrize(
    ("reasons", "day"),
    [
        (("R1", "R1", "R1"), "2026-03-09"),
        (("R1", "R2", "R1"), None),
        (("R1", None, "R1", "R1"), "2026-04-13"),
        ((None, None, None), None),
        (("R1", "R2", "R2", "R1", "R2"), "2026-05-11"),
    ],
)
def test_the_same_reason(reasons: tuple[str | None, ...], day: str | None) -> None:
    policy = small(WATCH.format(number=3, kind="absences with the same reason"), LEAVE)
    days = ("2026-01-12", "2026-02-09", "2026-03-09", "2026-04-13", "2026-05-11")
    away = [
        {"first": one, "last": one, **({"reason": why} if why else {})} for one, why in zip(days, reasons, strict=False)
    ]
    answer = told(policy, "2026-12-01", absences=away)
    assert [one.on.isoformat() for one in answer.fell_due] == ([day] if day else [])
    if day:
        (top,) = answer.fell_due[0].reasons
        assert {one.why for one in top.left_out} <= {"another-reason"}
        assert len(top.counted) == 3


def test_the_same_reason_at_most_so_often() -> None:
    policy = small(
        WATCH.format(number=3, kind="absences").replace(
            "at least 3 absences", "at most 1 absence with the same reason"
        ),
        LEAVE,
    )
    away = [{"first": one, "last": one, "reason": "R1"} for one in ("2026-01-12", "2026-02-09")]
    assert [one.on.isoformat() for one in told(policy, "2026-12-01", absences=away).fell_due] == ["2026-01-01"]


DAY = st.integers(0, 400)


@given(
    st.lists(st.tuples(DAY, st.integers(0, 6), st.sampled_from(["", "annual leave", "study days"])), max_size=6),
    st.sampled_from(
        [
            *("pattern absences", "absences next to payday", "absences falling on the carnival"),
            *("absences next to a day off", "absences next to study days", "absences with the same reason"),
            "absences falling on the same dates as last year",
        ]
    ),
    st.integers(1, 2),
    DAY,
)
def test_the_days_that_matter_give_what_every_day_gives(
    away: list[tuple[int, int, str]], kind: str, number: int, on: int
) -> None:
    start = date(2025, 6, 1).toordinal()
    records, last = [], -1
    for first, length, flag in sorted(away):
        if first <= last:
            continue
        last = first + length
        days = {"first": date.fromordinal(start + first), "last": date.fromordinal(start + last), "reason": "R1"}
        records.append({**days, **({"flags": [flag]} if flag else {})})
    person = person_of({"employee": "E1", "absences": records}, date.fromordinal(start + on), watch(number, kind))
    assert over_days_that_matter(person) == over_every_day(person)


# ------------------------------------------------------------------ files

FILED = WATCH.replace("covers 30 January 2026, 27 February 2026, 27 March 2026", 'covers "paydays.csv"')


@pytest.mark.parametrize(
    ("table", "days"),
    [
        ("date\n2026-01-30\n2026-02-27\n", ["2026-01-30", "2026-02-27"]),
        ("date;name\n2026-01-30;January\n;\n", ["2026-01-30"]),
        ("first,last,name\n2026-01-30,2026-01-31,pay\n", ["2026-01-30", "2026-01-31"]),
        ("\ufeffFirst,Last\n2026-01-30,\n", ["2026-01-30"]),
    ],
)
def test_a_table_of_days(table: str, days: list[str]) -> None:
    found, problems = policydsl.read_days(Source("paydays.csv", table), "paydays.csv")
    assert found is not None
    assert problems == ()
    assert [date.fromordinal(one).isoformat() for one in sorted(found.days)] == days
    assert (found.first, found.last) == (min(found.days), max(found.days))


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ("day\n2026-01-30\n", "unknown-column"),
        ("name\nx\n", "missing-column"),
        ("date\n30/01/2026\n", "not-a-date"),
        ("date\n2026-02-30\n", "no-such-day"),
        ("first,last\n2026-01-30,2026-01-29\n", "calendar-contradicts-itself"),
        ("first,last\n2026-01-30,2062-01-30\n", "calendar-contradicts-itself"),
        ("first,last\n,2026-01-29\n", "missing-cell"),
        ("date\n", "no-heading"),
        ("", "no-heading"),
        ('date\n"2026-01-30\n', "table-not-read"),
    ],
)
def test_what_is_wrong_with_a_table_of_days(table: str, code: str) -> None:
    found, problems = policydsl.read_days(Source("paydays.csv", table), "paydays.csv")
    assert found is None
    assert [one.code.name for one in problems] == [code]


def test_the_command_line_reads_the_file_beside_the_policy(tmp_path: Path) -> None:
    head = (Path(__file__).parent / "small.py").read_text(encoding="utf-8")
    text = head.split('HEADER = """', 1)[1].split('"""', 1)[0].replace(*LEAVE)
    text += FILED.format(number=1, kind="absences next to payday")
    policy, history = tmp_path / "a.policy", tmp_path / "e1.yaml"
    policy.write_text(text, encoding="utf-8")
    history.write_text("employee: E1\nabsences: [{first: 2026-02-02, last: 2026-02-02}]\n", encoding="utf-8")

    def run(*command: str) -> tuple[int, str]:
        done = CliRunner().invoke(program, list(command))
        return done.exit_code, done.output

    status, said = run("check", str(policy))
    assert status == 1
    assert "there is no calendar or file `paydays.csv`" in said
    (tmp_path / "paydays.csv").write_text("date\n2026-01-30\n2026-02-27\n", encoding="utf-8")
    status, said = run("evaluate", str(policy), str(history), "--on", "2026-02-10", "--format", "json")
    assert (status, '"name": "paydays.csv"' in said, '"step": "look"' in said) == (0, True, True)
    (tmp_path / "paydays.csv").write_text("date\n30.1.2026\n", encoding="utf-8")
    status, said = run("check", str(policy))
    assert status == 2
    assert "`30.1.2026` is not a date written year first" in said
    status, said = run("check", str(policy), "--format", "json")
    assert '"name": "file-not-read"' in said


def test_a_calendar_file_in_yaml_says_itself_what_it_covers() -> None:
    text = "name: Paydays\ncovers: {first: 2026-01-01, last: 2026-12-31}\ndays: [{date: 2026-01-30, name: pay}]\n"
    found, problems = policydsl.read_days(Source("paydays.yaml", text), "paydays.yaml")
    assert found is not None
    assert problems == ()
    assert (found.name, found.last) == ("paydays.yaml", date(2026, 12, 31).toordinal())


# ------------------------------------------------------------------ the days of every year, and where an absence begins

YEARLY = """
calendar season covers every year from 15 November to 6 January
calendar winter covers every year from 1 December to 29 February
calendar spring covers every year from 29 February to 30 April
calendar leap day covers every year on 29 February
branch patterns follows each employee
  step look
    falls due when at least {number} absences {words} start over the last 12 months
    falls due again only on a new absence
    then close
"""


def yearly(words: str, *absent: str, on: str, number: int = 1) -> str | None:
    answer = told_both_ways(small(YEARLY.format(words=words, number=number), LEAVE), on, *absent)
    assert not answer.unknown
    return answer.fell_due[0].on.isoformat() if answer.fell_due else None


@pytest.mark.parametrize(
    ("words", "absent", "day"),
    [
        ("falling on season", "2027-11-15", "2027-11-15"),
        ("falling on season", "2027-11-14", None),
        ("falling on season", "2028-01-06 2028-01-10", "2028-01-06"),
        ("falling on season", "2028-01-07", None),
        ("falling on season", "2027-11-10 2027-11-20", "2027-11-15"),
        ("starting on season", "2027-11-10 2027-11-20", None),
        ("starting on season", "2027-12-31 2028-02-20", "2027-12-31"),
        ("falling on winter", "2028-02-29", "2028-02-29"),
        ("falling on winter", "2027-02-28", "2027-02-28"),
        ("falling on winter", "2027-03-01", None),
        ("falling on spring", "2028-02-29", "2028-02-29"),
        ("falling on spring", "2028-02-28", None),
        ("falling on spring", "2027-03-01", "2027-03-01"),
        ("falling on leap day", "2028-02-28 2028-03-01", "2028-02-29"),
        ("falling on leap day", "2027-02-28 2027-03-01", None),
        ("next to season", "2027-11-12", "2027-11-15"),  # a Friday; the season begins on Monday
        ("next to season", "2028-01-07", "2028-01-07"),
        ("starting on a day off", "2027-11-13 2027-11-16", "2027-11-13"),
        ("starting on a day off", "2027-11-12 2027-11-16", None),
    ],
)
def test_days_of_every_year(words: str, absent: str, day: str | None) -> None:
    assert yearly(words, absent, on="2028-04-01") == day


def test_credits_for_each_run_of_days_of_every_year() -> None:
    points = """
calendar season covers every year from 15 November to 6 January
points attendance points
  1 for an absence
  starts at 5
  credit 1 for each season without an entry
  credits come off the oldest entry
"""
    policy = small(points, LEAVE)
    found = [
        told(policy, day, "2026-12-01").measures[0].value
        for day in ("2026-06-01", "2027-06-01", "2028-01-06", "2028-01-07")
    ]
    assert found == [5, 6, 6, 5]  # the season that began in 2026 has an absence in it


def test_an_event_starts_and_falls_on_its_day() -> None:
    text = """
event tardy
calendar season covers every year from 15 November to 6 January
points attendance points
  2 for a tardy starting on season
  1 for a tardy
"""
    events = [{"date": day, "had": "tardy"} for day in ("2026-01-06", "2026-01-07", "2026-11-15")]
    assert told(small(text, LEAVE), "2026-12-01", events=events).measures[0].value == 5


def test_a_measure_of_days_next_to_a_day_that_the_policy_declares() -> None:
    measured = """
calendar payday covers 30 January 2026
measure days at payday over the last 12 months
  is working days of absences next to payday
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
"""
    answer = told(small(measured, LEAVE), "2026-03-02", "2026-01-28 2026-01-29", "2026-02-10")
    (days,) = answer.measures
    assert (days.value, [one.days for one in days.counted]) == (2, [2])


# ------------------------------------------------------------------ what is not known, and what lies ahead

NEAR = """
event tardy
calendar payday covers 1 January 2026, 30 January 2026, 29 December 2028
calendar payments covers 1 January 2026, 2 January 2037
calendar carnival covers 1 January 2026, 9 February 2026 to 10 February 2026
points late
  2 for {words}
  1 for a tardy
  1 for an absence
"""


def late(
    words: str, on: str, *away: str, events: tuple[str, ...] = (), **more: object
) -> tuple[object, tuple[str, ...]]:
    """The points that are certain on a day, and what would settle whether there are more."""
    had = [{"date": day, "had": "tardy"} for day in events]
    (found,) = told_both_ways(small(NEAR.format(words=words), LEAVE), on, *away, events=had, **more).measures
    return found.value, found.needs


@pytest.mark.parametrize(
    ("day", "on", "number"),
    [
        ("2026-01-29", "2026-01-29", 2),  # behind it payday, which is known ahead
        ("2026-01-28", "2026-01-29", 1),
        ("2026-02-02", "2026-02-02", 2),  # before it the weekend, and payday
        ("2026-01-30", "2026-02-02", 1),  # payday itself
    ],
)
def test_an_event_next_to_a_day_is_certain_at_once(day: str, on: str, number: int) -> None:
    assert late("a tardy next to payday", on, events=(day,)) == (number, ())


@pytest.mark.parametrize(("on", "number"), [("2026-02-06", 1), ("2026-02-08", 1), ("2026-02-09", 2), ("2026-02-20", 2)])
@pytest.mark.parametrize("last", ["2026-02-10", "-"])
def test_an_event_is_next_to_leave_from_the_day_on_which_the_leave_begins(on: str, number: int, last: str) -> None:
    """A Friday; the leave begins on Monday. Until then nobody knows of it."""
    leave = f"2026-02-09 {last} annual leave"
    assert late("a tardy next to annual leave", on, leave, events=("2026-02-06",)) == (number, ())


def test_a_step_falls_due_on_the_day_on_which_the_leave_beside_an_event_begins() -> None:
    steps = """
event tardy
branch Watch follows each employee
  step talk
    falls due when 1 tardy next to annual leave falls in the last 12 months
    falls due again only on a new absence
    then close
"""
    had = [{"date": "2026-02-06", "had": "tardy"}]
    for on, days in (("2026-02-08", []), ("2026-02-20", [date(2026, 2, 9)])):
        answer = told_both_ways(small(steps, LEAVE), on, "2026-02-09 2026-02-10 annual leave", events=had)
        assert [one.on for one in answer.fell_due] == days


@pytest.mark.parametrize(
    ("absent", "number"),
    [
        ("2026-02-11", 2),  # the day after the leave
        ("2026-02-12", 1),  # the 11th was worked
    ],
)
def test_leave_is_next_to_what_follows_its_last_day(absent: str, number: int) -> None:
    assert late("an absence next to annual leave", "2026-02-20", "2026-02-09 2026-02-10 annual leave", absent) == (
        number,
        (),
    )


def test_an_absence_that_may_go_on_may_still_fall_on_a_day() -> None:
    """Thursday and Friday; until Monday nobody knows whether it is over, and Monday is a day of carnival."""
    text = NEAR.replace("2 for {words}", "0 for an absence falling on carnival").replace("1 for an", "3 for an")
    found = [
        told_both_ways(small(text, LEAVE), on, "2026-02-05 2026-02-06").measures[0].value
        for on in ("2026-02-06", "2026-02-07", "2026-02-09")
    ]
    assert found == [0, 0, 3]


def test_every_year_that_is_missing_of_a_calendar_is_asked_for() -> None:
    """Friday 29 December 2028 is the last day known; behind it the weekend, and Monday 1 January 2029."""
    needs = ("calendar payday after 2028-12-29", "calendar payday for 2029")
    assert late("an absence next to payday", "2029-01-08", "2028-12-27 2028-12-29") == (1, needs)


def test_everything_is_asked_for_that_would_tell_whether_a_day_between_is_worked() -> None:
    """The holidays are known up to 2035. 2 January 2037 is next to 30 December if both days between are days off."""
    found = late("a tardy next to payments", "2037-01-09", events=("2036-12-30",), holidays="England and Wales")
    assert found == (1, ("holiday calendar England and Wales for 2036", "holiday calendar England and Wales for 2037"))
