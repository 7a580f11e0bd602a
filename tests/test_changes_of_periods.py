"""What people record of periods: of which case, of which of several, and what is said where it moves nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policydsl.interpret.answer import Answer, Warned
from policydsl.interpret.evaluate import evaluate
from tests.engine import history_of
from tests.small import held, outcome, record, small, told_both_ways

CARE = """
branch care follows each absence while it lasts
  step talk
    falls due when the absence has lasted over 7 calendar days
    outcome agreed: stay
  period watch
    lasts 3 months after talk has outcome agreed
    may be {may} by HR, to at most 4 months [A-1]
    goes on when its case closes
  period support
    lasts 2 months after talk has outcome agreed
    goes on when its case closes
"""
FIRST, SECOND = "2026-01-05 2026-01-14", "2026-02-02 2026-02-11"


def talk(day: str, absence: str) -> list[dict[str, Any]]:
    return [held(day, absence=absence), outcome(day, "talk", "agreed", absence=absence)]


TALKS = [*talk("2026-01-13", "2026-01-05"), *talk("2026-02-10", "2026-02-02")]
"""Watch runs from 13 January to 12 April and from 10 February to 9 May; both cases have closed when people are back."""
SUPPORT = ["support 2026-01-13 to 2026-03-12", "support 2026-02-10 to 2026-04-09"]


def change(what: str, **more: Any) -> dict[str, Any]:
    return {"date": "2026-03-02", "what": what, "name": "watch", "by": "HR", **more}


def asked(*events: dict[str, Any], on: str = "2026-03-05", may: str = "extended", text: str = CARE) -> Answer:
    policy = text.replace(", to at most 4 months", "") if may != "extended" else text
    return told_both_ways(policy.format(may=may), on, FIRST, SECOND, events=[*TALKS, *events])


def runs(answer: Answer) -> list[str]:
    return [one.text.replace(" runs from", "") for one in answer.shown if one.code == "period"]


# ------------------------------------------------------------------ of a case that has closed


@pytest.mark.parametrize(
    ("absence", "changed"),
    [
        ("2026-01-05", ["watch 2026-01-13 to 2026-04-30", "watch 2026-02-10 to 2026-05-09"]),
        ("2026-02-02", ["watch 2026-01-13 to 2026-04-12", "watch 2026-02-10 to 2026-04-30"]),
    ],
)
def test_a_change_is_of_the_absence_and_the_period_that_it_names_alone(absence: str, changed: list[str]) -> None:
    answer = asked(change("extended", absence=absence, **{"for": "2026-04-30"}))
    assert sorted(runs(answer)) == sorted([*changed, *SUPPORT])
    assert answer.warnings == ()


def test_a_change_that_the_policy_does_not_name_moves_nothing_and_says_of_which_absence() -> None:
    answer = asked(change("ended", absence="2026-01-05"))
    assert sorted(runs(answer)) == sorted(
        ["watch 2026-01-13 to 2026-04-12", "watch 2026-02-10 to 2026-05-09", *SUPPORT]
    )
    assert answer.warnings == (
        Warned(
            "period-not-to-change",
            "watch ended on 2026-03-02 moves nothing: the policy does not say that it may be",
            None,
            "2026-01-05",
            date(2026, 3, 2),
        ),
    )


def test_a_change_beyond_the_limit_stands_and_says_of_which_absence() -> None:
    answer = asked(change("extended", absence="2026-01-05", **{"for": "2026-05-13"}))
    assert "watch 2026-01-13 to 2026-05-13" in runs(answer)
    assert answer.warnings == (
        Warned(
            "period-beyond-limit",
            "watch extended on 2026-03-02, to 2026-05-13; the policy allows 2026-05-12 at most",
            None,
            "2026-01-05",
            date(2026, 3, 2),
            "decide whether that shall stand, and record the day that does",
            ("A-1",),
        ),
    )


def test_a_period_that_has_gone_on_and_is_over_is_named_with_its_last_day() -> None:
    answer = asked(
        change("extended", absence="2026-01-05", date="2026-04-20", **{"for": "2026-04-30"}), on="2026-04-20"
    )
    (warning,) = answer.warnings
    assert (warning.code, warning.message, warning.help) == (
        "no-such-period",
        "watch extended on 2026-04-20 moves nothing: it ended on 2026-04-12",
        "date the change on or before that day, or record again what starts the period",
    )


def test_one_of_two_periods_that_went_on_ends_and_the_other_runs_on() -> None:
    answer = asked(change("ended", absence="2026-01-05"), may="ended early", on="2026-03-03")
    assert sorted(runs(answer)) == ["support 2026-01-13 to 2026-03-12", SUPPORT[1], "watch 2026-02-10 to 2026-05-09"]


# ------------------------------------------------------------------ of a case that is open

REVIEWS = """
branch attendance follows each employee
  step review
    falls due when 2 absences start in the last 2 weeks
    falls due again only on a new absence
    outcome given: {follows}
    outcome not given: close
  period monitoring
    lasts {length} after review is held
    may be extended by manager
    at its end: {at_end}
