"""`policydsl examples`: examples on both sides of a number of a policy, for a person to look at and paste."""

from __future__ import annotations

import click

import policydsl
from policydsl.propose.numbers import Number, at, numbers
from policydsl.propose.proposal import Proposal, formatted, propose, where

from . import files, handed_in, policies
from .status import Status

CHANGES = {-1: "one less", 1: "one more"}


@click.command("examples")
@click.argument("name", metavar="POLICY")
@click.option(
    "--at", "boundary", metavar="BOUNDARY", help="A line, or the name of a setting, step, category or measure."
)
@handed_in.option
@click.pass_context
def command(
    ctx: click.Context, name: str, boundary: str | None, calendars: tuple[policydsl.HolidayCalendar, ...]
) -> None:
    """Propose examples on both sides of a number of a policy.

    Made-up histories are tried until two are found, next to each other, of
    which something comes for one and not for the other because of the number.
    The two example blocks hold as the policy stands. Look at each before you
    paste it: it says what the policy does, and not what you meant.

    BOUNDARY is a line (27), or a setting, step, category or measure by its name;
    of a step with several numbers each is looked at. Without --at the numbers of
    the policy are listed.

    \b
    Examples:
      policydsl examples draft.policy
      policydsl examples draft.policy --at "absence limit"
      policydsl examples draft.policy --at 27

    \b
    Exit status: 0 examples were found for every number named; 1 errors in the
    policy, or a number for which none were found; 2 wrong use, or a file that
    cannot be read.
    """
    read = policies.read(name, calendars=calendars)
    if isinstance(read, files.Unreadable):
        files.tell(str(read))
        ctx.exit(Status.WRONG_USE)
    policy = read.checked.policy
    read.tell()
    if policy is None:
        ctx.exit(Status.POLICY_ERRORS)
    tree = policydsl.parse(read.source).tree
    if boundary is None:
        files.write(_listed(numbers(tree, read.source), read))
        return
    found = at(tree, read.source, boundary)
    if isinstance(found, str):
        raise click.UsageError(f"{found}; `policydsl examples {name}` lists the numbers", ctx)
    missing = False
    for number in found:
        one = propose(read.source, policy, number, calendars)
        missing = missing or one.text is None
        files.write(_shown(one, read))
    ctx.exit(Status.POLICY_ERRORS if missing else Status.WELL)


def _listed(every: tuple[Number, ...], read: policies.Read) -> str:
    """The numbers of a policy with their lines."""
    lines = dict.fromkeys((where(one), read.source.line_at(one.span.start).strip()) for one in every)
    if not lines:
        return "there is no number in this policy"
    width = max(len(place) for place, _ in lines)
    said = [f"  {place:<{width}}  {words.partition('#')[0].rstrip()}" for place, words in lines]
    return "\n".join(["numbers:", *said, "", f'for instance: policydsl examples {read.name} --at "{where(every[0])}"'])


def _shown(one: Proposal, read: policies.Read) -> str:
    value = one.number.value
    number = value.numerator if value.denominator == 1 else float(value)
    head = f"# {where(one.number)}: {one.line.partition('#')[0].rstrip()}"
    if one.text is None:
        return (
            f"{head}\n# no examples were found for {number}: no history that was tried turns on it.\n"
            "# It may need what was not tried: facts, papers, groups, part days, decisions of several people.\n"
            "# Write them by hand.\n"
        )
    caught = " and ".join(CHANGES[by] for by in one.caught)
    remark = f"# both sides of {number}; with {caught}, one of the two no longer holds"
    return f"{head}\n{remark}\n{formatted(one.text, read.source)}"
