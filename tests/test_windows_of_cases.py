"""From which day a time after a step runs for each case: a case goes by its own step, any other by the latest there is.

5 January 2026 is a Monday. The first absence ends on Wednesday 7 January, the second on Wednesday 4 February; each is
followed by a talk, due on the day after it and held on the Monday after that.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policydsl.interpret.answer import MeasureValue
from policydsl.interpret.fold import over_days_that_matter, over_every_day
from policydsl.interpret.measured import measured
from policydsl.interpret.standing import CaseKey
from tests.engine import person_of
from tests.small import codes, fell, held, outcome, record, small, told_both_ways

FIRST, SECOND = "2026-01-05", "2026-02-02"
AWAY = ("2026-01-05 2026-01-07", "2026-02-02 2026-02-04")
HELD = [held("2026-01-12", absence=FIRST), held("2026-02-09", absence=SECOND)]
SEEN, LEFT = outcome("2026-01-13", "talk", "seen", absence=FIRST), outcome("2026-02-10", "talk", "left", absence=SECOND)
MEASURE = """
measure lost {window}
  is calendar days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
"""
WATCH = """
branch Watch follows each employee
  step look
    falls due when lost is at least 80 calendar days
    falls due again only on a new absence
    then close
"""
LONG = (
    MEASURE
    + """
branch Long follows each absence after it ends
  step talk
    falls due on first working time back
    outcome seen: wait for review
    outcome left: {left}

  period warning
    lasts 2 months after talk is held
    at its end: stay

  step review
    falls due when lost is at least 90 calendar days
    then close
"""
    + WATCH
)


def lost(text: str, key: CaseKey | None, on: str = "2026-02-20", *events: dict[str, Any]) -> MeasureValue | None:
    """The measure as a case sees it at the end of a day; as nobody in particular does, where no case is named."""
    made = small(text)
    values = {"employee": "E1", "absences": [record(one) for one in AWAY], "events": events or [*HELD, SEEN, LEFT]}
    person = person_of(values, date.fromisoformat(on), made)
    standings = over_days_that_matter(person)
    assert standings == over_every_day(person)
    case = None if key is None else standings.cases[key]
    return measured(made.measures["lost"], person, case, standings, person.on)


def days(one: MeasureValue | None) -> tuple[str, str] | None:
    return None if one is None else (str(one.first), str(one.last))


TODAY = "2026-02-20"


@pytest.mark.parametrize(
    ("window", "first", "second", "watch"),
    [
        # of the second case when it is open, and of any other when it is open or closed
        ("within 4 weeks after talk is held", ("2026-01-13", "2026-02-09"), ("2026-02-10", "2026-03-09"), None),
        ("within 4 weeks after talk is due", ("2026-01-09", "2026-02-05"), ("2026-02-06", "2026-03-05"), None),
        ("since talk is held", ("2026-01-12", TODAY), ("2026-02-09", TODAY), None),
        ("since talk has outcome seen", ("2026-01-13", TODAY), None, ("2026-01-13", TODAY)),
        ("since talk has outcome left", None, ("2026-02-10", TODAY), None),
        ("over the 4 weeks ending when talk is held", ("2025-12-16", "2026-01-12"), ("2026-01-13", "2026-02-09"), None),
        (
            "over the 2 weeks ending when the absence ends",
            ("2025-12-25", "2026-01-07"),
            ("2026-01-22", "2026-02-04"),
            None,
        ),
    ],
)
def test_each_case_goes_by_its_own_step(
    window: str, first: tuple[str, str] | None, second: tuple[str, str] | None, watch: tuple[str, str] | None
) -> None:
    for left in ("wait for review", "close"):
        text = LONG.format(window=window, left=left)
        assert days(lost(text, CaseKey("Long", FIRST))) == first
        if left == "wait for review":
            assert days(lost(text, CaseKey("Long", SECOND))) == second
        for key in (CaseKey("Watch"), None):
            assert days(lost(text, key)) == (watch or second), (left, key)


def test_each_case_counts_in_its_own_period() -> None:
    text = LONG.format(window="during warning", left="wait for review")
    one, two = (lost(text, CaseKey("Long", name)) for name in (FIRST, SECOND))
    assert (days(one), days(two)) == (("2026-01-12", "2026-03-11"), ("2026-02-09", "2026-04-08"))
    assert days(lost(text, CaseKey("Watch"))) == ("2026-02-09", "2026-04-08")
    assert one is not None
    assert two is not None
    assert (one.value, two.value) == (3, 0)
    assert [f"{each.absence} {each.why}" for each in two.left_out] == [
        "2026-01-05 before-the-window",
        "2026-02-02 before-the-window",
    ]


# ------------------------------------------------------------------ steps around every absence

AROUND = (
    MEASURE
    + """
