"""The sick pay of an absence as an answer shows it, with the arithmetic as reasons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from policydsl.domain.absence import Absence
from policydsl.domain.number import Day, Exact, exact
from policydsl.interpret.answer import Counted, PayDate, PayKind, PayStretch, Reason, SickPay, Warned
from policydsl.interpret.pay_course import Course, Due, PaidDay, course, last_paid, ledger_before, schedule_of
from policydsl.interpret.pay_facts import day_given, paid_as
from policydsl.interpret.person import Person
from policydsl.interpret.standing import NOBODY
from policydsl.interpret.window import window_days
from policydsl.interpret.wording import bound_in_words, value_in_words
from policydsl.model.pay import FULL, CountedBack, LookBack, PayBand, PayDay

Days = tuple[tuple[Day, Day, Exact | None, str], ...]


def sick_pay(person: Person) -> Iterator[SickPay]:
    """The sick pay of each absence that has begun and is not over, or else of the latest."""
    person = paid_as(person)
    if not person.policy.pays:
        return
    begun = [one for one in person.absences if one.first <= person.on]
    running = [one for one in begun if not one.is_settled(person.on)]
    for absence in running or begun[-1:]:
        followed = course(person, absence, person.on)
        if followed is not None:
            yield _of(person, absence, followed)


def _of(person: Person, absence: Absence, followed: Course) -> SickPay:
    last = absence.last(person.on)
    written = followed.pay.written
    service = person.history.service
    needs = followed.needs | followed.doubts
    return SickPay(
        policy=person.policy.name,
        schedule=followed.pay.name,
        absence=absence.name,
        first=date.fromordinal(absence.first),
        last=None if last is None else date.fromordinal(last),
        unit=followed.pay.unit.value,
        service_from=None if service is None else date.fromordinal(service),
        kinds=tuple(_kinds(person, followed, last)),
        stretches=tuple(_stretches(followed, last)),
        dates=tuple(_dates(person, absence, followed)),
        needs=tuple(sorted(needs)),
        line=written.line,
        clauses=written.cites,
        reasons=tuple(_reasons(person, absence, followed)),
    )


def _kinds(person: Person, followed: Course, last: Day | None) -> Iterator[PayKind]:
    for (rate, entitled), off in zip(followed.entitled, followed.came_off, strict=True):
        so_far = min(person.on, person.on if last is None else last)
        paid = _paid(followed.days, rate, followed.absence.first, so_far)
        ahead = _paid(followed.days, rate, so_far + 1, None)
        yield PayKind(rate, entitled, off, paid, ahead)


def _paid(days: tuple[PaidDay, ...], rate: Exact, first: Day, last: Day | None) -> Exact:
    inside = (one for one in days if first <= one.day and (last is None or one.day <= last))
    return exact(sum(part for one in inside for each, part in one.paid if each == rate))


def _stretches(followed: Course, last: Day | None) -> Iterator[PayStretch]:
    """Days paid alike; days on which nobody pays and nobody would work go with those before them."""
    found = [(kind, next(days).day) for kind, days in groupby(followed.days, key=_kind)]
    found = [one for one in found if last is None or one[1] <= last]
    for place, ((rate, why), first) in enumerate(found):
        after = found[place + 1][1] - 1 if place + 1 < len(found) else last
        if after is None and followed.needs:
            after = followed.days[-1].day
        yield PayStretch(
            first=date.fromordinal(first),
            last=None if after is None else date.fromordinal(after),
            rate=rate,
            why=why,
        )


def _kind(one: PaidDay) -> tuple[Exact | None, str]:
    """How a day is paid; one that is paid in two ways goes with what begins on it."""
    if one.unpaid > 0:
        return None, "used-up" if one.due is Due.SOME else "none-due"
    if one.paid:
        return one.paid[-1][0], "paid"
    return None, "waiting" if one.waits else "none-due"


def _dates(person: Person, absence: Absence, followed: Course) -> Iterator[PayDate]:
    """The days that follow, with the facts that they give."""
    for what in PayDay:
        facts: list[str | None] = [fact for fact, given in followed.pay.gives if given is what]
        found = day_given(what, followed, absence, person.on)
        for fact in facts or [None]:
            recorded = None if fact is None else person.fact(fact, absence.name, person.on).known
            yield PayDate(
                what=what.value,
                fact=fact,
                on=None if found.known is None else date.fromordinal(found.known),
                recorded=None if recorded is None else date.fromordinal(recorded),
                needs=tuple(sorted(followed.needs | followed.doubts)) if found.known is None else (),
            )


def other_than_recorded(person: Person) -> Iterator[Warned]:
    """Days on record that are not those that sick pay gives: people are asked which is right."""
    payer = paid_as(person)
    if not payer.policy.pays:
        return
    for absence in payer.absences:
        followed = course(payer, absence, person.on) if _is_on_file(person, payer, absence) else None
        for fact, what in followed.pay.gives if followed is not None else ():
            if followed is None or fact not in person.policy.facts:
                continue
            recorded = person.fact(fact, absence.name, person.on).known
            worked_out = day_given(what, followed, absence, person.on).known
            if recorded is not None and worked_out is not None and recorded != worked_out:
                one, other = date.fromordinal(recorded), date.fromordinal(worked_out)
                schedule = f"sick pay {followed.pay.name}"
                yield Warned(
                    "other-than-recorded",
                    f"{fact} is recorded as {one.isoformat()}, and by {schedule} it is {other.isoformat()}",
                    absence=absence.name,
                    on=one,
                    help="the recorded day counts; take it out of `facts`, or mend what the other is worked out from",
                    clauses=followed.pay.written.cites,
                )


def _is_on_file(person: Person, payer: Person, absence: Absence) -> bool:
    """Is a day on record that sick pay gives for the absence? Where none is, its pay need not be followed."""
    pay, _ = schedule_of(payer, absence, person.on)
    facts = () if pay is None else (fact for fact, _ in pay.gives if fact in person.policy.facts)
    return any(person.fact(fact, absence.name, person.on).known is not None for fact in facts)


# ------------------------------------------------------------------ reasons


def _reasons(person: Person, absence: Absence, followed: Course) -> Iterator[Reason]:
    """The band that holds, what came off on the first day, the caps, and the days without pay."""
    pay = followed.pay
    if followed.band is not None:
        yield _of_band(person, absence, followed.band)
    if pay.less is not None and followed.entitled and not followed.doubts:
        yield _of_less(person, absence, followed, pay.less)
    for cap in pay.caps:
        kind = "full pay" if cap.rate == FULL else "sick pay"
        received, window = _received(person, absence, cap.within, cap.rate)
        yield Reason(
            "pay",
            f"{kind} received",
            cap.within.written.line,
            cap.within.written.cites,
            value=received,
            comparison="at most",
            limit=cap.amount.number,
            unit=cap.amount.unit.value,
            first=date.fromordinal(window[0]),
            last=date.fromordinal(window[1]),
        )
    if pay.waiting is not None:
        yield Reason(
            "pay",
            "days without pay at first" + (", once in a run of linked absences" if pay.waiting.once_in_a_run else ""),
            pay.waiting.written.line,
            pay.waiting.written.cites,
            value=pay.waiting.amount.number,
            unit=pay.waiting.amount.unit.value,
        )


def _of_band(person: Person, absence: Absence, band: PayBand) -> Reason:
    tiers = ", ".join(f"{value_in_words(one.amount)} at {one.rate}%" for one in band.tiers) or "no pay"
    whose = "everybody" if band.service is None else f"service {bound_in_words(band.service)}"
    service = person.history.service
    return Reason(
        "pay",
        f"{whose}: {tiers}",
        band.written.line,
        band.written.cites,
        value=None if service is None or band.service is None else date.fromordinal(service),
        first=date.fromordinal(absence.first),
    )


def _of_less(person: Person, absence: Absence, followed: Course, less: LookBack) -> Reason:
    received, window = _received(person, absence, less, None)
    left = [
        f"{entitled} - {off} = {exact(entitled - off)} at {rate}%"
        for (rate, entitled), off in zip(followed.entitled, followed.came_off, strict=True)
    ]
    return Reason(
        "pay",
        "sick pay received",
        less.written.line,
        less.written.cites,
        value=received,
        unit=followed.pay.unit.value,
        first=date.fromordinal(window[0]),
        last=date.fromordinal(window[1]),
        counted=tuple(_counted(person, absence, window)),
        arithmetic="; ".join(left),
    )


def _received(person: Person, absence: Absence, less: LookBack, rate: Exact | None) -> tuple[Exact, tuple[Day, Day]]:
    """What was received before the absence in the window as it stands on its first day."""
    back = absence.first - 1 if less.back is CountedBack.DAY_BEFORE else absence.first
    window = window_days(less.window, person, None, NOBODY, back)
    assert window is not None, "the windows of sick pay wait for no event"
    paid = ledger_before(person, absence).between(*window)
    return exact(sum(paid.values()) if rate is None else paid.get(rate, 0)), window


def _counted(person: Person, absence: Absence, window: tuple[Day, Day]) -> Iterator[Counted]:
    """The absences before, with the days of each that were paid inside the window."""
    for one in person.absences:
        last = last_paid(person, one)
        if one.first >= absence.first or last is None:
            continue
        first, end = max(one.first, window[0]), min(last, window[1])
        days = sum(ledger_before(person, absence).between(first, end).values()) if first <= end else 0
        if days:
            yield Counted(one.name, date.fromordinal(first), date.fromordinal(end), exact(days))
