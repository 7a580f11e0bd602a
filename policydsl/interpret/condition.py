"""Is a condition certain on a day, why, and on which later day may that change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from policydsl.domain.absence import Absence
from policydsl.domain.calendar import is_clamped
from policydsl.domain.number import (
    FUTURE,
    NO,
    NOTHING,
    YES,
    Comparison,
    Day,
    Exact,
    Range,
    Truth,
    all_of,
    any_of,
    exact,
    not_,
    truth,
    unsettled,
)
from policydsl.interpret import measure as measures
from policydsl.interpret.answer import Counted, LeftOut, Reason
from policydsl.interpret.person import Person
from policydsl.interpret.selection import bounds, counts_working_days, is_selected, meets
from policydsl.interpret.standing import Case, Standings
from policydsl.interpret.window import event_day, window_days
from policydsl.model.amount import AbsenceBegan, Amount, Bound, Event, OutcomeEvent, StepEvent, ThingEvent, Unit, Within
from policydsl.model.clause import Written
from policydsl.model.condition import (
    Both,
    Compare,
    Condition,
    Count,
    Either,
    Finding,
    Happened,
    HasLasted,
    IsCategory,
    Kind,
    Placed,
    Selection,
    Tally,
)

NOT_YET = unsettled(frozenset({FUTURE}))


@dataclass(frozen=True, slots=True)
class Seen:
    """What a condition is asked against: the person, the case, every case as it stood yesterday, and the day."""

    person: Person
    case: Case | None
    before: Standings
    on: Day

    def at(self, on: Day) -> Seen:
        """The same on another day."""
        return Seen(self.person, self.case, self.before, on)

    @property
    def absence(self) -> Absence | None:
        """The absence that the case follows."""
        return self.person.by_name.get(self.case.key.absence or "") if self.case else None

    def day_of(self, event: Event) -> Day | None:
        """The latest day on which an event happened."""
        return event_day(event, self.person, self.case, self.before, self.on)


def holds(condition: Condition, seen: Seen) -> Truth:
    """Is the condition certainly so on the day, certainly not, or not settled (and what would settle it)?"""
    match condition:
        case Compare(name, bound):
            number = measures.value(seen.person.policy.measures[name], seen.person, seen.case, seen.before, seen.on)
            return NOT_YET if number is None else meets(number, bound, seen.person, seen.on)
        case Tally(counts, every, _, _):
            parts = [_count_met(count, condition, seen) for count in counts]
            return all_of(parts) if every else any_of(parts)
        case HasLasted(bound):
            absence = seen.absence
            if absence is None:
                return NO
            return meets(_lasted(absence, bound, seen), bound, seen.person, seen.on)
        case IsCategory(category, negated):
            absence = seen.absence
            if absence is None:
                return NO
            inside = is_selected(absence, Selection((Kind(category),)), seen.person, seen.on)
            return not_(inside) if negated else inside
        case Happened(event, negated):
            return truth((seen.day_of(event) is not None) is not negated)
        case Finding(question, negated):
            found = finding(question, seen)
            return NOT_YET if found is None else truth(found is not negated)
        case Both(parts_):
            return all_of([holds(part, seen) for part in parts_])
        case Either(parts_):
            return any_of([holds(part, seen) for part in parts_])


def _lasted(absence: Absence, bound: Bound, seen: Seen) -> Range:
    """How long the absence has lasted, in calendar days or in working days as the bound is written."""
    limit = seen.person.value(bound.value, seen.on)
    last = absence.last(seen.on)
    end = seen.on if last is None else last
    days: Exact = end - absence.first + 1
    if isinstance(limit, Amount) and limit.unit is Unit.WORKING_DAYS:
        days = absence.working_days(absence.first, end)
    return Range.of(days) if absence.is_settled(seen.on) else Range(days, None, frozenset({FUTURE}))


def finding(question: str, seen: Seen) -> bool | None:
    """The latest answer that people recorded to a question in this running of the case; None: not recorded."""
    since = seen.case.active.since if seen.case else 0
    answers = [one for one in seen.person.things.get(question, ()) if since <= one.day <= seen.on]
    return answers[-1].value is not False if answers else None


# ------------------------------------------------------------------ counts in a window


@dataclass(frozen=True, slots=True)
class _Weighed:
    """An absence begun by the day, what it adds to a count, how certain that is, and why not (a code)."""

    absence: Absence
    adds: Exact
    sure: Truth
    why: str | None


def _weigh(count: Count, tally: Tally, window: tuple[Day, Day], seen: Seen) -> Iterator[_Weighed]:
    first, last = window
    stop = min(last, seen.on)
    used = _used(seen)
    for absence in seen.person.absences:
        if absence.first > seen.on:
            return
        adds: Exact = 1
        if count.unit is Unit.WORKING_DAYS:
            adds = absence.working_days(first, stop)
        elif count.unit is not None:
            adds = absence.calendar_days(first, stop)
        inside = _is_placed(absence, tally.placed, window, seen)
        if count.new and absence.first < first:
            inside = NO
        if absence.name in used:
            inside = NO
        sure = inside
        if inside.value is not False:
            kind = is_selected(absence, count.selection, seen.person, seen.on)
            sure = all_of([inside, _not_empty(absence, seen), kind])
        why = "already-counted" if absence.name in used else None
        if inside.value is False and why is None:
            why = "before-the-window" if absence.first < first else "after-the-window"
        elif sure.value is False:
            why = "another-category"
        elif sure.value is None:
            why = "not-settled"
        yield _Weighed(absence, adds, sure, why)


def _used(seen: Seen) -> frozenset[str]:
    """The absences that led to a step of this case before, where an absence counts towards one step only."""
    if not seen.person.counts_once or seen.case is None:
        return frozenset()
    key = seen.case.key
    return frozenset[str]().union(*(one.counted for one in seen.before.occurrences.values() if one.case == key))


def counted(condition: Condition, seen: Seen) -> frozenset[str]:
    """The absences that the counts of a condition certainly hold on the day."""
    match condition:
        case Tally(counts, _, _, window):
            days = window_days(window, seen.person, seen.case, seen.before, seen.on)
            if days is None:
                return frozenset()
            met = [count for count in counts if _count_met(count, condition, seen) is YES]
            found = (one for count in met for one in _weigh(count, condition, days, seen))
            return frozenset(one.absence.name for one in found if one.why is None)
        case Both(parts) | Either(parts):
            return frozenset[str]().union(*(counted(part, seen) for part in parts))
        case _:
            return frozenset()


def _is_placed(absence: Absence, placed: Placed, window: tuple[Day, Day], seen: Seen) -> Truth:
    first, last = window
    match placed:
        case Placed.FIRST_DAY:
            return truth(first <= absence.first <= last)
        case Placed.ANY_DAY:
            return truth(absence.is_recorded(first, min(last, seen.on)))
        case Placed.LAST_DAY:
            end = absence.last(seen.on)
            if end is not None and absence.is_settled(seen.on):
                return truth(first <= end <= last)
            return NO if seen.on - 1 > last and end is None else NOT_YET


def _not_empty(absence: Absence, seen: Seen) -> Truth:
    if seen.person.empty_counts or absence.working_days(absence.first, seen.on):
        return YES
    return NO if absence.is_settled(seen.on) else NOT_YET


def _count_met(count: Count, tally: Tally, seen: Seen) -> Truth:
    window = window_days(tally.window, seen.person, seen.case, seen.before, seen.on)
    return NOT_YET if window is None else _number(count, tally, window, seen).compare(count.comparison, count.number)


def _number(count: Count, tally: Tally, window: tuple[Day, Day], seen: Seen) -> Range:
    """How many there certainly are, and how many there may be once all is settled and the window is over."""
    low: Exact = 0
    high: Exact = 0
    needs = NOTHING
    for one in _weigh(count, tally, window, seen):
        if one.sure.value is True:
            low += one.adds
        if one.sure.value is not False:
            high += one.adds
            needs |= one.sure.needs
    if isinstance(tally.window, Within) and seen.on < window[1]:
        return Range(low, None, needs | {FUTURE})
    return Range(low, high, needs) if low != high else Range.of(low)


# ------------------------------------------------------------------ windows that pass


def tallies(condition: Condition) -> Iterator[Tally]:
    """The counts within a time after an event that a condition rests on."""
    match condition:
        case Tally() if isinstance(condition.window, Within):
            yield condition
        case Both(parts) | Either(parts):
            for part in parts:
                yield from tallies(part)
        case _:
            return


def window_of(condition: Condition, seen: Seen) -> tuple[Day, Day] | None:
    """First and last day of the windows after an event that the condition counts in; None: it has none, or not yet."""
    found = [window_days(one.window, seen.person, seen.case, seen.before, seen.on) for one in tallies(condition)]
    known = [one for one in found if one is not None]
    if not known or len(known) < len(found):
        return None
    return min(first for first, _ in known), max(last for _, last in known)


def has_passed(condition: Condition, seen: Seen) -> bool:
    """Is the window over, with nothing unsettled that began inside it? (Semantics 0a, lapse.)"""
    window = window_of(condition, seen)
    if window is None or seen.on <= window[1]:
        return False
    first, last = window
    any_day = any(tally.placed is not Placed.FIRST_DAY for tally in tallies(condition))
    return not any(
        (any_day or absence.first >= first) and absence.first <= last and not absence.is_settled(seen.on)
        for absence in seen.person.absences
    )


def has_new_absence(condition: Condition, since: Day, seen: Seen) -> bool:
    """Does the condition count an absence whose first day is `since` or later?"""
    fresh = [one for one in seen.person.absences if since <= one.first <= seen.on]
    if not fresh:
        return False
    match condition:
        case Compare(name, _):
            measure = seen.person.policy.measures[name]
            window = window_days(measure.window.meaning(seen.on), seen.person, seen.case, seen.before, seen.on)
            return window is not None and any(
                measures.counts(measure, one, seen.person, window, seen.on) for one in fresh
            )
        case Both(parts) | Either(parts):
            return any(has_new_absence(part, since, seen) for part in parts)
        case _:
            return True


# ------------------------------------------------------------------ reasons


def reason(condition: Condition, seen: Seen, written: Written) -> Reason:
    """Why the condition came out as it did on the day: the numbers, the window and the absences."""
    match condition:
        case Compare(name, bound):
            return _measure_reason(name, bound, seen, written)
        case Tally(counts, _, _, _):
            parts = tuple(_count_reason(count, condition, seen, written) for count in counts)
            met = [part for count, part in zip(counts, parts, strict=True) if _count_met(count, condition, seen) is YES]
            return met[0] if len(met) == 1 else _combined("count", parts, written)
        case HasLasted(bound):
            return _length_reason(bound, seen, written)
        case IsCategory(category, negated):
            absence = seen.absence
            name = absence.name if absence else ""
            return _plain("length", f"{name} is {'not ' if negated else ''}{category}", written)
        case Happened(event, _):
            day = seen.day_of(event)
            return _plain("event", words(event), written, None if day is None else date.fromordinal(day))
        case Finding(question, negated):
            return _plain("human", question, written, "no" if negated else "yes")
        case Both(parts_) | Either(parts_):
            return _combined("condition", tuple(reason(part, seen, written) for part in parts_), written)


def _plain(kind: str, what: str, written: Written, value: date | str | None = None) -> Reason:
    return Reason(kind, what, written.line, written.cites, value=value)


def _combined(kind: str, parts: tuple[Reason, ...], written: Written) -> Reason:
    return Reason(kind, "", written.line, written.cites, because=parts)


def words(event: Event) -> str:
    """An event in the words of the policy."""
    match event:
        case StepEvent(step, deed, times):
            return f"{step} is {deed.value}" + (f" {times} times" if times > 1 else "")
        case OutcomeEvent(step, outcome):
            return f"{step} has outcome {outcome}"
        case ThingEvent(thing, deed):
            return f"{thing} is {deed.value}"
        case AbsenceBegan():
            return "the absence began"


def condition_words(condition: Condition) -> str:
    """A condition in short, for people: what was found, what happened, or what is counted."""
    match condition:
        case Finding(question, negated):
            text = question.removeprefix("whether ")
            return text.replace(" is ", " is not ", 1) if negated else text
        case Happened(event, negated):
            return ("not: " if negated else "") + words(event)
        case Compare(name, _):
            return name
        case Tally(counts, every, _, _):
            return (" and " if every else " or ").join(selection_words(count.selection) for count in counts)
        case HasLasted():
            return "the length of the absence"
        case IsCategory(category, negated):
            return f"the absence is {'not ' if negated else ''}{category}"
        case Both(parts):
            return " and ".join(condition_words(part) for part in parts)
        case Either(parts):
            return " or ".join(condition_words(part) for part in parts)


def _limit(bound: Bound, seen: Seen) -> tuple[str, Exact, str | None]:
    value = seen.person.value(bound.value, seen.on)
    if isinstance(value, Amount):
        return bound.comparison.value, exact(value.number), value.unit.value
    return bound.comparison.value, value, None


def _measure_reason(name: str, bound: Bound, seen: Seen, written: Written) -> Reason:
    measure = seen.person.policy.measures[name]
    found = measures.measured(measure, seen.person, seen.case, seen.before, seen.on)
    comparison, limit, unit = _limit(bound, seen)
    if found is None:
        return _plain("measure", name, written)
    return Reason(
        "measure",
        name,
        written.line,
        written.cites,
        value=found.value,
        comparison=comparison,
        limit=limit,
        unit=unit,
        first=found.first,
        last=found.last,
        counted=found.counted,
        clipped=found.clipped,
        left_out=found.left_out,
        arithmetic=found.arithmetic,
    )


def _count_reason(count: Count, tally: Tally, seen: Seen, written: Written) -> Reason:
    what = selection_words(count.selection)
    window = window_days(tally.window, seen.person, seen.case, seen.before, seen.on)
    if window is None:
        return _plain("count", what, written)
    first, last = window
    counted, left_out = [], []
    for one in _weigh(count, tally, window, seen):
        start = date.fromordinal(one.absence.first)
        if one.why is None:
            end = one.absence.last(seen.on)
            days = None if count.unit is None else exact(one.adds)
            counted.append(Counted(one.absence.name, start, None if end is None else date.fromordinal(end), days))
        elif one.absence.is_recorded(first - 1, seen.on):
            left_out.append(LeftOut(one.absence.name, start, one.why))
    return Reason(
        "count",
        what,
        written.line,
        written.cites,
        value=exact(_number(count, tally, window, seen).low),
        comparison=count.comparison.value,
        limit=exact(count.number),
        unit=count.unit.value if count.unit else None,
        first=date.fromordinal(first),
        last=date.fromordinal(last),
        counted=tuple(counted),
        left_out=tuple(left_out),
        because=_month_end(tally, seen, written),
    )


def _month_end(tally: Tally, seen: Seen, written: Written) -> tuple[Reason, ...]:
    """A remark where the window's last day rests on the month-end rule, and the event the window counts from."""
    if not isinstance(tally.window, Within):
        return ()
    day = seen.day_of(tally.window.after)
    if day is None:
        return ()
    from_ = _plain("event", words(tally.window.after), written, date.fromordinal(day))
    length = seen.person.value(tally.window.length, day)
    months = isinstance(length, Amount) and length.unit in (Unit.MONTHS, Unit.YEARS)
    if isinstance(length, Amount) and months:
        number = int(length.number) * (12 if length.unit is Unit.YEARS else 1)
        if is_clamped(day, number):
            return (from_, _plain("month-end", seen.person.month_end.value, written))
    return (from_,)


