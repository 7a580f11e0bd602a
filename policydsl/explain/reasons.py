"""Why something is so, in sentences: the numbers, the window, and the absences counted and left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from policydsl.domain.number import FUTURE, Exact, exact
from policydsl.explain import words
from policydsl.frozen import frozen
from policydsl.interpret.answer import Counted, LeftOut, MeasureValue, PointsEntry, Reason
from policydsl.model.amount import OF_THE_PATTERN

OWN = frozenset(unit.value for unit in OF_THE_PATTERN)
CREDIT = "credit"
MANY = 12
"""So many absences are named one by one; of more, the first and the last and how many there are."""


@frozen
class Looked:
    """What a number was made of: shared by a reason and a measure."""

    value: Exact | None
    unit: str | None
    window: str
    counted: tuple[Counted, ...]
    clipped: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    arithmetic: str
    entries: tuple[PointsEntry, ...] = ()
    needs: tuple[str, ...] = ()
    """What is not on file without which the value is only the least that it can be."""


def looked(one: Reason | MeasureValue) -> Looked:
    """The numbers and absences of a reason or a measure."""
    value = one.value if isinstance(one.value, int | Fraction) else None
    whole_record = one.first == date.min
    window = words.days(one.first, one.last) if one.first and one.last and not whole_record else ""
    return Looked(
        value, one.unit, window, one.counted, one.clipped, one.left_out, one.arithmetic or "", one.entries, one.needs
    )


def because(reasons: Iterable[Reason], *, briefly: bool = False, so_far: bool = False) -> Iterator[str]:
    """A sentence or more for each reason, what it rests on after it.

    Briefly: without naming the absences. So far: what the reason asks for has not come about yet.
    """
    for reason in reasons:
        said = claim(reason, so_far=so_far)
        if said:
            yield f"{said}{words.cited(reason.line, reason.clauses)}"
        if not briefly:
            yield from absences(looked(reason))
        # What a reason rests on stands in the same line of the policy, which need not be cited twice.
        # Only a setting has a line of its own.
        below = (replace(p, line=None, clauses=()) if said and p.kind != "setting" else p for p in reason.because)
        yield from because(below, briefly=briefly, so_far=so_far)


def claim(reason: Reason, *, so_far: bool = False) -> str:
    """One reason without its clauses: `Bradford score 175, over 150: 5 absences x 5 absences x 7 ... = 175`.

    Nothing for one that only holds others together.
    """
    seen = looked(reason)
    match reason.kind:
        case "measure" | "count" if reason.needs:
            what = f"{reason.unit} of {reason.what}" if reason.kind == "count" and reason.unit else reason.what
            return f"{untold(what, seen, reason.unit)}{_needed(reason, so_far)}{_in(seen)}"
        case "measure":
            sum_ = arithmetic(seen)
            value = f"{reason.what} {words.value_of(reason.value)}"
            return f"{value}{_limit(reason, so_far)}" + (f": {sum_}" if sum_ else "") + _in(seen)
        case "count" if reason.what and seen.value is not None:
            counted = words.plural(seen.value, reason.unit or reason.what)
            of = f"{reason.what}: " if reason.unit else ""
            return f"{of}{counted}{_limit(reason, so_far)}{_in(seen)}"
        case "of-the-last":
            return f"{reason.what}: {words.value_of(reason.value)}{_limit(reason, so_far)}"
        case "length" if seen.value is not None:
            lasted = words.plural(seen.value, reason.unit if reason.unit in OWN else "calendar days")
            return f"{words.absence(reason.what)}: {lasted}{_limit(reason, so_far)}{_in(seen)}"
        case "date" | "fact":
            return _date(reason, seen.window)
        case "uncovered" if reason.first and reason.last:
            return f"{reason.what} for {words.days(reason.first, reason.last)}"
        case "closed":
            return words.in_words(reason.what, words.CLOSED_WHY)
        case "event" if reason.value in ("yes", "no"):
            # A period runs, or does not: from its first day to its last, as far as it has begun.
            lasts = f", {words.days(reason.first, reason.last)}" if reason.first and reason.last else ""
            return f"{reason.what}: {reason.value}{lasts}"
        case "event":
            return f"{reason.what}: {words.value_of(reason.value) or 'not so far'}{_in(seen)}"
        case "setting" if seen.value is not None:
            since = f" since {words.day(reason.first)}" if reason.first else ""
            whom = f" {reason.comparison}" if reason.comparison else ""
            value = words.plural(seen.value, reason.unit) if reason.unit else words.number(seen.value)
            return f"{reason.what} is {value}{since}{whom}"
        case "month-end":
            return f"that month is too short for the same day: {reason.what} is used"
        case _:
            return f"{reason.what} {words.value_of(reason.value)}".strip()


def untold(what: str, seen: Looked, unit: str | None = None) -> str:
    """A number that is known only within bounds: the least it is for certain, and what is missing to tell the rest."""
    missing = words.several(list(seen.needs))
    if not seen.value:
        return f"{what}: cannot be told without {missing}"
    least = words.plural(seen.value, unit) if unit and unit != "%" else words.value_of(seen.value)
    return f"{what}: {least} for certain, the rest cannot be told without {missing}"


def _needed(reason: Reason, so_far: bool) -> str:
    return _limit(reason, so_far).replace(" so far,", ";", 1).replace(", ", "; ", 1)


def arithmetic(seen: Looked) -> str:
    """How the value comes about: the formula with its numbers, and what they make where there is more than one."""
    operators = (" x ", " / ", " + ", " - ")
    if not seen.arithmetic or seen.value is None or not any(sign in seen.arithmetic for sign in operators):
        return seen.arithmetic
    return f"{seen.arithmetic} = {words.number(seen.value)}"


def absences(seen: Looked) -> Iterator[str]:
    """Which absences were counted, with the days each adds, and which were left out, by why."""
    yield from _entries(seen.entries)
    if seen.counted:
        clipped = frozenset(seen.clipped)
        named = [_counted(one, one.absence in clipped, told=not seen.needs) for one in seen.counted]
        in_ = next((one.unit.value for one in seen.counted if one.unit is not None), "days")
        told = not seen.needs and all(one.days is not None for one in seen.counted)
        days = f" ({in_})" if told else ""
        spans = [words.days(one.first, one.last) for one in seen.counted]
        yield f"counted{days}: {_listed(named, spans, _noun([one.absence for one in seen.counted]))}"
        holidays = dict.fromkeys(each for one in seen.counted for each in one.holidays)
        if holidays:
            said = [f"{name} {words.short_day(when)}" for when, name in holidays]
            yield f"no working days, being public holidays: {_listed(said, said, 'days')}"
    for why in dict.fromkeys(one.why for one in seen.left_out):
        out = [one for one in seen.left_out if one.why == why]
        names = [f"{_own_name(one)}{words.short_day(one.first)}" for one in out]
        listed = _listed(names, names, _noun([one.absence for one in out]))
        yield f"not counted, {words.in_words(why, words.LEFT_OUT_WHY)}: {listed}"


def _entries(entries: tuple[PointsEntry, ...]) -> Iterator[str]:
    """The entries that count, each with its points and when it drops off; then those that do not, and the credits."""
    counting = [_entry(one) for one in entries if one.what != CREDIT and one.left]
    if counting:
        yield f"counted: {_listed(counting, counting, 'entries')}"
    for why in dict.fromkeys(one.gone for one in entries if one.what != CREDIT and one.gone):
        gone = [f"{_named(one)} ({_points(one.points)})" for one in entries if one.what != CREDIT and one.gone == why]
        yield f"not counted, {words.in_words(str(why), words.LEFT_OUT_WHY)}: {_listed(gone, gone, 'entries')}"
    credits = [_credit(one) for one in entries if one.what == CREDIT]
    if credits:
        kept = sum(one.left for one in entries if one.what == CREDIT and one.gone is None)
        bank = f"; {words.number(exact(kept))} kept in all" if kept else ""
        yield f"credits: {_listed(credits, credits, 'credits')}{bank}"


def _named(one: PointsEntry) -> str:
    return f"{one.what} {words.short_day(one.on)}"


def _points(number: Exact) -> str:
    """A number of points; the sign stands where points are taken off."""
    return f"-{words.number(-number)}" if number < 0 else words.number(number)


def _entry(one: PointsEntry) -> str:
    of = "" if one.left == one.points else f" of {_points(one.points)}"
    drops = f", drops off {words.short_day(one.drops_off)}" if one.drops_off else ""
    return f"{_named(one)} ({_points(one.left)}{of}{drops})"


def _credit(one: PointsEntry) -> str:
    rest = f", {words.number(one.left)} kept" if one.left and one.gone is None else ""
    lost = f", {one.gone}" if one.gone in ("lost", "expired", "used") else ""
    return f"{words.short_day(one.on)} ({_points(one.points)}{rest}{lost})"


def _limit(reason: Reason, so_far: bool) -> str:
    """`, over 150`, `, at least 2 needed`; while it is not reached, `so far, over 150 is needed`."""
    if reason.limit is None:
        return ""
    limit = words.value_of(reason.limit)
    if isinstance(reason.limit, int | Fraction) and reason.unit:
        limit = words.plural(reason.limit, reason.unit)
    bound = f", {reason.comparison or 'against'} {limit}"
    if so_far and not _is_reached(reason):
        several = reason.limit != 1 and (reason.kind == "count" or bool(reason.unit))
        return f" so far{bound} {'are' if several else 'is'} needed"
    return f"{bound} needed" if reason.kind == "count" else bound


def _is_reached(reason: Reason) -> bool:
    """Is the least that is asked for there already, so that something else is waited for?"""
    value, limit = reason.value, reason.limit
    if reason.kind == "length" or reason.unit == "weeks":
        return False  # the value is in calendar days
    if not isinstance(value, int | Fraction) or not isinstance(limit, int | Fraction):
        return False
    return value > limit if reason.comparison == "over" else value >= limit and reason.comparison == "at least"


def _in(seen: Looked) -> str:
    return f", in {seen.window}" if seen.window else ""


def _date(reason: Reason, window: str) -> str:
    """A date of a rule: its day, or what is known of it, and whether it is left out or only a floor."""
    passed = ", already passed" if reason.comparison == "already passed" else ""
    floor = "not before " if reason.comparison == "not before" else ""
    if reason.value is not None:
        return f"{floor}{reason.what}: {words.value_of(reason.value)}{passed}"
    missing = [need for need in reason.needs if need not in {FUTURE, reason.what}]
    return f"{floor}{reason.what}: {window or _bound(reason)}" + (
        f", without {words.several(missing)}" if missing else ""
    )


def _bound(reason: Reason) -> str:
    if reason.first:
        return f"not before {words.day(reason.first)}"
    if reason.last:
        return f"{words.day(reason.last)} at the latest"
    return "not so far" if reason.needs == (FUTURE,) else "not on file" if reason.kind == "fact" else "not known"


def _counted(one: Counted, clipped: bool, *, told: bool) -> str:
    """`18 to 20 May 2026 (3)`, with the absence's own name where it has one, and what its number does not hold."""
    parts = [] if one.days is None or not told else [words.number(one.days)]
    parts += ["in the window"] if clipped else []
    parts += ["so far"] if one.last is None else []
    return f"{_own_name(one)}{words.days(one.first, one.last)}" + (f" ({' '.join(parts)})" if parts else "")


def _own_name(one: Counted | LeftOut) -> str:
    return "" if words.ISO_DAY.fullmatch(one.absence) else f"{one.absence} "


def _noun(names: list[str]) -> str:
    """What they are: events have one name, absences each their own."""
    return names[0] if len(set(names)) == 1 and not words.ISO_DAY.fullmatch(names[0]) else "absences"


def _listed(named: list[str], spans: list[str], noun: str) -> str:
    """All of them, or of a great many the first, the last and the number."""
    if len(named) <= MANY:
        return ", ".join(named)
    return f"{words.plural(len(named), noun)}, {spans[0]} the first, {spans[-1]} the last"
