"""What follows a meeting of guidance that was asked for: what people are to do, to decide and to be told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policydsl.interpret.answer import Answer
from tests.engine import answer_of
from tests.small import held, outcome, small

POLICY = small(
    """
guidance advice
  may be asked for at any time by manager, HR
  outcome adjust: issue warning letter, and leave it to HR
  outcome unfit: may start capability, and tell HR "a case begins"
  outcome fit: close
  if advice has outcome unfit: should send leaflet

procedure capability
  step check
    falls due at once
    decided by HR
    outcome yes: return
    outcome no: close

branch Watch follows each employee
  step talk
    falls due when 9 absences start in the last 4 weeks
    falls due again only on a new absence
    outcome serious: start capability
    outcome light: stay

document warning letter
"""
)
HELD = held("2026-01-12", "advice", by="manager")


def asked(*events: dict[str, Any], on: str = "2026-01-31", absences: Any = ()) -> Answer:
    values = {"employee": "E1", "absences": list(absences), "events": list(events)}
    return answer_of(values, date.fromisoformat(on), POLICY)


def waiting(answer: Answer) -> list[tuple[str, str, str]]:
    return [(one.code, one.what, str(one.since)) for one in answer.human]


def test_before_an_outcome_nothing_follows() -> None:
    assert (waiting(asked(HELD)), asked(HELD).warnings) == ([], ())


def test_what_is_to_be_done_and_what_is_left_to_somebody() -> None:
    answer = asked(HELD, outcome("2026-01-13", "advice", "adjust"))
    assert waiting(answer) == [
        ("to-do", "issue warning letter", "2026-01-12"),
        ("left-to", "HR decides", "2026-01-12"),
    ]


def test_what_is_on_file_is_done() -> None:
    letter = {"date": "2026-01-14", "step": "advice", "what": "issued", "name": "warning letter"}
    answer = asked(HELD, outcome("2026-01-13", "advice", "adjust"), letter)
    assert waiting(answer) == [("left-to", "HR decides", "2026-01-12")]


def test_what_may_and_what_should_be_done_and_who_is_told() -> None:
    answer = asked(HELD, outcome("2026-01-13", "advice", "unfit"))
    assert waiting(answer) == [
        ("should-do", "send leaflet: advice has outcome unfit", "2026-01-12"),
        ("may-do", "start capability", "2026-01-12"),
    ]
    assert [(one.code, one.message, str(one.on)) for one in answer.warnings] == [
        ("tell", "HR: a case begins", "2026-01-12")
    ]


def test_an_outcome_that_closes_leaves_nothing_to_people() -> None:
    answer = asked(HELD, outcome("2026-01-13", "advice", "fit"))
    assert (waiting(answer), answer.warnings) == ([], ())


@pytest.mark.parametrize("named", [True, False])
def test_a_line_to_record_names_the_absence_that_the_meeting_is_about(named: bool) -> None:
    absent = [{"id": "a1", "first": "2026-01-05", "last": "2026-01-09"}]
    about = {"absence": "a1"} if named else {}
    answer = asked({"date": "2026-01-07", "step": "advice", "what": "requested", "by": "HR"} | about, absences=absent)
    lines = [one.line for one in answer.to_record if one.what == "held"]
    middle = ", absence: a1" if named else ""
    assert lines == [f"{{date: 2026-01-31, step: advice{middle}, what: held}}"]
