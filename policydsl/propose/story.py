"""A made-up person: a few absences and events, as a history and as the lines of an example."""

from __future__ import annotations

import json
from datetime import date, timedelta

from policydsl.frozen import frozen

FEW = 4
"""So many single days stand in one line."""


@frozen
class Away:
    """Days away, both included; `last` None: still away."""

    first: date
    last: date | None
    flag: str | None = None


@frozen
class Happened:
    """Something that was done about a step on a day: `held` (with an outcome or none), `notice` (`other`: of which
    meeting day), or the recording of a thing. `absence`: the first day of the one that it is about, where one must say.
    """

    day: date
    what: str
    name: str
    outcome: str | None = None
    other: date | None = None
    absence: date | None = None


@frozen
class Story:
    """All that is told of one person, in the order of the days, and the day asked about."""

    away: tuple[Away, ...] = ()
    happened: tuple[Happened, ...] = ()
    asked: date = date.min
    works: bool = False
    """Is it told that the person works Monday to Friday?"""
    group: str | None = None
    """The words by which a history names the group that the person is in, if any."""

    def also(self, *more: Away | Happened, asked: date | None = None) -> Story:
        """The story with more in it."""
        return Story(
            (*self.away, *(one for one in more if isinstance(one, Away))),
            (*self.happened, *(one for one in more if isinstance(one, Happened))),
            asked or self.asked,
            self.works,
            self.group,
        )

    def moved(self, asked: date) -> Story:
        """The same story, asked about on another day."""
        return Story(self.away, self.happened, asked, self.works, self.group)


def as_history(one: Story) -> str:
    """The story as a history file has it."""
    values: dict[str, object] = {"employee": "E1"}
    if one.works:
        values["works"] = [{"days": ["mon", "tue", "wed", "thu", "fri"]}]
    if one.group is not None:
        values["groups"] = [{"name": one.group}]
    values["absences"] = [_absence(each) for each in one.away]
    values["events"] = [_event(each) for each in one.happened]
    return json.dumps(values, ensure_ascii=False)


def _absence(one: Away) -> dict[str, object]:
    values: dict[str, object] = {"first": one.first.isoformat()}
    if one.last is not None:
        values["last"] = one.last.isoformat()
    if one.flag is not None:
        values["flags"] = [one.flag]
    return values


def _event(one: Happened) -> dict[str, object]:
    values: dict[str, object] = {"date": one.day.isoformat()}
    if one.what == "held":
        values |= {"step": one.name, "held": True} | ({"outcome": one.outcome} if one.outcome else {})
        values |= {"absence": one.absence.isoformat()} if one.absence else {}
    elif one.what == "notice" and one.other is not None:
        values |= {"step": one.name, "notice": "written", "for": one.other.isoformat()}
    else:
        values |= {"recorded": one.name}
    return values


def as_lines(one: Story) -> list[str]:
    """The story as the lines of an example, without what is expected."""
    lines = ["works Monday to Friday"] if one.works else []
    lines += [f"in group {one.group}"] if one.group is not None else []
    single: list[str] = []
    told: list[Away | Happened] = [*one.away, *one.happened]
    for what in sorted(told, key=_begins):
        if isinstance(what, Away) and what.first == what.last and what.flag is None and len(single) < FEW:
            single.append(in_words(what.first))
            continue
        lines += _single(single)
        single = []
        if isinstance(what, Away) and what.first == what.last and what.flag is None:
            single.append(in_words(what.first))
        else:
            lines.append(_told(what))
    return lines + _single(single)


def _begins(one: Away | Happened) -> date:
    return one.first if isinstance(one, Away) else one.day


def _single(days: list[str]) -> list[str]:
    return [f"absent on {', '.join(days)}"] if days else []


def _told(what: Away | Happened) -> str:
    if isinstance(what, Away):
        flag = f", flagged {what.flag}" if what.flag else ""
        if what.first == what.last:
            return f"absent on {in_words(what.first)}{flag}"
        until = f" to {in_words(what.last)}" if what.last else ""
        return f"absent from {in_words(what.first)}{until}{flag}"
    day = in_words(what.day)
    if what.what == "held":
        told = f"held {what.name} on {day}" + (f", with outcome {what.outcome}" if what.outcome else "")
        return told + (f", for the absence from {in_words(what.absence)}" if what.absence else "")
    if what.what == "notice" and what.other is not None:
        return f"gave notice in writing of {what.name} on {day}, for {in_words(what.other)}"
    return f"recorded {what.name} on {day}"


def in_words(day: date) -> str:
    """A day as a policy writes it."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def monday(day: date) -> date:
    """The first Monday on or after a day."""
    return day + timedelta(days=-day.weekday() % 7)


def working(first: date, days: int) -> date:
    """The last of so many days of a Monday-to-Friday week, the first of which is given and is one."""
    weeks, rest = divmod(days - 1 + first.weekday(), 5)
    return first + timedelta(days=weeks * 7 + rest - first.weekday())
