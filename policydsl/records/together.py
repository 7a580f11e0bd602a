"""Sources of every form put together: everything that is said of one employee is one history, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from itertools import chain

from policydsl.diagnostics import Diagnostic, has_errors, in_order
from policydsl.frozen import frozen
from policydsl.history.assertions import Assertions
from policydsl.history.make import make
from policydsl.history.names import names_of
from policydsl.model.policy import Policy
from policydsl.records import table_problems
from policydsl.records.columns import SHAPES, Kind, Told
from policydsl.records.on_file import OnFile, Part, parts_of
from policydsl.records.table import Table
from policydsl.records.table_reader import read_table
from policydsl.source import Source

KEYS = frozenset(key for shape in SHAPES.values() for key in shape.keys)


@frozen
class Given:
    """A table, of what kind it is, and what was found when its text was read."""

    kind: Kind
    table: Table
    found: tuple[Diagnostic, ...] = ()


def read_together(
    sources: Sequence[Source], tables: Sequence[Given], told: Told, policy: Policy, *, all_there: bool = True
) -> tuple[OnFile, ...]:
    """One item for what belongs to nobody in particular, and one for each employee, in the order of first appearance.

    Where something belongs to nobody, or not everything was there to be read (`all_there`), anybody's history might
    lack it: then there is no history, and of the employees only those who have problems of their own are returned.
    """
    whole: list[Diagnostic] = []
    parts: list[Part] = []
    for source in sources:
        of_people, of_nobody = parts_of(source)
        parts += of_people
        whole += of_nobody
    for given in tables:
        of_people, of_nobody = read_table(given.table, given.kind, told)
        parts += of_people
        whole += (*given.found, *of_nobody)
    holds = all_there and not has_errors(whole)
    names = names_of(policy)
    made = []
    for employee, own in _by_employee(parts).items():
        said, contradictions = _united(own)
        if not holds:
            said = replace(said, complete=False, records_complete=False)
        history, problems = make(said, policy, names)
        found = in_order((*(one for part in own for one in part.found), *contradictions, *_in_tables(problems)))
        if holds or found:
            values = _values([part.values for part in own])
            made.append(OnFile(employee or None, None if has_errors(found) else history, values, found))
    return (*((OnFile(None, None, None, in_order(whole)),) if whole else ()), *made)


def _by_employee(parts: Iterable[Part]) -> Mapping[str, list[Part]]:
    found: dict[str, list[Part]] = {}
    for part in parts:
        found.setdefault(part.said.employee.value, []).append(part)
    return found


def _united(parts: Sequence[Part]) -> tuple[Assertions, list[Diagnostic]]:
    """What all parts say; a second working pattern or calendar that is another one is a contradiction."""
    said = [part.said for part in parts]
    works = [one.works for one in said if one.works is not None]
    contradictions = [
        table_problems.contradicting_patterns(one.place, works[0].place, said[0].employee.value)
        for one in works[1:]
        if one.value != works[0].value
    ]
    calendars = [one.holidays for one in said if one.holidays is not None]
    contradictions += [
        table_problems.contradicting_calendars(one.place, calendars[0].place, said[0].employee.value)
        for one in calendars[1:]
        if one.value != calendars[0].value
    ]
    services = [one.service for one in said if one.service is not None]
    contradictions += [
        table_problems.contradicting_services(one.place, services[0].place, said[0].employee.value)
        for one in services[1:]
        if one.value != services[0].value
    ]
    lists = {
        one.name: tuple(chain.from_iterable(getattr(part, one.name) for part in said))
        for one in fields(Assertions)
        if one.default == ()
    }
    united = Assertions(
        employee=said[0].employee,
        works=works[0] if works else None,
        holidays=calendars[0] if calendars else None,
        service=services[0] if services else None,
        complete=all(one.complete for one in said) and not contradictions,
        records_complete=all(one.records_complete for one in said),
        **lists,
    )
    return united, contradictions


def _values(parts: Sequence[object]) -> object:
    """The values of all parts as one history file would hold them: lists one after another, of the rest the first."""
    together: dict[str, object] = {}
    for part in parts:
        for key, value in part.items() if isinstance(part, dict) else ():
            there = together.setdefault(key, value)
            if there is not value and isinstance(there, list) and isinstance(value, list) and key != "works":
                together[key] = [*there, *value]
    return together


def _in_tables(problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    return (table_problems.in_a_table(one, KEYS) for one in problems)
