"""An outcome that may be given only after something in a time: the answer names that time as the policy does."""

from __future__ import annotations

import pytest

from tests.small import held, small, told

ADVISED = """
guidance advice
  may be asked for at any time by HR

branch Watch follows each employee
  step talk
    falls due when at least 1 absence starts in the last 2 weeks
    falls due again only on a new absence
    outcome warned, only after advice is held {window}: close
    outcome over: close

  period notice time
    lasts 3 months after talk is held
    at its end: close
"""
PERIODS = (
    "when a month is too short",
    "the leave year starts on 1 April\n  a pay period is 2 weeks from 5 January 2026\n  when a month is too short",
)


@pytest.mark.parametrize(
    ("window", "said"),
    [
        ("in the last 3 months", "in the last 3 months"),
        ("in the 3 months ending today", "in the 3 months ending today"),
        ("in the 3 months ending yesterday", "in the 3 months ending yesterday"),
        ("in the 3 months ending when talk is due", "in the 3 months ending when talk is due"),
        ("within 3 months after talk is due", "within 3 months after talk is due"),
        ("during notice time", "during notice time"),
        ("in each calendar year", "in the calendar year"),
        ("in each leave year", "in the leave year"),
        ("in each quarter", "in the quarter"),
        ("in each calendar month", "in the calendar month"),
        ("in each pay period", "in the pay period"),
        ("in each half-year from 1 April", "in the half-year"),
        ("over the whole record", "over the whole record"),
    ],
)
def test_an_outcome_waits_for_something_in_a_time(window: str, said: str) -> None:
    """Met on 12 January, without advice: what the outcome still waits for, and in which time."""
    policy = small(ADVISED.format(window=window), PERIODS)
    answer = told(policy, "2026-01-12", "2026-01-05", events=[held("2026-01-12")])
    (one,) = answer.blocked
    assert one.message == f"`warned` may be the outcome of talk only after advice {said}"
