"""One person's history under a policy: records, events, facts and standings, every name the policy's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import Enum

from policydsl.domain.absence import Record
from policydsl.domain.holidays import HolidayCalendar
from policydsl.domain.number import Day, Exact
from policydsl.domain.working_time import Pattern
from policydsl.frozen import frozen
from policydsl.model.amount import Amount
from policydsl.source import Place


class What(Enum):
    """What an event says happened. The order is the rank in which events of one day and step are taken."""

    # of a step
    REQUESTED = "requested"
    NOTICE = "notice"
    SCHEDULED = "scheduled"
    ALTERNATIVE_OFFERED = "alternative offered"
    WAIVED = "waived"
    POSTPONED = "postponed"
    HELD = "held"
    NOT_HELD = "not held"
    ATTENDED = "attended"
    # of a thing (`name`)
    RECORDED = "recorded"
    COMPLETED = "completed"
    AGREED = "agreed"
    CONSIDERED = "considered"
    ISSUED = "issued"
    SENT = "sent"
    GIVEN = "given"
    RECEIVED = "received"
    REFUSED = "refused"
    MISSED = "missed"
    # of a period (`name`)
    EXTENDED = "extended"
    SHORTENED = "shortened"
    ENDED = "ended"
    # of a step again
    OUTCOME = "outcome"
    TOLD = "told"
    RETURN_AGREED = "return agreed"
    APPEALED = "appealed"
    CLOSED = "closed"
    # of an absence
    EXPECTED = "expected"
    DECLARED_FIT = "declared fit"
    # of the employee: an event that the policy declares (`name`)
    HAD = "had"


RANK: Mapping[What, int] = {
    what: rank
    for rank, group in enumerate(
        (
            (What.REQUESTED,),
            (What.NOTICE,),
            (What.SCHEDULED,),
            (What.ALTERNATIVE_OFFERED,),
            (What.WAIVED,),
            (What.POSTPONED,),
            (What.HELD, What.NOT_HELD),
            (What.ATTENDED,),
            (
                What.RECORDED,
                What.COMPLETED,
                What.AGREED,
                What.CONSIDERED,
                What.ISSUED,
                What.SENT,
                What.GIVEN,
                What.RECEIVED,
                What.REFUSED,
                What.MISSED,
                What.EXTENDED,
                What.SHORTENED,
                What.ENDED,
            ),
            (What.OUTCOME,),
            (What.TOLD, What.RETURN_AGREED, What.APPEALED, What.CLOSED),
            (What.EXPECTED, What.DECLARED_FIT),
            (What.HAD,),
        )
    )
    for what in group
}
"""Semantics 0a, events of one day: taken by step of the policy, then by this rank, then by name and value."""


@frozen
class Event:
    """One thing that happened on a day.

    `step`, `branch`, `value` (of an outcome) are names of the policy as it writes them; `absence` is the name of a
    record of the absence; `for_` the other day that matters (the meeting's, the offered date, the day of return);
    `due` the day the step fell due, when it did so more than once.
    """

    day: Day
    what: What
    step: str | None = None
    name: str | None = None
    value: str | bool | None = None
    for_: Day | None = None
    branch: str | None = None
    absence: str | None = None
    due: Day | None = None
    by: str | None = None
    why: str | None = None
    recorded: Day | None = None
    since: Day | None = None
    until: Day | None = None
    """The first and the last day that a paper covers; without the first: from its own day on; without the last: on."""
    minutes: Exact | None = None
    """How long it lasted, of an event that the policy declares."""
    flags: frozenset[str] = frozenset()
    place: Place | None = field(default=None, compare=False, repr=False)


@frozen
class FactValue:
    """A day supplied for a fact of the policy; `since` None: known always; `absence` None: of the employee."""

    fact: str
    value: Day
    absence: str | None = None
    since: Day | None = None
    recorded: Day | None = None
    place: Place | None = field(default=None, compare=False, repr=False)


@frozen
class Stood:
    """Where a case stood before the first record: a step held (and decided, with `outcome`) on a day."""

    branch: str
    step: str
    held: Day
    absence: str | None = None
    outcome: str | None = None
    by: str | None = None
    why: str | None = None
    place: Place | None = field(default=None, compare=False, repr=False)


@frozen
class Adjustment:
    """Another value of a setting for this employee, decided by a person; `since`, `until`: both days included."""

    setting: str
    value: Exact | Amount
    since: Day | None = None
    until: Day | None = None
    review: Day | None = None
    by: str | None = None
    recorded: Day | None = None
    place: Place | None = field(default=None, compare=False, repr=False)

    def holds(self, on: Day) -> bool:
        """Does it hold on the day?"""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@frozen
class Membership:
    """The employee belongs to a group of the policy; `since`, `until`: both days included."""

    group: str
    since: Day | None = None
    until: Day | None = None
    recorded: Day | None = None
    place: Place | None = field(default=None, compare=False, repr=False)

    def holds(self, on: Day) -> bool:
        """Does the employee belong to it on the day?"""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@frozen
class History:
    """What is on file about one employee. Tuples are in the order of the file; their order means nothing."""

    employee: str
    works: tuple[Pattern, ...] | None = None
    """Working patterns in order of `since`; None: none is on file."""
    holidays: HolidayCalendar | None = None
    """The calendar of the public holidays that this person has."""
    service: Day | None = None
    """The first day of service; None: not on file."""
    records: tuple[Record, ...] = ()
    events: tuple[Event, ...] = ()
    facts: tuple[FactValue, ...] = ()
    standing: tuple[Stood, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    groups: tuple[Membership, ...] = ()
