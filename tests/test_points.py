"""Points by hand: what gives them, when they drop off, credits, limits, papers that come later, resets; both folds."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from typing import Any

import pytest

from policydsl.diagnostics import has_errors
from policydsl.explain.examples import got
from policydsl.history.make import make
from policydsl.interpret.examples import Failed, run_all
from policydsl.interpret.fold import over_days_that_matter, over_every_day
from policydsl.interpret.person import Person
from policydsl.interpret.snapshot import put, taken
from policydsl.records.columns import Kind, Told
from policydsl.records.csv_file import table_of
from policydsl.records.read import read
from policydsl.records.together import Given, read_together
from policydsl.source import Source
from tests.engine import answer_of, history_of, policy_of, read_history
from tests.small import POINTS_HEADER, fell, held, outcome, told, value

HEAD = f"""{POINTS_HEADER}
setting opening balance is 0
event late arrival
event no call no show
document doctor's note

points attendance points
"""
NAME = "attendance points"
YEAR = "each entry drops off 12 months after its own date"


def written(*lines: str, steps: str = "") -> Any:
    """The policy whose points have these lines."""
    return policy_of(
        HEAD.replace("setting opening balance is 0\n", "") + "".join(f"  {one}\n" for one in lines) + steps
    )


def had(day: str, name: str = "late arrival", **more: Any) -> dict[str, Any]:
    """A declared event of a history."""
    return {"date": day, "had": name, **more}


def points(policy: Any, on: str, *absent: str, events: list[dict[str, Any]] | None = None, **more: Any) -> Any:
    """The points on a day."""
    return value(told(policy, on, *absent, events=events or [], **more), NAME)


# ------------------------------------------------------------------ entries


@pytest.mark.parametrize(
    ("minutes", "expected"), [(5, 0), (6, 0.5), (120, 0.5), (121, 1), (240, 1)], ids=lambda one: str(one)
)
def test_the_first_band_of_minutes_that_fits_counts(minutes: int, expected: float) -> None:
    policy = written(
        "0 for a late arrival lasting at most 5 minutes",
        "0.5 for a late arrival lasting at most 2 hours",
        "1 for a late arrival",
    )
    assert points(policy, "2026-05-04", events=[had("2026-05-04", minutes=minutes)]) == expected
    assert points(policy, "2026-05-03", events=[had("2026-05-04", minutes=minutes)]) == 0


def test_a_flag_and_a_day_of_the_week_narrow_an_event() -> None:
    policy = written(
        "0 for a late arrival flagged weather", "2 for a late arrival starting on Monday", "1 for a late arrival"
    )
    monday, tuesday = had("2026-05-04"), had("2026-05-05")
    assert points(policy, "2026-05-08", events=[monday, tuesday, had("2026-05-06", flags=["weather"])]) == 3


def test_points_for_each_working_day_each_drop_off_on_their_own_date() -> None:
    policy = written("0.5 for each working day of an absence", YEAR)
    away = "2025-06-05 2025-06-09"  # Thursday, Friday, Monday
    assert points(policy, "2026-06-04", away) == 1.5
    assert points(policy, "2026-06-05", away) == 1
    assert points(policy, "2026-06-08", away) == 0.5
    assert points(policy, "2026-06-09", away) == 0


def test_a_length_that_is_not_settled_gives_points_between() -> None:
    policy = written("2 for an absence lasting over 6 calendar days", "1 for an absence")
    running, known = "2026-05-04 -", "2026-05-04 2026-05-20"
    assert points(policy, "2026-05-06", running) == 1  # the least; what is certain
    assert points(policy, "2026-05-10", known) == 2


@pytest.mark.parametrize(("on", "expected"), [("2026-05-07", 2), ("2026-05-08", 1.5)])
def test_a_paper_that_comes_later_changes_the_entry_from_the_day_it_is_on_file(on: str, expected: float) -> None:
    policy = written("1.5 for an absence with doctor's note", "2 for an absence")
    note = {"date": "2026-05-08", "recorded": "doctor's note"}
    assert points(policy, on, "2026-05-04 2026-05-05", events=[note]) == expected


# ------------------------------------------------------------------ dropping off


@pytest.mark.parametrize(
    ("on", "expected"), [("2026-05-03", 1), ("2026-05-04", 0), ("2025-05-03", 0), ("2025-05-04", 1)]
)
def test_an_entry_counts_up_to_the_day_before_it_drops_off(on: str, expected: int) -> None:
    assert points(written("1 for an absence", YEAR), on, "2025-05-04") == expected


ACTIVE = (
    "absences never join",
    "absences never join\n  active service leaves out unpaid leave\n  leave covers unpaid leave",
)


@pytest.mark.parametrize(
    ("leave", "last"),
    [
        ([], "2027-03-09"),
        ([("2026-06-01", "2026-06-30")], "2027-04-08"),
        ([("2027-03-09", "2027-03-09")], "2027-03-10"),
        ([("2027-03-10", "2027-03-12")], "2027-03-12"),
        ([("2026-03-10", "2026-03-10")], "2027-03-09"),
    ],
)
def test_an_entry_drops_off_after_so_much_active_service(leave: list[tuple[str, str]], last: str) -> None:
    """The days after its own, up to and with the one on which it drops off, are all of active service."""
    lines = ("1 for a late arrival", "each entry drops off 12 months of active service after its own date")
    head = HEAD.replace("setting opening balance is 0\n", "").replace(*ACTIVE)
    policy = policy_of(head + "".join(f"  {one}\n" for one in lines))
    away = [{"first": first, "last": last, "flags": ["unpaid leave"]} for first, last in leave]
    after = (date.fromisoformat(last) + timedelta(days=1)).isoformat()
    found = [points(policy, on, events=[had("2026-03-10")], absences=away) for on in (last, after)]
    assert found == [1, 0]


def test_while_a_leave_runs_nobody_knows_when_an_entry_drops_off() -> None:
    lines = ("1 for a late arrival", "each entry drops off 12 months of active service after its own date")
    head = HEAD.replace("setting opening balance is 0\n", "").replace(*ACTIVE)
    policy = policy_of(head + "".join(f"  {one}\n" for one in lines))
    away = [{"first": "2027-03-01", "flags": ["unpaid leave"]}]
    answer = told(policy, "2027-06-01", events=[had("2026-03-10")], absences=away)
    ((entry,),) = [one.entries for one in answer.measures]
    assert (value(answer, NAME), entry.drops_off) == (1, None)


@pytest.mark.parametrize("seed", range(8))
def test_the_days_that_matter_are_enough_while_a_clock_stands_still(seed: int) -> None:
    chance = random.Random(f"clocks {seed}")
    lines = (
        "1 for a late arrival",
        "2 for an absence",
        "each entry drops off 2 months of active service after its own date",
    )
    head = HEAD.replace("setting opening balance is 0\n", "").replace(*ACTIVE)
    policy = policy_of(head + "".join(f"  {one}\n" for one in lines) + LADDER)
    first, absences, events = date(2024, 1, 8), [], []
    for _ in range(chance.randrange(4, 12)):
        first += timedelta(days=chance.randrange(1, 40))
        last = first + timedelta(days=chance.choice([0, 3, 12]))
        match chance.randrange(3):
            case 0:
                events.append(had(first.isoformat()))
            case flagged:
                flags = ["unpaid leave"] if flagged == 1 else []
                absences.append({"first": first.isoformat(), "last": last.isoformat(), "flags": flags})
                first = last + timedelta(days=1)
    on = first + timedelta(days=chance.randrange(0, 120))
    person = Person(
        policy, history_of({"employee": "E1", "absences": absences, "events": events}, policy), on.toordinal()
    )
    assert over_days_that_matter(person) == over_every_day(person)


def test_kinds_drop_off_after_times_of_their_own() -> None:
    policy = written(
        "1 for an absence",
        "1 for a late arrival",
        "each entry for a late arrival drops off 90 calendar days after its own date",
        YEAR,
    )
    assert points(policy, "2026-04-01", "2026-01-01", events=[had("2026-01-01")]) == 1
    assert points(policy, "2026-03-31", "2026-01-01", events=[had("2026-01-01")]) == 2


VERSIONS = (
    "2 for a late arrival",
    "from 1 April 2026: 3 for a late arrival",
    "from 1 May 2026 until 31 May 2026: 0 for a late arrival",
    "1 for an absence",
    "each entry drops off 12 months after its own date",
    "from 1 April 2026: each entry drops off 6 months after its own date",
)


@pytest.mark.parametrize(
    ("day", "expected", "last"),
    [
        ("2026-03-31", 2, "2027-03-30"),
        ("2026-04-01", 3, "2026-09-30"),
        ("2026-04-30", 3, "2026-10-29"),
        ("2026-05-01", 0, "2026-05-01"),
        ("2026-05-31", 0, "2026-05-31"),
        ("2026-06-01", 3, "2026-11-30"),
    ],
)
def test_a_version_of_a_line_is_for_what_happens_on_its_days(day: str, expected: int, last: str) -> None:
    """The entry keeps its points, and its time, for good; the lines stand in any order."""
    policy, backwards = written(*VERSIONS), written(*reversed(VERSIONS))
    after = (date.fromisoformat(last) + timedelta(days=1)).isoformat()
    for one in (policy, backwards):
        assert [points(one, on, events=[had(day)]) for on in (day, last, after)] == [expected, expected, 0]


def test_a_version_for_a_group_goes_before_one_for_everybody() -> None:
    group = "group nights is employees recorded as nights\n"
    lines = ("for employees nights: 4 for a late arrival", *VERSIONS)
    policy = policy_of(HEAD.replace("setting opening balance is 0\n", group) + "".join(f"  {one}\n" for one in lines))
    at_night = {"groups": [{"name": "nights", "from": "2026-05-02", "to": "2026-06-30"}]}
    late = [had("2026-05-01"), had("2026-05-02"), had("2026-07-01")]
    assert points(policy, "2026-07-01", events=late, **at_night) == 0 + 4 + 3


def test_over_a_window_only_the_entries_dated_in_it_count() -> None:
    lines = HEAD.replace("setting opening balance is 0\n", "").replace(
        f"points {NAME}", f"points {NAME} over each calendar year"
    )
    policy = policy_of(f"{lines}  minus 1 for an absence\n  starts at 8\n")
    assert points(policy, "2025-12-31", "2025-11-03", "2025-12-31") == 6
    assert points(policy, "2026-01-01", "2025-11-03", "2025-12-31") == 8


# ------------------------------------------------------------------ credits


@pytest.mark.parametrize(
    ("on", "expected"), [("2026-05-29", 2), ("2026-05-30", 1), ("2026-08-27", 1), ("2026-08-28", 0)]
)
def test_a_clean_stretch_is_so_long_after_the_last_entry(on: str, expected: int) -> None:
    policy = written(
        "1 for an absence",
        "credit 1 for each 90 calendar days without an entry",
        "credits come off the newest entry",
    )
    assert points(policy, on, "2026-02-02", "2026-03-01") == expected


@pytest.mark.parametrize(("on", "expected"), [("2026-06-30", 2), ("2026-07-01", 1), ("2026-10-01", 1)])
def test_a_quarter_without_an_entry_is_credited_on_the_day_after_it(on: str, expected: int) -> None:
    policy = written(
        "1 for an absence",
        "0 for a late arrival",
        "credit 1 for each quarter without an entry",
        "credits come off the oldest entry",
    )
    # An entry of no points breaks nothing, and one in the next quarter does.
    happened = [had("2026-05-01")]
    assert (
        points(policy, on, "2026-02-02", "2026-03-02", "2026-08-03", events=happened) - (on >= "2026-08-03") == expected
    )


@pytest.mark.parametrize(("use", "left"), [("newest", "2026-01-05"), ("oldest", "2026-02-02")])
def test_a_credit_comes_off_the_newest_or_the_oldest_entry(use: str, left: str) -> None:
    policy = written(
        "1 for an absence", YEAR, "credit 1 for each quarter without an entry", f"credits come off the {use} entry"
    )
    answer = told(policy, "2026-07-01", "2026-01-05", "2026-02-02")
    (measure,) = answer.measures
    assert [str(one.on) for one in measure.entries if one.left] == [left]
    assert [one.gone for one in measure.entries] == (
        [None, "credited", "used"] if use == "newest" else ["credited", None, "used"]
    )


def test_a_perfect_month_is_broken_by_events_of_no_points_where_they_are_named() -> None:
    policy = written(
        "1 for an absence",
        "0 for a late arrival",
        "credit 1 for each calendar month without a late arrival",
        "credits come off the newest entry",
    )
    assert points(policy, "2026-03-01", "2026-02-02", events=[had("2026-02-10")]) == 1
    assert points(policy, "2026-03-01", "2026-02-02") == 0


def test_an_absence_breaks_a_stretch_on_each_of_its_days() -> None:
    policy = written(
        "1 for an absence", "credit 1 for each calendar month without an entry", "credits come off the newest entry"
    )
    assert points(policy, "2026-05-01", "2026-03-30 2026-04-02") == 1
    assert points(policy, "2026-06-01", "2026-03-30 2026-04-02") == 0


BANKED = (
    "2 for an absence",
    "1.5 for a late arrival",
    "credit 1 for each quarter without an entry",
    "credits come off the next entry",
)


def test_credits_that_are_kept_come_off_the_next_entries_and_keep_their_fractions() -> None:
    policy = written(*BANKED, "credits never expire", "at most 2 credits are kept")
    late = [had("2026-05-04")]
    (measure,) = told(policy, "2026-05-04", events=late).measures
    assert measure.value == 0
    assert sum(one.left for one in measure.entries if one.what == "credit") == 0.5
    assert points(policy, "2026-05-05", "2026-05-05", events=late) == 1.5


def test_credits_that_last_for_a_time_are_gone_after_it() -> None:
    policy = written(*BANKED, "credits last 6 months")
    # Those of 1 January and 1 April count; the older ones are gone.
    assert points(policy, "2026-05-05", "2026-05-05", "2026-05-06") == 0
    assert points(policy, "2026-05-06", "2026-05-05", "2026-05-06") == 2


def test_what_is_left_of_a_credit_is_kept_where_the_policy_says_so() -> None:
    lines = ("1 for an absence", "credit 3 for each quarter without an entry")
    lost = written(*lines, "credits come off the newest entry")
    kept = written(
        *lines,
        "credits come off the newest entry, or else the next entry",
        "credits never expire",
        "at most 1 credit is kept",
    )
    assert points(lost, "2026-07-02", "2026-02-02", "2026-07-02") == 1
    assert points(kept, "2026-07-02", "2026-02-02", "2026-07-02") == 0


def test_all_points_go_after_a_clean_year() -> None:
    policy = written(
        "1 for an absence", "credit all for each 12 months without an entry", "credits come off the newest entry"
    )
    assert points(policy, "2026-05-04", "2025-05-02", "2025-05-05") == 2
    assert points(policy, "2026-05-05", "2025-05-02", "2025-05-05") == 0


# ------------------------------------------------------------------ limits and opening balances


def test_what_would_go_beyond_the_most_is_lost() -> None:
    policy = written("3 for an absence", YEAR, "never above 5")
    away = ("2025-05-05", "2025-06-05")
    assert points(policy, "2025-06-05", *away) == 5
    assert points(policy, "2026-05-05", *away) == 2


def test_rewards_take_points_to_nothing_and_no_further() -> None:
    policy = written(
        "1 for an absence", "minus 2 for a late arrival flagged covered", "0 for a late arrival", "never below 0"
    )
    assert points(policy, "2026-05-06", "2026-05-04", events=[had("2026-05-05", flags=["covered"])]) == 0
    assert points(policy, "2026-05-08", "2026-05-04", "2026-05-07", events=[had("2026-05-05", flags=["covered"])]) == 1


def test_a_deposit_goes_down_and_is_credited_back() -> None:
    policy = written(
        "starts at 10",
        "minus 1 for an absence",
        "credit 1 for each calendar month without an entry",
        "credits come off the oldest entry",
        "never above 10",
        "never below 0",
    )
    assert points(policy, "2026-02-28", "2026-02-02", "2026-02-09") == 8
    assert points(policy, "2026-04-01", "2026-02-02", "2026-02-09") == 9
    assert points(policy, "2026-06-01", "2026-02-02", "2026-02-09") == 10


def test_a_balance_of_ones_own_is_brought_along() -> None:
    policy = policy_of(HEAD + "  1 for an absence\n  starts at opening balance\n")
    own = [{"setting": "opening balance", "value": 3.5, "by": "HR", "why": "moved"}]
    assert points(policy, "2026-05-04", "2026-05-04", adjustments=own) == 4.5


# ------------------------------------------------------------------ steps

LADDER = """
branch attendance follows each employee
  step first warning
    falls due when attendance points is at least 2
    falls due again only on a new absence
    is not triggered by late arrivals flagged occupational
    outcome issued: wait for second warning
    outcome forgiven: take 1 off attendance points, and stay
  period live warning
    lasts 6 months after first warning is held
    at its end: reset attendance points, and close
  step second warning
    falls due when attendance points is at least 4
    falls due again only on a new absence
    outcome issued: close
