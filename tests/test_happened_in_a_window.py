"""Something that happened inside a window: of things, of meetings in closed cases, so many times, in one's own case.

The absence of 5 January 2026 has lasted over a week on the 12th, the one of 2 February on 9 February.
"""

from __future__ import annotations

from typing import Any

import pytest

from policydsl.interpret.answer import Answer
from tests.small import fell, held, outcome, small, stands, told_both_ways
from tests.test_what_events_move import AWAY, FIRST, SECOND, of_first, of_second

# ------------------------------------------------------------------ things

THINGS = """
branch watch follows each employee
  step talk
    falls due when {when}
    falls due again only on a new absence
    must issue plan
    then stay
"""


def plan(day: str, what: str = "issued", **more: Any) -> dict[str, Any]:
    return {"date": day, "what": what, "name": "plan", **more}


@pytest.mark.parametrize(
    ("when", "event", "due"),
    [
        ("plan is issued in the last 2 weeks", plan("2026-01-12"), "2026-01-12"),
        ("plan is issued in the last 2 weeks", plan("2026-01-12", value=True), "2026-01-12"),
        ("plan is issued in the last 2 weeks", plan("2026-01-12", value=False), None),
        ("plan is issued in the last 2 weeks", plan("2026-01-12", "recorded"), None),
        ("plan is issued in the last 2 weeks", plan("2026-01-12", "completed"), None),
        ("plan is recorded in the last 2 weeks", plan("2026-01-12"), "2026-01-12"),  # on file in whatever way
        ("plan is recorded in the last 2 weeks", plan("2026-01-12", value=False), None),
    ],
)
def test_what_is_on_file_in_a_window(when: str, event: dict[str, Any], due: str | None) -> None:
    answer = told_both_ways(THINGS.format(when=when), "2026-01-31", "2026-01-08", events=[event])
    assert fell(answer) == ([f"talk {due}"] if due else [])


def test_inside_a_window_also_counts_what_was_on_file_before_the_procedure_began() -> None:
    text = """
branch care follows each absence while it lasts
  step talk
    falls due when the absence has lasted over 1 week
    outcome hearing: start dismissal
procedure dismissal
  step hearing
    falls due at once
    must consider options
    outcome dismissed, only after options is considered{since}: close
"""
    considered = {"date": "2026-01-12", "what": "considered", "name": "options"}
    events = [considered, held("2026-01-12"), outcome("2026-01-13", "talk", "hearing")]
    events += [held("2026-01-14", "hearing"), outcome("2026-01-14", "hearing", "dismissed")]

    def closed(since: str) -> list[str]:
        return [
            one.why
            for one in told_both_ways(text.format(since=since), "2026-01-15", "2026-01-05 -", events=events).closed
        ]

    assert closed(" in the last 2 weeks") == ["procedure"]
    assert closed("") == []


# ------------------------------------------------------------------ meetings

GUIDED = """
branch watch follows each employee
  step talk
    falls due when {when}
    falls due again only on a new absence
    then stay
guidance advice
  may be asked for at any time by HR
  outcome given: tell HR "given"
"""


@pytest.mark.parametrize(
    ("when", "event"),
    [
        ("advice is held in the last 2 weeks", held("2026-01-14", "advice")),
    ],
)
def test_guidance_that_was_asked_for_in_a_window(when: str, event: dict[str, Any]) -> None:
    text = GUIDED.format(when=when).replace('  outcome given: tell HR "given"\n', "")
    assert fell(told_both_ways(text, "2026-01-31", "2026-01-08", events=[event])) == ["talk 2026-01-14"]


OWN = """
branch watch follows each employee
  step talk
    falls due when 1 absence starts in the last 1 week
    falls due again only on a new absence
    if {when}: tell HR "so it is"
    outcome done: close
branch other follows each employee
  step chat
    falls due when {when}
    falls due again only on a new absence
    then stay
"""
MEETINGS = [
    *(held("2026-01-06"), outcome("2026-01-07", "talk", "done")),
    *(held("2026-02-03"), outcome("2026-02-04", "talk", "done")),
    *(held("2026-03-03"), outcome("2026-03-04", "talk", "done")),
]
"""Of absences on 5 January, 2 February and 2 March, with a case each that closes the day after its meeting."""


