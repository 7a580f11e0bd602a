"""What goes on beside the step that a case is at: a step left behind while it is due, and branches that pause.

Away on Monday 5 and Monday 12 January 2026, so that the talk is due on the 12th; a later one makes the review due.
"""

from __future__ import annotations

from typing import Any

import pytest

from policydsl.interpret.answer import Answer
from policydsl.model.policy import Policy
from tests.small import codes, fell, held, outcome, small, stands, told_both_ways

# ------------------------------------------------------------------ what is recorded of the step left behind

LADDER = """
branch Watch follows each employee
  step talk
    falls due when 2 absences start in the last 4 weeks
    falls due again only on a new absence
    led by line manager
    give notice at least 5 calendar days before
    then wait for review
  step review
    falls due when {when}
    if not due by then: close
    {review}
    outcome kept: close
    outcome once more: wait for talk
    outcome worse: wait for hearing
  step hearing
    falls due when 1 new absence starts within 4 weeks after review is due
    if not due by then: close
    outcome decided: close

document letter
"""
WHEN = "1 new absence starts within 4 weeks after talk is due"
AWAY = ("2026-01-05", "2026-01-12")


def ladder(when: str = WHEN, review: str = "led by head of service") -> Policy:
    return small(LADDER.format(when=when, review=review))


def notice(answer: Answer) -> tuple[str, str | None, str | None, str]:
    """The state of the talk; first and last day of its notice, and how that stands."""
    (state,) = (one.state.value for one in answer.fell_due if one.step == "talk")
    (duty,) = (one for one in answer.duties if (one.step, one.duty) == ("talk", "notice"))
    earliest, latest = (None if day is None else day.isoformat() for day in (duty.earliest, duty.latest))
    return state, earliest, latest, duty.state.value


SET = {"date": "2026-01-20", "step": "talk", "what": "scheduled", "for": "2026-01-28"}
TOLD = {"date": "2026-01-21", "step": "talk", "what": "notice", "value": "written", "for": "2026-01-28"}
PUT_OFF = {"date": "2026-01-22", "step": "talk", "what": "postponed", "for": "2026-02-04"}


@pytest.mark.parametrize(
    ("events", "notices"),
    [
        # for a talk on the 28th notice is given by the 23rd; given on the 21st, it is enough for the 26th
        ([SET], ("arranged", None, "2026-01-23", "open")),
        ([TOLD], ("noticed", "2026-01-26", "2026-01-23", "met")),
        ([TOLD | {"for": "2026-01-25"}], ("noticed", "2026-01-26", "2026-01-20", "open")),
        ([SET, TOLD], ("arranged", "2026-01-26", "2026-01-23", "met")),
        ([SET, TOLD | {"for": "2026-01-25"}], ("arranged", "2026-01-26", "2026-01-20", "open")),
        ([TOLD | {"date": "2026-01-20"}, TOLD], ("noticed", "2026-01-25", "2026-01-23", "met")),
        ([SET, PUT_OFF], ("postponed", None, "2026-01-30", "open")),
        (
            [TOLD | {"value": False}],
            ("noticed", "2026-01-26", "2026-01-23", "met"),
        ),  # not in writing, which nobody asks
    ],
)
@pytest.mark.parametrize("beside", [False, True])
def test_a_notice_and_a_date_count_alike_before_and_after_the_next_step_is_due(
    events: list[dict[str, Any]], notices: tuple[str, str | None, str | None, str], beside: bool
) -> None:
    away = (*AWAY, "2026-01-19") if beside else AWAY
    answer = told_both_ways(ladder(), "2026-01-22", *away, events=events)
    assert ("review 2026-01-19" in fell(answer)) is beside
    assert notice(answer) == notices


