"""What a policy means, and what is said where it means nothing: each source stands beside its problems."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from policydsl.check import Checked, check_text, clause_problems, problems, reading_problems
from policydsl.check.names import NameKind
from policydsl.diagnostics import Code
from policydsl.domain.calendar import MonthEnd, Week
from policydsl.domain.number import Comparison
from policydsl.model import action, condition, duty
from policydsl.model.amount import (
    AbsenceBegan,
    Amount,
    Bound,
    Deed,
    Last,
    OutcomeEvent,
    SettingValue,
    StepEvent,
    ThingEvent,
    Unit,
    Within,
)
from policydsl.model.policy import DueAtOnce, DueOn, DueWhen, Policy, Step, WaivedStep, When
from policydsl.source import Source

LUU = Path(__file__).parent.parent / "policies" / "luu_attendance.policy"
OWN = {
    value.name
    for module in (problems, clause_problems, reading_problems)
    for value in vars(module).values()
    if isinstance(value, Code)
}
"""The problems of names, units and meaning; those of whole policies are tested elsewhere."""
EXPECTED = re.compile(r"#! (.+)$")

WORDS = """\
policy Draft
  in force from 1 September 2024

setting threshold is 150
setting follow-up period is 6 months
setting days allowed is 10 working days

category short-term absence is an absence lasting at most 7 calendar days

measure Bradford score over the last 52 weeks
  is absences x absences x working days of absence

measure lost days over the last 12 months
  is working days of absence

fact half pay date is the first day on half pay, for each absence

document Support Plan

"""


def checked(text: str) -> Checked:
    return check_text(Source("draft.policy", text))


def found_in(text: str) -> list[tuple[int, str]]:
    """The problems of meaning in a text, each with its line."""
    source = Source("draft.policy", text)
    return [
        (source.position(problem.at.place.span.start).line, f"{problem.code.name}: {problem.message}")
        for problem in check_text(source).diagnostics
        if problem.code.name in OWN | {"other-word"} and problem.code.name != "unused"
    ]


def expected_in(text: str) -> list[tuple[int, str]]:
    """The problems that a text says it has, in comments on the line at fault."""
    return [
        (number, said)
        for number, line in enumerate(text.splitlines(), 1)
        for found in EXPECTED.finditer(line)
        for said in found[1].split(" & ")
    ]


def meaning_of(text: str) -> Policy:
    """The policy, whatever choices it leaves open."""
    made = checked(text)
    wrong = [problem for problem in made.diagnostics if problem.code.name in OWN - {"unused"}]
    assert wrong == []
    assert made.policy is not None, [problem.code.name for problem in made.diagnostics]
    return made.policy


# ------------------------------------------------------------------ names, units and meaning, line by line

LINES = sorted((Path(__file__).parent / "cases" / "check").glob("*.policy"))


@pytest.mark.parametrize("path", LINES, ids=lambda path: path.stem)
def test_every_line_has_the_problems_it_names(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert found_in(text) == expected_in(text)


def test_a_period_that_says_how_long_beside_its_name_is_answered_with_the_two_lines() -> None:
    path = next(path for path in LINES if path.stem == "one_place")
    (found,) = (
        one
        for one in checked(path.read_text(encoding="utf-8")).diagnostics
        if one.code.name == "period-without-a-length"
    )
    assert found.help == "write `period trial`, and under it a line of its own: `lasts 6 months after talk is held`"


def test_an_empty_text_has_no_policy_line() -> None:
    made = checked("")
    assert made.policy is None
    assert "no-policy-line" in {problem.code.name for problem in made.diagnostics}


def test_what_nothing_uses_is_a_warning_unless_it_cites_the_source() -> None:
    text = LUU.read_text(encoding="utf-8")
    extra = "\nsetting nobody is 4\n\ncategory odd absence is an absence lasting over 90 calendar days [LUU-16]\n"
    made = checked(text + extra)
    unused = [problem.message for problem in made.diagnostics if problem.code.name == "unused"]
    assert unused == ["nothing uses the setting `nobody`"]


def test_a_name_is_found_in_singular_and_plural_with_articles_and_capitals() -> None:
    names = checked(WORDS).names
    for written in ("short-term absence", "the short-term absences", "Short-Term Absences"):
        found = names.find(written, NameKind.CATEGORY)
        assert found is not None
        assert found.name == "short-term absence"
    assert names.find("short-term absence", NameKind.STEP) is None
    assert names.near("bradford scor", NameKind.MEASURE) == "Bradford score"


# ------------------------------------------------------------------ what a policy means


def clause_of(text: str, step: str = "first meeting") -> Step:
    return meaning_of(text).steps[step]


def due_of(text: str) -> object:
    due = clause_of(text).due
    assert due is not None
    return due.forms[0].meaning


ONE_ABSENCE = """\
policy Draft
  in force from 1 September 2024
  absences join when at most 14 calendar days lie between them, and they have the same reason
  an absence ends on its last recorded day
  an absence takes its category as soon as that is certain
  an absence may count towards several steps
  a part day counts as its fraction
  a working day is a day the employee was due to work, public holidays included
  with no working pattern on file, use Tuesday to Saturday
  the organisation works Monday to Friday
  an absence with no working day counts
  absences flagged pregnancy-related or planned count for nothing, except after every absence
  a waived step closes its branch
  when a month is too short, use the first day of the next month

