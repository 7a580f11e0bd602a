"""`policydsl verify`: ask again what kept answers say, and show what comes out differently."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

import click

import policydsl
from policydsl.explain.verify import NOT_THERE, Differs, differences

from . import files, handed_in, histories, policies
from .evaluate import Asked, answered
from .readings import under
from .status import Status, together
from .tables import Tables, options

MOST = 3
"""So many differences are shown of each part of an answer."""


@click.command("verify")
@click.argument("answer_name", metavar="ANSWER")
@click.argument("policy_name", metavar="POLICY")
@click.argument("names", metavar="[HISTORY]...", nargs=-1)
@handed_in.option
@click.pass_context
@options
def command(
    ctx: click.Context,
    answer_name: str,
    policy_name: str,
    names: tuple[str, ...],
    calendars: tuple[policydsl.HolidayCalendar, ...],
    tables: Tables,
) -> None:
    """Ask again what kept answers say, and show what differs.

    ANSWER is what `evaluate --format json` or `jsonl` printed; `-` is what is
    piped in. Each answer is worked out anew from POLICY and the histories, for
    its own employee and day. Name the same files, folders and tables as `evaluate`
    was given.

    \b
    Examples:
      policydsl verify e1042.json luu.policy e1042.yaml
      policydsl verify may.jsonl luu.policy --absences absences.csv --events events.csv

    \b
    Exit status: 0 every answer comes out again; 1 one does not, or errors in
    the policy; 2 a file that cannot be read; 3 errors in a history.
    """
    kept = _kept(answer_name)
    compared = isinstance(kept, list) and any(one.get("turns_on") for one in kept)
    policy = policies.read(policy_name, thorough=compared, calendars=calendars)
    sources = histories.named(names, tables, ctx)
    unread = [one for one in (kept, policy) if isinstance(one, files.Unreadable)]
    unread += histories.unread(sources, tables)
    for missing in unread:
        files.tell(str(missing))
    if isinstance(kept, files.Unreadable) or isinstance(policy, files.Unreadable) or unread:
        ctx.exit(Status.WRONG_USE)
    policy.tell()
    if policy.checked.policy is None:
        ctx.exit(Status.POLICY_ERRORS)
    of_takings: dict[tuple[tuple[str, str], ...], _Filed] = {}
    statuses = []
    for one in kept:
        taken = _taken(one)
        if taken not in of_takings:
            as_taken = under(policy, dict(taken), thorough=compared) if taken else policy
            of_takings[taken] = _filed(as_taken, sources, tables)
        statuses.append(_verified(of_takings[taken], one))
    ctx.exit(together(statuses))


@dataclass(frozen=True, slots=True)
class _Filed:
    """The policy, the histories made under it by employee, and what belongs to nobody; none, where it has errors."""

    read: policies.Read
    people: dict[str, histories.Filed]
    nobody: list[histories.Filed]


def _filed(read: policies.Read, sources: histories.Sources, tables: Tables) -> _Filed:
    if read.checked.policy is None:
        return _Filed(read, {}, [])
    made, found = histories.made(read, sources, tables)
    ours = [one for one in found if isinstance(one, histories.Filed)]
    people: dict[str, histories.Filed] = {}
    for one in ours:
        if one.one.employee is not None:
            people.setdefault(one.one.employee, one)
    return _Filed(made, people, [one for one in ours if one.one.employee is None])


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


def _taken(kept: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """The readings that the kept answer took in another way than the policy."""
    taken = kept["policy"].get("taking", ()) if isinstance(kept.get("policy"), dict) else ()
    return tuple((str(one.get("reading")), str(one.get("taking"))) for one in taken if isinstance(one, dict))


def _verified(filed: _Filed, kept: dict[str, Any]) -> Status:
    if filed.read.checked.policy is None:
        filed.read.tell()
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
    one = filed.people.get(str(kept["employee"]))
    # What belongs to nobody may be what keeps a history from being read.
    results = [answered(filed.read, each, asked) for each in ([one] if one is not None else filed.nobody)]
    wrong = [result for result in results if result.status is not Status.WELL]
    for result in wrong:
        files.tell(result.told)
    if wrong:
        return together(result.status for result in wrong)
    if one is None:
        help = "name the file that has it"
        files.tell(f"error: no history of {kept['employee']} is among the files\n  help: {help}")
        return Status.WRONG_USE
    return _told(kept, list(differences(kept, json.loads(json.dumps(results[0].values)))))


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
