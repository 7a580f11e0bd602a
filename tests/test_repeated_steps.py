"""Steps that fall due every so often, meetings held several times, early, put off or waived, and appeals: by hand."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest

from policydsl.interpret.answer import Answer, Warned
from policydsl.interpret.fold import over_days_that_matter, over_every_day
from policydsl.interpret.snapshot import put, resume, taken
from tests.engine import person_of
from tests.small import codes, fell, held, outcome, record, small, stands, told, told_both_ways

LONG = """
branch long follows each absence while it lasts
  step review meeting
    falls due when the absence has lasted at least 4 weeks
    falls due again every {every} until the absence ends
    {line}
    outcome procedure used: wait for next meeting
    outcome not used: stay

  step next meeting
    falls due {next}
"""
RUNS = "2026-01-05 -"
"""The absence has lasted 4 weeks on Sunday 1 February 2026."""


def long(every: str = "4 weeks", line: str = 'note "Talk."', next: str = "at once") -> str:
    return LONG.format(every=every, line=line, next=next)


def days(answer: Answer) -> list[str]:
    return [f"{one.on} {one.state.value}" for one in answer.fell_due if one.step == "review meeting"]


def meeting(day: str, **more: Any) -> dict[str, Any]:
    return held(day, "review meeting", **more)


# ------------------------------------------------------------------ every so often


def test_it_falls_due_every_4_weeks_from_the_day_it_first_did() -> None:
    answer = told(long(), "2026-03-29", RUNS, events=[meeting("2026-02-10"), meeting("2026-03-05")])
    assert days(answer) == ["2026-02-01 held", "2026-03-01 held", "2026-03-29 due"]
    before = told(long(), "2026-03-28", RUNS, events=[meeting("2026-02-10"), meeting("2026-03-05")])
    assert days(before) == ["2026-02-01 held", "2026-03-01 held"]
    assert [(one.step, one.on) for one in before.targets] == [("review meeting", date(2026, 3, 29))]
    assert before.next_change == date(2026, 3, 29)


def test_a_notice_of_one_meeting_is_none_of_the_next() -> None:
    notice = {"date": "2026-02-04", "step": "review meeting", "what": "notice", "value": "written", "for": "2026-03-02"}
    assert days(told(long(), "2026-03-01", RUNS, events=[notice])) == ["2026-02-01 noticed", "2026-03-01 due"]


def test_a_notice_that_came_before_the_first_meeting_is_none_of_the_next() -> None:
    notice = {"date": "2026-01-28", "step": "review meeting", "what": "notice", "value": "written", "for": "2026-02-03"}
    assert days(told(long(), "2026-03-01", RUNS, events=[notice])) == ["2026-02-01 noticed", "2026-03-01 due"]


@pytest.mark.parametrize(
    "events",
    [
        [meeting("2026-03-01", due="2026-02-01")],
        [meeting("2026-02-10"), outcome("2026-03-01", "review meeting", "not used")],
        [meeting("2026-02-28"), outcome("2026-03-01", "review meeting", "not used")],
    ],
)
def test_what_is_done_on_the_day_of_the_next_is_about_the_one_before(events: list[dict[str, Any]]) -> None:
    assert fell(told(long(), "2026-03-02", RUNS, events=events)) == [
        "review meeting 2026-02-01",
        "review meeting 2026-03-01",
    ]


def test_the_reason_cites_the_clauses_of_the_step() -> None:
    policy = long().replace("until the absence ends", "until the absence ends [7.2, 7.3]")
    again = told(policy, "2026-03-01", RUNS).fell_due[1]
    assert [one.clauses for one in again.reasons] == [("7.2", "7.3")]


@pytest.mark.parametrize("every", ["1 week", "2 weeks", "1 month", "2 months"])
def test_the_reason_says_how_often_in_words(every: str) -> None:
    again = told(long(every), "2026-04-01", RUNS).fell_due[1]
    assert [one.what for one in again.reasons] == [f"again every {every}"]
    assert [one.line for one in again.reasons] == [again.reasons[0].line]
    assert again.reasons[0].line is not None


def test_the_reason_says_how_often_and_from_which_day() -> None:
    again = told(long(), "2026-03-29", RUNS).fell_due[1]
    assert [(one.kind, one.what, one.value) for one in again.reasons] == [
        ("case", "again every 4 weeks", date(2026, 3, 1))
    ]


def test_months_are_counted_from_the_first_day_each_time() -> None:
    answer = told(long("1 month"), "2026-05-31", "2026-01-04 -", events=[])
    assert [one.split()[0] for one in days(answer)] == [
        "2026-01-31",
        "2026-02-28",
        "2026-03-31",
        "2026-04-30",
        "2026-05-31",
    ]


def test_one_that_was_not_held_stays_due_beside_the_next() -> None:
    answer = told(long(), "2026-03-10", RUNS)
    assert days(answer) == ["2026-02-01 due", "2026-03-01 due"]
    assert len({one.id for one in answer.fell_due}) == 2
    lines = [one.line for one in answer.to_record if one.what == "held"]
    assert ["due: 2026-02-01" in line for line in lines] == [True, False]


def test_a_meeting_is_of_the_latest_unless_its_line_says_which() -> None:
    latest = told(long(), "2026-03-10", RUNS, events=[meeting("2026-03-09")])
    assert days(latest) == ["2026-02-01 due", "2026-03-01 held"]
    first = told(long(), "2026-03-10", RUNS, events=[meeting("2026-03-09", due="2026-02-01")])
    assert days(first) == ["2026-02-01 held", "2026-03-01 due"]
    both = [meeting("2026-03-08", due="2026-02-01"), meeting("2026-03-09", due="2026-03-01")]
    assert days(told(long(), "2026-03-10", RUNS, events=both)) == ["2026-02-01 held", "2026-03-01 held"]


def test_it_stops_when_the_absence_is_over() -> None:
    """The last recorded day is Friday 27 March, the first day back Monday the 30th, the step due on the 29th."""
    answer = told(long(), "2026-05-31", "2026-01-05 2026-03-27", events=[meeting("2026-02-10"), meeting("2026-03-05")])
    assert days(answer) == ["2026-02-01 held", "2026-03-01 held", "2026-03-29 moot"]


def test_it_stops_when_the_case_goes_on() -> None:
    events = [meeting("2026-02-10"), outcome("2026-02-10", "review meeting", "procedure used")]
    answer = told(long(), "2026-04-30", RUNS, events=events)
    assert fell(answer) == ["review meeting 2026-02-01", "next meeting 2026-02-10"]


def test_it_goes_on_when_the_case_stays() -> None:
    events = [meeting("2026-02-10"), outcome("2026-02-10", "review meeting", "not used")]
    assert days(told(long(), "2026-03-01", RUNS, events=events)) == ["2026-02-01 decided", "2026-03-01 due"]


def test_an_outcome_may_come_after_the_next_one_fell_due() -> None:
    late = [meeting("2026-02-10"), outcome("2026-03-04", "review meeting", "procedure used")]
    answer = told(long(), "2026-03-31", RUNS, events=late)
    assert days(answer) == ["2026-02-01 decided", "2026-03-01 moot"]
    assert fell(answer)[2:] == ["next meeting 2026-03-04"]


def test_it_stops_at_any_event() -> None:
    policy = long(line='note "Talk."').replace("until the absence ends", 'until "return date" is agreed')
    agreed = {"date": "2026-02-20", "what": "agreed", "name": "return date"}
    assert days(told(policy, "2026-04-30", RUNS, events=[meeting("2026-02-10"), agreed])) == ["2026-02-01 held"]


PAUSED = """
branch other follows each employee
  step talk
    falls due when 2 absences start in the last 4 weeks
    outcome done: close

