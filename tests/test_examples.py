"""Examples: what they tell and expect, what is wrong with them, and running, printing and accepting them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator
from policydsl_cli.main import program

from policydsl.check import Checked, check_text
from policydsl.explain.examples import accepted, got, why
from policydsl.explain.expect import misses
from policydsl.interpret.examples import Failed, Passed, run, run_all
from policydsl.records.expectations import examples_schema, read_examples
from policydsl.source import Source

POLICY = """\
policy Attendance
  in force from 1 September 2024
  absences join when no working day lies between them
  an absence ends on its last recorded day
  a part day counts as its fraction
  a working day is a day the employee was due to work
  with no working pattern on file, use Monday to Friday
  an absence with no working day counts
  absences flagged planned count for nothing
  a waived step counts as held

fact half pay date is the first day on half pay, for each absence

measure days lost in each calendar year
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

branch Short follows each employee
  step review meeting
    falls due when days lost is over 3
    falls due again only on a new absence
    give notice in writing at least 5 calendar days before
    must complete Support Plan
    must tell the employee "what happens next"
    outcome no concern: close
    outcome more talk: wait for second review

  step second review
    falls due when 1 new absence starts within 8 weeks after review meeting is held
    if not due by then: close
    must be held within 14 calendar days after falling due
    then close

branch Long follows each absence while it lasts
  step long talk
    falls due 4 weeks after the absence began, or on half pay date, whichever is later
    dates already passed count
    then close

guidance advice
  may be asked for at any time by HR

