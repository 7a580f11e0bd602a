"""Dated versions, versions for a group, and the rule for open cases: days worked out by hand, on both sides of each."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from policydsl.check import check_text
from policydsl.interpret import fold
from policydsl.interpret.evaluate import evaluate
from policydsl.interpret.person import Person
from policydsl.interpret.snapshot import put, resume, taken
from policydsl.model.policy import Policy
from policydsl.records.columns import Kind, Told
from policydsl.records.csv_file import table_of
from policydsl.records.together import Given, read_together
from policydsl.source import Source
from policydsl.syntax import parse
from policydsl.syntax.write import format
from tests.engine import history_of, policy_of
from tests.small import HEADER, codes, fell, held, outcome, small, stands, states, told, value

TRIAL = "group on trial is employees recorded as on trial\n"
NIGHTS = "group at night is employees recorded as night staff\n"
SCORE = """
measure days over the last 52 weeks
  is calendar days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
"""
OPEN = "cases already open {}\n"
AT_ONCE, NEXT, EARLIER = "move at once", "move at their next step", "stay with the earlier version"
RULES = (AT_ONCE, NEXT, EARLIER)


def policy(text: str, rule: str = AT_ONCE) -> Policy:
    return small(text, ("when a month", f"{OPEN.format(rule)}  when a month"))


# ------------------------------------------------------------------ settings and categories by date and group

THRESHOLD = (
    TRIAL
    + SCORE
    + """
setting threshold is 4
  from 1 April 2026 it is 2
  from 1 June 2026 until 30 June 2026 it is 1
  for employees on trial it is 3
  for employees on trial from 1 May 2026 it is 0
branch Short follows each employee
  step talk
    falls due when days is over the threshold
    falls due again immediately
    outcome done: close
