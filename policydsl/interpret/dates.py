"""The day that a date rule gives, within bounds where a fact is missing, and the dates it leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from policydsl.domain.number import FUTURE, NOTHING, Day, DayRange, Needs, later
from policydsl.interpret.answer import Reason
from policydsl.interpret.clocks import day_after
from policydsl.interpret.condition import Seen
from policydsl.interpret.pay_facts import known_day
from policydsl.interpret.why import words
from policydsl.interpret.wording import value_in_words
from policydsl.model.amount import Value
from policydsl.model.clause import Written
from policydsl.model.condition import (
    After,
    Before,
    DateRule,
    DateTerm,
    Failing,
    Halfway,
    Later,
    OnEvent,
    OnFact,
    Sooner,
    WorkingTimeBack,
)
from policydsl.model.policy import When

NOT_YET = DayRange(None, None, frozenset({FUTURE}))


@dataclass(frozen=True, slots=True)
class Dated:
    """What a date rule gives: a day or bounds (`day` None: no date is left), and the parts it looked at."""

    day: DayRange | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """One date of the rule. `sure`: it is certainly not among the dates already passed."""

    day: DayRange
    sure: bool


def dated(rule: DateRule, seen: Seen, passed: Day | None, written: Written) -> Dated:
    """The day the rule gives as known on the day. Dates up to and including `passed` are left out (None: none are).

    A missing fact may be any day; one that may already have passed bounds nothing from above.
    """
    terms = rule.date.dates if isinstance(rule.date, Sooner | Later | Failing) else (rule.date,)
    candidates: list[_Candidate] = []
    reasons: list[Reason] = []
    for term in terms:
        day = _term(term, seen)
        left_out = passed is not None and day.latest is not None and day.latest <= passed
        reasons.append(_reason(term, day, left_out, written))
        if left_out:
            continue
        if passed is None or (day.earliest is not None and day.earliest > passed):
            candidates.append(_Candidate(day, sure=True))
        else:
            candidates.append(_Candidate(replace(day, earliest=passed + 1), sure=False))
    chosen = _chosen(rule.date, candidates)
    if chosen is None or rule.not_before is None:
        return Dated(chosen, tuple(reasons))
    floor = _term(rule.not_before, seen)
    reasons.append(_reason(rule.not_before, floor, False, written, "not before"))
    return Dated(later([chosen, floor]), tuple(reasons))


def _chosen(how: DateTerm | Sooner | Later | Failing, candidates: list[_Candidate]) -> DayRange | None:
    if not candidates:
        return None
    match how:
        case Sooner():
            return _sooner(candidates)
        case Later():
            return _later(candidates)
        case _:
            return _failing(candidates)


def _sooner(candidates: list[_Candidate]) -> DayRange:
    ends = [one.day.latest for one in candidates if one.sure and one.day.latest is not None]
    latest = min(ends) if ends else None
    matter = [one for one in candidates if latest is None or one.day.earliest is None or one.day.earliest <= latest]
    starts = [one.day.earliest for one in matter]
    earliest = None if None in starts else min(start for start in starts if start is not None)
    return _range(earliest, latest, matter)


def _later(candidates: list[_Candidate]) -> DayRange:
    """Not before any that is certainly left; where none is, not before the earliest of them."""
    sure = [one.day.earliest for one in candidates if one.sure and one.day.earliest is not None]
    starts = [one.day.earliest for one in candidates]
    soonest = None if None in starts else min(start for start in starts if start is not None)
    ends = [one.day.latest for one in candidates]
    latest = None if None in ends else max(end for end in ends if end is not None)
    return _range(max(sure) if sure else soonest, latest, candidates)


def _failing(candidates: list[_Candidate]) -> DayRange:
    """The first that is certainly left; those before it that may be left widen the bounds."""
    tried: list[_Candidate] = []
    for one in candidates:
        tried.append(one)
        if one.sure:
            break
    starts = [one.day.earliest for one in tried]
    ends = [one.day.latest for one in tried]
    earliest = None if None in starts else min(start for start in starts if start is not None)
    latest = None if None in ends else max(end for end in ends if end is not None)
    return _range(earliest, latest, tried)


def _range(earliest: Day | None, latest: Day | None, candidates: list[_Candidate]) -> DayRange:
    if earliest is not None and earliest == latest:
        return DayRange(earliest, latest)
    needs: Needs = NOTHING.union(*(one.day.needs for one in candidates))
    return DayRange(earliest, latest, needs)


def _term(term: DateTerm, seen: Seen) -> DayRange:
    match term:
        case OnFact(fact):
            of_absence = seen.person.policy.facts[fact].of_absence
            absence = seen.case.key.absence if of_absence and seen.case else None
            if absence is not None and seen.absence is not None:
                absence = seen.absence.name  # of a run of linked absences, the latest that has begun
            return known_day(seen.person, fact, absence, seen.on)
        case OnEvent(event):
            return seen.date_within(event) or NOT_YET
        case After(length, event):
            return _after(seen.date_within(event) or NOT_YET, length, seen)
        case Before(length, fact):
            known = _term(OnFact(fact), seen)
            if known.known is None:
                if known.earliest is None:
                    return known
                return replace(known, earliest=seen.person.day_after(known.earliest, length, -1).earliest)
            return seen.person.day_after(known.known, length, -1)
        case Halfway(start, end):
            one, two = _term(start, seen), _term(end, seen)
            if one.known is None or two.known is None:
                return DayRange(None, None, one.needs | two.needs)
            return DayRange.of(one.known + (two.known - one.known) // 2)
        case WorkingTimeBack():
            return _back(seen)


def _after(day: DayRange, length: Value, seen: Seen) -> DayRange:
    """So long after a day, which may be known within bounds alone."""

    def after(one: Day | None) -> DayRange:
        return DayRange(None, None) if one is None else day_after(one, length, seen.person, seen.on)

    first = after(day.earliest)
    last = first if day.earliest == day.latest else after(day.latest)
    return DayRange(first.earliest, last.latest, day.needs | first.needs | last.needs)


def _back(seen: Seen) -> DayRange:
    """The first working day attended after the absence, once that day has come for certain."""
    name = seen.case.key.absence if seen.case else None
    for absence in seen.person.seen_around[When.AFTER]:
        if absence.name == name and absence.is_settled(seen.on):
            if absence.back is not None:
                return DayRange.of(absence.back)
            return NOT_YET if absence.untold is None else absence.untold.back
    return NOT_YET


def _reason(term: DateTerm, day: DayRange, left_out: bool, written: Written, kind: str = "date") -> Reason:
    known = None if day.known is None else date.fromordinal(day.known)
    return Reason(
        "fact" if isinstance(term, OnFact) else "date",
        term_words(term),
        written.line,
        written.cites,
        value=known,
        comparison="already passed" if left_out else kind if kind != "date" else None,
        first=None if known or day.earliest is None else date.fromordinal(day.earliest),
        last=None if known or day.latest is None else date.fromordinal(day.latest),
        needs=tuple(sorted(day.needs)),
    )


def term_words(term: DateTerm) -> str:
    """A date of a rule in the words of the policy."""
    match term:
        case OnFact(fact):
            return fact
        case OnEvent(event):
            return f"the day {words(event)}"
        case After(length, event):
            return f"{value_in_words(length)} after {words(event)}"
        case Before(length, fact):
            return f"{value_in_words(length)} before {fact}"
        case Halfway(start, end):
            return f"halfway between {term_words(start)} and {term_words(end)}"
        case WorkingTimeBack():
            return "first working time back"


def changes(rule: DateRule, seen: Seen, passed: Day | None, written: Written) -> Iterator[Day]:
    """Later days on which the rule may make its step due, if nothing more is recorded."""
    found = dated(rule, seen, passed, written).day
    if found is not None:
        yield from (day for day in (found.earliest, found.latest) if day is not None)
        if seen.person.policy.stands_still and found.known is None:
            yield seen.on + 1
