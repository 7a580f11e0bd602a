"""The rules about a whole policy: a small policy beside each problem it must or must not give."""

from __future__ import annotations

from pathlib import Path

import pytest

from policydsl.check.names import collect
from policydsl.check.rules import RULES, broken_rules
from policydsl.check.whole import Whole
from policydsl.diagnostics import Diagnostic, in_order
from policydsl.source import Source
from policydsl.syntax import parse

POLICIES = Path(__file__).parent.parent / "policies"

HEADER = """\
policy Attendance
  in force from 1 April 2026
  absences join when no working day lies between them
  an absence ends on its last recorded day
  an absence takes its category as soon as that is certain
  an absence may count towards several steps
  a part day counts as its fraction
  a working day is a day the employee was due to work
  with no working pattern on file, use Monday to Friday
  an absence with no working day counts
  the organisation works Monday to Friday
  a waived step counts as held
  when a month is too short, use its last day
"""
"""Every choice is made, so that only what a test adds can be wrong."""

MEASURE = """\
measure score over the last 52 weeks
  is absences
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
"""
FIRST = """\
branch Branch 1 follows each employee
  step first meeting
    falls due when score is over 5
    falls due again only on a new absence
"""


def problems(text: str) -> tuple[Diagnostic, ...]:
    source = Source("example.policy", text)
    tree = parse(source).tree
    return in_order(broken_rules(Whole(tree, collect(tree, source), source)))


def codes(text: str) -> list[str]:
    return [one.code.name for one in problems(text)]


def codes_below(*blocks: str) -> list[str]:
    """What is found in these blocks when the header makes every choice."""
    return codes("\n".join((HEADER, *blocks)))


def underlined(text: str, problem: Diagnostic) -> str:
    return text[problem.at.place.span.start : problem.at.place.span.end]


def without(line: str) -> str:
    kept = [one for one in HEADER.splitlines(keepends=True) if line not in one]
    assert len(kept) == len(HEADER.splitlines()) - 1
    return "".join(kept)


# ------------------------------------------------------------------ choices of the policy


def test_every_rule_is_named_as_a_sentence_and_says_what_it_means() -> None:
    for rule in RULES:
        name = getattr(rule, "__name__", "")
        assert len(name.split("_")) >= 4
        assert rule.__doc__


def test_shipped_policies_break_no_rule() -> None:
    shipped = sorted(POLICIES.glob("*.policy"))
    assert shipped
    for path in shipped:
        assert codes(path.read_text(encoding="utf-8")) == []


def test_policy_that_counts_nothing_needs_no_more_than_its_first_day() -> None:
    assert codes("policy Attendance\n") == ["in-force-missing"]
    assert codes('policy Attendance\n  in force from 1 April 2026\n\nprinciple "All are well."\n') == []


WORKING_DAYS = "measure days over the last 52 weeks\n  is working days of absence\n" + MEASURE.split("\n", 2)[2]
BRANCH = "branch B follows each employee\n  step one\n"
LONG = (
    "branch B follows each absence while it lasts\n  step one\n    falls due when the absence has lasted over 4 weeks\n"
)
RETURN = "after every absence\n  step return\n    falls due at once\n"
CATEGORY = "category long-term absence is an absence lasting over 28 calendar days\n"
COUNT = "    falls due when 2 long-term absences start in the last 52 weeks\n    then close\n"


@pytest.mark.parametrize(
    ("line", "code", "blocks"),
    [
        ("absences join", "join-rule-missing", MEASURE),
        ("absences join", "join-rule-missing", RETURN),
        ("absences join", "join-rule-missing", "branch B follows each absence while it lasts\n"),
        ("an absence ends", "absence-end-missing", MEASURE),
        ("takes its category", "category-day-missing", f"{CATEGORY}{BRANCH}{COUNT}"),
        (
            "several steps",
            "several-steps-missing",
            f"{CATEGORY}{BRANCH}{COUNT}branch C follows each employee\n  step two\n{COUNT}",
        ),
        ("a part day", "part-day-missing", WORKING_DAYS),
        ("a working day is", "working-day-missing", WORKING_DAYS),
        ("no working pattern", "working-pattern-missing", WORKING_DAYS),
        ("with no working day counts", "empty-absence-missing", WORKING_DAYS),
        (
            "the organisation",
            "organisation-week-missing",
            f"{RETURN}    must be held within 3 working days after falling due\n",
        ),
        ("a month", "month-end-missing", "setting follow-up is 6 months\n"),
        ("a month", "month-end-missing", MEASURE.replace("over the last 52 weeks", "in the half-year from 31 March")),
        ("a waived step", "waived-step-missing", f"{BRANCH}    falls due at once\n    then close\n"),
    ],
)
def test_choice_is_asked_for_when_something_needs_it(line: str, code: str, blocks: str) -> None:
    assert codes(without(line) + blocks) == [code]
    assert codes(HEADER + blocks) == []


