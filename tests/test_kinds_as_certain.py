"""Whether an absence is of a kind, as certain on a day, and what would settle it: each worked out by hand.

5 January 2026 is a Monday, as is 30 March. Where a working pattern is on file from 1 April only, nobody can tell of a
day before that whether it was worked.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policydsl.domain.absence import Absence
from policydsl.domain.number import NO, YES, Truth, unsettled
from policydsl.interpret.person import Person
from policydsl.interpret.selection import is_of_category, not_empty
from tests.engine import person_of
from tests.small import fell, record, small, told_both_ways

FROM_APRIL: dict[str, Any] = {"works": [{"days": ["mon", "tue", "wed", "thu", "fri"], "from": "2026-04-01"}]}
BACK = ("on its last recorded day", "when the employee is back")
EMPTY = ("an absence with no working day counts", "an absence with no working day does not count")
LATER = "future"
PATTERN = "working pattern before 2026-04-01"


def needs(*what: str) -> Truth:
    return unsettled(frozenset(what))


def last_of(text: str, on: str, away: tuple[str, ...], *header: tuple[str, str], **more: Any) -> tuple[Absence, Person]:
    """The latest of these absences, under a policy."""
    values = {"employee": "E1", "absences": [record(one) for one in away], **more}
    person = person_of(values, date.fromisoformat(on), small(text, *header))
    return person.absences[-1], person


def of_kind(kinds: str, on: str, *away: str, header: tuple[tuple[str, str], ...] = (), **more: Any) -> Truth:
    """Is the latest of these absences one of the kinds, as certain on a day?"""
    absence, person = last_of(f"category meant is {kinds}\n", on, away, *header, **more)
    return is_of_category(absence, "meant", person, person.on)


# ------------------------------------------------------------------ several kinds, and all but some


@pytest.mark.parametrize(
    ("kinds", "flag", "found"),
    [
        ("an absence flagged planned, or an absence flagged urgent", "planned", YES),
        ("an absence flagged planned, or an absence flagged urgent", "urgent", YES),
        ("an absence flagged planned, or an absence flagged urgent", "", NO),
        ("an absence except absences flagged planned", "planned", NO),
        ("an absence except absences flagged planned", "urgent", YES),
        ("an absence flagged planned, or an absence flagged urgent, except absences flagged odd", "odd", NO),
        ("an absence", "", YES),
    ],
)
def test_of_several_kinds_it_is_one_and_none_of_those_that_are_not_meant(kinds: str, flag: str, found: Truth) -> None:
    assert of_kind(kinds, "2026-01-31", f"2026-01-05 2026-01-05 {flag}".strip()) == found


# ------------------------------------------------------------------ lengths


@pytest.mark.parametrize(
    ("last", "found"),
    [("2026-01-06", NO), ("2026-01-07", YES), ("2026-01-09", YES), ("2026-01-10", NO)],
)
def test_a_length_between_two_is_at_least_the_one_and_at_most_the_other(last: str, found: Truth) -> None:
    assert of_kind("an absence lasting from 3 to 5 calendar days", "2026-01-31", f"2026-01-05 {last}") == found


@pytest.mark.parametrize(("on", "found"), [("2026-01-06", needs(LATER)), ("2026-01-07", YES)])
def test_on_its_last_recorded_day_a_length_is_known_where_the_policy_says_so(on: str, found: Truth) -> None:
    lasts = ("as soon as that is certain", "on its last day")
    short = "an absence lasting at most 7 calendar days"
    assert of_kind(short, on, "2026-01-05 2026-01-07", header=(lasts,)) == found
    assert of_kind(short, on, "2026-01-05 2026-01-07") == needs(LATER)


THREE_WORKED = "an absence lasting at least 3 working days"
TEN_LONG = "an absence lasting at least 10 calendar days"


@pytest.mark.parametrize(
    ("on", "away", "found"),
    [
        # 31 March may have been worked, and how long it goes on is not known
        ("2026-04-01", ("2026-03-31 -",), needs(LATER, PATTERN)),
        ("2026-04-02", ("2026-03-31 -",), needs(LATER, PATTERN)),
        ("2026-04-03", ("2026-03-31 -",), YES),
        ("2026-04-02", ("2026-03-31 2026-04-01",), NO),
        # alone it lasted 2 working days; if nobody worked on the 31st, it goes on from the 30th
        ("2026-04-03", ("2026-03-30", "2026-04-01 2026-04-02"), needs(PATTERN)),
        ("2026-04-03", ("2026-04-01 2026-04-02",), NO),
    ],
)
def test_working_days_that_nobody_can_tell_leave_a_length_open(on: str, away: tuple[str, ...], found: Truth) -> None:
    assert of_kind(THREE_WORKED, on, *away, **FROM_APRIL) == found


@pytest.mark.parametrize(
    ("days", "on", "away", "found"),
    [
        # back at work on Saturday the 28th at the earliest: 2 days at least, and nobody can tell more before April
        (2, "2026-03-28", ("2026-03-26 2026-03-27",), YES),
        (3, "2026-03-28", ("2026-03-26 2026-03-27",), needs(LATER, PATTERN)),
        (3, "2026-03-30", ("2026-03-26 2026-03-27",), needs(LATER, PATTERN)),
        # while it runs it has lasted as long as it has
        (3, "2026-03-28", ("2026-03-26 -",), YES),
        (4, "2026-03-28", ("2026-03-26 -",), needs(LATER)),
        # from 1 to 2 April, and back on the 3rd: as one with that of 30 March it is longer
        (2, "2026-04-03", ("2026-03-30", "2026-04-01 2026-04-02"), YES),
        (3, "2026-04-03", ("2026-03-30", "2026-04-01 2026-04-02"), needs(PATTERN)),
        (3, "2026-04-03", ("2026-04-01 2026-04-02",), NO),
    ],
)
def test_up_to_the_return_a_length_is_open_while_nobody_can_tell_of_the_return(
    days: int, on: str, away: tuple[str, ...], found: Truth
) -> None:
    kinds = f"an absence lasting at least {days} calendar days"
    assert of_kind(kinds, on, *away, header=(BACK,), **FROM_APRIL) == found


@pytest.mark.parametrize(("last", "days"), [("2026-01-08", 1), ("2026-01-09", 4)])
def test_days_off_before_the_return_belong_to_an_absence_where_the_policy_says_so(last: str, days: int) -> None:
    """Back on Friday the 9th, or on Monday the 12th."""
    for limit in (days, days + 1):
        kinds = f"an absence lasting at least {limit} calendar days"
        found = of_kind(kinds, "2026-01-12", f"2026-01-08 {last}", header=(BACK,))
        assert found == (YES if limit == days else NO)


# ------------------------------------------------------------------ without a working day


@pytest.mark.parametrize(
    ("on", "away", "found"),
    [
        ("2026-01-12", ("2026-01-10 2026-01-11",), NO),
        ("2026-01-11", ("2026-01-10 2026-01-11",), needs(LATER)),  # it may go on
        ("2026-01-12", ("2026-01-10 2026-01-12",), YES),
    ],
)
def test_whether_an_absence_has_a_working_day_is_open_while_it_runs(
    on: str, away: tuple[str, ...], found: Truth
) -> None:
    absence, person = last_of("", on, away, EMPTY)
    assert not_empty(absence, person, person.on) == found
    absence, person = last_of("", on, away)
    assert not_empty(absence, person, person.on) is YES


@pytest.mark.parametrize(
    ("on", "away", "found"),
    [
        ("2026-03-29", ("2026-03-28 2026-03-29",), needs(LATER, PATTERN)),
        ("2026-04-01", ("2026-03-28 2026-03-29",), needs(PATTERN)),
        ("2026-04-02", ("2026-03-31 2026-04-01",), YES),
        # a Saturday; if nobody worked on the 31st nor since, it goes on from the 30th
        ("2026-04-06", ("2026-04-04 2026-04-05",), NO),
    ],
)
def test_whether_an_absence_has_a_working_day_is_open_where_nobody_can_tell(
    on: str, away: tuple[str, ...], found: Truth
) -> None:
    absence, person = last_of("", on, away, EMPTY, **FROM_APRIL)
    assert not_empty(absence, person, person.on) == found


# ------------------------------------------------------------------ a limit that is set at a meeting

STANDARD = """
setting standard is set at talk
measure lost over the last 6 months
  is {formula}
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
branch Watch follows each employee
  step talk
    falls due when 9 absences start in the last 12 months
    must record standard
    outcome done: wait for hearing
  step hearing
    falls due when lost is {how} standard
    outcome done: close
