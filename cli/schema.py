"""`policydsl schema`: the published form of a history, of an answer, or of a file of examples."""

from __future__ import annotations

import click

from policydsl.diagnostics.frame import visible

from . import files

SCHEMAS = {
    "history": ("policydsl.records", "history.schema.json"),
    "answer": ("policydsl.explain", "answer.schema.json"),
    "examples": ("policydsl.records", "examples.schema.json"),
}


@click.command("schema")
@click.argument("which", metavar="history|answer|examples")
def command(which: str) -> None:
    """Print the JSON Schema of a history, an answer or examples.

    \b
    Example:
      policydsl schema answer > answer.schema.json
    """
    if which not in SCHEMAS:
        raise click.UsageError(f"there is no form `{visible(which)}`; write `history`, `answer` or `examples`")
    files.write((files.packaged(*SCHEMAS[which]) or "").rstrip("\n"))
