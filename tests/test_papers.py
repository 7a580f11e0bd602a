"""Papers and reasons: what is handed in early counts, and what nobody recorded is not taken for something."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policydsl.check import check_text
from policydsl.explain.text import as_text
from policydsl.interpret.answer import Warned
from policydsl.model.policy import Policy
from policydsl.source import Source
from tests.small import HEADER, codes, fell, held, outcome, small, states, told, told_both_ways, value

CERTIFICATE = """
during every absence
  step certificate
    falls due when the absence has lasted over 7 calendar days
    employee must provide fit note{time}
    then close
"""
IN_TIME = " within 10 calendar days after the absence began"


def paper(day: str, **more: Any) -> dict[str, Any]:
    return {"date": day, "what": "given", "name": "fit note", **more}


def fit_note(on: str, *events: dict[str, Any], time: str = IN_TIME, text: str = CERTIFICATE) -> str:
    """The state of the duty for an absence from 5 January 2026 on."""
    found = told(small(text.format(time=time)), on, "2026-01-05 -", events=list(events))
    return states(found)["provide fit note"]


# ------------------------------------------------------------------ handed in early


@pytest.mark.parametrize(
    ("day", "on", "state"),
    [
        ("2026-01-05", "2026-01-20", "met"),  # the day on which the time begins
        ("2026-01-07", "2026-01-20", "met"),  # five days before the step falls due
        ("2026-01-15", "2026-01-20", "met"),
        ("2026-01-16", "2026-01-20", "breached"),
        ("2026-01-04", "2026-01-20", "breached"),  # before the absence
    ],
)
def test_a_paper_that_is_there_already_meets_the_duty(day: str, on: str, state: str) -> None:
    assert fit_note(on, paper(day)) == state


@pytest.mark.parametrize(("day", "state"), [("2026-01-05", "met"), ("2026-01-04", "open")])
def test_without_a_time_it_counts_from_the_first_day_of_the_absence(day: str, state: str) -> None:
    assert fit_note("2026-01-20", paper(day), time="") == state


@pytest.mark.parametrize("what", ["requested", "refused", "missed"])
def test_what_was_only_asked_for_is_not_there(what: str) -> None:
    assert fit_note("2026-01-20", {**paper("2026-01-07"), "what": what}) == "breached"


def test_a_paper_of_another_absence_is_not_there() -> None:
    policy = small(CERTIFICATE.format(time=IN_TIME))
    absent = ("2026-01-05 2026-01-06", "2026-02-02 -")
    for more, state in (({}, "met"), ({"absence": "2026-01-05"}, "breached")):
        answer = told(policy, "2026-02-20", *absent, events=[paper("2026-02-03", **more)])
        assert states(answer)["provide fit note"] == state


def test_a_step_that_falls_due_again_takes_a_paper_of_its_own() -> None:
    text = """
branch Notes follows each absence while it lasts
  step certificate
    falls due when the absence has lasted over 7 calendar days
    falls due again every 4 weeks
    employee must provide fit note
    outcome seen: stay
"""

    def found(*days: str, on: str = "2026-02-20") -> list[str]:
        answer = told(small(text), on, "2026-01-05 -", events=[paper(day) for day in days])
        return [one.state.value for one in answer.duties]

    assert found("2026-01-07") == ["met", "open"]
    assert found("2026-01-07", "2026-02-05") == ["met", "met"]
    assert found("2026-01-07", on="2026-03-20") == ["met", "open", "open"]


def test_what_is_owed_at_a_meeting_is_not_taken_from_before_it() -> None:
    text = CERTIFICATE.replace("employee must provide fit note{time}", "must discuss fit note")
    policy = small(text)
    answer = told(policy, "2026-01-20", "2026-01-05 -", events=[paper("2026-01-07")])
    assert states(answer)["discuss fit note"] == "open"


# ------------------------------------------------------------------ reasons that nobody recorded


def away(first: str, last: str, reason: str | None) -> dict[str, Any]:
    return {"first": f"2026-01-{first}", "last": f"2026-01-{last}", **({"reason": reason} if reason else {})}


MEASURE = """
measure lost over the whole record
  is absences
  an absence still running counts day by day