"""


def checked(example: str) -> Checked:
    return check_text(Source("draft.policy", POLICY + example))


def codes(example: str) -> list[str]:
    return [problem.code.name for problem in checked(example).diagnostics]


def result(lines: str, title: str = "one") -> Passed | Failed:
    found = checked(f"example {title}\n{lines}")
    assert found.policy is not None, [problem.message for problem in found.diagnostics]
    (example,) = found.policy.examples
    return run(found.policy, example)


ROOT = Path(__file__).parent.parent
FOUR_DAYS = "absent from 5 January 2026 to 8 January 2026\n"

HOLD = {
    "a measure": f"{FOUR_DAYS}on 8 January 2026, days lost is 4 working days, and days lost is 4",
    "a fraction": "absent for half of 5 January 2026\non 5 January 2026, days lost is 0.5",
    "half a last day": (
        "absent from 5 January 2026 to 8 January 2026, for half of 8 January 2026\non 8 January 2026, days lost is 3.5"
    ),
    "own days": "works Monday, Wednesday\n" + FOUR_DAYS + "on 8 January 2026, days lost is 2",
    "a range of own days": "works Monday to Tuesday\n" + FOUR_DAYS + "on 8 January 2026, days lost is 2",
    "a flag": "absent from 5 January 2026 to 8 January 2026 flagged planned\non 8 January 2026, days lost is 0",
    "a reason": "absent from 5 January 2026 because of R12\non 8 January 2026, days lost is 4",
    "due": f"{FOUR_DAYS}on 7 January 2026, review meeting is not due\non 8 January 2026, review meeting is due",
    "fell due": f"{FOUR_DAYS}on 9 January 2026, review meeting fell due on 8 January 2026",
    "never due": f"{FOUR_DAYS}on 9 January 2026, second review has not fallen due",
    "waits and is at": (
        f"{FOUR_DAYS}on 7 January 2026, Short waits for review meeting\non 8 January 2026, Short is at review meeting"
    ),
    "notice for a day": (
        f"{FOUR_DAYS}gave notice in writing of review meeting on 9 January 2026, for 14 January 2026\n"
        'on 9 January 2026, "notice in writing" is met, and "notice in writing" of review meeting is in time'
    ),
    "notice of the meeting then held": (
        f"{FOUR_DAYS}gave notice of review meeting on 9 January 2026\nheld review meeting on 13 January 2026\n"
        'on 12 January 2026, "notice in writing" is open\non 13 January 2026, "notice in writing" is breached'
    ),
    "a paper": (
        f"{FOUR_DAYS}held review meeting on 13 January 2026\ncompleted Support Plan on 14 January 2026\n"
        'on 13 January 2026, "Support Plan" is breached\non 14 January 2026, "complete Support Plan" is met'
    ),
    "told": (
        f'{FOUR_DAYS}held review meeting on 13 January 2026\ntold the employee "what happens next" on 13 January 2026\n'
        'on 13 January 2026, "tell the employee" is met'
    ),
    "closed by an outcome": (
        f"{FOUR_DAYS}held review meeting on 13 January 2026, with outcome no concern\n"
        "on 13 January 2026, Short closed on 13 January 2026, and Short is closed"
    ),
    "closed by a person": (
        f"{FOUR_DAYS}closed review meeting on 9 January 2026\non 9 January 2026, Short closed on 9 January 2026"
    ),
    "waived": (
        f"{FOUR_DAYS}waived review meeting on 9 January 2026, by manager\n"
        "on 8 January 2026, review meeting is due\non 9 January 2026, review meeting is not due"
    ),
    "late": (
        "stood at review meeting, held on 5 January 2026, with outcome more talk\nabsent on 12 January 2026\n"
        "on 26 January 2026, second review is due, and second review is in time\n"
        "on 27 January 2026, second review is late"
    ),
    "a fact of one of two absences": (
        "absent on 5 January 2026\nabsent from 2 February 2026\n"
        "given half pay date is 13 April 2026, for the absence from 2 February 2026\n"
        "on 3 February 2026, long talk is expected on 13 April 2026"
    ),
    "a fact that is missing": (
        "absent from 2 February 2026\non 3 February 2026, half pay date is missing, and Long waits for long talk"
    ),
    "guidance": "on 5 January 2026, advice is possible, and advice is open",
    "a title with a comma, 2 numbers and 5 January 2026": f"{FOUR_DAYS}on 8 January 2026, days lost is 4",
}


@pytest.mark.parametrize(("title", "lines"), HOLD.items(), ids=HOLD)
def test_an_example_that_holds(title: str, lines: str) -> None:
    found = result(lines, title)
    assert isinstance(found, Passed), [(one.expected.words, got(one)) for one in found.differences]
    assert found.example.title == title


PAUSED = """
branch Other follows each employee
  pauses while Short is open
  step other talk
    falls due when days lost is over 4
    falls due again only on a new absence
    then close

example paused
  absent from 5 January 2026
  on 9 January 2026, Short is at review meeting, and Other {is_or_waits} other talk
"""


def test_a_case_that_is_paused_waits() -> None:
    found = checked(PAUSED.format(is_or_waits="waits for"))
    assert found.policy is not None, [problem.message for problem in found.diagnostics]
    assert isinstance(run(found.policy, found.policy.examples[0]), Passed)
    wrong = checked(PAUSED.format(is_or_waits="is at"))
    assert wrong.policy is not None
    failed = run(wrong.policy, wrong.policy.examples[0])
    assert isinstance(failed, Failed)
    assert [got(one) for one in failed.differences] == ["Other waits for other talk (paused)"]


LIMITS = """
setting day limit is 9 working days, pro rata to a full-time week of 5 working days, rounded to the nearest half day
setting half of it is 50% of the day limit
setting score limit is 150
setting review time is 6 weeks
measure yearly days over the last review time
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
branch Limits follows each employee
  step limit talk
    falls due when yearly days is at least the day limit, or when yearly days is at least half of it,
      or when days lost is over the score limit
    falls due again only on a new absence
    then close

example two days a week
  works Monday, Tuesday
  on 5 January 2026, day limit is {expected}
