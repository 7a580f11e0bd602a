"""Points on a day: entries in the order of their days, what drops off, what credits take off, within limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from policydsl.domain.calendar import LAST_DAY
from policydsl.domain.number import NOTHING, Day, Exact, Needs, Range, exact
from policydsl.interpret.clean_stretches import Found, Run, stretches
from policydsl.interpret.clocks import day_after
from policydsl.interpret.occurrences import Given, Occurrence, given, is_of, occurrences
from policydsl.interpret.periods import lasts_to, run_of
from policydsl.interpret.person import Person
from policydsl.interpret.standing import Case, Standings
from policydsl.interpret.window import window_days
from policydsl.model.amount import WholeRecord
from policydsl.model.clause import ALWAYS
from policydsl.model.condition import Credit, CreditFor, CreditUse, Kind, Points
from policydsl.model.policy import Measure


@dataclass(slots=True)
class Line:
    """A line of the account: an entry or (`credit`) what takes points off, what is left of it, and why it is gone.

    `surely`: `drops` is known, and no time out of service can move it on.
    """

    day: Day
    points: Exact
    left: Exact
    of: Given | None = None
    drops: Day | None = None
    surely: bool = True
    gone: str | None = None
    gone_on: Day | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """Every line up to a day, the value, and the later days on which it changes if nothing more happens."""

    lines: tuple[Line, ...]
    opening: Exact
    value: Exact
    ahead: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose points are asked for, and as of when."""

    measure: Measure
    points: Points
    person: Person
    case: Case | None
    before: Standings
    on: Day

    @property
    def reset(self) -> Day:
        """The day up to which entries count no more."""
        return self.case.counts_after(self.measure.name) if self.case else 0

    @property
    def taken(self) -> tuple[tuple[Day, Exact], ...]:
        """What actions have taken off, and when."""
        return self.before.taken_off(self.measure.name)

    def number(self, value: object) -> Exact | None:
        """A limit as a number."""
        return None if value is None else self.person.number(value, self.on)  # type: ignore[arg-type]


def value(measure: Measure, points: Points, person: Person, case: Case | None, before: Standings, on: Day) -> Range:
    """The points on a day, within bounds where an occurrence is not settled."""
    asked = Asked(measure, points, person, case, before, on)
    low, high = account(asked, high=False), account(asked, high=True)
    if low.value == high.value:
        return Range.of(low.value)
    needs: Needs = NOTHING.union(*(one.needs for one in _given(asked)), *_unsettled_kinds(asked))
    return Range(min(low.value, high.value), max(low.value, high.value), needs or frozenset({"future"}))


def account(asked: Asked, *, high: bool) -> Account:
    """The account on a day; `high`: with the most that occurrences not settled may give, else with the least."""
    found = asked.person.accounts
    holds = _holds(asked, asked.points.held_by)
    key = (asked.measure.name, asked.on, asked.reset, asked.taken, holds, _window(asked, asked.on), high)
    if key not in found:
        found[key] = _Book(asked, high).closed()
    made: Account = found[key]
    return made


def next_days(asked: Asked) -> Iterator[Day]:
    """Later days on which the points may change if nothing more is recorded: perhaps too many, never too few."""
    absences = (one for one in asked.person.absences if one.first <= asked.on)
    clocks = asked.person.policy.stands_still and any(one.after.clock is not None for one in asked.points.drops)
    moves = clocks or not isinstance(asked.measure.window.meaning(asked.on), WholeRecord)
    if moves or any(not one.is_settled(asked.on) for one in absences):
        yield asked.on + 1
    for high in (False, True):
        yield from account(asked, high=high).ahead


def has_new_entry(asked: Asked, since: Day) -> bool:
    """Is there an entry, certain and with points that count, of that day or later? Rewards are none."""
    lines = (one for one in account(asked, high=False).lines if one.of is not None and one.day > asked.reset)
    return any(one.day >= since and one.points * usual_sign(asked.points) > 0 for one in lines)


