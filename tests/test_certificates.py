"""Papers that are recorded with the days that they cover: what is added up, what they meet, and for which absence."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policydsl.check import check_text
from policydsl.diagnostics import Severity
from policydsl.domain.number import NO, YES, Truth, unsettled
from policydsl.explain.text import as_text
from policydsl.interpret.cover import is_covered
from policydsl.interpret.examples import Failed, Passed, run_all
from policydsl.model.amount import Amount, Unit
from policydsl.records.columns import Kind, Told
from policydsl.records.csv_file import table_of
from policydsl.records.together import Given, read_together
from policydsl.source import Source
from tests.engine import history_of, json_of, person_of
from tests.small import HEADER, fell, record, small, states, told, told_both_ways, value

DAYS = """
document fit note
category self-certified absence is an absence without fit note
measure self-certified days over the last 12 months
  is {unit} of self-certified absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
measure certified days over the whole record
  is calendar days of absence
  an absence still running counts day by day
  counting only absences with fit note
branch Watch follows each employee
  step talk
    falls due when {when}
    falls due again only on a new absence
    then close
"""
MEASURED = "self-certified days is over {}"
COUNTED = "at least {} calendar days of self-certified absence fall in the last 12 months"


def policy(when: str = MEASURED.format(7), unit: str = "calendar days") -> Any:
    return small(DAYS.format(unit=unit, when=when))


def note(day: str, first: str | None = None, last: str | None = None, **more: Any) -> dict[str, Any]:
    days = {key: value for key, value in (("from", first), ("to", last)) if value is not None}
    return {"date": day, "what": "recorded", "name": "fit note", **days, **more}


# ------------------------------------------------------------------ days that are added up

FIRST, SECOND = "2026-01-05 2026-01-16", "2026-02-02 -"
WEEKS = ("2026-01-05 2026-01-09", "2026-01-12 2026-01-16")
"""The first one in two records, which are one absence: the weekend between them belongs to it."""


@pytest.mark.parametrize(
    ("notes", "own", "certified"),
    [
        ((), 32, 0),
        ((note("2026-01-12"),), 27, 5),  # as ever: from its own day on, for the latest absence
        ((note("2026-01-12", "2026-01-12", "2026-01-14"),), 29, 3),
        ((note("2026-01-14", "2026-01-12", "2026-01-14"),), 29, 3),  # it came later
        ((note("2026-01-12", None, "2026-01-12"),), 31, 1),
        ((note("2026-01-14", "2026-01-05"),), 20, 12),  # no last day: the rest of the absence, and not the next one
        ((note("2026-02-10", "2026-01-12"),), 27, 5),  # it came in the next absence, and is for this one
        ((note("2026-01-12", "2026-01-12", "2026-02-03"),), 25, 7),  # on into the next absence
        ((note("2026-01-12", "2026-01-12", "2026-02-03", absence="2026-02-02"),), 30, 2),
        ((note("2026-01-20", "2026-02-02", "2026-02-21"),), 12, 20),  # known before the absence began
        ((note("2026-01-12", "2026-01-05", "2026-01-08"), note("2026-01-12", "2026-01-08", "2026-01-10")), 26, 6),
        ((note("2026-02-22", "2026-02-02", "2026-02-21"),), 32, 0),  # on the 21st nobody has it
        ((note("2026-02-21", "2026-02-02", "2026-02-21"),), 12, 20),
        ((note("2026-01-12", "2026-01-17", "2026-02-01"),), 32, 0),  # between the absences
        ((note("2026-01-12", "2026-01-05", "2026-01-16", value=False),), 32, 0),  # none was there
    ],
)
@pytest.mark.parametrize("when", [MEASURED.format(30), COUNTED.format(30)])
@pytest.mark.parametrize("away", [(FIRST,), WEEKS])
def test_days_go_by_the_days_that_a_paper_covers(
    notes: tuple[dict[str, Any], ...], own: int, certified: int, when: str, away: tuple[str, ...]
) -> None:
    answer = told_both_ways(policy(when), "2026-02-21", *away, SECOND, events=list(notes))
    assert (value(answer, "self-certified days"), value(answer, "certified days")) == (own, certified)
    counted = next(one for one in answer.measures if one.name == "self-certified days").counted
    assert sum(one.days for one in counted) == own


@pytest.mark.parametrize(
    ("when", "days", "due"),
    [
        (MEASURED.format(2), ("2026-01-05", "2026-01-14"), "2026-01-17"),  # the 15th is the first day without
        (COUNTED.format(3), ("2026-01-05", "2026-01-14"), "2026-01-17"),
        (MEASURED.format(2), ("2026-01-07", "2026-01-14"), "2026-01-15"),  # two days before it, one after
        (COUNTED.format(3), ("2026-01-07", "2026-01-14"), "2026-01-15"),
        (MEASURED.format(2), ("2026-01-08", "2026-01-14"), "2026-01-07"),  # three days before it came
        (MEASURED.format(0), ("2026-01-05", "2026-01-14"), "2026-01-15"),
        (COUNTED.format(1), ("2026-01-05", "2026-01-14"), "2026-01-15"),
    ],
)
def test_an_absence_that_runs_on_counts_again_from_the_day_after_a_certificate(
    when: str, days: tuple[str, str], due: str
) -> None:
    events = [note(days[0], *days)]
    for on in ("2026-01-14", "2026-01-15", "2026-01-17", "2026-03-02"):
        answer = told_both_ways(policy(when), on, "2026-01-05 -", events=events)
        assert fell(answer) == ([f"talk {due}"] if due <= on else [])


@pytest.mark.parametrize(
    "kinds",
    [
        "an absence without fit note, or an absence flagged urgent",
        "an absence flagged urgent, or an absence without fit note",
        "an absence, except absences with fit note",
    ],
)
def test_days_go_by_the_paper_too_where_it_is_one_kind_of_several_or_is_excepted(kinds: str) -> None:
    text = DAYS.format(unit="calendar days", when=MEASURED.format(30)).replace("an absence without fit note", kinds)
    events = [note("2026-01-12", "2026-01-12", "2026-01-14")]
    answer = told_both_ways(text, "2026-02-21", FIRST, SECOND, events=events)
    assert value(answer, "self-certified days") == 29


def test_what_a_window_clips_goes_by_the_days_inside_it() -> None:
    """The certificate ends before the window begins: it covers no day of it."""
    text = DAYS.replace("over the last 12 months", "over the last 5 calendar days")
    answer = told_both_ways(
        small(text.format(unit="calendar days", when=MEASURED.format(9))),
        "2026-01-16",
        "2026-01-05 -",
        events=[note("2026-01-05", "2026-01-05", "2026-01-09")],
    )
    assert value(answer, "self-certified days") == 5


def test_working_days_and_hours_go_by_them_too() -> None:
    events = [note("2026-01-09", "2026-01-09", "2026-01-12")]
    for unit, own in (("working days", 8), ("hours", 60)):
        works = [{"days": ["mon", "tue", "wed", "thu", "fri"], "hours": 7.5}]
        answer = told_both_ways(policy(unit=unit), "2026-01-31", FIRST, events=events, works=works)
        assert value(answer, "self-certified days") == own


def test_a_paper_that_came_too_late_leaves_due_what_had_fallen_due() -> None:
    late, in_time = (note(day, "2026-01-05", "2026-01-16") for day in ("2026-01-13", "2026-01-12"))
    answers = [told_both_ways(policy(), "2026-01-20", FIRST, events=[one]) for one in (late, in_time)]
    assert [fell(one) for one in answers] == [["talk 2026-01-12"], []]
    assert [value(one, "self-certified days") for one in answers] == [0, 0]


# ------------------------------------------------------------------ duties

CERTIFICATE = """
document fit note
during every absence
  step certificate
    falls due when the absence has lasted over 7 calendar days
    employee must provide fit note within 10 calendar days after the absence began
    then close
