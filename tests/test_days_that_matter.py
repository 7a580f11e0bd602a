"""A condition that comes to hold on a day on which nothing is recorded: that day is looked at, and so is no other.

Each case is folded over every day and over the days that matter; the day on which the step falls due is by hand. Most
are asked twice, with the day one later, so that a step of two days cannot come upon both.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.small import fell, held, outcome, small, told_both_ways

WATCH = """
category short absence is an absence lasting at most 7 calendar days
document plan
event late arrival
condition heavy is met when at least 2 absences start in the last 4 weeks
measure lost over the last 4 weeks
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
measure left over the last 4 weeks
  is 10 minus working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

branch Watch follows each {follows}
  step talk
    falls due when {when}
    falls due again immediately
    outcome done: close
"""
ISSUED = {"step": "talk", "what": "issued", "name": "plan"}


def due(
    when: str, *absent: str, on: str = "2026-03-06", follows: str = "employee", events: tuple[dict[str, Any], ...] = ()
) -> list[str]:
    header = ("category short absence is an absence lasting at most 7 calendar days\n", "")
    policy = small(WATCH.format(when=when, follows=follows), header)
    return [one.removeprefix("talk ") for one in fell(told_both_ways(policy, on, *absent, events=[*events]))]


TWICE = "at least 2 absences start over the whole record"


@pytest.mark.parametrize("first", ["12", "13"])
@pytest.mark.parametrize(
    "when",
    [
        f"{TWICE}\n    only if at most 1 absence starts in the last 4 weeks",
        f"{TWICE} and heavy is not met",
        f"{TWICE} and at most 1 absence starts in the last 4 weeks",
        f"{TWICE} and lost is at most 1 working day",
        f"{TWICE} and left is at least 9 working days",
        f"{TWICE} and lost is from 1 working day to under 2 working days",
        f"lost is from 1 working day to under 2 working days and left is over 0 working days\n    only if {TWICE}",
    ],
)
def test_what_leaves_a_window_makes_it_so(when: str, first: str) -> None:
    # the earlier of the two is in the four weeks up to 8 (or 9) February for the last time
    assert due(when, f"2026-01-{first}", "2026-01-19") == [f"2026-02-{int(first) - 3:02}"]


@pytest.mark.parametrize("day", [12, 13])
def test_what_has_not_happened_in_a_window_any_more(day: int) -> None:
    when = "plan is not issued in the last 4 weeks and at least 1 absence starts over the whole record"
    issued = ISSUED | {"date": f"2026-01-{day}"}
    assert due(when, f"2026-01-{day}", events=(issued,)) == [f"2026-02-{day - 3:02}"]


@pytest.mark.parametrize("day", [12, 13])
def test_what_has_happened_up_to_yesterday_is_so_a_day_later(day: int) -> None:
    when = "plan is issued over the 4 weeks ending yesterday"
    assert due(when, events=(ISSUED | {"date": f"2026-01-{day}"},)) == [f"2026-01-{day + 1}"]


@pytest.mark.parametrize("first", [19, 20])
def test_an_absence_becomes_one_that_makes_a_step_due(first: int) -> None:
    # on its eighth day it is no short one
    when = "at least 2 absences start in the last 4 weeks\n    is not triggered by short absences"
    assert due(when, "2026-01-12", f"2026-01-{first} -") == [f"2026-01-{first + 7}"]


def test_the_day_after_an_event_is_about_the_absence_that_is_not_over() -> None:
    # Away up to Friday the 23rd; late on Saturday, which is about that alone; on Monday the absence is over.
    late = tuple({"date": f"2026-01-{day}", "had": "late arrival"} for day in (14, 24))
    when = "2 late arrivals fall in the last 4 weeks\n    is not triggered by late arrivals"
    assert due(when, "2026-01-19 2026-01-23", events=late) == ["2026-01-25"]


@pytest.mark.parametrize(("days", "day"), [(1, 13), (2, 14), (3, 15), (4, 16), (5, 19)])
def test_an_absence_has_lasted_so_many_working_days(days: int, day: int) -> None:
    when = f"the absence has lasted over {days} working days"
    assert due(when, "2026-01-12 -", follows="absence") == [f"2026-01-{day}"]


def test_over_three_days_off_an_absence_lasts_no_working_day_longer() -> None:
    # due to work from Monday to Thursday: the fifth working day is Monday the 19th
    text = WATCH.format(when="the absence has lasted over 4 working days", follows="absence")
    works = [{"days": ["mon", "tue", "wed", "thu"]}]
    policy = small(text, ("category short absence is an absence lasting at most 7 calendar days\n", ""))
    assert fell(told_both_ways(policy, "2026-01-30", "2026-01-12 -", works=works)) == ["talk 2026-01-19"]


@pytest.mark.parametrize(("limit", "day"), [(1, 13), (2, 14), (3, 15), (4, 16), (5, 19)])
def test_a_measure_held_against_the_last_periods_rises_day_by_day(limit: int, day: int) -> None:
    when = f"lost is over {limit} working days in at least 1 of the last 2 months"
    assert due(when, "2026-01-12 -")[:1] == [f"2026-01-{day}"]
    assert due(when) == []


# ------------------------------------------------------------------ times after an event, each case its own

EACH = """
document plan
branch Each follows each absence
  step talk
    falls due at once
    then wait for look back
  step look back
    falls due when {when}
    {passed}
    then close