procedure warnings
  step warning
    falls due 3 months after review is held
    outcome warned: close
    outcome back: return
"""
AWAY = ("2026-01-05", "2026-01-12")
GIVEN = [held("2026-01-19", "review"), outcome("2026-01-20", "review", "given")]
"""Two months from 19 January are up to 18 March."""


def longer(day: str, last: str) -> dict[str, Any]:
    return {"date": day, "what": "extended", "name": "monitoring", "for": last, "by": "manager"}


def reviewed(on: str, *events: dict[str, Any], follows: str = "stay", at_end: str = "close", **how: Any) -> Answer:
    text = REVIEWS.format(follows=follows, at_end=at_end, length=how.pop("length", "2 months"))
    text = text if "warnings" in follows else text.partition("procedure")[0]
    return told_both_ways(text, on, *AWAY, *how.pop("away", ()), events=[*GIVEN, *events])


def moves_nothing(answer: Answer) -> list[tuple[str, str | None]]:
    return [(one.message, one.help) for one in answer.warnings if one.code == "no-such-period"]


@pytest.mark.parametrize("at_end", ["close", "stay"])
def test_a_change_after_its_end_names_its_last_day_whether_its_case_is_closed_or_open(at_end: str) -> None:
    assert moves_nothing(reviewed("2026-03-31", longer("2026-03-20", "2026-04-30"), at_end=at_end)) == [
        (
            "monitoring extended on 2026-03-20 moves nothing: it ended on 2026-03-18",
            "date the change on or before that day, or record again what starts the period",
        )
    ]


def test_of_several_that_are_over_the_last_is_named() -> None:
    """The first period ended with its case on 2 February; that of the next case runs from 16 February to 15 April."""
    again = [
        {"date": "2026-02-02", "branch": "attendance", "what": "closed"},
        held("2026-02-16", "review"),
        outcome("2026-02-16", "review", "given"),
        longer("2026-04-20", "2026-04-30"),
    ]
    answer = reviewed("2026-04-30", *again, at_end="stay", away=("2026-02-03", "2026-02-09"))
    assert [one for one, _ in moves_nothing(answer)] == [
        "monitoring extended on 2026-04-20 moves nothing: it ended on 2026-04-15"
    ]


def test_the_last_day_of_one_of_time_worked_is_that_which_absences_have_moved() -> None:
    answer = reviewed(
        "2026-04-30",
        longer("2026-04-20", "2026-04-30"),
        at_end="stay",
        length="2 months of time worked",
        away=("2026-03-02 2026-03-06",),
    )
    assert [one for one, _ in moves_nothing(answer)] == [
        "monitoring extended on 2026-04-20 moves nothing: it ended on 2026-03-23"
    ]


def test_a_change_before_there_is_a_period_says_so() -> None:
    assert moves_nothing(reviewed("2026-01-31", longer("2026-01-16", "2026-04-30"))) == [
        (
            "monitoring extended on 2026-01-16 moves nothing: it does not run",
            "check the day, and the period's name",
        )
    ]


STAYS_OPEN = CARE.replace(" while it lasts", "").replace("    goes on when its case closes\n", "")


def test_of_two_open_cases_the_one_is_changed_whose_absence_is_named() -> None:
    answer = asked(change("extended", absence="2026-01-05", **{"for": "2026-04-30"}), text=STAYS_OPEN)
    assert sorted(runs(answer)) == sorted(
        ["watch 2026-01-13 to 2026-04-30", "watch 2026-02-10 to 2026-05-09", *SUPPORT]
    )
    assert answer.warnings == ()


def test_a_change_of_an_open_case_that_the_policy_does_not_name_says_of_which_absence() -> None:
    answer = asked(change("ended", absence="2026-01-05"), text=STAYS_OPEN)
    assert answer.warnings == (
        Warned(
            "period-not-to-change",
            "watch ended on 2026-03-02 moves nothing: the policy does not say that it may be",
            None,
            "2026-01-05",
            date(2026, 3, 2),
        ),
    )


IN_PROCEDURE = """
branch attendance follows each employee
  step review
    falls due when 2 absences start in the last 2 weeks
    falls due again only on a new absence
    outcome given: start warnings
