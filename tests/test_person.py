"""What is on file of one person, as the policy reads it on a day: records that count for nothing, facts, own values."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policydsl.domain.holidays import Holiday, HolidayCalendar
from policydsl.domain.hours import HOURS
from policydsl.domain.number import DayRange
from policydsl.domain.working_time import Pattern, WorkingTime
from policydsl.explain.text import as_text
from policydsl.interpret.evaluate import evaluate
from policydsl.interpret.person import shifted
from policydsl.model.amount import SettingValue
from tests.engine import history_of, person_of
from tests.small import fell, held, small, told, told_both_ways, value
from tests.test_dates_within_bounds import COUNT, TEN, UNKNOWN, met

WATCHED = """
measure lost over the last 12 months
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
branch Watch follows each employee
  step talk
    falls due when lost is over 100
    falls due again only on a new absence
    then close
"""

# ------------------------------------------------------------------ records that count for nothing

AROUND = (
    WATCHED
    + """
during every absence
  step call
    falls due when the absence has lasted over 3 calendar days
    then close
after every absence
  step return
    falls due on first working time back
    then close
"""
)
ENDS = "  an absence ends on its last recorded day"


@pytest.mark.parametrize(
    ("but", "due"),
    [
        ("", []),
        (", except during every absence", ["call 2026-01-08"]),
        (", except after every absence", ["return 2026-01-12"]),
    ],
)
def test_who_sees_an_absence_that_counts_for_nothing(but: str, due: list[str]) -> None:
    """Monday 5 to Friday 9 January: longer than three days on Thursday, back on Monday 12."""
    policy = small(AROUND, (ENDS, f"  absences flagged planned count for nothing{but}\n{ENDS}"))
    answer = told(policy, "2026-01-31", "2026-01-05 2026-01-09 planned")
    assert (fell(answer), value(answer)) == (due, 0)


def test_a_line_from_a_day_on_takes_the_place_of_the_one_for_all_days() -> None:
    """Two days of jury service in February, and four planned ones in June, count: the other line holds by then."""
    lines = (
        "  from 1 June 2026: absences flagged jury service count for nothing\n"
        "  absences flagged planned count for nothing\n"
        "  cases already open move at once\n"
    )
    policy = small(WATCHED, (ENDS, lines + ENDS))
    absent = [
        {"first": "2026-01-05", "flags": ["planned"], "last": "2026-01-05"},
        {"first": "2026-02-02", "flags": ["jury service"], "last": "2026-02-03"},
        {"first": "2026-06-01", "flags": ["jury service"], "last": "2026-06-03"},
        {"first": "2026-06-15", "flags": ["planned"], "last": "2026-06-18"},
    ]
    assert value(told(policy, "2026-06-30", absences=absent)) == 2 + 4


# ------------------------------------------------------------------ what lies ahead of the day asked about


def test_half_a_day_counts_on_its_own_day_and_not_before() -> None:
    policy = small(WATCHED)
    record = {"first": "2026-01-05", "part": {"2026-01-07": 0.5}}
    lost = {on: value(told(policy, f"2026-01-0{on}", absences=[record])) for on in (6, 7, 8)}
    assert lost == {6: 2, 7: 2.5, 8: 3.5}


def test_half_a_day_that_lies_ahead_moves_no_day_that_is_told() -> None:
    """Four days are lost on Thursday 8 January; that Wednesday is to be half a day is not looked at before it comes."""
    policy = small(WATCHED.replace("over 100", "at least 4"))
    part = {"2026-01-07": 0.5}
    plain, planned = (
        told(policy, "2026-01-06", absences=[{"first": "2026-01-05", **more}]) for more in ({}, {"part": part})
    )
    assert plain.next_change == date(2026, 1, 8)
    assert planned == plain


# ------------------------------------------------------------------ facts

FACTS = """
branch Watch follows each employee
  step talk
    falls due on probation end
    dates already passed count
    then close