def test_who_led_the_step_left_behind_is_kept() -> None:
    policy = ladder(review="decided by someone other than who led talk")
    led = "A Smith, line manager"
    for by, expected in (("A Smith", ["decided-by-the-same"]), ("B Jones", [])):
        events = [
            TOLD | {"date": "2026-01-19"},
            held("2026-01-24", by=led),
            outcome("2026-01-26", "review", "kept", by=by),
        ]
        answer = told_both_ways(policy, "2026-01-31", *AWAY, "2026-01-19", events=events)
        assert (codes(answer), "review due" in stands(answer)) == (expected, bool(expected))


@pytest.mark.parametrize(
    ("step", "states"),
    [(None, "due due due"), ("talk", "held due due"), ("review", "due held due"), ("hearing", "due due held")],
)
def test_two_steps_are_left_behind_and_each_is_held_for_itself(step: str | None, states: str) -> None:
    policy = small(
        LADDER.format(when=WHEN, review="then wait for hearing").replace("    outcome worse: wait for hearing\n", "")
    )
    events = [held("2026-01-28", step)] if step else []
    answer = told_both_ways(policy, "2026-01-31", *AWAY, "2026-01-19", "2026-01-26", events=events)
    assert fell(answer) == ["talk 2026-01-12", "review 2026-01-19", "hearing 2026-01-26"]
    assert " ".join(one.state.value for one in answer.fell_due) == states


@pytest.mark.parametrize(
    ("due", "states"), [(None, "due held"), ("2026-01-12", "held due"), ("2026-01-26", "due held")]
)
def test_of_a_step_left_behind_and_due_once_more_the_later_is_meant_unless_its_day_is_said(
    due: str | None, states: str
) -> None:
    events = [held("2026-01-21", "review"), outcome("2026-01-21", "review", "once more")]
    events.append(held("2026-01-28", "talk", **({"due": due} if due else {})))
    answer = told_both_ways(ladder(), "2026-02-01", *AWAY, "2026-01-19", "2026-01-26", events=events)
    assert fell(answer) == ["talk 2026-01-12", "review 2026-01-19", "talk 2026-01-26"]
    assert " ".join(one.state.value for one in answer.fell_due if one.step == "talk") == states


EACH = """
branch Cases follows each absence
  step call
    falls due when the absence has lasted at least 3 calendar days
    then wait for visit
  step visit
    falls due when 1 new absence starts within 4 weeks after call is due
    if not due by then: close
    outcome seen: close
"""


@pytest.mark.parametrize("number", [0, 1])
def test_what_names_an_absence_is_of_the_step_left_behind_in_its_case(number: int) -> None:
    away = ("2026-01-05 2026-01-08", "2026-01-12 2026-01-15", "2026-01-19 2026-01-22")
    events = [held("2026-01-20", "call", absence=away[number][:10])]
    answer = told_both_ways(EACH, "2026-01-24", *away, events=events)
    calls = [one for one in answer.fell_due if one.step == "call"]
    assert [one.state.value for one in calls] == ["held" if one == number else "due" for one in range(3)]
    assert [str(one.on) for one in answer.fell_due if one.step == "visit"] == ["2026-01-12", "2026-01-19"]


# ------------------------------------------------------------------ the step that is waited for beside it


def reviews(policy: Policy, *absent: str, **more: Any) -> list[str]:
    answer = told_both_ways(policy, "2026-03-31", *AWAY, *absent, **more)
    return [one.removeprefix("review ") for one in fell(answer) if one.startswith("review")]


def test_it_falls_due_on_a_day_on_which_nothing_else_happens() -> None:
    # Away from Monday the 19th on: over three days on Thursday the 22nd.
    policy = ladder("1 new absence lasting over 3 calendar days starts within 4 weeks after talk is due")
    assert reviews(policy, "2026-01-19 2026-01-30") == ["2026-01-22"]
    assert reviews(policy, "2026-01-19 2026-01-21") == []


