"""`policydsl problem`: the page about one kind of problem, or the list of them."""

from __future__ import annotations

import click

from policydsl.diagnostics import listing, nearest_few
from policydsl.diagnostics.frame import visible

from . import files
from .status import Status

PAGES = "policydsl_problems"


@click.command("problem")
@click.argument("name", metavar="[NAME]", required=False)
@click.pass_context
def command(ctx: click.Context, name: str | None) -> None:
    """Explain a problem by its name, or list them all.

    The name stands in square brackets behind the first line of a problem.

    \b
    Examples:
      policydsl problem
      policydsl problem unknown-word

    \b
    Exit status: 0 well; 2 a name that there is not.
    """
    names = [one for one in files.packaged_names(PAGES, ".md") if one != "index"]
    if name is None:
        for one in names:
            files.write(f"{one:<32} {_first_sentence(one)}".rstrip())
        return
    wanted = name.strip().strip("[]").removesuffix(".md")
    page = files.packaged(PAGES, f"{wanted}.md") if wanted in names else None
    if page is None:
        near = nearest_few(wanted, names)
        hint = f"did you mean {listing(near)}?" if near else "`policydsl problem` lists them all"
        files.tell(f"error: there is no problem of the name `{visible(wanted)}`\n  help: {hint}")
        ctx.exit(Status.WRONG_USE)
    files.write(page.rstrip("\n"))


def _first_sentence(name: str) -> str:
    """The first line of a page that is neither empty nor a heading."""
    lines = (files.packaged(PAGES, f"{name}.md") or "").splitlines()
    return next((line for line in lines if line.strip() and not line.startswith("#")), "")
