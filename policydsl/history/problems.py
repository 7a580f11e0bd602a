"""The wording of every problem of a history under a policy. Free text of a record is never quoted."""

# ruff: noqa: D103 - what a problem is, its message says better than a second sentence could

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from policydsl.diagnostics import Code, Diagnostic, Label, Severity, listing, nearest
from policydsl.domain.number import Day
from policydsl.gathered import line_in
from policydsl.source import Place

END_BEFORE_START = Code("end-before-start")
PART_DAY_OUTSIDE = Code("part-day-outside")
RECORD_TWICE = Code("record-twice")
RECORD_AFTER_OPEN = Code("record-after-open")
OVERLAPPING_RECORDS = Code("overlapping-records", Severity.WARNING)
DUPLICATE_RECORD = Code("duplicate-record", Severity.WARNING)
UNKNOWN_FLAG = Code("unknown-flag", Severity.WARNING)
BRANCH_NOT_IN_POLICY = Code("branch-not-in-policy")
STEP_NOT_IN_POLICY = Code("step-not-in-policy")
STEP_OF_ANOTHER_BRANCH = Code("step-of-another-branch")
OUTCOME_NOT_IN_POLICY = Code("outcome-not-in-policy")
FACT_NOT_IN_POLICY = Code("fact-not-in-policy")
THING_NOT_IN_POLICY = Code("thing-not-in-policy")
ABSENCE_NOT_ON_RECORD = Code("absence-not-on-record")
WHICH_ABSENCE = Code("which-absence")
NO_ABSENCE_NEEDED = Code("no-absence-needed")
EVENT_LACKS = Code("event-lacks-a-key")
EVENT_DOES_NOT_TAKE = Code("event-does-not-take")
CONTRADICTING_FACTS = Code("contradicting-facts")
CONTRADICTING_OUTCOMES = Code("contradicting-outcomes")
CONTRADICTING_STANDING = Code("contradicting-standing")
NOT_TAKEN_YET = Code("not-taken-yet")
RETRACTED_BEFORE_RECORDED = Code("retracted-before-recorded")
SETTING_NOT_IN_POLICY = Code("setting-not-in-policy")
ADJUSTMENT_BACKWARDS = Code("adjustment-backwards")
ADJUSTMENT_DOES_NOT_FIT = Code("adjustment-does-not-fit")
ADJUSTMENT_WITHOUT_REASON = Code("adjustment-without-reason", Severity.WARNING)
ADJUSTMENTS_OVERLAP = Code("adjustments-overlap")
GROUP_NOT_IN_POLICY = Code("group-not-in-policy")
COVER_BACKWARDS = Code("cover-backwards")
GROUP_BACKWARDS = Code("group-backwards")
TWO_GROUPS_TWO_LINES = Code("two-groups-two-lines")

LONGEST = 32
"""Letters of somebody's own words that a message quotes, so that its first line stays short."""


def quoted(text: str) -> str:
    """Somebody's own words in backticks, cut when they are long."""
    words = " ".join(text.split())
    return f"`{words}`" if len(words) <= LONGEST else f"`{words[: LONGEST - 1]}…`"


def written(day: Day) -> str:
    """A day as people write it: 9 March 2026."""
    as_date = date.fromordinal(day)
    return f"{as_date.day} {as_date:%B %Y}"


def at(code: Code, place: Place, message: str, *, help: str | None = None, also: Iterable[Label] = ()) -> Diagnostic:
    """A problem that underlines one place."""
    return Diagnostic(code, Label(place), message, tuple(also), help)


# ------------------------------------------------------------------ records


def end_before_start(last: Place, first: Place, first_day: Day) -> Diagnostic:
    return at(
        END_BEFORE_START,
        last,
        f"this absence ends before it starts on {written(first_day)}",
        also=[Label(first, "its first day")],
        help="exchange the two days, or correct the wrong one",
    )


def part_day_outside(place: Place, day: Day) -> Diagnostic:
    return at(
        PART_DAY_OUTSIDE,
        place,
        f"the part day {written(day)} is outside this absence",
        help="`part` holds days from `first` to `last`; correct the day",
    )


def part_day_size(place: Place) -> Diagnostic:
    return at(
        PART_DAY_OUTSIDE,
        place,
        "the missed part of a day is more than 0 and less than 1",
        help="write 0.5 for half a day missed; leave the day out of `part` when all of it was missed",
    )


def record_twice(place: Place, other: Place, name: str) -> Diagnostic:
    return at(
        RECORD_TWICE,
        place,
        f"{quoted(name)} is the id of another record too",
        also=[Label(other, "this one")],
        help="give each record its own id; or, if this one corrects the other,\n"
        "give it the day it was put on file: `recorded: 2026-05-20`",
    )


