"""The laws of the interpreter: what must hold of every policy, history and day, whatever the policy says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from enum import Enum
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydsl.domain.absence import Record
from policydsl.history.history import Event, History
from policydsl.interpret.answer import Answer
from policydsl.interpret.evaluate import evaluate
from policydsl.interpret.fold import next_change, over_days_that_matter, over_every_day
from policydsl.interpret.person import Person
from policydsl.interpret.standing import NOBODY, Standings
from policydsl.interpret.step import step
from policydsl.model.policy import Policy
from tests import strategies as some
from tests.engine import history_of, policy_of, shipped
from tests.strategies import histories, made_up, seeds, tries
from tests.variants import VARIANTS, luu_text, variant

AROUND = "after every absence"
PIECEMEAL = histories("as it is")


def told(seed: int) -> tuple[History, int]:
    """The history behind a seed, and the day asked about."""
    values, on = made_up(seed)
    return history_of(values), on.toordinal()


def answer(history: History, on: int, policy: Policy | None = None) -> Answer | str:
    """The answer about a history on a day, or the problem that kept it from having one."""
    found = evaluate(policy or shipped(), history, date.fromordinal(on))
    return found.answer or found.diagnostics[0].code.name


EITHER = st.one_of(seeds.map(told), PIECEMEAL)
EITHER_LOW = st.one_of(seeds.map(told), histories("low threshold"))


# ------------------------------------------------------------------ days that matter


@pytest.mark.parametrize("name", VARIANTS)
@tries(0.034)
@given(data=st.data())
def test_folding_over_the_days_that_matter_is_folding_over_every_day(name: str, data: st.DataObject) -> None:
    policy = variant(name)
    history, on = data.draw(st.one_of(seeds.map(told), histories(name)))
    person = Person(policy, history, on)
    assert over_days_that_matter(person) == over_every_day(person)


@pytest.mark.parametrize("name", VARIANTS)
@tries(0.034)
@given(data=st.data())
def test_nothing_changes_by_itself_before_the_next_change(name: str, data: st.DataObject) -> None:
    """What is on file on the day is all there is; the days after it are gone through one by one."""
    policy = variant(name)
    history, on = data.draw(st.one_of(seeds.map(told), histories(name)))
    standings = over_days_that_matter(Person(policy, history, on))
    found = next_change(Person(policy, history, on), standings)
    later = Person(policy, as_known(history, on), on + 366)
    changed = (day for day in range(on + 1, on + 367) if step(later, standings, day) is not standings)
    first = next(changed, None)
    assert found == first or (first is None and (found or 0) > on + 366)


# ------------------------------------------------------------------ nothing looks ahead


def as_known(history: History, on: int) -> History:
    """The history as it stands on a day: what begins or happens later is not on file, planned ends are taken off."""
    records = tuple(
        replace(
            one,
            last=None if one.last is not None and one.last > on else one.last,
            part={day: missed for day, missed in one.part.items() if day <= on},
        )
        for one in history.records
        if one.first <= on
    )
    return replace(
        history,
        records=records,
        events=tuple(one for one in history.events if one.day <= on),
        facts=tuple(one for one in history.facts if one.since is None or one.since <= on),
    )


@tries(0.4)
@given(EITHER_LOW, st.floats(0, 1))
def test_nothing_that_happens_later_changes_the_answer(made: tuple[History, int], share: float) -> None:
    history, last = made
    on = earlier(history, last, share)
    for name in ("as it is", "low threshold", "joins over 3 days", "any day", "never joins"):
        assert answer(as_known(history, on), on, variant(name)) == answer(history, on, variant(name))


@tries(0.6)
@given(EITHER_LOW, st.floats(0, 1), st.integers(1, 90))
def test_a_planned_end_says_nothing_yet(made: tuple[History, int], share: float, more: int) -> None:
    history, last = made
    on = earlier(history, last, share)
    running = [one for one in history.records if one.first <= on and (one.last is None or one.last > on)]
    moved = replace(
        history, records=tuple(replace(one, last=on + more) if one in running else one for one in history.records)
    )
    assert answer(moved, on, variant("low threshold")) == answer(history, on, variant("low threshold"))


def earlier(history: History, last: int, share: float) -> int:
    """A day between the first record and the last day."""
    first = min([one.first for one in history.records] + [last])
    return first + round((last - first) * share)


HAPPENED = ("fell_due", "lapsed", "closed")


@tries(1)
@given(EITHER, st.floats(0, 1))
def test_what_happened_by_a_day_has_happened_by_a_later_one(made: tuple[History, int], share: float) -> None:
    history, last = made
    on = earlier(history, last, share)
    policy = variant("low threshold")
    early, late = answer(history, on, policy), answer(history, last, policy)
    if isinstance(early, str) or isinstance(late, str):
        assert isinstance(late, str)
        return
    for name in HAPPENED:
        before = [identity(one) for one in getattr(early, name)]
        after = [identity(one) for one in getattr(late, name)]
        assert before == after[: len(before)]
        assert all(one.on > early.on for one in getattr(late, name)[len(before) :])


def identity(item: Any) -> tuple[Any, ...]:
    return tuple(getattr(item, name, None) for name in ("id", "step", "branch", "absence", "on", "why"))


@pytest.mark.parametrize("name", VARIANTS)
@tries(0.034)
@given(data=st.data(), share=st.floats(0, 1))
def test_the_days_can_be_taken_up_where_they_were_left(name: str, data: st.DataObject, share: float) -> None:
    policy = variant(name)
    history, last = data.draw(st.one_of(seeds.map(told), histories(name)))
    on = earlier(history, last, share)
    later = Person(policy, history, last)
    standings = over_days_that_matter(Person(policy, history, on))
    for day in range(on + 1, last + 1):
        standings = step(later, standings, day)
    assert standings == over_days_that_matter(later)


# ------------------------------------------------------------------ what means nothing


@tries(0.6)
@given(EITHER_LOW, st.data())
def test_the_order_of_the_file_means_nothing(made: tuple[History, int], data: st.DataObject) -> None:
    history, on = made
    mixed = replace(
        history,
        records=tuple(data.draw(st.permutations(history.records))),
        events=tuple(data.draw(st.permutations(history.events))),
        facts=tuple(data.draw(st.permutations(history.facts))),
        standing=tuple(data.draw(st.permutations(history.standing))),
    )
    assert answer(mixed, on) == answer(history, on)


@tries(0.6)
@given(PIECEMEAL, st.data())
def test_the_order_of_events_of_one_day_means_nothing(made: tuple[History, int], data: st.DataObject) -> None:
    history, on = made
    twins = [another(one, data) for one in history.events if data.draw(st.booleans())]
    doubled = replace(history, events=(*history.events, *twins))
    turned = replace(history, events=(*reversed(twins), *reversed(history.events)))
    assert answer(turned, on) == answer(doubled, on)


def another(event: Event, data: st.DataObject) -> Event:
    """An event of the same kind and day that differs in what it says of the other day, or of who did it."""
    return replace(
        event,
        for_=None if event.for_ is None else event.for_ + data.draw(st.integers(1, 9)),
        by=data.draw(st.sampled_from(["somebody", "HR"])),
    )


@tries(0.3)
@given(EITHER_LOW, st.integers(0, 9), st.floats(0, 1))
def test_two_records_that_touch_are_one(made: tuple[History, int], which: int, share: float) -> None:
    history, on = made
    long_enough = [one for one in history.records if one.first < min(on, one.last or on)]
    if not long_enough:
        return
    whole = long_enough[which % len(long_enough)]
    end = earlier_day(whole.first, min(on, whole.last or on) - 1, share)
    parts = {day: missed for day, missed in whole.part.items() if day <= end}
    rest = {day: missed for day, missed in whole.part.items() if day > end}
    pieces = (
        replace(whole, last=end, part=parts),
        replace(whole, name=f"{whole.name}, second part", first=end + 1, part=rest),
    )
    split = replace(history, records=(*(one for one in history.records if one is not whole), *pieces))
    for name in ("as it is", "low threshold", "joins next day", "joins over 3 days"):
        assert answer(split, on, variant(name)) == answer(history, on, variant(name))


def earlier_day(first: int, last: int, share: float) -> int:
    return first + round((last - first) * share)


FOUR_CENTURIES = 146_097
"""Days after which the calendar, weekdays and leap years begin again the same."""


@tries(0.25)
@given(st.one_of(seeds.map(made_up), PIECEMEAL))
def test_four_centuries_later_all_is_the_same(made: tuple[Any, Any]) -> None:
    history, on = made
    if isinstance(history, dict):
        history, on = history_of(history), on.toordinal()
    there = answer(shifted(history), on + FOUR_CENTURIES, in_four_centuries())
    assert there == shifted(answer(history, on, variant("as it is")))


@cache
def in_four_centuries() -> Policy:
    assert luu_text().count("1 September 2024") == 1
    return policy_of(luu_text().replace("1 September 2024", "1 September 2424"))


DAYS = frozenset({"first", "last", "day", "for_", "due", "held", "since", "value", "recorded"})


def shifted(value: Any, name: str = "") -> Any:
    """The same with all days four centuries later, those in names and sentences too."""
    if isinstance(value, date):
        return value + timedelta(days=FOUR_CENTURIES)
    if isinstance(value, str):
        return re.sub(r"\b20(\d\d-\d\d-\d\d)\b", r"24\1", value)
    if isinstance(value, dict):
        return {day + FOUR_CENTURIES: missed for day, missed in value.items()}
    if isinstance(value, tuple | frozenset):
        return type(value)(shifted(one) for one in value)
    if isinstance(value, int) and not isinstance(value, bool) and name in DAYS:
        return value + FOUR_CENTURIES
    if is_dataclass(value) and not isinstance(value, type | Enum):
        in_history = type(value).__module__.startswith(("policydsl.history", "policydsl.domain"))
        changes = {
            each.name: shifted(getattr(value, each.name), each.name if in_history else "")
            for each in fields(value)
            if each.name not in ("place", "works")
        }
        return replace(value, **changes)
    return value


# ------------------------------------------------------------------ records that count for nothing


@tries(0.4)
@given(EITHER_LOW, some.records(date(2025, 1, 1).toordinal()), st.floats(0, 1))
def test_protected_records_change_no_step_but_those_after_every_absence(
    made: tuple[History, int], added: Sequence[Record], share: float
) -> None:
    """Wherever they lie, touching others or not, or within them."""
    history, on = made
    first = earlier(history, on, share)
    moved = tuple(
        replace(
            one,
            name=f"protected {one.name}",
            first=one.first - added[0].first + first,
            last=None if one.last is None else one.last - added[0].first + first,
            part={},
            flags=frozenset({"pregnancy-related"}),
        )
        for one in added
    )
    with_them = replace(history, records=(*history.records, *moved))
    for name in ("as it is", "low threshold"):
        policy = variant(name)
        before = over_days_that_matter(Person(policy, history, on))
        after = over_days_that_matter(Person(policy, with_them, on))
        assert branches(after) == branches(before)


def branches(standings: Standings) -> Standings:
    """The standings without the steps after every absence, and without remarks on events."""
    return replace(
        standings,
        cases={key: one for key, one in standings.cases.items() if key.branch != AROUND},
        occurrences={name: one for name, one in standings.occurrences.items() if one.case.branch != AROUND},
        ended=tuple(one for one in standings.ended if one.case.branch != AROUND),
        pending=tuple(one for one in standings.pending if one.case.branch != AROUND),
        noted=(),
    )


# ------------------------------------------------------------------ totality


@tries(1.2)
@given(st.data())
def test_every_history_has_an_answer(data: st.DataObject) -> None:
    """Whatever is recorded, in whatever order, of steps that are due or not."""
    name = data.draw(st.sampled_from(sorted(VARIANTS)))
    policy = variant(name)
    history, on = data.draw(histories(name))
    events = data.draw(st.lists(some.any_event(history, on), max_size=8))
    found = evaluate(policy, replace(history, events=(*history.events, *events)), date.fromordinal(on))
    assert found.answer is not None or {one.code.name for one in found.diagnostics} == {"event-fits-several"}


def test_before_the_first_day_there_is_nobody() -> None:
    person = Person(shipped(), History("E1"), shipped().in_force.toordinal() - 1)
    assert over_days_that_matter(person) == over_every_day(person) == NOBODY
