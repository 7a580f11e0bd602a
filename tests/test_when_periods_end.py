"""When a period ends: what must be certain first, of which case, beside which other periods; worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from policydsl.interpret.answer import Answer
from tests.small import fell, held, outcome, small, stands, told_both_ways


def closed(answer: Answer) -> list[str]:
    return [str(one.on) for one in answer.closed]


def runs(answer: Answer) -> list[str]:
    return [one.text.replace(" runs from", "") for one in answer.shown if one.code == "period"]


def messages(answer: Answer) -> list[str]:
    return [f"{one.on} {one.message}" for one in answer.warnings]


# ------------------------------------------------------------------ what is asked of its days, and what is not

IMPROVED = """
branch warnings follows each employee
  step review
    falls due when 2 absences start in the last 3 months
    falls due again only on a new absence
    then wait for second review
  period improvement
    lasts 6 months after review is held
    at its end, if {condition}: close
    at its end, otherwise: stay
  step second review
    falls due when 9 absences start in the last 3 months
    then close

condition improved is met when time lost is at most 4
condition much is met when time lost is over 4
condition seldom is met when at most 40 absences start in the last 12 months
condition often is met when at least 40 absences start in the last 12 months

measure time lost during improvement
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts once it has ended
measure lost of late over the last 2 weeks
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts once it has ended
"""
MANY = "at least 40 absences start in the last 12 months"
FEW = "at most 40 absences start in the last 12 months"
SIX_DAYS, TWO_DAYS = "2026-09-03 2026-09-18", "2026-09-09 2026-09-18"
"""Improvement is from 11 March to Thursday 10 September 2026: of these absences six and two working days lie in it."""


def improved(on: str, condition: str, *absent: str) -> Answer:
    text = IMPROVED.format(condition=condition)
    return told_both_ways(text, on, "2026-01-05", "2026-02-02", *absent, events=[held("2026-03-11", "review")])


@pytest.mark.parametrize(
    "condition",
    [
        "time lost is at most 4",
        f"time lost is at most 4 and {FEW}",
        f"time lost is at most 4 or when {MANY}",
        "improved is met",
        "much is not met",
        f"much is not met and {FEW}",
    ],
)
def test_it_waits_for_what_is_asked_of_its_days_however_that_is_said(condition: str) -> None:
    assert closed(improved("2026-09-20", condition, SIX_DAYS)) == []
    assert closed(improved("2026-09-30", condition, SIX_DAYS)) == []  # six days are too many
    assert closed(improved("2026-09-10", condition, TWO_DAYS)) == []
    assert closed(improved("2026-09-11", condition, TWO_DAYS)) == ["2026-09-11"]


@pytest.mark.parametrize(
    "condition",
    [
        f"time lost is over 4 and {FEW}",
        "much is met",
        f"much is met or when {MANY}",
        "time lost is over 4 and seldom is met",
        "time lost is over 4 and often is not met",
    ],
)
def test_what_is_asked_may_be_that_too_much_was_lost(condition: str) -> None:
    assert closed(improved("2026-09-20", condition, SIX_DAYS)) == []
    assert closed(improved("2026-09-21", condition, SIX_DAYS)) == ["2026-09-21"]
    assert closed(improved("2026-09-30", condition, TWO_DAYS)) == []


def test_it_waits_for_what_the_next_step_asks_of_its_days() -> None:
    text = IMPROVED.replace("at its end, if {condition}: close\n    at its end, otherwise: stay", "at its end: close")
    text = text.replace(
        "when 9 absences start in the last 3 months",
        "when time lost is over 4\n    falls due again only on a new absence",
    )
    before, _, rest = text.partition("condition improved")
    text = before + "measure" + rest.partition("measure lost of late")[0].partition("measure")[2]
    for absent, on, expected in (
        (SIX_DAYS, "2026-09-20", ([], [])),
        (SIX_DAYS, "2026-09-30", (["second review 2026-09-21"], [])),
        (TWO_DAYS, "2026-09-11", ([], ["2026-09-11"])),
    ):
        away = ("2026-01-05", "2026-02-02", absent)
        answer = told_both_ways(text, on, *away, events=[held("2026-03-11", "review")])
        assert (fell(answer)[1:], closed(answer)) == expected


def test_it_does_not_wait_for_what_is_asked_of_other_days() -> None:
    """Of the last two weeks nothing is counted while the absence runs: on 11 September that is none."""
    assert closed(improved("2026-09-11", "lost of late is at most 4", SIX_DAYS)) == ["2026-09-11"]


def test_it_ends_on_the_day_on_which_an_absence_leaves_the_window_that_is_asked_about() -> None:
    """Away on Monday 7 September, and from the 9th on, perhaps for a short time; on the 14th the 7th is out of it.

    From then on there are not two, whatever becomes of the second.
    """
    text = IMPROVED.replace("otherwise: stay", "otherwise: close").replace("{condition}: close", "{condition}: stay")
    text = text.format(condition="at least 2 short absences start in the last 1 week")
    absent = ("2026-01-05", "2026-02-02", "2026-09-07", "2026-09-09 2026-09-30")
    for on, expected in (("2026-09-13", []), ("2026-09-30", ["2026-09-14"])):
        assert closed(told_both_ways(text, on, *absent, events=[held("2026-03-11", "review")])) == expected


# ------------------------------------------------------------------ of the case alone

CARE = """
branch care follows each absence
  step talk
    falls due when the absence has lasted over 7 calendar days
    then wait for review
  period watch
    lasts 2 months after talk is held
    at its end, if {condition}: close
    at its end, otherwise: leave it to HR
  step review
    falls due 9 months after talk is held
    then close
