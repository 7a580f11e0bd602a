"""An answer in words: what a line manager reads, of answers built by hand and at random."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings

from policydsl.explain import words
from policydsl.explain.reasons import because
from policydsl.explain.text import SECTIONS, as_text
from policydsl.interpret.answer import (
    Answer,
    Closed,
    DutyItem,
    DutyState,
    FellDue,
    LeftOut,
    Reason,
    Shown,
    Standing,
    StepState,
    Warned,
)
from tests.answers import (
    BY_HAND,
    FORMAL,
    INFORMAL,
    answer,
    answers,
    completed,
    counted,
    half_pay_unknown,
    many_absences,
    meeting_on_request,
    mid_procedure,
    simple,
)

SIMPLE = """\
E1042 on Fri 29 May 2026
LUU Attendance Support Procedure, in force from 1 Sep 2024

Where things stand
  Branch 1             first informal meeting: due since Wed 20 May 2026
  After every absence  return to work meeting, absence of 18 May 2026: due since Thu 21 May 2026

To do
  first informal meeting, Branch 1: due since Wed 20 May 2026 (9 days)
    Why         Bradford score 175, over 150: 5 absences x 5 absences x 7 working days = 175, in
                22 May 2025 to 20 May 2026 (line 51, LUU-9)
                counted (days): 12 Jan 2026 (1), 3 Feb 2026 (1), 5 Mar 2026 (1), 8 Apr 2026 (1),
                18 to 20 May 2026 (3)
                not counted, before the window: 3 Mar 2025
    [ ] line manager: complete Attendance Support Plan (line 75, LUU-12)
    Led by      line manager, with employee (LUU-10)
    To discuss  nature of the illness, support options (LUU-11)
    When done, put under `events:`, with the right day
      - {date: YYYY-MM-DD, step: first informal meeting, what: held}
      - {date: YYYY-MM-DD, step: first informal meeting, what: completed, name: Attendance Support Plan}