branch one follows each employee
  pauses while other is open
  step check
    falls due at once
    falls due again every 1 week
    outcome fine: stay
"""


@pytest.mark.parametrize(("done", "next_one"), [("2026-01-25", "2026-01-29"), ("2026-01-29", "2026-02-05")])
def test_a_pause_that_ends_between_two_days_waits_for_the_next_one(done: str, next_one: str) -> None:
    # weekly from Thursday 1 January; paused from the 8th on
    events = [held(done), outcome(done, "talk", "done")]
    answer = told_both_ways(PAUSED, "2026-02-05", "2026-01-05", "2026-01-07", events=events)
    checks = [one for one in answer.fell_due if one.step == "check"]
    assert [str(one.on) for one in checks] == sorted({"2026-01-01", next_one, "2026-02-05"})
    assert [str(one.value) for one in checks[1].reasons] == [next_one]


def test_days_that_went_by_in_a_procedure_are_not_made_up_for() -> None:
    policy = """
branch one follows each employee
  step check
    falls due at once
    falls due again every 1 week
    outcome fine: stay
    outcome serious: start inquiry
procedure inquiry
  step look
    falls due at once
    outcome done: return
"""
    events = [held("2026-01-01", "check"), outcome("2026-01-01", "check", "serious")]
    events += [held("2026-01-12", "look"), outcome("2026-01-12", "look", "done")]
    answer = told_both_ways(policy, "2026-01-23", "2026-01-05", events=events)
    assert [str(one.on) for one in answer.fell_due if one.step == "check"] == ["2026-01-01", "2026-01-15", "2026-01-22"]


def test_days_that_went_by_while_the_branch_paused_are_not_made_up_for() -> None:
    policy = PAUSED
    # Open from 7 January, seen by the other branch from the 8th on; the talk closes it on the 28th.
    events = [held("2026-01-28"), outcome("2026-01-28", "talk", "done")]
    answer = told(policy, "2026-02-05", "2026-01-05", "2026-01-07", events=events)
    assert [one.on.isoformat() for one in answer.fell_due if one.step == "check"] == [
        "2026-01-01",
        "2026-01-29",
        "2026-02-05",
    ]
    assert [one.step for one in told(policy, "2026-01-10", "2026-01-05", "2026-01-07").targets] == []
    # On the day on which the pause ends, the next one is ahead.
    closes = told(policy, "2026-01-28", "2026-01-05", "2026-01-07", events=events)
    assert [(one.step, str(one.on)) for one in closes.targets] == [("check", "2026-01-29")]
    assert str(closes.next_change) == "2026-01-29"
    assert [(one.what, one.step) for one in closes.ahead] == [("falls-due", "check")]


# ------------------------------------------------------------------ held so many times


def test_a_meeting_held_three_times() -> None:
    policy = long().replace(
        "outcome not used: stay", "outcome not used: stay\n    if review meeting is held 3 times: go to next meeting"
    )
    events = [meeting("2026-02-03"), meeting("2026-03-03"), meeting("2026-03-31")]
    assert fell(told(policy, "2026-03-30", RUNS, events=events[:2]))[-1] == "review meeting 2026-03-29"
    assert fell(told(policy, "2026-03-31", RUNS, events=events))[-1] == "next meeting 2026-03-31"


# ------------------------------------------------------------------ early

EARLY = """
branch one follows each absence while it lasts
  step talk
    falls due when the absence has lasted at least 4 weeks
    {line}
    then wait for review
  step review
    falls due 2 weeks after talk is held
