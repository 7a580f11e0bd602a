"""On which day a period begins, and which events begin none: worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from policydsl.interpret.answer import Answer
from tests.small import fell, held, outcome, stands, told_both_ways


def runs(answer: Answer) -> list[str]:
    return [one.text.replace(" runs from", "") for one in answer.shown if one.code == "period"]


def letter(day: str, **more: Any) -> dict[str, Any]:
    return {"date": day, "name": "warning", "what": "issued", **more}


# ------------------------------------------------------------------ what went before the case began again

LETTERS = """
branch attendance follows each employee
  step talk
    falls due when 2 absences start in the last 12 months
    falls due again only on a new absence
    outcome warned: issue warning, and wait for hearing
  period live
    lasts 6 months after warning is issued
    at its end: close
  step hearing
    falls due when 2 absences start during live
    outcome done: close
    outcome again: go back to talk
"""
AWAY = ("2026-01-05", "2026-02-02")
WARNED = [held("2026-02-02"), outcome("2026-02-02", "talk", "warned")]


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        ("2026-02-19", []),  # it began, and ended with its case
        ("2026-02-20", []),
        ("2026-02-21", ["live 2026-02-21 to 2026-08-20"]),
    ],
)
def test_a_letter_up_to_the_day_on_which_the_case_closed_begins_none_in_the_next(
    issued: str, expected: list[str]
) -> None:
    over = {"date": "2026-02-20", "branch": "attendance", "what": "closed"}
    events = sorted([*WARNED, over, letter(issued)], key=lambda one: str(one["date"]))
    assert runs(told_both_ways(LETTERS, "2026-03-31", *AWAY, events=events)) == expected


@pytest.mark.parametrize(
    ("again", "expected"),
    [(None, []), ("2026-03-09", []), ("2026-03-10", ["live 2026-03-10 to 2026-09-09"])],
)
def test_a_letter_up_to_the_day_on_which_the_case_went_back_begins_none_after_it(
    again: str | None, expected: list[str]
) -> None:
    """The hearing falls due on 2 March and leads back to the talk on the 9th."""
    events = [*WARNED, letter("2026-02-04"), held("2026-03-09", "hearing"), outcome("2026-03-09", "hearing", "again")]
    events += [letter(again)] if again else []
    answer = told_both_ways(LETTERS, "2026-03-31", *AWAY, "2026-02-16", "2026-03-02", events=events)
    assert "hearing 2026-03-02" in fell(answer)
    assert runs(answer) == expected


# ------------------------------------------------------------------ before the policy was in force

SINCE = """
branch {scope}
  step talk
    falls due when 3 absences start in the last 12 months
    then close
  period live
    lasts 6 months after warning is issued
document warning
"""
EACH = "attendance follows each employee"


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        ("2025-07-01", []),  # its last day is 31 December 2025
        ("2025-07-02", ["live 2025-07-02 to 2026-01-01"]),
        ("2025-12-01", ["live 2025-12-01 to 2026-05-31"]),
        ("2026-01-01", ["live 2026-01-01 to 2026-06-30"]),
    ],
)
def test_a_letter_of_before_the_policy_begins_one_that_runs_on_its_first_day(issued: str, expected: list[str]) -> None:
    text = SINCE.format(scope=EACH)
    assert runs(told_both_ways(text, "2026-01-01", events=[letter(issued)])) == expected


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        ("2025-12-19", []),
        ("2025-12-20", ["live 2025-12-20 to 2026-06-19"]),
        ("2025-12-21", ["live 2025-12-21 to 2026-06-20"]),
    ],
)
def test_of_an_absence_only_a_letter_from_its_first_day_on_begins_one(issued: str, expected: list[str]) -> None:
    text = SINCE.format(scope="care follows each absence").replace(
        "when 3 absences start in the last 12 months", "when the absence has lasted over 8 weeks"
    )
    answer = told_both_ways(text, "2026-01-07", "2025-12-20 2026-01-15", events=[letter(issued)])
    assert runs(answer) == expected


@pytest.mark.parametrize(
    ("issued", "expected"), [("2026-01-31", []), ("2026-02-01", ["live 2026-02-01 to 2026-07-31"])]
)
def test_a_case_that_opens_later_has_none_from_a_letter_before(issued: str, expected: list[str]) -> None:
    """The employee is on nights from 1 February: the case opens on that day."""
    text = "group nights is employees recorded as nights\n" + SINCE.format(scope="nights follows each employee nights")
    groups = [{"name": "nights", "from": "2026-02-01"}]
    assert runs(told_both_ways(text, "2026-03-31", events=[letter(issued)], groups=groups)) == expected


def test_a_case_of_an_absence_that_is_over_has_none_from_a_letter_before_it_opened() -> None:
    text = SINCE.format(scope="care follows each absence after it ends").replace(
        "when 3 absences start in the last 12 months", "4 weeks after the absence ended"
    )
    away = "2026-01-05 2026-01-16"  # back on Monday the 19th, on which the case opens
    assert runs(told_both_ways(text, "2026-01-31", away, events=[letter("2026-01-12")])) == []
    assert runs(told_both_ways(text, "2026-01-31", away, events=[letter("2026-01-19")])) == [
        "live 2026-01-19 to 2026-07-18"
    ]


# ------------------------------------------------------------------ on the day its case closes

CLOSES = """
branch own follows each employee
  step first
    falls due when 2 absences start in the last 3 months
    falls due again only on a new absence
    outcome warned: {leads}
  period live
    lasts 6 months after first has outcome warned
    goes on when its case closes
