"""What a case takes along from step to step, and what it leaves behind: dates, notices, times, periods, resets.

5 January 2026 is a Monday; everybody works from Monday to Friday.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policydsl.interpret.answer import Answer, Reason
from tests.small import HEADER, codes, fell, held, outcome, small, stands, told_both_ways

RULES = (AT_ONCE, NEXT, EARLIER) = ("move at once", "move at their next step", "stay with the earlier version")


def dated(text: str, rule: str) -> Any:
    return small(text, ("when a month", f"cases already open {rule}\n  when a month"))


def recorded(day: str, name: str, **more: Any) -> dict[str, Any]:
    return {"date": day, "what": "recorded", "name": name, **more}


def notice(day: str, step: str, meeting: str) -> dict[str, Any]:
    return {"date": day, "step": step, "what": "notice", "for": meeting}


def waived(day: str, step: str = "talk") -> dict[str, Any]:
    return {"date": day, "step": step, "what": "waived", "by": "HR", "why": "no need"}


def due(answer: Answer) -> dict[str, str]:
    """Each time that a step fell due, and what became of it."""
    return {f"{one.step} {one.on}": one.state.value for one in answer.fell_due}


# ------------------------------------------------------------------ steps that wait for an outcome

APPEAL = """
branch Short follows each employee
  step hearing
    falls due when 1 absence starts in the last 3 months
    falls due again only on a new absence
    outcome upheld: wait for appeal
    outcome reduced: wait for appeal
    outcome dropped: close
  step appeal
    falls due when hearing has outcome upheld [7.2]
    then close
"""


def test_a_step_that_waits_for_an_outcome_is_due_on_the_day_on_which_that_brings_the_case_to_it() -> None:
    events = [held("2026-01-12", "hearing"), outcome("2026-01-14", "hearing", "upheld")]
    _, appeal = told_both_ways(APPEAL, "2026-01-14", "2026-01-05", events=events).fell_due
    line = next(number for number, text in enumerate((HEADER + APPEAL).splitlines(), 1) if "has outcome" in text)
    why = Reason("event", "hearing has outcome upheld", line, ("7.2",), value=date(2026, 1, 14))
    assert (appeal.on, appeal.reasons) == (date(2026, 1, 14), (why,))


def test_another_outcome_does_not_make_it_due() -> None:
    events = [held("2026-01-12", "hearing"), outcome("2026-01-14", "hearing", "reduced")]
    answer = told_both_ways(APPEAL, "2026-02-28", "2026-01-05", events=events)
    assert (fell(answer), stands(answer)) == (["hearing 2026-01-05"], ["appeal waiting"])


# ------------------------------------------------------------------ notices

NOTICED = """
branch Short follows each employee
  step talk
    falls due when 2 absences start in the last 3 months
    falls due again only on a new absence
    give notice at least 5 calendar days before
    then wait for hearing
  step hearing
    falls due 2 weeks after talk is held
    give notice at least 5 calendar days before
    then close
"""


def test_a_notice_given_before_the_step_is_due_belongs_to_it_and_to_no_other() -> None:
    events = [notice("2026-01-12", "talk", "2026-01-22"), held("2026-01-22")]
    answer = told_both_ways(NOTICED, "2026-01-19", "2026-01-05", "2026-01-19", events=events)
    assert due(answer) == {"talk 2026-01-19": "noticed"}
    answer = told_both_ways(NOTICED, "2026-02-05", "2026-01-05", "2026-01-19", events=events)
    assert due(answer) == {"talk 2026-01-19": "held", "hearing 2026-02-05": "due"}
    assert [(one.step, one.state.value) for one in answer.duties] == [("talk", "met"), ("hearing", "open")]


def test_a_notice_is_of_one_time_alone_where_a_waived_step_is_watched_again() -> None:
    policy = small(NOTICED, ("a waived step counts as held", "a waived step is watched again"))
    events = [notice("2026-01-12", "talk", "2026-01-22"), waived("2026-01-20")]
    answer = told_both_ways(policy, "2026-02-02", "2026-01-05", "2026-01-19", "2026-02-02", events=events)
    assert due(answer) == {"talk 2026-01-19": "waived", "talk 2026-02-02": "due"}


# ------------------------------------------------------------------ back to an earlier step

BACK = """
branch Short follows each employee
  step talk
    falls due when 1 absence starts in the last 3 months
    falls due again only on a new absence
    then wait for review
  step review
    falls due {review}
    falls due again only on a new absence
    then wait for hearing
  step hearing
    falls due when 1 new absence starts within 1 month after review is held
    if not due by then: go back to review
    then close
