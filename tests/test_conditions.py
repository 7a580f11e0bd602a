"""When a condition is certain, what it counts, when its time has passed, and what counts as new: days by hand.

In 2026 the 5th, 12th, 19th and 26th of January and the 2nd, 9th, 16th and 23rd of February are Mondays.
"""

from __future__ import annotations

import pytest

from policydsl.interpret.answer import Answer, Reason
from tests.small import fell, held, outcome, record, small, told, told_both_ways
from tests.test_clocks import HEAD, LONG
from tests.test_which_absences import discount

WATCH = """
branch Watch follows each {whom}
  step talk
    falls due when {when}
    then close
"""
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


# ------------------------------------------------------------------ what counts as new

ANEW = """
document letter
condition unwell is met when 1 absence flagged cough starts in the last 8 weeks

branch Watch follows each employee
  step talk
    falls due when {when}
    falls due again only on a new absence
    {more}
    then close
"""
COUGH = "1 absence flagged cough starts in the last 8 weeks"
INJURY = "1 absence flagged injury starts in the last 8 weeks"
AFTER_A_LETTER = "1 absence starts within 4 weeks after letter is sent"


@pytest.mark.parametrize(
    ("when", "due"),
    [
        # The talk is held on the 13th. There are absences on the 12th and the 19th, with a cough on the 12th, the 26th
        # (a cold) and 2 February (flu, as in January).
        (COUGH, ["2026-01-12", "2026-01-26"]),
        ("unwell is met", ["2026-01-12", "2026-01-26"]),
        (f"unwell is met and {COUGH}", ["2026-01-12", "2026-01-26"]),
        (f"{COUGH}, or when {INJURY}", ["2026-01-12", "2026-01-26"]),
        (f"{COUGH}, or when {AFTER_A_LETTER}", ["2026-01-12", "2026-01-26"]),
        ("1 absence flagged cough with the same reason starts in the last 8 weeks", ["2026-01-12", "2026-02-02"]),
        # Of what counts few or none, or of what counts no absences, whatever has begun is new.
        (f"{COUGH} and no absence flagged injury starts in the last 8 weeks", ["2026-01-12", "2026-01-19"]),
        (f"{COUGH} and talk is not held in the last 1 week", ["2026-01-12", "2026-01-20"]),
        ("at least 1 of the last 3 absences are absences flagged cough", ["2026-01-12", "2026-01-19"]),
    ],
)
def test_a_step_falls_due_again_once_something_new_counts(when: str, due: list[str]) -> None:
    stays = "if not due by then: stay" if "letter" in when else ""
    policy = "\n".join(
        line
        for line in ANEW.format(when=when, more=stays).split("\n")
        if line.strip() and ("unwell" in when or "unwell" not in line) and ("letter" in when or "document" not in line)
    )
    absences = [
        {"first": day, "last": day, "reason": reason} | ({"flags": ["cough"]} if cough else {})
        for day, reason, cough in (
            ("2026-01-12", "flu", True),
            ("2026-01-19", "flu", False),
            ("2026-01-26", "cold", True),
            ("2026-02-02", "flu", True),
        )
    ]
    answer = told_both_ways(policy, "2026-02-06", absences=absences, events=[held("2026-01-13")])
    assert fell(answer)[:2] == [f"talk {day}" for day in due]


def test_only_if_makes_nothing_due_by_itself() -> None:
    again = "falls due again only on a new absence\n    only if 1 absence starts in the last 8 weeks"
    guarded = WATCH.format(whom="employee", when=COUGH).replace("then close", f"{again}\n    then close")
    absent = ("2026-01-12 2026-01-12 cough", "2026-01-19", "2026-01-26 2026-01-26 cough")
    answer = told_both_ways(guarded, "2026-02-06", *absent, events=[held("2026-01-13")])
    assert fell(answer) == ["talk 2026-01-12", "talk 2026-01-26"]


