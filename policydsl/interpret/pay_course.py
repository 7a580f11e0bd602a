"""What is paid on each day of an absence: the schedule of sick pay followed from day to day, as far as is known."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from fractions import Fraction
from math import floor

from policydsl.domain.absence import Absence
from policydsl.domain.calendar import LAST_DAY, Week, add_months
from policydsl.domain.number import NOTHING, Day, Exact, Needs, Range, exact
from policydsl.domain.working_time import counted
from policydsl.history.belonging import days_of_service
from policydsl.history.join import weight
from policydsl.interpret.kinds_ahead import kind_changes
from policydsl.interpret.person import Person
from policydsl.interpret.selection import is_selected
from policydsl.interpret.standing import NOBODY
from policydsl.interpret.window import window_days
from policydsl.model.amount import Amount, Last, Unit, Value
from policydsl.model.pay import FULL, ComesOff, CountedBack, LookBack, Pay, PayBand, Waiting

SERVICE = "service from"
"""What is missing where a schedule goes by service and nobody says from when it counts."""
WHOLE = Range.of(1)
AT_ONCE = 16
"""So many days are told at once where nothing that was paid leaves the window in them."""
FAR = 5 * 366
"""How many days an absence is followed to find when its pay ends."""


class Due(Enum):
    """Whether the schedule has any pay for a day, before it is asked how much of that is left."""

    SOME = "some"
    NONE = "none"
    LATER = "later"
    """None yet: the line for a longer service will have some, and nothing was paid in this absence so far."""


@dataclass(frozen=True, slots=True)
class PaidDay:
    """One day of an absence: how much of a day it counts, what of it waits, and what is paid at which rate."""

    day: Day
    counts: Exact
    waits: Exact
    paid: tuple[tuple[Exact, Exact], ...]
    """Rate and part of a day, in the order in which pay is used."""
    due: Due = Due.SOME

    @property
    def unpaid(self) -> Exact:
        """What of it is without pay because none is left, or none is to come; days before pay begins are waited for."""
        if self.due is Due.LATER:
            return 0
        unpaid = self.counts - self.waits
        for _, part in self.paid:
            unpaid -= part
        return unpaid

    @property
    def below_full(self) -> bool:
        """Is some of it not on full pay, because no more is left?"""
        return self.unpaid > 0 or any(rate != FULL for rate, _ in self.paid)


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was paid day by day, in order; sums between two days are one subtraction."""

    days: tuple[Day, ...] = ()
    sums: Mapping[Exact, tuple[Exact, ...]] = field(default_factory=dict)
    """For each rate what the first i days add up to."""
    untold: tuple[tuple[Day, Day, Needs], ...] = ()
    """Stretches of days of which it cannot be told what was paid, and what would settle it."""

    def between(self, first: Day, last: Day) -> dict[Exact, Exact]:
        """What was paid at each rate between two days, both included."""
        start, end = bisect_left(self.days, first), bisect_right(self.days, last)
        if start == end:
            return {}
        return {rate: sums[end] - sums[start] for rate, sums in self.sums.items() if sums[end] != sums[start]}

    def needs(self, first: Day, last: Day) -> Needs:
        """What would settle what was paid between two days."""
        if not self.untold:
            return NOTHING
        return NOTHING.union(*(needs for start, end, needs in self.untold if start <= last and first <= end))

    def with_days(self, found: tuple[PaidDay, ...]) -> Ledger:
        """The ledger with later days added."""
        paid = [one for one in found if one.paid]
        rates = dict.fromkeys((*self.sums, *(rate for one in paid for rate, _ in one.paid)))
        sums = {}
        for rate in rates:
            so_far = list(self.sums.get(rate, (0,) * (len(self.days) + 1)))
            for one in paid:
                so_far.append(exact(so_far[-1] + sum(part for each, part in one.paid if each == rate)))
            sums[rate] = tuple(so_far)
        return replace(self, days=(*self.days, *(one.day for one in paid)), sums=sums)