"""
JOIN = (
    "when no working day lies between them",
    "when at most 14 calendar days lie between them, and they have the same reason",
)


@pytest.mark.parametrize(
    ("reasons", "number", "warned"),
    [
        (("flu", "flu"), 1, False),
        (("flu", "back pain"), 2, False),
        ((None, None), 2, True),
        (("flu", None), 2, True),
        ((None, "flu"), 2, True),
    ],
)
def test_two_reasons_that_nobody_knows_are_not_the_same(
    reasons: tuple[str | None, ...], number: int, warned: bool
) -> None:
    absent = [away("05", "07", reasons[0]), away("14", "15", reasons[1])]
    answer = told_both_ways(small(MEASURE, JOIN), "2026-03-01", absences=absent)
    assert value(answer) == number
    assert ("reason-not-on-file" in codes(answer)) is warned


def test_a_missing_reason_is_not_told_where_the_absences_lie_too_far_apart() -> None:
    absent = [away("05", "07", None), away("23", "25", None)]
    answer = told(small(MEASURE, JOIN), "2026-03-01", absences=absent)
    assert "reason-not-on-file" not in codes(answer)


@pytest.mark.parametrize(("reason", "runs"), [("flu", 1), (None, 2)])
def test_linked_absences_need_a_reason_that_is_known_too(reason: str | None, runs: int) -> None:
    join = "absences join when no working day lies between them"
    link = "absences link when at most 8 weeks lie between them, and they have the same reason"
    text = """
branch Long follows each run of linked absences while it lasts
  step review
    falls due when the absence has lasted over 2 calendar days
    then close
"""
    absent = [away("05", "09", reason), away("14", "16", reason)]
    answer = told(small(text, (join, f"{join}\n  {link}")), "2026-01-20", absences=absent)
    assert len(answer.fell_due) == runs
    assert ("reason-not-on-file" in codes(answer)) is (reason is None)


LINKED = """
branch Long follows each run of linked absences while it lasts
  step review
    falls due when the absence has lasted over 9 calendar days
    then close
"""
NO_DAY = "absences join when no working day lies between them"
LINK = "absences link when at most 8 weeks lie between them, and they have the same reason"


@pytest.mark.parametrize(
    ("policy", "verb"),
    [(small(MEASURE, JOIN), "joined with"), (small(LINKED, (NO_DAY, f"{NO_DAY}\n  {LINK}")), "linked with")],
)
def test_what_is_told_of_a_reason_that_is_not_on_file(policy: Policy, verb: str) -> None:
    answer = told_both_ways(policy, "2026-01-31", absences=[away("05", "07", "flu"), away("14", "15", None)])
    assert answer.warnings == (
        Warned(
            "reason-not-on-file",
            f"the absence of 2026-01-14 is not {verb} that of 2026-01-05: a reason is not on file",
            absence="2026-01-14",
            on=date(2026, 1, 14),
            help="record the `reason` of each; where it is the same, they belong together",
        ),
    )


@pytest.mark.parametrize(
    ("records", "warned"),
    [
        ((("05", "09", "flu"), ("07", "12", None)), True),  # nobody knows why it went on
        ((("05", "09", None), ("07", "12", "flu")), False),
        ((("05", "12", "flu"), ("07", "09", None)), False),  # the longer one goes on to the end
        ((("05", "12", None), ("07", "09", "flu")), True),
    ],
)
def test_the_reason_with_which_an_absence_ended_is_asked_for(
    records: tuple[tuple[str, str, str | None], ...], warned: bool
) -> None:
    absent = [*(away(*one) for one in records), away("20", "21", "back pain")]
    found = codes(told_both_ways(small(MEASURE, JOIN), "2026-01-31", absences=absent))
    assert ("reason-not-on-file" in found) is warned


# ------------------------------------------------------------------ days without pay, once in a run

WAITING = """
sick pay for everybody
  everybody: 4 weeks full, 4 weeks half
  pay is counted in calendar days
  earlier sick pay does not count
  no pay for the first 3 working days, once in a run of linked absences
  gives half pay date