# ------------------------------------------------------------------ what is not known

NEW_WEEK = [{"from": "2026-02-01", "days": ["mon", "tue", "wed", "thu", "fri"]}]
"""Of the days before February nobody can tell whether they are worked."""
PERHAPS_ONE = ("2026-01-08 2026-01-09", "2026-01-12 2026-01-13")


@pytest.mark.parametrize(
    ("whom", "when", "absent", "due", "known"),
    [
        ("employee", "1 absence starts in the last 8 weeks", PERHAPS_ONE, "2026-01-08", True),
        ("employee", "2 absences start in the last 8 weeks", PERHAPS_ONE, None, False),
        ("employee", "1 absence ends in the last 8 weeks", PERHAPS_ONE, None, False),
        ("absence", "2 absences start within 8 weeks after the absence began", PERHAPS_ONE, None, False),
        ("absence", "the absence has lasted over 3 calendar days", PERHAPS_ONE, None, False),
        ("absence", "the absence has lasted at most 2 calendar days", PERHAPS_ONE, None, False),
        ("absence", "the absence has lasted over 1 calendar day", PERHAPS_ONE, "2026-01-09", True),
        ("absence", "the absence has lasted over 15 working days", ("2026-01-05 -",), None, False),
        ("absence", "the absence has lasted over 15 working days", ("2026-02-02 -",), None, True),
        ("absence", "the absence has lasted over 3 working days", ("2026-01-05 -",), "2026-02-05", True),
    ],
)
def test_what_rests_on_working_days_that_nobody_knows_is_not_settled(
    whom: str, when: str, absent: tuple[str, ...], due: str | None, known: bool
) -> None:
    policy = WATCH.format(whom=whom, when=when)
    if "within" in when:
        policy = policy.replace("    then close", "    if not due by then: close\n    then close")
    answer = told_both_ways(policy, "2026-02-20", *absent, works=NEW_WEEK)
    assert fell(answer) == ([f"talk {due}"] if due else [])
    assert [one.needs for one in answer.unknown] == ([] if known else ["working pattern before 2026-02-01"])


# ------------------------------------------------------------------ discounts, papers, findings


@pytest.mark.parametrize(
    ("when", "due"),
    [("often is met", "2026-02-02"), ("often is met or when 2 absences start in the last 8 weeks", "2026-01-12")],
)
def test_an_absence_discounted_for_a_condition_counts_elsewhere(when: str, due: str) -> None:
    line = "an absence may be discounted by manager, giving a reason, for often\n  an absence ends on"
    policy = small(OFTEN + WATCH.format(whom="employee", when=when), ("an absence ends on", line))
    absent = ("2026-01-05", "2026-01-12", "2026-02-02")
    assert fell(told_both_ways(policy, "2026-02-20", *absent, events=[discount("2026-01-12")])) == [f"talk {due}"]


@pytest.mark.parametrize(
    ("when", "due"),
    [
        # Away from Wednesday 7 to Sunday 18 January, with a certificate of the 12th: five days without, seven with one.
        ("at least 5 calendar days of absence without fit note fall in the last 8 weeks", "2026-01-11"),
        ("at least 6 calendar days of absence without fit note fall in the last 8 weeks", None),
        ("at least 7 calendar days of absence with fit note fall in the last 8 weeks", "2026-01-18"),
        ("at least 8 calendar days of absence with fit note fall in the last 8 weeks", None),
        ("at least 5 working days of absence with fit note fall in the last 8 weeks", "2026-01-16"),
        ("1 absence with fit note falls in the last 8 weeks", "2026-01-12"),
    ],
)
def test_days_are_counted_by_the_paper_that_covers_each(when: str, due: str | None) -> None:
    policy = "document fit note\n" + WATCH.format(whom="employee", when=when)
    paper = {"date": "2026-01-12", "name": "fit note", "what": "received"}
    answer = told_both_ways(policy, "2026-01-31", "2026-01-07 2026-01-18", events=[paper])
    assert fell(answer) == ([f"talk {due}"] if due else [])


