"""`policydsl clauses`: the clauses of a source text against the lines of its policy."""

from __future__ import annotations

import click

import policydsl
from policydsl.diagnostics import Diagnostic
from policydsl.diagnostics import as_text as problems_as_text
from policydsl.explain.clauses import Accounts, as_text, cited_lines, problems
from policydsl.records.register import Register, joined, read_register

from . import files, handed_in, policies
from .status import Status


@click.command("clauses")
@click.argument("name", metavar="POLICY")
@handed_in.option
@click.pass_context
def command(ctx: click.Context, name: str, calendars: tuple[policydsl.HolidayCalendar, ...]) -> None:
    """Hold a policy against the clauses of its source text.

    Shows for each clause the lines of the policy that cite it and what becomes
    of it, then for each line its clauses. The clauses are those of the register
    that the policy names under `source`, a file beside the policy; with an
    included FILE.policy comes the register FILE.clauses.yaml beside it.

    \b
    Example:
      policydsl clauses policies/luu_attendance.policy

    \b
    Exit status: 0 every clause is accounted for; 1 one is not, or a line cites
    a clause that is none, or there are errors in the policy or the register;
    2 a file that cannot be read, or a policy that names no register.
    """
    read = policies.read(name, calendars=calendars)
    if isinstance(read, files.Unreadable):
        files.tell(str(read))
        ctx.exit(Status.WRONG_USE)
    read.tell()
    policy = read.checked.policy
    if policy is None:
        ctx.exit(Status.POLICY_ERRORS)
    if policy.origin is None or policy.origin.register is None:
        files.tell(
            f"error: this policy names no register of clauses\n  {read.name}\n"
            '  help: under `policy`, write: source "its title", clauses in "its.clauses.yaml"'
        )
        ctx.exit(Status.WRONG_USE)
    registers = _registers(read, files.beside(name, policy.origin.register))
    if isinstance(registers, files.Unreadable):
        files.tell(str(registers))
        ctx.exit(Status.WRONG_USE)
    ctx.exit(Status.POLICY_ERRORS if registers is None else _account(registers, read, policy.origin.register))


def _registers(read: policies.Read, own: str) -> Register | files.Unreadable | None:
    """The register of the policy with those of the files that it includes; None, and told, where one has errors."""
    ours = [files.with_ending(one.name, ".policy", ".clauses.yaml") for one in read.source.files[1:]]
    sources = [files.read(one) for one in dict.fromkeys((own, *filter(files.is_there, ours)))]
    registers: list[Register] = []
    texts: dict[str, policydsl.Source] = {}
    problems_: list[Diagnostic] = []
    for source in sources:
        if isinstance(source, files.Unreadable):
            return source
        register, found = read_register(source)
        texts[source.name] = source
        problems_ += found
        registers += [register] if register is not None else []
    whole, clashes = joined(registers) if registers else (None, ())
    if problems_ := [*problems_, *clashes]:
        files.tell(problems_as_text(problems_, texts, colour=files.in_colour(errors=True)))
    return None if problems_ else whole


def _account(register: Register, read: policies.Read, register_name: str) -> Status:
    accounts = Accounts(register, cited_lines(policydsl.parse(read.source).tree, read.source))
    files.write(as_text(accounts, colour=files.in_colour(), width=files.width()))
    found = list(problems(accounts, read.name, register_name))
    for problem in found:
        files.tell(f"error: {problem}")
    return Status.POLICY_ERRORS if found else Status.WELL