@dataclass(frozen=True, slots=True)
class Course:
    """An absence under its schedule: what of each kind there was and came off, and each of its days as it is paid.

    The days go on as if the absence did, until all pay has ended. `needs`: why they stop before that, if they do.
    """

    pay: Pay
    absence: Absence
    band: PayBand | None
    entitled: tuple[tuple[Exact, Exact], ...]
    """Rate and days, before anything comes off."""
    came_off: tuple[Exact, ...]
    """For each of those what came off on the first day."""
    days: tuple[PaidDay, ...]
    needs: Needs = NOTHING
    doubts: Needs = NOTHING
    """What would settle by which schedule, or with which other absence as one, it is paid at all."""

    def first_below_full(self) -> Day | None:
        """The first day that full pay does not cover, for want of more of it."""
        return next((one.day for one in self.days if one.below_full), None)

    def first_unpaid(self) -> Day | None:
        """The first day that pay does not cover, for want of more of it."""
        return next((one.day for one in self.days if one.unpaid > 0), None)


# ------------------------------------------------------------------ schedules and absences


def schedule_of(person: Person, absence: Absence, on: Day) -> tuple[Pay | None, Needs]:
    """The schedule under which an absence is paid by what is known on a day, and what would settle which that is.

    It is the first that is for the absence.
    """
    for one in person.base.policy.pays.values():
        pay = as_read(one, person, absence)
        for wanted, selection in ((True, pay.pays_for), (False, pay.not_for)):
            inside = None if selection is None else is_selected(absence, selection, person, on)
            if inside is not None and inside.value is None:
                return pay, inside.needs
            if inside is not None and inside.value is not wanted:
                break
        else:
            return pay, NOTHING
    return None, NOTHING


def as_read(pay: Pay, person: Person, absence: Absence) -> Pay:
    """The schedule as it reads on the first day of the absence, for the groups that the employee was in on it."""
    return pay if pay.read is None else pay.read.meaning(absence.first, person.base.groups_on(absence.first))


def ledger_before(person: Person, absence: Absence) -> Ledger:
    """What was paid in the absences before one."""
    known: dict[str, Ledger] = person.base.paid.setdefault("ledgers", {})
    if absence.name not in known:
        ledger = Ledger()
        for one in person.base.absences:
            known.setdefault(one.name, ledger)
            last = last_paid(person.base, one)
            if last is not None:
                ledger = _with_absence(person, ledger, one, last)
    return known.get(absence.name, Ledger())


def last_paid(person: Person, absence: Absence) -> Day | None:
    """The last day of an absence, with the days off before the return or the next absence where they belong to it."""
    last = absence.runs[-1][1]
    if last is None or absence.back is None or not person.until_back(absence):
        return last
    following = (one.first for one in person.absences if one.first > absence.first)
    return min([absence.back, *following]) - 1


def _with_absence(person: Person, ledger: Ledger, absence: Absence, last: Day) -> Ledger:
    pay, _ = schedule_of(person, absence, person.on)
    if pay is None:
        return ledger
    found = _followed(person, pay, absence, ledger, last, last)
    ledger = ledger.with_days(found.days)
    if found.needs:
        first = found.days[-1].day + 1 if found.days else absence.first
        ledger = replace(ledger, untold=(*ledger.untold, (first, last, found.needs)))
    return ledger


def course(person: Person, absence: Absence, on: Day) -> Course | None:
    """An absence as it is paid by what is known on a day, and as it would be if it went on from there.

    None: no schedule is for it. What was recorded of later days (a part day, a day of leave) is not looked at.
    """
    person = person.base
    pay, needs = schedule_of(person, absence, on)
    if pay is None:
        return None
    seen = sum(day <= on for day in _odd_days(person, absence))
    known: dict[tuple[str, int, str, Needs], Course] = person.paid.setdefault("courses", {})
    found = known.get((absence.name, seen, pay.name, needs))
    if found is None:
        found = _followed(person, pay, absence, ledger_before(person, absence), on, None)
        known[absence.name, seen, pay.name, needs] = found = replace(found, doubts=needs | absence.joins)
    return found


def _odd_days(person: Person, absence: Absence) -> Iterator[Day]:
    """Days of an absence that count otherwise than a day of it usually does: part days, and leave it goes on over."""
    for record in absence.records:
        yield from record.part
    for one in person.leave:
        if one.last is None or one.last > absence.first:
            yield from range(max(one.first, absence.first), min(one.last or person.on, person.on) + 1)


def days_that_matter(person: Person) -> Iterator[Day]:
    """The days on which it may become known that an absence is paid otherwise."""
    for pay in person.base.policy.pays.values():
        for absence in person.absences:
            yield from _odd_days(person, absence)
            read = as_read(pay, person, absence)
            for kind in (read.pays_for, read.not_for):
                if kind is not None:
                    yield from kind_changes(kind, (absence,), person)


# ------------------------------------------------------------------ from day to day