"""


@pytest.mark.parametrize(
    ("paper", "state"),
    [
        (note("2026-02-12", "2026-02-09", "2026-02-20"), "met"),
        (note("2026-02-12", "2026-01-05", "2026-01-16"), "breached"),  # for the absence before
        (note("2026-01-28", "2026-02-02", "2026-02-20"), "met"),  # before an operation that was planned
        (note("2026-01-28", "2026-01-20", "2026-02-01"), "breached"),  # up to the day before
        (note("2026-01-28", "2026-02-02"), "breached"),  # known before, and for no absence that had begun
        (note("2026-02-12", "2026-02-21", "2026-02-27"), "breached"),  # the eighth day is the 9th of February
        (note("2026-02-12", "2026-02-09", "2026-02-09"), "met"),  # that day alone is asked for
        (note("2026-02-12", "2026-02-10", "2026-02-20"), "breached"),
        (note("2026-02-03", "2026-02-02", "2026-02-08"), "breached"),  # up to the seventh day
        (note("2026-02-03", "2026-02-02"), "met"),
        (note("2026-02-12", "2026-02-10"), "breached"),  # from the ninth day on
        (note("2026-02-08", None, "2026-02-08"), "breached"),  # on the seventh alone
        (note("2026-02-12"), "met"),  # recorded without days
    ],
)
def test_a_paper_meets_what_is_asked_for_an_absence_that_it_covers(paper: dict[str, Any], state: str) -> None:
    away = ("2026-01-05 2026-01-06", "2026-02-02 -")
    answer = told_both_ways(small(CERTIFICATE), "2026-02-16", *away, events=[paper])
    assert states(answer)["provide fit note"] == state


def test_a_later_paper_for_the_day_that_is_asked_for_meets_the_duty() -> None:
    events = [note("2026-02-12", "2026-02-12", "2026-02-20"), note("2026-02-12", "2026-02-08", "2026-02-11")]
    text = CERTIFICATE.replace(" within 10 calendar days after the absence began", "")
    for on, state, days in (("2026-02-11", "open", ()), ("2026-02-12", "met", ())):
        answer = told_both_ways(small(text), on, "2026-02-02 -", events=events)
        (duty,) = answer.duties
        assert (states(answer)["provide fit note"], duty.uncovered) == (state, days)
    (duty,) = told(small(text), "2026-02-16", "2026-02-02 -", events=events[:1]).duties
    assert duty.uncovered == ((date(2026, 2, 9), date(2026, 2, 9)),)


# ------------------------------------------------------------------ where they are recorded


def test_they_stand_in_a_table() -> None:
    rows = "employee,date,what,name,from,to\nE1,2026-02-10,recorded,fit note,2026-02-08,2026-02-21\n"
    table, found = table_of(Source("events.csv", rows))
    (one,) = read_together((), [Given(Kind.EVENTS, table, found)], Told(), policy())
    assert one.history is not None, one.diagnostics
    (event,) = one.history.events
    assert (event.since, event.until) == (date(2026, 2, 8).toordinal(), date(2026, 2, 21).toordinal())


def test_they_stand_in_the_short_form_beside_the_day_of_entry() -> None:
    paper = {"date": "2026-02-10", "issued": "fit note", "from": "2026-02-08", "recorded": "2026-02-12"}
    (event,) = history_of({"employee": "E1", "events": [paper]}, policy()).events
    assert event.since is not None
    assert event.recorded is not None
    assert event.until is None
    assert (event.day - event.since, event.recorded - event.since) == (2, 4)


@pytest.mark.parametrize(("since", "passes"), [(9, True), (10, False)])
def test_an_example_tells_them(since: int, passes: bool) -> None:
    text = f"""
