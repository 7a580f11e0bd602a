"""Until when a duty is in time, on days worked out by hand: in a closed case, of a meeting put off, before a meeting.

5 January 2026 is a Monday; where an absence runs, from that day on, the meeting falls due on Monday 12 January.
"""

from __future__ import annotations

from typing import Any

import pytest

from policydsl.interpret.answer import Answer
from tests.small import codes, fell, held, outcome, states, told

OPEN = "2026-01-05 -"


def event(day: str, what: str, step: str = "talk", **more: Any) -> dict[str, Any]:
    return {"date": day, "step": step, "what": what, **more}


def latest(answer: Answer) -> list[tuple[str, str | None, str]]:
    """Each duty with its last day and how it stands."""
    return [(one.duty, None if one.latest is None else str(one.latest), one.state.value) for one in answer.duties]


# ------------------------------------------------------------------ cases that have closed

WATCH = """
document letter

branch Watch follows each employee
  step talk
    falls due when 1 absence starts in the last 1 week
    falls due again only on a new absence
    must send letter within 5 calendar days after {event}
    outcome warned: close
    outcome well: close
"""


def closed(day: str, how: str, meeting: str | None = None) -> list[dict[str, Any]]:
    return [held(meeting or day), outcome(day, "talk", how)]


@pytest.mark.parametrize(
    ("counted", "met", "decided", "last"),
    [
        ("talk is due", "2026-01-07", "2026-01-08", "2026-01-10"),
        ("talk is held", "2026-01-07", "2026-01-08", "2026-01-12"),
        ("talk has outcome warned", "2026-01-07", "2026-01-08", "2026-01-13"),
        ("talk has outcome well", "2026-01-07", "2026-01-08", None),
        # due, held, decided and closed on one day
        ("talk is due", "2026-01-05", "2026-01-05", "2026-01-10"),
        ("talk is held", "2026-01-05", "2026-01-05", "2026-01-10"),
        ("talk has outcome warned", "2026-01-05", "2026-01-05", "2026-01-10"),
    ],
)
def test_a_time_counts_from_what_happened_in_the_case_although_it_has_closed(
    counted: str, met: str, decided: str, last: str | None
) -> None:
    events = closed(decided, "warned", met)
    state = "open" if last is None else "breached"
    answer = told(WATCH.format(event=counted), "2026-01-31", "2026-01-05", events=events)
    assert latest(answer) == [("send letter", last, state)]


@pytest.mark.parametrize("decided", ["2026-01-05", "2026-01-08"])
def test_what_happened_in_the_case_before_is_no_concern_of_the_next_one(decided: str) -> None:
    events = [*closed(decided, "warned"), *closed("2026-01-20", "well", "2026-01-19")]
    answer = told(
        WATCH.format(event="talk has outcome warned"), "2026-01-31", "2026-01-05", "2026-01-19", events=events
    )
    assert fell(answer) == ["talk 2026-01-05", "talk 2026-01-19"]
    assert [one[1] for one in latest(answer)] == ["2026-01-10" if decided == "2026-01-05" else "2026-01-13", None]


def test_each_of_two_cases_of_which_both_have_closed_has_a_time_of_its_own() -> None:
    events = [*closed("2026-01-08", "warned"), *closed("2026-01-20", "warned"), *closed("2026-02-03", "warned")]
    away = ("2026-01-05", "2026-01-19", "2026-02-02")
    answer = told(WATCH.format(event="talk has outcome warned"), "2026-02-28", *away, events=events)
    assert [one[1] for one in latest(answer)] == ["2026-01-13", "2026-01-25", "2026-02-08"]


# ------------------------------------------------------------------ after a step of another branch

OTHER = """
document letter

branch Talks follows each employee
  step chat
    falls due when 1 absence starts in the last 1 week
    falls due again only on a new absence
    outcome done: close

branch Watch follows each employee
  step talk
    falls due when 2 absences start in the last 4 weeks
    falls due again only on a new absence
    must send letter within 5 calendar days after {event}
    outcome warned: close
"""
AWAY = ("2026-01-05", "2026-01-19")


def chats(*days: str) -> list[dict[str, Any]]:
    """Chats each of which closes its case."""
    return [one for day in days for one in (held(day, "chat"), outcome(day, "chat", "done"))]


