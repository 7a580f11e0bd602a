"""Examples that do not hold: what is so in place of what was expected, why, and what `--accept` would write there."""

from __future__ import annotations

import pytest

from policydsl.check import check_text
from policydsl.diagnostics import has_errors
from policydsl.explain.examples import accepted, got, why
from policydsl.interpret.examples import Failed, Passed, run
from policydsl.model.policy import Policy
from policydsl.source import Source
from tests.test_examples import POLICY

HEAD = """policy Ahead
  in force from 1 January 2026
  absences never join
  an absence ends on its last recorded day
  an absence may count towards several steps
  a waived step counts as held
  when a month is too short, use its last day
"""


def checked(text: str) -> Policy:
    found = check_text(Source("draft.policy", text))
    assert not has_errors(found.diagnostics), [one.message for one in found.diagnostics]
    assert found.policy is not None
    return found.policy


def ran(policy: str, told: str, expected: str) -> Passed | Failed:
    read = checked(f"{policy}\nexample one\n{told}{expected}\n")
    return run(read, read.examples[0])


def instead(policy: str, told: str, expected: str) -> str:
    """What is so in place of the one thing expected; nothing where it holds."""
    match ran(policy, told, expected):
        case Passed():
            return ""
        case Failed(differences=(difference,)):
            return got(difference)
        case other:
            raise AssertionError(other)


def written(policy: str, told: str, expected: str) -> tuple[str, str | None, tuple[str, ...]]:
    """What is so, what `--accept` would write, and why."""
    failed = ran(policy, told, expected)
    assert isinstance(failed, Failed)
    (difference,) = failed.differences
    edit = accepted(difference)
    return got(difference), edit.replacement if edit else None, why(difference)


# ------------------------------------------------------------------ steps

FOUR_DAYS = "absent from 5 January 2026 to 8 January 2026\n"
MEETING = FOUR_DAYS + "held review meeting on 13 January 2026, with outcome "
CLOSED = f"{MEETING}no concern\n"
NEXT = f"{MEETING}more talk\nabsent on 19 January 2026\n"
LOST = "days lost 4, over 3: 4 working days, in 1 to 8 Jan 2026 (line 21)"
AGAIN = ("1 absence, at least 1 needed, in 14 Jan to 10 Mar 2026 (line 30)", "review meeting is held: Tue 13 Jan 2026")


@pytest.mark.parametrize(
    ("told", "expected", "is_so"),
    [
        (CLOSED, "on 14 January 2026, Short closed on 12 January 2026", "Short closed on 13 January 2026"),
        (CLOSED, "on 14 January 2026, Short has not closed", "Short closed on 13 January 2026"),
        (CLOSED, "on 14 January 2026, Short is closed", ""),
        (FOUR_DAYS, "on 9 January 2026, Short is closed", "Short has not closed; it is at review meeting (due)"),
        (FOUR_DAYS, "on 7 January 2026, Short waits for second review", "Short waits for review meeting"),
        (FOUR_DAYS, "on 9 January 2026, Short waits for second review", "Short is at review meeting (due)"),
        (FOUR_DAYS, "on 9 January 2026, second review is in time", "second review is not"),
        (NEXT, "on 2 February 2026, second review is in time", ""),
        (NEXT, "on 3 February 2026, second review is late", ""),
        # The notice of the review meeting was never given: that is a breach, and not of a day for the meeting.
        (
            CLOSED,
            "on 14 January 2026, review meeting is in time",
            "review meeting is decided; it fell due on Thu 8 Jan 2026",
        ),
        (
            NEXT,
            "on 3 February 2026, review meeting is late",
            "review meeting is decided; it fell due on Thu 8 Jan 2026",
        ),
        # A duty that is not owed yet is neither met nor in time.
        (FOUR_DAYS, 'on 7 January 2026, "notice in writing" is met', '"notice in writing" is not'),
        (FOUR_DAYS, 'on 7 January 2026, "notice in writing" is in time', '"notice in writing" is not'),
        (FOUR_DAYS, 'on 9 January 2026, "Support Plan" is breached', '"Support Plan" is open'),
    ],
)
def test_where_a_case_or_a_duty_is(told: str, expected: str, is_so: str) -> None:
    assert instead(POLICY, told, expected) == is_so


