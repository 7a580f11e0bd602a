"""Holiday calendars that are handed in on the command line: `--calendar FILE`, the same for every command."""

from __future__ import annotations

from typing import Any

import click

from . import files
from .status import Status


def _read(ctx: click.Context, _: click.Parameter, names: tuple[str, ...]) -> tuple[Any, ...]:
    """The calendars of the files; where one has problems, they are told and nothing else is done."""
    if not names or ctx.resilient_parsing:
        return ()
    from policydsl import HolidayCalendar, read_calendar
    from policydsl.diagnostics import as_text

    found: list[HolidayCalendar] = []
    for name in names:
        source = files.read(name)
        if isinstance(source, files.Unreadable):
            files.tell(str(source))
            continue
        calendar, problems = read_calendar(source)
        if problems:
            files.tell(as_text(problems, {source.name: source}, colour=files.in_colour(errors=True)))
        if calendar is not None:
            found.append(calendar)
    if len(found) < len(names):
        ctx.exit(Status.WRONG_USE)
    twice = next((one.name for one in found if sum(each.name == one.name for each in found) > 1), None)
    if twice is not None:
        raise click.UsageError(f"two calendars are called {twice}; give one of them another `name`", ctx)
    return tuple(found)


option = click.option(
    "--calendar",
    "calendars",
    multiple=True,
    metavar="FILE",
    callback=_read,
    help="A holiday calendar besides those of the program; may be given again.",
)