@pytest.mark.parametrize(("window", "due"), [("1 week", "2026-01-16"), ("2 weeks", "2026-01-16")])
def test_a_paper_from_a_day_off_on_covers_the_days_after_it(window: str, due: str) -> None:
    """Away on Friday 9 January and all of the next week, with a certificate for Saturday to Friday."""
    when = f"at least 5 working days of absence with fit note fall in the last {window}"
    policy = LOST_WITH + WATCH.format(whom="employee", when=when)
    paper = {"date": "2026-01-09", "name": "fit note", "what": "given", "from": "2026-01-10", "to": "2026-01-16"}
    answer = told_both_ways(policy, "2026-01-16", "2026-01-09", "2026-01-12 2026-01-16", events=[paper])
    assert (fell(answer), answer.measures[0].value) == ([f"talk {due}"], 5)


LOST_WITH = """
document fit note
measure lost over the last 2 weeks
  is working days of absence
  counting only absences with fit note
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
"""
FINDING = """
branch Watch follows each absence
  step call
    falls due when the absence has lasted over 2 calendar days
    outcome done: wait for talk
  step talk
    falls due at once
    must record whether the employee is fit
    if the employee is not fit: tell HR "unfit"
    outcome well: close
"""


@pytest.mark.parametrize(
    ("day", "on"), [("2026-01-07", []), ("2026-01-08", ["2026-01-08"]), ("2026-01-09", ["2026-01-09"])]
)
def test_what_was_found_counts_from_the_day_on_which_the_case_came_to_the_step(day: str, on: list[str]) -> None:
    found = {"date": day, "what": "recorded", "step": "talk", "name": "whether the employee is fit", "value": False}
    events = [held("2026-01-08", "call"), outcome("2026-01-08", "call", "done"), found]
    answer = told_both_ways(FINDING, "2026-01-20", "2026-01-05 -", events=events)
    assert [str(one.on) for one in answer.warnings if one.code == "tell"] == on


# ------------------------------------------------------------------ a time that may stand still

STILL = (
    LONG
    + """
branch Watch follows each absence
  step talk
    falls due when {when}
    if not due by then: close
    then close
"""
)


@pytest.mark.parametrize(
    ("when", "absent", "outcome"),
    [
        # Two weeks after Monday 26 January are up on 9 February. An absence of over 28 days would be left out of them.
        ("2 new absences start", ("2026-01-26",), "closed 2026-02-10"),
        ("2 new absences start", ("2026-01-26 2026-02-20",), "closed 2026-02-23"),  # back, and it was not so long
        ("2 new absences start", ("2026-01-26 2026-03-05",), "closed 2026-03-20"),  # two weeks after 5 March
        ("no new absence starts", ("2026-01-26",), "talk 2026-02-09"),
        ("no new absence starts", ("2026-01-26 2026-02-20",), "talk 2026-02-23"),
        ("1 new absence starts", ("2026-01-26 2026-03-05", "2026-03-19"), "talk 2026-03-19"),
        ("1 new absence starts", ("2026-01-26 2026-03-05", "2026-03-20"), "closed 2026-03-20"),
    ],
)
def test_a_time_has_not_passed_while_it_may_stand_still(when: str, absent: tuple[str, ...], outcome: str) -> None:
    policy = small(STILL.format(when=f"{when} within 2 weeks of active service after the absence began"), HEAD)
    answer = told_both_ways(policy, "2026-04-30", *absent)
    first = absent[0].split(" ")[0]
    closed = [f"closed {one.on}" for one in answer.closed if one.absence == first and one.why == "lapsed"]
    due = [f"{one.step} {one.on}" for one in answer.fell_due if one.absence == first]
    assert [*due, *closed] == [outcome]