def test_of_two_meetings_each_duty_is_told_with_its_day() -> None:
    """The second absence of more than three days in the year makes the meeting due again."""
    told = (
        f"{FOUR_DAYS}gave notice in writing of review meeting on 8 January 2026, for 13 January 2026\n"
        "held review meeting on 13 January 2026, with outcome no concern\nabsent on 2 February 2026\n"
        "scheduled review meeting on 3 February 2026, for 12 February 2026\n"
    )
    assert instead(POLICY, told, 'on 4 February 2026, "notice in writing" is breached') == (
        '"notice in writing" is met at review meeting, to be done by Thu 8 Jan 2026; '
        "open at review meeting, to be done by Sat 7 Feb 2026"
    )
    assert instead(POLICY, told, 'on 4 February 2026, "what happens next" is met') == (
        '"what happens next" is breached at review meeting, to be done by Tue 13 Jan 2026; open at review meeting'
    )


@pytest.mark.parametrize(
    ("told", "expected", "is_so"),
    [
        (
            "absent from 5 January 2026 to 6 January 2026\n",
            "on 9 January 2026, review meeting fell due on 7 January 2026",
            (
                "review meeting has not fallen due",
                " has not fallen due",
                ("days lost 2 so far, over 3 is needed: 2 working days, in 1 to 9 Jan 2026 (line 21)",),
            ),
        ),
        (
            "absent from 5 January 2026\n",
            "on 7 January 2026, long talk fell due on 7 January 2026",
            (
                "long talk has not fallen due",
                " has not fallen due",
                ("4 weeks after the absence began: Mon 2 Feb 2026 (line 37)", "half pay date: not on file (line 37)"),
            ),
        ),
        (
            FOUR_DAYS,
            "on 9 January 2026, review meeting fell due on 7 January 2026",
            ("review meeting fell due on 8 January 2026", "8 January 2026", (LOST,)),
        ),
        (
            FOUR_DAYS,
            "on 9 January 2026, review meeting has not fallen due",
            ("review meeting fell due on 8 January 2026", " fell due on 8 January 2026", (LOST,)),
        ),
        (
            FOUR_DAYS,
            "on 9 January 2026, review meeting is not due",
            ("review meeting is due", " is due", (LOST,)),
        ),
        (
            NEXT,
            "on 2 February 2026, second review is late",
            ("second review is due; it fell due on Mon 19 Jan 2026", None, AGAIN),
        ),
        (
            FOUR_DAYS,
            "on 9 January 2026, days lost is 5",
            ("days lost is 4", "4", ("days lost 4: 4 working days, in 1 to 9 Jan 2026 (line 15)",)),
        ),
    ],
)
def test_what_is_so_and_why(told: str, expected: str, is_so: tuple[str, str | None, tuple[str, ...]]) -> None:
    assert written(POLICY, told, expected) == is_so


# ------------------------------------------------------------------ days ahead

AFTER = f"""{HEAD}
branch After follows each absence
  step talk
    falls due 4 weeks after the absence began
    then close
"""
THREE = "absent on 5 January 2026, 12 January 2026, 19 January 2026\n"
FOUR_WEEKS = "4 weeks after the absence began: Mon {} 2026 (line {})"


def test_a_day_ahead_that_is_another_can_be_accepted() -> None:
    """4 weeks after 5 January, or the day given, whichever is later."""
    told = "absent from 5 January 2026\ngiven half pay date is 13 April 2026\n"
    assert written(POLICY, told, "on 9 January 2026, long talk is expected on 20 April 2026") == (
        "long talk is expected on 13 April 2026",
        "13 April 2026",
        (FOUR_WEEKS.format("2 Feb", 37), "half pay date: Mon 13 Apr 2026 (line 37)"),
    )


