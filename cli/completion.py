"""What a shell offers where a command takes the name of a file: the files that are there."""

from __future__ import annotations

import click

FILES = frozenset({"ANSWER", "FILE", "HISTORY", "POLICY"})
"""What the help calls the name of a file."""


def with_files_offered(command: click.Command) -> click.Command:
    """The command, whose names of files a shell completes; only for completing, for nothing is looked up here."""
    for one in command.params:
        if (one.metavar or "").strip("[].") in FILES:
            # The commands take such names as words, because they read files in their own way and say what is wrong.
            one.type = click.Path(readable=False)
    return command
