"""The value of a measure on a day, and which absences it takes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from policydsl.domain.absence import Absence
from policydsl.domain.number import (
    FUTURE,
    NO,
    NOTHING,
    YES,
    Day,
    Exact,
    Range,
    Truth,
    all_of,
    between,
    exact,
    not_,
    unsettled,
)
from policydsl.interpret import points
from policydsl.interpret.paper_days import added, perhaps_added, stretches_of
from policydsl.interpret.person import Person
from policydsl.interpret.selection import is_left_out, is_selected, most, why_left_out
from policydsl.interpret.standing import Case, Standings
from policydsl.interpret.time_lost import due_between, missed
from policydsl.interpret.window import widest_days, window_days
from policydsl.model.amount import Unit
from policydsl.model.condition import (
    Absences,
    Constant,
    DaysDue,
    DaysOf,
    Difference,
    Formula,
    Points,
    Product,
    Quotient,
    Selection,
    Sum,
)
from policydsl.model.policy import ByLength, Measure, Running, Straddle

ONE = Range.of(1)


Days = tuple[tuple[Day, Day], tuple[Day, Day]]
"""First and last day of a window for certain, and perhaps; the same but where a time may stand still."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An absence that a measure takes, the days between which its days count, and how certain it is to count at all."""

    absence: Absence
    first: Day
    last: Day
    sure: Truth
    perhaps: tuple[Day, Day] | None = None
    """The days between which its days perhaps count, where a time may stand still."""
    but_for_kind: Truth = YES
    """How certain it is to count, whatever kinds the measure takes."""


def value(measure: Measure, person: Person, case: Case | None, before: Standings, on: Day) -> Range | None:
    """The measure on a day; None: its window counts from something that has not happened.

    Absences whose category is not settled make it a range: from without them to with them.
    """
    window = window_days(measure.window.meaning(on), person, case, before, on)
    if window is None:
        return None
    formula = measure.formula.meaning(on)
    if isinstance(formula, Points):
        return points.value(measure, formula, person, case, before, on)
    # Several steps ask for one measure on one day; nothing else goes into it than stands here.
    days = window, widest_days(measure.window.meaning(on), person, case, before, on, window)
    asked = measure.name, days, on, case.counts_after(measure.name) if case else 0
    found = person.measured.get(asked)
    if found is None:
        counted = taken(measure, person, days, on, case)
        found = person.measured[asked] = evaluated(formula, counted, measure, person, days, on)
    return found


def value_once_ended(measure: Measure, person: Person, case: Case | None, before: Standings, on: Day) -> Range | None:
    """What the measure may come to when the absences that still run have ended, if its window takes in no more days.

    None: its window counts from something that has not happened, or it does not wait for absences to end.
    """
    window = window_days(measure.window.meaning(on), person, case, before, on)
    formula = measure.formula.meaning(on)
    waits = measure.running is not None and measure.running.meaning(on) is Running.WHEN_ENDED
    if window is None or not waits or isinstance(formula, Points):
        return None
    days = window, widest_days(measure.window.meaning(on), person, case, before, on, window)
    day_by_day = replace(measure, running=None)
    found = [one for one, why in sorted_out(day_by_day, person, days, on, case, out=False) if why is None]
    return evaluated(formula, found, day_by_day, person, days, on)


def taken(measure: Measure, person: Person, days: Days, on: Day, case: Case | None) -> list[Candidate]:
    """The absences begun by `on` that the measure takes, for certain or perhaps; of a day told only once."""
    asked = measure.name, days, on, case.counts_after(measure.name) if case else 0
    found: list[Candidate] | None = person.taken_by.get(asked)
    if found is None:
        found = [one for one, why in sorted_out(measure, person, days, on, case, out=False) if why is None]
        person.taken_by[asked] = found
    return found


