"""What is owed at a step and where it stands, on days worked out by hand: notices, deadlines, papers, what is shown.

The absence runs from Monday 5 January 2026; the meeting falls due on Monday 12 January.
"""

from __future__ import annotations

from typing import Any

import pytest

from policydsl.explain.text import as_text
from tests.small import codes, fell, states, told

MEETING = """
branch Long follows each absence while it lasts
  step talk
    falls due when the absence has lasted over 1 week
    led by manager or supervisor, with employee
    {line}
    outcome well: close

document support plan
  says "What is agreed."
"""
TWO_TALKS = MEETING.format(line="must record whether the employee is fit").replace(
    "outcome well: close",
    """outcome well: close
    outcome on: wait for other talk
  step other talk
    falls due when the absence has lasted over 4 weeks
    outcome over: close""",
)
OPEN = "2026-01-05 -"


def held(day: str, **more: Any) -> dict[str, Any]:
    return {"date": day, "step": "talk", "what": "held", **more}


def notice(day: str, meeting: str) -> dict[str, Any]:
    return {"date": day, "step": "talk", "what": "notice", "value": "written", "for": meeting}


def meeting(line: str, on: str, *events: dict[str, Any], absent: str = OPEN):  # type: ignore[no-untyped-def]
    return told(MEETING.format(line=line), on, absent, events=list(events))


# ------------------------------------------------------------------ notice


@pytest.mark.parametrize(
    ("amount", "given", "state", "earliest"),
    [
        # the meeting is on Monday 26 January
        ("5 calendar days", "2026-01-21", "met", "2026-01-26"),
        ("5 calendar days", "2026-01-22", "breached", "2026-01-27"),
        ("5 clear days", "2026-01-20", "met", "2026-01-26"),  # 21 to 25 January lie between
        ("5 clear days", "2026-01-21", "breached", "2026-01-27"),
        ("5 working days", "2026-01-19", "met", "2026-01-26"),
        ("5 working days", "2026-01-20", "breached", "2026-01-27"),
        ("5 working days", "2026-01-18", "met", "2026-01-23"),  # a Sunday: 19 to 23 January
        ("1 week", "2026-01-19", "met", "2026-01-26"),
        ("1 week", "2026-01-20", "breached", "2026-01-27"),
    ],
)
def test_notice_at_least_so_long_before(amount: str, given: str, state: str, earliest: str) -> None:
    answer = meeting(
        f"give notice in writing at least {amount} before",
        "2026-02-01",
        notice(given, "2026-01-26"),
        held("2026-01-26"),
    )
    (duty,) = answer.duties
    assert (duty.duty, duty.state.value, str(duty.earliest)) == ("notice", state, earliest)
    assert ("notice-too-short" in codes(answer)) is (state == "breached")


def test_notice_in_months_is_counted_back_from_the_meeting() -> None:
    # a month before 31 March is 28 February; the first meeting after a notice of 1 March is on 1 April
    line = "give notice at least 1 month before"
    answer = told(
        MEETING.format(line=line), "2026-04-02", OPEN, events=[notice("2026-03-01", "2026-03-31"), held("2026-03-31")]
    )
    (duty,) = answer.duties
    assert (duty.state.value, str(duty.earliest), str(duty.latest)) == ("breached", "2026-04-01", "2026-02-28")


def test_a_meeting_without_notice_is_a_breach_and_moves_the_case_all_the_same() -> None:
    answer = meeting("give notice in writing at least 5 calendar days before", "2026-01-20", held("2026-01-20"))
    assert states(answer) == {"notice": "breached"}
    assert answer.fell_due[0].state.value == "held"
    assert "without notice" in answer.warnings[0].message


def test_notice_while_the_meeting_is_ahead() -> None:
    line = "give notice in writing at least 5 calendar days before"
    assert states(meeting(line, "2026-01-20")) == {"notice": "open"}
    assert states(meeting(line, "2026-01-20", notice("2026-01-13", "2026-01-26"))) == {"notice": "met"}
    short = meeting(line, "2026-01-20", notice("2026-01-13", "2026-01-14"))
    assert states(short) == {"notice": "open"}
    assert short.warnings[0].message == (
        "notice of talk is 1 calendar day, 5 calendar days required; the earliest meeting is 2026-01-18"
    )
    line = "give notice at least 5 working days before"
    assert "is 1 working day," in meeting(line, "2026-01-20", notice("2026-01-13", "2026-01-14")).warnings[0].message
    line = "give notice at least 5 clear days before"
    assert "is 0 clear days," in meeting(line, "2026-01-20", notice("2026-01-13", "2026-01-14")).warnings[0].message