"""


@pytest.mark.parametrize(
    ("expected", "instead"),
    [
        ("3.5 working days, half of it is 1.75, score limit is 150, review time is 6 weeks", None),
        ("3.6 working days", "day limit is 3.5"),
        ("3.5, and half of it is 2 working days", "half of it is 1.75"),
    ],
)
def test_a_setting_has_its_value_for_the_person(expected: str, instead: str | None) -> None:
    found = checked(LIMITS.format(expected=expected))
    assert found.policy is not None, [problem.message for problem in found.diagnostics]
    done = run(found.policy, found.policy.examples[0])
    assert [got(one) for one in getattr(done, "differences", ())] == ([instead] if instead else [])


def test_a_setting_is_expected_in_its_own_unit() -> None:
    found = checked(LIMITS.format(expected="3.5 calendar days"))
    assert [problem.message for problem in found.diagnostics] == ["`day limit` is counted in working days"]


FORESEEN = """
branch Foreseen follows each absence while it lasts
  step early talk
    falls due when the absence is expected to last over 4 weeks
    then close

example foreseen
  absent on 30 December 2025
  absent from 5 January 2026
  expected on 7 January 2026 to last until 1 February 2026, for the absence from 5 January 2026
  expected on 14 January 2026 to last until 2 February 2026, for the absence from 5 January 2026
  on 13 January 2026, early talk has not fallen due
  on 15 January 2026, early talk fell due on 14 January 2026
