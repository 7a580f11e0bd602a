"""Keys of an event in a history: which one lacks, which one cannot take, what each of them keeps; words and places."""

from __future__ import annotations

from datetime import date

import pytest

from policydsl.check import check_text
from policydsl.diagnostics import Diagnostic
from policydsl.history.history import Event, History
from policydsl.history.make import make
from policydsl.records.read import read
from policydsl.source import Source
from tests.small import HEADER, small

TEXT = """
setting personal standard is set at review
event late arrival
event no call no show
document fit note

points attendance points
  1 for a late arrival lasting over 5 minutes
  2 for a no call no show
  0 for a late arrival flagged snow

branch attendance follows each employee
  step review
    falls due when 2 absences start in the last 6 months
    falls due again only on a new absence
    must record personal standard
    must issue fit note
    outcome improved: close
    outcome not improved: close
"""
DISCOUNTS = ("  an absence ends on", "  an absence may be discounted by manager, giving a reason\n  an absence ends on")


def made(event: str, more: str) -> tuple[History | None, tuple[Diagnostic, ...]]:
    """The history of one event, of 4 May 2026, and what is wrong with it."""
    text = f"employee: E1\n{more}events:\n  - {{date: 2026-05-04, {event}}}\n"
    (one,), problems = read(Source("history.yaml", text))
    assert problems == ()
    return make(one, small(TEXT, DISCOUNTS))


def said(event: str, more: str = "") -> list[tuple[str, str, str]]:
    """Of each problem the place in the file, the message, and the help."""
    return [(one.at.place.field, one.message, one.help or "") for one in made(event, more)[1]]


def event(event: str, more: str = "") -> Event:
    """The event, as it is kept."""
    history, found = made(event, more)
    assert history is not None, found
    return history.events[0]


ONLY_HAD = "`had:` and the name of an event that the policy declares takes it"
A_NUMBER = "write it like `{what: recorded, name: personal standard, value: 4}`"
NO_COVER = "only a paper that is there covers days, as in `issued: fit note`; leave `from` and `to` out"
BACKWARDS = "exchange `from` and `to`, or correct the one that is wrong; without `from` it covers from its own day"


@pytest.mark.parametrize(
    ("event", "key", "message", "help"),
    [
        # what an event lacks
        ("had: late arrival", "minutes", "`late arrival` needs `minutes`",
         "write how many minutes it was, like `minutes: 25`"),
        ("what: had", "name", "`had` needs `name`", "write `name:` and what was had, as in the policy"),
        ("what: issued", "name", "`issued` needs `name`", "write `name:` and what was issued, as in the policy"),
        ("what: requested", "step", "`requested` needs `step`",
         "write `step:` and what was asked for, or `name:` if it is no step"),
        ("what: closed", "branch", "`closed` needs `branch`",
         "write `branch:` and the name of the branch, or `step:` and that of a step"),
        ("what: held", "step", "`held` needs `step`", "write `step:` and the name of the step, as in the policy"),
        ("what: scheduled, step: review", "for", "`scheduled` needs `for`",
         "write the day of the meeting, like `for: 2026-05-18`"),
        ("what: expected", "for", "`expected` needs `for`",
         "write the last day that the absence is expected to have, like `for: 2026-05-18`"),
        ("what: outcome, step: review", "value", "`outcome` needs `value`",
         "write `value:` and the outcome, as in the policy"),
        # what a meeting does not take
        ("what: not held, step: review, value: false", "value", "`not held` cannot be false",
         "write `held: true` if the meeting was held, or leave the line out"),
        ("what: waived, step: review, value: false", "value", "`waived` cannot be false",
         "leave the line out if it did not happen, or leave `value` out if it did"),
        ("what: closed, step: review, value: false", "value", "`closed` cannot be false",
         "leave the line out if it did not happen, or leave `value` out if it did"),
        ("what: held, step: review, value: improved", "value", "`held` does not take `value`",
         "write `outcome: improved` in its place"),
        ("what: held, step: review, name: fit note", "name", "`held` does not take `name`",
         "leave `name` out, or write another `what`"),
        ("what: held, step: review, for: 2026-05-18", "for", "`held` does not take `for`",
         "leave `for` out; the day it happened goes after `date:`"),
        # what only events that the policy declares take
        ("held: true, step: review, minutes: 5", "minutes", "`held` does not take `minutes`", ONLY_HAD),
        ("held: true, step: review, flags: [snow]", "flags[1]", "`held` does not take `flags`", ONLY_HAD),
        ("issued: fit note, flags: [snow, ice]", "flags[1]", "`issued` does not take `flags`", ONLY_HAD),
        # what those do not take
        ("had: late arrival, minutes: 6, step: review", "step", "`had` does not take `step`", "leave `step` out"),
        ("had: late arrival, minutes: 6, value: bus", "value", "`had` does not take `value`", "leave `value` out"),
        ("had: no call no show, absence: 2026-05-01", "absence", "`had` does not take `absence`",
         "leave `absence` out"),
        # a number that is set at a step
        ("recorded: personal standard", "", "what is recorded of `personal standard` is a number", A_NUMBER),
        ("what: recorded, name: personal standard, value: five", "value",
         "what is recorded of `personal standard` is a number", A_NUMBER),
        ("what: recorded, name: personal standard, value: 5, from: 2026-05-01", "from",
         "`recorded` does not take `from`", NO_COVER),
        ("what: recorded, name: personal standard, value: 5, to: 2026-05-06", "to",
         "`recorded` does not take `to`", NO_COVER),
        ("what: recorded, name: personal, value: 5, to: 2026-05-06", "to",
         "`recorded` does not take `to`", NO_COVER),
        ("requested: fit note, to: 2026-05-06", "to", "`requested` does not take `to`", NO_COVER),
        # days that a paper covers
        ("issued: fit note, to: 2026-05-03", "to", "the days that this paper covers end before they begin", BACKWARDS),
        ("issued: fit note, from: 2026-05-06, to: 2026-05-05", "to",
         "the days that this paper covers end before they begin", BACKWARDS),
    ],
)  # fmt: skip
def test_a_key_too_few_or_too_many_is_named_at_its_place(event: str, key: str, message: str, help: str) -> None:
    place = f"events[1].{key}" if key else "events[1]"
    assert said(event, "absences: [{first: 2026-05-01, last: 2026-05-01}]\n") == [(place, message, help)]


