"""When a condition is certain, what it counts, when its time has passed, and what counts as new: days by hand.

In 2026 the 5th, 12th, 19th and 26th of January and the 2nd, 9th, 16th and 23rd of February are Mondays.
"""

from __future__ import annotations

from typing import Any

import pytest

from policydsl.interpret.answer import Answer, Reason
from tests.small import codes, fell, held, outcome, record, small, stands, told, told_both_ways

ONCE = ("an absence may count towards several steps", "an absence counts towards one step only")


def behind(answer: Answer, step: str) -> list[Reason]:
    """The counts behind where a case stands."""

    def within(reason: Reason) -> list[Reason]:
        inner = [one for part in reason.because for one in within(part)]
        return inner or ([reason] if reason.kind == "count" else [])

    return [one for case in answer.standing if case.step == step for reason in case.reasons for one in within(reason)]


def left_out(one: Reason) -> list[str]:
    return [f"{each.absence} {each.why}" for each in one.left_out]


# ------------------------------------------------------------------ an absence counts towards one step only

OFTEN = "condition often is met when 2 absences start in the last 8 weeks\n"
USED = """
branch Watch follows each employee
  step talk
    falls due when {when}
    falls due again immediately
    then wait for review
  step review
    falls due when 2 absences start in the last 8 weeks
    falls due again immediately
    then wait for talk
"""


@pytest.mark.parametrize(
    "when",
    [
        "often is met",
        "often is met and 1 absence starts in the last 8 weeks",
        "5 absences start in the last 8 weeks, or when often is met",
        "2 absences, or 5 long absences, start in the last 8 weeks",
    ],
)
def test_what_led_to_a_step_counts_at_no_later_one_of_the_case(when: str) -> None:
    text = (OFTEN if "often" in when else "") + USED.format(when=when)
    absent = ("2026-01-12", "2026-01-19", "2026-02-02", "2026-02-09")
    answer = told_both_ways(small(text, ONCE), "2026-02-20", *absent, events=[held("2026-01-20")])
    assert fell(answer) == ["talk 2026-01-19", "review 2026-02-09"]


def test_the_answer_says_that_an_absence_was_counted_at_an_earlier_step() -> None:
    policy = small(OFTEN + USED.format(when="often is met"), ONCE)
    answer = told(policy, "2026-02-02", "2026-01-12", "2026-01-19", "2026-02-02", events=[held("2026-01-20")])
    (one,) = behind(answer, "review")
    assert (one.value, [each.absence for each in one.counted]) == (1, ["2026-02-02"])
    assert left_out(one) == ["2026-01-12 already-counted", "2026-01-19 already-counted"]


STOP = """
branch Watch follows each employee
  step talk
    falls due when 2 absences start in the last 8 weeks
    falls due again only on a new absence
    outcome done: stop counting earlier absences, and wait for review
  step review
    falls due when 2 absences start in the last 8 weeks
    then close
"""


def test_what_began_by_the_day_of_a_decision_is_counted_no_more() -> None:
    """The decision is of the 26th: the absence of that day counts no more, those of the 27th on do."""
    events = [held("2026-01-26"), outcome("2026-01-26", "talk", "done")]
    absent = ("2026-01-12", "2026-01-19", "2026-01-26", "2026-01-28", "2026-02-09")
    answer = told_both_ways(STOP, "2026-02-08", *absent, events=events)
    (one,) = behind(answer, "review")
    assert (one.value, [each.absence for each in one.counted]) == (1, ["2026-01-28"])
    assert left_out(one) == [f"2026-01-{day} counts-no-more" for day in (12, 19, 26)]
    assert fell(told_both_ways(STOP, "2026-02-20", *absent, events=events)) == ["talk 2026-01-19", "review 2026-02-09"]


# ------------------------------------------------------------------ each case has its own days

EACH = """
branch Watch follows each absence
  step talk
    falls due when {when}
    if not due by then: tell HR "nothing more", and close
    then close
"""


@pytest.mark.parametrize(
    ("when", "due", "closed"),
    [
        # From the absence of 12 January on: the two of 26 January and 2 February. From that of the 26th: the 2nd alone.
        ("2 new absences start within 4 weeks after the absence began", ["talk 2026-02-02 2026-01-12"], 2),
        ("1 new absence falls within 1 week after the absence began", ["talk 2026-02-02 2026-01-26"], 2),
        ("2 absences start in the 2 weeks ending when the absence began", ["talk 2026-02-02 2026-02-02"], 0),
    ],
)
def test_the_time_of_a_case_runs_from_its_own_absence(when: str, due: list[str], closed: int) -> None:
    policy = EACH.format(when=when)
    if " ending " in when:
        policy = policy.replace('    if not due by then: tell HR "nothing more", and close\n', "")
    answer = told_both_ways(policy, "2026-03-31", "2026-01-12", "2026-01-26", "2026-02-02")
    assert [f"{one.step} {one.on} {one.absence}" for one in answer.fell_due] == due
    assert sum(one.why == "lapsed" for one in answer.closed) == closed


RUN = """
branch Watch follows each absence
  step talk
    falls due when the absence has lasted over 3 calendar days
    outcome done: wait for review
  step review
    falls due when {when}
    then close
"""


@pytest.mark.parametrize(
    ("when", "due"),
    [
        # The talk about the absence of January was held on the 12th, that about the one of February on the 16th.
        ("talk is held in the last 2 weeks", {"2026-01-05": "2026-01-13", "2026-02-09": "2026-02-17"}),
        ("at least 1 absence starts since talk is held", {"2026-01-05": "2026-02-09"}),
    ],
)
def test_a_case_asks_about_its_own_step(when: str, due: dict[str, str]) -> None:
    events = [
        one
        for day, absence in (("2026-01-12", "2026-01-05"), ("2026-02-16", "2026-02-09"))
        for one in (held(day, absence=absence), outcome(day, "talk", "done", absence=absence))
    ]
    absent = ("2026-01-05 2026-01-09", "2026-02-09 2026-02-13")
    answer = told_both_ways(RUN.format(when=when), "2026-02-28", *absent, events=events)
    assert {one.absence: str(one.on) for one in answer.fell_due if one.step == "review"} == due


