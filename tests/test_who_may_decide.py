"""Who may not decide: whoever recommended it, led an earlier meeting, or has a role that the policy names for that."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policydsl.interpret.answer import Answer, Warned
from tests.small import codes, held, outcome, stands
from tests.test_what_events_move import (
    AWAY,
    FIRST,
    HEARING,
    care,
    of_first,
    of_second,
    same,
)

# ------------------------------------------------------------------ who may decide

LED = """
branch care follows each absence
  step talk
    falls due when the absence has lasted over 1 week
    then wait for visit
  step visit
    falls due 2 days after talk is held
    then wait for last word
  step last word
    falls due 2 days after visit is held
    decided by someone other than who led talk [F-1, F-2]
    outcome decided: close
"""


def last_word(*events: dict[str, Any], away: tuple[str, ...] = AWAY[:1], policy: str = LED) -> Answer:
    return care("2026-03-31", *events, away=away, policy=policy.replace("2 days", "2 calendar days"))


def who_led(code: str, message: str, help_: str, absence: str = FIRST, on: str = "2026-01-18") -> Warned:
    day = date.fromisoformat(on)
    message = f"`outcome` of last word on {on} {message} someone other than the one who led talk"
    message += " to decide" if code == "decided-by-the-same" else ""
    return Warned(code, message, "last word", absence, day, help_, ("F-1", "F-2"))


SAME = ("decided-by-the-same", "moves nothing: it is for", "have somebody else decide, and record who did")
NOT_NAMED = (
    "decider-not-named",
    "does not show that it was",
    "add `by` to this event and to the `held` of that meeting",
)


@pytest.mark.parametrize(
    ("leader", "decider", "warns"),
    [
        ("A Smith, manager", "A Smith", SAME),
        ("A Smith", "a smith, director", SAME),
        ("A Smith, manager", "a smith, director", SAME),
        ("A Smith", "A Smith", SAME),
        ("A Smith", "B Jones", None),
        ("A Smith", "C Hall", None),  # who led the visit, and not the talk
        ("A Smith", None, NOT_NAMED),
        (None, "B Jones", NOT_NAMED),
    ],
)
def test_who_led_a_meeting_does_not_decide(leader: str | None, decider: str | None, warns: Any) -> None:
    events = (
        held("2026-01-14", **({"by": leader} if leader else {})),
        held("2026-01-16", "visit", by="C Hall"),
        outcome("2026-01-18", "last word", "decided", **({"by": decider} if decider else {})),
    )
    answer = last_word(*events)
    assert [same(one) for one in answer.warnings] == ([who_led(*warns)] if warns else [])
    assert stands(answer) == (["last word due"] if warns == SAME else [])


def test_who_led_the_meeting_is_asked_of_the_same_absence() -> None:
    """The talk of the second absence was led by B Jones, later than that of the first."""
    both = (
        of_first("2026-01-14", by="A Smith"),
        of_first("2026-01-16", step="visit", by="C Hall"),
        of_second("2026-02-11", by="B Jones"),
        of_second("2026-02-13", step="visit", by="C Hall"),
    )
    answer = last_word(*both, of_first("2026-02-20", "decided", "last word", by="A Smith"), away=AWAY)
    assert [same(one) for one in answer.warnings] == [who_led(*SAME, on="2026-02-20")]
    assert codes(last_word(*both, of_first("2026-02-20", "decided", "last word", by="B Jones"), away=AWAY)) == []


def test_where_the_meeting_was_never_held_anybody_decides() -> None:
    waived = {"date": "2026-01-14", "step": "talk", "what": "waived", "by": "HR", "why": "agreed"}
    events = (
        waived,
        held("2026-01-16", "visit", by="C Hall"),
        outcome("2026-01-18", "last word", "decided", by="C Hall"),
    )
    answer = last_word(*events)
    assert (codes(answer), stands(answer)) == ([], [])


def test_of_a_meeting_held_several_times_the_latest_counts() -> None:
    policy = LED.replace("then wait for visit", "then wait for visit\n    falls due again immediately").replace(
        "    then wait for last word", "    outcome on: wait for last word\n    outcome again: wait for talk"
    )
    events = (
        *(held("2026-01-14", by="A Smith"), held("2026-01-16", "visit"), outcome("2026-01-16", "visit", "again")),
        *(held("2026-01-17", by="B Jones"), held("2026-01-19", "visit"), outcome("2026-01-19", "visit", "on")),
    )
    for by, says in (("B Jones", ["decided-by-the-same"]), ("A Smith", [])):
        decided = outcome("2026-01-21", "last word", "decided", by=by)
        assert codes(last_word(*events, decided, policy=policy)) == says


RECOMMENDED = "someone other than the recommender"


@pytest.mark.parametrize(
    ("by", "code", "message", "help_"),
    [
        ("Ann", "decided-by-the-same", f"moves nothing: it is for {RECOMMENDED} to decide", SAME[2]),
        (
            *(None, "decider-not-named", f"does not show that it was {RECOMMENDED}"),
            "add `by` to this event and to the one that recommended it",
        ),
    ],
)
def test_who_recommended_it_does_not_decide(by: str | None, code: str, message: str, help_: str) -> None:
    decided = outcome("2026-01-15", "check", "no", **({"by": by} if by else {}))
    (warned,) = care("2026-01-20", *HEARING, decided, away=AWAY[:1]).warnings
    day, what = date(2026, 1, 15), "`outcome` of check on 2026-01-15"
    assert same(warned) == Warned(code, f"{what} {message}", "check", FIRST, day, help_, ("C-1", "C-2"))


def test_the_role_that_may_not_decide() -> None:
    policy = """
branch care follows each absence
  step what next
    falls due when the absence has lasted over 1 week
    decided by someone other than supervisor [G-1, G-2]
    outcome decided: close
"""
    decided = outcome("2026-01-15", "what next", "decided", by="B Jones, supervisor")
    (warned,) = care("2026-01-20", decided, away=AWAY[:1], policy=policy).warnings
    assert same(warned) == Warned(
        "decided-by-the-same",
        "`outcome` of what next on 2026-01-15 moves nothing: it is for someone other than the supervisor to decide",
        "what next",
        FIRST,
        date(2026, 1, 15),
        SAME[2],
        ("G-1", "G-2"),
    )


def test_a_decision_is_not_held_and_says_of_which_absence() -> None:
    (warned,) = care("2026-01-20", *HEARING, held("2026-01-14", "check"), away=AWAY[:1]).warnings
    assert same(warned) == Warned(
        "not-a-meeting",
        "`held` of check on 2026-01-14 moves nothing: it is decided, not held",
        "check",
        FIRST,
        date(2026, 1, 14),
        "record its `outcome`",
    )