def test_its_time_runs_in_each_case_from_the_day_of_that_case() -> None:
    # The call of the first absence is due on the 7th, of the second on the 14th, of the third on the 22nd; the second
    # and the third begin after the 7th, and the third has lasted over four days on the 24th.
    text = EACH.replace("1 new absence starts", "2 new absences lasting over 4 calendar days start")
    answer = told_both_ways(
        text, "2026-01-31", "2026-01-05 2026-01-08", "2026-01-12 2026-01-16", "2026-01-20 2026-01-27"
    )
    assert [f"{one.absence} {one.on}" for one in answer.fell_due if one.step == "visit"] == ["2026-01-05 2026-01-24"]


def test_it_falls_due_on_the_last_day_of_the_time_of_its_own_case() -> None:
    # The call of the second absence is due on the 14th; that of the first, which was short, by a letter of the 20th.
    text = EACH.replace("at least 3 calendar days", "at least 3 calendar days, or when letter is issued")
    text = f"document letter\n{text}".replace("1 new absence starts", "no new absence starts")
    issued = [{"date": "2026-01-20", "what": "issued", "name": "letter", "absence": "2026-01-05"}]
    answer = told_both_ways(text, "2026-02-28", "2026-01-05", "2026-01-12 2026-01-15", events=issued)
    assert [f"{one.step} {one.absence} {one.on}" for one in answer.fell_due] == [
        "call 2026-01-12 2026-01-14",
        "call 2026-01-05 2026-01-20",
        "visit 2026-01-12 2026-02-11",
        "visit 2026-01-05 2026-02-17",
    ]


def test_it_falls_due_on_a_later_day_than_the_step_before_it() -> None:
    # Two absences have started already when the talk falls due; the case waits for the review from that day on.
    assert reviews(ladder(f"{WHEN}, or when 2 absences start in the last 4 weeks")) == ["2026-01-13"]
    text = LADDER.format(when=f"{WHEN}, or when 2 absences start in the last 4 weeks", review="")
    first = "  step first\n    falls due when 9 absences start in the last 4 weeks\n    then go to talk\n"
    standing = [{"branch": "Watch", "step": "first", "held": "2026-01-14"}]
    assert reviews(small(text.replace("  step talk", f"{first}  step talk")), standing=standing) == ["2026-01-15"]


def test_what_was_found_since_the_step_before_it_was_due_counts() -> None:
    ask = "led by line manager\n    must record whether the employee is fit to attend"
    text = LADDER.format(when=f"{WHEN}, and the employee is not fit to attend", review="led by head of service")
    policy = small(text.replace("led by line manager", ask))
    found = {"date": "2026-01-15", "what": "recorded", "name": "whether the employee is fit to attend", "value": False}
    assert reviews(policy, "2026-01-19") == []
    assert reviews(policy, "2026-01-19", events=[found]) == ["2026-01-19"]


def test_an_absence_that_made_it_due_counts_towards_no_later_step() -> None:
    once = ("an absence may count towards several steps", "an absence counts towards one step only")
    text = LADDER.format(when=WHEN, review="").replace("1 new absence starts within 4 weeks after review is due", "{}")
    for said, due in (("an absence may count towards several steps", True), (once[1], False)):
        policy = small(text.format("at least 1 absence starts in the last 4 weeks"), (once[0], said))
        events = [held("2026-01-21", "review"), outcome("2026-01-21", "review", "worse")]
        answer = told_both_ways(policy, "2026-01-31", *AWAY, "2026-01-19", events=events)
        assert ("hearing 2026-01-22" in fell(answer)) is due


# ------------------------------------------------------------------ versions

EARLIER, NEXT, AT_ONCE = (
    f"  cases already open {what}\n"
    for what in ("stay with the earlier version", "move at their next step", "move at once")
)
"""The talk is due on 12 January, and a version begins on the 15th."""


def of_versions(text: str, rule: str) -> Policy:
    return small(text, ("  when a month", f"{rule}  when a month"))


