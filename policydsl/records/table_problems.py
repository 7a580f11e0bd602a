"""The wording of every problem that only a table can have. What stands in a cell of free text is never quoted."""

# ruff: noqa: D103 - what a problem is, its message says better than a second sentence could

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from policydsl.diagnostics import Code, Diagnostic, Label, listing
from policydsl.history.problems import at, quoted
from policydsl.records.problems import ANOTHER_KIND, NOT_A_DATE, not_a_date
from policydsl.source import Place

TABLE_NOT_READ = Code("table-not-read")
NO_HEADING = Code("no-heading")
UNKNOWN_COLUMN = Code("unknown-column")
MISSING_COLUMN = Code("missing-column")
REPEATED_COLUMN = Code("repeated-column")
ROW_LENGTH = Code("row-length")
MISSING_CELL = Code("missing-cell")
CONTRADICTING_PATTERNS = Code("contradicting-patterns")

ROW = re.compile(r"row [0-9]+")
OF_ROW = re.compile(r"^(row [0-9]+)\.(.+)$", re.DOTALL)
KEY_WITH_VALUE = re.compile(r"`([a-z]+): ([^`]+)`")
BARE_KEY = re.compile(r"`([a-z]+):`")
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}


# ------------------------------------------------------------------ the text


def quote_not_closed(place: Place) -> Diagnostic:
    return at(
        TABLE_NOT_READ,
        place,
        "a quotation mark is opened here and never closed",
        help='put one at the end of the cell too; a mark that is part of its words is written twice, ""',
    )


def after_quote(place: Place) -> Diagnostic:
    return at(
        TABLE_NOT_READ,
        place,
        "words stand behind the closing quotation mark of this cell",
        help='put the whole cell in quotation marks; a mark that is part of its words is written twice, ""',
    )


# ------------------------------------------------------------------ the heading


def no_heading(place: Place, kind: str, example: str) -> Diagnostic:
    return at(
        NO_HEADING,
        place,
        "this row does not name the columns of the table",
        help=f"write the names above the rows, like {example};\n`policydsl template {kind}` prints all of them",
    )


def unknown_column(place: Place, kind: str, name: str, help: str | None) -> Diagnostic:
    return at(
        UNKNOWN_COLUMN,
        place,
        f"no column of {kind} is called {quoted(name)}",
        help=help or "say which column it is, or that it is ignored, in a file given with --columns",
    )


def did_you_mean(near: str) -> str:
    return f"did you mean `{near}`?"


def columns_are(keys: Sequence[str]) -> str:
    return f"its columns are {listing([f'`{key}`' for key in keys], 'and')}"


def what_is_no_column(what: str) -> str:
    return f"write `{what}` in the column `what`, one row for each thing that happened"


def unnamed_column(place: Place) -> Diagnostic:
    return at(
        UNKNOWN_COLUMN,
        place,
        "this cell stands in a column without a name",
        help="write the name above it in the first row, or empty the column",
    )


def missing_column(place: Place, kind: str, key: str) -> Diagnostic:
    return at(
        MISSING_COLUMN,
        place,
        f"{kind} need a column `{key}`" if kind.endswith("s") else f"{kind} needs a column `{key}`",
        help=f"add it, or say which column it is in a file given with --columns, like\n`{kind}: {{Some Name: {key}}}`",
    )


def no_column_of_days(place: Place) -> Diagnostic:
    return at(
        MISSING_COLUMN,
        place,
        "days need a column `date`, or `first` and `last`",
        help="write `date` above the days, or `first` and `last` above the first and the last day of each stretch",
    )


def no_days(place: Place) -> Diagnostic:
    return at(
        NO_HEADING,
        place,
        "there is no day in this file",
        help="write `date` in the first line, and below it a day in each line, like 2026-01-30",
    )


def repeated_column(place: Place, first: Place, key: str) -> Diagnostic:
    return at(
        REPEATED_COLUMN,
        place,
        f"two columns are both `{key}`",
        also=[Label(first, "the first one")],
        help="keep one of them, or give the other its own name",
    )


# ------------------------------------------------------------------ rows and cells


