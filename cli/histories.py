"""People's histories, from files, folders and tables: each made under a policy, with the texts its problems show."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import click

import policydsl
from policydsl.diagnostics import has_errors
from policydsl.records.mask import masked

from . import files, policies
from .tables import Tables, is_table

EMPLOYEE = re.compile(r"""\bemployee["']?\s*:\s*["']?([^\s"',}]+)""")
Texts = Mapping[str, policydsl.Source]
Sources = list[policydsl.Source | files.Unreadable]


@dataclass(frozen=True, slots=True)
class Filed:
    """One history, and the texts that it stands in; `texts(True)`: with nothing private in them."""

    one: policydsl.OnFile
    texts: Callable[[bool], Texts]


def named(names: Iterable[str], tables: Tables, ctx: click.Context) -> Sources:
    """The texts of all files that are named, and of all histories in the folders that are."""
    names = tuple(names)
    if not names and not tables.were_named:
        raise click.UsageError("name a history, or a table with --absences", ctx)
    if table := next((name for name in names if is_table(name)), None):
        raise click.UsageError(f"{table} is a table; say of what, like --absences {table}", ctx)
    return [one for name in names for one in files.read_all(name)]


def unread(sources: Sources, tables: Tables) -> list[files.Unreadable]:
    """The files that could not be read."""
    return [one for one in (*sources, *tables.unreadable) if isinstance(one, files.Unreadable)]


def made(read: policies.Read, sources: Sources, tables: Tables) -> tuple[policies.Read, list[Filed | files.Unreadable]]:
    """Every history under a policy without errors, and that policy as far as the histories need it.

    A history may name what only an alternative of a reading speaks of: that is no error.
    """
    policy = read.checked.policy
    assert policy is not None
    found = list(_on_file(policy, sources, tables))
    if any(isinstance(one, Filed) and one.one.history is None for one in found) and not policy.takings:
        checked = policydsl.check_text(read.source, calendars=read.calendars)
        whole = policies.Read(read.source, checked, read.calendars)
        if whole.checked.policy is not None:
            return whole, list(_on_file(whole.checked.policy, sources, tables))
    return read, found


def _on_file(policy: policydsl.Policy, sources: Sources, tables: Tables) -> Iterator[Filed | files.Unreadable]:
    """Every history: in the order of the files, or, with tables, of the first appearance of each employee."""
    if tables.were_named or _may_be_of_one(sources):
        yield from _of_all(policy, sources, tables)
        return
    for source in sources:
        if isinstance(source, files.Unreadable):
            yield source
            continue
        # What a record says of somebody's health is hidden before any line of it can be shown.
        texts = _texts_of(source)
        yield from (Filed(one, texts) for one in policydsl.read_histories(source, policy))


def _may_be_of_one(sources: Sources) -> bool:
    """Is somebody named in several histories? All that is said of one employee is one history, as with tables."""
    texts = [one.text for one in sources if isinstance(one, policydsl.Source)]
    named = [name for text in texts for name in EMPLOYEE.findall(text)]
    return len(named) > len(set(named))


def _texts_of(source: policydsl.Source) -> Callable[[bool], Texts]:
    hidden = cache(lambda: {source.name: masked(source)})
    return lambda some: hidden() if some else {source.name: source}


def _of_all(policy: policydsl.Policy, sources: Sources, tables: Tables) -> Iterator[Filed | files.Unreadable]:
    """Each employee of all files and tables; what could not be read might be about any of them."""
    from policydsl.records.columns import Told
    from policydsl.records.together import read_together

    missing = unread(sources, tables)
    yield from missing
    if tables.columns_found:
        texts = {one.name: one for one in tables.columns}
        yield Filed(policydsl.OnFile(None, None, None, tables.columns_found), lambda _: texts)
    if has_errors(tables.columns_found):
        return
    given = [one for one in sources if isinstance(one, policydsl.Source)]
    all_there = tables.can_be_used and not missing
    people = read_together(given, tables.given, tables.told or Told(), policy, all_there=all_there)
    shown = {text.name: text for text in (*map(masked, given), *tables.shown())}
    for one in people:
        yield Filed(one, lambda _: shown)