"""


@pytest.mark.parametrize(
    ("when", "passed", "over"),
    [
        ("plan is not issued within 2 weeks after talk is held", "", 1),
        ("at most 1 absence starts within 2 weeks after talk is held", "if not due by then: close", 0),
    ],
)
@pytest.mark.parametrize("day", [7, 8])
def test_each_case_has_its_own_time(when: str, passed: str, over: int, day: int) -> None:
    # The talk about the first absence is held on the 7th (or 8th): the last day of two weeks is the 21st.
    talks = [held(f"2026-01-{day:02}", absence="2026-01-05"), held("2026-01-16", absence="2026-01-12")]
    answer = told_both_ways(
        small(EACH.format(when=when, passed=passed)), "2026-02-06", "2026-01-05", "2026-01-12", events=talks
    )
    assert fell(answer)[2:] == [f"look back 2026-01-{day + 14 + over}", f"look back 2026-01-{30 + over}"]


# ------------------------------------------------------------------ a period of a branch that pauses

PAUSED = """
category long-term absence is an absence lasting over 28 calendar days
category short leave is an absence because of unpaid leave lasting at most 14 calendar days
document plan
event late arrival
points lapses
  1 for a late arrival
  each entry drops off 1 month after its own date
  nothing drops off during watch

branch talks follows each employee
  pauses while big is open
  step talk
    falls due when 1 absence starts in the last 4 weeks
    falls due again only on a new absence
    then wait for review
  period watch
    lasts {length} after talk is held
  step review
    falls due when 9 absences start in the last 4 weeks
    then close

branch big follows each employee
  step meeting
    falls due when 3 absences start in the last 8 weeks
    falls due again only on a new absence
    outcome done: close

branch other follows each employee
  step look back
    falls due when {first}
    falls due again only on a new absence
    then wait for second look
  step second look
    falls due when {when}
    then close
