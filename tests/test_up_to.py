"""What a history says of the days up to one of them: what ends on it has ended, and the file's order is nothing."""

from __future__ import annotations

from datetime import date

import pytest

from policydsl.domain.absence import Record
from policydsl.domain.number import Day
from policydsl.history.history import Adjustment, FactValue, History, Membership
from policydsl.history.up_to import up_to


def day(text: str) -> Day:
    return date.fromisoformat(text).toordinal()


ON = day("2026-05-20")


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