"""
)


@pytest.mark.parametrize(
    ("on", "days", "groups", "due"),
    [
        ("2026-03-31", 3, (), []),  # over 4
        ("2026-04-01", 3, (), ["talk 2026-04-01"]),  # over 2, from this day
        ("2026-05-31", 2, (), []),
        ("2026-06-01", 2, (), ["talk 2026-06-01"]),  # over 1, in June alone
        ("2026-04-30", 3, ("on trial",), []),  # over 3: the group's goes before the newer one for all
        ("2026-05-01", 3, ("on trial",), ["talk 2026-05-01"]),  # over 0, for the group, from this day
    ],
)
def test_a_setting_has_the_value_of_its_day_and_group(on: str, days: int, groups: tuple[str, ...], due: list) -> None:  # type: ignore[type-arg]
    absent = f"2026-01-12 2026-01-{11 + days}"
    answer = told(policy(THRESHOLD), on, absent, groups=[{"name": name} for name in groups])
    assert fell(answer) == due


def test_after_its_last_day_the_newest_of_the_others_holds_again() -> None:
    late = told(policy(THRESHOLD), "2026-07-01", "2026-07-01")
    assert fell(late) == []
    assert fell(told(policy(THRESHOLD), "2026-06-30", "2026-06-29 2026-06-30")) == ["talk 2026-06-30"]


def test_a_group_counts_from_its_first_to_its_last_day() -> None:
    def asked(on: str, since: str, until: str) -> list[str]:
        groups = [{"name": "on trial", "from": since, "to": until}]
        return fell(told(policy(THRESHOLD), on, "2026-05-04", groups=groups))

    assert asked("2026-05-19", "2026-05-20", "2026-05-31") == []
    assert asked("2026-05-20", "2026-05-20", "2026-05-31") == ["talk 2026-05-20"]
    assert asked("2026-05-31", "2026-05-01", "2026-05-03") == []
    assert asked("2026-05-31", "2026-05-01", "2026-05-04") == ["talk 2026-05-04"]


def test_what_is_recorded_later_is_not_known_before() -> None:
    values = {"absences": [{"first": "2026-05-04", "last": "2026-05-04"}], "employee": "E1"}
    values |= {"groups": [{"name": "on trial", "from": "2026-05-01", "recorded": "2026-05-20"}]}
    made = history_of(values, policy(THRESHOLD))
    on = date(2026, 5, 25)
    assert evaluate(policy(THRESHOLD), made, on, date(2026, 5, 19)).answer.fell_due == ()  # type: ignore[union-attr]
    assert len(evaluate(policy(THRESHOLD), made, on, date(2026, 5, 20)).answer.fell_due) == 1  # type: ignore[union-attr]


def test_a_later_entry_of_the_same_time_in_a_group_takes_the_place_of_the_earlier() -> None:
    values = {"absences": [{"first": "2026-05-20", "last": "2026-05-20"}], "employee": "E1"}
    trial = {"name": "on trial", "from": "2026-01-01"}
    values |= {"groups": [trial, trial | {"to": "2026-05-10", "recorded": "2026-06-15"}]}
    made = history_of(values, policy(THRESHOLD))
    on = date(2026, 5, 31)
    before = evaluate(policy(THRESHOLD), made, on, date(2026, 6, 14)).answer
    after = evaluate(policy(THRESHOLD), made, on, date(2026, 6, 15)).answer
    assert before is not None
    assert after is not None
    assert (fell(before), fell(after)) == (["talk 2026-05-20"], [])


def test_an_adjustment_goes_before_the_group_and_the_answer_says_what_would_hold() -> None:
    adjusted = {"setting": "threshold", "value": "9", "by": "HR", "why": "agreed", "from": "2026-01-01"}
    groups = [{"name": "on trial"}]
    answer = told(policy(THRESHOLD), "2026-05-01", "2026-01-12", adjustments=[adjusted], groups=groups)
    assert fell(answer) == []
    (one,) = answer.adjusted
    assert (one.value, one.would_be) == ("9", "0")
    assert [(each.step, each.on) for each in one.differences] == [("talk", date(2026, 5, 1))]


def test_the_reason_says_since_when_and_for_whom_a_setting_has_its_value() -> None:
    due = told(policy(THRESHOLD), "2026-05-01", "2026-01-12", groups=[{"name": "on trial"}]).fell_due[0]
    (setting,) = due.reasons[0].because
    line = next(number for number, text in enumerate(written(THRESHOLD), 1) if "1 May 2026 it is 0" in text)
    assert (setting.kind, setting.what, setting.value, setting.line) == ("setting", "threshold", 0, line)
    assert (setting.first, setting.comparison) == (date(2026, 5, 1), "for employees on trial")


def written(text: str) -> list[str]:
    return (HEADER.replace("when a month", f"{OPEN.format(AT_ONCE)}  when a month") + text).splitlines()


def test_a_category_and_the_lines_of_a_measure_have_versions() -> None:
    text = (
        SCORE.replace("days over", "counted over")
        + """  counting only brief absences
  from 1 May 2026: counting only long absences
category brief absence is an absence lasting at most 2 calendar days
  from 1 April 2026 it is instead an absence lasting at most 3 calendar days
branch Short follows each employee
  step talk
    falls due when counted is over 99
    falls due again immediately
    outcome done: close
