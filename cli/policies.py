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
    return Read(source, policydsl.check_text(source, thorough=thorough, calendars=calendars), calendars)


def as_values(one: Read | files.Unreadable) -> dict[str, object]:
    """What is wrong with a policy, whether it could be read or not."""
    if isinstance(one, Read):
        return one.as_values()
    return {"policy": one.name, "digest": None, "problems": [one.as_values()]}