setting follow-up period is 6 months
fact half pay date is the first day on half pay, for each absence
fact end of pay is the first day with no pay, for each absence
category short-term absence is an absence lasting from 2 to 7 calendar days, or an absence flagged short,
  except an absence because of stress
document Support Plan

branch Branch 2 follows each absence while it lasts
  step first meeting
"""


def test_the_header_means_its_conventions() -> None:
    conventions = meaning_of(f"{ONE_ABSENCE}    falls due at once\n    then close\n").conventions
    assert conventions.join is not None
    join = conventions.join.forms[0].meaning
    assert (join.at_most, join.same_reason) == (Amount(14, Unit.CALENDAR_DAYS), True)
    assert conventions.no_pattern is not None
    assert conventions.no_pattern.forms[0].meaning == Week((False, True, True, True, True, True, False))
    assert conventions.working_day is not None
    assert conventions.working_day.forms[0].meaning.included
    assert conventions.waived is not None
    assert conventions.waived.forms[0].meaning is WaivedStep.CLOSES
    assert conventions.month_end is not None
    assert conventions.month_end.forms[0].meaning is MonthEnd.NEXT_FIRST
    protected = conventions.protected[0].forms[0].meaning
    assert (protected.flags, protected.after_every, protected.during_every) == (
        ("pregnancy-related", "planned"),
        True,
        False,
    )


def test_a_category_means_its_kinds() -> None:
    policy = meaning_of(f"{ONE_ABSENCE}    falls due at once\n    then close\n")
    days = Amount(2, Unit.CALENDAR_DAYS), Amount(7, Unit.CALENDAR_DAYS)
    lasting = condition.Lasting(Bound(Comparison.AT_LEAST, days[0], Bound(Comparison.AT_MOST, days[1])))
    assert policy.categories["short-term absence"].selection.forms[0].meaning == condition.Selection(
        (condition.Kind(None, (lasting,)), condition.Kind(None, (condition.Flagged("short"),))),
        (condition.Kind(None, (condition.BecauseOf("stress"),)),),
    )
    assert policy.flags == {"pregnancy-related", "planned", "short"}


HELD = StepEvent("first meeting", Deed.HELD)
DATES = {
    "on half pay date, or halfway between the day the absence began and end of pay, whichever is later": (
        condition.DateRule(
            condition.Later(
                (
                    condition.OnFact("half pay date"),
                    condition.Halfway(condition.OnEvent(AbsenceBegan()), condition.OnFact("end of pay")),
                )
            )
        )
    ),
    "2 weeks before half pay date, or failing that on end of pay": condition.DateRule(
        condition.Failing(
            (condition.Before(Amount(2, Unit.WEEKS), "half pay date"), condition.OnFact("end of pay")),
        )
    ),
    "on half pay date, but not before 8 weeks after the absence began": condition.DateRule(
        condition.OnFact("half pay date"), condition.After(Amount(8, Unit.WEEKS), AbsenceBegan())
    ),
    "on first working time back": condition.DateRule(condition.WorkingTimeBack()),
}


@pytest.mark.parametrize("written", DATES)
def test_a_rule_for_a_date(written: str) -> None:
    after = "    dates already passed count\n    with no date left, it is set by HR\n    then close\n"
    assert due_of(f"{ONE_ABSENCE}    falls due {written}\n{after}") == DueOn(DATES[written])


CONDITIONS = {
    "the absence has lasted over 4 weeks": condition.HasLasted(Bound(Comparison.OVER, Amount(4, Unit.WEEKS))),
    "the absence is covered by Support Plan": condition.Covered("Support Plan"),
    "the absence is not covered by the Support Plan after 1 week": condition.Covered(
        "Support Plan", Amount(1, Unit.WEEKS), negated=True
    ),
    "the absence is a short-term absence": condition.IsCategory("short-term absence"),
    "the absence is not a short-term absence": condition.IsCategory("short-term absence", negated=True),
    "no absence starts in the last 6 weeks": condition.Tally(
        (condition.Count(Comparison.AT_MOST, 0, condition.EVERY_ABSENCE),),
        True,
        condition.Placed.FIRST_DAY,
        Last(Amount(6, Unit.WEEKS)),
    ),
    "at least 10 working days of absence, and at least 2 absences, fall in the last 6 weeks": condition.Tally(
        (
            condition.Count(Comparison.AT_LEAST, 10, condition.EVERY_ABSENCE, unit=Unit.WORKING_DAYS),
            condition.Count(Comparison.AT_LEAST, 2, condition.EVERY_ABSENCE),
        ),
        True,
        condition.Placed.ANY_DAY,
        Last(Amount(6, Unit.WEEKS)),
    ),
}


@pytest.mark.parametrize("written", CONDITIONS)
def test_a_condition(written: str) -> None:
    assert due_of(f"{ONE_ABSENCE}    falls due when {written}\n    then close\n") == DueWhen(CONDITIONS[written])


def test_a_window_counts_from_the_step_before() -> None:
    text = (
        f"{ONE_ABSENCE}    falls due at once\n    then wait for second meeting\n\n  step second meeting\n"
        "    falls due when 2 new short-term absences, or 1 new absence, end within follow-up period"
        " after previous step is held\n    if not due by then: go back to first meeting\n    then close\n"
    )
    due = clause_of(text, "second meeting").due
    assert due is not None
    tally = due.forms[0].meaning
    assert isinstance(tally, DueWhen)
    assert isinstance(tally.condition, condition.Tally)
    assert tally.condition.window == Within(SettingValue("follow-up period"), HELD)
    assert [count.number for count in tally.condition.counts] == [2, 1]
    assert (tally.condition.every, tally.condition.placed) == (False, condition.Placed.LAST_DAY)


def test_duties_are_one_for_each_thing() -> None:
    step = clause_of(
        f"""{ONE_ABSENCE}    falls due at once
    led by line manager or supervisor, with employee
    must review the support plans, likelihood of the return
    HR should "hand over the keys" within 5 working days after the meeting
    employee must attend before Support Plan is issued
    give notice in writing at least 5 clear days before
    then close
