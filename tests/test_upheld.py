"""A meeting that was in order when it was held stands, whatever the record says since: where its case goes then."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policydsl.interpret.answer import Answer, FellDue, StepState
from policydsl.model.policy import Policy
from tests.small import codes, fell, held, outcome, record, small, stands, told_both_ways

KEPT_DATED = "cases already open {}\n  when a month"


def policy(text: str, rule: str = "move at once") -> Policy:
    return small(text, ("when a month", KEPT_DATED.format(rule)) if "from 1 April" in text else ("when", "when"))


def entered(name: str, said: str, recorded: str, **more: str) -> dict[str, Any]:
    return {**record(said), "id": name, "recorded": recorded, **more}


TWICE = [entered("a1", "2026-01-05", "2026-01-05"), entered("a2", "2026-01-19", "2026-01-19", retracted="2026-02-16")]
"""Two absences, of which the second was an error, as was found out on 16 February."""
MET = held("2026-01-26", recorded="2026-01-26", by="A Smith")

SHORT = """
branch Short follows each employee
  step talk
    falls due when 2 absences start in the last 3 months
    falls due again only on a new absence
    must complete Plan
    {more}
    then wait for hearing
  step hearing
    falls due {hearing}
    {decided}
    outcome done: close
"""


def asked(
    on: str, *events: dict[str, Any], rule: str = "move at once", absences: Any = None, more: str = "", **words: str
) -> Answer:
    said = {"more": more, "hearing": "4 weeks after talk is held", "decided": ""} | words
    made = policy(SHORT.format(**said), rule)
    return told_both_ways(made, on, absences=TWICE if absences is None else absences, events=[MET, *events])


def test_the_meeting_stands_on_the_day_on_which_its_step_was_due_then() -> None:
    (talk,) = asked("2026-02-22").fell_due
    known = {"step": "talk", "branch": "Short", "absence": None, "on": date(2026, 1, 19), "unsupported": True}
    name = "Short / talk / 2026-01-19"
    assert talk == FellDue(id=name, state=StepState.HELD, held_on=date(2026, 1, 26), **known)


@pytest.mark.parametrize(
    ("hearing", "day"),
    [
        ("4 weeks after talk is held", "2026-02-23"),
        ("4 weeks after talk is due", "2026-02-16"),  # it was due on 19 January
    ],
)
def test_the_case_goes_on_from_there(hearing: str, day: str) -> None:
    assert fell(asked("2026-03-31", hearing=hearing)) == ["talk 2026-01-19", f"hearing {day}"]


def test_who_led_it_is_known() -> None:
    by = {"decided": "decided by someone other than who led talk"}
    decided = [outcome("2026-02-24", "hearing", "done", by=name) for name in ("A Smith", "B Jones")]
    first, second = (codes(asked("2026-02-28", one, **by)) for one in decided)
    assert ("decided-by-the-same" in first, "decided-by-the-same" in second) == (True, False)


@pytest.mark.parametrize("rule", ["move at once", "move at their next step", "stay with the earlier version"])
def test_what_it_asks_for_is_what_it_asked_for_then(rule: str) -> None:
    """The step was due in March and held in April, when it asks for more."""
    absences = [entered("a1", "2026-03-02", "2026-03-02")]
    absences += [entered("a2", "2026-03-30", "2026-03-30", retracted="2026-04-20")]
    april = {"more": "from 1 April 2026: must agree target"}
    meeting = [held("2026-04-06", recorded="2026-04-06")]
    made = policy(SHORT.format(**april, hearing="4 weeks after talk is held", decided=""), rule)
    answer = told_both_ways(made, "2026-04-30", absences=absences, events=meeting)
    assert fell(answer) == ["talk 2026-03-30"]
    duties = ["complete Plan", "agree target"] if rule == "move at once" else ["complete Plan"]
    assert [one.duty for one in answer.duties] == duties


LONG = """
branch Long follows each absence while it lasts
  step talk
    falls due when the absence has lasted at least 4 weeks
    falls due again every 4 weeks
    outcome done: stay
