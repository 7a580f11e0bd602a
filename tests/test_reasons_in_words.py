"""What reasons, and what is left to people, say in words: conditions, which absences a line means, and events."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policydsl.interpret.answer import LeftOut, Reason
from tests.small import held, outcome, told

# ------------------------------------------------------------------ why something is left to people

PROMPT = """
document leaflet
document fit note
document sick note
category odd absence is an absence flagged odd
measure lost over the last 4 weeks
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
condition concern is met when at least 3 absences start in the last 4 weeks
condition often is met when at least 2 absences start in the last 4 weeks
branch Long follows each absence while it lasts
  period watch
    lasts 2 weeks after call is held
  step call
    falls due when the absence has lasted over 2 calendar days
    then wait for talk
  step talk
    falls due when the absence has lasted over 5 calendar days
    must record whether the employee is fit, whether the employee is able to do what is needed
    must record "whether the help that is there is enough"
    if {condition}: may issue leaflet
    then close
"""
QUESTIONS = {
    "employee": "the employee is fit",
    "able": "the employee is able to do what is needed",
    "help": "the help that is there is enough",
}


def left_to_people(condition: str, *absent: str, **found: bool) -> list[str]:
    """What the `if` leaves to people by 25 January 2026, away since 5 January, called on the 7th."""
    recorded = {"date": "2026-01-13", "step": "talk", "what": "recorded"}
    expected = {"date": "2026-01-12", "what": "expected", "absence": "2026-01-05", "for": "2026-03-01"}
    findings = [recorded | {"name": f"whether {QUESTIONS[name]}", "value": so} for name, so in found.items()]
    sick = {"date": "2026-01-07", "received": "sick note", "from": "2026-01-05", "to": "2026-01-31"}
    events = [held("2026-01-07", "call"), expected, sick, *findings]
    answer = told(PROMPT.format(condition=condition), "2026-01-25", "2026-01-05 -", *absent, events=events)
    return [one.what.removeprefix("issue leaflet: ") for one in answer.human if one.code == "may-do"]


@pytest.mark.parametrize(
    ("name", "is_so", "is_not", "said"),
    [
        ("employee", "the employee is fit", "the employee is not fit", "the employee is not fit"),
        # a name in quotes may have an `is` of its own
        (
            "able",
            'the employee is "able to do what is needed"',
            'the employee is not "able to do what is needed"',
            "not: the employee is able to do what is needed",
        ),
        (
            "help",
            'the "help that is there" is enough',
            'the "help that is there" is not enough',
            "not: the help that is there is enough",
        ),
    ],
)
def test_a_finding_is_told_as_it_was_found(name: str, is_so: str, is_not: str, said: str) -> None:
    assert left_to_people(is_so, **{name: True}) == [QUESTIONS[name]]
    assert left_to_people(is_not, **{name: True}) == []
    assert left_to_people(is_so, **{name: False}) == []
    assert left_to_people(is_not, **{name: False}) == [said]


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("lost is over 3 working days", "lost"),
        ("lost is over 3 working days in at least 1 of the last 2 months", "lost"),
        ("1 absence starts in the last 4 weeks", "absence"),
        ("2 short absences, or 1 long absence, start in the last 4 weeks", "short absence or long absence"),
        ("1 short absence, and 1 long absence, start in the last 4 weeks", "short absence and long absence"),
        ("at least 1 of the last 3 absences are long absences", "long absences"),
        ("watch is running", "watch is running"),
        ("watch is not running", "watch is not running"),
        ("the absence has lasted over 2 calendar days", "the length of the absence"),
        ("the absence is expected to last over 2 weeks", "the expected length of the absence"),
        ("the absence is long absence", "the absence is long absence"),
        ("the absence is not odd absence", "the absence is not odd absence"),
        ("the absence is not covered by fit note", "the absence is not covered by fit note"),
        ("the absence is covered by sick note", "the absence is covered by sick note"),
        ("concern is not met", "concern is not met"),
        ("often is met", "often is met"),
        ("call is held", "call is held"),
        ("talk is not held", "not: talk is held"),
        ("call is held and the absence is long absence", "call is held and the absence is long absence"),
        ("talk is held, or when the absence is long absence", "talk is held or the absence is long absence"),
    ],
)
def test_a_condition_in_short_says_why_something_is_left_to_people(condition: str, words: str) -> None:
    assert left_to_people(condition, "2026-01-01") == [words]


# ------------------------------------------------------------------ which absences a line means

GUARDED = """
document fit note
calendar payday covers every year on 30 January
branch Watch follows each employee
  step talk
    falls due when 1 absence starts in the last 4 weeks [G-1]
    falls due again only on a new absence
    is not triggered by {selection} [G-2]
    then close