"""
    )
    acts = [one.forms[0].meaning for one in step.duties if one.key.kind == "duty"]
    five = Amount(5, Unit.WORKING_DAYS)
    assert acts == [
        duty.Act(duty.Strength.MUST, "line manager", "review", "Support Plan"),
        duty.Act(duty.Strength.MUST, "line manager", "review", "likelihood of the return"),
        duty.Act(duty.Strength.SHOULD, "HR", "", "hand over the keys", duty.By(five, False, duty.Meeting.IT)),
        duty.Act(
            duty.Strength.MUST,
            "employee",
            "attend",
            "",
            duty.By(None, True, ThingEvent("Support Plan", Deed.ISSUED)),
        ),
    ]
    notices = [one.forms[0].meaning for one in step.duties if one.key.kind == "notice"]
    assert notices == [duty.Notice(Amount(5, Unit.CLEAR_DAYS), in_writing=True)]


def test_what_comes_of_a_step() -> None:
    step = clause_of(
        f"""{ONE_ABSENCE}    falls due at once
    must record whether the employee is fit to attend
    if the employee is not fit to attend: leave it to HR
    never before first meeting has outcome done
    outcome done, only after "other options" is recorded: may issue Support Plan, tell HR "It is done.", and close
    outcome not done: should start dismissal

