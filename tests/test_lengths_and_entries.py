"""Expected lengths, being declared fit, some absences only, and branches that start later, with days by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from policydsl.domain.absence import Absence, Record
from policydsl.domain.calendar import MONDAY_TO_FRIDAY
from policydsl.domain.holidays import HolidayCalendar
from policydsl.domain.working_time import WorkingTime, pattern_of
from policydsl.history.history import Event, What
from policydsl.interpret.answer import Answer
from policydsl.interpret.expected import expected_last, until_declared_fit
from policydsl.interpret.fold import over_days_that_matter, over_every_day
from policydsl.interpret.snapshot import put, resume, taken
from policydsl.model.policy import Policy
from tests.engine import person_of
from tests.small import RELAPSE, fell, held, outcome, small, stands, told, told_both_ways, value
from tests.small import record as absent


def laws_hold(policy: Policy, away: tuple[str, ...], events: list[dict[str, Any]], on: date, *between: date) -> None:
    """Every day and the days that matter give the same, and so does a standing put away in between."""
    values = {"employee": "E1", "absences": [absent(one) for one in away], "events": events}
    person = person_of(values, on, policy)
    whole = over_every_day(person)
    assert over_days_that_matter(person) == whole
    for day in between:
        kept = json.loads(json.dumps(put(over_days_that_matter(person_of(values, day, policy)))))
        assert resume(person, taken(kept), day.toordinal()) == whole


# ------------------------------------------------------------------ expected lengths


def expects(day: str, last: str, absence: str = "2026-01-05") -> dict[str, Any]:
    return {"date": day, "what": "expected", "absence": absence, "for": last}


EXPECTED = """
branch long follows each absence while it lasts
  step talk
    falls due when the absence has lasted over 4 weeks, or when the absence is expected to last over 4 weeks
    then close
"""
RUNS = "2026-01-05 -"
"""28 days of it end with Sunday 1 February 2026."""


@pytest.mark.parametrize(
    ("events", "due"),
    [
        ([], "2026-02-02"),
        ([expects("2026-01-14", "2026-02-01")], "2026-02-02"),  # exactly 4 weeks
        ([expects("2026-01-14", "2026-02-02")], "2026-01-14"),
        ([expects("2026-01-14", "2026-01-20"), expects("2026-01-20", "2026-03-31")], "2026-01-20"),
        ([expects("2026-01-05", "2026-03-31")], "2026-01-05"),
    ],
)
def test_an_expected_length_counts_from_the_day_it_is_recorded(events: list[dict[str, Any]], due: str) -> None:
    answer = told(EXPECTED, "2026-03-01", RUNS, events=events)
    assert fell(answer) == [f"talk {due}"]
    laws_hold(small(EXPECTED), (RUNS,), events, date(2026, 3, 1), date(2026, 1, 14))


def test_what_is_expected_is_a_filter() -> None:
    policy = """
category stress absence is an absence lasting over 2 weeks,
  or an absence expected to last over 2 weeks because of stress
branch long follows each absence while it lasts
  step talk
    falls due when the absence is a stress absence
    then close
"""
    stress = [{"first": "2026-01-05", "reason": "stress"}]
    events = [expects("2026-01-07", "2026-01-19")]
    assert fell(told(policy, "2026-01-31", absences=stress, events=events)) == ["talk 2026-01-07"]
    assert fell(told(policy, "2026-01-31", absences=[{"first": "2026-01-05"}], events=events)) == ["talk 2026-01-19"]


OVERRUN = """
category overrun absence is an absence flagged planned lasting longer than expected

branch planned follows each absence while it lasts
  step overrun talk
    falls due when the absence is an overrun absence
    then close