def long_row(place: Place, cells: int, columns: int, separator: str) -> Diagnostic:
    return at(
        ROW_LENGTH,
        place,
        f"this row has {cells} cells, and there are {columns} columns",
        help=f"put a cell that has a {SEPARATORS[separator]} in it in quotation marks, or add the name that is missing",
    )


def short_row(place: Place, cells: int, columns: int, separator: str) -> Diagnostic:
    return at(
        ROW_LENGTH,
        place,
        f"this row has {cells} cells, and there are {columns} columns",
        help=f"write a {SEPARATORS[separator]} for each empty cell at its end, "
        "or take out columns that are empty throughout",
    )


def missing_cell(place: Place, key: str, example: str) -> Diagnostic:
    return at(MISSING_CELL, place, f"this row has no `{key}`", help=f"write it like {example}, or take the row out")


def in_a_table(problem: Diagnostic, columns: Collection[str]) -> Diagnostic:
    """A problem that a history makes plain, in the words of its table: rows and columns in the place of lines and keys.

    What the row of an event lacks is called after its key; and what the help shows as `key: value` goes in a column.
    """
    place = problem.at.place
    if not ROW.match(place.field):
        return problem
    field = OF_ROW.sub(r"\1, column \2", place.field)

    def moved(said: re.Match[str]) -> str:
        return f"`{said[2]}` in the column `{said[1]}`" if said[1] in columns else said[0]

    help = problem.help and BARE_KEY.sub(r"`\1`", KEY_WITH_VALUE.sub(moved, problem.help))
    return replace(problem, at=Label(Place(place.source, place.span, field), problem.at.text), help=help)


def date_told(problem: Diagnostic, day_first: bool) -> Diagnostic:
    """A date that cannot be read, with the way out that a table has: somebody may say that the day stands first."""
    if problem.code != NOT_A_DATE:
        return problem
    help = (
        "write it like 18/05/2026, 18.05.2026 or 2026-05-18, and no time of day"
        if day_first
        else "write it like 2026-05-18, and no time of day;\nif every date here has the day first, add --day-first"
    )
    return replace(problem, help=help)


def not_a_day(place: Place, text: str) -> Diagnostic:
    return not_a_date(place, text)


def weekdays(place: Place) -> Diagnostic:
    return at(
        ANOTHER_KIND,
        place,
        "`works` is weekdays, three letters each and each once",
        help="write it like `mon|tue|wed`, or with the hours of every day `mon=7.5|tue=7.5|wed=4`",
    )


def groups_of_when(place: Place) -> Diagnostic:
    return at(
        ANOTHER_KIND,
        place,
        "`groups` is names, each with its days where it has any",
        help="write it like `on trial=2026-04-01..2026-09-30|night staff=2026-10-01..`",
    )


def part_of_what(place: Place) -> Diagnostic:
    return at(
        ANOTHER_KIND,
        place,
        "`part` is days, each with the part of it that was missed",
        help="write it like `2026-05-20=0.5`, several with | between them",
    )


def decimal_comma(place: Place) -> Diagnostic:
    return at(
        ANOTHER_KIND,
        place,
        "a number is written with a point here",
        help="write it like `0.5`; if numbers here have a comma, add --decimal-comma",
    )


def contradicting_patterns(place: Place, first: Place, employee: str) -> Diagnostic:
    return at(
        CONTRADICTING_PATTERNS,
        place,
        f"{quoted(employee)} is given two working patterns",
        also=[Label(first, "the other one")],
        help="keep the one that holds now, or give each its first day in a history file: `from: 2026-09-01`",
    )


def contradicting_calendars(place: Place, first: Place, employee: str) -> Diagnostic:
    return at(
        CONTRADICTING_PATTERNS,
        place,
        f"{quoted(employee)} is given two holiday calendars",
        also=[Label(first, "the other one")],
        help="keep the one whose holidays this person has",
    )


def contradicting_services(place: Place, first: Place, employee: str) -> Diagnostic:
    return at(
        CONTRADICTING_PATTERNS,
        place,
        f"{quoted(employee)} is given two first days of service",
        also=[Label(first, "the other one")],
        help="keep the day from which service counts",
    )