after every absence
  step talk
    falls due on first working time back
    outcome seen: close
    outcome left: close
  step paper
    falls due when lost is at least 90 calendar days
    then close
"""
    + WATCH
)


@pytest.mark.parametrize(
    ("window", "first", "second", "watch"),
    [
        ("since talk is held", "2026-01-12", "2026-02-09", None),
        ("since talk is due", "2026-01-08", "2026-02-05", None),
        ("since talk has outcome seen", "2026-01-13", None, "2026-01-13"),
        ("since talk has outcome left", None, "2026-02-10", None),
    ],
)
def test_a_step_around_an_absence_goes_by_the_steps_around_the_same_absence(
    window: str, first: str | None, second: str | None, watch: str | None
) -> None:
    text = AROUND.format(window=window)
    for name, begins in ((FIRST, first), (SECOND, second)):
        key = CaseKey("after every absence", name, "paper")
        assert days(lost(text, key)) == (None if begins is None else (begins, TODAY)), name
    for key in (CaseKey("Watch"), None):
        assert days(lost(text, key)) == (watch or second, TODAY)


# ------------------------------------------------------------------ periods

ENDS = (
    LONG.format(window="{window}", left="wait for review")
    .replace("lasts 2 months", "lasts 2 weeks")
    .replace("at its end: stay", "at its end: {end}")
)
"""The period of the first case is over with Sunday 25 January, that of the second with Sunday 22 February."""
JANUARY = {
    "since": ("2026-01-26", None),
    "within 4 weeks after": ("2026-01-26", "2026-02-22"),
    "over the 2 weeks ending when": ("2026-01-12", "2026-01-25"),
}
FEBRUARY = {
    "since": ("2026-02-23", None),
    "within 4 weeks after": ("2026-02-23", "2026-03-22"),
    "over the 2 weeks ending when": ("2026-02-09", "2026-02-22"),
}


@pytest.mark.parametrize("said", ["since", "within 4 weeks after", "over the 2 weeks ending when"])
@pytest.mark.parametrize(
    ("on", "first", "second", "watch"),
    [
        ("2026-01-25", None, None, None),
        ("2026-01-26", JANUARY, None, JANUARY),
        ("2026-02-07", JANUARY, None, JANUARY),
        ("2026-02-22", JANUARY, None, None),  # the period of the second case is the latest, and not over
        ("2026-02-23", JANUARY, FEBRUARY, FEBRUARY),
        ("2026-02-28", JANUARY, FEBRUARY, FEBRUARY),
    ],
)
def test_a_time_after_a_period_runs_from_the_end_of_the_latest_one(
    said: str, on: str, first: Any, second: Any, watch: Any
) -> None:
    def expected(ends: Any) -> tuple[str, str] | None:
        return None if ends is None else (ends[said][0], ends[said][1] or on)

    def found(end: str, key: CaseKey | None) -> tuple[str, str] | None:
        return days(lost(ENDS.format(window=f"{said} warning ends", end=end), key, on))

    assert found("stay", CaseKey("Long", FIRST)) == expected(first)
    if on > SECOND:
        assert found("stay", CaseKey("Long", SECOND)) == expected(second)
    for end in ("stay", "close"):
        for key in (CaseKey("Watch"), None):
            assert found(end, key) == expected(watch), (end, key)


@pytest.mark.parametrize(
    ("on", "first", "second", "watch"),
    [
        ("2026-01-11", None, None, None),
        ("2026-01-12", "2026-01-12", None, "2026-01-12"),
        ("2026-02-08", "2026-01-12", None, "2026-01-12"),
        ("2026-02-09", "2026-01-12", "2026-02-09", "2026-02-09"),
        (TODAY, "2026-01-12", "2026-02-09", "2026-02-09"),
    ],
)
def test_a_time_since_a_period_began(on: str, first: str | None, second: str | None, watch: str | None) -> None:
    text = ENDS.format(window="since warning starts", end="stay")
    for key, day in ((CaseKey("Long", FIRST), first), (CaseKey("Long", SECOND), second), (CaseKey("Watch"), watch)):
        if key.absence is None or key.absence < on:
            assert days(lost(text, key, on)) == (None if day is None else (day, on)), key


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-01-25", None),
        ("2026-01-26", "2026-01-26"),
        ("2026-02-22", "2026-01-26"),
        ("2026-02-23", "2026-02-23"),
        ("2026-02-28", "2026-02-23"),
    ],
)
def test_a_time_since_a_branch_closed_runs_from_the_latest_case_of_it(on: str, expected: str | None) -> None:
    other = (
        WATCH.replace("Watch", "Other").replace("look", "chat").replace("lost is at least 80 calendar days", "{when}")
    )
    closes = other.format(when="1 absence starts in the last 12 months").replace(
        "then close", "counts as held at once\n    then close"
    )
    text = ENDS.format(window="since Long is closed", end="close") + closes
    for key in (CaseKey("Watch"), None):
        assert days(lost(text, key, on)) == (None if expected is None else (expected, on))


# ------------------------------------------------------------------ procedures, guidance, and what came before

PROCEDURE = (
    MEASURE
    + """
