"""Two histories on both sides of a number: found by trying rows of made-up ones under the policy and two others.

The others have the number one smaller and one greater. A pair of neighbours of a row is a boundary of the number when
something comes of one that does not come of the other, and one of these policies says otherwise of one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

from policydsl.check import check_text
from policydsl.domain.holidays import HolidayCalendar
from policydsl.frozen import frozen
from policydsl.model.amount import OutcomeEvent, SettingValue, StepEvent
from policydsl.model.named import parts_of
from policydsl.model.policy import Policy, Step
from policydsl.propose.families import Family, families
from policydsl.propose.numbers import Number, with_another
from policydsl.propose.outcome import Key, Outcome, differ, outcome, sentence
from policydsl.propose.story import Happened, Story, monday
from policydsl.source import Source

MOST = 4000
"""So many histories are worked out before the search ends."""
MOST_FLAGS = 3
MOST_THINGS = 6
BOTH = 2
ORDER = ("fell", "lapsed", "closed", "late", "duty", "stands")
"""What is told of a difference: the first of these that differs."""


@frozen
class Side:
    """One side of a boundary: what happened, and what is so."""

    story: Story
    key: Key
    sentence: str


@frozen
class Pair:
    """Two histories on both sides of a number; `caught`: the changes of the number (-1, 1) that one of them shows."""

    one: Side
    other: Side
    caught: tuple[int, ...]


@dataclass(slots=True)
class Search:
    """The policy, its neighbours with another number, and what has been worked out so far."""

    policy: Policy
    others: dict[int, Policy]
    accepts: Callable[[Pair], bool]
    """Whether the examples that a pair makes can be written and hold."""
    meant: frozenset[str] = frozenset()
    """The step that the number stands in, and those from which a case comes to it."""
    asked: frozenset[tuple[str, str | None]] = frozenset()
    """The meetings of other steps that it asks for, with the outcome that they must have."""
    tried: int = 0
    known: dict[Story, Outcome | None] = field(default_factory=dict)
    best: Pair | None = None
    reached: set[tuple[str, str | None]] = field(default_factory=set)
    ahead: list[Iterator[Family]] = field(default_factory=list)
    """The rows that are still to be looked at, those that go on from the step that is meant first."""

    def under(self, policy: Policy, story: Story) -> Outcome | None:
        if policy is not self.policy:
            self.tried += 1
            return outcome(policy, story)
        if story not in self.known:
            self.tried += 1
            self.known[story] = outcome(policy, story)
        return self.known[story]

    @property
    def done(self) -> bool:
        return self.tried >= MOST or (self.best is not None and len(self.best.caught) == BOTH)

    def run(self, starts: Sequence[Story]) -> Pair | None:
        """The best pair: one that shows both changes of the number, or else the first that shows one."""
        for start in starts:
            self.later(start)
        while self.ahead and not self.done:
            rows = self.ahead[0]
            family = next(rows, None)
            if family is None:
                self.ahead.remove(rows)
            else:
                self.look_along(family)
        return self.best

    def later(self, story: Story, about: str = "", due: date | None = None, *, first: bool = False) -> None:
        """Go on from a story, soon when it is about the step that is meant."""
        flags = tuple(sorted(self.policy.flags))[:MOST_FLAGS]
        rows = families(story, flags, None if due is None else (about, due))
        self.ahead.insert(0 if first or (about and about in self.meant) else len(self.ahead), rows)

    def look_along(self, family: Family) -> None:
        """Every pair of neighbours of a row at which something comes out otherwise."""
        for one, other in zip(family.tried, family.tried[1:], strict=False):
            if self.done:
                return
            for low, high in self.edges(family, one, other):
                self.weigh(family.made(low), family.made(high))

    def edges(self, family: Family, low: int, high: int) -> Iterator[tuple[int, int]]:
        """Neighbours between two numbers that differ; of several changes between them, the last."""
        below, above = (self.under(self.policy, family.made(number)) for number in (low, high))
        if below is None or above is None or not differ(below, above):
            return
        while high - low > 1:
            middle = (low + high) // 2
            here = self.under(self.policy, family.made(middle))
            if here is None:
                return
            if differ(here, above):
                low = middle
            else:
                high, above = middle, here
        yield low, high

    def weigh(self, one: Story, other: Story) -> None:
        """Take a pair down where the number decides, and go on from what has fallen due."""
        here, there = self.under(self.policy, one), self.under(self.policy, other)
        if here is None or there is None:
            return
        self.go_on(other, here, there)
        self.go_on(one, there, here)
        keys = sorted(differ(here, there), key=lambda key: ORDER.index(key[0]))
        caught = {by: self.decided(by, (one, here), (other, there)) for by in self.others}
        for key in keys:
            shown = tuple(by for by, changed in caught.items() if key in changed)
            if not shown or (self.best is not None and len(shown) <= len(self.best.caught)):
                continue
            pair = self.pair(key, (one, here), (other, there), shown)
            if pair is not None and self.accepts(pair):
                self.best = pair

    def decided(self, by: int, *sides: tuple[Story, Outcome]) -> set[Key]:
        """What comes out otherwise on either side when the number is so much another."""
        found: set[Key] = set()
        for story, here in sides:
            there = self.under(self.others[by], story)
            found |= set(differ(here, there)) if there is not None else set()
        return found

    def pair(
        self, key: Key, one: tuple[Story, Outcome], other: tuple[Story, Outcome], caught: tuple[int, ...]
    ) -> Pair | None:
        said = sentence(key, one[1]), sentence(key, other[1])
        if said[0] is None or said[1] is None:
            return None
        return Pair(Side(one[0], key, said[0]), Side(other[0], key, said[1]), caught)

    def go_on(self, story: Story, before: Outcome, after: Outcome) -> None:
        """From a step that has fallen due, the stories in which it is held, with each of its outcomes."""
        for key in differ(before, after):
            due = after.get(key)
            if key[0] != "fell" or not isinstance(due, date) or (key[1], "due") in self.reached:
                continue
            self.reached.add((key[1], "due"))
            self.hold(story, key[1])
            self.later(story, key[1], due)

    def hold(self, story: Story, name: str) -> None:
        step = self.policy.steps.get(name)
        if step is None:
            return
        day = story.asked + timedelta(days=7)
        outcomes: Sequence[str | None] = [one.key.name for one in step.outcomes] or [None]
        for outcome_ in outcomes:
            if (name, outcome_) in self.reached:
                continue
            self.reached.add((name, outcome_))
            held = self.held(story, Happened(day, "held", name, outcome_))
            if held is not None:
                self.later(held, name, first=(name, outcome_) in self.asked)
                self.record(held, name, outcome_)

    def held(self, story: Story, meeting: Happened) -> Story | None:
        """The story in which a meeting is held; where it may be about several absences, about the first of them."""
        for absence in (None, *(one.first for one in story.away[:1])):
            held = story.also(replace(meeting, absence=absence), asked=meeting.day)
            if self.under(self.policy, held) is not None:
                return held
        return None

    def record(self, held: Story, name: str, outcome_: str | None) -> None:
        """After a meeting also what may be recorded a week later: a finding may have to come first."""
        day = held.asked + timedelta(days=7)
        before = self.under(self.policy, held)
        for thing in self.policy.things[:MOST_THINGS]:
            story = held.also(Happened(day, "recorded", thing), asked=day)
            after = self.under(self.policy, story)
            if before is not None and after is not None:
                if differ(before, after):
                    self.weigh(held.moved(day), story)
                self.later(story, name)


def search(
    source: Source,
    policy: Policy,
    number: Number,
    accepts: Callable[[Pair], bool],
    calendars: Sequence[HolidayCalendar] = (),
) -> Pair | None:
    """A pair of histories on both sides of a number, or None: none was found."""
    others = {}
    for by in (-1, 1):
        other = with_another(source, number, by)
        found = None if other is None else check_text(other, thorough=False, calendars=calendars).policy
        if found is not None:
            others[by] = found
    if not others:
        return None
    days = [policy.in_force, *(date.fromordinal(day) for day in policy.version_days)]
    begin = monday(max(days) + timedelta(days=14))
    works = policy.conventions.no_pattern is None
    starts = [Story(asked=begin, works=works, group=group) for group in _groups(policy, number.heading)]
    meant = _leading_to(policy, number.heading)
    return Search(policy, others, accepts, meant, _asked_of(policy, meant)).run(starts)


def _groups(policy: Policy, heading: str) -> tuple[str | None, ...]:
    """In which groups a person is tried: that of the branch in which the number stands, or else in none and in each."""
    home = policy.steps[heading].owner if heading in policy.steps else None
    home = policy.periods[heading].owner if heading in policy.periods else home
    branch = policy.branches.get(home or "")
    own = policy.groups.get(branch.group or "") if branch is not None else None
    if own is not None and own.recorded is not None:
        return (own.recorded,)
    return None, *(group.recorded for group in policy.groups.values() if group.recorded is not None)


def _leading_to(policy: Policy, heading: str) -> frozenset[str]:
    """The steps that a number is about, and the ones before them in their blocks."""
    found: set[str] = set()
    for before, step in pairwise((None, *policy)):
        if step is None or (step.name != heading and not _asks_for(step, heading)):
            continue
        found.add(step.name)
        if before is not None and before.owner == step.owner:
            found.add(before.name)
    return frozenset(found)


def _asked_of(policy: Policy, meant: frozenset[str]) -> frozenset[tuple[str, str | None]]:
    """The meetings of other steps that these steps ask for, and their outcomes."""
    found: set[tuple[str, str | None]] = set()
    for name in meant:
        for part in parts_of(policy.steps[name].due):
            match part:
                case StepEvent(step) if step in policy.steps:
                    found.update((step, one.key.name) for one in policy.steps[step].outcomes)
                    found.add((step, None))
                case OutcomeEvent(step, outcome_):
                    found.add((step, outcome_))
    return frozenset(one for one in found if one[0] not in meant)


def _asks_for(step: Step, setting: str) -> bool:
    return any(isinstance(part, SettingValue) and part.setting == setting for part in parts_of(step.due))
