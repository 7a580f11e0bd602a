"""The working patterns of a history: weeks by the names of their days, or rounds of hours with a day they start on."""

from __future__ import annotations

from fractions import Fraction

from policydsl.diagnostics import Diagnostic
from policydsl.domain.number import Day, exact
from policydsl.domain.working_time import MONDAY, Pattern
from policydsl.history.assertions import Said
from policydsl.records import problems, values
from policydsl.records.shape import WEEKDAYS, WORKS
from policydsl.records.values import Entry, Sheet
from policydsl.records.yaml_file import Scalar

MOST = 24
"""The hours of a day."""
LONGEST = 366
"""A round of more days than these is a mistake."""


def works(sheet: Sheet, whole: Entry | None) -> Said[tuple[Pattern, ...]] | None:
    """The patterns in order of their first day; None where none is given, or one has problems."""
    before = len(sheet.found)
    found: list[tuple[Pattern, Entry]] = []
    entries = values.items(sheet, whole)
    days = [entry.value.text for entry in entries if isinstance(entry.value, Scalar)]
    if whole is not None and days:
        sheet.found.append(_days_alone(whole, days))
        return None
    for entry in entries:
        pattern = _pattern(sheet, entry)
        if pattern is not None:
            found.append((pattern, entry))
    first: dict[Day | None, Entry] = {}
    for pattern, entry in found:
        other = first.setdefault(pattern.since, entry)
        if other is not entry:
            sheet.found.append(problems.patterns_of_one_day(entry.place, other.place, pattern.since))
    if whole is None or not found or len(sheet.found) > before:
        return None
    patterns = sorted((pattern for pattern, _ in found), key=lambda one: one.since or 0)
    entry = found[0][1]
    said = values.keys(sheet, entry, WORKS) or {}
    return Said(tuple(patterns), said["cycle" if "cycle" in said else "days"].place)


def _days_alone(whole: Entry, said: list[str]) -> Diagnostic:
    """The days of the only pattern, without the key that they are the value of."""
    days = [day for word in said if (day := word.strip().lower()[:3]) in WEEKDAYS]
    example = ", ".join(days if len(days) == len(said) else WEEKDAYS[:3])
    wanted = "a list of working patterns, each with its `days`"
    return problems.another_kind(whole.place, "works", wanted, f"`works: [{{days: [{example}]}}]`")


def _pattern(sheet: Sheet, whole: Entry) -> Pattern | None:
    before = len(sheet.found)
    keys = values.keys(sheet, whole, WORKS)
    if keys is None:
        return None
    since = values.day(sheet, keys.get("from"))
    hours = values.number(sheet, keys["hours"]) if "hours" in keys else None
    if hours is not None and not 0 < hours.value <= MOST:
        wanted = "the hours of a day that is worked, over 0 and at most 24"
        sheet.found.append(problems.another_kind(hours.place, "hours", wanted, "`7.4`"))
    pattern = None
    if "cycle" in keys:
        _not_beside(sheet, keys, "cycle", ("days", "hours"))
        if "starting" not in keys:
            sheet.found.append(problems.missing_key(whole.place, "a cycle", "starting", "2026-09-01"))
        pattern = _cycle(sheet, keys["cycle"], values.day(sheet, keys.get("starting")))
    elif "days" in keys:
        _not_beside(sheet, keys, "days", ("starting",))
        pattern = _week(sheet, keys["days"], None if hours is None else hours.value)
    else:
        sheet.found.append(problems.missing_key(whole.place, WORKS.whole, "days", "[mon, tue, wed, thu, fri]"))
    if pattern is None or len(sheet.found) > before:
        return None
    return Pattern(pattern.worked, pattern.starting, pattern.hours, None if since is None else since.value)


def _not_beside(sheet: Sheet, keys: dict[str, Entry], key: str, others: tuple[str, ...]) -> None:
    for other in others:
        if other in keys:
            sheet.found.append(problems.not_beside(keys[other].place, other, key))


def _cycle(sheet: Sheet, whole: Entry, starting: Said[Day] | None) -> Pattern | None:
    before = len(sheet.found)
    said = [values.number(sheet, entry) for entry in values.items(sheet, whole)]
    if len(sheet.found) > before:
        return None
    for one in said:
        if one is not None and one.value > MOST:
            wanted = "a list of the hours of each day, at most 24"
            sheet.found.append(problems.another_kind(one.place, "cycle", wanted, "`[7.4, 7.4, 0]`"))
    hours = tuple(exact(one.value) for one in said if one is not None)
    if not any(hours):
        sheet.found.append(problems.no_day_worked(whole.place))
        return None
    if len(hours) > LONGEST:
        sheet.found.append(problems.another_kind(whole.place, "cycle", "a list of at most 366 days", "`[7.4, 7.4, 0]`"))
        return None
    return Pattern(tuple(one > 0 for one in hours), MONDAY if starting is None else starting.value, hours)


def _week(sheet: Sheet, entry: Entry, hours: Fraction | None) -> Pattern | None:
    before = len(sheet.found)
    words = [values.text(sheet, item) for item in values.items(sheet, entry)]
    for number, word in enumerate(words):
        if word is not None and word.value not in WEEKDAYS:
            sheet.found.append(
                problems.another_kind(word.place, "days", "a list of weekdays, three letters each", "`[mon, tue, wed]`")
            )
        elif word is not None and any(other and other.value == word.value for other in words[:number]):
            sheet.found.append(
                problems.another_kind(word.place, "days", "a list of weekdays, each once", "`[mon, tue]`")
            )
    if len(sheet.found) > before:
        return None
    if not words:
        sheet.found.append(problems.no_day_worked(entry.place))
        return None
    said = {word.value for word in words if word is not None}
    worked = tuple(day in said for day in WEEKDAYS)
    of_days = None if hours is None else tuple(exact(hours) if one else 0 for one in worked)
    return Pattern(worked, MONDAY, of_days)