"""


@pytest.mark.parametrize(
    ("selection", "words"),
    [
        ("short absences flagged planned or long absences", "short absences flagged planned or long absences"),
        ("absences not flagged planned", "absences not flagged planned"),
        (
            "absences, except short absences or long absences flagged planned",
            "absences except short absences or long absences flagged planned",
        ),
        (
            "absences lasting from 3 to under 9 calendar days",
            "absences lasting at least 3 calendar days and under 9 calendar days",
        ),
        ("absences expected to last over 1 week", "absences expected to last over 1 week"),
        ("absences lasting longer than expected", "absences lasting longer than expected"),
        ("absences because of stress", "absences because of stress"),
        ("absences without fit note", "absences without fit note"),
        ("absences with fit note", "absences with fit note"),
        ("absences starting on a Friday or Monday", "absences starting on a Monday or Friday"),
        ("absences starting on payday", "absences starting on payday"),
        ("absences next to payday", "absences next to payday"),
        ("absences next to a public holiday", "absences next to a public holiday"),
        ("absences next to a day off", "absences next to a day off"),
        ("absences falling on the same dates as last year", "absences falling on the same dates as last year"),
    ],
)
def test_a_guard_says_which_absences_are_none_to_fall_due_for(selection: str, words: str) -> None:
    answer = told(GUARDED.format(selection=selection), "2026-01-13", "2026-01-13 -", holidays="Scotland")
    (reason,) = answer.standing[0].reasons
    said = reason.because[-1]
    what = said.what.removeprefix("not ").removeprefix("perhaps ")
    assert (said.kind, what, said.clauses) == ("condition", f"triggered by {words} alone", ("G-2",))


@pytest.mark.parametrize(
    ("absent", "on", "words"),
    [
        ("2026-01-05 -", "2026-01-06", "perhaps triggered by absences lasting at most 2 calendar days alone"),
        ("2026-01-05 -", "2026-01-07", "not triggered by absences lasting at most 2 calendar days alone"),
        ("2026-01-05 2026-01-06", "2026-01-07", "triggered by absences lasting at most 2 calendar days alone"),
    ],
)
def test_a_guard_says_whether_it_is_known_to_keep_the_step_back(absent: str, on: str, words: str) -> None:
    answer = told(GUARDED.format(selection="absences lasting at most 2 calendar days"), on, absent)
    assert answer.standing[0].reasons[0].because[-1].what == words


# ------------------------------------------------------------------ conditions with a name, counts and events


def waits(text: str, on: str, *absent: str, **more: Any) -> Reason:
    """Why a case waits, of the last one in the answer."""
    (reason,) = told(text, on, *absent, **more).standing[-1].reasons
    return reason


NAMED = """
condition concern is met when 2 absences lasting at most 2 calendar days start in the last 4 weeks [N-1, N-2]
branch Watch follows each employee
  step talk
    falls due when concern is met [G-1]
    falls due again only on a new absence
    then close
