"""The wording of every choice that a policy must make in words: what is left open, and the lines to pick from."""

from __future__ import annotations

from collections.abc import Iterable

from policydsl.diagnostics import Code, Diagnostic, Label
from policydsl.frozen import frozen

IN_FORCE_MISSING = Code("in-force-missing")
JOIN_RULE_MISSING = Code("join-rule-missing")
LINK_RULE_MISSING = Code("link-rule-missing")
ABSENCE_END_MISSING = Code("absence-end-missing")
CATEGORY_DAY_MISSING = Code("category-day-missing")
SEVERAL_STEPS_MISSING = Code("several-steps-missing")
PART_DAY_MISSING = Code("part-day-missing")
WORKING_DAY_MISSING = Code("working-day-missing")
WORKING_PATTERN_MISSING = Code("working-pattern-missing")
EMPTY_ABSENCE_MISSING = Code("empty-absence-missing")
ORGANISATION_WEEK_MISSING = Code("organisation-week-missing")
MONTH_END_MISSING = Code("month-end-missing")
LEAVE_YEAR_MISSING = Code("leave-year-missing")
PAY_PERIOD_MISSING = Code("pay-period-missing")
ACTIVE_SERVICE_MISSING = Code("active-service-missing")
WAIVED_STEP_MISSING = Code("waived-step-missing")
STRADDLING_ABSENCE_MISSING = Code("straddling-absence-missing")
RUNNING_ABSENCE_MISSING = Code("running-absence-missing")
AGAIN_MISSING = Code("again-missing")
WINDOW_END_MISSING = Code("window-end-missing")
PASSED_DATES_MISSING = Code("passed-dates-missing")
NO_DATE_LEFT_MISSING = Code("no-date-left-missing")
OPEN_CASES_MISSING = Code("open-cases-missing")


@frozen
class Choice:
    """A choice: its problem, what is left open, and lines to paste; `or_else` is another way to make the choice.

    `example` says that the lines are one way of filling in a line rather than all there are to pick from.
    """

    code: Code
    message: str
    lines: tuple[str, ...]
    example: bool = False
    or_else: str = ""


