"""What happens in histories under drawn policies: how often each construct is drawn, and how often each thing follows.

`python -m tests.drawn.firing 300` prints both.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator

from policydsl.interpret.fold import over_days_that_matter
from tests.drawn.constructs import constructs_of
from tests.drawn.laws import Told, told
from tests.drawn.policies import draw

LISTS = ("lapsed", "closed", "targets", "blocked", "possible", "unknown", "human", "to_record", "adjusted", "asked_for")
"""Lists of an answer of which it says enough that they are not empty."""


def drawn(number: int, first: int = 0) -> Counter[str]:
    """In how many of so many policies each construct stands."""
    found: Counter[str] = Counter()
    for seed in range(first, first + number):
        found.update({" ".join(one) for one in constructs_of(draw(seed).policy)})
    return found


def happened(number: int, first: int = 0) -> Counter[str]:
    """In how many of so many histories each thing happens."""
    found: Counter[str] = Counter()
    for seed in range(first, first + number):
        found.update(set(_happenings(told(seed))))
    return found


def _happenings(one: Told) -> Iterator[str]:
    history = one.history
    yield from (f"recorded: {event.what.value}" for event in history.events)
    for name in ("facts", "standing", "adjustments"):
        if getattr(history, name):
            yield f"recorded: {name}"
    if any(record.retracted is not None for record in history.records):
        yield "recorded: a record is withdrawn"
    if any(record.disputed for record in history.records):
        yield "recorded: a record is disputed"
    if len({record.name for record in history.records}) < len(history.records):
        yield "recorded: a record is put right"
    found = one.answer
    if isinstance(found, str):
        yield f"no answer: {found}"
        return
    yield from (f"answer: {name}" for name in LISTS if getattr(found, name))
    yield from (f"fell due: {due.state.value}" for due in found.fell_due)
    yield from ("fell due: unsupported" for due in found.fell_due if due.unsupported)
    yield from ("fell due: again" for due in found.fell_due if [two.step for two in found.fell_due].count(due.step) > 1)
    yield from (f"stands: {standing.state.value}" for standing in found.standing)
    yield from ("stands: in a procedure" for standing in found.standing if standing.procedure)
    yield from (f"duty: {duty.state.value}" for duty in found.duties)
    yield from (f"closed: {closed.why}" for closed in found.closed)
    yield from ("measure: not nothing" for measure in found.measures if measure.value)
    yield from (f"warning: {warning.code}" for warning in found.warnings)
    yield from (f"ahead: {ahead.what}" for ahead in found.ahead)
    whys = [reason.what for due in found.fell_due for reason in due.reasons]
    yield from ("fell due: every so often" for what in whys if what and what.startswith("again every "))
    yield from ("fell due: held early" for what in whys if what == "held early")
    yield from ("recorded: of an earlier time" for event in history.events if event.due is not None)
    yield from _periods(one)


def _periods(one: Told) -> Iterator[str]:
    if not one.policy.periods:
        return
    standings = over_days_that_matter(one.person())
    cases = ((case.place, case.procedure) for case in standings.cases.values())
    runs = [run for positions in cases for position in positions if position for run in position.periods]
    for run in (*runs, *(run for ended in standings.ended for run in ended.periods)):
        yield "period: begun"
        yield from (name for name, is_so in (("period: over", run.over), ("period: followed", run.followed)) if is_so)


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    for title, counted in (("policies", drawn(wanted)), ("histories", happened(wanted))):
        sys.stdout.write(f"of {wanted} {title}:\n")
        for name, times in sorted(counted.items()):
            sys.stdout.write(f"  {name:60} {times:6} {100 * times / wanted:6.1f} %\n")


if __name__ == "__main__":
    main()