def _length_reason(bound: Bound, seen: Seen, written: Written) -> Reason:
    absence = seen.absence
    if absence is None:
        return _plain("length", "", written)
    comparison, limit, unit = _limit(bound, seen)
    last = absence.last(seen.on)
    end = seen.on if last is None else last
    working = unit == Unit.WORKING_DAYS.value
    return Reason(
        "length",
        absence.name,
        written.line,
        written.cites,
        value=exact(absence.working_days(absence.first, end)) if working else end - absence.first + 1,
        comparison=comparison,
        limit=limit,
        unit=unit,
        first=date.fromordinal(absence.first),
        last=date.fromordinal(end),
    )


def selection_words(selection: Selection) -> str:
    """A selection in plain words: the categories it names."""
    return " or ".join(kind.category or "absence" for kind in selection.kinds)


# ------------------------------------------------------------------ days that matter


def changes(condition: Condition, seen: Seen, falls: bool) -> Iterator[Day]:
    """Later days on which the condition may change if nothing more is recorded: perhaps too many, never too few.

    `falls`: a return to `no` matters too (for `falls due again only after falling back`). Days on which something is
    recorded, an absence begins or is settled, and the day after anything moved, are looked at anyway.
    """
    match condition:
        case Compare(name, bound):
            yield from _measure_changes(name, bound, seen, falls)
        case Tally():
            yield from _tally_changes(condition, seen)
        case HasLasted(bound):
            absence = seen.absence
            if absence is not None and not absence.is_settled(seen.on):
                limit = seen.person.value(bound.value, seen.on)
                if isinstance(limit, Amount) and limit.unit is Unit.WORKING_DAYS:
                    yield seen.on + 1
                yield from _around_lengths(absence, _limits(bound, seen))
        case IsCategory(category, _):
            absence = seen.absence
            if absence is not None and not absence.is_settled(seen.on):
                selection = Selection((Kind(category),))
                if counts_working_days(selection, seen.person, seen.on):
                    yield seen.on + 1
                yield from _around_lengths(absence, bounds(selection, seen.person, seen.on))
                yield from (day for _, last in absence.runs if last is not None for day in (last, last + 1))
        case Both(parts) | Either(parts):
            for part in parts:
                yield from changes(part, seen, falls)
        case Happened() | Finding():
            return