@pytest.mark.parametrize("line", HEADER.splitlines()[2:])
def test_choice_that_nothing_needs_is_not_asked_for(line: str) -> None:
    quiet = 'principle "All are well."\nguidance talk\n  may be asked for at any time by manager\n'
    assert codes(without(line) + quiet) == []
    assert codes(HEADER + quiet) == []


def test_working_days_of_the_organisation_hide_behind_a_setting() -> None:
    policy = without("the organisation") + "setting limit is 7 working days\nguidance talk\n"
    policy += "  employee may offer another date at most the limit after the original date\n"
    assert codes(policy) == ["organisation-week-missing"]


def test_line_that_cannot_be_read_counts_as_there() -> None:
    broken = HEADER.replace("absences join when no working day lies between them", "absences join when it suits")
    assert codes(broken + MEASURE) == []
    assert codes_below(MEASURE.replace("counts day by day", "counts sometimes")) == []


def test_if_waived_in_each_step_is_as_good_as_the_line_for_all() -> None:
    step = f"{BRANCH}    falls due at once\n    then close\n"
    assert codes(without("a waived step") + step + "    if waived: close\n") == []


def test_choice_is_shown_with_what_needs_it_and_lines_to_paste() -> None:
    text = without("absences join") + MEASURE
    (found,) = problems(text)
    assert underlined(text, found) == "Attendance"
    assert [(text[one.place.span.start : one.place.span.end], one.text) for one in found.also] == [
        ("score", "absences are measured here")
    ]
    assert found.help is not None
    for line in found.help.splitlines()[1:]:
        assert codes(text.replace("  an absence ends", f"{line}\n  an absence ends")) == []


# ------------------------------------------------------------------ choices of a measure and a step


def test_measure_says_what_counts_at_its_edges() -> None:
    bare = "measure score over the last 52 weeks\n  is absences\n"
    assert codes_below(bare) == ["straddling-absence-missing", "running-absence-missing"]
    assert codes_below(bare.replace("over the last 52 weeks", "over the whole record")) == ["running-absence-missing"]


def test_step_says_when_it_falls_due_again() -> None:
    step = FIRST.replace("    falls due again only on a new absence\n", "") + "    then close\n"
    assert codes_below(MEASURE, step) == ["again-missing"]
    assert codes_below(MEASURE, FIRST + "    then close\n") == []


def test_step_that_one_case_waits_for_once_need_not_say_so() -> None:
    once = """\
branch Branch 2 follows each absence while it lasts
  step first meeting
    falls due when the absence has lasted over 4 weeks
    then wait for second meeting
  step second meeting
    falls due when the absence has lasted over 8 weeks
"""
    assert codes_below(once) == []
    assert codes_below(once + "    outcome again: go back to first meeting\n") == ["again-missing", "again-missing"]


def test_step_says_what_follows_when_its_time_passes() -> None:
    steps = """\
    then wait for second meeting
  step second meeting
    falls due when 2 new absences start within 6 months after first meeting is held
    then close
"""
    assert codes_below(MEASURE, FIRST + steps) == ["window-end-missing"]
    assert codes_below(MEASURE, FIRST + steps + "    if not due by then: close\n") == []


DATES = """\
fact half pay date is the first day on half pay, for each absence
branch Branch 2 follows each absence while it lasts
  step first meeting
    falls due 4 weeks after the absence began
    then wait for second meeting
  step second meeting
    falls due {dates}
"""


@pytest.mark.parametrize(
    ("dates", "left_out"),
    [
        ("on half pay date", ["no-date-left-missing"]),
        ("2 weeks before half pay date", ["no-date-left-missing"]),
        ("4 weeks after first meeting is held, or on half pay date, whichever is sooner", []),
        ("8 weeks after the absence began, or on half pay date, whichever is later", ["no-date-left-missing"]),
        (
            "8 weeks after the absence began, or 9 weeks after the absence began, whichever is later",
            ["no-date-left-missing"],
        ),
    ],
)
def test_step_says_what_becomes_of_dates_already_passed(dates: str, left_out: list[str]) -> None:
    text = DATES.format(dates=dates)
    assert codes_below(text) == ["passed-dates-missing"]
    assert codes_below(text + "    dates already passed count\n") == []
    assert codes_below(text + "    dates already passed are left out\n") == left_out
    both = text + "    dates already passed are left out\n    with no date left, it is set by HR\n"
    assert codes_below(both) == []