measure lost during watch
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts once it has ended
"""
FIRST, SECOND = "2026-01-05 2026-01-16", "2026-02-02 2026-02-13"
TALKS = [held("2026-01-13", absence="2026-01-05"), held("2026-03-11", absence="2026-02-02")]
"""The first watch is from 13 January to Thursday 12 March 2026, the second from 11 March to 10 May."""


def cared(on: str, condition: str, third: str) -> Answer:
    return told_both_ways(CARE.format(condition=condition), on, FIRST, SECOND, third, events=TALKS)


def of_first(answer: Answer) -> list[str]:
    return [str(one.on) for one in answer.closed if one.absence == "2026-01-05"]


def test_a_period_of_one_absence_ends_by_its_own_days_and_not_by_those_of_another() -> None:
    """On Tuesday 10 March a third absence begins, in the first watch alone; is it a short one?"""
    short = "at least 1 short absence starts during it"
    assert of_first(cared("2026-03-16", short, "2026-03-10 2026-03-16")) == []
    assert of_first(cared("2026-03-17", short, "2026-03-10 2026-03-16")) == ["2026-03-17"]
    for on, left in (("2026-03-16", []), ("2026-03-17", [("left-to", "2026-01-05", date(2026, 3, 17))])):
        answer = cared(on, short, "2026-03-10 -")
        assert of_first(answer) == []
        assert [(one.code, one.absence, one.since) for one in answer.human if one.code == "left-to"] == left


def test_a_period_of_one_absence_waits_for_what_is_lost_in_it_alone() -> None:
    """In the first watch 14 working days are lost, and 6 of a third absence; in the second those from 11 March on."""
    assert of_first(cared("2026-03-13", "lost is at most 17", "2026-03-05 2026-03-20")) == []
    answer = cared("2026-03-23", "lost is at most 17", "2026-03-05 2026-03-20")
    assert of_first(answer) == []
    assert [(one.what, one.since) for one in answer.human if one.code == "left-to"] == [
        ("HR decides: watch", date(2026, 3, 23))
    ]


# ------------------------------------------------------------------ several periods in one branch

TWO = """
branch attendance follows each employee
  step review
    falls due when 2 absences start in the last 3 months
    falls due again only on a new absence
    then wait for second review
  period one
    lasts {one}
  period two
    lasts 6 months after review is held
    at its end: tell HR "two is over"
  step second review
    falls due when 9 absences start in the last 3 months
    then close
