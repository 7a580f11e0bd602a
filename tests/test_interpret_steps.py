"""What follows a step: outcomes, procedures, prompts, steps around every absence, standings, worked out by hand.

The absence of most cases runs from Monday 5 January 2026; it has lasted over a week on the 12th, and the first
meeting is held that day.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.small import codes, fell, held, outcome, small, stands, told

OPEN = "2026-01-05 -"


# ------------------------------------------------------------------ what follows

CASE = """
branch Watch follows each absence while it lasts
  step talk
    falls due when the absence has lasted over 1 week
    falls due again immediately
    outcome on: go to review
    outcome wait: wait for review
    outcome back: go back to talk
    outcome over: close
    outcome hearing: start dismissal
    outcome advice: should start dismissal
    outcome letter: issue warning letter, and may send leaflet
    outcome HR: leave it to HR, and tell HR "come"
  step review
    falls due at once
    then wait for talk

procedure dismissal
  step check
    falls due at once
    decided by someone other than recommender
    outcome yes: wait for hearing
    outcome no: return
  step hearing
    falls due when check has outcome yes
    never before check has outcome yes
    outcome dismissed, only after "options exhausted" is recorded: close
    outcome kept: return

document warning letter
"""


def case(on: str, *events: dict[str, Any]):  # type: ignore[no-untyped-def]
    return told(CASE, on, OPEN, events=list(events))


def after(value: str, on: str = "2026-01-20", *events: dict[str, Any]):  # type: ignore[no-untyped-def]
    """Held on 12 January with this outcome on the 13th."""
    return case(on, held("2026-01-12"), outcome("2026-01-13", "talk", value, by="Ann"), *events)


def test_until_an_outcome_is_recorded_people_are_asked_for_it() -> None:
    answer = case("2026-01-20", held("2026-01-12"))
    assert stands(answer) == ["talk held"]
    assert [one.code for one in answer.human] == ["outcome-to-record"]


@pytest.mark.parametrize(
    ("value", "due", "standing"),
    [
        ("on", ["review 2026-01-13"], ["review due"]),  # go to: due on the same day
        ("wait", ["review 2026-01-13"], ["review due"]),  # its own `falls due at once`
        ("back", ["talk 2026-01-14"], ["talk due"]),  # still over a week: the day after
        ("over", [], []),
        ("letter", [], ["talk decided"]),
        ("HR", [], ["talk decided"]),
        ("advice", [], ["talk decided"]),
        ("hearing", ["check 2026-01-13"], ["talk decided", "check due"]),
    ],
)
def test_an_outcome_says_where_the_case_goes(value: str, due: list[str], standing: list[str]) -> None:
    answer = after(value)
    assert fell(answer) == ["talk 2026-01-12", *due]
    assert stands(answer) == standing


def test_what_an_outcome_leaves_to_people() -> None:
    assert [(one.code, one.what) for one in after("letter").human] == [
        ("to-do", "issue warning letter"),
        ("may-do", "send leaflet"),
    ]
    issued = {"date": "2026-01-15", "what": "issued", "name": "warning letter"}
    assert [one.code for one in after("letter", "2026-01-20", issued).human] == ["may-do"]
    assert [(one.code, one.what) for one in after("HR").human] == [("left-to", "HR decides")]
    assert [one.message for one in after("HR").warnings] == ["HR: come"]


def test_a_later_outcome_takes_the_place_of_what_was_left_to_people() -> None:
    answer = after("HR", "2026-01-20", outcome("2026-01-15", "talk", "over"))
    assert (answer.human, [one.why for one in answer.closed]) == ((), ["outcome"])


def test_a_procedure_that_should_start_opens_when_that_is_on_file() -> None:
    assert [(one.code, one.what) for one in after("advice").human] == [("should-do", "start dismissal")]
    started = {"date": "2026-01-16", "step": "talk", "what": "recorded", "name": "dismissal"}
    assert fell(after("advice", "2026-01-20", started))[1:] == ["check 2026-01-16"]


YES = outcome("2026-01-15", "check", "yes", by="Bob")
OPTIONS = {"date": "2026-01-16", "step": "hearing", "what": "recorded", "name": "options exhausted"}


def test_a_procedure_returns_to_the_case_that_started_it() -> None:
    answer = after("hearing", "2026-01-20", outcome("2026-01-15", "check", "no", by="Bob"))
    assert stands(answer) == ["talk decided"]
    assert [(one.step, one.state.value, str(one.held_on)) for one in answer.fell_due][1:] == [
        ("check", "decided", "2026-01-15")
    ]


def test_a_procedure_that_closes_closes_its_case() -> None:
    events = (YES, OPTIONS, held("2026-01-16", "hearing"), outcome("2026-01-16", "hearing", "dismissed"))
    answer = after("hearing", "2026-01-20", *events)
    assert fell(answer)[2:] == ["hearing 2026-01-15"]  # the day of the outcome
    assert [(str(one.on), one.why, one.step) for one in answer.closed] == [("2026-01-16", "procedure", "talk")]


def test_a_procedure_that_is_moot_when_the_absence_is_over() -> None:
    events = [held("2026-01-12"), outcome("2026-01-13", "talk", "hearing", by="Ann"), YES]
    answer = told(CASE, "2026-01-31", "2026-01-05 2026-01-20", events=events)
    assert [(one.step, one.state.value) for one in answer.fell_due][-1] == ("hearing", "moot")
    assert [(str(one.on), one.why) for one in answer.closed] == [("2026-01-21", "returned-before-the-meeting")]


def test_an_outcome_that_is_permitted_only_after_something() -> None:
    answer = after(
        "hearing", "2026-01-16", YES, held("2026-01-16", "hearing"), outcome("2026-01-16", "hearing", "dismissed")
    )
    assert codes(answer) == ["before-permitted"]
    assert [(one.outcome, one.needs) for one in answer.blocked] == [("dismissed", "options exhausted")]


def test_a_step_that_may_never_be_before_something() -> None:
    answer = after("hearing", "2026-01-20", held("2026-01-14", "hearing"))
    assert codes(answer) == ["before-permitted"]
    assert [(one.step, one.needs) for one in answer.blocked] == [("hearing", "check")]
    notice = {"date": "2026-01-14", "step": "hearing", "what": "notice", "value": "written", "for": "2026-01-30"}
    assert codes(after("hearing", "2026-01-20", notice)) == ["before-permitted"]


def test_someone_other_than_the_recommender_decides() -> None:
    same = after("hearing", "2026-01-20", outcome("2026-01-15", "check", "no", by="Ann"))
    assert (codes(same), stands(same)) == (["decided-by-the-same"], ["talk decided", "check due"])
    nobody = after("hearing", "2026-01-20", outcome("2026-01-15", "check", "no"))
    assert (codes(nobody), stands(nobody)) == (["decider-not-named"], ["talk decided"])


def test_what_is_decided_is_not_held() -> None:
    (warned,) = after("hearing", "2026-01-20", held("2026-01-14", "check")).warnings
    assert (warned.code, warned.step, warned.help) == ("not-a-meeting", "check", "record its `outcome`")
    assert warned.message == "`held` of check on 2026-01-14 moves nothing: it is decided, not held"


def test_a_meeting_that_was_not_due_moves_nothing() -> None:
    answer = case("2026-01-20", held("2026-01-08"), held("2026-01-13"), held("2026-01-14"))
    assert codes(answer) == ["out-of-sequence", "out-of-sequence"]
    assert [str(one.held_on) for one in answer.fell_due] == ["2026-01-13"]
    assert "it was held on 2026-01-13 already" in answer.warnings[1].message


def test_an_outcome_without_a_meeting_moves_nothing() -> None:
    answer = case("2026-01-20", outcome("2026-01-13", "talk", "over"))
    assert (codes(answer), stands(answer)) == (["out-of-sequence"], ["talk due"])


def test_a_person_closes_a_case() -> None:
    closed = {"date": "2026-01-14", "step": "talk", "what": "closed", "by": "HR"}
    answer = case("2026-01-20", closed)
    assert [(str(one.on), one.why) for one in answer.closed] == [("2026-01-14", "person")]
    assert [one.state.value for one in answer.fell_due] == ["moot"]
    assert codes(case("2026-01-20", closed, closed | {"date": "2026-01-15"})) == ["out-of-sequence"]


# ------------------------------------------------------------------ an outcome after the case moved on

THEN = """
branch Long follows each absence while it lasts
  step talk
    falls due when the absence has lasted over 1 week
    then wait for review
    outcome well: close
    outcome unwell: stay
  step review
    falls due 1 week after talk is held
    outcome well: close
