"""Small policies and short histories for tests that are worked out by hand: a policy of a few lines, days as text."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from policydsl.interpret.answer import Answer
from policydsl.interpret.fold import over_days_that_matter, over_every_day
from policydsl.model.policy import Policy
from tests.engine import answer_of, person_of, policy_of

HEADER = """
policy Test
  in force from 1 January 2026
  absences join when no working day lies between them
  an absence ends on its last recorded day
  an absence takes its category as soon as that is certain
  an absence may count towards several steps
  a part day counts as its fraction
  a working day is a day the employee was due to work
  with no working pattern on file, use Monday to Friday
  the organisation works Monday to Friday
  an absence with no working day counts
  a waived step counts as held
  when a month is too short, use its last day

category short absence is an absence lasting at most 7 calendar days
category long absence is an absence lasting over 7 calendar days
fact half pay date is the first day on half pay, for each absence
fact end of pay is the first day with no pay, for each absence
fact probation end is the last day of probation
"""


POINTS_HEADER = """policy US Attendance
  in force from 1 January 2024
  absences never join
  an absence ends on its last recorded day
  an absence takes its category as soon as that is certain
  an absence may count towards several steps
  a waived step counts as held
  a part day counts as its fraction
  a working day is a day the employee was due to work
  with no working pattern on file, use Monday to Friday
  an absence with no working day counts
  when a month is too short, use its last day
"""
"""A policy of points, whose absences never join."""


WATCHED = """
{settings}
measure lost over the last {window}
  is {formula}
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

branch Watch follows each employee
  step talk
    falls due when lost is {limit}
    falls due again only on a new absence
    then close
"""


RELAPSE = """
branch attendance follows each employee
  starts at the step after the one reached, within 6 months after attendance is closed
  step first talk
    falls due when 2 absences start in the last 4 weeks
    falls due again only on a new absence
    outcome improved: close
    outcome not improved: wait for second talk
  step second talk
    falls due when 2 absences start within 3 months after first talk is held
    if not due by then: close
    outcome improved: close
    outcome not improved: wait for third talk
  step third talk
    falls due 4 weeks after second talk is held
    outcome done: close
"""
"""A ladder that somebody who comes back soon enters where they had left it."""


def watched(limit: str, formula: str = "working days of absence", settings: str = "", window: str = "12 months") -> str:
    """A measure of what absences take, and a step that falls due when it stands so to a limit."""
    return WATCHED.format(settings=settings, formula=formula, limit=limit, window=window)


@cache
def small(text: str, *header: tuple[str, str]) -> Policy:
    """The policy of these lines under the usual header, of which some lines may be replaced."""
    head = HEADER
    for old, new in header:
        assert old in head, old
        head = head.replace(old, new)
    return policy_of(head + text)


def told(policy: Policy | str, on: str, *absent: str, **more: Any) -> Answer:
    """The answer on a day.

    An absence is `2026-01-12`, or `2026-01-12 2026-01-16`, or with its end open `2026-01-12 -`; a flag may follow.
    """
    values = {"employee": "E1", "absences": [record(one) for one in absent], **more}
    policy = small(policy) if isinstance(policy, str) else policy
    return answer_of(values, date.fromisoformat(on), policy)


def told_both_ways(policy: Policy | str, on: str, *absent: str, **more: Any) -> Answer:
    """The answer on a day, once the fold over every day and the one over the days that matter are known to agree."""
    policy = small(policy) if isinstance(policy, str) else policy
    values = {"employee": "E1", "absences": [record(one) for one in absent], **more}
    person = person_of(values, date.fromisoformat(on), policy)
    assert over_every_day(person) == over_days_that_matter(person)
    return told(policy, on, *absent, **more)


def record(said: str) -> dict[str, Any]:
    first, *rest = said.split(" ", 2)
    last = rest[0] if rest else first
    found: dict[str, Any] = {"first": first} if last == "-" else {"first": first, "last": last}
    return found | ({"flags": rest[1:]} if rest[1:] else {})


def held(day: str, step: str = "talk", **more: Any) -> dict[str, Any]:
    """The event of a meeting held."""
    return {"date": day, "step": step, "what": "held", **more}


def outcome(day: str, step: str, value: str, **more: Any) -> dict[str, Any]:
    """The event of an outcome."""
    return {"date": day, "step": step, "what": "outcome", "value": value, **more}


def fell(answer: Answer) -> list[str]:
    """What fell due: the step and the day."""
    return [f"{one.step} {one.on}" for one in answer.fell_due]


def stands(answer: Answer) -> list[str]:
    """Where each case stands: the step and its state."""
    return [f"{one.step} {one.state.value}" for one in answer.standing]


def value(answer: Answer, name: str = "lost") -> Any:
    """The value of a measure."""
    return next(one.value for one in answer.measures if one.name == name)


def codes(answer: Answer) -> list[str]:
    """The codes of the warnings."""
    return [one.code for one in answer.warnings]


def states(answer: Answer) -> dict[str, str]:
    """Each duty and its state."""
    return {one.duty: one.state.value for one in answer.duties}
