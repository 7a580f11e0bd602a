"""Credits for stretches without an entry: the day on which each is given, and that this day is looked at, by hand.

One point an entry; the look back falls due on the day on which none is left. Nothing is recorded on those days.
"""

from __future__ import annotations

import pytest

from tests.small import fell, held, small, told_both_ways

SEVERAL = "  an absence may count towards several steps\n"
YEARS = "  the leave year starts on 1 February\n  a pay period is 1 week from 5 January 2026\n"
HEADER = (SEVERAL, f"{SEVERAL}{YEARS}")
CREDITED = """
calendar closing covers 9 February 2026 to 13 February 2026, 6 April 2026 to 10 April 2026
points lapses
  1 for an absence
  credit 1 for each {every} without an entry
  credits come off the oldest entry

branch Watch follows each employee
  step talk
    falls due when lapses is at least {number}
    falls due again only on a new absence
    then wait for look back
  step look back
    falls due when lapses is at most 0
    then close
"""


def looked_back(every: str, *absent: str, day: str | None, points: int = 0) -> list[str]:
    """When no point was left by a day, once there were some, or as many as the absences give."""
    policy = small(CREDITED.format(every=every, number=points or len(absent)), HEADER)
    met = absent[points - 1].split(" ")[0]
    return [
        one.removeprefix("look back ")
        for one in fell(told_both_ways(policy, day or "2026-04-30", *absent, events=[held(met)]))
        if one.startswith("look back")
    ]


@pytest.mark.parametrize(
    ("every", "absent", "day"),
    [
        # so long after the last entry, and as long again
        ("90 calendar days", ["2026-01-12"], "2026-04-12"),
        ("90 calendar days", ["2026-01-12", "2026-01-14"], "2026-07-13"),
        ("90 calendar days", ["2026-01-12", "2026-01-14", "2026-01-16"], "2026-10-13"),
        ("2 months", ["2026-01-12", "2026-01-14"], "2026-05-14"),
        # the day after a stretch of the calendar
        ("calendar month", ["2026-01-12"], "2026-03-01"),
        ("calendar month", ["2026-01-12", "2026-01-14", "2026-01-16"], "2026-05-01"),
        ("quarter", ["2026-01-12"], "2026-07-01"),
        ("quarter", ["2026-01-12", "2026-01-14"], "2026-10-01"),
        ("leave year", ["2026-01-12"], "2027-02-01"),
        ("half-year from 1 February", ["2026-01-12"], "2026-08-01"),
        ("pay period", ["2026-01-12"], "2026-01-26"),
        ("pay period", ["2026-01-12", "2026-01-14"], "2026-02-02"),
        # the day after the days of a calendar that follow one another
        ("closing", ["2026-01-12"], "2026-02-14"),
        ("closing", ["2026-01-12", "2026-01-14"], "2026-04-11"),
        ("closing", ["2026-01-12", "2026-01-14", "2026-01-16"], None),
    ],
)
def test_the_day_on_which_the_last_point_is_credited(every: str, absent: list[str], day: str | None) -> None:
    assert looked_back(every, *absent, day=day) == ([] if day is None else [day])


@pytest.mark.parametrize(
    ("every", "absent", "day"),
    [
        # away on the last day before the month, and on its first day: February is broken by the second alone
        ("calendar month", "2026-01-30 2026-01-31", "2026-03-01"),
        ("calendar month", "2026-01-30 2026-02-01", "2026-04-01"),
        # away on the day on which the policy comes into force
        ("calendar month", "2026-01-01 2026-01-01", "2026-03-01"),
        # away on the last day of the month, and from the first day after it
        ("calendar month", "2026-02-28 2026-02-28", "2026-04-01"),
        # of a calendar: on a day within the stretch, across its end, up to its first day, on the day before it
        ("closing", "2026-02-10 2026-02-11", "2026-04-11"),
        ("closing", "2026-02-12 2026-02-20", "2026-04-11"),
        ("closing", "2026-02-05 2026-02-09", "2026-04-11"),
        ("closing", "2026-02-05 2026-02-08", "2026-02-14"),
    ],
)
def test_an_absence_breaks_the_stretch_that_it_has_a_day_in(every: str, absent: str, day: str) -> None:
    assert looked_back(every, absent, day=day) == [day]


@pytest.mark.parametrize(
    ("every", "second", "day"),
    [
        ("calendar month", "2026-03-01", "2026-05-01"),
        ("closing", "2026-02-14", "2026-04-11"),
    ],
)
def test_an_absence_that_begins_on_the_day_of_a_credit_breaks_nothing_before_it(
    every: str, second: str, day: str
) -> None:
    # what began in January is credited on that day, and the new entry after the next stretch
    assert looked_back(every, "2026-01-12", second, day=day, points=1) == [day]


@pytest.mark.parametrize(
    ("second", "day"), [("2026-04-11", "2026-10-08"), ("2026-04-12", "2026-10-09"), ("2026-04-13", "2026-04-12")]
)
def test_an_absence_up_to_the_day_on_which_a_length_is_over_begins_it_anew(second: str, day: str) -> None:
    # ninety days after 12 January are over on 12 April
    assert looked_back("90 calendar days", "2026-01-12", second, day=day, points=1) == [day]


def test_a_stretch_of_a_single_day() -> None:
    header = (HEADER[0], HEADER[1].replace("1 week", "1 calendar day"))
    policy = CREDITED.format(every="pay period", number=1)
    answer = told_both_ways(small(policy, header), "2026-01-16", "2026-01-12", events=[held("2026-01-12")])
    assert fell(answer)[1:] == ["look back 2026-01-14"]  # the 13th is clean
