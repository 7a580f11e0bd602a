"""Problems that only show when a history is evaluated, in full: events that fit several cases, snapshots."""

from __future__ import annotations

from datetime import date

import pytest

from policydsl.diagnostics import Label
from policydsl.interpret.evaluate import evaluate
from policydsl.interpret.problems import EVENT_FITS_SEVERAL, event_fits_several, snapshot_of_a_later_day
from policydsl.interpret.standing import Noted
from policydsl.source import Place, Span
from tests.engine import history_of
from tests.small import held, outcome, record, small

IN_FILE = Place("history.yaml", Span(10, 20), "events[0]")
IN_ROW = Place("events.csv", Span(10, 20), "row 2, column step")
TWO = "Long / a1 | Long / a2"
LISTED = "\n- "


def noted(cases: str, step: str | None = "check") -> Noted:
    return Noted("fits-several", 1, step, None, (("what", "held"), ("cases", cases)))


@pytest.mark.parametrize(
    ("cases", "keys", "columns"),
    [
        (TWO, "add `absence: a1` or `absence: a2`", "in the column `absence` of this row, write `a1` or `a2`"),
        (
            "Long / 1 / 2 | Long / 3 / 4",
            "add `absence: 1 / 2` or `absence: 3 / 4`",
            "in the column `absence` of this row, write `1 / 2` or `3 / 4`",
        ),
        (
            "Short | Long / a1",
            "add `branch: Short` or `branch: Long`",
            "in the column `branch` of this row, write `Short` or `Long`",
        ),
        (
            "Short | Long",
            "add `branch: Short` or `branch: Long`",
            "in the column `branch` of this row, write `Short` or `Long`",
        ),
        (
            "Short | Long / a1 | Long / a2",
            "add `branch: Short`, `branch: Long, absence: a1` or `branch: Long, absence: a2`",
            (
                "in the columns `branch` and `absence` of this row, write `Short` in `branch`, "
                "`Long` in `branch` and `a1` in `absence` or `Long` in `branch` and `a2` in `absence`"
            ),
        ),
        (
            "Long / a1 | Long / a2 | Other / a1 | Other / a2",
            LISTED.join(
                ["add one of", *(f"`branch: {one}, absence: {a}`" for one in ("Long", "Other") for a in ("a1", "a2"))]
            ),
            "in the columns `branch` and `absence` of this row, "
            + LISTED.join(
                [
                    "write one of",
                    *(f"`{one}` in `branch` and `{a}` in `absence`" for one in ("Long", "Other") for a in ("a1", "a2")),
                ]
            ),
        ),
    ],
)
def test_each_case_is_told_from_the_others_by_as_few_keys_as_do(cases: str, keys: str, columns: str) -> None:
    found = event_fits_several(noted(cases), IN_FILE)
    assert (found.code, found.message) == (
        EVENT_FITS_SEVERAL,
        f"this event fits {cases.count('|') + 1} cases of `check`",
    )
    assert (found.at, found.help) == (Label(IN_FILE, "which one is meant?"), keys)
    assert event_fits_several(noted(cases), IN_ROW).help == columns


def test_an_event_about_no_step_fits_cases_alone() -> None:
    found = event_fits_several(noted(TWO, None), None)
    assert found.message == "this event fits 2 cases"
    assert found.at == Label(Place("history", Span(0, 0)), "which one is meant?")
    assert found.help == "add `absence: a1` or `absence: a2`"


def test_a_snapshot_of_a_later_day_says_which_day_to_ask_about() -> None:
    found = snapshot_of_a_later_day(IN_FILE, date(2026, 5, 31))
    assert found.at == Label(IN_FILE, "of this employee")
    assert found.message == "the snapshot is of 2026-05-31, later than the day asked about"
    assert found.help == "ask about 2026-05-31 or a later day, or leave `--resume` out"


HEARINGS = """
branch Short follows each employee
  step talk
    falls due when 2 absences start in the last 4 weeks
    outcome hearing: start dismissal

branch Long follows each absence while it lasts
  step review
    falls due when the absence has lasted over 1 week
    outcome hearing: start dismissal

procedure dismissal
  step check
    falls due at once
    outcome no: return
    outcome yes: close
"""


def test_a_hearing_of_two_branches_is_of_the_one_that_is_named() -> None:
    policy = small(HEARINGS)
    started = [
        *(held("2026-02-02", step) for step in ("talk", "review")),
        *(outcome("2026-02-02", step, "hearing") for step in ("talk", "review")),
    ]

    def found(*events: dict[str, object]) -> tuple[list[str | None], list[str]]:
        values = {
            "employee": "E1",
            "absences": [record("2026-01-12"), record("2026-01-19 -")],
            "events": [*started, *events],
        }
        done = evaluate(policy, history_of(values, policy), date(2026, 2, 10))
        checks = [one for one in done.answer.fell_due if one.step == "check"] if done.answer else []
        due = [f"{one.branch} {one.state.value}" for one in checks]
        return [one.help for one in done.diagnostics], due

    assert found() == ([], ["Long due", "Short due"])
    assert found(held("2026-02-06", "check")) == (["add `branch: Short` or `branch: Long`"], [])
    assert found(held("2026-02-06", "check", branch="Long")) == ([], ["Long held", "Short due"])