@pytest.mark.parametrize(
    ("when", "absent", "due"),
    [
        # Three months up to 11 May begin on 12 February; a day earlier if the absence of 11 May comes to be long.
        ("exactly 1 absence starts", ("2026-02-12", "2026-05-11 2026-05-15"), None),
        ("exactly 1 absence starts", ("2026-02-11", "2026-05-11 2026-05-15"), "2026-05-18"),
        ("exactly 1 absence starts", ("2026-02-10", "2026-05-11 2026-05-15"), "2026-05-11"),
        ("exactly 1 absence starts", ("2026-02-11", "2026-05-11 2026-06-12"), None),
        ("exactly 2 absences start", ("2026-02-11", "2026-05-11 2026-06-12"), "2026-06-08"),
    ],
)
def test_what_perhaps_lies_in_a_time_is_not_settled(when: str, absent: tuple[str, ...], due: str | None) -> None:
    policy = STILL.format(when=f"{when} in the 3 months of active service ending when the absence began")
    answer = told_both_ways(small(policy.replace("    if not due by then: close\n", ""), HEAD), "2026-06-30", *absent)
    assert [str(one.on) for one in answer.fell_due if one.absence == "2026-05-11"] == ([due] if due else [])


# ------------------------------------------------------------------ each case, and the days that it has

TWICE = """
branch Watch follows each absence
  step talk
    falls due when the absence has lasted over 2 calendar days
    outcome done: wait for review
{period}
  step review
    falls due {when}
    then close
"""
WARNING = "  period warning\n    lasts 4 weeks after talk is held\n    at its end: stay\n"


@pytest.mark.parametrize(
    ("when", "due"),
    [
        # The talk about the first absence is held on 12 January, that about the second on 2 February.
        ("2 weeks after talk is held", ["2026-01-26", "2026-02-16"]),
        ("4 weeks after talk is held", ["2026-02-09", "2026-03-02"]),
        ("when talk is not held in the last 4 weeks", ["2026-02-09", "2026-03-02"]),
        ("when warning is not running", ["2026-02-09", "2026-03-02"]),
    ],
)
def test_each_case_goes_by_the_days_of_its_own_steps(when: str, due: list[str]) -> None:
    absent = ("2026-01-05 2026-01-09", "2026-01-26 2026-01-30")
    days = (("2026-01-12", "2026-01-05"), ("2026-02-02", "2026-01-26"))
    events = [held(day, absence=name) for day, name in days]
    events += [outcome(day, "talk", "done", absence=name) for day, name in days]
    policy = TWICE.format(when=when, period=WARNING if "warning" in when else "")
    answer = told_both_ways(policy, "2026-03-31", *absent, events=events)
    assert [str(one.on) for one in answer.fell_due if one.step == "review"] == due


def test_a_case_of_an_absence_is_not_triggered_by_its_own() -> None:
    """On Monday the 12th the absence up to Friday is not over yet, but it is not what the case of Monday is about."""
    policy = WATCH.format(whom="absence", when="the absence has lasted at least 1 calendar day").replace(
        "    then close", "    is not triggered by absences flagged planned\n    then close"
    )
    never = ("absences join when no working day lies between them", "absences never join")
    absent = ("2026-01-08 2026-01-09", "2026-01-12 2026-01-14 planned")
    answer = told_both_ways(small(policy, never), "2026-01-31", *absent)
    assert [one.absence for one in answer.fell_due] == ["2026-01-08"]


def test_what_was_stopped_counts_in_none_of_the_periods() -> None:
    policy = """
measure lost over the last 1 month
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
branch Watch follows each employee
  step talk
    falls due when lost is at least 2 working days
    falls due again only on a new absence
    outcome done: stop counting earlier absences, and wait for review
  step review
    falls due when lost is at least 1 in at least 2 of the last 2 months
    then close
"""
    events = [held("2026-01-14"), outcome("2026-01-14", "talk", "done")]
    absent = ("2026-01-12 2026-01-13", "2026-02-09", "2026-03-16")
    answer = told_both_ways(policy, "2026-03-31", *absent, events=events)
    # Not on 12 February, when the month before is that up to 12 January, whose day lost is stopped.
    assert fell(answer) == ["talk 2026-01-13", "review 2026-03-16"]