"""
LINK = (
    "  an absence ends on its last recorded day",
    "  absences link when at most 8 weeks lie between them\n  an absence ends on its last recorded day",
)


@pytest.mark.parametrize(
    ("first", "works", "half"),
    [
        ("2026-01-05 2026-01-07", None, "2026-03-02"),  # waited for in the first absence
        ("2026-01-05 2026-01-06", None, "2026-03-03"),  # one day is left
        ("2026-01-05 2026-01-07", "2026-01-20", None),  # nobody can tell which days of the first were worked
        ("2026-01-31 2026-01-31", "2026-01-20", "2026-03-05"),  # a Saturday: nothing was waited for
    ],
)
def test_what_was_waited_for_is_not_waited_for_again(first: str, works: str | None, half: str | None) -> None:
    more: dict[str, Any] = {}
    if works:
        more["works"] = [{"from": works, "days": ["mon", "tue", "wed", "thu", "fri"]}]
    join = ("when no working day lies between them", "when one starts the day after the other ends")
    answer = told(small(WAITING, LINK, join), "2026-02-03", first, "2026-02-02 -", **more)
    paid = answer.sick_pay[-1]
    assert paid.needs == (() if half else ("working pattern before 2026-01-20",))
    given = [one.on.isoformat() for one in paid.dates if one.fact == "half pay date" and one.on]
    assert given == ([half] if half else [])


# ------------------------------------------------------------------ a paper covers from its own day on

NOTE = """
document doctor's note
category self-certified absence is an absence without doctor's note
category certified absence is an absence with doctor's note
{more}
measure self-certified days over the whole record
  is calendar days of self-certified absence
  an absence still running counts day by day
measure certified days over the whole record
  is calendar days of absence
  an absence still running counts day by day
  counting only certified absences
measure absences without note over the whole record
  is self-certified absences
  an absence still running counts day by day
"""


def note(day: str, **more: Any) -> dict[str, Any]:
    return {"date": day, "what": "given", "name": "doctor's note", **more}


@pytest.mark.parametrize(
    ("days", "own", "certified"),
    [
        ((), 12, 0),
        (("2026-01-12",), 7, 5),  # on the 8th day: seven days before it
        (("2026-01-05",), 0, 12),
        (("2026-01-16",), 11, 1),
        (("2026-01-17",), 12, 0),  # after the last day
        (("2026-01-12", "2026-01-14"), 7, 5),
    ],
)
def test_days_before_a_certificate_are_days_without_one(days: tuple[str, ...], own: int, certified: int) -> None:
    events = [note(day) for day in days]
    answer = told_both_ways(small(NOTE.format(more="")), "2026-01-31", "2026-01-05 2026-01-16", events=events)
    assert (value(answer, "self-certified days"), value(answer, "certified days")) == (own, certified)
    counted = next(one for one in answer.measures if one.name == "self-certified days").counted
    assert sum(one.days for one in counted) == own


def test_an_absence_counts_as_one_with_a_certificate_as_a_whole() -> None:
    answer = told(small(NOTE.format(more="")), "2026-01-31", "2026-01-05 2026-01-16", events=[note("2026-01-12")])
    assert value(answer, "absences without note") == 0


def test_a_count_of_days_goes_by_the_certificate_too() -> None:
    text = """
branch Watch follows each employee
  step talk
    falls due when 8 calendar days of self-certified absence fall in the last 12 months
    falls due again only on a new absence
    then close
