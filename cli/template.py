"""`policydsl template`: a table to begin with, its columns and a row for each thing that they can say."""

from __future__ import annotations

import click

from policydsl.diagnostics import listing
from policydsl.diagnostics.frame import visible
from policydsl.records.columns import Kind
from policydsl.records.template import as_csv, columns_of_days, template

from . import files
from .status import Status

KINDS = [kind.value for kind in Kind]


@click.command("template")
@click.argument("kind_name", metavar="|".join(KINDS))
@click.option("--format", "form", type=click.Choice(["csv", "xlsx"]), default="csv", help="What to make.")
@click.option("--output", metavar="FILE", help="A new file to write to; needed for xlsx.")
@click.pass_context
def command(ctx: click.Context, kind_name: str, form: str, output: str | None) -> None:
    """Print a table of records to begin with.

    It has every column, and a row for each thing that the columns can say.

    \b
    Examples:
      policydsl template absences > absences.csv
      policydsl template events --format xlsx --output events.xlsx
    """
    if kind_name not in KINDS:
        hint = listing([f"`{one}`" for one in KINDS])
        raise click.UsageError(f"there are no tables of `{visible(kind_name)}`; write {hint}", ctx)
    if form == "xlsx" and output is None:
        raise click.UsageError("name the file to write, like --output absences.xlsx", ctx)
    kind = Kind(kind_name)
    rows = template(kind)
    if output is None:
        files.write(as_csv(rows))
        return
    from . import xlsx

    data = xlsx.write(rows, columns_of_days(kind)) if form == "xlsx" else f"{as_csv(rows)}\n".encode()
    why = xlsx.WRITING if data is None else files.write_bytes(output, data)
    if why is not None:
        help = xlsx.NEEDS if data is None else "name another file"
        files.tell(str(files.Unreadable(output, why, help)))
        ctx.exit(Status.WRONG_USE)
