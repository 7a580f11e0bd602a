"""Files of snapshots, one a line: where everybody's cases stood on a day, to go on from and to be put away."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import policydsl
from policydsl.diagnostics import Diagnostic
from policydsl.explain.snapshot import Snapshot, digests_of, other_policy, read_snapshot, says_the_same
from policydsl.interpret.problems import record_changed_since, snapshot_of_a_later_day
from policydsl.interpret.standing import Standings
from policydsl.source import Place, Source, Span

from . import files, policies

MARK = '{"snapshot":'
"""How the first line of a file of snapshots begins."""
SHOWN = 60
"""So much of a line is shown with a problem."""
WAY_OUT = "leave `--resume` out, and take new snapshots with `--snapshot`"


@dataclass(frozen=True, slots=True)
class Kept:
    """The snapshots of a file by their employee, and their places in it; of its text, the beginnings of the lines."""

    source: Source
    people: dict[str, tuple[Snapshot, Place]]

    def since(
        self, history: policydsl.History, on: date, known: date | None
    ) -> tuple[date, Standings] | Diagnostic | None:
        """What to go on from for this history; why that cannot be; None: there is no snapshot of this employee."""
        found = self.people.get(history.employee)
        if found is None:
            return None
        one, place = found
        if one.on > on:
            return snapshot_of_a_later_day(place, one.on)
        if not says_the_same(one, history, known):
            return record_changed_since(place, one.on)
        return one.on, one.standings


def read(name: str, policy: policies.Read) -> Kept | files.Unreadable:
    """The snapshots of a file, all of them taken under this policy, or why they cannot be gone on from."""
    assert policy.checked.policy is not None
    takings = policy.checked.policy.takings
    source = files.read(name)
    if isinstance(source, files.Unreadable):
        return source
    lines = source.text.split("\n")
    calendars = digests_of(policy.handed_in.values())
    shown = [line[:SHOWN] for line in lines]  # the rest of a snapshot is for programs
    people: dict[str, tuple[Snapshot, Place]] = {}
    start = 0
    for number, line in enumerate(lines, 1):
        place = Place(source.name, Span(start, start + len(shown[number - 1])))
        start += len(shown[number - 1]) + 1
        if not line.strip():
            continue
        one = read_snapshot(_values(line))
        why = one if isinstance(one, str) else other_policy(one, policy.digest, takings, calendars, policy.pay_digest)
        if isinstance(one, str) or why is not None:
            return files.Unreadable(f"{source.name}, line {number}", str(why), WAY_OUT)
        if one.employee in people:
            why = f"there are two snapshots of {one.employee} in this file"
            return files.Unreadable(f"{source.name}, line {number}", why, "take one of the two lines out")
        people[one.employee] = one, place
    return Kept(Source(source.name, "\n".join(shown)), people)


def _values(line: str) -> object:
    try:
        return json.loads(line)
    except ValueError:
        return None


def write(name: str, taken: Sequence[dict[str, object]]) -> files.Unreadable | None:
    """Put the snapshots into a file, all or none of them; why that could not be. Only snapshots are written over."""
    names = [str(one["employee"]) for one in taken]
    if twice := next((one for one in names if names.count(one) > 1), None):
        why = f"there are two histories of {twice}, and a snapshot is of one"
        return files.Unreadable(name, why, "put what is on file about one employee into one history")
    if files.is_there(name) and not files.begins_with(name, MARK):
        return files.Unreadable(name, "there is a file of this name that holds no snapshots", "name another file")
    text = "".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) + "\n" for one in taken)
    why_not = files.replace_text(name, text)
    return None if why_not is None else files.Unreadable(name, why_not, "check its name and the folder")
