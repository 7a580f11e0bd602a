"""`policydsl show`: a policy line by line, in words and in its formal print."""

from __future__ import annotations

import json

import click

import policydsl
from policydsl.explain.policy_lines import as_text, as_values, policy_lines
from policydsl.explain.values import files_of

from . import files, handed_in, policies
from .status import Status


@click.command("show")
@click.argument("name", metavar="POLICY")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@handed_in.option
@click.pass_context
def command(ctx: click.Context, name: str, form: str, calendars: tuple[policydsl.HolidayCalendar, ...]) -> None:
    """Show a policy line by line, in words and in its formal print.

    First the settings with their values, then every line with its number, its
    words, the clauses of the source that it cites and, below it, the formal
    print: the same in signs, for reviews. POLICY is a policy file; `-` is what
    is piped in.

    \b
    Examples:
      policydsl show policies/luu_attendance.policy
      policydsl show draft.policy --format json

    \b
    Exit status: 0 well; 1 errors in the policy; 2 a file that cannot be read.
    """
    read = policies.read(name, calendars=calendars)
    if isinstance(read, files.Unreadable):
        files.tell(str(read))
        ctx.exit(Status.WRONG_USE)
    if form == "text" or read.checked.policy is None:
        read.tell()
    if read.checked.policy is None:
        ctx.exit(read.status)
    lines = policy_lines(policydsl.parse(read.source).tree, read.source)
    if form == "json":
        values = {"policy": read.name, "digest": read.digest, **files_of(read.digests), **as_values(lines)}
        files.write(json.dumps(values, ensure_ascii=False, indent=2))
    else:
        files.write(as_text(lines, colour=files.in_colour(), width=files.width()))