"""
SERVICE = (
    "an absence may count",
    "leave covers unpaid leave\n  active service leaves out long-term absence, short leave\n  an absence may count",
)
THREE = ("2026-01-05", "2026-01-12", "2026-01-19")


@pytest.mark.parametrize("day", [7, 8])
def test_a_period_is_over_although_its_branch_pauses(day: int) -> None:
    when = "watch is not running and at least 3 absences start over the whole record"
    policy = small(PAUSED.format(length="1 month", first="plan is issued", when=when), SERVICE)
    events = [held(f"2026-01-{day:02}"), ISSUED | {"date": "2026-01-21"}, held("2026-01-21", "look back")]
    assert fell(told_both_ways(policy, "2026-02-27", *THREE, events=events))[-1] == f"second look 2026-02-{day:02}"


@pytest.mark.parametrize("first", [2, 3])
def test_a_period_turns_out_to_run_on_although_its_branch_pauses(first: int) -> None:
    # Six weeks from 7 January end with 17 February, unless the absence that runs is long: on its 29th day it is.
    when = "watch is running and at least 3 absences start over the whole record"
    policy = small(PAUSED.format(length="6 weeks of active service", first="plan is issued", when=when), SERVICE)
    events = [held("2026-01-07"), ISSUED | {"date": "2026-02-23"}, held("2026-02-23", "look back")]
    answer = told_both_ways(policy, "2026-03-09", *THREE, f"2026-02-{first:02} -", events=events)
    assert fell(answer)[-1] == f"second look 2026-03-{first:02}"


@pytest.mark.parametrize("first", [9, 10])
def test_points_drop_off_once_leave_is_too_long_to_be_left_out_although_the_branch_pauses(first: int) -> None:
    # Six weeks from 7 January end with 17 February, unless the leave is short: on its 15th day it is not.
    when = "lapses is at most 0 and at least 3 absences start over the whole record"
    policy = small(PAUSED.format(length="6 weeks of active service", first="plan is issued", when=when), SERVICE)
    events = [held("2026-01-07"), {"date": "2026-01-13", "had": "late arrival"}]
    events += [ISSUED | {"date": "2026-02-11"}, held("2026-02-11", "look back")]
    absences: list[dict[str, Any]] = [{"first": one, "last": one} for one in THREE]
    absences.append({"first": f"2026-02-{first:02}", "reason": "unpaid leave"})
    answer = told_both_ways(policy, "2026-03-09", absences=absences, events=events)
    assert fell(answer)[-1] == f"second look 2026-02-{first + 14}"


# ------------------------------------------------------------------ windows that reach back over leave

SERVED = """
category leave of weeks is an absence because of unpaid leave lasting over 14 calendar days
category short leave is an absence because of unpaid leave lasting at most 14 calendar days
document plan
measure lost over the last 4 weeks of active service
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
branch Watch follows each employee
  step talk
    falls due when plan is issued
    falls due again only on a new absence
    then wait for look back
  step look back
    falls due when {when}
    {passed}
    then close
"""


def looked_back(
    when: str, leave: str, *absent: str, kind: str, events: tuple[dict[str, Any], ...] = (), met: str = "2026-01-12"
) -> list[str]:
    """Leave runs from a day; a plan is issued, and the talk about it held, on a day."""
    left = (
        "an absence may count",
        f"leave covers unpaid leave\n  active service leaves out {kind}\n  an absence may count",
    )
    passed = "if not due by then: close" if "within" in when else ""
    policy = small(SERVED.format(when=when, passed=passed), left)
    absences = [{"first": one, "last": one} for one in absent]
    absences.append({"first": leave, "reason": "unpaid leave"})
    answer = told_both_ways(
        policy,
        "2026-04-10",
        absences=absences,
        events=[ISSUED | {"date": met}, held(met)],
    )
    return [one.removeprefix("look back ") for one in fell(answer)[1:]]


@pytest.mark.parametrize("day", [16, 17])
def test_a_window_reaches_back_once_leave_is_long_enough(day: int) -> None:
    # Four weeks up to 2 March begin on 3 February, with fifteen days left out on 19 January; the talk is held then.
    assert looked_back(
        "lost is at least 2 working days",
        f"2026-02-{day}",
        *("2026-01-20", "2026-02-09"),
        kind="leave of weeks",
        met="2026-02-23",
    ) == [f"2026-03-{day - 14:02}"]


@pytest.mark.parametrize("day", [6, 7])
def test_a_time_after_an_event_is_over_once_leave_that_runs_is_too_long_to_be_left_out(day: int) -> None:
    # Two weeks after 12 January are over on the 26th, unless the leave is short. On its 15th day it is not.
    for when in (
        "talk is not held within 2 weeks of active service after talk is held",
        "at most 1 absence starts within 2 weeks of active service after talk is held",
    ):
        assert looked_back(when, f"2026-01-{day + 10}", kind="short leave") == [f"2026-01-{day + 24}"]


# ------------------------------------------------------------------ points of the case

CAPPED = """
points lapses
  1 for an absence
  each entry drops off 1 month after its own date
  never above 2

