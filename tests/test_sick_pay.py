"""Sick pay: what is paid on each day of an absence, and the days that follow, as facts of another policy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from policydsl.check import check_text
from policydsl.diagnostics import as_text
from policydsl.interpret.evaluate import evaluate
from policydsl.interpret.fold import over_days_that_matter, over_every_day
from policydsl.interpret.person import Person
from policydsl.model.policy import Policy
from policydsl.source import Source
from tests.engine import history_of, json_of, policy_of, shipped
from tests.support import load_cases, matches

HEAD = """policy Sick Pay
  in force from 1 January 2020
  absences join when no working day lies between them
  absences link when at most 8 weeks lie between them
  an absence ends on its last recorded day
  a part day counts as its fraction
  when a month is too short, use its last day
  a working day is a day the employee was due to work
  with no working pattern on file, use Monday to Friday

fact half pay date is the first day on half pay, for each absence
fact full pay end is the last day on full pay, for each absence
fact end of pay is the first day with no pay, for each absence
fact last pay is the last day with pay, for each absence

sick pay by service
"""
GIVES = "gives half pay date, full pay end, end of pay, last pay"
FROZEN = ("counted back from the first day of the absence",)


def schedule(*lines: str) -> Policy:
    return policy_of(HEAD + "".join(f"  {line}\n" for line in (*lines, GIVES)))


def paid(policy: Policy, on: str, absences: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """The sick pay of the latest absence, in the shape of an answer."""
    values = {"employee": "E1", "absences": absences, **more}
    found = evaluate(policy, history_of(values, policy), date.fromisoformat(on)).answer
    assert found is not None
    one: dict[str, Any] = json_of(found)["sick_pay"][-1]
    return one


def dates(policy: Policy, absences: list[dict[str, Any]], on: str = "2026-01-05", **more: Any) -> tuple[Any, Any]:
    """The first day on half pay, and the first with no pay."""
    found = {one["fact"]: one["on"] for one in paid(policy, on, absences, **more)["dates"]}
    return found["half pay date"], found["end of pay"]


OPEN = {"first": "2026-01-05"}
EVERYBODY = ("everybody: 4 weeks full, 4 weeks half", "pay is counted in calendar days")
LESS = "less sick pay received in the last 12 months"
OWN = "it comes off each kind of pay separately"


# ------------------------------------------------------------------ service and amounts


@pytest.mark.parametrize(
    ("since", "found"),
    [
        ("2025-09-06", ("2026-02-05", "2026-02-05")),  # under 4 months: a month full, and nothing after it
        ("2025-09-05", ("2026-02-05", "2026-04-05")),  # 4 months: the two months on half pay that follow
        ("2025-01-06", ("2026-02-05", "2026-04-05")),
        ("2025-01-05", ("2026-03-05", "2026-05-05")),
    ],
)
def test_months_of_pay_run_from_the_first_day_of_the_absence(since: str, found: tuple[str, str]) -> None:
    policy = schedule(
        "service under 4 months: 1 month full",
        "service from 4 months to under 1 year: 1 month full, 2 months half",
        "service at least 1 year: 2 months full, 2 months half",
        "pay is counted in calendar days",
        "service is taken on the first day of the absence",
        "earlier sick pay does not count",
    )
    assert dates(policy, [OPEN], **{"service from": since}) == found


def test_service_that_grows_brings_more_pay_from_the_day_it_is_reached() -> None:
    lines = (
        "service under 1 year: 4 weeks full, 2 weeks half",
        "service at least 1 year: 8 weeks full, 8 weeks half",
        "pay is counted in calendar days",
        "earlier sick pay does not count",
    )
    grows = schedule(*lines, "service is taken on each day")
    assert dates(grows, [OPEN], **{"service from": "2025-02-01"}) == ("2026-03-02", "2026-04-27")
    # Reached after pay had run out: it begins again.
    found = paid(grows, "2026-03-20", [OPEN], **{"service from": "2025-03-10"})
    spans = [(one["first"], one["last"], one["rate"]) for one in found["stretches"]]
    assert spans[:3] == [
        ("2026-01-05", "2026-02-01", 100),
        ("2026-02-02", "2026-02-15", 50),
        ("2026-02-16", "2026-03-09", None),
    ]
    assert spans[3] == ("2026-03-10", "2026-04-06", 100)
    frozen = schedule(*lines, "service is taken on the first day of the absence")
    assert dates(frozen, [OPEN], **{"service from": "2025-02-01"}) == ("2026-02-02", "2026-02-16")


def test_nothing_to_pay_ends_on_the_first_day() -> None:
    policy = schedule("everybody: no pay", "pay is counted in calendar days", "earlier sick pay does not count")
    assert dates(policy, [OPEN]) == ("2026-01-05", "2026-01-05")


FROM_FOUR_WEEKS = (
    "service under 4 weeks: no pay",
    "service at least 4 weeks: 42 calendar days full",
    "service is taken on each day",
    "pay is counted in calendar days",
    "earlier sick pay does not count",
)
"""Somebody in service from 2 March has four weeks on 30 March; 42 days from there end on 10 May."""


@pytest.mark.parametrize("on", ["2026-03-16", "2026-03-30", "2026-05-10", "2026-05-31"])
def test_days_before_pay_begins_are_not_the_first_with_no_pay(on: str) -> None:
    found = paid(schedule(*FROM_FOUR_WEEKS), on, [{"first": "2026-03-16"}], **{"service from": "2026-03-02"})
    assert {one["fact"]: one["on"] for one in found["dates"]} == {
        "half pay date": "2026-05-11",
        "full pay end": "2026-05-10",
        "end of pay": "2026-05-11",
        "last pay": "2026-05-10",
    }
    assert [(one["first"], one["last"], one["rate"], one["why"]) for one in found["stretches"]] == [
        ("2026-03-16", "2026-03-29", None, "none-due"),
        ("2026-03-30", "2026-05-10", 100, "paid"),
        ("2026-05-11", None, None, "used-up"),
    ]


def test_an_absence_over_before_pay_begins_has_no_day_on_which_it_ends() -> None:
    policy, service = schedule(*FROM_FOUR_WEEKS), {"service from": "2026-03-02"}
    week = [{"first": "2026-03-16", "last": "2026-03-20"}]
    assert dates(policy, week, on="2026-03-20", **service) == ("2026-05-11", "2026-05-11")
    assert dates(policy, week, on="2026-03-23", **service) == (None, None)
    # Where service stands still, pay never comes: there is none from the first day on.
    frozen = schedule(*(line.replace("each day", "the first day of the absence") for line in FROM_FOUR_WEEKS))
    assert dates(frozen, week, on="2026-03-23", **service) == ("2026-03-16", "2026-03-16")


def test_nothing_due_is_told_apart_from_nothing_left() -> None:
    policy = schedule("everybody: no pay", "pay is counted in calendar days", "earlier sick pay does not count")
    assert [one["why"] for one in paid(policy, "2026-01-05", [OPEN])["stretches"]] == ["none-due"]


def test_kinds_of_pay_follow_each_other_as_they_are_written() -> None:
    policy = schedule(
        "everybody: 2 weeks full, 3 weeks at 75%, 1 week half",
        "pay is counted in calendar days",
        "earlier sick pay does not count",
    )
    found = paid(policy, "2026-01-05", [OPEN])["stretches"]
    assert [(one["first"], one["rate"]) for one in found] == [
        ("2026-01-05", 100),
        ("2026-01-19", 75),
        ("2026-02-09", 50),
        ("2026-02-16", None),
    ]


def test_days_are_calendar_days_or_working_days() -> None:
    """Two single days and a running absence: only the days that are counted use anything up."""
    away = [{"first": "2025-11-03", "last": "2025-11-07"}, {"first": "2025-12-01", "last": "2025-12-07"}, OPEN]
    lines = (f"{LESS}, {FROZEN[0]}", OWN)
    calendar = schedule("everybody: 28 calendar days full, 28 calendar days half", *lines)
    assert dates(calendar, away) == ("2026-01-21", "2026-02-18")  # 28 - 12 = 16 calendar days
    working = schedule("everybody: 20 working days full, 20 working days half", *lines)
    assert dates(working, away) == ("2026-01-19", "2026-02-16")  # 20 - 10 = 10 working days
    part_time = [{"days": ["mon", "tue"]}]
    assert dates(working, away, works=part_time) == ("2026-03-02", "2026-05-11")  # 20 - 4 = 16, two a week


def test_weeks_in_working_days_are_the_days_that_they_hold() -> None:
    policy = schedule(
        "everybody: 2 weeks full, 2 weeks half",
        "pay is counted in working days",
        f"{LESS}, counted back from the day before the absence",
        OWN,
    )
    assert dates(policy, [OPEN]) == ("2026-01-19", "2026-02-02")
    assert dates(policy, [{"first": "2025-12-04", "last": "2025-12-04"}, OPEN]) == ("2026-01-16", "2026-01-30")


def test_a_part_day_uses_up_its_part() -> None:
    policy = schedule("everybody: 10 working days full, 10 working days half", f"{LESS}, {FROZEN[0]}", OWN)
    half = [{"first": "2025-12-01", "last": "2025-12-01", "part": {"2025-12-01": 0.5}}, OPEN]
    found = paid(policy, "2026-02-20", half)
    assert found["kinds"][0]["came_off"] == 0.5
    # Half of Friday the 16th is on full pay, and the other half is not: half pay begins on it.
    assert dates(policy, half) == ("2026-01-16", "2026-01-30")


# ------------------------------------------------------------------ what comes off


@pytest.mark.parametrize(
    ("back", "earlier", "found"),
    [
        ("the first day of the absence", "2025-01-06", "2026-02-01"),
        ("the first day of the absence", "2025-01-05", "2026-02-02"),
        ("the day before the absence", "2025-01-05", "2026-02-01"),
        ("the day before the absence", "2025-01-04", "2026-02-02"),
        ("each day", "2025-02-01", "2026-02-02"),  # it leaves the window before full pay would end
        ("each day", "2025-02-03", "2026-02-01"),
    ],
)
def test_the_look_back_has_a_first_day(back: str, earlier: str, found: str) -> None:
    policy = schedule(*EVERYBODY, f"{LESS}, counted back from {back}", OWN)
    assert dates(policy, [{"first": earlier, "last": earlier}, OPEN])[0] == found


@pytest.mark.parametrize(
    ("how", "found"),
    [
        ("each kind of pay separately", ("2026-01-05", "2026-01-19")),
        ("full pay first", ("2026-01-05", "2026-01-19")),
        ("half pay first", ("2026-01-19", "2026-01-19")),
    ],
)
def test_what_it_comes_off_from(how: str, found: tuple[str, str]) -> None:
    """Six weeks away before: four on full pay, two on half pay."""
    policy = schedule(*EVERYBODY, f"{LESS}, {FROZEN[0]}", f"it comes off {how}")
    assert dates(policy, [{"first": "2025-06-02", "last": "2025-07-13"}, OPEN]) == found


def test_only_what_was_paid_comes_off() -> None:
    """Eight weeks are paid of twelve; the rest of them was without pay."""
    policy = schedule(*EVERYBODY, f"{LESS}, {FROZEN[0]}", "it comes off half pay first")
    found = paid(policy, "2026-01-05", [{"first": "2025-06-02", "last": "2025-08-24"}, OPEN])
    assert [one["came_off"] for one in found["kinds"]] == [28, 28]
    assert found["reasons"][1]["value"] == 56


def test_a_moving_window_gives_pay_back() -> None:
    """Full pay ends, and begins again when days of last year leave the window."""
    policy = schedule(*EVERYBODY, f"{LESS}, counted back from each day", OWN)
    found = paid(policy, "2026-03-31", [{"first": "2025-01-13", "last": "2025-02-09"}, OPEN])
    spans = [(one["first"], one["rate"]) for one in found["stretches"]]
    assert spans[:2] == [("2026-01-05", 50), ("2026-01-13", 100)]


# ------------------------------------------------------------------ limits, waiting, absences that are not paid


def test_limits_of_several_windows_hold_together() -> None:
    """Ninety-two days full and ninety-one half in a year, within 183 in four years."""
    policy = schedule(
        "everybody: 92 calendar days full, 91 calendar days half",
        "less sick pay received in the last 12 months, counted back from each day",
        OWN,
        "pay for at most 183 calendar days in the last 4 years, counted back from each day",
    )
    assert dates(policy, [OPEN]) == ("2026-04-07", "2026-07-07")
    earlier = {"first": "2023-03-01", "last": "2023-06-08"}  # 100 days: 83 are left of 183
    found = paid(policy, "2026-01-05", [earlier, OPEN])
    assert dates(policy, [earlier, OPEN])[1] == "2026-03-29"
    assert [one["rate"] for one in found["stretches"]] == [100, None]
    assert (found["reasons"][-1]["value"], found["reasons"][-1]["limit"]) == (100, 183)


def test_a_limit_of_full_pay_leaves_half_pay() -> None:
    policy = schedule(
        *EVERYBODY,
        "full pay for at most 10 calendar days in each calendar year, counted back from each day",
    )
    assert dates(policy, [OPEN]) == ("2026-01-15", "2026-02-12")


@pytest.mark.parametrize(
    ("waiting", "earlier", "found"),
    [
        ("no pay for the first 3 working days", [], "2026-01-08"),
        ("no pay for the first 3 calendar days", [], "2026-01-08"),
        ("no pay for the first 1 week", [], "2026-01-12"),
        ("no pay for the first 3 working days", ["2025-12-01", "2025-12-05"], "2026-01-08"),
        (
            "no pay for the first 3 working days, once in a run of linked absences",
            ["2025-12-01", "2025-12-05"],
            "2026-01-05",
        ),
        (
            "no pay for the first 3 working days, once in a run of linked absences",
            ["2025-12-01", "2025-12-01"],
            "2026-01-07",
        ),
        (
            "no pay for the first 3 working days, once in a run of linked absences",
            ["2025-11-03", "2025-11-09"],
            "2026-01-05",
        ),
        (
            "no pay for the first 3 working days, once in a run of linked absences",
            ["2025-11-03", "2025-11-08"],
            "2026-01-08",
        ),
    ],
)
def test_the_first_days_may_be_without_pay(waiting: str, earlier: list[str], found: str) -> None:
    policy = schedule(*EVERYBODY, "earlier sick pay does not count", waiting)
    before = [{"first": earlier[0], "last": earlier[1]}] if earlier else []
    stretches = paid(policy, "2026-01-05", [*before, OPEN])["stretches"]
    assert next(one["first"] for one in stretches if one["rate"] == 100) == found
    assert dates(policy, [*before, OPEN])[0] == str(date.fromisoformat(found) + timedelta(28))


@pytest.mark.parametrize(
    ("first", "found"),
    [
        ("2026-01-05", "2026-01-09"),  # Monday to Thursday
        ("2026-01-09", "2026-01-13"),  # Friday to Monday
        ("2026-01-10", "2026-01-14"),  # Saturday to Tuesday
    ],
)
def test_calendar_days_without_pay_go_on_over_days_off(first: str, found: str) -> None:
    policy = schedule(
        "everybody: 10 working days full",
        "earlier sick pay does not count",
        "no pay for the first 4 calendar days",
    )
    stretches = paid(policy, first, [{"first": first}])["stretches"]
    assert next(one["first"] for one in stretches if one["rate"] == 100) == found
    # In a run of linked absences the same days are counted of the one before.
    run = schedule(
        "everybody: 10 working days full",
        "earlier sick pay does not count",
        "no pay for the first 4 calendar days, once in a run of linked absences",
    )
    before = {"first": "2025-12-12", "last": "2025-12-13"}  # Friday and Saturday: two are left
    stretches = paid(run, first, [before, {"first": first}])["stretches"]
    two_later = {"2026-01-05": "2026-01-07", "2026-01-09": "2026-01-12", "2026-01-10": "2026-01-12"}
    assert next(one["first"] for one in stretches if one["rate"] == 100) == two_later[first]


def test_an_absence_is_paid_by_the_first_schedule_that_is_for_it() -> None:
    text = HEAD + "".join(
        f"  {line}\n"
        for line in (
            'does not pay for absences flagged "injury at work" or absences flagged critical illness',
            *EVERYBODY,
            f"{LESS}, {FROZEN[0]}",
            OWN,
            GIVES,
            "",
        )
    )
    critical = [
        "sick pay for critical illness",
        "  pays for absences flagged critical illness",
        "  everybody: 8 weeks full, 8 weeks half",
        "  pay is counted in calendar days",
        f"  {LESS}, {FROZEN[0]}",
        f"  {OWN}",
        f"  {GIVES}",
    ]
    policy = policy_of(text + "\n".join(critical) + "\n")
    before = {"first": "2025-12-01", "last": "2025-12-07"}
    assert dates(policy, [before, {**OPEN, "flags": ["critical illness"]}])[0] == "2026-02-23"
    assert dates(policy, [{**before, "flags": ["critical illness"]}, OPEN])[0] == "2026-01-26"
    assert dates(policy, [{**before, "flags": ["injury at work"]}, OPEN])[0] == "2026-02-02"


def test_leave_in_an_absence_is_not_sick_pay() -> None:
    bridged = "absences join when no working day lies between them\n  absences join across annual leave"
    policy = policy_of(
        HEAD.replace("absences join when no working day lies between them", bridged)
        + "".join(f"  {line}\n" for line in (*EVERYBODY, "earlier sick pay does not count", GIVES))
    )
    away = [
        {"first": "2026-01-05", "last": "2026-01-09"},
        {"first": "2026-01-12", "last": "2026-01-16", "flags": ["annual leave"]},
        {"first": "2026-01-19"},
    ]
    assert dates(policy, away, on="2026-01-20")[0] == "2026-02-07"


# ------------------------------------------------------------------ what is not known


def test_service_that_is_not_on_file_is_named() -> None:
    policy = shipped("luu_sick_pay")
    found = paid(policy, "2026-01-05", [OPEN])
    assert found["needs"] == ["service from"]
    assert {one["on"] for one in found["dates"]} == {None}
    assert {tuple(one["needs"]) for one in found["dates"]} == {("service from",)}


def test_days_of_which_nobody_can_tell_are_named() -> None:
    policy = schedule("everybody: 10 working days full, 10 working days half", f"{LESS}, {FROZEN[0]}", OWN)
    works = [{"from": "2025-12-01", "days": ["mon", "tue"]}]
    untold = paid(policy, "2026-01-05", [{"first": "2025-11-03", "last": "2025-11-07"}, OPEN], works=works)
    assert untold["needs"] == ["working pattern before 2025-12-01"]
    # Outside the window it matters to nobody.
    told = paid(policy, "2026-01-05", [{"first": "2024-11-04", "last": "2024-11-08"}, OPEN], works=works)
    assert told["needs"] == []


@pytest.mark.parametrize("unit", ["calendar days", "working days"])
def test_where_nobody_can_tell_which_days_wait_nothing_is_said_of_the_days_after(unit: str) -> None:
    policy = schedule(
        f"everybody: 10 {unit} full", "earlier sick pay does not count", "no pay for the first 3 working days"
    )
    works = [{"from": "2026-01-12", "days": ["mon", "tue"]}]
    untold = paid(policy, "2026-01-30", [OPEN], works=works)
    assert (untold["needs"], untold["stretches"]) == (["working pattern before 2026-01-12"], [])
    told = paid(policy, "2026-01-30", [{"first": "2026-01-12"}], works=works)
    assert [(one["first"], one["why"]) for one in told["stretches"]][:2] == [
        ("2026-01-12", "waiting"),
        ("2026-01-20", "paid"),
    ]
    assert told["needs"] == []


def test_an_absence_that_ended_before_never_comes_to_half_pay() -> None:
    policy = schedule(*EVERYBODY, "earlier sick pay does not count")
    over = [{"first": "2026-01-05", "last": "2026-01-16"}]
    assert dates(policy, over, on="2026-01-16") == ("2026-02-02", "2026-03-02")
    assert dates(policy, over, on="2026-01-19") == (None, None)


FORTY_TWO = ("everybody: 42 calendar days full", "earlier sick pay does not count")
FORTY = [{"first": "2026-02-02", "last": "2026-03-13"}]
"""40 days up to a Friday, all of them paid. The 42nd is the Sunday."""


@pytest.mark.parametrize(
    ("on", "found"),
    [
        ("2026-03-13", ("2026-03-15", "2026-03-16")),  # if it goes on
        ("2026-03-14", (None, None)),  # it may yet be longer, and nobody can tell
        ("2026-03-15", (None, None)),
        ("2026-03-16", (None, None)),  # back at work
    ],
)
def test_over_a_weekend_a_day_after_the_last_recorded_one_is_not_certain(on: str, found: tuple[Any, Any]) -> None:
    given = {one["fact"]: one["on"] for one in paid(schedule(*FORTY_TWO), on, FORTY)["dates"]}
    assert (given["last pay"], given["end of pay"]) == found


PAY_IS_OVER = """branch pay follows each absence while it lasts
  step pay is over
    falls due on {fact}
    dates already passed count
    counts as held at once
    then close
