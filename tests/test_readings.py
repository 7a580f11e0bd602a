"""Readings: alternatives as policies of their own, what answers turn on, and the laws that hold for all of them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from policydsl_cli.main import program

import policydsl
from policydsl.check import alternatives, check_text, taking
from policydsl.check.readings import under
from policydsl.explain.text import as_text
from policydsl.history.history import History
from policydsl.interpret.evaluate import evaluate
from policydsl.interpret.fold import over_days_that_matter, over_every_day
from policydsl.interpret.person import Person
from policydsl.interpret.turns_on import turns_on
from policydsl.model.policy import Policy
from policydsl.source import Source
from policydsl.syntax import nodes, parse
from tests.engine import POLICIES, answer_of, history_of, policy_of, shipped
from tests.small import HEADER, record, small
from tests.strategies import made_up, seeds, tries
from tests.variants import variant

LUU = Source("luu.policy", (POLICIES / "luu_attendance.policy").read_text(encoding="utf-8"))
SEVEN_DAYS: dict[str, Any] = {
    "employee": "E1",
    "standing": [{"branch": "Branch 1", "step": "first informal meeting", "held": "2026-03-10"}],
    "absences": [{"first": "2026-03-30", "last": "2026-03-30"}, {"first": "2026-04-15", "last": "2026-04-21"}],
}
ON = date(2026, 4, 24)
TAKINGS = [(one.reading, one.name) for one in alternatives(shipped())]


@cache
def luu() -> nodes.Policy:
    return parse(LUU).tree


def told(seed: int) -> tuple[History, int]:
    """The history behind a seed, and the day asked about."""
    values, on = made_up(seed)
    return history_of(values), on.toordinal()


# ------------------------------------------------------------------ the tree


def test_a_reading_has_its_lines() -> None:
    lines = ("reading days off [A-1]", 'asks "Which?"', "taken a: as written", "possible b, in X, Y: then close")
    (reading,) = parse(Source("p", "\n".join(lines))).tree.blocks
    assert isinstance(reading, nodes.Reading)
    assert (reading.name.text, reading.cites) == ("days off", ("A-1",))
    asks, taken, possible = reading.lines
    assert isinstance(asks, nodes.Asks)
    assert isinstance(taken, nodes.Taken)
    assert isinstance(taken.clause, nodes.AsWritten)
    assert isinstance(possible, nodes.Possible)
    assert isinstance(possible.clause, nodes.Then)
    assert possible.places is not None
    assert [place.text for place in possible.places.names] == ["X", "Y"]


def test_as_written_the_tree_is_the_one_without_readings() -> None:
    tree = luu()
    without = replace(tree, blocks=tuple(one for one in tree.blocks if not isinstance(one, nodes.Reading)))
    assert under(tree) == under(tree, {"over 150": "over"}) == without


def test_a_line_goes_to_every_step_named_and_keeps_its_place() -> None:
    tree = under(luu(), {"start of the six months": "fell due"})
    steps = [step for block in tree.blocks if isinstance(block, nodes.Branch) for step in block.steps]
    changed = [
        (step.name.text, line)
        for step in steps
        if isinstance(step, nodes.Step)
        for line in step.clauses
        if isinstance(line, nodes.DueWhen) and "previous step" in LUU.text_of(line.span)
    ]
    assert [name for name, _ in changed] == ["first formal meeting", "second formal meeting", "final formal meeting"]
    assert len({line.span for _, line in changed}) == 1
    assert changed[0][1].cites == ("LUU-13", "LUU-19", "LUU-22")


def test_a_heading_keeps_the_lines_below_it() -> None:
    tree = under(luu(), {"Bradford period": "calendar year"})
    (measure,) = (one for one in tree.blocks if isinstance(one, nodes.Measure))
    assert isinstance(measure.window, nodes.EachYear)
    assert len(measure.lines) == 3


def test_a_line_that_a_block_does_not_have_is_added() -> None:
    tree = under(luu(), {"absences in the score": "short-term only"})
    (measure,) = (one for one in tree.blocks if isinstance(one, nodes.Measure))
    assert isinstance(measure.lines[-1], nodes.Counting)


def test_a_line_may_be_taken_away() -> None:
    tree = under(luu(), {"review of the likelihood": "at the first only"})
    steps = {step.name.text: step for block in tree.blocks if isinstance(block, nodes.Branch) for step in block.steps}

    def reviewed(name: str) -> list[str]:
        acts = (line.act for line in steps[name].clauses if isinstance(line, nodes.Duty))
        things = (act.things for act in acts if isinstance(act, nodes.Act) and act.verb.text == "review")
        return [one.text for names in things if names for one in names.names]

    assert reviewed("first formal meeting") == ["Attendance Support Plan", "likelihood of attendance improving"]
    assert reviewed("second formal meeting") == ["Attendance Support Plan"]


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        ("in first formal meeting: without must review the weather", 0),
        ("in first formal meeting: without led by the weather", 1),
    ],
)
def test_a_line_that_is_not_there_cannot_be_taken_away(line: str, labels: int) -> None:
    reading = f'reading odd one\n  asks "Is it?"\n  taken yes: as written\n  possible no, {line}\n'
    (found,) = check_text(Source("luu.policy", f"{LUU.text}\n{reading}")).diagnostics
    assert (found.code.name, len(found.also)) == ("nothing-to-replace", labels)
    assert found.message == "the policy has no such line there"


# ------------------------------------------------------------------ policies


def test_the_policy_knows_its_readings() -> None:
    (seven,) = (one for one in shipped().readings if one.title == "exactly seven days")
    assert (seven.taken, [one.name for one in seven.alternatives]) == ("short-term", ["neither", "medium-term"])
    assert seven.written.cites == ("LUU-14", "LUU-15")
    assert len(seven.alternatives[1].written) == 2


@pytest.mark.parametrize(("title", "name"), TAKINGS, ids=[" = ".join(one) for one in TAKINGS])
def test_what_is_not_worked_out_again_is_the_same(title: str, name: str) -> None:
    """Each alternative, made beside the policy as written, is what the whole check makes of its tree."""
    (quick,) = (one.policy for one in alternatives(shipped()) if (one.reading, one.name) == (title, name))
    whole = taking(luu(), LUU, {title: name}, thorough=False).policy
    assert whole is not None
    # What lines ask about is gathered from those as written and those of the alternative: never less than need be.
    assert quick.asked_about is not None
    assert whole.asked_about is not None
    assert quick.asked_about >= whole.asked_about
    none = frozenset[str]()
    bare = {"readings": (), "takings": (), "things": (), "flags": none, "examples": (), "asked_about": none}
    same = {name: value for name, value in bare.items() if hasattr(whole, name)}
    assert replace(quick, **same) == replace(whole, **same)  # type: ignore[arg-type]


def test_under_a_taking_the_reading_as_written_is_an_alternative() -> None:
    policy = taking(luu(), LUU, {"Exactly seven days": "medium-term"}).policy
    assert policy is not None
    assert policy.takings == (("exactly seven days", "medium-term"),)
    (seven,) = (one for one in policy.readings if one.title == "exactly seven days")
    assert (seven.taken, [one.name for one in seven.alternatives]) == ("medium-term", ["short-term", "neither"])
    answer = answer_of(SEVEN_DAYS, ON, policy)
    assert answer.takings == policy.takings
    assert [one.on for one in answer.fell_due if one.step == "first formal meeting"] == [date(2026, 4, 21)]


@pytest.mark.parametrize(
    ("takings", "said"),
    [
        ({"exactly sevn days": "neither"}, "no reading is called `exactly sevn days`"),
        ({"exactly seven days": "neithr"}, "no alternative is called `neithr`"),
        (
            {"start of the six months": "fell due", "absence in the six months": "any day"},
            "two of the readings taken change the same line",
        ),
    ],
)
def test_takings_that_cannot_be(takings: dict[str, str], said: str) -> None:
    checked = taking(luu(), LUU, takings)
    assert checked.policy is None
    assert said in [one.message for one in checked.diagnostics]


def test_reasons_cite_the_line_of_the_alternative() -> None:
    (over,) = (one.policy for one in alternatives(shipped()) if (one.reading, one.name) == ("over 150", "at least"))
    due = over.steps["first informal meeting"].due
    assert due is not None
    written = due.forms[0].written
    line = LUU.text.splitlines()[written.line - 1]
    assert line.endswith("falls due when the Bradford score is at least the Bradford threshold")
    assert written.cites == ("LUU-9",)


def test_what_only_an_alternative_names_can_be_recorded() -> None:
    text = LUU.text + (
        '\nreading a paper\n  asks "Is there a paper?"\n  taken no: as written\n'
        "  possible yes, in first informal meeting: must issue Odd Paper\n"
    )
    assert "Odd Paper" in policy_of(text).things


# ------------------------------------------------------------------ what an answer turns on


def test_not_asked_for_nothing_is_said() -> None:
    assert answer_of(SEVEN_DAYS, ON).turns_on is None
    assert "What it turns on" not in as_text(answer_of(SEVEN_DAYS, ON))


def test_without_a_difference_it_says_so() -> None:
    found = evaluate(shipped(), history_of({"employee": "E1", "absences": []}), ON, readings=True)
    assert found.answer is not None
    assert found.answer.turns_on == ()
    assert "same under every reading" in as_text(found.answer)


def test_the_text_names_the_alternative_and_the_day() -> None:
    found = evaluate(shipped(), history_of(SEVEN_DAYS), ON, readings=True)
    assert found.answer is not None
    text = " ".join(as_text(found.answer).split())
    assert "medium-term first formal meeting would have fallen due on Tue 21 Apr 2026, not on Wed 22 Apr 2026" in text


@pytest.mark.long
@tries(0.4)
@given(seeds.map(told), st.integers(0, 400))
def test_what_is_left_out_of_the_comparison_makes_no_difference(made: tuple[History, int], back: int) -> None:
    """Skipping an alternative that cannot matter is the same as working everything out under it."""
    history, last = made
    person = Person(shipped(), history, last - back % 200)
    standings = over_days_that_matter(person)
    plain: dict[str, Any] = {"steps": None, "only_duties": False, "only_absences": False}
    readings = tuple(
        replace(
            one,
            alternatives=tuple(replace(each, **plain) for each in one.alternatives),
        )
        for one in shipped().readings
    )
    all_of_them = Person(replace(shipped(), readings=readings), history, person.on)
    assert turns_on(person, standings) == turns_on(all_of_them, standings)


@tries(0.2)
@given(seeds.map(told), st.sampled_from(TAKINGS))
def test_under_every_alternative_the_days_that_matter_are_enough(
    made: tuple[History, int], which: tuple[str, str]
) -> None:
    history, last = made
    (policy,) = (one.policy for one in alternatives(shipped()) if (one.reading, one.name) == which)
    person = Person(policy, history, last)
    assert over_days_that_matter(person) == over_every_day(person)


# ------------------------------------------------------------------ a step that is due, a branch that is open

FIVE = ["2026-01-12", "2026-02-03", "2026-03-05", "2026-04-08"]
OUTSTANDING: dict[str, Any] = {
    "employee": "E1",
    "absences": [
        *({"first": day, "last": day} for day in FIVE),
        {"first": "2026-05-18", "last": "2026-05-20"},
        {"first": "2026-06-15", "last": "2026-06-16"},
        {"first": "2026-07-22", "last": "2026-07-22"},
    ],
}


def away(*days: tuple[str, str]) -> dict[str, Any]:
    return {"employee": "E1", "absences": [{"first": first, "last": last} for first, last in days]}


def from_due() -> Policy:
    return next(one.policy for one in alternatives(shipped()) if one.name == "fell due")


def test_a_step_stays_due_while_the_next_one_falls_due() -> None:
    answer = answer_of(OUTSTANDING, date(2026, 7, 31), from_due())
    states = {one.step: (one.on.isoformat(), one.state.value) for one in answer.fell_due if one.branch == "Branch 1"}
    assert states == {
        "first informal meeting": ("2026-05-20", "due"),
        "first formal meeting": ("2026-07-23", "due"),
    }
    assert not [one for one in answer.warnings if one.code == "step-outstanding"]


def test_a_meeting_held_late_is_kept_and_moves_nothing() -> None:
    events = [
        {"date": "2026-07-27", "step": "first informal meeting", "what": "held", "by": "line manager"},
        {"date": "2026-08-03", "step": "first formal meeting", "what": "held", "by": "line manager"},
    ]
    answer = answer_of(OUTSTANDING | {"events": events}, date(2026, 8, 4), from_due())
    held = {one.step: one.held_on.isoformat() for one in answer.fell_due if one.held_on}
    assert held == {"first informal meeting": "2026-07-27", "first formal meeting": "2026-08-03"}
    (case,) = (one for one in answer.standing if one.branch == "Branch 1")
    assert (case.step, case.state.value) == ("second formal meeting", "waiting")
    assert not [one for one in answer.warnings if one.code == "out-of-sequence"]


def test_the_time_passes_only_once_the_meeting_is_held() -> None:
    quiet = OUTSTANDING | {"absences": OUTSTANDING["absences"][:5]}
    assert answer_of(quiet, date(2027, 3, 1), from_due()).lapsed == ()
    held = {"date": "2027-03-01", "step": "first informal meeting", "what": "held", "by": "line manager"}
    answer = answer_of(quiet | {"events": [held]}, date(2027, 3, 5), from_due())
    assert [one.on.isoformat() for one in answer.lapsed] == ["2027-03-02"]


def test_a_branch_waits_while_another_is_open() -> None:
    (policy,) = (one.policy for one in alternatives(shipped()) if one.name == "Branch 2 alone")
    history = {
        "employee": "E1",
        "absences": [{"first": "2025-12-01", "last": "2025-12-02"}, {"first": "2026-01-05", "last": "2026-03-06"}],
    }
    paused = answer_of(history, date(2026, 3, 2), policy)
    assert [one.state.value for one in paused.standing if one.branch == "Branch 1"] == ["paused"]
    after = answer_of(history, date(2026, 3, 20), policy)
    assert [one.on.isoformat() for one in after.fell_due if one.branch == "Branch 1"] == ["2026-03-10"]


def test_an_absence_too_short_for_the_first_step_opens_no_case_when_it_ends() -> None:
    policy = variant("absences that are over")
    history = {
        "employee": "E1",
        "absences": [{"first": "2026-01-05", "last": "2026-01-06"}, {"first": "2026-02-02", "last": "2026-02-13"}],
    }
    answer = answer_of(history, date(2026, 3, 2), policy)
    assert [(one.absence, one.since.isoformat()) for one in answer.standing if one.branch == "Branch 2"] == [
        ("2026-02-02", "2026-02-16")
    ]


# ------------------------------------------------------------------ the command line


@pytest.fixture
def history(tmp_path: Path) -> str:
    path = tmp_path / "e1.yaml"
    path.write_text(json.dumps(SEVEN_DAYS), encoding="utf-8")
    return str(path)


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(program, list(words))
    return result.exit_code, result.stdout, result.stderr


POLICY = str(POLICIES / "luu_attendance.policy")


def test_the_list_of_readings() -> None:
    status, out, _ = run("readings", POLICY)
    assert (status, out.splitlines()[0]) == (0, "LUU Attendance Support Procedure: 30 readings, 45 alternatives")
    _, out, _ = run("readings", POLICY, "--format", "json")
    assert [one["taken"] for one in json.loads(out) if one["reading"] == "five days"] == ["calendar days"]


def test_an_answer_with_its_readings(history: str) -> None:
    status, out, _ = run("evaluate", POLICY, history, "--on", "2026-04-24", "--readings", "--format", "json")
    found = json.loads(out)
    assert (status, found["policy"]["taking"]) == (0, [])
    assert {one["taking"] for one in found["turns_on"]} >= {"neither", "medium-term"}


@pytest.mark.parametrize("more", [(), ("--readings",)], ids=["taken", "taken and compared"])
def test_an_answer_under_another_reading_comes_out_again(history: str, tmp_path: Path, more: tuple[str, ...]) -> None:
    words = ("evaluate", POLICY, history, "--on", "2026-04-24", "--taking", "Exactly seven days = medium-term", *more)
    _, out, _ = run(*words, "--format", "json")
    assert json.loads(out)["policy"]["taking"] == [{"reading": "exactly seven days", "taking": "medium-term"}]
    kept = tmp_path / "kept.json"
    kept.write_text(out, encoding="utf-8")
    assert run("verify", str(kept), POLICY, history)[0] == 0


@pytest.mark.parametrize(
    ("taken", "said"),
    [
        ("exactly sevn days=neither", "did you mean `exactly seven days`?"),
        ("exactly seven days=neithr", "did you mean `neither`?"),
        ("exactly seven days=none", "there is `short-term`, `neither` and `medium-term`"),
        ("neither", "does not say how to take a reading"),
    ],
)
def test_a_taking_that_there_is_not(history: str, taken: str, said: str) -> None:
    status, _, told_ = run("evaluate", POLICY, history, "--on", "2026-04-24", "--taking", taken)
    assert status == 2
    assert said in " ".join(told_.split())


def test_the_door_has_them() -> None:
    checked = check_text(LUU)
    assert checked.policy is not None
    assert len(policydsl.alternatives(checked.policy)) == len(TAKINGS)


CONCERN = """
condition concern is met when at least 3 absences start in the last 6 months
branch attendance follows each employee
  step review
    falls due when concern is met
    falls due again only on a new absence
    outcome no concern: close
reading how many
  asks "Three or two?"
  taken three: condition concern is met when at least 3 absences start in the last 6 months
  possible two: condition concern is met when at least 2 absences start in the last 6 months
"""


def test_an_alternative_may_be_a_condition_with_a_name() -> None:
    policy = small(CONCERN)
    history = history_of({"employee": "E1", "absences": [record("2026-01-05"), record("2026-02-02")]}, policy)
    answer = evaluate(policy, history, date(2026, 2, 3), readings=True).answer
    assert answer is not None
    assert [(one.taking, one.differences[0].kind) for one in answer.turns_on] == [("two", "fell-due")]


def test_a_condition_that_there_is_not() -> None:
    text = HEADER + CONCERN.replace("two: condition concern is", "two: condition concerns so is")
    (problem,) = check_text(Source("p", text)).diagnostics
    assert (problem.code.name, problem.message) == (
        "nothing-to-replace",
        "there is no condition `concerns so` to take the place of",
    )