def retracted_before_recorded(place: Place, recorded: Place) -> Diagnostic:
    return at(
        RETRACTED_BEFORE_RECORDED,
        place,
        "withdrawn before it was put on file",
        also=[Label(recorded, "put on file then")],
        help="exchange the two days, or correct the one that is wrong",
    )


def record_after_open(place: Place, open_: Place, first: Day) -> Diagnostic:
    return at(
        RECORD_AFTER_OPEN,
        place,
        "this record follows an absence that has no end",
        also=[Label(open_, f"absent since {written(first)}, with no `last`")],
        help="give the earlier record its last day, or leave this one out",
    )


def overlapping_records(place: Place, other: Place) -> Diagnostic:
    return at(
        OVERLAPPING_RECORDS,
        place,
        "this record overlaps another; both are taken as one absence",
        also=[Label(other, "the other record")],
        help="each day is counted once; correct the days if these were two absences",
    )


def duplicate_record(place: Place, other: Place) -> Diagnostic:
    return at(
        DUPLICATE_RECORD,
        place,
        "this record says the same as another and is counted once",
        also=[Label(other, "the other record")],
        help="leave one of them out",
    )


def unknown_flag(place: Place, flag: str, known: Iterable[str]) -> Diagnostic:
    near = nearest(flag, known)
    return at(
        UNKNOWN_FLAG,
        place,
        f"no line of the policy names the flag {quoted(flag)}",
        help=f"did you mean `{near}`?" if near else "it changes nothing; leave it out, or name it in the policy",
    )


# ------------------------------------------------------------------ names


def not_in_policy(code: Code, kind: str, place: Place, name: str, known: Sequence[str]) -> Diagnostic:
    """A branch, step, outcome, fact or thing that the policy does not name."""
    near = nearest(name, known)
    return at(code, place, f"{kind} {quoted(name)} is not in the policy", help=_instead(near, known))


def _instead(near: str | None, known: Sequence[str]) -> str:
    if near is not None:
        return f"did you mean `{near}`?"
    if not known:
        return "the policy has none here; leave it out"
    if len(known) <= 3:
        return f"it may be {listing([f'`{name}`' for name in known])}"
    return "write it as the policy does"


def outcome_not_of_step(place: Place, outcome: str, known: Sequence[str]) -> Diagnostic:
    """Perhaps another step of the policy has it: what counts are the outcomes of this one."""
    help = _instead(nearest(outcome, known), known) if known else "this step has no outcomes; leave it out"
    return at(OUTCOME_NOT_IN_POLICY, place, f"the outcome {quoted(outcome)} is not one of this step", help=help)


def step_of_another_branch(place: Place, step: str, branches: Sequence[str]) -> Diagnostic:
    return at(
        STEP_OF_ANOTHER_BRANCH,
        place,
        f"{quoted(step)} is not a step of this branch",
        help=f"write {listing([f'`branch: {name}`' for name in branches])}" if branches else "leave `branch` out",
    )


def absence_not_on_record(place: Place, name: str, absences: Sequence[str]) -> Diagnostic:
    return at(
        ABSENCE_NOT_ON_RECORD,
        place,
        f"no absence on record is called {quoted(name)}",
        help=_absences_are(absences),
    )


def which_absence(place: Place, what: str, absences: Sequence[str]) -> Diagnostic:
    message = (
        f"{what} needs to say which absence is meant" if absences else f"{what} needs an absence, and there is none"
    )
    return at(WHICH_ABSENCE, place, message, help=_absences_are(absences))


def _absences_are(absences: Sequence[str]) -> str:
    """All of them: the reader has to choose one, and guessing is what this message is there to avoid."""
    if not absences:
        return "put the record of the absence under `absences`"
    if len(absences) <= 3:
        return f"write {listing([f'`absence: {name}`' for name in absences])}"
    return f"write `absence:` and one of {listing([f'`{name}`' for name in absences])}"


def no_absence_needed(place: Place, what: str) -> Diagnostic:
    return at(
        NO_ABSENCE_NEEDED,
        place,
        f"{what} does not belong to one absence",
        help="leave `absence` out; this is about the employee as a whole",
    )


# ------------------------------------------------------------------ events, facts, standing


def event_lacks(place: Place, what: str, key: str, why: str) -> Diagnostic:
    return at(EVENT_LACKS, place, f"`{what}` needs `{key}`", help=why)


def value_to_record(place: Place, setting: str) -> Diagnostic:
    help = "write it like `{what: recorded, name: " + setting + ", value: 4}`"
    return at(EVENT_LACKS, place, f"what is recorded of {quoted(setting)} is a number", help=help)


def event_does_not_take(place: Place, what: str, key: str, why: str) -> Diagnostic:
    return at(EVENT_DOES_NOT_TAKE, place, f"`{what}` does not take `{key}`", help=why)