"""


def test_a_meeting_may_be_held_early_where_the_policy_says_so() -> None:
    early = told(EARLY.format(line="may be held early"), "2026-01-31", RUNS, events=[held("2026-01-12")])
    assert (fell(early), codes(early)) == (["talk 2026-01-12", "review 2026-01-26"], [])
    assert early.fell_due[0].reasons[0].what == "held early"
    not_so = told(EARLY.format(line='note "Talk."'), "2026-01-31", RUNS, events=[held("2026-01-12")])
    assert (fell(not_so), codes(not_so)) == ([], ["out-of-sequence"])


# ------------------------------------------------------------------ waived, put off, appealed

TALK = """
branch one follows each absence while it lasts
  step talk
    falls due when the absence has lasted at least 1 week
    {line}
    outcome warned: issue outcome letter, and stay
"""


def event(day: str, what: str, **more: Any) -> dict[str, Any]:
    return {"date": day, "step": "talk", "what": what, **more}


def shown(answer: Answer, code: str) -> list[str]:
    return [one.text for one in answer.shown if one.code == code]


def test_who_may_waive_a_step() -> None:
    policy = TALK.format(line="may be waived by manager, giving a reason")
    assert shown(told(policy, "2026-01-11", RUNS), "may-be-waived") == ["by manager, giving a reason"]
    by = {"by": "manager", "why": "surgery"}
    assert codes(told(policy, "2026-01-12", RUNS, events=[event("2026-01-12", "waived", **by)])) == []
    other = told(policy, "2026-01-12", RUNS, events=[event("2026-01-12", "waived", by="clerk", why="surgery")])
    assert codes(other) == ["waived-by-another"]


def test_a_waiver_by_another_says_whom_the_policy_names() -> None:
    line = "must consider phased return\n    may be waived by manager or HR, giving a reason   [A-3]"
    waived = event("2026-01-12", "waived", by="clerk", why="surgery")
    (found,) = told(TALK.format(line=line), "2026-01-12", RUNS, events=[waived]).warnings
    assert found == Warned(
        "waived-by-another",
        "talk was waived by somebody whom the policy does not name for that",
        "talk",
        "2026-01-05",
        date(2026, 1, 12),
        "it names manager or HR; let one of them decide",
        ("A-3",),
    )


@pytest.mark.parametrize(
    ("put_off", "found"),
    [
        (["2026-01-28"], []),  # 5 working days after Wednesday 21 January
        (["2026-01-29"], ["postponed-too-far"]),
        (["2026-01-23", "2026-01-28"], ["postponed-too-often"]),
        (["2026-01-23", "2026-01-29"], ["postponed-too-often", "postponed-too-far"]),
    ],
)
def test_a_meeting_may_be_put_off_once_by_5_working_days(put_off: list[str], found: list[str]) -> None:
    policy = TALK.format(line="may be postponed once, to at most 5 working days after the original date")
    events = [event("2026-01-13", "scheduled", **{"for": "2026-01-21"})]
    events += [event(f"2026-01-{14 + number}", "postponed", **{"for": day}) for number, day in enumerate(put_off)]
    answer = told(policy, "2026-01-20", RUNS, events=events)
    assert codes(answer) == found
    assert stands(answer) == ["talk postponed"]


def test_a_meeting_without_a_date_cannot_be_put_off_by_so_much() -> None:
    policy = TALK.format(line="may be postponed twice, to at most 5 working days after the original date")
    events = [event("2026-01-14", "postponed", **{"for": "2026-01-21"})]
    assert codes(told(policy, "2026-01-20", RUNS, events=events)) == ["postponed-from-no-date"]


def test_an_appeal_has_a_last_day() -> None:
    line = "employee may appeal to director within 10 working days after outcome letter is issued"
    policy = TALK.format(line=line)
    events = [held("2026-01-14"), outcome("2026-01-14", "talk", "warned")]
    open_ = told(policy, "2026-01-15", RUNS, events=events)
    assert shown(open_, "right-to-appeal") == [
        "the employee may appeal to director within 10 working days after outcome letter is issued"
    ]
    events.append({"date": "2026-01-16", "what": "issued", "name": "outcome letter"})
    assert shown(told(policy, "2026-01-19", RUNS, events=events), "right-to-appeal") == [
        "the employee may appeal to director, up to 2026-01-30"
    ]
    in_time = told(policy, "2026-02-10", RUNS, events=[*events, event("2026-01-30", "appealed")])
    late = told(policy, "2026-02-10", RUNS, events=[*events, event("2026-01-31", "appealed")])
    assert (codes(in_time), codes(late)) == ([], ["appeal-too-late"])


SETTLING = """
  period settling
    lasts 4 weeks after talk is held
    at its end: stay
