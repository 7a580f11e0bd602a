"""The answer as a whole: what it says of each case, in whole items, with every key that a reader may look at."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policydsl.interpret.answer import (
    Blocked,
    CaseState,
    Counted,
    FellDue,
    Human,
    LeftOut,
    Possible,
    Reason,
    Standing,
    StepState,
    Target,
    Unknown,
    Warned,
)
from policydsl.interpret.evaluate import evaluate
from tests.engine import history_of, policy_of
from tests.small import held, outcome, small, stands, told
from tests.test_examples_not_so import PAY
from tests.test_lengths_and_entries import LINK

JANUARY = ("2026-01-05", "2026-01-12")


def on(day: str) -> date:
    return date.fromisoformat(day)


# ------------------------------------------------------------------ by the version that a case goes by

MOVE = ("when a month", "cases already open stay with the earlier version\n  when a month")
VERSIONS = """
branch Short follows each employee
  step review
    falls due when 2 absences start in the last 6 months
    falls due again only on a new absence
    outcome warned: wait for second review
    outcome no action: close
    from 1 April 2026: outcome no action: stay
    from 1 April 2026: outcome other: close
  step second review
    falls due when 1 new absence starts within 6 months after review is held [1.2]
    from 1 April 2026: falls due when 2 new absences start within 6 months after review is held [1.3]
    if not due by then: close
    then wait for third review
  step third review
    falls due 8 weeks after second review is held [1.4]
    from 1 April 2026: falls due 4 weeks after second review is held
    then close
"""
REVIEW = held("2026-02-09", "review")
WARNED = [REVIEW, outcome("2026-02-09", "review", "warned")]
SECOND = held("2026-03-16", "second review")


def versions(*events: dict[str, Any], absent: tuple[str, ...] = ("2026-01-12", "2026-02-02")) -> Any:
    return told(small(VERSIONS, MOVE), "2026-04-10", *absent, events=list(events))


def test_what_a_case_waits_for_is_what_its_own_version_asks() -> None:
    (one,) = versions(*WARNED).standing
    (because,) = one.reasons[0].because
    assert (one.step, one.first, one.last) == ("second review", on("2026-02-10"), on("2026-08-09"))
    assert (because.limit, because.clauses) == (1, ("1.2",))


def test_a_day_ahead_is_worked_out_by_the_version_of_the_case() -> None:
    answer = versions(*WARNED, SECOND, absent=("2026-01-12", "2026-02-02", "2026-03-02"))
    day = on("2026-05-11")  # eight weeks after 16 March; four are 13 April
    reason = Reason("date", "8 weeks after second review is held", answer.targets[0].reasons[0].line, ("1.4",), day)
    assert answer.targets == (Target("third review", "Short", None, day, day, day, (), (reason,)),)


def test_the_outcomes_to_choose_from_are_those_of_the_version_of_the_case() -> None:
    said = "the outcome of review: `warned` or `no action`"
    assert versions(REVIEW).human == (Human("outcome-to-record", said, "review", "Short", None, on("2026-02-09")),)


# ------------------------------------------------------------------ numbers that count from a day on

STOPS = """
measure lost over the last 12 months
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
measure other over the last 12 months
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
branch First follows each employee
  step end
    falls due when other is over 200
    falls due again only on a new absence
    then close
branch Watch follows each employee
  step talk
    falls due when lost is over 3
    falls due again only on a new absence
    outcome done: {stop}, and wait for review
  step review
    falls due when lost is over 5, or when other is over 100
    falls due again only on a new absence
    then close
