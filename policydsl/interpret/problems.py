"""Problems of a history that only show when it is evaluated."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from policydsl.diagnostics import Code, Diagnostic, Label, listing
from policydsl.history.problems import quoted
from policydsl.interpret.person import Person
from policydsl.interpret.standing import Noted, Standings
from policydsl.source import Place, Span

EVENT_FITS_SEVERAL = Code("event-fits-several")
SNAPSHOT_DOES_NOT_FIT = Code("snapshot-does-not-fit")
ROW = re.compile(r"row [0-9]")
"""How the place of something in a table begins."""


def record_changed_since(place: Place, on: date) -> Diagnostic:
    """What is on file about the days up to a snapshot is not what it was when the snapshot was taken."""
    return Diagnostic(
        SNAPSHOT_DOES_NOT_FIT,
        Label(place, "of this employee"),
        f"the record up to {on} has changed since the snapshot",
        help="leave `--resume` out for this employee, and take a new snapshot",
    )


def snapshot_of_a_later_day(place: Place, on: date) -> Diagnostic:
    """The day asked about lies before the day of the snapshot."""
    return Diagnostic(
        SNAPSHOT_DOES_NOT_FIT,
        Label(place, "of this employee"),
        f"the snapshot is of {on}, later than the day asked about",
        help=f"ask about {on} or a later day, or leave `--resume` out",
    )


def fitting_several(person: Person, standings: Standings) -> tuple[Diagnostic, ...]:
    """A problem for each event that fits several cases: with one, there is no answer."""
    found = []
    for noted in standings.noted:
        if noted.code == "fits-several":
            event = None if noted.event is None else person.events[noted.on][noted.event]
            found.append(event_fits_several(noted, event.place if event else None))
    return tuple(found)


def event_fits_several(noted: Noted, place: Place | None) -> Diagnostic:
    """An event that could be about more than one case."""
    cases = [tuple(one.partition(" / ")[::2]) for one in dict(noted.about)["cases"].split(" | ")]
    of_step = f" of {quoted(noted.step)}" if noted.step else ""
    return Diagnostic(
        EVENT_FITS_SEVERAL,
        Label(place or Place("history", Span(0, 0)), "which one is meant?"),
        f"this event fits {len(cases)} cases{of_step}",
        help=(_in_columns if place and ROW.match(place.field) else _as_keys)(_ways_to_name(cases)),
    )


def _ways_to_name(cases: Sequence[tuple[str, ...]]) -> list[dict[str, str]]:
    """What tells each case from the others: its absence, or its branch, or both, each by its key."""
    branches, absences = ({case[position] for case in cases} for position in (0, 1))
    if len(branches) == 1:
        return [{"absence": absence} for _, absence in cases]
    if len(branches) == len(cases) or absences == {""}:
        return [{"branch": branch} for branch, _ in cases]
    return [{"branch": branch, "absence": absence} if absence else {"branch": branch} for branch, absence in cases]


def _as_keys(ways: Sequence[Mapping[str, str]]) -> str:
    return _choose("add", [quoted(", ".join(f"{key}: {value}" for key, value in way.items())) for way in ways])


def _in_columns(ways: Sequence[Mapping[str, str]]) -> str:
    """The same for a row of a table, which has columns in the place of keys."""
    columns = tuple(dict.fromkeys(key for way in ways for key in way))
    if len(columns) == 1:
        words = _choose("write", [quoted(way[columns[0]]) for way in ways])
        return f"in the column {quoted(columns[0])} of this row, {words}"
    named = [" and ".join(f"{quoted(value)} in {quoted(key)}" for key, value in way.items()) for way in ways]
    return f"in the columns {listing(list(map(quoted, columns)), 'and')} of this row, {_choose('write', named)}"


def _choose(verb: str, ways: Sequence[str]) -> str:
    if len(ways) <= 3:
        return f"{verb} {listing(ways)}"
    return "\n".join([f"{verb} one of", *(f"- {way}" for way in ways)])
