"""What becomes of points: bounds while something is not settled, limits, credits kept and lost, resets, days ahead."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from policydsl.domain.number import Range
from policydsl.interpret import measure as measures
from policydsl.interpret.answer import Answer, LeftOut, MeasureValue
from policydsl.interpret.points_shown import written as in_figures
from policydsl.interpret.standing import Standings
from policydsl.model.policy import Policy
from tests.engine import person_of, policy_of
from tests.small import POINTS_HEADER, fell, held, outcome, record, small, told, told_both_ways, value

HEAD = (
    POINTS_HEADER
    + """{header}
event late arrival
event extra shift
document doctor's note
calendar holiday period covers 23 December 2025 to 2 January 2026
{blocks}
points attendance points{over}
{lines}
"""
)
NAME = "attendance points"
MONTH = "each entry drops off 1 month after its own date"
NEWEST = "credits come off the newest entry"
NEEDED = frozenset({"calendar holiday period for 2027"})


def written(*lines: str, steps: str = "", header: str = "", blocks: str = "", over: str = "") -> Policy:
    """The policy whose points have these lines."""
    said = "\n".join(f"  {one}" for one in lines)
    return policy_of(HEAD.format(header=header, blocks=blocks, over=over, lines=said) + steps)


def late(day: str, **more: Any) -> dict[str, Any]:
    return {"date": day, "had": "late arrival", **more}


def extra(day: str) -> dict[str, Any]:
    return {"date": day, "had": "extra shift"}


def points(policy: Policy, on: str, *absent: str, **more: Any) -> Any:
    return value(told(policy, on, *absent, **more), NAME)


def entries(policy: Policy, on: str, *absent: str, **more: Any) -> list[tuple[Any, ...]]:
    """Every line of the account: what it is, its points, what is left of them, and why it is gone since when."""
    (measure,) = told(policy, on, *absent, **more).measures
    return [(one.what, one.points, one.left, one.gone, one.gone_on and str(one.gone_on)) for one in measure.entries]


def between(policy: Policy, on: str, *absent: str, **more: Any) -> Range | None:
    """The least and the most that the points can be."""
    values = {"employee": "E1", "absences": [record(one) for one in absent], **more}
    person = person_of(values, date.fromisoformat(on), policy)
    return measures.value(policy.measures[NAME], person, None, Standings(), person.on)


def ladder(when: str, then: str = "outcome done: close") -> str:
    return f"""
branch attendance follows each employee
  step talk
    falls due when {when}
    falls due again only on a new absence
    {then}