"""
PLANNED = "2026-01-05 - planned"


@pytest.mark.parametrize(
    ("events", "due"),
    [
        ([], []),
        ([expects("2026-01-05", "2026-01-16")], ["overrun talk 2026-01-17"]),
        ([expects("2026-01-05", "2026-01-16"), expects("2026-01-15", "2026-01-23")], ["overrun talk 2026-01-24"]),
        ([expects("2026-01-20", "2026-01-16")], ["overrun talk 2026-01-20"]),
    ],
)
def test_an_absence_may_last_longer_than_expected(events: list[dict[str, Any]], due: list[str]) -> None:
    assert fell(told(OVERRUN, "2026-02-28", PLANNED, events=events)) == due
    laws_hold(small(OVERRUN), (PLANNED,), events, date(2026, 2, 28), date(2026, 1, 16), date(2026, 1, 17))


def test_an_absence_as_long_as_expected_is_not_longer() -> None:
    events = [expects("2026-01-05", "2026-01-16")]
    assert fell(told(OVERRUN, "2026-02-28", "2026-01-05 2026-01-16 planned", events=events)) == []


# ------------------------------------------------------------------ declared fit

FIT = ("an absence ends on its last recorded day", "an absence ends when the employee is declared fit")
DAYS = """
measure lost over the last 12 months
  is calendar days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
"""


def fit(day: str, absence: str = "2026-01-08") -> dict[str, Any]:
    return {"date": day, "what": "declared fit", "absence": absence}


@pytest.mark.parametrize(
    ("away", "events", "days"),
    [
        ("2026-01-08 2026-01-09", [], 4),  # Thursday to Sunday: back at work on Monday the 12th
        ("2026-01-08 2026-01-09", [fit("2026-01-10")], 2),  # declared fit on Saturday
        ("2026-01-08 2026-01-09", [fit("2026-01-11")], 3),  # on Sunday
        ("2026-01-08 2026-01-09", [fit("2026-01-14")], 4),  # after the return
        ("2026-01-08 -", [fit("2026-01-11")], 3),
        ("2026-01-08 -", [], 13),
    ],
)
def test_days_count_until_the_employee_is_declared_fit(away: str, events: list[dict[str, Any]], days: int) -> None:
    policy = small(DAYS, FIT)
    assert value(told(policy, "2026-01-20", away, events=events)) == days


def test_on_a_day_off_nobody_is_fit_unless_declared() -> None:
    policy = small(DAYS, FIT)
    assert [
        value(told(policy, day, "2026-01-08 2026-01-09")) for day in ("2026-01-09", "2026-01-10", "2026-01-11")
    ] == [2, 3, 4]
    declared = [fit("2026-01-11")]
    assert [value(told(policy, day, "2026-01-08 -", events=declared)) for day in ("2026-01-10", "2026-01-11")] == [3, 3]


def test_declared_fit_closes_the_case_on_the_first_working_day() -> None:
    policy = small(
        """
branch long follows each absence while it lasts
  step talk
    falls due when the absence has lasted at least 4 calendar days
    then close
""",
        FIT,
    )
    assert fell(told(policy, "2026-01-20", "2026-01-08 2026-01-09")) == ["talk 2026-01-11"]
    assert fell(told(policy, "2026-01-20", "2026-01-08 2026-01-09", events=[fit("2026-01-11")])) == []
    for events in ([], [fit("2026-01-10")], [fit("2026-01-11")]):
        laws_hold(policy, ("2026-01-08 2026-01-09", "2026-02-05 -"), events, date(2026, 3, 1), date(2026, 1, 10))


# ------------------------------------------------------------------ some absences only


def test_steps_after_some_absences_only() -> None:
    policy = """
after every absence lasting over 3 calendar days
  step talk
    falls due on first working time back
    outcome fine: close
"""
    away = ("2026-01-05 2026-01-07", "2026-02-02 2026-02-05", "2026-03-02 - ")
    assert fell(told(policy, "2026-03-31", *away[:2], "2026-03-02 -")) == ["talk 2026-02-06"]


DURING = """
during every absence {kind}
  step certificate
    falls due at once
    outcome received: close
