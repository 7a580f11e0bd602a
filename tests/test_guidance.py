"""Guidance, which never falls due: meetings on record, what they owe, and who leads, comes along or offers a date."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

import policydsl
from policydsl.explain.text import as_text
from policydsl.interpret.answer import Answer, DutyState
from tests.engine import answer_of, history_of, json_of, shipped
from tests.small import small

MEETING = "case management meeting"
ASKED = {"date": "2026-05-05", "what": "requested", "by": "manager"}
SET = {"date": "2026-05-05", "what": "scheduled", "for": "2026-05-12"}
HELD = {"date": "2026-05-12", "what": "held", "by": "manager"}
NOTES = {"date": "2026-05-12", "what": "recorded", "name": "meeting notes"}


def about(*events: dict[str, Any], on: str = "2026-06-01", absences: Any = ()) -> Answer:
    """The answer about these events of a case management meeting."""
    said = [{"step": MEETING} | event for event in events]
    values = {"employee": "E1", "absences": list(absences), "events": said}
    return answer_of(values, date.fromisoformat(on), shipped("university_case_mgmt"))


def state(answer: Answer, duty: str) -> list[DutyState]:
    return [one.state for one in answer.duties if one.duty == duty]


def codes(found: Any) -> list[str]:
    return [one.code for one in found]


# ------------------------------------------------------------------ never due


def test_nothing_is_ever_due_whatever_is_on_file() -> None:
    long_absence = [{"first": "2026-01-05"}]
    for events in ((), (ASKED,), (ASKED, SET), (ASKED, SET, HELD)):
        answer = about(*events, absences=long_absence)
        assert (answer.fell_due, answer.standing, answer.targets, answer.blocked) == ((), (), (), ())
        assert answer.next_change is None
        assert [(one.step, one.by) for one in answer.possible] == [(MEETING, ("manager", "HR"))]


def test_without_a_request_there_is_nothing_to_do_or_see_but_principles() -> None:
    answer = about()
    assert (answer.duties, answer.human, answer.warnings, answer.to_record, answer.asked_for) == ((), (), (), (), ())
    assert set(codes(answer.shown)) == {"principle"}


# ------------------------------------------------------------------ a meeting on record


def test_a_meeting_is_what_the_record_says_of_it() -> None:
    (one,) = about(ASKED, SET, HELD, NOTES).asked_for
    assert (one.id, one.absence, one.closed_on) == (f"{MEETING} / 2026-05-05", None, None)
    assert (one.asked_on, one.asked_by, one.meeting_on) == (date(2026, 5, 5), "manager", date(2026, 5, 12))
    assert (one.held_on, one.led_by) == (date(2026, 5, 12), "manager")


def test_what_comes_after_a_meeting_is_about_the_next_one() -> None:
    answer = about(ASKED, SET, HELD, {"date": "2026-05-20", "what": "requested", "by": "HR"}, NOTES)
    assert [one.since for one in answer.asked_for] == [date(2026, 5, 5), date(2026, 5, 20)]
    assert state(answer, "record meeting notes") == [DutyState.MET, DutyState.OPEN]


def test_notes_of_the_next_meeting_are_no_notes_of_the_one_before() -> None:
    again = {"date": "2026-05-20", "what": "held", "by": "manager"}
    answer = about(ASKED, HELD, again, NOTES | {"date": "2026-05-20"})
    assert state(answer, "record meeting notes") == [DutyState.BREACHED, DutyState.MET]
    assert [one.on for one in answer.warnings] == [date(2026, 5, 12)]


def test_a_meeting_named_for_an_absence_bears_its_name() -> None:
    absent = [{"id": "a1", "first": "2026-03-02", "last": "2026-03-06"}]
    answer = about(ASKED | {"absence": "a1"}, HELD, absences=absent)
    assert [one.absence for one in answer.asked_for] == ["a1"]
    assert {one.absence for one in answer.duties} == {"a1"}
    assert ", absence: a1, what: recorded" in answer.to_record[-1].line


def test_a_meeting_that_a_person_closes_owes_nothing() -> None:
    answer = about(ASKED, {"date": "2026-05-08", "what": "closed", "by": "HR"})
    assert {one.state for one in answer.duties} == {DutyState.MOOT}
    assert (answer.to_record, answer.warnings, codes(answer.shown)) == ((), (), ["principle"] * 5)
    assert "recorded on Fri 8 May 2026 as not to be held" in " ".join(as_text(answer).split())


def test_events_from_before_the_policy_was_in_force_count_for_nothing() -> None:
    assert about({"date": "2024-08-30", "what": "held"}).asked_for == ()


def test_what_is_set_later_than_the_day_asked_about_is_not_seen() -> None:
    answer = about(ASKED, SET, HELD, on="2026-05-11")
    assert answer.asked_for[0].held_on is None
    assert state(answer, "record meeting notes") == [DutyState.OPEN]


# ------------------------------------------------------------------ duties and hints


def test_a_date_on_file_is_arranging() -> None:
    assert state(about(ASKED), "arrange meeting") == [DutyState.OPEN]
    assert state(about(ASKED, SET), "arrange meeting") == [DutyState.MET]


def test_notes_are_missing_from_the_day_of_the_meeting_until_they_are_on_file() -> None:
    assert codes(about(ASKED, HELD).warnings) == ["missing-at-meeting"]
    late = {"date": "2026-05-20", "what": "recorded", "name": "meeting notes"}
    assert codes(about(ASKED, HELD, late, on="2026-05-19").warnings) == ["missing-at-meeting"]
    assert about(ASKED, HELD, late, on="2026-05-20").warnings == ()


def test_a_hint_is_shown_until_it_is_on_file_and_never_breached() -> None:
    def hints(*events: dict[str, Any]) -> list[str]:
        return [one.text for one in about(*events).shown if one.code == "open-duty"]

    referral = {"date": "2026-05-05", "what": "recorded", "name": "referral to Workplace Health & Wellbeing"}
    assert "record referral to Workplace Health & Wellbeing" in hints(ASKED)
    assert "record referral to Workplace Health & Wellbeing" in hints(ASKED, HELD, NOTES)
    assert "record referral to Workplace Health & Wellbeing" not in hints(ASKED, referral)


def test_questions_from_before_the_meeting_are_of_no_consequence_after_it() -> None:
    assert state(about(ASKED, SET), "consider questions to raise") == [DutyState.OPEN]
    assert state(about(ASKED, SET, HELD), "consider questions to raise") == [DutyState.MOOT]


def test_a_plan_asks_for_the_part_of_the_employee_until_it_is_on_file() -> None:
    plan = {"date": "2026-05-12", "what": "considered", "name": "individual management plan"}
    part = {"date": "2026-05-15", "what": "recorded", "name": "involvement of the employee in the plan"}
    assert codes(about(HELD, NOTES, plan).warnings) == ["tell"]
    assert about(HELD, NOTES, plan, part).warnings == ()
    assert codes(about(HELD, NOTES, plan, part | {"value": False}).warnings) == ["tell"]


def test_the_right_to_bring_somebody_goes_with_the_invitation() -> None:
    def right(value: bool | None) -> list[str]:
        invited = {"date": "2026-05-05", "what": "recorded", "name": "whether the employee is invited", "value": value}
        shown = about(ASKED, *([invited] if value is not None else [])).shown
        return [one.text for one in shown if one.code == "right-to-bring"]

    whom = "bring work colleague or trade union representative"
    assert right(None) == [f"the employee, when invited, may {whom}"]
    assert right(True) == [f"the employee may {whom}"]
    assert right(False) == []


def test_somebody_else_may_not_ask_for_it_and_that_is_noted() -> None:
    (note,) = (one for one in about(ASKED | {"by": "employee"}).shown if one.code == "asked-by-another")
    assert note.text == f"{MEETING} was asked for by employee; manager or HR may ask for it"
    assert "asked-by-another" not in codes(about(ASKED | {"by": "HR"}).shown)


def test_medical_words_are_never_printed() -> None:
    secret = "lumbago"
    answer = about(ASKED | {"why": secret}, SET, HELD, NOTES | {"value": secret})
    assert secret not in as_text(answer) + str(json_of(answer))
    assert ("never-shown", "medical information") in [(one.code, one.text) for one in about(ASKED).shown]


def test_after_the_meeting_the_text_says_what_is_missing_and_what_is_merely_not_on_file() -> None:
    text = as_text(about(ASKED, SET, HELD | {"by": "head of department"}, on="2026-05-14"), width=90)
    section = text.partition("\nAsked for\n")[2].partition("\n\n")[0]
    assert section == AFTERWARDS.strip("\n")
    assert "Left open at earlier steps" not in text


AFTERWARDS = """
  case management meeting: asked for on Tue 5 May 2026 by manager, held on
      Tue 12 May 2026, led by head of department
    [!] manager: record meeting notes - missed, was due by Tue 12 May 2026
        (line 55, UCM-31)
    Leader      case management meeting was led by head of department, not by manager
                (UCM-19, UCM-27)
    Left open   record referral to Workplace Health & Wellbeing (UCM-17); coordinate
                attendance (UCM-27); consider confidentiality (UCM-12); consider privacy
                (UCM-12); consider who needs to know what (UCM-13); record whether the
                employee is invited (UCM-14); record how outcomes are communicated
                (UCM-15); provide absence records (UCM-28); provide actions already taken
                (UCM-28); record involvement of the employee in the plan (UCM-26); record
                actions agreed (UCM-30); keep meeting notes securely (UCM-32); none of it
                is ever late
    When done, put under `events:`, with the right day
      - {date: 2026-05-14, step: case management meeting, what: recorded, name: meeting notes}