"""


def test_an_example_tells_how_long_an_absence_is_expected_to_last() -> None:
    found = checked(FORESEEN)
    assert found.policy is not None
    assert isinstance(run(found.policy, found.policy.examples[0]), Passed)
    several = checked(
        FORESEEN.replace(
            " to last until 2 February 2026, for the absence from 5 January 2026", " to last until 2 February 2026"
        )
    )
    assert [problem.code.name for problem in several.diagnostics] == ["which-absence"]


FAIL = {
    "days lost is 5": ("days lost is 4", "4"),
    "review meeting is not due": ("review meeting is due", " is due"),
    "review meeting fell due on 7 January 2026": ("review meeting fell due on 8 January 2026", "8 January 2026"),
    "review meeting has not fallen due": ("review meeting fell due on 8 January 2026", " fell due on 8 January 2026"),
    "second review fell due on 8 January 2026": ("second review has not fallen due", " has not fallen due"),
    "second review is due": ("second review is not due", " is not due"),
    "Short lapsed on 8 January 2026": ("Short has not lapsed", " has not lapsed"),
    "Short waits for review meeting": ("Short is at review meeting (due)", None),
    "Short closed on 8 January 2026": ("Short has not closed", " has not closed"),
    "long talk is blocked": ("long talk is not", None),
    '"notice in writing" is met': ('"notice in writing" is open', " is open"),
    "long talk is expected on 3 March 2026": ("long talk is not expected on any day", None),
    "half pay date is missing": ("half pay date is not; nothing is missing", None),
    "review meeting is left to HR": ("review meeting is left to nobody", None),
}


@pytest.mark.parametrize("expected", FAIL)
def test_an_example_that_does_not_hold_says_what_is_so(expected: str) -> None:
    said, written = FAIL[expected]
    found = result(f"{FOUR_DAYS}on 9 January 2026, {expected}")
    assert isinstance(found, Failed)
    (difference,) = found.differences
    assert (difference.expected.words, got(difference)) == (expected, said)
    edit = accepted(difference)
    assert (edit.replacement if edit else None) == written


def test_why_a_number_is_what_it_is() -> None:
    found = result(f"{FOUR_DAYS}on 9 January 2026, days lost is 5")
    assert isinstance(found, Failed)
    assert any("4 working days" in one for one in why(found.differences[0]))


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        pytest.param("absent on 5 January 2026", "example-expects-nothing", id="nothing-expected"),
        pytest.param("absent on 6 January 2026, 5 January 2026\n{on}", "dates-out-of-order", id="days-of-a-line"),
        pytest.param("{on}\non 6 January 2026, days lost is 0", "dates-out-of-order", id="days-asked-about"),
        pytest.param("on 7 January 2026, review meeting fell due on 8 January 2026", "dates-out-of-order", id="future"),
        pytest.param("on 7 January 2026, long talk is expected on 7 January 2026", "dates-out-of-order", id="past"),
        pytest.param("absent from 7 January 2026 to 6 January 2026\n{on}", "end-before-start", id="backwards"),
        pytest.param(
            "absent from 5 January 2026\nabsent on 9 January 2026\n{on}", "record-after-open", id="after-open"
        ),
        pytest.param("absent on 5 January 2026 flagged plannd\n{on}", "unknown-flag", id="flag"),
        pytest.param("held reviw on 5 January 2026\n{on}", "unknown-name", id="step"),
        pytest.param("given half pay is 5 January 2026\n{on}", "unknown-name", id="fact"),
        pytest.param("recorded nonsense on 5 January 2026\n{on}", "unknown-name", id="thing"),
        pytest.param('told HR "nonsense" on 5 January 2026\n{on}', "unknown-name", id="words-told"),
        pytest.param("on 9 January 2026, days losst is 4", "unknown-name", id="measure"),
        pytest.param("on 9 January 2026, it turns on nonsense", "unknown-name", id="reading"),
        pytest.param("on 9 January 2026, review meeting is 4", "used-as-the-wrong-thing", id="no-measure"),
        pytest.param(
            "held review meeting on 9 January 2026, with outcome odd\n{on}", "outcome-not-in-policy", id="outcome"
        ),
        pytest.param("gave notice of review meeting on 9 January 2026\n{on}", "notice-for-which-day", id="notice"),
        pytest.param('on 9 January 2026, "odd words" is met', "which-duty", id="duty"),
        pytest.param("on 9 January 2026, review meeting is met", "which-duty", id="no-duty"),
        pytest.param('on 9 January 2026, "notice in writing" is due', "not-said-of-it", id="state-of-a-duty"),
        pytest.param("on 9 January 2026, Short is at long talk", "not-said-of-it", id="step-of-another-branch"),
        pytest.param("on 9 January 2026, days lost is 4 weeks", "not-said-of-it", id="unit"),
        pytest.param("works Monday\nworks Tuesday\n{on}", "said-twice", id="works"),
        pytest.param("given half pay date is 5 January 2026\n{on}", "which-absence", id="no-absence"),
        pytest.param("in group trainees\n{on}", "unknown-name", id="group"),
        pytest.param("had late check-in on 5 January 2026\n{on}", "unknown-name", id="event"),
    ],
)
def test_a_slip_is_a_problem_of_its_own_line(lines: str, code: str) -> None:
    text = lines.replace("{on}", "on 9 January 2026, days lost is 1")
    assert codes(f"example one\n{text}\n") == [code]


ROWS = f"""example the score
  {FOUR_DAYS}
  on 9 January 2026, days lost is 4
  when absent on 12 January 2026: on 12 January 2026, days lost is 5
  when absent on 12 January 2026 then absent on 14 January 2026: on 14 January 2026, days lost is 5