"""


def fact(day: str, **more: Any) -> dict[str, Any]:
    return {"name": "probation end", "value": day, **more}


EARLY, LATE = fact("2026-03-02", **{"from": "2026-02-02"}), fact("2026-06-01", **{"from": "2026-02-16"})


@pytest.mark.parametrize(
    ("on", "facts", "due"),
    [
        ("2026-03-01", [fact("2026-03-02")], []),
        ("2026-03-02", [fact("2026-03-02")], ["talk 2026-03-02"]),
        ("2026-03-02", [fact("2026-03-02", **{"from": "2026-03-02"})], ["talk 2026-03-02"]),
        ("2026-03-31", [EARLY], ["talk 2026-03-02"]),
        ("2026-03-31", [EARLY, LATE], []),  # the later one holds from 16 February on
        ("2026-03-31", [LATE, EARLY], []),
        ("2026-03-31", [fact("2026-06-01"), EARLY], ["talk 2026-03-02"]),
        ("2026-03-31", [fact("2026-03-02"), LATE], []),
        (
            "2026-03-31",
            [{**EARLY, "recorded": "2026-02-20"}, {**LATE, "from": "2026-02-02", "recorded": "2026-02-03"}],
            ["talk 2026-03-02"],
        ),
    ],
)
def test_of_several_days_of_a_fact_the_one_that_holds(on: str, facts: list[dict[str, Any]], due: list[str]) -> None:
    assert fell(told_both_ways(FACTS, on, facts=facts)) == due


def test_a_fact_of_one_absence_is_none_of_another() -> None:
    policy = small(
        """
branch Long follows each absence
  step talk
    falls due on half pay date
    dates already passed count
    then close
"""
    )
    facts = [
        {"name": "half pay date", "value": day, "absence": absence}
        for day, absence in (("2026-03-02", "2026-01-05"), ("2026-04-06", "2026-02-02"))
    ]
    answer = told(policy, "2026-04-30", "2026-01-05", "2026-02-02", facts=facts)
    assert [(one.absence, str(one.on)) for one in answer.fell_due] == [
        ("2026-01-05", "2026-03-02"),
        ("2026-02-02", "2026-04-06"),
    ]


# ------------------------------------------------------------------ own values

STANDARD = """
setting personal standard is set at review
setting limit is 2
measure begun over the last 12 months
  is absences
  an absence that began before the window counts whole
  an absence still running counts day by day
branch attendance follows each employee
  step review
    falls due when begun is at least the limit
    falls due again only on a new absence
    must record personal standard
    then wait for formal review
  step formal review
    falls due when begun is over personal standard
    falls due again only on a new absence
    then close