"""


# ------------------------------------------------------------------ people and dates


@pytest.mark.parametrize(
    ("by", "note", "warned"),
    [("manager", [], []), ("Head of Department", ["led-by-another"], []), ("a friend", [], ["leader-not-named"])],
)
def test_who_led_is_compared_with_whom_the_policy_names(by: str, note: list[str], warned: list[str]) -> None:
    answer = about(HELD | {"by": by}, NOTES)
    assert [one.code for one in answer.shown if one.code == "led-by-another"] == note
    assert codes(answer.warnings) == warned


@pytest.mark.parametrize("who", ["work colleague", "a Trade Union Representative", "work colleagues", True])
def test_a_companion_on_the_list_is_no_question(who: str | bool) -> None:
    assert about(HELD, {"date": "2026-05-12", "what": "recorded", "name": "companion", "value": who}).human == ()


@pytest.mark.parametrize("settled", ["agreed", "refused"])
def test_a_companion_who_is_not_is_left_to_a_person_until_one_has_decided(settled: str) -> None:
    friend = {"date": "2026-05-06", "what": "recorded", "name": "companion", "value": "friend"}
    (left,) = about(ASKED, friend).human
    assert (left.code, left.since, left.clauses) == ("companion-not-listed", date(2026, 5, 6), ("UCM-23",))
    assert about(ASKED, friend, {"date": "2026-05-07", "what": settled, "name": "companion"}).human == ()


def offer(day: str, on: str = "2026-05-06") -> dict[str, Any]:
    return {"date": on, "what": "alternative offered", "for": day}


@pytest.mark.parametrize("days", range(-3, 12))
def test_another_date_is_in_time_up_to_seven_days_after_the_original_one(days: int) -> None:
    day = (date(2026, 5, 12) + timedelta(days)).isoformat()
    answer = about(ASKED, SET, offer(day))
    assert state(answer, "other date") == [DutyState.MET if days <= 7 else DutyState.BREACHED]
    assert codes(answer.human) == ([] if days <= 7 else ["late-alternative-date"])
    assert answer.warnings == ()


def test_a_date_that_the_employee_offered_is_no_original_date() -> None:
    accepted = {"date": "2026-05-07", "what": "scheduled", "for": "2026-05-15"}
    answer = about(ASKED, SET, offer("2026-05-15"), accepted, offer("2026-05-20", "2026-05-08"))
    assert [(one.state, one.latest) for one in answer.duties if one.duty == "other date"] == [
        (DutyState.BREACHED, date(2026, 5, 19))
    ]


def test_a_new_date_of_the_manager_is_an_original_date() -> None:
    moved = {"date": "2026-05-07", "what": "scheduled", "for": "2026-05-28"}
    assert state(about(ASKED, SET, moved, offer("2026-06-04", "2026-05-08")), "other date") == [DutyState.MET]


def test_a_date_set_after_it_settles_a_late_offer() -> None:
    late = offer("2026-05-20")
    assert codes(about(ASKED, SET, late).human) == ["late-alternative-date"]
    assert about(ASKED, SET, late, {"date": "2026-05-07", "what": "scheduled", "for": "2026-05-20"}).human == ()
    assert about(ASKED, SET, late, HELD).human == ()


def test_when_and_what_was_offered_are_two_readings() -> None:
    offered_late = offer("2026-05-19", "2026-05-13")
    values = {
        "employee": "E1",
        "absences": [],
        "events": [{"step": MEETING} | one for one in (ASKED, SET, offered_late)],
    }
    policy = shipped("university_case_mgmt")
    answer = policydsl.answer(policy, history_of(values, policy), date(2026, 6, 1), readings=True)
    assert answer.turns_on is not None
    assert [one.reading for one in answer.turns_on] == []
    late_date = values | {"events": [{"step": MEETING} | event for event in (ASKED, SET, offer("2026-05-20"))]}
    answer = policydsl.answer(policy, history_of(late_date, policy), date(2026, 6, 1), readings=True)
    (one,) = answer.turns_on or ()
    (difference,) = one.differences
    assert (one.reading, one.taking) == ("alternative date", "day of the offer")
    assert (difference.what, difference.here, difference.there) == ("other date", "breached", "met")


def test_without_an_original_date_nobody_can_tell() -> None:
    answer = about(ASKED, offer("2026-05-20"))
    assert (state(answer, "other date"), answer.human) == ([DutyState.OPEN], ())


# ------------------------------------------------------------------ the same at a step that fell due

LADDER = small(
    """