"""
    policy = small(NOTE.format(more=text))
    for day, due in (("2026-01-12", []), ("2026-01-13", ["talk 2026-01-12"])):
        assert fell(told_both_ways(policy, "2026-01-31", "2026-01-05 2026-01-16", events=[note(day)])) == due


def test_what_fell_due_for_want_of_a_paper_stays_due_unless_the_paper_has_a_day_in_time() -> None:
    text = """
branch Watch follows each employee
  step talk
    falls due when self-certified days is over 7
    falls due again only on a new absence
    then close
"""
    policy = small(NOTE.format(more=text))
    late = told(policy, "2026-01-31", "2026-01-05 2026-01-16", events=[note("2026-01-14")])
    in_time = told(policy, "2026-01-31", "2026-01-05 2026-01-16", events=[note("2026-01-12", recorded="2026-01-20")])
    assert (fell(late), fell(in_time)) == (["talk 2026-01-12"], [])


COVERED = """
document doctor's note
category self-certified absence is an absence without doctor's note
measure lost over the last 12 months
  is {formula}
  {line}
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
branch Watch follows each employee
  step talk
    falls due when {when}
    falls due again only on a new absence
    then stay
"""
OF_ONE_KIND = "calendar days of self-certified absence"


@pytest.mark.parametrize(
    ("formula", "line", "when"),
    [
        (
            "calendar days of absence",
            "counting only absences without doctor's note",
            "lost is at least 3 calendar days",
        ),
        ("calendar days of absence", "not counting absences with doctor's note", "lost is at least 3 calendar days"),
        (OF_ONE_KIND, "", f"at least 3 {OF_ONE_KIND} fall in the last 12 months"),
    ],
)
def test_an_absence_of_which_a_note_covers_every_day_counts_nowhere_also_once_it_is_over(
    formula: str, line: str, when: str
) -> None:
    """From 2 to 4 March without a note; from the 10th on with one up to the 11th, and back on the 12th or the 13th."""
    made = small(COVERED.format(formula=formula, line=line, when=when).replace("\n  \n", "\n"))
    events = [held("2026-03-05"), note("2026-03-10", **{"from": "2026-03-10", "to": "2026-03-11"})]
    for last, again in (("2026-03-11", False), ("2026-03-12", True)):
        answer = told_both_ways(made, "2026-03-31", "2026-03-02 2026-03-04", f"2026-03-10 {last}", events=events)
        assert fell(answer) == ["talk 2026-03-04", *(["talk 2026-03-12"] if again else [])]
        (lost,) = answer.measures
        assert (lost.value, [one.absence for one in lost.counted][1:]) == (3 + again, ["2026-03-10"] if again else [])
        out = [(one.absence, one.why) for one in lost.left_out]
        assert out == ([] if again else [("2026-03-10", "another-category")])


def test_a_count_in_time_that_may_stand_still_goes_by_the_certificate_too() -> None:
    """On 31 May the three months begin on 1 March: 5 days, and 16 of the absence of 11 May after those with a note."""
    text = """
document doctor's note
category self-certified absence is an absence without doctor's note
category very long absence is an absence lasting over 28 calendar days
branch Watch follows each employee
  step talk
    falls due when at least {number} calendar days of self-certified absence fall in the last 3 months of active service
    falls due again only on a new absence
    then close
"""
    several = "  an absence may count towards several steps\n"
    leaves_out = (several, f"{several}  active service leaves out very long absence\n")
    events = [note("2026-05-11", **{"from": "2026-05-11", "to": "2026-05-15"})]
    for number, due in ((21, ["talk 2026-05-31"]), (22, [])):
        made = small(text.format(number=number), leaves_out)
        answer = told_both_ways(made, "2026-06-01", "2026-02-20 2026-03-05", "2026-05-11 -", events=events)
        assert fell(answer) == due


def test_days_that_perhaps_lie_in_a_time_are_perhaps_too_many() -> None:
    """On 2 June 2026: 18 days after those with a note, and of the old absence three, or all 14."""
    text = """