"""


@pytest.mark.parametrize(
    ("fact", "more", "found"),
    [
        ("last pay", [], []),
        ("half pay date", [], []),
        # Away again on the Monday: one absence, and the Sunday was a day of it.
        ("last pay", [{"first": "2026-03-16", "last": "2026-03-18"}], ["2026-03-16"]),
        ("end of pay", [{"first": "2026-03-16", "last": "2026-03-18"}], ["2026-03-16"]),
    ],
)
def test_no_step_falls_due_on_a_day_that_the_absence_never_came_to(
    fact: str, more: list[dict[str, str]], found: list[str]
) -> None:
    head = HEAD.replace("\nfact half", "\n  a waived step counts as held\n\nfact half", 1)
    text = head + "".join(f"  {line}\n" for line in (*FORTY_TWO, GIVES)) + "\n" + PAY_IS_OVER.format(fact=fact)
    policy = policy_of(text)
    assert [one.isoformat() for one in due(policy, "2026-04-30", [*FORTY, *more])] == found
    history = history_of({"employee": "E1", "absences": [*FORTY, *more]}, policy)
    for on in range(date(2026, 3, 12).toordinal(), date(2026, 3, 18).toordinal()):
        person = Person(policy, history, on)
        assert over_days_that_matter(person) == over_every_day(person)


def test_so_much_before_a_day_that_may_not_come_is_bounded_by_it() -> None:
    """Half pay would begin on the Monday, if the absence goes on; on the Sunday nobody knows whether it does."""
    text = ATTENDANCE.replace("on half pay date", "1 calendar day before half pay date")
    early = replace(policy_of(text), paid_by=schedule(*FORTY_TWO))
    assert due(early, "2026-04-30", FORTY) == []
    again = [*FORTY, {"first": "2026-03-16", "last": "2026-03-18"}]
    assert due(early, "2026-04-30", again) == [date(2026, 3, 16)]


@pytest.mark.parametrize(("days", "first"), [("1 calendar day", 15), ("2 calendar days", 14)])
def test_so_much_before_a_day_that_may_not_come_is_no_sooner_than_that(days: str, first: int) -> None:
    """On Sunday 15 March half pay begins on the 16th at the earliest, and the days before it are counted from there."""
    text = ATTENDANCE.replace("on half pay date", f"{days} before half pay date")
    early = replace(policy_of(text), paid_by=schedule(*FORTY_TWO))
    found = evaluate(early, history_of({"employee": "E1", "absences": FORTY}, early), date(2026, 3, 15)).answer
    assert found is not None
    (target,) = found.targets
    assert [(one.value, one.first, one.last) for one in target.reasons] == [(None, date(2026, 3, first), None)]


# ------------------------------------------------------------------ facts of another policy


ATTENDANCE = """policy Attendance
  in force from 1 January 2020
  absences join when no working day lies between them
  an absence ends on its last recorded day
  a waived step counts as held
  when a month is too short, use its last day