"""
ON_A_DATE = BACK.replace(
    "    falls due again only on a new absence\n    then wait for hearing", "    then wait for hearing"
)
LEFT_OUT = "on probation end\n    dates already passed are left out\n    with no date left, it is set by HR"
PROBATION = [{"name": "probation end", "value": "2026-02-02"}]


def test_a_date_that_has_passed_has_passed_for_a_case_that_goes_back_to_it() -> None:
    """The review of 2 February is held, and after a month without an absence the case waits for a review again."""
    events = [held("2026-01-12"), held("2026-02-09", "review")]
    policy = ON_A_DATE.format(review=LEFT_OUT)
    answer = told_both_ways(policy, "2026-04-30", "2026-01-05", events=events, facts=PROBATION)
    assert (fell(answer), stands(answer)) == (["talk 2026-01-05", "review 2026-02-02"], ["review waiting"])
    assert [str(one.on) for one in answer.lapsed] == ["2026-03-10"]


def test_a_date_that_people_set_before_is_none_for_a_case_that_goes_back() -> None:
    set_by = {"date": "2026-01-13", "step": "review", "what": "scheduled", "for": "2026-02-02"}
    events = [held("2026-01-12"), set_by, held("2026-02-09", "review")]
    policy = ON_A_DATE.format(review=LEFT_OUT)
    old = [{"name": "probation end", "value": "2025-12-01"}]
    answer = told_both_ways(policy, "2026-04-30", "2026-01-05", events=events, facts=old)
    assert (fell(answer), stands(answer)) == (["talk 2026-01-05", "review 2026-02-02"], ["review waiting"])


def test_the_steps_before_the_one_that_a_case_goes_back_to_still_stand() -> None:
    """The year after the talk goes on; a new absence in it makes the review due again."""
    review = "when 1 new absence starts within 12 months after talk is held"
    events = [held("2026-01-12"), held("2026-02-09", "review")]
    away = ("2026-01-05", "2026-02-02", "2026-04-20")
    answer = told_both_ways(
        BACK.format(review=review + "\n    if not due by then: close"), "2026-04-30", *away, events=events
    )
    assert fell(answer) == ["talk 2026-01-05", "review 2026-02-02", "review 2026-04-20"]


LADDER = """
branch Short follows each employee
  step talk
    falls due when 2 absences start in the last 2 months
    falls due again only on a new absence
    must complete Plan
    from 1 April 2026: must agree target
    then wait for hearing
  step hearing
    falls due when 1 new absence starts within 1 month after talk is held
    if not due by then: go back to talk
    then close
"""


@pytest.mark.parametrize("rule", RULES)
def test_a_case_that_went_back_to_its_first_step_is_open_no_more(rule: str) -> None:
    """It goes back on 20 February, and the talk of May asks what talks ask in May."""
    away = ("2026-01-05", "2026-01-12", "2026-05-04", "2026-05-18")
    answer = told_both_ways(dated(LADDER, rule), "2026-05-31", *away, events=[held("2026-01-19")])
    assert fell(answer) == ["talk 2026-01-12", "talk 2026-05-18"]
    asked = [
        (one.step, one.duty, one.state.value) for one in answer.duties if one.latest is None or one.latest.month != 1
    ]
    assert [duty for _, duty, state in asked if state == "open"] == ["complete Plan", "agree target"]


def test_what_rested_on_an_upheld_meeting_is_over_when_the_case_goes_back() -> None:
    away = [{"first": day, "last": day, "id": day, "recorded": day} for day in ("2026-01-05", "2026-01-12")]
    away[1] |= {"retracted": "2026-02-02"}
    away += [{"first": day, "last": day} for day in ("2026-05-04", "2026-05-18")]
    events = [held("2026-01-19", recorded="2026-01-19")]
    answer = told_both_ways(dated(LADDER, AT_ONCE), "2026-05-31", absences=away, events=events)
    assert [(str(one.on), one.unsupported) for one in answer.fell_due] == [("2026-01-12", True), ("2026-05-18", False)]


DIRECT = """
branch Short follows each employee
  step talk
    falls due when 2 absences start in the last 2 months
    falls due again only on a new absence
    outcome done: close
  step hearing
    falls due when 3 absences start in the last 2 months
    falls due again only on a new absence
    can be reached without the steps before it
    then wait for review
  step review
    falls due when 1 new absence starts within 1 month after hearing is held
    if not due by then: go back to talk
    then close
