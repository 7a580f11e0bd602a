"""Cells of a table as the values that a history file would have: what each column takes, and how it may be written."""

from __future__ import annotations

import re

from policydsl.history.history import What
from policydsl.records import table_problems as problems
from policydsl.records.columns import Kind, Told
from policydsl.records.shape import WEEKDAYS, WHATS
from policydsl.records.table import Cell
from policydsl.records.values import EMPTY, TRUTHS, Sheet
from policydsl.records.yaml_file import List, Mapping, Scalar, Value
from policydsl.source import Place

DATES = {
    Kind.PEOPLE: frozenset({"service from"}),
    Kind.ABSENCES: frozenset({"first", "last", "recorded", "retracted"}),
    Kind.EVENTS: frozenset({"date", "for", "due", "recorded"}),
    Kind.FACTS: frozenset({"value", "from", "recorded"}),
    Kind.STANDING: frozenset({"held"}),
    Kind.ADJUSTMENTS: frozenset({"from", "to", "review", "recorded"}),
}
BETWEEN = "|"
A_MONDAY = "2001-01-01"
DAY_FIRST = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
DECIMAL_COMMA = re.compile(r"([0-9]*),([0-9]+)")
WITH_UNIT = re.compile(r"([0-9]*,[0-9]+)(.*)", re.DOTALL)
TRUTH = {"true": "true", "yes": "true", "false": "false", "no": "false"}


def value_of(sheet: Sheet, kind: Kind, key: str, cell: Cell, place: Place, told: Told) -> Value | None:
    """The value of a cell with something in it; None where it cannot be read and no other message would say so."""
    if key in DATES[kind]:
        return _day(sheet, kind, key, cell, place, told)
    match kind, key:
        case Kind.ABSENCES, "part":
            return _part(sheet, cell, place, told)
        case ((Kind.ABSENCES | Kind.EVENTS), "flags"):
            return _list(cell, cell.text)
        case Kind.ADJUSTMENTS, "value":
            return _value(sheet, cell, place, told)
        case Kind.PEOPLE, "works":
            return _works(sheet, cell, place, told)
        case Kind.PEOPLE, "groups":
            return _groups(sheet, cell, place, told)
        case Kind.ABSENCES, "disputed":
            return _truth(cell)
        case Kind.EVENTS, "what":
            return words(cell, cell.text.casefold() if cell.text.casefold() in WHATS else cell.text)
    return words(cell, cell.text)


def value_of_event(cell: Cell, what: str) -> Value:
    """What came of it: words where it is an outcome, else a yes or no where the words are one."""
    return words(cell, cell.text) if what == What.OUTCOME.value else _truth(cell)


def words(cell: Cell, text: str) -> Scalar:
    """Words as a history file has them without quotes, unless they would mean something else there."""
    return Scalar(text, text not in EMPTY and text.casefold() not in TRUTHS, cell.span)


def _truth(cell: Cell) -> Scalar:
    said = TRUTH.get(cell.text.casefold())
    return words(cell, cell.text) if said is None else Scalar(said, True, cell.span)


def _list(cell: Cell, text: str) -> List:
    said = (word.strip() for word in text.split(BETWEEN))
    return List(tuple(words(cell, word) for word in said if word), cell.span)


def _works(sheet: Sheet, cell: Cell, place: Place, told: Told) -> List | None:
    """`mon|tue|wed`, or with the hours of each day `mon=7.5|tue=7.5|wed=4`: one pattern that holds always."""
    if "=" in cell.text:
        return _with_hours(sheet, cell, place, told)
    days = _list(cell, cell.text.casefold())
    said = [day.text for day in days.items if isinstance(day, Scalar)]
    if len(set(said)) < len(said) or not set(said) <= set(WEEKDAYS):
        sheet.found.append(problems.weekdays(place))
        return None
    return List((Mapping(((words(cell, "days"), days),), cell.span),), cell.span)