@pytest.mark.parametrize(
    ("counted", "days", "on", "last"),
    [
        # the talk is due on the 19th, in a case that is open since the 1st; a chat is due on the 5th and on the 19th
        ("chat is due", ("2026-01-07", "2026-01-22"), "2026-01-31", "2026-01-24"),
        ("chat is held", ("2026-01-07", "2026-01-22"), "2026-01-31", "2026-01-27"),
        ("chat is held", ("2026-01-07", "2026-01-22"), "2026-01-22", "2026-01-27"),
        ("chat is held", ("2026-01-07", "2026-01-22"), "2026-01-21", "2026-01-12"),
        ("chat is held", ("2026-01-07",), "2026-01-31", "2026-01-12"),
    ],
)
def test_a_time_after_a_step_of_another_branch_counts_from_the_last_time_in_any_case_of_it(
    counted: str, days: tuple[str, ...], on: str, last: str | None
) -> None:
    answer = told(OTHER.format(event=counted), on, *AWAY, events=chats(*days))
    assert [one[:2] for one in latest(answer)] == [("send letter", last)]


def test_a_time_after_a_second_time_in_one_case_does_not_count_the_times_of_several_cases() -> None:
    answer = told(
        OTHER.format(event="chat is held 2 times"), "2026-01-31", *AWAY, events=chats("2026-01-07", "2026-01-22")
    )
    assert latest(answer) == [("send letter", None, "open")]


EACH = """
document letter

branch Talks follows each {whom}
  step chat
    falls due when {when}
    outcome done: close

branch Watch follows each absence
  step talk
    falls due when the absence has lasted over 2 calendar days
    must send letter within 5 calendar days after chat is held
    outcome warned: close
"""


def test_a_step_of_another_branch_counts_from_the_day_on_which_the_case_opened() -> None:
    """The case of the talk opens on the 5th; the chat is held, and its case closed, on that day."""
    again = "1 absence starts in the last 1 week\n    falls due again only on a new absence"
    text = EACH.format(whom="employee", when=again)
    answer = told(text, "2026-01-31", "2026-01-05 2026-01-09", events=chats("2026-01-05"))
    assert latest(answer) == [("send letter", "2026-01-10", "breached")]


def test_of_a_step_that_each_absence_has_the_one_of_the_same_absence_counts() -> None:
    text = EACH.format(whom="absence", when="the absence has lasted over 1 calendar day")
    first, second = "2026-01-05", "2026-01-14"

    def last(*chatted: tuple[str, str]) -> list[str | None]:
        events = [each | {"absence": absence} for absence, day in chatted for each in chats(day)]
        answer = told(text, "2026-01-31", f"{first} 2026-01-09", f"{second} 2026-01-16", events=events)
        return [one[1] for one in latest(answer)]

    assert last((first, "2026-01-08"), (second, "2026-01-20")) == ["2026-01-13", "2026-01-25"]
    assert last((first, "2026-01-20")) == ["2026-01-25", None]
    assert last((second, "2026-01-20")) == [None, "2026-01-25"]


# ------------------------------------------------------------------ notice, and meetings put off

MEETING = """
branch Long follows each absence while it lasts
  step talk
    falls due when the absence has lasted over 1 week
    led by manager, with employee
    {line}
    outcome well: close

document support plan
"""


def meeting(line: str, on: str, *events: dict[str, Any], absent: str = OPEN) -> Answer:
    return told(MEETING.format(line=line), on, absent, events=list(events))


def test_the_first_meeting_after_a_notice_on_the_last_day_of_a_month() -> None:
    """A month before 28 February is 28 January; only of 1 March is the month before it over on 1 February."""
    notice = event("2026-01-31", "notice", **{"for": "2026-02-28"})
    (duty,) = meeting("give notice at least 1 month before", "2026-02-01", notice).duties
    assert (str(duty.earliest), str(duty.latest), duty.state.value) == ("2026-03-01", "2026-01-28", "open")


TWO_TALKS = """
branch Long follows each absence while it lasts
  step talk
    falls due when the absence has lasted over 1 week
    give notice in writing at least 5 calendar days before
    outcome well: close

branch Longer follows each absence while it lasts
  step chat
    falls due when the absence has lasted over 1 week
    outcome well: close
"""


def test_a_written_notice_of_another_meeting_on_that_day_is_none_of_this_one() -> None:
    spoken = event("2026-01-14", "notice", value="spoken", **{"for": "2026-01-20"})
    written = event("2026-01-14", "notice", "chat", value="written", **{"for": "2026-01-20"})
    arranged = event("2026-01-14", "scheduled", **{"for": "2026-01-20"})
    answer = told(TWO_TALKS, "2026-01-15", OPEN, events=[spoken, written, arranged])
    assert states(answer) == {"notice": "open"}
    assert states(told(TWO_TALKS, "2026-01-15", OPEN, events=[spoken | {"value": "written"}])) == {"notice": "met"}


PUT_OFF = "may be postponed once, to at most 4 weeks after the original date"