"""
    )
    absent = ("2026-01-12 2026-01-14", "2026-02-02 2026-02-13")
    days = [value(told(policy(text), on, *absent), "counted") for on in ("2026-03-31", "2026-04-01", "2026-05-01")]
    assert days == [0, 3, 12]


def test_absences_join_as_the_line_says_on_the_day_the_later_one_begins() -> None:
    text = SCORE.replace("calendar days of absence", "absences") + "branch Short follows each employee\n  step talk\n"
    text += "    falls due when days is over 99\n    falls due again immediately\n    outcome done: close\n"
    join = ("absences join when no working day lies between them", "absences never join")
    never = join[1] + "\n  from 6 April 2026: absences join when at most 10 calendar days lie between them"
    made = small(text, (join[0], never), ("when a month", f"{OPEN.format(AT_ONCE)}  when a month"))
    on = "2026-06-30"
    assert value(told(made, on, "2026-03-23 2026-03-27", "2026-04-05 2026-04-05"), "days") == 2
    assert value(told(made, on, "2026-03-23 2026-03-27", "2026-04-06 2026-04-07"), "days") == 1
    assert value(told(made, on, "2026-03-23 2026-03-27", "2026-04-07 2026-04-07"), "days") == 1  # 10 days between
    assert value(told(made, on, "2026-03-23 2026-03-27", "2026-04-08 2026-04-08"), "days") == 2


# ------------------------------------------------------------------ cases already open

LADDER = """
branch Short follows each employee
  step talk
    falls due when 1 new absence starts within 12 months after the absence review is held, or when days is over 0
    falls due again only on a new absence
    give notice at least 5 calendar days before
    from 1 April 2026: give notice at least 10 calendar days before
    then wait for hearing
  step hearing
    falls due when 1 new absence starts within 1 month after talk is held
    from 1 April 2026: falls due when 1 new absence starts within 6 months after talk is held
    if not due by then: go back to talk
    outcome upheld: wait for appeal
    outcome dropped: close
    from 1 April 2026: outcome dropped: go to appeal
  step appeal
    falls due when 1 new absence starts within 1 month after hearing is held
    from 1 April 2026: falls due at once
    if not due by then: go back to talk
    outcome done: close
""".replace("1 new absence starts within 12 months after the absence review is held, or when ", "")


def case(rule: str, on: str, *events: dict[str, Any], absent: tuple[str, ...] = ("2026-01-12",)) -> Any:
    return told(policy(SCORE + LADDER, rule), on, *absent, events=list(events))


TALK = held("2026-03-16")
"""A month after it ends on 16 April, six months after it on 16 September."""


@pytest.mark.parametrize(("rule", "due"), [(AT_ONCE, True), (NEXT, False), (EARLIER, False)])
def test_a_case_that_waits_when_a_version_begins(rule: str, due: bool) -> None:
    answer = case(rule, "2026-06-30", TALK, absent=("2026-01-12", "2026-05-04"))
    found = [one for one in fell(answer) if one.startswith("hearing")]
    # One month after 16 March nothing has come: the case lapses on 17 April, and the absence of May brings the talk.
    assert found == (["hearing 2026-05-04"] if due else [])
    assert ("talk 2026-05-04" in fell(answer)) is not due


@pytest.mark.parametrize(("rule", "due"), [(AT_ONCE, "2026-06-01"), (NEXT, "2026-06-01"), (EARLIER, None)])
def test_a_case_that_comes_to_its_next_step_after_a_version_began(rule: str, due: str | None) -> None:
    hearing = held("2026-04-13", "hearing")
    absent = ("2026-01-12", "2026-04-06")
    answer = case(rule, "2026-06-01", TALK, hearing, outcome("2026-06-01", "hearing", "upheld"), absent=absent)
    assert [one for one in fell(answer) if one.startswith("appeal")] == ([f"appeal {due}"] if due else [])


@pytest.mark.parametrize(("rule", "now"), [(AT_ONCE, "appeal due"), (NEXT, "talk waiting"), (EARLIER, "talk waiting")])
def test_an_outcome_does_what_the_version_of_its_case_says(rule: str, now: str) -> None:
    absent = ("2026-01-12", "2026-03-23")
    meeting, decided = held("2026-03-30", "hearing"), outcome("2026-04-01", "hearing", "dropped")
    assert stands(case(rule, "2026-04-01", TALK, meeting, decided, absent=absent)) == [now]
    before = outcome("2026-03-31", "hearing", "dropped")
    assert stands(case(rule, "2026-04-01", TALK, meeting, before, absent=absent)) == ["talk waiting"]


@pytest.mark.parametrize("rule", RULES)
def test_a_case_that_opens_later_goes_by_the_new_version(rule: str) -> None:
    notice = {"date": "2026-04-07", "step": "talk", "what": "notice", "for": "2026-04-13"}
    answer = case(rule, "2026-04-13", notice, held("2026-04-13"), absent=("2026-04-01",))
    assert states(answer)["notice"] == "breached"  # six days, and ten are asked for


@pytest.mark.parametrize(("rule", "kept"), [(AT_ONCE, False), (NEXT, True), (EARLIER, True)])
def test_what_a_step_asks_for_that_was_due_before(rule: str, kept: bool) -> None:
    notice = {"date": "2026-03-27", "step": "talk", "what": "notice", "for": "2026-04-02"}
    late = case(rule, "2026-04-02", notice, held("2026-04-02"))
    assert states(late)["notice"] == ("met" if kept else "breached")
    in_time = case(rule, "2026-04-02", notice | {"date": "2026-03-25", "for": "2026-03-31"}, held("2026-03-31"))
    assert states(in_time)["notice"] == "met"


def test_an_outcome_that_another_version_has_is_a_warning_and_moves_nothing() -> None:
    text = LADDER.replace("from 1 April 2026: outcome dropped: go to appeal", "from 1 April 2026: outcome noted: close")
    events = [TALK, held("2026-03-30", "hearing"), outcome("2026-04-02", "hearing", "noted")]
    absent = ("2026-01-12", "2026-03-23")
    answer = told(policy(SCORE + text, EARLIER), "2026-04-02", *absent, events=events)
    assert (codes(answer), stands(answer)) == (["notice-too-short", "outcome-of-another-version"], ["hearing held"])
    assert answer.warnings[-1].message.endswith(
        "moves nothing: the version that this case goes by has only `upheld` or `dropped`, not `noted`"
    )
    moved = told(policy(SCORE + text, AT_ONCE), "2026-04-02", *absent, events=events)
    assert (codes(moved), stands(moved)) == (["notice-too-short"], ["talk waiting"])


def test_a_time_counts_with_the_value_of_the_day_it_counts_from() -> None:
    text = SCORE + LADDER.replace("within 1 month after talk", "within the period after talk").replace(
        "    from 1 April 2026: falls due when 1 new absence starts within 6 months after talk is held\n", ""
    )
    text += "setting period is 1 month\n  from 1 April 2026 it is 6 months\n"
    for day, due in (("2026-03-31", []), ("2026-04-01", ["hearing 2026-05-04"])):
        answer = told(policy(text), "2026-06-30", "2026-01-12", "2026-05-04", events=[held(day)])
        assert [one for one in fell(answer) if one.startswith("hearing")] == due


# ------------------------------------------------------------------ branches of a group

GROUPED = (
    TRIAL
    + SCORE
    + """
