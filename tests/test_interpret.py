"""What each construct asks for, on days worked out by hand: measures, windows, counts, again, and windows that pass.

In 2026 the 12th and 19th of January, the 9th and 16th of February and the 18th of May are Mondays.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.small import fell, stands, told, value

# ------------------------------------------------------------------ measures and their windows

LOST = """
measure lost {window}
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

branch Watch follows each employee
  step talk
    falls due when lost is over 3 working days
    falls due again only on a new absence
    then close
"""


@pytest.mark.parametrize(
    ("window", "due"),
    [
        # 12, 13 and 14 January are 3 working days; on 9 February the day itself makes 4, if 12 January still counts
        ("over the last 4 weeks", None),  # from 13 January
        ("over the last 28 calendar days", None),
        ("over the last 29 calendar days", "2026-02-09"),  # from 12 January
        ("over the last 5 weeks", "2026-02-09"),
        ("over the last 1 month", "2026-02-09"),  # from 10 January
        ("over the last 1 year", "2026-02-09"),
        ("in each calendar year", "2026-02-09"),
        ("over the whole record", "2026-02-09"),
    ],
)
def test_what_a_window_lets_in(window: str, due: str | None) -> None:
    answer = told(LOST.format(window=window), "2026-02-28", "2026-01-12 2026-01-14", "2026-02-09 2026-02-10")
    assert fell(answer) == ([f"talk {due}"] if due else [])


def test_a_calendar_year_begins_at_nothing() -> None:
    # 29 to 31 December are 3 days of one year, 4 and 5 January 2 of the next
    absent = ("2026-12-29 2026-12-31", "2027-01-04 2027-01-05")
    assert fell(told(LOST.format(window="in each calendar year"), "2027-01-31", *absent)) == []
    assert fell(told(LOST.format(window="over the whole record"), "2027-01-31", *absent)) == ["talk 2027-01-04"]


@pytest.mark.parametrize(
    ("how", "days"),
    [
        ("counts for its days inside it", 5),  # 13 to 16 January, and the 26th
        ("counts whole", 11),  # 5 to 16 January has 10 working days
        ("does not count", 1),
    ],
)
def test_an_absence_across_the_start_of_the_window(how: str, days: int) -> None:
    text = LOST.format(window="over the last 2 weeks").replace("counts for its days inside it", how)  # 13 to 26 January
    answer = told(text, "2026-01-26", "2026-01-05 2026-01-16", "2026-01-26")
    assert value(answer) == days


@pytest.mark.parametrize(("how", "days"), [("day by day", 7), ("once it has ended", 0)])
def test_an_absence_still_running(how: str, days: int) -> None:
    text = LOST.format(window="over the last 8 weeks").replace("day by day", how)
    assert value(told(text, "2026-01-20", "2026-01-12 -")) == days  # 12 to 16, 19 and 20 January
    assert value(told(text, "2026-01-21", "2026-01-12 2026-01-20")) == 7


@pytest.mark.parametrize(
    ("formula", "limit", "number"),
    [
        # 12 and 13 January, 2 February: 2 absences, 3 days
        ("calendar days of absence minus absences", "3 calendar days", 1),
        ("working days of absence divided by absences", "3", Fraction(3, 2)),
        ("working days of short absence plus 2 x working days of absence", "3 working days", 9),
        ("absences x absences x working days of absence", "3", 12),
        ("(absences plus 1) x 2", "3", 6),
        ("absences divided by long absences", "3", 0),  # divided by nothing it is nothing
        ("working days of long absence", "3 working days", 0),
    ],
)
def test_a_formula(formula: str, limit: str, number: int | Fraction) -> None:
    text = LOST.format(window="over the last 8 weeks").replace("is working days of absence", f"is {formula}")
    answer = told(
        text.replace("over 3 working days", f"over {limit}"), "2026-02-03", "2026-01-12 2026-01-13", "2026-02-02"
    )
    assert value(answer) == number


COUNTING = {
    "counting only long absence": 10,
    "not counting long absence": 2,
    "counting only absences flagged work injury": 2,
    "counting only absences not flagged work injury": 10,
    "counting only absences because of R1": 0,
    "counting only short absence, or absences flagged work injury": 2,
    "counting only absences except long absence": 2,
    "counting only absences lasting from 8 to 12 calendar days": 10,
}


@pytest.mark.parametrize(("line", "days"), COUNTING.items())
def test_what_a_measure_counts(line: str, days: int) -> None:
    # 5 to 16 January: 12 calendar days, 10 working days; 9 and 10 February, flagged
    text = LOST.format(window="over the whole record") + "\n"
    text = text.replace("\nbranch", f"  {line}\n\nbranch").replace("\n\n  counting", "\n  counting")
    text = text.replace("\n\n  not counting", "\n  not counting")
    answer = told(text, "2026-02-20", "2026-01-05 2026-01-16", "2026-02-09 2026-02-10 work injury")
    assert value(answer) == days


# ------------------------------------------------------------------ again

AGAIN = LOST.format(window="over the last 4 weeks").replace("over 3", "over 2")


@pytest.mark.parametrize(
    ("again", "second"),
    [
        # lost is over 2 from 14 January to 9 February, and again from 18 February
        ("immediately", "2026-01-16"),  # the day after the meeting
        ("only on a new absence", "2026-01-19"),
        ("only after falling back", "2026-02-18"),
    ],
)
def test_a_step_falls_due_again(again: str, second: str) -> None:
    answer = told(
        AGAIN.replace("only on a new absence", again),
        "2026-03-01",
        *("2026-01-12 2026-01-14", "2026-01-19", "2026-02-16 2026-02-18"),
        events=[{"date": "2026-01-15", "step": "talk", "what": "held"}],
    )
    assert fell(answer) == ["talk 2026-01-14", f"talk {second}"]


# ------------------------------------------------------------------ counts after an event

LADDER = """
measure lost over the last 4 weeks
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