@pytest.mark.parametrize(("rule", "due"), [(EARLIER, True), (NEXT, True), (AT_ONCE, False)])
@pytest.mark.parametrize(
    ("line", "later"),
    [
        ("then wait for review", "then wait for hearing"),
        (f"falls due when {WHEN}", f"falls due when {WHEN.replace('1 new absence starts', '2 new absences start')}"),
    ],
)
def test_it_is_waited_for_as_the_version_of_the_day_says_on_which_the_step_before_it_was_due(
    line: str, later: str, rule: str, due: bool
) -> None:
    text = (
        LADDER.format(when=WHEN, review="")
        .replace("review is due", "talk is due")
        .replace(line, f"{line}\n    from 15 January 2026: {later}")
    )
    assert reviews(of_versions(text, rule), "2026-01-19") == (["2026-01-19"] if due else [])


@pytest.mark.parametrize(("rule", "bearer"), [(EARLIER, "HR"), (NEXT, "HR"), (AT_ONCE, "director")])
def test_what_it_asks_for_is_of_that_version_too(rule: str, bearer: str) -> None:
    said = "led by HR\n    from 15 January 2026: led by director\n    must send letter"
    policy = of_versions(LADDER.format(when=WHEN, review=said), rule)
    answer = told_both_ways(policy, "2026-01-31", *AWAY, "2026-01-19")
    assert [one.bearer for one in answer.duties if one.duty == "send letter"] == [bearer]


# ------------------------------------------------------------------ branches that pause

PAUSING = """
branch long follows each employee
  step first
    falls due when 2 absences start in the last 4 weeks
    falls due again only on a new absence
    then wait for second
  step second
    falls due 2 weeks after first is held
    outcome done: close

branch short follows each employee
  pauses while long is open
  step talk
    falls due when 3 absences start in the last 4 weeks
    falls due again only on a new absence
    outcome fine: close
"""


@pytest.mark.parametrize(("first_held", "second_held", "due"), [
    (None, None, None), ("2026-01-14", None, None), ("2026-01-14", "2026-01-28", "2026-01-29"),
])  # fmt: skip
def test_a_branch_is_open_while_it_waits_for_a_step_after_its_first(
    first_held: str | None, second_held: str | None, due: str | None
) -> None:
    events = [held(first_held, "first")] if first_held else []
    if second_held:
        events += [held(second_held, "second"), outcome(second_held, "second", "done")]
    answer = told_both_ways(PAUSING, "2026-01-31", *AWAY, "2026-01-19", events=events)
    assert [one for one in fell(answer) if one.startswith("talk")] == ([f"talk {due}"] if due else [])
    assert ("talk paused" in stands(answer)) is (due is None)


def test_a_branch_that_waits_for_its_first_step_makes_no_other_pause() -> None:
    policy = small(PAUSING.replace("when 2 absences", "when 4 absences"))
    assert fell(told_both_ways(policy, "2026-01-31", *AWAY, "2026-01-19")) == ["talk 2026-01-19"]


IN_A_PROCEDURE = """
branch one follows each employee
  pauses while two is open
  step talk
    falls due when 9 absences start in the last 4 weeks
    falls due again only on a new absence
    outcome dismissal: start ending

branch two follows each employee
  pauses while one is open
  step review
    falls due when 2 absences start in the last 4 weeks
    falls due again only on a new absence
    falls due again every 1 week
    outcome done: stay

procedure ending
  step last review
    falls due at once
    outcome heard: wait for last hearing
  step last hearing
    falls due 1 week after last review is held
    outcome over: close
"""


@pytest.mark.parametrize(
    ("stood", "due"),
    [
        ("2026-01-08", ["last hearing 2026-01-15"]),  # open before the review is due on the 12th
        ("2026-01-14", ["review 2026-01-12", "review 2026-01-19", "review 2026-01-26"]),
    ],
)
def test_of_branches_that_pause_each_other_one_that_stood_in_a_procedure_opened_then(
    stood: str, due: list[str]
) -> None:
    standing = [{"branch": "one", "step": "last review", "held": stood, "outcome": "heard"}]
    answer = told_both_ways(IN_A_PROCEDURE, "2026-01-31", *AWAY, standing=standing)
    assert fell(answer) == due


