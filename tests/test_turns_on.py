"""On which readings an answer turns: of steps that a case passed by as well, in whatever way it had come to them.

Away on Monday 5 and Monday 12 January 2026, so that the talk is due on the 12th; it is held on the 14th. Four weeks
after that are over on 11 February, six on the 25th; eight are over on 11 March, ten on the 25th.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from policydsl.interpret.answer import Difference, TurnsOn
from policydsl.interpret.fold import over_days_that_matter
from policydsl.interpret.person import Person
from policydsl.interpret.turns_on import turns_on
from policydsl.model.policy import Policy
from tests.engine import person_of
from tests.small import HEADER, fell, held, outcome, record, small, told_both_ways

EVERYTHING: dict[str, Any] = {
    "steps": None,
    "measures": True,
    "only_empty": False,
    "only_duties": False,
    "only_absences": False,
}


def turns(policy: Policy, on: str, *absent: str, **more: Any) -> list[str]:
    """The readings on which an answer turns, once it is known that none is missing: all of them worked out say so."""
    values = {"employee": "E1", "absences": [record(one) for one in absent], **more}
    person = person_of(values, date.fromisoformat(on), policy)
    found = turns_on(person, over_days_that_matter(person))
    readings = tuple(
        replace(one, alternatives=tuple(replace(each, **EVERYTHING) for each in one.alternatives))
        for one in policy.readings
    )
    whole = Person(replace(policy, readings=readings), person.filed, person.on)
    assert turns_on(whole, over_days_that_matter(whole)) == found
    return [one.reading for one in found]


# ------------------------------------------------------------------ steps that a case has passed by

STEPS = """
  step look
    falls due when 1 new absence starts within 4 weeks after talk is held
    if not due by then: wait for second look
    outcome done: close
  step second look
    falls due when 1 new absence starts within 8 weeks after talk is held
    if not due by then: wait for last look
    outcome done: close
  step last look
    falls due 20 weeks after talk is held
    outcome done: close
"""
READINGS = """
reading first time
  asks "Which time?"
  taken four: as written
  possible six, in look: falls due when 1 new absence starts within 6 weeks after talk is held
reading second time
  asks "Which time then?"
  taken eight: as written
  possible ten, in second look: falls due when 1 new absence starts within 10 weeks after talk is held
document letter
"""
TALK = """
branch ladder follows each employee
  step talk
    falls due when 2 absences start in the last 4 weeks
    falls due again only on a new absence
    {line}
"""
PROCEDURE = "\nprocedure checks\n"
PERIOD = "  period watch\n    lasts 1 week after letter is issued\n    at its end: wait for look\n"
AWAY = ("2026-01-05", "2026-01-12")
HELD = held("2026-01-14")
ISSUED = {"date": "2026-01-14", "what": "issued", "name": "letter"}
UNWELL = outcome("2026-01-14", "talk", "unwell")
WAIVED = {"date": "2026-01-14", "step": "talk", "what": "waived", "by": "HR", "why": "agreed"}
WAYS: dict[str, tuple[str, str, list[dict[str, Any]]]] = {
    "then": ("then wait for look", "", [HELD]),
    "an outcome": ("outcome unwell: wait for look", "", [HELD, UNWELL]),
    "an outcome beside a then": ("then stay\n    outcome unwell: wait for look", "", [HELD, UNWELL]),
    "a waiver": ("if waived: wait for look\n    outcome done: close", "", [WAIVED]),
    "an if": ("if 2 absences start in the last 4 weeks: wait for look\n    outcome done: close", "", [HELD]),
    "a procedure": ("outcome unwell: start checks", PROCEDURE, [HELD, UNWELL]),
    "the end of a period": ("then stay\n    outcome done: close", PERIOD, [HELD, ISSUED]),
}
FROM = {"an if": "talk is due", "the end of a period": "letter is issued"}
"""What the times run from, where it is not sure that the talk was held when the case comes there."""


def ladder(way: str) -> Policy:
    line, between, _ = WAYS[way]
    after = FROM.get(way, "talk is held")
    return small(TALK.format(line=line) + between + (STEPS + READINGS).lstrip("\n").replace("talk is held", after))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ("2026-02-16", ["first time"]),
        ("2026-03-18", ["second time"]),
        ("2026-04-20", []),
    ],
)
def test_a_time_that_passed_is_one_on_which_the_answer_turns(way: str, later: str, expected: list[str]) -> None:
    policy, (_, _, events) = ladder(way), WAYS[way]
    assert fell(told_both_ways(policy, "2026-04-30", *AWAY, later, events=events))[0] == "talk 2026-01-12"
    assert turns(policy, "2026-04-30", *AWAY, later, events=events) == expected


LATER = [("2026-02-16", ["first time"]), ("2026-03-18", ["second time"]), ("2026-04-20", [])]


@pytest.mark.parametrize(("later", "expected"), LATER)
def test_a_case_that_stood_at_a_step_may_have_come_from_there(later: str, expected: list[str]) -> None:
    standing = [{"branch": "ladder", "step": "talk", "held": "2026-01-14", "outcome": "unwell"}]
    assert turns(ladder("an outcome"), "2026-04-30", later, standing=standing) == expected


CHECKS = """
procedure checks
  step review
    falls due at once
    outcome back: return