"""


@pytest.mark.parametrize(
    ("absent", "words"),
    [
        (["2026-01-02"], "concern is not met"),
        (["2026-01-02", "2026-01-13 -"], "concern is not met so far"),  # as long as the second may be a short one
    ],
)
def test_a_condition_with_a_name_says_whether_it_may_still_be_met(absent: list[str], words: str) -> None:
    reason = waits(NAMED, "2026-01-14", *absent)
    assert (reason.what, reason.clauses) == (words, ("G-1",))
    (count,) = reason.because
    assert (count.kind, count.what, count.clauses) == ("count", "", ("N-1", "N-2"))


TIMES = """
branch Watch follows each employee
  step talk
    falls due when 1 absence starts in the last 4 weeks
    falls due again only on a new absence
    then stay
    outcome done: wait for review
  step review
    falls due when talk is held {times} [W-1]
    then close
"""


@pytest.mark.parametrize(("times", "words"), [("", ""), (" 2 times", " 2 times"), (" 3 times", " 3 times")])
def test_a_step_that_is_to_be_held_several_times(times: str, words: str) -> None:
    events = [held("2026-01-05"), outcome("2026-01-05", "talk", "done")]
    reason = waits(TIMES.format(times=times), "2026-01-05", "2026-01-02", events=events)
    day = None if times else date(2026, 1, 5)  # once is enough, and it was
    assert reason == Reason("event", f"talk is held{words}", reason.line, ("W-1",), value=day)


def test_a_time_whose_clock_may_stand_still_is_told_with_its_clock() -> None:
    text = TIMES.replace("when talk is held {times} [W-1]", "2 weeks of time worked after talk is held [W-1]")
    events = [held("2026-01-05"), outcome("2026-01-05", "talk", "done")]
    answer = told(text, "2026-01-31", "2026-01-02", events=events)
    (reason,) = next(one.reasons for one in answer.fell_due if one.step == "review")
    assert [one.what for one in reason.because] == ["2 weeks of time worked after talk is held"]


@pytest.mark.parametrize(
    ("category", "on", "words"),
    [
        ("a long absence", "2026-01-12", "the absence is long absence: not so far"),
        ("a long absence", "2026-01-13", "the absence is long absence"),
        ("not a long absence", "2026-01-12", "the absence is not long absence: not so far"),
        ("not an odd absence", "2026-01-12", "the absence is not odd absence"),
    ],
)
def test_a_category_is_told_as_the_line_has_it(category: str, on: str, words: str) -> None:
    text = f"""
category odd absence is an absence flagged odd
branch Long follows each absence while it lasts
  step talk
    falls due when the absence is {category} [C-1]
    then close
"""
    reason = waits(text, on, "2026-01-06 -")
    assert reason == Reason("length", words, reason.line, ("C-1",))


# ------------------------------------------------------------------ what a case sees of its own absence

OWN = """
document fit note
branch Watch follows each absence while it lasts
  step talk
    falls due when fit note is recorded within 2 weeks after the absence began [W-1]
    then wait for review
  step review
    falls due when 1 absence starts within 2 weeks after the absence began [W-2]
    if not due by then: close
    then close
"""


def test_a_time_after_the_absence_began_is_that_of_the_absence_of_the_case() -> None:
    events = [{"date": "2026-01-13", "what": "recorded", "name": "fit note"}]
    away = "2026-01-12 -"
    # more than the day itself: from 13 to 26 January
    days = {"first": date(2026, 1, 13), "last": date(2026, 1, 26)}
    reason = waits(OWN, "2026-01-12", away)
    assert reason == Reason("event", "fit note is recorded", reason.line, ("W-1",), **days)
    reason = waits(OWN, "2026-01-14", away, events=events)
    assert reason == Reason("event", "fit note is recorded", reason.line, ("W-1",), value=date(2026, 1, 13), **days)
    reason = waits(OWN, "2026-01-14", "2026-01-02", away, events=[*events, held("2026-01-14")])
    count = Reason(
        "count",
        "absence",
        reason.line,
        ("W-2",),
        value=0,
        comparison="at least",
        limit=1,
        **days,
        left_out=(LeftOut("2026-01-12", date(2026, 1, 12), "before-the-window"),),
        because=(Reason("event", "the absence began", reason.line, ("W-2",), value=date(2026, 1, 12)),),
    )
    assert reason == Reason("count", "", reason.line, ("W-2",), because=(count,))


OF_THE_CASE = """
branch Long follows each absence
  period watch
    lasts 2 weeks after call is held
  step call
    falls due when the absence has lasted over 1 calendar day
    then wait for talk
  step talk
    falls due when watch is running and the absence has lasted over 4 weeks
    then close