example covered
  absent from 5 January 2026 to 14 January 2026
  recorded fit note on 12 January 2026, covering {since} January 2026 to 14 January 2026
  on 14 January 2026, self-certified days is 4
"""
    (found,) = run_all(small(DAYS.format(unit="calendar days", when=MEASURED.format(7)) + text))
    assert isinstance(found, Passed if passes else Failed)


@pytest.mark.parametrize(
    ("covering", "code"),
    [("9 January 2026 to 8 January 2026", "cover-backwards"), ("9 January 2026 to 14 January 2026", None)],
)
def test_an_example_with_the_days_exchanged_is_told_so(covering: str, code: str | None) -> None:
    text = f"""
example covered
  absent from 5 January 2026 to 14 January 2026
  recorded fit note on 12 January 2026, covering {covering}
  on 14 January 2026, talk has not fallen due
"""
    source = Source("test.policy", HEADER + DAYS.format(unit="calendar days", when=MEASURED.format(7)) + text)
    wrong = [one.code for one in check_text(source).diagnostics if one.code.severity is Severity.ERROR]
    assert [one.name for one in wrong] == ([code] if code else [])


# ------------------------------------------------------------------ one after the other without a gap

GAPS = """
document fit note
setting self-certified days is 7 calendar days
branch Certificates follows each absence while it lasts
  step certificate
    falls due when the absence is not covered by fit note{after}
    falls due again only after falling back
    counts as held at once
    employee must provide fit note
    then stay
