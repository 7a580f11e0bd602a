"""`policydsl schema`: the published form of a history, or of an answer."""

from __future__ import annotations

import click

from . import files

SCHEMAS = {
    "history": ("policydsl.records", "history.schema.json"),
    "answer": ("policydsl.explain", "answer.schema.json"),
}


@click.command("schema")
@click.argument("which", type=click.Choice(list(SCHEMAS)))
def command(which: str) -> None:
    """Print the JSON Schema of a history or of an answer.

    \b
    Example:
      policydsl schema answer > answer.schema.json
    """
    files.write((files.packaged(*SCHEMAS[which]) or "").rstrip("\n"))
