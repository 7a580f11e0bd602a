"""What an organisation's policy asks for, of whom, on which day, and why. This page is the only door.

    policy = policydsl.policy(policy_text)
    (history,) = policydsl.histories(history_text, policy)
    print(policydsl.as_text(policydsl.answer(policy, history, on=date(2026, 5, 29))))

Those three, and `calendar`, raise `PolicyError` for a text that has errors. Below them are the phases they are made of,
which never raise: each takes values, and gives a value and the problems it found. Nothing here touches a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from policydsl import diagnostics
from policydsl.calendars import calendar_files
from policydsl.check import Checked, Taking, alternatives, check, check_text, taking
from policydsl.diagnostics import Diagnostic, has_errors, in_order
from policydsl.domain.holidays import HolidayCalendar
from policydsl.explain.digest import digest_of_source, digest_of_text, digest_of_values
from policydsl.explain.json import as_json
from policydsl.explain.text import as_text
from policydsl.gathered import Unfound, file_of
from policydsl.history.history import History
from policydsl.history.make import make
from policydsl.interpret.answer import Answer
from policydsl.interpret.compare import Comparison, View, compare
from policydsl.interpret.evaluate import Evaluated, evaluate
from policydsl.model.policy import Policy
from policydsl.records.calendar_file import read_calendar
from policydsl.records.days_file import read_days
from policydsl.records.mask import masked
from policydsl.records.on_file import OnFile, read_histories
from policydsl.records.read import read
from policydsl.source import Source
from policydsl.syntax import Parsed, parse
from policydsl.syntax.include import Resolver, gather
from policydsl.version import ENGINE, LANGUAGE

# fmt: off
__all__ = [
    "ENGINE", "LANGUAGE", "Answer", "Checked", "Comparison", "Diagnostic", "Evaluated", "History", "HolidayCalendar",
    "OnFile", "Parsed", "Policy", "PolicyError", "Resolver", "Source", "Taking", "Unfound", "View", "alternatives",
    "answer", "as_json", "as_text", "calendar", "calendar_files", "check", "check_text", "compare",
    "digest_of_source", "digest_of_text", "digest_of_values", "evaluate", "file_of", "gather", "histories", "make",
    "parse", "policy", "read", "read_calendar", "read_days", "read_histories", "taking",
]
# fmt: on


NO_FILES: Mapping[str, str] = {}


class PolicyError(Exception):
    """A text that cannot be used as it stands. `problems` says why; as words it shows each in its line."""

    def __init__(self, problems: Iterable[Diagnostic], *sources: Source) -> None:
        self.problems = in_order(problems)
        super().__init__(diagnostics.as_text(self.problems, {one.name: one for one in sources}, colour=False))


def policy(
    text: str,
    name: str = "policy",
    *,
    calendars: Iterable[HolidayCalendar] = (),
    files: Resolver | Mapping[str, str] = NO_FILES,
) -> Policy:
    """The policy that a text states; `calendars` are those that it, and histories under it, may name besides.

    `files`: what it includes, by name, or a function that gives it (see `gather`).
    """
    source = gather(Source(name, text), files)
    checked = check_text(source, calendars=calendars)
    if checked.policy is None:
        raise PolicyError(checked.diagnostics, *source.files)
    return checked.policy


def histories(text: str, policy: Policy, name: str = "history") -> tuple[History, ...]:
    """The histories in a YAML or JSON text, one for each employee, in its order."""
    source = Source(name, text)
    found = read_histories(source, policy)
    problems = [problem for one in found for problem in one.diagnostics]
    if has_errors(problems):
        raise PolicyError(problems, masked(source))
    return tuple(one.history for one in found if one.history is not None)


def calendar(text: str, name: str = "calendar") -> HolidayCalendar:
    """The holiday calendar in a YAML or JSON text."""
    source = Source(name, text)
    found, problems = read_calendar(source)
    if found is None:
        raise PolicyError(problems, source)
    return found


def answer(policy: Policy, history: History, on: date, *, readings: bool = False) -> Answer:
    """What the policy asks for, for this history, at the end of this day; with `readings`, what it turns on."""
    evaluated = evaluate(policy, history, on, readings=readings)
    if evaluated.answer is None:
        raise PolicyError(evaluated.diagnostics)
    return evaluated.answer
