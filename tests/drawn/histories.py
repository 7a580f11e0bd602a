"""Draws histories under any policy: absences, what people record about its steps as they fall due, and corrections.

A seed gives a history. The absences come first; then the days are gone through, and on the way people hold, decide,
notify, waive, put off and forget what the policy asks for at that time. At the end some of it is corrected.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from random import Random

from policydsl.calendars import shipped
from policydsl.domain.absence import Record
from policydsl.domain.calendar import Week
from policydsl.domain.working_time import Pattern, pattern_of
from policydsl.history.adjusting import standard
from policydsl.history.history import Adjustment, Event, FactValue, History, Membership, Stood, What
from policydsl.history.kinds import NEEDS_A_DAY, NO_PAPER, OF_A_THING, TAKES_A_DAY
from policydsl.history.names import Names, names_of
from policydsl.interpret.fold import resumed, start
from policydsl.interpret.person import Person
from policydsl.interpret.standing import NOBODY, At, Case, Standings
from policydsl.model.amount import Amount, ThingEvent
from policydsl.model.condition import ExpectedToLast, IsExpected, LongerThanExpected
from policydsl.model.named import DISCOUNT, parts_of
from policydsl.model.period import Change
from policydsl.model.policy import AbsenceEnd, Policy, Scope, Step
from tests.drawn.words import FLAGS, REASONS

PEOPLE = (None, "line manager", "HR", "director")
LENGTHS = (1, 1, 1, 1, 2, 2, 3, 4, 5, 7, 8, 10, 14, 29, 50)
GAPS = (0, 1, 1, 2, 3, 4, 5, 8, 12, 16, 20, 25, 35, 60)
STRIDES = (3, 7, 14, 14, 30, 60)
"""Days until people look at what is due again."""
AS_RECORDED = {Change.EXTENDED: What.EXTENDED, Change.SHORTENED: What.SHORTENED, Change.ENDED_EARLY: What.ENDED}
MOST = 40
"""Events after which nobody records anything more."""


def draw(policy: Policy, seed: int) -> tuple[History, int]:
    """The history behind a seed, and the day asked about."""
    random = Random(seed)
    history, on = plain(policy, random)
    history = replace(history, events=tuple(had(policy, history, Random(f"had {seed}"))))
    history = replace(history, events=(*history.events, *expected(policy, history, on, Random(f"expected {seed}"))))
    history = with_meetings(policy, history, on, random, seed)
    return (corrected(history, on, random) if random.random() < 0.25 else history), on


def plain(policy: Policy, random: Random) -> tuple[History, int]:
    """What is on file before anybody does anything."""
    records = tuple(made_up_records(policy, random))
    on = records[-1].first + random.choice((0, 2, 10, 40, 100))
    week = None if random.random() < 0.5 else Week((*(random.random() < 0.7 for _ in range(6)), True))
    works = None if week is None else (with_hours(pattern_of(week), random),)
    holidays = shipped(random.choice(("England and Wales", "Scotland"))) if random.random() < 0.2 else None
    history = History("E1", works, holidays, records=records, groups=tuple(groups(policy, on, random)))
    history = replace(history, facts=tuple(facts(policy, history, random)))
    history = replace(history, adjustments=tuple(adjustments(policy, history, random)))
    return replace(history, standing=tuple(standing(policy, history, on, random))), on


def with_hours(pattern: Pattern, random: Random) -> Pattern:
    """Now and then with hours on file, the same on every day that is worked."""
    hours = random.choice((None, None, 7, Fraction(15, 2)))
    return pattern if hours is None else replace(pattern, hours=tuple(hours if one else 0 for one in pattern.worked))


def made_up_records(policy: Policy, random: Random) -> Iterator[Record]:
    day = policy.in_force.toordinal() + random.randint(-60, 60)
    number = random.randint(1, 9)
    for at in range(number):
        length = random.choice(LENGTHS)
        last = None if at == number - 1 and random.random() < 0.25 else day + length - 1
        part = {day + random.randrange(length): Fraction(1, random.choice((2, 4)))} if random.random() < 0.15 else {}
        flags = frozenset({random.choice(FLAGS)}) if random.random() < 0.2 else frozenset()
        reason = random.choice(REASONS) if random.random() < 0.3 else None
        yield Record(f"a{at}", day, last, part, flags, reason, disputed=random.random() < 0.04, has_id=True)
        day += length + random.choice(GAPS) - (random.random() < 0.05) * random.randrange(length)


def groups(policy: Policy, on: int, random: Random) -> Iterator[Membership]:
    """The groups that the person is in, one at a time."""
    day = on - random.randint(0, 400)
    for name in random.sample(list(policy.groups), len(policy.groups)):
        if random.random() < 0.7:
            until = day + random.choice((0, 30, 120))
            yield Membership(name, day, until)
            day = until + random.choice((1, 1, 20))


def facts(policy: Policy, history: History, random: Random) -> Iterator[FactValue]:
    for name, fact in policy.facts.items():
        for record in history.records if fact.of_absence else history.records[:1]:
            if random.random() < 0.6:
                since = record.first + random.randint(0, 60) if random.random() < 0.4 else None
                value = record.first + random.randint(0, 130)
                yield FactValue(name, value, record.name if fact.of_absence else None, since)


def adjustments(policy: Policy, history: History, random: Random) -> Iterator[Adjustment]:
    for name in policy.settings:
        if random.random() < 0.25:
            usual, first = standard(policy, name), history.records[0].first
            number = random.choice((1, 3, 8))
            since = random.choice((None, first + random.randint(0, 200)))
            until = random.choice((None, (since or first) + random.randint(0, 200)))
            value = Amount(number, usual.unit) if isinstance(usual, Amount) else number
            yield Adjustment(name, value, since, until, random.choice((None, first + 90)), "HR")


def standing(policy: Policy, history: History, on: int, random: Random) -> Iterator[Stood]:
    """Where cases stood before the record, of branches that follow the employee."""
    for branch in policy.branches.values():
        if branch.scope.meaning(0) is Scope.EMPLOYEE and not branch.group and random.random() < 0.15:
            one = random.choice(branch.steps)
            held = min(on, policy.in_force.toordinal() + random.randint(-90, 60))
            outcome = random.choice(one.outcomes).key.name if one.outcomes and random.random() < 0.7 else None
            yield Stood(branch.name, one.name, held, None, outcome)


def had(policy: Policy, history: History, random: Random) -> Iterator[Event]:
    """What happens beside the absences, of the events that the policy declares."""
    first = history.records[0].first
    for name in policy.events:
        for _ in range(random.choice((1, 2, 3, 5))):
            day, minutes = first + random.randint(-20, 150), random.choice((3, 15, 20, 45, 120, 121))
            flags = frozenset({random.choice(FLAGS)}) if random.random() < 0.3 else frozenset()
            yield Event(day, What.HAD, name=name, minutes=minutes, flags=flags)


def expected(policy: Policy, history: History, on: int, random: Random) -> Iterator[Event]:
    """How long absences are expected to last, and from when people are fit, where the policy goes by it."""
    parts = list(parts_of(policy))
    asks = any(isinstance(one, IsExpected | ExpectedToLast | LongerThanExpected) for one in parts)
    for record in history.records if asks or AbsenceEnd.DECLARED_FIT in parts else ():
        for _ in range(random.choice((0, 0, 1, 1, 2)) if asks else 0):
            day = record.first + random.choice((0, 0, 1, 3, 10))
            yield Event(day, What.EXPECTED, for_=day + random.choice((0, 2, 6, 13, 40)), absence=record.name)
        if AbsenceEnd.DECLARED_FIT in parts and random.random() < 0.6:
            last = on if record.last is None else record.last
            yield Event(
                max(record.first, last + random.choice((-1, 0, 1, 1, 2, 3))), What.DECLARED_FIT, absence=record.name
            )


# ------------------------------------------------------------------ what people record


@dataclass
class People:
    """What people record while the days pass, and what they have dealt with already."""

    policy: Policy
    random: Random
    names: Names
    absences: tuple[str, ...]
    seldom: Random = field(default_factory=Random)
    """Chance of its own for what few policies have, so that it changes nothing in the histories of the others."""
    seen: set[str] = field(default_factory=set)

    def often(self, chance: float) -> bool:
        return self.random.random() < chance

    def soon(self, most: int = 20) -> int:
        return self.random.choice((0, 0, 1, 2, 5, self.random.randint(0, most)))

    def about(self, case: Case) -> dict[str, str | None]:
        """How an event says which case it is about; now and then it leaves that to be found out."""
        key = case.key
        if key.branch not in self.policy.branches:
            return {"absence": key.absence}
        return {"branch": key.branch, "absence": key.absence}

    def deal_with(self, case: Case, day: int) -> Iterator[Event]:
        """What is recorded about a case from this day on."""
        position = case.active
        mark = f"{case.key} {position.step} {position.at} {position.since}"
        one = self.policy.steps[position.step]
        if mark in self.seen and not self.often(0.05):
            return
        self.seen.add(mark)
        match position.at:
            case At.WAITING:
                yield from self.look_ahead(case, one, day)
            case At.DUE:
                yield from self.meet(case, one, day)
            case _:
                yield from self.follow_up(case, one, day)

    def look_ahead(self, case: Case, one: Step, day: int) -> Iterator[Event]:
        if one.none_left is not None and self.often(0.5):
            yield Event(day, What.SCHEDULED, one.name, for_=day + self.soon(40), **self.about(case))
        if self.often(0.1):
            what = self.random.choice((What.NOTICE, What.HELD, What.WAIVED, What.POSTPONED))
            for_ = day + self.soon(20) if what in NEEDS_A_DAY else None
            yield Event(day, what, one.name, for_=for_, **self.about(case))
        if one.early is not None and self.seldom.random() < 0.3:
            yield Event(day + self.seldom.choice((0, 0, 2)), What.HELD, one.name, **self.about(case))
        yield from self.attest(one, day, 0.1)

    def catch_up(self, case: Case, day: int, standings: Standings) -> Iterator[Event]:
        """What is recorded of meetings that are outstanding beside the latest of their step."""
        for name in case.active.outstanding:
            if self.seldom.random() < 0.3:
                occurrence = standings.occurrences[name]
                what = self.seldom.choice((What.HELD, What.HELD, What.HELD, What.WAIVED))
                yield Event(day, what, occurrence.step, due=occurrence.on, **self.about(case))

    def meet(self, case: Case, one: Step, day: int) -> Iterator[Event]:
        about = self.about(case)
        yield from self.attest(one, day, 0.5)
        if self.often(0.4):
            for_ = day + self.soon(20)
            yield Event(day, What.NOTICE, one.name, value=self.random.choice((True, "written")), for_=for_, **about)
        if self.often(0.15):
            what = self.random.choice((What.ALTERNATIVE_OFFERED, What.POSTPONED, What.NOT_HELD, What.SCHEDULED))
            for_ = day + self.soon(20) if what in TAKES_A_DAY else None
            yield Event(day + self.soon(5), what, one.name, for_=for_, **about)
        if self.often(0.08):
            yield Event(day + self.soon(), What.WAIVED, one.name, by="HR", **about)
        elif one.decided_by is None and self.often(0.85):
            held = day + self.soon(30)
            yield Event(held, What.HELD, one.name, by=self.random.choice(PEOPLE), **about)
            if self.often(0.2):
                yield Event(held, What.ATTENDED, one.name, value=self.often(0.5), **about)
            if one.outcomes and self.often(0.7):
                yield self.outcome(one, held + self.random.choice((0, 0, 1, 9)), about)
        elif one.outcomes:
            yield self.outcome(one, day + self.soon(), about)

    def outcome(self, one: Step, day: int, about: dict[str, str | None]) -> Event:
        value = self.random.choice(one.outcomes).key.name
        return Event(day, What.OUTCOME, one.name, value=value, by=self.random.choice(PEOPLE), **about)

    def follow_up(self, case: Case, one: Step, day: int) -> Iterator[Event]:
        about = self.about(case)
        yield from self.attest(one, day, 0.4)
        if one.outcomes and self.often(0.7):
            yield self.outcome(one, day + self.soon(), about)
        if self.often(0.05):
            yield Event(day + self.soon(), What.CLOSED, one.name, by="HR", **about)
        if self.often(0.1):
            yield Event(day + self.soon(), What.APPEALED, one.name, **about)
        if self.often(0.1):
            yield Event(day, What.TOLD, one.name, **about)

    def attest(self, one: Step, day: int, chance: float) -> Iterator[Event]:
        """Papers, findings and other things that are put on file, of this step or of none."""
        for name in self.names.things:
            if self.often(chance / 4):
                what = self.random.choice(sorted(OF_A_THING, key=lambda what: what.value))
                value = self.random.choice((True, True, False))
                on, of = day + self.soon(), self.random.choice((None, None, one.name))
                yield Event(on, what, of, name, value, **self.covered(name, what, on))
        yield from self.letters(one, day, chance)
        if self.policy.conventions.discounting and self.often(chance):
            value, absence = self.random.choice((True, True, False)), self.random.choice(self.absences)
            yield Event(day + self.soon(), What.RECORDED, None, DISCOUNT, value, absence=absence, by="HR")

    def letters(self, one: Step, day: int, chance: float) -> Iterator[Event]:
        """Papers with which a period of the same block begins."""
        for period in self.policy.periods.values():
            event = period.lasts.meaning(day).after
            if isinstance(event, ThingEvent) and period.owner == one.owner and self.seldom.random() < chance:
                yield Event(day + self.seldom.choice((0, 0, 1, 9)), What.ISSUED, one.name, event.thing)

    def change(self, case: Case, day: int) -> Iterator[Event]:
        """What is recorded of the periods of a case, as the policy allows and otherwise."""
        for run in case.active.periods:
            changes = [one.meaning(day).change for one in self.policy.periods[run.period].adjustable]
            if self.seldom.random() > (0.25 if changes else 0.03):
                continue
            what = AS_RECORDED[self.seldom.choice(changes or list(Change))]
            last = run.last + self.seldom.choice((-9, -1, 0, 1, 30)) if what in NEEDS_A_DAY else None
            on, by = day + self.seldom.choice((0, 0, 3)), self.seldom.choice(PEOPLE)
            yield Event(
                on, what, None, run.period, for_=None if last is None else max(last, on), by=by, **self.about(case)
            )

    def covered(self, name: str, what: What, on: int) -> dict[str, int]:
        """The days that a paper covers, or one of the two, or none."""
        if name not in self.policy.documents or what in NO_PAPER or self.often(0.4):
            return {}
        first = on - self.random.choice((0, 0, 3, 9, -4))
        days = {"since": first, "until": max(first, on) + self.random.choice((0, 2, 6, 20))}
        kept = self.random.choice((("since", "until"), ("since", "until"), ("since",), ("until",)))
        return {key: days[key] for key in kept}


def with_meetings(policy: Policy, history: History, on: int, random: Random, seed: int = 0) -> History:
    """The history with what people record, day after day."""
    absences = tuple(one.name for one in history.records)
    people = People(policy, random, names_of(policy), absences, Random(f"seldom {seed}"))
    day = start(Person(policy, history, on))
    standings = NOBODY
    followed = day
    while day <= on and len(history.events) < MOST:
        standings = resumed(Person(policy, history, day), standings, followed)
        followed = day + 1
        for case in sorted(standings.cases.values(), key=lambda one: (one.active.since, str(one.key))):
            told = (
                *people.deal_with(case, day + 1),
                *people.change(case, day + 1),
                *people.catch_up(case, day + 1, standings),
            )
            said = [one for one in told if not is_twice(one, history)]
            history = replace(history, events=(*history.events, *said))
        day += random.choice(STRIDES)
    return history


def is_twice(event: Event, history: History) -> bool:
    """Two outcomes of one step on one day contradict each other."""
    return event.what is What.OUTCOME and any(
        (one.day, one.what, one.step) == (event.day, event.what, event.step) for one in history.events
    )


# ------------------------------------------------------------------ corrections


def corrected(history: History, on: int, random: Random) -> History:
    """The history in which some entries were put on file later, put right, or withdrawn."""
    records = tuple(version for one in history.records for version in versions(one, on, random))
    entered = [
        replace(one, recorded=entry(one.day, random)) if random.random() < 0.3 else one for one in history.events
    ]
    known = [
        replace(one, recorded=entry(one.since or one.value, random)) if random.random() < 0.3 else one
        for one in history.facts
    ]
    decided = [
        replace(one, recorded=entry(one.since or on - 100, random)) if random.random() < 0.5 else one
        for one in history.adjustments
    ]
    return replace(history, records=records, events=tuple(entered), facts=tuple(known), adjustments=tuple(decided))


def entry(day: int, random: Random) -> int:
    """The day on which something that happened on a day is put on file."""
    return day + random.choice((0, 0, 1, 5, 30))


def versions(one: Record, on: int, random: Random) -> Iterator[Record]:
    """A record, now and then with an earlier version of it, or withdrawn."""
    chance = random.random()
    if chance < 0.2 and one.last is not None:
        first = entry(one.first, random)
        other = max(one.first, one.last + random.randint(-9, 9))
        part = {day: missed for day, missed in one.part.items() if day <= other}
        yield replace(one, last=other, part=part, recorded=first)
        yield replace(one, recorded=first + random.choice((1, 4, 30)))
    elif chance < 0.3:
        first = entry(one.first, random)
        yield replace(one, recorded=first, retracted=first + random.choice((1, 20, 60)))
    elif chance < 0.6:
        yield replace(one, recorded=entry(one.first, random))
    else:
        yield one