"""
SCHEDULE = ("1 for an absence", "1 for a late arrival", YEAR, "nothing drops off during live warning")


def test_points_that_do_not_escalate_count_once_another_comes() -> None:
    policy = written(*SCHEDULE, steps=LADDER)
    late = [had("2026-05-05", flags=["occupational"]), had("2026-05-06", flags=["occupational"])]
    assert fell(told(policy, "2026-05-06", "2026-05-04", events=late)) == []
    assert fell(told(policy, "2026-05-07", "2026-05-04", events=[*late, had("2026-05-07")])) == [
        "first warning 2026-05-07"
    ]


def test_nothing_drops_off_during_a_period_and_its_end_resets() -> None:
    policy = written(*SCHEDULE, steps=LADDER)
    away = ("2025-06-02", "2025-12-01")
    met = [held("2025-12-15", "first warning"), outcome("2025-12-15", "first warning", "issued")]
    assert points(policy, "2026-06-14", *away, events=met) == 2  # the first of them would have gone on 2 June
    assert points(policy, "2026-06-15", *away, events=met) == 0
    late = [*met, had("2026-06-15")]
    assert points(policy, "2026-06-15", *away, events=late) == 1  # the day after the period is none of it


def test_points_taken_off_by_an_outcome_come_off_the_newest() -> None:
    policy = written(*SCHEDULE, steps=LADDER)
    away = ("2026-01-05", "2026-02-02")
    met = [held("2026-02-10", "first warning"), outcome("2026-02-10", "first warning", "forgiven")]
    (measure,) = told(policy, "2026-02-10", *away, events=met).measures
    assert (measure.value, [str(one.on) for one in measure.entries if one.left]) == (1, ["2026-01-05"])
    assert fell(told(policy, "2026-03-02", *away, "2026-03-02", events=met))[1:] == ["first warning 2026-03-02"]


def test_nothing_comes_off_during_a_period_neither_by_time_nor_by_a_credit() -> None:
    lines = ("1 for an absence", "1 for a late arrival", YEAR, "credit 1 for each 90 calendar days without an entry")
    away = ("2025-12-01", "2025-12-08")
    met = [held("2025-12-15", "first warning"), outcome("2025-12-15", "first warning", "issued")]
    ladder = LADDER.replace("at its end: reset attendance points, and close", "at its end: close")
    drops = written(*lines, "credits come off the newest entry", "nothing drops off during live warning", steps=ladder)
    comes = written(*lines, "credits come off the newest entry", "nothing comes off during live warning", steps=ladder)
    # 90 days without an entry are over on 8 March, 6 June and 4 September; the period's last day is 14 June.
    assert points(drops, "2026-06-14", *away, events=met) == 0
    assert points(comes, "2026-06-14", *away, events=met) == 2
    assert points(comes, "2026-09-05", *away, events=met) == 1


def test_points_taken_off_in_one_branch_are_gone_for_every_branch() -> None:
    other = """