def discount_in_part(place: Place) -> Diagnostic:
    return at(
        EVENT_DOES_NOT_TAKE,
        place,
        "an absence is discounted as a whole, and never in part",
        help="take `value` out, and the absence counts for nothing; `value: false` takes a discount back\n"
        "days of it are set aside by a paper with its days, if the policy has one: "
        "`{date: …, recorded: days set aside, from: …, to: …}`",
    )


def cannot_be_false(place: Place, what: str) -> Diagnostic:
    so = "write `held: true` if the meeting was held, or leave the line out" if what == "not held" else ""
    return at(
        EVENT_DOES_NOT_TAKE,
        place,
        f"`{what}` cannot be false",
        help=so or "leave the line out if it did not happen, or leave `value` out if it did",
    )


def contradicting_facts(place: Place, other: Place, fact: str) -> Diagnostic:
    return at(
        CONTRADICTING_FACTS,
        place,
        f"{quoted(fact)} is given two different days",
        also=[Label(other, "the other day")],
        help="keep the right one, or say from when each was known with `from`",
    )


def contradicting_outcomes(place: Place, other: Place, step: str, day: Day) -> Diagnostic:
    return at(
        CONTRADICTING_OUTCOMES,
        place,
        f"{quoted(step)} has two outcomes on {written(day)}",
        also=[Label(other, "the other outcome")],
        help="keep the outcome that was decided",
    )


def contradicting_standing(place: Place, other: Place, branch: str) -> Diagnostic:
    return at(
        CONTRADICTING_STANDING,
        place,
        f"where {quoted(branch)} stood is said twice",
        also=[Label(other, "said here too")],
        help="keep the step that was held last",
    )


def not_taken_yet(place: Place, what: str, meanwhile: str) -> Diagnostic:
    """Something the language has and this version does not read."""
    return at(NOT_TAKEN_YET, place, f"{what} cannot be used yet", help=f"until then, {meanwhile}")


# ------------------------------------------------------------------ adjustments


def adjustment_backwards(place: Place, since: Place) -> Diagnostic:
    return at(
        ADJUSTMENT_BACKWARDS,
        place,
        "this adjustment ends before it begins",
        also=[Label(since, "begins here")],
        help="exchange `from` and `to`, or correct the one that is wrong",
    )


def adjustment_does_not_fit(place: Place, unit: str | None) -> Diagnostic:
    example = f"`9 {unit}`" if unit else "`250`"
    return at(ADJUSTMENT_DOES_NOT_FIT, place, "not a value of this setting", help=f"write it like {example}")


def adjustment_without_reason(place: Place) -> Diagnostic:
    return at(
        ADJUSTMENT_WITHOUT_REASON,
        place,
        "this adjustment does not say who decided it and why",
        help="add `by` and `why`",
    )


def adjustments_overlap(place: Place, other: Place, setting: str) -> Diagnostic:
    return at(
        ADJUSTMENTS_OVERLAP,
        place,
        f"two values of {quoted(setting)} hold on one day",
        also=[Label(other, "this one too")],
        help="end the first with `to` before the second begins with `from`,\n"
        "or give the one that counts a later `recorded`",
    )


# ------------------------------------------------------------------ groups


def group_backwards(place: Place, since: Place) -> Diagnostic:
    return at(
        GROUP_BACKWARDS,
        place,
        "this time in a group ends before it begins",
        also=[Label(since, "begins here")],
        help="exchange `from` and `to`, or correct the one that is wrong",
    )


def cover_backwards(place: Place, since: Place) -> Diagnostic:
    return at(
        COVER_BACKWARDS,
        place,
        "the days that this paper covers end before they begin",
        also=[Label(since, "begins here")],
        help="exchange `from` and `to`, or correct the one that is wrong; without `from` it covers from its own day",
    )


def group_is_worked_out(place: Place, group: str) -> Diagnostic:
    return at(
        GROUP_NOT_IN_POLICY,
        place,
        f"who is in {quoted(group)} is worked out, not recorded",
        help="take it out of `groups`; `service from` and `works` say enough",
    )


def two_groups_two_lines(
    place: Place, other: Place, groups: Sequence[str], lines: Sequence[int], day: Day | None
) -> Diagnostic:
    one, another = groups
    when = "from the start" if day is None else f"on {written(day)}"
    return at(
        TWO_GROUPS_TWO_LINES,
        place,
        "the policy says two things for the groups of this employee",
        also=[Label(other, "and in this one")],
        help=f"line {line_in(lines[0])} is for {one} and line {line_in(lines[1])} for {another},"
        f" and {when} both hold:\n"
        "end one of the two with `to`, or ask for a group of its own in the policy",
    )