# ------------------------------------------------------------------ the last day of an absence in a window

ENDS = """
branch Watch follows each employee
  step talk
    falls due when 2 absences start in the last 8 weeks
    then wait for review
  step review
    falls due when {count} within 1 week after talk is held
    if not due by then: close
    then close
"""


@pytest.mark.parametrize(
    ("count", "absence", "outcome"),
    [
        # The talk is held on 20 January, a Tuesday: the week is from the 21st to the 27th.
        ("1 absence ends", "2026-01-19 2026-01-20", "closed 2026-01-28"),
        ("1 absence ends", "2026-01-19 2026-01-21", "review 2026-01-22"),
        ("1 absence ends", "2026-01-26 2026-01-27", "review 2026-01-28"),
        ("1 absence ends", "2026-01-26 2026-01-28", "closed 2026-01-29"),
        ("1 absence ends", "2026-01-26 2026-02-03", "closed 2026-02-04"),  # it waits while an absence is not settled
        ("no absence ends", "2026-01-26 2026-01-27", "closed 2026-01-28"),
        ("no absence ends", "2026-01-26 2026-01-28", "review 2026-01-28"),  # away on the 28th, it ends in no such week
        ("no absence ends", "2026-01-26 2026-02-03", "review 2026-01-28"),
        ("no absence ends", "2026-01-26 -", "review 2026-01-28"),
        ("no absence ends", "2026-01-12", "review 2026-01-27"),  # certain at the end of the last day
    ],
)
def test_an_absence_ends_in_a_time_or_after_it(count: str, absence: str, outcome: str) -> None:
    absent = ("2026-01-05", "2026-01-12") if absence == "2026-01-12" else ("2026-01-05", "2026-01-12", absence)
    answer = told_both_ways(ENDS.format(count=count), "2026-02-28", *absent, events=[held("2026-01-20")])
    closed = [f"closed {one.on}" for one in answer.closed if one.why == "lapsed"]
    assert [*fell(answer)[1:2], *closed] == [outcome]


@pytest.mark.parametrize(
    ("count", "absence", "outcome"),
    [
        # The talk is held on Friday 16 January: four weeks are up on Friday 13 February, and Monday is the day back.
        ("1 absence ends", "2026-01-14 2026-02-13", "review 2026-02-16"),
        ("1 long absence starts", "2026-01-14 2026-02-20", "closed 2026-02-14"),  # it began before the time
        ("1 new absence lasting at most 40 calendar days starts", "2026-01-17 2026-02-13", "review 2026-02-16"),
        ("1 new absence lasting at most 20 calendar days starts", "2026-01-17 2026-02-13", "closed 2026-02-16"),
    ],
)
def test_a_time_has_not_passed_while_an_absence_that_counts_in_it_may_change(
    count: str, absence: str, outcome: str
) -> None:
    policy = ENDS.replace("1 week", "4 weeks").format(count=count)
    answer = told_both_ways(policy, "2026-03-31", "2026-01-05", "2026-01-12", absence, events=[held("2026-01-16")])
    closed = [f"closed {one.on}" for one in answer.closed if one.why == "lapsed"]
    assert [*fell(answer)[1:2], *closed] == [outcome]


# ------------------------------------------------------------------ a time that passes, of several

PASSES = """
document letter
condition answered is met when {answered}
branch Watch follows each employee
  step talk
    falls due when 2 absences start in the last 8 weeks
    then wait for review
  step review
    falls due when {when}
    if not due by then: close
    then close
"""
TALK = "1 new absence starts within 2 weeks after talk is held"
LETTER = "1 new absence starts within 4 weeks after letter is sent"
LATER = "1 new absence starts within 6 weeks after talk is held"
SENT = {"date": "2026-02-01", "name": "letter", "what": "sent"}


@pytest.mark.parametrize(
    ("answered", "when", "sent", "lapsed"),
    [
        # The talk is held on 20 January: two weeks are up on 3 February, six weeks on 3 March.
        # Four weeks after the letter of 1 February are up on the 1st of March.
        (TALK, "answered is met", False, "2026-02-04"),
        (TALK, f"answered is met or when {LATER}", False, "2026-03-04"),
        (LATER, f"answered is met and {TALK}", False, "2026-03-04"),
        (TALK, f"answered is met or when {LETTER}", False, "2026-02-04"),  # no time that has not begun is waited for
        (TALK, f"answered is met or when {LETTER}", True, "2026-03-02"),
        (TALK, f"answered is met and {LETTER}", False, None),  # without the letter both cannot be so, and it waits
        (TALK, f"answered is met and {LETTER}", True, "2026-03-02"),
        (f"{LETTER}, or when 2 new absences start within 2 weeks after letter is sent",
         f"answered is met and {TALK}", False, None),
        (f"{LETTER} or when {TALK}", f"answered is met and {LATER}", False, "2026-03-04"),
    ],
)  # fmt: skip
def test_the_time_of_a_condition_of_several_has_passed(
    answered: str, when: str, sent: bool, lapsed: str | None
) -> None:
    policy = PASSES.format(answered=answered, when=when)
    events = [held("2026-01-20"), *([SENT] if sent else [])]
    answer = told_both_ways(policy, "2026-03-31", "2026-01-05", "2026-01-12", events=events)
    assert [str(one.on) for one in answer.closed] == ([lapsed] if lapsed else [])