"""


# ------------------------------------------------------------------ what is not settled
#
# The days of the calendar are known up to 2 January 2026 and from then to the end of 2026; nobody knows those of 2027.


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("3 for a late arrival falling on holiday period", "1 for a late arrival"), Range(1, 3, NEEDED)),
        (("3 for a late arrival falling on holiday period",), Range(0, 3, NEEDED)),
        (("minus 3 for a late arrival falling on holiday period", "starts at 10"), Range(7, 10, NEEDED)),
        (("1 for a late arrival",), Range.of(1)),
    ],
)
def test_points_lie_between_the_least_and_the_most_that_an_occurrence_may_give(
    lines: tuple[str, ...], expected: Range
) -> None:
    assert between(written(*lines), "2027-11-20", events=[late("2027-11-20")]) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # Two points at first. The one of 20 November may be an entry of 3: then there is no clean stretch.
        (("2 for an absence", "3 for a late arrival falling on holiday period"), Range(1, 5, NEEDED)),
        # Where points go down, the most is left where it is none: then the stretch is clean, and one comes back.
        (("minus 2 for an absence", "minus 3 for a late arrival falling on holiday period"), Range(-5, -1, NEEDED)),
    ],
)
def test_what_may_have_points_may_break_a_clean_stretch(lines: tuple[str, ...], expected: Range) -> None:
    policy = written(*lines, "starts at 0", "credit 1 for each 60 calendar days without an entry", NEWEST)
    assert between(policy, "2027-12-10", "2027-10-11", events=[late("2027-11-20")]) == expected


@pytest.mark.parametrize(
    ("lines", "low", "high"),
    [
        (("2 for an absence",), 1, 2),
        (("minus 2 for an absence", "starts at 10"), 8, 9),
        # Where it has points of its own, they are there only if the stretch is broken.
        (("2 for an absence", "3 for a late arrival falling on holiday period"), 1, 5),
        (("minus 2 for an absence", "starts at 10", "minus 3 for a late arrival falling on holiday period"), 5, 9),
    ],
)
def test_what_may_be_of_a_kind_may_break_a_stretch_without_that_kind(
    lines: tuple[str, ...], low: int, high: int
) -> None:
    without = "credit 1 for each 60 calendar days without a late arrival falling on holiday period"
    policy = written(*lines, "0 for a late arrival", without, NEWEST)
    # From the day on which the policy came into force, 60 days come round for the 23rd time on 12 October 2027.
    credited = low if lines[0].startswith("2") else high
    assert between(policy, "2027-10-12", "2027-10-01") == Range.of(credited)
    found = between(policy, "2027-10-12", "2027-10-01", events=[late("2027-10-05")])
    assert found is not None
    assert (found.low, found.high) == (low, high)


UNSETTLED = {
    # The shift of 20 November may fall on a holiday, which takes a point off: 2 of the 3 are left, or all of them.
    "a credit": (
        ("1 for a late arrival", "credit 1 for an extra shift falling on holiday period", NEWEST),
        "2027-11-22",
        (2, 3),
    ),
    "a credit, with points that go down": (
        ("minus 1 for a late arrival", "starts at 10", "credit 1 for an extra shift falling on holiday period", NEWEST),
        "2027-11-22",
        (7, 8),
    ),
    # The entry of 19 November has dropped off after a month if it fell on a holiday, else after three.
    "when an entry drops off": (
        (
            "1 for a late arrival",
            "each entry for a late arrival falling on holiday period drops off 1 month after its own date",
            "each entry drops off 3 months after its own date",
        ),
        "2027-12-19",
        (2, 3),
    ),
    "whether an entry drops off": (
        (
            "1 for a late arrival",
            "each entry for a late arrival falling on holiday period drops off 1 month after its own date",
        ),
        "2027-12-21",
        (0, 3),
    ),
    "when one of points that go down drops off": (
        (
            "minus 1 for a late arrival",
            "starts at 10",
            "each entry for a late arrival falling on holiday period drops off 1 month after its own date",
        ),
        "2027-12-19",
        (7, 8),
    ),
}


@pytest.mark.parametrize(("lines", "on", "expected"), UNSETTLED.values(), ids=UNSETTLED)
def test_what_may_fall_on_a_holiday_is_settled_by_no_account(
    lines: tuple[str, ...], on: str, expected: tuple[int, int]
) -> None:
    policy = written("0 for an extra shift", *lines)
    events = [*(late(f"2027-11-{day}") for day in (19, 20, 21)), extra("2027-11-20")]
    assert between(policy, on, events=events) == Range(*expected, NEEDED)


PERHAPS = "3 for an extra shift falling on holiday period"
LATE = "each entry for a late arrival falling on holiday period drops off {} after its own date"


@pytest.mark.parametrize(
    ("lines", "day", "shift", "on"),
    [
        # after 3 months, or as every entry after one: on 18 December, or on 18 February
        ((LATE.format("3 months"), MONTH), "2027-11-18", "2027-12-18", "2027-12-20"),
        ((LATE.format("1 month"), MONTH.replace("1 month", "3 months")), "2027-11-18", "2027-12-18", "2027-12-20"),
        ((LATE.format("1 month"),), "2027-11-18", "2027-12-18", "2027-12-20"),  # or never
        ((LATE.format("9000 years"),), "2027-11-18", "2027-12-18", "9999-12-31"),  # on the last day there is, or never
    ],
)
def test_what_perhaps_dropped_off_is_gone_where_there_are_the_least_points_and_there_where_there_are_the_most(
    lines: tuple[str, ...], day: str, shift: str, on: str
) -> None:
    """One point of the late arrival, or none, and with them none of the shift, or three."""
    policy = written(PERHAPS, "1 for a late arrival", *lines)
    found = between(policy, on, events=[late(day), extra(shift)])
    assert found is not None
    assert (found.low, found.high) == (0, 4)


def test_what_perhaps_earns_a_credit_earns_it_where_there_are_the_least_points() -> None:
    """Two points, three more perhaps, and one less perhaps."""
    policy = written(
        "2 for an absence", "3 for a late arrival falling on holiday period", "0 for a late arrival",
        "credit 1 for an extra shift falling on holiday period", NEWEST,
    )  # fmt: skip
    events = [late("2027-11-18"), extra("2027-11-19")]
    assert between(policy, "2027-11-30", "2027-11-15", events=events) == Range(1, 5, NEEDED)


def test_an_entry_that_there_perhaps_is_makes_nothing_fall_due_again() -> None:
    stays = ladder("attendance points is at least 2", "outcome done: stay")
    lines = ("2 for an absence", "2 for a late arrival falling on holiday period", "0 for a late arrival")
    events = [held("2027-11-03"), outcome("2027-11-03", "talk", "done"), late("2027-11-20")]
    found = told_both_ways(written(*lines, steps=stays), "2027-11-30", "2027-11-02", events=events)
    assert fell(found) == ["talk 2027-11-02"]
    certain = written("2 for an absence", "2 for a late arrival", steps=stays)
    again = told_both_ways(certain, "2027-11-30", "2027-11-02", events=events)
    assert fell(again) == ["talk 2027-11-02", "talk 2027-11-20"]


def test_of_one_day_the_entry_of_the_absence_stands_before_that_of_an_event() -> None:
    policy = written("1 for an absence", "0.5 for a late arrival")
    assert [one[0] for one in entries(policy, "2026-02-10", "2026-02-02", events=[late("2026-02-02")])] == [
        "absence",
        "late arrival",
    ]


LONG_LEAVE = {
    "header": "  active service leaves out long leave\n  leave covers unpaid leave",
    "blocks": "category long leave is an absence flagged unpaid leave lasting over 14 calendar days",
}
SERVICE = "each entry drops off 12 months of active service after its own date"


def away(first: str, last: str | None = None) -> dict[str, Any]:
    return {"first": first, "flags": ["unpaid leave"]} | ({"last": last} if last else {})


def test_an_entry_whose_time_may_stand_still_has_perhaps_dropped_off() -> None:
    """Twelve months are up on 10 March 2027, a day of a leave that is long from 23 March on, its 15th day."""
    policy = written("1 for a late arrival", SERVICE, **LONG_LEAVE)
    leave = [away("2027-03-09")]
    for on, expected in (("2027-03-09", 1), ("2027-03-23", 1)):
        assert between(policy, on, absences=leave, events=[late("2026-03-10")]) == Range.of(expected)
    assert between(policy, "2027-03-22", absences=leave, events=[late("2026-03-10")]) == Range(
        0, 1, frozenset({"future"})
    )
    (measure,) = told(policy, "2027-03-22", absences=leave, events=[late("2026-03-10")]).measures
    assert (measure.value, measure.needs, measure.entries[0].drops_off) == (0, (), None)


def test_where_the_least_points_are_an_entry_has_dropped_off_whose_time_may_stand_still() -> None:
    """Beside it there may be three points for a shift, of which nobody can tell either."""
    policy = written(PERHAPS, "1 for a late arrival", SERVICE, **LONG_LEAVE)
    found = between(
        policy, "2027-03-22", absences=[away("2027-03-09")], events=[late("2026-03-10"), extra("2027-03-20")]
    )
    assert found is not None
    assert (found.low, found.high) == (0, 4)


def test_an_entry_that_had_perhaps_dropped_off_counts_again_once_the_leave_is_long() -> None:
    policy = written("1 for a late arrival", SERVICE, steps=ladder("attendance points is at least 2"), **LONG_LEAVE)
    both = [late("2026-03-10"), late("2027-03-12")]
    assert fell(told_both_ways(policy, "2027-03-31", absences=[away("2027-03-09")], events=both)) == ["talk 2027-03-23"]


# ------------------------------------------------------------------ days on which the points change by themselves


WORKING_DAYS = "0.5 for each working day of an absence"
FOLLOWS = """
branch attendance follows each employee
  step talk
    falls due when attendance points is at least 2
    falls due again only on a new absence
    outcome done: wait for good news

  step good news
    falls due when attendance points is at most {number}
    then close
