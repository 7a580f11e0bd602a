"""`policydsl schema`: the published form of a history, an answer, a comparison, examples or a holiday calendar."""

from __future__ import annotations

import click

from policydsl.diagnostics import listing
from policydsl.diagnostics.frame import visible

from . import files

SCHEMAS = {
    "history": ("policydsl.records", "history.schema.json"),
    "answer": ("policydsl.explain", "answer.schema.json"),
    "comparison": ("policydsl.explain", "comparison.schema.json"),
    "examples": ("policydsl.records", "examples.schema.json"),
    "calendar": ("policydsl.records", "calendar.schema.json"),
}


@click.command("schema")
@click.argument("which", metavar="|".join(SCHEMAS))
def command(which: str) -> None:
    """Print the JSON Schema of what is read or printed.

    \b
    Example:
      policydsl schema answer > answer.schema.json
    """
    if which not in SCHEMAS:
        names = listing([f"`{name}`" for name in SCHEMAS])
        raise click.UsageError(f"there is no form `{visible(which)}`; write {names}")
    files.write((files.packaged(*SCHEMAS[which]) or "").rstrip("\n"))