"""


def test_a_period_is_that_of_the_case() -> None:
    calls = [held("2026-01-07", "call", absence="2026-01-05"), held("2026-01-20", "call", absence="2026-01-13")]
    answer = told(OF_THE_CASE, "2026-01-21", "2026-01-05 2026-01-06", "2026-01-13 2026-01-14", events=calls)
    found = [reason.because[0] for one in answer.standing for reason in one.reasons]
    assert [(one.what, one.value, str(one.first), str(one.last)) for one in found] == [
        ("watch is running", "no", "2026-01-07", "2026-01-20"),
        ("watch is running", "yes", "2026-01-20", "2026-02-02"),
    ]


def test_a_case_after_its_absence_says_that_it_is_not_one_to_fall_due_for() -> None:
    text = """
branch Long follows each absence after it ends
  step talk
    falls due when 3 absences start in the last 4 weeks
    is not triggered by absences flagged odd
    then close
"""
    reason = waits(text, "2026-01-21", "2026-01-05 2026-01-06")
    assert [one.what for one in reason.because] == ["", "not triggered by absences flagged odd alone"]


AFRESH = """
measure lost over the last 4 weeks
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
branch Watch follows each employee
  step talk
    falls due when lost is over 1 working day
    falls due again only on a new absence
    then stop counting earlier absences, and wait for review
  step review
    falls due when {condition}
    falls due again only on a new absence
    then close
"""


def test_a_measure_is_told_without_the_absences_that_count_no_more_in_the_case() -> None:
    absent, events = ("2026-01-05 2026-01-07", "2026-01-13 -"), [held("2026-01-08")]
    reason = waits(AFRESH.format(condition="lost is over 4 working days"), "2026-01-15", *absent, events=events)
    assert (reason.value, [one.absence for one in reason.counted], reason.left_out) == (
        3,  # 13 to 15 January
        ["2026-01-13"],
        (LeftOut("2026-01-05", date(2026, 1, 5), "counts-no-more"),),
    )
    in_months = AFRESH.format(condition="lost is over 4 working days in at least 1 of the last 2 months")
    # with the three days from 5 to 7 January it would be six, and one month
    reason = waits(in_months, "2026-01-15", *absent, events=events)
    assert (reason.value, [one.value for one in reason.because]) == (0, [3, 0])


# ------------------------------------------------------------------ months that are too short


@pytest.mark.parametrize(
    ("length", "last", "rests_on_it"),
    [
        ("1 year", "2029-02-28", True),  # 29 February 2028 has no anniversary in 2029
        ("4 years", "2032-02-29", False),
        ("1 month", "2028-03-29", False),
        ("6 months", "2028-08-29", False),
        ("12 months", "2029-02-28", True),
        ("52 weeks", "2029-02-27", False),
    ],
)
def test_a_reason_says_where_a_last_day_rests_on_the_rule_for_short_months(
    length: str, last: str, rests_on_it: bool
) -> None:
    text = f"""
branch Watch follows each employee
  step talk
    falls due when 1 absence starts in the last 4 weeks
    falls due again only on a new absence
    then wait for review
  step review
    falls due when 2 absences start within {length} after talk is held [W-1]
    if not due by then: close
    then close
"""
    ((count,),) = (waits(text, "2028-03-03", "2028-02-22", events=[held("2028-02-29")]).because,)
    assert str(count.last) == last
    event = Reason("event", "talk is held", count.line, ("W-1",), value=date(2028, 2, 29))
    rule = Reason("month-end", "its last day", count.line, ("W-1",))
    assert count.because == ((event, rule) if rests_on_it else (event,))