@pytest.mark.parametrize(
    ("when", "told", "due"),
    [
        # a case knows what happens to its own step that day, another branch on the next
        ("talk is held in the last 2 weeks", ["2026-01-06", "2026-02-03", "2026-03-03"], "2026-01-07"),
        # two in the three months up to 2 March, on which the third talk falls due
        ("talk is held 2 times in the last 3 months", ["2026-02-03", "2026-03-02"], "2026-02-04"),
        # on no day are there two in two weeks
        ("talk is held 2 times in the last 2 weeks", [], None),
        ("talk is held 2 times in the last 5 weeks", ["2026-02-03", "2026-03-03"], "2026-02-04"),
        ("talk is held 3 times in the last 3 months", ["2026-03-03"], "2026-03-04"),
        ("talk is held 4 times in the last 3 months", [], None),
        ("talk has outcome done in the last 4 weeks", ["2026-02-02", "2026-03-02"], "2026-01-08"),
        ("talk is due in the last 2 weeks", ["2026-01-05", "2026-02-02", "2026-03-02"], "2026-01-06"),
    ],
)
def test_a_window_has_the_meetings_of_cases_that_are_closed(when: str, told: list[str], due: str | None) -> None:
    away = ("2026-01-05", "2026-02-02", "2026-03-02")
    answer = told_both_ways(OWN.format(when=when), "2026-03-31", *away, events=MEETINGS)
    assert [str(one.on) for one in answer.warnings if one.code == "tell"] == told
    assert [one for one in fell(answer) if one.startswith("chat")][:1] == ([f"chat {due}"] if due else [])


EACH = """
branch care follows each absence
  step talk
    falls due when the absence has lasted over 1 week
    if talk is held in the last 4 weeks: tell HR "held"
    outcome done: wait for review
  step review
    falls due when {when}
    must issue plan
    then stay
"""


def each(when: str, on: str, *events: dict[str, Any]) -> Answer:
    return told_both_ways(EACH.format(when=when), on, *AWAY, events=list(events))


def reviews(answer: Answer) -> dict[str | None, str]:
    return {one.absence: str(one.on) for one in answer.fell_due if one.step == "review"}


def test_what_happens_to_its_own_step_that_day_is_seen_by_the_case_of_an_absence() -> None:
    answer = each("plan is issued in the last 1 week", "2026-03-31", of_first("2026-01-14"), of_second("2026-02-11"))
    says = [(one.absence, str(one.on)) for one in answer.warnings if one.code == "tell"]
    assert says == [(FIRST, "2026-01-14"), (SECOND, "2026-02-11")]


DONE = (
    of_first("2026-01-14"),
    of_first("2026-01-14", "done"),
    of_second("2026-02-11"),
    of_second("2026-02-11", "done"),
)


@pytest.mark.parametrize(
    ("when", "due"),
    [
        # the two weeks are up on 28 January and on 25 February
        ("plan is issued within 2 weeks after talk is held", {SECOND: "2026-02-16"}),
        ("plan is not issued within 2 weeks after talk is held", {FIRST: "2026-01-29"}),
    ],
)
def test_a_window_of_an_absence_counts_from_its_own_meeting(when: str, due: dict[str, str]) -> None:
    answer = each(when, "2026-03-31", *DONE, plan("2026-02-16"))
    assert reviews(answer) == due


@pytest.mark.parametrize(
    ("when", "due"),
    [
        # the review is waited for from the 11th day of each absence on
        ("the absence began in the last 11 calendar days", {FIRST: "2026-01-15", SECOND: "2026-02-12"}),
        ("the absence began in the last 10 calendar days", {}),
        ("the absence ended in the last 1 week", {FIRST: "2026-01-19", SECOND: "2026-02-16"}),
    ],
)
def test_a_window_asks_about_the_absence_of_the_case(when: str, due: dict[str, str]) -> None:
    assert reviews(each(when, "2026-03-31", *DONE)) == due


def test_the_reason_names_the_day_of_its_own_meeting() -> None:
    # the second talk was held on 11 February and decided on the 16th; the first, held late, on the 13th
    events = (of_second("2026-02-11"), of_first("2026-02-13"), of_second("2026-02-16", "done"))
    answer = each("talk is held in the last 2 weeks", "2026-02-17", *events)
    (due,) = (one for one in answer.fell_due if one.step == "review")
    assert days(due) == [("talk is held", "2026-02-11", "2026-02-04", "2026-02-17")]


def test_what_is_on_file_after_its_own_time_is_not_named() -> None:
    answer = each("plan is issued within 2 weeks after talk is held", "2026-02-20", *DONE, plan("2026-02-16"))
    assert [days(one) for one in answer.standing] == [
        [("plan is issued", "None", "2026-01-15", "2026-01-28")],
        [("plan is issued", "2026-02-16", "2026-02-12", "2026-02-25")],
    ]


def days(one: Any) -> list[tuple[str, str, str, str]]:
    """Of each reason what it says, the day, and the first and last day of its window."""
    return [(each.what, str(each.value), str(each.first), str(each.last)) for each in one.reasons]


# ------------------------------------------------------------------ windows that stand still

SERVICE = """
category long-term absence is an absence lasting over 28 calendar days

branch care follows each absence
  step talk
    falls due when the absence has lasted over 1 week
    outcome done: wait for review
  step review
    falls due when {when}
    must issue plan
    then stay
"""
LINES = """
  active service leaves out long-term absence
"""
HEAD = ("  an absence may count towards several steps\n", "  an absence may count towards several steps" + LINES)
MONTH = "talk is not held in the last 4 weeks of active service"