"""


def test_a_simple_case_begins_with_where_things_stand_and_what_to_do() -> None:
    assert as_text(simple()).startswith(SIMPLE)


def test_a_simple_case_fits_a_screen() -> None:
    assert len(as_text(simple()).splitlines()) <= 48


@pytest.mark.parametrize("name", BY_HAND)
def test_lines_keep_to_the_width_but_for_those_to_copy(name: str) -> None:
    text = as_text(BY_HAND[name](), width=80)
    assert [line for line in text.splitlines() if len(line) > 80 and not line.strip().startswith("- {")] == []
    assert [line for line in text.splitlines() if line != line.rstrip()] == []


def test_what_is_missed_is_marked_and_cited() -> None:
    text = as_text(mid_procedure(), width=200)
    assert "[!] line manager: complete Attendance Support Plan - missed (line 75, LUU-12)" in text
    assert "give notice of the meeting - missed, was due by Wed 29 Jul 2026 (line 87, LUU-25)" in text


def test_a_notice_to_come_has_its_last_day_and_the_first_of_the_meeting() -> None:
    duty = DutyItem(
        "notice",
        FORMAL,
        "Branch 1",
        None,
        "employer",
        date(2026, 8, 4),
        date(2026, 7, 29),
        DutyState.OPEN,
        87,
        ("LUU-25",),
    )
    due = FellDue("x", FORMAL, "Branch 1", None, date(2026, 7, 23), StepState.ARRANGED)
    text = as_text(completed(answer("2026-07-24", fell_due=(due,), duties=(duty,))), width=200)
    assert "[ ] employer: give notice of the meeting, by Wed 29 Jul 2026 at the latest; " in text
    assert "the meeting can be held from Tue 4 Aug 2026 on (line 87, LUU-25)" in text


def test_the_step_that_is_due_comes_before_what_an_earlier_one_still_owes() -> None:
    text = as_text(mid_procedure())
    assert text.index("first formal meeting, Branch 1: due") < text.index("first informal meeting, Branch 1: held")


def test_the_absences_of_a_count_are_named_with_the_event_they_count_from() -> None:
    text = as_text(mid_procedure())
    assert "2 short-term absences, at least 2 needed, in 27 May to 26 Nov 2026 (line 83, LUU-13)" in text
    assert "counted: 15 to 16 Jun 2026, 22 Jul 2026" in text
    assert "first informal meeting is held: Tue 26 May 2026" in text


def test_what_is_not_known_is_named_with_the_line_that_would_settle_it() -> None:
    text = as_text(half_pay_unknown())
    assert "falls due from Mon 2 Mar 2026 to" in text
    assert "half pay date would settle the day" in text
    assert "- {name: half pay date, value: YYYY-MM-DD, absence: 2026-01-05}" in text
    assert "nothing changes before Mon 2 Mar 2026" in text


def test_what_is_waited_for_is_not_said_to_have_come_about() -> None:
    assert "Bradford score 35 so far, over 150 is needed" in as_text(half_pay_unknown())


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (Reason("measure", "score", value=3, comparison="at least", limit=3), "score 3, at least 3"),
        (Reason("measure", "score", value=3, comparison="over", limit=3), "score 3 so far, over 3 is needed"),
        (Reason("measure", "score", value=Fraction(7, 2), comparison="over", limit=3), "score 3.5, over 3"),
        (Reason("count", "absence", value=0, comparison="at most", limit=1), "0 absences so far, at most 1 is needed"),
        (
            Reason("length", "a1", value=10, comparison="over", limit=4, unit="weeks"),
            "absence a1: 10 calendar days so far, over 4 weeks are needed",
        ),
    ],
)
def test_what_is_there_already_is_not_said_to_be_needed(reason: Reason, said: str) -> None:
    """Something else is waited for: another condition, or a new absence."""
    assert list(because((reason,), so_far=True)) == [said]


def test_old_meetings_of_many_absences_are_one_block() -> None:
    text = as_text(many_absences())
    assert text.count("return to work meeting, after every absence: still due for 17 absences") == 1
    assert "likewise for the other 16 absences" in text
    assert len(text.splitlines()) <= 60


def test_a_case_in_which_nothing_fell_due_has_no_row_when_its_absence_ends() -> None:
    assert "absence is over" not in as_text(many_absences())


def test_days_of_warnings_are_written_for_people() -> None:
    warned = Warned("step-outstanding", "first informal meeting is outstanding since 2026-05-20")
    assert "outstanding since Wed 20 May 2026" in as_text(answer("2026-05-29", warnings=(warned,)))


def test_no_sign_can_steer_a_terminal() -> None:
    assert "\x1b" not in as_text(meeting_on_request())


def test_colour_changes_nothing_but_colour() -> None:
    import re

    coloured = as_text(mid_procedure(), colour=True)
    assert "\x1b[1m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == as_text(mid_procedure())


def test_sections_without_rows_are_left_out() -> None:
    text = as_text(answer("2026-05-29"))
    assert "Please check" not in text
    assert "The numbers" not in text
    assert "Nothing is due." in text


def test_an_unknown_code_is_spelt_out() -> None:
    closed = (Closed("Branch 2", None, date(2026, 5, 1), "quite-new-why"),)
    shown = (Shown("quite-new-code", "some text"),)
    text = as_text(answer("2026-05-29", closed=closed, shown=shown))
    assert "closed: quite new why" in text
    assert "Quite new code" in text


@pytest.mark.parametrize("state", StepState)
def test_every_state_of_a_step_can_be_said(state: StepState) -> None:
    due = FellDue("x", FORMAL, "Branch 1", None, date(2026, 5, 1), state)
    standing = Standing("Branch 1", None, FORMAL, state, date(2026, 5, 1))
    assert FORMAL in as_text(answer("2026-05-29", standing=(standing,), fell_due=(due,)))


def test_what_was_left_open_long_ago_is_one_row_and_no_block() -> None:
    due = FellDue("x", INFORMAL, "Branch 1", None, date(2026, 5, 1), StepState.HELD, held_on=date(2026, 5, 4))
    duty = DutyItem(
        "review Attendance Support Plan",
        INFORMAL,
        "Branch 1",
        None,
        "line manager",
        None,
        None,
        DutyState.OPEN,
        90,
        ("LUU-17",),
    )
    text = as_text(answer("2026-05-29", fell_due=(due,), duties=(duty,)))
    assert "[ ] line manager: review Attendance Support Plan, at first informal meeting (line 90, LUU-17)" in text
    assert "first informal meeting, Branch 1: held" not in text


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (
            Reason("length", "2026-01-05", value=29, comparison="over", limit=4, unit="weeks"),
            "29 calendar days, over 4 weeks",
        ),
        (
            Reason(
                "measure",
                "days lost",
                value=Fraction(15, 2),
                comparison="at least",
                limit=7,
                unit="working days",
                counted=counted("2026-05-18=5", "2026-06-01..2026-06-03=5/2"),
                arithmetic="7.5 working days",
            ),
            "days lost 7.5, at least 7 working days: 7.5 working days",
        ),
        (Reason("fact", "half pay date", needs=("half pay date",)), "half pay date: not on file"),
        (
            Reason("date", "4 weeks after it", value=date(2026, 3, 4), comparison="already passed"),
            "Wed 4 Mar 2026, already passed",
        ),
        (Reason("month-end", "its last day"), "too short"),
    ],
)
def test_a_reason_says_its_numbers(reason: Reason, said: str) -> None:
    due = FellDue("x", FORMAL, "Branch 1", None, date(2026, 5, 1), StepState.DUE, reasons=(reason,))
    assert said in " ".join(as_text(answer("2026-05-29", fell_due=(due,)), width=200).split())


def test_many_absences_left_out_are_counted_not_listed() -> None:
    left_out = tuple(LeftOut(f"2020-01-{day:02}", date(2020, 1, day), "before-the-window") for day in range(1, 21))
    reason = Reason("count", "absence", value=0, comparison="at least", limit=2, left_out=left_out)
    due = FellDue("x", FORMAL, "Branch 1", None, date(2026, 5, 1), StepState.DUE, reasons=(reason,))
    text = as_text(answer("2026-05-29", fell_due=(due,)), width=200)
    assert "20 absences, 1 Jan 2020 the first, 20 Jan 2020 the last" in text


@settings(max_examples=60, deadline=None)
@given(answers())
def test_any_answer_can_be_said(one: Answer) -> None:
    text = as_text(one)
    assert "\x1b" not in text
    assert text == as_text(replace(one))


def test_headings_are_in_the_order_of_the_sections() -> None:
    text = as_text(mid_procedure())
    places = [text.index(f"\n{title}\n") for title, _ in SECTIONS if f"\n{title}\n" in text]
    assert places == sorted(places)
    assert len(places) >= 6


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2026-05-20", "2026-05-20", "20 May 2026"),
        ("2026-05-18", "2026-05-20", "18 to 20 May 2026"),
        ("2026-03-30", "2026-04-02", "30 Mar to 2 Apr 2026"),
        ("2025-12-28", "2026-01-03", "28 Dec 2025 to 3 Jan 2026"),
        ("2026-05-18", None, "from 18 May 2026 on"),
    ],
)
def test_days_are_written_once(first: str, last: str | None, said: str) -> None:
    assert words.days(date.fromisoformat(first), date.fromisoformat(last) if last else None) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(175, "175"), (Fraction(325, 2), "162.5"), (Fraction(1, 8), "0.125"), (Fraction(10, 3), "about 3.33 (10/3)")],
)
def test_numbers_are_exact_or_say_that_they_are_not(value: int | Fraction, said: str) -> None:
    assert words.number(value) == said


def test_an_absence_is_named_by_its_day_or_its_own_name() -> None:
    assert words.absence("2026-05-18") == "absence of 18 May 2026"
    assert words.absence("a3") == "absence a3"
    assert words.case("after every absence", "2026-05-18") == "after the absence of 18 May 2026"
    assert words.case("Branch 2", "a3") == "Branch 2, absence a3"