document doctor's note
category self-certified absence is an absence without doctor's note
category very long absence is an absence lasting over 28 calendar days
branch Watch follows each employee
  step review
    falls due when 1 absence starts in the last 12 months
    then wait for talk
  step talk
    falls due when at most {number} calendar days of self-certified absence fall in the last 3 months of active service
    then close
"""
    several = "  an absence may count towards several steps\n"
    leaves_out = (several, f"{several}  active service leaves out very long absence\n")
    events = [note("2026-05-11", **{"from": "2026-05-11", "to": "2026-05-15"}), held("2026-06-01", "review")]
    for number, due in ((31, []), (32, ["talk 2026-06-02"])):
        made = small(text.format(number=number), leaves_out)
        answer = told_both_ways(made, "2026-06-02", "2026-02-20 2026-03-05", "2026-05-11 -", events=events)
        assert fell(answer) == ["review 2026-02-20", *due]


# ------------------------------------------------------------------ steps around an absence that wait for each other

AROUND = """
after every absence
  step welcome back
    falls due on first working time back
    outcome fit: close
    outcome not fit: close
  step review
    falls due 2 weeks after welcome back is held
    then close
  step talk
    falls due when welcome back has outcome not fit
    then close
"""


def test_a_step_after_every_absence_waits_for_another_one_of_the_same_absence() -> None:
    policy = small(AROUND)
    away = ("2026-01-05 2026-01-09", "2026-02-02 2026-02-03")
    events = [
        held("2026-01-13", "welcome back", absence="2026-01-05"),
        outcome("2026-01-14", "welcome back", "not fit", absence="2026-01-05"),
        held("2026-02-05", "welcome back", absence="2026-02-02"),
        outcome("2026-02-05", "welcome back", "fit", absence="2026-02-02"),
    ]
    assert fell(told_both_ways(policy, "2026-03-31", *away, events=events)) == [
        "welcome back 2026-01-12",
        "talk 2026-01-15",
        "review 2026-01-27",
        "welcome back 2026-02-04",
        "review 2026-02-19",
    ]
    assert [one.absence for one in told(policy, "2026-03-31", *away, events=events).fell_due][2] == "2026-01-05"


def test_a_step_after_every_absence_cannot_wait_for_itself() -> None:
    text = HEADER + AROUND.replace("2 weeks after welcome back is held", "2 weeks after review is held")
    found = check_text(Source("test.policy", text)).diagnostics
    assert [one.code.name for one in found] == ["waits-for-a-later-step"]


# ------------------------------------------------------------------ what a step that nobody holds still asks for

CARD = """
document warning letter
branch cards follows each employee
  step yellow card
    falls due when 2 absences start in the last 3 months
    falls due again only on a new absence
    counts as held at once
    must issue warning letter
    then close
"""


def test_a_letter_of_a_step_that_nobody_holds_is_to_be_done_and_not_left_open() -> None:
    away = ("2026-01-05 2026-01-09", "2026-02-02 2026-02-03")
    text = as_text(told(small(CARD), "2026-02-10", *away))
    assert "[ ] employer: issue warning letter" in text.partition("Ahead")[0]
    assert "Left open" not in text
    letter = {"date": "2026-02-09", "what": "issued", "name": "warning letter"}
    done = as_text(told(small(CARD), "2026-02-10", *away, events=[letter]))
    assert "Nothing is due." in done


def test_sick_pay_for_a_group_is_asked_for_whom_of_it() -> None:
    line = "  for employees on trial: 1 week full\n"
    text = HEADER + "group on trial is employees recorded as on trial\nsick pay for all\n" + line
    (found,) = [one for one in check_text(Source("test.policy", text)).diagnostics if one.code.name == "cannot-be-said"]
    assert found.help is not None
    assert "`for employees on trial: everybody: 1 week full`" in found.help