document letter
measure lost during one
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts once it has ended
"""
WAITS = '6 months after review is held\n    at its end, if lost is at most 4: tell HR "one is over"'


@pytest.mark.parametrize(
    ("one", "told"),
    [
        ("1 month after letter is issued", []),  # it never began
        ('1 month after review is held\n    at its end: tell HR "one is over"', ["2026-04-11 HR: one is over"]),
        ("9 months after review is held", []),  # it runs on
        (WAITS, []),  # it waits for an absence that still runs
    ],
)
def test_a_period_ends_whatever_becomes_of_one_written_before_it(one: str, told: list[str]) -> None:
    events = [held("2026-03-11", "review")]
    away = ("2026-01-05", "2026-02-02", SIX_DAYS)
    answer = told_both_ways(TWO.format(one=one), "2026-09-12", *away, events=events)
    assert messages(answer) == [*told, "2026-09-11 HR: two is over"]


BEFORE = """
document letter
branch own follows each employee
  step first
    falls due when 2 absences start in the last 3 months
    falls due again only on a new absence
    outcome warned: close
  period live
    lasts 6 months after first has outcome warned
    at its end: tell HR "live is over"
    goes on when its case closes
  period after
    lasts 1 month after letter is issued
    at its end: tell HR "after is over"
"""


def test_one_that_has_gone_on_ends_in_silence_beside_one_of_the_new_case() -> None:
    """Live is from 9 February to 8 August; after, of the new case, from 9 July to 8 August."""
    events = [held("2026-02-09", "first"), outcome("2026-02-09", "first", "warned")]
    events += [{"date": "2026-07-09", "name": "letter", "what": "issued"}]
    answer = told_both_ways(BEFORE, "2026-08-08", "2026-01-05", "2026-02-02", events=events)
    assert (len(runs(answer)), messages(answer)) == (2, [])
    answer = told_both_ways(BEFORE, "2026-08-31", "2026-01-05", "2026-02-02", events=events)
    assert (runs(answer), messages(answer)) == ([], ["2026-08-09 HR: after is over"])


# ------------------------------------------------------------------ a clock that stands still

CLOCK = """
branch own follows each employee
  step review
    falls due when 1 absence starts in the last 2 weeks
    falls due again only on a new absence
    {leads}
  {period}
  step second
    falls due when 9 absences start in the last 3 months
    then close
branch other follows each employee
  step look
    falls due when 7 calendar days of absence fall in the last 2 weeks and live is running
    falls due again only on a new absence
    then close
"""
LIVE = """period live
    lasts 3 months of active service after review is held
    {line}"""
AWAY = "2026-01-12"
EXCEPT = "  an absence may count towards several steps\n"
"""The review is held on 19 January 2026: three months by the calendar are up to Saturday 18 April."""


def clocked(
    on: str, kinds: str, away: str, leads: str = "then wait for second", line: str = "at its end: close"
) -> Answer:
    lines = EXCEPT + f"  active service leaves out {kinds}\n"
    text = CLOCK.format(leads=leads, period=LIVE.format(line=line))
    if "close" in leads:
        before, _, rest = text.partition("  step second")
        text = before + rest.partition("then close\n")[2]
    policy = small(text, (EXCEPT, lines))
    events = [held("2026-01-19", "review")]
    if "outcome" in leads:
        events.append(outcome("2026-01-19", "review", "warned"))
    return told_both_ways(policy, on, AWAY, away, events=events)


OPEN, EIGHTEEN, SEVEN = "2026-04-13 -", "2026-04-13 2026-04-30", "2026-04-13 2026-04-19"


@pytest.mark.parametrize(
    ("kinds", "away", "last"),
    [
        ("short absence", OPEN, "2026-04-19"),  # on its eighth day, Monday the 20th, it is certain that it is long
        ("short absence", EIGHTEEN, "2026-04-19"),
        ("short absence", SEVEN, "2026-04-25"),
        ("long absence", SEVEN, "2026-04-19"),  # until the person is back on Monday the 20th it may become long
        ("long absence", EIGHTEEN, "2026-05-06"),
    ],
)
@pytest.mark.parametrize("goes_on", [False, True])
def test_one_of_active_service_ends_once_it_is_certain_how_long_it_stood_still(
    kinds: str, away: str, last: str, *, goes_on: bool
) -> None:
    how = {"leads": "outcome warned: close", "line": "goes on when its case closes"} if goes_on else {}
    after = date.fromordinal(date.fromisoformat(last).toordinal() + 1).isoformat()
    assert runs(clocked(last, kinds, away, **how)) != []
    for on in (after, "2026-06-30"):
        answer = clocked(on, kinds, away, **how)
        assert runs(answer) == []
        assert goes_on or closed(answer) == [after]


@pytest.mark.parametrize(("away", "due"), [(SEVEN, ["look 2026-04-20"]), (OPEN, [])])
def test_whether_it_runs_is_not_certain_while_its_clock_may_stand_still(away: str, due: list[str]) -> None:
    """The seventh day of absence is Sunday the 19th, after the last day by the calendar."""
    for on in ("2026-04-19", "2026-04-30"):
        found = [one for one in fell(clocked(on, "short absence", away)) if one.startswith("look")]
        assert found == ([] if on == "2026-04-19" else due)


# ------------------------------------------------------------------ which run is meant

OF_EACH = """
branch care follows each absence
  step talk
    falls due when the absence has lasted over 7 calendar days
    outcome serious: start support
    outcome well: close