def test_a_case_that_stays_with_the_earlier_version_counts_by_it() -> None:
    policy = """
setting trigger is 1
  from 1 February 2026 it is 0
branch Watch follows each employee
  step talk
    falls due when 1 absence starts in the last 8 weeks
    then wait for review
  step review
    falls due when more than the trigger new absences start since talk is held
    then close
"""
    for rule, due in (("stay with the earlier version", "2026-02-16"), ("move at once", "2026-02-09")):
        made = small(policy, ("when a month", f"cases already open {rule}\n  when a month"))
        absent = ("2026-01-12", "2026-02-09", "2026-02-16")
        answer = told_both_ways(made, "2026-02-28", *absent, events=[held("2026-01-13")])
        assert fell(answer)[:2] == ["talk 2026-01-12", f"review {due}"]


# ------------------------------------------------------------------ several counts, and what is left out of them


def test_every_one_of_the_counts_joined_by_and_has_to_be_met() -> None:
    when = "1 absence flagged cough and 1 absence flagged injury start in the last 8 weeks"
    absent = ("2026-01-12 2026-01-12 cough", "2026-01-19", "2026-01-26 2026-01-26 injury")
    answer = told_both_ways(WATCH.format(whom="employee", when=when), "2026-02-06", *absent)
    assert fell(answer) == ["talk 2026-01-26"]


def test_the_answer_says_which_absences_are_not_in_the_time() -> None:
    """The talk is held on 20 January: the week after it is up on the 27th."""
    count, lapsed = "2 absences start within 1 week after talk is held", "not due by then: stay"
    policy = ENDS.replace("{count} within 1 week after talk is held", count).replace("not due by then: close", lapsed)
    absent = ("2026-01-05", "2026-01-12", "2026-01-20", "2026-02-02")
    answer = told(policy, "2026-02-05", *absent, events=[held("2026-01-20")])
    (one,) = behind(answer, "review")
    assert left_out(one) == ["2026-01-20 before-the-window", "2026-02-02 after-the-window"]


def test_where_one_reason_settles_a_count_nothing_is_missing() -> None:
    """Two colds in January that may be one; two times flu in February are two, whatever the colds are."""
    absences = [record(one) | {"reason": "cold"} for one in PERHAPS_ONE]
    absences += [record(one) | {"reason": "flu"} for one in ("2026-02-03", "2026-02-10")]
    when = "at least 2 absences with the same reason start in the last 8 weeks"
    answer = told_both_ways(WATCH.format(whom="employee", when=when), "2026-02-20", absences=absences, works=NEW_WEEK)
    assert fell(answer) == ["talk 2026-02-10"]
    (reason,) = answer.fell_due[0].reasons
    assert (reason.value, reason.needs) == (2, ())


SPARED = "leave out absences flagged planned\n  an absence may be discounted by manager, giving a reason\n"
LEFT = ("an absence ends on", f"{SPARED}  an absence ends on")


def test_the_answer_says_why_each_absence_is_not_counted() -> None:
    policy = small(WATCH.format(whom="employee", when="4 short absences start in the last 8 weeks"), LEFT)
    absent = ("2026-01-05 2026-01-05 planned", "2026-01-12", "2026-01-14 2026-01-23", "2026-02-02", "2026-02-09 -")
    answer = told_both_ways(policy, "2026-02-10", *absent, events=[discount("2026-01-20")])
    (one,) = behind(answer, "talk")
    assert (one.value, [each.absence for each in one.counted]) == (1, ["2026-02-02"])
    assert left_out(one) == [
        "2026-01-05 left-out",
        "2026-01-12 discounted",
        "2026-01-14 another-category",
        "2026-02-09 not-settled",
    ]


