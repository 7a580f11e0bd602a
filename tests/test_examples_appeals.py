"""Appeals in examples: until when one is open, when it is in time, and what is said where it is told in other words."""

from __future__ import annotations

import pytest

from policydsl.check import check_text
from policydsl.diagnostics import Diagnostic, has_errors
from policydsl.explain.examples import got
from policydsl.interpret.examples import Failed, Passed, run
from policydsl.source import Source

POLICY = """
policy Appeals
  in force from 1 April 2026
  absences join when no working day lies between them
  an absence ends on its last recorded day
  a waived step counts as held
  an absence may be discounted by manager, giving a reason

branch Short follows each employee
  step review meeting
    falls due when 3 absences start in the last 13 weeks
    must send outcome letter within 5 calendar days after the meeting
    employee may appeal to director within 10 calendar days after outcome letter is sent
    outcome first warning: wait for second meeting
    outcome no action: close
  step second meeting
    falls due 2 weeks after review meeting is held
    then close

reading now and then, before the rest
  asks "How many?"
  taken three: as written
  possible two, in review meeting: falls due when 2 absences start in the last 13 weeks

example one
  absent on 4 May 2026, 11 May 2026, 18 May 2026
  held review meeting on 25 May 2026, with outcome first warning
"""
SENT = "  sent outcome letter on 27 May 2026\n"


def expecting(*lines: str) -> str:
    """What the example says to the last of the lines: that it holds, or what is so."""
    checked = check_text(Source("draft.policy", POLICY + "".join(f"  {line}\n" for line in lines)))
    assert not has_errors(checked.diagnostics), checked.diagnostics
    assert checked.policy is not None
    match run(checked.policy, checked.policy.examples[0]):
        case Passed():
            return "holds"
        case Failed(differences=(difference,)):
            return got(difference)
        case other:
            raise AssertionError(other)


def problem(*lines: str) -> Diagnostic:
    (found,) = check_text(Source("draft.policy", POLICY + "".join(f"  {line}\n" for line in lines))).diagnostics
    return found


@pytest.mark.parametrize(
    ("made", "expected", "said"),
    [
        ("", "on 6 June 2026, 'appeal' is open", "holds"),
        ("", "on 6 June 2026, 'appeal' of review meeting is in time", "holds"),
        ("", "on 6 June 2026, 'may appeal to director' is late", '"may appeal to director" is open'),
        ("", "on 7 June 2026, 'appeal' is open", '"appeal" is not possible'),
        ("", "on 7 June 2026, 'appeal' is in time", '"appeal" is not possible'),
        ("6 June 2026", "on 5 June 2026, 'appeal' is open", "holds"),
        ("6 June 2026", "on 6 June 2026, 'appeal' is open", '"appeal" is in time'),
        ("6 June 2026", "on 30 June 2026, 'appeal' is in time", "holds"),
        ("7 June 2026", "on 7 June 2026, 'appeal' is late", "holds"),
        ("7 June 2026", "on 7 June 2026, 'appeal' is in time", '"appeal" is late'),
    ],
)
def test_an_appeal_is_open_up_to_its_last_day(made: str, expected: str, said: str) -> None:
    told = [f"appealed against review meeting on {made}"] if made else []
    assert expecting(SENT.strip(), *told, expected.replace("'", '"')) == said


def test_a_state_that_no_appeal_has_is_answered_with_those_it_has() -> None:
    found = problem('on 6 June 2026, "appeal" of review meeting is breached')
    assert (found.code.name, found.message) == ("not-said-of-it", "an appeal is never breached")
    assert found.help == "write `is open`, `is in time` or `is late`"


def test_who_discounted_an_absence_can_be_told() -> None:
    line = "recorded discount on 12 May 2026, by manager, for the absence from 11 May 2026"
    assert expecting(line, "on 28 May 2026, review meeting has not fallen due") == "holds"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("employee appealed on 28 May 2026", "appealed against review meeting on 28 May 2026"),
        (
            "the employee lodged an appeal against review meeting on 28 May 2026",
            "appealed against review meeting on 28 May 2026",
        ),
        (
            "discounted the absence from 11 May 2026 on 12 May 2026",
            "recorded discount on 12 May 2026, for the absence from 11 May 2026",
        ),
        (
            "manager discounted the absence from 11 May 2026 on 12 May 2026",
            "recorded discount on 12 May 2026, by manager, for the absence from 11 May 2026",
        ),
        ("disregarded the absence on 12 May 2026, by manager", "recorded discount on 12 May 2026, by manager"),
        (
            "recorded discount on 12 May 2026, for the absence from 11 May 2026, by manager",
            "recorded discount on 12 May 2026, by manager, for the absence from 11 May 2026",
        ),
    ],
)
def test_what_is_told_in_other_words_is_answered_with_the_line(written: str, meant: str) -> None:
    found = problem(written, "on 28 May 2026, Short waits for second meeting")
    assert found.code.name == "other-word"
    assert (found.help or "").startswith(f"write `{meant}`")


def test_the_title_of_a_reading_with_a_word_of_the_language_needs_quotes() -> None:
    found = problem("on 28 May 2026, it turns on now and then, before the rest")
    assert found.code.name == "joining-word-in-a-name"
    assert found.help == 'write `it turns on "now and then, before the rest"`'
    assert expecting('on 12 May 2026, it turns on "now and then, before the rest"') == "holds"
