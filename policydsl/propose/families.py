"""Rows of made-up histories that differ in one number: how many absences, how long, how far apart, how much later."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from policydsl.frozen import frozen
from policydsl.propose.story import Away, Happened, Story, monday, working

STEPS_OF_DAYS = (1, 3, 7, 10, 14, 21, 28, 35, 45, 60, 75, 91, 120, 150, 183, 215, 250, 300, 366, 450, 550, 731, 900)
STEPS_OF_COUNTS = tuple(range(13))
STEPS_OF_WORK = (1, 2, 3, 4, 5, 7, 9, 11, 14, 18, 23, 30, 38, 48, 60, 80, 105, 140, 190, 260)


@frozen
class Family:
    """One row: a story for each number; `tried` are the numbers to begin with."""

    made: Callable[[int], Story]
    tried: tuple[int, ...]


def families(start: Story, flags: tuple[str, ...], held: tuple[str, date] | None) -> Iterator[Family]:
    """The rows that go on from a story; `held`: a step that is due and since when: when it is held, and noticed."""
    day = start.asked
    if held is not None:
        yield from _meetings(start, *held)
        yield Family(lambda t: start.moved(day + timedelta(days=t)), (0, *STEPS_OF_DAYS))
        return
    yield Family(lambda n: _many(start, n, 14), STEPS_OF_COUNTS)
    yield Family(lambda n: _many(start, n, 28), STEPS_OF_COUNTS)
    for before in range(6):
        yield Family(lambda d, n=before: _lengthened(start, n, d), STEPS_OF_WORK)  # type: ignore[misc]
    yield Family(lambda t: _running(start, t), (0, *STEPS_OF_DAYS))
    yield Family(lambda t: _ended(start, t), (0, *STEPS_OF_DAYS))
    yield Family(lambda t: start.moved(day + timedelta(days=t)), (0, *STEPS_OF_DAYS))
    for cluster in range(12):
        yield Family(lambda t, n=cluster: _apart(start, n, t, 1), STEPS_OF_DAYS)  # type: ignore[misc]
    for length in (5, 10, 20):
        for cluster in (1, 2):
            yield Family(lambda t, n=cluster, k=length: _apart(start, n, t, k), STEPS_OF_DAYS)  # type: ignore[misc]
    for flag in flags:
        yield Family(lambda t, f=flag: _running(start, t, f), (0, *STEPS_OF_DAYS))  # type: ignore[misc]
        yield Family(lambda t, f=flag: _ended(start, t, f), (0, *STEPS_OF_DAYS))  # type: ignore[misc]
        yield Family(lambda n, f=flag: _many(start, n, 14, f), STEPS_OF_COUNTS)  # type: ignore[misc]


def _begin(start: Story) -> date:
    """The Monday after all that is told."""
    return monday(start.asked + timedelta(days=1))


def _running(start: Story, days: int, flag: str | None = None) -> Story:
    first = _begin(start)
    return start.also(Away(first, None, flag), asked=first + timedelta(days=days))


def _ended(start: Story, days: int, flag: str | None = None) -> Story:
    """Over long enough for everything to be certain of it."""
    first = _begin(start)
    last = first + timedelta(days=days)
    return start.also(Away(first, last, flag), asked=last + timedelta(days=14))


def _many(start: Story, number: int, apart: int, flag: str | None = None) -> Story:
    days = [_begin(start) + timedelta(days=apart * each) for each in range(number)]
    return start.also(*(Away(day, day, flag) for day in days), asked=days[-1] if days else _begin(start))


def _lengthened(start: Story, before: int, days: int) -> Story:
    """Some single days, then an absence of so many working days."""
    begin = _begin(start)
    singles = [begin + timedelta(days=7 * each) for each in range(before)]
    first = begin + timedelta(days=7 * before)
    last = working(first, days)
    return start.also(*(Away(day, day) for day in singles), Away(first, last), asked=last)


def _apart(start: Story, cluster: int, gap: int, length: int) -> Story:
    """Some absences a week apart, then so many days, then another absence of one day."""
    begin = start.asked if not cluster else _begin(start)
    step = 7 * (1 + (length - 1) // 5)
    firsts = [begin + timedelta(days=step * each) for each in range(cluster)]
    away = [Away(day, working(day, length)) for day in firsts]
    after = (firsts[0] if firsts else begin) + timedelta(days=gap + step * max(0, cluster - 1))
    if away and after <= (away[-1].last or after):
        after = (away[-1].last or after) + timedelta(days=gap)
    return start.also(*away, Away(after, after), asked=after)


def _meetings(start: Story, step: str, due: date) -> Iterator[Family]:
    """The step held so long after it fell due; noticed so long before it is held."""

    def held(days: int) -> Story:
        day = due + timedelta(days=days)
        return start.also(Happened(day, "held", step), asked=max(day, start.asked))

    def noticed(days: int) -> Story:
        sent, day = due + timedelta(days=1), due + timedelta(days=1 + days)
        told = Happened(sent, "notice", step, other=day), Happened(day, "held", step)
        return start.also(*told, asked=max(day, start.asked))

    yield Family(held, (0, *STEPS_OF_DAYS[:16]))
    yield Family(noticed, (0, *STEPS_OF_DAYS[:10]))