branch Long follows each absence after it ends
  step talk
    falls due on first working time back
    outcome hearing: start hearings

procedure hearings
  step hearing
    falls due at once
    outcome heard: wait for appeal
  step appeal
    falls due when lost is at least 90 calendar days
    then close
"""
    + WATCH
)


def test_a_case_in_a_procedure_goes_by_the_meetings_of_its_own_procedure() -> None:
    events = [*HELD]
    for name, started, met in ((FIRST, "2026-01-13", "2026-01-19"), (SECOND, "2026-02-10", "2026-02-16")):
        events += [outcome(started, "talk", "hearing", absence=name), held(met, "hearing", absence=name)]
        events += [outcome(met, "hearing", "heard", absence=name)]
    for window, first, second in (
        ("since hearing is held", "2026-01-19", "2026-02-16"),
        ("since hearing has outcome heard", "2026-01-19", "2026-02-16"),
        ("since talk is held", "2026-01-12", "2026-02-09"),
    ):
        text = PROCEDURE.format(window=window)
        keys = (CaseKey("Long", FIRST), CaseKey("Long", SECOND), CaseKey("Watch"))
        assert [days(lost(text, key, TODAY, *events)) for key in keys] == [
            (first, TODAY),
            (second, TODAY),
            (second, TODAY),
        ]


GUIDED = (
    MEASURE
    + """
guidance advice
  may be asked for at any time by HR
  outcome fit: close
  outcome unfit: close
  outcome other: close