def test_an_absence_of_the_day_after_what_it_is_counted_since_is_new() -> None:
    policy = ENDS.replace("{count} within 1 week after talk is held", "1 new absence starts since talk is held")
    policy = policy.replace("    if not due by then: close\n", "")
    absent = ("2026-01-05", "2026-01-12", "2026-01-20 2026-01-20", "2026-01-22")
    answer = told_both_ways(policy, "2026-01-31", *absent, events=[held("2026-01-21")])
    assert fell(answer) == ["talk 2026-01-12", "review 2026-01-22"]


def test_what_led_to_a_step_of_a_case_within_its_own_time_is_counted_once() -> None:
    """That of 19 January led to the talk about the 12th; for the review there are the 12th and 2 February."""
    policy = """
branch Watch follows each absence
  step talk
    falls due when 1 new absence starts within 4 weeks after the absence began
    if not due by then: close
    then wait for review
  step review
    falls due when 2 absences start in the last 8 weeks
    then close
"""
    absent = ("2026-01-12", "2026-01-19", "2026-02-02")
    events = [held("2026-01-20", absence="2026-01-12")]
    answer = told_both_ways(small(policy, ONCE), "2026-02-10", *absent, events=events)
    mine = [f"{one.step} {one.on}" for one in answer.fell_due if one.absence == "2026-01-12"]
    assert mine == ["talk 2026-01-19", "review 2026-02-02"]


def test_the_answer_says_that_an_absence_of_the_day_it_is_counted_since_is_not_new() -> None:
    policy = ENDS.replace("{count} within 1 week after talk is held", "2 new absences start since talk is held")
    policy = policy.replace("    if not due by then: close\n", "")
    absent = ("2026-01-05", "2026-01-12", "2026-01-21", "2026-01-23")
    answer = told_both_ways(policy, "2026-01-31", *absent, events=[held("2026-01-21")])
    (one,) = behind(answer, "review")
    assert [each.absence for each in one.counted] == ["2026-01-23"]
    assert left_out(one) == ["2026-01-21 not-new"]


def test_events_are_counted_and_absences_beside_them_are_not() -> None:
    text = "event late arrival\n" + WATCH.format(whom="employee", when="2 late arrivals fall in the last 4 weeks")
    late = [{"date": f"2026-01-{day}", "had": "late arrival"} for day in (13, 20)]
    assert fell(told_both_ways(text, "2026-01-31", "2026-01-12", "2026-01-19", events=late[:1])) == []
    assert fell(told_both_ways(text, "2026-01-31", "2026-01-12", events=late)) == ["talk 2026-01-20"]


def test_a_measure_counts_in_a_case_what_was_not_stopped_there() -> None:
    policy = """
measure lost over the last 6 months
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
branch Watch follows each employee
  step talk
    falls due when lost is at least 2 working days
    falls due again only on a new absence
    outcome done: stop counting earlier absences, and wait for review
  step review
    falls due when lost is at least 2 working days
    falls due again only on a new absence
    then close
"""
    events = [held("2026-01-14"), outcome("2026-01-14", "talk", "done")]
    absent = ("2026-01-12 2026-01-13", "2026-02-02", "2026-02-09")
    answer = told_both_ways(policy, "2026-02-20", *absent, events=events)
    assert fell(answer) == ["talk 2026-01-13", "review 2026-02-09"]


def test_an_absence_that_may_count_counts_at_most_once() -> None:
    # One short absence is over and one still runs: one or two in all, and no more.
    text = """
document plan
branch Watch follows each employee
  step talk
    falls due when plan is issued
    only if at most {number} short absences start in the last 8 weeks
    then close
"""
    issued = [{"date": "2026-02-03", "what": "issued", "name": "plan"}]
    for number, due in ((2, ["talk 2026-02-03"]), (1, [])):
        found = told_both_ways(text.format(number=number), "2026-02-04", "2026-01-12", "2026-02-02 -", events=issued)
        assert fell(found) == due


