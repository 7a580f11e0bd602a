"""Why a condition came out as it did: the numbers, the window and the absences, and its words for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from policydsl.domain.calendar import is_clamped
from policydsl.domain.number import (
    YES,
    Day,
    Exact,
    exact,
)
from policydsl.interpret.answer import Counted, LeftOut, Reason
from policydsl.interpret.condition import (
    Seen,
    count_met,
    holds,
    number_of,
    weigh,
)
from policydsl.interpret.cover import uncovered
from policydsl.interpret.holidays import holidays_in
from policydsl.interpret.last_absences import number_among
from policydsl.interpret.measured import BY_NAME, measured, missing
from policydsl.interpret.periods import lasts_to, run_of
from policydsl.interpret.person import SET
from policydsl.interpret.recent_stretches import days_of_periods, number_of_periods
from policydsl.interpret.time_lost import is_of_the_pattern, missed, unit_of
from policydsl.interpret.triggered import is_about_anything
from policydsl.interpret.window import window_days
from policydsl.interpret.windowed_events import days_inside
from policydsl.interpret.wording import selection_in_words, value_in_words
from policydsl.model.amount import (
    OF_THE_PATTERN,
    AbsenceBegan,
    AbsenceEnded,
    Amount,
    Bound,
    BranchClosed,
    Event,
    OutcomeEvent,
    PeriodBegan,
    PeriodEnded,
    ProRata,
    Rounded,
    SetAt,
    SettingValue,
    Share,
    StepEvent,
    ThingEvent,
    Unit,
    Window,
    Within,
)
from policydsl.model.clause import ALWAYS, Clause, Written
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
    Running,
    Selection,
    Tally,
)


def reason(condition: Condition, seen: Seen, written: Written) -> Reason:
    """Why the condition came out as it did on the day: the numbers, the window and the absences."""
    match condition:
        case Compare(name, bound):
            return _measure_reason(name, bound, seen, written)
        case Tally(counts, _, _, _):
            parts = tuple(_count_reason(count, condition, seen, written) for count in counts)
            met = [part for count, part in zip(counts, parts, strict=True) if count_met(count, condition, seen) is YES]
            return met[0] if len(met) == 1 else _combined("count", parts, written)
        case HasLasted(bound):
            return _length_reason(bound, seen, written)
        case IsExpected():
            return _expected_reason(seen, written)
        case Running(period, negated):
            so = "yes" if holds(condition, seen).value is True else "no"
            run = run_of(period, seen.person, seen.case, seen.before)
            days: tuple[date | None, date | None] = (None, None)
            if run is not None:
                ends = lasts_to(run, seen.person, seen.on).earliest or run.last
                days = (date.fromordinal(run.first), date.fromordinal(ends))
            runs = _plain("event", f"{period} is {'not ' if negated else ''}running", written, so)
            return replace(runs, first=days[0], last=days[1])
        case IsCategory(category, negated):
            so = "" if holds(condition, seen).value is True else ": not so far"
            return _plain("length", f"the absence is {'not ' if negated else ''}{category}{so}", written)
        case Covered():
            return _covered(condition, seen, written)
        case InPeriods():
            return _in_periods(condition, seen, written)
        case KOfN():
            return _of_the_last(condition, seen, written)
        case Happened(event, _, window):
            found = seen.date_of(event) if window is None else _latest_inside(condition, seen)
            first, last = window_dates(window, seen)
            day = None if found is None else date.fromordinal(found)
            return replace(_plain("event", words(event), written, day), first=first, last=last)
        case Finding(question, negated):
            return _plain("human", question, written, "no" if negated else "yes")
        case Named(name, clause, _):
            return _named_reason(name, clause, seen, written)
        case OnlyIf(guard):
            form = guard.form(seen.on)
            return reason(form.meaning, seen, form.written)
        case NotBy(never):
            kinds = never.form(seen.on)
            so = {True: "not ", False: "", None: "perhaps "}[holds(condition, seen).value]
            return _plain("condition", f"{so}triggered by {selection_in_words(kinds.meaning)} alone", kinds.written)
        case Either(parts_):
            met_parts = tuple(part for part in parts_ if holds(part, seen).value is True)
            if len(met_parts) == 1:
                return reason(met_parts[0], seen, written)
            return _combined("condition", tuple(reason(part, seen, written) for part in met_parts or parts_), written)
        case Both(parts_):
            told = [part for part in parts_ if not _says_nothing(part, seen)]
            if len(told) == 1:
                return reason(told[0], seen, written)
            return _combined("condition", tuple(reason(part, seen, written) for part in told), written)


def _says_nothing(part: Condition, seen: Seen) -> bool:
    """Is it about what leads to the step, on a day on which nothing could have?"""
    return isinstance(part, NotBy) and not is_about_anything(seen.person, seen.case, seen.on)


def _expected_reason(seen: Seen, written: Written) -> Reason:
    absence = seen.absence
    known = seen.person.expected_last(absence, seen.on) if absence else None
    if absence is None or known is None:
        return _plain("event", "the absence is expected to last", written)
    until = date.fromordinal(known)
    what = f"the absence is expected to last {known - absence.first + 1} calendar days, to"
    return replace(_plain("event", what, written, until), first=date.fromordinal(absence.first), last=until)


def _covered(condition: Covered, seen: Seen, written: Written) -> Reason:
    """Which days a paper does not cover, each stretch of them with its first and last day."""
    after = "" if condition.after is None else f" after {value_in_words(seen.person.value(condition.after, seen.on))}"
    absence = seen.absence
    days = () if absence is None else uncovered(absence, condition.paper, condition.after, seen.person, seen.on)
    gaps = tuple(
        replace(
            _plain("uncovered", f"no {condition.paper}", written),
            first=date.fromordinal(first),
            last=date.fromordinal(last),
        )
        for first, last in days
    )
    so = holds(replace(condition, negated=False), seen).value is not False
    said = _plain("condition", f"the absence is {'' if so else 'not '}covered by {condition.paper}{after}", written)
    return replace(said, because=gaps)


def _latest_inside(condition: Happened, seen: Seen) -> Day | None:
    """The latest day inside its window on which the event happened."""
    return max(days_inside(condition, seen.person, seen.case, seen.before, seen.on), default=None)


def _named_reason(name: str, clause: Clause[Condition], seen: Seen, written: Written) -> Reason:
    form, seen = clause.form(seen.on), seen.inside(name)
    sure = holds(form.meaning, seen).value
    said = f"{name} is met" if sure else f"{name} is not met" + (" so far" if sure is None else "")
    return replace(_plain("condition", said, written), because=(reason(form.meaning, seen, form.written),))


def _in_periods(condition: InPeriods, seen: Seen, written: Written) -> Reason:
    """In how many periods it was so, and the measure of each."""
    number = number_of_periods(condition, seen.person, seen.case, seen.before, seen.on)
    days = days_of_periods(condition, seen.person, seen.on)
    parts = [_measure_reason(condition.measure, condition.bound, seen.at(day), written) for day in days]
    what = f"{condition.measure} in the last {value_in_words(condition.periods)}"
    said = replace(_plain("of-the-last", what, written), because=tuple(parts))
    limit = exact(condition.number)
    return replace(said, value=exact(number.low), comparison=condition.comparison.value, limit=limit)


def _of_the_last(condition: KOfN, seen: Seen, written: Written) -> Reason:
    number = number_among(condition, seen.person, seen.on, seen.purposes)
    among = f"the last {condition.last} {selection_in_words(condition.among)}"
    said = _plain("of-the-last", f"{selection_in_words(condition.kind)} among {among}", written)
    limit = exact(condition.number)
    return replace(said, value=exact(number.low), comparison=condition.comparison.value, limit=limit)


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
        case AbsenceEnded():
            return "the absence ended"
        case PeriodBegan(period):
            return f"{period} began"
        case PeriodEnded(period):
            return f"{period} ended"
        case BranchClosed(branch):
            return f"{branch} is closed"


def condition_words(condition: Condition) -> str:
    """A condition in short, for people: what was found, what happened, or what is counted."""
    match condition:
        case Finding(question, negated):
            text = question.removeprefix("whether ")
            return _denied(text) if negated else text
        case InPeriods(name, _):
            return name
        case KOfN():
            return selection_in_words(condition.kind)
        case Happened(event, negated, _):
            return ("not: " if negated else "") + words(event)
        case Compare(name, _):
            return name
        case Tally(counts, every, _, _):
            return (" and " if every else " or ").join(selection_words(count.selection) for count in counts)
        case HasLasted():
            return "the length of the absence"
        case Running(period, negated):
            return f"{period} is {'not ' if negated else ''}running"
        case IsExpected():
            return "the expected length of the absence"
        case IsCategory(category, negated):
            return f"the absence is {'not ' if negated else ''}{category}"
        case Covered(paper, _, negated):
            return f"the absence is {'not ' if negated else ''}covered by {paper}"
        case Named(name, _, negated):
            return f"{name} is {'not ' if negated else ''}met"
        case OnlyIf(guard):
            return condition_words(guard.forms[0].meaning)
        case NotBy(never):
            return f"not triggered by {selection_in_words(never.forms[0].meaning)} alone"
        case Both(parts):
            return " and ".join(condition_words(part) for part in parts)
        case Either(parts):
            return " or ".join(condition_words(part) for part in parts)


def _denied(finding: str) -> str:
    """That it was not found so; quoted names may have an `is` of their own, and then nobody can tell which is meant."""
    return finding.replace(" is ", " is not ") if finding.count(" is ") == 1 else f"not: {finding}"


def window_dates(window: Window | None, seen: Seen) -> tuple[date | None, date | None]:
    """First and last day of a window, as dates; nothing where there is none, or not yet."""
    days = window_days(window, seen.person, seen.case, seen.before, seen.on) if window is not None else None
    return (None, None) if days is None else (date.fromordinal(days[0]), date.fromordinal(days[1]))


def _limit(bound: Bound, seen: Seen) -> tuple[str, Exact, str | None]:
    value = seen.person.value(bound.value, seen.on)
    if isinstance(value, Amount):
        return bound.comparison.value, exact(value.number), value.unit.value
    return bound.comparison.value, value, None


def _versions(bound: Bound, seen: Seen) -> tuple[Reason, ...]:
    """The settings in a limit whose value is one from a day on or for a group: which value, since when, for whom."""
    found: list[Reason] = []
    limit: Bound | None = bound
    while limit is not None:
        if isinstance(limit.value, SettingValue):
            found += _version(limit.value.setting, seen)
        limit = limit.up_to
    return tuple(found)


def _version(setting: str, seen: Seen) -> tuple[Reason, ...]:
    person = seen.person
    form = person.setting(setting, seen.on)
    if form.guard is ALWAYS or (person.history.adjustments and person.adjustment(setting, seen.on)):
        return ()
    value = person.value(form.meaning, seen.on)
    return (
        Reason(
            "setting",
            setting,
            form.written.line,
            form.written.cites,
            value=exact(value.number) if isinstance(value, Amount) else exact(value),
            unit=value.unit.value if isinstance(value, Amount) else None,
            comparison=f"for employees {form.guard.group}" if form.guard.group else None,
            first=None if form.guard.first is None else date.fromordinal(form.guard.first),
        ),
    )


def _measure_reason(name: str, bound: Bound, seen: Seen, written: Written) -> Reason:
    measure = seen.person.policy.measures[name]
    found = measured(measure, seen.person, seen.case, seen.before, seen.on)
    comparison, limit, unit = _limit(bound, seen)
    if found is None:
        return _plain("measure", name, written)
    needs = tuple(one for one in sorted(seen.person.value_needs(bound.value, seen.on)) if SET in one)
    if needs:
        return replace(_plain("measure", name, written), value=found.value, comparison=comparison, needs=needs)
    return Reason(
        "measure",
        name,
        written.line,
        written.cites,
        value=found.value,
        comparison=comparison,
        limit=limit,
        unit="%" if measure.percentage else unit or found.unit,
        first=found.first,
        last=found.last,
        counted=found.counted,
        clipped=found.clipped,
        left_out=found.left_out,
        needs=found.needs,
        arithmetic=found.arithmetic,
        entries=found.entries,
        because=(*_versions(bound, seen), *_worked_out(bound, seen)),
    )


def _worked_out(bound: Bound, seen: Seen) -> Iterator[Reason]:
    """How a limit came about that is a share of another value, pro rata or rounded, or was set at a meeting."""
    if not isinstance(bound.value, SettingValue) or seen.person.adjustment(bound.value.setting, seen.on):
        return
    form = seen.person.policy.settings[bound.value.setting].value.form(seen.on)
    if isinstance(form.meaning, SetAt) and (recorded := seen.person.set_on(bound.value.setting, seen.on)):
        _, limit, _ = _limit(bound, seen)
        told = _plain("setting", bound.value.setting, form.written)
        day, how = date.fromordinal(recorded.day), f"as set at {form.meaning.step}"
        yield replace(told, value=limit, first=day, comparison=how)
    if isinstance(form.meaning, Share | ProRata | Rounded):
        _, limit, _ = _limit(bound, seen)
        said = f"{bound.value.setting}, {value_in_words(form.meaning)}:"
        yield Reason("setting", said, form.written.line, form.written.cites, value=limit)


def _count_reason(count: Count, tally: Tally, seen: Seen, written: Written) -> Reason:
    what = selection_words(count.selection)
    window = window_days(tally.window, seen.person, seen.case, seen.before, seen.on)
    if window is None:
        return _plain("count", what, written)
    first, last = window
    number = number_of(count, tally, window, seen)
    bound = Bound(count.comparison, count.number)
    not_set = tuple(one for one in sorted(seen.person.value_needs(count.number, seen.on)) if SET in one)
    counted, left_out = [], []
    for one in weigh(count, tally, window, seen):
        start = date.fromordinal(one.absence.first)
        if one.why is None:
            of_event = count.selection.kinds[0].event
            end = one.absence.first if of_event else one.absence.last(seen.on)
            days = None if count.unit is None else exact(one.adds.low)
            working = count.unit in OF_THE_PATTERN
            holidays = holidays_in(seen.person, one.absence, first, min(last, seen.on)) if working else ()
            until = None if end is None else date.fromordinal(end)
            named = count.unit if count.unit in BY_NAME else None
            counted.append(Counted(of_event or one.absence.name, start, until, days, holidays, named))
        elif one.absence.is_recorded(first - 1, seen.on):
            left_out.append(LeftOut(count.selection.kinds[0].event or one.absence.name, start, one.why))
    return Reason(
        "count",
        what,
        written.line,
        written.cites,
        value=exact(number.low),
        needs=not_set or missing(number),
        comparison=count.comparison.value,
        limit=None if not_set else exact(seen.person.number(count.number, seen.on)),
        unit=count.unit.value if count.unit else None,
        first=date.fromordinal(first),
        last=date.fromordinal(last),
        counted=tuple(counted),
        left_out=tuple(left_out),
        because=(*_month_end(tally, seen, written), *_versions(bound, seen), *_worked_out(bound, seen)),
    )


def _month_end(tally: Tally, seen: Seen, written: Written) -> tuple[Reason, ...]:
    """A remark where the window's last day rests on the month-end rule, and the event the window counts from."""
    if not isinstance(tally.window, Within):
        return ()
    day = seen.date_in_any_case(tally.window.after)
    if day is None:
        return ()
    from_ = _plain("event", words(tally.window.after), written, date.fromordinal(day))
    length = seen.person.value(tally.window.length, day)
    months = isinstance(length, Amount) and length.unit in (Unit.MONTHS, Unit.YEARS)
    if isinstance(length, Amount) and months:
        number = int(length.number) * (12 if length.unit is Unit.YEARS else 1)
        if is_clamped(day, number):
            return (from_, _plain("month-end", seen.person.month_end(day).value, written))
    return (from_,)


def _length_reason(bound: Bound, seen: Seen, written: Written) -> Reason:
    absence = seen.absence
    if absence is None:
        return _plain("length", "", written)
    comparison, limit, unit = _limit(bound, seen)
    last = absence.last(seen.on)
    end = seen.on if last is None else last
    length: Exact = end - absence.first + 1
    if is_of_the_pattern(bound.value, seen.person, seen.on):
        in_unit = unit_of(bound.value, seen.person, seen.on)
        length = exact(missed(absence, in_unit, seen.person.works, absence.first, end).low)
    return Reason(
        "length",
        absence.name,
        written.line,
        written.cites,
        value=length,
        comparison=comparison,
        limit=limit,
        unit=unit,
        first=date.fromordinal(absence.first),
        last=date.fromordinal(end),
        because=_versions(bound, seen),
    )


def selection_words(selection: Selection) -> str:
    """What a count is of, in plain words. INVARIANT (grammar): each count has one kind of absence or event."""
    kind = selection.kinds[0]
    return kind.event or kind.category or "absence"
