"""Active service and time worked: which days are left out, and how ends and beginnings move, worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policydsl.check import check_text
from policydsl.interpret.answer import Answer
from policydsl.interpret.fold import over_days_that_matter, over_every_day
from policydsl.model.policy import Policy
from policydsl.source import Source
from tests.engine import person_of
from tests.small import HEADER, fell, held, outcome, small, told, told_both_ways

LINES = """
  active service leaves out unpaid leave, long-term absence
  absences join across unpaid leave, holiday
"""
LONG = "category long-term absence is an absence lasting over 28 calendar days\n"
HEAD = ("  an absence may count towards several steps\n", "  an absence may count towards several steps" + LINES)
WARNING = (
    LONG
    + """
branch attendance follows each employee
  step review
    falls due when 1 absence flagged first starts in the last 12 months
    falls due again only on a new absence
    outcome given: wait for second review
    outcome not given: close

  period warning
    lasts {length} after review is held
    may be extended by manager, to at most 9 months of active service
    {more}
    at its end: close

  step second review
    falls due when {when}
    then close
"""
)
FIRST = "2026-01-05 2026-01-05 first"
GIVEN = [held("2026-01-12", "review"), outcome("2026-01-12", "review", "given")]
"""The warning runs from Monday 12 January 2026; six months by the calendar are up on 11 July."""


def warned(
    on: str,
    *absent: str,
    length: str = "6 months of active service",
    when: str = "1 absence starts during warning",
    more: tuple[dict[str, Any], ...] = (),
    leave: tuple[tuple[str, str | None, str], ...] = (),
    lines: str = "",
) -> Answer:
    policy = small(WARNING.format(length=length, when=when, more=lines), HEAD)
    away = [{"first": first, "reason": why} | ({"last": last} if last else {}) for first, last, why in leave]
    absences = [{"first": first, "last": last, "flags": ["first"]} for first, last, _ in [FIRST.split(" ")]]
    absences += [_record(one) for one in absent] + away
    return told(policy, on, absences=absences, events=[*GIVEN, *more])


def _record(said: str) -> dict[str, str]:
    first, *rest = said.split(" ")
    return {"first": first} if rest == ["-"] else {"first": first, "last": rest[0] if rest else first}


def period(answer: Answer) -> list[str]:
    return [one.text.removeprefix("warning runs from 2026-01-12 ") for one in answer.shown if one.code == "period"]


def closed(answer: Answer) -> list[str]:
    return [f"{one.on} {one.why}" for one in answer.closed]


NEVER = "1 absence flagged never starts during warning"

# ------------------------------------------------------------------ a period


def test_a_period_without_a_day_left_out_ends_as_by_the_calendar() -> None:
    assert period(warned("2026-07-11")) == ["to 2026-07-11"]
    assert closed(warned("2026-07-12")) == ["2026-07-12 period-ended"]


@pytest.mark.parametrize(
    ("leave", "last"),
    [
        (("2026-03-02", "2026-03-11"), "2026-07-21"),  # ten days, the weekend among them
        (("2026-01-08", "2026-01-11"), "2026-07-11"),  # before the period
        (("2026-01-08", "2026-01-12"), "2026-07-12"),  # its last day is the first one of the period
        (("2026-07-11", "2026-07-12"), "2026-07-13"),  # it begins on what was the last day
        (("2026-07-12", "2026-07-14"), "2026-07-11"),  # and here on the day after it
    ],
)
def test_each_day_left_out_moves_the_end_on_by_one_day(leave: tuple[str, str], last: str) -> None:
    answer = warned("2026-12-31", leave=((*leave, "unpaid leave"),), when=NEVER)
    after = date.fromordinal(date.fromisoformat(last).toordinal() + 1)
    assert closed(answer) == [f"{after} period-ended"]


@pytest.mark.parametrize(
    ("first", "day"), [("2026-07-09", "2026-07-16"), ("2026-07-10", "2026-07-17"), ("2026-07-11", "2026-07-18")]
)
def test_an_absence_too_long_to_be_left_out_moves_the_end_only_while_that_is_not_certain(first: str, day: str) -> None:
    """An absence of up to seven days is left out; on its eighth day it is certain that this one is not."""
    short = (HEAD[0], HEAD[1].replace("unpaid leave, long-term absence", "short absence"))
    policy = small(WARNING.format(length="6 months of active service", when=NEVER, more=""), short)
    away = [{"first": "2026-01-05", "last": "2026-01-05", "flags": ["first"]}, {"first": first, "last": "2026-07-31"}]
    person = person_of({"employee": "E1", "absences": away, "events": GIVEN}, date(2026, 8, 31), policy)
    assert over_every_day(person) == over_days_that_matter(person)
    assert closed(told(policy, "2026-08-31", absences=away, events=GIVEN)) == [f"{day} period-ended"]


def test_the_latest_day_to_which_it_may_be_extended_moves_on_too() -> None:
    """Nine months are up on 11 October 2026; four days of a leave that goes on are left out by 5 March."""
    answer = warned("2026-03-05", leave=(("2026-03-02", None, "unpaid leave"),), when=NEVER)
    assert [one.text for one in answer.shown if one.code == "period-may-change"] == [
        "warning may be extended by manager, up to 2026-10-15"
    ]


def test_leave_that_the_line_does_not_name_moves_nothing() -> None:
    answer = warned("2026-12-31", leave=(("2026-03-02", "2026-03-11", "holiday"),), when=NEVER)
    assert closed(answer) == ["2026-07-12 period-ended"]


def test_days_that_are_left_out_twice_move_the_end_once() -> None:
    both = (("2026-03-02", "2026-03-11", "unpaid leave"), ("2026-03-09", "2026-03-15", "unpaid leave"))
    assert closed(warned("2026-12-31", leave=both, when=NEVER)) == ["2026-07-26 period-ended"]


@pytest.mark.parametrize(
    ("second", "day"),
    [
        (("2026-03-06", "2026-03-06"), "2026-07-16"),  # with a day of work between them: three days and one
        (("2026-03-05", "2026-03-06"), "2026-07-17"),
        (("2026-03-04", "2026-03-06"), "2026-07-17"),  # the 4th is left out once
        (("2026-03-03", "2026-03-06"), "2026-07-17"),
        (("2026-03-03", "2026-03-03"), "2026-07-15"),
    ],
)
def test_a_day_in_two_records_of_leave_is_left_out_once_and_a_day_between_them_is_not(
    second: tuple[str, str], day: str
) -> None:
    both = (("2026-03-02", "2026-03-04", "unpaid leave"), (*second, "unpaid leave"))
    assert closed(warned("2026-12-31", leave=both, when=NEVER)) == [f"{day} period-ended"]


def test_of_leave_that_is_planned_to_go_on_only_the_days_so_far_are_left_out() -> None:
    leave = (("2026-03-02", "2026-03-11", "unpaid leave"),)
    assert period(warned("2026-03-04", leave=leave)) == [
        "to 2026-07-14 at least (3 days of it are no active service); an absence that is not over may move that on"
    ]


def test_days_that_the_longer_time_reaches_are_left_out_as_well() -> None:
    # Ten days move the end from 11 to 21 July; those of the second leave begin on the 20th, and move it on to the 31st.
    both = (("2026-03-02", "2026-03-11", "unpaid leave"), ("2026-07-20", "2026-07-29", "unpaid leave"))
    assert closed(warned("2026-12-31", leave=both, when=NEVER)) == ["2026-08-01 period-ended"]


def test_while_leave_runs_the_clock_stands_still() -> None:
    leave = (("2026-03-02", None, "unpaid leave"),)
    assert period(warned("2026-03-02", leave=leave)) == [
        "to 2026-07-12 at least (1 day of it is no active service); an absence that is not over may move that on"
    ]
    assert period(warned("2026-12-31", leave=leave))[0].startswith("to 2027-05-12 at least (305 days of it are no")
    assert closed(warned("2027-12-31", leave=leave)) == []


def test_an_absence_is_left_out_whole_once_it_is_certain_that_it_is_long() -> None:
    assert period(warned("2026-03-29", "2026-03-02 -", when=NEVER))[0].startswith("to 2026-07-11 at least;")
    assert period(warned("2026-03-30", "2026-03-02 -", when=NEVER))[0].startswith("to 2026-08-09 at least (29 days")
    assert period(warned("2026-03-27", "2026-03-02 2026-03-26", when=NEVER)) == ["to 2026-07-11"]
    assert period(warned("2026-04-30", "2026-03-02 2026-03-30", when=NEVER)) == [
        "to 2026-08-09 (29 days of it are no active service)"
    ]


OUTLIVES = (
    LONG
    + """