branch Trial follows each employee on trial
  step talk
    falls due when days is over 2
    falls due again only on a new absence
    outcome done: close
"""
)


def test_a_branch_of_a_group_follows_its_members_while_they_are_in_it() -> None:
    groups = [{"name": "on trial", "from": "2026-03-02", "to": "2026-04-30"}]

    def asked(on: str) -> Any:
        return told(small(GROUPED), on, "2026-02-02 2026-02-06", groups=groups)

    assert (stands(asked("2026-03-01")), fell(asked("2026-03-01"))) == ([], [])
    assert (stands(asked("2026-03-02")), fell(asked("2026-03-02"))) == (["talk due"], ["talk 2026-03-02"])
    assert stands(asked("2026-04-30")) == ["talk due"]
    assert stands(asked("2026-05-01")) == []
    (closed,) = asked("2026-05-01").closed
    assert (closed.why, closed.on) == ("left-the-group", date(2026, 5, 1))
    assert stands(told(small(GROUPED), "2026-05-01", "2026-02-02 2026-02-06")) == []


def test_an_example_says_which_group_somebody_is_in() -> None:
    example = """
example somebody on trial
  in group on trial
  absent from 2 February 2026 to 6 February 2026
  on 6 February 2026, talk fell due on 4 February 2026
example somebody else
  absent from 2 February 2026 to 6 February 2026
  on 6 February 2026, talk has not fallen due
