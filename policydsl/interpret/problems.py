"""Problems of a history that only show when it is evaluated."""

from __future__ import annotations

from collections.abc import Sequence

from policydsl.diagnostics import Code, Diagnostic, Label, listing
from policydsl.history.problems import quoted
from policydsl.interpret.person import Person
from policydsl.interpret.standing import Noted, Standings
from policydsl.source import Place, Span

EVENT_FITS_SEVERAL = Code("event-fits-several")


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
        help=_choose(_ways_to_name(cases)),
    )


def _ways_to_name(cases: Sequence[tuple[str, ...]]) -> list[str]:
    """Words for each case that tell it from the others: its absence, or its branch, or both."""
    branches, absences = ({case[position] for case in cases} for position in (0, 1))
    if len(branches) == 1:
        return [f"`absence: {absence}`" for _, absence in cases]
    if len(branches) == len(cases) or absences == {""}:
        return [f"`branch: {branch}`" for branch, _ in cases]
    return [
        f"`branch: {branch}, absence: {absence}`" if absence else f"`branch: {branch}`" for branch, absence in cases
    ]


def _choose(ways: Sequence[str]) -> str:
    if len(ways) <= 3:
        return f"add {listing(ways)}"
    return "\n".join(["add one of", *(f"- {way}" for way in ways)])
