"""Whether the answer turns on records that are in dispute: what would be otherwise if they had never been made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from policydsl.domain.absence import Record
from policydsl.interpret.answer import Difference, Disputed, DisputedRecord
from policydsl.interpret.came import Came, came, compared
from policydsl.interpret.fold import over_days_that_matter
from policydsl.interpret.person import Person
from policydsl.interpret.standing import Standings


def disputed(person: Person, standings: Standings) -> tuple[Disputed, ...]:
    """Each record that is in dispute by what is known, in order of its first day; then all of them together.

    All together are told only where something comes of it that comes of none alone.
    """
    records = sorted((one for one in person.records if one.disputed), key=lambda one: (one.first, one.name))
    if not records:
        return ()
    here = came(person, standings, whole=True)
    each = [_without((one,), person, here) for one in records]
    if len(records) == 1:
        return tuple(each)
    alone = {difference for one in each for difference in one.differences}
    together = _without(records, person, here)
    return tuple(each) if alone.issuperset(together.differences) else (*each, together)


def _without(records: Sequence[Record], person: Person, here: Came) -> Disputed:
    gone = {one.name for one in records}
    # All versions of an id go; of records that have only their first day for a name, those that are disputed.
    kept = tuple(one for one in person.filed.records if not (one.name in gone and (one.has_id or one.disputed)))
    return Disputed(
        tuple(DisputedRecord(one.name, _date(one.first), _last(one, person)) for one in records),
        tuple(_differences(replace(person, filed=replace(person.filed, records=kept)), here)),
    )


def _differences(without: Person, here: Came) -> Iterator[Difference]:
    there = over_days_that_matter(without)
    if any(noted.code == "fits-several" for noted in there.noted):
        yield Difference("no-answer", "an event that is recorded would fit several cases", None, None)
        return
    yield from (one.difference for one in compared(here, came(without, there, whole=True)))


def _last(record: Record, person: Person) -> date | None:
    return None if record.last is None or record.last > person.on else _date(record.last)


def _date(day: int) -> date:
    return date.fromordinal(day)