"""
    made = policy_of(HEADER + GROUPED + example)
    assert [one.groups[0].value if one.groups else None for one in made.examples] == ["on trial", None]


# ------------------------------------------------------------------ the days that matter

HISTORIES: tuple[dict[str, Any], ...] = (
    {"absences": [{"first": "2026-01-12", "last": "2026-01-14"}], "events": [TALK]},
    {
        "absences": [{"first": "2026-01-12", "last": "2026-01-13"}, {"first": "2026-03-23", "last": "2026-04-09"}],
        "events": [TALK, held("2026-04-20", "hearing"), outcome("2026-04-21", "hearing", "dropped")],
        "groups": [{"name": "on trial", "from": "2026-02-01", "to": "2026-04-15"}],
    },
    {
        "absences": [{"first": "2026-03-30"}],
        "events": [held("2026-04-03")],
        "groups": [{"name": "on trial", "from": "2026-04-02"}],
    },
)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("text", [THRESHOLD, TRIAL + SCORE + LADDER, GROUPED], ids=["values", "steps", "group"])
@pytest.mark.parametrize("said", HISTORIES)
def test_the_days_that_matter_give_what_every_day_gives(text: str, rule: str, said: dict[str, Any]) -> None:
    made = policy(text, rule)
    events = [one for one in said["events"] if one["step"] in made.steps]
    history = history_of({"employee": "E1", **said, "events": events}, made)
    for day in range(date(2026, 3, 25).toordinal(), date(2026, 7, 15).toordinal(), 6):
        person = Person(made, history, day)
        assert fold.over_days_that_matter(person) == fold.over_every_day(Person(made, history, day))


@pytest.mark.parametrize("rule", RULES)
def test_no_day_before_a_version_begins_is_changed_by_it(rule: str) -> None:
    old = small(SCORE + "".join(line for line in LADDER.splitlines(True) if "from 1 April" not in line))
    for said in HISTORIES:
        for on in ("2026-03-25", "2026-03-31"):
            values = {"employee": "E1", **said, "groups": []}
            one = evaluate(old, history_of(values, old), date.fromisoformat(on)).answer
            made = policy(SCORE + LADDER, rule)
            other = evaluate(made, history_of(values, made), date.fromisoformat(on)).answer
            assert one is not None
            assert other is not None
            assert (fell(one), stands(one), states(one)) == (fell(other), stands(other), states(other))


# ------------------------------------------------------------------ what the check says


def found(text: str, header: str = OPEN.format(AT_ONCE)) -> list[str]:
    source = Source("draft.policy", HEADER.replace("when a month", f"{header}  when a month") + text)
    return [one.code.name for one in check_text(source).diagnostics if one.code.name != "unused"]


STEP = """branch Short follows each employee
  step talk
    falls due again only on a new absence
    outcome done: close