"""


@pytest.mark.parametrize(
    ("kind", "due"),
    [
        ("lasting over 7 calendar days", ["certificate 2026-01-12"]),
        ("lasting at least 6 working days", ["certificate 2026-01-12"]),
        ("flagged planned", []),
        ("expected to last over 7 calendar days", ["certificate 2026-01-07"]),
    ],
)
def test_steps_during_some_absences_open_on_the_first_day_that_is_certain(kind: str, due: list[str]) -> None:
    policy = small(DURING.format(kind=kind))
    events = [expects("2026-01-07", "2026-02-07")]
    away = ("2026-01-05 2026-01-16", "2026-02-16 2026-02-17")
    assert fell(told(policy, "2026-03-31", *away, events=events)) == due
    laws_hold(policy, away, events, date(2026, 3, 31), date(2026, 1, 8))


def test_steps_during_some_absences_look_at_those_that_count_for_nothing_elsewhere() -> None:
    spared = "  absences flagged planned count for nothing except during every absence\n  a part day counts"
    policy = small(DURING.format(kind="lasting over 7 calendar days"), ("  a part day counts", spared))
    assert fell(told_both_ways(policy, "2026-03-31", "2026-01-05 2026-01-16 planned")) == ["certificate 2026-01-12"]


OPEN = """
branch care follows each absence
  step talk
    falls due when the absence has lasted at least 5 calendar days
    then wait for review
  step review
    falls due 4 weeks after talk is held
    outcome done: close
"""


def test_a_branch_may_go_on_when_the_absence_is_over() -> None:
    events = [held("2026-01-12"), outcome("2026-02-10", "review", "done")]
    answer = told(OPEN, "2026-02-09", "2026-01-05 2026-01-16", events=events)
    assert (fell(answer), stands(answer)) == (["talk 2026-01-09", "review 2026-02-09"], ["review due"])
    laws_hold(small(OPEN), ("2026-01-05 2026-01-16", "2026-03-02"), events, date(2026, 4, 1), date(2026, 1, 20))


def test_a_case_that_was_too_short_for_its_first_step_closes() -> None:
    running = told(OPEN, "2026-01-06", "2026-01-05 2026-01-07")
    assert stands(running) == ["talk waiting"]
    over = told(OPEN, "2026-01-08", "2026-01-05 2026-01-07")
    assert (stands(over), [one.why for one in over.closed]) == ([], ["absence-over"])


# ------------------------------------------------------------------ what is recorded of an absence, event by event


def said(day: str, what: What, until: str | None = None, absence: str = "a") -> Event:
    return Event(ordinal(day), what, absence=absence, for_=None if until is None else ordinal(until))


def ordinal(text: str) -> int:
    return date.fromisoformat(f"2026-{text}").toordinal()


def test_the_last_day_expected_is_that_of_what_was_said_last() -> None:
    away = Absence(
        "a", ordinal("01-05"), ((ordinal("01-05"), None),), (Record("a", ordinal("01-05"), None),), None, None
    )
    events = [
        said("01-06", What.EXPECTED, "01-30"),
        said("01-08", What.EXPECTED, "01-16"),
        said("01-08", What.EXPECTED, "01-23"),
        said("01-09", What.EXPECTED, "02-27", absence="b"),
        said("01-09", What.DECLARED_FIT),
    ]
    for given in (events, events[::-1]):
        asked = ("01-05", "01-06", "01-07", "01-08", "01-31")
        found = [expected_last(away, given, ordinal(day)) for day in asked]
        assert found == [None, *map(ordinal, ("01-30", "01-30", "01-23", "01-23"))]


FRIDAY = "01-09"
NEVER_BACK = WorkingTime((pattern_of(MONDAY_TO_FRIDAY),), HolidayCalendar("Here", 1, 2, {}))


@pytest.mark.parametrize(
    ("last", "fit", "found"),
    [
        (None, (), None),
        (None, ("01-12",), "01-11"),
        (None, ("01-14", "01-12"), "01-11"),
        (None, ("01-05",), None),  # on its first day nobody is fit yet
        (FRIDAY, (), "01-11"),  # the weekend belongs to it
        (FRIDAY, ("01-10",), FRIDAY),
        (FRIDAY, ("01-07",), "01-06"),
        (FRIDAY, ("01-20",), "01-11"),  # back at work on Monday the 12th
    ],
)
def test_a_record_ends_on_the_day_before_the_employee_was_fit(
    last: str | None, fit: tuple[str, ...], found: str | None
) -> None:
    parts = {ordinal(day): Fraction(1, 2) for day in ("01-06", "01-07")} if last else {}
    record = Record("a", ordinal("01-05"), None if last is None else ordinal(last), parts)
    events = [said(day, What.DECLARED_FIT) for day in fit]
    events += [said("01-08", What.DECLARED_FIT, absence="b"), said("01-08", What.TOLD)]
    end = None if found is None else ordinal(found)
    kept = {day: part for day, part in parts.items() if end is None or day <= end}
    assert until_declared_fit(record, events, MONDAY_TO_FRIDAY) == replace(record, last=end, part=kept)


def test_a_record_stays_open_while_nobody_can_tell_of_any_day_that_it_is_worked() -> None:
    record = Record("a", ordinal("01-05"), ordinal(FRIDAY))
    assert until_declared_fit(record, (), NEVER_BACK) == replace(record, last=None)


# ------------------------------------------------------------------ branches that start later

FIRST = ("2026-01-05", "2026-01-12")
IMPROVED = [held("2026-01-14", "first talk"), outcome("2026-01-14", "first talk", "improved")]
"""The case closes on 14 January 2026: six months after that end with 14 July."""


@pytest.mark.parametrize(
    ("away", "due"),
    [
        (("2026-07-07", "2026-07-14"), "second talk 2026-07-14"),
        (("2026-07-07", "2026-07-15"), "first talk 2026-07-15"),
        (("2026-01-16",), "second talk 2026-01-16"),
    ],
)
def test_a_relapse_leads_to_the_next_step(away: tuple[str, ...], due: str) -> None:
    answer = told(RELAPSE, "2026-12-31", *FIRST, *away, events=IMPROVED)
    assert fell(answer) == ["first talk 2026-01-12", due]
    laws_hold(small(RELAPSE), (*FIRST, *away), IMPROVED, date(2026, 12, 31), date(2026, 1, 14), date(2026, 7, 14))


def test_the_case_goes_on_from_the_step_that_it_started_at() -> None:
    events = [*IMPROVED, held("2026-02-04", "second talk"), outcome("2026-02-04", "second talk", "not improved")]
    assert fell(told(RELAPSE, "2026-04-01", *FIRST, "2026-02-02", events=events))[1:] == [
        "second talk 2026-02-02",
        "third talk 2026-03-04",
    ]


def test_a_second_relapse_goes_one_further() -> None:
    events = [*IMPROVED, held("2026-02-04", "second talk"), outcome("2026-02-04", "second talk", "improved")]
    answer = told(RELAPSE, "2026-04-01", *FIRST, "2026-02-02", "2026-02-16", events=events)
    assert fell(answer)[1:] == ["second talk 2026-02-02", "third talk 2026-02-16"]


def test_the_step_reached_is_that_step_again() -> None:
    policy = RELAPSE.replace("the step after the one reached", "the step reached")
    assert fell(told(policy, "2026-04-01", *FIRST, "2026-02-02", events=IMPROVED))[1:] == ["first talk 2026-02-02"]


UNTIMED = (
    RELAPSE.replace(", within 6 months after attendance is closed", "")
    + """