def usual_sign(points: Points) -> int:
    """Which way entries usually count: those the other way are rewards."""
    return 1 if any(one.number > 0 for one in points.entries) else -1


# ------------------------------------------------------------------ what goes into the account


def _given(asked: Asked) -> tuple[Given, ...]:
    known, key = asked.person.accounts, ("given", asked.measure.name, asked.on)
    if key not in known:
        found = (
            given(asked.points, asked.measure.name, one, asked.person, asked.on)
            for one in occurrences(asked.person, asked.on)
        )
        known[key] = tuple(sorted(chain(*found), key=lambda one: (one.day, one.of.absence is None)))
    made: tuple[Given, ...] = known[key]
    return made


def _unsettled_kinds(asked: Asked) -> Iterator[Needs]:
    """What would settle whether something earns or breaks a credit, and by which line an entry drops off."""
    points = asked.points
    named = [one.kind if isinstance(one, CreditFor) else one.clean for one in points.credits]
    kinds = [kind for kind in (*named, *(one.kind for one in points.drops)) if kind is not None]
    for one in occurrences(asked.person, asked.on) if kinds else ():
        for found in (is_of(one, kind, asked.person, asked.on) for kind in kinds):
            if found.value is None:
                yield found.needs


def _holds(asked: Asked, periods: tuple[str, ...]) -> tuple[Run, ...]:
    """The days during which nothing drops off, as far as the standings know them; perhaps is enough."""
    runs = [run_of(one, asked.person, asked.case, asked.before) for one in periods]
    runs += [run for ended in asked.before.ended for run in ended.periods if run.period in periods]
    known = {(run.first, lasts_to(run, asked.person, asked.on).latest) for run in runs if run is not None}
    return tuple(sorted((first, LAST_DAY if last is None else last) for first, last in known))


def _window(asked: Asked, on: Day) -> tuple[Day, Day] | None:
    window = asked.measure.window.meaning(asked.on)
    if isinstance(window, WholeRecord):
        return None
    return window_days(window, asked.person, asked.case, asked.before, on) or (on + 1, on)


@dataclass(slots=True)
class _Kept:
    """Credit that is kept for entries to come."""

    line: Line
    until: Day | None