@pytest.mark.parametrize(
    ("on", "expected", "is_so"),
    [
        ("15 January 2026", "2 February 2026", ""),
        ("15 January 2026", "9 February 2026", ""),
        ("7 January 2026", "9 February 2026", "talk is expected on 2 February 2026"),
        (
            "15 January 2026",
            "10 March 2026",
            "talk is expected on Mon 2 Feb 2026 and is expected on Mon 9 Feb 2026",
        ),
        # One has fallen due; what lies ahead is told alone.
        ("10 February 2026", "10 March 2026", "talk is expected on 16 February 2026"),
        (
            "20 February 2026",
            "10 March 2026",
            "talk fell due on Mon 2 Feb 2026, fell due on Mon 9 Feb 2026 and fell due on Mon 16 Feb 2026",
        ),
    ],
)
def test_a_step_of_several_absences_lies_ahead_once_for_each(on: str, expected: str, is_so: str) -> None:
    assert instead(AFTER, THREE, f"on {on}, talk is expected on {expected}") == is_so


def test_two_days_of_two_absences_are_not_a_stretch_that_could_be_accepted() -> None:
    expected = "on 15 January 2026, talk is expected on 10 March 2026"
    (edit, reasons) = written(AFTER, THREE, expected)[1:]
    assert (edit, reasons) == (None, (FOUR_WEEKS.format("2 Feb", 11), FOUR_WEEKS.format("9 Feb", 11)))


def test_a_day_that_may_come_later_is_not_a_day_that_could_be_accepted() -> None:
    """The half pay date is not on file, and the later of the two days counts: 2 February is the soonest."""
    told = "absent from 5 January 2026\n"
    assert written(POLICY, told, "on 9 January 2026, long talk is expected on 20 April 2026") == (
        "long talk is expected on Mon 2 Feb 2026 or later",
        None,
        (FOUR_WEEKS.format("2 Feb", 37), "half pay date: not on file (line 37)"),
    )


SOONER = f"""{HEAD}
fact half pay date is the first day on half pay, for each absence
branch After follows each absence
  step talk
    falls due 4 weeks after the absence began, or on half pay date, whichever is sooner
    dates already passed count
    then close
"""


@pytest.mark.parametrize(
    ("days", "is_so", "edit"),
    [
        (
            "5 January 2026",
            "talk is expected from 6 January 2026 to 2 February 2026",
            " is expected from 6 January 2026 to 2 February 2026",
        ),
        (
            "5 January 2026, 7 January 2026",
            (
                "talk is expected from Tue 6 Jan 2026 to Mon 2 Feb 2026 "
                "and is expected from Thu 8 Jan 2026 to Wed 4 Feb 2026"
            ),
            None,
        ),
    ],
)
def test_a_step_that_is_expected_between_two_days(days: str, is_so: str, edit: str | None) -> None:
    """The half pay date is not on file: it may be any day from the day after the first one of the absence on."""
    told, expected = f"absent on {days}\n", "on 8 January 2026, talk is expected on 10 March 2026"
    assert written(SOONER, told, expected)[:2] == (is_so, edit)
    assert instead(SOONER, told, expected.replace("on 10 March", "from 6 January 2026 to 2 February")) == ""


# ------------------------------------------------------------------ periods, appeals, people

PERIODS = f"""{HEAD}
branch Short follows each employee
  step review
    falls due when 2 absences start in the last 12 months
    outcome warned: issue warning, and wait for second review
    outcome no action: close
  period live warning
    lasts 6 months after warning is issued
    at its end: close
  period monitoring
    lasts 3 months after review is held
    at its end: wait for second review
  step second review
    falls due when 2 absences start during live warning
    then close
"""
WARNED = "absent on 5 January 2026, 12 January 2026\nheld review on 19 January 2026, with outcome warned\n"
ISSUED = f"{WARNED}issued warning on 20 January 2026\n"


@pytest.mark.parametrize(
    ("told", "expected", "is_so"),
    [
        (ISSUED, "live warning is running", ""),
        (ISSUED, "Short is at live warning", ""),
        (ISSUED, "live warning is not running", "live warning runs from Tue 20 Jan 2026 to Sun 19 Jul 2026"),
        (WARNED, "monitoring is running", ""),
        (WARNED, "live warning is not running", ""),
        (WARNED, "live warning is running", "Short waits for second review"),
        (WARNED, "Short is at live warning", "Short waits for second review"),
    ],
)
def test_a_period_that_runs_or_does_not(told: str, expected: str, is_so: str) -> None:
    assert instead(PERIODS, told, f"on 20 January 2026, {expected}") == is_so