# ------------------------------------------------------------------ new, as the case counts it

AGAIN = """
event late arrival
points marks
  1 for a late arrival
  0 for an absence
measure lost over the last 6 months
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
branch Watch follows each employee
  step talk
    falls due when {when}
    falls due again only on a new absence
    outcome done: {done}
"""
DONE = [held("2026-01-26"), outcome("2026-01-26", "talk", "done")]


@pytest.mark.parametrize(
    ("when", "done", "day", "due"),
    [
        ("lost is under 9 working days", "close", "26", "2026-01-27"),  # of the day on which the case came back
        ("lost is under 9 working days", "stop counting earlier absences, and close", "26", None),
        ("lost is under 9 working days", "stop counting earlier absences, and close", "28", "2026-01-28"),
    ],
)
def test_what_the_case_counts_no_more_is_nothing_new(when: str, done: str, day: str, due: str | None) -> None:
    text = AGAIN.format(when=when, done=done)
    answer = told_both_ways(text, "2026-02-06", "2026-01-12", f"2026-01-{day}", events=DONE)
    assert fell(answer)[1:] == ([f"talk {due}"] if due else [])


@pytest.mark.parametrize(
    ("when", "done", "day", "due"),
    [
        ("marks is at least 1", "close", "28", "2026-01-28"),
        ("marks is under 9", "close", "26", "2026-01-27"),
        ("marks is under 9", "reset marks, and close", "26", None),
        ("marks is under 9", "reset marks, and close", "28", "2026-01-28"),
        ("1 late arrival falls in the last 4 weeks", "close", "26", "2026-01-27"),
        ("1 late arrival falls in the last 4 weeks", "close", "28", "2026-01-28"),
    ],
)
def test_an_event_is_new_for_what_counts_it(when: str, done: str, day: str, due: str | None) -> None:
    events = [{"date": f"2026-01-{one}", "had": "late arrival"} for one in ("12", day)]
    answer = told_both_ways(AGAIN.format(when=when, done=done), "2026-02-06", events=[*events, *DONE])
    assert fell(answer)[1:] == ([f"talk {due}"] if due else [])


@pytest.mark.parametrize("text", [
    "lost since talk is held\n  is absences\n  an absence that began before the window counts whole",
])  # fmt: skip
def test_what_is_new_lies_in_the_time_of_the_case(text: str) -> None:
    policy = f"""
measure {text}
  an absence still running counts day by day
branch Watch follows each employee
  step talk
    falls due when 1 absence starts in the last 8 weeks
    then wait for review
  step review
    falls due when lost is at least 1
    falls due again only on a new absence
    outcome once more: wait for review
"""
    events = [held("2026-01-13"), held("2026-01-21", "review"), outcome("2026-01-21", "review", "once more")]
    answer = told_both_ways(policy, "2026-02-06", "2026-01-12", "2026-01-19", "2026-02-02", events=events)
    assert fell(answer) == ["talk 2026-01-12", "review 2026-01-19", "review 2026-02-02"]


def test_what_is_new_lies_in_the_time_after_an_event_of_the_case() -> None:
    policy = """
branch Watch follows each employee
  step talk
    falls due when 1 absence starts in the last 8 weeks
    then wait for review
  step review
    falls due when 1 absence starts within 8 weeks after talk is held
    falls due again only on a new absence
    if not due by then: close
    outcome once more: wait for review
"""
    events = [held("2026-01-13"), held("2026-01-21", "review"), outcome("2026-01-21", "review", "once more")]
    answer = told_both_ways(policy, "2026-02-06", "2026-01-12", "2026-01-19", "2026-02-02", events=events)
    assert fell(answer) == ["talk 2026-01-12", "review 2026-01-19", "review 2026-02-02"]