branch Watch follows each employee
  step talk
    falls due when lapses is at least 2
    falls due again only on a new absence
    outcome done: reset lapses, and wait for look back
  step look back
    falls due when lapses is at least 1
    falls due again only on a new absence
    then wait for second look
  step second look
    falls due when lapses is at most 0
    then close
"""


def test_points_that_count_since_a_reset_drop_off() -> None:
    # Two entries, all there can be, are gone with the talk; the third is the only one, until 21 February.
    events = [held("2026-01-14"), outcome("2026-01-14", "talk", "done"), held("2026-01-22", "look back")]
    answer = told_both_ways(small(CAPPED), "2026-03-06", "2026-01-05", "2026-01-12", "2026-01-21", events=events)
    assert fell(answer) == ["talk 2026-01-12", "look back 2026-01-21", "second look 2026-02-21"]


# ------------------------------------------------------------------ parts that are not so, and what keeps a step back

UP = """
measure lost over the last 12 months
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
branch Watch follows each employee
  step talk
    falls due when 1 absence starts in the last 4 weeks
    falls due again only on a new absence
    then wait for review
  step review
    falls due when 2 absences start within 2 weeks after talk is held and lost is over 20 working days
    if not due by then: close
    then close
"""


@pytest.mark.parametrize("day", [14, 15])
def test_a_time_is_up_on_its_day_also_where_something_else_was_wanting_all_along(day: int) -> None:
    """Held on 14 January, the two weeks are over on the 28th; one day was lost, and not over twenty."""
    answer = told_both_ways(UP, "2026-03-31", "2026-01-12", events=[held(f"2026-01-{day}")])
    assert [str(one.on) for one in answer.closed] == [f"2026-01-{day + 15}"]
    assert fell(answer) == ["talk 2026-01-12"]


SPARED = "  an absence with no working day counts\n"
KEPT = SPARED + "  absences flagged protected count for nothing,\n  except during every absence\n"
CALL = """
during every absence
  step call
    falls due when the absence has lasted over 3 calendar days
    is not triggered by short absences
    outcome done: close
"""


@pytest.mark.parametrize("flag", ["", " protected"])
def test_a_call_waits_for_the_day_on_which_its_absence_is_no_short_one_also_where_that_counts_for_nothing_else(
    flag: str,
) -> None:
    # on its eighth day it has lasted over seven
    answer = told_both_ways(small(CALL, (SPARED, KEPT)), "2026-03-31", f"2026-01-12 -{flag}")
    assert fell(answer) == ["call 2026-01-19"]


# ------------------------------------------------------------------ dates that an absence moves, or turns out not to

LOOK_BACK = """
branch Watch follows each employee
  step talk
    falls due when 1 absence starts in the last 4 weeks
    falls due again only on a new absence
    then wait for look back
  step look back
    falls due 2 weeks of active service after talk is held
    dates already passed count
    then close
"""


@pytest.mark.parametrize("first", [20, 21, 22])
def test_a_date_comes_once_an_absence_that_runs_is_too_long_to_move_it(first: int) -> None:
    """Two weeks after 12 January are over on the 26th; a short absence moves that on. On its eighth day it is none."""
    policy = small(LOOK_BACK, (SPARED, f"{SPARED}  active service leaves out short absence\n"))
    answer = told_both_ways(policy, "2026-03-31", "2026-01-12", f"2026-01-{first} -", events=[held("2026-01-12")])
    assert fell(answer) == ["talk 2026-01-12", f"look back 2026-01-{first + 7}"]
