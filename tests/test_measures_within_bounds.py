"""Between which numbers a measure lies where nobody can tell yet, and what would settle it.

5 January 2026 is a Monday; everybody works from Monday to Friday.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from policydsl.domain.hours import HOURS
from policydsl.domain.number import FUTURE, Exact, Range
from policydsl.interpret.fold import over_days_that_matter
from policydsl.interpret.measure import counts, value, value_once_ended
from policydsl.interpret.measured import measured
from policydsl.interpret.person import Person
from policydsl.interpret.standing import Case, CaseKey, Standings
from policydsl.model.policy import Measure, Policy
from tests.engine import person_of
from tests.small import held, record, small, told, watched

MEASURE = """
{kinds}
measure lost {window}
  is {formula}
  an absence that began before the window {straddle}
  an absence still running counts day by day
  {line}

branch Watch follows each employee
  step talk
    falls due when 1 absence starts in the last 24 months
    falls due again only on a new absence
    then wait for review
  step review
    falls due when lost is at least 90{unit}
    falls due again only on a new absence
    then close
"""
SEVERAL = "  an absence may count towards several steps\n"
INSIDE, WHOLE, NOT = "counts for its days inside it", "counts whole", "does not count"


def policy(
    window: str,
    formula: str = "calendar days of absence",
    straddle: str = INSIDE,
    line: str = "",
    kinds: str = "category long-term absence is an absence lasting over 28 calendar days",
    active_service: str = "long-term absence",
    *header: tuple[str, str],
) -> Policy:
    adds_up = " of " in formula and not any(word in formula for word in (" x ", "divided", "plus", "minus"))
    text = MEASURE.format(
        window=window,
        formula=formula,
        straddle=straddle,
        line=line,
        kinds=kinds,
        unit=f" {formula.partition(' of ')[0]}" if adds_up else "",
    )
    leaves_out = f"  active service leaves out {active_service}\n" if active_service else ""
    return small(text.replace("\n  \n", "\n"), (SEVERAL, SEVERAL + leaves_out), *header)


def known(policy_: Policy, on: str, *absent: str, **more: Any) -> Range | None:
    """What the measure is known to be on a day, as the case of the branch sees it."""
    values = {"employee": "E1", "absences": [record(one) for one in absent], **more}
    person = person_of(values, date.fromisoformat(on), policy_)
    standings = over_days_that_matter(person)
    return value(policy_.measures["lost"], person, standings.cases.get(CaseKey("Watch")), standings, person.on)


def between(low: Exact, high: Exact, *needs: str) -> Range:
    return Range.of(low) if low == high else Range(low, high, frozenset(needs or {FUTURE}))


# ------------------------------------------------------------------ a window back over time that may stand still

LOOKS_BACK = "over the last 3 months of active service"
RUNNING = "2026-05-11 -"
"""On 1 June 22 days, 16 of them working days. Three months begin on Monday 2 March; is it a long-term absence in the
end, its days do not count, and they begin 22 days before, on Sunday 8 February."""


@pytest.mark.parametrize(
    ("old", "inside", "whole", "not_"),
    [
        # how many calendar days the old absence adds to the 22, at least and at most
        ("2026-02-20 2026-03-05", (4, 14), (14, 14), (0, 14)),
        ("2026-02-20 2026-02-25", (0, 6), (0, 6), (0, 6)),
        ("2026-02-05 2026-02-10", (0, 3), (0, 6), (0, 0)),
        ("2026-02-08 2026-02-10", (0, 3), (0, 3), (0, 3)),
        ("2026-02-05 2026-02-07", (0, 0), (0, 0), (0, 0)),
        ("2026-03-02 2026-03-05", (4, 4), (4, 4), (4, 4)),
    ],
)
def test_days_that_a_window_perhaps_reaches_back_to_perhaps_count(
    old: str, inside: tuple[int, int], whole: tuple[int, int], not_: tuple[int, int]
) -> None:
    for straddle, (least, most) in ((INSIDE, inside), (WHOLE, whole), (NOT, not_)):
        found = known(policy(LOOKS_BACK, straddle=straddle), "2026-06-01", old, RUNNING)
        assert found == between(22 + least, 22 + most), straddle


@pytest.mark.parametrize(
    ("old", "inside", "not_"),
    [
        ("2026-02-20 2026-03-05", (2, 2), (1, 2)),
        ("2026-02-20 2026-02-25", (1, 2), (1, 2)),
        ("2026-02-05 2026-02-10", (1, 2), (1, 1)),
        ("2026-02-05 2026-02-07", (1, 1), (1, 1)),
    ],
)
def test_an_absence_that_a_window_perhaps_reaches_back_to_perhaps_counts(
    old: str, inside: tuple[int, int], not_: tuple[int, int]
) -> None:
    for straddle, bounds in ((INSIDE, inside), (WHOLE, inside), (NOT, not_)):
        assert known(policy(LOOKS_BACK, "absences", straddle), "2026-06-01", old, RUNNING) == between(*bounds)


@pytest.mark.parametrize(
    ("formula", "least", "most"),
    [
        # from Monday 2 March to Monday 1 June: 13 weeks and a day; from Monday 9 February: 16 weeks and a day
        ("working days due", 66, 81),
        ("working days due plus 1", 67, 82),
        ("working days due x absences", 66, 81),
        ("working days due minus working days of absence", 50, 65),
        ("working days of absence minus working days due", -65, -50),
        ("working days due divided by absences", 66, 81),
        ("working days of absence divided by working days due", Fraction(16, 81), Fraction(16, 66)),
    ],
)
def test_the_days_due_in_a_window_that_perhaps_reaches_further_back(formula: str, least: Exact, most: Exact) -> None:
    assert known(policy(LOOKS_BACK, formula), "2026-06-01", RUNNING) == between(least, most)
    exact = known(policy("over the last 3 months", formula), "2026-06-01", RUNNING)
    assert exact is not None
    assert exact.low == exact.high
    assert not exact.needs


def test_what_would_settle_the_hours_due_is_on_no_file_and_only_the_future_moves_a_window() -> None:
    for window, needs in (("over the last 3 months", {HOURS}), (LOOKS_BACK, {HOURS, FUTURE})):
        found = known(policy(window, "hours due"), "2026-06-01", RUNNING)
        assert found is not None
        assert (found.low, found.needs) == (0, frozenset(needs))


# ------------------------------------------------------------------ a window of time that may stand still

AFTER = "within 4 weeks of active service after talk is held"
HOT = "category summer absence is an absence flagged hot falling on summer closing"
CLOSING = f"calendar summer closing covers 3 August 2026 to 28 August 2026\n{HOT}"
"""The closing of 2027 is not known, so that nobody can tell whether the clock stands still on the days of an absence in
that year which is flagged hot."""


def after_the_talk(formula: str, *absent: str, straddle: str = INSIDE) -> Range | None:
    """On Saturday 20 February 2027, the talk having been held on Monday 11 January: to 8 February at least."""
    made = policy(AFTER, formula, straddle, kinds=CLOSING, active_service="summer absence")
    return known(made, "2027-02-20", "2027-01-04", *absent, events=[held("2027-01-11")])


@pytest.mark.parametrize(
    ("absent", "days", "absences"),
    [
        # four days perhaps left out, and the window perhaps to Friday 12 February
        (("2027-02-01 2027-02-04 hot", "2027-02-08 2027-02-10"), (4 + 1, 4 + 3), (2, 2)),
        (("2027-02-01 2027-02-04 hot", "2027-02-09 2027-02-10"), (4, 4 + 2), (1, 2)),
        (("2027-02-01 2027-02-04 hot", "2027-02-12 2027-02-15"), (4, 4 + 1), (1, 2)),
        (("2027-02-01 2027-02-04 hot", "2027-02-15 2027-02-16"), (4, 4), (1, 1)),
        (("2027-02-01 2027-02-04", "2027-02-09 2027-02-10"), (4, 4), (1, 1)),
    ],
)
def test_days_after_the_last_one_that_is_certain_perhaps_count(
    absent: tuple[str, ...], days: tuple[int, int], absences: tuple[int, int]
) -> None:
    for straddle in (INSIDE, WHOLE, NOT):
        assert after_the_talk("calendar days of absence", *absent, straddle=straddle) == between(*days)
        assert after_the_talk("absences", *absent, straddle=straddle) == between(*absences)


def test_while_an_absence_that_may_turn_out_to_be_long_runs_its_later_days_perhaps_count() -> None:
    """The talk was held on 12 January 2026: to 9 February at least."""
    for first, days in (("2026-02-05", (5, 16)), ("2026-02-09", (1, 12)), ("2026-02-10", (0, 0))):
        found = known(policy(AFTER), "2026-02-20", "2026-01-05", f"{first} -", events=[held("2026-01-12")])
        assert found == between(*days)


# ------------------------------------------------------------------ what else nobody can tell

FROM_APRIL = [{"days": ["mon", "tue", "wed", "thu", "fri"], "from": "2026-04-01"}]
PATTERN = "working pattern before 2026-04-01"


@pytest.mark.parametrize(
    ("formula", "least", "most"),
    [
        # 31 March may have been a working day, 1 April was one: 2 calendar days, and 1 or 2 working days
        ("working days of absence", 1, 2),
        ("working days of absence plus 3", 4, 5),
        ("3 minus working days of absence", 1, 2),
        ("2 x working days of absence", 2, 4),
        ("working days of absence x working days of absence", 1, 4),
        ("working days of absence divided by absences", 1, 2),
        ("absences divided by working days of absence", Fraction(1, 2), 1),
        ("0 x working days of absence", 0, 0),
        ("calendar days of absence", 2, 2),
        ("absences x absences", 1, 1),
    ],
)
def test_what_would_settle_a_formula_is_what_would_settle_its_parts(formula: str, least: Exact, most: Exact) -> None:
    start = ("in force from 1 January 2026", "in force from 1 April 2026")
    made = policy("over the last 4 weeks", formula, INSIDE, "", "", "", start)
    found = known(made, "2026-04-01", "2026-03-31 2026-04-01", works=FROM_APRIL)
    assert found == between(least, most, PATTERN)
    (shown,) = told(made, "2026-04-01", "2026-03-31 2026-04-01", works=FROM_APRIL).measures
    assert (shown.value, shown.needs) == (least, () if least == most else (PATTERN,))


def test_what_only_the_future_settles_is_not_missing() -> None:
    made = policy(LOOKS_BACK)
    (shown,) = told(made, "2026-06-01", "2026-02-20 2026-03-05", RUNNING).measures
    assert (known(made, "2026-06-01", "2026-02-20 2026-03-05", RUNNING), shown.needs) == (between(26, 36), ())


# ------------------------------------------------------------------ papers

NOTED = """
document fit note
category noted long absence is an absence with fit note lasting over 15 calendar days
"""
SO_FAR, WHEN_IT_ENDS = "an absence counts by its length so far", "an absence counts by its length when it ends"
YEAR = "over the last 12 months"


def note(first: str, last: str, **more: Any) -> dict[str, Any]:
    return {"date": first, "what": "given", "name": "fit note", "from": first, "to": last, **more}


@pytest.mark.parametrize(
    ("formula", "line", "so_far", "when_it_ends"),
    [
        # nine days so far, of which the note covers the first five
        (
            "calendar days of absence",
            "counting only absences with fit note lasting over 15 calendar days",
            (0, 0),
            (0, 5),
        ),
        (
            "calendar days of absence",
            "not counting absences with fit note lasting over 15 calendar days",
            (9, 9),
            (4, 9),
        ),
        ("calendar days of noted long absence", "", (0, 0), (0, 5)),
    ],
)
def test_the_days_that_a_note_covers_are_of_a_kind_by_the_length_of_the_absence(
    formula: str, line: str, so_far: tuple[int, int], when_it_ends: tuple[int, int]
) -> None:
    for by_length, days in ((SO_FAR, so_far), (WHEN_IT_ENDS, when_it_ends)):
        made = policy(YEAR, formula, line=f"{line}\n  {by_length}".strip(), kinds=NOTED, active_service="")
        found = known(made, "2026-03-10", "2026-03-02 -", events=[note("2026-03-02", "2026-03-06")])
        assert found == between(*days), by_length


@pytest.mark.parametrize("line", ["counting only absences without fit note", "not counting absences with fit note"])
def test_a_note_of_days_on_which_the_person_was_back_covers_none_of_the_absence(line: str) -> None:
    made = policy(YEAR, line=line, kinds=NOTED, active_service="")
    later = note("2026-03-11", "2026-03-20", absence="2026-03-02")
    assert known(made, "2026-03-12", "2026-03-02 2026-03-06", events=[later]) == Range.of(5)
    assert known(made, "2026-03-12", "2026-03-02", events=[later]) == Range.of(1)


@pytest.mark.parametrize(
    ("window", "without", "with_one"),
    [("over the last 3 months", (21, 21), (5, 5)), (LOOKS_BACK, (21, 31), (5, 5))],
)
def test_a_note_covers_its_days_also_where_the_window_perhaps_reaches_further_back(
    window: str, without: tuple[int, int], with_one: tuple[int, int]
) -> None:
    """Four days of the old absence, or all 14; of the 22 of the one that runs a note covers the first five."""
    kinds = f"category long-term absence is an absence lasting over 28 calendar days\n{NOTED}"
    for line, days in (
        ("counting only absences without fit note", without),
        ("not counting absences with fit note", without),
        ("counting only absences with fit note", with_one),
    ):
        made = policy(window, line=line, kinds=kinds)
        events = [note("2026-05-11", "2026-05-15")]
        assert known(made, "2026-06-01", "2026-02-20 2026-03-05", RUNNING, events=events) == between(*days), line


@pytest.mark.parametrize(
    ("absent", "days"),
    [
        # from 2 March on for certain, and perhaps from 8 February on
        ("2026-02-20 2026-02-25", (0, 6 - 2)),  # two days of it with the note
        ("2026-02-20 2026-02-21", (0, 0)),
        ("2026-02-20 2026-03-05", (4, 14 - 2)),
        ("2026-02-01 2026-02-06", (0, 0)),
    ],
)
def test_days_without_a_note_that_a_window_perhaps_reaches_back_to_perhaps_count(
    absent: str, days: tuple[int, int]
) -> None:
    kinds = f"category long-term absence is an absence lasting over 28 calendar days\n{NOTED}"
    made = policy(LOOKS_BACK, line="counting only absences without fit note", kinds=kinds)
    found = known(made, "2026-06-01", absent, RUNNING, events=[note("2026-02-20", "2026-02-21")])
    assert found == between(22 + days[0], 22 + days[1])


def test_an_absence_with_a_note_for_every_day_is_none_without_one_wherever_the_window_begins() -> None:
    """Of 20 to 23 February, which the window perhaps reaches back to, the note covers all days, or all but the last."""
    kinds = f"category long-term absence is an absence lasting over 28 calendar days\n{NOTED}"
    kinds += "category unnoted absence is an absence without fit note\n"
    made = policy(LOOKS_BACK, "calendar days of unnoted absence", kinds=kinds)
    for last, why in (("2026-02-23", "another-category"), ("2026-02-22", "not-settled")):
        events = [note("2026-02-20", last)]
        (shown,) = told(made, "2026-06-01", "2026-02-20 2026-02-23", RUNNING, events=events).measures
        assert [(one.absence, one.why) for one in shown.left_out] == [("2026-02-20", why)]


def test_days_without_a_note_count_up_to_the_last_day_of_the_window() -> None:
    """Four weeks after 12 January are up on 9 February: of the 5th to that day the note covers the 6th."""
    line = "counting only absences without fit note"
    made = policy("within 4 weeks after talk is held", line=line, kinds=NOTED, active_service="")
    events = [held("2026-01-12"), note("2026-02-06", "2026-02-06")]
    assert known(made, "2026-02-20", "2026-01-05", "2026-02-05 2026-02-12", events=events) == Range.of(4)


@pytest.mark.parametrize("line", ["counting only absences without fit note", "not counting absences with fit note"])
def test_days_without_a_note_are_no_more_certain_than_their_absence(line: str) -> None:
    """Nobody knows whether 4 to 9 March were worked: the second absence may be the first one, and from before."""
    start = ("in force from 1 January 2026", "in force from 1 April 2026")
    made = policy("over the last 4 weeks", "calendar days of absence", NOT, line, NOTED, "", start)
    away = ("2026-03-02 2026-03-03", "2026-03-10 2026-03-11")
    found = known(made, "2026-04-01", *away, works=FROM_APRIL, events=[note("2026-03-10", "2026-03-10")])
    assert found == between(0, 1, PATTERN)


@pytest.mark.parametrize("line", ["counting only absences without fit note", "not counting absences with fit note"])
def test_days_without_a_note_may_lie_between_two_absences_that_are_perhaps_one(line: str) -> None:
    """Two days each, a note for 9 March: three days, and those from the 11th to the 15th if they are one."""
    start = ("in force from 1 January 2026", "in force from 1 April 2026")
    made = policy("over the last 4 weeks", "calendar days of absence", INSIDE, line, NOTED, "", start)
    away = ("2026-03-09 2026-03-10", "2026-03-16 2026-03-17")
    found = known(made, "2026-04-01", *away, works=FROM_APRIL, events=[note("2026-03-09", "2026-03-09")])
    assert found == between(3, 8, PATTERN)


# ------------------------------------------------------------------ each case has its own window

TWO_CASES = (
    CLOSING
    + """