"""


@pytest.mark.parametrize(
    ("stop", "numbers"), [("stop counting earlier absences", (2, 2)), ("reset lost", (2, 7)), ("issue letter", (7, 7))]
)
def test_a_number_is_the_one_that_the_branch_goes_by_which_has_stopped_counting(
    stop: str, numbers: tuple[int, int]
) -> None:
    """Five days in January, before the talk, and two in March."""
    events = [held("2026-01-12"), outcome("2026-01-12", "talk", "done")]
    policy = small(STOPS.format(stop=stop))
    answer = told(policy, "2026-03-31", "2026-01-05 2026-01-09", "2026-03-02 2026-03-03", events=events)
    assert tuple(one.value for one in answer.measures) == numbers
    if numbers[0] == 2:
        lost = answer.measures[0]
        assert lost.left_out == (LeftOut("2026-01-05", on("2026-01-05"), "counts-no-more"),)
        assert lost.counted == (Counted("2026-03-02", on("2026-03-02"), on("2026-03-03"), 2),)


# ------------------------------------------------------------------ dates ahead, and those that people set

DATES = """
branch Long follows each absence while it lasts
  step talk
    falls due on half pay date
    dates already passed are left out
    with no date left, it is set by HR or occupational health [2.2]
    outcome done: close
branch Later follows each employee
  step later
    falls due on probation end [2.3]
    dates already passed count
    then close
"""


def test_a_date_that_people_set_keeps_none_of_those_after_it_from_being_told() -> None:
    facts = [
        {"name": "half pay date", "value": "2026-03-02", "absence": "2026-03-02"},
        {"name": "probation end", "value": "2026-05-04"},
    ]
    answer = told(DATES, "2026-03-31", "2026-03-02 -", facts=facts)
    what = "the date of talk: HR or occupational health sets it"
    assert answer.human == (Human("date-to-be-set", what, "talk", "Long", "2026-03-02", on("2026-03-02"), ("2.2",)),)
    assert [(one.step, one.on) for one in answer.targets] == [("later", on("2026-05-04"))]


RUNS = """
branch rows follows each run of linked absences while it lasts
  step review
    falls due when the absence has lasted over 4 weeks
    falls due again every 2 weeks until the absence ends [4.1]
    outcome no change: stay
branch pay follows each run of linked absences while it lasts
  step pay talk
    falls due on half pay date
    dates already passed count
    then close
branch Later follows each employee
  step later
    falls due on probation end
    dates already passed count
    then close
"""
ENDED = "2026-01-05 2026-02-06"
PROBATION = [{"name": "probation end", "value": "2026-05-04"}]


def rows(day: str, *absent: str) -> Any:
    return told(small(RUNS, LINK), day, *absent, facts=PROBATION)


def test_the_next_day_of_a_row_is_ahead_with_its_line() -> None:
    """Over four weeks on Monday 2 February, and every two weeks from there."""
    answer = rows("2026-02-03", "2026-01-05 -")
    one, day = answer.targets[-1], on("2026-02-16")
    reason = Reason("date", "every 2 weeks", one.reasons[0].line, ("4.1",), day)
    assert one == Target("review", "rows", "2026-01-05", day, day, day, (), (reason,))
    assert one.reasons[0].line is not None


@pytest.mark.parametrize(
    ("day", "absent", "ahead"),
    [
        ("2026-02-20", [ENDED], ["later 2026-05-04"]),  # at work: the row of the 16th is not made up for
        # Away again from 3 March: the rows up to the day before are not made up for.
        ("2026-03-03", [ENDED, "2026-03-03 -"], ["pay talk None", "later 2026-05-04", "review 2026-03-16"]),
        ("2026-02-16", ["2026-01-05 -"], ["pay talk None", "later 2026-05-04", "review 2026-03-02"]),
    ],
)
def test_the_row_of_a_run_goes_on_with_its_latest_absence(day: str, absent: list[str], ahead: list[str]) -> None:
    assert [f"{one.step} {one.on}" for one in rows(day, *absent).targets] == ahead


def test_what_is_missing_is_asked_of_the_latest_absence_of_the_run() -> None:
    assert rows("2026-03-03", ENDED, "2026-03-03 -").unknown == (
        Unknown("half pay date", "pay talk", "pay", "2026-03-03", on("2026-01-05")),
    )


def test_a_meeting_of_a_row_waits_for_an_outcome_of_its_own() -> None:
    """The meeting of 3 February was decided; the one of 17 February is not."""
    met = [held("2026-02-03", "review"), outcome("2026-02-03", "review", "no change"), held("2026-02-17", "review")]
    answer = told(small(RUNS, LINK), "2026-02-18", "2026-01-05 -", events=met)
    what = "the outcome of review: `no change`"
    since = on("2026-02-17")
    assert answer.human == (Human("outcome-to-record", what, "review", "rows", "2026-01-05", since),)
    assert stands(answer)[0] == "review held"


# ------------------------------------------------------------------ procedures

PROCEDURE = """
branch Short follows each employee
  step review
    falls due when 2 absences start in the last 12 months
    outcome referred: start Dismissal
    outcome no action: close