def test_notice_of_a_meeting_that_never_came_is_moot() -> None:
    line = "give notice in writing at least 5 calendar days before"
    assert states(meeting(line, "2026-01-31", absent="2026-01-05 2026-01-16")) == {"notice": "moot"}


# ------------------------------------------------------------------ times


@pytest.mark.parametrize(
    ("line", "latest"),
    [
        ("must be held within 10 working days after falling due", "2026-01-26"),
        ("must be held within 2 weeks after falling due", "2026-01-26"),
        ("must be held within 14 calendar days after talk is due", "2026-01-26"),
        ("must be held within 3 weeks after the absence began", "2026-01-26"),
    ],
)
def test_a_meeting_must_be_held_in_time(line: str, latest: str) -> None:
    (before,) = meeting(line, "2026-01-26").duties
    assert (before.duty, before.bearer, before.state.value, str(before.latest)) == ("hold", "manager", "open", latest)
    assert states(meeting(line, "2026-01-27")) == {"hold": "breached"}
    assert codes(meeting(line, "2026-01-27")) == ["too-late"]
    assert states(meeting(line, "2026-02-01", held("2026-01-26"))) == {"hold": "met"}
    assert states(meeting(line, "2026-02-01", held("2026-01-27"))) == {"hold": "breached"}


SENT = {"date": "2026-01-23", "step": "talk", "what": "sent", "name": "support plan"}


@pytest.mark.parametrize(
    ("line", "sent", "state", "on"),
    [
        (
            "must send support plan within 3 working days after the meeting",
            "2026-01-23",
            "met",
            "2026-02-01",
        ),  # 20 January
        ("must send support plan within 2 working days after the meeting", "2026-01-23", "breached", "2026-02-01"),
        ("must send support plan within 3 working days after the meeting", None, "open", "2026-01-23"),
        ("must send support plan within 3 working days after the meeting", None, "breached", "2026-01-24"),
        ("must send support plan at least 1 working day before the meeting", "2026-01-19", "met", "2026-02-01"),
        ("must send support plan at least 2 working days before the meeting", "2026-01-19", "breached", "2026-02-01"),
        ("must send support plan before the meeting", "2026-01-19", "met", "2026-02-01"),
        ("must send support plan before the meeting", "2026-01-20", "met", "2026-02-01"),
        ("must send support plan before the meeting", "2026-01-21", "breached", "2026-02-01"),
        ("must send support plan before the meeting", None, "open", "2026-01-19"),
        ("must send support plan before the meeting", None, "breached", "2026-01-20"),
        ("must send support plan within 8 calendar days after talk is due", "2026-01-20", "met", "2026-02-01"),
        (
            "must send support plan within 8 calendar days after support plan is agreed",
            "2026-01-20",
            "met",
            "2026-02-01",
        ),
        ("should send support plan within 1 calendar day after the meeting", None, "open", "2026-02-01"),
    ],
)
def test_a_deed_with_a_time(line: str, sent: str | None, state: str, on: str) -> None:
    events = [held("2026-01-20"), *([SENT | {"date": sent}] if sent else [])]
    assert list(states(meeting(line, on, *events)).values()) == [state]


# ------------------------------------------------------------------ papers


@pytest.mark.parametrize(
    ("line", "duty", "event"),
    [
        ("must complete support plan", "complete support plan", {"what": "completed", "name": "support plan"}),
        ("must agree support plan", "agree support plan", {"what": "agreed", "name": "support plan"}),
        ("must issue support plan", "issue support plan", {"what": "recorded", "name": "support plan"}),
        ("must record fitness", "record fitness", {"what": "recorded", "name": "fitness", "value": "fit"}),
        (
            "must record whether the employee is fit",
            "record whether the employee is fit",
            {"what": "recorded", "name": "whether the employee is fit", "value": False},
        ),
        ('must tell the employee "come"', "tell employee", {"what": "told"}),
        ('must tell HR "come"', "tell HR", {"what": "told"}),
    ],
)
def test_what_must_be_on_file_by_the_end_of_the_day_of_the_meeting(line: str, duty: str, event: dict[str, Any]) -> None:
    assert states(meeting(line, "2026-01-20")) == {duty: "open"}
    missing = meeting(line, "2026-01-20", held("2026-01-20"))
    assert states(missing) == {duty: "breached"}
    assert codes(missing) == ["missing-at-meeting"]
    done = {"date": "2026-01-20", "step": "talk", **event}
    assert states(meeting(line, "2026-01-20", held("2026-01-20"), done)) == {duty: "met"}