"""


@pytest.mark.parametrize(("later", "expected"), LATER)
def test_a_case_that_stood_in_a_procedure_may_have_come_back_from_it(later: str, expected: list[str]) -> None:
    line = "outcome unwell: wait for look\n    outcome grave: start checks"
    text = TALK.format(line=line) + (STEPS + CHECKS + READINGS).lstrip("\n")
    policy = small(text.replace("talk is held", "letter is issued"))
    standing = [{"branch": "ladder", "step": "review", "held": "2026-01-08", "outcome": "back"}]
    assert turns(policy, "2026-04-30", later, standing=standing, events=[UNWELL, ISSUED]) == expected


# ------------------------------------------------------------------ what else may make a difference

DIRECT = """
branch ladder follows each employee
  step talk
    falls due when {first} absences start in the last 4 weeks
    falls due again only on a new absence
    then wait for look
  step look
    falls due when 9 absences start in the last 4 weeks
    can be reached without the steps before it
    then close
reading how many
  asks "How many?"
  taken nine: as written
  possible three, in look: falls due when 3 absences start in the last 4 weeks
"""


@pytest.mark.parametrize("first", [2, 8])
@pytest.mark.parametrize("third", [True, False])
def test_a_step_that_can_be_reached_at_once_may_be_reached_from_the_first(first: int, third: bool) -> None:
    away = (*AWAY, "2026-01-19") if third else AWAY
    assert turns(small(DIRECT.format(first=first)), "2026-01-31", *away) == (["how many"] if third else [])


PAUSING = """
branch long follows each employee
  step first
    falls due when {number} absences start in the last 4 weeks
    falls due again only on a new absence
    outcome done: close
branch short follows each employee
  step talk
    falls due when 3 absences start in the last 4 weeks
    falls due again only on a new absence
    outcome fine: close
reading both
  asks "Do both go on?"
  taken they do: as written
  possible one waits, in short: pauses while long is open
"""


@pytest.mark.parametrize(("number", "expected"), [(2, ["both"]), (4, [])])
def test_a_pause_matters_where_the_other_branch_has_opened(number: int, expected: list[str]) -> None:
    policy = small(PAUSING.format(number=number))
    assert turns(policy, "2026-01-31", *AWAY, "2026-01-19") == expected


def test_a_pause_matters_where_the_other_branch_stood_open() -> None:
    standing = [{"branch": "long", "step": "first", "held": "2026-01-14"}]
    policy = small(PAUSING.format(number=4))
    assert turns(policy, "2026-01-31", *AWAY, "2026-01-19", standing=standing) == ["both"]


JOINING = """
branch short follows each employee
  step talk
    falls due when {number} absences start in the last 4 weeks
    falls due again only on a new absence
    outcome fine: close
reading one or two
  asks "Is it one absence over a weekend?"
  taken it is: as written
  possible it is not: absences never join
reading on days off
  asks "Does an absence on days off alone count?"
  taken it counts: as written
  possible it does not: an absence with no working day does not count