"""
TALKED = [held("2026-02-05"), outcome("2026-02-05", "talk", "done")]


@pytest.mark.parametrize(
    ("first", "day"), [("2026-03-02", "2026-03-05"), ("2026-03-03", "2026-03-06"), ("2026-03-06", "2026-03-11")]
)
def test_points_for_each_working_day_rise_while_the_absence_runs(first: str, day: str) -> None:
    policy = written(WORKING_DAYS, steps=ladder("attendance points is at least 2"))
    assert fell(told_both_ways(policy, "2026-03-31", f"{first} -")) == [f"talk {day}"]


@pytest.mark.parametrize("last", ["-", "2026-03-08", "2026-03-10"])
def test_on_a_sunday_an_absence_has_no_entry_of_the_monday_yet(last: str) -> None:
    """Thirty days after Friday 6 February end on Sunday 8 March, on which the next absence begins without points."""
    lines = ("1 for each working day of an absence", "credit all for each 30 calendar days without an entry", NEWEST)
    policy = written(*lines, steps=FOLLOWS.format(number=0))
    met = [held("2026-02-07"), outcome("2026-02-07", "talk", "done")]
    for on in ("2026-03-08", "2026-03-09", "2026-03-20"):
        found = told_both_ways(policy, on, "2026-02-05 2026-02-06", f"2026-03-08 {last}", events=met)
        assert fell(found) == ["talk 2026-02-06", "good news 2026-03-08"]


@pytest.mark.parametrize(
    ("lines", "over", "day"),
    [
        # Three months up to 3 May begin with 4 February.
        ((), " over the last 3 months", "2026-05-03"),
        (("each entry drops off 3 months after its own date",), "", "2026-05-03"),
        (("credit 1 for each 90 calendar days without an entry", NEWEST), "", "2026-08-02"),
        # Behind a line of its own for a group, a credit comes round on its day all the same.
        (("for employees nights: credit 1 for each 90 calendar days without an entry", NEWEST), "", "2026-08-02"),
        # What drops off does so between the credits, too.
        (("each entry drops off 5 months after its own date", "credit 0.5 for each 360 calendar days without an entry",
          NEWEST), "", "2026-07-03"),
    ],
)  # fmt: skip
def test_points_fall_without_anything_being_recorded(lines: tuple[str, ...], over: str, day: str) -> None:
    nights = {"blocks": "group nights is employees recorded as nights"}
    policy = written("1 for an absence", *lines, steps=FOLLOWS.format(number=0), over=over, **nights)
    groups = [{"name": "nights", "from": "2026-01-01"}]
    found = told_both_ways(policy, "2026-12-31", "2026-02-02", "2026-02-03", events=TALKED, groups=groups)
    assert fell(found) == ["talk 2026-02-03", f"good news {day}"]
    (ahead,) = {told(policy, "2026-02-10", "2026-02-02", "2026-02-03", events=TALKED, groups=groups).next_change}
    assert ahead == date.fromisoformat(day)


def test_the_least_rises_when_a_reward_that_there_perhaps_was_drops_off() -> None:
    """One of the two absences is perhaps made up for, up to the day before 20 December 2027."""
    lines = ("1 for an absence", "minus 1 for a late arrival falling on holiday period")
    policy = written(
        *lines, "each entry for a late arrival drops off 1 month after its own date",
        steps=ladder("attendance points is at least 2"),
    )  # fmt: skip
    events = [late("2027-11-20")]
    assert fell(told_both_ways(policy, "2027-12-31", "2027-11-22", "2027-11-23", events=events)) == ["talk 2027-12-20"]


def test_the_most_falls_when_an_entry_that_there_perhaps_was_drops_off() -> None:
    lines = ("2 for a late arrival falling on holiday period", "1 for an absence", MONTH)
    steps = FOLLOWS.format(number=1).replace("at least 2", "at least 1")
    policy = written(*lines, steps=steps)
    events = [late("2027-11-20"), held("2027-11-26"), outcome("2027-11-26", "talk", "done")]
    found = told_both_ways(policy, "2027-12-31", "2027-11-25", events=events)
    assert fell(found) == ["talk 2027-11-25", "good news 2027-12-20"]


# ------------------------------------------------------------------ limits


@pytest.mark.parametrize(
    ("number", "limit", "expected"), [("1", 2, 2), ("0.5", 1, 1), ("0.75", 1, 1), ("1.5", 2, 2), ("1", 4, 3)]
)
def test_three_entries_add_up_to_the_most_there_can_be(number: str, limit: int, expected: int) -> None:
    policy = written(f"{number} for a late arrival", f"never above {limit}")
    assert points(policy, "2026-02-05", events=[late(f"2026-02-0{day}") for day in (2, 3, 4)]) == expected


REWARD = ("1 for an absence", "minus 1 for an extra shift", "never below 0")


@pytest.mark.parametrize(
    ("lines", "on", "absent", "expected"),
    [
        ((), "2026-02-11", ("2026-02-02",), 0),
        # The absence drops off on 2 March, and with it what the extra shift of 10 February took off.
        ((MONTH.replace("entry", "entry for an absence"),), "2026-03-02", ("2026-02-02",), 0),
        ((MONTH.replace("entry", "entry for an absence"),), "2026-03-20", ("2026-02-02", "2026-03-20"), 1),
        # A credit takes the absence off on 1 April, and with it the reward.
        (("credit 1 for each calendar month without an absence", NEWEST), "2026-04-01", ("2026-02-02",), 0),
        (("credit 1 for each calendar month without an absence", NEWEST), "2026-04-10",
         ("2026-02-02", "2026-04-10"), 1),
        # `All` is nothing while a reward makes up for the absence.
        (("credit all for each calendar month without an absence", NEWEST), "2026-04-10",
         ("2026-02-02", "2026-04-10"), 1),
    ],
)  # fmt: skip
def test_points_are_never_below_the_least_there_can_be(
    lines: tuple[str, ...], on: str, absent: tuple[str, ...], expected: int
) -> None:
    assert points(written(*REWARD, *lines), on, *absent, events=[extra("2026-02-10")]) == expected


def test_of_two_rewards_the_older_goes_with_the_entry_that_it_took_off() -> None:
    policy = written(*REWARD, MONTH.replace("entry", "entry for an absence"))
    shifts = [extra("2026-02-10"), extra("2026-02-20")]
    assert entries(policy, "2026-03-05", "2026-02-02", "2026-02-16", events=shifts) == [
        ("absence", 1, 0, "dropped-off", "2026-03-02"),
        ("extra shift", -1, 0, "lost", "2026-03-02"),
        ("absence", 1, 1, None, None),
        ("extra shift", -1, -1, None, None),
    ]


def test_an_entry_is_lost_that_had_room_for_a_time_only() -> None:
    """3, and 2 of 3; a reward makes room for 1 of the third. When it drops off, the third goes."""
    policy = written(
        "3 for an absence",
        "minus 1 for an extra shift",
        "never above 5",
        MONTH.replace("entry", "entry for an extra shift"),
    )
    away = ("2026-02-02", "2026-02-03", "2026-02-12")
    assert points(policy, "2026-03-09", *away, events=[extra("2026-02-10")]) == 5
    assert entries(policy, "2026-03-10", *away, events=[extra("2026-02-10")]) == [
        ("absence", 3, 3, None, None),
        ("absence", 3, 2, None, None),
        ("extra shift", -1, 0, "dropped-off", "2026-03-10"),
        ("absence", 3, 0, "lost", "2026-03-10"),
    ]


def test_all_that_there_is_is_less_than_nothing_for_nobody() -> None:
    """After an absence and an extra shift nothing is left to take off: the sum stays 0, and nothing is credited."""
    policy = written(*REWARD[:2], "credit all for each calendar month without an absence", NEWEST)
    assert entries(policy, "2026-04-01", "2026-02-02", events=[extra("2026-02-10")]) == [
        ("absence", 1, 1, None, None),
        ("extra shift", -1, -1, None, None),
    ]


def test_a_reward_below_the_least_there_can_be_takes_off_nothing_and_adds_nothing() -> None:
    policy = written("1 for an absence", "minus 1 for an extra shift", "never below 3")
    assert points(policy, "2026-02-10", "2026-02-02", events=[extra("2026-02-10")]) == 1


@pytest.mark.parametrize("zero", ["0 for a late arrival", "1 for an absence flagged never"])
def test_points_that_go_down_are_credited_back_up(zero: str) -> None:
    lines = ("starts at 10", zero.replace("1 for", "0 for"), "minus 1 for an absence")
    policy = written(*lines, "credit 1 for each calendar month without an absence", NEWEST, "never above 10")
    assert points(policy, "2026-03-31", "2026-02-02", "2026-02-03") == 8
    assert points(policy, "2026-04-01", "2026-02-02", "2026-02-03") == 9


# ------------------------------------------------------------------ credits


KEPT = ("1 for an absence", "minus 1 for an extra shift", "1 for a late arrival")
NEXT = ("credits come off the next entry", "credits never expire", "at most 1 credit is kept")
QUARTER = "credit 1 for each quarter without an absence"


def test_a_kept_credit_leaves_rewards_alone() -> None:
    assert entries(written(*KEPT, QUARTER, *NEXT), "2026-02-10", events=[extra("2026-02-09"), late("2026-02-10")])[
        -3:
    ] == [
        ("credit", -1, 0, "lost", "2026-01-01"),
        ("extra shift", -1, -1, None, None),
        ("late arrival", 1, 0, "credited", "2026-02-10"),
    ]


def test_a_kept_credit_leaves_alone_what_is_lost_anyway() -> None:
    policy = written("1 for an absence", "never above 2", QUARTER, *NEXT)
    assert entries(policy, "2024-07-02", "2024-01-02", "2024-01-03", "2024-07-02") == [
        ("absence", 1, 1, None, None),
        ("absence", 1, 1, None, None),
        ("credit", -1, 1, None, None),
        ("absence", 1, 0, None, None),
    ]


@pytest.mark.parametrize(("on", "left"), [("2026-02-28", 0), ("2026-03-01", 1)])
def test_a_credit_that_lasts_two_months_is_gone_after_them(on: str, left: int) -> None:
    """The last one is of 1 January 2026."""
    lines = (
        "1 for an absence",
        "credit 1 for each calendar year without an absence",
        "credits come off the next entry",
    )
    assert points(written(*lines, "credits last 2 months"), on, on) == left


TAKES = "outcome forgiven: take 2 off attendance points, and stay"


@pytest.mark.parametrize(
    "use",
    [
        (NEWEST,),
        ("credits come off the newest entry, or else the next entry", "credits never expire"),
        ("credits come off the next entry", "credits never expire"),
    ],
)
def test_what_an_outcome_takes_off_comes_off_what_there_is_and_nothing_is_kept(use: tuple[str, ...]) -> None:
    steps = ladder("attendance points is at least 1", TAKES)
    policy = written("1 for a late arrival", "credit 0.5 for an extra shift", *use, steps=steps)
    events = [late("2026-02-02"), held("2026-02-03"), outcome("2026-02-03", "talk", "forgiven")]
    assert points(policy, "2026-02-03", events=events) == 0
    assert points(policy, "2026-02-04", events=[*events, late("2026-02-04")]) == 1


def test_an_entry_that_a_credit_took_off_has_not_dropped_off() -> None:
    policy = written("1 for an absence", "each entry drops off 6 months after its own date", QUARTER, NEWEST)
    assert entries(policy, "2026-12-31", "2026-02-02") == [
        ("absence", 1, 0, "credited", "2026-07-01"),
        ("credit", -1, 0, "used", "2026-07-01"),
    ]


WARNED = """
branch attendance follows each employee
  step talk
    falls due when attendance points is at least 1
    falls due again only on a new absence
    outcome warned: wait for review
  period live warning
    lasts 3 months after talk is held
    at its end: close
  step review
    falls due when attendance points is at least 3
    falls due again only on a new absence
    then close
