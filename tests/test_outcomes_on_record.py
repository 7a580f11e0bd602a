"""Which meeting an outcome is one of, and what it does: at once, late, or where the step comes again."""

from __future__ import annotations

from typing import Any

import pytest

from policydsl.interpret.answer import Answer
from tests.small import codes, fell, held, outcome, small, stands, told_both_ways
from tests.test_what_events_move import (
    AWAY,
    FIRST,
    HEARING,
    asked,
    care,
    talks,
)

# ------------------------------------------------------------------ which meeting an outcome is one of

NEVER_HELD = """
branch care follows each absence
  step talk
    falls due when the absence has lasted over 1 week
    falls due again only after falling back
    if talk is not held within 2 weeks after talk is due: wait for talk
    outcome well: close
    outcome on: wait for review
  step review
    falls due 1 week after talk has outcome on
    then close
"""
"""Due on 12 January and not held, the talk is owed no longer from the 27th."""


@pytest.mark.parametrize("value", ["well", "on"])
@pytest.mark.parametrize(
    ("day", "standing", "why"),
    [("2026-01-20", "due", "it was not recorded as held by then"), ("2026-01-28", "waiting", "it was not due")],
)
def test_a_meeting_that_was_never_held_has_no_outcome(value: str, day: str, standing: str, why: str) -> None:
    answer = care(day, outcome(day, "talk", value), away=("2026-01-05 -",), policy=NEVER_HELD)
    assert (stands(answer), [one.message for one in answer.warnings]) == (
        [f"talk {standing}"],
        [f"`outcome` of talk on {day} moves nothing: {why}"],
    )


ROUND = """
branch care follows each absence
  step talk
    falls due when the absence has lasted over 1 week
    falls due again immediately
    then wait for review
    outcome well: close
    outcome unwell: leave it to HR
  step review
    falls due when "plan" is agreed
    falls due again immediately
    outcome again: wait for talk
    outcome over: close
"""
FIRST_ROUND = (
    *(held("2026-01-12"), outcome("2026-01-13", "talk", "unwell")),
    *({"date": "2026-01-15", "what": "agreed", "name": "plan"}, held("2026-01-15", "review")),
    outcome("2026-01-16", "review", "again"),
)
"""From 17 January the talk is due once more."""


def rounds(on: str, *events: dict[str, Any]) -> Answer:
    return care(on, *FIRST_ROUND, *events, away=("2026-01-05 -",), policy=ROUND)


def test_each_meeting_of_a_step_has_an_outcome_of_its_own() -> None:
    answer = rounds("2026-01-20", held("2026-01-19"), outcome("2026-01-19", "talk", "well"))
    assert [(str(one.on)[5:], one.outcome) for one in answer.fell_due if one.step == "talk"] == [
        ("01-12", "unwell"),
        ("01-17", "well"),
    ]
    assert ([one.why for one in answer.closed], codes(answer)) == (["outcome"], [])


def test_a_meeting_whose_outcome_is_on_record_has_no_other_once_its_case_has_gone_on() -> None:
    answer = care("2026-01-14", *FIRST_ROUND[:2], outcome("2026-01-14", "talk", "well"), away=AWAY[:1], policy=ROUND)
    assert (stands(answer), codes(answer)) == (["review waiting"], ["out-of-sequence"])


def test_a_step_that_the_case_only_waits_for_has_no_outcome() -> None:
    for event in (outcome("2026-01-08", "review", "over"), outcome("2026-01-08", "talk", "well")):
        answer = care("2026-01-09", event, away=("2026-01-05 -",), policy=ROUND)
        assert (stands(answer), codes(answer)) == (["talk waiting"], ["out-of-sequence"])
    ahead = care("2026-01-14", FIRST_ROUND[0], outcome("2026-01-14", "review", "over"), away=AWAY[:1], policy=ROUND)
    assert (stands(ahead), codes(ahead)) == (["review waiting"], ["out-of-sequence"])


def test_what_was_decided_without_a_meeting_may_be_decided_anew_and_counts_from_its_first_day() -> None:
    later = outcome("2026-01-14", "check", "later", by="Bob")
    answer = care("2026-01-20", *HEARING, later, outcome("2026-01-16", "check", "no", by="Bob"), away=AWAY[:1])
    assert (talks(answer, "check"), codes(answer)) == ({FIRST: ("decided", "01-14", "no")}, [])
    assert stands(answer) == ["talk decided"]


# ------------------------------------------------------------------ outcomes of meetings that the case has left behind

LATE = 'if review is not held within 1 week after review is due: tell HR "late"'
LEFT = f"""
branch care follows each absence
  step talk
    falls due at once
    {{then}}
    outcome well: tell HR "well", and close
    outcome letter: issue warning letter, and close
  step review
    falls due 1 week after talk is held
    {LATE}
    outcome done: close
    {{after}}
document warning letter
"""


