"""What the records of one absence, or of one day, do to one another: the answer tells who has to look at them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policydsl.check import check_text
from policydsl.diagnostics import Diagnostic
from policydsl.interpret.answer import Warned
from policydsl.model.policy import Policy
from policydsl.source import Source
from tests.small import HEADER, codes, record, small, told, told_both_ways

POINTS = """
event no call no show
points marks
  0 for an absence flagged jury service
  6 for a no call no show
  1 for an absence
branch ladder follows each employee
  step warning
    falls due when marks is at least 20
    falls due again only on a new absence
    then close
"""
LEFT_OUT = (
    "  an absence may count towards several steps\n",
    "  an absence may count towards several steps\n  leave out absences flagged pregnancy-related\n",
)


@pytest.mark.parametrize(("flag", "how"), [("pregnancy-related", "is left out"), ("jury service", "has 0 of marks")])
def test_a_flag_of_one_record_spares_the_others_and_the_answer_says_so(flag: str, how: str) -> None:
    policy = small(POINTS, LEFT_OUT)
    one, others = {"first": "2026-03-02", "last": "2026-03-02", "flags": [flag]}, {"first": "2026-03-03"}
    (warning,) = told(policy, "2026-04-01", absences=[one, others | {"last": "2026-03-06"}]).warnings
    assert warning.code == "flag-of-some-records"
    assert warning.message.startswith(f"the absence that began on 2026-03-02 {how} as a whole")
    alike = [one, others | {"last": "2026-03-06", "flags": [flag]}]
    assert codes(told(policy, "2026-04-01", absences=alike)) == []
    apart = [one, {"first": "2026-03-04", "last": "2026-03-06"}]
    assert codes(told(policy, "2026-04-01", absences=apart)) == []


@pytest.mark.parametrize(("day", "expected"), [
    ("2026-05-05", ["absence-and-event-on-one-day"]), ("2026-05-06", []),
])  # fmt: skip
def test_points_for_an_absence_and_for_an_event_of_one_day_are_told(day: str, expected: list[str]) -> None:
    events = [{"date": day, "had": "no call no show"}]
    answer = told(small(POINTS, LEFT_OUT), "2026-06-01", "2026-05-04 2026-05-05", events=events)
    assert codes(answer) == expected
    assert answer.measures[0].value == 7


def test_the_warning_stands_where_the_event_does_in_the_history() -> None:
    events = [{"date": day, "had": "no call no show"} for day in ("2026-03-02", "2026-05-05")]
    (warning,) = told(small(POINTS, LEFT_OUT), "2026-06-01", "2026-05-04 2026-05-05", events=events).warnings
    assert warning.place is not None
    assert warning.place.field == "events[2]"


@pytest.mark.parametrize(("day", "expected"), [
    ("2026-03-08", []),  # a Sunday, on which nothing is missed: the point of the absence is of Monday
    ("2026-03-09", ["absence-and-event-on-one-day"]),
])  # fmt: skip
def test_where_each_working_day_has_points_an_event_of_another_day_is_not_told(day: str, expected: list[str]) -> None:
    daily = POINTS.replace("1 for an absence", "1 for each working day of an absence")
    assert daily != POINTS
    events = [{"date": day, "had": "no call no show"}]
    assert codes(told(small(daily, LEFT_OUT), "2026-06-01", "2026-03-08 2026-03-09", events=events)) == expected


SPARED = {
    "is left out": ("  leave out absences flagged planned\n", ""),
    "is discounted": ("  an absence flagged planned may be discounted by manager, giving a reason\n", ""),
    "is discounted ": ("  an absence flagged planned may be discounted by manager, giving a reason, for lost\n", ""),
    "has 0 of marks": ("", "points marks\n  0 for an absence flagged planned\n  1 for an absence\n"),
}
MEASURE = """
measure lost over the whole record
  is absences
  an absence still running counts day by day
branch ladder follows each employee
  step warning
    falls due when lost is at least 20
    falls due again only on a new absence
    then close