@dataclass(slots=True)
class _Book:
    """The account while its days are gone through."""

    asked: Asked
    high: bool
    lines: list[Line] = field(default_factory=list)
    bank: list[_Kept] = field(default_factory=list)
    opening: Exact = 0

    def closed(self) -> Account:
        asked, points = self.asked, self.asked.points
        self.opening = asked.number(points.opening) or 0
        entries = [(one, number) for one in _given(asked) if (number := one.high if self.high else one.low)]
        credits = [(one, self._held(one, self._stretches(one))) for one in points.credits]
        holds = _holds(asked, points.held_by)
        still = _holds(asked, points.no_credit_during)
        ready = [(one, number, *self._drops(one, number, holds)) for one, number in entries]
        days = {one.day for one, _ in entries} | {day for _, _, day, _ in ready if day is not None}
        days |= {day for _, found in credits for day in found.days} | {day for day, _ in asked.taken}
        days |= {asked.reset} if asked.reset else set()
        for day in sorted(one for one in days if one <= asked.on):
            self._leave(day)
            for credit, found in credits if not any(first <= day <= last for first, last in still) else ():
                for _ in range(found.days.count(day)):
                    self._credit(day, credit.number)
            for one, number, drops, surely in ready:
                if one.day == day:
                    self._enter(one, Line(day, number, self._within_limits(number), one, drops, surely))
            for when, number in asked.taken:
                if when == day:
                    self._take(Line(day, -number, number), points.use or CreditUse.NEWEST, keep=False)
            if day == asked.reset:
                self._reset(day)
        self._leave(asked.on)
        ahead = [line.drops for line in self.lines if line.left and line.drops is not None and line.drops > asked.on]
        ahead += [found.ahead for _, found in credits if found.ahead is not None and found.ahead > asked.on]
        return Account(tuple(self.lines), self.opening, exact(self.opening + self.total), tuple(sorted(set(ahead))))

    @property
    def total(self) -> Exact:
        return sum(line.left for line in self.lines if line.of is not None)

    @property
    def sign(self) -> int:
        return usual_sign(self.asked.points)

    # ------------------------------------------------------------------ credits

    def _stretches(self, credit: Credit | CreditFor) -> Found:
        asked = self.asked
        if isinstance(credit, CreditFor):
            earned = (one for one in occurrences(asked.person, asked.on) if self._earns(one, credit.kind))
            return Found(tuple(one.day for one in earned), None)
        return stretches(credit.every, tuple(self._breaks(credit)), asked.person, asked.case, asked.before, asked.on)

    def _held(self, credit: Credit | CreditFor, found: Found) -> Found:
        """Of the days of its credits those on which the line holds, and no other in its place."""
        if credit.guard == ALWAYS and not credit.unless:
            return found
        days = []
        for day in found.days:
            groups = self.asked.person.groups_on(day)
            if credit.guard.holds(day, groups) and not any(one.holds(day, groups) for one in credit.unless):
                days.append(day)
        return Found(tuple(days), found.ahead)

    def _breaks(self, credit: Credit) -> Iterator[Run]:
        """The days of what breaks a clean stretch: of a kind, or of everything that has an entry."""
        asked = self.asked
        for one in occurrences(asked.person, asked.on):
            if credit.clean is None:
                parts = given(asked.points, asked.measure.name, one, asked.person, asked.on)
                breaks = any((part.high if self.high else part.low) * self.sign > 0 for part in parts)
            else:
                of = is_of(one, credit.clean, asked.person, asked.on).value
                breaks = of is True or (of is None and self.high is (self.sign > 0))
            if breaks:
                yield one.day, one.last

    def _credit(self, day: Day, number: Exact | None) -> None:
        worth = max(0, self.total * self.sign) if number is None else number
        if worth:
            line = Line(day, -worth * self.sign, worth)
            self._take(line, self.asked.points.use or CreditUse.NEWEST, keep=number is not None)

    def _take(self, line: Line, use: CreditUse, *, keep: bool) -> None:
        """Take points off the newest (oldest) entries; what is left over is kept or lost. `left`: not yet used."""
        self.lines.append(line)
        if use is not CreditUse.NEXT or not keep:
            live = [one for one in self.lines if one.of is not None and one.left * self.sign > 0]
            for one in live if use is CreditUse.OLDEST else reversed(live):
                self._use(line, one, line.day)
        if keep and line.left and (use is CreditUse.NEXT or self.asked.points.or_next):
            self._keep(line)
        elif line.left == abs(line.points):
            self.lines.pop()  # there was nothing that it could come off
        else:
            line.gone, line.gone_on = "used", line.day
        self._back_within_limits(line.day)

    def _use(self, credit: Line, entry: Line, day: Day) -> None:
        part = min(credit.left, entry.left * self.sign)
        credit.left -= part
        entry.left -= part * self.sign
        if not entry.left:
            entry.gone, entry.gone_on = "credited", day
        if not credit.left:
            credit.gone, credit.gone_on = "used", day

    def _keep(self, line: Line) -> None:
        points = self.asked.points
        if points.kept is not None:
            line.left = min(line.left, max(0, points.kept - sum(one.line.left for one in self.bank)))
            if not line.left:  # as many as may be kept are there already
                line.gone, line.gone_on = "lost", line.day
        until = None if points.lasts is None else self.asked.person.after(line.day, points.lasts)
        self.bank.append(_Kept(line, until))

    # ------------------------------------------------------------------ entries

    def _drops(self, one: Given, number: Exact, holds: tuple[Run, ...]) -> tuple[Day | None, bool]:
        """The day from which an entry counts no more: so long after its own, or after what keeps it from dropping.

        Where nobody can tell whether a line is for it, or when its time is over, the last such day if that leaves more.
        """
        found = [(self._after_holds(after, holds), sure) for after, sure in self._drop_days(one, number)]
        days = sorted((day for day, _ in found), key=lambda day: LAST_DAY + 1 if day is None else day)
        return days[-1 if self.high is (number > 0) else 0], len(found) == 1 and found[0][1]

    def _drop_days(self, one: Given, number: Exact) -> Iterator[tuple[Day | None, bool]]:
        """By each line that may be for an entry the day on which it drops off, and whether that is settled."""
        person, on = self.asked.person, self.asked.on
        groups = person.groups_on(one.day)
        for rule in (each for each in self.asked.points.drops if each.guard.holds(one.day, groups)):
            is_for = True if rule.kind is None else is_of(one.of, rule.kind, person, on).value
            if is_for is not False:
                after = day_after(one.day, rule.after, person, on)
                yield after.latest if self.high is (number > 0) else after.earliest, after.known is not None
            if is_for:
                return
        yield None, True

    @staticmethod
    def _after_holds(day: Day | None, holds: tuple[Run, ...]) -> Day | None:
        for first, last in holds:
            if day is not None and first <= day <= last:
                day = last + 1 if last < LAST_DAY else None  # nobody can tell when the period ends
        return day

    def _earns(self, one: Occurrence, kind: Kind) -> bool:
        """Is there a credit for it? Where nobody can tell there is none where the most points are asked for."""
        is_for = is_of(one, kind, self.asked.person, self.asked.on).value
        return is_for is True or (is_for is None and self.high is (self.sign < 0))

    def _enter(self, one: Given, line: Line) -> None:
        self.lines.append(line)
        for kept in self.bank:
            if line.left * self.sign > 0 and kept.line.left:
                self._use(kept.line, line, one.day)
        self.bank = [kept for kept in self.bank if kept.line.left]

    def _within_limits(self, number: Exact) -> Exact:
        """What of an entry counts: what would go beyond the most or the least there can be is lost."""
        total = self.opening + self.total
        ceiling, floor = self.asked.number(self.asked.points.ceiling), self.asked.number(self.asked.points.floor)
        if number > 0 and ceiling is not None:
            return min(number, max(0, ceiling - total))
        if number < 0 and floor is not None:
            return max(number, min(0, floor - total))
        return number

    def _leave(self, day: Day) -> None:
        """Entries that have dropped off or left the window, and credits whose time is over."""
        window = _window(self.asked, day)
        for line in self.lines:
            if line.of is None or not line.left:
                continue
            if line.drops is not None and line.drops <= day:
                line.left, line.gone, line.gone_on = 0, "dropped-off", line.drops
            elif window is not None and line.day < window[0]:
                line.left, line.gone, line.gone_on = 0, "before-the-window", day
        for kept in self.bank:
            if kept.until is not None and kept.until <= day:
                kept.line.left, kept.line.gone, kept.line.gone_on = 0, "expired", kept.until
        self.bank = [kept for kept in self.bank if kept.line.left]
        self._back_within_limits(day)

    def _back_within_limits(self, day: Day) -> None:
        """Where what is gone had made room for others, those lose what goes beyond the most or the least now.

        Of rewards the oldest, which took off what is gone; of others the newest, which came last.
        """
        total = self.opening + self.total
        ceiling, floor = self.asked.number(self.asked.points.ceiling), self.asked.number(self.asked.points.floor)
        for way, beyond in (1, 0 if ceiling is None else total - ceiling), (-1, 0 if floor is None else floor - total):
            lines = [one for one in self.lines if one.of is not None and one.left * way > 0]
            for line in lines if way != self.sign else reversed(lines):
                lost = max(0, min(beyond, line.left * way))
                beyond -= lost
                line.left -= lost * way
                if not line.left:
                    line.gone, line.gone_on = "lost", day

    def _reset(self, day: Day) -> None:
        for line in self.lines:
            if line.of is not None and line.left:
                line.left, line.gone, line.gone_on = 0, "counts-no-more", day
