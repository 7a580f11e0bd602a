"""A history file as assertions: every line read or reported, nothing passed over."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TypeVar

from policydsl.diagnostics import Diagnostic
from policydsl.domain.number import Day
from policydsl.history.assertions import Assertions, Said, SaidAdjustment, SaidFact, SaidGroup, SaidRecord, SaidStanding
from policydsl.history.problems import not_taken_yet
from policydsl.records import problems, values
from policydsl.records.events import read_event
from policydsl.records.shape import ADJUSTMENT, FACT, GROUP, HISTORY, RECORD, STANDING
from policydsl.records.values import Entry, Sheet
from policydsl.records.works import works
from policydsl.records.yaml_file import List, Mapping, Scalar, Value, documents
from policydsl.source import Place, Source, Span

Line = TypeVar("Line", SaidRecord, SaidFact, SaidStanding, SaidAdjustment, SaidGroup)


def read(source: Source) -> tuple[tuple[Assertions, ...], tuple[Diagnostic, ...]]:
    """Every history of a YAML or JSON text, and every problem of its form.

    Each document of the text is one history or a list of histories. A history with problems is returned as far as it
    could be read, marked as not complete, so that what is left can be examined in the same run.
    """
    read_documents, found = documents(source)
    if found:
        return (), found
    sheet = Sheet(source.name)
    wholes = [history for document in read_documents for history in _histories(document)]
    if not wholes:
        sheet.found.append(problems.no_history(Place(source.name, Span(0, 0))))
    several = len(wholes) > 1
    entries = (
        Entry(value, sheet.place(value, f"[{number}]" if several else ""), "history")
        for number, value in enumerate(wholes, 1)
    )
    return tuple(said for entry in entries if (said := history_in(sheet, entry))), tuple(sheet.found)


def _histories(document: Value) -> tuple[Value, ...]:
    if isinstance(document, List):
        return document.items
    return () if isinstance(document, Scalar) and values.is_empty(document) else (document,)


def history_in(sheet: Sheet, whole: Entry) -> Assertions | None:
    """What one mapping says of one employee; None where it is no mapping."""
    if not isinstance(whole.value, Mapping):
        sheet.found.append(problems.no_history(whole.place))
        return None
    before = len(sheet.found)
    keys = values.keys(sheet, whole, HISTORY) or {}
    employee = values.text(sheet, keys.get("employee"))
    patterns = works(sheet, keys.get("works"))
    holidays = values.text(sheet, keys.get("holidays"))
    service = values.day(sheet, keys.get("service from"))
    before_records = len(sheet.found)
    records = _each(sheet, keys.get("absences"), _record)
    records_complete = len(sheet.found) == before_records
    events = tuple(event for one in values.items(sheet, keys.get("events")) for event in read_event(sheet, one))
    facts = _each(sheet, keys.get("facts"), _fact)
    standing = _each(sheet, keys.get("standing"), _standing)
    return Assertions(
        employee=employee or Said("", whole.place),
        works=patterns,
        holidays=holidays,
        service=service,
        records=records,
        events=events,
        facts=facts,
        standing=standing,
        adjustments=_each(sheet, keys.get("adjustments"), _adjustment),
        groups=_each(sheet, keys.get("groups"), _group),
        complete=len(sheet.found) == before,
        records_complete=records_complete,
    )


def _each(sheet: Sheet, whole: Entry | None, read_one: Callable[[Sheet, Entry], Line | None]) -> tuple[Line, ...]:
    return tuple(said for one in values.items(sheet, whole) if (said := read_one(sheet, one)) is not None)


# ------------------------------------------------------------------ records, facts, standing


def _record(sheet: Sheet, whole: Entry) -> SaidRecord | None:
    before = len(sheet.found)
    keys = values.keys(sheet, whole, RECORD) or {}
    first = values.day(sheet, keys.get("first"))
    disputed = values.truth(sheet, keys["disputed"]) if "disputed" in keys else None
    flags = (values.text(sheet, item) for item in values.items(sheet, keys.get("flags")))
    last, id_ = values.day(sheet, keys.get("last")), values.text(sheet, keys.get("id"))
    said_flags = tuple(flag for flag in flags if flag)
    part = _part(sheet, keys.get("part"))
    reason, recorded = values.text(sheet, keys.get("reason")), values.day(sheet, keys.get("recorded"))
    retracted = values.day(sheet, keys.get("retracted"))
    if first is None or len(sheet.found) > before:
        return None
    return SaidRecord(
        place=whole.place,
        first=first,
        last=last,
        id=id_,
        part=part,
        flags=said_flags,
        reason=reason,
        recorded=recorded,
        retracted=retracted,
        disputed=disputed is not None and disputed.value,
    )


def _part(sheet: Sheet, whole: Entry | None) -> tuple[tuple[Said[Day], Said[Fraction]], ...]:
    """Days of which only a part was missed, each with the fraction that was."""
    if whole is None:
        return ()
    if not isinstance(whole.value, Mapping):
        sheet.found.append(
            problems.another_kind(whole.place, "part", "days, each with the part missed", "`{2026-05-20: 0.5}`")
        )
        return ()
    parts: dict[Day, tuple[Said[Day], Said[Fraction]]] = {}
    for key, value in whole.value.pairs:
        path = f"{whole.place.field}.{key.text}"
        place = sheet.place(key, path)
        day = values.day_in(sheet, key.text, place)
        if _is_hours(value):
            meanwhile = "write the fraction of the day that was missed, like `0.5`"
            sheet.found.append(not_taken_yet(sheet.place(value, path), "a part of a day in hours", meanwhile))
            continue
        fraction = values.number(sheet, Entry(value, sheet.place(value, path), "part"))
        if day is not None and day in parts:
            sheet.found.append(problems.repeated_key(place, parts[day][0].place, key.text))
        elif day is not None and fraction is not None:
            parts[day] = (Said(day, place), fraction)
    return tuple(parts.values())


def _is_hours(value: Value) -> bool:
    if isinstance(value, Mapping):
        return any(key.text == "hours" for key, _ in value.pairs)
    return (
        isinstance(value, Scalar) and value.text.rstrip().endswith(("h", "hours", "hour")) and value.text[:1].isdigit()
    )


def _fact(sheet: Sheet, whole: Entry) -> SaidFact | None:
    before = len(sheet.found)
    keys = values.keys(sheet, whole, FACT) or {}
    name, value = values.text(sheet, keys.get("name")), values.day(sheet, keys.get("value"))
    absence, since = values.text(sheet, keys.get("absence")), values.day(sheet, keys.get("from"))
    recorded = values.day(sheet, keys.get("recorded"))
    if name is None or value is None or len(sheet.found) > before:
        return None
    return SaidFact(place=whole.place, name=name, value=value, absence=absence, since=since, recorded=recorded)


def _adjustment(sheet: Sheet, whole: Entry) -> SaidAdjustment | None:
    before = len(sheet.found)
    keys = values.keys(sheet, whole, ADJUSTMENT) or {}
    setting, value, by, why = (values.text(sheet, keys.get(key)) for key in ("setting", "value", "by", "why"))
    since, until, review, recorded = (values.day(sheet, keys.get(key)) for key in ("from", "to", "review", "recorded"))
    if setting is None or value is None or len(sheet.found) > before:
        return None
    return SaidAdjustment(
        place=whole.place,
        setting=setting,
        value=value,
        since=since,
        until=until,
        review=review,
        by=by,
        why=why,
        recorded=recorded,
    )


def _group(sheet: Sheet, whole: Entry) -> SaidGroup | None:
    before = len(sheet.found)
    keys = values.keys(sheet, whole, GROUP) or {}
    name = values.text(sheet, keys.get("name"))
    since, until, recorded = (values.day(sheet, keys.get(key)) for key in ("from", "to", "recorded"))
    if name is None or len(sheet.found) > before:
        return None
    return SaidGroup(place=whole.place, name=name, since=since, until=until, recorded=recorded)


def _standing(sheet: Sheet, whole: Entry) -> SaidStanding | None:
    before = len(sheet.found)
    keys = values.keys(sheet, whole, STANDING) or {}
    held = values.day(sheet, keys.get("held"))
    branch, step, absence, outcome, by, why = (
        values.text(sheet, keys.get(key)) for key in ("branch", "step", "absence", "outcome", "by", "why")
    )
    if branch is None or step is None or held is None or len(sheet.found) > before:
        return None
    return SaidStanding(
        place=whole.place, branch=branch, step=step, held=held, absence=absence, outcome=outcome, by=by, why=why
    )
