"""What a history says of the days up to one of them: what ends on it has ended, and the file's order is nothing."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from policydsl.domain.absence import Record
from policydsl.domain.holidays import Holiday, HolidayCalendar
from policydsl.domain.number import Day
from policydsl.domain.working_time import Pattern
from policydsl.history.history import Adjustment, Event, FactValue, History, Membership, Stood, What
from policydsl.history.up_to import up_to


def day(text: str) -> Day:
    return date.fromisoformat(text).toordinal()


ON = day("2026-05-20")
FIRST = day("2026-05-04")


def said(part: str, **more: object) -> object:
    return up_to(History("E1", **more), ON, None)[part]  # type: ignore[arg-type]


@pytest.mark.parametrize(("until", "kept"), [(ON - 1, ON - 1), (ON, ON), (ON + 1, None), (None, None)])
def test_what_ends_later_runs_on(until: Day | None, kept: Day | None) -> None:
    adjusted = Adjustment("limit", 3, day("2026-01-01"), until)
    assert said("adjustments", adjustments=(adjusted,)) == [["limit", "3", day("2026-01-01"), kept, None]]
    member = Membership("in Scotland", None, until)
    assert said("groups", groups=(member,)) == [["in Scotland", None, kept, None]]
    if until is not None:
        record = Record("a1", day("2026-05-04"), until)
        assert said("records", records=(record,)) == [["a1", day("2026-05-04"), kept, [], [], None]]


def test_what_begins_later_is_not_there_yet() -> None:
    begins = (Membership("in Scotland", ON), Membership("in Wales", ON + 1))
    assert said("groups", groups=begins) == [["in Scotland", ON, None, None]]


def test_the_order_of_the_file_means_nothing() -> None:
    one, other = FactValue("half pay", day("2026-03-01"), None), FactValue("half pay", day("2026-04-01"), "a1")
    assert said("facts", facts=(one, other)) == said("facts", facts=(other, one))
    always, since = Membership("in Scotland"), Membership("in Scotland", day("2026-04-01"))
    assert said("groups", groups=(always, since)) == said("groups", groups=(since, always))


def test_all_that_can_change_where_a_case_stands_is_kept() -> None:
    calendar = HolidayCalendar("ours", FIRST, ON, {ON: Holiday("founding day")})
    everything = History(
        "E1",
        works=(Pattern((True, True, False), hours=(8, Fraction(15, 2), 0), since=ON),),
        holidays=calendar,
        service=ON,
        records=(record(flags=frozenset({"b", "a"}), reason="flu", part={ON: Fraction(1, 2)}),),
        events=(
            Event(
                ON, What.ISSUED, name="letter", since=ON - 2, until=ON + 9, minutes=25, flags=frozenset({"by train"})
            ),
        ),
        facts=(FactValue("half pay", ON, "a1", since=ON, recorded=ON),),
        standing=(Stood("Branch 1", "first meeting", ON, "a1", "improved", by="HR", why="before these records"),),
        adjustments=(Adjustment("limit", Fraction(5, 2), ON, recorded=ON, by="HR", review=ON),),
        groups=(Membership("in Wales", ON, recorded=ON),),
    )
    assert up_to(everything, ON, None) == {
        "employee": "E1",
        "works": [[[True, True, False], 1, ["8", "15/2", "0"], ON]],
        "holidays": calendar.values(),
        "service": ON,
        "groups": [["in Wales", ON, None, ON]],
        "records": [["a1", FIRST, None, [[ON, "1/2"]], ["a", "b"], "flu"]],
        "versions": [],
        "events": [[ON, "issued", None, "letter", *[None] * 6, False, None, ON - 2, ON + 9, "25", ["by train"]]],
        "facts": [["half pay", ON, "a1", ON]],
        "standing": [["Branch 1", "first meeting", ON, "a1", "improved"]],
        "adjustments": [["limit", "5/2", ON, None, ON]],
    }


def test_what_is_not_on_file_is_kept_as_that() -> None:
    nothing = up_to(History("E1"), ON, None)
    assert (nothing["works"], nothing["holidays"], nothing["service"]) == (None, None, None)
    assert said("works", works=(Pattern((True,)),)) == [[[True], 1, None, None]]  # no hours


@pytest.mark.parametrize(("begins", "there"), [(None, True), (1, True), (ON - 1, True), (ON, True), (ON + 1, False)])
def test_what_holds_from_a_day_on_is_there_from_that_day_on(begins: Day | None, there: bool) -> None:
    found = {
        "works": (Pattern((True, False), since=begins),),
        "facts": (FactValue("half pay", ON, None, begins),),
        "adjustments": (Adjustment("limit", 3, begins),),
        "groups": (Membership("in Wales", begins),),
    }
    for part, entry in found.items():
        kept = said(part, **{part: entry})
        assert isinstance(kept, list)
        assert bool(kept) is there, part


@pytest.mark.parametrize(("on", "there"), [(ON - 1, True), (ON, True), (ON + 1, False)])
def test_what_happens_on_a_day_is_there_from_that_day_on(on: Day, there: bool) -> None:
    found = {
        "records": (record(on),),
        "events": (Event(on, What.ISSUED, name="letter"),),
        "standing": (Stood("Branch 1", "first meeting", on),),
    }
    for part, entry in found.items():
        kept = said(part, **{part: entry})
        assert isinstance(kept, list)
        assert bool(kept) is there, part
    assert (said("service", service=on) is not None) is there


def test_a_part_day_is_there_from_that_day_on() -> None:
    parts = {ON - 1: Fraction(1, 2), ON: Fraction(1, 4), ON + 1: Fraction(3, 4)}
    (kept,) = said("records", records=(record(part=parts),))  # type: ignore[attr-defined]
    assert kept[3] == [[ON - 1, "1/2"], [ON, "1/4"]]


def test_only_what_was_known_is_compared() -> None:
    of_later = History("E1", records=(record(recorded=ON + 1),))
    assert up_to(of_later, ON, ON)["records"] == []
    assert len(up_to(of_later, ON, ON + 1)["records"]) == 1  # type: ignore[arg-type]


# ------------------------------------------------------------------ what an event says

PLAIN = Event(ON, What.ISSUED)
OTHERWISE: dict[str, Any] = {
    "day": ON - 1,
    "what": What.SENT,
    "minutes": Fraction(25),
    "flags": frozenset({"bad weather"}),
    **dict.fromkeys(("step", "name", "value", "branch", "absence", "by", "why"), "other words"),
    **dict.fromkeys(("for_", "due", "recorded", "since", "until"), ON - 3),
}


@pytest.mark.parametrize("part", [one.name for one in fields(Event) if one.compare])
def test_an_event_that_says_something_else_is_not_the_same(part: str) -> None:
    plain, other = (said("events", events=(one,)) for one in (PLAIN, replace(PLAIN, **{part: OTHERWISE[part]})))
    assert plain != other


def test_the_wording_of_a_reason_may_be_corrected() -> None:
    assert said("events", events=(replace(PLAIN, why="ill"),)) == said("events", events=(replace(PLAIN, why="is ill"),))


# ------------------------------------------------------------------ versions on which a meeting may rest


def record(first: Day = FIRST, last: Day | None = None, **more: Any) -> Record:
    return Record("a1", first, last, has_id=True, **more)


def held(on: Day = ON, **more: Any) -> Event:
    return Event(on, What.HELD, "first meeting", **more)


def versions(history: History, known: Day | None = None, *events: Event) -> object:
    """What is kept of the versions on file, with meetings that were held (one, on the day itself)."""
    return up_to(replace(history, events=events or (held(),)), ON, known)["versions"]


def of_a1(first: Day, recorded: Day | None, retracted: Day | None = None) -> list[object]:
    return ["a1", first, None, [], [], None, recorded, retracted]


TWICE = History("E1", records=(record(FIRST, recorded=ON - 9), record(FIRST + 1, recorded=ON - 5)))


def test_every_version_counts_where_a_meeting_was_held() -> None:
    assert versions(TWICE) == [of_a1(FIRST, ON - 9), of_a1(FIRST + 1, ON - 5)]
    assert up_to(TWICE, ON, None)["versions"] == []  # no meeting rests on any of them
    assert versions(TWICE, None, held(ON + 1)) == []
    assert versions(TWICE, None, Event(ON, What.SCHEDULED, "first meeting", for_=ON)) == []


@pytest.mark.parametrize(("recorded", "counts"), [(ON - 1, True), (ON, True), (ON + 1, False)])
def test_a_version_counts_that_was_on_file_on_the_day(recorded: Day, counts: bool) -> None:
    """Also where each meeting was held earlier: no other day is looked at for what may still come up."""
    before = held(ON - 8), held(ON - 6)
    expected = [of_a1(FIRST, None), *([of_a1(FIRST + 1, recorded)] if counts else [])]
    file = History("E1", records=(record(), record(FIRST + 1, recorded=recorded)))
    assert versions(file, None, *before) == versions(file, None, held(ON - 8)) == expected


@pytest.mark.parametrize(("recorded", "counts"), [(ON + 3, True), (ON + 4, True), (ON + 5, False)])
def test_a_version_counts_that_was_on_file_when_a_meeting_was_put_on_file(recorded: Day, counts: bool) -> None:
    late = held(ON - 2, recorded=ON + 4)
    file = History("E1", records=(record(), record(FIRST + 1, recorded=recorded)))
    assert (of_a1(FIRST + 1, recorded) in versions(file, None, late)) is counts  # type: ignore[operator]


@pytest.mark.parametrize(("retracted", "kept"), [(None, None), (ON - 1, ON - 1), (ON, ON), (ON + 1, None)])
def test_a_version_is_withdrawn_from_that_day_on(retracted: Day | None, kept: Day | None) -> None:
    assert versions(History("E1", records=(record(retracted=retracted),))) == [of_a1(FIRST, None, kept)]


def test_versions_count_of_what_begins_by_the_day_in_any_of_them() -> None:
    """A version that moves an absence into time to come takes away what the one before says."""
    moved = record(FIRST, recorded=ON - 9), record(ON + 7, recorded=ON - 5)
    assert versions(History("E1", records=moved)) == [of_a1(FIRST, ON - 9), of_a1(ON + 7, ON - 5)]
    ahead = Record("a2", ON + 1, None, has_id=True)
    assert versions(History("E1", records=(record(ON), ahead))) == [of_a1(ON, None)]


def test_a_version_of_a_fact_or_a_group_counts_too() -> None:
    """The first says that half pay began, the second corrects it: a meeting between the two rests on the first."""
    facts = FactValue("half pay", ON - 20, None, None, ON - 9), FactValue("half pay", ON + 90, None, None, ON - 5)
    said_of_facts = [["half pay", ON - 20, None, None, ON - 9], ["half pay", ON + 90, None, None, ON - 5]]
    later = FactValue("half pay", ON, None, None, ON + 1), FactValue("half pay", ON, None, ON + 1)
    assert versions(History("E1", facts=(*facts, *later))) == said_of_facts
    groups = Membership("in Wales", None, ON - 1, ON - 9), Membership("in Wales", None, None, ON - 5)
    said_of_groups = [["in Wales", None, ON - 1, ON - 9], ["in Wales", None, None, ON - 5]]
    to_come = Membership("in Wales", None, None, ON + 1), Membership("in Wales", ON + 1)
    assert versions(History("E1", groups=(*groups, *to_come))) == said_of_groups


def test_what_is_put_on_file_after_what_is_known_changes_nothing() -> None:
    first = History("E1", records=(record(),))
    corrected = replace(first, records=(record(), record(FIRST + 1, recorded=ON - 5)))
    assert versions(corrected, ON - 6, held(ON - 7)) == versions(first, None, held(ON - 7))