"""
HOLDS = "nothing comes off during live warning"


@pytest.mark.parametrize(
    ("met", "first", "expected"),
    [
        ("2026-01-01", "2026-01-01", 0),  # up to 31 March
        ("2026-01-02", "2026-01-02", 1),  # up to 1 April, the day of the credit
        ("2026-03-31", "2026-02-02", 1),
        ("2026-04-01", "2026-02-02", 1),
        ("2026-04-02", "2026-02-02", 0),
    ],
)
def test_no_credit_is_given_from_the_first_to_the_last_day_of_a_period(met: str, first: str, expected: int) -> None:
    quarter = "credit 1 for each quarter without a late arrival"
    policy = written("1 for an absence", quarter, NEWEST, HOLDS, steps=WARNED)
    assert points(policy, "2026-04-02", first, events=[held(met), outcome(met, "talk", "warned")]) == expected


@pytest.mark.parametrize(
    ("met", "gone"), [("2026-03-02", "2026-06-02"), ("2026-03-03", "2026-03-02"), ("2025-12-03", "2026-03-03")]
)
def test_an_entry_that_would_drop_off_during_a_period_does_on_the_day_after_it(met: str, gone: str) -> None:
    """It would on 2 March 2026: the first day of the first period, the day before the second, the last of the third."""
    policy = written(
        "1 for a late arrival", "each entry drops off 6 months after its own date",
        "nothing drops off during live warning", steps=WARNED,
    )  # fmt: skip
    events = [late("2025-09-02"), held(met), outcome(met, "talk", "warned")]
    assert entries(policy, "2026-12-31", events=events)[0] == ("late arrival", 1, 0, "dropped-off", gone)


@pytest.mark.parametrize(
    ("on", "drops_off"), [("2026-07-01", None), ("2026-08-10", None), ("2026-09-20", "2026-10-16")]
)
def test_an_entry_has_no_day_while_nobody_can_tell_when_the_period_that_keeps_it_ends(on: str, drops_off: str) -> None:
    """The warning of 4 May stands still for the leave from 1 June to 12 August, 73 days, and ends on 15 October."""
    service = ("when a month", "active service leaves out unpaid leave\n  leave covers unpaid leave\n  when a month")
    points = """