"""
THREE = ("2026-01-12", "2026-02-02", "2026-03-02")
REVIEW = [held("2026-02-09", "review")]


def own(setting: str, number: str, **more: Any) -> dict[str, Any]:
    return {"setting": setting, "value": number, "by": "HR", "why": "agreed", **more}


def test_another_value_of_one_setting_tells_nothing_of_one_that_nobody_has_set() -> None:
    answer = told_both_ways(STANDARD, "2026-04-30", *THREE, events=REVIEW, adjustments=[own("limit", "1")])
    assert fell(answer) == ["review 2026-01-12"]
    assert [one.needs for one in answer.unknown] == ["personal standard, set at review"]


def test_what_nobody_has_set_is_not_known_without_the_adjustment_either() -> None:
    adjustments = [own("personal standard", "9")]
    answer = told_both_ways(STANDARD, "2026-04-30", *THREE, events=REVIEW, adjustments=adjustments)
    (one,) = answer.adjusted
    assert (one.setting, one.value, one.would_be) == ("personal standard", "9", "not known")
    assert "personal standard is 9 for this employee, usually not known (decided by HR)" in as_text(answer)
    assert answer.unknown == ()


# Each holds all the time, or from a day on; recorded on a day, or nobody knows when.
ALWAYS, FROM = {}, {"from": "2026-01-20"}


@pytest.mark.parametrize(
    ("first", "second", "holds"),
    [
        ({"recorded": "2026-01-05"}, {"recorded": "2026-01-06"}, "second"),
        ({"recorded": "2026-01-06"}, {"recorded": "2026-01-05"}, "first"),
        ({"recorded": "2026-01-06"}, {"recorded": "2026-01-05", **FROM}, "first"),
        ({}, {"recorded": "2026-01-05"}, "second"),
    ],
)
def test_of_two_values_the_one_recorded_last_holds(first: dict[str, str], second: dict[str, str], holds: str) -> None:
    """With the limit at 1 the review falls due on the first absence, at 3 on the third."""
    for one, other in (("1", "3"), ("3", "1")):
        adjustments = [own("limit", one, **first), own("limit", other, **second)]
        answer = told_both_ways(STANDARD, "2026-04-30", *THREE, adjustments=adjustments)
        number = {"first": one, "second": other}[holds]
        assert fell(answer) == [f"review {THREE[int(number) - 1]}"]


# ------------------------------------------------------------------ working days that nobody can tell

WEEK = (True, True, True, True, True, False, False)
CLOSED = {date(2026, 12, 25).toordinal(): Holiday("Christmas")}


def closing(first: str, last: str) -> WorkingTime:
    """Monday to Friday, without the holidays of a calendar that covers the days from one to another."""
    ends = date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()
    return WorkingTime((Pattern(WEEK),), HolidayCalendar("Home", *ends, CLOSED))


def joining(first: str) -> WorkingTime:
    """Monday to Friday from a day on; of the time before nothing is on file."""
    return WorkingTime((Pattern(WEEK, since=date.fromisoformat(first).toordinal()),))


@pytest.mark.parametrize(
    ("works", "day", "days", "earliest", "latest", "needs"),
    [
        # Christmas of 2026 is a Friday; of 2027 nothing is known, so that no day of it is one for certain.
        (closing("2026-01-01", "2026-12-31"), "2026-12-24", 1, "2026-12-28", "2026-12-28", ()),
        (closing("2026-01-01", "2026-12-31"), "2026-12-31", 1, "2027-01-01", None, (2027,)),
        (closing("2026-01-01", "2026-12-31"), "2026-12-30", 2, "2027-01-01", None, (2027,)),
        (closing("2026-01-01", "2027-12-31"), "2027-12-31", 1, "2028-01-03", None, (2028,)),
        # 259 working days of 2026 lie after New Year's Day; that nothing is known of the day before does not matter.
        (closing("2026-01-01", "2026-12-31"), "2026-01-01", 261, "2027-01-04", None, (2027,)),
        # Back: the first day of 2027 is a working day or none, the day before is one.
        (closing("2026-01-01", "2026-12-31"), "2027-01-02", -1, "2026-12-31", "2027-01-01", (2027,)),
        (closing("2021-01-01", "2026-12-31"), "2021-01-01", -1, None, "2020-12-31", (2020,)),
        (closing("2026-01-01", "2026-12-31"), "2026-12-31", -261, None, "2025-12-30", (2025,)),
    ],
)
def test_so_many_working_days_on_or_back(
    works: WorkingTime, day: str, days: int, earliest: str | None, latest: str | None, needs: tuple[int, ...]
) -> None:
    first, last = (None if one is None else date.fromisoformat(one).toordinal() for one in (earliest, latest))
    missing = frozenset(f"holiday calendar Home for {year}" for year in needs)
    assert shifted(works, date.fromisoformat(day).toordinal(), days) == DayRange(first, last, missing)


@pytest.mark.parametrize(
    ("day", "days", "earliest", "latest"),
    [("2025-12-31", 1, "2026-01-01", "2026-01-02"), ("2026-01-02", -1, None, "2026-01-01")],
)
def test_a_day_before_the_first_pattern_may_be_a_working_day(
    day: str, days: int, earliest: str | None, latest: str | None
) -> None:
    first, last = (None if one is None else date.fromisoformat(one).toordinal() for one in (earliest, latest))
    found = shifted(joining("2026-01-02"), date.fromisoformat(day).toordinal(), days)
    assert found == DayRange(first, last, frozenset({"working pattern before 2026-01-02"}))


# ------------------------------------------------------------------ lines below the heading, and their versions

AT_ONCE = "  cases already open move at once\n"
MONTH = """
branch Watch follows each employee
  step talk
    falls due when 2 absences start in the last 12 months
    falls due again only on a new absence
    then wait for review
  step review
    falls due 1 month after talk is held
    then close