branch care follows each absence
  step talk
    falls due when the absence has lasted over 1 week
    outcome warned: close
  period live
    lasts 6 months of active service after talk is held
    goes on when its case closes
"""
)


@pytest.mark.parametrize(
    ("last", "running"),
    [
        ("2026-07-17", []),
        ("2026-08-14", ["live runs from 2026-01-12 to 2026-08-20 (40 days of it are no active service)"]),
    ],
)
def test_a_period_that_went_on_is_not_over_while_an_absence_may_turn_out_to_be_long(
    last: str, running: list[str]
) -> None:
    """Its case closed in January. It is over on 12 July, or 40 days later: nobody can tell before the absence is."""
    about = {"absence": "2026-01-05"}
    events = [held("2026-01-12", **about), outcome("2026-01-12", "talk", "warned", **about)]
    for on in ("2026-07-12", "2026-07-13", "2026-08-20", "2026-08-31"):
        answer = told_both_ways(small(OUTLIVES, HEAD), on, "2026-01-05 2026-01-16", f"2026-07-06 {last}", events=events)
        if on == "2026-08-20":
            assert [one.text for one in answer.shown if one.code == "period"] == running


def test_a_period_is_not_over_while_an_absence_in_it_may_turn_out_to_be_long() -> None:
    assert closed(warned("2026-07-31", "2026-07-06 -", when=NEVER)) == []
    # Back on 20 July: a short absence, and the period has been over since the 12th.
    assert closed(warned("2026-07-31", "2026-07-06 2026-07-17", when=NEVER)) == ["2026-07-20 period-ended"]
    # From 12 July on the absence is after it, whatever it comes to.
    assert closed(warned("2026-07-31", "2026-07-13 -", when=NEVER)) == ["2026-07-12 period-ended"]


def test_an_absence_counts_in_the_days_that_leave_has_added() -> None:
    leave = (("2026-03-02", "2026-03-11", "unpaid leave"),)

    def second(*absent: str, leave: tuple[tuple[str, str | None, str], ...] = ()) -> list[str]:
        return [one for one in fell(warned("2026-12-31", *absent, leave=leave)) if one.startswith("second")]

    assert second("2026-07-21", leave=leave) == ["second review 2026-07-21"]
    assert second("2026-07-22", leave=leave) == []
    assert second("2026-07-21") == []


def test_a_day_that_people_set_stands() -> None:
    more = ({"date": "2026-06-01", "what": "extended", "name": "warning", "for": "2026-08-31"},)
    leave = (("2026-03-02", "2026-03-11", "unpaid leave"), ("2026-08-03", "2026-08-07", "unpaid leave"))
    assert closed(warned("2026-12-31", leave=leave, more=more, when=NEVER)) == ["2026-09-01 period-ended"]


def test_the_longest_time_of_a_period_may_stand_still_too() -> None:
    def said(until: str, *leave: tuple[str, str, str]) -> list[str]:
        more = ({"date": "2026-06-01", "what": "extended", "name": "warning", "for": until},)
        answer = warned("2026-06-30", leave=leave, more=more)
        return [one.message for one in answer.warnings if one.code == "period-beyond-limit"]

    assert said("2026-10-11") == []
    assert len(said("2026-10-12")) == 1
    assert said("2026-10-16", ("2026-03-02", "2026-03-06", "unpaid leave")) == []
    assert len(said("2026-10-17", ("2026-03-02", "2026-03-06", "unpaid leave"))) == 1


# ------------------------------------------------------------------ time worked


def test_time_worked_leaves_out_every_absence_and_all_leave() -> None:
    def ends(*absent: str, leave: tuple[tuple[str, str | None, str], ...] = ()) -> list[str]:
        return closed(warned("2026-12-31", *absent, leave=leave, length="6 months of time worked", when=NEVER))

    assert ends("2026-03-02 2026-03-03") == ["2026-07-14 period-ended"]
    assert ends(leave=(("2026-03-02", "2026-03-03", "holiday"),)) == ["2026-07-14 period-ended"]
    # Friday and Monday are one absence: the weekend lies in it.
    assert ends("2026-03-06", "2026-03-09") == ["2026-07-16 period-ended"]


# ------------------------------------------------------------------ windows

BACK = (
    LONG
    + """