branch other follows each employee
  step talk
    falls due when attendance points is at least 3
    falls due again only on a new absence
    outcome given: close
"""
    policy = written(*SCHEDULE, steps=LADDER + other)
    away = ("2026-01-05", "2026-02-02")
    met = [held("2026-02-10", "first warning"), outcome("2026-02-10", "first warning", "forgiven")]
    assert [one for one in fell(told(policy, "2026-03-02", *away, "2026-03-02")) if "talk" in one] == [
        "talk 2026-03-02"
    ]
    assert [one for one in fell(told(policy, "2026-03-02", *away, "2026-03-02", events=met)) if "talk" in one] == []


# ------------------------------------------------------------------ every day, and the days that matter

# ruff: noqa: E501
SCHEDULES = (
    SCHEDULE,
    (*SCHEDULE[:3], "nothing comes off during live warning", "credit 1 for each 60 calendar days without an entry", "credits come off the newest entry"),
    (*SCHEDULE, "credit 1 for each 60 calendar days without an entry", "credits come off the oldest entry"),
    (*SCHEDULE, "credit 1 for each quarter without an entry", "credits come off the next entry", "credits last 6 months"),
    ("2 for an absence lasting over 6 calendar days", "0.5 for each working day of an absence", "1 for a late arrival", "each entry drops off 3 months after its own date"),
    (*VERSIONS[3:], "from 1 February 2024: 2 for a late arrival", "1 for a late arrival", "credit 1 for each quarter without an entry", "credits come off the newest entry"),
    ("starts at 5", "minus 1 for a late arrival", "minus 0.5 for an absence with doctor's note", "minus 1 for an absence", "credit all for each 2 months without an absence", "credits come off the newest entry", "never above 5"),
)  # fmt: skip


@pytest.mark.parametrize("schedule", range(len(SCHEDULES)))
@pytest.mark.parametrize("seed", range(6))
def test_the_days_that_matter_give_what_every_day_gives(schedule: int, seed: int) -> None:
    chance = random.Random(f"{schedule} {seed}")
    ladder = LADDER.replace("at least", "at most") if schedule == len(SCHEDULES) - 1 else LADDER
    policy = written(*SCHEDULES[schedule], steps=ladder.replace("at most 4", "at most 1"))
    first, absences, events = date(2024, 1, 8), [], []
    for _ in range(chance.randrange(4, 16)):
        first += timedelta(days=chance.randrange(1, 70))
        day = first.isoformat()
        match chance.randrange(5):
            case 0 | 1:
                last = first + timedelta(days=chance.choice([0, 0, 1, 5, 6, 9]))
                absences.append({"first": day, "last": last.isoformat()})
                first = last + timedelta(days=1)
            case 2:
                events.append(had(day, flags=chance.choice([[], ["occupational"]])))
            case 3 if absences:
                events.append({"date": day, "recorded": "doctor's note"})
            case _:
                events += [
                    held(day, "first warning"),
                    outcome(day, "first warning", chance.choice(["issued", "forgiven"])),
                ]
    on = first + timedelta(days=chance.randrange(0, 400))
    history = history_of({"employee": "E1", "absences": absences, "events": events}, policy)
    person = Person(policy, history, on.toordinal())
    standings = over_days_that_matter(person)
    assert standings == over_every_day(person)
    assert taken(json.loads(json.dumps(put(standings)))) == standings


# ------------------------------------------------------------------ events that are counted

COUNTED = """
branch conduct follows each employee
  step talk
    falls due when 2 late arrivals lasting over 5 minutes fall in the last 30 calendar days
    falls due again only on a new absence
    outcome agreed: stay