"""


@pytest.mark.parametrize(
    ("after", "meeting", "last"),
    [
        ("talk is held", "2026-01-13", "2026-01-23"),
        ("talk is held", "2026-01-11", "2026-01-21"),  # held on the day on which it fell due
        ("settling ends", "2026-01-12", "2026-02-18"),  # its last day is Sunday 8 February
    ],
)
def test_the_last_day_for_an_appeal_is_counted_from_its_event(after: str, meeting: str, last: str) -> None:
    policy = TALK.format(line=f"employee may appeal within 10 calendar days after {after}") + SETTLING
    day = date.fromisoformat(last)
    for made, late in ((day, False), (day + timedelta(1), True)):
        events = [held(meeting), event(made.isoformat(), "appealed")]
        found = told(policy, "2026-03-31", RUNS, events=events).warnings
        says = f"the appeal of {made} came after {last}, the last day for it"
        assert [(one.code, one.message) for one in found] == ([("appeal-too-late", says)] if late else [])


def test_the_last_day_for_an_appeal_is_that_of_its_own_meeting() -> None:
    # due on 1 February and 1 March; what is held in March opens no appeal against what was said in February
    policy = long(line="employee may appeal within 10 calendar days after review meeting is held")
    appealed = {"date": "2026-02-21", "step": "review meeting", "what": "appealed"}
    answer = told(policy, "2026-03-20", RUNS, events=[meeting("2026-02-10"), appealed, meeting("2026-03-05")])
    assert [(one.code, one.message) for one in answer.warnings] == [
        ("appeal-too-late", "the appeal of 2026-02-21 came after 2026-02-20, the last day for it")
    ]


def test_the_last_day_for_an_appeal_is_counted_in_the_case_of_its_own_absence() -> None:
    policy = """
