"""The tables named on the command line: read as text or as workbooks, and how they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from policydsl.diagnostics import Diagnostic, has_errors
from policydsl.source import Source

from . import files

if TYPE_CHECKING:  # what reads tables is loaded when one is named
    from policydsl.records.columns import Kind, Told
    from policydsl.records.together import Given


@dataclass(frozen=True, slots=True)
class Tables:
    """What was read of the tables that were named, and the files that could not be."""

    given: tuple[Given, ...] = ()
    sources: tuple[tuple[Kind, Source], ...] = ()
    told: Told | None = None
    columns: tuple[Source, ...] = ()
    columns_found: tuple[Diagnostic, ...] = ()
    unreadable: tuple[files.Unreadable, ...] = ()

    @property
    def were_named(self) -> bool:
        return bool(self.given or self.unreadable or self.columns)

    @property
    def can_be_used(self) -> bool:
        return not self.unreadable and not has_errors(self.columns_found)

    def shown(self) -> Iterator[Source]:
        """Every text with its free text hidden, so that its lines can be shown."""
        from policydsl.records.table_mask import masked_table

        if self.told is not None:
            yield from (masked_table(source, kind, self.told) for kind, source in self.sources)
        yield from self.columns


def is_table(name: str) -> bool:
    """Is this a file that can only be a table? What is in a table is said by the option that names it."""
    return name.casefold().endswith((".csv", ".tsv")) or files.is_workbook(name)


def options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that name tables and say how they are written; the command gets what was read as `tables`."""

    @wraps(command)
    def with_tables(*args: Any, columns: str | None, **given: Any) -> None:
        named = {kind: given.pop(kind) for kind in WORDS}
        how = {name: given.pop(name) for name in ("day_first", "decimal_comma", "encoding")}
        some = columns is not None or any(named.values())
        command(*args, tables=read(named, columns, **how) if some else Tables(), **given)

    wrapped: Callable[..., None] = with_tables
    for option in reversed(HOW):
        wrapped = option(wrapped)
    for kind, words in reversed(WORDS.items()):
        help = f"A table of {words}: CSV or FILE.xlsx#SHEET; may be given again."
        wrapped = click.option(f"--{kind}", kind, multiple=True, metavar="FILE", help=help)(wrapped)
    return wrapped


WORDS = {
    "people": "people and their working days",
    "absences": "absences",
    "events": "events",
    "facts": "facts",
    "standing": "standing cases",
    "adjustments": "adjustments",
}
HOW = (
    click.option("--columns", metavar="FILE", help="YAML that says which of your columns is which."),
    click.option("--day-first", is_flag=True, help="Dates of tables may have the day first, like 29/05/2026."),
    click.option("--decimal-comma", is_flag=True, help="Numbers of tables have a comma, like 0,5."),
    click.option(
        "--encoding",
        type=click.Choice(["utf-8", "windows-1252"]),
        default="utf-8",
        help="How CSV files were saved.",
    ),
)


def read(
    named: Mapping[str, Sequence[str]], columns: str | None, *, day_first: bool, decimal_comma: bool, encoding: str
) -> Tables:
    """Every table that was named, of each kind in the order in which they were named."""
    from policydsl.records.columns import Kind, Renamed, Told
    from policydsl.records.columns_file import read_columns
    from policydsl.records.csv_file import table_of
    from policydsl.records.together import Given

    from . import xlsx

    renamed, columns_found, column_sources = Renamed(), tuple[Diagnostic, ...](), tuple[Source, ...]()
    given: list[Given] = []
    sources: list[tuple[Kind, Source]] = []
    unreadable: list[files.Unreadable] = []
    if columns is not None:
        source = files.read(columns)
        if isinstance(source, files.Unreadable):
            unreadable.append(source)
        else:
            column_sources, (renamed, columns_found) = (source,), read_columns(source)
    for kind in Kind:
        for name in named[kind.value]:
            if files.is_workbook(name):
                table = xlsx.read(name)
                if isinstance(table, files.Unreadable):
                    unreadable.append(table)
                else:
                    given.append(Given(kind, table))
                continue
            text = files.read(name, encoding=encoding, is_table=True)
            if isinstance(text, files.Unreadable):
                unreadable.append(text)
            else:
                given.append(Given(kind, *table_of(text)))
                sources.append((kind, text))
    told = Told(day_first, decimal_comma, renamed)
    return Tables(tuple(given), tuple(sources), told, column_sources, columns_found, tuple(unreadable))