"""
SHORT = "when a month is too short, use its last day"
NEXT = "when a month is too short, use the first day of the next month"


@pytest.mark.parametrize(
    ("lines", "talk", "review"),
    [
        (NEXT, "2026-01-31", "2026-03-01"),  # there is no 31 February
        (SHORT, "2026-01-31", "2026-02-28"),
        (f"{SHORT}\n{AT_ONCE}  from 1 March 2026: {NEXT}", "2026-01-31", "2026-02-28"),
        (f"{SHORT}\n{AT_ONCE}  from 1 March 2026: {NEXT}", "2026-03-31", "2026-05-01"),
        (f"{NEXT}\n{AT_ONCE}  from 1 March 2026: {SHORT}", "2026-01-31", "2026-03-01"),
        (f"{NEXT}\n{AT_ONCE}  from 1 March 2026: {SHORT}", "2026-03-31", "2026-04-30"),
    ],
)
def test_a_month_that_is_too_short_ends_as_the_line_says_on_the_day_it_runs_from(
    lines: str, talk: str, review: str
) -> None:
    policy = small(MONTH, (SHORT, lines))
    answer = told_both_ways(policy, "2026-05-31", "2026-01-05", "2026-01-12", events=[held(talk)])
    assert fell(answer) == ["talk 2026-01-12", f"review {review}"]


COUNTED = """
measure all over the last 12 months
  is absences
  an absence that began before the window counts whole
  an absence still running counts day by day
branch Count follows each employee
  step word
    falls due when all is over 9
    falls due again only on a new absence
    then close
"""
EMPTY = "an absence with no working day counts"


def test_whether_an_absence_of_no_working_day_counts_goes_by_its_first_day() -> None:
    """Saturday 7 February and Saturday 14 March."""
    dated = f"{EMPTY}\n{AT_ONCE}  from 1 March 2026: an absence with no working day does not count"
    policy = small(COUNTED, (EMPTY, dated))
    assert value(told(policy, "2026-03-31", "2026-02-07", "2026-03-14"), "all") == 1


KEPT = """
setting limit is 2
  from 1 April 2026 it is 1
measure begun over the last 4 weeks
  is absences
  an absence that began before the window counts whole
  an absence still running counts day by day
branch Watch follows each employee
  step talk
    falls due when begun is at least the limit
    falls due again only on a new absence
    then wait for review
  step review
    falls due when begun is at least the limit
    falls due again only on a new absence
    then close
"""


@pytest.mark.parametrize(
    ("rule", "due"),
    [
        ("stay with the earlier version", "review 2026-05-11"),  # of the second absence within four weeks
        ("move at once", "review 2026-05-04"),
    ],
)
def test_a_case_that_keeps_the_earlier_version_keeps_the_value_of_a_setting(rule: str, due: str) -> None:
    policy = small(KEPT, ("when a month", f"cases already open {rule}\n  when a month"))
    answer = told_both_ways(
        policy, "2026-05-31", "2026-01-05", "2026-01-12", "2026-05-04", "2026-05-11", events=[held("2026-02-23")]
    )
    assert fell(answer) == ["talk 2026-01-12", due]


TAKES = "an absence takes its category as soon as that is certain"
CATEGORY = """
branch Watch follows each employee
  step talk
    falls due when 1 short absence starts in the last 12 months
    falls due again only on a new absence
    then close
