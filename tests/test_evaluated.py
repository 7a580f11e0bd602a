"""What comes with an answer, or in its place: where every case stands, and no readings that nobody asked for."""

from __future__ import annotations

from datetime import date

from policydsl.interpret.evaluate import evaluate
from policydsl.interpret.fold import over_every_day
from tests.engine import history_of, person_of
from tests.small import held, record, small

CARE = """
branch care follows each absence
  step talk
    falls due 2 weeks after the absence began
    outcome done: close

reading how long
  asks "How long is soon?"
  taken two weeks: as written
  possible one week, in talk: falls due 1 week after the absence began
"""
AWAY = {"employee": "E1", "absences": [record("2026-01-05"), record("2026-01-12")]}
ON = date(2026, 1, 31)


def test_with_the_answer_comes_where_every_case_stands() -> None:
    found = evaluate(small(CARE), history_of(AWAY, small(CARE)), ON)
    assert found.answer is not None
    assert found.standings == over_every_day(person_of(AWAY, ON, small(CARE)))
    assert len(found.standings.cases) == 2


def test_so_it_does_in_the_place_of_one() -> None:
    values = AWAY | {"events": [held("2026-01-28")]}
    found = evaluate(small(CARE), history_of(values, small(CARE)), ON)
    assert (found.answer, [one.code.name for one in found.diagnostics]) == (None, ["event-fits-several"])
    assert found.standings == over_every_day(person_of(values, ON, small(CARE)))
    assert len(found.standings.cases) == 2


def test_what_turns_on_readings_is_said_to_those_who_ask() -> None:
    history = history_of(AWAY, small(CARE))
    unasked, asked = (
        evaluate(small(CARE), history, date(2026, 1, 13), **more).answer for more in ({}, {"readings": True})
    )
    assert unasked is not None
    assert asked is not None
    assert unasked.turns_on is None
    assert [(one.reading, one.taking) for one in asked.turns_on or ()] == [("how long", "one week")]
