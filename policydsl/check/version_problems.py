"""The wording of every problem with dated versions, versions for a group, and groups."""

from __future__ import annotations

from datetime import date

from policydsl.check.problems import quoted, said_twice
from policydsl.diagnostics import Code, Diagnostic, Label
from policydsl.source import Place

VERSION_NEVER_HOLDS = Code("version-never-holds")
VERSION_BEFORE_THE_POLICY = Code("version-before-the-policy")
VERSION_OF_NO_LINE = Code("version-of-no-line")
VERSION_OF_WHICH_LINE = Code("version-of-which-line")
VERSION_IN_ANOTHER_UNIT = Code("version-in-another-unit")
NO_VERSIONS_OF_THIS_LINE = Code("no-versions-of-this-line")


def in_words(day: date) -> str:
    """A day as a policy writes it."""
    return f"{day.day} {day:%B %Y}"


def ends_before_it_begins(until: Place, since: Place) -> Diagnostic:
    """A version whose last day is before its first."""
    return Diagnostic(
        VERSION_NEVER_HOLDS,
        Label(until, "this day is earlier"),
        "this version ends before it begins",
        also=(Label(since, "it begins here"),),
        help="both days belong to it: `from 1 April 2027 until 31 March 2028`",
    )


def after_the_policy(at: Place, end: date) -> Diagnostic:
    """A version that begins when the policy is no longer in force."""
    return Diagnostic(
        VERSION_NEVER_HOLDS,
        Label(at),
        "this version begins when the policy has ended",
        help=f"the policy is in force until {in_words(end)}; write an earlier day here, or a later one there",
    )


def before_the_policy(at: Place, begins: date) -> Diagnostic:
    """A version from the policy's first day on, or an earlier one: the line that it replaces never holds."""
    return Diagnostic(
        VERSION_BEFORE_THE_POLICY,
        Label(at),
        "the line that this version replaces never holds",
        help=f"the policy is in force from {in_words(begins)}: write a later day, or change that line itself",
    )


def of_no_line(at: Place, what: str) -> Diagnostic:
    """A version of something that must always be said, and is not said for the days before."""
    return Diagnostic(
        VERSION_OF_NO_LINE,
        Label(at),
        f"nothing says {what} on other days",
        help="add the same line without a day and a group, for everything that this version leaves out",
    )


def of_which_line(at: Place, first: Place) -> Diagnostic:
    """A version that might take the place of several lines, or of a part of one."""
    return Diagnostic(
        VERSION_OF_WHICH_LINE,
        Label(at),
        "it is not clear which line this version replaces",
        also=(Label(first, "this one, or only a part of it?"),),
        help="a version replaces a whole line: give each thing a line of its own, here and above",
    )


def said_again(at: Place, first: Place) -> Diagnostic:
    """A second version of one line for the same days and the same employees."""
    return said_twice(at, "what holds then", first)


def of_which_credit(at: Place, first: Place) -> Diagnostic:
    """A version of a credit that might take the place of several."""
    return Diagnostic(
        VERSION_OF_WHICH_LINE,
        Label(at),
        "it is not clear which line this version replaces",
        also=(Label(first, "this one, or another credit?"),),
        help="write the stretch of time of the line that is meant; to end one, write it with `from … until …`",
    )


def in_another_unit(at: Place, written: str, usual: Place, unit: str) -> Diagnostic:
    """Another unit than the setting's own value has."""
    return Diagnostic(
        VERSION_IN_ANOTHER_UNIT,
        Label(at),
        f"{quoted(written)} is not counted like the setting's own value",
        also=(Label(usual, "its value on other days"),),
        help=f"write it in {unit} too" if unit else "write a bare number too",
    )


def no_versions(at: Place, what: str) -> Diagnostic:
    """A line that says something of the whole policy, with a day or a group before it."""
    return Diagnostic(
        NO_VERSIONS_OF_THIS_LINE,
        Label(at),
        f"{what} cannot have versions",
        help="write the line without the day and the group before it",
    )
