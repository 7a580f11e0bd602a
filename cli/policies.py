"""Policies named on the command line: read, checked, and their problems told or put into values."""

from __future__ import annotations

from dataclasses import dataclass

import policydsl
from policydsl.diagnostics import as_json, as_text
from policydsl.explain.digest import digests_of_files
from policydsl.explain.values import files_of

from . import files, including
from .status import Status


@dataclass(frozen=True, slots=True)
class Read:
    """A policy that could be read: its text and what the check made of it."""

    source: policydsl.Source
    checked: policydsl.Checked
    calendars: tuple[policydsl.HolidayCalendar, ...] = ()
    """The holiday calendars that were handed in with it."""
    pay: Read | None = None
    """The policy handed in with it whose sick pay gives days of its facts."""

    @property
    def name(self) -> str:
        """The name of the file that was named."""
        return self.source.root.name

    @property
    def digest(self) -> str:
        """Of all that the policy is made of."""
        return policydsl.digest_of_source(self.source)

    @property
    def digests(self) -> dict[str, str]:
        """Of each file that it is made of."""
        return digests_of_files(self.source)

    @property
    def pay_digest(self) -> str | None:
        """Of the policy with the sick pay, if one was handed in."""
        return None if self.pay is None else self.pay.digest

    @property
    def handed_in(self) -> dict[str, policydsl.HolidayCalendar]:
        """The calendars handed in with it and with the policy that has the sick pay, by their names."""
        assert self.checked.policy is not None
        paid = {} if self.pay is None else self.pay.handed_in
        return {**paid, **self.checked.policy.calendars}

    @property
    def status(self) -> Status:
        return Status.POLICY_ERRORS if self.checked.policy is None else Status.WELL

    @property
    def names_one(self) -> bool:
        """Whether the text has a `policy` line, or seems to."""
        return all(one.code.name != "no-policy-line" for one in self.checked.diagnostics)

    def including(self) -> list[str]:
        """The policies that include this file, which is no policy of its own."""
        return [] if self.names_one else including.by_whom(self.source.root)

    def tell(self) -> None:
        """Its problems, in text, and the policies to check in its place."""
        if self.checked.diagnostics:
            files.tell(as_text(self.checked.diagnostics, self.source.by_name, colour=files.in_colour(errors=True)))
        for one in self.including():
            files.tell(f"{self.name} is included by {one}; check that one: policydsl check {one}")

    def as_values(self) -> dict[str, object]:
        """Its problems, as JSON holds them."""
        problems = as_json(self.checked.diagnostics, self.source.by_name)
        return {"policy": self.name, "digest": self.digest, **files_of(self.digests), "problems": problems}


def read(
    name: str, *, thorough: bool = True, calendars: tuple[policydsl.HolidayCalendar, ...] = ()
) -> Read | files.Unreadable:
    """A policy file, read and checked; not `thorough`: as far as evaluating it as it is written needs."""
    source = files.read(name)
    if isinstance(source, files.Unreadable):
        return source
    source = including.gathered(source)
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
    named = [
        (name if one is policy.root else one.name, each)
        for one in policy.files
        for each in policydsl.calendar_files(one)
    ]
    for beside, called in named:
        file = files.beside(beside, called)
        if any(one.name == called for one in (*handed_in, *found)) or not files.is_there(file):
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