"""
DUE = "    falls due when days is over 3\n"


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("    from 1 April 2026: falls due when days is over 5\n", "version-of-no-line"),
        (DUE + "    from 1 April 2025: falls due when days is over 5\n", "version-before-the-policy"),
        (DUE + "    from 1 May 2026 until 1 April 2026: falls due at once\n", "version-never-holds"),
        (DUE + 2 * "    from 1 April 2026: falls due when days is over 5\n", "said-twice"),
        (DUE + "    for employees on trail: falls due when days is over 5\n", "unknown-name"),
        (DUE + "    must agree A and B\n    from 1 April 2026: must agree A and C\n", "version-of-which-line"),
        (
            DUE + 2 * "    only if days is over 4\n" + "    from 1 May 2026: only if days is over 5\n",
            "version-of-which-line",
        ),
        (DUE + "    from 1 April 2026: then wait for nowhere\n", "unknown-name"),
    ],
)
def test_a_version_that_makes_no_sense_is_a_problem(lines: str, code: str) -> None:
    assert code in found(TRIAL + SCORE + STEP + lines)


def test_a_version_that_makes_sense_is_none() -> None:
    lines = DUE + "    from 1 April 2026: falls due when days is over 5\n    must agree A\n"
    lines += "    from 1 April 2026: must agree B\n    for employees on trial: falls due at once\n"
    assert found(TRIAL + SCORE + STEP + lines) == []


def test_the_rule_for_open_cases_is_asked_for_with_the_first_dated_version() -> None:
    dated = STEP + DUE + "    from 1 April 2026: falls due when days is over 5\n"
    grouped = STEP + DUE + "    for employees on trial: falls due when days is over 5\n"
    assert found(TRIAL + SCORE + dated, header="") == ["open-cases-missing"]
    assert found(TRIAL + SCORE + grouped, header="") == []


def test_other_problems_of_versions() -> None:
    step = SCORE + STEP + DUE
    assert found(step + "setting s is 6 months\n  from 1 April 2026 it is 26 weeks\n") == ["version-in-another-unit"]
    assert found(step, header="from 1 April 2026: cases already open move at once\n") != []
    assert "means-itself" in found(step + "setting one is 1\n  from 1 April 2026 it is other\nsetting other is one\n")
    twice = "setting s is 1\n  from 1 April 2026 it is 2\n  from 1 April 2026 it is 3\n"
    assert found(step + twice) == ["said-twice"]


def test_each_version_keeps_the_rules() -> None:
    asked = (
        STEP + DUE + "    from 1 April 2026: falls due when 1 new absence starts within 2 months after talk is held\n"
    )
    assert "window-end-missing" in found(SCORE + asked)
    led = LADDER.replace(
        "    then wait for hearing\n", "    then close\n    from 1 April 2026: then wait for hearing\n"
    )
    assert found(SCORE + led) == []  # the hearing is there for one of the two versions


def test_versions_come_out_of_the_format_as_they_went_in() -> None:
    source = Source("v.policy", HEADER + TRIAL + SCORE + THRESHOLD + LADDER)
    parsed = parse(source)
    text = format(parsed.tree, source)
    again = parse(Source("v.policy", text))
    assert again.tree == parsed.tree
    assert format(again.tree, Source("v.policy", text)) == text
    assert [one for one, other in pairwise(text.splitlines()) if one.startswith("setting") and not other] == []


# ------------------------------------------------------------------ tables, readings, events put away


def test_a_table_of_people_says_who_is_in_which_group() -> None:
    made = policy_of(HEADER + TRIAL + NIGHTS + SCORE + STEP + DUE)
    table, _ = table_of(
        Source("p.csv", "employee,groups\nE1,on trial=2026-04-01..2026-09-30|night staff=..2026-03-31\n")
    )
    (one,) = read_together((), [Given(Kind.PEOPLE, table)], Told(), made)
    assert one.history is not None
    days = [tuple(day and date.fromordinal(day).isoformat() for day in (m.since, m.until)) for m in one.history.groups]
    assert [each.group for each in one.history.groups] == ["on trial", "at night"]
    assert days == [("2026-04-01", "2026-09-30"), (None, "2026-03-31")]


@pytest.mark.parametrize("cell", ["on trial=2026-04-01", "=2026-04-01..", "on trial=..", "on trial=first..last"])
def test_a_cell_of_groups_that_cannot_be_read_is_a_problem_of_its_row(cell: str) -> None:
    made = policy_of(HEADER + TRIAL + SCORE + STEP + DUE)
    table, _ = table_of(Source("p.csv", f"employee,groups\nE1,{cell}\n"))
    (one,) = read_together((), [Given(Kind.PEOPLE, table)], Told(), made)
    assert one.history is None
    assert {problem.at.place.field for problem in one.diagnostics} == {"row 2, column groups"}


READINGS = """
reading which threshold
  asks "Is it five?"
  taken four: as written
  possible five: setting threshold is 5
reading what holds from April
  asks "Does the new line mean over 9?"
  taken two: as written
  possible nine, in talk: from 1 April 2026: falls due when days is over 9