"""


def test_a_step_that_falls_due_every_so_often_does_so_counted_from_the_day_on_which_it_was_due_then() -> None:
    """Away since 5 January as far as was known, which made it due on 1 February. In truth it was since the 19th."""
    known = [entered("a1", "2026-01-05 -", "2026-01-05"), entered("a1", "2026-01-19 -", "2026-02-10")]
    meeting = held("2026-02-03", recorded="2026-02-03")
    answer = told_both_ways(LONG, "2026-03-31", absences=known, events=[meeting])
    assert fell(answer) == ["talk 2026-02-01", "talk 2026-03-01", "talk 2026-03-29"]
    assert answer.fell_due[0].id == "Long / a1 / talk / 2026-02-01"


DIRECT = """
branch Short follows each employee
  step talk
    falls due when 2 absences start in the last 3 months
    falls due again only on a new absence
    outcome done: close
  step hearing
    falls due when 3 absences start in the last 3 months
    falls due again only on a new absence
    can be reached without the steps before it
    outcome done: close
    outcome serious: wait for review
  step review
    falls due when 1 new absence starts within 6 months after hearing is held
    if not due by then: close
    then close
"""


def test_a_meeting_of_a_later_step_takes_the_case_to_that_step() -> None:
    """Three absences in January; the first of them was an error, so that only the talk is due."""
    away = [entered("a1", "2026-01-05", "2026-01-05", retracted="2026-02-16")]
    away += [entered(f"a{day}", f"2026-01-{day}", f"2026-01-{day}") for day in (12, 19)]
    events = [held("2026-01-26", "hearing", recorded="2026-01-26")]
    answer = told_both_ways(DIRECT, "2026-02-28", absences=away, events=events)
    assert fell(answer) == ["talk 2026-01-19", "hearing 2026-01-19"]
    assert stands(answer) == ["hearing held"]
    decided = [*events, outcome("2026-02-02", "hearing", "serious")]
    assert stands(told_both_ways(DIRECT, "2026-02-28", absences=away, events=decided)) == ["review waiting"]


UNTOLD = """
category heavy absence is an absence lasting at least 10 hours
  may overlap short absence
branch Short follows each employee
  step talk
    falls due when at least 2 absences flagged unplanned, or 1 heavy absence, start in the last 3 months
    falls due again only on a new absence
    outcome done: close
"""


@pytest.mark.parametrize("retracted", [{}, {"retracted": "2026-02-16"}])
def test_what_could_not_be_told_of_the_step_is_asked_no_more_once_it_was_held(retracted: dict[str, str]) -> None:
    """Nobody knows how many hours one day had. That there were two absences is enough to make the step due."""
    away = [entered("a1", "2026-01-05 2026-01-05 unplanned", "2026-01-05")]
    away += [entered("a2", "2026-01-19 2026-01-19 unplanned", "2026-01-19", **retracted)]
    needs = [one.needs for one in told_both_ways(UNTOLD, "2026-01-18", absences=away).unknown]
    assert needs == ["hours in the working pattern"]
    due = told_both_ways(UNTOLD, "2026-02-28", absences=away, events=[MET])
    assert (stands(due), due.unknown) == (["talk held"], ())


def test_what_follows_a_meeting_that_stands_rests_on_it() -> None:
    found = asked("2026-02-28").fell_due
    assert [(one.step, str(one.on), one.unsupported) for one in found] == [
        ("talk", "2026-01-19", True),
        ("hearing", "2026-02-23", True),
    ]


@pytest.mark.parametrize(
    ("rule", "where"),
    [
        ("stay with the earlier version", ["hearing waiting"]),
        ("move at their next step", ["hearing waiting"]),
        ("move at once", ["talk waiting"]),
    ],
)
def test_a_meeting_that_stands_is_followed_by_what_the_version_of_its_case_says(rule: str, where: list[str]) -> None:
    """The case came to the step before 20 January, and the meeting was held after it."""
    text = SHORT.format(more="from 20 January 2026: then close", hearing="8 weeks after talk is held", decided="")
    made = small(text, ("when a month", KEPT_DATED.format(rule)))
    assert stands(told_both_ways(made, "2026-02-22", absences=TWICE, events=[MET])) == where