"""
AFTER = " after the self-certified days"


def certificates(
    *papers: tuple[str, str, str], away: str = "2026-01-05 -", after: str = AFTER, **more: Any
) -> list[str]:
    """The days on which a certificate was missing for the first time, by the end of February."""
    events = [note(*one) for one in papers]
    answer = told_both_ways(small(GAPS.format(after=after)), "2026-02-27", away, events=events, **more)
    return [str(one.on) for one in answer.fell_due]


FIRST_NOTE = ("2026-01-12", "2026-01-12", "2026-01-18")


@pytest.mark.parametrize(
    ("papers", "due"),
    [
        ((), ["2026-01-12"]),  # the eighth day
        ((FIRST_NOTE,), ["2026-01-19"]),  # the day after it ends
        ((FIRST_NOTE, ("2026-01-19", "2026-01-19", "2026-03-31")), []),
        ((FIRST_NOTE, ("2026-01-16", "2026-01-18", "2026-03-31")), []),  # the two share a day
        ((FIRST_NOTE, ("2026-01-19", "2026-01-20", "2026-03-31")), ["2026-01-19"]),  # a day between
        ((FIRST_NOTE, ("2026-01-20", "2026-01-19", "2026-03-31")), ["2026-01-19"]),  # no gap, and a day late
        ((FIRST_NOTE, ("2026-01-21", "2026-01-21", "2026-01-25")), ["2026-01-19", "2026-01-26"]),
        ((("2026-01-09", "2026-01-09", "2026-01-11"),), ["2026-01-12"]),
        ((("2026-01-05", "2026-01-05", "2026-01-06"),), ["2026-01-12"]),  # a gap in the first seven days
        ((("2026-01-12", "2026-01-12", "2026-02-27"),), []),
        ((("2026-01-12", "2026-01-12", "2026-02-26"),), ["2026-02-27"]),
    ],
)
def test_a_certificate_is_missing_from_the_day_after_the_last_one(
    papers: tuple[tuple[str, str, str], ...], due: list[str]
) -> None:
    assert certificates(*papers) == due


@pytest.mark.parametrize(
    ("value_", "due"),
    [("0 calendar days", ["2026-01-05"]), ("3 calendar days", ["2026-01-08"]), ("14 calendar days", ["2026-01-19"])],
)
def test_a_shorter_rule_may_be_imposed_on_one_person(value_: str, due: list[str]) -> None:
    own = {"setting": "self-certified days", "value": value_, "from": "2026-01-01", "by": "HR", "why": "agreed"}
    assert certificates(adjustments=[own]) == due


def test_a_rule_imposed_while_somebody_is_away_holds_from_its_day_on() -> None:
    own = {
        "setting": "self-certified days",
        "value": "0 calendar days",
        "from": "2026-01-07",
        "by": "HR",
        "why": "agreed",
    }
    assert certificates(adjustments=[own]) == ["2026-01-07"]


def test_without_a_time_every_day_needs_one() -> None:
    assert certificates(after="") == ["2026-01-05"]
    assert certificates(("2026-01-05", "2026-01-05", "2026-01-09"), after="") == ["2026-01-10"]


def test_days_between_two_records_of_an_absence_need_none() -> None:
    """Friday the 16th to Monday the 19th: the weekend is in no record."""
    away = [{"first": "2026-01-05", "last": "2026-01-16"}, {"first": "2026-01-19", "last": "2026-01-30"}]
    first = ("2026-01-12", "2026-01-12", "2026-01-16")
    for monday, due in (("2026-01-19", []), ("2026-01-20", ["2026-01-19"])):
        events = [note(*first), note("2026-01-19", monday, "2026-01-30")]
        answer = told_both_ways(small(GAPS.format(after=AFTER)), "2026-02-27", absences=away, events=events)
        assert [str(one.on) for one in answer.fell_due] == due


def test_a_gap_that_goes_on_is_asked_for_day_by_day_in_stretches() -> None:
    # asked for again every two weeks, each time for the days since then
    policy = GAPS.format(after=AFTER).replace("only after falling back", "every 2 weeks")
    answer = told(small(policy), "2026-02-03", "2026-01-05 -", events=[note(*FIRST_NOTE)])
    assert [[(str(first), str(last)) for first, last in one.uncovered] for one in answer.duties] == [
        [("2026-01-19", "2026-02-01")],
        [("2026-02-02", "2026-02-03")],
    ]


@pytest.mark.parametrize(
    ("covered", "left"),
    [("2026-01-12", ["2026-01-09"]), ("2026-01-10", ["2026-01-09"]), ("2026-01-09", [])],
)
def test_the_day_on_which_it_falls_due_may_be_the_last_before_a_weekend(covered: str, left: list[str]) -> None:
    # Monday to Friday the 9th, and the week after it: due on that Friday, the fifth day
    policy = """