procedure Dismissal
  step hearing
    falls due 2 weeks after review is held
    outcome dismissed: close
    outcome no action: close
"""
REFERRED = [held("2026-01-19", "review"), outcome("2026-01-20", "review", "referred")]


def test_a_procedure_stands_beside_the_step_that_started_it() -> None:
    answer = told(PROCEDURE, "2026-01-20", *JANUARY, events=REFERRED)
    assert [(one.step, one.state, one.procedure) for one in answer.standing] == [
        ("review", StepState.DECIDED, None),
        ("hearing", CaseState.WAITING, "Dismissal"),
    ]
    assert answer.standing[1] == Standing(
        "Short", None, "hearing", CaseState.WAITING, on("2026-01-20"), procedure="Dismissal"
    )
    assert answer.human == ()


def test_the_outcome_to_record_is_that_of_the_procedure() -> None:
    heard = held("2026-02-03", "hearing")
    answer = told(PROCEDURE, "2026-02-03", *JANUARY, events=[*REFERRED, heard])
    said = "the outcome of hearing: `dismissed` or `no action`"
    assert answer.human == (Human("outcome-to-record", said, "hearing", "Short", None, on("2026-02-03")),)


def test_a_step_stays_decided_where_its_case_stays() -> None:
    policy = PROCEDURE.replace("outcome no action: close\nprocedure", "outcome no action: stay\nprocedure")
    decided = [held("2026-01-19", "review"), outcome("2026-01-20", "review", "no action")]
    answer = told(policy, "2026-01-31", *JANUARY, events=decided)
    assert (stands(answer), answer.human) == (["review decided"], ())


@pytest.mark.parametrize(("decided", "state"), [({}, "held"), ({"outcome": "referred"}, "decided")])
def test_a_step_held_before_the_record_is_decided_with_its_outcome(decided: dict[str, str], state: str) -> None:
    standing = [{"branch": "Short", "step": "review", "held": "2026-01-19", **decided}]
    answer = told(PROCEDURE, "2026-01-31", standing=standing)
    assert stands(answer)[0] == f"review {state}"


# ------------------------------------------------------------------ meetings that nothing calls for any more


def test_a_meeting_that_the_record_no_longer_calls_for() -> None:
    """Half pay was to begin on 16 February; on the 20th it was put right to 1 June."""
    policy = """
branch Long follows each absence while it lasts
  step review
    falls due on half pay date
    dates already passed count
    outcome done: close
"""
    facts = [
        {"name": "half pay date", "value": value, "absence": "2026-01-05", "recorded": recorded}
        for value, recorded in (("2026-02-16", "2026-01-12"), ("2026-06-01", "2026-02-20"))
    ]
    met = held("2026-02-17", "review", recorded="2026-02-17")
    answer = told(policy, "2026-02-25", "2026-01-05 -", events=[met], facts=facts)
    (due,) = answer.fell_due
    assert due == FellDue(
        due.id,
        "review",
        "Long",
        "2026-01-05",
        on("2026-02-16"),
        StepState.HELD,
        on("2026-02-17"),
        None,
        unsupported=True,
        reasons=due.reasons,
    )
    what = "review of 2026-02-17: the record as it stands no longer calls for it"
    assert Human("meeting-not-supported", what, "review", "Long", "2026-01-05", on("2026-02-17")) in answer.human


# ------------------------------------------------------------------ what must come first

GUARDED = """
document letter
branch Short follows each employee
  step review
    falls due when 2 absences start in the last 12 months
    then wait for hearing
  step hearing
    falls due 2 weeks after review is held
    never before letter is sent [5.1]
    outcome dismissed, only after "second opinion" is recorded: close
    outcome no action: close