"""


def spared(how: str) -> Policy:
    header, points = SPARED[how]
    several = "  an absence may count towards several steps\n"
    return small(MEASURE + points, (several, several + header))


def discounted(day: str) -> dict[str, Any]:
    return {
        "date": "2026-03-09",
        "what": "recorded",
        "name": "discount",
        "absence": day,
        "by": "manager",
        "why": "agreed",
    }


@pytest.mark.parametrize("how", SPARED)
@pytest.mark.parametrize("flagged", [0, 1])
def test_what_is_told_of_a_flag_that_not_every_record_has(how: str, flagged: int) -> None:
    # The first absence, whose records are alike, is passed over; the later one is told of.
    away = ["2026-02-02 2026-02-03", "2026-02-04 2026-02-05", "2026-03-02 2026-03-03", "2026-03-04 2026-03-05"]
    records = [record(f"{one} planned" if number == 2 + flagged else one) for number, one in enumerate(away)]
    events = [discounted("2026-03-02")] if how.startswith("is discounted") else []
    answer = told_both_ways(spared(how), "2026-03-31", absences=records, events=events)
    assert answer.warnings == (
        Warned(
            "flag-of-some-records",
            f"the absence that began on 2026-03-02 {how.strip()} as a whole;"
            " not every record of it has the flag or reason for that",
            absence="2026-03-02",
            on=date(2026, 3, 2),
            help="a flag holds for the whole absence that records join to; decide whether the others belong to it",
        ),
    )


def test_it_is_told_from_the_first_day_of_the_record_without_the_flag() -> None:
    away = [record("2026-03-02 2026-03-03 planned"), record("2026-03-04 2026-03-05")]
    found = [codes(told(spared("is left out"), day, absences=away)) for day in ("2026-03-03", "2026-03-04")]
    assert found == [[], ["flag-of-some-records"]]


def test_an_absence_that_nobody_discounted_is_not_told_of() -> None:
    away = [record("2026-03-02 2026-03-03 planned"), record("2026-03-04")]
    assert codes(told(spared("is discounted"), "2026-03-31", absences=away)) == []


def test_an_absence_for_which_no_line_gives_points_is_not_told_of() -> None:
    policy = small("event late arrival\npoints marks\n  0 for a late arrival\n" + MEASURE)
    away = [record("2026-03-02 2026-03-03 planned"), record("2026-03-04")]
    assert codes(told(policy, "2026-03-31", absences=away)) == []


@pytest.mark.parametrize(
    ("of_absence", "of_event", "twice"),
    [
        ("1", "6", True),
        ("minus 1", "minus 2", True),
        ("1", "minus 2", False),
        ("minus 1", "2", False),
        ("0", "6", False),
        ("1", "0", False),
        ("0", "0", False),
        ("minus 1", "0", False),
    ],
)
def test_points_of_one_day_are_twice_only_where_both_go_one_way(of_absence: str, of_event: str, twice: bool) -> None:
    points = f"event late arrival\npoints marks\n  {of_event} for a late arrival\n  {of_absence} for an absence\n"
    events = [{"date": day, "had": "late arrival"} for day in ("2026-03-01", "2026-03-05")]
    answer = told_both_ways(points + MEASURE, "2026-03-31", "2026-02-02", "2026-03-04 2026-03-06", events=events)
    expected = Warned(
        "absence-and-event-on-one-day",
        "2026-03-05 has marks twice: for the absence that began on 2026-03-04, and for late arrival",
        absence="2026-03-04",
        on=date(2026, 3, 5),
        help="if both records are about one thing, withdraw one of them",
    )
    assert answer.warnings == ((expected,) if twice else ())


def _is_other(one: Diagnostic) -> bool:
    return one.code.name == "other-word"


@pytest.mark.parametrize("words", ["starting in peak season", "starting during the peak season"])
def test_a_calendar_goes_with_starting_on(words: str) -> None:
    text = f"{HEADER}\ncalendar peak season covers 15 November 2026 to 31 December 2026\n"
    text += f"category season absence is an absence {words}\n"
    (problem,) = [one for one in check_text(Source("test.policy", text), thorough=False).diagnostics if _is_other(one)]
    assert problem.help is not None
    assert "an absence starting on peak season`" in problem.help


@pytest.mark.parametrize("flags", [
    "maternity, work injury", "maternity, flagged work injury and flagged long stay", "maternity or work injury",
    "maternity or flagged work injury", "maternity, or work injury",
])  # fmt: skip
def test_a_list_of_flags_is_answered_with_or(flags: str) -> None:
    header = HEADER.replace(LEFT_OUT[0], LEFT_OUT[0] + f"  leave out absences flagged {flags}\n")
    found = check_text(Source("test.policy", header + POINTS), thorough=False).diagnostics
    helps = " ".join(one.help or "" for one in found)
    assert "or absences flagged work injury" in helps


def test_a_day_off_on_which_an_absence_began_has_points_for_the_event_alone() -> None:
    # ill since Sunday 8 March: so far no working day was missed
    points = "event late arrival\npoints marks\n  1 for a late arrival\n  1 for each working day of an absence\n"
    answer = told(points, "2026-03-08", "2026-03-08 -", events=[{"date": "2026-03-08", "had": "late arrival"}])
    assert (answer.measures[0].value, codes(answer)) == (1, [])