procedure support
  step first visit
    falls due at once
    then wait for second visit
  period watch
    lasts 6 months after first visit is held
  step second visit
    falls due when 1 absence starts in the last 12 months
    if watch is running: tell HR "watched"
    then close
"""


def test_a_case_in_a_procedure_without_a_period_does_not_take_that_of_another_absence() -> None:
    text = OF_EACH.replace(
        "    then wait for second visit\n",
        '    if watch is running: tell HR "watched"\n    then wait for second visit\n',
    ).replace('12 months\n    if watch is running: tell HR "watched"', "12 months")
    events = [
        held("2026-01-13", absence="2026-01-05"),
        outcome("2026-01-13", "talk", "serious", absence="2026-01-05"),
        held("2026-01-14", "first visit", absence="2026-01-05"),
        held("2026-02-10", absence="2026-02-02"),
        outcome("2026-02-10", "talk", "serious", absence="2026-02-02"),
    ]
    answer = told_both_ways(text, "2026-02-28", FIRST, SECOND, events=events)
    assert runs(answer) == ["watch 2026-01-14 to 2026-07-13"]
    assert "first visit due" in stands(answer)
    assert [one.absence for one in answer.warnings if one.code == "tell"] == []


RESET = """
branch attendance follows each employee
  step review
    falls due when 2 absences start in the last 12 months
    falls due again only on a new absence
    then wait for second review
  period monitoring
    lasts 2 months after review is held
    at its end: stay
  step second review
    falls due when 3 absences start in the last 12 months
    if second review is held and monitoring is running: tell HR "again"
    outcome given: reset monitoring, and stay
    outcome not given: close
"""


def test_one_that_begins_again_runs_on_that_very_day() -> None:
    """Monitoring is over on 18 March; on 20 April the second review begins it again."""
    events = [held("2026-01-19", "review"), held("2026-04-20", "second review")]
    events += [outcome("2026-04-20", "second review", "given")]
    away = ("2026-01-05", "2026-01-12", "2026-04-06")
    answer = told_both_ways(RESET, "2026-04-30", *away, events=events)
    assert runs(answer) == ["monitoring 2026-04-20 to 2026-06-19"]
    assert messages(answer) == ["2026-04-20 HR: again"]


# ------------------------------------------------------------------ a case that goes back

BACK = """
branch attendance follows each employee
  step first
    falls due when 2 absences start in the last 12 months
    falls due again only on a new absence
    then wait for second
  period early
    lasts 12 months after {event}
    at its end: tell HR "early is over"
    {line}
  step second
    falls due when 3 absences start in the last 12 months
    falls due again only on a new absence
    then wait for third
  period late
    lasts 12 months after second is held
    at its end: tell HR "late is over"
    {line}
  step third
    falls due when 4 absences start in the last 12 months
    outcome back: go back to second