branch Other follows each employee
  step talk
    falls due when 9 absences start in the last 12 months
    never before letter is sent, or "advice" is recorded [5.2]
    then close
"""
LETTER = {"date": "2026-01-20", "what": "sent", "name": "letter"}


def test_a_step_may_not_be_before_what_must_come_first() -> None:
    def blocked(day: str, *events: dict[str, Any]) -> tuple[Blocked, ...]:
        met = held("2026-01-19", "review")
        return told(GUARDED, day, *JANUARY, events=[met, *events]).blocked

    hearing = Blocked("hearing", "Short", None, None, "letter", "hearing may not be before letter", ("5.1",))
    talk = Blocked("talk", "Other", None, None, "letter or advice", "talk may not be before letter or advice", ("5.2",))
    dismissed = Blocked(
        "hearing",
        "Short",
        None,
        "dismissed",
        "second opinion",
        "`dismissed` may be the outcome of hearing only after second opinion",
    )
    assert blocked("2026-02-01") == (hearing, talk)  # nobody can decide a hearing that is not due yet
    assert blocked("2026-02-02") == (hearing, dismissed, talk)
    assert blocked("2026-02-02", LETTER) == (dismissed,)


def test_what_must_come_first_is_looked_for_in_the_case_itself() -> None:
    """The review of the first absence may go on to a hearing, that of the second may not."""
    policy = """
branch Each follows each absence
  step review
    falls due when the absence has lasted over 7 calendar days
    outcome proceed: wait for hearing
    outcome wait: wait for hearing
  step hearing
    falls due 2 weeks after review is held
    never before review has outcome proceed
    then close
"""
    away = {"2026-01-05": ("2026-01-16", "proceed"), "2026-01-26": ("2026-02-06", "wait")}
    met = [
        event
        for absence, (day, decided) in away.items()
        for event in (held(day, "review", absence=absence), outcome(day, "review", decided, absence=absence))
    ]
    answer = told(policy, "2026-02-08", *(f"{first} {last}" for first, (last, _) in away.items()), events=met)
    assert [(one.absence, one.needs) for one in answer.blocked] == [("2026-01-26", "review")]


# ------------------------------------------------------------------ the rest


def test_what_may_be_asked_for_is_said_with_its_clauses() -> None:
    policy = """
guidance advice
  may be asked for at any time by HR, manager [6.1]
"""
    assert told(policy, "2026-01-31").possible == (Possible("advice", ("HR", "manager"), ("6.1",)),)


def test_a_day_on_record_that_is_not_the_one_that_sick_pay_gives() -> None:
    """Two weeks of full pay from 5 January: nothing from the 19th on."""
    policy = policy_of(PAY.replace("sick pay by service", "sick pay by service [7.1]"))
    values = {
        "employee": "E1",
        "service from": "2025-01-01",
        "absences": [{"first": "2026-01-05"}],
        "facts": [{"name": "end of pay", "value": "2026-01-26", "absence": "2026-01-05"}],
    }
    answer = evaluate(policy, history_of(values, policy), on("2026-01-20")).answer
    assert answer is not None
    assert answer.warnings == (
        Warned(
            "other-than-recorded",
            "end of pay is recorded as 2026-01-26, and by sick pay by service it is 2026-01-19",
            absence="2026-01-05",
            on=on("2026-01-26"),
            help="the recorded day counts; take it out of `facts`, or mend what the other is worked out from",
            clauses=("7.1",),
        ),
    )


@pytest.mark.parametrize("text", [VERSIONS, STOPS.format(stop="reset lost")], ids=["versions", "one version"])
def test_the_answer_says_by_when_what_it_looks_at_had_been_recorded(text: str) -> None:
    policy = small(text, MOVE) if "from 1 April" in text else small(text)
    history = history_of({"employee": "E1", "absences": [{"first": "2026-01-12", "last": "2026-01-12"}]}, policy)
    found = {known: evaluate(policy, history, on("2026-04-10"), known).answer for known in (None, on("2026-03-31"))}
    assert {known: answer.known for known, answer in found.items() if answer is not None} == {
        None: None,
        on("2026-03-31"): on("2026-03-31"),
    }