def test_one_date_from_an_event_cannot_be_left_out() -> None:
    assert codes_below(DATES.format(dates="4 weeks after first meeting is held")) == []
    floor = DATES.format(dates="4 weeks after first meeting is held, but not before 1 week before half pay date")
    assert codes_below(floor) == ["passed-dates-missing"]


# ------------------------------------------------------------------ the way through the steps


def test_every_step_can_be_reached() -> None:
    steps = """\
    then close
  step second meeting
    falls due at once
    then wait for third meeting
  step third meeting
    falls due at once
    then close
"""
    text = HEADER + MEASURE + FIRST + steps
    (found,) = problems(text)
    assert found.code.name == "step-never-reached"
    assert underlined(text, found) == "second meeting"
    assert codes(text.replace("    then close\n  step second", "    then wait for second meeting\n  step second")) == []


def test_first_of_steps_that_only_lead_to_each_other_is_reported() -> None:
    steps = "    then close\n  step two\n    falls due at once\n    then wait for three\n"
    steps += "  step three\n    falls due at once\n    then wait for two\n"
    text = HEADER + MEASURE + FIRST + steps
    assert [(one.code.name, underlined(text, one)) for one in problems(text)] == [("step-never-reached", "two")]


def test_step_is_not_called_unreachable_when_a_line_cannot_be_read() -> None:
    steps = "    then wiat for the secnd\n  step second meeting\n    falls due at once\n    then close\n"
    assert codes_below(MEASURE, FIRST + steps) == []


def test_guidance_and_steps_after_every_absence_need_no_way_to_them() -> None:
    text = "after every absence\n  step return\n    falls due on first working time back\n    outcome well\n"
    assert codes_below(text, "guidance talk\n  may be asked for at any time by manager\n") == []


def test_something_follows_every_step_and_outcome() -> None:
    assert codes_below(MEASURE, FIRST) == ["step-leads-nowhere"]
    assert codes_below(MEASURE, FIRST + "    outcome improving\n") == ["outcome-leads-nowhere"]
    assert codes_below(MEASURE, FIRST + "    outcome improving\n    then close\n") == []
    assert codes_below(MEASURE, FIRST + "    outcome improving: stay\n    outcome worse: leave it to HR\n") == []


def test_case_that_ends_with_its_absence_need_not_lead_on() -> None:
    assert codes_below(LONG) == []
    assert codes_below(LONG + "    outcome talked about\n") == []


# ------------------------------------------------------------------ procedures

PROCEDURE = """\
procedure capability
  step review
    falls due at once
    outcome proceed: close
    outcome not now: return
"""


def test_procedures_do_not_start_each_other_in_a_circle() -> None:
    start = FIRST + "    outcome worse: start capability\n"
    itself = PROCEDURE.replace("proceed: close", "proceed: start capability")
    assert codes_below(MEASURE, start, itself) == ["procedures-in-a-circle"]
    first = PROCEDURE.replace("proceed: close", "proceed: start dismissal")
    second = PROCEDURE.replace("procedure capability", "procedure dismissal").replace("step review", "step hearing")
    assert codes_below(MEASURE, start, first, second) == []
    second = second.replace("proceed: close", "proceed: start capability")
    assert codes_below(MEASURE, start, first, second) == ["procedures-in-a-circle"]


# ------------------------------------------------------------------ what a step waits for

LADDER = """\
    outcome worse: wait for {after_first}
    outcome better: close
  step second meeting
    falls due when 2 new absences start within 6 months after first meeting is held
    if not due by then: {lapse}
    then wait for third meeting
  step third meeting
    falls due when 2 new absences start within 6 months after {anchor} is held
    if not due by then: close
    then close
"""


def ladder(after_first: str = "second meeting", lapse: str = "close", anchor: str = "second meeting") -> str:
    return MEASURE + FIRST + LADDER.format(after_first=after_first, lapse=lapse, anchor=anchor)


def test_what_a_window_counts_from_has_happened_on_every_way() -> None:
    assert codes_below(ladder()) == []
    assert codes_below(ladder(anchor="first meeting")) == []
    past_second = "second meeting\n    outcome much worse: wait for third meeting"
    assert codes_below(ladder(after_first=past_second)) == ["anchor-not-on-every-path"]
    assert codes_below(ladder(after_first=past_second, anchor="first meeting")) == []