branch running follows each absence while it lasts
  step look
    falls due when the absence has lasted at least 1 calendar day
    outcome done: close
"""
)
BY_HR = {"date": "2026-02-10", "branch": "attendance", "what": "closed", "by": "HR"}


def further(on: str, *more: str, events: list[dict[str, Any]], policy: str = UNTIMED) -> list[str]:
    """What fell due of the branch after the first talk and the second, on 4 February, that improved things."""
    begun = [*IMPROVED, held("2026-02-04", "second talk"), outcome("2026-02-04", "second talk", "improved")]
    found = told(policy, on, *FIRST, "2026-02-02", *more, events=[*begun, *events])
    return [one for one in fell(found) if "talk" in one][2:]


def test_of_one_branch_alone_the_case_that_closed_last_says_how_far_it_came() -> None:
    """A case of another branch closes with every absence."""
    assert further("2026-02-16", "2026-02-16", events=[]) == ["third talk 2026-02-16"]
    events = [held("2026-02-18", "third talk"), outcome("2026-02-18", "third talk", "done")]
    # beyond the last step there is none
    assert further("2026-03-02", "2026-02-16", "2026-03-02", events=events)[1:] == ["third talk 2026-03-02"]


@pytest.mark.parametrize("policy", [UNTIMED, RELAPSE])
def test_a_case_that_closed_without_a_meeting_came_to_no_step(policy: str) -> None:
    assert further("2026-02-16", "2026-02-16", events=[BY_HR], policy=policy) == ["first talk 2026-02-16"]


def test_a_case_that_comes_back_to_its_first_step_does_not_start_later_again() -> None:
    again = "outcome not improved: wait for third talk\n    outcome again: wait for first talk"
    policy = RELAPSE.replace("outcome not improved: wait for third talk", again)
    events = [*IMPROVED, held("2026-02-04", "second talk"), outcome("2026-02-04", "second talk", "again")]
    answer = told(policy, "2026-02-28", *FIRST, "2026-02-02", events=events)
    # two absences lie in the four weeks up to the 5th, and the first talk has not been due since the case began again
    assert fell(answer)[1:] == ["second talk 2026-02-02", "first talk 2026-02-05"]


def test_on_the_day_of_closing_itself_a_case_starts_anew() -> None:
    at_once = RELAPSE.replace(
        "falls due when 2 absences start in the last 4 weeks\n    falls due again only on a new absence",
        "falls due at once",
    )
    assert fell(told(at_once, "2026-01-31", events=IMPROVED)) == ["first talk 2026-01-01", "first talk 2026-01-14"]


SWITCH = """
branch short follows each employee
  step first talk
    falls due when 2 absences start in the last 4 weeks
    falls due again only on a new absence
    outcome given: wait for second talk
  step second talk
    falls due when 2 absences start within 3 months after first talk is held
    if not due by then: close
    outcome done: close