branch Watch follows each employee
  step talk
    falls due when lost is over 2 working days
    falls due again only on a new absence
    then wait for review
  step review
    falls due when {count} within {length} after talk is held
    if not due by then: {not_due}
    outcome well: close
    outcome unwell: stay
"""
HELD = [{"date": "2026-01-15", "step": "talk", "what": "held"}]
TALK = "2026-01-12 2026-01-14"  # due on 14 January, held on the 15th


def ladder(on: str, *absent: str, count: str = "1 new absence starts", length: str = "4 weeks", **more: object):  # type: ignore[no-untyped-def]
    text = LADDER.format(count=count, length=length, not_due=more.pop("not_due", "go back to talk"))
    return told(text, on, TALK, *absent, events=[*HELD, *more.pop("events", [])], **more)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("count", "absent", "due"),
    [
        ("1 new absence starts", ["2026-01-15"], None),  # the day of the meeting is not after it; nor is the 15th new
        ("1 new absence starts", ["2026-01-19"], "2026-01-19"),
        ("1 new absence starts", ["2026-02-12"], "2026-02-12"),  # 15 January and 4 weeks
        ("1 new absence starts", ["2026-02-13"], None),
        ("2 new absences start", ["2026-01-19", "2026-02-09"], "2026-02-09"),
        ("1 new short absence starts", ["2026-01-19 2026-01-20"], "2026-01-21"),  # back: it cannot grow any more
        ("1 new short absence starts", ["2026-01-23"], "2026-01-26"),  # a Friday; back on Monday
        ("1 new long absence starts", ["2026-01-19 2026-02-03"], "2026-01-26"),  # its 8th day
        ("1 new long absence ends", ["2026-01-19 2026-02-03"], "2026-02-04"),
        ("1 new absence ends", ["2026-02-11 2026-02-13"], None),  # ends after the window
        ("1 new absence falls", ["2026-01-19"], "2026-01-19"),
        ("1 new absence falls", ["2026-02-16"], None),  # after the window
        ("1 absence falls", [], None),  # the first one is over before it
        ("1 absence falls", ["2026-01-15 2026-01-16"], "2026-01-16"),  # joins the first; its 16th is in the window
        ("at least 3 working days of absence fall", ["2026-01-19 2026-01-21"], "2026-01-21"),
        ("at least 3 working days of absence fall", ["2026-02-11 2026-02-13"], None),  # 2 of them inside
        ("at least 4 calendar days of absence fall", ["2026-01-30 2026-02-02"], "2026-02-02"),
        ("2 new short absences, or 1 new long absence, start", ["2026-01-19 2026-01-28"], "2026-01-26"),
        ("1 new short absence and 1 new long absence start", ["2026-01-19", "2026-01-26 2026-02-06"], "2026-02-02"),
        ("1 new absence flagged work injury starts", ["2026-01-19", "2026-01-26 2026-01-26 injury"], None),
        ("no new absence starts", [], "2026-02-12"),  # certain on the last day of the window
        ("no new absence starts", ["2026-01-19"], None),
        ("at most 1 new absence starts", ["2026-01-19"], "2026-02-12"),
    ],
)
def test_a_count_after_an_event(count: str, absent: list[str], due: str | None) -> None:
    answer = ladder("2026-03-31", *absent, count=count)
    assert fell(answer)[1:2] == ([f"review {due}"] if due else [])


@pytest.mark.parametrize(
    ("length", "last"),
    [
        ("4 weeks", "2026-02-12"),
        ("20 working days", "2026-02-12"),
        ("20 calendar days", "2026-02-04"),
        ("1 month", "2026-02-15"),
        ("1 year", "2027-01-15"),
    ],
)
def test_where_a_window_ends(length: str, last: str) -> None:
    (standing,) = ladder("2026-01-20", length=length).standing
    assert (str(standing.first), str(standing.last)) == ("2026-01-16", last)


# ------------------------------------------------------------------ a window that passes


def test_a_case_lapses_the_day_after_its_window() -> None:
    answer = ladder("2026-03-01")
    assert [(str(one.on), one.step) for one in answer.lapsed] == [("2026-02-13", "review")]
    assert stands(answer) == ["talk waiting"]


def test_a_case_does_not_lapse_while_an_absence_inside_the_window_is_unsettled() -> None:
    # 12 to 20 February is certainly not short on the 19th, but over only on Monday the 23rd
    answer = ladder("2026-03-01", "2026-02-12 2026-02-20", count="1 new short absence starts")
    assert [str(one.on) for one in answer.lapsed] == ["2026-02-23"]


def test_a_case_closes_when_its_window_has_passed() -> None:
    answer = ladder("2026-03-01", not_due="close")
    assert [(str(one.on), one.why) for one in answer.closed] == [("2026-02-13", "lapsed")]
    assert stands(answer) == ["talk waiting"]


def test_a_case_stays_when_its_window_has_passed() -> None:
    answer = ladder("2026-03-01", not_due="stay")
    assert (answer.lapsed, stands(answer)) == ((), ["review waiting"])


def test_what_is_left_to_people_when_a_window_has_passed_is_left_to_them_once() -> None:
    answer = ladder("2026-03-01", not_due="leave it to HR")
    assert [(one.code, str(one.since)) for one in answer.human] == [("left-to", "2026-02-13")]


def test_people_are_told_once_that_a_window_has_passed() -> None:
    answer = ladder("2026-03-01", not_due='stay, and tell HR "nothing new"')
    assert [one.message for one in answer.warnings] == ["HR: nothing new"]


def test_a_step_can_be_gone_to_when_a_window_has_passed() -> None:
    answer = ladder("2026-03-01", not_due="go to talk")
    assert fell(answer) == ["talk 2026-01-14", "talk 2026-02-13"]


# ------------------------------------------------------------------ conditions together

TOGETHER = LOST.format(window="over the last 4 weeks")


@pytest.mark.parametrize(
    ("condition", "due"),
    [
        ("lost is over 3 working days and 2 absences start in the last 3 weeks", "2026-02-10"),
        ("lost is over 3 working days, or when 2 absences start in the last 3 weeks", "2026-02-09"),
        ("lost is at least 3 working days", "2026-02-09"),
        ("lost is exactly 2 working days", "2026-02-03"),
        ("lost is at most 0 working days", "2026-01-01"),  # from the first day on
        ("lost is under 1 working days", "2026-01-01"),
        ("lost is from 2 to 3 working days", "2026-02-03"),
        ("at least 2 working days of absence fall in the last 1 week", "2026-02-03"),
        ("at most 0 absences start in the last 1 week", "2026-01-01"),
    ],
)
def test_conditions(condition: str, due: str) -> None:
    # 2 and 3 February (they touch), 9 and 10 February
    text = TOGETHER.replace("lost is over 3 working days", condition)
    answer = told(text, "2026-03-01", "2026-02-02", "2026-02-03", "2026-02-09 2026-02-10")
    assert fell(answer)[:1] == [f"talk {due}"]
