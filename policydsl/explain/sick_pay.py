"""What sick pay there is, for people: what is left of each kind, from which day on it changes, and the arithmetic."""

from __future__ import annotations

from collections.abc import Iterator

from policydsl.domain.number import Exact
from policydsl.explain import words
from policydsl.explain.page import Ink, Row, labelled
from policydsl.interpret.answer import Answer, PayKind, PayStretch, Reason, SickPay

COLUMN = 32
NO_PAY = {
    "waiting": "no pay yet: days that are waited for",
    "none-due": "no pay: the schedule has none for these days",
    "used-up": "no pay: none is left",
}
NEEDS = {"service from": "the first day of service (`service from`)"}


def sick_pay(answer: Answer) -> Iterator[Row]:
    """Each absence with its kinds of pay, its days and its reasons."""
    for one in answer.sick_pay:
        about = words.days(one.first, one.last)
        yield Row(
            "  ",
            f"Absence {about}: sick pay {one.schedule}{_of(one, answer)}{words.cited(one.line, one.clauses)}",
            hang=2,
        )
        for need in one.needs:
            yield Row("    ", f"Cannot tell: {NEEDS.get(need, words.with_days(need))} is not on file", Ink.DUE, hang=2)
        for each in one.stretches:
            yield from labelled(_when(each), paid_in_words(each), indent=4, column=COLUMN)
        for kind in one.kinds:
            yield from labelled(_rate(kind.rate), _kind(kind, one), indent=4, column=COLUMN)
        for date in one.dates:
            if date.fact is not None and date.on is not None:
                yield from labelled(date.fact, f"{words.day(date.on)}", indent=4, column=COLUMN)
        for why in one.reasons:
            yield Row("    ", because(why), Ink.QUIET, hang=2)


def _of(one: SickPay, answer: Answer) -> str:
    return "" if one.policy == answer.policy else f" of {one.policy}"


def _when(one: PayStretch) -> str:
    return f"from {words.day(one.first)}" if one.last is None else words.days(one.first, one.last)


def paid_in_words(one: PayStretch) -> str:
    """How the days of a stretch are paid."""
    if one.rate is not None:
        return _rate(one.rate)
    return NO_PAY[one.why]


def _rate(rate: Exact) -> str:
    return "full pay" if rate == 100 else "half pay" if rate == 50 else f"{words.number(rate)}% pay"


def _kind(kind: PayKind, one: SickPay) -> str:
    off = f", {words.number(kind.came_off)} came off for earlier sick pay" if kind.came_off else ""
    there = f"{words.number(kind.entitled)} {one.unit}{off}"
    if one.needs and not one.stretches:
        return there  # of no day can anybody tell how it is paid
    if one.last is not None:
        return f"{there}, {words.number(kind.paid)} paid in this absence"
    return f"{there}, {words.number(kind.paid)} paid so far, {words.number(kind.left)} left"


def because(why: Reason) -> str:
    """One reason of sick pay: the line of the schedule with the service, what comes off, where it is from."""
    said = why.what
    if why.limit is not None:
        said += f" from {words.day(why.first)}" if why.first else ""
        said += f": {words.value_of(why.value)}, {why.comparison} {words.number(why.limit)} {why.unit}"  # type: ignore[arg-type]
    elif why.arithmetic is not None and why.first and why.last:
        said += f" from {words.day(why.first)} to {words.day(why.last)}: {words.value_of(why.value)} {why.unit}"
        said += f" ({why.arithmetic})"
    elif why.unit is not None:
        said += f": {words.value_of(why.value)} {why.unit}"
    elif why.value is not None:
        said += f", in service since {words.value_of(why.value)}"
    return f"{said}{words.cited(why.line, why.clauses)}"