branch attendance follows each employee
  step review
    falls due when {when}
    falls due again only on a new absence
    then close
"""
)
THREE = "3 absences start in the last 3 months of active service"


def looked_back(
    on: str, *absent: str, when: str = THREE, leave: tuple[tuple[str, str | None, str], ...] = ()
) -> Answer:
    away = [{"first": first, "reason": why} | ({"last": last} if last else {}) for first, last, why in leave]
    return told(small(BACK.format(when=when), HEAD), on, absences=[*map(_record, absent), *away])


@pytest.mark.parametrize(
    ("first", "leave", "due"),
    [
        ("2026-03-02", (), True),  # three months up to 1 June begin on 2 March
        ("2026-02-27", (), False),
        ("2026-02-20", (("2026-04-06", "2026-04-15"),), True),  # ten days further back: 20 February
        ("2026-02-19", (("2026-04-06", "2026-04-15"),), False),
        ("2026-02-27", (("2026-02-26", "2026-03-02"),), True),  # leave across the beginning: all of it is passed over
        ("2026-02-25", (("2026-02-26", "2026-03-01"),), False),  # up to the day before it: none
        ("2026-02-25", (("2026-02-26", "2026-03-02"),), True),
        ("2026-02-24", (("2026-02-26", "2026-03-02"),), False),
    ],
)
def test_a_window_reaches_further_back_by_each_day_left_out_in_it(
    first: str, leave: tuple[tuple[str, str], ...], due: bool
) -> None:
    answer = looked_back(
        "2026-06-01", first, "2026-05-04", "2026-06-01", leave=tuple((*one, "unpaid leave") for one in leave)
    )
    assert (fell(answer) == ["review 2026-06-01"]) is due


def test_what_a_running_absence_may_bring_back_is_not_certain() -> None:
    # An absence from 11 May on is left out if it comes to be long: then so many more days are in the window.
    away = ("2026-02-11", "2026-05-04", "2026-05-11 -")
    assert fell(looked_back("2026-06-07", *away)) == []
    # On its 29th day it is long: the window reaches 29 days further back, from 9 March to 8 February.
    assert fell(looked_back("2026-06-08", *away)) == ["review 2026-06-08"]
    fewer = "exactly 2 absences start in the last 3 months of active service"
    assert fell(looked_back("2026-06-07", *away, when=fewer)) == ["review 2026-05-04"]


def test_a_measure_counts_the_days_that_are_in_the_window_for_certain() -> None:
    policy = small(
        LONG
        + """