"""


@pytest.mark.parametrize(
    ("away", "expected"),
    [
        (("2026-01-05 2026-01-09", "2026-01-12"), ["one or two"]),  # a Friday and the Monday after it
        (("2026-01-05", "2026-01-12"), []),
        (("2026-01-05", "2026-01-10"), ["on days off"]),  # a Saturday
        (("2026-01-05", "2026-01-09 2026-01-10"), []),
    ],
)
def test_what_every_step_rests_on_may_make_a_difference(away: tuple[str, ...], expected: list[str]) -> None:
    assert turns(small(JOINING.format(number=2)), "2026-01-31", *away) == expected


@pytest.mark.parametrize(
    ("join", "expected"),
    [("join when at most 14 calendar days lie between them", ["one or two"]), ("never join", [])],
)
def test_a_rule_that_joins_across_days_at_work_is_for_counts(join: str, expected: list[str]) -> None:
    # Each absence has a return of its own, whichever way it counts; the first is on a Monday, the second on a Thursday.
    policy = small(JOINING.format(number=2).replace("absences never join", f"absences {join}"))
    assert turns(policy, "2026-01-31", "2026-01-05", "2026-01-15") == expected


def test_how_records_join_that_count_for_nothing_matters_after_an_absence() -> None:
    nothing = "  absences flagged planned count for nothing,\n    except after every absence\n  when a month"
    after = "\nafter every absence\n  step return talk\n    falls due on first working time back\n    then close\n"
    policy = small(JOINING.format(number=2) + after, ("  when a month", nothing))
    away = ("2026-01-09 2026-01-09 planned", "2026-01-12 2026-01-12 planned")
    assert turns(policy, "2026-01-31", *away) == ["one or two"]
    assert turns(policy, "2026-01-31", *away[:1]) == []


MEASURED = """
measure lost over the last 12 months
  is calendar days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
branch ladder follows each employee
  step talk
    falls due when 2 absences start in the last 4 weeks
    falls due again only on a new absence
    then wait for look
  step look
    falls due when lost is at least 9
    then close
reading which days
  asks "Which days are counted?"
  taken all: as written
  possible worked, in lost: is working days of absence
reading who
  asks "Who leads?"
  taken anybody: as written
  possible HR, in look: led by HR
"""


def test_a_measure_that_no_case_has_come_to_makes_a_difference_by_its_number() -> None:
    assert turns(small(MEASURED), "2026-01-31", "2026-01-05 2026-01-12") == ["which days"]
    assert turns(small(MEASURED), "2026-01-31", "2026-01-05 2026-01-09") == []


def test_what_nobody_can_tell_either_way_is_no_difference() -> None:
    text = """
measure lost over the last 12 months
  is hours of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
branch hours follows each employee
  step hour talk
    falls due when lost is over 20 hours
    falls due again only on a new absence
    then close
"""
    policy = small(text + JOINING.format(number=3))
    assert turns(policy, "2026-01-31", "2026-01-05 2026-01-09") == []


def test_a_meeting_may_be_upheld_under_another_reading_alone() -> None:
    # The absence of 12 January was on file until March. By then the talk was due and waived; what the case waited for
    # was due on 16 February under six weeks alone, and was held.
    away = [
        {"id": "a", "first": "2026-01-05", "last": "2026-01-05"},
        {"id": "b", "first": "2026-01-12", "last": "2026-01-12", "recorded": "2026-01-12", "retracted": "2026-03-02"},
        {"id": "c", "first": "2026-02-16", "last": "2026-02-16"},
    ]
    events = [WAIVED, held("2026-02-20", "look")]
    assert turns(ladder("a waiver"), "2026-04-30", absences=away, events=events) == ["first time"]
    assert turns(ladder("a waiver"), "2026-04-30", absences=away, events=events[:1]) == []


SEVERAL = """
branch cases follows each absence
  step call
    falls due when the absence has lasted at least 2 calendar days
    outcome done: close
reading one or two   [A-1]
  asks "Is it one absence over a weekend?"
  taken it is: as written
  possible it is not: absences never join     [A-2]
"""


def test_an_event_that_would_fit_several_cases_is_told_with_its_line_and_clauses() -> None:
    values = {"employee": "E1", "events": [held("2026-01-14", "call")]}
    values["absences"] = [record("2026-01-08 2026-01-09"), record("2026-01-12 2026-01-13")]
    person = person_of(values, date(2026, 1, 31), small(SEVERAL))
    line = 1 + (HEADER + SEVERAL)[: (HEADER + SEVERAL).index("possible it is not")].count("\n")
    assert turns_on(person, over_days_that_matter(person)) == (
        TurnsOn(
            "one or two",
            "Is it one absence over a weekend?",
            "it is",
            "it is not",
            (Difference("no-answer", "an event that is recorded would fit several cases", None, None),),
            line,
            ("A-2", "A-1"),
        ),
    )
