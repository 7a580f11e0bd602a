"""`policydsl format`: policies rewritten in the one form that every policy has."""

from __future__ import annotations

from difflib import unified_diff

import click

from policydsl.diagnostics import as_text, has_errors
from policydsl.source import Source
from policydsl.syntax import parse
from policydsl.syntax.include import names_beside
from policydsl.syntax.write import format

from . import files, including
from .status import Status, together


@click.command("format")
@click.argument("names", metavar="POLICY...", nargs=-1, required=True)
@click.option("--check", "checks", is_flag=True, help="Change nothing; say which files are not in the form.")
@click.option("--diff", "diffs", is_flag=True, help="Change nothing; print what would change.")
@click.pass_context
def command(ctx: click.Context, names: tuple[str, ...], checks: bool, diffs: bool) -> None:
    """Rewrite policies in the one form that every policy has.

    Indentation, empty lines, long lines and the words that have several
    writings; names, comments and the meaning stay. A file with a line that
    cannot be read is left as it is. POLICY is a policy file; `-` is what is
    piped in, and its form is printed.

    \b
    Examples:
      policydsl format draft.policy
      policydsl format policies/*.policy --check

    \b
    Exit status: 0 well; 1 a line that cannot be read or, with --check, a file
    that is not in the form; 2 a file that cannot be read or written.
    """
    ctx.exit(together([_format(name, checks, diffs) for name in names]))


def _format(name: str, checks: bool, diffs: bool) -> Status:
    source = files.read(name)
    if isinstance(source, files.Unreadable):
        files.tell(str(source))
        return Status.WRONG_USE
    beside = names_beside(source, including.gathered(source))
    parsed = parse(source, names=beside)
    if has_errors(parsed.diagnostics):
        files.tell(as_text(parsed.diagnostics, {source.name: source}, colour=files.in_colour(errors=True)))
        return Status.POLICY_ERRORS
    formatted = format(parsed.tree, source, beside)
    changed = formatted != source.text
    if not (checks or diffs):
        return _rewrite(name, formatted, changed)
    if diffs and changed:
        files.write("\n".join(_diff(source, formatted)))
    if checks and changed:
        files.tell(f"{source.name}: not in its form; `policydsl format {name}` rewrites it")
    return Status.POLICY_ERRORS if checks and changed else Status.WELL


def _rewrite(name: str, formatted: str, changed: bool) -> Status:
    if name == files.STDIN:
        files.write(formatted.removesuffix("\n"))
        return Status.WELL
    why = files.replace_text(name, formatted) if changed else None
    if why is not None:
        files.tell(f"error: {why}\n  {name}\n  help: nothing was changed; check who may write there")
        return Status.WRONG_USE
    files.write(f"{name}: {'rewritten' if changed else 'in its form already'}")
    return Status.WELL


def _diff(source: Source, formatted: str) -> list[str]:
    """The lines that would change, as a unified diff; line ends that would change are said in a line."""
    before, after = (text.removesuffix("\n").split("\n") for text in (source.text, formatted))
    named = source.name, f"{source.name} (formatted)"
    lines = [*unified_diff([line.rstrip("\r") for line in before], after, *named, lineterm="")]
    return lines or [f"{source.name}: the ends of lines alone would change"]