"""
WAITS = """  step second
    falls due when 9 absences start in the last 3 months
    then close
"""


@pytest.mark.parametrize("leads", ["close", "wait for second"])
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-11-03", ["live 2025-11-03 to 2026-05-02"]),  # before the policy was in force
        ("2026-01-01", ["live 2026-01-01 to 2026-06-30"]),  # on its first day
        ("2026-01-02", ["live 2026-01-02 to 2026-07-01"]),
    ],
)
def test_a_meeting_before_the_record_begins_one_that_goes_on_whether_it_closed_its_case_or_not(
    leads: str, day: str, expected: list[str]
) -> None:
    text = CLOSES.format(leads=leads) + (WAITS if leads != "close" else "")
    stood = [{"branch": "own", "step": "first", "held": day, "outcome": "warned"}]
    for on in ("2026-01-02", "2026-05-02"):
        assert runs(told_both_ways(text, on, standing=stood)) == expected
    assert len(runs(told_both_ways(text, "2026-05-03", standing=stood))) == (0 if day < "2026" else 1)


PROCEDURE = """
branch own follows each employee
  step first
    falls due when 2 absences start in the last 3 months
    falls due again only on a new absence
    outcome serious: start warnings
    outcome spared: close
procedure warnings
  step hearing
    falls due at once
    outcome warned: close
  period live
    lasts 6 months after hearing has outcome warned
    {line}
branch other follows each employee
  step third
    falls due when 2 new absences start during live
    if not due by then: stay
    falls due again only on a new absence
    then close
"""
HEARD = [
    held("2026-02-03", "first"),
    outcome("2026-02-03", "first", "serious"),
    held("2026-02-09", "hearing"),
    outcome("2026-02-09", "hearing", "warned"),
]


@pytest.mark.parametrize(
    ("line", "expected", "due"),
    [
        ("goes on when its case closes", ["live 2026-02-09 to 2026-08-08"], ["third 2026-04-06"]),
        ("may be ended early by HR", [], []),
    ],
)
def test_a_period_of_a_procedure_may_go_on_when_the_case_closes(line: str, expected: list[str], due: list[str]) -> None:
    text = PROCEDURE.format(line=line)
    answer = told_both_ways(text, "2026-06-30", *AWAY, "2026-03-02", "2026-04-06", events=HEARD)
    assert stands(answer)[0] == "first due"  # the third absence within three months
    assert (runs(answer), [one for one in fell(answer) if one.startswith("third")]) == (expected, due)
    assert runs(told_both_ways(text, "2026-08-08", *AWAY, events=HEARD)) == expected
    assert runs(told_both_ways(text, "2026-08-09", *AWAY, events=HEARD)) == []


WHILE_A_PROCEDURE_RUNS = """
document warning

branch first follows each employee
  period live warning
    lasts 6 months after {event}
    at its end: close
  step talk
    falls due when 1 absence starts in the last 1 month
    falls due again only on a new absence
    outcome done: close
    outcome serious: start dismissal

procedure dismissal
  step hearing
    falls due at once
    outcome upheld: close
    outcome not upheld: return

branch second follows each employee
  step follow
    falls due when 1 absence starts during live warning
    falls due again only on a new absence
    outcome done: close
"""


@pytest.mark.parametrize(
    ("event", "absent", "due"),
    [
        # It runs from 10 March to 9 September, and others see it from the day after it began.
        ("talk is held", "2026-03-09", []),
        ("talk is held", "2026-03-10", ["2026-03-11"]),
        ("talk is held", "2026-03-11", ["2026-03-11"]),
        ("talk has outcome serious", "2026-03-11", ["2026-03-11"]),
        ("talk is held", "2026-09-09", ["2026-09-09"]),
        ("talk is held", "2026-09-10", []),
        # The letter is issued on Thursday the 12th, while the case waits for the hearing.
        ("warning is issued", "2026-03-11", []),
        ("warning is issued", "2026-03-12", ["2026-03-13"]),
        ("warning is issued", "2026-03-13", ["2026-03-13"]),
    ],
)
def test_a_period_begins_while_its_case_waits_for_a_procedure(event: str, absent: str, due: list[str]) -> None:
    policy = WHILE_A_PROCEDURE_RUNS.format(event=event)
    events = [held("2026-03-10"), outcome("2026-03-10", "talk", "serious"), letter("2026-03-12")]
    found = told_both_ways(policy, "2026-09-30", "2026-03-02", absent, events=events)
    assert [one.removeprefix("follow ") for one in fell(found) if one.startswith("follow")] == due