# ------------------------------------------------------------------ branches of each absence, and of some absences

LONG = """
condition long one is met when the absence has lasted over 4 weeks
branch care follows each absence{end}
  step review
    falls due when {when}
    only if letter is issued
    outcome done: close
document letter
"""
ISSUED = {"date": "2026-02-20", "what": "issued", "name": "letter"}


@pytest.mark.parametrize("end", ["", " after it ends"])
@pytest.mark.parametrize("when", ["the absence has lasted over 4 weeks", "long one is met"])
def test_a_length_that_was_reached_is_enough_for_what_may_come_when_the_absence_is_over(end: str, when: str) -> None:
    # 33 days, up to Friday 6 February, and 32 hours: the letter may come later, the length does not.
    policy = small(LONG.format(end=end, when=when))
    away = ("2026-01-05 2026-02-06", "2026-02-16 2026-02-17")
    assert stands(told_both_ways(policy, "2026-02-19", *away)) == ["review waiting"]
    answer = told_both_ways(policy, "2026-02-28", *away, events=[ISSUED])
    assert [f"{one.step} {one.absence} {one.on}" for one in answer.fell_due] == ["review 2026-01-05 2026-02-20"]


@pytest.mark.parametrize("when", ["the absence has lasted over 4 weeks", "long one is met"])
def test_no_case_opens_for_an_absence_that_was_too_short(when: str) -> None:
    policy = small(LONG.format(end=" after it ends", when=when))
    assert stands(told_both_ways(policy, "2026-01-31", "2026-01-05 2026-01-09")) == []


SHORT = """
branch care follows each absence
  step call
    falls due when the absence is a short absence
    falls due again only on a new absence
    outcome once more: wait for call
    outcome look: wait for visit
  step visit
    falls due 8 weeks after call is held
    outcome done: close
"""
CERTAIN = "an absence takes its category as soon as that is certain"


@pytest.mark.parametrize(("what", "stood"), [("look", "visit waiting"), ("once more", "call waiting")])
def test_a_case_whose_first_step_was_held_goes_on_after_its_absence(what: str, stood: str) -> None:
    # Short on its first day, and no longer when it is over: the case is past what it waited for then.
    policy = small(SHORT, (CERTAIN, "an absence takes its category on its first day"))
    events = [held("2026-01-06", "call"), outcome("2026-01-06", "call", what)]
    answer = told_both_ways(policy, "2026-01-31", "2026-01-05 2026-01-16", events=events)
    assert (fell(answer), stands(answer)) == (["call 2026-01-05"], [stood])


DURING = """
during every absence {kind}
  step certificate
    falls due at once
    outcome received: close
"""


@pytest.mark.parametrize(
    ("kind", "due"),
    [
        ("flagged planned", ["certificate 2026-01-05"]),  # on its first day
        ("lasting over 2 calendar days", ["certificate 2026-01-07", "certificate 2026-01-14"]),
        ("lasting at most 7 calendar days", []),  # nobody knows until it is over
    ],
)
def test_the_steps_during_some_absences_open_once_and_while_they_last(kind: str, due: list[str]) -> None:
    policy = small(DURING.format(kind=kind))
    answer = told_both_ways(policy, "2026-01-31", "2026-01-05 2026-01-08 planned", "2026-01-12 2026-01-15")
    assert fell(answer) == due


def test_the_steps_during_some_absences_see_what_counts_for_nothing_elsewhere() -> None:
    nothing = (
        "  when a month",
        "  absences flagged planned count for nothing,\n    except during every absence\n  when a month",
    )
    policy = small(DURING.format(kind="lasting over 2 calendar days"), nothing)
    assert fell(told_both_ways(policy, "2026-01-31", "2026-01-05 2026-01-09 planned")) == ["certificate 2026-01-07"]
