"""Policies named on the command line: read, checked, and their problems told or put into values."""

from __future__ import annotations

from dataclasses import dataclass

import policydsl
from policydsl.diagnostics import as_json, as_text

from . import files
from .status import Status


@dataclass(frozen=True, slots=True)
class Read:
    """A policy that could be read: its text and what the check made of it."""

    source: policydsl.Source
    checked: policydsl.Checked
    calendars: tuple[policydsl.HolidayCalendar, ...] = ()
    """The holiday calendars that were handed in with it."""

    @property
    def status(self) -> Status:
        return Status.POLICY_ERRORS if self.checked.policy is None else Status.WELL

    @property
    def names_one(self) -> bool:
        """Whether the text has a `policy` line, or seems to."""
        return all(one.code.name != "no-policy-line" for one in self.checked.diagnostics)

    def tell(self) -> None:
        """Its problems, in text."""
        if self.checked.diagnostics:
            texts = {self.source.name: self.source}
            files.tell(as_text(self.checked.diagnostics, texts, colour=files.in_colour(errors=True)))

    def as_values(self) -> dict[str, object]:
        """Its problems, as JSON holds them."""
        problems = as_json(self.checked.diagnostics, {self.source.name: self.source})
        return {"policy": self.source.name, "digest": policydsl.digest_of_text(self.source.text), "problems": problems}


def read(
    name: str, *, thorough: bool = True, calendars: tuple[policydsl.HolidayCalendar, ...] = ()
) -> Read | files.Unreadable:
    """A policy file, read and checked; not `thorough`: as far as evaluating it as it is written needs."""
    source = files.read(name)
    if isinstance(source, files.Unreadable):
        return source
    beside = _calendars_beside(name, source, calendars)
    if isinstance(beside, files.Unreadable):
        return beside
    calendars = (*calendars, *beside)
    return Read(source, policydsl.check_text(source, thorough=thorough, calendars=calendars), calendars)


def _calendars_beside(
    name: str, policy: policydsl.Source, handed_in: tuple[policydsl.HolidayCalendar, ...]
) -> tuple[policydsl.HolidayCalendar, ...] | files.Unreadable:
    """The calendars in files that the policy names and that stand beside it; one that is not there is for the check."""
    found: list[policydsl.HolidayCalendar] = []
    for called in policydsl.calendar_files(policy):
        file = files.beside(name, called)
        if any(one.name == called for one in handed_in) or not files.is_there(file):
            continue
        source = files.read(file, is_table=called.casefold().endswith(".csv"))
        if isinstance(source, files.Unreadable):
            return source
        calendar, problems = policydsl.read_days(source, called)
        if calendar is None:
            told = as_text(problems, {source.name: source}, colour=files.in_colour(errors=True))
            line = problems[0].at.place
            why = f"this calendar of the policy cannot be used: {problems[0].message}"
            where = f"{source.name}:{source.position(line.span.start).line}"
            return files.Unreadable(where, why, problems[0].help or "correct it", told)
        found.append(calendar)
    return tuple(found)


def as_values(one: Read | files.Unreadable) -> dict[str, object]:
    """What is wrong with a policy, whether it could be read or not."""
    if isinstance(one, Read):
        return one.as_values()
    return {"policy": one.name, "digest": None, "problems": [one.as_values()]}
