"""Values pro rata, rounded ones and shares of others: the limit that holds for a person, by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydsl.check import check_text
from policydsl.interpret.scaled import rounded, times
from policydsl.model.amount import Amount, Clock, Rounding, Unit
from policydsl.source import Source
from tests.small import HEADER, fell, small, told, watched

DAYS = ["mon", "tue", "wed", "thu", "fri"]
NINE = "setting day limit is 9 working days, pro rata to a full-time week of 5 working days"


def limit(settings: str, works: int, bound: str = "at least the day limit", **more: object) -> object:
    """The limit that the answer holds the measure against, for somebody who works so many days a week."""
    policy = small(watched(bound, settings=settings))
    (one,) = told(policy, "2026-01-31", works=[{"days": DAYS[:works]}], **more).standing
    (reason,) = one.reasons
    return reason.limit


@pytest.mark.parametrize(
    ("works", "exactly", "half", "up", "down", "whole", "quarter"),
    [
        (1, Fraction(9, 5), 2, 2, 1, 2, Fraction(7, 4)),
        (2, Fraction(18, 5), Fraction(7, 2), 4, 3, 4, Fraction(7, 2)),
        (3, Fraction(27, 5), Fraction(11, 2), 6, 5, 5, Fraction(11, 2)),
        (4, Fraction(36, 5), 7, 8, 7, 7, Fraction(29, 4)),
        (5, 9, 9, 9, 9, 9, 9),
    ],
)
def test_nine_days_of_a_full_week(works: int, exactly, half, up, down, whole, quarter) -> None:  # type: ignore[no-untyped-def]
    assert limit(NINE, works) == exactly
    assert limit(f"{NINE}, not rounded", works) == exactly
    assert limit(f"{NINE}, rounded to the nearest half day", works) == half
    assert limit(f"{NINE}, rounded up", works) == up
    assert limit(f"{NINE}, rounded down", works) == down
    assert limit(f"{NINE}, rounded to the nearest whole day", works) == whole
    assert limit(f"{NINE}, rounded to the nearest quarter day", works) == quarter


def test_a_share_of_a_value_pro_rata_is_worked_out_after_it() -> None:
    eight = "setting trigger point is 8 working days, pro rata to a full-time week of 5 working days, rounded up"
    share = "setting day limit is 50% of the trigger point, rounded up"
    # 3 days a week: 4.8, rounded up to 5; half of it 2.5, rounded up to 3
    assert limit(f"{eight}\n{share}", 3) == 3
    assert limit(eight, 3, "at least 50% of the trigger point") == Fraction(5, 2)
    assert limit(f"{eight}\nsetting day limit is 12.5% of the trigger point", 5) == 1


def test_a_count_is_not_pro_rata_where_nothing_says_so() -> None:
    assert limit("setting day limit is 4", 1) == 4


def test_the_limit_of_a_person_makes_the_step_due_and_the_reason_says_how() -> None:
    policy = small(watched("at least the day limit", settings=f"{NINE}, rounded to the nearest half day"))
    away = ("2026-01-05 2026-01-14",)  # Mondays to Wednesdays: the 5th, 6th, 7th, 12th, 13th, 14th
    answer = told(policy, "2026-01-31", *away, works=[{"days": DAYS[:3]}])
    assert fell(answer) == ["talk 2026-01-14"]  # 5.5: five days are not enough
    assert fell(told(policy, "2026-01-31", *away, works=[{"days": DAYS}])) == []
    (reason,) = answer.fell_due[0].reasons[0].because
    assert (
        reason.what == "day limit, 9 working days pro rata to 5 working days a week, rounded to the nearest half day:"
    )
    assert reason.value == Fraction(11, 2)


def test_an_adjustment_takes_the_place_of_the_whole_value() -> None:
    one = {"setting": "day limit", "value": "6 working days", "by": "HR", "why": "a reason"}
    assert limit(NINE, 3, adjustments=[one]) == 6


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        ("setting day limit is 50% of the other limit", "unknown-name"),
        ("setting day limit is 50% of the day limit", "means-itself"),
        (NINE.replace("5 working days", "5 months"), "unit-does-not-fit"),
        (NINE.replace("5 working days", "0 working days"), "not-a-whole-number"),
        (NINE.replace("9 working days", "9 weeks"), "unit-does-not-fit"),
        (NINE.replace("5 working days", "37 minutes"), "unit-does-not-fit"),
    ],
)
def test_what_is_wrong_with_a_value(settings: str, problem: str) -> None:
    text = HEADER + watched("at least the day limit", settings=settings)
    assert problem in [one.code.name for one in check_text(Source("test.policy", text)).diagnostics]


@pytest.mark.parametrize(
    ("rounding", "fine"), [("", False), (", rounded up", True), (", rounded to the nearest half day", False)]
)
def test_a_length_of_time_is_whole(rounding: str, fine: bool) -> None:
    text = f"""
setting whole time is 5 weeks
setting time is 50% of the whole time{rounding}
branch Watch follows each employee
  step talk
    falls due when at least 2 absences start in the last time
    then close
"""
    codes = [one.code.name for one in check_text(Source("test.policy", HEADER + text)).diagnostics]
    assert ("not-a-whole-number" in codes) is not fine


@given(st.fractions(0, 50), st.sampled_from(Rounding))
def test_rounding_is_to_the_nearest_step_on_the_side_it_says(number: Fraction, how: Rounding) -> None:
    found = rounded(number, how)
    step = {Rounding.HALF: Fraction(1, 2), Rounding.QUARTER: Fraction(1, 4)}.get(how, Fraction(1))
    assert Fraction(found) / step == int(Fraction(found) / step)
    off = Fraction(found) - number
    match how:
        case Rounding.UP:
            assert 0 <= off < step
        case Rounding.DOWN:
            assert -step < off <= 0
        case _:
            assert -step / 2 < off <= step / 2
    assert rounded(Amount(number, Unit.WORKING_DAYS), how) == Amount(found, Unit.WORKING_DAYS)


@pytest.mark.parametrize("clock", [None, *Clock])
def test_a_time_that_stands_still_does_so_when_it_is_a_share_and_when_it_is_rounded(clock: Clock | None) -> None:
    five = Amount(5, Unit.MONTHS, clock)
    half = times(five, Fraction(1, 2))
    assert half == Amount(Fraction(5, 2), Unit.MONTHS, clock)
    assert rounded(half, Rounding.UP) == Amount(3, Unit.MONTHS, clock)