"""


def test_rows_begin_alike_and_know_nothing_of_each_other() -> None:
    policy = checked(ROWS).policy
    assert policy is not None
    assert [one.title for one in policy.examples] == [
        "the score",
        "the score, when absent on 12 January 2026",
        "the score, when absent on 12 January 2026 then absent on 14 January 2026",
    ]
    first, second, third = run_all(policy)
    assert isinstance(first, Passed)
    assert isinstance(second, Passed)
    assert isinstance(third, Failed)
    assert [(one.expected.words, got(one)) for one in third.differences] == [("days lost is 5", "days lost is 6")]


def test_days_below_a_row_belong_to_it_whatever_their_indentation() -> None:
    """Where they stand decides, and the formatter shows it."""
    policy = checked(ROWS + "  on 15 January 2026, days lost is 6\n").policy
    assert policy is not None
    assert [tuple(day.on.isoformat() for day in one.days) for one in policy.examples] == [
        ("2026-01-09",),
        ("2026-01-12",),
        ("2026-01-14", "2026-01-15"),
    ]


def test_rows_alone_are_enough_and_what_they_share_is_a_problem_once() -> None:
    alone = ROWS.replace("  on 9 January 2026, days lost is 4\n", "")
    policy = checked(alone).policy
    assert policy is not None
    assert len(policy.examples) == 2
    assert codes(alone.replace(FOUR_DAYS, "absent from 9 January 2026 to 5 January 2026")) == ["end-before-start"]
    assert codes(alone.replace(FOUR_DAYS, "recorded nonsense on 5 January 2026")) == ["unknown-name"]
    assert codes(ROWS.replace("then absent", "then works Monday then works Tuesday then absent")) == ["said-twice"]


def test_two_examples_with_one_title_are_a_problem() -> None:
    one = "example same\non 9 January 2026, days lost is 0\n"
    assert codes(one + one) == ["declared-twice"]


def test_problems_of_a_history_speak_as_a_policy_does() -> None:
    (problem,) = checked(
        "example one\nabsent on 5 January 2026, 9 January 2026\ngiven half pay date is 5 March 2026\n"
        "on 9 January 2026, days lost is 2\n"
    ).diagnostics
    assert problem.help == "go on with `, for the absence from` and the first day of the absence that is meant"
    assert problem.at.place.source == "draft.policy"


TWO_TALKS = "absent on 5 January 2026, 7 January 2026\n"


def test_an_event_that_fits_two_cases_is_told_when_the_example_is_run() -> None:
    text = (
        "after every absence\n  step welcome back\n    falls due on first working time back\n    then close\n\n"
        f"example one\n{TWO_TALKS}held welcome back on 9 January 2026{{which}}\n"
        "on 9 January 2026, welcome back is not due\n"
    )
    found = check_text(Source("draft.policy", POLICY + text.replace("{which}", "")))
    assert found.policy is not None
    failed = run(found.policy, found.policy.examples[0])
    assert isinstance(failed, Failed)
    (problem,) = failed.problems
    assert problem.help == "go on with `, for the absence from` and the first day of the absence that is meant"
    named = check_text(
        Source("draft.policy", POLICY + text.replace("{which}", ", for the absence from 5 January 2026"))
    )
    assert named.policy is not None
    assert isinstance(run(named.policy, named.policy.examples[0]), Failed)  # the other one is still due


# ------------------------------------------------------------------ files


FILE = """\
# kept
- title: four days   # kept too
  on: 2026-01-09
  history:
    absences: [{first: 2026-01-05, last: 2026-01-08}]
  expect:
    measures: [{name: days lost, value: 5}]
    fell_due: [{step: review meeting, on: "2026-01-07"}]
    not_fell_due: [second review]