def served(when: str, on: str, *away: str, events: tuple[dict[str, Any], ...] = DONE) -> dict[str | None, str]:
    return reviews(told_both_ways(small(SERVICE.format(when=when), HEAD), on, *away, events=list(events)))


def test_what_may_still_be_inside_a_window_is_not_certain() -> None:
    # Four weeks after 14 January it is 11 February, when nobody can tell yet whether the second absence comes to be
    # long; on Monday the 16th it is over. Four weeks after 11 February it is 11 March.
    assert served(MONTH, "2026-03-31", *AWAY) == {FIRST: "2026-02-16", SECOND: "2026-03-11"}
    # away from 2 March on: if that comes to be long, its days do not count, and the meeting is inside for longer
    assert served(MONTH, "2026-03-29", *AWAY, "2026-03-02 -") == {FIRST: "2026-02-16"}
    over = (*AWAY, "2026-03-02 2026-03-20")
    assert served(MONTH, "2026-03-31", *over) == {FIRST: "2026-02-16", SECOND: "2026-03-23"}


def test_what_is_not_inside_the_widest_window_is_certain() -> None:
    # on Tuesday 10 March a week is over for certain, and with the days from 2 March on it began on 23 February
    week = "talk is not held in the last 1 week of active service"
    assert served(week, "2026-03-31", *AWAY, "2026-03-02 -") == {FIRST: "2026-01-21", SECOND: "2026-02-18"}
    late = (*DONE[:2], of_second("2026-02-26"), of_second("2026-03-10", "done"))
    # held on 26 February, and perhaps inside the week until 10 March, by which the absence has lasted eight days
    assert served(week, "2026-03-12", *AWAY, "2026-03-03 -", events=late) == {FIRST: "2026-01-21"}
    assert served(week, "2026-03-31", *AWAY, "2026-03-03 2026-03-11", events=late) == {
        FIRST: "2026-01-21",
        SECOND: "2026-03-12",
    }


def test_what_was_before_the_widest_window_is_certain_while_an_absence_runs() -> None:
    # on 11 March the week, with the days from 2 March on left out, began on 23 February at the earliest
    events = (*DONE[:3], of_second("2026-03-10", "done"))
    week = "talk is not held in the last 1 week of active service"
    assert served(week, "2026-03-12", *AWAY, "2026-03-02 -", events=events)[SECOND] == "2026-03-11"


def test_what_was_never_inside_is_certain_while_an_absence_runs() -> None:
    # the plan came before the talks, so that it is in no week after one
    when = "plan is issued within 1 week of active service after talk is held"
    text = SERVICE.replace("    then stay", "    if not due by then: stay\n    then stay").format(when=when)
    answer = told_both_ways(small(text, HEAD), "2026-02-20", *AWAY, events=[*DONE, plan("2026-01-13")])
    assert (reviews(answer), stands(answer)) == ({}, ["review waiting", "review waiting"])


def test_a_time_that_stands_still_runs_from_its_own_meeting() -> None:
    # a week after the first talk ends with 21 January, one after the second with 29 January
    away = ("2026-01-05 2026-01-13", "2026-01-15 2026-01-23")
    events = (of_first("2026-01-14"), of_first("2026-01-14", "done"))
    events += ({"date": "2026-01-22", "step": "talk", "what": "held", "absence": "2026-01-15"},)
    events += (outcome("2026-01-22", "talk", "done", absence="2026-01-15"),)
    found = served(
        "plan is not issued within 1 week of active service after talk is held", "2026-01-31", *away, events=events
    )
    assert found == {FIRST: "2026-01-26", "2026-01-15": "2026-01-30"}


ONCE = """
category long-term absence is an absence lasting over 28 calendar days

branch care follows each employee
  step talk
    falls due when 1 absence flagged first starts in the last 1 week
    falls due again only on a new absence
    outcome done: close
branch other follows each employee
  step chat
    falls due when plan is issued and talk is held in the last 1 week of active service
    must issue plan
    outcome done: close
"""


def test_a_window_that_stands_still_may_come_to_reach_what_is_long_past() -> None:
    # Away from 12 January on, which is long on its 29th day, 9 February: none of its days counts, and the week that
    # ends with it began on Monday the 5th.
    events = [held("2026-01-08"), outcome("2026-01-08", "talk", "done"), plan("2026-01-26")]
    away = ("2026-01-05 2026-01-05 first", "2026-01-12 -")
    answer = told_both_ways(small(ONCE, HEAD), "2026-02-28", *away, events=events)
    assert fell(answer) == ["talk 2026-01-05", "chat 2026-02-09"]