procedure dismissal
  step review
    falls due at once
    decided by someone other than recommender
    outcome no: return
"""
    )
    assert step.ifs[0].forms[0].meaning.condition == condition.Finding(
        "whether the employee is fit to attend", negated=True
    )
    assert step.never_before[0].forms[0].meaning == (OutcomeEvent("first meeting", "done"),)
    done = step.outcome("done")
    assert done is not None
    assert done.forms[0].meaning.only_after == ThingEvent("other options", Deed.RECORDED)
    assert done.forms[0].meaning.actions == (
        action.Action(action.Modal.MAY, action.Do("issue", "Support Plan")),
        action.Action(action.Modal.DOES, action.Tell("HR", "It is done.")),
        action.Action(action.Modal.DOES, action.Close()),
    )
    other = step.outcome("not done")
    assert other is not None
    assert other.forms[0].meaning.actions == (action.Action(action.Modal.SHOULD, action.StartProcedure("dismissal")),)


# ------------------------------------------------------------------ whole policies


def test_the_policy_that_comes_with_the_project_makes_sense() -> None:
    made = checked(LUU.read_text(encoding="utf-8"))
    assert made.diagnostics == ()
    policy = made.policy
    assert policy is not None
    assert (policy.name, policy.in_force) == ("LUU Attendance Support Procedure", date(2024, 9, 1))
    assert list(policy.branches) == ["Branch 1", "Branch 2"]
    assert list(policy.steps)[:2] == ["first informal meeting", "first formal meeting"]
    assert policy.steps["return to work meeting"].owner == When.AFTER.value
    assert policy.around[0].steps == (policy.steps["return to work meeting"],)
    review = policy.procedures["capability dismissal"].steps[0]
    assert review.name == "review of the recommendation"
    assert review.due is not None
    assert review.due.forms[0].meaning == DueAtOnce()
    assert policy.flags == {"pregnancy-related"}
    assert policy.settings["follow-up period"].value.forms[0].meaning == Amount(6, Unit.MONTHS)
    due = policy.steps["first informal meeting"].due
    assert due is not None
    assert due.forms[0].written.cites == ("LUU-9",)


MISTAKES = {
    "  an absence ends on its last recorded day\n": "  an absence ends on its lst recorded day\n",
    "setting Bradford threshold is 150": "setting Bradford threshold = 150",
    "lasting at most 7 calendar days": "lasting at most 7 months",
    "  an absence still running counts day by day\n": "",
    "falls due when the Bradford score is over": "falls due when the Bradford scor is over",
    "must complete Attendance Support Plan ": "must compleet Attendance Support Plan ",
    "then wait for second formal meeting": "then wait for secnd formal meeting",
    "falls due when the absence has lasted over 4 weeks": "falls due when the absence has lasted over 4",
    "or halfway between the day long-term first": "or halfway beween the day long-term first",
    "outcome more support first: return": "outcome more support first: retrun",
    "if the employee is not fit to attend:": "if the employee is not fit to travel:",
    "falls due on first working time back": "falls due on first day back",
}


def test_twelve_mistakes_are_twelve_problems_on_their_lines() -> None:
    text = LUU.read_text(encoding="utf-8")
    for right, wrong in MISTAKES.items():
        assert text.count(right) >= 1, right
        text = text.replace(right, wrong, 1)
    source = Source("draft.policy", text)
    made = check_text(source)
    lines = [source.position(problem.at.place.span.start).line for problem in made.diagnostics]
    wrong_lines = [
        next(number for number, line in enumerate(text.splitlines(), 1) if (wrong.strip() or "measure Brad") in line)
        for wrong in MISTAKES.values()
    ]
    assert made.policy is None
    assert sorted(lines) == sorted(wrong_lines), [problem.message for problem in made.diagnostics]