@pytest.mark.parametrize(
    "event",
    [
        "had: late arrival, minutes: 6, flags: [snow]",
        "had: no call no show",
        "what: recorded, name: personal standard, value: 12.5",
        "what: requested, name: personal standard, value: more",
        "issued: fit note, from: 2026-05-04, to: 2026-05-04",
        "issued: fit note, to: 2026-05-04",
        "recorded: discount",
        "what: not held, step: review",
        "what: not held, step: review, value: true",
        "what: requested, name: discount, value: half",
    ],
)
def test_an_event_with_the_keys_of_its_kind_is_in_order(event: str) -> None:
    assert said(event) == []


def test_an_absence_is_discounted_as_a_whole() -> None:
    ((place, message, help),) = said("what: recorded, name: discount, value: half")
    assert (place, message) == ("events[1].value", "an absence is discounted as a whole, and never in part")
    assert help.startswith("take `value` out, and the absence counts for nothing;")


def test_minutes_and_flags_of_an_event_that_takes_neither_are_both_named() -> None:
    assert [place for place, _, _ in said("held: true, step: review, minutes: 5, flags: [snow]")] == [
        "events[1].minutes",
        "events[1].flags[1]",
    ]


def test_what_an_example_leaves_out_is_named_by_the_key_alone() -> None:
    """An example has no list of events that a place could count in."""
    told = "\nexample late\n  had late arrival on 4 May 2026\n  on 4 May 2026, review is not due\n"
    (problem,) = check_text(Source("a.policy", HEADER.replace(*DISCOUNTS) + TEXT + told)).diagnostics
    assert (problem.message, problem.at.place.field) == ("`late arrival` needs `minutes`", "minutes")


# ------------------------------------------------------------------ what is kept

ABSENT = "absences: [{id: a, first: 2026-04-20, last: 2026-04-21}, {id: b, first: 2026-05-01}]\n"


@pytest.mark.parametrize("absence", ["a", "b"])
def test_of_several_absences_the_one_that_is_said_is_expected_to_end(absence: str) -> None:
    assert event(f"what: expected, for: 2026-05-09, absence: {absence}", ABSENT).absence == absence


def test_the_only_absence_need_not_be_said() -> None:
    only = "absences: [{id: b, first: 2026-05-01}]\n"
    assert event("what: expected, for: 2026-05-09", only).absence == "b"
    assert event("held: true, step: review", only).absence is None


def test_an_event_says_which_time_that_a_step_fell_due_it_is_of() -> None:
    assert event("held: true, step: review, due: 2026-04-30").due == date(2026, 4, 30).toordinal()
    assert event("held: true, step: review").due is None