event late arrival
points attendance points
  1 for a late arrival
  each entry drops off 6 months after its own date
  nothing drops off during live warning
"""
    warned = WARNED.replace("lasts 3 months after", "lasts 3 months of active service after")
    events = [late("2026-02-02"), held("2026-05-04"), outcome("2026-05-04", "talk", "warned")]
    answer = told_both_ways(small(points + warned, service), on, "2026-06-01 2026-08-12 unpaid leave", events=events)
    ((entry,),) = (one.entries for one in answer.measures)
    assert (entry.left, entry.gone, entry.drops_off and str(entry.drops_off)) == (1, None, drops_off)


def test_how_long_an_absence_lasted_says_when_its_entry_drops_off() -> None:
    policy = written(
        "1 for an absence",
        "each entry for an absence lasting over 3 calendar days drops off 2 months after its own date",
        "each entry for a late arrival lasting over 1 hour drops off 3 months after its own date",
        MONTH,
        "1 for a late arrival lasting over 5 minutes",
    )
    away = ("2026-02-02 2026-02-04", "2026-02-09 2026-02-12")
    lates = [late("2026-02-16", minutes=60), late("2026-02-17", minutes=61)]
    (measure,) = told(policy, "2026-02-20", *away, events=lates).measures
    assert [str(one.drops_off) for one in measure.entries] == ["2026-03-02", "2026-04-09", "2026-03-16", "2026-05-17"]


# ------------------------------------------------------------------ windows and resets


@pytest.mark.parametrize(("on", "expected"), [("2026-05-02", 1), ("2026-05-03", 0)])
def test_an_entry_of_the_first_day_of_a_window_is_in_it(on: str, expected: int) -> None:
    policy = written("1 for an absence", over=" over the last 3 months")
    assert points(policy, on, "2026-02-03") == expected


def test_a_credit_takes_nothing_off_before_the_window_has_begun() -> None:
    """It begins with the note of 10 July: the credit of 1 July is kept for the entry of 13 July."""
    keeps = ("credits come off the newest entry, or else the next entry", "credits last 1 month")
    quarter = "credit 1 for each quarter without a late arrival"
    policy = written("1 for an absence", quarter, *keeps, over=" since doctor's note is recorded")
    events = [{"date": "2026-07-10", "recorded": "doctor's note"}]
    assert points(policy, "2026-07-13", "2026-06-30", "2026-07-13", events=events) == 0


RESETS = ladder("attendance points is at least 2", "outcome done: reset attendance points, and stay")


@pytest.mark.parametrize(
    ("day", "expected"), [("2026-02-09", ["talk 2026-02-03"]), ("2026-02-10", ["talk 2026-02-03", "talk 2026-02-10"])]
)
def test_after_a_reset_the_case_counts_from_nothing(day: str, expected: list[str]) -> None:
    policy = written("1 for an absence", steps=RESETS)
    met = [held("2026-02-04"), outcome("2026-02-04", "talk", "done")]
    away = ["2026-02-02", "2026-02-03", "2026-02-04", "2026-02-09", "2026-02-10"]
    assert fell(told(policy, "2026-02-20", *[one for one in away if one <= day], events=met)) == expected


def test_a_reset_leaves_alone_what_is_gone_and_credits_that_are_kept() -> None:
    policy = written("1 for an absence", "1 for a late arrival", MONTH, QUARTER, *NEXT, steps=RESETS)
    met = [held("2026-04-02"), outcome("2026-04-02", "talk", "done")]
    lates = [late(f"2026-{day}") for day in ("01-05", "01-06", "03-10", "03-11")]
    assert entries(policy, "2026-04-02", events=[*lates, *met])[-5:] == [
        ("late arrival", 1, 0, "credited", "2026-01-05"),
        ("late arrival", 1, 0, "dropped-off", "2026-02-06"),
        ("late arrival", 1, 0, "counts-no-more", "2026-04-02"),
        ("late arrival", 1, 0, "counts-no-more", "2026-04-02"),
        ("credit", -1, 1, None, None),
    ]


def test_a_reward_is_no_new_entry_and_one_beyond_the_most_is() -> None:
    stays = ladder("attendance points is at least 2", "outcome done: stay")
    policy = written("1 for a late arrival", "minus 0.5 for an extra shift", "never above 3", steps=stays)
    met = [held("2026-02-05"), outcome("2026-02-05", "talk", "done")]
    lates = [late(f"2026-02-0{day}") for day in (2, 3, 4)]
    assert fell(told(policy, "2026-02-20", events=[*lates, *met, extra("2026-02-09")])) == ["talk 2026-02-03"]
    again = [*lates, *met, late("2026-02-10")]
    assert fell(told(policy, "2026-02-20", events=again)) == ["talk 2026-02-03", "talk 2026-02-10"]


# ------------------------------------------------------------------ what the answer shows


def shown(policy: Policy, on: str, *absent: str, **more: Any) -> MeasureValue:
    (measure,) = told(policy, on, *absent, **more).measures
    return measure


def test_points_that_are_not_settled_say_what_would_settle_them() -> None:
    policy = written("3 for a late arrival falling on holiday period", "1 for a late arrival")
    unsettled = shown(policy, "2027-11-20", events=[late("2027-11-20")])
    assert (unsettled.value, unsettled.needs) == (1, ("calendar holiday period for 2027",))
    settled = shown(policy, "2025-12-30", events=[late("2025-12-30")])
    assert (settled.value, settled.needs) == (3, ())


def test_the_events_of_the_window_that_no_line_fits_are_named() -> None:
    """Three months up to 3 May begin with 4 February. An event that no line is about is not left out."""
    lines = ("1 for a late arrival lasting at least 6 minutes", "1 for an absence")
    policy = written(*lines, over=" over the last 3 months [4.1, 4.2]")
    days = ("2026-02-03", "2026-02-04", "2026-03-10", "2026-05-03")
    events = [*(late(day, minutes=5) for day in days), late("2026-03-11", minutes=6), extra("2026-03-12")]
    measure = shown(policy, "2026-05-03", "2026-02-05", events=events)
    assert measure.left_out == tuple(
        LeftOut("late arrival", date.fromisoformat(day), "no-line-fits") for day in days[1:]
    )
    assert (measure.clauses, measure.value, measure.arithmetic) == (("4.1", "4.2"), 2, "1 + 1")


def test_each_entry_is_named_by_its_event_or_its_category() -> None:
    policy = written(
        "2 for a long absence", "1 for an absence", "0.5 for a late arrival", "minus 1 for an extra shift",
        blocks="category long absence is an absence lasting over 7 calendar days",
    )  # fmt: skip
    events = [late("2026-03-02"), extra("2026-03-03")]
    measure = shown(policy, "2026-03-03", "2026-02-02 2026-02-10", "2026-02-16", events=events)
    assert [one.what for one in measure.entries] == ["long absence", "absence", "late arrival", "extra shift"]
    assert measure.arithmetic == "2 + 1 + 0.5 - 1"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (Fraction(1, 3), "1/3"),
        (Fraction(1, 8), "0.125"),
        (Fraction(3, 2), "1.5"),
        (Fraction(6, 2), "3"),
        (20, "20"),
        (Fraction(1234567, 10**7), "1234567/10000000"),
    ],
)
def test_a_number_is_a_decimal_where_that_says_the_whole_of_it(number: Fraction | int, said: str) -> None:
    assert in_figures(number) == said


@pytest.mark.parametrize(("on", "expected"), [("2026-02-28", 0), ("2026-03-01", 3.5)])
def test_a_balance_of_ones_own_may_hold_from_a_day_on(on: str, expected: float) -> None:
    policy = written("1 for an absence", "starts at opening balance", blocks="setting opening balance is 0")
    own = [{"setting": "opening balance", "value": 3.5, "from": "2026-03-01", "by": "HR", "why": "moved"}]
    assert points(policy, on, adjustments=own) == expected


# ------------------------------------------------------------------ each case by itself

CARE = """
branch care follows each absence after it ends
  step talk
    falls due at once
    outcome watched: wait for review
  period watch
    lasts 1 month after talk is held
  step review
    falls due when attendance points is {number}
    then close