def _followed(person: Person, pay: Pay, absence: Absence, before: Ledger, on: Day, last: Day | None) -> Course:
    """The days of an absence up to its last one, or (None) until all pay has ended."""
    start = _Start.of(person, pay, absence, before)
    if isinstance(start, frozenset):
        return Course(pay, absence, None, (), (), (), start)
    days: list[PaidDay] = []
    own = _Own()
    odd = frozenset(day for day in _odd_days(person, absence) if day <= on)
    waiting = waiting_left(person, pay, absence)
    if isinstance(waiting, frozenset):
        return Course(pay, absence, start.first_band, start.entitled, start.off, (), waiting)
    end = min(LAST_DAY, max(person.on, absence.first + FAR) if last is None else last)
    needs: Needs = NOTHING
    for day in range(absence.first, end + 1):
        if days and day <= days[-1].day:
            continue  # told with an earlier one
        weighed = _counts(person, pay.unit, absence, day, odd)
        waited = weighed.needs or _waited(person, pay, absence, day, odd, weighed.low, waiting)
        if isinstance(waited, frozenset):
            needs = waited
            break
        waits, waiting = waited
        if not weighed.low:
            continue
        left = start.left(day, own)
        if isinstance(left, frozenset):
            needs = left
            break
        capped = start.capped(day, own)
        if isinstance(capped, frozenset):
            needs = capped
            break
        paid = _shared(weighed.low - waits, left, capped)
        alike = 0 if waiting or pay.unit is not Unit.CALENDAR_DAYS else start.days_alike(day, paid, left, capped)
        due = start.due(day, own)
        for one in range(day, min(day + alike, end) + 1):
            if one > day and one in odd:
                break
            own.add(one, paid)
            days.append(PaidDay(one, weighed.low, waits, paid, due))
        if last is None and days[-1].unpaid > 0 and day > person.on:
            break
    return Course(pay, absence, start.first_band, start.entitled, start.off, tuple(days), needs)


@dataclass(slots=True)
class _Own:
    """What the absence itself was paid so far, day by day and altogether."""

    days: list[Day] = field(default_factory=list)
    sums: dict[Exact, Exact] = field(default_factory=dict)
    upto: dict[Exact, list[Exact]] = field(default_factory=dict)
    """For each rate what the first i days add up to, so that what was paid from a day on is one subtraction."""

    def add(self, day: Day, paid: tuple[tuple[Exact, Exact], ...]) -> None:
        """One day more, later than all before it."""
        if not paid:
            return
        self.days.append(day)
        for rate, part in paid:
            self.sums[rate] = self.sums.get(rate, 0) + part
            self.upto.setdefault(rate, [0] * len(self.days))
        for rate, sums in self.upto.items():
            sums.append(self.sums[rate])

    def since(self, first: Day) -> Mapping[Exact, Exact]:
        """What it was paid from a day on."""
        before = bisect_left(self.days, first)
        return {rate: self.sums[rate] - sums[before] for rate, sums in self.upto.items()} if before else self.sums


Left = tuple[tuple[Exact, Exact], ...]
"""Rate and days that are left, in the order in which they are used."""
Capped = tuple[tuple[Exact | None, Exact], ...]
"""For each cap the rate that it is about (None: any), and what it still leaves."""


