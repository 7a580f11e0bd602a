"""What an example of a policy tells is what a history file says in its own words, and so are its problems."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policydsl.check import check_text
from policydsl.diagnostics import Diagnostic
from policydsl.history.history import History
from policydsl.history.make import make
from policydsl.history.told import assertions
from policydsl.source import Source
from tests.engine import policy_of, read_history

POLICY = """policy Attendance
  in force from 1 January 2026
  absences join when no working day lies between them
  an absence ends on its last recorded day
  a part day counts as its fraction
  a working day is a day the employee was due to work
  with no working pattern on file, use Monday to Friday
  an absence with no working day counts
  absences flagged planned count for nothing
  when a month is too short, use its last day
  a waived step counts as held

setting day limit is 3
fact half pay date is the first day on half pay, for each absence
document fit note
event late arrival
group on trial is employees recorded as in group on trial
group new starters is employees with service under 6 months

measure days lost over the last 12 months
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

points score
  2 for a late arrival lasting at least 20 minutes
  each entry drops off 12 months after its own date

branch Short follows each employee
  step review
    falls due when days lost is over the day limit
    for employees on trial: falls due when days lost is over 1
    falls due again only on a new absence
    outcome no concern: close
    outcome concern: wait for second review
  step second review
    falls due when score is over 1
    for employees new starters: falls due when score is over 2
    falls due again only on a new absence
    must complete fit note
    then close

branch Long follows each absence while it lasts
  step long talk
    falls due on half pay date
    dates already passed count
    outcome better: close
"""
AWAY = "absent from 5 January 2026 to 9 January 2026\n  absent from 2 March 2026"
RECORDS = "[{first: 2026-01-05, last: 2026-01-09}, {first: 2026-03-02}]"
FIRST, SECOND = "for the absence from 5 January 2026", "absence: 2026-01-05"


def text(told: str) -> str:
    return f"{POLICY}\nexample one\n  service from 2 March 2020\n  {told}\n  on 3 March 2026, days lost is 0\n"


def as_told(told: str) -> History:
    """The history of an example that tells this."""
    policy = policy_of(text(told))
    (example,) = policy.examples
    history, found = make(assertions(example), policy)
    assert history is not None, found
    return history


def on_file(said: str) -> History:
    """The history of a file that says this."""
    return read_history(f"employee: one\nservice from: 2020-03-02\n{said}\n", policy_of(POLICY))[0]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("works Monday, Tuesday for 7.5 hours a day", "works: [{days: [mon, tue], hours: 7.5}]"),
        ("in group on trial", "groups: [{name: in group on trial}]"),
        (AWAY, f"absences: {RECORDS}"),
        ("absent on 5 January 2026 because of R12", "absences: [{first: 2026-01-05, last: 2026-01-05, reason: R12}]"),
        (
            "absent on 5 January 2026 flagged planned",
            "absences: [{first: 2026-01-05, last: 2026-01-05, flags: [planned]}]",
        ),
        (
            "absent from 5 January 2026 to 6 January 2026, for half of 6 January 2026",
            "absences: [{first: 2026-01-05, last: 2026-01-06, part: {2026-01-06: 0.5}}]",
        ),
        (
            "stood at review, held on 1 December 2025, with outcome concern",
            "standing: [{branch: Short, step: review, held: 2025-12-01, outcome: concern}]",
        ),
        (
            f"{AWAY}\n  stood at long talk, held on 8 January 2026, {FIRST}",
            f"absences: {RECORDS}\nstanding: [{{branch: Long, step: long talk, held: 2026-01-08, {SECOND}}}]",
        ),
        (
            f"{AWAY}\n  given half pay date is 7 January 2026, {FIRST}",
            f"absences: {RECORDS}\nfacts: [{{name: half pay date, value: 2026-01-07, {SECOND}}}]",
        ),
        (
            "had late arrival on 4 March 2026, lasting 25 minutes, flagged by train",
            "events: [{date: 2026-03-04, had: late arrival, minutes: 25, flags: [by train]}]",
        ),
        (
            f"{AWAY}\n  issued fit note on 9 March 2026, covering 2 March 2026 to 20 March 2026",
            f"absences: {RECORDS}\nevents: [{{date: 2026-03-09, issued: fit note, from: 2026-03-02, to: 2026-03-20}}]",
        ),
        (
            "waived review on 9 March 2026, by line manager",
            "events: [{date: 2026-03-09, step: review, what: waived, by: line manager}]",
        ),
        ("closed Short on 9 March 2026", "events: [{date: 2026-03-09, branch: Short, what: closed}]"),
        (
            "scheduled review on 9 March 2026, for 16 March 2026",
            "events: [{date: 2026-03-09, step: review, what: scheduled, for: 2026-03-16}]",
        ),
        (
            f"{AWAY}\n  held long talk on 8 January 2026, {FIRST}",
            f"absences: {RECORDS}\nevents: [{{date: 2026-01-08, step: long talk, what: held, {SECOND}}}]",
        ),
        (
            "decided review on 9 March 2026, with outcome concern",
            "events: [{date: 2026-03-09, step: review, what: outcome, value: concern}]",
        ),
    ],
)
def test_an_example_tells_what_a_history_file_says(told: str, said: str) -> None:
    assert as_told(told) == on_file(said)


def test_a_value_of_ones_own_is_decided_by_nobody_but_the_example() -> None:
    told = as_told("given day limit is 5 from 9 March 2026 until 31 March 2026")
    (said,) = on_file(
        "adjustments: [{setting: day limit, value: 5, from: 2026-03-09, to: 2026-03-31, by: HR, why: agreed}]"
    ).adjustments
    assert told.adjustments == (replace(said, by="example"),)


# ------------------------------------------------------------------ what is wrong with it


def problem(told: str) -> Diagnostic:
    """What is wrong with an example that tells this."""
    (found,) = check_text(Source("test.policy", text(told))).diagnostics
    return found


def test_an_absence_behind_one_without_an_end_is_said_without_words_of_a_file() -> None:
    found = problem("absent from 5 January 2026\n  absent on 9 January 2026")
    assert found.message == "this record follows an absence that has no end"
    assert [one.text for one in found.also] == ["absent since 5 January 2026, and not back"]
    assert found.help == "give the earlier absence its last day with `to`, or take this one out"


@pytest.mark.parametrize(
    ("flag", "help_"),
    [
        ("planed", "did you mean `planned`?"),
        (
            "gradual return",
            """\
it changes nothing; leave it out, or name it in the policy: where such absences are to count like all others,
as in `category gradual return is an absence flagged gradual return [7]`, with the clause that says so""",
        ),
    ],
)
def test_a_flag_that_no_line_names(flag: str, help_: str) -> None:
    found = problem(f"absent on 5 January 2026 flagged {flag}")
    assert (found.message, found.help) == (f"no line of the policy names the flag `{flag}`", help_)
