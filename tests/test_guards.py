"""Conditions with a name, `only if`, `is not triggered by`, and steps reached without those before: days by hand.

In 2026 the 5th, 12th, 19th and 26th of January and the 2nd, 9th and 16th of February are Mondays.
"""

from __future__ import annotations

import pytest

from policydsl.check import check_text
from policydsl.source import Source
from tests.small import HEADER, fell, held, outcome, small, stands, told, value

LOST = """
measure lost over the last 12 months
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
"""


def found(text: str) -> list[str]:
    """The problems of a small policy."""
    return [one.code.name for one in check_text(Source("test.policy", HEADER + text)).diagnostics]


# ------------------------------------------------------------------ conditions with a name

NAMED = """
condition busy is met when lost is at least 3 working days, or when at least 2 absences start in the last 4 weeks
condition quiet is met when busy is not met

branch Watch follows each employee
  step talk
    falls due when {condition}
    falls due again only on a new absence
    then close
"""


@pytest.mark.parametrize(
    ("condition", "due"),
    [
        ("busy is met", "2026-01-14"),
        ("busy is met and lost is over 3", "2026-01-15"),
        ("quiet is met", "2026-01-01"),
        ("quiet is met and lost is at least 2", "2026-01-13"),
        ("busy is not met and lost is over 2", None),
        ("quiet is not met", "2026-01-14"),
        ("lost is over 9, or when quiet is not met", "2026-01-14"),
    ],
)
def test_a_condition_is_met_where_it_is_named_on_the_days_on_which_it_is_certain(
    condition: str, due: str | None
) -> None:
    policy = LOST + NAMED.format(condition=condition)
    assert fell(told(policy, "2026-01-31", "2026-01-12 2026-01-16")) == ([f"talk {due}"] if due else [])


def test_a_reason_names_the_condition_and_what_it_rests_on() -> None:
    (one,) = told(LOST + NAMED.format(condition="busy is met"), "2026-01-14", "2026-01-12 -").fell_due
    (reason,) = one.reasons
    assert (reason.kind, reason.what) == ("condition", "busy is met")
    (inner,) = reason.because
    assert (inner.kind, inner.value) == ("measure", 3)  # the other way to it does not hold
    assert (inner.line or 0) < (reason.line or 0)


def test_a_condition_about_one_absence_is_named_where_there_is_one() -> None:
    long = "condition long is met when the absence has lasted over 3 calendar days\n"
    step = "\n  step talk\n    falls due when long is met\n    falls due again only on a new absence\n    then close\n"
    follows = f"{long}branch Long follows each absence while it lasts{step}"
    assert fell(told(follows, "2026-01-31", "2026-01-12 2026-01-20")) == ["talk 2026-01-15"]
    assert found(f"{long}branch Watch follows each employee{step}") == ["no-single-absence"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("condition one is met when two is met\ncondition two is met when one is not met\n", "means-itself"),
        ("condition one is met when lost is over 3\n", "unknown-name"),
        ("condition one is met when at least 1 absence starts in the last 4 weeks\n", "unused"),
        (
            "branch B follows each employee\n  step talk\n    falls due when busy is met\n    then close\n",
            "unknown-name",
        ),
    ],
)
def test_what_is_wrong_with_a_condition(text: str, problem: str) -> None:
    assert problem in found(text)


def test_the_time_of_a_named_count_passes() -> None:
    policy = """
condition relapse is met when 1 new absence starts within 4 weeks after talk is held
branch Watch follows each employee
  step talk
    falls due at once
    then wait for review
  step review
    falls due when relapse is met
    if not due by then: go back to talk
    then close
"""
    answer = told(policy, "2026-02-28", events=[held("2026-01-05")])
    assert [str(one.on) for one in answer.lapsed] == ["2026-02-03"]
    assert "window-end-missing" in found(policy.replace("    if not due by then: go back to talk\n", ""))


# ------------------------------------------------------------------ only if, is not triggered by

GUARDED = (
    LOST
    + """
branch Watch follows each employee
  step talk
    falls due when lost is at least 3 working days
    falls due again only on a new absence
    {guard}
    then close
"""
)


@pytest.mark.parametrize(
    ("guard", "due"),
    [
        ("only if at least 2 absences start in the last 4 weeks", "2026-01-26"),
        ("only if no absence starts in the last 2 weeks", "2026-02-09"),  # the last one began on 26 January
        ("is not triggered by absences flagged planned", "2026-01-26"),
        ("is not triggered by absences not flagged planned", "2026-01-14"),
        ("is not triggered by absences lasting over 2 calendar days", "2026-01-27"),  # back: only now it is not over 2
    ],
)
def test_a_guard_keeps_a_step_back(guard: str, due: str) -> None:
    answer = told(GUARDED.format(guard=guard), "2026-02-28", "2026-01-12 2026-01-16 planned", "2026-01-26")
    assert fell(answer) == [f"talk {due}"]
    assert value(answer) == 6  # what does not trigger counts all the same


