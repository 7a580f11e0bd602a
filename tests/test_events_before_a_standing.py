"""Events that a standing has told already, and meetings that a record put right calls for no more: what they move.

Of two absences of twelve days each, the talks fall due on 12 January and on 9 February 2026, the eighth day of each.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policydsl.interpret.answer import Answer, Warned
from tests.small import codes, held, stands, told_both_ways
from tests.test_what_events_move import (
    AWAY,
    CARE,
    FIRST,
    SECOND,
    of_first,
    of_second,
    same,
    talks,
)

# ------------------------------------------------------------------ cases that stood somewhere before the records

STOOD = {"branch": "care", "absence": FIRST, "step": "talk", "held": "2026-01-14"}
IN_PROCEDURE = STOOD | {"step": "check"}


def before_standing(event: dict[str, Any], held: str = "2026-01-14") -> Warned:
    """The warning of an event of the first absence that came before the standing, or on its day."""
    step, day = event["step"], event["date"]
    return Warned(
        "before-standing",
        f"`{event['what']}` of {step} on {day} moves nothing: care stood where `standing` says on {held}",
        step,
        None,
        date.fromisoformat(day),
        "take the event out, or the standing",
    )


def stood(on: str, standing: list[dict[str, Any]], *events: dict[str, Any]) -> Answer:
    return told_both_ways(CARE, on, *AWAY, standing=standing, events=list(events))


@pytest.mark.parametrize("day", ["2026-01-13", "2026-01-14"])
@pytest.mark.parametrize(("standing", "step"), [(STOOD, "talk"), (IN_PROCEDURE, "check")])
@pytest.mark.parametrize("named", [{"absence": FIRST}, {"branch": "care"}, {"absence": FIRST, "branch": "care"}])
def test_an_event_up_to_the_day_of_a_standing_is_told_by_it(
    day: str, standing: dict[str, Any], step: str, named: dict[str, Any]
) -> None:
    event = held(day, step, **named)
    assert [same(one) for one in stood("2026-01-20", [standing], event).warnings] == [before_standing(event)]


def test_an_event_that_names_no_case_is_told_by_a_standing_if_it_can_be_about_no_other() -> None:
    for day in ("2026-01-13", "2026-01-14"):
        event = held(day)
        assert [same(one) for one in stood("2026-01-20", [STOOD], event).warnings] == [before_standing(event)]
    on_its_day = held("2026-01-14", "check")
    assert [same(one) for one in stood("2026-01-20", [IN_PROCEDURE], on_its_day).warnings] == [
        before_standing(on_its_day)
    ]
    # several branches may start a procedure: on the day before, nothing says that this one is meant
    assert codes(stood("2026-01-20", [IN_PROCEDURE], held("2026-01-13", "check"))) == ["out-of-sequence"]


def test_an_event_after_the_day_of_a_standing_moves_its_case() -> None:
    answer = stood("2026-01-20", [STOOD], of_first("2026-01-15", "on"))
    assert (codes(answer), stands(answer)) == ([], ["review waiting"])


def test_each_event_is_held_against_the_standing_of_its_own_case() -> None:
    # the standing of the first absence is over by then, that of the second is still ahead
    of_both = [STOOD, STOOD | {"absence": SECOND, "held": "2026-02-12"}]
    event = of_second("2026-02-10")
    warned = [same(one) for one in stood("2026-02-20", of_both, event).warnings]
    assert warned == [before_standing(event, "2026-02-12")]
    # and the other way round: what is said of the second says nothing of the first
    later = [STOOD | {"absence": SECOND, "held": "2026-02-12"}]
    answer = stood("2026-02-20", later, of_first("2026-02-10"))
    assert (codes(answer), talks(answer)) == ([], {FIRST: ("held", "02-10", None)})


def test_an_event_that_fits_an_open_case_moves_it_before_the_day_on_which_another_stood() -> None:
    standing = [STOOD | {"absence": SECOND, "held": "2026-02-12"}]
    answer = stood("2026-02-11", standing, held("2026-02-10"))
    assert (codes(answer), talks(answer)) == ([], {FIRST: ("held", "02-10", None)})
    # on the day of the standing itself it could be either, and only the other is left to be held
    answer = stood("2026-02-20", standing, held("2026-02-12"))
    assert (codes(answer), talks(answer)) == ([], {FIRST: ("held", "02-12", None)})


def test_a_case_that_stood_at_what_is_decided_without_a_meeting_is_decided_later() -> None:
    answer = stood("2026-01-20", [IN_PROCEDURE], of_first("2026-01-19", "no", "check", by="Bob"))
    assert (codes(answer), stands(answer)) == (["decider-not-named"], ["talk held"])


# ------------------------------------------------------------------ meetings that the record supports no more

BEGAN = {"id": "a1", "first": "2026-01-05", "recorded": "2026-01-05"}
"""By what was known up to 19 January the talk was due on the 12th, and was held on the 13th."""
BEGAN_LATER = {"id": "a1", "first": "2026-01-12", "recorded": "2026-01-20"}
BRIEF = {"id": "a1", "first": "2026-01-05", "last": "2026-01-06", "recorded": "2026-01-20"}


def unsupported(absence: str | None) -> Warned:
    return Warned(
        "unsupported-meeting",
        "talk held on 2026-01-13 is no longer supported by the record as it stands",
        "talk",
        absence,
        date(2026, 1, 13),
        "decide what becomes of it and of what rests on it",
    )


def put_right(version: dict[str, Any], **more: Any) -> Answer:
    text = CARE.replace("    outcome well", "    led by manager [A-1]\n    then wait for review\n    outcome well", 1)
    meeting = held("2026-01-13", recorded="2026-01-13", **more)
    return told_both_ways(text, "2026-01-31", absences=[BEGAN, version], events=[meeting])


def test_a_meeting_that_was_called_for_when_it_was_held_moves_its_case() -> None:
    answer = put_right(BEGAN_LATER, by="manager")
    assert [same(one) for one in answer.warnings] == [unsupported("a1")]
    assert (talks(answer), stands(answer)) == ({"a1": ("held", "01-13", None)}, ["review waiting"])
    (due,) = answer.fell_due
    assert (str(due.on), due.unsupported) == ("2026-01-12", True)


def test_who_led_a_meeting_that_is_supported_no_more_is_still_looked_at() -> None:
    assert codes(put_right(BEGAN_LATER, by="a friend")) == ["unsupported-meeting", "leader-not-named"]


def test_a_meeting_whose_case_is_gone_is_a_warning_alone() -> None:
    answer = put_right(BRIEF)
    assert [same(one) for one in answer.warnings] == [unsupported(None)]
    assert (talks(answer), stands(answer)) == ({}, [])