def counts(
    measure: Measure, absence: Absence, person: Person, window: tuple[Day, Day], on: Day, case: Case | None
) -> bool:
    """Is the absence certainly among those the measure takes on that day, with all of its days or with some?"""
    found = taken(measure, person, (window, window), on, case)
    return any(one.absence is absence and one.sure.value is not None for one in found)


def sorted_out(
    measure: Measure, person: Person, days: Days, on: Day, case: Case | None, *, out: bool = True
) -> list[tuple[Candidate, str | None]]:
    """Every absence begun by `on`, with the code of why it is left out (None: it counts); `out` False: only these."""
    window, wide = days
    first, last = window[0], min(window[1], on)
    earliest, latest = wide[0], min(wide[1], on)
    straddle = measure.straddle.meaning(on) if measure.straddle else Straddle.CLIPPED
    waits = measure.running is not None and measure.running.meaning(on) is Running.WHEN_ENDED
    so_far = measure.by_length is not None and measure.by_length.meaning(on) is ByLength.SO_FAR
    earlier = case.counts_after(measure.name) if case else 0
    purposes = frozenset({measure.name})
    only = measure.counting.meaning(on) if measure.counting else None
    never = measure.not_counting.meaning(on) if measure.not_counting else None
    spares = bool(person.conventions.left_out) or person.conventions.discounting is not None
    found: list[tuple[Candidate, str | None]] = []
    for absence in person.absences:
        if absence.first > latest:
            break
        why: str | None
        sure = YES
        clip = first if absence.first < first and straddle is Straddle.CLIPPED else absence.first
        if absence.untold is None and (over := absence.runs[-1][1]) is not None and over < min(first, earliest):
            if out:
                found.append((Candidate(absence, clip, last, sure), "before-the-window"))
            continue  # the usual one, and quick
        inside = _is_inside(absence, straddle, first, last)
        perhaps: tuple[Day, Day] | None = None
        if wide != window:
            perhaps = (max(absence.first, earliest) if straddle is Straddle.CLIPPED else absence.first), latest
            inside = inside if absence.first <= last else NO
            if inside is NO and _is_inside(absence, straddle, earliest, latest) is not NO:
                inside = unsettled(frozenset({FUTURE}))
        if inside.value is False:
            why = "before-the-window"
        elif absence.first <= earlier:
            why = "counts-no-more"
        elif waits and not absence.is_settled(on):
            why = "still-running"
        elif (worked := YES if person.empty_counts(absence) else _has_working_day(absence, on)).value is False:
            why = "no-working-day"
        elif (left := is_left_out(absence, person, on, purposes, so_far) if spares else NO).value is True:
            why = why_left_out(absence, person, on, purposes)
        else:
            parts = [one for one in (worked, inside, not_(left)) if one is not YES]
            but_for_kind = all_of(parts) if parts else YES
            taken = _is_of_kinds(absence, only, never, so_far, person, on)
            sure = taken if but_for_kind is YES else all_of([taken, but_for_kind])
            why = None
            if sure.value is False and not _is_taken_somewhere(measure, absence, person, perhaps or (clip, last), on):
                why = "another-category"
            if out or why is None:
                found.append((Candidate(absence, clip, last, sure, perhaps, but_for_kind), why))
            continue
        if out:
            found.append((Candidate(absence, clip, last, sure), why))
    return found


def surely_out(measure: Measure, absence: Absence, person: Person, on: Day) -> list[Selection] | None:
    """The selections by which an absence is certainly not one that the measure takes that day; None: it may be one."""
    so_far = measure.by_length is not None and measure.by_length.meaning(on) is ByLength.SO_FAR
    for clause, wanted in ((measure.counting, True), (measure.not_counting, False)):
        meaning = clause.meaning(on) if clause else None
        inside = None if meaning is None else is_selected(absence, meaning, person, on, so_far, on).value
        if meaning is not None and inside is not None and inside is not wanted:
            return [meaning]
    return None


