"""What an answer says in words of events that are counted, and of credits that are lost, used or kept."""

from __future__ import annotations

from typing import Any

from policydsl.explain.text import as_text
from tests.small import held, outcome, told
from tests.test_points import BANKED, had, written

TRIPS = """
branch Late follows each employee
  step talk
    falls due when at least 2 late arrivals start in the last 6 months
    falls due again only on a new absence
    outcome warned: wait for second talk
  step second talk
    falls due when at least 2 new late arrivals start since talk is held
    falls due again only on a new absence
    then close
"""


def said(policy: Any, on: str, *absent: str, **more: Any) -> str:
    """The answer on one line, so that it does not matter where its lines are broken."""
    return " ".join(as_text(told(policy, on, *absent, **more)).split())


def test_events_are_counted_by_their_name_and_not_as_absences() -> None:
    policy = written("1 for a late arrival", steps=TRIPS)
    late = [had("2026-01-05"), had("2026-02-02"), held("2026-02-09"), outcome("2026-02-09", "talk", "warned")]
    assert "2 late arrivals, at least 2 needed" in said(policy, "2026-02-05", events=late[:2])
    text = said(policy, "2026-03-02", events=[*late, had("2026-03-02")])
    assert "1 late arrival so far, at least 2 are needed" in text


def test_an_event_that_is_not_new_is_named_without_its_number() -> None:
    policy = written("1 for a late arrival", steps=TRIPS)
    late = [had("2026-01-05"), had("2026-02-09"), held("2026-02-09"), outcome("2026-02-09", "talk", "warned")]
    text = said(policy, "2026-03-02", events=[*late, had("2026-03-02")])
    assert "not new: it began no later than what it is counted after: late arrival 9 Feb 2026" in text


def test_credits_say_whether_they_are_lost_used_or_kept() -> None:
    policy = written(*BANKED, "credits never expire", "at most 2 credits are kept")
    text = said(policy, "2026-05-05", events=[had("2026-05-04")])
    assert "(-1, used)" in text
    assert "(-1, 0.5 kept)" in text
    assert "(-1, lost)" in text
    assert "; 0.5 kept in all" in text


def test_so_many_credits_are_credits_and_no_absences() -> None:
    policy = written("1 for a late arrival", "credit 1 for each calendar month without an entry",
                     "credits come off the next entry", "credits never expire")  # fmt: skip
    text = said(policy, "2026-05-05")
    assert "credits: 28 credits, " in text
    assert "; 28 kept in all" in text
