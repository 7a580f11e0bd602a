"""The second time axis: a history as it was on file by a day, later versions and later entries left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from policydsl.domain.absence import Record
from policydsl.domain.number import Day
from policydsl.history.history import FactValue, History, Membership


def as_known(history: History, known: Day | None) -> History:
    """What had been recorded by `known` (None: everything on file). An entry without `recorded` was always known.

    Of each record only the version put on file last counts; one that was withdrawn by then does not. Events are left
    as they are but for those recorded later.
    """
    return replace(
        history,
        records=tuple(_standing(history.records, known)),
        facts=tuple(_latest(history.facts, known)),
        adjustments=tuple(one for one in history.adjustments if _by(one.recorded, known)),
        groups=latest_memberships(history.groups, known),
        events=tuple(one for one in history.events if _by(one.recorded, known)),
    )


def has_corrections(history: History, known: Day | None = None) -> bool:
    """Was anything in the record put on file, changed or withdrawn on a day of its own, as far as known by then?

    An event that was put on file on its very day was always known when that day was asked about.
    """

    def on_its_own(day: Day | None) -> bool:
        return day is not None and _by(day, known)

    entered = [one.recorded for one in history.facts] + [one.recorded for one in history.groups]
    entered += [one.recorded for one in history.adjustments]
    entered += [one.recorded for one in history.events if one.recorded is not None and one.recorded > one.day]
    return any(on_its_own(one.recorded) or on_its_own(one.retracted) for one in history.records) or any(
        map(on_its_own, entered)
    )


def latest_memberships(groups: Iterable[Membership], known: Day | None = None) -> tuple[Membership, ...]:
    """Of one group and `from` the entry put on file last; one that is on file without a day was there first."""
    there = [one for one in groups if _by(one.recorded, known)]
    latest: dict[tuple[str, Day | None], Day] = {}
    for one in there:
        key = one.group, one.since
        latest[key] = max(latest.get(key, 0), one.recorded or 0)
    # Two that were put on file together both hold, so that their order in the file decides nothing.
    return tuple(one for one in there if latest[one.group, one.since] == (one.recorded or 0))


def _by(recorded: Day | None, known: Day | None) -> bool:
    return recorded is None or known is None or recorded <= known


def _standing(records: Iterable[Record], known: Day | None) -> Iterable[Record]:
    """Of each id the version put on file last, unless it was withdrawn; a record without an id has one version."""
    there = [record for record in records if _by(record.recorded, known)]
    latest: dict[str, Record] = {}
    for record in there:
        other = latest.get(record.name)
        if record.has_id and (other is None or (other.recorded or 0) <= (record.recorded or 0)):
            latest[record.name] = record
    for record in there:
        withdrawn = record.retracted is not None and _by(record.retracted, known)
        if not withdrawn and (not record.has_id or latest[record.name] is record):
            yield record


def _latest(facts: Iterable[FactValue], known: Day | None) -> Iterable[FactValue]:
    """Of one fact, absence and `from` the value put on file last."""
    latest: dict[tuple[str, str | None, Day | None], FactValue] = {}
    for fact in facts:
        if not _by(fact.recorded, known):
            continue
        key = (fact.fact, fact.absence, fact.since)
        other = latest.get(key)
        if other is None or (other.recorded or 0) <= (fact.recorded or 0):
            latest[key] = fact
    return latest.values()