"""
    + WATCH
)


@pytest.mark.parametrize(
    ("window", "day"),
    [
        ("since advice is held", "2026-02-16"),
        ("since advice is held 1 times", "2026-02-16"),
        ("since advice is held 3 times", "2026-02-16"),
        ("since advice is held 4 times", None),
        ("since advice is due", None),  # guidance never is
        ("since advice has outcome fit", "2026-02-09"),
        ("since advice has outcome unfit", "2026-02-16"),
        ("since advice has outcome other", None),
    ],
)
def test_a_time_after_guidance_runs_from_the_latest_record_of_it(window: str, day: str | None) -> None:
    given = [held(one, "advice") for one in ("2026-02-02", "2026-02-09", "2026-02-16")]
    given += [outcome("2026-02-09", "advice", "fit"), outcome("2026-02-16", "advice", "unfit")]
    for key in (CaseKey("Watch"), None):
        assert days(lost(GUIDED.format(window=window), key, TODAY, *given)) == (None if day is None else (day, TODAY))


@pytest.mark.parametrize("window", ["since advice is held", "since advice has outcome fit"])
def test_a_time_after_guidance_runs_from_its_day_on(window: str) -> None:
    given = [held("2026-02-10", "advice"), outcome("2026-02-10", "advice", "fit")]
    for on, found in (
        ("2026-02-09", None),
        ("2026-02-10", ("2026-02-10", "2026-02-10")),
        (TODAY, ("2026-02-10", TODAY)),
    ):
        assert days(lost(GUIDED.format(window=window), CaseKey("Watch"), on, *given)) == found


def letter(day: str, **more: Any) -> dict[str, Any]:
    return {"date": day, "what": "issued", "name": "letter", **more}


@pytest.mark.parametrize(
    ("letters", "first", "second", "watch"),
    [
        # the hearings were started on 13 January and on 10 February: what was put on file before is no matter of theirs
        (["2026-01-12"], None, None, "2026-01-12"),
        (["2026-01-13"], "2026-01-13", None, "2026-01-13"),
        (["2026-01-20", "2026-02-09"], "2026-02-09", None, "2026-02-09"),
        (["2026-02-10"], "2026-02-10", "2026-02-10", "2026-02-10"),
        ([TODAY], TODAY, TODAY, TODAY),
        (["2026-02-21"], None, None, None),
    ],
)
def test_a_procedure_sees_what_was_put_on_file_since_it_was_started(
    letters: list[str], first: str | None, second: str | None, watch: str | None
) -> None:
    events = [*HELD, *(letter(day) for day in letters)]
    events += [outcome("2026-01-13", "talk", "hearing", absence=FIRST)]
    events += [outcome("2026-02-10", "talk", "hearing", absence=SECOND)]
    text = PROCEDURE.format(window="since letter is issued") + "\ndocument letter\n"
    keys = (CaseKey("Long", FIRST), CaseKey("Long", SECOND), CaseKey("Watch"))
    found = [days(lost(text, key, TODAY, *events)) for key in keys]
    assert found == [None if day is None else (day, TODAY) for day in (first, second, watch)]


@pytest.mark.parametrize(
    ("said", "event", "counts"),
    [
        ("is issued", {}, True),
        ("is sent", {}, False),
        ("is recorded", {}, True),
        ("is issued", {"value": False}, False),
        ("is recorded", {"value": False}, False),
        ("is sent", {"what": "sent"}, True),
        ("is recorded", {"what": "sent"}, True),
    ],
)
def test_a_time_after_a_letter_runs_from_what_was_said_of_it(said: str, event: dict[str, Any], counts: bool) -> None:
    text = PROCEDURE.format(window=f"since letter {said}") + "\ndocument letter\n"
    found = days(lost(text, CaseKey("Watch"), TODAY, letter("2026-02-16", **event)))
    assert found == (("2026-02-16", TODAY) if counts else None)


OTHERS = """
measure lost since talk is held
  is calendar days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

branch Long follows each employee
  step talk
    falls due when 9 absences start in the last 12 months
    falls due again only on a new absence
    outcome seen: wait for review
    outcome left: wait for review
  step review
    falls due when 1 absence flagged never starts since talk is held
    then close

branch Watch follows each employee
  step look
    falls due when 1 absence starts in the last 12 months
    falls due again only on a new absence
    outcome warned, only after {what}: close
    outcome over: close