@dataclass(slots=True)
class _Start:
    """What holds for a whole absence: its schedule, what was paid before, and what came off on the first day."""

    person: Person
    pay: Pay
    absence: Absence
    before: Ledger
    first_band: PayBand | None = None
    entitled: Left = ()
    off: tuple[Exact, ...] = ()
    amounts: dict[int, Left | Needs] = field(default_factory=dict)
    bands: tuple[tuple[Day | None, Day | None, PayBand], ...] = ()
    unchanged: dict[int, tuple[Day, dict[Exact, Exact]]] = field(default_factory=dict)
    """For a look-back what was paid before the absence in its window, and the last day for which that is known."""
    look_ahead: dict[int, Day] = field(default_factory=dict)
    """For a look-back the day from which on it is tried again whether that stays the same for some days."""
    limits: tuple[Range, ...] | None = None
    """What each cap leaves at most, in days."""

    @classmethod
    def of(cls, person: Person, pay: Pay, absence: Absence, before: Ledger) -> _Start | Needs:
        """What is known on the first day; or what would settle it."""
        start = cls(person, pay, absence, before)
        start.bands = tuple(_bands(person, pay, absence.first))
        band = start.band(absence.first)
        if isinstance(band, frozenset):
            return band
        start.first_band = band
        entitled = start.amounts_of(band)
        if isinstance(entitled, frozenset):
            return entitled
        used = start.received(pay.less, absence.first, _Own())
        if isinstance(used, frozenset):
            return used
        start.entitled, start.off = entitled, _taken_off(entitled, used, pay.comes_off)
        return start

    def band(self, day: Day) -> PayBand | Needs | None:
        """The band of the day that decides; None: no band has this service."""
        day = day if self.pay.service_daily else self.absence.first
        if any(one.service is not None for one in self.pay.bands) and self.person.history.service is None:
            return frozenset({SERVICE})
        for first, last, band in self.bands:
            if (first is None or first <= day) and (last is None or day <= last):
                return band
        return None

    def due(self, day: Day, own: _Own) -> Due:
        """Has the schedule any pay for the day, whether or not some of it is left?"""
        if _has_pay(self.band(day)):
            return Due.SOME
        if own.days or not self.pay.service_daily:
            return Due.NONE
        ahead = any(_has_pay(band) for first, _, band in self.bands if first is not None and first > day)
        return Due.LATER if ahead else Due.NONE

    def amounts_of(self, band: PayBand | None) -> Left | Needs:
        """Rate and days of a band."""
        if band is None:
            return ()
        place = id(band)
        if place not in self.amounts:
            ranges = [*_one_after_the_other(self.person, self.pay, band, self.absence.first)]
            needs: Needs = NOTHING.union(*(number.needs for _, number in ranges))
            self.amounts[place] = needs or tuple((rate, number.low) for rate, number in ranges)
        return self.amounts[place]

    def received(self, less: LookBack | None, day: Day, own: _Own) -> dict[Exact, Exact] | Needs:
        """What was paid at each rate in the window as it stands for a day; what would settle it."""
        if less is None:
            return {}
        if less.back is not CountedBack.DAILY:
            day = self.absence.first - (1 if less.back is CountedBack.DAY_BEFORE else 0)
        unchanged = self.unchanged.get(id(less))
        if unchanged is not None and day <= unchanged[0]:
            return _together(unchanged[1], own.sums)
        window = self.window(less, day)
        last = min(window[1], self.absence.first - 1)
        if needs := self.before.needs(window[0], last):
            return needs
        used = self.before.between(window[0], last)
        if less.back is not CountedBack.DAILY:
            return _together(used, own.sums)
        if day >= self.look_ahead.get(id(less), 0) and self._stays(less, day, window[0]):
            self.unchanged[id(less)] = day + AT_ONCE, used
        return _together(used, own.since(window[0]))

    def _stays(self, less: LookBack, day: Day, first: Day) -> bool:
        """Has nothing that was paid left the window some days later? Its first day only moves on with the days."""
        if not _moves_on(less):
            return False
        later = self.window(less, day + AT_ONCE)[0]
        days = self.before.days
        stays = first <= later <= self.absence.first and bisect_left(days, later) == bisect_left(days, first)
        self.look_ahead[id(less)] = day if stays else day + AT_ONCE
        return stays

    def window(self, less: LookBack, day: Day) -> tuple[Day, Day]:
        """The window of a look-back as it stands on a day: that rests on the day alone, whatever the absence."""
        known: dict[tuple[int, Day], tuple[Day, Day]] = self.person.paid.setdefault("windows", {})
        found = known.get((id(less), day))
        if found is None:
            found = window_days(less.window, self.person, None, NOBODY, day)
            assert found is not None, "the windows of sick pay wait for no event"
            known[id(less), day] = found
        return found

    def left(self, day: Day, own: _Own) -> Left | Needs:
        """What is left on a day of each kind of pay."""
        band = self.band(day) if self.pay.service_daily else self.first_band
        if isinstance(band, frozenset):
            return band
        amounts = self.amounts_of(band)
        if isinstance(amounts, frozenset):
            return amounts
        less = self.pay.less
        if less is not None and less.back is CountedBack.DAILY:
            used = self.received(less, day, own)
            if isinstance(used, frozenset):
                return used
            off = _taken_off(amounts, used, self.pay.comes_off)
            return tuple([(rate, max(0, number - one)) for (rate, number), one in zip(amounts, off, strict=True)])
        used = self.received(less, day, _Own())
        if isinstance(used, frozenset):
            return used
        off = _taken_off(amounts, used, self.pay.comes_off)
        own_sums = [own.sums.get(rate, 0) for rate, _ in amounts]
        rest = zip(amounts, off, own_sums, strict=True)
        return tuple((rate, max(0, number - one - paid)) for (rate, number), one, paid in rest)

    def days_alike(self, day: Day, paid: Left, left: Left, capped: Capped) -> int:
        """How many calendar days after one that is paid whole, at one rate, are certainly paid in the same way.

        Each day takes one at most off what is left of that kind, and under a cap. What leaves a window leaves more,
        which changes nothing for the kind that is used first; the others wait until nothing leaves one.
        """
        if len(paid) != 1 or paid[0][1] != 1 or self.pay.service_daily:
            return 0
        daily = [one for one in (self.pay.less, *(cap.within for cap in self.pay.caps)) if one is not None]
        daily = [one for one in daily if one.back is CountedBack.DAILY]
        known = [self.unchanged.get(id(one), (day, {}))[0] for one in daily]
        if left[0][0] == paid[0][0] and all(_moves_on(one) for one in daily):
            known = []
        rooms = [still for rate, still in left if rate == paid[0][0]]
        rooms += [still for rate, still in capped if rate is None or rate == paid[0][0]]
        return max(0, min([*(last - day for last in known), *(floor(still) - 1 for still in rooms)]))

    def capped(self, day: Day, own: _Own) -> Capped | Needs:
        """What the caps still leave on a day."""
        found: list[tuple[Exact | None, Exact]] = []
        if self.limits is None:
            self.limits = tuple(
                _in_days(self.person, self.pay, cap.amount, self.absence.first) for cap in self.pay.caps
            )
        for cap, limit in zip(self.pay.caps, self.limits, strict=True):
            used = self.received(cap.within, day, own)
            if limit.needs or isinstance(used, frozenset):
                return limit.needs if isinstance(used, dict) else used
            spent = sum(used.values()) if cap.rate is None else used.get(cap.rate, 0)
            found.append((cap.rate, max(0, limit.low - spent)))
        return tuple(found)


