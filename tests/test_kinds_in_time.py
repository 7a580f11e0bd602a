"""On which day an absence that runs comes to be of a kind, and that the day is looked at for that alone."""

from __future__ import annotations

import pytest

from tests.small import fell, small, told_both_ways

TAKES = "as soon as that is certain"
LAST = "on its last day"

COUNT = """
branch Watch follows each employee
  step talk
    falls due when 1 absence lasting {} starts in the last 3 months
    falls due again only on a new absence
    then close
"""
OF_THE_LAST = COUNT.replace(
    "1 absence lasting {} starts in the last 3 months", "at least 1 of the last 2 absences are {}"
)
OWN = """
category such absence is an absence lasting {}
  may overlap short absence
  may overlap long absence
branch Watch follows each absence while it lasts
  step talk
    falls due when the absence is a such absence
    then close
"""
DURING = """
during every absence lasting {}
  step talk
    falls due at once
    then close
"""


@pytest.mark.parametrize("text", [COUNT, OWN, DURING])
@pytest.mark.parametrize(
    ("lasting", "takes", "absent", "day"),
    [
        ("at most 7 calendar days", LAST, "2026-01-05 2026-01-08", "2026-01-08"),
        ("at most 7 calendar days", LAST, "2026-01-05 2026-01-11", "2026-01-11"),
        ("at most 7 calendar days", LAST, "2026-01-05 2026-01-12", None),
        ("at least 3 working days", TAKES, "2026-01-05 2026-01-23", "2026-01-07"),
        ("at least 8 working days", TAKES, "2026-01-05 2026-01-23", "2026-01-14"),
        ("at least 3 working days", TAKES, "2026-01-05 2026-01-07", "2026-01-07"),
        ("at least 3 working days", TAKES, "2026-01-05 -", "2026-01-07"),
        ("at least 3 working days", TAKES, "2026-01-09 2026-01-13", "2026-01-13"),  # Friday, Monday, Tuesday
        ("at least 3 working days", TAKES, "2026-01-05 2026-01-06", None),
        ("at most 3 working days", LAST, "2026-01-05 2026-01-07", "2026-01-07"),
    ],
)
def test_the_day_on_which_an_absence_that_runs_is_of_the_kind(
    text: str, lasting: str, takes: str, absent: str, day: str | None
) -> None:
    policy = small(
        text.format(lasting), ("takes its category as soon as that is certain", f"takes its category {takes}")
    )
    assert fell(told_both_ways(policy, "2026-01-31", absent)) == ([f"talk {day}"] if day else [])


def test_of_records_that_join_each_last_day_may_be_the_last() -> None:
    """Away on Friday 9 and Monday 12 January: two days so far on Friday, and four days once the second is on file."""
    for text in (COUNT, OWN):
        policy = small(
            text.format("from 4 calendar days to 6 calendar days"),
            ("takes its category as soon as that is certain", f"takes its category {LAST}"),
        )
        assert fell(told_both_ways(policy, "2026-01-31", "2026-01-09", "2026-01-12 2026-01-13")) == ["talk 2026-01-13"]


LEFT_OUT = "  leave out absences lasting under {}\n  an absence ends on"


@pytest.mark.parametrize(
    ("under", "absent", "day"),
    [
        ("3 calendar days", "2026-01-09 2026-01-12", "2026-01-11"),  # from Friday on: the third day is Sunday
        ("3 calendar days", "2026-01-09 -", "2026-01-11"),
        ("3 calendar days", "2026-01-08 2026-01-09", None),
        ("3 working days", "2026-01-09 2026-01-13", "2026-01-13"),
        ("3 working days", "2026-01-09 -", "2026-01-13"),
        ("3 working days", "2026-01-09 2026-01-12", None),
    ],
)
def test_an_absence_counts_from_the_day_on_which_it_is_left_out_no_more(
    under: str, absent: str, day: str | None
) -> None:
    text = COUNT.replace("absence lasting {}", "absence")
    policy = small(text, ("  an absence ends on", LEFT_OUT.format(under)))
    assert fell(told_both_ways(policy, "2026-01-31", absent)) == ([f"talk {day}"] if day else [])