branch one follows each absence after it ends
  step talk
    falls due when the absence has lasted at least 1 week
    employee may appeal within 10 calendar days after review is held
    then wait for review
  step review
    falls due 1 week after talk is held
    outcome warned: issue outcome letter
"""
    absent = ("2026-01-05 2026-01-16", "2026-02-02 2026-02-13")
    events = [
        {"date": day, "step": step, "what": "held", "absence": absence}
        for day, step, absence in (
            ("2026-01-20", "talk", "2026-01-05"),
            ("2026-01-28", "review", "2026-01-05"),
            ("2026-02-17", "talk", "2026-02-02"),
            ("2026-02-26", "review", "2026-02-02"),
        )
    ]
    events.append(event("2026-02-10", "appealed", absence="2026-01-05"))
    (found,) = told(policy, "2026-03-31", *absent, events=events).warnings
    assert (found.code, found.absence, found.message) == (
        *("appeal-too-late", "2026-01-05"),
        "the appeal of 2026-02-10 came after 2026-02-07, the last day for it",
    )


def test_an_appeal_is_still_possible_when_the_case_has_gone_on() -> None:
    line = "employee may appeal within 10 calendar days after talk is held"
    policy = TALK.format(line=line).replace("and stay", "and close")
    events = [held("2026-01-14"), outcome("2026-01-14", "talk", "warned")]
    last = ["the employee may appeal, up to 2026-01-24"]
    assert shown(told(policy, "2026-01-24", RUNS, events=events), "right-to-appeal") == last
    goes_on = (
        TALK.format(line=line).replace("and stay", "and wait for next")
        + """
  step next
    falls due when the absence has lasted over 8 weeks
    then close
"""
    )
    assert shown(told(goes_on, "2026-01-24", RUNS, events=events), "right-to-appeal") == last
    assert shown(told(goes_on, "2026-01-25", RUNS, events=events), "right-to-appeal") == []


# ------------------------------------------------------------------ the day an absence ends


@pytest.mark.parametrize(
    ("ends", "day"),
    [("on its last recorded day", "2026-05-12"), ("when the employee is back", "2026-05-14")],
)
def test_a_time_may_run_from_the_day_the_absence_ends(ends: str, day: str) -> None:
    """Away until Friday 8 May 2026, back on Monday the 11th: the absence ends on the 8th, or with Sunday the 10th."""
    policy = small(
        """
after every absence
  step check
    falls due 4 calendar days after the absence ends
""",
        ("an absence ends on its last recorded day", f"an absence ends {ends}"),
    )
    assert fell(told(policy, "2026-05-31", "2026-05-07 2026-05-08")) == [f"check {day}"]


# ------------------------------------------------------------------ the laws

POLICIES = {
    "weeks": long(),
    "months": long("1 month"),
    "working days": long("9 working days", next="2 weeks after review meeting is held"),
    "early": EARLY.format(line="may be held early"),
    "three times": long().replace("outcome not used: stay", "if review meeting is held 3 times: go to next meeting"),
}
STORIES: list[tuple[str, list[dict[str, Any]]]] = [
    (RUNS, []),
    ("2026-01-05 2026-03-27", [meeting("2026-02-10")]),
    (RUNS, [meeting("2026-02-10"), meeting("2026-03-05"), meeting("2026-04-01", due="2026-03-29")]),
    (RUNS, [meeting("2026-02-10"), outcome("2026-03-04", "review meeting", "procedure used")]),
    (
        RUNS,
        [meeting("2026-03-08", due="2026-02-01"), {"date": "2026-04-10", "step": "review meeting", "what": "waived"}],
    ),
]


@pytest.mark.parametrize("name", POLICIES)
@pytest.mark.parametrize("story", range(len(STORIES)))
def test_the_laws_hold(name: str, story: int) -> None:
    away, events = STORIES[story]
    policy = small(POLICIES[name])
    events = [] if name == "early" else events
    values = {"employee": "E1", "absences": [record(away)], "events": events}
    on = date(2026, 6, 30)
    person = person_of(values, on, policy)
    whole = over_every_day(person)
    assert over_days_that_matter(person) == whole
    for day in (date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 2)):
        kept = json.loads(json.dumps(put(over_days_that_matter(person_of(values, day, policy)))))
        assert resume(person, taken(kept), day.toordinal()) == whole