branch long follows each absence while it lasts
  starts at the step after the one reached in short
  step long review
    falls due when the absence has lasted at least 2 weeks
    then wait for long second review
  step long second review
    falls due 4 weeks after long review is held
    then wait for long third review
  step long third review
    falls due 1 week after long second review is held
    then close
"""


def test_a_long_absence_goes_on_where_the_other_branch_stands() -> None:
    events = [held("2026-01-14", "first talk"), outcome("2026-01-14", "first talk", "given")]
    away = (*FIRST, "2026-02-02 -")
    answer = told(SWITCH, "2026-02-28", *away, events=events)
    assert fell(answer) == ["first talk 2026-01-12", "long second review 2026-02-15"]
    assert fell(told(SWITCH, "2026-02-28", *away)) == ["first talk 2026-01-12", "long review 2026-02-15"]
    held_ = [*events, held("2026-02-20", "long second review")]
    assert fell(told(SWITCH, "2026-02-28", *away, events=held_))[2:] == ["long third review 2026-02-27"]
    laws_hold(small(SWITCH), away, held_, date(2026, 3, 31), date(2026, 2, 10))


def test_what_was_reached_before_the_other_branch_closed_is_forgotten() -> None:
    events = [held("2026-01-14", "first talk"), outcome("2026-01-14", "first talk", "given")]
    events.append({"date": "2026-01-20", "branch": "short", "what": "closed"})
    answer: Answer = told(SWITCH, "2026-02-28", *FIRST, "2026-02-02 -", events=events)
    assert "long review 2026-02-15" in fell(answer)


@pytest.mark.parametrize(("issued", "due"), [("2026-02-14", "long second review"), ("2026-02-15", "long review")])
def test_a_time_after_a_letter_begins_on_the_day_after_it(issued: str, due: str) -> None:
    within = "reached in short, within 6 months after warning letter is issued"
    policy = SWITCH.replace("reached in short", within) + "document warning letter\n"
    events = [held("2026-01-14", "first talk"), outcome("2026-01-14", "first talk", "given")]
    events.append({"date": issued, "what": "issued", "name": "warning letter"})
    answer = told_both_ways(policy, "2026-02-28", *FIRST, "2026-02-02 -", events=events)
    assert fell(answer) == ["first talk 2026-01-12", f"{due} 2026-02-15"]


STOOD = {"branch": "attendance", "step": "first talk", "held": "2026-01-10", "outcome": "improved"}
"""The case closed with that meeting: the next one starts at the second talk."""


@pytest.mark.parametrize("policy", [UNTIMED, RELAPSE])
def test_what_stood_before_the_records_says_how_far_the_case_came_that_closed_then_and_no_later_one(
    policy: str,
) -> None:
    away = ("2026-02-02", "2026-02-09", "2026-03-02", "2026-03-09")
    answer = told_both_ways(policy, "2026-03-31", *away, standing=[STOOD], events=[BY_HR])
    assert [one for one in fell(answer) if "talk" in one] == ["second talk 2026-02-09", "first talk 2026-03-02"]


def test_what_stood_in_another_branch_says_nothing_of_this_one() -> None:
    other = """
