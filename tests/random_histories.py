"""Knows how to make up histories in which a lot of policy 3.3 happens, with meetings that people might have recorded.

The absences come first. Then the oracle tells the history day by day, and what people do about each case that is due
or held is made up on the way, together with some events that make no sense where they stand. What the design leaves
open is not made up: two outcomes of one meeting (but for those after a return), a notice that no case waits for.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from tests import luu_oracle as luu
from tests.luu_absences import months_after

History = dict[str, Any]
Record = dict[str, Any]
PATTERNS: tuple[tuple[str, ...] | None, ...] = (
    *(None, None, None, None, ("mon", "tue", "wed", "thu", "fri")),
    *(("mon", "tue", "wed"), ("tue", "thu"), ("fri",), ("wed", "thu", "fri", "sat", "sun")),
    *(("mon", "tue", "wed", "thu", "fri", "sat"), ("mon", "tue", "wed", "thu", "fri", "sat", "sun")),
)
LENGTHS: dict[str, tuple[int, ...]] = {
    "short": (1, 1, 1, 1, 2, 2, 3, 4, 5, 6, 7),
    "medium": (7, 8, 8, 9, 10, 12, 14, 20, 26),
    "long": (27, 28, 28, 29, 29, 30, 35, 45, 60, 80),
    "very long": (90, 130, 170, 230, 300, 420),
}
GAPS: dict[str, tuple[int, ...]] = {  # days between two records
    "tight": (0, 0, 1, 2, 2, 3, 4),
    "near": (5, 8, 10, 13, 16, 20, 24),
    "far": (25, 35, 50, 70, 90, 120),
    "quiet": (170, 185, 190, 210, 260, 340, 363, 364),
}


@dataclass(frozen=True, slots=True)
class Shape:
    """How often which absences and gaps come, and how diligent people are."""

    lengths: dict[str, int]
    gaps: dict[str, int]
    records: tuple[int, int]
    holds: float


SHAPES = {
    "clusters": Shape({"short": 12, "medium": 1}, {"tight": 2, "near": 6, "far": 2, "quiet": 1}, (5, 30), 0.9),
    "ladder": Shape({"short": 8, "medium": 3}, {"near": 8, "far": 2}, (15, 40), 0.98),
    "deep": Shape({"medium": 3, "short": 3}, {"near": 9, "far": 1, "quiet": 1}, (20, 40), 1.0),
    "long": Shape({"very long": 3, "long": 2, "short": 2}, {"tight": 1, "near": 2, "far": 3}, (1, 6), 0.97),
    "exhausted": Shape({"very long": 1}, {"far": 1, "quiet": 1}, (1, 4), 1.0),
    "mixed": Shape(
        {"short": 6, "medium": 3, "long": 2, "very long": 1}, {"near": 2, "far": 4, "quiet": 1}, (3, 20), 0.8
    ),
    "edges": Shape({"short": 9, "medium": 2, "long": 1}, {"tight": 8, "near": 3, "far": 1}, (4, 25), 0.85),
    "sparse": Shape({"short": 3, "medium": 1, "long": 1}, {"far": 2, "quiet": 2}, (0, 6), 0.7),
}


def pick(random: Random, weights: dict[str, int]) -> str:
    return random.choices(list(weights), list(weights.values()))[0]


def days(number: int) -> timedelta:
    return timedelta(days=number)


def month_end(day: date) -> date:
    return months_after(day.replace(day=1), 1) - days(1)


# --- what is on file before anybody does anything ---------------------------------------------------------------------


def made_up_records(random: Random, shape: Shape) -> list[Record]:
    day = date(2024, 3, 1) + days(random.choice((random.randrange(400), random.randrange(1400))))
    records: list[Record] = []
    for _ in range(random.randint(*shape.records)):
        if random.random() < 0.06:
            day = max(day, month_end(day) - days(random.choice((0, 0, 1))))
        elif random.random() < 0.1:  # a Friday, a Saturday, a Monday: where days off decide
            day += days((random.choice((4, 5, 0)) - day.weekday()) % 7)
        last = day + days(random.choice(LENGTHS[pick(random, shape.lengths)]) - 1)
        records.append(with_details(random, {"first": day, "last": last}))
        if random.random() < 0.05:
            records.append(overlapping(random, day, last))
        last = max(record["last"] for record in records)
        day = last + days(1 + random.choice(GAPS[pick(random, shape.gaps)]))
    return sorted(records, key=lambda record: record["first"])


def with_details(random: Random, record: Record) -> Record:
    length = (record["last"] - record["first"]).days + 1
    if random.random() < (0.25 if length == 1 else 0.08):
        parts = random.sample(range(length), min(length, random.choice((1, 1, 2))))
        record["part"] = {record["first"] + days(n): random.choice((0.5, 0.5, 0.25, 0.75, 0.4)) for n in parts}
    if random.random() < 0.04:
        record["flags"] = ["pregnancy-related"]
    return record


def overlapping(random: Random, first: date, last: date) -> Record:
    start = first + days(random.randrange((last - first).days + 1))
    end = random.choice((start, last, last + days(random.randint(1, 5)), max(start, last - days(1))))
    return with_details(random, {"first": start, "last": end})


def without_contradictions(records: list[Record]) -> list[Record]:
    """Nothing may be recorded from the first day of a record that has no end."""
    opened = min((one["first"] for one in records if "last" not in one), default=None)
    return [one for one in records if opened is None or one["first"] < opened or "last" not in one]


def cut_off(random: Random, records: list[Record], on: date) -> list[Record]:
    """No record begins after `on`; the last one may be still open, or end on a planned day."""
    known = [record for record in records if record["first"] <= on]
    if known and random.random() < 0.12:
        del known[-1]["last"]
    if random.random() < 0.7:
        for number, record in enumerate(known):
            record["id"] = f"a{number:03}"
    return known


def made_up_facts(random: Random, history: History, on: date) -> list[dict[str, Any]]:
    facts = []
    for absence in luu.Run(history, on).absences:
        if absence.length(on) < 29 and random.random() < 0.9:
            continue
        half_pay = absence.first + days(7 * random.choice((0, 1, 2, 4, 6, 9, 13, 20)) + random.choice((0, 0, 1, 3)))
        end = half_pay + days(7 * random.choice((0, 2, 4, 9, 13, 20)) + random.choice((0, 0, 0, 1, -10)))
        for name, value in ((luu.HALF_PAY, half_pay), (luu.END_OF_PAY, end)):
            if random.random() < 0.2:
                continue
            fact: dict[str, Any] = {"name": name, "value": value, "absence": absence.name}
            if len(history["absences"]) == 1 and random.random() < 0.5:
                del fact["absence"]
            if random.random() < 0.4:
                fact["from"] = absence.first + days(random.randrange(160))
            facts.append(fact)
            if random.random() < 0.1:
                later = fact.get("from", absence.first) + days(random.randint(1, 60))
                facts.append({**fact, "from": later, "value": value + days(random.randint(-30, 40))})
    return facts


def made_up_standing(random: Random, history: History, on: date) -> list[dict[str, Any]]:
    standing: list[dict[str, Any]] = []
    if random.random() < 0.15:
        held = min(on, date(2024, 7, 1) + days(random.randrange(700)))
        step = random.choice(luu.LADDER)
        standing.append({"branch": luu.BRANCH_1, "step": step, "held": held})
        if step == luu.FINAL and random.random() < 0.5:
            standing[-1]["outcome"] = random.choice(outcomes_of(step))
    for absence in luu.Run(history, on).absences:
        step = random.choice(luu.LONG_TERM)
        held = absence.first + days(28 * (luu.LONG_TERM.index(step) + 1) + random.randrange(20))
        if held < absence.last and random.random() < 0.15:
            entry = {"branch": luu.BRANCH_2, "step": step, "held": held, "absence": absence.name}
            if random.random() < 0.8:
                entry["outcome"] = random.choice([name for name in outcomes_of(step) if name != "return date clear"])
            standing.append(entry)
    return standing


def outcomes_of(step: str) -> list[str]:
    if step in (luu.FORMAL_1, luu.FORMAL_2):
        return ["attendance likely to improve", "attendance unlikely to improve"]
    return [outcome for name, outcome in luu.OUTCOMES if name == step]


# --- what people record -----------------------------------------------------------------------------------------------


@dataclass
class People:
    """What people do about the cases of one history, made up while the oracle tells it."""

    random: Random
    run: luu.Run
    holds: float
    planned: set[tuple[Any, ...]] = field(default_factory=set)
    decided_by: dict[tuple[Any, ...], date] = field(default_factory=dict)  # until when an outcome is to be expected
    attested: set[tuple[str, str | None]] = field(default_factory=set)
    blocked: list[dict[str, Any]] = field(default_factory=list)  # notices that are meant to come too early
    today: date = date.min

    def often(self, chance: float) -> bool:
        return self.random.random() < chance

    def soon(self, *choices: int) -> date:
        return self.today + days(self.random.choice(choices))

    def record(self, case: luu.Case | None, day: date, what: str, step: str, **more: Any) -> dict[str, Any]:
        event = {"date": day, "step": step, "what": what, **more}
        if case and case.absence:
            event["absence"] = case.absence.name
        elif case and step in luu.PROCEDURE:
            event["branch"] = luu.BRANCH_1
        self.add(event)
        return event

    def add(self, event: dict[str, Any]) -> None:
        """One of a kind a day: two outcomes of one meeting on one day are an error of the history."""
        kind = ("step", "what", "name", "absence", "branch")
        same = [[other.get(key) for key in kind] for other in self.run.events[event["date"]]]
        if [event.get(key) for key in kind] not in same and event["date"] >= self.today:
            self.run.events[event["date"]].append(event)

    def live(self, day: date) -> None:
        self.today = day
        self.run.morning(day)
        for case in list(self.run.cases):
            key = (case.branch, case.about, case.step, case.reached)
            if case.state == luu.DUE and key not in self.planned:
                self.planned.add(key)
                self.meet(case)
            elif case.state == luu.HELD:
                self.follow_up(case)
            elif case.state == luu.WAITING and case.step in luu.LONG_TERM[1:]:
                self.look_ahead(case, key)
        if self.often(0.0025):
            self.stumble()
        self.drop_idle_notices()
        self.run.evening(day)

    def meet(self, case: luu.Case) -> None:
        if case.step == luu.REVIEW:
            self.review(case, self.soon(0, 1, 3, 8, 20))
        elif not self.often(0.6 if case.step == luu.RETURN else self.holds):
            return
        elif case.step == luu.RETURN:
            self.hold(case, self.soon(0, 0, 1, 2, 5))
        else:
            held = self.soon(0, 1, 2, 5, 7, 10, 14, 21, 40) if self.often(0.93) else self.soon(60, 120, 250)
            held = month_end(held) if self.often(0.12) else held
            if case.step in luu.WITH_NOTICE or case.step == luu.DISMISSAL:
                held = self.give_notice(case, held)
            self.hold(case, held)

    def give_notice(self, case: luu.Case, held: date) -> date:
        lead = self.random.choice((4, 5, 5, 6, 7, 10))
        if held - days(lead) < self.today and self.often(0.8):
            held = self.today + days(lead)
        if self.often(0.92) and held - days(lead) >= self.today:
            self.record(case, held - days(lead), "notice", case.step, value="written", **{"for": held})
        return held

    def hold(self, case: luu.Case, held: date) -> None:
        who = {"by": self.random.choice(("line manager", "supervisor"))} if self.often(0.7) else {}
        self.record(case, held, "held", case.step, **who)
        if case.step == luu.INFORMAL or (case.step in luu.LADDER[:3] and self.often(0.4)):
            return
        if self.often(0.93):
            day = held if self.often(0.75) else held + days(self.random.randint(1, 12))
            self.decide(case, day, **who)

    def decide(self, case: luu.Case, day: date, **who: str) -> None:
        outcome = self.random.choice(outcomes_of(case.step))
        if outcome == "return date clear" and self.often(0.7):
            outcome = "return date not clear"
        about = (case.branch, case.about)
        if outcome == "dismissed" and (about in self.attested or self.often(0.7)):
            self.attested.add(about)
            attested = self.random.choice((day, max(self.today, day - days(2))))
            self.record(case, attested, "recorded", luu.DISMISSAL, name=luu.ATTESTATION)
        self.record(case, day, "outcome", case.step, value=outcome, **who)
        self.decided_by[(*about, case.step)] = date.max if outcome in ("more support", "return likely") else day

    def follow_up(self, case: luu.Case) -> None:
        key = (case.branch, case.about, case.step)
        if case.should_start:
            if case.should_start < self.today and self.often(0.08):
                self.record(case, self.soon(0, 3), "recorded", case.step, name=luu.STARTS_THE_PROCEDURE)
                self.planned.add((*key, case.should_start))
        elif case.procedure is None and self.decided_by.get(key, date.min) < self.today and self.often(0.04):
            self.decide(case, self.today)

    def review(self, case: luu.Case, day: date) -> None:
        if case.recommender and self.often(0.15):
            self.record(case, day, "outcome", luu.REVIEW, value="proceed", by=case.recommender)
            day += days(self.random.randint(1, 9))
        if day > self.today and self.often(0.2):
            self.blocked.append(self.record(case, self.today, "notice", luu.DISMISSAL, value="written", **{"for": day}))
        if self.often(0.95):
            who = {"by": "HR"} if self.often(0.8) else {}
            outcome = "proceed" if self.often(0.75) else "more support first"
            self.record(case, day, "outcome", luu.REVIEW, value=outcome, **who)

    def look_ahead(self, case: luu.Case, key: tuple[Any, ...]) -> None:
        """Notice given before the step is due, for a meeting on the day it falls due; a date where none is left."""
        target = self.run.target(case, self.today)
        if key in self.planned:
            return
        if target is None and case.examined_from <= self.today and self.often(0.1):
            self.planned.add((*key, "arranged"))
            if not case.arranged and not any(e["what"] == "scheduled" for e in self.run.events[self.today]):
                self.record(case, self.today, "scheduled", case.step, **{"for": self.soon(1, 2, 7, 20, 40)})
        elif target and target.latest and self.today < target.latest < self.today + days(15) and self.often(0.03):
            self.planned.add(key)
            self.record(case, self.today, "notice", case.step, value="written", **{"for": target.latest})
            self.hold(case, target.latest + days(self.random.choice((0, 0, 1, 4))))

    def stumble(self) -> None:
        """An event recorded where it makes no sense, or by luck does."""
        step = self.random.choice([step for step in luu.STEPS if step != luu.REVIEW])
        names = self.run.all_absences if step == luu.RETURN else self.run.absences
        begun = [absence for absence in names if absence.first <= self.today]
        event: dict[str, Any] = {"date": self.today, "step": step, "what": "held"}
        if step == luu.RETURN or step in luu.LONG_TERM:
            if not begun:
                return
            event["absence"] = self.random.choice(begun[-2:]).name
        elif step == luu.DISMISSAL:
            event["branch"] = luu.BRANCH_1
        if step != luu.INFORMAL and step != luu.RETURN and self.often(0.3) and not self.was_held(step, event):
            event |= {"what": "outcome", "value": self.random.choice(outcomes_of(step))}
        self.add(event)

    def was_held(self, step: str, event: dict[str, Any]) -> bool:
        """Held, or to be held: then an outcome would be a second one."""
        about = event.get("absence")
        stood = any(entry.get("absence") == about for entry in self.run.standing)
        return stood or any(
            other.get("step") == step and other.get("absence") == about and other["what"] in ("held", "outcome")
            for events in self.run.events.values()
            for other in events
        )

    def drop_idle_notices(self) -> None:
        """A notice planned for a meeting that has become moot is not given."""
        events = self.run.events[self.today]
        events[:] = [
            event
            for event in events
            if event["what"] not in ("notice", "scheduled")
            or event in self.blocked
            or self.run.case_for(event, luu.WAITING, luu.DUE, luu.HELD)
        ]


def told(random: Random, history: History, on: date, holds: float) -> luu.Run:
    """The history gets its events; what it was told with comes back."""
    run = luu.Run({**history, "events": []}, on)
    people = People(random, run, holds)
    day = run.first_day()
    while day <= on:
        people.live(day)
        day += days(1)
    events = [event for day in sorted(run.events) for event in run.events[day]]
    history["events"] = events if random.random() < 0.3 else [event for event in events if event["date"] <= on]
    return run


def on_the_edge(random: Random, run: luu.Run, history: History, on: date) -> bool:
    """One more absence, that begins where a window of six months does, or ends."""
    held = [event["date"] for event in history["events"] if event["what"] == "held" and event["step"] in luu.LADDER[:3]]
    if not held or any("absence" not in fact for fact in history["facts"]):  # such a fact is of the only absence
        return False
    anchor = random.choice(held)
    first = random.choice((anchor, anchor + days(1), *(months_after(anchor, 6) + days(n) for n in (-1, 0, 0, 1))))
    last = first + days(random.choice((0, 1, 6, 7, 28)))
    clear = all(
        last + days(8) < record["first"] or record.get("last", date.max - days(9)) + days(8) < first
        for record in history["absences"]
    )
    if not clear or first > on:
        return False
    record = {"first": first, "last": last}
    if any("id" in other for other in history["absences"]):
        record["id"] = "edge"
    history["absences"] = sorted([*history["absences"], record], key=lambda record: record["first"])
    return True


def asked_earlier(random: Random, made: History, on: date) -> date:
    """A day while a long absence still waits for its next meeting; what begins later is not on file then."""
    meetings = [event["date"] for event in made["events"] if event.get("step") in luu.LONG_TERM[:3]]
    if not meetings:
        return on
    earlier: date = min(on, random.choice(meetings) + days(random.choice((0, 1, 2, 5, 10, 20, 27, 28, 29, 35, 50))))
    made["absences"] = [record for record in made["absences"] if record["first"] <= earlier]
    begun = {absence.name for absence in luu.Run(made | {"standing": []}, earlier).absences}
    made["facts"] = [fact for fact in made["facts"] if fact.get("absence") in (None, *begun)]
    made["standing"] = [entry for entry in made["standing"] if entry["held"] <= earlier]
    if random.random() < 0.7:
        made["events"] = [event for event in made["events"] if event["date"] <= earlier]
    return earlier


def history(random: Random) -> tuple[History, date]:
    shape = SHAPES[random.choice(list(SHAPES))]
    records = made_up_records(random, shape)
    start = records[0]["first"] if records else luu.IN_FORCE
    end = records[-1]["first"] if records else luu.IN_FORCE
    on = end + days(random.choice((0, 3, 20, 60, 150, 220, 400)))
    if random.random() < 0.3:
        on = start + days(random.randrange((on - start).days + 1))
    on = min(max(on, luu.IN_FORCE + days(random.randrange(60))), start + days(5 * 365))
    made: History = {
        "employee": f"E{random.randrange(10000)}",
        "absences": without_contradictions(cut_off(random, records, on)),
    }
    pattern: Sequence[str] | None = random.choice(PATTERNS)
    if pattern:
        made["works"] = [{"days": list(pattern)}]
    made["facts"] = made_up_facts(random, made, on)
    made["standing"] = made_up_standing(random, made, on)
    seed = random.getrandbits(64)
    run = told(Random(seed), made, on, shape.holds)
    if random.random() < 0.35 and on_the_edge(random, run, made, on):
        told(Random(seed), made, on, shape.holds)
    if random.random() < 0.3:
        on = asked_earlier(random, made, on)
    names = {record.get("id") or record["first"].isoformat() for record in made["absences"]}
    made["events"] = [one for one in made.get("events", ()) if one.get("absence") in (None, *names)]
    return {key: value for key, value in made.items() if value}, on


def distribution(number: int, seed: int = 0) -> dict[str, Counter[str]]:
    """In how many of so many histories what happens at least once, and how often in all."""
    random = Random(seed)
    histories: Counter[str] = Counter()
    times: Counter[str] = Counter()
    for _ in range(number):
        made, on = history(random)
        found = luu.answer(made, on)
        here: Counter[str] = Counter(f"due: {step}" for step, *_ in found.fell_due)
        here.update(f"lapsed: {branch}" for branch, _ in found.lapsed)
        here.update(f"closed: {branch}" for branch, *_ in found.closed)
        here.update(f"unknown: {name}" for _, name in found.unknown)
        here.update(f"notice breached: {step}" for step, _ in found.notice_breached)
        here.update(f"target: {step}" for step, *_ in found.targets)
        here.update(f"standing: {state}" for _, _, state, _ in found.standing)
        here["out of sequence"] = len(found.out_of_sequence)
        here["not permitted"] = len(found.not_permitted)
        here["date set by a person"] = sum(event["what"] == "scheduled" for event in made.get("events", []))
        here["stood before"] = len(made.get("standing", []))
        here["events"] = len(made.get("events", []))
        histories.update(name for name, count in here.items() if count)
        times.update(here)
    return {"histories": histories, "times": times}


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    counted = distribution(wanted)
    for name in sorted(counted["histories"]):
        here, times = counted["histories"][name], counted["times"][name]
        sys.stdout.write(f"{name:55} {here:6} histories {100 * here / wanted:6.1f} % {times:7} times\n")