PROCEDURE = f"""{HEAD}
branch Short follows each employee
  step review
    falls due when 2 absences start in the last 12 months
    outcome referred: start Dismissal
    outcome no action: close
procedure Dismissal
  step hearing
    falls due 2 weeks after review is held
    outcome dismissed: wait for appeal hearing
    outcome no action: close
  step appeal hearing
    falls due 4 weeks after hearing is held
    then close
"""


@pytest.mark.parametrize(
    ("expected", "is_so"),
    [
        ("Dismissal waits for hearing", ""),
        ("Dismissal waits for appeal hearing", "Dismissal waits for hearing"),
        ("Short waits for review", "Short is at review (decided) and waits for hearing"),
    ],
)
def test_a_procedure_is_spoken_of_by_its_own_name(expected: str, is_so: str) -> None:
    told = WARNED.replace("warned", "referred")
    assert instead(PROCEDURE, told, f"on 20 January 2026, {expected}") == is_so


APPEALS = f"""{HEAD}
branch Short follows each employee
  step review
    falls due when 2 absences start in the last 12 months
    must send outcome letter within 5 calendar days after the meeting
    employee may appeal to director within 10 calendar days after outcome letter is sent
    outcome warned: wait for second review
    outcome no action: close
  step second review
    falls due 2 weeks after review is held
    give notice in writing at least 5 calendar days before
    employee may appeal to board within 20 calendar days after second review is held
    employee may bring a work colleague
    then close
"""
BOTH_HELD = f"{WARNED}sent outcome letter on 20 January 2026\nheld second review on 2 February 2026\n"


@pytest.mark.parametrize(
    ("on", "expected", "is_so"),
    [
        ("30 January 2026", '"appeal to director" is open', ""),
        ("30 January 2026", '"appeal to director" is late', '"appeal to director" is open'),
        ("30 January 2026", '"appeal to board" is open', '"appeal to board" is not possible'),
        ("31 January 2026", '"appeal to director" is open', '"appeal to director" is not possible'),
        # No notice was given of the second meeting: a warning about it, and none that an appeal was late.
        ("3 February 2026", '"appeal to board" is late', '"appeal to board" is open'),
        ("22 February 2026", '"appeal to board" is open', ""),
        ("23 February 2026", '"appeal to board" is open', '"appeal to board" is not possible'),
        ("23 February 2026", '"appeal to board" is late', '"appeal to board" is not possible'),
    ],
)
def test_an_appeal_of_one_step_is_not_that_of_another(on: str, expected: str, is_so: str) -> None:
    assert instead(APPEALS, BOTH_HELD, f"on {on}, {expected}") == is_so


LEFT = f"""{HEAD}
fact half pay date is the first day on half pay, for each absence
branch Long follows each absence while it lasts
  step talk
    falls due on half pay date
    dates already passed are left out
    with no date left, it is set by HR or occupational health
    outcome done: close
"""
PASSED = "absent from 5 January 2026\ngiven half pay date is 5 January 2026\n"


@pytest.mark.parametrize(
    ("expected", "is_so"),
    [
        ("talk is left to HR", ""),
        ("talk is left to a person", ""),
        ("talk is left to manager", "talk is left: the date of talk: HR or occupational health sets it"),
    ],
)
def test_to_whom_something_is_left(expected: str, is_so: str) -> None:
    assert instead(LEFT, PASSED, f"on 20 January 2026, {expected}") == is_so


READINGS = f"""{HEAD}
branch Short follows each employee
  step review
    falls due when 3 absences start in the last 13 weeks
    outcome warned: close
reading how many
  asks "How many?"
  taken three: as written
  possible two, in review: falls due when 2 absences start in the last 13 weeks
reading how long
  asks "How long?"
  taken a quarter: as written
  possible a month, in review: falls due when 3 absences start in the last 4 weeks
"""