def left(on: str, *events: dict[str, Any], then: str = "then wait for review", after: str = "") -> Answer:
    return care(on, *events, away=("2026-01-05 -",), policy=LEFT.format(then=then, after=after))


def test_a_late_outcome_gives_people_what_it_says_and_leaves_the_case_where_it_is() -> None:
    # held on the 5th; from the 12th the review is due
    answer = left("2026-01-14", held("2026-01-05"), outcome("2026-01-13", "talk", "letter"))
    assert (stands(answer), asked(answer), codes(answer)) == (["review due"], [FIRST], [])
    assert talks(answer) == {FIRST: ("decided", "01-05", "letter")}
    told_ = left("2026-01-14", held("2026-01-05"), outcome("2026-01-13", "talk", "well"))
    assert [(one.code, one.message, one.absence) for one in told_.warnings] == [("tell", "HR: well", FIRST)]


def test_a_late_outcome_is_one_from_its_own_day_on_for_other_branches() -> None:
    chat = """
branch watch follows each employee
  step chat
    falls due when talk has outcome letter in the last 2 weeks
    falls due again immediately
    then stay
"""
    events = held("2026-01-05"), outcome("2026-01-13", "talk", "letter")
    answer = left("2026-01-20", *events, after=chat)
    assert "chat 2026-01-14" in fell(answer)  # other branches are seen as they stood at the end of the day before


def test_a_late_outcome_is_on_record_for_its_own_case() -> None:
    line = 'if talk has outcome letter: tell HR "seen"'
    text = LEFT.format(then="then wait for review", after="").replace(LATE, line)
    events = held("2026-01-05"), outcome("2026-01-13", "talk", "letter")
    answer = care("2026-01-13", *events, away=("2026-01-05 -",), policy=text)
    assert [(one.message, str(one.on)) for one in answer.warnings] == [("HR: seen", "2026-01-13")]


TRIAL = LEFT.format(then="then wait for review", after="group on trial is employees recorded as on trial").replace(
    "outcome letter: issue warning letter, and close",
    """outcome letter: issue warning letter, and close
    for employees on trial: outcome letter: tell HR "on trial"
    from 13 January 2026: outcome letter: tell HR "new", and close
    from 13 January 2026: outcome other: tell HR "other", and close""",
)
NOT_OFFERED = (
    "`outcome` of talk on 2026-01-13 moves nothing: the version that this case goes by has only `well` or `letter`,"
    " not `other`"
)
RULE = "cases already open {}\n  when a month"


@pytest.mark.parametrize(
    ("rule", "groups", "value", "says"),
    [
        ("move at once", [], "letter", ["tell HR: new"]),
        ("stay with the earlier version", [], "letter", []),
        ("move at once", [{"name": "on trial"}], "letter", ["tell HR: on trial"]),
        ("move at once", [], "other", ["tell HR: other"]),
        ("stay with the earlier version", [], "other", [f"outcome-of-another-version {NOT_OFFERED}"]),
    ],
)
def test_a_late_outcome_does_what_the_version_of_its_case_says(
    rule: str, groups: list[dict[str, str]], value: str, says: list[str]
) -> None:
    policy = small(TRIAL, ("when a month", RULE.format(rule)))
    events = [held("2026-01-05"), outcome("2026-01-13", "talk", value)]
    answer = told_both_ways(policy, "2026-01-14", "2026-01-05 -", groups=groups, events=events)
    assert [f"{one.code} {one.message}" for one in answer.warnings] == says
    assert {one.absence for one in answer.warnings} <= {FIRST}
    assert asked(answer) == ([FIRST] if "stay" in rule and value == "letter" else [])


DIRECT = """
branch watch follows each employee
  step talk
    falls due when 1 absence starts in the last 3 months
    falls due again only on a new absence
    outcome letter: issue warning letter, and stay
    outcome well: close
  step review
    falls due when 2 absences start in the last 3 months
    falls due again only on a new absence
    {line}
    outcome done: close
document warning letter
"""
STRAIGHT = "can be reached without the steps before it"


def test_an_outcome_after_the_case_went_straight_to_a_later_step() -> None:
    events = [held("2026-01-06"), outcome("2026-01-14", "talk", "letter")]
    answer = told_both_ways(DIRECT.format(line=STRAIGHT), "2026-01-20", "2026-01-05", "2026-01-12", events=events)
    assert fell(answer) == ["talk 2026-01-05", "review 2026-01-12"]
    assert (stands(answer), codes(answer)) == (["review due"], [])
    assert [one.what for one in answer.human] == ["issue warning letter"]