"""


def test_events_are_counted_in_a_window() -> None:
    policy = written("1 for an absence", YEAR, steps=COUNTED)
    late = [had("2026-05-01", minutes=6), had("2026-05-15", minutes=5), had("2026-05-30", minutes=30)]
    assert fell(told(policy, "2026-05-30", events=late)) == ["talk 2026-05-30"]
    later = [had("2026-05-01", minutes=6), had("2026-05-31", minutes=30)]
    assert fell(told(policy, "2026-05-31", events=later)) == []
    reasons = told(policy, "2026-05-30", events=late).fell_due[0].reasons
    assert [(one.absence, str(one.first)) for one in reasons[0].counted] == [
        ("late arrival", "2026-05-01"),
        ("late arrival", "2026-05-30"),
    ]


def test_a_step_falls_due_again_on_a_new_event() -> None:
    policy = written("1 for an absence", YEAR, steps=COUNTED)
    late = [had("2026-05-01", minutes=6), had("2026-05-02", minutes=6)]
    met = [*late, held("2026-05-04", "talk"), outcome("2026-05-04", "talk", "agreed")]
    assert fell(told(policy, "2026-05-20", "2026-05-05", events=met)) == ["talk 2026-05-02"]  # it is not counted here
    assert fell(told(policy, "2026-05-20", events=met)) == ["talk 2026-05-02"]
    again = [*met, had("2026-05-06", minutes=6)]
    assert fell(told(policy, "2026-05-20", events=again)) == ["talk 2026-05-02", "talk 2026-05-06"]


def test_a_credit_is_earned_by_an_event() -> None:
    policy = written(
        "1 for an absence", "credit 1 for a late arrival flagged covered", "credits come off the newest entry"
    )
    assert points(policy, "2026-05-06", "2026-05-04", events=[had("2026-05-06", flags=["covered"])]) == 0
    assert points(policy, "2026-05-05", "2026-05-04", events=[had("2026-05-06", flags=["covered"])]) == 1


# ------------------------------------------------------------------ history files


@pytest.mark.parametrize(
    ("event", "code"),
    [
        ({"had": "tardy"}, "thing-not-in-policy"),
        ({"what": "had"}, "event-lacks-a-key"),
        ({"had": "late arrival"}, "event-lacks-a-key"),
        ({"had": "late arrival", "minutes": 5, "step": "talk"}, "event-does-not-take"),
        ({"held": True, "step": "talk", "minutes": 5}, "event-does-not-take"),
        ({"had": "late arrival", "minutes": "five"}, "wrong-kind-of-value"),
    ],
)
def test_what_a_history_says_of_events_is_looked_at(event: dict[str, Any], code: str) -> None:
    policy = written("1 for a late arrival lasting over 5 minutes", steps=COUNTED)
    text = json.dumps({"employee": "E1", "events": [{"date": "2026-05-04", **event}]})
    assertions, found = read(Source("history.yaml", text))
    if not has_errors(found):
        _, found = make(assertions[0], policy)
    assert [one.code.name for one in found] == [code]


def test_a_flag_of_an_event_that_no_line_names_is_a_warning() -> None:
    policy = written("1 for a late arrival")
    values = {"employee": "E1", "events": [had("2026-05-04", flags=["snow"])]}
    assert [one.code.name for one in read_history(values, policy)[1]] == ["unknown-flag"]


def test_events_stand_in_tables() -> None:
    rows = "employee,date,what,name,minutes,flags\nE1,2026-05-04,had,late arrival,25,weather|snow\n"
    policy = written("0 for a late arrival flagged snow", "1 for a late arrival lasting over 5 minutes")
    table, found = table_of(Source("events.csv", rows))
    (one,) = read_together((), [Given(Kind.EVENTS, table, found)], Told(), policy)
    assert one.history is not None, one.diagnostics
    (event,) = one.history.events
    assert (event.name, event.minutes, event.flags) == ("late arrival", 25, {"snow", "weather"})


# ------------------------------------------------------------------ special dates

HOLIDAYS = "calendar holiday period covers 23 December 2025 to 2 January 2026, 24 November 2026\n\n"


def with_calendar(*lines: str) -> Any:
    head = HEAD.replace("setting opening balance is 0\n", HOLIDAYS)
    return policy_of(head + "".join(f"  {one}\n" for one in lines))


def test_points_on_special_dates() -> None:
    policy = with_calendar(
        "3 for an absence falling on holiday period",
        "1 for an absence",
        "2 for a no call no show falling on holiday period",
        "0.5 for a no call no show",
    )
    away = ("2025-12-22 2025-12-23", "2026-01-05")
    assert points(policy, "2026-02-01", *away) == 4
    missed = [had("2026-11-24", "no call no show"), had("2026-11-25", "no call no show")]
    assert points(policy, "2026-11-25", events=missed) == 2.5


@pytest.mark.parametrize(("day", "on", "expected"), [
    ("2025-12-22", "2026-01-02", 1), ("2025-12-22", "2026-01-03", 0), ("2026-01-02", "2026-01-03", 1),
    ("2026-01-03", "2026-11-24", 1), ("2026-01-03", "2026-11-25", 0), ("2026-11-24", "2026-11-25", 1),
])  # fmt: skip
def test_a_credit_for_each_stretch_of_a_calendar(day: str, on: str, expected: int) -> None:
    policy = with_calendar(
        "1 for an absence", "credit 1 for each holiday period without an entry", "credits come off the newest entry"
    )
    assert points(policy, on, day) == expected


def test_beyond_the_days_of_a_calendar_points_cannot_be_told() -> None:
    policy = with_calendar(
        "2 for an absence falling on holiday period",
        "1 for an absence",
        "2 for a late arrival falling on holiday period",
        "1 for a late arrival",
    )
    late = answer_of({"employee": "E1", "events": [had("2027-11-20")]}, date(2027, 11, 20), policy).measures[0]
    assert (late.value, late.needs) == (1, ("calendar holiday period for 2027",))
    away = {"employee": "E1", "absences": [{"first": "2027-11-22", "last": "2027-11-22"}]}
    absent = answer_of(away, date(2027, 12, 1), policy).measures[0]
    assert (absent.value, absent.needs) == (1, ("calendar holiday period for 2027",))
    known = answer_of({"employee": "E1", "events": [had("2026-11-20")]}, date(2026, 11, 20), policy).measures[0]
    assert (known.value, known.needs) == (1, ())


@pytest.mark.parametrize("number", [1, 2])
def test_an_example_holds_for_no_number_that_cannot_be_told(number: int) -> None:
    policy = with_calendar(
        "2 for a late arrival falling on holiday period",
        "1 for a late arrival",
        "",
        "example behind the calendar",
        "  had late arrival on 20 November 2027",
        f"  on 20 November 2027, {NAME} is {number}",
    )
    (done,) = run_all(policy)
    assert isinstance(done, Failed)
    assert [got(one) for one in done.differences] == [f"{NAME} is not known without calendar holiday period for 2027"]


# ------------------------------------------------------------------ what is not settled, and by which line


def shown(policy: Any, on: str, *absent: str, **more: Any) -> tuple[Any, list[tuple[str, str, Any]], tuple[str, ...]]:
    """The points on a day, each entry with its kind, day and points, and what would settle more."""
    (found,) = told(policy, on, *absent, **more).measures
    return found.value, [(one.what, str(one.on), one.points) for one in found.entries], found.needs


CATEGORIES = "category long absence is an absence lasting over 7 calendar days\n\npoints attendance points\n"


def categorised(*lines: str) -> Any:
    head = HEAD.replace("setting opening balance is 0\n", "").replace("points attendance points\n", CATEGORIES)
    return policy_of(head + "".join(f"  {one}\n" for one in lines))


@pytest.mark.parametrize(
    ("lines", "on", "expected"),
    [
        (("3 for a long absence", "1 for an absence"), "2026-05-11", (3, [("long absence", "2026-05-04", 3)], ())),
        (("3 for a long absence", "1 for an absence"), "2026-05-06", (1, [("absence", "2026-05-04", 1)], ())),
        (("3 for a long absence",), "2026-05-06", (0, [], ())),
        (
            ("1 for each working day of a long absence",),
            "2026-05-12",
            (7, [("long absence", f"2026-05-{day:02}", 1) for day in (4, 5, 6, 7, 8, 11, 12)], ()),
        ),
        (
            ("minus 2 for a long absence", "3 for an absence"),
            "2026-05-06",
            (-2, [("long absence", "2026-05-04", -2)], ()),
        ),
        (("minus 2 for a long absence",), "2026-05-06", (-2, [("long absence", "2026-05-04", -2)], ())),
    ],
)
def test_an_entry_names_the_kind_of_the_line_whose_points_it_shows(
    lines: tuple[str, ...], on: str, expected: tuple[Any, Any, Any]
) -> None:
    assert shown(categorised(*lines), on, "2026-05-04 -") == expected


def test_days_of_an_absence_that_were_not_missed_are_no_entries() -> None:
    """Thursday to Tuesday, seen on Monday: neither the weekend nor the day that is still to come."""
    found = shown(written("0.5 for each working day of an absence"), "2026-05-11", "2026-05-07 2026-05-12")
    assert found == (1.5, [("absence", f"2026-05-{day}", 0.5) for day in ("07", "08", "11")], ())


def test_a_day_that_was_perhaps_worked_perhaps_has_points() -> None:
    """Nobody knows whether Tuesday the 5th was worked; the pattern is known from Wednesday on."""
    works = [{"from": "2026-05-06", "days": ["mon", "tue", "wed", "thu", "fri"]}]
    found = shown(written("1 for each working day of an absence"), "2026-05-08", "2026-05-05 2026-05-06", works=works)
    assert (found[0], found[2]) == (1, ("working pattern before 2026-05-06",))


LEFT_OUT = "an absence with no working day counts\nleave out absences lasting under 4 calendar days"


@pytest.mark.parametrize(("on", "expected"), [("2026-05-05", 0), ("2026-05-07", 1)])
def test_an_absence_that_is_perhaps_left_out_has_no_points_for_certain(on: str, expected: int) -> None:
    text = HEAD.replace("setting opening balance is 0\n", "") + "  1 for an absence\n"
    text = text.replace("an absence with no working day counts", LEFT_OUT.replace("\n", "\n  "))
    assert points(policy_of(text), on, "2026-05-04 -") == expected


TALK = """
branch Watch follows each employee
  step talk
    falls due when attendance points is {limit}
    falls due again only on a new absence
    then close
