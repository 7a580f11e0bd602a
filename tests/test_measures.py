"""What a measure takes and what it leaves out, and why: by the window, the kind, the length, and what nobody can tell.

5 January 2026 is a Monday; everybody works from Monday to Friday. Four weeks that end with 1 February begin on the 5th.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policydsl.interpret.answer import Answer, MeasureValue
from policydsl.interpret.measure import kinds_taken, only_adds, surely_out
from policydsl.model.amount import Unit
from policydsl.model.condition import (
    EVERY_ABSENCE,
    Absences,
    Constant,
    DaysDue,
    DaysOf,
    Difference,
    Product,
    Quotient,
    Sum,
)
from policydsl.model.policy import Policy
from tests.engine import person_of
from tests.small import fell, held, outcome, record, small, told, told_both_ways

MEASURE = """
measure lost over the last 4 weeks
  is {formula}
  an absence that began before the window {straddle}
  an absence still running {running}
  {line}

branch Watch follows each employee
  step talk
    falls due when lost is at least {limit}
    falls due again only on a new absence
    outcome again: wait for talk
    outcome done: {done}
"""
INSIDE, WHOLE, NOT = "counts for its days inside it", "counts whole", "does not count"
DAILY, ENDED = "counts day by day", "counts once it has ended"
NO_EMPTY = ("an absence with no working day counts", "an absence with no working day does not count")


def policy(
    formula: str = "absences",
    straddle: str = INSIDE,
    running: str = DAILY,
    line: str = "",
    limit: str = "90",
    done: str = "close",
    header: tuple[tuple[str, str], ...] = (),
) -> Policy:
    unit = "" if formula == "absences" else f" {formula.partition(' of ')[0]}"
    words = {"formula": formula, "straddle": straddle, "running": running, "line": line, "done": done}
    return small(MEASURE.format(**words, limit=limit + unit).replace("\n  \n", "\n"), *header)


def measured(made: Policy, on: str, *absent: str, **more: Any) -> MeasureValue:
    (one,) = told(made, on, *absent, **more).measures
    return one


def left_out(one: MeasureValue) -> list[str]:
    return [f"{each.absence} {each.why}" for each in one.left_out]


# ------------------------------------------------------------------ the window, and whether it runs


@pytest.mark.parametrize(
    ("straddle", "absent", "value", "out"),
    [
        (INSIDE, "2026-01-01 2026-01-06", 1, []),
        (INSIDE, "2026-01-01 2026-01-02", 0, ["2026-01-01 before-the-window"]),
        (WHOLE, "2026-01-01 2026-01-06", 1, []),
        (WHOLE, "2026-01-01 2026-01-02", 0, ["2026-01-01 before-the-window"]),
        (NOT, "2026-01-05 2026-01-06", 1, []),
        (NOT, "2026-01-02 2026-01-06", 0, ["2026-01-02 before-the-window"]),
    ],
)
def test_an_absence_that_began_before_the_window(straddle: str, absent: str, value: int, out: list[str]) -> None:
    one = measured(policy(straddle=straddle), "2026-02-01", absent)
    assert (one.value, left_out(one)) == (value, out)


@pytest.mark.parametrize(("straddle", "days", "clipped"), [(INSIDE, 2, ["2026-01-01"]), (WHOLE, 6, []), (NOT, 0, [])])
def test_the_days_of_an_absence_that_began_before_the_window(straddle: str, days: int, clipped: list[str]) -> None:
    one = measured(policy("calendar days of absence", straddle), "2026-02-01", "2026-01-01 2026-01-06")
    assert (one.value, list(one.clipped)) == (days, clipped)


def test_an_absence_that_still_runs_may_not_count_yet() -> None:
    one = measured(policy(running=ENDED), "2026-02-01", "2026-01-26 -")
    assert (one.value, left_out(one)) == (0, ["2026-01-26 still-running"])
    assert measured(policy(running=DAILY), "2026-02-01", "2026-01-26 -").value == 1


def test_an_absence_without_a_working_day_counts_as_the_policy_says() -> None:
    weekend = "2026-01-17 2026-01-18"
    assert measured(policy(), "2026-02-01", weekend).value == 1
    one = measured(policy(header=(NO_EMPTY,)), "2026-02-01", weekend)
    assert (one.value, left_out(one)) == (0, ["2026-01-17 no-working-day"])


@pytest.mark.parametrize(
    ("absent", "days", "named"),
    [
        # Good Friday is 3 April 2026, Easter Monday the 6th
        ("2026-04-01 2026-04-02", 2, []),
        ("2026-04-01 2026-04-03", 2, ["2026-04-03 Good Friday"]),
        ("2026-04-03 2026-04-07", 1, ["2026-04-03 Good Friday", "2026-04-06 Easter Monday"]),
        ("2026-04-06 2026-04-07", 1, ["2026-04-06 Easter Monday"]),
        ("2026-04-06 -", 4, ["2026-04-06 Easter Monday"]),
    ],
)
def test_the_holidays_on_which_an_absence_lost_nothing_are_named(absent: str, days: int, named: list[str]) -> None:
    one = measured(policy("working days of absence"), "2026-04-10", absent, holidays="England and Wales")
    assert one.value == days
    assert [f"{day} {name}" for day, name in one.counted[0].holidays] == named


def test_calendar_days_are_lost_on_holidays_too() -> None:
    made = policy("calendar days of absence")
    one = measured(made, "2026-04-10", "2026-04-03 2026-04-07", holidays="England and Wales")
    assert (one.value, one.counted[0].holidays, one.counted[0].unit) == (5, (), None)


@pytest.mark.parametrize(
    ("formula", "value", "days", "unit"),
    [
        # Monday and Tuesday, of 7.5 hours each
        ("hours of absence", 15, 15, Unit.HOURS),
        ("shifts of absence", 2, 2, Unit.SHIFTS),
        ("working days of absence", 2, 2, None),
        ("calendar days of absence", 2, 2, None),
        ("hours of absence x absences", 15, 15, Unit.HOURS),
        ("2 x shifts of absence", 4, 2, Unit.SHIFTS),
    ],
)
def test_what_an_absence_adds_is_shown_in_the_unit_of_the_formula(
    formula: str, value: int, days: int, unit: Unit | None
) -> None:
    said = {"2 x shifts of absence": " shifts", "hours of absence x absences": ""}
    limit = f"90{said.get(formula, ' ' + formula.partition(' of ')[0])}"
    made = small(FORMULA.format(formula=formula, limit=limit))
    works = [{"days": ["mon", "tue", "wed", "thu", "fri"], "hours": 7.5}]
    one = measured(made, "2026-02-01", "2026-01-12 2026-01-13", works=works)
    assert (one.value, one.unit) == (value, None if unit is None else unit.value)
    assert (one.counted[0].days, one.counted[0].unit) == (days, unit)


# ------------------------------------------------------------------ by its length

SO_FAR, AT_THE_END = "an absence counts by its length so far", "an absence counts by its length when it ends"
LONG, NOT_LONG = (
    "counting only absences lasting over 3 calendar days",
    "not counting absences lasting over 3 calendar days",
)
NO_SHORT = (
    "  an absence ends on its last recorded day",
    "  leave out absences lasting at most 3 calendar days\n  an absence ends on its last recorded day",
)


@pytest.mark.parametrize(
    ("line", "first", "so_far", "at_the_end"),
    [
        # up to Sunday 1 February an absence from the 30th on has lasted 3 days, one from the 29th on 4
        (LONG, "2026-01-30", "another-category", "not-settled"),
        (LONG, "2026-01-29", None, None),
        (NOT_LONG, "2026-01-30", None, "not-settled"),
        (NOT_LONG, "2026-01-29", "another-category", "another-category"),
    ],
)
def test_an_absence_may_count_by_its_length_so_far(
    line: str, first: str, so_far: str | None, at_the_end: str | None
) -> None:
    for by_length, why in ((SO_FAR, so_far), (AT_THE_END, at_the_end)):
        one = measured(policy(line=f"{line}\n  {by_length}"), "2026-02-01", f"{first} -")
        assert (one.value, left_out(one)) == ((1, []) if why is None else (0, [f"{first} {why}"]))


def test_the_days_of_a_kind_may_count_by_its_length_so_far() -> None:
    for by_length, days in ((SO_FAR, 3), (AT_THE_END, 0)):
        made = policy("calendar days of short absence", line=by_length)
        assert measured(made, "2026-02-01", "2026-01-30 -").value == days


@pytest.mark.parametrize(
    ("first", "so_far", "at_the_end"),
    [("2026-01-30", "left-out", "not-settled"), ("2026-01-29", None, None)],
)
def test_what_the_policy_leaves_out_by_length_it_leaves_out_by_the_same_length(
    first: str, so_far: str | None, at_the_end: str | None
) -> None:
    for by_length, why in ((SO_FAR, so_far), (AT_THE_END, at_the_end)):
        one = measured(policy(line=by_length, header=(NO_SHORT,)), "2026-02-01", f"{first} -")
        assert (one.value, left_out(one)) == ((1, []) if why is None else (0, [f"{first} {why}"]))


# ------------------------------------------------------------------ what counts no more, and what is new

HELD = [held("2026-01-07"), outcome("2026-01-07", "talk", "done")]


@pytest.mark.parametrize("stop", ["stop counting earlier absences, and close", "reset lost, and close"])
def test_what_began_by_the_day_of_a_decision_counts_no_more(stop: str) -> None:
    made = policy(limit="1", done=stop)
    answer = told(made, "2026-01-08", "2026-01-05", "2026-01-07", events=HELD)
    assert fell(answer) == ["talk 2026-01-05"]
    (one,) = answer.measures
    assert (one.value, left_out(one)) == (0, ["2026-01-05 counts-no-more", "2026-01-07 counts-no-more"])
    later = told(made, "2026-01-09", "2026-01-05", "2026-01-07", "2026-01-09", events=HELD)
    assert (fell(later), later.measures[0].value) == (["talk 2026-01-05", "talk 2026-01-09"], 1)


OTHER = """
branch Other follows each employee
  step review
    falls due when lost is at least 3
    falls due again only on a new absence
    outcome done: close