measure lost {window}
  is {formula}
  an absence that began before the window counts for its days inside it
  an absence still running {running}

branch Long follows each absence after it ends
  step talk
    falls due on first working time back
    then wait for review

  period warning
    lasts 4 weeks of active service after talk is held
    at its end: stay

  step review
    falls due when lost is at least 90 {unit}
    then close
"""
)
FIRST, SECOND = "2027-01-04", "2027-02-01"
"""The second absence, of 3 days, perhaps stops the clock: four weeks after the talk of Monday 11 January 2027 are up
on 8 February, or on the 11th; those after the talk of Friday 5 February are up on 5 March whatever it is."""


@dataclass(frozen=True)
class Asked:
    """A measure, and what a case of the branch knows of it on a day."""

    measure: Measure
    person: Person
    case: Case
    standings: Standings

    def value(self) -> Range | None:
        return value(self.measure, self.person, self.case, self.standings, self.person.on)

    def once_ended(self) -> Range | None:
        return value_once_ended(self.measure, self.person, self.case, self.standings, self.person.on)

    def left_out(self) -> list[str]:
        found = measured(self.measure, self.person, self.case, self.standings, self.person.on)
        return [] if found is None else [f"{one.absence} {one.why}" for one in found.left_out]


def asked(
    window: str,
    absence: str,
    away: str,
    running: str = "counts day by day",
    formula: str = "calendar days of absence",
    on: str = "2027-02-20",
) -> Asked:
    leaves_out = (SEVERAL, f"{SEVERAL}  active service leaves out summer absence\n")
    made = small(
        TWO_CASES.format(window=window, running=running, formula=formula, unit=formula.partition(" of ")[0]), leaves_out
    )
    absences = [record(one) for one in ("2027-01-04 2027-01-06", "2027-02-01 2027-02-03 hot", away)]
    events = [held("2027-01-11", absence=FIRST), held("2027-02-05", absence=SECOND)]
    person = person_of({"employee": "E1", "absences": absences, "events": events}, date.fromisoformat(on), made)
    standings = over_days_that_matter(person)
    return Asked(made.measures["lost"], person, standings.cases[CaseKey("Long", absence)], standings)


BEFORE_FIRST = ["2027-01-04 before-the-window"]
BEFORE_SECOND = [*BEFORE_FIRST, "2027-02-01 before-the-window"]


@pytest.mark.parametrize("window", [AFTER, "during warning"])
@pytest.mark.parametrize(
    ("away", "absence", "days", "left_out"),
    [
        ("2027-02-09 2027-02-10", FIRST, (3, 5), [*BEFORE_FIRST, "2027-02-09 not-settled"]),
        ("2027-02-09 2027-02-10", SECOND, (2, 2), BEFORE_SECOND),
        ("2027-02-15 2027-02-16", FIRST, (3, 3), BEFORE_FIRST),
        ("2027-02-15 2027-02-16", SECOND, (2, 2), BEFORE_SECOND),
    ],
)
def test_only_the_time_of_its_own_case_perhaps_takes_days_in(
    window: str, away: str, absence: str, days: tuple[int, int], left_out: list[str]
) -> None:
    found = asked(window, absence, away)
    assert (found.value(), found.left_out()) == (between(*days), left_out)


@pytest.mark.parametrize(
    ("window", "bounds"),
    [
        # how many days of each absence lie in a time after warning, which ends on 7 February or on the 10th
        ("since warning ends", ((0, 0), (0, 2), (1, 3), (2, 2))),
        ("within 3 weeks after warning ends", ((0, 0), (0, 2), (1, 3), (0, 2))),
        # the 8th and 9th, or the 11th and 12th: none is certain, and each from the 8th to the 12th perhaps one
        ("within 2 calendar days after warning ends", ((0, 0), (0, 2), (0, 3), (0, 0))),
        ("over the 2 weeks ending when warning ends", ((0, 2), (0, 2), (0, 2), (0, 0))),
        ("over the 2 calendar days ending when warning ends", ((0, 0), (0, 2), (0, 2), (0, 0))),
        ("during warning", ((2, 2), (0, 2), (0, 2), (0, 0))),
    ],
)
def test_of_a_time_after_a_period_whose_last_day_nobody_can_tell_some_days_perhaps_count(
    window: str, bounds: tuple[tuple[int, int], ...]
) -> None:
    """On 31 March the closing of the year is still not known; the hot absence of 1 to 3 February is left aside."""
    absences = ("01-25 2027-01-26", "02-08 2027-02-09", "02-09 2027-02-11", "03-02 2027-03-03")
    for away, days in zip(absences, bounds, strict=True):
        for kind in ("calendar days of absence not flagged hot", "working days of absence not flagged hot"):
            found = asked(window, FIRST, f"2027-{away}", on="2027-03-31", formula=kind)
            assert found.value() == between(*days), (away, kind)


def test_what_an_absence_that_runs_comes_to_when_it_has_ended_is_counted_in_the_time_of_its_own_case() -> None:
    """Away from 9 February on. Warning is from 11 January to 7 February, or the 10th; and from the 5th to 4 March."""
    once_ended = "counts once it has ended"
    first, second = (asked("during warning", one, "2027-02-09 -", once_ended) for one in (FIRST, SECOND))
    assert (first.value(), first.once_ended()) == (Range.of(3), between(3, 5))
    assert (second.value(), second.once_ended()) == (Range.of(0), Range.of(12))
    reset = replace(second.case, counted_after=(("lost", date(2027, 2, 9).toordinal()),))
    assert replace(second, case=reset).once_ended() == Range.of(0)
    assert asked("during warning", FIRST, "2027-02-09 -").once_ended() is None


def test_an_absence_that_a_case_no_longer_counts_is_not_among_those_of_its_measure() -> None:
    found = asked("during warning", SECOND, "2027-02-09 2027-02-10")
    (away,) = (one for one in found.person.absences if one.name == "2027-02-09")
    window = (date(2027, 2, 5).toordinal(), date(2027, 3, 4).toordinal())

    def counted(case: Case) -> bool:
        return counts(found.measure, away, found.person, window, found.person.on, case)

    assert counted(found.case)
    assert counted(replace(found.case, counted_after=(("lost", away.first - 1),)))
    assert not counted(replace(found.case, counted_after=(("lost", away.first),)))
    assert counted(replace(found.case, counted_after=(("another", away.first),)))


MEANT = """
calendar holiday period covers 23 December 2025 to 2 January 2026
category meant is an absence falling on holiday period flagged a,
  or an absence flagged b lasting at most 7 calendar days
"""


COUNTED = """
branch Watch follows each employee
  step talk
    falls due when 1 working day of meant falls in the last 12 months
    falls due again only on a new absence
    then close
"""
HOLIDAYS = "calendar holiday period for 2027"


@pytest.mark.parametrize(
    ("lines", "missing"),
    [
        (watched("at least 1 working day", "working days of meant"), ()),
        (COUNTED, ()),
        (watched("at least 1", "meant"), (HOLIDAYS,)),
    ],
)
def test_of_an_absence_that_can_add_nothing_nothing_is_missing(lines: str, missing: tuple[str, ...]) -> None:
    """Whether the weekend of 9 January lies in the holidays of 2027 matters where absences count, not where days do."""
    answer = told(MEANT + lines, "2027-01-20", "2027-01-09 2027-01-10 a", "2027-01-19 - b")
    assert [one.needs for one in answer.measures] == [missing] * len(answer.measures)
    assert tuple(one.needs for one in answer.unknown) == missing