"""


def test_what_perhaps_takes_points_off_never_adds_any() -> None:
    """From the 6th on there are 3 points, or 1 if the absence becomes a long one: at most 3 in any case."""
    lines = ("starts at 4", "minus 1 for a late arrival", "minus 2 for an absence lasting over 7 calendar days")
    policy = written(*lines, steps=TALK.format(limit="at most 3"))
    answer = told(policy, "2026-05-07", "2026-05-04 -", events=[had("2026-05-06")])
    assert fell(answer) == ["talk 2026-05-06"]
    assert not answer.unknown


def test_what_gives_the_same_points_either_way_is_asked_for_by_nobody() -> None:
    policy = policy_of(
        HEAD.replace(
            "setting opening balance is 0\n", "calendar fair covers 2 May 2026\ncalendar snow covers 4 May 2026\n"
        )
        + "  1 for a late arrival falling on fair\n  1 for a late arrival\n"
        + "  2 for a no call no show falling on snow\n  1 for a no call no show\n"
    )
    events = [had("2027-05-03"), had("2027-05-04", "no call no show")]
    value_, entries, needs = shown(policy, "2027-05-05", events=events)
    assert (value_, needs) == (2, ("calendar snow for 2027",))
    assert [one[2] for one in entries] == [1, 1]


@pytest.mark.parametrize(("minutes", "expected"), [(0, 0), (1, 1)])
def test_an_event_of_no_minutes_lasts_under_one(minutes: int, expected: int) -> None:
    policy = written("0 for a late arrival lasting under 1 minute", "1 for a late arrival")
    assert points(policy, "2026-05-04", events=[had("2026-05-04", minutes=minutes)]) == expected


@pytest.mark.parametrize(("minutes", "expected"), [(120, 0.5), (121, 1)])
def test_how_long_an_event_may_last_is_a_setting_in_hours(minutes: int, expected: float) -> None:
    head = HEAD.replace("setting opening balance is 0", "setting grace is 2 hours")
    policy = policy_of(head + "  0.5 for a late arrival lasting at most the grace\n  1 for a late arrival\n")
    assert points(policy, "2026-05-04", events=[had("2026-05-04", minutes=minutes)]) == expected