"""


def test_a_file_of_examples_keeps_to_its_schema() -> None:
    import yaml

    Draft202012Validator.check_schema(examples_schema())
    values = yaml.load(FILE.replace("on: 2026-01-09", '"on": "2026-01-09"'), Loader=yaml.BaseLoader)
    assert list(Draft202012Validator(examples_schema()).iter_errors(values)) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "no-history-in-file"),
        ("- title: x\n", "missing-key"),
        (FILE.replace("title", "titel"), "unknown-key"),
        (FILE.replace("not_fell_due", "not_fel_due"), "unknown-key"),
        (FILE.replace("2026-01-09", "9 January 2026"), "not-a-date"),
        (FILE.replace("[second review]", "second review"), "wrong-kind-of-value"),
        (FILE.replace("first: 2026-01-05", "frist: 2026-01-05"), "unknown-key"),
    ],
)
def test_a_slip_in_a_file_of_examples_is_reported(text: str, code: str) -> None:
    _, found = read_examples(Source("cases.yaml", text))
    assert code in {problem.code.name for problem in found}


def test_the_file_on_the_page_about_examples_holds(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "examples.md").read_text(encoding="utf-8")
    (written,) = re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    (tmp_path / "page.yaml").write_text(written, encoding="utf-8")
    done = call(ROOT / "policies" / "luu_attendance.policy", "--examples", tmp_path / "page.yaml")
    assert (done.exit_code, done.stderr) == (0, ""), done.stdout


def test_a_difference_knows_where_it_stands() -> None:
    (miss,) = misses({"measures": [{"name": "a", "value": 2}]}, {"measures": [{"name": "a", "value": 3}]})
    assert (miss.path, miss.got) == (("measures", 0, "value"), 3)


# ------------------------------------------------------------------ the command


def call(*arguments: str | Path, answer: str | None = None) -> Result:
    return CliRunner().invoke(program, ["test", *map(str, arguments)], input=answer, prog_name="policydsl")


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "draft.policy"
    wrong = f"example four days  # kept\n  {FOUR_DAYS}\n  on 9 January 2026,   days lost is 5   # kept\n"
    path.write_text(POLICY + wrong, encoding="utf-8")
    return path


def test_a_failure_shows_expected_got_and_why(policy: Path) -> None:
    done = call(policy)
    assert done.exit_code == 1
    assert "expected: days lost is 5" in done.stdout
    assert "got:      days lost is 4" in done.stdout
    assert "because:  " in done.stdout
    assert done.stdout.endswith("1 example: 1 does not hold\n")


def test_a_file_beside_the_policy_is_run_with_it(policy: Path) -> None:
    policy.with_name("draft.examples.yaml").write_text(FILE, encoding="utf-8")
    assert "2 examples: 2 do not hold" in call(policy).stdout


def test_accepting_changes_values_and_nothing_else(policy: Path) -> None:
    cases = policy.with_name("cases.yaml")
    cases.write_text(FILE, encoding="utf-8")
    before = policy.read_text(encoding="utf-8")
    done = call(policy, "--examples", cases, "--accept", "--yes")
    assert done.exit_code == 0
    assert policy.read_text(encoding="utf-8") == before.replace("days lost is 5", "days lost is 4")
    assert cases.read_text(encoding="utf-8") == FILE.replace("value: 5", "value: 4").replace("01-07", "01-08")
    assert call(policy, "--examples", cases).exit_code == 0


def test_accepting_asks_first(policy: Path) -> None:
    before = policy.read_text(encoding="utf-8")
    assert call(policy, "--accept", answer="n\n").exit_code == 1
    assert policy.read_text(encoding="utf-8") == before
    assert call(policy, "--accept", answer="y\n").exit_code == 0
    assert policy.read_text(encoding="utf-8") != before


def test_what_no_value_can_mend_is_left_to_a_person(policy: Path) -> None:
    text = policy.read_text(encoding="utf-8").replace("days lost is 5", "Short is at second review")
    policy.write_text(text, encoding="utf-8")
    done = call(policy, "--accept", "--yes")
    assert done.exit_code == 1
    assert "has to be changed by a person" in done.stderr
    assert policy.read_text(encoding="utf-8") == text


def test_results_as_json(policy: Path) -> None:
    values = json.loads(call(policy, "--format", "json").stdout)
    assert (values["holding"], values["failing"], values["refused"]) == (0, 1, [])
    (one,) = values["examples"]
    assert one["differences"][0]["got"] == "days lost is 4"


def test_results_for_a_build_server(policy: Path) -> None:
    tree = ElementTree.fromstring(call(policy, "--format", "junit").stdout)
    (suite,) = tree
    assert (suite.get("tests"), suite.get("failures")) == ("1", "1")
    assert suite[0].get("name") == "four days"
    assert suite[0][0].get("message") == "got days lost is 4"


def test_a_policy_with_errors_and_a_file_that_is_not_there(policy: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.policy"
    broken.write_text("policy X\n  nonsense\n", encoding="utf-8")
    assert call(broken).exit_code == 1
    assert call(policy, "--examples", tmp_path / "none.yaml").exit_code == 2
    (tmp_path / "bad.yaml").write_text("- titel: x\n", encoding="utf-8")
    policy.write_text(POLICY, encoding="utf-8")
    assert call(policy, "--examples", tmp_path / "bad.yaml").exit_code == 3


def of_limit(lines: str) -> Checked:
    """An example under the policy with its limit as a setting."""
    text = POLICY.replace("days lost is over 3", "days lost is over the limit").replace(
        "fact half", "setting limit is 3 working days\n\nfact half"
    )
    return check_text(Source("draft.policy", text + f"example one\n{lines}\n"))


def test_a_setting_of_ones_own_may_be_given() -> None:
    lines = (
        "given limit is 5 working days from 1 January 2026 until 12 January 2026\n"
        "absent from 5 January 2026 to 12 January 2026\n"
        "on 9 January 2026, days lost is 5, and review meeting is not due\n"
        "on 12 January 2026, days lost is 6, and review meeting fell due on 12 January 2026"
    )
    policy = of_limit(lines).policy
    assert policy is not None
    assert [type(run(policy, one)) for one in policy.examples] == [Passed]
    ended = of_limit(lines.replace("until 12", "until 6")).policy
    assert ended is not None
    assert [type(run(ended, one)) for one in ended.examples] == [Failed]


@pytest.mark.parametrize(
    ("line", "code", "help_"),
    [
        ("given limit is 5 weeks", "adjustment-does-not-fit", "write it like `9 working days`"),
        (
            "given limit is 5 from 2 January 2026 until 1 January 2026",
            "adjustment-backwards",
            "exchange the two days, or correct the one that is wrong",
        ),
        (
            "given limit is 5\ngiven limit is 6",
            "adjustments-overlap",
            "end the first with `until` before the second begins with `from`, or keep the right one",
        ),
    ],
)
def test_a_value_that_cannot_be_given(line: str, code: str, help_: str) -> None:
    (problem,) = of_limit(f"{line}\non 9 January 2026, days lost is 0").diagnostics
    assert (problem.code.name, problem.help) == (code, help_)


GROUPED = """policy Attendance
  in force from 1 January 2026
  absences join when no working day lies between them
  an absence ends on its last recorded day
  a waived step counts as held
  when a month is too short, use its last day

group new starters is employees with service under 6 months

branch long absences follows each absence while it lasts
  step review meeting
    falls due when the absence has lasted over 4 weeks
    for employees new starters: falls due when the absence has lasted over 2 weeks
    then close
"""


@pytest.mark.parametrize(
    ("more", "said"),
    [(0, None), (1, "the same in 1 more example"), (16, "the same in 16 more examples")],
)
def test_a_group_that_no_example_tells_is_said_once(more: int, said: str | None) -> None:
    """Seventeen examples without `service from` lack one thing, and those with it lack nothing."""
    days = "".join(
        f"\nexample number {one}\n  absent on {one + 5} January 2026\n"
        f"  on {one + 5} January 2026, review meeting is not due\n"
        for one in range(more + 1)
    )
    told = "\nexample told\n  service from 1 March 2020\n  absent on 5 January 2026\n"
    told += "  on 5 January 2026, review meeting is not due\n"
    found = check_text(Source("a.policy", GROUPED + days + told)).diagnostics
    assert [one.code.name for one in found] == ["group-cannot-be-told"]
    assert (found[0].help or "").partition(";\n")[2] == (said or "")
    assert len(found[0].also) == min(more, 1)