IN_FORCE = Choice(
    IN_FORCE_MISSING,
    "it is not said from when the policy is in force",
    ("in force from 1 April 2026",),
    example=True,
)
JOIN_RULE = Choice(
    JOIN_RULE_MISSING,
    "it is not said when two records are one absence",
    (
        "absences join when no working day lies between them",
        "absences join when one starts the day after the other ends",
        "absences join when at most 14 calendar days lie between them",
        "absences never join",
    ),
)
LINK_RULE = Choice(
    LINK_RULE_MISSING,
    "it is not said when two absences are linked",
    (
        "absences link when at most 4 weeks lie between them",
        "absences link when at most 4 weeks lie between them, and they have the same reason",
    ),
)
ABSENCE_END = Choice(
    ABSENCE_END_MISSING,
    "it is not said where an absence ends",
    ("an absence ends on its last recorded day", "an absence ends when the employee is back"),
)
CATEGORY_DAY = Choice(
    CATEGORY_DAY_MISSING,
    "it is not said on which day an absence takes its category",
    (
        "an absence takes its category as soon as that is certain",
        "an absence takes its category on its first day",
        "an absence takes its category on its last day",
    ),
)
SEVERAL_STEPS = Choice(
    SEVERAL_STEPS_MISSING,
    "it is not said whether one absence counts towards several steps",
    ("an absence may count towards several steps", "an absence counts towards one step only"),
)
PART_DAY = Choice(
    PART_DAY_MISSING,
    "it is not said what a part day counts as",
    ("a part day counts as its fraction", "a part day counts as a whole day", "a part day counts as nothing"),
)
WORKING_DAY = Choice(
    WORKING_DAY_MISSING,
    "it is not said what a working day is",
    (
        "a working day is a day the employee was due to work",
        "a working day is a day the employee was due to work, public holidays included",
        "a working day is a day the employee was due to work, without the public holidays of Scotland",
    ),
)
WORKING_PATTERN = Choice(
    WORKING_PATTERN_MISSING,
    "it is not said what holds with no working pattern on file",
    ("with no working pattern on file, use Monday to Friday",),
    example=True,
)
EMPTY_ABSENCE = Choice(
    EMPTY_ABSENCE_MISSING,
    "it is not said whether an absence with no working day counts",
    ("an absence with no working day counts", "an absence with no working day does not count"),
)
ORGANISATION_WEEK = Choice(
    ORGANISATION_WEEK_MISSING,
    "it is not said on which days the organisation works",
    ("the organisation works Monday to Friday",),
    example=True,
)
MONTH_END = Choice(
    MONTH_END_MISSING,
    "it is not said what holds when a month is too short",
    ("when a month is too short, use its last day", "when a month is too short, use the first day of the next month"),
)
LEAVE_YEAR = Choice(
    LEAVE_YEAR_MISSING,
    "it is not said when the leave year starts",
    ("the leave year starts on 1 April",),
    example=True,
)
PAY_PERIOD = Choice(
    PAY_PERIOD_MISSING,
    "it is not said how long a pay period is, and when one begins",
    ("a pay period is 2 weeks from 5 January 2026",),
    example=True,
)
ACTIVE_SERVICE = Choice(
    ACTIVE_SERVICE_MISSING,
    "it is not said what active service leaves out",
    ("active service leaves out unpaid leave",),
    example=True,
)
WAIVED_STEP = Choice(
    WAIVED_STEP_MISSING,
    "it is not said what follows when a step is waived",
    ("a waived step counts as held", "a waived step closes its branch", "a waived step is watched again"),
    or_else="or say it in each step, for instance: if waived: close",
)
OPEN_CASES = Choice(
    OPEN_CASES_MISSING,
    "it is not said what becomes of cases already open",
    (
        "cases already open stay with the earlier version",
        "cases already open move at their next step",
        "cases already open move at once",
    ),
)
STRADDLING_ABSENCE = Choice(
    STRADDLING_ABSENCE_MISSING,
    "it is not said how an absence from before the window counts",
    (
        "an absence that began before the window counts for its days inside it",
        "an absence that began before the window counts whole",
        "an absence that began before the window does not count",
    ),
)
RUNNING_ABSENCE = Choice(
    RUNNING_ABSENCE_MISSING,
    "it is not said how an absence counts while it still runs",
    ("an absence still running counts day by day", "an absence still running counts once it has ended"),
)
AGAIN = Choice(
    AGAIN_MISSING,
    "it is not said when this step falls due again",
    (
        "falls due again only on a new absence",
        "falls due again only after falling back",
        "falls due again immediately",
    ),
)
WINDOW_END = Choice(
    WINDOW_END_MISSING,
    "it is not said what follows when the time for this step passes",
    ("if not due by then: close", "if not due by then: stay"),
    or_else="or name a step, as in: if not due by then: go back to ...",
)
PASSED_DATES = Choice(
    PASSED_DATES_MISSING,
    "it is not said whether dates already passed count",
    ("dates already passed are left out", "dates already passed count"),
)
NO_DATE_LEFT = Choice(
    NO_DATE_LEFT_MISSING,
    "it is not said who sets the date when no date is left",
    ("with no date left, it is set by HR",),
    example=True,
)


def not_said(choice: Choice, at: Label, under: str, because: Iterable[Label]) -> Diagnostic:
    """A choice is not made below the heading `under`; `because` is what makes it necessary."""
    intro = f"write below `{under}`, for instance" if choice.example else f"pick one of these lines for below `{under}`"
    lines = [f"{intro}:", *(f"  {line}" for line in choice.lines)]
    if choice.or_else:
        lines.append(choice.or_else)
    return Diagnostic(choice.code, at, choice.message, tuple(because), "\n".join(lines))