"""
TWO = ("2026-01-13", "2026-02-16")
TALKS = [
    one
    for day, absence in (("2026-01-15", "2026-01-13"), ("2026-02-18", "2026-02-16"))
    for one in (held(day, absence=absence), outcome(day, "talk", "watched", absence=absence))
]


def reviews(answer: Answer) -> list[tuple[str | None, str]]:
    return [(one.absence, str(one.on)) for one in answer.fell_due if one.step == "review"]


def test_a_period_of_another_absence_keeps_nothing_from_dropping_off() -> None:
    """It drops off on 12 March; the first watch is over by then, that of the second absence lasts to the 17th."""
    lines = (
        "1 for a late arrival",
        "each entry drops off 2 months after its own date",
        "nothing drops off during watch",
    )
    policy = written(*lines, steps=CARE.format(number="at most 0"))
    found = told_both_ways(policy, "2026-03-31", *TWO, events=[late("2026-01-12"), *TALKS])
    assert reviews(found) == [("2026-01-13", "2026-03-12"), ("2026-02-16", "2026-03-18")]


def test_a_window_since_a_meeting_is_that_of_each_case() -> None:
    policy = written("1 for a late arrival", over=" since talk is held", steps=CARE.format(number="at least 2"))
    lates = [late("2026-01-20"), late("2026-02-20")]
    assert reviews(told_both_ways(policy, "2026-03-31", *TWO, events=[*lates, *TALKS])) == [
        ("2026-01-13", "2026-02-20")
    ]


@pytest.mark.parametrize(("day", "expected"), [("2026-05-31", 1), ("2026-06-01", 0)])
def test_a_credit_of_a_group_alone_is_given_on_the_days_of_its_members(day: str, expected: int) -> None:
    nights = "group nights is employees recorded as nights"
    policy = written("1 for an absence", "for employees nights: credit 1 for an extra shift", NEWEST, blocks=nights)
    groups = [{"name": "nights", "from": "2026-06-01"}]
    assert points(policy, "2026-06-30", "2026-02-02", events=[extra(day)], groups=groups) == expected


def test_a_reward_that_finds_nothing_to_take_off_is_none() -> None:
    assert entries(written(*REWARD), "2026-02-12", "2026-02-02", events=[extra("2026-02-10"), extra("2026-02-11")]) == [
        ("absence", 1, 1, None, None),
        ("extra shift", -1, -1, None, None),
        ("extra shift", -1, 0, None, None),
    ]


def test_what_left_the_window_and_what_expired_says_so() -> None:
    over = written("1 for an absence", over=" over the last 3 months")
    assert entries(over, "2026-05-03", "2026-02-03") == [("absence", 1, 0, "before-the-window", "2026-05-03")]
    yearly = "credit 1 for each calendar year without an absence"
    lasts = written("1 for an absence", yearly, "credits come off the next entry", "credits last 2 months")
    assert entries(lasts, "2026-03-01")[-1] == ("credit", -1, 0, "expired", "2026-03-01")


def test_a_period_that_begins_on_the_day_on_which_an_entry_would_drop_off_keeps_it() -> None:
    # another branch looked at the points in the morning, before the meeting of that day
    other = "branch other follows each employee\n  step chat\n    falls due when attendance points is at least 9\n"
    lines = ("1 for an absence", "each entry drops off 2 weeks after its own date", HOLDS)
    policy = written(*lines, steps=f"{WARNED}{other}    falls due again only on a new absence\n    then close\n")
    events = [held("2026-01-19"), outcome("2026-01-19", "talk", "warned")]
    assert points(policy, "2026-01-19", "2026-01-05", events=events) == 1
    assert points(policy, "2026-01-20", "2026-01-05", events=events) == 1


def test_what_gives_no_points_is_not_missing() -> None:
    # nobody knows how many hours the protected absence took, and each has none
    policy = written(
        "0 for each hour of an absence flagged protected",
        "2 for an absence next to a public holiday",
        "1 for an absence",
    )
    (measure,) = told(policy, "2026-03-31", "2026-03-02 2026-03-02 protected", "2026-03-16").measures
    assert (measure.value, measure.needs) == (1, ("holiday calendar",))


def test_an_entry_names_the_kind_of_its_line_while_nobody_can_tell_which_line_it_is() -> None:
    # away from Saturday to Monday: two points of the Saturday, or one of the Monday, and never more than two
    policy = written(
        "starts at 10",
        "minus 2 for an absence next to a public holiday",
        "minus 1 for each working day of a weekend absence",
        "never below 8",
        blocks="category weekend absence is an absence starting on a Saturday or Sunday",
    )
    away = "2026-03-07 2026-03-09"
    assert points(policy, "2026-03-31", away) == 8
    assert [one[:3] for one in entries(policy, "2026-03-31", away)] == [("absence", -2, -2), ("weekend absence", -1, 0)]
