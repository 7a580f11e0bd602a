"""Is a condition certain on a day: what is counted, measured or has happened, as far as anybody can tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace

from policydsl.domain.absence import Absence
from policydsl.domain.number import (
    FUTURE,
    NO,
    NOTHING,
    YES,
    Comparison,
    Day,
    DayRange,
    Exact,
    Range,
    Truth,
    all_of,
    any_of,
    between,
    not_,
    truth,
    unsettled,
)
from policydsl.interpret import measure as measures
from policydsl.interpret.cover import is_covered
from policydsl.interpret.last_absences import among_the_last
from policydsl.interpret.occurrences import as_absence, is_of, occurrences
from policydsl.interpret.paper_days import added, perhaps_added, stretches_of
from policydsl.interpret.periods import is_running, run_of
from policydsl.interpret.person import Person
from policydsl.interpret.points import Asked, has_new_entry
from policydsl.interpret.recent_stretches import in_periods
from policydsl.interpret.same_reason import by_reason, reasons_of_run
from policydsl.interpret.selection import (
    is_expected,
    is_left_out,
    is_of_category,
    is_selected,
    meets,
    most,
    not_empty,
    why_left_out,
)
from policydsl.interpret.standing import Case, Standings
from policydsl.interpret.time_lost import is_of_the_pattern, missed, unit_of
from policydsl.interpret.triggered import by_another
from policydsl.interpret.version import of_case
from policydsl.interpret.window import (
    begun_with,
    date_of,
    days_of_end,
    event_day,
    or_in_a_closed_case,
    widest_days,
    window_days,
)
from policydsl.interpret.windowed_events import has_happened
from policydsl.model.amount import Bound, During, Event, PeriodEnded, Since, Within
from policydsl.model.at_rest import tallies
from policydsl.model.condition import (
    Both,
    Compare,
    Condition,
    Count,
    Covered,
    Either,
    Finding,
    Happened,
    HasLasted,
    InPeriods,
    IsCategory,
    IsExpected,
    KOfN,
    Named,
    NotBy,
    OnlyIf,
    Placed,
    Points,
    Running,
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
    conditions: frozenset[str] = frozenset()
    """The named conditions inside which it is asked."""

    @classmethod
    def of(cls, person: Person, case: Case | None, before: Standings, on: Day) -> Seen:
        """The same, under the version of the policy that the case goes by on the day."""
        return cls(of_case(person, case, on), case, before, on)

    def at(self, on: Day) -> Seen:
        """The same on another day."""
        return replace(Seen.of(self.person, self.case, self.before, on), conditions=self.conditions)

    def inside(self, name: str) -> Seen:
        """The same, asked inside a named condition."""
        return replace(self, conditions=self.conditions | {name})

    @property
    def purposes(self) -> frozenset[str]:
        """What is asked for: a branch, a step, and conditions, by their names."""
        if self.case is None:
            return self.conditions
        return self.conditions | {self.case.key.branch, self.case.active.owner, self.case.active.step}

    @property
    def absence(self) -> Absence | None:
        """The absence that the case follows."""
        return self.person.current(self.case.key.branch, self.case.key.absence, self.on) if self.case else None

    def day_of(self, event: Event) -> Day | None:
        """The latest day on which an event happened, or, of the end of a period, from which it is certain."""
        return event_day(event, self.person, self.case, self.before, self.on)

    def begun_with(self, event: Event) -> Day | None:
        """The first day of a time that begins with the latest such event: of the end of a period the day after it."""
        return begun_with(event, self.person, self.case, self.before, self.on)

    def deadline_from(self, event: Event) -> Day | None:
        """The day from which a deadline after the latest such event runs.

        Of a period whose end had to wait for what is asked of its days, the day before that was certain: until then
        nobody could know that it had ended, and nobody is late.
        """
        day = self.day_of(event)
        return day - 1 if day is not None and isinstance(event, PeriodEnded) else day

    def date_of(self, event: Event) -> Day | None:
        """The day from which a time after the latest such event is counted: of the end of a period its last day."""
        return date_of(event, self.person, self.case, self.before, self.on)

    def date_within(self, event: Event) -> DayRange | None:
        """As `date_in_any_case`, and within bounds after a period of which nobody can tell the last day."""
        if isinstance(event, PeriodEnded):
            return days_of_end(event, self.person, self.case, self.before, self.on)
        day = self.date_in_any_case(event)
        return None if day is None else DayRange.of(day)

    def date_in_any_case(self, event: Event) -> Day | None:
        """As `date_of`, of a step of another branch in its closed cases as well."""
        return or_in_a_closed_case(self.date_of(event), event, self.person, self.case, self.before)


def holds(condition: Condition, seen: Seen) -> Truth:
    """Is the condition certainly so on the day, certainly not, or not settled (and what would settle it)?"""
    match condition:
        case Compare(name, bound):
            number = measures.value(seen.person.policy.measures[name], seen.person, seen.case, seen.before, seen.on)
            return NOT_YET if number is None else meets(number, bound, seen.person, seen.on)
        case Tally(counts, every, _, _):
            parts = [count_met(count, condition, seen) for count in counts]
            return all_of(parts) if every else any_of(parts)
        case Running(period, negated):
            run = run_of(period, seen.person, seen.case, seen.before)
            runs = NO if run is None else is_running(run, seen.person, seen.on)
            return not_(runs) if negated else runs
        case HasLasted(bound):
            absence = seen.absence
            if absence is None:
                return NO
            return meets(_lasted(absence, bound, seen), bound, seen.person, seen.on)
        case IsExpected(bound):
            absence = seen.absence
            return NO if absence is None else is_expected(absence, bound, seen.person, seen.on)
        case IsCategory(category, negated):
            absence = seen.absence
            if absence is None:
                return NO
            inside = is_of_category(absence, category, seen.person, seen.on)
            return not_(inside) if negated else inside
        case Covered(paper, after, negated):
            absence = seen.absence
            if absence is None:
                return NO
            covered = is_covered(absence, paper, after, seen.person, seen.on)
            return not_(covered) if negated else covered
        case Happened(event, negated, None):
            return truth((seen.day_of(event) is not None) is not negated)
        case Happened(_, negated):
            happened = has_happened(condition, seen.person, seen.case, seen.before, seen.on)
            return not_(happened) if negated else happened
        case InPeriods():
            return in_periods(condition, seen.person, seen.case, seen.before, seen.on)
        case KOfN():
            return among_the_last(condition, seen.person, seen.on, seen.purposes)
        case Finding(question, negated):
            found = finding(question, seen)
            return NOT_YET if found is None else truth(found is not negated)
        case Named(name, clause, negated):
            met = holds(clause.meaning(seen.on), seen.inside(name))
            return not_(met) if negated else met
        case OnlyIf(guard):
            return holds(guard.meaning(seen.on), seen)
        case NotBy(never):
            return by_another(never.meaning(seen.on), seen.person, seen.case, seen.on)
        case Both(parts_):
            # Guards stand last, and are quicker to ask than what is measured.
            return all_of(list(_as_far_as_needed(parts_[::-1], seen, settles=False)))
        case Either(parts_):
            return any_of(list(_as_far_as_needed(parts_, seen, settles=True)))


def _as_far_as_needed(parts: tuple[Condition, ...], seen: Seen, *, settles: bool) -> Iterator[Truth]:
    """How the parts come out, up to one that settles the whole."""
    for part in parts:
        found = holds(part, seen)
        yield found
        if found.value is settles:
            return


def _lasted(absence: Absence, bound: Bound, seen: Seen) -> Range:
    """How long the absence has lasted, in the unit in which the bound is written."""
    last = absence.last(seen.on)
    end = seen.on if last is None else last
    days = Range.of(end - absence.first + 1)
    if is_of_the_pattern(bound.value, seen.person, seen.on):
        days = missed(absence, unit_of(bound.value, seen.person, seen.on), seen.person.works, absence.first, end)
    if not absence.is_settled(seen.on):
        return Range(days.low, None, days.needs | absence.open_needs(seen.on))
    return Range(days.low, None, days.needs | absence.joins) if absence.joins else days


def finding(question: str, seen: Seen) -> bool | None:
    """The latest answer that people recorded to a question in this running of the case; None: not recorded."""
    since = seen.case.active.since if seen.case else 0
    answers = [one for one in seen.person.things.get(question, ()) if since <= one.day <= seen.on]
    return answers[-1].value is not False if answers else None


# ------------------------------------------------------------------ counts in a window


@dataclass(frozen=True, slots=True)
class Weighed:
    """An absence begun by the day, what it adds to a count, how certain that is, and why not (a code)."""

    absence: Absence
    adds: Range
    sure: Truth
    why: str | None


def weigh(count: Count, tally: Tally, window: tuple[Day, Day], seen: Seen) -> Iterator[Weighed]:
    """Every absence begun by the day, in order, with what it adds to a count and how certain that is.

    Of a count with the same reason, the absences of the reason that is certain most often are taken, the others not.
    """
    if not count.same_reason:
        return _weighed(count, tally, window, seen)
    found = tuple(_weighed(count, tally, window, seen))
    with_reason = _by_reason(found, seen)
    most_often = max(with_reason, key=lambda names: _certain(_only(found, names)), default=frozenset())
    return (_without(one) if one.absence.name not in most_often else one for one in found)


def _by_reason(found: Iterable[Weighed], seen: Seen) -> tuple[frozenset[str], ...]:
    """The absences of each reason; in a case of a run that links by its reason, of that reason alone."""
    own = reasons_of_run(seen.person, seen.case.key, seen.on) if seen.case else None
    known = by_reason((one.absence for one in found if one.sure.value is not False), seen.on)
    return tuple(names for reason, names in known.items() if own is None or reason in own)


def _only(found: Iterable[Weighed], names: frozenset[str]) -> list[Weighed]:
    return [one for one in found if one.absence.name in names]


def _certain(found: Iterable[Weighed]) -> Exact:
    return sum(one.adds.low for one in found if one.sure.value is True)


def _without(one: Weighed) -> Weighed:
    """An absence that is not counted because it has another reason than those that are."""
    return one if one.sure.value is False else replace(one, sure=NO, why="another-reason")


def _weighed(count: Count, tally: Tally, window: tuple[Day, Day], seen: Seen) -> Iterator[Weighed]:
    first = window[0]
    wide = widest_days(tally.window, seen.person, seen.case, seen.before, seen.on, window)
    used = _used(seen)
    earlier = seen.case.counts_after() if seen.case else 0
    purposes = seen.purposes
    events = _events(count, seen)
    for absence in seen.person.absences if events is None else events:
        if absence.first > seen.on:
            return
        adds, inside = _added(absence, count, window, seen), _is_inside(absence, count, tally, window, seen)
        new = _is_new(absence, count, tally, window)
        if wide != window:
            adds = between(adds, _added(absence, count, wide, seen))
            if inside.value is False:
                perhaps = _is_inside(absence, count, tally, wide, seen)
                inside = NO if perhaps.value is False else unsettled(perhaps.needs | {FUTURE})
        why = "already-counted" if absence.name in used else "counts-no-more" if absence.first <= earlier else None
        if why is not None:
            inside = NO
        sure, left_out = inside, NO
        if inside.value is not False and events is None:
            kind = is_selected(absence, count.selection, seen.person, seen.on)
            if (by_papers := _by_papers(absence, count, (window, wide), seen)) is not None:
                adds, kind = by_papers
            left_out = is_left_out(absence, seen.person, seen.on, purposes)
            own = all_of([_is_own(absence, tally), not_empty(absence, seen.person, seen.on)])
            sure = all_of([inside, own, kind, not_(left_out)])
        if why is None and inside.value is False:
            why = "before-the-window" if absence.first < first else "after-the-window" if new else "not-new"
        elif why is None and sure.value is False:
            out = left_out.value is True
            why = why_left_out(absence, seen.person, seen.on, purposes) if out else "another-category"
        elif why is None and sure.value is None:
            why = "not-settled"
        yield Weighed(absence, adds, sure, why)


def _events(count: Count, seen: Seen) -> tuple[Absence, ...] | None:
    """The declared events that are counted, each like an absence of its one day; None: absences are."""
    kind = count.selection.kinds[0]
    if kind.event is None:
        return None
    found = [one for one in occurrences(seen.person, seen.on) if is_of(one, kind, seen.person, seen.on).value is True]
    numbered = enumerate(sorted(one.day for one in found))
    return tuple(as_absence(f"{kind.event} {number}", day) for number, day in numbered)


def _added(absence: Absence, count: Count, window: tuple[Day, Day], seen: Seen) -> Range:
    """What an absence adds to a count, if it counts."""
    if count.unit is None:
        return Range.of(1)
    return missed(absence, count.unit, seen.person.works, window[0], min(window[1], seen.on))


def _by_papers(
    absence: Absence, count: Count, windows: tuple[tuple[Day, Day], tuple[Day, Day]], seen: Seen
) -> tuple[Range, Truth] | None:
    """The days that count by the papers that cover each, in a window for certain and perhaps; None: there is none."""
    if count.unit is None:
        return None
    found = []
    for first, last in windows[:1] if windows[0] == windows[1] else windows:
        days = max(first, absence.first), min(last, seen.on)
        parts = stretches_of(absence, [count.selection], seen.person, *days, seen.on)
        sure = [(one, is_selected(absence, count.selection, seen.person, seen.on, papers=one[0])) for one in parts]
        found.append((parts, added(absence, count.unit, seen.person, sure)))
    if not found[-1][0]:
        return None
    return found[0][1] if len(found) == 1 else perhaps_added(found[0][1], found[1][1])


def _is_inside(absence: Absence, count: Count, tally: Tally, window: tuple[Day, Day], seen: Seen) -> Truth:
    """Is the absence in the window, and new where that is asked for?"""
    return _is_placed(absence, tally.placed, window, seen) if _is_new(absence, count, tally, window) else NO


def _is_new(absence: Absence, count: Count, tally: Tally, window: tuple[Day, Day]) -> bool:
    """Is the absence new, or need it not be?"""
    return not count.new or absence.first >= window[0] + (1 if isinstance(tally.window, Since | During) else 0)


def _is_own(absence: Absence, tally: Tally) -> Truth:
    """Is it an absence for itself? One that may go on in another also has a last day that nobody can tell."""
    if tally.placed is Placed.LAST_DAY and absence.joins:
        return unsettled(absence.joins)
    return absence.is_own


def _used(seen: Seen) -> frozenset[str]:
    """The absences that led to a step of this case before, where an absence counts towards one step only."""
    if seen.case is None or not seen.person.counts_once(seen.on):
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
            met = [count for count in counts if count_met(count, condition, seen) is YES]
            found = (one for count in met for one in weigh(count, condition, days, seen))
            return frozenset(one.absence.name for one in found if one.why is None)
        case Named(name, clause, False):
            return counted(clause.meaning(seen.on), seen.inside(name))
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
            return NO if seen.on > last and end is None else NOT_YET


def count_met(count: Count, tally: Tally, seen: Seen) -> Truth:
    """Is one count of a tally certainly met?"""
    window = window_days(tally.window, seen.person, seen.case, seen.before, seen.on)
    return NOT_YET if window is None else met_by(number_of(count, tally, window, seen), count, seen)


def met_by(number: Range, count: Count, seen: Seen) -> Truth:
    """Is a count met by so many? What it asks for may be a setting that nobody has a value of yet."""
    return meets(number, Bound(count.comparison, count.number), seen.person, seen.on)


def number_of(count: Count, tally: Tally, window: tuple[Day, Day], seen: Seen) -> Range:
    """How many there certainly are, and how many there may be once all is settled and the window is over."""
    found = tuple(_weighed(count, tally, window, seen))
    parts = [_only(found, names) for names in _by_reason(found, seen)] if count.same_reason else [found]
    low: Exact = 0
    high: Exact = 0
    needs = NOTHING
    for part in parts:
        low = max(low, _certain(part))
        may_count = [one for one in part if one.sure.value is not False and one.adds.high]
        high = max(high, sum(most(one.adds) for one in may_count))
        needs = needs.union(*(one.sure.needs | one.adds.needs for one in may_count))
    end = widest_days(tally.window, seen.person, seen.case, seen.before, seen.on, window)[1]
    if isinstance(tally.window, Within | During) and seen.on < end:
        return Range(low, None, needs | {FUTURE})
    return Range(low, high, needs) if low != high else Range.of(low)


# ------------------------------------------------------------------ windows that pass


def window_of(condition: Condition, seen: Seen) -> tuple[Day, Day] | None:
    """First and last day of the windows after an event that the condition counts in; None: it has none, or not yet."""
    known = _windows(condition, seen)
    return (min(first for first, _ in known), max(last for _, last in known)) if known else None


def _windows(condition: Condition, seen: Seen) -> list[tuple[Day, Day]] | None:
    """Every such window; None: one has not begun. Of alternatives those wait for nothing whose time has not begun."""
    match condition:
        case Named(clause=clause) | OnlyIf(clause):
            return _windows(clause.meaning(seen.on), seen)
        case Either(parts):
            found = [one for part in parts if (one := _windows(part, seen)) is not None]
            return [window for windows in found for window in windows] if found else None
        case Both(parts):
            every = [_windows(part, seen) for part in parts]
            return None if None in every else [window for windows in every for window in windows or ()]
        case _:
            windows = [
                window_days(one.window, seen.person, seen.case, seen.before, seen.on) for one in tallies(condition)
            ]
            return None if None in windows else [window for window in windows if window is not None]


def has_passed(condition: Condition, seen: Seen) -> bool:
    """Is the window over, with nothing unsettled that began inside it? (Semantics 0a, lapse.)"""
    window = window_of(condition, seen)
    if window is None or seen.on <= max(window[1], _latest_end(condition, seen)):
        return False
    first, last = window
    any_day = any(tally.placed is not Placed.FIRST_DAY for tally in tallies(condition))
    return not any(
        (any_day or absence.first >= first) and absence.first <= last and not absence.is_settled(seen.on)
        for absence in seen.person.absences
    )


def _adds(count: Count, tally: Tally, fresh: Set[str], seen: Seen) -> bool:
    """Is one of these absences certainly counted? Of a count that asks for few or none, whatever has begun is new."""
    if not fresh or count.comparison not in (Comparison.AT_LEAST, Comparison.OVER):
        return bool(fresh)
    window = window_days(tally.window, seen.person, seen.case, seen.before, seen.on)
    if window is None:
        return False
    weighed = weigh(count, tally, window, seen)
    return any(one.absence.name in fresh and one.sure.value is True for one in weighed)


def _latest_end(condition: Condition, seen: Seen) -> Day:
    """The last day that the windows of a condition perhaps have."""
    if not seen.person.policy.stands_still:
        return 0
    ends = (
        window_days(one.window, seen.person, seen.case, seen.before, seen.on, widest=True) for one in tallies(condition)
    )
    return max((days[1] for days in ends if days is not None), default=0)


def has_new_absence(condition: Condition, since: Day, seen: Seen) -> bool:
    """Does the condition count an absence whose first day is `since` or later, or points of such a day?"""
    fresh = [one for one in seen.person.absences if since <= one.first <= seen.on and one.is_own is YES]
    match condition:
        case Compare(name, _):
            measure = seen.person.policy.measures[name]
            formula = measure.formula.meaning(seen.on)
            if isinstance(formula, Points):
                return has_new_entry(Asked(measure, formula, seen.person, seen.case, seen.before, seen.on), since)
            window = window_days(measure.window.meaning(seen.on), seen.person, seen.case, seen.before, seen.on)
            return window is not None and any(
                measures.counts(measure, one, seen.person, window, seen.on, seen.case) for one in fresh
            )
        case Named(name, clause, _):
            return has_new_absence(clause.meaning(seen.on), since, seen.inside(name))
        case OnlyIf() | NotBy():
            return False  # they make nothing due by themselves
        case Both(parts) | Either(parts):
            return any(has_new_absence(part, since, seen) for part in parts)
        case Tally(counts):
            events = (one for count in counts for one in _events(count, seen) or ())
            fresh_names = {one.name for one in fresh}
            return any(_adds(count, condition, fresh_names, seen) for count in counts) or any(
                since <= one.first for one in events
            )
        case _:
            return bool(fresh)
