"""What adjustments for one employee come to: the value that holds, the one that would, and what that changed so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from policydsl.domain.number import Day, Exact
from policydsl.interpret.answer import Adjusted, Human, WouldBe
from policydsl.interpret.fold import over_days_that_matter
from policydsl.interpret.person import Person
from policydsl.interpret.points_shown import written
from policydsl.interpret.standing import Standings
from policydsl.model.amount import Amount, SettingValue


def adjusted(person: Person, standings: Standings) -> Iterator[Adjusted]:
    """Each adjustment that holds on the day asked about, in the order of the policy's settings."""
    differences = tuple(_differences(person, standings)) if person.history.adjustments else ()
    usual = replace(person.base, filed=replace(person.filed, adjustments=()))
    for setting in person.policy.settings:
        one = person.adjustment(setting, person.on)
        if one is None:
            continue
        yield Adjusted(
            setting=setting,
            value=_words(one.value),
            would_be=_usual(usual, SettingValue(setting), person.on),
            first=_date(one.since),
            last=_date(one.until),
            review=_date(one.review),
            by=one.by,
            differences=differences,
        )


def overdue_reviews(person: Person) -> Iterator[Human]:
    """Adjustments whose day of review has come; one that a later record has taken the place of needs no review."""
    for setting in person.policy.settings:
        one = person.adjustment(setting, person.on)
        if one is not None and one.review is not None and one.review <= person.on:
            what = f"the adjustment of {setting} was to be reviewed on {date.fromordinal(one.review)}"
            yield Human("review-overdue", what, "", "", None, date.fromordinal(one.review))


def _differences(person: Person, standings: Standings) -> Iterator[WouldBe]:
    """The steps that fall due only without, or only with, the adjustments."""
    usual = over_days_that_matter(replace(person.base, filed=replace(person.filed, adjustments=())))
    for name, one in sorted(usual.occurrences.items(), key=lambda item: item[1].on):
        if name not in standings.occurrences:
            yield WouldBe(one.step, one.case.branch, one.case.absence, date.fromordinal(one.on))
    for name, one in sorted(standings.occurrences.items(), key=lambda item: item[1].on):
        if name not in usual.occurrences:
            yield WouldBe(one.step, one.case.branch, one.case.absence, date.fromordinal(one.on), due=False)


def _usual(usual: Person, setting: SettingValue, on: Day) -> str:
    """What a setting would be; of one that nobody has set, or pro rata to hours not on file, nobody can tell."""
    return "not known" if usual.value_needs(setting, on) else _words(usual.value(setting, on))


def _words(value: Exact | Amount) -> str:
    if isinstance(value, Amount):
        unit = value.unit.value[:-1] if value.number == 1 else value.unit.value
        return f"{written(value.number)} {unit}"
    return written(value)


def _date(day: Day | None) -> date | None:
    return None if day is None else date.fromordinal(day)