"""
WARNED = [held("2026-01-08", "look"), outcome("2026-01-09", "look", "warned")]


@pytest.mark.parametrize(
    ("what", "was", "permitted"),
    [
        ("talk is held", "seen", True),
        ("talk is held", None, True),
        ("talk has outcome seen", "seen", True),
        ("talk has outcome left", "seen", False),
        ("talk has outcome seen", None, False),
    ],
)
def test_a_meeting_of_another_branch_from_before_the_record_is_one_as_well(
    what: str, was: str | None, permitted: bool
) -> None:
    stood = {"branch": "Long", "step": "talk", "held": "2026-01-02"} | ({"outcome": was} if was else {})
    policy = small(OTHERS.format(what=what))
    answer = told_both_ways(policy, "2026-01-20", "2026-01-05", standing=[stood], events=WARNED)
    assert ("before-permitted" in codes(answer)) is not permitted
    assert [one.outcome for one in answer.fell_due] == (["warned"] if permitted else [None])
    (one,) = answer.measures
    assert days(one) == ("2026-01-02", "2026-01-20")
    none = told_both_ways(policy, "2026-01-20", "2026-01-05", events=WARNED)
    assert ("before-permitted" in codes(none), none.measures) == (True, ())


# ------------------------------------------------------------------ points

POINTS = """
points demerits
  1 for an absence

branch Watch follows each employee
  step look
    falls due when demerits is at least 2
    falls due again only on a new absence
    outcome done: reset demerits, and stay

branch Other follows each employee
  step talk
    falls due when demerits is at least 9
    falls due again only on a new absence
    then close
"""


def test_points_are_those_that_the_case_still_counts() -> None:
    made = small(POINTS)
    absences = [record(one) for one in ("2026-01-05", "2026-01-12", "2026-01-19")]
    events = [held("2026-01-14", "look"), outcome("2026-01-14", "look", "done")]
    values = {"employee": "E1", "absences": absences, "events": events}
    person = person_of(values, date(2026, 1, 31), made)
    standings = over_days_that_matter(person)

    def counted(branch: str) -> tuple[Any, list[tuple[str, Any]]]:
        found = measured(made.measures["demerits"], person, standings.cases[CaseKey(branch)], standings, person.on)
        assert found is not None
        return found.value, [(str(one.on), one.left) for one in found.entries]

    assert counted("Watch") == (1, [("2026-01-05", 0), ("2026-01-12", 0), ("2026-01-19", 1)])
    assert counted("Other") == (3, [("2026-01-05", 1), ("2026-01-12", 1), ("2026-01-19", 1)])


# ------------------------------------------------------------------ the absence of the case

OF_THE_ABSENCE = """
branch Long follows each absence
  step talk
    falls due when at least {when}
    falls due again only on a new absence
    {lapse}
    then close
