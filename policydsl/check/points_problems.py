"""The wording of problems of points: entries that never count, credits that say too little, what no event can have."""

from __future__ import annotations

from policydsl.check.problems import quoted
from policydsl.diagnostics import Code, Diagnostic, Label, Severity
from policydsl.source import Place

POINTS_GAP = Code("points-gap", Severity.WARNING)
POINTS_FROM_NOTHING = Code("points-from-nothing")
ENTRY_NEVER_COUNTS = Code("entry-never-counts")
CREDIT_COMES_OFF_WHAT = Code("credit-comes-off-what")
CREDIT_KEPT_HOW_LONG = Code("credit-kept-how-long")
NOT_SAID_OF_AN_EVENT = Code("not-said-of-an-event")
CREDIT_FOR_WHICH_DAYS = Code("credit-for-which-days")
POINTS_OF_ONE_DAY = Code("points-of-one-day")
POINTS_ARE_NOT_SET = Code("points-are-not-set")


def from_nothing(at: Place, name: str) -> Diagnostic:
    """Points without a line that gives any."""
    return Diagnostic(
        POINTS_FROM_NOTHING,
        Label(at),
        f"nothing gives {quoted(name)}",
        help="write a line for each kind below it, such as `1 for an absence` or `0.5 for a late arrival`",
    )


def points_gap(at: Label, one: str, first: int, last: int | None) -> Diagnostic:
    """Lengths of an event for which no line says how many points they are, above some for which one does."""
    lengths = f"{first} minutes or more" if last is None else f"{first} to {last} minutes"
    if first == last:
        lengths = f"exactly {first} minutes"
    return Diagnostic(
        POINTS_GAP,
        at,
        f"nothing says what {one} of {lengths} gives",
        help=f"it gives nothing; write below this line what the others give, such as `3 for {one}`\n"
        f"(`0 for {one}`, if nothing is meant)",
    )


def never_counts(at: Place, first: Place, name: str) -> Diagnostic:
    """An entry behind one that takes all of its kind already."""
    return Diagnostic(
        ENTRY_NEVER_COUNTS,
        Label(at),
        "this line never counts",
        also=(Label(first, f"every {name} counts here already"),),
        help="the first line that fits counts: put this line before that one",
    )


def comes_off_what(at: Place, name: str) -> Diagnostic:
    """Credits without a line that says which points they take off."""
    return Diagnostic(
        CREDIT_COMES_OFF_WHAT,
        Label(at),
        "this credit comes off what?",
        help="write `credits come off the newest entry`, `the oldest entry`, or `the next entry` to keep them\n"
        f"below `points {name}`",
    )


def kept_how_long(at: Place, name: str) -> Diagnostic:
    """Credits that are kept for entries to come, without a line that says for how long."""
    return Diagnostic(
        CREDIT_KEPT_HOW_LONG,
        Label(at),
        "these credits are kept, and for how long?",
        help=f"write `credits never expire` or `credits last 12 months` below `points {name}`",
    )


def not_said_of_an_event(at: Place, words: str) -> Diagnostic:
    """What narrows absences and cannot narrow an event."""
    return Diagnostic(
        NOT_SAID_OF_AN_EVENT,
        Label(at),
        f"no event is {quoted(words)}",
        help="of an event write `lasting at least 15 minutes`, `flagged …`, `starting on Monday` or `falling on …`",
    )


def of_one_day(at: Place, name: str) -> Diagnostic:
    """`in 2 of the last 3 months` of points."""
    return Diagnostic(
        POINTS_OF_ONE_DAY,
        Label(at),
        f"{quoted(name)} has no value for days before",
        help="compare the points of the day alone: `… is at least 8`",
    )


def not_by_its_length(at: Place, event: str) -> Diagnostic:
    """So many points for each minute, or day, of an event."""
    help = (
        "write a line for each length, the shorter above the longer:\n"
        f"`15 for {event} lasting at most 15 minutes`, `30 for {event} lasting at most 30 minutes`"
    )
    return Diagnostic(
        NOT_SAID_OF_AN_EVENT, Label(at), "an event has the points of its line, whatever its length", help=help
    )


def of_which_days(at: Place, name: str) -> Diagnostic:
    """A credit for days that are not written down in the policy."""
    return Diagnostic(
        CREDIT_FOR_WHICH_DAYS,
        Label(at),
        f"{quoted(name)} are not the days of a calendar",
        help="declare them: `calendar holiday period covers 20 December 2026 to 3 January 2027`",
    )


def points_are_not_set(at: Place, name: str) -> Diagnostic:
    """`set … to 7`, which would ask people to do so and change no points."""
    return Diagnostic(
        POINTS_ARE_NOT_SET,
        Label(at),
        "points are reset or taken off, and not set to a number",
        help=f"write `reset {name}` to begin again from none, or how many come off,\nas in `take 3 off {name}`",
    )