fact half pay date is the first day on half pay, for each absence

branch long-term absence follows each absence while it lasts
  step review
    falls due on half pay date
    dates already passed count
    outcome done: close
"""


def with_pay(*lines: str) -> Policy:
    return replace(policy_of(ATTENDANCE), paid_by=schedule(*lines))


def due(policy: Policy, on: str, absences: list[dict[str, Any]], **more: Any) -> list[date]:
    values = {"employee": "E1", "absences": absences, **more}
    found = evaluate(policy, history_of(values, policy), date.fromisoformat(on)).answer
    assert found is not None
    return [one.on for one in found.fell_due]


def test_a_step_falls_due_on_a_day_that_is_worked_out() -> None:
    policy = with_pay(*EVERYBODY, "earlier sick pay does not count")
    assert due(policy, "2026-02-01", [OPEN]) == []
    assert due(policy, "2026-02-20", [OPEN]) == [date(2026, 2, 2)]


def test_a_recorded_day_counts_and_the_difference_is_told() -> None:
    policy = with_pay(*EVERYBODY, "earlier sick pay does not count")
    facts = [{"name": "half pay date", "value": "2026-02-09"}]
    values = {"employee": "E1", "absences": [OPEN], "facts": facts}
    found = evaluate(policy, history_of(values, policy), date(2026, 2, 20)).answer
    assert found is not None
    assert [one.on for one in found.fell_due] == [date(2026, 2, 9)]
    assert [one.code for one in found.warnings] == ["other-than-recorded"]
    assert {one.recorded for one in found.sick_pay[0].dates if one.fact == "half pay date"} == {date(2026, 2, 9)}


@pytest.mark.parametrize("window", ["each day", "the first day of the absence"])
@pytest.mark.parametrize("taken", ["each day", "the first day of the absence"])
def test_the_days_that_matter_give_what_every_day_gives(window: str, taken: str) -> None:
    policy = with_pay(
        "service under 1 year: 10 working days full, 10 working days half",
        "service at least 1 year: 15 working days full, 15 working days half",
        f"service is taken on {taken}",
        f"{LESS}, counted back from {window}",
        OWN,
    )
    away = [
        {"first": "2025-01-20", "last": "2025-01-31"},
        {"first": "2025-06-02", "last": "2025-06-04", "part": {"2025-06-04": 0.5}},
        {"first": "2026-01-05", "last": "2026-03-31", "part": {"2026-01-12": 0.25, "2026-01-27": 0.5}},
    ]
    values = {"employee": "E1", "service from": "2025-01-20", "absences": away}
    history = history_of(values, policy)
    for ahead in range(0, 90, 4):
        person = Person(policy, history, date(2026, 1, 5).toordinal() + ahead)
        assert over_days_that_matter(person) == over_every_day(person)


BY_PAY = {"S43": "2025-06-01", "S45": "2025-09-15", "S46": "2025-12-01", "S47": "2024-06-01", "S49": "2024-06-01"}
"""The cases that are told with facts, and from when service would count for sick pay to give the same days."""


@pytest.mark.parametrize("case", [one for one in load_cases("luu") if one.id in BY_PAY], ids=lambda one: one.id)
def test_worked_cases_come_to_the_same_with_the_days_worked_out(case: Any) -> None:
    policy = replace(shipped("luu_attendance"), paid_by=shipped("luu_sick_pay"))
    told = {key: value for key, value in case.history.items() if key != "facts"} | {"service from": BY_PAY[case.id]}
    given = {one["name"]: str(one["value"]) for one in case.history["facts"]}
    found = evaluate(policy, history_of(told, policy), case.on).answer
    assert found is not None
    assert {one.fact: str(one.on) for one in found.sick_pay[0].dates if one.fact} == given
    assert not (differences := matches(case.expect, json_of(found))), "\n".join([case.why, *differences])


# ------------------------------------------------------------------ what a schedule must say


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((), "it is not said how much sick pay there is"),
        (("everybody: 4 weeks full", "earlier sick pay does not count"), "which days of an absence use up sick pay"),
        (EVERYBODY, "it is not said whether earlier sick pay comes off"),
        ((*EVERYBODY, f"{LESS}, {FROZEN[0]}"), "from which kind of pay it comes off"),
        ((*EVERYBODY, LESS, OWN), "counted back from which day?"),
        ((EVERYBODY[0], "service under 1 year: no pay"), "everybody is in two of these lines"),
        (
            ("service under 1 year: no pay", "service at least 2 years: no pay"),
            "some service is in none of these lines",
        ),
        (
            ("service at most 1 year: no pay", "service at least 1 year: no pay"),
            "some service is in two of these lines",
        ),
        (("service under 52 weeks: no pay", "service at least 1 year: no pay"), "service in other units"),
        (("service at least 1 year: no pay",), "add a line such as `service under 1 year: no pay`"),
        (
            (*EVERYBODY, "pay for at most 5 working days in the last 4 years, counted back from each day"),
            "not counted in",
        ),
        (("everybody: 4 weeks full, 4 weeks at 100%",), "no pay is this much of full pay"),
        (("everybody: 1.5 months full",), "sick pay in weeks or months is a whole number"),
        (("everybody: 4 weeks full, 4 weeks full",), "stands here twice"),
        ((*EVERYBODY, "less sick pay received since the absence began, counted back from each day"), "in such a time"),
        ((*EVERYBODY, "earlier sick pay does not count", "gives last sight"), "sick pay does not give `last sight`"),
        ((*EVERYBODY, "earlier sick pay does not count", "gives first sight"), "is not a day of an absence"),
    ],
)
def test_what_a_schedule_leaves_open_is_asked(lines: tuple[str, ...], said: str) -> None:
    facts = (
        "fact last sight is the day of the last sight, for each absence\n"
        "fact first sight is the first day with no pay\n\n"
    )
    text = HEAD.replace("sick pay by service\n", f"{facts}sick pay by service\n") + "".join(
        f"  {one}\n" for one in lines
    )
    source = Source("test.policy", text)
    assert said in as_text(check_text(source).diagnostics, {source.name: source}, colour=False)


def test_pay_is_exact() -> None:
    """Thirds of a day stay thirds."""
    policy = schedule("everybody: 1 working day full", "earlier sick pay does not count")
    history = history_of({"employee": "E1", "absences": [OPEN]}, policy)
    third = replace(history.records[0], part={date(2026, 1, 5).toordinal(): Fraction(1, 3)})
    found = evaluate(policy, replace(history, records=(third,)), date(2026, 1, 6)).answer
    assert found is not None
    assert [one.paid for one in found.sick_pay[0].kinds] == [1]
    assert [str(one.on) for one in found.sick_pay[0].dates[:1]] == ["2026-01-06"]