"""


@pytest.mark.parametrize("stop", ["stop counting earlier absences, and close", "reset lost, and close"])
def test_another_branch_goes_on_counting(stop: str) -> None:
    """On the 9th the branch that stopped counting on the 8th has 1 absence, and the other one 3."""
    text = MEASURE.format(formula="absences", straddle=INSIDE, running=DAILY, line="", limit="2", done=stop)
    events = [held("2026-01-08"), outcome("2026-01-08", "talk", "done")]
    policy_ = text.replace("\n  \n", "\n") + OTHER
    answer = told(policy_, "2026-01-09", "2026-01-05", "2026-01-07", "2026-01-09", events=events)
    assert fell(answer) == ["talk 2026-01-07", "review 2026-01-09"]


def test_a_new_absence_is_one_that_the_measure_takes() -> None:
    made = policy(limit="1", line="not counting absences flagged work injury")
    events = [held("2026-01-07"), outcome("2026-01-07", "talk", "again")]
    assert fell(told(made, "2026-01-30", "2026-01-05", "2026-01-12 2026-01-13 work injury", events=events)) == [
        "talk 2026-01-05"
    ]
    assert fell(told(made, "2026-01-30", "2026-01-05", "2026-01-12 2026-01-13", events=events)) == [
        "talk 2026-01-05",
        "talk 2026-01-12",
    ]


# ------------------------------------------------------------------ where nobody can tell whether two absences are one

FROM_APRIL = [{"days": ["mon", "tue", "wed", "thu", "fri"], "from": "2026-04-01"}]
"""Four weeks that end with 1 April, the day on which the policy comes into force, begin on 5 March."""
START = ("in force from 1 January 2026", "in force from 1 April 2026")


def doubtful(straddle: str, limit: int, formula: str = "calendar days of absence", *absent: str) -> str:
    """Whether the talk is due on 1 April, is not, or nobody can tell."""
    made = policy(formula, straddle, limit=str(limit), header=(START,))
    answer: Answer = told(made, "2026-04-01", *(absent or MARCH), works=FROM_APRIL)
    needs = {one.needs for one in answer.unknown if one.step == "talk"}
    assert needs <= {"working pattern before 2026-04-01"}
    return "unknown" if needs else "due" if fell(answer) else "not due"


MARCH = ("2026-03-02 2026-03-03", "2026-03-10 2026-03-11")


@pytest.mark.parametrize(
    ("straddle", "least", "most"),
    [
        # as two, the second has 2 days; as one, 7 of its 10 days lie in the window, from the 5th to the 11th
        (INSIDE, 2, 7),
        (WHOLE, 2, 10),
        (NOT, 0, 2),
    ],
)
def test_two_absences_that_may_be_one_across_the_first_day_of_the_window(straddle: str, least: int, most: int) -> None:
    if least:
        assert doubtful(straddle, least) == "due"
    assert doubtful(straddle, least + 1) == "unknown"
    assert doubtful(straddle, most) == "unknown"
    assert doubtful(straddle, most + 1) == "not due"


def test_two_absences_that_may_be_one_at_the_first_day_of_the_window() -> None:
    # as one they begin on the 5th, the first day: 3 days as two, 7 as one
    from_the_first = ("2026-03-05", "2026-03-10 2026-03-11")
    assert doubtful(NOT, 3, "calendar days of absence", *from_the_first) == "due"
    assert doubtful(NOT, 7, "calendar days of absence", *from_the_first) == "unknown"
    # the second ends on the 5th: 2 days as two, 4 as one
    apart = ("2026-03-02", "2026-03-04 2026-03-05")
    for limit, said in ((2, "due"), (3, "unknown"), (4, "unknown"), (5, "not due")):
        assert doubtful(WHOLE, limit, "calendar days of absence", *apart) == said


def test_two_absences_that_may_be_one_inside_the_window_are_one_or_two() -> None:
    both = ("2026-03-09 2026-03-10", "2026-03-16 2026-03-17")
    for straddle in (INSIDE, WHOLE, NOT):
        assert doubtful(straddle, 1, "absences", *both) == "due"
        assert doubtful(straddle, 2, "absences", *both) == "unknown"
        assert doubtful(straddle, 3, "absences", *both) == "not due"


def test_an_absence_that_lies_in_the_window_counts_whatever_it_may_be_one_with() -> None:
    across = ("2026-03-02 2026-03-05", "2026-03-10")
    for straddle in (INSIDE, WHOLE):
        assert doubtful(straddle, 1, "absences", *across) == "due"
        assert doubtful(straddle, 2, "absences", *across) == "unknown"
    # the second began before the window, if it is one with the first
    assert doubtful(NOT, 1, "absences", *across) == "unknown"
    assert doubtful(NOT, 2, "absences", *across) == "not due"


def test_two_absences_that_may_be_one_before_the_window_count_in_it_no_more() -> None:
    both = ("2026-02-23", "2026-03-02 2026-03-03")
    for straddle in (INSIDE, WHOLE, NOT):
        assert doubtful(straddle, 1, "absences", *both) == "not due"


def test_an_absence_of_which_nobody_can_tell_whether_a_day_of_it_was_worked() -> None:
    made = policy(limit="1", header=(START, NO_EMPTY))
    for absent, due in (("2026-03-16 2026-03-17", None), ("2026-03-31 2026-04-01", True)):
        answer = told(made, "2026-04-01", absent, works=FROM_APRIL)
        assert bool(answer.unknown) is (due is None), absent
        assert bool(fell(answer)) is (due is True), absent


FORMULA = """
measure lost over the last 4 weeks
  is {formula}
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