branch Certificates follows each absence while it lasts
  step certificate
    falls due when the absence has lasted at least 5 calendar days
    employee must provide fit note
    then stay
"""
    away = [{"first": "2026-01-05", "last": "2026-01-09"}, {"first": "2026-01-12", "last": "2026-01-16"}]
    events = [note("2026-01-12", covered, "2026-01-16")]
    (duty,) = told(small(policy), "2026-01-16", absences=away, events=events).duties
    assert [(str(first), str(last)) for first, last in duty.uncovered] == [(day, day) for day in left]
    assert duty.state.value == ("open" if left else "met")


def test_nothing_is_missing_once_the_employee_is_back() -> None:
    assert certificates(FIRST_NOTE, away="2026-01-05 2026-01-18") == []


def test_the_answer_names_the_days_without_one() -> None:
    events = [note(*FIRST_NOTE), note("2026-01-21", "2026-01-21", "2026-01-25")]
    answer = told(small(GAPS.format(after=AFTER)), "2026-01-27", "2026-01-05 -", events=events)
    (waiting,) = answer.standing
    (reason,) = waiting.reasons
    assert reason.what == "the absence is not covered by fit note after 7 calendar days"
    assert [(one.kind, str(one.first), str(one.last)) for one in reason.because] == [
        ("uncovered", "2026-01-19", "2026-01-20"),
        ("uncovered", "2026-01-26", "2026-01-27"),
    ]
    text = as_text(answer)
    assert "no fit note for 19 to 20 Jan 2026" in text
    assert "no fit note for 26 to 27 Jan 2026" in text
    found = [one["because"] for one in json_of(answer)["standing"][0]["reasons"]]
    assert [(one["kind"], one["first"], one["last"]) for one in found[0]] == [
        ("uncovered", "2026-01-19", "2026-01-20"),
        ("uncovered", "2026-01-26", "2026-01-27"),
    ]


@pytest.mark.parametrize(
    ("papers", "on", "states_", "days"),
    [
        # The gap from the 19th on: a certificate from the 21st leaves two days of it open.
        ((("2026-01-21", "2026-01-21", "2026-01-25"),), "2026-01-25", ["open"], [("19", "20")]),
        ((("2026-01-21", "2026-01-19", "2026-01-25"),), "2026-01-25", ["met"], []),
        ((("2026-01-21", "2026-01-19", "2026-01-20"),), "2026-01-22", ["open"], [("21", "22")]),
        ((("2026-01-21", "2026-01-19", "2026-01-21"),), "2026-01-21", ["met"], []),
        (
            (("2026-01-21", "2026-01-21", "2026-01-25"), ("2026-01-24", "2026-01-19", "2026-01-20")),
            *("2026-01-24", ["met"], []),
        ),
        ((("2026-01-21", "2026-01-21", "2026-01-25"),), "2026-01-27", ["open", "open"], [("19", "20")]),
        # The second gap is one of its own: closing the first leaves it open, and the other way round.
        (
            (("2026-01-21", "2026-01-21", "2026-01-25"), ("2026-01-27", "2026-01-19", "2026-01-20")),
            *("2026-01-28", ["met", "open"], []),
        ),
        (
            (("2026-01-21", "2026-01-21", "2026-01-25"), ("2026-01-27", "2026-01-26", "2026-02-20")),
            *("2026-01-28", ["open", "met"], [("19", "20")]),
        ),
        # Without days of its own a paper says nothing of what it leaves open.
        ((("2026-01-21", None, None),), "2026-01-25", ["met"], []),
        ((), "2026-01-25", ["open"], [("19", "25")]),
    ],
)  # fmt: skip
def test_a_duty_to_provide_asks_for_the_days_of_its_gap(
    papers: tuple[tuple[str, Any, Any], ...], on: str, states_: list[str], days: list[tuple[str, str]]
) -> None:
    events = [note(*FIRST_NOTE), *(note(*one) for one in papers)]
    answer = told_both_ways(small(GAPS.format(after=AFTER)), on, "2026-01-05 -", events=events)
    duties = [one for one in answer.duties if one.duty == "provide fit note"]
    assert [one.state.value for one in duties] == states_
    found = [(f"{first:%d}", f"{last:%d}") for first, last in duties[0].uncovered]
    assert found == days
    assert ("still for 19 to 20 Jan 2026" in as_text(answer)) is (days == [("19", "20")])
    assert len(json_of(answer)["duties"][0].get("uncovered", [])) == len(days)


def test_days_after_the_absence_are_asked_of_nobody() -> None:
    events = [note(*FIRST_NOTE), note("2026-01-26", "2026-01-19", "2026-01-21")]
    answer = told_both_ways(small(GAPS.format(after=AFTER)), "2026-02-20", "2026-01-05 2026-01-21", events=events)
    assert states(answer)["provide fit note"] == "met"


def test_a_step_after_the_absence_takes_any_paper_for_it() -> None:
    text = """
