"""`policydsl readings`: what the source of a policy leaves open, how it is taken, and how else it could be."""

from __future__ import annotations

import json
from dataclasses import replace

import click

import policydsl
from policydsl.diagnostics import listing, nearest
from policydsl.explain.readings import as_json, as_text
from policydsl.interpret.tried import tried
from policydsl.syntax.names import key

from . import files, handed_in, policies
from .status import Status

FEW = 6
"""So many names are listed when another one was written."""


@click.command("readings")
@click.argument("policy_name", metavar="POLICY")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@click.option("--tried", "try_them", is_flag=True, help="Say in which examples one matters; takes a while.")
@handed_in.option
@click.pass_context
def command(
    ctx: click.Context,
    policy_name: str,
    form: str,
    try_them: bool,
    calendars: tuple[policydsl.HolidayCalendar, ...],
) -> None:
    """List the readings of a policy.

    For each: the question that the source leaves open, the alternative that
    the policy takes, and the others. `policydsl evaluate --readings` says
    for whom they matter; `--taking "TITLE=NAME"` answers under another one.
    `--tried` takes each alternative on every day that an example of the policy
    asks about, and names those that change no answer there.

    \b
    Examples:
      policydsl readings policies/luu_attendance.policy
      policydsl readings policies/luu_attendance.policy --format json
      policydsl readings draft.policy --tried

    \b
    Exit status: 0 well; 1 errors in the policy; 2 a file that cannot be read.
    """
    policy = policies.read(policy_name, calendars=calendars)
    if isinstance(policy, files.Unreadable):
        files.tell(str(policy))
        ctx.exit(Status.WRONG_USE)
    policy.tell()
    found = policy.checked.policy
    if found is None:
        ctx.exit(Status.POLICY_ERRORS)
    shown = tried(found) if try_them else None
    if form == "json":
        files.write(json.dumps(as_json(found, shown), ensure_ascii=False, indent=2))
    else:
        files.write(as_text(found, shown, colour=files.in_colour(), width=files.width()))


def under(policy: policies.Read, takings: dict[str, str], *, thorough: bool) -> policies.Read:
    """The policy with some of its readings taken in another way; not `thorough`: for an answer under them alone."""
    source, beside = policy.source, policy.calendars
    parsed = policydsl.parse(source)
    taken = policydsl.taking(parsed.tree, source, takings, parsed.diagnostics, thorough=thorough, calendars=beside)
    return replace(policy, checked=taken)


def takings(policy: policydsl.Policy, wanted: tuple[str, ...], ctx: click.Context) -> dict[str, str]:
    """What `--taking TITLE=NAME` says, each checked against the readings of the policy."""
    found: dict[str, str] = {}
    there = {key(one.title).casefold(): one for one in policy.readings}
    for one in wanted:
        title, sign, name = (part.strip() for part in one.partition("="))
        if not sign or not name:
            raise click.UsageError(
                f'`{one}` does not say how to take a reading; write --taking "exactly seven days=medium-term"', ctx
            )
        reading = there.get(key(title).casefold())
        if reading is None:
            raise click.UsageError(_unknown("reading", title, [each.title for each in policy.readings]), ctx)
        names = [reading.taken, *(each.name for each in reading.alternatives)]
        if key(name).casefold() not in {key(each).casefold() for each in names}:
            raise click.UsageError(_unknown(f"alternative of {reading.title}", name, names), ctx)
        if reading.title in found:
            raise click.UsageError(f"{reading.title} is taken twice; keep one of the two", ctx)
        found[reading.title] = name
    return found


def _unknown(what: str, name: str, known: list[str]) -> str:
    near = nearest(name, known)
    all_of_them = f"there is {listing([f'`{one}`' for one in known], 'and')}"
    others = all_of_them if len(known) <= FEW else "`policydsl readings` lists them"
    return f"no {what} is called `{name}`; " + (f"did you mean `{near}`?" if near else others)
