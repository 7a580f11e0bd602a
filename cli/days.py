"""Days on the command line: written year first, and nothing else is guessed at."""

from __future__ import annotations

import re
from datetime import date

import click

SHAPE = re.compile(r"\d{4}-\d{2}-\d{2}")
EVERYTHING = "everything"


class Day(click.ParamType[date]):
    """A day written year first."""

    name = "date"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        if not SHAPE.fullmatch(value):
            raise click.UsageError(f"`{value}` is not a day written year first; write it like 2026-05-29", ctx)
        from policydsl.records.values import EARLIEST, LATEST

        if not EARLIEST <= int(value[:4]) <= LATEST:
            raise click.UsageError(f"{value} is too far off; years go from {EARLIEST} to {LATEST}", ctx)
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise click.UsageError(
                f"there is no day {value}; write year, month and day, like 2026-05-29", ctx
            ) from None

    def get_missing_message(self, param: click.Parameter, ctx: click.Context | None) -> str:
        return "Write the day you ask about, like --on 2026-05-29."


class DayOrEverything(click.ParamType["date | str"]):
    """A day written year first, or `everything`: all that is on file."""

    name = "date"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date | str:
        return EVERYTHING if value == EVERYTHING else Day().convert(value, param, ctx)