def _moves_on(less: LookBack) -> bool:
    """Does the first day of the window only move on with the days?"""
    return isinstance(less.window, Last) and isinstance(less.window.length, Amount)


def _together(used: Mapping[Exact, Exact], more: Mapping[Exact, Exact]) -> dict[Exact, Exact]:
    """What was paid at each rate, before and since."""
    if not used or not more:
        return dict(used or more)
    return {rate: used.get(rate, 0) + more.get(rate, 0) for rate in {*used, *more}}


def _shared(number: Exact, left: Left, capped: Capped) -> tuple[tuple[Exact, Exact], ...]:
    """What of a day is paid at which rate, in the order in which pay is used."""
    spent: Exact = 0
    paid: list[tuple[Exact, Exact]] = []
    for rate, still in left:
        # A kind of pay is used once on a day: what others used of it counts for a limit of all pay alone.
        rooms = [room if about is not None else room - spent for about, room in capped if about in (None, rate)]
        part = min(number, still, *rooms)
        if part <= 0:
            continue
        spent += part
        paid.append((rate, exact(part)))
        number -= part
    return tuple(paid)


def _taken_off(amounts: Left, used: Mapping[Exact, Exact], how: ComesOff) -> tuple[Exact, ...]:
    """What comes off each kind of pay, for what was received at each rate."""
    if how is ComesOff.OWN_KIND:
        return tuple([min(number, used.get(rate, 0)) for rate, number in amounts])
    rest = sum(used.values())
    found: list[Exact] = []
    for _, number in amounts if how is ComesOff.FULL_FIRST else reversed(amounts):
        found.append(min(number, rest))
        rest -= found[-1]
    return tuple(found if how is ComesOff.FULL_FIRST else reversed(found))


# ------------------------------------------------------------------ amounts and days


def _has_pay(band: PayBand | Needs | None) -> bool:
    """Has a line of the schedule any kind of pay?"""
    return isinstance(band, PayBand) and bool(band.tiers)


def _bands(person: Person, pay: Pay, first: Day) -> Iterator[tuple[Day | None, Day | None, PayBand]]:
    """The bands with the days on which each holds."""
    service = person.history.service
    for band in pay.bands:
        if band.service is None:
            yield None, None, band
        elif service is not None:
            days = days_of_service(band.service, service, person.month_end(service))
            if days is not None:
                yield (*days, band)