"""


def test_what_was_still_due_of_an_earlier_step_is_moot_once_the_case_goes_back() -> None:
    events = [held("2026-01-26", "hearing")]
    away = ("2026-01-05", "2026-01-12", "2026-01-19")
    before, after = (told_both_ways(DIRECT, day, *away, events=events) for day in ("2026-02-26", "2026-02-27"))
    assert due(before) == {"talk 2026-01-12": "due", "hearing 2026-01-19": "held"}
    assert due(after) == {"talk 2026-01-12": "moot", "hearing 2026-01-19": "held"}


# ------------------------------------------------------------------ what a new case begins with

TWO_MEASURES = """
measure lost over the last 12 months
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
measure times over the last 12 months
  is absences
  an absence that began before the window counts whole
  an absence still running counts day by day
branch Short follows each employee
  step talk
    falls due when {}
    falls due again immediately
    then {}
"""


@pytest.mark.parametrize(
    ("then", "days"),
    [
        ("reset lost, reset times, and close", []),
        ("reset times, reset lost, and close", []),
        ("reset lost, reset times, reset lost, and close", []),
        ("reset lost, and close", ["talk 2026-01-20"]),
        ("reset times, and close", ["talk 2026-01-20"]),
        ("close", ["talk 2026-01-20"]),
    ],
)
def test_each_measure_that_was_reset_counts_anew_in_the_next_case(then: str, days: list[str]) -> None:
    """Held on 19 January. One measure that still counts makes the talk due on the next day."""
    policy = TWO_MEASURES.format("lost is at least 2, or when times is at least 2", then)
    answer = told_both_ways(policy, "2026-02-28", "2026-01-05", "2026-01-12", events=[held("2026-01-19")])
    assert fell(answer) == ["talk 2026-01-12", *days]


ONCE = """
branch Probation follows each employee
  step talk
    falls due on probation end
    dates already passed count
    then close
"""


def test_a_date_makes_a_step_due_once_also_where_the_branch_begins_again() -> None:
    answer = told_both_ways(ONCE, "2026-04-30", events=[held("2026-02-09")], facts=PROBATION)
    assert (fell(answer), stands(answer)) == (["talk 2026-02-02"], ["talk waiting"])


# ------------------------------------------------------------------ which version

NEXT_STEP = """
branch Short follows each employee
  step talk
    falls due when 1 absence starts in the last 3 months
    falls due again only on a new absence
    outcome serious: wait for hearing
    from 1 April 2026: outcome serious: close
  step hearing
    falls due 4 weeks after talk is held
    must complete Plan
    from 1 April 2026: must agree target
    {then}
"""


@pytest.mark.parametrize(
    ("rule", "decided", "asked"),
    [
        (NEXT, "2026-03-31", ["complete Plan"]),
        (NEXT, "2026-04-01", ["complete Plan", "agree target"]),
        (EARLIER, "2026-04-01", ["complete Plan"]),
        (AT_ONCE, "2026-03-31", ["complete Plan", "agree target"]),
    ],
)
def test_a_case_comes_to_its_next_step_on_the_day_of_the_outcome(rule: str, decided: str, asked: list[str]) -> None:
    """The talk is due on 9 March and held on the 23rd, the hearing is due on 20 April, whatever it asks for."""
    text = NEXT_STEP.replace("    from 1 April 2026: outcome serious: close\n", "").format(then="outcome done: close")
    events = [held("2026-03-23"), outcome(decided, "talk", "serious")]
    answer = told_both_ways(dated(text, rule), "2026-04-30", "2026-03-09", events=events)
    assert fell(answer) == ["talk 2026-03-09", "hearing 2026-04-20"]
    assert [one.duty for one in answer.duties if one.step == "hearing"] == asked


@pytest.mark.parametrize(("rule", "stays"), [(AT_ONCE, False), (NEXT, True), (EARLIER, True)])
@pytest.mark.parametrize("event", [held("2026-04-06"), waived("2026-04-06")])
def test_what_follows_a_meeting_or_its_waiver_is_what_the_version_of_the_case_says(
    rule: str, stays: bool, event: dict[str, Any]
) -> None:
    text = NEXT_STEP.replace("outcome serious:", "then").format(then="then close")
    answer = told_both_ways(dated(text, rule), "2026-04-06", "2026-03-09", events=[event])
    assert stands(answer) == (["hearing waiting"] if stays else ["talk waiting"])


@pytest.mark.parametrize(("rule", "now"), [(AT_ONCE, []), (NEXT, ["review waiting"]), (EARLIER, ["review waiting"])])
def test_what_a_waiver_means_is_what_it_meant_for_the_case(rule: str, now: list[str]) -> None:
    text = """