def test_an_absence_triggers_up_to_the_day_it_is_settled() -> None:
    # The planned absence passes the limit on Monday the 12th; the one before it is settled on that day.
    text = GUARDED.format(guard="is not triggered by absences flagged planned")
    never = ("absences join when no working day lies between them", "absences never join")
    answer = told(small(text, never), "2026-02-28", "2026-01-08 2026-01-09", "2026-01-12 2026-01-14 planned")
    assert fell(answer) == ["talk 2026-01-12"]
    answer = told(small(text, never), "2026-02-28", "2026-01-07 2026-01-08", "2026-01-12 2026-01-14 planned")
    assert fell(answer) == []
    answer = told(small(text, never), "2026-02-28", "2026-01-08 2026-01-09", "2026-01-13 2026-01-14 planned")
    assert fell(answer) == []


def test_an_event_triggers_on_its_own_day() -> None:
    text = """
event late arrival
branch Watch follows each employee
  step talk
    falls due when 1 late arrival falls in the last 4 weeks
    falls due again only on a new absence
    is not triggered by absences
    then close
"""
    late = [{"date": "2026-01-13", "had": "late arrival"}]
    assert fell(told(text, "2026-01-31", events=late)) == ["talk 2026-01-13"]


def test_a_branch_of_each_absence_leaves_its_own_absence_alone() -> None:
    policy = """
branch Long follows each absence while it lasts
  step talk
    falls due when the absence has lasted over 3 calendar days
    falls due again only on a new absence
    is not triggered by absences flagged planned
    then close
"""
    answer = told(policy, "2026-02-28", "2026-01-12 2026-01-20 planned", "2026-02-02 2026-02-09")
    assert fell(answer) == ["talk 2026-02-05"]


def test_what_triggers_is_told_where_there_is_something_that_could() -> None:
    words = "is not triggered by absences flagged planned\n    only if letter is issued"
    events = [{"date": "2026-02-02", "what": "issued", "name": "letter"}]
    text = """
document letter
branch Long follows each absence after it ends
  step talk
    falls due when the absence has lasted over 3 calendar days
    {words}
    then close
"""
    answer = told(text.format(words=words), "2026-02-28", "2026-01-12 2026-01-16", events=events)
    (one,) = answer.fell_due
    assert (str(one.on), [why.what for why in one.reasons[0].because]) == (
        "2026-02-02",
        ["2026-01-12", "letter is issued", "not triggered by absences flagged planned alone"],
    )
    quiet = GUARDED.format(guard=words) + "document letter\n"  # no absence runs on the day of the letter
    (standing,) = told(quiet, "2026-02-02", "2026-01-12 2026-01-14", events=[]).standing
    assert [why.what for why in standing.reasons[0].because] == ["lost", "letter is issued"]


def test_a_guard_goes_with_a_condition() -> None:
    for due in ("at once", "4 weeks after the absence began"):
        guard = "only if at least 1 absence starts in the last 4 weeks"
        step = f"  step talk\n    falls due {due}\n    {guard}\n    then close\n"
        assert found(f"branch Long follows each absence while it lasts\n{step}") == ["guard-without-condition"]


def test_a_case_of_an_absence_that_is_over_opens_for_its_length_and_waits_for_its_guard() -> None:
    policy = """
branch After follows each absence after it ends
  step talk
    falls due when the absence has lasted over 3 calendar days
    falls due again only on a new absence
    only if at least 2 absences start in the last 4 weeks
    then close
"""
    answer = told(policy, "2026-01-31", "2026-01-12 2026-01-16", "2026-01-26")
    assert [(one.step, one.absence, str(one.on)) for one in answer.fell_due] == [("talk", "2026-01-12", "2026-01-26")]
    assert [one.absence for one in answer.standing] == ["2026-01-12"]


# ------------------------------------------------------------------ reached without the steps before

LEVELS = (
    LOST
    + """
branch Levels follows each employee
  step review
    falls due when lost is at least 3 working days
    falls due again only on a new absence
    outcome reviewed: wait for plan
  step plan
    can be reached without the steps before it
    falls due when lost is over 5 working days
    falls due again only on a new absence
    outcome agreed: wait for hearing
  step hearing
    can be reached without the steps before it
    falls due when lost is at least 8 working days
    falls due again only on a new absence
    then close
"""
)
NOT_DAILY = ("an absence still running counts day by day", "an absence still running counts once it has ended")