"""


def test_an_outcome_may_be_recorded_after_the_case_moved_on() -> None:
    answer = told(THEN, "2026-01-15", OPEN, events=[held("2026-01-12"), outcome("2026-01-14", "talk", "well")])
    assert [str(one.on) for one in answer.closed] == ["2026-01-14"]


def test_an_outcome_recorded_when_the_next_step_is_due_moves_nothing() -> None:
    answer = told(THEN, "2026-01-20", OPEN, events=[held("2026-01-12"), outcome("2026-01-20", "talk", "well")])
    assert (stands(answer), [one.outcome for one in answer.fell_due]) == (["review due"], ["well", None])


# ------------------------------------------------------------------ prompts

PROMPT = """
branch Long follows each absence while it lasts
  step talk
    falls due when the absence has lasted over 1 week
    must record whether the employee is fit to attend
    if the employee is not fit to attend: leave it to HR
    if the absence has lasted over 2 weeks: tell HR "two weeks"
    outcome well: close
"""
UNFIT = {"what": "recorded", "step": "talk", "name": "whether the employee is fit to attend", "value": False}


def test_a_finding_prompts_once_and_only_while_the_step_is_due() -> None:
    found = told(PROMPT, "2026-01-15", OPEN, events=[{"date": "2026-01-13", **UNFIT}])
    assert [(one.code, one.what) for one in found.human] == [
        ("left-to", "HR decides: the employee is not fit to attend")
    ]
    earlier = told(PROMPT, "2026-01-15", OPEN, events=[{"date": "2026-01-09", **UNFIT}])
    assert earlier.human == ()
    fit = told(PROMPT, "2026-01-15", OPEN, events=[{"date": "2026-01-13", **UNFIT, "value": True}])
    assert fit.human == ()


def test_a_prompt_comes_on_the_day_its_condition_is_certain() -> None:
    answer = told(PROMPT, "2026-01-31", OPEN)
    assert [(one.code, str(one.on)) for one in answer.warnings] == [("tell", "2026-01-19")]  # its 15th day


# ------------------------------------------------------------------ every absence, guidance

EVERY = """
after every absence
  step return meeting
    falls due on first working time back
    outcome done: close