"""


@pytest.mark.parametrize(
    ("when", "days"),
    [
        # Monday 5 to Wednesday 7 January, of at most a week: that is certain on the day back.
        ("as soon as that is certain", {"2026-01-07": [], "2026-01-08": ["talk 2026-01-08"]}),
        ("on its first day", {"2026-01-05": ["talk 2026-01-05"]}),
        ("on its last day", {"2026-01-06": [], "2026-01-07": ["talk 2026-01-07"]}),
    ],
)
def test_an_absence_takes_its_category_when_the_line_says(when: str, days: dict[str, list[str]]) -> None:
    policy = small(CATEGORY, (TAKES, f"an absence takes its category {when}"))
    assert {on: fell(told(policy, on, "2026-01-05 2026-01-07")) for on in days} == days


# ------------------------------------------------------------------ absences joined, linked, and seen by others

RULE = "absences join when no working day lies between them"
FORTNIGHT = "absences join when at most 14 calendar days lie between them"


def test_days_at_work_join_absences_for_counts_and_not_for_the_steps_after_them() -> None:
    """Back on 8 and on 19 January: one absence to the count, and two returns."""
    policy = small(AROUND + COUNTED, (RULE, FORTNIGHT))
    answer = told(policy, "2026-01-31", "2026-01-06 2026-01-07", "2026-01-15 2026-01-16")
    assert (value(answer, "all"), fell(answer)) == (1, ["return 2026-01-08", "return 2026-01-19"])


LINKED = """
branch pay follows each run of linked absences while it lasts
  step pay talk
    falls due on half pay date
    dates already passed count
    outcome done: close
"""
LINK = (
    ENDS,
    f"  absences join across annual leave\n  absences link when at most 4 weeks lie between them\n{ENDS}",
)


def test_leave_between_two_absences_is_no_time_that_parts_a_run() -> None:
    """Four weeks of leave follow the first absence; the second begins two weeks after them."""
    leave = {"first": "2026-02-07", "last": "2026-03-06", "flags": ["annual leave"]}
    away = [{"first": "2026-01-05", "last": "2026-02-06"}, {"first": "2026-03-20"}]
    policy = small(LINKED, LINK)
    answers = [told(policy, "2026-03-31", absences=[*away, *more]) for more in ((), (leave,))]
    assert [[one.absence for one in answer.standing] for answer in answers] == [["2026-03-20"], ["2026-01-05"]]


def test_what_is_recorded_of_the_second_absence_of_a_run_is_about_the_run() -> None:
    facts = [{"name": "half pay date", "value": "2026-03-02", "absence": "2026-03-02"}]
    met = held("2026-03-03", "pay talk", absence="2026-03-02")
    answer = told(small(LINKED, LINK), "2026-03-31", "2026-01-05 2026-02-06", "2026-03-02 -", facts=facts, events=[met])
    assert [(one.absence, one.state.value) for one in answer.standing] == [("2026-01-05", "held")]


@pytest.mark.parametrize(
    ("on", "absence"), [("2026-01-04", "2026-01-05 -"), ("2026-01-08", "2026-01-05 - annual leave")]
)
def test_a_case_stated_for_an_absence_that_is_not_seen_stands_where_it_stood(on: str, absence: str) -> None:
    """It has not begun by the day asked about, or is leave."""
    standing = [{"branch": "pay", "step": "pay talk", "held": "2025-12-19", "absence": "2026-01-05"}]
    answer = told_both_ways(small(LINKED, LINK), on, absence, standing=standing)
    assert [(one.absence, one.state.value) for one in answer.standing] == [("2026-01-05", "held")]


def test_a_reason_that_is_not_on_file_keeps_apart_what_leave_would_join() -> None:
    rule = f"{RULE}, and they have the same reason\n  absences join across annual leave"
    policy = small(COUNTED, (RULE, rule))
    absences = [
        {"first": "2026-01-05", "last": "2026-01-09", "reason": "flu"},
        {"first": "2026-01-12", "last": "2026-01-16", "flags": ["annual leave"]},
        {"first": "2026-01-19", "last": "2026-01-20"},
    ]
    assert [one.code for one in told(policy, "2026-01-31", absences=absences).warnings] == ["reason-not-on-file"]
    apart = told(policy, "2026-01-31", absences=[absences[0], absences[2]])
    assert apart.warnings == ()


# ------------------------------------------------------------------ limits that are not known

PRO_RATA = """
setting hour limit is 74 hours, pro rata to a full-time week of 37 hours
setting half of it is 50% of the hour limit
measure lost over the last 12 months
  is hours of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