def test_going_back_keeps_what_happened_before_that_step_and_nothing_after() -> None:
    back = ladder().replace("by then: close\n    then close", "by then: go back to second meeting\n    then close")
    assert codes_below(back) == []
    anew = ladder(anchor="first meeting", lapse="go back to first meeting")
    assert "anchor-not-on-every-path" not in codes_below(anew)
    text = HEADER + back.replace("after first meeting is held", "after third meeting is held")
    assert "waits-for-a-later-step" in [one.code.name for one in problems(text)]


def test_outcome_that_a_date_counts_from_has_been_recorded() -> None:
    steps = """\
    outcome worse: wait for second meeting
    outcome unclear: wait for second meeting
  step second meeting
    falls due 4 weeks after first meeting has outcome worse
    then close
"""
    assert codes_below(MEASURE, FIRST + steps) == ["anchor-not-on-every-path"]
    assert codes_below(MEASURE, FIRST + steps.replace("    outcome unclear: wait for second meeting\n", "")) == []


def test_step_does_not_wait_for_a_later_one() -> None:
    assert codes_below(ladder(anchor="third meeting")) == ["waits-for-a-later-step"]
    later = ladder().replace("    then wait", "    never before third meeting is held\n    then wait")
    assert codes_below(later) == ["waits-for-a-later-step"]


def test_procedure_counts_from_what_every_caller_has_done() -> None:
    procedure = PROCEDURE.replace("falls due at once", "falls due 2 weeks after first meeting is held")
    start = FIRST + "    outcome worse: start capability\n"
    assert codes_below(MEASURE, start, procedure) == []
    other = LONG + "    outcome no way back: start capability\n"
    assert codes_below(MEASURE, start, other, procedure) == ["anchor-not-on-every-path"]


def test_another_branch_and_other_ways_to_fall_due_are_left_alone() -> None:
    other = LONG.replace("the absence has lasted over 4 weeks", "first meeting is held")
    assert codes_below(MEASURE, FIRST + "    then close\n", other) == []
    count = "2 new absences start within 6 months after third"
    either = ladder(anchor="third meeting").replace(count, f"score is over 9, or when {count}")
    assert codes_below(either) == []


def test_new_is_later_than_something() -> None:
    step = f"{BRANCH}    falls due when 2 new absences start in the last 6 months\n    then close\n"
    assert codes_below(step) == ["new-after-what"]
    assert codes_below(step.replace("2 new absences", "2 absences")) == []


# ------------------------------------------------------------------ again and again


def test_case_does_not_go_round_without_a_new_absence() -> None:
    again = ladder(lapse="go back to first meeting").replace("only on a new absence", "immediately")
    assert "endless-round" in codes_below(again)
    assert codes_below(again.replace("again immediately", "again only after falling back")) == []


def test_round_that_needs_an_absence_is_no_endless_round() -> None:
    steps = """\
branch B follows each absence while it lasts
  step first meeting
    falls due when the absence has lasted over 4 weeks
    falls due again immediately
    then wait for second meeting
  step second meeting
    falls due when 2 new absences start within 6 months after first meeting is held
    if not due by then: stay
    outcome again: go back to first meeting
"""
    assert codes_below(steps) == []
    assert codes_below(steps.replace("then: stay", "then: go back to first meeting")) == ["endless-round"]


def test_a_length_in_an_example_makes_no_choice_necessary() -> None:
    step = f"setting time is 13 weeks\n{BRANCH}    falls due when 2 absences start in the last time\n    then close\n"
    example = "example one\n  given time is 3 months\n  absent on 4 May 2026\n  on 5 May 2026, one is not due\n"
    assert codes(without("when a month is too short") + step + example) == []
    assert codes(without("when a month is too short") + step.replace("13 weeks", "3 months")) == ["month-end-missing"]


# ------------------------------------------------------------------ categories