measure lost over the last 3 months of active service
  is calendar days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
branch attendance follows each employee
  step review
    falls due when lost is at least 100 calendar days
    falls due again only on a new absence
    then close
""",
        HEAD,
    )

    def lost(on: str, *away: dict[str, str]) -> int:
        answer = told(policy, on, absences=[*away])
        return next(int(one.value) for one in answer.measures if one.name == "lost")

    old = {"first": "2026-02-20", "last": "2026-03-05"}
    assert lost("2026-06-01", old) == 4  # 2 to 5 March
    assert lost("2026-06-01", old, {"first": "2026-05-04", "last": "2026-05-06", "reason": "unpaid leave"}) == 7
    assert lost("2026-06-01", old, {"first": "2026-05-11"}) == 4 + 22  # the 22 days further back are not certain yet
    assert lost("2026-06-08", old, {"first": "2026-05-11"}) == 14 + 29


# ------------------------------------------------------------------ deadlines and dates


def test_a_deadline_stands_still() -> None:
    policy = small(
        LONG
        + """
branch attendance follows each employee
  step review
    falls due when 1 absence starts in the last 12 months
    falls due again only on a new absence
    must issue letter within 2 weeks of time worked after the meeting
    then close
""",
        HEAD,
    )

    def letter(on: str, *absent: str) -> tuple[str, str]:
        answer = told(policy, on, "2026-01-05", *absent, events=[held("2026-01-12", "review")])
        found = next(one for one in answer.duties if one.duty == "issue letter")
        return str(found.latest), found.state.value

    assert letter("2026-01-26") == ("2026-01-26", "open")
    assert letter("2026-01-27") == ("2026-01-26", "breached")
    assert letter("2026-01-27", "2026-01-19 2026-01-20") == ("2026-01-28", "open")
    assert letter("2026-01-29", "2026-01-19 2026-01-20") == ("2026-01-28", "breached")
    assert letter("2026-03-31", "2026-01-19 -") == ("2026-04-08", "open")  # eight days are left whenever it ends


def talk_after(clock: str) -> Policy:
    """The talk is due two weeks of such time after the review."""
    return small(
        LONG
        + f"""
