"""`policydsl verify`: ask again what kept answers say, and show what comes out differently."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

import click

import policydsl
from policydsl.explain.verify import NOT_THERE, Differs, differences

from . import files, policies
from .evaluate import Asked, answers
from .readings import under
from .status import Status, together

MOST = 3
"""So many differences are shown of each part of an answer."""


@click.command("verify")
@click.argument("answer_name", metavar="ANSWER")
@click.argument("policy_name", metavar="POLICY")
@click.argument("names", metavar="HISTORY...", nargs=-1, required=True)
@click.pass_context
def command(ctx: click.Context, answer_name: str, policy_name: str, names: tuple[str, ...]) -> None:
    """Ask again what kept answers say, and show what differs.

    ANSWER is what `evaluate --format json` or `jsonl` printed; `-` is what is
    piped in. Each answer is worked out anew from POLICY and the histories, for
    its own employee and day.

    \b
    Example:
      policydsl verify e1042.json luu.policy e1042.yaml

    \b
    Exit status: 0 every answer comes out again; 1 one does not, or errors in
    the policy; 2 a file that cannot be read; 3 errors in a history.
    """
    kept = _kept(answer_name)
    compared = isinstance(kept, list) and any(one.get("turns_on") for one in kept)
    policy = policies.read(policy_name, thorough=compared)
    sources = [files.read(name) for name in names]
    unread = [one for one in (kept, policy, *sources) if isinstance(one, files.Unreadable)]
    for one in unread:
        files.tell(str(one))
    if isinstance(kept, files.Unreadable) or isinstance(policy, files.Unreadable) or unread:
        ctx.exit(Status.WRONG_USE)
    policy.tell()
    if policy.checked.policy is None:
        ctx.exit(Status.POLICY_ERRORS)
    texts = [one for one in sources if isinstance(one, policydsl.Source)]
    statuses = [_verified(_as_taken(policy, one), one, texts) for one in kept]
    ctx.exit(together(statuses))


def _kept(name: str) -> list[dict[str, Any]] | files.Unreadable:
    """The answers of a file: one, a list of them, or one a line."""
    source = files.read(name)
    if isinstance(source, files.Unreadable):
        return source
    try:
        found = json.loads(source.text)
    except ValueError:
        try:
            found = [json.loads(line) for line in source.text.splitlines() if line.strip()]
        except ValueError:
            return files.Unreadable(name, "this is not an answer", "give what `evaluate --format json` printed")
    every = found if isinstance(found, list) else [found]
    if not every or not all(isinstance(one, dict) and "on" in one and "employee" in one for one in every):
        return files.Unreadable(name, "this is not an answer", "give what `evaluate --format json` printed")
    return every


def _as_taken(policy: policies.Read, kept: dict[str, Any]) -> policies.Read:
    """The policy with its readings taken as the kept answer took them."""
    taken = kept["policy"].get("taking", ()) if isinstance(kept.get("policy"), dict) else ()
    takings = {str(one.get("reading")): str(one.get("taking")) for one in taken if isinstance(one, dict)}
    return under(policy, takings) if takings else policy


def _verified(read: policies.Read, kept: dict[str, Any], sources: list[policydsl.Source]) -> Status:
    policy = read.checked.policy
    if policy is None:
        read.tell()
        return Status.POLICY_ERRORS
    try:
        known = kept.get("known")
        asked = Asked(
            date.fromisoformat(kept["on"]),
            None if known is None else date.fromisoformat(known),
            readings=bool(kept.get("turns_on")),
        )
    except (TypeError, ValueError):
        files.tell(f"error: the answer about {kept['employee']} has no day that can be read")
        return Status.WRONG_USE
    for source in sources:
        for one in answers(read, policy, source, asked):
            if one.values.get("employee") != kept["employee"]:
                continue
            if one.status is not Status.WELL:
                files.tell(one.told)
                return one.status
            return _told(kept, list(differences(kept, json.loads(json.dumps(one.values)))))
    files.tell(f"error: no history of {kept['employee']} is among the files\n  help: name the file that has it")
    return Status.WRONG_USE


def _told(kept: dict[str, Any], found: list[Differs]) -> Status:
    if not found:
        files.write(f"{kept['employee']} on {kept['on']}: comes out again")
        return Status.WELL
    files.write("\n".join(_lines(kept, found)))
    return Status.POLICY_ERRORS


def _lines(kept: dict[str, Any], found: list[Differs]) -> Iterator[str]:
    number = "1 thing differs" if len(found) == 1 else f"{len(found)} things differ"
    yield f"{kept['employee']} on {kept['on']}: {number}"
    for part, group in groupby(found, key=lambda one: re.split(r"[.\[]", one.where)[0]):
        every = list(group)
        for one in every[:MOST]:
            yield f"  {one.where}: {_said(one.kept)} was kept, {_said(one.now)} comes out now"
        if len(every) > MOST:
            yield f"  and {len(every) - MOST} more in `{part}`"


def _said(value: object) -> str:
    return "nothing" if value is NOT_THERE else json.dumps(value, ensure_ascii=False)