branch Long follows each absence while it lasts
  step talk
    falls due when the absence has lasted over 1 week
    then wait for review
  step review
    falls due when the absence has lasted over 26 weeks
    then close
"""
    waiver = "a waived step counts as held\n  from 1 April 2026: a waived step closes its branch"
    rules = (("when a month", f"cases already open {rule}\n  when a month"), ("a waived step counts as held", waiver))
    answer = told_both_ways(small(text, *rules), "2026-04-30", "2026-03-02 -", events=[waived("2026-04-06")])
    assert stands(answer) == now


# ------------------------------------------------------------------ waiting for another step

PAUSED = """
branch Short follows each employee
  step talk
    falls due when 2 absences start in the last 2 months
    falls due again only on a new absence
    then wait for review
    if "doubt" is recorded: wait for {}
  step review
    falls due when 1 absence starts in the last 1 month
    falls due again only on a new absence
    if "pause" is recorded: wait for talk
    outcome done: close
"""
AWAY = ("2026-01-05", "2026-01-12")


def test_a_step_that_is_waited_for_once_more_is_owed_no_longer() -> None:
    events = [recorded("2026-01-14", "doubt")]
    answer = told_both_ways(PAUSED.format("talk"), "2026-01-31", *AWAY, events=events)
    assert (due(answer), stands(answer)) == ({"talk 2026-01-12": "moot"}, ["talk waiting"])


def test_a_step_that_a_case_leaves_for_another_one_stays_as_it_is() -> None:
    events = [recorded("2026-01-14", "doubt")]
    answer = told_both_ways(PAUSED.format("review"), "2026-01-31", *AWAY, events=events)
    assert due(answer) == {"talk 2026-01-12": "due", "review 2026-01-15": "due"}


def test_a_step_that_was_due_before_falls_due_again_as_its_line_says_when_the_case_waits_for_it_once_more() -> None:
    """The review was due and never held; the talk of 2 February leads to it again, on the next new absence."""
    events = [held("2026-01-14"), recorded("2026-01-20", "pause"), held("2026-02-02")]
    away = (*AWAY, "2026-01-26")
    early, late = (
        told_both_ways(PAUSED.format("talk"), "2026-02-28", *away, *more, events=events)
        for more in ((), ("2026-02-09",))
    )
    assert fell(early) == ["talk 2026-01-12", "review 2026-01-15", "talk 2026-01-26"]
    assert fell(late) == [*fell(early), "review 2026-02-09"]


EVERY = """
branch Long follows each absence while it lasts
  step talk
    falls due when the absence has lasted at least 4 weeks
    falls due again every 4 weeks
    outcome done: stay
    outcome serious: wait for review
  step review
    falls due when the absence has lasted at least 26 weeks
    then close
"""


def test_a_meeting_that_is_due_already_is_moot_when_the_one_before_it_leads_on() -> None:
    events = [held("2026-02-02"), outcome("2026-03-03", "talk", "serious")]
    answer = told_both_ways(EVERY, "2026-03-31", "2026-01-05 -", events=events)
    assert due(answer) == {"talk 2026-02-01": "decided", "talk 2026-03-01": "moot"}


OVERDUE = """
branch Short follows each employee
  step talk
    falls due when 2 absences start in the last 2 months
    falls due again only on a new absence
    then wait for hearing
  step hearing
    falls due when 1 new absence starts within 1 month after talk is held
    if not due by then: stay
    may be held early
    then wait for review
  step review
    falls due when 1 new absence starts within 1 month after hearing is held
    if not due by then: close
    then close
"""


def test_that_the_time_for_one_step_has_passed_is_nothing_to_the_next() -> None:
    """The time for the hearing has passed by 20 February. It is held in March, and the time for the review passes."""
    events = [held("2026-01-19"), held("2026-03-09", "hearing")]
    answer = told_both_ways(OVERDUE, "2026-04-30", *AWAY, events=events)
    assert [(one.why, str(one.on)) for one in answer.closed] == [("lapsed", "2026-04-10")]


# ------------------------------------------------------------------ what an outcome does beside the place of its case

LATE = """
branch Short follows each employee
  step talk
    falls due when 2 absences start in the last 2 months
    falls due again only on a new absence
    then wait for review
    outcome fine: {}
  step review
    falls due 2 weeks after talk is held
    then {}
    outcome done: close