branch other follows each employee
  step chat
    falls due when 1 absence starts in the last 1 week
    falls due again only on a new absence
    outcome done: close
"""
    stood = [{"branch": "other", "step": "chat", "held": "2026-01-14"}]
    answer = told_both_ways(RELAPSE + other, "2026-03-31", *FIRST, "2026-02-02", standing=stood, events=IMPROVED)
    assert fell(answer) == ["first talk 2026-01-12", "second talk 2026-02-02"]


# ------------------------------------------------------------------ linked absences

LINK = (
    "  an absence ends on its last recorded day",
    "  absences link when at most 4 weeks lie between them\n  an absence ends on its last recorded day",
)
LINKED = """
branch long follows each run of linked absences while it lasts
  step review
    falls due when the absence has lasted at least 2 weeks
    then wait for second review
  step second review
    falls due 2 months after review is held
    then close

branch short follows each employee
  step talk
    falls due when 2 absences start in the last 3 months
    then close
"""
ONE = "2026-01-05 2026-01-30"
REVIEW = [held("2026-01-20", "review", absence="2026-01-05")]
"""Away for 26 days, up to Friday 30 January 2026: four weeks later is 27 February."""


@pytest.mark.parametrize(
    ("again", "standing", "due"),
    [
        ("2026-02-28 2026-03-20", ["second review due"], ["talk 2026-02-28", "second review 2026-03-20"]),
        ("2026-02-28 2026-03-02", ["second review paused"], ["talk 2026-02-28"]),  # back at work by then
        ("2026-03-01 2026-03-02", ["second review waiting"], ["talk 2026-03-01"]),  # no run with the first
    ],
)
def test_a_short_return_does_not_close_the_case(again: str, standing: list[str], due: list[str]) -> None:
    policy = small(LINKED, LINK)
    answer = told(policy, "2026-03-20", ONE, again, events=REVIEW)
    assert fell(answer) == ["review 2026-01-18", *due]
    assert (standing[0] in stands(answer)) is (again[:10] == "2026-02-28")
    laws_hold(policy, (ONE, again), REVIEW, date(2026, 6, 30), date(2026, 2, 10), date(2026, 3, 10))


def test_a_run_closes_when_nothing_can_link_with_it_any_more() -> None:
    policy = small(LINKED, LINK)
    before = told(policy, "2026-02-27", ONE, events=REVIEW)
    assert [one.branch for one in before.closed] == []
    after = told(policy, "2026-03-31", ONE, events=REVIEW)
    assert [(one.branch, one.absence, one.on) for one in after.closed] == [("long", "2026-01-05", date(2026, 2, 28))]


def test_the_absence_of_a_run_is_the_latest() -> None:
    """Neither absence has lasted two weeks, though both together have."""
    policy = small(LINKED, LINK)
    away = ("2026-01-05 2026-01-14", "2026-01-26 2026-02-04")
    assert fell(told(policy, "2026-03-31", *away)) == ["talk 2026-01-26"]
    assert fell(told(policy, "2026-03-31", away[0], "2026-01-26 2026-02-12"))[-1] == "review 2026-02-08"


RUN = """
branch rows follows each run of linked absences while it lasts
  step review
    falls due when the absence has lasted over 4 weeks
    falls due again every 2 weeks until the absence ends
    outcome no change: stay
branch pay follows each run of linked absences while it lasts
  step pay talk
    falls due on half pay date
    dates already passed count
    then close