branch attendance follows each employee
  step review
    falls due when 1 absence starts in the last 12 months
    falls due again only on a new absence
    then wait for talk
  step talk
    falls due 2 weeks of {clock} after review is held
    then close
""",
        HEAD,
    )


def test_a_date_after_an_event_stands_still() -> None:
    policy = talk_after("time worked")

    def talk(*absent: str) -> list[str]:
        return fell(told(policy, "2026-06-30", "2026-01-05", *absent, events=[held("2026-01-12", "review")]))[1:2]

    assert talk() == ["talk 2026-01-26"]
    assert talk("2026-01-19 2026-01-20") == ["talk 2026-01-28"]
    assert talk("2026-01-19 -") == []


@pytest.mark.parametrize(
    ("leave", "due"),
    [
        (("2026-01-12", "2026-01-12"), "2026-01-26"),  # the day of the event itself: the time begins after it
        (("2026-01-13", "2026-01-13"), "2026-01-27"),  # its first day
        (("2026-01-26", "2026-01-26"), "2026-01-27"),  # its last day
        (("2026-01-27", "2026-01-27"), "2026-01-26"),
    ],
)
def test_a_time_after_an_event_begins_with_the_day_after_it(leave: tuple[str, str], due: str) -> None:
    policy = talk_after("active service")
    away = [{"first": "2026-01-05", "last": "2026-01-05"}]
    away.append({"first": leave[0], "last": leave[1], "reason": "unpaid leave"})
    answer = told_both_ways(policy, "2026-01-31", absences=away, events=[held("2026-01-12", "review")])
    assert fell(answer)[1:2] == [f"talk {due}"]


UNTOLD = """
calendar summer closing covers 3 August 2026 to 28 August 2026
calendar winter closing covers 21 December 2026 to 31 December 2026
category summer absence is an absence flagged hot falling on summer closing
category winter absence is an absence flagged cold falling on winter closing

branch attendance follows each employee
  step review
    falls due when 1 absence starts in the last 12 months
    falls due again only on a new absence
    then wait for chat
  step chat
    falls due 1 week after review is held
    then wait for talk
  step talk
    falls due 3 months of active service after review is held
    then close