"""


@pytest.mark.parametrize(
    ("fine", "then", "days", "now"),
    [
        # recorded while the case waits for the review: it waits for it as the talk itself says
        ("move on as if held", "close", ["2026-01-20"], ["review waiting"]),
        ("stay", "stay", ["2026-01-20"], ["review waiting"]),
        ("stay", "stay", ["2026-02-03"], ["review held"]),
    ],
)
def test_an_outcome_recorded_late_leaves_the_case_where_it_has_gone(
    fine: str, then: str, days: list[str], now: list[str]
) -> None:
    events = [held("2026-01-19"), held("2026-02-02", "review")]
    events += [outcome(day, "talk", "fine") for day in days]
    answer = told_both_ways(
        LATE.format(fine, then), max(days), *AWAY, events=[one for one in events if one["date"] <= max(days)]
    )
    assert stands(answer) == now


STAYS = """
branch Short follows each employee
  step talk
    falls due when 1 absence starts in the last 2 months
    falls due again only on a new absence
    if waived: {}
    then {}
    outcome fine: stay
    outcome done: close
"""


def test_a_case_that_stays_after_a_waiver_waits_for_the_step_again() -> None:
    events = [waived("2026-01-07")]
    answer = told_both_ways(STAYS.format("stay", "close"), "2026-01-31", *AWAY, events=events)
    assert due(answer) == {"talk 2026-01-05": "waived", "talk 2026-01-12": "due"}


def test_an_outcome_that_lets_a_case_stay_that_waits_again_does_not_make_it_wait_anew() -> None:
    """Held on 7 January, and away on the 12th and the 13th, which is certain to be short on the 14th: that is new."""
    condition = "1 short absence starts in the last 5 calendar days"
    text = STAYS.format("close", "stay").replace("1 absence starts in the last 2 months", condition)
    events = [held("2026-01-07"), outcome("2026-01-13", "talk", "fine")]
    answer = told_both_ways(text, "2026-01-31", "2026-01-05", "2026-01-12 2026-01-13", events=events)
    assert fell(answer) == ["talk 2026-01-06", "talk 2026-01-14"]


RECOMMENDED = """
branch Short follows each employee
  step talk
    falls due when 1 absence starts in the last 2 months
    falls due again only on a new absence
    must complete Plan
    outcome serious: start dismissal
procedure dismissal
  step review
    falls due at once
    decided by someone other than recommender
    outcome proceed: close
"""


@pytest.mark.parametrize(("by", "warned"), [("J Moss", ["decided-by-the-same"]), ("A Clerk", []), ("B Other", [])])
@pytest.mark.parametrize("value", [None, "agreed"])
def test_who_recommended_is_who_recorded_the_outcome_whatever_else_others_recorded_that_day(
    by: str, warned: list[str], value: str | None
) -> None:
    plan = recorded("2026-01-12", "Plan", by="A Clerk") | ({"value": value} if value else {})
    met = held("2026-01-12", by="B Other")
    serious = outcome("2026-01-12", "talk", "serious", by="J Moss")
    events = [met, serious, plan | {"what": "completed"}, outcome("2026-01-19", "review", "proceed", by=by)]
    assert codes(told_both_ways(RECOMMENDED, "2026-01-31", "2026-01-05", events=events)) == warned


# ------------------------------------------------------------------ periods and the meetings around them

WATCH = """
branch Short follows each employee
  step talk
    falls due when 1 absence starts in the last 2 months
    falls due again only on a new absence
    outcome warned: wait for review
    outcome fine: stay
  step review
    falls due when 3 absences start in the last 2 months
    falls due again only on a new absence
    outcome done: close
  period watch
    lasts 2 months after "letter" is issued
    at its end: close
