"""Examples on both sides of a number: found for each kind of number, holding, and showing a change of it."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner
from policydsl_cli.main import program

from policydsl.check import check_text
from policydsl.gathered import line_in
from policydsl.interpret.examples import Passed, run_all
from policydsl.propose.numbers import Number, at, numbers, with_another
from policydsl.propose.proposal import Proposal, formatted, propose
from policydsl.source import Source, Span
from policydsl.syntax import parse
from policydsl.syntax.include import changed, gather
from tests.gate.tools import ROOT

HEAD = """policy Attendance
  in force from 1 January 2026
  absences join when no working day lies between them
  an absence ends on its last recorded day
  an absence takes its category as soon as that is certain
  an absence may count towards several steps
  a working day is a day the employee was due to work
  a part day counts as its fraction
  an absence with no working day counts
  with no working pattern on file, use Monday to Friday
  the organisation works Monday to Friday
  a waived step counts as held
  when a month is too short, use its last day

"""
COUNT = """branch short absences follows each employee
  step review meeting
    falls due when at least 3 absences start in the last 6 months
    falls due again only on a new absence
    led by line manager, with employee
    give notice in writing at least 5 calendar days before
    must be held within 10 working days after falling due
    outcome warned: wait for second review
    outcome no concern: close
  step second review
    falls due when at least 2 absences start within 12 months after review meeting is held
    if not due by then: close
    then close
"""
SCORE = """setting score limit is 51

measure Bradford score over the last 12 months
  is absences x absences x working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

branch short absences follows each employee
  step review meeting
    falls due when the Bradford score is over the score limit
    falls due again only on a new absence
    then close
"""
LONG = """category long absence is an absence lasting over 27 calendar days

branch short absences follows each employee
  step review meeting
    falls due when at least 1 long absence starts in the last 12 months
    falls due again only on a new absence
    then close
"""
PERIOD = """branch short absences follows each employee
  step first review
    falls due when at least 1 absence starts in the last 12 months
    falls due again only on a new absence
    outcome warned: wait for second review
    outcome no concern: close
  period first warning
    lasts 12 months after first review is held
    at its end: close
  step second review
    falls due when at least 1 absence starts during first warning
    then close