"""
CLOSINGS = (
    HEAD[0],
    HEAD[0] + "  active service leaves out summer absence, winter absence\n",
)


def untold(*away: tuple[str, str, str], chat: str = "2026-12-14") -> tuple[Any, ...]:
    """Of a talk three months after 7 December 2026: when it fell due, between which days, and what is missing."""
    policy = small(UNTOLD, CLOSINGS)
    absences = [{"first": "2026-12-01", "last": "2026-12-01", "flags": []}]
    absences += [{"first": first, "last": last, "flags": [flag]} for first, last, flag in away]
    answer = told_both_ways(
        policy, "2027-04-20", absences=absences, events=[held("2026-12-07", "review"), held(chat, "chat")]
    )
    (talk,) = [one for one in answer.fell_due if one.step == "talk"]
    (why,) = talk.reasons
    days = [None if day is None else str(day) for day in (talk.on, why.first, why.last)]
    return *days, why.needs


def test_while_nobody_knows_whether_an_absence_stops_the_clock_the_last_day_that_it_may_be_counts() -> None:
    # Three months are up on 7 March 2027. The days of the closings of 2027 are not known.
    needs = ("calendar summer closing for 2027",)
    five = ("2027-02-01", "2027-02-05", "hot")
    assert untold(five) == ("2027-03-12", "2027-03-07", "2027-03-12", needs)
    # nor is it known of a single day that is the last one
    assert untold(("2027-03-07", "2027-03-07", "hot")) == (
        *("2027-03-08", "2027-03-07", "2027-03-08"),
        needs,
    )
    assert untold(five, ("2027-02-10", "2027-02-10", "cold")) == (
        *("2027-03-13", "2027-03-07", "2027-03-13"),
        (*needs, "calendar winter closing for 2027"),
    )
    # what comes after that day is not missing, where the step is reached only later
    late = untold(five, ("2027-04-05", "2027-04-05", "cold"), chat="2027-04-19")
    assert late == ("2027-04-20", "2027-03-07", "2027-03-12", needs)
    # certain of the absence in December, and of one flagged otherwise that it is none
    assert untold(("2026-12-21", "2026-12-22", "cold"), ("2027-02-01", "2027-02-05", "other")) == (
        *("2027-03-09", None, "2027-03-09"),
        (),
    )


FOLLOWED = """
category sabbatical is an absence flagged sabbatical

branch attendance follows each employee
  step review
    falls due when 1 absence starts in the last 4 weeks
    falls due again only on a new absence
    then wait for second review

  period warning
    lasts 4 weeks of active service after review is held

  period watch
    lasts 4 weeks after warning ends

  step second review
    falls due when 9 absences start in the last 4 weeks
    falls due again only on a new absence
    then close
"""


@pytest.mark.parametrize(
    ("on", "runs"),
    [
        ("2026-02-08", "warning runs from 2026-01-12 to 2026-02-08"),
        ("2026-02-09", "watch runs from 2026-02-09 to 2026-03-08"),
        # since the 11th the absence from the 2nd on is one that is left out
        ("2026-02-20", "warning runs from 2026-01-12 to 2026-02-20 (12 days of it are no active service)"),
        ("2026-02-21", "watch runs from 2026-02-21 to 2026-03-20"),
    ],
)
def test_what_began_when_a_period_was_over_begins_anew_when_an_absence_that_goes_on_moves_its_last_day(
    on: str, runs: str
) -> None:
    """Away from Monday 2 to Friday 6 February, and, after two days at work, from the 11th to the 13th."""
    policy = small(
        FOLLOWED,
        (HEAD[0], HEAD[0] + "  active service leaves out sabbatical\n"),
        ("absences join when no working day lies", "absences join when at most 2 working days lie"),
    )
    away = ("2026-01-05", "2026-02-02 2026-02-06", "2026-02-11 2026-02-13 sabbatical")
    answer = told_both_ways(policy, on, *away, events=[held("2026-01-12", "review")])
    assert [one.text for one in answer.shown if one.code == "period"] == [runs]


# ------------------------------------------------------------------ leave by its category

LEAVE = (
    HEAD[0],
    HEAD[1]
    .replace("unpaid leave, long-term absence", "long leave")
    .replace("  absences join across unpaid", "  leave covers unpaid"),
)
LONG_LEAVE = "category long leave is an absence because of unpaid leave lasting over 14 calendar days\n"


def on_leave(on: str, first: str, last: str | None, why: str = "unpaid leave", *absent: str) -> Answer:
    policy = small(LONG_LEAVE + WARNING.format(length="6 months of active service", when=NEVER, more=""), LEAVE)
    away = [{"first": "2026-01-05", "last": "2026-01-05", "flags": ["first"]}, *(_record(one) for one in absent)]
    away.append({"first": first, "reason": why} | ({"last": last} if last else {}))
    values: dict[str, Any] = {"employee": "E1", "absences": away, "events": GIVEN}
    person = person_of(values, date.fromisoformat(on), policy)
    assert over_every_day(person) == over_days_that_matter(person)
    return told(policy, on, absences=away, events=GIVEN)


@pytest.mark.parametrize(("last", "why", "day"), [
    ("2026-03-15", "unpaid leave", "2026-07-12"), ("2026-03-16", "unpaid leave", "2026-07-27"),
    ("2026-03-16", "holiday", "2026-07-12"),
])  # fmt: skip
def test_leave_of_a_category_is_left_out_by_its_length(last: str, why: str, day: str) -> None:
    assert closed(on_leave("2026-12-31", "2026-03-02", last, why)) == [f"{day} period-ended"]


def test_leave_of_a_category_is_left_out_from_the_day_on_which_it_is_certain() -> None:
    assert period(on_leave("2026-03-15", "2026-03-02", None))[0].startswith("to 2026-07-11 at least;")
    assert period(on_leave("2026-03-16", "2026-03-02", None))[0].startswith("to 2026-07-26 at least (15 days of it")


def test_an_entry_that_perhaps_had_dropped_off_counts_again_once_the_leave_is_certain_to_stop_its_time() -> None:
    # a month after 5 January is over on 5 February; the leave since the 2nd is long from the 16th on, and moves that on
    policy = small(
        LONG_LEAVE
        + """