@pytest.mark.parametrize(
    ("time", "put_off", "last"),
    [
        # due on 12 January, so that two weeks are up on the 26th; the meeting was first set for the 19th
        ("2 weeks", "2026-02-05", "2026-02-05"),
        ("2 weeks", "2026-01-22", "2026-01-26"),
        # none of the time is over while the absence runs; by 20 January it has moved on to 3 February
        ("2 weeks of time worked", "2026-02-05", "2026-02-05"),
        ("2 weeks of time worked", "2026-01-22", "2026-02-03"),
    ],
)
def test_a_meeting_put_off_is_in_time_up_to_the_later_of_two_days(time: str, put_off: str, last: str) -> None:
    events = [event("2026-01-13", "scheduled", **{"for": "2026-01-19"})]
    events.append(event("2026-01-16", "postponed", **{"for": put_off}))
    answer = meeting(f"must be held within {time} after falling due\n    {PUT_OFF}", "2026-01-20", *events)
    assert latest(answer) == [("hold", last, "open")]


def test_a_meeting_put_off_whose_time_has_not_begun_has_no_last_day() -> None:
    events = [event("2026-01-13", "scheduled", **{"for": "2026-01-19"})]
    events.append(event("2026-01-16", "postponed", **{"for": "2026-01-22"}))
    line = f"must be held within 2 weeks after support plan is issued\n    {PUT_OFF}"
    assert latest(meeting(line, "2026-01-20", *events)) == [("hold", None, "open")]


# ------------------------------------------------------------------ deeds before a meeting, and being there

ARRANGED = event("2026-01-13", "scheduled", **{"for": "2026-01-20"})


@pytest.mark.parametrize(
    ("line", "on", "last", "state"),
    [
        # missed at the end of the day of the meeting, or once the last day has passed
        ("must send support plan before the meeting", "2026-01-19", "2026-01-20", "open"),
        ("must send support plan before the meeting", "2026-01-20", "2026-01-20", "breached"),
        ("must send support plan at least 1 working day before the meeting", "2026-01-19", "2026-01-19", "open"),
        ("must send support plan at least 1 working day before the meeting", "2026-01-20", "2026-01-19", "breached"),
        ("must send support plan within 1 calendar day after the meeting", "2026-01-21", "2026-01-21", "open"),
        ("must send support plan within 1 calendar day after the meeting", "2026-01-22", "2026-01-21", "breached"),
    ],
)
def test_when_a_deed_before_a_meeting_is_missed(line: str, on: str, last: str, state: str) -> None:
    assert latest(meeting(line, on, ARRANGED)) == [("send support plan", last, state)]


@pytest.mark.parametrize(
    ("line", "deed", "state"),
    [
        ("employee should attend", event("2026-01-20", "attended"), "met"),
        ("employee should attend", event("2026-01-20", "recorded", name="support plan"), "open"),
        ("employee should attend interview", event("2026-01-20", "attended"), "open"),
        ("employee should attend interview", event("2026-01-20", "recorded", name="interview"), "met"),
        ("employee should provide support plan", event("2026-01-20", "attended"), "open"),
        ("employee should provide support plan", event("2026-01-20", "recorded", name="support plan"), "met"),
    ],
)
def test_who_was_there_has_attended(line: str, deed: dict[str, Any], state: str) -> None:
    (duty,) = meeting(line, "2026-01-20", held("2026-01-20"), deed).duties
    assert (duty.state.value, duty.uncovered) == (state, ())


AT_ONCE = """
branch Long follows each absence while it lasts
  step talk
    falls due when the absence has lasted over 1 week
    counts as held at once
    must tell the employee "come"
    then stay
"""


def test_what_was_told_at_a_step_that_counts_as_held_at_once() -> None:
    assert latest(told(AT_ONCE, "2026-01-20", OPEN)) == [("tell employee", None, "open")]
    answer = told(AT_ONCE, "2026-01-20", OPEN, events=[event("2026-01-14", "told")])
    assert (latest(answer), codes(answer)) == ([("tell employee", None, "met")], [])


def test_what_must_be_told_is_told_by_the_day_of_the_meeting() -> None:
    line = 'must tell the employee "come"'
    (before,) = meeting(line, "2026-01-19").duties
    (after,) = meeting(line, "2026-01-21", held("2026-01-20"), event("2026-01-20", "told")).duties
    assert (before.duty, before.text, before.latest, before.state.value) == ("tell employee", "come", None, "open")
    assert (after.duty, after.text, str(after.latest), after.state.value) == (
        "tell employee",
        "come",
        "2026-01-20",
        "met",
    )


def test_another_date_that_was_offered_is_in_time_or_not() -> None:
    line = "employee may offer another date at most 5 working days after the original date"
    arranged = event("2026-01-13", "scheduled", **{"for": "2026-01-19"})
    for day, state in (("2026-01-26", "met"), ("2026-01-27", "breached")):
        offered = event("2026-01-15", "alternative offered", **{"for": day})
        assert latest(meeting(line, "2026-01-16", arranged, offered)) == [("other date", "2026-01-26", state)]
