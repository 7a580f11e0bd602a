"""What a period waits for before it ends, and from which day times after its end are counted: worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from policydsl.interpret.answer import Answer
from tests.small import fell, held, small, stands, told_both_ways

PASSED = """
branch warnings follows each employee
  step review
    falls due when 2 absences start in the last 3 months
    falls due again only on a new absence
    then wait for second review

  period improvement
    lasts 6 months after review is held
    at its end, if time lost is at most {limit}: go to word
    at its end, otherwise: stay

  step word
    falls due at once
    counts as held at once
    must "tell the employee that it is passed" within 5 working days after improvement ends
    then wait for second review

  period sustained
    lasts 12 months after improvement ends
    at its end: close

  step second review
    falls due when time lost is over {limit}
    falls due again only on a new absence
    then close

measure time lost during improvement
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts once it has ended
  {kinds}
"""


def asked(on: str, *absent: str, limit: int = 4, kinds: str = "not counting absences flagged injury") -> Answer:
    """The review fell due on 2 February and was held on 11 March 2026: improvement is up to Thursday 10 September."""
    policy = PASSED.format(limit=limit, kinds=kinds)
    return told_both_ways(policy, on, "2026-01-05", "2026-02-02", *absent, events=[held("2026-03-11", "review")])


def since(answer: Answer) -> list[str]:
    return fell(answer)[1:]


def periods(answer: Answer) -> list[str]:
    return [one.text for one in answer.shown if one.code == "period"]


def duty(answer: Answer) -> tuple[date | None, str]:
    return answer.duties[0].latest, answer.duties[0].state.value


# ------------------------------------------------------------------ what it waits for

SIX_DAYS = "2026-09-03 2026-09-18"
"""From Thursday 3 to Friday 18 September: up to the 10th six working days, of which four are allowed."""
TWO_DAYS = "2026-09-09 2026-09-18"


def test_it_waits_for_an_absence_that_counts_once_it_has_ended() -> None:
    assert since(asked("2026-09-11", SIX_DAYS)) == []
    assert since(asked("2026-09-20", SIX_DAYS)) == []
    assert since(asked("2026-09-21", SIX_DAYS)) == ["second review 2026-09-21"]


def test_it_waits_for_none_that_cannot_change_what_follows() -> None:
    assert since(asked("2026-09-11", TWO_DAYS)) == ["word 2026-09-11"]
    assert since(asked("2026-09-11", "2026-05-04 2026-05-06", TWO_DAYS)) == []
    assert since(asked("2026-09-21", "2026-05-04 2026-05-06", TWO_DAYS)) == ["second review 2026-09-21"]
    assert since(asked("2026-09-11", f"{SIX_DAYS} injury")) == ["word 2026-09-11"]
    assert since(asked("2026-09-11", "2026-09-11 2026-09-18")) == ["word 2026-09-11"]


def test_an_absence_that_comes_to_count_for_nothing_lets_it_end() -> None:
    # From Monday the 7th four days are inside; on Monday the 14th it is certain that the absence is no short one.
    kinds = "counting only short absences"
    assert since(asked("2026-09-13", "2026-09-07 2026-09-18", limit=3, kinds=kinds)) == []
    after = asked("2026-09-14", "2026-09-07 2026-09-18", limit=3, kinds=kinds)
    assert since(after) == ["word 2026-09-14"]
    assert periods(after) == ["sustained runs from 2026-09-11 to 2027-09-10"]
    # Until Monday nobody could know: five working days from the day before it on end with Friday the 18th.
    assert duty(after) == (date(2026, 9, 18), "open")


def test_what_begins_with_its_end_is_followed_though_the_end_was_certain_later() -> None:
    policy = PASSED.format(limit=4, kinds="not counting absences flagged injury").replace(
        "time lost is over 4", "time lost is over 40"
    )
    events = [held("2026-03-11", "review")]
    away = ("2026-01-05", "2026-02-02", SIX_DAYS)
    assert stands(told_both_ways(policy, "2027-09-10", *away, events=events)) == ["second review waiting"]
    closed = told_both_ways(policy, "2027-09-11", *away, events=events).closed
    assert [f"{one.on} {one.why}" for one in closed] == ["2027-09-11 period-ended"]


def test_what_begins_with_its_end_is_followed_though_the_case_moved_on_the_day_the_end_was_certain() -> None:
    """Until Monday the 14th nobody knew; on that day the case goes to the word, and what began on the 11th stays."""
    away, kinds = "2026-09-07 2026-09-18", "counting only short absences"
    assert asked("2027-09-10", away, limit=3, kinds=kinds).closed == ()
    closed = asked("2027-09-11", away, limit=3, kinds=kinds).closed
    assert [f"{one.on} {one.why}" for one in closed] == ["2027-09-11 period-ended"]


# ------------------------------------------------------------------ from which day times are counted


@pytest.mark.parametrize(("on", "state"), [("2026-09-11", "open"), ("2026-09-17", "open"), ("2026-09-18", "breached")])
def test_a_deadline_counts_from_its_last_day(on: str, state: str) -> None:
    assert duty(asked(on)) == (date(2026, 9, 17), state)  # Thursday to Thursday


AFTERWARDS = """
branch warnings follows each employee
  step review
    falls due when 2 absences start in the last 3 months
    falls due again only on a new absence
    then wait for talk
  period improvement
    lasts 6 months after review is held
  step talk
    falls due {due}
    {passes}
    then close
"""


@pytest.mark.parametrize(
    ("due", "absent", "day"),
    [
        ("2 weeks after improvement ends", "", "2026-09-24"),  # the last day is the 10th
        ("1 calendar day after improvement ends", "", "2026-09-11"),
        ("when 1 absence starts within 1 week after improvement ends", "2026-09-17", "2026-09-17"),
        ("when 1 absence starts within 1 week after improvement ends", "2026-09-18", None),
        ("when 1 absence starts within 1 week after improvement ends", "2026-09-10", None),
        ("when improvement ends in the last 2 weeks", "", "2026-09-11"),
    ],
)
def test_dates_and_windows_count_from_its_last_day(due: str, absent: str, day: str | None) -> None:
    away = ["2026-01-05", "2026-02-02", *([absent] if absent else [])]
    policy = small(AFTERWARDS.format(due=due, passes="if not due by then: stay" if "starts within" in due else ""))
    found = told_both_ways(policy, "2026-12-31", *away, events=[held("2026-03-11", "review")])
    assert since(found) == ([] if day is None else [f"talk {day}"])