points marks
  1 for an absence
  each entry drops off 1 month of active service after its own date

branch attendance follows each employee
  step review
    falls due when marks is at least 1 and "report" is recorded
    falls due again only on a new absence
    then close
""",
        LEAVE,
    )
    leave = {"first": "2026-02-02", "last": "2026-03-31", "reason": "unpaid leave"}
    report = [{"date": "2026-02-10", "what": "recorded", "name": "report"}]
    away = [{"first": "2026-01-05", "last": "2026-01-05"}, leave]
    due_on = ["review 2026-02-16"]
    for on, value, due in (("2026-02-15", 0, []), ("2026-02-16", 1, due_on), ("2026-04-30", 0, due_on)):
        answer = told_both_ways(policy, on, absences=away, events=report)
        assert (answer.measures[0].value, fell(answer)) == (value, due)


def test_an_absence_beside_the_leave_is_none_of_it() -> None:
    assert closed(on_leave("2026-12-31", "2026-03-02", "2026-03-13", "unpaid leave", "2026-03-16 2026-03-20")) == [
        "2026-07-12 period-ended"
    ]


def test_every_absence_is_no_leave_and_a_calendar_is_no_kind_of_it() -> None:
    every = (LEAVE[0], LEAVE[1].replace("long leave", "absence"))
    policy = small(WARNING.format(length="6 months of active service", when=NEVER, more=""), every)
    away = [{"first": "2026-01-05", "last": "2026-01-05", "flags": ["first"]}]
    away.append({"first": "2026-03-02", "last": "2026-03-20", "reason": "unpaid leave"})
    assert closed(told(policy, "2026-12-31", absences=away, events=GIVEN)) == ["2026-07-12 period-ended"]
    closing = HEADER.replace(HEAD[0], HEAD[0] + "  active service leaves out summer closing\n")
    text = f"{closing}\ncalendar summer closing covers 3 August 2026 to 28 August 2026\n"
    found = [one.code.name for one in check_text(Source("test.policy", text)).diagnostics]
    assert found.count("used-as-the-wrong-thing") == 1


def flagged_leave(kind: str, *flags: str, head: tuple[str, str] = LEAVE) -> list[str]:
    """When the period ends after leave from 2 to 20 March, 19 days, recorded by its flags."""
    category = f"category long leave is {kind}\n"
    policy = small(category + WARNING.format(length="6 months of active service", when=NEVER, more=""), head)
    away = [{"first": "2026-01-05", "last": "2026-01-05", "flags": ["first"]}]
    away.append({"first": "2026-03-02", "last": "2026-03-20", "flags": [*flags]})
    return closed(told(policy, "2026-12-31", absences=away, events=GIVEN))


@pytest.mark.parametrize(
    ("kind", "flags", "day"),
    [
        ("an absence flagged unpaid leave lasting over 14 calendar days", ["unpaid leave"], "2026-07-31"),
        ("an absence lasting over 14 calendar days flagged unpaid leave", ["unpaid leave"], "2026-07-31"),
        ("an absence flagged unpaid leave lasting over 19 calendar days", ["unpaid leave"], "2026-07-12"),
        # a kind that does not ask for leave by its name has none of it
        ("an absence flagged planned lasting over 14 calendar days", ["unpaid leave", "planned"], "2026-07-12"),
        ("an absence not flagged unpaid leave lasting over 14 calendar days", ["unpaid leave"], "2026-07-12"),
        ("an absence not flagged planned lasting over 14 calendar days", ["unpaid leave"], "2026-07-12"),
    ],
)
def test_leave_is_left_out_by_a_category_that_asks_for_its_flag(kind: str, flags: list[str], day: str) -> None:
    assert flagged_leave(kind, *flags) == [f"{day} period-ended"]


def test_time_worked_leaves_out_the_days_of_leave_itself_whatever_active_service_says() -> None:
    # Two weeks that follow one another are one leave of 17 days, but the weekend between is on no record.
    policy = small(LONG_LEAVE + WARNING.format(length="6 months of time worked", when=NEVER, more=""), LEAVE)
    away = [{"first": "2026-01-05", "last": "2026-01-05", "flags": ["first"]}]
    away += [
        {"first": first, "last": last, "reason": "unpaid leave"}
        for first, last in (("2026-03-02", "2026-03-06"), ("2026-03-09", "2026-03-18"))
    ]
    assert closed(told(policy, "2026-12-31", absences=away, events=GIVEN)) == ["2026-07-27 period-ended"]


def test_on_its_first_day_leave_of_a_category_may_already_move_the_end() -> None:
    assert period(on_leave("2026-03-01", "2026-03-02", None)) == ["to 2026-07-11"]
    assert period(on_leave("2026-03-02", "2026-03-02", None)) == [
        "to 2026-07-11 at least; an absence that is not over may move that on"
    ]


# ------------------------------------------------------------------ records that count for nothing, and both ways


def test_a_record_that_counts_for_nothing_stops_no_clock() -> None:
    nothing = (HEAD[0], HEAD[1] + "  absences flagged pregnancy-related count for nothing\n")
    policy = small(WARNING.format(length="6 months of time worked", when=NEVER, more=""), nothing)
    flagged = {"first": "2026-03-02", "last": "2026-03-11", "flags": ["pregnancy-related"]}
    first = {"first": "2026-01-05", "last": "2026-01-05", "flags": ["first"]}
    answer = told(policy, "2026-12-31", absences=[first, flagged], events=GIVEN)
    assert closed(answer) == ["2026-07-12 period-ended"]


@pytest.mark.parametrize("when", [THREE, "exactly 2 absences start in the last 3 months of time worked"])
@pytest.mark.parametrize(
    "away",
    [
        ("2026-01-05", "2026-02-20 2026-03-25", "2026-05-04", "2026-05-11"),
        ("2026-01-05", "2026-02-20", "2026-05-04", "2026-05-11 -"),
    ],
)
def test_the_days_that_matter_are_named(when: str, away: tuple[str, ...]) -> None:
    policy = small(BACK.format(when=when), HEAD)
    leave = {"first": "2026-03-30", "last": "2026-04-20", "reason": "unpaid leave"}
    for on in (date(2026, 5, 4), date(2026, 6, 8), date(2026, 12, 31)):
        person = person_of({"employee": "E1", "absences": [*map(_record, away), leave]}, on, policy)
        assert over_days_that_matter(person) == over_every_day(person)


# ------------------------------------------------------------------ what the check says


def problems(text: str) -> list[str]:
    found = check_text(Source("t.policy", HEADER + text)).diagnostics
    return [f"{one.code.name}: {one.message}" for one in found]


def test_active_service_has_to_be_said() -> None:
    found = problems(BACK.format(when=THREE))
    assert "active-service-missing: it is not said what active service leaves out" in found


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("give notice at least 2 weeks of time worked before", "a notice cannot be of time worked"),
        (
            "must be held within 5 working days of time worked after falling due",
            "working days cannot be of time worked",
        ),
        ("falls due again every 2 months of time worked", "the time between two meetings cannot be of time worked"),
    ],
)
def test_where_no_clock_can_stand_still(line: str, said: str) -> None:
    when = BACK.format(when="1 absence starts in the last 12 months")
    found = problems(when.replace("    then close", f"    {line}\n    then close"))
    assert f"unit-does-not-fit: {said}" in found