"""


def proposed(text: str, wanted: str) -> tuple[Source, Proposal]:
    source = Source("draft.policy", HEAD + text)
    checked = check_text(source)
    assert checked.policy is not None, checked.diagnostics
    found = at(parse(source).tree, source, wanted)
    assert not isinstance(found, str), found
    return source, propose(source, checked.policy, found[0])


def holding(source: Source, text: str) -> list[bool]:
    """Whether the examples of a text hold when they are pasted behind a policy."""
    end = len(source.text)
    policy = check_text(changed(source, Span(end, end), f"\n{text}")).policy
    assert policy is not None
    return [isinstance(one, Passed) for one in run_all(policy)]


@pytest.mark.parametrize(
    ("text", "line", "number"),
    [
        (COUNT, "at least 3 absences", "3"),
        (COUNT, "in the last 6 months", "6"),
        (COUNT, "5 calendar days before", "5"),
        (COUNT, "within 10 working days", "10"),
        (COUNT, "at least 2 absences", "2"),
        (SCORE, "setting score limit", "51"),
        (SCORE, "over the last 12 months", "12"),
        (LONG, "over 27 calendar days", "27"),
        (PERIOD, "lasts 12 months", "12"),
    ],
)
def test_both_sides_are_found_and_show_every_change(text: str, line: str, number: str) -> None:
    source = Source("draft.policy", HEAD + text)
    policy = check_text(source).policy
    assert policy is not None
    (meant,) = (
        one
        for one in numbers(parse(source).tree, source)
        if line in source.line_at(one.span.start) and one.value == Fraction(number)
    )
    one = propose(source, policy, meant)
    assert one.text is not None
    assert one.caught == (-1, 1)
    assert holding(source, one.text) == [True, True]
    for by in (-1, 1):
        other = with_another(source, meant, by)
        assert other is not None
        assert False in holding(other, one.text)
    assert formatted(one.text, source) == formatted(formatted(one.text, source), source)


def test_a_number_that_nothing_turns_on_is_told_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    policy = (
        HEAD + "guidance talk\n  may be asked for at any time by manager\n"
        "  give notice in writing at least 5 calendar days before\n"
    )
    Path("draft.policy").write_text(policy, encoding="utf-8")
    done = CliRunner().invoke(program, ["examples", "draft.policy", "--at", "talk"])
    assert done.exit_code == 1
    assert "# no examples were found for 5" in done.output


def test_the_numbers_are_listed_and_named() -> None:
    source = Source("draft.policy", HEAD + COUNT)
    tree = parse(source).tree
    found = numbers(tree, source)
    assert [int(one.value) for one in found] == [3, 6, 5, 10, 2, 12]
    assert {one.heading for one in found} == {"review meeting", "second review"}
    assert at(tree, source, "step review meeting") == found[:4]
    assert at(tree, source, f"line {found[0].line}") == at(tree, source, str(found[0].line)) == found[:2]
    assert at(tree, source, "line 1") == "there is no number in line 1"
    assert "did you mean `second review`?" in str(at(tree, source, "secnd review"))


def test_a_step_brings_the_settings_that_it_names() -> None:
    source = Source("draft.policy", HEAD + SCORE)
    found = at(parse(source).tree, source, "review meeting")
    assert not isinstance(found, str)
    assert [one.heading for one in found] == ["score limit"]


def test_a_number_of_an_included_file_is_found() -> None:
    setting, rest = SCORE.split("\n", 1)
    whole = gather(Source("main.policy", HEAD + 'include "words.policy"\n' + rest), {"words.policy": setting + "\n"})
    policy = check_text(whole).policy
    assert policy is not None
    found = at(parse(whole).tree, whole, "line 1 of words.policy")
    assert not isinstance(found, str)
    (number,) = found
    assert isinstance(number, Number)
    assert line_in(number.line) == "1 of words.policy"
    one = propose(whole, policy, number)
    assert one.text is not None
    assert one.caught == (-1, 1)


def test_titles_are_no_other_examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was pasted once does not stand in the way of what is proposed again."""
    source, one = proposed(SCORE, "score limit")
    assert one.text is not None
    again = Source("draft.policy", source.text + "\n" + one.text)
    policy = check_text(again).policy
    assert policy is not None
    found = at(parse(again).tree, again, "score limit")
    assert not isinstance(found, str)
    second = propose(again, policy, found[0])
    assert second.text is not None
    titles = re.findall(r"^example .*$", one.text + second.text, re.MULTILINE)
    assert len(set(titles)) == 4
    monkeypatch.chdir(tmp_path)
    Path("draft.policy").write_text(again.text, encoding="utf-8")
    done = CliRunner().invoke(program, ["examples", "draft.policy", "--at", "score limit"])
    assert done.exit_code == 0, done.output
    assert done.output.startswith(
        "# line 15: setting score limit is 51\n# both sides of 51; with one less and one more"
    )


def test_somebody_is_in_the_group_that_a_branch_follows() -> None:
    source = Source("draft.policy", (ROOT / "policies/gallery/royal_mail.policy").read_text(encoding="utf-8"))
    policy = check_text(source).policy
    assert policy is not None
    found = at(parse(source).tree, source, "trial review 1")
    assert not isinstance(found, str)
    proposal = propose(source, policy, found[0])
    assert proposal.caught == (-1, 1)
    assert (proposal.text or "").count("  in group on trial\n") == 2


GUARDED = """setting day limit is 4 working days

measure yearly days over the last 12 months
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

branch short absences follows each employee
  step review
    falls due when yearly days is at least the day limit
    falls due again only on a new absence
    only if talk has outcome concerns in the last 12 months
    then close

after every absence
  step talk
    falls due on first working time back
    outcome concerns: close
    outcome no concerns: close
"""


def test_a_meeting_that_the_step_asks_for_is_held_with_the_outcome_that_it_asks_for() -> None:
    source, found = proposed(GUARDED, "day limit")
    assert found.text is not None
    assert "with outcome concerns" in found.text
    assert holding(source, found.text) == [True, True]
