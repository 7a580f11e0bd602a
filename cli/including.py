"""The files that a policy includes: read from beside the file that includes them."""

from __future__ import annotations

import re

from policydsl import Resolver, Source, Unfound, gather
from policydsl.syntax.include import included

from . import files

POLICY_LINE = re.compile(r"^\s*policy\s+\S", re.MULTILINE)


def resolver(root: Source) -> Resolver:
    """Finds what a policy includes, each file once however it is named."""
    known = {files.itself(root.name): root}

    def found(name: str, written: str) -> Source | Unfound:
        where = files.beside(files.STDIN if name == files.PIPED else name, written)
        if files.itself(where) in known:
            return known[files.itself(where)]
        source = files.read(where)
        if isinstance(source, files.Unreadable):
            return Unfound(f"this file cannot be included: {source.why}", f"{source.name}: {source.help}")
        known[files.itself(where)] = source
        return source

    return found


def gathered(source: Source) -> Source:
    """A policy with all that it includes."""
    return gather(source, resolver(source))


def by_whom(part: Source) -> list[str]:
    """The policies nearby that include a file, directly or by way of others, and are none of the files it includes."""
    if part.name == files.PIPED:
        return []
    found = []
    for name in files.that_may_include(part.name):
        source = files.read(name)
        if isinstance(source, Source) and any(one for one in included(source)):
            whole = {files.itself(one.name) for one in gathered(source).files}
            if files.itself(part.name) in whole and POLICY_LINE.search(source.text):
                found.append(name)
    return found