"""


def test_an_alternative_takes_the_place_of_a_value_or_of_one_version() -> None:
    lines = THRESHOLD.replace(
        "over the threshold\n", "over the threshold\n    from 1 April 2026: falls due when days is over 2\n"
    )
    made = policy(lines + READINGS)
    others = {each.name: each.policy for one in made.readings for each in one.alternatives}

    def due(taken: Policy, on: str, days: int) -> list[str]:
        return fell(told(taken, on, f"2026-01-12 2026-01-{11 + days}"))

    assert due(made, "2026-01-31", 5) == ["talk 2026-01-16"]
    assert due(others["five"], "2026-01-31", 5) == []
    assert due(others["five"], "2026-04-01", 5) == ["talk 2026-04-01"]  # the later values stay as they are
    assert due(others["nine"], "2026-01-31", 5) == ["talk 2026-01-16"]
    assert due(made, "2026-04-01", 3) == ["talk 2026-04-01"]
    assert due(others["nine"], "2026-04-01", 3) == []


@pytest.mark.parametrize("rule", RULES)
def test_a_standing_keeps_the_version_its_case_goes_by(rule: str) -> None:
    made = policy(SCORE + LADDER, rule)
    values = {"employee": "E1", "absences": [{"first": "2026-01-12", "last": "2026-01-12"}], "events": [TALK]}
    values["absences"].append({"first": "2026-05-04", "last": "2026-05-04"})  # type: ignore[attr-defined]
    history = history_of(values, made)
    march, june = (Person(made, history, date(2026, month, 20).toordinal()) for month in (3, 6))
    kept = taken(json.loads(json.dumps(put(fold.over_days_that_matter(march)))))
    assert resume(june, kept, march.on) == fold.over_days_that_matter(june)


def test_allowances_and_repetition_have_versions() -> None:
    """The lines of a step that say how often, how early and by whom read as of the day of the version."""
    made = policy("""
branch long follows each absence while it lasts
  step talk
    falls due when the absence has lasted at least 4 weeks
    falls due again every 4 weeks
    from 1 February 2027: falls due again every 2 weeks
    from 1 March 2026: may be waived by manager
    outcome warned: stay
""")
    before, after = (told(made, on, "2026-01-05 -") for on in ("2026-02-01", "2026-03-01"))
    assert ["may-be-waived" in [one.code for one in each.shown] for each in (before, after)] == [False, True]
    later = told(made, "2027-02-28", "2027-01-04 -")
    assert [one.on.isoformat() for one in later.fell_due] == ["2027-01-31", "2027-02-14", "2027-02-28"]


# ------------------------------------------------------------------ leaders, guards, and lines below the heading

LED = """
branch Short follows each employee
  step talk
    falls due when days is over 0
    falls due again only on a new absence
    led by line manager
    from 1 April 2026: led by HR, with line manager
    for employees on trial: led by director
    must complete Plan
    must tell the employee "what was agreed"
    director must sign letter
    then wait for talk
"""


@pytest.mark.parametrize(
    ("day", "groups", "bearer"),
    [
        ("2026-03-31", (), "line manager"),
        ("2026-04-01", (), "HR"),
        ("2026-03-31", ("on trial",), "director"),
        ("2026-04-01", ("on trial",), "director"),
    ],
)
def test_whoever_leads_on_the_day_owes_what_the_step_asks_for(day: str, groups: tuple[str, ...], bearer: str) -> None:
    answer = told(policy(TRIAL + SCORE + LED), day, "2026-01-12", groups=[{"name": name} for name in groups])
    assert {one.duty: one.bearer for one in answer.duties} == {
        "complete Plan": bearer,
        "tell employee": bearer,
        "sign letter": "director",
    }


GUARDED = """
branch Short follows each employee
  step talk
    falls due when days is over 0
    falls due again only on a new absence
    {}
    then wait for talk