procedure warnings
  step warning
    falls due at once
    then wait for hearing
  period monitoring
    lasts 2 months after warning is held
    may be extended by manager
    at its end: close
  step hearing
    falls due when 2 absences start during monitoring
    then close
"""


def test_a_period_of_a_procedure_is_changed_in_it() -> None:
    """Two months from 21 January are up to 20 March."""
    events = [*GIVEN, held("2026-01-21", "warning")]
    for more, last, end in (
        ([], "2026-03-20", "2026-03-21"),
        ([longer("2026-03-02", "2026-04-30")], "2026-04-30", "2026-05-01"),
    ):
        answer = told_both_ways(IN_PROCEDURE, last, *AWAY, events=[*events, *more])
        assert (runs(answer), answer.warnings) == ([f"monitoring 2026-01-21 to {last}"], ())
        answer = told_both_ways(IN_PROCEDURE, "2026-06-30", *AWAY, events=[*events, *more])
        assert [f"{one.on} {one.why}" for one in answer.closed] == [f"{end} procedure"]


BACK = [held("2026-04-20", "warning"), outcome("2026-04-20", "warning", "back")]


def test_a_period_of_the_branch_is_changed_while_the_case_is_in_a_procedure() -> None:
    """The warning falls due three months after the review, on 19 April, and leads back on the 20th."""
    to_june = longer("2026-03-02", "2026-06-30")
    there = {"follows": "start warnings", "at_end": "close"}
    assert runs(reviewed("2026-03-31", **there)) == []
    answer = reviewed("2026-03-31", to_june, **there)
    assert (runs(answer), answer.warnings) == (["monitoring 2026-01-19 to 2026-06-30"], ())
    for on, closed in (("2026-04-21", []), ("2026-06-30", []), ("2026-07-01", ["2026-07-01"])):
        assert [str(one.on) for one in reviewed(on, to_june, *BACK, **there).closed] == closed


def test_a_period_that_has_passed_while_the_case_is_in_a_procedure_is_not_changed() -> None:
    for day, found in (("2026-03-18", []), ("2026-03-19", ["2026-03-18"])):
        answer = reviewed("2026-04-10", longer(day, "2026-06-30"), follows="start warnings")
        assert [one.rpartition(" ")[2] for one, _ in moves_nothing(answer)] == found


def test_a_change_that_fits_two_open_cases_names_both() -> None:
    policy = small(STAYS_OPEN.format(may="extended"))
    change_ = change("extended", **{"for": "2026-04-30"})
    values = {"employee": "E1", "absences": [record(FIRST), record(SECOND)], "events": [*TALKS, change_]}
    found = evaluate(policy, history_of(values, policy), date(2026, 3, 5))
    (problem,) = found.diagnostics
    assert (problem.message, problem.help) == (
        "this event fits 2 cases",
        "add `absence: 2026-01-05` or `absence: 2026-02-02`",
    )
