"""The wording of every problem of a reading: what it must say, and where the lines of its alternatives go."""

from __future__ import annotations

from collections.abc import Sequence

from policydsl.check.problems import SAID_TWICE, a, quoted
from policydsl.diagnostics import Code, Diagnostic, Label, Severity, listing
from policydsl.source import Place

READING_INCOMPLETE = Code("reading-incomplete")
TAKEN_IS_NOT_WRITTEN = Code("taken-is-not-written")
NOTHING_TO_REPLACE = Code("nothing-to-replace")
READING_BREAKS_THE_POLICY = Code("reading-breaks-the-policy")
ALTERNATIVE_AS_WRITTEN = Code("alternative-as-written", Severity.WARNING)


def without_question(at: Place) -> Diagnostic:
    """A reading that asks nothing."""
    return Diagnostic(
        READING_INCOMPLETE,
        Label(at),
        "this reading does not say what the source leaves open",
        help='write the question below it: `asks "Does exactly 150 count?"`',
    )


def without_taken(at: Place) -> Diagnostic:
    """A reading that does not say which alternative the policy takes."""
    return Diagnostic(
        READING_INCOMPLETE,
        Label(at),
        "this reading does not say which way the policy takes",
        help="write below it `taken`, a name and `as written`: `taken over: as written`",
    )


def taken_is_not_written(at: Place, written: Label | None) -> Diagnostic:
    """What `taken` spells out is not what the policy says."""
    return Diagnostic(
        TAKEN_IS_NOT_WRITTEN,
        Label(at),
        "the policy does not say this",
        (written,) if written else (),
        "write `as written` after the colon; to take it this way, change the policy's own line",
    )


def no_such_heading(at: Place, kind: str, name: str, known: Sequence[str]) -> Diagnostic:
    """An alternative brings a heading for something that the policy does not have."""
    there = f"there is {listing([f'`{one}`' for one in known[:3]], 'and')}" if known else f"the policy has no {kind}"
    return Diagnostic(
        NOTHING_TO_REPLACE,
        Label(at),
        f"there is no {kind} {quoted(name)} to take the place of",
        help=f"an alternative changes {a(kind)} that the policy has; {there}",
    )


def goes_nowhere(at: Place, name: str, kind: str, hosts: str) -> Diagnostic:
    """`in` names a block that has no lines of this kind."""
    return Diagnostic(
        NOTHING_TO_REPLACE,
        Label(at),
        f"{quoted(name)} is {a(kind)}, which has no such line",
        help=f"this line goes to {hosts}: `possible …, in {hosts.split(' or ')[0].split(' ')[-1]} …:`",
    )


def needs_no_place(at: Place) -> Diagnostic:
    """`in` before a line that has its place by itself."""
    return Diagnostic(
        NOTHING_TO_REPLACE,
        Label(at),
        "this line has its place without `in`",
        help="a line under `policy` and a heading are found by themselves; take `in …` out",
    )


def which_place(at: Place, hosts: str) -> Diagnostic:
    """A line that several blocks have, or none, and no `in`."""
    return Diagnostic(
        NOTHING_TO_REPLACE,
        Label(at),
        "this does not say where the line goes",
        help=f"name {hosts} before the colon: `possible …, in …:`",
    )


def no_such_line(at: Place, there: Sequence[Place]) -> Diagnostic:
    """`without` and a line that the policy does not have there, or has in other words."""
    return Diagnostic(
        NOTHING_TO_REPLACE,
        Label(at),
        "the policy has no such line there",
        tuple(Label(place, "it says this") for place in there),
        "write behind `without` the line as it stands in the policy",
    )


def two_readings_one_line(at: Place, first: Place) -> Diagnostic:
    """Two readings that are to be taken in another way put different lines in one place."""
    return Diagnostic(
        SAID_TWICE,
        Label(at),
        "two of the readings taken change the same line",
        (Label(first, "changed here first"),),
        "take one of the two",
    )


def alternative_as_written(at: Place) -> Diagnostic:
    """An alternative that changes nothing."""
    return Diagnostic(
        ALTERNATIVE_AS_WRITTEN,
        Label(at),
        "this is what the policy says already",
        help="take the line out, or write what else the source could mean",
    )


def breaks_the_policy(at: Place, problem: Diagnostic) -> Diagnostic:
    """Under this alternative some other line of the policy makes no sense."""
    return Diagnostic(
        READING_BREAKS_THE_POLICY,
        Label(at),
        "taken this way, another line makes no sense",
        (Label(problem.at.place, problem.message),),
        problem.help,
    )