"""


@pytest.mark.parametrize(
    ("how", "away", "open_"),
    [
        ("over", (), False),  # of nothing, it is certain that it is over no limit
        ("over", ("2026-01-12",), True),
        ("at least", (), True),
        ("at least", ("2026-01-12",), True),
    ],
)
def test_of_nothing_it_is_certain_that_it_is_over_no_limit(how: str, away: tuple[str, ...], open_: bool) -> None:
    text = STANDARD.format(formula="absences", how=how)
    stood = {"branch": "Watch", "step": "talk", "held": "2025-12-01", "outcome": "done"}
    answer = told_both_ways(text, "2026-01-31", *away, standing=[stood])
    assert {one.needs for one in answer.unknown} == ({"standard, set at talk"} if open_ else set())


# ------------------------------------------------------------------ the day from which it is certain


def test_what_is_left_out_for_lasting_exactly_so_long_counts_from_the_day_it_is_longer() -> None:
    text = """
branch Watch follows each employee
  step talk
    falls due when 1 absence starts in the last 12 months
    falls due again only on a new absence
    then close
"""
    lasts = ("an absence ends on", "leave out absences lasting exactly 3 calendar days\n  an absence ends on")
    for away, due in (
        ("2026-01-05 -", ["talk 2026-01-08"]),
        ("2026-01-05 2026-01-07", []),
        ("2026-01-05 2026-01-06", ["talk 2026-01-07"]),
    ):
        assert fell(told_both_ways(small(text, lasts), "2026-01-31", away)) == due