document fit note
after every absence
  step return
    falls due on first working time back
    employee must provide fit note within 5 calendar days after return is due
    then close
"""
    for first, state in (("2026-01-05", "met"), ("2026-01-08", "met")):
        events = [note("2026-01-12", first, "2026-01-09")]
        answer = told_both_ways(small(text), "2026-02-20", "2026-01-05 2026-01-09", events=events)
        assert states(answer)["provide fit note"] == state


def test_the_day_after_a_certificate_is_told_ahead() -> None:
    answer = told(small(GAPS.format(after=AFTER)), "2026-01-14", "2026-01-05 -", events=[note(*FIRST_NOTE)])
    assert "nothing changes before Mon 19 Jan 2026" in as_text(answer)


def test_what_is_covered_can_be_asked_for_too() -> None:
    text = """
document fit note
branch Certificates follows each absence while it lasts
  step review
    falls due when the absence has lasted over 7 calendar days and the absence is covered by fit note
    falls due again only after falling back
    counts as held at once
    then stay
"""
    events = [note("2026-01-14", "2026-01-14", "2026-01-18"), note("2026-01-21", "2026-01-21", "2026-01-25")]
    answer = told_both_ways(small(text), "2026-02-27", "2026-01-05 -", events=events)
    assert fell(answer) == ["review 2026-01-14", "review 2026-01-21"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("the absence is not covered by fit note after 5 working days", "unit-does-not-fit"),
        ("the absence is not covered by fit note after 7", "number-without-a-unit"),
        ("the absence is not covered by sick line", "unknown-name"),
    ],
)
def test_what_cannot_be_said_of_it_is_told(line: str, code: str) -> None:
    text = GAPS.format(after=AFTER).replace(
        "the absence is not covered by fit note after the self-certified days", line
    )
    found = check_text(Source("test.policy", HEADER + text)).diagnostics
    assert code in [one.code.name for one in found]


PROOF = """
document fit note
branch care follows each absence
  step talk
    falls due when the absence has lasted over 7 calendar days
    then wait for proof
  step proof
    falls due when the absence is not covered by fit note after 7 calendar days
    outcome given: close