def _with_hours(sheet: Sheet, cell: Cell, place: Place, told: Told) -> List | None:
    """The days of a week with the hours of each, as a round that begins on a Monday."""
    hours: dict[str, str] = {}
    for said in filter(None, (one.strip() for one in cell.text.casefold().split(BETWEEN))):
        day, equals, number = (one.strip() for one in said.partition("="))
        if day not in WEEKDAYS or day in hours or not equals or not number:
            sheet.found.append(problems.weekdays(place))
            return None
        with_point = _with_point(sheet, number, place, told)
        if with_point is None:
            return None
        hours[day] = with_point
    week = tuple(Scalar(hours.get(day, "0"), True, cell.span) for day in WEEKDAYS)
    pairs = (
        (words(cell, "cycle"), List(week, cell.span)),
        (words(cell, "starting"), Scalar(A_MONDAY, True, cell.span)),
    )
    return List((Mapping(pairs, cell.span),), cell.span)


def _groups(sheet: Sheet, cell: Cell, place: Place, told: Told) -> List | None:
    """`on trial=2026-04-01..2026-09-30|night staff`: groups, each with its first and last day where it has them."""
    groups = []
    for said in filter(None, (one.strip() for one in cell.text.split(BETWEEN))):
        name, equals, days = (one.strip() for one in said.partition("="))
        first, dots, last = (one.strip() for one in days.partition(".."))
        if not name or bool(equals) is not bool(dots and (first or last)):
            sheet.found.append(problems.groups_of_when(place))
            return None
        pairs = [(words(cell, "name"), words(cell, name))]
        for key, day in (("from", first), ("to", last)):
            pairs += [(words(cell, key), Scalar(day_told(day, told), True, cell.span))] if day else []
        groups.append(Mapping(tuple(pairs), cell.span))
    return List(tuple(groups), cell.span)


def _day(sheet: Sheet, kind: Kind, key: str, cell: Cell, place: Place, told: Told) -> Scalar | None:
    text = day_told(cell.text, told)
    # In a history file `recorded` with words behind it is an event; in a table it is always the day of entry.
    if kind is Kind.EVENTS and key == "recorded" and not text[:1].isdigit():
        sheet.found.append(problems.not_a_day(place, text))
        return None
    return Scalar(text, True, cell.span)


def day_told(text: str, told: Told) -> str:
    """A day year first, where somebody says that the day stands first; else the words as they are."""
    found = DAY_FIRST.fullmatch(text) if told.day_first else None
    return f"{found[4]}-{int(found[3]):02}-{int(found[1]):02}" if found else text


def _part(sheet: Sheet, cell: Cell, place: Place, told: Told) -> Mapping | None:
    """`2026-05-20=0.5|2026-05-22=0.25`."""
    pairs = []
    for said in filter(None, (one.strip() for one in cell.text.split(BETWEEN))):
        day, equals, number = (one.strip() for one in said.partition("="))
        if not day or not equals or not number:
            sheet.found.append(problems.part_of_what(place))
            return None
        with_point = _with_point(sheet, number, place, told)
        if with_point is None:
            return None
        pairs.append((Scalar(day_told(day, told), True, cell.span), Scalar(with_point, True, cell.span)))
    return Mapping(tuple(pairs), cell.span)


def _value(sheet: Sheet, cell: Cell, place: Place, told: Told) -> Scalar:
    """A number, perhaps with its unit."""
    found = WITH_UNIT.fullmatch(cell.text)
    if found is None:
        return words(cell, cell.text)
    number = _with_point(sheet, found[1], place, told) or found[1].split(",")[0] or "0"  # one problem is enough
    return words(cell, f"{number}{found[2]}")


def _with_point(sheet: Sheet, number: str, place: Place, told: Told) -> str | None:
    """A number with a point, where somebody says that numbers have a comma."""
    comma = DECIMAL_COMMA.fullmatch(number)
    if comma and not told.decimal_comma:
        sheet.found.append(problems.decimal_comma(place))
        return None
    return f"{comma[1] or 0}.{comma[2]}" if comma else number
