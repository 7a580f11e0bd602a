"""Sick pay where it is seldom looked at: what nobody can tell, other days on file, and what an answer says of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from policydsl.interpret.answer import Answer, Warned
from policydsl.interpret.evaluate import evaluate
from policydsl.interpret.fold import over_days_that_matter, over_every_day
from policydsl.interpret.person import Person
from policydsl.model.policy import Policy
from tests.engine import history_of, policy_of
from tests.small import fell, small, told_both_ways
from tests.test_sick_pay import ATTENDANCE, EVERYBODY, GIVES, HEAD, LESS, OPEN, OWN, due, paid, schedule, with_pay

ANEW = "earlier sick pay does not count"
WAIVED = HEAD.replace("\nfact half", "\n  a waived step counts as held\n\nfact half", 1)
WITHOUT_HOLIDAYS = HEAD.replace(
    "was due to work\n", "was due to work, without the public holidays of England and Wales\n"
)
"""The calendar is known to the end of 2035: from 2036 on nobody can tell which days are worked."""
CITING = HEAD.replace("from 1 January 2020\n", 'from 1 January 2020\n  source "Pay", clauses in "pay.yaml"\n', 1)
IN_2036 = "holiday calendar England and Wales for 2036"
LATE = [{"first": "2035-12-10"}]
"""A Monday. Up to 31 December there are 14 working days, for Christmas and Boxing Day fall on Tuesday and Wednesday."""
MONDAYS_AND_TUESDAYS = [{"from": "2026-01-12", "days": ["mon", "tue"]}]


def under(head: str, *lines: str) -> Policy:
    return policy_of(head + "".join(f"  {line}\n" for line in (*lines, GIVES)))


def told(policy: Policy, on: str, absences: list[dict[str, Any]], known: str | None = None, **more: Any) -> Answer:
    history = history_of({"employee": "E1", "absences": absences, **more}, policy)
    seen = None if known is None else date.fromisoformat(known)
    found = evaluate(policy, history, date.fromisoformat(on), seen).answer
    assert found is not None
    return found


def spans(found: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [(one["first"], one["last"], one["rate"], one["why"]) for one in found["stretches"]]


def given(found: dict[str, Any]) -> dict[str, Any]:
    """The day of each fact, or what would settle it."""
    assert all(bool(one["needs"]) == (one["on"] is None) for one in found["dates"] if found["needs"])
    return {one["fact"]: one["on"] or one["needs"] for one in found["dates"]}


# ------------------------------------------------------------------ what is found before nobody can tell any more


def test_days_are_told_up_to_the_one_of_which_nobody_can_tell() -> None:
    found = paid(under(WITHOUT_HOLIDAYS, "everybody: 40 working days full", ANEW), "2035-12-10", LATE)
    assert spans(found) == [("2035-12-10", "2035-12-31", 100, "paid")]
    assert found["needs"] == [IN_2036]
    assert given(found) == {fact: [IN_2036] for fact in given(found)}
    assert len(given(found)) == 4


def test_a_day_that_was_found_before_holds() -> None:
    lines = ("everybody: 5 working days full, 40 working days half", ANEW)
    found = paid(under(WITHOUT_HOLIDAYS, *lines), "2035-12-10", LATE)
    assert spans(found) == [("2035-12-10", "2035-12-16", 100, "paid"), ("2035-12-17", "2035-12-31", 50, "paid")]
    assert given(found) == {
        "half pay date": "2035-12-17",
        "full pay end": "2035-12-14",
        "end of pay": [IN_2036],
        "last pay": [IN_2036],
    }


def test_of_an_absence_that_may_be_one_with_another_no_day_is_told() -> None:
    """Nobody can tell whether Saturday 10 January was worked: were it not, the two would be one absence."""
    away = [{"first": "2026-01-05", "last": "2026-01-09"}, {"first": "2026-01-11"}]
    found = paid(schedule("everybody: 28 calendar days full", ANEW), "2026-01-30", away, works=MONDAYS_AND_TUESDAYS)
    need = ["working pattern before 2026-01-12"]
    assert (found["absence"], found["needs"]) == ("2026-01-11", need)
    assert spans(found) == [("2026-01-11", "2026-02-07", 100, "paid"), ("2026-02-08", None, None, "used-up")]
    assert given(found) == dict.fromkeys(given(found), need)
    assert [one["what"] for one in found["reasons"]] == ["everybody: 28 calendar days at 100%"]


@pytest.mark.parametrize(
    ("earlier", "first", "needs"),
    [
        # Three weeks on full pay before 12 January, of which nobody can tell; the last of them is 9 January.
        (("2025-12-22", "2026-01-09"), "2026-12-07", ["working pattern before 2026-01-12"]),
        (("2025-12-22", "2026-01-09"), "2027-01-09", ["working pattern before 2026-01-12"]),
        (("2025-12-22", "2026-01-09"), "2027-01-10", []),
        # Told from 12 January on: days of the absence before that one leave the rest of it open, too.
        (("2026-01-08", "2026-01-13"), "2027-01-13", ["working pattern before 2026-01-12"]),
        (("2026-01-08", "2026-01-13"), "2027-01-14", []),
    ],
)
@pytest.mark.parametrize("how", ["less", "limit"])
def test_what_was_received_is_open_while_it_lies_in_the_window(
    earlier: tuple[str, str], first: str, needs: list[str], how: str
) -> None:
    window = "in the last 12 months, counted back from the day before the absence"
    lines = (
        (f"less sick pay received {window}", OWN) if how == "less" else (f"pay for at most 90 working days {window}",)
    )
    policy = schedule("everybody: 40 working days full, 40 working days half", *lines)
    away = [{"first": earlier[0], "last": earlier[1]}, {"first": first}]
    found = paid(policy, first, away, works=MONDAYS_AND_TUESDAYS)
    assert found["needs"] == needs
    assert bool(found["stretches"]) is not bool(needs)


@pytest.mark.parametrize(
    ("last", "next_", "window", "told"),
    [
        # Up to 31 December the days are told, and from 1 January on they are not.
        ("2036-01-01", "2036-01-02", "in the last 12 months", False),
        ("2036-01-02", "2036-01-03", "in the last 12 months", False),
        ("2035-12-31", "2036-01-01", "in the last 12 months", True),
        ("2035-12-31", "2036-01-07", "in the last 12 months", True),
    ],
)
def test_of_an_absence_only_the_days_from_which_on_nobody_can_tell_are_open(
    last: str, next_: str, window: str, told: bool
) -> None:
    head = WITHOUT_HOLIDAYS.replace("absences join when no working day lies between them", "absences never join")
    less = f"less sick pay received {window}, counted back from the day before the absence"
    policy = under(head, "everybody: 40 working days full", less)
    found = paid(policy, next_, [{**LATE[0], "last": last}, {"first": next_}])
    assert found["needs"] == [IN_2036]
    assert [one["came_off"] for one in found["kinds"]] == ([14] if told else [])


def test_an_amount_that_cannot_be_told_is_named() -> None:
    setting = "setting full days is 28 calendar days, pro rata to a full-time week of 37 hours\n\n"
    text = HEAD.replace("sick pay by service\n", f"{setting}sick pay by service\n")
    policy = under(text, "everybody: full days full", "pay is counted in calendar days", ANEW)
    found = paid(policy, "2026-01-05", [OPEN])
    assert found["needs"] == ["hours in the working pattern"]
    assert (found["kinds"], found["stretches"]) == ([], [])


def test_a_limit_that_cannot_be_told_leaves_all_days_open() -> None:
    limit = "pay for at most 3 months in the last 12 months, counted back from each day"
    found = paid(under(WITHOUT_HOLIDAYS, "everybody: 5 working days full", limit), "2035-12-10", LATE)
    assert (found["needs"], found["stretches"]) == ([IN_2036], [])
    assert [one["entitled"] for one in found["kinds"]] == [5]


# ------------------------------------------------------------------ absences that are over


@pytest.mark.parametrize(
    ("ends", "paid_before"),
    [("on its last recorded day", 5), ("when the employee is back", 7)],
)
def test_days_off_before_the_return_are_paid_where_they_belong_to_the_absence(ends: str, paid_before: int) -> None:
    head = HEAD.replace("an absence ends on its last recorded day", f"an absence ends {ends}")
    policy = under(head, *EVERYBODY, f"{LESS}, counted back from the day before the absence", OWN)
    found = paid(policy, "2026-01-05", [{"first": "2025-12-01", "last": "2025-12-05"}, OPEN])
    assert [one["came_off"] for one in found["kinds"]] == [paid_before, 0]


def test_days_off_are_paid_up_to_the_next_absence_and_no_day_is_counted_twice() -> None:
    """Two weeks away that are two absences: the employee is not back before 15 December."""
    head = HEAD.replace("an absence ends on its last recorded day", "an absence ends when the employee is back")
    head = head.replace("when no working day lies between them", "when one starts the day after the other ends", 1)
    policy = under(head, *EVERYBODY, f"{LESS}, counted back from the day before the absence", OWN)
    weeks = [{"first": "2025-12-01", "last": "2025-12-05"}, {"first": "2025-12-08", "last": "2025-12-12"}]
    found = paid(policy, "2026-01-05", [*weeks, OPEN])
    assert [one["came_off"] for one in found["kinds"]] == [14, 0]
    assert [(one["first"], one["last"], one["days"]) for one in found["reasons"][1]["counted"]] == [
        ("2025-12-01", "2025-12-07", 7),
        ("2025-12-08", "2025-12-14", 7),
    ]


def test_pay_that_comes_back_on_the_day_after_is_shown_on_a_day_without() -> None:
    """What was paid from 1 to 20 February of last year leaves the window day by day from 1 February on."""
    policy = schedule("everybody: 20 calendar days full", f"{LESS}, counted back from each day", OWN)
    found = paid(policy, "2026-01-31", [{"first": "2025-02-01", "last": "2025-02-20"}, OPEN])
    assert spans(found) == [
        ("2026-01-05", "2026-01-31", None, "used-up"),
        ("2026-02-01", "2026-02-20", 100, "paid"),
        ("2026-02-21", None, None, "used-up"),
    ]


@pytest.mark.parametrize(("length", "paid_days"), [("2026-01-09", 2), ("2026-01-06", 0)])
def test_an_absence_that_is_over_does_not_wait_for_its_own_days(length: str, paid_days: int) -> None:
    policy = schedule(*EVERYBODY, ANEW, "no pay for the first 3 working days, once in a run of linked absences")
    found = paid(policy, "2026-01-12", [{"first": "2026-01-05", "last": length}])
    assert [one["paid"] for one in found["kinds"]] == [paid_days, 0]


def test_of_absences_that_are_over_the_latest_alone_is_shown() -> None:
    policy = schedule(*EVERYBODY, ANEW)
    away = [{"first": one, "last": one} for one in ("2025-11-03", "2025-12-01", "2026-01-05")]
    assert [one.absence for one in told(policy, "2026-01-12", away).sick_pay] == ["2026-01-05"]


def test_of_absences_that_are_not_over_for_certain_each_is_shown() -> None:
    """Nobody can tell whether Saturday 10 January was worked, and so whether the first is over."""
    away = [{"first": "2026-01-05", "last": "2026-01-09"}, {"first": "2026-01-11"}]
    found = told(schedule("everybody: 28 calendar days full", ANEW), "2026-01-30", away, works=MONDAYS_AND_TUESDAYS)
    assert [one.absence for one in found.sick_pay] == ["2026-01-05", "2026-01-11"]


@pytest.mark.parametrize(
    ("last", "found"),
    [
        ("2026-01-05", [("2026-01-05", "2026-01-05", 100, "paid")]),
        ("2026-02-02", [("2026-01-05", "2026-02-01", 100, "paid"), ("2026-02-02", "2026-02-02", 50, "paid")]),
    ],
)
def test_the_last_day_of_an_absence_may_be_the_first_that_is_paid_so(last: str, found: Any) -> None:
    assert spans(paid(schedule(*EVERYBODY, ANEW), "2026-03-02", [{**OPEN, "last": last}])) == found


def test_a_line_without_pay_that_is_reached_while_away_pays_nothing_later() -> None:
    lines = (
        "service under 4 weeks: 1 week full",
        "service at least 4 weeks: no pay",
        "pay is counted in calendar days",
        ANEW,
    )
    policy = schedule(*lines, "service is taken on each day")
    found = paid(policy, "2026-01-05", [OPEN], **{"service from": "2020-03-02"})
    assert spans(found) == [("2026-01-05", None, None, "none-due")]
    assert given(found) == {
        "half pay date": "2026-01-05",
        "full pay end": [],
        "end of pay": "2026-01-05",
        "last pay": [],
    }


def test_service_of_the_first_day_decides_what_is_due_to_the_end() -> None:
    lines = (
        "service under 4 weeks: no pay",
        "service at least 4 weeks: 1 week full",
        "pay is counted in calendar days",
        ANEW,
    )
    policy = schedule(*lines, "service is taken on the first day of the absence")
    found = paid(policy, "2026-02-20", [OPEN], **{"service from": "2026-01-01"})
    assert spans(found) == [("2026-01-05", None, None, "none-due")]


@pytest.mark.parametrize(
    ("kinds", "first", "found"),
    [
        ("1 year full, 2 months half", "2026-01-05", ("2027-01-05", "2027-03-05")),
        ("2 weeks full, 1 month half", "2026-01-20", ("2026-02-03", "2026-03-03")),  # 28 days from 3 February
        ("1 month full, 2 weeks at 75%, 1 month half", "2026-01-05", ("2026-02-05", "2026-03-19")),
        ("1 month full, 1 month half", "2026-01-31", ("2026-02-28", "2026-03-31")),
    ],
)
def test_each_kind_of_pay_runs_from_the_end_of_the_one_before(kinds: str, first: str, found: tuple[str, str]) -> None:
    policy = schedule(f"everybody: {kinds}", "pay is counted in calendar days", ANEW)
    days = given(paid(policy, first, [{"first": first}]))
    assert (days["half pay date"], days["end of pay"]) == found


def test_a_window_that_becomes_longer_looks_back_further_at_once() -> None:
    """On 20 January the window grows by twelve days, and the days that had left it are in it again."""
    text = HEAD.replace("sick pay by service\n", "setting look-back is 365 calendar days\n\nsick pay by service\n")
    lines = ("less sick pay received in the last look-back, counted back from each day", OWN)
    policy = under(text, "everybody: 20 calendar days full", "pay is counted in calendar days", *lines)
    away = [{"first": "2025-01-10", "last": "2025-01-14"}, OPEN]
    longer = {"setting": "look-back", "value": "377 calendar days", "by": "HR", "why": "a reason", "from": "2026-01-20"}
    # Five days come off up to 9 January, and none from the 14th on. On the 20th the window begins on the 9th again.
    found = [spans(paid(policy, "2026-01-26", away, adjustments=each)) for each in ([], [longer])]
    assert found[0][0] == ("2026-01-05", "2026-01-24", 100, "paid")
    assert found[1][0] == ("2026-01-05", "2026-01-19", 100, "paid")


def test_a_window_that_grows_by_a_few_days_shows_a_day_that_had_left_it() -> None:
    """On 8 January it grows from ten days to twenty and begins on 20 December: the day paid on the 24th comes off."""
    text = HEAD.replace("sick pay by service\n", "setting look-back is 10 calendar days\n\nsick pay by service\n")
    lines = ("less sick pay received in the last look-back, counted back from each day", OWN)
    policy = under(text, "everybody: 5 calendar days full", "pay is counted in calendar days", *lines)
    away = [{"first": "2025-12-24", "last": "2025-12-24"}, OPEN]
    longer = {"setting": "look-back", "value": "20 calendar days", "by": "HR", "why": "a reason", "from": "2026-01-08"}
    found = [spans(paid(policy, "2026-01-26", away, adjustments=each))[0] for each in ([], [longer])]
    assert found == [("2026-01-05", "2026-01-09", 100, "paid"), ("2026-01-05", "2026-01-08", 100, "paid")]


# ------------------------------------------------------------------ several kinds of pay on one day

A_DAY = "for at most 1 calendar day in the last 12 months, counted back from each day"


def test_a_limit_of_one_day_of_full_pay_leaves_that_day() -> None:
    policy = schedule(*EVERYBODY, f"full pay {A_DAY}", ANEW)
    assert given(paid(policy, "2026-01-05", [OPEN]))["half pay date"] == "2026-01-06"


def test_what_another_kind_pays_of_a_day_takes_nothing_from_a_limit_of_full_pay() -> None:
    """Half a day of full pay was used, on 2 December; the half that is left is paid on 6 January beside half pay."""
    lines = ("everybody: 1 calendar day half, 5 calendar days full", "pay is counted in calendar days", ANEW)
    away = [
        {"first": "2025-12-01", "last": "2025-12-02", "part": {"2025-12-02": 0.5}},
        {**OPEN, "part": {"2026-01-05": 0.5}},
    ]
    assert given(paid(schedule(*lines, f"full pay {A_DAY}"), "2026-01-20", away))["end of pay"] == "2026-01-07"


def test_all_kinds_that_pay_a_day_count_for_a_limit_of_all_pay() -> None:
    """Of the one day three quarters are left; a quarter each is used at the first two rates, and one at the third."""
    kinds = "everybody: 0.25 calendar days full, 0.25 calendar days at 75%, 5 calendar days half"
    policy = schedule(kinds, "pay is counted in calendar days", f"pay {A_DAY}", ANEW)
    away = [{"first": "2025-12-01", "last": "2025-12-01", "part": {"2025-12-01": 0.25}}, OPEN]
    found = paid(policy, "2026-01-05", away)
    assert given(found)["end of pay"] == "2026-01-05"
    assert [one["paid"] for one in found["kinds"]] == [0.25, 0.25, 0.25]


# ------------------------------------------------------------------ days on file, and another policy's


def test_what_is_known_of_a_day_itself_decides_whether_pay_ends_on_it() -> None:
    """Full pay would end on 1 February; half a day is kept on 12 January, and half of 2 February is worked."""
    half = {"2026-01-12": 0.5, "2026-02-02": 0.5}
    policy = with_pay(*EVERYBODY, ANEW)
    assert due(policy, "2026-02-20", [{**OPEN, "part": half}]) == [date(2026, 2, 3)]
    assert due(policy, "2026-02-20", [{**OPEN, "part": {"2026-01-12": 0.5}}]) == [date(2026, 2, 2)]
    history = history_of({"employee": "E1", "absences": [{**OPEN, "part": half}]}, policy)
    one, other = (Person(policy, history, date(2026, 2, 20).toordinal()) for _ in range(2))
    assert over_every_day(one) == over_days_that_matter(other)


def test_pay_goes_by_what_had_been_recorded() -> None:
    policy = with_pay(*EVERYBODY, f"{LESS}, counted back from the first day of the absence", OWN)
    late = {"first": "2025-11-03", "last": "2025-11-09", "recorded": "2026-03-02"}
    away = [late, {**OPEN, "recorded": "2026-01-05"}]
    assert [str(one.on) for one in told(policy, "2026-03-31", away).fell_due] == ["2026-01-26"]
    assert [str(one.on) for one in told(policy, "2026-03-31", away, known="2026-03-01").fell_due] == ["2026-02-02"]


def test_an_absence_that_counts_for_nothing_in_the_schedule_is_given_no_day() -> None:
    head = HEAD.replace("\nfact half", '\n  absences flagged "injury at work" count for nothing\n\nfact half', 1)
    policy = replace(policy_of(ATTENDANCE), paid_by=under(head, *EVERYBODY, ANEW))
    assert due(policy, "2026-02-20", [{**OPEN, "flags": ["injury at work"]}]) == []
    assert due(policy, "2026-02-20", [OPEN]) == [date(2026, 2, 2)]


SEES_THE_END = ATTENDANCE.replace(
    "fact half pay date is the first day on half pay", "fact end of pay is the first day with no pay"
).replace("half pay date", "end of pay")


@pytest.mark.parametrize(("recorded", "said"), [("2026-03-09", True), ("2026-03-02", False)])
def test_a_day_on_file_that_is_another_one_is_told_with_what_to_do(recorded: str, said: bool) -> None:
    """Of the four facts that the schedule gives this policy has one, and not the first of them."""
    policy = replace(policy_of(SEES_THE_END), paid_by=schedule(*EVERYBODY, ANEW))
    found = told(policy, "2026-01-05", [OPEN], facts=[{"name": "end of pay", "value": recorded}])
    warning = Warned(
        "other-than-recorded",
        f"end of pay is recorded as {recorded}, and by sick pay by service it is 2026-03-02",
        absence="2026-01-05",
        on=date.fromisoformat(recorded),
        help="the recorded day counts; take it out of `facts`, or mend what the other is worked out from",
    )
    assert found.warnings == ((warning,) if said else ())


def test_the_warning_names_the_clause_of_the_schedule() -> None:
    head = CITING.replace("sick pay by service", "sick pay by service [A-0]")
    policy = replace(policy_of(ATTENDANCE), paid_by=under(head, *EVERYBODY, ANEW))
    found = told(policy, "2026-01-05", [OPEN], facts=[{"name": "half pay date", "value": "2026-02-03"}])
    assert [one.clauses for one in found.warnings] == [("A-0",)]


def test_a_step_on_a_day_that_nobody_can_tell_says_what_would_settle_it() -> None:
    pays = under(WITHOUT_HOLIDAYS, "everybody: 40 working days full", ANEW)
    found = told(replace(policy_of(SEES_THE_END), paid_by=pays), "2035-12-10", LATE)
    assert [(one.step, one.needs) for one in found.unknown] == [("review", IN_2036)]
    # What is certain is asked of nobody.
    assert told(with_pay(*EVERYBODY, ANEW), "2026-01-05", [OPEN]).unknown == ()


EARLY = ATTENDANCE.replace("on half pay date", "1 calendar day before half pay date")


def target_of(pays: Policy, on: str, absences: list[dict[str, Any]], **more: Any) -> tuple[Any, ...]:
    """When the review a day before half pay is due: the day, the first that it may be, and the last."""
    (target,) = told(replace(policy_of(EARLY), paid_by=pays), on, absences, **more).targets
    (reason,) = target.reasons
    return reason.value, reason.first and str(reason.first), reason.last, target.needs


def test_where_days_cannot_be_told_any_further_what_comes_after_them_does_not_come_before() -> None:
    """All days up to 31 December are on full pay, and so half pay begins then at the earliest."""
    pays = under(WITHOUT_HOLIDAYS, "everybody: 40 working days full", ANEW)
    assert target_of(pays, "2035-12-10", LATE) == (None, "2035-12-30", None, (IN_2036,))


@pytest.mark.parametrize(
    ("length", "first", "needs"),
    [
        # By its own days, of which none is missing, half pay begins on 2 February, if the absence goes on until then.
        (28, "2026-02-01", ()),
        # Here no day that is looked at is below full pay, and nobody can tell by which days that is.
        (7000, "2026-01-04", ("working pattern before 2026-01-12",)),
    ],
)
def test_an_absence_that_may_be_one_with_another_is_below_full_pay_on_its_first_day_at_the_earliest(
    length: int, first: str, needs: tuple[str, ...]
) -> None:
    away = [{"first": "2026-01-05", "last": "2026-01-09"}, {"first": "2026-01-11"}]
    pays = schedule(f"everybody: {length} calendar days full", ANEW)
    assert target_of(pays, "2026-01-30", away, works=MONDAYS_AND_TUESDAYS) == (None, first, None, needs)


@pytest.mark.parametrize(
    ("on", "first"),
    [
        ("2026-03-15", "2026-03-15"),  # a Sunday: half pay begins on the 16th at the earliest, if the absence goes on
        ("2026-03-16", None),  # back at work: half pay never comes
        ("2026-03-20", None),
    ],
)
def test_a_day_that_the_absence_had_not_come_to_waits_for_nothing_once_it_is_over(on: str, first: str | None) -> None:
    text = EARLY.replace("follows each absence while it lasts", "follows each absence")
    policy = replace(policy_of(text), paid_by=schedule("everybody: 42 calendar days full", ANEW))
    (target,) = told(policy, on, [{"first": "2026-02-02", "last": "2026-03-13"}]).targets
    (reason,) = target.reasons
    assert (reason.value, reason.first and str(reason.first), reason.last) == (None, first, None)
    assert reason.needs == ("future",)


@pytest.mark.parametrize(
    ("last", "found"), [("2026-02-15", []), ("2026-02-16", "2026-02-16"), ("2026-02-17", "2026-02-16")]
)
def test_the_last_day_of_an_absence_may_be_the_first_without_pay(last: str, found: Any) -> None:
    """Forty-two days from Monday 5 January end on Sunday 15 February."""
    policy = schedule("everybody: 42 calendar days full", ANEW)
    assert given(paid(policy, "2026-03-02", [{**OPEN, "last": last}]))["end of pay"] == found


# ------------------------------------------------------------------ reasons


def test_the_reasons_name_the_line_what_was_received_the_limits_and_the_days_without_pay() -> None:
    policy = schedule(
        *EVERYBODY,
        f"{LESS}, counted back from the day before the absence",
        OWN,
        "full pay for at most 30 calendar days in the last 4 years, counted back from the first day of the absence",
        "pay for at most 90 calendar days in the last 4 years, counted back from each day",
        "no pay for the first 1 week",
    )
    away = [{"first": "2023-03-01", "last": "2023-03-10"}, {"first": "2023-05-01", "last": "2023-05-10"}]
    away += [{"first": "2025-06-02", "last": "2025-07-13"}, OPEN]
    reasons = paid(policy, "2026-01-05", away)["reasons"]
    keys = ("what", "value", "comparison", "limit", "unit", "first", "last", "arithmetic")
    assert [tuple(one[key] for key in keys) for one in reasons] == [
        ("everybody: 4 weeks at 100%, 4 weeks at 50%", None, None, None, None, "2026-01-05", None, None),
        # 42 days less a week without pay are 35. Of 28 on full pay three are left in 2025 under the limit of 30 in four
        # years: three days of 1 to 10 March 2023 and three of May were paid, so that 24 are left.
        (
            *("sick pay received", 35, None, None, "calendar days", "2025-01-05", "2026-01-04"),
            "28 - 24 = 4 at 100%; 28 - 11 = 17 at 50%",
        ),
        ("full pay received", 30, "at most", 30, "calendar days", "2022-01-06", "2026-01-05", None),
        ("sick pay received", 41, "at most", 90, "calendar days", "2022-01-06", "2026-01-05", None),
        ("days without pay at first", 1, None, None, "weeks", None, None, None),
    ]
    # Absences before the window stand in no reason.
    assert [(one["absence"], one["first"], one["last"]) for one in reasons[1]["counted"]] == [
        ("2025-06-02", "2025-06-02", "2025-07-13")
    ]


def test_of_full_pay_none_was_received_before_the_first_absence() -> None:
    limit = "full pay for at most 30 calendar days in the last 4 years, counted back from the first day of the absence"
    reasons = paid(schedule(*EVERYBODY, ANEW, limit), "2026-01-05", [OPEN])["reasons"]
    assert [(one["value"], one["limit"]) for one in reasons if one["what"] == "full pay received"] == [(0, 30)]


def test_a_line_without_pay_says_so() -> None:
    policy = schedule("everybody: no pay", "pay is counted in calendar days", ANEW)
    assert [one["what"] for one in paid(policy, "2026-01-05", [OPEN])["reasons"]] == ["everybody: no pay"]


def test_each_reason_names_its_clauses() -> None:
    lines = (
        "everybody: 4 weeks full [A-1]",
        "pay is counted in calendar days",
        f"{LESS}, counted back from each day [A-2]",
        "pay for at most 90 calendar days in the last 4 years, counted back from each day [A-3]",
        "no pay for the first 1 week [A-4]",
    )
    found = paid(
        under(CITING.replace("sick pay by service", "sick pay by service [A-0]"), *lines), "2026-01-05", [OPEN]
    )
    assert found["clauses"] == ["A-0"]
    assert [one["clauses"] for one in found["reasons"]] == [["A-1"], ["A-2"], ["A-3"], ["A-4"]]


def test_the_review_of_pay_is_the_step_that_falls_due() -> None:
    assert fell(told(with_pay(*EVERYBODY, ANEW), "2026-02-20", [OPEN])) == ["review 2026-02-02"]


LETTER = """
sick pay by service
  {for_which}
  everybody: 3 calendar days full
  pay is counted in calendar days
  earlier sick pay does not count
  gives end of pay