REPEATED = """
branch care follows each absence while it lasts
  step talk
    falls due when the absence has lasted over 1 week
    falls due again every 2 weeks until the absence ends
    outcome on: wait for review
    outcome well: tell HR "well", and stay
  step review
    falls due at once
    outcome over: close
"""
"""The talk falls due on 12 and 26 January and on 9 February."""


def repeated(on: str, *events: dict[str, Any]) -> Answer:
    return care(on, *events, away=("2026-01-05 -",), policy=REPEATED)


def rows(answer: Answer) -> list[str]:
    return [
        f"{one.step} {str(one.on)[5:]} {one.state.value}{f' {one.outcome}' if one.outcome else ''}"
        for one in answer.fell_due
    ]


def test_an_outcome_that_comes_after_the_next_meeting_fell_due_is_one_of_the_meeting_that_was_held() -> None:
    met = held("2026-01-13")
    assert rows(repeated("2026-01-30", met, outcome("2026-01-28", "talk", "well"))) == [
        "talk 01-12 decided well",
        "talk 01-26 due",
    ]
    goes_on = repeated("2026-01-30", met, outcome("2026-01-28", "talk", "on"))
    assert rows(goes_on) == ["talk 01-12 decided on", "talk 01-26 moot", "review 01-28 due"]
    named = repeated("2026-01-30", met, outcome("2026-01-28", "talk", "on", due="2026-01-26"))
    assert (rows(named), codes(named)) == (["talk 01-12 held", "talk 01-26 due"], ["out-of-sequence"])


def test_a_meeting_that_has_its_outcome_has_no_second_one_when_the_next_is_due() -> None:
    events = held("2026-01-13"), outcome("2026-01-14", "talk", "well"), outcome("2026-01-28", "talk", "on")
    answer = repeated("2026-01-30", *events)
    assert rows(answer) == ["talk 01-12 decided well", "talk 01-26 due"]
    assert [(one.code, one.message) for one in answer.warnings] == [
        ("tell", "HR: well"),
        (
            "out-of-sequence",
            "`outcome` of talk on 2026-01-28 moves nothing: it was not recorded as held by then",
        ),
    ]


def test_an_outcome_of_a_meeting_before_the_last_but_one() -> None:
    met = held("2026-01-13"), held("2026-01-27")
    answer = repeated("2026-02-12", *met, outcome("2026-02-10", "talk", "well"))
    assert rows(answer) == ["talk 01-12 held", "talk 01-26 decided well", "talk 02-09 due"]


STAYS = """
branch watch follows each employee
  step talk
    falls due when 1 absence starts in the last 3 weeks
    falls due again only on a new absence
    then stay
    outcome letter: issue warning letter, and close
document warning letter
"""


def test_an_outcome_that_comes_when_the_step_is_due_again_closes_nothing() -> None:
    # due on the 5th and, for the second absence, on the 12th; what was decided of the first meeting is to be done
    events = [held("2026-01-06"), outcome("2026-01-14", "talk", "letter")]
    answer = told_both_ways(STAYS, "2026-01-20", "2026-01-05", "2026-01-12", events=events)
    assert (rows(answer), stands(answer)) == (["talk 01-05 decided letter", "talk 01-12 due"], ["talk due"])
    assert ([one.what for one in answer.human], codes(answer)) == (["issue warning letter"], [])


PAST = """
branch watch follows each {whom}
  step talk
    falls due when {when}
    falls due again only on a new absence
    then {then}
    outcome letter: issue warning letter
procedure dismissal
  step check
    falls due at once
    outcome no: return
document warning letter
"""


@pytest.mark.parametrize(
    ("whom", "then", "standing"),
    [
        ("absence", "close", []),
        ("employee", "close", ["talk waiting"]),  # the branch has begun again
        ("absence", "start dismissal", ["talk decided", "check due"]),
    ],
)
def test_the_outcome_of_a_meeting_that_its_case_is_past_is_kept_on_record(
    whom: str, then: str, standing: list[str]
) -> None:
    when = "1 absence starts in the last 3 weeks" if whom == "employee" else "the absence has lasted over 1 week"
    policy = PAST.format(whom=whom, then=then, when=when)
    if "dismissal" not in then:
        policy = policy[: policy.index("procedure")] + "document warning letter\n"
    events = [held("2026-01-13"), outcome("2026-01-14", "talk", "letter")]
    answer = told_both_ways(policy, "2026-01-20", "2026-01-05 -", events=events)
    decided = "talk 01-05 decided letter" if whom == "employee" else "talk 01-12 decided letter"
    assert (rows(answer)[:1], stands(answer), codes(answer)) == ([decided], standing, [])