during every absence
  step call
    falls due when the absence has lasted over 3 calendar days
    outcome done: close

guidance occupational health
  may be asked for at any time by manager, HR
"""


def test_steps_after_and_during_every_absence() -> None:
    # Monday to Friday: over three days on Thursday, back on Monday the 12th
    answer = told(EVERY, "2026-01-31", "2026-01-05 2026-01-09")
    assert fell(answer) == ["call 2026-01-08", "return meeting 2026-01-12"]
    assert [(one.step, one.by) for one in answer.possible] == [("occupational health", ("manager", "HR"))]


def test_each_absence_has_its_own_meeting() -> None:
    events = [
        held("2026-01-12", "return meeting", absence="2026-01-05"),
        outcome("2026-01-12", "return meeting", "done", absence="2026-01-05"),
    ]
    answer = told(EVERY, "2026-02-28", "2026-01-05 2026-01-06", "2026-02-02", events=events)
    assert fell(answer) == ["return meeting 2026-01-07", "return meeting 2026-02-03"]
    assert [(one.step, str(one.on)) for one in answer.closed if one.absence == "2026-01-05"] == [
        ("call", "2026-01-07"),
        ("return meeting", "2026-01-12"),
    ]


def test_protected_records_count_only_after_every_absence() -> None:
    line = "absences flagged pregnancy-related count for nothing, except after every absence"
    policy = small(EVERY, ("an absence with no working day counts", f"an absence with no working day counts\n  {line}"))
    answer = told(policy, "2026-01-31", "2026-01-05 2026-01-09 pregnancy-related", "2026-01-12 2026-01-13")
    # 5 to 9 January is flagged, and the record of 12 January touches it: one absence until the 14th
    assert fell(answer) == ["return meeting 2026-01-14"]
    assert codes(answer) == ["protected-record-touches"]


def test_an_absence_without_a_working_day() -> None:
    answer = told(EVERY, "2026-01-31", "2026-01-10 2026-01-11")
    assert codes(answer) == ["absence-without-working-day"]
    policy = small(EVERY, ("no working day counts", "no working day does not count"))
    assert "counts for nothing" in told(policy, "2026-01-31", "2026-01-10 2026-01-11").warnings[0].message


# ------------------------------------------------------------------ standing from before


def test_a_case_that_stood_somewhere_before_the_records() -> None:
    stood = [{"branch": "Long", "step": "talk", "held": "2026-01-12", "absence": "2026-01-05"}]
    answer = told(THEN.replace("1 week after", "2 weeks after"), "2026-01-31", OPEN, standing=stood)
    assert fell(answer) == ["review 2026-01-26"]


def test_a_case_that_stood_in_a_procedure() -> None:
    stood = [{"branch": "Watch", "step": "check", "held": "2026-01-12", "absence": "2026-01-05", "outcome": "yes"}]
    answer = told(CASE, "2026-01-31", OPEN, standing=stood)
    assert fell(answer) == ["hearing 2026-01-12"]
    assert [(one.step, one.procedure) for one in answer.standing] == [("talk", None), ("hearing", "dismissal")]
    decided = told(CASE, "2026-01-31", OPEN, standing=[stood[0] | {"step": "talk", "outcome": "on"}])
    assert fell(decided) == ["review 2026-01-12"]


def test_events_before_a_standing_move_nothing() -> None:
    stood = [{"branch": "Watch", "step": "talk", "held": "2026-01-13", "absence": "2026-01-05"}]
    answer = told(CASE, "2026-01-31", OPEN, standing=stood, events=[held("2026-01-12", absence="2026-01-05")])
    assert codes(answer) == ["before-standing"]


# ------------------------------------------------------------------ arranged, and what changes next


def test_notice_and_a_date_that_is_set() -> None:
    notice = {"date": "2026-01-13", "step": "talk", "what": "notice", "value": "written", "for": "2026-01-20"}
    scheduled = {"date": "2026-01-14", "step": "talk", "what": "scheduled", "for": "2026-01-21"}
    assert stands(case("2026-01-15", notice)) == ["talk noticed"]
    assert stands(case("2026-01-15", notice, scheduled)) == ["talk arranged"]
    assert stands(case("2026-01-15", scheduled, notice | {"date": "2026-01-15"})) == ["talk arranged"]
    assert stands(case("2026-01-15", notice | {"date": "2026-01-08"})) == ["talk noticed"]  # before it fell due
    assert codes(case("2026-01-15", notice | {"step": "review"})) == ["out-of-sequence"]


def test_the_next_day_on_which_something_changes_by_itself() -> None:
    assert str(case("2026-01-09").next_change) == "2026-01-12"
    assert case("2026-01-12").next_change is None


def test_an_event_that_fits_several_cases_is_a_problem() -> None:
    with pytest.raises(AssertionError, match="event-fits-several"):
        told(EVERY, "2026-02-28", "2026-01-05 2026-01-06", "2026-02-02", events=[held("2026-02-10", "return meeting")])


AGAIN = """
branch Watch follows each employee
  step talk
    falls due when at least 1 absence starts in the last 2 weeks
    falls due again only on a new absence
    should consider advice
    outcome warned, only after advice is considered since talk is due: close
    outcome over: close
