"""Returns to work where absences join over days at work, and deadlines of cases that are closed: by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policydsl.interpret.answer import Answer
from tests.small import codes, fell, held, small, stands, told_both_ways

JOIN = ("absences join when no working day lies between them", "absences join when at most {} lie between them")
AFTER = """
after every absence
  step talk
    falls due on first working time back
    must be held within 2 working days after falling due
    then close

branch each follows each absence
  step review
    falls due when the absence ends
    must be held within 3 working days after the absence ends
    then close
"""
DURING = """
during every absence
  step certificate
    falls due 7 calendar days after the absence began
    then close
"""


def asked(on: str, *away: str, gap: str = "3 calendar days", policy: str = AFTER, events: Any = ()) -> Answer:
    """The answer under a policy that joins absences over a gap."""
    return told_both_ways(small(policy, (JOIN[0], JOIN[1].format(gap))), on, *away, events=list(events))


@pytest.mark.parametrize("gap", ["3 calendar days", "2 weeks"])
def test_the_talk_is_due_on_the_first_day_back_whatever_may_still_join(gap: str) -> None:
    answer = asked("2026-01-06", "2026-01-05", gap=gap)
    assert fell(answer) == ["talk 2026-01-06"]
    assert [(one.duty, one.latest) for one in answer.duties] == [("hold", date(2026, 1, 8))]


def test_a_talk_held_in_time_counts_though_the_absence_goes_on_for_branches() -> None:
    away = ("2026-01-05", "2026-01-08")
    answer = asked("2026-01-12", *away, events=[held("2026-01-06", "talk")])
    assert fell(answer) == ["talk 2026-01-06", "talk 2026-01-09", "review 2026-01-12"]
    assert [one.state.value for one in answer.fell_due[:2]] == ["held", "due"]
    assert codes(answer) == []


def test_days_off_between_are_no_return() -> None:
    assert fell(asked("2026-01-12", "2026-01-09", "2026-01-12 -")) == []
    assert fell(asked("2026-01-13", "2026-01-09", "2026-01-12")) == ["talk 2026-01-13"]


def test_a_deadline_counted_from_the_end_of_the_absence_is_missed_though_the_case_is_closed() -> None:
    # Held on the 26th. The absence ended on the 5th, and three working days after that are up to the 8th.
    late = asked("2026-01-30", "2026-01-05", events=[held("2026-01-26", "review")])
    assert [(one.state.value, one.latest) for one in late.duties if one.step == "review"] == [
        ("breached", date(2026, 1, 8))
    ]


def test_what_fell_due_during_the_absence_is_owed_after_it() -> None:
    answer = asked("2026-01-30", "2026-01-05 2026-01-14", policy=DURING)
    assert (fell(answer), stands(answer)) == (["certificate 2026-01-12"], ["certificate due"])


def test_what_had_not_fallen_due_by_the_return_no_longer_does() -> None:
    assert fell(asked("2026-01-30", "2026-01-05 2026-01-09", policy=DURING)) == []