def _is_taken(measure: Measure, absence: Absence, person: Person, on: Day, papers: Day | None = None) -> Truth:
    """Is the absence of the kinds that the measure takes?"""
    so_far = measure.by_length is not None and measure.by_length.meaning(on) is ByLength.SO_FAR
    only = measure.counting.meaning(on) if measure.counting else None
    never = measure.not_counting.meaning(on) if measure.not_counting else None
    return _is_of_kinds(absence, only, never, so_far, person, on, papers)


def _is_of_kinds(
    absence: Absence,
    only: Selection | None,
    never: Selection | None,
    so_far: bool,
    person: Person,
    on: Day,
    papers: Day | None = None,
) -> Truth:
    if only is None and never is None:
        return YES
    parts = [is_selected(absence, only, person, on, so_far, papers)] if only is not None else []
    parts += [not_(is_selected(absence, never, person, on, so_far, papers))] if never is not None else []
    parts = [one for one in parts if one is not YES]
    return all_of(parts) if parts else YES


def _is_taken_somewhere(measure: Measure, absence: Absence, person: Person, days: tuple[Day, Day], on: Day) -> bool:
    """Is it of those kinds by the papers that cover some of its days?"""
    parts = stretches_of(absence, kinds_taken(measure, on), person, *days, on)
    return any(_is_taken(measure, absence, person, on, one).value is not False for one, _ in parts)


def kinds_taken(measure: Measure, on: Day) -> list[Selection]:
    """The kinds that a measure counts only, and those that it does not count."""
    return [one.meaning(on) for one in (measure.counting, measure.not_counting) if one is not None]


def time_of(
    one: Candidate, unit: Unit, selection: Selection, measure: Measure, person: Person, on: Day
) -> tuple[Range, Truth]:
    """What was missed on the days of an absence that a part of the formula is about, and whether any is.

    By papers, day by day: those that no certificate covers are days without one.
    """
    kinds = [selection, *kinds_taken(measure, on)]
    windows = [(one.first, one.last)] if one.perhaps is None else [(one.first, one.last), one.perhaps]
    parts = [stretches_of(one.absence, kinds, person, *days, on) for days in windows]
    if not parts[-1]:
        return days_of(one, unit, person), belongs(one, selection, measure, person, on)
    so_far = measure.by_length is not None and measure.by_length.meaning(on) is ByLength.SO_FAR

    def sure(day: Day) -> Truth:
        inside = is_selected(one.absence, selection, person, on, so_far, day)
        return all_of([one.but_for_kind, _is_taken(measure, one.absence, person, on, day), inside])

    found = [added(one.absence, unit, person, [(days, sure(days[0])) for days in each]) for each in parts]
    return found[0] if one.perhaps is None else perhaps_added(*found)


def _is_inside(absence: Absence, straddle: Straddle, first: Day, last: Day) -> Truth:
    """Is the absence in the window, by its own days or as one with another that nobody can tell it from?"""
    untold = absence.untold
    if absence.first >= first:
        goes_on = untold is not None and untold.before is not None and untold.before < first
        return unsettled(absence.joins) if goes_on and straddle is Straddle.LEFT_OUT else YES
    if straddle is Straddle.LEFT_OUT:
        return NO
    if absence.is_recorded(first, last):
        return YES
    goes_on = untold is not None and untold.after is not None and (untold.until is None or untold.until >= first)
    return unsettled(absence.joins) if goes_on else NO


def _has_working_day(absence: Absence, on: Day) -> Truth:
    days = absence.working_days(absence.first, on)
    if days.low:
        return YES
    needs = days.needs | absence.joins
    return unsettled(needs) if needs else NO