@pytest.mark.parametrize(
    ("days", "expected", "is_so"),
    [
        ("5 January 2026", "nothing", ""),
        ("5 January 2026", "how many", "it turns on nothing"),
        ("5 January 2026, 12 January 2026", "how many", ""),
        ("5 January 2026, 12 January 2026", "how long", "it turns on how many"),
        ("5 January 2026, 12 January 2026", "nothing", "it turns on how many"),
        ("5 January 2026, 12 January 2026, 2 March 2026", "nothing", "it turns on how many and how long"),
    ],
)
def test_the_readings_on_which_it_turns(days: str, expected: str, is_so: str) -> None:
    assert instead(READINGS, f"absent on {days}\n", f"on 3 March 2026, it turns on {expected}") == is_so


# ------------------------------------------------------------------ sick pay and numbers

PAY = """policy Pay
  in force from 1 January 2020
  absences join when no working day lies between them
  absences link when at most 8 weeks lie between them
  an absence ends on its last recorded day
  a part day counts as its fraction
  when a month is too short, use its last day
  a working day is a day the employee was due to work
  with no working pattern on file, use Monday to Friday

fact half pay date is the first day on half pay, for each absence
fact end of pay is the first day with no pay, for each absence

sick pay by service
  service under 4 weeks: no pay
  service at least 4 weeks: 2 weeks full
  service is taken on the first day of the absence
  pay is counted in calendar days
  earlier sick pay does not count
  gives half pay date, end of pay
"""
AWAY = "absent from 5 January 2026\n"
IN_SERVICE = f"service from 1 January 2025\n{AWAY}"


def test_a_day_of_sick_pay_that_is_another_or_none() -> None:
    """Two weeks of full pay from 5 January end on the 18th."""
    expected = "on 20 January 2026, end of pay is {} January 2026"
    assert instead(PAY, IN_SERVICE, expected.format(19)) == ""
    assert written(PAY, IN_SERVICE, expected.format(20)) == (
        "end of pay is 19 January 2026",
        "19 January 2026",
        ("service at least 4 weeks: 2 weeks at 100%, in service since Wed 1 Jan 2025 (line 16)",),
    )
    assert instead(PAY, AWAY, expected.format(19)) == "end of pay is not known without service from"
    assert instead(PAY, "service from 1 January 2025\n", expected.format(19)) == "end of pay does not come"


HOURS = """policy Hours
  in force from 1 January 2026
  absences join when no working day lies between them
  an absence ends on its last recorded day
  a part day counts as its fraction
  a working day is a day the employee was due to work, without the public holidays of England and Wales
  an absence with no working day counts
  with no working pattern on file, use Monday to Friday
  a waived step counts as held
  an absence may count towards several steps
  when a month is too short, use its last day

group shift workers is employees recorded as shift worker

measure hours lost over the last 4 weeks
  is hours of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

branch Watch follows each employee
  step talk
    falls due when 9 absences start in the last 4 weeks
    for employees shift workers: falls due when hours lost is over 20 hours
    falls due again only on a new absence
    then close
"""
ON_SHIFTS = "in group shift worker\nabsent from 5 January 2060 to 8 January 2060\n"


def test_a_number_that_cannot_be_told_names_all_that_is_missing() -> None:
    """Nobody knows the holidays of 2060 yet, nor the hours of these days."""
    needs = "holiday calendar England and Wales for 2060 and hours in the working pattern"
    assert written(HOURS, ON_SHIFTS, "on 9 January 2060, hours lost is 20") == (
        f"hours lost is not known without {needs}",
        None,
        (f"hours lost: cannot be told without {needs}, in 13 Dec 2059 to 9 Jan 2060 (line 16)",),
    )


def test_a_number_of_no_use_to_the_employee_has_no_value() -> None:
    told = "absent from 5 January 2026 to 8 January 2026\n"
    assert instead(HOURS, told, "on 9 January 2026, hours lost is 20") == "hours lost has no value"


# ------------------------------------------------------------------ an example of another policy


def test_an_example_under_a_policy_without_its_step_has_no_answer() -> None:
    """A policy that is tried out in the place of the one that the example was written for."""
    example = checked(
        f"{AFTER}\nexample one\n{THREE}held talk on 2 February 2026\non 3 February 2026, talk is not due\n"
    )
    failed = run(checked(PERIODS), example.examples[0])
    assert isinstance(failed, Failed)
    assert [(one.code.name, one.message) for one in failed.problems] == [
        ("step-not-in-policy", "the step `talk` is not in the policy")
    ]
    assert failed.differences == ()