@pytest.mark.parametrize(
    ("day", "step", "state"),
    [
        ("2026-01-11", None, "breached"),  # before the talk fell due
        ("2026-01-12", None, "met"),
        ("2026-01-12", "talk", "met"),
        ("2026-01-12", "other talk", "breached"),
    ],
)
def test_a_no_is_an_answer_from_the_day_the_step_is_due(day: str, step: str | None, state: str) -> None:
    no = {"date": day, "what": "recorded", "name": "whether the employee is fit", "value": False}
    no |= {"step": step} if step else {}
    answer = told(TWO_TALKS, "2026-01-20", OPEN, events=[no, held("2026-01-20")])
    assert states(answer)["record whether the employee is fit"] == state


@pytest.mark.parametrize(
    ("line", "duty"),
    [
        ("must review support plan", "review support plan"),
        ("should complete support plan", "complete support plan"),
        ('must "think"', "think"),
        ("employee should attend", "attend"),
        ("manager must provide absence records", "provide absence records"),
    ],
)
def test_what_is_shown_as_open_and_never_breached(line: str, duty: str) -> None:
    answer = meeting(line, "2026-01-20", held("2026-01-20"))
    assert states(answer) == {duty: "open"}
    assert [one.text for one in answer.shown if one.code == "open-duty"] == [duty]
    assert codes(answer) == []


def test_what_may_be_done_is_no_duty() -> None:
    assert states(meeting("may issue support plan", "2026-01-20")) == {}


# ------------------------------------------------------------------ what people should see

SHOWN = {
    "employee may bring a colleague or a friend": ("right-to-bring", "the employee may bring colleague or friend"),
    "employee, when invited, may bring a colleague": (
        "right-to-bring",
        "the employee, when invited, may bring colleague",
    ),
    "employee may appeal to director within 5 working days after talk is held": (
        "right-to-appeal",
        "the employee may appeal to director within 5 working days after talk is held",
    ),
    "employee may appeal under the grievance procedure": (
        "right-to-appeal",
        "the employee may appeal under grievance procedure",
    ),
    "employee may offer another date at most 5 working days after the original date": (
        "right-to-another-date",
        "the employee may offer another date",
    ),
    "usually with HR": ("present", "usually with HR"),
    "may include a union": ("present", "may include union"),
    "discuss support, work": ("discuss", "support, work"),
    'note "Be kind."': ("note", "Be kind."),
}


@pytest.mark.parametrize(("line", "wanted"), SHOWN.items())
def test_what_is_shown_at_a_step(line: str, wanted: tuple[str, str]) -> None:
    shown = meeting(line, "2026-01-12").shown
    assert wanted in [(one.code, one.text) for one in shown]
    assert ("led-by", "led by manager or supervisor, with employee") in [(one.code, one.text) for one in shown]


def test_principles_and_what_was_assumed_are_shown() -> None:
    answer = told('principle "Everybody is ill sometimes."\n' + MEETING.format(line=""), "2026-01-06", OPEN)
    assert [one.code for one in answer.shown] == ["principle", "working-pattern-assumed"]
    works = told(MEETING.format(line=""), "2026-01-06", OPEN, works=[{"days": ["mon"]}])
    assert works.shown == ()


# ------------------------------------------------------------------ lines to record


def test_lines_to_record_are_offered_for_what_is_due() -> None:
    line = "give notice in writing at least 5 calendar days before\n    must complete support plan"
    line += '\n    must tell HR "come"'
    answer = meeting(line, "2026-01-20")
    assert [one.what for one in answer.to_record] == ["notice", "held", "completed", "told", "outcome"]
    assert answer.to_record[0].line == (
        "{date: 2026-01-20, step: talk, absence: 2026-01-05, what: notice, value: written, for: 2026-01-26}"
    )
    assert [one.what for one in meeting(line, "2026-01-20", held("2026-01-20")).to_record] == [
        "completed",
        "told",
        "outcome",
    ]


@pytest.mark.parametrize(("line", "how"), [("give notice", "given"), ("give notice in writing", "written")])
def test_the_line_of_a_notice_is_for_the_next_day_on_which_the_organisation_works(line: str, how: str) -> None:
    """Five days after Monday 19 January 2026 it is Saturday; the next working day is Monday the 26th."""
    answer = meeting(f"{line} at least 5 calendar days before", "2026-01-19")
    assert answer.to_record[0].line == (
        f"{{date: 2026-01-19, step: talk, absence: 2026-01-05, what: notice, value: {how}, for: 2026-01-26}}"
    )


TROUBLE = """
measure lost over the last 4 weeks
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

branch "Watch: all" follows each employee
  step "talk: first"
    falls due when lost is over 2 working days
    falls due again only on a new absence
    outcome "yes, now": start dismissal
procedure dismissal
  step hearing
    falls due at once
    outcome over: close
"""