def test_a_case_goes_straight_to_the_highest_step_that_is_certain() -> None:
    policy = small(LEVELS.replace(*NOT_DAILY))
    assert fell(told(policy, "2026-01-31", "2026-01-12 2026-01-14")) == ["review 2026-01-15"]
    assert fell(told(policy, "2026-01-31", "2026-01-12 2026-01-19")) == ["plan 2026-01-20"]  # 6 days
    assert fell(told(policy, "2026-01-31", "2026-01-12 2026-01-21")) == ["hearing 2026-01-22"]  # 8 days, all on one day


def test_a_step_that_is_due_stays_due_when_a_higher_one_is_reached() -> None:
    answer = told(LEVELS, "2026-01-19", "2026-01-12 -")
    assert fell(answer) == ["review 2026-01-14", "plan 2026-01-19"]
    assert stands(answer) == ["plan due"]
    later = told(LEVELS, "2026-01-20", "2026-01-12 -", events=[held("2026-01-20", "review")])
    assert [(one.step, one.state.value) for one in later.fell_due] == [("review", "held"), ("plan", "due")]
    assert later.warnings == ()
    assert stands(later) == ["plan due"]
    decided = [held("2026-01-20", "review"), outcome("2026-01-20", "review", "reviewed")]
    after = told(LEVELS, "2026-01-20", "2026-01-12 -", events=decided)
    assert after.warnings == ()
    assert stands(after) == ["plan due"]
    assert [one.outcome for one in after.fell_due] == ["reviewed", None]


def test_a_higher_step_is_reached_from_one_that_is_held() -> None:
    events = [held("2026-01-14", "review")]
    assert fell(told(LEVELS, "2026-01-19", "2026-01-12 -", events=events)) == ["review 2026-01-14", "plan 2026-01-19"]


def test_a_case_that_began_again_reaches_a_step_only_on_a_new_absence() -> None:
    away = ("2026-01-12 2026-01-21",)
    events = [held("2026-01-26", "hearing")]
    all_due = ["review 2026-01-14", "plan 2026-01-19", "hearing 2026-01-21"]
    assert fell(told(LEVELS, "2026-02-28", *away, events=events)) == all_due
    again = told(LEVELS, "2026-02-28", *away, "2026-02-09", events=events)
    assert fell(again) == [*all_due, "hearing 2026-02-09"]
    assert "again-missing" in found(
        LEVELS.replace("8 working days\n    falls due again only on a new absence", "8 working days")
    )


def test_a_case_that_stays_at_a_step_reaches_a_higher_one_in_the_same_absence() -> None:
    """Only the step it stays at falls due again as that one says; the higher one never fell due."""
    policy = LEVELS.replace("outcome reviewed: wait for plan", "outcome reviewed: stay")
    events = [held("2026-01-14", "review"), outcome("2026-01-14", "review", "reviewed")]
    answer = told(policy, "2026-01-19", "2026-01-12 -", events=events)
    assert fell(answer) == ["review 2026-01-14", "plan 2026-01-19"]


def test_a_step_before_is_never_reached_that_way() -> None:
    events = [held("2026-01-14", "review"), outcome("2026-01-14", "review", "reviewed")]
    answer = told(LEVELS, "2026-01-15", "2026-01-12 -", events=events)
    assert stands(answer) == ["plan waiting"]


def test_a_step_reached_directly_may_wait_for_one_before_it_and_not_for_one_after() -> None:
    policy = LEVELS.replace("outcome reviewed: wait for plan", "outcome reviewed: stay")
    line = "    falls due when lost is over 5 working days\n"
    later = policy.replace(line, f"{line}    never before review is held\n")
    assert "waits-for-a-later-step" not in found(later)
    answer = told(later, "2026-01-19", "2026-01-12 -")
    assert [one.step for one in answer.blocked] == ["plan"]
    after = told(later, "2026-01-20", "2026-01-12 -", events=[held("2026-01-20", "review")])
    assert after.blocked == ()
    after_it = policy.replace(line, f"{line}    never before hearing is held\n")
    not_direct = "step hearing\n    can be reached without the steps before it\n"
    assert not_direct in after_it
    assert "waits-for-a-later-step" in found(after_it.replace(not_direct, "step hearing\n"))


def test_only_a_case_that_can_wait_reaches_a_step() -> None:
    """Steps around every absence are cases of their own."""
    policy = (
        LOST
        + """
after every absence
  step talk
    falls due at once
    then close
  step second talk
    can be reached without the steps before it
    falls due when lost is at least 3 working days
    falls due again only on a new absence
    then close
"""
    )
    assert fell(told(policy, "2026-01-31", "2026-01-12 2026-01-14")) == ["talk 2026-01-15", "second talk 2026-01-15"]
