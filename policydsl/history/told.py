"""What an example of the policy tells, as assertions: it goes through the same door as any history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TypeVar

from policydsl.diagnostics import Diagnostic, Label
from policydsl.domain.number import Day
from policydsl.domain.working_time import Pattern
from policydsl.history.assertions import (
    Assertions,
    Said,
    SaidAdjustment,
    SaidEvent,
    SaidFact,
    SaidGroup,
    SaidRecord,
    SaidStanding,
)
from policydsl.history.history import What
from policydsl.history.problems import UNKNOWN_FLAG
from policydsl.model.example import AbsenceTold, EventTold, Example, FactTold, OwnValueTold, StoodTold, Told
from policydsl.source import Place, Span

Value = TypeVar("Value")
HALF = Fraction(1, 2)


def assertions(example: Example) -> Assertions:
    """All that an example tells, each thing with its place in the policy text; the employee has the example's title."""
    here = _Here(example.source)
    return Assertions(
        employee=Said(example.title, here.place(example.written.span)),
        works=here.patterns(example.works),
        service=here.day(example.service),
        groups=tuple(SaidGroup(place=here.place(one.span), name=here.the(one)) for one in example.groups),
        records=tuple(map(here.record, example.absences)),
        events=tuple(map(here.event, example.events)),
        facts=tuple(map(here.fact, example.facts)),
        adjustments=tuple(map(here.own_value, example.own_values)),
        standing=tuple(map(here.stood, example.standing)),
    )


NAME_IT = "go on with `, for the absence from` and the first day of the absence that is meant"
HELP: Mapping[str, str] = {
    "which-absence": NAME_IT,
    "event-fits-several": NAME_IT,
    "absence-not-on-record": "write the first day of an absence that this example tells",
    "record-after-open": "give the earlier absence its last day with `to`, or take this one out",
    "part-day-outside": "half a day is missed on a day of the absence; correct the day",
    "group-cannot-be-told": "add a line like `service from 2 March 2020`, or the hours: "
    "`works Monday to Friday for 7.5 hours a day`",
    "no-absence-needed": "take `for the absence from …` out; this is about the employee as a whole",
    "contradicting-facts": "keep the right one",
    "event-lacks-a-key": "write behind the day how long it was, like `, lasting 25 minutes`",
    "adjustment-backwards": "exchange the two days, or correct the one that is wrong",
    "cover-backwards": "exchange the two days, or correct the one that is wrong",
    "adjustments-overlap": "end the first with `until` before the second begins with `from`, or keep the right one",
}
"""What to do about a problem of a history, where it says so in words of a history file, in words of the language."""
COUNTED_LIKE_OTHERS = (
    "it changes nothing; leave it out, or name it in the policy: where such absences are to count like all others,\n"
    "as in `category gradual return is an absence flagged gradual return [7]`, with the clause that says so"
)
"""What to do about a flag that no line names."""


def in_words_of_the_language(problem: Diagnostic) -> Diagnostic:
    """A problem of a history that an example tells, with advice that fits a policy text."""
    also = tuple(Label(one.place, one.text.replace("with no `last`", "and not back")) for one in problem.also)
    help = HELP.get(problem.code.name, problem.help)
    if problem.code == UNKNOWN_FLAG and "did you mean" not in (help or ""):
        help = COUNTED_LIKE_OTHERS
    return replace(problem, also=also, help=help)


class _Here:
    """Puts places into one source."""

    def __init__(self, source: str) -> None:
        self.source = source

    def place(self, span: Span) -> Place:
        return Place(self.source, span)

    def said(self, told: Told[Value] | None) -> Said[Value] | None:
        return None if told is None else Said(told.value, self.place(told.span))

    def patterns(self, told: Told[Pattern] | None) -> Said[tuple[Pattern, ...]] | None:
        return None if told is None else Said((told.value,), self.place(told.span))

    def day(self, told: Told[date] | None) -> Said[Day] | None:
        return None if told is None else self.the_day(told)

    def the_day(self, told: Told[date]) -> Said[Day]:
        return Said(told.value.toordinal(), self.place(told.span))

    def the(self, told: Told[Value]) -> Said[Value]:
        return Said(told.value, self.place(told.span))

    def named(self, absence: Told[date] | None) -> Said[str] | None:
        """An absence by its first day, as a history names it."""
        return None if absence is None else Said(absence.value.isoformat(), self.place(absence.span))

    def record(self, told: AbsenceTold) -> SaidRecord:
        half = self.day(told.half)
        return SaidRecord(
            place=self.place(told.span),
            first=self.the_day(told.first),
            last=self.day(told.last),
            part=() if half is None else ((half, Said(HALF, half.place)),),
            flags=tuple(map(self.the, told.flags)),
            reason=self.said(told.reason),
        )

    def event(self, told: EventTold) -> SaidEvent:
        return SaidEvent(
            place=self.place(told.span),
            day=self.the_day(told.day),
            what=Said(What(told.what.value), self.place(told.what.span)),
            step=self.said(told.step),
            name=self.said(told.name),
            value=self.said(told.value),
            for_=self.day(told.other),
            branch=self.said(told.branch),
            absence=self.named(told.absence),
            by=self.said(told.by),
            since=self.day(told.since),
            until=self.day(told.until),
            minutes=self.said(told.minutes),
            flags=tuple(map(self.the, told.flags)),
        )

    def fact(self, told: FactTold) -> SaidFact:
        return SaidFact(
            place=self.place(told.span),
            name=self.the(told.name),
            value=self.the_day(told.value),
            absence=self.named(told.absence),
        )

    def own_value(self, told: OwnValueTold) -> SaidAdjustment:
        """An example need not say who decided it and why: it is told to show what follows."""
        said = Said("example", self.place(told.span))
        return SaidAdjustment(
            place=self.place(told.span),
            setting=self.the(told.setting),
            value=self.the(told.value),
            since=self.day(told.since),
            until=self.day(told.until),
            by=said,
            why=said,
        )

    def stood(self, told: StoodTold) -> SaidStanding:
        return SaidStanding(
            place=self.place(told.span),
            branch=self.the(told.branch),
            step=self.the(told.step),
            held=self.the_day(told.held),
            absence=self.named(told.absence),
            outcome=self.said(told.outcome),
        )