"""
WEEK, DAYS_OF = ("2026-01-05 2026-01-09", "2026-01-19 2026-01-20", "2026-03-02 2026-03-04"), "calendar days of absence"


@pytest.mark.parametrize(
    ("when", "due"),
    [
        ("1 working day of absence falls since the absence began", ["2026-01-05", "2026-01-19", "2026-03-02"]),
        # of the day after its first one on
        (f"3 {DAYS_OF} fall within 2 weeks after the absence began", ["2026-01-08", None, None]),
        (f"6 {DAYS_OF} fall within 3 weeks after the absence began", ["2026-01-20", None, None]),
        (f"7 {DAYS_OF} fall within 3 weeks after the absence began", [None, None, None]),
        # from 9 January it is ten days to the 19th, and from 20 January 41 to 2 March
        ("1 absence starts within 9 calendar days after the absence ended", [None, None, None]),
        ("1 absence starts within 10 calendar days after the absence ended", ["2026-01-19", None, None]),
        ("1 absence starts within 41 calendar days after the absence ended", ["2026-01-19", "2026-03-02", None]),
        # its last day is one of them
        (f"2 {DAYS_OF} fall since the absence ended", ["2026-01-19", "2026-03-02", None]),
        (f"3 {DAYS_OF} fall since the absence ended", ["2026-01-20", "2026-03-03", None]),
    ],
)
def test_a_time_after_the_absence_is_after_that_of_the_case(when: str, due: list[str | None]) -> None:
    lapse = "if not due by then: close" if "within" in when else ""
    text = OF_THE_ABSENCE.format(when=when, lapse=lapse).replace("\n    \n", "\n")
    answer = told_both_ways(text, "2026-04-30", *WEEK)
    expected = [(one.split()[0], day) for one, day in zip(WEEK, due, strict=True) if day is not None]
    assert [(one.absence, str(one.on)) for one in answer.fell_due] == expected


def test_what_may_not_be_before_the_end_of_a_period_waits_for_that_of_its_own_case() -> None:
    text = ENDS.format(window="since talk is held", end="stay")
    made = text.replace(
        "90 calendar days\n    then close", "90 calendar days\n    never before warning ends\n    then close"
    )
    for on, waits in (
        ("2026-01-25", [FIRST]),
        ("2026-01-26", []),
        ("2026-02-09", [SECOND]),
        ("2026-02-22", [SECOND]),
        ("2026-02-23", []),
    ):
        answer = told_both_ways(
            made, on, *[one for one in AWAY if one < on], events=[one for one in HELD if one["date"] <= on]
        )
        assert [one.absence for one in answer.blocked] == waits, on


def test_meetings_of_cases_that_are_closed_are_not_so_many_times_in_one() -> None:
    text = LONG.format(window="since talk is held 2 times", left="close")
    for key in (CaseKey("Long", FIRST), CaseKey("Watch"), None):
        assert lost(text, key) is None


DOUBT = (
    ENDS.format(window="{window}", end="stay").replace("lasts 2 weeks", "lasts 4 weeks of active service")
    + """
calendar summer closing covers 3 August 2026 to 28 August 2026
category summer absence is an absence flagged hot falling on summer closing
"""
)
SEVERAL = "  an absence may count towards several steps\n"
LEAVES_OUT = (SEVERAL, f"{SEVERAL}  active service leaves out summer absence\n")


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("since", "2027-02-11", "2027-02-20"),
        ("within 4 weeks after", "2027-02-11", "2027-03-07"),
        ("over the 4 weeks ending when", "2027-01-14", "2027-02-07"),
    ],
)
def test_a_time_after_a_period_whose_last_day_nobody_can_tell_has_the_days_that_are_certain(
    said: str, first: str, last: str
) -> None:
    """From 11 January 2027 to 7 February or, as three days perhaps stop the clock, to the 10th."""
    made = small(DOUBT.format(window=f"{said} warning ends"), LEAVES_OUT)
    absences = ("2027-01-04 2027-01-06", "2027-02-01 2027-02-03 hot")
    events = [held("2027-01-11", absence="2027-01-04")]
    for on in ("2027-02-10", "2027-02-20"):
        answer = told_both_ways(made, on, *absences, events=events)
        assert [days(one) for one in answer.measures] == ([] if on < "2027-02-11" else [(first, last)])


@pytest.mark.parametrize(("day", "due"), [("2027-02-12", True), ("2027-02-20", True), ("2027-02-21", False)])
def test_a_period_ended_in_a_time_that_takes_in_the_last_day_that_is_certain(day: str, due: bool) -> None:
    """That is 7 February: two weeks up to the 20th take it in, and those up to the 21st do not."""
    text = DOUBT.format(window="since talk is held") + "\ndocument letter\n"
    asks = "letter is issued and warning ends in the last 2 weeks"
    made = small(text.replace("lost is at least 80 calendar days", asks), LEAVES_OUT)
    absences = ("2027-01-04 2027-01-06", "2027-02-01 2027-02-03 hot")
    events = [held("2027-01-11", absence="2027-01-04"), letter(day)]
    found = fell(told_both_ways(made, "2027-03-31", *absences, events=events))
    assert [one for one in found if one.startswith("look")] == ([f"look {day}"] if due else [])
