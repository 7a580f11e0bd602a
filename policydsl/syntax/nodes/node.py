"""What every piece of the written tree has, and the smallest pieces: words, names, numbers, dates, amounts."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from fractions import Fraction

from policydsl.frozen import frozen
from policydsl.source import Span


@frozen(kw_only=True)
class Node:
    """A piece of a policy as written. Where it stands takes no part in equality."""

    span: Span = field(compare=False, repr=False)


@frozen(kw_only=True)
class Clause(Node):
    """A line of its own; `cites` names the clauses of the source text that stand in brackets at its end."""

    cites: tuple[str, ...] = ()


@frozen(kw_only=True)
class Broken(Clause):
    """A line that cannot be read, kept in its place; its problem is already reported.

    `about` is the kind of line as far as its first words tell ("due_when", "notice", "category"), or nothing;
    `name` is what a broken heading seems to declare.
    """

    about: str = ""
    name: Name | None = None


@frozen(kw_only=True)
class NotYet(Clause):
    """Something that the grammar knows and the tree does not have yet, by the name of its grammar rule.

    `name` is what a heading declares; the lines below such a heading are left out.
    """

    rule: str
    name: Name | None = None


@frozen(kw_only=True)
class Word(Node):
    """A choice without further parts, by its name in the grammar: one of `WORDS`."""

    text: str


@frozen(kw_only=True)
class Name(Node):
    """A name as written, articles left out and blanks collapsed; what it names is for the check to find."""

    text: str
    quoted: bool = False


@frozen(kw_only=True)
class Text(Node):
    """Words in quotes that are shown to people."""

    value: str


@frozen(kw_only=True)
class Number(Node):
    """An exact number."""

    value: Fraction


@frozen(kw_only=True)
class Date(Node):
    """A day of the calendar."""

    value: date


@frozen(kw_only=True)
class DayMonth(Node):
    """A day of every year: `1 April`."""

    day: int
    month: int


@frozen(kw_only=True)
class Weekday(Node):
    """A day of the week, Monday is 0."""

    value: int


@frozen(kw_only=True)
class Weekdays(Node):
    """`Friday or Monday`, in the order written."""

    values: tuple[int, ...]


@frozen(kw_only=True)
class Percent(Node):
    """`50%`."""

    number: Number


@frozen(kw_only=True)
class Amount(Node):
    """`6 months`, `5 calendar days`; the unit is a Word of `UNITS`, `how` says which time alone counts."""

    number: Number
    unit: Word
    how: Word | None = None


UNITS = frozenset(
    [
        *("calendar_days", "working_days", "clear_days", "weeks", "working_weeks", "months", "years"),
        *("hours", "minutes", "shifts", "pay_periods"),
    ]
)
"""The words for a unit; days alone are a problem of their own."""

WORDS = UNITS | frozenset(
    [
        *("counted", "not_counted", "dropped", "as_held", "closes_branch", "watched_again"),
        *("move_at_once", "move_at_next_step", "stay_with_earlier", "no_working_day", "next_day", "same_reason"),
        *("last_day_of_month", "first_day_of_next", "fraction", "whole", "nothing", "holidays_included"),
        *("on_last_recorded_day", "when_declared_fit", "when_back", "when_certain", "on_first_day", "on_last_day"),
        *("one_step_only", "several_steps", "giving_reason", "for_each_absence", "as_percentage"),
        *("days_inside", "day_by_day", "once_ended", "so_far", "when_it_ends"),
        *("each_employee", "each_absence", "each_linked_run", "step_reached", "step_after"),
        *("each_absence_while_it_lasts", "each_ended_absence", "after", "during"),
        *("only_on_new_absence", "only_after_falling_back", "immediately", "falling_due", "once", "twice"),
        *("in_writing", "when_invited", "must", "should", "may", "the_meeting", "the_employee", "new"),
        *("by_first_day", "by_last_day", "by_any_day", "today", "yesterday"),
        *("minus_sign", "everything", "any_entry", "next_entry", "newest_entry", "oldest_entry", "for_ever"),
        *("ceiling", "floor", "calendar_month"),
        *("of_active_service", "of_time_worked"),
        *("calendar_year", "year_of_leave", "quarter_year", "pay_period"),
        *(
            "held",
            "due",
            "closed",
            "issued",
            "sent",
            "recorded",
            "given",
            "received",
            "open",
            "requested",
            "agreed",
            "completed",
        ),
        *(
            "not_due",
            "blocked",
            "late",
            "is_met",
            "breached",
            "in_time",
            "missing",
            "possible_now",
            "is_running",
            "not_running",
            "yes",
            "no",
        ),
        *("up", "down", "exact", "half", "quarter", "extended", "shortened", "ended_early", "otherwise"),
        *("considered", "refused", "missed", "over", "at_least", "at_most", "under", "exactly", "within"),
        *("service", "days_per_week", "hours_per_week", "full_pay", "half_pay", "any_pay", "no_pay"),
        *("at_start", "daily", "from_start", "from_before", "from_each_day", "full_first", "half_first", "own_kind"),
        *("of_each_absence", "of_each_run"),
    ]
)
"""Every choice that is only words."""
