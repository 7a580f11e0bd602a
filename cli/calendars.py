"""`policydsl calendars`: the holiday calendars that come with the program, and further ones to hand in."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import click

from policydsl.diagnostics.frame import visible

from . import files
from .status import Status

YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?")
NEEDS = "install it with `pip install policydsl[calendars]`"


@click.group("calendars", invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """List the holiday calendars of the program, or make one.

    A policy or a history names a calendar: `without the public holidays of
    Scotland`, `holidays: Scotland`. Others are files, handed in with
    `--calendar FILE` wherever a policy is read.

    \b
    Examples:
      policydsl calendars
      policydsl calendars make DE --subdivision BY --years 2020-2030 > bavaria.yaml
    """
    if ctx.invoked_subcommand is not None:
        return
    from policydsl.calendars import FILES, shipped

    for name in FILES:
        one = shipped(name)
        first, last = date.fromordinal(one.first), date.fromordinal(one.last)
        a_year = Counter(date.fromordinal(day).year for day in one.days)
        fewest, most = min(a_year.values()), max(a_year.values())
        number = f"{fewest}" if fewest == most else f"{fewest} to {most}"
        later = [date.fromordinal(day).year for day, each in one.days.items() if each.extrapolated]
        files.write(f"{name}\n  {first} to {last}, {number} days a year")
        if later:
            files.write(f"  {min(later)} to {max(later)}: not announced, worked out from the rules")
        files.write(f"  from {one.source}")


@command.command("make")
@click.argument("country")
@click.option("--subdivision", metavar="PART", help="A part of the country, like BY of DE.")
@click.option("--years", metavar="FIRST-LAST", required=True, help="The years to cover, like 2020-2030.")
@click.option("--name", metavar="NAME", help="What policies and histories call it; without it, the country.")
@click.pass_context
def make(ctx: click.Context, country: str, subdivision: str | None, years: str, name: str | None) -> None:
    """Print a calendar of a country's public holidays.

    COUNTRY is its code of two letters. The days come from the Python package
    `holidays`; nothing is fetched. Look them through before you use them:
    days that were never announced are not marked.

    \b
    Examples:
      policydsl calendars make IE --years 2020-2030 --name Ireland > ireland.yaml
      policydsl calendars make DE --subdivision BY --years 2020-2030 > bavaria.yaml
    """
    found = YEARS.fullmatch(years)
    if found is None or int(found[2] or found[1]) < int(found[1]):
        raise click.UsageError(f"`{visible(years)}` are no years; write the first and the last, like 2020-2030", ctx)
    from .from_holidays import as_text, calendar_values, days_of

    first, last = int(found[1]), int(found[2] or found[1])
    try:
        days = days_of(country.upper(), subdivision, first, last)
    except ImportError:
        files.tell(f"error: the Python package `holidays` is not installed\n  help: {NEEDS}")
        ctx.exit(Status.WRONG_USE)
    except (KeyError, NotImplementedError):
        part = f", or no part {visible(subdivision)} of it" if subdivision else ""
        files.tell(
            f"error: the package `holidays` has no country {visible(country)}{part}\n"
            "  help: write its code of two letters, like IE; its parts have the codes that the country itself uses"
        )
        ctx.exit(Status.WRONG_USE)
    from importlib.metadata import version

    called = name or (f"{country.upper()} {subdivision}" if subdivision else country.upper())
    source = f"the Python package holidays {version('holidays')}, for {country.upper()}"
    whole = f"{source}, {subdivision}" if subdivision else source
    files.write(as_text(calendar_values(called, first, last, whole, days)))