"""


def considered(*days: str):  # type: ignore[no-untyped-def]
    """The first meeting was on 12 January; the second, of the absence of 2 March, is held on the 9th."""
    events: list[dict[str, Any]] = [held("2026-01-12"), outcome("2026-01-12", "talk", "over"), held("2026-03-09")]
    events += [{"date": day, "considered": "advice"} for day in days]
    events.append(outcome("2026-03-09", "talk", "warned"))
    return told(AGAIN, "2026-03-10", "2026-01-05", "2026-03-02", events=events)


@pytest.mark.parametrize(
    ("days", "warned"),
    [
        ((), False),
        (("2026-01-12",), False),  # for the meeting before
        (("2026-03-01",), False),  # the day before it fell due
        (("2026-03-02",), True),
        (("2026-01-12", "2026-03-09"), True),
    ],
)
def test_an_outcome_that_is_permitted_only_after_something_since_a_day(days: tuple[str, ...], warned: bool) -> None:
    answer = considered(*days)
    assert [one.outcome for one in answer.fell_due][-1] == ("warned" if warned else None)
    assert codes(answer) == ([] if warned else ["before-permitted"])
    text = "`warned` may be the outcome of talk only after advice since talk is due"
    assert [one.message for one in answer.blocked] == ([] if warned else [text])
