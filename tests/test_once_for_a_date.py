"""A branch of one step that falls due some time after a letter: once for each letter; worked out by hand."""

from __future__ import annotations

import pytest

from tests.small import fell, held, small, told_both_ways

LETTER = """
document warning letter
branch letters follows each employee
  step send away
    falls due {when}
    dates already passed {passed}
    {at_once}
    then close
"""


def issued(day: str) -> dict[str, str]:
    return {"date": day, "what": "issued", "name": "warning letter"}


@pytest.mark.parametrize("passed", ["count", "are left out\n    with no date left, it is set by HR"])
@pytest.mark.parametrize(
    ("letters", "due"),
    [
        ([], []),
        (["2026-03-10"], ["2026-09-10"]),
        (["2026-03-10", "2026-10-05"], ["2026-09-10", "2027-04-05"]),
        (["2026-03-10", "2026-04-08"], ["2026-10-08"]),  # the time runs from the latest
    ],
)
def test_a_step_falls_due_once_for_each_letter(letters: list[str], due: list[str], passed: str) -> None:
    policy = LETTER.format(
        when="6 months after warning letter is issued", passed=passed, at_once="counts as held at once"
    )
    answer = told_both_ways(policy, "2027-06-30", events=[issued(day) for day in letters])
    assert fell(answer) == [f"send away {day}" for day in due]


def test_it_does_so_where_people_hold_it_late() -> None:
    policy = small(LETTER.format(when="6 months after warning letter is issued", passed="count", at_once=""))
    events = [issued("2026-03-10"), held("2026-10-01", "send away")]
    assert fell(told_both_ways(policy, "2026-12-31", events=events)) == ["send away 2026-09-10"]


def test_a_case_that_opens_after_the_date_has_it_fall_due_once() -> None:
    policy = LETTER.format(
        when="6 months after warning letter is issued", passed="count", at_once="counts as held at once"
    )
    answer = told_both_ways(policy, "2026-03-31", events=[issued("2025-03-10")])
    assert fell(answer) == ["send away 2026-01-01"]


ELSEWHERE = """
document warning letter
branch letters follows each employee
  step first day
    falls due 1 calendar day after warning letter is issued
    dates already passed count
    counts as held at once
    then close

branch word follows each employee
  step tell them
    falls due when warning letter is issued
    counts as held at once
    must "tell the employee" within 5 working days after first day is due
    then close
"""


@pytest.mark.parametrize(("on", "state"), [("2026-03-18", "open"), ("2026-03-19", "breached")])
def test_a_deadline_counts_from_a_step_of_another_branch_whose_case_has_closed(on: str, state: str) -> None:
    # The letter of Tuesday 10 March lets first day fall due on Wednesday the 11th: up to Wednesday the 18th.
    answer = told_both_ways(ELSEWHERE, on, events=[issued("2026-03-10")])
    assert [(str(one.latest), one.state.value) for one in answer.duties] == [("2026-03-18", state)]


BY_SETTING = """
setting improvement time is 6 months
  for employees juniors it is 3 months
group juniors is employees recorded as junior
document warning letter
branch letters follows each employee
  step send away
    falls due the improvement time after warning letter is issued{more}
    dates already passed count
    counts as held at once
    then close
"""


@pytest.mark.parametrize(
    ("more", "groups", "due"),
    [
        ("", [], "2026-09-10"),
        ("", ["juniors"], "2026-06-10"),
        (", or 4 months after warning letter is issued, whichever is sooner", [], "2026-07-10"),
        (", or 4 months after warning letter is issued, whichever is sooner", ["juniors"], "2026-06-10"),
    ],
)
def test_a_step_falls_due_the_length_of_a_setting_after_an_event(more: str, groups: list[str], due: str) -> None:
    policy = BY_SETTING.format(more=more)
    member = [{"name": one, "from": "2025-01-01"} for one in groups]
    answer = told_both_ways(policy, "2026-12-31", events=[issued("2026-03-10")], groups=member)
    assert fell(answer) == [f"send away {due}"]