def evaluated(
    formula: Formula, taken: list[Candidate], measure: Measure, person: Person, window: Days, on: Day
) -> Range:
    """The number that a formula, or a part of one, makes of the absences that the measure takes."""
    match formula:
        case Constant(number):
            return Range.of(number)
        case Absences(selection):
            return _total([(ONE, _sure_own(one, selection, measure, person, on)) for one in taken])
        case DaysOf(unit, selection):
            return _total([time_of(one, unit, selection, measure, person, on) for one in taken])
        case DaysDue(unit):
            return _days_due(unit, person, window, on)
        case Sum(terms):
            values = [evaluated(term, taken, measure, person, window, on) for term in terms]
            return _between(sum(v.low for v in values), sum(most(v) for v in values), *values)
        case Difference(whole, less):
            one, two = (
                evaluated(whole, taken, measure, person, window, on),
                evaluated(less, taken, measure, person, window, on),
            )
            return _between(one.low - most(two), most(one) - two.low, one, two)
        case Product(factors):
            values = [evaluated(factor, taken, measure, person, window, on) for factor in factors]
            return _product(values)
        case Quotient(dividend, divisor):
            one, two = (
                evaluated(dividend, taken, measure, person, window, on),
                evaluated(divisor, taken, measure, person, window, on),
            )
            below = [number for number in (two.low, most(two)) if number != 0]
            if not below:
                return Range.of(0)
            parts = [Fraction(top) / Fraction(number) for top in (one.low, most(one)) for number in below]
            return _between(min(parts), max(parts), one, two)
        case Points():
            raise AssertionError("points are no part of a formula")


def _days_due(unit: Unit, person: Person, window: Days, on: Day) -> Range:
    """What lies in a window up to `on`: days, or what the person was due to work."""
    certain, perhaps = (due_between(unit, person.works, first, min(last, on)) for first, last in window)
    return certain if window[0] == window[1] else between(certain, perhaps)


def only_adds(formula: Formula) -> bool:
    """Does the value never rise when absences drop out of the window? (Nothing is taken off or divided by.)"""
    match formula:
        case Sum(parts) | Product(parts):
            return all(only_adds(part) for part in parts)
        case Difference() | Quotient() | DaysDue() | Points():
            return False  # the days due change with the window
        case Constant() | Absences() | DaysOf():
            return True


def _product(factors: list[Range]) -> Range:
    low: Exact = 1
    high: Exact = 1
    for factor in factors:
        if factor.low == factor.high and low == high:
            low = high = low * factor.low
            continue
        corners = (low * factor.low, low * most(factor), high * factor.low, high * most(factor))
        low, high = min(corners), max(corners)
    return _between(low, high, *factors)


def belongs(one: Candidate, selection: Selection, measure: Measure, person: Person, on: Day) -> Truth:
    """Is an absence that the measure takes one of those that a part of its formula is about?"""
    so_far = measure.by_length is not None and measure.by_length.meaning(on) is ByLength.SO_FAR
    inside = is_selected(one.absence, selection, person, on, so_far)
    return inside if one.sure is YES else all_of([one.sure, inside])


def _sure_own(one: Candidate, selection: Selection, measure: Measure, person: Person, on: Day) -> Truth:
    """The same, and is it an absence for itself? Days are lost either way, but of two that may be one, one counts."""
    sure = belongs(one, selection, measure, person, on)
    return sure if one.absence.is_own is YES else all_of([sure, one.absence.is_own])


def days_of(one: Candidate, unit: Unit, person: Person) -> Range:
    """What was missed on the days of an absence that the measure takes."""
    certain = missed(one.absence, unit, person.works, one.first, one.last)
    if one.perhaps is None:
        return certain
    return between(certain, missed(one.absence, unit, person.works, *one.perhaps))


def _total(parts: list[tuple[Range, Truth]]) -> Range:
    low = sum(amount.low for amount, sure in parts if sure.value is True)
    high = sum(most(amount) for amount, sure in parts if sure.value is not False)
    if low == high:
        return Range.of(low)
    found = (sure.needs | amount.needs for amount, sure in parts if sure.value is not False and amount.high)
    return Range(low, high, NOTHING.union(*found) or frozenset({FUTURE}))


def _between(low: Exact, high: Exact, *parts: Range) -> Range:
    low, high = exact(low), exact(high)
    return Range(low, high, NOTHING if low == high else NOTHING.union(*(part.needs for part in parts)))