def _one_after_the_other(person: Person, pay: Pay, band: PayBand, first: Day) -> Iterator[tuple[Exact, Range]]:
    """Rate and days of each kind of pay: weeks and months from the first day of the absence on, one after the other.

    Months that follow months are added up before they are counted, so that the day number is kept.
    """
    start, base, months = first, first, 0
    for tier in band.tiers:
        value = person.value(tier.amount, first)
        if isinstance(value, Amount) and value.unit in (Unit.MONTHS, Unit.YEARS):
            months += int(value.number) * (12 if value.unit is Unit.YEARS else 1)
            end = add_months(base, months, person.month_end(base))
            yield tier.rate, _days_of(person, pay, start, end - 1)
            start = end
            continue
        yield tier.rate, _in_days(person, pay, tier.amount, start)
        if isinstance(value, Amount) and value.unit is not Unit.WORKING_DAYS:
            start = base = person.after(start, value)
            months = 0


def _in_days(person: Person, pay: Pay, amount: Value, first: Day) -> Range:
    """An amount in the days that pay is counted in: weeks and months are the days that they hold from a first day."""
    value = person.value(amount, first)
    needs = person.value_needs(amount, first)
    if needs:
        return Range(0, None, needs)
    if not isinstance(value, Amount):
        return Range.of(value)
    if value.unit in (Unit.CALENDAR_DAYS, Unit.WORKING_DAYS):
        return Range.of(value.number)
    return _days_of(person, pay, first, person.after(first, value) - 1)


def _days_of(person: Person, pay: Pay, first: Day, last: Day) -> Range:
    """How many days that use up pay lie between two days, both included."""
    return counted(person.works, first, last) if pay.unit is Unit.WORKING_DAYS else Range.of(last - first + 1)


def _waited(
    person: Person, pay: Pay, absence: Absence, day: Day, odd: frozenset[Day], number: Exact, waiting: Exact
) -> tuple[Exact, Exact] | Needs:
    """How much of a day waits, and what is left to wait for; a day off on the way to the last one waits, too.

    What would settle it, where nobody can tell whether the day is one of those that are waited for.
    """
    if pay.waiting is None or waiting <= 0:
        return 0, waiting
    in_waiting = _counts(person, _unit_of(pay.waiting), absence, day, odd)
    if in_waiting.needs:
        return in_waiting.needs
    if not in_waiting.low:
        return number, waiting
    served = min(waiting, in_waiting.low)
    return exact(Fraction(number * served) / in_waiting.low), waiting - served


def _unit_of(waiting: Waiting) -> Unit:
    return Unit.WORKING_DAYS if waiting.amount.unit is Unit.WORKING_DAYS else Unit.CALENDAR_DAYS


def _counts(person: Person, unit: Unit, absence: Absence, day: Day, odd: frozenset[Day]) -> Range:
    """How much of a day an absence takes up: nothing on leave, or on a day off where working days are counted."""
    if unit is Unit.WORKING_DAYS:
        works = person.works
        worked = works.is_worked(day)
        if worked is None and not isinstance(works, Week):
            return Range(0, 1, frozenset({works.need(day) or ""}))
        if not worked:
            return Range.of(0)
    if day not in odd:
        return WHOLE
    records = tuple(one for one in absence.records if one.first <= day and (one.last is None or day <= one.last))
    return Range.of(weight(day, records, person.conventions) if records else 0)


def waiting_left(person: Person, pay: Pay, absence: Absence) -> Exact | Needs:
    """The days without pay that an absence begins with: in a run of linked absences what is left of them.

    What would settle it, where nobody can tell how many days earlier absences of the run had.
    """
    if pay.waiting is None:
        return 0
    number: Exact = pay.waiting.amount.number * (7 if pay.waiting.amount.unit is Unit.WEEKS else 1)
    if not pay.waiting.once_in_a_run:
        return number
    names = {record.name for run in person.linked for record in run.records if absence.records[0] in run.records}
    waited = Range.of(0)
    for one in person.absences:
        if one.first < absence.first and one.records[0].name in names and (last := one.runs[-1][1]) is not None:
            odd = frozenset(_odd_days(person, one))
            days = [_counts(person, _unit_of(pay.waiting), one, day, odd) for day in range(one.first, last + 1)]
            needs = waited.needs.union(*(day.needs for day in days))
            waited = Range(
                waited.low + sum(day.low for day in days),
                (waited.high or 0) + sum(day.high or 0 for day in days),
                needs,
            )
    left = max(0, number - waited.low)
    return left if left == max(0, number - (waited.high or 0)) else waited.needs