def _limits(bound: Bound, seen: Seen) -> tuple[int, ...]:
    found = [int(seen.person.number(bound.value, seen.on))]
    return tuple(found) if bound.up_to is None else (*found, *_limits(bound.up_to, seen))


def _around_lengths(absence: Absence, lengths: tuple[int, ...]) -> Iterator[Day]:
    for length in lengths:
        yield from range(absence.first + length - 2, absence.first + length + 2)


def _measure_changes(name: str, bound: Bound, seen: Seen, falls: bool) -> Iterator[Day]:
    """A measure rises on days of an absence; it falls when days leave the window, which only some conditions feel."""
    rising = (Comparison.OVER, Comparison.AT_LEAST)
    measure = seen.person.policy.measures[name]
    plain = measure.counting is None and measure.not_counting is None and bound.comparison in rising
    plain = plain and measures.only_adds(measure.formula.meaning(seen.on))
    if falls or not plain or bound.up_to is not None:
        if seen.person.absences and seen.person.absences[0].first <= seen.on:
            yield seen.on + 1
        return
    for absence in reversed(seen.person.absences):
        if not absence.is_settled(seen.on):
            yield max(seen.on + 1, absence.first)
        elif absence.first <= seen.on:
            return


def _tally_changes(tally: Tally, seen: Seen) -> Iterator[Day]:
    if not isinstance(tally.window, Within) or any(count.unit for count in tally.counts):
        yield seen.on + 1
        return
    window = window_days(tally.window, seen.person, seen.case, seen.before, seen.on)
    if window is None:
        return
    yield from (window[1], window[1] + 1, window[1] + 2)
    lengths = {limit for count in tally.counts for limit in bounds(count.selection, seen.person, seen.on)}
    by_working_days = any(counts_working_days(count.selection, seen.person, seen.on) for count in tally.counts)
    for absence in reversed(seen.person.absences):
        if absence.is_settled(seen.on):
            return
        if by_working_days:
            yield max(seen.on + 1, absence.first)
        yield from _around_lengths(absence, tuple(lengths))
        yield from (day for _, last in absence.runs if last is not None for day in (last, last + 1))
        if not seen.person.empty_counts:
            yield from absence.lost[:1]