document letter
"""
BACK_AWAY = ("2026-01-05", "2026-01-12", "2026-02-02", "2026-03-02")
MEETINGS = [held("2026-01-19", "first"), held("2026-02-09", "second"), held("2026-03-09", "third")]
MEETINGS += [outcome("2026-03-09", "third", "back")]


@pytest.mark.parametrize(
    ("event", "letter", "early"),
    [
        ("first is held", "", "2026-01-19 to 2027-01-18"),
        ("letter is issued", "2026-01-20", "2026-01-20 to 2027-01-19"),
        ("letter is issued", "2026-02-04", "2026-02-04 to 2027-02-03"),  # the second is due, and not yet held
        ("letter is issued", "2026-02-09", None),  # on the day on which it is held
        ("letter is issued", "2026-02-10", None),
    ],
)
def test_a_case_that_goes_back_keeps_what_began_before_that_step_was_held(
    event: str, letter: str, early: str | None
) -> None:
    text = BACK.format(event=event, line="may be extended by HR")
    events = [*MEETINGS, {"date": letter, "name": "letter", "what": "issued"}] if letter else MEETINGS
    events = sorted(events, key=lambda one: str(one["date"]))
    answer = told_both_ways(text, "2026-03-31", *BACK_AWAY, events=events)
    assert ("second waiting" in stands(answer), runs(answer)) == (True, [] if early is None else [f"early {early}"])
    after = told_both_ways(text, "2027-06-30", *BACK_AWAY, events=events)
    days = [
        date.fromordinal(date.fromisoformat(one).toordinal() + 1) for one in ([] if early is None else [early[-10:]])
    ]
    assert messages(after) == [f"{one} HR: early is over" for one in days]


def test_what_goes_on_behind_a_case_that_goes_back_ends_in_silence() -> None:
    text = BACK.format(event="first is held", line="goes on when its case closes")
    answer = told_both_ways(text, "2026-03-31", *BACK_AWAY, events=MEETINGS)
    assert sorted(runs(answer)) == ["early 2026-01-19 to 2027-01-18", "late 2026-02-09 to 2027-02-08"]
    after = told_both_ways(text, "2027-06-30", *BACK_AWAY, events=MEETINGS)
    assert messages(after) == ["2027-01-19 HR: early is over"]


# ------------------------------------------------------------------ that it has ended

ENDED = """
branch own follows each employee
  step review
    falls due when 2 absences start in the last 3 months
    falls due again only on a new absence
    then wait for second
  period live
    lasts 2 months after review is held
    at its end, if at most 1 short absence starts during it: stay
    at its end, otherwise: stay
  step second
    falls due when 9 absences start in the last 3 months
    then close
branch other follows each employee
  step look
    falls due when {look}
    then close
"""
JUST = "live ends in the last 2 weeks\n    falls due again only on a new absence"
SOON = "1 new absence starts within 2 weeks after live ends\n    if not due by then: stay"
CLOSED = {"branch": "own", "what": "closed"}


@pytest.mark.parametrize(
    ("day", "due"),
    [
        ("2026-02-16", ["look 2026-02-17"]),  # it ends with its case, which is seen from the day after
        ("2026-03-18", ["look 2026-03-19"]),  # its last day is that on which the case closes
    ],
)
def test_one_that_ends_with_its_case_has_ended_on_the_day_after(day: str, due: list[str]) -> None:
    events = [held("2026-01-19", "review"), CLOSED | {"date": day}]
    answer = told_both_ways(ENDED.format(look=JUST), "2026-04-30", "2026-01-05", "2026-01-12", events=events)
    assert [one for one in fell(answer) if one.startswith("look")] == due


@pytest.mark.parametrize(("first", "due"), [("2026-04-01", ["look 2026-04-01"]), ("2026-04-02", [])])
def test_one_that_had_passed_keeps_its_last_day_when_its_case_closes(first: str, due: list[str]) -> None:
    """On the 20th nobody knows whether an absence of the 16th is short; the last day is the 18th all the same."""
    away = ("2026-01-05", "2026-01-12", "2026-02-02", "2026-03-16 2026-03-27", first)
    events = [held("2026-01-19", "review"), CLOSED | {"date": "2026-03-20"}]
    answer = told_both_ways(ENDED.format(look=SOON), "2026-04-30", *away, events=events)
    assert [one for one in fell(answer) if one.startswith("look")] == due


def test_one_that_had_passed_has_ended_on_the_day_after_its_case_closes() -> None:
    events = [held("2026-01-19", "review"), CLOSED | {"date": "2026-03-20"}]
    away = ("2026-01-05", "2026-01-12", "2026-02-02", "2026-03-16 -")
    answer = told_both_ways(ENDED.format(look=JUST), "2026-04-30", *away, events=events)
    assert [one for one in fell(answer) if one.startswith("look")] == ["look 2026-03-21"]