branch Pay follows each absence
  step letter
    falls due on end of pay
    dates already passed count
    then close
"""


@pytest.mark.parametrize(
    ("for_which", "fallen"),
    [
        ("pays for long absences", "letter 2026-01-12"),  # its eighth day: until then it may have been a short one
        ("does not pay for short absences", "letter 2026-01-12"),
        ("pays for absences", "letter 2026-01-08"),
    ],
)
def test_pay_for_a_kind_of_absence_is_known_from_the_day_on_which_the_kind_is(for_which: str, fallen: str) -> None:
    for on in ("2026-01-08", "2026-01-11", "2026-01-12", "2026-01-20"):
        answer = told_both_ways(LETTER.format(for_which=for_which), on, "2026-01-05 2026-01-16")
        assert fell(answer) == ([fallen] if fallen.endswith(tuple(days_to(on))) else [])


def test_while_nobody_can_tell_whether_it_is_paid_pay_ends_on_its_first_day_at_the_earliest() -> None:
    policy = small(LETTER.format(for_which="pays for long absences"))
    (target,) = told(policy, "2026-01-09", [OPEN]).targets
    (reason,) = target.reasons
    assert (reason.value, reason.first, reason.last) == (None, date(2026, 1, 5), None)
    assert reason.needs == ("future",)


def days_to(on: str) -> list[str]:
    """The days of January up to one."""
    return [f"2026-01-{day:02}" for day in range(1, int(on[-2:]) + 1)]
