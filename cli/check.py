"""`policydsl check`: every problem of every policy named."""

from __future__ import annotations

import json

import click

import policydsl
from policydsl.diagnostics import listing

from . import files, handed_in, policies
from .status import Status, together


@click.command("check")
@click.argument("names", metavar="POLICY...", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@handed_in.option
@click.pass_context
def command(
    ctx: click.Context, names: tuple[str, ...], form: str, calendars: tuple[policydsl.HolidayCalendar, ...]
) -> None:
    """Find out whether policies make sense.

    Each problem is shown in its line, with what to do about it. POLICY is a
    policy file; `-` is what is piped in.

    \b
    Examples:
      policydsl check policies/luu_attendance.policy
      policydsl check draft.policy --format json

    \b
    Exit status: 0 no errors (warnings do not count); 1 errors;
    2 a file that cannot be read.
    """
    found = [policies.read(name, calendars=calendars) for name in names]
    if form == "json":
        values = [policies.as_values(one) for one in found]
        files.write(json.dumps(values[0] if len(values) == 1 else values, ensure_ascii=False, indent=2))
    else:
        for one in found:
            _tell(one)
    ctx.exit(together(Status.WRONG_USE if isinstance(one, files.Unreadable) else one.status for one in found))


def _tell(one: policies.Read | files.Unreadable) -> None:
    if isinstance(one, files.Unreadable):
        files.tell(str(one))
    elif one.checked.diagnostics:
        one.tell()
    else:
        files.write(f"{one.name}: no problems{_with(one)}")


def _with(one: policies.Read) -> str:
    """Which files were looked at as well."""
    others = [each.name for each in one.source.files[1:]]
    return f" (with {listing(others, 'and')})" if others else ""