branch Branch follows each employee
  step talk
    falls due when 1 absence starts in the last 12 months
    falls due again only on a new absence
    led by line manager or head of department
    employee may bring a work colleague
    employee may offer another date within 3 calendar days after the original date
    outcome well: close
"""
)


def at_a_step(*events: dict[str, Any], on: str = "2026-03-20") -> Answer:
    said = [{"date": "2026-03-04", "step": "talk"} | event for event in events]
    values = {"employee": "E1", "absences": [{"first": "2026-03-02", "last": "2026-03-02"}], "events": said}
    return answer_of(values, date.fromisoformat(on), LADDER)


def test_a_leader_is_compared_at_a_step_too() -> None:
    led = at_a_step({"what": "held", "by": "head of department"})
    assert "led-by-another" in codes(led.shown)
    assert led.warnings == ()
    assert codes(at_a_step({"what": "held", "by": "HR"}).warnings) == ["leader-not-named"]
    assert at_a_step({"what": "held"}).warnings == ()


def test_a_companion_is_compared_at_a_step_too() -> None:
    friend = {"what": "recorded", "name": "companion", "value": "friend"}
    assert "companion-not-listed" in codes(at_a_step(friend).human)
    assert "companion-not-listed" not in codes(at_a_step(friend | {"value": "work colleague"}).human)


def test_an_offer_within_a_time_is_judged_by_the_day_it_was_made() -> None:
    date_set = {"what": "scheduled", "for": "2026-03-10"}
    for made, fits in (("2026-03-13", True), ("2026-03-14", False)):
        answer = at_a_step(date_set, offer("2026-03-30", made))
        assert state(answer, "other date") == [DutyState.MET if fits else DutyState.BREACHED]
        assert ("late-alternative-date" in codes(answer.human)) is not fits


# ------------------------------------------------------------------ the other shipped policy


def test_consent_comes_before_a_medical_report_is_asked_for() -> None:
    def states(*events: dict[str, Any]) -> list[DutyState]:
        values = {"employee": "E1", "absences": [], "events": list(events)}
        return state(answer_of(values, date(2026, 6, 1)), "record consent of the employee")

    report = {"date": "2026-05-10", "what": "requested", "name": "medical report from the doctor"}
    consent = {"date": "2026-05-08", "what": "recorded", "name": "consent of the employee"}
    assert states() == []
    assert states(consent) == [DutyState.MET]
    assert states(report) == [DutyState.BREACHED]
    assert states(consent, report) == [DutyState.MET]
    assert states(consent | {"date": "2026-05-10"}, report) == [DutyState.MET]
    assert states(consent | {"date": "2026-05-11"}, report) == [DutyState.BREACHED]