"""
APRIL = "from 1 April 2026:"


@pytest.mark.parametrize(
    ("lines", "day", "due"),
    [
        # A condition that comes with April, one that April changes, one that goes with April.
        ((f"{APRIL} only if days is over 1",), "2026-03-31", True),
        ((f"{APRIL} only if days is over 1",), "2026-04-01", False),
        (("only if days is over 1", f"{APRIL} only if days is under 2"), "2026-03-31", False),
        (("only if days is over 1", f"{APRIL} only if days is under 2"), "2026-04-01", True),
        (("from 1 March 2026 until 31 March 2026: only if days is over 1",), "2026-03-31", False),
        (("from 1 March 2026 until 31 March 2026: only if days is over 1",), "2026-04-01", True),
        ((f"{APRIL} is not triggered by absence flagged injury",), "2026-03-31", True),
        ((f"{APRIL} is not triggered by absence flagged injury",), "2026-04-01", False),
    ],
)
def test_what_keeps_a_step_back_has_versions(lines: tuple[str, ...], day: str, due: bool) -> None:
    made = policy(SCORE + GUARDED.format("\n    ".join(lines)))
    assert fell(told(made, day, f"{day} {day} injury")) == ([f"talk {day}"] if due else [])


def test_a_guard_of_a_group_keeps_back_its_members_alone() -> None:
    made = policy(TRIAL + SCORE + GUARDED.format("for employees on trial: only if days is over 1"))
    trial = {"name": "on trial", "from": "2026-03-01", "to": "2026-03-31"}
    assert fell(told(made, "2026-03-31", "2026-03-10", groups=[trial])) == []
    assert fell(told(made, "2026-04-01", "2026-04-01", groups=[trial])) == ["talk 2026-04-01"]
    assert fell(told(made, "2026-03-31", "2026-03-10")) == ["talk 2026-03-10"]


def test_a_line_below_the_heading_has_a_version_for_a_group() -> None:
    """Absences of those on trial join from April on, and only while they are on trial."""
    text = TRIAL + SCORE.replace("calendar days of absence", "absences") + STEP + DUE.replace("3", "99")
    join = "absences join when no working day lies between them"
    rule = "absences never join\n  for employees on trial from 1 April 2026: "
    rule += "absences join when at most 10 calendar days lie between them"
    made = small(text, (join, rule), ("when a month", f"{OPEN.format(AT_ONCE)}  when a month"))
    away = ("2026-03-23 2026-03-27", "2026-04-01 2026-04-01", "2026-05-04 2026-05-05", "2026-05-11 2026-05-12")
    until_april = [{"name": "on trial", "to": "2026-04-30"}]
    count = [
        value(told(made, "2026-06-30", *away, groups=one), "days") for one in ([], [{"name": "on trial"}], until_april)
    ]
    assert count == [4, 2, 3]


def test_what_is_used_with_no_pattern_on_file_has_versions() -> None:
    """A Saturday counts from April on for everybody, and never for those on trial."""
    text = TRIAL + SCORE.replace("calendar days", "working days") + STEP + DUE.replace("3", "99")
    week = "with no working pattern on file, use Monday to Friday"
    more = f"\n  from 1 April 2026: {week.replace('Friday', 'Saturday')}"
    more += f"\n  for employees on trial: {week.replace('Friday', 'Thursday')}"
    made = small(text, (week, week + more), ("when a month", f"{OPEN.format(AT_ONCE)}  when a month"))
    away = ("2026-03-27 2026-03-28", "2026-04-03 2026-04-04")  # twice a Friday and a Saturday
    assert value(told(made, "2026-06-30", *away), "days") == 3
    assert value(told(made, "2026-06-30", *away, groups=[{"name": "on trial"}]), "days") == 0
    assert value(told(made, "2026-06-30", *away, groups=[{"name": "on trial", "to": "2026-04-03"}]), "days") == 1


def test_what_a_working_day_is_has_versions() -> None:
    """Good Friday 2026 (3 April) is a working day until the calendar of England and Wales counts."""
    text = SCORE.replace("calendar days", "working days") + STEP + DUE.replace("3", "99")
    line = "a working day is a day the employee was due to work"
    for since, days in (("4 April 2026", 1), ("3 April 2026", 0)):
        more = f"\n  from {since}: {line}, without the public holidays of England and Wales"
        made = small(text, (line, line + more), ("when a month", f"{OPEN.format(AT_ONCE)}  when a month"))
        assert value(told(made, "2026-06-30", "2026-04-03"), "days") == days
