"""The command `policydsl`: which commands there are, each loaded when it is called and not before."""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from typing import Any

import click

COMMANDS = {
    "new": ("new", "Write a small policy to begin with, every line explained."),
    "check": ("check", "Find out whether policies make sense."),
    "format": ("format", "Rewrite policies in the one form that every policy has."),
    "show": ("show", "Show a policy line by line, in words and in its formal print."),
    "test": ("test", "Find out whether the examples of policies hold."),
    "examples": ("examples", "Propose examples on both sides of a number of a policy."),
    "evaluate": ("evaluate", "Say what a policy asks for, for people's histories, on a day."),
    "readings": ("readings", "List the readings of a policy."),
    "verify": ("verify", "Ask again what kept answers say, and show what differs."),
    "clauses": ("clauses", "Hold a policy against the clauses of its source text."),
    "calendars": ("calendars", "List the holiday calendars of the program, or make one."),
    "problem": ("problem", "Explain a problem by its name, or list them all."),
    "template": ("template", "Print a table of records to begin with."),
    "schema": ("schema", "Print the JSON Schema of what is read or printed."),
}
"""Each command: its module beside this one, and its help in a line, so that listing them loads none of them."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f".{module}", __package__), "command")  # noqa: B009
        if ctx.resilient_parsing:  # a shell asks what could come next
            from .completion import with_files_offered

            return with_files_offered(command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, help) for name, (_, help) in COMMANDS.items()])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[Any, Any, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from policydsl.diagnostics import listing, nearest

            near = nearest(args[0], COMMANDS)
            hint = f"did you mean `{near}`?" if near else f"there are {listing([*COMMANDS], 'and')}"
            ctx.fail(f"there is no command `{args[0]}`; {hint}")
        return super().resolve_command(ctx, args)


def show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Print which program and which language this is."""
    if wanted and not ctx.resilient_parsing:
        from policydsl.version import ENGINE, LANGUAGE

        click.echo(f"policydsl {ENGINE}, policy language {LANGUAGE}")
        ctx.exit()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=show_version,
    help="Show the version of the program and of the language.",
)
def program() -> None:
    """What a sickness-absence policy asks for, on which day, and why.

    \b
    Examples:
      policydsl check policies/luu_attendance.policy
      policydsl evaluate policies/luu_attendance.policy e1042.yaml --on 2026-05-29

    \b
    Exit status: 0 well; 1 errors in a policy; 2 wrong use, or a file that
    cannot be read; 3 errors in a history (the others are answered).
    """


def main() -> None:
    """Run the command that the arguments name."""
    # What a command makes it mostly keeps to its end, so it is seldom looked through for what could be thrown away.
    gc.set_threshold(100_000, 20, 50)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # Names and policies hold more than the letters of a terminal's own alphabet; what comes out is always UTF-8.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    program(prog_name="policydsl")