def category(name: str, limit: str, *lines: str) -> str:
    return f"category {name} is an absence lasting {limit}\n" + "".join(f"  {line}\n" for line in lines)


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("at most 7 calendar days", "over 7 calendar days", []),
        ("under 7 calendar days", "over 7 calendar days", ["category-gap"]),
        ("under 8 calendar days", "over 7 calendar days", []),
        ("at most 7 calendar days", "at least 7 calendar days", ["category-overlap"]),
        ("at most 4 weeks", "over 28 calendar days", []),
        ("over 7 calendar days", "over 4 weeks", ["category-overlap"]),
        ("at most 7 calendar days", "from 8 to 28 calendar days", []),
        ("from 8 to under 28 calendar days", "at least 28 calendar days", []),
        ("under 7 calendar days", "over 2 months", []),
        ("at most 7 working days", "over 9 calendar days", []),
        ("over 28 calendar days", "at most 14 calendar days", ["category-gap"]),
        ("at most the limit", "over the limit", []),
        ("under the limit", "over the limit", ["category-gap"]),
    ],
)
def test_lengths_between_and_in_two_categories(first: str, second: str, found: list[str]) -> None:
    limit = "setting limit is 7 calendar days\n"
    assert codes_below(limit, category("one", first), category("two", second)) == found


def test_gap_and_overlap_are_said_in_days() -> None:
    gap = category("one", "under 7 calendar days") + category("two", "over 7 calendar days")
    assert [one.message for one in problems(HEADER + gap)] == ["an absence of exactly 7 days belongs to no category"]
    overlap = category("one", "over 7 calendar days") + category("two", "over 28 calendar days")
    assert [one.message for one in problems(HEADER + overlap)] == [
        "an absence of 29 days or more belongs to two categories"
    ]


def test_single_category_leaves_no_gap() -> None:
    assert codes_below(category("one", "over 28 calendar days")) == []


def test_gap_or_overlap_may_be_meant() -> None:
    gap = category("one", "under 7 calendar days", "may be followed by a gap") + category("two", "over 7 calendar days")
    assert codes_below(gap) == []
    one, two = category("one", "over 7 calendar days"), category("two", "over 28 calendar days")
    assert codes_below(one, category("two", "over 28 calendar days", "may overlap one")) == []
    assert codes_below(category("one", "over 7 calendar days", "may overlap two"), two) == []
    assert codes_below(one, category("two", "over 28 calendar days", "may overlap three")) == [
        "category-overlap",
        "unknown-name",
    ]


def test_category_by_more_than_its_length_is_left_alone() -> None:
    flagged = category("one", "over 7 calendar days flagged planned") + category("two", "over 28 calendar days")
    assert codes_below(flagged) == []
    assert (
        codes_below(category("one", "over 7 calendar days"), "category two is one lasting over 28 calendar days\n")
        == []
    )


# ------------------------------------------------------------------ while somebody is away

AWAY = "measure lost over the last 52 weeks\n  is {of}\n" + MEASURE.split("\n", 2)[2]
SHORT, LONG_KIND = category("short", "at most 7 calendar days"), category("long", "over 7 calendar days")
NESTED = "category other is an absence, except a long\n"


@pytest.mark.parametrize(
    ("of", "line", "warned"),
    [
        ("calendar days of short", "", True),
        ("shorts", "", True),
        ("absences plus calendar days of absence lasting under 3 calendar days", "", True),
        ("absences", "counting only shorts", True),
        ("absences", "not counting longs", True),
        ("absences", "counting only absences lasting from 2 to 5 calendar days", True),
        ("absences", "counting only absences lasting exactly 2 calendar days", True),
        ("absences", "counting only absences, except longs", True),
        ("calendar days of other", "", True),
        ("calendar days of short", "an absence counts by its length so far", False),
        ("calendar days of short", "an absence counts by its length when it ends", False),
        ("absences", "not counting shorts", False),
        ("absences", "counting only longs", False),
        ("absences", "counting only absences flagged planned", False),
        ("calendar days of absence", "", False),
    ],
)
def test_a_measure_says_whether_a_short_absence_counts_while_it_runs(of: str, line: str, warned: bool) -> None:
    found = codes_below(SHORT + LONG_KIND + NESTED, AWAY.format(of=of) + f"  {line}\n")
    assert found == (["counts-nothing-while-away"] if warned else [])


def test_what_settles_the_length_of_a_running_absence_leaves_nothing_to_warn_of() -> None:
    measure = AWAY.format(of="calendar days of short")
    once = measure.replace("counts day by day", "counts once it has ended")
    assert codes_below(SHORT, once) == []
    first = HEADER.replace("as soon as that is certain", "on its first day")
    assert codes(f"{first}\n{SHORT}\n{measure}") == []
    (found,) = problems(f"{HEADER}\n{SHORT}\n{measure}")
    assert underlined(f"{HEADER}\n{SHORT}\n{measure}", found) == "short"