"""


def letter(day: str) -> dict[str, Any]:
    return {"date": day, "what": "issued", "name": "letter"}


@pytest.mark.parametrize(
    ("issued", "closed"),
    [
        ("2026-01-14", ["2026-03-14"]),  # on the day after the meeting; the outcome is of a week later
        ("2026-01-13", ["2026-03-13"]),
        ("2026-01-12", []),  # the case has moved on from a meeting held after that
    ],
)
def test_a_case_has_moved_on_from_a_meeting_when_that_was_held(issued: str, closed: list[str]) -> None:
    events = [letter(issued), held("2026-01-13"), outcome("2026-01-20", "talk", "warned")]
    answer = told_both_ways(WATCH, "2026-04-30", "2026-01-05", events=events)
    assert [str(one.on) for one in answer.closed] == closed


def test_a_case_that_stays_at_a_step_has_not_moved_on() -> None:
    """The letter is of 12 January and the meeting of the 13th, after which the case waits for the same talk."""
    events = [letter("2026-01-12"), held("2026-01-13"), outcome("2026-01-20", "talk", "fine")]
    answer = told_both_ways(WATCH, "2026-04-30", "2026-01-05", events=events)
    assert [str(one.on) for one in answer.closed] == ["2026-03-12"]


# ------------------------------------------------------------------ where a branch is entered

ENTERED = """
branch Short follows each employee
  step talk
    falls due when 1 absence starts in the last 3 months
    falls due again only on a new absence
    outcome more: wait for hearing
  step hearing
    falls due when 9 absences start in the last 1 month
    outcome done: close
branch Long follows each absence while it lasts
  starts at the step after the one reached in Short, within 6 months after the absence began
  step long talk
    falls due when the absence has lasted over 1 week
    outcome done: close
  step long hearing
    falls due 4 weeks after long talk is held
    outcome done: close
"""


@pytest.mark.parametrize(
    ("met", "step"), [("2026-01-12", "long hearing"), ("2026-03-02", "long hearing"), ("2026-03-03", "long talk")]
)
def test_a_case_of_an_absence_begins_where_another_branch_had_come_to_when_that_absence_began(
    met: str, step: str
) -> None:
    answer = told_both_ways(ENTERED, "2026-04-30", "2026-01-05", "2026-03-02 -", events=[held(met)])
    assert fell(answer) == ["talk 2026-01-05", f"{step} 2026-03-09"]


# ------------------------------------------------------------------ periods that outlive their case

LIVE = """
branch Short follows each employee
  step talk
    falls due when 2 absences start in the last 2 weeks, or when 1 short absence starts during live warning
    falls due again only on a new absence
    if not due by then: stay
    outcome warned: close
    outcome serious: start dismissal
  period live warning
    lasts 3 months after talk has outcome warned
    goes on when its case closes
procedure dismissal
  step review
    falls due at once
    outcome final: close
  period final warning
    lasts 3 months after review has outcome final
    goes on when its case closes
"""


def running(answer: Answer) -> list[str]:
    return [one.text for one in answer.shown if one.code == "period"]


@pytest.mark.parametrize(
    ("away", "again"),
    [
        ("2026-02-02", ["talk 2026-02-03"]),
        ("2026-04-10 2026-04-14", ["talk 2026-04-15"]),  # certain to be short only when the warning is over
        ("2026-04-14", []),
    ],
)
def test_a_case_that_begins_again_knows_the_period_of_the_one_before(away: str, again: list[str]) -> None:
    """Warned on 14 January, so that the warning lives to 13 April."""
    events = [held("2026-01-12"), outcome("2026-01-14", "talk", "warned")]
    answer = told_both_ways(LIVE, "2026-04-30", "2026-01-02", "2026-01-12", away, events=events)
    assert fell(answer) == ["talk 2026-01-12", *again]


@pytest.mark.parametrize(("on", "runs"), [("2026-04-12", 1), ("2026-04-13", 0)])
def test_a_period_of_a_procedure_that_closed_its_case_ends_on_its_day(on: str, runs: int) -> None:
    events = [held("2026-01-12"), outcome("2026-01-12", "talk", "serious")]
    events += [held("2026-01-13", "review"), outcome("2026-01-13", "review", "final")]
    found = running(told_both_ways(LIVE, on, *AWAY, events=events))
    assert found == ["final warning runs from 2026-01-13 to 2026-04-12"] * runs


def test_a_case_that_an_outcome_sends_back_names_the_line_and_its_clause() -> None:
    text = """
branch care follows each employee
  step talk
    falls due when 1 absence starts in the last 1 week
    falls due again only on a new absence
    outcome on: wait for review
  step review
    falls due 1 week after talk is held
    outcome better: go back to talk [C-9]
"""
    events = [held("2026-01-06"), outcome("2026-01-06", "talk", "on"), held("2026-01-13", "review")]
    events.append(outcome("2026-01-13", "review", "better"))
    (lapsed,) = told_both_ways(text, "2026-01-20", "2026-01-05", events=events).lapsed
    assert [(one.what, one.clauses) for one in lapsed.reasons] == [("outcome", ("C-9",))]