branch Watch follows each employee
  step talk
    falls due when lost is at least {limit}
    falls due again only on a new absence
    then close
"""


@pytest.mark.parametrize(
    ("formula", "unit", "least", "most"),
    [
        # 31 March may have been a working day, 1 April was one: 2 calendar days, and 1 or 2 working days
        ("working days of absence", " working days", 1, 2),
        ("working days of absence plus 3 x working days of absence", " working days", 4, 8),
        ("working days of absence plus absences", "", 2, 3),
        ("absences plus working days of absence", "", 2, 3),
        ("3 x absences minus working days of absence", "", 1, 2),
        ("working days of absence minus absences", "", 0, 1),
        ("working days of absence x absences", "", 1, 2),
        ("2 x working days of absence", " working days", 2, 4),
        ("working days of absence x working days of absence", "", 1, 4),
        ("working days of absence divided by absences", "", 1, 2),
        ("4 divided by working days of absence", "", 2, 4),
        ("(absences plus 1) x 2", "", 4, 4),
    ],
)
def test_a_formula_is_known_as_far_as_its_parts_are(formula: str, unit: str, least: int, most: int) -> None:
    def talk(limit: int) -> str:
        made = small(FORMULA.format(formula=formula, limit=f"{limit}{unit}"), START)
        answer = told(made, "2026-04-01", "2026-03-31 2026-04-01", works=FROM_APRIL)
        needs = {one.needs for one in answer.unknown if one.step == "talk"}
        assert needs <= {"working pattern before 2026-04-01"}
        return "unknown" if needs else "due" if fell(answer) else "not due"

    assert talk(least) == "due"
    assert talk(most + 1) == "not due"
    if least < most:
        assert (talk(least + 1), talk(most)) == ("unknown", "unknown")


def test_what_only_adds_never_rises_when_absences_drop_out() -> None:
    absences, days = Absences(EVERY_ABSENCE), DaysOf(Unit.WORKING_DAYS, EVERY_ABSENCE)
    for formula in (Constant(2), absences, days, Sum((absences, days)), Product((Constant(2), days))):
        assert only_adds(formula)
    less, due = Difference(days, absences), DaysDue(Unit.WORKING_DAYS)
    for formula in (less, due, Quotient(days, absences), Sum((days, less)), Product((due, days))):
        assert not only_adds(formula)


# ------------------------------------------------------------------ how it is shown


WORKING, CALENDAR = " working days", " calendar days"


@pytest.mark.parametrize(
    ("formula", "unit", "words"),
    [
        ("absences", "", "2 absences"),
        ("working days of absence", WORKING, "3 working days"),
        ("calendar days of absence", CALENDAR, "3 calendar days"),
        ("working days of short absence", WORKING, "3 working days of short absence"),
        ("short absences", "", "2 short absences"),
        ("absences x absences", "", "2 absences x 2 absences"),
        ("(absences plus 1) x 2", "", "(2 absences + 1) x 2"),
        ("2 x (absences minus 1)", "", "2 x (2 absences - 1)"),
        ("1.5 x absences", "", "1.5 x 2 absences"),
        ("working days of absence divided by absences", "", "3 working days / 2 absences"),
        ("working days of absence divided by working days due", "", "3 working days / 20 working days due"),
    ],
)
def test_a_formula_is_shown_with_its_numbers(formula: str, unit: str, words: str) -> None:
    made = small(FORMULA.format(formula=formula, limit=f"90{unit}"))
    assert measured(made, "2026-02-01", "2026-01-05 2026-01-06", "2026-01-12").arithmetic == words


def test_one_of_a_thing_is_shown_in_the_singular() -> None:
    for formula, words in (("absences", "1 absence"), ("working days of absence", "1 working day")):
        assert measured(policy(formula), "2026-02-01", "2026-01-12").arithmetic == words


def test_what_a_measure_counted_is_shown_with_its_days() -> None:
    one = measured(policy("working days of absence"), "2026-02-01", "2026-01-02 2026-01-06", "2026-01-12 -")
    assert [(each.absence, str(each.first), str(each.last), each.days) for each in one.counted] == [
        ("2026-01-02", "2026-01-05", "2026-01-06", 2),
        ("2026-01-12", "2026-01-12", "None", 15),
    ]
    assert (str(one.first), str(one.last), one.unit) == ("2026-01-05", "2026-02-01", None)
    assert one.line is not None


# ------------------------------------------------------------------ while an absence runs, the day comes on which it is

RUNS = """
calendar summer closing covers 3 August 2026 to 28 August 2026
document fit note
measure lost over the last 12 months [A-1]
  is calendar days of absence [A-2]
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
  {line}

