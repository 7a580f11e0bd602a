"""Sick pay against a walk through the days, in which each day alone takes from what is left of each kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from tests.engine import policy_of
from tests.test_sick_pay import HEAD, paid

DAY = timedelta(1)

WINDOWS: dict[str, Callable[[date], date]] = {
    "in the last 12 months": lambda day: day.replace(year=day.year - 1) + DAY,
    "in the last 4 years": lambda day: day.replace(year=day.year - 4) + DAY,
    "in the last 17 calendar days": lambda day: day - timedelta(16),
    "in the last 5 weeks": lambda day: day - timedelta(5 * 7 - 1),
    "in the last 40 weeks": lambda day: day - timedelta(40 * 7 - 1),
    "in each calendar year": lambda day: day.replace(month=1, day=1),
    "over the whole record": lambda day: date(2000, 1, 1),
}
"""The first day of each window that ends on a day."""
FIRST, BEFORE, DAILY = "the first day of the absence", "the day before the absence", "each day"


@dataclass(frozen=True)
class Terms:
    """A schedule for everybody: days and rate of each kind, and what comes off, how; limits, and days waited for."""

    kinds: tuple[tuple[float, int], ...]
    unit: str = "calendar days"
    less: tuple[str, str] | None = None
    off: str = "each kind of pay separately"
    caps: tuple[tuple[float, int | None, str, str], ...] = ()
    waits: int = 0
    waits_in: str = "calendar days"

    def text(self) -> str:
        kinds = ", ".join(
            f"{days} {self.unit} at {rate}%" if rate < 100 else f"{days} {self.unit} full" for days, rate in self.kinds
        )
        lines = [f"everybody: {kinds}", f"pay is counted in {self.unit}", "gives half pay date, end of pay"]
        if self.less is None:
            lines.append("earlier sick pay does not count")
        else:
            lines += [
                f"less sick pay received {self.less[0]}, counted back from {self.less[1]}",
                f"it comes off {self.off}",
            ]
        for days, rate, window, back in self.caps:
            lines.append(
                f"{'full ' if rate else ''}pay for at most {days} {self.unit} {window}, counted back from {back}"
            )
        if self.waits:
            lines.append(f"no pay for the first {self.waits} {self.waits_in}")
        return HEAD + "".join(f"  {line}\n" for line in lines)


# ------------------------------------------------------------------ the walk

Paid = dict[date, dict[int, Fraction]]
"""What was paid on each day at each rate."""
Absent = tuple[date, date, dict[date, Fraction]]
"""First day, last day, and the parts of days."""


def received(paid: Paid, first: date, last: date) -> dict[int, Fraction]:
    found: dict[int, Fraction] = {}
    for day, parts in paid.items():
        if first <= day <= last:
            for rate, part in parts.items():
                found[rate] = found.get(rate, Fraction()) + part
    return found


def seen(window: str, back: str, day: date, away: Absent, before: Paid, own: Paid) -> tuple[dict[int, Fraction], ...]:
    """What was received before the absence, and in it, as a window shows it for a day."""
    if back == DAILY:
        first = WINDOWS[window](day)
        return received(before, first, day), received(own, first, day)
    day = away[0] - (DAY if back == BEFORE else timedelta())
    return received(before, WINDOWS[window](day), day), received(own, away[0], date.max)


def taken_off(terms: Terms, used: dict[int, Fraction]) -> dict[int, Fraction]:
    if terms.off == "each kind of pay separately":
        return {rate: min(Fraction(days), used.get(rate, Fraction())) for days, rate in terms.kinds}
    rest, found = sum(used.values(), Fraction()), {}
    for days, rate in terms.kinds if terms.off == "full pay first" else terms.kinds[::-1]:
        found[rate] = min(Fraction(days), rest)
        rest -= found[rate]
    return found


def left_on(terms: Terms, day: date, away: Absent, before: Paid, own: Paid) -> dict[int, Fraction]:
    """What is left of each kind, before any limit."""
    earlier, since = (
        ({}, received(own, away[0], day)) if terms.less is None else seen(*terms.less, day, away, before, own)
    )
    if terms.less is not None and terms.less[1] == DAILY:
        together = {rate: earlier.get(rate, Fraction()) + since.get(rate, Fraction()) for rate in {*earlier, *since}}
        off = taken_off(terms, together)
        return {rate: Fraction(days) - off[rate] for days, rate in terms.kinds}
    off = taken_off(terms, earlier)
    return {
        rate: max(Fraction(), Fraction(days) - off[rate] - since.get(rate, Fraction())) for days, rate in terms.kinds
    }


def pay_of(terms: Terms, day: date, number: Fraction, away: Absent, before: Paid, own: Paid) -> dict[int, Fraction]:
    """What of so much of a day is paid, in the order in which pay is used."""
    found: dict[int, Fraction] = {}
    for rate, left in left_on(terms, day, away, before, own).items():
        part = min(number, left)
        for days, about, window, back in terms.caps:
            if about not in (None, rate):
                continue
            both = seen(window, back, day, away, before, own)
            spent = [*both, found]
            part = min(
                part,
                Fraction(days) - sum((n for one in spent for r, n in one.items() if about in (None, r)), Fraction()),
            )
        if part > 0:
            found[rate] = part
            number -= part
    return found


def walked(terms: Terms, away: Absent, before: Paid) -> tuple[Paid, dict[date, str]]:
    """What is paid on each day of an absence, and in one word how."""
    own: Paid = {}
    how: dict[date, str] = {}
    waits = Fraction(terms.waits)
    day = away[0]
    while day <= away[1]:
        part = away[2].get(day, Fraction(1))
        works = day.weekday() < 5
        number = part if works or terms.unit == "calendar days" else Fraction()
        in_waiting = part if works or terms.waits_in == "calendar days" else Fraction()
        waiting = number if waits and not in_waiting else Fraction()
        if waits and in_waiting:
            served = min(waits, in_waiting)
            waits -= served
            waiting = number * served / in_waiting
        if number:
            pay = pay_of(terms, day, number - waiting, away, before, own)
            if pay:
                own[day] = pay
            unpaid = number - waiting - sum(pay.values(), Fraction())
            how[day] = "used-up" if unpaid else f"paid {[*pay][-1]}" if pay else "waiting"
        day += DAY
    return own, how


# ------------------------------------------------------------------ held against the answer

JANUARY, DECEMBER = date(2026, 1, 5), date(2025, 12, 22)
"""The first day of the absence that is looked at."""
SCATTERED = "2022-01-20 2022-02-08, 2025-01-06 2025-01-06, 2025-03-31 2025-04-22, 2025-11-21 2025-11-28"
HISTORIES = {
    "nothing": ("", JANUARY),
    "what leaves twelve months while the absence runs": ("2025-02-01 2025-02-20", JANUARY),
    "scattered": (SCATTERED, JANUARY),
    "all of it": ("2025-06-02 2025-08-24", JANUARY),
    "in two years of the calendar": ("2025-12-02 2025-12-15", DECEMBER),
}
PARTS = {date(2025, 4, 1): Fraction(1, 2), date(2025, 11, 28): Fraction(1, 4)}
PARTS |= {first + 2 * DAY: Fraction(1, 2) for first in (JANUARY, DECEMBER)}

TWO = ((20, 100), (15, 50))
YEAR = "in the last 12 months"
TERMS = {
    "two kinds": Terms(TWO),
    "own kind, stands still": Terms(TWO, less=(YEAR, FIRST)),
    "full first, stands still": Terms(TWO, less=(YEAR, BEFORE), off="full pay first"),
    "half first, stands still": Terms(TWO, less=(YEAR, FIRST), off="half pay first"),
    "own kind, moves on": Terms(TWO, less=(YEAR, DAILY)),
    "full first, moves on": Terms(TWO, less=(YEAR, DAILY), off="full pay first"),
    "half first, moves on": Terms(TWO, less=(YEAR, DAILY), off="half pay first"),
    "three kinds": Terms(((10, 100), (10, 75), (10, 50)), less=("in the last 40 weeks", DAILY)),
    "a calendar year": Terms(TWO, less=("in each calendar year", DAILY)),
    "the whole record": Terms(((60, 100), (30, 50)), less=("over the whole record", BEFORE)),
    "a window that is shorter than the absence": Terms(((10, 100), (8, 50)), less=("in the last 5 weeks", DAILY)),
    "a short window, full first": Terms(
        ((10, 100), (8, 50)), less=("in the last 5 weeks", DAILY), off="full pay first"
    ),
    "two windows that move on": Terms(
        ((10, 100), (8, 50)), less=("in the last 5 weeks", DAILY), caps=((25, None, YEAR, DAILY),)
    ),
    "a window of seventeen days": Terms(((8, 100), (5, 50)), less=("in the last 17 calendar days", DAILY)),
    "as many days as per cent of pay": Terms(((50, 100), (60, 50)), caps=((12, 100, YEAR, DAILY),)),
    "one per cent of pay": Terms(((20, 1), (15, 50)), less=(YEAR, DAILY)),
    "parts of days": Terms(((2.25, 100), (0.25, 75), (10, 50)), caps=((2.75, None, YEAR, DAILY),)),
    "working days": Terms(TWO, unit="working days", less=(YEAR, DAILY)),
    "a limit of all pay": Terms(((40, 100), (40, 50)), caps=((50, None, "in the last 4 years", DAILY),)),
    "a limit of full pay": Terms(TWO, caps=((12, 100, YEAR, DAILY),)),
    "a limit of full pay that stands still": Terms(TWO, less=(YEAR, DAILY), caps=((12, 100, YEAR, BEFORE),)),
    "a limit of a longer time": Terms(TWO, less=("in the last 40 weeks", DAILY), caps=((30, None, YEAR, DAILY),)),
    "two limits": Terms(TWO, caps=((15, 100, YEAR, DAILY), (28, None, "in the last 4 years", DAILY))),
    "a limit in a year of the calendar": Terms(TWO, caps=((10, 100, "in each calendar year", DAILY),)),
    "waiting": Terms(TWO, less=(YEAR, FIRST), waits=3),
    "waiting in working days": Terms(TWO, less=(YEAR, DAILY), waits=3, waits_in="working days"),
    "calendar days of waiting for working days of pay": Terms(TWO, unit="working days", waits=6),
}


@pytest.mark.parametrize("history", HISTORIES)
@pytest.mark.parametrize("name", TERMS)
def test_each_day_is_paid_as_a_walk_through_the_days_finds(name: str, history: str) -> None:
    terms, (earlier, first) = TERMS[name], HISTORIES[history]
    on = first + 3 * DAY
    before: Paid = {}
    records: list[dict[str, Any]] = []
    for one in earlier.split(", ") if earlier else []:
        begun, last = map(date.fromisoformat, one.split())
        before |= walked(terms, (begun, last, PARTS), before)[0]
        records.append({"first": begun, "last": last, "part": within(begun, last)})
    known = within(first, on)
    records.append({"first": first, "part": known})
    own, how = walked(terms, (first, first + timedelta(140), known), before)
    ends = next(day for day, word in how.items() if word == "used-up" and day > on)

    found = paid(policy_of(terms.text()), str(on), records)
    assert days_of(found, how, ends) == {day: word for day, word in how.items() if day <= ends}
    for kind in found["kinds"]:
        rate = kind["rate"]
        assert kind["paid"] == sum(one.get(rate, 0) for day, one in own.items() if day <= on)


def within(first: date, last: date) -> dict[date, Fraction]:
    return {day: part for day, part in PARTS.items() if first <= day <= last}


def days_of(found: dict[str, Any], how: dict[date, str], ends: date) -> dict[date, str]:
    """The stretches of an answer day by day, up to the first day without pay."""
    days = {}
    for one in found["stretches"]:
        last = date.fromisoformat(one["last"] or str(ends))
        for day in how:
            if date.fromisoformat(one["first"]) <= day <= min(last, ends):
                days[day] = f"paid {one['rate']}" if one["rate"] else one["why"]
    return days