"""


def test_days_at_work_between_linked_absences_are_not_made_up_for() -> None:
    """Due on 2 February; at work from 9 February to 1 March, while the 16th comes."""
    policy = small(RUN, LINK)
    away = ("2026-01-05 2026-02-06", "2026-03-02 -")
    answer = told_both_ways(policy, "2026-03-20", *away)
    assert fell(answer) == ["review 2026-02-02", "review 2026-03-02", "review 2026-03-16"]
    assert stands(told(policy, "2026-02-20", away[0]))[0] == "review due"


def test_the_day_before_a_linked_absence_is_not_made_up_for_and_its_first_day_is_none() -> None:
    """Due on 2 February and every two weeks; at work from 9 February up to the 16th, or up to Sunday the 15th."""
    policy = small(RUN, LINK)
    for first, days in (("2026-02-17", ["2026-02-02", "2026-03-02"]), ("2026-02-16", ["2026-02-02", "2026-02-16"])):
        found = told_both_ways(policy, days[-1], "2026-01-05 2026-02-06", f"{first} -")
        assert fell(found) == [f"review {day}" for day in days]


def test_a_fact_is_of_the_latest_absence_of_a_run() -> None:
    policy = small(RUN, LINK)
    away = ("2026-01-05 2026-01-07", "2026-02-02 -")
    fact = {"name": "half pay date", "absence": "2026-02-02", "value": "2026-03-10"}
    assert fell(told_both_ways(policy, "2026-03-20", *away, facts=[fact]))[0] == "review 2026-03-02"
    assert "pay talk 2026-03-10" in fell(told(policy, "2026-03-20", *away, facts=[fact]))


def test_an_event_of_any_absence_of_a_run_is_of_its_case() -> None:
    policy = small(LINKED, LINK)
    away = (ONE, "2026-02-16 2026-03-06")
    events = [held("2026-02-17", "review", absence="2026-02-16")]
    answer = told(policy, "2026-02-28", *away, events=events)
    first = answer.fell_due[0]
    assert (first.step, first.absence, first.held_on) == ("review", "2026-01-05", date(2026, 2, 17))


# ------------------------------------------------------------------ branches that pause each other

EACH_OTHER = """
branch one follows each employee
  pauses while two is open
  step talk
    falls due when {first}
    falls due again only on a new absence
    outcome done: close

branch two follows each employee
  pauses while one is open
  step review
    falls due when {second}
    falls due again only on a new absence
    outcome done: close
"""
TWO, ALSO_TWO, THREE = (
    f"{number} absences start in the last {time}"
    for number, time in ((2, "4 weeks"), (2, "28 calendar days"), (3, "4 weeks"))
)
AWAY = ("2026-01-05", "2026-01-12", "2026-01-19")


@pytest.mark.parametrize(
    ("first", "second", "due"),
    [
        (TWO, THREE, ["talk 2026-01-12"]),
        (THREE, TWO, ["review 2026-01-12"]),
        (TWO, ALSO_TWO, ["talk 2026-01-12", "review 2026-01-12"]),  # both are due: the one written first goes on
    ],
)
def test_the_branch_that_opened_first_goes_on(first: str, second: str, due: list[str]) -> None:
    policy = small(EACH_OTHER.format(first=first, second=second))
    answer = told(policy, "2026-01-31", *AWAY)
    assert fell(answer) == due
    laws_hold(policy, AWAY, [], date(2026, 3, 31), date(2026, 1, 15))


def test_the_other_branch_goes_on_when_the_first_has_closed() -> None:
    policy = small(EACH_OTHER.format(first=TWO, second=THREE))
    events = [held("2026-01-20", "talk"), outcome("2026-01-20", "talk", "done")]
    assert fell(told(policy, "2026-01-31", *AWAY, events=events)) == ["talk 2026-01-12", "review 2026-01-21"]


def test_of_two_that_opened_on_one_day_the_first_written_is_not_paused() -> None:
    repeats = EACH_OTHER.replace(
        "only on a new absence\n    outcome done: close", "every 1 week\n    outcome done: stay"
    )
    again = repeats.replace("falls due again every", "falls due again only on a new absence\n    falls due again every")
    answer = told(again.format(first=TWO, second=ALSO_TWO), "2026-01-26", *AWAY[:2])
    assert fell(answer) == ["talk 2026-01-12", "review 2026-01-12", "talk 2026-01-19", "talk 2026-01-26"]