branch Watch follows each employee
  step talk
    falls due when lost is at least {limit} calendar days
    falls due again only on a new absence
    then close
"""
NOTE = {"date": "2026-03-02", "what": "given", "name": "fit note", "from": "2026-03-02", "to": "2026-03-06"}


@pytest.mark.parametrize(
    ("line", "limit", "away", "due"),
    [
        # away from Monday 2 March on; the tenth day is the 11th
        ("counting only absences flagged injury", 10, "2026-03-02 - injury", "2026-03-11"),
        ("counting only absences flagged injury", 10, "2026-03-02 - other", None),
        ("not counting absences flagged injury", 10, "2026-03-02 - other", "2026-03-11"),
        ("not counting absences flagged injury", 10, "2026-03-02 - injury", None),
        # certain from the 17th on, or never while it runs
        ("counting only absences lasting over 5 calendar days", 10, "2026-03-02 -", "2026-03-11"),
        ("counting only absences lasting over 15 calendar days", 10, "2026-03-02 -", "2026-03-17"),
        ("not counting absences lasting over 15 calendar days", 10, "2026-03-02 -", None),
        (f"counting only absences lasting over 15 calendar days\n  {SO_FAR}", 10, "2026-03-02 -", "2026-03-17"),
        (f"not counting absences lasting over 15 calendar days\n  {SO_FAR}", 10, "2026-03-02 -", "2026-03-11"),
        # the note covers the days up to the 6th, and the tenth day after it is the 16th
        ("counting only absences without fit note", 10, "2026-03-02 -", "2026-03-16"),
        ("not counting absences with fit note", 10, "2026-03-02 -", "2026-03-16"),
        ("counting only absences with fit note", 5, "2026-03-02 -", "2026-03-06"),
        ("counting only absences with fit note", 6, "2026-03-02 -", None),
        ("not counting absences without fit note", 5, "2026-03-02 -", "2026-03-06"),
        ("not counting absences without fit note", 6, "2026-03-02 -", None),
    ],
)
def test_a_measure_that_takes_some_absences_reaches_its_limit_while_one_runs(
    line: str, limit: int, away: str, due: str | None
) -> None:
    made = small(RUNS.format(line=line, limit=limit))
    answer = told_both_ways(made, "2026-03-31", away, events=[NOTE])
    assert fell(answer) == ([f"talk {due}"] if due else [])
    (one,) = answer.measures
    assert (one.line, one.clauses) == (25, ("A-1", "A-2"))


@pytest.mark.parametrize("kind", ["counting only", "not counting"])
def test_an_absence_of_which_nobody_can_tell_whether_it_counts_is_followed_day_by_day(kind: str) -> None:
    """The closing of 2027 is not known: from 2 March 2027 on the tenth day is perhaps reached on the 11th."""
    made = small(RUNS.format(line=f"{kind} absences falling on summer closing", limit=10))
    for on, needs in (("2027-03-10", []), ("2027-03-11", ["calendar summer closing for 2027"])):
        assert [one.needs for one in told_both_ways(made, on, "2027-03-02 -").unknown] == needs


def test_an_absence_of_perhaps_so_many_working_days_is_followed_day_by_day() -> None:
    """Of the days before 1 April nobody knows which are worked; the sixth one that is certain is 8 April."""
    for by_length in ("", f"\n  {SO_FAR}"):
        line = f"counting only absences lasting over 5 working days{by_length}"
        made = small(RUNS.format(line=line, limit=20), START)
        answer = told_both_ways(made, "2026-04-30", "2026-03-16 -", works=FROM_APRIL)
        assert fell(answer) == ["talk 2026-04-08"]
        for on, known in (("2026-04-03", True), ("2026-04-04", bool(by_length)), ("2026-04-08", True)):
            assert (told_both_ways(made, on, "2026-03-16 -", works=FROM_APRIL).unknown == ()) is known, (on, by_length)


@pytest.mark.parametrize(
    ("line", "away", "on", "out"),
    [
        ("counting only absences flagged injury", "2026-03-02 - injury", "2026-03-10", False),
        ("counting only absences flagged injury", "2026-03-02 - other", "2026-03-10", True),
        ("not counting absences flagged injury", "2026-03-02 - other", "2026-03-10", False),
        ("not counting absences flagged injury", "2026-03-02 - injury", "2026-03-10", True),
        # of an absence that has lasted nine days it is certain that it lasts over five, and nothing of over 15
        ("counting only absences lasting over 5 calendar days", "2026-03-02 -", "2026-03-10", False),
        ("counting only absences lasting over 15 calendar days", "2026-03-02 -", "2026-03-10", False),
        ("not counting absences lasting over 5 calendar days", "2026-03-02 -", "2026-03-10", True),
        ("not counting absences lasting over 15 calendar days", "2026-03-02 -", "2026-03-10", False),
        (f"counting only absences lasting over 15 calendar days\n  {SO_FAR}", "2026-03-02 -", "2026-03-10", True),
        (f"not counting absences lasting over 15 calendar days\n  {SO_FAR}", "2026-03-02 -", "2026-03-10", False),
        ("", "2026-03-02 -", "2026-03-10", False),
    ],
)
def test_an_absence_that_certainly_does_not_count_adds_nothing_before_it_is_of_another_kind(
    line: str, away: str, on: str, out: bool
) -> None:
    made = small(RUNS.format(line=line, limit=10).replace("\n  \n", "\n"))
    person = person_of({"employee": "E1", "absences": [record(away)]}, date.fromisoformat(on), made)
    measure, (absence,) = made.measures["lost"], person.absences
    (kinds,) = kinds_taken(measure, person.on) or [None]
    assert surely_out(measure, absence, person, person.on) == ([kinds] if out else None)
