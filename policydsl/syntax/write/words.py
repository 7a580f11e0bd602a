"""How each choice that is only words is written, where that is more than its name."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "no_working_day": "when no working day lies between them",
    "next_day": "when one starts the day after the other ends",
    "same_reason": "and they have the same reason",
    "as_held": "counts as held",
    "closes_branch": "closes its branch",
    "watched_again": "is watched again",
    "move_at_next_step": "move at their next step",
    "stay_with_earlier": "stay with the earlier version",
    "last_day_of_month": "its last day",
    "first_day_of_next": "the first day of the next month",
    "fraction": "its fraction",
    "holidays_included": "public holidays included",
    "on_last_recorded_day": "on its last recorded day",
    "when_declared_fit": "when the employee is declared fit",
    "when_back": "when the employee is back",
    "when_certain": "as soon as that is certain",
    "on_first_day": "on its first day",
    "on_last_day": "on its last day",
    "one_step_only": "counts towards one step only",
    "several_steps": "may count towards several steps",
    "giving_reason": "giving a reason",
    "as_percentage": "as a percentage",
    "days_inside": "counts for its days inside it",
    "not_counted": "does not count",
    "once_ended": "once it has ended",
    "step_reached": "the step reached",
    "step_after": "the step after the one reached",
    "at_start": "the first day of the absence",
    "daily": "each day",
    "from_start": "the first day of the absence",
    "from_before": "the day before the absence",
    "from_each_day": "each day",
    "full_first": "full pay first",
    "half_first": "half pay first",
    "own_kind": "each kind of pay separately",
    "of_each_absence": "in each absence",
    "of_each_run": "once in a run of linked absences",
    "any_pay": "pay",
    "days_per_week": "working days per week",
    "each_linked_run": "each run of linked absences while it lasts",
    "each_ended_absence": "each absence after it ends",
    "each_absence_while_it_lasts": "each absence while it lasts",
    "only_on_new_absence": "only on a new absence",
    "dropped": "are left out",
    "exact": "not rounded",
    "is_met": "met",
    "possible_now": "possible",
    "is_running": "running",
    "not_running": "not running",
    "minus_sign": "minus",
    "everything": "all",
    "any_entry": "an entry",
    "next_entry": "the next",
    "newest_entry": "the newest",
    "oldest_entry": "the oldest",
    "for_ever": "never expire",
    "ceiling": "above",
    "floor": "below",
}
"""The others are their names: `at_least` is `at least`."""

IN: Mapping[tuple[str, str], str] = {
    ("EmptyAbsence", "counted"): "counts",
    ("PassedDates", "counted"): "count",
    ("PartDay", "whole"): "a whole day",
    ("Straddle", "whole"): "counts whole",
    ("Credit", "quarter_year"): "quarter",
    ("Credit", "year_of_leave"): "leave year",
    ("WasChanged", "ended_early"): "ended",
}
"""Choices of one name that are other words in some class."""


def worded(word: str, above: str) -> str:
    """The words of a choice in a class."""
    return IN.get((above, word)) or WORDS.get(word) or word.replace("_", " ")


def one_of(unit: str) -> str:
    """A unit after the number 1."""
    return unit.replace("_", " ").removesuffix("s")