"""


@pytest.mark.parametrize(
    ("last", "due"),
    [("2026-01-15", ["talk 2026-01-12", "proof 2026-01-21"]), ("2026-01-16", ["talk 2026-01-12"])],
)
def test_of_an_absence_that_is_over_its_last_day_is_to_be_covered(last: str, due: list[str]) -> None:
    """It ended on Friday the 16th; the talk is held on the 20th, and the proof is watched from the day after."""
    talk = {"date": "2026-01-20", "step": "talk", "what": "held"}
    events = [note("2026-01-12", "2026-01-12", last), talk]
    assert fell(told_both_ways(PROOF, "2026-02-27", FIRST, events=events)) == due


@pytest.mark.parametrize(
    ("on", "away", "notes", "found"),
    [
        # the second from Wednesday 1 April on, which is one with the first if nobody worked on the 31st: the eighth day
        # is the 8th, or the 6th
        ("2026-04-07", ("2026-03-30", "2026-04-01 -"), (), unsettled(frozenset({"working pattern before 2026-04-01"}))),
        ("2026-04-07", ("2026-04-01 -",), (), YES),
        ("2026-04-08", ("2026-03-30", "2026-04-01 -"), (), NO),
        ("2026-04-08", ("2026-03-30", "2026-04-01 -"), (note("2026-04-08", "2026-04-08"),), YES),
        ("2026-04-09", ("2026-03-30", "2026-04-01 -"), (note("2026-04-08", "2026-04-08"),), YES),
    ],
)
def test_in_what_may_be_a_longer_absence_nobody_can_tell_whether_a_paper_is_needed_yet(
    on: str, away: tuple[str, ...], notes: tuple[dict[str, Any], ...], found: Truth
) -> None:
    works = [{"days": ["mon", "tue", "wed", "thu", "fri"], "from": "2026-04-01"}]
    values = {"employee": "E1", "absences": [record(one) for one in away], "events": list(notes), "works": works}
    person = person_of(values, date.fromisoformat(on), policy())
    week = Amount(7, Unit.CALENDAR_DAYS)
    assert is_covered(person.absences[-1], "fit note", week, person, person.on) == found


# ------------------------------------------------------------------ days of which nobody knows whether they were worked

KNOWN_LATER = [{"from": "2026-01-12", "days": ["mon", "tue", "wed", "thu", "fri"]}]


@pytest.mark.parametrize(
    ("paper", "limit", "least", "fallen", "open_"),
    [
        # Without one: 5 to 11 January, of which nobody knows; 14 to 16 January, three working days.
        (("2026-01-12", "2026-01-12", "2026-01-13"), 9, 3, False, True),
        (("2026-01-12", "2026-01-12", "2026-01-13"), 10, 3, False, False),  # there are no more than ten
        (("2026-01-12", "2026-01-12", "2026-01-13"), 2, 3, True, False),
        # Without one: 12 to 16 January. What is not known lies under the paper.
        (("2026-01-05", "2026-01-05", "2026-01-11"), 4, 5, True, False),
        (("2026-01-05", "2026-01-05", "2026-01-11"), 5, 5, False, False),
        # All days are covered, or none.
        (("2026-01-05", "2026-01-05", "2026-01-16"), 0, 0, False, False),
        (("2026-01-16", "2026-01-17", "2026-01-18"), 11, 5, False, True),
        (("2026-01-16", "2026-01-17", "2026-01-18"), 12, 5, False, False),
    ],
)
def test_days_that_were_perhaps_worked_are_perhaps_without_a_paper(
    paper: tuple[str, str, str], limit: int, least: int, fallen: bool, open_: bool
) -> None:
    watched = policy(MEASURED.format(limit), unit="working days")
    answer = told_both_ways(watched, "2026-01-20", FIRST, events=[note(*paper)], works=KNOWN_LATER)
    assert value(answer, "self-certified days") == least
    assert bool(fell(answer)) is fallen
    assert [one.needs for one in answer.unknown] == (["working pattern before 2026-01-12"] if open_ else [])


def test_a_paper_counts_on_the_day_on_which_it_is_put_on_file() -> None:
    for on, own in (("2026-01-13", 9), ("2026-01-14", 4)):
        answer = told_both_ways(policy(), on, "2026-01-05 -", events=[note("2026-01-14", "2026-01-09", "2026-01-16")])
        assert value(answer, "self-certified days") == own


@pytest.mark.parametrize(
    "paper",
    [note("2026-01-14", "2026-01-09", "2026-01-12", value=False), {"date": "2026-01-14", "requested": "fit note"}],
)
def test_a_paper_that_nobody_has_covers_no_day(paper: dict[str, Any]) -> None:
    answer = told_both_ways(policy(), "2026-01-20", FIRST, events=[paper])
    assert (value(answer, "self-certified days"), value(answer, "certified days")) == (12, 0)


WEEK, NEXT_WEEK = "2026-01-05 2026-01-09", "2026-01-12 2026-01-16"


@pytest.mark.parametrize(
    "paper",
    [
        note("2026-01-12", "2026-01-11", "2026-01-11", value=False),  # none was there
        note("2026-01-19", "2026-01-11", "2026-01-11"),  # it comes on Monday the 19th
    ],
)
def test_a_paper_that_nobody_has_yet_leaves_the_weekend_inside_an_absence_as_it_is(paper: dict[str, Any]) -> None:
    """Two weeks that join to one absence of twelve days, with the 10th and the 11th."""
    answer = told_both_ways(policy(MEASURED.format(11)), "2026-01-18", WEEK, NEXT_WEEK, events=[paper])
    assert value(answer, "self-certified days") == 12
    assert fell(answer) == ["talk 2026-01-16"]


KINDS = (
    "calendar holiday period covers 23 December 2025 to 2 January 2026\n"
    "category self-certified absence is an absence without fit note, or an absence falling on holiday period flagged a,"
    " or an absence flagged b lasting at most 7 calendar days"
)


def test_what_changes_no_day_that_is_added_up_is_not_missing() -> None:
    """Three working days count anyway: nobody need know whether the weekend with a paper falls on a holiday of 2027.

    The two days of the absence that runs count if it ends within a week, which no record can tell.
    """
    text = DAYS.format(unit="working days", when="self-certified days is over 9 working days")
    answer = told_both_ways(
        text.replace("category self-certified absence is an absence without fit note", KINDS),
        "2027-01-20",
        "2027-01-07 2027-01-11 a",
        "2027-01-19 - b",
        events=[note("2027-01-11", "2027-01-09", "2027-01-10"), note("2027-01-19", "2027-01-19")],
    )
    measure = next(one for one in answer.measures if one.name == "self-certified days")
    assert (measure.value, measure.needs) == (3, ())


SURGERY = """
document fit note
document surgery notice
branch care follows each absence
  step talk
    falls due when the absence has lasted over 2 calendar days
    employee must provide fit note within 20 calendar days after surgery notice is recorded
    counts as held at once
    then close
"""


@pytest.mark.parametrize(
    ("paper", "first", "open_"),
    [
        ("2026-01-08", "2026-01-16", [("14", "14")]),  # it came after the notice, and not for the day that is asked for
        ("2026-01-08", "2026-01-12", []),
        ("2026-01-02", "2026-01-16", []),  # from before the notice: no paper came at all
    ],
)
def test_a_paper_that_comes_while_its_time_runs_leaves_days_open_also_where_it_came_before_the_absence(
    paper: str, first: str, open_: list[tuple[str, str]]
) -> None:
    notice = {"date": "2026-01-05", "what": "recorded", "name": "surgery notice", "absence": "2026-01-12"}
    events = [note(paper, first), notice]
    (duty,) = told_both_ways(small(SURGERY), "2026-01-19", "2026-01-12 -", events=events).duties
    assert [(f"{one:%d}", f"{last:%d}") for one, last in duty.uncovered] == open_