def test_names_that_a_line_must_quote() -> None:
    due = told(TROUBLE, "2026-01-20", "2026-01-12 2026-01-14")
    assert '{date: 2026-01-20, step: "talk: first", what: held}' in [one.line for one in due.to_record]
    events = [
        {"date": "2026-01-20", "step": "talk: first", "what": "held"},
        {"date": "2026-01-20", "step": "talk: first", "what": "outcome", "value": "yes, now"},
    ]
    started = told(TROUBLE, "2026-01-20", "2026-01-12 2026-01-14", events=events)
    assert fell(started)[1:] == ["hearing 2026-01-20"]
    assert '{date: 2026-01-20, step: hearing, branch: "Watch: all", what: held}' in [
        one.line for one in started.to_record
    ]


# ------------------------------------------------------------------ a step that nobody holds


def test_absences_that_go_by_while_a_step_is_outstanding_are_counted() -> None:
    answer = told(TROUBLE, "2026-02-28", "2026-01-12 2026-01-14", "2026-02-02", "2026-02-09")
    assert codes(answer) == ["step-outstanding"]
    assert answer.warnings[0].message.endswith("2 absences have begun since then")
    one = told(TROUBLE, "2026-02-08", "2026-01-12 2026-01-14", "2026-02-02")
    assert one.warnings[0].message.endswith("1 absence has begun since then")
    counted = 'step hearing\n    falls due when 1 new absence starts within 6 months after "talk: first" is held'
    clock = TROUBLE.replace("procedure dismissal\n", "").replace("start dismissal", "wait for hearing")
    clock = clock.replace("step hearing\n    falls due at once", f"{counted}\n    if not due by then: close")
    later = told(clock, "2026-02-08", "2026-01-12 2026-01-14", "2026-02-02")
    assert later.warnings[0].message.endswith("1 absence since then counts for no stage until it is held")


def test_a_period_is_said_to_run_or_not() -> None:
    text = TROUBLE.replace("start dismissal", "wait for second")
    text = text.replace("procedure dismissal\n  step hearing\n    falls due at once\n    outcome over: close\n", "")
    text += (
        '  period live\n    lasts 6 months after "talk: first" is held\n    at its end: close\n'
        "  step second\n    falls due when lost is over 9 working days and live is running\n"
        "    falls due again only on a new absence\n    then stay\n"
    )
    events = [
        {"date": "2026-01-20", "step": "talk: first", "what": "held"},
        {"date": "2026-01-20", "step": "talk: first", "what": "outcome", "value": "yes, now"},
    ]
    waiting = as_text(told(text, "2026-01-21", "2026-01-12 2026-01-14", events=events))
    assert "live is running: yes, 20 Jan to 19 Jul 2026" in waiting
    assert "so far" not in waiting.partition("live is running")[2].splitlines()[0]


def test_a_step_that_records_no_outcome_is_held_and_no_more() -> None:
    text = TROUBLE.partition("    outcome")[0] + "    then stay\n"
    events = [{"date": "2026-01-20", "step": "talk: first", "what": "held"}]
    shown = as_text(told(text, "2026-01-21", "2026-01-12 2026-01-14", events=events))
    assert "waiting for talk: first, since Tue 20 Jan 2026" in shown
    assert "no outcome recorded yet" not in shown
    assert "Nothing is due." in shown


@pytest.mark.parametrize(("value", "state"), [("written", "met"), (None, "met"), ("spoken", "open"), (False, "open")])
def test_a_notice_in_writing_is_not_a_spoken_one(value: str | bool | None, state: str) -> None:
    line = "give notice in writing at least 5 calendar days before"
    notice = {"date": "2026-01-14", "step": "talk", "what": "notice", "for": "2026-01-20"}
    said = notice if value is None else notice | {"value": value}
    assert states(meeting(line, "2026-01-15", said)) == {"notice": state}
    assert states(meeting(line.replace(" in writing", ""), "2026-01-15", said)) == {"notice": "met"}


def test_whoever_leads_gives_notice() -> None:
    (owed,) = meeting("give notice at least 5 calendar days before", "2026-01-15").duties
    assert owed.bearer == "manager"


def test_a_notice_to_paste_is_for_a_day_on_which_the_organisation_works() -> None:
    answer = meeting("give notice at least 4 calendar days before", "2026-01-14")
    (line,) = (one.line for one in answer.to_record if one.what == "notice")
    assert line.endswith("for: 2026-01-19}")  # the fourth day is a Sunday