branch Watch follows each employee
  step talk
    falls due when lost is over {limit}
    falls due again only on a new absence
    then close
"""


@pytest.mark.parametrize("limit", ["the hour limit", "half of it"])
def test_a_limit_pro_rata_to_hours_that_are_not_on_file_is_not_known(limit: str) -> None:
    person = person_of({"employee": "E1"}, date(2026, 1, 31), small(PRO_RATA.format(limit=limit)))
    settings = ("hour limit", "half of it")
    assert [person.value_needs(SettingValue(one), person.on) for one in settings] == [frozenset({HOURS})] * 2
    works = [{"days": ["mon", "tue"], "hours": 7.4}]
    known = person_of({"employee": "E1", "works": works}, date(2026, 1, 31), small(PRO_RATA.format(limit=limit)))
    assert [known.value_needs(SettingValue(one), known.on) for one in settings] == [frozenset()] * 2


def test_of_one_value_agreed_twice_the_later_agreement_is_told() -> None:
    for days in ((None, "2026-01-20"), ("2026-01-20", None)):
        adjustments = [own("limit", "3", **({"from": day} if day else {})) for day in days]
        (one,) = told(STANDARD, "2026-02-28", adjustments=adjustments).adjusted
        assert one.first == date(2026, 1, 20)


# ------------------------------------------------------------------ another reading

READING = """
branch Watch follows each employee
  step talk
    falls due when 2 absences start in the last 12 months
    then close
reading joining
  asks "Are weeks that follow each other one absence?"
  taken one: as written
  possible two: absences never join
"""


def test_another_reading_looks_at_what_was_known_too() -> None:
    """The second week was recorded in February. Joined they are one absence, apart they are two."""
    policy = small(READING)
    absences = [
        {"id": "a1", "first": "2026-01-05", "last": "2026-01-09", "recorded": "2026-01-12"},
        {"id": "a2", "first": "2026-01-12", "last": "2026-01-16", "recorded": "2026-02-02"},
    ]
    history = history_of({"employee": "E1", "absences": absences}, policy)
    for known, turns in ((date(2026, 2, 1), []), (date(2026, 2, 2), ["joining"])):
        answer = evaluate(policy, history, date(2026, 3, 31), known, readings=True).answer
        assert answer is not None
        assert [one.reading for one in answer.turns_on or ()] == turns


# ------------------------------------------------------------------ times


@pytest.mark.parametrize(
    ("rule", "day"), [("2 weeks before probation end", "2026-03-16"), ("1 month before probation end", "2026-02-28")]
)
def test_a_time_before_a_date_goes_back(rule: str, day: str) -> None:
    answer = told(FACTS.replace("on probation end", rule), "2026-02-01", facts=[fact("2026-03-30")])
    assert [str(one.on) for one in answer.targets] == [day]


def test_a_time_in_working_days_that_nobody_can_tell_has_bounds() -> None:
    """Ten working days from Monday 28 December 2026, of whose days up to New Year nothing is known."""
    answer = met("2027-01-05", TEN, "2027-01-05", COUNT)
    assert [(str(one.earliest), str(one.latest), one.needs) for one in answer.targets] == [
        ("2027-01-11", "2027-01-14", UNKNOWN)
    ]


def test_a_day_that_is_tomorrow_in_any_case_needs_nothing() -> None:
    """Ten working days are over on 11 or on 14 January; after the talk of the 13th that is the 14th in any case."""
    answer = met("2027-01-13", TEN, "2027-01-13", COUNT)
    assert [(str(one.on), one.needs) for one in answer.targets] == [("2027-01-14", ())]
